"""Laws of risk: neither one more risk nor a stricter rulebook ever permits more."""

from collections.abc import Sequence

import attrs

from alpims_mg.assessment.acknowledging import acknowledge
from alpims_mg.assessment.assessing import assess
from alpims_mg.assessment.screening import salt
from alpims_mg.model.agreements import unacknowledged
from alpims_mg.model.decisions import Offer
from alpims_mg.model.findings import Verdict
from alpims_mg.model.products import Capsule
from alpims_mg.model.proposals import Case, Proposal
from alpims_mg.model.quantities import Compound
from alpims_mg.model.situations import Egfr, Medicine, Situation
from alpims_mg.model.vocabulary import Condition, Intent
from alpims_mg.rulebook.conditions import ConditionKey
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Amount
from alpims_mg.rules.index import tables
from alpims_mg.rules.strictness import at_least_as_strict
from alpims_mg.testing.laws.answers import permission
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "a_lower_egfr_never_permits_more",
    "adding_a_compound_never_permits_more",
    "adding_a_condition_in_own_words_never_permits_more",
    "adding_a_condition_never_permits_more",
    "adding_a_medicine_never_permits_more",
    "adding_an_egfr_never_permits_more",
    "adding_an_ingredient_never_permits_more",
    "another_condition_is_as_strict_as_any_that_asks",
    "no_acknowledgement_covers_a_second_condition",
    "tightened_never_permits_more",
]


