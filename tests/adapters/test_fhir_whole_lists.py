"""When a record says that a list is whole, and what speaks against it."""

from typing import Any, Final

import pytest
from adapters.bundles import ATC, LOINC, SNOMED, TERMINOLOGY, TODAY, bundle, coded, condition, order, patient, result

from alpims_mg import Condition, Medicine
from alpims_mg.adapters.fhir import Reading, read

Json = Any
BOTH: Final = frozenset({"conditions", "medicines"})
IPS: Final = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"


def read_here(*records: Json, **more: Any) -> Reading:
    return read(list(records), today=TODAY, **more)


def reasons(reading: Reading) -> dict[str, str]:
    return {entry.reference: entry.why for entry in reading.not_read}


def stated(reading: Reading) -> tuple[frozenset[Condition] | None, tuple[Medicine, ...] | None]:
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
    others: tuple[Json, ...] = ({"type": "collection"}, {"total": 1}, {"link": []})
    for more in (*others, {"link": [{"relation": "self", "url": ""}]}):
        assert stated(read_here(patient(), {**search("Condition"), **more})) == (None, None)
    found = search("Condition", "patient=p", condition("c", coded("urn:oid:1.2.3", "X", "gout")))
    assert whole(read_here(patient(), found)) == (False, False)


# --- Resources that say that there is nothing
def no_problems(**more: Json) -> Json:
    return condition("none", coded(SNOMED, "160245001", "No current problems or disability"), **more)


def no_medicines(**more: Json) -> Json:
    body = {"resourceType": "MedicationStatement", "id": "none", "status": "active"}
    return {**body, "medicationCodeableConcept": coded(SNOMED, "787481004", "No known medications"), **more}


def test_a_resource_that_says_that_there_is_nothing_states_it() -> None:
    assert stated(read_here(no_problems(), no_medicines())) == (frozenset(), ())


def test_a_statement_of_nothing_that_is_not_sure_states_nothing() -> None:
    unsure = no_problems(verificationStatus=coded(f"{TERMINOLOGY}/condition-ver-status", "provisional"))
    for resource in (unsure, no_medicines(status="unknown"), no_medicines(status="intended")):
        reading = read_here(resource)
        assert stated(reading) == (None, None)
        assert set(reasons(reading).values()) == {"It says that there is nothing, but the record is not sure of it."}


def test_an_old_statement_of_nothing_states_nothing() -> None:
    for resource in (no_problems(recordedDate="2015-01-01"), no_medicines(dateAsserted="2025-11-01")):
        reading = read_here(resource)
        assert stated(reading) == (None, None)
        assert set(reasons(reading).values()) == {"This was stated over a year ago, so there may be something now."}


def test_a_code_beside_nothing_is_read() -> None:
    both = [{"system": SNOMED, "code": "160245001"}, {"system": SNOMED, "code": "709044004"}]
    drug = [{"system": SNOMED, "code": "787481004"}, {"system": ATC, "code": "C01AA05", "display": "digoxin"}]
    reading = read_here(
        condition("c", {"coding": both}), no_medicines(medicationCodeableConcept={"coding": drug}), complete=BOTH
    )
    assert Condition.KIDNEY_DISEASE in (stated(reading)[0] or ())
    assert len(stated(reading)[1] or ()) == 1
    local = [{"system": IPS, "code": "no-known-problems"}, {"system": "urn:oid:1.2.3", "code": "NKP"}]
    assert stated(read_here(condition("c", {"coding": local})))[0] == frozenset()


def test_no_information_leaves_the_list_open() -> None:
    unknown = no_medicines(medicationCodeableConcept=coded(IPS, "no-medication-info"))
    reading = read_here(condition("c", coded(IPS, "no-problem-info")), unknown, complete=BOTH)
    assert whole(reading) == (False, False)
    assert set(reasons(reading)) == {"Condition/c", "MedicationStatement/none"}


