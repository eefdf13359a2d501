"""Titration: exact rungs, fewest intakes, and numbers in every refusal (readings.md 5)."""

from typing import Any

import attrs
import pytest
from units.given import capsule, faults_of, paths_of

from alpims_mg import (
    CURRENT,
    Capsule,
    Compound,
    DosePlan,
    Elemental,
    Form,
    Infeasible,
    Intent,
    Portion,
    TimeOfDay,
    Verdict,
    titration_schedule,
)
from alpims_mg.dosing.titration import daily_totals, last_totals

B, L, D = TimeOfDay.BREAKFAST, TimeOfDay.LUNCH, TimeOfDay.DINNER


def planned(product: Capsule, **asked: Any) -> DosePlan:
    plan = titration_schedule(product, **asked)
    assert isinstance(plan, DosePlan), str(plan)
    return plan


def ladder(product: Capsule, **asked: Any) -> str:
    return " ".join(step.daily.format_mg() for step in planned(product, **asked).steps)


def day(product: Capsule, mg: int | str) -> dict[TimeOfDay, str]:
    """The intakes of a day at one amount, by the time of day."""
    (step,) = planned(product, intent=Intent.MAINTAIN, current=Elemental.mg(mg)).steps
    return {intake.at: intake.elemental.format_mg() for intake in step.intakes}


def refused(product: Capsule, **asked: Any) -> Infeasible:
    answer = titration_schedule(product, **asked)
    assert isinstance(answer, Infeasible), str(answer)
    assert answer.finding.verdict is Verdict.WITHHOLD
    return answer


def advised(product: Capsule, **asked: Any) -> dict[str, Verdict]:
    return {one.rule: one.verdict for one in planned(product, **asked).advice}


class TestStart:
    @pytest.mark.parametrize(
        ("strength", "rungs"),
        [
            (100, "50 100 150 200"),
            (120, "60 90 120 150 180 210"),
            (200, "50 100 150 200"),
            (400, "100 200"),
            ("62.5", "31.25 78.125 125 171.875 203.125"),
        ],
    )
    def test_each_worked_ladder_in_quarters(self, strength: int | str, rungs: str) -> None:
        assert ladder(capsule(strength)) == rungs

    @pytest.mark.parametrize(
        ("strength", "parts", "rungs"),
        [
            (100, 2, "50 100 150 200"),
            (60, 2, "30 60 90 120 150 180 210"),
            (200, 2, "100 200"),
            (100, 1, "100 200"),
            (60, 1, "60 120 180 240"),
            (40, 1, "40 80 120 160 200"),
            (300, 4, "75 150 225"),
            (199, 4, "99.5 149.25 199 248.75"),
            (17, 4, "8.5 55.25 102 148.75 195.5 204"),
        ],
    )
    def test_every_product_climbs_by_the_most_units_within_the_usual_rise(
        self, strength: int, parts: int, rungs: str
    ) -> None:
        assert ladder(capsule(strength, parts)) == rungs

    @pytest.mark.parametrize(
        ("target", "rungs"),
        [
            (200, "50 100 150 200"),
            (300, "50 100 150 200 250 300"),
            (210, "50 100 150 200"),
            (230, "50 100 150 200 225"),
            (400, "50 100 150 200 250 300 350 400"),
        ],
    )
    def test_a_target_ends_the_ladder_at_the_largest_amount_not_above_it(self, target: int, rungs: str) -> None:
        assert ladder(capsule(), target=Elemental.mg(target)) == rungs

    def test_500_mg_cannot_start_since_a_quarter_is_125(self) -> None:
        answer = refused(capsule(500))
        assert answer.finding.rule == "dose.start.too-strong"
        assert "1/4 capsule gives 125 mg" in answer.finding.text
        assert "at most 100 mg" in answer.finding.text
        assert (answer.nearest_below, answer.nearest_above) == (None, None)

    @pytest.mark.parametrize(("strength", "parts"), [(201, 2), ("100.001", 1), ("400.004", 4)])
    def test_no_start_is_above_100_mg(self, strength: int | str, parts: int) -> None:
        assert refused(capsule(strength, parts)).finding.rule == "dose.start.too-strong"

    def test_a_target_between_two_portions_names_the_totals_on_both_sides(self) -> None:
        answer = refused(capsule(120), target=Elemental.mg(200))
        assert answer.finding.rule == "dose.last.between-portions"
        assert (answer.nearest_below, answer.nearest_above) == (Elemental.mg(180), Elemental.mg(210))
        for number in ("200 mg", "180 mg", "210 mg"):
            assert number in answer.finding.text

    @pytest.mark.parametrize(("strength", "parts"), [(10, 1), ("16.5", 4), (1, 4), ("0.001", 1)])
    def test_a_product_that_would_take_more_than_twelve_capsules_is_too_weak(
        self, strength: int | str, parts: int
    ) -> None:
        answer = refused(capsule(strength, parts))
        assert answer.finding.rule == "dose.capsules.too-many"
        assert f"{strength} mg" in answer.finding.text
        assert "12" in answer.finding.text

    def test_twelve_capsules_are_not_too_many(self) -> None:
        assert ladder(capsule(17)).endswith(" 204")

    def test_a_start_below_the_band_is_pointed_out(self) -> None:
        assert advised(capsule("62.5"))["dose.start.below-band"] is Verdict.CAUTION
        assert advised(capsule(60, 2))["dose.start.below-band"] is Verdict.CAUTION
        assert advised(capsule(40, 1))["dose.start.below-band"] is Verdict.CAUTION
        assert "dose.start.below-band" not in advised(capsule(100))

    def test_a_product_that_cannot_be_divided_asks_for_a_clinician(self) -> None:
        assert advised(capsule(100, 1))["dose.start.undivided"] is Verdict.CONSULT
        assert "dose.start.undivided" not in advised(capsule(100, 2))

    def test_a_present_amount_has_no_part_in_a_start(self) -> None:
        assert ladder(capsule(), current=Elemental.mg("0.001")) == "50 100 150 200"


