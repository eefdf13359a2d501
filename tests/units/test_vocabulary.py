"""Vocabulary: closed lists of words, written the same in JSON."""

import copy
import pickle
import re
from enum import Enum
from pathlib import Path
from typing import Any, cast

import pytest
from approval import approve

from alpims_mg import (
    Additive,
    Aim,
    Answer,
    Condition,
    Domain,
    DosageForm,
    Effect,
    Form,
    Intent,
    KidneyFunction,
    MedicineClass,
    Reaction,
    Route,
    Severity,
    SourceKind,
    TimeOfDay,
    Tolerance,
    Vehicle,
    Verdict,
    Zone,
)
from alpims_mg.model.vocabulary import MedicineRoute, Word

KINDS: tuple[type[Enum], ...] = (
    *(Zone, Intent, Tolerance, Route, Vehicle, Form, Domain, Aim, KidneyFunction, Condition, Additive, Reaction),
    DosageForm,
    *(Verdict, SourceKind, Answer, Effect, Severity, TimeOfDay, MedicineClass, MedicineRoute),
)
WORDS = Path(__file__).parents[1] / "snapshots" / "words.txt"


def test_the_words_in_json_and_their_order_are_the_approved_ones() -> None:
    """A word may be added. From 0.2.0 on, none is renamed or removed."""
    listed = ("\n  ".join((kind.__name__, *(str(word.value) for word in kind))) for kind in KINDS)
    approve({WORDS: "\n".join(listed) + "\n"})


@pytest.mark.parametrize("kind", KINDS)
def test_words_are_lower_case_with_hyphens(kind: type[Word]) -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", word.value) for word in kind)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if issubclass(kind, Word)])
def test_str_of_a_word_is_its_word_in_json(kind: type[Word]) -> None:
    assert all(str(word) == word.value for word in kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_copied_or_pickled_word_is_the_same_object(kind: type[Word]) -> None:
    for word in kind:
        assert pickle.loads(pickle.dumps(word)) is word
        assert copy.deepcopy(word) is word


def test_the_same_word_in_two_enums_is_not_equal() -> None:
    assert cast("Any", Domain.ANXIETY) != Aim.ANXIETY
    assert len({Aim.MOOD, Domain.MOOD, Condition.NAUSEA, Reaction.NAUSEA}) == 4


def test_answers_are_ordered_by_what_they_permit() -> None:
    assert [answer.permission for answer in Answer] == [0, 1, 2, 3]
