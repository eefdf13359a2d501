"""``Theme``, light or dark, and the colours and type that all plots share."""

from enum import Enum
from typing import Any, NamedTuple, final

import altair as alt

from alpims_mg._internal.rendering.styles import LINES, PALETTE
from alpims_mg.adapters.plots.charts import Plot
from alpims_mg.model.quantities import Elemental

_FONT = "system-ui, -apple-system, Segoe UI, Roboto, DejaVu Sans, sans-serif"
_SIZE = 12
"""The size of the smallest words in a plot, in pixels."""


@final
class Theme(Enum):
    """Whether a plot has dark words on a light background, or light words on a dark one."""

    LIGHT = "light"
    DARK = "dark"


@final
class Pair(NamedTuple):
    """The colour of words, and that of what is behind them."""

    text: str
    fill: str


def colours(name: str, theme: Theme) -> Pair:
    """The two colours of a part of a plot. ``name`` is a class of the style sheet, such as "offer" or "green"."""
    held = PALETTE[name]
    return Pair(held.dark_text, held.dark_fill) if theme is Theme.DARK else Pair(held.light_text, held.light_fill)


def finished(chart: Any, theme: Theme, *, title: str, description: str, note: str = "") -> Plot:
    """A plot with its title, its description in words, and the colours and type of a theme.

    ``note`` stands under the title.
    """
    page, quiet = colours("page", theme), colours("quiet", theme)
    words: dict[str, Any] = {
        "labelColor": page.text,
        "titleColor": quiet.text,
        "labelFontSize": _SIZE,
        "titleFontSize": _SIZE,
    }
    shown: Plot = (
        chart.properties(
            title=alt.TitleParams(
                title,
                anchor="start",
                color=page.text,
                fontSize=14,
                fontWeight="bold",
                offset=10,
                subtitle=note,
                subtitleColor=quiet.text,
                subtitleFontSize=_SIZE,
            ),
            description=description,
            background=page.fill,
            padding=12,
        )
        .configure(font=_FONT)
        .configure_view(stroke=None)
        .configure_axis(
            **words,
            titleFontWeight="normal",
            labelLimit=220,
            grid=False,
            domainColor=quiet.text,
            tickColor=LINES[theme is Theme.DARK],
        )
        .configure_legend(**words, titleFontWeight="normal", orient="bottom", symbolStrokeColor=page.text)
    )
    return shown


def in_float(amount: Elemental) -> float:
    """An amount in milligrams, for a picture. The library itself counts in whole nanograms."""
    return amount.nanograms / 10**6
