"""Laws of dividing: what must be swallowed whole is never divided, and an unknown product is never permission."""

import attrs

from alpims_mg.assessment.assessing import assess
from alpims_mg.explanation.ranking import form_options
from alpims_mg.explanation.search import what_would_change
from alpims_mg.model.agreements import unacknowledged
from alpims_mg.model.decisions import Withhold, plan_or_draft
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products import Capsule
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Portion
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, DosageForm
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosage_forms import Dividing
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "an_unknown_kind_of_product_is_never_permission_to_divide",
    "nothing_that_must_be_swallowed_whole_is_suggested_in_pieces",
    "what_must_be_swallowed_whole_is_never_divided",
]


def what_must_be_swallowed_whole_is_never_divided(
    capsule: Capsule, plan: DosePlan, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that no intake of a plan has a part of a unit if the product must be swallowed whole."""
    if capsule.dosage_form in swallowed_whole(rulebook):
        for step in plan.steps:
            for intake in step.intakes:
                whole = intake.portion.quarters % Portion.WHOLE.quarters == 0
                verify(whole, "a product that must be swallowed whole is divided", capsule, intake)


def nothing_that_must_be_swallowed_whole_is_suggested_in_pieces(
    situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that no alternative, option or counterfactual proposes a part of what must be swallowed whole.

    A product that the library itself suggests states its dosage form.
    """
    decision = assess(situation, proposal, rulebook=rulebook)
    suggested = list(decision.alternatives) if isinstance(decision, Withhold) else []
    changed = what_would_change(situation, proposal, rulebook=rulebook).counterfactuals
    for other in (*(one.proposal for one in suggested), *(one.case.proposal for one in changed)):
        answer = assess(situation, other, rulebook=rulebook)
        plan = plan_or_draft(answer)
        if isinstance(plan, DosePlan) and plan.capsule:
            what_must_be_swallowed_whole_is_never_divided(plan.capsule, plan, rulebook)
    for option in form_options(situation=situation, rulebook=rulebook):
        verify(option.product.dosage_form, "an option does not state its dosage form", situation, option)
        divided = option.product.dosage_form in swallowed_whole(rulebook) and option.product.divides_into > 1
        verify(not divided, "an option cannot be divided", situation, option)


def an_unknown_kind_of_product_is_never_permission_to_divide(
    situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that a case without a dosage form is never offered if some dosage form would be withheld.

    Only an acknowledgement of that very finding lifts this. The answer is also never milder than with a dosage form
    that only asks for a clinician or gives a caution.
    """
    if not isinstance(proposal.product, Capsule):
        return
    unknown = assess(situation, _with_kind(proposal, proposal.product, None), rulebook=rulebook)
    own = {rule.id for key, rule in rulebook.dividing_findings if key is Dividing.NOT_STATED}
    asks = any(found.rule in own for found in unacknowledged(unknown.findings, situation.acknowledged))
    for kind in DosageForm:
        known = assess(situation, _with_kind(proposal, proposal.product, kind), rulebook=rulebook)
        if known.answer is Answer.WITHHOLD:
            lifted = not asks and any(found.rule in own for found in unknown.findings)
            permitted = unknown.answer is Answer.OFFER and not lifted
            verify(not permitted, "an unknown kind of product is permission", situation, proposal, kind)
        elif asks:
            milder = unknown.answer.permission > known.answer.permission
            verify(not milder, "an unknown kind of product is milder than a known one", situation, proposal, kind)


def _with_kind(proposal: Proposal, capsule: Capsule, kind: DosageForm | None) -> Proposal:
    return attrs.evolve(proposal, product=attrs.evolve(capsule, dosage_form=kind))


def swallowed_whole(rulebook: Rulebook) -> frozenset[DosageForm]:
    """The dosage forms that the rulebook never divides."""
    return frozenset(key.dosage_form for key, rule in rulebook.dosage_forms if rule.then is Dividing.NOT_DIVIDED)
