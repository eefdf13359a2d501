"""The inputs of a review: the course, and the diary, which a file holds."""

from collections.abc import Iterator
from datetime import date
from typing import cast, final

import attrs

from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.rendering import Page, Renderable
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_day, a_text, an_instance, check_instances
from alpims_mg.courses.check_ins import CheckIn, as_check_ins, facts_fault
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products import Capsule
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Course(Renderable):
    """A plan with its first day, the facts of that day, and the edition of the rulebook that judges it.

    ``situation`` is None if no facts are stated. Such a course starts only once a check-in states facts.

    Raises: ``InvalidInputError`` with every fault. A plan that no course can follow is a fault.
    """

    plan: DosePlan
    starts: date
    situation: Situation | None = None
    edition: str

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("plan", self.plan, DosePlan, example="DosePlan(...)"),
                a_day("starts", self.starts),
                an_instance("situation", self.situation, Situation, example="Situation(...)", optional=True),
                a_text("edition", self.edition, example="2026-11-25"),
                facts_fault("situation", self.situation, self.starts),
            )
        )
        raise_if_any(plan_faults(self.plan))

    @property
    def capsule(self) -> Capsule:
        """The capsule of the plan. A course always has one."""
        return cast("Capsule", self.plan.capsule)

    @property
    def hold_days(self) -> int:
        """The least number of days on each rung, read from the plan's first rung."""
        return self.plan.steps[0].days or 0

    @property
    def holds(self) -> tuple[int, ...]:
        """For each rung, the held days that prove it."""
        return self.plan.holds

    def planned(self, day: date) -> Elemental:
        """The daily amount that the plan gives on the date ``day`` if every rise happens when it is planned.

        Raises: ``InvalidInputError`` if ``day`` is no date, or a date before the first day.
        """
        return self.plan.on(day, starts=self.starts).daily

    def page(self) -> Page:
        """A page with the plan, a date for each rung, and the edition of the rulebook."""
        page = self.plan.page(self.starts)
        return Page(title=f"Course from {self.starts}", blocks=(page.title, *page.blocks, f"Edition {self.edition}."))


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Diary:
    """The contents of a diary file.

    ``situation`` holds the facts of the first day. ``proposal`` is the proposal to start. ``starts`` is the first day
    of the course. ``as_of`` is the day to review.
    """

    situation: Situation
    proposal: Proposal
    starts: date
    as_of: date
    check_ins: tuple[CheckIn, ...] = attrs.field(default=(), converter=as_check_ins)

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("situation", self.situation, Situation, example="Situation(...)"),
                an_instance("proposal", self.proposal, Proposal, example="Proposal(...)"),
                a_day("starts", self.starts),
                a_day("as_of", self.as_of),
                *check_instances("check_ins", self.check_ins, CheckIn),
            )
        )


@final
@named_arguments
@attrs.frozen(kw_only=True)
class OtherCourse:
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


def plan_faults(plan: DosePlan) -> Iterator[Fault]:
    """Yield the faults that keep a course from following a plan.

    Faults are: no product, only one rung, and intakes whose amount does not match the capsule's strength.
    """
    capsule = plan.capsule
    if capsule is None:
        expected, fix = "the product that the plan is for", "take the plan from assess or titration_schedule"
        yield Fault(path="plan.capsule", expected=expected, actual="None", fix=fix)
        return
    if len(plan.steps) == 1:
        expected, fix = "at least two rungs", "use a plan to start; a plan with one rung needs no course"
        yield Fault(path="plan.steps", expected=expected, actual="one rung", fix=fix)
    for i, step in enumerate(plan.steps):
        if any(intake.elemental != intake.portion.of(capsule.elemental) for intake in step.intakes):
            expected, fix = (
                f"portions of a capsule of {capsule.elemental}",
                "take the plan from assess or titration_schedule",
            )
            actual = "; ".join(map(str, step.intakes))
            yield Fault(path=f"plan.steps[{i}].intakes", expected=expected, actual=actual, fix=fix)
