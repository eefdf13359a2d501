"""The result types of ``schedule_day``: a time for every intake, or the constraints that conflict."""

from collections.abc import Iterator
from datetime import time
from typing import final

import attrs

from alpims_mg._internal.clock import DAY, clock_text, minutes_from
from alpims_mg._internal.field_types import type_faults
from alpims_mg._internal.messages import ANY_RULE, Message, as_it_is, rule_text, say, word
from alpims_mg._internal.rendering import (
    Block,
    Details,
    Displayed,
    Foot,
    Grid,
    Headline,
    Listing,
    Page,
    Renderable,
    Section,
    Tone,
    sentence,
)
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import (
    a_local_time,
    a_member,
    a_text,
    a_whole_number,
    an_instance,
    check_instances,
)
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.answer_blocks import NOT_CHECKED
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Finding
from alpims_mg.model.intakes import Intake
from alpims_mg.model.medicine_texts import LONGEST_ABOUT
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.routines import Routine
from alpims_mg.model.separations import DoseSeparation
from alpims_mg.model.vocabulary import TimeOfDay
from alpims_mg.rulebook.clock import ClockConstraint


@final
@attrs.frozen(kw_only=True)
class PlacedIntake(Displayed):
    """An intake with the time on the clock at which to take it.

    ``at`` is the time of day to which ``clock`` belongs, such as lunch. It is None if that is neither a meal nor
    bedtime. ``moved`` is true if the plan gives another time of day.
    """

    clock: time
    intake: Intake
    at: TimeOfDay | None
    moved: bool = attrs.field(init=False)

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_local_time("clock", self.clock),
                an_instance("intake", self.intake, Intake, example="Intake(...)"),
                a_member("at", self.at, TimeOfDay, optional=True),
            )
        )
        object.__setattr__(self, "moved", self.at is not self.intake.at)

    @property
    def note(self) -> str:
        """A text with the time of day at which it is taken, what is taken, and where the plan had it if it moved."""
        at = say("view.clock", "at no meal") if self.at is None else word("TimeOfDay", self.at)
        if self.moved:
            before = word("TimeOfDay", self.intake.at)
            return say(
                "view.clock", "{at}: {amount}, moved from {before}", at=at, amount=self.intake.amount, before=before
            )
        return say("view.clock", "{at}: {amount}", at=at, amount=self.intake.amount)

    def __str__(self) -> str:
        return f"{clock_text(self.clock)}, {self.note}"


@final
@attrs.frozen(kw_only=True)
class MedicineDose(Displayed):
    """One dose of a medicine with its time.

    ``separation`` is how long before and after the dose no magnesium may be taken; None if no such time applies.
    """

    clock: time
    medicine: str
    separation: DoseSeparation | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_local_time("clock", self.clock),
                a_text("medicine", self.medicine, example="levothyroxine", most=LONGEST_ABOUT),
                an_instance(
                    "separation", self.separation, DoseSeparation, example="DoseSeparation(...)", optional=True
                ),
            )
        )


@final
@attrs.frozen(kw_only=True)
class FreeInterval(Displayed):
    """An interval of time awake in which no medicine rules out magnesium. Both ends are included."""

    begins: time
    ends: time

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any((a_local_time("begins", self.begins), a_local_time("ends", self.ends)))

    def __str__(self) -> str:
        return str(self.words())

    def words(self) -> Message:
        """The interval in words."""
        return say("view.clock", "{start} to {end}", start=clock_text(self.begins), end=clock_text(self.ends))


@final
@attrs.frozen(kw_only=True)
class DaySchedule(Renderable):
    """A time for every intake of a rung. This is a timetable, not permission. ``assess`` gives permission.

    ``room_minutes`` is the shortest distance from an intake to another intake or to the edge of a medicine's separation
    interval. It is None if there is neither. ``free`` lists the times awake outside every separation interval.
    """

    routine: Routine
    placed: tuple[PlacedIntake, ...]
    doses: tuple[MedicineDose, ...] = ()
    free: tuple[FreeInterval, ...] = ()
    room_minutes: int | None = None
    not_checked: tuple[NotChecked, ...] = ()
    edition: str
    disclaimer: str

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("routine", self.routine, Routine, example="Routine(...)"),
                *check_instances("placed", self.placed, PlacedIntake),
                *check_instances("doses", self.doses, MedicineDose),
                *check_instances("free", self.free, FreeInterval),
                a_whole_number("room_minutes", self.room_minutes, least=0, most=DAY, of="minutes", optional=True),
                *_common_faults(self.not_checked, self.edition, self.disclaimer),
            )
        )

    def page(self) -> Page:
        """A page with the times of magnesium, then the day as a table from waking, then the times that are free."""
        daily = Elemental(nanograms=sum(placed.intake.elemental.nanograms for placed in self.placed))
        times = " and ".join(clock_text(placed.clock) for placed in self.placed)
        title = say("view.clock", "Magnesium at {times}: {mg} mg a day", times=times, mg=daily.format_mg())
        header = (say("view.clock", "time"), say("view.clock", "what"), say("view.clock", "note"))
        grid = Grid(say("view.clock", "Your day"), header, self._rows())
        free = Section(
            say("view.clock", "Far enough from every medicine"),
            tuple(sentence(interval.words()) for interval in self.free),
        )
        blocks = (grid, *((free,) if self.free else ()))
        title = title if times else say("view.clock", "No magnesium is taken")
        return _schedule_page(title, blocks, self.not_checked, self.edition, self.disclaimer)

    def _rows(self) -> tuple[tuple[str, ...], ...]:
        day = self.routine
        events = (
            (day.wakes, say("view.clock", "waking"), ""),
            *((clock, word("TimeOfDay", name), "") for name, clock in day.meals),
            *(
                (dose.clock, as_it_is(dose.medicine), dose.separation.around(dose.clock) if dose.separation else "")
                for dose in self.doses
            ),
            *((placed.clock, say("view.clock", "magnesium"), placed.note) for placed in self.placed),
            (day.sleeps, say("view.clock", "sleeping"), ""),
        )
        ordered = sorted(events, key=lambda event: minutes_from(day.wakes, event[0]))
        return tuple((clock_text(clock), what, note) for clock, what, note in ordered)


