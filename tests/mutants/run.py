"""Mutate each row of the rulebook, and list the mutants that no test notices. Run it by hand; it takes long.

    python tests/mutants/run.py
    python tests/mutants/run.py zone. condition.
    python tests/mutants/run.py --kinds member cut-point

Each mutant must change an approved table. A mutant of a kind that changes what a person may do must also fail a
behaviour test or a law. The answer snapshots, the approved tables and the edition digest do not run there.
"""

import argparse
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from pathlib import Path
from typing import Any

import attrs

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from mutants.mutation import BEHAVIOUR, KINDS, apply, mutants  # noqa: E402

from alpims_mg import CURRENT, tabulate  # noqa: E402
from alpims_mg.rules.index import tables  # noqa: E402

PAGES = ROOT / "examples" / "rulebook"
APPROVED_OR_LOCKED = ("tests/rulebook/test_approved.py", "tests/rulebook/test_edition.py")
SUITES = (
    ("tests/rulebook", *(f"--ignore={file}" for file in APPROVED_OR_LOCKED)),
    ("tests/golden",),
    ("tests/units",),
    ("tests/laws",),
)
"""Behaviour tests and laws, in the order of their speed."""


def all_mutants(beginnings: tuple[str, ...], kinds: list[str]) -> Iterator[tuple[str, Any, str, str]]:
    """Yield each mutant of these kinds of the rules with these beginnings: table field, table, name and kind."""
    for field, table in tables(CURRENT):
        for name, kind, _, _ in mutants(table):
            if kind in kinds and name.startswith(beginnings):
                yield field, table, name, kind


def changes_its_page(field: str, table: Any, name: str) -> bool:
    """Whether the approved page of the table differs for the mutant."""
    mutant = copy(table)
    object.__setattr__(mutant, "_cells", dict(table))
    apply(mutant, name)
    page = tabulate(field, rulebook=attrs.evolve(CURRENT, **{field: mutant}))
    return f"{page}\n" != (PAGES / f"{field}.md").read_text(encoding="utf-8")


def fails_a_test(name: str) -> bool:
    """Whether a behaviour test or a law fails for the mutant. A rulebook that cannot be built fails too.

    Raises: ``RuntimeError`` if pytest finds no test, because then nothing was tried.
    """
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    environment = {**os.environ, "MUTANT": name, "PYTHONPATH": paths}
    for suite in SUITES:
        options = ("-x", "--quiet", "-p", "mutants.mutation", "-p", "no:cacheprovider")
        command = (sys.executable, "-m", "pytest", *options, *suite)
        code = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False).returncode
        if code == 5:
            raise RuntimeError(f"pytest finds no test in {' '.join(suite)}")
        if code != 0:
            return True
    return False


def main() -> int:
    """Try the mutants, and print each survivor and the number of each kind. Return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rules", nargs="*", default=[""], help="beginnings of rule ids; without them, all rules")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS), help="without them, all kinds")
    arguments = parser.parse_args()
    chosen = list(all_mutants(tuple(arguments.rules), arguments.kinds))
    survivors = 0
    counts = Counter(kind for *_, kind in chosen)
    for field, table, name, kind in chosen:
        if not changes_its_page(field, table, name):
            survivors += 1
            print(f"{name} ({kind}: {KINDS[kind]}) leaves its approved page as it is", flush=True)
    if fails_a_test(""):
        print("the tests fail without a mutant; mend that first")
        return 2
    behaviour = [(name, kind) for *_, name, kind in chosen if kind in BEHAVIOUR]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = pool.map(fails_a_test, (name for name, _ in behaviour))
        for (name, kind), noticed in zip(behaviour, outcomes, strict=True):
            if not noticed:
                survivors += 1
                print(f"{name} ({kind}: {KINDS[kind]}) fails no behaviour test and no law", flush=True)
    print(*(f"{count} mutants of the kind {kind}" for kind, count in sorted(counts.items())), sep="\n")
    print(f"{survivors} survivors")
    return int(survivors > 0)


if __name__ == "__main__":
    sys.exit(main())
