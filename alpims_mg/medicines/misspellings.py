"""Suggests the medicine that a misspelled word most likely means, for a person to confirm."""

from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from itertools import chain
from typing import Final

from alpims_mg._internal.caching import remembered
from alpims_mg._internal.words import plain
from alpims_mg.rulebook.medicines.names import RECOGNITIONS

_SHORTEST: Final = 5
_LIKE_ENOUGH: Final = 80
"""How many percent of the letters of two words must be the same, in the same order."""
_FEWEST_SHARED: Final = 2


@remembered
def likely_name(word: str) -> str | None:
    """The name of a medicine that is spelled almost like a word. None if no name is, or if the word is short.

    >>> likely_name("levotyroxine"), likely_name("sprionolactone"), likely_name("breakfast")
    ('levothyroxine', 'spironolactone', None)
    """
    if not _SHORTEST <= len(word) <= _longest():
        return None
    shared = Counter(chain.from_iterable(_names_by_piece().get(piece, ()) for piece in _pieces(word)))
    most = max(shared.values(), default=0)
    if most < _FEWEST_SHARED:
        return None
    matcher = SequenceMatcher(None, b=word, autojunk=False)
    alike, likely = 0, ""
    for name in (name for name, count in shared.items() if count >= most - 1):
        matcher.set_seq1(name)
        alike, likely = max((alike, likely), (int(100 * matcher.ratio()), name))
    return likely if alike >= _LIKE_ENOUGH else None


def _pieces(word: str) -> tuple[str, ...]:
    """Each three signs that follow each other in a word, with a space at its start and at its end."""
    text = f" {word} "
    return tuple(dict.fromkeys(text[i : i + 3] for i in range(len(word))))


@cache
def _names_by_piece() -> dict[str, tuple[str, ...]]:
    """A mapping from each piece of a name to the names that contain it."""
    names: dict[str, list[str]] = {}
    for name in _single_words():
        for piece in _pieces(name):
            names.setdefault(piece, []).append(name)
    return {piece: tuple(listed) for piece, listed in names.items()}


@cache
def _single_words() -> tuple[str, ...]:
    names = dict.fromkeys(plain(name) for row in RECOGNITIONS for name in row.names)
    return tuple(name for name in names if " " not in name and len(name) >= _SHORTEST)


@cache
def _longest() -> int:
    return max(map(len, _single_words())) + 2
