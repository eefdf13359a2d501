"""The command ``python -m alpims_mg handout``: write the hand-out of a case or of a diary to a file."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

import attrs
from cyclopts import Parameter

from alpims_mg._internal.messages import Language
from alpims_mg._internal.rendering import Page
from alpims_mg.adapters.handout.contacts import Contacts
from alpims_mg.adapters.handout.making import make_handout
from alpims_mg.adapters.handout.writing import Handout, Paper
from alpims_mg.assessment.assessing import assess
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.review_types import Review
from alpims_mg.courses.reviews import review_course
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.decisions import Decision
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.proposals import Case
from alpims_mg.wire import read_case, read_diary, read_record, wire_faults

_FILE_TYPES: Final = (".html", ".pdf")
_OPTIONS: Final = {"starts": "--from", "poison_centre": "--poison-centre"}
"""The options whose names differ from those of arguments."""


def write_handout(
    file: Path,
    /,
    *,
    out: Path,
    first_day: Annotated[str | None, Parameter(name="--from")] = None,
    lang: Language = "en",
    paper: Paper | None = None,
    clinician: str | None = None,
    poison_centre: str | None = None,
    emergency: str | None = None,
    json: bool = False,
) -> Page | Mapping[str, Any]:
    """Write a hand-out to print: a sheet for the patient, and one for the clinician.

    Parameters
    ----------
    file
        The JSON file with the case, or with the diary of a course.
    out
        The file to write: HTML or PDF, by its extension. PDF needs the extra pdf.
    first_day
        The date of the first day, such as 2026-03-01. The steps of an offer then have dates.
    lang
        The language of the patient's sheet: en, de or es.
    paper
        The size of the paper: A4 or letter. Without it, the sheets fit both sizes, and a PDF has A4.
    clinician
        The number of the clinician to call. A line to fill in stands for each number that is not given.
    poison_centre
        The number of a poison centre.
    emergency
        The emergency number.
    json
        Print JSON instead of text.
    """
    if out.suffix not in _FILE_TYPES or not out.parent.is_dir():
        expected, fix = "a file name that ends in .html or .pdf, in an existing folder", "use another name"
        raise InvalidInputError(Fault(path="--out", expected=expected, actual=repr(str(out)), fix=fix))
    answer = _answer(_contents(file))
    try:
        contacts = Contacts(clinician=clinician, poison_centre=poison_centre, emergency=emergency)
        made = make_handout(answer, starts=_date(first_day), language=lang, contacts=contacts, paper=paper)
    except InvalidInputError as error:
        faults = (attrs.evolve(fault, path=_OPTIONS.get(fault.path, f"--{fault.path}")) for fault in error.faults)
        raise InvalidInputError(*faults) from None
    out.write_bytes(_pdf(made) if out.suffix == ".pdf" else made.html().encode())
    if json:
        decision = answer.decision if isinstance(answer, Review) else answer
        return {"decision": decision.answer, "out": str(out)}
    return Page(made.patient.title, (f"The hand-out is in {out}.",), made.patient.headline)


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    with suppress(ValueError):
        if str(day := date.fromisoformat(text)) == text:
            return day
    raise InvalidInputError(
        Fault(path="starts", expected="a date", actual=repr(text), fix="write for example 2026-03-01")
    )


def _contents(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        actual = f"{str(file)!r} ({error.strerror})"
        raise InvalidInputError(
            Fault(path="FILE", expected="a file that can be read", actual=actual, fix="name a JSON file")
        ) from None


def _answer(contents: bytes) -> Decision | Review:
    """The answer to a case, or the review of the day that a diary names. A capsule without a plan has only an answer.

    Raises: ``InvalidInputError`` with fields named as in the JSON.
    """
    diary = read_diary(contents) if "as_of" in read_record(contents) else None
    case = read_case(contents) if diary is None else Case(situation=diary.situation, proposal=diary.proposal)
    try:
        course = None if diary is None else course_of(diary)
        if diary is None or course is None or isinstance(course, Infeasible):
            return assess(case.situation, case.proposal)
        return review_course(course, diary.check_ins, diary.as_of)
    except InvalidInputError as error:
        raise InvalidInputError(*wire_faults(error.faults)) from None


def _pdf(made: Handout) -> bytes:
    """The hand-out as PDF. Raises: ``InvalidInputError`` if WeasyPrint, or a library of the system, is missing."""
    try:
        return made.pdf()
    except (ModuleNotFoundError, OSError) as error:
        fix = "install it, or name a file that ends in .html"
        raise InvalidInputError(
            Fault(path="--out", expected="WeasyPrint, which writes PDF", actual=str(error).splitlines()[0], fix=fix)
        ) from None
