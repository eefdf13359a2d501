"""Reads product labels and ingredient lists.

This package imports the rulebook and the layers below the rulebook, never ``medicines``.

Start with ``Label``, ``Serving`` and ``additives_in``.
"""

from alpims_mg.labels.ingredients import additives_in
from alpims_mg.labels.label import Label
from alpims_mg.labels.servings import Serving

__all__ = ["Label", "Serving", "additives_in"]
