"""The questions to a person: which are asked, in which words, and which replies they know."""

import json
from itertools import product

import pytest
from units.builders import faults_of, proposal

from alpims_mg import (
    CURRENT,
    Condition,
    DosageForm,
    FactQuestion,
    Form,
    Intent,
    KidneyFunction,
    NeedsInformation,
    Route,
    Situation,
    Tolerance,
    Vehicle,
    Zone,
    assess,
)
from alpims_mg.assessment.case_questions import fields_to_ask, questions_about
from alpims_mg.model.case_questions import Choice, QuestionWords, ReplyKind
from alpims_mg.rulebook.consults import Fact, FactKey, Need
from alpims_mg.rulebook.questions import CaseField
from alpims_mg.wire import read_case

CASES = list(product(Route, Intent))
WORDS = {
    CaseField.INTENT: Intent,
    CaseField.PRODUCT: Route,
    CaseField.FORM: Form,
    CaseField.DOSAGE_FORM: DosageForm,
    CaseField.VEHICLE: Vehicle,
    CaseField.ZONE: Zone,
    CaseField.TOLERANCE: Tolerance,
    CaseField.KIDNEY: KidneyFunction,
    CaseField.CONDITIONS: Condition,
}


def words_of(field: CaseField) -> QuestionWords:
    return CURRENT.questions[field].then


def test_an_answer_asks_in_the_words_of_the_rows() -> None:
    answer = assess(Situation(zone=Zone.GREEN, age_years=34, conditions=[]), proposal())
    assert isinstance(answer, NeedsInformation)
    assert str(answer).partition("\n\n")[2].partition("\n\n")[0] == (
        "Please tell us\n"
        "  1. How well do your kidneys work?\n"
        "     Say normal, moderate, severe or not-assessed.\n"
        "  2. Which medicines do you take?\n"
        "     Name each one, or say none.\n"
        "  3. How much magnesium do your other supplements give you in a day?\n"
        "     Give the milligrams. Say 0 if none."
    )


def test_every_fact_that_an_answer_may_need_has_a_question() -> None:
    asked = questions_about(map(str, Fact), rulebook=CURRENT)
    assert [one.path for one in asked] == [fact.value for fact in Fact]


def test_a_path_without_a_question_is_left_out() -> None:
    assert questions_about(["situation.routine"], rulebook=CURRENT) == ()


@pytest.mark.parametrize("field", WORDS)
def test_a_question_knows_every_word_of_its_field(field: CaseField) -> None:
    values = [choice.value for choice in words_of(field).choices]
    assert sorted(values) == sorted(str(member) for member in WORDS[field])


def test_words_that_are_accepted_differ_and_stand_with_a_list_only() -> None:
    for field, rule in CURRENT.questions:
        said = [choice.word for choice in rule.then.choices]
        assert len(said) == len(set(said)), field
        assert bool(said) == (rule.then.reply in {ReplyKind.WORD, ReplyKind.WORDS}), field


@pytest.mark.parametrize(("route", "intent"), CASES)
def test_the_needed_facts_of_a_case_are_asked_for_and_the_unused_ones_are_not(route: Route, intent: Intent) -> None:
    asked = {str(field) for field in fields_to_ask(route, intent, rulebook=CURRENT)}
    for fact in Fact:
        need = CURRENT.facts[FactKey(fact=fact, route=route, intent=intent)].then
        assert (need is not Need.UNUSED) == (fact.value in asked), fact


@pytest.mark.parametrize(("route", "intent"), CASES)
def test_a_case_can_be_written_from_the_questions_that_may_not_be_skipped(route: Route, intent: Intent) -> None:
    replies = {CaseField.INTENT: intent.value, CaseField.PRODUCT: route.value, CaseField.STRENGTH: "100"}
    case: dict[str, dict[str, object]] = {"proposal": {}, "situation": {}}
    case["proposal"]["product"] = fields = dict[str, object]()
    for field in fields_to_ask(route, intent, rulebook=CURRENT):
        if not words_of(field).may_skip:
            value = replies.get(field) or words_of(field).choices[0].value
            holder = fields if ".product." in field.value else case["proposal"]
            holder[field.value.rpartition(".")[2]] = int(value) if field is CaseField.DIVISION else value
    written = read_case(json.dumps(case))
    assert written.proposal.intent is intent
    assert written.proposal.product.route is route


def test_a_choice_says_its_meaning_if_it_has_one() -> None:
    assert str(Choice(word="keep", value="maintain", meaning="the same amount")) == "keep (the same amount)"
    assert str(Choice(word="oil", value="oil")) == "oil"


def test_a_single_word_needs_no_or() -> None:
    only = (Choice(word="yes", value="yes"),)
    words = QuestionWords(
        question="Sure?", how="Say {choices}.", more="", reply=ReplyKind.WORD, choices=only, may_skip=False
    )
    assert words.how_to_reply == "Say yes."


def test_a_question_without_text_is_an_error() -> None:
    paths = [fault.path for fault in faults_of(FactQuestion, path="", question=5, how=" ")]
    assert paths == ["path", "question", "how"]
