"""Pregnancy and breastfeeding in observations: what they say, how old they may be, and what is no pregnancy."""

from datetime import date
from typing import Any, Final

import pytest

from alpims_mg import Condition
from alpims_mg.adapters.fhir import Reading, read
from alpims_mg.rulebook.records import (
    DUE_DATE_LOINC,
    LACTATION_LOINC,
    NO_ANSWERS,
    PREGNANCY_INTENT_LOINC,
    PREGNANCY_LOINC,
    RESULTS_NOT_VALID,
    UNKNOWN_ANSWERS,
    YES_ANSWERS,
)

Json = dict[str, Any]
TODAY: Final = date(2026, 11, 22)
PREGNANT: Final = frozenset({Condition.PREGNANCY})


def observation(code: str | Json = "82810-3", id_: str = "1", day: str | None = "2026-10-01", **more: Any) -> Json:
    body = {
        "resourceType": "Observation",
        "id": id_,
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": code}], "text": "Status"}
        if isinstance(code, str)
        else code,
        "effectiveDateTime": day,
        **more,
    }
    return {name: value for name, value in body.items() if value is not None}


def answer(code: str, display: str = "") -> Json:
    return {"coding": [{"code": code, "display": display}]}


def reading(*resources: Json, **options: Any) -> Reading:
    return read(list(resources), today=TODAY, **options)


def conditions(*resources: Json) -> frozenset[Condition] | None:
    situation = reading(*resources).situation
    assert situation is not None
    return situation.conditions


def why(*resources: Json) -> str:
    found = reading(*resources)
    assert found.facts == ()
    (line,) = found.not_read
    return line.why


@pytest.mark.parametrize("code", [code for code, _ in PREGNANCY_LOINC])
@pytest.mark.parametrize("value", YES_ANSWERS)
def test_yes_is_pregnancy(code: str, value: tuple[str, str]) -> None:
    assert conditions(observation(code, valueCodeableConcept=answer(*value))) == PREGNANT
    assert conditions(observation(code, valueCodeableConcept={"text": value[1]})) == PREGNANT
    assert conditions(observation(code, valueString=value[1].upper())) == PREGNANT


@pytest.mark.parametrize("value", NO_ANSWERS)
def test_no_is_no_pregnancy(value: tuple[str, str]) -> None:
    assert why(observation(valueCodeableConcept=answer(*value))) == "It says that this is not the case."
    assert why(observation(valueString=value[1])) == "It says that this is not the case."


@pytest.mark.parametrize("value", UNKNOWN_ANSWERS)
def test_an_answer_that_is_not_known_is_named(value: tuple[str, str]) -> None:
    assert why(observation(valueCodeableConcept=answer(*value))) == "It says that this is not known."


def test_a_truth_value_is_an_answer() -> None:
    assert conditions(observation(valueBoolean=True)) == PREGNANT
    assert why(observation(valueBoolean=False)) == "It says that this is not the case."
    assert reading(observation(valueBoolean=False)).not_read[0].words == "Status: no"


def test_words_that_name_the_condition_are_a_yes() -> None:
    assert conditions(observation(valueString="Patient is pregnant")) == PREGNANT


def test_breastfeeding_is_read_too() -> None:
    (code, _), *_ = LACTATION_LOINC
    assert conditions(observation(code, valueBoolean=True)) == frozenset({Condition.LACTATION})
    assert conditions(observation("77386006", valueBoolean=True)) is None
    asked = {"coding": [{"system": "http://snomed.info/sct", "code": "77386006"}]}
    assert conditions(observation(valueBoolean=True) | {"code": asked}) == PREGNANT


def test_an_answer_that_is_not_listed_is_named_and_leaves_the_list_open() -> None:
    odd = observation(valueCodeableConcept=answer("199999999"))
    assert why(odd) == "Its answer is none that is known."
    found = reading(odd, complete=["conditions"]).situation
    assert found is not None
    assert found.conditions is None
    assert why(observation()) == "It has no answer."


@pytest.mark.parametrize("status", [code for code, _ in RESULTS_NOT_VALID])
def test_a_result_that_is_not_valid_does_not_count(status: str) -> None:
    assert why(observation(status=status, valueBoolean=True)) == dict(RESULTS_NOT_VALID)[status]


@pytest.mark.parametrize(
    ("more", "doubt"),
    [
        ({"status": "preliminary"}, "The result is not final."),
        ({"status": None}, "The result is not final."),
        ({"day": None}, "It has no date."),
        ({"modifierExtension": [{}]}, "An extension that is not read may change its meaning."),
    ],
)
def test_an_open_question_is_a_doubt(more: Json, doubt: str) -> None:
    (fact,) = reading(observation(valueBoolean=True, **more)).facts
    assert fact.doubts == (doubt,)


