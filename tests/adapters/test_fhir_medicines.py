"""Medicines of a record: which order counts, what it is called, how it is given, and what is only named."""

import random
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from alpims_mg.adapters.fhir.bundles import open_record
from alpims_mg.adapters.fhir.medicine_orders import read_medicines
from alpims_mg.adapters.fhir.statements import Found, OpenList, Skipped, StatedConditions, Statement, WholeList
from alpims_mg.adapters.fhir.values import Coding
from alpims_mg.errors import InvalidInputError
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.model.situations import MOST_MEDICINES, Medicine
from alpims_mg.model.vocabulary import Condition, MedicineClass, MedicineRoute
from alpims_mg.rulebook.record_medicines import DOSE_FORM_CODES, ROUTE_CODES

TODAY = date(2026, 11, 22)
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
SNOMED = "http://snomed.info/sct"
ABSENT = {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"}]}

Body = dict[str, Any]


def request(name: str | None = "Digoxin 0.125 MG Oral Tablet", /, **body: Any) -> Body:
    """An active R4 order of today, with this text, and with other elements."""
    order: Body = {"resourceType": "MedicationRequest", "id": "1", "status": "active", "intent": "order"}
    order["authoredOn"] = "2026-11-01"
    if name is not None:
        order["medicationCodeableConcept"] = {"text": name}
    return order | body


def statement(name: str = "Digoxin", /, **body: Any) -> Body:
    said: Body = {"resourceType": "MedicationStatement", "id": "1", "status": "active", "dateAsserted": "2026-11-01"}
    return said | {"medicationCodeableConcept": {"text": name}} | body


def read(*resources: Mapping[str, Any], translate: Any = None) -> list[Found]:
    entries = [{"resource": resource} for resource in resources]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return list(read_medicines(open_record(bundle, today=TODAY), translate))


def one(*resources: Mapping[str, Any], translate: Any = None) -> Statement:
    (found,) = read(*resources, translate=translate)
    assert isinstance(found, Statement)
    assert found.field == "medicines"
    return found


def medicine(*resources: Mapping[str, Any], translate: Any = None) -> Medicine:
    value = one(*resources, translate=translate).value
    assert isinstance(value, Medicine)
    return value


def why_not(*resources: Mapping[str, Any]) -> str:
    (found,) = read(*resources)
    assert isinstance(found, Skipped)
    return found.why


def coded(*pairs: tuple[str, str], text: str | None = None, displays: tuple[str, ...] = ()) -> Body:
    codings = [{"system": system, "code": code} for system, code in pairs]
    for coding, display in zip(codings, displays, strict=False):
        coding["display"] = display
    concept: Body = {"coding": codings}
    return concept if text is None else concept | {"text": text}


# --- What counts
def test_an_active_order_counts_with_its_words_reference_and_day() -> None:
    found = one(request())
    assert found.value == Medicine(name="Digoxin 0.125 MG Oral Tablet")
    assert (found.words, found.reference) == ("Digoxin 0.125 MG Oral Tablet", "MedicationRequest/1")
    assert (found.day, found.doubts) == (date(2026, 11, 1), ())


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("on-hold", "It is on hold."),
        ("draft", "It is a draft."),
        ("cancelled", "It was cancelled."),
        ("completed", "It is completed."),
        ("ended", "It has ended."),
        ("stopped", "It was stopped."),
        ("entered-in-error", "It was entered in error."),
    ],
)
def test_an_order_with_this_status_is_named_and_does_not_count(status: str, why: str) -> None:
    assert why_not(request(status=status)) == why


@pytest.mark.parametrize(
    ("status", "why"),
    [("completed", "It is completed."), ("not-taken", "The person does not take it."), ("stopped", "It was stopped.")],
)
def test_a_statement_with_this_status_is_named_and_does_not_count(status: str, why: str) -> None:
    assert why_not(statement(status=status)) == why


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        ({"status": "unknown"}, "Its status is unknown."),
        ({"status": None}, "It has no status."),
        ({"status": 5}, "It has no status."),
        ({"status": "inactive"}, "Its status is none that FHIR knows."),
        ({"status": "active", "_status": ABSENT}, "It has no status."),
        ({"intent": None}, "The record does not say whether it is an order."),
        ({"intent": "plan"}, "It is a plan, not an order."),
        ({"authoredOn": None}, "It has no date."),
        ({"authoredOn": "soon"}, "It has no date."),
    ],
)
def test_what_an_order_leaves_open_counts_with_a_doubt(changes: Body, doubt: str) -> None:
    assert one(request(**changes)).doubts == (doubt,)


