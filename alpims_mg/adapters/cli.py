"""The command line (extra ``cli``): a case in, an answer out, as a person would want it or as JSON."""

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
from alpims_mg._internal.validation import a_whole_number
from alpims_mg.assessment.evaluation import assess
from alpims_mg.courses.diary import Course
from alpims_mg.courses.reviews import course_of, review_course
from alpims_mg.dosing.scheduling import schedule_day
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.explanation.explanations import tabulated, why_not
from alpims_mg.explanation.ranking import form_options, route_options
from alpims_mg.explanation.search import what_would_change
from alpims_mg.labels.label import Label
from alpims_mg.model.decisions import Consult, Offer
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

NO_OTHERS: Mapping[str, tuple[str, str]] = MappingProxyType({})

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
    with _wire_words():
        decision = assess(case.situation, case.proposal)
    if json:
        print(to_json(decision))
    else:
        _show(decision.page(first_day))


@app.command(name="why")
def _why(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)],
    /,
    *,
    reader: Annotated[str, Parameter(name="--for")] = str(Audience.PATIENT),
    json: bool = False,
) -> None:
    """Tell what keeps the answer from permitting more, and what would change it.

    Parameters
    ----------
    file
        The case, or - for standard input.
    reader
        In words for a patient or for a clinician, who also reads rules and sources.
    json
        Print both as JSON.
    """
    (audience,) = _words("--for", (reader,), Audience)
    case = read_case(_contents(file))
    with _wire_words():
        counterfactuals = what_would_change(case.situation, case.proposal)
    reasons = why_not(counterfactuals.decision)
    if json:
        print(to_json({"why_not": reasons, "what_would_change": counterfactuals}))
    else:
        _show(reasons.page(audience))
        _show(counterfactuals.page(audience))


@app.command(name="options")
def _options(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)],
    /,
    *,
    aim: tuple[str, ...] = (),
    domain: tuple[str, ...] = (),
    json: bool = False,
) -> None:
    """Rank forms and routes for the person of a case.

    Parameters
    ----------
    file
        The case whose situation counts, or - for standard input.
    aim
        What magnesium is wanted for: sleep, migraine and others; may be given several times.
    domain
        A domain of ALPIMS: anxiety, laxity, pain, immune, mood or sensory; may be given several times.
    json
        Print both rankings as JSON.
    """
    aims, domains = _words("--aim", aim, Aim), _words("--domain", domain, Domain)
    situation = read_case(_contents(file)).situation
    with _wire_words():
        forms = form_options(aims=aims, domains=domains, situation=situation)
        routes = route_options(aims=aims, domains=domains, situation=situation)
    if json:
        print(to_json({"forms": forms, "routes": routes}))
    else:
        _show(forms.page())
        _show(routes.page())


@app.command(name="clock")
def _clock(file: Annotated[str, Parameter(allow_leading_hyphen=True)], /, *, rung: int = 1, json: bool = False) -> None:
    """Put one rung of the plan on the clock: between waking, meals, sleep and medicines.

    Parameters
    ----------
    file
        The case with its routine (wakes, sleeps, breakfast, lunch, dinner), or - for standard input.
    rung
        Which rung of the plan; the first one is 1.
    json
        Print the day as JSON. Where there is no plan for capsules, the answer is printed instead.
    """
    case = read_day_case(_contents(file))
    with _wire_words():
        decision = assess(case.situation, case.proposal)
    plan = decision.plan if isinstance(decision, Offer) else decision.draft if isinstance(decision, Consult) else None
    if not isinstance(plan, DosePlan):
        if json:
            print(to_json(decision))
        else:
            _show(decision.page())
        return
    raise_if_any((a_whole_number("--rung", rung, least=1, most=len(plan.steps), of="rungs"),))
    day = schedule_day(plan.steps[rung - 1], case.routine, case.situation.medicines)
    if json:
        print(to_json({"decision": decision.answer, "rung": rung, "day": day}))
    else:
        _show(Page(title=decision.page().title, blocks=(f"Rung {rung} of {len(plan.steps)}.",)))
        _show(day.page())


@app.command(name="course")
def _course(file: Annotated[str, Parameter(allow_leading_hyphen=True)], /, *, json: bool = False) -> None:
    """Review a course: what today asks for, why, what is awaited, and every day so far.

    Parameters
    ----------
    file
        The diary: the case that the course began with, its first day, today and all check-ins; - for standard input.
    json
        Print the review as JSON. Where no plan can be made for the capsule, the answer is printed instead.
    """
    diary = read_diary(_contents(file))
    with _wire_words():
        course = course_of(diary)
        told = (
            review_course(course, diary.check_ins, diary.as_of)
            if isinstance(course, Course)
            else assess(diary.situation, diary.proposal)
        )
    if json:
        print(to_json(told))
    else:
        _show(told.page())


@app.command(name="label")
def _label(file: Annotated[str, Parameter(allow_leading_hyphen=True)], /, *, json: bool = False) -> None:
    """Read the label of a product: its magnesium, its serving and its ingredients, and what could not be read.

    Parameters
    ----------
    file
        The text of the label, or its record in the NIH label database (JSON); - for standard input.
    json
        Print what was read as JSON.
    """
    contents = _contents(file)
    record = contents.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    label = Label.from_dsld(read_record(contents)) if record else Label.from_text(_text(contents))
    if json:
        print(to_json(label))
    else:
        _show(label.page())


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


def run(arguments: Sequence[str], others: Mapping[str, tuple[str, str]] = NO_OTHERS) -> int:
    """Run one command: 0 for any answer, 1 where it could not be written, 2 for bad input with every fault told.

    ``others`` are commands that stand elsewhere: the place of each and what it does. They are imported when they are
    called, and not before.
    """
    for name, (place, words) in others.items():
        if name not in app:
            app.command(place, name=name, help=words)
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


@contextmanager
def _wire_words() -> Generator[None]:
    """Faults against the rulebook, told with the names that the wire uses."""
    try:
        yield
    except InvalidInputError as error:
        raise InvalidInputError(*wire_faults(error.faults)) from None


def _words(option: str, given: tuple[str, ...], kind: type[W]) -> tuple[W, ...]:
    """The words of one kind that an option names."""
    words = {str(word): word for word in kind}
    strange = [one for one in given if one not in words]
    expected, fix = f"one of {', '.join(words)}", "write one of these words"
    raise_if_any(Fault(path=option, expected=expected, actual=repr(one), fix=fix) for one in strange)
    return tuple(words[one] for one in given)


def _text(contents: bytes) -> str:
    try:
        return contents.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        actual = f"a byte that is not, at place {error.start}"
        raise InvalidInputError(
            Fault(path="FILE", expected="UTF-8 text", actual=actual, fix="save the file as UTF-8")
        ) from None


def _contents(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (AttributeError, OSError, ValueError) as error:  # no standard input, no such file, no such name
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InvalidInputError(
            Fault(
                path="FILE",
                expected="a file that can be read",
                actual=f"{file!r} ({why})",
                fix="name a JSON file, or -",
            )
        ) from None


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    with suppress(ValueError):
        if str(day := date.fromisoformat(text)) == text:
            return day
    raise InvalidInputError(
        Fault(path="--from", expected="a date", actual=repr(text), fix="write for example 2026-03-01")
    )


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
            for place, name in enumerate(block.header):  # the first cell names the row: it is never cut
                table.add_column(Text(name), no_wrap=not place, overflow="fold")
            for row in block.rows:
                table.add_row(*map(Text, row))
            console.print(table)
