"""Checks that say what was wanted, what came and what to do. A class gathers them and refuses all at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, cast

from alpims_mg.errors import Fault

T = TypeVar("T")

_LONGEST = 200


def short_repr(value: object) -> str:
    """A value as it came, short enough for a message.

    >>> short_repr("x" * 1000)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."
    """
    if isinstance(value, int) and abs(value) >= 10**40:
        return "a number of more than 40 digits"
    try:
        words = repr(value)
    except Exception:  # whatever it is, it must not keep the fault from being told
        return f"a {type(value).__name__} that is too large to show"
    return words if len(words) <= 42 else f"{words[:39]}..."


def a_member(path: str, value: object, kind: type[Enum], *, optional: bool = False) -> Fault | None:
    """One member of an enum, or nothing where ``optional``."""
    if isinstance(value, kind) or (optional and value is None):
        return None
    words = ", ".join(str(one.value) for one in kind)
    return Fault(
        path=path, expected=f"one of {words}", actual=short_repr(value), fix=f"give a member of {kind.__name__}"
    )


def an_instance(
    path: str, value: object, kind: type | UnionType, *, example: str, optional: bool = False
) -> Fault | None:
    """An instance of one class; ``example`` is a form that would be accepted."""
    if isinstance(value, kind) or (optional and value is None):
        return None
    return Fault(
        path=path,
        expected=f"of type {getattr(kind, '__name__', kind)}",
        actual=short_repr(value),
        fix=f"write for example {example}",
    )


def a_whole_number(path: str, value: object, *, least: int, most: int, of: str, optional: bool = False) -> Fault | None:
    """A whole number from ``least`` to ``most``; ``of`` names the unit."""
    if optional and value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
        return None
    expected = f"a whole number of {of} from {least} to {most}"
    return Fault(path=path, expected=expected, actual=short_repr(value), fix=f"write for example {max(least, 1)}")


def a_text(path: str, value: object, *, example: str, most: int = _LONGEST, optional: bool = False) -> Fault | None:
    """Printable text that is not blank and not too long."""
    if optional and value is None:
        return None
    if isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= most:
        return None
    expected = f"printable text of 1 to {most} characters"
    return Fault(path=path, expected=expected, actual=short_repr(value), fix=f"write for example {example!r}")


def a_local_time(path: str, value: object) -> Fault | None:
    """A time of day as a clock on the wall shows it."""
    if isinstance(value, time) and value == time(value.hour, value.minute):
        return None
    expected = "a time of day in whole minutes, without an offset"
    return Fault(path=path, expected=expected, actual=short_repr(value), fix="write for example time(7, 30)")


def a_day(path: str, value: object, *, optional: bool = False) -> Fault | None:
    """A date without a time of day, or nothing where ``optional``."""
    if (optional and value is None) or (isinstance(value, date) and not isinstance(value, datetime)):
        return None
    return Fault(path=path, expected="a date", actual=short_repr(value), fix="write for example date(2026, 3, 1)")


def check_instances(path: str, values: object, kind: type) -> Iterable[Fault | None]:
    """Every item of a tuple is an instance of one class."""
    items: Any = values
    if isinstance(values, tuple) and all(isinstance(item, kind) for item in items):
        return ()
    return check_each(path, items, lambda at, item: an_instance(at, item, kind, example=f"{kind.__name__}(...)"))


def check_each(path: str, values: object, check: Callable[[str, object], Fault | None]) -> Iterator[Fault | None]:
    """The check of every item of a tuple or frozenset; items of a frozenset have no place of their own."""
    if isinstance(values, tuple):
        yield from (check(f"{path}[{i}]", value) for i, value in enumerate(cast("tuple[object, ...]", values)))
    elif isinstance(values, frozenset):
        yield from (check(path, value) for value in cast("frozenset[object]", values))
    else:
        actual = short_repr(values)
        expected, fix = ("a tuple", "write tuple(...)") if isinstance(values, list) else ("a list", "write []")
        yield Fault(path=path, expected=expected, actual=actual, fix=fix)


def as_tuple(values: Iterable[T]) -> tuple[T, ...]:
    """What can be gone through as a tuple; a text, a mapping and what is no list are left for a check to refuse."""
    return tuple(values) if _is_list(values) else cast("tuple[T, ...]", values)


def as_set(values: Iterable[T]) -> frozenset[T]:
    """What can be gone through as a frozenset; a text, a mapping and what is no list are left for a check to refuse."""
    if not _is_list(values):
        return cast("frozenset[T]", values)
    items = tuple(values)
    try:
        return frozenset(items)
    except TypeError:  # an item that cannot be hashed is no word of ours: the check names it
        return cast("frozenset[T]", items)


def _is_list(values: object) -> bool:
    return isinstance(values, Iterable) and not isinstance(values, str | bytes | Mapping)
