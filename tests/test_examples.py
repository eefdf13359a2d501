"""The examples run, and the cases are questions with every kind of answer."""

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from alpims_mg import Proposal, Situation, assess
from alpims_mg.adapters.frames import SCHEMA, Encoding, assess_frame
from alpims_mg.testing import registers
from alpims_mg.wire import read_case

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = sorted((ROOT / "examples").glob("[0-9]*.py"))
ON_SPARK = ROOT / "examples" / "cohort_on_spark.py"
CASES = sorted((ROOT / "examples" / "cases").glob("*.json"))
NUMBERS = {column.name for column in SCHEMA if Encoding.NUMBER in column.encodings}
PRINTED = Path(__file__).parent / "examples_printed"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_an_example_prints_what_was_read_and_approved(script: Path) -> None:
    ran = subprocess.run(
        [sys.executable, script.name],
        cwd=script.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    approved = PRINTED / f"{script.stem}.txt"
    if os.environ.get("APPROVE"):
        approved.parent.mkdir(exist_ok=True)
        approved.write_text(ran.stdout, encoding="utf-8")
    assert ran.stdout == approved.read_text(encoding="utf-8"), "run with APPROVE=1 and read what is printed"
    assert ran.stderr == ""


@pytest.mark.peers
def test_the_example_on_spark_gives_the_answers_of_one_machine(tmp_path: Path) -> None:
    if not os.environ.get("ALL_ENGINES"):
        pytest.importorskip("pyspark")
    register, decisions = tmp_path / "register.parquet", tmp_path / "decisions.parquet"
    columns = registers(2_000, seed=31, hostile=20)
    types = {name: pl.Float64 if name in NUMBERS else pl.String for name in columns}
    frame = pl.DataFrame(columns, schema=types, strict=False)
    frame.write_parquet(register)
    ran = subprocess.run(
        [sys.executable, ON_SPARK, register, decisions, "local[2]"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    counts = assess_frame(frame)["decision"].value_counts().sort("decision")
    assert ran.stdout.splitlines() == [f"{decision:<18} {rows:>12,}" for decision, rows in counts.rows()]


def test_each_example_asks_one_question() -> None:
    questions = [script.read_text().splitlines()[0] for script in SCRIPTS]
    assert len(questions) >= 5
    assert all(question.startswith('"""') and question.endswith('?"""') for question in questions)


def test_there_are_at_least_twelve_cases_with_all_four_answers() -> None:
    answers = {path.stem: assess(*_question(path)) for path in CASES}
    assert len(answers) >= 12
    assert {type(answer).__name__ for answer in answers.values()} == {
        "Offer",
        "Consult",
        "NeedsInformation",
        "Withhold",
    }


def _question(path: Path) -> tuple[Situation, Proposal]:
    case = read_case(path.read_bytes())
    return case.situation, case.proposal
