"""Defines ``assess``, which gathers every finding about a case and then gives one of four answers."""

from collections.abc import Iterable, Iterator
from typing import TypedDict, final

import attrs

from alpims_mg._internal.validation import an_instance
from alpims_mg.assessment.screening import ceilings, screen, screened_additives, with_ceilings, without_additives
from alpims_mg.dosing.titration import daily_totals, last_totals, range_faults, scheduled
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.labels.ingredients import not_judged
from alpims_mg.medicines.recognition import unknown_part
from alpims_mg.model.decisions import (
    Alternative,
    Consult,
    Decision,
    Infeasible,
    NeedsInformation,
    NotChecked,
    Offer,
    Withhold,
    unacknowledged,
)
from alpims_mg.model.findings import Finding, Verdict, in_order
from alpims_mg.model.plans import DosePlan, Plan, TopicalPlan
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import Additive, Answer, Form, Intent, Tolerance, Vehicle
from alpims_mg.rulebook.consults import Fact, FactKey, Gap, Need, Notice, Supposition
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Amount, Division
from alpims_mg.rulebook.routes import AlternativeKind
from alpims_mg.rules.findings import finding
from alpims_mg.rules.index import rules_by_id
from alpims_mg.rules.strictness import verdict_of


def assess(situation: Situation, proposal: Proposal, *, rulebook: Rulebook = CURRENT) -> Decision:
    """Decide whether this person may start, keep or raise magnesium today, in this form and by this route.

    The first of these that applies decides. A finding that withholds gives ``Withhold``. A needed fact that is not
    stated gives ``NeedsInformation``. A finding that asks for a clinician and is not acknowledged gives ``Consult``.
    Any other case gives ``Offer``. Match the answer, because it has no truth value.

    Raises: ``InvalidInputError`` if the target or the hold is outside the rulebook's range, or if an acknowledgement
    names a rule that does not exist or never asks for a clinician.

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
    if evaluation.answer is Answer.WITHHOLD:
        alternatives = tuple(_alternatives(situation, proposal, evaluation, rulebook))
        advice = tuple(_when_to_ask_again(situation, proposal, rulebook))
        return Withhold(**shared, alternatives=alternatives, advice=advice, infeasible=evaluation.infeasible)
    plan = evaluation.plan
    if evaluation.answer is Answer.NEEDS_INFORMATION or plan is None:
        return NeedsInformation(**shared, missing=tuple(map(str, evaluation.missing)))
    if isinstance(proposal.product, Capsule) and isinstance(plan, DosePlan):
        plan = with_ceilings(situation, proposal.product, plan, rulebook)
    if evaluation.answer is Answer.CONSULT:
        return Consult(**shared, draft=plan)
    return Offer(**shared, plan=plan)


def _not_checked(
    unstated: Iterable[Fact], situation: Situation, proposal: Proposal, rulebook: Rulebook
) -> Iterator[NotChecked]:
    """Yield a ``NotChecked`` for each gap in a case.

    Gaps are: facts that are not stated, a present amount that no rule uses, unknown words in the name of a medicine,
    and ingredients without a known word.
    """

    def gap(path: str, kind: Gap, *, about: str | None = None, **numbers: str) -> NotChecked:
        return NotChecked(path=path, because=rulebook.gaps[kind].then, numbers=numbers, about=about)

    for fact in unstated:
        yield gap(str(fact), Gap.NOT_STATED, fact=rulebook.fact_words[fact].then)
    route, intent = proposal.product.route, proposal.intent
    amount = rulebook.facts[FactKey(fact=Fact.PRESENT_AMOUNT, route=route, intent=intent)].then
    if proposal.current_daily is not None and amount is Need.UNUSED:
        yield gap(str(Fact.PRESENT_AMOUNT), Gap.NOT_USED, fact=rulebook.fact_words[Fact.PRESENT_AMOUNT].then)
    for i, medicine in enumerate(situation.medicines or ()):
        if words := unknown_part(medicine):
            yield gap(f"situation.medicines[{i}]", Gap.PART_OF_NAME, about=str(medicine), words=words)
    if isinstance(proposal.product, Capsule):
        for ingredient in not_judged(proposal.product.ingredients or ()):
            yield gap("proposal.product.ingredients", Gap.INGREDIENT, ingredient=ingredient)


class _SharedFields(TypedDict):
    """The arguments that ``assess`` passes to the constructor of every answer."""

    findings: tuple[Finding, ...]
    acknowledged: tuple[Acknowledgement, ...]
    not_checked: tuple[NotChecked, ...]
    edition: str
    disclaimer: str


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Evaluation:
    """The results of all rules for one case. ``answer`` follows from these results.

    ``asks`` holds the findings that still need a clinician's acknowledgement. ``missing`` holds the facts that are
    needed but not stated. ``listed`` holds the other unstated facts that the answer lists as not checked.
    ``infeasible`` is the reason why the capsule has no plan, or None.
    """

    findings: tuple[Finding, ...]
    asks: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    missing: tuple[Fact, ...]
    listed: tuple[Fact, ...]
    plan: Plan | None
    infeasible: Infeasible | None

    @property
    def withheld(self) -> tuple[Finding, ...]:
        """The findings whose verdict is ``WITHHOLD``."""
        return tuple(finding for finding in self.findings if finding.verdict is Verdict.WITHHOLD)

    @property
    def answer(self) -> Answer:
        """The one of the four answers that this evaluation gives."""
        if self.withheld:
            return Answer.WITHHOLD
        if self.missing:
            return Answer.NEEDS_INFORMATION
        return Answer.CONSULT if self.asks else Answer.OFFER


def evaluate(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Evaluation:
    """Apply all rules to a case, without a search for alternatives. Call ``case_faults`` on the case first."""
    gathered = list(screen(situation, proposal, rulebook))
    unstated = tuple(_unstated(situation, proposal, rulebook))
    missing = tuple(fact for fact, need in unstated if need is Need.NEEDED)
    plan: Plan | None = None
    infeasible: Infeasible | None = None
    if isinstance(proposal.product, Topical):
        plan = _topical_plan(proposal.product, situation.tolerance, rulebook)
    elif Fact.PRESENT_AMOUNT not in missing:
        capsule = proposal.product
        schedule, dose_findings = scheduled(
            capsule, proposal.intent, proposal.target, proposal.current_daily, proposal.hold_days, rulebook
        )
        gathered += ((found, None) for found in dose_findings)
        if isinstance(schedule, DosePlan):
            plan = schedule
            gathered += ceilings(situation, capsule, schedule, rulebook)
        else:
            infeasible = schedule
    findings = in_order(found for found, _ in gathered)
    if missing and not any(found.verdict is Verdict.WITHHOLD for found in findings):
        findings = in_order((*findings, *_withheld_at_mildest(situation, proposal, missing, rulebook)))
    return Evaluation(
        findings=findings,
        asks=unacknowledged(findings, situation.acknowledged),
        not_checked=tuple(sorted({gap for _, gap in gathered if gap}, key=str)),
        missing=missing,
        listed=tuple(fact for fact, need in unstated if need is Need.LISTED),
        plan=plan,
        infeasible=infeasible,
    )


def _topical_plan(product: Topical, tolerance: Tolerance, rulebook: Rulebook) -> TopicalPlan:
    advice = tuple(finding(rule, verdict=Verdict.CAUTION) for _, rule in rulebook.topical_habits)
    return TopicalPlan(vehicle=product.vehicle, patch_test=tolerance is Tolerance.UNPROVEN, advice=advice)


def _unstated(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Iterator[tuple[Fact, Need]]:
    """Yield a pair for each fact that is not stated: the fact, and whether the answer needs, lists or ignores it."""
    stated = (
        (Fact.ZONE, situation.zone),
        (Fact.AGE, situation.age_years),
        (Fact.KIDNEY, situation.kidney or situation.egfr),
        (Fact.CONDITIONS, situation.conditions),
        (Fact.MEDICINES, situation.medicines),
        (Fact.PRESENT_AMOUNT, proposal.current_daily),
    )
    route, intent = proposal.product.route, proposal.intent
    for fact, value in stated:
        if value is None:
            yield fact, rulebook.facts[FactKey(fact=fact, route=route, intent=intent)].then


def _withheld_at_mildest(
    situation: Situation, proposal: Proposal, missing: tuple[Fact, ...], rulebook: Rulebook
) -> tuple[Finding, ...]:
    """The findings that withhold the proposal whatever the missing facts are. Empty if there are none.

    Missing facts get their mildest values. A missing present amount gets every possible value in turn. If one of these
    cases is not withheld, the result is empty.
    """
    mildest = rulebook.suppositions[Supposition.MILDEST].then
    milder = attrs.evolve(
        situation,
        zone=situation.zone or mildest.zone,
        age_years=mildest.age_years if situation.age_years is None else situation.age_years,
        kidney=situation.kidney or (mildest.kidney if situation.egfr is None else None),
        conditions=situation.conditions or (),
        medicines=situation.medicines or (),
    )
    proposals: tuple[Proposal, ...] = (proposal,)
    if Fact.PRESENT_AMOUNT in missing and isinstance(proposal.product, Capsule):
        most = rulebook.dose_amounts[Amount.LAST_MOST].then
        amounts = daily_totals(proposal.product, rulebook) or (most,)
        proposals = tuple(attrs.evolve(proposal, current_daily=amount) for amount in amounts)
    by_rule: dict[str, Finding] = {}
    for supposed in proposals:
        evaluation = evaluate(milder, supposed, rulebook)
        if not evaluation.withheld:
            return ()
        for found in evaluation.withheld:
            # The numbers belong to one of many supposed amounts. The text of the row is true for every amount.
            by_rule.setdefault(found.rule, attrs.evolve(found, numbers=(), supposed=True))
    return tuple(by_rule.values())


def case_faults(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Iterator[Fault]:
    """Yield a fault for each well-formed value that this rulebook does not know or does not allow."""
    for fault in range_faults(proposal.target, proposal.hold_days, rulebook):
        if fault:
            yield fault.under("proposal")
    rules = rules_by_id(rulebook)
    for i, acknowledgement in enumerate(situation.acknowledged):
        rule = rules.get(acknowledgement.rule)
        if rule is None or verdict_of(rule.then) is not Verdict.CONSULT:
            yield Fault(
                path=f"situation.acknowledged[{i}].rule",
                expected="the id of a rule that asks for a clinician",
                actual=repr(acknowledgement.rule),
                fix="take the id from a finding whose verdict is consult",
            )


def _when_to_ask_again(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Iterator[Finding]:
    """For each zone in which the proposal would not be withheld, yield the advice to ask again in that zone."""
    for _, rule in rulebook.ask_again:
        if not evaluate(attrs.evolve(situation, zone=rule.then), proposal, rulebook).withheld:
            yield finding(rule, verdict=Verdict.CAUTION)


def _alternatives(
    situation: Situation, proposal: Proposal, evaluation: Evaluation, rulebook: Rulebook
) -> Iterator[Alternative]:
    """For each kind of alternative to a capsule, yield the first proposal that is not withheld today.

    A kind is skipped unless it addresses every finding that withholds. Topical magnesium has no alternatives.
    """
    blocking = [found.rule for found in evaluation.withheld]
    for kind, rule in rulebook.alternatives:
        addressed = tuple(f"{family}." for family in rule.then)
        if all(rule_id.startswith(addressed) for rule_id in blocking) and isinstance(proposal.product, Capsule):
            reason = finding(rule, verdict=Verdict.CAUTION)
            for candidate in _candidates(kind, situation, proposal, proposal.product, rulebook):
                if not evaluate(situation, candidate, rulebook).withheld:
                    yield Alternative(proposal=candidate, reason=reason)
                    break


def _candidates(
    kind: AlternativeKind, situation: Situation, proposal: Proposal, capsule: Capsule, rulebook: Rulebook
) -> Iterable[Proposal]:
    """The proposals to try for one kind of alternative, in the order in which to try them."""
    match kind:
        case AlternativeKind.TOPICAL:
            return (Proposal(intent=Intent.START, product=Topical(vehicle=vehicle)) for vehicle in Vehicle)
        case AlternativeKind.STAY:
            staying = attrs.evolve(proposal, intent=Intent.MAINTAIN, target=None)
            return (staying,) if proposal.intent is Intent.INCREASE and proposal.current_daily else ()
        case AlternativeKind.ANOTHER_TARGET:
            target = proposal.target or rulebook.dose_amounts[Amount.LAST_LEAST].then
            totals = last_totals(capsule, rulebook) if proposal.intent is not Intent.MAINTAIN else ()
            nearest = sorted(totals, key=lambda total: abs(total.nanograms - target.nanograms))
            return (attrs.evolve(proposal, target=total) for total in nearest)
        case _:
            start = attrs.evolve(proposal, intent=Intent.START, current_daily=None)
            products = _products(capsule, screened_additives(capsule, situation.avoids, rulebook), rulebook)
            return (attrs.evolve(start, product=product) for product in products)


def _products(capsule: Capsule, additives: frozenset[Additive], rulebook: Rulebook) -> Iterator[Capsule]:
    """Yield capsules to try instead of this one, all without ``additives``. Those of the same form come first.

    Each form gives two capsules. The first keeps the strength and the division. The second has the suggested strength
    and divides into quarters.
    """
    strength = rulebook.dose_amounts[Amount.SUGGESTED_STRENGTH].then
    for form in sorted(Form, key=lambda form: form is not capsule.form):
        similar = attrs.evolve(without_additives(capsule, additives), form=form, compound=None)
        yield similar
        yield attrs.evolve(similar, elemental=strength, divides_into=Division.QUARTERS.value)
