"""Functions that convert texts to plain words, and phrases to regular expressions."""

import re
import unicodedata
from collections.abc import Iterable

from alpims_mg._internal.caching import remembered

_SIGNS = re.compile(r"[\W_]+")
_BREAKS = frozenset(",;:.()[]{}|/•\n")
_MARKS = str.maketrans(dict.fromkeys("\u2122\u2120\u02bb\u02bc", " "))
"""A translation table from signs such as the trade mark to a space. Normalisation would make letters of them."""

_PLAIN_LETTERS = str.maketrans(
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
"""A translation table to plain letters, for Latin letters without a separable accent and for Greek letters in names."""

_OTHER_SCRIPT = re.compile(r"[^\W\d_a-z]")
_INVISIBLE = re.compile(r"(?<!\d)[\u00ad\u200c\u200d\u2060\ufeff]+(?!\d)")


@remembered
def plain(text: str) -> str:
    """The text in lower case, without accents.

    Signs between words become one space, or `` | `` if they include a sign that separates items, such as a comma.
    Letters of other scripts remain, so that no unreadable text disappears.

    >>> plain("Arôme naturel (Citrus-sinensis), E 330")
    'arome naturel | citrus sinensis | e 330'
    """
    folded = text.lower() if text.isascii() else _folded(text)
    return _SIGNS.sub(lambda signs: " | " if _BREAKS.intersection(signs[0]) else " ", folded).strip(" |")


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(_MARKS)).casefold().translate(_PLAIN_LETTERS)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def in_another_script(text: str) -> bool:
    """Whether a text has letters that ``plain`` cannot convert to Latin letters.

    >>> in_another_script("лимонная кислота"), in_another_script("β-carotène")
    (True, False)
    """
    return bool(_OTHER_SCRIPT.search(plain(text)))


def seen(text: str) -> str:
    """The text without invisible signs, such as soft hyphens.

    An invisible sign next to a digit stays, because the sign may separate two numbers.

    >>> seen("mag\u00adnesium")
    'magnesium'
    """
    return _INVISIBLE.sub("", text)


def any_of(phrases: Iterable[str], *, broken: bool = False) -> str:
    """The text of a regular expression that matches any of the phrases.

    A star at the end of a word matches the rest of that word.

    Longer phrases are tried first. With ``broken``, the sign ``|`` may also separate the words of a phrase. For
    speed, phrases with the same first letters are grouped.

    >>> any_of(("citrus", "lime", "citri*"))
    'ci(?:trus|tri[a-z0-9]*)|li(?:me)'
    """
    space = r" (?:\| )?" if broken else " "
    endings: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        pattern = space.join(phrase.split()).replace("*", "[a-z0-9]*")
        start = pattern[: 2 if pattern[:2].isalnum() else 1]
        endings.setdefault(start, []).append(pattern[len(start) :])
    starts = sorted(endings, key=len, reverse=True)
    return "|".join(f"{start}(?:{'|'.join(endings[start])})" for start in starts)
