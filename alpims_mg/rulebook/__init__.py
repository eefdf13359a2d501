"""Every clinical fact that the library uses, as cited rows of total tables. It is data: no function is defined here.

It imports ``rules`` and ``model``; the packages above it read it. Start with ``CURRENT``, the rulebook of this
``EDITION``, and ``Rulebook``, its type. To change a rule, edit its row, read the regenerated table, raise ``EDITION``
and say why beside it.
"""

from alpims_mg.rulebook.current import CURRENT, EDITION, Rulebook

__all__ = ["CURRENT", "EDITION", "Rulebook"]
