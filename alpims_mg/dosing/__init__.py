"""Plan the dose: titration schedules, times of day for the intakes, and the capsules that a plan needs.

This package imports ``medicines``, ``labels`` and the packages below them. Start with ``titration_schedule`` and
``schedule_day``.
"""

from alpims_mg.dosing.scheduling import schedule_day
from alpims_mg.dosing.titration import titration_schedule

__all__ = ["schedule_day", "titration_schedule"]
