"""Draws a ``DaySchedule`` on the clock."""

from alpims_mg._internal.clock import HOUR, clock_text, minute_of
from alpims_mg._internal.rendering import ClockMark, DayClock, sentence
from alpims_mg.dosing.days import DaySchedule, MedicineDose, PlacedIntake


def day_clock(schedule: DaySchedule, title: str = "Your day") -> DayClock:
    """A day on the clock: when to take magnesium, when the medicines are taken, and the hours without magnesium.

    >>> from datetime import time
    >>> from alpims_mg import Capsule, Elemental, Form, Routine, schedule_day, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2))
    >>> day_clock(schedule_day(plan.steps[0], Routine(wakes=time(7), sleeps=time(23), dinner=time(19)))).paragraphs
    ('19:00: magnesium, 1/2 capsule (50 mg), with food, at dinner.',)
    """
    doses = tuple(ClockMark(minute_of(dose.clock), dose.medicine) for dose in schedule.doses)
    intakes = tuple(ClockMark(minute_of(placed.clock), "magnesium", magnesium=True) for placed in schedule.placed)
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
    around = f"taken at {clock_text(dose.clock)}" if dose.separation is None else dose.separation.around(dose.clock)
    return sentence(f"{dose.medicine}: {around}")


def _intake_words(placed: PlacedIntake) -> str:
    at = "" if placed.at is None else f", at {placed.at}"
    return f"{clock_text(placed.clock)}: magnesium, {placed.intake.amount}{at}."
