"""``tighten``, which replaces rules of a rulebook by a clinic's own stricter rules."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import attrs

from alpims_mg._internal.rendering import describe
from alpims_mg._internal.validation import an_instance
from alpims_mg.errors import RulebookError
from alpims_mg.rules.index import AnyRule, AnyTable, TableSet, rules_by_id, tables
from alpims_mg.rules.strictness import at_least_as_strict, verdict_of
from alpims_mg.rules.tables import Rule

T = TypeVar("T", bound=TableSet)


def tighten(rulebook: T, rows: Iterable[AnyRule], *, policy: str = "local policy") -> T:
    """A copy of a rulebook in which a clinic's stricter rows replace some rules.

    The pattern of a row selects keys of one table. The row replaces the rules for these keys. All other keys keep their
    rule. No row can use columns of two tables. A policy that depends on columns of two tables needs a row for one of
    them that is stricter than the policy.

    Give each row a new id that begins with the name of its table, for example ``zone.hill-clinic``. If several tables
    have that name, the pattern must name every column of the table that you mean. The new answer must have the same
    class as the replaced answer, and must be at least as strict for every key. If the replaced rule has
    ``not_covered``, the row needs ``not_covered`` too. ``policy`` becomes part of the edition, which every answer
    shows.

    Raises: ``RulebookError`` with every fault, such as each key for which a row would permit more.

    Our clinic pauses capsules in Red, even if they are tolerated:

    >>> from alpims_mg import CURRENT, Citation, Intent, Route, Source, SourceKind, Verdict, Zone
    >>> from alpims_mg.rules import when
    >>> handbook = Source(title="Hill Clinic, handbook", kind=SourceKind.CONVENTION)
    >>> pause = Rule(
    ...     id="zone.hill-clinic",
    ...     when=when(zone=Zone.RED, route=Route.CAPSULE, intent=Intent.MAINTAIN),
    ...     then=Verdict.WITHHOLD,
    ...     because="our clinic pauses capsules in Red",
    ...     cites=(Citation(source=handbook, place="page 3", claim="Pause capsules in Red."),),
    ... )
    >>> ours = tighten(CURRENT, [pause], policy="Hill Clinic")
    >>> ours.edition.removeprefix(CURRENT.edition)
    ' with Hill Clinic'

    A row that would permit more is refused:

    >>> tighten(ours, [attrs.evolve(pause, id="zone.hill-clinic-lax", then=Verdict.CAUTION)])
    Traceback (most recent call last):
        ...
    alpims_mg.errors.RulebookError: zone.hill-clinic-lax permits more than zone.hill-clinic, where zone: red; ...
    """
    faults: list[str] = []
    rows_of_table: dict[str, list[AnyRule]] = {}
    for row in rows:
        if fault := an_instance("a row", row, Rule, example="Rule(...)"):
            faults.append(str(fault))
            continue
        fitting = [name for name, table in tables(rulebook) if _fits(row, table)]
        with_all_columns = [name for name in fitting if len(getattr(rulebook, name).columns) == len(row.when)]
        chosen = with_all_columns if len(with_all_columns) == 1 else fitting
        if row.id in rules_by_id(rulebook):
            faults.append(f"the id {row.id} is taken; choose a new one, since ids are permanent")
        elif len(chosen) == 1:
            rows_of_table.setdefault(chosen[0], []).append(row)
        else:
            fit = f"several tables: {', '.join(chosen)}" if chosen else "no table that can be made stricter"
            faults.append(f"{row.id} fits {fit}; begin the id with the name of one table, and name its columns")
    changed: dict[str, AnyTable] = {}
    for name, own in rows_of_table.items():
        table: AnyTable = getattr(rulebook, name)
        try:
            changed[name] = table.overlaid(tuple(own))
        except RulebookError as error:
            faults += error.faults
        else:
            faults += (fault for key, before in table for fault in _laxer_faults(changed[name][key], before, key))
    if faults:
        raise RulebookError(*faults)
    return attrs.evolve(rulebook, edition=f"{rulebook.edition} with {policy}", **changed)


def _fits(row: AnyRule, table: AnyTable) -> bool:
    """Whether the row can replace rules of the table.

    The id of the row must begin with the table's name. Its pattern must use the columns and members of the table. Its
    answer must have the class of the table's answers and must contain a verdict.
    """
    kinds: set[type] = {type(rule.then) for rule in table.rules}
    has_cells = row.id.startswith(f"{table.name}.") and bool(row.when) and table.holds(row.when)
    return has_cells and kinds == {type(row.then)} and verdict_of(row.then) is not None


def _laxer_faults(after: AnyRule, before: AnyRule, key: Any) -> Iterator[str]:
    """Yield a text for each way in which the row ``after`` is milder than the rule ``before`` for this key."""
    if not at_least_as_strict(after.then, before.then):
        yield f"{after.id} permits more than {before.id}, where {describe(key)}"
    if before.not_covered and not after.not_covered:
        unchecked = f"what {before.id} does not cover ({before.gap})"
        yield f"{after.id} must state in not_covered {unchecked}, where {describe(key)}"
