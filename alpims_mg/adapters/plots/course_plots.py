"""``plot_ledger``, which draws a plan as it was lived, and ``plot_odds``, which draws where a course may be."""

from typing import Any, Final

import altair as alt
import polars as pl

from alpims_mg._internal.validation import an_instance
from alpims_mg.adapters.plots.charts import Plot, layered
from alpims_mg.adapters.plots.themes import Theme, colours, finished, in_float
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.odds import CourseOdds, format_percent
from alpims_mg.errors import raise_if_any
from alpims_mg.model.vocabulary import Zone

_WIDTH, _HEIGHT = 480, 220
_NOT_STATED: Final = "not stated"
_PLANNED, _PERMITTED, _TAKEN = "planned", "permitted", "taken"


def plot_ledger(ledger: Ledger, *, theme: Theme = Theme.LIGHT) -> Plot:
    """A chart of a plan as it was lived: what was planned, permitted and taken on each day, before the day's zone.

    Each zone has its colour and its first letter at the foot of the day. A question mark stands where no amount taken
    is stated. The data of the chart has a row for each day. Amounts are in milligrams of elemental magnesium.

    Raises: ``InvalidInputError`` for an argument of a wrong type.

    >>> from datetime import date
    >>> from alpims_mg import Capsule, CheckIn, Elemental, Form, Zone, begin_course, review_course, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2))
    >>> course, day = begin_course(plan, starts=date(2026, 3, 1)), date(2026, 3, 1)
    >>> review = review_course(course, [CheckIn(day=day, zone=Zone.RED, taken=Elemental.mg(50))], day)
    >>> print(plot_ledger(review.ledger).description)
    The plan as it was lived: 1 day from 2026-03-01 to 2026-03-01. Zones: 0 Green, 0 Yellow, 1 Red, 0 not stated. \
In all, 0 mg were permitted and 50 mg taken.
    """
    raise_if_any(
        (
            an_instance("ledger", ledger, Ledger, example="review.ledger"),
            an_instance("theme", theme, Theme, example="Theme.DARK"),
        )
    )
    days = _days(ledger)
    zones = {name: colours(str(zone), theme) for zone, name in _ZONES.items()}
    unknown = colours("cell", theme)
    names = [*zones, _NOT_STATED]
    page, quiet = colours("page", theme), colours("quiet", theme)
    x = alt.X("yearmonthdate(date):T", title="", axis=alt.Axis(format="%-d %b", tickCount=6, labelOverlap="greedy"))
    middle = alt.X("yearmonthdate(date):T", title="", bandPosition=0.5)
    most = max(days.select(pl.max_horizontal("planned_mg", "permitted_mg", "taken_mg")).to_series())
    y: dict[str, Any] = {
        "title": "mg of magnesium a day",
        "scale": alt.Scale(domain=[0, 1.15 * most], nice=False),
        "axis": alt.Axis(tickCount=5, domain=False),
    }
    tooltip = [
        alt.Tooltip("date:T", format="%-d %B %Y"),
        alt.Tooltip("zone:N"),
        *(alt.Tooltip(f"{name}_mg:Q", title=f"{name}, mg") for name in (_PLANNED, _PERMITTED, _TAKEN)),
    ]
    base = alt.Chart(days).encode(x=middle, tooltip=tooltip)
    fills = alt.Scale(domain=names, range=[*(pair.fill for pair in zones.values()), unknown.fill])
    letters = alt.Scale(domain=names, range=[*(pair.text for pair in zones.values()), unknown.text])
    lines = alt.Scale(domain=[_PLANNED, _PERMITTED], range=[[3, 3], [1, 0]])
    foot: dict[str, Any] = {"baseline": "bottom", "dy": -3, "fontSize": 12}
    above: dict[str, Any] = {**foot, "dy": -17}
    chart: Any = layered(
        days,
        alt.Chart(days).mark_rect().encode(x=x, color=alt.Color("zone:N", title=None, scale=fills), tooltip=tooltip),
        *(
            base.transform_calculate(amount=f"'{name}'")
            .mark_line(interpolate="step", strokeWidth=width, color=colour)
            .encode(y=alt.Y(f"{name}_mg:Q", **y), strokeDash=alt.StrokeDash("amount:N", title=None, scale=lines))
            for name, width, colour in ((_PLANNED, 1.5, quiet.text), (_PERMITTED, 3, page.text))
        ),
        base.transform_filter("isValid(datum.taken_mg)")
        .transform_calculate(amount=f"'{_TAKEN}'")
        .mark_point(filled=True, size=36, color=page.text, opacity=1)
        .encode(
            y=alt.Y("taken_mg:Q", **y),
            shape=alt.Shape("amount:N", title=None, scale=alt.Scale(domain=[_TAKEN], range=["circle"])),
        ),
        base.transform_filter("!isValid(datum.taken_mg)")
        .mark_text(text="?", fontWeight="bold", color=page.text, **above)
        .encode(y=alt.datum(0)),
        base.mark_text(**foot).encode(
            y=alt.datum(0), text="letter:N", color=alt.Color("zone:N", scale=letters, legend=None)
        ),
    )
    shown = chart.resolve_scale(color="independent", strokeDash="shared").properties(width=_WIDTH, height=_HEIGHT)
    note = "?: no amount taken is stated" if days["taken_mg"].null_count() else ""
    return finished(shown, theme, title=_LIVED, description=_ledger_words(ledger, days), note=note)


_LIVED: Final = "The plan as it was lived"
_ZONES: Final = {Zone.GREEN: "Green", Zone.YELLOW: "Yellow", Zone.RED: "Red"}


