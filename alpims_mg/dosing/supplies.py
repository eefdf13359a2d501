"""Estimate how many capsules a plan needs, how much is left over, and how long a bottle lasts."""

from datetime import date, timedelta
from typing import final

import attrs

from alpims_mg._internal.rendering import Grid, Page, Renderable
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_day, a_whole_number, an_instance, check_instances, short_repr
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.plans import DosePlan, Step
from alpims_mg.model.quantities import in_capsules
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Count

_MOST_CAPSULES, _MOST_DAYS = 10**4, 10**6


@final
@attrs.frozen(kw_only=True)
class RungSupply:
    """The capsules that one rung uses up: whole capsules opened, quarters of them taken, and quarters thrown away.

    The last rung has no end. It counts for as many days as the first rung, or if it is the only rung, for the usual
    number of days on a rung.
    """

    rung: int
    days: int
    opened: int
    taken_quarters: int
    thrown_quarters: int

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            a_whole_number(field.name, getattr(self, field.name), least=0, most=_MOST_DAYS, of="days or quarters")
            for field in attrs.fields(RungSupply)
        )

    def row(self) -> tuple[str, ...]:
        """The cells of this rung's row in the table of ``Supply.page``."""
        quarters = (in_capsules(self.taken_quarters), in_capsules(self.thrown_quarters))
        return (str(self.rung), str(self.days), str(self.opened), *quarters)


@final
@attrs.frozen(kw_only=True)
class Supply(Renderable):
    """The capsules that a plan needs, and how long a bottle of ``bottle`` capsules lasts from ``first_day``.

    ``needed`` is how many capsules the plan opens from that day. The last rung has no end, so it counts for a fixed
    number of days (see ``RungSupply``). Every quarter of these capsules is taken, thrown away, or left at the end
    (``kept_quarters``). ``days_left`` is how many whole days the bottle covers. ``refill`` is the first date that the
    bottle does not cover; None if the plan has no dates. Leftover portions are thrown away at night, unless
    ``kept_overnight`` is true.

    Raises: ``InvalidInputError`` if the quarters do not add up.
    """

    first_day: int
    bottle: int
    kept_overnight: bool
    rungs: tuple[RungSupply, ...]
    needed: int
    kept_quarters: int
    days_left: int
    refill: date | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_whole_number("first_day", self.first_day, least=1, most=_MOST_DAYS, of="days"),
                a_whole_number("bottle", self.bottle, least=0, most=_MOST_CAPSULES, of="capsules"),
                an_instance("kept_overnight", self.kept_overnight, bool, example="False"),
                *check_instances("rungs", self.rungs, RungSupply),
                a_whole_number("needed", self.needed, least=0, most=_MOST_DAYS, of="capsules"),
                a_whole_number("kept_quarters", self.kept_quarters, least=0, most=3, of="quarters"),
                a_whole_number("days_left", self.days_left, least=0, most=_MOST_DAYS, of="days"),
                a_day("refill", self.refill, optional=True),
            )
        )
        opened = sum(rung.opened for rung in self.rungs)
        used = sum(rung.taken_quarters + rung.thrown_quarters for rung in self.rungs) + self.kept_quarters
        if opened != self.needed or 4 * opened != used:
            expected = f"the {opened} capsules of the rungs, in quarters taken, thrown away or kept"
            actual, fix = f"{self.needed} capsules and {used} quarters", "take the numbers from estimate_supply"
            raise InvalidInputError(Fault(path="needed", expected=expected, actual=actual, fix=fix))

    @property
    def days(self) -> int:
        """The number of days of the plan that ``needed`` covers."""
        return sum(rung.days for rung in self.rungs)

    @property
    def left_quarters(self) -> int:
        """The number of quarters that opened capsules hold but nobody takes: thrown away, or left at the end."""
        return sum(rung.thrown_quarters for rung in self.rungs) + self.kept_quarters

    def page(self) -> Page:
        """A page with how long the bottle lasts, a table of the supply for each rung, and the total."""
        refill = "" if self.refill is None else f". You need the next one by {self.refill}"
        title = f"A bottle of {self.bottle} capsules lasts {self.days_left} days from day {self.first_day}{refill}"
        leftovers = "kept overnight" if self.kept_overnight else "thrown away at night"
        header = ("rung", "days", "capsules opened", "capsules taken", "thrown away")
        rows = tuple(rung.row() for rung in self.rungs)
        grid = Grid(caption=f"Capsules, with leftover portions {leftovers}", header=header, rows=rows)
        total = f"{self.needed} capsules for {self.days} days, {in_capsules(self.left_quarters)} of them not taken."
        return Page(title=title, blocks=(grid, total))


