"""Cohorts: the names of columns, dates of every type, flags of yes and no, and facts that are missing."""

from datetime import date, datetime
from typing import Any

import numpy as np
import polars as pl
import pytest
from adapters.test_frames import PATHS, assert_matches_scalar, one_row
from adapters.test_stored_cells import answer

from alpims_mg import InvalidInputError
from alpims_mg.adapters.frames import SCHEMA, Added, assess_frame, explain_row
from alpims_mg.adapters.frames.readings import INVALID, read_day

CONDITIONS = next(column.words for column in SCHEMA if column.name == "conditions")


def fault_of(register: Any, **arguments: Any) -> Any:
    """The only fault of a register."""
    with pytest.raises(InvalidInputError) as caught:
        assess_frame(register, **arguments)
    (fault,) = caught.value.faults
    return fault


def in_library(library: str, register: Any) -> Any:
    """The register as a frame of another library."""
    module = pytest.importorskip(library)
    arrow: Any = register.to_arrow()
    makers: dict[str, Any] = {
        "pandas": register.to_pandas,
        "pyarrow": lambda: arrow,
        "duckdb": lambda: module.from_arrow(arrow),
    }
    return makers[library]()


class TestNames:
    @pytest.mark.parametrize("lazy", [False, True])
    def test_match_without_regard_to_case_and_spaces(self, *, lazy: bool) -> None:
        register = one_row(egfr=12.0).rename({"zone": "Zone ", "egfr": "eGFR", "conditions": " CONDITIONS"})
        answers = assess_frame(register.lazy() if lazy else register).lazy().collect()
        assert answers["decision"].item() == "withhold"
        assert answers.columns[: register.width] == register.columns
        assert str(explain_row(register, 0).answer) == "withhold"

    @pytest.mark.parametrize("library", ["pandas", "pyarrow", "duckdb"])
    def test_match_in_every_library(self, library: str) -> None:
        frame = in_library(library, one_row(egfr=12.0).rename({"egfr": "EGFR"}))
        assert str(explain_row(frame, 0).answer) == "withhold"
        assert assess_frame(frame) is not None

    def test_prefer_the_exact_one(self) -> None:
        register = one_row(egfr=90.0).with_columns(EGFR=pl.lit(12.0))
        assert assess_frame(register)["decision"].item() == "offer"

    def test_that_differ_only_by_case_are_a_fault(self) -> None:
        register = one_row(egfr=90.0).with_columns(EGFR=pl.lit(12.0)).rename({"egfr": "eGFR"})
        fault = fault_of(register)
        assert (fault.path, fault.actual) == ("egfr", "'eGFR', 'EGFR'")
        assert assess_frame(register, columns={"egfr": "EGFR"})["decision"].item() == "withhold"

    def test_that_are_similar_are_named_for_a_missing_column(self) -> None:
        register = one_row().drop("egfr").rename({"kidney": "Kidney function"})
        fault = fault_of(register)
        assert "columns={'kidney': 'Kidney function'}" in fault.fix
        assert "the frame has 'Kidney function'" in fault.actual
        assert "Age (yrs)" in fault_of(one_row().rename({"age_years": "Age (yrs)"})).fix
        assert "frame has" not in fault_of(one_row().rename({"zone": "%"})).actual

    def test_of_a_flag_must_not_hold_dates(self) -> None:
        flags = {f"conditions.{word}": pl.lit(value=False) for word in CONDITIONS} | {
            "conditions.mcas": pl.lit(date(2026, 1, 1))
        }
        assert fault_of(one_row().drop("conditions").with_columns(**flags)).path == "conditions.mcas"

    def test_of_two_flags_must_differ_by_more_than_case(self) -> None:
        flags = {f"conditions.{word}": pl.lit(value=False) for word in CONDITIONS if word != "mcas"}
        doubled = {f"conditions.{word}": pl.lit(value=False) for word in ("MCAS", "Mcas")}
        assert fault_of(one_row().drop("conditions").with_columns(**flags, **doubled)).path == "conditions.mcas"

    def test_of_flags_match_without_regard_to_case(self) -> None:
        flags = {f"Conditions.{word.upper()}": pl.lit(word == "heart-block") for word in CONDITIONS}
        register = one_row().drop("conditions").with_columns(**flags)
        assert assess_frame(register)["decision"].item() == "withhold"
        twice = register.with_columns(pl.lit(value=True).alias("conditions.MCAS"))
        assert fault_of(twice).path == "conditions.mcas"


