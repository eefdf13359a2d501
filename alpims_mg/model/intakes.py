"""``Intake``: a portion at a time of day."""

from datetime import time
from typing import Final, final

import attrs

from alpims_mg._internal.clock import clock_text
from alpims_mg._internal.messages import Message, say, word
from alpims_mg._internal.rendering import (
    Displayed,
)
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import (
    a_local_time,
    a_member,
    an_instance,
)
from alpims_mg.errors import raise_if_any
from alpims_mg.model.quantities import Elemental, Portion
from alpims_mg.model.vocabulary import CAPSULE_UNIT, TimeOfDay

AT_TIMES: Final = {
    TimeOfDay.BREAKFAST: say("view.time", "at breakfast"),
    TimeOfDay.LUNCH: say("view.time", "at lunch"),
    TimeOfDay.DINNER: say("view.time", "at dinner"),
    TimeOfDay.BEDTIME: say("view.time", "at bedtime"),
}
"""The words for each time of day, such as "at dinner"."""


@final
@attrs.frozen(kw_only=True)
class Intake(Displayed):
    """One intake of a day: a portion at a time of day.

    ``elemental`` is the elemental magnesium in the portion. ``with_food`` is true if the portion must be
    taken with food. ``clock`` is the local time at which to take it, where the person's routine is known.
    """

    at: TimeOfDay
    portion: Portion
    elemental: Elemental
    with_food: bool
    clock: time | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("at", self.at, TimeOfDay),
                an_instance("portion", self.portion, Portion, example="Portion.HALF"),
                an_instance("elemental", self.elemental, Elemental, example="Elemental.mg(50)"),
                an_instance("with_food", self.with_food, bool, example="True"),
                a_local_time("clock", self.clock, optional=True),
            )
        )

    @property
    def amount(self) -> Message:
        """A text with the portion, its elemental magnesium, and whether it is taken with food."""
        values = {"units": self.units(), "mg": self.elemental.format_mg()}
        if self.with_food:
            return say("view.plan", "{units} ({mg} mg), with food", **values)
        return say("view.plan", "{units} ({mg} mg), with or without food", **values)

    def __str__(self) -> str:
        at = f"{self.at}, {clock_text(self.clock)}" if self.clock else str(self.at)
        return f"{at}: {self.amount}"

    def at_when(self) -> Message:
        """The time on the clock if it is known, otherwise the time of day, such as "at dinner"."""
        return say("view.time", "at {clock}", clock=clock_text(self.clock)) if self.clock else AT_TIMES[self.at]

    def units(self, noun: str = CAPSULE_UNIT) -> Message:
        """The portion with its unit, such as "1/2 capsule". ``noun`` is the word for one unit of the product."""
        unit = word("unit", noun if self.portion <= Portion.WHOLE else f"{noun}s")
        return say("view.doses", "{portion} {unit}", portion=self.portion, unit=unit)

    def brief(self, noun: str = CAPSULE_UNIT) -> Message:
        """The portion and the time, such as "1/2 capsule at dinner". ``noun`` is as in ``units``."""
        return say("view.doses", "{amount} {when}", amount=self.units(noun), when=self.at_when())
