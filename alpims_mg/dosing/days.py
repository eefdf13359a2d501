"""What placing a day on the clock comes to: every intake with its time, or what leaves no time for them."""

from collections.abc import Iterator
from datetime import time
from typing import final

import attrs

from alpims_mg._internal.clock import DAY, clock_text, minutes_from
from alpims_mg._internal.rendering import Block, Grid, Listing, Page, Renderable
from alpims_mg._internal.validation import (
    a_local_time,
    a_member,
    a_text,
    a_whole_number,
    an_instance,
    check_each,
    check_instances,
)
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import DoseSeparation, Finding
from alpims_mg.model.plans import Intake
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.routines import Routine
from alpims_mg.rulebook.clock import ClockConstraint


@final
@attrs.frozen(kw_only=True)
class PlacedIntake:
    """An intake with its time on the clock. ``moved`` says that it is not at the time of day it was meant for."""

    clock: time
    intake: Intake
    moved: bool

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_local_time("clock", self.clock),
                an_instance("intake", self.intake, Intake, example="Intake(...)"),
                an_instance("moved", self.moved, bool, example="False"),
            )
        )

    @property
    def note(self) -> str:
        """What is taken, and for which time of day it is meant."""
        return f"for {self.intake}{', moved' if self.moved else ''}"

    def __str__(self) -> str:
        return f"{clock_text(self.clock)}, {self.note}"


@final
@attrs.frozen(kw_only=True)
class MedicineDose:
    """One dose of a medicine on the clock, with the hours that are kept from it; None where none are."""

    clock: time
    medicine: str
    separation: DoseSeparation | None = None

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_local_time("clock", self.clock),
                a_text("medicine", self.medicine, example="levothyroxine", most=250),
                an_instance(
                    "separation", self.separation, DoseSeparation, example="DoseSeparation(...)", optional=True
                ),
            )
        )


@final
@attrs.frozen(kw_only=True)
class FreeInterval:
    """A time awake in which no medicine stands against magnesium, from its first minute to its last."""

    begins: time
    ends: time

    def __attrs_post_init__(self) -> None:
        raise_if_any((a_local_time("begins", self.begins), a_local_time("ends", self.ends)))

    def __str__(self) -> str:
        return f"{clock_text(self.begins)} to {clock_text(self.ends)}"


@final
@attrs.frozen(kw_only=True)
class DaySchedule(Renderable):
    """One day on the clock: every intake of a rung, placed. It is no permission: ``assess`` gives that.

    ``room_minutes`` is the least distance from an intake to another one or to the edge of a medicine's window; None
    where there is neither. ``free`` are the times awake outside every window.
    """

    routine: Routine
    placed: tuple[PlacedIntake, ...]
    doses: tuple[MedicineDose, ...] = ()
    free: tuple[FreeInterval, ...] = ()
    room_minutes: int | None = None
    not_checked: tuple[NotChecked, ...] = ()
    edition: str
    disclaimer: str

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("routine", self.routine, Routine, example="Routine(...)"),
                *check_instances("placed", self.placed, PlacedIntake),
                *check_instances("doses", self.doses, MedicineDose),
                *check_instances("free", self.free, FreeInterval),
                a_whole_number("room_minutes", self.room_minutes, least=0, most=DAY, of="minutes", optional=True),
                *_closing_faults(self.not_checked, self.edition, self.disclaimer),
            )
        )

    def page(self) -> Page:
        """The day as a table from waking on, then the times that no medicine stands against."""
        daily = Elemental(sum(one.intake.elemental.nanograms for one in self.placed))
        times = ", ".join(clock_text(one.clock) for one in self.placed)
        grid = Grid(caption="The day, from waking on", header=("time", "what", "note"), rows=self._rows())
        free = Listing(title="Awake, and free of every medicine's hours", items=tuple(map(str, self.free)))
        blocks = (grid, *((free,) if free.items else ()))
        return _told(
            f"Day: {daily.format_mg()} mg, at {times}", blocks, self.not_checked, self.edition, self.disclaimer
        )

    def _rows(self) -> tuple[tuple[str, ...], ...]:
        day = self.routine
        lines = (
            (day.wakes, "waking", ""),
            *((at, name, "") for name, at in day.meals),
            *(
                (one.clock, one.medicine, one.separation.around(one.clock) if one.separation else "")
                for one in self.doses
            ),
            *((one.clock, "magnesium", one.note) for one in self.placed),
            (day.sleeps, "sleeping", ""),
        )
        ordered = sorted(lines, key=lambda line: minutes_from(day.wakes, line[0]))
        return tuple((clock_text(at), what, note) for at, what, note in ordered)


@final
@attrs.frozen(kw_only=True)
class SchedulingConflict:
    """One constraint that leaves no time together with others; ``about`` names the medicine, else None."""

    constraint: ClockConstraint
    because: str
    about: str | None = None

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("constraint", self.constraint, ClockConstraint),
                an_instance("because", self.because, str, example="'taken while awake: 07:00 to 22:30'"),
                a_text("about", self.about, example="levothyroxine", most=250, optional=True),
            )
        )

    def __str__(self) -> str:
        return f"{self.about}: {self.because}" if self.about else self.because


@final
@attrs.frozen(kw_only=True)
class Unschedulable(Renderable):
    """No time is left for every intake, and no window is made smaller: nothing is placed.

    ``sets`` are all the smallest sets of constraints that cannot hold together; without any one of its constraints a
    set leaves a time for every intake. ``finding`` asks for a clinician.
    """

    finding: Finding
    sets: tuple[tuple[SchedulingConflict, ...], ...]
    not_checked: tuple[NotChecked, ...] = ()
    edition: str
    disclaimer: str

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("finding", self.finding, Finding, example="Finding(...)"),
                *check_each("sets", self.sets, lambda at, one: an_instance(at, one, tuple, example="(Obstacle(...),)")),
                *(
                    fault
                    for i, one in enumerate(self.sets)
                    for fault in check_instances(f"sets[{i}]", one, SchedulingConflict)
                ),
                *_closing_faults(self.not_checked, self.edition, self.disclaimer),
            )
        )

    def page(self) -> Page:
        """What cannot hold together, one listing for each smallest set."""
        sets = tuple(Listing(title="These cannot hold together", items=tuple(map(str, one))) for one in self.sets)
        title = f"No time is left: {self.finding.headline()}"
        return _told(title, sets, self.not_checked, self.edition, self.disclaimer)


Day = DaySchedule | Unschedulable
"""What placing a rung on the clock comes to."""


def _closing_faults(not_checked: object, edition: object, disclaimer: object) -> Iterator[Fault | None]:
    yield from check_instances("not_checked", not_checked, NotChecked)
    yield a_text("edition", edition, example="2026-11-22")
    yield an_instance("disclaimer", disclaimer, str, example="'For learning and support only.'")


def _told(
    title: str, blocks: tuple[Block, ...], not_checked: tuple[NotChecked, ...], edition: str, disclaimer: str
) -> Page:
    left = Listing(title="Not checked", items=tuple(map(str, not_checked)))
    last = f"Placed, not permitted: may it be taken at all is another question. Edition {edition}. {disclaimer}"
    return Page(title=title, blocks=(*blocks, *((left,) if left.items else ()), last))
