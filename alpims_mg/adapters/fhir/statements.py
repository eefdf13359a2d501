"""What one resource of a record states, before it has its place in a situation."""

from datetime import date
from typing import Any, NamedTuple, final

from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Condition


@final
class Statement(NamedTuple):
    """A fact that one resource states.

    ``field`` is the field of ``Situation``: age_years, conditions, medicines, egfr, kidney or other_magnesium.
    ``value`` is its value, or one item of its list. For conditions it is ``StatedConditions``. The other parts are as
    in ``RecordFact``. If several resources state other_magnesium, each has the total of all of them as its value.
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
    """A resource that states no fact, and why, in a short sentence."""

    reference: str
    words: str
    why: str


@final
class OpenList(NamedTuple):
    """Says that a resource is read only in part, or not at all, and so the list that it belongs to is not whole.

    ``field`` is the list: conditions or medicines. The resource has its ``Statement`` or ``Skipped`` too.
    """

    field: str
    reference: str


@final
class WholeList(NamedTuple):
    """A statement that a list, conditions or medicines, is whole, although the record may have no resource in it.

    The other parts are those of ``RecordFact``.
    """

    field: str
    words: str
    reference: str
    day: date | None = None
    doubts: tuple[str, ...] = ()


@final
class MagnesiumStatement(NamedTuple):
    """A magnesium product in the record. The parts are those of ``MagnesiumOrder``; ``day`` and ``doubts`` as above.

    Its resource has a ``Statement`` too. That one says where its magnesium counts: in other_magnesium, or as the
    ``magnesium`` of a medicine. If ``daily`` is None, the total of other magnesium is not known.
    """

    reference: str
    words: str
    product: Capsule | None = None
    daily: Elemental | None = None
    missing: tuple[str, ...] = ()
    day: date | None = None
    doubts: tuple[str, ...] = ()


Found = Statement | Skipped | OpenList | WholeList | MagnesiumStatement


def sentences(*doubts: str | None) -> tuple[str, ...]:
    """The doubts that apply: those that are not None.

    >>> sentences("The status is not stated.", None)
    ('The status is not stated.',)
    """
    return tuple(doubt for doubt in doubts if doubt is not None)
