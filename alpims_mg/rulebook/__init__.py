"""Every clinical fact that the library uses, as cited rows of total tables. The package defines no function.

A total table has a row for every key. The package imports ``rules`` and ``model``. The packages above read its rows.
Start with ``CURRENT``, the rulebook of this ``EDITION``, and ``Rulebook``, its type. To change a rule, edit its row,
read the regenerated table, raise ``EDITION`` and write the reason beside ``EDITION``.
"""

from alpims_mg.rulebook.current import CURRENT, EDITION, Rulebook

__all__ = ["CURRENT", "EDITION", "Rulebook"]
