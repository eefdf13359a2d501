"""Move a course through one day: from its position and the day's report to its position at the end of the day.

A ``Position`` holds everything that later days depend on, so two courses in the same position have the same future.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple, final

import attrs

from alpims_mg.model.vocabulary import Answer, Reaction, Tolerance, Word, Zone
from alpims_mg.rulebook.courses import CourseEvent, CourseNumber
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.reactions import JointResponse, Response
from alpims_mg.rules.tables import Rule


class Phase(Word):
    """The phase of a course: not started, being taken, paused or stopped."""

    NOT_STARTED = "not-started"
    TAKING = "taking"
    PAUSED = "paused"
    STOPPED = "stopped"


class Adherence(Word):
    """How the amount taken on a day compares with the amount of the day's rung."""

    IN_FULL = "in-full"
    OTHER_AMOUNT = "other-amount"
    """Something was taken, but not exactly the amount of the rung."""
    NOTHING = "nothing"
    """Nothing was taken, or no amount is stated."""


@final
class Position(NamedTuple):
    """The state of a course at the end of a day. A named tuple, because a map of a course holds thousands of them.

    ``rung`` counts from 0, and is 0 while the course is on no rung. A rung is proven after enough days taken in full
    without a reaction. ``proven`` is the number of proven rungs, counted from the first. On an unproven rung,
    ``days_on_rung`` counts the days taken in full without a reaction. On a proven rung, it counts the days since the
    rung last changed. ``calm_days`` counts calm days in a row (see ``Report``). ``missed_days`` counts missed days in a
    row: days on a rung without an offer or without an intake. ``days_off`` counts the days in a row without an intake,
    paused days included. A count stops where more days would change nothing. ``has_started`` is true if the course has
    ever been taken. ``urgent`` is true if the course was stopped for urgent care.
    """

    phase: Phase
    rung: int = 0
    proven: int = 0
    days_on_rung: int = 0
    calm_days: int = 0
    missed_days: int = 0
    days_off: int = 0
    has_started: bool = False
    urgent: bool = False

    @property
    def tolerance(self) -> Tolerance:
        """``PROVEN`` if the present rung is among the proven rungs, otherwise ``UNPROVEN``."""
        return Tolerance.PROVEN if self.proven > self.rung else Tolerance.UNPROVEN


FIRST = Position(Phase.NOT_STARTED)
"""The position of every course before its first day."""


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Permissions:
    """The rules' answers for one day, as functions that return an ``Answer``.

    ``start()`` answers the proposal to start. ``keep(rung, tolerance)`` answers the proposal to stay on a rung, if its
    tolerance is ``PROVEN`` or ``UNPROVEN``. ``rise(rung)`` answers the proposal to rise from a rung. Rungs count from
    0. ``restart_acknowledged`` is true if a clinician has acknowledged a new start since the course was stopped.
    """

    start: Callable[[], Answer]
    keep: Callable[[int, Tolerance], Answer]
    rise: Callable[[int], Answer]
    restart_acknowledged: bool = False


STOPPING: Final = frozenset({Response.STOP_AND_CONSULT, Response.URGENT_CARE, Response.ALLERGIC_EMERGENCY})
"""The responses to reactions that stop a course."""


@final
class Report(NamedTuple):
    """What the check-ins of one day report: the zone, and the response that the rules ask for after the reactions.

    ``zone`` is None if no zone is stated. ``response`` is None if reactions are not stated.
    """

    zone: Zone | None
    response: Response | None

    @property
    def is_calm(self) -> bool:
        """True if the zone is Green and no reaction is reported. False if either is not stated."""
        return self.zone is Zone.GREEN and self.response is Response.GO_ON

    @property
    def stops_course(self) -> bool:
        """True if the reactions call for urgent care, or for a stop and a consultation."""
        return self.response in STOPPING


