"""Finds what a text denies: "contains no flavours or stevia" denies both, "no sugar, only stevia" denies no stevia."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple, cast, final

from alpims_mg._internal.words import any_of, plain
from alpims_mg.rulebook.labels.denials import (
    BESIDE_AN_ADDITIVE,
    CLASSES_OF_ADDITIVES,
    DENIAL_ENDS,
    DENIAL_WORDS,
    DIRECTLY_TAKEN_BACK,
    KINDS,
    NATURAL,
    NEGATIONS,
    STATEMENTS,
    TAKEN_BACK,
    DenialWords,
)

Span = tuple[int, int]
"""The start and the end of a part of a text."""

_SENTENCE_END = re.compile(
    r"\.(?=\s|$)|\s[\u2010-\u2015-]\s|[;!?+=<>~|\n\u2022\u00b7\u2190-\u2bff\U0001f000-\U0001faff]"
)
"""Matches the end of a sentence, a dash between two, or a sign that begins another, such as a tick."""
_SLASH = re.compile(r"(?<=[^\W\d_])/(?=[^\W\d_])")
_E_NUMBER = re.compile(r"e ?[0-9]{3,4}[a-z]{0,3}")
_WORD = re.compile(r"\S+")
_ITEM_END = "|"
_MOST_CHARACTERS_BEFORE = 80
_KINDS, _NATURAL, _BESIDE = frozenset(KINDS), frozenset(NATURAL), frozenset(BESIDE_AN_ADDITIVE)
_CLASSES = frozenset(CLASSES_OF_ADDITIVES)
_ENDS, _STATEMENTS = frozenset(DENIAL_ENDS), frozenset(STATEMENTS)


@final
class _Item(NamedTuple):
    """An item of a denial: its words, and what joins it to the item before: ``either``, ``both``, ``|`` or nothing."""

    joined_by: str
    words: tuple[re.Match[str], ...]

    @property
    def first(self) -> str:
        return self.words[0][0]

    @property
    def is_short(self) -> bool:
        """Whether the item is one word, or begins with a word such as "artificial". Such an item continues a list."""
        return len(self.words) == 1 or self.first in _KINDS

    @property
    def is_e_number(self) -> bool:
        """Whether the item is an E number. After the name of an additive it is another name of it."""
        return bool(_E_NUMBER.fullmatch(" ".join(word[0] for word in self.words)))

    @property
    def is_class(self) -> bool:
        """Whether the item is a word for a whole class of additives: "no artificial colours, flavours"."""
        return len(self.words) == 1 and self.first in _CLASSES

    @property
    def is_kinds_only(self) -> bool:
        return all(word[0] in _KINDS for word in self.words)


def sentences_of(text: str) -> tuple[str, tuple[int, ...]]:
    """A pair: the text as ``plain`` writes it, and the position at which each of its sentences ends.

    >>> sentences_of("No stevia. Citrus")
    ('no stevia | citrus', (9, 18))
    """
    sentences = tuple(words for part in _SENTENCE_END.split(text) if (words := _plain_sentence(cast("str", part))))
    ends: list[int] = []
    for sentence in sentences:
        ends.append((ends[-1] + 3 if ends else 0) + len(sentence))
    return " | ".join(sentences), tuple(ends)


def _plain_sentence(sentence: str) -> str:
    """A sentence as ``plain`` writes it. A slash in a denial means "or": "no artificial colours/flavours"."""
    lead = _leads_pattern().search(plain(sentence)) if "/" in sentence else None
    return plain(_SLASH.sub(f" {_leads()[lead[0]][0].either[0]} ", sentence) if lead else sentence)


def denied_parts(text: str, ends: tuple[int, ...], named: Iterable[Span]) -> Iterator[Span]:
    """Yields the parts of a text that only name what the text denies.

    ``text`` and ``ends`` are a result of ``sentences_of``. ``named`` are the parts that name an additive.
    """
    leads = tuple(_leads_pattern().finditer(text))
    if not leads:
        return
    covered = {position for start, end in named for position in range(start, end)}
    waiting = list(reversed(ends))
    for index, lead in enumerate(leads):
        while waiting[-1] < lead.end():
            waiting.pop()
        limit = min(waiting[-1], leads[index + 1].start() if index + 1 < len(leads) else len(text))
        if not is_taken_back(text, lead.start()):
            yield from _denied_items(text, lead, limit, covered)


def is_taken_back(text: str, position: int) -> bool:
    """Whether the words before a denial undo it: "not free from stevia"."""
    before = text[max(text.rfind(_ITEM_END, 0, position) + 1, position - _MOST_CHARACTERS_BEFORE) : position]
    return bool(_taken_back_pattern().search(before))


def begins_a_denial(words: str) -> bool:
    """Whether a text, as ``plain`` writes it, begins with a denial such as "free from"."""
    return bool(_leads_pattern().match(words))


def breaks_in_a_denial(line: str) -> bool:
    """Whether a line, as ``plain`` writes it, ends in the middle of a denial: "contains no artificial"."""
    last = line.rpartition(" ")[2]
    leads = tuple(_leads_pattern().finditer(line))
    if not leads:
        return False
    row, _ = _leads()[leads[-1][0]]
    return leads[-1].end() == len(line) or last in _KINDS or last in (*row.either, *row.both)


def denies_a_list(item: str, items: tuple[str, ...]) -> int:
    """How many of ``items`` belong to the denial in the list item ``item`` that stands before them.

    >>> denies_a_list("free from yeast", ("wheat", "soy and flavouring", "silica"))
    2
    """
    text = plain(item)
    lead = next(iter(reversed(tuple(_leads_pattern().finditer(text)))), None)
    row, kind = _leads()[lead[0]] if lead else (None, "")
    if row is None or kind != "lists" or "|" in text or any(word in text.split() for word in (*row.both, *row.either)):
        return 0
    for index, following in enumerate(map(plain, items)):
        words = following.split()
        if _ENDS.intersection(words) or _STATEMENTS.intersection(words) or begins_a_denial(following):
            return 0
        if {*row.both, *row.either}.intersection(words):
            return index + 1
    return 0


def _denied_items(text: str, lead: re.Match[str], limit: int, covered: set[int]) -> Iterator[Span]:
    """Yields the items of one denial in which every word names an additive or changes nothing about it."""
    row, kind = _leads()[lead[0]]
    items = tuple(_items(text, lead.end(), limit, row))
    is_list = kind == "lists"
    if items and items[0].joined_by and not is_list:
        return  # "sugar: no, stevia" denies no stevia
    joins = {item.joined_by for item in items}
    closed = "either" in joins or (is_list and "both" in joins)
    previous: _Item | None = None
    for item in items:
        if previous and not _goes_on(previous, item, kind=kind, closed=closed):
            return
        if any(word[0] in _STATEMENTS for word in item.words):
            return
        if _only_names_additives(item, covered):
            yield item.words[0].start(), item.words[-1].end()
        previous = item


def _only_names_additives(item: _Item, covered: set[int]) -> bool:
    """Whether an item names an additive, and nothing else but words that do not change what is denied.

    "Natural" before a name begins something that is not denied: "no preservatives natural flavour".
    """
    first = next((index for index, word in enumerate(item.words) if word[0] not in _KINDS), 0)
    names = [word.start() in covered for word in item.words[first:]]
    words = [word[0] for word in item.words[first:]]
    return (
        any(names)
        and all(name or word in _BESIDE for name, word in zip(names, words, strict=True))
        and not any(word in _NATURAL and name for word, name in zip(words, names[1:], strict=False))
    )


def _goes_on(previous: _Item, item: _Item, *, kind: str, closed: bool) -> bool:
    """Whether a denial that covers the item ``previous`` covers ``item`` too."""
    if kind == "alone" or item.joined_by == "either":
        return kind != "alone"
    if item.first in _NATURAL and not item.is_kinds_only and not previous.is_kinds_only:
        return False
    match item.joined_by:
        case "both":
            return kind == "lists" or previous.first in _KINDS or (kind == "without" and item.is_short)
        case _:
            is_list = kind == "lists"
            if item.is_e_number or (previous.first in _KINDS and item.is_class):
                return True
            return (closed and (is_list or item.is_short)) or (is_list and item.is_short)


def _items(text: str, start: int, limit: int, row: DenialWords) -> Iterator[_Item]:
    words: list[re.Match[str]] = []
    joined_by, is_first = "", True
    for word in _WORD.finditer(text, start, limit):
        join = "either" if word[0] in row.either else "both" if word[0] in row.both else word[0]
        if join in ("either", "both", _ITEM_END):
            if words:
                yield _Item(joined_by, tuple(words))
                words, joined_by, is_first = [], "", False
            joined_by = joined_by if joined_by == "either" or (join == _ITEM_END and joined_by) else join
        elif word[0] in _ENDS and (words or not is_first):
            break
        else:
            words.append(word)
    if words:
        yield _Item(joined_by, tuple(words))


@cache
def _leads() -> dict[str, tuple[DenialWords, str]]:
    """The words that begin a denial, each with the row of its language and its kind, a field of that row."""
    kinds = ("alone", "bare", "without", "lists")
    return {words: (row, kind) for row in DENIAL_WORDS for kind in kinds for words in getattr(row, kind)}


@cache
def _leads_pattern() -> re.Pattern[str]:
    """A pattern for words that begin a denial. "No. 5" begins none."""
    return re.compile(rf"\b(?:{any_of(NEGATIONS)})\b(?! (?:\| )?[0-9])")


@cache
def _taken_back_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(TAKEN_BACK)})\b|\b(?:{any_of(DIRECTLY_TAKEN_BACK)}) $")
