"""Checks of values. A check of one value returns a ``Fault``, or None if the value is valid.

A fault names the expected value, the actual value and the fix. A class checks all its fields and then raises all faults
in one error. A fix that begins with ``write`` gives the exact code. A fix that begins with ``write for example`` gives
an example.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction
from itertools import islice
from numbers import Real
from types import UnionType
from typing import Any, TypeVar, cast, get_args

from alpims_mg._internal.messages import LANGUAGES
from alpims_mg.errors import Fault

T = TypeVar("T")

LONGEST_TEXT = 200
"""The largest number of characters in a text for which no other number is set."""

_SHOWN = 42
"""The largest number of characters of a value in an error message."""

_FEW_MEMBERS = 4

_BRACKETS: dict[type[Any], tuple[str, str]] = {
    list: ("[", "]"),
    tuple: ("(", ")"),
    dict: ("{", "}"),
    set: ("{", "}"),
    frozenset: ("frozenset({", "})"),
}

_NEAR = Fraction(3, 4)
"""How alike two words must be, from 0 to 1, for one to be a likely misspelling of the other."""

_ONE_NUMBER = re.compile(r"(?:[^\d.,/-]*[^\d.,/\w-])?([0-9]{1,9})[^\d.,/-]*")
"""A text with one whole number, such as "34 years"."""

_SEPARATORS = re.compile(r"[,;|\n]")
"""Signs that separate the items of a list which is written as one text."""

MOST_ITEMS = 10_000
"""The largest number of items in a list for which no smaller number is set."""


def short_repr(value: object) -> str:
    """The representation of a value for an error message, cut to at most 42 characters.

    The time that this takes does not grow with the size of the value. A value that contains itself is no problem.

    >>> short_repr("x" * 1000)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."
    """
    text = _bounded_repr(value, _SHOWN)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."


def _bounded_repr(value: object, room: int) -> str:
    """The representation of a value. What lies beyond the first ``room`` characters may be left out."""
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, int) and abs(value) >= 10**40:
        return "a number of more than 40 digits"
    try:
        if isinstance(value, str | bytes):
            return repr(value[: room + 1])
        if type(value) in _BRACKETS and value:
            return _bounded_items(value, type(value), room)
        text = repr(value)
    except Exception:  # an error in someone else's repr must not hide the fault
        return f"a {type(value).__name__} that cannot be shown"
    return text if text.isprintable() else repr(text)[1:-1]


def _bounded_items(values: Any, kind: type[Any], room: int) -> str:
    """The representation of a list, tuple, set or mapping, of the class ``kind``.

    What lies beyond ``room`` characters may be left out.
    """
    opening, closing = _BRACKETS[kind]
    text = opening
    for i, item in enumerate(values):
        text += ", " if i else ""
        if len(text) > room:
            return text
        text += _bounded_repr(item, room - len(text))
        if kind is dict and len(text) <= room:
            text += f": {_bounded_repr(values[item], room - len(text))}"
    return f"{text}{',' if kind is tuple and len(values) == 1 else ''}{closing}"


def a_member(path: str, value: object, kind: type[Enum], *, optional: bool = False) -> Fault | None:
    """Check that a value is a member of the enum ``kind``. None is also valid if ``optional``."""
    if isinstance(value, kind) or (optional and value is None):
        return None
    words = ", ".join(str(member.value) for member in kind)
    return Fault(path=path, expected=f"one of {words}", actual=short_repr(value), fix=_member_fix(value, kind))


def _member_fix(value: object, kind: type[Enum]) -> str:
    word = word_of(value) if isinstance(value, str) else ""
    members = {spelling: member for member in kind for spelling in (word_of(member.name), word_of(str(member.value)))}
    if word in members:
        return f"write {short_repr(members[word])}"
    near = nearest(word, members)
    meant = f"did you mean {short_repr(members[near])}? Otherwise " if near else ""
    if len(kind) > _FEW_MEMBERS:
        return f"{meant}give a member of {kind.__name__}"
    *others, last = map(short_repr, kind)
    return f"{meant}choose {' or '.join((', '.join(others), last))}" if others else f"{meant}give {last}"


def word_of(text: str) -> str:
    """The words of a text in lower case, joined by hyphens."""
    return "-".join(text[: 2 * LONGEST_TEXT].lower().replace("_", " ").replace("-", " ").split())


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of ``words`` that is spelled most like ``word``. None if no word is spelled nearly the same.

    >>> nearest("gren", ["red", "yellow", "green"])
    'green'
    """
    return next(iter(get_close_matches(word[:LONGEST_TEXT], words, n=1, cutoff=cast("Any", _NEAR))), None)


