"""Text that is safe to show, its width on a terminal, and lines that are no wider than a limit."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

NARROWEST: Final = 20
"""The smallest width of a page. It leaves room for each indent, and for the widest letter after it."""

_BREAK = r"\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029"
_SPACES = re.compile(rf" *[{_BREAK}][ {_BREAK}]*|  +")
_UNSAFE = re.compile(r"[\x00-\x1b\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNIT = re.compile(r"(\d) (mg|h)\b")
_NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " "})


def cleaned(text: str) -> str:
    r"""The text on one line, with single spaces. No-break spaces stay.

    U+FFFD replaces each character that could change how a terminal or a page shows the rest: control characters, signs
    that turn the direction of the text, and halves of characters.

    >>> cleaned(" take\n 50\u00a0mg\x1b[31m ")
    'take 50\xa0mg\ufffd[31m'
    """
    return _UNSAFE.sub("\ufffd", _SPACES.sub(" ", text)).strip(" ")


def bound(text: str) -> str:
    r"""The cleaned text, with a no-break space between a number and its unit.

    >>> bound("50 mg, 4 h later")
    '50\xa0mg, 4\xa0h later'
    """
    return _UNIT.sub("\\1\u00a0\\2", cleaned(text))


def columns_of(text: str) -> int:
    r"""The number of columns that a text takes on a terminal: two for a wide letter, none for an accent of its own.

    >>> columns_of("zinc"), columns_of("亜鉛"), columns_of("e\u0301")
    (4, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def padded(text: str, width: int, *, right: bool = False) -> str:
    """The text with spaces up to ``width`` columns: after it, or before it if ``right``."""
    spaces = " " * (width - columns_of(text))
    return f"{spaces}{text}" if right else f"{text}{spaces}"


def wrapped(text: str, width: int | None, *, first: str = "", rest: str | None = None) -> list[str]:
    """The lines of a text, each at most ``width`` columns wide; one line if ``width`` is None.

    ``width`` must leave at least two columns after ``first`` and ``rest``. The first line begins with ``first``, the
    others with ``rest``, or with ``first`` if ``rest`` is None. Words are broken only if they are wider than a line.

    >>> wrapped("half a capsule at dinner", 20, first="- ", rest="  ")
    ['- half a capsule at', '  dinner']
    """
    rest = first if rest is None else rest
    if width is None:
        return [f"{first}{_plain(cleaned(text))}"]
    room = width - max(columns_of(first), columns_of(rest))
    lines: list[str] = []
    line, taken = "", 0
    for word in _broken(bound(text), room):
        wide = columns_of(word)
        if line and taken + 1 + wide > room:
            lines.append(line)
            line, taken = word, wide
        else:
            line, taken = (f"{line} {word}", taken + 1 + wide) if line else (word, wide)
    lines.append(line)
    return [f"{rest if place else first}{_plain(words)}" for place, words in enumerate(lines)]


def _plain(text: str) -> str:
    return text.translate(_NO_BREAK)


def _broken(text: str, room: int) -> Iterator[str]:
    """Yield the words of a text. A word that is wider than ``room`` comes in several parts."""
    for word in text.split(" "):
        if columns_of(word) <= room:
            yield word
            continue
        part, taken = "", 0
        for letter in word:
            wide = _columns(letter)
            if taken + wide > room:
                yield part
                part, taken = "", 0
            part, taken = part + letter, taken + wide
        yield part
