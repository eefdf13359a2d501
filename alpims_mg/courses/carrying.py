"""Carry a course over to another edition of the rulebook."""

from collections.abc import Iterator
from datetime import timedelta
from typing import final

import attrs

from alpims_mg._internal.rendering import Page, Renderable, long_date
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import an_instance
from alpims_mg.assessment.evaluation import case_faults
from alpims_mg.courses.checking import course_faults
from alpims_mg.courses.comparison import Difference, DifferenceRow, compare
from alpims_mg.courses.diary import Course
from alpims_mg.courses.facts import questions, start_proposal
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.replaying import ledger_days, replay_days
from alpims_mg.courses.switching import other_rungs
from alpims_mg.dosing.titration import scheduled
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Intent
from alpims_mg.rulebook.current import CURRENT, Rulebook


@final
@attrs.frozen(kw_only=True)
class CarriedOver(Renderable):
    """A course that goes on under another edition, and what that edition would have said of its past days.

    ``course`` begins on the day after the last day of the ledger. Give it to ``review_course`` with the whole diary.
    ``differences`` compares the ledger (first) with what the new edition says of the same days (second).
    """

    course: Course
    differences: Difference

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("course", self.course, Course, example="Course(...)"),
                an_instance("differences", self.differences, Difference, example="compare(...)"),
            )
        )

    def page(self) -> Page:
        """A page with the day from which the new edition judges, and the differences."""
        title = f"From {long_date(self.course.starts)}, edition {self.course.edition} judges this course"
        found = self.differences.page()
        return Page(title, (f"{found.title}.", *found.blocks))


def carry_over(ledger: Ledger, *, rulebook: Rulebook = CURRENT) -> CarriedOver | Infeasible:
    """Go on with a course under another edition of the rulebook.

    Past days keep their answers. The new edition judges from the day after the last day of the ledger. It counts the
    past by these answers and by what was taken, and its own numbers say how many of these days are enough. If the
    product has other rungs now, the course goes on at the highest one that is not above the present amount. A past day
    whose report is corrected later is judged by the new edition, and so is every day after it.

    The result is ``Infeasible`` if the new edition has no plan for the product. The course then ends.

    Raises: ``InvalidInputError`` if the ledger is of the same edition already.

    >>> from datetime import date
    >>> from alpims_mg import Capsule, Elemental, Form, begin_course, review_course, titration_schedule
    >>> before = attrs.evolve(CURRENT, edition="2026-06-01")
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4))
    >>> course = begin_course(plan, starts=date(2026, 3, 1), rulebook=before)
    >>> carried = carry_over(review_course(course, [], today=date(2026, 3, 2), rulebook=before).ledger)
    >>> print(carried.course.starts, *carried.differences.rows)
    2026-03-03 edition: 2026-06-01 -> 2026-11-30
    >>> print(review_course(carried.course, [], today=date(2026, 3, 3)).move)
    not-started
    """
    raise_if_any(
        (
            an_instance("ledger", ledger, Ledger, example="Ledger(...)"),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    raise_if_any(_ledger_faults(ledger, rulebook))
    course, proposals = ledger.course, questions(ledger.course)
    plan = _plan_now(course, rulebook)
    if isinstance(plan, Infeasible):
        return plan
    last = replay_days(course, proposals, ledger.check_ins, ledger.as_of, rulebook, ledger.days)[-1]
    starts = ledger.as_of + timedelta(days=1)
    carried = Course(plan=plan, starts=starts, edition=rulebook.edition, follows=course, told=ledger.days)
    rungs = other_rungs(carried, course.rungs[max(last.end.rung, 0)], rulebook)
    carried = attrs.evolve(carried, other_rungs=rungs)
    raise_if_any(course_faults(carried, rulebook))
    judged = replay_days(course, proposals, ledger.check_ins, ledger.as_of, rulebook)
    days = tuple(ledger_days(course, judged, rulebook))
    plans = (attrs.evolve(one, advice=(), limits=(), bands=()) for one in (course.plan, plan))
    rows = (
        DifferenceRow(what="edition", first=course.edition, second=rulebook.edition),
        *compare(*plans).rows,
        *compare(ledger, attrs.evolve(ledger, days=days)).rows,
    )
    return CarriedOver(course=carried, differences=Difference(between="editions", rows=rows))


def _ledger_faults(ledger: Ledger, rulebook: Rulebook) -> Iterator[Fault]:
    if ledger.course.edition == rulebook.edition:
        expected = f"another edition than that of the ledger, {rulebook.edition}"
        fix = "go on with review_course, because this edition judges the course already"
        yield Fault(path="rulebook", expected=expected, actual=repr(rulebook.edition), fix=fix)
    if ledger.others:
        expected, fix = "the ledger of a course that is reviewed alone", "begin a new course of each product"
        yield Fault(path="ledger.others", expected=expected, actual=f"{len(ledger.others)} more", fix=fix)


def _plan_now(course: Course, rulebook: Rulebook) -> DosePlan | Infeasible:
    """The plan of a course as this rulebook makes it. A target that it does not allow any more is left out."""
    start = start_proposal(course)
    if course.is_joined:
        return scheduled(course.capsule, Intent.MAINTAIN, None, course.plan.steps[0].daily, start.hold_days, rulebook)
    if not any(case_faults(Situation(), start, rulebook)):
        plan = scheduled(course.capsule, Intent.START, start.target, None, start.hold_days, rulebook)
        if isinstance(plan, DosePlan):
            return plan
    return scheduled(course.capsule, Intent.START, None, None, start.longest_hold, rulebook)
