"""Messages: English texts that another language can say again."""

import copy
import pickle
import subprocess
import sys
from datetime import date

import pytest

from alpims_mg import Elemental, Intake, Portion, TimeOfDay
from alpims_mg._internal.catalogues import Catalogue, catalogue, in_catalogue, in_language
from alpims_mg._internal.dates import full_date
from alpims_mg._internal.messages import (
    ANY_RULE,
    Message,
    as_it_is,
    changed,
    filled_text,
    joined,
    listed,
    rule_text,
    say,
    say_number,
)
from alpims_mg._internal.rendering import Details, Headline, Page, Section, Tone, sentence
from alpims_mg._internal.rendering.describing import after_colon, before_colon, heading
from alpims_mg.errors import InvalidInputError
from alpims_mg.model.answer_blocks import doses

GERMAN = Catalogue(
    "de",
    {
        "view.plan": {"{amount} {noun} at {when}": "{when}: {amount} {noun}", "step {place}": "Schritt {place}"},
        "view.list": {"{others} and {last}": "{others} und {last}", "and": "und", "or": "oder"},
        "view.date": {"{day} {month} {year}": "{day}. {month} {year}"},
        "word.month": {"March": "März"},
        "word.Additive": {"citric-acid": "Zitronensäure"},
        "word.noun": {"hard capsule": "Hartkapsel"},
        "ceiling.public": {"too much[. {levels}]": "zu viel[. {levels}]"},
        "ceiling.x": {
            "X: {answer.level_mg} mg. For adults[, {mg} mg]": "X: {answer.level_mg} mg. Erwachsene[, {mg} mg]"
        },
        "ceiling.y": {"the Y: no level": "Y: keine Menge"},
        "route.instead-product.additives": {"without {additives}": "ohne {additives}"},
        "route.instead.product": {"start[ with {differences}]": "anfangen[ mit {differences}]"},
        "zone.red": {"stop on a Red day: take none": "an einem roten Tag aufhören: nichts nehmen"},
        "dose.hold": {
            "stay for {dose_counts.hold} days[, or {other_mg} mg]": (
                "bleiben Sie {dose_counts.hold} Tage[, oder {other_mg} mg]"
            ),
            "{first_mg} mg, then {dose_counts.hold} days": "{first_mg} mg, dann {dose_counts.hold} Tage",
        },
        "a.rule": {"another text": "ein anderer Text. Noch einer"},
        "consult.word.zone": {"today's zone": "die heutige Zone"},
        "consult.gap.not-stated": {"{fact}: not stated": "{fact}: nicht angegeben"},
        "answer.start": {
            "Take {doses}.": "Nehmen Sie {doses}.",
            "[Stay for {days} days. ]Then ask.": "[Bleiben Sie {days} Tage dabei. ]Fragen Sie dann.",
            "{move}": "{move}",
            "{move}: nothing today": "{move}: heute nichts",
            "{name}, and again {name}": "{name} und nochmals {name}",
        },
    },
    {("view.plan", "{number} day"): ("{number} Tag", "{number} Tage")},
)


def said(text: str) -> str:
    return in_catalogue(text, GERMAN)


def test_a_message_is_its_english_text() -> None:
    message = say("view.plan", "{amount} {noun} at {when}", amount="1/2", noun="capsule", when="dinner")
    assert message == "1/2 capsule at dinner"
    assert repr(message) == "'1/2 capsule at dinner'"
    assert hash(message) == hash("1/2 capsule at dinner")


def test_english_needs_no_catalogue() -> None:
    message = say("view.nothing", "words")
    assert in_language(message, "en") is message


@pytest.mark.parametrize("copied", [pickle.loads(pickle.dumps(say("view.plan", "step {place}", place=2))), None])
def test_a_copy_of_a_message_keeps_its_recipe(copied: str | None) -> None:
    message = copied or copy.deepcopy(say("view.plan", "step {place}", place=2))
    assert (message, said(message)) == ("step 2", "Schritt 2")


