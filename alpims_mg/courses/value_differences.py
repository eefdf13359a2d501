"""Find where two values differ: field by field in objects, and item by item in lists."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any, cast

import attrs

from alpims_mg._internal.rendering import Renderable, describe
from alpims_mg._internal.representation import full_repr

Row = tuple[str, str, str]
"""The name of what differs, its value in the first object, and its value in the second, in words."""


def value_rows(what: str, first: object, second: object) -> Iterator[Row]:
    """Yield a row for each difference between two values. ``what`` names them.

    Two objects of one class are compared field by field, and two lists of objects item by item. If the values are equal
    there is no row. If they differ there is at least one, and its two sides differ.
    """
    if first == second:
        return
    rows: Iterable[Row] = ()
    if type(first) is type(second) and is_record(first):
        rows = field_rows(what, first, second)
    elif _are_lists_of_records(first, second):
        rows = _item_rows(what, cast("tuple[object, ...]", first), cast("tuple[object, ...]", second))
    yield from rows_or_whole(what, first, second, rows)


def rows_or_whole(what: str, first: object, second: object, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield these rows. If there are none although the values differ, yield a row with the whole values."""
    found = tuple(rows)
    yield from found or (() if first == second else (whole_row(what, first, second),))


def field_rows(what: str, first: object, second: object, *, but: Iterable[str] = ()) -> Iterator[Row]:
    """Yield a row for each difference between the fields of two objects of one class.

    The fields that are named in ``but`` are left out, and so are those that are computed from others.
    """
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(first))):
        if field.init and field.name not in but:
            name = "facts" if field.name == "situation" else field.name.replace("_", " ")
            name = f"{what}: {name}" if what.endswith("facts") else f"{what}, {name}"
            yield from value_rows(name, getattr(first, field.name), getattr(second, field.name))


def whole_row(what: str, first: object, second: object) -> Row:
    """A row with two different values as a whole. If their words are the same, it shows how each is written in code."""
    in_words = in_text(first), in_text(second)
    return (what, *in_words) if in_words[0] != in_words[1] else (what, full_repr(first), full_repr(second))


def in_text(value: object) -> str:
    """A value in words. None is an empty text, and the items of a set are sorted."""
    if value is None:
        return ""
    if isinstance(value, frozenset):
        return ", ".join(sorted(map(str, cast("frozenset[object]", value)))) or "none"
    if isinstance(value, tuple):
        return ", ".join(map(in_text, cast("tuple[object, ...]", value))) or "none"
    if is_record(value) and type(value).__str__ is object.__str__:
        return "; ".join(_stated_fields(value)) or "nothing stated"
    has_own_words = type(value).__str__ is not Renderable.__str__
    return value.page().title if isinstance(value, Renderable) and not has_own_words else describe(value)


def is_record(value: object) -> bool:
    """True for an object with several fields. An amount has one, and is compared as a whole."""
    return attrs.has(type(value)) and len(attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))) > 1


def unpaired(first: Iterable[object], second: Iterable[object]) -> Iterator[tuple[Any, Any]]:
    """Yield pairs of the items that only one of two lists has, in their order. The missing item of a pair is None."""
    ours, theirs = tuple(first), tuple(second)
    counts = Counter(ours), Counter(theirs)
    yield from zip_longest(_left_over(ours, counts[0] - counts[1]), _left_over(theirs, counts[1] - counts[0]))


def _left_over(items: Iterable[object], counts: "Counter[object]") -> list[object]:
    """The last of the items for each that ``counts`` counts, in their order."""
    found: list[object] = []
    for item in reversed(tuple(items)):
        if counts[item]:
            counts[item] -= 1
            found.append(item)
    return found[::-1]


def _item_rows(what: str, first: tuple[object, ...], second: tuple[object, ...]) -> Iterator[Row]:
    pairs = tuple(unpaired(first, second))
    for number, pair in enumerate(pairs, 1):
        yield from value_rows(what if len(pairs) == 1 else f"{what} {number}", *pair)


def _are_lists_of_records(first: object, second: object) -> bool:
    if not isinstance(first, tuple) or not isinstance(second, tuple):
        return False
    items = (*cast("tuple[object, ...]", first), *cast("tuple[object, ...]", second))
    return all(map(is_record, items))


def _stated_fields(value: object) -> Iterator[str]:
    """Yield the name and the value of each field that does not hold its default."""
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(value))):
        held = getattr(value, field.name)
        if field.init and held != field.default:
            yield f"{field.name.replace('_', ' ')}: {in_text(held)}"
