"""Count how many capsules the rungs of a plan need, how much is left over, and how long a stock of capsules lasts."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple, final

import attrs

from alpims_mg._internal.messages import Message, joined, say, say_number
from alpims_mg._internal.rendering import Displayed, Foot, Grid, Page, Renderable, long_date
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_day, a_whole_number, an_instance, check_instances, short_repr
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.plans import DosePlan, Step
from alpims_mg.model.quantities import in_capsules
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.dosing import Count

MOST_CAPSULES: Final = 10**4
"""The most capsules that a stock can have."""
_MOST_DAYS: Final = 10**6


@final
@attrs.frozen(kw_only=True)
class RungSupply(Displayed):
    """The capsules that one rung uses up: whole capsules opened, quarters of them taken, and quarters thrown away.

    The last rung has no end. It counts for the days of its hold, from the day that it begins or the supply does.
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
    """The capsules that are needed from ``first_day`` on, and how long a stock of capsules lasts from that day.

    The stock is ``bottle`` capsules and ``rest_quarters`` quarters of a capsule, less ``used_quarters``, which were
    taken or thrown away before ``first_day``. ``needed`` is how many capsules are opened from that day on. The last
    rung has no end, so it counts for a fixed number of days (see ``RungSupply``). Every quarter of these capsules is
    taken, thrown away, or left at the end (``kept_quarters``).

    ``days_left`` is how many whole days the stock covers. It is None if nothing is to be taken. ``refill`` is the first
    date that the stock does not cover. It is None if there are no dates, or if nothing is to be taken. Leftover
    portions are thrown away at night, unless ``kept_overnight`` is true.

    Raises: ``InvalidInputError`` if the quarters do not add up.
    """

    first_day: int
    bottle: int
    rest_quarters: int = 0
    used_quarters: int = 0
    kept_overnight: bool
    rungs: tuple[RungSupply, ...]
    needed: int
    kept_quarters: int
    days_left: int | None
    refill: date | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_whole_number("first_day", self.first_day, least=1, most=_MOST_DAYS, of="days"),
                a_whole_number("bottle", self.bottle, least=0, most=MOST_CAPSULES, of="capsules"),
                a_whole_number("rest_quarters", self.rest_quarters, least=0, most=4 * MOST_CAPSULES, of="quarters"),
                a_whole_number("used_quarters", self.used_quarters, least=0, most=8 * MOST_CAPSULES, of="quarters"),
                an_instance("kept_overnight", self.kept_overnight, bool, example="False"),
                *check_instances("rungs", self.rungs, RungSupply),
                a_whole_number("needed", self.needed, least=0, most=_MOST_DAYS, of="capsules"),
                a_whole_number("kept_quarters", self.kept_quarters, least=0, most=3, of="quarters"),
                a_whole_number("days_left", self.days_left, least=0, most=_MOST_DAYS, of="days", optional=True),
                a_day("refill", self.refill, optional=True),
            )
        )
        raise_if_any(self._balance_faults())

    def _balance_faults(self) -> Iterator[Fault]:
        opened = sum(rung.opened for rung in self.rungs)
        used = sum(rung.taken_quarters + rung.thrown_quarters for rung in self.rungs) + self.kept_quarters
        fix = "take the numbers from estimate_supply"
        if opened != self.needed or 4 * opened != used:
            expected = f"the {opened} capsules of the rungs, in quarters taken, thrown away or kept"
            actual = f"{self.needed} capsules and {used} quarters"
            yield Fault(path="needed", expected=expected, actual=actual, fix=fix)
        stock = 4 * self.bottle + self.rest_quarters
        if self.used_quarters > stock:
            actual = f"{self.used_quarters} quarters"
            yield Fault(path="used_quarters", expected=f"at most the {stock} of the stock", actual=actual, fix=fix)

    @property
    def days(self) -> int:
        """The number of days that ``needed`` covers."""
        return sum(rung.days for rung in self.rungs)

    @property
    def left_quarters(self) -> int:
        """The number of quarters that opened capsules hold but nobody takes: thrown away, or left at the end."""
        return sum(rung.thrown_quarters for rung in self.rungs) + self.kept_quarters

    def page(self) -> Page:
        """A page with how long the stock lasts, a table of the supply for each rung, and the total.

        Without a stock, the total stands first.
        """
        if self.days_left is None:
            nothing = say("view.supply", "Nothing is to be taken now, so the capsules are not used up.")
            return Page(nothing, self._used())
        left = in_capsules(self.left_quarters)
        total = say(
            "view.supply",
            "{needed} capsules for {days} days, {left} of them not taken.",
            needed=self.needed,
            days=self.days,
            left=left,
        )
        stocked = bool(self.bottle or self.rest_quarters)
        first = self._lasting(self.days_left) if stocked else total
        caption = _KEPT if self.kept_overnight else _THROWN_AWAY
        rows = tuple(rung.row() for rung in self.rungs)
        grid = Grid(caption=caption, header=_HEADER, rows=rows, numbers=tuple(range(len(_HEADER))))
        below = (total,) if stocked else ()
        return Page(joined(" ", (first, *self._refill(stocked=stocked))), (*self._used(), grid, *below, Foot(_ASSUMED)))

    def _refill(self, *, stocked: bool) -> Iterator[Message]:
        if self.refill is None:
            return
        day = long_date(self.refill)
        if stocked:
            yield say("view.supply", "You need the next one by {date}.", date=day)
        else:
            yield say("view.supply", "You need the first one by {date}.", date=day)

    def _lasting(self, days_left: int) -> Message:
        """How long the stock lasts."""
        days = say_number("view.supply", "{number} day", "{number} days", days_left)
        if not self.rest_quarters and not self.used_quarters:
            return say_number(
                "view.supply",
                "A bottle of {number} capsule lasts {days} from day {day} on.",
                "A bottle of {number} capsules lasts {days} from day {day} on.",
                self.bottle,
                days=days,
                day=self.first_day,
            )
        left = in_capsules(4 * self.bottle + self.rest_quarters - self.used_quarters)
        if left == "1":
            return say("view.supply", "1 capsule lasts {days} from day {day} on.", days=days, day=self.first_day)
        return say(
            "view.supply",
            "{left} capsules last {days} from day {day} on.",
            left=left,
            days=days,
            day=self.first_day,
        )

    def _used(self) -> tuple[str, ...]:
        stock = in_capsules(4 * self.bottle + self.rest_quarters)
        used = say(
            "view.supply",
            "Taken or thrown away before: {used} of {stock} capsules.",
            used=in_capsules(self.used_quarters),
            stock=stock,
        )
        return (used,) if self.used_quarters else ()


