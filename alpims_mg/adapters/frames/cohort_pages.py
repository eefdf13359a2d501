"""What the command ``cohort`` prints after a run: a page for people, or the same as JSON."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, cast

from alpims_mg._internal.rendering import Block, Foot, Grid, Listing, Page, Section
from alpims_mg.adapters.frames.cohort_options import in_options
from alpims_mg.adapters.frames.data_reports import DataReport
from alpims_mg.adapters.frames.tallies import Tally
from alpims_mg.model.vocabulary import Answer
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import CURRENT

_SHOWN: Final = 20
"""The most rows of a table, and files, that the page names."""


def cohort_page(tally: Tally, target: Path, not_read: tuple[str, ...], report: DataReport) -> Page:
    """The page that a person reads after a run."""
    answers = tally.by_answer()
    tables = (
        Grid(
            "Decisions",
            ("decision", "rows"),
            tuple((str(answer), f"{answers.get(str(answer), 0):,}") for answer in Answer),
            (1,),
        ),
        Grid(
            "Rules that bind most",
            ("rule", "decision", "rows"),
            tuple((rule, decision, f"{rows:,}") for rule, decision, rows in tally.by_rule()[:_SHOWN]),
            (2,),
        ),
        Grid(
            "Facts that are missing most",
            ("fact", "rows"),
            tuple((fact, f"{rows:,}") for fact, rows in tally.by_missing_fact()[:_SHOWN]),
            (1,),
        ),
    )
    more = (f"and {len(not_read) - _SHOWN:,} more",) if len(not_read) > _SHOWN else ()
    files = (Listing("Files that were not read", (*not_read[:_SHOWN], *more)),) if not_read else ()
    foot = Foot(CURRENT.notices[Notice.DISCLAIMER].then)
    title = f"{sum(answers.values()):,} rows are assessed by edition {CURRENT.edition}"
    shown = tuple(table for table in tables if table.rows)
    return Page(title, (Section("Written to", (str(target),)), *files, *_reported(report), *shown, foot))


def _reported(report: DataReport) -> tuple[Block, ...]:
    """The blocks of the report on a register, with the options of the command for the arguments of Python."""
    page = report.page()
    blocks: tuple[Block, ...] = _in_options((page.title, *page.blocks))
    return blocks


def _in_options(value: Any) -> Any:
    """A block with each of its texts by ``in_options``. A block is a tuple, and may hold more of them."""
    if isinstance(value, str):
        return in_options(value)
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        kind: Any = type(items)
        parts = map(_in_options, items)
        return kind._make(parts) if hasattr(kind, "_make") else tuple(parts)
    return value


def cohort_json(tally: Tally, target: Path, not_read: tuple[str, ...], report: DataReport) -> Mapping[str, Any]:
    """The same as JSON, with every rule, fact and file."""
    answers = tally.by_answer()
    return {
        "out": str(target),
        "edition": CURRENT.edition,
        "rows": sum(answers.values()),
        "not_read": list(not_read),
        "report": report.as_mapping(),
        "decisions": {str(answer): answers.get(str(answer), 0) for answer in Answer},
        "rules": [{"rule": rule, "decision": decision, "rows": rows} for rule, decision, rows in tally.by_rule()],
        "missing_facts": [{"fact": fact, "rows": rows} for fact, rows in tally.by_missing_fact()],
        "disclaimer": CURRENT.notices[Notice.DISCLAIMER].then,
    }
