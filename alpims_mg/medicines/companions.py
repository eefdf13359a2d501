"""Tells the words that often stand beside the name of a medicine, such as "tablet", from all other words."""

import re
from functools import cache

from alpims_mg._internal.words import any_of
from alpims_mg.rulebook.medicines.wording import BESIDE_A_NAME, JOINS

_IN_A_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
_COMPANIONS = frozenset(("", "|", *BESIDE_A_NAME))


def without_number_signs(name: str) -> str:
    """The name without the decimal signs of its numbers, which would otherwise separate two parts of the name.

    >>> without_number_signs("digoxin 0,125 mg")
    'digoxin 0125 mg'
    """
    return _IN_A_NUMBER.sub("", name)


def other_words(text: str) -> tuple[str, ...]:
    """The words of a text that ``plain`` returned that do not usually stand beside a name.

    A number before a word, as in "50mg", makes no difference.

    >>> other_words("zzz 50mg oral tablet")
    ('zzz',)
    """
    words = companion_phrases().sub(" ", text).split()
    return tuple(word for word in words if not is_companion(word))


def is_companion(word: str) -> bool:
    """Whether a single word stands beside names and names nothing: ``tablet``, ``50mg`` or ``20``."""
    return word.lstrip("0123456789") in _COMPANIONS


@cache
def companion_phrases() -> re.Pattern[str]:
    """A pattern for the phrases of several words that stand beside names, such as "eye drops"."""
    return re.compile(rf"\b(?:{any_of((phrase for phrase in BESIDE_A_NAME if ' ' in phrase), broken=True)})\b")


@cache
def joins(signs: str) -> re.Pattern[str]:
    """A pattern for what separates two medicines in one name: one of these signs, or a word such as "and"."""
    return re.compile(rf"[{re.escape(signs)}]|\b(?:{any_of(JOINS)})\b", re.IGNORECASE)
