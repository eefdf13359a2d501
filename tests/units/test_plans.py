"""Plans: rungs without gaps, exact sums, and the limits that a plan is checked against."""

import re
from datetime import date
from typing import Any

import attrs
import pytest
from units.builders import CITE, a_finding, capsule, faults_of, paths_of

from alpims_mg import (
    Capsule,
    DosageForm,
    DoseBand,
    DosePlan,
    Elemental,
    Form,
    Intake,
    Intent,
    InvalidInputError,
    LimitCheck,
    LimitOutcome,
    Portion,
    Step,
    TimeOfDay,
    TopicalPlan,
    Vehicle,
    Verdict,
    titration_schedule,
)
from alpims_mg._internal.rendering import Band
from alpims_mg.model.answer_blocks import first_step
from alpims_mg.rules.limits import order_limits


def intake(quarters: int = 2, mg: int | str = 50, at: TimeOfDay = TimeOfDay.DINNER, with_food: bool = True) -> Intake:
    return Intake(at=at, portion=Portion(quarters=quarters), elemental=Elemental.mg(mg), with_food=with_food)


def step(first_day: int, days: int | None, *mg: int | str) -> Step:
    return Step(first_day=first_day, days=days, intakes=tuple(intake(mg=amount) for amount in mg or (50,)))


PLAN = DosePlan(steps=(step(1, 7, 50), step(8, 7, 100), step(15, None, "93.75", "56.25")))


def test_an_intake_shows_its_time_amount_and_food() -> None:
    assert str(intake()) == "dinner: 1/2 capsule (50 mg), with food"
    assert str(intake(4, 100)) == "dinner: 1 capsule (100 mg), with food"
    assert str(intake(6, 150, TimeOfDay.BREAKFAST, with_food=False)) == (
        "breakfast: 1 1/2 capsules (150 mg), with or without food"
    )


def test_all_faults_of_an_intake_are_reported_together() -> None:
    assert paths_of(Intake, at="dinner", portion="1/2", elemental=50, with_food=1) == [
        "at",
        "portion",
        "elemental",
        "with_food",
    ]


def test_the_daily_amount_is_the_exact_sum_of_the_intakes() -> None:
    assert step(1, None, "93.75", "56.25").daily == Elemental.mg(150)
    with pytest.raises(TypeError):
        Step(first_day=1, days=None, intakes=(intake(),), daily=Elemental.mg(50))  # type: ignore[call-arg]


@pytest.mark.parametrize("day", [0, -1, 1.0, True, None, "1"])
def test_the_first_day_is_a_whole_number_from_one(day: Any) -> None:
    assert paths_of(Step, first_day=day, days=None, intakes=(intake(),)) == ["first_day"]


@pytest.mark.parametrize("days", [0, -1, 7.0, True, "7"])
def test_a_rung_lasts_a_positive_whole_number_of_days_or_has_no_end(days: Any) -> None:
    assert paths_of(Step, first_day=1, days=days, intakes=(intake(),)) == ["days"]
    assert step(1, None).days is None


def test_all_faults_of_a_rung_are_reported_together() -> None:
    assert paths_of(Step, first_day=0, days=0, intakes=(1, intake(), None)) == [
        "first_day",
        "days",
        "intakes[0]",
        "intakes[2]",
    ]


@pytest.mark.parametrize(
    ("kind", "fields"), [(Step, {"first_day": 1, "days": None, "intakes": ()}), (DosePlan, {"steps": ()})]
)
def test_a_plan_without_rungs_and_a_rung_without_intakes_are_refused(kind: Any, fields: dict[str, Any]) -> None:
    (fault,) = faults_of(kind, **fields)
    assert fault.expected == "a list with at least one item"


def test_the_fault_for_a_list_never_asks_for_a_list() -> None:
    faults = (
        *faults_of(Step, first_day=1, days=None, intakes=[intake()]),
        *faults_of(DosePlan, steps=[step(1, None)]),
        *faults_of(DosePlan, steps=(step(1, None),), advice=[a_finding()]),
    )
    assert not any(fault.expected == "a list" for fault in faults)


