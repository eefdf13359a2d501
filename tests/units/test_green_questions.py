"""The questions that people ask themselves before they call a day Green."""

import inspect
from typing import Any

import attrs
import pytest

from alpims_mg import CURRENT, GreenQuestion, InvalidInputError, SourceKind, green_check


def test_there_is_one_question_for_each_reason_of_the_guide() -> None:
    questions = green_check()
    assert [question.rule for question in questions] == [rule.id for rule in CURRENT.green_reasons.rules]
    assert len({question.question for question in questions}) == len(questions) == 5
    for question in questions:
        assert str(question) == question.question
        assert question.question.endswith("?")
        assert question.because.startswith("the guide says")
        assert {cite.kind for cite in question.cites} == {SourceKind.GUIDE}


def test_the_questions_take_no_answers_and_say_no_zone() -> None:
    assert list(inspect.signature(green_check).parameters) == ["rulebook"]
    assert {field.name for field in attrs.fields(GreenQuestion)} == {"rule", "question", "because", "cites"}


def test_what_is_no_rulebook_is_a_fault() -> None:
    nothing: Any = None
    with pytest.raises(InvalidInputError) as caught:
        green_check(rulebook=nothing)
    assert [fault.path for fault in caught.value.faults] == ["rulebook"]
