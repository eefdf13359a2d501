"""The laws of a day on the clock: each raises ``LawBrokenError`` for a case that breaks it.

The days are gone through one by one here, time after time, so that the search is held against what anyone can count.
"""

from collections.abc import Iterator, Sequence
from datetime import time
from itertools import combinations

from alpims_mg.dosing.days import DaySchedule, Unschedulable
from alpims_mg.dosing.scheduling import schedule_day
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.model.findings import DoseSeparation, Verdict, strictest
from alpims_mg.model.plans import Intake, Step
from alpims_mg.model.routines import Routine
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import KidneyFunction, Route, TimeOfDay
from alpims_mg.rulebook.clock import ClockConstraint, ClockNumber
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.medicines.tables import MedicineKey, Window, WindowKey
from alpims_mg.testing.laws import LawBrokenError

__all__ = [
    "a_medicine_more_never_gives_a_slot",
    "no_slot_names_the_smallest_sets",
    "order_of_medicines_moves_nothing",
    "schedule_equals_brute_force",
    "schedule_keeps_every_window",
]

_Held = tuple[ClockConstraint, str | None]
"""A constraint; a medicine's names the medicine."""

_HOUR, _DAY = 60, 24 * 60


def schedule_keeps_every_window(
    step: Step, routine: Routine, medicines: Sequence[Medicine], rulebook: Rulebook = CURRENT
) -> None:
    """Every intake is placed once, on the grid, awake, with food where it wants some, apart from the others and outside
    every window of every dose; the free spans are outside them too.
    """
    day = schedule_day(step, routine, medicines, rulebook=rulebook)
    if not isinstance(day, DaySchedule):
        return
    case = (step, routine, medicines, day)
    _hold(sorted(map(str, step.intakes)) == sorted(str(one.intake) for one in day.placed), "an intake is lost", *case)
    number = {name: rule.then for name, rule in rulebook.clock_numbers}
    for one in day.placed:
        _hold(_minute(one.clock) % number[ClockNumber.GRID_MINUTES] == 0, "a time is off the grid", *case)
        held = frozenset(_all_held(medicines, rulebook))
        _hold(_allowed(one.clock, one.intake, routine, medicines, held, rulebook), "a constraint is broken", *case)
    for one, other in combinations(day.placed, 2):
        apart = _between(one.clock, other.clock)
        _hold(apart >= number[ClockNumber.APART_HOURS] * _HOUR, "two intakes are too close", *case)
        _hold(day.room_minutes is not None and apart >= day.room_minutes, "the room is not what it says", *case)
    for span in day.free:
        for at in (span.begins, span.ends):
            _hold(_since(routine.wakes, at) <= _since(routine.wakes, routine.sleeps), "free while asleep", *case)
            for medicine in medicines:
                _hold(_keeps(medicine, at, rulebook), "free inside a window", *case)


def schedule_equals_brute_force(
    step: Step, routine: Routine, medicines: Sequence[Medicine], rulebook: Rulebook = CURRENT
) -> None:
    """The day is the first of all days that hold, gone through one by one; none is named where there is none."""
    day = schedule_day(step, routine, medicines, rulebook=rulebook)
    held = frozenset(_all_held(medicines, rulebook))
    days = _days(step.intakes, routine, medicines, held, rulebook)
    best = min(((_place(times, step, routine, medicines, rulebook), times) for times in days), default=None)
    case = (step, routine, medicines, day)
    if best is None:
        _hold(isinstance(day, Unschedulable), "a day was placed that cannot hold", *case)
        return
    if not isinstance(day, DaySchedule):
        raise LawBrokenError(f"a day was not found: {best} {case}")
    (moved, room, _), times = best
    expected = sorted((at, str(intake)) for at, intake in zip(times, step.intakes, strict=True))
    _hold(sorted((one.clock, str(one.intake)) for one in day.placed) == expected, "another day is better", best, *case)
    _hold(sum(one.moved for one in day.placed) == moved, "another intake is moved", best, *case)
    _hold(day.room_minutes == (None if room == -_DAY else -room), "the room is another", best, *case)


