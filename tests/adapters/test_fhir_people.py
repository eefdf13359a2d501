"""Who a record is about: one patient, alive or not, and how old."""

from datetime import date
from typing import Any, Final

import pytest

from alpims_mg import InvalidInputError
from alpims_mg.adapters.fhir import Reading, read

Json = dict[str, Any]
TODAY: Final = date(2026, 11, 22)
MASKED: Final = {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason"}]}


def patient(id_: str = "p", **more: Any) -> Json:
    return {"resourceType": "Patient", "id": id_, **more}


def condition(id_: str = "c", subject: Any = None, **more: Any) -> Json:
    return {
        "resourceType": "Condition",
        "id": id_,
        "code": {"text": "Gout"},
        "clinicalStatus": {"coding": [{"code": "active"}]},
        **({} if subject is None else {"subject": subject}),
        **more,
    }


def linked(type_: str, to: str) -> Json:
    return {"link": [{"type": type_, "other": {"reference": to}}]}


def reading(*resources: Json) -> Reading:
    return read(list(resources), today=TODAY)


def age(*resources: Json) -> int | None:
    situation = reading(*resources).situation
    assert situation is not None
    return situation.age_years


def refusal(*resources: Json) -> str:
    with pytest.raises(InvalidInputError) as caught:
        reading(*resources)
    return str(caught.value)


# --- Age
@pytest.mark.parametrize(
    ("birth", "years"),
    [
        ("1984-11-22", 42),
        ("1984-11-23", 41),
        ("2024-02-29", 2),
        ("2026-11-22", 0),
        ("1896-11-22", 130),
        ("1984-02-01T10:00:00Z", 42),
    ],
)
def test_the_age_is_in_whole_years(birth: str, years: int) -> None:
    assert age(patient(birthDate=birth)) == years


@pytest.mark.parametrize(("birth", "years"), [("1984-12", 41), ("1984", 42), ("1934", 92)])
def test_a_birth_date_without_a_day_gives_the_older_age_of_an_adult(birth: str, years: int) -> None:
    (fact,) = reading(patient(birthDate=birth)).facts
    assert age(patient(birthDate=birth)) == years
    assert fact.doubts == (
        () if birth == "1984-12" else (f"The birth date has no day: the age is {years - 1} to {years} years.",)
    )


def test_a_birth_date_without_a_day_gives_the_younger_age_of_a_child() -> None:
    assert age(patient(birthDate="2019-11")) == 6
    assert age(patient(birthDate="2019-10")) == 7


@pytest.mark.parametrize("birth", ["2008", "2016", "1961", "2027-01-01", "1880-01-01", "soon", "", None, 1984])
def test_a_birth_date_that_tells_no_age_is_named(birth: Any) -> None:
    found = reading(patient(birthDate=birth))
    assert found.situation is not None
    assert found.situation.age_years is None
    assert [line.reference for line in found.not_read] == ["Patient/p"]


def test_a_masked_birth_date_is_not_stated() -> None:
    assert age(patient(birthDate="1900-01-01", _birthDate=MASKED)) is None


def test_a_patient_record_that_is_not_in_use_is_a_doubt() -> None:
    (fact,) = reading(patient(birthDate="1984-07-02", active=False)).facts
    assert fact.doubts == ("The record of this patient is no longer in use.",)


# --- Death
@pytest.mark.parametrize(
    ("said", "died"),
    [
        ({"deceasedBoolean": True}, None),
        ({"deceasedDateTime": "2020-02-03"}, date(2020, 2, 3)),
        ({"deceasedDateTime": "2020-02"}, None),
        ({"deceasedDateTime": "some years ago"}, None),
        ({"deceasedBoolean": False, "deceasedDateTime": "2020-02-03T01:00:00Z"}, date(2020, 2, 3)),
    ],
)
def test_a_person_who_died_has_no_situation(said: Json, died: date | None) -> None:
    found = reading(patient(birthDate="1984-07-02", **said), condition())
    assert (found.situation, found.dead, found.died) == (None, True, died)


@pytest.mark.parametrize("said", [{}, {"deceasedBoolean": False}, {"deceasedBoolean": "yes"}, {"deceasedDateTime": 5}])
def test_a_person_of_whom_no_death_is_stated_lives(said: Json) -> None:
    assert not reading(patient(**said)).dead


# --- One patient
@pytest.mark.parametrize(
    "resources",
    [
        (patient("p"), patient("q")),
        (patient("p"), condition(subject={"reference": "Patient/q"})),
        (patient("p"), condition(subject={"reference": "https://a.example/Patient/q"})),
        (patient("p"), condition(subject={"reference": "urn:uuid:q"})),
        (condition("a", {"reference": "Patient/p"}), condition("b", {"reference": "Patient/q"})),
        (patient("p"), {"resourceType": "AllergyIntolerance", "patient": {"reference": "Patient/q"}}),
        (patient("p", birthDate="1984-07-02"), condition(contained=[patient("q", birthDate="1950-01-01")])),
    ],
)
def test_several_patients_are_refused_by_their_references(resources: tuple[Json, ...]) -> None:
    message = refusal(*resources)
    assert "one patient" in message
    assert "q" in message.partition("several: ")[2].partition(";")[0]
    assert "1950" not in message


def test_of_many_patients_some_are_named() -> None:
    assert refusal(*(patient(str(i)) for i in range(9))).count("Patient/") == 5


def test_a_reference_that_may_be_a_name_is_not_repeated() -> None:
    for id_ in ("Amy Shaw", "AmyShaw" * 40):
        message = refusal(patient("p"), condition(subject={"reference": f"Patient/{id_}"}))
        assert "a patient without an id" in message
        assert "Amy" not in message


@pytest.mark.parametrize(
    "subject",
    [
        None,
        {"reference": "Patient/p"},
        {"reference": "Patient/p/_history/4"},
        {"reference": "https://a.example/fhir/Patient/p"},
        {"reference": "urn:uuid:p"},
        {"reference": "#here"},
        {"reference": "Patient?identifier=5"},
        {"identifier": {"value": "5"}},
        {"display": "A name"},
        {"reference": "Encounter/5"},
        [{"reference": "Patient/p"}],
    ],
)
def test_a_resource_that_may_be_about_the_patient_counts(subject: Any) -> None:
    situation = reading(patient("p"), condition(subject=subject)).situation
    assert situation is not None
    assert situation.other_conditions == ("Gout",)


@pytest.mark.parametrize(
    "subject",
    [
        {"reference": "Group/5"},
        {"reference": "RelatedPerson/5"},
        {"reference": "Device/5"},
        {"type": "Group", "identifier": {"value": "5"}},
        {"reference": "Medication/5"},
    ],
)
def test_a_resource_about_something_else_is_named(subject: Json) -> None:
    found = reading(patient("p"), condition(subject=subject), {"resourceType": "Medication", "id": "5"})
    assert found.situation is not None
    assert found.situation.conditions is None
    assert "It is not about the patient." in [line.why for line in found.not_read if line.reference == "Condition/c"]


def test_the_magnesium_of_a_group_is_no_magnesium_of_the_patient() -> None:
    order: Json = {"resourceType": "MedicationRequest", "id": "1", "status": "active", "intent": "order"}
    order |= {"medicationCodeableConcept": {"text": "Magnesium oxide 400 mg"}, "subject": {"reference": "Group/5"}}
    found = reading(patient("p"), order)
    assert found.magnesium_orders == ()
    assert found.situation is not None
    assert found.situation.medicines is None


@pytest.mark.parametrize("type_", ["replaced-by", "replaces", "refer", "seealso"])
def test_linked_records_are_about_one_person(type_: str) -> None:
    assert age(patient("p", birthDate="1984-07-02"), patient("q", **linked(type_, "Patient/p"))) == 42
    other_way = age(patient("p", birthDate="1984-07-02", **linked(type_, "Patient/q")), patient("q"))
    assert other_way == (None if type_ == "replaced-by" else 42)


def test_a_record_that_was_replaced_is_named() -> None:
    old = patient("p", birthDate="1950-01-01", **linked("replaced-by", "Patient/q"))
    found = reading(old, patient("q", birthDate="1984-07-02"), condition(subject={"reference": "Patient/p"}))
    assert found.situation is not None
    assert found.situation.age_years == 42
    assert [(line.reference, line.why) for line in found.not_read] == [
        ("Patient/p", "This record of the patient was replaced by another.")
    ]
    assert age(old) == 76


def test_a_link_to_no_patient_joins_nothing() -> None:
    assert "one patient" in refusal(patient("p", **linked("seealso", "RelatedPerson/q")), patient("q"))


def test_two_patients_with_one_id_are_two_if_their_birth_dates_differ() -> None:
    """Two servers may give the same id to two people."""
    one = {"fullUrl": "https://a.example/Patient/p", "resource": patient("p", birthDate="1984-07-02")}
    other = {"fullUrl": "https://b.example/Patient/p", "resource": patient("p", birthDate="1950-01-01")}
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [one, other]}
    assert "Patient/p, Patient/p (2)" in refusal(bundle)
    same = {**other, "resource": patient("p", birthDate="1984-07-02", active=True)}
    assert age({**bundle, "entry": [one, same]}) == 42


def test_records_that_give_two_ages_state_none() -> None:
    one = patient("p", birthDate="1984-07-02", **linked("seealso", "Patient/q"))
    assert age(one, patient("q", birthDate="1984-07-03")) == 42
    found = reading(one, patient("q", birthDate="1950-01-01"))
    assert found.situation is not None
    assert found.situation.age_years is None
    assert {line.why for line in found.not_read} == {"Another record of the patient gives another age."}


def test_a_contained_patient_is_the_patient() -> None:
    holder = condition(subject={"reference": "#p"}, contained=[patient("p", birthDate="1984-07-02")])
    assert age(holder) == 42
    assert age(holder, patient("q")) == 42
