"""Verdicts, separation intervals and findings. A finding is one row of the rulebook, applied to one case."""

import re
from collections.abc import Iterable, Iterator
from datetime import time
from functools import lru_cache
from typing import Final, cast, final

import attrs

from alpims_mg._internal.messages import (
    ANY_RULE,
    Message,
    as_it_is,
    joined,
    rule_text,
    say,
    say_number,
    word,
)
from alpims_mg._internal.rendering import (
    Details,
    Displayed,
    Grid,
    Listing,
    Marked,
    Page,
    Renderable,
    Tone,
    Watch,
    WatchFor,
    after_colon,
    before_colon,
    heading,
    sentence,
)
from alpims_mg._internal.representation import one_line_list, one_line_repr
from alpims_mg._internal.templates import Numbers, as_numbers
from alpims_mg._internal.validation import (
    a_member,
    a_text,
    an_instance,
    check_instances,
    short_repr,
)
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.medicine_texts import LONGEST_ABOUT
from alpims_mg.model.provenance import Citation, places
from alpims_mg.model.separations import DoseSeparation, about, strictest
from alpims_mg.model.vocabulary import Severity, Word

TAKEN_AT: Final = "taken_at"
"""The name of the entry in ``Finding.numbers`` that holds a medicine's times of day, separated by spaces."""
TOTAL: Final = "total_mg"
"""The name of the entry in ``Finding.numbers`` that holds a daily total in mg. A yes to a total covers smaller ones."""
NO_SEPARATION: Final = "no_separation"
"""The name of the entry in ``Finding.numbers`` that states why a row's separation interval does not apply."""
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]"


class Verdict(Word):
    """What a row of the rulebook decides. The members are in order, from the mildest to the strictest."""

    PERMIT = "permit"
    CAUTION = "caution"
    CONSULT = "consult"
    WITHHOLD = "withhold"

    @property
    def severity(self) -> int:
        """The rank of the verdict: 0 is ``PERMIT``, 3 is ``WITHHOLD``."""
        return _SEVERITY[self]

    @property
    def tone(self) -> Tone:
        """The tone in which a page shows the verdict."""
        return _TONES[self]

    @property
    def meaning(self) -> Message:
        """What a finding with this verdict means for a person.

        >>> Verdict.CONSULT.meaning
        'ask first'
        """
        return _MEANINGS[self]


