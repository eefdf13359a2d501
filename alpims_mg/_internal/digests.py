"""One text for any frozen value, the same in every run, and its hash: what has no order is sorted."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any

import attrs

from alpims_mg.errors import Fault, InvalidInputError

_AS_WRITTEN = (date, time, Fraction)


def canonical(value: object) -> object:
    """Any frozen value as JSON can hold it, each object with the name of its class.

    Raises: ``InvalidInputError`` for what is no frozen value of the library.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    return _writer(type(value))(value)  # type: ignore[arg-type]


@cache
def _writer(kind: type[Any]) -> Callable[[Any], object]:
    """What writes the values of one class: found once, since a ledger holds thousands of them."""
    if issubclass(kind, Enum):
        return lambda word: f"{kind.__name__} {word.value}"
    if issubclass(kind, frozenset):
        return lambda values: sorted(map(text, values))
    if issubclass(kind, tuple):
        return lambda values: [canonical(one) for one in values]
    if issubclass(kind, Decimal):
        return lambda number: f"{kind.__name__} {number:f}"  # as the wire writes it, never with an exponent
    if issubclass(kind, _AS_WRITTEN):
        return lambda value: f"{kind.__name__} {value}"
    if attrs.has(kind):
        names = [field.name for field in attrs.fields(kind)]
        return lambda value: {"": kind.__name__, **{name: canonical(getattr(value, name)) for name in names}}
    expected, fix = "a frozen value of the library", "leave it out"
    raise InvalidInputError(Fault(path="value", expected=expected, actual=kind.__name__, fix=fix))


def text(value: object) -> str:
    """The canonical text of a value, in one line.

    >>> text((Decimal("1.50"), frozenset({2, 1})))
    '["Decimal 1.50", ["1", "2"]]'
    """
    return json.dumps(canonical(value), ensure_ascii=False, sort_keys=True)


def digest(*values: object) -> str:
    """The SHA-256 of the canonical text of some values, in hexadecimal digits."""
    return hashlib.sha256(text(values).encode()).hexdigest()
