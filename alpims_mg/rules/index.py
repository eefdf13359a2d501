"""The tables of a rulebook, and an index of its rules by id."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import attrs

from alpims_mg.rules.tables import Rule, Table

AnyTable = Table[Any, Any]
AnyRule = Rule[Any]


@attrs.frozen(kw_only=True, eq=False)
class TableSet:
    """Tables under one edition, each in a field of its own. A rulebook is a ``TableSet``."""

    edition: str


def tables(rulebook: TableSet) -> Iterator[tuple[str, AnyTable]]:
    """Every table of a rulebook, with the name of its field."""
    for field in attrs.fields(type(rulebook)):
        if isinstance(table := getattr(rulebook, field.name), Table):
            yield field.name, table


@lru_cache(maxsize=16)
def rules_by_id(rulebook: TableSet) -> dict[str, AnyRule]:
    """Every rule of a rulebook, by its id."""
    return {rule.id: rule for _, table in tables(rulebook) for rule in table.rules}
