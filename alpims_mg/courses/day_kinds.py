"""Kinds of day in a map of a course: what is reported and taken, how likely that is, and what of it matters."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple, final

import attrs

from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_member, short_repr
from alpims_mg.courses.progress import Adherence
from alpims_mg.courses.responses import STOPPING
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.vocabulary import Zone
from alpims_mg.rulebook.reactions import Response


@final
@named_arguments
@attrs.frozen(kw_only=True)
class DayKind(Displayed):
    """A kind of day: all days with the same zone, the same response to reactions, and the same ``taken``.

    ``response`` is what the reported reactions call for. ``taken`` says whether the amount of the rung was taken. None
    means *not stated*.
    """

    zone: Zone | None
    response: Response | None
    taken: Adherence

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("zone", self.zone, Zone, optional=True),
                a_member("response", self.response, Response, optional=True),
                a_member("taken", self.taken, Adherence),
            )
        )

    def __str__(self) -> str:
        zone = "zone not stated" if self.zone is None else str(self.zone)
        return f"{zone}, {_RESPONSES[self.response]}, {_TAKEN[self.taken]}"


_RESPONSES = {
    None: "reactions not stated",
    Response.GO_ON: "no reaction",
    Response.STEP_BACK: "a gut reaction",
    Response.STOP_AND_CONSULT: "itching, hives or flushing",
    Response.URGENT_CARE: "a sign that needs urgent care",
    Response.ALLERGIC_EMERGENCY: "a sign of a severe allergic reaction",
}


_TAKEN = {
    Adherence.IN_FULL: "taken in full",
    Adherence.OTHER_AMOUNT: "another amount taken",
    Adherence.NOTHING: "not taken",
}


@final
@named_arguments
@attrs.frozen(kw_only=True)
class ZoneChance(Displayed):
    """The chance that a day is in a zone, and the chances of reactions and of a missed day in that zone.

    ``gut`` is the chance of a gut reaction, ``mcas`` of an MCAS-type reaction, ``urgent`` of a sign that needs urgent
    care. All other days have no reaction. ``missed`` is the chance that nothing is taken. All other days are taken in
    full. ``zone`` is None for a day without a check-in. Chances are fractions or whole numbers, never floats.

    Raises: ``InvalidInputError`` if a chance is not from 0 to 1, or if the chances of reactions add up to more than 1.
    """

    zone: Zone | None
    chance: Fraction | int
    gut: Fraction | int = 0
    mcas: Fraction | int = 0
    urgent: Fraction | int = 0
    missed: Fraction | int = 0

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        names = ("chance", "gut", "mcas", "urgent", "missed")
        raise_if_any(
            (
                a_member("zone", self.zone, Zone, optional=True),
                *(_chance_fault(name, getattr(self, name)) for name in names),
            )
        )
        if self.gut + self.mcas + self.urgent > 1:
            expected, actual = "at most 1 together with mcas and urgent", f"{self.gut} + {self.mcas} + {self.urgent}"
            raise InvalidInputError(Fault(path="gut", expected=expected, actual=actual, fix="correct the chances"))

    def kinds(self) -> Iterator[tuple[DayKind, Fraction]]:
        """Yield a pair for each possible kind of day with this zone: the kind, and its chance among all days."""
        stated = (
            (Response.STEP_BACK, self.gut),
            (Response.STOP_AND_CONSULT, self.mcas),
            (Response.URGENT_CARE, self.urgent),
            (Response.GO_ON, 1 - self.gut - self.mcas - self.urgent),
        )
        responses = stated if self.zone else ((None, 1),)
        missed = self.missed if self.zone else 1
        for response, chance in responses:
            for taken, share in ((Adherence.IN_FULL, 1 - missed), (Adherence.NOTHING, missed)):
                if odds := Fraction(self.chance) * chance * share:
                    yield DayKind(zone=self.zone, response=response, taken=taken), odds


def _chance_fault(path: str, value: object) -> Fault | None:
    if isinstance(value, Fraction | int) and not isinstance(value, bool) and 0 <= value <= 1:
        return None
    expected, fix = "an exact chance from 0 to 1", "write for example Fraction(1, 10), not 0.1"
    return Fault(path=path, expected=expected, actual=short_repr(value), fix=fix)


@final
class DayEffect(NamedTuple):
    """All of a day's report that matters to a course. Days with an equal effect lead to the same next position.

    ``zone`` is the number of a group of zones in which the rules answer every proposal alike. ``response`` is what the
    reactions call for. ``taken`` says whether the amount of the rung was taken.
    """

    zone: int
    response: Response | None
    taken: Adherence

    @property
    def nothing_taken(self) -> bool:
        """True if the day counts as one on which nothing was taken."""
        return self.taken is Adherence.NOTHING


def day_effect(kind: DayKind, zones: Mapping[Zone | None, int]) -> DayEffect:
    """All of a kind of day that matters to a course. Different kinds may give an equal ``DayEffect``.

    ``zones`` maps each zone to a number. Zones in which the rules answer every proposal alike have the same number.
    """
    if kind.response in STOPPING:
        return DayEffect(0, kind.response, Adherence.NOTHING)
    return DayEffect(zones[kind.zone], kind.response, kind.taken)


def describe_days(kinds: tuple[DayKind, ...]) -> str:
    """A sequence of days in words. Equal days in a row become one entry: "3 x green, no reaction, not taken"."""
    runs = ((kind, len(list(run))) for kind, run in groupby(kinds))
    return "; then ".join(f"{number} x {kind}" if number > 1 else str(kind) for kind, number in runs)
