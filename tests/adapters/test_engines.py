"""The same answers on every engine: random rows with every kind of missing and hostile cell.

An engine that is not installed is skipped, unless ``ALL_ENGINES`` is set: then it is a failure, and there are 200,000
rows instead of 2,000.
"""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from adapters.test_frames import ADDED, assert_matches_scalar, polars_frame
from hypothesis import given, settings, strategies as st

from alpims_mg import CURRENT, InvalidInputError
from alpims_mg.adapters.frames import Added, assess_frame, compare_frames, explain_row
from alpims_mg.adapters.frames.engines import FrameOptions, assess_batches, with_texts
from alpims_mg.testing import registers

ALL = bool(os.environ.get("ALL_ENGINES"))
ROWS = 200_000 if ALL else 2_000
LISTS = ("conditions", "medicines")


def engine(name: str) -> Any:
    """The library of an engine. Without it the test is skipped, unless all engines are required."""
    return import_module(name) if ALL else pytest.importorskip(name)


def as_pandas(register: pl.DataFrame) -> Any:
    engine("pyarrow")
    engine("pandas")
    return register.to_pandas()


def as_pandas_with_arrow(register: pl.DataFrame) -> Any:
    engine("pyarrow")
    engine("pandas")
    return register.to_pandas(use_pyarrow_extension_array=True)


def as_pyarrow(register: pl.DataFrame) -> Any:
    engine("pyarrow")
    return register.to_arrow()


def as_duckdb(register: pl.DataFrame) -> Any:
    engine("pyarrow")
    return engine("duckdb").from_arrow(register.to_arrow())


def as_dask(register: pl.DataFrame) -> Any:
    engine("dask")
    return engine("dask.dataframe").from_pandas(as_pandas(register), npartitions=3)


def from_pandas(frame: Any) -> pl.DataFrame:
    return pl.from_pandas(frame)


# How to convert a register for each engine and back, and whether NaN is a null there.
ENGINES: dict[str, tuple[Callable[[pl.DataFrame], Any], Callable[[Any], pl.DataFrame], bool]] = {
    "polars": (lambda register: register, lambda frame: frame, False),
    "polars-lazy": (lambda register: register.lazy(), lambda frame: frame.collect(), False),
    "pandas": (as_pandas, from_pandas, True),
    "pandas-pyarrow": (as_pandas_with_arrow, from_pandas, True),
    "pyarrow": (as_pyarrow, lambda frame: pl.DataFrame(pl.from_arrow(frame)), False),
    "duckdb": (as_duckdb, lambda frame: frame.pl(), False),
    "dask": (as_dask, lambda frame: from_pandas(frame.compute()), True),
}


def assess_on(name: str, register: pl.DataFrame) -> pl.DataFrame:
    """The added columns that an engine gives, in the types of polars."""
    convert, convert_back, _ = ENGINES[name]
    answers = convert_back(assess_frame(convert(register)))
    types = {"first_daily_mg": pl.Float64, "last_daily_mg": pl.Float64, "rungs": pl.Float64}
    added = answers.select(pl.col(column).cast(types.get(column, pl.String)) for column in ADDED)
    return added.fill_nan(None).with_columns(pl.col("rungs").cast(pl.Int16))


def as_seen_by(name: str, register: pl.DataFrame) -> pl.DataFrame:
    return register.fill_nan(None) if ENGINES[name][2] else register


