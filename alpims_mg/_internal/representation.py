"""One-line representations of attrs instances. ``repr`` is short; ``str`` gives the full view."""

from collections.abc import Collection
from enum import Enum
from itertools import islice
from typing import Any, cast

import attrs

LONGEST_REPR = 200
"""The most characters of a representation."""

_FIELD_WIDTHS = (LONGEST_REPR, 100, 64, 48, 36, 24)
"""How many characters a field may take, tried in this order until all fields fit."""

_MOST_ITEMS = 20


def one_line_repr(instance: attrs.AttrsInstance) -> str:
    """A constructor call in one line of at most 200 characters, to be the ``__repr__`` of an attrs class.

    It leaves out computed fields and fields that hold their default. ``...`` stands for what does not fit.

    >>> @attrs.frozen(kw_only=True)
    ... class Tin:
    ...     label: str
    ...     lids: int = 1
    ...     __repr__ = one_line_repr
    >>> Tin(label="tea")
    Tin(label='tea')
    """
    name = type(instance).__name__
    fields = [
        (field.alias, _value_repr(getattr(instance, field.name)))
        for field in attrs.fields(type(instance))
        if field.init and field.repr and not _is_default(getattr(instance, field.name), field)
    ]
    shown: list[str] = []
    for width in _FIELD_WIDTHS:
        shown = [f"{alias}={_shortened(text, width)}" for alias, text in fields]
        if len(text := f"{name}({', '.join(shown)})") <= LONGEST_REPR:
            return text
    while len(text := f"{name}({', '.join((*shown, '...'))})") > LONGEST_REPR:
        shown.pop()
    return text


def _is_default(value: object, field: "attrs.Attribute[Any]") -> bool:
    return type(value) is type(field.default) and bool(value == field.default)


def _value_repr(value: object) -> str:
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, type):
        return value.__name__
    if type(value) is tuple:
        items = cast("tuple[object, ...]", value)
        return f"({', '.join(_item_reprs(items))}{',' if len(items) == 1 else ''})"
    if type(value) is frozenset:
        members = cast("frozenset[object]", value)
        return f"{{{', '.join(sorted(_item_reprs(members)))}}}" if members else "frozenset()"
    return " ".join(repr(value).splitlines())


def _item_reprs(items: Collection[object]) -> list[str]:
    more = ["..."] if len(items) > _MOST_ITEMS else []
    return [*map(_value_repr, islice(items, _MOST_ITEMS)), *more]


def _shortened(text: str, width: int) -> str:
    """The text in at most ``width`` characters; its last one, a bracket or a quotation mark, stays."""
    return text if len(text) <= width else f"{text[: width - 4]}...{text[-1]}"
