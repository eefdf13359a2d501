"""Functions that decide whether a person may follow a proposal today.

This package imports ``dosing`` and the packages below ``dosing``. Start with ``assess``, ``acknowledge`` and
``zone_eligibility``.
"""

from alpims_mg.assessment.acknowledging import acknowledge
from alpims_mg.assessment.assessing import assess
from alpims_mg.assessment.eligibility import zone_eligibility

__all__ = ["acknowledge", "assess", "zone_eligibility"]
