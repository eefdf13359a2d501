"""Frames of plans, courses, ledgers, answers, options, tables and grids."""

import sys
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs
import polars as pl
import pytest
from units.builders import IN_HALVES, START_ACKNOWLEDGED, capsule, dose_plan, paths_of, proposal, situation

from alpims_mg import (
    CURRENT,
    Aim,
    CheckIn,
    Elemental,
    InvalidInputError,
    KidneyFunction,
    Medicine,
    Reaction,
    Topical,
    Vehicle,
    Wish,
    Zone,
    ZoneChance,
    assess,
    begin_course,
    compare,
    decision_grid,
    form_options,
    map_course,
    review_course,
    route_options,
)
from alpims_mg.adapters.frames import Added, assess_frame, reasons, to_frame
from alpims_mg.rules.index import rules_by_id, tables
from alpims_mg.testing import registers

STARTS = date(2026, 3, 1)
PLAN = dose_plan(IN_HALVES)
PERSON = situation(acknowledged=[START_ACKNOWLEDGED])
COURSE = begin_course(PLAN, starts=STARTS, situation=PERSON)


def ledger() -> Any:
    check_ins = [
        CheckIn(day=STARTS, zone=Zone.GREEN, reactions=[], taken=Elemental.mg(50)),
        CheckIn(day=STARTS + timedelta(days=1), zone=Zone.YELLOW, reactions=[Reaction.NAUSEA, Reaction.BLOATING]),
        CheckIn(day=STARTS + timedelta(days=2), zone=Zone.RED, wish=Wish.HOLD),
    ]
    return review_course(COURSE, check_ins, STARTS + timedelta(days=3)).ledger


def test_a_plan_has_a_row_for_each_rung_with_the_amount_at_each_time_of_day() -> None:
    frame = to_frame(PLAN)
    assert frame.drop("intakes").rows() == [
        (1, 1, 7, 7, 50.0, 0.0, 0.0, 50.0, 0.0),
        (2, 8, 7, 7, 100.0, 0.0, 0.0, 100.0, 0.0),
        (3, 15, 7, 7, 150.0, 50.0, 0.0, 100.0, 0.0),
        (4, 22, None, 7, 200.0, 100.0, 0.0, 100.0, 0.0),
    ]
    sums = frame.select(pl.sum_horizontal("breakfast_mg", "lunch_mg", "dinner_mg", "bedtime_mg")).to_series()
    assert sums.to_list() == frame["daily_mg"].to_list()
    assert frame.schema == {
        "rung": pl.Int64,
        "first_day": pl.Int64,
        "days": pl.Int64,
        "hold_days": pl.Int64,
        "daily_mg": pl.Float64,
        "breakfast_mg": pl.Float64,
        "lunch_mg": pl.Float64,
        "dinner_mg": pl.Float64,
        "bedtime_mg": pl.Float64,
        "intakes": pl.String,
    }


def test_a_course_has_the_date_of_each_rung() -> None:
    frame = to_frame(COURSE)
    assert frame["date"].to_list() == [STARTS + timedelta(weeks=week) for week in range(4)]
    assert frame.drop("date").equals(to_frame(PLAN))


def test_a_rung_that_only_a_step_back_leads_to_has_no_date() -> None:
    rungs = tuple(attrs.evolve(step, first_day=1, days=None) for step in PLAN.steps[:2])
    joined = attrs.evolve(
        COURSE,
        plan=attrs.evolve(PLAN, steps=(attrs.evolve(PLAN.steps[-1], first_day=1, hold=7),)),
        other_rungs=rungs,
    )
    assert to_frame(joined)["daily_mg", "first_day", "date"].rows() == [
        (50.0, None, None),
        (100.0, None, None),
        (200.0, 1, STARTS),
    ]


def test_a_ledger_has_a_row_for_each_day_and_nulls_for_what_is_not_stated() -> None:
    frame = to_frame(ledger())
    assert frame["date"].to_list() == [STARTS + timedelta(days=day) for day in range(4)]
    assert frame["zone"].to_list() == ["green", "yellow", "red", None]
    assert frame["reactions"].to_list() == ["none", "bloating;nausea", None, None]
    assert frame["wish"].to_list() == [None, None, "hold", None]
    assert frame["planned_mg"].to_list() == [50.0] * 4
    assert frame["taken_mg"].to_list() == [50.0, None, None, None]
    assert frame["taken_total_mg"].to_list() == [50.0] * 4
    assert frame["rule"].to_list() == [entry.rule for entry in ledger().days]


