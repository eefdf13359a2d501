"""Readings 2 over the whole space of stated and unstated facts: a value of each verdict in each table, all combined."""

from functools import cache
from itertools import product
from typing import Any

import pytest

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    Capsule,
    Condition,
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
}
RISKIER = {
    "conditions": [((), one) for one in FACTS["conditions"][2:]],
    "medicines": [((), one) for one in FACTS["medicines"][2:]],
}
MILDEST = {"zone": Zone.GREEN, "age_years": 30, "kidney": KidneyFunction.NORMAL, "conditions": (), "medicines": ()}


def _capsule(mg: int, divides_into: int, form: Form = Form.GLYCINATE, ingredients: Any = ()) -> Capsule:
    return Capsule(form=form, elemental=Elemental.mg(mg), divides_into=divides_into, ingredients=ingredients)


PRODUCTS = {
    "plain": _capsule(100, 4),
    "unread": _capsule(100, 4, ingredients=None),
    "citrus": _capsule(100, 4, ingredients=["citric acid"]),
    "undivided": _capsule(25, 1),
    "too strong": _capsule(500, 1),
    "topical": Topical(vehicle=Vehicle.OIL),
}
PRESENT = (None, Elemental.mg(150))


def proposals() -> dict[str, Proposal]:
    """Every product by every intent, from every present amount."""
    return {
        f"{intent}, {name}, {present}": Proposal(intent=intent, product=product, current_daily=present)
        for intent, (name, product), present in product(Intent, PRODUCTS.items(), PRESENT)
        if not (present and (intent is Intent.START or name == "topical"))
    }


@cache
def acknowledged() -> tuple[Acknowledgement, ...]:
    """A clinician's word on all that the space asks for, fact by fact, kidney and medicine together."""
    together = [("zone",), ("age_years",), ("conditions",), ("kidney", "medicines")]
    situations = [
        Situation(**{**MILDEST, **dict(zip(facts, values, strict=True))}, tolerance=tolerance)
        for facts in together
        for values in product(*(FACTS[fact] for fact in facts))
        for tolerance in Tolerance
    ]
    asked = {
        (one.rule, one.about)
        for situation, proposal in product(situations, proposals().values())
        for one in assess(situation, proposal).findings
        if one.verdict is Verdict.CONSULT
    }
    return tuple(Acknowledgement(rule=rule, about=about, reason="asked") for rule, about in sorted(asked, key=str))


def answers(name: str, tolerance: Tolerance) -> dict[tuple[Any, ...], int]:
    """The permission of every combination of facts, for one proposal."""
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


@pytest.mark.parametrize("tolerance", Tolerance, ids=str)
@pytest.mark.parametrize("name", proposals())
def test_the_laws_of_the_unknown_and_of_risk_hold_over_the_whole_space(name: str, tolerance: Tolerance) -> None:
    known = answers(name, tolerance)
    _unknown_is_never_permission(known, name)
    _withheld_in_ignorance_means_withheld_whatever_is_true_and_the_other_way_round(known)
    _one_more_condition_or_medicine_never_permits_more(known)


def _unknown_is_never_permission(known: dict[tuple[Any, ...], int], name: str) -> None:
    """``permission`` is 0 for withhold, 1 for needs information, 2 for consult, 3 for offer."""
    needed = ["zone"] if "topical" in name else list(FACTS)
    amount_missing = name.endswith("None") and "start" not in name and "topical" not in name
    places = [list(FACTS).index(fact) for fact in needed]
    for facts, permitted in known.items():
        unknown = amount_missing or any(facts[place] is None for place in places)
        assert (permitted <= 1) if unknown else (permitted != 1), facts


def _withheld_in_ignorance_means_withheld_whatever_is_true_and_the_other_way_round(
    known: dict[tuple[Any, ...], int],
) -> None:
    for facts, permitted in known.items():
        if None not in facts:
            continue
        options = [values[1:] if fact is None else (fact,) for fact, values in zip(facts, FACTS.values(), strict=True)]
        outcomes = {known[completed] == 0 for completed in product(*options)}
        mild = tuple(MILDEST[key] if fact is None else fact for key, fact in zip(FACTS, facts, strict=True))
        assert outcomes == {True} if permitted == 0 else known[mild] != 0, facts


def _one_more_condition_or_medicine_never_permits_more(known: dict[tuple[Any, ...], int]) -> None:
    for place, fact in enumerate(FACTS):
        for fewer, more in RISKIER.get(fact, ()):
            for facts, permitted in known.items():
                if facts[place] == fewer:
                    assert known[(*facts[:place], more, *facts[place + 1 :])] <= permitted, (facts, more)


def test_the_space_holds_each_verdict_of_each_table_about_the_person() -> None:
    met: dict[str, set[Verdict]] = {}
    for proposal in proposals().values():
        for zone, tolerance in product(Zone, Tolerance):
            for fact, values in FACTS.items():
                for value in values[1:]:
                    facts = {**MILDEST, "zone": zone, fact: value}
                    decision = assess(Situation(**facts, tolerance=tolerance), proposal)
                    for one in decision.findings:
                        met.setdefault(one.rule.partition(".")[0], set()).add(one.verdict)
    said = {name: {verdict_of(rule.then) for rule in table.rules} for name, table in tables(CURRENT)}
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
        assert met[family] >= said[table], table