_TONES = {
    Verdict.PERMIT: Tone.OFFER,
    Verdict.CAUTION: Tone.CAUTION,
    Verdict.CONSULT: Tone.CONSULT,
    Verdict.WITHHOLD: Tone.WITHHOLD,
}
_MEANINGS = {
    Verdict.PERMIT: say("view.finding", "no objection"),
    Verdict.CAUTION: say("view.finding", "take care"),
    Verdict.CONSULT: say("view.finding", "ask first"),
    Verdict.WITHHOLD: say("view.finding", "rules it out"),
}
_SEVERITY = {verdict: place for place, verdict in enumerate(Verdict)}


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The strictest of several verdicts; ``PERMIT`` if there are none. Their order has no effect.

    >>> worst([Verdict.CAUTION, Verdict.WITHHOLD, Verdict.PERMIT]).value
    'withhold'
    """
    return max(verdicts, key=_SEVERITY.__getitem__, default=Verdict.PERMIT)


def _text_pair(pair: object) -> tuple[str, str] | None:
    parts: list[object] = list(cast("tuple[object, ...]", pair)) if isinstance(pair, tuple) else []
    match parts:
        case [str(name), str(value)]:
            return name, value
        case _:
            return None


def _times_fault(numbers: object) -> Fault | None:
    """A fault if the entry ``TAKEN_AT`` of ``numbers`` holds anything but times of day; else None."""
    for pair in cast("tuple[object, ...]", numbers) if isinstance(numbers, tuple) else ():
        name, value = _text_pair(pair) or ("", "")
        if name == TAKEN_AT and not all(re.fullmatch(_TIME, at) for at in value.split()):
            expected, fix = "times of day, separated by spaces", "write for example '07:30 19:00'"
            return Fault(path=f"numbers.{TAKEN_AT}", expected=expected, actual=short_repr(value), fix=fix)
    return None


def numbers_faults(path: str, numbers: object) -> Iterator[Fault]:
    """Yield one fault for each item of ``numbers`` that is not a pair of texts."""
    pairs = cast("tuple[object, ...]", numbers) if isinstance(numbers, tuple) else (numbers,)
    for pair in pairs:
        if _text_pair(pair) is None:
            expected, fix = "names with their values, both as text", 'write for example {"target_mg": "200"}'
            yield Fault(path=path, expected=expected, actual=short_repr(pair), fix=fix)


@final
@attrs.frozen(kw_only=True, cache_hash=True)
class Finding(Renderable):
    """One row of the rulebook, applied to a case.

    ``because`` is the text of the row: a template with named placeholders. ``numbers`` holds their values.
    ``text`` is the filled text in English. A translator can translate ``because`` first and fill it later.

    ``about`` is what the finding concerns, such as the name of a medicine. ``separation`` is the interval to keep from
    that medicine. ``severity`` is how severe the interaction is, according to the cited sources. ``supposed`` is true
    if a fact is not stated, and the finding applies even if that fact has its mildest value. ``urgent``
    is stated for signs to watch for only: true if the person must get help right away.

    Raises: ``InvalidInputError`` with every fault.

    >>> found = Finding(rule="dose.start.below-band", verdict=Verdict.CAUTION, cites=(), numbers={"first_mg": "31.25"},
    ...                 because="the first portion is small[: {first_mg} mg a day]")
    >>> found.text
    'the first portion is small: 31.25 mg a day'
    """

    rule: str
    verdict: Verdict
    because: str
    numbers: Numbers = attrs.field(default=(), converter=as_numbers)
    cites: tuple[Citation, ...]
    about: str | None = None
    separation: DoseSeparation | None = None
    severity: Severity | None = None
    supposed: bool = False
    urgent: bool | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("rule", self.rule, example="zone.green.capsule.start"),
                a_member("verdict", self.verdict, Verdict),
                an_instance("because", self.because, str, example="'do not start a capsule on a Red day'"),
                *numbers_faults("numbers", self.numbers),
                _times_fault(self.numbers),
                *check_instances("cites", self.cites, Citation),
                a_text("about", self.about, example="levothyroxine", most=LONGEST_ABOUT, optional=True),
                an_instance(
                    "separation", self.separation, DoseSeparation, example="DoseSeparation(...)", optional=True
                ),
                a_member("severity", self.severity, Severity, optional=True),
                an_instance("supposed", self.supposed, bool, example="False"),
                an_instance("urgent", self.urgent, bool, example="True", optional=True),
            )
        )

    @property
    def text(self) -> str:
        """The reason in English, followed by the separation interval and the severity if the finding has them."""
        return str(self.words())

    def words(self) -> Message:
        """The reason, followed by the separation interval and the severity if the finding has them."""
        numbers = dict(self.numbers)
        parts: list[str] = [rule_text(self.rule, self.because, self.numbers)]
        if self.separation:
            parts.append(self.separation.words())
            times = (time.fromisoformat(at) for at in numbers.get(TAKEN_AT, "").split())
            parts += (self.separation.around(at) for at in times)
        elif why := numbers.get(NO_SEPARATION):
            parts.append(rule_text(ANY_RULE, why))
        if self.severity and self.severity.grade:
            parts.append(say("view.finding", "severity: {severity}", severity=word("Severity", self.severity)))
        text = joined("; ", parts)
        if self.supposed:
            return say("view.finding", "{text} (true even for the mildest value of what is not stated)", text=text)
        return text

    def headline(self) -> str:
        """One line with the verdict, ``about``, the text and the rule id. It names no source."""
        about = f" [{self.about}]" if self.about else ""
        return f"{self.verdict}{about}: {self.text} ({self.rule})"

    def plainly(self) -> str:
        """One line for a patient: what the finding concerns, then the reason. It names no rule and no source."""
        return about(self.about, self.words())

    def places(self) -> str:
        """One line that names each cited source and the place in that source, such as a page."""
        return places(self.cites)

    def page(self) -> Page:
        """A page with the finding, then its sources and their claims."""
        sources = tuple(f"{cite}: {cite.claim}" for cite in self.cites)
        return Page(title=self.headline(), blocks=(Listing(title="Sources", items=sources),))


def separations_of(findings: Iterable[Finding]) -> dict[str, DoseSeparation]:
    """A mapping from the name of a medicine to the interval between that medicine and magnesium.

    If several findings give an interval for one medicine, each direction has the longest time.
    """
    longest: dict[str, DoseSeparation] = {}
    for finding in findings:
        if finding.about and finding.separation:
            known = longest.get(finding.about, finding.separation)
            longest[finding.about] = strictest(finding.separation, known)
    return dict(sorted(longest.items()))


def watch_blocks(advice: Iterable[Finding]) -> tuple[WatchFor, ...]:
    """A block with the signs to watch for, the mildest first. Empty if there are none."""
    signs: list[Watch] = []
    for found in advice:
        if found.urgent is not None:
            text = rule_text(found.rule, found.because, found.numbers)
            action = after_colon(text)
            sign = heading(before_colon(text)) if action else sentence(text)
            signs.append(Watch(sign, action and sentence(action), found.urgent))
    return (
        (WatchFor(say("view.answer", "Watch for"), tuple(sorted(signs, key=lambda watch: watch.urgent))),)
        if signs
        else ()
    )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings as a tuple without duplicates: the strictest first, then sorted by rule id, then by ``about``."""
    return tuple(sorted(dict.fromkeys(findings), key=_sort_key))


