"""Single FHIR values: whatever a record holds where a value should be, it is read or counts as absent."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from alpims_mg.adapters.fhir import values
from alpims_mg.adapters.fhir.values import Coding, codings, concept_words, days_of, number_of, partial_date, quantity

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.decimals(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["coding", "code", "text"]), inner),
    max_leaves=8,
)
MASKED = {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"}]}


@given(ANYTHING)
def test_any_value_is_read_or_absent(value: Any) -> None:
    assert isinstance(values.text_of(value), str)
    assert isinstance(concept_words(value), str)
    assert all(coding.code or coding.display for coding in codings(value))
    assert isinstance(number_of(value), Decimal | None)
    assert isinstance(days_of(value), values.Days | None)
    assert quantity(value) is None or isinstance(value, dict)
    assert isinstance(values.is_absent(value), bool)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02-29T23:59:60+14:00", date(2024, 2, 29), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_date_means_its_days(text: str, first: date, last: date) -> None:
    assert days_of(text) == (first, last)
    assert partial_date(text) == first


@pytest.mark.parametrize(
    "value", ["2023-02-29", "2023-13", "2023-00", "0000", "23-02-01", "", "soon", None, 2023, "2" * 9]
)
def test_what_is_no_date_is_absent(value: Any) -> None:
    assert days_of(value) is None
    assert partial_date(value) is None


@pytest.mark.parametrize(
    ("value", "number"),
    [(60, "60"), (0.1, "0.1"), (Decimal("24.30"), "24.30"), (-1, "-1"), (10**40 - 1, str(10**40 - 1))],
)
def test_a_number_is_exact(value: Any, number: str) -> None:
    assert str(number_of(value)) == number


@pytest.mark.parametrize(
    "value", ["60", True, None, float("nan"), float("inf"), Decimal("1e999999"), Decimal("1e-999"), 10**40, [], {}]
)
def test_what_is_no_short_number_is_absent(value: Any) -> None:
    assert number_of(value) is None
    assert quantity({"value": value}) is None


def test_a_masked_value_is_absent() -> None:
    assert values.stated({"birthDate": "1984", "_birthDate": MASKED}, "birthDate") is None
    assert values.stated({"birthDate": "1984", "_birthDate": {"id": "a"}}, "birthDate") == "1984"
    assert quantity({"value": 5, "_value": MASKED}) is None
    assert codings({"coding": [{"code": "1", "_code": MASKED}]}) == ()


@pytest.mark.parametrize(
    "system",
    [
        "http://terminology.hl7.org/CodeSystem/data-absent-reason",
        "http://terminology.hl7.org/CodeSystem/v3-NullFlavor",
        "urn:oid:2.16.840.1.113883.5.1008",
    ],
)
def test_a_code_that_says_that_there_is_none_is_absent(system: str) -> None:
    assert codings({"coding": [{"system": system, "code": "UNK", "display": "Unknown"}]}) == ()


def test_texts_are_one_short_line() -> None:
    assert values.text_of(" a\n\x00b\u2028c ") == "a b c"
    assert len(values.text_of("a" * 9999)) == 1000
    assert codings({"coding": [{"code": "a" * 9999}]}) == (Coding("", "a" * 1000, ""),)


def test_the_words_of_a_concept_are_its_text_or_a_display_or_a_code() -> None:
    assert concept_words({"text": "a", "coding": [{"display": "b"}]}) == "a"
    assert concept_words({"coding": [{"code": "1"}, {"display": "b"}]}) == "b"
    assert concept_words({"coding": [{"code": "1"}, {"code": "2"}]}) == "1"
    assert concept_words({"text": "a", "_text": MASKED}) == ""
