"""What is in force on the day of the reading, whatever the time zone of the record is."""

from typing import Any, Final

import pytest
from adapters.bundles import TODAY, bundle, coded, condition, order, patient, result

from alpims_mg import Condition
from alpims_mg.adapters.fhir import Reading, read

Json = Any
TONIGHT: Final = ("2026-11-23T02:00:00Z", "2026-11-23T08:00:00+14:00")
"""Instants of the next day that are still today elsewhere."""
EARLIER_TODAY: Final = ("2026-11-21T16:00:00Z", "2026-11-21T23:00:00-08:00")
"""Instants of the day before that are already today elsewhere."""


def read_here(*resources: Json) -> Reading:
    return read(bundle([patient(), *resources]), today=TODAY)


@pytest.mark.parametrize("stamp", TONIGHT)
def test_what_was_written_tonight_is_in_force(stamp: str) -> None:
    reading = read_here(
        order("m", {"text": "Digoxin"}, authoredOn=stamp),
        condition("c", {"text": "Heart block"}, onsetDateTime=stamp),
        result("e", "98979-8", 22, effectiveDateTime=stamp),
        {
            "resourceType": "Observation",
            "id": "p",
            "status": "final",
            "code": coded("http://loinc.org", "82810-3"),
            "valueBoolean": True,
            "effectiveDateTime": stamp,
        },
    )
    assert reading.not_read == ()
    assert reading.situation is not None
    assert reading.situation.kidney_date == TODAY
    assert reading.situation.conditions == frozenset({Condition.HEART_BLOCK, Condition.PREGNANCY})
    assert {fact.date for fact in reading.facts} == {TODAY, None}


@pytest.mark.parametrize("stamp", TONIGHT)
def test_an_infusion_of_tonight_is_recent(stamp: str) -> None:
    given = {
        "resourceType": "MedicationAdministration",
        "id": "a",
        "status": "completed",
        "medicationCodeableConcept": {"text": "Magnesium sulfate 2 g"},
        "dosage": {"route": {"text": "IV"}},
    }
    for when in ({"effectiveDateTime": stamp}, {"effectivePeriod": {"start": stamp, "end": stamp}}):
        situation = read_here({**given, **when}).situation
        assert situation is not None
        assert situation.conditions == frozenset({Condition.RECENT_MAGNESIUM_INFUSION})


@pytest.mark.parametrize("stamp", ["2026-11-24T02:00:00Z", "2026-11-23", "2026-11-23T13:00:00Z", "2026-11-23T02:00:00"])
def test_what_is_written_tomorrow_is_not(stamp: str) -> None:
    found = read_here(
        order("m", {"text": "Digoxin"}, authoredOn=stamp),
        condition("c", {"text": "Heart block"}, onsetDateTime=stamp),
        result("e", "98979-8", 22, effectiveDateTime=stamp),
    )
    assert len(found.not_read) == 3


def ends(stamp: str) -> Reading:
    statement = {
        "resourceType": "MedicationStatement",
        "id": "s",
        "status": "active",
        "medicationCodeableConcept": {"text": "Digoxin"},
        "effectivePeriod": {"end": stamp},
    }
    bounds = {"timing": {"repeat": {"boundsPeriod": {"end": stamp}}}}
    over = condition("c", {"text": "Heart block"}, abatementDateTime=stamp)
    del over["clinicalStatus"]
    return read_here(statement, order("m", {"text": "Lithium"}, dosageInstruction=[bounds]), over)


@pytest.mark.parametrize("stamp", [*EARLIER_TODAY, "2026-11-22", "2026-11", "2026", "2026-11-22T00:00:00Z"])
def test_what_ends_today_is_in_force(stamp: str) -> None:
    assert ends(stamp).not_read == ()


@pytest.mark.parametrize(
    "stamp", ["2026-11-21", "2026-10", "2025", "2026-11-21T09:00:00Z", "0001-01-01T00:00:00+14:00"]
)
def test_what_ended_before_today_is_over(stamp: str) -> None:
    assert len(ends(stamp).not_read) == 3
