"""The four answers of ``assess``, and the types of their fields: ``Infeasible``, ``NotChecked`` and ``Alternative``."""

from datetime import date
from typing import ClassVar, NoReturn, final

import attrs

from alpims_mg._internal.rendering import Block, Listing, Page, Renderable
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.templates import Numbers, as_numbers, fill
from alpims_mg._internal.validation import a_member, a_text, an_instance, check_each, check_instances
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.agreements import unacknowledged
from alpims_mg.model.findings import DoseSeparation, Finding, Verdict, numbers_faults, strictest, worst
from alpims_mg.model.medicine_texts import LONGEST_ABOUT
from alpims_mg.model.plans import DosePlan, Plan, TopicalPlan
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Acknowledgement
from alpims_mg.model.vocabulary import Answer


def _refuse_truth_value(kind: str) -> NoReturn:
    expected = "matched, since every kind of answer would count as true"
    fix = "write match decision: case Offer(plan=plan): ..., or isinstance(decision, Offer)"
    raise InvalidInputError(Fault(path="decision", expected=expected, actual=f"the truth value of {kind}", fix=fix))


@final
@attrs.frozen(kw_only=True)
class Infeasible(Renderable):
    """The result if no plan exists: no whole portions of the product satisfy the rules on doses.

    ``finding`` holds the reason and its numbers. If the finding is that the product cannot give a certain daily
    total, ``nearest_below`` and ``nearest_above`` are the nearest totals that it can give. Otherwise, both are None.
    ``nearest_below`` is also None if it would be zero.
    """

    finding: Finding
    nearest_below: Elemental | None = None
    nearest_above: Elemental | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("finding", self.finding, Finding, example="Finding(...)"),
                an_instance("nearest_below", self.nearest_below, Elemental, example="Elemental.mg(180)", optional=True),
                an_instance("nearest_above", self.nearest_above, Elemental, example="Elemental.mg(210)", optional=True),
            )
        )

    def __bool__(self) -> NoReturn:  # noqa: PLE0304 -- an answer has no truth value
        _refuse_truth_value(type(self).__name__)

    def page(self) -> Page:
        """A page with the reason, then the nearest daily totals that the product can give."""
        nearest = ((self.nearest_below, "nearest below"), (self.nearest_above, "nearest above"))
        items = tuple(f"{place}: {total} a day" for total, place in nearest if total is not None)
        blocks = (Listing(title="Daily totals that this product gives", items=items),) if items else ()
        return Page(title=f"No schedule: {self.finding.headline()}", blocks=blocks)


@final
@attrs.frozen(kw_only=True)
class NotChecked:
    """A gap in an answer: a fact that is not stated, or a question that the rules do not judge.

    ``path`` names the field of the input that the gap concerns. ``because`` describes the gap, as a template with named
    placeholders. ``numbers`` holds their values. ``text`` is the filled template in English. ``about`` names the
    subject of the gap, such as a medicine.
    """

    path: str
    because: str
    numbers: Numbers = attrs.field(default=(), converter=as_numbers)
    about: str | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("path", self.path, example="situation.kidney"),
                an_instance("because", self.because, str, example="'kidney function: not stated'"),
                *numbers_faults("numbers", self.numbers),
                a_text("about", self.about, example="levothyroxine", most=LONGEST_ABOUT, optional=True),
            )
        )

    @property
    def text(self) -> str:
        """The description of the gap in English. If ``about`` is given, it comes first."""
        filled = fill(self.because, self.numbers)
        return f"{self.about}: {filled}" if self.about else filled

    def __str__(self) -> str:
        return f"{self.text} ({self.path})"


@final
@attrs.frozen(kw_only=True)
class Alternative:
    """A suggestion after a ``Withhold``: another proposal, with its own answer from ``assess`` today.

    ``reason`` says what is suggested, and what is different from the refused product. ``answer`` is never ``WITHHOLD``.
    ``advice`` says what comes first, for example to ask a clinician. ``missing`` holds the path of each fact to state,
    if ``answer`` is ``NEEDS_INFORMATION``.

    Raises: ``InvalidInputError`` with every fault.
    """

    proposal: Proposal
    reason: Finding
    answer: Answer
    advice: Finding
    missing: tuple[str, ...] = ()

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("proposal", self.proposal, Proposal, example="Proposal(...)"),
                an_instance("reason", self.reason, Finding, example="Finding(...)"),
                a_member("answer", self.answer, Answer) or self._answer_fault(),
                an_instance("advice", self.advice, Finding, example="Finding(...)"),
                *check_each("missing", self.missing, _path),
            )
        )

    def _answer_fault(self) -> Fault | None:
        if self.answer is not Answer.WITHHOLD:
            return None
        expected, fix = "an answer other than withhold", "leave out an alternative that is ruled out too"
        return Fault(path="answer", expected=expected, actual=str(self.answer), fix=fix)

    def __str__(self) -> str:
        return f"{self.proposal}: {self.reason.text}; {self.advice.text} ({self.reason.rule})"


