"""Functions that compare the strictness of two answers, and the metadata that marks fields for this comparison.

A rule whose answer is a number says in its field ``stricter`` which direction is stricter. An answer class that holds
more than a verdict marks its fields with that direction. A clinic can tighten only such a number or a marked field.
"""

from collections.abc import Iterator
from enum import Enum
from typing import Any

import attrs

from alpims_mg._internal.rendering import describe
from alpims_mg.model.findings import Verdict
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.separations import DoseSeparation
from alpims_mg.model.vocabulary import Severity


class Stricter(Enum):
    """Which direction makes an answer stricter: a higher or a lower value of its number or of one of its fields."""

    HIGHER = "higher"
    LOWER = "lower"

    @property
    def bound(self) -> str:
        """``at least`` if a higher value is stricter, ``at most`` if a lower one is."""
        return "at least" if self is Stricter.HIGHER else "at most"

    def not_past(self, limit: object) -> str:
        """A text that says on which side of ``limit`` a number must not be, such as ``not below dinner``."""
        return f"not {'above' if self is Stricter.HIGHER else 'below'} {describe(limit)}"


def direction_words(direction: Stricter | None, not_past: Enum | None) -> str:
    """A text that says in which direction a number gets stricter, and which limit it must not pass.

    >>> from alpims_mg import TimeOfDay
    >>> direction_words(Stricter.LOWER, TimeOfDay.DINNER)
    'lower, not below dinner'
    """
    if direction is None:
        return "no change"
    return direction.value if not_past is None else f"{direction.value}, {direction.not_past(not_past)}"


def marked_directions(answer: object) -> str:
    """A text that says what makes an answer stricter. For an attrs class, it says so for each marked field.

    >>> marked_directions(Verdict.PERMIT)
    'closer to withhold'
    """
    kind = type(answer)
    if not attrs.has(kind):
        return _VERDICT_DIRECTION
    marked = ((field, field.metadata.get("stricter")) for field in attrs.fields(kind))
    return "; ".join(
        f"{_name(field)} {_VERDICT_DIRECTION if isinstance(getattr(answer, field.name), Verdict) else direction.value}"
        for field, direction in marked
        if direction is not None
    )


_VERDICT_DIRECTION = "closer to withhold"


def stricter(
    direction: Stricter, *, strictest: frozenset[Enum] = frozenset(), unless: Verdict | None = None
) -> dict[str, Any]:
    """The attrs metadata for a field that a clinic may make stricter.

    ``direction`` states whether a higher or a lower value is stricter. Some fields hold either an amount or an enum
    member. For these, ``strictest`` holds the members that are stricter than any amount; all other members are milder.
    ``unless`` is a verdict: if a clinic's answer has that verdict, this field is not compared.

    >>> stricter(Stricter.LOWER)["stricter"]
    <Stricter.LOWER: 'lower'>
    """
    return {"stricter": direction, "strictest": strictest, "unless": unless}


def free() -> dict[str, Any]:
    """The attrs metadata for a field that a clinic may change freely, because no answer depends on that field."""
    return {"free": True}


def verdict_of(answer: object) -> Verdict | None:
    """The verdict in a rule's answer. None if the answer has no verdict.

    An answer either is a verdict, or can have one in a field that is marked ``stricter``. The first such field counts.
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


def milder_parts(after: object, before: object, direction: Stricter | None = None) -> Iterator[str]:
    """Yield a text for each part of an answer that is milder in ``after`` than in ``before``, with both values.

    Both answers have the same class: a verdict, an attrs class with marked fields, or a number. ``direction`` is the
    direction in which a number gets stricter.

    >>> list(milder_parts(Elemental.mg(75), Elemental.mg(50), Stricter.LOWER))
    ['75 mg elemental, where at most 50 mg elemental is allowed']
    """
    if isinstance(before, Verdict):
        direction = Stricter.HIGHER
    if direction is not None:
        if not _passes(after, before, direction, frozenset()):
            yield _both(after, before, direction.bound)
        return
    kind = type(before)
    for field in attrs.fields(kind) if attrs.has(kind) else ():
        value_after, value_before = getattr(after, field.name), getattr(before, field.name)
        if "free" in field.metadata or value_after == value_before:
            continue
        field_direction, unless = field.metadata.get("stricter"), field.metadata.get("unless")
        if field_direction is None:
            yield f"{_name(field)}: {_both(value_after, value_before, 'only')}"
        elif unless is not None and verdict_of(after) is unless:
            continue
        elif not _passes(value_after, value_before, field_direction, field.metadata["strictest"]):
            yield f"{_name(field)}: {_both(value_after, value_before, field_direction.bound)}"


def at_least_as_strict(after: object, before: object, direction: Stricter | None = None) -> bool:
    """Whether the answer ``after`` has the class of the answer ``before`` and is at least as strict in every part.

    ``direction`` is the direction in which a number gets stricter. Without it, a number is never at least as strict.
    """
    if type(after) is not type(before) or (direction is None and verdict_of(before) is None):
        return False
    return not any(milder_parts(after, before, direction))


def _both(after: object, before: object, bound: str) -> str:
    """A text such as ``75, where at most 50 is allowed``: the value that a clinic wants, then the mildest one."""
    wanted, allowed = ("none" if value is None else describe(value) for value in (after, before))
    return f"{wanted}, where {bound} {allowed} is allowed"


def _name(field: "attrs.Attribute[Any]") -> str:
    return field.name.replace("_", " ")


def _passes(after: object, before: object, direction: Stricter, strictest: frozenset[Enum]) -> bool:
    """Whether ``after`` is at least as strict as ``before``. False if their types have no order."""
    ranks_after, ranks_before = (_ranks(value, direction, strictest) for value in (after, before))
    if ranks_after is None or ranks_before is None:
        return False
    pairs = zip(ranks_after, ranks_before, strict=True)
    return all(after >= before if direction is Stricter.HIGHER else after <= before for after, before in pairs)


def _ranks(value: object, direction: Stricter, strictest: frozenset[Enum]) -> tuple[Any, ...] | None:
    """A tuple of numbers by which two values of a field can be compared: a higher value has higher numbers.

    A separation has one number for each direction. None if values of this type have no order.
    """
    match value:
        case Verdict():
            return (value.severity,)
        case Severity():
            return (value.grade,)
        case int():
            return (value,)
        case Elemental():
            return ((1, value.nanograms),)
        case DoseSeparation():
            return value.medicine_to_magnesium, value.magnesium_to_medicine
        case None:
            return 0, 0
        case Enum():
            strictest_end = 0 if direction is Stricter.LOWER else 2
            return ((strictest_end if value in strictest else 2 - strictest_end, 0),)
        case _:
            return None
