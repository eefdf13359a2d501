"""Finds the additives that an ingredient list names."""

import re
from functools import cache

from alpims_mg._internal.caching import remembered
from alpims_mg._internal.words import any_of, in_another_script, plain
from alpims_mg.model.vocabulary import Additive
from alpims_mg.rulebook.labels.additives import (
    LEADS,
    NEGATED_BY_ENDING,
    NEGATIONS,
    NOT_A_LABEL,
    SPELLINGS,
    TAKEN_BACK,
    UNITS_OF_AMOUNTS,
    Spelling,
)

_DENIAL_ENDS = re.compile(r" ?(?:\||$|and\b|or\b)")

_NONE: frozenset[Additive] = frozenset()


def additives_in(ingredients: tuple[str, ...]) -> frozenset[Additive]:
    """The set of additives that the ingredients name. A denied additive ("stevia-free") does not count.

    >>> sorted(map(str, additives_in(("citric acid", "stevia-free", "natural flavours"))))
    ['citric-acid', 'flavouring']
    """
    return _NONE.union(*map(_additives_named, ingredients))


@remembered
def _additives_named(ingredient: str) -> frozenset[Additive]:
    text = plain(ingredient)
    return frozenset(spelling.additive for spelling in SPELLINGS if _is_named_in(text, spelling))


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


def _is_named_in(text: str, spelling: Spelling) -> bool:
    false_friends, words = _patterns(spelling)
    rest = false_friends.sub("|", text) if false_friends else text
    return any(not _is_denied(hit, rest) for hit in words.finditer(rest))


def _is_denied(hit: re.Match[str], text: str) -> bool:
    """Whether the text says that the additive found is absent: true for "no stevia", false for "not stevia-free"."""
    before = text[: hit.start()].rpartition("|")[2].split()
    leading = hit["denied"] and _DENIAL_ENDS.match(text, hit.end())
    return bool(leading or hit["without"]) and not set(before).intersection(TAKEN_BACK)


@cache
def _patterns(spelling: Spelling) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """A pair of patterns: one for the false friends of a spelling, and one for its words and E numbers.

    A false friend is a phrase that only looks like the additive. The first pattern is None if there are none.
    """
    false_friends = re.compile(rf"\b(?:{any_of(spelling.false_friends)})\b") if spelling.false_friends else None
    words = "|".join((any_of(spelling.words, broken=True), *_e_number_patterns(spelling)))
    endings = rf" (?:{any_of(NEGATED_BY_ENDING)})(?! (?:from|of|form|range|trade|sample|radicals?)\b)"
    return false_friends, re.compile(rf"\b(?P<denied>(?:{any_of(NEGATIONS)}) )?(?:{words})\b(?P<without>{endings}\b)?")


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