def test_an_intended_medicine_counts_with_a_doubt() -> None:
    assert one(statement(status="intended")).doubts == ("It is intended. The record does not say that it was begun.",)


@pytest.mark.parametrize("intent", ["order", "original-order", "reflex-order", "filler-order", "instance-order"])
def test_every_kind_of_order_counts(intent: str) -> None:
    assert one(request(intent=intent)).doubts == ()


@pytest.mark.parametrize("intent", ["proposal", "option"])
def test_a_proposal_and_an_option_are_named_and_do_not_count(intent: str) -> None:
    assert "not an order" in why_not(request(intent=intent))


@pytest.mark.parametrize("reported", [{"reportedBoolean": True}, {"reportedReference": {"reference": "Patient/1"}}])
@pytest.mark.parametrize("intent", ["plan", "proposal"])
def test_a_plan_that_the_person_reports_taking_counts(intent: str, reported: Body) -> None:
    assert one(request(intent=intent, **reported)).doubts == ()


def test_a_reported_plan_of_r5_counts() -> None:
    assert one(request(intent="plan", reported=True)).doubts == ()


def test_do_not_perform_comes_before_everything_else() -> None:
    assert why_not(request(doNotPerform=True, status="on-hold")) == "It says not to give this medicine."
    assert one(request(doNotPerform=False)).value.name == "Digoxin 0.125 MG Oral Tablet"


def test_the_reason_for_a_status_is_told() -> None:
    reason = {"statusReason": {"text": "rash"}}
    assert why_not(request(status="stopped", **reason)) == "It was stopped. The reason: rash."
    reasons = {"statusReason": [{"coding": [{"display": "rash"}]}]}
    assert why_not(statement(status="on-hold", **reasons)) == "It is on hold. The reason: rash."


# --- Dates
@pytest.mark.parametrize(
    ("authored", "doubt"),
    [
        ("2020-11-22", "This order is six years old."),
        ("2020-11-23T10:00:00Z", "This order is five years old."),
        ("2025-11-22", "This order is one year old."),
        ("1957", "This order is 69 years old."),
    ],
)
def test_an_old_order_counts_with_its_age_in_words(authored: str, doubt: str) -> None:
    assert one(request(authoredOn=authored)).doubts == (doubt,)


def test_an_order_of_less_than_a_year_has_no_doubt() -> None:
    assert one(request(authoredOn="2025-11-23")).doubts == ()


def test_the_newest_date_of_a_statement_counts() -> None:
    found = one(statement(effectivePeriod={"start": "2011-05"}))
    assert (found.day, found.doubts) == (date(2026, 11, 1), ())


@pytest.mark.parametrize(
    "changes",
    [
        {"authoredOn": "2026-11-23"},
        {"authoredOn": "2027"},
        {"effectivePeriod": {"start": "2026-12-01"}},
    ],
)
def test_what_is_dated_after_today_is_named_and_does_not_count(changes: Body) -> None:
    assert why_not(request(**changes)) == "It begins after today."


def bounded(**period: str) -> Body:
    return {"text": "daily", "timing": {"repeat": {"boundsPeriod": period}}}


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({"effectivePeriod": {"start": "2024-01-01", "end": "2024-08-01"}}, "2024-08-01"),
        ({"effectivePeriod": {"end": "2024"}}, "2024-12-31"),
        ({"dateEnded": "2026-11-21"}, "2026-11-21"),
        ({"dosageInstruction": [bounded(end="2025-01-05"), bounded(end="2025-02")]}, "2025-02-28"),
    ],
)
def test_what_has_ended_is_named_and_does_not_count(changes: Body, day: str) -> None:
    assert why_not(request(**changes)) == f"It ended on {day}."


@pytest.mark.parametrize(
    "changes",
    [
        {"effectivePeriod": {"start": "2026-01-01", "end": "2026-11-22"}},
        {"effectivePeriod": {"end": "2026"}},
        {"effectivePeriod": {"start": "2026-01-01", "end": "then"}},
        {"dosageInstruction": [bounded(end="2025-01-05"), bounded()]},
        {"dosageInstruction": [{"text": "daily", "timing": ABSENT}]},
    ],
)
def test_what_may_not_have_ended_counts(changes: Body) -> None:
    assert one(request(**changes)).doubts == ()


def test_the_end_of_a_prescription_is_only_a_doubt() -> None:
    found = one(request(dispenseRequest={"validityPeriod": {"start": "2026-01-01", "end": "2026-10-01"}}))
    assert found.doubts == ("Its prescription was valid until 2026-10-01.",)


