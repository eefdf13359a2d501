"""Finds the dosage form that a label shows, such as a softgel or a slow-release product."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, cast

from alpims_mg._internal.words import any_of, plain, seen
from alpims_mg.model.vocabulary import DosageForm
from alpims_mg.rulebook.labels.words import DENIALS, DOSAGE_FORM_WORDS, NUMBER_WORDS, DosageFormWords


def dosage_form_in(text: str) -> DosageForm | None:
    """The dosage form that the text of a label names. None if it names none, or both capsules and tablets.

    >>> print(dosage_form_in("60 timed-release tablets"), dosage_form_in("60 rapid release capsules"))
    modified-release hard-capsule
    >>> print(dosage_form_in("Serving size: 2 capsules or 1 tablet"))
    None
    """
    words = plain(text)
    named = [row for row in DOSAGE_FORM_WORDS if _is_named(row, words)]
    deciding = next((row.dosage_form for row in named if row.decides), None)
    return deciding or (named[0].dosage_form if len(named) == 1 else None)


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
    return any(not hit["denied"] for hit in _pattern(row).finditer(words))


@cache
def _pattern(row: DosageFormWords) -> re.Pattern[str]:
    """A pattern for the words of a row. Its group ``denied`` holds a denial that stands before them, if any."""
    counts = rf"(?:[0-9]+|per|each|{any_of(NUMBER_WORDS)}) "
    counted = rf"|{counts}(?:{any_of(row.counted)})" if row.counted else ""
    return re.compile(rf"\b(?P<denied>(?:{any_of(DENIALS)}) (?:a |an )?)?(?:(?:{any_of(row.words)}){counted})\b")
