"""The catalogues of translations fit the texts of the package. A text without a translation is listed, and no fault."""

import re
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

import catalogues
import pytest
from babel.messages.catalog import Catalog
from catalogues import (
    FOR_DEVELOPERS,
    LOCALE,
    PATIENT_TEXTS,
    TRANSLATED,
    Entry,
    entries,
    key_of,
    merged,
    missing,
    mo_bytes,
    path_of,
    po_text,
    read,
    stale,
)

from alpims_mg import CURRENT
from alpims_mg._internal.messages import LANGUAGES
from alpims_mg.rules.index import tables

PLACE = re.compile(r"\{[a-z_.]+\}")
each_language = pytest.mark.parametrize("language", TRANSLATED)


def translations(language: str) -> list[tuple[Entry, str, str]]:
    """Each translated message: its key, the English template, and a translation. A plural gives several."""
    return texts_of(read(language))


def texts_of(catalog: Catalog) -> list[tuple[Entry, str, str]]:
    shown: list[tuple[Entry, str, str]] = []
    for message in catalog:
        templates = [message.id] if isinstance(message.id, str) else list(message.id)
        given = [message.string] if isinstance(message.string, str) else list(message.string or ())
        shown += ((key_of(message), *pair) for pair in zip(templates, given, strict=True) if all(pair))
    return shown


def held(mo: Any) -> dict[object, str]:
    """The messages of a compiled catalogue, without its header."""
    return {key: text for key, text in vars(GNUTranslations(mo))["_catalog"].items() if key}


def test_there_is_a_catalogue_for_every_language_but_english() -> None:
    assert ("en", *TRANSLATED) == LANGUAGES
    assert {path.name for path in LOCALE.iterdir()} == {
        f"{name}.{kind}" for name in TRANSLATED for kind in ("po", "mo")
    }


def test_every_table_is_read_by_patients_or_is_not() -> None:
    names = {name for name, _ in tables(CURRENT)}
    assert set(PATIENT_TEXTS) | FOR_DEVELOPERS == names
    assert not set(PATIENT_TEXTS) & FOR_DEVELOPERS


@each_language
def test_a_compiled_catalogue_belongs_to_its_text(language: str) -> None:
    with (LOCALE / f"{language}.mo").open("rb") as file:
        assert held(file) == held(BytesIO(mo_bytes(read(language))))


@each_language
def test_a_catalogue_is_as_the_script_writes_it(language: str) -> None:
    """Translators' files merge without noise. A message of a new rule may be missing still."""
    again = po_text(language, read(language))
    assert path_of(language).read_bytes() == again


@each_language
def test_a_translation_has_the_placeholders_of_its_template(language: str) -> None:
    wrong = [
        (key, translation)
        for key, template, translation in translations(language)
        if set(PLACE.findall(template)) != set(PLACE.findall(translation))
    ]
    assert wrong == []


@each_language
def test_a_translation_has_the_brackets_of_its_template(language: str) -> None:
    wrong = [
        (key, translation)
        for key, template, translation in translations(language)
        for sign in "[]{}"
        if template.count(sign) != translation.count(sign)
    ]
    assert wrong == []


PARTED = ("reaction.watch.", "zone.ask-again.", "route.topical-habit.")
"""How the ids of rules begin whose texts are parted at the first colon: a sign or a day, and what to do."""


@each_language
def test_a_translation_that_is_parted_at_its_colon_has_one(language: str) -> None:
    wrong = [
        (key, translation)
        for key, template, translation in translations(language)
        if key.context.startswith(PARTED) and (": " in template) != (": " in translation)
    ]
    assert wrong == []


@each_language
def test_a_header_names_who_has_read_the_translation(language: str) -> None:
    text = path_of(language).read_text(encoding="utf-8")
    assert re.search(r'^"X-Reviewed-By: .+\\n"$', text, re.MULTILINE)
    assert f'"Language: {language}\\n"' in text


@each_language
def test_every_message_has_a_context_that_is_there(language: str) -> None:
    assert {entry.context for entry in entries()} >= {
        key_of(message).context for message in merged(language) if message.id
    }
    assert all(entry.context for entry in entries())


@each_language
def test_missing_and_stale_messages_are_listed(language: str) -> None:
    """A new text of a rule needs no translation to be green. Run pytest with ``-rP`` to see the list."""
    for kind, listed in (("missing", missing(language)), ("stale", stale(language))):
        print(
            f"{language}: {len(listed)} {kind}", *(f"{entry.context}: {entry.template}" for entry in listed), sep="\n"
        )
    assert set(missing(language)) <= {Entry(entry.context, entry.template) for entry in entries()}


def test_merging_keeps_translations_and_lists_what_is_missing_or_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    first = [Entry("a.rule", "one text"), Entry("view.x", "{number} day", "{number} days"), Entry("b.rule", "old")]
    monkeypatch.setattr(catalogues, "entries", lambda: first)
    begun = merged("de")
    for message in begun:
        if message.id:
            message.string = ("{number} Tag", "{number} Tage") if message.pluralizable else f"deutsch: {message.id}"
    (tmp_path / "de.po").write_bytes(po_text("de", begun))
    monkeypatch.setattr(
        catalogues, "entries", lambda: [*first[:2], Entry("c.rule", "one text"), Entry("d.rule", "new")]
    )
    assert [(key.context, text) for key, _, text in texts_of(merged("de"))] == [
        ("a.rule", "deutsch: one text"),
        ("view.x", "{number} Tag"),
        ("view.x", "{number} Tage"),
        ("c.rule", "deutsch: one text"),
    ]
    assert missing("de") == [Entry("d.rule", "new")]
    assert stale("de") == [Entry("b.rule", "old")]
