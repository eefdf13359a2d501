"""The command line (extra ``cli``): a case in, an answer out, as a person would want it or as JSON."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

from cyclopts import App, CycloptsError, Parameter
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from alpims_mg._kit.markup import Block, Grid, Listing, Page
from alpims_mg.assessment import assess
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.explanation import tabulated
from alpims_mg.policies import tables
from alpims_mg.rulebook import CURRENT
from alpims_mg.rulebook.consults import Notice
from alpims_mg.wire import in_json, read_case, wire_faults

__all__ = ["run"]

_ANSWERED, _NOT_WRITTEN, _BAD_INPUT = 0, 1, 2

app = App(
    name="python -m alpims_mg",
    help="May this person start, keep or raise magnesium today, and if not, what would change that?",
    version_flags=[],
    result_action="return_value",
)


@app.command(name="assess")
def _assess(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)],
    /,
    *,
    json: bool = False,
    starts: Annotated[str | None, Parameter(name="--from")] = None,
) -> None:
    """Answer the question in a JSON file.

    Parameters
    ----------
    file
        The case, or - for standard input.
    json
        Print the answer as JSON.
    starts
        The date of the first day, to put dates on the plan: 2026-03-01.
    """
    first_day = _date(starts)
    case = read_case(_contents(file))
    try:
        decision = assess(case.situation, case.proposal)
    except InvalidInputError as error:
        raise InvalidInputError(*wire_faults(error.faults)) from None
    if json:
        print(in_json(decision))
    else:
        _show(decision.page(first_day))


@app.command(name="rules")
def _rules(table: str | None = None, /) -> None:
    """Print a table of the rulebook for a clinician to read, or name the tables.

    Parameters
    ----------
    table
        The name of a table (zones) or of a family of tables (zone).
    """
    if table is None:
        rows = tuple((name, one.title, str(len(one.rules))) for name, one in tables(CURRENT))
        grid = Grid(caption="Tables of the rulebook", header=("table", "title", "rows"), rows=rows)
        _show(Page(title=f"Rulebook, edition {CURRENT.edition}", blocks=(grid,)))
    else:
        for one in tabulated(table):
            _show(one.page())
        _show(Page(title=CURRENT.notices[Notice.DISCLAIMER].then))


def run(arguments: Sequence[str]) -> int:
    """Run one command: 0 for any answer, 1 where it could not be written, 2 for bad input with every fault told."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without the letter shows its number
    try:
        app(arguments, exit_on_error=False, print_error=False)
        sys.stdout.flush()
    except InvalidInputError as error:
        print(error, file=sys.stderr)
        return _BAD_INPUT
    except CycloptsError as error:
        print(error, file=sys.stderr)
        return _BAD_INPUT
    except BrokenPipeError:  # the reader has seen enough; keep the interpreter from writing to it at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"the answer could not be written: {error.strerror}", file=sys.stderr)
        return _NOT_WRITTEN
    return _ANSWERED


def _contents(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (AttributeError, OSError, ValueError) as error:  # no standard input, no such file, no such name
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InvalidInputError(
            Fault(path="FILE", wanted="a file that can be read", got=f"{file!r} ({why})", todo="name a JSON file, or -")
        ) from None


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    with suppress(ValueError):
        if str(day := date.fromisoformat(text)) == text:
            return day
    raise InvalidInputError(Fault(path="--from", wanted="a date", got=repr(text), todo="write for example 2026-03-01"))


def _show(page: Page) -> None:
    """A page in colour on a terminal, as plain text elsewhere."""
    console = Console()
    if not console.is_terminal:
        print(page.text())
        return
    console.print(Text(page.title, style="bold"))
    for block in page.blocks:
        console.print()
        _show_block(block, console)


def _show_block(block: Block, console: Console) -> None:
    match block:
        case str():
            console.print(Text(block))
        case Listing(title=title, items=items):
            console.print(Text(f"{title}:", style="bold"))
            points = RichTable.grid(padding=(0, 1))
            for item in items:
                points.add_row("  -", Text(item))
            console.print(points)
        case _:
            table = RichTable(title=Text(block.caption), title_justify="left", show_lines=True)
            for name in block.header:
                table.add_column(Text(name))
            for row in block.rows:
                table.add_row(*map(Text, row))
            console.print(table)
