"""``DoseSeparation``: the hours to keep between a medicine and magnesium, and the words for them."""

from datetime import time
from typing import final

import attrs

from alpims_mg._internal.clock import DAY, HOUR, clock_text, minute_of, minutes_from, time_at
from alpims_mg._internal.messages import (
    Message,
    say,
)
from alpims_mg._internal.rendering import (
    Displayed,
)
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import (
    a_local_time,
    a_whole_number,
)
from alpims_mg.errors import raise_if_any


@final
@attrs.frozen(kw_only=True)
class DoseSeparation(Displayed):
    """The separation interval of a medicine: the least time between the medicine and magnesium, in each direction.

    Units: whole hours, from 0 to 24. ``medicine_to_magnesium`` is the least time from the medicine to the next
    magnesium. ``magnesium_to_medicine`` is the least time from magnesium to the next dose of the medicine.
    """

    medicine_to_magnesium: int
    magnesium_to_medicine: int

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            a_whole_number(field.name, getattr(self, field.name), least=0, most=24, of="hours")
            for field in attrs.fields(DoseSeparation)
        )

    def words(self) -> Message:
        """The interval in words."""
        return say(
            "view.hours",
            "magnesium at least {after} h after the medicine, the medicine at least {before} h after magnesium",
            after=self.medicine_to_magnesium,
            before=self.magnesium_to_medicine,
        )

    def __str__(self) -> str:
        return str(self.words())

    def allows(self, *, medicine_at: time, magnesium_at: time) -> bool:
        """Whether magnesium at ``magnesium_at`` keeps both intervals from a medicine taken daily at ``medicine_at``.

        The check covers the dose before the magnesium and the dose after the magnesium, across midnight too. If both
        times are the same, the time between them counts as zero in both directions.

        Raises: ``InvalidInputError`` if a time is not a time of day in whole minutes.

        Cabotegravir needs the longer interval after its dose, ciprofloxacin before it:

        >>> cabotegravir = DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=2)
        >>> cabotegravir.allows(medicine_at=time(8), magnesium_at=time(6))
        True
        >>> cabotegravir.allows(medicine_at=time(8), magnesium_at=time(11))
        False
        >>> ciprofloxacin = DoseSeparation(medicine_to_magnesium=2, magnesium_to_medicine=6)
        >>> ciprofloxacin.allows(medicine_at=time(8), magnesium_at=time(6))
        False
        >>> ciprofloxacin.allows(medicine_at=time(8), magnesium_at=time(11))
        True
        """
        raise_if_any((a_local_time("medicine_at", medicine_at), a_local_time("magnesium_at", magnesium_at)))
        after, before = minutes_from(medicine_at, magnesium_at), minutes_from(magnesium_at, medicine_at)
        return after >= self.medicine_to_magnesium * HOUR and before >= self.magnesium_to_medicine * HOUR

    def around(self, medicine_at: time) -> Message:
        """A text that states the hours without magnesium around a medicine that is taken at this time of day.

        >>> DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=2).around(time(7, 30))
        'you take it at 07:30, so take no magnesium from 05:30 to 11:30'
        """
        taken, at = minute_of(medicine_at), clock_text(medicine_at)
        ends = (taken - self.magnesium_to_medicine * HOUR, taken + self.medicine_to_magnesium * HOUR)
        if ends[1] - ends[0] >= DAY:
            return say("view.hours", "you take it at {clock}, so take no magnesium at any time of day", clock=at)
        start, end = (clock_text(time_at(minute)) for minute in ends)
        return say(
            "view.hours",
            "you take it at {clock}, so take no magnesium from {start} to {end}",
            clock=at,
            start=start,
            end=end,
        )


def about(subject: str | None, words: str) -> str:
    """Words after what they are about, such as the name of a medicine."""
    return say("view.answer", "{subject}: {words}", subject=subject, words=words) if subject else words


def strictest(*separation: DoseSeparation) -> DoseSeparation:
    """One interval: in each direction, the longest time of all the given intervals.

    Without arguments, both directions are 0 hours. The order of the arguments has no effect.

    >>> str(strictest(DoseSeparation(medicine_to_magnesium=2, magnesium_to_medicine=6),
    ...               DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=2)))
    'magnesium at least 4 h after the medicine, the medicine at least 6 h after magnesium'
    """
    return DoseSeparation(
        medicine_to_magnesium=max((one.medicine_to_magnesium for one in separation), default=0),
        magnesium_to_medicine=max((one.magnesium_to_medicine for one in separation), default=0),
    )
