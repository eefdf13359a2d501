"""The kidney function of a record: the newest eGFR, as it is reported, and why each other result is not the fact."""

import gzip
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, strategies as st

from alpims_mg import Egfr, EgfrUnit, KidneyFunction
from alpims_mg.adapters.fhir.bundles import open_record
from alpims_mg.adapters.fhir.kidney_results import read_kidney
from alpims_mg.adapters.fhir.statements import Found, Skipped, Statement
from alpims_mg.assessment.kidney import egfr_band
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.records import (
    CREATININE_LOINC,
    EGFR_LOINC,
    EGFR_SNOMED,
    RESULTS_FINAL,
    RESULTS_NOT_VALID,
)

Json = dict[str, Any]

TODAY: Final = date(2026, 11, 22)
SCALED: Final = "mL/min/{1.73_m2}"
LOINC: Final = "http://loinc.org"
DATA: Final = Path(__file__).resolve().parents[3] / "shared" / "data"


def result(id_: str = "1", value: Any = 84, day: str | None = "2026-06-01", code: Any = "98979-8", **more: Any) -> Json:
    body: Json = {
        "resourceType": "Observation",
        "id": id_,
        "status": "final",
        "code": {"coding": [{"system": LOINC, "code": code}], "text": "eGFR"} if isinstance(code, str) else code,
    }
    if value is not None:
        body["valueQuantity"] = value if isinstance(value, dict) else {"value": value, "unit": SCALED}
    if day is not None:
        body["effectiveDateTime"] = day
    return {key: part for key, part in {**body, **more}.items() if part is not None}


def read(*results: Json) -> dict[str, Found]:
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": body} for body in results]}
    found = list(read_kidney(open_record(bundle, today=TODAY)))
    by_reference = {one.reference: one for one in found}
    assert len(by_reference) == len(found)
    return by_reference


def fact(*results: Json) -> Statement:
    """The only fact of these results."""
    (one,) = (found for found in read(*results).values() if isinstance(found, Statement))
    return one


def number(*results: Json) -> str:
    egfr = fact(*results).value
    assert isinstance(egfr, Egfr)
    return str(egfr.value)


def why(found: Found) -> str:
    assert isinstance(found, Skipped)
    return found.why


# --- The value, the unit and the date as reported
def test_an_egfr_has_its_value_unit_and_day_exactly_as_reported() -> None:
    one = fact(result(value={"value": Decimal("59.999"), "unit": "mL/min", "code": "mL/min"}))
    assert one == Statement(
        "egfr",
        Egfr(value="59.999", unit=EgfrUnit.ML_MIN),
        "eGFR: 59.999 mL/min",
        "Observation/1",
        date(2026, 6, 1),
        (),
    )


@pytest.mark.parametrize("code", [code for code, _, _ in EGFR_LOINC])
def test_each_listed_loinc_code_is_an_egfr(code: str) -> None:
    assert number(result(code={"coding": [{"system": LOINC, "code": code}]})) == "84"


@pytest.mark.parametrize("code", [code for code, _ in EGFR_SNOMED])
def test_each_listed_snomed_code_is_an_egfr(code: str) -> None:
    assert number(result(code={"coding": [{"system": "http://snomed.info/sct", "code": code}]})) == "84"


@pytest.mark.parametrize("text", ["eGFR", "Estimated GFR (CKD-EPI)", "Glomeruläre Filtrationsrate", "DFG estimé"])
def test_a_result_without_a_listed_code_is_an_egfr_by_its_words(text: str) -> None:
    assert number(result(code={"text": text})) == "84"
    assert number(result(code={"coding": [{"system": "local", "code": "9", "display": text}]})) == "84"


@pytest.mark.parametrize("text", ["EGFR gene mutation analysis", "Epidermal growth factor receptor (EGFR)", "Glucose"])
def test_the_receptor_of_the_same_name_is_no_kidney_result(text: str) -> None:
    assert read(result(code={"text": text})) == {}


