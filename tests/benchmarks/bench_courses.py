"""How long it takes to review a diary and to map a course, compared with a plain simulation of the same days.

Run: python -m pytest tests/benchmarks/bench_courses.py --benchmark-only. No test asserts a time.
"""

from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from alpims_mg import (
    Acknowledgement,
    Capsule,
    CheckIn,
    CourseMap,
    CourseOdds,
    DosageForm,
    DosePlan,
    Elemental,
    Form,
    KidneyFunction,
    Medicine,
    Review,
    Situation,
    Zone,
    ZoneChance,
    begin_course,
    map_course,
    review_course,
    titration_schedule,
)

Benchmark = Any  # pytest-benchmark leaves most of its fixture without types
STARTS = date(2026, 3, 1)
ACKNOWLEDGED = (("consult.start", None), ("consult.adjust", None), ("medicine.levothyroxine", "levothyroxine"))
FACTS = Situation(
    age_years=34, kidney=KidneyFunction.NORMAL, kidney_date=date(2026, 2, 1), as_of=STARTS, conditions=[],
    medicines=[Medicine(name="levothyroxine")], other_magnesium=Elemental.mg(0),
    acknowledged=[Acknowledgement(rule=rule, about=about, reason="discussed") for rule, about in ACKNOWLEDGED],
)  # fmt: skip
CAPSULE = Capsule(
    form=Form.GLYCINATE,
    elemental=Elemental.mg(120),
    divides_into=4,
    dosage_form=DosageForm.HARD_CAPSULE,
    ingredients=["hypromellose"],
)
PLAN = titration_schedule(CAPSULE)
assert isinstance(PLAN, DosePlan)
AMOUNTS = [PLAN.on(day).daily for day in range(1, 181)]
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


def diary(days: int, random: Random) -> list[CheckIn]:
    """Check-ins with random zones of someone who follows the plan."""
    zones = random.choices(list(CHANCES), [float(chance) for chance in CHANCES.values()], k=days)
    return [
        CheckIn(day=STARTS + timedelta(days=i), zone=zone, reactions=[], taken=AMOUNTS[i])
        for i, zone in enumerate(zones)
    ]


def test_a_review_of_180_days(benchmark: Benchmark) -> None:
    check_ins = diary(180, Random(4711))
    review: Review = benchmark(review_course, COURSE, check_ins, STARTS + timedelta(days=179))
    assert len(review.ledger.days) == 180


def test_a_map_of_84_days(benchmark: Benchmark) -> None:
    course_map: CourseMap = benchmark(map_course, COURSE, days=DAYS)
    assert len(course_map.positions) > 1000


@pytest.mark.parametrize("chances", [ZONES, ALL_KINDS], ids=["zones only", "every kind of day"])
def test_exact_odds_of_84_days(benchmark: Benchmark, chances: list[ZoneChance]) -> None:
    course_map = map_course(COURSE, days=DAYS)
    odds: CourseOdds = benchmark.pedantic(course_map.odds, args=(chances,), rounds=1)
    assert sum(chance for _, chance in odds.by_day[-1]) == 1


def test_plain_simulation_of_100_courses_of_84_days(benchmark: Benchmark) -> None:
    """A hundred courses give a chance to about 5 per cent. To 0.05 per cent takes ten thousand times as many."""

    def simulate() -> int:
        random, last = Random(4711), STARTS + timedelta(days=DAYS - 1)
        return sum(review_course(COURSE, diary(DAYS, random), last).rung == 6 for _ in range(100))

    assert benchmark.pedantic(simulate, rounds=1) <= 100
