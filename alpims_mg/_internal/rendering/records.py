"""The page of any value: a small table with its fields, in words."""

from datetime import date, time
from enum import Enum
from typing import Any, cast

import attrs

from alpims_mg._internal.clock import clock_text
from alpims_mg._internal.dates import long_date
from alpims_mg._internal.rendering.blocks import Grid
from alpims_mg._internal.rendering.describing import describe

_CAPTION = "In detail"


def record_title(value: object) -> str:
    """What a value is, in one line: its own text, or the name of its class if it has none."""
    kind = type(value)
    name = describe(kind).capitalize()
    if isinstance(value, Enum):
        return f"{name}: {described(value)}"
    return name if kind.__str__ is object.__str__ else str(value)


def record_grid(value: object, *, unstated: str, caption: str = _CAPTION) -> Grid | None:
    """A table with a row for each field of an attrs instance. None if it has fewer than two fields.

    ``unstated`` stands for None. If it is empty, a field that holds None is left out.
    """
    kind = type(value)
    fields = attrs.fields(kind) if attrs.has(kind) else ()
    if len(fields) < 2:
        return None
    held = ((field.name.replace("_", " "), getattr(value, field.name)) for field in fields if field.name[0] != "_")
    rows = tuple((name, described(one) if one is not None else unstated) for name, one in held)
    return Grid(caption, ("field", "value"), tuple(row for row in rows if row[1]))


def described(value: object) -> str:
    """A value in words for a person: a date as in a letter, yes or no, and the items of a list."""
    match value:
        case date():
            return long_date(value)
        case time():
            return clock_text(value)
        case Enum():
            return str(value.value)
        case frozenset():
            return ", ".join(sorted(map(described, cast("frozenset[object]", value)))) or "none"
        case tuple() if not hasattr(cast("Any", value), "_fields"):
            items = [described(item) for item in cast("tuple[object, ...]", value)]
            return ("; " if any("," in item for item in items) else ", ").join(items) or "none"
        case _:
            return describe(value)
