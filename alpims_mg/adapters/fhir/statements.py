"""What one resource of a record states, before it has its place in a situation."""

from datetime import date
from typing import Any, NamedTuple, final

from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Elemental


@final
class Statement(NamedTuple):
    """A fact that one resource states.

    ``field`` is the field of ``Situation``: age_years, conditions, other_conditions, medicines, egfr, kidney or
    other_magnesium. ``value`` is its value, or one item of its list. The other parts are those of ``RecordFact``. If
    several resources state other_magnesium, each has the total of all of them as its value.
    """

    field: str
    value: Any
    words: str
    reference: str
    day: date | None = None
    doubts: tuple[str, ...] = ()


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


Found = Statement | Skipped | OpenList | MagnesiumStatement
