"""Change the product or the target of a course."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import attrs

from alpims_mg._internal.validation import a_day, an_instance, as_tuple, check_instances
from alpims_mg.courses.check_ins import CheckIn, final_entries
from alpims_mg.courses.checking import course_faults, diary_faults, rungs_below
from alpims_mg.courses.diary import MOST_COURSES_BEFORE, Course, plan_faults
from alpims_mg.courses.facts import questions
from alpims_mg.courses.replaying import replay_days
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.plans import DosePlan, Step
from alpims_mg.rulebook.courses import CourseNumber
from alpims_mg.rulebook.current import CURRENT, Rulebook


def switch_product(
    course: Course, check_ins: Iterable[CheckIn], plan: DosePlan, *, on: date, rulebook: Rulebook = CURRENT
) -> Course:
    """Change to another product, or to another target of the same product, from the day ``on``.

    Another product is another form, strength or maker. It needs a plan to start, and the rules are asked again whether
    to start. The same product goes on: a lower target counts at once, and a higher one is reached by normal rises. For
    a lower amount, ``plan`` can also maintain it.

    The result goes on from ``course``. Calm days, stops, wishes, facts and the diary go over, so give all check-ins to
    ``review_course`` again, those from before ``on`` too. Its ledger begins on ``on``.

    Raises: ``InvalidInputError`` if another product was to begin before the day after the last intake, if it has no
    plan to start, if a plan to maintain is above the present amount, or for any fault that ``review_course`` or
    ``begin_course`` finds.
    Source: guide, "Starting dose"; rules ``course.``.

    >>> from datetime import date
    >>> from alpims_mg import Capsule, Elemental, Form, begin_course, titration_schedule
    >>> old, new = (
    ...     titration_schedule(Capsule(form=form, elemental=Elemental.mg(100), divides_into=4))
    ...     for form in (Form.GLYCINATE, Form.MALATE)
    ... )
    >>> course = begin_course(old, starts=date(2026, 3, 1))
    >>> switched = switch_product(course, [], new, on=date(2026, 3, 10))
    >>> print(switched.capsule)
    malate capsule, 100 mg elemental each, divides into 4
    """
    listed = as_tuple(check_ins)
    raise_if_any(
        (
            an_instance("course", course, Course, example="Course(...)"),
            *check_instances("check_ins", listed, CheckIn),
            an_instance("plan", plan, DosePlan, example="titration_schedule(...)"),
            a_day("on", on),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    raise_if_any((*plan_faults(plan), *_day_faults(course, on, rulebook)))
    last_day = max((on - timedelta(days=1), *(check_in.day for check_in in listed)))
    diary = filter(None, diary_faults(course, listed, last_day, rulebook))
    of_diary = (attrs.evolve(fault, path="on") if fault.path == "today" else fault for fault in diary)
    raise_if_any((*course_faults(course, rulebook), *of_diary))
    switched = Course(plan=plan, starts=on, edition=rulebook.edition, follows=course)
    if switched.changes_product:
        raise_if_any((*_start_faults(switched), *_intake_faults(listed, on)))
    else:
        present = _present_rung(course, listed, on, rulebook)
        raise_if_any(_amount_faults(switched, present))
        switched = Course(
            plan=plan, starts=on, edition=rulebook.edition, follows=course,
            other_rungs=other_rungs(switched, present, rulebook),
        )  # fmt: skip
    raise_if_any(course_faults(switched, rulebook))
    return switched


def _day_faults(course: Course, on: date, rulebook: Rulebook) -> Iterator[Fault]:
    if on <= course.starts:
        expected, fix = f"a day after {course.starts}, the first day of the course", "begin another course instead"
        yield Fault(path="on", expected=expected, actual=str(on), fix=fix)
    if course.courses_before >= MOST_COURSES_BEFORE:
        expected, actual = f"a course after fewer than {MOST_COURSES_BEFORE} others", f"{course.courses_before} others"
        yield Fault(path="course", expected=expected, actual=actual, fix="begin a new course instead")
    most, first = rulebook.course_numbers[CourseNumber.LASTS_MOST].then, course.diary_starts
    if (on - first).days >= most:
        expected = f"less than {most} days after {first}, the first day of the diary"
        yield Fault(path="on", expected=expected, actual=str(on), fix="check the year")


def _start_faults(switched: Course) -> Iterator[Fault]:
    if switched.is_joined:
        expected, fix = "a plan to start the other product", "take the plan from titration_schedule or assess"
        yield Fault(path="plan.steps", expected=expected, actual="one rung", fix=fix)


def _intake_faults(check_ins: tuple[CheckIn, ...], on: date) -> Iterator[Fault]:
    """A fault if an intake of the old product is reported for the day ``on`` or later."""
    final = (check_in for _, check_in in final_entries(check_ins))
    days = [check_in.day for check_in in final if check_in.takes_some]
    if days and max(days) >= on:
        earliest = max(days) + timedelta(days=1)
        expected, fix = f"the day after the last intake, {earliest}, or later", f"write {earliest!r}"
        yield Fault(path="on", expected=expected, actual=str(on), fix=fix)


def _present_rung(course: Course, check_ins: tuple[CheckIn, ...], on: date, rulebook: Rulebook) -> Step:
    """The rung on which the course is before the day ``on``, or which a pause or a new start would come from."""
    known = [check_in for check_in in check_ins if check_in.day < on]
    last = replay_days(course, questions(course), known, on - timedelta(days=1), rulebook)[-1]
    return course.rungs[last.end.rung]


def _amount_faults(switched: Course, present: Step) -> Iterator[Fault]:
    amount = switched.plan.steps[-1].daily
    if switched.is_joined and amount > present.daily:
        expected, fix = f"at most the present {present.daily} a day", "for more, give a plan to start with this target"
        yield Fault(path="plan.steps", expected=expected, actual=str(amount), fix=fix)


def other_rungs(switched: Course, present: Step, rulebook: Rulebook) -> tuple[Step, ...]:
    """The rungs that the plan does not have: those of a start below a plan to maintain, and the present one."""
    below = rungs_below(switched, rulebook)
    amounts = {step.daily for step in (*below, *switched.plan.steps)}
    if present.daily in amounts or present.daily > max(amounts):
        return below
    return tuple(sorted((*below, present), key=lambda step: step.daily))