def test_codes_that_are_masked_are_named() -> None:
    absent = {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason"}]}
    assert set(reasons(read_here(no_problems(_code=absent)))) == {"Condition/none"}


# --- Lists and sections
def listing(code: Json, **more: Json) -> Json:
    return {"resourceType": "List", "id": "l", "status": "current", "mode": "snapshot", "code": code, **more}


def section(code: str | None, **more: Json) -> Json:
    coding = {} if code is None else {"code": coded(LOINC, code)}
    body = {"resourceType": "Composition", "id": "d", "status": "final", "date": "2026-11-01"}
    return {**body, "section": [{"title": "A section", **coding, **more}]}


TEXT: Final = {"status": "generated", "div": "<div>Digoxin 125 microgram a day</div>"}
WARNING: Final = {"url": "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-ListWarningCode-1"}
NILKNOWN: Final = coded("http://terminology.hl7.org/CodeSystem/list-empty-reason", "nilknown")


@pytest.mark.parametrize(
    ("code", "open_"),
    [
        ("10160-0", (True, False)),
        ("11450-4", (False, True)),
        ("10183-2", (True, False)),
        ("11348-0", (False, True)),
    ],
)
def test_a_section_with_a_text_alone_is_named_and_leaves_its_list_open(code: str, open_: tuple[bool, bool]) -> None:
    reading = read_here(section(code, text=TEXT), complete=BOTH)
    assert whole(reading) == open_
    assert reasons(reading)["Composition/d.section[0]"] == "It has a text only. Read the text."


def test_a_section_of_another_subject_may_have_a_text() -> None:
    assert whole(read_here(section("47420-5", text=TEXT), section(None, text=TEXT), complete=BOTH)) == (True, True)


def test_a_section_that_says_that_there_is_nothing_may_have_a_text() -> None:
    assert stated(read_here(section("10160-0", text=TEXT, emptyReason=NILKNOWN)))[1] == ()
    assert stated(read_here(section("10183-2", emptyReason=NILKNOWN)))[1] is None


@pytest.mark.parametrize("reason", ["withheld", "unavailable", "notasked", "notstarted"])
def test_a_list_that_is_empty_for_another_reason_is_open(reason: str) -> None:
    empty = coded("http://terminology.hl7.org/CodeSystem/list-empty-reason", reason)
    for record in (section("10160-0", emptyReason=empty), listing(coded(LOINC, "10160-0"), emptyReason=empty)):
        reading = read_here(record, complete=BOTH)
        assert whole(reading) == (True, False)
        assert set(reasons(reading).values()) == {"It does not say what there is, and there may be something."}
    assert whole(read_here(listing({"text": "All"}, emptyReason=empty), complete=BOTH)) == (False, False)


def test_a_list_with_a_warning_is_open() -> None:
    """Such as that confidential items were left out."""
    none = listing(coded(LOINC, "10160-0"), emptyReason=NILKNOWN, extension=[WARNING])
    some = listing(coded(LOINC, "10160-0"), entry=[{"item": {"reference": "MedicationRequest/m"}}], extension=[WARNING])
    for record in (none, some):
        reading = read_here(record, order("m", {"text": "paracetamol"}), complete=BOTH)
        assert whole(reading) == (True, False)
        assert reasons(reading)["List/l"] == "The list says that it may lack something."


def test_a_list_that_is_not_current_or_dated_later_states_nothing() -> None:
    for more in ({"status": "retired"}, {"date": "2027-01-01"}):
        none = {**listing(coded(LOINC, "10160-0"), emptyReason=NILKNOWN), **more}
        assert stated(read_here(none))[1] is None


def test_what_only_an_unknown_section_lists_is_named() -> None:
    lost = [{"reference": "MedicationStatement/99"}, {"type": "Condition", "display": "AV block"}]
    reading = read_here(section(None, entry=[*lost, {"reference": "Procedure/1"}]), complete=BOTH)
    assert whole(reading) == (False, False)
    assert set(reasons(reading)) == {"Composition/d.section[0].entry[0]", "Composition/d.section[0].entry[1]"}


# --- Medicines that were dispensed or given
def supply(type_: str, **more: Json) -> Json:
    body = {"resourceType": type_, "id": "s", "status": "completed"}
    return {**body, "medicationCodeableConcept": {"text": "Digoxin 125 microgram tablets"}, **more}


@pytest.mark.parametrize(
    "body",
    [
        supply("MedicationDispense", whenHandedOver="2026-11-15"),
        supply("MedicationDispense"),
        supply("MedicationDispense", status="in-progress", whenPrepared="2026-11-21"),
        supply("MedicationAdministration", status="in-progress", effectivePeriod={"start": "2020-11-20"}),
        supply("MedicationAdministration", occurenceDateTime="2026-11-20"),
    ],
)
def test_a_recent_supply_that_no_order_explains_leaves_the_list_open(body: Json) -> None:
    assert whole(read_here(body, complete=BOTH)) == (True, False)
    assert stated(read_here(body, no_medicines()))[1] is None
    finished = order("m", {"text": "Digoxin 125 microgram tablets"}, status="completed")
    assert whole(read_here(body, finished, complete=BOTH)) == (True, False)


@pytest.mark.parametrize(
    "body",
    [
        supply("MedicationDispense", whenHandedOver="2024-11-15"),
        supply("MedicationDispense", status="cancelled"),
        supply("MedicationAdministration", effectivePeriod={"start": "2026-01-01", "end": "2026-01-02"}),
        supply("MedicationAdministration", status="not-done"),
    ],
)
def test_an_old_supply_or_none_leaves_the_list_whole(body: Json) -> None:
    assert whole(read_here(body, complete=BOTH)) == (True, True)


def test_a_supply_of_what_was_ordered_leaves_the_list_whole() -> None:
    stopped = order("m", {"text": "Digoxin 125 microgram tablets"}, status="stopped")
    other = order("m", {"text": "Lanoxin"})
    for named, body in (
        (stopped, supply("MedicationDispense")),
        (other, supply("MedicationDispense", authorizingPrescription=[{"reference": "MedicationRequest/m"}])),
        (other, supply("MedicationAdministration", request={"reference": "MedicationRequest/m"})),
    ):
        assert whole(read_here(named, body, complete=BOTH)) == (True, True)
    unknown = supply("MedicationDispense", medicationCodeableConcept=None)
    nameless = order("m", {}, status="stopped")
    assert whole(read_here(nameless, unknown, complete=BOTH)) == (True, False)


# --- Resources within others
def test_what_another_resource_contains_is_read() -> None:
    """A report contains its results, a plan its orders, an encounter its diagnoses."""
    egfr = result("e", "98979-8", 22)
    report = {"resourceType": "DiagnosticReport", "id": "r", "contained": [egfr], "result": [{"reference": "#e"}]}
    visit = {"resourceType": "Encounter", "id": "v", "contained": [condition("c", {"text": "gout"})]}
    plan = {"resourceType": "CarePlan", "contained": [order("m", {"text": "Digoxin"})]}
    claim = {"resourceType": "Claim", "id": "c", "contained": [patient(id="payer", birthDate="1950-01-01")]}
    reading = read_here(patient(), bundle([report, visit, plan, claim]))
    assert reading.situation is not None
    assert str(reading.situation.egfr).startswith("22 ")
    named = {fact.reference for fact in reading.facts}
    assert named == {"Patient/p", "DiagnosticReport/r#e", "Encounter/v#c", "entry[1].entry[2]#m"}


def completed(duration: Json, repeats: Json = None) -> Json:
    request = {"expectedSupplyDuration": duration, "numberOfRepeatsAllowed": repeats}
    return order("m", {"text": "Digoxin"}, "completed", authoredOn="2026-10-01", dispenseRequest=request)


@pytest.mark.parametrize(
    "body",
    [
        completed({"value": 90, "unit": "days"}),
        completed({"value": 30, "code": "d"}, 1),
        completed({"value": 2, "unit": "Month"}),
        completed({"value": 10**30, "unit": "wk"}, 10**9),
    ],
)
def test_a_completed_order_whose_supply_lasts_leaves_the_list_open(body: Json) -> None:
    """A pharmacy may have completed it by handing out the medicine that the person takes now."""
    reading = read_here(body, complete=BOTH)
    assert whole(reading) == (True, False)
    assert reasons(reading) == {"MedicationRequest/m": "It is completed."}


@pytest.mark.parametrize(
    "body",
    [
        completed({"value": 10, "unit": "days"}, 1),
        completed({"value": 90, "unit": "dose"}),
        completed(None),
        {**completed({"value": 90, "unit": "days"}), "authoredOn": None},
        {**completed({"value": 90, "unit": "days"}), "status": "stopped"},
    ],
)
def test_an_order_that_is_over_leaves_the_list_whole(body: Json) -> None:
    assert whole(read_here(body, complete=BOTH)) == (True, True)
