"""Computes the column ``not_understood``: what stands in the cells of a row and cannot be read.

Only the rows whose cells are not fully read are looked at, so the other rows cost almost nothing.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, Final, final

import narwhals as nw
import numpy as np
import polars as pl

from alpims_mg.adapters.frames.column_plans import ColumnPlan
from alpims_mg.adapters.frames.encoding import Batch, DictionaryColumn
from alpims_mg.adapters.frames.fact_columns import FactColumns
from alpims_mg.adapters.frames.input_columns import date_or_time
from alpims_mg.adapters.frames.joined_lists import join_list, split_list
from alpims_mg.adapters.frames.lookups import IntegerLookup
from alpims_mg.adapters.frames.not_understood import shown, words_not_understood
from alpims_mg.adapters.frames.readings import INVALID, SEPARATOR, NoValue, read_flag
from alpims_mg.adapters.frames.schema import BY_NAME, Encoding
from alpims_mg.adapters.frames.word_lists import ListItem, items_of, list_status
from alpims_mg.medicines.recognition import recognised
from alpims_mg.model.vocabulary import MedicineClass
from alpims_mg.rulebook.current import Rulebook

WordsOf = Callable[[object], tuple[str, ...]]
"""Gives the words of a cell that cannot be read."""


def words_with_column(column: str, words: tuple[str, ...]) -> str:
    """The words of a cell that cannot be read, each with the name of its column in the frame.

    >>> words_with_column("drugs", ("blue pills", "xyz"))
    'drugs: blue pills;drugs: xyz'
    """
    return SEPARATOR.join(f"{column}: {word}" for word in words)


def words_in_row(
    plan: ColumnPlan, schema: Mapping[str, Any], row: pl.DataFrame, rulebook: Rulebook
) -> dict[str, tuple[tuple[str, str], ...]]:
    """The words of a row that cannot be read, by the usual name of the column: each with its column in the frame."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for usual in BY_NAME:
        for name, words_of in _columns_of(usual, plan, rulebook):
            as_texts, cell_of = _keys_of(schema[name])
            text = row.select(as_texts(pl.col(name))).item()
            words = () if text is None else words_of(cell_of(text))
            if words:
                found[usual] = (*found.get(usual, ()), *((name, word) for word in words))
    return found


@final
class UnreadCells:
    """The added column of texts. ``expressions`` selects the cells as they stand in the frame, by names of its own."""

    dtype = pl.String()

    def __init__(self, plan: ColumnPlan, schema: Mapping[str, Any], facts: FactColumns, rulebook: Rulebook) -> None:
        self._columns = [
            _UnreadColumn(name, schema[name], facts.by_name[usual], is_unread, statuses, words_of)
            for usual in BY_NAME
            for name, words_of in _columns_of(usual, plan, rulebook)
            for is_unread in (_IS_UNREAD.get(usual, _is_never_unread),)
            for statuses in (_UNREAD_FLAGS if usual in plan.flag_names else _UNREAD,)
        ]
        self.expressions = {column.input: pl.col(column.name) for column in self._columns}

    def series(self, batch: Batch) -> pl.Series:
        """A polars series with one text for each row of the batch. It is empty if all cells of the row are read."""
        texts = [cells for column in self._columns for cells in column.texts(batch)]
        if not texts:
            return pl.repeat("", batch.rows, eager=True)
        joined = pl.concat_str(pl.all(), separator=SEPARATOR, ignore_nulls=True)
        return pl.DataFrame({str(number): cells for number, cells in enumerate(texts)}).select(joined).to_series()


def _columns_of(usual: str, plan: ColumnPlan, rulebook: Rulebook) -> Iterator[tuple[str, WordsOf]]:
    """Yield the name in the frame of each column for a fact, and the function that finds its words."""
    if usual in plan.names and plan.encodings[usual] is not Encoding.NULL:
        decode = partial(plan.decode, usual)
        yield plan.names[usual], lambda cell: words_not_understood(usual, cell, rulebook, decode)
    for flag in plan.flag_names.get(usual, {}).values():
        yield flag, lambda cell: (shown(cell),) if read_flag(plan.decode(usual, cell)) is INVALID else ()


