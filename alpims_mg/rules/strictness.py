"""Which of two answers is stricter.

An answer that holds more than a verdict says by the metadata of its fields which way each is stricter. That also marks
it as one that a clinic may tighten.
"""

from enum import Enum
from typing import Any

import attrs

from alpims_mg.model.findings import DoseSeparation, Verdict
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Severity


class Stricter(Enum):
    """Which way a value is stricter; a field that says neither may not be changed by a clinic."""

    HIGHER = "higher"
    LOWER = "lower"


def stricter(
    way: Stricter, *, strictest: frozenset[Enum] = frozenset(), unless: Verdict | None = None
) -> dict[str, Any]:
    """The metadata of a field that may be made stricter.

    ``strictest`` names the words that stand for the strictest value of all, in a field that holds an amount or a word;
    its other words stand for the mildest. ``unless`` names the verdict beside which the field no longer matters.

    >>> stricter(Stricter.LOWER)["stricter"]
    <Stricter.LOWER: 'lower'>
    """
    return {"stricter": way, "strictest": strictest, "unless": unless}


def free() -> dict[str, Any]:
    """The metadata of a field that a clinic may change in either way, since no answer depends on it."""
    return {"free": True}


def verdict_of(answer: object) -> Verdict | None:
    """The verdict that an answer is, or holds in a field that can be made stricter; None where it gives none."""
    if isinstance(answer, Verdict):
        return answer
    kind = type(answer)
    if attrs.has(kind):
        for field in attrs.fields(kind):
            value = getattr(answer, field.name)
            if "stricter" in field.metadata and isinstance(value, Verdict):
                return value
    return None


def no_laxer(after: object, before: object) -> bool:
    """The answer after is at least as strict as the one before, in every way in which it can be."""
    if type(after) is not type(before):
        return False
    if isinstance(after, Verdict) and isinstance(before, Verdict):
        return after.severity >= before.severity
    kind = type(after)
    if verdict_of(after) is None or not attrs.has(kind):
        return False
    return all(_field_no_laxer(field, after, before) for field in attrs.fields(kind))


def _field_no_laxer(field: "attrs.Attribute[Any]", after: object, before: object) -> bool:
    own, theirs = getattr(after, field.name), getattr(before, field.name)
    if "free" in field.metadata or own == theirs:
        return True
    way = field.metadata.get("stricter")
    if way is None:
        return False
    unless = field.metadata["unless"]
    if unless is not None and verdict_of(after) is unless:
        return True
    own_rank, their_rank = _rank(own, field), _rank(theirs, field)
    if own_rank is None or their_rank is None:
        return False
    return all(a >= b if way is Stricter.HIGHER else a <= b for a, b in zip(own_rank, their_rank, strict=True))


def _rank(value: object, field: "attrs.Attribute[Any]") -> tuple[Any, ...] | None:
    """Numbers that grow as the value does, each compared by itself; None for a value of no known kind."""
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
