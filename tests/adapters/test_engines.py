"""The same answers on every engine: 200,000 drawn rows, with every kind of missing and hostile value.

An engine that is not installed is skipped, unless ``ALL_ENGINES`` is set: then its absence is a failure.
"""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from adapters.test_frames import ADDED, assert_told, polars_frame
from hypothesis import given, settings, strategies as st

from alpims_mg import CURRENT, InvalidInputError
from alpims_mg.adapters.frames import Added, assess_frame, compare_frames, explain_row
from alpims_mg.adapters.frames.assessing import answered_batches
from alpims_mg.testing import registers

ALL = bool(os.environ.get("ALL_ENGINES"))
ROWS = 200_000 if ALL else 2_000
LISTS = ("conditions", "medicines")


def engine(name: str) -> Any:
    """The library of an engine, or a skip where it need not be there."""
    return import_module(name) if ALL else pytest.importorskip(name)


def as_pandas(register: pl.DataFrame) -> Any:
    engine("pyarrow"), engine("pandas")
    return register.to_pandas()


def as_pandas_of_arrow(register: pl.DataFrame) -> Any:
    engine("pyarrow"), engine("pandas")
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


# How a register gets into each engine and out again; None is a missing number in pandas, where NaN is.
ENGINES: dict[str, tuple[Callable[[pl.DataFrame], Any], Callable[[Any], pl.DataFrame], bool]] = {
    "polars": (lambda register: register, lambda frame: frame, False),
    "polars-lazy": (lambda register: register.lazy(), lambda frame: frame.collect(), False),
    "pandas": (as_pandas, from_pandas, True),
    "pandas-pyarrow": (as_pandas_of_arrow, from_pandas, True),
    "pyarrow": (as_pyarrow, lambda frame: pl.DataFrame(pl.from_arrow(frame)), False),
    "duckdb": (as_duckdb, lambda frame: frame.pl(), False),
    "dask": (as_dask, lambda frame: from_pandas(frame.compute()), True),
}


def through(name: str, register: pl.DataFrame, ask: Callable[[Any], Any] = assess_frame) -> pl.DataFrame:
    """The answers of an engine, as polars types them."""
    into, out, _ = ENGINES[name]
    answers = out(ask(into(register)))
    types = {"first_daily_mg": pl.Float64, "last_daily_mg": pl.Float64, "rungs": pl.Float64, "state": pl.Int64}
    told = answers.select(pl.col(one).cast(types.get(one, pl.String)) for one in ADDED if one in answers.columns)
    return told.fill_nan(None).with_columns(pl.col("rungs").cast(pl.Int16))


def seen_by(name: str, register: pl.DataFrame) -> pl.DataFrame:
    return register.fill_nan(None) if ENGINES[name][2] else register


