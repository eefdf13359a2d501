"""Snapshots: questions with the answers of today. A changed answer is read by a person, then approved.

One file holds one question and its answer. The hand-worked cases are in ``tests/golden``.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from approval import approve
from snapshots.answers import ANSWERS, written

HERE = Path(__file__).parent


def files(family: str) -> dict[Path, dict[str, Any]]:
    return {path: json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / family).glob("*.json"))}


@pytest.mark.parametrize("family", ANSWERS)
def test_answers_are_the_approved_ones(family: str) -> None:
    questions = files(family)
    assert questions
    approve(
        {
            path: written({"about": kept["about"], "input": kept["input"], "answer": ANSWERS[family](kept["input"])})
            + "\n"
            for path, kept in questions.items()
        }
    )


@pytest.mark.parametrize("family", ANSWERS)
def test_no_two_snapshots_ask_the_same(family: str) -> None:
    asked = [json.dumps([kept["about"], kept["input"]], sort_keys=True) for kept in files(family).values()]
    assert len(set(asked)) == len(asked)
