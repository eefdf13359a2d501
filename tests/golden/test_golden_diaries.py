"""Whole courses kept as data: a diary, the review that it must come to, and the reading that it rests on."""

import json
import random
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from alpims_mg.courses.diary import Course, Diary
from alpims_mg.courses.review_types import Review
from alpims_mg.courses.reviews import course_of, replay_course, review_course
from alpims_mg.wire import make_converter, read_diary, to_json

FILES = sorted((Path(__file__).parent / "diaries").glob("*.json"))
LEAST_CASES = 30
AREAS = {
    "Advance",
    "Begin",
    "Facts",
    "Held days",
    "Missed days",
    "Precedence",
    "Reactions",
    "Red",
    "Resume",
    "Safety",
    "Static plan",
    "Yellow",
}
KEYS = {"id", "reading", "diary", "expected"}
EXPECTED = {"move", "rung", "permitted_mg", "rule", "moves", "rungs", "waiting_for"}
CONVERTER = make_converter()

each_case = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def _read(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))


def _diary(file: Path) -> tuple[Course, Diary]:
    diary = read_diary(json.dumps(_read(file)["diary"]))
    course = course_of(diary)
    assert isinstance(course, Course)
    return course, diary


def _reviewed(file: Path) -> Review:
    course, diary = _diary(file)
    return review_course(course, diary.check_ins, diary.as_of)


def _runs(words: Iterable[Any]) -> list[list[Any]]:
    return [[word, len(list(run))] for word, run in groupby(words)]


@each_case
def test_each_diary_comes_to_the_review_that_was_worked_out_by_hand(file: Path) -> None:
    told = _reviewed(file)
    days = told.ledger.days
    assert {
        "move": str(told.move),
        "rung": told.rung,
        "permitted_mg": told.permitted.format_mg(),
        "rule": days[-1].rule,
        "moves": _runs(str(day.move) for day in days),
        "rungs": _runs(day.rung for day in days),
        "waiting_for": sorted(
            ([one.rule, one.left] for one in told.waiting_for), key=lambda one: (one[0], one[1] or 0)
        ),
    } == _read(file)["expected"]


@each_case
def test_replay_gives_the_same_review_byte_for_byte(file: Path) -> None:
    told = _reviewed(file)
    assert to_json(replay_course(told.ledger)) == to_json(told)


@each_case
def test_the_wire_gives_back_an_equal_review(file: Path) -> None:
    told = _reviewed(file)
    assert CONVERTER.structure(json.loads(to_json(told)), Review) == told


@each_case
def test_check_ins_shuffled_and_doubled_change_nothing(file: Path) -> None:
    course, diary = _diary(file)
    shuffled = [*diary.check_ins, *diary.check_ins]
    random.Random(file.stem).shuffle(shuffled)
    assert to_json(review_course(course, shuffled, diary.as_of)) == to_json(_reviewed(file))


@each_case
def test_a_case_is_named_by_its_file_and_tells_its_reading(file: Path) -> None:
    case = _read(file)
    assert case.keys() == KEYS
    assert case["expected"].keys() == EXPECTED
    assert case["id"] == file.stem
    area, colon, words = case["reading"].partition(": ")
    assert area in AREAS
    assert colon
    assert words


def test_every_area_occurs_in_enough_cases() -> None:
    assert len(FILES) >= LEAST_CASES
    assert {_read(file)["reading"].partition(":")[0] for file in FILES} == AREAS
