"""Finds the additives that an ingredient list names."""

import re
from collections.abc import Iterator
from functools import cache

from alpims_mg._internal.caching import remembered
from alpims_mg._internal.words import any_of, in_another_script, plain
from alpims_mg.labels.denials import Span, denied_parts, is_taken_back, sentences_of
from alpims_mg.model.vocabulary import Additive
from alpims_mg.rulebook.labels.additives import LEADS, NOT_A_LABEL, SPELLINGS, UNITS_OF_AMOUNTS, Spelling
from alpims_mg.rulebook.labels.denials import (
    BESIDE_AN_ADDITIVE,
    GLUED_NEGATIONS,
    NEGATED_BY_ENDING,
    NO_ENDING_BEFORE,
)

_BESIDE = rf"(?: (?:{any_of(BESIDE_AN_ADDITIVE)})\b){{0,2}}"
_NONE: frozenset[Additive] = frozenset()


def additives_in(ingredients: tuple[str, ...]) -> frozenset[Additive]:
    """The set of additives that the ingredients name. A denied additive ("stevia-free") does not count.

    >>> sorted(map(str, additives_in(("citric acid", "stevia-free", "natural flavours"))))
    ['citric-acid', 'flavouring']
    """
    return _NONE.union(*map(_additives_named, ingredients))


@remembered
def _additives_named(ingredient: str) -> frozenset[Additive]:
    text, ends = sentences_of(ingredient)
    hits = tuple((spelling.additive, hit) for spelling in SPELLINGS for hit in _names_in(text, spelling))
    denied = tuple(denied_parts(text, ends, (hit.span("name") for _, hit in hits))) if hits else ()
    return frozenset(additive for additive, hit in hits if not _is_denied(hit, text, denied))


def label_was_read(ingredients: tuple[str, ...] | None) -> bool:
    """Whether the ingredients come from a label that somebody read. False for None and for words such as "see label".

    >>> label_was_read(("see label",)), label_was_read(())
    (False, True)
    """
    return ingredients is not None and all(map(_is_an_ingredient, ingredients))


@remembered
def _is_an_ingredient(text: str) -> bool:
    return plain(text).replace("| ", "") not in ("", *NOT_A_LABEL) and not in_another_script(text)


def not_judged(ingredients: tuple[str, ...]) -> tuple[str, ...]:
    """The ingredients that the rulebook cannot judge: they match neither a known spelling nor a known look-alike."""
    return tuple(ingredient for ingredient in ingredients if not _is_judged(ingredient))


@remembered
def _is_judged(ingredient: str) -> bool:
    patterns = (pattern for spelling in SPELLINGS for pattern in _patterns(spelling) if pattern)
    return any(pattern.search(plain(ingredient)) for pattern in patterns)


def _names_in(text: str, spelling: Spelling) -> Iterator[re.Match[str]]:
    """Yields each match of a spelling in a text. False friends of the same length are replaced by bars first."""
    false_friends, words = _patterns(spelling)
    yield from words.finditer(false_friends.sub(lambda hit: "|" * len(hit[0]), text) if false_friends else text)


def _is_denied(hit: re.Match[str], text: str, denied: tuple[Span, ...]) -> bool:
    """Whether the text says that the additive found is absent: true for "no stevia", false for "not stevia-free"."""
    if any(start <= hit.start() < end for start, end in denied):
        return True
    ends_so = hit["without"] or hit["name"].endswith(GLUED_NEGATIONS)
    return bool(ends_so) and not is_taken_back(text, hit.start())


@cache
def _patterns(spelling: Spelling) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """A pair of patterns: one for the false friends of a spelling, and one for its words and E numbers.

    A false friend is a phrase that only looks like the additive. The first pattern is None if there are none.
    """
    false_friends = re.compile(rf"\b(?:{any_of(spelling.false_friends)})\b") if spelling.false_friends else None
    endings = (rf"[a-z0-9]+(?:{any_of(spelling.endings)})",) if spelling.endings else ()
    words = "|".join((any_of(spelling.words, broken=True), *endings, *_e_number_patterns(spelling)))
    without = rf"{_BESIDE} (?:{any_of(NEGATED_BY_ENDING)})\b(?! (?:{any_of(NO_ENDING_BEFORE)})\b)"
    return false_friends, re.compile(rf"\b(?P<name>{words})\b(?P<without>{without})?")


def _e_number_patterns(spelling: Spelling) -> tuple[str, ...]:
    """A tuple of one regular expression, which finds the E numbers of an additive. Empty if it has no E numbers.

    A number counts only after an "E" or a word such as "acidity regulators".
    """
    if not spelling.e_numbers:
        return ()
    leads = rf"(?:(?<!vitamin )e|(?:{any_of(LEADS)})(?: e)?)"
    others = r"(?:\d{3,4}[a-z]{0,3} (?:\| )?(?:and )?)*"  # other numbers of one list; a new E begins its own match
    no_amount = rf"(?! ?(?:{any_of(UNITS_OF_AMOUNTS)})\b)"
    return (rf"{leads} ?(?:\| )?{others}(?:{any_of(spelling.e_numbers)})\b{no_amount}",)