def no_slot_names_the_smallest_sets(
    step: Step, routine: Routine, medicines: Sequence[Medicine], rulebook: Rulebook = CURRENT
) -> None:
    """Each set leaves no day; without any one of its constraints it leaves one; fewer constraints always leave one, and
    no set of as many is left out.
    """
    day = schedule_day(step, routine, medicines, rulebook=rulebook)
    if not isinstance(day, Unschedulable):
        return
    everything = tuple(_all_held(medicines, rulebook))
    sets = {frozenset((one.constraint, one.about) for one in some) for some in day.sets}
    sizes = {len(some) for some in sets}
    case = (step, routine, medicines, day)
    _hold(len(sets) == len(day.sets) and len(sizes) == 1, "the sets are not of one size", *case)
    (size,) = sizes
    for fewer in combinations(everything, size - 1):
        days = _days(step.intakes, routine, medicines, frozenset(fewer), rulebook)
        _hold(next(days, None), "fewer constraints leave no day", fewer, *case)
    for some in map(frozenset, combinations(everything, size)):
        days = _days(step.intakes, routine, medicines, some, rulebook)
        _hold((next(days, None) is None) is (some in sets), "a set is wrong, or left out", some, *case)


def order_of_medicines_moves_nothing(
    step: Step, routine: Routine, medicines: Sequence[Medicine], rulebook: Rulebook = CURRENT
) -> None:
    """Medicines the other way round, or each of them twice, give the same day."""
    day = schedule_day(step, routine, medicines, rulebook=rulebook)
    for other in (medicines[::-1], (*medicines, *medicines)):
        same = schedule_day(step, routine, other, rulebook=rulebook) == day
        _hold(same, "the order or the number of medicines mattered", step, routine, medicines)


def a_medicine_more_never_gives_a_slot(
    step: Step, routine: Routine, medicines: Sequence[Medicine], extra: Medicine, rulebook: Rulebook = CURRENT
) -> None:
    """One more medicine never makes a day of none, never moves fewer intakes, and never leaves more room where as many
    are moved.
    """
    before = schedule_day(step, routine, medicines, rulebook=rulebook)
    after = schedule_day(step, routine, (*medicines, extra), rulebook=rulebook)
    if not isinstance(after, DaySchedule):
        return
    if not isinstance(before, DaySchedule):
        raise LawBrokenError(f"one more medicine gave a slot: {step} {routine} {medicines} {extra}")
    moved = [sum(one.moved for one in day.placed) for day in (before, after)]
    room = [_DAY if day.room_minutes is None else day.room_minutes for day in (before, after)]
    fewer = moved[1] < moved[0] or (moved[1] == moved[0] and room[1] > room[0])
    _hold(not fewer, "one more medicine gave a better day", step, routine, medicines, extra)


# --- Every day there is, counted out


def _all_held(medicines: Sequence[Medicine], rulebook: Rulebook) -> Iterator[_Held]:
    """Every constraint of a day; a medicine that keeps no time of day free is none."""
    yield from ((kind, None) for kind in ClockConstraint if kind is not ClockConstraint.MEDICINE)
    guards = {str(one) for one in medicines if _withheld(one, rulebook) or (one.taken_at and _hours(one, rulebook))}
    yield from ((ClockConstraint.MEDICINE, name) for name in sorted(guards))


def _days(
    intakes: Sequence[Intake],
    routine: Routine,
    medicines: Sequence[Medicine],
    held: frozenset[_Held],
    rulebook: Rulebook,
    before: tuple[time, ...] = (),
) -> Iterator[tuple[time, ...]]:
    """The times of every day that holds, one for each intake in its turn."""
    if len(before) == len(intakes):
        yield before
        return
    number = {name: rule.then for name, rule in rulebook.clock_numbers}
    apart = number[ClockNumber.APART_HOURS] * _HOUR if (ClockConstraint.APART, None) in held else 0
    for minute in range(0, _DAY, number[ClockNumber.GRID_MINUTES]):
        at = time(*divmod(minute, _HOUR))
        near = any(_between(at, other) < apart for other in before)
        if not near and _allowed(at, intakes[len(before)], routine, medicines, held, rulebook):
            yield from _days(intakes, routine, medicines, held, rulebook, (*before, at))