@attrs.frozen(kw_only=True, eq=False)
class _Answer(Renderable):
    """The base of the four answers. It defines the fields and pages that all answers share.

    An answer has no truth value, since ``if assess(...)`` would treat a refusal as a yes. Match the answer instead.
    """

    answer: ClassVar[Answer]
    findings: tuple[Finding, ...]
    acknowledged: tuple[Acknowledgement, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    edition: str
    disclaimer: str

    __repr__ = one_line_repr

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

    def __bool__(self) -> NoReturn:  # noqa: PLE0304 -- an answer has no truth value
        _refuse_truth_value(type(self).__name__)

    @property
    def verdict(self) -> Verdict:
        """The strictest verdict among the findings; ``PERMIT`` if there are none."""
        return worst(finding.verdict for finding in self.findings)

    def separation_by_medicine(self) -> dict[str, DoseSeparation]:
        """A mapping from the name of a medicine to the interval between that medicine and magnesium.

        A medicine without an interval is left out. If several findings give an interval for one medicine, each
        direction has the longest time.
        """
        longest: dict[str, DoseSeparation] = {}
        for finding in self.findings:
            if finding.about and finding.separation:
                known = longest.get(finding.about, finding.separation)
                longest[finding.about] = strictest(finding.separation, known)
        return dict(sorted(longest.items()))

    def _page_of(self, title: str, *blocks: Block) -> Page:
        """A page with ``title``. It shows ``blocks`` first, then the blocks that every answer shows."""
        reasons = tuple(f"{finding.headline()}. {finding.places()}" for finding in self.findings)
        hours = tuple(f"{medicine}: {interval}" for medicine, interval in self.separation_by_medicine().items())
        listings = (
            Listing(title="Hours to keep", items=hours),
            Listing(title="Reasons", items=reasons),
            Listing(title="Acknowledged", items=tuple(map(str, self.acknowledged))),
            Listing(title="Not checked", items=tuple(map(str, self.not_checked))),
        )
        shown = (listing for listing in listings if listing.items)
        return Page(title=title, blocks=(*blocks, *shown, f"Edition {self.edition}. {self.disclaimer}"))

    def _plan_blocks(self, plan: Plan, starts: date | None) -> tuple[Block, ...]:
        """The title of the plan's page, then its blocks. Advice that is also among the findings is left out."""
        advice = tuple(finding for finding in plan.advice if finding not in self.findings)
        page = attrs.evolve(plan, advice=advice).page(starts)
        return (page.title, *page.blocks)


@final
@attrs.frozen(kw_only=True)
class Offer(_Answer):
    """The answer that the rules permit the proposal today. ``plan`` is what to take.

    ``plan`` is None only if the proposal is to take less, and no amount is left to plan, or the product is topical.
    ``advice`` then says what to do. Every ``CONSULT`` finding of an offer has an acknowledgement.
    """

    answer: ClassVar[Answer] = Answer.OFFER

    plan: Plan | None
    advice: tuple[Finding, ...] = ()

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        _Answer.__attrs_post_init__(self)
        raise_if_any(
            (
                an_instance("plan", self.plan, DosePlan | TopicalPlan, example="DosePlan(...)", optional=True),
                *check_instances("advice", self.advice, Finding),
            )
        )

    def page(self, starts: date | None = None) -> Page:
        """A page with the plan or what to do without one, then the reasons.

        Without a plan, the first sentence of what to do is in the title. If ``starts`` gives the first day, the plan
        shows dates.
        """
        says = self.advice[0].text.partition(". ")[0] if self.advice else "you can do this, as follows"
        advice = Listing(title="What to do", items=tuple(finding.headline() for finding in self.advice))
        plan = () if self.plan is None else self._plan_blocks(self.plan, starts)
        blocks = (*((advice,) if self.advice else ()), *plan)
        return self._page_of(f"OFFER: {says}.", *blocks)


@final
@attrs.frozen(kw_only=True)
class ToAcknowledge:
    """What a clinician has to agree to: the id of a rule, and what its finding is ``about``, such as a medicine."""

    rule: str
    about: str | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("rule", self.rule, example="consult.start"),
                a_text("about", self.about, example="levothyroxine", most=LONGEST_ABOUT, optional=True),
            )
        )

    def __str__(self) -> str:
        return f"{self.rule} [{self.about}]" if self.about else self.rule


