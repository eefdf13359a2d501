"""Laws of taking less: it is never withheld, and what it leaves could also be kept."""

import attrs

from alpims_mg.assessment.assessing import assess
from alpims_mg.model.decisions import NeedsInformation, Offer, Withhold, plan_or_draft
from alpims_mg.model.findings import Verdict
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products import Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Intent, Tolerance
from alpims_mg.rulebook.consults import Fact, Supposition
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Lowering
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "a_withheld_capsule_may_be_lowered",
    "lowering_is_never_withheld",
    "what_lowering_leaves_could_be_kept",
]

_NOTHING = Elemental.mg(0)


def lowering_is_never_withheld(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a proposal to take less is an offer, or asks for the present amount and for no other fact.

    Also verify that it has no finding stricter than a caution, and that to take none is always an offer without a plan.
    """
    lower = attrs.evolve(proposal, intent=Intent.LOWER, target=None)
    decision = assess(situation, lower, rulebook=rulebook)
    mild = all(found.verdict in (Verdict.PERMIT, Verdict.CAUTION) for found in decision.findings)
    verify(mild, "a finding is stricter than a caution although less is taken", situation, lower)
    if isinstance(decision, NeedsInformation):
        verify(lower.current_daily is None, "taking less asks for a fact that is stated", situation, lower)
        verify(decision.missing == (str(Fact.PRESENT_AMOUNT),), "taking less asks for other facts", situation, lower)
    else:
        verify(isinstance(decision, Offer), "taking less is not an offer", situation, lower)
    stopped = assess(situation, attrs.evolve(lower, lower_to=_NOTHING), rulebook=rulebook)
    offered = isinstance(stopped, Offer) and stopped.plan is None and stopped.advice
    verify(offered, "taking none is not an offer without a plan", situation, lower)


def what_lowering_leaves_could_be_kept(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """Verify that the amount left by a proposal to take less is less, and is no more than one that could be kept.

    The stated facts decide whether an amount could be kept. The zone, the tolerance, and each fact that is not stated
    count as the mildest. The plan to keep it has the same intakes, and the finding about dividing the product is the
    same. Also verify that nothing is left only if no amount is, or if a stated fact withholds it.
    """
    decision = assess(situation, proposal, rulebook=rulebook)
    if proposal.intent is not Intent.LOWER or not isinstance(decision, Offer) or isinstance(proposal.product, Topical):
        return
    rules = [found.rule for found in decision.advice]
    if isinstance(decision.plan, DosePlan):
        (step,) = decision.plan.steps
        present = proposal.current_daily or _NOTHING
        verify(step.daily < present, "what is left is not less than before", situation, proposal)
        most = proposal.lower_to or present
        verify(not most < step.daily, "what is left is more than was asked for", situation, proposal)
        kept = assess(_mildest(situation, rulebook), _keep(proposal, step.daily), rulebook=rulebook)
        verify(not isinstance(kept, Withhold), "what is left could not be kept", situation, proposal)
        plan = plan_or_draft(kept)
        same_intakes = isinstance(plan, DosePlan) and plan.steps[0].intakes == step.intakes
        verify(same_intakes, "what is left would be kept in other intakes", situation, proposal, plan)
        about_dividing = {rule.id for _, rule in rulebook.dividing_findings}
        left, stays = ({found.rule for found in one.findings} & about_dividing for one in (decision, kept))
        verify(left == stays, "what is left would be divided in another way", situation, proposal, left, stays)
        verify(not rules, "an offer with a plan says to stop", situation, proposal)
    else:
        known = {rulebook.lowerings[how].id for how in (Lowering.STOP, Lowering.NO_PIECE, Lowering.STOP_AND_TELL)}
        verify(len(rules) == 1 and known.issuperset(rules), "nothing is left, and the advice says not why", proposal)


def a_withheld_capsule_may_be_lowered(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a refusal to keep or raise an amount of a capsule offers to take less."""
    decision = assess(situation, proposal, rulebook=rulebook)
    takes_it = proposal.intent in (Intent.MAINTAIN, Intent.INCREASE) and proposal.current_daily != _NOTHING
    if isinstance(decision, Withhold) and takes_it and not isinstance(proposal.product, Topical):
        intents = [alternative.proposal.intent for alternative in decision.alternatives]
        verify(Intent.LOWER in intents, "a refusal does not offer to take less", situation, proposal)


def _mildest(situation: Situation, rulebook: Rulebook) -> Situation:
    """The situation with the mildest zone and tolerance, and with the mildest value for each fact not stated."""
    mildest = rulebook.suppositions[Supposition.MILDEST].then
    unmeasured = situation.kidney is None and situation.egfr is None
    return attrs.evolve(
        situation,
        zone=mildest.zone,
        tolerance=Tolerance.PROVEN,
        age_years=mildest.age_years if situation.age_years is None else situation.age_years,
        kidney=mildest.kidney if unmeasured else situation.kidney,
        conditions=situation.conditions or (),
        medicines=situation.medicines or (),
        partial=(),
        other_magnesium=situation.other_magnesium or _NOTHING,
    )


def _keep(proposal: Proposal, amount: Elemental) -> Proposal:
    return attrs.evolve(proposal, intent=Intent.MAINTAIN, current_daily=amount, lower_to=None)
