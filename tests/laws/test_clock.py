"""Laws of schedules: windows are observed, the schedule is the best one, and conflicts are named exactly."""

from datetime import time
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from alpims_mg import (
    DaySchedule,
    Elemental,
    Intake,
    KidneyFunction,
    Medicine,
    Portion,
    Proposal,
    Routine,
    Situation,
    Step,
    TimeOfDay,
    Tolerance,
    Unschedulable,
    Zone,
    schedule_day,
)
from alpims_mg.model.vocabulary import MedicineRoute
from alpims_mg.testing import laws, strategies
from alpims_mg.testing.strategies import routines

NAMES = (
    *("levothyroxine", "ciprofloxacin", "dolutegravir", "cabotegravir", "digoxin", "iron", "gabapentin", "sertraline"),
    *("nilotinib", "something unknown", "spironolactone"),
)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 7)))
TAKEN = st.builds(
    Medicine,
    name=st.sampled_from(NAMES),
    taken_at=st.lists(TIMES, max_size=2).map(tuple),
    route=st.sampled_from((MedicineRoute.ORAL, MedicineRoute.ORAL, MedicineRoute.UNKNOWN, MedicineRoute.OTHER)),
)


def rungs(most: int) -> st.SearchStrategy[Step]:
    intakes = st.builds(
        Intake,
        at=st.sampled_from(TimeOfDay),
        portion=st.just(Portion.HALF),
        elemental=st.just(Elemental.mg(50)),
        with_food=st.booleans(),
    )
    of_a_day = st.lists(intakes, min_size=1, max_size=most).map(tuple)
    return st.builds(Step, first_day=st.just(1), days=st.none(), intakes=of_a_day)


def medicine_lists(most: int) -> st.SearchStrategy[tuple[Medicine, ...]]:
    return st.lists(TAKEN, max_size=most).map(tuple)


THREE_MEALS = st.builds(
    lambda wakes, first, second, third: Routine(
        wakes=time(wakes),
        sleeps=time((wakes + 10) % 24),
        breakfast=time(wakes, first),
        lunch=time((wakes + 4) % 24, second),
        dinner=time((wakes + 8) % 24, third),
    ),
    st.integers(0, 23),
    *(st.integers(0, 59) for _ in range(3)),
)
SMALL_DAYS = routines(awake_minutes=st.integers(1, 10 * 60)) | THREE_MEALS
LONG_DAYS = routines(awake_minutes=st.integers(12 * 60, 24 * 60 - 1)) | st.just(
    Routine(wakes=time(7), sleeps=time(23), breakfast=time(8), lunch=time(12), dinner=time(18))
)


@given(
    step=rungs(4) | strategies.steps(),
    routine=routines(),
    medicines=medicine_lists(4) | st.lists(strategies.medicines()),
)
def test_every_separation_interval_is_observed(step: Step, routine: Routine, medicines: Any) -> None:
    laws.schedule_keeps_every_window(step, routine, medicines)


@given(step=rungs(3), routine=SMALL_DAYS, medicines=medicine_lists(3))
def test_the_schedule_of_a_short_day_equals_brute_force(step: Step, routine: Routine, medicines: Any) -> None:
    laws.schedule_equals_brute_force(step, routine, medicines)


@given(step=rungs(2), routine=LONG_DAYS, medicines=medicine_lists(2))
@settings(max_examples=30)
def test_the_schedule_of_a_long_day_with_two_intakes_equals_brute_force(
    step: Step, routine: Routine, medicines: Any
) -> None:
    laws.schedule_equals_brute_force(step, routine, medicines)


@given(step=rungs(2), routine=routines() | THREE_MEALS, medicines=medicine_lists(3))
def test_a_day_without_a_schedule_names_every_smallest_set(step: Step, routine: Routine, medicines: Any) -> None:
    laws.unschedulable_names_the_smallest_sets(step, routine, medicines)


@given(step=rungs(3), routine=routines() | THREE_MEALS | LONG_DAYS)
def test_without_medicines_every_intake_is_at_its_meal(step: Step, routine: Routine) -> None:
    laws.without_medicines_every_intake_is_at_its_meal(step, routine)


@given(step=rungs(4), routine=routines() | THREE_MEALS, medicines=medicine_lists(4))
def test_the_order_of_medicines_never_matters(step: Step, routine: Routine, medicines: Any) -> None:
    laws.order_of_medicines_never_matters(step, routine, medicines)


@given(step=rungs(4), routine=routines() | THREE_MEALS, medicines=medicine_lists(3), extra=TAKEN)
def test_one_more_medicine_never_makes_a_schedule_possible(
    step: Step, routine: Routine, medicines: Any, extra: Medicine
) -> None:
    laws.one_more_medicine_never_improves_a_day(step, routine, medicines, extra)


AT: dict[str, Any] = {"portion": Portion.HALF, "elemental": Elemental.mg(50), "with_food": True}
TWICE = Step(first_day=1, days=None, intakes=(Intake(at=TimeOfDay.BREAKFAST, **AT), Intake(at=TimeOfDay.DINNER, **AT)))
USUAL = Routine(wakes=time(7), sleeps=time(22), breakfast=time(8), lunch=time(12, 30), dinner=time(18, 30))
CIPRO = Medicine(name="ciprofloxacin", taken_at=[time(8), time(20)])
LEVOTHYROXINE = Medicine(name="levothyroxine", taken_at=[time(7)])


