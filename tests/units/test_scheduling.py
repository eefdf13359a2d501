"""Schedules: placement, free times, pages, conflicts, and what is not stated."""

import re
from datetime import time
from typing import Any

import attrs
import pytest
from units.builders import a_finding, capsule, faults_of, paths_of

from alpims_mg import (
    CURRENT,
    Citation,
    ClockConstraint,
    DaySchedule,
    DoseSeparation,
    Elemental,
    Form,
    FreeInterval,
    Intake,
    Medicine,
    MedicineDose,
    PlacedIntake,
    Portion,
    Routine,
    SchedulingConflict,
    Source,
    SourceKind,
    Step,
    TimeOfDay,
    Unschedulable,
    Verdict,
    schedule_day,
    tighten,
    titration_schedule,
)
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.vocabulary import Effect, MedicineClass, MedicineRoute, Severity
from alpims_mg.rulebook.medicines.interactions import Interaction
from alpims_mg.rules import Rule, when

USUAL = Routine(wakes=time(7), sleeps=time(22, 30), breakfast=time(8), lunch=time(12, 30), dinner=time(18, 30))
LEVOTHYROXINE = Medicine(name="levothyroxine", taken_at=[time(7)])
CIPROFLOXACIN = Medicine(name="ciprofloxacin", taken_at=[time(8), time(20)])


def step(*at: TimeOfDay, food: bool = True) -> Step:
    rest: dict[str, Any] = {"portion": Portion.HALF, "elemental": Elemental.mg(50), "with_food": food}
    return Step(first_day=1, days=None, intakes=tuple(Intake(at=time_of_day, **rest) for time_of_day in at))


TWICE = step(TimeOfDay.BREAKFAST, TimeOfDay.DINNER)


def placed(rung: Step, routine: Routine, *medicines: Medicine) -> list[str]:
    day = schedule_day(rung, routine, medicines)
    assert isinstance(day, DaySchedule), day
    return [f"{intake.clock:%H:%M}" for intake in day.placed]


def sets(rung: Step, routine: Routine, *medicines: Medicine) -> list[list[str]]:
    day = schedule_day(rung, routine, medicines)
    assert isinstance(day, Unschedulable), day
    return [[conflict.about or str(conflict.constraint) for conflict in conflicts] for conflicts in day.sets]


class TestArguments:
    def test_all_faults_are_reported_together(self) -> None:
        assert paths_of(schedule_day, "step", "day", ["levothyroxine"]) == ["step", "routine", "medicines[0]"]
        assert paths_of(schedule_day, TWICE, USUAL, "levothyroxine") == ["medicines"]

    def test_medicines_may_be_any_iterable(self) -> None:
        listed = schedule_day(TWICE, USUAL, [LEVOTHYROXINE])
        assert schedule_day(TWICE, USUAL, iter([LEVOTHYROXINE])) == listed

    def test_every_rung_of_a_plan_fits_a_usual_day(self) -> None:
        for form in Form:
            plan = titration_schedule(capsule(120, form=form), target=Elemental.mg(400))
            assert isinstance(plan, DosePlan)
            for rung in plan.steps:
                day = schedule_day(rung, USUAL, [])
                assert isinstance(day, DaySchedule)
                assert not any(intake.moved for intake in day.placed)


