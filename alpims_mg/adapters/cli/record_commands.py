"""The commands for records that were kept as JSON: ``compare`` and ``replay``."""

from pathlib import Path
from typing import Annotated, Final

from alpims_mg._internal.rendering import Page, long_date
from alpims_mg.adapters.cli.application import (
    app,
    example,
    faults_named_as_in_json,
    print_answer,
    print_json,
    print_page,
    read_file,
)
from alpims_mg.adapters.cli.options import (
    ANSWERED,
    AsJson,
    WithDetails,
    WithExitCode,
    any_file_argument,
    exit_code,
    file_argument,
    flag,
)
from alpims_mg.courses.carrying import carry_over as carry_course_over
from alpims_mg.courses.comparison import Comparable, compare
from alpims_mg.courses.diary import Course
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.replays import replay_course
from alpims_mg.courses.reviews import review_course
from alpims_mg.errors import Fault, InvalidInputError, faults_under
from alpims_mg.wire import read_comparable, read_diary, read_ledger, read_record

_FIRST: Final = (
    "A JSON file that this command line wrote, such as a review or an answer with a plan, or a diary; or - for "
    "standard input."
)


@app.command(name="compare", help_epilogue=example("compare before.json after.json"))
def _compare(
    first: Annotated[Path, any_file_argument(_FIRST)],
    second: Annotated[Path, any_file_argument("Another JSON file of the same kind.")],
    /,
    *,
    details: WithDetails = False,
    json: AsJson = False,
) -> None:
    """List every difference between two cases, two plans, two courses, two ledgers or two diaries."""
    difference = compare(_comparable("FIRST", first), _comparable("SECOND", second))
    print_answer(difference, json=json, details=details)


@app.command(name="replay", help_epilogue=example("replay review.json"))
def _replay(
    file: Annotated[Path, file_argument("a ledger, or with a review that holds one")],
    /,
    *,
    carry_over: Annotated[
        bool,
        flag(
            "--carry-over",
            "Go on under this edition with the ledger of another one, and list what this edition would have said "
            "otherwise. JSON then holds the course with which to go on.",
        ),
    ] = False,
    details: WithDetails = False,
    json: AsJson = False,
    exit_with_answer: WithExitCode = False,
) -> int:
    """Check a ledger: review its course again, and verify that every day follows from the check-ins."""
    if carry_over and exit_with_answer:
        fix = "leave one of them out"
        raise InvalidInputError(
            Fault(path="--exit-code", expected="given without --carry-over", actual="both", fix=fix)
        )
    ledger = read_ledger(read_file(file))
    if carry_over:
        with faults_named_as_in_json():
            carried = carry_course_over(ledger)
        print_answer(carried, json=json, details=details)
        return ANSWERED
    with faults_named_as_in_json():
        review = replay_course(ledger)
    if json:
        print_json(review)
    else:
        days = f"{long_date(ledger.course.starts)} to {long_date(ledger.as_of)}"
        verified = f"Every day from {days} follows from the check-ins."
        checked = Page(verified, (f"Hash {ledger.digest}, edition {ledger.course.edition}.",))
        print_page(checked, review.page(), details=details)
    return exit_code(review.decision, asked=exit_with_answer)


def _comparable(name: str, file: Path) -> Comparable:
    """What a file holds, or of a diary, the ledger of its review. ``name`` names the file in faults."""
    contents = read_file(file, name)
    with faults_under(name):
        record = read_record(contents)
        is_diary = "check_ins" in record and "days" not in record
        return _ledger_of_diary(contents) if is_diary else read_comparable(contents)


def _ledger_of_diary(contents: bytes) -> Ledger:
    diary = read_diary(contents)
    with faults_named_as_in_json():
        course = course_of(diary)
        if isinstance(course, Course):
            return review_course(course, diary.check_ins, diary.as_of).ledger
    expected, fix = "a product that a course can start", "correct the product"
    raise InvalidInputError(Fault(path="proposal.product", expected=expected, actual=course.finding.text, fix=fix))
