"""Strategies for courses and what is told of them: what is valid, not what is usual."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

import attrs

from alpims_mg._internal.extras import optional_imports
from alpims_mg.courses.diary import CheckIn, Course, Diary
from alpims_mg.courses.ledgers import Ledger, LedgerDay
from alpims_mg.courses.review_types import Requirement, Review, RungDate
from alpims_mg.courses.reviews import begin_course, review_course
from alpims_mg.dosing.titration import last_totals, titration_schedule
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Reaction, Zone
from alpims_mg.rulebook.courses import Move
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.dosing import Amount, Count
from alpims_mg.testing import strategies as of

with optional_imports("alpims_mg.testing", extra="testing", libraries=("hypothesis",)):
    from hypothesis import strategies as st
    from hypothesis.strategies import SearchStrategy

__all__ = [
    "awaiteds",
    "check_ins",
    "courses",
    "diaries",
    "ledger_days",
    "ledgers",
    "reviews",
    "rising_plans",
    "rung_dates",
    "told_of_days",
]

_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
_FELT = tuple(one for one in Reaction if one is not Reaction.NONE)
_STRENGTH_STEP = 1000


@st.composite
def rising_plans(
    draw: st.DrawFn,
    *,
    capsules: SearchStrategy[Capsule] | None = None,
    hold_days: SearchStrategy[int] | None = None,
) -> DosePlan:
    """Any plan that starts low and rises: of any capsule that can be started, to any last rung that it reaches."""
    amounts, course_numbers = CURRENT.dose_amounts, CURRENT.dose_counts
    if capsules is None:
        parts = draw(st.sampled_from((1, 2, 4)))
        most = parts * amounts[Amount.START_MOST].then.nanograms // _STRENGTH_STEP
        fewest = course_numbers[Count.CAPSULES_MOST].then
        least = -(-amounts[Amount.LAST_LEAST].then.nanograms // (fewest * _STRENGTH_STEP))
        strength = st.integers(least, most).map(lambda steps: Elemental(nanograms=steps * _STRENGTH_STEP))
        capsules = of.capsules(elemental=strength, divisions=st.just(parts))
    capsule = draw(capsules)
    holds = st.integers(course_numbers[Count.HOLD_LEAST].then, course_numbers[Count.HOLD_MOST].then)
    target = st.none() | st.sampled_from(last_totals(capsule, CURRENT))
    hold = draw(holds if hold_days is None else hold_days)
    return cast("DosePlan", titration_schedule(capsule, target=draw(target), hold_days=hold))


@st.composite
def courses(
    draw: st.DrawFn,
    *,
    plans: SearchStrategy[DosePlan] | None = None,
    starts: SearchStrategy[date] = st.dates(_FIRST_DAY, _LAST_DAY),
    facts: SearchStrategy[Situation | None] | None = None,
) -> Course:
    """Any course, begun with any facts, or with none."""
    plan, first = draw(rising_plans() if plans is None else plans), draw(starts)
    situation = draw(st.none() | of.situations() if facts is None else facts)
    return begin_course(plan, starts=first, situation=_known_on(situation, first))


@st.composite
def check_ins(
    draw: st.DrawFn,
    *,
    days: SearchStrategy[date] = st.dates(_FIRST_DAY, _LAST_DAY),
    zones: SearchStrategy[Zone | None] = st.none() | st.sampled_from(Zone),
    reactions: SearchStrategy[Iterable[Reaction] | None] | None = None,
    taken: SearchStrategy[Elemental | None] | None = None,
    facts: SearchStrategy[Situation | None] | None = None,
) -> CheckIn:
    """Anything that can be told of a day."""
    felt = st.none() | st.just({Reaction.NONE}) | st.frozensets(st.sampled_from(_FELT), max_size=3)
    amount = st.none() | of.elementals(most_nanograms=10**9)
    day = draw(days)
    return CheckIn(
        day=day,
        zone=draw(zones),
        reactions=draw(felt if reactions is None else reactions),
        taken=draw(amount if taken is None else taken),
        situation=_known_on(draw(st.none() | of.situations() if facts is None else facts), day),
    )


@st.composite
def told_of_days(
    draw: st.DrawFn,
    course: Course,
    *,
    most_days: int = 20,
    most_told: int = 20,
    zones: SearchStrategy[Zone | None] = st.none() | st.sampled_from(Zone),
    reactions: SearchStrategy[Iterable[Reaction] | None] | None = None,
    facts: SearchStrategy[Situation | None] | None = None,
) -> tuple[tuple[CheckIn, ...], date]:
    """Check-ins of some days of a course, in any order and as many as you like of one day, and a today after them.

    What is taken is nothing, what one of the rungs gives, or anything else.
    """
    last = draw(st.integers(0, most_days - 1))
    days = st.integers(0, last).map(lambda number: course.starts + timedelta(days=number))
    rungs = st.sampled_from([Elemental.mg(0), *(step.daily for step in course.plan.steps)])
    taken = st.none() | rungs | of.elementals(most_nanograms=10**9)
    one = check_ins(days=days, zones=zones, reactions=reactions, taken=taken, facts=facts)
    told = draw(st.lists(one, max_size=most_told))
    return tuple(told), course.starts + timedelta(days=last)


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    """Any case with any check-ins."""
    told = draw(_tuples(check_ins()))
    first, last = (draw(st.dates(_FIRST_DAY, _LAST_DAY)) for _ in range(2))
    return Diary(
        situation=draw(of.situations()), proposal=draw(of.proposals()), starts=first, as_of=last, check_ins=told
    )


@st.composite
def reviews(draw: st.DrawFn, *, of_courses: SearchStrategy[Course] | None = None, most_days: int = 12) -> Review:
    """The review of any course: made, not put together, since its ledger has to balance."""
    course = draw(courses() if of_courses is None else of_courses)
    told, today = draw(told_of_days(course, most_days=most_days, most_told=4))
    return review_course(course, told, today)


def ledgers(*, of_courses: SearchStrategy[Course] | None = None, most_days: int = 12) -> SearchStrategy[Ledger]:
    """The ledger of any course."""
    return reviews(of_courses=of_courses, most_days=most_days).map(lambda one: one.ledger)


def ledger_days() -> SearchStrategy[LedgerDay]:
    """Any day in the books, whether or not it fits any course."""
    quarters = st.integers(0, 4000)
    return st.builds(
        LedgerDay,
        day=st.dates(_FIRST_DAY, _LAST_DAY),
        zone=st.none() | st.sampled_from(Zone),
        reactions=st.none() | st.frozensets(st.sampled_from(_FELT), max_size=3),
        move=st.sampled_from(Move),
        rule=of.texts(),
        rung=st.none() | st.integers(1, 100),
        planned=of.elementals(),
        permitted=of.elementals(),
        quarters=quarters,
        taken=st.none() | of.elementals(),
        quarters_total=quarters,
        permitted_total=of.elementals(),
        taken_total=of.elementals(),
        contradictions=_tuples(of.texts()),
    )


def awaiteds() -> SearchStrategy[Requirement]:
    """Anything that is waited for."""
    return st.builds(Requirement, rule=of.texts(), because=of.texts(), left=st.none() | st.integers(1, 100))


def rung_dates() -> SearchStrategy[RungDate]:
    """Any dates of any rung."""
    day = st.none() | st.dates(_FIRST_DAY, _LAST_DAY)
    return st.builds(
        RungDate,
        rung=st.integers(1, 100),
        daily=of.elementals(),
        reached=day,
        earliest=day,
        suggested=day,
        overdue=day,
    )


def _known_on(situation: Situation | None, day: date) -> Situation | None:
    """The same facts with a kidney result that is known by that day."""
    if situation is None or situation.kidney_date is None:
        return situation
    return attrs.evolve(situation, kidney_date=min(situation.kidney_date, day))


def _tuples(items: SearchStrategy[Any]) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=2).map(tuple)


_REGISTERED: dict[type[Any], SearchStrategy[Any]] = {
    CheckIn: check_ins(),
    Course: courses(),
    Diary: diaries(),
    LedgerDay: ledger_days(),
    Ledger: ledgers(),
    Requirement: awaiteds(),
    RungDate: rung_dates(),
    Review: reviews(),
}
for _kind, _strategy in _REGISTERED.items():
    st.register_type_strategy(_kind, _strategy)
