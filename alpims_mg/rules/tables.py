"""Total finite tables: every key is answered by exactly one cited row, or the table cannot be built.

A key class is an attrs class whose fields are all enums, or one enum where one column is enough. Gaps, overlaps and
ill-made rows are gathered and refused together. Looking a key up is one dictionary access.
"""

from collections import Counter
from collections.abc import Iterator, Set as AbstractSet
from copy import copy
from enum import Enum, EnumType
from itertools import product
from math import prod
from typing import Any, Generic, TypeVar, cast, final

import attrs

from alpims_mg._internal.rendering import Grid, Page, Renderable, describe
from alpims_mg.errors import RulebookError
from alpims_mg.model.provenance import Citation, places

K = TypeVar("K")
A = TypeVar("A")

Pattern = tuple[tuple[str, frozenset[Enum]], ...]


def when(only: Enum | AbstractSet[Enum] | None = None, /, **columns: Enum | AbstractSet[Enum]) -> Pattern:
    """The keys that a row speaks for: a member or a set by column (one enum needs no column); left out is any."""
    cells = columns if only is None else {"": only, **columns}
    return tuple((name, frozenset((cell,) if isinstance(cell, Enum | str) else cell)) for name, cell in cells.items())


def every(kind: type[Enum], *, but: AbstractSet[Enum] = frozenset()) -> frozenset[Enum]:
    """All members of an enum, without those named in ``but``."""
    return frozenset(kind) - but


@final
@attrs.frozen(kw_only=True, eq=False)
class Rule(Generic[A]):
    """One row: a permanent id, its keys, what follows, why, who says so, and in words what it ``not_covered``."""

    id: str
    when: Pattern
    then: A
    because: str
    cites: tuple[Citation, ...]
    not_covered: str | None = None


@final
@attrs.frozen(kw_only=True, eq=False)
class Table(Renderable, Generic[K, A]):
    """A total function from keys to rules, whose ids begin with its name; else ``RulebookError`` with every fault."""

    name: str
    title: str
    key: type[K]
    rules: tuple[Rule[A], ...]
    _cells: dict[K, Rule[A]] = attrs.field(init=False, repr=False, factory=dict[K, Rule[A]])

    def __attrs_post_init__(self) -> None:
        faults = list(_lay(self, self.rules, self._cells))
        columns = _columns(self.key)
        if len(self._cells) < prod(map(len, columns.values())):
            uncovered = (key for key in _keys(self.key, columns, ()) if key not in self._cells)
            faults += (f"table {self.name}: no row covers {describe(key)}" for key in uncovered)
        if faults:
            raise RulebookError(*faults)

    @property
    def columns(self) -> dict[str, tuple[Enum, ...]]:
        """The columns by name, each with the members that it can hold; the one column of an enum has no name."""
        return _columns(self.key)

    def holds(self, pattern: Pattern) -> bool:
        """Whether the pattern asks only of these columns, and only what they can hold."""
        return not any(_strange(pattern, self.columns))

    def __getitem__(self, key: K) -> Rule[A]:
        """The one rule that answers this key."""
        return self._cells[key]

    def __iter__(self) -> Iterator[tuple[K, Rule[A]]]:
        return iter(self._cells.items())

    def overlaid(self, rows: tuple[Rule[A], ...]) -> "Table[K, A]":
        """This table with ``rows`` answering the cells that they name; a rule left without a cell goes."""
        over: dict[K, Rule[A]] = {}
        if faults := tuple(_lay(self, rows, over)):
            raise RulebookError(*faults)
        laid, cells = copy(self), self._cells | over
        object.__setattr__(laid, "_cells", cells)
        object.__setattr__(laid, "rules", tuple(rule for rule in (*rows, *self.rules) if rule in cells.values()))
        return laid

    def page(self) -> Page:
        """Every row, with its reason, its sources and its id."""
        names = (name.replace("_", " ") or describe(self.key) for name in self.columns)
        header = (*names, "answer", "because", "says", "rule")
        rows = tuple(_row(rule, self.columns) for rule in self.rules)
        return Page(title=self.title, blocks=(Grid(caption=f"Rows of {self.name}", header=header, rows=rows),))


def _columns(key: type[Any]) -> dict[str, tuple[Enum, ...]]:
    kinds: dict[str, Any] = (
        {"": key} if isinstance(key, EnumType) else {one.name: one.type for one in attrs.fields(key)}
    )
    if strange := [name for name, kind in kinds.items() if not isinstance(kind, EnumType)]:
        raise RulebookError(*(f"{key.__name__}.{name} must be an enum, to be a column of a table" for name in strange))
    return {name: tuple(kind) for name, kind in kinds.items()}


def _keys(key: type[K], columns: dict[str, tuple[Enum, ...]], pattern: Pattern) -> Iterator[K]:
    cells = product(*(columns | dict(pattern)).values())
    named = (cell[0] if "" in columns else key(**dict(zip(columns, cell, strict=True))) for cell in cells)
    return cast("Iterator[K]", named)


def _lay(table: Table[K, A], rules: tuple[Rule[A], ...], cells: dict[K, Rule[A]]) -> Iterator[str]:
    """Put each rule on its cells, yielding what is wrong with it in words."""
    columns = _columns(table.key)
    ids = Counter(rule.id for rule in rules)
    yield from (f"table {table.name}: the id {one} stands on {times} rows" for one, times in ids.items() if times > 1)
    for rule in rules:
        said_of = f"table {table.name}: {rule.id}"
        if not rule.id.startswith(f"{table.name}."):
            yield f"{said_of} must begin with {table.name}."
        if {type(cite) for cite in rule.cites} != {Citation}:
            yield f"{said_of} cites nothing"
        strange = [f"{said_of} {fault}" for fault in _strange(rule.when, columns)]
        yield from strange
        for key in () if strange else _keys(table.key, columns, rule.when):
            if (other := cells.setdefault(key, rule)) is not rule:
                yield f"table {table.name}: {other.id} and {rule.id} both cover {describe(key)}"


def _strange(pattern: Pattern, columns: dict[str, tuple[Enum, ...]]) -> Iterator[str]:
    for column, members in pattern:
        if column not in columns:
            yield f"names the unknown column {column}"
        elif not members or members.difference(columns[column]):
            yield f"asks of {column} what it cannot hold: {sorted(map(str, members.difference(columns[column])))}"


def _row(rule: Rule[A], columns: dict[str, tuple[Enum, ...]]) -> tuple[str, ...]:
    asked = {name: tuple(one for one in columns[name] if one in members) for name, members in rule.when}
    cells = ("any" if asked.get(name, kind) == kind else describe(asked[name]) for name, kind in columns.items())
    return (*cells, describe(rule.then), rule.because, places(rule.cites), rule.id)
