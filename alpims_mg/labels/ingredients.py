"""Which additives a label names."""

import re
from functools import cache, lru_cache

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


@lru_cache(maxsize=4096)
def additives_in(ingredients: tuple[str, ...]) -> frozenset[Additive]:
    """The additives that the ingredients name, whether or not anyone asks for them.

    >>> sorted(map(str, additives_in(("citric acid", "stevia-free", "natural flavours"))))
    ['citric-acid', 'flavouring']
    """
    texts = tuple(map(plain, ingredients))
    return frozenset(spelling.additive for spelling in SPELLINGS if any(_names(spelling, text) for text in texts))


@lru_cache(maxsize=4096)
def label_was_read(ingredients: tuple[str, ...] | None) -> bool:
    """Whether the ingredients are those of a label, and not words that stand for an unread one.

    >>> label_was_read(("see label",)), label_was_read(())
    (False, True)
    """
    return ingredients is not None and not any(
        plain(one).replace("| ", "") in ("", *NOT_A_LABEL) or in_another_script(one) for one in ingredients
    )


@lru_cache(maxsize=4096)
def not_judged(ingredients: tuple[str, ...]) -> tuple[str, ...]:
    """The ingredients in which no spelling is known, a false friend's neither, so that nothing is said of them."""
    known = tuple(pattern for spelling in SPELLINGS for pattern in _patterns(spelling) if pattern)
    texts = ((one, plain(one)) for one in ingredients)
    return tuple(one for one, text in texts if not any(pattern.search(text) for pattern in known))


def _names(spelling: Spelling, text: str) -> bool:
    friends, words = _patterns(spelling)
    kept = friends.sub("|", text) if friends else text
    return any(not _denied(hit, kept) for hit in words.finditer(kept))


def _denied(hit: re.Match[str], text: str) -> bool:
    """The text says that the word is not contained, and does not take that back: "not free from" denies nothing."""
    before = text[: hit.start()].rpartition("|")[2].split()
    leading = hit["denied"] and _DENIAL_ENDS.match(text, hit.end())
    return bool(leading or hit["without"]) and not set(before).intersection(TAKEN_BACK)


@cache
def _patterns(spelling: Spelling) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    friends = re.compile(rf"\b(?:{any_of(spelling.false_friends)})\b") if spelling.false_friends else None
    words = "|".join((any_of(spelling.words, broken=True), *_numbers(spelling)))
    endings = rf" (?:{any_of(NEGATED_BY_ENDING)})(?! (?:from|of|form|range|trade|sample|radicals?)\b)"
    return friends, re.compile(rf"\b(?P<denied>(?:{any_of(NEGATIONS)}) )?(?:{words})\b(?P<without>{endings}\b)?")


def _numbers(spelling: Spelling) -> tuple[str, ...]:
    """The numbers of an additive after an E, or after what else leads up to them and to others before them."""
    if not spelling.e_numbers:
        return ()
    leads = rf"(?:(?<!vitamin )e|(?:{any_of(LEADS)})(?: e)?)"
    others = r"(?:\d{3,4}[a-z]{0,3} (?:\| )?(?:and )?)*"  # up to the next E, which leads up to its own number
    no_amount = rf"(?! ?(?:{any_of(UNITS_OF_AMOUNTS)})\b)"
    return (rf"{leads} ?(?:\| )?{others}(?:{any_of(spelling.e_numbers)})\b{no_amount}",)