@lru_cache(maxsize=4096)
def _sort_key(finding: Finding) -> tuple[int, str, str, str, Numbers, str, bool]:
    # The template and its numbers, not the filled text: this runs for every answer, and filling is only for readers.
    reason = finding.because, finding.numbers
    details = f"{finding.separation} {finding.severity}"
    return (-finding.verdict.severity, finding.rule, finding.about or "", *reason, details, finding.supposed)


@final
class Findings(tuple[Finding, ...], Displayed):
    """Findings in a row: a tuple that shows itself as a table. It is equal to the tuple with the same findings.

    The table says what each finding means and why. Rule ids and sources are details.

    >>> Findings() == ()
    True
    """

    __slots__ = ()

    __repr__ = one_line_list

    def page(self) -> Page:
        """A page with a line for each finding: what it means, what it is about, and why."""
        if not self:
            return Page(say("view.finding", "No findings"))
        rows = tuple(
            (Marked(found.verdict.tone, found.verdict.meaning), as_it_is(found.about or ""), found.words())
            for found in self
        )
        header = (say("view.finding", "what"), say("view.finding", "about"), say("view.finding", "why"))
        grid = Grid(say("view.finding", "Findings"), header, rows)
        sources = Grid("By finding", ("rule", "sources"), tuple((found.rule, found.places()) for found in self))
        title = say_number("view.finding", "{number} finding", "{number} findings", len(self))
        return Page(title, (grid, Details(say("view.finding", "Rules and sources"), (sources,))))


NO_FINDINGS: Final = Findings()


def as_findings(values: tuple[Finding, ...]) -> Findings:
    """Convert a tuple to ``Findings``. Anything else is returned unchanged, for a check to reject."""
    given: object = values
    return Findings(values) if type(given) is tuple else cast("Findings", given)
