"""The README is true: its code runs, its tables are the rulebook's, and its two commands are the ones that are run."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from alpims_mg import tabulate

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
TABLE = re.compile(r"<!-- table: (\w+) -->\n(.*?)<!-- end -->", re.DOTALL)
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def command(heading: str) -> str:
    """The one shell command under a heading."""
    section = README.read_text().split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    ((kind, text),) = BLOCK.findall(section)
    assert kind == "bash"
    return str(text).strip()


def test_the_python_blocks_print_what_they_show() -> None:
    short_repr = "".join(text for kind, text in BLOCK.findall(README.read_text()) if kind == "python")
    test = doctest.DocTestParser().get_doctest(short_repr, {}, "README", str(README), 0)
    assert len(test.examples) >= 9
    assert doctest.DocTestRunner().run(test).failed == 0


def test_every_block_is_python_or_one_of_the_two_commands() -> None:
    kinds = [kind for kind, _ in BLOCK.findall(README.read_text())]
    assert kinds == ["bash", "bash", *["python"] * 9]


@pytest.mark.parametrize("name", [name for name, _ in TABLE.findall(README.read_text())])
def test_a_table_is_the_one_that_tabulate_writes(name: str) -> None:
    fresh = TABLE.sub(
        lambda found: f"<!-- table: {found[1]} -->\n{tabulate(found[1])}\n<!-- end -->", README.read_text()
    )
    if os.environ.get("APPROVE"):
        README.write_text(fresh)
    assert tabulate(name) in README.read_text(), "run with APPROVE=1 and read the tables as a clinician would"


def test_run_it_ends_with_an_answer_on_the_first_day() -> None:
    venv, install, answer = (part.strip() for part in command("Run it").split("&&"))
    assert venv == "python3.11 -m venv .venv"
    assert install.startswith(".venv/bin/pip install")
    python, *arguments = shlex.split(answer)
    assert python == ".venv/bin/python"
    ran = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("OFFER")
    assert "2026-03-22" in ran.stdout
    assert ran.stderr == ""


def test_test_it_sets_up_and_runs_the_whole_suite() -> None:
    venv, install, test = (part.strip() for part in command("Test it").split("&&"))
    assert venv == "python3.11 -m venv .venv"
    assert '".[dev]"' in install
    assert shlex.split(test)[:3] == [".venv/bin/python", "-m", "pytest"]
    assert not [word for word in shlex.split(test) if word.startswith(("-k", "-m", "--ignore", "tests"))][1:]
