"""Apply a rule to a case. The result is a finding, and a note of what the rule does not cover."""

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
    """The finding of a rule. Give ``verdict`` if the answer of the rule is not itself a verdict.

    ``numbers`` fills the named places of the rule's text. A cache returns the same object for equal arguments.
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
"""A finding, and a note of what its rule does not cover; None if the rule names no such gap."""


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
    """The finding of a rule, and a note of what the rule does not cover. ``path`` is the path of the fact."""
    found = finding(rule, verdict=verdict, about=about, separation=separation, severity=severity, numbers=numbers)
    return found, NotChecked(path=path, because=rule.not_covered, about=about) if rule.not_covered else None
