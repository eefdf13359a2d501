"""How long it takes to place a day, beside going through every day there is.

Run: python -m pytest tests/benchmarks/bench_clock.py --benchmark-only. Nothing is asserted about time.
"""

from datetime import time
from itertools import combinations, product

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from alpims_mg import (
    DaySchedule,
    Elemental,
    Intake,
    Medicine,
    Portion,
    Routine,
    Step,
    TimeOfDay,
    Unschedulable,
    schedule_day,
)

DAY = Routine(wakes=time(6), sleeps=time(22), breakfast=time(8), lunch=time(12, 30), dinner=time(18, 30))
EIGHT = [
    Medicine(name=name, taken_at=[time(hour) for hour in separation])
    for name, separation in (
        ("digoxin", (6,)), ("gabapentin", (6, 22)), ("rosuvastatin", (22,)), ("fexofenadine", (6,)),
        ("levodopa", (22,)), ("sertraline", (8,)), ("furosemide", (8,)), ("mycophenolate", (6,)),
    )
]  # fmt: skip
CIPROFLOXACIN = Medicine(name="ciprofloxacin", taken_at=[time(8), time(20)])


def rung(*at: TimeOfDay, food: bool) -> Step:
    each = {"portion": Portion.HALF, "elemental": Elemental.mg(50), "with_food": food}
    return Step(first_day=1, days=None, intakes=tuple(Intake(at=one, **each) for one in at))


TWO_MEALS = rung(TimeOfDay.BREAKFAST, TimeOfDay.DINNER, food=True)
FOUR = rung(*TimeOfDay, food=False)


@pytest.mark.parametrize("medicines", [[], EIGHT], ids=["no medicine", "eight medicines"])
@pytest.mark.parametrize("step", [TWO_MEALS, FOUR], ids=["two intakes with meals", "four intakes"])
def test_a_day(benchmark: BenchmarkFixture, step: Step, medicines: list[Medicine]) -> None:
    assert isinstance(benchmark(schedule_day, step, DAY, medicines), DaySchedule)


@pytest.mark.parametrize("step", [TWO_MEALS, FOUR], ids=["two intakes with meals", "four intakes"])
def test_no_slot_with_its_smallest_sets(benchmark: BenchmarkFixture, step: Step) -> None:
    assert isinstance(benchmark(schedule_day, step, DAY, [*EIGHT[:7], CIPROFLOXACIN]), Unschedulable)


def test_every_day_of_two_intakes_gone_through(benchmark: BenchmarkFixture) -> None:
    assert benchmark(_gone_through, 2) == 660


def _gone_through(intakes: int) -> int:
    """The largest least distance between intakes at two meals: what a hurried program would do, with no medicine."""
    meals = [(8 * 60, 8 * 60 + 30), (18 * 60 + 30, 19 * 60)]
    awake = range(6 * 60, 22 * 60 + 1, 15)
    days = (
        day
        for day in product(awake, repeat=intakes)
        if all(first <= at <= last for at, (first, last) in zip(day, meals, strict=True))
    )
    return max(min(min((a - b) % 1440, (b - a) % 1440) for a, b in combinations(day, 2)) for day in days)
