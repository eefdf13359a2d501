"""Plans: ``DosePlan`` for capsules and ``TopicalPlan`` for topical use.

A ``DosePlan`` rises in rungs. A rung is a run of days with the same daily amount.
"""

from datetime import date, time, timedelta
from typing import cast, final

import attrs

from alpims_mg._internal.clock import clock_text
from alpims_mg._internal.rendering import Block, Grid, Listing, Page, Renderable
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.templates import fill
from alpims_mg._internal.validation import (
    a_day,
    a_local_time,
    a_member,
    a_text,
    a_whole_number,
    an_instance,
    check_instances,
    short_repr,
)
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.findings import Finding
from alpims_mg.model.products import Capsule
from alpims_mg.model.provenance import Citation
from alpims_mg.model.quantities import Elemental, Portion
from alpims_mg.model.vocabulary import TimeOfDay, Vehicle, Word


@final
@attrs.frozen(kw_only=True)
class Intake:
    """One intake of a day: a portion at a time of day.

    ``elemental`` is the elemental magnesium in the portion. ``with_food`` is true if the portion must be
    taken with food. ``clock`` is the local time at which to take it, where the person's routine is known.
    """

    at: TimeOfDay
    portion: Portion
    elemental: Elemental
    with_food: bool
    clock: time | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("at", self.at, TimeOfDay),
                an_instance("portion", self.portion, Portion, example="Portion.HALF"),
                an_instance("elemental", self.elemental, Elemental, example="Elemental.mg(50)"),
                an_instance("with_food", self.with_food, bool, example="True"),
                a_local_time("clock", self.clock, optional=True),
            )
        )

    @property
    def amount(self) -> str:
        """A text with the portion, its elemental magnesium, and whether it is taken with food."""
        food = "with food" if self.with_food else "with or without food"
        capsules = "capsule" if self.portion <= Portion.WHOLE else "capsules"
        return f"{self.portion} {capsules} ({self.elemental.format_mg()} mg), {food}"

    def __str__(self) -> str:
        at = f"{self.at}, {clock_text(self.clock)}" if self.clock else str(self.at)
        return f"{at}: {self.amount}"


@final
@attrs.frozen(kw_only=True)
class Step:
    """One rung of a plan: the same intakes on each day for a number of days.

    ``first_day`` is a day number from 1. ``days`` is how many days the rung lasts. It is None on the last rung, which
    is open-ended. ``daily`` is the exact sum of the intakes.

    ``hold`` is the hold of an open-ended rung: how many days in full show that the amount is tolerated. None means
    the hold of the rung before it. A rung that ends has no such number, because its hold is ``days``.

    Raises: ``InvalidInputError`` for a rung that has both ``days`` and ``hold``.
    """

    first_day: int
    days: int | None
    intakes: tuple[Intake, ...]
    hold: int | None = None
    daily: Elemental = attrs.field(init=False)

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_whole_number("first_day", self.first_day, least=1, most=10**6, of="days"),
                a_whole_number("days", self.days, least=1, most=10**6, of="days", optional=True),
                *(check_instances("intakes", self.intakes, Intake) if self.intakes else (_empty("intakes"),)),
                a_whole_number("hold", self.hold, least=1, most=10**6, of="days", optional=True),
            )
        )
        if self.days is not None and self.hold is not None:
            expected, fix = "None on a rung that ends", "leave it out, because days is the hold of such a rung"
            raise InvalidInputError(Fault(path="hold", expected=expected, actual=str(self.hold), fix=fix))
        total = Elemental(nanograms=sum(intake.elemental.nanograms for intake in self.intakes))
        object.__setattr__(self, "daily", total)

    def __str__(self) -> str:
        """One line of text with the days of the rung, its daily amount and its intakes."""
        hold = "" if self.hold is None else f" with a hold of {self.hold} days"
        days = f"open-ended{hold}" if self.days is None else f"{self.days} days"
        intakes = "; ".join(map(str, self.intakes))
        return f"from day {self.first_day}, {days}: {self.daily.format_mg()} mg a day ({intakes})"


class LimitOutcome(Word):
    """The result of comparing a plan with a limit."""

    BINDING = "binding"
    """The limit decides where the plan ends."""
    EXCEEDED = "exceeded"
    """The plan is above the limit."""
    WITHIN = "within"
    """The plan is at or below the limit."""


