"""Plans: ``DosePlan`` for capsules and ``TopicalPlan`` for topical use.

A ``DosePlan`` rises in rungs. A rung is a run of days with the same daily amount.
"""

from datetime import date, timedelta
from typing import Final, cast, final

import attrs

from alpims_mg._internal.messages import Message, joined, say, word
from alpims_mg._internal.rendering import (
    Band,
    Block,
    Details,
    Displayed,
    Foot,
    Grid,
    Listing,
    Page,
    Renderable,
    Section,
    Stair,
    Staircase,
    long_date,
    sentence,
    short_date,
)
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import (
    a_day,
    a_member,
    a_whole_number,
    an_instance,
    check_instances,
    short_repr,
)
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.findings import NO_FINDINGS, Finding, Findings, Verdict, as_findings, watch_blocks
from alpims_mg.model.intakes import Intake
from alpims_mg.model.limit_checks import DoseBand, LimitCheck, LimitOutcome
from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Elemental, milligrams
from alpims_mg.model.vocabulary import CAPSULE_UNIT, Vehicle

_NO_PERMISSION: Final = say("view.plan", "A plan is not a permission.")
_EACH_STEP: Final = say("view.plan", "A plan is not a permission. Ask again on the day of each step.")
_CEILINGS: Final = "ceiling."
_ONE_INTAKE: Final = "ceiling.occasion."
"""How the ids of rules begin that set a level, and of those that set one for a single intake."""


@final
@attrs.frozen(kw_only=True)
class Step(Displayed):
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


