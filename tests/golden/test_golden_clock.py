"""Whole days kept as data: what is to be placed around what, the day that must come out, and the reading for it."""

import json
from pathlib import Path
from typing import Any

import pytest

from alpims_mg import DaySchedule, Medicine, Routine, Step, Unschedulable, schedule_day
from alpims_mg.dosing.days import Day
from alpims_mg.testing import clock_laws
from alpims_mg.wire import make_converter, to_json

FILES = sorted((Path(__file__).parent / "clock").glob("*.json"))
AREAS = {"Clock", "Windows", "No slot", "Unknown"}
CONVERTER = make_converter()

each_case = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def _read(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))


def _asked(case: dict[str, Any]) -> tuple[Step, Routine, tuple[Medicine, ...] | None]:
    asked = case["asked"]
    listed = asked["medicines"]
    medicines = None if listed is None else tuple(CONVERTER.structure(one, Medicine) for one in listed)
    return CONVERTER.structure(asked["step"], Step), CONVERTER.structure(asked["routine"], Routine), medicines


@each_case
def test_each_intake_has_the_time_that_was_worked_out_by_hand(file: Path) -> None:
    case = _read(file)
    day = schedule_day(*_asked(case))
    told = {"not_checked": [one.path for one in day.not_checked]}
    if isinstance(day, Unschedulable):
        told["sets"] = [[one.about or str(one.constraint) for one in some] for some in day.sets]
    else:
        placed = json.loads(to_json(day))["placed"]
        told["placed"] = [{"clock": one["clock"], "at": one["intake"]["at"], "moved": one["moved"]} for one in placed]
        told["room_minutes"] = day.room_minutes
    assert told == {key: case[key] for key in case.keys() - {"id", "reading", "asked"}}


@each_case
def test_the_laws_of_the_clock_hold(file: Path) -> None:
    step, routine, listed = _asked(_read(file))
    medicines = listed or ()
    clock_laws.schedule_keeps_every_window(step, routine, medicines)
    clock_laws.schedule_equals_brute_force(step, routine, medicines)
    clock_laws.order_of_medicines_moves_nothing(step, routine, medicines)
    if len(step.intakes) < 3:
        clock_laws.no_slot_names_the_smallest_sets(step, routine, medicines)


@each_case
def test_the_wire_gives_back_an_equal_day(file: Path) -> None:
    day = schedule_day(*_asked(_read(file)))
    written = json.loads(to_json(day))
    assert written["kind"] == ("day-schedule" if isinstance(day, DaySchedule) else "no-slot")
    assert CONVERTER.structure(written, Day) == day


@each_case
def test_a_case_is_named_by_its_file_and_tells_its_reading(file: Path) -> None:
    case = _read(file)
    assert case["id"] == file.stem
    area, colon, words = case["reading"].partition(": ")
    assert area in AREAS
    assert colon
    assert words


def test_every_area_occurs_in_enough_cases() -> None:
    assert len(FILES) >= 15
    assert {_read(file)["reading"].partition(":")[0] for file in FILES} == AREAS
