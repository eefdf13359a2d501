"""``Reading``, what a record says about a person."""

import re
from datetime import date
from typing import Final, final

import attrs

from alpims_mg._internal.field_types import check_field_types
from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.rendering import Displayed, Page
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import short_repr
from alpims_mg.adapters.fhir.reading_pages import reading_page
from alpims_mg.adapters.fhir.record_parts import MagnesiumOrder, NotRead, RecordFact
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.quantities import MOST_NANOGRAMS, Elemental
from alpims_mg.model.situations import Situation

_MOST_SHOWN: Final = 5
_OTHER_MAGNESIUM: Final = "other_magnesium"
_PROPOSAL: Final = "proposal"
_MEDICINE: Final = re.compile(r"medicines\[([0-9]+)\]")


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Reading(Displayed):
    """What the record of one person says, and what was not read.

    ``situation`` has neither a zone nor what the person wants: a record never states these. It is None if the person
    has died; ``died`` is then the day of death, or None if the record has no day. ``dead`` says that the person died.
    Every condition, medicine, relevant result, allergy and list of the record has its reference in exactly one fact or
    one entry of ``not_read``.
    """

    situation: Situation | None
    facts: tuple[RecordFact, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    magnesium_orders: tuple[MagnesiumOrder, ...] = ()
    dead: bool = False
    died: date | None = None

    __repr__ = one_line_repr
    __attrs_post_init__ = check_field_types

    def page(self) -> Page:
        """A page with the facts, what does not count and why, and what still has to be asked."""
        return reading_page(self.situation, self.facts, self.not_read, self.magnesium_orders, died=self.died)

    def with_proposal(self, reference: str) -> "Reading":
        """The same reading, in which one order of magnesium is the proposal, and counts no more among the facts.

        ``reference`` is that of one of ``magnesium_orders``. Its product is the product of the proposal. Orders of the
        same product, such as refills, count no more either. If no other magnesium is left, other magnesium is not
        stated.

        Raises: ``InvalidInputError`` if no order has this reference.

        >>> from datetime import date
        >>> from alpims_mg.adapters.fhir import read
        >>> timing = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}
        >>> dosage = {"timing": timing, "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}]}
        >>> order = {"resourceType": "MedicationRequest", "id": "1", "status": "active", "intent": "order"}
        >>> order |= {"medicationCodeableConcept": {"text": "Magnesium citrate 100 mg tablet"}}
        >>> reading = read({**order, "dosageInstruction": [dosage]}, today=date(2026, 3, 1))
        >>> reading.with_proposal("MedicationRequest/1").situation.other_magnesium is None
        True
        """
        chosen = next((order for order in self.magnesium_orders if order.reference == reference), None)
        if chosen is None:
            names = ", ".join(order.reference for order in self.magnesium_orders[:_MOST_SHOWN]) or "none"
            fix = "give the reference of one of magnesium_orders"
            raise InvalidInputError(Fault(path="reference", expected=names, actual=short_repr(reference), fix=fix))
        same = {order.reference for order in self.magnesium_orders if _product(order) == _product(chosen)}
        facts = [attrs.evolve(fact, path=_PROPOSAL) if fact.reference in same else fact for fact in self.facts]
        if self.situation is None:
            return attrs.evolve(self, facts=tuple(facts))
        counted = {fact.reference for fact in facts if fact.path == _OTHER_MAGNESIUM}
        amounts = {_product(order): order.daily for order in self.magnesium_orders if order.reference in counted}
        total = sum(daily.nanograms for daily in amounts.values() if daily is not None)
        kept = sorted({place for fact in facts if (place := _place(fact.path)) is not None})
        medicines = self.situation.medicines
        situation = attrs.evolve(
            self.situation,
            other_magnesium=Elemental(nanograms=min(total, MOST_NANOGRAMS - 1))
            if self.situation.other_magnesium and amounts
            else None,
            medicines=None if medicines is None else tuple(medicines[place] for place in kept),
        )
        places = {f"medicines[{old}]": f"medicines[{new}]" for new, old in enumerate(kept)}
        moved = (attrs.evolve(fact, path=places.get(fact.path, fact.path)) for fact in facts)
        return attrs.evolve(self, situation=situation, facts=tuple(moved))


def _product(order: MagnesiumOrder) -> tuple[object, ...]:
    """Equal for orders of one product, such as refills."""
    return order.words.casefold(), order.product, order.daily


def _place(path: str) -> int | None:
    found = _MEDICINE.fullmatch(path)
    return None if found is None else int(found[1])
