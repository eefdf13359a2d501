"""Notebooks (extra ``jupyter``): change facts by hand, and see how the answer changes.

``Explorer`` is a widget for JupyterLab, and for what else shows widgets of anywidget, such as VS Code and marimo. It
needs no network. Answers, plans and tables need no widget: notebooks show them as they are.
"""

from alpims_mg._internal.extras import optional_imports

with optional_imports(__name__, extra="jupyter", libraries=("anywidget", "traitlets")):
    from alpims_mg.adapters.jupyter.widget import Explorer

__all__ = ["Explorer"]
