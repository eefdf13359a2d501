"""Build the map of a course: every position that its days can lead to."""

from collections.abc import Callable, Iterable, Iterator

from alpims_mg._internal.validation import a_whole_number, an_instance
from alpims_mg.courses.diary import Course
from alpims_mg.courses.facts import DayFacts, questions
from alpims_mg.courses.maps import MOST_DAYS, CourseMap, DayEffect, DayKind, Edge, day_effect
from alpims_mg.courses.progress import (
    FIRST,
    Adherence,
    CourseNumbers,
    Permissions,
    Phase,
    Position,
    Report,
    course_numbers,
    ended,
    permission,
    transition,
)
from alpims_mg.courses.replaying import permissions_on
from alpims_mg.courses.reviews import course_faults
from alpims_mg.errors import raise_if_any
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, Tolerance, Zone
from alpims_mg.rulebook.courses import CourseEvent, Move
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.reactions import Response


def map_course(course: Course, *, days: int = 84, rulebook: Rulebook = CURRENT) -> CourseMap:
    """The map of a course: all that any sequence of daily check-ins can lead to in so many days.

    Raises: ``InvalidInputError`` when the days are not from 1 to 366, or the rulebook is not the course's.
    """
    raise_if_any(
        (
            an_instance("course", course, Course, example="Course(...)"),
            a_whole_number("days", days, least=1, most=MOST_DAYS, of="days"),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    raise_if_any(course_faults(course, rulebook))
    zones, asked = _zone_groups(course, rulebook)
    numbers = course_numbers(course.hold_days, len(course.plan.steps), rulebook)
    kinds: dict[DayEffect, DayKind] = {}
    for zone in (*Zone, None):
        for response in (Response.GO_ON, None, *list(Response)[1:]):
            for taken in Adherence:
                kind = DayKind(zone=zone, response=response, taken=taken)
                kinds.setdefault(day_effect(kind, zones), kind)
    places: dict[Position, int] = {FIRST: 0}
    positions, reached, edges = [FIRST], [0], list[dict[DayEffect, Edge]]()
    came: list[tuple[int, DayKind] | None] = [None]
    shortest: dict[Move, tuple[DayKind, ...]] = {}
    while len(edges) < len(positions) and reached[len(edges)] < days:
        at = len(edges)
        told: dict[DayEffect, Edge] = {}
        for effect, event, day, position in _day_outcomes(positions[at], kinds, asked, numbers):
            to = places.get(position)
            if to is None:
                to = places[position] = len(positions)
                positions.append(position)
                reached.append(reached[at] + 1)
                came.append((at, kinds[effect]))
            told[effect] = event, day.rung if day.phase is Phase.TAKING else None, to
            move = rulebook.course_events[event].then.move
            if move not in shortest:
                shortest[move] = (*_days_to(at, came), kinds[effect])
        edges.append(told)
    return CourseMap(
        course=course,
        days=days,
        positions=tuple(positions),
        reached=tuple(reached),
        edges=tuple(edges),
        shortest=tuple(shortest.items()),
        zones=zones,
    )


def _zone_groups(
    course: Course, rulebook: Rulebook
) -> tuple[dict[Zone | None, int], dict[int, tuple[Zone | None, Permissions]]]:
    """Each zone with its number, alike zones with the same, and for each number what is answered in it."""
    asks, rungs = questions(course), range(len(course.plan.steps))
    numbers: dict[object, int] = {}
    zones: dict[Zone | None, int] = {}
    asked: dict[int, tuple[Zone | None, Permissions]] = {}
    for zone in (*Zone, None):
        facts = DayFacts(told=(course.situation or Situation(),), zone=zone, day=course.starts)
        on = permissions_on(facts, asks, rulebook)
        start, rise = on.start(), [on.rise(rung) for rung in rungs]
        keep = {(rung, tolerance): on.keep(rung, tolerance) for rung in rungs for tolerance in Tolerance}
        alike = (start, tuple(keep.values()), tuple(rise), zone is Zone.GREEN, zone is None)
        zones[zone] = numbers.setdefault(alike, len(numbers))
        asked.setdefault(
            zones[zone], (zone, Permissions(start=_always(start), keep=_kept_answers(keep), rise=rise.__getitem__))
        )
    return zones, asked


def _always(answer: Answer) -> Callable[[], Answer]:
    return lambda: answer


def _kept_answers(keep: dict[tuple[int, Tolerance], Answer]) -> Callable[[int, Tolerance], Answer]:
    return lambda rung, tolerance: keep[rung, tolerance]


def _day_outcomes(
    at: Position,
    effects: Iterable[DayEffect],
    asked: dict[int, tuple[Zone | None, Permissions]],
    numbers: CourseNumbers,
) -> Iterator[tuple[DayEffect, CourseEvent, Position, Position]]:
    """For each effect of a day: what happens, where the course stands that day, and where at its end."""
    lived: dict[tuple[int, Response | None], tuple[CourseEvent, Position, Report, bool]] = {}
    for effect in effects:
        key = effect.zone, effect.response
        if key not in lived:
            zone, answers = asked[effect.zone]
            report = Report(zone=zone, response=effect.response)
            event, day = transition(at, report, answers, numbers)
            lived[key] = event, day, report, permission(day, event, answers) is Answer.OFFER
        event, day, report, offered = lived[key]
        # Where nothing is to be taken, taking all of it is taking nothing.
        idle = day.phase is not Phase.TAKING and effect.taken is Adherence.IN_FULL
        yield (
            effect,
            event,
            day,
            ended(day, report, Adherence.NOTHING if idle else effect.taken, numbers, offered=offered),
        )


def _days_to(at: int, came: list[tuple[int, DayKind] | None]) -> tuple[DayKind, ...]:
    """The days that lead to a position."""
    days: list[DayKind] = []
    while (step := came[at]) is not None:
        at, kind = step
        days.append(kind)
    return tuple(reversed(days))
