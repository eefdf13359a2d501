"""Plans that come out: rungs of whole portions, or topical use."""

from datetime import date, timedelta
from typing import final

import attrs

from alpims_mg._internal.rendering import Block, Grid, Listing, Page, Renderable
from alpims_mg._internal.validation import a_member, a_text, a_whole_number, an_instance, check_instances, short_repr
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.findings import Finding
from alpims_mg.model.products import Capsule
from alpims_mg.model.provenance import Citation
from alpims_mg.model.quantities import Elemental, Portion
from alpims_mg.model.vocabulary import TimeOfDay, Vehicle, Word


@final
@attrs.frozen(kw_only=True)
class Intake:
    """One portion, taken at one time of day: what it holds in elemental magnesium, and whether food goes with it."""

    at: TimeOfDay
    portion: Portion
    elemental: Elemental
    with_food: bool

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("at", self.at, TimeOfDay),
                an_instance("portion", self.portion, Portion, example="Portion.HALF"),
                an_instance("elemental", self.elemental, Elemental, example="Elemental.mg(50)"),
                an_instance("with_food", self.with_food, bool, example="True"),
            )
        )

    def __str__(self) -> str:
        food = "with food" if self.with_food else "with or without food"
        capsules = "capsule" if self.portion <= Portion.WHOLE else "capsules"
        return f"{self.at}: {self.portion} {capsules} ({self.elemental.format_mg()} mg), {food}"


@final
@attrs.frozen(kw_only=True)
class Step:
    """One rung of a plan. ``first_day`` counts from 1; ``days`` is None on the last rung, which has no end.

    ``daily`` is the exact sum of the intakes.
    """

    first_day: int
    days: int | None
    intakes: tuple[Intake, ...]
    daily: Elemental = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_whole_number("first_day", self.first_day, least=1, most=10**6, of="days"),
                a_whole_number("days", self.days, least=1, most=10**6, of="days", optional=True),
                *(check_instances("intakes", self.intakes, Intake) if self.intakes else (_empty("intakes"),)),
            )
        )
        total = Elemental(sum(intake.elemental.nanograms for intake in self.intakes))
        object.__setattr__(self, "daily", total)


class LimitOutcome(Word):
    """What a bound did to a plan."""

    BINDING = "binding"
    """The plan ends where it ends because of it."""
    EXCEEDED = "exceeded"
    """The plan goes over it."""
    WITHIN = "within"
    """The plan stays within it."""


@final
@attrs.frozen(kw_only=True)
class LimitCheck(Renderable):
    """One level that a plan was held against: what it comes to there, and what that did to the plan.

    ``level`` is the bound, ``amount`` what the plan comes to under it: a day, an intake or a rise, with other
    supplemental magnesium where the bound counts it. ``margin`` lies between them: the room left where it is kept,
    the excess where it is passed.

    Raises: ``InvalidInputError`` when it is kept and lies below the amount, or is passed and lies above.
    """

    rule: str
    level: Elemental
    amount: Elemental
    outcome: LimitOutcome
    because: str
    cites: tuple[Citation, ...]
    margin: Elemental = attrs.field(init=False)

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
        object.__setattr__(self, "margin", Elemental(abs(over)))

    def headline(self) -> str:
        """The bound in one line, without its sources."""
        met = f"{self.amount.format_mg()} mg against {self.level.format_mg()} mg, {self._margin()}"
        return f"{self.outcome}: {self.because}: {met} ({self.rule})"

    def page(self) -> Page:
        """The bound, then who says so."""
        says = tuple(f"{cite}: {cite.claim}" for cite in self.cites)
        return Page(title=self.headline(), blocks=(Listing(title="Says who", items=says),))

    def row(self) -> tuple[str, ...]:
        """The bound as a line of a table: outcome, level, what the plan comes to, margin, reason and rule."""
        amounts = self.level.format_mg(), self.amount.format_mg()
        return str(self.outcome), *amounts, self._margin(), self.because, self.rule

    def _margin(self) -> str:
        match self.outcome:
            case LimitOutcome.BINDING:
                return "ends the plan"
            case LimitOutcome.EXCEEDED:
                return f"{self.margin.format_mg()} mg over"
            case _:
                return f"{self.margin.format_mg()} mg of room"


