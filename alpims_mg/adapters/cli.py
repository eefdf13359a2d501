"""The commands of the command line (extra ``cli``): each reads a file and prints the answer as text or as JSON."""

import os
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, TypeVar

from alpims_mg._internal.extras import optional_imports
from alpims_mg._internal.rendering import Block, Grid, Listing, Page
from alpims_mg._internal.validation import a_whole_number, an_instance, as_tuple, check_instances
from alpims_mg.assessment.assessing import assess
from alpims_mg.courses.diary import Course
from alpims_mg.courses.reviews import course_of, review_course
from alpims_mg.dosing.scheduling import schedule_day
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.explanation.explanations import tabulated, why_not
from alpims_mg.explanation.ranking import form_options, route_options
from alpims_mg.explanation.search import what_would_change
from alpims_mg.labels.label import Label
from alpims_mg.model.decisions import plan_or_draft
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.vocabulary import Aim, Audience, Domain, Word
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rules.index import tables
from alpims_mg.wire import read_case, read_day_case, read_diary, read_record, to_json, wire_faults

with optional_imports(__name__, extra="cli", libraries=("cyclopts", "rich")):
    from cyclopts import App, CycloptsError, Parameter
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

__all__ = ["run"]

W = TypeVar("W", bound=Word)

NO_EXTRA_COMMANDS: Mapping[str, tuple[str, str]] = MappingProxyType({})

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
    """Answer the case in a JSON file: may magnesium be started, kept or changed today?

    Parameters
    ----------
    file
        The JSON file with the case, or - for standard input.
    json
        Print JSON instead of text.
    starts
        The date of the first day, such as 2026-03-01. The plan then shows dates.
    """
    first_day = _parse_date(starts)
    case = read_case(_read_file(file))
    with _faults_named_as_in_json():
        decision = assess(case.situation, case.proposal)
    if json:
        print(to_json(decision))
    else:
        _print_page(decision.page(first_day))


@app.command(name="why")
def _why(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)],
    /,
    *,
    reader: Annotated[str, Parameter(name="--for")] = str(Audience.PATIENT),
    json: bool = False,
) -> None:
    """Show why the answer is not yes, and what would change it.

    Parameters
    ----------
    file
        The JSON file with the case, or - for standard input.
    reader
        Who reads it: patient, or clinician, which adds rules and sources.
    json
        Print JSON instead of text.
    """
    (audience,) = _parse_words("--for", (reader,), Audience)
    case = read_case(_read_file(file))
    with _faults_named_as_in_json():
        counterfactuals = what_would_change(case.situation, case.proposal)
    reasons = why_not(counterfactuals.decision)
    if json:
        print(to_json({"why_not": reasons, "what_would_change": counterfactuals}))
    else:
        _print_page(reasons.page(audience))
        _print_page(counterfactuals.page(audience))


@app.command(name="options")
def _options(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)],
    /,
    *,
    aim: Annotated[tuple[str, ...], Parameter(show_default=False)] = (),
    domain: Annotated[tuple[str, ...], Parameter(show_default=False)] = (),
    json: bool = False,
) -> None:
    """Rank forms and routes for the person in a case.

    Parameters
    ----------
    file
        The JSON file with the case, or - for standard input. Only its situation counts.
    aim
        What the magnesium is for, such as sleep or migraine. Can be given several times.
    domain
        A domain of ALPIMS: anxiety, laxity, pain, immune, mood or sensory. Can be given several times.
    json
        Print JSON instead of text.
    """
    aims, domains = _parse_words("--aim", aim, Aim), _parse_words("--domain", domain, Domain)
    situation = read_case(_read_file(file)).situation
    with _faults_named_as_in_json():
        forms = form_options(aims=aims, domains=domains, situation=situation)
        routes = route_options(aims=aims, domains=domains, situation=situation)
    if json:
        print(to_json({"forms": forms, "routes": routes}))
    else:
        _print_page(forms.page())
        _print_page(routes.page())


@app.command(name="clock")
def _clock(file: Annotated[str, Parameter(allow_leading_hyphen=True)], /, *, rung: int = 1, json: bool = False) -> None:
    """Show at what times of day to take one rung of the plan, around meals, sleep and medicines.

    If today's answer has no plan for a capsule, show that answer.

    Parameters
    ----------
    file
        The JSON file with the case and its routine (wakes, sleeps, breakfast, lunch, dinner), or - for standard input.
    rung
        The number of the rung. The first is 1.
    json
        Print JSON instead of text.
    """
    case = read_day_case(_read_file(file))
    with _faults_named_as_in_json():
        decision = assess(case.situation, case.proposal)
    plan = plan_or_draft(decision)
    if not isinstance(plan, DosePlan):
        if json:
            print(to_json(decision))
        else:
            _print_page(decision.page())
        return
    raise_if_any((a_whole_number("--rung", rung, least=1, most=len(plan.steps), of="rungs"),))
    day = schedule_day(plan.steps[rung - 1], case.routine, case.situation.medicines)
    if json:
        print(to_json({"decision": decision.answer, "rung": rung, "day": day}))
    else:
        _print_page(Page(title=decision.page().title, blocks=(f"Rung {rung} of {len(plan.steps)}.",)))
        _print_page(day.page())


