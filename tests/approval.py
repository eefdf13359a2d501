"""Approved files: what the code gives today is compared with files that a person has read.

Read the difference. If it is what you meant, run the tests with ``APPROVE=1``: it rewrites the files.
"""

import os
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

APPROVING = os.environ.get("APPROVE") == "1"
ROOT = Path(__file__).resolve().parents[1]
SHOWN = 3


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def approve(files: Mapping[Path, str]) -> None:
    """Fail where a file differs from its fresh text. ``APPROVE=1`` rewrites it first, except in CI."""
    if APPROVING:
        assert not os.environ.get("CI"), "APPROVE=1 is for a person who reads the difference, never for CI"
        for path, fresh in files.items():
            if read(path) != fresh:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(fresh, encoding="utf-8", newline="\n")
    differing = {path.relative_to(ROOT).as_posix(): (read(path), fresh) for path, fresh in files.items()}
    differing = {name: texts for name, texts in differing.items() if texts[0] != texts[1]}
    assert not differing, (
        f"{len(differing)} approved files differ. Read the difference; if it is right, run with APPROVE=1:\n"
        + "\n".join(
            "\n".join(unified_diff(approved.splitlines(), fresh.splitlines(), name, "now", lineterm="", n=1))
            for name, (approved, fresh) in list(differing.items())[:SHOWN]
        )
    )
