"""Defines ``assess``, which gathers every finding about a case and then gives one of four answers."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypedDict, final

import attrs

from alpims_mg._internal.templates import Numbers
from alpims_mg._internal.validation import an_instance
from alpims_mg.assessment.screening import (
    ceilings,
    findings_by_fact,
    limits_with_ceilings,
    screened_additives,
    without_additives,
)
from alpims_mg.dosing.rungs import Schedule
from alpims_mg.dosing.titration import daily_totals, last_totals, range_faults, schedule_of
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
from alpims_mg.model.plans import Plan, TopicalPlan
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import Additive, Answer, Form, Intent, Tolerance, Vehicle, Zone
from alpims_mg.rulebook.consults import Fact, FactKey, Gap, Need, Notice, Supposition
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Amount, Division
from alpims_mg.rulebook.routes import AlternativeKind
from alpims_mg.rules.findings import FindingAndGap, finding
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
    answer = evaluation.answer
    if answer is Answer.WITHHOLD:
        alternatives = tuple(_alternatives(situation, proposal, evaluation, rulebook))
        advice = tuple(_when_to_ask_again(situation, proposal, evaluation, rulebook))
        infeasible = evaluation.schedule if isinstance(evaluation.schedule, Infeasible) else None
        return Withhold(**shared, alternatives=alternatives, advice=advice, infeasible=infeasible)
    plan = None if evaluation.missing else _plan(situation, proposal, evaluation, rulebook)
    if plan is None:
        return NeedsInformation(**shared, missing=tuple(map(str, evaluation.missing)))
    if answer is Answer.CONSULT:
        return Consult(**shared, draft=plan)
    return Offer(**shared, plan=plan)


def _not_checked(
    unstated: Iterable[Fact], situation: Situation, proposal: Proposal, rulebook: Rulebook
) -> Iterator[NotChecked]:
    """Yield a ``NotChecked`` for each gap in a case.

    Gaps are: facts that are not stated, a stated present amount that no rule uses, unknown words in the name of a
    medicine, and ingredients that no rule can judge.
    """
    for fact in unstated:
        yield _gap(Gap.NOT_STATED, str(fact), rulebook, numbers=(("fact", rulebook.fact_words[fact].then),))
    if proposal.current_daily is not None:
        fact = Fact.PRESENT_AMOUNT
        key = FactKey(fact=fact, route=proposal.product.route, intent=proposal.intent)
        if rulebook.facts[key].then is Need.UNUSED:
            yield _gap(Gap.NOT_USED, str(fact), rulebook, numbers=(("fact", rulebook.fact_words[fact].then),))
    for i, medicine in enumerate(situation.medicines or ()):
        if words := unknown_part(medicine):
            path = f"situation.medicines[{i}]"
            yield _gap(Gap.PART_OF_NAME, path, rulebook, about=str(medicine), numbers=(("words", words),))
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


@final
class Evaluation(NamedTuple):
    """The results of all rules for one case. ``answer`` follows from these results.

    ``findings`` are in order, strictest first. ``asks`` holds those that still need a clinician's acknowledgement.
    ``not_checked`` holds what the rules of the findings do not cover. ``missing`` holds the facts that are needed but
    not stated, and ``listed`` the other unstated facts to mention. ``schedule`` is the schedule of a capsule or the
    reason why there is none. It is None for topical magnesium, and if a needed present amount is not stated.
    """

    findings: tuple[Finding, ...]
    asks: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    missing: tuple[Fact, ...]
    listed: tuple[Fact, ...]
    schedule: Schedule | Infeasible | None

    @property
    def withheld(self) -> tuple[Finding, ...]:
        """The findings whose verdict is ``WITHHOLD``."""
        return tuple(finding for finding in self.findings if finding.verdict is Verdict.WITHHOLD)

    @property
    def answer(self) -> Answer:
        """Which of the four answers ``assess`` gives to the case, as a member of ``Answer``."""
        if self.findings and self.findings[0].verdict is Verdict.WITHHOLD:  # the strictest finding is the first
            return Answer.WITHHOLD
        if self.missing:
            return Answer.NEEDS_INFORMATION
        return Answer.CONSULT if self.asks else Answer.OFFER


def evaluate(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Evaluation:
    """Apply all rules to a case that has no ``case_faults``. Alternatives are not searched for."""
    unstated = tuple(_unstated(situation, proposal, situation.zone, rulebook))
    missing = tuple(fact for fact, need in unstated if need is Need.NEEDED)
    by_fact = findings_by_fact(situation, proposal, situation.zone, rulebook)
    schedule, about_amounts = _schedule(situation, proposal, missing, rulebook)
    pairs = [pair for pairs in (*by_fact, about_amounts) for pair in pairs]
    findings = in_order([found for found, _ in pairs])
    if missing and not any(found.verdict is Verdict.WITHHOLD for found in findings):
        findings = in_order((*findings, *_withheld_at_mildest(situation, proposal, missing, rulebook)))
    return Evaluation(
        findings=findings,
        asks=unacknowledged(findings, situation.acknowledged),
        not_checked=tuple(sorted({gap for _, gap in pairs if gap}, key=str)),
        missing=missing,
        listed=tuple(fact for fact, need in unstated if need is Need.LISTED),
        schedule=schedule,
    )


def is_withheld(situation: Situation, proposal: Proposal, zone: Zone | None, rulebook: Rulebook) -> bool:
    """Whether ``assess`` would withhold the proposal if the zone were ``zone``. The situation's own zone is ignored."""
    unstated = _unstated(situation, proposal, zone, rulebook)
    missing = tuple(fact for fact, need in unstated if need is Need.NEEDED)
    by_fact = findings_by_fact(situation, proposal, zone, rulebook)
    if any(_withholds(pairs) for pairs in by_fact):
        return True
    _, about_amounts = _schedule(situation, proposal, missing, rulebook)
    if _withholds(about_amounts):
        return True
    if not missing:
        return False
    milder = _at_mildest(attrs.evolve(situation, zone=zone), rulebook)
    proposals = _at_any_amount(proposal, missing, rulebook)
    return all(is_withheld(milder, supposed, milder.zone, rulebook) for supposed in proposals)


