"""Measure goals 1 to 12 in one run, and print them as one Markdown table.

    python tests/benchmarks/goals.py --rows 10000000

Install the extras ``frames``, ``engines`` and ``peers`` first. Goal 12 is the time of the README's tests on two cores;
leave it out with ``--without-tests``.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import cohort
import ratios
from measuring import HEADER, Goal

ROOT = Path(__file__).resolve().parents[2]
TESTS = ("-m", "pytest", "--quiet", "--numprocesses", "auto", "--dist", "worksteal")


def test_time() -> Goal:
    """Goal 12: the seconds that the tests of the README take.

    Raises: ``CalledProcessError`` if a test fails.
    """
    started = time.perf_counter()
    subprocess.run([sys.executable, *TESTS], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return Goal(12, "the README's tests, in seconds", 150, time.perf_counter() - started)


def all_goals(rows: int, *, with_tests: bool) -> Iterator[Goal]:
    """Measure each goal. ``rows`` is the number of rows of the registers."""
    yield from ratios.goals()
    yield from cohort.goals(rows)
    if with_tests:
        yield test_time()


def main() -> None:
    """Measure all goals, then print them in order."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--without-tests", action="store_true")
    arguments = parser.parse_args()
    measured = list(all_goals(arguments.rows, with_tests=not arguments.without_tests))
    print(HEADER, *sorted(measured, key=lambda goal: goal.number), sep="\n")


if __name__ == "__main__":
    main()
