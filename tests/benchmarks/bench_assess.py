"""How long an answer takes, compared with the same decision and ladder as bare if/else over plain integers.

Run: python -m pytest tests/benchmarks/bench_assess.py --benchmark-only. ratios.py prints the ratios.
No test asserts a time.
"""

from itertools import count, repeat
from typing import Any

import pytest

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    Capsule,
    Decision,
    DosageForm,
    DosePlan,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Medicine,
    Offer,
    Proposal,
    Route,
    Situation,
    Tolerance,
    Zone,
    assess,
)
from alpims_mg.dosing.titration import schedule_for
from alpims_mg.rulebook.zones import ZoneKey

Benchmark = Any  # pytest-benchmark leaves most of its fixture without types
PERSON = Situation(
    zone=Zone.GREEN,
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    conditions=[],
    medicines=[],
    other_magnesium=Elemental.mg(0),
    acknowledged=[Acknowledgement(rule="consult.start", reason="discussed in clinic")],
)
CAPSULE = Capsule(
    form=Form.GLYCINATE,
    elemental=Elemental.mg(120),
    divides_into=4,
    dosage_form=DosageForm.HARD_CAPSULE,
    ingredients=["hypromellose"],
)
START = Proposal(intent=Intent.START, product=CAPSULE)
TWENTY_MEDICINES = [
    "levothyroxine", "furosemide", "sertraline", "alendronate", "ciprofloxacin", "digoxin", "amlodipine", "metformin",
    "omeprazole", "gabapentin", "doxycycline", "spironolactone", "iron", "rosuvastatin", "fexofenadine", "phenytoin",
    "captopril", "hydroxychloroquine", "levodopa", "something unknown",
]  # fmt: skip


def by_hand(zone: int, age: int, kidney: int, acknowledged: bool, unit: int) -> tuple[str, tuple[int, ...]]:
    """The same decision with its ladder, but without reasons or sources: the least a program could do."""
    if zone != 0 or kidney == 3 or age < 4:
        return "withhold", ()
    first = 2 * unit if unit < 50_000 else unit
    if first > 100_000:
        return "withhold", ()
    last = -(-200_000 // unit) * unit
    rise = max(1, 50_000 // unit) * unit
    rungs: list[int] = []
    dose = first
    while dose < last:
        rungs.append(dose)
        dose += rise
    rungs.append(last)
    if age < 18 or kidney != 0 or not acknowledged or last > 250_000:
        return "consult", tuple(rungs)
    return "offer", tuple(rungs)


@pytest.mark.parametrize("made", ["cached", "rebuilt"])
def test_an_offer_with_its_plan_and_reasons(benchmark: Benchmark, made: str) -> None:
    def answer() -> Decision:
        if made == "rebuilt":
            schedule_for.cache_clear()
        return assess(PERSON, START)

    decision: Decision = benchmark(answer)
    assert isinstance(decision, Offer)
    assert isinstance(decision.plan, DosePlan)
    assert [step.daily.nanograms // 1000 for step in decision.plan.steps] == list(by_hand(0, 34, 0, True, 30_000)[1])


def test_the_bare_if_else(benchmark: Benchmark) -> None:
    assert benchmark(_bare)[0] == "offer"


def test_a_refusal_with_its_alternatives(benchmark: Benchmark) -> None:
    benchmark(assess, Situation(zone=Zone.RED), START)


@pytest.mark.parametrize("names", ["cached", "new"])
def test_twenty_medicines(benchmark: Benchmark, names: str) -> None:
    numbers = count(1) if names == "new" else repeat(1)  # a new number makes a new name of the same medicine

    def answer() -> Decision:
        number = next(numbers)
        many = Situation(
            zone=Zone.GREEN, age_years=34, kidney=KidneyFunction.NORMAL, conditions=[],
            medicines=[Medicine(name=f"{name} {number} mg") for name in TWENTY_MEDICINES],
        )  # fmt: skip
        return assess(many, START)

    decision: Decision = benchmark(answer)
    assert len({finding.about for finding in decision.findings if finding.about}) == len(TWENTY_MEDICINES)


def test_a_table_lookup(benchmark: Benchmark) -> None:
    key = ZoneKey(zone=Zone.RED, route=Route.CAPSULE, intent=Intent.START, tolerance=Tolerance.PROVEN)
    assert benchmark(CURRENT.zones.__getitem__, key).id == "zone.red.capsule.change"


def _bare() -> tuple[str, tuple[int, ...]]:
    return by_hand(0, 34, 0, True, 30_000)