@pytest.mark.parametrize(
    ("unit", "member"),
    [
        (SCALED, EgfrUnit.ML_MIN_SCALED),
        ("mL/min/1.73m2", EgfrUnit.ML_MIN_SCALED),
        ("mL/min/1.73 m²", EgfrUnit.ML_MIN_SCALED),
        ("ml/min/1,73 m2", EgfrUnit.ML_MIN_SCALED),
        ("mL/min/1.73 sq. m", EgfrUnit.ML_MIN_SCALED),
        ("mL/min/(1.73.m2)", EgfrUnit.ML_MIN_SCALED),
        ("mL/min", EgfrUnit.ML_MIN),
        ("ML/MIN", EgfrUnit.ML_MIN),
    ],
)
def test_a_unit_is_known_in_each_of_its_spellings(unit: str, member: EgfrUnit) -> None:
    assert fact(result(value={"value": 84, "unit": unit})).value.unit is member
    assert fact(result(value={"value": 84, "unit": "as usual", "code": unit})).value.unit is member


def test_a_number_without_a_unit_has_the_unit_of_its_code_and_a_doubt() -> None:
    one = fact(result(value={"value": 84}))
    assert one.value == Egfr(value=84, unit=EgfrUnit.ML_MIN_SCALED)
    assert one.doubts == ("It has no unit. The unit that its code means is read.",)
    assert fact(result(value={"value": 84}, code={"text": "eGFR"})).field == "kidney"


@pytest.mark.parametrize("value", [{"value": 84, "unit": "mL/s"}, {"value": 301, "unit": SCALED}, {"value": -1}])
def test_a_value_of_another_unit_or_out_of_range_counts_as_not_assessed(value: Json) -> None:
    one = fact(result(value=value))
    assert (one.field, one.value) == ("kidney", KidneyFunction.NOT_ASSESSED)
    assert one.doubts == ("It has no value that can be read.",)


# --- Values that allow several numbers
@pytest.mark.parametrize(
    ("more", "lowest"),
    [
        ({"valueQuantity": {"value": 60, "comparator": ">", "unit": SCALED}}, "60"),
        ({"valueQuantity": {"value": 90, "comparator": ">=", "unit": SCALED}}, "90"),
        ({"valueQuantity": {"value": 15, "comparator": "<", "unit": SCALED}}, "0"),
        ({"valueQuantity": {"value": 60, "comparator": "<=", "unit": SCALED}}, "0"),
        ({"valueString": "> 60 mL/min/1.73m2"}, "60"),
        ({"valueString": ">60"}, "60"),
        ({"valueString": "≥ 90"}, "90"),
        ({"valueString": "<15"}, "0"),
        ({"valueString": "60-89"}, "60"),
        ({"valueRange": {"low": {"value": 30, "unit": SCALED}, "high": {"value": 44, "unit": SCALED}}}, "30"),
        ({"valueRange": {"high": {"value": 44, "unit": SCALED}}}, "0"),
        ({"valueCodeableConcept": {"text": ">60"}}, "60"),
    ],
)
def test_of_several_numbers_the_worst_is_read_with_a_doubt(more: Json, lowest: str) -> None:
    one = fact(result(value=None, **more))
    assert str(one.value.value) == lowest
    assert f"It allows several numbers. The worst of them, {lowest}, is read." in one.doubts


@pytest.mark.parametrize(
    ("more", "exact"), [({"valueInteger": 84}, "84"), ({"valueInteger": 0}, "0"), ({"valueString": "84,5"}, "84.5")]
)
def test_a_number_in_another_form_is_read(more: Json, exact: str) -> None:
    assert number(result(value=None, **more)) == exact


@pytest.mark.parametrize(
    "more",
    [
        {"valueString": "G3a"},
        {"valueString": "60-89 to 95"},
        {"valueString": "<30-44"},
        {"valueCodeableConcept": {"text": "normal"}},
        {"valueQuantity": {"value": 84, "comparator": "ad", "unit": SCALED}},
    ],
)
def test_a_value_in_other_words_counts_as_not_assessed(more: Json) -> None:
    assert fact(result(value=None, **more)).value is KidneyFunction.NOT_ASSESSED


# --- Components
def part(code: str, value: Any, comparator: str = "") -> Json:
    return {
        "code": {"coding": [{"system": LOINC, "code": code}]},
        "valueQuantity": {"value": value, "unit": SCALED} | ({"comparator": comparator} if comparator else {}),
    }


