"""Decision tables. A table can be built only if exactly one cited rule answers each key.

A key is one enum, or a ``NamedTuple`` or attrs class whose fields are all enums. Building a table visits every key and
reports all gaps, overlaps and malformed rules together. Looking up a key is one dictionary access.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import copy
from enum import Enum
from math import prod
from typing import Generic, TypeVar, final

import attrs

from alpims_mg._internal.field_types import type_faults
from alpims_mg._internal.rendering import Page, Renderable, describe
from alpims_mg._internal.representation import one_line_repr
from alpims_mg.errors import RulebookError, raise_if_any
from alpims_mg.model.provenance import Citation
from alpims_mg.rules.deferring import raise_unless_deferred
from alpims_mg.rules.patterns import (
    Pattern,
    columns_of,
    every,
    keys_of,
    pattern_faults,
    unnamed_columns,
    when,
)
from alpims_mg.rules.rows import Rule
from alpims_mg.rules.table_pages import brief_page, full_page, rows_of

__all__ = ["Pattern", "Rule", "Table", "every", "when"]

K = TypeVar("K")
A = TypeVar("A")


@final
@attrs.frozen(kw_only=True, eq=False)
class Table(Renderable, Generic[K, A]):
    """A decision table: a mapping from each key to exactly one rule. The id of each rule begins with the table's name.

    Each rule must name its members of a ``GrowingWord``. A new member is then a key that no rule covers.

    Raises: ``RulebookError`` with every fault, such as each key that no rule covers.

    >>> from alpims_mg import CURRENT, Form
    >>> CURRENT.forms[Form.OXIDE].id
    'form.oxide'
    """

    name: str
    title: str
    key: type[K]
    rules: tuple[Rule[A], ...]
    faults: tuple[str, ...] = attrs.field(init=False, repr=False)
    _cells: dict[K, Rule[A]] = attrs.field(init=False, repr=False, factory=dict[K, Rule[A]])

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(type_faults(self))
        faults = list(_fill(self, self.rules, self._cells))
        for rule in self.rules:
            unnamed = unnamed_columns(rule.when, self.columns)
            faults += (
                f"table {self.name}: {rule.id} must name each {describe(kind)} that it answers" for kind in unnamed
            )
        if len(self._cells) < prod(map(len, self.columns.values())):
            uncovered = (key for key in keys_of(self.key, ()) if key not in self._cells)
            faults += (f"table {self.name}: no row covers {describe(key)}" for key in uncovered)
        object.__setattr__(self, "faults", tuple(faults))
        raise_unless_deferred(self.faults)

    @property
    def columns(self) -> dict[str, tuple[Enum, ...]]:
        """A mapping from column names to members. If the key is one enum, the only column has an empty name."""
        return columns_of(self.key)

    def __getitem__(self, key: K) -> Rule[A]:
        """The rule that answers this key."""
        return self._cells[key]

    def __iter__(self) -> Iterator[tuple[K, Rule[A]]]:
        return iter(self._cells.items())

    def overlaid(self, rows: tuple[Rule[A], ...]) -> "Table[K, A]":
        """A copy of the table in which ``rows`` replace the rules for the keys that their patterns select.

        The copy drops each old rule that no longer answers any key.

        Raises: ``RulebookError`` with every fault of the rows.
        """
        own: dict[K, Rule[A]] = {}
        if faults := tuple(_fill(self, rows, own)):
            raise RulebookError(*faults)
        table, cells = copy(self), self._cells | own
        object.__setattr__(table, "_cells", cells)
        object.__setattr__(table, "rules", tuple(rule for rule in (*rows, *self.rules) if rule in cells.values()))
        return table

    def with_rules(self, replaced: Mapping[Rule[A], Rule[A]]) -> "Table[K, A]":
        """A copy of the table with some rules replaced. ``replaced`` maps each of these rules to its replacement."""
        table = copy(self)
        object.__setattr__(table, "_cells", {key: replaced.get(rule, rule) for key, rule in self})
        object.__setattr__(table, "rules", tuple(replaced.get(rule, rule) for rule in self.rules))
        return table

    def page(self) -> Page:
        """A page with one grid. Each row of the grid shows a rule: its keys, answer and reason.

        The details are the ids and sources of the rules, in the same order.
        """
        return brief_page(self.title, self.key, self.columns, self.rules)

    def full_page(self) -> Page:
        """A page with one grid. Each row of the grid shows a rule: its keys, answer, reason, sources and id."""
        return full_page(self.title, self.name, self.key, self.columns, self.rules)

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the cells of the table as text: first a header, then each rule with everything about it."""
        return rows_of(self.key, self.columns, self.rules)


def _fill(table: Table[K, A], rules: tuple[Rule[A], ...], cells: dict[K, Rule[A]]) -> Iterator[str]:
    """Write each rule into ``cells`` under the keys that it answers. Yield a text for each fault of the rules."""
    columns = columns_of(table.key)
    ids = Counter(rule.id for rule in rules)
    yield from (f"table {table.name}: {count} rows have the id {name}" for name, count in ids.items() if count > 1)
    for rule in rules:
        subject = f"table {table.name}: {rule.id}"
        if not rule.id.startswith(f"{table.name}."):
            yield f"{subject} must begin with {table.name}."
        if {type(cite) for cite in rule.cites} != {Citation}:
            yield f"{subject} has no citation"
        faults = [f"{subject} {fault}" for fault in pattern_faults(rule.when, columns)]
        yield from faults
        for key in () if faults else keys_of(table.key, rule.when):
            if (other := cells.setdefault(key, rule)) is not rule:
                yield f"table {table.name}: {other.id} and {rule.id} both cover {describe(key)}"