@final
class _UnreadColumn:
    """What cannot be read in one column. ``name`` is its name in the frame, ``input`` that of its cells in a batch."""

    def __init__(
        self,
        name: str,
        dtype: Any,
        column: DictionaryColumn[Any],
        is_unread: Callable[[ListItem], bool],
        statuses: Collection[NoValue],
        words_of: WordsOf,
    ) -> None:
        self.name = name
        self.input = f"cells of {name}"
        self._as_texts, cell_of = _keys_of(dtype)
        self._unread = IntegerLookup(
            column, lambda value: int(list_status(value) in statuses or any(map(is_unread, _items(value))))
        )

        @lru_cache(maxsize=4096)
        def text(key: str) -> str | None:
            return words_with_column(name, words_of(cell_of(key))) or None

        self._text = text

    def texts(self, batch: Batch) -> Iterator[pl.Series]:
        """Yield one series with a text or a null for each row of the batch, unless all rows are read."""
        rows = np.flatnonzero(np.broadcast_to(self._unread.look_up(batch), batch.rows))
        if len(rows):
            cells = batch.columns[self.input].gather(rows)
            keys = cells.to_frame().select(self._as_texts(pl.first())).to_series()
            distinct = keys.unique().drop_nulls()
            indexes = np.zeros(batch.rows, np.uint32)
            positions = pl.int_range(1, len(distinct) + 1, dtype=pl.UInt32, eager=True)
            found = keys.replace_strict(distinct, positions, default=0, return_dtype=pl.UInt32)
            indexes[rows] = found.fill_null(0).to_numpy()
            yield pl.Series([None, *map(self._text, distinct)], dtype=pl.String)[pl.Series(indexes)]


def _keys_of(dtype: Any) -> tuple[Callable[[pl.Expr], pl.Expr], Callable[[str], object]]:
    """A pair of functions for the cells of a column of this narwhals type.

    The first makes the expression that turns cells into texts. The second turns such a text into the cell.
    """
    if isinstance(dtype, nw.List):
        return join_list, split_list
    if isinstance(dtype, nw.Date):
        return _number_of, partial(_time_of, dtype, pl.Int32(), pl.Date())
    if isinstance(dtype, nw.Datetime):
        unit: Any = dtype.time_unit
        return _number_of, partial(_time_of, dtype, pl.Int64(), pl.Datetime(unit, dtype.time_zone))
    if isinstance(dtype, nw.Decimal):
        return lambda cells: cells.cast(pl.String), Decimal
    if dtype.is_float():
        return lambda cells: cells.cast(pl.Float64).cast(pl.String), float
    if isinstance(dtype, nw.Boolean):
        return lambda cells: cells.cast(pl.String), lambda text: text == "true"
    return lambda cells: cells.cast(pl.String), int if dtype.is_integer() else str


def _number_of(cells: pl.Expr) -> pl.Expr:
    return cells.to_physical().cast(pl.String)


def _time_of(dtype: Any, physical: Any, native: Any, number: str) -> object:
    """The date or timestamp that this number means. Python's calendar may not reach it."""
    return date_or_time(pl.Series([int(number)], dtype=physical).cast(native).to_frame(), dtype)


_UNREAD: Final = (INVALID, NoValue.PARTLY)
_UNREAD_FLAGS: Final = (*_UNREAD, NoValue.ABSENT)
"""A list states nothing if one of its flags cannot be read and no other flag is true."""


def _items(value: Any) -> Any:
    """The items of a list; empty for a value of another kind."""
    items = items_of(value)
    return items if isinstance(items, frozenset) else ()


def _is_never_unread(_item: Any) -> bool:
    return False


def _is_in_own_words(item: ListItem) -> bool:
    return isinstance(item.value, str)


def _is_unrecognised(item: ListItem) -> bool:
    return MedicineClass.UNRECOGNISED in recognised(item.value.example).classes


_IS_UNREAD: Final[Mapping[str, Callable[[ListItem], bool]]] = {
    "conditions": _is_in_own_words,
    "medicines": _is_unrecognised,
}
"""Whether a word that counts was still not understood, by the usual name of its column."""
