"""The simulator and the library look ahead alike in drawn diaries, and the promised dates come true."""

import json
from collections.abc import Iterator
from typing import Any

import attrs
from courses.diaries import FACTS, diaries
from courses.lives import change, preview as simulated_preview
from courses.model import Outcome, live
from courses.reading import course_in, day_of, entry_of
from courses.reports import Report, reports
from golden.kernel import course_and_check_ins
from hypothesis import given, settings, strategies as st

from alpims_mg import Review, preview, review_course
from alpims_mg.courses.looking_ahead import Preview
from alpims_mg.testing import laws

DiaryJson = dict[str, Any]
DRAWN = max(20, settings().max_examples // 3)
"""Fewer examples, because each is several courses."""
AHEAD = 45
"""The days that are lived to see when a rung is reached: five rungs of seven days, and calm days before."""


def ahead_of(asked: DiaryJson) -> tuple[Preview, Review]:
    arguments = course_and_check_ins(asked)
    return preview(*arguments), review_course(*arguments)


def lived_calmly(asked: DiaryJson) -> Iterator[Outcome]:
    """The diary's last day, if it goes as permitted, and the calm days after it."""
    course, today = course_in(asked), day_of(asked["as_of"])
    diary = reports(entry_of(one) for one in asked["check_ins"])
    calm = Report(sure=True, silent=False, zone="green")
    state, ask = course.first(), course.ask
    changes = {one.on: one for one in course.then}
    for day in range(course.starts, today + AHEAD):
        if day in changes:
            state, ask = change(state, changes[day]), changes[day].ask
        report = diary.get(day, Report())
        if day > today or (day == today and report.silent):
            report = attrs.evolve(calm, wish="go-on" if day == today + 1 else None)
        if day >= today and report.amounts == {None}:
            _, outcome = live(state, day, report, ask)
            report = attrs.evolve(report, amounts=frozenset([outcome.permitted]))
        state, outcome = live(state, day, report, ask)
        if day >= today:
            yield outcome


def amounts_of(asked: DiaryJson) -> Iterator[tuple[int, int]]:
    """The number of each rung of the course, from 1, and its daily nanograms."""
    course, _, _ = course_and_check_ins(asked)
    return ((number, step.daily.nanograms) for number, step in enumerate(course.rungs, 1))


def facts_at_the_end(asked: DiaryJson) -> Any:
    """The facts of the diary's last day that states any. None if it is not the only report of that day."""
    stated = [one for one in asked["check_ins"] if "situation" in one]
    last = max((one["day"] for one in stated), default=None)
    facts = [one["situation"] for one in stated if one["day"] == last] or [asked["situation"]]
    return facts[0] if len(facts) == 1 else None


DIARIES = diaries(most=40) | diaries(most=40, switches=True)


@settings(max_examples=DRAWN)
@given(DIARIES)
def test_they_say_the_same_of_tomorrow(asked: DiaryJson) -> None:
    ahead, _ = ahead_of(asked)
    entries = [entry_of(one) for one in asked["check_ins"]]
    simulated = simulated_preview(course_in(asked), entries, day_of(asked["as_of"]))
    assert {str(zone): amount.nanograms for zone, amount in ahead.permitted.items()} == simulated, json.dumps(asked)


@settings(max_examples=DRAWN)
@given(DIARIES, st.booleans())
def test_a_preview_is_what_the_next_day_says(asked: DiaryJson, silent: bool) -> None:
    if silent:
        asked = {**asked, "check_ins": [one for one in asked["check_ins"] if one["day"] < asked["as_of"]]}
        known = {one.get("id") for one in asked["check_ins"]}
        asked["check_ins"] = [one for one in asked["check_ins"] if one.get("replaces") in {None, *known}]
    ahead, review = ahead_of(asked)
    laws.a_preview_is_what_the_next_day_says(ahead, review.ledger)
    laws.a_headline_says_what_green_would_permit(review)
    laws.a_review_and_a_preview_have_the_same_dates(review, ahead)


@settings(max_examples=DRAWN)
@given(DIARIES)
def test_no_rung_comes_before_its_earliest_date_and_with_every_agreement_it_comes_then(asked: DiaryJson) -> None:
    ahead, _ = ahead_of(asked)
    _, *days = lived_calmly(asked)
    for number, amount in amounts_of(asked):
        come = next((outcome.day for outcome in days if outcome.permitted == amount), None)
        (earliest,) = [rung.earliest for rung in ahead.dates if rung.rung == number] or [None]
        if earliest is None or come is None:
            continue
        assert come >= earliest.toordinal(), json.dumps(asked)
        if facts_at_the_end(asked) == FACTS:
            assert come == earliest.toordinal(), json.dumps(asked)


@settings(max_examples=DRAWN)
@given(DIARIES)
def test_a_rung_without_a_date_is_reached_already_or_never(asked: DiaryJson) -> None:
    ahead, _ = ahead_of(asked)
    dated = {rung.rung for rung in ahead.dates}
    today, *days = lived_calmly(asked)
    for number, amount in amounts_of(asked):
        if number not in dated and any(outcome.permitted == amount for outcome in days):
            assert number <= (today.rung or 0), json.dumps(asked)
