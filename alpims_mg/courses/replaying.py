"""Replay a course from its check-ins: make a ``DayRecord`` for each day, and from each record a ledger entry."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple, final

from alpims_mg.courses.diary import CheckIn, Course
from alpims_mg.courses.facts import DayFacts, MergedCheckIns, Questions, merge_check_ins
from alpims_mg.courses.ledgers import LedgerDay
from alpims_mg.courses.progress import (
    FIRST,
    Adherence,
    Permissions,
    Phase,
    Position,
    Report,
    answer_for_rung,
    course_numbers,
    end_of_day,
    strictest_response,
    transition,
)
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import Answer, Intent, Route, Tolerance
from alpims_mg.rulebook.consults import ConsultKey
from alpims_mg.rulebook.courses import CourseEvent
from alpims_mg.rulebook.current import Rulebook


@final
class DayRecord(NamedTuple):
    """One day of a replayed course: what was reported, what happened, and the state of the course.

    ``event`` is what happens to the course that day and why. ``before`` is its position (state) at the beginning of the
    day, ``position`` the one after the event, and ``end`` the one at the end of the day. ``answer`` is the rules'
    answer to taking the amount of the day's rung. ``began_with`` is the daily amount in force before the day's report:
    what the last reported day permitted, as far as the course still gives it.
    """

    day: date
    check_in: MergedCheckIns
    facts: DayFacts
    report: Report
    event: CourseEvent
    before: Position
    position: Position
    end: Position
    answer: Answer
    began_with: Elemental

    @property
    def rung(self) -> int | None:
        """The rung of this day, counted from 0. None if the course is on no rung."""
        return self.position.rung if self.position.phase is Phase.TAKING else None

    @property
    def changed(self) -> bool:
        """True if the course moved to another rung this day, or from no rung onto one."""
        return self.rung is not None and (self.before.phase, self.before.rung) != (Phase.TAKING, self.rung)


def replay_days(
    course: Course, questions: Questions, check_ins: tuple[CheckIn, ...], today: date, rulebook: Rulebook
) -> list[DayRecord]:
    """Replay a course. Return one ``DayRecord`` for each day in order, from the first day to ``today``.

    ``questions`` holds the proposals that the rules judge during the course.
    """
    numbers = course_numbers(course.hold_days, len(course.plan.steps), rulebook)
    by_day: dict[date, list[CheckIn]] = {}
    for check_in in check_ins:
        by_day.setdefault(check_in.day, []).append(check_in)
    before, restart_acknowledged, began_with = FIRST, False, Elemental(nanograms=0)
    situations: tuple[Situation, ...] = (course.situation or Situation(),)
    acknowledged = set(_start_acknowledgements(situations, rulebook))
    records: list[DayRecord] = []
    for number in range((today - course.starts).days + 1):
        day = course.starts + timedelta(days=number)
        merged = merge_check_ins(by_day.get(day, []))
        situations = merged.situations or situations
        new = set(_start_acknowledgements(merged.situations, rulebook)) - acknowledged
        acknowledged |= new
        facts = DayFacts(stated=situations, zone=merged.zone, day=day)
        report = Report(zone=merged.zone, response=strictest_response(merged.reactions, rulebook))
        # An acknowledgement counts only after the day of the stop. Earlier, nobody could know of the reaction.
        restart_acknowledged = (
            before.phase is Phase.STOPPED and not report.stops_course and (restart_acknowledged or bool(new))
        )
        permissions = permissions_on(facts, questions, rulebook, restart_acknowledged=restart_acknowledged)
        event, position = transition(before, report, permissions, numbers)
        answer = answer_for_rung(position, event, permissions)
        taken = _adherence(merged, position, course)
        end = end_of_day(position, report, taken, numbers, offered=answer is Answer.OFFER)
        records.append(
            DayRecord(
                day=day, check_in=merged, facts=facts, report=report, event=event, before=before, position=position,
                end=end, answer=answer, began_with=began_with,
            )
        )  # fmt: skip
        before, began_with = end, _in_force_after(records[-1], course)
    return records


def _in_force_after(record: DayRecord, course: Course) -> Elemental:
    """The daily amount that the day after ``record`` begins with.

    It is 0 mg if the day permitted nothing or ended on no rung. A day without a report keeps what stood before it,
    unless the course went to a lower rung.
    """
    if record.end.phase is not Phase.TAKING:
        return Elemental(nanograms=0)
    daily = course.plan.steps[record.end.rung].daily
    if record.check_in == MergedCheckIns():
        return min(record.began_with, daily)
    return daily if record.answer is Answer.OFFER else Elemental(nanograms=0)


def _start_acknowledgements(situations: Iterable[Situation], rulebook: Rulebook) -> Iterator[Acknowledgement]:
    """Yield each acknowledgement in ``situations`` by which a clinician agrees to the start of a capsule."""
    start = rulebook.consults[ConsultKey(route=Route.CAPSULE, intent=Intent.START)].id
    return (
        acknowledgement
        for situation in situations
        for acknowledgement in situation.acknowledged
        if acknowledgement.rule == start
    )


def permissions_on(
    facts: DayFacts, questions: Questions, rulebook: Rulebook, *, restart_acknowledged: bool = False
) -> Permissions:
    """The rules' answers on a day with these facts, as functions. Each computes its answer only when it is called."""

    def answer(proposal: Proposal, tolerance: Tolerance) -> Answer:
        return facts.answer(proposal, tolerance, rulebook)

    return Permissions(
        start=lambda: answer(questions.start, Tolerance.UNPROVEN),
        keep=lambda rung, tolerance: answer(questions.keep[rung], tolerance),
        rise=lambda rung: answer(questions.rise[rung], Tolerance.PROVEN),
        restart_acknowledged=restart_acknowledged,
    )


