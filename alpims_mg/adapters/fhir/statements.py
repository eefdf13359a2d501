"""What one resource of a record states, before it has its place in a situation."""

from datetime import date
from typing import Any, NamedTuple, final

from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Elemental


@final
class Statement(NamedTuple):
    """A fact that one resource states.

    ``field`` is the field of ``Situation``: age_years, conditions, other_conditions, medicines, egfr, kidney or
    other_magnesium. ``value`` is its value, or one item of its list. The other parts are those of ``RecordFact``.
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
class MagnesiumStatement(NamedTuple):
    """A magnesium product in the record. The parts are those of ``MagnesiumOrder``; ``day`` and ``doubts`` as above."""

    reference: str
    words: str
    product: Capsule | None = None
    daily: Elemental | None = None
    missing: tuple[str, ...] = ()
    day: date | None = None
    doubts: tuple[str, ...] = ()


Found = Statement | Skipped | MagnesiumStatement