@final
class CourseNumbers(NamedTuple):
    """The numbers that decide how the course of one plan moves from day to day.

    ``hold`` is the plan's least number of days on a rung. ``rungs`` is the plan's number of rungs. The next four fields
    are from the rulebook: the calm days needed to rise and to resume, the most missed days in a row that cost no rung,
    and the most days in a row without an intake that need no new start. ``priority`` maps each event (what can happen
    to a course on a day) to its rank. If several events apply on a day, the one with the smallest rank wins.
    """

    hold: int
    rungs: int
    calm_before_rise: int
    calm_to_resume: int
    missed_keep_most: int
    missed_back_most: int
    priority: dict[CourseEvent, int]


@lru_cache(maxsize=64)
def course_numbers(hold: int, rungs: int, rulebook: Rulebook) -> CourseNumbers:
    """The ``CourseNumbers`` for a plan of ``rungs`` rungs that lasts at least ``hold`` days on each.

    They hold both arguments, the rulebook's numbers of days for a course, and the rank of each event of a course.
    """
    counts = {number: rule.then for number, rule in rulebook.course_numbers}
    return CourseNumbers(
        hold=hold,
        rungs=rungs,
        priority={event: rulebook.moves[rule.then.move].then for event, rule in rulebook.course_events},
        calm_before_rise=counts[CourseNumber.CALM_BEFORE_RISE],
        calm_to_resume=counts[CourseNumber.CALM_TO_RESUME],
        missed_keep_most=counts[CourseNumber.MISSED_KEEP_MOST],
        missed_back_most=counts[CourseNumber.MISSED_BACK_MOST],
    )


Transition = tuple[CourseEvent, Position]
"""A pair: the event of a day (what happens to the course and why), and the position after it, before any intake."""


def transition(position: Position, report: Report, permissions: Permissions, numbers: CourseNumbers) -> Transition:
    """Decide the event of a day. Return a pair: this event, and the position that it leads to, before any intake.

    An event is what happens to a course on a day and why, such as ``RISE_OFFERED``. ``position`` is the state at the
    end of the day before. If several events apply, the one with the smallest rank in ``numbers.priority`` wins. Among
    equal ranks, the one that leads to the lowest rung wins.
    """
    calm_before = position.calm_days
    position = position._replace(calm_days=_count_calm_days(position, report, numbers))
    # The rulebook ranks events that stop a course first, so no other event is checked.
    if report.response is Response.ALLERGIC_EMERGENCY:
        return CourseEvent.ALLERGIC_EMERGENCY, Position(Phase.STOPPED, has_started=True, urgent=True)
    if report.response is Response.URGENT_CARE:
        return CourseEvent.URGENT_REACTION, Position(Phase.STOPPED, has_started=True, urgent=True)
    if report.response is Response.STOP_AND_CONSULT:
        event = CourseEvent.STOPPED_FOR_URGENT_CARE if position.urgent else CourseEvent.MCAS_REACTION
        return event, Position(Phase.STOPPED, has_started=True, urgent=position.urgent)
    if position.phase is Phase.STOPPED:
        return _when_stopped(position, report, permissions)
    lapsed = position.phase is not Phase.NOT_STARTED and position.days_off > numbers.missed_back_most
    if lapsed or position.phase is Phase.NOT_STARTED:
        return _when_not_started(position, report, permissions, lapsed=lapsed)
    transitions = (
        _when_paused(position, calm_before, report, permissions, numbers)
        if position.phase is Phase.PAUSED
        else _when_taking(position, calm_before, report, permissions, numbers)
    )
    return min(transitions, key=lambda candidate: (numbers.priority[candidate[0]], candidate[1].rung))


def answer_for_rung(position: Position, event: CourseEvent, permissions: Permissions) -> Answer:
    """The rules' answer to taking the amount of the day's rung. ``WITHHOLD`` if the course is on no rung.

    On a day with a start, a resumption or a rise, the answer is ``OFFER``: the rules have already offered that event.
    """
    if position.phase is not Phase.TAKING:
        return Answer.WITHHOLD
    return Answer.OFFER if event in _OFFERED else permissions.keep(position.rung, position.tolerance)


_OFFERED = frozenset(
    {
        CourseEvent.START_OFFERED,
        CourseEvent.START_OFFERED_AGAIN,
        CourseEvent.CALM_AGAIN,
        CourseEvent.RISE_OFFERED,
    }
)