class TestIncrease:
    @pytest.mark.parametrize(
        ("strength", "current", "target", "rung"),
        [
            (100, 50, None, "100"),
            (100, 175, None, "200"),
            (100, 175, 300, "225"),
            (100, 200, 400, "250"),
            (100, 390, 400, None),
            (120, 180, None, "210"),
            (400, 100, None, "200"),
        ],
    )
    def test_the_next_rung_is_one_rise_or_the_last_rung_where_that_is_nearer(
        self, strength: int, current: int, target: int | None, rung: str | None
    ) -> None:
        asked = {"current": Elemental.mg(current), "target": target and Elemental.mg(target)}
        if rung is None:
            assert refused(capsule(strength), intent=Intent.INCREASE, **asked).finding.rule == "dose.present.uneven"
        else:
            plan = planned(capsule(strength), intent=Intent.INCREASE, **asked)
            assert [step.daily.format_mg() for step in plan.steps] == [rung]
            assert plan.steps[0].days is None

    @pytest.mark.parametrize(("current", "target"), [(200, None), (225, None), (300, 300), (400, 400), (350, 300)])
    def test_nothing_is_left_to_raise_at_the_last_rung_or_above_it(self, current: int, target: int | None) -> None:
        asked = {"current": Elemental.mg(current), "target": target and Elemental.mg(target)}
        answer = refused(capsule(), intent=Intent.INCREASE, **asked)
        assert answer.finding.rule == "dose.at-last-rung"
        assert f"now {current} mg a day, and the last rung is {target or 200} mg" in answer.finding.text

    def test_one_portion_that_adds_more_than_100_mg_is_no_rise(self) -> None:
        asked = {"intent": Intent.INCREASE, "current": Elemental.mg(150), "target": Elemental.mg(300)}
        answer = refused(capsule(150, 1), **asked)
        assert answer.finding.rule == "dose.rise.too-large"
        assert "1 capsule gives 150 mg, and a rise is at most 100 mg" in answer.finding.text
        assert ladder(capsule(200, 2), **asked | {"current": Elemental.mg(100)}) == "200"

    def test_a_last_rung_that_cannot_be_had_is_no_rise(self) -> None:
        asked = {"intent": Intent.INCREASE, "current": Elemental.mg(90)}
        answer = refused(capsule(120), **asked, target=Elemental.mg(200))
        assert answer.finding.rule == "dose.last.between-portions"
        assert refused(capsule(10), **asked).finding.rule == "dose.capsules.too-many"

    def test_a_unit_above_400_mg_has_no_total_below_and_names_none(self) -> None:
        answer = refused(capsule(450, 1), intent=Intent.MAINTAIN, current=Elemental.mg(400))
        assert (answer.nearest_below, answer.nearest_above) == (None, Elemental.mg(450))


