"""The four answers of ``assess``, and the types of their fields: ``Infeasible``, ``NotChecked`` and ``Alternative``."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, final

import attrs

from alpims_mg._internal.messages import ANY_RULE, Message, joined, rule_text, say
from alpims_mg._internal.rendering import (
    Block,
    Displayed,
    Headline,
    Page,
    Renderable,
    Section,
    Tone,
    first_sentence,
    sentence,
)
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.templates import Numbers, as_numbers
from alpims_mg._internal.validation import a_member, a_text, an_instance, check_each, check_instances
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model import answer_blocks as parts
from alpims_mg.model.agreements import ToAcknowledge, unacknowledged
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.case_questions import FactQuestion
from alpims_mg.model.findings import (
    NO_FINDINGS,
    Finding,
    Findings,
    Verdict,
    as_findings,
    numbers_faults,
    separations_of,
    worst,
)
from alpims_mg.model.medicine_texts import LONGEST_ABOUT
from alpims_mg.model.plans import DosePlan, Plan, TopicalPlan
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.separations import DoseSeparation, about
from alpims_mg.model.situations import Acknowledgement
from alpims_mg.model.truth_values import NoTruthValue
from alpims_mg.model.vocabulary import Answer


@final
@attrs.frozen(kw_only=True)
class NotChecked(Displayed):
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
        return str(self.words())

    def words(self) -> str:
        """The description of the gap. If ``about`` is given, it comes first."""
        template = self.because
        words = template if isinstance(template, Message) else rule_text(ANY_RULE, template, self.numbers)
        return about(self.about, words)

    @property
    def quotes(self) -> bool:
        """Whether the gap quotes a word that cannot be read."""
        return any(name == "word" for name, _ in self.numbers)

    def __str__(self) -> str:
        return f"{self.text} ({self.path})"


@final
@attrs.frozen(kw_only=True)
class Alternative(Displayed):
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
class _Answer(NoTruthValue, Renderable):
    """The base of the four answers. It defines the fields and pages that all answers share.

    ``words`` says the answer to a person.

    An answer has no truth value, since ``if assess(...)`` would treat a refusal as a yes. Match the answer instead.
    """

    answer: ClassVar[Answer]
    words: AnswerWords
    findings: Findings = attrs.field(converter=as_findings)
    acknowledged: tuple[Acknowledgement, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    edition: str
    disclaimer: str

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("words", self.words, AnswerWords, example="AnswerWords(...)"),
                *check_instances("findings", self.findings, Finding),
                *check_instances("acknowledged", self.acknowledged, Acknowledgement),
                *check_instances("not_checked", self.not_checked, NotChecked),
                a_text("edition", self.edition, example="2026-11-22"),
                an_instance("disclaimer", self.disclaimer, str, example="'For learning and support only.'"),
            )
        )

    @property
    def verdict(self) -> Verdict:
        """The strictest verdict among the findings; ``PERMIT`` if there are none."""
        return worst(finding.verdict for finding in self.findings)

    def separation_by_medicine(self) -> dict[str, DoseSeparation]:
        """A mapping from the name of a medicine to the interval between that medicine and magnesium.

        A medicine without an interval is left out. If several findings give an interval for one medicine, each
        direction has the longest time.
        """
        return separations_of(self.findings)

    def _page_of(
        self,
        shown: Headline,
        blocks: Iterable[Block],
        *,
        plan: Plan | None = None,
        advice: tuple[Finding, ...] = (),
        alternatives: tuple[Alternative, ...] = (),
    ) -> Page:
        """A page with a headline and ``blocks``, then what was not checked, the disclaimer and the details."""
        details = parts.details_block(
            self.findings,
            plan,
            (*advice, *self._advice(plan)),
            alternatives=map(str, alternatives),
            acknowledged=map(str, self.acknowledged),
            not_checked=map(str, self.not_checked),
            edition=self.edition,
        )
        closing = parts.closing_blocks((gap.words() for gap in self.other_gaps()), self.disclaimer)
        return Page(
            say("view.answer", "Answer: {answer}", answer=parts.answer_text(self.words.headline)),
            (*blocks, *closing, details),
            shown,
        )

    def other_gaps(self) -> tuple[NotChecked, ...]:
        """The gaps that no question of the answer asks about. Its page shows them at the end."""
        return self.not_checked

    def _advice(self, plan: Plan | None) -> tuple[Finding, ...]:
        """The advice of a plan, without what is also among the findings."""
        return () if plan is None else tuple(found for found in plan.advice if found not in self.findings)

    def _plan_blocks(self, plan: Plan, starts: date | None) -> tuple[Block, ...]:
        return parts.plan_blocks(plan, self.findings, self._advice(plan), self.separation_by_medicine(), starts=starts)


@final
@attrs.frozen(kw_only=True)
class Offer(_Answer):
    """The answer that the rules permit the proposal today. ``plan`` is what to take.

    ``plan`` is None only if the proposal is to take less, and no amount is left to plan, or the product is topical.
    ``advice`` then says what to do. Every ``CONSULT`` finding of an offer has an acknowledgement.
    """

    answer: ClassVar[Answer] = Answer.OFFER

    plan: Plan | None
    advice: Findings = attrs.field(default=NO_FINDINGS, converter=as_findings)

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
        """A page with what to do, the steps, the hours to keep, what to watch for, and what was not checked.

        Reasons, limits and sources are details. If ``starts`` gives the first day, the steps have dates.

        Raises: ``InvalidInputError`` if ``starts`` is no date, or if the plan would run past the last possible date.
        """
        says = (
            sentence(first_sentence(self.advice[0].words()))
            if self.advice
            else say("view.answer", "Take it as follows.")
        )
        shown = parts.headline(Tone.OFFER, self.words, action=says, values=parts.first_step(self.plan))
        what = parts.sections(Section(say("view.answer", "What to do"), parts.reasons(self.advice)))
        steps = () if self.plan is None else self._plan_blocks(self.plan, starts)
        return self._page_of(shown, (*what, *steps), plan=self.plan, advice=self.advice)


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
        """A page with the questions for the clinician, the draft, and what was not checked.

        Reasons, limits and sources are details. A draft has day numbers and no dates, so ``starts`` has no effect.
        """
        why = parts.sections(Section(parts.WHY, parts.reasons(self.asks())))
        draft = parts.draft_block(self._plan_blocks(self.draft, None))
        return self._page_of(parts.headline(Tone.CONSULT, self.words), (*why, draft), plan=self.draft)


@final
@attrs.frozen(kw_only=True)
class Withhold(_Answer):
    """The answer that the rules do not permit the proposal today.

    ``alternatives`` holds other proposals that are not withheld today. ``advice`` holds findings that say in which zone
    to ask again. ``infeasible`` says why the product has no plan. It is None if a plan exists or was not computed.
    """

    answer: ClassVar[Answer] = Answer.WITHHOLD

    alternatives: tuple[Alternative, ...] = ()
    advice: Findings = attrs.field(default=NO_FINDINGS, converter=as_findings)
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
        """A page with what rules it out, what to do instead, and when to ask again.

        It has no plan, so ``starts`` has no effect.
        """
        why = parts.reasons(found for found in self.findings if found.verdict is Verdict.WITHHOLD)
        shown = parts.headline(Tone.WITHHOLD, self.words, action=next(iter(why), ""))
        instead = tuple(joined(" ", (parts.reason(one.reason), parts.reason(one.advice))) for one in self.alternatives)
        nothing = say("view.answer", "These rules know of nothing.")
        blocks: tuple[Block, ...] = (
            *parts.sections(Section(parts.WHY, tuple(words for words in why if words != shown.action))),
            *(() if self.infeasible is None else self.infeasible.nearest()),
            Section(say("view.answer", "What you can do instead"), instead or (nothing,)),
            *parts.advice_by_day(self.advice),
        )
        return self._page_of(shown, blocks, advice=self.advice, alternatives=self.alternatives)


@final
@attrs.frozen(kw_only=True)
class NeedsInformation(_Answer):
    """The answer that facts are missing.

    ``missing`` holds the path of each fact to state, such as ``situation.zone``. ``questions`` asks for them in words.
    """

    answer: ClassVar[Answer] = Answer.NEEDS_INFORMATION

    missing: tuple[str, ...]
    questions: tuple[FactQuestion, ...] = ()

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        _Answer.__attrs_post_init__(self)
        questions = check_instances("questions", self.questions, FactQuestion)
        raise_if_any((*check_each("missing", self.missing, _path), *questions))

    def page(self, starts: date | None = None) -> Page:
        """A page with the facts to state. There is no plan, so ``starts`` has no effect."""
        shown = parts.headline(
            Tone.NEEDS_INFORMATION, self.words, values={"questions": parts.counted(len(self.missing))}
        )
        return self._page_of(shown, (self.question_list(),))

    def question_list(self) -> Block:
        """A question for each fact that is missing."""
        gaps = {gap.path: gap.words() for gap in self.not_checked if not self._is_other(gap)}
        return parts.questions_block(self.missing, self.questions, gaps)

    def other_gaps(self) -> tuple[NotChecked, ...]:
        """The gaps that no question asks about, and what stands in a register and cannot be read."""
        return tuple(filter(self._is_other, self.not_checked))

    def _is_other(self, gap: NotChecked) -> bool:
        has_question = gap.path in {question.path for question in self.questions}
        return gap.path not in self.missing or (gap.quotes and has_question)


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
