"""Plots: each says the same in words, holds its data as a frame, and has only the colours of the style sheet."""

import re
import sys
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import polars as pl
import pytest
from units.builders import IN_HALVES, START_ACKNOWLEDGED, paths_of, proposal, situation

from alpims_mg import (
    CheckIn,
    DosePlan,
    Elemental,
    LimitCheck,
    LimitOutcome,
    Zone,
    ZoneChance,
    assess,
    begin_course,
    decision_grid,
    map_course,
    review_course,
)
from alpims_mg._internal.rendering.styles import LINES, PALETTE
from alpims_mg.adapters.plots import Plot, Theme, plot_decisions, plot_ledger, plot_odds, plot_plan
from alpims_mg.model.decisions import plan_or_draft

STARTS = date(2026, 3, 1)
PERSON = situation(acknowledged=[START_ACKNOWLEDGED])
PLAN: Any = plan_or_draft(assess(PERSON, proposal(IN_HALVES)))
COURSE = begin_course(PLAN, starts=STARTS, situation=PERSON)
GRID = decision_grid(PERSON, proposal())


def ledger(*zones: Zone | None, taken: int = 50) -> Any:
    check_ins = [
        CheckIn(day=STARTS + timedelta(days=number), zone=zone, reactions=[], taken=Elemental.mg(taken))
        for number, zone in enumerate(zones)
        if zone
    ]
    return review_course(COURSE, check_ins, STARTS + timedelta(days=len(zones) - 1)).ledger


