"""A rung on the clock: what is placed, what is told, and what is refused."""

from datetime import time
from typing import Any

import attrs
import pytest
from units.given import a_finding, capsule, faults_of, paths_of

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
    Rule,
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
    when,
)
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.vocabulary import Effect, MedicineClass, MedicineRoute, Severity
from alpims_mg.rulebook.medicines.interactions import Interaction

USUAL = Routine(wakes=time(7), sleeps=time(22, 30), breakfast=time(8), lunch=time(12, 30), dinner=time(18, 30))
LEVOTHYROXINE = Medicine(name="levothyroxine", taken_at=[time(7)])
CIPROFLOXACIN = Medicine(name="ciprofloxacin", taken_at=[time(8), time(20)])


def step(*at: TimeOfDay, food: bool = True) -> Step:
    rest = {"portion": Portion.HALF, "elemental": Elemental.mg(50), "with_food": food}
    return Step(first_day=1, days=None, intakes=tuple(Intake(at=one, **rest) for one in at))


TWICE = step(TimeOfDay.BREAKFAST, TimeOfDay.DINNER)


def placed(rung: Step, routine: Routine, *medicines: Medicine) -> list[str]:
    day = schedule_day(rung, routine, medicines)
    assert isinstance(day, DaySchedule), day
    return [f"{one.clock:%H:%M}" for one in day.placed]


def sets(rung: Step, routine: Routine, *medicines: Medicine) -> list[list[str]]:
    day = schedule_day(rung, routine, medicines)
    assert isinstance(day, Unschedulable), day
    return [[one.about or str(one.constraint) for one in some] for some in day.sets]


class TestWhatComesIn:
    def test_all_faults_come_together(self) -> None:
        assert paths_of(schedule_day, "step", "day", ["levothyroxine"]) == ["step", "routine", "medicines[0]"]
        assert paths_of(schedule_day, TWICE, USUAL, "levothyroxine") == ["medicines"]

    def test_any_collection_of_medicines_will_do(self) -> None:
        listed = schedule_day(TWICE, USUAL, [LEVOTHYROXINE])
        assert schedule_day(TWICE, USUAL, iter([LEVOTHYROXINE])) == listed

    def test_every_rung_of_a_plan_has_its_day(self) -> None:
        for form in Form:
            plan = titration_schedule(capsule(120, form=form), target=Elemental.mg(400))
            assert isinstance(plan, DosePlan)
            for rung in plan.steps:
                day = schedule_day(rung, USUAL, [])
                assert isinstance(day, DaySchedule)
                assert not any(one.moved for one in day.placed)


class TestWhatIsPlaced:
    def test_the_intakes_stand_in_the_order_of_the_day(self) -> None:
        backwards = step(TimeOfDay.DINNER, TimeOfDay.BREAKFAST)
        assert placed(backwards, USUAL) == placed(TWICE, USUAL) == ["08:00", "19:00"]

    def test_the_least_hours_hold_over_night_too(self) -> None:
        awake_for_23_hours = Routine(wakes=time(7), sleeps=time(6), breakfast=time(7), dinner=time(5))
        assert sets(TWICE, awake_for_23_hours) == [["food", "apart"]]
        assert placed(TWICE, attrs.evolve(awake_for_23_hours, dinner=time(3, 30))) == ["07:30", "03:30"]

    def test_eight_intakes_fill_a_day_of_24_hours_and_nine_do_not(self) -> None:
        nearly_always = Routine(wakes=time(0), sleeps=time(23, 59))
        eight = step(*(TimeOfDay.LUNCH,) * 8, food=False)
        every_three_hours = [f"{hour:02}:00" for hour in range(0, 24, 3)]
        assert placed(eight, nearly_always) == every_three_hours
        assert sets(step(*(TimeOfDay.LUNCH,) * 9, food=False), nearly_always) == [["apart"]]

    def test_a_step_with_a_meal_twice_moves_one_of_the_two(self) -> None:
        day = schedule_day(step(TimeOfDay.DINNER, TimeOfDay.DINNER), USUAL, [])
        assert isinstance(day, DaySchedule)
        assert [one.moved for one in day.placed] == [True, False]

    def test_one_medicine_named_twice_keeps_the_hours_of_each(self) -> None:
        drops = Medicine(name="ciprofloxacin", route=MedicineRoute.OTHER, taken_at=[time(8)])
        tablet = Medicine(name="ciprofloxacin", taken_at=[time(20)])
        day = schedule_day(TWICE, USUAL, [drops, tablet])
        assert isinstance(day, DaySchedule)
        assert [(f"{one.clock:%H}", bool(one.separation)) for one in day.doses] == [("08", False), ("20", True)]
        assert placed(TWICE, USUAL, drops, tablet) == placed(TWICE, USUAL, tablet)

    def test_a_clinics_longer_hours_are_kept(self) -> None:
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
        assert [f"{one.clock:%H:%M}" for one in day.placed] == ["13:00", "18:30"]
        assert day.room_minutes == 0

    def test_hours_of_one_direction_alone_shut_the_dose_itself(self) -> None:
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
        assert [[one.about for one in some] for some in day.sets] == [["iron"]]