def _withholds(pairs: tuple[FindingAndGap, ...]) -> bool:
    return any(found.verdict is Verdict.WITHHOLD for found, _ in pairs)


def _schedule(
    situation: Situation, proposal: Proposal, missing: tuple[Fact, ...], rulebook: Rulebook
) -> tuple[Schedule | Infeasible | None, tuple[FindingAndGap, ...]]:
    """A ``Schedule`` or an ``Infeasible`` for a capsule, and pairs as in ``screen`` about its amounts and upper levels.

    The first item is None for topical magnesium, and if the present amount is needed but not stated.
    """
    if isinstance(proposal.product, Topical) or Fact.PRESENT_AMOUNT in missing:
        return None, ()
    capsule, intent, target, current = proposal.product, proposal.intent, proposal.target, proposal.current_daily
    schedule, findings = schedule_of(capsule, intent, target, current, proposal.hold_days, rulebook)
    levels = ceilings(situation, capsule, schedule, rulebook) if isinstance(schedule, Schedule) else ()
    return schedule, (*((found, None) for found in findings), *levels)


def _plan(situation: Situation, proposal: Proposal, evaluation: Evaluation, rulebook: Rulebook) -> Plan | None:
    """The plan that the answer offers, with the check of every limit. None for a capsule without a schedule."""
    capsule = proposal.product
    if isinstance(capsule, Topical):
        return _topical_plan(capsule, situation.tolerance, rulebook)
    schedule = evaluation.schedule
    return (
        schedule.plan(capsule, limits_with_ceilings(situation, capsule, schedule, rulebook))
        if isinstance(schedule, Schedule)
        else None
    )


@lru_cache(maxsize=64)
def _topical_plan(product: Topical, tolerance: Tolerance, rulebook: Rulebook) -> TopicalPlan:
    advice = tuple(finding(rule, verdict=Verdict.CAUTION) for _, rule in rulebook.topical_habits)
    return TopicalPlan(vehicle=product.vehicle, patch_test=tolerance is Tolerance.UNPROVEN, advice=advice)


def _unstated(
    situation: Situation, proposal: Proposal, zone: Zone | None, rulebook: Rulebook
) -> Iterator[tuple[Fact, Need]]:
    """For each unstated fact, yield a pair: the fact, and its ``Need``. ``zone`` is used as the zone."""
    values = (
        zone,
        situation.age_years,
        situation.kidney or situation.egfr,
        situation.conditions,
        situation.medicines,
        proposal.current_daily,
    )
    for fact, value in zip(_FACTS, values, strict=True):
        if value is None:
            key = FactKey(fact=fact, route=proposal.product.route, intent=proposal.intent)
            yield fact, rulebook.facts[key].then


_FACTS = (Fact.ZONE, Fact.AGE, Fact.KIDNEY, Fact.CONDITIONS, Fact.MEDICINES, Fact.PRESENT_AMOUNT)


def _withheld_at_mildest(
    situation: Situation, proposal: Proposal, missing: tuple[Fact, ...], rulebook: Rulebook
) -> tuple[Finding, ...]:
    """The findings that withhold the proposal whatever the missing facts are. Empty if some values might permit it.

    The mildest value, which is the least likely to withhold, stands in for each missing fact. A missing present amount
    gets every possible value in turn.
    """
    milder = _at_mildest(situation, rulebook)
    supposed_proposals = _at_any_amount(proposal, missing, rulebook)
    if not all(is_withheld(milder, supposed, milder.zone, rulebook) for supposed in supposed_proposals):
        return ()
    by_rule: dict[str, Finding] = {}
    for supposed in _at_any_amount(proposal, missing, rulebook):
        for found in evaluate(milder, supposed, rulebook).withheld:
            # The numbers belong to one of many supposed amounts. The text of the row is true for every amount.
            by_rule.setdefault(found.rule, attrs.evolve(found, numbers=(), supposed=True))
    return tuple(by_rule.values())


