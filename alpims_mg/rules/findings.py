"""A rule applied to a case: a finding, and what its row leaves open."""

from functools import lru_cache
from typing import Any

from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import DoseSeparation, Finding, Verdict
from alpims_mg.model.vocabulary import Severity
from alpims_mg.rules.tables import Rule


@lru_cache(maxsize=4096)
def finding(
    rule: Rule[Any],
    *,
    verdict: Verdict | None = None,
    about: str | None = None,
    separation: DoseSeparation | None = None,
    severity: Severity | None = None,
    numbers: str | None = None,
) -> Finding:
    """The finding of a rule. ``verdict`` is the rule's answer, unless the answer holds more than a verdict.

    ``numbers`` are the amounts of this case, told after the reason. Equal findings are one shared object.
    """
    because = f"{rule.because}: {numbers}" if numbers else rule.because
    said = rule.then if verdict is None else verdict
    return Finding(
        rule=rule.id,
        verdict=said,
        because=because,
        cites=rule.cites,
        about=about,
        separation=separation,
        severity=severity,
    )


FindingAndGap = tuple[Finding, NotChecked | None]
"""A finding, with what its row leaves open."""


def with_gap(
    rule: Rule[Any],
    path: str,
    *,
    verdict: Verdict | None = None,
    about: str | None = None,
    separation: DoseSeparation | None = None,
    severity: Severity | None = None,
    numbers: str | None = None,
) -> FindingAndGap:
    """The finding of a rule, with what it leaves open at the fact's path."""
    found = finding(rule, verdict=verdict, about=about, separation=separation, severity=severity, numbers=numbers)
    words = f"{about}: {rule.not_covered}" if about else rule.not_covered
    return found, NotChecked(path=path, because=words) if rule.not_covered and words else None
