"""The result types of ``review_course``: the review of a day, what the course waits for, and dates for each rung."""

from collections.abc import Iterator
from datetime import date
from typing import final

import attrs

from alpims_mg._internal.rendering import Block, Grid, Listing, Page, Renderable
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_day, a_member, a_text, a_whole_number, an_instance, check_instances
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.errors import raise_if_any
from alpims_mg.model.decisions import Alternative, Decision
from alpims_mg.model.findings import Finding
from alpims_mg.model.plans import Step
from alpims_mg.model.quantities import Elemental, a_mass
from alpims_mg.rulebook.courses import Move


@final
@attrs.frozen(kw_only=True)
class Requirement:
    """One condition that a course waits for before its next step.

    ``rule`` is the id of the rule that sets the condition. ``because`` is the condition in words. ``left`` is the
    number of days that remain, or None if the condition is not a number of days.
    """

    rule: str
    because: str
    left: int | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("rule", self.rule, example="course.waits.calm-days"),
                an_instance("because", self.because, str, example="'in a row, Green'"),
                a_whole_number("left", self.left, least=1, most=10**6, of="days", optional=True),
            )
        )

    def __str__(self) -> str:
        days = "" if self.left is None else f"{self.left} more {'day' if self.left == 1 else 'days'} "
        return f"{days}{self.because} ({self.rule})"


@final
@attrs.frozen(kw_only=True)
class RungDate:
    """When a rung was reached, or when it can be reached.

    ``reached`` is the day on which the course last came to the rung. For a rung still to come, ``earliest`` is the
    first day that the rules allow, if every day until then is calm and taken in full. ``suggested`` is the day if each
    rung lasts as long as usual. ``overdue`` is the first day that is late even if each rung lasts as long as the rules
    allow. These three dates are None for a rung that cannot be reached unless the facts change. While the course is on
    no rung, only ``earliest`` is given.
    """

    rung: int
    daily: Elemental
    reached: date | None = None
    earliest: date | None = None
    suggested: date | None = None
    overdue: date | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        dates = (("reached", self.reached), ("earliest", self.earliest))
        later = (("suggested", self.suggested), ("overdue", self.overdue))
        raise_if_any(
            (
                a_whole_number("rung", self.rung, least=1, most=10**6, of="rungs"),
                an_instance("daily", self.daily, Elemental, example="Elemental.mg(50)"),
                *(a_day(name, day, optional=True) for name, day in (*dates, *later)),
            )
        )

    def row(self) -> tuple[str, ...]:
        """The cells of this rung's row in ``date_table``. The cell of a date that is None is empty."""
        days = (self.reached, self.earliest, self.suggested, self.overdue)
        return (str(self.rung), self.daily.format_mg(), *("" if day is None else str(day) for day in days))


def date_table(dates: tuple[RungDate, ...]) -> Grid:
    """A table with one row for each rung: its number, its daily amount and its four dates."""
    header = ("rung", "mg a day", "last reached", "earliest", "suggested", "overdue from")
    return Grid(
        caption="Dates of the rungs", header=header, rows=tuple(rung_date.row() for rung_date in dates), numbers=(0, 1)
    )


@final
@attrs.frozen(kw_only=True)
class Review(Renderable):
    """The answer for one day of a course: what to do, why, and what the course still waits for.

    ``move`` is what the course does today, such as to stay or to pause. ``rung`` is today's rung, counted from 1.
    ``step`` holds the intakes of that rung. Both are None while the course is on no rung. ``permitted`` is 0 mg if
    nothing is offered today. ``after_green`` is what a check-in in Green without a reaction would permit today. It is
    None if today has a check-in. ``findings`` are the reasons. ``decision`` is the answer of ``assess`` to today's
    proposal: to start, to stay on the same amount, or to rise.
    """

    move: Move
    as_of: date
    rung: int | None
    step: Step | None
    permitted: Elemental
    after_green: Elemental | None = None
    findings: tuple[Finding, ...]
    waiting_for: tuple[Requirement, ...]
    decision: Decision
    alternatives: tuple[Alternative, ...] = ()
    dates: tuple[RungDate, ...] = ()
    ledger: Ledger
    edition: str
    disclaimer: str

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("move", self.move, Move),
                a_day("as_of", self.as_of),
                a_whole_number("rung", self.rung, least=1, most=10**6, of="rungs", optional=True),
                an_instance("step", self.step, Step, example="Step(...)", optional=True),
                an_instance("permitted", self.permitted, Elemental, example="Elemental.mg(50)"),
                a_mass("after_green", self.after_green, Elemental, example=50, optional=True),
                *check_instances("findings", self.findings, Finding),
                *check_instances("waiting_for", self.waiting_for, Requirement),
                an_instance("decision", self.decision, Decision, example="Offer(...)"),
                *check_instances("alternatives", self.alternatives, Alternative),
                *check_instances("dates", self.dates, RungDate),
                an_instance("ledger", self.ledger, Ledger, example="Ledger(...)"),
                a_text("edition", self.edition, example="2026-11-25"),
                an_instance("disclaimer", self.disclaimer, str, example="'For learning and support only.'"),
            )
        )

    def page(self, last_days: int | None = None) -> Page:
        """A page with today's answer, the reasons, what is still needed, the dates of the rungs, and the ledger.

        The ledger shows every day, or the ``last_days``.

        Raises: ``InvalidInputError`` if ``last_days`` is less than 1.
        """
        return Page(title=self.headline(), blocks=(*self._today(), *self._course(last_days)))

    def headline(self) -> str:
        """One line with the day, the move, the rung and the amount permitted today.

        If today has no check-in and one in Green would permit some, the line says how much instead.
        """
        if self.after_green and self.after_green.nanograms:
            amount = self.after_green.format_mg()
            return f"{self.as_of}, no check-in yet today: after a check-in in Green, {amount} mg"
        rung = "" if self.rung is None else f", rung {self.rung} of {len(self.ledger.course.rungs)}"
        return f"{self.as_of}, {self.move}{rung}: {self.permitted.format_mg()} mg permitted today"

    def _intakes(self) -> Listing:
        """The intakes of today, of a check-in in Green if today has none, or of the rung once it is permitted."""
        green = self.after_green
        if green is not None and green.nanograms:
            steps = (step for step in self.ledger.course.rungs if step.daily == green)
            step, title = next(steps, None), "Intakes (after a check-in in Green)"
        else:
            step, title = self.step, "Intakes" if self.permitted.nanograms else "Intakes (once permitted)"
        return Listing(title=title, items=() if step is None else tuple(map(str, step.intakes)))

    def _today(self) -> Iterator[Block]:
        separation = tuple(
            f"{medicine}: {interval}" for medicine, interval in self.decision.separation_by_medicine().items()
        )
        listings = (
            self._intakes(),
            Listing(title="Why", items=tuple(f"{reason.headline()}. {reason.places()}" for reason in self.findings)),
            Listing(title="Still needed", items=tuple(map(str, self.waiting_for))),
            Listing(title="Time to keep between magnesium and medicines", items=separation),
            Listing(title="Alternatives", items=tuple(map(str, self.alternatives))),
            Listing(title="Not checked", items=tuple(map(str, self.decision.not_checked))),
        )
        return (listing for listing in listings if listing.items)

    def _course(self, last_days: int | None) -> Iterator[Block]:
        yield date_table(self.dates)
        yield from self.ledger.page(last_days).blocks
        yield self.disclaimer
