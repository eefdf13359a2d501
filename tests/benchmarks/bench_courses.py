"""How long a diary takes to review and a course to map, beside plain simulation of the same days.

Run: python -m pytest tests/benchmarks/bench_courses.py --benchmark-only. Nothing is asserted about time.
"""

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from alpims_mg import (
    Acknowledgement,
    Capsule,
    CheckIn,
    Elemental,
    Form,
    KidneyFunction,
    Medicine,
    Situation,
    Zone,
    ZoneChance,
    begin_course,
    map_course,
    review_course,
    titration_schedule,
)

STARTS = date(2026, 3, 1)
GIVEN = (("consult.start", None), ("consult.adjust", None), ("medicine.levothyroxine", "levothyroxine"))
FACTS = Situation(
    age_years=34, kidney=KidneyFunction.NORMAL, kidney_date=date(2026, 2, 1), as_of=STARTS, conditions=[],
    medicines=[Medicine(name="levothyroxine")], other_magnesium=Elemental.mg(0),
    acknowledged=[Acknowledgement(rule=rule, about=about, reason="discussed") for rule, about in GIVEN],
)  # fmt: skip
CAPSULE = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(120), divides_into=4, ingredients=["hypromellose"])
PLAN = titration_schedule(CAPSULE)
COURSE = begin_course(PLAN, starts=STARTS, situation=FACTS)
CHANCES = {Zone.GREEN: Fraction(8, 10), Zone.YELLOW: Fraction(15, 100), Zone.RED: Fraction(5, 100)}
ZONES = [ZoneChance(zone=zone, chance=chance) for zone, chance in CHANCES.items()]
ALL_KINDS = [
    ZoneChance(zone=Zone.GREEN, chance=Fraction(8, 10), gut=Fraction(1, 50), mcas=Fraction(1, 1000),
               urgent=Fraction(1, 10000), missed=Fraction(1, 20)),
    ZoneChance(zone=Zone.YELLOW, chance=Fraction(1, 10), gut=Fraction(1, 25), missed=Fraction(1, 10)),
    ZoneChance(zone=Zone.RED, chance=Fraction(1, 20), missed=Fraction(3, 10)),
    ZoneChance(zone=None, chance=Fraction(1, 20)),
]  # fmt: skip
DAYS = 84


def diary(days: int, chance: Random) -> list[CheckIn]:
    drawn = chance.choices(list(CHANCES), [float(part) for part in CHANCES.values()], k=days)
    taken = [PLAN.on(number).daily for number in range(1, days + 1)]
    return [
        CheckIn(day=STARTS + timedelta(days=i), zone=zone, reactions=[], taken=amount)
        for i, (zone, amount) in enumerate(zip(drawn, taken, strict=True))
    ]


def test_a_diary_of_180_days_reviewed(benchmark: BenchmarkFixture) -> None:
    check_ins = diary(180, Random(4711))
    assert len(benchmark(review_course, COURSE, check_ins, STARTS + timedelta(days=179)).ledger.days) == 180


def test_a_map_of_84_days_built(benchmark: BenchmarkFixture) -> None:
    assert len(benchmark(map_course, COURSE, days=DAYS).positions) > 1000


@pytest.mark.parametrize("chances", [ZONES, ALL_KINDS], ids=["zones alone", "every kind of day"])
def test_exact_odds_of_84_days(benchmark: BenchmarkFixture, chances: list[ZoneChance]) -> None:
    found = map_course(COURSE, days=DAYS)
    odds = benchmark.pedantic(found.odds, args=(chances,), rounds=1)
    assert sum(chance for _, chance in odds.by_day[-1]) == 1


def test_plain_simulation_of_100_courses_of_84_days(benchmark: BenchmarkFixture) -> None:
    """A hundred courses give a chance to some five per cent; to a twentieth of one takes ten thousand times as many."""

    def simulated() -> int:
        chance = Random(4711)
        return sum(
            review_course(COURSE, diary(DAYS, chance), STARTS + timedelta(days=DAYS - 1)).rung == 6 for _ in range(100)
        )

    assert benchmark.pedantic(simulated, rounds=1) <= 100