_HEADER: Final = (
    say("view.plan", "step"),
    say("view.supply", "days"),
    say("view.supply", "capsules opened"),
    say("view.supply", "capsules taken"),
    say("view.supply", "thrown away"),
)
_KEPT: Final = say("view.supply", "Capsules, with leftover portions kept overnight")
_THROWN_AWAY: Final = say("view.supply", "Capsules, with leftover portions thrown away at night")
_ASSUMED: Final = say("view.supply", "Each rise is counted on the first day on which it can happen.")


@final
class RungUse(NamedTuple):
    """What is taken on one rung: its number, its first day, the day after its last, and the quarters of each day.

    Days are counted from the first day of the plan or of the diary.
    """

    rung: int
    begins: int
    ends: int
    quarters: int


@final
class Stock(NamedTuple):
    """Whole capsules, and the loose quarters of a capsule beside them."""

    capsules: int
    quarters: int

    def after_day(self, quarters: int, *, kept_overnight: bool) -> "Stock":
        """The stock at the end of a day on which so many quarters are taken. Below 0 capsules if it does not last."""
        opened, left = _open_capsules(quarters, self.quarters)
        return Stock(self.capsules - opened, left if kept_overnight else 0)


def uses_of_plan(plan: DosePlan, first_day: int, rulebook: Rulebook) -> list[RungUse]:
    """What a plan takes from day ``first_day`` on, if every rise happens on its planned day. The last rung has no end.

    It counts for its hold, but for no fewer days than the rulebook's least hold.
    """
    last = plan.steps[-1]
    counts = rulebook.dose_counts
    hold = max(plan.holds[-1] or counts[Count.HOLD_USUAL].then, counts[Count.HOLD_LEAST].then)
    uses: list[RungUse] = []
    for number, step in enumerate(plan.steps, 1):
        begins = max(first_day, step.first_day)
        ends = begins + hold if step is last else step.first_day + (step.days or 0)
        if begins < ends:
            uses.append(RungUse(number, begins, ends, daily_quarters(step)))
    return uses


