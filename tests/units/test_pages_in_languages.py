"""Every text that a patient reads on the page of an answer or a review can be said in another language."""

import json
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from alpims_mg import (
    CURRENT,
    Capsule,
    DoseTaken,
    Elemental,
    Form,
    Label,
    Routine,
    TimeOfDay,
    assess,
    estimate_supply,
    explain,
    form_options,
    review_course,
    route_options,
    schedule_day,
    titration_schedule,
    what_would_change,
    why_not,
)
from alpims_mg._internal.messages import LANGUAGES, Filled, Joined, Message, Phrase
from alpims_mg._internal.rendering import Details, Page
from alpims_mg._internal.rendering.localising import localised
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.joint_reviews import JointDiary, review_joint_diary
from alpims_mg.dosing.day_pictures import day_clock
from alpims_mg.model.vocabulary import Audience
from alpims_mg.rulebook.courses import WaitingFor
from alpims_mg.wire import read_case, read_diary

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CASES = {path.stem: path for path in sorted((EXAMPLES / "cases").glob("*.json"))}
DIARIES = {path.stem: path for path in sorted((EXAMPLES / "diaries").glob("*.json"))}


def plain_texts(value: Any) -> Iterator[str]:
    """Yield each text with letters that is no message, outside details and the names of languages."""
    if isinstance(value, Message):
        recipe = value.recipe
        if isinstance(recipe, Joined):
            for part in recipe.parts:
                yield from plain_texts(part)
        elif not isinstance(recipe, Filled) and recipe.context:
            yield from (text for _, held in recipe.values if isinstance(held, Message) for text in plain_texts(held))
    elif isinstance(value, str):
        if value not in LANGUAGES and any(letter.isalpha() for letter in value):
            yield value
    elif isinstance(value, Details):
        yield from plain_texts(value.summary)
    elif isinstance(value, tuple):
        for part in value:
            yield from plain_texts(part)


def pages_of(case: Path) -> Iterator[Page]:
    asked = read_case(case.read_text(encoding="utf-8"))
    decision = assess(asked.situation, asked.proposal)
    yield decision.page()
    yield why_not(decision).page(Audience.PATIENT)
    yield what_would_change(asked.situation, asked.proposal).page(Audience.PATIENT)
    yield form_options(situation=asked.situation).page()
    yield route_options(situation=asked.situation).page()


@pytest.mark.parametrize("name", CASES)
def test_every_text_of_an_answer_is_a_message(name: str) -> None:
    assert [text for page in pages_of(CASES[name]) for text in plain_texts(page)] == []


@pytest.mark.parametrize("name", DIARIES)
def test_every_text_of_a_review_is_a_message(name: str) -> None:
    diary = read_diary(DIARIES[name].read_text(encoding="utf-8"))
    reviews: Any = review_joint_diary(JointDiary(courses=[diary]))
    pages = reviews.page(), reviews[0].page(), reviews[0].ledger.page()
    assert list(plain_texts(pages)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_explanation_in_a_language_says_what_is_not_translated(language: Any) -> None:
    """Run pytest with ``-rP`` to see the list."""
    asked = read_case(CASES["first-day"].read_text(encoding="utf-8"))
    text = explain(assess(asked.situation, asked.proposal), language=language)
    print(*(line for line in text.splitlines() if "[English:" in line), sep="\n")
    assert ("[English:" in text) <= (language != "en")
    assert {"en": "You can start", "de": "Sie können anfangen", "es": "Puede empezar"}[language] in text


def test_a_requirement_is_said_in_parts_in_another_language() -> None:
    """The rule is one text, and what it names is another."""
    document = json.loads(DIARIES["a-week-that-turns-red"].read_text(encoding="utf-8"))
    document["check_ins"][-1]["reactions"] = ["itching"]
    diary = read_diary(json.dumps(document))
    course: Any = course_of(diary)
    (waits,) = review_course(course, diary.check_ins, diary.as_of).waiting_for
    words = waits.words()
    assert isinstance(words, Message)
    assert isinstance(words.recipe, Phrase)
    assert dict(words.recipe.values) == {
        "first": CURRENT.requirements[WaitingFor.ACKNOWLEDGED_START].then,
        "then": "2026-03-12",
    }


LABELS = (
    "Serving size: 2 capsules. Magnesium (as magnesium glycinate) 200 mg. Other ingredients: rice flour, citric acid.",
    "Serving size: 1 tablet. Magnesium oxide 500 mg. Other ingredients: none",
    "Magnesium citrate 1000 mg. Magnesium citrate 800 mg",
    "Supplement facts per 100 g: magnesium 250 mg",
    "",
)


@pytest.mark.parametrize("text", LABELS)
def test_every_text_of_a_label_is_a_message_with_a_translation(text: str) -> None:
    page = Label.from_text(text).page()
    assert list(plain_texts(page)) == []
    assert "[English:" not in page.in_language("de").text() + page.in_language("es").text()


@pytest.mark.parametrize("bottle", [0, 1, 60])
@pytest.mark.parametrize("starts", [None, date(2026, 3, 1)])
def test_every_text_of_a_supply_is_a_message_with_a_translation(bottle: int, starts: date | None) -> None:
    capsule = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2)
    plan: Any = titration_schedule(capsule)
    page = estimate_supply(plan, starts=starts, bottle=bottle).page()
    assert list(plain_texts(page)) == []
    assert "[English:" not in page.in_language("de").text() + page.in_language("es").text()


@pytest.mark.parametrize("name", DIARIES)
def test_every_text_of_a_check_in_is_a_message_with_a_translation(name: str) -> None:
    diary = read_diary(DIARIES[name].read_text(encoding="utf-8"))
    for check_in in diary.check_ins:
        page = check_in.page()
        assert list(plain_texts(page)) == []
        assert "[English:" not in page.in_language("de").text() + page.in_language("es").text()


def test_every_text_of_a_drawn_day_is_a_message() -> None:
    plan: Any = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2))
    day: Any = schedule_day(plan.steps[0], Routine(wakes=time(7), sleeps=time(23), dinner=time(19)))
    shown = day_clock(day)
    assert list(plain_texts(shown)) == []
    assert localised(shown, "de").paragraphs == ("19:00: Magnesium, 1/2 Kapsel (50 mg), mit Essen, zum Abendessen.",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_serving_that_is_not_stated_is_named_in_each_language(language: Any) -> None:
    label = Label.from_text("Magnesium glycinate 1000 mg")
    words = {"en": "Serving not stated", "de": "Portion nicht angegeben", "es": "Porción no indicada"}
    assert words[language] in label.page().in_language(language).text()


def test_what_is_left_of_a_bottle_is_said_for_one_capsule_too() -> None:
    plan: Any = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2))
    page = estimate_supply(plan, rest_quarters=4).page()
    assert page.title == "1 capsule lasts 1 day from day 1 on."
    assert page.in_language("de").title == "1 Kapsel reicht ab Tag 1 für 1 Tag."


@pytest.mark.parametrize(("at", "words"), [(TimeOfDay.DINNER, "75 mg at dinner"), (time(8), "75 mg at 08:00")])
def test_a_dose_names_its_meal_or_its_time(at: time | TimeOfDay, words: str) -> None:
    dose = DoseTaken(elemental=Elemental.mg(75), at=at)
    assert str(dose) == words
    assert list(plain_texts(dose.words())) == []
    assert str(DoseTaken(elemental=Elemental.mg(75))) == "75 mg"
