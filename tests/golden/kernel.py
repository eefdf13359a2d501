"""What the library says of a diary in JSON, which may name a switch to another product, or two courses."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from snapshots.answers import CONVERTER

import alpims_mg
from alpims_mg import (
    Capsule,
    CheckIn,
    Course,
    JointReview,
    Proposal,
    Review,
    review_course,
    review_courses,
    titration_schedule,
)
from alpims_mg.courses.reviews import course_of
from alpims_mg.wire import read_diary

DiaryJson = Mapping[str, Any]


def public(name: str) -> Any:
    """A public function. A test of one that does not exist yet is skipped."""
    if not hasattr(alpims_mg, name):
        pytest.skip(f"{name} does not exist yet")
    return getattr(alpims_mg, name)


def course_and_check_ins(asked: DiaryJson) -> tuple[Course, Sequence[CheckIn], date]:
    """The course of a diary after any switch, its check-ins and the day of the review."""
    diary = read_diary(json.dumps({key: value for key, value in asked.items() if key != "switch"}))
    course = course_of(diary)
    assert isinstance(course, Course)
    if "switch" in asked:
        on = date.fromisoformat(asked["switch"]["on"])
        to = CONVERTER.structure(asked["switch"]["proposal"], Proposal)
        assert isinstance(to.product, Capsule)
        plan = titration_schedule(to.product, target=to.target, hold_days=to.hold_days)
        before = [check_in for check_in in diary.check_ins if check_in.day < on]
        course = public("switch_product")(course, before, plan, on=on)
    return course, diary.check_ins, diary.as_of


def review_of(asked: DiaryJson) -> Review:
    return review_course(*course_and_check_ins(asked))


def preview_of(asked: DiaryJson) -> dict[str, str]:
    """What tomorrow would permit in each zone."""
    ahead = public("preview")(*course_and_check_ins(asked))
    return {str(zone): amount.format_mg() for zone, amount in ahead.permitted.items()}


def earliest_of(asked: DiaryJson) -> dict[str, str]:
    """The earliest dates of the next rungs."""
    return {str(rung.rung): str(rung.earliest) for rung in public("preview")(*course_and_check_ins(asked)).dates}


def review_two(asked: DiaryJson) -> JointReview:
    given = [course_and_check_ins(one)[:2] for one in asked["courses"]]
    return review_courses(given, today=date.fromisoformat(asked["as_of"]))
