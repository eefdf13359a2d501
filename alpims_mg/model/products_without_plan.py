"""``Infeasible``, the result for a product of which no plan can be made."""

from typing import final

import attrs

from alpims_mg._internal.messages import say
from alpims_mg._internal.rendering import Details, Headline, Listing, Page, Renderable, Tone
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import an_instance
from alpims_mg.errors import raise_if_any
from alpims_mg.model.answer_blocks import reason
from alpims_mg.model.findings import Finding
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.truth_values import NoTruthValue


@final
@attrs.frozen(kw_only=True)
class Infeasible(NoTruthValue, Renderable):
    """The result if no plan exists: no whole portions of the product satisfy the rules on doses.

    ``finding`` holds the reason and its numbers. If the finding is that the product cannot give a certain daily
    total, ``nearest_below`` and ``nearest_above`` are the nearest totals that it can give. Otherwise, both are None.
    ``nearest_below`` is also None if it would be zero.
    """

    finding: Finding
    nearest_below: Elemental | None = None
    nearest_above: Elemental | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("finding", self.finding, Finding, example="Finding(...)"),
                an_instance("nearest_below", self.nearest_below, Elemental, example="Elemental.mg(180)", optional=True),
                an_instance("nearest_above", self.nearest_above, Elemental, example="Elemental.mg(210)", optional=True),
            )
        )

    def page(self) -> Page:
        """A page with the reason, then the nearest daily totals that the product can give. The rule id is a detail."""
        details = Details(
            say("view.infeasible", "Rule and sources"), (f"{self.finding.headline()}. {self.finding.places()}",)
        )
        shown = Headline(Tone.WITHHOLD, say("view.infeasible", "This product has no plan"), reason(self.finding))
        return Page(
            say("view.infeasible", "No plan: {why}", why=self.finding.words()), (*self.nearest(), details), shown
        )

    def nearest(self) -> tuple[Listing, ...]:
        """A list of the nearest daily totals that the product can give, if it can give some."""
        items: list[str] = []
        if self.nearest_below is not None:
            items.append(say("view.infeasible", "{mg} mg a day, which is less", mg=self.nearest_below.format_mg()))
        if self.nearest_above is not None:
            items.append(say("view.infeasible", "{mg} mg a day, which is more", mg=self.nearest_above.format_mg()))
        title = say("view.infeasible", "The nearest amounts that this product gives")
        return (Listing(title, tuple(items)),) if items else ()
