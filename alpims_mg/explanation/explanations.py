"""Writes answers, the reasons behind them, and the tables of the rulebook as text."""

from datetime import date
from functools import reduce
from typing import cast, final

import attrs

from alpims_mg._internal.field_types import check_field_types
from alpims_mg._internal.messages import Language, say
from alpims_mg._internal.rendering import Block, Details, Listing, Page, Renderable
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_day, a_language, an_instance, nearest, short_repr
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.answer_blocks import questions_block, reason
from alpims_mg.model.case_questions import FactQuestion
from alpims_mg.model.decisions import Consult, Decision, NeedsInformation, NotChecked, Offer, Withhold
from alpims_mg.model.findings import Finding, Findings, Verdict, as_findings
from alpims_mg.model.plans import DosePlan, TopicalPlan
from alpims_mg.model.vocabulary import Answer, Audience
from alpims_mg.rulebook.changes import Changeable
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rules.index import AnyTable, tables


def explain(answer: Renderable, *, starts: date | None = None, language: Language = "en") -> str:
    """Write an answer as text: the answer first, then the plan, every reason with sources, and what was not checked.

    ``answer`` is any answer that a function of the library returns: a decision, a plan, ``Infeasible``, options,
    counterfactuals, a review. ``starts`` is the date of the first day. If ``starts`` is given, the rungs of a plan have
    dates. ``language`` is English (``"en"``), German (``"de"``) or Spanish (``"es"``). Rules and sources stay English,
    and so does a text without a translation, which says so.

    Raises: ``InvalidInputError`` if ``answer`` is none of these, if ``starts`` is given for an answer without days, or
    for another language.

    >>> from alpims_mg import Capsule, Elemental, Form, titration_schedule
    >>> too_strong = Capsule(form=Form.OXIDE, elemental=Elemental.mg(500), divides_into=4)
    >>> print(explain(titration_schedule(too_strong)).splitlines()[1].strip())
    Even the smallest portion is too much for a start: 1/4 capsule gives 125 mg.
    """
    raise_if_any(
        (
            an_instance("answer", answer, Renderable, example="assess(situation, proposal)"),
            a_language("language", language),
        )
    )
    if starts is None:
        return answer.page().in_language(language).text(details=True)
    raise_if_any((a_day("starts", starts),))
    if not isinstance(answer, Offer | Consult | Withhold | NeedsInformation | DosePlan | TopicalPlan):
        expected, fix = "left out, since this answer has no days", "call explain without starts"
        raise InvalidInputError(Fault(path="starts", expected=expected, actual=str(starts), fix=fix))
    return answer.page(starts).in_language(language).text(details=True)


def _as_sets(values: tuple[tuple[Finding, ...], ...]) -> tuple[Findings, ...]:
    """Convert each tuple of findings. A value that is no tuple is returned unchanged, for a check to reject."""
    given: object = values
    return tuple(map(as_findings, values)) if type(given) is tuple else cast("tuple[Findings, ...]", given)


@final
@attrs.frozen(kw_only=True)
class WhyNot(Renderable):
    """Why an answer does not permit more.

    ``sets`` holds one set of findings for each reason, nearly always with a single finding. A set holds several
    findings only if the present amount is not stated and each possible amount is withheld, but not by the same finding.
    ``missing`` holds the facts that the answer needs, and ``questions`` asks for them.
    """

    answer: Answer
    sets: tuple[Findings, ...] = attrs.field(converter=_as_sets)
    missing: tuple[NotChecked, ...] = ()
    questions: tuple[FactQuestion, ...] = ()

    __repr__ = one_line_repr
    __attrs_post_init__ = check_field_types

    def page(self, audience: Audience = Audience.CLINICIAN) -> Page:
        """A page with a sentence for each reason, and a question for each missing fact.

        For a clinician, rule ids and sources are details. A patient's page has none.
        """
        lines = tuple(_together(held) for held in self.sets)
        gaps = {gap.path: gap.words() for gap in self.missing}
        title, heading = _WHY[self.answer]
        blocks: list[Block] = [Listing(heading, lines)] if lines else []
        if gaps:
            blocks.append(questions_block(gaps, self.questions, gaps))
        if not blocks:
            blocks.append(say("view.why", "Nothing rules it out."))
        sources = tuple(f"{found.headline()}. {found.places()}" for held in self.sets for found in held)
        missing = tuple(map(str, self.missing))
        listings = (Listing("Rules and sources", sources), Listing("Missing, by field", missing))
        details = tuple(listing for listing in listings if listing.items)
        if audience is Audience.CLINICIAN and details:
            blocks.append(Details(say("view.why", "Rule ids and sources"), details))
        return Page(title, tuple(blocks))


