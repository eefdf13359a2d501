"""How many capsules a plan opens, what is left over, and how long a bottle lasts."""

from datetime import date, timedelta
from typing import final

import attrs

from alpims_mg._internal.rendering import Grid, Page, Renderable
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
    """What one rung takes: on how many days, the capsules opened, and the quarters taken and thrown away of them.

    The last rung, which has no end, is counted for as long as one hold.
    """

    rung: int
    days: int
    opened: int
    taken_quarters: int
    thrown_quarters: int

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            a_whole_number(field.name, getattr(self, field.name), least=0, most=_MOST_DAYS, of="days or quarters")
            for field in attrs.fields(RungSupply)
        )

    def row(self) -> tuple[str, ...]:
        """The rung as a line of a table."""
        quarters = (in_capsules(self.taken_quarters), in_capsules(self.thrown_quarters))
        return (str(self.rung), str(self.days), str(self.opened), *quarters)


@final
@attrs.frozen(kw_only=True)
class Supply(Renderable):
    """What a plan takes in capsules, and how long a bottle of ``bottle`` whole capsules lasts from ``first_day`` on.

    ``needed`` are the capsules that the whole plan opens from that day, its last rung counted for one hold; the books
    balance: four quarters of each are taken, thrown away or left at the end (``kept_quarters``). ``days_left`` are the
    whole days that the bottle covers, and ``refill`` is the first day that it does not, where the plan has dates. A
    portion that is left over at night is thrown away, unless ``kept_overnight``.

    Raises: ``InvalidInputError`` when the books do not balance.
    """

    first_day: int
    bottle: int
    kept_overnight: bool
    rungs: tuple[RungSupply, ...]
    needed: int
    kept_quarters: int
    days_left: int
    refill: date | None = None

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
        opened = sum(one.opened for one in self.rungs)
        used = sum(one.taken_quarters + one.thrown_quarters for one in self.rungs) + self.kept_quarters
        if opened != self.needed or 4 * opened != used:
            actual, fix = f"{self.needed} capsules, {used} quarters of them", "count the capsules again"
            raise InvalidInputError(Fault(path="needed", expected="what the rungs come to", actual=actual, fix=fix))

    @property
    def days(self) -> int:
        """The days that ``needed`` is counted for."""
        return sum(one.days for one in self.rungs)

    @property
    def left_quarters(self) -> int:
        """The quarters of capsules that are opened and not taken."""
        return sum(one.thrown_quarters for one in self.rungs) + self.kept_quarters

    def page(self) -> Page:
        """The bottle first, then what each rung takes."""
        refill = "" if self.refill is None else f"; the next one is needed by {self.refill}"
        lasts = f"A bottle of {self.bottle} lasts {self.days_left} days from day {self.first_day}{refill}"
        kept = "kept overnight" if self.kept_overnight else "thrown away at night"
        header = ("rung", "days", "capsules opened", "capsules taken", "thrown away")
        rows = tuple(one.row() for one in self.rungs)
        grid = Grid(caption=f"Capsules, a portion left over {kept}", header=header, rows=rows)
        total = f"{self.needed} capsules for {self.days} days, {in_capsules(self.left_quarters)} of them not taken."
        return Page(title=lasts, blocks=(grid, total))


def estimate_supply(
    plan: DosePlan,
    *,
    bottle: int,
    first_day: int = 1,
    starts: date | None = None,
    kept_overnight: bool = False,
    rulebook: Rulebook = CURRENT,
) -> Supply:
    """How many capsules a plan opens, and how long a bottle lasts, were every rise on its day.

    ``first_day`` is the day of the plan on which the bottle is opened, ``starts`` the date of the plan's first day.
    Within a day the rest of a capsule may serve another intake; overnight only if ``kept_overnight`` says so.

    Raises: ``InvalidInputError`` for what is no plan, no number of capsules or no day of a plan.

    >>> from alpims_mg import Capsule, Elemental, Form, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4))
    >>> told = estimate_supply(plan, bottle=30, starts=date(2026, 3, 1))
    >>> told.needed, told.days_left, told.refill
    (42, 22, datetime.date(2026, 3, 23))
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
    hold = plan.steps[0].days or rulebook.dose_counts[Count.HOLD_USUAL].then
    rungs: list[RungSupply] = []
    kept = 0
    for number, step in enumerate(plan.steps, 1):
        ends = step.first_day + (step.days or hold)
        days, quarters = max(0, ends - max(first_day, step.first_day)), _quarters(step)
        opened = thrown = 0
        for _ in range(days):
            more, left = _opened(quarters, kept)
            kept = left if kept_overnight else 0
            opened, thrown = opened + more, thrown + left - kept
        taken = days * quarters
        rungs.append(RungSupply(rung=number, days=days, opened=opened, taken_quarters=taken, thrown_quarters=thrown))
    lasts = _lasts(plan, bottle, first_day, kept_overnight=kept_overnight)
    return Supply(
        first_day=first_day,
        bottle=bottle,
        kept_overnight=kept_overnight,
        rungs=tuple(rungs),
        needed=sum(one.opened for one in rungs),
        kept_quarters=kept,
        days_left=lasts,
        refill=None if starts is None else _date(starts, first_day + lasts),
    )


def _quarters(step: Step) -> int:
    """The quarters of capsules that a day of a rung takes."""
    return sum(intake.portion.quarters for intake in step.intakes)


def _opened(quarters: int, kept: int) -> tuple[int, int]:
    """The capsules that a day opens beside what was kept, and the quarters that are left of all that."""
    opened = -(-max(quarters - kept, 0) // 4)
    return opened, kept + 4 * opened - quarters


def _lasts(plan: DosePlan, bottle: int, first_day: int, *, kept_overnight: bool) -> int:
    """The whole days that a bottle covers."""
    kept = days = 0
    while True:
        more, left = _opened(_quarters(plan.on(first_day + days)), kept)
        kept = left if kept_overnight else 0
        bottle -= more
        if bottle < 0:
            return days
        days += 1


def _date(starts: date, day: int) -> date:
    if starts.toordinal() + day - 1 > date.max.toordinal():
        expected = "a first day that leaves room for the plan before the last date there is"
        raise InvalidInputError(
            Fault(path="starts", expected=expected, actual=short_repr(starts), fix="name an earlier day")
        )
    return starts + timedelta(days=day - 1)
