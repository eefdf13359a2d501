"""Golden schedules: whole days as data, each with its expected schedule and the reading behind it."""

import json
from pathlib import Path
from typing import Any, cast

import pytest

from alpims_mg import DaySchedule, Medicine, Routine, Step, Unschedulable, schedule_day
from alpims_mg.dosing.days import Day
from alpims_mg.testing import laws
from alpims_mg.wire import make_converter, to_json

FILES = sorted((Path(__file__).parent / "clock").glob("*.json"))
AREAS = {"Clock", "Windows", "No slot", "Unknown"}
CONVERTER = make_converter()

each_case = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def _read(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text(encoding="utf-8")))


def _arguments(case: dict[str, Any]) -> tuple[Step, Routine, tuple[Medicine, ...] | None]:
    question = case["asked"]
    listed = question["medicines"]
    medicines = None if listed is None else tuple(CONVERTER.structure(medicine, Medicine) for medicine in listed)
    return CONVERTER.structure(question["step"], Step), CONVERTER.structure(question["routine"], Routine), medicines


@each_case
def test_each_intake_has_the_time_that_was_worked_out_by_hand(file: Path) -> None:
    case = _read(file)
    day = schedule_day(*_arguments(case))
    result: dict[str, Any] = {"not_checked": [gap.path for gap in day.not_checked]}
    if isinstance(day, Unschedulable):
        result["sets"] = [
            [conflict.about or str(conflict.constraint) for conflict in conflicts] for conflicts in day.sets
        ]
    else:
        result["placed"] = [
            {"clock": placed["clock"], "at": placed["intake"]["at"], "moved": placed["moved"]}
            for placed in json.loads(to_json(day))["placed"]
        ]
        result["room_minutes"] = day.room_minutes
    assert result == {key: case[key] for key in case.keys() - {"id", "reading", "asked"}}


@each_case
def test_each_case_satisfies_the_laws_of_schedules(file: Path) -> None:
    step, routine, listed = _arguments(_read(file))
    medicines = listed or ()
    laws.schedule_keeps_every_window(step, routine, medicines)
    laws.schedule_equals_brute_force(step, routine, medicines)
    laws.order_of_medicines_never_matters(step, routine, medicines)
    if len(step.intakes) < 3:
        laws.unschedulable_names_the_smallest_sets(step, routine, medicines)


@each_case
def test_a_schedule_survives_json(file: Path) -> None:
    day = schedule_day(*_arguments(_read(file)))
    written = json.loads(to_json(day))
    assert written["kind"] == ("day-schedule" if isinstance(day, DaySchedule) else "unschedulable")
    assert CONVERTER.structure(written, cast("Any", Day)) == day


@each_case
def test_a_case_has_the_name_of_its_file_and_states_its_reading(file: Path) -> None:
    case = _read(file)
    assert case["id"] == file.stem
    area, colon, words = case["reading"].partition(": ")
    assert area in AREAS
    assert colon
    assert words


def test_there_are_enough_cases_and_every_area_has_one() -> None:
    assert len(FILES) >= 15
    assert {_read(file)["reading"].partition(":")[0] for file in FILES} == AREAS
