"""Rows about product labels: additives, salts, and the words that labels use.

Start with ``ADDITIVES``, ``SALTS`` and ``SALT_NAMES``.
"""

from alpims_mg.rulebook.labels.additives import ADDITIVES
from alpims_mg.rulebook.labels.salts import SALTS
from alpims_mg.rulebook.labels.words import SALT_NAMES

__all__ = ["ADDITIVES", "SALTS", "SALT_NAMES"]
