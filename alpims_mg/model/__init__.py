"""The immutable domain types: vocabulary, quantities, products, situations, plans and decisions.

This package imports only ``_internal`` and ``errors``. Every package above may import this one. Start with
``Situation``, ``Proposal``, ``DosePlan`` and ``Decision``.
"""

from alpims_mg.model.decisions import Decision
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.situations import Situation

__all__ = ["Decision", "DosePlan", "Proposal", "Situation"]
