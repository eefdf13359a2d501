"""How long it takes to schedule a day, compared with a search through every possible day.

Run: python -m pytest tests/benchmarks/bench_clock.py --benchmark-only. No test asserts a time.
"""

from datetime import time
from itertools import combinations, product
from typing import Any

import pytest

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

Benchmark = Any  # pytest-benchmark leaves most of its fixture without types
DAY = Routine(wakes=time(6), sleeps=time(22), breakfast=time(8), lunch=time(12, 30), dinner=time(18, 30))
EIGHT_MEDICINES = [
    Medicine(name=name, taken_at=[time(hour) for hour in hours])
    for name, hours in (
        ("digoxin", (6,)), ("gabapentin", (6, 22)), ("rosuvastatin", (22,)), ("fexofenadine", (6,)),
        ("levodopa", (22,)), ("sertraline", (8,)), ("furosemide", (8,)), ("mycophenolate", (6,)),
    )
]  # fmt: skip
CIPROFLOXACIN = Medicine(name="ciprofloxacin", taken_at=[time(8), time(20)])


def rung(*times: TimeOfDay, food: bool) -> Step:
    """A rung with half a capsule at each of these times."""
    intakes = tuple(Intake(at=at, portion=Portion.HALF, elemental=Elemental.mg(50), with_food=food) for at in times)
    return Step(first_day=1, days=None, intakes=intakes)


TWO_MEALS = rung(TimeOfDay.BREAKFAST, TimeOfDay.DINNER, food=True)
FOUR_INTAKES = rung(*TimeOfDay, food=False)


@pytest.mark.parametrize("medicines", [[], EIGHT_MEDICINES], ids=["no medicine", "eight medicines"])
@pytest.mark.parametrize("step", [TWO_MEALS, FOUR_INTAKES], ids=["two intakes with meals", "four intakes"])
def test_a_day(benchmark: Benchmark, step: Step, medicines: list[Medicine]) -> None:
    assert isinstance(benchmark(schedule_day, step, DAY, medicines), DaySchedule)


@pytest.mark.parametrize("step", [TWO_MEALS, FOUR_INTAKES], ids=["two intakes with meals", "four intakes"])
def test_an_unschedulable_day_with_its_smallest_conflicts(benchmark: Benchmark, step: Step) -> None:
    assert isinstance(benchmark(schedule_day, step, DAY, [*EIGHT_MEDICINES[:7], CIPROFLOXACIN]), Unschedulable)


def test_a_search_through_every_day_of_two_intakes(benchmark: Benchmark) -> None:
    assert benchmark(_search_every_day, 2) == 660


def _search_every_day(intakes: int) -> int:
    """The widest separation of intakes at two meals, in minutes, without medicines: the least a program could do."""
    meals = [(8 * 60, 8 * 60 + 30), (18 * 60 + 30, 19 * 60)]
    awake = range(6 * 60, 22 * 60 + 1, 15)
    days = (
        day
        for day in product(awake, repeat=intakes)
        if all(first <= at <= last for at, (first, last) in zip(day, meals, strict=True))
    )
    return max(min(min((a - b) % 1440, (b - a) % 1440) for a, b in combinations(day, 2)) for day in days)
