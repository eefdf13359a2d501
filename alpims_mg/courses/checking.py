"""Checks of a course and of its diary against a rulebook."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import filterfalse

from alpims_mg._internal.digests import text
from alpims_mg._internal.validation import a_day, an_instance, as_tuple, check_instances
from alpims_mg.assessment.evaluation import case_faults
from alpims_mg.courses.check_ins import CheckIn, correction_faults
from alpims_mg.courses.diary import COURSE_FIX, Course
from alpims_mg.courses.facts import start_proposal
from alpims_mg.courses.positions import start_rungs
from alpims_mg.dosing.titration import scheduled
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.limit_checks import LimitOutcome
from alpims_mg.model.plans import DosePlan, Step
from alpims_mg.model.quantities import MOST_NANOGRAMS
from alpims_mg.model.vocabulary import Intent
from alpims_mg.rulebook.courses import CourseNumber
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.dosing import PlanLimit


def checked_diary(course: Course, check_ins: Iterable[CheckIn], today: date, rulebook: Rulebook) -> tuple[CheckIn, ...]:
    """The check-ins of a course in the order of their days.

    Raises: ``InvalidInputError`` for every fault that ``review_course`` names.
    """
    listed = as_tuple(check_ins)
    raise_if_any(
        (
            an_instance("course", course, Course, example="Course(...)"),
            *check_instances("check_ins", listed, CheckIn),
            a_day("today", today),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    raise_if_any((*course_faults(course, rulebook), *diary_faults(course, listed, today, rulebook)))
    return _sort_check_ins(listed)


def _sort_check_ins(check_ins: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    """The check-ins sorted by day and then by content, so that their order of arrival is lost.

    An entry with an ``id`` that arrived twice is one entry. Without an ``id``, nobody can tell.
    """
    listed = tuple(check_ins)
    kept = (*dict.fromkeys(filter(_has_id, listed)), *filterfalse(_has_id, listed))
    per_day = Counter(check_in.day for check_in in kept)

    def sort_key(check_in: CheckIn) -> tuple[date, str]:
        return check_in.day, text(check_in) if per_day[check_in.day] > 1 else ""

    return tuple(sorted(kept, key=sort_key))


def _has_id(check_in: CheckIn) -> bool:
    return check_in.id is not None


def rungs_below(course: Course, rulebook: Rulebook) -> tuple[Step, ...]:
    """The rungs that a course needs below those of its plan, lowest first.

    For a person who joins, they are the rungs of a start below the present amount. After a change of the target, they
    also are those of the course before that are lower than all others, so that nobody is raised at once.
    """
    steps = start_rungs(course.capsule, rulebook, max(course.plan.holds)) if course.is_joined else ()
    below = tuple(step for step in steps if step.daily < course.plan.steps[-1].daily)
    if course.follows is None or course.changes_product:
        return below
    lowest = (*below, *course.plan.steps)[0].daily
    return (*(step for step in course.follows.rungs if step.daily < lowest), *below)


def course_faults(course: Course, rulebook: Rulebook) -> Iterator[Fault | None]:
    """Yield the faults of a course under a rulebook.

    Faults are: another edition, other rungs than the rulebook gives, and facts that do not fit the rulebook. A course
    that this one follows can have the same faults, if this edition judges it.
    """
    if course.follows is not None and not course.told:
        for fault in filter(None, course_faults(course.follows, rulebook)):
            yield fault.under("follows")
    if course.edition != rulebook.edition:
        expected, fix = (
            f"the edition of the rulebook, {rulebook.edition}",
            "pass the rulebook that the course began with, or go on with carry_over(ledger)",
        )
        yield Fault(path="course.edition", expected=expected, actual=repr(course.edition), fix=fix)
    start = start_proposal(course)
    intent, present = (Intent.MAINTAIN, course.plan.steps[0].daily) if course.is_joined else (Intent.START, None)
    plan = scheduled(course.capsule, intent, start.target, present, start.hold_days, rulebook)
    below = rungs_below(course, rulebook)
    known = (*below, *(() if course.follows is None else course.follows.rungs))
    if not isinstance(plan, DosePlan) or plan.steps != course.plan.steps:
        expected, fix = f"the rungs that this rulebook gives to {intent} the capsule", _PLAN_FIX
        yield Fault(path="plan.steps", expected=expected, actual=course.plan.summary(), fix=fix)
    elif course.is_joined and _rises(course.plan, rulebook):
        actual, fix = (
            f"a plan to rise to {course.plan.summary()}",
            "begin with the plan of the present amount; the course asks for each rise itself",
        )
        yield Fault(path="plan.limits", expected="a plan to start or to maintain", actual=actual, fix=fix)
    elif not set(below) <= set(course.other_rungs) <= set(known):
        expected = ", ".join(str(step.daily) for step in below) or "none"
        actual = ", ".join(str(step.daily) for step in course.other_rungs) or "none"
        yield Fault(path="other_rungs", expected=expected, actual=actual, fix=COURSE_FIX)
    elif course.situation is not None:
        yield from case_faults(course.situation, start, rulebook)


def _rises(plan: DosePlan, rulebook: Rulebook) -> bool:
    """True if a plan of one rung states limits, and they are those of a rise: it ends at no present or lower amount."""
    ends = {rulebook.plan_limits[end].id for end in (PlanLimit.PRESENT, PlanLimit.LOWER)}
    binding = {limit.rule for limit in plan.limits if limit.outcome is LimitOutcome.BINDING}
    return bool(binding) and not binding & ends


def diary_faults(
    course: Course, check_ins: tuple[CheckIn, ...], today: date, rulebook: Rulebook
) -> Iterator[Fault | None]:
    """Yield the faults of a diary that is reviewed on the day ``today``.

    Faults are: a day out of range, too large amounts, corrections that do not fit, and facts that do not fit.
    """
    if today < course.starts:
        expected = f"no earlier than the first day, {course.starts}"
        yield Fault(
            path="today", expected=expected, actual=str(today), fix="review the course on its first day or later"
        )
    most, first = rulebook.course_numbers[CourseNumber.LASTS_MOST].then, course.diary_starts
    if is_too_long := (today - first).days >= most:
        expected, fix = f"less than {most} days before {today}, the day of the review", "check the year"
        yield Fault(path="starts", expected=expected, actual=str(first), fix=fix)
    if today.toordinal() > date.max.toordinal() - _ROOM_DAYS:
        expected, fix = "a day early enough for the dates of later rungs to exist", "give an earlier day"
        yield Fault(path="today", expected=expected, actual=str(today), fix=fix)
    days = (today - course.starts).days + 1
    if not is_too_long and days * course.rungs[-1].daily.nanograms >= MOST_NANOGRAMS:
        expected, fix = "a day before the course gives 1 kg of magnesium in all", "begin a new course"
        yield Fault(path="today", expected=expected, actual=f"{today}, day {days}", fix=fix)
    if _nanograms_taken(check_ins) >= MOST_NANOGRAMS:
        expected, actual = "a diary in which less than 1 kg of magnesium is taken in all", "a larger total"
        yield Fault(path="check_ins", expected=expected, actual=actual, fix="correct the amounts in taken")
    yield from correction_faults(check_ins)
    for i, check_in in enumerate(check_ins):
        if not first <= check_in.day <= today:
            expected = f"from {first} (the first day) to {today} (today)"
            fix = "correct the day of the check-in"
            yield Fault(path=f"check_ins[{i}].day", expected=expected, actual=str(check_in.day), fix=fix)
        if check_in.situation is not None and check_in.day >= course.judged_from:
            for fault in case_faults(check_in.situation, start_proposal(course), rulebook):
                yield fault.under(f"check_ins[{i}]")


def _nanograms_taken(check_ins: Iterable[CheckIn]) -> int:
    """The most nanograms that a diary can report. An entry that another one replaces does not count.

    Equal totals of a day count once. Doses add up, also those of two equal check-ins.
    """
    listed = tuple(check_ins)
    replaced = {check_in.replaces for check_in in listed}
    final = [check_in for check_in in listed if check_in.id is None or check_in.id not in replaced]
    totals = {(check_in.day, check_in.taken) for check_in in final}
    of_totals = sum(taken.nanograms for _, taken in totals if taken is not None)
    return of_totals + sum(dose.elemental.nanograms for check_in in final for dose in check_in.doses or ())


_PLAN_FIX = "take the plan from titration_schedule, or from assess for a situation without a routine"

_ROOM_DAYS = 100 * 366
"""The number of days that must lie between today and the last date that Python knows.

The date of every rung then exists, because it is fewer days after today.
"""