class TestMaintain:
    @pytest.mark.parametrize("current", [25, 100, 225, 400])
    def test_the_present_amount_goes_on_without_end(self, current: int) -> None:
        (step,) = planned(capsule(), intent=Intent.MAINTAIN, current=Elemental.mg(current)).steps
        assert (step.daily, step.first_day, step.days) == (Elemental.mg(current), 1, None)

    @pytest.mark.parametrize(
        ("current", "below", "above"), [(60, 50, 75), (0, None, 25), (10, None, 25), (399, 375, 400)]
    )
    def test_an_amount_that_no_whole_number_of_portions_gives_names_those_on_both_sides(
        self, current: int, below: int | None, above: int
    ) -> None:
        answer = refused(capsule(), intent=Intent.MAINTAIN, current=Elemental.mg(current))
        assert answer.finding.rule == "dose.present.uneven"
        assert answer.nearest_below == (below and Elemental.mg(below))
        assert answer.nearest_above == Elemental.mg(above)
        assert f"now {current} mg" in answer.finding.text
        assert "1/4 capsule gives 25 mg" in answer.finding.text

    @pytest.mark.parametrize("intent", [Intent.MAINTAIN, Intent.INCREASE])
    def test_more_than_400_mg_is_more_than_any_rung(self, intent: Intent) -> None:
        answer = refused(capsule(), intent=intent, current=Elemental.mg(425))
        assert answer.finding.rule == "dose.present.too-much"
        assert "now 425 mg" in answer.finding.text
        assert "400 mg" in answer.finding.text

    def test_a_single_unit_that_cannot_be_divided_is_taken_at_once_up_to_200_mg(self) -> None:
        asked = {"intent": Intent.MAINTAIN}
        assert "dose.undivided-intake" not in advised(capsule(100, 1), **asked, current=Elemental.mg(100))
        assert advised(capsule(150, 1), **asked, current=Elemental.mg(150))["dose.undivided-intake"] is Verdict.CAUTION
        full = advised(capsule(200, 1), **asked, current=Elemental.mg(200))
        assert full["dose.undivided-intake.full"] is Verdict.CONSULT
        assert "dose.undivided-intake" not in full
        answer = refused(capsule(250, 1), **asked, current=Elemental.mg(250))
        assert answer.finding.rule == "dose.intake.too-large"
        assert "1 capsule gives 250 mg, and one intake is at most 200 mg" in answer.finding.text

    def test_more_than_twelve_capsules_are_too_many_to_go_on_with(self) -> None:
        answer = refused(capsule(10), intent=Intent.MAINTAIN, current=Elemental.mg(150))
        assert answer.finding.rule == "dose.capsules.too-many"
        assert "150 mg a day from capsules of 10 mg" in answer.finding.text
        assert ladder(capsule(10), intent=Intent.MAINTAIN, current=Elemental.mg(120)) == "120"


class TestIntakes:
    @pytest.mark.parametrize(
        ("product", "mg", "expected"),
        [
            (capsule(100), 50, {D: "50"}),
            (capsule(100), 100, {D: "100"}),
            (capsule(100), 125, {B: "50", D: "75"}),
            (capsule(100), 200, {B: "100", D: "100"}),
            (capsule(100), 400, {B: "200", D: "200"}),
            (capsule(300), 375, {B: "150", L: "75", D: "150"}),
            (capsule(225), "393.75", {B: "112.5", L: "112.5", D: "168.75"}),
            (capsule(120, 1), 360, {B: "120", L: "120", D: "120"}),
            (capsule(200, 1), 400, {B: "200", D: "200"}),
            (capsule(100, form=Form.MALATE), 100, {B: "100"}),
            (capsule(100, form=Form.MALATE), 125, {B: "75", L: "50"}),
            (capsule(300, form=Form.MALATE), 375, {B: "150", L: "75", D: "150"}),
            (capsule(225, form=Form.MALATE), "393.75", {B: "168.75", L: "112.5", D: "112.5"}),
            (capsule(100, form=Form.THREONATE), 100, {B: "100"}),
            (capsule(100, form=Form.THREONATE), 125, {B: "75", D: "50"}),
            (capsule(225, form=Form.THREONATE), "393.75", {B: "168.75", L: "112.5", D: "112.5"}),
        ],
    )
    def test_the_fewest_even_intakes_with_what_is_left_over_to_the_forms_own_time_then_dinner_breakfast_lunch(
        self, product: Capsule, mg: int | str, expected: dict[TimeOfDay, str]
    ) -> None:
        assert day(product, mg) == expected

    @pytest.mark.parametrize("form", Form)
    def test_intakes_stand_in_the_order_of_the_day(self, form: Form) -> None:
        for mg in (125, 375):
            assert list(day(capsule(300 if mg == 375 else 100, form=form), mg)) == sorted(
                day(capsule(300 if mg == 375 else 100, form=form), mg), key=[B, L, D].index
            )

    @pytest.mark.parametrize("form", Form)
    def test_every_form_but_threonate_goes_with_food(self, form: Form) -> None:
        intakes = [intake for step in planned(capsule(form=form)).steps for intake in step.intakes]
        assert {intake.with_food for intake in intakes} == {form is not Form.THREONATE}

    @pytest.mark.parametrize("parts", [1, 2, 4])
    @pytest.mark.parametrize("micrograms", [17_000, 33_333, 62_501, 99_999, 100_000])
    def test_every_intake_is_whole_units_and_every_sum_is_exact(self, parts: int, micrograms: int) -> None:
        product = Capsule(form=Form.OXIDE, elemental=Elemental(micrograms * 1000), divides_into=parts)
        for step in planned(product).steps:
            assert all(intake.portion.quarters % product.unit.quarters == 0 for intake in step.intakes)
            assert all(intake.elemental == intake.portion.of(product.elemental) for intake in step.intakes)
            assert all(intake.elemental <= Elemental.mg(200) for intake in step.intakes)
            assert step.daily.nanograms == sum(intake.elemental.nanograms for intake in step.intakes)


