"""Chooses how to encode each column of a frame, by its type, and the polars expression that selects its cells."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final, final

import narwhals as nw
import polars as pl

from alpims_mg.adapters.frames import readings
from alpims_mg.adapters.frames.cells import check_codes
from alpims_mg.adapters.frames.column_plans import ColumnPlan, is_flag_type
from alpims_mg.adapters.frames.columns import (
    CategoryColumn,
    FlagColumn,
    FlagTextColumn,
    InputColumn,
    NumberColumn,
    TextColumn,
)
from alpims_mg.adapters.frames.encoding import DictionaryColumn
from alpims_mg.adapters.frames.joined_lists import join_list, split_list
from alpims_mg.adapters.frames.lookups import Combined
from alpims_mg.adapters.frames.readings import ABSENT, INVALID, NoValue
from alpims_mg.adapters.frames.schema import BY_NAME, Encoding

FactReader = Callable[[Any], Any]


@final
class InputColumns:
    """The columns that read cells of a frame. ``expressions`` maps the name of each to the expression for its cells."""

    def __init__(self, plan: ColumnPlan, schema: Mapping[str, Any]) -> None:
        self._plan = plan
        self._schema = schema
        self.expressions: dict[str, pl.Expr] = {}
        self.columns: list[InputColumn[Any]] = []

    def column(self, name: str, read: FactReader) -> DictionaryColumn[Any]:
        """The column ``name`` of the schema, in which ``read`` turns each cell into a value."""
        encoding = self._plan.encodings.get(name, Encoding.NULL)
        if encoding is Encoding.NULL:
            return DictionaryColumn(ABSENT)
        if encoding is Encoding.FLAGS:
            return self._flag_column(name, read)
        name_in_frame = self._plan.names[name]
        cells, dtype = pl.col(name_in_frame), self._schema[name_in_frame]
        has_codes = name in self._plan.codes
        if has_codes:
            read = partial(_read_decoded, read, partial(self._plan.decode, name))
        if isinstance(dtype, nw.Enum):
            words = (*dtype.categories, None)
            positions = cells.to_physical().cast(pl.Int32).fill_null(len(words) - 1)
            return self._input(NumberColumn(name, lambda position: read(words[int(position)]), scale=1), positions)
        if isinstance(dtype, nw.Categorical):
            return self._input(CategoryColumn(name, read), cells)
        if isinstance(dtype, nw.Decimal):  # as text, because a float would round what must be exact
            return self._input(TextColumn(name, lambda text: read(text and Decimal(text))), cells.cast(pl.String))
        if encoding is Encoding.NUMBER:
            numbers = cells if isinstance(dtype, _INTEGERS) else cells.cast(pl.Float64)
            if name in _FLOORED and not has_codes:  # the bounds are whole, so few numbers are left to read
                numbers = pl.when((numbers >= 0) & (numbers <= _FLOORED[name])).then(numbers.floor()).otherwise(numbers)
            return self._input(NumberColumn(name, read, scale=_THOUSANDTHS), numbers)
        if encoding is Encoding.LIST:
            return self._input(TextColumn(name, lambda text: read(split_list(text))), join_list(cells))
        if isinstance(dtype, nw.Date | nw.Datetime):
            return self._input(
                NumberColumn(name, lambda day: read(readings.date_of(day)), scale=1), days_of(cells, dtype)
            )
        texts = cells.cast(pl.String)
        if name in _FLOORED and not has_codes:
            texts = texts.str.replace(_DECIMALS, "$1")
        return self._input(TextColumn(name, read, partial(self._check_codes, name, encoding)), texts)

    def _check_codes(self, name: str, encoding: Encoding, cells: Sequence[object]) -> None:
        """Refuse numbers in a column of words if nothing says which word each of them means."""
        if encoding is Encoding.WORD:
            check_codes(name, BY_NAME[name].words, (self._plan.decode(name, cell) for cell in cells))

    def _input(self, column: InputColumn[Any], expression: pl.Expr) -> DictionaryColumn[Any]:
        """Add ``column`` to ``columns``, and ``expression``, which selects its cells, to ``expressions``."""
        self.expressions[column.column] = expression
        self.columns.append(column)
        return column

    def _flag_column(self, name: str, read: FactReader) -> DictionaryColumn[Any]:
        """The column of the list ``name``, for a frame that has one Boolean column for each word of that list.

        ``read`` turns the list of the words that are true in a row into a value.
        """
        words = BY_NAME[name].words
        columns = [(flag, self._schema[flag]) for flag in self._plan.flag_names[name].values()]
        masks: list[DictionaryColumn[Any]] = []
        for first in range(0, len(columns), _MASK_BITS):
            mask_name, part = f"{name}.{first}", columns[first : first + _MASK_BITS]
            if all(isinstance(dtype, nw.Boolean) for _, dtype in part):
                bits = [
                    pl.when(pl.col(flag)).then(pl.lit(1 << bit, pl.Int64)).otherwise(pl.lit(0, pl.Int64))
                    for bit, (flag, _) in enumerate(part)
                ]
                unstated = pl.any_horizontal(pl.col(flag).is_null() for flag, _ in part).cast(pl.Int64)
                mask = pl.sum_horizontal(*bits, unstated * _UNSTATED)
                masks.append(self._input(FlagColumn(mask_name, lambda mask: mask), mask))
            else:
                bits_of = partial(self._flag_bits, name)
                masks.append(self._input(FlagTextColumn(mask_name, lambda mask: mask, bits_of), _flag_texts(part)))
        return Combined(lambda *masks: read(_words_in(masks, words)), *masks)

    def _flag_bits(self, name: str, position: int, text: str | None) -> int:
        """The bits of a mask that a flag sets. ``position`` says which of the flags of the mask it is."""
        flag = readings.read_flag(self._plan.decode(name, text))
        return _FLAG_BITS[flag] if isinstance(flag, NoValue) else flag << position


_FLOORED: Final = {"egfr": 300, "age_years": 130}
"""The highest number of each column in which fractions make no difference. A higher number is not read at all."""
_DECIMALS: Final = r"^([0-9]{1,2}|[12][0-9]{2})\.[0-9]+$"
"""A number of one of these columns in digits, with decimals to cut off, so that few texts are left to read."""
_THOUSANDTHS: Final = 1000
_INTEGERS: Final = (nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32, nw.UInt64)
_MASK_BITS: Final = 61
_UNSTATED: Final = 1 << 61
_UNREAD: Final = 1 << 62
_FLAG_BITS: Final = {ABSENT: _UNSTATED, INVALID: _UNREAD}


def _read_decoded(read: FactReader, decode: Callable[[object], object], cell: object) -> Any:
    return read(decode(cell))


def days_of(cells: pl.Expr, dtype: Any) -> pl.Expr:
    """The days since 1970 of dates, or of timestamps at midnight without a time zone. Other timestamps are NaN."""
    if isinstance(dtype, nw.Date):
        return cells.to_physical().cast(pl.Float64)
    ticks, ticks_a_day = cells.to_physical(), _TICKS_A_DAY[dtype.time_unit]
    is_time = ticks.is_not_null() if dtype.time_zone else ticks % ticks_a_day != 0
    return pl.when(is_time).then(float("nan")).otherwise((ticks // ticks_a_day).cast(pl.Float64))


_TICKS_A_DAY: Final = {"s": 86_400, "ms": 86_400 * 10**3, "us": 86_400 * 10**6, "ns": 86_400 * 10**9}


def _flag_texts(flags: Iterable[tuple[str, Any]]) -> pl.Expr:
    """A struct of the flags as texts. A column of a type that holds no flags has only nulls."""
    texts = (pl.col(flag).cast(pl.String) if is_flag_type(dtype) else pl.lit(None, pl.String) for flag, dtype in flags)
    return pl.struct(text.alias(str(position)) for position, text in enumerate(texts))


def _words_in(masks: Sequence[int], words: Sequence[str]) -> list[str] | None:
    """The words whose flag is true in a row; None if some flag is not stated. If one cannot be read, "" is the last.

    The low bits of a mask say which words are true. The first mask is for the first ``_MASK_BITS`` words, and so on.
    """
    found = [
        word
        for number, mask in enumerate(masks)
        for bit, word in enumerate(words[number * _MASK_BITS : (number + 1) * _MASK_BITS])
        if mask >> bit & 1
    ]
    if any(mask & _UNREAD for mask in masks):
        return [*found, ""]
    return None if any(mask & _UNSTATED for mask in masks) else found


def date_or_time(selected: pl.DataFrame, dtype: Any) -> object:
    """The only cell of a frame: a date if it is one, or a timestamp; a number if it exceeds Python's calendar."""
    day = readings.date_of(selected.select(days_of(pl.first(), dtype)).item())
    if not isinstance(day, float):
        return day
    try:
        time: object = selected.item()
    except (ValueError, OverflowError, pl.exceptions.PanicException):
        return day
    return time if readings.read_day(time) is INVALID else day  # Python knows no nanoseconds