def test_a_translator_may_reorder_the_values() -> None:
    noun = as_it_is("tablet")
    assert said(say("view.plan", "{amount} {noun} at {when}", amount="1/2", noun=noun, when="dinner")) == (
        "dinner: 1/2 tablet"
    )


def test_plurals_follow_the_number() -> None:
    days = [say_number("view.plan", "{number} day", "{number} days", number) for number in (1, 2)]
    assert [*days, *map(said, days)] == ["1 day", "2 days", "1 Tag", "2 Tage"]


def test_a_message_without_a_translation_says_that_it_is_english() -> None:
    assert said(say("view.plan", "nobody translated {this}", this="62.5")) == ("[English: nobody translated 62.5]")
    assert said(say_number("view.x", "{number} egg", "{number} eggs", 3)) == "[English: 3 eggs]"
    assert said(rule_text("no.rule", "no text")) == "[English: no text]"
    assert said(filled_text(("answer.",), "Something else")) == "[English: Something else]"


def test_a_plain_text_with_letters_says_that_it_is_english() -> None:
    assert [said(text) for text in ("plain", "12", "1/2", "", "62.5")] == ["[English: plain]", "12", "1/2", "", "62,5"]


def test_numbers_and_dates_are_written_in_the_way_of_the_language() -> None:
    assert said(full_date(date(2026, 3, 12))) == "12. März 2026"
    assert said(as_it_is("62.5")) == "62,5"
    assert said(as_it_is("2026-03-12")) == "12. März 2026"
    assert said(as_it_is("2026-13-12")) == "2026-13-12"


def test_names_stay_as_they_stand() -> None:
    assert said(as_it_is("levothyroxine 12.5 micrograms")) == "levothyroxine 12.5 micrograms"


def test_changes_are_made_in_each_language() -> None:
    text = rule_text("zone.red", "stop on a Red day: take none")
    assert said(sentence(text)) == "An einem roten Tag aufhören: nichts nehmen."
    assert said(heading(before_colon(text))) == "An einem roten Tag aufhören"
    assert said(after_colon(text)) == "nichts nehmen"
    assert changed("plain", str.upper) == "PLAIN"


def test_joined_texts_are_said_one_by_one() -> None:
    assert said(joined(" ", (as_it_is("a"), "b c"))) == "a [English: b c]"
    assert said(sentence(listed(map(as_it_is, "abc")))) == "A, b und c."
    assert listed(("a",)) == "a"


def test_a_text_of_a_rule_is_found_with_the_numbers_that_it_quotes() -> None:
    text = "stay for 2.5 days[, or {other_mg} mg]"
    assert said(rule_text("dose.hold", text)) == "bleiben Sie 2,5 Tage"
    assert said(rule_text("dose.hold", text, (("other_mg", "62.5"),))) == "bleiben Sie 2,5 Tage, oder 62,5 mg"
    assert said(rule_text("dose.hold", "{first_mg} mg, then 3 days", (("first_mg", "1"),))) == "1 mg, dann 3 Tage"


def test_a_value_that_is_a_text_of_a_rule_is_said_too() -> None:
    gap = rule_text(ANY_RULE, "{fact}: not stated", (("fact", "today's zone"),))
    assert (gap, said(gap)) == ("today's zone: not stated", "die heutige Zone: nicht angegeben")


def test_a_filled_text_is_found_among_the_templates_of_its_rules() -> None:
    doses = say("view.plan", "step {place}", place=2)
    assert said(filled_text(("answer.",), "Take step 2.", doses=doses)) == "Nehmen Sie Schritt 2."
    assert said(filled_text(("answer.",), "Take aspirin.", doses=doses)) == "Nehmen Sie aspirin."
    assert said(filled_text(("answer.",), "Then ask.")) == "Fragen Sie dann."
    assert said(filled_text(("answer.",), "Stay for 7 days. Then ask.")) == "Bleiben Sie 7 Tage dabei. Fragen Sie dann."
    assert said(filled_text(("answer.",), "x, and again x")) == "x und nochmals x"
    assert said(filled_text(("answer.",), "x, and again y")) == "[English: x, and again y]"


