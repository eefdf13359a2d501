"""Cohorts: what people store in a register. A cell that states nothing, or that nobody understands, never permits."""

from typing import Any

import polars as pl
import pytest
from adapters.test_frames import PATHS, assert_matches_scalar, one_row

from alpims_mg import InvalidInputError
from alpims_mg.adapters.frames import SCHEMA, assess_frame, explain_row

NOTHING = (
    None,
    "",
    "  ",
    "\t",
    "NA",
    "n/a",
    "NaN",
    "<NA>",
    "null",
    "NULL",
    "unknown",
    " Unknown ",
    "not known",
    "-",
    "?",
)
"""Cells that state nothing."""


def answer(register: pl.DataFrame) -> str:
    """The answer of one row, with what is missing. The row has the answer that ``assess`` gives."""
    answers = assess_frame(register)
    assert_matches_scalar(answers, register)
    decision, missing = answers["decision", "missing_facts"].row(0)
    assert str(explain_row(register, 0).answer) == decision
    return f"{decision} {missing}".strip()


def lists(name: str, *cells: list[str | None]) -> pl.DataFrame:
    """One row for each cell: a list in the column ``name``."""
    return pl.concat([one_row()] * len(cells)).with_columns(pl.Series(name, cells, dtype=pl.List(pl.String)))


class TestACellThatStatesNothing:
    @pytest.mark.parametrize("cell", NOTHING)
    @pytest.mark.parametrize("name", ["conditions", "medicines", "zone", "kidney"])
    def test_leaves_a_needed_fact_missing(self, name: str, cell: str | None) -> None:
        assert answer(one_row(**{name: cell})) == f"needs-information {PATHS[name]}"

    @pytest.mark.parametrize("cell", NOTHING)
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("ingredients", "consult"),
            ("dosage_form", "consult"),
            ("acknowledged", "consult"),
            ("tolerance", "offer"),
            ("avoids", "offer"),
            ("kidney_date", "offer"),
            ("as_of", "offer"),
        ],
    )
    def test_has_the_answer_of_a_null(self, name: str, cell: str | None, expected: str) -> None:
        assert answer(one_row(**{name: cell})) == expected

    @pytest.mark.parametrize("cell", ["", "  ", None])
    def test_states_no_other_condition(self, cell: str | None) -> None:
        assert answer(one_row(other_conditions=cell)) == "offer"

    @pytest.mark.parametrize("cell", ["unknown", "NA", "-", "not recorded"])
    def test_may_hide_another_condition(self, cell: str) -> None:
        assert answer(one_row(other_conditions=cell)) == "needs-information situation.other_conditions"

    @pytest.mark.parametrize("name", ["conditions", "medicines"])
    def test_may_be_a_list(self, name: str) -> None:
        register = lists(name, [""], [None], ["NA", None], ["unknown"], [" "])
        answers = assess_frame(register)
        assert_matches_scalar(answers, register)
        assert set(answers["missing_facts"]) == {PATHS[name]}

    @pytest.mark.parametrize("name", ["conditions", "medicines", "ingredients"])
    def test_is_not_the_word_none_and_not_an_empty_list(self, name: str) -> None:
        assert [answer(one_row(**{name: cell})) for cell in ("none", " none ", "None", "NONE")] == ["offer"] * 4
        register = lists(name, [], ["none"], ["None "])
        answers = assess_frame(register)
        assert answers["decision"].to_list() == ["offer"] * 3
        assert_matches_scalar(answers, register)

    def test_may_be_what_pandas_makes_of_a_null(self) -> None:
        pandas = pytest.importorskip("pandas")
        rows = [{**one_row().row(0, named=True), "medicines": cell} for cell in (None, "none")]
        answers = assess_frame(pandas.DataFrame(rows).drop(columns=["egfr", "target_mg", "hold_days"]).fillna(""))
        assert answers["missing_facts"].to_list() == ["situation.medicines", ""]
        assert answers["decision"].to_list() == ["needs-information", "offer"]

    @pytest.mark.parametrize("name", ["conditions", "medicines"])
    @pytest.mark.parametrize("nothing", ["", "NA", "unknown", "none"])
    def test_beside_a_word_leaves_the_list_open(self, name: str, nothing: str) -> None:
        word = {"conditions": "mcas", "medicines": "levothyroxine"}[name]
        for cell in (f"{word};{nothing}", f"{nothing}; {word}"):
            assert answer(one_row(**{name: cell})) == f"needs-information {PATHS[name]}"


