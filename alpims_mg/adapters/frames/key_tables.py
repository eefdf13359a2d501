"""Tables that map keys to codes, for many rows at once. A key is a whole number.

The bits of a key can hold the codes (small whole numbers) of a row in several columns, side by side.
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
    """Maps keys (whole numbers of few bits) to codes. It has an array with one element for each possible key."""

    def __init__(self, bits: int) -> None:
        self._codes: NDArray[np.int32] = np.full(1 << bits, -1, np.int32)

    def find(self, keys: Array) -> NDArray[np.int32]:
        """An array with one code for each of ``keys``; -1 for a key that was not added."""
        return take(self._codes, keys)

    def add(self, keys: Array, codes: Sequence[int] | Array) -> None:
        """Store each of these new keys with the code at the same position in ``codes``."""
        self._codes[keys] = codes

    def rows_of_distinct(self, keys: Array) -> Array:
        """An array of indexes in ``keys``: for each different key, the index of one of its occurrences."""
        rows = np.empty(len(self._codes), np.intp)
        rows[keys] = np.arange(len(keys))
        return rows[present(keys, len(self._codes))]

    def items(self) -> tuple[Array, Array]:
        """A pair of arrays: all keys that were added, and the code of each, in the same order."""
        keys = np.flatnonzero(self._codes >= 0)
        return keys, self._codes[keys]


@final
class HashedTable:
    """Maps keys (whole numbers of up to 64 bits) to codes. It finds a key by a hash."""

    def __init__(self) -> None:
        self._index = _HashIndex.build(np.array([_NO_KEY]), np.array([-1], np.int32))

    def find(self, keys: Array) -> NDArray[np.int32]:
        """An array with one code for each of ``keys``; -1 for a key that was not added."""
        return self._index.find(keys)

    def add(self, keys: Array, codes: Sequence[int] | Array) -> None:
        """Store each of these new keys with the code at the same position in ``codes``."""
        known_keys, known_codes = self._index.keys, self._index.codes
        self._index = _HashIndex.build(
            np.concatenate([known_keys, keys]), np.concatenate([known_codes, np.array(codes, np.int32)])
        )

    def rows_of_distinct(self, keys: Array) -> Array:
        """An array of indexes in ``keys``: for each different key, the index of one of its occurrences."""
        return pl.Series(keys).arg_unique().to_numpy()

    def items(self) -> tuple[Array, Array]:
        """A pair of arrays: all keys that were added, and the code of each, in the same order."""
        return self._index.keys[1:], self._index.codes[1:]


KeyTable = DirectTable | HashedTable


@final
@attrs.frozen(eq=False)
class _HashIndex:
    """Finds the codes of keys by hash. For each hash, ``slots`` has the index in ``keys`` of one key with that hash.

    ``displaced`` has all other keys, sorted, and ``displaced_codes`` has their codes.
    """

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
"""How many elements of ``_HashIndex.slots`` there are for each key; with so many, few keys share one."""
_MIXER: Final = np.uint64(0x9E3779B97F4A7C15)


def find_or_add(table: KeyTable, keys: Array, codes_of: Callable[[Array], Sequence[int]]) -> NDArray[np.int32]:
    """An array with one code for each of ``keys``. A key that ``table`` lacks is first added to it.

    ``codes_of`` takes an array with the indexes of the new keys in ``keys``, and returns one code for each.
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
    """How the codes of a row in several columns are packed into one whole number (a key).

    For each column, ``bits`` is the number of bits that its code gets, and ``shifts`` the number of bits below those.
    ``table`` maps keys to the codes of results; it is None if the codes do not fit into one key.
    """

    bits: Sequence[int]
    shifts: Sequence[int]
    table: KeyTable | None

    @classmethod
    def build(cls, bits: Sequence[int]) -> "KeyLayout":
        """A layout with an empty table. ``bits`` lists how many bits the code of each column gets in a key."""
        *shifts, total_bits = accumulate(bits, initial=0)
        if total_bits > _MAX_KEY_BITS:
            return cls(bits, shifts, None)
        return cls(bits, shifts, DirectTable(total_bits) if total_bits <= _DIRECT_BITS else HashedTable())

    def too_narrow_for(self, bits: Sequence[int]) -> bool:
        """Whether some column needs more bits than it has here. ``bits`` lists how many each column needs."""
        return any(needed > available for needed, available in zip(bits, self.bits, strict=True))

    def widened(self, bits: Sequence[int]) -> "KeyLayout":
        """A new layout that gives each column the number of bits in ``bits``. Its table has all entries of this one."""
        wider = KeyLayout.build(bits)
        if self.table and wider.table:
            keys, codes = self.table.items()
            wider.table.add(wider.pack(self._unpack(keys)), codes)
        return wider

    def pack(self, codes: Sequence[Codes]) -> Array:
        """An array with the key of each row; an array of one key if each of ``codes`` is one number for all rows.

        ``codes`` has the codes of the rows for each column.
        """
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
    """Holds a ``KeyLayout`` (how codes are packed into a key) and widens it when a column has too many codes."""

    def __init__(self, inputs: Sequence[DictionaryColumn[Any]]) -> None:
        self._inputs = inputs
        self._current = KeyLayout.build([0] * len(inputs))

    def resized(self) -> KeyLayout:
        """The current ``KeyLayout``. If some code of a column does not fit into it, a wider one first takes over."""
        if self._current.too_narrow_for(self._bits()):
            with LOCK:
                if self._current.too_narrow_for(bits := self._bits()):
                    self._current = self._current.widened(bits)
        return self._current

    def _bits(self) -> Sequence[int]:
        return [(len(column.values) - 1).bit_length() for column in self._inputs]
