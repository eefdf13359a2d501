"""Functions that apply a rule to a case. They return a finding, or a pair of a finding and a ``NotChecked``."""

from functools import lru_cache
from typing import Any

from alpims_mg._internal.templates import Numbers
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Finding, Verdict
from alpims_mg.model.separations import DoseSeparation
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
    urgent: bool | None = None,
) -> Finding:
    """The finding that a rule gives for a case. Without ``verdict``, the finding has the rule's answer as its verdict.

    ``numbers`` has the values for the placeholders of the rule's reason. ``urgent`` is stated for a sign to watch for.
    """
    return Finding(
        rule=rule.id,
        verdict=rule.then if verdict is None else verdict,
        because=rule.reason,
        numbers=numbers,
        cites=rule.cites,
        about=about,
        separation=separation,
        severity=severity,
        urgent=urgent,
    )


FindingAndGap = tuple[Finding, NotChecked | None]
"""A pair: a finding, and a ``NotChecked`` for what its rule cannot check. The second item may be None."""


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
    """A pair: the finding that a rule gives, and a ``NotChecked`` for what the rule cannot check, or None.

    ``path`` is the path of the fact that the rule judges. The other arguments are those of ``finding``.
    """
    found = finding(rule, verdict=verdict, about=about, separation=separation, severity=severity, numbers=numbers)
    return found, NotChecked(path=path, because=rule.gap, about=about) if rule.gap else None
