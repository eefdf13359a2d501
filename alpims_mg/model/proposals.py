"""``Proposal``, what a person would like to take, ``Case``, a situation with a proposal, and ``DayCase``."""

from collections.abc import Iterable, Iterator
from typing import cast, final

import attrs

from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.rendering import Displayed, Page, joined_page
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_member, an_instance, as_tuple, check_each, short_repr
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.quantities import Elemental, a_mass
from alpims_mg.model.routines import Routine
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Intent

HoldDays = int | tuple[int, ...]
"""How many days each rung of a plan lasts: one number for all rungs, or one number for each rung in order."""


def as_hold_days(value: int | Iterable[int]) -> HoldDays:
    """Convert a list of days to a tuple. A number passes through unchanged, and so does what validation rejects.

    Validation rejects a set, because it has no order.
    """
    unordered = isinstance(value, set | frozenset)
    return cast("HoldDays", value if unordered else as_tuple(cast("Iterable[int]", value)))


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Proposal(Displayed):
    """What a person would like to do with one product: start it, keep the same amount, take more, or take less.

    ``target`` is the daily amount at which the plan ends. ``current_daily`` is the daily amount taken now. The intents
    ``MAINTAIN`` and ``INCREASE`` need ``current_daily``, and so does ``LOWER``, unless it is to nothing. ``lower_to``
    is the daily amount to go down to, with the intent ``LOWER`` only. It is below ``current_daily``, or 0 to stop. None
    means one step down. ``hold_days`` is how many days each rung lasts: one number, or a list with one number for each
    rung. The last rung has no end, and its number is the days that show that the amount is tolerated. All amounts are
    elemental magnesium.

    Raises: ``InvalidInputError`` with every fault.

    >>> from alpims_mg import Form
    >>> capsule = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4)
    >>> print(Proposal(intent=Intent.START, product=capsule, target=Elemental.mg(300)))
    start glycinate capsule, 100 mg elemental each, divides into 4, towards 300 mg elemental a day
    """

    intent: Intent
    product: Product
    target: Elemental | None = None
    current_daily: Elemental | None = None
    lower_to: Elemental | None = None
    hold_days: HoldDays = attrs.field(default=7, converter=as_hold_days)

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("intent", self.intent, Intent),
                _product_fault("product", self.product),
                a_mass("target", self.target, Elemental, example=300, optional=True),
                a_mass("current_daily", self.current_daily, Elemental, example=100, optional=True),
                a_mass("lower_to", self.lower_to, Elemental, example=100, optional=True),
                *_hold_faults("hold_days", self.hold_days),
                *lowering_faults(self.intent, self.target, self.current_daily, self.lower_to),
            )
        )

    @property
    def end(self) -> Elemental | None:
        """The daily amount that the proposal names for the end of its plan: ``lower_to`` or ``target``. None if none.

        >>> from alpims_mg import Form
        >>> capsule = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4)
        >>> print(Proposal(intent=Intent.LOWER, product=capsule, lower_to=Elemental.mg(0)).end)
        0 mg elemental
        """
        return self.lower_to if self.intent is Intent.LOWER else self.target

    @property
    def longest_hold(self) -> int:
        """The largest number of days in ``hold_days``."""
        return self.hold_days if isinstance(self.hold_days, int) else max(self.hold_days)

    def __str__(self) -> str:
        target = f", towards {self.target} a day" if self.target else ""
        current = f", now {self.current_daily} a day" if self.current_daily else ""
        lower = "" if self.lower_to is None else f", down to {self.lower_to} a day"
        return f"{self.intent} {self.product}{current}{target}{lower}"


def lowering_faults(intent: object, target: object, current_daily: object, lower_to: object) -> Iterator[Fault]:
    """Yield a ``Fault`` for each amount that does not fit an intent: ``target`` with ``LOWER``, or ``lower_to``.

    An amount to go down to fits only ``LOWER``, and is below the present amount. To nothing (0) always fits. A value of
    a wrong type yields nothing, since another check names it.
    """
    if intent is Intent.LOWER and isinstance(target, Elemental):
        fix = "name the daily amount to go down to in lower_to, or leave both out"
        yield Fault(path="target", expected="None, since to lower has no target", actual=str(target), fix=fix)
    if not isinstance(lower_to, Elemental):
        return
    if intent is not Intent.LOWER:
        fix = "leave it out, or give the intent to lower"
        yield Fault(path="lower_to", expected=f"None, since the intent is {intent}", actual=str(lower_to), fix=fix)
    elif lower_to.nanograms and isinstance(current_daily, Elemental) and not lower_to < current_daily:
        expected, fix = f"less than the present {current_daily} a day", "name a smaller amount, or 0 to stop"
        yield Fault(path="lower_to", expected=expected, actual=str(lower_to), fix=fix)


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Case(Displayed):
    """One question for ``assess``: the facts about a person, and what that person proposes.

    Raises: ``InvalidInputError`` with every fault.
    """

    situation: Situation
    proposal: Proposal

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("situation", self.situation, Situation, example="Situation(...)"),
                an_instance("proposal", self.proposal, Proposal, example="Proposal(...)"),
            )
        )

    def page(self) -> Page:
        """A page with the proposal, then the facts about the person."""
        return joined_page("Case", (self.proposal, self.situation))


@final
@named_arguments
@attrs.frozen(kw_only=True)
class DayCase(Displayed):
    """One question for ``schedule_day``: a situation, a proposal and a routine.

    Raises: ``InvalidInputError`` with every fault.
    """

    situation: Situation
    proposal: Proposal
    routine: Routine

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("situation", self.situation, Situation, example="Situation(...)"),
                an_instance("proposal", self.proposal, Proposal, example="Proposal(...)"),
                an_instance("routine", self.routine, Routine, example="Routine(...)"),
            )
        )

    def page(self) -> Page:
        """A page with the proposal, the facts about the person, and their usual day."""
        return joined_page("Case of a day", (self.proposal, self.situation, self.routine))


def _hold_faults(path: str, value: object) -> Iterator[Fault | None]:
    """Check a number of days, or each of several. Yield a ``Fault`` for each that is none. May yield None."""
    if isinstance(value, tuple) and not value:
        fix = "write for example 7, or leave it out"
        yield Fault(path=path, expected="at least one number of days", actual="an empty list", fix=fix)
    elif isinstance(value, tuple):
        yield from check_each(path, cast("tuple[object, ...]", value), _days_fault)
    else:
        yield _days_fault(path, value)


def _days_fault(path: str, value: object) -> Fault | None:
    """Check that a value is a whole number of at most 9 digits. Each rulebook has its own range of days."""
    if type(value) is int and abs(value) < 10**9:
        return None
    written = isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 4
    fix = f"write {value}" if written else "write for example 7"
    return Fault(path=path, expected="a whole number of days", actual=short_repr(value), fix=fix)


def _product_fault(path: str, value: object) -> Fault | None:
    if isinstance(value, Capsule | Topical):
        return None
    return Fault(
        path=path, expected="a Capsule or a Topical", actual=short_repr(value), fix="write Capsule(...) or Topical(...)"
    )
