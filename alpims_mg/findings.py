"""What one row of the rulebook says of one person and one proposal, and how several such words combine."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, final

import attrs

from alpims_mg._kit.checks import a_member, a_text, a_whole_number, all_of, an_instance
from alpims_mg._kit.markup import Listing, Page, Shown
from alpims_mg._kit.tables import Rule
from alpims_mg.errors import refuse
from alpims_mg.provenance import Citation, places
from alpims_mg.vocabulary import Word


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
class Hours:
    """Two directed gaps, never one: the least hours from a medicine to the next magnesium, and the other way round."""

    medicine_to_magnesium: int
    magnesium_to_medicine: int

    def __attrs_post_init__(self) -> None:
        refuse(
            a_whole_number(field.name, getattr(self, field.name), least=0, most=24, of="hours")
            for field in attrs.fields(Hours)
        )

    def __str__(self) -> str:
        return (
            f"magnesium at least {self.medicine_to_magnesium} h after the medicine, "
            f"the medicine at least {self.magnesium_to_medicine} h after magnesium"
        )


@final
@attrs.frozen(kw_only=True, cache_hash=True)
class Finding(Shown):
    """One row of the rulebook, applied.

    ``about`` names the medicine that it is about, else None; ``hours`` are the gaps to keep from that medicine.
    ``supposed`` marks a finding that follows from the mildest value of a fact that was not stated.
    """

    rule: str
    verdict: Verdict
    because: str
    cites: tuple[Citation, ...]
    about: str | None = None
    hours: Hours | None = None
    supposed: bool = False

    def __attrs_post_init__(self) -> None:
        refuse(
            (
                a_text("rule", self.rule, example="zone.green.capsule.start"),
                a_member("verdict", self.verdict, Verdict),
                an_instance("because", self.because, str, example="'nothing oral is trialled in Red'"),
                *all_of("cites", self.cites, Citation),
                a_text("about", self.about, example="levothyroxine", most=250, optional=True),
                an_instance("hours", self.hours, Hours, example="Hours(...)", optional=True),
                an_instance("supposed", self.supposed, bool, example="False"),
            )
        )

    def headline(self) -> str:
        """The finding in one line, without its sources."""
        about = f" [{self.about}]" if self.about else ""
        supposed = " (supposing the mildest of what is not stated)" if self.supposed else ""
        hours = f"; {self.hours}" if self.hours else ""
        return f"{self.verdict}{about}: {self.because}{hours}{supposed} ({self.rule})"

    def places(self) -> str:
        """Where the sources say it, in one line."""
        return places(self.cites)

    def page(self) -> Page:
        """The finding, then who says so."""
        places = tuple(f"{cite}: {cite.claim}" for cite in self.cites)
        return Page(title=self.headline(), blocks=(Listing(title="Says who", items=places),))


@lru_cache(maxsize=4096)
def finding(
    rule: Rule[Any],
    *,
    verdict: Verdict | None = None,
    about: str | None = None,
    hours: Hours | None = None,
    numbers: str | None = None,
) -> Finding:
    """The finding of a rule. ``verdict`` is the rule's answer, unless the answer holds more than a verdict.

    ``numbers`` are the amounts of this case, told after the reason. Equal findings are one shared object.
    """
    because = f"{rule.because}: {numbers}" if numbers else rule.because
    said = rule.then if verdict is None else verdict
    return Finding(rule=rule.id, verdict=said, because=because, cites=rule.cites, about=about, hours=hours)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without repetition, the strictest first, then by rule and by what they are about."""
    return tuple(sorted(dict.fromkeys(findings), key=_place))


def _place(one: Finding) -> tuple[int, str, str, str, str, bool]:
    return -one.verdict.severity, one.rule, one.about or "", one.because, str(one.hours), one.supposed
