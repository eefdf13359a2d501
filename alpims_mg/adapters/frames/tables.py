"""Codes for what stands in columns, and tables from codes to codes, filled as combinations are first met.

A code is the place of a value among the values that were met so far. What a combination of values comes to is asked
once; from then on it is read from a table. Rows go through in batches, and several batches may go through at once:
what is learned is learned under one lock and published whole, so that no reader sees half of it.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from threading import RLock
from typing import Any, Final, Generic, TypeVar, cast, final

import attrs
import numpy as np
import polars as pl
from numpy.typing import NDArray

V = TypeVar("V", bound=Hashable)
Array = NDArray[Any]
Codes = Array | int
"""One code for each row, or one for all of them."""

_LEARNING: Final = RLock()


def gathered(cells: Array, codes: Array) -> Array:
    """The cell at each code, none of which lies beyond them; said so to numpy, which then lets other threads run."""
    return cells.take(codes, mode="clip")


def occurring(places: Array, size: int) -> Array:
    """Which places of a table of this size there are among some, in order."""
    are = np.zeros(size, np.bool_)
    are[places] = True
    return np.flatnonzero(are)


class Batch:
    """Some rows of a frame, and the codes that were worked out for them."""

    def __init__(self, columns: Mapping[str, pl.Series], rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._codes: dict[int, Codes] = {}

    @classmethod
    def told(cls, codes: Mapping["Coded[Any]", Codes], rows: int) -> "Batch":
        """Rows of which some codes are told."""
        batch = cls({}, rows)
        batch._codes.update((id(node), one) for node, one in codes.items())
        return batch

    def codes(self, node: "Coded[Any]") -> Codes:
        """The codes of these rows, worked out once."""
        if id(node) not in self._codes:
            self._codes[id(node)] = node.of(self)
        return self._codes[id(node)]


class Coded(Generic[V]):
    """Values in the order in which they were first met: the code of one is its place."""

    def __init__(self, *values: V) -> None:
        self.values = list(values)
        self._places = {value: place for place, value in enumerate(values)}

    def code(self, value: V) -> int:
        """The code of a value, which is a new one where it is first met."""
        with _LEARNING:
            if value not in self._places:
                self.values.append(value)
                self._places[value] = len(self._places)
            return self._places[value]

    def of(self, batch: Batch) -> Codes:
        """The codes of some rows: here of one value that stands for all."""
        del batch
        return 0


class Cell(Coded[V]):
    """What stands in a column, each value of which is read once."""

    def __init__(self, column: str, read: Callable[[Any], V]) -> None:
        super().__init__()
        self.column = column
        self._read = read

    @property
    def met(self) -> int:
        """How much is kept of what was met."""
        return len(self.values)


class Texts(Cell[V]):
    """A column of texts: few are compared with each, many are found by their hashes and then compared to be sure."""

    def __init__(self, column: str, read: Callable[[str | None], V]) -> None:
        super().__init__(column, read)
        self._known = _Known.of({})

    @property
    def met(self) -> int:
        """How much is kept of what was met."""
        return len(self._known.codes)

    def of(self, batch: Batch) -> Codes:
        """The codes of some rows."""
        text, nulls = batch.columns[self.column], 0
        if text.has_nulls() and (nulls := text.null_count()) == batch.rows:
            return self.code(self._read(None))
        while (found := self._known.found(text, nulls)) is None:
            self._learn(text.unique())
        if nulls:
            found = np.where(text.is_null().to_numpy(), np.int32(self.code(self._read(None))), found)
        return found

    def _learn(self, texts: pl.Series) -> None:
        with _LEARNING:
            new = (text for text in texts if text is not None and text not in self._known.codes)
            self._known = _Known.of({**self._known.codes, **{text: self.code(self._read(text)) for text in new}})


@final
@attrs.frozen
class _Known:
    """Texts that are known, and their codes: one by one where they are few, else by the last bits of their hashes."""

    codes: Mapping[str, int]
    texts: pl.Series
    few: Sequence[tuple[pl.Series, int]]
    by_place: NDArray[np.int32]
    slots: NDArray[np.uint32]

    @classmethod
    def of(cls, codes: Mapping[str, int]) -> "_Known":
        texts, by_place = pl.Series([*codes], dtype=pl.String), np.array([*codes.values()], np.int32)
        few = [(pl.Series([text]), code) for text, code in codes.items()] if len(codes) <= _FEW else ()
        slots = np.zeros(1 << max(_BITS_LEAST, (_ROOM * len(codes)).bit_length()), np.uint32)
        one = cls(codes, texts, few, by_place, slots)
        one.slots[one._hashed(texts)] = np.arange(len(codes), dtype=np.uint32)
        return one

    def found(self, texts: pl.Series, nulls: int) -> Codes | None:
        """The codes of texts, where all of them are known; of what is null any."""
        return self._compared(texts, nulls) if len(self.codes) <= _FEW else self._looked_up(texts, nulls)

    def _compared(self, texts: pl.Series, nulls: int) -> Codes | None:
        rest, found = len(texts) - nulls, np.zeros(len(texts), np.uint8)
        stated = texts.is_not_null() if nulls else None
        for text, code in self.few:
            same = texts == text if stated is None else (texts == text) & stated
            met = int(same.sum())
            rest -= met
            if met == len(texts):
                return code
            if met and code:
                found |= same.cast(pl.UInt8).to_numpy() * np.uint8(code)
        return None if rest else found.astype(np.int32)

    def _looked_up(self, texts: pl.Series, nulls: int) -> Codes | None:
        places = self.slots.take(self._hashed(texts), mode="clip")
        same = texts == self.texts[pl.Series(places)]
        found = gathered(self.by_place, places)
        if same.sum() + nulls < len(texts):
            other = ~same.fill_null(value=True)
            rest = texts.filter(other)  # what another text has taken the slot of, and what was never met
            if any(text not in self.codes for text in rest.unique()):
                return None
            found[other.to_numpy()] = [self.codes[text] for text in rest]
        return found

    def _hashed(self, texts: pl.Series) -> Array:
        return (texts.hash().to_numpy() & np.uint64(len(self.slots) - 1)).view(np.intp)


_FEW: Final = 4
_BITS_LEAST: Final = 12
_ROOM: Final = 16
"""Slots for each text, so that few share one."""


class Categories(Cell[V]):
    """A column of categories: what occurs in some rows is looked up, and each row has its place there."""

    def __init__(self, column: str, read: Callable[[str | None], V]) -> None:
        super().__init__(column, read)
        self._known: dict[str | None, int] = {}

    @property
    def met(self) -> int:
        """How much is kept of what was met."""
        return len(self._known)

    def of(self, batch: Batch) -> Codes:
        """The codes of some rows."""
        categories = batch.columns[self.column]
        distinct = categories.unique()
        told = [self._code_of(text) for text in distinct.cast(pl.String)]
        if len(told) == 1:
            return told[0]
        places, of_rows = (one.to_physical().cast(pl.UInt32) for one in (distinct, categories))
        null = 1 + cast("int", places.max())
        codes = np.zeros(null + 1, np.int32)
        codes[places.fill_null(null).to_numpy()] = told
        return gathered(codes, of_rows.fill_null(null).to_numpy())

    def _code_of(self, text: str | None) -> int:
        if text not in self._known:
            self._known[text] = self.code(self._read(text))
        return self._known[text]


class Numbers(Cell[V]):
    """A column of numbers, each read once; those that are whole in a small unit are found by their place."""

    def __init__(self, column: str, read: Callable[[Any], V], *, to_unit: int) -> None:
        super().__init__(column, read)
        self._to_unit = to_unit
        self._codes = np.zeros(_WHOLE, np.int32)  # one more than the code; 0 where it was not asked yet

    def of(self, batch: Batch) -> Codes:
        """The codes of some rows."""
        series = batch.columns[self.column]
        nulls = series.has_nulls()
        numbers = (series.fill_null(0) if nulls else series).to_numpy()
        if not nulls and (numbers == numbers[0]).all():
            return self.code(self._read(numbers[0].item()))
        places, odd = self._placed(numbers)
        if rest := odd.any():
            places[odd] = 0
        found = gathered(self._codes, places)
        if not found.all():
            self._learn(occurring(places[found == 0], _WHOLE))
            found = gathered(self._codes, places)
        found -= 1
        if rest:
            found[odd] = each(numbers[odd], lambda number: self.code(self._read(number)))
        if nulls:
            found = np.where(series.is_null().to_numpy(), np.int32(self.code(self._read(None))), found)
        return found

    def _placed(self, numbers: Array) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """The place of each number, and whether it has none."""
        if numbers.dtype.kind in "iu":
            odd = (numbers < 0) | (numbers >= _WHOLE // self._to_unit)
            return numbers.astype(np.int32) * np.int32(self._to_unit), odd
        with np.errstate(invalid="ignore", over="ignore"):
            whole = np.multiply(numbers, self._to_unit)
            places = np.rint(whole, out=whole).astype(np.int32)
        odd = np.divide(places, self._to_unit, out=whole) != numbers
        odd |= places.view(np.uint32) >= _WHOLE
        return places, odd

    def _learn(self, places: Array) -> None:
        numbers = places if self._to_unit == 1 else places / self._to_unit
        codes = [self.code(self._read(number)) + 1 for number in numbers.tolist()]
        self._codes[places] = codes


_WHOLE: Final = 2**21


class Masks(Cell[V]):
    """Columns of truth values as bits of one number, each of which is read once; null where one of them is."""

    def of(self, batch: Batch) -> Codes:
        """The codes of some rows."""
        series = batch.columns[self.column]
        return each(series.fill_null(_NO_MASK).to_numpy(), lambda mask: self.code(self._read(_mask(mask))))


_NO_MASK: Final = -1


def _mask(mask: int) -> int | None:
    return None if mask == _NO_MASK else mask


def each(keys: Array, code: Callable[[Any], int]) -> NDArray[np.int32]:
    """The code of each of these keys, asked once for each that is another."""
    distinct, places = np.unique(keys, return_inverse=True)
    return np.array([code(key) for key in distinct.tolist()], np.int32).take(places)


class Grouped(Coded[V]):
    """What each value of another column of codes comes to; groups of groups are read from their root at once."""

    def __init__(self, group: Callable[[Any], V], node: Coded[Any]) -> None:
        super().__init__()
        inner: tuple[Callable[[Any], Any], ...] = ()
        self.root: Coded[Any] = node
        if isinstance(node, Grouped):
            self.root, inner = node.root, node.groups
        self.groups: tuple[Callable[[Any], Any], ...] = (*inner, group)
        self._codes = np.empty(0, np.int32)

    def of(self, batch: Batch) -> Codes:
        """The codes of some rows."""
        codes = batch.codes(self.root)
        groups = self.codes()
        if len(self.values) == 1:
            return 0
        return gathered(groups, codes) if isinstance(codes, np.ndarray) else int(groups[codes])

    def codes(self) -> NDArray[np.int32]:
        """The code of what each value of the root comes to."""
        if len(self._codes) < len(self.root.values):
            with _LEARNING:
                told = self.root.values[len(self._codes) :]
                new = np.array([self.code(self._grouped(value)) for value in told], np.int32)
                self._codes = np.concatenate([self._codes, new])
        return self._codes

    def _grouped(self, value: Any) -> Any:
        for group in self.groups:
            value = group(value)
        return value


@final
class Cells:
    """A whole number for each value of codes, gathered at once."""

    def __init__(self, node: Coded[Any], cell: Callable[[Any], int]) -> None:
        self._groups = Grouped(cell, node)
        self._cells = np.empty(0, np.int64)

    def of(self, batch: Batch) -> Codes:
        """The numbers of some rows."""
        codes, groups = batch.codes(self._groups.root), self._groups.codes()
        if len(self._groups.values) == 1:
            return self._groups.values[0]
        cells = self._cells
        if len(cells) < len(groups):
            self._cells = cells = gathered(np.array(self._groups.values, np.int64), groups)
        return gathered(cells, codes) if isinstance(codes, np.ndarray) else int(cells[codes])


class Table(Coded[V]):
    """What each combination of values comes to, asked once for each that occurs."""

    def __init__(self, of: Callable[..., V], *inputs: Coded[Any]) -> None:
        super().__init__()
        self._of = of
        self._inputs = inputs
        self._asked: dict[tuple[int, ...], int] = {}
        self._laid = _Laid(inputs, lambda bits: _Layout.of(bits, self._asked))

    def of(self, batch: Batch) -> Codes:
        """The codes of some rows."""
        told = [batch.codes(one) for one in self._inputs]
        if not any(isinstance(codes, np.ndarray) for codes in told):
            return self._answer(tuple(map(int, told)))
        layout = self._laid.out()
        if layout.table is None:
            return self._apart(told, batch.rows)
        packed = layout.packed(told)
        found = gathered(layout.table, packed)
        if found.min() < 0:
            for key in occurring(packed[found < 0], len(layout.table)).tolist():
                layout.table[key] = self._answer(layout.unpacked(key))
            found = gathered(layout.table, packed)
        return found if len(self.values) > 1 else 0

    def _apart(self, told: Sequence[Codes], rows: int) -> Codes:
        """The codes of some rows, of which each combination is looked for, as there may be too many for a table."""
        columns = [np.broadcast_to(codes, rows) for codes in told]
        first, keys = np.zeros(1, np.intp), np.zeros(rows, np.int64)
        for codes in columns:
            _, first, keys = np.unique(keys * (int(codes.max()) + 1) + codes, return_index=True, return_inverse=True)
        answers = [self._answer(tuple(int(codes[row]) for codes in columns)) for row in first]
        return np.array(answers, np.int32).take(keys)

    def _answer(self, codes: tuple[int, ...]) -> int:
        with _LEARNING:
            if codes not in self._asked:
                values = (one.values[code] for one, code in zip(self._inputs, codes, strict=True))
                self._asked[codes] = self.code(self._of(*values))
            return self._asked[codes]


@final
class Combinations:
    """Every combination of some codes that was met, and what other columns of codes hold of it."""

    def __init__(self, inputs: Sequence[Coded[Any]], told: Sequence[Coded[Any]]) -> None:
        self._inputs = inputs
        self._told = told
        self._laid = _Laid(inputs, lambda bits: _Met(_Layout.of(bits, {})))

    def of(self, batch: Batch) -> Sequence[Codes]:
        """What the columns hold of some rows: by combination, and where those may be too many, row by row."""
        codes = [batch.codes(one) for one in self._inputs]
        met = self._laid.out()
        table = met.layout.table
        if table is None:
            return [batch.codes(one) for one in self._told]
        packed = np.atleast_1d(met.layout.packed(codes))
        found = gathered(table, packed)
        if found.min() < 0:
            new = occurring(packed[found < 0], len(table))
            with _LEARNING:
                told = dict(zip(self._inputs, met.layout.unpacked(new), strict=True))
                table[new] = met.learned(Batch.told(told, len(new)), self._told)
            found = gathered(table, packed)
        return [gathered(told, found) for told in met.told]


@final
class _Met:
    """Combinations that were met, by their place."""

    def __init__(self, layout: "_Layout") -> None:
        self.layout = layout
        self.told: Sequence[Array] = ()

    def lacks(self, bits: Sequence[int]) -> bool:
        """Whether some need more bits."""
        return self.layout.lacks(bits)

    def learned(self, new: Batch, columns: Sequence[Coded[Any]]) -> Array:
        """The places of new ones, once it is kept what columns hold of them."""
        told = [np.broadcast_to(new.codes(one), new.rows) for one in columns]
        before = self.told or [np.empty(0, np.int64)] * len(told)
        self.told = [np.concatenate(both) for both in zip(before, told, strict=True)]
        return np.arange(new.rows) + len(before[0])


L = TypeVar("L", "_Layout", _Met)


@final
class _Laid(Generic[L]):
    """What is laid out for the codes of some inputs, and laid out anew where there are more than it has room for."""

    def __init__(self, inputs: Sequence[Coded[Any]], anew: Callable[[Sequence[int]], L]) -> None:
        self._inputs = inputs
        self._anew: Callable[[Sequence[int]], L] = anew
        self._now: L = anew([0] * len(inputs))

    def out(self) -> L:
        """With room for every value that was met."""
        now = self._now
        if now.lacks(self._bits()):
            with _LEARNING:
                if self._now.lacks(bits := self._bits()):
                    self._now = self._anew(bits)
                now = self._now
        return now

    def _bits(self) -> Sequence[int]:
        return [(len(one.values) - 1).bit_length() for one in self._inputs]


@final
@attrs.frozen
class _Layout:
    """How codes are packed into one number, and what stands at each in a table.

    Where the table would be too large there is none, and nothing is packed.
    """

    bits: Sequence[int]
    shifts: Sequence[int]
    table: NDArray[np.int32] | None

    @classmethod
    def of(cls, bits: Sequence[int], asked: Mapping[tuple[int, ...], int]) -> "_Layout":
        *shifts, whole = accumulate(bits, initial=0)
        if whole > _MOST_BITS:
            return cls(bits, shifts, None)
        layout = cls(bits, shifts, table := np.full(1 << whole, -1, np.int32))
        for codes, answer in asked.items():
            table[layout.packed(codes)] = answer
        return layout

    def lacks(self, bits: Sequence[int]) -> bool:
        """Whether some need more bits."""
        return any(needed > had for needed, had in zip(bits, self.bits, strict=True))

    def packed(self, codes: Iterable[Codes]) -> Any:
        packed: Any = 0
        for one, shift in zip(codes, self.shifts, strict=True):
            packed = packed | one << shift
        return packed

    def unpacked(self, key: Any) -> tuple[Any, ...]:
        return tuple(key >> shift & ((1 << bits) - 1) for shift, bits in zip(self.shifts, self.bits, strict=True))


_MOST_BITS: Final = 21