def test_a_dose_that_begins_later_is_only_a_doubt() -> None:
    found = one(request(dosageInstruction=[bounded(start="2026-12-24"), bounded(start="2026-12-01")]))
    assert found.doubts == ("It is to be taken from 2026-12-01.",)
    assert one(request(dosageInstruction=[bounded(start="2026-12-24"), bounded(start="2026-11-01")])).doubts == ()


def lasting(value: Any, code: str = "d") -> Body:
    return {"timing": {"repeat": {"boundsDuration": {"value": value, "code": code}}}}


@pytest.mark.parametrize(
    ("dosages", "day"),
    [
        ([lasting(7)], "2026-09-08"),
        ([lasting(7), lasting(2, "wk")], "2026-09-15"),
        ([lasting(1.5, "mo")], "2026-11-02"),
    ],
)
def test_a_dose_for_some_days_that_are_over_is_only_a_doubt(dosages: list[Body], day: str) -> None:
    found = one(request(authoredOn="2026-09-01", dosageInstruction=dosages))
    assert found.doubts == (f"It was to be taken until {day}.",)


@pytest.mark.parametrize(
    "dosages",
    [
        [lasting(90)], [lasting(7), lasting(90)], [lasting(7), {"text": "daily"}], [lasting(7, "s")], [lasting(-7)],
        [lasting(10**9)], [lasting("7")],
    ],
)  # fmt: skip
def test_a_dose_for_days_that_may_not_be_over_is_no_doubt(dosages: list[Body]) -> None:
    assert one(request(authoredOn="2026-09-01", dosageInstruction=dosages)).doubts == ()


def dose(value: Any, unit: str = "Tablette") -> Body:
    return {"doseAndRate": [{"doseQuantity": {"value": value, "unit": unit}}]}


def test_a_dose_of_nothing_at_some_times_of_the_day_says_nothing() -> None:
    assert one(statement(dosage=[dose(1), dose(0), dose(0), dose(0)])).doubts == ()


def test_doses_of_nothing_alone_count_with_a_doubt() -> None:
    assert one(statement(dosage=[dose(0), dose(0)])).doubts == ("Each of its doses is 0.",)


# --- R5
def test_the_shape_of_r5_is_read() -> None:
    body = request(None, medication={"concept": {"text": "Digoxin"}})
    assert medicine(body) == Medicine(name="Digoxin")
    medication = {"resourceType": "Medication", "id": "m", "code": {"text": "Timoptic 5mg/ml"}}
    body = request(None, medication={"reference": {"reference": "#m"}}, contained=[medication])
    assert medicine(body).name == "Timoptic 5mg/ml"


@pytest.mark.parametrize("type_", ["MedicationStatement", "MedicationUsage"])
def test_a_recorded_statement_of_r5_counts(type_: str) -> None:
    body = statement(status="recorded") | {"resourceType": type_}
    assert one(body).doubts == ()


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("not-taking", "The person does not take it."),
        ("on-hold-as-directed", "It is on hold."),
        ("stopped-not-as-directed", "It was stopped."),
    ],
)
def test_adherence_of_r5_can_say_that_it_is_not_taken(code: str, why: str) -> None:
    adherence = {"code": {"coding": [{"code": code}]}}
    assert why_not(statement(status="recorded", adherence=adherence)) == why


def test_adherence_of_r5_can_leave_it_open() -> None:
    adherence = {"code": {"coding": [{"code": "unknown"}, {"code": "house-code"}]}}
    assert one(statement(status="recorded", adherence=adherence)).doubts == (
        "The record does not say whether it is taken.",
    )


def test_an_order_of_dstu2_counts() -> None:
    body = request(status="active", dateWritten="2026-10-01") | {"resourceType": "MedicationOrder"}
    del body["intent"]
    assert one(body).doubts == ()


# --- Names and codes
@pytest.mark.parametrize(
    "system",
    [
        "http://www.whocc.no/atc",
        "https://www.whocc.no/atc",
        "http://www.whocc.no/atc/",
        "http://fhir.de/CodeSystem/bfarm/atc",
        "http://fhir.de/CodeSystem/dimdi/atc",
        "urn:oid:2.16.840.1.113883.6.73",
        "2.16.840.1.113883.6.73",
        "http://www.whocc.no/atc|2024",
        "http://fhir.de/CodeSystem/bfarm/atc/2022",
    ],
)
def test_atc_codes_are_read_under_every_address_in_use(system: str) -> None:
    assert medicine(request(None, medicationCodeableConcept=coded((system, "c03aa03")))).atc == "C03AA03"


