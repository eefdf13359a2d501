"""Whole lists: what a record must say for a list to be whole or empty, and what leaves it open."""

from datetime import date
from typing import Any, Final

import pytest

from alpims_mg import Elemental, InvalidInputError, Situation
from alpims_mg.adapters.fhir import Reading, read
from alpims_mg.rulebook.record_lists import NO_ALLERGY_CODES, NO_INFORMATION, NONE_KNOWN

Json = dict[str, Any]
TODAY: Final = date(2026, 11, 22)
CONDITION: Final = {"resourceType": "Condition", "id": "c", "code": {"text": "Gout"}, "clinicalStatus": "active"}
ORDER: Final = {
    "resourceType": "MedicationRequest",
    "id": "m",
    "status": "active",
    "intent": "order",
    "authoredOn": "2026-10-01",
    "medicationCodeableConcept": {"text": "Digoxin 0.125 mg"},
}


def reading(*resources: Json, **options: Any) -> Reading:
    return read(list(resources), today=TODAY, **options)


def situation(*resources: Json, **options: Any) -> Situation:
    found = reading(*resources, **options).situation
    assert found is not None
    return found


def whys(*resources: Json, **options: Any) -> list[str]:
    return [line.why for line in reading(*resources, **options).not_read]


def coded(code: str) -> Json:
    return {"coding": [{"code": code}]}


def none(code: str, **more: Any) -> Json:
    """A resource which states that there is nothing."""
    of = {code: of.value for code, of, _ in NONE_KNOWN}[code]
    if of == "conditions":
        return {"resourceType": "Condition", "id": "n", "code": coded(code), "recordedDate": "2026-10-01", **more}
    body: Json = {"resourceType": "MedicationStatement", "id": "n", "status": "active", "dateAsserted": "2026-10-01"}
    return {**body, "medicationCodeableConcept": coded(code), **more}


# --- Statements of none
@pytest.mark.parametrize(("code", "field"), [(code, of.value) for code, of, _ in NONE_KNOWN])
def test_a_code_for_none_states_an_empty_list(code: str, field: str) -> None:
    found = reading(none(code))
    assert len(getattr(found.situation, field)) == 0
    assert getattr(found.situation, f"whole_{field}") is not None
    (fact,) = found.facts
    assert (fact.path, fact.reference.partition("/")[2], fact.date, fact.doubts) == (field, "n", date(2026, 10, 1), ())


def test_a_statement_of_none_without_a_date_has_a_doubt() -> None:
    (fact,) = reading(none("160245001", recordedDate=None)).facts
    assert fact.doubts == ("It has no date.",)


@pytest.mark.parametrize(
    "resource",
    [
        none("160245001", verificationStatus=coded("entered-in-error")),
        none("160245001", recordedDate="2026-11-23"),
        none("787481004", status="entered-in-error"),
    ],
)
def test_a_statement_of_none_that_is_not_in_force_states_nothing(resource: Json) -> None:
    found = reading(resource)
    assert found.facts == ()
    assert [line.reference.partition("/")[2] for line in found.not_read] == ["n"]


def test_a_statement_of_none_beside_an_entry_is_named_and_the_list_is_partial() -> None:
    for resources in ((none("160245001"), CONDITION), (none("787481004"), ORDER)):
        found = reading(*resources, complete=["conditions", "medicines"])
        assert [line.why for line in found.not_read] == [
            "It says that there is nothing, and another part of the record may name something."
        ]
        assert len(found.facts) == 1
    assert situation(none("160245001"), CONDITION).whole_conditions is None
    assert situation(none("787481004"), ORDER).whole_medicines is None
    over = {**CONDITION, "clinicalStatus": "resolved"}
    assert situation(none("160245001"), over).whole_conditions == frozenset()


