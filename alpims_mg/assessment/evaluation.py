"""Applies all rules to a case: ``evaluate``, and ``is_withheld``, which stops at the first refusal."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple, final

import attrs

from alpims_mg.assessment.screening import (
    findings_by_fact,
    findings_by_intent,
    findings_by_other_facts,
)
from alpims_mg.assessment.upper_levels import ceilings, ceilings_first, ladder_stops, room
from alpims_mg.dosing.placing import placed
from alpims_mg.dosing.rungs import Schedule
from alpims_mg.dosing.titration import daily_totals, hold_count_fault, last_totals, range_faults, schedule_within
from alpims_mg.errors import Fault
from alpims_mg.model.agreements import unacknowledged
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import TOTAL, Finding, Verdict, in_order
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, FactList, Intent, Zone
from alpims_mg.rulebook.consults import Fact, FactKey, Need, Supposition
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.dosing import Amount, Lowering
from alpims_mg.rules.findings import FindingAndGap, finding
from alpims_mg.rules.index import rules_by_id
from alpims_mg.rules.strictness import verdict_of


@final
class Evaluation(NamedTuple):
    """The results of all rules for one case. ``answer`` follows from these results.

    ``findings`` are in order, strictest first. ``asks`` holds those that still need a clinician's acknowledgement.
    ``not_checked`` holds what the rules of the findings do not cover. ``missing`` holds the facts that are needed but
    not stated, and ``listed`` the other unstated facts to mention. ``schedule`` is the schedule of a capsule or the
    reason why there is none. It is None for topical magnesium, and if a needed present amount is not stated. If the
    person wants to take less and no amount is left to plan, it is None too, and ``advice`` says what to do.
    ``partial`` names the lists of which only a part is stated.
    """

    findings: tuple[Finding, ...]
    asks: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    missing: tuple[Fact, ...]
    listed: tuple[Fact, ...]
    schedule: Schedule | Infeasible | None
    advice: tuple[Finding, ...] = ()
    partial: frozenset[FactList] = frozenset()

    def missing_words(self, rulebook: Rulebook) -> str:
        """What is missing, in words. Of a list of which a part is stated, only the rest is."""
        rest = {f"situation.{one}": rulebook.rest_words[one].then for one in self.partial}
        return ", ".join(rest.get(fact.value) or rulebook.fact_words[fact].then for fact in self.missing)

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
    if proposal.intent is Intent.LOWER:
        return _evaluate_lowering(situation, proposal, rulebook)
    unstated = tuple(_unstated(situation, proposal, situation.zone, rulebook))
    missing = tuple(fact for fact, need in unstated if need is Need.NEEDED)
    by_fact = findings_by_fact(situation, proposal, situation.zone, rulebook)
    schedule, about_amounts = _schedule(situation, proposal, missing, rulebook)
    about_times: tuple[Finding, ...] = ()
    if isinstance(schedule, Schedule):
        schedule, about_times = placed(schedule, situation.routine, situation.medicines or (), rulebook)
    pairs = [
        *(pair for pairs in (*by_fact, about_amounts) for pair in pairs),
        *((found, None) for found in about_times),
    ]
    findings = in_order([found for found, _ in pairs])
    if missing and not any(found.verdict is Verdict.WITHHOLD for found in findings):
        findings = in_order((*findings, *_withheld_at_mildest(situation, proposal, missing, rulebook)))
    findings = ceilings_first(findings, situation, proposal, rulebook)
    return Evaluation(
        findings=findings,
        asks=unacknowledged(findings, situation.acknowledged),
        not_checked=tuple(sorted({gap for _, gap in pairs if gap}, key=str)),
        missing=missing,
        listed=tuple(fact for fact, need in unstated if need is Need.LISTED),
        schedule=schedule,
        partial=situation.partial,
    )


def _evaluate_lowering(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Evaluation:
    """Apply all rules to a proposal to take less. Nothing withholds it, and nothing asks for a clinician first.

    The findings about the amount that is left are those of staying at it, each at most a caution. If one of them would
    withhold that amount, the only plan is to take nothing. Then those about amounts that withhold nothing are left out,
    because they are about a plan that is not given. To nothing, and on the skin, there are no such findings at all.
    """
    unstated = tuple(_unstated(situation, proposal, situation.zone, rulebook))
    missing = tuple(fact for fact, need in unstated if need is Need.NEEDED)
    schedule, about_amounts = _schedule(situation, proposal, missing, rulebook)
    by_fact = tuple(findings_by_intent(situation, proposal, situation.zone, rulebook))
    topical = isinstance(proposal.product, Topical)
    to_nothing = proposal.lower_to == Elemental.mg(0)
    facts = () if topical or to_nothing else tuple(findings_by_other_facts(situation, proposal, rulebook))
    ruled_out = any(map(_withholds, (*facts, about_amounts)))
    instead = finding(rulebook.lowerings[Lowering.LESS_ON_SKIN if topical else Lowering.STOP_AND_TELL])
    planned: Schedule | None = None
    about_times: tuple[Finding, ...] = ()
    if ruled_out:
        about_amounts = tuple(pair for pair in about_amounts if _withholds((pair,)))
    elif isinstance(schedule, Infeasible):
        facts, instead = (), schedule.finding
    elif schedule:
        planned, about_times = placed(schedule, situation.routine, situation.medicines or (), rulebook)
    pairs = [pair for pairs in (*by_fact, *facts, about_amounts) for pair in pairs]
    return Evaluation(
        findings=in_order(map(at_most_caution, (*(found for found, _ in pairs), *about_times))),
        asks=(),
        not_checked=tuple(sorted({gap for _, gap in pairs if gap}, key=str)),
        missing=missing,
        listed=tuple(fact for fact, need in unstated if need is Need.LISTED),
        schedule=planned,
        advice=() if planned or missing else (instead,),
        partial=situation.partial,
    )


def at_most_caution(found: Finding) -> Finding:
    """The finding, or a copy with the verdict ``CAUTION`` if it withholds or asks for a clinician."""
    stricter = found.verdict in (Verdict.CONSULT, Verdict.WITHHOLD)
    return attrs.evolve(found, verdict=Verdict.CAUTION) if stricter else found


def is_withheld(situation: Situation, proposal: Proposal, zone: Zone | None, rulebook: Rulebook) -> bool:
    """Whether ``assess`` would withhold the proposal if the zone were ``zone``. The situation's own zone is ignored."""
    if proposal.intent is Intent.LOWER:
        return False
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
    capsule, intent, end, current = proposal.product, proposal.intent, proposal.end, proposal.current_daily
    most = room(situation, capsule, rulebook)
    schedule, findings = schedule_within(capsule, intent, end, current, proposal.hold_days, most, rulebook)
    if isinstance(schedule, Schedule):
        fits = _nearest_that_fits(proposal, capsule, most, rulebook) if schedule.highest_day > most else None
        levels = ceilings(situation, capsule, schedule.highest_day, rulebook, fits=fits)
        return schedule, (*((found, None) for found in findings), *levels)
    levels = ladder_stops(situation, capsule, rulebook) if intent is Intent.START else ()
    fitting = _without_larger(schedule, -1 if levels else most)
    pairs = ((fitting.finding if found is schedule.finding else found, None) for found in findings)
    return Infeasible(finding=levels[0][0]) if levels else fitting, (*pairs, *levels)


