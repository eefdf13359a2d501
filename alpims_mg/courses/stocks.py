"""Estimate how long a stock of capsules lasts: for a plan, or for a course from its ledger."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from alpims_mg._internal.validation import a_day, a_whole_number, an_instance
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.replays import replay_course
from alpims_mg.dosing.supplies import (
    MOST_CAPSULES,
    RungUse,
    Stock,
    Supply,
    daily_quarters,
    supply_of,
    uses_of_plan,
)
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.plans import DosePlan
from alpims_mg.rulebook.current import CURRENT, Rulebook

_MOST_DAYS: Final = 10**6


def estimate_supply(
    plan: DosePlan | Ledger,
    *,
    bottle: int = 0,
    rest_quarters: int = 0,
    first_day: int | None = None,
    starts: date | None = None,
    kept_overnight: bool = False,
    rulebook: Rulebook = CURRENT,
) -> Supply:
    """Estimate how many capsules a plan or a course needs, and how long a stock of capsules lasts.

    The stock is ``bottle`` whole capsules and ``rest_quarters`` quarters of a capsule, for example the rest of a bottle
    that was opened before. ``first_day`` is the day on which this stock is there, counted from 1. The rest of an opened
    capsule can serve another intake of the same day. The rest is kept for the next day only with ``kept_overnight``.
    The last rung has no end, so it counts for one hold.

    For a plan, every rise happens on its planned day, ``first_day`` is day 1 if it is not given, and ``starts`` is the
    date of day 1.

    For the ledger of a course, ``first_day`` is the day after the ledger's last if it is not given. What was taken from
    ``first_day`` to the ledger's last day is subtracted. Where no amount is stated, the permitted amount counts as
    taken, and part of a quarter counts as a quarter. After the last day, every day is calm and taken in full, and every
    rise happens on its earliest day. While nothing can be taken again, for example after a stop, the stock is not used
    up, and ``days_left`` is None.

    Units: whole capsules, quarters of a capsule, and days.
    Raises: ``InvalidInputError`` for an argument of another type or out of range, for ``starts`` with a ledger, for a
    ledger that this rulebook does not give, and if more was taken than the stock had.

    >>> from datetime import date
    >>> from alpims_mg import Capsule, Elemental, Form, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2))
    >>> supply = estimate_supply(plan, bottle=30, starts=date(2026, 3, 1))
    >>> f"{supply.needed} capsules for {supply.days} days"
    '42 capsules for 28 days'
    >>> f"30 capsules last {supply.days_left} days, until {supply.refill}"
    '30 capsules last 22 days, until 2026-03-23'

    On the last amount, 25 quarters last for three days of two capsules:

    >>> estimate_supply(plan, rest_quarters=25, first_day=60).days_left
    3
    """
    most = len(plan.days) + 1 if isinstance(plan, Ledger) else _MOST_DAYS
    raise_if_any(
        (
            an_instance("plan", plan, DosePlan | Ledger, example="titration_schedule(capsule)"),
            a_whole_number("bottle", bottle, least=0, most=MOST_CAPSULES, of="capsules"),
            a_whole_number("rest_quarters", rest_quarters, least=0, most=4 * MOST_CAPSULES, of="quarters"),
            a_whole_number("first_day", first_day, least=1, most=most, of="days", optional=True),
            _starts_fault(plan, starts),
            an_instance("kept_overnight", kept_overnight, bool, example="False"),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    given = bottle, rest_quarters
    stock = Stock(bottle + rest_quarters // 4, rest_quarters % 4)
    if isinstance(plan, DosePlan):
        begins = first_day or 1
        uses = uses_of_plan(plan, begins, rulebook)
    else:
        begins, starts = len(plan.days) + 1, plan.days[0].day
        stock = _stock_left(stock, plan, (first_day or begins) - 1, kept_overnight=kept_overnight)
        uses = list(_uses_of_course(plan, begins, rulebook))
    return supply_of(uses, stock, given=given, first_day=begins, starts=starts, kept_overnight=kept_overnight)


def _starts_fault(plan: object, starts: object) -> Fault | None:
    if isinstance(plan, Ledger) and starts is not None:
        fix = "leave it out, because the ledger has the dates"
        return Fault(path="starts", expected="left out with a ledger", actual=str(starts), fix=fix)
    return a_day("starts", starts, optional=True)


def _stock_left(stock: Stock, ledger: Ledger, since: int, *, kept_overnight: bool) -> Stock:
    """The stock after the last day of a ledger. ``since`` is the index of the first day that is subtracted.

    Raises: ``InvalidInputError`` if more was taken than the stock had.
    """
    strength = ledger.course.capsule.elemental.nanograms
    for entry in ledger.days[since:]:
        left = stock.after_day(_quarters_used(entry, strength), kept_overnight=kept_overnight)
        if left.capsules < 0:
            expected = f"at least what was taken up to {entry.day}"
            fix = "add every bottle since the first day, or give a later first day"
            actual = "a stock that is used up on that day"
            raise InvalidInputError(Fault(path="bottle", expected=expected, actual=actual, fix=fix))
        stock = left
    return stock


def _quarters_used(entry: LedgerDay, strength: int) -> int:
    """The quarters of a capsule taken on a day, rounded up. ``strength`` is the nanograms of one capsule."""
    taken = entry.permitted if entry.taken is None else entry.taken
    return -(-4 * taken.nanograms // strength)


def _uses_of_course(ledger: Ledger, first_day: int, rulebook: Rulebook) -> Iterator[RungUse]:
    """Yield what a course takes from day ``first_day`` on, the day after its ledger's last."""
    review = replay_course(ledger, rulebook=rulebook)
    steps, holds = ledger.course.rungs, ledger.course.holds
    begins = {} if review.rung is None else {review.rung: first_day}
    for rung_date in review.dates:
        if rung_date.earliest is not None and rung_date.rung not in begins:
            begins[rung_date.rung] = (rung_date.earliest - ledger.days[0].day).days + 1
    ordered = sorted(begins.items(), key=lambda item: item[1])
    for (rung, day), (_, end) in pairwise((*ordered, (0, 0))):
        if day != end:
            yield RungUse(rung, day, end or day + holds[rung - 1], daily_quarters(steps[rung - 1]))