def _adherence(merged: MergedCheckIns, position: Position, course: Course) -> Adherence:
    """How the amounts reported for a day compare with the amount of the day's rung.

    The result is NOTHING if no report states an amount or any report states 0 mg. It is IN_FULL only if every stated
    amount is that of the day's rung.
    """
    amounts = {amount.nanograms for amount in merged.taken}
    if not amounts or 0 in amounts:
        return Adherence.NOTHING
    in_full = position.phase is Phase.TAKING and amounts == {course.plan.steps[position.rung].daily.nanograms}
    return Adherence.IN_FULL if in_full else Adherence.OTHER_AMOUNT


def ledger_days(course: Course, records: Iterable[DayRecord], rulebook: Rulebook) -> Iterator[LedgerDay]:
    """Yield a ``LedgerDay`` for each record of a replayed day, with totals from the first day to that day."""
    quarters_total = permitted_total = taken_total = 0
    for record in records:
        offered = record.rung is not None and record.answer is Answer.OFFER
        step = course.plan.steps[record.position.rung]
        quarters = sum(intake.portion.quarters for intake in step.intakes) if offered else 0
        permitted = step.daily if offered else Elemental(nanograms=0)
        taken = max(record.check_in.taken, default=None)  # the ledger keeps the larger of two contradictory amounts
        quarters_total += quarters
        permitted_total += permitted.nanograms
        taken_total += 0 if taken is None else taken.nanograms
        rule = rulebook.course_events[record.event]
        yield LedgerDay(
            day=record.day,
            zone=record.check_in.zone,
            reactions=record.check_in.reactions,
            move=rule.then.move,
            rule=rule.id,
            rung=None if record.rung is None else record.rung + 1,
            planned=course.planned(record.day),
            permitted=permitted,
            quarters=quarters,
            taken=taken,
            quarters_total=quarters_total,
            permitted_total=Elemental(nanograms=permitted_total),
            taken_total=Elemental(nanograms=taken_total),
            contradictions=record.check_in.contradictions,
        )
