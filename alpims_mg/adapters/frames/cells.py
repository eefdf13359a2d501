"""Codes for what stands in columns: each value that is another is read once."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Final, TypeVar, cast, final

import attrs
import numpy as np
import polars as pl
from numpy.typing import NDArray

from alpims_mg.adapters.frames.coding import LEARNING, Array, Batch, Coded, Codes, each, gathered, occurring

V = TypeVar("V", bound=Hashable)


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
        with LEARNING:
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