def adding_a_condition_never_permits_more(
    situation: Situation, proposal: Proposal, extra: Condition, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that adding a condition to a stated list never makes the answer more permissive."""
    if situation.conditions is not None:
        riskier = attrs.evolve(situation, conditions=situation.conditions | {extra})
        _verify_permits_no_more(situation, proposal, riskier, proposal, rulebook)


def adding_a_condition_in_own_words_never_permits_more(
    situation: Situation, proposal: Proposal, extra: str, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that adding a condition in its own words never makes the answer more permissive."""
    riskier = attrs.evolve(situation, other_conditions=(*situation.other_conditions, extra))
    _verify_permits_no_more(situation, proposal, riskier, proposal, rulebook)


def another_condition_is_as_strict_as_any_that_asks(
    situation: Situation, proposal: Proposal, text: str, condition: Condition, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that a condition in its own words permits no more than one whose row asks for a clinician or is milder.

    Acknowledgements are removed first, because each is for one of the two conditions only.
    """
    conditions = situation.conditions or frozenset()
    stated = attrs.evolve(situation, conditions=conditions, acknowledged=())
    route, kind = proposal.product.route, salt(proposal.product, rulebook)
    key = ConditionKey(condition=condition, route=route, salt=kind, intent=proposal.intent)
    if rulebook.conditions[key].then is not Verdict.WITHHOLD:
        named = attrs.evolve(stated, conditions=conditions | {condition})
        in_own_words = attrs.evolve(stated, other_conditions=(*stated.other_conditions, text))
        _verify_permits_no_more(named, proposal, in_own_words, proposal, rulebook)


def no_acknowledgement_covers_a_second_condition(
    situation: Situation, proposal: Proposal, first: str, second: str, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that all acknowledgements for one condition in its own words leave a question about a second one.

    To take less needs nobody's agreement, so that intent is left out.
    """
    if proposal.intent is Intent.LOWER:
        return
    alone = attrs.evolve(situation, other_conditions=(first,), acknowledged=())
    agreed = acknowledge(assess(alone, proposal, rulebook=rulebook), reason="discussed in clinic")
    both = attrs.evolve(alone, other_conditions=(first, second), acknowledged=agreed)
    answer = assess(both, proposal, rulebook=rulebook)
    asked = {found.about for found in unacknowledged(answer.findings, agreed)}
    verify(
        set(both.other_conditions) <= {*alone.other_conditions, *asked},
        "an acknowledgement covers a second condition",
        both,
        agreed,
    )
    verify(len(both.other_conditions) == 1 or not isinstance(answer, Offer), "a second condition is not asked", both)


def adding_a_medicine_never_permits_more(
    situation: Situation, proposal: Proposal, extra: Medicine, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that adding a medicine with a new name to a stated list never makes the answer more permissive."""
    if situation.medicines is not None and str(extra) not in map(str, situation.medicines):
        riskier = attrs.evolve(situation, medicines=(*situation.medicines, extra))
        _verify_permits_no_more(situation, proposal, riskier, proposal, rulebook)


def adding_an_egfr_never_permits_more(
    situation: Situation, proposal: Proposal, egfr: Egfr, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that adding an eGFR to a stated kidney function never makes the answer more permissive."""
    if situation.kidney is not None:
        before, after = attrs.evolve(situation, egfr=None), attrs.evolve(situation, egfr=egfr)
        _verify_permits_no_more(before, proposal, after, proposal, rulebook)


def a_lower_egfr_never_permits_more(
    situation: Situation, proposal: Proposal, egfr: Egfr, lower: Egfr, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that a lower eGFR, in either unit, never makes the answer more permissive.

    Acknowledgements are removed first, because one of them may apply to the lower value only.
    """
    low, high = sorted((egfr, lower), key=lambda rate: rate.value)
    unacknowledged = attrs.evolve(situation, acknowledged=())
    before, after = attrs.evolve(unacknowledged, egfr=high), attrs.evolve(unacknowledged, egfr=low)
    _verify_permits_no_more(before, proposal, after, proposal, rulebook)


def adding_an_ingredient_never_permits_more(
    situation: Situation, proposal: Proposal, extra: str, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that adding an ingredient to a stated list never makes the answer more permissive."""
    product = proposal.product
    if isinstance(product, Capsule) and product.ingredients is not None:
        more = attrs.evolve(product, ingredients=(*product.ingredients, extra))
        _verify_permits_no_more(situation, proposal, situation, attrs.evolve(proposal, product=more), rulebook)


def adding_a_compound_never_permits_more(
    situation: Situation, proposal: Proposal, compound: Compound, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that adding the mass of the salt to a capsule never makes the answer more permissive."""
    if isinstance(proposal.product, Capsule):
        without = attrs.evolve(proposal, product=attrs.evolve(proposal.product, compound=None))
        stated = attrs.evolve(proposal, product=attrs.evolve(proposal.product, compound=compound))
        _verify_permits_no_more(situation, without, situation, stated, rulebook)


def tightened_never_permits_more(before: Rulebook, after: Rulebook, cases: Sequence[Case]) -> None:
    """Verify that a stricter rulebook is at least as strict for each key of each table, and for each case.

    Acknowledgements are removed from the cases, because they name rule ids, and the stricter rules have new ids. A case
    is left out if the stricter rulebook refuses its target as too large.
    """
    for name, table in tables(before):
        for key, rule in table:
            own = getattr(after, name)[key]
            stricter = own.then == rule.then or at_least_as_strict(own.then, rule.then, rule.stricter)
            verify(stricter, "a cell of the stricter rulebook permits more", name, key)
    most = after.dose_amounts[Amount.LAST_MOST].then
    for case in cases:
        if case.proposal.target is not None and case.proposal.target > most:
            continue
        unacknowledged = attrs.evolve(case.situation, acknowledged=())
        _verify_permits_no_more(unacknowledged, case.proposal, unacknowledged, case.proposal, before, after)


def _verify_permits_no_more(
    situation: Situation,
    proposal: Proposal,
    riskier: Situation,
    changed: Proposal,
    rulebook: Rulebook,
    stricter: Rulebook | None = None,
) -> None:
    before = assess(situation, proposal, rulebook=rulebook)
    after = assess(riskier, changed, rulebook=stricter or rulebook)
    case = (situation, proposal, riskier, changed)
    verify(permission(after) <= permission(before), "more risk permitted more", *case)