class TestPlacement:
    def test_intakes_are_in_the_order_of_the_day(self) -> None:
        backwards = step(TimeOfDay.DINNER, TimeOfDay.BREAKFAST)
        assert placed(backwards, USUAL) == placed(TWICE, USUAL) == ["08:00", "18:30"]

    def test_intakes_are_apart_overnight_too(self) -> None:
        awake_for_23_hours = Routine(wakes=time(7), sleeps=time(6), breakfast=time(7), dinner=time(5))
        assert sets(TWICE, awake_for_23_hours) == [["food", "apart"]]
        assert placed(TWICE, attrs.evolve(awake_for_23_hours, dinner=time(4, 15))) == ["07:15", "04:15"]

    def test_eight_intakes_fill_a_day_of_24_hours_and_nine_do_not(self) -> None:
        nearly_always = Routine(wakes=time(0), sleeps=time(23, 59))
        eight = step(*(TimeOfDay.LUNCH,) * 8, food=False)
        every_three_hours = [f"{hour:02}:00" for hour in range(0, 24, 3)]
        assert placed(eight, nearly_always) == every_three_hours
        assert sets(step(*(TimeOfDay.LUNCH,) * 9, food=False), nearly_always) == [["apart"]]

    def test_of_two_intakes_at_the_same_meal_one_is_moved(self) -> None:
        day = schedule_day(step(TimeOfDay.DINNER, TimeOfDay.DINNER), USUAL, [])
        assert isinstance(day, DaySchedule)
        assert [(intake.at, intake.moved) for intake in day.placed] == [
            (TimeOfDay.LUNCH, True),
            (TimeOfDay.DINNER, False),
        ]

    def test_each_entry_of_a_medicine_named_twice_keeps_its_own_separation(self) -> None:
        drops = Medicine(name="ciprofloxacin", route=MedicineRoute.OTHER, taken_at=[time(8)])
        tablet = Medicine(name="ciprofloxacin", taken_at=[time(20)])
        day = schedule_day(TWICE, USUAL, [drops, tablet])
        assert isinstance(day, DaySchedule)
        assert [(f"{dose.clock:%H}", bool(dose.separation)) for dose in day.doses] == [("08", False), ("20", True)]
        assert placed(TWICE, USUAL, drops, tablet) == placed(TWICE, USUAL, tablet)

    def test_a_longer_separation_of_a_clinic_is_observed(self) -> None:
        longer = Rule(
            id="medicine.clinic.levothyroxine",
            when=when(medicine=MedicineClass.LEVOTHYROXINE),
            then=Interaction(
                verdict=Verdict.CONSULT,
                separation=DoseSeparation(medicine_to_magnesium=6, magnesium_to_medicine=6),
                effects=(Effect.ADSORPTION,),
                severity=Severity.MODERATE,
            ),
            because="our clinic waits for longer",
            cites=(Citation(source=Source(title="clinic", kind=SourceKind.CONVENTION), place="1", claim="six"),),
        )
        day = schedule_day(TWICE, USUAL, [LEVOTHYROXINE], rulebook=tighten(CURRENT, [longer]))
        assert isinstance(day, Unschedulable) is False
        assert day.edition == f"{CURRENT.edition} with local policy"
        assert isinstance(day, DaySchedule)
        assert [f"{intake.clock:%H:%M}" for intake in day.placed] == ["13:00", "18:30"]
        assert day.room_minutes == 0

    def test_a_separation_of_a_whole_day_leaves_no_schedule(self) -> None:
        one_way = Interaction(
            verdict=Verdict.CONSULT,
            separation=DoseSeparation(medicine_to_magnesium=24, magnesium_to_medicine=0),
            effects=(Effect.ADSORPTION,),
            severity=Severity.MAJOR,
        )
        never = Rule(
            id="medicine.clinic.iron",
            when=when(medicine=MedicineClass.IRON),
            then=attrs.evolve(one_way, separation=DoseSeparation(medicine_to_magnesium=24, magnesium_to_medicine=4)),
            because="never on one day",
            cites=(Citation(source=Source(title="clinic", kind=SourceKind.CONVENTION), place="1", claim="never"),),
        )
        iron = Medicine(name="iron", taken_at=[time(10)])
        day = schedule_day(TWICE, USUAL, [iron], rulebook=tighten(CURRENT, [never]))
        assert isinstance(day, Unschedulable)
        assert [[conflict.about for conflict in conflicts] for conflicts in day.sets] == [["iron"]]


class TestFreeTimes:
    @pytest.mark.parametrize(
        ("medicines", "free"),
        [
            ([], ["07:00 to 22:30"]),
            ([LEVOTHYROXINE], ["11:00 to 22:30"]),
            ([CIPROFLOXACIN], ["10:00 to 14:00", "22:00 to 22:30"]),
            ([Medicine(name="digoxin", taken_at=[time(23, 30)])], ["07:00 to 20:30"]),
            ([Medicine(name="digoxin", taken_at=[time(4)])], ["07:00 to 22:30"]),
            ([Medicine(name="digoxin", taken_at=[time(4)], route=MedicineRoute.OTHER)], ["07:00 to 22:30"]),
            ([LEVOTHYROXINE, Medicine(name="digoxin", taken_at=[time(14)])], ["11:00 to 11:00", "17:00 to 22:30"]),
        ],
    )
    def test_the_edges_of_a_window_are_free(self, medicines: list[Medicine], free: list[str]) -> None:
        day = schedule_day(step(TimeOfDay.DINNER), attrs.evolve(USUAL, dinner=time(22)), medicines)
        assert isinstance(day, DaySchedule) or medicines
        bedtime = schedule_day(step(TimeOfDay.BEDTIME, food=False), USUAL, medicines)
        assert isinstance(bedtime, DaySchedule)
        assert [str(interval) for interval in bedtime.free] == free