@pytest.mark.parametrize("system", ["local", "", "http://snomed.info/sct", "http://fhir.de/CodeSystem/ifa/pzn"])
def test_a_code_of_another_system_is_no_atc_code(system: str) -> None:
    found = medicine(request(None, medicationCodeableConcept=coded((system, "C09AA05"), text="Ramipril 5mg")))
    assert found == Medicine(name="Ramipril 5mg")


@pytest.mark.parametrize(
    "system", [RXNORM, "https://www.nlm.nih.gov/research/umls/rxnorm", "urn:oid:2.16.840.1.113883.6.88"]
)
def test_rxnorm_ingredients_are_read_under_every_address_in_use(system: str) -> None:
    assert medicine(request(None, medicationCodeableConcept=coded((system, "10582")))) == Medicine(rxnorm="10582")


def test_the_code_of_a_product_does_not_hide_its_words() -> None:
    concept = coded((RXNORM, "197604"), displays=("Digoxin 0.125 MG Oral Tablet",))
    assert medicine(request(None, medicationCodeableConcept=concept)) == Medicine(name="Digoxin 0.125 MG Oral Tablet")


def test_a_code_alone_names_a_medicine_that_nothing_recognises() -> None:
    found = medicine(request(None, medicationCodeableConcept=coded((RXNORM, "999999999"))))
    assert found.name == "code 999999999"
    assert medicine_classes(found).classes == {MedicineClass.UNRECOGNISED}


def test_display_comes_before_text_and_a_brand_that_nobody_knows_is_only_shown() -> None:
    concept = coded((RXNORM, "1"), displays=("Levothyroxine 75 MCG",), text="Zzzabc 75")
    found = one(request(None, medicationCodeableConcept=concept))
    assert found.value == Medicine(name="Levothyroxine 75 MCG")
    assert found.words == "Levothyroxine 75 MCG / Zzzabc 75"


def test_text_counts_if_the_display_says_nothing() -> None:
    concept = coded(("local", "1"), displays=("Produkt 4711",), text="Levothyroxine 75 MCG")
    assert medicine(request(None, medicationCodeableConcept=concept)).name == "Levothyroxine 75 MCG"


def test_two_medicines_in_one_concept_both_count() -> None:
    concept = coded((RXNORM, "1"), displays=("Levothyroxine",), text="Raltegravir")
    assert medicine(request(None, medicationCodeableConcept=concept)).name == "Levothyroxine + Raltegravir"


def test_a_code_that_says_more_than_the_name_adds_a_name() -> None:
    concept = coded(("http://www.whocc.no/atc", "H03AA01"), ("http://www.whocc.no/atc", "J01AA02"), text="Euthyrox")
    classes = medicine_classes(medicine(request(None, medicationCodeableConcept=concept))).classes
    assert {MedicineClass.LEVOTHYROXINE, MedicineClass.TETRACYCLINE} <= classes


def test_a_clinics_own_function_names_the_medicine() -> None:
    def translate(coding: Coding) -> Medicine | None:
        return Medicine(name="digoxin") if coding.code == "X17" else None

    concept = coded(("local", "A"), ("local", "X17"), text="house code")
    body = request(None, medicationCodeableConcept=concept, dosageInstruction=[{"route": {"text": "IV"}}])
    assert medicine(body, translate=translate) == Medicine(name="digoxin", route=MedicineRoute.OTHER)


def test_a_clinics_own_function_that_gives_something_else_is_refused() -> None:
    concept = coded(("local", "X17"))
    with pytest.raises(InvalidInputError):
        read(request(None, medicationCodeableConcept=concept), translate=lambda coding: "digoxin")


# --- Products of their own
def product(name: str | None = "Digoxin 0.125 mg", /, **body: Any) -> Body:
    medication: Body = {"resourceType": "Medication", "id": "m"}
    return (medication if name is None else medication | {"code": {"text": name}}) | body


TO_PRODUCT = {"medicationReference": {"reference": "Medication/m"}}


def test_a_contained_product_is_part_of_its_order() -> None:
    body = request(None, medicationReference={"reference": "#m"}, contained=[product()])
    assert medicine(body) == Medicine(name="Digoxin 0.125 mg")


def test_a_product_that_an_order_refers_to_has_no_line_of_its_own() -> None:
    assert medicine(request(None, **TO_PRODUCT), product()) == Medicine(name="Digoxin 0.125 mg")


