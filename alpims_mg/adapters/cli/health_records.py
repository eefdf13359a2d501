"""The command ``record``, and what ``assess --fhir`` reads: both use the reader of records that ``run`` was given."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final, Protocol, cast

from cyclopts import Parameter

from alpims_mg._internal.rendering import Page
from alpims_mg.adapters.cli.application import (
    app,
    example,
    faults_named_as_in_json,
    faults_named_as_options,
    print_json,
    print_page,
    read_file,
)
from alpims_mg.adapters.cli.options import STANDARD_STREAM, AsJson, WithDetails, file_argument, parse_date, parse_words
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.proposals import Case
from alpims_mg.model.vocabulary import FactList
from alpims_mg.wire import read_case

RECORD_READER: ContextVar[str] = ContextVar("RECORD_READER", default="")
"""The import path of the module that reads records, a ``RecordReader``. Empty if ``run`` was given none."""

Today = Annotated[
    str | None,
    Parameter(name="--today", help="The date of today, such as 2026-03-01. Without it: the date of this computer."),
]
Complete = Annotated[
    str | None,
    Parameter(name="--complete", help="What the record names all of: medicines, conditions or medicines,conditions."),
]


class RecordReader(Protocol):
    """The module of another adapter that reads health records.

    ``read_page`` gives the page of a record, and the same for JSON. ``read_record_case`` gives the case that a record
    and the rest of a case state together, the page below its answer, and the same for JSON. Both take the bytes of a
    record, ``today``, and the lists that are ``complete``.
    """

    read_page: Callable[..., tuple[Page, dict[str, Any]]]
    read_record_case: Callable[..., tuple[Case, Page, dict[str, Any]]]


@app.command(name="record", help_epilogue=example("record bundle.json --today 2026-03-01"))
def _record(
    file: Annotated[Path, file_argument("the health record in FHIR")],
    /,
    *,
    today: Today = None,
    complete: Complete = None,
    details: WithDetails = False,
    json: AsJson = False,
) -> None:
    """Read a health record: what it states, what does not count and why, and what still has to be asked."""
    day, lists, reader = _day(today), _lists(complete), _reader()
    with faults_named_as_options(_OPTIONS):
        page, values = reader.read_page(read_file(file), today=day, complete=lists)
    if json:
        print_json(values)
    else:
        print_page(page, details=details)


def read_case_with_record(
    record: Path, rest: Path, *, today: str | None, complete: str | None, order: str | None
) -> tuple[Case, Page, dict[str, Any]]:
    """The case that a record and the rest of a case state together, the page below its answer, and that for JSON.

    Raises: ``InvalidInputError`` for bad files and options, and if the two contradict one another.
    """
    day, lists, reader = _day(today), _lists(complete), _reader()
    if record == rest == STANDARD_STREAM:
        fix = "save one of them in a file"
        raise InvalidInputError(
            Fault(path="--case", expected="another file than --fhir", actual="standard input for both", fix=fix)
        )
    contents = read_file(record, "--fhir")
    with records_refused("--case"), faults_named_as_options({"": "--case"}):
        case = read_case(read_file(rest, "--case"))
    with faults_named_as_options(_OPTIONS), faults_named_as_in_json():
        return reader.read_record_case(contents, case, today=day, complete=lists, order=order)


@contextmanager
def records_refused(name: str) -> Generator[None]:
    """A context manager. What is wrong with a health record where a case is read is one fault, with this name."""
    try:
        yield
    except InvalidInputError as error:
        if all(fault.path != "resourceType" for fault in error.faults):
            raise
        fix = "name it with --fhir, and the case with --case"
        raise InvalidInputError(
            Fault(path=name, expected="a case", actual="a health record in FHIR", fix=fix)
        ) from None


def _day(today: str | None) -> date:
    return parse_date(today, "--today") or date.today()


def _lists(complete: str | None) -> tuple[FactList, ...]:
    names = () if complete is None else tuple(name.strip() for name in complete.split(","))
    return parse_words("--complete", names, FactList)


def _reader() -> RecordReader:
    location = RECORD_READER.get()
    if not location:
        fix = "run python -m alpims_mg"
        raise InvalidInputError(Fault(path="record", expected="run with a reader of records", actual="none", fix=fix))
    return cast("RecordReader", import_module(location))


_OPTIONS: Final = {
    "": "record",
    "bundle": "record",
    "today": "--today",
    "complete": "--complete",
    "reference": "--order",
}
