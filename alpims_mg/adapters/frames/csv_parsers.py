"""Parses the texts of CSV files into the types that ``assess_frame`` takes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs
import polars as pl

from alpims_mg.adapters.frames.schema import SCHEMA, Encoding
from alpims_mg.errors import InvalidInputError
from alpims_mg.rulebook.registers import NOTHING_STATED


def assess_texts(frame: Any, *, assess: Callable[..., Any], columns: Mapping[str, str], **options: Any) -> Any:
    """The frame of texts with its answers. Its texts are first parsed."""
    names = frame.collect_schema()
    parsers = {name: parser for name, parser in _parsers(columns) if name in names}
    stems = {columns.get(column.name, column.name): column.name for column in SCHEMA}
    stated = {name if name in stems else name.rpartition(".")[0] for name in parsers}
    parsed_names = {stems[stem]: f"{_PREFIX}{stem}" for stem in stated}
    parsed = frame.with_columns(parser.alias(f"{_PREFIX}{name}") for name, parser in parsers.items())
    try:
        return assess(parsed, columns={**columns, **parsed_names}, **options).drop(
            f"{_PREFIX}{name}" for name in parsers
        )
    except InvalidInputError as error:
        faults = (attrs.evolve(fault, path=fault.path.removeprefix(_PREFIX)) for fault in error.faults)
        raise InvalidInputError(*faults) from None


def _parsers(columns: Mapping[str, str]) -> Iterator[tuple[str, pl.Expr]]:
    for column in SCHEMA:
        usual = columns.get(column.name, column.name)
        text = pl.col(usual).str.strip_chars()
        stated = pl.when(text != "").then(text)
        if Encoding.NUMBER in column.encodings:
            digits = text.str.replace(*_CUT_DECIMALS) if Encoding.NUMBER_TEXT in column.encodings else text
            exact = pl.when(digits.str.len_chars() <= _EXACT_LENGTH).then(digits.cast(pl.Float64, strict=False))
            number = exact.fill_null(float("nan"))
            yield usual, pl.when(~text.str.to_lowercase().is_in(_NOTHING)).then(number)
        else:
            yield usual, stated
        if Encoding.FLAGS in column.encodings:
            for word in column.words:
                flag = pl.col(name := f"{usual}.{word}").str.strip_chars().str.to_lowercase()
                yield name, flag.replace_strict(_FLAGS, default=None, return_dtype=pl.Boolean)


_PREFIX: Final = "__alpims_mg_"
_FLAGS: Final = {"true": True, "false": False, "1": True, "0": False}
_EXACT_LENGTH: Final = 15
"""The most characters of a number in a CSV file. A float might round a longer number, so a longer one is not read."""
_CUT_DECIMALS: Final = (r"^([0-9]{1,3}\.[0-9]{0,7})[0-9]*((?:[eE][+-]?[0-9]+)?)$", "${1}${2}")
"""Cuts off the decimals of an eGFR after the seventh, so that a float holds the rest. This never crosses a bound."""
_NOTHING: Final = sorted(NOTHING_STATED - {"nan"})
"""The texts that state nothing in a column of numbers. NaN is no such text: it is a number that cannot be read."""
