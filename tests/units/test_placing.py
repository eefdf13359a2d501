"""Intakes are moved out of the windows of medicines, or get a time on the clock."""

from datetime import time
from typing import Any

import pytest
from units.builders import capsule

from alpims_mg import (
    Elemental,
    Form,
    Intake,
    Intent,
    KidneyFunction,
    Medicine,
    Offer,
    Portion,
    Proposal,
    Routine,
    Situation,
    TimeOfDay,
    Tolerance,
    Zone,
    assess,
    schedule_day,
)
from alpims_mg.model.plans import DosePlan

DAY = Routine(wakes=time(6), sleeps=time(22), breakfast=time(8), lunch=time(12, 30), dinner=time(18, 30))


def answer(mg: int | str, *medicines: Medicine, form: Form = Form.GLYCINATE, **facts: Any) -> Any:
    adult: dict[str, Any] = {
        "zone": Zone.GREEN,
        "tolerance": Tolerance.PROVEN,
        "age_years": 34,
        "kidney": KidneyFunction.NORMAL,
        "conditions": (),
        "medicines": medicines,
        "other_magnesium": Elemental.mg(0),
    }
    proposal = Proposal(intent=Intent.MAINTAIN, product=capsule(form=form), current_daily=Elemental.mg(mg))
    return assess(Situation(**adult | facts), proposal)


def plan(mg: int | str, *medicines: Medicine, form: Form = Form.GLYCINATE, **facts: Any) -> DosePlan:
    decision = answer(mg, *medicines, form=form, **facts)
    found = decision.plan if isinstance(decision, Offer) else decision.draft
    assert isinstance(found, DosePlan)
    return found


def times(mg: int | str, *medicines: Medicine, form: Form = Form.GLYCINATE, **facts: Any) -> list[TimeOfDay]:
    return [intake.at for intake in plan(mg, *medicines, form=form, **facts).steps[0].intakes]


def levothyroxine(*hours: int) -> Medicine:
    return Medicine(name="levothyroxine", taken_at=[time(hour) for hour in hours])


def test_an_intake_moves_to_the_next_meal_and_then_to_an_earlier_one() -> None:
    assert times(100) == [TimeOfDay.DINNER]
    assert times(100, levothyroxine(22)) == [TimeOfDay.BREAKFAST]
    assert times(200, levothyroxine(22)) == [TimeOfDay.BREAKFAST, TimeOfDay.LUNCH]


def test_two_intakes_never_move_to_one_meal() -> None:
    assert times(400, levothyroxine(7)) == [TimeOfDay.LUNCH, TimeOfDay.DINNER]


def test_an_intake_without_food_may_move_to_bedtime_and_one_with_food_may_not() -> None:
    at_noon = levothyroxine(12)
    assert [one.with_food for one in plan(200, form=Form.THREONATE).steps[0].intakes] == [False, False]
    free = times(200, at_noon, form=Form.THREONATE)
    assert TimeOfDay.BREAKFAST not in free
    assert len(set(free)) == 2
    assert "medicine.meal-in-window" in {finding.rule for finding in answer(200, at_noon).findings}


def test_the_finding_names_the_meals_that_could_not_be_moved() -> None:
    (said,) = (one for one in answer(200, levothyroxine(12)).findings if one.rule == "medicine.meal-in-window")
    assert said.numbers == (("meals", "breakfast"),)


def test_with_a_routine_each_intake_is_where_the_clock_puts_it() -> None:
    lived = plan(200, levothyroxine(7), routine=DAY)
    day = schedule_day(lived.steps[0], DAY, [levothyroxine(7)])
    clocks = [one.clock for one in lived.steps[0].intakes]
    assert clocks == [one.clock for one in getattr(day, "placed")]  # noqa: B009 -- the type is a union
    assert [one.at for one in lived.steps[0].intakes] == [TimeOfDay.LUNCH, TimeOfDay.DINNER]
    assert all(one.clock for one in lived.steps[0].intakes)


def test_a_time_that_belongs_to_no_meal_keeps_the_name_that_the_plan_gives() -> None:
    day = Routine(wakes=time(6), sleeps=time(22))
    assert times(200, form=Form.THREONATE, routine=day) == times(200, form=Form.THREONATE)


def test_a_medicine_that_rules_out_capsules_moves_nothing() -> None:
    decision = answer(200, Medicine(name="sodium polystyrene sulfonate", taken_at=[time(8)]), routine=DAY)
    assert "medicine.no-slot" not in {finding.rule for finding in decision.findings}


def test_an_intake_with_a_clock_shows_it() -> None:
    intake = Intake(
        at=TimeOfDay.LUNCH, portion=Portion.HALF, elemental=Elemental.mg(50), with_food=True, clock=time(13)
    )
    assert str(intake) == "lunch, 13:00: 1/2 capsule (50 mg), with food"


@pytest.mark.parametrize("facts", [{}, {"routine": DAY}])
def test_a_medicine_of_unknown_times_moves_nothing(facts: dict[str, Any]) -> None:
    assert times(200, Medicine(name="levothyroxine"), **facts) == [TimeOfDay.BREAKFAST, TimeOfDay.DINNER]