def test_a_filled_text_is_changed_too() -> None:
    message = sentence(filled_text(("answer.",), "Take x."))
    assert isinstance(message, Message)
    assert (message, said(message)) == ("Take x.", "Nehmen Sie x.")


def test_a_catalogue_is_read_once() -> None:
    assert catalogue("de") is catalogue("de")


def test_a_page_in_another_language_names_it_and_keeps_details_in_english() -> None:
    page = Page("Plan", (Section("A", ("b",)), Details("All", ("c",))), Headline(Tone.OFFER, "Yes"))
    shown = page.in_language("de")
    assert shown.blocks == (
        Section("[English: A]", ("[English: b]",)),
        Details("[English: All]", ("c",)),
    )
    assert (shown.headline, shown.language) == (Headline(Tone.OFFER, "[English: Yes]"), "de")
    assert '<div class="mg" lang="de" role="group"' in shown.html()
    assert "lang=" not in page.html()
    assert page.in_language("en") == page


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("March", "März"),
        ("citric acid and hard capsule", "Zitronensäure und Hartkapsel"),
        ("March, March or March", "März, März oder März"),
        ("March and aspirin", "March and aspirin"),
        ("today's zone and March", "die heutige Zone und März"),
        (
            "Today's zone. Another text. Today's zone",
            "Die heutige Zone. Ein anderer Text. Noch einer. Die heutige Zone",
        ),
        ("Today's zone. And aspirin", "Today's zone. And aspirin"),
    ],
)
def test_a_value_that_lists_known_words_or_texts_is_said_too(value: str, expected: str) -> None:
    assert said(as_it_is(value)) == expected


def test_a_value_that_holds_filled_texts_of_other_rules_is_said_too() -> None:
    levels = rule_text("ceiling.public", "too much[. {levels}]", [("levels", "X: 2.5 mg. For adults. The Y: no level")])
    assert said(levels) == "zu viel. X: 2,5 mg. Erwachsene. Y: keine Menge"
    differences = [("differences", "without citric acid or citric acid, without citric acid")]
    product = rule_text("route.instead.product", "start[ with {differences}]", differences)
    assert said(product) == "anfangen mit ohne Zitronensäure oder Zitronensäure, ohne Zitronensäure"


def test_a_filled_text_within_another_is_said_too() -> None:
    assert said(filled_text(("answer.",), "Take x.: nothing today")) == "Nehmen Sie x.: heute nichts"


def test_another_language_is_refused_with_those_that_there_are() -> None:
    from alpims_mg import Capsule, Elemental, Form, explain, titration_schedule

    plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2))
    with pytest.raises(InvalidInputError, match="language must be one of en, de, es"):
        explain(plan, language="fr")  # type: ignore[arg-type]
    assert explain(plan, language="en") == explain(plan)


def test_english_needs_no_gettext() -> None:
    code = "import sys, alpims_mg; print(sorted({'gettext', 'babel', 'importlib.resources'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "babel" not in shown
    assert "gettext" not in shown


def test_several_intakes_with_and_without_food_are_said_one_after_another() -> None:
    intakes = tuple(
        Intake(at=at, portion=Portion(quarters=3), elemental=Elemental.mg(75), with_food=food)
        for at, food in ((TimeOfDay.BREAKFAST, True), (TimeOfDay.LUNCH, False), (TimeOfDay.DINNER, True))
    )
    assert doses(intakes, "tablet") == (
        "3/4 tablet at breakfast, with food, and 3/4 tablet at lunch, and 3/4 tablet at dinner, with food. "
        "That is 225 mg of magnesium a day"
    )
    assert doses(intakes[:1], "tablet") == ("three quarters of a tablet (75 mg of magnesium) at breakfast, with food")
