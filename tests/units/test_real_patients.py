"""Medicine lists of synthetic patient records: no entry is dropped, and each has the classes of its medicine.

The records are read if they are here. The expected classes were written by hand.
"""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from units.builders import proposal, situation

from alpims_mg import CURRENT, Consult, KidneyFunction, Medicine, MedicineClass, Verdict, Withhold, assess
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.model.vocabulary import MedicineRoute
from alpims_mg.rulebook.kidney import KidneyNumber

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "synthea_r4"
with_records = pytest.mark.skipif(not FOLDER.is_dir(), reason="the records are not here")

EXPECTED = {
    "10 ML Furosemide 10 MG/ML Injection": {"loop-or-thiazide-diuretic"},
    "24 HR metoprolol succinate 100 MG Extended Release Oral Tablet [Toprol]": {"antacid-sensitive", "blood-pressure"},
    "Acetaminophen 325 MG / oxyCODONE Hydrochloride 5 MG Oral Tablet": {"other-prescription"},
    "Acetaminophen 325 MG Oral Tablet": {"other-prescription"},
    "Acetaminophen/Hydrocodone": {"other-prescription"},
    "Alendronic acid 10 MG Oral Tablet": {"bisphosphonate"},
    "Alteplase 100 MG Injection": {"other-prescription"},
    "Amlodipine 5 MG Oral Tablet": {"blood-pressure"},
    "Clopidogrel 75 MG Oral Tablet": {"other-prescription"},
    "Digoxin 0.125 MG Oral Tablet": {"digoxin"},
    "Hydrochlorothiazide 25 MG": {"loop-or-thiazide-diuretic"},
    "Hydrocortisone 10 MG/ML Topical Cream": {"other-prescription"},
    "Lasix 40mg": {"loop-or-thiazide-diuretic"},
    "Levothyroxine Sodium 0.075 MG Oral Tablet": {"levothyroxine"},
    "Naproxen sodium 220 MG Oral Tablet": {"other-prescription"},
    "Nitrofurantoin 5 MG/ML Oral Suspension": {"nitrofurantoin"},
    "Nitroglycerin 0.4 MG/ACTUAT Mucosal Spray": {"other-prescription"},
    "Penicillin V Potassium 500 MG Oral Tablet": {"beta-lactam"},
    "Phenazopyridine hydrochloride 100 MG Oral Tablet": {"other-prescription"},
    "Sertraline 100MG": {"ssri"},
    "Simvastatin 20 MG Oral Tablet": {"other-prescription"},
    "Verapamil Hydrochloride 40 MG": {"blood-pressure"},
    "Vitamin B 12 5 MG/ML Injectable Solution": {"other-prescription"},
    "Warfarin Sodium 5 MG Oral Tablet": {"other-prescription"},
}
"""Every medicine text in the records, with the classes of the medicine."""

SIMILAR = {
    "Amoxicillin 250 MG Oral Capsule": {"beta-lactam"},
    "Amoxicillin 250 MG / Clavulanate 125 MG Oral Tablet": {"beta-lactam"},
    "Doxycycline Monohydrate 100 MG Oral Capsule": {"tetracycline"},
    "ferrous sulfate 325 MG Oral Tablet": {"iron"},
    "Fluoxetine 20 MG Oral Capsule": {"ssri"},
    "24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet": {"other-prescription"},
    "insulin human, isophane 70 UNT/ML / Regular Insulin, Human 30 UNT/ML Injectable Suspension [Humulin]": {
        "other-prescription"
    },
    "Ibuprofen 200 MG Oral Tablet": {"other-prescription"},
    "NDA020503 200 ACTUAT Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler": {"other-prescription"},
    "Loratadine 5 MG Chewable Tablet": {"other-prescription"},
    "Cetirizine hydrochloride 5 MG Oral Tablet": {"other-prescription"},
    "Fexofenadine hydrochloride 30 MG Oral Tablet": {"fexofenadine"},
    "Norinyl 1+50 28 Day Pack [norethindrone]": {"other-prescription"},
    "amLODIPine 5 MG / Hydrochlorothiazide 12.5 MG / Olmesartan medoxomil 20 MG Oral Tablet": {
        "blood-pressure",
        "loop-or-thiazide-diuretic",
    },
    "Hydrochlorothiazide 12.5 MG / Lisinopril 10 MG": {"ace-inhibitor", "loop-or-thiazide-diuretic"},
    "Cisplatin 50 MG Injection": {"magnesium-wasting-medicine"},
    "Simvistatin 10 MG": {"unrecognised"},
}
"""Similar texts that are not in the records; one is misspelt."""

ASKS = {Verdict.CONSULT, Verdict.WITHHOLD}


def _records() -> Iterator[list[dict[str, Any]]]:
    for file in sorted(FOLDER.glob("*.json.gz")):
        yield [entry["resource"] for entry in json.loads(gzip.decompress(file.read_bytes()))["entry"]]


def _displays(record: list[dict[str, Any]], status: str | None = None) -> list[str]:
    requests = (resource for resource in record if resource["resourceType"] == "MedicationRequest")
    return [request["medicationCodeableConcept"]["text"] for request in requests if status in (None, request["status"])]


def _kinds(display: str) -> set[str]:
    return {kind.value for kind in medicine_classes(Medicine(name=display)).classes}