class TestWhatIsFree:
    @pytest.mark.parametrize(
        ("medicines", "free"),
        [
            ([], ["07:00 to 22:30"]),
            ([LEVOTHYROXINE], ["11:00 to 22:30"]),
            ([CIPROFLOXACIN], ["10:00 to 14:00", "22:00 to 22:30"]),
            ([Medicine(name="digoxin", taken_at=[time(23, 30)])], ["07:00 to 21:30"]),
            ([Medicine(name="digoxin", taken_at=[time(4)])], ["07:00 to 22:30"]),
            ([Medicine(name="digoxin", taken_at=[time(4)], route=MedicineRoute.OTHER)], ["07:00 to 22:30"]),
            ([LEVOTHYROXINE, Medicine(name="digoxin", taken_at=[time(13)])], ["11:00 to 11:00", "15:00 to 22:30"]),
        ],
    )
    def test_the_edges_of_a_window_are_free(self, medicines: list[Medicine], free: list[str]) -> None:
        day = schedule_day(step(TimeOfDay.DINNER), attrs.evolve(USUAL, dinner=time(22)), medicines)
        assert isinstance(day, DaySchedule) or medicines
        told = schedule_day(step(TimeOfDay.BEDTIME, food=False), USUAL, medicines)
        assert isinstance(told, DaySchedule)
        assert [str(one) for one in told.free] == free


class TestWhatIsTold:
    def test_a_day_is_a_table_from_waking_on(self) -> None:
        untimed = Medicine(name="iron")
        page = schedule_day(TWICE, USUAL, [LEVOTHYROXINE, untimed]).page().text()
        lines = page.splitlines()
        assert lines[0] == "Day: 100 mg, at 13:00, 18:30"
        times = [line.split()[0] for line in lines if line.startswith("  ") and line.split()[0][2:3] == ":"]
        assert times == ["07:00", "07:00", "08:00", "12:30", "13:00", "18:30", "18:30", "22:30"]
        assert "taken at 07:00, so no magnesium after 03:00 and before 11:00" in page
        assert "for breakfast: 1/2 capsule (50 mg), with food, moved" in page
        assert "  - 11:00 to 22:30" in lines
        assert "iron: at what times of day it is taken" in page
        assert "Placed, not permitted" in lines[-1]
        assert CURRENT.edition in lines[-1]

    def test_a_night_begins_with_waking(self) -> None:
        night = Routine(wakes=time(16), sleeps=time(8), breakfast=time(16, 30), dinner=time(2))
        lines = schedule_day(TWICE, night, []).page().text().splitlines()
        times = [line.split()[0] for line in lines if line.startswith("  ") and line.split()[0][2:3] == ":"]
        assert times == ["16:00", "16:30", "16:30", "02:00", "02:30", "08:00"]

    def test_no_slot_names_what_cannot_hold_together(self) -> None:
        day = schedule_day(TWICE, USUAL, [LEVOTHYROXINE, CIPROFLOXACIN])
        assert isinstance(day, Unschedulable)
        assert (day.finding.rule, day.finding.verdict) == ("medicine.no-slot", Verdict.CONSULT)
        page = day.page().text()
        assert page.startswith("No time is left: consult: ")
        assert "taken at a meal: breakfast at 08:00, lunch at 12:30, dinner at 18:30, within 30 minutes" in page
        assert "taken apart from one another: 2 intakes, at least 3 h between two" in page
        assert "ciprofloxacin: taken at 08:00, so no magnesium after 02:00 and before 10:00, and taken at 20:00" in page

    def test_a_day_without_meals_and_a_short_one_are_told(self) -> None:
        bare = Routine(wakes=time(8), sleeps=time(10))
        (none,) = schedule_day(TWICE, bare, []).sets[0]  # type: ignore[union-attr]
        assert str(none) == "taken at a meal: no meal is stated, within 30 minutes"
        short = schedule_day(step(TimeOfDay.DINNER, TimeOfDay.LUNCH, food=False), bare, [])
        assert str(short.sets[0][0]) == "taken while awake: from 08:00 to 10:00"  # type: ignore[union-attr]

    @pytest.mark.parametrize("name", ["nilotinib", "raltegravir"])
    def test_a_medicine_that_is_withheld_leaves_no_time_however_it_is_given(self, name: str) -> None:
        for given in MedicineRoute:
            assert sets(TWICE, USUAL, Medicine(name=name, route=given, taken_at=[time(9)])) == [[name]]
        (alone,) = schedule_day(TWICE, USUAL, [Medicine(name=name)]).sets[0]  # type: ignore[union-attr]
        assert str(alone) == f"{name}: not beside it at any time of day"

    def test_what_is_withheld_only_where_the_kidney_is_weak_is_another_question(self) -> None:
        assert placed(TWICE, USUAL, Medicine(name="spironolactone", taken_at=[time(8)])) == ["08:00", "19:00"]

    def test_every_smallest_set_is_told(self) -> None:
        two = (Medicine(name="nilotinib"), Medicine(name="raltegravir"))
        assert sets(TWICE, USUAL, *two) == sets(TWICE, USUAL, *two[::-1]) == [["nilotinib"], ["raltegravir"]]