@pytest.mark.parametrize(
    ("steps", "path"),
    [
        ((step(2, None),), "steps[0]"),
        ((step(1, 7),), "steps[0]"),
        ((step(1, None), step(8, None)), "steps[0]"),
        ((step(1, 7), step(9, None)), "steps[1]"),
        ((step(1, 7), step(7, None)), "steps[1]"),
        ((step(1, 7), step(8, 7), step(15, 7)), "steps[2]"),
        ((step(1, 7), step(1, None)), "steps[1]"),
    ],
)
def test_each_rung_begins_when_the_previous_one_ends_and_only_the_last_has_no_end(
    steps: tuple[Step, ...], path: str
) -> None:
    (fault,) = faults_of(DosePlan, steps=steps)
    assert fault.path == path
    assert "without an end only on the last" in fault.expected


def test_rungs_may_differ_in_length() -> None:
    uneven = DosePlan(steps=(step(1, 3), step(4, 28), step(32, None)))
    assert [rung.first_day for rung in uneven.steps] == [1, 4, 32]


def test_all_faults_in_the_rungs_and_the_advice_are_reported_together() -> None:
    assert paths_of(DosePlan, steps=(1, step(1, None)), advice=("x",)) == ["steps[0]", "advice[0]"]
    assert paths_of(DosePlan, steps="rungs", advice=None) == ["steps", "advice"]


def test_the_summary_gives_the_first_and_the_last_amount() -> None:
    assert PLAN.summary() == "50 mg a day, rising to 150 mg a day from day 15"
    assert DosePlan(steps=(step(1, None, 100),)).summary() == "100 mg a day"


def test_a_plan_shows_its_steps_and_that_it_is_no_permission() -> None:
    lines = str(PLAN).splitlines()
    assert lines[0] == "50 mg a day, rising to 150 mg a day from day 15"
    assert [line.split()[:3] for line in lines if line.strip()[:1].isdigit() and " mg " in line][1:] == [
        ["1", "1", "50"],
        ["2", "8", "100"],
        ["3", "15", "150"],
    ]
    assert "1/2 capsule at dinner, 1/2 capsule at dinner" in str(PLAN)
    assert "Take it with food." in lines
    fasting = DosePlan(steps=(attrs.evolve(step(1, None), intakes=(intake(with_food=False),)),))
    assert "\n\nTake it with or without food.\n\n" in str(fasting)
    assert lines[-1] == "A plan is not a permission. Ask again on the day of each step."
    assert str(DosePlan(steps=(step(1, None),))).endswith("\n\nA plan is not a permission.")


def test_a_plan_shows_dates_if_its_first_day_is_given() -> None:
    words = PLAN.page(date(2024, 2, 25)).text(None)
    assert "Your steps from Sunday 25 February 2024 on, in magnesium a day" in words
    assert re.findall(r"^ +\d  (\d+ \w+(?: or later)?) +\d+ ", words, re.MULTILINE) == [
        "25 February",
        "3 March or later",
        "10 March or later",
    ]
    assert "date" not in str(PLAN)


def test_a_first_day_too_late_for_the_rungs_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="name an earlier day"):
        PLAN.page(date.max)
    assert "December 9999" in PLAN.page(date(9999, 12, 10)).text()


def test_a_plan_is_an_accessible_table_and_its_advice_is_escaped() -> None:
    plan = DosePlan(steps=PLAN.steps, advice=(a_finding(because="drink <script> | water"),))
    html = plan._repr_html_()
    assert "<caption>Your steps, in magnesium a day</caption>" in html
    assert html.count('<th scope="row" data-h="step">') == 3
    assert '<th scope="col">step</th>' in html
    assert "<script>" not in html
    assert "drink &lt;script&gt; | water" in html
    assert "drink \\<script\\> \\| water" in plan.page().markdown(details=True)
    assert "With the plan\n" in plan.page().text(details=True)
    assert "With the plan" not in PLAN.page().text(details=True)


def test_advice_to_ask_a_clinician_stands_with_the_plan() -> None:
    asks = a_finding("dose.x", Verdict.CONSULT, "ask whether it can be divided")
    text = str(DosePlan(steps=PLAN.steps, advice=(asks, a_finding("dose.y", Verdict.CAUTION, "go slow"))))
    assert "Ask first\n  Ask whether it can be divided.\n" in text
    assert "go slow" not in text.lower()
    assert "dose.x" not in text


