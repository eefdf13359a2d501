"""Dictionary encoding and lookup tables: each row has the code of its value, whatever the values and their order."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, strategies as st

from alpims_mg.adapters.frames import key_tables
from alpims_mg.adapters.frames.answers import TextsOrNumbers
from alpims_mg.adapters.frames.columns import CategoryColumn, FlagColumn, InputColumn, NumberColumn, TextColumn
from alpims_mg.adapters.frames.encoding import Batch, DictionaryColumn
from alpims_mg.adapters.frames.lookups import CombinationCache, Combined, IntegerLookup, Mapped, Places

TEXTS = st.lists(st.sampled_from([None, "", "a", "b", "none", "c" * 13, "d" * 40, "é", "f", "g"]), min_size=1)
NUMBERS = st.lists(
    st.none() | st.sampled_from([0.0, -0.0, 0.001, 62.5, 120.0, -1.0, 1e300, 2_097.0, 3_000.0]) | st.floats(),
    min_size=1,
)


def values(column: DictionaryColumn[Any], **cells: pl.Series) -> list[Any]:
    """The value of each row, decoded from its code."""
    rows = len(next(iter(cells.values())))
    batch = Batch(cells, rows)
    return [column.values[code] for code in np.broadcast_to(batch.codes(column), rows).tolist()]


def text_of(cell: Any) -> Any:
    return repr(cell)  # NaN does not equal itself, but its text does


class TestInputColumns:
    @given(st.lists(TEXTS, min_size=1, max_size=4))
    def test_texts_decode_to_themselves(self, batches: list[list[str | None]]) -> None:
        column = TextColumn("x", text_of)
        for texts in batches:
            assert values(column, x=pl.Series(texts, dtype=pl.String)) == list(map(repr, texts))

    @pytest.mark.parametrize(
        "dtype", [pl.Categorical, pl.Enum(["", "a", "b", "none", "c" * 13, "d" * 40, "é", "f", "g"])]
    )
    @given(batches=st.lists(TEXTS, min_size=1, max_size=4))
    def test_categories_decode_to_themselves(self, dtype: Any, batches: list[list[str | None]]) -> None:
        column = CategoryColumn("x", text_of)
        for texts in batches:
            assert values(column, x=pl.Series(texts, dtype=pl.String).cast(dtype)) == list(map(repr, texts))
        assert column.entry_count == len({text for texts in batches for text in texts})

    def test_many_texts_decode_to_themselves_when_they_share_slots(self) -> None:
        column, texts = TextColumn("x", text_of), [f"text {i}" for i in range(3_000)]
        for batch in (texts, texts[::-1], [*texts, None, "one more"]):
            assert values(column, x=pl.Series(batch)) == list(map(repr, batch))
        assert column.entry_count == 3_001

    @given(
        st.lists(
            st.lists(st.none() | st.integers(-(2**63), 2**63 - 1) | st.integers(-1, 3_000), min_size=1), min_size=1
        ),
        st.sampled_from([1, 1000]),
    )
    def test_integers_decode_to_themselves(self, batches: list[list[int | None]], scale: int) -> None:
        column = NumberColumn("x", lambda number: repr(None if number is None else int(number)), scale=scale)
        for numbers in batches:
            assert values(column, x=pl.Series(numbers, dtype=pl.Int64)) == list(map(repr, numbers))

    @given(st.lists(NUMBERS, min_size=1, max_size=4), st.sampled_from([1, 1000]))
    def test_floats_decode_to_themselves(self, batches: list[list[float | None]], scale: int) -> None:
        def read(number: Any) -> str:
            return repr(None if number is None else float(number) + 0.0)  # -0.0 is 0

        column = NumberColumn("x", read, scale=scale)
        for numbers in batches:
            assert values(column, x=pl.Series(numbers, dtype=pl.Float64)) == list(map(read, numbers))
        assert column.entry_count == len(column.values)

    @given(st.lists(st.integers(0, 2**63 - 1), min_size=1))
    def test_flags_decode_to_themselves(self, masks: list[int]) -> None:
        assert values(FlagColumn("x", text_of), x=pl.Series(masks, dtype=pl.Int64)) == list(map(repr, masks))

    def test_a_column_with_one_value_has_one_code(self) -> None:
        batch = Batch({"x": pl.Series(["a", "a"]), "y": pl.Series([3.0, 3.0]), "z": pl.Series([None, None])}, 2)
        columns: list[InputColumn[Any]] = [
            TextColumn("x", text_of),
            NumberColumn("y", text_of, scale=1),
            TextColumn("z", text_of),
        ]
        assert [batch.codes(column) for column in columns] == [0, 0, 0]


def sums(*inputs: DictionaryColumn[Any]) -> DictionaryColumn[Any]:
    return Combined(lambda *terms: "+".join(map(str, terms)), *inputs)


class TestLookups:
    @pytest.mark.parametrize(("direct_bits", "max_key_bits"), [(21, 62), (3, 62), (0, 0)])
    @given(batches=st.lists(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3)), min_size=1), min_size=1))
    def test_give_each_combination_the_value_of_the_function(
        self, direct_bits: int, max_key_bits: int, batches: list[list[tuple[int, int]]]
    ) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(key_tables, "_DIRECT_BITS", direct_bits)
            patch.setattr(key_tables, "_MAX_KEY_BITS", max_key_bits)
            left, right = NumberColumn("left", int, scale=1), NumberColumn("right", int, scale=1)
            parity = Mapped(lambda value: value % 2, Mapped(lambda value: value + 1, left))
            combined = sums(left, right, parity, DictionaryColumn("constant"))
            outputs = (TextsOrNumbers(combined, pl.String()), TextsOrNumbers(parity, pl.Int64(), lambda value: value))
            cache = CombinationCache((left, right), outputs)
            for rows in batches:
                series = {name: pl.Series([float(row[i]) for row in rows]) for i, name in ((0, "left"), (1, "right"))}
                expected = [f"{first}+{second}+{(first + 1) % 2}+constant" for first, second in rows]
                assert values(combined, **series) == expected
                batch = Batch(series, len(rows))
                sums_of_rows, parities = cache.look_up(batch)
                assert sums_of_rows.to_list() == expected
                assert parities.to_list() == [(first + 1) % 2 for first, _ in rows]

    @pytest.mark.parametrize("slots_per_key", [1, 8])
    @given(st.lists(st.lists(st.integers(0, 10**12), min_size=1), min_size=1))
    def test_of_places_give_each_row_its_own_number(self, slots_per_key: int, batches: list[list[int]]) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(key_tables, "_SLOTS_PER_KEY", slots_per_key)
            column = NumberColumn("x", int, scale=1)
            halves = Places(lambda numbers: numbers // 2, IntegerLookup(column, int))
            for numbers in batches:
                assert values(halves, x=pl.Series(numbers)) == [number // 2 for number in numbers]

    def test_call_the_function_for_one_row_of_each_key(self) -> None:
        calls: list[int] = []

        def half(value: int) -> int:
            calls.append(value)
            return value // 2

        numbers = NumberColumn("x", int, scale=1)
        combined = Combined(half, numbers, key=(Mapped(lambda value: value // 2, numbers),))
        assert values(combined, x=pl.Series([4.0, 5.0, 8.0, 9.0])) == [2, 2, 4, 4]
        assert values(combined, x=pl.Series([5.0])) == [2]
        assert len(calls) == 2

    def test_call_the_function_once_for_each_combination(self) -> None:
        calls: list[int] = []

        def half(value: int) -> int:
            calls.append(value)
            return value // 2

        combined = Combined(half, NumberColumn("x", int, scale=1))
        for _ in range(3):
            assert values(combined, x=pl.Series([4.0, 5.0, 4.0])) == [2, 2, 2]
        assert sorted(calls) == [4, 5]
