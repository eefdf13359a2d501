"""A comparison names every field that differs, and finds nothing only in what is equal."""

from datetime import date, time
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from units.builders import IN_HALVES, START_ACKNOWLEDGED, dose_plan, proposal, situation

from alpims_mg import (
    Additive,
    CheckIn,
    Compound,
    Condition,
    DosageForm,
    DoseTaken,
    Egfr,
    EgfrUnit,
    Elemental,
    FactList,
    Form,
    KidneyFunction,
    Ledger,
    LedgerDay,
    Medicine,
    Reaction,
    Routine,
    Situation,
    Tolerance,
    Wish,
    Zone,
    begin_course,
    compare,
    review_course,
)
from alpims_mg.courses.diary import ProductChange
from alpims_mg.courses.value_differences import in_text, unpaired, value_rows, whole_row
from alpims_mg.testing import laws, strategies

STARTS = date(2026, 3, 1)
PLAN = dose_plan(IN_HALVES)
FACTS = situation(acknowledged=[START_ACKNOWLEDGED])
COURSE = begin_course(PLAN, starts=STARTS, situation=FACTS)
GREEN: dict[str, Any] = {"zone": Zone.GREEN, "reactions": []}
AGREED = attrs.evolve(START_ACKNOWLEDGED, on=date(2026, 2, 1))


def names(first: Any, second: Any) -> list[str]:
    return [row.what for row in compare(first, second).rows]


def ledger(*check_ins: CheckIn) -> Ledger:
    return review_course(COURSE, check_ins, date(2026, 3, 4)).ledger


FACT_CHANGES: dict[str, Any] = {
    "zone": Zone.YELLOW,
    "tolerance": Tolerance.PROVEN,
    "age_years": 70,
    "kidney": KidneyFunction.MODERATE,
    "egfr": Egfr(value="80", unit=EgfrUnit.ML_MIN_SCALED),
    "kidney_date": date(2026, 1, 1),
    "as_of": date(2026, 3, 1),
    "conditions": [Condition.POTS],
    "other_conditions": ["gout"],
    "medicines": [Medicine(name="levothyroxine")],
    "partial": [FactList.MEDICINES],
    "other_magnesium": Elemental.mg(50),
    "avoids": [Additive.DYE],
    "acknowledged": [AGREED],
    "routine": Routine(wakes=time(7), sleeps=time(22)),
}
NAMED: dict[str, str] = {"acknowledged": "acknowledged, on"}


def test_every_fact_has_a_change_here() -> None:
    assert set(FACT_CHANGES) == {field.name for field in attrs.fields(Situation)}


@pytest.mark.parametrize("field", FACT_CHANGES)
def test_each_fact_of_a_course_and_of_a_check_in_is_named(field: str) -> None:
    before = attrs.evolve(FACTS, as_of=date(2026, 2, 28))
    changed = attrs.evolve(before, **{field: FACT_CHANGES[field]})
    name = NAMED.get(field, field).replace("_", " ")
    assert names(attrs.evolve(COURSE, situation=before), attrs.evolve(COURSE, situation=changed)) == [f"facts: {name}"]
    first, second = (CheckIn(day=date(2026, 3, 4), situation=facts) for facts in (before, changed))
    assert f"day 4, check-in, facts: {name}" in names(ledger(first), ledger(second))


def test_facts_that_are_not_stated_differ_from_facts_that_state_nothing() -> None:
    (row,) = compare(begin_course(PLAN, starts=STARTS), attrs.evolve(COURSE, situation=Situation())).rows
    assert str(row) == "facts: nothing -> nothing stated"


def test_two_ledgers_with_other_facts_are_not_the_same() -> None:
    """Their days are the same, but not the facts of day 4."""
    older = attrs.evolve(FACTS, age_years=70, conditions=[Condition.PLANNED_SURGERY, Condition.POTS])
    first, second = (ledger(CheckIn(day=date(2026, 3, 4), situation=stated)) for stated in (FACTS, older))
    assert first.digest != second.digest
    assert [str(row) for row in compare(first, second).rows] == [
        "day 4, check-in, facts: age years: 34 -> 70",
        "day 4, check-in, facts: conditions: none -> planned-surgery, pots",
    ]


