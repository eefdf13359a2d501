"""Laws of the schedule of one day. They try every possible time, to check the faster search of ``schedule_day``."""

from collections.abc import Iterator, Sequence
from datetime import time
from itertools import combinations
from typing import Final

import attrs

from alpims_mg.assessment.assessing import assess
from alpims_mg.dosing.days import DaySchedule, Unschedulable
from alpims_mg.dosing.scheduling import schedule_day
from alpims_mg.medicines.labelling import told_apart
from alpims_mg.medicines.recognition import recognised
from alpims_mg.medicines.ways_of_giving import given_by
from alpims_mg.model.decisions import plan_or_draft
from alpims_mg.model.findings import Verdict
from alpims_mg.model.intakes import Intake
from alpims_mg.model.plans import DosePlan, Step
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.routines import Routine
from alpims_mg.model.separations import DoseSeparation, strictest
from alpims_mg.model.situations import Medicine, Situation
from alpims_mg.model.vocabulary import KidneyFunction, Route, TimeOfDay
from alpims_mg.rulebook.clock import ClockConstraint, ClockFinding, ClockNumber
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.medicines.tables import MedicineKey, Window, WindowKey
from alpims_mg.testing.laws.failures import law_broken, verify

__all__ = [
    "a_plan_keeps_every_stated_window",
    "one_more_medicine_never_improves_a_day",
    "order_of_medicines_never_matters",
    "schedule_equals_brute_force",
    "schedule_keeps_every_window",
    "unschedulable_names_the_smallest_sets",
    "without_medicines_every_intake_is_at_its_meal",
]

_Constraint = tuple[ClockConstraint, str | None]
"""A constraint on the times of a day, as a pair: its kind, and the medicine that causes it, or None if none does."""

_HOUR: Final = 60
_DAY: Final = 24 * 60