def _days(ledger: Ledger) -> pl.DataFrame:
    """A row for each day of a ledger."""
    zones = [_NOT_STATED if entry.zone is None else _ZONES[entry.zone] for entry in ledger.days]
    taken = [None if entry.taken is None else in_float(entry.taken) for entry in ledger.days]
    return pl.DataFrame(
        {
            "date": [entry.day for entry in ledger.days],
            "zone": zones,
            "letter": ["" if zone == _NOT_STATED else zone[0] for zone in zones],
            "rung": [entry.rung for entry in ledger.days],
            "planned_mg": [in_float(entry.planned) for entry in ledger.days],
            "permitted_mg": [in_float(entry.permitted) for entry in ledger.days],
            "taken_mg": taken,
        },
        schema_overrides={"rung": pl.Int64, "taken_mg": pl.Float64},
    )


def _ledger_words(ledger: Ledger, days: pl.DataFrame) -> str:
    last = ledger.days[-1]
    counts = ", ".join(f"{(days['zone'] == name).sum()} {name}" for name in (*_ZONES.values(), _NOT_STATED))
    length = f"{days.height} {'day' if days.height == 1 else 'days'} from {ledger.days[0].day} to {last.day}"
    totals = f"{last.permitted_total.format_mg()} mg were permitted and {last.taken_total.format_mg()} mg taken"
    return f"{_LIVED}: {length}. Zones: {counts}. In all, {totals}."


# --- Odds

_ODDS: Final = "Where the course may be, day by day"


def plot_odds(odds: CourseOdds, *, theme: Theme = Theme.LIGHT) -> Plot:
    """A chart of the chance of each rung and phase on each day. The stronger the shade, the likelier.

    Some days have the chance in percent. The data of the chart has a row for each day and place with a chance above 0.

    Raises: ``InvalidInputError`` for an argument of a wrong type.

    >>> from datetime import date
    >>> from fractions import Fraction
    >>> from alpims_mg import Capsule, Elemental, Form, ZoneChance, begin_course, map_course, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2))
    >>> lived = map_course(begin_course(plan, starts=date(2026, 3, 1)), days=2)
    >>> print(plot_odds(lived.odds([ZoneChance(zone=Zone.RED, chance=Fraction(1))])).description)
    Where the course may be, day by day. On day 2: not started 100 %.
    """
    raise_if_any(
        (
            an_instance("odds", odds, CourseOdds, example="map_course(course).odds(chances)"),
            an_instance("theme", theme, Theme, example="Theme.DARK"),
        )
    )
    cells = _cells(odds)
    page = colours("page", theme)
    places = sorted(set(cells["place"]), key=_height)
    y = alt.Y("place:N", title="", sort=places, axis=alt.Axis(domain=False, ticks=False))
    day: dict[str, Any] = {"title": "day", "scale": alt.Scale(domain=[0.5, odds.days + 0.5], nice=False)}
    tooltip = [alt.Tooltip("day:Q"), alt.Tooltip("place:N"), alt.Tooltip("percent:N", title="chance")]
    strongest = colours("quiet", Theme.LIGHT if theme is Theme.DARK else Theme.DARK).text
    ramp = alt.Scale(domain=[0, 1], range=[colours("band", theme).fill, strongest])
    base = alt.Chart(cells).encode(y=y, tooltip=tooltip)
    shown: Any = layered(
        cells,
        base.transform_calculate(start="datum.day - 0.5", end="datum.day + 0.6")
        .mark_rect()
        .encode(
            x=alt.X("start:Q", axis=alt.Axis(values=_labelled_days(odds.days)), **day),
            x2="end:Q",
            color=alt.Color(
                "chance:Q", title="chance", scale=ramp, legend=alt.Legend(format=".0%", gradientLength=160)
            ),
        ),
        base.transform_filter(alt.FieldOneOfPredicate("day", _labelled_days(odds.days)))
        .mark_text(fontSize=12, color=page.text)
        .encode(x=alt.X("day:Q", **day), text="percent:N"),
    ).properties(width=_WIDTH, height=alt.Step(34))
    return finished(shown, theme, title=_ODDS, description=_chances(odds, cells))


def _cells(odds: CourseOdds) -> pl.DataFrame:
    """A row for each day and place with a chance above 0."""
    rows = [
        (day, _place(place), float(chance), format_percent(chance))
        for day, chances in enumerate(odds.by_day, 1)
        for place, chance in chances
        if chance
    ]
    kinds = {"day": pl.Int64, "place": pl.String, "chance": pl.Float64, "percent": pl.String}
    return pl.DataFrame(rows, schema=kinds, orient="row")


def _place(place: str) -> str:
    """A place for people: "step 1" for "rung 1", and "not started" for "not-started"."""
    return place.replace("rung", "step").replace("-", " ")


def _height(place: str) -> tuple[int, str]:
    """The key that sorts places from the highest step down to the places without one."""
    name, _, number = place.partition("step ")
    return (-int(number), "") if number else (0, name)


def _labelled_days(days: int) -> list[float]:
    """The days whose chances are written: a few whole weeks, or each day of a short map."""
    every = 7 * -(-days // (7 * _MOST_LABELS)) if days > _MOST_LABELS else 1
    return [float(day) for day in range(every, days + 1, every) if day <= days - every // 4]


_MOST_LABELS: Final = 7


def _chances(odds: CourseOdds, cells: pl.DataFrame) -> str:
    last = cells.filter(pl.col("day") == odds.days)
    named = (f"{place} {percent}" for place, percent in zip(last["place"], last["percent"], strict=True))
    return f"{_ODDS}. On day {odds.days}: {', '.join(named)}."
