"""``plot_plan``, which draws the dose of a plan over time."""

from datetime import date, timedelta
from typing import Any, Final, Literal

import altair as alt
import polars as pl

from alpims_mg._internal.validation import an_instance
from alpims_mg.adapters.plots.charts import Plot, layered
from alpims_mg.adapters.plots.themes import Theme, colours, finished, in_float
from alpims_mg.errors import raise_if_any
from alpims_mg.model.limit_checks import LimitCheck, LimitOutcome
from alpims_mg.model.plans import DosePlan

_TITLE: Final = "Magnesium a day"
_WIDTH, _HEIGHT = 420, 240
_MOST_LABELS: Final = 8
"""The most amounts that fit side by side."""
_OUTCOMES: Final = {
    LimitOutcome.EXCEEDED: "above a limit",
    LimitOutcome.BINDING: "limit reached",
    LimitOutcome.WITHIN: "nearest limit",
}
"""What the lowest limit is called, by how the plan compares with it."""


def plot_plan(plan: DosePlan, *, starts: date | None = None, theme: Theme = Theme.LIGHT) -> Plot:
    """A chart of the daily amount over time: a staircase, with the bands and the lowest limit behind it.

    ``starts`` is the date of the first day. Without it, the days are numbered from 1. The limit is the lowest daily
    level that a source sets, and its label says whether the plan reaches or exceeds it. Each rise may come later than
    planned, but never earlier. The data of the chart has a row for each rung. Amounts are in milligrams of elemental
    magnesium.

    Raises: ``InvalidInputError`` for an argument of a wrong type, and where ``DosePlan.check_first_day`` does.

    >>> from alpims_mg import Capsule, Elemental, Form, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2))
    >>> print(plot_plan(plan).description)
    Magnesium a day: 50 mg from day 1, 100 mg from day 8, 150 mg from day 15, 200 mg from day 22. \
Start: 50 to 100 mg. Target: 200 to 400 mg.
    """
    raise_if_any(
        (
            an_instance("plan", plan, DosePlan, example="titration_schedule(capsule)"),
            an_instance("theme", theme, Theme, example="Theme.DARK"),
        )
    )
    plan.check_first_day(starts)
    steps, bands, nearest = _steps(plan, starts), _bands(plan), plan.nearest_limit()
    limits: list[dict[str, Any]] = (
        [] if nearest is None else [{"level_mg": in_float(nearest.level), "label": _limit_label(nearest)}]
    )
    top: float = max((*steps["daily_mg"], *bands["to_mg"], *(limit["level_mg"] for limit in limits)))
    kind: Literal["quantitative", "temporal"] = "quantitative" if starts is None else "temporal"
    days: list[Any] = [_on_axis(day) for day in steps["first_day"]]
    dates: dict[str, Any] = {} if starts is None else {"format": "%-d %b"}
    ends = [days[0], _on_axis(steps["next_day"][-1])]
    x = alt.X(
        "first_day",
        type=kind,
        title="day" if starts is None else "",
        axis=alt.Axis(values=days, labelOverlap="greedy", **dates),
        scale=alt.Scale(domain=ends, nice=False),
    )
    y = alt.Y(
        "daily_mg:Q",
        title="mg of magnesium a day",
        axis=alt.Axis(tickCount=5, domain=False),
        scale=alt.Scale(domain=[0, top * 1.08], nice=False),
    )
    page, band = colours("page", theme), colours("band", theme)
    quiet: dict[str, Any] = {"color": band.text, "fontSize": 12}
    left: dict[str, Any] = {**quiet, "align": "left", "dx": 6}
    right: dict[str, Any] = {**quiet, "align": "right", "dx": -6}
    at_left, at_right = alt.value(0), alt.value(_WIDTH)
    behind = alt.Chart(bands).encode(y="from_mg:Q", y2="to_mg:Q")
    level = alt.Chart(pl.DataFrame(limits, schema={"level_mg": pl.Float64, "label": pl.String})).encode(y="level_mg:Q")
    tooltip = [
        alt.Tooltip("daily_mg:Q", title="mg a day"),
        alt.Tooltip("first_day", type=kind, title="from"),
        alt.Tooltip("intakes:N", title="how"),
    ]
    base = alt.Chart(steps).encode(x=x, y=y, tooltip=tooltip)
    line: dict[str, Any] = {"color": page.text, "strokeWidth": 3, "strokeCap": "square"}
    labelled = base.transform_filter(alt.FieldOneOfPredicate("rung", _labelled(steps.height)))
    chart: Any = layered(
        steps,
        behind.mark_rect(color=band.fill),
        behind.transform_filter(alt.datum.name == "target")
        .mark_text(baseline="top", dy=5, **left)
        .encode(text="label:N", x=at_left, y="to_mg:Q"),
        behind.transform_filter(alt.datum.name == "start")
        .mark_text(baseline="bottom", dy=-5, **right)
        .encode(text="label:N", x=at_right),
        level.mark_rule(color=colours("quiet", theme).text, strokeDash=[3, 3]),
        level.mark_text(baseline="bottom", dy=-3, **(left if steps.height > 1 else right)).encode(
            text="label:N", x=at_left if steps.height > 1 else at_right
        ),
        base.mark_rule(**line).encode(x2="next_day"),
        base.mark_rule(**line).encode(y2="previous_mg:Q"),
        labelled.mark_text(
            align="left", baseline="bottom", dx=5, dy=-5, color=page.text, fontSize=12, fontWeight="bold"
        ).encode(text="label:N"),
    ).properties(width=_WIDTH, height=_HEIGHT)
    return finished(chart, theme, title=_TITLE, description=_description(steps, bands, limits))


