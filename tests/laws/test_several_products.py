"""Laws of several courses of one person: one rises at a time, and together they keep to one limit."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from courses.diaries import diaries, two_diaries
from golden.kernel import course_and_check_ins
from hypothesis import given, settings
from laws.test_courses import HISTORIES

from alpims_mg import CheckIn, Course, review_courses
from alpims_mg.testing import laws

DEFAULT = settings.default or settings()
FEWER = settings(max_examples=max(10, DEFAULT.max_examples // 6))
"""Fewer examples, because each is two whole courses."""


def given_in(asked: dict[str, Any]) -> tuple[list[tuple[Course, Sequence[CheckIn]]], date]:
    """The courses of a diary in JSON, each with its check-ins, and the day of the review."""
    read = [course_and_check_ins(one) for one in asked["courses"]]
    return [(course, check_ins) for course, check_ins, _ in read], read[0][2]


LAWS_OF_A_REVIEW = (
    laws.one_product_rises_at_a_time,
    laws.all_products_together_keep_to_the_limit,
    laws.a_reaction_counts_for_every_product,
    laws.every_ledger_of_several_products_is_replayed,
)


@FEWER
@given(asked=two_diaries())
def test_every_review_of_two_products_satisfies_every_law(asked: dict[str, Any]) -> None:
    courses, today = given_in(asked)
    review = review_courses(courses, today)
    for law in LAWS_OF_A_REVIEW:
        law(review)


@FEWER
@given(asked=two_diaries())
def test_the_order_of_two_products_never_matters(asked: dict[str, Any]) -> None:
    laws.order_of_products_never_matters(*given_in(asked))


@FEWER
@given(asked=two_diaries())
def test_silence_on_one_of_two_products_never_permits_more_in_all(asked: dict[str, Any]) -> None:
    courses, today = given_in(asked)
    for number, (_, check_ins) in enumerate(courses):
        if all(entry.day != today for entry in check_ins):
            laws.silence_on_one_product_never_permits_more_in_all(courses, number, today)


@FEWER
@given(history=HISTORIES)
def test_one_product_is_reviewed_together_as_alone(history: Any) -> None:
    laws.one_product_is_reviewed_together_as_alone(*history)


@FEWER
@given(asked=diaries(switches=True, most=30))
def test_one_product_that_changes_is_reviewed_together_as_alone(asked: dict[str, Any]) -> None:
    laws.one_product_is_reviewed_together_as_alone(*course_and_check_ins(asked))
