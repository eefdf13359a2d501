"""One day of a course: from where it stands, and what is reported, to where it stands then.

Everything that the days to come depend on is in a ``Position``, so that two courses in one position have one future.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, final

import attrs

from alpims_mg.model.vocabulary import Answer, Reaction, Tolerance, Word, Zone
from alpims_mg.rulebook.courses import CourseEvent
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.reactions import Response


class Phase(Word):
    """Whether a course is being taken."""

    NOT_STARTED = "not-started"
    TAKING = "taking"
    PAUSED = "paused"
    STOPPED = "stopped"


class Adherence(Word):
    """What was taken on a day, beside what the day's rung gives."""

    IN_FULL = "in-full"
    OTHERWISE = "otherwise"
    NOTHING = "nothing"
    """Or nothing that was told of."""


@final
class Position(NamedTuple):
    """Where a course stands at the end of a day.

    A tuple, since a map of a course holds many thousands.

    ``rung`` counts from 0, and is 0 while nothing is taken. ``proven`` is how many rungs are proven, from the first.
    ``days_on_rung`` counts the days taken in full on a rung that is not proven, and the days since the last change on
    one that is. ``calm_days`` are the calm days in a row. ``missed_days`` are the days in a row that should have been
    taken and were not. ``days_off`` are the days in a row without an intake, paused ones too. Each count stops where a
    higher one would change nothing.
    """

    phase: Phase
    rung: int = 0
    proven: int = 0
    days_on_rung: int = 0
    calm_days: int = 0
    missed_days: int = 0
    days_off: int = 0
    begun: bool = False
    urgent: bool = False

    @property
    def tolerance(self) -> Tolerance:
        """Whether the rung is proven."""
        return Tolerance.PROVEN if self.proven > self.rung else Tolerance.UNPROVEN


FIRST = Position(Phase.NOT_STARTED)
"""Where every course stands before its first day."""


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Permissions:
    """What is answered today: to a start, to the same amount on a rung, and to a rise from a rung.

    ``renewed`` says that a start was talked over anew since the course was stopped.
    """

    start: Callable[[], Answer]
    keep: Callable[[int, Tolerance], Answer]
    rise: Callable[[int], Answer]
    renewed: bool = False


@final
@attrs.frozen(kw_only=True)
class Report:
    """What is told of a day before anything follows from it: the zone, and what the reactions ask for.

    ``response`` is None where reactions were not told of.
    """

    zone: Zone | None
    response: Response | None

    @property
    def calm(self) -> bool:
        """Green, and free of reactions."""
        return self.zone is Zone.GREEN and self.response is Response.GO_ON

    @property
    def stops(self) -> bool:
        """Whether a reaction ends the course."""
        return self.response in (Response.URGENT_CARE, Response.STOP_AND_CONSULT)


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class CourseNumbers:
    """The rulebook's numbers of days, the hold and the rungs of one plan, and which event goes first."""

    hold: int
    rungs: int
    calm_before_rise: int
    calm_to_resume: int
    missed_keep_most: int
    missed_back_most: int
    order: dict[CourseEvent, int]


@lru_cache(maxsize=64)
def course_numbers(hold: int, rungs: int, rulebook: Rulebook) -> CourseNumbers:
    """The numbers that one plan is lived by."""
    return CourseNumbers(
        hold=hold,
        rungs=rungs,
        order={event: rulebook.moves[rule.then.move].then for event, rule in rulebook.course_events},
        **{number.name.lower(): rule.then for number, rule in rulebook.course_numbers},
    )


Transition = tuple[CourseEvent, Position]
"""What happens on a day, and where the course stands that day, before anything of it is taken."""


