"""A clinic's own stricter rulebook, and the index of its rules."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import attrs

from alpims_mg._kit.checks import an_instance
from alpims_mg._kit.markup import said
from alpims_mg._kit.tables import Rule, Table
from alpims_mg.errors import RulebookError
from alpims_mg.findings import Verdict
from alpims_mg.quantities import Elemental
from alpims_mg.rulebook import Rulebook
from alpims_mg.rulebook.ceilings import Limit, NoLevel
from alpims_mg.rulebook.forms import FormProfile
from alpims_mg.rulebook.medicines import Interaction
from alpims_mg.vocabulary import Severity

AnyTable = Table[Any, Any]
AnyRule = Rule[Any]


def tables(rulebook: Rulebook) -> Iterator[tuple[str, AnyTable]]:
    """Every table of a rulebook, by the name of its field."""
    for field in attrs.fields(Rulebook):
        if isinstance(table := getattr(rulebook, field.name), Table):
            yield field.name, table


@lru_cache(maxsize=16)
def rules_by_id(rulebook: Rulebook) -> dict[str, AnyRule]:
    """Every rule of a rulebook, by its id."""
    return {rule.id: rule for _, table in tables(rulebook) for rule in table.rules}


def verdict_of(answer: object) -> Verdict | None:
    """The verdict that an answer is or holds; None where it gives none."""
    match answer:
        case Verdict():
            return answer
        case Limit(verdict=verdict) | Interaction(verdict=verdict) | FormProfile(verdict=verdict):
            return verdict
        case _:
            return None


def tightened(rulebook: Rulebook, rows: Iterable[AnyRule], *, policy: str = "local policy") -> Rulebook:
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
    if not _no_laxer(after.then, before.then):
        yield f"{after.id} permits more than {before.id}, where {said(key)}"
    if before.leaves_open and not after.leaves_open:
        yield f"{after.id} does not say what {before.id} leaves open ({before.leaves_open}), where {said(key)}"


def _no_laxer(after: object, before: object) -> bool:
    """The answer after is at least as strict as the one before, in every way in which it can be."""
    match after, before:
        case Verdict(), Verdict():
            return after.severity >= before.severity
        case Severity(), Severity():
            return after.grade >= before.grade
        case Limit(), Limit():
            return _no_laxer(after.verdict, before.verdict) and _height(after) <= _height(before)
        case Interaction(), Interaction():
            gaps = zip(_gaps(after), _gaps(before), strict=True)
            kept = after.verdict is Verdict.WITHHOLD or all(own >= theirs for own, theirs in gaps)
            return kept and _no_laxer(after.severity, before.severity) and _no_laxer(after.verdict, before.verdict)
        case FormProfile(), FormProfile():
            same = attrs.evolve(after, verdict=before.verdict) == before
            return same and _no_laxer(after.verdict, before.verdict)
        case _:
            return False


def _height(limit: Limit) -> tuple[int, int]:
    """How high a daily total may go before the limit speaks: first where it always does, last where it never does."""
    if isinstance(limit.level, Elemental):
        return 1, limit.level.nanograms
    return (0, 0) if limit.level in (NoLevel.NONE_SET, NoLevel.EXCLUDED) else (2, 0)


def _gaps(interaction: Interaction) -> tuple[int, int]:
    hours = interaction.hours
    return (hours.medicine_to_magnesium, hours.magnesium_to_medicine) if hours else (0, 0)
