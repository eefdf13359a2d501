"""Titration schedules, intakes on the clock, and supply.

It imports ``medicines``, ``labels`` and what lies below them. Start with ``titration_schedule``, ``schedule_day`` and
``estimate_supply``.
"""

from alpims_mg.dosing.scheduling import schedule_day
from alpims_mg.dosing.supplies import estimate_supply
from alpims_mg.dosing.titration import titration_schedule

__all__ = ["estimate_supply", "schedule_day", "titration_schedule"]
