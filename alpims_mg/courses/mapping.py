"""Build the map of a course: every position (state at the end of a day) that a sequence of check-ins can lead to."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, final

import attrs

from alpims_mg._internal.validation import a_whole_number, an_instance
from alpims_mg.courses.checking import course_faults
from alpims_mg.courses.day_kinds import DayEffect, DayKind, day_effect
from alpims_mg.courses.diary import Course
from alpims_mg.courses.facts import DayFacts, questions
from alpims_mg.courses.maps import MOST_DAYS, CourseMap, Edge
from alpims_mg.courses.positions import (
    CourseNumbers,
    DayInputs,
    Permissions,
    Phase,
    Position,
    Transition,
    course_numbers,
)
from alpims_mg.courses.progress import Adherence, adherence, begin_day, end_of_day, resumed_rung, transition
from alpims_mg.courses.replaying import first_evening, permissions_on
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, Tolerance, Zone
from alpims_mg.rulebook.courses import CourseEvent, Move
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

    A position is the state of a course at the end of a day. On each day the person reports a zone and reactions, and
    takes what the day then permits, or nothing. The facts of the first day apply on every day.

    The map leaves out wishes, other amounts, corrections, and facts that change, so that a stop is final. Its page says
    so. Ask ``CourseMap.odds`` of the result for the odds of each rung and phase.

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
    paused: first on day 2
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
    raise_if_any((*course_faults(course, rulebook), _fault_of_following(course)))
    zones, answers = _zone_groups(course, rulebook)
    numbers = course_numbers(course, rulebook)
    kinds = _kinds_by_effect(zones)
    first = first_evening(course).position
    mornings = [_morning(first, numbers)]
    indices = {mornings[0]: 0}
    positions, reached, edges = [first], [0], list[dict[DayEffect, Edge]]()
    arrivals: list[_Arrival] = [None]
    shortest: _Shortest = {}
    while len(edges) < len(positions) and reached[len(edges)] < days:
        start = len(edges)
        edges_from_start: dict[DayEffect, Edge] = {}
        for effect, outcome, taken, end in _day_outcomes(mornings[start], kinds, answers, numbers):
            morning = _morning(end, numbers)
            target = indices.setdefault(morning, len(positions))
            if target == len(positions):
                positions.append(end)
                mornings.append(morning)
                reached.append(reached[start] + 1)
                arrivals.append((start, _shown(kinds[effect], taken)))
            edges_from_start[effect] = Edge(outcome.event, outcome.rung, taken, target)
            move = rulebook.course_events[outcome.event].then.move
            if move not in shortest:
                shortest[move] = (*_days_to(start, arrivals), _shown(kinds[effect], taken))
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


def _fault_of_following(course: Course) -> Fault | None:
    """A fault for a course that follows another, because the position that it begins in depends on the diary."""
    if course.follows is None:
        return None
    fix = "map a course from begin_course"
    return Fault(path="course.follows", expected="None", actual=f"a course from {course.follows.starts}", fix=fix)


# --- Positions with the same future


@final
class _Morning(NamedTuple):
    """How a day begins, without what no later day of a map depends on. Positions with equal mornings become one.

    ``ended`` is the phase at the end of the day before. ``began`` and ``event`` are the results of ``begin_day``.
    """

    ended: Phase
    began: Position
    event: CourseEvent | None


def _morning(end: Position, numbers: CourseNumbers) -> _Morning:
    """The morning after a day that ended in the position ``end``."""
    began, event = begin_day(end, numbers)
    if began.phase is Phase.STOPPED:
        began = Position(Phase.STOPPED, has_started=True, disturbed=True, urgent=began.urgent)
    elif began.phase is Phase.PAUSED and resumed_rung(began, numbers) is None:
        began = began._replace(rung=0, proven=frozenset(), gap_cost=False)
    elif began.rung == numbers.last and began.rung in began.proven:
        began = began._replace(held=0)
    calm_days = _calm_days_that_count(began, numbers)
    # Days on less than the rung are counted for an amount that a later day can give. No day of a map gives less.
    return _Morning(end.phase, began._replace(calm_days=calm_days, days_below=0), event)


def _calm_days_that_count(began: Position, numbers: CourseNumbers) -> int:
    """The calm days in a row, up to the most that a later day can ask for.

    A rise, a start or a resumption needs a row of calm days up to its own day. The days from this one to the first on
    which it can come belong to the row, so only the rest of the row has to lie in the past.
    """
    held_first = min(numbers.holds)
    if began.phase is Phase.TAKING and began.rung < numbers.last:
        held_first = min(held_first, numbers.holds[began.rung] - began.held)
    before_a_rise = numbers.calm_before_rise - held_first
    off_first = numbers.missed_back_most + 1 - began.days_off if began.phase is Phase.TAKING else 0
    before_a_start = numbers.calm_to_resume - 1 - off_first
    return min(began.calm_days, max(before_a_rise, before_a_start, 0))


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
    proposals, rungs = questions(course), range(len(course.rungs))
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
    morning: _Morning, effects: Iterable[DayEffect], answers: _Answers, numbers: CourseNumbers
) -> Iterator[tuple[DayEffect, Transition, int, Position]]:
    """For each of ``effects``, yield what such a day does to a course that begins the day as ``morning`` says.

    A ``DayEffect`` is all of a day's report that matters to a course. Yield a tuple of four: the effect, what happens
    on the day, the nanograms taken, and the position at its end. ``answers`` gives the rules' answers by the number of
    a zone group.
    """
    outcomes: dict[tuple[int, Response | None], Transition] = {}
    stopped = morning.began.phase is Phase.STOPPED
    for effect in effects:
        zone, permissions = answers[effect.zone]
        if stopped:  # a start asks for an agreement that names the day of the stop, and no day of a map states it
            permissions = attrs.evolve(permissions, start=_constant_start(Answer.CONSULT))
        inputs = DayInputs(zone=zone, response=effect.response)
        outcome = outcomes.get(effect[:2])
        if outcome is None:
            outcome = transition(morning.began, inputs, permissions, numbers, morning.event)
            outcomes[effect[:2]] = outcome
        taken = 0 if effect.nothing_taken else outcome.permitted(numbers)
        if taken and inputs.has_gut_reaction:
            # The reaction ends the proof of what was taken, so the answer is another one than before the intake.
            inputs = inputs._replace(least_intake=taken)
            outcome = transition(morning.began, inputs, permissions, numbers, morning.event)
        held = adherence(outcome.permitted(numbers), frozenset([taken]))
        yield effect, outcome, taken, end_of_day(outcome, inputs, held, numbers)


def _shown(kind: DayKind, taken: int) -> DayKind:
    """The kind of day to show for one on which ``taken`` nanograms are taken."""
    return kind if taken else attrs.evolve(kind, taken=Adherence.NOTHING)


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
