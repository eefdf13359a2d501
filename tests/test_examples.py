"""Every example runs and prints what was approved, and the cases lead to all four answers."""

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from approval import approve

from alpims_mg import assess
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
def test_an_example_prints_what_was_approved(script: Path) -> None:
    process = subprocess.run(
        [sys.executable, script.name],
        cwd=script.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    approve({PRINTED / f"{script.stem}.txt": process.stdout})
    assert process.stderr == ""


@pytest.mark.peers
def test_the_example_on_spark_gives_the_same_answers_as_one_machine(tmp_path: Path) -> None:
    if not os.environ.get("ALL_ENGINES"):
        pytest.importorskip("pyspark")
    register, decisions = tmp_path / "register.parquet", tmp_path / "decisions.parquet"
    cells = registers(2_000, seed=31, hostile=20)
    types = {name: pl.Float64 if name in NUMBERS else pl.String for name in cells}
    frame = pl.DataFrame(cells, schema=types, strict=False)
    frame.write_parquet(register)
    process = subprocess.run(
        [sys.executable, ON_SPARK, register, decisions, "local[2]"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    counts = assess_frame(frame)["decision"].value_counts().sort(pl.col("decision").cast(pl.String))
    assert process.stdout.splitlines() == [f"{decision:<18} {rows:>12,}" for decision, rows in counts.rows()]


def test_every_example_begins_with_its_question() -> None:
    first_lines = [script.read_text(encoding="utf-8").splitlines()[0] for script in SCRIPTS]
    assert len(first_lines) >= 5
    assert all(line.startswith('"""') and line.endswith('?"""') for line in first_lines)


def test_at_least_twelve_cases_lead_to_all_four_answers() -> None:
    cases = [read_case(path.read_bytes()) for path in CASES]
    assert len(cases) >= 12
    answers = {type(assess(case.situation, case.proposal)).__name__ for case in cases}
    assert answers == {"Offer", "Consult", "NeedsInformation", "Withhold"}
