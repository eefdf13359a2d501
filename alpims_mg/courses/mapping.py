"""Build the map of a course: every position (state at the end of a day) that a sequence of check-ins can lead to."""

from collections.abc import Callable, Iterable, Iterator

from alpims_mg._internal.validation import a_whole_number, an_instance
from alpims_mg.courses.diary import Course
from alpims_mg.courses.facts import DayFacts, questions
from alpims_mg.courses.maps import MOST_DAYS, CourseMap, DayEffect, DayKind, Edge, day_effect
from alpims_mg.courses.positions import (
    FIRST,
    CourseNumbers,
    DayInputs,
    Permissions,
    Position,
    Transition,
    course_numbers,
)
from alpims_mg.courses.progress import Adherence, begin_day, end_of_day, transition
from alpims_mg.courses.replaying import permissions_on
from alpims_mg.courses.reviews import course_faults
from alpims_mg.errors import raise_if_any
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, Tolerance, Zone
from alpims_mg.rulebook.courses import Move
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.reactions import Response

_Answers = dict[int, tuple[Zone | None, Permissions]]
"""A table of the rules' answers. Zones in which all answers are equal form a group, and the key numbers the group.

The value is a pair: the first zone of the group, and the ``Permissions`` (the answers) of a day in that zone.
"""

_Shortest = dict[Move, tuple[DayKind, ...]]
"""For each move, the kinds of day that first lead to it."""

_Arrival = tuple[int, DayKind] | None
"""How the building of a map first came to a position: from which position, and by what kind of day.

A pair: the index of the position one day earlier, and the ``DayKind`` of the day between.

None for the position before the first day.
"""


