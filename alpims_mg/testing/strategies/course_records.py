"""Strategies for courses, their check-ins, and the ledgers and reviews made from them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final, cast

import attrs
from hypothesis import assume, strategies as st
from hypothesis.strategies import SearchStrategy

from alpims_mg.courses.carrying import CarriedOver, carry_over
from alpims_mg.courses.check_ins import CheckIn, DoseTaken
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.courses.diary import Course, Diary, OtherCourse, ProductChange
from alpims_mg.courses.joint_reviews import JointDiary, JointReview, review_courses
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.looking_ahead import Preview, ZoneOutlook, preview
from alpims_mg.courses.review_types import Requirement, Review, RungDate
from alpims_mg.courses.reviews import begin_course, review_course
from alpims_mg.courses.switching import switch_product
from alpims_mg.dosing.titration import daily_totals, last_totals, titration_schedule
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import DosageForm, Intent, Reaction, TimeOfDay, Wish, Zone
from alpims_mg.rulebook.courses import Move
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.dosage_forms import Dividing
from alpims_mg.rulebook.dosing import Amount, Count
from alpims_mg.testing.strategies.answers import answer_words
from alpims_mg.testing.strategies.basics import (
    FIRST_DAY,
    LAST_DAY,
    STRENGTH_STEP,
    elementals,
    short_tuples,
    texts,
    times_of_day,
)
from alpims_mg.testing.strategies.questions import capsules as any_capsule, proposals, situations

__all__ = [
    "carried_overs",
    "check_ins",
    "course_check_ins",
    "courses",
    "diaries",
    "doses_taken",
    "joined_courses",
    "joint_diaries",
    "joint_reviews",
    "ledger_days",
    "ledgers",
    "other_courses",
    "requirements",
    "reviews",
    "rising_plans",
    "rung_dates",
    "switched_courses",
]

_REACTIONS: Final = tuple(reaction for reaction in Reaction if reaction is not Reaction.NONE)


@st.composite
def rising_plans(
    draw: st.DrawFn,
    *,
    capsules: SearchStrategy[Capsule] | None = None,
    hold_days: SearchStrategy[int] | None = None,
) -> DosePlan:
    """A strategy for START plans, by default for any capsule that can have one.

    A plan can end at any daily amount that the capsule can reach. Its rungs share one hold or have one each, all from
    ``hold_days``.
    """
    amounts, counts = CURRENT.dose_amounts, CURRENT.dose_counts
    if capsules is None:
        parts = draw(st.sampled_from((1, 2, 4)))
        most = parts * amounts[Amount.START_MOST].then.nanograms // STRENGTH_STEP
        daily_capsules = counts[Count.CAPSULES_MOST].then
        least = -(-amounts[Amount.LAST_LEAST].then.nanograms // (daily_capsules * STRENGTH_STEP))
        strength = st.integers(least, most).map(lambda steps: Elemental(nanograms=steps * STRENGTH_STEP))
        whole = {key.dosage_form for key, rule in CURRENT.dosage_forms if rule.then is Dividing.NOT_DIVIDED}
        possible = [form for form in DosageForm if parts == 1 or form not in whole]
        kinds = st.none() | st.sampled_from(possible)
        capsules = any_capsule(elemental=strength, divisions=st.just(parts), dosage_forms=kinds)
    capsule = draw(capsules)
    holds = st.integers(counts[Count.HOLD_SET_LEAST].then, counts[Count.HOLD_MOST].then)
    targets = st.none() | st.sampled_from(last_totals(capsule, CURRENT))
    drawn, target = holds if hold_days is None else hold_days, draw(targets)
    plan = cast("DosePlan", titration_schedule(capsule, target=target, hold_days=draw(drawn)))
    if draw(st.booleans()):
        return plan
    each = [draw(drawn) for _ in plan.steps]
    return cast("DosePlan", titration_schedule(capsule, target=target, hold_days=each))


@st.composite
def courses(
    draw: st.DrawFn,
    *,
    plans: SearchStrategy[DosePlan] | None = None,
    starts: SearchStrategy[date] = st.dates(FIRST_DAY, LAST_DAY),
    facts: SearchStrategy[Situation | None] | None = None,
) -> Course:
    """A strategy for any course that starts on any date, with any facts or with none."""
    plan, first = draw(rising_plans() if plans is None else plans), draw(starts)
    situation = draw(st.none() | situations() if facts is None else facts)
    return begin_course(plan, starts=first, situation=_with_kidney_date_by(situation, first))


def doses_taken(*, amounts: SearchStrategy[Elemental] | None = None) -> SearchStrategy[DoseTaken]:
    """A strategy for any dose that a person swallowed: at a clock time, with a meal, or at a time not stated."""
    any_amount = elementals(most_nanograms=10**9)
    times = st.none() | st.sampled_from(TimeOfDay) | times_of_day()
    return st.builds(DoseTaken, elemental=any_amount if amounts is None else amounts, at=times)


@st.composite
def joined_courses(draw: st.DrawFn, *, starts: SearchStrategy[date] = st.dates(FIRST_DAY, LAST_DAY)) -> Course:
    """A strategy for the course of any person who takes a product already, with a plan to maintain it."""
    rising, first = draw(rising_plans()), draw(starts)
    capsule = cast("Capsule", rising.capsule)
    present = draw(st.sampled_from(daily_totals(capsule, CURRENT)))
    plan = titration_schedule(capsule, intent=Intent.MAINTAIN, current_daily=present, hold_days=max(rising.holds))
    assume(isinstance(plan, DosePlan))
    situation = _with_kidney_date_by(draw(st.none() | situations()), first)
    return begin_course(cast("DosePlan", plan), starts=first, situation=situation)


@st.composite
def switched_courses(draw: st.DrawFn) -> Course:
    """A strategy for any course that follows another one: of another product, or of the same with another target."""
    starts = st.dates(FIRST_DAY, LAST_DAY - timedelta(days=30))
    before = draw(courses(starts=starts) | joined_courses(starts=starts))
    capsule = st.just(before.capsule) if not before.is_joined or draw(st.booleans()) else None
    plan = draw(rising_plans(capsules=capsule))
    return switch_product(before, (), plan, on=before.starts + timedelta(days=draw(st.integers(1, 20))))


@st.composite
def check_ins(
    draw: st.DrawFn,
    *,
    days: SearchStrategy[date] = st.dates(FIRST_DAY, LAST_DAY),
    zones: SearchStrategy[Zone | None] = st.none() | st.sampled_from(Zone),
    reactions: SearchStrategy[Iterable[Reaction] | None] | None = None,
    taken: SearchStrategy[Elemental | None] | None = None,
    doses: SearchStrategy[Iterable[DoseTaken] | None] | None = None,
    wishes: SearchStrategy[Wish | None] = st.none() | st.sampled_from(Wish),
    facts: SearchStrategy[Situation | None] | None = None,
) -> CheckIn:
    """A strategy for any report of one day. Each of its parts except the date may be missing.

    It has a total or doses, and never both: with ``taken`` and without ``doses``, it has no doses.
    """
    any_reactions = st.none() | st.just({Reaction.NONE}) | st.frozensets(st.sampled_from(_REACTIONS), max_size=3)
    any_amount = st.none() | elementals(most_nanograms=10**9)
    any_doses = st.none() | short_tuples(doses_taken()) if taken is None else st.none()
    day, dose_list = draw(days), draw(any_doses if doses is None else doses)
    return CheckIn(
        day=day,
        zone=draw(zones),
        reactions=draw(any_reactions if reactions is None else reactions),
        taken=draw(any_amount if taken is None else taken) if dose_list is None else None,
        doses=dose_list,
        wish=draw(wishes),
        situation=_with_kidney_date_by(draw(st.none() | situations() if facts is None else facts), day),
    )


@st.composite
def course_check_ins(
    draw: st.DrawFn,
    course: Course,
    *,
    most_days: int = 20,
    most_check_ins: int = 20,
    zones: SearchStrategy[Zone | None] = st.none() | st.sampled_from(Zone),
    reactions: SearchStrategy[Iterable[Reaction] | None] | None = None,
    wishes: SearchStrategy[Wish | None] = st.none() | st.sampled_from(Wish),
    facts: SearchStrategy[Situation | None] | None = None,
    most_corrections: int = 2,
) -> tuple[tuple[CheckIn, ...], date]:
    """A strategy for pairs: check-ins of any days of a course, in any order, and the date of the review.

    A day can have several check-ins or none. What was taken is one total or doses: nothing, the daily amount of a step,
    or anything else. Some check-ins correct others.
    """
    last = draw(st.integers(0, most_days - 1))
    days = st.integers(0, last).map(lambda number: course.starts + timedelta(days=number))
    step_amounts = st.sampled_from([Elemental.mg(0), *(step.daily for step in course.rungs)])
    amounts = step_amounts | elementals(most_nanograms=10**9)
    doses = st.none() | st.none() | short_tuples(doses_taken(amounts=amounts))
    reports = check_ins(
        days=days, zones=zones, reactions=reactions, taken=st.none() | amounts, doses=doses, wishes=wishes, facts=facts
    )
    check_in_list = draw(st.lists(reports, max_size=most_check_ins))
    corrections = draw(st.integers(0, most_corrections)) if check_in_list else 0
    if corrections:
        check_in_list = [attrs.evolve(check_in, id=str(i)) for i, check_in in enumerate(check_in_list)]
    withdrawals = days.map(lambda day: CheckIn(day=day, replaces="0", withdraw=True))
    for _ in range(corrections):
        replaced = draw(st.sampled_from(check_in_list)).id
        check_in_list.append(attrs.evolve(draw(reports | withdrawals), id=str(len(check_in_list)), replaces=replaced))
    return tuple(draw(st.permutations(check_in_list))), course.starts + timedelta(days=last)


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    """A strategy for any diary: a situation, a proposal, a first day, a day to review, any check-ins and changes."""
    check_in_list = draw(short_tuples(check_ins()))
    first, last = (draw(st.dates(FIRST_DAY, LAST_DAY)) for _ in range(2))
    days = st.dates(first + timedelta(days=1), last) if first < last else st.nothing()
    changed = draw(st.lists(st.builds(ProductChange, on=days, proposal=proposals()), max_size=2, unique_by=_day_of))
    return Diary(
        situation=draw(situations()),
        proposal=draw(proposals()),
        starts=first,
        as_of=last,
        check_ins=check_in_list,
        changes=sorted(changed, key=_day_of),
    )


def _day_of(change: ProductChange) -> date:
    return change.on


@st.composite
def reviews(draw: st.DrawFn, *, of_courses: SearchStrategy[Course] | None = None, most_days: int = 12) -> Review:
    """A strategy for the review of any course.

    ``review_course`` computes the review from check-ins, because its ledger must balance.
    """
    course = draw(courses() if of_courses is None else of_courses)
    check_in_list, today = draw(course_check_ins(course, most_days=most_days, most_check_ins=4))
    return review_course(course, check_in_list, today)


def joint_diaries() -> SearchStrategy[JointDiary]:
    """A strategy for any diaries that are reviewed on the same day."""

    def of_one_day(drawn: list[Diary]) -> JointDiary:
        last = max(one.as_of for one in drawn)
        return JointDiary(courses=[attrs.evolve(one, as_of=last) for one in drawn])

    return st.lists(diaries(), min_size=1, max_size=2).map(of_one_day)


def joint_reviews() -> SearchStrategy[JointReview]:
    """A strategy for the review of one or two courses of one person, each with any check-ins."""
    return _course_pairs().map(lambda drawn: review_courses(*drawn))


@st.composite
def _course_pairs(draw: st.DrawFn) -> tuple[list[tuple[Course, tuple[CheckIn, ...]]], date]:
    """A strategy for arguments of ``review_courses``: one or two courses that begin within a few days, and today."""
    first, second = draw(courses(starts=st.dates(FIRST_DAY, LAST_DAY - timedelta(days=30)))), draw(courses())
    second = attrs.evolve(second, starts=first.starts + timedelta(days=draw(st.integers(0, 3))), situation=None)
    both = [first] if first.capsule == second.capsule or draw(st.booleans()) else [first, second]
    drawn = [(course, draw(course_check_ins(course, most_days=8, most_check_ins=4))) for course in both]
    return [(course, reports) for course, (reports, _) in drawn], max(today for _, (_, today) in drawn)


def other_courses() -> SearchStrategy[OtherCourse]:
    """A strategy for any course that is reviewed together with another one, with any check-ins."""
    return st.builds(OtherCourse, course=courses(), check_ins=short_tuples(check_ins()))


def ledgers(*, of_courses: SearchStrategy[Course] | None = None, most_days: int = 12) -> SearchStrategy[Ledger]:
    """A strategy for the ledger of any course, taken from a review of that course."""
    return reviews(of_courses=of_courses, most_days=most_days).map(lambda review: review.ledger)


def ledger_days() -> SearchStrategy[LedgerDay]:
    """A strategy for any day of a ledger, whether or not a real course can have such a day."""
    quarters = st.integers(0, 4000)
    return st.builds(
        LedgerDay,
        day=st.dates(FIRST_DAY, LAST_DAY),
        zone=st.none() | st.sampled_from(Zone),
        reactions=st.none() | st.frozensets(st.sampled_from(_REACTIONS), max_size=3),
        move=st.sampled_from(Move),
        rule=texts(),
        rung=st.none() | st.integers(1, 100),
        planned=elementals(),
        permitted=elementals(),
        quarters=quarters,
        taken=st.none() | elementals(),
        quarters_total=quarters,
        permitted_total=elementals(),
        taken_total=elementals(),
        contradictions=short_tuples(texts()),
        doses=short_tuples(doses_taken()),
        wish=st.none() | st.sampled_from(Wish),
        counted_once=short_tuples(texts()),
    )


def requirements() -> SearchStrategy[Requirement]:
    """A strategy for any condition that a course waits for, with its rule and reason."""
    return st.builds(
        Requirement, rule=texts(), because=texts(), left=st.none() | st.integers(1, 100), about=st.none() | texts()
    )


def rung_dates() -> SearchStrategy[RungDate]:
    """A strategy for any rung of a plan, with its daily amount and its dates. Each date may be missing."""
    days = st.none() | st.dates(FIRST_DAY, LAST_DAY)
    return st.builds(
        RungDate,
        rung=st.integers(1, 100),
        daily=elementals(),
        reached=days,
        earliest=days,
        suggested=days,
        overdue=days,
    )


def zone_outlooks() -> SearchStrategy[ZoneOutlook]:
    """A strategy for any outlook of a zone, whether or not a real course can have it."""
    return st.builds(
        ZoneOutlook,
        zone=st.sampled_from(Zone),
        move=st.sampled_from(Move),
        words=answer_words(),
        rule=texts(),
        rung=st.none() | st.integers(1, 100),
        permitted=elementals(),
    )


def previews(*, of_reviews: SearchStrategy[Review] | None = None) -> SearchStrategy[Preview]:
    """A strategy for the preview of any course, on the day of any review of it."""
    drawn = reviews() if of_reviews is None else of_reviews
    return drawn.map(lambda review: preview(review.ledger.course, review.ledger.check_ins, review.as_of))


def carried_overs(*, of_ledgers: SearchStrategy[Ledger] | None = None) -> SearchStrategy[CarriedOver]:
    """A strategy for any course that an older edition began, and that goes on under this one."""

    def carry(ledger: Ledger) -> CarriedOver:
        older = attrs.evolve(ledger.course, edition="2020-01-01")
        return cast("CarriedOver", carry_over(attrs.evolve(ledger, course=older)))

    return (ledgers() if of_ledgers is None else of_ledgers).map(carry)


def _with_kidney_date_by(situation: Situation | None, day: date) -> Situation | None:
    """A copy of the facts. If the kidney result is dated after ``day``, the copy dates it on ``day``."""
    if situation is None or situation.kidney_date is None:
        return situation
    return attrs.evolve(situation, kidney_date=min(situation.kidney_date, day))


STRATEGIES: Final[dict[type[Any], SearchStrategy[Any]]] = {
    CheckIn: check_ins(),
    DoseTaken: doses_taken(),
    Course: courses() | joined_courses() | switched_courses(),
    ProductChange: st.builds(ProductChange, on=st.dates(FIRST_DAY, LAST_DAY), proposal=proposals()),
    Diary: diaries(),
    LedgerDay: ledger_days(),
    Ledger: ledgers(),
    Requirement: requirements(),
    RungDate: rung_dates(),
    Review: reviews(),
    JointDiary: joint_diaries(),
    JointReview: joint_reviews(),
    OtherCourse: other_courses(),
    ZoneOutlook: zone_outlooks(),
    Preview: previews(),
    CarriedOver: carried_overs(),
}
