"""``Reading``, what a record says about a person."""

from datetime import date
from typing import final

import attrs

from alpims_mg._internal.field_types import check_field_types
from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.rendering import Displayed, Page
from alpims_mg._internal.representation import one_line_repr
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
