"""Explains an answer, ranks options, and finds the smallest changes that would alter an answer.

This package imports ``assessment`` and the layers below ``assessment``, never ``courses``.

Start with ``explain``, ``form_options`` and ``what_would_change``.
"""

from alpims_mg.explanation.explanations import explain, tabulate, why_not
from alpims_mg.explanation.grids import decision_grid
from alpims_mg.explanation.ranking import form_options, route_options
from alpims_mg.explanation.search import what_would_change
from alpims_mg.explanation.tightenable import tighten_options

__all__ = [
    "decision_grid",
    "explain",
    "form_options",
    "route_options",
    "tabulate",
    "tighten_options",
    "what_would_change",
    "why_not",
]
