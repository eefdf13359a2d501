"""Columns whose values are computed from other columns.

The function of a column is called once for each combination of values. After that, its result is looked up.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, Final, Generic, TypeVar, final

import attrs
import numpy as np
from numpy.typing import NDArray

from alpims_mg.adapters.frames.encoding import LOCK, Array, Batch, Codes, DictionaryColumn, present, take

V = TypeVar("V", bound=Hashable)


class Mapped(DictionaryColumn[V]):
    """A column whose values are the results of ``function`` for the values of ``source``.

    If ``source`` is itself such a column, one lookup covers the whole chain. ``root`` is the first column of the chain.
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
        """For each row of the batch, the code of its value: an array, or one number if all rows have the same code."""
        root_codes = batch.codes(self.root)
        codes = self.codes_by_root()
        if len(self.values) == 1:
            return 0
        return take(codes, root_codes) if isinstance(root_codes, np.ndarray) else int(codes[root_codes])

    def codes_by_root(self) -> NDArray[np.int32]:
        """An array: for each code in the column ``root``, the code in this column."""
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
    """Gives each row an integer: the result of ``integer`` for the value of the row in ``source``."""

    def __init__(self, source: DictionaryColumn[Any], integer: Callable[[Any], int]) -> None:
        self._mapped = Mapped(integer, source)
        self._integers = np.empty(0, np.int64)

    def look_up(self, batch: Batch) -> Codes:
        """The integer of each row of the batch: an array, or one number if all rows have the same integer."""
        root_codes, codes = batch.codes(self._mapped.root), self._mapped.codes_by_root()
        if len(self._mapped.values) == 1:
            return self._mapped.values[0]
        integers = self._integers
        if len(integers) < len(codes):
            self._integers = integers = take(np.array(self._mapped.values, np.int64), codes)
        return take(integers, root_codes) if isinstance(root_codes, np.ndarray) else int(integers[root_codes])


class Combined(DictionaryColumn[V]):
    """A column whose values are the results of ``function`` for the values of several columns.

    The function is called once for each combination of values.
    """

    def __init__(self, function: Callable[..., V], *inputs: DictionaryColumn[Any]) -> None:
        super().__init__()
        self._function = function
        self._inputs = inputs
        self._known: dict[tuple[int, ...], int] = {}
        self._lookup = ResizableLookup(inputs, lambda bits: KeyLayout.build(bits, self._known))

    def encode(self, batch: Batch) -> Codes:
        """For each row of the batch, the code of its value: an array, or one number if all rows have the same code."""
        inputs = [batch.codes(column) for column in self._inputs]
        if not any(isinstance(codes, np.ndarray) for codes in inputs):
            return self._code_of_key(tuple(map(int, inputs)))
        layout = self._lookup.resized()
        if layout.table is None:
            return self._encode_without_table(inputs, batch.rows)
        keys = layout.pack(inputs)
        codes = take(layout.table, keys)
        if codes.min() < 0:
            for key in present(keys[codes < 0], len(layout.table)).tolist():
                layout.table[key] = self._code_of_key(layout.unpack(key))
            codes = take(layout.table, keys)
        return codes if len(self.values) > 1 else 0

    def _encode_without_table(self, inputs: Sequence[Codes], rows: int) -> Codes:
        """The code of each row, found by sorting. Used if a lookup table of all combinations would be too large."""
        columns = [np.broadcast_to(codes, rows) for codes in inputs]
        first_rows, keys = np.zeros(1, np.intp), np.zeros(rows, np.int64)
        for codes in columns:
            wider = keys * (int(codes.max()) + 1) + codes
            _, first_rows, keys = np.unique(wider, return_index=True, return_inverse=True)
        distinct_codes = [self._code_of_key(tuple(int(codes[row]) for codes in columns)) for row in first_rows]
        return np.array(distinct_codes, np.int32).take(keys)

    def _code_of_key(self, key: tuple[int, ...]) -> int:
        with LOCK:
            if key not in self._known:
                values = (column.values[code] for column, code in zip(self._inputs, key, strict=True))
                self._known[key] = self.code_of(self._function(*values))
            return self._known[key]