def transition(at: Position, report: Report, asked: Permissions, numbers: CourseNumbers) -> Transition:
    """What happens on a day: of all that applies, what goes first by the rulebook, and on the lowest rung."""
    before, at = at.calm_days, at._replace(calm_days=_calm(at, report, numbers))
    # What ends a course comes first by the rulebook, so nothing else is looked at.
    if report.response is Response.URGENT_CARE:
        return CourseEvent.URGENT_REACTION, Position(Phase.STOPPED, begun=True, urgent=True)
    if report.response is Response.STOP_AND_CONSULT:
        event = CourseEvent.STOPPED_FOR_URGENT_CARE if at.urgent else CourseEvent.MCAS_REACTION
        return event, Position(Phase.STOPPED, begun=True, urgent=at.urgent)
    if at.phase is Phase.STOPPED:
        return _stopped(at, report, asked)
    lapsed = at.phase is not Phase.NOT_STARTED and at.days_off > numbers.missed_back_most
    if lapsed or at.phase is Phase.NOT_STARTED:
        return _not_started(at, report, asked, lapsed=lapsed)
    happened = (
        _paused(at, before, report, asked, numbers)
        if at.phase is Phase.PAUSED
        else _taking(at, before, report, asked, numbers)
    )
    return min(happened, key=lambda turn: (numbers.order[turn[0]], turn[1].rung))


def permission(at: Position, event: CourseEvent, asked: Permissions) -> Answer:
    """The answer to taking what the day's rung gives: an offer is what a start, a resumption and a rise came from."""
    if at.phase is not Phase.TAKING:
        return Answer.WITHHOLD
    return Answer.OFFER if event in _OFFERED else asked.keep(at.rung, at.tolerance)


_OFFERED = frozenset(
    {
        CourseEvent.START_OFFERED,
        CourseEvent.START_OFFERED_AGAIN,
        CourseEvent.CALM_AGAIN,
        CourseEvent.RISE_OFFERED,
    }
)


def ended(at: Position, report: Report, taken: Adherence, numbers: CourseNumbers, *, offered: bool = True) -> Position:
    """Where the course stands once the day's intakes are told, or are known not to be told.

    A day on which nothing was ``offered`` proves nothing and counts as missed, whatever was taken: who takes it all the
    same is never ahead of who does not.
    """
    if at.phase in (Phase.NOT_STARTED, Phase.STOPPED):
        return at
    days_off = min(at.days_off + 1, numbers.missed_back_most + 1) if taken is Adherence.NOTHING else 0
    if at.phase is Phase.PAUSED:
        return at._replace(days_off=days_off)
    # One more than the days that cost a rung: they cost it once.
    missed_days = (
        0 if offered and taken is not Adherence.NOTHING else min(at.missed_days + 1, numbers.missed_keep_most + 2)
    )
    proven, days_on_rung = at.proven, at.days_on_rung
    if proven > at.rung:
        # The hold after a gap that costs a rung is counted once it is taken again.
        days_on_rung = 0 if missed_days > numbers.missed_keep_most else min(days_on_rung + 1, numbers.hold)
    elif offered and taken is Adherence.IN_FULL and report.response is Response.GO_ON:
        days_on_rung += 1
        proven += days_on_rung >= numbers.hold
    return at._replace(proven=proven, days_on_rung=days_on_rung, missed_days=missed_days, days_off=days_off)


def response(reactions: Iterable[Reaction] | None, rulebook: Rulebook) -> Response | None:
    """What reactions ask for: the strictest of each by itself and of some together; None where none were told of."""
    if reactions is None:
        return None
    felt = frozenset(reactions)
    asked = [rulebook.reactions[one].then for one in felt]
    asked += (rule.then.response for _, rule in rulebook.together if felt.issuperset(rule.then.reactions))
    return max(asked, key=_STRICTNESS.__getitem__, default=Response.GO_ON)


_STRICTNESS = {one: place for place, one in enumerate(Response)}


def _calm(at: Position, report: Report, numbers: CourseNumbers) -> int:
    return min(at.calm_days + 1, max(numbers.calm_before_rise, numbers.calm_to_resume)) if report.calm else 0


def _begun(at: Position) -> Position:
    """On the first rung, of which nothing is proven."""
    return Position(Phase.TAKING, calm_days=at.calm_days, begun=True)


def _begins(at: Position, report: Report, event: CourseEvent) -> Transition:
    """A start; where the gut reacts on the same day, a pause at once."""
    if report.response is Response.STEP_BACK:
        return CourseEvent.GUT_REACTION_ON_FIRST_RUNG, _resting(_begun(at))
    return event, _begun(at)


