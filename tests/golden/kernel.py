"""What the library says of a diary in JSON, which may name a switch to another product, or two courses."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from snapshots.answers import CONVERTER

from alpims_mg import (
    Capsule,
    CheckIn,
    Course,
    DosePlan,
    JointReview,
    Proposal,
    Review,
    preview,
    review_course,
    review_courses,
    switch_product,
    titration_schedule,
)
from alpims_mg.courses.reviews import course_of
from alpims_mg.wire import read_diary

DiaryJson = Mapping[str, Any]


def course_and_check_ins(asked: DiaryJson) -> tuple[Course, Sequence[CheckIn], date]:
    """The course of a diary after any switch, its check-ins and the day of the review."""
    diary = read_diary(json.dumps({key: value for key, value in asked.items() if key != "switch"}))
    course = course_of(diary)
    assert isinstance(course, Course)
    if "switch" in asked:
        on = date.fromisoformat(asked["switch"]["on"])
        to = CONVERTER.structure(asked["switch"]["proposal"], Proposal)
        assert isinstance(to.product, Capsule)
        plan = titration_schedule(
            to.product, intent=to.intent, target=to.target, current_daily=to.current_daily, hold_days=to.hold_days
        )
        assert isinstance(plan, DosePlan)
        course = switch_product(course, known_before(diary.check_ins, on), plan, on=on)
    return course, diary.check_ins, diary.as_of


def known_before(check_ins: Sequence[CheckIn], on: date) -> list[CheckIn]:
    """The check-ins of the days before a switch, and the entries that they correct."""
    corrected = {check_in.replaces for check_in in check_ins if check_in.day < on} - {None}
    return [check_in for check_in in check_ins if check_in.day < on or check_in.id in corrected]


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
