"""Columns whose values a function computes from the values of other columns.

The function is called once for each combination of values. After that, its result is looked up.
"""

from collections.abc import Callable, Hashable, Sequence
from itertools import repeat
from typing import Any, Protocol, TypeVar, final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from alpims_mg.adapters.frames.encoding import LOCK, Array, Batch, Codes, DictionaryColumn, take
from alpims_mg.adapters.frames.key_tables import DirectTable, HashedTable, ResizableLayout, find_or_add

V = TypeVar("V", bound=Hashable)


class Mapped(DictionaryColumn[V]):
    """A column that holds, for each row, the result of ``function`` for the value of ``source``, another column.

    ``root`` is ``source``; or if ``source`` is itself a ``Mapped``, the ``root`` of ``source``.
    """

    def __init__(self, function: Callable[[Any], V], source: DictionaryColumn[Any]) -> None:
        super().__init__()
        inner: tuple[Callable[[Any], Any], ...] = ()
        self.root: DictionaryColumn[Any] = source
        if isinstance(source, Mapped):
            self.root, inner = source.root, source.functions
        self.functions: tuple[Callable[[Any], Any], ...] = (*inner, function)
        self._codes_by_root = np.empty(0, np.int32)

    def encode(self, batch: Batch) -> Codes:
        """An array with one code (index in ``values``) for each row of the batch; one number if all codes are equal."""
        root_codes = batch.codes(self.root)
        codes = self.codes_by_root()
        if len(self.values) == 1:
            return 0
        return take(codes, root_codes) if isinstance(root_codes, np.ndarray) else int(codes[root_codes])

    def codes_by_root(self) -> NDArray[np.int32]:
        """An array that converts codes: element ``i`` is the code here of a row that has the code ``i`` in ``root``."""
        if len(self._codes_by_root) < len(self.root.values):
            with LOCK:
                values = self.root.values[len(self._codes_by_root) :]
                new = np.array([self.code_of(self._apply(value)) for value in values], np.int32)
                self._codes_by_root = np.concatenate([self._codes_by_root, new])
        return self._codes_by_root

    def _apply(self, value: Any) -> Any:
        for function in self.functions:
            value = function(value)
        return value


@final
class IntegerLookup:
    """Gives each row an integer: the result of ``integer`` for the value of the row in the column ``source``."""

    def __init__(self, source: DictionaryColumn[Any], integer: Callable[[Any], int]) -> None:
        self._mapped = Mapped(integer, source)
        self._integers = np.empty(0, np.int64)

    def look_up(self, batch: Batch) -> Codes:
        """An array with the integer of each row of the batch; one number if all rows have the same integer."""
        root_codes, codes = batch.codes(self._mapped.root), self._mapped.codes_by_root()
        if len(self._mapped.values) == 1:
            return self._mapped.values[0]
        integers = self._integers
        if len(integers) < len(codes):
            self._integers = integers = take(np.array(self._mapped.values, np.int64), codes)
        return take(integers, root_codes) if isinstance(root_codes, np.ndarray) else int(integers[root_codes])


class Combined(DictionaryColumn[V]):
    """A column that holds, for each row, the result of ``function`` for the values of other columns (``inputs``).

    Rows that agree in all ``key`` columns must have the same result: ``function`` is called for one of them. Without
    ``key``, the inputs are the key columns.
    """

    def __init__(
        self,
        function: Callable[..., V],
        *inputs: DictionaryColumn[Any],
        key: Sequence[DictionaryColumn[Any]] | None = None,
    ) -> None:
        super().__init__()
        self._function = function
        self._inputs = inputs
        self._key = key or inputs
        self._layout = ResizableLayout(self._key)

    def encode(self, batch: Batch) -> Codes:
        """An array with one code (index in ``values``) for each row of the batch; one number if all codes are equal."""
        inputs, key = ([batch.codes(column) for column in columns] for columns in (self._inputs, self._key))
        layout = self._layout.resized()
        if layout.table is None:
            return self._encode_by_sorting(inputs, key, batch.rows)
        codes = find_or_add(layout.table, layout.pack(key), lambda rows: self._codes_of_rows(inputs, rows))
        if len(self.values) == 1:
            return 0
        return codes if len(codes) == batch.rows else int(codes[0])

    def _encode_by_sorting(self, inputs: Sequence[Codes], key: Sequence[Codes], rows: int) -> Codes:
        """An array with the code of each row. Used if the codes of the key columns do not fit into one number.

        No result is kept for later batches.
        """
        first_rows, indexes = np.zeros(1, np.intp), np.zeros(rows, np.int64)
        for codes in key:
            wider = indexes * (int(np.max(codes)) + 1) + codes
            _, first_rows, indexes = np.unique(wider, return_index=True, return_inverse=True)
        return np.array(self._codes_of_rows(inputs, first_rows), np.int32).take(indexes)

    def _codes_of_rows(self, inputs: Sequence[Codes], rows: Array) -> Sequence[int]:
        """A list with the code of the result of ``function``, for each row whose index is in ``rows``.

        ``inputs`` has the codes of all rows in each input column.
        """
        columns = [
            map(column.values.__getitem__, codes[rows].tolist())
            if isinstance(codes, np.ndarray)
            else repeat(column.values[codes], len(rows))
            for column, codes in zip(self._inputs, inputs, strict=True)
        ]
        with LOCK:
            return [self.code_of(value) for value in map(self._function, *columns)]