@final
@attrs.frozen(kw_only=True, cache_hash=True)
class DosePlan(Renderable):
    """Rungs from the first day to an open-ended last one, with what the guide adds to every plan.

    A plan is not permission: each rise is asked again on its day. ``limits`` are the levels that it was held
    against: those that made it end where it ends, those that it passes, those that it keeps. ``capsule`` is the product
    that it was made for; None where it was made by hand for none.

    Raises: ``InvalidInputError`` when the rungs do not follow one another, or the last one has an end.
    """

    steps: tuple[Step, ...]
    advice: tuple[Finding, ...] = ()
    limits: tuple[LimitCheck, ...] = ()
    capsule: Capsule | None = None

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                *(check_instances("steps", self.steps, Step) if self.steps else (_empty("steps"),)),
                *check_instances("advice", self.advice, Finding),
                *check_instances("limits", self.limits, LimitCheck),
                an_instance("capsule", self.capsule, Capsule, example="Capsule(...)", optional=True),
            )
        )
        day = 1
        for i, step in enumerate(self.steps):
            ends = None if i == len(self.steps) - 1 else step.days
            if step.first_day != day or step.days != ends or (ends is None and i < len(self.steps) - 1):
                expected = f"a rung that begins on day {day}, without an end only on the last"
                actual = f"first_day {step.first_day}, days {step.days}"
                raise InvalidInputError(
                    Fault(path=f"steps[{i}]", expected=expected, actual=actual, fix="count the days again")
                )
            day += ends or 0

    def page(self, starts: date | None = None) -> Page:
        """The ladder as a table, with dates when the first day is named, then its bounds and the advice."""
        if starts is not None and starts.toordinal() + self.steps[-1].first_day > date.max.toordinal():
            expected = "a first day that leaves room for the plan before the last date there is"
            raise InvalidInputError(
                Fault(path="starts", expected=expected, actual=str(starts), fix="name an earlier day")
            )
        dates = () if starts is None else ("date",)
        header = ("rung", *dates, "from day", "days", "mg a day", "intakes")
        rows = tuple(_rung(i, step, starts) for i, step in enumerate(self.steps, 1))
        grid = Grid(caption="Plan, in elemental magnesium", header=header, rows=rows)
        return Page(title=f"Plan: {self.summary()}", blocks=(grid, *_bounded(self.limits), *_advised(self.advice)))

    def on(self, day: int) -> Step:
        """The rung of a day, the first of which is 1, were every rise on its day."""
        return next(step for step in reversed(self.steps) if step.first_day <= max(day, 1))

    def summary(self) -> str:
        """First and last daily amount in one line."""
        first, last = self.steps[0], self.steps[-1]
        if first is last:
            return f"{first.daily.format_mg()} mg a day"
        return (
            f"{first.daily.format_mg()} mg a day rising to {last.daily.format_mg()} mg a day from day {last.first_day}"
        )


@final
@attrs.frozen(kw_only=True)
class TopicalPlan(Renderable):
    """Topical use, with a patch test first where it is not proven to be tolerated."""

    vehicle: Vehicle
    patch_test: bool
    advice: tuple[Finding, ...] = ()

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("vehicle", self.vehicle, Vehicle),
                an_instance("patch_test", self.patch_test, bool, example="True"),
                *check_instances("advice", self.advice, Finding),
            )
        )

    def page(self, starts: date | None = None) -> Page:
        """The use and its advice; topical use has no days to put a date on."""
        return Page(title=f"Plan: {self.summary()}", blocks=_advised(self.advice))

    def summary(self) -> str:
        """Vehicle and patch test in one line."""
        return f"topical magnesium, {self.vehicle}{', patch test first' if self.patch_test else ''}"


Plan = DosePlan | TopicalPlan


def _advised(advice: tuple[Finding, ...]) -> tuple[Listing, ...]:
    return (Listing(title="With the plan", items=tuple(one.headline() for one in advice)),) if advice else ()


def _bounded(limits: tuple[LimitCheck, ...]) -> tuple[Block, ...]:
    header = ("bound", "at mg", "comes to mg", "so", "because", "rule")
    rows = tuple(one.row() for one in limits)
    return (Grid(caption="Bounds of the plan, in elemental magnesium", header=header, rows=rows),) if rows else ()


def _rung(number: int, step: Step, starts: date | None) -> tuple[str, ...]:
    day = () if starts is None else (str(starts + timedelta(days=step.first_day - 1)),)
    days = "open" if step.days is None else str(step.days)
    intakes = "; ".join(map(str, step.intakes))
    return (str(number), *day, str(step.first_day), days, step.daily.format_mg(), intakes)


def _empty(path: str) -> Fault:
    return Fault(path=path, expected="a list with at least one item", actual=short_repr([]), fix="leave nothing out")