def _on(at: Position, rung: int) -> Position:
    """On a rung, whose days are counted anew."""
    return at._replace(phase=Phase.TAKING, rung=rung, days_on_rung=0)


def _resting(at: Position) -> Position:
    """Paused from today: the calm days are counted from the day after."""
    return Position(Phase.PAUSED, proven=at.proven, days_off=at.days_off, begun=True)


def _stopped(at: Position, report: Report, asked: Permissions) -> Transition:
    if asked.renewed and asked.start() is Answer.OFFER:
        return _begins(at, report, CourseEvent.START_OFFERED_AGAIN)
    return (CourseEvent.STOPPED_FOR_URGENT_CARE if at.urgent else CourseEvent.STOPPED), at._replace(calm_days=0)


def _not_started(at: Position, report: Report, asked: Permissions, *, lapsed: bool) -> Transition:
    if asked.start() is Answer.OFFER:
        return _begins(at, report, CourseEvent.START_OFFERED_AGAIN if at.begun else CourseEvent.START_OFFERED)
    event = CourseEvent.LAPSED if lapsed or at.begun else CourseEvent.START_NOT_OFFERED
    return event, Position(Phase.NOT_STARTED, begun=at.begun)


def _paused(
    at: Position, before: int, report: Report, asked: Permissions, numbers: CourseNumbers
) -> Iterator[Transition]:
    rested = report.calm and before + 1 >= numbers.calm_to_resume
    kept = (rung for rung in reversed(range(at.proven)) if asked.keep(rung, Tolerance.PROVEN) is Answer.OFFER)
    rung = next(kept, None) if rested else None
    if rung is not None:
        yield CourseEvent.CALM_AGAIN, _on(at, rung)
    elif rested and not at.proven and asked.start() is Answer.OFFER:
        yield CourseEvent.START_OFFERED_AGAIN, _begun(at)
    else:
        yield CourseEvent.PAUSED, at


def _taking(
    at: Position, before: int, report: Report, asked: Permissions, numbers: CourseNumbers
) -> Iterator[Transition]:
    rung, reacted = at.rung, report.response is Response.STEP_BACK
    if reacted:
        at = at._replace(proven=min(at.proven, rung))  # the proof of this rung ends, and of every higher one
    if reacted and rung:
        yield CourseEvent.GUT_REACTION, _on(at, rung - 1)
    elif reacted:
        yield CourseEvent.GUT_REACTION_ON_FIRST_RUNG, _resting(at)
    missed_days = at.missed_days == numbers.missed_keep_most + 1
    if missed_days and rung:
        yield CourseEvent.MISSED, _on(at, rung - 1)
    elif missed_days:
        at = at._replace(days_on_rung=0)
        yield CourseEvent.MISSED_ON_FIRST_RUNG, at
    if asked.keep(rung, at.tolerance) is Answer.WITHHOLD:
        lower = (
            one
            for one in reversed(range(min(rung, at.proven)))
            if asked.keep(one, Tolerance.PROVEN) is not Answer.WITHHOLD
        )
        kept = next(lower, None)
        if kept is None:
            yield CourseEvent.WITHHELD_ON_EVERY_RUNG, _resting(at)
        else:
            yield CourseEvent.WITHHELD, _on(at, kept)
    yield from _going_on(at, before, report, asked, numbers)


def _going_on(
    at: Position, before: int, report: Report, asked: Permissions, numbers: CourseNumbers
) -> Iterator[Transition]:
    rung = at.rung
    if report.zone is None:
        yield CourseEvent.ZONE_NOT_STATED, at
    elif at.proven > rung and rung == numbers.rungs - 1:
        yield CourseEvent.LAST_RUNG_HELD, at
    elif at.proven > rung and at.days_on_rung >= numbers.hold and report.calm and before >= numbers.calm_before_rise:
        offered = asked.rise(rung) is Answer.OFFER
        yield (CourseEvent.RISE_OFFERED, _on(at, rung + 1)) if offered else (CourseEvent.RISE_NOT_OFFERED, at)
    else:
        yield CourseEvent.HOLDING, at
