"""The laws of the library as plain functions: each raises ``LawBrokenError`` for a case that breaks it.

They take any rulebook, so that a clinic can hold its own to them.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import attrs

from alpims_mg.assessment import assess
from alpims_mg.decisions import Consult, Decision, Infeasible, NeedsInformation, Offer, Withhold
from alpims_mg.errors import AlpimsMgError
from alpims_mg.explanation import explain
from alpims_mg.findings import Verdict, worst
from alpims_mg.plans import DosePlan
from alpims_mg.policies import tables, verdict_of
from alpims_mg.products import Capsule, Topical
from alpims_mg.quantities import Elemental
from alpims_mg.rulebook import CURRENT, Rulebook
from alpims_mg.rulebook.doses import Amount, Count
from alpims_mg.rulebook.forms import Intakes, TimesKey
from alpims_mg.situations import Case, Medicine, Proposal, Situation
from alpims_mg.titration import titration_schedule
from alpims_mg.vocabulary import Condition, Intent, Zone
from alpims_mg.wire import make_converter

__all__ = [
    "LawBrokenError",
    "acknowledgement_never_lifts_a_withhold",
    "adding_a_condition_never_permits_more",
    "adding_a_medicine_never_permits_more",
    "adding_an_ingredient_never_permits_more",
    "alternatives_are_never_withheld",
    "answer_follows_the_worst_finding",
    "explanation_names_every_finding",
    "no_capsule_starts_or_rises_outside_green",
    "order_never_matters",
    "permission",
    "plan_is_divided",
    "plan_is_made_of_whole_portions",
    "rounding_never_adds",
    "start_plan_keeps_the_bands",
    "stating_more_never_lifts_a_withhold",
    "structure_after_unstructure_is_identity",
    "tightened_never_permits_more",
    "unknown_is_never_permission",
]

_PERMISSION: tuple[type, ...] = (Withhold, NeedsInformation, Consult, Offer)


class LawBrokenError(AlpimsMgError, AssertionError):
    """A case that breaks a law; the message shows it."""


def permission(decision: Decision) -> int:
    """How much an answer permits: 0 withholds, 1 needs information, 2 asks for a clinician, 3 offers."""
    return _PERMISSION.index(type(decision))


def unknown_is_never_permission(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """While a needed fact is not stated, the answer is neither an offer nor a draft."""
    needed: list[object] = [situation.zone]
    if isinstance(proposal.product, Capsule):
        needed += [situation.age_years, situation.kidney, situation.conditions, situation.medicines]
        if proposal.intent is not Intent.START:
            needed.append(proposal.current_daily)
    decision = assess(situation, proposal, rulebook=rulebook)
    if None in needed:
        _hold(isinstance(decision, Withhold | NeedsInformation), "permitted on what is not known", situation, proposal)
    else:
        _hold(not isinstance(decision, NeedsInformation), "asks for what is stated", situation, proposal)


def stating_more_never_lifts_a_withhold(
    situation: Situation, stated: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT
) -> None:
    """What is withheld while facts are missing is withheld whatever they turn out to be.

    The facts that ``situation`` does not state are taken from ``stated``.
    """
    facts = ("zone", "age_years", "kidney", "conditions", "medicines")
    missing = {fact: getattr(stated, fact) for fact in facts if getattr(situation, fact) is None}
    fuller = attrs.evolve(situation, **missing)
    if isinstance(assess(situation, proposal, rulebook=rulebook), Withhold):
        after = assess(fuller, proposal, rulebook=rulebook)
        _hold(isinstance(after, Withhold), "stating more lifted a withhold", situation, fuller, proposal)


def adding_a_condition_never_permits_more(
    situation: Situation, proposal: Proposal, extra: Condition, rulebook: Rulebook = CURRENT
) -> None:
    """One more condition on a stated list never moves an answer towards permission."""
    if situation.conditions is not None:
        riskier = attrs.evolve(situation, conditions=situation.conditions | {extra})
        _no_more_permissive(situation, proposal, riskier, proposal, rulebook)


def adding_a_medicine_never_permits_more(
    situation: Situation, proposal: Proposal, extra: Medicine, rulebook: Rulebook = CURRENT
) -> None:
    """One more medicine, under a name of its own, on a stated list never moves an answer towards permission."""
    if situation.medicines is not None and str(extra) not in map(str, situation.medicines):
        riskier = attrs.evolve(situation, medicines=(*situation.medicines, extra))
        _no_more_permissive(situation, proposal, riskier, proposal, rulebook)


def adding_an_ingredient_never_permits_more(
    situation: Situation, proposal: Proposal, extra: str, rulebook: Rulebook = CURRENT
) -> None:
    """One more ingredient on a label that was read never moves an answer towards permission."""
    product = proposal.product
    if isinstance(product, Capsule) and product.ingredients is not None:
        more = attrs.evolve(product, ingredients=(*product.ingredients, extra))
        _no_more_permissive(situation, proposal, situation, attrs.evolve(proposal, product=more), rulebook)


def order_never_matters(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """The order in which medicines, ingredients and acknowledgements are given changes nothing of the answer."""
    product = proposal.product
    if isinstance(product, Capsule) and product.ingredients:
        product = attrs.evolve(product, ingredients=product.ingredients[::-1])
    turned = attrs.evolve(
        situation,
        medicines=situation.medicines and situation.medicines[::-1],
        acknowledged=situation.acknowledged[::-1],
    )
    before = assess(situation, proposal, rulebook=rulebook)
    after = assess(turned, attrs.evolve(proposal, product=product), rulebook=rulebook)
    same = type(before) is type(after) and before.findings == after.findings
    _hold(same and before.acknowledged == after.acknowledged, "order mattered", situation, proposal)


def no_capsule_starts_or_rises_outside_green(
    situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT
) -> None:
    """In Yellow and in Red nothing oral begins or is raised."""
    changes = isinstance(proposal.product, Capsule) and proposal.intent is not Intent.MAINTAIN
    if changes and situation.zone in (Zone.YELLOW, Zone.RED):
        decision = assess(situation, proposal, rulebook=rulebook)
        _hold(isinstance(decision, Withhold), "a capsule changed outside Green", situation, proposal)


def answer_follows_the_worst_finding(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """A finding that withholds withholds; an offer leaves no question for a clinician open."""
    decision = assess(situation, proposal, rulebook=rulebook)
    verdict = worst(one.verdict for one in decision.findings)
    withheld = (verdict is Verdict.WITHHOLD) is isinstance(decision, Withhold)
    _hold(withheld, "withheld without a finding, or not with one", situation, proposal)
    if isinstance(decision, Consult):
        _hold(decision.asks(), "asks a clinician about nothing", situation, proposal)
    if isinstance(decision, Offer):
        given = {(one.rule, one.about) for one in situation.acknowledged}
        asked = {(one.rule, one.about) for one in decision.findings if one.verdict is Verdict.CONSULT}
        _hold(asked <= given, "offered what a clinician was not asked about", situation, proposal)


def acknowledgement_never_lifts_a_withhold(
    situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT
) -> None:
    """Taking every acknowledgement away changes neither what is withheld nor what is missing."""
    before = assess(attrs.evolve(situation, acknowledged=()), proposal, rulebook=rulebook)
    after = assess(situation, proposal, rulebook=rulebook)
    if isinstance(before, Withhold | NeedsInformation):
        _hold(type(before) is type(after), "an acknowledgement lifted more than a consultation", situation, proposal)
    _hold(before.findings == after.findings, "an acknowledgement changed the findings", situation, proposal)


def alternatives_are_never_withheld(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """What is named instead of something withheld is not withheld itself."""
    decision = assess(situation, proposal, rulebook=rulebook)
    if isinstance(decision, Withhold):
        for one in decision.alternatives:
            other = assess(situation, one.proposal, rulebook=rulebook)
            _hold(not isinstance(other, Withhold), "an alternative is withheld", situation, one.proposal)
        topical = any(isinstance(one.proposal.product, Topical) for one in decision.alternatives)
        _hold(topical, "topical magnesium is not named instead", situation, proposal)


def explanation_names_every_finding(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """Each finding stands in the explanation by its rule, with all places that it cites, beside the disclaimer."""
    decision = assess(situation, proposal, rulebook=rulebook)
    words = explain(decision)
    for one in decision.findings:
        named = f"({one.rule})" in words and all(str(cite) in words for cite in one.cites)
        _hold(named, "the explanation leaves a finding out", situation, proposal, one)
    _hold(decision.disclaimer in words, "the explanation leaves the disclaimer out", situation, proposal)


def start_plan_keeps_the_bands(
    capsule: Capsule, target: Elemental | None, hold_days: int, rulebook: Rulebook = CURRENT
) -> None:
    """A start begins within the start band's upper end, never falls, ends in the target band, and holds each rung."""
    plan = titration_schedule(capsule, target=target, hold_days=hold_days, rulebook=rulebook)
    if isinstance(plan, Infeasible):
        return
    amounts = {amount: rule.then for amount, rule in rulebook.dose_amounts}
    daily = [step.daily for step in plan.steps]
    _hold(daily[0] <= amounts[Amount.START_MOST], "begins above the start band", capsule, plan)
    _hold(all(lower < higher for lower, higher in pairwise(daily)), "does not rise", capsule, plan)
    rises = (higher.nanograms - lower.nanograms for lower, higher in pairwise(daily))
    _hold(all(rise <= amounts[Amount.RISE_MOST].nanograms for rise in rises), "rises too far at once", capsule, plan)
    _hold(amounts[Amount.LAST_LEAST] <= daily[-1] <= amounts[Amount.LAST_MOST], "ends outside the band", capsule, plan)
    days = [step.days for step in plan.steps]
    _hold(days == [hold_days] * (len(days) - 1) + [None], "does not hold its rungs", capsule, plan)