def test_a_product_that_nothing_refers_to_is_named() -> None:
    (found,) = read(product())
    assert found == Skipped("Medication/m", "Digoxin 0.125 mg", "It is a product that no order of the record names.")


def test_the_product_counts_where_its_reference_says_something_else() -> None:
    reference = {"medicationReference": {"reference": "Medication/m", "display": "Atorvastatin 20mg"}}
    found = one(request(None, **reference), product("Paracetamol 500mg tablet"))
    assert found.value == Medicine(name="Paracetamol 500mg tablet")
    assert found.words == "Paracetamol 500mg tablet / Atorvastatin 20mg"
    assert found.doubts == ("The reference to the product names another medicine than the product does.",)


def test_a_reference_that_says_the_same_is_no_doubt() -> None:
    for display in ("Digoxin", "digoxin 0.125 MG"):
        reference = {"medicationReference": {"reference": "Medication/m", "display": display}}
        assert one(request(None, **reference), product()).doubts == ()


def test_the_display_of_a_reference_counts_if_nothing_else_does() -> None:
    reference = {"medicationReference": {"reference": "Medication/gone", "display": "Digoxin"}}
    assert medicine(request(None, **reference)) == Medicine(name="Digoxin")


def test_a_product_that_was_entered_in_error_is_a_doubt() -> None:
    found = one(request(None, **TO_PRODUCT), product(status="entered-in-error"))
    assert found.doubts == ("The entry of its product was entered in error.",)


def ingredient(name: str, **body: Any) -> Body:
    return {"itemCodeableConcept": {"text": name}} | body


def test_each_ingredient_is_a_part_of_the_name() -> None:
    parts = [ingredient("Levothyroxine"), ingredient("Iron"), {"item": {"concept": {"text": "Raltegravir"}}}]
    found = medicine(request(None, **TO_PRODUCT), product(None, ingredient=parts))
    assert found.name == "Levothyroxine + Iron + Raltegravir"


def test_an_ingredient_that_the_name_holds_is_not_repeated() -> None:
    parts = [ingredient("Digoxin"), ingredient("digoxin 0.125"), {"strength": {}}]
    assert medicine(request(None, **TO_PRODUCT), product(ingredient=parts)).name == "Digoxin 0.125 mg"


def test_an_ingredient_that_nobody_knows_counts_as_such() -> None:
    found = medicine(request(None, **TO_PRODUCT), product(ingredient=[ingredient("Zzzabc")]))
    assert found.name == "Digoxin 0.125 mg + Zzzabc"
    assert MedicineClass.UNRECOGNISED in medicine_classes(found).classes


def test_what_is_not_active_in_a_product_does_not_count() -> None:
    parts = [ingredient("Digoxin"), ingredient("Magnesium stearate", isActive=False)]
    found = medicine(request(None, **TO_PRODUCT), product(None, ingredient=parts))
    assert found.name == "Digoxin"


def test_the_code_of_a_single_ingredient_is_the_code_of_the_product() -> None:
    part = {"itemCodeableConcept": coded((RXNORM, "10582"))}
    assert medicine(request(None, **TO_PRODUCT), product(None, ingredient=[part])).rxnorm == "10582"


def test_the_codes_of_several_ingredients_become_names() -> None:
    parts = [{"itemCodeableConcept": coded((RXNORM, code))} for code in ("10582", "3640")]
    classes = medicine_classes(medicine(request(None, **TO_PRODUCT), product("Zzz", ingredient=parts))).classes
    assert {MedicineClass.LEVOTHYROXINE, MedicineClass.TETRACYCLINE} <= classes


def test_a_product_made_from_products_is_read_once_even_if_they_name_each_other() -> None:
    inner: Body = {"resourceType": "Medication", "id": "n", "code": {"text": "Raltegravir"}}
    inner |= {"ingredient": [{"itemReference": {"reference": "Medication/m"}}]}
    outer = product("Digoxin", ingredient=[{"itemReference": {"reference": "Medication/n"}}])
    assert medicine(request(None, **TO_PRODUCT), outer, inner).name == "Digoxin + Raltegravir"


def test_a_product_within_a_product_may_have_no_name() -> None:
    inner = {"resourceType": "Medication", "id": "n"}
    parts = [{"itemReference": {"reference": "Medication/n"}}, {"itemReference": {"display": "Raltegravir"}}]
    assert (
        medicine(request(None, **TO_PRODUCT), product(ingredient=parts), inner).name == "Digoxin 0.125 mg + Raltegravir"
    )


