"""Representations: one short line that reads as a constructor call."""

from datetime import date, time
from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from units.builders import CITE

import alpims_mg
from alpims_mg import (
    CURRENT,
    Acknowledgement,
    Additive,
    Capsule,
    Case,
    Citation,
    Compound,
    Condition,
    CourseMap,
    DecisionGrid,
    Difference,
    DifferenceRow,
    DosageForm,
    DosePlan,
    Egfr,
    EgfrUnit,
    Elemental,
    Form,
    GridCell,
    Intent,
    Medicine,
    MedicineRoute,
    Portion,
    Proposal,
    Routine,
    Rulebook,
    RungSupply,
    Situation,
    Source,
    SourceKind,
    Supply,
    Tolerance,
    Topical,
    Vehicle,
    Zone,
    ZoneChance,
    begin_course,
    compare,
    decision_grid,
    estimate_supply,
    map_course,
    titration_schedule,
)
from alpims_mg._internal.representation import LONGEST_REPR, full_repr, one_line_repr
from alpims_mg.model.proposals import DayCase


@attrs.frozen(kw_only=True)
class Tin:
    label: object
    lid: object = None
    _lot: object = attrs.field(default=7, alias="lot")
    volume: int = attrs.field(init=False, default=3)
    secret: str = attrs.field(repr=False, default="s")

    __repr__ = one_line_repr


@pytest.mark.parametrize(
    ("tin", "text"),
    [
        (Tin(label="tea"), "Tin(label='tea')"),
        (Tin(label="tea", secret="other"), "Tin(label='tea')"),
        (Tin(label=None, lid=True, lot=8), "Tin(label=None, lid=True, lot=8)"),
        (Tin(label=1, lid=0, lot=7), "Tin(label=1, lid=0)"),
        (Tin(label=Zone.GREEN, lid=Zone), "Tin(label=Zone.GREEN, lid=Zone)"),
        (Tin(label=(1, "a"), lid=(Tin(label=2),)), "Tin(label=(1, 'a'), lid=(Tin(label=2),))"),
        (Tin(label=(), lid=frozenset()), "Tin(label=(), lid=frozenset())"),
        (Tin(label=frozenset({Condition.POTS, Condition.EDS})), "Tin(label={Condition.EDS, Condition.POTS})"),
    ],
)
def test_a_representation_reads_as_a_constructor_call_without_defaults(tin: Tin, text: str) -> None:
    assert repr(tin) == text


def test_a_default_of_another_type_is_shown() -> None:
    assert repr(Tin(label=1, lot=attrs.evolve(Tin(label=1), lot=True)._lot)) == "Tin(label=1, lot=True)"


@pytest.mark.parametrize(
    "value", ["x" * 1000, "a\nb\r\u2028c", tuple(range(1000)), frozenset(range(1000)), ("x" * 1000,) * 30, 10**1000]
)
def test_a_representation_is_one_line_of_at_most_200_characters(value: Any) -> None:
    for tin in (Tin(label=value), Tin(label=value, lid=Tin(label=value, lid=value), lot=(value, value))):
        assert len(repr(tin)) <= LONGEST_REPR
        assert len(repr(tin).splitlines()) == 1
        assert repr(tin).endswith(")")


def test_a_long_value_is_cut_before_the_short_ones() -> None:
    text = repr(Tin(label="x" * 300, lid="short"))
    assert text.startswith("Tin(label='xxx")
    assert text.endswith("xxx...', lid='short')")


def test_where_not_even_cut_values_fit_the_last_fields_are_left_out() -> None:
    fields = {f"field_{i}": attrs.field() for i in range(30)}
    wide = attrs.make_class("Wide", fields, frozen=True, repr=False, class_body={"__repr__": one_line_repr})
    text = repr(wide(**{f"field_{i}": i for i in range(30)}))
    assert text.startswith("Wide(field_0=0, field_1=1, ")
    assert text.endswith(", ...)")
    assert len(text) <= LONGEST_REPR


def test_of_many_items_the_first_are_shown() -> None:
    assert repr(Tin(label=(1,) * 21)) == f"Tin(label=({'1, ' * 20}...))"


def test_a_full_representation_cuts_nothing_and_reads_as_code() -> None:
    tin = Tin(label="x" * 300, lid=(Tin(label=(1,) * 100), Zone.GREEN), lot=frozenset(range(50)))
    assert eval(full_repr(tin), {"Tin": Tin, "Zone": Zone}) == tin
    assert full_repr((tin,)) == f"({full_repr(tin)},)"