class TestAWordThatIsNotUnderstood:
    @pytest.mark.parametrize("noise", ["", "unknown", "NA", "\x00", "-"])
    @pytest.mark.parametrize(
        ("name", "word"),
        [
            ("conditions", "heart-block"),
            ("conditions", "Dialysis"),
            ("medicines", "raltegravir"),
            ("ingredients", "stevia"),
        ],
    )
    def test_never_hides_a_word_that_withholds(self, name: str, word: str, noise: str) -> None:
        for cell in (f"{word};{noise}", f"{noise};{word}", f"{noise} ; {word};hypromellose"):
            assert answer(one_row(**{name: cell})) == "withhold"
        register = lists(name, [word, noise], [noise, word], [None, word])
        answers = assess_frame(register)
        assert set(answers["decision"]) == {"withhold"}
        assert_matches_scalar(answers, register)

    @pytest.mark.parametrize("noise", ["blue", "unknown", "\x00", ""])
    def test_never_hides_an_additive_to_avoid(self, noise: str) -> None:
        cells: dict[str, Any] = {"ingredients": "titanium dioxide; sorbitol"}
        rules = [
            assess_frame(one_row(avoids=cell, **cells))["verdict"].item()
            for cell in ("sweetener", f"{noise};sweetener")
        ]
        assert rules[0] == rules[1] != assess_frame(one_row(**cells))["verdict"].item()
        assert answer(one_row(avoids=f"{noise};sweetener", **cells)).startswith(("needs-information", "withhold"))


class TestCaseAndSpaces:
    @pytest.mark.parametrize(
        ("name", "cell"),
        [("zone", "Green"), ("zone", " GREEN "), ("kidney", "Normal"), ("product", "Capsule"), ("form", "Glycinate "),
         ("intent", "START"), ("dosage_form", "Hard-Capsule"), ("tolerance", " Proven"), ("conditions", " MCAS ")],
    )  # fmt: skip
    def test_never_matter(self, name: str, cell: str) -> None:
        assert answer(one_row(**{name: cell})) == answer(one_row(**{name: cell.strip().lower()})) == "offer"


class TestAnUnreadMedicine:
    UNREAD = ("blue pills", "paracetemol xyz", "X99ZZ99", "C99", "heart tablets", "the blue thing", "12345678")

    @pytest.mark.parametrize("word", UNREAD)
    def test_counts_as_unrecognised_and_asks_for_a_clinician(self, word: str) -> None:
        assert answer(one_row(medicines=word)) == "consult"
        binding = assess_frame(one_row(medicines=word))["binding_rules"].item().split(";")
        assert "medicine.unrecognised" in binding

    @pytest.mark.parametrize("word", UNREAD)
    def test_does_not_make_the_row_incomplete(self, word: str) -> None:
        for cells in ({"zone": None}, {"zone": None, "kidney": ""}, {"age_years": None}):
            missing = ";".join(PATHS[name] for name in PATHS if name in cells)
            assert answer(one_row(medicines=f"levothyroxine;{word}", **cells)) == f"needs-information {missing}"

    @pytest.mark.parametrize("word", UNREAD)
    def test_is_covered_by_an_acknowledgement_of_its_own_words_alone(self, word: str) -> None:
        yes = f"consult.start;medicine.unrecognised [{word}]"
        assert answer(one_row(medicines=word, acknowledged=yes)) == "offer"
        assert answer(one_row(medicines=f"{word};another one", acknowledged=yes)) == "consult"
        assert answer(one_row(medicines="another one", acknowledged=yes)) == "consult"

    @pytest.mark.parametrize(
        "name", ["sertraline", "omeprazole", "lisinopril", "Levothyroxine 50 MCG Oral Tablet", "RALTEGRAVIR", "h03aa01"]
    )
    def test_is_not_a_name_or_code_that_the_library_reads(self, name: str) -> None:
        assert answer(one_row(medicines=name)) in ("consult", "withhold")
        assert "medicine.unrecognised" not in assess_frame(one_row(medicines=name))["binding_rules"].item()

    def test_may_be_any_of_many_names(self) -> None:
        names = [f"medicine {number}" for number in range(300)] + ["Sertraline 50 mg", "iron;zinc 5"]
        register = pl.concat([one_row()] * len(names)).with_columns(pl.Series("medicines", names))
        assert_matches_scalar(assess_frame(register), register)

    def test_of_a_class_word_means_the_class_as_its_name_does(self) -> None:
        binding = assess_frame(one_row(medicines="Proton-Pump-Inhibitor"))["binding_rules"].item()
        assert binding == "medicine.antacid-sensitive;medicine.proton-pump-inhibitor"


