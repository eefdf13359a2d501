"""What the library says of a diary in JSON, which may name changes of the product, or two courses."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from alpims_mg import (
    CheckIn,
    Course,
    JointReview,
    Review,
    preview,
    review_course,
    review_courses,
)
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.wire import read_diary

DiaryJson = Mapping[str, Any]


def course_and_check_ins(asked: DiaryJson) -> tuple[Course, Sequence[CheckIn], date]:
    """The course of a diary after any change, its check-ins and the day of the review."""
    diary = read_diary(json.dumps(asked))
    course = course_of(diary)
    assert isinstance(course, Course)
    return course, diary.check_ins, diary.as_of


def review_of(asked: DiaryJson) -> Review:
    return review_course(*course_and_check_ins(asked))


def preview_of(asked: DiaryJson) -> dict[str, str]:
    """What tomorrow would permit in each zone."""
    ahead = preview(*course_and_check_ins(asked))
    return {str(zone): amount.format_mg() for zone, amount in ahead.permitted.items()}


def earliest_of(asked: DiaryJson) -> dict[str, str]:
    """The earliest dates of the next rungs."""
    return {str(rung.rung): str(rung.earliest) for rung in preview(*course_and_check_ins(asked)).dates}


def review_two(asked: DiaryJson) -> JointReview:
    given = [course_and_check_ins(one)[:2] for one in asked["courses"]]
    return review_courses(given, today=date.fromisoformat(asked["as_of"]))
