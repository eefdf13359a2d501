"""Takes one order of magnesium out of a situation, because a proposal is about its product."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, final

import attrs

from alpims_mg._internal.validation import short_repr
from alpims_mg.adapters.fhir.magnesium_orders import is_magnesium_alone
from alpims_mg.adapters.fhir.record_parts import MagnesiumOrder, RecordFact
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.quantities import MOST_NANOGRAMS, Elemental
from alpims_mg.model.situations import Medicine, Situation
from alpims_mg.rulebook.record_medicines import MISSING_SWALLOWED

_MEDICINE: Final = re.compile(r"medicines\[([0-9]+)\]")
_OTHER_MAGNESIUM: Final = "other_magnesium"
_PROPOSED: Final = "proposal"
"""The path of the fact of an order that a proposal is about."""
_MOST_SHOWN: Final = 10


@final
class WithoutOrder(NamedTuple):
    """The parts of a reading after one order was taken out of its situation, and that order."""

    situation: Situation | None
    facts: tuple[RecordFact, ...]
    magnesium_orders: tuple[MagnesiumOrder, ...]
    proposed: MagnesiumOrder


def without_order(
    reference: str,
    situation: Situation | None,
    facts: tuple[RecordFact, ...],
    orders: tuple[MagnesiumOrder, ...],
) -> WithoutOrder:
    """The parts of a reading, without the order of this reference and those that say the same.

    Raises: ``InvalidInputError`` if there is no such order, if it holds other medicines too, or if it is not swallowed.

    >>> order = MagnesiumOrder(reference="MedicationRequest/1", words="Mag-Ox 400", daily=Elemental.mg("241.2"))
    >>> fact = RecordFact(path="other_magnesium", words="Mag-Ox 400", reference="MedicationRequest/1")
    >>> situation = Situation(other_magnesium=Elemental.mg("241.2"))
    >>> without_order("MedicationRequest/1", situation, (fact,), (order,)).facts[0].path
    'proposal'
    """
    proposed = next((order for order in orders if order.reference == reference), None)
    if proposed is None:
        raise _no_order(reference, orders)
    left = tuple(order for order in orders if _content(order) != _content(proposed))
    references = {order.reference for order in orders} - {order.reference for order in left}
    out = set(_only_of(references, facts))
    medicines = None if situation is None else situation.medicines
    taken_out = [medicines[i] for i in out] if medicines else []
    if MISSING_SWALLOWED in proposed.missing or not all(map(is_magnesium_alone, taken_out)):
        raise _no_proposal(reference)
    return WithoutOrder(
        situation=None if situation is None else _without(situation, out, _total(left, facts)),
        facts=tuple(_moved(fact, references, out) for fact in facts),
        magnesium_orders=left,
        proposed=proposed,
    )


def _content(order: MagnesiumOrder) -> tuple[object, ...]:
    """Equal for orders that say the same of the same product."""
    return order.words.casefold(), order.product, order.daily


def _index(fact: RecordFact) -> int | None:
    """The place of a fact in the list of medicines. None if it is no medicine."""
    found = _MEDICINE.fullmatch(fact.path)
    return int(found[1]) if found else None


def _only_of(references: set[str], facts: tuple[RecordFact, ...]) -> Iterator[int]:
    """The places of the medicines that only these orders state."""
    others = {_index(fact) for fact in facts if fact.reference not in references}
    for fact in facts:
        place = _index(fact)
        if place is not None and place not in others:
            yield place


def _total(orders: tuple[MagnesiumOrder, ...], facts: tuple[RecordFact, ...]) -> Elemental | None:
    """The other magnesium that these orders state. None if there is none, or if the amount of one is not known."""
    if any(order.daily is None and MISSING_SWALLOWED not in order.missing for order in orders):
        return None
    stating = {fact.reference for fact in facts if fact.path == _OTHER_MAGNESIUM}
    amounts = {_content(order): order.daily for order in orders if order.reference in stating}
    total = sum(daily.nanograms for daily in amounts.values() if daily is not None)
    return Elemental(nanograms=min(total, MOST_NANOGRAMS - 1)) if amounts else None


def _without(situation: Situation, out: set[int], other: Elemental | None) -> Situation:
    """The situation without these medicines, and with this amount of other magnesium."""
    medicines: tuple[Medicine, ...] | None = situation.medicines
    if medicines is not None:
        medicines = tuple(medicine for i, medicine in enumerate(medicines) if i not in out)
    return attrs.evolve(situation, medicines=medicines, other_magnesium=other)


def _moved(fact: RecordFact, references: set[str], out: set[int]) -> RecordFact:
    """The fact with its path after the medicines at these places were taken out."""
    place = _index(fact)
    if fact.reference in references:
        return attrs.evolve(fact, path=_PROPOSED)
    if place is None:
        return fact
    return attrs.evolve(fact, path=f"medicines[{place - sum(i < place for i in out)}]")


def _no_order(reference: object, orders: tuple[MagnesiumOrder, ...]) -> InvalidInputError:
    known = ", ".join(order.reference for order in orders[:_MOST_SHOWN]) or "none"
    fix = f"give one of: {known}"
    expected = "the reference of an order of magnesium in this reading"
    return InvalidInputError(Fault(path="reference", expected=expected, actual=short_repr(reference), fix=fix))


def _no_proposal(reference: str) -> InvalidInputError:
    expected = "an order of magnesium alone, to be swallowed"
    fix = "leave the order among the medicines of the situation"
    return InvalidInputError(Fault(path="reference", expected=expected, actual=reference, fix=fix))
