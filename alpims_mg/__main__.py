"""``python -m alpims_mg``: the command line, if its extra is installed."""

import sys
from importlib.util import find_spec

EXTRA_COMMANDS = {
    "cohort": (
        "alpims_mg.adapters.frames.command:cohort",
        "Answer every row of a register in files.",
        "register.parquet --out answers.parquet",
    )
}
"""The commands of adapters with an extra of their own. Each has its import path, its help, and an example's arguments.

The function of such a command returns a ``Page``, or a value to print as JSON. So it needs nothing of the command line.
"""

RECORD_READER = "alpims_mg.adapters.fhir.command"
"""The module that reads health records for ``record`` and ``assess --fhir``. It needs no extra but ``cli``."""


def main() -> int:
    """Run the command line and return its exit code.

    If a library is missing, print one line with the extra that installs the library, and return 2.
    """
    try:
        from alpims_mg.adapters.cli import run
    except ModuleNotFoundError as error:
        if error.name not in {"cyclopts", "rich"}:
            raise
        sys.stderr.write(f"the command line needs {error.name}: pip install 'alpims-mg[cli]'\n")
        return 2
    missing = [name for name in ("narwhals", "polars") if find_spec(name) is None]
    if missing and sys.argv[1:2] == ["cohort"]:
        sys.stderr.write(f"the command cohort needs {missing[0]}: pip install 'alpims-mg[cli,frames]'\n")
        return 2
    return run(sys.argv[1:], {} if missing else EXTRA_COMMANDS, record_reader=RECORD_READER)


if __name__ == "__main__":
    sys.exit(main())
