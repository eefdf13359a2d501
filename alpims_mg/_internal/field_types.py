"""Checks the fields of a class against its annotations, for classes whose fields have no limits of their own."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import attrs

from alpims_mg._internal.validation import a_day, a_member, an_instance, short_repr
from alpims_mg.errors import Fault, raise_if_any

Check = Callable[[str, object], Iterable[Fault | None]]
"""A function that checks the value at a path. It gives the faults, and may give None for what is valid."""


def check_field_types(instance: Any) -> None:
    """Check each field of an attrs instance against its annotation.

    Use this function as the ``__attrs_post_init__`` of an attrs class.

    Raises: ``InvalidInputError`` with every fault.
    """
    raise_if_any(type_faults(instance))


def type_faults(instance: Any) -> Iterator[Fault | None]:
    """Yield a fault for each field, or item of a field, whose type differs from the annotation. May yield None."""
    for alias, name, check in _checks(cast("type[attrs.AttrsInstance]", type(instance))):
        yield from check(alias, getattr(instance, name))


@cache
def _checks(kind: type[attrs.AttrsInstance]) -> tuple[tuple[str, str, Check], ...]:
    """The check of each field that the constructor takes: its argument's name, its own name and the check."""
    hints = get_type_hints(kind)
    return tuple((field.alias, field.name, _check_of(hints[field.name])) for field in attrs.fields(kind) if field.init)


def list_type(kind: Any) -> Any:
    """The type of the tuple that a class of lists extends, such as ``tuple[int, ...]``. Any other type is unchanged."""
    bases: tuple[Any, ...] = getattr(kind, "__orig_bases__", ())
    return next((base for base in bases if get_origin(base) is tuple), kind)


def _check_of(hint: Any) -> Check:
    """A check of values of the annotated type."""
    hint = list_type(hint)
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        checks = tuple(_check_of(part) for part in parts if part is not NoneType)
        return partial(_check_union, _union_name(parts), checks, optional=NoneType in parts)
    if origin in (tuple, frozenset):
        items = tuple(_check_of(part) for part in parts if part is not ...)
        fixed = origin is tuple and ... not in parts
        return partial(_check_fixed, items) if fixed else partial(_check_items, origin, items[0])
    kind: type[Any] = origin or hint
    if issubclass(kind, Enum) and kind is not Enum:
        return lambda path, value: (a_member(path, value, kind),)
    if kind is date:
        return lambda path, value: (a_day(path, value),)
    return partial(_check_kind, kind)


def _check_kind(kind: type[Any], path: str, value: object) -> Iterable[Fault | None]:
    if type(value) is kind or (isinstance(value, kind) and not isinstance(value, bool)):
        return ()
    return (an_instance(path, value, kind, example=_example(kind)) or _wrong(path, value, kind.__name__),)


def _check_union(
    expected: str, checks: tuple[Check, ...], path: str, value: object, *, optional: bool
) -> Iterable[Fault | None]:
    if value is None and optional:
        return ()
    found = [tuple(filter(None, check(path, value))) for check in checks]
    if not all(found):
        return ()
    return found[0] if len(found) == 1 else (_wrong(path, value, expected),)


def _check_items(kind: type[Any], check: Check, path: str, values: object) -> Iterable[Fault | None]:
    if not isinstance(values, kind):
        return (_wrong(path, values, f"a {kind.__name__}"),)
    items = cast("Iterable[object]", values)
    if kind is frozenset:
        return (fault for item in items for fault in check(path, item))
    return (fault for i, item in enumerate(items) for fault in check(f"{path}[{i}]", item))


def _check_fixed(checks: tuple[Check, ...], path: str, values: object) -> Iterable[Fault | None]:
    items = cast("tuple[object, ...]", values)
    if not isinstance(values, tuple) or len(items) != len(checks):
        return (_wrong(path, items, f"a tuple of {len(checks)} items"),)
    pairs = zip(checks, items, strict=True)
    return (fault for i, (check, item) in enumerate(pairs) for fault in check(f"{path}[{i}]", item))


def _union_name(parts: tuple[Any, ...]) -> str:
    return " or ".join("None" if part is NoneType else getattr(part, "__name__", str(part)) for part in parts)


def _wrong(path: str, value: object, expected: str) -> Fault:
    return Fault(path=path, expected=expected, actual=short_repr(value), fix="give a value of this type")


def _example(kind: type[Any]) -> str:
    return {str: "'text'", int: "1", bool: "True"}.get(kind, f"{kind.__name__}(...)")
