"""Titration: exact rungs, fewest intakes, limits, and numbers in every refusal."""

from itertools import pairwise
from typing import Any

import attrs
import pytest
from units.builders import IN_HALVES, capsule, faults_of, paths_of

from alpims_mg import (
    CURRENT,
    Capsule,
    Compound,
    DosePlan,
    Elemental,
    Form,
    Infeasible,
    Intent,
    InvalidInputError,
    Portion,
    TimeOfDay,
    Verdict,
    tighten,
    titration_schedule,
)
from alpims_mg.dosing.titration import daily_totals, last_totals
from alpims_mg.rules import Rule, rules_by_id

AMOUNTS: dict[str, Elemental] = {str(amount): rule.then for amount, rule in CURRENT.dose_amounts}
COUNTS: dict[str, int] = {str(count): rule.then for count, rule in CURRENT.dose_counts}
PRODUCTS = [
    *(capsule(strength, 4) for strength in ("17", "62.5", "100", "120", "199", "200", "300", "400")),
    *(capsule(strength, 2) for strength in ("60", "100", "200")),
    *(capsule(strength, 1) for strength in ("40", "60", "100")),
]
B, L, D = TimeOfDay.BREAKFAST, TimeOfDay.LUNCH, TimeOfDay.DINNER


def usual_rise(product: Capsule) -> int:
    """The nanograms of the most whole units that the usual rise holds, and at least of one unit."""
    unit = product.unit.of(product.elemental).nanograms
    return max(AMOUNTS["rise-usual"].nanograms // unit, 1) * unit


def planned(product: Capsule, **arguments: Any) -> DosePlan:
    plan = titration_schedule(product, **arguments)
    assert isinstance(plan, DosePlan), str(plan)
    return plan


def ladder(product: Capsule, **arguments: Any) -> str:
    return " ".join(step.daily.format_mg() for step in planned(product, **arguments).steps)


def day(product: Capsule, mg: int | str) -> dict[TimeOfDay, str]:
    """The intakes of a daily amount, by time of day."""
    (step,) = planned(product, intent=Intent.MAINTAIN, current_daily=Elemental.mg(mg)).steps
    return {intake.at: intake.elemental.format_mg() for intake in step.intakes}


def refused(product: Capsule, **arguments: Any) -> Infeasible:
    answer = titration_schedule(product, **arguments)
    assert isinstance(answer, Infeasible), str(answer)
    assert answer.finding.verdict is Verdict.WITHHOLD
    return answer


def advised(product: Capsule, **arguments: Any) -> dict[str, Verdict]:
    return {advice.rule: advice.verdict for advice in planned(product, **arguments).advice}


class TestStart:
    @pytest.mark.parametrize("target", [None, 210, 300, 400])
    @pytest.mark.parametrize("product", PRODUCTS, ids=str)
    def test_each_rise_is_the_most_units_within_the_usual_rise_and_at_least_one(
        self, product: Capsule, target: int | None
    ) -> None:
        plan = titration_schedule(product, target=None if target is None else Elemental.mg(target))
        if isinstance(plan, DosePlan):
            rise, daily = usual_rise(product), [step.daily.nanograms for step in plan.steps]
            assert all(higher - lower == rise for lower, higher in pairwise(daily[:-1]))
            assert len(daily) == 1 or daily[-1] - daily[-2] <= rise

    @pytest.mark.parametrize("product", PRODUCTS, ids=str)
    def test_a_ladder_ends_at_the_largest_amount_not_above_its_target_or_the_smallest_in_the_range(
        self, product: Capsule
    ) -> None:
        unit = product.unit.of(product.elemental).nanograms
        plan = titration_schedule(product)
        if isinstance(plan, DosePlan):
            assert plan.steps[-1].daily.nanograms - unit < AMOUNTS["last-least"].nanograms
        for target in (AMOUNTS["last-least"], Elemental.mg(287), AMOUNTS["last-most"]):
            plan = titration_schedule(product, target=target)
            if isinstance(plan, DosePlan):
                assert 0 <= target.nanograms - plan.steps[-1].daily.nanograms < unit

    def test_500_mg_cannot_start_because_a_quarter_is_125_mg(self) -> None:
        answer = refused(capsule(500))
        assert answer.finding.rule == "dose.start.too-strong"
        assert "1/4 capsule gives 125 mg" in answer.finding.text
        assert f"at most {AMOUNTS['start-most'].format_mg()} mg" in answer.finding.text
        assert (answer.nearest_below, answer.nearest_above) == (None, None)

    @pytest.mark.parametrize(("strength", "parts"), [(201, 2), ("100.001", 1), ("400.004", 4)])
    def test_no_start_is_above_100_mg(self, strength: int | str, parts: int) -> None:
        assert refused(capsule(strength, parts)).finding.rule == "dose.start.too-strong"

    def test_a_target_between_two_totals_names_both(self) -> None:
        answer = refused(capsule(120), target=Elemental.mg(200))
        assert answer.finding.rule == "dose.last.between-portions"
        assert (answer.nearest_below, answer.nearest_above) == (Elemental.mg(180), Elemental.mg(210))
        for number in ("200 mg", "180 mg", "210 mg"):
            assert number in answer.finding.text

    @pytest.mark.parametrize(("strength", "parts"), [(10, 1), ("16.5", 4), (1, 4), ("0.001", 1)])
    def test_more_than_twelve_capsules_a_day_are_infeasible(self, strength: int | str, parts: int) -> None:
        answer = refused(capsule(strength, parts))
        assert answer.finding.rule == "dose.capsules.too-many"
        assert f"{strength} mg" in answer.finding.text
        assert "12" in answer.finding.text

    def test_twelve_capsules_a_day_are_feasible(self) -> None:
        assert ladder(capsule(17)).endswith(" 204")

    def test_a_start_below_the_band_gets_a_caution(self) -> None:
        assert advised(capsule("62.5"))["dose.start.below-band"] is Verdict.CAUTION
        assert advised(capsule(60, 2))["dose.start.below-band"] is Verdict.CAUTION
        assert advised(capsule(40, 1))["dose.start.below-band"] is Verdict.CAUTION
        assert "dose.start.below-band" not in advised(capsule(100))

    def test_a_product_that_cannot_be_divided_starts_with_a_clinician(self) -> None:
        assert advised(capsule(100, 1))["dose.start.undivided"] is Verdict.CONSULT
        assert "dose.start.undivided" not in advised(capsule(100, 2))

    def test_a_start_ignores_the_present_amount(self) -> None:
        assert ladder(capsule(), current_daily=Elemental.mg("0.001")) == ladder(capsule())


class TestIncrease:
    @pytest.mark.parametrize(
        ("strength", "current_daily", "target"),
        [(100, 50, None), (100, 175, None), (100, 175, 300), (100, 200, 400), (120, 180, None), (400, 100, None)],
    )
    def test_the_next_rung_is_one_rise_up_or_the_last_rung_if_nearer(
        self, strength: int, current_daily: int, target: int | None
    ) -> None:
        product, present = capsule(strength), Elemental.mg(current_daily)
        plan = planned(product, intent=Intent.INCREASE, current_daily=present, target=target and Elemental.mg(target))
        last = planned(product, target=target and Elemental.mg(target)).steps[-1].daily.nanograms
        assert [step.daily.nanograms for step in plan.steps] == [
            min(present.nanograms + usual_rise(product), last),
        ]
        assert plan.steps[0].days is None

    def test_a_present_amount_between_two_totals_is_not_raised(self) -> None:
        arguments = {"current_daily": Elemental.mg(390), "target": Elemental.mg(400)}
        assert refused(capsule(), intent=Intent.INCREASE, **arguments).finding.rule == "dose.present.uneven"

    @pytest.mark.parametrize(
        ("current_daily", "target"), [(200, None), (225, None), (300, 300), (400, 400), (350, 300)]
    )
    def test_there_is_no_rise_at_the_last_rung_or_above_it(self, current_daily: int, target: int | None) -> None:
        arguments = {"current_daily": Elemental.mg(current_daily), "target": target and Elemental.mg(target)}
        answer = refused(capsule(), intent=Intent.INCREASE, **arguments)
        assert answer.finding.rule == "dose.at-last-rung"
        last = "200" if target is None else str(target)
        assert dict(answer.finding.numbers) == {"present_mg": str(current_daily), "last_mg": last}

    def test_there_is_no_rise_if_one_portion_adds_more_than_100_mg(self) -> None:
        arguments = {"intent": Intent.INCREASE, "current_daily": Elemental.mg(150), "target": Elemental.mg(300)}
        answer = refused(capsule(150, 1), **arguments)
        assert answer.finding.rule == "dose.rise.too-large"
        assert dict(answer.finding.numbers) == {"portion": "1", "portion_mg": "150", "most_mg": "100"}
        assert ladder(capsule(200, 2), **arguments | {"current_daily": Elemental.mg(100)}) == "200"

    def test_there_is_no_rise_without_a_last_rung(self) -> None:
        arguments = {"intent": Intent.INCREASE, "current_daily": Elemental.mg(90)}
        answer = refused(capsule(120), **arguments, target=Elemental.mg(200))
        assert answer.finding.rule == "dose.last.between-portions"
        assert refused(capsule(10), **arguments).finding.rule == "dose.capsules.too-many"

    def test_a_unit_above_400_mg_has_no_nearest_total_below(self) -> None:
        answer = refused(capsule(450, 1), intent=Intent.MAINTAIN, current_daily=Elemental.mg(400))
        assert (answer.nearest_below, answer.nearest_above) == (None, Elemental.mg(450))


class TestMaintain:
    @pytest.mark.parametrize("current_daily", [25, 100, 225, 400])
    def test_the_present_amount_goes_on_without_end(self, current_daily: int) -> None:
        (step,) = planned(capsule(), intent=Intent.MAINTAIN, current_daily=Elemental.mg(current_daily)).steps
        assert (step.daily, step.first_day, step.days) == (Elemental.mg(current_daily), 1, None)

    @pytest.mark.parametrize(
        ("current_daily", "below", "above"), [(60, 50, 75), (0, None, 25), (10, None, 25), (399, 375, 400)]
    )
    def test_an_amount_between_two_totals_names_both(self, current_daily: int, below: int | None, above: int) -> None:
        answer = refused(capsule(), intent=Intent.MAINTAIN, current_daily=Elemental.mg(current_daily))
        assert answer.finding.rule == "dose.present.uneven"
        assert answer.nearest_below == (below and Elemental.mg(below))
        assert answer.nearest_above == Elemental.mg(above)
        assert f"now {current_daily} mg" in answer.finding.text
        assert "1/4 capsule gives 25 mg" in answer.finding.text

    @pytest.mark.parametrize("intent", [Intent.MAINTAIN, Intent.INCREASE])
    def test_a_present_amount_above_400_mg_is_infeasible(self, intent: Intent) -> None:
        answer = refused(capsule(), intent=intent, current_daily=Elemental.mg(425))
        assert answer.finding.rule == "dose.present.too-much"
        assert "now 425 mg" in answer.finding.text
        assert "400 mg" in answer.finding.text

    def test_a_single_undivided_unit_is_taken_at_once_up_to_200_mg(self) -> None:
        arguments = {"intent": Intent.MAINTAIN}
        assert "dose.undivided-intake" not in advised(capsule(100, 1), **arguments, current_daily=Elemental.mg(100))
        assert (
            advised(capsule(150, 1), **arguments, current_daily=Elemental.mg(150))["dose.undivided-intake"]
            is Verdict.CAUTION
        )
        full = advised(capsule(200, 1), **arguments, current_daily=Elemental.mg(200))
        assert full["dose.undivided-intake.full"] is Verdict.CONSULT
        assert "dose.undivided-intake" not in full
        answer = refused(capsule(250, 1), **arguments, current_daily=Elemental.mg(250))
        assert answer.finding.rule == "dose.intake.too-large"
        assert dict(answer.finding.numbers) == {"portion": "1", "portion_mg": "250", "most_mg": "200"}

    def test_more_than_twelve_capsules_a_day_cannot_be_maintained(self) -> None:
        answer = refused(capsule(10), intent=Intent.MAINTAIN, current_daily=Elemental.mg(150))
        assert answer.finding.rule == "dose.capsules.too-many"
        assert dict(answer.finding.numbers) == {"daily_mg": "150", "strength_mg": "10", "most": "12"}
        assert ladder(capsule(10), intent=Intent.MAINTAIN, current_daily=Elemental.mg(120)) == "120"


class TestIntakes:
    @pytest.mark.parametrize("form", Form)
    def test_intakes_are_in_the_order_of_the_day(self, form: Form) -> None:
        for mg in (125, 375):
            assert list(day(capsule(300 if mg == 375 else 100, form=form), mg)) == sorted(
                day(capsule(300 if mg == 375 else 100, form=form), mg), key=[B, L, D].index
            )

    @pytest.mark.parametrize("form", Form)
    def test_every_form_except_threonate_is_taken_with_food(self, form: Form) -> None:
        intakes = [intake for step in planned(capsule(form=form)).steps for intake in step.intakes]
        assert {intake.with_food for intake in intakes} == {form is not Form.THREONATE}

    @pytest.mark.parametrize("parts", [1, 2, 4])
    @pytest.mark.parametrize("micrograms", [17_000, 33_333, 62_501, 99_999, 100_000])
    def test_every_intake_is_whole_units_and_every_sum_is_exact(self, parts: int, micrograms: int) -> None:
        product = Capsule(form=Form.OXIDE, elemental=Elemental(nanograms=micrograms * 1000), divides_into=parts)
        for step in planned(product).steps:
            assert all(intake.portion.quarters % product.unit.quarters == 0 for intake in step.intakes)
            assert all(intake.elemental == intake.portion.of(product.elemental) for intake in step.intakes)
            assert all(intake.elemental <= Elemental.mg(200) for intake in step.intakes)
            assert step.daily.nanograms == sum(intake.elemental.nanograms for intake in step.intakes)


class TestHold:
    @pytest.mark.parametrize("hold", [COUNTS["hold-least"], COUNTS["hold-usual"], COUNTS["hold-most"]])
    def test_each_rung_lasts_one_hold_and_the_last_has_no_end(self, hold: int) -> None:
        steps = planned(capsule(), hold_days=hold).steps
        assert [step.first_day for step in steps] == [1 + rung * hold for rung in range(len(steps))]
        assert [step.days for step in steps] == [*[hold] * (len(steps) - 1), None]

    def test_the_default_hold_is_the_usual_one(self) -> None:
        assert planned(capsule()) == planned(capsule(), hold_days=COUNTS["hold-usual"])

    @pytest.mark.parametrize("hold", [COUNTS["hold-least"] - 1, COUNTS["hold-most"] + 1, 0, -7, 7.0, "7", True, None])
    def test_a_hold_lies_between_the_fewest_and_the_most_days(self, hold: Any) -> None:
        (fault,) = faults_of(titration_schedule, capsule(), hold_days=hold)
        expected = f"a whole number of days from {COUNTS['hold-least']} to {COUNTS['hold-most']}"
        assert (fault.path, fault.expected) == ("hold_days", expected)

    def test_each_rung_can_have_a_hold_of_its_own(self) -> None:
        plan = planned(capsule(), hold_days=[14, 3, 5, 28])
        assert [(step.first_day, step.days) for step in plan.steps] == [(1, 14), (15, 3), (18, 5), (23, None)]
        assert plan.holds == (14, 3, 5, 28)

    @pytest.mark.parametrize("holds", [[7, 7, 7, 7], (7, 7, 7, 7), iter([7, 7, 7, 7])], ids=["list", "tuple", "iter"])
    def test_equal_holds_are_one_hold(self, holds: Any) -> None:
        assert planned(capsule(), hold_days=holds) == planned(capsule(), hold_days=7)

    @pytest.mark.parametrize("hold", [3, 28])
    @pytest.mark.parametrize("intent", [Intent.MAINTAIN, Intent.INCREASE, Intent.LOWER])
    def test_a_plan_with_one_rung_knows_its_hold(self, intent: Intent, hold: int) -> None:
        current = Elemental.mg(150)
        plan = planned(capsule(), intent=intent, current_daily=current, hold_days=hold)
        assert (plan.steps[0].days, plan.holds) == (None, (hold,))
        assert plan == planned(capsule(), intent=intent, current_daily=current, hold_days=[hold])

    @pytest.mark.parametrize("holds", [[7], [7, 7, 7], [7] * 5])
    def test_there_is_a_hold_for_each_rung(self, holds: list[int]) -> None:
        (fault,) = faults_of(titration_schedule, capsule(), hold_days=holds)
        assert (fault.path, fault.actual) == ("hold_days", f"{len(holds)} numbers")
        assert fault.expected == "one number of days, or one for each rung (50, 100, 150, 200 mg)"
        assert fault.fix == "give 4 numbers, or one for all rungs"

    def test_a_plan_with_one_rung_has_one_hold(self) -> None:
        changed = {"intent": Intent.INCREASE, "current_daily": Elemental.mg(100), "hold_days": [7, 7]}
        (fault,) = faults_of(titration_schedule, capsule(), **changed)
        assert fault.expected == "one number of days, because the plan has one rung"

    def test_without_a_plan_there_are_no_rungs_to_count(self) -> None:
        assert refused(capsule(500), hold_days=[7, 7]) == refused(capsule(500), hold_days=7)

    @pytest.mark.parametrize(
        ("holds", "paths"),
        [([], ["hold_days"]), ({7, 14}, ["hold_days"]), ([7, 2, "7", 29], [f"hold_days[{i}]" for i in (1, 2, 3)])],
    )
    def test_each_hold_is_checked(self, holds: Any, paths: list[str]) -> None:
        assert paths_of(titration_schedule, capsule(), hold_days=holds) == paths

    def test_a_rung_that_ends_has_no_hold_beside_its_days(self) -> None:
        steps = planned(capsule()).steps
        assert paths_of(attrs.evolve, steps[0], hold=7) == ["hold"]
        assert paths_of(attrs.evolve, steps[-1], hold=0) == ["hold"]
        assert paths_of(attrs.evolve, steps[-1], hold=7) == []

    def test_a_plan_made_by_hand_with_one_rung_has_no_hold(self) -> None:
        plan = planned(capsule())
        assert attrs.evolve(plan, steps=(attrs.evolve(plan.steps[-1], first_day=1),)).holds == (0,)


class TestInvalidInput:
    def test_a_target_lies_in_the_range_and_both_ends_are_in_it(self) -> None:
        least, most = AMOUNTS["last-least"].nanograms, AMOUNTS["last-most"].nanograms
        for end in (least, most):
            assert paths_of(titration_schedule, capsule(), target=Elemental(nanograms=end)) == []
        for target in (least - 1, most + 1, 0, 3 * most):
            (fault,) = faults_of(titration_schedule, capsule(), target=Elemental(nanograms=target))
            assert fault.path == "target"
            assert fault.expected == f"from {AMOUNTS['last-least']} to {AMOUNTS['last-most']} a day"

    @pytest.mark.parametrize("intent", [Intent.MAINTAIN, Intent.INCREASE])
    def test_maintain_and_increase_need_the_present_amount(self, intent: Intent) -> None:
        assert paths_of(titration_schedule, capsule(), intent=intent) == ["current_daily"]

    @pytest.mark.parametrize("amount", [Compound.mg(300), 300, 300.0, "300"])
    def test_an_amount_is_elemental_magnesium(self, amount: Any) -> None:
        assert paths_of(titration_schedule, capsule(), target=amount, current_daily=amount) == [
            "current_daily",
            "target",
        ]

    def test_all_faults_are_reported_together(self) -> None:
        paths = paths_of(
            titration_schedule, "capsule", intent="start", current_daily=100, target=Elemental.mg(500), hold_days=1
        )
        assert paths == ["capsule", "intent", "current_daily", "target", "hold_days"]


def test_every_plan_carries_the_general_advice_with_sources() -> None:
    signs = {rule.id for rule in CURRENT.signs.rules}
    for intent, present in ((Intent.START, None), (Intent.INCREASE, 100), (Intent.MAINTAIN, 100)):
        advice = planned(capsule(), intent=intent, current_daily=present and Elemental.mg(present)).advice
        said = {finding.rule for finding in advice}
        habits = {rule.id: rule.then is not Verdict.PERMIT for key, rule in CURRENT.habits if key.intent is intent}
        assert signs | {rule for rule, is_said in habits.items() if is_said} <= said
        assert said.isdisjoint(rule for rule, is_said in habits.items() if not is_said)
        assert all(finding.cites for finding in advice)


def test_the_numbers_come_from_the_rulebook() -> None:
    hold_most = next(key for key, rule in CURRENT.dose_counts if rule.id == "dose.count.hold-most")
    own = attrs.evolve(CURRENT.dose_counts[hold_most], id="dose.count.own", then=14)
    shorter = attrs.evolve(CURRENT, dose_counts=CURRENT.dose_counts.overlaid((own,)))
    assert paths_of(titration_schedule, capsule(), hold_days=15, rulebook=shorter) == ["hold_days"]
    assert paths_of(titration_schedule, capsule(), hold_days=15) == []


def test_the_daily_totals_are_whole_units_up_to_the_most_for_a_rung() -> None:
    assert [total.format_mg() for total in daily_totals(capsule(150, 1), CURRENT)] == ["150", "300"]
    assert len(daily_totals(capsule(), CURRENT)) == 16
    assert len(daily_totals(capsule(10, 1), CURRENT)) == 12
    assert [total.format_mg() for total in last_totals(capsule(120, 1), CURRENT)] == ["240", "360"]
    assert last_totals(capsule(500, 1), CURRENT) == ()


def test_equal_arguments_give_equal_plans() -> None:
    assert titration_schedule(capsule()) == titration_schedule(capsule())
    assert Portion.HALF.of(capsule().elemental) == planned(capsule()).steps[0].daily


def limits_of(product: Capsule, **arguments: Any) -> dict[str, tuple[str, str, str]]:
    """The limits of a plan by rule: outcome, level and amount, in mg."""
    return {
        limit.rule: (limit.outcome.value, limit.level.format_mg(), limit.amount.format_mg())
        for limit in planned(product, **arguments).limits
    }


class TestLimits:
    """Which limit ends the plan, and which limits every plan is checked against."""

    def test_a_start_without_a_target_ends_at_the_least_last_amount(self) -> None:
        assert limits_of(capsule(120)) == {
            "dose.amount.last-least": ("binding", "200", "210"),
            "dose.amount.start-most": ("within", "100", "60"),
            "dose.amount.intake-most": ("within", "200", "120"),
            "ceiling.occasion.efsa": ("within", "250", "120"),
            "dose.amount.last-most": ("within", "400", "210"),
        }

    def test_a_start_with_a_target_ends_at_it_or_just_below(self) -> None:
        assert limits_of(capsule(75), target=Elemental.mg(260))["dose.end.target"] == ("binding", "260", "243.75")
        limits = limits_of(capsule(100), target=Elemental.mg(400))
        assert limits["dose.end.target"] == ("binding", "400", "400")
        assert limits["dose.amount.last-most"] == ("within", "400", "400")
        assert limits["dose.amount.intake-most"] == ("within", "200", "200")
        assert "dose.amount.last-least" not in limits

    def test_maintaining_ends_at_the_present_amount(self) -> None:
        limits = limits_of(capsule(100), intent=Intent.MAINTAIN, current_daily=Elemental.mg(150))
        assert limits["dose.end.present"] == ("binding", "150", "150")
        assert "dose.amount.start-most" not in limits

    def test_a_rise_ends_at_the_next_rung(self) -> None:
        limits = limits_of(capsule(100), intent=Intent.INCREASE, current_daily=Elemental.mg(100))
        rise = Elemental(nanograms=usual_rise(capsule(100))).format_mg()
        assert limits["dose.amount.rise-usual"] == ("binding", AMOUNTS["rise-usual"].format_mg(), rise)
        assert "dose.amount.last-least" not in limits

    def test_a_rise_of_one_large_portion_ends_there_too(self) -> None:
        limits = limits_of(capsule(80, 1), intent=Intent.INCREASE, current_daily=Elemental.mg(80))
        assert limits["dose.amount.rise-usual"] == ("binding", AMOUNTS["rise-usual"].format_mg(), "80")

    def test_a_rise_shortened_by_the_last_rung_ends_there(self) -> None:
        product, last = capsule(40), AMOUNTS["last-least"]  # in quarters of 10 mg
        present = Elemental(nanograms=last.nanograms - 10_000_000)
        limits = limits_of(product, intent=Intent.INCREASE, current_daily=present)
        assert limits["dose.amount.last-least"] == ("binding", last.format_mg(), last.format_mg())
        assert limits["dose.amount.rise-usual"] == ("within", AMOUNTS["rise-usual"].format_mg(), "10")

    def test_a_full_rise_to_the_last_rung_has_two_binding_limits(self) -> None:
        present = Elemental(nanograms=Elemental.mg(300).nanograms - usual_rise(capsule(100)))
        limits = limits_of(capsule(100), intent=Intent.INCREASE, current_daily=present, target=Elemental.mg(300))
        assert [limits[rule][0] for rule in ("dose.end.target", "dose.amount.rise-usual")] == ["binding", "binding"]

    @pytest.mark.parametrize(("target", "outcome"), [(240, "within"), (250, "exceeded"), (260, "exceeded")])
    def test_one_intake_of_250_mg_exceeds_the_limit_for_one_occasion(self, target: int, outcome: str) -> None:
        """The current rulebook has no intake this large, so this uses a rulebook that permits one."""
        (most,) = (rule for rule in CURRENT.dose_amounts.rules if rule.id == "dose.amount.intake-most")
        larger = CURRENT.dose_amounts.overlaid((attrs.evolve(most, id="dose.amount.larger", then=Elemental.mg(300)),))
        free = attrs.evolve(CURRENT, dose_amounts=larger)
        limits = limits_of(
            capsule(target, 1), intent=Intent.MAINTAIN, current_daily=Elemental.mg(target), rulebook=free
        )
        assert limits["ceiling.occasion.efsa"] == (outcome, "250", str(target))


def stricter(rule: str, then: object) -> Rule[Any]:
    return attrs.evolve(rules_by_id(CURRENT)[rule], id=f"{rule}.ours", then=then)


class TestOfAStricterRulebook:
    def test_a_shorter_hold_is_raised_to_the_clinics_with_a_finding_that_gives_both_numbers(self) -> None:
        ours = tighten(CURRENT, [stricter("dose.count.hold-least", 14)])
        plan = planned(IN_HALVES, hold_days=7, rulebook=ours)
        assert [step.days for step in plan.steps] == [14, 14, 14, None]
        assert [step.first_day for step in plan.steps] == [1, 15, 29, 43]
        (found,) = (found for found in plan.advice if found.rule == "dose.hold.policy")
        assert (found.verdict, dict(found.numbers)) == (Verdict.CAUTION, {"asked": "7", "least": "14"})
        assert found.text.endswith("7 days were set, and a step lasts at least 14 days")

    @pytest.mark.parametrize("hold_days", [14, 15, 28])
    def test_a_hold_that_is_long_enough_stays_without_a_finding(self, hold_days: int) -> None:
        ours = tighten(CURRENT, [stricter("dose.count.hold-least", 14)])
        plan = planned(capsule(), hold_days=hold_days, rulebook=ours)
        assert plan.steps[0].days == hold_days
        assert "dose.hold.policy" not in {found.rule for found in plan.advice}

    @pytest.mark.parametrize("hold_days", [2, 29])
    def test_the_holds_that_can_be_asked_for_stay_the_same(self, hold_days: int) -> None:
        ours = tighten(CURRENT, [stricter("dose.count.hold-least", 14)])
        with pytest.raises(InvalidInputError, match="hold_days must be a whole number of days from 3 to 28"):
            titration_schedule(capsule(), hold_days=hold_days, rulebook=ours)

    def test_only_the_holds_that_are_too_short_are_raised(self) -> None:
        ours = tighten(CURRENT, [stricter("dose.count.hold-least", 14)])
        plan = planned(capsule(), hold_days=[21, 7, 10, 7], rulebook=ours)
        assert plan.holds == (21, 14, 14, 14)
        (found,) = (found for found in plan.advice if found.rule == "dose.hold.policy")
        assert dict(found.numbers) == {"asked": "7 and 10", "least": "14"}

    def test_a_plan_with_one_rung_has_no_hold_to_raise(self) -> None:
        ours = tighten(CURRENT, [stricter("dose.count.hold-least", 14)])
        plan = planned(capsule(), intent=Intent.INCREASE, current_daily=Elemental.mg(100), hold_days=7, rulebook=ours)
        assert "dose.hold.policy" not in {found.rule for found in plan.advice}

    def test_a_start_whose_rises_are_too_large_is_refused(self) -> None:
        rises = ("dose.amount.rise-usual", "dose.amount.rise-most")
        refusal = refused(capsule(), rulebook=tighten(CURRENT, [stricter(rise, Elemental.mg(20)) for rise in rises]))
        assert refusal.finding.rule == "dose.rise.too-large"

    def test_a_target_above_the_clinics_most_is_refused_with_the_range(self) -> None:
        ours = tighten(CURRENT, [stricter("dose.amount.last-most", Elemental.mg(250))])
        with pytest.raises(InvalidInputError, match="target must be from 200 mg elemental to 250 mg elemental a day"):
            titration_schedule(capsule(), target=Elemental.mg(300), rulebook=ours)

    def test_a_day_that_needs_more_intakes_than_there_are_is_refused(self) -> None:
        ours = tighten(CURRENT, [stricter("dose.amount.intake-most", Elemental.mg(50))])
        refusal = refused(IN_HALVES, rulebook=ours)
        assert refusal.finding.rule == "dose.intakes.too-many"
        assert refusal.finding.text.endswith("200 mg a day in intakes of at most 50 mg is more than 3 intakes")