def an_instance(
    path: str, value: object, kind: type | UnionType, *, example: str, optional: bool = False
) -> Fault | None:
    """Check that a value is an instance of the class ``kind``. None is also valid if ``optional``.

    ``example`` is Python code for a valid value. The fix shows this code.
    """
    if isinstance(value, kind) or (optional and value is None):
        return None
    return Fault(
        path=path,
        expected=f"of type {type_name(kind)}",
        actual=short_repr(value),
        fix=_instance_fix(value, kind, example),
    )


def type_name(kind: type | UnionType) -> str:
    """The name of a type, or the names of the types of a union.

    >>> type_name(int | str)
    'int | str'
    """
    return " | ".join(part.__name__ for part in get_args(kind)) if isinstance(kind, UnionType) else kind.__name__


def _instance_fix(value: object, kind: type | UnionType, example: str) -> str:
    if isinstance(value, type) and issubclass(value, kind):
        return f"make one: write for example {example}"
    return f"write for example {example}"


def a_whole_number(path: str, value: object, *, least: int, most: int, of: str, optional: bool = False) -> Fault | None:
    """Check that a value is a whole number from ``least`` to ``most``. None is also valid if ``optional``.

    ``of`` names what the number counts, such as days. The message shows ``of``.
    """
    if optional and value is None:
        return None
    is_whole_number = isinstance(value, int) and not isinstance(value, bool)
    if is_whole_number and least <= cast("int", value) <= most:
        return None
    number = None if is_whole_number else _whole_number_in(value)
    if is_whole_number:
        fix = "correct the number"
    elif number is not None and least <= number <= most:
        fix = f"write {number}"
    elif (named := _named_number(value)) is not None and least <= named <= most:
        fix = f"write {named} if that is the number of {of}"
    else:
        fix = f"write for example {max(least, 1)}"
    expected = f"a whole number of {of} from {least} to {most}"
    return Fault(path=path, expected=expected, actual=short_repr(value), fix=fix)