@final
@attrs.frozen(kw_only=True, cache_hash=True)
class DosePlan(Renderable):
    """A plan for capsules: ``steps`` are its rungs from day 1 on. The last rung is open-ended.

    A plan is not permission: ask again on the day of each rise. ``advice`` holds findings to show with the plan.
    ``limits`` compares the plan with every level that applies. ``bands`` are the ranges of daily amounts in which it
    starts and ends. ``capsule`` is the product of the plan. It is None for a plan made by hand.

    Raises: ``InvalidInputError`` if the rungs do not follow one another, or if the last rung is not open-ended.
    """

    steps: tuple[Step, ...]
    advice: Findings = attrs.field(default=NO_FINDINGS, converter=as_findings)
    limits: tuple[LimitCheck, ...] = ()
    bands: tuple[DoseBand, ...] = ()
    capsule: Capsule | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                *(check_instances("steps", self.steps, Step) if self.steps else (_empty("steps"),)),
                *check_instances("advice", self.advice, Finding),
                *check_instances("limits", self.limits, LimitCheck),
                *check_instances("bands", self.bands, DoseBand),
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
        """A page with the steps, what to ask first, and the nearest limit. All limits and the advice are details.

        If ``starts`` gives the first day, the steps have dates.

        Raises: ``InvalidInputError`` if ``starts`` is no date, or if the plan would run past the last possible date.
        """
        asks = tuple(sentence(found.plainly()) for found in self.advice if found.verdict is Verdict.CONSULT)
        details = (*_limits_table(self.limits), *_advice_block(self.advice))
        blocks = (
            self.staircase(starts),
            say("view.plan", "Take it with food.")
            if self._with_food
            else say("view.plan", "Take it with or without food."),
            *((Section(say("view.plan", "Ask first"), asks),) if asks else ()),
            *self.limit_lines(),
            Foot(_NO_PERMISSION if len(self.steps) == 1 else _EACH_STEP),
            *((Details(say("view.plan", "All limits and advice"), details),) if details else ()),
        )
        return Page(self.summary(), blocks)

    @property
    def noun(self) -> str:
        """The word for one unit of the product, such as "tablet". It is "capsule" for a plan made by hand."""
        return CAPSULE_UNIT if self.capsule is None else self.capsule.noun

    @property
    def _with_food(self) -> bool:
        return any(intake.with_food for step in self.steps for intake in step.intakes)

    def staircase(self, starts: date | None = None) -> Staircase:
        """The steps as a picture with the bands and the nearest limit, and as a table.

        If ``starts`` gives the first day, the table has dates.

        Raises: ``InvalidInputError`` if ``starts`` is no date, or if the plan would run past the last possible date.
        """
        self.check_first_day(starts)
        dates = () if starts is None else (say("view.plan", "date"),)
        rows = tuple(
            (
                str(place),
                *(() if starts is None else (_step_date(starts, step),)),
                str(step.first_day),
                milligrams(step.daily),
                joined(", ", (intake.brief(self.noun) for intake in step.intakes)),
            )
            for place, step in enumerate(self.steps, 1)
        )
        if starts is None:
            caption = say("view.plan", "Your steps, in magnesium a day")
        else:
            caption = say("view.plan", "Your steps from {date} on, in magnesium a day", date=long_date(starts))
        numbers = (0, len(dates) + 1, len(dates) + 2)
        header = (say("view.plan", "step"), *dates, say("view.plan", "from day"), say("view.plan", "a day"))
        table = Grid(caption, (*header, say("view.plan", "how")), rows, numbers)
        return Staircase(
            title=say("view.plan", "Magnesium a day, step by step"),
            stairs=tuple(_stair(step) for step in self.steps),
            table=table,
            bands=tuple(Band(band.least.nanograms, band.most.nanograms, band.words()) for band in self.bands),
            limit=None if (nearest := self.nearest_limit()) is None else _limit_line(nearest),
        )

    def nearest_limit(self) -> LimitCheck | None:
        """The check of the lowest level that a source sets for a day. None if no source sets one."""
        daily = (
            limit
            for limit in self.limits
            if limit.rule.startswith(_CEILINGS) and not limit.rule.startswith(_ONE_INTAKE)
        )
        return min(daily, key=lambda limit: (limit.level.nanograms, limit.rule), default=None)

    def limit_lines(self) -> tuple[str, ...]:
        """A sentence for each limit that the plan exceeds, or for the nearest limit if it exceeds none."""
        above = tuple(limit for limit in self.limits if limit.outcome is LimitOutcome.EXCEEDED)
        if above:
            return tuple(
                say(
                    "view.plan",
                    "This is above a limit. {limit} Your plan goes to {mg} mg.",
                    limit=sentence(limit.reason()),
                    mg=limit.amount.format_mg(),
                )
                for limit in above
            )
        nearest = self.nearest_limit()
        if nearest is None:
            return ()
        return (
            say(
                "view.plan",
                "Nearest limit: {limit} Your plan stops at {mg} mg.",
                limit=sentence(nearest.reason()),
                mg=nearest.amount.format_mg(),
            ),
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

    def summary(self) -> Message:
        """One line with the first daily amount, the last daily amount, and the day on which the last amount begins."""
        first, last = self.steps[0], self.steps[-1]
        if first is last:
            return say("view.plan", "{mg} mg a day", mg=first.daily.format_mg())
        return say(
            "view.plan",
            "{first} mg a day, rising to {last} mg a day from day {day}",
            first=first.daily.format_mg(),
            last=last.daily.format_mg(),
            day=last.first_day,
        )


@final
@attrs.frozen(kw_only=True)
class TopicalPlan(Renderable):
    """A plan for topical use.

    ``patch_test`` is true if a patch test must come first, because tolerance is not proven.
    """

    vehicle: Vehicle
    patch_test: bool
    advice: Findings = attrs.field(default=NO_FINDINGS, converter=as_findings)

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
        """A page with the vehicle, then the advice. Topical use has no steps, so ``starts`` has no effect.

        The rule ids of the advice are details.
        """
        advice = tuple(sentence(found.plainly()) for found in self.advice if found.urgent is None)
        kept = (Section(say("view.plan", "Keep in mind"), advice),) if advice else ()
        details = (Details(say("view.plan", "All advice"), _advice_block(self.advice)),) if self.advice else ()
        return Page(sentence(self.summary()), (*kept, *watch_blocks(self.advice), Foot(_NO_PERMISSION), *details))

    def summary(self) -> Message:
        """One line that names the vehicle. It also names the patch test if one must come first."""
        vehicle = say("view.skin", "a bath") if self.vehicle is Vehicle.BATH else word("Vehicle", self.vehicle)
        if self.patch_test:
            return say("view.skin", "magnesium on the skin, as {vehicle}; do a patch test first", vehicle=vehicle)
        return say("view.skin", "magnesium on the skin, as {vehicle}", vehicle=vehicle)


Plan = DosePlan | TopicalPlan


def _advice_block(advice: tuple[Finding, ...]) -> tuple[Listing, ...]:
    return (Listing(title="With the plan", items=tuple(finding.headline() for finding in advice)),) if advice else ()


def _limits_table(limits: tuple[LimitCheck, ...]) -> tuple[Block, ...]:
    header = ("limit", "level mg", "plan mg", "difference", "because", "rule")
    rows = tuple(limit.row() for limit in limits)
    caption = "Limits of the plan, in elemental magnesium"
    return (Grid(caption=caption, header=header, rows=rows, numbers=(1, 2)),) if rows else ()


def _step_date(starts: date, step: Step) -> Message:
    """The date of a step. Each later step may begin later, because a rise waits for its conditions."""
    day = short_date(starts + timedelta(days=step.first_day - 1))
    return day if step.first_day == 1 else say("view.plan", "{date} or later", date=day)


def _limit_line(limit: LimitCheck) -> Band:
    label = say("view.plan", "nearest limit: {mg} mg", mg=limit.level.format_mg())
    return Band(limit.level.nanograms, limit.level.nanograms, label)


def _stair(step: Step) -> Stair:
    return Stair(step.first_day, step.daily.nanograms, milligrams(step.daily))


def _empty(path: str) -> Fault:
    return Fault(path=path, expected="a list with at least one item", actual=short_repr([]), fix="leave nothing out")
