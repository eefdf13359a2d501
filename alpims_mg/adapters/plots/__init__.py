"""Plots (extra ``plots``): Altair charts of a plan, of a course, of the odds of a course, and of a grid of answers.

``plot_plan`` shows the dose over time, ``plot_ledger`` the plan as it was lived, ``plot_odds`` where a course may be on
each day, and ``plot_decisions`` the answers for all values of two facts. Each returns a ``Plot``, an Altair
chart whose ``description`` says the same in words, and whose ``frame`` holds its data. ``Theme`` makes it light or
dark. A notebook shows it as a picture, without a network.
"""

from alpims_mg._internal.extras import optional_imports

with optional_imports(__name__, extra="plots", libraries=("altair", "polars", "vl_convert")):
    import vl_convert as vl_convert  # Altair draws pictures with it

    from alpims_mg.adapters.plots.charts import Plot
    from alpims_mg.adapters.plots.course_plots import plot_ledger, plot_odds
    from alpims_mg.adapters.plots.grid_plots import plot_decisions
    from alpims_mg.adapters.plots.plan_plots import plot_plan
    from alpims_mg.adapters.plots.themes import Theme

__all__ = ["Plot", "Theme", "plot_decisions", "plot_ledger", "plot_odds", "plot_plan"]
