"""Measures how hard the words of a page are to read. Titles, tables and details are left out."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from textstat.textstat import textstatistics

from alpims_mg import Additive, Condition, DosageForm, Form
from alpims_mg._internal.rendering import (
    Block,
    Draft,
    Foot,
    Headline,
    Listing,
    Page,
    QuestionList,
    Section,
    WatchFor,
)

_MEASURES = textstatistics()  # type: ignore[no-untyped-call]  # only its methods are annotated
GRADE, ARI, LONGEST = 5, 8, 20
"""The highest reading grade (Flesch-Kincaid), the highest automated readability index, and the longest sentence."""

KEPT_FROM_PATIENTS = re.compile(
    r"\b(?:rungs?|(?:un)?proven|tolerances?|permit(?:s|ted)?|withh[eo]ld(?:s|ing)?|withheld|bounds?|assess)\b"
    r"|\b[a-z_]+\.[a-z_]+\b|\b[a-z]+_[a-z_]+\b|\b[0-9a-f]{32,}\b",
    re.IGNORECASE,
)
"""The words that patients never read, rule ids, paths and digests."""

NAMES = [
    *(str(name).replace("-", " ") for kind in (Additive, Condition, Form) for name in kind),
    *(form.noun for form in DosageForm),
]
NAME = "iron"
"""What stands for each name in the measurements, because a name has to be said. It has two syllables."""


def sentences(page: Page) -> tuple[str, ...]:
    """The sentences of a page that a patient reads first, each with its full stop."""
    blocks = page.blocks if page.headline is None else (page.headline, *page.blocks)
    texts = (text if text.endswith((".", "!", "?")) else f"{text}." for text in _texts(blocks))
    return tuple(chain.from_iterable(re.split(r"(?<=[.!?])\s+", text) for text in texts))


def without_names(text: str, names: Iterable[str] = ()) -> str:
    """A text with ``NAME`` for each name of a form, a condition or an additive, and for each of ``names``."""
    longest_first = sorted({*NAMES, *names}, key=lambda name: (-len(name), name))
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", NAME, text, flags=re.IGNORECASE)


def grade(text: str) -> float:
    """The years of school that a reader of the text needs, by Flesch and Kincaid."""
    return float(_MEASURES.flesch_kincaid_grade(text))


def readability_index(text: str) -> float:
    """The automated readability index of the text."""
    return float(_MEASURES.automated_readability_index(text))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case str() | Foot():
                yield block if isinstance(block, str) else block.words
            case Headline(words=words, action=action, then=then):
                yield from filter(None, (words, action, then))
            case Listing(items=items) | Section(paragraphs=items):
                yield from items
            case WatchFor(signs=signs):
                yield from (part for watch in signs for part in (watch.sign, watch.action) if part)
            case QuestionList(questions=questions):
                yield from (part for one in questions for part in (one.question, one.how) if part)
            case Draft(above=above, below=below, blocks=inner):
                yield from (above, *_texts(inner), below)
            case _:
                pass