def plan_is_made_of_whole_portions(capsule: Capsule, plan: DosePlan) -> None:
    """Every intake is whole units of the product and holds exactly what they hold; every day is the sum of them."""
    for step in plan.steps:
        for intake in step.intakes:
            whole = intake.portion.quarters % capsule.unit.quarters == 0
            exact = intake.portion.of(capsule.elemental) == intake.elemental
            _hold(whole and exact, "an intake is no whole portion", capsule, intake)
        total = sum(intake.elemental.nanograms for intake in step.intakes)
        _hold(total == step.daily.nanograms, "a day is not the sum of its intakes", capsule, step)


def plan_is_divided(capsule: Capsule, plan: DosePlan, rulebook: Rulebook = CURRENT) -> None:
    """A day above what may be taken at once has at least two intakes, none too large, as even as units allow, at the
    form's own times and no more of them than needed.
    """
    amounts = {amount: rule.then.nanograms for amount, rule in rulebook.dose_amounts}
    unit = capsule.unit.of(capsule.elemental).nanograms
    for step in plan.steps:
        number, units = len(step.intakes), step.daily.nanograms // unit
        sizes = [intake.elemental.nanograms // unit for intake in step.intakes]
        _hold(max(sizes) * unit <= amounts[Amount.INTAKE_MOST], "an intake is too large", capsule, step)
        if step.daily.nanograms > amounts[Amount.ONCE_MOST] and units > 1:
            _hold(number > 1, "a day is not divided", capsule, step)
        _hold(max(sizes) - min(sizes) <= 1, "the intakes are uneven", capsule, step)
        fewer_would_do = -(-units // max(1, number - 1)) * unit <= amounts[Amount.INTAKE_MOST]
        at_once = number == 2 and step.daily.nanograms > amounts[Amount.ONCE_MOST]
        _hold(number == 1 or at_once or not fewer_would_do, "there are more intakes than needed", capsule, step)
        times = rulebook.times[TimesKey(form=capsule.form, intakes=tuple(Intakes)[number - 1])].then
        _hold(tuple(intake.at for intake in step.intakes) == times, "the times are not the form's", capsule, step)


def rounding_never_adds(capsule: Capsule, target: Elemental, rulebook: Rulebook = CURRENT) -> None:
    """A plan towards a target never passes it, and falls short of it by less than one unit."""
    plan = titration_schedule(capsule, target=target, rulebook=rulebook)
    if isinstance(plan, DosePlan):
        last, unit = plan.steps[-1].daily.nanograms, capsule.unit.of(capsule.elemental).nanograms
        _hold(0 <= target.nanograms - last < unit, "the last rung is not the nearest below", capsule, target)
        most = rulebook.dose_counts[Count.CAPSULES_MOST].then
        _hold(last <= most * capsule.elemental.nanograms, "too many capsules", capsule, target)


def structure_after_unstructure_is_identity(value: Any, kind: Any) -> None:
    """What goes over the wire comes back equal."""
    converter = make_converter()
    back = converter.structure(converter.unstructure(value, unstructure_as=kind), kind)
    _hold(back == value, "the wire changed a value", value, back)


def tightened_never_permits_more(before: Rulebook, after: Rulebook, cases: Sequence[Case]) -> None:
    """A stricter rulebook says at least as much, cell by cell and case by case.

    Acknowledgements are left out of the cases, since a stricter row has an id of its own.
    """
    for name, table in tables(before):
        for key, rule in table:
            own, theirs = verdict_of(getattr(after, name)[key].then), verdict_of(rule.then)
            stricter = own is theirs or (own and theirs and own.severity > theirs.severity)
            _hold(stricter, "a cell permits more", name, key)
    for case in cases:
        alone = attrs.evolve(case.situation, acknowledged=())
        _no_more_permissive(alone, case.proposal, alone, case.proposal, before, after)


def _no_more_permissive(
    situation: Situation,
    proposal: Proposal,
    riskier: Situation,
    changed: Proposal,
    rulebook: Rulebook,
    other: Rulebook | None = None,
) -> None:
    before = assess(situation, proposal, rulebook=rulebook)
    after = assess(riskier, changed, rulebook=other or rulebook)
    _hold(permission(after) <= permission(before), "more risk permitted more", situation, proposal, riskier, changed)


def _hold(true: object, law: str, *case: object) -> None:
    if not true:
        raise LawBrokenError(f"{law}: {'; '.join(map(repr, case))}")
