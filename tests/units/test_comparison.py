"""Comparison: the differences between two people, answers, plans, courses or ledgers."""

import json
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from units.builders import IN_HALVES, START_ACKNOWLEDGED, capsule, dose_plan, paths_of, proposal, situation

from alpims_mg import (
    Case,
    CheckIn,
    Condition,
    Course,
    Difference,
    DifferenceRow,
    Elemental,
    KidneyFunction,
    Medicine,
    Topical,
    Vehicle,
    Zone,
    assess,
    begin_course,
    compare,
    review_course,
)
from alpims_mg.wire import make_converter, to_json

STARTS = date(2026, 3, 1)
PLAN = dose_plan(IN_HALVES)


def course(plan: Any = PLAN, starts: date = STARTS, **changed: Any) -> Course:
    return begin_course(plan, starts=starts, situation=situation(**{"acknowledged": [START_ACKNOWLEDGED], **changed}))


def ledger(*zones: Zone | None) -> Any:
    """The ledger of a course with one day for each zone, each with 50 mg taken; None for a day without a check-in."""
    check_ins = [
        CheckIn(day=STARTS + timedelta(days=i), zone=zone, reactions=[], taken=Elemental.mg(50))
        for i, zone in enumerate(zones)
        if zone
    ]
    return review_course(course(), check_ins, STARTS + timedelta(days=len(zones) - 1)).ledger


def rows(found: Difference) -> list[str]:
    return [str(row) for row in found.rows]


def test_two_that_are_equal_have_no_differences() -> None:
    for value in (PLAN, course(), ledger(Zone.GREEN, Zone.YELLOW)):
        found = compare(value, value)
        assert found.rows == ()
        assert found.words() == str(found) == f"The two {found.between} are the same."


def test_two_plans_differ_rung_by_rung() -> None:
    found = compare(PLAN, dose_plan(capsule(60, 2)))
    assert rows(found)[:3] == [
        "product, elemental: 100 mg elemental -> 60 mg elemental",
        "days to the last step: 21 -> 42",
        "mg taken before the last step: 2100 -> 4410",
    ]
    assert rows(found)[3] == (
        "step 1: from day 1, 7 days: 50 mg a day (dinner: 1/2 capsule (50 mg), with food) "
        "-> from day 1, 7 days: 30 mg a day (dinner: 1/2 capsule (30 mg), with food)"
    )
    assert "step 7: nothing -> from day 43, open-ended: 210 mg a day" in found.words()
    assert found.words().splitlines() == rows(found)
    assert str(found).startswith(f"{len(found.rows)} differences between the two plans\n")
    one = compare(course(), course(conditions=[Condition.POTS]))
    assert str(one).startswith("1 difference between the two courses\n")


def test_two_courses_differ_in_days_and_facts_too() -> None:
    other = course(starts=date(2026, 3, 8), conditions=[Condition.POTS, Condition.EDS])
    assert rows(compare(course(), other)) == [
        "first day: 2026-03-01 -> 2026-03-08",
        "facts: conditions: none -> eds, pots",
    ]
    bare = begin_course(PLAN, starts=STARTS)
    assert "facts: age years: 34 -> nothing" in rows(compare(course(), bare))


def test_two_ledgers_differ_day_by_day_and_in_their_totals() -> None:
    found = compare(ledger(Zone.GREEN, Zone.GREEN), ledger(Zone.GREEN, Zone.YELLOW))
    assert rows(found) == [
        "day 2, check-in, zone: green -> yellow",
        "day 2: stay, step 1, 50 mg allowed, 50 mg taken -> pause, no step, 0 mg allowed, 50 mg taken",
        "day 2, rule: course.holding -> course.withheld-on-every-rung",
        "total permitted: 100 mg elemental -> 50 mg elemental",
    ]
    longer = compare(ledger(Zone.GREEN), ledger(Zone.GREEN, None))
    assert rows(longer) == [
        "last day: 2026-03-01 -> 2026-03-02",
        "day 2: nothing -> not permitted, step 1, 0 mg allowed, amount taken not stated",
    ]
    assert rows(compare(ledger(Zone.GREEN, None), ledger(Zone.GREEN)))[1:] == [
        "day 2: not permitted, step 1, 0 mg allowed, amount taken not stated -> nothing"
    ]


