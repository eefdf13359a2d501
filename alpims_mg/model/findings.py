"""What one row of the rulebook says of one person and one proposal, and how several such words combine."""

from collections.abc import Iterable
from datetime import time
from typing import final

import attrs

from alpims_mg._internal.clock import DAY, HOUR, clock_text, minute_of, minutes_from, time_at
from alpims_mg._internal.rendering import Listing, Page, Renderable
from alpims_mg._internal.validation import a_local_time, a_member, a_text, a_whole_number, an_instance, check_instances
from alpims_mg.errors import raise_if_any
from alpims_mg.model.provenance import Citation, places
from alpims_mg.model.vocabulary import Severity, Word


class Verdict(Word):
    """What a row says, from the mildest to the strictest."""

    PERMIT = "permit"
    CAUTION = "caution"
    CONSULT = "consult"
    WITHHOLD = "withhold"

    @property
    def severity(self) -> int:
        """Its place in the order: 0 permits, 3 withholds."""
        return _SEVERITY[self]


_SEVERITY = {verdict: place for place, verdict in enumerate(Verdict)}


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The strictest of several verdicts; of none, ``PERMIT``. Order and repetition never matter.

    >>> worst([Verdict.CAUTION, Verdict.WITHHOLD, Verdict.PERMIT]).value
    'withhold'
    """
    return max(verdicts, key=_SEVERITY.__getitem__, default=Verdict.PERMIT)


@final
@attrs.frozen(kw_only=True)
class DoseSeparation:
    """Two directed gaps, never one: the least hours from a medicine to the next magnesium, and the other way round."""

    medicine_to_magnesium: int
    magnesium_to_medicine: int

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            a_whole_number(field.name, getattr(self, field.name), least=0, most=24, of="hours")
            for field in attrs.fields(DoseSeparation)
        )

    def __str__(self) -> str:
        return (
            f"magnesium at least {self.medicine_to_magnesium} h after the medicine, "
            f"the medicine at least {self.magnesium_to_medicine} h after magnesium"
        )

    def allows(self, *, medicine_at: time, magnesium_at: time) -> bool:
        """Whether magnesium at one time of day keeps both gaps from a medicine taken at another, each every day.

        The medicine before the magnesium counts, and the one after it, over midnight too. At the same time of day
        there is no gap on either side.

        Raises: ``InvalidInputError`` for what is no time of day in whole minutes.

        Cabotegravir keeps the longer gap after itself, ciprofloxacin before itself:

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

    def around(self, medicine_at: time) -> str:
        """The span without magnesium around a medicine that is taken at this time of day.

        >>> DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=2).around(time(7, 30))
        'taken at 07:30, so no magnesium after 05:30 and before 11:30'
        """
        taken, at = minute_of(medicine_at), clock_text(medicine_at)
        ends = (taken - self.magnesium_to_medicine * HOUR, taken + self.medicine_to_magnesium * HOUR)
        if ends[1] - ends[0] >= DAY:
            return f"taken at {at}, so no magnesium at any time of day"
        after, before = (clock_text(time_at(minute)) for minute in ends)
        return f"taken at {at}, so no magnesium after {after} and before {before}"


def strictest(*separation: DoseSeparation) -> DoseSeparation:
    """The larger gap of each direction by itself; of none, no gap. Order and repetition never matter.

    >>> str(strictest(DoseSeparation(medicine_to_magnesium=2, magnesium_to_medicine=6),
    ...               DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=2)))
    'magnesium at least 4 h after the medicine, the medicine at least 6 h after magnesium'
    """
    return DoseSeparation(
        medicine_to_magnesium=max((one.medicine_to_magnesium for one in separation), default=0),
        magnesium_to_medicine=max((one.magnesium_to_medicine for one in separation), default=0),
    )


@final
@attrs.frozen(kw_only=True, cache_hash=True)
class Finding(Renderable):
    """One row of the rulebook, applied.

    ``about`` names the medicine that it is about, else None; ``separation`` is the interval to keep from that
    medicine, and ``severity`` is how grave sources hold the interaction to be.
    ``supposed`` marks a finding that follows from the mildest value of a fact that was not stated.
    """

    rule: str
    verdict: Verdict
    because: str
    cites: tuple[Citation, ...]
    about: str | None = None
    separation: DoseSeparation | None = None
    severity: Severity | None = None
    supposed: bool = False

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("rule", self.rule, example="zone.green.capsule.start"),
                a_member("verdict", self.verdict, Verdict),
                an_instance("because", self.because, str, example="'nothing oral is trialled in Red'"),
                *check_instances("cites", self.cites, Citation),
                a_text("about", self.about, example="levothyroxine", most=250, optional=True),
                an_instance(
                    "separation", self.separation, DoseSeparation, example="DoseSeparation(...)", optional=True
                ),
                a_member("severity", self.severity, Severity, optional=True),
                an_instance("supposed", self.supposed, bool, example="False"),
            )
        )

    def headline(self) -> str:
        """The finding in one line, without its sources."""
        about = f" [{self.about}]" if self.about else ""
        return f"{self.verdict}{about}: {self._said()} ({self.rule})"

    def plainly(self) -> str:
        """The finding in one line for someone who looks for no rule: what it is about, and why."""
        return f"{self.about}: {self._said()}" if self.about else self._said()

    def _said(self) -> str:
        supposed = " (supposing the mildest of what is not stated)" if self.supposed else ""
        separation = f"; {self.separation}" if self.separation else ""
        graded = f"; severity: {self.severity}" if self.severity and self.severity.grade else ""
        return f"{self.because}{separation}{graded}{supposed}"

    def places(self) -> str:
        """Where the sources say it, in one line."""
        return places(self.cites)

    def page(self) -> Page:
        """The finding, then who says so."""
        places = tuple(f"{cite}: {cite.claim}" for cite in self.cites)
        return Page(title=self.headline(), blocks=(Listing(title="Says who", items=places),))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without repetition, the strictest first, then by rule and by what they are about."""
    return tuple(sorted(dict.fromkeys(findings), key=_place))


def _place(one: Finding) -> tuple[int, str, str, str, str, bool]:
    said = f"{one.separation} {one.severity}"
    return -one.verdict.severity, one.rule, one.about or "", one.because, said, one.supposed
