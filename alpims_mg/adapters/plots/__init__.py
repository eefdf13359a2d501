"""Plots (extra ``plots``): Altair charts of a plan, of a course, of the odds of a course, and of a grid of answers.

``plot_plan`` shows the dose over time, ``plot_ledger`` the plan as it was lived, ``plot_odds`` where a course may be on
each day, and ``plot_decisions`` the answers for all values of two facts. Each returns an Altair chart: its
``description`` says the same in words, and ``plotted_data`` gives its data as a polars frame. ``Theme`` makes the chart
light or dark.

By default, Altair fetches scripts from the network. To show a chart in Jupyter without it, install anywidget and
vl-convert-python, and write ``alt.renderers.enable("jupyter", offline=True)`` first. JupyterLab 4.6 does not draw what
the renderer ``mimetype`` of Altair 6 gives it. To save a picture, install vl-convert-python.
"""

from alpims_mg._internal.extras import optional_imports

with optional_imports(__name__, extra="plots", libraries=("altair", "polars")):
    from alpims_mg.adapters.plots.course_plots import plot_ledger, plot_odds
    from alpims_mg.adapters.plots.grid_plots import plot_decisions
    from alpims_mg.adapters.plots.plan_plots import plot_plan
    from alpims_mg.adapters.plots.themes import Theme, plotted_data

__all__ = ["Theme", "plot_decisions", "plot_ledger", "plot_odds", "plot_plan", "plotted_data"]