RATES: list[tuple[str, str]] = [
    ("12.34567", "withhold"),
    ("29.9996", "withhold"),
    ("29.99999999999999", "withhold"),
    ("29.9", "withhold"),
    ("0.0000001", "withhold"),
    ("30", "consult"),
    ("30.00001", "consult"),
    ("59.99999999999", "consult"),
    ("59.9999", "consult"),
    ("60", "offer"),
    ("82.59172743192929", "offer"),
    ("300", "offer"),
]
"""Measured kidney functions, and the answer for a person who states nothing else about the kidneys."""


class TestAnEgfr:
    @pytest.mark.parametrize(("rate", "expected"), RATES)
    @pytest.mark.parametrize("dtype", [pl.Float64, pl.String, pl.Decimal(38, 20), pl.Categorical])
    def test_is_compared_exactly_whatever_its_decimals(self, rate: str, expected: str, dtype: Any) -> None:
        register = one_row(kidney=None).with_columns(pl.Series("egfr", [rate]).cast(dtype))
        assert answer(register) == expected
        assert assess_frame(register.lazy()).collect()["decision"].item() == expected

    @pytest.mark.parametrize(("rate", "expected"), [(29.9, "withhold"), (59.9, "consult"), (60.5, "offer")])
    def test_may_be_in_single_precision(self, rate: float, expected: str) -> None:
        register = one_row(kidney=None).with_columns(pl.Series("egfr", [rate], dtype=pl.Float32))
        assert answer(register) == expected

    @pytest.mark.parametrize("dtype", [pl.Int8, pl.Int64, pl.UInt16])
    def test_may_be_whole(self, dtype: Any) -> None:
        rates = pl.Series("egfr", [29, 30, 59, 60, 120], dtype=dtype)
        register = pl.concat([one_row(kidney=None)] * 5).with_columns(rates)
        answers = assess_frame(register)
        assert_matches_scalar(answers, register)
        assert answers["decision"].to_list() == ["withhold", "consult", "consult", "offer", "offer"]

    @pytest.mark.parametrize("text", ["29.99999999999999999999", "59.99999999999999999999999999999999999999"])
    def test_in_text_is_never_rounded_up(self, text: str) -> None:
        register = one_row(kidney=None).with_columns(egfr=pl.lit(text))
        expected = {"2": "withhold", "5": "consult"}[text[0]]
        assert answer(register) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "-1",
            "-0.5",
            "301",
            "300.0001",
            "inf",
            "1e400",
            "high",
            "60 mg",
            "1.5.5",
            "~60",
            "89-60",
            "60-301",
            "<-1",
            "<",
        ],
    )
    def test_that_is_not_understood_is_named(self, text: str) -> None:
        register = one_row().with_columns(egfr=pl.lit(text))
        assert answer(register) == "needs-information situation.egfr"

    @pytest.mark.parametrize("cell", NOTHING)
    def test_that_states_nothing_leaves_the_kidney_to_its_word(self, cell: str | None) -> None:
        assert answer(one_row().with_columns(pl.Series("egfr", [cell], dtype=pl.String))) == "offer"
        register = one_row(kidney=None).with_columns(pl.Series("egfr", [cell], dtype=pl.String))
        assert answer(register) == "needs-information situation.kidney"

    def test_of_any_float_has_the_scalar_answer(self) -> None:
        edges = [edge + step * 2.0**-40 for edge in (0.0, 30.0, 60.0, 300.0) for step in (-1, 0, 1)]
        register = pl.concat([one_row(kidney=None)] * len(edges)).with_columns(pl.Series("egfr", edges))
        answers = assess_frame(register)
        assert_matches_scalar(answers, register)
        assert answers["decision"].to_list() == [
            "needs-information", "withhold", "withhold", "withhold", "consult", "consult", "consult", "offer", "offer",
            "offer", "offer", "needs-information",
        ]  # fmt: skip


