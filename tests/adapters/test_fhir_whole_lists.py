"""When a record says that a list is whole, and what speaks against it."""

from typing import Any, Final

import pytest
from adapters.bundles import TODAY, bundle, coded, condition, order, patient

from alpims_mg.adapters.fhir import Reading, read

Json = Any
BOTH: Final = frozenset({"conditions", "medicines"})
IPS: Final = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"


def read_here(*records: Json, **more: Any) -> Reading:
    return read(list(records), today=TODAY, **more)


def reasons(reading: Reading) -> dict[str, str]:
    return {entry.reference: entry.why for entry in reading.not_read}


def stated(reading: Reading) -> tuple[object, object]:
    """The conditions and the medicines of the situation: None if they are not stated."""
    assert reading.situation is not None
    return reading.situation.conditions, reading.situation.medicines


def whole(reading: Reading) -> tuple[bool, bool]:
    """Whether the conditions, and the medicines, are known to be whole."""
    assert reading.situation is not None
    return reading.situation.whole_conditions is not None, reading.situation.whole_medicines is not None


# --- Searches
def search(type_: str, query: str = "patient=p", *resources: Json, **more: Json) -> Json:
    """A search that found nothing, with resources such as warnings beside it."""
    found = bundle(resources, "searchset")
    link = [{"relation": "self", "url": f"https://example.org/r4/{type_}?{query}"}]
    return {**found, "id": type_, "total": 0, "link": link, **more}


def outcome(severity: str) -> Json:
    return {"resourceType": "OperationOutcome", "issue": [{"severity": severity, "code": "processing"}]}


@pytest.mark.parametrize("severity", ["information", "success"])
def test_a_search_that_found_nothing_states_that_there_is_nothing(severity: str) -> None:
    reading = read_here(patient(), search("Condition"), search("MedicationRequest", "patient=p", outcome(severity)))
    assert stated(reading) == (frozenset(), ())


def test_a_search_with_a_warning_states_nothing() -> None:
    """Servers warn that the user may not see some types, or that the answer may not be the whole record."""
    warned = search("MedicationRequest", "patient=p", outcome("warning"))
    reading = read_here(patient(), search("Condition"), warned)
    assert stated(reading) == (frozenset(), None)
    assert reasons(reading)["Bundle/MedicationRequest"].startswith("The server gave a warning")


@pytest.mark.parametrize(
    "meta", [{"security": [{"code": "REDACTED"}]}, {"security": [{"code": "masked"}]}, {"tag": [{"code": "SUBSETTED"}]}]
)
def test_a_search_that_is_marked_as_a_part_states_nothing(meta: Json) -> None:
    assert stated(read_here(patient(), search("Condition", meta=meta))) == (None, None)


@pytest.mark.parametrize("severity", ["error", "fatal"])
def test_a_search_that_failed_leaves_every_list_open(severity: str) -> None:
    failed = {"resourceType": "Bundle", "type": "batch-response", "entry": [{"response": {"status": "403 Forbidden"}}]}
    inside = bundle([outcome(severity)], "searchset")
    within = {**failed, "entry": [{"response": {"status": "200", "outcome": outcome(severity)}}]}
    for record in (failed, inside, within):
        reading = read_here(patient(), order("m", {"text": "paracetamol"}), record, complete=BOTH)
        assert whole(reading) == (False, False)
        assert reasons(reading)["Bundle"] == "A part of the record could not be fetched."


def test_searches_for_different_patients_state_nothing() -> None:
    reading = read_here(search("Condition", "patient=a"), search("MedicationRequest", "patient=Patient/b"))
    assert stated(reading) == (None, None)
    assert set(reasons(reading).values()) == {"The search may have been for another patient."}


def test_a_search_for_another_patient_than_that_of_the_resources_states_nothing() -> None:
    for other in (patient(), condition("c", {"text": "gout"})):
        reading = read_here(other, search("MedicationRequest", "patient=q"))
        assert stated(reading)[1] is None
    assert stated(read_here(condition("c", {"text": "gout"}), search("MedicationRequest", "patient=p")))[1] == ()


def test_a_page_that_is_missing_leaves_every_list_open() -> None:
    link = [{"relation": "self", "url": "https://x/1"}, {"relation": "next", "url": "https://x/2"}]
    first = {**bundle([order("m", {"text": "paracetamol"})], "searchset"), "link": link}
    second = {**bundle([], "searchset"), "link": [{"relation": "self", "url": "https://x/2"}]}
    alone, both = (read_here(patient(), *pages, complete=BOTH) for pages in ((first,), (first, second)))
    assert whole(alone) == (False, False)
    assert reasons(alone)["Bundle"] == "It has another page, which is not in the record."
    assert whole(both) == (True, True)


@pytest.mark.parametrize(
    "query",
    [
        "patient=p&category=problem-list-item",
        "patient=p&clinical-status=active",
        "patient=p&_lastUpdated=gt2026",
        "&".join(f"patient=p{number}" for number in range(200)),
        "patient=" + "p" * 3000,
    ],
)
def test_a_narrower_search_states_nothing(query: str) -> None:
    assert stated(read_here(patient(), search("Condition", query))) == (None, None)


def test_a_search_in_the_compartment_of_a_patient_is_for_that_patient() -> None:
    for id_, expected in (("p", frozenset()), ("q", None)):
        link = [{"relation": "self", "url": f"https://example.org/r4/Patient/{id_}/Condition"}]
        assert stated(read_here(patient(), search("Condition", link=link)))[0] == expected


def test_a_bundle_that_is_no_empty_search_states_nothing() -> None:
    for more in ({"type": "collection"}, {"total": 1}, {"link": []}, {"link": [{"relation": "self", "url": ""}]}):
        assert stated(read_here(patient(), {**search("Condition"), **more})) == (None, None)
    found = search("Condition", "patient=p", condition("c", coded("urn:oid:1.2.3", "X", "gout")))
    assert whole(read_here(patient(), found)) == (False, False)
