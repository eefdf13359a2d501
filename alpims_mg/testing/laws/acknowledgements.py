"""Laws of acknowledgements: what a clinician's yes covers, and what it never replaces."""

import attrs

from alpims_mg.assessment.acknowledging import acknowledge
from alpims_mg.assessment.assessing import assess
from alpims_mg.model.agreements import agreed_total
from alpims_mg.model.decisions import Consult, Offer, Withhold
from alpims_mg.model.findings import TOTAL, Verdict
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "a_signed_list_opens_what_it_names",
    "an_agreed_total_covers_only_totals_up_to_it",
    "an_offer_never_rests_on_a_value_that_would_withhold",
]


def a_signed_list_opens_what_it_names(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a consult becomes an offer with all that ``acknowledge`` gives, and stays a consult without one."""
    decision = assess(situation, proposal, rulebook=rulebook)
    signed = acknowledge(decision, reason="discussed in clinic")
    verify(bool(signed) is isinstance(decision, Consult), "another answer than a consult has a list to sign", decision)
    if isinstance(decision, Consult):
        all_signed = attrs.evolve(situation, acknowledged=(*situation.acknowledged, *signed))
        after = assess(all_signed, proposal, rulebook=rulebook)
        verify(isinstance(after, Offer), "a signed list does not open the way", situation, proposal, signed)
        for i, left_out in enumerate(signed):
            others = (*situation.acknowledged, *signed[:i], *signed[i + 1 :])
            after = assess(attrs.evolve(situation, acknowledged=others), proposal, rulebook=rulebook)
            still_asked = [(one.rule, one.about) for one in after.to_acknowledge] if isinstance(after, Consult) else []
            named = [(left_out.rule, left_out.about)]
            verify(still_asked == named, "an acknowledgement covers more than it names", situation, proposal, left_out)


def an_agreed_total_covers_only_totals_up_to_it(
    situation: Situation, proposal: Proposal, agreed_mg: int, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that a yes to a daily total of ``agreed_mg`` covers a finding about a total exactly if that is no more."""
    decision = assess(attrs.evolve(situation, acknowledged=()), proposal, rulebook=rulebook)
    for found in decision.findings:
        total = agreed_total(dict(found.numbers).get(TOTAL))
        if total is None or found.verdict is not Verdict.CONSULT or not isinstance(decision, Consult):
            continue
        yes = Acknowledgement(rule=found.rule, about=f"{agreed_mg} mg", reason="discussed in clinic")
        others = [one for one in acknowledge(decision, reason="discussed in clinic") if one.rule != found.rule]
        after = assess(attrs.evolve(situation, acknowledged=(*others, yes)), proposal, rulebook=rulebook)
        covered = agreed_mg >= total
        verify(isinstance(after, Offer) is covered, "a total is covered wrongly", situation, proposal, yes)


def an_offer_never_rests_on_a_value_that_would_withhold(
    situation: Situation,
    proposal: Proposal,
    known: Situation,
    known_proposal: Proposal,
    rulebook: Rulebook = CURRENT,
) -> None:
    """Verify that a fact that is not stated is acknowledged, or asked for, where some value of it would withhold.

    ``known`` and ``known_proposal`` are the same case with one fact stated. If that case is withheld, an offer without
    the fact must have an acknowledged finding about exactly that gap: one that the stated fact removes.
    """
    unknown = assess(situation, proposal, rulebook=rulebook)
    stated = assess(known, known_proposal, rulebook=rulebook)
    if isinstance(unknown, Offer) and isinstance(stated, Withhold):
        removed = [found for found in unknown.findings if found not in stated.findings]
        asked = [found for found in removed if found.verdict is Verdict.CONSULT]
        verify(asked, "an offer rests on a fact that is not stated", situation, proposal, known, known_proposal)
