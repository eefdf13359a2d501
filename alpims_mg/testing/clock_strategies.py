"""Strategies for days on the clock: what is valid, not what is usual."""

from datetime import time
from typing import Any

from alpims_mg._internal.clock import DAY, time_at
from alpims_mg._internal.extras import optional_imports
from alpims_mg.dosing.days import (
    Day,
    DaySchedule,
    FreeInterval,
    MedicineDose,
    PlacedIntake,
    SchedulingConflict,
    Unschedulable,
)
from alpims_mg.model.routines import DayCase, Routine
from alpims_mg.rulebook.clock import ClockConstraint
from alpims_mg.testing import strategies as of

with optional_imports("alpims_mg.testing", extra="testing", libraries=("hypothesis",)):
    from hypothesis import strategies as st
    from hypothesis.strategies import SearchStrategy

__all__ = [
    "conflicts",
    "day_cases",
    "day_schedules",
    "days",
    "free_spans",
    "medicine_doses",
    "no_slots",
    "placed_intakes",
    "routines",
]

_MEALS = ("breakfast", "lunch", "dinner")


@st.composite
def routines(
    draw: st.DrawFn,
    *,
    wakes: SearchStrategy[time] | None = None,
    awake_minutes: SearchStrategy[int] = st.integers(1, DAY - 1),
) -> Routine:
    """Any day: awake for a minute or for nearly all of it, with any meals, over midnight or not."""
    begins, awake = draw(of.times_of_day() if wakes is None else wakes), draw(awake_minutes)
    minute = begins.hour * 60 + begins.minute
    eaten = draw(st.lists(st.integers(0, awake), max_size=len(_MEALS), unique=True).map(sorted))
    names = draw(st.sets(st.sampled_from(_MEALS), min_size=len(eaten), max_size=len(eaten)))
    meals = dict(zip(sorted(names, key=_MEALS.index), (time_at(minute + at) for at in eaten), strict=True))
    return Routine(wakes=begins, sleeps=time_at(minute + awake), **meals)


def day_cases() -> SearchStrategy[DayCase]:
    """Any question for any day."""
    return st.builds(DayCase, situation=of.situations(), proposal=of.proposals(), routine=routines())


def placed_intakes() -> SearchStrategy[PlacedIntake]:
    """Any intake at any time."""
    return st.builds(PlacedIntake, clock=of.times_of_day(), intake=of.intakes(), moved=st.booleans())


def medicine_doses() -> SearchStrategy[MedicineDose]:
    """A dose of anything at any time, with any hours."""
    return st.builds(
        MedicineDose, clock=of.times_of_day(), medicine=of.texts(), separation=st.none() | of.separations()
    )


def free_spans() -> SearchStrategy[FreeInterval]:
    """Any two times."""
    return st.builds(FreeInterval, begins=of.times_of_day(), ends=of.times_of_day())


def conflicts() -> SearchStrategy[SchedulingConflict]:
    """Any constraint."""
    return st.builds(
        SchedulingConflict,
        constraint=st.sampled_from(ClockConstraint),
        because=of.texts(),
        about=st.none() | of.texts(),
    )


def day_schedules() -> SearchStrategy[DaySchedule]:
    """Any day with any intakes in it."""
    return st.builds(
        DaySchedule,
        routine=routines(),
        placed=_tuples(placed_intakes()),
        doses=_tuples(medicine_doses()),
        free=_tuples(free_spans()),
        room_minutes=st.none() | st.integers(0, DAY),
        **_closing(),
    )


def no_slots() -> SearchStrategy[Unschedulable]:
    """Any sets of constraints."""
    return st.builds(Unschedulable, finding=of.findings(), sets=_tuples(_tuples(conflicts())), **_closing())


def days() -> SearchStrategy[Day]:
    """A placed day, or none."""
    return st.one_of(day_schedules(), no_slots())


def _closing() -> dict[str, SearchStrategy[Any]]:
    """What either carries."""
    return {"not_checked": _tuples(of.not_checkeds()), "edition": of.texts(), "disclaimer": of.texts()}


def _tuples(items: SearchStrategy[Any]) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=2).map(tuple)


_REGISTERED: dict[type[Any], SearchStrategy[Any]] = {
    Routine: routines(),
    DayCase: day_cases(),
    PlacedIntake: placed_intakes(),
    MedicineDose: medicine_doses(),
    FreeInterval: free_spans(),
    SchedulingConflict: conflicts(),
    DaySchedule: day_schedules(),
    Unschedulable: no_slots(),
}
for _kind, _strategy in _REGISTERED.items():
    st.register_type_strategy(_kind, _strategy)
