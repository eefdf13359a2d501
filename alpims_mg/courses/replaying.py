"""Replay a course from its first day: one record for each day, and the entries of the ledger."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import final

import attrs

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
    course_numbers,
    ended,
    permission,
    response,
    transition,
)
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import Answer, Intent, Route, Tolerance
from alpims_mg.rulebook.consults import ConsultKey
from alpims_mg.rulebook.courses import CourseEvent
from alpims_mg.rulebook.current import Rulebook

# --- Day after day


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class DayRecord:
    """One day that was lived: what was told, what happened, where the course stood, and where it stood at the end."""

    day: date
    told: MergedCheckIns
    facts: DayFacts
    report: Report
    event: CourseEvent
    before: Position
    position: Position
    end: Position
    answer: Answer

    @property
    def rung(self) -> int | None:
        """The rung of this day, counted from 0; None while nothing is taken."""
        return self.position.rung if self.position.phase is Phase.TAKING else None

    @property
    def changed(self) -> bool:
        """Whether the course went to another rung, or onto one."""
        return self.rung is not None and (self.before.phase, self.before.rung) != (Phase.TAKING, self.rung)


def replay_days(
    course: Course, questions: Questions, check_ins: tuple[CheckIn, ...], today: date, rulebook: Rulebook
) -> list[DayRecord]:
    """Replay every day of a course, from the first to today."""
    numbers = course_numbers(course.hold_days, len(course.plan.steps), rulebook)
    by_day: dict[date, list[CheckIn]] = {}
    for one in check_ins:
        by_day.setdefault(one.day, []).append(one)
    position, renewed = FIRST, False
    situations: tuple[Situation, ...] = (course.situation or Situation(),)
    agreed = set(_start_acknowledgements(situations, rulebook))
    lived: list[DayRecord] = []
    for number in range((today - course.starts).days + 1):
        day = course.starts + timedelta(days=number)
        told = merge_check_ins(by_day.get(day, []))
        situations = told.situations or situations
        anew = set(_start_acknowledgements(told.situations, rulebook)) - agreed
        agreed |= anew
        facts = DayFacts(told=situations, zone=told.zone, day=day)
        report = Report(zone=told.zone, response=response(told.reactions, rulebook))
        # What was agreed before, or on the day of, a reaction that stops was agreed without knowing of it.
        renewed = position.phase is Phase.STOPPED and not report.stops and (renewed or bool(anew))
        asked = permissions_on(facts, questions, rulebook, renewed=renewed)
        event, at = transition(position, report, asked, numbers)
        answer = permission(at, event, asked)
        end = ended(at, report, _adherence(told, at, course), numbers, offered=answer is Answer.OFFER)
        lived.append(
            DayRecord(
                day=day, told=told, facts=facts, report=report, event=event, before=position, position=at, end=end,
                answer=answer,
            )
        )  # fmt: skip
        position = end
    return lived


def _start_acknowledgements(situations: Iterable[Situation], rulebook: Rulebook) -> Iterator[Acknowledgement]:
    """The clinician's words to a start among the facts."""
    start = rulebook.consults[ConsultKey(route=Route.CAPSULE, intent=Intent.START)].id
    return (given for one in situations for given in one.acknowledged if given.rule == start)


def permissions_on(facts: DayFacts, questions: Questions, rulebook: Rulebook, *, renewed: bool = False) -> Permissions:
    """What is answered on one day, each question only once it is needed."""

    def answer(proposal: Proposal, tolerance: Tolerance) -> Answer:
        return facts.answer(proposal, tolerance, rulebook)

    return Permissions(
        start=lambda: answer(questions.start, Tolerance.UNPROVEN),
        keep=lambda rung, tolerance: answer(questions.keep[rung], tolerance),
        rise=lambda rung: answer(questions.rise[rung], Tolerance.PROVEN),
        renewed=renewed,
    )


def _adherence(told: MergedCheckIns, at: Position, course: Course) -> Adherence:
    """Of contradictory amounts the riskier counts: nothing where one says so, and in full only where all do."""
    amounts = {one.nanograms for one in told.taken}
    if not amounts or 0 in amounts:
        return Adherence.NOTHING
    full = at.phase is Phase.TAKING and amounts == {course.plan.steps[at.rung].daily.nanograms}
    return Adherence.IN_FULL if full else Adherence.OTHERWISE


def ledger_days(course: Course, lived: Iterable[DayRecord], rulebook: Rulebook) -> Iterator[LedgerDay]:
    """The entries of the ledger, with running totals."""
    quarters = permitted = taken = 0
    for one in lived:
        offered = one.rung is not None and one.answer is Answer.OFFER
        step = course.plan.steps[one.position.rung]
        parts = sum(intake.portion.quarters for intake in step.intakes) if offered else 0
        amount = step.daily if offered else Elemental(0)
        most = max(one.told.taken, default=None)  # of contradictory amounts the books keep the larger
        quarters += parts
        permitted += amount.nanograms
        taken += 0 if most is None else most.nanograms
        yield LedgerDay(
            day=one.day,
            zone=one.told.zone,
            reactions=one.told.reactions,
            move=rulebook.course_events[one.event].then.move,
            rule=rulebook.course_events[one.event].id,
            rung=None if one.rung is None else one.rung + 1,
            planned=course.planned(one.day),
            permitted=amount,
            quarters=parts,
            taken=most,
            quarters_total=quarters,
            permitted_total=Elemental(permitted),
            taken_total=Elemental(taken),
            contradictions=one.told.contradictions,
        )
