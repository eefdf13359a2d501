"""Cohorts: codes in the cells of a register, and what ``codes`` says that they mean."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
import pytest
from adapters.test_frames import one_row
from hypothesis import given, strategies as st

from alpims_mg import CURRENT, Decision, InvalidInputError
from alpims_mg.adapters.frames import SCHEMA, Added, assess_frame, compare_frames, explain_row
from alpims_mg.adapters.frames.code_maps import code_key

KIDNEY = {1: "normal", 2: "moderate", 3: "severe", 9: "unknown"}


def coded(name: str, *cells: Any, dtype: Any = None, **others: Any) -> pl.DataFrame:
    """A row for each of these cells in the column ``name``."""
    return pl.concat([one_row(**others)] * len(cells)).with_columns(pl.Series(name, cells, dtype=dtype))


def assert_means(register: pl.DataFrame, codes: Any, name: str, *texts: str | None) -> None:
    """With the codes, each row has the answer of the same row with a text in place of its code, in every way to ask."""
    plain = register.with_columns(pl.Series(name, texts, dtype=pl.String))
    expected = assess_frame(plain).select(map(str, Added))
    assert assess_frame(register, codes=codes).select(expected.columns).equals(expected)
    assert assess_frame(register.lazy(), codes=codes).select(expected.columns).collect().equals(expected)
    for row in range(register.height):
        answers: list[Decision] = [explain_row(register, row, codes=codes), explain_row(plain, row)]
        assert str(answers[0]) == str(answers[1])


class TestCodes:
    @pytest.mark.parametrize(
        "dtype", [pl.Int64, pl.UInt8, pl.Float32, pl.Float64, pl.String, pl.Categorical, pl.Decimal(10, 2)]
    )
    @pytest.mark.parametrize("key", [int, float, str, lambda code: f" {code}.0 ", Decimal, np.int64])
    def test_are_words_whatever_their_type(self, dtype: Any, key: Any) -> None:
        cells = pl.Series("kidney", [1, 2, 3, 9, None])
        cells = cells.cast(pl.String).cast(dtype) if dtype == pl.Categorical else cells.cast(dtype)
        register = pl.concat([one_row()] * 5).with_columns(cells)
        codes = {"kidney": {key(code): word for code, word in KIDNEY.items()}}
        assert_means(register, codes, "kidney", "normal", "moderate", "severe", None, None)

    def test_may_be_texts_in_any_case_and_truth_values(self) -> None:
        codes = {"kidney": {"OK": "Normal", " bad ": "severe"}}
        assert_means(coded("kidney", " ok", "BAD", "moderate"), codes, "kidney", "normal", "severe", "moderate")
        flags = coded("tolerance", True, False, None)
        assert_means(flags, {"tolerance": {True: "proven", False: "unproven"}}, "tolerance", "proven", "unproven", None)

    def test_may_be_words_of_a_list(self) -> None:
        codes = {"conditions": {7: "mcas", "8": "pots;heart-block", "x": "none"}, "avoids": {1: "dye"}}
        cells = ("7", "7;8", "x", "eds; 7", "12")
        meant = ("mcas", "mcas;pots;heart-block", "none", "eds;mcas", "12")
        assert_means(coded("conditions", *cells), codes, "conditions", *meant)
        lists = coded("conditions", *([*map(int, cell.split(";"))] for cell in ("7", "7;8")), dtype=pl.List(pl.Int64))
        assert_means(lists, codes, "conditions", *meant[:2])
        assert_means(coded("conditions", 7.0, 8.0, float("nan")), codes, "conditions", "mcas", "pots;heart-block", None)

    def test_may_be_numbers_and_dates_that_mean_something_else(self) -> None:
        codes: Any = {
            "egfr": {999: "unknown", 1.5: "90+"},
            "age_years": {4: "65-74"},
            "as_of": {date(1900, 1, 1): "unknown"},
        }
        assert_means(coded("egfr", 999.0, 1.5, 45.0), codes, "egfr", None, "90+", "45")
        assert_means(coded("age_years", 4, 5), codes, "age_years", "65-74", "5")
        day = coded("as_of", date(1900, 1, 1))
        assert_means(day, codes, "as_of", None)
        assert_means(day.with_columns(pl.col("as_of").cast(pl.Datetime)), codes, "as_of", None)

    def test_of_flags_say_which_is_yes(self) -> None:
        words = {"heart-block": 1, "mcas": 9}
        columns = next(column.words for column in SCHEMA if column.name == "conditions")
        flags = (
            one_row().drop("conditions").with_columns(pl.lit(words.get(w, 2)).alias(f"conditions.{w}") for w in columns)
        )
        codes = {"conditions": {1: "yes", 2: "no", 9: "unknown"}}
        assert assess_frame(flags, codes=codes)["missing_facts"].item() == "situation.conditions"
        known = flags.with_columns(pl.lit(2).alias("conditions.mcas"))
        assert assess_frame(known, codes=codes)["decision"].item() == "withhold"
        assert str(explain_row(known, 0, codes=codes).answer) == "withhold"

    def test_that_nothing_maps_are_bad_input_that_shows_the_mapping(self) -> None:
        with pytest.raises(InvalidInputError, match="kidney must be one of") as caught:
            assess_frame(coded("kidney", 1, 7, 8), codes={"kidney": KIDNEY})
        (fault,) = caught.value.faults
        assert 'codes={"kidney": {7: "WORD", 8: "WORD"}}' in fault.fix
        assert "--codes kidney=7:WORD,8:WORD" in fault.fix
        with pytest.raises(InvalidInputError, match="the codes 7"):
            explain_row(coded("kidney", 7), 0, codes={"kidney": KIDNEY})
        with pytest.raises(InvalidInputError, match=r'codes=\{"conditions"'):
            assess_frame(coded("conditions", 7))

    def test_are_used_to_compare_rulebooks(self) -> None:
        tally = compare_frames(coded("kidney", 1, 3), CURRENT, CURRENT, codes={"kidney": KIDNEY})
        assert sorted(tally["decision_after"]) == ["offer", "withhold"]

    @pytest.mark.parametrize(
        ("codes", "path", "fix"),
        [
            ({"kidneys": {1: "normal"}}, "codes['kidneys']", "did you mean 'kidney'"),
            ({3: {1: "normal"}}, "codes[3]", "write codes as in"),
            ({"kidney": "normal"}, "codes['kidney']", "write codes as in"),
            ("kidney", "codes", "write codes as in"),
            ({"kidney": {1: "norml"}}, "codes['kidney'][1]", "did you mean 'normal'"),
            ({"kidney": {1: None}}, "codes['kidney'][1]", "unknown"),
            ({"kidney": {1: "normal", "1.0": "severe"}}, "codes['kidney']", "one meaning"),
            ({"avoids": {1: "dyes"}}, "codes['avoids'][1]", "did you mean 'dye'"),
            ({"egfr": {1: "low"}}, "codes['egfr'][1]", "unknown"),
            ({"as_of": {1: "today"}}, "codes['as_of'][1]", "unknown"),
        ],
    )
    def test_with_an_unknown_column_or_word_are_a_fault_at_once(self, codes: Any, path: str, fix: str) -> None:
        for call in (assess_frame, lambda frame, codes: explain_row(frame, 0, codes=codes)):
            with pytest.raises(InvalidInputError) as caught:
                call(one_row().lazy(), codes=codes)
            assert [fault.path for fault in caught.value.faults] == [path]
            assert fix in caught.value.faults[0].fix

    @given(st.integers(-(10**9), 10**9))
    def test_that_are_the_same_number_are_the_same_code(self, code: int) -> None:
        assert code_key(datetime(2026, 1, code % 28 + 1)) == str(date(2026, 1, code % 28 + 1))
        assert {code_key(cell) for cell in (code, float(code), str(code), f" {code}.0 ", Decimal(code))} == {str(code)}
