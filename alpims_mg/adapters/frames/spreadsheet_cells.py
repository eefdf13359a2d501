"""Makes texts safe for spreadsheets, which would run a cell that begins like a formula."""

from typing import Final, TypeVar

import polars as pl

F = TypeVar("F", pl.DataFrame, pl.LazyFrame)

_FORMULA: Final = r"^[=+\-@\t\r]"
_NUMBER: Final = r"^[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?$"
_QUOTE: Final = "'"
"""A spreadsheet takes a cell that begins with this character for a text."""


def safe_for_spreadsheets(frame: F) -> F:
    """The frame with a quote before each text, and each name of a column, that a spreadsheet would run.

    Plain numbers stay as they are.

    >>> safe_for_spreadsheets(pl.DataFrame({"note": ["=1+1", "-5", "a-b"]}))["note"].to_list()
    ["'=1+1", '-5', 'a-b']
    """
    schema = frame.collect_schema()
    texts = [name for name, dtype in schema.items() if isinstance(dtype, pl.String | pl.Categorical | pl.Enum)]
    formulas = pl.DataFrame({"name": schema.names()}, schema={"name": pl.String}).filter(_is_formula(pl.col("name")))
    renamed = {name: f"{_QUOTE}{name}" for name in formulas["name"]}
    return frame.with_columns(_safe(pl.col(name).cast(pl.String)).alias(name) for name in texts).rename(renamed)


def _safe(text: pl.Expr) -> pl.Expr:
    return pl.when(_is_formula(text)).then(pl.concat_str(pl.lit(_QUOTE), text)).otherwise(text)


def _is_formula(text: pl.Expr) -> pl.Expr:
    return text.str.contains(_FORMULA) & ~text.str.contains(_NUMBER)