def test_two_products_that_look_the_same_differ_in_their_ingredients() -> None:
    first, second = (
        attrs.evolve(PLAN, capsule=attrs.evolve(IN_HALVES, ingredients=[name])) for name in ("rice", "citric acid")
    )
    assert str(compare(first, second).rows[0]) == "product, ingredients: rice -> citric acid"


PRODUCT_CHANGES: dict[str, Any] = {
    "form": Form.CITRATE,
    "elemental": Elemental.mg(120),
    "divides_into": 4,
    "ingredients": ["citric acid"],
    "compound": Compound.mg(800),
    "dosage_form": DosageForm.SCORED_TABLET,
}


def test_every_field_of_a_product_has_a_change_here() -> None:
    assert set(PRODUCT_CHANGES) == {field.name for field in attrs.fields(type(IN_HALVES))}


@pytest.mark.parametrize("field", PRODUCT_CHANGES)
def test_each_field_of_a_product_is_named(field: str) -> None:
    other = attrs.evolve(PLAN, capsule=attrs.evolve(IN_HALVES, **{field: PRODUCT_CHANGES[field]}))
    assert names(PLAN, other) == [f"product, {field.replace('_', ' ')}"]


CHECK_IN_CHANGES: dict[str, Any] = {
    "day": None,
    "id": "b",
    "replaces": None,
    "withdraw": None,
    "zone": Zone.YELLOW,
    "reactions": [Reaction.NAUSEA],
    "taken": Elemental.mg(25),
    "doses": [DoseTaken(elemental=Elemental.mg(50), at=time(8))],
    "wish": Wish.HOLD,
    "situation": FACTS,
}


def test_every_field_of_a_check_in_has_a_change_here() -> None:
    assert set(CHECK_IN_CHANGES) == {field.name for field in attrs.fields(CheckIn)}


@pytest.mark.parametrize("field", [name for name, value in CHECK_IN_CHANGES.items() if value is not None])
def test_each_field_of_a_check_in_is_named(field: str) -> None:
    before = CheckIn(day=date(2026, 3, 4), id="a", **GREEN)
    after = attrs.evolve(before, **{field: CHECK_IN_CHANGES[field]})
    name = "facts" if field == "situation" else field
    assert f"day 4, check-in, {name}" in names(ledger(before), ledger(after))


def test_a_corrected_diary_differs_from_the_diary_with_only_its_final_entries() -> None:
    wrong = CheckIn(day=STARTS, id="a", zone=Zone.RED, reactions=[])
    right = CheckIn(day=STARTS, id="b", replaces="a", **GREEN)
    rows = [str(row) for row in compare(ledger(wrong, right), ledger(attrs.evolve(right, replaces=None))).rows]
    assert rows == [
        "day 1, check-in 1, replaces: a -> nothing",
        "day 1, check-in 2: a, 2026-03-01: red, no reaction -> nothing",
    ]


def test_check_ins_without_an_id_are_paired_in_their_order() -> None:
    first, second = (CheckIn(day=STARTS, taken=Elemental.mg(mg), **GREEN) for mg in (50, 25))
    third = attrs.evolve(first, taken=Elemental.mg(100))
    row, *_ = compare(ledger(first, second), ledger(first, third)).rows
    assert str(row) == "day 1, check-in, taken: 25 mg elemental -> 100 mg elemental"


def test_check_ins_in_another_order_differ() -> None:
    told = ledger(CheckIn(day=STARTS, **GREEN), CheckIn(day=date(2026, 3, 2), **GREEN))
    assert names(told, attrs.evolve(told, check_ins=told.check_ins[::-1])) == ["check-ins"]


DAY_CHANGES: dict[str, Any] = {
    "zone": Zone.RED,
    "reactions": frozenset({Reaction.NAUSEA}),
    "rule": "course.other",
    "contradictions": ("zone",),
    "doses": (DoseTaken(elemental=Elemental.mg(50)),),
    "wish": Wish.HOLD,
    "counted_once": ("50 mg at 08:00",),
}


