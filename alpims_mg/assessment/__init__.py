"""Answers the whole question: may this person do this today?

It imports ``dosing`` and what lies below it. Start with ``assess`` and ``zone_eligibility``.
"""

from alpims_mg.assessment.eligibility import zone_eligibility
from alpims_mg.assessment.evaluation import assess

__all__ = ["assess", "zone_eligibility"]
