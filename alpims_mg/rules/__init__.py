"""The table engine, for any rulebook: build tables, look up rules, compare strictness, tighten.

This package imports ``model`` and the packages below ``model``. It imports no rulebook. Every package above may import
this one. Start with ``Rule``, ``Table``, ``when``, ``rules_by_id`` and ``tighten``.
"""

from alpims_mg.rules.index import rules_by_id
from alpims_mg.rules.tables import Rule, Table, every, when
from alpims_mg.rules.tightening import tighten

__all__ = ["Rule", "Table", "every", "rules_by_id", "tighten", "when"]
