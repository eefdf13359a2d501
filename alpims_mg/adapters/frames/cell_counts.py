"""Counts the different cells of each column of a frame, inside the library that holds the frame."""

from collections.abc import Iterator
from datetime import date
from math import isnan
from typing import Any, Final

import narwhals as nw
import polars as pl

from alpims_mg.adapters.frames.input_columns import days_of
from alpims_mg.adapters.frames.readings import date_of

_CELL, _ROWS = "cell", "rows"
_MOST_DIFFERENT: Final = 10**6
"""The largest number of different cells of a column that are counted. Those with the fewest rows are left out."""
_READ_AT_ONCE: Final = 1000
_LONGEST_CELL: Final = 2**17
"""Texts are cut after this number of characters. A longer text cannot be read: lists and their words have limits."""


def count_cells(facts: nw.LazyFrame[Any], name: str, *, whole: bool = False) -> Iterator[tuple[object, int]]:
    """Yield each different cell of one column and its number of rows. The cells with the most rows come first.

    ``facts`` is a lazy frame of any library.

    If ``whole`` is true, a fraction makes no difference, so floats that differ by it count as one number.
    """
    column = nw.col(name)
    if whole:
        column = nw.when((column >= 0) & (column < _HIGHEST_FLOORED)).then(column.floor()).otherwise(column)
    counted = facts.select(column.alias(_CELL)).group_by(_CELL).agg(nw.len().alias(_ROWS))
    frame = _collected(counted.sort(_ROWS, descending=True).head(_MOST_DIFFERENT))
    for part in frame.iter_slices(_READ_AT_ONCE):
        yield from zip(_python_cells(part[_CELL]), part[_ROWS].to_list(), strict=True)


def count_rows(facts: nw.LazyFrame[Any], condition: nw.Expr | None = None) -> int:
    """The number of rows of a lazy frame for which a condition is true; of all its rows without a condition."""
    counted = facts.select(nw.len() if condition is None else condition.cast(nw.Int64).sum())
    return int(_collected(counted).item() or 0)


def _collected(frame: nw.LazyFrame[Any]) -> pl.DataFrame:
    """The rows of a lazy frame of any library, as a polars frame."""
    native: Any = frame.to_native() if frame.implementation.is_polars() else None
    collected: pl.DataFrame = (
        frame.collect(backend="polars").to_native() if native is None else native.collect(engine="streaming")
    )
    return collected


def _python_cells(cells: pl.Series) -> list[object]:
    """The cells of a column as Python values. A timestamp that is no date becomes text, and so does a date of no year
    that Python knows.
    """
    if isinstance(cells.dtype, pl.Date | pl.Datetime):
        days = cells.to_frame().select(days_of(pl.first(), nw.from_native(cells, series_only=True).dtype)).to_series()
        dates = [day if isinstance(day, date) else None for day in map(_date_of, days.to_list())]
        texts = cells.cast(pl.String).to_list()
        return [text if day is None else day for day, text in zip(dates, texts, strict=True)]
    if isinstance(cells.dtype, pl.Categorical | pl.Enum):
        cells = cells.cast(pl.String)
    return (cells.str.head(_LONGEST_CELL) if cells.dtype == pl.String else cells).to_list()


def _date_of(days: float | None) -> object:
    return None if days is None or isnan(days) else date_of(days)


_HIGHEST_FLOORED: Final = 130
"""Fractions are cut off from numbers up to this one. Among the others, some cannot be read."""