def test_no_known_medicines_beside_magnesium_is_not_whole() -> None:
    repeat = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}
    dosage = [{"timing": repeat, "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}]}]
    magnesium = {**ORDER, "medicationCodeableConcept": {"text": "Magnesium oxide 400 MG Oral Tablet"}}
    found = situation(none("787481004"), {**magnesium, "dosageInstruction": dosage})
    assert found.whole_medicines is None
    assert isinstance(found.other_magnesium, Elemental)


@pytest.mark.parametrize("code", [code for code, _ in NO_INFORMATION])
def test_no_information_states_nothing(code: str) -> None:
    condition = {"resourceType": "Condition", "id": "n", "code": coded(code)}
    for resource in (condition, none("787481004", medicationCodeableConcept=coded(code))):
        found = situation(resource)
        assert (found.conditions, found.medicines) == (None, None)
        assert len(whys(resource)) == 1


@pytest.mark.parametrize("code", [code for code, _ in NO_ALLERGY_CODES])
def test_allergies_are_named(code: str) -> None:
    assert "no allergy is known" in whys({"resourceType": "AllergyIntolerance", "code": coded(code)})[0]


def test_an_allergy_has_the_words_of_its_substance() -> None:
    body = {"resourceType": "AllergyIntolerance", "id": "a", "reaction": [{"substance": {"text": "Citrus"}}]}
    (line,) = reading(body).not_read
    assert (line.reference, line.words) == ("AllergyIntolerance/a", "Citrus")
    assert "nothing is known" in whys({**body, "code": coded("no-allergy-info")})[0]


# --- What the caller says
def test_the_caller_may_say_that_a_list_is_whole() -> None:
    assert situation(CONDITION, complete=["conditions"]).whole_conditions == frozenset()
    assert situation(CONDITION, complete={"conditions", "medicines"}).whole_medicines == ()
    assert situation(ORDER, complete=("medicines",)).whole_medicines is not None
    assert situation(CONDITION, ORDER).whole_conditions is None
    assert situation({"resourceType": "Patient"}).medicines is None


@pytest.mark.parametrize("complete", ["medicines", ["medicine"], [5], None, 5, [["medicines"]]])
def test_a_wrong_list_is_a_fault(complete: Any) -> None:
    with pytest.raises(InvalidInputError, match="complete"):
        reading(CONDITION, complete=complete)


# --- Lists
def listed(*entries: Json, code: str = "10160-0", **more: Any) -> Json:
    body = {"resourceType": "List", "id": "l", "status": "current", "mode": "working", "date": "2026-10-01"}
    return {**body, "code": coded(code), "entry": list(entries), **more}


def item(reference: str | None = None, **more: Any) -> Json:
    return {"item": {**({} if reference is None else {"reference": reference}), **more}}


def test_an_empty_list_with_its_reason_states_none() -> None:
    found = reading(listed(emptyReason=coded("nilknown"), title="Current medicines"))
    assert found.situation is not None
    assert found.situation.whole_medicines == ()
    assert [(fact.path, fact.words, fact.date) for fact in found.facts] == [
        ("medicines", "Current medicines", date(2026, 10, 1))
    ]
    assert situation(listed(code="11450-4", emptyReason=coded("nilknown"))).whole_conditions == frozenset()


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"emptyReason": coded("notasked")},
        {"emptyReason": coded("nilknown"), "status": "retired"},
        {"emptyReason": coded("nilknown"), "status": "entered-in-error"},
        {"emptyReason": coded("nilknown"), "mode": "changes"},
        {"emptyReason": coded("nilknown"), "code": coded("8716-3")},
        {"emptyReason": coded("nilknown"), "date": "2026-11-23"},
    ],
)
def test_any_other_empty_list_states_nothing(more: Json) -> None:
    assert situation(listed(**more)).medicines is None
    assert len(whys(listed(**more))) == 1


def test_an_entry_whose_resource_is_there_has_no_line_of_its_own() -> None:
    found = reading(ORDER, listed(item("MedicationRequest/m")))
    assert ([fact.reference for fact in found.facts], found.not_read) == (["MedicationRequest/m"], ())
    assert situation(ORDER, listed(item("MedicationRequest/m"))).whole_medicines is None


@pytest.mark.parametrize(
    ("entry", "code", "left_open"),
    [
        (item(display="Bendroflumethiazide"), "10160-0", {"medicines"}),
        (item(display="Gout"), "11450-4", {"conditions"}),
        (item(display="Something"), "x", {"conditions", "medicines"}),
        (item("MedicationRequest/5"), "x", {"medicines"}),
        (item("https://a.example/fhir/Condition/5"), "x", {"conditions"}),
        (item(type="MedicationStatement", display="a"), "x", {"medicines"}),
        (item("Procedure/5"), "10160-0", set()),
    ],
)
def test_what_only_a_list_names_leaves_its_list_open(entry: Json, code: str, left_open: set[str]) -> None:
    found = reading(CONDITION, ORDER, listed(entry, code=code), complete=["conditions", "medicines"])
    assert found.situation is not None
    assert {of.value for of in found.situation.partial} == left_open
    (line,) = found.not_read
    assert (line.reference, line.why) == (
        "List/l.entry[0]",
        "Only a list names it. The record has no resource for it.",
    )


def test_what_a_list_no_longer_names_leaves_nothing_open() -> None:
    removed = listed({**item(display="Digoxin"), "deleted": True})
    retired = listed(item(display="Digoxin"), status="retired")
    for resource, why in ((removed, "It was removed from the list."), (retired, "The list is not in use.")):
        assert whys(resource) == [why]
        assert situation(resource, complete=["medicines"]).whole_medicines == ()


# --- Sections
def composed(*sections: Json, **more: Any) -> Json:
    return {
        "resourceType": "Composition",
        "id": "d",
        "status": "final",
        "date": "2026-10-01",
        "section": [*sections],
        **more,
    }


