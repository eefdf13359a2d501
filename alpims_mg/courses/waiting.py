"""What a course waits for before its next step (its requirements), and the past and future dates of its rungs."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from alpims_mg._internal.messages import rule_text, say
from alpims_mg._internal.rendering import heading
from alpims_mg.courses.diary import Course
from alpims_mg.courses.facts import DayFacts, Questions, rows_of_a_start, stop_is_open
from alpims_mg.courses.positions import (
    CourseNumbers,
    DayInputs,
    Permissions,
    Phase,
    Position,
    Transition,
    course_numbers,
)
from alpims_mg.courses.progress import Adherence, begin_day, end_of_day, resumed_rung, transition
from alpims_mg.courses.replaying import DayRecord
from alpims_mg.courses.review_types import Requirement, RungDate
from alpims_mg.courses.together import ANOTHER_FIRST
from alpims_mg.model.answer_blocks import reason
from alpims_mg.model.findings import Finding
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.vocabulary import Answer, Tolerance, Wish, Zone
from alpims_mg.rulebook.consults import Fact
from alpims_mg.rulebook.courses import CourseEvent, WaitingFor
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.dosing import Count
from alpims_mg.rulebook.reactions import Response

# --- Today


def question_of(record: DayRecord, questions: Questions, rulebook: Rulebook) -> tuple[Proposal, Tolerance]:
    """The question that a day of a course puts to the rules, such as whether to rise. A pair.

    The items are: the proposal, and the tolerance (``PROVEN`` or ``UNPROVEN``) with which the rules judge it.
    """
    position, numbers = record.position, course_numbers(questions.course, rulebook)
    paused = position.phase is Phase.PAUSED
    match record.event:
        case CourseEvent.RISE_OFFERED:
            return questions.rise[position.rung - 1], Tolerance.PROVEN
        case CourseEvent.RISE_NOT_OFFERED:
            return questions.rise[position.rung], Tolerance.PROVEN
        case CourseEvent.START_OFFERED | CourseEvent.START_OFFERED_AGAIN:
            return questions.start, Tolerance.UNPROVEN
        case _ if position.phase is Phase.TAKING:
            return questions.keep[position.rung], position.tolerance
        case _ if paused and (rung := resumed_rung(position, numbers)) is not None:
            return questions.keep[rung], Tolerance.PROVEN
        case _:
            return questions.start, Tolerance.UNPROVEN


def requirements(last: DayRecord, course: Course, questions: Questions, rulebook: Rulebook) -> Iterator[Requirement]:
    """Yield a ``Requirement`` for each thing that the course waits for before its next step, such as calm days.

    ``last`` is the record of today. ``questions`` holds the proposals of the course.
    """
    position, numbers = last.position, course_numbers(course, rulebook)
    requirement = partial(_requirement, rulebook)
    if position.phase is Phase.STOPPED and not _stop_is_open(last, rulebook):
        yield requirement(WaitingFor.ACKNOWLEDGED_START, words=str(last.stopped_on))
        return
    if last.report.zone is None or not last.report.zone_is_sure:
        yield requirement(WaitingFor.ZONE, about=str(Fact.ZONE))
    if last.report.reactions is None and not last.report.is_silent:
        yield requirement(WaitingFor.REACTIONS)
    may_rise = position.phase is Phase.TAKING and position.rung < numbers.last
    if Wish.PAUSE in position.wishes or (may_rise and position.wishes):
        yield requirement(WaitingFor.GO_ON)
    if last.event in ANOTHER_FIRST:
        yield requirement(WaitingFor.ANOTHER_PRODUCT)
    if position.phase is Phase.TAKING:
        yield from _rise_requirements(last, numbers, rulebook)
    elif _needs_calm(position) and _calm_days(last) < numbers.calm_to_resume:
        yield requirement(WaitingFor.CALM_DAYS_TO_RESUME, left=numbers.calm_to_resume - _calm_days(last))
    facts = last.facts._replace(zone=last.facts.zone or Zone.GREEN)
    if position.phase is Phase.PAUSED:
        green, rows = facts._replace(zone=Zone.GREEN), rows_of_a_start(rulebook)
        yield from _blocking(green, questions.start, Tolerance.UNPROVEN, rulebook, rows=rows)
    yield from _blocking(facts, *question_of(last, questions, rulebook), rulebook)
    if may_rise:
        green = facts._replace(zone=Zone.GREEN)
        yield from _blocking(green, questions.rise[position.rung], Tolerance.PROVEN, rulebook)


def _stop_is_open(last: DayRecord, rulebook: Rulebook) -> bool:
    """True if a clinician's agreement to a start after the last stop is among today's facts."""
    return last.stopped_on is not None and stop_is_open(last.facts, last.stopped_on, rulebook)


def _needs_calm(position: Position) -> bool:
    """True if a course on no rung goes on only after calm days: before its start, only if a day was not calm."""
    return position.phase is not Phase.NOT_STARTED or position.disturbed


def _calm_days(last: DayRecord) -> int:
    """The calm days in a row so far. Today counts unless its zone is still missing and nothing else disturbs it."""
    is_open = last.report.zone is None and not last.inputs.is_disturbed
    return last.began.calm_days if is_open else last.position.calm_days


def _rise_requirements(last: DayRecord, numbers: CourseNumbers, rulebook: Rulebook) -> Iterator[Requirement]:
    """For a course on a rung, yield a ``Requirement`` for each number of days that must still pass before a rise.

    On the last rung, yield only the days that must pass until that rung is proven. ``last`` is the record of today.
    """
    position = last.position
    on_last_rung = position.rung == numbers.last
    today = last.end if last.report.amounts else position  # without a report, today may still be taken in full
    if not {position.rung} & (position.proven | today.proven):
        yield _requirement(rulebook, WaitingFor.HELD_DAYS, left=numbers.holds[position.rung] - today.held)
    end = _expected_end(last, numbers)
    if position.rung in position.proven and not on_last_rung and end.held < numbers.holds[position.rung]:
        yield _requirement(rulebook, WaitingFor.DAYS_SINCE_CHANGE, left=numbers.holds[position.rung] - end.held)
    if not on_last_rung and _calm_days(last) < numbers.calm_before_rise:
        yield _requirement(rulebook, WaitingFor.CALM_DAYS, left=numbers.calm_before_rise - _calm_days(last))


def _expected_end(last: DayRecord, numbers: CourseNumbers) -> Position:
    """The state of the course at the end of today. If no amount is reported yet, today counts as taken as permitted."""
    return last.end if last.report.amounts else _end_as_permitted(last.outcome, last.inputs, numbers)


def _end_as_permitted(outcome: Transition, inputs: DayInputs, numbers: CourseNumbers) -> Position:
    """The position at the end of a day on which exactly the permitted amount is taken."""
    taken = Adherence.IN_FULL if outcome.permitted(numbers) else Adherence.NOTHING
    return end_of_day(outcome, inputs, taken, numbers)


def _blocking(
    facts: DayFacts, proposal: Proposal, tolerance: Tolerance, rulebook: Rulebook, *, rows: frozenset[str] | None = None
) -> Iterator[Requirement]:
    """Yield a ``Requirement`` for each thing that keeps the rules from offering ``proposal`` on a day with ``facts``.

    Such things are: findings that withhold, missing facts, and acknowledgements that a clinician has not given. If
    ``rows`` is given, only the findings of these rules count.
    """

    def counts(found: Finding) -> bool:
        return rows is None or found.rule in rows

    for evaluation in facts.evaluations(proposal, tolerance, rulebook):
        for found in filter(counts, evaluation.withheld):
            yield _requirement(rulebook, WaitingFor.RULED_OUT, words=reason(found), about=found.rule)
        for fact in evaluation.missing if rows is None else ():
            yield _requirement(rulebook, WaitingFor.FACT, words=rulebook.fact_words[fact].then, about=str(fact))
        for found in filter(counts, evaluation.asks):
            yield _requirement(rulebook, WaitingFor.ACKNOWLEDGEMENT, words=reason(found), about=found.rule)


def _requirement(
    rulebook: Rulebook, what: WaitingFor, *, left: int | None = None, words: str = "", about: str | None = None
) -> Requirement:
    rule = rulebook.requirements[what]
    because = rule_text(rule.id, rule.then)
    if words.endswith("."):
        because = say("", "{first}. {then}", first=because, then=heading(words))
    elif words:
        because = say("", "{first}: {then}", first=because, then=words)
    return Requirement(rule=rule.id, because=because, left=left, about=about)


# --- Dates


def rung_dates(
    course: Course, questions: Questions, records: Sequence[DayRecord], today: DayRecord, rulebook: Rulebook
) -> Iterator[RungDate]:
    """Yield a ``RungDate`` for each rung: when it was last reached, or when it can be reached.

    ``today`` is the record to look ahead from: the last one, or what it would be after a check-in in Green.

    If a start would be withheld even on a Green day, or a stop is not open, all future dates are None. Where a rise
    would be, those from its rung on are None.
    """
    reached = {record.rung: record.day for record in records if record.changed}
    last = records[-1]
    numbers = course_numbers(course, rulebook)
    withheld = _withheld_in_green(last, questions, numbers, rulebook)
    stopped = last.end.phase is Phase.STOPPED and not _stop_is_open(last, rulebook)
    earliest_days = (
        {}
        if withheld or stopped
        else dict(_earliest_days(last.rung, today, numbers, _rises_withheld_in_green(last, questions, rulebook)))
    )
    usual = rulebook.dose_counts[Count.HOLD_USUAL].then
    most = rulebook.dose_counts[Count.HOLD_MOST].then
    suggested = latest = reached.get(last.rung, last.day)
    for rung, step in enumerate(course.rungs):
        earliest = earliest_days.get(rung)
        if earliest is None or last.rung is None:
            since = reached.get(rung) if last.rung is not None and rung <= last.rung else None
            yield RungDate(rung=rung + 1, daily=step.daily, reached=since, earliest=earliest)
            continue
        suggested = max(earliest, suggested + timedelta(days=max(usual, numbers.holds[rung - 1])))
        latest = max(suggested, latest + timedelta(days=most))
        overdue = latest + timedelta(days=1)
        yield RungDate(rung=rung + 1, daily=step.daily, earliest=earliest, suggested=suggested, overdue=overdue)


def _withheld_in_green(last: DayRecord, questions: Questions, numbers: CourseNumbers, rulebook: Rulebook) -> bool:
    """True if the rules withhold the next step of the course even on a Green day with today's facts.

    The next step is a start, a resumption or a rise. On the last rung, it is to stay.
    """
    position, green = last.position, last.facts._replace(zone=Zone.GREEN)
    if position.phase is Phase.PAUSED and (resumed := resumed_rung(position, numbers)) is not None:
        return green.answer_to_resume(questions, resumed, rulebook) is Answer.WITHHOLD
    proposal, tolerance = question_of(last, questions, rulebook)
    if position.phase is Phase.TAKING and position.rung < numbers.last:
        proposal, tolerance = questions.rise[position.rung], Tolerance.PROVEN
    return _is_withheld(green, proposal, tolerance, rulebook)


def _rises_withheld_in_green(last: DayRecord, questions: Questions, rulebook: Rulebook) -> frozenset[int]:
    """The rungs from which the rules withhold a rise even on a Green day with today's facts, counted from 0."""
    green = last.facts._replace(zone=Zone.GREEN)
    return frozenset(
        rung for rung, rise in enumerate(questions.rise) if _is_withheld(green, rise, Tolerance.PROVEN, rulebook)
    )


