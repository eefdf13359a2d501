"""Every clinical fact that the library uses. Each is a row of a table, with citations.

Each table has a row for every key. The package defines no functions, and imports only ``rules`` and ``model``.
Start with ``CURRENT``, the rulebook of this ``EDITION``, and ``Rulebook``, its type. To change a rule, edit its row,
read the regenerated table, raise ``EDITION`` and write the reason beside ``EDITION``.
"""

from alpims_mg.rules.deferring import deferred_faults

# ``CURRENT`` raises the faults of all tables together, so that a new form or condition names each table to extend.
with deferred_faults():
    from alpims_mg.rulebook.current import CURRENT, EDITION, Rulebook

__all__ = ["CURRENT", "EDITION", "Rulebook"]