@final
@attrs.frozen(kw_only=True)
class LimitCheck(Renderable):
    """The result of comparing a plan with the level that one rule sets.

    ``amount`` is what the plan gives in a day, an intake or a rise, whichever the level limits. It includes other
    supplemental magnesium if the level counts that too. ``margin`` is the distance between ``amount`` and ``level``. It
    is never negative, whichever of them is larger. ``because`` is the reason, as a template.

    Raises: ``InvalidInputError`` if the outcome does not match the amounts.
    """

    rule: str
    level: Elemental
    amount: Elemental
    outcome: LimitOutcome
    because: str
    cites: tuple[Citation, ...]
    margin: Elemental = attrs.field(init=False)

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("rule", self.rule, example="ceiling.efsa"),
                an_instance("level", self.level, Elemental, example="Elemental.mg(250)"),
                an_instance("amount", self.amount, Elemental, example="Elemental.mg(300)"),
                a_member("outcome", self.outcome, LimitOutcome),
                an_instance("because", self.because, str, example="'EFSA sets 250 mg a day'"),
                *check_instances("cites", self.cites, Citation),
            )
        )
        over = self.amount.nanograms - self.level.nanograms
        if (self.outcome is LimitOutcome.WITHIN and over > 0) or (self.outcome is LimitOutcome.EXCEEDED and over < 0):
            actual, fix = f"{self.outcome} at {self.amount} under {self.level}", "compare the two again"
            raise InvalidInputError(Fault(path="outcome", expected="what the amounts say", actual=actual, fix=fix))
        object.__setattr__(self, "margin", Elemental(nanograms=abs(over)))

    @property
    def text(self) -> str:
        """The reason for this limit, in English, with its numbers filled in."""
        return fill(self.because)

    def headline(self) -> str:
        """One line with the outcome, the reason, both amounts, the margin and the rule id. It names no source."""
        compared = f"{self.amount.format_mg()} mg against {self.level.format_mg()} mg, {self._margin()}"
        return f"{self.outcome}: {self.text}: {compared} ({self.rule})"

    def page(self) -> Page:
        """A page with the comparison, then its sources and their claims."""
        sources = tuple(f"{cite}: {cite.claim}" for cite in self.cites)
        return Page(title=self.headline(), blocks=(Listing(title="Sources", items=sources),))

    def row(self) -> tuple[str, ...]:
        """A tuple of six cells that show this check in a table: outcome, level, amount, margin, reason and rule id."""
        amounts = self.level.format_mg(), self.amount.format_mg()
        return str(self.outcome), *amounts, self._margin(), self.text, self.rule

    def _margin(self) -> str:
        match self.outcome:
            case LimitOutcome.BINDING:
                return "ends the plan"
            case LimitOutcome.EXCEEDED:
                return f"{self.margin.format_mg()} mg above"
            case _:
                return f"{self.margin.format_mg()} mg below"


