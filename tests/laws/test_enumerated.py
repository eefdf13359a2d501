"""The laws of the four answers over every combination of facts.

Each fact is either not stated or takes one value for each verdict of its table.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import pytest

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    Capsule,
    Condition,
    DosageForm,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Medicine,
    Proposal,
    Situation,
    Tolerance,
    Topical,
    Vehicle,
    Verdict,
    Zone,
    assess,
)
from alpims_mg.model.products import Product
from alpims_mg.rules.index import tables
from alpims_mg.rules.strictness import verdict_of
from alpims_mg.testing.laws import permission

FACTS: dict[str, tuple[Any, ...]] = {
    "zone": (None, *Zone),
    "age_years": (None, 3, 10, 30),
    "kidney": (None, *KidneyFunction),
    "conditions": (None, (), (Condition.MCAS,), (Condition.CARDIAC,), (Condition.HEART_BLOCK,), (Condition.IBS,)),
    "medicines": (
        None,
        (),
        (Medicine(name="levothyroxine"),),
        (Medicine(name="raltegravir"),),
        (Medicine(name="spironolactone"),),
        (Medicine(name="milk of magnesia"),),
    ),
    "other_magnesium": (None, Elemental.mg(0), Elemental.mg(100), Elemental.mg(250)),
}
RISKIER = {
    "conditions": [((), conditions) for conditions in FACTS["conditions"][2:]],
    "medicines": [((), medicines) for medicines in FACTS["medicines"][2:]],
}
MILDEST = {
    "zone": Zone.GREEN,
    "age_years": 30,
    "kidney": KidneyFunction.NORMAL,
    "conditions": (),
    "medicines": (),
    "other_magnesium": Elemental.mg(0),
}


def _capsule(mg: int, divides_into: int, form: Form = Form.GLYCINATE, ingredients: Any = ()) -> Capsule:
    return Capsule(
        form=form,
        elemental=Elemental.mg(mg),
        divides_into=divides_into,
        dosage_form=DosageForm.HARD_CAPSULE,
        ingredients=ingredients,
    )


PRODUCTS: dict[str, Product] = {
    "plain": _capsule(100, 4),
    "unread": _capsule(100, 4, ingredients=None),
    "citrus": _capsule(100, 4, ingredients=["citric acid"]),
    "undivided": _capsule(25, 1),
    "too strong": _capsule(500, 1),
    "topical": Topical(vehicle=Vehicle.OIL),
}
PRESENT = (None, Elemental.mg(150))


def proposals() -> dict[str, Proposal]:
    """Every product with every intent and every present amount."""
    return {
        f"{intent}, {name}, {present}": Proposal(intent=intent, product=product, current_daily=present)
        for intent, (name, product), present in product(Intent, PRODUCTS.items(), PRESENT)
        if not (present and (intent is Intent.START or name == "topical"))
    }


@cache
def acknowledged() -> tuple[Acknowledgement, ...]:
    """An acknowledgement of every ``CONSULT`` finding that the combinations of facts can give.

    Facts are varied one at a time. Only kidney and medicines, whose table they share, are varied together.
    """
    groups = [("zone",), ("age_years",), ("conditions",), ("other_magnesium",), ("kidney", "medicines")]
    situations = [
        Situation(**{**MILDEST, **dict(zip(facts, values, strict=True))}, tolerance=tolerance)
        for facts in groups
        for values in product(*(FACTS[fact] for fact in facts))
        for tolerance in Tolerance
    ]
    consults = {
        (finding.rule, finding.about)
        for situation, proposal in product(situations, proposals().values())
        for finding in assess(situation, proposal).findings
        if finding.verdict is Verdict.CONSULT
    }
    return tuple(Acknowledgement(rule=rule, about=about, reason="agreed") for rule, about in sorted(consults, key=str))


def answers(name: str, tolerance: Tolerance) -> dict[tuple[Any, ...], int]:
    """For one proposal, the rank of permission for every combination of facts."""
    proposal = proposals()[name]
    return {
        facts: permission(
            assess(
                Situation(**dict(zip(FACTS, facts, strict=True)), tolerance=tolerance, acknowledged=acknowledged()),
                proposal,
            )
        )
        for facts in product(*FACTS.values())
    }


def _every_proposal() -> Iterator[Any]:
    """Every proposal with every tolerance. All but a plain start go through many states, for minutes."""
    for name, tolerance in product(proposals(), Tolerance):
        plain_start = name.startswith("start, plain") and tolerance is Tolerance.UNPROVEN
        marks = () if plain_start else (pytest.mark.exhaustive,)
        yield pytest.param(name, tolerance, id=f"{name}-{tolerance}", marks=marks)


@pytest.mark.parametrize(("name", "tolerance"), list(_every_proposal()))
def test_unknown_is_never_permission_and_one_more_risk_never_permits_more(name: str, tolerance: Tolerance) -> None:
    permissions = answers(name, tolerance)
    _unknown_is_never_permission(permissions, name)
    _withheld_exactly_if_every_completion_is_withheld(permissions)
    _one_more_condition_or_medicine_never_permits_more(permissions)


def _unknown_is_never_permission(permissions: dict[tuple[Any, ...], int], name: str) -> None:
    """``permission`` is 0 for withhold, 1 for needs information, 2 for consult, 3 for offer.

    To take less needs no fact but the present amount.
    """
    needed = [] if name.startswith("lower") else ["zone"] if "topical" in name else list(FACTS)
    amount_missing = name.endswith("None") and "start" not in name and "topical" not in name
    indexes = [list(FACTS).index(fact) for fact in needed]
    for facts, permitted in permissions.items():
        unknown = amount_missing or any(facts[index] is None for index in indexes)
        assert (permitted <= 1) if unknown else (permitted != 1), facts


def _withheld_exactly_if_every_completion_is_withheld(permissions: dict[tuple[Any, ...], int]) -> None:
    """A withheld answer is withheld for every completion; any other answer is not withheld for the mildest one."""
    for facts, permitted in permissions.items():
        if None not in facts:
            continue
        options = [values[1:] if fact is None else (fact,) for fact, values in zip(facts, FACTS.values(), strict=True)]
        outcomes = {permissions[completed] == 0 for completed in product(*options)}
        mildest = tuple(MILDEST[key] if fact is None else fact for key, fact in zip(FACTS, facts, strict=True))
        assert outcomes == {True} if permitted == 0 else permissions[mildest] != 0, facts


def _one_more_condition_or_medicine_never_permits_more(permissions: dict[tuple[Any, ...], int]) -> None:
    for index, fact in enumerate(FACTS):
        for fewer, more in RISKIER.get(fact, ()):
            for facts, permitted in permissions.items():
                if facts[index] == fewer:
                    assert permissions[(*facts[:index], more, *facts[index + 1 :])] <= permitted, (facts, more)


def test_the_facts_give_every_verdict_of_every_table_about_the_person() -> None:
    given: dict[str, set[Verdict]] = {}
    for proposal in proposals().values():
        for zone, tolerance in product(Zone, Tolerance):
            for fact, values in FACTS.items():
                for value in values[1:]:
                    facts = {**MILDEST, "zone": zone, fact: value}
                    decision = assess(Situation(**facts, tolerance=tolerance), proposal)
                    for finding in decision.findings:
                        given.setdefault(finding.rule.partition(".")[0], set()).add(finding.verdict)
    possible = {name: {verdict_of(rule.then) for rule in table.rules} for name, table in tables(CURRENT)}
    for table, family in (
        ("zones", "zone"),
        ("consults", "consult"),
        ("conditions", "condition"),
        ("kidney", "kidney"),
        ("ages", "age"),
        ("medicines", "medicine"),
        ("additives", "additive"),
        ("dose_findings", "dose"),
    ):
        assert given[family] >= possible[table], table