@pytest.fixture(scope="module")
def register() -> pl.DataFrame:
    """A third of the rows is typical of a clinic, a third has some hostile cells, a third has many."""
    parts = [polars_frame(registers(ROWS // 3 + 1, seed=seed, hostile=(seed - 1) * 40)) for seed in (1, 2, 3)]
    return pl.concat(parts).head(ROWS)


@pytest.fixture(scope="module")
def answers(register: pl.DataFrame) -> dict[bool, pl.DataFrame]:
    """The answers of polars, with NaN as NaN (False) and as null (True), both checked against the scalar answers."""
    nulled = register.fill_nan(None)
    answers, nulled_answers = assess_frame(register), assess_frame(nulled)
    assert_matches_scalar(answers, register)
    changed = register.select(pl.any_horizontal(pl.col(pl.Float64).is_nan()).fill_null(value=False)).to_series()
    assert_matches_scalar(nulled_answers.filter(changed), nulled.filter(changed))
    assert nulled_answers.filter(~changed).equals(answers.filter(~changed))
    return {False: answers.select(ADDED), True: nulled_answers.select(ADDED)}


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_gives_every_row_the_scalar_answer(
    name: str, register: pl.DataFrame, answers: dict[bool, pl.DataFrame]
) -> None:
    added = assess_on(name, as_seen_by(name, register))
    expected = answers[ENGINES[name][2]]
    for column in ADDED:
        assert added[column].eq_missing(expected[column]).all(), column


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "polars"])
@settings(max_examples=5)
@given(seed=st.integers(0, 2**32), hostile=st.sampled_from([0, 300]), rows=st.integers(1, 6))
def test_any_small_register_has_the_same_answers_on_an_engine(name: str, seed: int, hostile: int, rows: int) -> None:
    small = as_seen_by(name, polars_frame(registers(rows, seed=seed, hostile=hostile)))
    assert assess_on(name, small).equals(assess_frame(small).select(ADDED))


@pytest.mark.parametrize("name", ["pandas-pyarrow", "pyarrow", "duckdb", "polars-lazy"])
def test_lists_are_read_on_an_engine(name: str) -> None:
    cells = [["mcas", "pots"], [], None, ["mcas", None], [""], ["mcas;pots"], ["heart-block"]]
    lists = polars_frame(registers(len(cells), seed=3)).with_columns(conditions=pl.Series(cells))
    assert_matches_scalar(assess_frame(lists), lists)
    assert assess_on(name, lists).equals(assess_frame(lists).select(ADDED))


@pytest.mark.parametrize("name", ["pandas", "pyarrow", "dask", "duckdb"])
def test_texts_may_be_categorical_on_an_engine(name: str) -> None:
    small = as_seen_by(name, polars_frame(registers(60, seed=8, hostile=100)))
    categorical = small.with_columns(pl.col("zone", "conditions", "medicines", "ingredients").cast(pl.Categorical))
    assert assess_on(name, categorical).equals(assess_frame(small).select(ADDED))


class TestTheResultIsOfTheSameKind:
    @pytest.mark.parametrize("name", ENGINES)
    def test_with_rows_and_columns_in_the_same_order(self, name: str) -> None:
        convert, convert_back, _ = ENGINES[name]
        small = as_seen_by(name, polars_frame(registers(50, seed=3)).with_columns(person=pl.int_range(pl.len())))
        frame = convert(small)
        answers = assess_frame(frame)
        assert type(answers) is type(frame)
        assert convert_back(answers)["person"].to_list() == list(range(50))
        assert [*convert_back(answers).columns] == [*small.columns, *ADDED]
        assert convert_back(frame).drop(*ADDED, strict=False).columns == small.columns

    def test_with_rows_in_the_same_order_across_row_groups(self, tmp_path: Path) -> None:
        rows = polars_frame(registers(2_000, seed=51, hostile=20))
        rows.write_parquet(tmp_path / "register.parquet", row_group_size=150)
        relation = engine("duckdb").read_parquet(str(tmp_path / "register.parquet"))
        assert assess_frame(relation).pl().drop(ADDED).equals(rows)

    def test_with_the_same_index(self) -> None:
        frame = as_pandas(polars_frame(registers(5, seed=3))).set_index([[9, 9, 3, 1, 0]])
        frame[7] = "a column whose name is not a text"
        before = frame.copy()
        answers = assess_frame(frame)
        assert answers.index.equals(before.index)
        assert frame.equals(before)
        assert list(answers[7]) == list(frame[7])

    def test_with_the_same_types_in_every_partition(self) -> None:
        dask = as_dask(polars_frame(registers(60, seed=3)))
        answers = assess_frame(dask)
        assert list(answers.dtypes) == list(answers.compute().dtypes)


@pytest.mark.parametrize("name", ENGINES)
def test_a_row_is_explained_on_an_engine(name: str) -> None:
    small = as_seen_by(name, polars_frame(registers(20, seed=21, hostile=30)))
    frame, expected = ENGINES[name][0](small), assess_frame(small)["decision"].to_list()
    assert [str(explain_row(frame, row).answer) for row in (0, 7, 19)] == [expected[row] for row in (0, 7, 19)]
    with pytest.raises(InvalidInputError, match="row must be"):
        explain_row(frame, 20)


@pytest.mark.parametrize("name", ENGINES)
def test_rulebooks_are_compared_on_an_engine(name: str) -> None:
    small = as_seen_by(name, polars_frame(registers(80, seed=22)))
    convert, convert_back, _ = ENGINES[name]
    moved = convert_back(compare_frames(convert(small), CURRENT, CURRENT, by=["zone"]))
    assert moved["rows"].sum() == 80
    assert (moved["decision_before"] == moved["decision_after"]).all()


def test_a_column_of_several_types_is_a_fault() -> None:
    frame = as_pandas(polars_frame(registers(3, seed=1)))
    frame["zone"] = ["green", 3, b"red"]
    with pytest.raises(InvalidInputError) as error:
        assess_frame(frame)
    assert [fault.path for fault in error.value.faults] == ["zone"]


def test_record_batches_are_assessed_together() -> None:
    small = polars_frame(registers(20, seed=5))
    batches = [batch for part in (small.head(12), small.tail(8)) for batch in as_pyarrow(part).to_batches()]
    answers = engine("pyarrow").Table.from_batches(assess_batches(batches, assess_frame))
    decision = pl.col("decision").cast(pl.String)
    expected = assess_frame(small).select(ADDED).with_columns(decision)
    assert pl.DataFrame(pl.from_arrow(answers)).select(ADDED).with_columns(decision).equals(expected)
    assert list(assess_batches([], assess_frame)) == []


def test_spark_gets_decisions_as_texts() -> None:
    small = polars_frame(registers(20, seed=5))
    options = FrameOptions(rulebook=CURRENT, columns={}, add=tuple(Added))
    answers = pl.DataFrame(pl.from_arrow(with_texts(as_pyarrow(small), options)))
    assert answers["decision"].dtype == pl.String
    assert answers.equals(assess_frame(small).with_columns(pl.col("decision").cast(pl.String)))


@pytest.mark.peers
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")  # a warning at each import
def test_spark_gives_every_row_the_scalar_answer(
    register: pl.DataFrame, answers: dict[bool, pl.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = engine("pyspark.sql").SparkSession
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    local = session.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = local.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    try:
        lists = register.with_columns(pl.col(LISTS).str.split(";"))
        register.write_parquet(tmp_path / "register.parquet")
        lists.head(2_000).write_parquet(tmp_path / "lists.parquet")
        frame = spark.read.parquet(str(tmp_path / "register.parquet"))
        assessed = assess_frame(frame)
        assert type(assessed) is type(frame)
        collected = pl.DataFrame(pl.from_arrow(assessed.toArrow()))
        assert collected.drop(ADDED).equals(register)
        for column in ADDED:
            assert collected[column].eq_missing(answers[False][column]).all(), column

        @settings(max_examples=5)
        @given(seed=st.integers(0, 2**32), hostile=st.sampled_from([0, 300]), rows=st.integers(1, 6))
        def any_small_register_has_the_same_answers(seed: int, hostile: int, rows: int) -> None:
            small = polars_frame(registers(rows, seed=seed, hostile=hostile))
            small.write_parquet(path := tmp_path / f"{seed}-{hostile}-{rows}.parquet")
            collected = pl.DataFrame(pl.from_arrow(assess_frame(spark.read.parquet(str(path))).toArrow()))
            assert collected.equals(assess_frame(small))

        any_small_register_has_the_same_answers()
        lists_frame = spark.read.parquet(str(tmp_path / "lists.parquet"))
        decisions = pl.DataFrame(pl.from_arrow(assess_frame(lists_frame, add=(Added.DECISION,)).toArrow()))
        assert decisions["decision"].equals(assess_frame(lists.head(2_000))["decision"])
        row = explain_row(frame, 1)
        assert str(row.answer) == answers[False]["decision"][1]
        with pytest.raises(InvalidInputError, match="intent must be"):
            assess_frame(frame.drop("intent"))
    finally:
        spark.stop()


def test_duckdb_keeps_columns_of_types_that_arrow_does_not_have() -> None:
    """As a column, inside other types, and under a name that must be quoted."""
    others = {
        "enums": "'a'::enum('a', 'it''s')",
        "uuids": "'03dcc25a-8034-4be8-8938-3867b2b52a3d'::uuid",
        "bits": "'101'::bit",
        'no ""bits': "null::bit",
        "whole": "170141183460469231731687303715884105727::hugeint",
        "times": "'10:00:00+02'::timetz",
        "objects": """'{"a": 1}'::json""",
        "lists": "['a'::enum('a', 'it''s'), null, 'it''s']",
        "structs": """{'bits': '01'::bit, 'text': 'it''s, "so" {x: [1, 2]}'}""",
        "unions": "union_value(num := 1::hugeint)::union(num hugeint, text varchar)",
        "lists of objects": """['{"a": "x"}'::json]""",
        "intervals": "interval 3 month",
    }
    register = engine("duckdb").from_arrow(polars_frame(registers(3, seed=1)).to_arrow())
    frame = register.select(", ".join(("*", *(f'{cell} as "{name}"' for name, cell in others.items()))))
    frame = frame.select("* replace (zone::enum('green', 'yellow', 'red') as zone, age_years::hugeint as age_years)")
    answers = assess_frame(frame)
    assert answers.types[: len(frame.types)] == frame.types
    assert [row[: len(frame.columns)] for row in answers.fetchall()] == frame.fetchall()


@pytest.mark.parametrize("cell", ["10::bignum", "10::variant", "'10:00:00+02'::timetz", "'101'::bit"])
def test_a_fact_of_a_type_that_arrow_does_not_have_is_a_fault(cell: str) -> None:
    register = engine("duckdb").from_arrow(polars_frame(registers(3, seed=1)).to_arrow())
    with pytest.raises(InvalidInputError, match="target_mg"):
        assess_frame(register.select(f"* replace ({cell} as target_mg)"))


def test_a_whole_number_of_duckdb_that_arrow_does_not_have_is_read() -> None:
    register = engine("duckdb").from_arrow(polars_frame(registers(3, seed=1)).to_arrow())
    answers = [
        assess_frame(register.select(f"* replace (200::{kind} as target_mg)")).pl() for kind in ("uhugeint", "int")
    ]
    assert answers[0].select(ADDED).equals(answers[1].select(ADDED))
    assert answers[0]["not_understood"].str.contains("target_mg").sum() == 0


@pytest.mark.parametrize(
    "column", ["'red' as zone", "'red' as Zone", "1::hugeint as n, 2::hugeint as N", "'offer' as DECISION"]
)
def test_duckdb_columns_that_differ_only_in_case_are_a_fault(column: str) -> None:
    register = engine("duckdb").from_arrow(polars_frame(registers(3, seed=1)).to_arrow())
    with pytest.raises(InvalidInputError, match="differs from all other names by more than case"):
        assess_frame(register.select(f"*, {column}"))


def test_an_arrow_extension_type_is_not_mistaken_for_a_column_of_nulls() -> None:
    arrow = engine("pyarrow")
    register = polars_frame(registers(3, seed=1)).to_arrow()
    extension = arrow.array(["gelatin"] * 3).cast(arrow.json_())
    with pytest.raises(InvalidInputError, match="avoids"):
        assess_frame(register.drop("avoids").append_column("avoids", extension))
    with pytest.raises(InvalidInputError, match="age_years"):
        assess_frame(register.drop("age_years").append_column("age_years", arrow.array([34] * 3, arrow.decimal256(40))))


def test_columns_that_share_a_name_are_a_fault() -> None:
    arrow = engine("pyarrow")
    register = polars_frame(registers(3, seed=1)).to_arrow().append_column("zone", arrow.array(["red"] * 3))
    with pytest.raises(InvalidInputError, match="each column has its own name"):
        assess_frame(register)
