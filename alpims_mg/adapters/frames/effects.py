"""What the facts of a row contribute to its answer: the strictest verdict, and the rules behind it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from typing import Final, NamedTuple, final

import attrs

from alpims_mg.adapters.frames.readings import SEPARATOR
from alpims_mg.adapters.frames.row_flags import FLAG_COMBINATIONS, Outcome, RowFlag, severity_flags
from alpims_mg.model.agreements import unacknowledged
from alpims_mg.model.findings import Finding, Verdict, worst
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.separations import DoseSeparation, strictest
from alpims_mg.model.situations import Acknowledgement
from alpims_mg.model.vocabulary import KidneyFunction
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.kidney import Recency
from alpims_mg.rules.index import rules_by_id

ZONE_AND_CONSULT: Final = ("zone", "consult")
AGE: Final = ("age",)
KIDNEY: Final = ("kidney",)
CONDITIONS: Final = ("condition", "route")
MEDICINES: Final = ("medicine",)
LABEL: Final = ("additive", "form", "route")
DOSE: Final = ("dose",)
CEILINGS: Final = ("ceiling",)
"""The family of the rules about upper levels. A family is the first word of a rule id. Each constant from
``ZONE_AND_CONSULT`` to this one lists the families of the rules that one group of facts can trigger."""


def rule_family(rule: str) -> str:
    """The family of a rule: the part of its id before the first dot."""
    return rule.partition(".")[0]


class FactEffect(NamedTuple):
    """What one fact of a row contributes to the answer: a severity, and the rules behind it.

    ``severity`` is the rank of the strictest verdict; 0 is the mildest. ``withholding_rules`` has the ids of
    the rules that withhold. ``consults`` has the findings that ask for a clinician.

    If the fact is not stated, ``supposed_rules`` has the ids of the rules that would withhold at its mildest value, and
    ``withheld_at_mildest`` is true if there are any. If the present amount is not stated, ``supposed_rules`` has those
    that would withhold at some possible amount, and ``withheld_at_mildest`` is true if every possible amount has one.

    ``separation`` is the interval to keep between magnesium and a medicine, if there is one.
    """

    severity: int = 0
    withholding_rules: frozenset[str] = frozenset()
    consults: frozenset[Finding] = frozenset()
    withheld_at_mildest: bool = False
    supposed_rules: frozenset[str] = frozenset()
    separation: DoseSeparation | None = None


NO_EFFECT: Final = FactEffect()


HighestDay = Elemental | frozenset[tuple[frozenset[str], Elemental | None]] | None
"""What a plan asks for on the day with the most magnesium, to be compared with the ceilings (upper levels of a day).

