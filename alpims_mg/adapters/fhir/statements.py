"""What one resource of a record states, before it has its place in a situation."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, final

from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Condition, FactList


@final
class Statement(NamedTuple):
    """A fact that one resource states.

    ``field`` is the field of ``Situation``: age_years, conditions, medicines, egfr or kidney. ``value`` is its value,
    or one item of its list. For conditions it is ``StatedConditions``. The other parts are those of ``RecordFact``.
    """

    field: str
    value: Any
    words: str
    reference: str
    day: date | None = None
    doubts: tuple[str, ...] = ()


@final
class StatedConditions(NamedTuple):
    """The conditions that one resource states: members of ``Condition``, and one in its own words, empty if none."""

    conditions: frozenset[Condition]
    own_words: str = ""


@final
class Skipped(NamedTuple):
    """A resource that states no fact, and why, in a short sentence.

    ``missing_from`` names a list, conditions or medicines, that is not whole because this resource may belong to it.
    """

    reference: str
    words: str
    why: str
    missing_from: FactList | None = None


@final
class WholeList(NamedTuple):
    """A statement that a list, conditions or medicines, is whole, although the record may have no resource in it.

    The other parts are those of ``RecordFact``.
    """

    field: FactList
    words: str
    reference: str
    day: date | None = None
    doubts: tuple[str, ...] = ()


@final
class MagnesiumStatement(NamedTuple):
    """A magnesium product in the record. The parts are those of ``MagnesiumOrder``; ``day`` and ``doubts`` as above."""

    reference: str
    words: str
    product: Capsule | None = None
    daily: Elemental | None = None
    missing: tuple[str, ...] = ()
    day: date | None = None
    doubts: tuple[str, ...] = ()


Found = Statement | Skipped | WholeList | MagnesiumStatement


def sentences(*doubts: str | None) -> tuple[str, ...]:
    """The doubts that apply: those that are not None.

    >>> sentences("The status is not stated.", None)
    ('The status is not stated.',)
    """
    return tuple(doubt for doubt in doubts if doubt is not None)


def passed_over(found: Iterator[Found], why: str) -> Iterator[Found]:
    """The resources of these findings, each passed over for one reason."""
    for one in found:
        yield Skipped(one.reference, one.words, why)
