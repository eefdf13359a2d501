"""Golden diaries: whole courses as data, each with its expected review and the reading behind it."""

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
    return dict(json.loads(file.read_text(encoding="utf-8")))


def _read_diary(file: Path) -> tuple[Course, Diary]:
    diary = read_diary(json.dumps(_read(file)["diary"]))
    course = course_of(diary)
    assert isinstance(course, Course)
    return course, diary


def _review(file: Path) -> Review:
    course, diary = _read_diary(file)
    return review_course(course, diary.check_ins, diary.as_of)


def _run_lengths(values: Iterable[Any]) -> list[list[Any]]:
    return [[value, len(list(run))] for value, run in groupby(values)]


@each_case
def test_each_diary_gives_the_review_that_was_worked_out_by_hand(file: Path) -> None:
    review = _review(file)
    days = review.ledger.days
    assert {
        "move": str(review.move),
        "rung": review.rung,
        "permitted_mg": review.permitted.format_mg(),
        "rule": days[-1].rule,
        "moves": _run_lengths(str(day.move) for day in days),
        "rungs": _run_lengths(day.rung for day in days),
        "waiting_for": sorted(
            ([requirement.rule, requirement.left] for requirement in review.waiting_for),
            key=lambda row: (row[0], row[1] or 0),
        ),
    } == _read(file)["expected"]


@each_case
def test_replay_gives_the_same_review_byte_for_byte(file: Path) -> None:
    review = _review(file)
    assert to_json(replay_course(review.ledger)) == to_json(review)


@each_case
def test_a_review_survives_json(file: Path) -> None:
    review = _review(file)
    assert CONVERTER.structure(json.loads(to_json(review)), Review) == review


@each_case
def test_shuffled_and_repeated_check_ins_change_nothing(file: Path) -> None:
    course, diary = _read_diary(file)
    shuffled = [*diary.check_ins, *diary.check_ins]
    random.Random(file.stem).shuffle(shuffled)
    assert to_json(review_course(course, shuffled, diary.as_of)) == to_json(_review(file))


@each_case
def test_a_case_has_the_name_of_its_file_and_states_its_reading(file: Path) -> None:
    case = _read(file)
    assert case.keys() == KEYS
    assert case["expected"].keys() == EXPECTED
    assert case["id"] == file.stem
    area, colon, words = case["reading"].partition(": ")
    assert area in AREAS
    assert colon
    assert words


def test_there_are_enough_cases_and_every_area_has_one() -> None:
    assert len(FILES) >= LEAST_CASES
    assert {_read(file)["reading"].partition(":")[0] for file in FILES} == AREAS