def _allowed(
    at: time,
    intake: Intake,
    routine: Routine,
    medicines: Sequence[Medicine],
    held: frozenset[_Held],
    rulebook: Rulebook,
) -> bool:
    asleep = _since(routine.wakes, at) > _since(routine.wakes, routine.sleeps)
    if asleep and (ClockConstraint.WAKING, None) in held:
        return False
    lasts = rulebook.clock_numbers[ClockNumber.MEAL_MINUTES].then
    fed = any(_since(meal, at) <= lasts for _, meal in routine.meals)
    if intake.with_food and not fed and (ClockConstraint.FOOD, None) in held:
        return False
    kept = (one for one in medicines if (ClockConstraint.MEDICINE, str(one)) in held)
    return all(_keeps(one, at, rulebook) for one in kept)


def _keeps(medicine: Medicine, at: time, rulebook: Rulebook) -> bool:
    separation = _hours(medicine, rulebook)
    kept = (
        all(separation.allows(medicine_at=dose, magnesium_at=at) for dose in medicine.taken_at) if separation else True
    )
    return kept and not _withheld(medicine, rulebook)


def _hours(medicine: Medicine, rulebook: Rulebook) -> DoseSeparation | None:
    key = WindowKey(route=Route.CAPSULE, given=medicine.route)
    if rulebook.windows[key].then is Window.NONE:
        return None
    separation = [
        rulebook.medicines[MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=kidney)].then.separation
        for kind in medicine_classes(medicine)
        for kidney in KidneyFunction
    ]
    kept = strictest(*(one for one in separation if one))
    return kept if kept != DoseSeparation(medicine_to_magnesium=0, magnesium_to_medicine=0) else None


def _withheld(medicine: Medicine, rulebook: Rulebook) -> bool:
    return any(
        {
            rulebook.medicines[MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=kidney)].then.verdict
            for kidney in KidneyFunction
        }
        == {Verdict.WITHHOLD}
        for kind in medicine_classes(medicine)
    )


def _place(
    times: tuple[time, ...], step: Step, routine: Routine, medicines: Sequence[Medicine], rulebook: Rulebook
) -> tuple[int, int, tuple[tuple[int, int], ...]]:
    """Where a day stands among all days: intakes moved, room, then each intake's nearness to its own time."""
    number = {name: rule.then for name, rule in rulebook.clock_numbers}
    moved, stands = 0, list[tuple[int, int]]()
    for at, intake in zip(times, step.intakes, strict=True):
        own = routine.sleeps if intake.at is TimeOfDay.BEDTIME else dict(routine.meals).get(str(intake.at))
        if own is None:
            within, near = False, 0
        elif intake.at is TimeOfDay.BEDTIME:
            within, near = _since(at, own) <= number[ClockNumber.BEDTIME_MINUTES], _between(at, own)
        else:
            within, near = _since(own, at) <= number[ClockNumber.MEAL_MINUTES], _between(at, own)
        moved += not within
        stands.append((near, _since(routine.wakes, at)))
    rooms = [_between(one, other) for one, other in combinations(times, 2)]
    for medicine in medicines:
        if separation := _hours(medicine, rulebook):
            for at in times:
                for dose in medicine.taken_at:
                    rooms.append(_since(dose, at) - separation.medicine_to_magnesium * _HOUR)
                    rooms.append(_since(at, dose) - separation.magnesium_to_medicine * _HOUR)
    return moved, -min(rooms, default=_DAY), tuple(stands)


def _minute(at: time) -> int:
    return at.hour * _HOUR + at.minute


def _since(start: time, at: time) -> int:
    """The minutes from one time of day on to another."""
    return (_minute(at) - _minute(start)) % _DAY


def _between(one: time, other: time) -> int:
    """The minutes between two times of day, the shorter way round."""
    return min(_since(one, other), _since(other, one))


def _hold(true: object, law: str, *case: object) -> None:
    if not true:
        raise LawBrokenError(f"{law}: {'; '.join(map(repr, case))}")
