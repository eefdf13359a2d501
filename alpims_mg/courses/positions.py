"""The position of a course at the end of a day, and what decides how it moves on: reports, answers and numbers.

A ``Position`` holds everything that later days depend on, so two courses in the same position have the same future.
Only the day of a stop is kept outside, because it decides nothing but which acknowledgement opens the stop.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple, final

import attrs

from alpims_mg.courses.diary import Course
from alpims_mg.courses.responses import STOPPING
from alpims_mg.dosing.titration import scheduled
from alpims_mg.model.plans import DosePlan, Step
from alpims_mg.model.products import Capsule
from alpims_mg.model.vocabulary import Answer, Intent, Tolerance, Wish, Word, Zone
from alpims_mg.rulebook.courses import CourseEvent, CourseNumber
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.reactions import Response


class Phase(Word):
    """The phase of a course: not started, being taken, paused or stopped."""

    NOT_STARTED = "not-started"
    TAKING = "taking"
    PAUSED = "paused"
    STOPPED = "stopped"


@final
class Position(NamedTuple):
    """The state of a course at the end of a day. A named tuple, because a map of a course holds thousands of them.

    ``rung`` counts from 0. In a pause, it is the rung of the pause. ``proven`` holds
    the proven rungs: each was taken in full for a hold without a reaction. ``held`` counts the held days of the rung
    since the last start, resumption, rise or step back. ``calm_days`` counts calm days in a row. ``days_off`` counts
    the days in a row without a permitted intake, and ``gap_cost`` says whether they have cost a rung already.
    ``days_below`` counts the days in a row with less than the rung's amount, and ``least`` is the least nanograms taken
    on them. A count stops where more days would change nothing. ``has_started`` is true if the next start is a
    new one, after an earlier start or after a stop. ``disturbed`` is true if a report was ever anything but calm.
    ``wishes`` holds the wishes that stand: to hold or to pause. ``urgent`` is true if the course was
    stopped for urgent care.
    """

    phase: Phase
    rung: int = 0
    proven: frozenset[int] = frozenset()
    held: int = 0
    calm_days: int = 0
    days_off: int = 0
    gap_cost: bool = False
    days_below: int = 0
    least: int | None = None
    has_started: bool = False
    disturbed: bool = False
    wishes: frozenset[Wish] = frozenset()
    urgent: bool = False

    @property
    def tolerance(self) -> Tolerance:
        """``PROVEN`` if the present rung is among the proven rungs, otherwise ``UNPROVEN``."""
        return Tolerance.PROVEN if self.rung in self.proven else Tolerance.UNPROVEN


FIRST = Position(Phase.NOT_STARTED)
"""The position of every course before its first day."""


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Permissions:
    """The rules' answers for one day, as functions that return an ``Answer``.

    ``start()`` answers the proposal to start, or to start again after a stop. ``keep(rung, tolerance)`` answers the
    proposal to stay on a rung, if its tolerance is ``PROVEN`` or ``UNPROVEN``. ``rise(rung)`` answers the proposal to
    rise from a rung, and ``resume(rung)`` the one to resume on it after a pause. Rungs count from 0.
    """

    start: Callable[[], Answer]
    keep: Callable[[int, Tolerance], Answer]
    rise: Callable[[int], Answer]
    resume: Callable[[int], Answer]


_LESS: Final = frozenset({Wish.LOWER, Wish.PAUSE, Wish.STOP})
"""The wishes for less."""


@final
class DayInputs(NamedTuple):
    """What the reports of one day mean to a course.

    ``zone`` is None if no zone is stated. ``response`` is what the reactions call for, or None if reactions are not
    stated. ``amount_response`` is what the total of the day calls for. ``least_intake`` is the least nanograms taken,
    or None if nothing was. ``more_taken`` is true if more was taken than the day began with and than it permits.
    ``unasked`` is true if both are nothing, and no more was taken than the rung gives. Held days then stay.
    ``may_rise`` is false if another product of the person keeps this one from starting, resuming or rising that day.
    """

    zone: Zone | None
    response: Response | None
    wish: Wish | None = None
    amount_response: Response = Response.GO_ON
    least_intake: int | None = None
    more_taken: bool = False
    unasked: bool = False
    may_rise: bool = True

    @property
    def is_calm(self) -> bool:
        """True if the zone is Green, no reaction and no wish for less is reported, and no more taken than permitted.

        False if the zone or the reactions are not stated. A calm day also needs an offer: see ``count_calm``.
        """
        return self.zone is Zone.GREEN and self.response is Response.GO_ON and not self._disturbs

    @property
    def is_disturbed(self) -> bool:
        """True if the day reports anything that is not calm. What is not stated disturbs nothing."""
        return self.zone not in (None, Zone.GREEN) or self.response not in (None, Response.GO_ON) or self._disturbs

    @property
    def _disturbs(self) -> bool:
        return self.wish in _LESS or self.more_taken or self.amount_response is not Response.GO_ON

    @property
    def has_gut_reaction(self) -> bool:
        """True if the reactions call for a step back and nothing graver."""
        return self.response is Response.STEP_BACK

    @property
    def stops_course(self) -> bool:
        """True if the reactions, the total of the day or a wish stop the course."""
        return self.response in STOPPING or self.amount_response in STOPPING or self.wish is Wish.STOP


@final
class CourseNumbers(NamedTuple):
    """The numbers that decide how the course of one plan moves from day to day.

    ``holds`` has the held days that prove each rung, and ``amounts`` the daily nanograms of each rung. ``can_start`` is
    false if the rulebook has no plan to start the product. The next four fields are from the rulebook: the calm days
    needed to rise and to resume, the most days in a row without an intake that cost no rung, and the most that need no
    new start. ``priority`` maps each event (what can happen to a course on
    a day) to its rank. If several events apply on a day, the one with the smallest rank wins.
    """

    holds: tuple[int, ...]
    amounts: tuple[int, ...]
    can_start: bool
    calm_before_rise: int
    calm_to_resume: int
    missed_keep_most: int
    missed_back_most: int
    priority: dict[CourseEvent, int]

    @property
    def last(self) -> int:
        """The last rung, counted from 0."""
        return len(self.amounts) - 1


def course_numbers(course: Course, rulebook: Rulebook) -> CourseNumbers:
    """The ``CourseNumbers`` of a course: its plan's holds and amounts, and the rulebook's numbers of days."""
    can_start = not course.is_joined or bool(start_rungs(course.capsule, rulebook))
    amounts = tuple(step.daily.nanograms for step in course.rungs)
    return _course_numbers(course.holds, amounts, rulebook)._replace(can_start=can_start)


def start_rungs(capsule: Capsule, rulebook: Rulebook, hold_days: int = 7) -> tuple[Step, ...]:
    """The rungs that the rulebook gives to start a capsule without a target. Empty if the capsule has no such plan."""
    plan = scheduled(capsule, Intent.START, None, None, hold_days, rulebook)
    return plan.steps if isinstance(plan, DosePlan) else ()


@lru_cache(maxsize=64)
def _course_numbers(holds: tuple[int, ...], amounts: tuple[int, ...], rulebook: Rulebook) -> CourseNumbers:
    counts = {number: rule.then for number, rule in rulebook.course_numbers}
    return CourseNumbers(
        holds=holds,
        amounts=amounts,
        can_start=True,
        priority={event: rulebook.moves[rule.then.move].then for event, rule in rulebook.course_events},
        calm_before_rise=counts[CourseNumber.CALM_BEFORE_RISE],
        calm_to_resume=counts[CourseNumber.CALM_TO_RESUME],
        missed_keep_most=counts[CourseNumber.MISSED_KEEP_MOST],
        missed_back_most=counts[CourseNumber.MISSED_BACK_MOST],
    )


@final
class Transition(NamedTuple):
    """What happens to a course on a day, before any intake.

    ``event`` is what happens and why, such as ``RISE_OFFERED``. ``position`` is the one that follows. A start and a
    resumption are made by an intake: without one, ``unmade`` follows instead. It is None on all other days. ``answer``
    is the rules' answer to taking the amount of the day's rung: ``WITHHOLD`` if the course is on none.
    """

    event: CourseEvent
    position: Position
    answer: Answer = Answer.WITHHOLD
    unmade: Position | None = None

    @property
    def rung(self) -> int | None:
        """The rung of the day, counted from 0. None if the course is on no rung."""
        return self.position.rung if self.position.phase is Phase.TAKING else None

    def permitted(self, numbers: CourseNumbers) -> int:
        """The nanograms that the day permits. 0 if the rules do not offer the amount of the day's rung."""
        return numbers.amounts[self.position.rung] if self.rung is not None and self.answer is Answer.OFFER else 0
