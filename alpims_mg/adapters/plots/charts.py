"""``Plot``, an Altair chart that a notebook shows as a picture with alternative text and without a network."""

import re
from hashlib import blake2b
from html import escape
from io import StringIO
from typing import Any, cast, final

import altair as alt
import polars as pl


@final
class Plot(alt.LayerChart):
    """An Altair chart. ``description`` says in words what it shows, and ``frame`` holds its data.

    A notebook shows a picture that needs no network. Altair's own methods work on it too, such as ``save`` and
    ``interactive``.

    >>> from alpims_mg import Capsule, Elemental, Form, titration_schedule
    >>> from alpims_mg.adapters.plots import plot_plan
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2))
    >>> plot_plan(plan).frame["daily_mg"].to_list()
    [50.0, 100.0, 150.0, 200.0]
    """

    description: str

    @property
    def frame(self) -> pl.DataFrame:
        """The data of the chart, as a polars frame."""
        return cast("pl.DataFrame", self.data)

    def svg(self) -> str:
        """The picture as SVG, with its description as alternative text. Its ids differ from those of other plots."""
        drawn = StringIO()
        self.save(drawn, format="svg")
        picture = drawn.getvalue()
        own = blake2b(picture.encode(), digest_size=4).hexdigest()
        picture = re.sub(r'(\bid="|url\(#)', rf"\g<1>mg-{own}-", picture)
        words = escape(self.description)
        label = f'<svg role="img" aria-label="{words}" style="max-width:100%;height:auto" '
        return picture.replace("<svg ", label, 1)

    def _repr_mimebundle_(self, *_args: Any, **_more: Any) -> dict[str, str]:
        """The picture for a notebook, and its description for a terminal. Jupyter calls this method."""
        return {"text/plain": self.description, "text/html": self.svg()}


def layered(data: pl.DataFrame, *layers: alt.Chart) -> Any:
    """A ``Plot`` of these layers, the lowest first, with its data. A layer without data of its own shows this data."""
    return Plot(data=data, layer=list(layers))