With a plan, this is the amount of that day; without one, None. For a start without a plan, it is the amount of the
smallest full plan with this product. If the present amount is needed but not stated, this is
a set of pairs for the possible present amounts: the ids of the rules that withhold, and the amount of that day (None
without a plan). Of the amounts with the same rules, only the least and the greatest are kept."""


class DoseResult(NamedTuple):
    """What the dose rules yield for a row: the ``effect`` on the answer, and amounts of the plan if there is one.

    ``first_daily`` and ``last_daily`` are the amounts a day on the first and the last rung; ``rungs`` is the number of
    rungs. ``highest_day`` has the amount of the day with the most magnesium.
    """

    effect: FactEffect = NO_EFFECT
    first_daily: Elemental | None = None
    last_daily: Elemental | None = None
    rungs: int | None = None
    highest_day: HighestDay = None


@final
@attrs.frozen(kw_only=True)
class KidneyFacts:
    """What a row states about the kidneys. ``band`` is the kidney function that the eGFR shows. None means not stated.

    ``recency`` says whether the result is current, stale or without a date.
    """

    function: KidneyFunction | None
    band: KidneyFunction | None
    recency: Recency


def effect_of(findings: Iterable[Finding], at_mildest: Iterable[Finding] = ()) -> FactEffect:
    """A ``FactEffect`` (what a fact contributes to an answer): the strictest verdict and the rules of the findings.

    Give ``at_mildest`` only for a fact that is not stated: the findings that the mildest value of the fact would give.
    """
    found, supposed = tuple(findings), withholding_rules(at_mildest)
    separations = [finding.separation for finding in found if finding.separation]
    return FactEffect(
        severity=worst(finding.verdict for finding in found).severity,
        withholding_rules=withholding_rules(found),
        consults=frozenset(finding for finding in found if finding.verdict is Verdict.CONSULT),
        withheld_at_mildest=bool(supposed),
        supposed_rules=supposed,
        separation=strictest(*separations) if separations else None,
    )


def united(effects: Iterable[FactEffect]) -> FactEffect:
    """One ``FactEffect`` that combines several: the highest severity, the rules of all, and the longest interval."""
    distinct = set(effects) - {NO_EFFECT}
    if len(distinct) <= 1:
        return next(iter(distinct), NO_EFFECT)
    severities, withholding, consults, at_mildest, supposed, separations = zip(*distinct, strict=True)
    stated = [separation for separation in separations if separation]
    return FactEffect(
        severity=max(severities),
        withholding_rules=frozenset().union(*withholding),
        consults=frozenset().union(*consults),
        withheld_at_mildest=any(at_mildest),
        supposed_rules=frozenset().union(*supposed),
        separation=strictest(*stated) if stated else None,
    )


def about(effect: FactEffect, words: str) -> FactEffect:
    """The same effect with consults that are about these words, such as the name of a medicine."""
    return effect._replace(consults=frozenset(attrs.evolve(consult, about=words) for consult in effect.consults))


def hours_text(separations: Mapping[str, DoseSeparation]) -> str:
    """The interval of each medicine, separated by semicolons. ``separations`` maps names of medicines to intervals.

    >>> hours_text({"iron": DoseSeparation(medicine_to_magnesium=2, magnesium_to_medicine=2)})
    'iron: magnesium at least 2 h after the medicine, the medicine at least 2 h after magnesium'
    """
    return SEPARATOR.join(f"{medicine}: {separation}" for medicine, separation in separations.items())


def withholding_rules(findings: Iterable[Finding]) -> frozenset[str]:
    """The set of the ids of the rules whose finding has the verdict withhold."""
    return frozenset(finding.rule for finding in findings if finding.verdict is Verdict.WITHHOLD)


@final
class FindingBits:
    """Converts a ``FactEffect`` to a whole number, and finds rule ids in such a number. ``|`` combines several numbers.

    The lowest bits are the ``RowFlag`` members that the findings set. Above them, each outcome in ``CAUSED_BY_RULES``
    has one bit for each rule of ``families`` (first words of rule ids): the bit says that the rule causes that outcome.
    """

    def __init__(self, families: Sequence[str], rulebook: Rulebook) -> None:
        self.families = families
        self._rules = sorted(rule for rule in rules_by_id(rulebook) if rule_family(rule) in families)
        self._bits = {rule: FLAG_COMBINATIONS << position for position, rule in enumerate(self._rules)}

    def number(self, effect: FactEffect, acknowledged: AbstractSet[Acknowledgement]) -> int:
        """The whole number whose bits hold the flags and the rules of ``effect``.

        A rule that asks for a clinician gets no bit if ``acknowledged`` covers all its findings. The verdict stays.
        """
        open_rules = {finding.rule for finding in unacknowledged(effect.consults, acknowledged)}
        number = severity_flags(effect.severity) | RowFlag.NEEDS_CLINICIAN * bool(open_rules)
        number |= RowFlag.WITHHELD_AT_MILDEST * effect.withheld_at_mildest
        caused = {
            Outcome.WITHHELD: effect.withholding_rules,
            Outcome.WITHHELD_AT_MILDEST: effect.supposed_rules,
            Outcome.CONSULTED: open_rules,
        }
        for shift, outcome in enumerate(CAUSED_BY_RULES):
            number |= sum(self._bits[rule] for rule in caused[outcome]) << shift * len(self._rules)
        return int(number)

    def binding_rules(self, number: int, outcome: Outcome, family: str) -> Iterator[str]:
        """Yield the ids of the rules that cause ``outcome``, sorted; only those whose id begins with ``family``.

        ``number`` is a number that the method ``number`` returned, or several that ``|`` combined.
        """
        if outcome in CAUSED_BY_RULES:
            caused = number >> CAUSED_BY_RULES.index(outcome) * len(self._rules)
            yield from (rule for rule, bit in self._bits.items() if caused & bit and rule_family(rule) == family)


CAUSED_BY_RULES: Final = (Outcome.WITHHELD, Outcome.WITHHELD_AT_MILDEST, Outcome.CONSULTED)
"""The outcomes of a row that rules can cause. A ``FindingBits`` number holds their rules in this order."""