def end_of_day(
    position: Position, report: Report, taken: Adherence, numbers: CourseNumbers, *, offered: bool = True
) -> Position:
    """Count a day into the state of a course: return the position at its end.

    ``position`` is the state after the event of the day, such as a rise. ``offered`` is false if the rules offered no
    amount that day. Then the day proves no rung and counts as missed, whatever was taken.
    """
    if position.phase in (Phase.NOT_STARTED, Phase.STOPPED):
        return position
    days_off = min(position.days_off + 1, numbers.missed_back_most + 1) if taken is Adherence.NOTHING else 0
    if position.phase is Phase.PAUSED:
        return position._replace(days_off=days_off)
    # The count stops one above the value that costs a rung, so that one gap costs only one rung.
    missed_days = (
        0 if offered and taken is not Adherence.NOTHING else min(position.missed_days + 1, numbers.missed_keep_most + 2)
    )
    proven, days_on_rung = position.proven, position.days_on_rung
    if proven > position.rung:
        # After a gap that costs a rung, the hold counts from the next day that is taken.
        days_on_rung = 0 if missed_days > numbers.missed_keep_most else min(days_on_rung + 1, numbers.hold)
    elif offered and taken is Adherence.IN_FULL and report.response is Response.GO_ON:
        days_on_rung += 1
        proven += days_on_rung >= numbers.hold
    return position._replace(proven=proven, days_on_rung=days_on_rung, missed_days=missed_days, days_off=days_off)


def joint_reactions(reactions: Iterable[Reaction], rulebook: Rulebook) -> tuple[Rule[JointResponse], ...]:
    """The rules on reactions that mean more together, for the reactions of one day, in the order of their table."""
    reported = frozenset(reactions)
    return tuple(
        rule
        for _, rule in rulebook.together
        if not reported.isdisjoint(rule.then.one_of) and not reported.isdisjoint(rule.then.with_one_of)
    )


def strictest_response(reactions: Iterable[Reaction] | None, rulebook: Rulebook) -> Response | None:
    """The strictest ``Response`` (such as to stop) that these reactions call for, each alone or in combination.

    None if ``reactions`` is None, which means not stated. ``GO_ON`` if there was no reaction.
    """
    if reactions is None:
        return None
    reported = frozenset(reactions)
    responses = [rulebook.reactions[reaction].then for reaction in reported]
    responses += (rule.then.response for rule in joint_reactions(reported, rulebook))
    return max(responses, key=STRICTNESS.__getitem__, default=Response.GO_ON)


STRICTNESS: Final = {response: rank for rank, response in enumerate(Response)}
"""The rank of each response to a reaction: 0 is the mildest."""


def _count_calm_days(position: Position, report: Report, numbers: CourseNumbers) -> int:
    """The number of calm days (Green, no reaction) in a row, today included, up to the most that a rule asks for."""
    most = max(numbers.calm_before_rise, numbers.calm_to_resume)
    return min(position.calm_days + 1, most) if report.is_calm else 0


def _on_first_rung(position: Position) -> Position:
    """The state of a course that starts today: on the first rung, with no rung proven."""
    return Position(Phase.TAKING, calm_days=position.calm_days, has_started=True)


def _on_rung(position: Position, rung: int) -> Position:
    """A copy of the position on the rung ``rung``, counted from 0. Days on that rung count from zero."""
    return position._replace(phase=Phase.TAKING, rung=rung, days_on_rung=0)


def _into_pause(position: Position) -> Position:
    """The state of a course that pauses today. Proven rungs stay proven, and calm days count from tomorrow."""
    return Position(Phase.PAUSED, proven=position.proven, days_off=position.days_off, has_started=True)


def _start(position: Position, report: Report, event: CourseEvent) -> Transition:
    """Start a course. Return a pair: ``event`` (the kind of start), and the position on the first rung.

    If a gut reaction is reported on the same day, return ``GUT_REACTION_ON_FIRST_RUNG`` and a position in a pause.
    """
    if report.response is Response.STEP_BACK:
        return CourseEvent.GUT_REACTION_ON_FIRST_RUNG, _into_pause(_on_first_rung(position))
    return event, _on_first_rung(position)