# --- Routes
def routed(*routes: Body) -> MedicineRoute:
    return medicine(request("Timolol", dosageInstruction=[{"route": route} for route in routes])).route


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        (coded((SNOMED, "26643006")), MedicineRoute.ORAL),
        (coded((SNOMED, "54485002")), MedicineRoute.OTHER),
        (coded((SNOMED, "47625008")), MedicineRoute.OTHER),
        (coded((SNOMED, "37161004")), MedicineRoute.UNKNOWN),
        (coded(("http://standardterms.edqm.eu", "20053000")), MedicineRoute.ORAL),
        (coded(("urn:oid:0.4.0.127.0.16.1.1.2.1", "20045000")), MedicineRoute.OTHER),
        (coded(("http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration", "PO")), MedicineRoute.ORAL),
        (coded(("http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration", "OPTHALTA")), MedicineRoute.OTHER),
        (coded(("http://snomed.info/sct/83821000000107", "18679011000001101")), MedicineRoute.OTHER),
        (coded((SNOMED, "99999999"), displays=("Inhalation",)), MedicineRoute.OTHER),
        (coded((SNOMED, "26643006"), (SNOMED, "54485002"), displays=("Oral", "Eye")), MedicineRoute.UNKNOWN),
        ({"text": "by mouth"}, MedicineRoute.ORAL),
        ({"text": "both eyes"}, MedicineRoute.OTHER),
        ({"text": "subcutaneous"}, MedicineRoute.OTHER),
        ({"text": "as told"}, MedicineRoute.UNKNOWN),
        ({"text": "n/a"}, MedicineRoute.UNKNOWN),
        ({}, MedicineRoute.UNKNOWN),
    ],
)
def test_the_route_of_an_order_is_read(route: Body, expected: MedicineRoute) -> None:
    assert routed(route) is expected


@pytest.mark.parametrize("rows", [ROUTE_CODES, DOSE_FORM_CODES])
def test_each_code_of_a_route_or_dose_form_stands_in_one_row(rows: Any) -> None:
    keys = [(system, code) for system, _, codes in rows for code in codes]
    assert len(keys) == len(set(keys))


def test_of_several_routes_the_one_through_the_gut_counts() -> None:
    oral, eye, unclear = {"text": "oral"}, {"text": "eye"}, {"text": "as told"}
    assert routed(eye, oral) is MedicineRoute.ORAL
    assert routed(eye, unclear) is MedicineRoute.UNKNOWN
    assert routed(eye, {"text": "IV"}) is MedicineRoute.OTHER
    assert routed(eye) is MedicineRoute.OTHER


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (coded(("http://standardterms.edqm.eu", "11201000")), MedicineRoute.OTHER),
        (coded(("http://standardterms.edqm.eu", "10210000")), MedicineRoute.ORAL),
        ({"text": "Eye drops, solution"}, MedicineRoute.OTHER),
        ({"text": "Solution"}, MedicineRoute.UNKNOWN),
    ],
)
@pytest.mark.parametrize("element", ["form", "doseForm"])
def test_the_dose_form_counts_where_no_route_is_stated(element: str, form: Body, expected: MedicineRoute) -> None:
    assert medicine(request(None, **TO_PRODUCT), product("Timolol", **{element: form})).route is expected


def test_the_coded_route_comes_before_the_dose_form() -> None:
    body = request(None, dosageInstruction=[{"route": {"text": "oral"}}], **TO_PRODUCT)
    assert medicine(body, product("Timolol", form={"text": "Eye drops"})).route is MedicineRoute.ORAL


# --- Many, and doubled
def test_refills_give_one_medicine_and_each_keeps_its_line() -> None:
    first = request("Levothyroxine 75 MCG", id="1", authoredOn="2019-01-01")
    second = request("LEVOTHYROXINE 75 mcg", id="2")
    found = read(first, second, second | {"id": "3"})
    assert [one.reference for one in found if isinstance(one, Statement)] == [f"MedicationRequest/{i}" for i in "123"]
    assert {one.value for one in found if isinstance(one, Statement)} == {Medicine(name="LEVOTHYROXINE 75 mcg")}


def test_other_strengths_and_routes_are_other_medicines() -> None:
    oral = {"dosageInstruction": [{"route": {"text": "oral"}}]}
    bodies = (request("Digoxin 1 mg", id="1"), request("Digoxin 2 mg", id="2"), request("Digoxin 2 mg", id="3", **oral))
    assert len({one.value for one in read(*bodies) if isinstance(one, Statement)}) == 3