class TestDates:
    @pytest.mark.parametrize(
        "cell",
        ["2026-10-01", " 2026-10-01 ", "2026-10-01T00:00", "2026-10-01 00:00:00", "2026-10-01 00:00:00.000000",
         "01.10.2026", "1.10.2026", date(2026, 10, 1), datetime(2026, 10, 1)],
    )  # fmt: skip
    def test_are_days_as_people_write_them(self, cell: Any) -> None:
        assert read_day(cell) == date(2026, 10, 1)
        register = one_row(as_of="2026-11-01").with_columns(kidney_date=pl.lit(cell))
        assert answer(register) == answer(one_row(as_of="2026-11-01", kidney_date="2026-10-01")) == "offer"

    @pytest.mark.parametrize(
        "cell",
        ["2026-10-01 14:30", "2026-10-01T00:00:00Z", "2026-10-01 00:00:00+00:00", "10/01/2026", "31.2.2026",
         "2026.10.1", "2026-13-01", "1.10.26", "20261001", 20261001, datetime(2026, 10, 1, 14, 30)],
    )  # fmt: skip
    def test_with_a_time_a_zone_or_slashes_are_not_read(self, cell: Any) -> None:
        assert read_day(cell) is INVALID

    @pytest.mark.parametrize("unit", ["ms", "us", "ns"])
    def test_may_be_timestamps_at_midnight(self, unit: Any) -> None:
        moments = [datetime(2026, 10, 1), datetime(1969, 7, 20), None, datetime(2026, 10, 1, 0, 0, 1)]
        register = pl.concat([one_row(as_of="2026-11-01")] * 4)
        register = register.with_columns(pl.Series("kidney_date", moments, dtype=pl.Datetime(unit)))
        answers = assess_frame(register)
        assert answers["missing_facts"].to_list() == ["", "", "", "situation.kidney_date"]
        assert assess_frame(register.lazy()).collect().equals(answers)
        for row, expected in enumerate(answers["decision"].to_list()):
            assert str(explain_row(register, row).answer) == expected
        zoned = register.with_columns(pl.col("kidney_date").dt.replace_time_zone("UTC"))
        assert assess_frame(zoned)["missing_facts"].to_list() == [
            *["situation.kidney_date"] * 2,
            "",
            "situation.kidney_date",
        ]
        assert str(explain_row(zoned, 0).answer) == "needs-information"

    def test_are_read_to_the_nanosecond(self) -> None:
        ticks = pl.Series("kidney_date", [1_790_812_800 * 10**9 + 1]).cast(pl.Datetime("ns"))
        register = one_row(as_of="2026-11-01").with_columns(ticks)
        assert assess_frame(register)["missing_facts"].item() == "situation.kidney_date"
        assert str(explain_row(register, 0).answer) == "needs-information"

    @pytest.mark.parametrize("library", ["pandas", "pyarrow", "duckdb"])
    def test_may_be_timestamps_of_every_library(self, library: str) -> None:
        day = pl.Series("kidney_date", [datetime(2026, 10, 1)])
        frame = in_library(library, one_row(as_of="2026-11-01").with_columns(day))
        assert str(explain_row(frame, 0).answer) == "offer"
        assert assess_frame(frame) is not None


class TestFlags:
    @pytest.mark.parametrize(
        ("yes", "no"),
        [("yes", "no"), (" Y ", "n"), ("TRUE", "False"), ("1", "0"), ("1.0", "0.0"), (1, 0), (1.0, 0.0), (True, False)],
    )
    def test_may_be_written_in_any_of_these_ways(self, yes: Any, no: Any) -> None:
        for risk, expected in (("heart-block", "withhold"), ("", "offer")):
            flags = {f"conditions.{word}": pl.lit(yes if word == risk else no) for word in CONDITIONS}
            register = one_row().drop("conditions").with_columns(**flags)
            for frame in (register, register.lazy()):
                assert assess_frame(frame).lazy().collect()["decision"].item() == expected
            assert str(explain_row(register, 0).answer) == expected

    def test_that_cannot_be_read_never_hide_a_risk(self) -> None:
        def flagged(odd: Any, risk: str) -> pl.DataFrame:
            cells = {word: "yes" if word == risk else "no" for word in CONDITIONS} | {"mcas": odd, "eds": None}
            return one_row().drop("conditions").with_columns(**{f"conditions.{k}": pl.lit(v) for k, v in cells.items()})

        for odd, risk, expected in (
            ("maybe", "heart-block", "withhold"),
            ("maybe", "", "needs-information"),
            ("unknown", "", "needs-information"),
            (None, "heart-block", "needs-information"),
        ):
            register = flagged(odd, risk)
            assert assess_frame(register)["decision"].item() == expected
            assert str(explain_row(register, 0).answer) == expected

    def test_with_an_unknown_word_are_a_fault_also_as_texts(self) -> None:
        flags = {f"conditions.{word}": pl.lit("no") for word in (*CONDITIONS, "gout")}
        assert fault_of(one_row().drop("conditions").with_columns(**flags)).path == "conditions.gout"

    def test_of_a_type_that_holds_none_may_be_null(self) -> None:
        flags = {f"conditions.{word}": pl.lit(None, pl.List(pl.Int8)) for word in CONDITIONS}
        register = one_row().drop("conditions").with_columns(**flags)
        assert answer_of_flags(register) == "situation.conditions"