class TestPages:
    def test_a_schedule_is_a_table_from_waking(self) -> None:
        untimed = Medicine(name="iron")
        page = schedule_day(TWICE, USUAL, [LEVOTHYROXINE, untimed]).page().text(None)
        lines = page.splitlines()
        assert lines[0] == "Magnesium at 12:30 and 18:30: 100 mg a day"
        times = [line[2:7] for line in lines if re.match(r"  \d\d:\d\d  ", line)]
        assert times == ["07:00", "07:00", "08:00", "12:30", "12:30", "18:30", "18:30", "22:30"]
        assert "you take it at 07:00, so take no magnesium from 03:00 to 11:00" in page
        assert "lunch: 1/2 capsule (50 mg), with food, moved from breakfast" in page
        assert "Far enough from every medicine\n  11:00 to 22:30.\n" in page
        assert "Iron: the times of day at which it is taken" in page
        assert "medicines[" not in page
        assert lines[-1].startswith("This is a timetable, not permission.")
        assert CURRENT.edition not in page
        details = schedule_day(TWICE, USUAL, [LEVOTHYROXINE, untimed]).page().text(None, details=True)
        assert details.endswith(f"Edition {CURRENT.edition}.")
        assert "Not checked, by field\n  - iron: the times of day" in details

    def test_a_day_that_ends_after_midnight_is_ordered_from_waking(self) -> None:
        night = Routine(wakes=time(16), sleeps=time(8), breakfast=time(16, 30), dinner=time(2))
        lines = schedule_day(TWICE, night, []).page().text().splitlines()
        times = [line[2:7] for line in lines if re.match(r"  \d\d:\d\d  ", line)]
        assert times == ["16:00", "16:30", "16:30", "02:00", "02:00", "08:00"]

    def test_a_day_without_a_schedule_names_the_conflicting_constraints(self) -> None:
        day = schedule_day(TWICE, USUAL, [LEVOTHYROXINE, CIPROFLOXACIN])
        assert isinstance(day, Unschedulable)
        assert (day.finding.rule, day.finding.verdict) == ("medicine.no-slot", Verdict.CONSULT)
        page = day.page().text(None)
        assert page.startswith("[!] Ask a clinician or pharmacist first.\n    No times of day work for every intake.\n")
        assert "medicine.no-slot" not in page
        assert "(medicine.no-slot). ALPIMS guide" in day.page().text(None, details=True)
        assert "Taken at a meal: breakfast at 08:00, lunch at 12:30, dinner at 18:30, within 30 minutes" in page
        assert "Spaced apart: 2 intakes, at least 3 h apart" in page
        windows = "you take it at 08:00, so take no magnesium from 02:00 to 10:00. You take it at 20:00"
        assert f"Ciprofloxacin: {windows}" in page

    def test_a_day_without_meals_and_a_short_day_are_named_as_conflicts(self) -> None:
        bare = Routine(wakes=time(8), sleeps=time(10))
        (no_meal,) = schedule_day(TWICE, bare, []).sets[0]  # type: ignore[union-attr]
        assert str(no_meal) == "taken at a meal: no meal is stated, within 30 minutes"
        short = schedule_day(step(TimeOfDay.DINNER, TimeOfDay.LUNCH, food=False), bare, [])
        assert str(short.sets[0][0]) == "taken while awake: from 08:00 to 10:00"  # type: ignore[union-attr]

    @pytest.mark.parametrize("name", ["nilotinib", "raltegravir"])
    def test_a_withheld_medicine_leaves_no_schedule_by_any_route(self, name: str) -> None:
        for route in MedicineRoute:
            assert sets(TWICE, USUAL, Medicine(name=name, route=route, taken_at=[time(9)])) == [[name]]
        (conflict,) = schedule_day(TWICE, USUAL, [Medicine(name=name)]).sets[0]  # type: ignore[union-attr]
        assert str(conflict) == f"{name}: no magnesium at any time of day"

    def test_a_medicine_withheld_only_with_weak_kidneys_leaves_a_schedule(self) -> None:
        assert placed(TWICE, USUAL, Medicine(name="spironolactone", taken_at=[time(8)])) == ["08:00", "18:30"]

    def test_every_smallest_set_is_named(self) -> None:
        two = (Medicine(name="nilotinib"), Medicine(name="raltegravir"))
        assert sets(TWICE, USUAL, *two) == sets(TWICE, USUAL, *two[::-1]) == [["nilotinib"], ["raltegravir"]]