def _when_stopped(position: Position, report: Report, permissions: Permissions) -> Transition:
    if permissions.restart_acknowledged and permissions.start() is Answer.OFFER:
        return _start(position, report, CourseEvent.START_OFFERED_AGAIN)
    event = CourseEvent.STOPPED_FOR_URGENT_CARE if position.urgent else CourseEvent.STOPPED
    return event, position._replace(calm_days=0)


def _when_not_started(position: Position, report: Report, permissions: Permissions, *, lapsed: bool) -> Transition:
    if permissions.start() is Answer.OFFER:
        event = CourseEvent.START_OFFERED_AGAIN if position.has_started else CourseEvent.START_OFFERED
        return _start(position, report, event)
    event = CourseEvent.LAPSED if lapsed or position.has_started else CourseEvent.START_NOT_OFFERED
    return event, Position(Phase.NOT_STARTED, has_started=position.has_started)


def _when_paused(
    position: Position, calm_before: int, report: Report, permissions: Permissions, numbers: CourseNumbers
) -> Iterator[Transition]:
    calm_again = report.is_calm and calm_before + 1 >= numbers.calm_to_resume
    offered = (
        rung for rung in reversed(range(position.proven)) if permissions.keep(rung, Tolerance.PROVEN) is Answer.OFFER
    )
    highest = next(offered, None) if calm_again else None
    if highest is not None:
        yield CourseEvent.CALM_AGAIN, _on_rung(position, highest)
    elif calm_again and not position.proven and permissions.start() is Answer.OFFER:
        yield CourseEvent.START_OFFERED_AGAIN, _on_first_rung(position)
    else:
        yield CourseEvent.PAUSED, position


def _when_taking(
    position: Position, calm_before: int, report: Report, permissions: Permissions, numbers: CourseNumbers
) -> Iterator[Transition]:
    """For a course on a rung, yield each event that applies today, as a pair: the event, and the position after it."""
    rung, gut_reaction = position.rung, report.response is Response.STEP_BACK
    if gut_reaction:
        position = position._replace(proven=min(position.proven, rung))  # this rung and those above are unproven again
    if gut_reaction and rung:
        yield CourseEvent.GUT_REACTION, _on_rung(position, rung - 1)
    elif gut_reaction:
        yield CourseEvent.GUT_REACTION_ON_FIRST_RUNG, _into_pause(position)
    missed_too_long = position.missed_days == numbers.missed_keep_most + 1
    if missed_too_long and rung:
        yield CourseEvent.MISSED, _on_rung(position, rung - 1)
    elif missed_too_long:
        position = position._replace(days_on_rung=0)
        yield CourseEvent.MISSED_ON_FIRST_RUNG, position
    if permissions.keep(rung, position.tolerance) is Answer.WITHHOLD:
        not_withheld = (
            lower
            for lower in reversed(range(min(rung, position.proven)))
            if permissions.keep(lower, Tolerance.PROVEN) is not Answer.WITHHOLD
        )
        highest = next(not_withheld, None)
        if highest is None:
            yield CourseEvent.WITHHELD_ON_EVERY_RUNG, _into_pause(position)
        else:
            yield CourseEvent.WITHHELD, _on_rung(position, highest)
    yield _stay_or_rise(position, calm_before, report, permissions, numbers)


def _stay_or_rise(
    position: Position, calm_before: int, report: Report, permissions: Permissions, numbers: CourseNumbers
) -> Transition:
    rung = position.rung
    proven = position.proven > rung
    if report.zone is None:
        return CourseEvent.ZONE_NOT_STATED, position
    if proven and rung == numbers.rungs - 1:
        return CourseEvent.LAST_RUNG_HELD, position
    held = proven and position.days_on_rung >= numbers.hold
    if held and report.is_calm and calm_before >= numbers.calm_before_rise:
        if permissions.rise(rung) is Answer.OFFER:
            return CourseEvent.RISE_OFFERED, _on_rung(position, rung + 1)
        return CourseEvent.RISE_NOT_OFFERED, position
    return CourseEvent.HOLDING, position