def _is_withheld(facts: DayFacts, proposal: Proposal, tolerance: Tolerance, rulebook: Rulebook) -> bool:
    """True if the rules withhold a proposal on a day with these facts."""
    return any(evaluation.withheld for evaluation in facts.evaluations(proposal, tolerance, rulebook))


def _earliest_days(
    rung: int | None, today: DayRecord, numbers: CourseNumbers, withheld: frozenset[int]
) -> Iterator[tuple[int, date]]:
    """Yield a pair for each rung above ``rung``: the rung, counted from 0, and the first day that can reach it.

    If ``rung`` is None, every rung that the course comes to gets a pair. The dates assume that from ``today`` on every
    day is calm and taken in full, that no wish stands, and that every proposal is offered, except a rise from a rung of
    ``withheld``.
    """
    calm = DayInputs(zone=Zone.GREEN, response=Response.GO_ON)
    all_offered = Permissions(
        start=lambda: Answer.OFFER,
        keep=lambda _rung, _tolerance: Answer.OFFER,
        rise=lambda _rung: Answer.OFFER,
        resume=lambda _rung: Answer.OFFER,
    )
    position = _expected_end(today, numbers)._replace(wishes=frozenset[Wish]())
    day, highest = today.day, -1 if rung is None else rung
    if today.rung is not None and today.rung > highest:
        highest = today.rung
        yield highest, day
    while highest < numbers.last and not (position.phase is Phase.TAKING and position.rung in withheld):
        day += timedelta(days=1)
        began, _ = begin_day(position, numbers)
        outcome = transition(began, calm, all_offered, numbers)
        if outcome.rung is not None and outcome.rung > highest:
            highest = outcome.rung
            yield highest, day
        position = _end_as_permitted(outcome, calm, numbers)
