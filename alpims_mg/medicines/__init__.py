"""Recognises a medicine by its name, ATC code or RxNorm ingredient.

This package imports the rulebook and the layers below the rulebook, never ``labels``.

Start with ``medicine_classes``.
"""

from alpims_mg.medicines.recognition import MedicineClasses, medicine_classes

__all__ = ["MedicineClasses", "medicine_classes"]
