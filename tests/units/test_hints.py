"""A message about a wrong value keeps its meaning, names the limit, and is short whatever the value is."""

import itertools
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, cast

import pytest
from units.builders import capsule, faults_of, proposal, situation

from alpims_mg import (
    Additive,
    Aim,
    Capsule,
    CheckIn,
    Compound,
    Condition,
    DosageForm,
    EgfrUnit,
    Elemental,
    FactList,
    Form,
    Intent,
    InvalidInputError,
    KidneyFunction,
    Label,
    Medicine,
    MedicineRoute,
    Portion,
    Reaction,
    Situation,
    Tolerance,
    Topical,
    Vehicle,
    Zone,
    begin_course,
    form_options,
    review_course,
    titration_schedule,
    wire,
)
from alpims_mg.errors import Fault, InvalidCallError, InvalidSourceError, RulebookError
from alpims_mg.model.provenance import Source, SourceKind
from alpims_mg.wire import read_case

ENUM_FIELDS: list[tuple[Callable[..., object], str, Any]] = [
    (Situation, "zone", Zone.GREEN),
    (Situation, "tolerance", Tolerance.PROVEN),
    (Situation, "kidney", KidneyFunction.NOT_ASSESSED),
    (Situation, "conditions", Condition.KIDNEY_DISEASE),
    (partial(Situation, conditions=[], medicines=[]), "partial", FactList.MEDICINES),
    (Situation, "avoids", Additive.CITRIC_ACID),
    (Medicine, "route", MedicineRoute.ORAL),
    (Topical, "vehicle", Vehicle.CREAM),
    (CheckIn, "reactions", Reaction.LOOSE_STOOLS),
    (CheckIn, "zone", Zone.YELLOW),
    (capsule, "form", Form.GLYCINATE),
    (capsule, "dosage_form", DosageForm.SCORED_TABLET),
    (proposal, "intent", Intent.MAINTAIN),
]
SPELLINGS: list[Callable[[str], str]] = [
    str,
    str.upper,
    str.title,
    lambda word: f" {word}\n",
    lambda word: word.replace("-", " "),
    lambda word: word.replace("-", "_"),
]
NEEDED: dict[Any, dict[str, Any]] = {CheckIn: {"day": date(2026, 3, 1)}, Medicine: {"name": "iron"}}


@pytest.mark.parametrize(("make", "field", "member"), ENUM_FIELDS)
@pytest.mark.parametrize("spell", SPELLINGS)
def test_a_word_in_any_case_hints_its_member(make: Any, field: str, member: Any, spell: Callable[[str], str]) -> None:
    (fault,) = faults_of(make, **{**NEEDED.get(make, {}), field: spell(member.value)})
    name = f"{type(member).__name__}.{member.name}"
    assert fault.path == field
    assert fault.fix in {f"write {name}", f"write {field}=[{name}]"}


@pytest.mark.parametrize(("make", "field", "member"), ENUM_FIELDS)
def test_a_misspelled_word_asks_whether_its_member_is_meant(make: Any, field: str, member: Any) -> None:
    word = member.value
    (fault,) = faults_of(make, **{**NEEDED.get(make, {}), field: f"{word[:-2]}{word[-1]}"})
    assert fault.fix.startswith("did you mean ")
    assert f"{type(member).__name__}.{member.name}" in fault.fix.partition("?")[0]
    assert "Otherwise" in fault.fix


@pytest.mark.parametrize(
    ("make", "given", "fix"),
    [
        (Situation, {"conditions": Condition.EDS}, "write conditions=[Condition.EDS]"),
        (Situation, {"avoids": Additive.DYE}, "write avoids=[Additive.DYE]"),
        (Situation, {"medicines": Medicine(name="iron")}, "write medicines=[Medicine(name='iron')]"),
        (Situation, {"medicines": "iron"}, "write medicines=[Medicine(name='iron')]"),
        (Situation, {"other_conditions": "gout"}, "write other_conditions=['gout']"),
        (Situation, {"other_conditions": "gout, asthma"},
         "write other_conditions=[...], with each item as a text of its own"),
        (Situation, {"age_years": "34 years"}, "write 34 if that is the number of years"),
        (Situation, {"age_years": "aged 34"}, "write 34 if that is the number of years"),
        (Situation, {"age_years": "3-4"}, "write for example 1"),
        (Situation, {"age_years": "H2"}, "write for example 1"),
        (capsule, {"ingredients": "stevia"}, "write ingredients=['stevia']"),
        (capsule, {"elemental": "100 mg"},
         "write Elemental.mg('100') if this is the mass of elemental magnesium in milligrams"),
        (capsule, {"divides_into": "4"}, "write 4"),
        (capsule, {"divides_into": "3"}, "state how finely the product divides"),
        (proposal, {"hold_days": "7"}, "write 7"),
        (CheckIn, {"day": date(2026, 3, 1), "reactions": "nausea"}, "write reactions=[Reaction.NAUSEA]"),
        (form_options, {"situation": situation(), "aims": Aim.SLEEP}, "write aims=[Aim.SLEEP]"),
    ],
)  # fmt: skip
def test_a_hint_keeps_the_meaning(make: Any, given: dict[str, Any], fix: str) -> None:
    assert [fault.fix for fault in faults_of(make, **given)] == [fix]


