"""Defines ``assess``, which turns the results of all rules for a case into one of four answers."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, TypedDict

import attrs

from alpims_mg._internal.templates import Numbers, fill
from alpims_mg._internal.validation import an_instance
from alpims_mg.assessment.alternatives import find_alternatives, when_to_ask_again
from alpims_mg.assessment.case_questions import questions_about
from alpims_mg.assessment.evaluation import Evaluation, case_faults, evaluate
from alpims_mg.assessment.upper_levels import limits_with_ceilings
from alpims_mg.dosing.rungs import Schedule, sign_or_advice
from alpims_mg.errors import raise_if_any
from alpims_mg.labels.ingredients import not_judged
from alpims_mg.medicines.labelling import told_apart
from alpims_mg.medicines.recognition import recognised
from alpims_mg.model.answer_blocks import counted, first_step
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.decisions import Alternative, Consult, Decision, NeedsInformation, NotChecked, Offer, Withhold
from alpims_mg.model.findings import Finding
from alpims_mg.model.plans import Plan, TopicalPlan
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import Answer, Intent, Tolerance, Vehicle
from alpims_mg.rulebook.answer_words import AnswerKind, AnswerWordsKey, Request
from alpims_mg.rulebook.consults import Fact, FactKey, Gap, Need, Notice
from alpims_mg.rulebook.current import CURRENT, Rulebook


def assess(situation: Situation, proposal: Proposal, *, rulebook: Rulebook = CURRENT) -> Decision:
    """Decide whether this person may start, keep, raise or lower magnesium today, in this form and by this route.

    The first of these that applies decides. A finding that withholds gives ``Withhold``. A needed fact that is not
    stated gives ``NeedsInformation``. A finding that asks for a clinician and is not acknowledged gives ``Consult``.
    Any other case gives ``Offer``. Match the answer, because it has no truth value. To lower is never withheld, and
    needs no fact but the present amount. To lower to nothing is always an ``Offer``, without a plan.

    Raises: ``InvalidInputError`` if the target or the hold is outside the rulebook's range, or if an acknowledgement
    names a rule that does not exist or never asks for a clinician.

    >>> from alpims_mg import Intent, Vehicle
    >>> decision = assess(Situation(), Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.BATH)))
    >>> decision.missing
    ('situation.zone',)
    """
    raise_if_any(
        (
            an_instance("situation", situation, Situation, example="Situation(...)"),
            an_instance("proposal", proposal, Proposal, example="Proposal(...)"),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    raise_if_any(case_faults(situation, proposal, rulebook))
    evaluation = evaluate(situation, proposal, rulebook)
    unstated = (*evaluation.listed, *evaluation.missing)
    shared: _SharedFields = {
        "findings": evaluation.findings,
        "acknowledged": tuple(sorted(situation.acknowledged, key=str)),
        "not_checked": (*evaluation.not_checked, *_not_checked(unstated, situation, proposal, rulebook)),
        "edition": rulebook.edition,
        "disclaimer": rulebook.notices[Notice.DISCLAIMER].then,
    }
    answer = evaluation.answer
    if answer is Answer.WITHHOLD:
        alternatives = tuple(find_alternatives(situation, proposal, evaluation, rulebook))
        advice = tuple(when_to_ask_again(situation, proposal, evaluation, rulebook))
        infeasible = evaluation.schedule if isinstance(evaluation.schedule, Infeasible) else None
        kind = _kind_of_no(alternatives, advice, rulebook)
        values = {} if situation.zone is None else {"zone": situation.zone.value.capitalize()}
        words = words_for(kind, proposal, rulebook, values)
        return Withhold(**shared, words=words, alternatives=alternatives, advice=advice, infeasible=infeasible)
    if evaluation.missing:
        missing = tuple(map(str, evaluation.missing))
        values = {"questions": counted(len(missing))}
        words = words_for(AnswerKind.NEEDS_INFORMATION, proposal, rulebook, values)
        questions = questions_about(missing, partial=situation.partial, rulebook=rulebook)
        return NeedsInformation(**shared, words=words, missing=missing, questions=questions)
    plan = _plan(situation, proposal, evaluation, rulebook)
    if answer is Answer.CONSULT and plan is not None:
        return Consult(**shared, words=words_for(AnswerKind.CONSULT, proposal, rulebook), draft=plan)
    words = words_for(AnswerKind.OFFER, proposal, rulebook, first_step(plan), stops=plan is None)
    return Offer(**shared, words=words, plan=plan, advice=evaluation.advice)


def words_for(
    kind: AnswerKind,
    proposal: Proposal,
    rulebook: Rulebook,
    values: Mapping[str, str] = MappingProxyType({}),
    *,
    stops: bool = False,
) -> AnswerWords:
    """The words in which an answer to a proposal is said, with ``values`` filled in.

    A sentence that lacks one of its values is left out. ``stops`` is true if nothing is left to take.
    """
    request = _REQUESTS[proposal.intent]
    if request is Request.LOWER and stops and isinstance(proposal.product, Capsule):
        request = Request.STOP
    words = rulebook.answer_words[AnswerWordsKey(kind=kind, request=request)].then
    action, then = (_filled(template, values) for template in (words.action, words.then))
    return attrs.evolve(words, action=action, then=then)


def _filled(template: str | None, values: Mapping[str, str]) -> str | None:
    """A template with its values. None if there is no template, no text left, or a value is missing."""
    text = fill(template or "", values.items())
    return text if text and "{" not in text else None


_REQUESTS: Final = {
    Intent.START: Request.START,
    Intent.MAINTAIN: Request.KEEP,
    Intent.INCREASE: Request.RAISE,
    Intent.LOWER: Request.LOWER,
}


def _kind_of_no(alternatives: tuple[Alternative, ...], advice: tuple[Finding, ...], rulebook: Rulebook) -> AnswerKind:
    """How to say that a proposal is withheld: not today, stay at the present amount, or no."""
    if {found.rule for found in advice}.intersection(rule.id for _, rule in rulebook.ask_again):
        return AnswerKind.NOT_TODAY
    stays = any(one.proposal.intent is Intent.MAINTAIN and one.answer is Answer.OFFER for one in alternatives)
    return AnswerKind.STAY if stays else AnswerKind.WITHHOLD


def _not_checked(
    unstated: Iterable[Fact], situation: Situation, proposal: Proposal, rulebook: Rulebook
) -> Iterator[NotChecked]:
    """Yield a ``NotChecked`` for each gap in a case.

    Gaps are: conditions without a row, in every case; facts that are not stated or only in part, a stated present
    amount that no rule uses, unknown words in the name of a medicine, and ingredients that no rule can judge.
    """
    yield _gap(Gap.CONDITION_WITHOUT_ROW, "situation.other_conditions", rulebook, numbers=())
    in_part = {f"situation.{name}" for name in situation.partial}
    for fact in unstated:
        gap = Gap.PARTLY_STATED if fact.value in in_part else Gap.NOT_STATED
        yield _gap(gap, str(fact), rulebook, numbers=(("fact", rulebook.fact_words[fact].then),))
    if proposal.current_daily is not None:
        fact = Fact.PRESENT_AMOUNT
        key = FactKey(fact=fact, route=proposal.product.route, intent=proposal.intent)
        if rulebook.facts[key].then is Need.UNUSED:
            yield _gap(Gap.NOT_USED, str(fact), rulebook, numbers=(("fact", rulebook.fact_words[fact].then),))
    for i, (name, medicine) in enumerate(told_apart(situation.medicines or ())):
        path, found = f"situation.medicines[{i}]", recognised(medicine)
        if found.recognised and found.not_recognised:
            numbers = (("words", " ".join(found.not_recognised)),)
            yield _gap(Gap.PART_OF_NAME, path, rulebook, about=name, numbers=numbers)
        if found.likely:
            numbers = (("likely", " or ".join(found.likely)),)
            yield _gap(Gap.LIKELY_NAME, path, rulebook, about=name, numbers=numbers)
    if isinstance(proposal.product, Capsule):
        for ingredient in not_judged(proposal.product.ingredients or ()):
            path = "proposal.product.ingredients"
            yield _gap(Gap.INGREDIENT, path, rulebook, numbers=(("ingredient", ingredient),))


@lru_cache(maxsize=1024)
def _gap(kind: Gap, path: str, rulebook: Rulebook, *, about: str | None = None, numbers: Numbers) -> NotChecked:
    return NotChecked(path=path, because=rulebook.gaps[kind].then, numbers=numbers, about=about)


class _SharedFields(TypedDict):
    """The arguments that ``assess`` passes to the constructor of every answer."""

    findings: tuple[Finding, ...]
    acknowledged: tuple[Acknowledgement, ...]
    not_checked: tuple[NotChecked, ...]
    edition: str
    disclaimer: str


def _plan(situation: Situation, proposal: Proposal, evaluation: Evaluation, rulebook: Rulebook) -> Plan | None:
    """The plan that the answer offers, with the check of every limit.

    None for a capsule without a schedule, and to use less on the skin.
    """
    capsule = proposal.product
    if isinstance(capsule, Topical):
        lowers = proposal.intent is Intent.LOWER
        return None if lowers else _topical_plan(capsule.vehicle, situation.tolerance, rulebook)
    schedule = evaluation.schedule
    return (
        schedule.plan(capsule, limits_with_ceilings(situation, capsule, schedule, rulebook))
        if isinstance(schedule, Schedule)
        else None
    )


@lru_cache(maxsize=64)
def _topical_plan(vehicle: Vehicle, tolerance: Tolerance, rulebook: Rulebook) -> TopicalPlan:
    advice = tuple(sign_or_advice(rule) for _, rule in rulebook.topical_habits)
    return TopicalPlan(vehicle=vehicle, patch_test=tolerance is Tolerance.UNPROVEN, advice=advice)
