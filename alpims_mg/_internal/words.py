"""Written words made plain, and patterns made of phrases."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_SIGNS = re.compile(r"[\W_]+")


_BREAKS = frozenset(",;:.()[]{}|/•\n")


_MARKS = str.maketrans(dict.fromkeys("\u2122\u2120\u02bb\u02bc", " "))
"""Signs that are no part of the word before them, and that would become letters or are taken for some."""


_LIKE = str.maketrans(
    {
        "\u0131": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u03b1": "alpha",
        "β": "beta",
        "\u03b3": "gamma",
        "δ": "delta",
        "μ": "u",
        "ω": "omega",
    }
)
"""Letters without an accent to take off that are written for others, and those of Greek that stand in names."""


_OTHER_SCRIPT = re.compile(r"[^\W\d_a-z]")


_UNSEEN = re.compile(r"(?<!\d)[\u00ad\u200c\u200d\u2060\ufeff]+(?!\d)")


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Lower case without accents; signs become one space, or ``|`` between spaces where they part one thing from
    the next. Letters of other scripts stay, so that what cannot be read is not lost.

    >>> plain("Arôme naturel (Citrus-sinensis), E 330")
    'arome naturel | citrus sinensis | e 330'
    """
    bare = text.lower() if text.isascii() else _folded(text)
    return _SIGNS.sub(lambda signs: " | " if _BREAKS.intersection(signs[0]) else " ", bare).strip(" |")


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(_MARKS)).casefold().translate(_LIKE)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def in_another_script(text: str) -> bool:
    """Whether a text holds letters that no word here is written in.

    >>> in_another_script("лимонная кислота"), in_another_script("β-carotène")
    (True, False)
    """
    return bool(_OTHER_SCRIPT.search(plain(text)))


def seen(text: str) -> str:
    """The text without the signs inside words that no reader sees; beside a digit they stay, since they may part two.

    >>> seen("mag\u00adnesium")
    'magnesium'
    """
    return _UNSEEN.sub("", text)


def any_of(phrases: Iterable[str], *, broken: bool = False) -> str:
    """One of the phrases, the longest first; a star at the end stands for the rest of a word.

    Phrases that begin alike stand together, so that a place in a text is tried against few of them.

    >>> any_of(("citrus", "lime", "citri*"))
    'ci(?:trus|tri[a-z0-9]*)|li(?:me)'
    """
    gap = r" (?:\| )?" if broken else " "
    alike: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        words = gap.join(phrase.removesuffix("*").split()) + "[a-z0-9]*" * phrase.endswith("*")
        begins = words[: 2 if words[:2].isalnum() else 1]
        alike.setdefault(begins, []).append(words[len(begins) :])
    longest = sorted(alike, key=len, reverse=True)
    return "|".join(f"{begins}(?:{'|'.join(alike[begins])})" for begins in longest)
