"""How a step is written for polars by itself, and for every other lazy engine through narwhals.

Both take the same steps: distinct values are gathered, raw values turn into small codes, and codes are looked up in
tables. A code is a whole number from 0; beside the values that are known there is one code for null and one for
everything else, so that no value is ever without one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, cast, final

import narwhals as nw
import polars as pl

from alpims_mg.errors import Fault, InvalidInputError

Entry = bool | int | float | str | None
Expr = Any
"""An expression of polars or of narwhals: both are written alike."""

_FEW = 64
_FEW_TEXTS = 8
_FEW_NUMBERS = 24
"""Up to so many values it is cheaper to compare with each than to look a value up."""
_NULL, _MARK, _BETWEEN = "!", "=", "\x1f"


class Steps(Protocol):
    """A frame to which columns are added step by step."""

    ns: Any
    """Where ``col``, ``when``, ``lit`` and the like are found."""
    frame: Any
    """The frame with all that was added so far."""

    def schema(self) -> Mapping[str, Any]:
        """The names of its columns, with narwhals' types."""
        ...

    def add(self, columns: Mapping[str, Expr]) -> None:
        """Add columns that ask only for what is there."""
        ...

    def join_lists(self, name: str, added: str) -> None:
        """Add a column of lists as text, as ``readings.listed`` writes it."""
        ...

    def index(self, name: str, values: Sequence[Any], added: str) -> None:
        """Add the place of a column's value among these; then one code for null, and one for everything else."""
        ...

    def distinct(self, groups: Sequence[Sequence[str]]) -> list[list[tuple[Any, ...]]]:
        """The distinct rows of each group of columns."""
        ...

    def lookup(self, code: str, table: Sequence[Entry]) -> Expr:
        """The entry of a table at the code that stands in a column."""
        ...


class PolarsSteps:
    """Steps over a lazy frame of polars: tables are gathered from, which costs the same whatever their size."""

    ns: Any = pl

    def __init__(self, frame: pl.LazyFrame) -> None:
        self.frame: Any = frame

    def schema(self) -> Mapping[str, Any]:
        """The names of its columns, with narwhals' types."""
        return dict(nw.from_native(cast("pl.LazyFrame", self.frame)).collect_schema())

    def add(self, columns: Mapping[str, Expr]) -> None:
        """Add columns that ask only for what is there."""
        self.frame = self.frame.with_columns(**columns)

    def join_lists(self, name: str, added: str) -> None:
        """Add a column of lists as text, as ``readings.listed`` writes it."""
        one = pl.element()
        marked = pl.when(one.is_null()).then(pl.lit(_NULL)).otherwise(pl.concat_str(pl.lit(_MARK), one))
        self.add({added: pl.col(name).list.eval(marked).list.join(_BETWEEN)})

    def index(self, name: str, values: Sequence[Any], added: str) -> None:
        """Add the place of a column's value among these; then one code for null, and one for everything else."""
        null, other, column = len(values), len(values) + 1, pl.col(name)
        text = bool(values) and isinstance(values[0], str)
        if null <= (_FEW_TEXTS if text else _FEW_NUMBERS):
            found = pl.lit(other, pl.Int32)
            for place, value in enumerate(values):
                found = pl.when(column == pl.lit(value)).then(pl.lit(place, pl.Int32)).otherwise(found)
        elif text:
            found = column.cast(pl.Enum(list(values)), strict=False).to_physical().cast(pl.Int32).fill_null(other)
        elif list(values) == list(range(null)):
            whole = column.is_between(0, null - 1) & (column == column.floor())
            found = pl.when(whole).then(column).otherwise(other).cast(pl.Int32)
        else:
            found = column.replace_strict(list(values), list(range(null)), default=other, return_dtype=pl.Int32)
        self.add({added: pl.when(column.is_null()).then(pl.lit(null, pl.Int32)).otherwise(found)})

    def distinct(self, groups: Sequence[Sequence[str]]) -> list[list[tuple[Any, ...]]]:
        """The distinct rows of each group of columns."""
        # One after the other: what several questions share would be kept in memory as a whole.
        asked = (self.frame.select(names).unique() for names in groups)
        return [one.collect(engine="streaming").rows() for one in asked]

    def lookup(self, code: str, table: Sequence[Entry]) -> Expr:
        """The entry of a table at the code that stands in a column."""
        dtype = _dtype(table, pl)
        if len(set(table)) == 1:
            return pl.lit(table[0], dtype)
        (usual, _), *others = Counter(table).most_common()
        if len(others) == 1:
            places = [place for place, entry in enumerate(table) if entry != usual]
            rare = pl.col(code) == places[0] if len(places) == 1 else pl.col(code).is_in(places)
            if dtype == pl.Boolean:
                return ~rare if usual else rare
            return pl.when(rare).then(pl.lit(others[0][0], dtype)).otherwise(pl.lit(usual, dtype))
        series = pl.Series(table, dtype=dtype)
        return pl.col(code).map_batches(series.gather, return_dtype=dtype, is_elementwise=True)