@app.command(name="course")
def _course(file: Annotated[str, Parameter(allow_leading_hyphen=True)], /, *, json: bool = False) -> None:
    """Review a course: what to do today, why, what the course is waiting for, and every day so far.

    If the capsule allows no plan, show the answer to the proposal.

    Parameters
    ----------
    file
        The JSON file with the diary (first case, first day, today and check-ins), or - for standard input.
    json
        Print JSON instead of text.
    """
    diary = read_diary(_read_file(file))
    with _faults_named_as_in_json():
        course = course_of(diary)
        answer = (
            review_course(course, diary.check_ins, diary.as_of)
            if isinstance(course, Course)
            else assess(diary.situation, diary.proposal)
        )
    if json:
        print(to_json(answer))
    else:
        _print_page(answer.page())


@app.command(name="label")
def _label(file: Annotated[str, Parameter(allow_leading_hyphen=True)], /, *, json: bool = False) -> None:
    """Read a product label: its magnesium, serving and ingredients, and what could not be read.

    Parameters
    ----------
    file
        The file with the label's text, or with its JSON record in the NIH label database, or - for standard input.
    json
        Print JSON instead of text.
    """
    contents = _read_file(file)
    record = contents.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    label = Label.from_dsld(read_record(contents)) if record else Label.from_text(_decode(contents))
    if json:
        print(to_json(label))
    else:
        _print_page(label.page())


@app.command(name="rules")
def _rules(table: str | None = None, /) -> None:
    """Print a table of the rulebook for a clinician to read. Without a name, list the tables.

    Parameters
    ----------
    table
        The name of a table, such as zones, or of a family of tables, such as zone.
    """
    if table is None:
        rows = tuple((name, listed.title, str(len(listed.rules))) for name, listed in tables(CURRENT))
        grid = Grid(caption="Tables of the rulebook", header=("table", "title", "rows"), rows=rows)
        _print_page(Page(title=f"Rulebook, edition {CURRENT.edition}", blocks=(grid,)))
    else:
        for found in tabulated(table):
            _print_page(found.page())
        _print_page(Page(title=CURRENT.notices[Notice.DISCLAIMER].then))


def run(arguments: Sequence[str], extra_commands: Mapping[str, tuple[str, str]] = NO_EXTRA_COMMANDS) -> int:
    """Run one command and return its exit code.

    The code is 0 for any answer, 1 if the answer could not be written, and 2 for bad input.

    ``extra_commands`` maps the name of each command of another module to its import path and its help text. A command
    is imported only when it is called. Every fault of bad input is printed on standard error.
    """
    raise_if_any(
        (
            *check_instances("arguments", as_tuple(arguments), str),
            an_instance("extra_commands", extra_commands, Mapping, example='{"cohort": ("module:app", "help")}'),
        )
    )
    raise_if_any(
        an_instance(f"extra_commands[{name}]", command, tuple, example='("module:app", "help")')
        for name, command in extra_commands.items()
    )
    for name, (location, help_text) in extra_commands.items():
        if name not in app:
            app.command(location, name=name, help=help_text)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number
    try:
        app(arguments, exit_on_error=False, print_error=False)
        sys.stdout.flush()
    except InvalidInputError as error:
        print(error, file=sys.stderr)
        return _BAD_INPUT
    except CycloptsError as error:
        print(error, file=sys.stderr)
        return _BAD_INPUT
    except BrokenPipeError:  # the reader closed the pipe, so prevent a write at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"the answer could not be written: {error.strerror}", file=sys.stderr)
        return _NOT_WRITTEN
    return _ANSWERED


@contextmanager
def _faults_named_as_in_json() -> Generator[None]:
    """A context manager. In an ``InvalidInputError`` raised inside, fields get the names of their keys in the JSON."""
    try:
        yield
    except InvalidInputError as error:
        raise InvalidInputError(*wire_faults(error.faults)) from None


def _parse_words(option: str, given: tuple[str, ...], kind: type[W]) -> tuple[W, ...]:
    """Convert the texts given for a command-line option to members of the enum ``kind``.

    Raises: ``InvalidInputError`` with a fault for each text that names no member.
    """
    words = {str(word): word for word in kind}
    unknown = [text for text in given if text not in words]
    expected, fix = f"one of {', '.join(words)}", "write one of these words"
    raise_if_any(Fault(path=option, expected=expected, actual=repr(text), fix=fix) for text in unknown)
    return tuple(words[text] for text in given)


def _decode(contents: bytes) -> str:
    """The text of a UTF-8 file, without its byte order mark."""
    try:
        return contents.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        actual = f"a byte that is not UTF-8, at position {error.start}"
        raise InvalidInputError(
            Fault(path="FILE", expected="UTF-8 text", actual=actual, fix="save the file as UTF-8")
        ) from None


def _read_file(file: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``."""
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (AttributeError, OSError, ValueError) as error:  # no standard input, no such file, or an invalid name
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InvalidInputError(
            Fault(
                path="FILE",
                expected="a file that can be read",
                actual=f"{file!r} ({why})",
                fix="name a JSON file, or -",
            )
        ) from None


def _parse_date(text: str | None) -> date | None:
    if text is None:
        return None
    with suppress(ValueError):
        if str(day := date.fromisoformat(text)) == text:
            return day
    raise InvalidInputError(
        Fault(path="--from", expected="a date", actual=repr(text), fix="write for example 2026-03-01")
    )


def _print_page(page: Page) -> None:
    """Print a page: with styles on a terminal, as plain text elsewhere."""
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
            for place, name in enumerate(block.header):  # the first cell names the row, so it is never cut
                table.add_column(Text(name), no_wrap=not place, overflow="fold")
            for row in block.rows:
                table.add_row(*map(Text, row))
            console.print(table)
