"""Other editions of the rulebook, made by changing the answers of some rows, and diaries in a few words."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import attrs

from alpims_mg import CURRENT, CheckIn, Elemental, Reaction, Rulebook, Situation, Zone
from alpims_mg.rules import Rule, Table


def edition(name: str, changes: Mapping[str, Any]) -> Rulebook:
    """The rulebook of another edition: that of today, with other answers in the rows with these ids."""
    tables = {field.name: getattr(CURRENT, field.name) for field in attrs.fields(Rulebook) if field.init}
    changed = {name: _changed(table, changes) for name, table in tables.items() if isinstance(table, Table)}
    return attrs.evolve(CURRENT, edition=name, **{name: table for name, table in changed.items() if table})


def _changed(table: Table[Any, Any], changes: Mapping[str, Any]) -> Table[Any, Any] | None:
    if not any(rule.id in changes for rule in table.rules):
        return None
    rules = (
        attrs.evolve(rule, then=_answer(rule, changes[rule.id])) if rule.id in changes else rule for rule in table.rules
    )
    return attrs.evolve(table, rules=tuple(rules))


def _answer(rule: Rule[Any], answer: Any) -> Any:
    return Elemental.mg(answer) if isinstance(rule.then, Elemental) else type(rule.then)(answer)


def diary(days: Sequence[str], first: date, facts: Situation) -> list[CheckIn]:
    """The check-ins of days in words, such as "green 50 nausea": zone, mg taken, reactions, and whether facts are."""
    return [_check_in(words, first + timedelta(days=i), facts) for i, words in enumerate(days) if words]


def _check_in(words: str, day: date, facts: Situation) -> CheckIn:
    zone, *others = words.split()
    return CheckIn(
        day=day,
        zone=Zone(zone),
        taken=next((Elemental.mg(word) for word in others if word.isdecimal()), None),
        reactions=[Reaction(word) for word in others if word.isalpha() and word != "facts"],
        situation=facts if "facts" in others else None,
    )