class NarwhalsSteps:
    """Steps over the lazy frame of any engine that narwhals takes, in expressions that mean the same on all of them."""

    ns: Any = nw

    def __init__(self, frame: "nw.LazyFrame[Any]") -> None:
        self.frame: Any = frame
        self._made = 0

    def schema(self) -> Mapping[str, Any]:
        """The names of its columns, with narwhals' types."""
        return dict(self.frame.collect_schema())

    def add(self, columns: Mapping[str, Expr]) -> None:
        """Add columns that ask only for what is there."""
        self.frame = self.frame.with_columns(**columns)

    def join_lists(self, name: str, added: str) -> None:
        """Add a column of lists as text, as ``readings.listed`` writes it."""
        todo = "join the words of each list to one text, parted by semicolons"
        raise InvalidInputError(Fault(path=name, wanted="words as one text", got="lists on this engine", todo=todo))

    def index(self, name: str, values: Sequence[Any], added: str) -> None:
        """Add the place of a column's value among these; then one code for null, and one for everything else."""
        null, other, column = len(values), len(values) + 1, nw.col(name)
        found = nw.lit(other)
        if values:
            found = column.replace_strict(list(values), list(range(null)), default=other, return_dtype=nw.Int32)
        self.add({added: nw.when(column.is_null()).then(nw.lit(null)).otherwise(found).cast(nw.Int32)})

    def distinct(self, groups: Sequence[Sequence[str]]) -> list[list[tuple[Any, ...]]]:
        """The distinct rows of each group of columns."""
        return [self.frame.select(*names).unique().collect().rows() for names in groups]

    def lookup(self, code: str, table: Sequence[Entry]) -> Expr:
        """The entry of a table at the code that stands in a column."""
        dtype = _dtype(table, nw)
        codes: dict[Entry, list[int]] = {}
        for place, entry in enumerate(table):
            codes.setdefault(entry, []).append(place)
        (usual, _), *others = Counter(table).most_common()
        found = nw.lit(usual, dtype)
        if len(others) > _FEW:
            told = [(place, entry) for place, entry in enumerate(table) if entry != usual]
            old, new = [place for place, _ in told], [entry for _, entry in told]
            return nw.col(code).replace_strict(old, new, default=usual, return_dtype=dtype)
        for entry, _ in others:
            found = nw.when(nw.col(code).is_in(codes[entry])).then(nw.lit(entry, dtype)).otherwise(found)
        return found


@final
class DuckSteps(NarwhalsSteps):
    """Steps over a relation of DuckDB, whose long lists of constants after IN would cost the order of the rows."""

    def join_lists(self, name: str, added: str) -> None:
        """Add a column of lists as text, as ``readings.listed`` writes it."""
        marked = f"list_transform({_quoted(name)}, lambda one: coalesce('{_MARK}' || one, '{_NULL}'))"
        self._project(f"array_to_string({marked}, chr({ord(_BETWEEN)}))", added)

    def lookup(self, code: str, table: Sequence[Entry]) -> Expr:
        """The entry of a table at the code that stands in a column."""
        if len(set(table)) == 1:
            return nw.lit(table[0], _dtype(table, nw))
        self._made += 1
        added = f"{code}_{self._made}"
        kind = _SQL.get(type(next((entry for entry in table if entry is not None), "")), "VARCHAR")
        entries = ", ".join(map(_literal, table))
        self._project(f"list_extract([{entries}]::{kind}[], {_quoted(code)} + 1)", added)
        return nw.col(added)

    def _project(self, expression: str, added: str) -> None:
        self.frame = nw.from_native(self.frame.to_native().project(f"*, {expression} as {_quoted(added)}"))


_SQL: Mapping[type, str] = {bool: "BOOLEAN", int: "BIGINT", float: "DOUBLE"}


def _literal(entry: Entry) -> str:
    if isinstance(entry, str):
        doubled = entry.replace("'", "''")
        return f"'{doubled}'"
    return "NULL" if entry is None else str(entry)


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


_SMALL, _MEDIUM = 2**7, 2**15


def _dtype(table: Sequence[Entry], ns: Any) -> Any:
    """The narrowest type that holds all entries."""
    one = next((entry for entry in table if entry is not None), "")
    if isinstance(one, bool):
        return ns.Boolean
    if isinstance(one, int):
        most = max(abs(entry) for entry in table if isinstance(entry, int))
        return ns.Int8 if most < _SMALL else ns.Int16 if most < _MEDIUM else ns.Int64 if most >= 2**31 else ns.Int32
    return ns.Float64 if isinstance(one, float) else ns.String
