"""A hold of its own for each rung: in a proposal, its answer and its JSON, and in a course."""

import json
from datetime import date
from typing import Any

import attrs
import pytest
from units.builders import capsule, dose_plan, faults_of, paths_of, proposal, situation

from alpims_mg import (
    Acknowledgement,
    Capsule,
    CheckIn,
    DosePlan,
    Elemental,
    Intent,
    Proposal,
    Topical,
    Vehicle,
    Withhold,
    Zone,
    assess,
    compare,
    what_would_change,
)
from alpims_mg.courses.diary import Course, Diary
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.reviews import begin_course, review_course
from alpims_mg.model.decisions import plan_or_draft
from alpims_mg.wire import make_converter, to_json

HOLDS = (14, 3, 5, 28)
PERSON = situation(acknowledged=[Acknowledgement(rule="consult.start", reason="discussed in clinic")])


def planned(asked: Proposal) -> DosePlan:
    plan = plan_or_draft(assess(PERSON, asked))
    assert isinstance(plan, DosePlan)
    return plan


def test_the_answer_has_the_plan_with_these_holds() -> None:
    assert planned(proposal(hold_days=HOLDS)).steps == dose_plan(capsule(), hold_days=HOLDS).steps


@pytest.mark.parametrize(
    ("asked", "actual"),
    [
        (proposal(hold_days=[7, 7, 7]), "3 numbers"),
        (proposal(capsule(120), hold_days=HOLDS), "4 numbers"),
        (proposal(target=Elemental.mg(300), hold_days=HOLDS), "4 numbers"),
        (proposal(intent=Intent.MAINTAIN, current_daily=Elemental.mg(200), hold_days=HOLDS), "4 numbers"),
        (proposal(intent=Intent.INCREASE, hold_days=HOLDS), "4 numbers"),
    ],
)
def test_the_answer_needs_one_hold_for_each_rung(asked: Proposal, actual: str) -> None:
    (fault,) = faults_of(assess, PERSON, asked)
    assert (fault.path, fault.actual) == ("proposal.hold_days", actual)


def test_without_rungs_no_number_of_holds_is_wrong() -> None:
    assert paths_of(assess, PERSON, proposal(Topical(vehicle=Vehicle.OIL), hold_days=[7, 7])) == []
    assert paths_of(assess, PERSON, proposal(capsule(500), hold_days=[7, 7])) == []


def test_faults_of_the_numbers_come_before_a_fault_of_their_count() -> None:
    assert paths_of(assess, PERSON, proposal(hold_days=[2, 7])) == ["proposal.hold_days[0]"]


@pytest.mark.parametrize(
    ("holds", "paths"),
    [([], ["hold_days"]), ({7, 14}, ["hold_days"]), ([7, "7", None], ["hold_days[1]", "hold_days[2]"])],
)
def test_a_proposal_has_numbers_of_days(holds: Any, paths: list[str]) -> None:
    assert paths_of(proposal, hold_days=holds) == paths


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        (proposal(capsule(ingredients=["stevia"]), hold_days=HOLDS), HOLDS),
        (proposal(capsule(120), target=Elemental.mg(200), hold_days=[14, 3]), 14),
    ],
    ids=["as many rungs", "more rungs"],
)
def test_an_alternative_keeps_the_holds_or_takes_the_longest(asked: Proposal, holds: object) -> None:
    answer = assess(PERSON, asked)
    assert isinstance(answer, Withhold)
    others = [one.proposal for one in answer.alternatives if isinstance(one.proposal.product, Capsule)]
    assert {other.hold_days for other in others} == {holds}


@pytest.mark.parametrize("holds", [7, (7,), HOLDS])
def test_holds_survive_json(holds: Any) -> None:
    asked = proposal(hold_days=holds)
    written = json.loads(to_json(asked))
    assert written["hold_days"] == (holds if isinstance(holds, int) else list(holds))
    assert make_converter().structure(written, Proposal) == asked
    plan = dose_plan(capsule(), hold_days=7 if holds == (7,) else holds)
    assert make_converter().structure(json.loads(to_json(plan)), DosePlan) == plan


@pytest.mark.parametrize(
    ("written", "paths"), [("7", ["hold_days"]), ([7, "7", 2.5], ["hold_days[1]", "hold_days[2]"]), ([], ["hold_days"])]
)
def test_holds_in_json_are_numbers(written: Any, paths: list[str]) -> None:
    given = {**json.loads(to_json(proposal())), "hold_days": written}
    assert paths_of(make_converter().structure, given, Proposal) == paths


def test_a_hold_of_the_last_rung_is_shown_and_compared() -> None:
    plan, other = (dose_plan(capsule(), hold_days=[7, 7, 7, last]) for last in (7, 14))
    assert str(plan.steps[-1]).startswith("from day 22, open-ended: 200 mg a day (")
    assert str(other.steps[-1]).startswith("from day 22, open-ended with a hold of 14 days: 200 mg a day (")
    (row,) = compare(plan, other).rows
    assert (row.what, row.first, row.second) == ("step 4", str(plan.steps[-1]), str(other.steps[-1]))


def test_each_changed_case_has_holds_that_fit_its_plan() -> None:
    red = attrs.evolve(PERSON, zone=Zone.RED, acknowledged=[])
    found = what_would_change(red, proposal(capsule(ingredients=["stevia"]), hold_days=HOLDS)).counterfactuals
    assert {one.case.proposal.hold_days for one in found} == {HOLDS}
    found = what_would_change(red, proposal(capsule(500), hold_days=[14, 3])).counterfactuals
    assert 14 in {one.case.proposal.hold_days for one in found}
    assert all(assess(one.case.situation, one.case.proposal) == one.decision for one in found)


class TestOfACourse:
    def test_a_course_has_the_holds_of_its_plan(self) -> None:
        diary = Diary(situation=PERSON, proposal=proposal(hold_days=HOLDS), starts=date(2026, 3, 1), as_of=date.max)
        course = course_of(diary)
        assert isinstance(course, Course)
        assert course.holds == HOLDS

    def test_a_plan_whose_last_hold_is_changed_is_not_the_rulebooks(self) -> None:
        plan = dose_plan(capsule(), hold_days=HOLDS)
        last = attrs.evolve(plan.steps[-1], hold=2)
        changed = attrs.evolve(plan, steps=(*plan.steps[:-1], last))
        assert paths_of(begin_course, changed, starts=date(2026, 3, 1)) == ["plan.steps"]

    def test_the_suggested_date_of_a_rung_waits_for_the_longer_of_its_hold_and_the_usual_one(self) -> None:
        course = begin_course(dose_plan(capsule(), hold_days=HOLDS), starts=date(2026, 3, 1), situation=PERSON)
        taken = CheckIn(day=date(2026, 3, 1), zone=Zone.GREEN, reactions=[], taken=Elemental.mg(50))
        dates = review_course(course, [taken], date(2026, 3, 1)).dates[1:]
        assert [of_rung.earliest for of_rung in dates] == [date(2026, 3, day) for day in (15, 18, 23)]
        assert [of_rung.suggested for of_rung in dates] == [date(2026, 3, day) for day in (15, 22, 29)]
