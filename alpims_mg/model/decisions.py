"""The four answers, each with every reason for it, and the one case in which no schedule can be had."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, final

import attrs

from alpims_mg._internal.rendering import Block, Listing, Page, Renderable
from alpims_mg._internal.validation import a_text, an_instance, check_each, check_instances
from alpims_mg.errors import raise_if_any
from alpims_mg.model.findings import DoseSeparation, Finding, Verdict, strictest, worst
from alpims_mg.model.plans import DosePlan, Plan, TopicalPlan
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Acknowledgement
from alpims_mg.model.vocabulary import Answer


@final
@attrs.frozen(kw_only=True)
class Infeasible(Renderable):
    """No whole portions of this product give what is asked for; ``finding`` names the rule and the numbers.

    ``nearest_below`` and ``nearest_above`` are the daily totals that the product does give, where that helps.
    """

    finding: Finding
    nearest_below: Elemental | None = None
    nearest_above: Elemental | None = None

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("finding", self.finding, Finding, example="Finding(...)"),
                an_instance("nearest_below", self.nearest_below, Elemental, example="Elemental.mg(180)", optional=True),
                an_instance("nearest_above", self.nearest_above, Elemental, example="Elemental.mg(210)", optional=True),
            )
        )

    def page(self) -> Page:
        """The rule and its numbers, then the totals that can be had."""
        nearest = ((self.nearest_below, "nearest below"), (self.nearest_above, "nearest above"))
        items = tuple(f"{words}: {total} a day" for total, words in nearest if total is not None)
        blocks = (Listing(title="Daily totals that this product gives", items=items),) if items else ()
        return Page(title=f"No schedule: {self.finding.headline()}", blocks=blocks)


@final
@attrs.frozen(kw_only=True)
class NotChecked:
    """A fact that was not stated or cannot be known, by its path, in words for people."""

    path: str
    because: str

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("path", self.path, example="situation.kidney"),
                an_instance("because", self.because, str, example="'kidney function: not stated'"),
            )
        )

    def __str__(self) -> str:
        return f"{self.because} ({self.path})"


@final
@attrs.frozen(kw_only=True)
class Alternative:
    """What may be done instead today: a proposal that is not withheld, and why it is named."""

    proposal: Proposal
    reason: Finding

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("proposal", self.proposal, Proposal, example="Proposal(...)"),
                an_instance("reason", self.reason, Finding, example="Finding(...)"),
            )
        )

    def __str__(self) -> str:
        return f"{self.proposal}: {self.reason.because} ({self.reason.rule})"


def unacknowledged(findings: Iterable[Finding], acknowledged: Iterable[Acknowledgement]) -> tuple[Finding, ...]:
    """The ``CONSULT`` findings that no acknowledgement names, by rule and by what they are about."""
    given = {(one.rule, one.about) for one in acknowledged}
    consults = (one for one in findings if one.verdict is Verdict.CONSULT)
    return tuple(one for one in consults if (one.rule, one.about) not in given)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Answer(Renderable):
    """What every answer carries: all findings, what was acknowledged, what was not checked, and the disclaimer."""

    answer: ClassVar[Answer]
    findings: tuple[Finding, ...]
    acknowledged: tuple[Acknowledgement, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    edition: str
    disclaimer: str

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                *check_instances("findings", self.findings, Finding),
                *check_instances("acknowledged", self.acknowledged, Acknowledgement),
                *check_instances("not_checked", self.not_checked, NotChecked),
                a_text("edition", self.edition, example="2026-11-22"),
                an_instance("disclaimer", self.disclaimer, str, example="'For learning and support only.'"),
            )
        )

    @property
    def verdict(self) -> Verdict:
        """The strictest verdict among the findings."""
        return worst(one.verdict for one in self.findings)

    def separation_by_medicine(self) -> dict[str, DoseSeparation]:
        """The gaps to keep from each medicine, once: the longest of each direction over all kinds that it is."""
        kept: dict[str, DoseSeparation] = {}
        for one in self.findings:
            if one.about and one.separation:
                kept[one.about] = strictest(one.separation, kept.get(one.about, one.separation))
        return dict(sorted(kept.items()))

    def _told(self, title: str, *blocks: Block) -> Page:
        """A page of an answer: the blocks of its own, then what every answer carries."""
        reasons = tuple(f"{one.headline()}. {one.places()}" for one in self.findings)
        separation = tuple(f"{medicine}: {gaps}" for medicine, gaps in self.separation_by_medicine().items())
        listings = (
            Listing(title="Hours to keep", items=separation),
            Listing(title="Reasons", items=reasons),
            Listing(title="Acknowledged", items=tuple(map(str, self.acknowledged))),
            Listing(title="Not checked", items=tuple(map(str, self.not_checked))),
        )
        told = (listing for listing in listings if listing.items)
        return Page(title=title, blocks=(*blocks, *told, f"Edition {self.edition}. {self.disclaimer}"))

    def _planned(self, plan: Plan, starts: date | None) -> tuple[Block, ...]:
        """The plan without the advice that the findings hold already."""
        fresh = tuple(one for one in plan.advice if one not in self.findings)
        page = attrs.evolve(plan, advice=fresh).page(starts)
        return (page.title, *page.blocks)


@final
@attrs.frozen(kw_only=True)
class Offer(_Answer):
    """Yes, by these rules and on this day: what asked for a clinician was acknowledged."""

    answer: ClassVar[Answer] = Answer.OFFER

    plan: Plan

    def __attrs_post_init__(self) -> None:
        _Answer.__attrs_post_init__(self)
        raise_if_any((an_instance("plan", self.plan, DosePlan | TopicalPlan, example="DosePlan(...)"),))

    def page(self, starts: date | None = None) -> Page:
        """The answer as a person would want it; with dates when the first day is named."""
        return self._told("OFFER: this may be done, as follows.", *self._planned(self.plan, starts))


@final
@attrs.frozen(kw_only=True)
class Consult(_Answer):
    """Not before a clinician has agreed: a draft to take along."""

    answer: ClassVar[Answer] = Answer.CONSULT

    draft: Plan

    def __attrs_post_init__(self) -> None:
        _Answer.__attrs_post_init__(self)
        raise_if_any((an_instance("draft", self.draft, DosePlan | TopicalPlan, example="DosePlan(...)"),))

    def asks(self) -> tuple[Finding, ...]:
        """The findings that wait for a clinician's acknowledgement."""
        return unacknowledged(self.findings, self.acknowledged)

    def page(self, starts: date | None = None) -> Page:
        """The answer as a person would want it; with dates when the first day is named."""
        title = "CONSULT: talk to a clinician first, and take this draft along."
        asks = Listing(title="To talk over", items=tuple(one.headline() for one in self.asks()))
        return self._told(title, asks, *self._planned(self.draft, starts))