def test_the_order_of_a_record_changes_nothing() -> None:
    bodies = [request(f"Digoxin {i} mg", id=str(i)) for i in range(6)]
    bodies += [request("DIGOXIN 1 MG", id="x"), product(), product(id="n"), statement(id="s", status="stopped")]
    shuffled = [*bodies, *bodies]
    random.Random(1).shuffle(shuffled)
    assert read(*shuffled) == read(*bodies)


def test_more_medicines_than_a_situation_can_hold_leave_the_list_open() -> None:
    found = read(*(request(f"Medicine number {i}", id=f"{i:04}") for i in range(MOST_MEDICINES + 2)))
    skipped = [one for one in found if isinstance(one, Skipped)]
    assert len({one.value for one in found if isinstance(one, Statement)}) == MOST_MEDICINES
    assert {one.why for one in skipped} == {"The record has more medicines than can be read. This one does not fit."}
    assert [OpenList("medicines", one.reference) for one in skipped] == [
        one for one in found if isinstance(one, OpenList)
    ]
    assert len(skipped) == 2


def test_a_name_that_is_too_long_is_cut_and_leaves_the_list_open() -> None:
    found = read(request("levothyroxine " + "x" * 2000))
    assert found[0] == OpenList("medicines", "MedicationRequest/1")
    assert isinstance(found[1], Statement)
    assert found[1].doubts == ("Its name is too long to be read in full.",)
    assert len(found[1].value.name) == 1000


def test_many_long_ingredients_are_cut_and_leave_the_list_open() -> None:
    parts = [ingredient(f"{i} " + "zzz" * 100) for i in range(9)]
    found = read(request(None, **TO_PRODUCT), product(None, ingredient=parts))
    assert [type(one) for one in found] == [OpenList, Statement]


def test_more_ingredients_than_can_be_read_leave_the_list_open() -> None:
    parts = [ingredient("Digoxin") for _ in range(51)]
    found = read(request(None, **TO_PRODUCT), product(ingredient=parts))
    assert [type(one) for one in found] == [OpenList, Statement]


# --- Not stated
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"medicationCodeableConcept": ABSENT},
        {"medicationCodeableConcept": {"text": "Digoxin", **ABSENT}},
        {"medicationCodeableConcept": {"text": "unknown"}},
        {"medicationCodeableConcept": [5]},
        {"medicationReference": {"reference": "Medication/gone"}},
        {"medicationReference": {"reference": "MedicationRequest/1"}},
        {"medication": "Digoxin"},
    ],
)
def test_an_order_without_a_medicine_is_named_and_leaves_the_list_open(changes: Body) -> None:
    skipped, opened = read(request(None, **changes))
    assert isinstance(skipped, Skipped)
    assert skipped.why == "The record does not say which medicine it is."
    assert opened == OpenList("medicines", "MedicationRequest/1")


def test_a_masked_text_is_not_read() -> None:
    concept = {"text": "Digoxin", "_text": ABSENT, "coding": [{"display": "Raltegravir"}]}
    assert medicine(request(None, medicationCodeableConcept=concept)).name == "Raltegravir"


def test_a_statement_that_there_are_no_medicines_is_a_whole_list() -> None:
    none = coded((SNOMED, "787481004"), displays=("No known medications",))
    assert read(statement(medicationCodeableConcept=none)) == [
        WholeList("medicines", "No known medications", "MedicationStatement/1", date(2026, 11, 1), ())
    ]


# --- Dispensed and given
def test_a_dispense_is_named_and_does_not_count() -> None:
    body = {"resourceType": "MedicationDispense", "id": "1", "status": "completed"}
    found, opened = read(body | {"medicationCodeableConcept": {"text": "digoxin 125 MCG"}})
    assert opened == OpenList("medicines", "MedicationDispense/1")
    why = "That it was dispensed does not show that the person takes it."
    assert found == Skipped("MedicationDispense/1", "digoxin 125 MCG", why)
    assert [one.words for one in read(body) if isinstance(one, Skipped)] == ["a medicine that the record does not name"]


def given(name: str = "Magnesium sulfate 40 MG/ML", route: str | None = "IV", /, **body: Any) -> Found:
    dosage = {} if route is None else {"dosage": {"route": {"text": route}}}
    start: Body = {"resourceType": "MedicationAdministration", "id": "1", "status": "completed"}
    found, *opened = read(
        start | {"medicationCodeableConcept": {"text": name}, "effectiveDateTime": "2026-11-10"} | dosage | body
    )
    assert opened in ([], [OpenList("medicines", "MedicationAdministration/1")] * isinstance(found, Skipped))
    return found


