"""Courses that are carried over to another edition of the rulebook, worked out by hand and compared with each other."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from courses.diaries import diaries
from courses.editions import diary, edition
from golden.kernel import course_and_check_ins
from hypothesis import assume, given, settings, strategies as st
from units.builders import dose_plan, faults_of, paths_of

from alpims_mg import (
    CURRENT,
    Answer,
    Capsule,
    CarriedOver,
    CheckIn,
    Course,
    Elemental,
    Infeasible,
    Intent,
    InvalidInputError,
    Ledger,
    Move,
    OtherCourse,
    Proposal,
    Review,
    Rulebook,
    Situation,
    Zone,
    begin_course,
    carry_over,
    compare,
    replay_course,
    review_course,
    review_courses,
    switch_product,
    tighten,
)
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.positions import DayInputs, Phase, Position, Transition, course_numbers
from alpims_mg.courses.told_days import told_outcome
from alpims_mg.rulebook.courses import CourseEvent
from alpims_mg.rulebook.reactions import Response
from alpims_mg.testing import strategies
from alpims_mg.wire import make_converter, read_diary, to_json

CASES = json.loads((Path(__file__).parent / "editions.json").read_text(encoding="utf-8"))
CONVERTER = make_converter()
STARTS = date(2026, 3, 1)
FACTS: dict[str, Any] = {
    "age_years": 34,
    "kidney": "normal",
    "conditions": [],
    "medicines": [],
    "other_magnesium_mg": "0",
    "acknowledged": [
        {"rule": "consult.start", "reason": "discussed"},
        {"rule": "consult.adjust", "reason": "discussed"},
    ],
}
PRODUCT = {
    "kind": "capsule",
    "form": "glycinate",
    "elemental_mg": "100",
    "divides_into": 4,
    "dosage_form": "hard-capsule",
    "ingredients": ["hypromellose"],
}
OTHER = attrs.evolve(CURRENT, edition="2027-01-01")


def facts(**changed: Any) -> Situation:
    return CONVERTER.structure({**FACTS, **changed}, Situation)


def course(rulebook: Rulebook = CURRENT, situation: Situation | None = None) -> Course:
    proposal = CONVERTER.structure({"intent": "start", "product": PRODUCT, "hold_days": 3}, Proposal)
    assert isinstance(proposal.product, Capsule)
    plan = dose_plan(proposal.product, hold_days=3, rulebook=rulebook)
    return begin_course(plan, starts=STARTS, situation=situation or facts(), rulebook=rulebook)


def carried(ledger: Ledger, rulebook: Rulebook) -> CarriedOver:
    result = carry_over(ledger, rulebook=rulebook)
    assert isinstance(result, CarriedOver)
    return result


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_course_goes_on_as_worked_out_by_hand(case: dict[str, Any]) -> None:
    old, new = edition("2026-01-01", case["old"]), edition("2027-01-01", case["new"])
    person = facts(**case.get("facts", {}))
    told = case["told"]
    as_of = STARTS + timedelta(days=len(told) - 1)
    ledger = review_course(course(old, person), diary(told, STARTS, person), as_of, rulebook=old).ledger
    after = carried(ledger, new)
    assert after.course.starts == as_of + timedelta(days=1)
    corrected = [case.get("corrected", {}).get(str(number), words) for number, words in enumerate(told, 1)]
    days = [*corrected, *case["later"]]
    last = STARTS + timedelta(days=len(days) - 1)
    review = review_course(after.course, diary(days, STARTS, person), last, rulebook=new)
    assert [f"{day.move} {day.permitted.format_mg()}" for day in review.ledger.days] == case["expected"]
    names = [row.what for row in after.differences.rows]
    assert names[0] == "edition"
    assert names[1:] == case["differ"]


def test_no_two_cases_have_one_name() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES)


# --- Laws


def earlier(ledger_day: date, check_ins: Sequence[CheckIn]) -> list[CheckIn]:
    """What was reported by a day: entries for later days, and corrections of them, had not arrived."""
    known = [check_in for check_in in check_ins if check_in.day <= ledger_day]
    while True:
        ids = {check_in.id for check_in in known}
        kept = [check_in for check_in in known if check_in.replaces is None or check_in.replaces in ids]
        if len(kept) == len(known):
            return kept
        known = kept


def told_by(review: Review) -> list[tuple[Any, ...]]:
    return [(day.day, day.move, day.rule, day.rung, day.permitted, day.taken) for day in review.ledger.days]


@given(asked=diaries(most=30) | diaries(most=30, switches=True), data=st.data())
def test_an_edition_with_the_same_rows_changes_no_day(asked: dict[str, Any], data: st.DataObject) -> None:
    own, check_ins, last = course_and_check_ins(asked)
    assume(own.starts < last)
    as_of = own.starts + timedelta(days=data.draw(st.integers(0, (last - own.starts).days - 1)))
    ledger = review_course(own, earlier(as_of, check_ins), as_of).ledger
    after = carried(ledger, OTHER)
    assert [row.what for row in after.differences.rows] == ["edition"]
    review = review_course(after.course, check_ins, last, rulebook=OTHER)
    assert told_by(review) == told_by(review_course(own, check_ins, last))[(as_of - own.starts).days + 1 :]


@settings(max_examples=settings().max_examples // 3)
@given(asked=diaries(most=30), rows=strategies.number_tightenings() | strategies.tightenings(), loosened=st.booleans())
def test_the_first_day_begins_with_what_the_last_one_was_told(
    asked: dict[str, Any], rows: Any, *, loosened: bool
) -> None:
    stricter = tighten(CURRENT, rows, policy="clinic")
    old, new = (stricter, CURRENT) if loosened else (CURRENT, stricter)
    try:
        own = course_of(read_diary(json.dumps(asked)), rulebook=old)
    except InvalidInputError:
        assume(False)  # a hold or a target that the stricter edition does not allow
    _, check_ins, as_of = course_and_check_ins(asked)
    assume(isinstance(own, Course))
    assert isinstance(own, Course)
    ledger = review_course(own, check_ins, as_of, rulebook=old).ledger
    after = carry_over(ledger, rulebook=new)
    if isinstance(after, Infeasible):
        return
    tomorrow = as_of + timedelta(days=1)
    silent = review_course(after.course, check_ins, tomorrow, rulebook=new)
    assert CONVERTER.structure(json.loads(to_json(after)), CarriedOver) == after
    assert replay_course(silent.ledger, rulebook=new) == silent
    told = ledger.days[-1]
    if silent.step is not None and told.rung is not None:
        assert silent.step.daily <= own.rungs[told.rung - 1].daily
    assert not silent.permitted.nanograms


# --- Kinds of courses, and faults


def ledger_of(*words: str, own: Course | None = None, rulebook: Rulebook = CURRENT) -> Ledger:
    as_of = STARTS + timedelta(days=len(words) - 1)
    return review_course(own or course(rulebook), diary(words, STARTS, facts()), as_of, rulebook=rulebook).ledger


GREENS = ("green 50", "green 50", "green 50")


def test_a_course_can_be_carried_over_again_and_again() -> None:
    first = carried(ledger_of(*GREENS), OTHER)
    check_ins = diary([*GREENS, "green 100", "green 100", "green 100", "green"], STARTS, facts())
    day_four = review_course(first.course, check_ins[:4], check_ins[3].day, rulebook=OTHER).ledger
    second = carried(day_four, edition("2028-01-01", {"course.number.calm-before-rise": 6}))
    assert [row.what for row in second.differences.rows] == ["edition", "day 1", "day 1, rule", "total permitted"]
    review = review_course(
        second.course,
        check_ins,
        check_ins[-1].day,
        rulebook=edition("2028-01-01", {"course.number.calm-before-rise": 6}),
    )
    assert [f"{day.move} {day.permitted.format_mg()}" for day in review.ledger.days] == [
        "stay 100",
        "stay 100",
        "advance 150",
    ]


def test_a_person_who_joined_goes_on_at_the_present_amount() -> None:
    product = CONVERTER.structure(PRODUCT, Capsule)
    plan = dose_plan(product, intent=Intent.MAINTAIN, current_daily=Elemental.mg(150), hold_days=3)
    joined = begin_course(plan, starts=STARTS, situation=facts(tolerance="proven"))
    after = carried(ledger_of("green 150", own=joined), OTHER)
    review = review_course(
        after.course, diary(["green 150", "green"], STARTS, facts()), STARTS + timedelta(days=1), rulebook=OTHER
    )
    assert (str(review.move), review.permitted.format_mg()) == ("maintenance", "150")


def test_a_target_that_is_not_allowed_any_more_gives_way() -> None:
    product = CONVERTER.structure(PRODUCT, Capsule)
    plan = dose_plan(product, target=Elemental.mg(400), hold_days=3)
    own = begin_course(plan, starts=STARTS, situation=facts())
    after = carried(ledger_of(*GREENS, own=own), edition("2027-01-01", {"dose.amount.last-most": "300"}))
    assert after.course.plan.steps[-1].daily == Elemental.mg(200)
    assert "step 5" in [row.what for row in after.differences.rows]


def test_a_product_without_a_plan_is_infeasible() -> None:
    answer = carry_over(ledger_of(*GREENS), rulebook=edition("2027-01-01", {"dose.amount.start-most": "20"}))
    assert isinstance(answer, Infeasible)


def test_a_course_that_was_carried_over_can_change_its_product() -> None:
    agreed = {"rule": "condition.low-blood-pressure", "reason": "discussed"}
    person = facts(conditions=["low-blood-pressure"], acknowledged=[*FACTS["acknowledged"], agreed])
    words = ("green 50", "green 50 facts", "green 50")
    as_of, on = STARTS + timedelta(days=2), STARTS + timedelta(days=4)
    days = diary([*words, "green 0"], STARTS, person)
    old = review_course(course(situation=person), days[:3], as_of).ledger
    new = edition("2027-01-01", {"condition.low-blood-pressure": "caution"})
    other = dose_plan(CONVERTER.structure({**PRODUCT, "form": "malate"}, Capsule), hold_days=3, rulebook=new)
    switched = switch_product(carried(old, new).course, days, other, on=on, rulebook=new)
    review = review_course(switched, [*days, *diary(["green"], on, person)], on, rulebook=new)
    assert (str(review.move), review.permitted.format_mg()) == ("start", "50")


def test_another_product_waits_for_three_days_after_a_start_that_was_told() -> None:
    agreed = {"rule": "ceiling.public", "about": "400 mg", "reason": "discussed"}
    person = facts(acknowledged=[*FACTS["acknowledged"], agreed])
    first = course(situation=person)
    after = carried(ledger_of("green 50", own=first), OTHER)
    malate = dose_plan(CONVERTER.structure({**PRODUCT, "form": "malate"}, Capsule), hold_days=3)
    own = diary(["green 50", "green 50", "green 50", "green 100", "green"], STARTS, person)
    other = diary(["green", "green", "green", "green"], STARTS + timedelta(days=1), person)
    told = []
    for one, rulebook in ((first, CURRENT), (after.course, OTHER)):
        second = begin_course(malate, starts=STARTS + timedelta(days=1), situation=person, rulebook=rulebook)
        reviews = review_courses([(one, own), (second, other)], STARTS + timedelta(days=4), rulebook=rulebook)
        days = [review.ledger.days[-4:] for review in reviews]
        told.append([[f"{day.move} {day.permitted.format_mg()}" for day in kept] for kept in days])
    assert told[0] == told[1]
    assert told[1] == [
        ["stay 50", "stay 50", "advance 100", "stay 100"],
        ["not-started 0", "not-started 0", "not-started 0", "start 50"],
    ]


def test_a_stop_that_was_told_counts_beside_another_product() -> None:
    after = carried(ledger_of("green 50", "green 50 hives"), OTHER)
    malate = dose_plan(CONVERTER.structure({**PRODUCT, "form": "malate"}, Capsule), hold_days=3, rulebook=OTHER)
    on = STARTS + timedelta(days=2)
    second = begin_course(malate, starts=on, situation=facts(), rulebook=OTHER)
    own, green = diary(["green 50", "green 50 hives", "green"], STARTS, facts()), diary(["green"], on, facts())
    reviews = review_courses([(after.course, own), (second, green)], on, rulebook=OTHER)
    assert str(next(iter(reviews)).move) == "stop-and-consult"


def test_the_page_names_the_day_and_lists_the_differences() -> None:
    after = carried(ledger_of("green 50"), edition("2027-01-01", {"course.number.calm-before-rise": 5}))
    lines = str(after).splitlines()
    assert lines[0] == "From Monday 2 March 2026, edition 2027-01-01 judges this course"
    assert [line.split()[0] for line in lines if line.startswith("  edition")] == ["edition"]
    assert "2026-11-30" in str(after)


def test_the_fault_of_another_edition_names_the_way_on() -> None:
    ledger = ledger_of(*GREENS)
    way_on = r"go on with carry_over\(ledger\)"
    with pytest.raises(InvalidInputError, match=way_on):
        replay_course(ledger, rulebook=OTHER)
    with pytest.raises(InvalidInputError, match=way_on):
        review_course(ledger.course, ledger.check_ins, ledger.as_of, rulebook=OTHER)


def test_a_ledger_of_this_edition_has_nothing_to_carry_over() -> None:
    (fault,) = faults_of(carry_over, ledger_of(*GREENS))
    assert (fault.path, fault.fix.split(",")[0]) == ("rulebook", "go on with review_course")


def test_a_ledger_of_several_products_and_every_wrong_type_are_refused() -> None:
    alone = ledger_of(*GREENS)
    joint = attrs.evolve(alone, others=(OtherCourse(course=course(), check_ins=()),))
    assert paths_of(carry_over, joint, rulebook=OTHER) == ["ledger.others"]
    assert paths_of(carry_over, "ledger", rulebook=None) == ["ledger", "rulebook"]
    assert paths_of(CarriedOver, course=1, differences=2) == ["course", "differences"]


def test_told_days_are_those_of_the_course_before() -> None:
    after = carried(ledger_of(*GREENS), OTHER).course
    wrong_rung = (*after.told[:2], attrs.evolve(after.told[2], rung=9))
    for told in (after.told[:2], after.told[::-1], wrong_rung):
        assert paths_of(attrs.evolve, after, told=told) == ["told"]
    assert paths_of(attrs.evolve, after, follows=None) == ["told"]


def test_a_ledger_of_another_past_has_another_hash() -> None:
    own, other = (carried(ledger_of(*words), OTHER).course for words in (GREENS, (*GREENS[:2], "green 0")))
    digests = {review_course(one, [], own.starts, rulebook=OTHER).ledger.digest for one in (own, other)}
    assert len(digests) == 2
    assert next(row.what for row in compare(own, other).rows).startswith("course, told")


class TestToldOutcomes:
    """A told day that disagrees with these rules in a way that no row of today brings about."""

    def outcome(self, before: Position, told: Move, rung: int | None = None, mg: int = 0) -> Position:
        numbers = course_numbers(course(), CURRENT)
        day = attrs.evolve(
            ledger_of("green 50").days[0], move=told, rung=rung, permitted=Elemental.mg(mg), rule="other"
        )
        ours = Transition(CourseEvent.HOLDING, before._replace(phase=Phase.TAKING), Answer.OFFER)
        inputs = DayInputs(zone=Zone.GREEN, response=Response.GO_ON)
        return told_outcome(ours, before, inputs, day, numbers, CURRENT).position

    @pytest.mark.parametrize("phase", [Phase.NOT_STARTED, Phase.STOPPED])
    def test_a_pause_of_a_course_that_is_not_taken_changes_nothing(self, phase: Phase) -> None:
        before = Position(phase)
        assert self.outcome(before, Move.PAUSE) == before

    def test_a_stop_for_urgent_care_stays_one(self) -> None:
        assert self.outcome(Position(Phase.TAKING), Move.URGENT_CARE).urgent
        assert not self.outcome(Position(Phase.TAKING), Move.STOP_AND_CONSULT).urgent

    def test_not_started_after_a_course_is_a_lapse(self) -> None:
        lapsed = self.outcome(Position(Phase.TAKING, rung=1, proven=frozenset({0})), Move.NOT_STARTED)
        assert lapsed == Position(Phase.NOT_STARTED, has_started=True)

    def test_a_rule_that_this_edition_does_not_know_keeps_its_move(self) -> None:
        position = self.outcome(Position(Phase.TAKING, held=2), Move.STEP_BACK, rung=2, mg=100)
        assert (position.rung, position.held) == (1, 0)