@pytest.mark.parametrize("field", DAY_CHANGES)
def test_each_field_of_a_day_is_named_although_the_check_ins_are_equal(field: str) -> None:
    told = ledger(CheckIn(day=STARTS, **GREEN))
    changed = attrs.evolve(told, days=(attrs.evolve(told.days[0], **{field: DAY_CHANGES[field]}), *told.days[1:]))
    assert names(told, changed) == [f"day 1, {field.replace('_', ' ')}"]


def test_days_before_the_first_day_are_named() -> None:
    told = ledger()
    early = attrs.evolve(told, check_ins=(CheckIn(day=date(2026, 2, 27), **GREEN),))
    assert names(told, early) == ["2 days before day 1, check-in"]


def test_a_limit_and_an_advice_that_differ_are_named() -> None:
    limit = PLAN.limits[0]
    assert names(PLAN, attrs.evolve(PLAN, limits=(attrs.evolve(limit, because="so"), *PLAN.limits[1:]))) == [
        f"limit {limit.rule}, because"
    ]
    assert names(PLAN, attrs.evolve(PLAN, limits=PLAN.limits[::-1])) == ["limits"]
    assert names(PLAN, attrs.evolve(PLAN, advice=()))[0].startswith("advice")
    assert names(PLAN, attrs.evolve(PLAN, capsule=None)) == ["product"]


def test_two_values_with_the_same_words_are_shown_as_code() -> None:
    scaled = [Egfr(value=f"29.9996{last}", unit=EgfrUnit.ML_MIN_SCALED) for last in "12"]
    assert [row[0] for row in value_rows("eGFR", *scaled)] == ["eGFR, value"]
    assert whole_row("eGFR", *scaled)[1:] == tuple(
        f"Egfr(value=Decimal('29.9996{last}'), unit=EgfrUnit.ML_MIN_SCALED)" for last in "12"
    )


def test_items_that_both_lists_have_are_not_compared() -> None:
    assert list(unpaired("abca", "bda")) == [("c", "d"), ("a", None)]


def test_a_record_without_words_of_its_own_shows_what_it_states() -> None:
    assert in_text(ProductChange(on=STARTS, proposal=proposal())).startswith("on: 2026-03-01; proposal: ")
    assert in_text(CheckIn(day=STARTS)) == "2026-03-01: nothing stated"
    assert in_text(Situation()) == "nothing stated"
    assert in_text(PLAN) == PLAN.page().title
    assert in_text((1, None, True)) == "1, , yes"


@settings(max_examples=settings().max_examples // 3)
@given(first=strategies.ledgers(), second=strategies.ledgers())
def test_only_what_is_equal_has_no_differences(first: Ledger, second: Ledger) -> None:
    for one, other in ((first, second), (first.course, second.course), (first.course.plan, second.course.plan)):
        laws.comparison_names_every_difference(one, other)
        laws.comparison_names_every_difference(one, one)


class TestBrokenLaw:
    def test_a_difference_that_is_not_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        nothing = compare(PLAN, PLAN)
        monkeypatch.setattr("alpims_mg.testing.laws.comparisons.compare", lambda *_: nothing)
        with pytest.raises(laws.LawBrokenError, match="is not named"):
            laws.comparison_names_every_difference(PLAN, attrs.evolve(PLAN, advice=()))

    def test_a_row_with_equal_sides(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = compare(PLAN, attrs.evolve(PLAN, capsule=None))
        rows = (attrs.evolve(found.rows[0], second=found.rows[0].first),)
        monkeypatch.setattr("alpims_mg.testing.laws.comparisons.compare", lambda *_: attrs.evolve(found, rows=rows))
        with pytest.raises(laws.LawBrokenError, match="equal sides"):
            laws.comparison_names_every_difference(PLAN, attrs.evolve(PLAN, capsule=None))


def test_the_days_of_a_ledger_are_compared_by_these_fields() -> None:
    computed = {"day", "planned", "quarters", "quarters_total", "permitted_total", "taken_total"}
    together = {"move", "rung", "permitted", "taken"}
    assert {field.name for field in attrs.fields(LedgerDay)} == {*DAY_CHANGES, *computed, *together}
