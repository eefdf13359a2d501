"""Codes and tables: whatever is met, in whatever order and however much of it, each row has the code of its value."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, strategies as st

from alpims_mg.adapters.frames import tables
from alpims_mg.adapters.frames.cells import Categories, Cell, Masks, Numbers, Texts
from alpims_mg.adapters.frames.coding import Batch, Coded
from alpims_mg.adapters.frames.tables import Combinations, Grouped, Table

TEXTS = st.lists(st.sampled_from([None, "", "a", "b", "none", "c" * 13, "d" * 40, "é", "f", "g"]), min_size=1)
NUMBERS = st.lists(
    st.none() | st.sampled_from([0.0, -0.0, 0.001, 62.5, 120.0, -1.0, 1e300, 2_097.0, 3_000.0]) | st.floats(),
    min_size=1,
)


def values(node: Coded[Any], **columns: pl.Series) -> list[Any]:
    """The values of some rows, by way of their codes."""
    rows = len(next(iter(columns.values())))
    return values_of(node, Batch(columns, rows))


def values_of(node: Coded[Any], batch: Batch) -> list[Any]:
    return [node.values[code] for code in np.broadcast_to(batch.codes(node), batch.rows).tolist()]


def itself(value: Any) -> Any:
    return repr(value)  # NaN is no value that can be found again, its name is


class TestCells:
    @given(st.lists(TEXTS, min_size=1, max_size=4))
    def test_of_texts_are_read_as_they_stand(self, batches: list[list[str | None]]) -> None:
        node = Texts("x", itself)
        for texts in batches:
            assert values(node, x=pl.Series(texts, dtype=pl.String)) == list(map(repr, texts))

    @pytest.mark.parametrize(
        "kind", [pl.Categorical, pl.Enum(["", "a", "b", "none", "c" * 13, "d" * 40, "é", "f", "g"])]
    )
    @given(batches=st.lists(TEXTS, min_size=1, max_size=4))
    def test_of_categories_are_read_as_they_stand(self, kind: Any, batches: list[list[str | None]]) -> None:
        node = Categories("x", itself)
        for texts in batches:
            assert values(node, x=pl.Series(texts, dtype=pl.String).cast(kind)) == list(map(repr, texts))
        assert node.met == len({text for texts in batches for text in texts})

    def test_of_many_texts_are_told_apart_where_they_share_a_slot(self) -> None:
        node, texts = Texts("x", itself), [f"text {i}" for i in range(3_000)]
        for some in (texts, texts[::-1], [*texts, None, "one more"]):
            assert values(node, x=pl.Series(some)) == list(map(repr, some))
        assert node.met == 3_001

    @given(
        st.lists(
            st.lists(st.none() | st.integers(-(2**63), 2**63 - 1) | st.integers(-1, 3_000), min_size=1), min_size=1
        ),
        st.sampled_from([1, 1000]),
    )
    def test_of_whole_numbers_are_read_as_they_stand(self, batches: list[list[int | None]], to_unit: int) -> None:
        node = Numbers("x", lambda number: repr(None if number is None else int(number)), to_unit=to_unit)
        for numbers in batches:
            assert values(node, x=pl.Series(numbers, dtype=pl.Int64)) == list(map(repr, numbers))

    @given(st.lists(NUMBERS, min_size=1, max_size=4), st.sampled_from([1, 1000]))
    def test_of_numbers_are_read_as_they_stand(self, batches: list[list[float | None]], to_unit: int) -> None:
        def read(number: Any) -> str:
            return repr(None if number is None else float(number) + 0.0)  # -0.0 is 0

        node = Numbers("x", read, to_unit=to_unit)
        for numbers in batches:
            assert values(node, x=pl.Series(numbers, dtype=pl.Float64)) == list(map(read, numbers))
        assert node.met == len(node.values)

    @given(st.lists(st.none() | st.integers(0, 2**62 - 1), min_size=1))
    def test_of_masks_are_read_as_they_stand(self, masks: list[int | None]) -> None:
        assert values(Masks("x", itself), x=pl.Series(masks, dtype=pl.Int64)) == list(map(repr, masks))

    def test_of_one_value_have_one_code(self) -> None:
        batch = Batch({"x": pl.Series(["a", "a"]), "y": pl.Series([3.0, 3.0]), "z": pl.Series([None, None])}, 2)
        cells: list[Cell[Any]] = [
            Texts("x", itself),
            Numbers("y", itself, to_unit=1),
            Texts("z", itself),
        ]
        assert [batch.codes(cell) for cell in cells] == [0, 0, 0]


def sums(*inputs: Coded[Any]) -> Coded[Any]:
    return Table(lambda *told: "+".join(map(str, told)), *inputs)


class TestTables:
    @pytest.mark.parametrize("most_bits", [21, 0])
    @given(batches=st.lists(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3)), min_size=1), min_size=1))
    def test_hold_what_each_combination_comes_to(self, most_bits: int, batches: list[list[tuple[int, int]]]) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tables, "_MOST_BITS", most_bits)
            left, right = Numbers("left", int, to_unit=1), Numbers("right", int, to_unit=1)
            odd = Grouped(lambda value: value % 2, Grouped(lambda value: value + 1, left))
            table = sums(left, right, odd, Coded("one"))
            combined = Combinations((left, right), (table, odd))
            for rows in batches:
                series = {name: pl.Series([float(row[i]) for row in rows]) for i, name in ((0, "left"), (1, "right"))}
                expected = [f"{one}+{other}+{(one + 1) % 2}+one" for one, other in rows]
                assert values(table, **series) == expected
                batch = Batch(series, len(rows))
                told, odds = (np.broadcast_to(codes, len(rows)) for codes in combined.of(batch))
                assert [table.values[code] for code in told] == expected
                assert [odd.values[code] for code in odds] == [(one + 1) % 2 for one, _ in rows]

    def test_ask_the_same_once(self) -> None:
        asked: list[int] = []

        def halved(value: int) -> int:
            asked.append(value)
            return value // 2

        table = Table(halved, Numbers("x", int, to_unit=1))
        for _ in range(3):
            assert values(table, x=pl.Series([4.0, 5.0, 4.0])) == [2, 2, 2]
        assert sorted(asked) == [4, 5]
