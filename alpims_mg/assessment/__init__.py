"""Functions that decide whether a person may follow a proposal today.

This package imports ``dosing`` and the packages below ``dosing``. Start with ``assess``, ``acknowledge`` and
``zone_eligibility``.
"""

from alpims_mg.assessment.acknowledging import acknowledge
from alpims_mg.assessment.assessing import assess
from alpims_mg.assessment.eligibility import zone_eligibility
from alpims_mg.assessment.green_questions import GreenQuestion, green_check

__all__ = ["GreenQuestion", "acknowledge", "assess", "green_check", "zone_eligibility"]
