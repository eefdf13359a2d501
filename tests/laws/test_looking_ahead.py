"""What a preview or a headline promises is what the review then says."""

from datetime import timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from units.test_courses import STARTS, check_in, course, day

from alpims_mg import Elemental, Review, preview, review_course
from alpims_mg.courses.looking_ahead import Preview
from alpims_mg.testing import laws, strategies

FEWER = max(20, settings().max_examples // 5)
"""Fewer examples, because each is several reviews."""


def ahead_of(review: Review) -> Preview:
    return preview(review.ledger.course, review.ledger.check_ins, review.as_of)


@settings(max_examples=FEWER)
@given(review=strategies.reviews())
def test_a_preview_is_what_the_next_day_says(review: Review) -> None:
    laws.a_preview_is_what_the_next_day_says(ahead_of(review), review.ledger)
    laws.a_review_and_a_preview_have_the_same_dates(review, ahead_of(review))


@settings(max_examples=FEWER)
@given(review=strategies.reviews())
def test_a_headline_says_what_green_would_permit(review: Review) -> None:
    laws.a_headline_says_what_green_would_permit(review)
    ledger = review.ledger
    laws.a_headline_says_what_green_would_permit(
        review_course(ledger.course, ledger.check_ins, review.as_of + timedelta(days=1))
    )


@pytest.mark.parametrize(
    "changed",
    [
        lambda ahead: {"tomorrow": ahead.tomorrow[::-1]},
        lambda ahead: {"tomorrow": (attrs.evolve(ahead.tomorrow[0], permitted=Elemental.mg(75)), *ahead.tomorrow[1:])},
        lambda ahead: {"assumed": None},
    ],
    ids=["other order", "more promised", "nothing assumed"],
)
def test_a_preview_that_promises_something_else_is_refused(changed: Any) -> None:
    review = review_course(course(), [], STARTS)
    ahead = ahead_of(review)
    laws.a_preview_is_what_the_next_day_says(ahead, review.ledger)
    with pytest.raises(laws.LawBrokenError):
        laws.a_preview_is_what_the_next_day_says(attrs.evolve(ahead, **changed(ahead)), review.ledger)


@pytest.mark.parametrize(
    ("reports", "after_green"),
    [((), Elemental.mg(75)), ((), None), ((check_in(2),), Elemental.mg(50))],
    ids=["more promised", "nothing said", "said on a day with a check-in"],
)
def test_a_headline_that_promises_something_else_is_refused(reports: Any, after_green: Elemental | None) -> None:
    review = review_course(course(), [check_in(1), *reports], day(2))
    laws.a_headline_says_what_green_would_permit(review)
    with pytest.raises(laws.LawBrokenError):
        laws.a_headline_says_what_green_would_permit(attrs.evolve(review, after_green=after_green))


def test_a_review_with_other_dates_is_refused() -> None:
    review = review_course(course(), [check_in(number) for number in range(1, 8)], day(8))
    ahead = ahead_of(review)
    laws.a_review_and_a_preview_have_the_same_dates(review, ahead)
    for changed in (attrs.evolve(review, after_green=None), attrs.evolve(review, dates=review.dates[:-1])):
        with pytest.raises(laws.LawBrokenError):
            laws.a_review_and_a_preview_have_the_same_dates(changed, ahead)
