"""Supplies that were worked out by hand: how long a stock of capsules lasts, for plans and for courses."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from alpims_mg import CheckIn, DosePlan, Ledger, Zone, estimate_supply, review_course, titration_schedule
from alpims_mg.courses.diary import Course
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.model.products import Capsule
from alpims_mg.wire import read_case, read_diary

CASES = [json.loads(path.read_text()) for path in sorted((Path(__file__).parent / "supplies").glob("*.json"))]


def source_of(asked: dict[str, Any]) -> DosePlan | Ledger:
    """The plan of a case, or the ledger of a diary."""
    if "check_ins" in asked:
        diary = read_diary(json.dumps(asked))
        course = course_of(diary)
        assert isinstance(course, Course)
        return review_course(course, diary.check_ins, diary.as_of).ledger
    proposal = read_case(json.dumps(asked)).proposal
    assert isinstance(proposal.product, Capsule)
    plan = titration_schedule(
        proposal.product,
        intent=proposal.intent,
        target=proposal.target,
        current_daily=proposal.current_daily,
        hold_days=proposal.hold_days,
    )
    assert isinstance(plan, DosePlan)
    return plan


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_supply_is_the_one_that_was_worked_out(case: dict[str, Any]) -> None:
    stock = {**case["stock"]}
    if "starts" in stock:
        stock["starts"] = date.fromisoformat(stock["starts"])
    supply = estimate_supply(source_of(case["input"]), **stock)
    values = {**attrs.asdict(supply), "days": supply.days}
    values["refill"] = supply.refill and str(supply.refill)
    assert {name: values[name] for name in case["expected"]} == case["expected"]


LASTING = [case for case in CASES if "check_ins" in case["input"] and case["expected"].get("days_left")]


@pytest.mark.parametrize("case", LASTING, ids=[case["id"] for case in LASTING])
def test_days_that_are_calm_and_taken_in_full_take_what_was_estimated(case: dict[str, Any]) -> None:
    """The course is lived on, day by day, to the end of the hold of its last rung."""
    ledger = source_of(case["input"])
    assert isinstance(ledger, Ledger)
    supply = estimate_supply(ledger)
    check_ins, quarters = list(ledger.check_ins), dict[int, int]()
    today = ledger.as_of
    while sum(quarters.values()) < sum(rung.taken_quarters for rung in supply.rungs):
        today += timedelta(days=1)
        calm = CheckIn(day=today, zone=Zone.GREEN, reactions=[])
        review = review_course(ledger.course, [*check_ins, calm], today)
        check_ins.append(attrs.evolve(calm, taken=review.permitted))
        quarters[review.rung or 0] = quarters.get(review.rung or 0, 0) + review.ledger.days[-1].quarters
    quarters.pop(0, None)
    assert quarters == {rung.rung: rung.taken_quarters for rung in supply.rungs}
