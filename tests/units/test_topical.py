"""Products for the skin: what their labels may hold, and what a bath and an additive give."""

from typing import Any

import pytest

from alpims_mg import (
    CURRENT,
    Additive,
    Condition,
    Finding,
    Intent,
    InvalidInputError,
    Proposal,
    Situation,
    Topical,
    Vehicle,
    Verdict,
    Zone,
    assess,
)
from alpims_mg.rulebook.topical import HeatKey


def findings(product: Topical, *conditions: Condition, avoids: tuple[Additive, ...] = ()) -> list[Finding]:
    """What the rules of routes find about a product and a person with these conditions."""
    situation = Situation(zone=Zone.GREEN, conditions=conditions, medicines=(), avoids=avoids)
    decision = assess(situation, Proposal(intent=Intent.MAINTAIN, product=product))
    return [found for found in decision.findings if found.rule.startswith("route.")]


@pytest.mark.parametrize("ingredients", ["parfum", ["parfum", 3], [""], 5])
def test_ingredients_that_are_no_list_of_texts_are_a_fault(ingredients: Any) -> None:
    with pytest.raises(InvalidInputError) as caught:
        Topical(vehicle=Vehicle.OIL, ingredients=ingredients)
    assert all(fault.path.startswith("ingredients") for fault in caught.value.faults)


def test_a_vehicle_and_its_ingredients_are_reported_together() -> None:
    wrong: dict[str, Any] = {"vehicle": "oil", "ingredients": "parfum"}
    with pytest.raises(InvalidInputError) as caught:
        Topical(**wrong)
    assert [fault.path for fault in caught.value.faults] == ["vehicle", "ingredients"]


def test_a_bath_gives_one_finding_that_names_every_condition() -> None:
    bath = Topical(vehicle=Vehicle.BATH, ingredients=())
    (found,) = findings(bath, Condition.POTS, Condition.PREGNANCY, Condition.EDS)
    assert found.rule == "route.bath.heat"
    assert "pots, pregnancy" in found.text.replace("pregnancy, pots", "pots, pregnancy")
    assert "eds" not in found.text


def test_a_bath_is_a_caution_for_the_conditions_that_the_table_names_and_for_no_other() -> None:
    for condition in Condition:
        row = CURRENT.baths[HeatKey(condition=condition, vehicle=Vehicle.BATH)]
        rules = {found.rule for found in findings(Topical(vehicle=Vehicle.BATH, ingredients=()), condition)}
        assert rules == ({row.id} if row.then is not Verdict.PERMIT else set())


def test_additives_give_one_finding_that_names_them() -> None:
    cream = Topical(vehicle=Vehicle.CREAM, ingredients=("orange oil", "parfum", "titanium dioxide"))
    (found,) = findings(cream)
    assert (found.rule, found.verdict) == ("route.topical.additive", Verdict.CAUTION)
    assert "citrus, fragrance" in found.text
    assert "dye" not in found.text
    avoided = findings(cream, avoids=(Additive.DYE, Additive.CITRUS))
    assert {found.rule: found.text.count("dye") for found in avoided} == {
        "route.topical.additive": 0,
        "route.topical.additive.avoided": 1,
    }


def test_an_unread_label_is_listed_as_not_checked_with_mast_cells() -> None:
    situation = Situation(zone=Zone.GREEN, conditions=[Condition.MCAS], medicines=())
    decision = assess(situation, Proposal(intent=Intent.MAINTAIN, product=Topical(vehicle=Vehicle.OIL)))
    assert "proposal.product.ingredients" in {gap.path for gap in decision.not_checked}


@pytest.mark.parametrize("ingredient", ["fragrance-free", "unscented", "no essential oils", "unperfumed"])
def test_a_product_without_fragrance_has_none(ingredient: str) -> None:
    assert findings(Topical(vehicle=Vehicle.OIL, ingredients=(ingredient,))) == []
