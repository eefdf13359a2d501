"""Strategies for daily routines and for schedules of one day."""

from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from alpims_mg._internal.clock import DAY
from alpims_mg.dosing.days import (
    Day,
    DaySchedule,
    FreeInterval,
    MedicineDose,
    PlacedIntake,
    SchedulingConflict,
    Unschedulable,
)
from alpims_mg.model.proposals import DayCase
from alpims_mg.model.routines import Routine
from alpims_mg.model.vocabulary import TimeOfDay
from alpims_mg.rulebook.clock import ClockConstraint
from alpims_mg.testing.strategies.answers import not_checkeds
from alpims_mg.testing.strategies.basics import short_tuples, texts, times_of_day
from alpims_mg.testing.strategies.plans import findings, intakes, separations
from alpims_mg.testing.strategies.questions import proposals, routines, situations

__all__ = [
    "conflicts",
    "day_cases",
    "day_schedules",
    "days",
    "free_intervals",
    "medicine_doses",
    "placed_intakes",
    "unschedulables",
]


def day_cases() -> SearchStrategy[DayCase]:
    """A strategy for any situation and proposal, with any daily routine."""
    return st.builds(DayCase, situation=situations(), proposal=proposals(), routine=routines())


def placed_intakes() -> SearchStrategy[PlacedIntake]:
    """A strategy for any intake at any time of day, at its own time of day, at another or at none."""
    return st.builds(PlacedIntake, clock=times_of_day(), intake=intakes(), at=st.none() | st.sampled_from(TimeOfDay))


def medicine_doses() -> SearchStrategy[MedicineDose]:
    """A strategy for a dose of any medicine at any time, with any separation from magnesium."""
    return st.builds(MedicineDose, clock=times_of_day(), medicine=texts(), separation=st.none() | separations())


def free_intervals() -> SearchStrategy[FreeInterval]:
    """A strategy for any interval between two times of day."""
    return st.builds(FreeInterval, begins=times_of_day(), ends=times_of_day())


def conflicts() -> SearchStrategy[SchedulingConflict]:
    """A strategy for a conflict: a constraint of any kind, with any reason, about a medicine or not."""
    return st.builds(
        SchedulingConflict,
        constraint=st.sampled_from(ClockConstraint),
        because=texts(),
        about=st.none() | texts(),
    )


def day_schedules() -> SearchStrategy[DaySchedule]:
    """A strategy for any schedule of one day, whether or not the scheduler can produce it."""
    return st.builds(
        DaySchedule,
        routine=routines(),
        placed=short_tuples(placed_intakes()),
        doses=short_tuples(medicine_doses()),
        free=short_tuples(free_intervals()),
        room_minutes=st.none() | st.integers(0, DAY),
        **_day_fields(),
    )


def unschedulables() -> SearchStrategy[Unschedulable]:
    """A strategy for any result for a day without a schedule, with any sets of conflicting constraints."""
    return st.builds(Unschedulable, finding=findings(), sets=short_tuples(short_tuples(conflicts())), **_day_fields())


def days() -> SearchStrategy[Day]:
    """A strategy for any result of ``schedule_day``: a schedule, or the conflicts that rule out every schedule."""
    return st.one_of(day_schedules(), unschedulables())


def _day_fields() -> dict[str, SearchStrategy[Any]]:
    """A mapping from field names to strategies, for the fields that ``DaySchedule`` and ``Unschedulable`` share."""
    return {"not_checked": short_tuples(not_checkeds()), "edition": texts(), "disclaimer": texts()}


STRATEGIES: Final[dict[type[Any], SearchStrategy[Any]]] = {
    Routine: routines(),
    DayCase: day_cases(),
    PlacedIntake: placed_intakes(),
    MedicineDose: medicine_doses(),
    FreeInterval: free_intervals(),
    SchedulingConflict: conflicts(),
    DaySchedule: day_schedules(),
    Unschedulable: unschedulables(),
}