@final
@attrs.frozen(kw_only=True, cache_hash=True)
class DosePlan(Renderable):
    """A plan for capsules: ``steps`` are its rungs from day 1 on. The last rung is open-ended.

    A plan is not permission: ask again on the day of each rise. ``advice`` holds findings to show with the plan.
    ``limits`` compares the plan with every level that applies. ``capsule`` is the product of the plan. It is None for a
    plan made by hand.

    Raises: ``InvalidInputError`` if the rungs do not follow one another, or if the last rung is not open-ended.
    """

    steps: tuple[Step, ...]
    advice: tuple[Finding, ...] = ()
    limits: tuple[LimitCheck, ...] = ()
    capsule: Capsule | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                *(check_instances("steps", self.steps, Step) if self.steps else (_empty("steps"),)),
                *check_instances("advice", self.advice, Finding),
                *check_instances("limits", self.limits, LimitCheck),
                an_instance("capsule", self.capsule, Capsule, example="Capsule(...)", optional=True),
            )
        )
        day, last = 1, len(self.steps) - 1
        for i, step in enumerate(self.steps):
            if step.first_day != day or (step.days is None) != (i == last):
                expected = f"a rung that begins on day {day}, without an end only on the last"
                actual = f"first_day {step.first_day}, days {step.days}"
                raise InvalidInputError(
                    Fault(path=f"steps[{i}]", expected=expected, actual=actual, fix="count the days again")
                )
            day += step.days or 0

    @property
    def holds(self) -> tuple[int, ...]:
        """For each rung, its hold: how many days in full show that the amount is tolerated.

        It is 0 for the only rung of a plan made by hand that does not state it.
        """
        *others, last = self.steps
        lengths = tuple(step.days or 0 for step in others)
        return (*lengths, last.hold or next(reversed(lengths), 0))

    def page(self, starts: date | None = None) -> Page:
        """A page with a table of the rungs, then the limits, then the advice.

        If ``starts`` gives the first day, the table shows dates.

        Raises: ``InvalidInputError`` if ``starts`` is no date, or if the plan would run past the last possible date.
        """
        self.check_first_day(starts)
        dates = () if starts is None else ("date",)
        header = ("rung", *dates, "from day", "days", "mg a day", "intakes")
        rows = tuple(_rung_row(i, step, starts) for i, step in enumerate(self.steps, 1))
        numbers = (0, *range(len(dates) + 1, len(dates) + 4))
        grid = Grid(caption="Plan, in elemental magnesium", header=header, rows=rows, numbers=numbers)
        return Page(
            title=f"Plan: {self.summary()}", blocks=(grid, *_limits_table(self.limits), *_advice_block(self.advice))
        )

    def check_first_day(self, starts: date | None) -> None:
        """Check that the plan may begin on a day.

        Raises: ``InvalidInputError`` if ``starts`` is no date, or if the plan would run past the last possible date.
        """
        raise_if_any((a_day("starts", starts, optional=True),))
        if starts is not None and starts.toordinal() + self.steps[-1].first_day > date.max.toordinal():
            expected = "a first day that leaves room for the plan before the last date there is"
            raise InvalidInputError(
                Fault(path="starts", expected=expected, actual=str(starts), fix="name an earlier day")
            )

    def on(self, day: int | date, *, starts: date | None = None) -> Step:
        """The rung that the plan has for a day. The plan assumes that every rise happens on its planned day.

        ``day`` is a day number from 1. If ``starts`` gives the date of the first day, ``day`` is a date instead.

        Raises: ``InvalidInputError`` for a number below 1, a date without ``starts``, a date before ``starts``, and any
        value that is neither a whole number nor a date.

        >>> from alpims_mg import Capsule, Form, titration_schedule
        >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2))
        >>> str(plan.on(8).daily), str(plan.on(date(2026, 3, 8), starts=date(2026, 3, 1)).daily)
        ('100 mg elemental', '100 mg elemental')
        """
        number = self._day_number(day, starts)
        return next(step for step in reversed(self.steps) if step.first_day <= number)

    def _day_number(self, day: object, starts: object) -> int:
        if starts is None:
            if isinstance(day, date):
                expected, fix = "the date of the first day", "write starts=date(2026, 3, 1), with the date of day 1"
                raise InvalidInputError(Fault(path="starts", expected=expected, actual="None", fix=fix))
            raise_if_any((a_whole_number("day", day, least=1, most=10**6, of="days"),))
            return cast("int", day)
        raise_if_any((a_day("starts", starts), a_day("day", day)))
        first, asked = cast("date", starts), cast("date", day)
        if asked < first:
            fix = "name a day of the plan, or another first day"
            raise InvalidInputError(Fault(path="day", expected=f"{first} or later", actual=str(asked), fix=fix))
        return (asked - first).days + 1

    def summary(self) -> str:
        """One line with the first daily amount, the last daily amount, and the day on which the last amount begins."""
        first, last = self.steps[0], self.steps[-1]
        if first is last:
            return f"{first.daily.format_mg()} mg a day"
        return (
            f"{first.daily.format_mg()} mg a day rising to {last.daily.format_mg()} mg a day from day {last.first_day}"
        )


@final
@attrs.frozen(kw_only=True)
class TopicalPlan(Renderable):
    """A plan for topical use.

    ``patch_test`` is true if a patch test must come first, because tolerance is not proven.
    """

    vehicle: Vehicle
    patch_test: bool
    advice: tuple[Finding, ...] = ()

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("vehicle", self.vehicle, Vehicle),
                an_instance("patch_test", self.patch_test, bool, example="True"),
                *check_instances("advice", self.advice, Finding),
            )
        )

    def page(self, starts: date | None = None) -> Page:
        """A page with the vehicle, then the advice. Topical use has no rungs, so ``starts`` has no effect."""
        return Page(title=f"Plan: {self.summary()}", blocks=_advice_block(self.advice))

    def summary(self) -> str:
        """One line that names the vehicle. It also names the patch test if one must come first."""
        return f"topical magnesium, {self.vehicle}{', patch test first' if self.patch_test else ''}"


Plan = DosePlan | TopicalPlan


def _advice_block(advice: tuple[Finding, ...]) -> tuple[Listing, ...]:
    return (Listing(title="With the plan", items=tuple(finding.headline() for finding in advice)),) if advice else ()


def _limits_table(limits: tuple[LimitCheck, ...]) -> tuple[Block, ...]:
    header = ("limit", "level mg", "plan mg", "difference", "because", "rule")
    rows = tuple(limit.row() for limit in limits)
    caption = "Limits of the plan, in elemental magnesium"
    return (Grid(caption=caption, header=header, rows=rows, numbers=(1, 2)),) if rows else ()


def _rung_row(number: int, step: Step, starts: date | None) -> tuple[str, ...]:
    day = () if starts is None else (str(starts + timedelta(days=step.first_day - 1)),)
    days = "open" if step.days is None else str(step.days)
    intakes = "; ".join(map(str, step.intakes))
    return (str(number), *day, str(step.first_day), days, step.daily.format_mg(), intakes)


def _empty(path: str) -> Fault:
    return Fault(path=path, expected="a list with at least one item", actual=short_repr([]), fix="leave nothing out")