class TestHold:
    @pytest.mark.parametrize("hold", [3, 7, 28])
    def test_each_rung_is_held_as_long_and_the_last_has_no_end(self, hold: int) -> None:
        steps = planned(capsule(), hold_days=hold).steps
        assert [step.first_day for step in steps] == [1, 1 + hold, 1 + 2 * hold, 1 + 3 * hold]
        assert [step.days for step in steps] == [hold, hold, hold, None]

    def test_a_rung_is_held_for_seven_days_unless_it_is_said_otherwise(self) -> None:
        assert planned(capsule()) == planned(capsule(), hold_days=7)

    @pytest.mark.parametrize("hold", [2, 29, 0, -7, 7.0, "7", True, None])
    def test_a_hold_is_3_to_28_days(self, hold: Any) -> None:
        (fault,) = faults_of(titration_schedule, capsule(), hold_days=hold)
        assert (fault.path, fault.expected) == ("hold_days", "a whole number of days from 3 to 28")


class TestBadData:
    @pytest.mark.parametrize("target", ["199.999999", "400.000001", 0, 1000])
    def test_a_target_lies_between_200_and_400_mg(self, target: Any) -> None:
        (fault,) = faults_of(titration_schedule, capsule(), target=Elemental.mg(target))
        assert fault.path == "target"
        assert fault.expected == "from 200 mg elemental to 400 mg elemental a day"

    @pytest.mark.parametrize("intent", [Intent.MAINTAIN, Intent.INCREASE])
    def test_to_go_on_or_to_rise_the_present_amount_is_needed(self, intent: Intent) -> None:
        assert paths_of(titration_schedule, capsule(), intent=intent) == ["current"]

    @pytest.mark.parametrize("amount", [Compound.mg(300), 300, 300.0, "300"])
    def test_an_amount_is_elemental_magnesium(self, amount: Any) -> None:
        assert paths_of(titration_schedule, capsule(), target=amount, current=amount) == ["current", "target"]

    def test_all_faults_come_together(self) -> None:
        paths = paths_of(
            titration_schedule, "capsule", intent="start", current=100, target=Elemental.mg(500), hold_days=1
        )
        assert paths == ["capsule", "intent", "current", "target", "hold_days"]


def test_what_the_guide_adds_to_every_plan_goes_with_it_each_with_its_source() -> None:
    rules = {rule.id for table in (CURRENT.habits, CURRENT.signs) for rule in table.rules}
    for asked in ({}, {"intent": Intent.MAINTAIN, "current": Elemental.mg(100)}):
        advice = planned(capsule(), **asked).advice
        assert rules <= {one.rule for one in advice}
        assert all(one.cites for one in advice)


def test_the_numbers_come_from_the_rulebook() -> None:
    class_of_hold = next(key for key, rule in CURRENT.dose_counts if rule.id == "dose.count.hold-most")
    own = attrs.evolve(CURRENT.dose_counts[class_of_hold], id="dose.count.own", then=14)
    shorter = attrs.evolve(CURRENT, dose_counts=CURRENT.dose_counts.overlaid((own,)))
    assert paths_of(titration_schedule, capsule(), hold_days=15, rulebook=shorter) == ["hold_days"]
    assert paths_of(titration_schedule, capsule(), hold_days=15) == []


