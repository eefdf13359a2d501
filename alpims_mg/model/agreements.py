"""What a clinician has to agree to: ``ToAcknowledge`` names it, and ``unacknowledged`` finds what is not agreed yet."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import final

import attrs

from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_text
from alpims_mg.errors import raise_if_any
from alpims_mg.model.findings import TOTAL, Finding, Verdict
from alpims_mg.model.medicine_texts import LONGEST_ABOUT
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


@final
@attrs.frozen(kw_only=True)
class ToAcknowledge(Displayed):
    """What a clinician has to agree to: the id of a rule, and what its finding is ``about``, such as a medicine."""

    rule: str
    about: str | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("rule", self.rule, example="consult.start"),
                a_text("about", self.about, example="levothyroxine", most=LONGEST_ABOUT, optional=True),
            )
        )

    def __str__(self) -> str:
        return f"{self.rule} [{self.about}]" if self.about else self.rule