@pytest.mark.parametrize(
    "when",
    [
        {"effectiveDateTime": "2026-10-01T10:00:00Z"},
        {"effectiveInstant": "2026-10-01T10:00:00Z"},
        {"effectivePeriod": {"start": "2026-01-01", "end": "2026-10-01"}},
        {"effectivePeriod": {"start": "2026-10-01"}},
        {"issued": "2026-10-01T10:00:00Z"},
    ],
)
def test_the_day_of_an_observation_is_read_from_every_element(when: Json) -> None:
    (fact,) = reading(observation(day=None, valueBoolean=True) | when).facts
    assert fact.date == date(2026, 10, 1)


def test_an_old_answer_does_not_count_and_a_later_one_is_not_yet_true() -> None:
    assert "most likely ended" in why(observation(day="2025-12-01", valueBoolean=True))
    assert conditions(observation(day="2026-02-01", valueBoolean=True)) == PREGNANT
    assert why(observation(day="2026-11-23", valueBoolean=True)) == "It is dated after today."


def test_the_newest_answer_decides() -> None:
    yes = observation(id_="1", day="2026-09-01", valueBoolean=True)
    no = observation(id_="2", day="2026-10-01", valueBoolean=False)
    older = observation(id_="3", day="2026-08-01", valueBoolean=False)
    assert conditions(yes, no, older) is None
    assert {line.why for line in reading(yes, no).not_read} == {
        "A later result says that this is not the case.",
        "It says that this is not the case.",
    }
    assert conditions(yes, older) == PREGNANT
    assert conditions(yes, observation(id_="2", day="2026-09-01", valueBoolean=False)) == PREGNANT
    assert conditions(yes, observation(id_="2", day=None, valueBoolean=False)) == PREGNANT
    (code, _), *_ = LACTATION_LOINC
    assert conditions(yes, observation(code, "2", "2026-10-01", valueBoolean=False)) == PREGNANT


def test_a_no_does_not_end_a_pregnancy_among_the_conditions() -> None:
    code = {"coding": [{"system": "http://snomed.info/sct", "code": "77386006"}]}
    condition = {"resourceType": "Condition", "id": "1", "code": code, "clinicalStatus": "active"}
    assert conditions(condition, observation(valueBoolean=False)) == PREGNANT


@pytest.mark.parametrize("code", [code for code, _ in DUE_DATE_LOINC])
def test_an_expected_day_of_birth_is_a_pregnancy_until_it_is_over(code: str) -> None:
    assert conditions(observation(code, valueDateTime="2027-03-01")) == PREGNANT
    assert conditions(observation(code, valueDate="2026-11-05")) == PREGNANT
    assert why(observation(code, valueDateTime="2026-10-01")) == "The expected day of birth is over."
    assert why(observation(code, valueDateTime="soon")) == "It has no answer."
    assert why(observation(code, status="entered-in-error")) == "The result was entered in error."
    assert reading(observation(code, valueDateTime="2027-03-01")).facts[0].words == "Status: 2027-03-01"


@pytest.mark.parametrize("code", [code for code, _ in PREGNANCY_INTENT_LOINC])
def test_a_wish_is_no_pregnancy(code: str) -> None:
    assert (
        why(observation(code, valueCodeableConcept={"text": "Pregnant"})) == "A wish about pregnancy is no pregnancy."
    )


def test_other_observations_are_passed_over() -> None:
    found = reading(observation("8302-2", valueBoolean=True))
    assert (found.facts, found.not_read) == ((), ())


@pytest.mark.parametrize(
    "code",
    [
        {"text": "Pregnancy status"},
        {"text": "Are you pregnant?"},
        {"coding": [{"system": "urn:oid:1.2.3", "code": "PREG", "display": "Pregnancy status"}]},
    ],
)
def test_words_say_what_an_observation_is_about_if_no_public_code_does(code: Json) -> None:
    assert conditions(observation(code=code, valueCodeableConcept={"text": "Yes"})) == PREGNANT
    assert why(observation(code=code, valueCodeableConcept={"text": "No"})) == why(observation(valueBoolean=False))


def test_a_public_code_is_believed_before_its_words() -> None:
    height = {"coding": [{"system": "http://loinc.org", "code": "8302-2", "display": "Height in pregnancy"}]}
    found = reading(observation(code=height, valueString="170 cm"))
    assert (found.facts, found.not_read) == ((), ())
