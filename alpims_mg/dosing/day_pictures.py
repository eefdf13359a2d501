"""Draws a ``DaySchedule`` on the clock."""

from alpims_mg._internal.clock import HOUR, clock_text, minute_of
from alpims_mg._internal.messages import Message, as_it_is, say
from alpims_mg._internal.rendering import ClockMark, DayClock, sentence
from alpims_mg.dosing.days import DaySchedule, MedicineDose, PlacedIntake
from alpims_mg.model.intakes import AT_TIMES
from alpims_mg.model.separations import about

_YOUR_DAY = say("view.clock", "Your day")
_MAGNESIUM = say("view.clock", "magnesium")


def day_clock(schedule: DaySchedule, title: str = _YOUR_DAY) -> DayClock:
    """A day on the clock: when to take magnesium, when the medicines are taken, and the hours without magnesium.

    >>> from datetime import time
    >>> from alpims_mg import Capsule, Elemental, Form, Routine, schedule_day, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2))
    >>> day_clock(schedule_day(plan.steps[0], Routine(wakes=time(7), sleeps=time(23), dinner=time(19)))).paragraphs
    ('19:00: magnesium, 1/2 capsule (50 mg), with food, at dinner.',)
    """
    doses = tuple(ClockMark(minute_of(dose.clock), as_it_is(dose.medicine)) for dose in schedule.doses)
    intakes = tuple(ClockMark(minute_of(placed.clock), _MAGNESIUM, magnesium=True) for placed in schedule.placed)
    closed = (_closed(dose) for dose in schedule.doses)
    words = (*map(_dose_words, schedule.doses), *map(_intake_words, schedule.placed))
    return DayClock(title, (*doses, *intakes), tuple(hours for hours in closed if hours[0] < hours[1]), words)


def _closed(dose: MedicineDose) -> tuple[int, int]:
    """The minutes from midnight at which the hours without magnesium begin and end. They are equal if none apply."""
    minute = minute_of(dose.clock)
    if dose.separation is None:
        return minute, minute
    return minute - dose.separation.magnesium_to_medicine * HOUR, minute + dose.separation.medicine_to_magnesium * HOUR


def _dose_words(dose: MedicineDose) -> str:
    if dose.separation is None:
        around = say("view.clock", "taken at {clock}", clock=clock_text(dose.clock))
    else:
        around = dose.separation.around(dose.clock)
    return sentence(about(dose.medicine, around))


def _intake_words(placed: PlacedIntake) -> Message:
    at = {} if placed.at is None else {"at": AT_TIMES[placed.at]}
    clock, amount = clock_text(placed.clock), placed.intake.amount
    return say("view.clock", "{clock}: magnesium, {amount}[, {at}].", clock=clock, amount=amount, **at)