class TestBrokenLaws:
    """Each law is checked against an answer that breaks it."""

    def broken(self, monkeypatch: pytest.MonkeyPatch, answers: Any) -> None:
        monkeypatch.setattr("alpims_mg.testing.laws.clock.schedule_day", answers)

    def test_a_separation_interval_that_is_ignored(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.broken(monkeypatch, lambda step, routine, _, rulebook: schedule_day(step, routine))
        with pytest.raises(laws.LawBrokenError, match="constraint is broken"):
            laws.schedule_keeps_every_window(TWICE, USUAL, (LEVOTHYROXINE,))

    def test_a_schedule_that_is_not_found(self, monkeypatch: pytest.MonkeyPatch) -> None:
        none = schedule_day(TWICE, USUAL, (LEVOTHYROXINE, CIPRO))
        self.broken(monkeypatch, lambda *_, rulebook: none)
        with pytest.raises(laws.LawBrokenError, match="was not found"):
            laws.schedule_equals_brute_force(TWICE, USUAL, (LEVOTHYROXINE,))

    def test_a_schedule_that_is_not_the_best(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.broken(monkeypatch, lambda step, routine, _, rulebook: schedule_day(step, routine, ()))
        with pytest.raises(laws.LawBrokenError, match="another schedule"):
            laws.schedule_equals_brute_force(TWICE, USUAL, (LEVOTHYROXINE,))

    def test_a_schedule_where_none_is_possible(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.broken(monkeypatch, lambda step, routine, _, rulebook: schedule_day(step, routine, ()))
        with pytest.raises(laws.LawBrokenError, match="breaks a constraint"):
            laws.schedule_equals_brute_force(TWICE, USUAL, (LEVOTHYROXINE, CIPRO))

    def test_a_set_that_is_not_the_smallest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        none = schedule_day(TWICE, USUAL, (CIPRO,))
        other = schedule_day(TWICE, USUAL, (Medicine(name="nilotinib"),))
        assert isinstance(none, Unschedulable)
        self.broken(monkeypatch, lambda *_, rulebook: none)
        with pytest.raises(laws.LawBrokenError, match="fewer constraints"):
            laws.unschedulable_names_the_smallest_sets(TWICE, USUAL, (CIPRO, Medicine(name="nilotinib")))
        self.broken(monkeypatch, lambda *_, rulebook: other)
        with pytest.raises(laws.LawBrokenError, match="a set is wrong"):
            laws.unschedulable_names_the_smallest_sets(TWICE, USUAL, (Medicine(name="raltegravir"),))

    def test_a_meal_that_is_left_without_a_reason(self, monkeypatch: pytest.MonkeyPatch) -> None:
        moved = schedule_day(TWICE, USUAL, (LEVOTHYROXINE,))
        self.broken(monkeypatch, lambda *_, rulebook: moved)
        with pytest.raises(laws.LawBrokenError, match="not at its own meal"):
            laws.without_medicines_every_intake_is_at_its_meal(TWICE, USUAL)

    def test_an_order_that_matters(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.broken(monkeypatch, lambda step, routine, taken, rulebook: schedule_day(step, routine, taken[:1]))
        with pytest.raises(laws.LawBrokenError, match="order"):
            laws.order_of_medicines_never_matters(TWICE, USUAL, (LEVOTHYROXINE, CIPRO))

    def test_one_more_medicine_that_improves_a_schedule_or_makes_one_possible(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        none, hard, easy = (schedule_day(TWICE, USUAL, medicines) for medicines in ((CIPRO,), (LEVOTHYROXINE,), ()))
        for before, law in ((none, "made a day schedulable"), (hard, "gave a better schedule")):
            answers = iter((before, easy))
            self.broken(monkeypatch, lambda *_, rulebook, answers=answers: next(answers))
            with pytest.raises(laws.LawBrokenError, match=law):
                laws.one_more_medicine_never_improves_a_day(TWICE, USUAL, (), LEVOTHYROXINE)


def test_both_kinds_of_result_occur() -> None:
    assert isinstance(schedule_day(TWICE, USUAL, (LEVOTHYROXINE,)), DaySchedule)
    assert isinstance(schedule_day(TWICE, USUAL, (LEVOTHYROXINE, CIPRO)), Unschedulable)


@given(
    routine=st.none() | routines(),
    medicines=st.lists(TAKEN, max_size=3, unique_by=str).map(tuple),
    proposal=strategies.proposals(of=strategies.capsules()),
)
def test_a_plan_keeps_every_stated_window(
    routine: Routine | None, medicines: tuple[Medicine, ...], proposal: Proposal
) -> None:
    adult = Situation(
        zone=Zone.GREEN,
        tolerance=Tolerance.PROVEN,
        age_years=34,
        kidney=KidneyFunction.NORMAL,
        conditions=(),
        medicines=medicines,
        other_magnesium=Elemental.mg(0),
        routine=routine,
    )
    laws.a_plan_keeps_every_stated_window(adult, proposal)
