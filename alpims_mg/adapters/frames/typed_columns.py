"""``ColumnKind``, the type of a column, and ``frame_of``, which makes a frame of polars or of pandas from rows."""

from collections.abc import Iterable, Mapping
from enum import Enum
from importlib import import_module
from typing import Any, final

import polars as pl

from alpims_mg._internal.extras import optional_imports


@final
class ColumnKind(Enum):
    """What a column holds. Each value is a pair: the type in polars, and the name of the type in pandas."""

    TEXT = (pl.String(), "string")
    WHOLE = (pl.Int64(), "Int64")
    NUMBER = (pl.Float64(), "Float64")
    """A number with decimals. An amount is in milligrams of elemental magnesium, and its name ends in ``_mg``."""
    FLAG = (pl.Boolean(), "boolean")
    DAY = (pl.Date(), "datetime64[s]")


Columns = Mapping[str, ColumnKind]
"""The columns of a frame: the kind of each, by its name."""
Rows = Iterable[tuple[object, ...]]
"""The rows of a frame. Each has a cell for each column, in the same order. None means that there is no value."""


def polars_frame(columns: Columns, rows: Rows) -> pl.DataFrame:
    """A polars frame with these rows."""
    return pl.DataFrame(list(rows), schema={name: kind.value[0] for name, kind in columns.items()}, orient="row")


def pandas_frame(columns: Columns, rows: Rows) -> Any:
    """A pandas frame with these rows. Its columns have types that can hold a missing value.

    Raises: ``ModuleNotFoundError`` that names the extra, if pandas is not installed.
    """
    with optional_imports("to_frame(backend='pandas')", extra="engines", libraries=("pandas",)):
        pandas: Any = import_module("pandas")
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    series = (
        pandas.Series(list(values), dtype=kind.value[1]) for kind, values in zip(columns.values(), cells, strict=True)
    )
    return pandas.DataFrame(dict(zip(columns, series, strict=True)))
