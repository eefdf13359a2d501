"""The tables as a clinician reads them, each approved by somebody who has read it.

A changed row changes its table here. Read the difference; where it is what was meant, run with ``APPROVE=1``.
"""

import os
from pathlib import Path

import pytest

from alpims_mg import CURRENT, tabulate
from alpims_mg.rules.index import tables

APPROVED = Path(__file__).resolve().parents[1] / "approved"
APPROVING = os.environ.get("APPROVE") == "1"
NOBODY_READS = bool(os.environ.get("CI"))
FIELDS = [field for field, _ in tables(CURRENT)]


def test_nothing_is_approved_where_nobody_reads() -> None:
    assert not (APPROVING and NOBODY_READS), "APPROVE=1 is for people who have read the tables, never for CI"


@pytest.mark.parametrize("field", FIELDS)
def test_a_table_reads_as_it_was_approved(field: str) -> None:
    page = APPROVED / f"{field}.md"
    reads = f"{tabulate(field)}\n"
    if APPROVING:
        page.write_text(reads, encoding="utf-8", newline="\n")
    approved = page.read_text(encoding="utf-8") if page.exists() else ""
    assert reads == approved, f"read the table {field} as a clinician would; if it is right, run with APPROVE=1"


def test_no_page_is_kept_of_a_table_that_is_gone() -> None:
    stale = sorted(page for page in APPROVED.glob("*") if page.name not in {f"{field}.md" for field in FIELDS})
    if APPROVING:
        for page in stale:
            page.unlink()
    assert [page.name for page in stale if page.exists()] == [], "remove these pages, or run with APPROVE=1"