def test_an_empty_section_with_its_reason_states_none() -> None:
    problems = {"title": "Problems", "code": coded("11450-4"), "emptyReason": coded("nilknown")}
    medicines = {"code": {**coded("10160-0"), "text": "Medicines"}, "emptyReason": coded("nilknown")}
    found = reading(composed({"section": [problems]}, medicines))
    assert [(fact.path, fact.words, fact.reference) for fact in found.facts] == [
        ("conditions", "Problems", "Composition/d.section[0].section[0]"),
        ("medicines", "Medicines", "Composition/d.section[1]"),
    ]


@pytest.mark.parametrize(
    "document",
    [
        composed({"code": coded("10160-0")}),
        composed({"code": coded("8716-3"), "emptyReason": coded("nilknown"), "entry": [{"reference": "Device/5"}]}),
        composed({"code": coded("10160-0"), "emptyReason": coded("nilknown"), "section": [{}]}),
        composed({"code": coded("10160-0"), "emptyReason": coded("nilknown")}, status="entered-in-error"),
        composed({"code": coded("10160-0"), "emptyReason": coded("nilknown")}, date="2026-11-23"),
    ],
)
def test_any_other_section_states_nothing(document: Json) -> None:
    found = reading(document)
    assert (found.facts, found.not_read) == ((), ())


def test_what_only_a_section_names_leaves_its_list_open() -> None:
    entries = [{"reference": "MedicationRequest/m"}, {"reference": "MedicationRequest/x", "display": "Digoxin"}]
    document = composed({"code": coded("10160-0"), "entry": entries})
    found = reading(ORDER, document, complete=["medicines"])
    assert [(line.reference, line.words) for line in found.not_read] == [
        ("Composition/d.section[0].entry[1]", "Digoxin")
    ]
    assert found.situation is not None
    assert found.situation.whole_medicines is None


# --- Searches
def searched(url: Any, *entries: Json, **more: Any) -> Json:
    links = [{"relation": "self", "url": url}]
    return {"resourceType": "Bundle", "type": "searchset", "total": 0, "link": links, "entry": [*entries], **more}


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/fhir/Condition?patient=p",
        "Condition?patient=Patient/p&_count=50",
        "Condition?subject%3APatient=p",
        "https://a.example/fhir/Patient/p/Condition",
        "https://a.example/fhir/Condition/_search?patient=p",
        "Condition?patient=p&clinical-status=active,recurrence,relapse",
    ],
)
def test_a_search_that_found_nothing_states_none(url: str) -> None:
    found = reading({"resourceType": "Patient", "id": "p"}, searched(url, id="s"))
    assert found.situation is not None
    assert found.situation.whole_conditions == frozenset()
    assert [(fact.path, fact.reference) for fact in found.facts] == [("conditions", "Bundle/s")]


@pytest.mark.parametrize("type_", ["MedicationRequest", "MedicationStatement", "MedicationUsage"])
def test_a_search_for_medicines_says_what_it_asked_for(type_: str) -> None:
    found = reading(searched(f"{type_}?patient=p&status=active", meta={"lastUpdated": "2026-11-22T08:00:00Z"}))
    (fact,) = found.facts
    assert (fact.path, fact.words, fact.reference) == ("medicines", f"A search for {type_} found nothing.", "Bundle")
    assert (fact.date, fact.doubts) == (TODAY, (f"The search asked for {type_} only.",))


@pytest.mark.parametrize(
    "bundle",
    [
        searched("Condition?patient=q"),
        searched("Patient/q/Condition"),
        searched("Condition?patient=p&code=5"),
        searched("Condition?patient=p&clinical-status=active"),
        searched("MedicationRequest?patient=p&status=on-hold"),
        searched("Observation?patient=p"),
        searched("Condition?" + "&".join(["patient=p"] * 150)),
        searched("Condition?patient=p" + "a" * 9999),
        searched(""),
        searched(5),
        searched("Condition?patient=p", total=None),
        searched("Condition?patient=p", total=1),
        searched("Condition?patient=p", type="collection"),
        searched("Condition?patient=p", link=[]),
        searched(
            "",
            link=[{"relation": "self", "url": "Condition?patient=p"}, {"relation": "next", "url": "x"}],
        ),
        searched("Condition?patient=p", {"resource": {"resourceType": "Condition"}}),
    ],
)
def test_any_other_search_states_nothing(bundle: Json) -> None:
    found = situation({"resourceType": "Patient", "id": "p"}, bundle)
    assert (found.conditions, found.medicines) == (None, None)


def test_a_search_that_found_nothing_beside_an_entry_is_not_whole() -> None:
    assert situation(searched("Condition?patient=p"), CONDITION).whole_conditions is None


def test_deleted_resources_are_named() -> None:
    history = {
        "resourceType": "Bundle",
        "type": "history",
        "entry": [{"request": {"method": "DELETE", "url": "Condition/1"}}],
    }
    (line,) = reading(history).not_read
    assert (line.reference, line.why) == ("Condition/1", "It was deleted from the record.")
