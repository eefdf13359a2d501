"""The catalogues of translations: extract the messages, merge them into each catalogue, and compile it.

Run ``python tests/catalogues.py`` after a change of a text or of a translation. It keeps each translation by its
context and text. A text that changed is a new message, and its old translation stays at the end of the file as a
comment. A message without a translation takes over that of the same text in another context.
"""

import ast
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import alpims_mg
from alpims_mg import CURRENT
from alpims_mg._internal.dates import MONTHS, WEEKDAYS
from alpims_mg.model import vocabulary
from alpims_mg.model.vocabulary import CAPSULE_UNIT
from alpims_mg.rules.index import rules_by_id, tables

PACKAGE = Path(alpims_mg.__file__).parent
LOCALE = PACKAGE / "_internal" / "locale"
TRANSLATED = ("de", "es")
WIDTH = 120

_BECAUSE = ("because",)
_CHECKED = ("because", "not_covered")
_THEN = ("then",)
_BOTH = ("because", "then")
_ANSWER = ("then.headline", "then.cell", "then.action", "then.then")
_QUESTION = ("then.question", "then.how")

PATIENT_TEXTS: Mapping[str, tuple[str, ...]] = {
    "zones": _BECAUSE,
    "green_reasons": _BOTH,
    "ask_again": _BECAUSE,
    "consults": _BECAUSE,
    "fact_words": _THEN,
    "rest_words": _THEN,
    "notices": _THEN,
    "gaps": _THEN,
    "conditions": _CHECKED,
    "other_conditions": _CHECKED,
    "kidney": _CHECKED,
    "kidney_agreement": _CHECKED,
    "ages": _CHECKED,
    "medicines": _CHECKED,
    "windows": _CHECKED,
    "clock_constraints": _THEN,
    "clock_findings": _CHECKED,
    "additives": _CHECKED,
    "labels": _CHECKED,
    "dose_amounts": _BECAUSE,
    "plan_limits": _BECAUSE,
    "dose_findings": _CHECKED,
    "dividing_findings": _CHECKED,
    "dividing_advice": _BECAUSE,
    "lowerings": _CHECKED,
    "habits": _BECAUSE,
    "ceilings": _CHECKED,
    "gathered_ceilings": _CHECKED,
    "occasions": _CHECKED,
    "others": _CHECKED,
    "forms": _BECAUSE,
    "shares": _CHECKED,
    "contradictions": _THEN,
    "heavy_units": _CHECKED,
    "features": _BECAUSE,
    "route_reasons": _BECAUSE,
    "form_claims": _THEN,
    "practices": _BOTH,
    "alternatives": _BECAUSE,
    "alternative_answers": _BECAUSE,
    "product_differences": _THEN,
    "topical_habits": _BECAUSE,
    "baths": _CHECKED,
    "unread_topicals": _CHECKED,
    "skin_additives": _CHECKED,
    "reactions": _BECAUSE,
    "together": _BECAUSE,
    "signs": _BECAUSE,
    "changes": ("because", "then.words"),
    "persistence": _BECAUSE,
    "moves": _BECAUSE,
    "course_events": _BECAUSE,
    "requirements": _THEN,
    "check_in_remarks": _BECAUSE,
    "move_words": _ANSWER,
    "amount_words": _ANSWER,
    "answer_words": _ANSWER,
    "questions": _QUESTION,
    "rest_questions": _QUESTION,
}
"""The tables whose texts a person reads on a page, each with the fields of a row that hold them."""

FOR_DEVELOPERS = frozenset(
    {
        *("facts", "suppositions", "kidney_counts_as", "kidney_numbers", "egfr_units", "age_bands", "age_points"),
        *("clock_numbers", "usual_meals", "screened", "dose_counts", "start_portions", "dosage_forms"),
        *("leftover_order", "total_intakes", "label_intakes", "serum_numbers", "serum_signs", "times", "salts"),
        *("share_numbers", "amount_numbers", "unit_masses", "domains", "domain_aims", "aim_reasons"),
        *("condition_reasons", "zone_reasons", "feature_concerns", "ratings", "ranking", "course_numbers"),
        *("course_amounts", "wishes"),
    }
)
"""The tables whose texts stand in the tables of rules alone, which stay English."""

VOCABULARIES: tuple[type[Enum], ...] = (
    *(vocabulary.Zone, vocabulary.TimeOfDay, vocabulary.Form, vocabulary.Route, vocabulary.Vehicle),
    *(vocabulary.Condition, vocabulary.Additive, vocabulary.Aim, vocabulary.Domain, vocabulary.KidneyFunction),
    *(vocabulary.Intent, vocabulary.Reaction, vocabulary.DosageForm, vocabulary.Severity, vocabulary.Wish),
)
"""The vocabularies whose words a person reads on a page. The context of a word is ``word.`` and its vocabulary."""

_NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""The dates in a compiled catalogue, so that the same translations give the same file."""

HEADERS = {
    "de": ("German", "X-Form-Of-Address", "Sie"),
    "es": ("Spanish", "X-Form-Of-Address", "usted"),
}


class Entry(NamedTuple):
    """A message to translate: its context, its template, and a template for more than one if it counts something."""

    context: str
    template: str
    plural: str = ""


@lru_cache(maxsize=1)
def entries() -> list[Entry]:
    """Every message, each once: those of the rules first, then words, then views."""
    return list(dict.fromkeys((*rule_entries(), *word_entries(), *view_entries())))


def rule_entries() -> Iterator[Entry]:
    """The texts of rows that a person reads on a page."""
    for name, table in tables(CURRENT):
        for rule in table.rules:
            for field in PATIENT_TEXTS.get(name, ()):
                if text := attrgetter(field)(rule):
                    yield Entry(rule.id, text)


def word_entries() -> Iterator[Entry]:
    """The words of the vocabularies and of the calendar."""
    for vocabulary_type in VOCABULARIES:
        yield from (Entry(f"word.{vocabulary_type.__name__}", str(word)) for word in vocabulary_type)
    for name, words in (("month", MONTHS), ("weekday", WEEKDAYS)):
        yield from (Entry(f"word.{name}", text) for text in words)
        yield from (Entry(f"word.{name}-short", text[:3]) for text in words)
    for unit in sorted({CAPSULE_UNIT, *(form.unit for form in vocabulary.DosageForm)}):
        yield from (Entry("word.unit", unit), Entry("word.unit", f"{unit}s"))
    for noun in sorted({CAPSULE_UNIT, *(form.noun for form in vocabulary.DosageForm)}):
        yield Entry("word.noun", noun)
    for zone in vocabulary.Zone:
        yield Entry("word.zone-name", zone.name.capitalize())
        yield Entry("word.zone-letter", zone.name[0])


def view_entries() -> Iterator[Entry]:
    """The texts of views: every call of ``say`` and ``say_number`` with its context and templates."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
                entry = Entry(*(literal(argument, path) for argument in node.args[: SAYING[node.func.id]]))
                if entry.context:  # without one, a template has no words
                    yield entry


SAYING = {"say": 2, "say_number": 3}
"""The functions that make a message of a view, with the number of their texts."""


def literal(node: ast.expr, path: Path) -> str:
    """The text of an argument. It must be written out, or it cannot be found by a translator."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise SystemExit(f"{path}:{node.lineno}: write the text out instead of {ast.unparse(node)}")


def path_of(language: str) -> Path:
    """The catalogue of a language, as text."""
    return LOCALE / f"{language}.po"


def read(language: str) -> Catalog:
    """The catalogue of a language as it stands. Empty if there is none yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file, ignore_obsolete=False)


def key_of(message: Message) -> Entry:
    """The context and template of a message."""
    template = message.id if isinstance(message.id, str) else message.id[0]
    return Entry(message.context or "", template)


def merged(language: str) -> Catalog:
    """The catalogue with every present message, in order, and the translations that it has."""
    old = read(language)
    known = {key_of(message): message.string for message in old if message.id and message.string}
    anywhere: dict[str, str] = {}
    for (_, template, _), string in known.items():
        if isinstance(string, str):
            anywhere.setdefault(template, string)
    name = HEADERS[language][0]
    new = Catalog(
        domain="alpims_mg",
        project="alpims-mg",
        version=alpims_mg.__version__,
        header_comment=f"# {name} texts of alpims_mg. See CONTRIBUTING for how to translate.",
        creation_date=_NO_DAY,
        revision_date=_NO_DAY,
        fuzzy=False,
    )
    for entry in entries():
        string = known.pop(Entry(entry.context, entry.template), "")
        if entry.plural:
            new.add((entry.template, entry.plural), string or ("", ""), context=entry.context)
        else:
            new.add(entry.template, string or anywhere.get(entry.template, ""), context=entry.context)
    for (context, template, _), string in known.items():
        new.obsolete[template, context] = Message(template, string, context=context)
    return new


def po_text(language: str, catalog: Catalog) -> bytes:
    """The catalogue as text."""
    written = BytesIO()
    write_po(written, catalog, width=WIDTH, omit_header=True)
    return header(language).encode() + written.getvalue()


def header(language: str) -> str:
    """The header of a catalogue. It holds no date, so that the files of two people merge."""
    name, field, value = HEADERS[language]
    lines = (
        "Project-Id-Version: alpims-mg",
        f"Language: {language}",
        f"Language-Team: {name}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "Plural-Forms: nplurals=2; plural=(n != 1);",
        f"{field}: {value}",
        f"X-Reviewed-By: {reviewer(language)}",
    )
    shown = "".join(f'"{line}\\n"\n' for line in lines)
    return f'# {name} texts of alpims_mg. CONTRIBUTING says how to translate.\nmsgid ""\nmsgstr ""\n{shown}\n'


def reviewer(language: str) -> str:
    """The native readers who have read the translation, as its header says. ``nobody`` if there was none yet."""
    path = path_of(language)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    found = [line.split(": ", 1)[1].removesuffix('\\n"') for line in lines if line.startswith('"X-Reviewed-By: ')]
    return found[0] if found else "nobody"


def mo_bytes(catalog: Catalog) -> bytes:
    """The catalogue as the standard library reads it."""
    written = BytesIO()
    for message in catalog:
        if message.id and not all_of(message.string):
            message.string = ""  # a plural with some forms only is left out too
    catalog.creation_date = catalog.revision_date = _NO_DAY
    write_mo(written, catalog)
    return written.getvalue()


def missing(language: str) -> list[Entry]:
    """The messages without a translation."""
    return [key_of(message) for message in merged(language) if message.id and not all_of(message.string)]


def all_of(string: object) -> bool:
    """Whether a translation is complete: a text, or all forms of a plural."""
    return all(string) if isinstance(string, tuple | list) else bool(string)


def stale(language: str) -> list[Entry]:
    """The translations of messages that are there no more."""
    return [key_of(message) for message in merged(language).obsolete.values()]


def main() -> None:
    """Write every catalogue again."""
    rules = rules_by_id(CURRENT)
    for language in TRANSLATED:
        catalog = merged(language)
        path_of(language).write_bytes(po_text(language, catalog))
        (LOCALE / f"{language}.mo").write_bytes(mo_bytes(read(language)))
        gone = missing(language)
        of_rules = sum(entry.context in rules for entry in gone)
        print(f"{language}: {len(catalog)} messages, {len(gone)} not translated ({of_rules} of rules)")


if __name__ == "__main__":
    main()