def _at_mildest(situation: Situation, rulebook: Rulebook) -> Situation:
    """A copy of the situation in which each unstated fact has the value that is the least likely to withhold."""
    mildest = rulebook.suppositions[Supposition.MILDEST].then
    return attrs.evolve(
        situation,
        zone=situation.zone or mildest.zone,
        age_years=mildest.age_years if situation.age_years is None else situation.age_years,
        kidney=situation.kidney or (mildest.kidney if situation.egfr is None else None),
        conditions=situation.conditions or (),
        medicines=situation.medicines or (),
    )


def _at_any_amount(proposal: Proposal, missing: tuple[Fact, ...], rulebook: Rulebook) -> Iterator[Proposal]:
    """Yield the proposal, or if a needed present amount is missing, one copy for each amount the capsule can give."""
    if Fact.PRESENT_AMOUNT not in missing or isinstance(proposal.product, Topical):
        yield proposal
        return
    most = rulebook.dose_amounts[Amount.LAST_MOST].then
    for amount in daily_totals(proposal.product, rulebook) or (most,):
        yield attrs.evolve(proposal, current_daily=amount)


def case_faults(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Iterator[Fault]:
    """Yield a ``Fault`` for each value of a case that is well formed but that this rulebook does not allow.

    Such values are: a target or a hold out of range, and an acknowledgement of a rule that never asks for a clinician.
    """
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


def _when_to_ask_again(
    situation: Situation, proposal: Proposal, evaluation: Evaluation, rulebook: Rulebook
) -> Iterator[Finding]:
    """For a withheld proposal, yield advice (a finding) for each zone that would not withhold it: ask again then."""
    of_zones = f"{rulebook.zones.name}."
    if any(not (found.supposed or found.rule.startswith(of_zones)) for found in evaluation.withheld):
        return  # no zone lifts what another fact withholds
    for _, rule in rulebook.ask_again:
        if not is_withheld(situation, proposal, rule.then, rulebook):
            yield finding(rule, verdict=Verdict.CAUTION)


def _alternatives(
    situation: Situation, proposal: Proposal, evaluation: Evaluation, rulebook: Rulebook
) -> Iterator[Alternative]:
    """For each kind of alternative to a withheld capsule, yield the first proposal that is not withheld today.

    A kind (such as another form) is skipped unless it addresses every finding that withholds.
    """
    blocking = [found.rule for found in evaluation.withheld]
    for kind, rule in rulebook.alternatives:
        addressed = tuple(f"{family}." for family in rule.then)
        if all(rule_id.startswith(addressed) for rule_id in blocking) and isinstance(proposal.product, Capsule):
            reason = finding(rule, verdict=Verdict.CAUTION)
            for candidate in _candidates(kind, situation, proposal, proposal.product, rulebook):
                if not is_withheld(situation, candidate, situation.zone, rulebook):
                    yield Alternative(proposal=candidate, reason=reason)
                    break


def _candidates(
    kind: AlternativeKind, situation: Situation, proposal: Proposal, capsule: Capsule, rulebook: Rulebook
) -> Iterable[Proposal]:
    """The proposals to try for one kind of alternative, in the order in which to try them."""
    match kind:
        case AlternativeKind.TOPICAL:
            return _topical_proposals()
        case AlternativeKind.STAY:
            staying = attrs.evolve(proposal, intent=Intent.MAINTAIN, target=None)
            return (staying,) if proposal.intent is Intent.INCREASE and proposal.current_daily else ()
        case AlternativeKind.ANOTHER_TARGET:
            target = proposal.target or rulebook.dose_amounts[Amount.LAST_LEAST].then
            totals = last_totals(capsule, rulebook) if proposal.intent is not Intent.MAINTAIN else ()
            nearest = sorted(totals, key=lambda total: abs(total.nanograms - target.nanograms))
            return (attrs.evolve(proposal, target=total) for total in nearest)
        case _:
            start: dict[str, Any] = {"intent": Intent.START, "current_daily": None}
            products = _products(capsule, screened_additives(capsule, situation.avoids, rulebook), rulebook)
            return (attrs.evolve(proposal, product=product, **start) for product in products)


@cache
def _topical_proposals() -> tuple[Proposal, ...]:
    return tuple(Proposal(intent=Intent.START, product=Topical(vehicle=vehicle)) for vehicle in Vehicle)


def _products(capsule: Capsule, additives: frozenset[Additive], rulebook: Rulebook) -> Iterator[Capsule]:
    """For each form, yield two capsules to try instead of ``capsule``, both without ``additives``.

    The form of ``capsule`` comes first. The first of the two keeps the strength and the division. The second has
    the strength that the rulebook suggests, and divides into quarters.
    """
    strength = rulebook.dose_amounts[Amount.SUGGESTED_STRENGTH].then
    without = without_additives(capsule, additives)
    for form in sorted(Form, key=lambda form: form is not capsule.form):
        similar = attrs.evolve(without, form=form, compound=None)
        yield similar
        yield attrs.evolve(similar, elemental=strength, divides_into=Division.QUARTERS.value)