@final
@attrs.frozen(kw_only=True)
class Withhold(_Answer):
    """No: what stands against it, and what may be done instead. ``advice`` says when to ask again."""

    answer: ClassVar[Answer] = Answer.WITHHOLD

    alternatives: tuple[Alternative, ...] = ()
    advice: tuple[Finding, ...] = ()
    infeasible: Infeasible | None = None

    def __attrs_post_init__(self) -> None:
        _Answer.__attrs_post_init__(self)
        raise_if_any(
            (
                *check_instances("alternatives", self.alternatives, Alternative),
                *check_instances("advice", self.advice, Finding),
                an_instance("infeasible", self.infeasible, Infeasible, example="Infeasible(...)", optional=True),
            )
        )

    def page(self, starts: date | None = None) -> Page:
        """The answer as a person would want it; there is no plan to put a date on."""
        against = tuple(one.headline() for one in self.findings if one.verdict is Verdict.WITHHOLD)
        instead = (*map(str, self.alternatives), *(one.headline() for one in self.advice))
        nearest = () if self.infeasible is None else self.infeasible.page().blocks
        blocks = (
            Listing(title="Against it", items=against),
            *nearest,
            Listing(title="Instead", items=instead or ("nothing that these rules know of",)),
        )
        return self._told("WITHHOLD: this should not be done today.", *blocks)


@final
@attrs.frozen(kw_only=True)
class NeedsInformation(_Answer):
    """No answer yet: the paths of the facts that are missing."""

    answer: ClassVar[Answer] = Answer.NEEDS_INFORMATION

    missing: tuple[str, ...]

    def __attrs_post_init__(self) -> None:
        _Answer.__attrs_post_init__(self)
        raise_if_any(
            check_each("missing", self.missing, lambda path, value: a_text(path, value, example="situation.kidney"))
        )

    def page(self, starts: date | None = None) -> Page:
        """The answer as a person would want it; there is no plan to put a date on."""
        missing = Listing(title="Please state", items=self.missing)
        return self._told("NEEDS INFORMATION: nothing is permitted on what is not known.", missing)


Decision = Offer | Consult | Withhold | NeedsInformation
