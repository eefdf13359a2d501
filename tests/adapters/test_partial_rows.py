"""Rows of a register that state only a part of a list: every added column agrees with the answer of ``assess``."""

from itertools import product
from typing import Any, Final

import polars as pl
import pytest
from adapters.test_frames import STATED, assert_matches_scalar, one_row, polars_frame

from alpims_mg.adapters.frames import SCHEMA, assess_frame, explain_row
from alpims_mg.model.decisions import NeedsInformation, Offer, Withhold

CONDITIONS: Final = ("none", None, "mcas", "dialysis", "gout", "cardiac;gout", "eds;two\nlines", "two\nlines")
MEDICINES: Final = ("none", None, "levothyroxine", "nilotinib", "zzz", "levothyroxine;two\nlines")
PARTIAL: Final = (
    None,
    "none",
    "medicines",
    "Conditions",
    "conditions; medicines",
    "medicines;medicines",
    "zone",
    "medicines;zone",
    "unknown",
    "",
)


def register(**changed: Any) -> pl.DataFrame:
    """One row for each combination of conditions, medicines and partial lists, with the same other facts in all."""
    rows = [
        {**STATED, **changed, "conditions": conditions, "medicines": medicines, "partial": partial}
        for conditions, medicines, partial in product(CONDITIONS, MEDICINES, PARTIAL)
    ]
    return polars_frame({name: [row[name] for row in rows] for name in STATED | changed})


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"zone": None},
        {"zone": "red"},
        {"age_years": None, "other_magnesium_mg": None},
        {"kidney": None},
        {"intent": "maintain", "current_daily_mg": 100.0},
        {"intent": "maintain", "current_daily_mg": None},
        {"intent": "lower", "current_daily_mg": 200.0},
        {"intent": "lower", "current_daily_mg": None, "lower_to_mg": 0.0},
        {"product": "oil"},
        {"product": "bath", "intent": "lower"},
        {"intent": None},
    ],
    ids=str,
)
def test_every_combination_has_the_scalar_answer(changed: dict[str, Any]) -> None:
    frame = register(**changed)
    assert_matches_scalar(assess_frame(frame), frame)


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        ({"partial": "medicines"}, "situation.medicines"),
        ({"partial": "conditions;medicines"}, "situation.conditions;situation.medicines"),
        ({"partial": "conditions", "conditions": "mcas"}, "situation.conditions"),
        ({"partial": "conditions", "conditions": None}, "situation.conditions"),
        ({"partial": "conditions", "conditions": "mcas;two\nlines"}, "situation.conditions"),
        ({"partial": "medicines;zone"}, "situation.medicines;situation.partial"),
        ({"partial": "unknown"}, "situation.partial"),
        ({"partial": "none"}, ""),
        ({"partial": None}, ""),
    ],
    ids=str,
)
def test_the_rest_of_a_partial_list_is_a_missing_fact(cells: dict[str, Any], missing: str) -> None:
    answers = assess_frame(one_row(**cells))
    expected = ("needs-information" if missing else "offer", missing)
    assert answers.select("decision", "missing_facts").row(0) == expected
    decision = explain_row(one_row(**cells), 0)
    assert isinstance(decision, NeedsInformation if missing else Offer)


def test_a_row_asks_for_the_rest_in_plain_words() -> None:
    decision = explain_row(one_row(partial="medicines", medicines="levothyroxine"), 0)
    assert isinstance(decision, NeedsInformation)
    assert [question.question for question in decision.questions] == [
        "Is there anything else? Which other medicines do you take?"
    ]
    assert "levothyroxine" in decision.separation_by_medicine()


def test_what_a_partial_list_holds_can_withhold() -> None:
    row = one_row(partial="conditions;medicines", conditions="dialysis")
    assert assess_frame(row)["binding_rules"].to_list() == ["condition.dialysis"]
    assert isinstance(explain_row(row, 0), Withhold)


def test_a_column_of_lists_may_name_partial_lists() -> None:
    cells = [[], ["medicines"], ["conditions", "medicines"], [None], None, ["zone"]]
    frame = pl.concat([one_row()] * len(cells)).with_columns(
        pl.Series("partial", cells, dtype=pl.List(pl.String)),
    )
    answers = assess_frame(frame)
    assert_matches_scalar(answers, frame)
    assert answers["missing_facts"].to_list() == [
        "",
        "situation.medicines",
        "situation.conditions;situation.medicines",
        "",
        "",
        "situation.partial",
    ]


def test_the_schema_names_the_words_of_the_column() -> None:
    (column,) = (column for column in SCHEMA if column.name == "partial")
    assert (column.words, column.needed) == (("conditions", "medicines"), False)
