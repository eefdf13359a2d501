"""Tables that map keys to codes, for many rows at once. A key is a whole number.

The codes of several columns can be packed side by side into the bits of one key.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any, Final, final

import attrs
import numpy as np
import polars as pl
from numpy.typing import NDArray

from alpims_mg.adapters.frames.encoding import LOCK, Array, Codes, DictionaryColumn, present, take


@final
class DirectTable:
    """A table from keys of few bits to codes: an array with one element for each possible key."""

    def __init__(self, bits: int) -> None:
        self._codes: NDArray[np.int32] = np.full(1 << bits, -1, np.int32)

    def find(self, keys: Array) -> NDArray[np.int32]:
        """An array with the code of each key; -1 for a key that was not added."""
        return take(self._codes, keys)

    def add(self, keys: Array, codes: Sequence[int] | Array) -> None:
        """Store new keys with their codes."""
        self._codes[keys] = codes

    def rows_of_distinct(self, keys: Array) -> Array:
        """An array: for each distinct key, the index of one occurrence in ``keys``."""
        rows = np.empty(len(self._codes), np.intp)
        rows[keys] = np.arange(len(keys))
        return rows[present(keys, len(self._codes))]

    def items(self) -> tuple[Array, Array]:
        """Two arrays: all keys that were added, and their codes."""
        keys = np.flatnonzero(self._codes >= 0)
        return keys, self._codes[keys]


@final
class HashedTable:
    """A table from keys of up to 64 bits to codes. It finds a key by a hash."""

    def __init__(self) -> None:
        self._index = _HashIndex.build(np.array([_NO_KEY]), np.array([-1], np.int32))

    def find(self, keys: Array) -> NDArray[np.int32]:
        """An array with the code of each key; -1 for a key that was not added."""
        return self._index.find(keys)

    def add(self, keys: Array, codes: Sequence[int] | Array) -> None:
        """Store new keys with their codes."""
        known_keys, known_codes = self._index.keys, self._index.codes
        self._index = _HashIndex.build(
            np.concatenate([known_keys, keys]), np.concatenate([known_codes, np.array(codes, np.int32)])
        )

    def rows_of_distinct(self, keys: Array) -> Array:
        """An array: for each distinct key, the index of one occurrence in ``keys``."""
        return pl.Series(keys).arg_unique().to_numpy()

    def items(self) -> tuple[Array, Array]:
        """Two arrays: all keys that were added, and their codes."""
        return self._index.keys[1:], self._index.codes[1:]


KeyTable = DirectTable | HashedTable


@final
@attrs.frozen(eq=False)
class _HashIndex:
    """Finds keys by hash. For each hash, ``slots`` has the index of one key. ``displaced`` has all other keys."""

    keys: Array
    codes: NDArray[np.int32]
    slots: NDArray[np.uint32]
    displaced: Array
    displaced_codes: NDArray[np.int32]

    @classmethod
    def build(cls, keys: Array, codes: NDArray[np.int32]) -> "_HashIndex":
        indexes = np.arange(len(keys), dtype=np.uint32)
        slots = np.zeros(1 << (_SLOTS_PER_KEY * len(keys)).bit_length(), np.uint32)
        hashes = _hashes(keys, len(slots))
        slots[hashes] = indexes
        displaced = np.flatnonzero(slots[hashes] != indexes)
        displaced = displaced[np.argsort(keys[displaced])]
        return cls(keys, codes, slots, keys[displaced], codes[displaced])

    def find(self, keys: Array) -> NDArray[np.int32]:
        indexes = take(self.slots, _hashes(keys, len(self.slots)))
        found = take(self.keys, indexes) == keys
        codes = np.where(found, take(self.codes, indexes), np.int32(-1))
        if len(self.displaced) and not found.all():
            rows = np.flatnonzero(~found)
            places = np.searchsorted(self.displaced, keys[rows])
            is_displaced = take(self.displaced, places) == keys[rows]
            codes[rows[is_displaced]] = self.displaced_codes[places[is_displaced]]
        return codes


def _hashes(keys: Array, slots: int) -> Array:
    """An array with a hash of each key, from 0 to ``slots`` - 1. ``slots`` is a power of two."""
    mixed = keys.astype(np.uint64, copy=False) * _MIXER
    return (mixed >> np.uint64(65 - slots.bit_length())).view(np.intp)


_NO_KEY: Final = np.iinfo(np.int64).min
_SLOTS_PER_KEY: Final = 8
"""With this many slots for each key, few keys share a slot."""
_MIXER: Final = np.uint64(0x9E3779B97F4A7C15)


def find_or_add(table: KeyTable, keys: Array, codes_of: Callable[[Array], Sequence[int]]) -> NDArray[np.int32]:
    """An array with the code of each key. Keys that are new are first added to ``table``.

    ``codes_of`` computes the codes of the new keys, from an array with the index of each in ``keys``.
    """
    codes = table.find(keys)
    if codes.min() < 0:
        rows = np.flatnonzero(codes < 0)
        with LOCK:
            rows = rows[table.rows_of_distinct(keys[rows])]
            rows = rows[table.find(keys[rows]) < 0]  # another thread may have added some of them
            if len(rows):
                table.add(keys[rows], codes_of(rows))
        codes = table.find(keys)
    return codes


@final
@attrs.frozen(eq=False)
class KeyLayout:
    """How the codes of several columns are packed into one key, with the table of these keys.

    For each column, ``bits`` has the number of its bits, and ``shifts`` the number of bits below them. ``table`` is
    None if the codes do not fit into one key.
    """

    bits: Sequence[int]
    shifts: Sequence[int]
    table: KeyTable | None

    @classmethod
    def build(cls, bits: Sequence[int]) -> "KeyLayout":
        """A layout with an empty table. ``bits`` has the number of bits for each column."""
        *shifts, total_bits = accumulate(bits, initial=0)
        if total_bits > _MAX_KEY_BITS:
            return cls(bits, shifts, None)
        return cls(bits, shifts, DirectTable(total_bits) if total_bits <= _DIRECT_BITS else HashedTable())

    def too_narrow_for(self, bits: Sequence[int]) -> bool:
        """Whether some column needs more bits than this layout has for it. ``bits`` has the number that each needs."""
        return any(needed > available for needed, available in zip(bits, self.bits, strict=True))

    def widened(self, bits: Sequence[int]) -> "KeyLayout":
        """A new layout with wider columns: ``bits`` gives the bits of each. It holds all keys and their codes too."""
        wider = KeyLayout.build(bits)
        if self.table and wider.table:
            keys, codes = self.table.items()
            wider.table.add(wider.pack(self._unpack(keys)), codes)
        return wider

    def pack(self, codes: Sequence[Codes]) -> Array:
        """An array with the key of each row; with only one key if all rows have the same codes."""
        dtype = np.dtype(np.int32 if sum(self.bits) < _BITS_OF_CODES else np.int64)
        keys: Array = np.zeros(1, dtype)
        for column_codes, shift in zip(codes, self.shifts, strict=True):
            keys = keys | np.asarray(column_codes, dtype) << dtype.type(shift)
        return keys

    def _unpack(self, keys: Array) -> tuple[Array, ...]:
        return tuple(keys >> shift & ((1 << bits) - 1) for shift, bits in zip(self.shifts, self.bits, strict=True))


_DIRECT_BITS: Final = 21
_MAX_KEY_BITS: Final = 62
_BITS_OF_CODES: Final = 31


@final
class ResizableLayout:
    """Holds a ``KeyLayout``, and replaces it by a wider one if an input column has too many codes for its bits."""

    def __init__(self, inputs: Sequence[DictionaryColumn[Any]]) -> None:
        self._inputs = inputs
        self._current = KeyLayout.build([0] * len(inputs))

    def resized(self) -> KeyLayout:
        """The current layout, which is first replaced by a wider one if a code of an input does not fit."""
        if self._current.too_narrow_for(self._bits()):
            with LOCK:
                if self._current.too_narrow_for(bits := self._bits()):
                    self._current = self._current.widened(bits)
        return self._current

    def _bits(self) -> Sequence[int]:
        return [(len(column.values) - 1).bit_length() for column in self._inputs]
