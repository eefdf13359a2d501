"""Rows of a register that propose to take less: every added column agrees with the answer of ``assess`` for the row."""

import random
from typing import Any

import polars as pl
import pytest

from alpims_mg import CURRENT
from alpims_mg.adapters.frames import assess_frame
from alpims_mg.adapters.frames.rows import answer_row

CELLS: dict[str, list[Any]] = {
    "zone": ["green", "yellow", "red", None],
    "age_years": [34, 34, 12, 2, 70, None],
    "kidney": ["normal", "normal", "severe", "moderate", "not-assessed", None],
    "conditions": ["none", "none", "cardiac", "heart-block", "mcas;pots", "gut-flare", None],
    "medicines": ["none", "none", "nilotinib", "spironolactone", "levothyroxine", "milk of magnesia", None],
    "tolerance": ["proven", "unproven", None],
    "other_magnesium_mg": [0, 0, 50, 300, None],
    "intent": ["lower", "lower", "lower", "lower", "maintain", "increase", "start", None],
    "product": ["capsule", "capsule", "capsule", "capsule", "oil", None],
    "form": ["glycinate", "oxide", "threonate"],
    "elemental_mg": [100, 120, 62.5, 300, 250, 20, 400],
    "divides_into": [1, 2, 4],
    "ingredients": ["hypromellose", "stevia", None],
    "current_daily_mg": [None, 0, 50, 100, 110, 125, 150, 200, 300, 400, 425, 500, 600, 1200, -1],
    "lower_to_mg": [None, None, None, 0, 0, 50, 100, 130, 200, 300, 450, -5],
    "target_mg": [None, None, None, None, 200, 900],
    "hold_days": [None, None, None, 7, 99],
}


def said(row: dict[str, Any]) -> dict[str, Any]:
    answer = answer_row(row, CURRENT)
    first, last = (None if amount is None else amount.nanograms / 10**6 for amount in (answer.first, answer.last))
    return {
        "decision": str(answer.decision),
        "verdict": None if answer.verdict is None else str(answer.verdict),
        "binding_rules": ";".join(answer.binding),
        "missing_facts": ";".join(answer.missing),
        "first_daily_mg": first,
        "last_daily_mg": last,
        "rungs": answer.rungs,
    }


@pytest.mark.parametrize("seed", range(3))
def test_every_added_column_agrees_with_the_answer_of_the_row(seed: int) -> None:
    draw = random.Random(seed)
    rows = [{name: draw.choice(cells) for name, cells in CELLS.items()} for _ in range(700)]
    answers = assess_frame(pl.DataFrame(rows, strict=False))
    added = [dict(row) for row in answers.select(*said(rows[0])).iter_rows(named=True)]
    assert added == [said(row) for row in rows]
    lowered = answers.filter(pl.col("intent") == "lower")
    assert set(lowered["decision"]) == {"offer", "needs-information"}
    assert lowered.filter(pl.col("decision") == "offer")["rungs"].n_unique() == 2


def plain(**cells: Any) -> dict[str, Any]:
    stated = {
        **dict.fromkeys(CELLS),
        "zone": "red",
        "age_years": 34,
        "kidney": "normal",
        "conditions": "none",
        "medicines": "none",
        "other_magnesium_mg": 0,
        "intent": "lower",
        "product": "capsule",
        "form": "glycinate",
        "elemental_mg": 100,
        "divides_into": 4,
        "current_daily_mg": 200,
    }
    return {**stated, **cells}


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        ({"target_mg": 300}, "proposal.target_mg"),
        ({"lower_to_mg": 200}, "proposal.lower_to_mg"),
        ({"lower_to_mg": 100, "intent": "maintain", "zone": "green", "tolerance": "proven"}, "proposal.lower_to_mg"),
        ({"lower_to_mg": -1}, "proposal.lower_to_mg"),
        ({"current_daily_mg": None}, "proposal.current_daily_mg"),
        ({"current_daily_mg": None, "lower_to_mg": 100}, "proposal.current_daily_mg"),
    ],
)
def test_an_amount_that_does_not_fit_is_named_as_one_that_cannot_be_read(cells: dict[str, Any], missing: str) -> None:
    row = plain(**cells)
    (answer,) = assess_frame(pl.DataFrame([row], strict=False)).iter_rows(named=True)
    assert (answer["decision"], answer["missing_facts"]) == ("needs-information", missing)
    assert said(row)["missing_facts"] == missing


@pytest.mark.parametrize(
    ("cells", "left"),
    [
        ({}, 150),
        ({"lower_to_mg": 0, "current_daily_mg": None}, None),
        ({"conditions": "heart-block"}, None),
        ({"conditions": "cardiac", "lower_to_mg": 130}, 125),
        ({"product": "oil"}, None),
    ],
)
def test_what_is_left_is_the_last_amount_of_the_row(cells: dict[str, Any], left: float | None) -> None:
    (answer,) = assess_frame(pl.DataFrame([plain(**cells)], strict=False)).iter_rows(named=True)
    assert (answer["decision"], answer["last_daily_mg"]) == ("offer", left)
