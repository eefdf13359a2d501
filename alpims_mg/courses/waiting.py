"""What has to happen before a course goes on, and the dates of its rungs."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

import attrs

from alpims_mg.courses.diary import Course
from alpims_mg.courses.facts import DayFacts, Questions
from alpims_mg.courses.progress import (
    Adherence,
    CourseNumbers,
    Permissions,
    Phase,
    Report,
    course_numbers,
    ended,
    transition,
)
from alpims_mg.courses.replaying import DayRecord
from alpims_mg.courses.review_types import Requirement, RungDate
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.vocabulary import Answer, Tolerance, Zone
from alpims_mg.rulebook.courses import CourseEvent, WaitingFor
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.dosing import Count
from alpims_mg.rulebook.reactions import Response

# --- What is said of today


def question_of(last: DayRecord, asks: Questions) -> tuple[Proposal, Tolerance]:
    """What today asks of the rules."""
    at = last.position
    match last.event:
        case CourseEvent.RISE_OFFERED:
            return asks.rise[last.before.rung], Tolerance.PROVEN
        case CourseEvent.RISE_NOT_OFFERED:
            return asks.rise[at.rung], Tolerance.PROVEN
        case CourseEvent.START_OFFERED | CourseEvent.START_OFFERED_AGAIN:
            return asks.start, Tolerance.UNPROVEN
        case _ if at.phase is Phase.TAKING:
            return asks.keep[at.rung], at.tolerance
        case _ if at.phase is Phase.PAUSED and at.proven:
            return asks.keep[at.proven - 1], Tolerance.PROVEN
        case _:
            return asks.start, Tolerance.UNPROVEN


def requirements(last: DayRecord, course: Course, asks: Questions, rulebook: Rulebook) -> Iterator[Requirement]:
    """What has to come before the course goes on."""
    at, numbers = last.position, course_numbers(course.hold_days, len(course.plan.steps), rulebook)
    awaits = partial(_requirement, rulebook)
    facts = attrs.evolve(last.facts, zone=last.facts.zone or Zone.GREEN)
    if at.phase is Phase.STOPPED:
        yield awaits(WaitingFor.ACKNOWLEDGED_START)
        return
    if last.told.zone is None:
        yield awaits(WaitingFor.ZONE)
    proposal, tolerance = question_of(last, asks)
    if at.phase is Phase.TAKING:
        told = last.end if last.told.taken else at  # today may still be taken in full
        if at.proven <= at.rung and told.proven <= at.rung:
            yield awaits(WaitingFor.HELD_DAYS, left=numbers.hold - told.days_on_rung)
        last_rung = at.rung == numbers.rungs - 1
        since = last.end if last.told.taken else ended(at, last.report, Adherence.IN_FULL, numbers)
        if at.proven > at.rung and not last_rung and since.days_on_rung < numbers.hold:
            yield awaits(WaitingFor.DAYS_SINCE_CHANGE, left=numbers.hold - since.days_on_rung)
        if not last_rung and at.calm_days < numbers.calm_before_rise:
            yield awaits(WaitingFor.CALM_DAYS, left=numbers.calm_before_rise - at.calm_days)
        yield from _blocking(facts, proposal, tolerance, rulebook)
        if not last_rung:
            green = attrs.evolve(facts, zone=Zone.GREEN)
            yield from _blocking(green, asks.rise[at.rung], Tolerance.PROVEN, rulebook)
        return
    if at.phase is Phase.PAUSED and at.calm_days < numbers.calm_to_resume:
        yield awaits(WaitingFor.CALM_DAYS_TO_RESUME, left=numbers.calm_to_resume - at.calm_days)
    yield from _blocking(facts, proposal, tolerance, rulebook)


def _blocking(facts: DayFacts, proposal: Proposal, tolerance: Tolerance, rulebook: Rulebook) -> Iterator[Requirement]:
    """What keeps a question from being answered with an offer."""
    for view in facts.views(proposal, tolerance, rulebook):
        for one in view.withheld:
            yield _requirement(rulebook, WaitingFor.RULED_OUT, words=one.headline())
        for fact in view.missing:
            yield _requirement(rulebook, WaitingFor.FACT, words=f"{rulebook.fact_words[fact].then} ({fact})")
        for one in view.asks:
            yield _requirement(rulebook, WaitingFor.ACKNOWLEDGEMENT, words=one.headline())


def _requirement(rulebook: Rulebook, what: WaitingFor, *, left: int | None = None, words: str = "") -> Requirement:
    rule = rulebook.requirements[what]
    return Requirement(rule=rule.id, because=f"{rule.then}: {words}" if words else rule.then, left=left)


# --- Dates


def rung_dates(course: Course, asks: Questions, lived: list[DayRecord], rulebook: Rulebook) -> Iterator[RungDate]:
    """When each rung was reached last; for those above, the days that can still come.

    Where a Green day would not do, since something else withholds, no day is told. A course that waits for a start has
    no day from which it is overdue.
    """
    reached = {one.rung: one.day for one in lived if one.changed}
    last = lived[-1]
    numbers = course_numbers(course.hold_days, len(course.plan.steps), rulebook)
    earliest = {} if _withheld_in_green(last, asks, numbers, rulebook) else dict(_earliest_days(last, numbers))
    usual = max(numbers.hold, rulebook.dose_counts[Count.HOLD_USUAL].then)
    most = rulebook.dose_counts[Count.HOLD_MOST].then
    suggested = overdue = reached.get(last.rung, last.day)
    for rung, step in enumerate(course.plan.steps):
        first = earliest.get(rung)
        if first is None or last.rung is None:
            since = reached.get(rung) if last.rung is not None and rung <= last.rung else None
            yield RungDate(rung=rung + 1, daily=step.daily, reached=since, earliest=first)
            continue
        suggested = max(first, suggested + timedelta(days=usual))
        overdue = max(suggested, overdue + timedelta(days=most))
        late = overdue + timedelta(days=1)
        yield RungDate(rung=rung + 1, daily=step.daily, earliest=first, suggested=suggested, overdue=late)


def _withheld_in_green(last: DayRecord, asks: Questions, numbers: CourseNumbers, rulebook: Rulebook) -> bool:
    """Whether what a course waits for is withheld on a Green day too."""
    at = last.position
    asked, tolerance = question_of(last, asks)
    if at.phase is Phase.TAKING and at.rung < numbers.rungs - 1:
        asked, tolerance = asks.rise[at.rung], Tolerance.PROVEN
    views = attrs.evolve(last.facts, zone=Zone.GREEN).views(asked, tolerance, rulebook)
    return any(view.withheld for view in views)


def _earliest_days(last: DayRecord, numbers: CourseNumbers) -> Iterator[tuple[int, date]]:
    """The first day on which the rules allow each higher rung, were every day from now on as it should be."""
    calm = Report(zone=Zone.GREEN, response=Response.GO_ON)
    offered = Permissions(
        start=lambda: Answer.OFFER, keep=lambda _rung, _tolerance: Answer.OFFER, rise=lambda _: Answer.OFFER
    )
    at = last.end if last.told.taken else ended(last.position, last.report, Adherence.IN_FULL, numbers)
    day, highest = last.day, -1 if last.rung is None else last.rung
    while at.phase is not Phase.STOPPED and highest < numbers.rungs - 1:
        day += timedelta(days=1)
        _, at = transition(at, calm, offered, numbers)
        if at.phase is Phase.TAKING and at.rung > highest:
            highest = at.rung
            yield highest, day
        at = ended(at, calm, Adherence.IN_FULL, numbers)