@pytest.mark.parametrize("make", [set, frozenset, tuple, list, iter, lambda items: dict.fromkeys(items).keys()])
def test_any_iterable_is_a_list(make: Callable[[list[Any]], Any]) -> None:
    assert Situation(conditions=make([Condition.EDS])).conditions == frozenset({Condition.EDS})
    assert capsule(ingredients=make(["stevia"])).ingredients == ("stevia",)


@pytest.mark.parametrize(
    ("kind", "unnamed", "named", "message"),
    [
        (Elemental, [100], {}, "got 100 without a name; write Elemental.mg(100) if this is in milligrams"),
        (Compound, ["62.5"], {}, "write Compound.mg('62.5') if this is in milligrams"),
        (Elemental, [62.5], {}, "write Elemental.mg('62.5') if this is in milligrams"),
        (Elemental, [None], {}, "write field=value for each value; the fields are nanograms"),
        (Elemental, [], {}, "nanograms must be given; got nothing; write Elemental(nanograms=...)"),
        (Portion, [2], {}, "Portion() must be called with the name of each field; got 2 without a name"),
        (Situation, [Zone.GREEN], {}, "Situation() must be called with the name of each field; got Zone.GREEN"),
        (Situation, [], {"zon": Zone.RED}, "zon must be the name of a field of Situation; got Zone.RED; did you mean"),
        (Medicine, [], {"dose": "5 mg"}, "use only name, atc, rxnorm, route, taken_at, magnesium"),
        (Medicine, [], {"x" * 90: 1}, "'xxxxxxxx"),
        (Topical, [], {"vehicl": Vehicle.OIL}, "did you mean vehicle?"),
        (Capsule, [], {"form": Form.OXIDE}, "divides_into must be given; got nothing; write Capsule(divides_into="),
    ],
)  # fmt: skip
def test_a_wrong_call_says_how_to_name_the_fields(
    kind: Any, unnamed: list[Any], named: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidCallError) as caught:
        kind(*unnamed, **named)
    assert isinstance(caught.value, TypeError)
    assert message in str(caught.value)


def test_an_error_inside_a_class_is_not_taken_for_a_wrong_call() -> None:
    class Text(str):
        __slots__ = ()

        def strip(self, *_: object) -> str:
            raise TypeError

    with pytest.raises(TypeError) as caught:
        Situation(other_conditions=[Text("gout")])
    assert not isinstance(caught.value, InvalidInputError)


@pytest.mark.parametrize(
    ("make", "field", "most", "item"),
    [
        (Situation, "medicines", 200, lambda i: Medicine(name=f"medicine {i}")),
        (Situation, "other_conditions", 200, lambda i: f"illness {i}"),
        (capsule, "ingredients", 500, lambda i: f"flour {i}"),
        (lambda **given: Topical(vehicle=Vehicle.OIL, **given), "ingredients", 500, lambda i: f"oil {i}"),
    ],
)
def test_a_list_has_a_limit_that_its_message_states(make: Any, field: str, most: int, item: Any) -> None:
    assert faults_of(make, **{field: map(item, range(most))}) == ()
    (fault,) = faults_of(make, **{field: map(item, itertools.count())})
    assert (fault.path, fault.expected) == (field, f"a list of at most {most} items")


def test_an_ingredient_has_at_most_300_characters() -> None:
    assert faults_of(capsule, ingredients=["x" * 300]) == ()
    (fault,) = faults_of(capsule, ingredients=["x" * 301])
    assert (fault.path, fault.fix) == ("ingredients[0]", "shorten it")


def test_too_many_items_of_a_set_are_refused() -> None:
    (fault,) = faults_of(Situation, conditions=itertools.repeat(Condition.EDS))
    assert (fault.path, fault.expected) == ("conditions", "a list of at most 10,000 items")


