"""Functions that compare the strictness of two answers, and the metadata that marks fields for this comparison.

An answer class that holds more than a verdict marks its fields with the direction that is stricter. A clinic can
tighten only a marked field.
"""

from enum import Enum
from typing import Any

import attrs

from alpims_mg.model.findings import DoseSeparation, Verdict
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Severity


class Stricter(Enum):
    """Whether a higher or a lower value of a field is the stricter one."""

    HIGHER = "higher"
    LOWER = "lower"


def stricter(
    direction: Stricter, *, strictest: frozenset[Enum] = frozenset(), unless: Verdict | None = None
) -> dict[str, Any]:
    """The attrs metadata for a field that a clinic may make stricter.

    ``direction`` states whether a higher or a lower value is stricter. Some fields hold either an amount or an enum
    member. For these, ``strictest`` holds the members that are stricter than any amount; all other members are milder.
    A new answer with the verdict ``unless`` is as strict as any old answer in this field.

    >>> stricter(Stricter.LOWER)["stricter"]
    <Stricter.LOWER: 'lower'>
    """
    return {"stricter": direction, "strictest": strictest, "unless": unless}


def free() -> dict[str, Any]:
    """The attrs metadata for a field that a clinic may change freely, because no answer depends on that field."""
    return {"free": True}


def verdict_of(answer: object) -> Verdict | None:
    """The verdict in a rule's answer. None if the answer has no verdict.

    If the answer is not itself a verdict, look for the first field that is marked ``stricter`` and holds a verdict.
    """
    if isinstance(answer, Verdict):
        return answer
    kind = type(answer)
    if attrs.has(kind):
        for field in attrs.fields(kind):
            value = getattr(answer, field.name)
            if "stricter" in field.metadata and isinstance(value, Verdict):
                return value
    return None


def at_least_as_strict(after: object, before: object) -> bool:
    """Whether the answer ``after`` has the class of the answer ``before`` and is at least as strict in every field."""
    if type(after) is not type(before):
        return False
    if isinstance(after, Verdict) and isinstance(before, Verdict):
        return after.severity >= before.severity
    kind = type(after)
    if verdict_of(after) is None or not attrs.has(kind):
        return False
    return all(_field_at_least_as_strict(field, after, before) for field in attrs.fields(kind))


def _field_at_least_as_strict(field: "attrs.Attribute[Any]", after: object, before: object) -> bool:
    value_after, value_before = getattr(after, field.name), getattr(before, field.name)
    if "free" in field.metadata or value_after == value_before:
        return True
    direction = field.metadata.get("stricter")
    if direction is None:
        return False
    unless = field.metadata["unless"]
    if unless is not None and verdict_of(after) is unless:
        return True
    ranks_after, ranks_before = _ranks(value_after, field), _ranks(value_before, field)
    if ranks_after is None or ranks_before is None:
        return False
    pairs = zip(ranks_after, ranks_before, strict=True)
    return all(after >= before if direction is Stricter.HIGHER else after <= before for after, before in pairs)


def _ranks(value: object, field: "attrs.Attribute[Any]") -> tuple[Any, ...] | None:
    """The ranks by which to compare a value with other values of one field. A higher value has higher ranks.

    A separation interval has one rank for each direction. None if values of this type have no order.
    """
    match value:
        case Verdict():
            return (value.severity,)
        case Severity():
            return (value.grade,)
        case Elemental():
            return ((1, value.nanograms),)
        case DoseSeparation():
            return value.medicine_to_magnesium, value.magnesium_to_medicine
        case None:
            return 0, 0
        case Enum():
            strictest_end = 0 if field.metadata["stricter"] is Stricter.LOWER else 2
            return ((strictest_end if value in field.metadata["strictest"] else 2 - strictest_end, 0),)
        case _:
            return None
