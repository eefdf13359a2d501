"""What a diary says of each day: doses, corrections and contradictory reports, as the readings take them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

import attrs

ZONES = ("green", "yellow", "red")
WISHES = ("go-on", "hold", "lower", "pause", "stop")


@attrs.frozen
class Entry:
    """One check-in of the diary: what was reported for a day, or a correction of an earlier entry."""

    day: int
    id: str | None = None
    replaces: str | None = None
    withdraw: bool = False
    zone: str | None = None
    reactions: frozenset[str] | None = None  # None: not stated
    doses: tuple[tuple[int, str | None], ...] | None = None
    total: int | None = None
    wish: str | None = None
    facts: Any = None


@attrs.frozen
class Report:
    """All that the diary says of one day, each field as the rules take it: the worst of what was reported."""

    sure: bool = False
    silent: bool = True
    zone: str | None = None
    reactions: frozenset[str] = frozenset()
    well: bool = True  # it was stated whether there were reactions
    amounts: frozenset[int | None] = frozenset([None])
    wish: str | None = None
    facts: tuple[Any, ...] = ()
    facts_sure: bool = True
    remarks: frozenset[str] = frozenset()

    @property
    def most(self) -> int:
        return max(amount or 0 for amount in self.amounts)

    @property
    def least(self) -> int:
        return min(amount or 0 for amount in self.amounts)

    @property
    def least_taken(self) -> int | None:
        """The least amount above nothing that was reported."""
        return min((amount for amount in self.amounts if amount), default=None)


def final_entries(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The last links of each chain of corrections. Several of one chain contradict one another.

    Raises: ``ValueError`` for an id used twice, an unknown id or a cycle.
    """
    entries = list(entries)
    named = {entry.id: entry for entry in entries if entry.id is not None}
    if len(named) < sum(entry.id is not None for entry in entries):
        raise ValueError("an id is unique in a diary")
    roots: dict[int, list[Entry]] = {}
    replaced = {entry.replaces for entry in entries}
    for entry in entries:
        root, seen = entry, {id(entry)}
        while root.replaces is not None:
            if root.replaces not in named:
                raise ValueError("an unknown id")
            root = named[root.replaces]
            if id(root) in seen:
                raise ValueError("a cycle")
            seen.add(id(root))
        if entry.id is None or entry.id not in replaced:
            roots.setdefault(id(root), []).append(entry)
    return list(roots.values())


def amounts_of(entries: Sequence[Entry]) -> tuple[set[int | None], set[str]]:
    """The amounts that the check-ins of a day can mean, and remarks on double entries and contradictions."""
    remarks = set[str]()
    totals = [entry.total for entry in entries if entry.total is not None]
    listed = [Counter(entry.doses) for entry in entries if entry.doses is not None]
    timed = Counter[tuple[int, str | None]]()
    for doses in listed:
        timed |= Counter({dose: count for dose, count in doses.items() if dose[1] is not None})
    untimed = sum(amount * count for doses in listed for (amount, at), count in doses.items() if at is None)
    counted = sum(amount * count for (amount, _), count in timed.items()) + untimed
    found: set[int | None] = {*totals, *([counted] if listed else [])}
    written = sum(amount * count for doses in listed for (amount, _), count in doses.items())
    if counted < written or len(totals) > len(set(totals)):
        remarks.add("double")
    if len(found) > 1:
        remarks.add("contradiction")
    return found or {None}, remarks


def reports(entries: Iterable[Entry]) -> dict[int, Report]:
    """What the diary says of each day: of contradictory reports each rule takes the worst."""
    groups: dict[int, list[list[Entry | None]]] = {}
    for group in final_entries(entries):
        for day in {entry.day for entry in group if not entry.withdraw}:
            here: list[Entry | None] = [entry for entry in group if entry.day == day and not entry.withdraw]
            groups.setdefault(day, []).append(here + [None] * (len(here) < len(group)))
    return {day: _report(options) for day, options in groups.items()}


def _report(options: list[list[Entry | None]]) -> Report:
    worlds = [[entry for entry in world if entry is not None] for world in product(*options)]
    entries = [entry for option in options for entry in option if entry is not None]
    amounts, remarks = set[int | None](), set[str]()
    for world in worlds:
        found, said = amounts_of(world)
        amounts, remarks = amounts | found, remarks | said
    zones = {entry.zone for entry in entries if entry.zone}
    wishes = {entry.wish for entry in entries if entry.wish}
    facts: list[Any] = []
    for entry in entries:
        if entry.facts is not None and entry.facts not in facts:
            facts.append(entry.facts)
    alternatives = any(len({_content(entry) for entry in option}) > 1 for option in options)
    if alternatives or len(zones) > 1 or len(wishes) > 1 or len(facts) > 1:
        remarks.add("contradiction")
    return Report(
        sure=all(any(entry.zone for entry in world) for world in worlds),
        silent=False,
        zone=max(zones, key=ZONES.index, default=None),
        reactions=frozenset[str]().union(*(entry.reactions or () for entry in entries)) - {"none"},
        well=all(any(entry.reactions is not None for entry in world) for world in worlds),
        amounts=frozenset(amounts),
        wish=max(wishes, key=WISHES.index, default=None),
        facts=tuple(facts),
        facts_sure=all(any(entry.facts is not None for entry in world) for world in worlds),
        remarks=frozenset(remarks),
    )


def _content(entry: Entry | None) -> str:
    return repr(None if entry is None else attrs.evolve(entry, id=None, replaces=None))