def _egfr_results(record: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The eGFR results, oldest first."""
    observations = (resource for resource in record if resource["resourceType"] == "Observation")
    results = (result for result in observations if result["code"]["coding"][0]["code"] == "33914-3")
    return sorted(results, key=lambda result: result["effectiveDateTime"])


def _band(egfr: float) -> KidneyFunction:
    severe, moderate = (
        CURRENT.kidney_numbers[number].then
        for number in (KidneyNumber.SEVERE_BELOW_EGFR, KidneyNumber.MODERATE_BELOW_EGFR)
    )
    if egfr < severe:
        return KidneyFunction.SEVERE
    return KidneyFunction.MODERATE if egfr < moderate else KidneyFunction.NORMAL


@pytest.mark.parametrize(("display", "expected"), [*EXPECTED.items(), *SIMILAR.items()])
def test_a_recorded_medicine_has_the_classes_of_its_medicine(display: str, expected: set[str]) -> None:
    assert _kinds(display) == expected


@with_records
def test_every_recorded_medicine_of_any_status_is_expected() -> None:
    written = {display for record in _records() for display in _displays(record)}
    assert written == EXPECTED.keys()
    assert all(_kinds(display) == EXPECTED[display] for display in written)


@with_records
def test_each_recorded_medicine_has_a_finding_that_names_it() -> None:
    for record in _records():
        names = sorted(set(_displays(record)))
        answer = assess(situation(medicines=[Medicine(name=name) for name in names]), proposal())
        named = {finding.about for finding in answer.findings if finding.about}
        assert named == set(names)
        assert all(finding.verdict in ASKS for finding in answer.findings if finding.about)


@with_records
def test_the_product_codes_in_the_records_never_remove_a_class_of_the_name() -> None:
    for record in _records():
        for resource in record:
            if resource["resourceType"] == "MedicationRequest":
                concept = resource["medicationCodeableConcept"]
                code = concept["coding"][0]["code"]
                both = Medicine(name=concept["text"], rxnorm=code)
                assert {kind.value for kind in medicine_classes(both).classes} >= EXPECTED[concept["text"]]
                assert medicine_classes(Medicine(rxnorm=code)).classes == {MedicineClass.UNRECOGNISED}


@pytest.mark.parametrize("display", ["Simvistatin 10 MG", "Furosmide 20 MG", "Levothyroxnie 50 mcg"])
def test_a_misspelt_medicine_is_reported_as_unrecognised(display: str) -> None:
    answer = assess(situation(medicines=[Medicine(name="Sertraline 100MG"), Medicine(name=display)]), proposal())
    assert isinstance(answer, Consult)
    [finding] = [row for row in answer.findings if row.about == display]
    assert (finding.rule, finding.verdict) == ("medicine.unrecognised", Verdict.CONSULT)
    assert finding.separation is not None
    assert (finding.separation.medicine_to_magnesium, finding.separation.magnesium_to_medicine) == (6, 10)
    gaps = [entry.text for entry in answer.not_checked if entry.path == "situation.medicines[1]"]
    assert all(display in gap for gap in gaps)
    assert sum("Check the spelling" in gap for gap in gaps) == 1


@with_records
def test_an_injection_needs_no_separation_unless_its_route_is_stated_as_oral() -> None:
    injected = {display for record in _records() for display in _displays(record, "active") if "Inject" in display}
    assert injected == {"10 ML Furosemide 10 MG/ML Injection", "Vitamin B 12 5 MG/ML Injectable Solution"}
    for route, is_separated in ((MedicineRoute.UNKNOWN, False), (MedicineRoute.ORAL, True)):
        vitamin = Medicine(name="Vitamin B 12 5 MG/ML Injectable Solution", route=route)
        [finding] = [row for row in assess(situation(medicines=[vitamin]), proposal()).findings if row.about]
        assert finding.verdict is Verdict.CONSULT
        assert (finding.separation is not None) is is_separated


@with_records
def test_the_records_have_both_units_of_egfr_and_each_last_result_has_its_band() -> None:
    last = [results[-1]["valueQuantity"] for results in map(_egfr_results, _records()) if results]
    assert {quantity["unit"] for quantity in last} == {"mL/min", "mL/min/{1.73_m2}"}
    assert sorted((round(quantity["value"], 1), _band(quantity["value"]).value) for quantity in last) == [
        (21.8, "severe"),
        (26.2, "severe"),
        (93.9, "normal"),
        (152.3, "normal"),
        (159.1, "normal"),
    ]


@with_records
def test_an_egfr_below_30_withholds_even_if_no_kidney_disease_is_recorded() -> None:
    severe = 0
    for record in _records():
        results = _egfr_results(record)
        if not results or _band(results[-1]["valueQuantity"]["value"]) is not KidneyFunction.SEVERE:
            continue
        severe += 1
        conditions = {
            resource["code"]["text"].lower() for resource in record if resource["resourceType"] == "Condition"
        }
        assert not any("kidney" in condition or "renal" in condition for condition in conditions)
        medicines = [Medicine(name=display) for display in _displays(record, "active")]
        answer = assess(situation(kidney=KidneyFunction.SEVERE, medicines=medicines), proposal())
        assert isinstance(answer, Withhold)
        assert {finding.rule for finding in answer.findings if finding.verdict is Verdict.WITHHOLD} == {"kidney.severe"}
    assert severe == 2


@with_records
def test_an_old_result_never_counts_as_normal() -> None:
    today = date(2026, 3, 1)
    results = [result for record in _records() for result in _egfr_results(record)]
    assert min(result["effectiveDateTime"] for result in results) < "1980"
    for result in results:
        measured = date.fromisoformat(result["effectiveDateTime"][:10])
        kidney = _band(result["valueQuantity"]["value"])
        answer = assess(situation(kidney=kidney, kidney_date=measured, as_of=today), proposal())
        assert "kidney.normal" not in {finding.rule for finding in answer.findings}
        assert any(finding.rule.startswith("kidney.") and finding.verdict in ASKS for finding in answer.findings)
