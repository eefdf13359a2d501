"""Laws of doses: bands, portions, division and rounding, for every product."""

from inspect import signature
from itertools import pairwise

import attrs
import pytest
from hypothesis import assume, given, strategies as st

from alpims_mg import (
    CURRENT,
    Capsule,
    DosageForm,
    DosePlan,
    Elemental,
    Form,
    Infeasible,
    Intent,
    Portion,
    Proposal,
    Situation,
    Verdict,
    assess,
    titration_schedule,
)
from alpims_mg.rulebook.dosing import Count
from alpims_mg.testing import laws, strategies
from alpims_mg.testing.laws import LawBrokenError

TARGETS = st.integers(200_000_000, 400_000_000).map(lambda amount: Elemental(nanograms=amount))
HOLDS = st.integers(3, 28)


class TestStart:
    @given(
        capsule=strategies.capsules(),
        target=st.none() | TARGETS,
        hold_days=HOLDS,
        each=st.lists(HOLDS, min_size=20, max_size=20),
    )
    def test_a_start_keeps_the_bands(
        self, capsule: Capsule, target: Elemental | None, hold_days: int, each: list[int]
    ) -> None:
        laws.start_plan_stays_within_the_bands(capsule, target, hold_days)
        plan = titration_schedule(capsule, target=target)
        if not isinstance(plan, Infeasible):
            laws.start_plan_stays_within_the_bands(capsule, target, each[: len(plan.steps)])

    @given(capsule=strategies.capsules(divisions=st.sampled_from((2, 4))), target=st.none() | TARGETS)
    def test_a_start_begins_with_at_most_half_a_capsule(self, capsule: Capsule, target: Elemental | None) -> None:
        plan = titration_schedule(capsule, target=target)
        if not isinstance(plan, Infeasible):
            (first,) = plan.steps[0].intakes
            assert first.portion <= Portion.HALF

    @given(capsule=strategies.capsules())
    def test_a_start_is_infeasible_if_the_smallest_portion_is_above_the_band(self, capsule: Capsule) -> None:
        unit = capsule.unit.of(capsule.elemental)
        if unit > Elemental.mg(100):
            assert isinstance(titration_schedule(capsule), Infeasible)


class TestEveryPlan:
    @given(proposal=strategies.proposals(of=strategies.capsules()))
    def test_every_plan_is_made_of_whole_portions_and_divided(self, proposal: Proposal) -> None:
        if proposal.intent is not Intent.START and proposal.current_daily is None:
            return
        assert isinstance(proposal.product, Capsule)
        plan = titration_schedule(
            proposal.product,
            intent=proposal.intent,
            target=proposal.target,
            current_daily=proposal.current_daily,
            hold_days=proposal.hold_days,
        )
        if not isinstance(plan, Infeasible):
            laws.plan_is_made_of_whole_portions(proposal.product, plan)
            laws.plan_is_divided(proposal.product, plan)
            laws.what_must_be_swallowed_whole_is_never_divided(proposal.product, plan)

    @given(capsule=strategies.capsules(), target=TARGETS)
    def test_rounding_never_adds(self, capsule: Capsule, target: Elemental) -> None:
        laws.rounding_never_adds(capsule, target)

    @pytest.mark.parametrize("kind", [None, DosageForm.TABLET, DosageForm.SOFTGEL])
    def test_the_law_finds_a_day_of_whole_ones_that_is_divided_without_need(self, kind: DosageForm | None) -> None:
        opened = Capsule(
            form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4, dosage_form=DosageForm.HARD_CAPSULE
        )
        plan = titration_schedule(opened, intent=Intent.MAINTAIN, current_daily=Elemental.mg(300))
        assert isinstance(plan, DosePlan)
        laws.plan_is_divided(opened, plan)
        with pytest.raises(LawBrokenError, match="a day of whole ones is divided"):
            laws.plan_is_divided(attrs.evolve(opened, dosage_form=kind), plan)


def taken(capsule: Capsule, units: int) -> Elemental:
    """That many of the smallest pieces of a capsule. No mass of 1 kg or more is drawn."""
    nanograms = capsule.unit.of(capsule.elemental).nanograms * units
    assume(nanograms < 10**12)
    return Elemental(nanograms=nanograms)


class TestIncrease:
    @given(capsule=strategies.capsules(), units=st.integers(1, 60), target=st.none() | TARGETS)
    def test_an_increase_is_one_rung_above_the_present_one_and_never_above_the_last(
        self, capsule: Capsule, units: int, target: Elemental | None
    ) -> None:
        present = taken(capsule, units)
        plan = titration_schedule(capsule, intent=Intent.INCREASE, current_daily=present, target=target)
        if not isinstance(plan, Infeasible):
            (rung,) = plan.steps
            assert present < rung.daily <= (target or Elemental.mg(400))
            assert rung.daily.nanograms - present.nanograms <= 100_000_000
            assert rung.days is None

    @given(capsule=strategies.capsules(), target=st.none() | TARGETS)
    def test_increases_one_after_another_give_the_ladder_of_the_start(
        self, capsule: Capsule, target: Elemental | None
    ) -> None:
        ladder = titration_schedule(capsule, target=target)
        if not isinstance(ladder, Infeasible):
            daily = [step.daily for step in ladder.steps]
            for present, following in pairwise(daily):
                plan = titration_schedule(capsule, intent=Intent.INCREASE, current_daily=present, target=target)
                assert isinstance(plan, DosePlan)
                assert [step.daily for step in plan.steps] == [following]


class TestMaintain:
    @given(capsule=strategies.capsules(), units=st.integers(1, 60))
    def test_maintaining_changes_nothing(self, capsule: Capsule, units: int) -> None:
        present = taken(capsule, units)
        plan = titration_schedule(capsule, intent=Intent.MAINTAIN, current_daily=present)
        if not isinstance(plan, Infeasible):
            (rung,) = plan.steps
            assert rung.daily == present


class TestCeilings:
    @given(
        situation=strategies.situations(ages=st.integers(0, 130)),
        proposal=strategies.proposals(of=strategies.capsules(), intents=st.just(Intent.START)),
    )
    def test_more_than_400_mg_with_other_magnesium_is_withheld(self, situation: Situation, proposal: Proposal) -> None:
        assert isinstance(proposal.product, Capsule)
        plan = titration_schedule(proposal.product, target=proposal.target, hold_days=proposal.hold_days)
        if not isinstance(plan, Infeasible) and situation.other_magnesium is not None:
            total = plan.steps[-1].daily + situation.other_magnesium
            verdicts = {finding.rule: finding.verdict for finding in assess(situation, proposal).findings}
            if total > Elemental.mg(400):
                assert verdicts["ceiling.guide"] is Verdict.WITHHOLD


def test_the_default_hold_is_the_rulebooks() -> None:
    hold = CURRENT.dose_counts[Count.HOLD_USUAL].then
    for build in (titration_schedule, Proposal):
        assert signature(build).parameters["hold_days"].default == hold
