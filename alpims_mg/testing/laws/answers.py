"""Laws of single answers: how an answer follows from facts and findings, and what must not change it."""

import attrs

from alpims_mg.assessment.assessing import assess
from alpims_mg.model.agreements import unacknowledged
from alpims_mg.model.decisions import Consult, Decision, NeedsInformation, Offer, Withhold
from alpims_mg.model.findings import Verdict, worst
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Intent, Zone
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "acknowledgement_never_lifts_a_withhold",
    "alternatives_are_never_withheld",
    "answer_follows_the_worst_finding",
    "no_capsule_starts_or_rises_outside_green",
    "order_never_matters",
    "permission",
    "stating_more_never_lifts_a_withhold",
]


def permission(decision: Decision) -> int:
    """The rank of an answer by what it permits: 0 for withhold, 1 for needs information, 2 for consult, 3 for offer."""
    return decision.answer.permission


def stating_more_never_lifts_a_withhold(
    situation: Situation, stated: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that an answer that withholds while facts are missing still withholds once those facts are stated.

    ``stated`` is a situation that gives the facts that are missing in ``situation``.
    """
    facts = ("zone", "age_years", "kidney", "egfr", "conditions", "medicines", "other_magnesium")
    missing = {fact: getattr(stated, fact) for fact in facts if getattr(situation, fact) is None}
    fuller = attrs.evolve(situation, **missing)
    if isinstance(assess(situation, proposal, rulebook=rulebook), Withhold):
        after = assess(fuller, proposal, rulebook=rulebook)
        verify(isinstance(after, Withhold), "stating more facts lifted a withhold", situation, fuller, proposal)


def order_never_matters(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """Verify that the order of medicines, ingredients and acknowledgements does not change the answer."""
    product = proposal.product
    if isinstance(product, Capsule) and product.ingredients:
        product = attrs.evolve(product, ingredients=product.ingredients[::-1])
    reordered = attrs.evolve(
        situation,
        medicines=situation.medicines and situation.medicines[::-1],
        acknowledged=situation.acknowledged[::-1],
    )
    before = assess(situation, proposal, rulebook=rulebook)
    after = assess(reordered, attrs.evolve(proposal, product=product), rulebook=rulebook)
    same = type(before) is type(after) and before.findings == after.findings
    verify(same and before.acknowledged == after.acknowledged, "the order changed the answer", situation, proposal)


def no_capsule_starts_or_rises_outside_green(
    situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that no capsule is started and no daily amount is raised in Yellow or Red."""
    changes = isinstance(proposal.product, Capsule) and proposal.intent in (Intent.START, Intent.INCREASE)
    if changes and situation.zone in (Zone.YELLOW, Zone.RED):
        decision = assess(situation, proposal, rulebook=rulebook)
        verify(isinstance(decision, Withhold), "a capsule starts or rises outside Green", situation, proposal)


def answer_follows_the_worst_finding(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """Verify that the answer withholds exactly if a finding withholds.

    Also verify that a consult has a finding that asks for a clinician, and that each consult finding of an offer is
    acknowledged.
    """
    decision = assess(situation, proposal, rulebook=rulebook)
    verdict = worst(finding.verdict for finding in decision.findings)
    agrees = (verdict is Verdict.WITHHOLD) is isinstance(decision, Withhold)
    verify(agrees, "the answer and the worst finding disagree about withholding", situation, proposal)
    if isinstance(decision, Consult):
        verify(decision.asks(), "the answer is consult, but no finding asks for a clinician", situation, proposal)
    if isinstance(decision, Offer):
        open_consults = unacknowledged(decision.findings, situation.acknowledged)
        verify(not open_consults, "the answer is an offer with an unacknowledged consult", situation, proposal)


def acknowledgement_never_lifts_a_withhold(
    situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that acknowledgements change no finding.

    Also verify that they never change an answer that withholds or that needs information.
    """
    before = assess(attrs.evolve(situation, acknowledged=()), proposal, rulebook=rulebook)
    after = assess(situation, proposal, rulebook=rulebook)
    if isinstance(before, Withhold | NeedsInformation):
        same = type(before) is type(after)
        verify(same, "an acknowledgement lifted more than a consult", situation, proposal)
    verify(before.findings == after.findings, "an acknowledgement changed the findings", situation, proposal)


def alternatives_are_never_withheld(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """Verify that each alternative carries its own answer, that none is withheld, and that one is topical."""
    decision = assess(situation, proposal, rulebook=rulebook)
    if isinstance(decision, Withhold):
        for alternative in decision.alternatives:
            other = assess(situation, alternative.proposal, rulebook=rulebook)
            verify(not isinstance(other, Withhold), "an alternative is withheld", situation, alternative.proposal)
            same = other.answer is alternative.answer and getattr(other, "missing", ()) == alternative.missing
            verify(same, "an alternative has another answer than it carries", situation, alternative.proposal)
        has_topical = any(isinstance(alternative.proposal.product, Topical) for alternative in decision.alternatives)
        verify(has_topical, "no alternative is topical", situation, proposal)
