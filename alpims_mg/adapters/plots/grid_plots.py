"""``plot_decisions``, which draws the answers for all values of two facts as a map."""

from textwrap import fill
from typing import Any, Final

import altair as alt
import polars as pl

from alpims_mg._internal.rendering import Tone
from alpims_mg._internal.rendering.styles import CLASSES
from alpims_mg._internal.validation import an_instance
from alpims_mg.adapters.plots.charts import Plot, layered
from alpims_mg.adapters.plots.themes import Theme, colours, finished
from alpims_mg.errors import raise_if_any
from alpims_mg.explanation.grid_facts import TITLES
from alpims_mg.explanation.grids import DecisionGrid, in_sentence
from alpims_mg.model.vocabulary import Answer

_CELL_WIDTH, _CELL_HEIGHT = 128, 52
_LETTERS: Final = 14
"""The number of letters of an answer that fit on one line of a cell."""

_SHAPES: Final = {
    Answer.OFFER: "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0M-.5 .05L-.15 .4L.5 -.35",
    Answer.CONSULT: "M-1 -.9H1V.5H-.1L-.6 1V.5H-1V-.95M-.5 -.4H.5M-.5 0H.2",
    Answer.NEEDS_INFORMATION: "M-.98 -.2A1 1 0 0 1 -.2 -.98M.2 -.98A1 1 0 0 1 .98 -.2M.98 .2A1 1 0 0 1 .2 .98M-.2 .98"
    "A1 1 0 0 1 -.98 .2M-.3 -.25A.3 .3 0 1 1 .12 .02C.03 .07 0 .12 0 .22M0 .4V.55",
    Answer.WITHHOLD: "M-.4 -1H.4L1 -.4V.4L.4 1H-.4L-1 .4V-.4L-.4 -1M-.5 0H.5",
}
"""The mark of each answer as a path, from -1 to 1 in both directions."""


def plot_decisions(grid: DecisionGrid, *, theme: Theme = Theme.LIGHT) -> Plot:
    """A map of the answers in a grid: a cell for each combination of two facts, with the mark and words of its answer.

    The shorter fact is in the columns. The data of the chart has a row for each cell.

    Raises: ``InvalidInputError`` for an argument of a wrong type.

    >>> from alpims_mg import Intent, Proposal, Situation, Topical, Vehicle, Zone, decision_grid
    >>> oil = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL))
    >>> chart = plot_decisions(decision_grid(Situation(), oil, rows="zone", columns="tolerance"))
    >>> print(chart.description[:66])
    The answer by zone and tolerated so far. Green, Yes: You can start
    """
    raise_if_any(
        (
            an_instance("grid", grid, DecisionGrid, example="decision_grid(situation, proposal)"),
            an_instance("theme", theme, Theme, example="Theme.DARK"),
        )
    )
    cells, titles = _cells(grid)
    names = {answer: "cell" if answer is Answer.WITHHOLD else CLASSES[Tone(answer.value)] for answer in Answer}
    pairs = {answer: colours(name, theme) for answer, name in names.items()}
    answers = [str(answer) for answer in pairs]
    page = colours("page", theme)
    axis: dict[str, Any] = {"domain": False, "ticks": False, "labelFontWeight": "bold", "labelAngle": 0}
    x = alt.X("column:N", title=None, sort=None, axis=alt.Axis(orient="top", **axis), scale=alt.Scale(padding=0.02))
    y = alt.Y("row:N", title=None, sort=None, axis=alt.Axis(**axis), scale=alt.Scale(padding=0.04))
    texts = alt.Scale(domain=answers, range=[pair.text for pair in pairs.values()])
    fills = alt.Scale(domain=answers, range=[pair.fill for pair in pairs.values()])
    tooltip = [
        alt.Tooltip("row:N", title=titles[0]),
        alt.Tooltip("column:N", title=titles[1]),
        alt.Tooltip("words:N", title="answer"),
    ]
    base = alt.Chart(cells).encode(x=x, y=y, tooltip=tooltip)
    marks = alt.Scale(domain=answers, range=[_SHAPES[answer] for answer in pairs])
    layers: Any = layered(
        cells,
        base.mark_rect(stroke=page.fill, strokeWidth=1).encode(color=alt.Color("decision:N", legend=None, scale=fills)),
        base.mark_point(filled=False, size=240, strokeWidth=1.6, opacity=1, xOffset=16 - _CELL_WIDTH // 2).encode(
            shape=alt.Shape("decision:N", legend=None, scale=marks),
            stroke=alt.Stroke("decision:N", legend=None, scale=texts),
        ),
        base.mark_text(fontSize=12, align="left", dx=32 - _CELL_WIDTH // 2, lineBreak="\n").encode(
            text="lines:N", color=alt.Color("decision:N", legend=None, scale=texts)
        ),
    )
    chart = layers.resolve_scale(color="independent", stroke="independent")
    chart = chart.properties(width=alt.Step(_CELL_WIDTH), height=alt.Step(_CELL_HEIGHT))
    title = f"The answer by {in_sentence(titles[0])} and {in_sentence(titles[1])}"
    return finished(chart, theme, title=title, description=_description(title, cells))


def _cells(grid: DecisionGrid) -> tuple[pl.DataFrame, tuple[str, str]]:
    """A row for each cell, and the titles of rows and columns. The shorter fact is in the columns."""
    titles = (TITLES[grid.rows], TITLES[grid.columns])
    sides = [(cell.row_name, cell.column_name) for cell in grid.cells]
    if len({column for _, column in sides}) > len({row for row, _ in sides}):
        titles, sides = (titles[1], titles[0]), [(column, row) for row, column in sides]
    rows, columns = zip(*sides, strict=True)
    words = [cell.decision.words.cell for cell in grid.cells]
    frame = pl.DataFrame(
        {
            "row": rows,
            "column": columns,
            "decision": [str(cell.decision.answer) for cell in grid.cells],
            "words": words,
            "lines": [fill(text, _LETTERS) for text in words],
        }
    )
    return frame, titles


def _description(title: str, cells: pl.DataFrame) -> str:
    sides = (f"{row}, {column}: {words}." for row, column, words in cells["row", "column", "words"].rows())
    return " ".join((f"{title}.", *sides))
