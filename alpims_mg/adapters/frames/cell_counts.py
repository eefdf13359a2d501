"""Counts the different cells of each column of a frame, inside the library that holds the frame."""

from collections.abc import Iterator
from typing import Any, Final, final

import attrs
import narwhals as nw
import polars as pl

from alpims_mg.adapters.frames.readings import date_of

_CELL, _ROWS = "cell", "rows"
_MOST_DIFFERENT: Final = 10**6
"""The largest number of different cells of a column that are read. The cells with the fewest rows are left out."""
_READ_AT_ONCE: Final = 1000
_LONGEST_CELL: Final = 2**17
"""Texts are cut after this number of characters. A longer text cannot be read: lists and their words have limits."""


@final
@attrs.frozen(kw_only=True, eq=False)
class CellCounts:
    """The different cells of one column, and the number of rows with each. The cells with the most rows are first."""

    frame: pl.DataFrame

    @property
    def rows(self) -> int:
        """The number of rows with these cells. Cells in rare rows may be left out, so it may be less than all rows."""
        return int(self.frame[_ROWS].sum())

    def __iter__(self) -> Iterator[tuple[object, int]]:
        """Yield each cell as a Python value, and its number of rows."""
        for part in self.frame.iter_slices(_READ_AT_ONCE):
            yield from zip(_python_cells(part[_CELL]), part[_ROWS].to_list(), strict=True)


def count_cells(facts: nw.LazyFrame[Any], name: str, *, whole: bool = False) -> CellCounts:
    """The ``CellCounts`` (different cells) of one column. ``facts`` is a lazy frame of any library.

    If ``whole`` is true, a fraction makes no difference, so floats that differ by it count as one number.
    """
    column = nw.col(name)
    if whole:
        column = nw.when((column >= 0) & (column < _HIGHEST_FLOORED)).then(column.floor()).otherwise(column)
    counted = facts.select(column.alias(_CELL)).group_by(_CELL).agg(nw.len().alias(_ROWS))
    return CellCounts(frame=_collected(counted.sort(_ROWS, descending=True).head(_MOST_DIFFERENT)))


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
    """The cells of a column as Python values."""
    if cells.dtype == pl.Date:  # dates may exceed Python's calendar
        return [date_of(days) for days in cells.to_physical().to_list()]
    if cells.dtype in (pl.Categorical, pl.Enum):
        cells = cells.cast(pl.String)
    return (cells.str.head(_LONGEST_CELL) if cells.dtype == pl.String else cells).to_list()


_HIGHEST_FLOORED: Final = 130
"""Fractions are cut off from numbers up to this one. Among the others, some cannot be read."""