def test_the_lowest_of_the_components_of_a_result_is_read() -> None:
    one = fact(result(value=None, component=[part("48643-1", 60, ">"), part("48642-3", 58)]))
    assert str(one.value.value) == "58"
    assert "It has several values, and the lowest is read." in one.doubts
    assert one.words == f"eGFR: > 60 {SCALED}; 58 {SCALED}"


def test_a_component_of_a_panel_is_an_egfr_and_its_creatinine_is_none() -> None:
    panel = result(value=None, code="24362-6", component=[part("98979-8", 61), part("2160-0", 1)])
    panel["code"].pop("text")
    assert number(panel) == "61"


def test_creatinine_in_a_component_alone_is_named() -> None:
    panel = result(value=None, code={"text": "Renal panel"}, component=[part("2160-0", 1)])
    assert why(read(panel)["Observation/1"]) == "Creatinine alone is no eGFR."


def test_a_component_that_cannot_be_read_is_a_doubt() -> None:
    one = fact(result(value=61, component=[{**part("98979-8", 1), "valueQuantity": {"value": 1, "unit": "mL/s"}}]))
    assert "A part of it could not be read." in one.doubts


# --- Which result counts
def test_the_newest_result_counts() -> None:
    found = read(result("1", 50, "2026-05-31"), result("2", 80, "2026-06-01"), result("3", 20, "2019-01-01"))
    assert isinstance(found["Observation/2"], Statement)
    assert {why(found["Observation/1"]), why(found["Observation/3"])} == {"A newer result counts."}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2026-06-01", "2026-06-01"),
        ("2026-06-01T10:00:00Z", "2026-06-01T12:00:00+02:00"),
        ("2026-06-01T10:00:00Z", "2026-06-01"),
        ("2026", "2026-06-01"),
    ],
)
def test_of_two_results_of_one_time_the_lower_counts(one: str, other: str) -> None:
    for low, high in ((one, other), (other, one)):
        found = read(result("1", 50, low), result("2", 80, high))
        assert isinstance(found["Observation/1"], Statement)
        assert why(found["Observation/2"]) == "Another result of the same time is as low or lower."


def test_the_later_of_two_instants_of_one_day_counts() -> None:
    assert number(result("1", 50, "2026-06-01T10:00:00Z"), result("2", 80, "2026-06-01T10:00:01Z")) == "80"


@pytest.mark.parametrize(("status", "reason"), RESULTS_NOT_VALID)
def test_a_result_that_is_not_valid_is_named_and_not_read(status: str, reason: str) -> None:
    assert why(read(result(status=status))["Observation/1"]) == reason


def test_a_result_dated_after_today_is_named_and_not_read() -> None:
    found = read(result("1", 20, "2026-11-23"), result("2", 84, "2026-11-22"))
    assert why(found["Observation/1"]) == "It is dated after today."
    assert isinstance(found["Observation/2"], Statement)


@pytest.mark.parametrize("status", RESULTS_FINAL)
def test_a_final_result_counts_without_a_doubt(status: str) -> None:
    assert fact(result(status=status)).doubts == ()


@pytest.mark.parametrize(
    ("status", "doubt"),
    [("preliminary", "It is preliminary."), ("odd", "Its status is not known."), (None, "Its status is not known.")],
)
def test_a_result_of_another_status_counts_with_a_doubt(status: str | None, doubt: str) -> None:
    assert fact(result(status=status)).doubts == (doubt,)


# --- Dates
@pytest.mark.parametrize(
    ("more", "day"),
    [
        ({"effectiveDateTime": "2026-03-04T23:59:00-05:00"}, date(2026, 3, 4)),
        ({"effectiveDateTime": "2026-03"}, date(2026, 3, 1)),
        ({"effectiveInstant": "2026-03-04T10:00:00Z"}, date(2026, 3, 4)),
        ({"effectivePeriod": {"start": "2026-03-01", "end": "2026-03-04"}}, date(2026, 3, 4)),
        ({"effectivePeriod": {"start": "2026-03-01"}}, date(2026, 3, 1)),
        ({"effectiveTiming": {"event": ["2026-03-01", "2026-03-04"]}}, date(2026, 3, 4)),
        ({"effectiveTiming": {"event": "never"}, "effectiveDateTime": "2026-03-04"}, date(2026, 3, 4)),
    ],
)
def test_a_result_has_the_day_on_which_it_was_taken(more: Json, day: date) -> None:
    one = fact(result(day=None, issued="2026-04-01T10:00:00Z", **more))
    assert (one.day, one.doubts) == (day, ())


