"""``unacknowledged`` finds the questions of an answer that no acknowledgement of a clinician covers."""

import re
from collections.abc import Iterable
from decimal import Decimal

from alpims_mg.model.findings import TOTAL, Finding, Verdict
from alpims_mg.model.situations import Acknowledgement


def unacknowledged(findings: Iterable[Finding], acknowledged: Iterable[Acknowledgement]) -> tuple[Finding, ...]:
    """A tuple of the ``CONSULT`` findings that no acknowledgement covers.

    An acknowledgement covers a finding of the same rule with the same ``about``. If the finding has a daily total
    (``TOTAL``), an acknowledgement whose ``about`` is that total or a larger one covers the finding.
    """
    agreed = tuple(acknowledged)
    named = {(acknowledgement.rule, acknowledgement.about) for acknowledgement in agreed}
    return tuple(
        finding
        for finding in findings
        if finding.verdict is Verdict.CONSULT
        and (finding.rule, finding.about) not in named
        and not any(_covers_total(acknowledgement, finding) for acknowledgement in agreed)
    )


_TOTAL_TEXT = re.compile(r"([0-9]+(\.[0-9]+)?) ?(mg)?")


def agreed_total(about: str | None) -> Decimal | None:
    """The daily total in milligrams that the ``about`` of an acknowledgement names. None if it names no total.

    >>> agreed_total("300 mg"), agreed_total("levothyroxine")
    (Decimal('300'), None)
    """
    total = _TOTAL_TEXT.fullmatch(about or "")
    return None if total is None else Decimal(total[1])


def _covers_total(acknowledgement: Acknowledgement, finding: Finding) -> bool:
    """Whether the acknowledgement agrees to a daily total that is at least the total of the finding."""
    if acknowledgement.rule != finding.rule:
        return False
    total, agreed = agreed_total(dict(finding.numbers).get(TOTAL)), agreed_total(acknowledgement.about)
    return total is not None and agreed is not None and agreed >= total
