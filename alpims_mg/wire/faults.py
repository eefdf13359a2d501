"""Names of fields on the wire, and faults that use them."""

from collections.abc import Iterable
from typing import Any

import attrs

from alpims_mg._internal.validation import short_repr
from alpims_mg.errors import Fault, InvalidInputError

WIRE_NAMES = {
    "elemental": "elemental_mg",
    "compound": "compound_mg",
    "elemental_least": "elemental_least_mg",
    "elemental_most": "elemental_most_mg",
    "target": "target_mg",
    "current_daily": "current_daily_mg",
    "other_magnesium": "other_magnesium_mg",
    "magnesium": "magnesium_mg",
    "daily": "daily_mg",
    "planned": "planned_mg",
    "permitted": "permitted_mg",
    "permitted_total": "permitted_total_mg",
    "taken": "taken_mg",
    "taken_total": "taken_total_mg",
    "level": "level_mg",
    "amount": "amount_mg",
    "margin": "margin_mg",
    "nearest_below": "nearest_below_mg",
    "nearest_above": "nearest_above_mg",
    "separation": "separation_hours",
}
"""Fields that hold a mass say so on the wire; everything else is called what it is called in Python."""


def wire_faults(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The same faults with the names that the wire uses for their fields."""
    return tuple(attrs.evolve(fault, path=".".join(map(wire_name, fault.path.split(".")))) for fault in faults)


def wire_name(name: str) -> str:
    """The name of a field on the wire; an index in brackets stays."""
    bare, bracket, rest = name.partition("[")
    return f"{WIRE_NAMES.get(bare, bare)}{bracket}{rest}"


def refused(value: object, expected: str, fix: str) -> InvalidInputError:
    """An error for a value that has the wrong shape."""
    return InvalidInputError(Fault(path="", expected=expected, actual=short_repr(value), fix=fix))


def key_text(name: Any) -> str:
    """A key of an object, short enough and printable, for the path of a fault."""
    return name if isinstance(name, str) and name.isprintable() and len(name) <= 40 else short_repr(name)