LONG = "a long name " * 15
MEDICINE = Medicine(
    name=LONG,
    atc=LONG,
    rxnorm=LONG,
    route=MedicineRoute.ORAL,
    taken_at=[time(hour) for hour in range(24)],
    magnesium=Elemental.mg("456789.123456"),
)
PERSON = Situation(
    zone=Zone.YELLOW,
    tolerance=Tolerance.PROVEN,
    age_years=100,
    egfr=Egfr(value="123.456", unit=EgfrUnit.ML_MIN_SCALED),
    kidney_date=date(2026, 3, 1),
    as_of=date(2026, 3, 1),
    conditions=Condition,
    medicines=[MEDICINE],
    other_magnesium=Elemental.mg("456789.123456"),
    avoids=Additive,
    acknowledged=[Acknowledgement(rule="consult.start", reason=LONG)] * 30,
)
CAPSULE = Capsule(
    form=Form.GLYCINATE,
    elemental=Elemental.mg("456789.123"),
    divides_into=4,
    dosage_form=DosageForm.HARD_CAPSULE,
    ingredients=[LONG] * 50,
    compound=Compound.mg("456789.123456"),
)
PROPOSAL = Proposal(intent=Intent.INCREASE, product=CAPSULE, target=Elemental.mg(400), current_daily=Elemental.mg(100))
ROUTINE = Routine(wakes=time(7), sleeps=time(23), breakfast=time(8, 30), lunch=time(12, 30), dinner=time(18, 30))


@pytest.mark.parametrize(
    "value",
    [
        PERSON,
        MEDICINE,
        PERSON.egfr,
        PERSON.acknowledged[0],
        CAPSULE,
        PROPOSAL,
        ROUTINE,
        Topical(vehicle=Vehicle.BATH),
        Case(situation=PERSON, proposal=PROPOSAL),
        DayCase(situation=PERSON, proposal=PROPOSAL, routine=ROUTINE),
        Source(title=LONG, kind=SourceKind.AUTHORITY, url=LONG),
        Citation(source=Source(title=LONG, kind=SourceKind.AUTHORITY, url=LONG), place=LONG, claim=LONG),
        Portion(quarters=4000),
        Elemental.mg("456789.123456"),
        Compound.mg("456789.123456"),
        CURRENT.zones,
        CURRENT.zones.rules[0],
        CURRENT.medicines,
        *CURRENT.medicines.rules,
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_fullest_value_of_each_type_has_a_short_repr_that_names_the_type(value: Any) -> None:
    assert repr(value).startswith(f"{type(value).__name__}")
    assert len(repr(value)) <= LONGEST_REPR
    assert len(repr(value).splitlines()) == 1


def test_a_repr_leaves_out_the_facts_that_are_not_stated() -> None:
    assert repr(Situation()) == "Situation()"
    assert repr(Situation(zone=Zone.RED, conditions=[], medicines=[Medicine(name="iron")])) == (
        "Situation(zone=Zone.RED, conditions=frozenset(), medicines=(Medicine(name='iron'),))"
    )
    assert repr(CITE) == (
        "Citation(source=Source(title='a book', kind=SourceKind.GUIDE), place='page 1', claim='so it is')"
    )


MADE_BY_FUNCTIONS = {CourseMap, DecisionGrid, Difference, DifferenceRow, GridCell, RungSupply, Supply, ZoneChance}
PUBLIC = [
    kind
    for name in alpims_mg.__all__
    if isinstance(kind := getattr(alpims_mg, name), type) and attrs.has(kind) and kind not in MADE_BY_FUNCTIONS
]


def assert_one_short_line(value: object) -> None:
    assert len(repr(value)) <= LONGEST_REPR
    assert "\n" not in repr(value)


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.__name__)
@settings(max_examples=15)
@given(data=st.data())
def test_the_representation_of_every_public_type_is_one_short_line(kind: type[Any], data: st.DataObject) -> None:
    assert_one_short_line(CURRENT if kind is Rulebook else data.draw(st.from_type(kind)))


def test_the_representation_of_what_functions_make_is_one_short_line() -> None:
    capsule = Capsule(
        form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4, dosage_form=DosageForm.HARD_CAPSULE
    )
    plan, slower = titration_schedule(capsule), titration_schedule(capsule, hold_days=14)
    assert isinstance(plan, DosePlan)
    assert isinstance(slower, DosePlan)
    course = begin_course(plan, starts=date(2026, 3, 1))
    supply, difference = estimate_supply(plan, bottle=30), compare(plan, slower)
    grid = decision_grid(Situation(), Proposal(intent=Intent.START, product=capsule))
    for value in (
        map_course(course, days=2),
        supply,
        *supply.rungs,
        difference,
        *difference.rows,
        ZoneChance(zone=Zone.GREEN, chance=1),
        grid,
        grid.at("green", "normal"),
    ):
        assert_one_short_line(value)
