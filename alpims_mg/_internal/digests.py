"""The canonical text of a frozen value, and the hash of that text.

Both are the same in every run, because the items of sets are sorted.
"""

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

_WRITTEN_BY_STR = (date, time, Fraction)


def canonical(value: object) -> object:
    """Convert a frozen value to JSON types. The result for an object includes the name of its class.

    Raises: ``InvalidInputError`` for a value of a type that has no canonical text.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    return _writer(type(value))(value)  # type: ignore[arg-type]


@cache
def _writer(kind: type[Any]) -> Callable[[Any], object]:
    """A function that converts values of the class ``kind`` to JSON types.

    Raises: ``InvalidInputError`` for a class whose values have no canonical text.
    """
    if issubclass(kind, Enum):
        return lambda word: f"{kind.__name__} {word.value}"
    if issubclass(kind, frozenset):
        return lambda values: sorted(map(text, values))
    if issubclass(kind, tuple):
        return lambda values: [canonical(value) for value in values]
    if issubclass(kind, Decimal):
        return lambda number: f"{kind.__name__} {number:f}"  # never with an exponent, as in JSON
    if issubclass(kind, _WRITTEN_BY_STR):
        return lambda value: f"{kind.__name__} {value}"
    if attrs.has(kind):
        names = [field.name for field in attrs.fields(kind)]
        return lambda value: {"": kind.__name__, **{name: canonical(getattr(value, name)) for name in names}}
    expected, fix = "a frozen value of the library", "leave it out"
    raise InvalidInputError(Fault(path="value", expected=expected, actual=kind.__name__, fix=fix))


def text(value: object) -> str:
    """The canonical text of a value, as one line.

    >>> text((Decimal("1.50"), frozenset({2, 1})))
    '["Decimal 1.50", ["1", "2"]]'
    """
    return json.dumps(canonical(value), ensure_ascii=False, sort_keys=True)


def digest(*values: object) -> str:
    """The SHA-256 hash of the canonical text of the values, as hexadecimal digits."""
    return hashlib.sha256(text(values).encode()).hexdigest()
