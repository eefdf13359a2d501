"""``Reading``, what a record says about a person."""

from datetime import date
from typing import final

import attrs

from alpims_mg._internal.field_types import check_field_types
from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.rendering import Displayed, Page
from alpims_mg._internal.representation import one_line_repr
from alpims_mg.adapters.fhir.proposed_orders import without_order
from alpims_mg.adapters.fhir.reading_pages import reading_page
from alpims_mg.adapters.fhir.record_parts import MagnesiumOrder, NotRead, RecordFact
from alpims_mg.model.situations import Situation


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Reading(Displayed):
    """What the record of one person says, and what was not read.

    ``situation`` has neither a zone nor what the person wants: a record never states these. It is None if the person
    has died; ``died`` is then the day of death, or None if the record has no day. ``dead`` says that the person died.
    Every condition, medicine, relevant result, allergy and list of the record has its reference in exactly one fact or
    one entry of ``not_read``. ``proposed`` is the order that ``with_proposal`` took out of the situation.
    """

    situation: Situation | None
    facts: tuple[RecordFact, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    magnesium_orders: tuple[MagnesiumOrder, ...] = ()
    dead: bool = False
    died: date | None = None
    proposed: MagnesiumOrder | None = None

    __repr__ = one_line_repr
    __attrs_post_init__ = check_field_types

    def page(self) -> Page:
        """A page with the facts, what does not count and why, and what still has to be asked."""
        return reading_page(self.situation, self.facts, self.not_read, self.magnesium_orders, died=self.died)

    def with_proposal(self, reference: str) -> "Reading":
        """The reading whose situation does not count one order of magnesium, because a proposal is about that product.

        The order becomes ``proposed``. Its product, and its daily amount as the present one, are for the caller's
        proposal. What the person wants with it is not known from a record. Orders that say the same, such as refills,
        are not counted either. The fact of each of them gets the path ``proposal``. If no other order of magnesium is
        left, other magnesium is not stated.

        Raises: ``InvalidInputError`` if the reading has no such order, if the order holds other medicines too, or if it
        is not swallowed.

        >>> from alpims_mg.model.quantities import Elemental
        >>> order = MagnesiumOrder(reference="MedicationRequest/1", words="Mag-Ox 400", daily=Elemental.mg("241.2"))
        >>> fact = RecordFact(path="other_magnesium", words="Mag-Ox 400", reference="MedicationRequest/1")
        >>> situation = Situation(other_magnesium=Elemental.mg("241.2"))
        >>> reading = Reading(situation=situation, facts=(fact,), magnesium_orders=(order,))
        >>> changed = reading.with_proposal("MedicationRequest/1")
        >>> print(changed.situation.other_magnesium, changed.proposed.daily)
        None 241.2 mg elemental
        """
        parts = without_order(reference, self.situation, self.facts, self.magnesium_orders)
        return attrs.evolve(self, **parts._asdict())