def estimate_supply(
    plan: DosePlan,
    *,
    bottle: int,
    first_day: int = 1,
    starts: date | None = None,
    kept_overnight: bool = False,
    rulebook: Rulebook = CURRENT,
) -> Supply:
    """Estimate how many capsules a plan needs and how long a bottle lasts, if every rise happens on its planned day.

    ``bottle`` is the number of capsules in the bottle, ``first_day`` the day of the plan on which the bottle is
    opened, and ``starts`` the date of the plan's first day. The rest of an opened capsule can serve another intake of
    the same day. The rest is kept for the next day only with ``kept_overnight``.

    Units: whole capsules, and days counted from 1.
    Raises: ``InvalidInputError`` for an argument of another type or out of range.

    >>> from datetime import date
    >>> from alpims_mg import Capsule, Elemental, Form, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2))
    >>> supply = estimate_supply(plan, bottle=30, starts=date(2026, 3, 1))
    >>> f"{supply.needed} capsules for {supply.days} days"
    '42 capsules for 28 days'
    >>> f"30 capsules last {supply.days_left} days, until {supply.refill}"
    '30 capsules last 22 days, until 2026-03-23'
    """
    raise_if_any(
        (
            an_instance("plan", plan, DosePlan, example="DosePlan(...)"),
            a_whole_number("bottle", bottle, least=0, most=_MOST_CAPSULES, of="capsules"),
            a_whole_number("first_day", first_day, least=1, most=_MOST_DAYS, of="days"),
            a_day("starts", starts, optional=True),
            an_instance("kept_overnight", kept_overnight, bool, example="False"),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    usual = max(rulebook.dose_counts[count].then for count in (Count.HOLD_USUAL, Count.HOLD_LEAST))
    hold = plan.steps[0].days or usual
    rungs: list[RungSupply] = []
    kept = 0
    for number, step in enumerate(plan.steps, 1):
        ends = step.first_day + (step.days or hold)
        days, quarters = max(0, ends - max(first_day, step.first_day)), _daily_quarters(step)
        opened = thrown = 0
        for _ in range(days):
            more, left = _open_capsules(quarters, kept)
            kept = left if kept_overnight else 0
            opened, thrown = opened + more, thrown + left - kept
        taken = days * quarters
        rungs.append(RungSupply(rung=number, days=days, opened=opened, taken_quarters=taken, thrown_quarters=thrown))
    days_left = _days_covered(plan, bottle, first_day, kept_overnight=kept_overnight)
    return Supply(
        first_day=first_day,
        bottle=bottle,
        kept_overnight=kept_overnight,
        rungs=tuple(rungs),
        needed=sum(rung.opened for rung in rungs),
        kept_quarters=kept,
        days_left=days_left,
        refill=None if starts is None else _date_of_day(starts, first_day + days_left),
    )


def _daily_quarters(step: Step) -> int:
    """The number of quarters of a capsule taken on each day of a rung."""
    return sum(intake.portion.quarters for intake in step.intakes)


def _open_capsules(quarters: int, kept: int) -> tuple[int, int]:
    """A pair for one day: the number of capsules opened, and the quarters of a capsule left over in the evening.

    ``quarters`` is how many quarters are taken that day. ``kept`` is how many were left over from the day before.
    """
    opened = -(-max(quarters - kept, 0) // 4)
    return opened, kept + 4 * opened - quarters


def _days_covered(plan: DosePlan, bottle: int, first_day: int, *, kept_overnight: bool) -> int:
    """The number of whole days that a bottle of ``bottle`` capsules covers from day ``first_day`` of the plan."""
    kept = days = 0
    while True:
        more, left = _open_capsules(_daily_quarters(plan.on(first_day + days)), kept)
        kept = left if kept_overnight else 0
        bottle -= more
        if bottle < 0:
            return days
        days += 1


def _date_of_day(starts: date, day: int) -> date:
    if starts.toordinal() + day - 1 > date.max.toordinal():
        expected = f"a date early enough for the refill to fall before {date.max}"
        raise InvalidInputError(
            Fault(path="starts", expected=expected, actual=short_repr(starts), fix="give an earlier date")
        )
    return starts + timedelta(days=day - 1)
