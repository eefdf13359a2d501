"""Merge the check-ins of a day into one report. Each rule takes the report that is worst for it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from typing import Final, NamedTuple, final

import attrs

from alpims_mg.courses.check_ins import CheckIn, DoseTaken, final_entries
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Reaction, Tolerance, Wish, Zone
from alpims_mg.rulebook.current import Rulebook


@final
class DayReport(NamedTuple):
    """The report of one day, merged from its check-ins. Where they contradict each other, the riskier one counts.

    ``is_silent`` is true on a day without a check-in. ``zone`` is the riskiest zone reported, or None if no zone is
    stated. ``reactions`` holds all reactions reported. It is None if no check-in states whether there were any.
    ``doses`` holds each dose once. ``amounts`` holds each total that the reports give for the day. ``wish`` is the
    strictest wish. ``situations`` holds all facts reported that day, each once. ``contradictions`` and
    ``counted_once`` hold one text for each contradiction and for each amount that two check-ins report.

    ``zone_is_sure`` and ``facts_are_sure`` are false if the zone or the facts come only from an entry that another
    correction takes away.
    """

    is_silent: bool = True
    zone: Zone | None = None
    reactions: frozenset[Reaction] | None = None
    doses: tuple[DoseTaken, ...] = ()
    amounts: frozenset[Elemental] = frozenset()
    wish: Wish | None = None
    situations: tuple[Situation, ...] = ()
    contradictions: tuple[str, ...] = ()
    counted_once: tuple[str, ...] = ()
    zone_is_sure: bool = True
    facts_are_sure: bool = True

    @property
    def taken(self) -> Elemental | None:
        """The amount for the ledger: the largest one reported. None if no amount is stated."""
        return max(self.amounts, default=None)

    @property
    def least(self) -> int:
        """The least nanograms that a report gives. 0 if no amount is stated."""
        return min((amount.nanograms for amount in self.amounts), default=0)

    @property
    def most(self) -> int:
        """The most nanograms that a report gives. 0 if no amount is stated."""
        return max((amount.nanograms for amount in self.amounts), default=0)

    @property
    def least_intake(self) -> int | None:
        """The least nanograms above 0 that a report gives. None if there is no such report."""
        return min((amount.nanograms for amount in self.amounts if amount.nanograms), default=None)


SILENT: Final = DayReport()
"""The report of a day without a check-in."""


def report_of(zone: Zone) -> DayReport:
    """The report of a day in ``zone`` without a reaction, as one check-in gives it."""
    return DayReport(is_silent=False, zone=zone, reactions=frozenset())


_ZONE_RISK = {zone: risk for risk, zone in enumerate(Zone)}


def riskiest_zone(zones: Iterable[Zone]) -> Zone | None:
    """The riskiest of the zones. None if there is none."""
    return max(zones, key=_ZONE_RISK.__getitem__, default=None)


def reports_by_day(check_ins: Iterable[CheckIn], rulebook: Rulebook) -> dict[date, DayReport]:
    """The report of each day that has a check-in, after all corrections."""
    final = final_entries(check_ins)
    corrections = Counter(first for first, _ in final if first is not None)
    by_day: dict[date, list[tuple[str | None, CheckIn]]] = defaultdict(list)
    for first, check_in in final:
        if not check_in.withdraw:
            by_day[check_in.day].append((first, check_in))
    return {day: _merge(_alternatives(entries, corrections), rulebook) for day, entries in by_day.items()}


_Alternatives = Sequence[CheckIn | None]
"""What one entry of a day may say: itself, or each of several corrections. None if one says that there is no entry."""


def _alternatives(entries: Iterable[tuple[str | None, CheckIn]], corrections: Mapping[str, int]) -> list[_Alternatives]:
    """The entries of one day. Several corrections of one entry are alternatives of each other.

    Each entry comes with the id of the entry that it corrects, or None. ``corrections`` has the number of corrections
    of each id. One that withdraws the entry, or moves it to another day, says that this day has no such entry.
    """
    found: list[_Alternatives] = []
    by_first: dict[str, list[CheckIn]] = defaultdict(list)
    for first, check_in in entries:
        if first is None:
            found.append((check_in,))
        else:
            by_first[first].append(check_in)
    for first, here in by_first.items():
        found.append((*here, None) if len(here) < corrections[first] else here)
    return found


def distinct_facts(situations: Iterable[Situation]) -> tuple[Situation, ...]:
    """The situations that state different facts, each once.

    A zone and a tolerance are no such facts: the zone is that of the day, and the course determines the tolerance.
    """
    different = tuple(dict.fromkeys(situations))
    if len(different) < 2:
        return different
    alike = (attrs.evolve(situation, zone=None, tolerance=Tolerance.UNPROVEN) for situation in different)
    return tuple(dict.fromkeys(alike))


def _merge(entries: Sequence[_Alternatives], rulebook: Rulebook) -> DayReport:
    """Merge the entries of one day that has at least one."""
    check_ins = [check_in for alternatives in entries for check_in in alternatives if check_in is not None]
    stated_facts = tuple(check_in.situation for check_in in check_ins if check_in.situation)
    situations = distinct_facts(stated_facts)
    zones = {check_in.zone for check_in in check_ins if check_in.zone}
    zones |= {situation.zone for situation in stated_facts if situation.zone}
    reactions = {check_in.reactions - {Reaction.NONE} for check_in in check_ins if check_in.reactions is not None}
    felt = frozenset[Reaction]().union(*reactions)
    wishes = {check_in.wish for check_in in check_ins if check_in.wish}
    ways = _ways_to_add(entries)
    totals = Counter(check_in.taken for check_in in check_ins if check_in.taken is not None)
    sums = {_sum_of(doses) for doses in ways if doses is not None}
    amounts = frozenset(totals) | sums
    stated = (
        ("zone", [str(zone) for zone in zones]),
        ("reactions", [", ".join(sorted(map(str, report))) or "none" for report in reactions]),
        ("taken", [f"{amount.format_mg()} mg" for amount in amounts]),
        ("wish", [str(wish) for wish in wishes]),
        ("facts", [f"report {i}" for i, _ in enumerate(situations, 1)]),
        *(("corrections", list(map(_summary, alternatives))) for alternatives in entries if _differ(alternatives)),
    )
    if amounts and not _is_sure(entries, _states_amount):
        amounts |= {Elemental(nanograms=0)}
    return DayReport(
        is_silent=False,
        zone=riskiest_zone(zones),
        reactions=felt if felt or _is_sure(entries, _states_reactions) else None,
        doses=max((doses or () for doses in ways), key=_sum_of),
        amounts=amounts,
        wish=min(wishes, key=lambda wish: rulebook.wishes[wish].then, default=None),
        situations=situations,
        contradictions=tuple(
            f"{what}: {' or '.join(sorted(values))}{_ADVICE.get(what, '')}"
            for what, values in stated
            if len(values) > 1
        ),
        counted_once=(
            *(f"{amount.format_mg()} mg" for amount, times in sorted(totals.items()) if times > 1),
            *map(str, _repeated(check_ins)),
        ),
        zone_is_sure=not zones or _is_sure(entries, _states_zone),
        facts_are_sure=not situations or _is_sure(entries, _states_facts),
    )


_ADVICE: Final = {"taken": " (report each dose by itself, so that they add up)"}


# --- Corrections that disagree on what is stated at all


def _is_sure(entries: Iterable[_Alternatives], states: Callable[[CheckIn], bool]) -> bool:
    """True if a day states something whichever of the alternatives is right: all those of one entry state it."""
    return any(all(one is not None and states(one) for one in alternatives) for alternatives in entries)


def _states_zone(check_in: CheckIn) -> bool:
    return bool(check_in.zone or (check_in.situation and check_in.situation.zone))


def _states_reactions(check_in: CheckIn) -> bool:
    return check_in.reactions is not None


def _states_amount(check_in: CheckIn) -> bool:
    return check_in.taken is not None or check_in.doses is not None


def _states_facts(check_in: CheckIn) -> bool:
    return check_in.situation is not None


def _differ(alternatives: _Alternatives) -> bool:
    """True if the alternatives differ in what they state at all, and not only in a value."""
    parts = (_states_zone, _states_reactions, _states_amount, _states_facts)
    return len({one and tuple(states(one) for states in parts) for one in alternatives}) > 1


def _summary(check_in: CheckIn | None) -> str:
    return "no such entry" if check_in is None else check_in.summary()


# --- Doses


def _ways_to_add(entries: Iterable[_Alternatives]) -> tuple[tuple[DoseTaken, ...] | None, ...]:
    """The doses of a day in the two ways that matter: with the larger and with the smaller of several corrections.

    None where no entry states doses.
    """

    def amount(check_in: CheckIn | None) -> Elemental:
        return _sum_of((check_in and check_in.doses) or ())

    ways = ([choose(alternatives, key=amount) for alternatives in entries] for choose in (max, min))
    return tuple(_added(filter(None, way)) for way in ways)


def _added(check_ins: Iterable[CheckIn]) -> tuple[DoseTaken, ...] | None:
    """All doses of these check-ins. A dose with the same clock time and amount in two of them is one dose."""
    lists = [check_in.doses for check_in in check_ins if check_in.doses is not None]
    timed = Counter[DoseTaken]()
    for doses in lists:
        timed |= Counter(filter(_has_clock_time, doses))
    others = [dose for doses in lists for dose in doses if not _has_clock_time(dose)]
    return tuple(sorted((*timed.elements(), *others), key=_dose_order)) if lists else None


def _repeated(check_ins: Iterable[CheckIn]) -> list[DoseTaken]:
    """Each dose with a clock time that more than one check-in reports."""
    times = Counter(dose for check_in in check_ins for dose in set(check_in.doses or ()) if _has_clock_time(dose))
    return sorted((dose for dose, number in times.items() if number > 1), key=_dose_order)


def _has_clock_time(dose: DoseTaken) -> bool:
    return isinstance(dose.at, time)


def _dose_order(dose: DoseTaken) -> tuple[bool, str, int]:
    return not _has_clock_time(dose), str(dose.at), dose.elemental.nanograms


def _sum_of(doses: Iterable[DoseTaken]) -> Elemental:
    return Elemental(nanograms=sum(dose.elemental.nanograms for dose in doses))
