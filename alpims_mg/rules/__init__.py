"""The table engine, for any rulebook: build tables, look up rules, compare strictness, tighten.

It imports ``model`` and the packages below, and no rulebook; every package above may import it. Start with ``Rule``,
``Table``, ``when``, ``every`` and ``tighten``.
"""

from alpims_mg.rules.tables import Rule, Table, every, when
from alpims_mg.rules.tightening import tighten

__all__ = ["Rule", "Table", "every", "tighten", "when"]
