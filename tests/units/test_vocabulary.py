"""Vocabulary: closed lists of words, written the same in JSON."""

import copy
import pickle
import re
from typing import Any, cast

import pytest

from alpims_mg import (
    Additive,
    Aim,
    Answer,
    Condition,
    Domain,
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

WORDS = {
    Zone: "green yellow red",
    Intent: "start maintain increase",
    Tolerance: "proven unproven",
    Route: "capsule topical",
    Vehicle: "oil cream bath",
    Form: "glycinate taurate malate threonate citrate oxide",
    Domain: "anxiety laxity pain immune mood sensory",
    Aim: "sleep anxiety mood immune-support heart-regulation fatigue fibromyalgia focus brain-fog migraine "
    "constipation deficiency local-pain muscle-cramps calm",
    KidneyFunction: "normal moderate severe not-assessed",
    Condition: "kidney-disease low-blood-pressure cardiac irregular-heartbeat mcas pots eds me-cfs chronic-pain "
    "neurodivergence ibs gut-flare nausea oral-hypersensitivity heart-block bradycardia myasthenia-gravis "
    "bowel-obstruction ibd-flare infection-stones dehydration hypermagnesaemia pregnancy lactation planned-surgery",
    Additive: "citrus citric-acid stevia flavouring citrate-salt dye preservative sweetener filler",
    Reaction: "none loose-stools bloating nausea cramping itching flushing weakness confusion fainting slow-pulse "
    "breathing-trouble",
    Verdict: "permit caution consult withhold",
    SourceKind: "guide authority convention",
    Answer: "withhold needs-information consult offer",
    Effect: "chelation adsorption gastric-ph less-absorbed alkaline-urine alkaline-blood magnesium-loss "
    "magnesium-retention low-magnesium-toxicity heart-rhythm lower-blood-pressure muscle-block drowsiness "
    "double-counting none-documented unknown",
    Severity: "not-graded minor moderate major",
    TimeOfDay: "breakfast lunch dinner bedtime",
}
KINDS = (*WORDS, MedicineClass, MedicineRoute)


@pytest.mark.parametrize("kind", WORDS)
def test_the_words_in_json_and_their_order_are_fixed(kind: type[Word]) -> None:
    assert [word.value for word in kind] == WORDS[kind].split()


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
