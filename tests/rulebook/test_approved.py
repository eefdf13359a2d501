"""The rule tables as a clinician reads them, each approved by a person who has read it.

``examples/rulebook/`` holds one page for each table, and an index. A changed row changes its page. Read the difference;
if it is what you meant, run the tests with ``APPROVE=1`` to rewrite the pages.
"""

from pathlib import Path

from approval import APPROVING, approve

from alpims_mg import CURRENT, tabulate
from alpims_mg._internal.rendering import escaped
from alpims_mg.rules.index import tables

PAGES = Path(__file__).resolve().parents[2] / "examples" / "rulebook"
TABLES = dict(tables(CURRENT))


def index() -> str:
    """The page that lists all tables, in the order of the rulebook."""
    rows = (
        f"| [{field}]({field}.md) | {escaped(table.title)} | {table.name} | {len(table.rules)} |"
        for field, table in TABLES.items()
    )
    rules = sum(len(table.rules) for table in TABLES.values())
    lines = (
        "# The rulebook",
        "",
        f"Edition {CURRENT.edition}: {len(TABLES)} tables, {rules} rules.",
        "",
        "Each row gives the values it applies to, its answer, the reason, its sources and its permanent id. Every",
        "combination of values has exactly one row. When rows of several tables apply, the strictest verdict wins:",
        "permit, caution, consult, withhold.",
        "",
        "A source is marked *guide* (the ALPIMS guide), *authority* (a public authority or a paper) or *convention* (a",
        "choice of this project). *Recalled, not read* marks a citation from memory: it never permits anything.",
        "",
        "These pages are written from the rulebook, so edit the rows, not the pages:",
        "[change a rule](../../.github/CONTRIBUTING.md#change-a-rule).",
        "",
        "| table | what it holds | family | rules |",
        "| --- | --- | --- | --- |",
        *rows,
    )
    return "\n".join(lines)


EXPECTED = {"README.md": index} | {f"{field}.md": lambda field=field: tabulate(field) for field in TABLES}


def test_a_page_equals_the_page_that_was_approved() -> None:
    approve({PAGES / name: f"{page()}\n" for name, page in EXPECTED.items()})


def test_every_page_belongs_to_a_table() -> None:
    stale = sorted(page for page in PAGES.iterdir() if page.name not in EXPECTED)
    if APPROVING:
        for page in stale:
            page.unlink()
    assert [page.name for page in stale if page.exists()] == [], "remove these pages, or run with APPROVE=1"