def _together(held: Findings) -> str:
    """The reasons of one set in a row."""
    return reduce(_together_with, map(reason, held))


def _together_with(words: str, more: str) -> str:
    return say("view.why", "{first} Together with this: {more}", first=words, more=more)


_WHY = {
    Answer.WITHHOLD: (say("view.why", "Why the answer is no"), say("view.why", "What rules it out")),
    Answer.NEEDS_INFORMATION: (
        say("view.why", "Why there is no answer yet"),
        say("view.why", "What we know so far"),
    ),
    Answer.CONSULT: (say("view.why", "Why you should ask a clinician first"), say("view.why", "What to talk about")),
    Answer.OFFER: (say("view.why", "Why the answer is yes"), say("view.why", "What speaks for it")),
}
"""The title of the page for each answer, and the heading of its reasons."""


def why_not(decision: Decision, *, rulebook: Rulebook = CURRENT) -> WhyNot:
    """Find what keeps an answer from permitting more: sets of findings, and missing facts.

    Raises: ``InvalidInputError`` for an argument of another type.

    >>> from alpims_mg import Intent, Proposal, Situation, Topical, Vehicle, Zone, assess
    >>> proposal = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL))
    >>> decision = assess(Situation(zone=Zone.RED), proposal)
    >>> [found.rule for blocking in why_not(decision).sets for found in blocking]
    ['zone.red.topical.start']
    """
    answers = Offer | Consult | Withhold | NeedsInformation
    raise_if_any(
        (
            an_instance("decision", decision, answers, example="assess(situation, proposal)"),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    missing: tuple[NotChecked, ...] = ()
    match decision:
        case Withhold(findings=findings):
            blocking = tuple(found for found in findings if found.verdict is Verdict.WITHHOLD)
            amount = tuple(f"{kind}." for kind in rulebook.changes[Changeable.PRESENT_AMOUNT].then.addresses)
            alone = tuple((found,) for found in blocking if not (found.supposed and found.rule.startswith(amount)))
            sets = alone or (blocking,)
        case Consult():
            sets = tuple((found,) for found in decision.asks())
        case NeedsInformation(not_checked=not_checked):
            sets = ()
            missing = tuple(gap for gap in not_checked if gap.path in decision.missing)
        case _:
            sets = ()
    questions = decision.questions if isinstance(decision, NeedsInformation) else ()
    return WhyNot(answer=decision.answer, sets=sets, missing=missing, questions=questions)


def tabulate(name: str | None = None, *, rulebook: Rulebook = CURRENT) -> str:
    """Write tables of the rulebook as Markdown text.

    ``name`` is the name of one table (``zones``) or of a family of tables (``dose``). Without a name, the result has
    all tables.

    Raises: ``InvalidInputError`` if no table has that name.

    >>> print(tabulate("consults").splitlines()[4])
    | route | intent | answer | because | says | rule |
    """
    return "\n\n".join(table.full_page().markdown() for table in tabulated(name, rulebook=rulebook))


def tabulated(name: object = None, *, rulebook: Rulebook = CURRENT) -> tuple[AnyTable, ...]:
    """The tables of the rulebook with this name or in this family of tables, as objects. All tables without a name.

    Raises: ``InvalidInputError`` if no table has that name.
    """
    raise_if_any((an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),))
    fields = dict(tables(rulebook))
    if isinstance(name, str) and name in fields:
        return (fields[name],)
    named = tuple(table for table in fields.values() if name is None or (isinstance(name, str) and name == table.name))
    if not named:
        near = nearest(name, fields) if isinstance(name, str) else None
        fix = f"did you mean {near}?" if near else "name a table"
        raise InvalidInputError(
            Fault(path="name", expected=f"one of {', '.join(fields)}", actual=short_repr(name), fix=fix)
        )
    return named
