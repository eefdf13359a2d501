"""The simulator and the library say the same of every day of a drawn diary."""

import json
from typing import Any

from courses.diaries import diaries, two_diaries
from courses.lives import simulate_two
from courses.model import Outcome
from courses.reading import course_in, day_of, entry_of, outcomes
from golden.kernel import course_and_check_ins, review_of, review_two
from hypothesis import given, settings

from alpims_mg import Review
from alpims_mg._internal.digests import digest

DRAWN = max(1_000, 10 * settings().max_examples)
"""At least 1,000 diaries, and 50,000 in the thorough profile."""
AMOUNTS = {"course.more-taken", "course.too-much", "course.far-too-much", "course.taken-without-permission"}


def reviewed(review: Review) -> list[tuple[str, int]]:
    """The move and the permitted amount of each day of a ledger."""
    return [(str(day.move), day.permitted.nanograms) for day in review.ledger.days]


def simulated(days: list[Outcome]) -> list[tuple[str, int]]:
    return [(day.move, day.permitted) for day in days]


def check(asked: dict[str, Any]) -> None:
    days, review = outcomes(asked), review_of(asked)
    told = reviewed(review)
    assert told == simulated(days)[-len(told) :], json.dumps(asked)
    found = {finding.rule for finding in review.findings} & AMOUNTS
    assert found == days[-1].remarks & AMOUNTS, json.dumps(asked)


@settings(max_examples=DRAWN)
@given(diaries())
def test_the_library_says_of_each_day_what_the_simulator_says(asked: dict[str, Any]) -> None:
    check(asked)


@settings(max_examples=DRAWN)
@given(diaries(switches=True))
def test_they_agree_on_another_product_too(asked: dict[str, Any]) -> None:
    check(asked)


@given(two_diaries())
def test_they_agree_on_two_products_too(asked: dict[str, Any]) -> None:
    in_order = sorted(asked["courses"], key=begins)
    both = [(course_in(one), [entry_of(entry) for entry in one["check_ins"]]) for one in in_order]
    days = simulate_two(both, day_of(asked["as_of"]))
    reviews = dict(zip(map(begins, asked["courses"]), review_two(asked), strict=True))
    for number, one in enumerate(in_order):
        said = reviewed(reviews[begins(one)])
        assert said == simulated([day[number] for day in days])[-len(said) :], json.dumps(asked)
        found = {finding.rule for finding in reviews[begins(one)].findings} & AMOUNTS
        assert found == days[-1][number].remarks & AMOUNTS, json.dumps(asked)


def begins(asked: dict[str, Any]) -> tuple[str, str]:
    """The order of two courses: the one that begins first, then by the digest of what decides how they go."""
    course, _, _ = course_and_check_ins(asked)
    return asked["starts"], digest(course.identity)


@given(diaries())
def test_a_drawn_diary_is_one_that_the_library_reads(asked: dict[str, Any]) -> None:
    course, check_ins, _ = course_and_check_ins(asked)
    assert len(check_ins) == len(asked["check_ins"])
    assert course.starts.isoformat() == asked["starts"]
