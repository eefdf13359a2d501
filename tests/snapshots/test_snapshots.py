"""Snapshots: questions with the answers of today. A changed answer is read by a person, then approved.

One file holds one question and its answer. The hand-worked cases are in ``tests/golden``.
"""

import json
import random
from pathlib import Path
from typing import Any, cast

import pytest
from approval import approve
from snapshots.answers import ANSWERS, CONVERTER, clock_question, decided, options_question, read_label, written

from alpims_mg import (
    CURRENT,
    DaySchedule,
    FormOptions,
    Label,
    Review,
    RouteOptions,
    assess,
    form_options,
    replay_course,
    review_course,
    route_options,
    schedule_day,
)
from alpims_mg.courses.diary import Course
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.dosing.days import Day
from alpims_mg.model.decisions import Decision
from alpims_mg.model.findings import Verdict
from alpims_mg.rules.strictness import verdict_of
from alpims_mg.testing import laws
from alpims_mg.wire import read_case, read_diary, to_json

HERE = Path(__file__).parent
KEPT: dict[str, dict[Path, dict[str, Any]]] = {
    family: {path: json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / family).glob("*.json"))}
    for family in ANSWERS
}


def inputs(*families: str) -> list[dict[str, Any]]:
    return [kept["input"] for family in families for kept in KEPT[family].values()]


@pytest.mark.parametrize("family", ANSWERS)
def test_answers_are_the_approved_ones(family: str) -> None:
    answer = ANSWERS[family]
    assert KEPT[family]
    approve(
        {
            path: written({"about": kept["about"], "input": kept["input"], "answer": answer(kept["input"])}) + "\n"
            for path, kept in KEPT[family].items()
        }
    )


def test_no_two_snapshots_ask_the_same() -> None:
    for kept in KEPT.values():
        asked = [json.dumps([one["about"], one["input"]], sort_keys=True) for one in kept.values()]
        assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("field", ["medicines", "additives", "labels", "others"])
def test_every_row_of_what_is_taken_beside_it_or_in_it_occurs(field: str) -> None:
    said = {
        finding.split()[1].strip(";:")
        for one in KEPT["cases"].values()
        for finding in one["answer"].get("findings", ())
    }
    asking = {rule.id for rule in getattr(CURRENT, field).rules if verdict_of(rule.then) is not Verdict.PERMIT}
    assert asking <= said


# --- Laws that hold for every question
def test_the_wire_gives_back_an_equal_decision() -> None:
    for asked in inputs("cases", "bounds"):
        case = read_case(json.dumps(asked))
        decision = assess(case.situation, case.proposal)
        assert CONVERTER.structure(json.loads(to_json(decision)), cast("Any", Decision)) == decision


def test_an_alternative_is_not_withheld_itself() -> None:
    for asked in inputs("cases", "bounds"):
        for one in decided(asked).get("alternatives", []):
            assert decided({**asked, "proposal": one["proposal"]})["decision"] != "withhold", one["proposal"]


def test_a_review_is_the_same_when_replayed_shuffled_and_read_from_json() -> None:
    for asked in inputs("diaries"):
        diary = read_diary(json.dumps(asked))
        course = course_of(diary)
        assert isinstance(course, Course)
        review = review_course(course, diary.check_ins, diary.as_of)
        assert CONVERTER.structure(json.loads(to_json(review)), Review) == review
        assert to_json(replay_course(review.ledger)) == to_json(review)
        shuffled = list(diary.check_ins)
        random.Random(4711).shuffle(shuffled)
        assert to_json(review_course(course, shuffled, diary.as_of)) == to_json(review)


def test_a_schedule_keeps_the_laws_of_schedules_and_survives_json() -> None:
    for asked in inputs("clock"):
        step, routine, listed = clock_question(asked)
        medicines = listed or ()
        laws.schedule_keeps_every_window(step, routine, medicines)
        laws.schedule_equals_brute_force(step, routine, medicines)
        laws.order_of_medicines_never_matters(step, routine, medicines)
        if len(step.intakes) < 3:
            laws.unschedulable_names_the_smallest_sets(step, routine, medicines)
        day = schedule_day(step, routine, listed)
        json_of_day = json.loads(to_json(day))
        assert json_of_day["kind"] == ("day-schedule" if isinstance(day, DaySchedule) else "unschedulable")
        assert CONVERTER.structure(json_of_day, cast("Any", Day)) == day


def test_a_label_written_as_json_reads_back_equal() -> None:
    for asked in inputs("labels"):
        label = read_label(asked)
        assert CONVERTER.structure(json.loads(to_json(label)), Label) == label


def test_a_ranking_keeps_the_laws_of_rankings_and_survives_json() -> None:
    for asked in inputs("options"):
        arguments = options_question(asked)
        laws.blocked_options_come_last(**arguments)
        laws.every_option_is_listed_with_cited_reasons(**arguments)
        laws.order_of_aims_and_domains_never_matters(**arguments)
        laws.options_agree_with_assess(arguments["situation"])
        for kind, options in ((FormOptions, form_options(**arguments)), (RouteOptions, route_options(**arguments))):
            assert CONVERTER.structure(json.loads(json.dumps(CONVERTER.unstructure(options))), kind) == options