def test_two_people_differ_in_each_fact_that_is_stated_differently() -> None:
    other = situation(age_years=70, conditions=[Condition.POTS], medicines=[Medicine(name="levothyroxine")])
    found = compare(situation(), other)
    assert found.between == "people"
    assert rows(found) == [
        "facts: age years: 34 -> 70",
        "facts: conditions: none -> pots",
        "facts: medicines: none -> levothyroxine",
    ]
    assert rows(compare(situation(medicines=None), situation()))[0] == "facts: medicines: not stated -> none"
    cases = [
        Case(situation=person, proposal=proposal(target=target))
        for person, target in ((situation(), None), (other, Elemental.mg(300)))
    ]
    assert rows(compare(*cases)) == [*rows(found), "proposal, target: nothing -> 300 mg elemental"]
    assert compare(cases[0], cases[0]).words() == "The two cases are the same."


def test_two_answers_differ_in_their_words_reasons_and_plans() -> None:
    person = situation(acknowledged=[START_ACKNOWLEDGED])
    offer = assess(person, proposal(IN_HALVES))
    consult = assess(attrs.evolve(person, kidney=KidneyFunction.MODERATE), proposal(IN_HALVES))
    found = compare(offer, consult)
    assert found.between == "answers"
    assert [(row.what, bool(row.first), bool(row.second)) for row in found.rows] == [
        ("answer", True, True),
        ("ask first", False, True),
        ("no objection", True, False),
        ("not checked", True, False),
    ]
    slower = assess(person, proposal(IN_HALVES, hold_days=14))
    assert rows(compare(offer, slower))[0] == "days to the last step: 21 -> 42"
    assert compare(offer, offer).words() == "The two answers are the same."


def test_two_answers_of_other_kinds_differ_in_what_they_ask_for() -> None:
    person = situation(acknowledged=[START_ACKNOWLEDGED])
    offer = assess(person, proposal(IN_HALVES))
    no = compare(offer, assess(attrs.evolve(person, zone=Zone.RED), proposal(IN_HALVES)))
    assert {"rules it out", "plan", "instead", "advice"} <= {row.what for row in no.rows}
    assert "instead: nothing -> start topical magnesium, oil" in rows(no)
    unknown = compare(offer, assess(attrs.evolve(person, kidney=None), proposal(IN_HALVES)))
    assert "please state: nothing -> situation.kidney" in rows(unknown)
    assert "not checked: nothing -> kidney function: not stated" in rows(unknown)
    topical = proposal(Topical(vehicle=Vehicle.OIL, ingredients=[]))
    skin = compare(offer, assess(person, topical))
    assert [row.first for row in skin.rows if row.what == "plan"] == ["50 mg a day, rising to 200 mg a day from day 22"]


def test_two_answers_that_differ_in_nothing_shown_are_shown_as_a_whole() -> None:
    offer = assess(situation(acknowledged=[START_ACKNOWLEDGED]), proposal(IN_HALVES))
    (row,) = compare(offer, attrs.evolve(offer, disclaimer="another")).rows
    assert row.what == "answer"
    assert row.first != row.second


@pytest.mark.parametrize(
    ("first", "second"), [(PLAN, course()), (course(), ledger(Zone.GREEN)), (situation(), proposal())]
)
def test_two_of_different_kinds_are_refused(first: Any, second: Any) -> None:
    assert paths_of(compare, first, second) == ["second"]


def test_each_argument_that_cannot_be_compared_is_named() -> None:
    assert paths_of(compare, None, "plan") == ["first", "second"]
    assert paths_of(compare, 5, PLAN) == ["first"]


def test_a_row_names_what_differs() -> None:
    assert paths_of(DifferenceRow, what="", first="a", second=None) == ["what", "second"]


def test_a_comparison_survives_json() -> None:
    for found in (compare(PLAN, PLAN), compare(PLAN, dose_plan(capsule(60, 2)))):
        assert make_converter().structure(json.loads(to_json(found)), Difference) == found
