"""The commands for what happens day by day: ``clock`` and ``course``."""

from pathlib import Path
from typing import Annotated, Final

import attrs

from alpims_mg._internal.validation import a_whole_number
from alpims_mg.adapters.cli.application import (
    app,
    below_answer,
    example,
    faults_named_as_in_json,
    print_answer,
    print_json,
    print_page,
    read_file,
)
from alpims_mg.adapters.cli.options import (
    AsJson,
    InLanguage,
    WholeNumber,
    WithDetails,
    WithExitCode,
    exit_code,
    file_argument,
    flag,
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
from alpims_mg.model.decisions import Decision, Offer, plan_or_draft
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.situations import Situation
from alpims_mg.wire import read_day_case, read_diary, read_joint_diary, read_record


@app.command(name="clock", help_epilogue=example("clock day.json --step 2"))
def _clock(
    file: Annotated[Path, file_argument("the case and its routine (wakes, sleeps, breakfast, lunch, dinner)")],
    /,
    *,
    step: WholeNumber = 1,
    lang: InLanguage = "en",
    details: WithDetails = False,
    json: AsJson = False,
    exit_with_answer: WithExitCode = False,
) -> int:
    """Show at what times of day to take one step of the plan, around meals, sleep and medicines.

    Each intake is as near to its own meal as the medicines allow. If today's answer has no plan for a capsule, show
    that answer.

    Parameters
    ----------
    step
        The number of the step. The first is 1.
    """
    case = read_day_case(read_file(file))
    with faults_named_as_in_json():
        decision = assess(attrs.evolve(case.situation, routine=case.routine), case.proposal)
        plan = plan_or_draft(assess(_without_times(case.situation), case.proposal))
    code = exit_code(decision, asked=exit_with_answer)
    if not isinstance(plan, DosePlan):
        print_answer(decision, json=json, details=details, language=lang)
        return code
    raise_if_any((a_whole_number("--step", step, least=1, most=len(plan.steps), of="steps"),))
    day = schedule_day(plan.steps[step - 1], case.routine, case.situation.medicines)
    if json:
        print_json({"decision": decision.answer, "rung": step, "day": day})
    else:
        which = f"Step {step} of {len(plan.steps)}."
        draft = not isinstance(decision, Offer)
        print_page(*below_answer(decision.page(), day.page(), which, draft=draft), details=details, language=lang)
    return code


def _without_times(situation: Situation) -> Situation:
    """A copy of a situation without any time of day. A plan for it has each intake at its own meal."""
    medicines = situation.medicines
    untimed = medicines and tuple(attrs.evolve(medicine, taken_at=()) for medicine in medicines)
    return attrs.evolve(situation, medicines=untimed, routine=None)


_DIARY: Final = (
    "the diary (first case, first day, today, check-ins, and changes of the product or target), or with several "
    'diaries in "courses"'
)


@app.command(name="course", help_epilogue=example("course diary.json --preview"))
def _course(
    file: Annotated[Path, file_argument(_DIARY)],
    /,
    *,
    looks_ahead: Annotated[
        bool, flag("--preview", "Show what tomorrow would permit in each zone instead, and the earliest dates.")
    ] = False,
    full: Annotated[bool, flag("--full", "Print every day of the course, not only the last 30.")] = False,
    lang: InLanguage = "en",
    details: WithDetails = False,
    json: AsJson = False,
    exit_with_answer: WithExitCode = False,
) -> int:
    """Review a course: what to do today, why, what comes before the next step, and the last 30 days.

    Several courses of one person are reviewed together, as one day. If a capsule allows no plan, show the answer to its
    proposal. JSON always has every day.
    """
    if looks_ahead and exit_with_answer:
        fix = "leave one of them out"
        raise InvalidInputError(Fault(path="--exit-code", expected="given without --preview", actual="both", fix=fix))
    contents = read_file(file)
    is_joint = "courses" in read_record(contents)
    answer = (
        _joint_answer(read_joint_diary(contents), looks_ahead=looks_ahead)
        if is_joint
        else _course_answer(read_diary(contents), looks_ahead=looks_ahead)
    )
    if isinstance(answer, Review | JointReview) and not json:
        print_page(answer.page(None if full else _DAYS_PRINTED), details=details, language=lang)
    else:
        print_answer(answer, json=json, details=details, language=lang)
    return exit_code(*_decisions(answer), asked=exit_with_answer)


def _decisions(answer: Review | JointReview | Preview | Decision) -> tuple[Decision, ...]:
    """The answers to today's proposals. A preview has none."""
    match answer:
        case Review(decision=decision):
            return (decision,)
        case JointReview(reviews=reviews):
            return tuple(review.decision for review in reviews)
        case Preview():
            return ()
        case _:
            return (answer,)


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
