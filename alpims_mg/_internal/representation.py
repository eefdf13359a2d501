"""Texts that show attrs instances as constructor calls: one short line for ``repr``, or the complete call."""

from collections.abc import Iterable
from enum import Enum
from itertools import islice
from typing import Any, cast

import attrs

from alpims_mg._internal.validation import short_repr

LONGEST_REPR = 200
"""The largest number of characters in a short representation."""

_FIELD_WIDTHS = (LONGEST_REPR, 100, 64, 48, 36, 24)
"""Limits on the characters of one field. ``one_line_repr`` tries them in order until the line is short enough."""

_MOST_ITEMS = 20


def one_line_repr(self: object) -> str:
    """The constructor call of an attrs instance, as one line of at most 200 characters.

    Use this function as the ``__repr__`` of an attrs class.

    The call omits computed fields and fields that hold their default. ``...`` replaces what does not fit.

    >>> @attrs.frozen(kw_only=True)
    ... class Tin:
    ...     label: str
    ...     lids: int = 1
    ...     __repr__ = one_line_repr
    >>> Tin(label="tea")
    Tin(label='tea')
    """
    name = type(self).__name__
    fields = [(alias, _value_repr(value)) for alias, value in _shown_fields(self)]
    shown: list[str] = []
    for width in _FIELD_WIDTHS:
        shown = [f"{alias}={_shortened(text, width)}" for alias, text in fields]
        if len(text := f"{name}({', '.join(shown)})") <= LONGEST_REPR:
            return text
    while len(text := f"{name}({', '.join((*shown, '...'))})") > LONGEST_REPR:
        shown.pop()
    return text


def one_line_list(self: tuple[object, ...]) -> str:
    """The constructor call of a class of tuples, as one line of at most 200 characters. Use it as ``__repr__``."""
    name = type(self).__name__
    return f"{name}({_shortened(_value_repr(self), LONGEST_REPR - len(name) - 2)})"


def full_repr(value: object) -> str:
    """The representation of any value. Unlike ``one_line_repr``, it is never cut.

    >>> full_repr((Enum, "tea" * 100)) == f"(Enum, '{'tea' * 100}')"
    True
    """
    return _value_repr(value, full=True)


def _shown_fields(instance: object) -> Iterable[tuple[str, object]]:
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(instance))):
        value = getattr(instance, field.name)
        if field.init and field.repr and not _is_default(value, field):
            yield field.alias, value


def _is_default(value: object, field: "attrs.Attribute[Any]") -> bool:
    return type(value) is type(field.default) and bool(value == field.default)


def _value_repr(value: object, *, full: bool = False) -> str:
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, type):
        return value.__name__
    if _is_plain_tuple(value):
        items = cast("tuple[object, ...]", value)
        return f"({', '.join(_item_reprs(items, full=full))}{',' if len(items) == 1 else ''})"
    if type(value) is frozenset:
        members = cast("frozenset[object]", value)
        return f"{{{', '.join(sorted(_item_reprs(members, full=full)))}}}" if members else "frozenset()"
    if full and type(value).__repr__ is one_line_repr:
        fields = (f"{alias}={full_repr(held)}" for alias, held in _shown_fields(value))
        return f"{type(value).__name__}({', '.join(fields)})"
    try:
        return " ".join(repr(value).splitlines())
    except Exception:  # a number with too many digits, or an error in someone else's repr
        return short_repr(value)


def _is_plain_tuple(value: object) -> bool:
    """Whether a value is a tuple whose items have no names."""
    return isinstance(value, tuple) and not hasattr(cast("object", value), "_fields")


def _item_reprs(items: tuple[object, ...] | frozenset[object], *, full: bool) -> list[str]:
    shown = len(items) if full else _MOST_ITEMS
    more = ["..."] if len(items) > shown else []
    return [*(_value_repr(item, full=full) for item in islice(items, shown)), *more]


def _shortened(text: str, width: int) -> str:
    """The text, cut to at most ``width`` characters. A cut text ends in ``...`` and the last character of ``text``."""
    return text if len(text) <= width else f"{text[: width - 4]}...{text[-1]}"
