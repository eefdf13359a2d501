"""The commands for records that were kept as JSON: ``compare`` and ``replay``."""

from typing import Annotated

from cyclopts import Parameter

from alpims_mg._internal.rendering import Page, long_date
from alpims_mg.adapters.cli.application import app, faults_named_as_in_json, print_answer, print_page, read_file
from alpims_mg.courses.carrying import carry_over as carry_course_over
from alpims_mg.courses.comparison import Comparable, compare
from alpims_mg.courses.diary import Course
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.replays import replay_course
from alpims_mg.courses.reviews import review_course
from alpims_mg.errors import Fault, InvalidInputError, faults_under
from alpims_mg.wire import read_comparable, read_diary, read_ledger, read_record, to_json


@app.command(name="compare")
def _compare(
    first: Annotated[str, Parameter(allow_leading_hyphen=True)],
    second: Annotated[str, Parameter(allow_leading_hyphen=True)],
    /,
    *,
    json: bool = False,
) -> None:
    """List every difference between two plans, two courses, two ledgers or two diaries.

    Parameters
    ----------
    first
        A JSON file that this command line wrote, such as a review or an answer with a plan, or a diary; or - for
        standard input.
    second
        Another JSON file of the same kind.
    json
        Print JSON instead of text.
    """
    difference = compare(_comparable("FIRST", first), _comparable("SECOND", second))
    print_answer(difference, json=json)


@app.command(name="replay")
def _replay(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)],
    /,
    *,
    carry_over: Annotated[bool, Parameter(negative=())] = False,
    json: bool = False,
) -> None:
    """Check a ledger: review its course again, and verify that every day follows from the check-ins.

    Parameters
    ----------
    file
        The JSON file with a ledger, or with a review that holds one, or - for standard input.
    carry_over
        Go on under this edition with the ledger of another one, and list what this edition would have said otherwise.
    json
        Print JSON instead of text. With --carry-over, it holds the course with which to go on.
    """
    ledger = read_ledger(read_file(file))
    if carry_over:
        with faults_named_as_in_json():
            carried = carry_course_over(ledger)
        print_answer(carried, json=json)
        return
    with faults_named_as_in_json():
        review = replay_course(ledger)
    if json:
        print(to_json(review))
        return
    days = f"{long_date(ledger.course.starts)} to {long_date(ledger.as_of)}"
    verified = f"Every day from {days} follows from the check-ins."
    print_page(Page(verified, (f"Hash {ledger.digest}, edition {ledger.course.edition}.",)))
    print()
    print_page(review.page())


def _comparable(name: str, file: str) -> Comparable:
    """The plan, course or ledger in a file. Of a diary, the ledger of its review. ``name`` names the file in faults."""
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