def map_course(course: Course, *, days: int = 84, rulebook: Rulebook = CURRENT) -> CourseMap:
    """Build the map of every position that some sequence of check-ins can lead to within ``days`` days.

    A position is the state of a course at the end of a day. The facts of the first day apply on every day. On each day
    the person takes what the day permits, or nothing. The map leaves out wishes, other amounts and corrections. Ask
    ``CourseMap.odds`` of the result for the odds of each rung and phase.

    Raises: ``InvalidInputError`` if ``days`` is not from 1 to 366, or if the course and the rulebook have different
    editions or rungs, or if the facts do not fit the rulebook.

    >>> from datetime import date
    >>> from alpims_mg import (
    ...     Acknowledgement, Capsule, DosageForm, Elemental, Form, KidneyFunction, Situation, begin_course,
    ...     titration_schedule,
    ... )
    >>> capsule = Capsule(
    ...     form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4, dosage_form=DosageForm.HARD_CAPSULE,
    ...     ingredients=["rice flour"],
    ... )
    >>> person = Situation(
    ...     age_years=34, kidney=KidneyFunction.NORMAL, conditions=[], medicines=[], other_magnesium=Elemental.mg(0),
    ...     acknowledged=[
    ...         Acknowledgement(rule="consult.start", reason="discussed in clinic"),
    ...         Acknowledgement(rule="consult.adjust", reason="discussed in clinic"),
    ...     ],
    ... )
    >>> course = begin_course(titration_schedule(capsule), starts=date(2026, 3, 1), situation=person)
    >>> for place, positions, first_day in map_course(course, days=28).table():
    ...     print(f"{place}: first on day {first_day}")
    not-started: first on day 0
    paused: first on day 1
    rung 1: first on day 1
    rung 2: first on day 8
    rung 3: first on day 15
    rung 4: first on day 22
    stopped: first on day 1
    """
    raise_if_any(
        (
            an_instance("course", course, Course, example="Course(...)"),
            a_whole_number("days", days, least=1, most=MOST_DAYS, of="days"),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    raise_if_any(course_faults(course, rulebook))
    zones, answers = _zone_groups(course, rulebook)
    numbers = course_numbers(course, rulebook)
    kinds = _kinds_by_effect(zones)
    indices: dict[Position, int] = {FIRST: 0}
    positions, reached, edges = [FIRST], [0], list[dict[DayEffect, Edge]]()
    arrivals: list[_Arrival] = [None]
    shortest: _Shortest = {}
    while len(edges) < len(positions) and reached[len(edges)] < days:
        start = len(edges)
        edges_from_start: dict[DayEffect, Edge] = {}
        for effect, outcome, end in _day_outcomes(positions[start], kinds, answers, numbers):
            target = indices.get(end)
            if target is None:
                target = indices[end] = len(positions)
                positions.append(end)
                reached.append(reached[start] + 1)
                arrivals.append((start, kinds[effect]))
            edges_from_start[effect] = outcome.event, outcome.rung, target
            move = rulebook.course_events[outcome.event].then.move
            if move not in shortest:
                shortest[move] = (*_days_to(start, arrivals), kinds[effect])
        edges.append(edges_from_start)
    return CourseMap(
        course=course,
        days=days,
        positions=tuple(positions),
        reached=tuple(reached),
        edges=tuple(edges),
        shortest=tuple(shortest.items()),
        zones=zones,
    )


def _kinds_by_effect(zones: dict[Zone | None, int]) -> dict[DayEffect, DayKind]:
    """A table from each ``DayEffect`` (all of a day that matters to a course) to the first ``DayKind`` that has it.

    ``zones`` maps each zone, or None for no stated zone, to the number of its group (see ``_zone_groups``).
    """
    kinds: dict[DayEffect, DayKind] = {}
    for zone in (*Zone, None):
        for response in (Response.GO_ON, None, *list(Response)[1:]):
            for taken in (Adherence.IN_FULL, Adherence.NOTHING):
                kind = DayKind(zone=zone, response=response, taken=taken)
                kinds.setdefault(day_effect(kind, zones), kind)
    return kinds


def _zone_groups(course: Course, rulebook: Rulebook) -> tuple[dict[Zone | None, int], _Answers]:
    """Group the zones in which the rules answer every proposal alike, and number the groups from 0.

    Green is a group of its own, and so is None, a day without a stated zone. Return a pair of tables. The first maps
    each zone to the number of its group. The second maps that number to a pair: the first zone of the group, and the
    ``Permissions`` (the rules' answers) in it.
    """
    proposals, rungs = questions(course), range(len(course.plan.steps))
    groups: dict[object, int] = {}
    zones: dict[Zone | None, int] = {}
    answers: _Answers = {}
    for zone in (*Zone, None):
        facts = DayFacts(stated=(course.situation or Situation(),), zone=zone, day=course.starts)
        permissions = permissions_on(facts, proposals, rulebook)
        start, rise = permissions.start(), [permissions.rise(rung) for rung in rungs]
        keep = {(rung, tolerance): permissions.keep(rung, tolerance) for rung in rungs for tolerance in Tolerance}
        resume = [permissions.resume(rung) for rung in rungs]
        group = (start, tuple(keep.values()), tuple(rise), tuple(resume), zone is Zone.GREEN, zone is None)
        zones[zone] = groups.setdefault(group, len(groups))
        fixed = Permissions(
            start=_constant_start(start), keep=_lookup_keep(keep), rise=rise.__getitem__, resume=resume.__getitem__
        )
        answers.setdefault(zones[zone], (zone, fixed))
    return zones, answers


def _constant_start(answer: Answer) -> Callable[[], Answer]:
    return lambda: answer


def _lookup_keep(keep: dict[tuple[int, Tolerance], Answer]) -> Callable[[int, Tolerance], Answer]:
    return lambda rung, tolerance: keep[rung, tolerance]


def _day_outcomes(
    start: Position, effects: Iterable[DayEffect], answers: _Answers, numbers: CourseNumbers
) -> Iterator[tuple[DayEffect, Transition, Position]]:
    """For each of ``effects``, yield what such a day does to a course that begins the day in the position ``start``.

    A ``DayEffect`` is all of a day's report that matters to a course. Yield a tuple of three: the effect, what happens
    on the day, and the position at its end. ``answers`` gives the rules' answers by the number of a zone group.
    """
    began, morning = begin_day(start, numbers)
    for effect in effects:
        zone, permissions = answers[effect.zone]
        inputs = DayInputs(zone=zone, response=effect.response)
        outcome = transition(began, inputs, permissions, numbers, morning)
        taken = effect.taken if outcome.permitted(numbers) else Adherence.NOTHING
        if taken is Adherence.IN_FULL and inputs.has_gut_reaction:
            # A reaction ends the proof of what was taken, and that depends on what the day permits.
            inputs = inputs._replace(least_intake=outcome.permitted(numbers))
            outcome = transition(began, inputs, permissions, numbers, morning)
            taken = effect.taken if outcome.permitted(numbers) else Adherence.NOTHING
        yield effect, outcome, end_of_day(outcome, inputs, taken, numbers)


def _days_to(index: int, arrivals: list[_Arrival]) -> tuple[DayKind, ...]:
    """A shortest sequence of days that leads from the start of a course to the position at ``index``.

    The result has one ``DayKind`` (zone, reactions, amount taken) for each day, first day first. ``arrivals`` has one
    item for each position: where it was first reached from.
    """
    kinds: list[DayKind] = []
    while (arrival := arrivals[index]) is not None:
        index, kind = arrival
        kinds.append(kind)
    return tuple(reversed(kinds))
