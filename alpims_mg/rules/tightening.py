"""A clinic's own stricter rulebook."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import attrs

from alpims_mg._internal.rendering import describe
from alpims_mg._internal.validation import an_instance
from alpims_mg.errors import RulebookError
from alpims_mg.rules.index import AnyRule, AnyTable, TableSet, rules_by_id, tables
from alpims_mg.rules.strictness import no_laxer, verdict_of
from alpims_mg.rules.tables import Rule

T = TypeVar("T", bound=TableSet)


def tighten(rulebook: T, rows: Iterable[AnyRule], *, policy: str = "local policy") -> T:
    """The rulebook with a clinic's own rows, each answering the cells that it names.

    A row goes to the table whose name its id begins with and which can hold its pattern; where several can, to the one
    all of whose columns it names. ``policy`` is added to the edition, so that every answer tells whose rules they are.

    Raises: ``RulebookError`` with every fault: a row for no table or for several, one that is not well made, and
    each cell that a row would make more permissive, or in which it would no longer say what was not checked.
    """
    faults: list[str] = []
    placed: dict[str, list[AnyRule]] = {}
    for row in rows:
        if fault := an_instance("a row", row, Rule, example="Rule(...)"):
            faults.append(str(fault))
            continue
        homes = [name for name, table in tables(rulebook) if _takes(table, row)]
        named = [name for name in homes if len(getattr(rulebook, name).columns) == len(row.when)]
        homes = named if len(named) == 1 else homes
        if row.id in rules_by_id(rulebook):
            faults.append(f"the id {row.id} is taken; an id is never given again")
        elif len(homes) == 1:
            placed.setdefault(homes[0], []).append(row)
        else:
            fit = f"fits several tables: {', '.join(homes)}" if homes else "fits no table that can be made stricter"
            faults.append(f"{row.id} {fit}; name the columns of one table, and begin the id with its name")
    changed: dict[str, AnyTable] = {}
    for name, own in placed.items():
        table: AnyTable = getattr(rulebook, name)
        try:
            changed[name] = table.overlaid(tuple(own))
        except RulebookError as error:
            faults += error.faults
        else:
            faults += (fault for key, before in table for fault in _laxer(changed[name][key], before, key))
    if faults:
        raise RulebookError(*faults)
    return attrs.evolve(rulebook, edition=f"{rulebook.edition} with {policy}", **changed)


def _takes(table: AnyTable, row: AnyRule) -> bool:
    """The row is of this table's family, asks of its columns what they can hold, and answers in kind."""
    answers: set[type] = {type(rule.then) for rule in table.rules}
    fits = row.id.startswith(f"{table.name}.") and bool(row.when) and table.holds(row.when)
    return fits and answers == {type(row.then)} and verdict_of(row.then) is not None


def _laxer(after: AnyRule, before: AnyRule, key: Any) -> Iterator[str]:
    """What a row would permit, or keep quiet about, that the one before it does not, in one cell."""
    if not no_laxer(after.then, before.then):
        yield f"{after.id} permits more than {before.id}, where {describe(key)}"
    if before.not_covered and not after.not_covered:
        yield f"{after.id} does not say what {before.id} leaves open ({before.not_covered}), where {describe(key)}"
