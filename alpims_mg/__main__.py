"""``python -m alpims_mg``: the command line, where its extra is installed."""

import sys


def main() -> int:
    """Run the command line, or say in one line which extra it needs."""
    try:
        from alpims_mg.adapters.cli import run
    except ModuleNotFoundError as error:
        if error.name not in {"cyclopts", "rich"}:
            raise
        sys.stderr.write(f"the command line needs {error.name}: pip install 'alpims-mg[cli]'\n")
        return 2
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