def _steps(plan: DosePlan, starts: date | None) -> pl.DataFrame:
    """A row for each rung. The last one, which is open-ended, is drawn for as long as it is held."""
    amounts = [in_float(step.daily) for step in plan.steps]
    first_days = [step.first_day for step in plan.steps]
    last_day = first_days[-1] + max(plan.holds[-1], 1)

    def day(number: int) -> int | date:
        return number if starts is None else starts + timedelta(days=number - 1)

    return pl.DataFrame(
        {
            "rung": range(1, len(amounts) + 1),
            "first_day": map(day, first_days),
            "next_day": map(day, (*first_days[1:], last_day)),
            "daily_mg": amounts,
            "previous_mg": (amounts[0], *amounts[:-1]),
            "label": [f"{step.daily.format_mg()} mg" for step in plan.steps],
            "intakes": ["; ".join(map(str, step.intakes)) for step in plan.steps],
        }
    )


def _bands(plan: DosePlan) -> pl.DataFrame:
    """A row for each range in which the plan starts or ends."""
    rows = [(band.what, in_float(band.least), in_float(band.most), str(band)) for band in plan.bands]
    kinds = {"name": pl.String, "from_mg": pl.Float64, "to_mg": pl.Float64, "label": pl.String}
    return pl.DataFrame(rows, schema=kinds, orient="row")


def _limit_label(limit: LimitCheck) -> str:
    return f"{_OUTCOMES[limit.outcome]}: {limit.level.format_mg()} mg"


def _labelled(rungs: int) -> list[float]:
    """The rungs whose amount is written: all of them, or some that have room, with the first and the last."""
    every = -(-rungs // _MOST_LABELS)
    return [float(rung) for rung in range(1, rungs + 1) if rung in {1, rungs} or not (rungs - rung) % every]


def _on_axis(day: int | date) -> float | alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day) if isinstance(day, date) else float(day)


def _description(steps: pl.DataFrame, bands: pl.DataFrame, limits: list[dict[str, Any]]) -> str:
    days = steps["first_day"]
    named = (
        f"{label} from {day if isinstance(day, date) else f'day {day}'}"
        for label, day in zip(steps["label"], days, strict=True)
    )
    behind = (f"{label[:1].upper()}{label[1:]}." for label in (*bands["label"], *(limit["label"] for limit in limits)))
    return f"{_TITLE}: {', '.join(named)}. {' '.join(behind)}"