def test_an_answer_has_a_row_for_each_finding() -> None:
    person = attrs.evolve(PERSON, medicines=(Medicine(name="levothyroxine"),), kidney=KidneyFunction.MODERATE)
    decision = assess(person, proposal(IN_HALVES))
    frame = to_frame(decision)
    assert frame["rule"].to_list() == [found.rule for found in decision.findings]
    assert set(frame["decision"]) == {"consult"}
    by_rule = {row["rule"]: row for row in frame.to_dicts()}
    assert by_rule["consult.start"]["acknowledged"] is True
    assert by_rule["kidney.moderate"]["acknowledged"] is False
    assert by_rule["age.adult"]["acknowledged"] is None
    (medicine,) = (row for row in frame.to_dicts() if row["hours_after_medicine"])
    assert (medicine["about"], medicine["hours_after_medicine"], medicine["hours_before_medicine"]) == (
        "levothyroxine",
        4,
        4,
    )
    assert medicine["sources"].count(";") + 1 == len(next(f for f in decision.findings if f.separation).cites)


def test_options_have_a_row_each_the_best_first() -> None:
    forms = form_options(aims=[Aim.SLEEP], situation=PERSON)
    frame = to_frame(forms)
    assert frame["rank"].to_list() == [option.rank for option in forms]
    assert frame["name"].to_list() == [option.name for option in forms]
    assert frame["reasons_for"].to_list() == [len(option.reasons_for) for option in forms]
    assert set(frame["elemental_mg"]) == {100.0}
    routes = to_frame(route_options(aims=[Aim.CALM], situation=attrs.evolve(PERSON, zone=Zone.RED)))
    sizes = {row["name"]: (row["elemental_mg"], row["blocked_by"]) for row in routes.to_dicts()}
    assert sizes == {"topical": (None, ""), "capsule": (100.0, "zone.red.capsule.change")}


def test_every_table_of_the_rulebook_has_a_row_for_each_key() -> None:
    for _, table in tables(CURRENT):
        frame = to_frame(table)
        assert frame["rule"].to_list() == [rule.id for _, rule in table]
        assert frame.width == len(set(frame.columns))


def test_the_cells_of_a_table_have_the_type_of_the_answer() -> None:
    zones = to_frame(CURRENT.zones)
    assert zones.columns == ["zone", "route", "intent", "tolerance", "answer", "because", "sources", "rule"]
    assert to_frame(CURRENT.dose_amounts)["answer_mg"].dtype == pl.Float64
    assert to_frame(CURRENT.dose_counts)["answer"].dtype == pl.Int64
    forms = to_frame(CURRENT.forms)
    assert forms["answer_with_food"].dtype == pl.Boolean
    assert forms.filter(pl.col("form") == "glycinate")["answer_best_for"].to_list() == ["sleep;anxiety;mood"]
    assert forms.filter(pl.col("form") == "glycinate")["answer_counts_as_additive"].to_list() == ["none"]
    ceilings = to_frame(CURRENT.ceilings)
    levels = ceilings.filter(pl.col("age") == "19-64", pl.col("salt") == "ordinary")["answer_level_mg", "answer_level"]
    assert (400.0, None) in levels.rows()
    assert (None, "silent") in levels.rows()
    assert to_frame(CURRENT.alternative_answers).columns[0] == "answer_key"


