"""Records as their makers write them: what a clinician reads in them is read."""

from typing import Any, Final

import pytest
from adapters.bundles import LOINC, SNOMED, TODAY, bundle, coded, condition, order

from alpims_mg import Condition
from alpims_mg.adapters.fhir import Reading, read

Json = Any
CARD: Final = "http://chmed.emediplan.ch/fhir/StructureDefinition/chmed-medicationstatement-card"


def read_here(*resources: Json) -> Reading:
    return read(bundle(resources), today=TODAY)


def medicines(*resources: Json) -> list[tuple[str, tuple[str, ...]]]:
    return [(fact.words, fact.doubts) for fact in read_here(*resources).facts]


def conditions(*resources: Json) -> frozenset[Condition]:
    situation = read_here(*resources).situation
    assert situation is not None
    return situation.conditions or frozenset()


def why(*resources: Json) -> list[str]:
    return [entry.why for entry in read_here(*resources).not_read]


# --- Medicines that are completed, or not taken
def statement(**more: Json) -> Json:
    body = {"resourceType": "MedicationStatement", "id": "s", "status": "completed", "dateAsserted": "2026-11-01"}
    return {**body, "medicationCodeableConcept": {"text": "Digoxin"}, **more}


def test_a_completed_entry_of_a_swiss_medication_card_counts_with_a_doubt() -> None:
    doubt = "Its entry is completed. Such entries are often still taken."
    assert medicines(statement(meta={"profile": [CARD]})) == [("Digoxin", (doubt,))]
    assert medicines(statement(meta={"profile": [CARD]}, effectivePeriod={"end": "2026-01-01"})) == []


@pytest.mark.parametrize("profile", [None, [], CARD, ["http://hl7.org/fhir/us/core"], [5]])
def test_a_completed_statement_of_another_profile_does_not_count(profile: Json) -> None:
    assert why(statement(meta={"profile": profile})) == ["It is completed."]


def test_what_is_completed_before_its_last_day_counts_with_a_doubt() -> None:
    doubt = "It is completed, but its last day is not over."
    assert medicines(statement(effectivePeriod={"end": "2027-03-01"})) == [("Digoxin", (doubt,))]
    bounds = [{"timing": {"repeat": {"boundsPeriod": {"end": "2026-11-22"}}}}]
    assert medicines(order("m", {"text": "Digoxin"}, "completed", dosageInstruction=bounds)) == [("Digoxin", (doubt,))]


@pytest.mark.parametrize("mark", [{"wasNotTaken": True}, {"taken": "n"}])
def test_a_statement_of_an_older_release_can_say_that_it_is_not_taken(mark: Json) -> None:
    assert why(statement(status="active", **mark)) == ["The person does not take it."]


@pytest.mark.parametrize("mark", [{"wasNotTaken": False}, {"taken": "unk"}, {"taken": "y"}])
def test_a_statement_of_an_older_release_counts_else(mark: Json) -> None:
    assert medicines(statement(status="active", **mark)) == [("Digoxin", ())]


def test_the_substance_of_an_allergy_of_an_older_release_is_named() -> None:
    body = {"resourceType": "AllergyIntolerance", "id": "a", "substance": {"text": "Magnesium stearate"}}
    assert [entry.words for entry in read_here(body).not_read] == ["Magnesium stearate"]


# --- Conditions
def test_a_text_beside_a_code_may_name_more() -> None:
    stress = {**coded(SNOMED, "73595000", "Stress"), "text": "Stress, with kidney failure"}
    kidneys = {**coded(SNOMED, "709044004", "Chronic kidney disease"), "text": "CKD with complete heart block"}
    assert conditions(condition("c", stress)) == {Condition.KIDNEY_DISEASE}
    assert conditions(condition("c", kidneys)) == {Condition.KIDNEY_DISEASE, Condition.HEART_BLOCK}
    assert conditions(condition("c", coded(SNOMED, "73595000", "Stress", text="Stress"))) == frozenset()


# --- Pregnancy
def observed(code: Json, **more: Json) -> Json:
    body = {"resourceType": "Observation", "id": "o", "status": "final", "code": code}
    return {**body, "effectiveDateTime": "2026-10-01", **more}


@pytest.mark.parametrize(
    "body",
    [
        observed(coded(LOINC, "18185-9", "Gestational age"), valueQuantity={"value": 20, "unit": "wk"}),
        observed(coded(LOINC, "49051-6"), valueString="20+3"),
        observed(coded(SNOMED, "77386006", "Pregnant")),
        observed(coded("urn:oid:1.2.3", "PREG", "Pregnancy status"), valueString="Pregnant"),
        observed({"text": "Schwangerschaft"}, valueString="ja"),
    ],
)
def test_a_pregnancy_is_read(body: Json) -> None:
    assert conditions(body) == {Condition.PREGNANCY}


@pytest.mark.parametrize(
    "body",
    [
        observed(coded(LOINC, "18185-9", "Gestational age")),
        observed(coded(LOINC, "18185-9"), valueString="20", effectiveDateTime="2024-01-01"),
        observed(coded(SNOMED, "77386006", "Pregnant"), dataAbsentReason={"text": "unknown"}),
        observed(coded(LOINC, "82810-3", "Pregnancy status")),
        observed({"text": "Schwangerschaft"}, valueString="nein"),
        observed(coded("urn:oid:1.2.3", "PREG", "Pregnancy status"), valueQuantity={"value": 2}),
    ],
)
def test_what_states_no_pregnancy_is_named(body: Json) -> None:
    assert conditions(body) == frozenset()
    assert len(why(body)) == 1


def test_another_observation_is_not_about_pregnancy() -> None:
    assert why(observed(coded(LOINC, "8302-2", "Body height")), observed({})) == []
