"""Measures how hard the words of a page are to read. Titles, tables and details are left out."""

import re
from collections.abc import Iterable, Iterator

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

KEPT_FROM_PATIENTS = re.compile(
    r"\b(?:rungs?|(?:un)?proven|tolerances?|permit(?:s|ted)?|permissible|withh[eo]ld(?:s|ing)?|withheld|bounds?|assess(?:es)?)\b",
    re.IGNORECASE,
)
RULE_ID = re.compile(r"\b[a-z-]+\.[a-z-]+(?:\.[a-z-]+)*\b")
PATH = re.compile(r"\b(?:situation|proposal)\.|\b[a-z]+_[a-z_]+\b")
_END = re.compile(r"(?<=[.!?:;])\s+")


def sentences(page: Page) -> tuple[str, ...]:
    """The sentences of a page that a patient reads first, each with its full stop."""
    blocks = page.blocks if page.headline is None else (page.headline, *page.blocks)
    return tuple(part for text in _texts(blocks) for part in re.split(r"(?<=[.!?])\s+", _ended(text)) if part)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case str():
                yield block
            case Headline(words=words, action=action, then=then):
                yield from filter(None, (words, action, then))
            case Listing(items=items):
                yield from items
            case Section(paragraphs=paragraphs):
                yield from paragraphs
            case WatchFor(signs=signs):
                yield from (part for watch in signs for part in (watch.sign, watch.action) if part)
            case QuestionList(questions=questions):
                yield from (part for one in questions for part in (one.question, one.how) if part)
            case Foot(words=words):
                yield words
            case Draft(above=above, below=below, blocks=inner):
                yield above
                yield from _texts(inner)
                yield below
            case _:
                pass
