"""``TableSet``, the base of rulebooks, and functions that list its tables and find its rules by id."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import attrs

from alpims_mg.rules.tables import Rule, Table

AnyTable = Table[Any, Any]
AnyRule = Rule[Any]


@attrs.frozen(kw_only=True, eq=False)
class TableSet:
    """The base class of rulebooks. A rulebook has an edition, and one field for each of its tables."""

    edition: str


def tables(rulebook: TableSet) -> Iterator[tuple[str, AnyTable]]:
    """Yield one pair for each table of a rulebook: the name of the field that holds the table, and the table."""
    for field in attrs.fields(type(rulebook)):
        if isinstance(table := getattr(rulebook, field.name), Table):
            yield field.name, table


@lru_cache(maxsize=16)
def rules_by_id(rulebook: TableSet) -> dict[str, AnyRule]:
    """A mapping from rule ids to rules, with every rule of every table of a rulebook."""
    return {rule.id: rule for _, table in tables(rulebook) for rule in table.rules}