def test_a_grid_has_a_row_for_each_combination_and_the_columns_of_a_register() -> None:
    start = proposal()
    frame = to_frame(decision_grid(PERSON, start, rows="age", columns="dosage-form"))
    shared = [str(added) for added in Added if added not in (Added.HOURS, Added.NOT_UNDERSTOOD)]
    assert frame.columns == ["age", "dosage_form", "decision", "words", *shared[1:]]
    frame = to_frame(decision_grid(PERSON, start))
    register = pl.DataFrame(
        {
            "zone": frame["zone"],
            "kidney": frame["kidney"].replace({"not-stated": None}),
            "age_years": 34,
            "conditions": "none",
            "medicines": "none",
            "other_magnesium_mg": 0,
            "intent": "start",
            "product": "capsule",
            "form": "glycinate",
            "elemental_mg": 100,
            "divides_into": 4,
            "dosage_form": "hard-capsule",
            "ingredients": "none",
            "acknowledged": "consult.start",
        }
    )
    answers = assess_frame(register)
    assert frame.select(shared).rows() == answers.select(shared).rows()
    assert frame["words"][0] == "You can start"
    assert to_frame(decision_grid(PERSON, proposal(Topical(vehicle=Vehicle.OIL, ingredients=[]))))["rungs"][0] is None


def test_odds_and_differences_are_frames_too() -> None:
    odds = map_course(COURSE, days=2).odds(
        [ZoneChance(zone=Zone.GREEN, chance=Fraction(9, 10)), ZoneChance(zone=None, chance=Fraction(1, 10))]
    )
    frame = to_frame(odds)
    assert frame.group_by("day").agg(pl.sum("chance")).sort("day").rows() == [(1, 1.0), (2, 1.0)]
    assert set(frame["place"]) == {place for day in odds.by_day for place, _ in day}
    differences = compare(PLAN, dose_plan(capsule(60, 2)))
    assert to_frame(differences).rows() == [
        (row.what, row.first or None, row.second or None) for row in differences.rows
    ]


@pytest.mark.parametrize(
    "value", [PLAN, COURSE, CURRENT.zones, decision_grid(PERSON, proposal())], ids=lambda v: type(v).__name__
)
def test_pandas_holds_the_same_cells(value: Any) -> None:
    pandas, polars = to_frame(value, backend="pandas"), to_frame(value)
    assert list(pandas.columns) == polars.columns
    for name in polars.columns:
        cells: list[Any] = [
            None if missing else cell for cell, missing in zip(pandas[name], pandas[name].isna(), strict=True)
        ]
        assert [cell.date() if hasattr(cell, "date") else cell for cell in cells] == polars[name].to_list()


def test_pandas_keeps_whole_numbers_and_dates() -> None:
    types = {name: str(kind) for name, kind in to_frame(COURSE, backend="pandas").dtypes.items()}
    assert (types["days"], types["daily_mg"], types["date"]) == ("Int64", "Float64", "datetime64[s]")
    same = to_frame(compare(PLAN, PLAN), backend="pandas")
    assert list(same.columns) == ["what", "first", "second"]
    assert len(same) == 0


def test_a_missing_pandas_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ModuleNotFoundError, match=r"needs pandas: pip install 'alpims-mg\[engines\]'$"):
        to_frame(PLAN, backend="pandas")


def test_anything_else_is_refused() -> None:
    assert paths_of(lambda: to_frame(3)) == ["value"]  # type: ignore[arg-type]  # on purpose
    assert paths_of(lambda: to_frame(PLAN, backend="arrow")) == ["backend"]  # type: ignore[arg-type]  # on purpose


def test_each_rule_that_binds_has_words_and_sources() -> None:
    words = reasons()
    assert words["rule"].to_list() == list(rules_by_id(CURRENT))
    assert words.select("rule", "reason", "sources").null_count().row(0) == (0, 0, 0)
    assert set(words["verdict"]) == {None, "permit", "caution", "consult", "withhold"}
    register = pl.DataFrame(registers(60, seed=3), strict=False)
    binding = assess_frame(register)["binding_rules"].str.split(";").explode().unique()
    assert set(binding) - {"", None} <= set(words["rule"])


def test_reasons_may_be_a_frame_of_pandas_and_refuse_other_arguments() -> None:
    pytest.importorskip("pandas")
    assert list(reasons(backend="pandas")["rule"]) == reasons()["rule"].to_list()
    with pytest.raises(InvalidInputError, match="backend must be polars or pandas"):
        reasons(backend="excel")  # type: ignore[arg-type]
    with pytest.raises(InvalidInputError, match="rulebook must be"):
        reasons("CURRENT")  # type: ignore[arg-type]
