"""Cohorts: what people store in a register. A cell that states nothing, or that nobody understands, never permits."""

import polars as pl
import pytest
from adapters.test_frames import PATHS, assert_matches_scalar, one_row

from alpims_mg.adapters.frames import assess_frame, explain_row

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
    assert_matches_scalar(assess_frame(register), register)
    decision, missing = assess_frame(register)["decision", "missing_facts"].row(0)
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
        assert assess_frame(register)["decision"].to_list() == ["offer"] * 3
        assert_matches_scalar(assess_frame(register), register)

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
        ],
    )
    def test_never_hides_a_word_that_withholds(self, name: str, word: str, noise: str) -> None:
        for cell in (f"{word};{noise}", f"{noise};{word}", f"{noise} ; {word};hypromellose"):
            assert answer(one_row(**{name: cell})) == "withhold"
        register = lists(name, [word, noise], [noise, word], [None, word])
        assert set(assess_frame(register)["decision"]) == {"withhold"}
        assert_matches_scalar(assess_frame(register), register)


class TestCaseAndSpaces:
    @pytest.mark.parametrize(
        ("name", "cell"),
        [("zone", "Green"), ("zone", " GREEN "), ("kidney", "Normal"), ("product", "Capsule"), ("form", "Glycinate "),
         ("intent", "START"), ("dosage_form", "Hard-Capsule"), ("tolerance", " Proven"), ("conditions", " MCAS ")],
    )  # fmt: skip
    def test_never_matter(self, name: str, cell: str) -> None:
        assert answer(one_row(**{name: cell})) == answer(one_row(**{name: cell.strip().lower()})) == "offer"