@final
@attrs.frozen(kw_only=True)
class SchedulingConflict(Displayed):
    """One constraint in a set of constraints that conflict.

    ``because`` states the constraint in words. ``about`` names the medicine that sets the constraint. It is None if no
    medicine does.
    """

    constraint: ClockConstraint
    because: str
    about: str | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("constraint", self.constraint, ClockConstraint),
                an_instance("because", self.because, str, example="'taken while awake: 07:00 to 22:30'"),
                a_text("about", self.about, example="levothyroxine", most=LONGEST_ABOUT, optional=True),
            )
        )

    def __str__(self) -> str:
        return f"{self.about}: {self.because}" if self.about else self.because


@final
@attrs.frozen(kw_only=True)
class Unschedulable(Renderable):
    """The result if no schedule exists. Nothing is placed, and no separation interval is shortened.

    ``sets`` lists every smallest set of constraints that conflict. If any one constraint of a set is dropped, the rest
    of the set leaves a time for every intake. ``finding`` asks for a clinician.
    """

    finding: Finding
    sets: tuple[tuple[SchedulingConflict, ...], ...]
    not_checked: tuple[NotChecked, ...] = ()
    edition: str
    disclaimer: str

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        edition_fault = a_text("edition", self.edition, example="2026-11-22")
        raise_if_any((*(fault for fault in type_faults(self) if fault and fault.path != "edition"), edition_fault))

    def page(self) -> Page:
        """A page with what to do, then one list for each smallest set of constraints that conflict."""
        sets = tuple(
            Listing(
                say("view.clock", "These rule each other out"), tuple(sentence(str(conflict)) for conflict in conflicts)
            )
            for conflicts in self.sets
        )
        shown = Headline(
            Tone.CONSULT,
            say("view.clock", "Ask a clinician or pharmacist first"),
            say("view.clock", "No times of day work for every intake."),
        )
        sources = Listing("Rule and sources", (f"{self.finding.headline()}. {self.finding.places()}",))
        page = _schedule_page(
            say("view.clock", "No times work"),
            sets,
            self.not_checked,
            self.edition,
            self.disclaimer,
            details=(sources,),
        )
        return page._replace(headline=shown)


Day = DaySchedule | Unschedulable
"""What ``schedule_day`` returns: a timetable, or ``Unschedulable`` if no schedule exists."""


def _common_faults(not_checked: object, edition: object, disclaimer: object) -> Iterator[Fault | None]:
    yield from check_instances("not_checked", not_checked, NotChecked)
    yield a_text("edition", edition, example="2026-11-22")
    yield an_instance("disclaimer", disclaimer, str, example="'For learning and support only.'")


def _schedule_page(
    title: str,
    blocks: tuple[Block, ...],
    not_checked: tuple[NotChecked, ...],
    edition: str,
    disclaimer: str,
    *,
    details: tuple[Block, ...] = (),
) -> Page:
    """A page with these blocks, then what was not checked and the disclaimer. The edition is a detail."""
    gaps = Section(NOT_CHECKED, tuple(sentence(gap.words()) for gap in not_checked))
    fields = Listing("Not checked, by field", tuple(map(str, not_checked)))
    return Page(
        title,
        (
            *blocks,
            *((gaps,) if not_checked else ()),
            Foot(
                say(
                    "view.clock",
                    "This is a timetable, not permission. {disclaimer}",
                    disclaimer=rule_text(ANY_RULE, disclaimer),
                )
            ),
            Details(
                say("view.clock", "Sources and edition"),
                (*details, *((fields,) if not_checked else ()), f"Edition {edition}."),
            ),
        ),
    )