def test_a_plan_has_its_bands_and_its_nearest_limit_in_the_picture() -> None:
    bands = (DoseBand(what="start", least=Elemental.mg(50), most=Elemental.mg(100)),)
    limits = (
        a_limit(250, 150, rule="ceiling.b"),
        a_limit(300, 150, rule="ceiling.a"),
        a_limit(120, 100, rule="ceiling.occasion.c"),
    )
    plan = DosePlan(steps=PLAN.steps, bands=bands, limits=limits)
    assert plan.staircase().bands == (Band(50 * 10**6, 100 * 10**6, "start: 50 to 100 mg"),)
    assert plan.staircase().limit == Band(250 * 10**6, 250 * 10**6, "nearest limit: 250 mg")
    assert plan.limit_lines() == ("Nearest limit: So it is. Your plan stops at 150 mg.",)
    assert "start: 50 to 100 mg</text>" in plan._repr_html_()
    assert PLAN.staircase().limit is None
    assert PLAN.limit_lines() == ()


def test_a_plan_above_limits_names_each_of_them_and_no_other() -> None:
    limits = (a_limit(100, 150, "exceeded"), a_limit(400, 150), a_limit(120, 150, "exceeded"))
    assert DosePlan(steps=PLAN.steps, limits=limits).limit_lines() == (
        *("This is above a limit. So it is. Your plan goes to 150 mg.",) * 2,
    )


def test_a_band_ends_at_or_above_its_beginning() -> None:
    least, most = Elemental.mg(100), Elemental.mg(50)
    assert paths_of(DoseBand, what="start", least=least, most=most) == ["most"]
    assert paths_of(DoseBand, what="", least=1, most=None) == ["what", "least", "most"]
    assert str(DoseBand(what="start", least=most, most=most)) == "start: 50 to 50 mg"
    assert paths_of(DosePlan, steps=PLAN.steps, bands=(1,)) == ["bands[0]"]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({}, ["start: 50 to 100 mg", "target: 200 to 400 mg"]),
        ({"intent": Intent.INCREASE, "current_daily": Elemental.mg(100)}, ["target: 200 to 400 mg"]),
        ({"intent": Intent.MAINTAIN, "current_daily": Elemental.mg(100)}, []),
        ({"intent": Intent.LOWER, "current_daily": Elemental.mg(100)}, []),
    ],
)
def test_only_a_plan_that_starts_or_rises_has_the_ranges_for_it(asked: dict[str, Any], named: list[str]) -> None:
    capsule = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2)
    plan = titration_schedule(capsule, **asked)
    assert isinstance(plan, DosePlan)
    assert list(map(str, plan.bands)) == named


def test_a_topical_plan_shows_its_vehicle_and_its_patch_test() -> None:
    tested = TopicalPlan(vehicle=Vehicle.OIL, patch_test=False)
    assert str(tested) == "Magnesium on the skin, as oil.\n\nA plan is not a permission."
    first = TopicalPlan(vehicle=Vehicle.BATH, patch_test=True, advice=(a_finding(because="go slow"),))
    assert str(first).startswith("Magnesium on the skin, as a bath; do a patch test first.\n\nKeep in mind\n  Go slow.")
    assert "a.rule" not in str(first)
    assert "(a.rule)" in first.page().text(details=True)
    assert first.page(date(2026, 3, 1)).text() == str(first)


def test_all_faults_of_a_topical_plan_are_reported_together() -> None:
    assert paths_of(TopicalPlan, vehicle="oil", patch_test=1, advice=(5,)) == ["vehicle", "patch_test", "advice[0]"]


def a_limit(level: int, amount: int | str, outcome: str = "within", rule: str = "ceiling.x") -> LimitCheck:
    return LimitCheck(
        rule=rule,
        level=Elemental.mg(level),
        amount=Elemental.mg(amount),
        outcome=LimitOutcome(outcome),
        because="so it is",
        cites=(CITE,),
    )