def _nearest_that_fits(proposal: Proposal, capsule: Capsule, most: int, rulebook: Rulebook) -> Elemental | None:
    """The largest target of at most ``most`` nanograms, or None if there is none. To maintain, no target is named.

    To take less, it is the largest daily amount, and not a target.
    """
    if proposal.intent is Intent.MAINTAIN:
        return None
    if proposal.intent is Intent.LOWER:
        return max((total for total in daily_totals(capsule, rulebook) if total.nanograms <= most), default=None)
    present = proposal.current_daily.nanograms if proposal.intent is Intent.INCREASE and proposal.current_daily else 0
    fitting = (total for total in last_totals(capsule, rulebook) if present < total.nanograms <= most)
    return max(fitting, default=None)


def _without_larger(infeasible: Infeasible, most: int) -> Infeasible:
    """A copy that names no daily total above ``most`` nanograms, because an upper level would rule it out."""
    nearest = (infeasible.nearest_below, infeasible.nearest_above)
    if all(total is None or total.nanograms <= most for total in nearest):
        return infeasible
    below, above = (total if total is not None and total.nanograms <= most else None for total in nearest)
    numbers = tuple((name, text) for name, text in infeasible.finding.numbers if name not in _NEAREST)
    return Infeasible(
        finding=attrs.evolve(infeasible.finding, numbers=numbers), nearest_below=below, nearest_above=above
    )


_NEAREST: Final = ("below_mg", "above_mg")