def _whole_number_in(value: object) -> int | None:
    """The whole number below 1 000 000 000 that a text or a number stands for. None if the value is anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10:
        return int(value)
    if isinstance(value, Real):
        number = cast("Any", value)
        return int(number) if abs(number) < 10**9 and int(number) == number else None
    return None


def _named_number(value: object) -> int | None:
    """The only number in a text such as "34 years". None if the value is anything else."""
    found = _ONE_NUMBER.fullmatch(value[:LONGEST_TEXT]) if isinstance(value, str) else None
    return None if found is None else int(found[1])


def a_text(path: str, value: object, *, example: str, most: int = LONGEST_TEXT, optional: bool = False) -> Fault | None:
    """Check that a value is a printable text of at most ``most`` characters that is not blank.

    None is also valid if ``optional``.
    """
    if optional and value is None:
        return None
    fix = f"write for example {example!r}"
    if isinstance(value, str) and value.strip():
        if value.isprintable() and len(value) <= most:
            return None
        fix = "shorten it" if value.isprintable() else "remove line breaks and other unprintable characters"
    elif isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**20:
        fix = f"write {str(value)!r}"
    expected = f"printable text of 1 to {most} characters"
    return Fault(path=path, expected=expected, actual=short_repr(value), fix=fix)


def a_local_time(path: str, value: object, *, optional: bool = False) -> Fault | None:
    """Check that a value is a time of day in whole minutes, without an offset from UTC."""
    if _is_local_time(value) or (optional and value is None):
        return None
    expected = "a time of day in whole minutes, without an offset"
    return Fault(path=path, expected=expected, actual=short_repr(value), fix=_time_fix(value))


def _is_local_time(value: object) -> bool:
    return isinstance(value, time) and value == time(value.hour, value.minute)


def _time_fix(value: object) -> str:
    clock = _parsed(time.fromisoformat, value)
    if isinstance(clock, time):
        exact = _is_local_time(clock)
        return f"write time({clock.hour}, {clock.minute})" if exact else "leave out the seconds and the offset"
    return "write for example time(7, 30)"


def a_language(path: str, value: object) -> Fault | None:
    """Check that a value is a language of the package."""
    if value in LANGUAGES:
        return None
    expected = f"one of {', '.join(LANGUAGES)}"
    return Fault(path=path, expected=expected, actual=short_repr(value), fix="write for example 'de'")


def a_day(path: str, value: object, *, optional: bool = False) -> Fault | None:
    """Check that a value is a date without a time of day. None is also valid if ``optional``."""
    if (optional and value is None) or (isinstance(value, date) and not isinstance(value, datetime)):
        return None
    day = _parsed(date.fromisoformat, value)
    fix = (
        f"write date({day.year}, {day.month}, {day.day})"
        if isinstance(day, date)
        else "write for example date(2026, 3, 1)"
    )
    return Fault(path=path, expected="a date", actual=short_repr(value), fix=fix)


def _parsed(parse: Callable[[str], object], value: object) -> object:
    """The result of ``parse`` for a text.

    Any value that is not a text, and any text that ``parse`` rejects, is returned unchanged.
    """
    try:
        return parse(value) if isinstance(value, str) else value
    except ValueError:
        return value


def check_instances(path: str, values: object, kind: type[Any], *, most: int = MOST_ITEMS) -> Iterable[Fault | None]:
    """Check that each item of a tuple or frozenset is an instance of ``kind``, which may be an enum.

    The result has a fault for each item that is not, and may have None for a valid item. If ``values`` is not a
    tuple or frozenset, or has more than ``most`` items, the result has one fault.
    """
    items: Any = values
    if isinstance(values, tuple | frozenset) and len(items) <= most and {kind}.issuperset(map(type, items)):
        return ()
    if issubclass(kind, Enum):
        return check_each(path, items, lambda at, item: a_member(at, item, kind), most=most)
    return check_each(
        path, items, lambda at, item: an_instance(at, item, kind, example=f"{kind.__name__}(...)"), most=most
    )


def check_each(
    path: str, values: object, check: Callable[[str, object], Fault | None], *, most: int = MOST_ITEMS
) -> Iterator[Fault | None]:
    """Yield the result of ``check`` for each item of a tuple or frozenset: a fault, or None for a valid item.

    In a tuple, the path of an item ends in its index. Any value other than a tuple or frozenset is one fault, and so
    is a list of more than ``most`` items.
    """
    if isinstance(values, tuple | frozenset) and len(cast("tuple[object, ...]", values)) > most:
        expected, fix = f"a list of at most {most:,} items", "shorten the list"
        yield Fault(path=path, expected=expected, actual=f"more than {most:,} items", fix=fix)
    elif isinstance(values, tuple):
        yield from (check(f"{path}[{i}]", value) for i, value in enumerate(cast("tuple[object, ...]", values)))
    elif isinstance(values, frozenset):
        yield from (check(path, value) for value in cast("frozenset[object]", values))
    elif isinstance(values, list):
        yield Fault(path=path, expected="a tuple", actual=short_repr(cast("object", values)), fix="write tuple(...)")
    else:
        yield Fault(path=path, expected="a list", actual=short_repr(values), fix=_list_fix(path, values, check))


def _list_fix(path: str, value: object, check: Callable[[str, object], Fault | None]) -> str:
    """The text of the fix for a value that should be a list, for example ``write path=[value]``."""
    if value is None:
        return f"write {path}=[] if there are none"
    fault = check(path, value)
    if fault is None and not (isinstance(value, str) and _SEPARATORS.search(value.strip())):
        text = short_repr(value)
        return f"write {path}=[{'...' if text.endswith('...') else text}]"
    if fault is None or (isinstance(value, str) and _SEPARATORS.search(value.strip())):
        return f"write {path}=[...], with each item as a text of its own"
    if fault.fix.startswith("write ") and not fault.fix.startswith("write for example "):
        return f"write {path}=[{fault.fix.removeprefix('write ')}]"
    if fault.fix.startswith("did you mean "):
        meant, _, otherwise = fault.fix.removeprefix("did you mean ").partition("? Otherwise ")
        return f"did you mean {path}=[{meant}]? Otherwise write {path}=[...], and for each item {otherwise}"
    return f"write {path}=[...], and for each item {fault.fix}"


def as_tuple(values: Iterable[T], *, most: int = MOST_ITEMS) -> tuple[T, ...]:
    """Convert an iterable to a tuple. Return any string, mapping or non-iterable unchanged for a check to reject.

    The tuple ends with the first item beyond ``most``, for a check to reject. An endless iterable is therefore safe.
    """
    return tuple(islice(values, most + 1)) if _is_list(values) else cast("tuple[T, ...]", values)


def as_set(values: Iterable[T]) -> frozenset[T]:
    """Convert an iterable to a frozenset. Return a string, mapping or non-iterable unchanged for a check to reject.

    If an item cannot be hashed, or there are too many items, the result is a tuple for a check to reject.
    """
    if not _is_list(values):
        return cast("frozenset[T]", values)
    items = as_tuple(values)
    try:
        return frozenset(items) if len(items) <= MOST_ITEMS else cast("frozenset[T]", items)
    except Exception:  # an unhashable item is no valid member: a check rejects the item by its index
        return cast("frozenset[T]", items)


def _is_list(values: object) -> bool:
    return isinstance(values, Iterable) and not isinstance(values, str | bytes | Mapping)
