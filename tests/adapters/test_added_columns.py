"""Cohorts: the names and the types of the added columns, on every engine, and the hours to keep."""

from typing import Any

import polars as pl
import pytest
from adapters.test_engines import ENGINES
from adapters.test_frames import ADDED, one_row, polars_frame

from alpims_mg import CURRENT, Answer, InvalidInputError
from alpims_mg.adapters.frames import Added, assess_frame, compare_frames, explain_row
from alpims_mg.testing import registers


class TestAPrefix:
    @pytest.mark.parametrize("name", ENGINES)
    def test_stands_before_every_added_name_but_one_that_is_given(self, name: str) -> None:
        convert, convert_back, _ = ENGINES[name]
        register = one_row().with_columns(decision=pl.lit("ours"), RUNGS=pl.lit(3))
        answers = convert_back(assess_frame(convert(register), columns={"verdict": "strictest"}, prefix="mg_"))
        names = {"verdict": "strictest"}
        assert answers.columns[len(register.columns) :] == [names.get(added, f"mg_{added}") for added in ADDED]
        assert answers["decision"].to_list() == ["ours"]
        assert answers["mg_decision"].to_list() == ["offer"]

    @pytest.mark.parametrize("name", ENGINES)
    def test_is_named_by_the_fault_of_a_name_that_is_taken(self, name: str) -> None:
        register = ENGINES[name][0](one_row().with_columns(decision=pl.lit("ours")))
        with pytest.raises(InvalidInputError, match=r'prefix="mg_"'):
            assess_frame(register)

    @pytest.mark.parametrize("prefix", [None, 3, ["mg_"]])
    def test_is_a_text(self, prefix: Any) -> None:
        with pytest.raises(InvalidInputError, match="prefix must be"):
            assess_frame(one_row(), prefix=prefix)


ORDER = ["offer", "consult", "needs-information", "withhold"]


def four_answers() -> pl.DataFrame:
    """A register with a row for each answer, in an order of its own."""
    cells: dict[str, dict[str, Any]] = {
        "withhold": {"zone": "red"},
        "offer": {},
        "needs-information": {"zone": None},
        "consult": {"acknowledged": None},
    }
    return pl.concat([one_row(**cell) for cell in cells.values()])


class TestDecision:
    @pytest.mark.parametrize("name", ENGINES)
    def test_is_an_enumeration_in_the_order_of_the_answers(self, name: str) -> None:
        convert, _, _ = ENGINES[name]
        answers: Any = assess_frame(convert(four_answers()), add=[Added.DECISION])
        if name == "duckdb":
            assert str(answers.types[-1]) == f"ENUM{tuple(ORDER)}"
            assert [row[0] for row in answers.order("decision").project("decision").fetchall()] == ORDER
            assert len(answers.filter("decision = 'offer'").fetchall()) == 1
        elif name == "pyarrow":
            decision = answers["decision"].combine_chunks()
            assert decision.type.ordered
            assert decision.dictionary.to_pylist() == ORDER
            assert decision.to_pylist() == ["withhold", "offer", "needs-information", "consult"]
        elif name.startswith("polars"):
            decision = answers.lazy().collect()["decision"]
            assert decision.dtype == pl.Enum(ORDER)
            assert decision.sort().to_list() == ORDER
            assert (decision == "offer").to_list() == [False, True, False, False]
        else:
            frame = answers.compute() if name == "dask" else answers
            decision = frame["decision"]
            assert list(decision.cat.categories) == ORDER
            assert list(decision.sort_values()) == ORDER
            assert list(decision == "offer") == [False, True, False, False]
            assert list(decision < "withhold") == [False, True, True, True]

    def test_has_every_answer_among_its_words(self) -> None:
        assert sorted(ORDER) == sorted(map(str, Answer))

    @pytest.mark.parametrize("name", ENGINES)
    def test_is_counted_by_group_when_rulebooks_are_compared(self, name: str) -> None:
        convert, convert_back, _ = ENGINES[name]
        moved = convert_back(compare_frames(convert(four_answers()), CURRENT, CURRENT))
        assert sorted(map(str, moved["decision_before"])) == sorted(ORDER)
        assert moved["rows"].to_list() == [1] * 4


class TestHoursToKeep:
    def test_are_those_of_the_answer_of_the_row(self) -> None:
        register = polars_frame(registers(150, seed=4, hostile=30)).with_columns(
            intent=pl.Series(["start", "lower", "maintain"] * 50),
            lower_to_mg=pl.Series([None, 0.0, 50.0, None, 1000.0] * 30),
        )
        hours = assess_frame(register, add=[Added.HOURS])["hours_to_keep"]
        for row in range(register.height):
            separations = explain_row(register, row).separation_by_medicine()
            assert hours[row] == ";".join(f"{medicine}: {apart}" for medicine, apart in separations.items())
        assert hours.str.contains(";").any()

    def test_are_named_by_medicine_in_order(self) -> None:
        register = one_row(medicines="iron;doxycycline;Levothyroxine 50 MCG Oral Tablet;ssri")
        hours = assess_frame(register)["hours_to_keep"].item().split(";")
        names = ["Levothyroxine 50 MCG Oral Tablet", "doxycycline", "iron"]
        assert [text.partition(": magnesium at least ")[0] for text in hours] == names

    def test_are_the_longest_hours_for_a_medicine_that_nothing_recognises(self) -> None:
        assert assess_frame(one_row(medicines="blue pills"))["hours_to_keep"].item().startswith("blue pills: ")

    @pytest.mark.parametrize("cells", [{}, {"intent": None}, {"product": None}, {"product": "oil"}])
    def test_are_empty_without_a_medicine_or_a_proposal_for_a_capsule(self, cells: dict[str, Any]) -> None:
        register = one_row(**{"medicines": "iron" if cells else "none", **cells})
        assert assess_frame(register)["hours_to_keep"].to_list() == [""]
