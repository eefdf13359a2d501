"""The whole question: may this person do this today? Every finding is gathered, then one of four answers given."""

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
from alpims_mg.rulebook.consults import Fact, FactKey, Need, Notice, Supposition
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Amount, Division
from alpims_mg.rulebook.routes import AlternativeKind
from alpims_mg.rules.findings import finding
from alpims_mg.rules.index import rules_by_id
from alpims_mg.rules.strictness import verdict_of


def assess(situation: Situation, proposal: Proposal, *, rulebook: Rulebook = CURRENT) -> Decision:
    """May this person start, keep or raise magnesium today, in this form and by this route, and how?

    Any finding that withholds gives ``Withhold``; else a needed fact that is not stated ``NeedsInformation``; else a
    finding that asks for a clinician and is not acknowledged ``Consult``; else ``Offer``.

    Raises: ``InvalidInputError`` when the target or the hold is out of the rulebook's range, or an acknowledgement
    names a rule that does not exist or never asks for one.

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
    view = evaluate(situation, proposal, rulebook)
    unstated = (*view.listed, *view.missing)
    told: _Told = {
        "findings": view.findings,
        "acknowledged": tuple(sorted(situation.acknowledged, key=str)),
        "not_checked": (*view.not_checked, *_not_checked(unstated, situation, proposal, rulebook)),
        "edition": rulebook.edition,
        "disclaimer": rulebook.notices[Notice.DISCLAIMER].then,
    }
    if view.answer is Answer.WITHHOLD:
        alternatives = tuple(_alternatives(situation, proposal, view, rulebook))
        advice = tuple(_later(situation, proposal, rulebook))
        return Withhold(**told, alternatives=alternatives, advice=advice, infeasible=view.infeasible)
    plan = view.plan
    if view.answer is Answer.NEEDS_INFORMATION or plan is None:
        return NeedsInformation(**told, missing=tuple(map(str, view.missing)))
    if isinstance(proposal.product, Capsule) and isinstance(plan, DosePlan):
        plan = with_ceilings(situation, proposal.product, plan, rulebook)
    if view.answer is Answer.CONSULT:
        return Consult(**told, draft=plan)
    return Offer(**told, plan=plan)


def _not_checked(
    unstated: Iterable[Fact], situation: Situation, proposal: Proposal, rulebook: Rulebook
) -> Iterator[NotChecked]:
    """What was not stated, what was stated for nothing, and of which words nothing is known."""
    for fact in unstated:
        yield NotChecked(path=str(fact), because=f"{rulebook.fact_words[fact].then}: not stated")
    route, intent = proposal.product.route, proposal.intent
    amount = rulebook.facts[FactKey(fact=Fact.PRESENT_AMOUNT, route=route, intent=intent)].then
    if proposal.current_daily is not None and amount is Need.UNUSED:
        words = f"{rulebook.fact_words[Fact.PRESENT_AMOUNT].then}: stated, but it has no part in this answer"
        yield NotChecked(path=str(Fact.PRESENT_AMOUNT), because=words)
    for i, medicine in enumerate(situation.medicines or ()):
        if words := unknown_part(medicine):
            words = f"{medicine}: a part of the name is not known here: {words}"
            yield NotChecked(path=f"situation.medicines[{i}]", because=words)
    if isinstance(proposal.product, Capsule):
        for one in not_judged(proposal.product.ingredients or ()):
            yield NotChecked(path="proposal.product.ingredients", because=f"{one}: no word that is known here")


class _Told(TypedDict):
    """What every answer carries."""

    findings: tuple[Finding, ...]
    acknowledged: tuple[Acknowledgement, ...]
    not_checked: tuple[NotChecked, ...]
    edition: str
    disclaimer: str


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Evaluation:
    """All that can be said before an answer is given; ``asks`` are the findings that wait for a clinician."""

    findings: tuple[Finding, ...]
    asks: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    missing: tuple[Fact, ...]
    listed: tuple[Fact, ...]
    plan: Plan | None
    infeasible: Infeasible | None

    @property
    def withheld(self) -> tuple[Finding, ...]:
        """The findings that withhold."""
        return tuple(one for one in self.findings if one.verdict is Verdict.WITHHOLD)

    @property
    def answer(self) -> Answer:
        """Which of the four answers this leads to."""
        if self.withheld:
            return Answer.WITHHOLD
        if self.missing:
            return Answer.NEEDS_INFORMATION
        return Answer.CONSULT if self.asks else Answer.OFFER


def evaluate(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Evaluation:
    """All that the rulebook says of a case that has been checked, without what may be done instead."""
    notes = list(screen(situation, proposal, rulebook))
    unstated = tuple(_unstated(situation, proposal, rulebook))
    missing = tuple(fact for fact, need in unstated if need is Need.NEEDED)
    plan: Plan | None = None
    infeasible: Infeasible | None = None
    if isinstance(proposal.product, Topical):
        plan = _topical_plan(proposal.product, situation.tolerance, rulebook)
    elif Fact.PRESENT_AMOUNT not in missing:
        capsule = proposal.product
        outcome, matters = scheduled(
            capsule, proposal.intent, proposal.target, proposal.current_daily, proposal.hold_days, rulebook
        )
        notes += ((matter, None) for matter in matters)
        if isinstance(outcome, DosePlan):
            plan = outcome
            notes += ceilings(situation, capsule, outcome, rulebook)
        else:
            infeasible = outcome
    findings = in_order(found for found, _ in notes)
    if missing and not any(one.verdict is Verdict.WITHHOLD for one in findings):
        findings = in_order((*findings, *_withheld_anyhow(situation, proposal, missing, rulebook)))
    return Evaluation(
        findings=findings,
        asks=unacknowledged(findings, situation.acknowledged),
        not_checked=tuple(sorted({left for _, left in notes if left}, key=str)),
        missing=missing,
        listed=tuple(fact for fact, need in unstated if need is Need.LISTED),
        plan=plan,
        infeasible=infeasible,
    )


def _topical_plan(product: Topical, tolerance: Tolerance, rulebook: Rulebook) -> TopicalPlan:
    advice = tuple(finding(rule, verdict=Verdict.CAUTION) for _, rule in rulebook.topical_habits)
    return TopicalPlan(vehicle=product.vehicle, patch_test=tolerance is Tolerance.UNPROVEN, advice=advice)


def _unstated(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Iterator[tuple[Fact, Need]]:
    """The facts that are not stated, each with what that means."""
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


def _withheld_anyhow(
    situation: Situation, proposal: Proposal, missing: tuple[Fact, ...], rulebook: Rulebook
) -> tuple[Finding, ...]:
    """What withholds whatever the missing facts may be: where even the mildest values do, no other could permit."""
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
        view = evaluate(milder, supposed, rulebook)
        if not view.withheld:
            return ()
        for one in view.withheld:
            # The numbers are those of one supposition among many: the row's own words are true of all.
            because = rules_by_id(rulebook)[one.rule].because
            by_rule.setdefault(one.rule, attrs.evolve(one, because=because, supposed=True))
    return tuple(by_rule.values())


def case_faults(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Iterator[Fault]:
    """What is well shaped but has no place in this rulebook."""
    for fault in range_faults(proposal.target, proposal.hold_days, rulebook):
        if fault:
            yield fault.under("proposal")
    rules = rules_by_id(rulebook)
    for i, one in enumerate(situation.acknowledged):
        if one.rule not in rules or verdict_of(rules[one.rule].then) is not Verdict.CONSULT:
            yield Fault(
                path=f"situation.acknowledged[{i}].rule",
                expected="the id of a rule that asks for a clinician",
                actual=repr(one.rule),
                fix="take the id from a finding whose verdict is consult",
            )


def _later(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Iterator[Finding]:
    """When only the zone stands against it: the zone in which to ask again."""
    for _, rule in rulebook.ask_again:
        if not evaluate(attrs.evolve(situation, zone=rule.then), proposal, rulebook).withheld:
            yield finding(rule, verdict=Verdict.CAUTION)


def _alternatives(
    situation: Situation, proposal: Proposal, view: Evaluation, rulebook: Rulebook
) -> Iterator[Alternative]:
    """What is not withheld today, of what can get round all that withholds."""
    against = [one.rule for one in view.withheld]
    for instead, rule in rulebook.alternatives:
        round_it = tuple(f"{kind}." for kind in rule.then)
        if all(one.startswith(round_it) for one in against) and isinstance(proposal.product, Capsule):
            reason = finding(rule, verdict=Verdict.CAUTION)
            for other in _candidates(instead, situation, proposal, proposal.product, rulebook):
                if not evaluate(situation, other, rulebook).withheld:
                    yield Alternative(proposal=other, reason=reason)
                    break


def _candidates(
    instead: AlternativeKind, situation: Situation, proposal: Proposal, capsule: Capsule, rulebook: Rulebook
) -> Iterable[Proposal]:
    """Proposals of one kind, the nearest to what was asked for first."""
    match instead:
        case AlternativeKind.TOPICAL:
            return (Proposal(intent=Intent.START, product=Topical(vehicle=vehicle)) for vehicle in Vehicle)
        case AlternativeKind.STAY:
            staying = attrs.evolve(proposal, intent=Intent.MAINTAIN, target=None)
            return (staying,) if proposal.intent is Intent.INCREASE and proposal.current_daily else ()
        case AlternativeKind.ANOTHER_TARGET:
            expected = proposal.target or rulebook.dose_amounts[Amount.LAST_LEAST].then
            totals = last_totals(capsule, rulebook) if proposal.intent is not Intent.MAINTAIN else ()
            nearest = sorted(totals, key=lambda total: abs(total.nanograms - expected.nanograms))
            return (attrs.evolve(proposal, target=total) for total in nearest)
        case _:
            anew = attrs.evolve(proposal, intent=Intent.START, current_daily=None)
            products = _products(capsule, screened_additives(capsule, situation.avoids, rulebook), rulebook)
            return (attrs.evolve(anew, product=product) for product in products)


def _products(capsule: Capsule, additives: frozenset[Additive], rulebook: Rulebook) -> Iterator[Capsule]:
    """Other products, the most alike first: the same form as it is, then one that divides well, then other forms."""
    strength = rulebook.dose_amounts[Amount.SUGGESTED_STRENGTH].then
    for form in sorted(Form, key=lambda form: form is not capsule.form):
        alike = attrs.evolve(without_additives(capsule, additives), form=form, compound=None)
        yield alike
        yield attrs.evolve(alike, elemental=strength, divides_into=Division.QUARTERS.value)