def infusion_doubts(found: Found) -> tuple[str, ...]:
    assert isinstance(found, Statement)
    assert found.field == "conditions"
    assert found.value == StatedConditions(frozenset({Condition.RECENT_MAGNESIUM_INFUSION}))
    return found.doubts


@pytest.mark.parametrize("route", ["IV", "Intravenous use", "intramuscular"])
def test_recent_magnesium_into_a_vein_or_muscle_is_a_condition(route: str) -> None:
    found = given("Magnesium sulfate", route)
    assert infusion_doubts(found) == ()
    assert isinstance(found, Statement)
    assert found.day == date(2026, 11, 10)


@pytest.mark.parametrize(
    "changes",
    [
        {"effectiveDateTime": None, "effectivePeriod": {"start": "2026-11-01", "end": "2026-11-02"}},
        {"effectiveDateTime": None, "effectivePeriod": {"end": "2026-10-23"}},
        {"effectiveDateTime": None, "effectivePeriod": {"start": "2026-11-01"}},
        {"effectiveDateTime": None, "effectivePeriod": {"start": "2025-01-01"}, "status": "in-progress"},
        {"effectiveDateTime": None, "occurenceDateTime": "2026-11-01"},
        {"effectiveDateTime": None, "occurencePeriod": {"end": "2026-11-01"}},
        {"effectiveDateTime": "2026"},
    ],
)
def test_each_way_to_date_an_infusion_is_read(changes: Body) -> None:
    assert infusion_doubts(given(**changes)) == ()


def test_an_infusion_of_unknown_day_or_way_counts_with_a_doubt() -> None:
    assert infusion_doubts(given(effectiveDateTime=None)) == ("The record does not say when it was given.",)
    assert infusion_doubts(given("Magnesium sulfate", None)) == ("The record does not say how it was given.",)
    assert infusion_doubts(given("Magnesium sulfate", "as told")) == ("The record does not say how it was given.",)


def test_an_injection_needs_no_route() -> None:
    assert infusion_doubts(given("Magnesium sulfate 40 MG/ML Injection", None)) == ()


@pytest.mark.parametrize(
    ("name", "route", "changes"),
    [
        ("Digoxin", "IV", {}),
        ("Magnesium oxide", "oral", {}),
        ("Magnesium oxide", "topical", {}),
        ("Magnesium sulfate", "IV", {"effectiveDateTime": "2026-10-22"}),
        ("Magnesium sulfate", "IV", {"effectiveDateTime": "2026-12-01"}),
        ("Magnesium sulfate", "IV", {"effectiveDateTime": None, "effectivePeriod": {"start": "2025-01-01"}}),
        ("unknown", "IV", {}),
    ],
)
def test_what_else_was_given_is_named(name: str, route: str, changes: Body) -> None:
    found = given(name, route, **changes)
    assert isinstance(found, Skipped)
    assert found.why == "That it was given does not show that the person still takes it."


@pytest.mark.parametrize("status", ["not-done", "entered-in-error"])
def test_what_was_not_given_is_named(status: str) -> None:
    found = given(status=status)
    assert isinstance(found, Skipped)
    assert found.why == "It was not given, or was entered in error."


# --- Hostile values
@pytest.mark.parametrize(
    "value", [None, 5, "x", [], {}, [[]], [{"coding": 5}], {"coding": [5, {"code": []}]}, True, -1.5]
)
@pytest.mark.parametrize(
    "element",
    [
        "status", "intent", "authoredOn", "medicationCodeableConcept", "medicationReference", "medication",
        "dosageInstruction", "dosage", "effectivePeriod", "dispenseRequest", "statusReason", "contained", "reported",
        "doNotPerform", "adherence",
    ],
)  # fmt: skip
def test_a_value_of_any_type_is_read_without_an_error(element: str, value: object) -> None:
    body = request(None, medicationReference={"display": "Digoxin"})
    for resource in (body | {element: value}, body | {"resourceType": "MedicationStatement", element: value}):
        assert sum(isinstance(one, Statement | Skipped) for one in read(resource)) == 1


@pytest.mark.parametrize("value", [None, 5, "x", [], {}, [5], [{"itemReference": 5}], [{"strength": "x"}]])
@pytest.mark.parametrize("element", ["code", "form", "ingredient", "status"])
def test_a_product_with_a_value_of_any_type_is_read_without_an_error(element: str, value: object) -> None:
    body = request(None, medicationReference={"reference": "Medication/m", "display": "Digoxin"})
    assert sum(isinstance(one, Statement | Skipped) for one in read(body, product(**{element: value}))) == 1