@final
class Places(DictionaryColumn[int]):
    """A column of whole numbers that group rows, for example by the range in which an amount lies.

    ``place`` takes one array for each of ``amounts`` and returns an array of these numbers. The column can be one of
    the ``key`` columns of ``Combined``.
    """

    def __init__(self, place: Callable[..., Any], *amounts: IntegerLookup) -> None:
        super().__init__()
        self._place = place
        self._amounts = amounts
        self._table = HashedTable()

    def encode(self, batch: Batch) -> Codes:
        """An array with one code (index in ``values``) for each row of the batch; one number if all codes are equal."""
        amounts = (np.atleast_1d(np.asarray(lookup.look_up(batch), np.int64)) for lookup in self._amounts)
        places = self._place(*amounts)
        codes = find_or_add(self._table, places, lambda rows: [self.code_of(place) for place in places[rows].tolist()])
        return codes if len(codes) == batch.rows else int(codes[0])


class Output(Protocol):
    """The methods that ``CombinationCache`` calls on a column that is added to the frame."""

    def series(self, batch: Batch) -> pl.Series:
        """A polars series with one cell for each row of the batch."""
        ...

    def codes(self, batch: Batch) -> Array:
        """An array with one number for each row of the batch. ``cells`` turns the number into the cell of the row."""
        ...

    def cells(self, codes: Array) -> pl.Series:
        """A polars series with one cell for each element of ``codes``, an array that the method ``codes`` returned."""
        ...


@final
class CombinationCache:
    """Remembers the cells of the added columns for each combination of input values that occurred so far."""

    def __init__(self, inputs: Sequence[DictionaryColumn[Any]], outputs: Sequence[Output]) -> None:
        self._inputs = inputs
        self._outputs = outputs
        self._layout = ResizableLayout(inputs)
        self._codes: Sequence[Array] = ()

    def look_up(self, batch: Batch) -> Sequence[pl.Series]:
        """A list with one polars series for each added column. A series has one cell for each row of the batch.

        If too many combinations are possible, none is remembered, and the cells of every row are computed.
        """
        if not self._outputs:
            return ()
        inputs = [batch.codes(column) for column in self._inputs]
        layout = self._layout.resized()
        if not isinstance(layout.table, DirectTable):
            return [output.series(batch) for output in self._outputs]

        keys = layout.pack(inputs)
        indexes = layout.table.find(keys)
        if indexes.min() < 0:
            rows = np.flatnonzero(indexes < 0)
            rows = rows[layout.table.rows_of_distinct(keys[rows])]
            codes = [np.broadcast_to(column_codes, batch.rows)[rows] for column_codes in inputs]
            new = Batch.from_codes(dict(zip(self._inputs, codes, strict=True)), len(rows))
            added = [output.codes(new) for output in self._outputs]  # not under the lock, since polars uses threads
            with LOCK:
                layout.table.add(keys[rows], self._add(added))
            indexes = layout.table.find(keys)
        indexes = np.broadcast_to(indexes, batch.rows)
        return [output.cells(take(codes, indexes)) for output, codes in zip(self._outputs, self._codes, strict=True)]

    def _add(self, added: Sequence[Array]) -> Sequence[int]:
        """Store the cells of new combinations, and return the index at which each combination is stored.

        ``added`` has one array for each added column: the codes of the cells.
        """
        first = len(self._codes[0]) if self._codes else 0
        self._codes = [np.concatenate(codes) for codes in zip(self._codes, added, strict=True)] if first else added
        return range(first, first + len(added[0]))