def test_the_margin_of_a_limit_is_the_distance_between_amount_and_level() -> None:
    assert a_limit(250, "187.5").margin == Elemental.mg("62.5")
    assert a_limit(250, 300, "exceeded").margin == Elemental.mg(50)
    assert a_limit(200, 210, "binding").margin == Elemental.mg(10)
    assert a_limit(300, 270, "binding").margin == Elemental.mg(30)


@pytest.mark.parametrize(("level", "amount", "outcome"), [(250, 251, "within"), (250, 249, "exceeded")])
def test_an_outcome_that_contradicts_the_amounts_is_refused(level: int, amount: int, outcome: str) -> None:
    assert paths_of(a_limit, level, amount, outcome) == ["outcome"]
    assert a_limit(250, 250, outcome).margin == Elemental.mg(0)


def test_all_faults_of_a_limit_are_reported_together() -> None:
    wrong = {"rule": "", "level": 250, "amount": "300", "outcome": "within", "because": None, "cites": (1,)}
    assert paths_of(LimitCheck, **wrong) == ["rule", "level", "amount", "outcome", "because", "cites[0]"]
    assert paths_of(DosePlan, steps=PLAN.steps, limits=(1,)) == ["limits[0]"]


def test_a_limit_shows_its_outcome_in_one_line_and_then_its_source() -> None:
    lines = str(a_limit(250, 300, "exceeded")).splitlines()
    assert lines[0] == "exceeded: so it is: 300 mg against 250 mg, 50 mg above (ceiling.x)"
    assert lines[-1].endswith("a book, page 1 (guide): so it is")
    assert a_limit(250, 200).headline().endswith("200 mg against 250 mg, 50 mg below (ceiling.x)")
    assert a_limit(200, 200, "binding").headline().startswith("binding: so it is: 200 mg against 200 mg, ends the plan")


def test_a_plan_shows_its_limits_as_a_table_if_it_has_any() -> None:
    limits = (a_limit(200, 210, "binding", "dose.y"), a_limit(250, 300, "exceeded"))
    words = DosePlan(steps=PLAN.steps, limits=limits).page().text(details=True)
    assert "Limits of the plan, in elemental magnesium" in words
    rows = [line.split() for line in words.splitlines() if line.strip().startswith(("binding", "exceeded"))]
    assert [(row[0], row[1], row[2], row[-1]) for row in rows] == [
        ("binding", "200", "210", "dose.y"),
        ("exceeded", "250", "300", "ceiling.x"),
    ]
    assert "Bounds" not in str(PLAN)


def test_limits_are_ordered_binding_then_exceeded_by_the_most_then_within_by_the_least() -> None:
    expected = (
        a_limit(200, 210, "binding"),
        a_limit(250, 300, "exceeded", "ceiling.a"),
        a_limit(250, 300, "exceeded", "ceiling.b"),
        a_limit(280, 300, "exceeded"),
        a_limit(350, 300),
        a_limit(400, 300),
    )
    assert order_limits(expected[::-1]) == expected


@pytest.mark.parametrize(
    ("dosage_form", "noun"),
    [
        (None, "capsule"),
        (DosageForm.HARD_CAPSULE, "capsule"),
        (DosageForm.SOFTGEL, "softgel"),
        (DosageForm.TABLET, "tablet"),
        (DosageForm.SCORED_TABLET, "tablet"),
        (DosageForm.MODIFIED_RELEASE, "capsule"),
        (DosageForm.ENTERIC_COATED, "capsule"),
        (DosageForm.POWDER, "measure"),
        (DosageForm.OTHER, "capsule"),
    ],
)
def test_a_plan_names_the_units_of_its_product(dosage_form: DosageForm | None, noun: str) -> None:
    whole = Step(first_day=1, days=None, intakes=(intake(8, 200),))
    plan = DosePlan(steps=(whole,), capsule=capsule(100, 1, dosage_form=dosage_form))
    assert f"2 {noun}s at dinner" in str(plan)
    half = attrs.evolve(plan, steps=(step(1, None, 50),))
    assert f"1/2 {noun} at dinner" in str(half)
    assert first_step(half)["doses"] == f"half a {noun} (50 mg of magnesium) at dinner, with food"
