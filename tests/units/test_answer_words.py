"""The words of answers: each case is said in the words that the drawings of the views fixed."""

from typing import Any

import attrs
import pytest
from units.builders import capsule, faults_of, proposal, situation

from alpims_mg import (
    Acknowledgement,
    AnswerWords,
    Condition,
    Consult,
    Elemental,
    Intent,
    KidneyFunction,
    NeedsInformation,
    Offer,
    Situation,
    Tolerance,
    Withhold,
    Zone,
    assess,
)
from alpims_mg.rulebook.answer_words import ANSWER_WORDS, AnswerKind, AnswerWordsKey, Request

START = proposal()
KEEP = proposal(intent=Intent.MAINTAIN, current_daily=Elemental.mg(100))
RAISE = proposal(intent=Intent.INCREASE, current_daily=Elemental.mg(100))
LESS = attrs.evolve(proposal(), intent=Intent.LOWER, current_daily=Elemental.mg(200))
NONE = attrs.evolve(LESS, lower_to=Elemental.mg(0))
AGREED = tuple(
    Acknowledgement(rule=rule, reason="discussed") for rule in ("consult.start", "consult.adjust", "consult.maintain")
)


def person(**facts: Any) -> Situation:
    return situation(**{"tolerance": Tolerance.PROVEN, "acknowledged": AGREED[:2]} | facts)


NO_KIDNEY = {"kidney": KidneyFunction.SEVERE}
SAID = [
    (person(), START, Offer, "You can start"),
    (person(), KEEP, Offer, "You can go on"),
    (person(), RAISE, Offer, "You can take the next step"),
    (person(), LESS, Offer, "You can take less"),
    (person(), NONE, Offer, "You can stop"),
    (person(acknowledged=()), START, Consult, "Ask a clinician first"),
    (person(acknowledged=()), RAISE, Consult, "Ask a clinician first"),
    (Situation(zone=Zone.GREEN), START, NeedsInformation, "We need to know more"),
    (person(zone=Zone.RED), START, Withhold, "Not today"),
    (person(zone=Zone.YELLOW), START, Withhold, "Not today"),
    (person(zone=Zone.RED, acknowledged=()), START, Withhold, "Not today"),
    (person(zone=Zone.YELLOW), RAISE, Withhold, "Not today"),
    (person(zone=Zone.RED, tolerance=Tolerance.UNPROVEN), KEEP, Withhold, "Not today"),
    (person(**NO_KIDNEY), START, Withhold, "Do not start this"),
    (person(age_years=3), START, Withhold, "Do not start this"),
    (person(), proposal(capsule(500)), Withhold, "Do not start this"),
    (person(zone=Zone.RED, **NO_KIDNEY), START, Withhold, "Do not start this"),
    (person(**NO_KIDNEY), KEEP, Withhold, "Do not go on for now"),
    (person(**NO_KIDNEY), RAISE, Withhold, "Do not raise it"),
    (person(tolerance=Tolerance.UNPROVEN), RAISE, Withhold, "Stay at your present amount"),
    (person(conditions=[Condition.HEART_BLOCK]), NONE, Offer, "You can stop"),
]


@pytest.mark.parametrize(("who", "what", "kind", "words"), SAID)
def test_an_answer_is_said_in_these_words(who: Situation, what: Any, kind: type, words: str) -> None:
    answer = assess(who, what)
    assert isinstance(answer, kind)
    assert answer.words.headline == words
    assert str(answer)[4:].startswith(f"{words}.\n    ")
    assert "{" not in f"{answer.words.action} {answer.words.then}"


@pytest.mark.parametrize("zone", [Zone.YELLOW, Zone.RED])
def test_not_today_names_the_zone_and_when_to_ask_again(zone: Zone) -> None:
    assert str(assess(person(zone=zone), START)).splitlines()[1:3] == [
        f"    Do not start it in the {zone.value.capitalize()} zone.",
        "    Ask again on a Green day.",
    ]


def test_not_today_is_said_exactly_if_the_answer_names_a_day_to_ask_again() -> None:
    for who, what, _, words in SAID:
        answer = assess(who, what)
        again = isinstance(answer, Withhold) and any(one.rule.startswith("zone.ask-again.") for one in answer.advice)
        assert (words == "Not today") == again


def test_a_table_says_ask_first_for_a_clinician_and_the_same_words_for_the_other_answers_to_a_start() -> None:
    cells = {kind: ANSWER_WORDS[AnswerWordsKey(kind=kind, request=Request.START)].then.cell for kind in AnswerKind}
    assert cells == {
        AnswerKind.OFFER: "You can start",
        AnswerKind.CONSULT: "Ask first",
        AnswerKind.NEEDS_INFORMATION: "We need to know more",
        AnswerKind.NOT_TODAY: "Not today",
        AnswerKind.STAY: "Stay as you are",
        AnswerKind.WITHHOLD: "Do not start",
    }


def test_words_for_patients_have_none_of_the_words_that_are_kept_from_them() -> None:
    kept = {"rung", "proven", "tolerance", "permit", "withhold", "bound", "assess"}
    for _, rule in ANSWER_WORDS:
        said = " ".join(filter(None, (rule.then.headline, rule.then.cell, rule.then.action, rule.then.then)))
        assert kept.isdisjoint(said.lower().replace(".", "").split()), rule.id


def test_all_faults_of_words_come_together() -> None:
    paths = [fault.path for fault in faults_of(AnswerWords, headline="", cell=5, action="", then=7)]
    assert paths == ["headline", "cell", "action", "then"]
