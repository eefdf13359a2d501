"""Magnesium in the blood: which levels of a record count as the condition hypermagnesaemia."""

from datetime import date
from typing import Any, Final

import pytest

from alpims_mg import Condition
from alpims_mg.adapters.fhir.bundles import open_record
from alpims_mg.adapters.fhir.serum_results import read_serum
from alpims_mg.adapters.fhir.statements import Found, Skipped, StatedConditions, Statement
from alpims_mg.rulebook.records import OTHER_MAGNESIUM_LOINC, SERUM_MAGNESIUM_LOINC

Json = dict[str, Any]

TODAY: Final = date(2026, 11, 22)
LOINC: Final = "http://loinc.org"


def level(id_: str = "1", value: Any = 1.3, day: str | None = "2026-06-01", unit: str = "mmol/L", **more: Any) -> Json:
    return {
        "resourceType": "Observation",
        "id": id_,
        "status": "final",
        "code": {"coding": [{"system": LOINC, "code": "2601-3"}]},
        "effectiveDateTime": day,
        "valueQuantity": value if isinstance(value, dict) else {"value": value, "unit": unit},
        **more,
    }


def read(*levels: Json) -> dict[str, Found]:
    return {one.reference: one for one in read_serum(open_record(list(levels), today=TODAY))}


def is_high(*levels: Json) -> bool:
    found = read(*levels)
    assert set(found) == {f"Observation/{body['id']}" for body in levels}
    stated = [one for one in found.values() if isinstance(one, Statement)]
    assert all(one.value == StatedConditions(frozenset({Condition.HYPERMAGNESAEMIA})) for one in stated)
    return bool(stated)


def why(found: Found) -> str:
    assert isinstance(found, Skipped)
    return found.why


@pytest.mark.parametrize(("value", "high"), [(0.95, False), (0.951, True), (0.7, False)])
def test_a_level_above_the_usual_range_counts_as_a_condition(value: float, high: bool) -> None:
    assert is_high(level(value=value)) is high


@pytest.mark.parametrize(("value", "high"), [(2.3, False), (2.4, True)])
def test_a_level_in_milligrams_has_a_range_of_its_own(value: float, high: bool) -> None:
    assert is_high(level(value=value, unit="mg/dL")) is high


@pytest.mark.parametrize("code", [code for code, _ in SERUM_MAGNESIUM_LOINC])
def test_each_listed_code_is_a_level(code: str) -> None:
    assert is_high(level(code={"coding": [{"system": LOINC, "code": code}]}))


def test_other_tests_of_magnesium_are_named_and_those_of_other_substances_are_not() -> None:
    (code,) = (code for code, _ in OTHER_MAGNESIUM_LOINC)
    found = read(level(code={"coding": [{"system": LOINC, "code": code}]}))
    assert why(found["Observation/1"]) == "It is no level of magnesium in serum or plasma."
    assert read(level(code={"coding": [{"system": LOINC, "code": "2951-2"}]})) == {}
    assert read(level(code={"coding": [{"system": "local", "code": "2601-3"}]})) == {}


@pytest.mark.parametrize("text", ["Magnesium", "Magnesium, serum", "Magnesium im Serum", "Plasma magnesium level"])
def test_a_level_without_a_listed_code_is_known_by_its_words(text: str) -> None:
    assert is_high(level(code={"text": text}))
    assert is_high(level(code={"coding": [{"system": "local", "code": "9", "display": text}]}))


@pytest.mark.parametrize(
    "text", ["Magnesium in urine", "Magnesium/creatinine ratio", "RBC magnesium", "Magnesium intake", "Manganese"]
)
def test_magnesium_elsewhere_than_in_the_blood_is_no_level(text: str) -> None:
    assert read(level(code={"text": text})) == {}


@pytest.mark.parametrize(
    ("values", "high"), [((0.8, 1.3), True), ((0.8, 0.9), False), (("?", 1.3), True), (("?", 0.8), False)]
)
def test_a_level_in_a_component_counts_too(values: tuple[Any, Any], high: bool) -> None:
    parts = [{key: level(value=value)[key] for key in ("code", "valueQuantity")} for value in values]
    panel = {**level(code={"text": "Electrolytes"}), "component": parts}
    assert is_high(panel) is high


@pytest.mark.parametrize(("comparator", "high"), [("<", False), (">", True)])
def test_of_several_numbers_the_highest_counts(comparator: str, high: bool) -> None:
    assert is_high(level(value={"value": 0.9, "comparator": comparator, "unit": "mmol/L"})) is high


@pytest.mark.parametrize(
    ("ranges", "high"),
    [
        ([{"high": {"value": 1.4}}], False),
        ([{"high": {"value": 1.4, "unit": "mmol/L"}, "type": {"coding": [{"code": "normal"}]}}], False),
        ([{"high": {"value": 1.4}}, {"high": {"value": 1.2}}], True),
        ([{"high": {"value": 1.2}}], True),
        ([{"high": {"value": 0.5}}], True),
        ([{"low": {"value": 0.5}}], True),
        ([{"high": {"value": 8, "unit": "mg/dL"}}], True),
        ([{"high": {"value": 3.5}, "type": {"coding": [{"code": "therapeutic"}]}}], True),
        ([{"high": {"value": 3.5}, "appliesTo": [{"text": "pregnancy"}]}], True),
    ],
)
def test_a_level_in_the_normal_range_of_its_laboratory_is_not_high(ranges: list[Json], high: bool) -> None:
    assert is_high(level(referenceRange=ranges)) is high


def test_only_the_newest_level_counts() -> None:
    assert not is_high(level("1", 1.3, "2026-05-01"), level("2", 0.8))
    assert is_high(level("1", 1.3), level("2", 0.8, "2026-05-01"))
    assert is_high(level("1", 1.3, "2026-06-01"), level("2", 0.8, "2026-06-01"))
    assert why(read(level("1", 0.8, "2026-05-01"), level("2"))["Observation/1"]) == "A newer result counts."


def test_a_level_without_a_date_counts_with_a_doubt() -> None:
    found = read(level(day=None))["Observation/1"]
    assert isinstance(found, Statement)
    assert found.doubts == ("Its day is not known.",)


def test_an_old_level_is_named_and_does_not_count() -> None:
    assert why(read(level(day="2025-11-21"))["Observation/1"]) == (
        "It is above the usual range, but too old to show the level of today."
    )


@pytest.mark.parametrize("status", ["entered-in-error", "cancelled"])
def test_a_level_that_is_not_valid_does_not_count(status: str) -> None:
    assert not is_high(level(status=status))


@pytest.mark.parametrize("value", [{"value": 3, "unit": "mEq/L"}, {"unit": "mmol/L"}, {"value": 3}])
def test_a_level_that_cannot_be_read_is_named(value: Json) -> None:
    assert why(read(level(value=value))["Observation/1"]) == "It has no value that can be read."