@pytest.fixture(scope="module")
def register() -> pl.DataFrame:
    """A third of the rows as a clinic has them, a third a little spoilt, a third spoilt throughout."""
    parts = [polars_frame(registers(ROWS // 3 + 1, seed=seed, hostile=(seed - 1) * 40)) for seed in (1, 2, 3)]
    return pl.concat(parts).head(ROWS)


@pytest.fixture(scope="module")
def answers(register: pl.DataFrame) -> dict[bool, pl.DataFrame]:
    """The answers that polars gives, with NaN as it is and with NaN as null: each held to the scalar functions."""
    nulled = register.fill_nan(None)
    told, told_nulled = assess_frame(register), assess_frame(nulled)
    assert_told(told, register)
    changed = register.select(pl.any_horizontal(pl.col(pl.Float64).is_nan()).fill_null(value=False)).to_series()
    assert_told(told_nulled.filter(changed), nulled.filter(changed))
    assert told_nulled.filter(~changed).equals(told.filter(~changed))
    return {False: told.select(ADDED), True: told_nulled.select(ADDED)}


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_gives_every_row_the_answer_of_the_scalar_functions(
    name: str, register: pl.DataFrame, answers: dict[bool, pl.DataFrame]
) -> None:
    told = through(name, seen_by(name, register))
    expected = answers[ENGINES[name][2]]
    for column in ADDED:
        assert told[column].eq_missing(expected[column]).all(), column


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "polars"])
@settings(max_examples=5)
@given(seed=st.integers(0, 2**32), hostile=st.sampled_from([0, 300]), rows=st.integers(1, 6))
def test_any_small_register_has_the_same_answers_on_an_engine(name: str, seed: int, hostile: int, rows: int) -> None:
    small = seen_by(name, polars_frame(registers(rows, seed=seed, hostile=hostile)))
    told, expected = through(name, small), assess_frame(small).select(ADDED)
    assert told.equals(expected)


@pytest.mark.parametrize("name", ["pandas-pyarrow", "pyarrow", "duckdb", "polars-lazy"])
def test_lists_are_read_on_an_engine(name: str) -> None:
    cells = [["mcas", "pots"], [], None, ["mcas", None], [""], ["mcas;pots"], ["heart-block"]]
    lists = polars_frame(registers(len(cells), seed=3)).with_columns(conditions=pl.Series(cells))
    assert_told(assess_frame(lists), lists)
    assert through(name, lists).equals(assess_frame(lists).select(ADDED))


@pytest.mark.parametrize("name", ["pandas", "pyarrow", "dask", "duckdb"])
def test_texts_may_be_categories_on_an_engine(name: str) -> None:
    small = seen_by(name, polars_frame(registers(60, seed=8, hostile=100)))
    named = small.with_columns(pl.col("zone", "conditions", "medicines", "ingredients").cast(pl.Categorical))
    assert through(name, named).equals(assess_frame(small).select(ADDED))


class TestTheSameKindComesOut:
    @pytest.mark.parametrize("name", ENGINES)
    def test_with_its_rows_and_columns_in_their_places(self, name: str) -> None:
        into, out, _ = ENGINES[name]
        small = seen_by(name, polars_frame(registers(50, seed=3)).with_columns(person=pl.int_range(pl.len())))
        frame = into(small)
        answered = assess_frame(frame)
        assert type(answered) is type(frame)
        assert out(answered)["person"].to_list() == list(range(50))
        assert [*out(answered).columns] == [*small.columns, *ADDED]
        assert out(frame).drop(*ADDED, strict=False).columns == small.columns

    def test_with_its_rows_in_their_places_however_they_are_cut(self, tmp_path: Path) -> None:
        rows = polars_frame(registers(2_000, seed=51, hostile=20))
        rows.write_parquet(tmp_path / "register.parquet", row_group_size=150)
        relation = engine("duckdb").read_parquet(str(tmp_path / "register.parquet"))
        assert assess_frame(relation).pl().drop(ADDED).equals(rows)

    def test_with_its_own_index(self) -> None:
        frame = as_pandas(polars_frame(registers(5, seed=3))).set_index([[9, 9, 3, 1, 0]])
        frame[7] = "a column whose name is no text"
        before = frame.copy()
        answered = assess_frame(frame)
        assert answered.index.equals(before.index)
        assert frame.equals(before)
        assert list(answered[7]) == list(frame[7])

    def test_with_one_type_in_every_part(self) -> None:
        dask = as_dask(polars_frame(registers(60, seed=3)))
        answered = assess_frame(dask)
        assert list(answered.dtypes) == list(answered.compute().dtypes)


@pytest.mark.parametrize("name", ENGINES)
def test_a_row_is_explained_on_an_engine(name: str) -> None:
    small = seen_by(name, polars_frame(registers(20, seed=21, hostile=30)))
    frame, expected = ENGINES[name][0](small), assess_frame(small)["decision"].to_list()
    assert [str(explain_row(frame, row).answer) for row in (0, 7, 19)] == [expected[row] for row in (0, 7, 19)]
    with pytest.raises(InvalidInputError, match="row must be"):
        explain_row(frame, 20)


@pytest.mark.parametrize("name", ENGINES)
def test_rulebooks_are_compared_on_an_engine(name: str) -> None:
    small = seen_by(name, polars_frame(registers(80, seed=22)))
    into, out, _ = ENGINES[name]
    moved = out(compare_frames(into(small), CURRENT, CURRENT, by=["zone"]))
    assert moved["rows"].sum() == 80
    assert (moved["decision_before"] == moved["decision_after"]).all()


def test_a_column_of_many_types_is_refused_and_named() -> None:
    frame = as_pandas(polars_frame(registers(3, seed=1)))
    frame["zone"] = ["green", 3, b"red"]
    with pytest.raises(InvalidInputError) as refused:
        assess_frame(frame)
    assert [fault.path for fault in refused.value.faults] == ["zone"]


def test_batches_of_a_part_are_answered_together() -> None:
    small = polars_frame(registers(20, seed=5))
    batches = [batch for some in (small.head(12), small.tail(8)) for batch in as_pyarrow(some).to_batches()]
    answered = engine("pyarrow").Table.from_batches(answered_batches(batches, assess_frame))
    assert pl.DataFrame(pl.from_arrow(answered)).select(ADDED).equals(assess_frame(small).select(ADDED))
    assert list(answered_batches([], assess_frame)) == []


@pytest.mark.peers
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")  # it says so of pandas 3 at each import
def test_spark_gives_every_row_the_answer_of_the_scalar_functions(
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
        answered = assess_frame(frame)
        assert type(answered) is type(frame)
        told = pl.DataFrame(pl.from_arrow(answered.toArrow()))
        assert told.drop(ADDED).equals(register)
        for column in ADDED:
            assert told[column].eq_missing(answers[False][column]).all(), column

        @settings(max_examples=5)
        @given(seed=st.integers(0, 2**32), hostile=st.sampled_from([0, 300]), rows=st.integers(1, 6))
        def any_small_register_has_the_same_answers(seed: int, hostile: int, rows: int) -> None:
            small = polars_frame(registers(rows, seed=seed, hostile=hostile))
            small.write_parquet(place := tmp_path / f"{seed}-{hostile}-{rows}.parquet")
            told = pl.DataFrame(pl.from_arrow(assess_frame(spark.read.parquet(str(place))).toArrow()))
            assert told.equals(assess_frame(small))

        any_small_register_has_the_same_answers()
        listed = spark.read.parquet(str(tmp_path / "lists.parquet"))
        few = pl.DataFrame(pl.from_arrow(assess_frame(listed, add=(Added.DECISION,)).toArrow()))
        assert few["decision"].equals(assess_frame(lists.head(2_000))["decision"])
        row = explain_row(frame, 1)
        assert str(row.answer) == answers[False]["decision"][1]
        with pytest.raises(InvalidInputError, match="intent must be"):
            assess_frame(frame.drop("intent"))
    finally:
        spark.stop()


def test_duckdb_keeps_what_arrow_has_no_type_for() -> None:
    """Alone, within others, and under a name that must be quoted."""
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
    answered = assess_frame(frame)
    assert answered.types[: len(frame.types)] == frame.types
    assert [row[: len(frame.columns)] for row in answered.fetchall()] == frame.fetchall()


@pytest.mark.parametrize("cell", ["10::bignum", "10::variant", "'10:00:00+02'::timetz", "'101'::bit", "10::uhugeint"])
def test_what_duckdb_has_and_arrow_has_not_is_no_fact(cell: str) -> None:
    register = engine("duckdb").from_arrow(polars_frame(registers(3, seed=1)).to_arrow())
    with pytest.raises(InvalidInputError, match="target_mg"):
        assess_frame(register.select(f"* replace ({cell} as target_mg)"))


@pytest.mark.parametrize(
    "more", ["'red' as zone", "'red' as Zone", "1::hugeint as n, 2::hugeint as N", "'offer' as DECISION"]
)
def test_duckdb_must_have_names_that_differ_by_more_than_their_case(more: str) -> None:
    register = engine("duckdb").from_arrow(polars_frame(registers(3, seed=1)).to_arrow())
    with pytest.raises(InvalidInputError, match="differ by more than their case"):
        assess_frame(register.select(f"*, {more}"))


def test_a_type_of_arrow_that_is_somebodys_own_is_not_taken_for_nothing_but_nulls() -> None:
    arrow = engine("pyarrow")
    register = polars_frame(registers(3, seed=1)).to_arrow()
    own = arrow.array(["gelatin"] * 3).cast(arrow.json_())
    with pytest.raises(InvalidInputError, match="avoids"):
        assess_frame(register.drop("avoids").append_column("avoids", own))
    with pytest.raises(InvalidInputError, match="age_years"):
        assess_frame(register.drop("age_years").append_column("age_years", arrow.array([34] * 3, arrow.decimal256(40))))


def test_columns_of_one_name_are_refused() -> None:
    arrow = engine("pyarrow")
    register = polars_frame(registers(3, seed=1)).to_arrow().append_column("zone", arrow.array(["red"] * 3))
    with pytest.raises(InvalidInputError, match="columns of different names"):
        assess_frame(register)
