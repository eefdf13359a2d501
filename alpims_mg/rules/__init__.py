"""The table engine, and what can be done with any set of tables: look up rules, compare strictness, tighten.

It knows no rulebook and imports ``model`` at most. Start with ``Rule``, ``Table``, ``when`` and ``every``.
"""

from alpims_mg.rules.tables import Rule, Table, every, when
from alpims_mg.rules.tightening import tighten

__all__ = ["Rule", "Table", "every", "tighten", "when"]
