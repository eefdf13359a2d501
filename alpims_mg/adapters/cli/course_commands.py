"""The commands for what happens day by day: ``clock`` and ``course``."""

from typing import Annotated

import attrs
from cyclopts import Parameter

from alpims_mg._internal.validation import a_whole_number
from alpims_mg.adapters.cli.application import (
    WholeNumber,
    answer_alone,
    app,
    faults_named_as_in_json,
    print_answer,
    print_page,
    read_file,
)
from alpims_mg.assessment.assessing import assess
from alpims_mg.courses.diary import Diary
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.joint_reviews import JointDiary, JointReview, review_joint_diary
from alpims_mg.courses.looking_ahead import Preview, preview
from alpims_mg.courses.review_types import Review
from alpims_mg.courses.reviews import review_course
from alpims_mg.dosing.scheduling import schedule_day
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.decisions import Decision, Infeasible, plan_or_draft
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.situations import Situation
from alpims_mg.wire import read_day_case, read_diary, read_joint_diary, read_record, to_json


@app.command(name="clock")
def _clock(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)], /, *, rung: WholeNumber = 1, json: bool = False
) -> None:
    """Show at what times of day to take one rung of the plan, around meals, sleep and medicines.

    Each intake is as near to its own meal as the medicines allow. If today's answer has no plan for a capsule, show
    that answer.

    Parameters
    ----------
    file
        The JSON file with the case and its routine (wakes, sleeps, breakfast, lunch, dinner), or - for standard input.
    rung
        The number of the rung. The first is 1.
    json
        Print JSON instead of text.
    """
    case = read_day_case(read_file(file))
    with faults_named_as_in_json():
        decision = assess(attrs.evolve(case.situation, routine=case.routine), case.proposal)
        plan = plan_or_draft(assess(_without_times(case.situation), case.proposal))
    if not isinstance(plan, DosePlan):
        print_answer(decision, json=json)
        return
    raise_if_any((a_whole_number("--rung", rung, least=1, most=len(plan.steps), of="rungs"),))
    day = schedule_day(plan.steps[rung - 1], case.routine, case.situation.medicines)
    if json:
        print(to_json({"decision": decision.answer, "rung": rung, "day": day}))
    else:
        print_page(answer_alone(decision.page(), f"Rung {rung} of {len(plan.steps)}."))
        print_page(day.page())


def _without_times(situation: Situation) -> Situation:
    """A copy of a situation without any time of day. A plan for it has each intake at its own meal."""
    medicines = situation.medicines
    untimed = medicines and tuple(attrs.evolve(medicine, taken_at=()) for medicine in medicines)
    return attrs.evolve(situation, medicines=untimed, routine=None)


@app.command(name="course")
def _course(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)],
    /,
    *,
    looks_ahead: Annotated[bool, Parameter(name="--preview")] = False,
    full: bool = False,
    details: bool = False,
    json: bool = False,
) -> None:
    """Review a course: what to do today, why, what comes before the next step, and the last 30 days.

    Several courses of one person are reviewed together, as one day. If a capsule allows no plan, show the answer to its
    proposal.

    Parameters
    ----------
    file
        The JSON file with the diary (first case, first day, today, check-ins, and changes of the product or target),
        or with several diaries in "courses", or - for standard input.
    looks_ahead
        Show what tomorrow would permit in each zone instead, and the earliest dates of the next rungs.
    full
        Print every day of the course.
    details
        Print all reasons, sources and rule ids too, day by day.
    json
        Print JSON instead of text. It always has every day.
    """
    contents = read_file(file)
    is_joint = "courses" in read_record(contents)
    answer = (
        _joint_answer(read_joint_diary(contents), looks_ahead=looks_ahead)
        if is_joint
        else _course_answer(read_diary(contents), looks_ahead=looks_ahead)
    )
    if json:
        print(to_json(answer))
        return
    if isinstance(answer, Review | JointReview):
        page, more = answer.page(None if full else _DAYS_PRINTED), "Day by day with reasons"
    else:
        page, more = answer.page(), "All reasons and sources"
    print_page(page, details=details)
    if not details:
        print(f"\n{more}: add --details")


_DAYS_PRINTED = 30
"""The days of a course that are printed unless all are asked for."""


def _course_answer(diary: Diary, *, looks_ahead: bool) -> Review | Preview | Decision:
    with faults_named_as_in_json():
        course = course_of(diary)
        if isinstance(course, Infeasible):
            return assess(diary.situation, diary.proposal)
        answer = preview if looks_ahead else review_course
        return answer(course, diary.check_ins, diary.as_of)


def _joint_answer(diary: JointDiary, *, looks_ahead: bool) -> JointReview | Decision:
    if looks_ahead:
        expected, fix = "a diary of one course", "leave --preview out, or give one of the diaries by itself"
        raise InvalidInputError(Fault(path="courses", expected=expected, actual="several diaries", fix=fix))
    with faults_named_as_in_json():
        return review_joint_diary(diary)