def test_a_label_names_how_many_ingredients_were_not_read() -> None:
    names = ", ".join(f"Flour {i}" for i in range(600))
    label = Label.from_text(f"One tablet contains 250 mg elemental magnesium. Other ingredients: {names}, stevia.")
    assert len(label.ingredients or ()) == 500
    assert Additive.STEVIA in label.additives
    assert any("102 of 601 other ingredients" in str(gap) for gap in label.not_read)


@pytest.mark.parametrize(
    "value", [[10**9] * 10**6, {i: i for i in range(10**6)}, "x" * 10**7, range(10**9), set(range(10**6))]
)
def test_a_huge_value_has_a_short_message(value: object) -> None:
    (fault,) = faults_of(Situation, zone=value)
    assert len(fault.actual) <= 42


def test_at_most_fifty_faults_are_listed_and_the_rest_is_counted() -> None:
    conditions = ", ".join(f'"x{i}"' for i in range(1000))
    with pytest.raises(InvalidInputError) as caught:
        _read(f'{{"conditions": [{conditions}]}}')
    assert str(caught.value).splitlines()[50:] == ["and 950 more"]
    with pytest.raises(InvalidInputError) as caught:
        Situation(conditions=cast("Any", [f"x{i}" for i in range(1000)]))
    assert len(str(caught.value).splitlines()) == 51
    assert str(RulebookError(*map(str, range(60)))).splitlines()[50:] == ["and 10 more"]


def _read(situation: str) -> object:
    proposal_text = '{"intent": "start", "product": {"kind": "topical", "vehicle": "oil"}}'
    return read_case(f'{{"situation": {situation}, "proposal": {proposal_text}}}')


@pytest.mark.parametrize(
    ("situation", "fix"),
    [
        ('{"zone": "Green"}', "write 'green'"),
        ('{"zone": "gren"}', "did you mean green? Otherwise write one of these words"),
        ('{"zone": "blue"}', "write one of these words"),
        ('{"conditions": "eds"}', 'write ["eds"]'),
        ('{"conditions": "unclear"}', "put the items in square brackets"),
        ('{"other_conditions": null}', "write [] if there are none"),
        (f'{{"other_conditions": "{"x" * 100}"}}', "put it in square brackets"),
        ('{"medicines": {"name": "iron"}}', 'write [{"name": "iron"}]'),
        ('{"other_magnesium_mg": "150 mg"}',
         "write the number of milligrams without a unit, in quotes, for example '62.5'"),
    ],
)  # fmt: skip
def test_a_hint_for_json_keeps_the_meaning(situation: str, fix: str) -> None:
    (fault,) = faults_of(_read, situation)
    assert fault.fix == fix


def test_an_unknown_key_is_compared_with_the_known_ones() -> None:
    (fault,) = faults_of(_read, '{"zon": "green"}')
    assert fault.fix.endswith("; did you mean zone?")


def test_a_mass_is_below_one_kilogram() -> None:
    assert Elemental.mg("999999.999999").nanograms == 10**12 - 1
    for amount in (10**6, "1000000", "1000000 mg"):
        (fault,) = faults_of(Elemental.mg, amount)
        assert "below 1 kg" in fault.expected
        assert fault.fix.startswith("give less than 1 kg")
    (fault,) = faults_of(Elemental.mg, 62.5)
    assert fault.fix.startswith("write Elemental.mg('62.5'):")


def test_the_total_of_a_course_is_below_one_kilogram() -> None:
    plan: Any = titration_schedule(capsule(), target=Elemental.mg(400))
    course = begin_course(plan, starts=date(2026, 3, 1), situation=situation())
    taken = [CheckIn(day=date(2026, 3, day), taken=Elemental.mg(900_000)) for day in (1, 2)]
    assert [fault.path for fault in faults_of(review_course, course, taken, date(2026, 3, 3))] == ["check_ins"]
    assert [fault.path for fault in faults_of(review_course, course, [], date(2033, 3, 1))] == ["today"]


def test_a_source_with_a_wrong_field_is_an_invalid_input_and_an_invalid_row() -> None:
    with pytest.raises(InvalidSourceError) as caught:
        Source(title=5, kind=SourceKind.GUIDE)  # type: ignore[arg-type]
    assert isinstance(caught.value, InvalidInputError)
    assert [fault.path for fault in caught.value.faults] == ["title"]


def test_a_value_that_json_cannot_hold_is_refused() -> None:
    assert [fault.path for fault in faults_of(wire.to_json, {1, 2})] == ["value"]
    assert [fault.path for fault in faults_of(wire.wire_faults, [Fault])] == ["faults[0]"]
    assert str(EgfrUnit.ML_MIN) == "ml/min"