def _unstated(
    situation: Situation, proposal: Proposal, zone: Zone | None, rulebook: Rulebook
) -> Iterator[tuple[Fact, Need]]:
    """For each unstated fact, yield a pair: the fact, and its ``Need``. ``zone`` is used as the zone.

    A list of which only a part is stated is an unstated fact too.

    To take nothing, the present amount is not needed, so 0 mg counts as that amount where it is not stated.
    """
    to_nothing = proposal.lower_to if proposal.lower_to == Elemental.mg(0) else None
    values = (
        zone,
        situation.age_years,
        situation.kidney or situation.egfr,
        situation.whole_conditions,
        situation.whole_medicines,
        situation.other_magnesium,
        proposal.current_daily or to_nothing,
    )
    for fact, value in zip(Fact, values, strict=True):
        if value is None:
            key = FactKey(fact=fact, route=proposal.product.route, intent=proposal.intent)
            yield fact, rulebook.facts[key].then


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
            about = None if TOTAL in dict(found.numbers) else found.about
            by_rule.setdefault(found.rule, attrs.evolve(found, numbers=(), about=about, supposed=True))
    return tuple(by_rule.values())


def _at_mildest(situation: Situation, rulebook: Rulebook) -> Situation:
    """A copy of the situation in which each unstated fact has the value that is the least likely to withhold.

    A list of which only a part is stated holds nothing else.
    """
    mildest = rulebook.suppositions[Supposition.MILDEST].then
    return attrs.evolve(
        situation,
        zone=situation.zone or mildest.zone,
        age_years=mildest.age_years if situation.age_years is None else situation.age_years,
        kidney=situation.kidney or (mildest.kidney if situation.egfr is None else None),
        conditions=situation.conditions or (),
        medicines=situation.medicines or (),
        partial=(),
        other_magnesium=mildest.other_magnesium if situation.other_magnesium is None else situation.other_magnesium,
    )


def _at_any_amount(proposal: Proposal, missing: tuple[Fact, ...], rulebook: Rulebook) -> Iterator[Proposal]:
    """Yield the proposal, or if a needed present amount is missing, one copy for each amount the capsule can give."""
    if Fact.PRESENT_AMOUNT not in missing or isinstance(proposal.product, Topical):
        yield proposal
        return
    most = rulebook.dose_amounts[Amount.LAST_MOST].then
    for amount in daily_totals(proposal.product, rulebook) or (most,):
        yield attrs.evolve(proposal, current_daily=amount)


@lru_cache(maxsize=16)
def asking_rules(rulebook: Rulebook) -> frozenset[str]:
    """The ids of the rules that can ask for a clinician in a finding of their own.

    A public upper level that is a number asks only as a part of the finding ``ceiling.public``.
    """
    gathered = {rule.id for rule in rulebook.ceilings.rules if isinstance(rule.then.level, Elemental)}
    asking = (name for name, rule in rules_by_id(rulebook).items() if verdict_of(rule.then) is Verdict.CONSULT)
    return frozenset(asking) - gathered


def case_faults(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Iterator[Fault]:
    """Yield a ``Fault`` for each value of a case that is well formed but that this rulebook does not allow.

    Such values are: a target or a hold out of range, holds for more or fewer rungs than the plan has, and an
    acknowledgement of a rule that never asks for a clinician.
    """
    faults = tuple(filter(None, range_faults(proposal.target, proposal.hold_days, rulebook)))
    if not faults and (count_fault := _hold_count_fault(proposal, rulebook)):
        faults = (count_fault,)
    for fault in faults:
        yield fault.under("proposal")
    for i, acknowledgement in enumerate(situation.acknowledged):
        if acknowledgement.rule not in asking_rules(rulebook):
            yield Fault(
                path=f"situation.acknowledged[{i}].rule",
                expected="the id of a rule that asks for a clinician",
                actual=repr(acknowledgement.rule),
                fix="take the id from a finding whose verdict is consult",
            )


def _hold_count_fault(proposal: Proposal, rulebook: Rulebook) -> Fault | None:
    if isinstance(proposal.product, Topical):
        return None
    asked = (proposal.intent, proposal.end, proposal.hold_days)
    return hold_count_fault("hold_days", proposal.product, *asked, rulebook)


def with_fitting_holds(proposal: Proposal, rulebook: Rulebook) -> Proposal:
    """The proposal, or a copy with the longest hold on every rung if its plan has more or fewer rungs than holds."""
    fault = _hold_count_fault(proposal, rulebook)
    return attrs.evolve(proposal, hold_days=proposal.longest_hold) if fault else proposal
