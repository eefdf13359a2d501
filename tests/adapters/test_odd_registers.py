"""Cohorts: rows with odd cells answer what their cells mean, on every engine and in every layout.

The rows and their meanings are drawn in ``odd_registers``, which reads no cell. With the marker ``exhaustive``, there
are 20,000 rows.
"""

import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from adapters.odd_registers import (
    CODES,
    LAYOUTS,
    NAMES,
    UNKNOWN_MEDICINES,
    Answered,
    Layout,
    Row,
    answer_of,
    draw_rows,
    register_of,
)
from adapters.test_engines import ENGINES, engine

from alpims_mg import Medicine, MedicineClass, medicine_classes
from alpims_mg.__main__ import EXTRA_COMMANDS
from alpims_mg.adapters import cli
from alpims_mg.adapters.frames import assess_frame, explain_row

FEW, MANY = 60, 4_000
"""How many rows of each layout are drawn: five layouts of 4,000 rows are 20,000 rows."""
COMPARED = (
    *("decision", "verdict", "binding_rules", "missing_facts", "not_understood", "first_daily_mg", "last_daily_mg"),
    *("rungs", "hours_to_keep"),
)
TYPES: Mapping[str, Any] = {"first_daily_mg": pl.Float64, "last_daily_mg": pl.Float64, "rungs": pl.Float64}
WITHOUT_LISTS = {"pandas", "dask"}
"""Engines whose columns cannot hold lists."""
PAIRS = [(name, layout) for name in ENGINES for layout in LAYOUTS if not (name in WITHOUT_LISTS and layout == "lists")]


@cache
def drawn(layout: str, count: int) -> tuple[list[Row], pl.DataFrame, list[Answered]]:
    """The rows of a layout, their register, and what each row must answer."""
    chosen = LAYOUTS[layout]
    rows = draw_rows(chosen, count, seed=list(LAYOUTS).index(layout) + 1)
    return rows, register_of(chosen, rows), [answer_of(row, chosen) for row in rows]


def assert_answers(answers: pl.DataFrame, layout: str, count: int) -> None:
    """Each row of the answers is what the cells of that row mean. A failure shows the first three that differ."""
    rows, _, expected = drawn(layout, count)
    names = [name for name in COMPARED if name in answers.columns]
    typed = answers.select(pl.col(name).cast(TYPES.get(name, pl.String)) for name in names).fill_nan(None)
    actual = typed.with_columns(pl.col("rungs").cast(pl.Int16)).to_dicts()
    assert len(actual) == len(expected)
    wrong: list[dict[str, Any]] = []
    for row, ours, theirs in zip(rows, expected, actual, strict=True):
        answer = dict(zip(COMPARED, ours, strict=True))
        differences = {name: (answer[name], theirs[name]) for name in names if answer[name] != theirs[name]}
        if differences:
            wrong.append({"cells": {name: cell.stored for name, cell in row.items()}, **differences})
    assert (len(wrong), wrong[:3]) == (0, [])


def options(layout: Layout) -> dict[str, Any]:
    return {"columns": layout.columns, "codes": layout.codes}


def check(name: str, layout: str, count: int) -> None:
    convert, convert_back, _ = ENGINES[name]
    register = drawn(layout, count)[1]
    answers = convert_back(assess_frame(convert(register), **options(LAYOUTS[layout])))
    assert_answers(answers, layout, count)


@pytest.mark.parametrize(("name", "layout"), PAIRS)
def test_odd_cells_answer_what_they_mean(name: str, layout: str) -> None:
    check(name, layout, FEW)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("name", "layout"), PAIRS)
def test_many_odd_cells_answer_what_they_mean(name: str, layout: str) -> None:
    check(name, layout, MANY)


@pytest.mark.peers
@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "narrow"])
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")  # a warning at each import
def test_odd_cells_answer_what_they_mean_on_spark(layout: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = engine("pyspark.sql").SparkSession
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    spark = session.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    drawn(layout, FEW)[1].write_parquet(tmp_path / "register.parquet")
    frame = spark.read.parquet(str(tmp_path / "register.parquet"))
    answers = assess_frame(frame, **options(LAYOUTS[layout]))
    assert_answers(pl.DataFrame(pl.from_arrow(answers.toArrow())), layout, FEW)


def run_command(register: pl.DataFrame, layout: Layout, suffix: str, name: str, folder: Path) -> pl.DataFrame:
    """The answers that the command writes for a register in a file."""
    if name == "duckdb":
        engine("duckdb")
        engine("pyarrow")
    file, out = folder / f"register.{suffix}", folder / "out.parquet"
    (register.write_parquet if suffix == "parquet" else register.write_csv)(file)
    columns = (f"--columns={ours}={theirs}" for ours, theirs in layout.columns.items())
    codes = (
        f"--codes={column}=" + ",".join(f"{code}:{word}" for code, word in words.items())
        for column, words in layout.codes.items()
    )
    assert cli.run(["cohort", str(file), "--out", str(out), "--engine", name, *columns, *codes], EXTRA_COMMANDS) == 0
    return pl.read_parquet(out)


FILES = [
    (layout, suffix, name)
    for layout in LAYOUTS
    for suffix in ("parquet", "csv")
    for name in ("polars", "duckdb")
    if suffix == "parquet" or layout in {"texts", "renamed"}
]


@pytest.mark.parametrize(("layout", "suffix", "name"), FILES)
def test_odd_cells_of_a_file_answer_what_they_mean(layout: str, suffix: str, name: str, tmp_path: Path) -> None:
    answers = run_command(drawn(layout, FEW)[1], LAYOUTS[layout], suffix, name, tmp_path)
    assert_answers(answers, layout, FEW)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("layout", "suffix", "name"), FILES)
def test_many_odd_cells_of_a_file_answer_what_they_mean(layout: str, suffix: str, name: str, tmp_path: Path) -> None:
    answers = run_command(drawn(layout, MANY)[1], LAYOUTS[layout], suffix, name, tmp_path)
    assert_answers(answers, layout, MANY)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_odd_row_is_explained_by_its_answer(layout: str) -> None:
    rows, register, expected = drawn(layout, FEW)
    for position in range(0, len(rows), 7):
        decision = explain_row(register, position, **options(LAYOUTS[layout]))
        assert str(decision.answer) == expected[position][0]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_cell_that_is_not_understood_is_never_permission(layout: str) -> None:
    """An odd cell of a fact that decides never leaves an offer, unless it is acknowledged by its own words."""
    rows, _, expected = drawn(layout, 400)
    assert {answers[0] for answers in expected} == {"offer", "consult", "withhold", "needs-information"}
    for row, answers in zip(rows, expected, strict=True):
        has_odd_list = any(row[name].odd for name in ("conditions", "medicines") if name in row)
        is_capsule = row["product"].means == "capsule"
        if has_odd_list and is_capsule and str(row["intent"].means) != "lower":
            assert answers[0] != "offer"


def test_the_names_of_the_odd_registers_are_recognised_as_said() -> None:
    for medicine in (*(Medicine(name=name) for name in NAMES), *(Medicine(atc=code) for code in CODES.values())):
        assert MedicineClass.UNRECOGNISED not in medicine_classes(medicine).classes
    for name in UNKNOWN_MEDICINES:
        assert medicine_classes(Medicine(name=name)).classes == {MedicineClass.UNRECOGNISED}
