"""Titration schedules, intakes on the clock, and supply.

It imports ``medicines``, ``labels`` and what lies below them. Start with ``titration_schedule``, ``clock_schedule`` and
``supply``.
"""

from alpims_mg.dosing.scheduling import clock_schedule
from alpims_mg.dosing.supplies import supply
from alpims_mg.dosing.titration import titration_schedule

__all__ = ["clock_schedule", "supply", "titration_schedule"]
