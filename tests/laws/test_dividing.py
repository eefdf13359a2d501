"""Readings 11, dosage form: what may be divided, and what is never divided."""

import attrs
import pytest
from hypothesis import given, strategies as st

from alpims_mg import (
    Acknowledgement,
    Capsule,
    DosageForm,
    DosePlan,
    Elemental,
    Form,
    Infeasible,
    Intent,
    KidneyFunction,
    Proposal,
    Situation,
    Verdict,
    Zone,
    titration_schedule,
)
from alpims_mg.dosing.dividing import smallest_pieces
from alpims_mg.testing import laws, strategies
from alpims_mg.testing.laws import LawBrokenError

SIZES = st.sampled_from([Elemental.mg(amount) for amount in (50, "62.5", 75, 100, 200, 400)])
CAPSULES = strategies.capsules(elemental=SIZES, ingredients=st.just(("hypromellose",)), compound=st.none())
ADULT = Situation(
    zone=Zone.GREEN,
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    conditions=[],
    medicines=[],
    other_magnesium=Elemental.mg(0),
)
ASKED = ("consult.start", "consult.adjust", "dose.form.not-stated", "dose.form.unscored", "dose.start.undivided")
ADULTS = st.lists(st.sampled_from(ASKED), unique=True).map(
    lambda rules: attrs.evolve(
        ADULT, acknowledged=tuple(Acknowledgement(rule=rule, reason="discussed in clinic") for rule in rules)
    )
)
PROPOSALS = strategies.proposals(of=CAPSULES)
NOT_LOWER = st.sampled_from([intent for intent in Intent if intent is not Intent.LOWER])


@given(situation=ADULTS | strategies.situations(), proposal=PROPOSALS | strategies.proposals())
def test_an_unknown_kind_of_product_is_never_permission(situation: Situation, proposal: Proposal) -> None:
    laws.an_unknown_kind_of_product_is_never_permission_to_divide(situation, proposal)


def test_a_start_in_quarters_of_an_unknown_kind_asks_as_much_as_any_kind_that_is_not_refused() -> None:
    quarters = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4, ingredients=())
    start = Proposal(intent=Intent.START, product=quarters)
    laws.an_unknown_kind_of_product_is_never_permission_to_divide(ADULT, start)


@given(situation=ADULTS, proposal=PROPOSALS | strategies.proposals())
def test_nothing_is_suggested_in_pieces_that_must_be_swallowed_whole(situation: Situation, proposal: Proposal) -> None:
    laws.nothing_that_must_be_swallowed_whole_is_suggested_in_pieces(situation, proposal)


@given(proposal=strategies.proposals(of=CAPSULES, intents=NOT_LOWER))
def test_a_plan_of_whole_ones_is_the_same_for_every_kind_of_product(proposal: Proposal) -> None:
    assert isinstance(proposal.product, Capsule)
    current = proposal.current_daily or Elemental.mg(100)
    plans = {
        kind: titration_schedule(
            attrs.evolve(proposal.product, dosage_form=kind),
            intent=proposal.intent,
            target=proposal.target,
            current_daily=current,
        )
        for kind in (None, *DosageForm)
    }
    steps = {kind: plan.steps for kind, plan in plans.items() if isinstance(plan, DosePlan)}
    assert len({tuple(step.daily for step in rungs) for rungs in steps.values()}) <= 1
    opened = steps.get(DosageForm.HARD_CAPSULE)
    if opened and smallest_pieces(opened) is None:
        assert steps == dict.fromkeys(plans, opened)


@given(capsule=CAPSULES, kind=st.sampled_from((DosageForm.SOFTGEL, DosageForm.MODIFIED_RELEASE)))
def test_a_product_that_must_be_swallowed_whole_starts_whole_or_not_at_all(capsule: Capsule, kind: DosageForm) -> None:
    plan = titration_schedule(attrs.evolve(capsule, dosage_form=kind))
    if isinstance(plan, Infeasible):
        assert plan.finding.verdict is Verdict.WITHHOLD
    else:
        assert capsule.divides_into == 1


def test_the_law_finds_a_plan_that_divides_a_softgel() -> None:
    halves = Capsule(
        form=Form.GLYCINATE,
        elemental=Elemental.mg(100),
        divides_into=2,
        dosage_form=DosageForm.HARD_CAPSULE,
    )
    plan = titration_schedule(halves, intent=Intent.MAINTAIN, current_daily=Elemental.mg(50))
    assert isinstance(plan, DosePlan)
    with pytest.raises(LawBrokenError):
        laws.what_must_be_swallowed_whole_is_never_divided(attrs.evolve(halves, dosage_form=DosageForm.SOFTGEL), plan)
