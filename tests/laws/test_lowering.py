"""Laws of taking less, for every case that can be built."""

from hypothesis import example, given, strategies as st

from alpims_mg import (
    Capsule,
    Case,
    DosageForm,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Medicine,
    Proposal,
    Situation,
    Tolerance,
    Zone,
)
from alpims_mg.testing import laws, strategies

LOWERING = strategies.proposals(intents=st.just(Intent.LOWER))
CAPSULES = strategies.capsules(
    elemental=st.sampled_from((40, 75, 100, 120, 150, 200, 250, 400)).map(Elemental.mg),
    ingredients=st.none() | st.just(()) | st.just(("stevia",)),
)
LOWERING_A_COMMON_CAPSULE = strategies.proposals(intents=st.just(Intent.LOWER), of=CAPSULES)
MILD = st.builds(
    Situation,
    zone=st.none() | st.sampled_from(Zone),
    tolerance=st.sampled_from(Tolerance),
    age_years=st.none() | st.integers(4, 90),
    kidney=st.none() | st.sampled_from((KidneyFunction.NORMAL, KidneyFunction.MODERATE, KidneyFunction.NOT_ASSESSED)),
    medicines=st.none()
    | st.sampled_from(((), (Medicine(name="spironolactone"),), (Medicine(name="milk of magnesia"),))),
    other_magnesium=st.none() | st.integers(0, 400).map(Elemental.mg),
)


def _lowering(mg: int, divides_into: int, present: str) -> Proposal:
    """A proposal to take less of a slow-release product, from an amount in mg a day."""
    capsule = Capsule(
        form=Form.GLYCINATE,
        elemental=Elemental.mg(mg),
        divides_into=divides_into,
        dosage_form=DosageForm.MODIFIED_RELEASE,
    )
    return Proposal(intent=Intent.LOWER, product=capsule, current_daily=Elemental.mg(present))


@given(case=strategies.cases())
def test_taking_less_is_never_withheld_and_needs_only_the_present_amount(case: Case) -> None:
    laws.lowering_is_never_withheld(case.situation, _without_end(case.proposal))


@given(situation=strategies.situations() | MILD, proposal=LOWERING | LOWERING_A_COMMON_CAPSULE)
def test_taking_less_in_its_own_words_is_never_withheld(situation: Situation, proposal: Proposal) -> None:
    laws.lowering_is_never_withheld(situation, proposal)


@given(situation=strategies.situations() | MILD, proposal=LOWERING_A_COMMON_CAPSULE)
@example(situation=Situation(), proposal=_lowering(50, 4, "362.5"))
@example(situation=Situation(), proposal=_lowering(150, 2, "300"))
@example(situation=Situation(), proposal=_lowering(30, 2, "225"))
def test_what_is_left_could_be_kept_with_the_stated_facts(situation: Situation, proposal: Proposal) -> None:
    laws.what_lowering_leaves_could_be_kept(situation, proposal)


@given(situation=strategies.situations() | MILD, proposal=strategies.proposals())
def test_a_refusal_to_keep_or_raise_offers_to_take_less(situation: Situation, proposal: Proposal) -> None:
    laws.a_withheld_capsule_may_be_lowered(situation, proposal)


def _without_end(proposal: Proposal) -> Proposal:
    return Proposal(
        intent=proposal.intent,
        product=proposal.product,
        current_daily=proposal.current_daily,
        hold_days=proposal.hold_days,
    )
