"""Apply a rule to a case: a finding, and what its row does not cover."""

from functools import lru_cache
from typing import Any

from alpims_mg._internal.templates import Numbers
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
    numbers: Numbers = (),
) -> Finding:
    """The finding of a rule. ``verdict`` is needed where the answer of the rule is more than a verdict.

    ``numbers`` fills the named places of the rule's text. Equal findings are one shared object.
    """
    return Finding(
        rule=rule.id,
        verdict=rule.then if verdict is None else verdict,
        because=rule.because,
        numbers=numbers,
        cites=rule.cites,
        about=about,
        separation=separation,
        severity=severity,
    )


FindingAndGap = tuple[Finding, NotChecked | None]
"""A finding, with what its row does not cover."""


def with_gap(
    rule: Rule[Any],
    path: str,
    *,
    verdict: Verdict | None = None,
    about: str | None = None,
    separation: DoseSeparation | None = None,
    severity: Severity | None = None,
    numbers: Numbers = (),
) -> FindingAndGap:
    """The finding of a rule, and what its row does not cover, at the path of the fact."""
    found = finding(rule, verdict=verdict, about=about, separation=separation, severity=severity, numbers=numbers)
    return found, NotChecked(path=path, because=rule.not_covered, about=about) if rule.not_covered else None
