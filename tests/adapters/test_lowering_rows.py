"""Rows of a register that propose to take less: every added column agrees with the answer of ``assess`` for the row."""

import random
from typing import Any

import polars as pl
import pytest

from alpims_mg import CURRENT, Offer
from alpims_mg.adapters.frames import assess_frame, explain_row
from alpims_mg.adapters.frames.rows import answer_row, decide, read_row
from alpims_mg.adapters.frames.schema import PATHS

CELLS: dict[str, list[Any]] = {
    "zone": ["green", "yellow", "red", "blue", None],
    "age_years": [34, 34, 12, 2, 70, -1, None],
    "kidney": ["normal", "normal", "severe", "moderate", "not-assessed", None],
    "conditions": ["none", "none", "cardiac", "heart-block", "mcas;pots", "gut-flare", "heart-block; ", None],
    "medicines": [
        "none",
        "none",
        "nilotinib",
        "spironolactone",
        "levothyroxine",
        "milk of magnesia",
        "omeprazole;nilotinib",
        "omeprazole",
        None,
    ],
    "tolerance": ["proven", "unproven", None],
    "other_magnesium_mg": [0, 0, 50, 110.5, 300, 390, -1, None],
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
    "dosage_form": ["hard-capsule", "hard-capsule", "softgel", "tablet", "caplet", None],
    "acknowledged": [None, None, None, "x.y"],
    "partial": [None, None, None, "conditions;medicines", "medicines", "unknown"],
    "egfr": [None, None, None, 90, 20, -3],
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
        "hours_to_keep": answer.hours,
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
        ({"current_daily_mg": -5}, "proposal.current_daily_mg"),
        ({"current_daily_mg": -5, "lower_to_mg": 100, "zone": "blue"}, "proposal.current_daily_mg"),
        ({"intent": "fewer", "zone": "blue"}, "situation.zone;proposal.intent"),
        ({"product": "pill", "zone": "blue"}, "proposal.product"),
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
        ({"current_daily_mg": 500, "other_magnesium_mg": 100}, 300),
        ({"current_daily_mg": 500, "other_magnesium_mg": 110.5, "divides_into": 2}, 250),
        ({"current_daily_mg": 500, "other_magnesium_mg": 110.5, "dosage_form": "softgel"}, 200),
        ({"current_daily_mg": 500, "other_magnesium_mg": 390}, None),
        ({"current_daily_mg": 500, "other_magnesium_mg": 100, "lower_to_mg": 350}, None),
        ({"current_daily_mg": 350, "age_years": 12}, 250),
        ({"current_daily_mg": 600, "elemental_mg": 300, "divides_into": 1}, None),
    ],
)
def test_what_is_left_is_the_last_amount_of_the_row(cells: dict[str, Any], left: float | None) -> None:
    (answer,) = assess_frame(pl.DataFrame([plain(**cells)], strict=False)).iter_rows(named=True)
    assert (answer["decision"], answer["last_daily_mg"]) == ("offer", left)


NOT_READ = ("cannot be read", "the register says")
UNREADABLE: dict[str, Any] = {
    "zone": "blue",
    "age_years": -1,
    "kidney": "fair",
    "egfr": -3,
    "kidney_date": "soon",
    "as_of": "today",
    "conditions": "two\nlines",
    "other_conditions": "-",
    "medicines": "two\nlines",
    "tolerance": "good",
    "other_magnesium_mg": -1,
    "partial": "zone",
    "avoids": "dust",
    "acknowledged": "x.y",
    "hold_days": 99,
    "ingredients": "two\nlines",
    "dosage_form": "caplet",
}


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.parametrize("lower_to", [None, 100, 0])
def test_a_cell_that_cannot_be_read_counts_as_a_fact_that_is_not_stated(name: str, lower_to: int | None) -> None:
    """As ``assess`` answers the same person without that fact. It is listed as not checked."""
    row = plain(lower_to_mg=lower_to, **{name: UNREADABLE[name]})
    frame = pl.DataFrame([row], strict=False)
    (answer,) = assess_frame(frame).select(*said(row)).iter_rows(named=True)
    assert answer == said(row) == said(row | {name: None})
    assert answer["decision"] == "offer"
    explained, unstated = explain_row(frame, 0), decide(read_row(row | {name: None}, CURRENT), CURRENT)
    assert isinstance(explained, Offer)
    assert isinstance(unstated, Offer)
    assert (explained.plan, explained.findings, explained.advice) == (
        unstated.plan,
        unstated.findings,
        unstated.advice,
    )
    extra = [gap for gap in explained.not_checked if gap not in unstated.not_checked]
    assert [(gap.path, any(words in gap.text for words in NOT_READ)) for gap in extra] == [(PATHS[name], True)]


@pytest.mark.parametrize("name", UNREADABLE)
def test_the_same_cell_is_asked_for_to_keep_the_amount(name: str) -> None:
    row = plain(intent="maintain", **{name: UNREADABLE[name]}) | {"zone": UNREADABLE["zone"]}
    (answer,) = assess_frame(pl.DataFrame([row], strict=False)).iter_rows(named=True)
    assert answer["decision"] == "needs-information"
    assert PATHS[name] in answer["missing_facts"].split(";")


@pytest.mark.parametrize("current", [-5, None, 0, 200])
@pytest.mark.parametrize("product", ["capsule", "oil"])
def test_to_take_none_needs_no_present_amount(current: int | None, product: str) -> None:
    row = plain(lower_to_mg=0, current_daily_mg=current, product=product)
    (answer,) = assess_frame(pl.DataFrame([row], strict=False)).iter_rows(named=True)
    assert (answer["decision"], answer["missing_facts"]) == ("offer", "")
    assert said(row)["decision"] == "offer"


@pytest.mark.parametrize("intent", ["lower", "maintain"])
@pytest.mark.parametrize(
    ("name", "words"),
    [("medicines", "nilotinib;omeprazole"), ("conditions", "heart-block; "), ("medicines", "omeprazole;nilotinib")],
)
def test_what_cannot_be_read_hides_nothing_that_can_be_read(intent: str, name: str, words: str) -> None:
    row = plain(intent=intent, tolerance="proven", **{name: words})
    (answer,) = assess_frame(pl.DataFrame([row], strict=False)).select(*said(row)).iter_rows(named=True)
    assert answer == said(row)
    assert (answer["decision"], answer["rungs"]) == ("offer" if intent == "lower" else "withhold", None)


def test_a_list_that_can_be_read_in_part_is_named() -> None:
    row = plain(medicines="levothyroxine;two\nlines", intent="maintain", tolerance="proven", zone="green")
    row |= {"other_conditions": "gout; "}
    (answer,) = assess_frame(pl.DataFrame([row], strict=False)).iter_rows(named=True)
    assert answer["missing_facts"] == said(row)["missing_facts"] == "situation.medicines;situation.other_conditions"
    explained = explain_row(pl.DataFrame([row], strict=False), 0)
    assert "levothyroxine" in explained.separation_by_medicine()