def test_the_totals_of_a_product_are_all_its_whole_units_up_to_what_a_rung_may_give() -> None:
    assert [total.format_mg() for total in daily_totals(capsule(150, 1), CURRENT)] == ["150", "300"]
    assert len(daily_totals(capsule(), CURRENT)) == 16
    assert len(daily_totals(capsule(10, 1), CURRENT)) == 12
    assert [total.format_mg() for total in last_totals(capsule(120, 1), CURRENT)] == ["240", "360"]
    assert last_totals(capsule(500, 1), CURRENT) == ()


def test_a_schedule_for_the_same_question_is_the_same() -> None:
    assert titration_schedule(capsule()) == titration_schedule(capsule())
    assert Portion.HALF.of(capsule().elemental) == planned(capsule()).steps[0].daily


def met(product: Capsule, **asked: Any) -> dict[str, tuple[str, str, str]]:
    """The bounds of a plan by rule: outcome, level and what the plan comes to, in mg."""
    limits = planned(product, **asked).limits
    return {one.rule: (one.outcome.value, one.level.format_mg(), one.amount.format_mg()) for one in limits}


class TestBounds:
    """Which bound ends the plan, and what it is held against whoever takes it."""

    def test_a_start_without_a_target_ends_at_the_least_last_amount(self) -> None:
        assert met(capsule(120)) == {
            "dose.amount.last-least": ("binding", "200", "210"),
            "dose.amount.start-most": ("within", "100", "60"),
            "dose.amount.intake-most": ("within", "200", "120"),
            "ceiling.occasion.efsa": ("within", "250", "120"),
            "dose.amount.last-most": ("within", "400", "210"),
        }

    def test_a_start_with_a_target_ends_at_the_target_or_just_below(self) -> None:
        assert met(capsule(75), target=Elemental.mg(260))["dose.end.target"] == ("binding", "260", "243.75")
        said = met(capsule(100), target=Elemental.mg(400))
        assert said["dose.end.target"] == ("binding", "400", "400")
        assert said["dose.amount.last-most"] == ("within", "400", "400")
        assert said["dose.amount.intake-most"] == ("within", "200", "200")
        assert "dose.amount.last-least" not in said

    def test_going_on_ends_at_the_present_amount(self) -> None:
        said = met(capsule(100), intent=Intent.MAINTAIN, current=Elemental.mg(150))
        assert said["dose.end.present"] == ("binding", "150", "150")
        assert "dose.amount.start-most" not in said

    def test_a_rise_ends_at_the_next_rung(self) -> None:
        said = met(capsule(100), intent=Intent.INCREASE, current=Elemental.mg(100))
        assert said["dose.amount.rise-usual"] == ("binding", "50", "50")
        assert "dose.amount.last-least" not in said

    def test_a_rise_of_one_large_portion_ends_there_too(self) -> None:
        said = met(capsule(80, 1), intent=Intent.INCREASE, current=Elemental.mg(80))
        assert said["dose.amount.rise-usual"] == ("binding", "50", "80")

    def test_a_rise_that_the_last_rung_cuts_short_ends_at_the_last_rung(self) -> None:
        said = met(capsule(100), intent=Intent.INCREASE, current=Elemental.mg(175))
        assert said["dose.amount.last-least"] == ("binding", "200", "200")
        assert said["dose.amount.rise-usual"] == ("within", "50", "25")

    def test_a_full_rise_to_the_last_rung_has_two_ends(self) -> None:
        said = met(capsule(100), intent=Intent.INCREASE, current=Elemental.mg(250), target=Elemental.mg(300))
        assert [said[rule][0] for rule in ("dose.end.target", "dose.amount.rise-usual")] == ["binding", "binding"]

    @pytest.mark.parametrize(("target", "outcome"), [(240, "within"), (250, "exceeded"), (260, "exceeded")])
    def test_one_intake_of_250_mg_is_not_below_what_is_taken_at_one_time(self, target: int, outcome: str) -> None:
        """No rung of the library's own gives as much; a rulebook with larger intakes would be told."""
        (most,) = (rule for rule in CURRENT.dose_amounts.rules if rule.id == "dose.amount.intake-most")
        larger = CURRENT.dose_amounts.overlaid((attrs.evolve(most, id="dose.amount.larger", then=Elemental.mg(300)),))
        free = attrs.evolve(CURRENT, dose_amounts=larger)
        said = met(capsule(target, 1), intent=Intent.MAINTAIN, current=Elemental.mg(target), rulebook=free)
        assert said["ceiling.occasion.efsa"] == (outcome, "250", str(target))
