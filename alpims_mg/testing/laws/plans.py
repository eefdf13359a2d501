"""Laws of plans: bands, whole portions, division over the day, rounding and limits."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from alpims_mg._internal.rendering import as_sentences
from alpims_mg.assessment.assessing import assess
from alpims_mg.dosing.titration import titration_schedule
from alpims_mg.model.decisions import Decision, plan_or_draft
from alpims_mg.model.findings import Verdict
from alpims_mg.model.limit_checks import LimitOutcome
from alpims_mg.model.plans import DosePlan, Step
from alpims_mg.model.products import Capsule
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental, Portion
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Intent
from alpims_mg.rulebook.ceilings import Gathered
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosage_forms import Dividing, DividingKey, Pieces
from alpims_mg.rulebook.dosing import Amount, Count
from alpims_mg.rulebook.forms import Intakes, TimesKey
from alpims_mg.testing.laws.dividing import swallowed_whole
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "limit_checks_match_the_plan",
    "plan_is_divided",
    "plan_is_made_of_whole_portions",
    "rounding_never_adds",
    "start_plan_stays_within_the_bands",
]


def start_plan_stays_within_the_bands(
    capsule: Capsule, target: Elemental | None, hold_days: int | Sequence[int], rulebook: Rulebook = CURRENT
) -> None:
    """Verify that a START plan begins within the start band and ends within the target band.

    It must rise by allowed steps, and hold each step for its number in ``hold_days``, or longer if the rulebook asks
    for a longer hold. The last step has no end.
    """
    plan = titration_schedule(capsule, target=target, hold_days=hold_days, rulebook=rulebook)
    if isinstance(plan, Infeasible):
        return
    amounts = {amount: rule.then for amount, rule in rulebook.dose_amounts}
    daily = [step.daily for step in plan.steps]
    verify(daily[0] <= amounts[Amount.START_MOST], "the plan begins above the start band", capsule, plan)
    verify(all(lower < higher for lower, higher in pairwise(daily)), "the plan does not rise", capsule, plan)
    rises = (higher.nanograms - lower.nanograms for lower, higher in pairwise(daily))
    allowed = all(rise <= amounts[Amount.RISE_MOST].nanograms for rise in rises)
    verify(allowed, "the plan rises too far in one step", capsule, plan)
    within = amounts[Amount.LAST_LEAST] <= daily[-1] <= amounts[Amount.LAST_MOST]
    verify(within, "the plan ends outside the target band", capsule, plan)
    days = [step.days for step in plan.steps]
    asked = [hold_days] * len(days) if isinstance(hold_days, int) else hold_days
    holds = [max(hold, rulebook.dose_counts[Count.HOLD_LEAST].then) for hold in asked]
    held = (days, list(plan.holds)) == ([*holds[:-1], None], holds)
    verify(held, "the plan does not hold its steps", capsule, plan)


def plan_is_made_of_whole_portions(capsule: Capsule, plan: DosePlan) -> None:
    """Verify that every intake is a whole number of units of the capsule, with exactly their magnesium.

    Every day must be the sum of its intakes.
    """
    for step in plan.steps:
        for intake in step.intakes:
            whole = intake.portion.quarters % capsule.unit.quarters == 0
            exact = intake.portion.of(capsule.elemental) == intake.elemental
            verify(whole and exact, "an intake is not a whole portion", capsule, intake)
        total = sum(intake.elemental.nanograms for intake in step.intakes)
        verify(total == step.daily.nanograms, "a day is not the sum of its intakes", capsule, step)


def plan_is_divided(capsule: Capsule, plan: DosePlan, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a day above the limit of one intake is divided into two or more intakes, but no more than needed.

    Each intake must be within the limit. The intakes must be as equal as whole units allow, and at the times of the
    form. If the rules let nobody divide the product without asking, the intakes must be of whole ones wherever that
    keeps to the limits. They are then as equal as whole ones allow.
    """
    amounts = {amount: rule.then.nanograms for amount, rule in rulebook.dose_amounts}
    whole, smallest = capsule.elemental.nanograms, capsule.unit.of(capsule.elemental).nanograms
    once = whole if capsule.dosage_form in swallowed_whole(rulebook) else smallest
    asking = {pieces for pieces in Pieces if _asks(capsule, pieces, rulebook)}
    for step in plan.steps:
        needed_pieces = _pieces(step)
        avoidable = needed_pieces in asking and _fits_in_whole_ones(step.daily.nanograms, whole, amounts)
        verify(not avoidable, "a day of whole ones is divided", capsule, step)
        unit = whole if asking and needed_pieces is None else smallest
        number, units = len(step.intakes), step.daily.nanograms // unit
        sizes = [intake.elemental.nanograms // unit for intake in step.intakes]
        verify(max(sizes) * unit <= amounts[Amount.INTAKE_MOST], "an intake is too large", capsule, step)
        if step.daily.nanograms > amounts[Amount.ONCE_MOST] and step.daily.nanograms != once:
            verify(number > 1, "a day is not divided", capsule, step)
        verify(max(sizes) - min(sizes) <= 1, "the intakes are uneven", capsule, step)
        fewer_would_do = -(-units // max(1, number - 1)) * unit <= amounts[Amount.INTAKE_MOST]
        must_divide = number == 2 and step.daily.nanograms > amounts[Amount.ONCE_MOST]
        needed = number == 1 or must_divide or not fewer_would_do
        verify(needed, "there are more intakes than needed", capsule, step)
        times = rulebook.times[TimesKey(form=capsule.form, intakes=tuple(Intakes)[number - 1])].then
        same_times = tuple(intake.at for intake in step.intakes) == times
        verify(same_times, "the times are not those of the form", capsule, step)


def _asks(capsule: Capsule, pieces: Pieces, rulebook: Rulebook) -> bool:
    """Whether the rules withhold these pieces of the product, or ask for a clinician before it is divided into them."""
    dividing, kind = Dividing.NOT_STATED, capsule.dosage_form
    if kind is not None:
        dividing = rulebook.dosage_forms[DividingKey(dosage_form=kind, pieces=pieces)].then
    return rulebook.dividing_findings[dividing].then in (Verdict.CONSULT, Verdict.WITHHOLD)


def _pieces(step: Step) -> Pieces | None:
    """The smallest pieces that the intakes of a step need. None if each is a whole number of units."""
    quarters = {intake.portion.quarters for intake in step.intakes}
    if all(number % Portion.WHOLE.quarters == 0 for number in quarters):
        return None
    return Pieces.HALVES if all(number % Portion.HALF.quarters == 0 for number in quarters) else Pieces.QUARTERS


def _fits_in_whole_ones(daily: int, whole: int, amounts: Mapping[Amount, int]) -> bool:
    """Whether one to three intakes of whole ones can give a day's amount within the limits."""
    least = 1 if daily <= amounts[Amount.ONCE_MOST] else 2
    most_at_once = amounts[Amount.INTAKE_MOST] // whole
    return daily % whole == 0 and any(
        number <= daily // whole <= number * most_at_once for number in range(least, len(Intakes) + 1)
    )


def rounding_never_adds(capsule: Capsule, target: Elemental, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a plan ends at its target or less than one unit below, and never above."""
    plan = titration_schedule(capsule, target=target, rulebook=rulebook)
    if isinstance(plan, DosePlan):
        last, unit = plan.steps[-1].daily.nanograms, capsule.unit.of(capsule.elemental).nanograms
        nearest = 0 <= target.nanograms - last < unit
        verify(nearest, "the last step is not the nearest one below the target", capsule, target)
        most = rulebook.dose_counts[Count.CAPSULES_MOST].then
        verify(last <= most * capsule.elemental.nanograms, "there are too many capsules", capsule, target)


def schedule_of_proposal(proposal: Proposal, capsule: Capsule, rulebook: Rulebook) -> DosePlan | Infeasible:
    """What ``titration_schedule`` gives for a capsule with the intent, amounts and hold of a proposal.

    Raises: ``InvalidInputError`` if the rulebook does not allow an amount or the hold.
    """
    return titration_schedule(
        capsule,
        intent=proposal.intent,
        target=proposal.target,
        current_daily=proposal.current_daily,
        lower_to=proposal.lower_to,
        hold_days=proposal.hold_days,
        rulebook=rulebook,
    )


def limit_checks_match_the_plan(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a plan lists the limit at which it ends and every upper limit, with the amounts of the plan.

    A limit must be marked as exceeded exactly if there is a finding for that limit. To take less, the plan can be below
    the schedule, where a level for the age allows no more.
    """
    decision = assess(situation, proposal, rulebook=rulebook)
    plan = _plan_of(decision)
    if plan is None or not isinstance(proposal.product, Capsule):
        return
    case = (situation, proposal, plan.limits)
    bare = schedule_of_proposal(proposal, proposal.product, rulebook)
    steps, limits = (bare.steps, bare.limits) if isinstance(bare, DosePlan) else ((), ())
    is_schedule = [step.daily for step in steps] == [step.daily for step in plan.steps]
    named = {limit.rule for limit in limits}
    verify(is_schedule or proposal.intent is Intent.LOWER, "the plan is not the schedule", *case)
    verify(named and named < {limit.rule for limit in plan.limits}, "a limit of the schedule is missing", *case)
    verify(not is_schedule or set(limits) < set(plan.limits), "a limit is not that of the schedule", *case)
    outcomes = [limit.outcome for limit in plan.limits]
    verify(LimitOutcome.BINDING in outcomes, "no limit is binding", *case)
    verify(outcomes == sorted(outcomes, key=tuple(LimitOutcome).index), "the limits are out of order", *case)
    verify(len({limit.rule for limit in plan.limits}) == len(plan.limits), "a limit is listed twice", *case)
    _verify_amounts(situation, decision, plan, rulebook, *case)


def _plan_of(decision: Decision) -> DosePlan | None:
    """The offered or drafted plan for a capsule; None if the answer has no such plan."""
    plan = plan_or_draft(decision)
    return plan if isinstance(plan, DosePlan) else None


def _verify_amounts(
    situation: Situation, decision: Decision, plan: DosePlan, rulebook: Rulebook, *case: object
) -> None:
    """Verify every ``LimitCheck`` of a plan: add up the amounts of the plan again, and compare each check with them."""
    highest = max(step.daily.nanograms for step in plan.steps)
    intake = max(intake.elemental.nanograms for step in plan.steps for intake in step.intakes)
    others = [medicine.magnesium for medicine in situation.medicines or ()] + [situation.other_magnesium]
    total = highest + sum(other.nanograms for other in others if other is not None)
    exceeded = {limit.rule for limit in plan.limits if limit.outcome is LimitOutcome.EXCEEDED}
    levels = {rule.id: rule.then for _, rule in rulebook.ceilings if isinstance(rule.then.level, Elemental)}
    gathered = rulebook.gathered_ceilings[Gathered.PUBLIC].id
    named = [dict(one.numbers)["levels"] for one in decision.findings if one.rule == gathered]
    expected = [as_sentences(limit.text for limit in plan.limits if limit.rule in exceeded)] if exceeded else []
    agrees = [sorted(text.split(". ")) for text in named] == [sorted(text.split(". ")) for text in expected]
    verify(agrees, "a limit is exceeded without being named in the finding, or within and named", *case)
    for limit in plan.limits:
        excess = limit.amount.nanograms - limit.level.nanograms
        verify(limit.margin.nanograms == abs(excess), "a margin is not the difference", *case)
        if limit.outcome is not LimitOutcome.BINDING:
            agrees = (limit.outcome is LimitOutcome.EXCEEDED) is (excess > 0)
            verify(agrees, "an outcome and its amounts disagree", *case)
        if limit.rule in levels:
            same = (limit.level, limit.amount.nanograms) == (levels[limit.rule].level, total)
            verify(same, "a level is not that of the rulebook, or the total is wrong", *case)
        elif limit.rule.startswith("ceiling.occasion."):
            verify(limit.amount.nanograms == intake and excess < 0, "an intake is not below its limit", *case)
    amounts = {limit.rule: limit.amount.nanograms for limit in plan.limits}
    for kind, amount in ((Amount.INTAKE_MOST, intake), (Amount.LAST_MOST, highest)):
        same = amounts[rulebook.dose_amounts[kind].id] == amount
        verify(same, "the amount of a limit is not that of the steps", *case)