@final
class CombinationCache:
    """Keeps the codes of the output columns for each combination of input codes that has occurred."""

    def __init__(self, inputs: Sequence[DictionaryColumn[Any]], outputs: Sequence[DictionaryColumn[Any]]) -> None:
        self._inputs = inputs
        self._outputs = outputs
        self._lookup = ResizableLookup(inputs, lambda bits: SeenKeys(KeyLayout.build(bits, {})))

    def look_up(self, batch: Batch) -> Sequence[Codes]:
        """One element for each output column: the codes of the rows of the batch.

        If a lookup table would be too large, nothing is kept, and each output column encodes the rows.
        """
        inputs = [batch.codes(column) for column in self._inputs]
        seen = self._lookup.resized()
        table = seen.layout.table
        if table is None:
            return [batch.codes(column) for column in self._outputs]
        keys = np.atleast_1d(seen.layout.pack(inputs))
        indexes = take(table, keys)
        if indexes.min() < 0:
            new = present(keys[indexes < 0], len(table))
            with LOCK:
                codes = dict(zip(self._inputs, seen.layout.unpack(new), strict=True))
                table[new] = seen.add(Batch.from_codes(codes, len(new)), self._outputs)
            indexes = take(table, keys)
        return [take(codes, indexes) for codes in seen.outputs]


@final
class SeenKeys:
    """The combinations of input codes that have occurred, with their output codes.

    ``outputs`` has one array for each output column. The table of ``layout`` has the index of each combination in these
    arrays.
    """

    def __init__(self, layout: "KeyLayout") -> None:
        self.layout = layout
        self.outputs: Sequence[Array] = ()

    def too_narrow_for(self, bits: Sequence[int]) -> bool:
        """Whether some column needs more bits than a key reserves for it. ``bits`` has what each column needs."""
        return self.layout.too_narrow_for(bits)

    def add(self, new: Batch, columns: Sequence[DictionaryColumn[Any]]) -> Array:
        """Store the output codes of new combinations. Returns the index of each of them in ``outputs``."""
        added = [np.broadcast_to(new.codes(column), new.rows) for column in columns]
        stored = self.outputs or [np.empty(0, np.int64)] * len(added)
        self.outputs = [np.concatenate(arrays) for arrays in zip(stored, added, strict=True)]
        return np.arange(new.rows) + len(stored[0])


L = TypeVar("L", "KeyLayout", SeenKeys)


@final
class ResizableLookup(Generic[L]):
    """Holds a lookup table that ``build`` made. It is built again when an input column has too many codes for it."""

    def __init__(self, inputs: Sequence[DictionaryColumn[Any]], build: Callable[[Sequence[int]], L]) -> None:
        self._inputs = inputs
        self._build: Callable[[Sequence[int]], L] = build
        self._current: L = build([0] * len(inputs))

    def resized(self) -> L:
        """The lookup table, built again if it was too narrow for the codes that the input columns have now."""
        current = self._current
        if current.too_narrow_for(self._bit_widths()):
            with LOCK:
                if self._current.too_narrow_for(bits := self._bit_widths()):
                    self._current = self._build(bits)
                current = self._current
        return current

    def _bit_widths(self) -> Sequence[int]:
        return [(len(column.values) - 1).bit_length() for column in self._inputs]


@final
@attrs.frozen
class KeyLayout:
    """How the codes of several columns are packed into the bits of one number, the key.

    ``bits`` and ``shifts`` have the width and the position of each code. ``table`` has a number for each key, -1 if the
    key is new. If it would be too large, ``table`` is None and no key is packed.
    """

    bits: Sequence[int]
    shifts: Sequence[int]
    table: NDArray[np.int32] | None

    @classmethod
    def build(cls, bits: Sequence[int], known: Mapping[tuple[int, ...], int]) -> "KeyLayout":
        """A layout for codes of these widths. At first its table has only the codes of the ``known`` combinations."""
        *shifts, total_bits = accumulate(bits, initial=0)
        if total_bits > _MAX_KEY_BITS:
            return cls(bits, shifts, None)
        layout = cls(bits, shifts, table := np.full(1 << total_bits, -1, np.int32))
        for key, code in known.items():
            table[layout.pack(key)] = code
        return layout

    def too_narrow_for(self, bits: Sequence[int]) -> bool:
        """Whether some column needs more bits than a key reserves for it. ``bits`` has what each column needs."""
        return any(needed > available for needed, available in zip(bits, self.bits, strict=True))

    def pack(self, codes: Iterable[Codes]) -> Any:
        """The key of each combination of codes: an array, or one number if each column gives one number."""
        key: Any = 0
        for column_codes, shift in zip(codes, self.shifts, strict=True):
            key = key | column_codes << shift
        return key

    def unpack(self, key: Any) -> tuple[Any, ...]:
        """The codes in each key, one element for each column. This is the inverse of ``pack``."""
        return tuple(key >> shift & ((1 << bits) - 1) for shift, bits in zip(self.shifts, self.bits, strict=True))


_MAX_KEY_BITS: Final = 21