@final
@attrs.frozen(kw_only=True)
class Consult(_Answer):
    """The answer that a clinician must agree to the proposal first.

    ``draft`` is a plan to show to the clinician, not a permission. ``to_acknowledge`` lists all that the clinician has
    to agree to. ``acknowledge`` makes the acknowledgements from it.
    """

    answer: ClassVar[Answer] = Answer.CONSULT

    draft: Plan
    to_acknowledge: tuple[ToAcknowledge, ...] = attrs.field(init=False)

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        _Answer.__attrs_post_init__(self)
        raise_if_any((an_instance("draft", self.draft, DosePlan | TopicalPlan, example="DosePlan(...)"),))
        asked = (ToAcknowledge(rule=finding.rule, about=finding.about) for finding in self.asks())
        object.__setattr__(self, "to_acknowledge", tuple(dict.fromkeys(asked)))

    def asks(self) -> tuple[Finding, ...]:
        """The ``CONSULT`` findings that no acknowledgement covers yet."""
        return unacknowledged(self.findings, self.acknowledged)

    def page(self, starts: date | None = None) -> Page:
        """A page with the questions for the clinician, the draft, then the reasons.

        If ``starts`` gives the first day, the draft shows dates.
        """
        title = "CONSULT: talk to a clinician first, and take this draft along."
        asks = Listing(title="Ask about", items=tuple(finding.headline() for finding in self.asks()))
        return self._page_of(title, asks, *self._plan_blocks(self.draft, starts))


@final
@attrs.frozen(kw_only=True)
class Withhold(_Answer):
    """The answer that the rules do not permit the proposal today.

    ``alternatives`` holds other proposals that are not withheld today. ``advice`` holds findings that say in which zone
    to ask again. ``infeasible`` says why the product has no plan. It is None if a plan exists or was not computed.
    """

    answer: ClassVar[Answer] = Answer.WITHHOLD

    alternatives: tuple[Alternative, ...] = ()
    advice: tuple[Finding, ...] = ()
    infeasible: Infeasible | None = None

    __repr__ = one_line_repr

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
        """A page with the findings that withhold, then alternatives. It has no plan, so ``starts`` has no effect."""
        blocking = tuple(finding.headline() for finding in self.findings if finding.verdict is Verdict.WITHHOLD)
        alternatives = (*map(str, self.alternatives), *(finding.headline() for finding in self.advice))
        nearest = () if self.infeasible is None else self.infeasible.page().blocks
        blocks = (
            Listing(title="What rules it out", items=blocking),
            *nearest,
            Listing(title="What you can do instead", items=alternatives or ("nothing that these rules know of",)),
        )
        return self._page_of("WITHHOLD: do not do this today.", *blocks)


@final
@attrs.frozen(kw_only=True)
class NeedsInformation(_Answer):
    """The answer that facts are missing.

    ``missing`` holds the path of each fact to state, such as ``situation.zone``.
    """

    answer: ClassVar[Answer] = Answer.NEEDS_INFORMATION

    missing: tuple[str, ...]

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        _Answer.__attrs_post_init__(self)
        raise_if_any(check_each("missing", self.missing, _path))

    def page(self, starts: date | None = None) -> Page:
        """A page with the facts to state. There is no plan, so ``starts`` has no effect."""
        missing = Listing(title="Please state", items=self.missing)
        return self._page_of("NEEDS INFORMATION: we cannot say yes until these facts are stated.", missing)


def _path(path: str, value: object) -> Fault | None:
    return a_text(path, value, example="situation.kidney")


Decision = Offer | Consult | Withhold | NeedsInformation


def plan_or_draft(decision: Decision) -> Plan | None:
    """The plan of an offer, or the draft of a ``Consult``. None if the answer has neither."""
    match decision:
        case Offer(plan=plan):
            return plan
        case Consult(draft=draft):
            return draft
        case _:
            return None