LEDGER = ledger(Zone.GREEN, Zone.YELLOW, Zone.RED, None)
ODDS = map_course(COURSE, days=30).odds(
    [ZoneChance(zone=Zone.GREEN, chance=Fraction(9, 10)), ZoneChance(zone=Zone.RED, chance=Fraction(1, 10))]
)
OTHER_ODDS = map_course(COURSE, days=10).odds([ZoneChance(zone=Zone.GREEN, chance=Fraction(1))])
PLOTS: dict[str, Callable[..., Any]] = {
    "plan": lambda **theme: plot_plan(PLAN, **theme),
    "dates": lambda **theme: plot_plan(PLAN, starts=STARTS, **theme),
    "ledger": lambda **theme: plot_ledger(LEDGER, **theme),
    "odds": lambda **theme: plot_odds(ODDS, **theme),
    "decisions": lambda **theme: plot_decisions(GRID, **theme),
}


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, as the Web Content Accessibility Guidelines compute it."""

    def luminance(colour: str) -> float:
        parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def limited(*limits: tuple[int, LimitOutcome]) -> DosePlan:
    """A plan that ends at 200 mg, with a limit of each of these levels."""
    checks = (
        LimitCheck(
            rule="ceiling.efsa",
            level=Elemental.mg(level),
            amount=Elemental.mg(200),
            outcome=outcome,
            because="a level",
            cites=(),
        )
        for level, outcome in limits
    )
    plan: DosePlan = attrs.evolve(PLAN, limits=tuple(checks))
    return plan


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_is_drawn_without_a_network_or_a_browser(name: str, tmp_path: Path) -> None:
    chart = PLOTS[name]()
    path = tmp_path / "plot.svg"
    chart.save(path)
    drawn = path.read_text(encoding="utf-8")
    assert "<svg" in drawn
    assert ">mg of magnesium a day<" in drawn or name in {"odds", "decisions"}


@pytest.mark.parametrize("theme", Theme)
def test_a_notebook_shows_a_picture_with_alternative_text_and_ids_of_its_own(theme: Theme) -> None:
    plot = plot_odds(ODDS, theme=theme)
    shown = plot._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html"}
    assert shown["text/plain"] == plot.description
    assert shown["text/html"].startswith(f'<svg role="img" aria-label="{plot.description}" style="max-width:100%;')
    ids = re.findall(r'\bid="([^"]*)"', shown["text/html"])
    assert ids
    assert all(name.startswith("mg-") and f"url(#{name})" in shown["text/html"] for name in ids)
    assert not set(ids) & set(re.findall(r'\bid="([^"]*)"', plot_odds(OTHER_ODDS, theme=theme).svg()))


def test_a_plot_is_still_a_plot_after_a_change() -> None:
    changed = plot_plan(PLAN).properties(width=300)
    assert isinstance(changed, Plot)
    assert changed.description == plot_plan(PLAN).description


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_asks_the_network_for_nothing(name: str) -> None:
    specification = PLOTS[name]().to_dict()
    assert re.findall(r"https?://[^']*", str({**specification, "$schema": ""})) == []


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("name", PLOTS)
def test_every_colour_of_a_plot_is_one_of_the_style_sheet(name: str, theme: Theme) -> None:
    of_theme = {colour for pair in PALETTE.values() for colour in pair} | set(LINES)
    used = set(re.findall(r"#[0-9a-f]{6}\b", PLOTS[name](theme=theme).to_json()))
    assert used
    assert used <= of_theme
    page = PALETTE["page"]
    assert (page.light_fill in used, page.dark_fill in used) == (theme is Theme.LIGHT, theme is Theme.DARK)


def test_words_on_the_strongest_shade_and_lines_on_every_zone_can_be_seen() -> None:
    page, quiet = PALETTE["page"], PALETTE["quiet"]
    assert contrast(page.light_text, quiet.dark_text) > 4.5
    assert contrast(page.dark_text, quiet.light_text) > 4.5
    for name in ("green", "yellow", "red", "cell"):
        assert contrast(quiet.light_text, PALETTE[name].light_fill) > 4.5
        assert contrast(quiet.dark_text, PALETTE[name].dark_fill) > 4.5


class TestPlan:
    def test_its_words_name_each_step_the_bands_and_the_nearest_limit(self) -> None:
        assert plot_plan(PLAN).description == (
            "Magnesium a day: 50 mg from day 1, 100 mg from day 8, 150 mg from day 15, 200 mg from day 22. "
            "Start: 50 to 100 mg. Target: 200 to 400 mg. Nearest limit: 250 mg."
        )
        dated = plot_plan(PLAN, starts=STARTS)
        assert dated.description.startswith("Magnesium a day: 50 mg from 2026-03-01, 100 mg from 2026-03-08,")
        assert dated.frame["next_day"].to_list()[-1] == date(2026, 3, 29)

    def test_its_data_has_a_row_for_each_rung(self) -> None:
        frame = plot_plan(PLAN).frame
        assert frame["rung", "first_day", "next_day", "daily_mg", "previous_mg"].rows() == [
            (1, 1, 8, 50.0, 50.0),
            (2, 8, 15, 100.0, 50.0),
            (3, 15, 22, 150.0, 100.0),
            (4, 22, 29, 200.0, 150.0),
        ]
        assert frame["intakes"].to_list() == ["; ".join(map(str, step.intakes)) for step in PLAN.steps]

    @pytest.mark.parametrize(
        ("limits", "expected"),
        [
            ((), []),
            (((350, LimitOutcome.WITHIN), (250, LimitOutcome.WITHIN)), ["nearest limit: 250 mg"]),
            (((200, LimitOutcome.BINDING), (250, LimitOutcome.WITHIN)), ["limit reached: 200 mg"]),
            (((200, LimitOutcome.BINDING), (150, LimitOutcome.EXCEEDED)), ["above a limit: 150 mg"]),
        ],
    )
    def test_only_the_lowest_limit_is_drawn_and_says_how_the_plan_stands(
        self, limits: Any, expected: list[str]
    ) -> None:
        chart = plot_plan(limited(*limits))
        sets = chart.to_dict()["datasets"].values()
        assert [row["label"] for rows in sets for row in rows if "level_mg" in row] == expected
        assert all(label in chart.description.lower() for label in expected)

    def test_a_plan_draws_the_bands_that_it_has(self) -> None:
        alone = attrs.evolve(PLAN, steps=(attrs.evolve(PLAN.steps[-1], first_day=1),), bands=PLAN.bands[1:])
        assert plot_plan(alone).description == (
            "Magnesium a day: 200 mg from day 1. Target: 200 to 400 mg. Nearest limit: 250 mg."
        )

    def test_a_long_plan_labels_some_amounts_the_first_and_the_last_among_them(self) -> None:
        steps = PLAN.steps
        many = [attrs.evolve(steps[0], first_day=1 + 7 * number, days=7) for number in range(16)]
        chart = plot_plan(attrs.evolve(PLAN, steps=(*many, attrs.evolve(steps[-1], first_day=113))))
        (chosen,) = re.findall(r'"oneOf": \[([^\]]*)\]', chart.to_json())
        assert [int(float(rung)) for rung in chosen.split(",")] == [1, 2, 5, 8, 11, 14, 17]

    def test_wrong_arguments_are_named(self) -> None:
        assert paths_of(lambda: plot_plan(GRID, theme="dark")) == ["plan", "theme"]  # type: ignore[arg-type]  # on purpose
        assert paths_of(lambda: plot_plan(PLAN, starts="today")) == ["starts"]  # type: ignore[arg-type]  # on purpose


class TestLedger:
    def test_its_words_count_the_zones_and_the_amounts(self) -> None:
        assert plot_ledger(LEDGER).description == (
            "The plan as it was lived: 4 days from 2026-03-01 to 2026-03-04. Zones: 1 Green, 1 Yellow, 1 Red, "
            f"1 not stated. In all, {LEDGER.days[-1].permitted_total.format_mg()} mg were permitted and 150 mg taken."
        )
        assert "1 day from" in plot_ledger(ledger(Zone.GREEN)).description

    def test_its_data_has_a_row_for_each_day(self) -> None:
        frame = plot_ledger(LEDGER).frame
        assert frame["date"].to_list() == [entry.day for entry in LEDGER.days]
        assert frame["zone"].to_list() == ["Green", "Yellow", "Red", "not stated"]
        assert frame["letter"].to_list() == ["G", "Y", "R", ""]
        assert frame["taken_mg"].to_list() == [50.0, 50.0, 50.0, None]
        assert frame["permitted_mg"].to_list() == [entry.permitted.nanograms / 10**6 for entry in LEDGER.days]

    def test_a_note_explains_the_question_mark_where_there_is_one(self) -> None:
        assert plot_ledger(LEDGER).to_dict()["title"]["subtitle"] == "?: no amount taken is stated"
        assert plot_ledger(ledger(Zone.GREEN)).to_dict()["title"]["subtitle"] == ""

    def test_wrong_arguments_are_named(self) -> None:
        assert paths_of(lambda: plot_ledger(PLAN, theme=1)) == ["ledger", "theme"]  # type: ignore[arg-type]  # on purpose


class TestOdds:
    def test_its_data_has_the_chance_of_each_place_on_each_day(self) -> None:
        frame = plot_odds(ODDS).frame
        assert frame.group_by("day").agg(pl.sum("chance").round(9)).sort("day")["chance"].to_list() == [1.0] * 30
        assert set(frame["place"]) <= {"step 1", "step 2", "step 3", "step 4", "paused", "not started", "stopped"}
        assert frame.row(0)[1:] in {("step 1", 0.9, "90.0 %"), ("not started", 0.1, "10.0 %")}

    def test_its_words_give_the_chances_of_the_last_day(self) -> None:
        last = plot_odds(ODDS).frame.filter(pl.col("day") == 30)
        words = ", ".join(f"{place} {percent}" for place, percent in last["place", "percent"].rows())
        assert plot_odds(ODDS).description == f"Where the course may be, day by day. On day 30: {words}."

    def test_the_steps_stand_above_the_places_without_one(self) -> None:
        (order, *_) = (layer["encoding"]["y"]["sort"] for layer in plot_odds(ODDS).to_dict()["layer"])
        steps = [place for place in order if place.startswith("step")]
        assert steps == sorted(steps, reverse=True)
        assert order[: len(steps)] == steps
        assert len(order) > len(steps)

    @pytest.mark.parametrize(("days", "labelled"), [(5, [1, 2, 3, 4, 5]), (30, [7, 14, 21, 28]), (56, [14, 28, 42])])
    def test_some_days_have_their_chances_in_percent(self, days: int, labelled: list[int]) -> None:
        odds = map_course(COURSE, days=days).odds([ZoneChance(zone=Zone.GREEN, chance=Fraction(1))])
        (chosen,) = re.findall(r'"oneOf": \[([^\]]*)\]', plot_odds(odds).to_json())
        assert [int(float(day)) for day in chosen.split(",")] == labelled

    def test_wrong_arguments_are_named(self) -> None:
        assert paths_of(lambda: plot_odds(PLAN, theme=1)) == ["odds", "theme"]  # type: ignore[arg-type]  # on purpose


class TestDecisions:
    def test_its_words_and_data_have_the_answer_of_each_cell(self) -> None:
        chart = plot_decisions(GRID)
        words = " ".join(f"{cell.column_name}, {cell.row_name}: {cell.decision.words.cell}." for cell in GRID.cells)
        assert chart.description == f"The answer by kidney function and zone. {words}"
        assert chart.frame["decision"].to_list() == [str(cell.decision.answer) for cell in GRID.cells]
        assert max(len(line) for lines in chart.frame["lines"] for line in lines.splitlines()) <= 14

    def test_the_shorter_fact_is_in_the_columns(self) -> None:
        turned = decision_grid(PERSON, proposal(), rows="kidney", columns="zone")
        for grid in (GRID, turned):
            frame = plot_decisions(grid).frame
            assert set(frame["column"]) == {"Green", "Yellow", "Red"}
            assert len(set(frame["row"])) == 5

    def test_wrong_arguments_are_named(self) -> None:
        assert paths_of(lambda: plot_decisions(PLAN, theme=1)) == ["grid", "theme"]  # type: ignore[arg-type]  # on purpose


@pytest.mark.parametrize("library", ["altair", "polars", "vl_convert"])
def test_a_missing_library_names_the_extra(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("alpims_mg.adapters.plots")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ModuleNotFoundError, match=rf"plots needs {library}: pip install 'alpims-mg\[plots\]'$"):
        __import__("alpims_mg.adapters.plots")
