"""Replay a course from its check-ins: make a ``DayRecord`` for each day, and from each record a ledger entry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple, final

from alpims_mg.courses.beginnings import first_position, position_after_change
from alpims_mg.courses.check_ins import CheckIn
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.courses.diary import Course
from alpims_mg.courses.facts import DayFacts, Questions, questions as make_questions, response_to_amount, stop_is_open
from alpims_mg.courses.merging import SILENT, DayReport, reports_by_day
from alpims_mg.courses.positions import (
    FIRST,
    DayInputs,
    Permissions,
    Phase,
    Position,
    Transition,
    course_numbers,
)
from alpims_mg.courses.progress import adherence, begin_day, end_of_day, transition
from alpims_mg.courses.responses import strictest_response
from alpims_mg.courses.told_days import told_outcome, unchanged_days, without_unknown_agreements
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, Tolerance
from alpims_mg.rulebook.courses import CourseEvent
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.reactions import Response


@final
class OtherProducts(NamedTuple):
    """What the other products of a person mean to one course on a day.

    ``permitted`` is the daily nanograms of them that the rules count. ``taken`` is the nanograms of them that were
    taken. ``may_rise`` is false if one of them keeps this course from starting, resuming or rising.
    """

    permitted: int = 0
    taken: int = 0
    may_rise: bool = True


NO_OTHERS: Final = OtherProducts()
"""What there is to know of other products if the person has none."""


@final
class Evening(NamedTuple):
    """What a course carries from one day into the next.

    ``stated`` holds the facts of the latest day that states any. ``position`` is the position at the end of the day.
    ``in_force`` is the daily nanograms in force. ``stopped_on`` is the day of the last stop. ``silent_since`` is the
    first of the days in a row without a check-in, up to this evening. It is None if the day had a check-in.
    """

    stated: tuple[Situation, ...]
    position: Position = FIRST
    in_force: int = 0
    stopped_on: date | None = None
    silent_since: date | None = None


@final
class DayRecord(NamedTuple):
    """One day of a replayed course: what was reported, what happened, and the state of the course.

    ``before`` is what the day before left. ``report`` is what the check-ins of the day say, and ``inputs`` what that
    means to the course. ``began`` is the position (state) that the day begins with, after what days that are past
    change. ``outcome`` is what happens on the day, and ``end`` the position at its end. ``began_with`` is the daily
    amount in force before the day's report, and ``permitted`` the one that the day permits. ``allowed`` is the amount
    above which an intake is too much. ``stopped_on`` is the day of the last stop, today included.
    """

    day: date
    before: Evening
    report: DayReport
    facts: DayFacts
    inputs: DayInputs
    began: Position
    outcome: Transition
    end: Position
    began_with: Elemental
    allowed: Elemental
    permitted: Elemental
    stopped_on: date | None

    @property
    def event(self) -> CourseEvent:
        """What happens to the course that day, and why."""
        return self.outcome.event

    @property
    def position(self) -> Position:
        """The position after the event of the day, before any intake."""
        return self.outcome.position

    @property
    def rung(self) -> int | None:
        """The rung of this day, counted from 0. None if the course is on no rung."""
        return self.outcome.rung

    @property
    def changed(self) -> bool:
        """True if the course moved to another rung this day, or from no rung onto one."""
        return self.rung is not None and (self.began.phase, self.began.rung) != (Phase.TAKING, self.rung)

    @property
    def evening(self) -> Evening:
        """What the course carries into the next day. What is in force is what was permitted, if it ends on a rung.

        A day without a report keeps what stood before it.
        """
        stands = self.began_with if self.report.is_silent else self.permitted
        in_force = stands.nanograms if self.end.phase is Phase.TAKING else 0
        silent_since = (self.before.silent_since or self.day) if self.report.is_silent else None
        return Evening(self.facts.stated, self.end, in_force, self.stopped_on, silent_since)


def replay_days(
    course: Course,
    questions: Questions,
    check_ins: Iterable[CheckIn],
    today: date,
    rulebook: Rulebook,
    told: tuple[LedgerDay, ...] = (),
) -> list[DayRecord]:
    """Replay a course. Return one ``DayRecord`` for each day in order, from the first day to ``today``.

    ``questions`` holds the proposals that the rules judge during the course. ``told`` holds days that another edition
    judged. They keep its answers.
    """
    return _records_of(course, questions, reports_by_day(check_ins, rulebook), today, rulebook, told)


def _records_of(
    course: Course,
    questions: Questions,
    reports: Mapping[date, DayReport],
    today: date,
    rulebook: Rulebook,
    told: tuple[LedgerDay, ...] = (),
) -> list[DayRecord]:
    evening = evening_before(course, reports, rulebook)
    told_on = {entry.day: entry for entry in unchanged_days(told, reports)}
    records: list[DayRecord] = []
    for number in range((today - course.starts).days + 1):
        day = course.starts + timedelta(days=number)
        report = reports.get(day, SILENT)
        records.append(live_day(evening, day, report, questions, rulebook, told=told_on.get(day)))
        evening = records[-1].evening
    return records


def evening_before(course: Course, reports: Mapping[date, DayReport], rulebook: Rulebook) -> Evening:
    """The ``Evening`` before the first day of a course.

    ``reports`` holds the report of each day of the diary. If the course follows another, that one is lived up to then.
    """
    if course.follows is None:
        return first_evening(course)
    before = make_questions(course.follows)
    records = _records_of(course.follows, before, reports, course.starts - timedelta(days=1), rulebook, course.told)
    return evening_after_change(records[-1].evening, course, rulebook)


def first_evening(course: Course) -> Evening:
    """The ``Evening`` before the first day of a course that follows no other."""
    position = first_position(course)
    in_force = course.rungs[position.rung].daily.nanograms if position.phase is Phase.TAKING else 0
    return Evening(stated=(course.situation or Situation(),), position=position, in_force=in_force)


def evening_after_change(before: Evening, course: Course, rulebook: Rulebook) -> Evening:
    """The ``Evening`` before the first day of ``course``, from the last one of the course that it follows."""
    stated = before.stated
    if course.told:
        stated = tuple(without_unknown_agreements(facts, rulebook) for facts in stated)
    position = position_after_change(before.position, course, rulebook)
    return before._replace(stated=stated, position=position, in_force=0 if course.changes_product else before.in_force)


def live_last_day_again(
    records: Sequence[DayRecord], report: DayReport, questions: Questions, rulebook: Rulebook
) -> DayRecord:
    """The record of the last of these days as it would be with another report."""
    return live_day(records[-1].before, records[-1].day, report, questions, rulebook)


def live_day(
    before: Evening,
    day: date,
    report: DayReport,
    questions: Questions,
    rulebook: Rulebook,
    others: OtherProducts = NO_OTHERS,
    *,
    told: LedgerDay | None = None,
) -> DayRecord:
    """Live one day of a course: from the evening before and the day's report, make its ``DayRecord``.

    ``questions`` holds the course, and the proposals that the rules judge during it. ``others`` says what the person's
    other products mean to this course. ``told`` is the answer of another edition for that day, which stands.
    """
    course = questions.course
    numbers = course_numbers(course, rulebook)
    kept = () if report.situations and report.facts_are_sure else before.stated
    facts = DayFacts(
        stated=tuple(dict.fromkeys((*kept, *report.situations))),
        zone=report.zone,
        day=day,
        others=others.permitted,
        zone_is_sure=report.zone_is_sure,
    )
    began, morning = begin_day(before.position, numbers)
    began_with = min(before.in_force, numbers.amounts[began.rung]) if began.phase is Phase.TAKING else 0
    inputs = DayInputs(
        zone=report.zone,
        response=strictest_response(report.reactions, rulebook),
        wish=report.wish,
        amount_response=response_to_amount(facts, course.capsule, report.most + others.taken, rulebook),
        least_intake=report.least_intake,
        may_rise=others.may_rise,
    )
    permissions = permissions_on(facts, questions, rulebook, stopped_on=before.stopped_on)

    def decide(inputs: DayInputs) -> Transition:
        outcome = transition(began, inputs, permissions, numbers, morning)
        return outcome if told is None else told_outcome(outcome, before.position, inputs, told, numbers, rulebook)

    outcome = decide(inputs)
    # What the day allows does not depend on how much was taken, even if that stops the course.
    without_excess = inputs._replace(amount_response=Response.GO_ON)
    whatever_taken = outcome if inputs == without_excess else decide(without_excess)
    allowed = max(began_with, whatever_taken.permitted(numbers))
    if report.most > allowed:
        unasked = not allowed and report.most <= numbers.amounts[outcome.position.rung]
        inputs = inputs._replace(more_taken=True, unasked=unasked)
        outcome = decide(inputs)
    stops = outcome.position.phase is Phase.STOPPED and (inputs.stops_course or began.phase is not Phase.STOPPED)
    permitted = outcome.permitted(numbers)
    taken = adherence(permitted, frozenset(amount.nanograms for amount in report.amounts))
    return DayRecord(
        day=day,
        before=before,
        report=report,
        facts=facts,
        inputs=inputs,
        began=began,
        outcome=outcome,
        end=end_of_day(outcome, inputs, taken, numbers),
        began_with=Elemental(nanograms=began_with),
        allowed=Elemental(nanograms=allowed),
        permitted=Elemental(nanograms=permitted),
        stopped_on=day if stops else before.stopped_on,
    )


def permissions_on(
    facts: DayFacts, questions: Questions, rulebook: Rulebook, *, stopped_on: date | None = None
) -> Permissions:
    """The rules' answers on a day with these facts, as functions. Each computes its answer only when it is called.

    ``stopped_on`` is the day of the last stop, which a start then asks about.
    """

    def answer(proposal: Proposal, tolerance: Tolerance) -> Answer:
        return facts.answer(proposal, tolerance, rulebook)

    def start() -> Answer:
        answers = [answer(questions.start, Tolerance.UNPROVEN)]
        if stopped_on and not stop_is_open(facts, stopped_on, rulebook):
            answers.append(Answer.CONSULT)
        return min(answers, key=lambda answer: answer.permission)

    return Permissions(
        start=start,
        keep=lambda rung, tolerance: answer(questions.keep[rung], tolerance),
        rise=lambda rung: answer(questions.rise[rung], Tolerance.PROVEN),
        resume=lambda rung: facts.answer_to_resume(questions, rung, rulebook),
    )


def ledger_days(course: Course, records: Iterable[DayRecord], rulebook: Rulebook) -> Iterator[LedgerDay]:
    """Yield a ``LedgerDay`` for each record of a replayed day, with totals from the first day to that day."""
    rungs, quarters_total, permitted_total, taken_total = course.rungs, 0, 0, 0
    for record in records:
        step = rungs[record.position.rung]
        quarters = sum(intake.portion.quarters for intake in step.intakes) if record.permitted.nanograms else 0
        taken = record.report.taken
        quarters_total += quarters
        permitted_total += record.permitted.nanograms
        taken_total += 0 if taken is None else taken.nanograms
        rule = rulebook.course_events[record.event]
        yield LedgerDay(
            day=record.day,
            zone=record.report.zone,
            reactions=record.report.reactions,
            wish=record.report.wish,
            move=rule.then.move,
            rule=rule.id,
            rung=None if record.rung is None else record.rung + 1,
            planned=course.planned(record.day),
            permitted=record.permitted,
            quarters=quarters,
            doses=record.report.doses,
            taken=taken,
            quarters_total=quarters_total,
            permitted_total=Elemental(nanograms=permitted_total),
            taken_total=Elemental(nanograms=taken_total),
            contradictions=record.report.contradictions,
            counted_once=record.report.counted_once,
        )
