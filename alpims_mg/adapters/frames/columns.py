"""Encoders for the columns of a frame, one class for each type of cell.

An encoder reads each distinct cell once and stores the value in a list. A row then gets a code: the index of its value.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Final, TypeVar, cast, final

import attrs
import numpy as np
import polars as pl
from numpy.typing import NDArray

from alpims_mg.adapters.frames.encoding import LOCK, Array, Batch, Codes, DictionaryColumn, map_distinct, present, take

V = TypeVar("V", bound=Hashable)


class InputColumn(DictionaryColumn[V]):
    """Turns the cells of one column of a frame into codes. ``column`` is the name of that column in a ``Batch``.

    ``read`` turns a cell into a value. The code of a cell is the index of its value in ``values``.
    """

    def __init__(self, column: str, read: Callable[[Any], V]) -> None:
        super().__init__()
        self.column = column
        self._read = read

    @property
    def entry_count(self) -> int:
        """The number of distinct values that this column keeps in memory."""
        return len(self.values)


class TextColumn(InputColumn[V]):
    """Turns the cells of a column of text into codes. Each distinct text is read once.

    ``check`` may refuse new texts, all at once, before they are read.
    """

    def __init__(
        self, column: str, read: Callable[[str | None], V], check: Callable[[Sequence[str]], None] = lambda _texts: None
    ) -> None:
        super().__init__(column, read)
        self._check = check
        self._index = _TextIndex.build({})

    @property
    def entry_count(self) -> int:
        """The number of distinct texts that this column keeps in memory."""
        return len(self._index.codes)

    def encode(self, batch: Batch) -> Codes:
        """An array with one code (index in ``values``) for each row of the batch; one number if all codes are equal."""
        texts, nulls = batch.columns[self.column], 0
        if texts.has_nulls() and (nulls := texts.null_count()) == batch.rows:
            return self.code_of(self._read(None))
        while (codes := self._index.find(texts, nulls)) is None:
            self._add(texts.unique())
        if nulls:
            codes = np.where(texts.is_null().to_numpy(), np.int32(self.code_of(self._read(None))), codes)
        return codes

    def _add(self, texts: pl.Series) -> None:
        with LOCK:
            new = [text for text in texts if text is not None and text not in self._index.codes]
            self._check(new)
            codes = {**self._index.codes, **{text: self.code_of(self._read(text)) for text in new}}
            self._index = _TextIndex.build(codes)


@final
@attrs.frozen
class _TextIndex:
    """Finds the codes (small whole numbers) of texts that were read before. ``codes`` maps each text to its code.

    While the texts are few, rows are compared with ``compared``: pairs of a text, as a series of one, and its code.
    Otherwise the low bits of the hash of a text select an element of ``slots``: the index of a text in ``texts``. If
    several texts have the same low bits, that element has the last of these texts.
    """

    codes: Mapping[str, int]
    texts: pl.Series
    compared: Sequence[tuple[pl.Series, int]]
    codes_by_index: NDArray[np.int32]
    slots: NDArray[np.uint32]

    @classmethod
    def build(cls, codes: Mapping[str, int]) -> "_TextIndex":
        texts, codes_by_index = pl.Series([*codes], dtype=pl.String), np.array([*codes.values()], np.int32)
        compared = [(pl.Series([text]), code) for text, code in codes.items()] if len(codes) <= _COMPARE_LIMIT else ()
        slots = np.zeros(1 << max(_MIN_SLOT_BITS, (_SLOTS_PER_TEXT * len(codes)).bit_length()), np.uint32)
        index = cls(codes, texts, compared, codes_by_index, slots)
        index.slots[index._slots_of(texts)] = np.arange(len(codes), dtype=np.uint32)
        return index

    def find(self, texts: pl.Series, nulls: int) -> Codes | None:
        """An array with one code for each text; one number if all are equal. None if some text is not in ``codes``.

        ``nulls`` is the number of nulls in ``texts``. A null gets an arbitrary code.
        """
        return self._compare(texts, nulls) if len(self.codes) <= _COMPARE_LIMIT else self._look_up(texts, nulls)

    def _compare(self, texts: pl.Series, nulls: int) -> Codes | None:
        unmatched, codes = len(texts) - nulls, np.zeros(len(texts), np.uint8)
        stated = texts.is_not_null() if nulls else None
        for text, code in self.compared:
            equal = texts == text if stated is None else (texts == text) & stated
            count = int(equal.sum())
            unmatched -= count
            if count == len(texts):
                return code
            if count and code:
                codes |= equal.cast(pl.UInt8).to_numpy() * np.uint8(code)
        return None if unmatched else codes.astype(np.int32)

    def _look_up(self, texts: pl.Series, nulls: int) -> Codes | None:
        indexes = self.slots.take(self._slots_of(texts), mode="clip")
        equal = texts == self.texts[pl.Series(indexes)]
        codes = take(self.codes_by_index, indexes)
        if equal.sum() + nulls < len(texts):
            different = ~equal.fill_null(value=True)
            unmatched = texts.filter(different)  # unknown texts, and known texts whose slot holds another text
            if any(text not in self.codes for text in unmatched.unique()):
                return None
            codes[different.to_numpy()] = [self.codes[text] for text in unmatched]
        return codes

    def _slots_of(self, texts: pl.Series) -> Array:
        return (texts.hash().to_numpy() & np.uint64(len(self.slots) - 1)).view(np.intp)


_COMPARE_LIMIT: Final = 4
_MIN_SLOT_BITS: Final = 12
_SLOTS_PER_TEXT: Final = 16
"""``_TextIndex.slots`` has at least this many elements for each text, so that two texts rarely share one."""


class CategoryColumn(InputColumn[V]):
    """Turns the cells of a categorical column into codes. Each distinct category is read once."""

    def __init__(self, column: str, read: Callable[[str | None], V]) -> None:
        super().__init__(column, read)
        self._code_by_text: dict[str | None, int] = {}

    @property
    def entry_count(self) -> int:
        """The number of distinct categories that this column keeps in memory."""
        return len(self._code_by_text)

    def encode(self, batch: Batch) -> Codes:
        """An array with one code (index in ``values``) for each row of the batch; one number if all codes are equal."""
        categories = batch.columns[self.column]
        distinct = categories.unique()
        distinct_codes = [self._code_of_text(text) for text in distinct.cast(pl.String)]
        if len(distinct_codes) == 1:
            return distinct_codes[0]
        indexes, row_indexes = (series.to_physical().cast(pl.UInt32) for series in (distinct, categories))
        null = 1 + cast("int", indexes.max())
        codes = np.zeros(null + 1, np.int32)
        codes[indexes.fill_null(null).to_numpy()] = distinct_codes
        return take(codes, row_indexes.fill_null(null).to_numpy())

    def _code_of_text(self, text: str | None) -> int:
        if text not in self._code_by_text:
            self._code_by_text[text] = self.code_of(self._read(text))
        return self._code_by_text[text]


class NumberColumn(InputColumn[V]):
    """Turns the cells of a column of numbers into codes.

    Multiples of 1/``scale`` from 0 to a fixed limit are kept in a lookup table, so each is read once. Any other number
    is read once in each batch that contains it.
    """

    def __init__(self, column: str, read: Callable[[Any], V], *, scale: int) -> None:
        super().__init__(column, read)
        self._scale = scale
        self._lookup = np.zeros(_LOOKUP_SIZE, np.int32)  # the code plus one; 0 if the number was not read yet

    def encode(self, batch: Batch) -> Codes:
        """An array with one code (index in ``values``) for each row of the batch; one number if all codes are equal."""
        series = batch.columns[self.column]
        nulls = series.has_nulls()
        numbers = (series.fill_null(0) if nulls else series).to_numpy()
        if not nulls and (numbers == numbers[0]).all():
            return self.code_of(self._read(numbers[0].item()))
        indexes, outside = self._indexes_of(numbers)
        if any_outside := outside.any():
            indexes[outside] = 0
        codes = take(self._lookup, indexes)
        if not codes.all():
            self._add(present(indexes[codes == 0], _LOOKUP_SIZE))
            codes = take(self._lookup, indexes)
        codes -= 1
        if any_outside:
            codes[outside] = map_distinct(numbers[outside], lambda number: self.code_of(self._read(number)))
        if nulls:
            codes = np.where(series.is_null().to_numpy(), np.int32(self.code_of(self._read(None))), codes)
        return codes

    def _indexes_of(self, numbers: Array) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """A pair of arrays, each with one element for each number.

        The first has the index of the number in the lookup table. The second is true where the table has no place for
        the number.
        """
        if numbers.dtype.kind in "iu":
            outside = (numbers < 0) | (numbers >= _LOOKUP_SIZE // self._scale)
            return numbers.astype(np.int32) * np.int32(self._scale), outside
        with np.errstate(invalid="ignore", over="ignore"):
            scaled = np.multiply(numbers, self._scale)
            indexes = np.rint(scaled, out=scaled).astype(np.int32)
        outside = np.divide(indexes, self._scale, out=scaled) != numbers
        outside |= indexes.view(np.uint32) >= _LOOKUP_SIZE
        return indexes, outside

    def _add(self, indexes: Array) -> None:
        numbers = indexes if self._scale == 1 else indexes / self._scale
        codes = [self.code_of(self._read(number)) + 1 for number in numbers.tolist()]
        self._lookup[indexes] = codes


_LOOKUP_SIZE: Final = 2**21


class FlagColumn(InputColumn[V]):
    """Turns a column of integers into codes. The bits of an integer are the flags of a row in several columns."""

    def encode(self, batch: Batch) -> Codes:
        """An array with one code (index in ``values``) for each row of the batch; one number if all codes are equal."""
        return self.codes_of(batch.columns[self.column].to_numpy())

    def codes_of(self, masks: Array) -> Codes:
        """An array with the code of each of these integers."""
        return map_distinct(masks, lambda mask: self.code_of(self._read(mask)))


@final
class FlagTextColumn(FlagColumn[V]):
    """Turns a column of structs into codes. The fields of a struct are the flags of a row, as texts.

    ``bits_of`` gives the bits that a flag sets, from its position among the fields and its text.
    """

    def __init__(self, column: str, read: Callable[[Any], V], bits_of: Callable[[int, str | None], int]) -> None:
        super().__init__(column, read)
        self._bits_of = bits_of

    def encode(self, batch: Batch) -> Codes:
        """An array with one code (index in ``values``) for each row of the batch; one number if all codes are equal."""
        masks = np.zeros(batch.rows, np.int64)
        for position, texts in enumerate(batch.columns[self.column].struct.unnest()):
            distinct = texts.unique()
            bits = [self._bits_of(position, text) for text in distinct]
            masks |= texts.replace_strict(distinct, bits, return_dtype=pl.Int64).to_numpy()
        return self.codes_of(masks)
