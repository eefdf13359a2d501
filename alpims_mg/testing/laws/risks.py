"""Laws of risk: neither one more risk nor a stricter rulebook ever permits more."""

from collections.abc import Sequence

import attrs

from alpims_mg.assessment.assessing import assess
from alpims_mg.model.products import Capsule
from alpims_mg.model.proposals import Case, Proposal
from alpims_mg.model.quantities import Compound
from alpims_mg.model.situations import Egfr, Medicine, Situation
from alpims_mg.model.vocabulary import Condition
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Amount
from alpims_mg.rules.index import tables
from alpims_mg.rules.strictness import at_least_as_strict
from alpims_mg.testing.laws.answers import permission
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "a_lower_egfr_never_permits_more",
    "adding_a_compound_never_permits_more",
    "adding_a_condition_never_permits_more",
    "adding_a_medicine_never_permits_more",
    "adding_an_egfr_never_permits_more",
    "adding_an_ingredient_never_permits_more",
    "tightened_never_permits_more",
]


def adding_a_condition_never_permits_more(
    situation: Situation, proposal: Proposal, extra: Condition, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that adding a condition to a stated list never makes the answer more permissive."""
    if situation.conditions is not None:
        riskier = attrs.evolve(situation, conditions=situation.conditions | {extra})
        _verify_permits_no_more(situation, proposal, riskier, proposal, rulebook)


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
