"""What the facts of a row contribute to its answer: the strictest verdict, and the rules behind it."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from alpims_mg.model.findings import Finding, Verdict, worst

ConsultId = tuple[str, str | None]
"""Identifies a finding that asks for a clinician: a pair of its rule id and what it is about (or None)."""

ZONE_AND_CONSULT: Final = ("zone", "consult")
AGE: Final = ("age",)
KIDNEY: Final = ("kidney",)
CONDITIONS: Final = ("condition",)
MEDICINES: Final = ("medicine",)
LABEL: Final = ("additive", "form")
DOSE: Final = ("dose",)
CEILINGS: Final = ("ceiling",)
"""Each constant from ``ZONE_AND_CONSULT`` on has the families of the rules that one group of facts can trigger."""


def rule_family(rule: str) -> str:
    """The family of a rule: the part of its id before the first dot."""
    return rule.partition(".")[0]


class FactEffect(NamedTuple):
    """What one fact contributes to an answer: a severity, and the rules behind it.

    ``severity`` is that of the strictest verdict. ``withholding_rules`` has the ids of the rules that withhold.
    ``consults`` identifies the findings that ask for a clinician. ``supposed_rules`` has the ids of the rules that
    withhold at the mildest value of a fact that is not stated. ``withheld_at_mildest`` is true if at least one of them
    withholds, whatever the present amount is.
    """

    severity: int = 0
    withholding_rules: frozenset[str] = frozenset()
    consults: frozenset[ConsultId] = frozenset()
    withheld_at_mildest: bool = False
    supposed_rules: frozenset[str] = frozenset()


NO_EFFECT: Final = FactEffect()


def effect_of(findings: Iterable[Finding], at_mildest: Iterable[Finding] = ()) -> FactEffect:
    """The ``FactEffect`` of these findings. If a fact is not stated, ``at_mildest`` has those for its mildest value."""
    found, supposed = tuple(findings), withholding_rules(at_mildest)
    return FactEffect(
        severity=worst(finding.verdict for finding in found).severity,
        withholding_rules=withholding_rules(found),
        consults=frozenset((finding.rule, finding.about) for finding in found if finding.verdict is Verdict.CONSULT),
        withheld_at_mildest=bool(supposed),
        supposed_rules=supposed,
    )


def united(effects: Iterable[FactEffect]) -> FactEffect:
    """What several facts contribute together."""
    distinct = set(effects) - {NO_EFFECT}
    if len(distinct) <= 1:
        return next(iter(distinct), NO_EFFECT)
    severities, withholding, consults, at_mildest, supposed = zip(*distinct, strict=True)
    return FactEffect(
        severity=max(severities),
        withholding_rules=frozenset().union(*withholding),
        consults=frozenset().union(*consults),
        withheld_at_mildest=any(at_mildest),
        supposed_rules=frozenset().union(*supposed),
    )


def withholding_rules(findings: Iterable[Finding]) -> frozenset[str]:
    """The ids of the rules in these findings that withhold."""
    return frozenset(finding.rule for finding in findings if finding.verdict is Verdict.WITHHOLD)