class TestNotStated:
    def test_a_medicine_without_times_is_named_once_and_in_order(self) -> None:
        untimed = [Medicine(name=name) for name in ("iron", "digoxin", "iron", "sertraline", "digoxin")]
        for order in (untimed, untimed[::-1]):
            names = [str(gap).partition(":")[0] for gap in schedule_day(TWICE, USUAL, order).not_checked]
            assert names == ["digoxin", "iron"]

    def test_a_day_without_a_schedule_names_what_was_not_checked(self) -> None:
        day = schedule_day(TWICE, USUAL, [CIPROFLOXACIN, Medicine(name="iron")])
        assert isinstance(day, Unschedulable)
        assert "Iron: the times of day" in day.page().text()

    def test_medicines_that_are_not_stated_are_not_none(self) -> None:
        (gap,) = schedule_day(TWICE, USUAL).not_checked
        assert gap.path == "medicines"
        assert schedule_day(TWICE, USUAL, []).not_checked == ()


PLACED = PlacedIntake(clock=time(8), intake=TWICE.intakes[0], at=TimeOfDay.BREAKFAST)
NOT_CHECKED = NotChecked(path="medicines", because="not stated")


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (PlacedIntake, {"clock": "08:00", "intake": "half", "at": "noon"}),
        (MedicineDose, {"clock": time(8, 0, 1), "medicine": "", "separation": 4}),
        (FreeInterval, {"begins": 7, "ends": None}),
        (SchedulingConflict, {"constraint": "food", "because": None, "about": ""}),
        (
            DaySchedule,
            {
                "routine": {}, "placed": [PLACED], "doses": None, "free": (1,), "room_minutes": 1441,
                "not_checked": NOT_CHECKED, "edition": "", "disclaimer": None,
            },
        ),
        (Unschedulable, {"finding": None, "sets": (1,), "not_checked": (1,), "edition": " ", "disclaimer": 5}),
    ],
)  # fmt: skip
def test_all_faults_of_a_result_are_reported_together(kind: Any, wrong: dict[str, Any]) -> None:
    paths = {path.partition("[")[0] for path in paths_of(kind, **wrong)}
    assert paths == set(wrong)


def test_a_set_holds_conflicts() -> None:
    faults = faults_of(Unschedulable, finding=a_finding(), sets=((1,),), edition="1", disclaimer="so")
    assert [fault.path for fault in faults] == ["sets[0][0]"]


def test_each_part_of_a_result_shows_itself_in_one_line() -> None:
    assert str(PLACED) == "08:00, breakfast: 1/2 capsule (50 mg), with food"
    moved = attrs.evolve(PLACED, clock=time(12), at=TimeOfDay.LUNCH)
    assert str(moved) == "12:00, lunch: 1/2 capsule (50 mg), with food, moved from breakfast"
    nowhere = attrs.evolve(PLACED, clock=time(16), at=None)
    assert str(nowhere) == "16:00, at no meal: 1/2 capsule (50 mg), with food, moved from breakfast"
    assert str(FreeInterval(begins=time(7), ends=time(8, 30))) == "07:00 to 08:30"
    assert str(SchedulingConflict(constraint=ClockConstraint.FOOD, because="so")) == "so"


def test_a_schedule_without_intakes_shows_only_the_day() -> None:
    empty = DaySchedule(routine=USUAL, placed=(), edition="1", disclaimer="Ask.")
    assert "Far enough" not in empty.page().text()
    assert empty.page().text().startswith("No magnesium is taken\n\nYour day\n")