class TestCodes:
    """Numbers in a column of words, which nothing maps to the words."""

    @pytest.mark.parametrize(
        ("name", "cells"),
        [
            ("kidney", [3, 1]),
            ("product", [1, 1]),
            ("zone", [0, 2]),
            ("form", [1.0, 2.0]),
            ("intent", ["1", "2"]),
            ("kidney", ["2.0", None]),
            ("tolerance", [" 1 ", "proven"]),
            ("dosage_form", [-1, 7]),
        ],
    )
    def test_are_bad_input_that_names_the_column_and_the_codes(self, name: str, cells: list[Any]) -> None:
        register = pl.concat([one_row()] * 2).with_columns(pl.Series(name, cells))
        for frame in (register, register.lazy()):
            with pytest.raises(InvalidInputError) as error:
                assess_frame(frame).lazy().collect()
            (fault,) = error.value.faults
            assert fault.path == name
            named = [str(cell).strip() for cell in cells if cell not in (None, "proven")]
            assert [code for code in named if code in fault.actual] == named or frame is not register
            assert fault.actual.startswith("the codes ")
            assert "WORD" in fault.fix
            words = next(column.words for column in SCHEMA if column.name == name)
            assert all(word in fault.expected for word in words)
            assert not any(f": {word}" in fault.fix for word in words)
        with pytest.raises(InvalidInputError, match=name):
            explain_row(register, 0)

    def test_in_the_kidney_column_may_be_an_egfr(self) -> None:
        with pytest.raises(InvalidInputError, match="column egfr"):
            assess_frame(one_row().with_columns(kidney=pl.lit(82)))

    @pytest.mark.parametrize("library", ["pandas", "pyarrow", "duckdb"])
    def test_are_named_in_every_library(self, library: str) -> None:
        module = pytest.importorskip(library)
        register = one_row().with_columns(kidney=pl.lit(3))
        frames = {
            "pandas": register.to_pandas,
            "pyarrow": register.to_arrow,
            "duckdb": lambda: module.from_arrow(register.to_arrow()),
        }
        with pytest.raises(InvalidInputError, match=r"kidney must be one of the words .*; got the codes 3;"):
            assess_frame(frames[library]())

    def test_many_are_shortened(self) -> None:
        register = pl.concat([one_row()] * 40).with_columns(kidney=pl.int_range(40))
        with pytest.raises(InvalidInputError, match=r"the codes 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, \.\.\.;"):
            assess_frame(register)

    def test_replaced_by_words_are_read(self) -> None:
        register = one_row().with_columns(kidney=pl.lit(3))
        mapped = register.with_columns(
            pl.col("kidney").replace_strict({1: "normal", 3: "severe"}, return_dtype=pl.String)
        )
        assert answer(mapped) == "withhold"


class TestAColumnOfNulls:
    """A column that states nothing in any row, whatever its type."""

    @pytest.mark.parametrize("dtype", [pl.Float64, pl.Int64, pl.String, pl.Boolean, pl.Datetime, pl.List(pl.Int8)])
    @pytest.mark.parametrize("name", ["zone", "medicines", "conditions", "egfr", "target_mg", "acknowledged", "as_of"])
    def test_states_nothing(self, name: str, dtype: Any) -> None:
        register = one_row().with_columns(pl.lit(None, dtype).alias(name))
        plain = one_row().with_columns(pl.lit(None).alias(name))
        assert answer(register) == answer(plain)

    @pytest.mark.parametrize("name", ["medicines", "dosage_form", "tolerance", "acknowledged", "kidney_date"])
    def test_of_pandas_may_be_of_numbers(self, name: str) -> None:
        pandas = pytest.importorskip("pandas")
        row = {key: cell for key, cell in one_row().row(0, named=True).items() if cell is not None}
        frame = pandas.DataFrame([{**row, name: float("nan")}])
        assert assess_frame(frame)["decision"].to_list() == [answer(one_row(**{name: None})).split()[0]]
        assert str(explain_row(frame, 0).answer) == assess_frame(frame)["decision"].to_list()[0]

    def test_of_a_frame_without_rows_is_no_fault(self) -> None:
        pandas = pytest.importorskip("pandas")
        names = one_row().columns
        answers = assess_frame(pandas.DataFrame({name: [] for name in names}))
        assert list(answers.columns) == assess_frame(one_row()).columns
        assert len(answers) == 0

    def test_beside_a_number_is_no_column_of_nulls(self) -> None:
        register = pl.concat([one_row()] * 2).with_columns(pl.Series("zone", [None, 2.0]))
        with pytest.raises(InvalidInputError, match=r"zone must be .* got the codes 2\.0;"):
            assess_frame(register)


class TestManyWords:
    @pytest.mark.parametrize("name", ["medicines", "conditions"])
    def test_a_list_of_more_words_than_are_read_is_not_read_and_never_permits(self, name: str) -> None:
        register = one_row(**{name: ";".join(f"word{i}" for i in range(501))})
        assert answer(register) == f"needs-information {PATHS[name]}"

    def test_more_kinds_of_medicines_than_are_kept_give_the_same_answers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        register = pl.concat([one_row(medicines=name) for name in ("levothyroxine", "iron", "nilotinib", "digoxin")])
        expected = assess_frame(register)
        monkeypatch.setattr("alpims_mg.adapters.frames.fact_effects._MOST_EXAMPLES", 1)
        assert assess_frame(register).equals(expected)

    def test_codes_as_text_in_a_lazy_frame_raise_with_their_fault_when_it_is_collected(self) -> None:
        lazy = assess_frame(one_row(kidney="2").lazy())
        with pytest.raises(InvalidInputError, match="kidney must be one of the words") as caught:
            lazy.collect()
        assert [fault.path for fault in caught.value.faults] == ["kidney"]