class TestWhatIsUnknown:
    def test_a_medicine_without_times_is_named_once_and_in_order(self) -> None:
        untimed = [Medicine(name=name) for name in ("iron", "digoxin", "iron", "sertraline", "digoxin")]
        for order in (untimed, untimed[::-1]):
            told = [str(one).partition(":")[0] for one in schedule_day(TWICE, USUAL, order).not_checked]
            assert told == ["digoxin", "iron"]

    def test_what_is_told_stands_beside_no_slot_too(self) -> None:
        day = schedule_day(TWICE, USUAL, [CIPROFLOXACIN, Medicine(name="iron")])
        assert isinstance(day, Unschedulable)
        assert "iron: at what times" in day.page().text()

    def test_medicines_that_are_not_stated_are_not_none(self) -> None:
        (told,) = schedule_day(TWICE, USUAL).not_checked
        assert told.path == "medicines"
        assert schedule_day(TWICE, USUAL, []).not_checked == ()


PLACED = PlacedIntake(clock=time(8), intake=TWICE.intakes[0], moved=False)
LEFT = NotChecked(path="medicines", because="not stated")


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (PlacedIntake, {"clock": "08:00", "intake": "half", "moved": 0}),
        (MedicineDose, {"clock": time(8, 0, 1), "medicine": "", "separation": 4}),
        (FreeInterval, {"begins": 7, "ends": None}),
        (SchedulingConflict, {"constraint": "food", "because": None, "about": ""}),
        (
            DaySchedule,
            {
                "routine": {}, "placed": [PLACED], "doses": None, "free": (1,), "room_minutes": 1441,
                "not_checked": LEFT, "edition": "", "disclaimer": None,
            },
        ),
        (Unschedulable, {"finding": None, "sets": (1,), "not_checked": (1,), "edition": " ", "disclaimer": 5}),
    ],
)  # fmt: skip
def test_all_faults_of_what_comes_out_come_together(kind: Any, wrong: dict[str, Any]) -> None:
    told = {path.partition("[")[0] for path in paths_of(kind, **wrong)}
    assert told == set(wrong)


def test_a_set_holds_obstacles() -> None:
    wrong = faults_of(Unschedulable, finding=a_finding(), sets=((1,),), edition="1", disclaimer="so")
    assert [fault.path for fault in wrong] == ["sets[0][0]"]


def test_what_comes_out_says_itself_in_one_line() -> None:
    assert str(PLACED) == "08:00, for breakfast: 1/2 capsule (50 mg), with food"
    assert str(attrs.evolve(PLACED, moved=True)).endswith(", moved")
    assert str(FreeInterval(begins=time(7), ends=time(8, 30))) == "07:00 to 08:30"
    assert str(SchedulingConflict(constraint=ClockConstraint.FOOD, because="so")) == "so"


def test_a_day_that_holds_nothing_shows_only_the_day() -> None:
    empty = DaySchedule(routine=USUAL, placed=(), edition="1", disclaimer="Ask.")
    assert "free of" not in empty.page().text()
    assert empty.page().text().startswith("Day: 0 mg")
