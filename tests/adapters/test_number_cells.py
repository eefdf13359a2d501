"""Cohorts: numbers as people write them. What is plain is read, and what could mean two things is not."""

from typing import Any

import polars as pl
import pytest
from adapters.test_frames import PATHS, assert_matches_scalar, one_row
from adapters.test_stored_cells import NOTHING, answer
from hypothesis import given, strategies as st

from alpims_mg import CURRENT
from alpims_mg.adapters.frames import assess_frame
from alpims_mg.adapters.frames.number_readings import read_age, read_amount, read_egfr, read_hold, read_parts
from alpims_mg.adapters.frames.number_texts import number_of_text, range_of_text
from alpims_mg.adapters.frames.readings import INVALID
from alpims_mg.rulebook.registers import MILLIGRAMS, ML_MIN_SCALED, UNIT_WORDS, YEARS

NUMBERS: dict[str, tuple[float, list[str]]] = {
    "age_years": (34, ["34", "34.0", " 34 ", "34,7", "34.99999999999999999999", "34 years", "34y", "+34"]),
    "other_magnesium_mg": (
        62.5,
        ["62.5", "62,5", "62,50", "62.5 mg", "62,5mg", "62.5 MG a day", "6.25e1"],
    ),
    "current_daily_mg": (200, ["200", "200.0", "200 mg", "200,0", "2e2"]),
    "target_mg": (200, ["200", "200.", "200 mg per day"]),
    "elemental_mg": (100, ["100", "100.000000", "100 mg", "100,0 Milligrams"]),
    "divides_into": (4, ["4", "4.0", "4 parts", "4,0"]),
    "hold_days": (14, ["14", "14.0", "14 days", "14d"]),
    "egfr": (62.5, ["62.5", "62,5", "62,500", "62.5 mL/min/1.73 m2", "62,5 ml/min/1,73 m²", "62.5ml/min"]),
}
"""For each column of numbers: a number, and texts that mean it."""


def texts(name: str, *cells: str | None, **others: Any) -> pl.DataFrame:
    """A row for each of these texts in the column ``name``."""
    return pl.concat([one_row(**others)] * len(cells)).with_columns(pl.Series(name, cells, dtype=pl.String))


class TestANumber:
    @pytest.mark.parametrize("name", NUMBERS)
    @pytest.mark.parametrize("dtype", [pl.String, pl.Categorical])
    def test_may_be_text_with_its_unit(self, name: str, dtype: Any) -> None:
        number, written = NUMBERS[name]
        plain = assess_frame(one_row(**{name: number})).drop(name)
        register = texts(name, *written).with_columns(pl.col(name).cast(dtype))
        answers = assess_frame(register)
        assert_matches_scalar(answers, register)
        assert assess_frame(register.lazy()).collect().equals(answers)
        assert answers.drop(name).unique().equals(plain)

    @pytest.mark.parametrize("name", NUMBERS)
    @pytest.mark.parametrize("cell", NOTHING)
    def test_may_be_a_text_that_states_nothing(self, name: str, cell: str | None) -> None:
        assert answer(texts(name, cell)) == answer(texts(name, None))

    @pytest.mark.parametrize(
        ("name", "cell"),
        [
            *(
                (name, cell)
                for name in NUMBERS
                for cell in ("one", "1 2", "1..2", "1,2,3", "--1", "1 kg", "5-", "0x10")
            ),
            *((name, cell) for name in ("elemental_mg", "other_magnesium_mg") for cell in ("1 g", "100 ug", "4 mmol")),
            *((name, "1,500") for name in NUMBERS if name != "egfr"),
            *((name, "100 - 200") for name in ("elemental_mg", "target_mg", "hold_days", "divides_into")),
            ("elemental_mg", "100 mg/day"),
            ("age_years", "34 months"),
            ("age_years", "-0.5"),
            ("hold_days", "2 weeks"),
            ("divides_into", "4.5"),
            ("egfr", "90 ml/h"),
        ],
    )
    def test_that_could_mean_something_else_is_not_read(self, name: str, cell: str) -> None:
        assert answer(texts(name, cell)) == f"needs-information {PATHS[name]}"

    def test_has_no_thousands_after_0(self) -> None:
        assert read_amount("0,500") == read_amount("0.5")
        assert read_amount("1,500") is INVALID
        assert read_amount("1,5000") == read_amount(1.5)

    @pytest.mark.parametrize("cell", ["1.500", "1.500 mg", "+1.500", "01.500"])
    def test_of_a_few_milligrams_may_be_thousands_with_a_dot(self, cell: str) -> None:
        assert read_amount(cell) is INVALID
        assert read_egfr(cell.removesuffix(" mg")) == read_egfr(1.5)
        assert read_amount("12.500") == read_amount(12.5)
        assert read_amount(1.505) == read_amount("1.5050")

    @given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from([".", ","]), st.sampled_from(["", " ", "\t"]))
    def test_is_read_exactly(self, whole: int, decimals: int, mark: str, space: str) -> None:
        text = f"{space}{whole}{mark}{decimals}{space}"
        number = number_of_text(text, MILLIGRAMS)
        thousands = len(str(decimals)) == 3 and (whole if mark == "," else 1 <= whole <= 9)
        assert (None if number is None else str(number)) == (None if thousands else f"{whole}.{decimals}")

    @pytest.mark.parametrize("unit", UNIT_WORDS)
    def test_may_have_every_spelling_of_its_unit(self, unit: str) -> None:
        for word in UNIT_WORDS[unit]:
            for text in (f"15 {word}", f"15{word}", f"15  {word.upper()}"):
                assert number_of_text(text, unit) == 15

    @given(st.text(st.sampled_from("0123456789.,+-<>= \u2013etomgyd/")))
    def test_that_is_a_text_is_read_or_not_but_never_raises(self, text: str) -> None:
        for read in (read_amount, read_egfr, read_parts):
            read(text)
        for read_by_rulebook in (read_age, read_hold):
            read_by_rulebook(text, CURRENT)


