"""A class decorator that turns wrong arguments of a constructor into errors that name the fields."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import wraps
from numbers import Number
from typing import Any, TypeVar

import attrs

from alpims_mg._internal.validation import nearest, short_repr
from alpims_mg.errors import Fault, InvalidCallError

C = TypeVar("C", bound=type[Any])

_LONGEST_NAME = 40


def named_arguments(kind: C) -> C:
    """Make an attrs class raise ``InvalidCallError`` for unnamed, unknown and missing arguments.

    >>> @named_arguments
    ... @attrs.frozen(kw_only=True)
    ... class Tin:
    ...     label: str
    >>> Tin(lable="tea")
    Traceback (most recent call last):
        ...
    alpims_mg.errors.InvalidCallError: lable must be the name of a field of Tin; got 'tea'; did you mean label?
    """
    init = kind.__init__

    @wraps(init)
    def checked(self: Any, *unnamed: Any, **named: Any) -> None:
        try:
            init(self, *unnamed, **named)
        except TypeError:
            faults = tuple(_call_faults(type(self), unnamed, named))
            if not faults:
                raise
            raise InvalidCallError(*faults) from None

    kind.__init__ = checked
    return kind


def _call_faults(kind: Any, unnamed: tuple[object, ...], named: Mapping[str, object]) -> Iterator[Fault]:
    fields = {field.alias: field for field in attrs.fields(kind) if field.init}
    name = kind.__name__
    if unnamed:
        expected, actual = "called with the name of each field", f"{short_repr(unnamed[0])} without a name"
        yield Fault(path=f"{name}()", expected=expected, actual=actual, fix=_unnamed_fix(kind, unnamed[0], fields))
    missing = [alias for alias, field in fields.items() if field.default is attrs.NOTHING and alias not in named]
    for alias, value in named.items():
        if alias not in fields:
            near = nearest(alias, fields)
            missing = [other for other in missing if other != near]
            fix = f"did you mean {near}?" if near else f"use only {', '.join(fields)}"
            path, expected = _short_name(alias), f"the name of a field of {name}"
            yield Fault(path=path, expected=expected, actual=short_repr(value), fix=fix)
    for alias in () if unnamed else missing:
        more = ", ..." if len(fields) > 1 else ""
        yield Fault(path=alias, expected="given", actual="nothing", fix=f"write {name}({alias}=...{more})")


def _unnamed_fix(kind: Any, value: object, fields: Iterable[str]) -> str:
    """The text of the fix for an unnamed argument. For a mass, it names the function that takes milligrams."""
    if not (hasattr(kind, "mg") and isinstance(value, Number | str)):
        return f"write field=value for each value; the fields are {', '.join(fields)}"
    exact = isinstance(value, int | str | Decimal)
    return f"write {kind.__name__}.mg({short_repr(value if exact else str(value))}) if this is in milligrams"


def _short_name(name: str) -> str:
    """The name of an argument, cut so that it fits into a message."""
    return name if name.isidentifier() and len(name) <= _LONGEST_NAME else short_repr(name)
