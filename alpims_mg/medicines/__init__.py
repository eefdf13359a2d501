"""Recognises a medicine by its name, ATC code or RxNorm ingredient.

It imports the rulebook and what lies below it, never ``labels``. Start with ``medicine_classes``.
"""

from alpims_mg.medicines.recognition import medicine_classes

__all__ = ["medicine_classes"]