class TestAnEgfrRange:
    @pytest.mark.parametrize(
        ("cell", "lowest"),
        [("<15", 0), ("< 15", 0), ("\u226415", 0), (">90", 90), ("> 60", 60), (">=60", 60), ("\u226560", 60),
         ("60-89", 60), ("60 - 89", 60), ("60\u201389", 60), ("60 \u2014 89", 60), ("90+", 90), ("15 to 29", 15),
         ("15 TO 29", 15), ("59,5-89", 59.5), (">60 mL/min/1.73 m2", 60), ("60-89 ml/min", 60), ("0-300", 0)],
    )  # fmt: skip
    def test_counts_as_its_worse_end(self, cell: str, lowest: float) -> None:
        register = texts("egfr", cell, kidney=None)
        assert answer(register) == answer(one_row(kidney=None, egfr=float(lowest)))
        assert read_egfr(cell) == read_egfr(lowest)

    @given(st.integers(0, 300), st.integers(0, 300))
    def test_never_depends_on_the_end_that_is_milder(self, lowest: int, highest: int) -> None:
        read = read_egfr(f"{lowest}-{highest}")
        assert read == (read_egfr(lowest) if lowest <= highest else INVALID)


class TestAnAge:
    @pytest.mark.parametrize(("cell", "years"), [(34.7, 34), (0.2, 0), (17.999, 17), (18.0, 18), (130.9, 130)])
    @pytest.mark.parametrize("dtype", [pl.Float64, pl.Float32, pl.String, pl.Decimal(10, 3)])
    def test_counts_whole_years(self, cell: float, years: int, dtype: Any) -> None:
        register = one_row().with_columns(pl.Series("age_years", [cell]).cast(dtype))
        assert answer(register) == answer(one_row(age_years=years))

    @pytest.mark.parametrize("cell", [-0.5, -1.0, 131.0, float("nan"), float("inf")])
    def test_is_never_negative_or_above_the_oldest(self, cell: float) -> None:
        assert answer(one_row(age_years=cell)) == "needs-information situation.age_years"

    @pytest.mark.parametrize(
        ("cell", "years"),
        [("65-74", 65), (">89", 90), ("90+", 90), ("\u226565 years", 65), ("20 to 29", 20), ("<1", 0), ("4-8", 4)],
    )
    def test_in_a_range_within_one_band_is_read(self, cell: str, years: int) -> None:
        assert answer(texts("age_years", cell)) == answer(one_row(age_years=years))
        assert read_age(cell, CURRENT) == years

    @pytest.mark.parametrize("cell", ["60-69", "<18", ">17", "74-65", "65.5-74", "<131", ">130", "<0", "17-18"])
    def test_in_a_range_over_several_bands_is_not_read(self, cell: str) -> None:
        assert answer(texts("age_years", cell)) == "needs-information situation.age_years"


class TestARange:
    @pytest.mark.parametrize("text", ["", "-", "to", "<", ">", "+", "1-2-3", "<1-2", ">1+", "1 kg-2 kg", "1,5,6-9"])
    def test_has_two_ends_or_one_sign(self, text: str) -> None:
        assert range_of_text(text, YEARS) is None

    def test_has_only_the_units_of_its_column(self) -> None:
        assert range_of_text("1-2 years", ML_MIN_SCALED) is None

    def test_never_has_thousands_except_in_an_egfr(self) -> None:
        assert range_of_text("1,500-2,000", MILLIGRAMS) is None
        assert range_of_text("1,500-2,000", ML_MIN_SCALED) is not None
