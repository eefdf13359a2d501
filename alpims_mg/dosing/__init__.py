"""Plan the dose: titration schedules, times of day for the intakes, and the supply of capsules.

This package imports ``medicines``, ``labels`` and the packages below them. Start with ``titration_schedule``,
``schedule_day`` and ``estimate_supply``.
"""

from alpims_mg.dosing.scheduling import schedule_day
from alpims_mg.dosing.supplies import estimate_supply
from alpims_mg.dosing.titration import titration_schedule

__all__ = ["estimate_supply", "schedule_day", "titration_schedule"]
