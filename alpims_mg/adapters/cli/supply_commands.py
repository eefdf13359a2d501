"""The command ``supply``, which estimates how long a stock of capsules lasts."""

from pathlib import Path
from typing import Annotated, Final

import attrs

from alpims_mg._internal.rendering import Foot, Page
from alpims_mg.adapters.cli.application import (
    app,
    below_answer,
    check_one_course,
    example,
    faults_named_as_in_json,
    faults_named_as_options,
    print_answer,
    print_json,
    print_page,
    read_file,
)
from alpims_mg.adapters.cli.options import (
    AsJson,
    FirstDay,
    InLanguage,
    WholeNumber,
    WithDetails,
    WithExitCode,
    exit_code,
    file_argument,
    flag,
    parse_date,
)
from alpims_mg.assessment.assessing import assess
from alpims_mg.courses.diary import Course
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.replays import replay_course
from alpims_mg.courses.review_types import offers_steps
from alpims_mg.courses.reviews import review_course
from alpims_mg.courses.stocks import estimate_supply
from alpims_mg.model.decisions import Decision, Offer, plan_or_draft
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.proposals import Case
from alpims_mg.wire import read_case, read_diary, read_ledger, read_record


@app.command(name="supply", help_epilogue=example("supply case.json --bottle 60"))
def _supply(
    file: Annotated[Path, file_argument("a case, with a diary (as for course), or with a review or a ledger")],
    /,
    *,
    bottle: WholeNumber = 0,
    rest_quarters: WholeNumber = 0,
    first_day: WholeNumber | None = None,
    kept_overnight: Annotated[
        bool, flag("--kept-overnight", "Keep the rest of an opened capsule for the next day.")
    ] = False,
    starts: FirstDay = None,
    lang: InLanguage = "en",
    details: WithDetails = False,
    json: AsJson = False,
    exit_with_answer: WithExitCode = False,
) -> int:
    """Estimate how long capsules last: for the plan of a case, or for a course from its diary.

    If the capsule allows no plan, show the answer to the proposal.

    Parameters
    ----------
    bottle
        The number of whole capsules.
    rest_quarters
        The quarters of a capsule to add to these, such as 50 for another 12 1/2 capsules.
    first_day
        The day on which these capsules are there, counted from 1. For a diary, it is the day after the last one, unless
        an earlier one is given: what was taken since then is subtracted.
    """
    day_one = parse_date(starts)
    contents = read_file(file)
    check_one_course(contents)
    with faults_named_as_in_json():
        shown, answer, source, draft = _read_source(contents)
    code = exit_code(answer, asked=exit_with_answer)
    if source is None:
        print_answer(answer, json=json, details=details, language=lang)
        return code
    with faults_named_as_options(_OPTIONS):
        supply = estimate_supply(
            source,
            bottle=bottle,
            rest_quarters=rest_quarters,
            first_day=first_day,
            starts=day_one,
            kept_overnight=kept_overnight,
        )
    if json:
        print_json({"decision": answer.answer, "supply": supply})
    else:
        page = (attrs.evolve(supply, refill=None) if draft else supply).page()  # a draft has no dates
        page = page._replace(blocks=(*page.blocks, Foot(answer.disclaimer)))
        print_page(*below_answer(shown, page, draft=draft), details=details, language=lang)
    return code


def _read_source(contents: bytes) -> tuple[Page, Decision, DosePlan | Ledger | None, bool]:
    """A page that begins with the answer of a case, a diary or a ledger, that answer, the source, and if it is a draft.

    The source is the plan or the ledger. It is None if there is no plan.
    """
    keys = read_record(contents).keys()
    if {"ledger", "days"} & keys:
        review = replay_course(read_ledger(contents))
        return Page(title=review.headline()), review.decision, review.ledger, not offers_steps(review)
    if {"starts", "as_of", "check_ins"} & keys:
        diary = read_diary(contents)
        course = course_of(diary)
        if isinstance(course, Course):
            review = review_course(course, diary.check_ins, diary.as_of)
            return Page(title=review.headline()), review.decision, review.ledger, not offers_steps(review)
        case = Case(situation=diary.situation, proposal=diary.proposal)
    else:
        case = read_case(contents)
    decision = assess(case.situation, case.proposal)
    plan = plan_or_draft(decision)
    draft = not isinstance(decision, Offer)
    return decision.page(), decision, plan if isinstance(plan, DosePlan) else None, draft


_OPTIONS: Final = {
    "bottle": "--bottle",
    "rest_quarters": "--rest-quarters",
    "first_day": "--first-day",
    "starts": "--from",
}
