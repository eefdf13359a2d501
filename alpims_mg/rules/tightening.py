"""``tighten``, which replaces rules of a rulebook by a clinic's own stricter rules."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any, TypeVar

import attrs

from alpims_mg._internal.rendering import describe
from alpims_mg._internal.validation import a_text, an_instance, as_tuple
from alpims_mg.errors import RulebookError, raise_if_any
from alpims_mg.rules.index import AnyRule, AnyTable, TableSet, rules_by_id, tables
from alpims_mg.rules.patterns import keys_of, pattern_faults
from alpims_mg.rules.strictness import at_least_as_strict, milder_parts, verdict_of
from alpims_mg.rules.tables import Rule

T = TypeVar("T", bound=TableSet)


def tighten(rulebook: T, rows: Iterable[AnyRule], *, policy: str = "local policy") -> T:
    """A copy of a rulebook in which a clinic's stricter rows replace some rules.

    The pattern of a row selects keys of one table. The row replaces the rules for these keys. All other keys keep their
    rule. A row cannot combine columns of two tables. If a policy depends on both tables, write a row for one of them
    only. That row is then stricter than the policy.

    Give each row a new id that begins with the name of its table, for example ``zone.hill-clinic``. If several tables
    have that name, the pattern must name every column of the table that you mean. The new answer must have the same
    class as the replaced answer, and must be at least as strict for every key. For a number, ``Rule.stricter`` of the
    replaced rule says which direction is stricter, and ``Rule.not_past`` names the rule whose number it must not pass.
    The row inherits both. If the replaced rule has ``not_covered``, the row needs ``not_covered`` too. ``policy``
    becomes part of the edition, which every answer shows. ``tighten_options`` lists every rule that can be made
    stricter.

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
    alpims_mg.errors.RulebookError: zone.hill-clinic-lax permits more than zone.hill-clinic in table zones, where ...

    To change a rule for all the keys that it answers, copy the rule. Our clinic rises by 25 mg, never by 75 mg:

    >>> from alpims_mg import Elemental
    >>> usual = rules_by_id(CURRENT)["dose.amount.rise-usual"]
    >>> slower = attrs.evolve(usual, id="dose.hill-rise", then=Elemental.mg(25), because="our clinic goes slower")
    >>> tighten(CURRENT, [slower]).dose_amounts.rules[0].id
    'dose.hill-rise'
    >>> tighten(CURRENT, [attrs.evolve(slower, then=Elemental.mg(75))])
    Traceback (most recent call last):
        ...
    alpims_mg.errors.RulebookError: dose.hill-rise permits more than dose.amount.rise-usual in table dose_amounts, ...
    """
    listed = as_tuple(rows)
    raise_if_any(
        (
            an_instance("rulebook", rulebook, TableSet, example="CURRENT"),
            an_instance("rows", listed, tuple, example="[Rule(...)]"),
            a_text("policy", policy, example="local policy"),
        )
    )
    faults: list[str] = []
    rows_of_field: dict[str, list[AnyRule]] = {}
    for row in listed:
        if fault := an_instance("a row", row, Rule, example="Rule(...)"):
            faults.append(str(fault))
        elif row.id in rules_by_id(rulebook):
            faults.append(f"the id {row.id} is taken; choose a new one, since ids are permanent")
        else:
            try:
                rows_of_field.setdefault(_field_of(row, rulebook), []).append(row)
            except RulebookError as error:
                faults += error.faults
    changed: dict[str, AnyTable] = {}
    for field, own in rows_of_field.items():
        table: AnyTable = getattr(rulebook, field)
        try:
            changed[field] = table.overlaid(tuple(_with_direction(row, table) for row in own))
        except RulebookError as error:
            faults += error.faults
        else:
            faults += _table_faults(field, table, changed[field])
    if faults:
        raise RulebookError(*faults)
    return attrs.evolve(rulebook, edition=f"{rulebook.edition} with {policy}", **changed)


def _field_of(row: AnyRule, rulebook: TableSet) -> str:
    """Find the table that a clinic's row belongs to. Return the name of the rulebook's field that holds this table.

    Raises: ``RulebookError`` if the row fits no table that can be made stricter, or several.
    """
    called = {field: table for field, table in tables(rulebook) if row.id.startswith(f"{table.name}.")}
    if not called:
        names = ", ".join(sorted({table.name for _, table in tables(rulebook)}))
        raise RulebookError(f"{row.id} begins with the name of no table; begin it with one of these names: {names}")
    columns = dict(row.when)
    fitting = {field: table for field, table in called.items() if columns and columns.keys() <= table.columns.keys()}
    if not fitting:
        known = "; ".join(f"{field} has {_column_words(table)}" for field, table in called.items())
        named = ", ".join(name or "values without a column" for name in columns) or "no column"
        raise RulebookError(f"{row.id} must name columns of one table: {known}; got {named}")
    holding = {field: table for field, table in fitting.items() if not any(pattern_faults(row.when, table.columns))}
    if not holding:
        named = "; ".join(", ".join(sorted(map(str, members))) or "no value" for members in columns.values())
        raise RulebookError(f"{row.id} must name values of the columns of {_one_of(fitting)}; got {named}")
    answer: object = row.then
    answering = {field: table for field, table in holding.items() if type(answer) in _answer_types(table)}
    if not answering:
        known = "; ".join(f"{field} with {describe(_answer_types(table))}" for field, table in holding.items())
        raise RulebookError(f"{row.id} must answer as its table does: {known}; got {describe(type(answer))}")
    tightenable = [field for field, table in answering.items() if any(map(can_be_stricter, table.rules))]
    if not tightenable:
        raise RulebookError(f"{row.id} belongs to {_one_of(answering)}, which cannot be made stricter; {_SEE}")
    with_all_columns = [field for field in tightenable if len(answering[field].columns) == len(columns)]
    chosen = with_all_columns if len(with_all_columns) == 1 else tightenable
    if len(chosen) > 1:
        raise RulebookError(f"{row.id} fits several tables: {', '.join(chosen)}; name every column of one of them")
    return chosen[0]


_SEE = "tighten_options() lists what can"


def _column_words(table: AnyTable) -> str:
    return ", ".join(name or f"{describe(table.key)} (without a column name)" for name in table.columns)


def _one_of(fields: Iterable[str]) -> str:
    return f"table {' or '.join(fields)}"


def _answer_types(table: AnyTable) -> tuple[type[object], ...]:
    answers: list[object] = [rule.then for rule in table.rules]
    return tuple(dict.fromkeys(map(type, answers)))


def can_be_stricter(rule: AnyRule) -> bool:
    """Whether a clinic may make the rule stricter: its answer is a number with a direction, or has a verdict."""
    return rule.stricter is not None or verdict_of(rule.then) is not None


def _with_direction(row: AnyRule, table: AnyTable) -> AnyRule:
    """A copy of the row with the ``stricter`` and ``not_past`` of the rules that it replaces.

    Raises: ``RulebookError`` if the replaced rules differ in either field.
    """
    replaced = {table[key] for key in keys_of(table.key, row.when)}
    if len({(rule.stricter, rule.not_past) for rule in replaced}) > 1:
        ids = ", ".join(sorted(rule.id for rule in replaced))
        raise RulebookError(f"{row.id} gives one number for {ids}, whose limits differ; write one row for each")
    one, *_ = replaced
    return row if one.stricter is None else attrs.evolve(row, stricter=one.stricter, not_past=one.not_past)


def _table_faults(field: str, before: AnyTable, after: AnyTable) -> Iterator[str]:
    """Compare a table before and after a clinic's rows. Yield a text for each fault.

    Faults are: a rule that permits more than the one it replaces, and a number past the limit that a rule sets for it.
    ``field`` is the name of the table.
    """
    for key, rule in after:
        if rule is not before[key]:
            yield from _laxer_faults(rule, before[key], f"in table {field}, where {_cell_words(key)}")
        if rule.stricter is not None and rule.not_past is not None:
            limit = after[rule.not_past]
            if not at_least_as_strict(limit.then, rule.then, rule.stricter):
                number, end = (f"{describe(one.then)} ({one.id})" for one in (rule, limit))
                contradiction = f"{key} is {number} and must not pass {rule.not_past}, which is {end}"
                yield f"{contradiction}, in table {field}; change one of these rows"


def _cell_words(key: Any) -> str:
    """A key of a table in words: ``zone: red; route: capsule``, or ``form: oxide`` for a key that is one enum."""
    return f"{describe(type(key))}: {key}" if isinstance(key, Enum) else describe(key)


def _laxer_faults(after: AnyRule, before: AnyRule, place: str) -> Iterator[str]:
    """Yield a text for each way in which the rule ``after`` is milder than ``before``, the rule that it replaces.

    ``place`` names the table and the key in these texts.
    """
    if not can_be_stricter(before):
        yield f"{after.id} replaces {before.id}, which cannot be made stricter, {place}; {_SEE}"
    elif parts := "; ".join(milder_parts(after.then, before.then, before.stricter)):
        yield f"{after.id} permits more than {before.id} {place}: {parts}"
    elif isinstance(after.then, int) and after.then < 0:
        yield f"{after.id} must be 0 or more {place}; got {after.then}"
    if before.not_covered and not after.not_covered:
        unchecked = f"what {before.id} does not cover ({before.gap})"
        yield f"{after.id} must state in not_covered {unchecked}, {place.partition(', ')[2]}"