def answer_of_flags(register: pl.DataFrame) -> str:
    return str(assess_frame(register)["missing_facts"].item())


class TestMissingFacts:
    def test_are_all_named_without_a_proposal(self) -> None:
        blank = one_row().with_columns(pl.lit(None, dtype).alias(name) for name, dtype in one_row().schema.items())
        names = ["zone", "age_years", "kidney", "conditions", "medicines", "other_magnesium_mg", "intent", "product"]
        paths = ";".join(PATHS[name] for name in (*names, "form", "elemental_mg", "divides_into"))
        assert answer(blank) == f"needs-information {paths}"

    def test_are_those_of_the_stated_intent_and_product(self) -> None:
        less = one_row(intent="lower", product=None, zone=None)
        assert answer(less) == "needs-information proposal.current_daily_mg;proposal.product"
        oil = one_row(intent=None, product="oil", form=None, zone=None, lower_to_mg=50.0)
        assert answer(oil) == "needs-information situation.zone;proposal.intent"

    def test_include_cells_that_cannot_be_read(self) -> None:
        odd = one_row(intent=None, zone="purple", ingredients="\x00", target_mg=-1.0)
        names = ("zone", "target_mg", "intent", "ingredients")
        assert answer(odd) == f"needs-information {';'.join(PATHS[name] for name in names)}"

    def test_have_the_scalar_answer_whatever_is_missing(self) -> None:
        rows = [
            one_row(**{first: None, second: cell})
            for first in ("intent", "product", "form", "elemental_mg", "divides_into")
            for second in PATHS
            for cell in (None, "lower" if second == "intent" else 50.0 if second.endswith("_mg") else "x")
            if second not in {first, "age_years", "egfr", "hold_days", "divides_into"}
        ]
        register = pl.concat(rows, how="diagonal_relaxed")
        assert_matches_scalar(assess_frame(register), register)


class TestArguments:
    def test_may_be_words_for_the_columns_to_add(self) -> None:
        words = assess_frame(one_row(), add=["decision", "missing_facts"])
        assert words.equals(assess_frame(one_row(), add=[Added.DECISION, Added.MISSING]))
        assert fault_of(one_row(), add=["decisions"]).path == "add[0]"

    @pytest.mark.parametrize("row", [np.int64(1), np.uint8(1), np.array([0, 1]).argmax()])
    def test_may_be_whole_numbers_of_numpy(self, row: Any) -> None:
        register = pl.concat([one_row(), one_row(zone="red")])
        assert str(explain_row(register, row).answer) == "withhold"
        with pytest.raises(InvalidInputError, match="row must be"):
            explain_row(register, np.float64(1))  # type: ignore[arg-type]

    @pytest.mark.parametrize("dtype", [pl.Boolean, pl.Time, pl.List(pl.Int8), pl.Binary])
    def test_may_be_a_lazy_frame_with_a_column_in_which_nothing_is_stated(self, dtype: Any) -> None:
        register = one_row().with_columns(pl.lit(None, dtype).alias("egfr"))
        assert assess_frame(register.lazy()).collect()["decision"].item() == "offer"
        stated = pl.concat([register, one_row()], how="diagonal_relaxed") if dtype == pl.Boolean else None
        assert stated is None or assess_frame(stated.lazy()).collect()["decision"].to_list() == ["offer", "offer"]

    def test_may_not_be_a_duckdb_relation_with_a_fact_of_an_odd_type(self) -> None:
        duckdb = pytest.importorskip("duckdb")
        relation = duckdb.from_arrow(one_row().to_arrow())
        empty = relation.select("* replace (null::bit as target_mg)")
        assert assess_frame(empty).pl()["decision"].item() == "offer"
