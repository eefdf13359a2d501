"""Real medicine lists that nobody here wrote: no display is dropped, and each is what pharmacology says that it is.

The records are read where they lie beside the checkout; what is expected of them stands here, written by hand.
"""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from units.given import proposal, situation

from alpims_mg import CURRENT, Consult, KidneyFunction, Medicine, MedicineClass, Verdict, Withhold, assess
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.model.vocabulary import MedicineRoute
from alpims_mg.rulebook.kidney import KidneyNumber

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "synthea_r4"
beside_the_checkout = pytest.mark.skipif(not FOLDER.is_dir(), reason="the records do not lie beside this checkout")

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
"""Every display in the records, with its kinds by what the medicine is."""

ELSEWHERE = {
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
"""Displays of the same kind that the records here do not happen to hold, one of them misspelt."""

ASKS = {Verdict.CONSULT, Verdict.WITHHOLD}


def _records() -> Iterator[list[dict[str, Any]]]:
    for file in sorted(FOLDER.glob("*.json.gz")):
        yield [entry["resource"] for entry in json.loads(gzip.decompress(file.read_bytes()))["entry"]]


def _displays(record: list[dict[str, Any]], status: str | None = None) -> list[str]:
    asked = (one for one in record if one["resourceType"] == "MedicationRequest")
    return [one["medicationCodeableConcept"]["text"] for one in asked if status in (None, one["status"])]


def _kinds(display: str) -> set[str]:
    return {kind.value for kind in medicine_classes(Medicine(name=display))}


def _filtration(record: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The results of eGFR, the oldest first."""
    results = (one for one in record if one["resourceType"] == "Observation")
    expected = (one for one in results if one["code"]["coding"][0]["code"] == "33914-3")
    return sorted(expected, key=lambda one: one["effectiveDateTime"])


def _band(filtration: float) -> KidneyFunction:
    severe, moderate = (
        CURRENT.kidney_numbers[number].then
        for number in (KidneyNumber.SEVERE_BELOW_EGFR, KidneyNumber.MODERATE_BELOW_EGFR)
    )
    if filtration < severe:
        return KidneyFunction.SEVERE
    return KidneyFunction.MODERATE if filtration < moderate else KidneyFunction.NORMAL


@pytest.mark.parametrize(("display", "expected"), [*EXPECTED.items(), *ELSEWHERE.items()])
def test_a_recorded_display_is_what_it_is(display: str, expected: set[str]) -> None:
    assert _kinds(display) == expected


@beside_the_checkout
def test_every_display_of_every_status_is_expected_by_hand_and_none_is_dropped() -> None:
    written = {display for record in _records() for display in _displays(record)}
    assert written == EXPECTED.keys()
    assert all(_kinds(display) == EXPECTED[display] for display in written)


@beside_the_checkout
def test_each_recorded_medicine_has_a_finding_that_names_it() -> None:
    for record in _records():
        names = sorted(set(_displays(record)))
        answer = assess(situation(medicines=[Medicine(name=name) for name in names]), proposal())
        about = {one.about for one in answer.findings if one.about}
        assert about == set(names)
        assert all(one.verdict in ASKS for one in answer.findings if one.about)


@beside_the_checkout
def test_the_codes_in_the_records_are_of_products_and_take_nothing_from_the_name() -> None:
    for record in _records():
        for one in record:
            if one["resourceType"] == "MedicationRequest":
                concept = one["medicationCodeableConcept"]
                code = concept["coding"][0]["code"]
                both = Medicine(name=concept["text"], rxnorm=code)
                assert {kind.value for kind in medicine_classes(both)} >= EXPECTED[concept["text"]]
                assert medicine_classes(Medicine(rxnorm=code)) == {MedicineClass.UNRECOGNISED}


@pytest.mark.parametrize("display", ["Simvistatin 10 MG", "Furosmide 20 MG", "Levothyroxnie 50 mcg"])
def test_a_misspelt_display_is_reported_as_not_recognised(display: str) -> None:
    answer = assess(situation(medicines=[Medicine(name="Sertraline 100MG"), Medicine(name=display)]), proposal())
    assert isinstance(answer, Consult)
    [found] = [one for one in answer.findings if one.about == display]
    assert (found.rule, found.verdict) == ("medicine.unrecognised", Verdict.CONSULT)
    assert found.separation is not None
    assert (found.separation.medicine_to_magnesium, found.separation.magnesium_to_medicine) == (6, 8)
    [left] = [one for one in answer.not_checked if one.path == "situation.medicines[1]"]
    assert display in left.text


@beside_the_checkout
def test_an_injection_listed_as_active_is_caught_and_keeps_hours_until_its_route_is_stated() -> None:
    injected = {display for record in _records() for display in _displays(record, "active") if "Inject" in display}
    assert injected == {"10 ML Furosemide 10 MG/ML Injection", "Vitamin B 12 5 MG/ML Injectable Solution"}
    for route, kept in ((MedicineRoute.UNKNOWN, True), (MedicineRoute.OTHER, False)):
        vitamin = Medicine(name="Vitamin B 12 5 MG/ML Injectable Solution", route=route)
        [found] = [one for one in assess(situation(medicines=[vitamin]), proposal()).findings if one.about]
        assert found.verdict is Verdict.CONSULT
        assert (found.separation is not None) is kept


@beside_the_checkout
def test_the_records_hold_both_units_of_filtration_and_each_last_result_has_its_band() -> None:
    last = [results[-1]["valueQuantity"] for results in map(_filtration, _records()) if results]
    assert {one["unit"] for one in last} == {"mL/min", "mL/min/{1.73_m2}"}
    assert sorted((round(one["value"], 1), _band(one["value"]).value) for one in last) == [
        (21.8, "severe"),
        (26.2, "severe"),
        (93.9, "normal"),
        (152.3, "normal"),
        (159.1, "normal"),
    ]


@beside_the_checkout
def test_a_filtration_below_30_withholds_though_the_record_names_no_kidney_disease() -> None:
    found = 0
    for record in _records():
        results = _filtration(record)
        if not results or _band(results[-1]["valueQuantity"]["value"]) is not KidneyFunction.SEVERE:
            continue
        found += 1
        named = {one["code"]["text"].lower() for one in record if one["resourceType"] == "Condition"}
        assert not any("kidney" in one or "renal" in one for one in named)
        medicines = [Medicine(name=display) for display in _displays(record, "active")]
        answer = assess(situation(kidney=KidneyFunction.SEVERE, medicines=medicines), proposal())
        assert isinstance(answer, Withhold)
        assert {one.rule for one in answer.findings if one.verdict is Verdict.WITHHOLD} == {"kidney.severe"}
    assert found == 2


@beside_the_checkout
def test_a_result_that_is_decades_old_never_counts_as_normal() -> None:
    today = date(2026, 3, 1)
    results = [one for record in _records() for one in _filtration(record)]
    assert min(one["effectiveDateTime"] for one in results) < "1980"
    for one in results:
        taken = date.fromisoformat(one["effectiveDateTime"][:10])
        kidney = _band(one["valueQuantity"]["value"])
        answer = assess(situation(kidney=kidney, kidney_date=taken, as_of=today), proposal())
        assert "kidney.normal" not in {found.rule for found in answer.findings}
        assert any(found.rule.startswith("kidney.") and found.verdict in ASKS for found in answer.findings)
