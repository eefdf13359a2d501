"""Finds the dosage form that a label shows, such as a softgel or a slow-release product."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, cast

from alpims_mg._internal.words import any_of, plain, seen
from alpims_mg.labels.patterns import folded, powder_units_pattern
from alpims_mg.model.vocabulary import DosageForm
from alpims_mg.rulebook.labels.words import DENIALS, DOSAGE_FORM_WORDS, NUMBERS, PER, DosageFormWords

_SENTENCE_END = re.compile(r"\.(?=\s|$)|[;\u2022\u00b7]")
"""Matches the end of a sentence. A line break ends none: a label may break a phrase over two lines."""


def dosage_form_in(text: str) -> DosageForm | None:
    """The dosage form that the text of a label names. None if it names none, or both capsules and tablets.

    >>> print(dosage_form_in("60 timed-release tablets"), dosage_form_in("60 rapid release capsules"))
    modified-release hard-capsule
    >>> print(dosage_form_in("Serving size: 2 capsules or 1 tablet"))
    None
    """
    sentences = tuple(map(plain, _SENTENCE_END.split(text)))
    named = [row for row in DOSAGE_FORM_WORDS if any(_is_named(row, words) for words in sentences)]
    deciding = next((row.dosage_form for row in named if row.decides), None)
    others = {row.dosage_form for row in named} - {row.instead_of for row in named}
    return deciding or (others.pop() if len(others) == 1 else None)


def counts_units(words: str, dosage_form: DosageForm | None) -> bool:
    """Whether a serving with these words is counted in units of a product of this kind.

    A scoop or a sachet is one unit of a powder. It may hold several units of another product.

    >>> counts_units("Serving size: 1 sachet", DosageForm.POWDER), counts_units("Serving size: 1 sachet", None)
    (True, False)
    """
    return dosage_form is DosageForm.POWDER or not powder_units_pattern().search(folded(words))


def kind_of_product(record: Mapping[str, Any]) -> str:
    """The parts of a record of the NIH label database that may name the dosage form, one in each line.

    >>> record = {"physicalState": {"langualCodeDescription": "Powder"}, "servingSizes": [{"unit": "Scoop(s)"}]}
    >>> print(kind_of_product(record))
    physical state Powder
    1 Scoop(s)
    """
    leads = (("fullName", ""), ("physicalState", "physical state "), ("servingSizes", "1 "), ("statements", ""))
    return "\n".join(f"{lead}{text}" for key, lead in leads for text in _texts_in(record.get(key)))


def _texts_in(value: object) -> Iterator[str]:
    """Yields a text, the texts of a JSON object, or the texts of the objects in a list. Skips anything else."""
    items = cast("Iterable[object]", value) if isinstance(value, list | tuple) else (value,)
    for item in items:
        texts = cast("Mapping[str, object]", item).values() if isinstance(item, Mapping) else (item,)
        yield from (seen(text) for text in texts if isinstance(text, str))


def _is_named(row: DosageFormWords, words: str) -> bool:
    false_friends, pattern = _patterns(row)
    rest = false_friends.sub("|", words) if false_friends else words
    return any(not hit["denied"] for hit in pattern.finditer(rest))


@cache
def _patterns(row: DosageFormWords) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """A pair of patterns: one for the false friends of a row, or None, and one for its words.

    The group ``denied`` of the second holds a denial that stands directly before the words, if any.
    """
    false_friends = re.compile(rf"\b(?:{any_of(row.false_friends, broken=True)})\b") if row.false_friends else None
    counts = rf"(?:[0-9]+|{any_of((*PER, *(word for word, _ in NUMBERS)))}) "
    counted = rf"|{counts}(?:{any_of(row.counted, broken=True)})" if row.counted else ""
    denied = rf"(?P<denied>(?:{any_of(DENIALS)}) (?:a |an |any )?)?"
    return false_friends, re.compile(rf"\b{denied}(?:{any_of(row.words, broken=True)}{counted})\b")