def test_a_result_that_was_only_issued_has_that_day_and_a_doubt() -> None:
    one = fact(result(day="2026-02-30", issued="2026-04-01T10:00:00Z"))
    assert (one.day, one.doubts) == (date(2026, 4, 1), ("Only the day on which it was issued is known.",))


def test_an_old_result_counts_with_a_doubt() -> None:
    assert fact(result(day="2025-11-22")).doubts == ()
    assert fact(result(day="2025-11-21")).doubts == ("It is older than 12 months.",)


def test_a_result_without_a_date_counts_with_a_doubt_if_no_other_one_has_a_date() -> None:
    one = fact(result("1", 84, None), result("2", 70, None))
    assert (str(one.value.value), one.day, one.doubts) == ("70", None, ("Its day is not known.",))


def test_a_result_without_a_date_counts_beside_a_dated_one_only_if_it_is_in_a_worse_band() -> None:
    assert why(read(result("1", 84, None), result("2", 90))["Observation/1"]) == (
        "It has no date, and a result with a date counts."
    )
    found = read(result("1", 20, None), result("2", 90))
    assert isinstance(found["Observation/1"], Statement)
    assert why(found["Observation/2"]) == "A worse result without a date counts."
    assert number(result("1", 95, None), result("2", 50)) == "50"


# --- No value
@pytest.mark.parametrize(
    "more", [{}, {"dataAbsentReason": {"text": "not performed"}}, {"_valueQuantity": {"extension": [{"url": "x"}]}}]
)
def test_an_egfr_without_a_value_counts_as_not_assessed(more: Json) -> None:
    one = fact(result(value=None, **more))
    assert (one.field, one.value) == ("kidney", KidneyFunction.NOT_ASSESSED)