def a_plan_keeps_every_stated_window(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """Verify that no plan names a time within the stated window of a medicine, unless a finding says so.

    With a routine, each intake has a time on the clock. Without one, it may be at any time of its usual hours.
    """
    decision = assess(situation, proposal, rulebook=rulebook)
    plan = plan_or_draft(decision)
    said = {rulebook.clock_findings[key].id for key in (ClockFinding.NO_SLOT, ClockFinding.MEAL_IN_WINDOW)}
    if not isinstance(plan, DosePlan) or any(finding.rule in said for finding in decision.findings):
        return
    for intake in (intake for step in plan.steps for intake in step.intakes):
        verify((intake.clock is None) is (situation.routine is None), "a time is missing", situation, plan)
        hours = rulebook.usual_meals[intake.at].then
        usual = range(_minute(hours.begins), _minute(hours.ends) + 1, 30)
        for at in (intake.clock,) if intake.clock else (time(*divmod(minute, _HOUR)) for minute in usual):
            outside = all(_is_outside_windows(medicine, at, rulebook) for medicine in situation.medicines or ())
            verify(outside, "a plan names a time within a window", situation, plan, at)


def schedule_keeps_every_window(
    step: Step, routine: Routine, medicines: Sequence[Medicine], rulebook: Rulebook = CURRENT
) -> None:
    """Verify that each intake is placed once and at an allowed time.

    An allowed time is on the grid and during waking hours. It is with food if the intake needs food. It is far enough
    from the other intakes, and outside the window of every dose of a medicine. The intervals that the schedule lists
    as free must also be outside those windows.
    """
    day = schedule_day(step, routine, medicines, rulebook=rulebook)
    if not isinstance(day, DaySchedule):
        return
    case = (step, routine, medicines, day)
    asked = (attrs.evolve(intake, clock=None) for intake in step.intakes)
    complete = sorted(map(str, asked)) == sorted(str(placed.intake) for placed in day.placed)
    verify(complete, "an intake is missing", *case)
    numbers = {name: rule.then for name, rule in rulebook.clock_numbers}
    constraints = frozenset(_constraints(medicines, rulebook))
    for placed in day.placed:
        on_grid = _minute(placed.clock) % numbers[ClockNumber.GRID_MINUTES] == 0
        verify(on_grid, "a time is off the grid", *case)
        allowed = _is_allowed(placed.clock, placed.intake, routine, medicines, constraints, rulebook)
        verify(allowed, "a constraint is broken", *case)
    for placed, other in combinations(day.placed, 2):
        distance = _distance(placed.clock, other.clock)
        far_enough = distance >= numbers[ClockNumber.APART_HOURS] * _HOUR
        verify(far_enough, "two intakes are too close", *case)
        has_room = day.room_minutes is not None and distance >= day.room_minutes
        verify(has_room, "two intakes are closer than the stated room", *case)
    for interval in day.free:
        for at in (interval.begins, interval.ends):
            awake = _minutes_from(routine.wakes, at) <= _minutes_from(routine.wakes, routine.sleeps)
            verify(awake, "a free interval is outside waking hours", *case)
            for medicine in medicines:
                outside = _is_outside_windows(medicine, at, rulebook)
                verify(outside, "a free interval is inside a window", *case)


def schedule_equals_brute_force(
    step: Step, routine: Routine, medicines: Sequence[Medicine], rulebook: Rulebook = CURRENT
) -> None:
    """Verify that ``schedule_day`` returns the best possible schedule, or no schedule if none is possible.

    The best schedule has the fewest intakes outside their own time of day; then the fewest minutes from the intakes'
    own times, added up; then the most room; then each intake in turn as early as possible after waking.
    """
    day = schedule_day(step, routine, medicines, rulebook=rulebook)
    constraints = frozenset(_constraints(medicines, rulebook))
    candidates = _possible_times(step.intakes, routine, medicines, constraints, rulebook)
    ranked = ((_rank(times, step, routine, medicines, rulebook), times) for times in candidates)
    best = min(ranked, default=None)
    case = (step, routine, medicines, day)
    if best is None:
        verify(isinstance(day, Unschedulable), "a schedule breaks a constraint", *case)
        return
    if not isinstance(day, DaySchedule):
        raise law_broken("a possible schedule was not found", best, *case)
    (moved, _, room, _), times = best
    expected = sorted((at, str(intake)) for at, intake in zip(times, step.intakes, strict=True))
    actual = sorted((placed.clock, str(placed.intake)) for placed in day.placed)
    verify(actual == expected, "another schedule is better", best, *case)
    verify(sum(placed.moved for placed in day.placed) == moved, "the moved intakes differ", best, *case)
    verify(day.room_minutes == (None if room == -_DAY else -room), "the room differs", best, *case)


def unschedulable_names_the_smallest_sets(
    step: Step, routine: Routine, medicines: Sequence[Medicine], rulebook: Rulebook = CURRENT
) -> None:
    """Verify that ``Unschedulable`` (the result without a schedule) names why there is none.

    It must name every smallest set of constraints that together rule out every schedule, and no other set.
    """
    day = schedule_day(step, routine, medicines, rulebook=rulebook)
    if not isinstance(day, Unschedulable):
        return
    constraints = tuple(_constraints(medicines, rulebook))
    named = {frozenset((conflict.constraint, conflict.about) for conflict in conflicts) for conflicts in day.sets}
    sizes = {len(conflicts) for conflicts in named}
    case = (step, routine, medicines, day)
    verify(len(named) == len(day.sets) and len(sizes) == 1, "the sets differ in size, or one is listed twice", *case)
    (size,) = sizes
    for fewer in combinations(constraints, size - 1):
        candidates = _possible_times(step.intakes, routine, medicines, frozenset(fewer), rulebook)
        verify(next(candidates, None), "fewer constraints rule out every schedule", fewer, *case)
    for conflicts in map(frozenset, combinations(constraints, size)):
        candidates = _possible_times(step.intakes, routine, medicines, conflicts, rulebook)
        correct = (next(candidates, None) is None) is (conflicts in named)
        verify(correct, "a set is wrong or left out", conflicts, *case)


def without_medicines_every_intake_is_at_its_meal(step: Step, routine: Routine, rulebook: Rulebook = CURRENT) -> None:
    """Verify that each intake is at the first possible time of its own meal, if the person eats all these meals.

    The meals must be far enough apart for that, and the first possible times must be during waking hours.
    """
    numbers = {name: rule.then for name, rule in rulebook.clock_numbers}
    grid, meals = numbers[ClockNumber.GRID_MINUTES], dict(routine.meals)
    own = [meals.get(str(intake.at)) for intake in step.intakes]
    times = [time(*divmod(-(-_minute(meal) // grid) * grid % _DAY, _HOUR)) for meal in own if meal is not None]
    awake = _minutes_from(routine.wakes, routine.sleeps)
    apart = all(_distance(*pair) >= numbers[ClockNumber.APART_HOURS] * _HOUR for pair in combinations(times, 2))
    if len(times) < len(own) or not apart or any(_minutes_from(routine.wakes, at) > awake for at in times):
        return
    day = schedule_day(step, routine, (), rulebook=rulebook)
    placed = day.placed if isinstance(day, DaySchedule) else ()
    expected = sorted((at, intake.at) for at, intake in zip(times, step.intakes, strict=True))
    actual = sorted((one.clock, one.at) for one in placed if one.at is not None)
    verify(actual == expected, "an intake is not at its own meal", step, routine, day)


def order_of_medicines_never_matters(
    step: Step, routine: Routine, medicines: Sequence[Medicine], rulebook: Rulebook = CURRENT
) -> None:
    """Verify that the schedule stays the same if the medicines are listed in reverse order or twice."""
    day = schedule_day(step, routine, medicines, rulebook=rulebook)
    for other in (medicines[::-1], (*medicines, *medicines)):
        same = schedule_day(step, routine, other, rulebook=rulebook) == day
        verify(same, "the order or the number of medicines changed the schedule", step, routine, medicines)


def one_more_medicine_never_improves_a_day(
    step: Step, routine: Routine, medicines: Sequence[Medicine], extra: Medicine, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that one more medicine never improves a day.

    The medicine must not make the day schedulable, or reduce the number of moved intakes. If that number stays the
    same, the medicine must not bring the intakes nearer to their own times. If that stays the same too, it must not add
    room between intakes.
    """
    before = schedule_day(step, routine, medicines, rulebook=rulebook)
    after = schedule_day(step, routine, (*medicines, extra), rulebook=rulebook)
    if not isinstance(after, DaySchedule):
        return
    if not isinstance(before, DaySchedule):
        raise law_broken("one more medicine made a day schedulable", step, routine, medicines, extra)
    ranks: list[tuple[int, int, int]] = []
    for day in (before, after):
        times, intakes = zip(*((placed.clock, placed.intake) for placed in day.placed), strict=True)
        _, away = _distance_from_own_times(times, intakes, routine, rulebook)
        room = _DAY if day.room_minutes is None else day.room_minutes
        ranks.append((sum(placed.moved for placed in day.placed), away, -room))
    verify(ranks[0] <= ranks[1], "one more medicine gave a better schedule", step, routine, medicines, extra)


def _constraints(medicines: Sequence[Medicine], rulebook: Rulebook) -> Iterator[_Constraint]:
    """Yield every constraint of a day as a pair: its kind, and the name of the medicine that causes it, or None.

    A medicine is a constraint only if it rules out some time of day.
    """
    yield from ((kind, None) for kind in ClockConstraint if kind is not ClockConstraint.MEDICINE)
    names = {
        name
        for name, medicine in told_apart(tuple(medicines))
        if _is_withheld(medicine, rulebook) or (medicine.taken_at and _separation(medicine, rulebook))
    }
    yield from ((ClockConstraint.MEDICINE, name) for name in sorted(names))


def _possible_times(
    intakes: Sequence[Intake],
    routine: Routine,
    medicines: Sequence[Medicine],
    constraints: frozenset[_Constraint],
    rulebook: Rulebook,
    before: tuple[time, ...] = (),
) -> Iterator[tuple[time, ...]]:
    """Yield every schedule that the constraints allow: a tuple with one time for each intake, in the order of intakes.

    ``before`` holds the times already chosen for the first intakes.
    """
    if len(before) == len(intakes):
        yield before
        return
    numbers = {name: rule.then for name, rule in rulebook.clock_numbers}
    apart = numbers[ClockNumber.APART_HOURS] * _HOUR if (ClockConstraint.APART, None) in constraints else 0
    for minute in range(0, _DAY, numbers[ClockNumber.GRID_MINUTES]):
        at = time(*divmod(minute, _HOUR))
        too_close = any(_distance(at, other) < apart for other in before)
        if not too_close and _is_allowed(at, intakes[len(before)], routine, medicines, constraints, rulebook):
            yield from _possible_times(intakes, routine, medicines, constraints, rulebook, (*before, at))


def _is_allowed(
    at: time,
    intake: Intake,
    routine: Routine,
    medicines: Sequence[Medicine],
    constraints: frozenset[_Constraint],
    rulebook: Rulebook,
) -> bool:
    """Whether the constraints allow an intake at a time. The distance to other intakes is not checked here."""
    asleep = _minutes_from(routine.wakes, at) > _minutes_from(routine.wakes, routine.sleeps)
    if asleep and (ClockConstraint.WAKING, None) in constraints:
        return False
    meal_minutes = rulebook.clock_numbers[ClockNumber.MEAL_MINUTES].then
    at_meal = any(_minutes_from(meal, at) <= meal_minutes for _, meal in routine.meals)
    if intake.with_food and not at_meal and (ClockConstraint.FOOD, None) in constraints:
        return False
    named = told_apart(tuple(medicines))
    constraining = (medicine for name, medicine in named if (ClockConstraint.MEDICINE, name) in constraints)
    return all(_is_outside_windows(medicine, at, rulebook) for medicine in constraining)


def _is_outside_windows(medicine: Medicine, at: time, rulebook: Rulebook) -> bool:
    """Whether a medicine leaves a time of day free for magnesium: the time is not too near any dose.

    False if the medicine rules out magnesium at every time.
    """
    if _is_withheld(medicine, rulebook):
        return False
    separation = _separation(medicine, rulebook)
    return separation is None or all(separation.allows(medicine_at=dose, magnesium_at=at) for dose in medicine.taken_at)


def _separation(medicine: Medicine, rulebook: Rulebook) -> DoseSeparation | None:
    """The strictest separation of a medicine from magnesium for any kidney function; None if there is none."""
    key = WindowKey(route=Route.CAPSULE, given=given_by(medicine))
    if rulebook.windows[key].then is Window.NONE:
        return None
    separations = [
        rulebook.medicines[MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=kidney)].then.separation
        for kind in recognised(medicine).classes
        for kidney in KidneyFunction
    ]
    longest = strictest(*(separation for separation in separations if separation))
    return longest if longest != DoseSeparation(medicine_to_magnesium=0, magnesium_to_medicine=0) else None


def _is_withheld(medicine: Medicine, rulebook: Rulebook) -> bool:
    """Whether magnesium is withheld with this medicine, whatever the kidney function."""
    return any(
        {
            rulebook.medicines[MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=kidney)].then.verdict
            for kidney in KidneyFunction
        }
        == {Verdict.WITHHOLD}
        for kind in recognised(medicine).classes
    )


def _rank(
    times: tuple[time, ...], step: Step, routine: Routine, medicines: Sequence[Medicine], rulebook: Rulebook
) -> tuple[int, int, int, tuple[int, ...]]:
    """A sort key for schedules. The best schedule has the lowest key, which is a tuple of four.

    The items are: the number of intakes outside the time of day that the plan gives; the minutes from each intake to
    its planned time, added up; the room in minutes, negated, which is the shortest time between two intakes or from an
    intake to a medicine's window; and for each intake the minutes after waking.
    """
    moved, away = _distance_from_own_times(times, step.intakes, routine, rulebook)
    rooms = [_distance(at, other) for at, other in combinations(times, 2)]
    for medicine in medicines:
        if separation := _separation(medicine, rulebook):
            for at in times:
                for dose in medicine.taken_at:
                    rooms.append(_minutes_from(dose, at) - separation.medicine_to_magnesium * _HOUR)
                    rooms.append(_minutes_from(at, dose) - separation.magnesium_to_medicine * _HOUR)
    return moved, away, -min(rooms, default=_DAY), tuple(_minutes_from(routine.wakes, at) for at in times)


def _distance_from_own_times(
    times: Sequence[time], intakes: Sequence[Intake], routine: Routine, rulebook: Rulebook
) -> tuple[int, int]:
    """How many intakes are outside their time of day, and the minutes from each intake to its own time, added up."""
    numbers = {name: rule.then for name, rule in rulebook.clock_numbers}
    moved = away = 0
    for at, intake in zip(times, intakes, strict=True):
        own_time = routine.sleeps if intake.at is TimeOfDay.BEDTIME else dict(routine.meals).get(str(intake.at))
        if own_time is None:
            in_time, distance = False, 0
        elif intake.at is TimeOfDay.BEDTIME:
            in_time = _minutes_from(at, own_time) <= numbers[ClockNumber.BEDTIME_MINUTES]
            distance = _distance(at, own_time)
        else:
            in_time = _minutes_from(own_time, at) <= numbers[ClockNumber.MEAL_MINUTES]
            distance = _distance(at, own_time)
        moved += not in_time
        away += distance
    return moved, away


def _minute(at: time) -> int:
    return at.hour * _HOUR + at.minute


def _minutes_from(start: time, at: time) -> int:
    """The number of minutes from ``start`` forward to ``at``, past midnight if needed."""
    return (_minute(at) - _minute(start)) % _DAY


def _distance(at: time, other: time) -> int:
    """The shorter number of minutes between two times of day, forward or back across midnight."""
    return min(_minutes_from(at, other), _minutes_from(other, at))
