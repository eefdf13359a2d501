"""How a plan compares with the levels and ranges that rules set: ``LimitCheck`` and ``DoseBand``."""

from typing import Final, final

import attrs

from alpims_mg._internal.messages import Message, as_it_is, rule_text, say
from alpims_mg._internal.rendering import Listing, Page, Renderable
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_member, a_text, an_instance, check_instances
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.provenance import Citation
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Word


@final
@attrs.frozen(kw_only=True)
class DoseBand(Renderable):
    """A range of daily amounts in which a plan starts or ends. Both ends are included.

    ``what`` says what the range is for: ``start`` or ``target``.

    Raises: ``InvalidInputError`` with every fault, also if ``least`` is more than ``most``.

    >>> print(DoseBand(what="start", least=Elemental.mg(50), most=Elemental.mg(100)))
    start: 50 to 100 mg
    """

    what: str
    least: Elemental
    most: Elemental

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("what", self.what, example="start"),
                an_instance("least", self.least, Elemental, example="Elemental.mg(50)"),
                an_instance("most", self.most, Elemental, example="Elemental.mg(100)"),
            )
        )
        if self.least > self.most:
            expected, fix = f"at least {self.least}", "give the smaller amount as least"
            raise InvalidInputError(Fault(path="most", expected=expected, actual=str(self.most), fix=fix))

    def page(self) -> Page:
        """A page with one line: what the range is for, and its ends."""
        return Page(self.words())

    def words(self) -> Message:
        """What the range is for, and its ends, on one line."""
        what = _RANGES.get(self.what) or as_it_is(self.what)
        least, most = self.least.format_mg(), self.most.format_mg()
        return say("view.plan", "{what}: {least} to {most} mg", what=what, least=least, most=most)


_RANGES: Final = {"start": say("view.plan", "start"), "target": say("view.plan", "target")}
"""What the ranges of a plan are for."""


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
        return str(self.reason())

    def reason(self) -> Message:
        """The reason for this limit, with its numbers filled in."""
        return rule_text(self.rule, self.because)

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
