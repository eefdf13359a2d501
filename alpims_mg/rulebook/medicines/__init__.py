"""Rows about medicines: interactions, separation intervals, and the names and codes that recognise them.

Start with ``MEDICINES``.
"""

from alpims_mg.rulebook.medicines.tables import MEDICINES

__all__ = ["MEDICINES"]