def test_a_value_that_is_said_to_be_absent_is_not_read() -> None:
    assert fact(result(dataAbsentReason={"text": "error"})).field == "kidney"
    masked = {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason"}]}
    assert fact(result(_valueQuantity=masked)).field == "kidney"


def test_only_the_newest_result_without_a_value_counts_as_not_assessed() -> None:
    found = read(result("1", None, "2026-01-01"), result("2", None), result("3", None, None))
    assert isinstance(found["Observation/2"], Statement)
    assert why(found["Observation/1"]) == why(found["Observation/3"]) == "It has no value that can be read."


def test_a_newer_result_without_a_value_hides_no_older_one() -> None:
    found = read(result("1", 84), result("2", None, "2026-07-01"))
    assert isinstance(found["Observation/1"], Statement)
    assert why(found["Observation/2"]) == "It has no value that can be read."


@pytest.mark.parametrize("day", ["2026-06-01", "2026-07-01", None])
def test_a_value_that_cannot_be_read_and_may_be_newer_makes_the_kidneys_unsure(day: str | None) -> None:
    found = read(result("1", 84), result("2", {"value": 0.3, "unit": "mL/s"}, day))
    assert [(one.field, one.reference) for one in found.values() if isinstance(one, Statement)] == [
        ("egfr", "Observation/1"),
        ("kidney", "Observation/2"),
    ]


def test_a_value_that_cannot_be_read_and_is_older_is_named() -> None:
    found = read(result("1", 84), result("2", {"value": 0.3, "unit": "mL/s"}, "2026-05-01"))
    assert why(found["Observation/2"]) == "It has no value that can be read."
    unsure = read(result("1", 20, None), result("2", {"value": 0.3, "unit": "mL/s"}, "2026-05-01"))
    assert all(isinstance(one, Statement) for one in unsure.values())


# --- Creatinine
@pytest.mark.parametrize("code", [code for code, _ in CREATININE_LOINC])
def test_creatinine_alone_is_no_egfr_and_is_named(code: str) -> None:
    body = result(value={"value": 1, "unit": "mg/dL"}, code={"coding": [{"system": LOINC, "code": code}]})
    assert why(read(body)["Observation/1"]) == "Creatinine alone is no eGFR."


def test_creatinine_is_known_by_its_words_but_not_beside_something_else() -> None:
    assert why(read(result(code={"text": "Creatinine, Blood"}))["Observation/1"])
    assert read(result(code={"text": "Albumin/Creatinine ratio in urine"})) == {}
    assert why(read(result(code="2160-0"))["Observation/1"]) == "Creatinine alone is no eGFR."


# --- Laws
def results() -> st.SearchStrategy[list[Json]]:
    one = st.builds(
        result,
        value=st.none()
        | st.integers(-5, 310)
        | st.fixed_dictionaries(
            {"value": st.integers(0, 120), "unit": st.sampled_from([SCALED, "mL/min", "mL/s", ""])},
            optional={"comparator": st.sampled_from(["<", "<=", ">=", ">", "ad"])},
        ),
        day=st.none() | st.sampled_from(["2026", "2026-06", "2026-06-01", "2026-06-01T10:00:00Z", "2024-01-01", "x"]),
        code=st.sampled_from(["98979-8", "33914-3", "2160-0", "2951-2"]),
        status=st.sampled_from(["final", "preliminary", "cancelled", "entered-in-error"]),
    )
    return st.lists(one, max_size=6).map(lambda found: [{**body, "id": str(i)} for i, body in enumerate(found)])


@given(results(), st.randoms())
def test_the_order_of_the_results_changes_nothing(bodies: list[Json], random: Any) -> None:
    shuffled = random.sample(bodies, len(bodies))
    assert read(*shuffled) == read(*bodies)


@given(results())
def test_each_result_of_the_kidneys_is_in_exactly_one_place(bodies: list[Json]) -> None:
    assert set(read(*bodies)) == {f"Observation/{body['id']}" for body in bodies}


@given(results(), st.integers(0, 29))
def test_one_more_low_result_of_today_is_the_fact(bodies: list[Json], low: int) -> None:
    found = read(*bodies, result("now", low, "2026-11-22"))
    facts = [one for one in found.values() if isinstance(one, Statement) and one.field == "egfr"]
    assert [egfr_band(one.value, CURRENT) for one in facts] == [KidneyFunction.SEVERE]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists))
def test_parts_of_any_type_are_read_without_an_error(odd: Any) -> None:
    names = ("status", "effectiveDateTime", "effectivePeriod", "effectiveTiming", "issued", "component", "valueString")
    for name in (*names, "valueQuantity", "valueRange", "valueInteger", "valueCodeableConcept"):
        assert set(read(result(**{name: odd}))) == {"Observation/1"}


# --- Records of other makers, read by hand
def bundles() -> Iterator[tuple[Json, Json]]:
    lists = (
        (Path(__file__).with_name("records") / "expectations.jsonl", DATA / "synthea_r4"),
        (DATA / "fhir_examples" / "expectations.jsonl", DATA / "fhir_examples"),
    )
    for listed, folder in lists:
        for line in listed.read_text(encoding="utf-8").splitlines():
            expected = json.loads(line)
            path = folder / expected["file"]
            raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            yield expected, json.loads(raw, parse_float=Decimal)


@pytest.mark.skipif(not DATA.exists(), reason="the records are not on this machine")
def test_the_kidney_function_of_records_is_what_a_clinician_reads() -> None:
    for expected, bundle in bundles():
        kidney = expected["expected"]["kidney"]
        record = open_record(bundle, today=date.fromisoformat(expected["today"]))
        found = [one for one in read_kidney(record) if isinstance(one, Statement)]
        if expected["expected"]["alive"]:
            assert [str(one.value.value) for one in found] == ([kidney["value"]] if kidney["kind"] == "egfr" else [])
            for one in found:
                assert one.day == date.fromisoformat(kidney["date"])
                assert one.value.unit is EgfrUnit.ML_MIN_SCALED
                old = any(re.match("It is older", doubt) for doubt in one.doubts)
                assert old is kidney["older_than_12_months"]
