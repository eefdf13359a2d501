"""The inputs of a review: the course, and the diary, which a file holds."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, cast, final

import attrs

from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.rendering import Details, Displayed, Listing, Page, Renderable, long_date
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_day, a_text, an_instance, as_tuple, check_instances
from alpims_mg.courses.check_ins import CheckIn, as_check_ins, facts_fault
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.plans import DosePlan, Step
from alpims_mg.model.products import Capsule
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation

MOST_COURSES_BEFORE: Final = 100
"""The most courses that one follows. Far more than these are nested too deeply to be read, written or copied."""


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Course(Renderable):
    """A plan with its first day, the facts of that day, and the edition of the rulebook that judges it.

    ``situation`` is None if no facts are stated. Such a course starts only once a check-in states facts. A plan with
    one rung is for a person who takes that amount already. ``other_rungs`` are the rungs of the course that its plan
    does not have, lowest first. ``follows`` is the course before a change of the product or of the target. Its diary
    goes on in this course, and so do its facts, so ``situation`` is None. If another edition judged that course,
    ``told`` holds its days, which keep the answers of that edition.

    Raises: ``InvalidInputError`` with every fault. A plan that no course can follow is a fault.
    """

    plan: DosePlan
    starts: date
    situation: Situation | None = None
    edition: str
    other_rungs: tuple[Step, ...] = ()
    follows: "Course | None" = None
    told: tuple[LedgerDay, ...] = ()

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("plan", self.plan, DosePlan, example="DosePlan(...)"),
                a_day("starts", self.starts),
                an_instance("situation", self.situation, Situation, example="Situation(...)", optional=True),
                a_text("edition", self.edition, example="2026-11-25"),
                facts_fault("situation", self.situation, self.starts),
                *check_instances("other_rungs", self.other_rungs, Step),
                an_instance("follows", self.follows, Course, example="Course(...)", optional=True),
                *check_instances("told", self.told, LedgerDay),
            )
        )
        raise_if_any((*plan_faults(self.plan), *self._rung_faults(), *self._faults_of_following()))

    def _rung_faults(self) -> Iterator[Fault]:
        amounts = [step.daily for step in self.rungs]
        if len(set(amounts)) < len(amounts) or amounts[-1] != self.plan.steps[-1].daily:
            expected, fix = "amounts below the plan's last one, each once", COURSE_FIX
            actual = ", ".join(str(step.daily) for step in self.other_rungs)
            yield Fault(path="other_rungs", expected=expected, actual=actual, fix=fix)

    def _faults_of_following(self) -> Iterator[Fault]:
        if (before := self.courses_before) > MOST_COURSES_BEFORE:
            expected, actual = f"the last of at most {MOST_COURSES_BEFORE} courses in a row", f"{before} courses"
            yield Fault(path="follows", expected=expected, actual=actual, fix="begin a new course")
        if self.told and not self._has_told_days():
            expected, fix = "each day of the course before, in order", "take the course from carry_over"
            yield Fault(path="told", expected=expected, actual=f"{len(self.told)} days", fix=fix)
        if self.follows is None:
            return
        if self.follows.starts >= self.starts:
            expected, actual = (
                f"a day after {self.follows.starts}, the first day of the course before",
                str(self.starts),
            )
            yield Fault(path="starts", expected=expected, actual=actual, fix="name a later day")
        if self.situation is not None:
            expected, fix = "None, because the facts of the course before go on", COURSE_FIX
            yield Fault(path="situation", expected=expected, actual="a Situation", fix=fix)

    def _has_told_days(self) -> bool:
        """True if ``told`` has an entry for each day of the course before, each on one of its rungs or on none."""
        if self.follows is None:
            return False
        first, rungs = self.follows.starts, len(self.follows.rungs)
        days = [first + timedelta(days=number) for number in range((self.starts - first).days)]
        return days == [entry.day for entry in self.told] and all((entry.rung or 1) <= rungs for entry in self.told)

    @property
    def capsule(self) -> Capsule:
        """The capsule of the plan. A course always has one."""
        return cast("Capsule", self.plan.capsule)

    @property
    def holds(self) -> tuple[int, ...]:
        """For each of ``rungs``, the held days that prove it. ``other_rungs`` take the longest hold of the plan."""
        held = dict(zip((step.daily for step in self.plan.steps), self.plan.holds, strict=True))
        return tuple(held.get(step.daily, max(held.values())) for step in self.rungs)

    @property
    def rungs(self) -> tuple[Step, ...]:
        """All rungs of the course, lowest first: those of its plan, and ``other_rungs``."""
        return tuple(sorted((*self.other_rungs, *self.plan.steps), key=lambda step: step.daily))

    @property
    def is_joined(self) -> bool:
        """True if the plan is for a person who takes its amount already, so that it has one rung only."""
        return len(self.plan.steps) == 1

    @property
    def changes_product(self) -> bool:
        """True if this course follows a course of another product."""
        return self.follows is not None and self.follows.capsule != self.capsule

    @property
    def courses_before(self) -> int:
        """The number of courses that this one follows, one after the other."""
        course, number = self, 0
        while course.follows is not None:
            course, number = course.follows, number + 1
        return number

    @property
    def diary_starts(self) -> date:
        """The first day of the diary: that of the first course, where one follows another."""
        course = self
        while course.follows is not None:
            course = course.follows
        return course.starts

    @property
    def judged_from(self) -> date:
        """The first day that the edition of this course judges: that of the diary, or the day of a carry-over."""
        course = self
        while course.follows is not None and not course.told:
            course = course.follows
        return course.starts

    @property
    def identity(self) -> tuple[object, ...]:
        """All that decides how the course goes, without the advice and limits of its plan. A ledger hashes it."""
        own = (self.capsule, self.plan.steps, self.starts, self.situation, self.edition)
        if not self.other_rungs and self.follows is None:
            return own
        before = self.follows and self.follows.identity
        return (*own, self.other_rungs, before, self.told) if self.told else (*own, self.other_rungs, before)

    def planned(self, day: date) -> Elemental:
        """The daily amount that the plan gives on the date ``day`` if every rise happens when it is planned.

        After a change of the target, the plan goes on from the amount that was planned before.

        Raises: ``InvalidInputError`` if ``day`` is no date, or a date before the first day.
        """
        step = self.plan.on(day, starts=self.starts)
        if self.follows is None or self.changes_product:
            return step.daily
        before = self.follows.planned(self.starts - timedelta(days=1))
        from_day = max((one.first_day for one in self.plan.steps if one.daily <= before), default=1)
        return self.plan.on((day - self.starts).days + from_day).daily

    def page(self) -> Page:
        """A page with the plan, a date for each step, and the edition of the rulebook."""
        page = self.plan.page(self.starts)
        others = tuple(f"{step.daily.format_mg()} mg a day: {'; '.join(map(str, step.intakes))}" for step in self.rungs)
        steps = (Listing("All steps of the course", others),) if self.other_rungs else ()
        before = () if self.follows is None else (f"It goes on from the course of {long_date(self.follows.starts)}.",)
        edition = Details("Edition", (f"Edition {self.edition}.",))
        return Page(f"Course from {long_date(self.starts)}", (page.title, *page.blocks, *steps, *before, edition))


attrs.resolve_types(Course)  # the wire reads the type of each field, and that of ``follows`` is a text before


def _as_changes(values: "Iterable[ProductChange]") -> "tuple[ProductChange, ...]":
    return as_tuple(values)


@final
@named_arguments
@attrs.frozen(kw_only=True)
class ProductChange:
    """A change to another product, or to another target of the same one, from the day ``on``.

    ``proposal`` is the proposal to start the other product, or the same one with its new target.

    Raises: ``InvalidInputError`` with every fault.
    """

    on: date
    proposal: Proposal

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any((a_day("on", self.on), an_instance("proposal", self.proposal, Proposal, example="Proposal(...)")))


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Diary:
    """The contents of a diary file.

    ``situation`` holds the facts of the first day. ``proposal`` is the proposal to start, or to maintain what is taken
    already. ``starts`` is the first day of the course. ``as_of`` is the day to review. ``changes`` holds the changes of
    the product or of the target, in the order of their days.

    Raises: ``InvalidInputError`` with every fault.
    """

    situation: Situation
    proposal: Proposal
    starts: date
    as_of: date
    check_ins: tuple[CheckIn, ...] = attrs.field(default=(), converter=as_check_ins)
    changes: tuple[ProductChange, ...] = attrs.field(default=(), converter=_as_changes)

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("situation", self.situation, Situation, example="Situation(...)"),
                an_instance("proposal", self.proposal, Proposal, example="Proposal(...)"),
                a_day("starts", self.starts),
                a_day("as_of", self.as_of),
                *check_instances("check_ins", self.check_ins, CheckIn),
                *check_instances("changes", self.changes, ProductChange),
            )
        )
        raise_if_any(self._order_faults())

    def _order_faults(self) -> Iterator[Fault]:
        before = self.starts
        for i, change in enumerate(self.changes):
            if not before < change.on <= self.as_of:
                expected = f"a day after {before}, and no later than {self.as_of}, the day to review"
                fix = "give the changes in the order of their days"
                yield Fault(path=f"changes[{i}].on", expected=expected, actual=str(change.on), fix=fix)
            before = change.on


@final
@named_arguments
@attrs.frozen(kw_only=True)
class OtherCourse(Displayed):
    """Another course of the same person, with its check-ins: a product that is taken beside the reviewed one."""

    course: Course
    check_ins: tuple[CheckIn, ...] = attrs.field(default=(), converter=as_check_ins)

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("course", self.course, Course, example="Course(...)"),
                *check_instances("check_ins", self.check_ins, CheckIn),
            )
        )

    def __str__(self) -> str:
        return f"{self.course.capsule}, from {self.course.starts}"


COURSE_FIX: Final = "take the course from begin_course or switch_product"


def plan_faults(plan: DosePlan) -> Iterator[Fault]:
    """Yield the faults that keep a course from following a plan.

    Faults are: no product, and intakes whose amount does not match the capsule's strength.
    """
    capsule = plan.capsule
    if capsule is None:
        expected, fix = "the product that the plan is for", "take the plan from assess or titration_schedule"
        yield Fault(path="plan.capsule", expected=expected, actual="None", fix=fix)
        return
    for i, step in enumerate(plan.steps):
        if any(intake.elemental != intake.portion.of(capsule.elemental) for intake in step.intakes):
            expected, fix = (
                f"portions of a capsule of {capsule.elemental}",
                "take the plan from assess or titration_schedule",
            )
            actual = "; ".join(map(str, step.intakes))
            yield Fault(path=f"plan.steps[{i}].intakes", expected=expected, actual=actual, fix=fix)
