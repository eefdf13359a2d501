"""``python -m alpims_mg``: the command line, if its extra is installed."""

import sys
from importlib.util import find_spec

EXTRA_COMMANDS = {
    "cohort": (
        "alpims_mg.adapters.frames.command:cohort",
        "Answer every row of a register in files.",
        "register.parquet --out answers.parquet",
    ),
    "handout": (
        "alpims_mg.adapters.handout.command:write_handout",
        "Write an answer, or today's review of a course, as pages to print.",
        "case.json --out page.html",
    ),
}
"""The commands of adapters with an extra of their own. Each has its import path, its help, and an example's arguments.

The function of such a command returns a ``Page``, or a value to print as JSON. So it needs nothing of the command line.
"""

EXTRA_LIBRARIES = {"cohort": ("frames", ("narwhals", "polars")), "handout": ("handout", ("babel", "jinja2"))}
"""The extra of each of these commands, and the libraries that it brings."""

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
    commands = dict(EXTRA_COMMANDS)
    for name, (extra, libraries) in EXTRA_LIBRARIES.items():
        missing = [library for library in libraries if find_spec(library) is None]
        if missing and sys.argv[1:2] == [name]:
            sys.stderr.write(f"the command {name} needs {missing[0]}: pip install 'alpims-mg[cli,{extra}]'\n")
            return 2
        if missing:
            del commands[name]
    return run(sys.argv[1:], commands, record_reader=RECORD_READER)


if __name__ == "__main__":
    sys.exit(main())