def supply_of(
    uses: Sequence[RungUse],
    stock: Stock,
    *,
    given: tuple[int, int],
    first_day: int,
    starts: date | None,
    kept_overnight: bool,
) -> Supply:
    """The ``Supply`` for these uses, in the order of their days. The last one has no end.

    ``stock`` is what is there on ``first_day``, and ``given`` what was there before: capsules and quarters. ``starts``
    is the date of day 1.
    """
    rungs: list[RungSupply] = []
    kept = 0
    for use in uses:
        days = use.ends - use.begins
        opened = thrown = 0
        for _ in range(days):
            more, left = _open_capsules(use.quarters, kept)
            kept = left if kept_overnight else 0
            opened, thrown = opened + more, thrown + left - kept
        taken = days * use.quarters
        rungs.append(RungSupply(rung=use.rung, days=days, opened=opened, taken_quarters=taken, thrown_quarters=thrown))
    days_left = _days_covered(uses, stock, first_day, kept_overnight=kept_overnight) if uses else None
    bottle, rest_quarters = given
    return Supply(
        first_day=first_day,
        bottle=bottle,
        rest_quarters=rest_quarters,
        used_quarters=4 * bottle + rest_quarters - 4 * stock.capsules - stock.quarters,
        kept_overnight=kept_overnight,
        rungs=tuple(rungs),
        needed=sum(rung.opened for rung in rungs),
        kept_quarters=kept,
        days_left=days_left,
        refill=None if starts is None or days_left is None else _date_of_day(starts, first_day + days_left),
    )


def daily_quarters(step: Step) -> int:
    """The number of quarters of a capsule taken on each day of a rung."""
    return sum(intake.portion.quarters for intake in step.intakes)


def _open_capsules(quarters: int, kept: int) -> tuple[int, int]:
    """A pair for one day: the number of capsules opened, and the quarters of a capsule left over in the evening.

    ``quarters`` is how many quarters are taken that day. ``kept`` is how many were left over from the day before.
    """
    opened = -(-max(quarters - kept, 0) // 4)
    return opened, kept + 4 * opened - quarters


def _days_covered(uses: Sequence[RungUse], stock: Stock, first_day: int, *, kept_overnight: bool) -> int:
    """The number of whole days that a stock covers from day ``first_day`` on."""
    days = 0
    while True:
        quarters = next((use.quarters for use in reversed(uses) if use.begins <= first_day + days), 0)
        stock = stock.after_day(quarters, kept_overnight=kept_overnight)
        if stock.capsules < 0:
            return days
        days += 1


def _date_of_day(starts: date, day: int) -> date:
    if starts.toordinal() + day - 1 > date.max.toordinal():
        expected = f"a date early enough for the refill to fall before {date.max}"
        raise InvalidInputError(
            Fault(path="starts", expected=expected, actual=short_repr(starts), fix="give an earlier date")
        )
    return starts + timedelta(days=day - 1)
