"""A diary: a course, its check-ins, and the case that it began with."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import cast, final

import attrs

from alpims_mg._internal.rendering import Page, Renderable
from alpims_mg._internal.validation import (
    a_day,
    a_member,
    a_text,
    an_instance,
    as_set,
    as_tuple,
    check_each,
    check_instances,
)
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products import Capsule
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Reaction, Zone


def _reactions(values: Iterable[Reaction] | None) -> frozenset[Reaction] | None:
    return None if values is None else as_set(values)


def as_check_ins(values: Iterable["CheckIn"]) -> "tuple[CheckIn, ...]":
    """Convert an iterable of check-ins to a tuple; anything else passes through for validation to reject."""
    return as_tuple(values)


@final
@attrs.frozen(kw_only=True)
class CheckIn:
    """What is told of one day. None means *not told*, which is never the same as none.

    ``reactions`` is empty where none was felt. ``taken`` is all the magnesium that was taken that day of this
    product, 0 mg where none was. ``situation`` gives the facts anew from this day on, where one has changed or was
    talked over; its tolerance is not asked for, since the course counts that itself, and its zone is one more report
    of the day's.

    Raises: ``InvalidInputError`` with every fault.
    """

    day: date
    zone: Zone | None = None
    reactions: frozenset[Reaction] | None = attrs.field(default=None, converter=_reactions)
    taken: Elemental | None = None
    situation: Situation | None = None

    def __attrs_post_init__(self) -> None:
        told = self.reactions
        raise_if_any(
            (
                a_day("day", self.day),
                a_member("zone", self.zone, Zone, optional=True),
                *(() if told is None else check_each("reactions", told, lambda at, one: a_member(at, one, Reaction))),
                self._none_and_some(),
                an_instance("taken", self.taken, Elemental, example="Elemental.mg(50)", optional=True),
                an_instance("situation", self.situation, Situation, example="Situation(...)", optional=True),
                facts_fault("situation", self.situation, self.day),
            )
        )

    def _none_and_some(self) -> Fault | None:
        if self.reactions and Reaction.NONE in self.reactions and len(self.reactions) > 1:
            actual = ", ".join(sorted(map(str, self.reactions)))
            return Fault(
                path="reactions", expected="none, or those that were felt", actual=actual, fix="leave none out"
            )
        return None


@final
@attrs.frozen(kw_only=True)
class Course(Renderable):
    """A plan from its first day on, with the facts of that day and the edition of the rules that it goes by.

    ``situation`` is None while no facts are stated: then nothing starts until a check-in states them.
    """

    plan: DosePlan
    starts: date
    situation: Situation | None = None
    edition: str

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
        """The product that the course is taken with."""
        return cast("Capsule", self.plan.capsule)

    @property
    def hold_days(self) -> int:
        """The days that each rung lasts at the least."""
        return self.plan.steps[0].days or 0

    def planned(self, day: date) -> Elemental:
        """What the plan gives on a day, were every day as it should be."""
        return self.plan.on((day - self.starts).days + 1).daily

    def page(self) -> Page:
        """The plan with its dates."""
        page = self.plan.page(self.starts)
        return Page(title=f"Course from {self.starts}", blocks=(page.title, *page.blocks, f"Edition {self.edition}."))


@final
@attrs.frozen(kw_only=True)
class Diary:
    """One question for one day of a course: the case it began with, its first day, all check-ins, and today."""

    situation: Situation
    proposal: Proposal
    starts: date
    as_of: date
    check_ins: tuple[CheckIn, ...] = attrs.field(default=(), converter=as_check_ins)

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


def facts_fault(path: str, situation: object, day: object) -> Fault | None:
    """A kidney result that is dated after the day on which it is stated."""
    result = situation.kidney_date if isinstance(situation, Situation) else None
    if result is not None and isinstance(day, date) and result > day:
        expected = f"no later than the day that states it, {day}"
        return Fault(path=f"{path}.kidney_date", expected=expected, actual=str(result), fix="put the two dates right")
    return None


def plan_faults(plan: DosePlan) -> Iterator[Fault]:
    """A course knows what is taken, its portions hold what they say, and it has rungs to rise by."""
    capsule = plan.capsule
    if capsule is None:
        expected, fix = "the product that the plan was made for", "take the plan from assess or titration_schedule"
        yield Fault(path="plan.capsule", expected=expected, actual="None", fix=fix)
        return
    if len(plan.steps) == 1:
        expected, fix = "a plan that starts low and rises", "take the plan of a start; what is kept needs no course"
        yield Fault(path="plan.steps", expected=expected, actual="one rung", fix=fix)
    for i, step in enumerate(plan.steps):
        if any(one.elemental != one.portion.of(capsule.elemental) for one in step.intakes):
            expected, fix = f"portions of {capsule.elemental} each", "take the plan from assess or titration_schedule"
            actual = "; ".join(map(str, step.intakes))
            yield Fault(path=f"plan.steps[{i}].intakes", expected=expected, actual=actual, fix=fix)
