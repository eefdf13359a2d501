"""Counts for each day of a ledger, such as calm days in a row. The laws of courses need them.

The counts come from the check-ins and rungs of the ledger alone, so that the laws can check the library's own counts.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, final

import attrs

from alpims_mg.assessment.assessing import assess
from alpims_mg.courses.check_ins import CheckIn
from alpims_mg.courses.diary import Course
from alpims_mg.courses.ledgers import Ledger, LedgerDay
from alpims_mg.courses.responses import strictest_response
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, Intent, Reaction, Tolerance, Zone
from alpims_mg.rulebook.courses import CourseNumber, Move
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.reactions import Response

NOTHING: Final = Elemental.mg(0)
STARTS: Final = frozenset({Move.START, Move.RESTART})
RISES: Final = STARTS | {Move.RESUME, Move.ADVANCE}
STOPS: Final = frozenset({Move.URGENT_CARE, Move.STOP_AND_CONSULT})
LOSSES: Final = STOPS | {Move.PAUSE, Move.STEP_BACK}
STOP_OF_RESPONSE: Final = {
    Response.URGENT_CARE: Move.URGENT_CARE,
    Response.STOP_AND_CONSULT: Move.STOP_AND_CONSULT,
    Response.ALLERGIC_EMERGENCY: Move.URGENT_CARE,
}


@final
@attrs.frozen(kw_only=True)
class DayCount:
    """One day of a ledger, with what the laws count up to it: calm days, missed days and days since a change."""

    number: int
    """The number of days from the start of the course to this day: 0 for the first day."""
    day: LedgerDay
    before: LedgerDay | None
    """The day before this one in the ledger; None for the first day."""
    check_ins: tuple[CheckIn, ...]
    """The check-ins of the day."""
    facts: tuple[Situation, ...]
    """The facts stated last, up to this day. Several situations if several check-ins of one day state facts."""
    zone: Zone | None
    """The worst zone that a check-in of the day states; None if no check-in states a zone."""
    response: Response | None
    """What the rules ask for after the reactions of the day; None if no check-in states reactions."""
    calm_row: int
    """The number of calm days (Green, without a reaction) in a row up to this day, included; 0 if it is not calm."""
    proven: int
    """The highest proven rung, counted from 1, after any loss by the day's reactions; 0 if no rung is proven.

    A rung is proven after a full hold of days taken in full without a reaction.
    """
    missed: int
    """The number of days in a row before this one that have a rung, but no reported intake of a permitted amount."""
    without: int
    """The number of days in a row before this one without a reported intake."""
    since_change: int
    """The number of days from the last start or change of rung before this day to this day."""
    since_gap: int
    """The number of days since the last gap (too many missed days in a row) ended. Without one, at least a hold."""

    @property
    def tolerance(self) -> Tolerance:
        """``PROVEN`` if the day has a rung that is proven; else ``UNPROVEN``."""
        return Tolerance.PROVEN if self.day.rung and self.proven >= self.day.rung else Tolerance.UNPROVEN


def count_days(ledger: Ledger, rulebook: Rulebook) -> Iterator[DayCount]:
    """Yield one ``DayCount`` for each day of a ledger, in order."""
    course, missed_most = ledger.course, rulebook.course_numbers[CourseNumber.MISSED_KEEP_MOST].then
    facts: tuple[Situation, ...] = (course.situation or Situation(),)
    calm_row = proven = held = missed = without = changed = 0
    gap = -course.hold_days
    for number, day in enumerate(ledger.days):
        before = ledger.days[number - 1] if number else None
        check_ins = tuple(check_in for check_in in ledger.check_ins if check_in.day == day.day)
        facts = tuple(check_in.situation for check_in in check_ins if check_in.situation) or facts
        zone = _worst_zone(check_ins)
        reactions = [check_in.reactions for check_in in check_ins if check_in.reactions is not None]
        answer = strictest_response(frozenset[Reaction]().union(*reactions), rulebook) if reactions else None
        calm_row = calm_row + 1 if zone is Zone.GREEN and answer is Response.GO_ON else 0
        rung_before, rung = (before.rung if before else None) or 0, day.rung or 0
        if answer is Response.STEP_BACK and rung_before:
            proven = min(proven, rung_before - 1)
        if day.move in STARTS or day.move in STOPS or day.move is Move.NOT_STARTED:
            proven = 0
        since_change = number - changed
        if rung != rung_before or day.move in STARTS:
            changed, held = number, 0
        if rung and missed == missed_most + 1:
            held = 0
        if day.move in STARTS:
            missed = without = 0
        yield DayCount(
            number=number,
            day=day,
            before=before,
            check_ins=check_ins,
            facts=facts,
            zone=zone,
            response=answer,
            calm_row=calm_row,
            proven=proven,
            missed=missed,
            without=without,
            since_change=since_change,
            since_gap=number - gap,
        )
        amounts = {check_in.taken for check_in in check_ins if check_in.taken is not None}
        nothing_taken, permitted = not amounts or NOTHING in amounts, day.permitted > NOTHING
        missed = missed + 1 if rung and (nothing_taken or not permitted) else 0
        running = day.move not in STOPS and day.move is not Move.NOT_STARTED
        without = without + 1 if nothing_taken and running else 0
        if missed > missed_most:
            gap = number
        in_full = amounts == {course.plan.steps[rung - 1].daily} if rung else False
        if permitted and in_full and answer is Response.GO_ON:
            held += 1
            proven = max(proven, rung) if held >= course.hold_days else proven


def _worst_zone(check_ins: Sequence[CheckIn]) -> Zone | None:
    """The worst zone that the check-ins of a day state; None if they state no zone."""
    zones = {check_in.zone for check_in in check_ins}
    zones |= {check_in.situation.zone for check_in in check_ins if check_in.situation}
    return next((zone for zone in reversed(tuple(Zone)) if zone in zones), None)


def course_proposal(course: Course, intent: Intent, current_daily: Elemental | None) -> Proposal:
    """A proposal with the capsule, target and hold of a course, and with the given intent and current daily amount."""
    return Proposal(
        intent=intent,
        product=course.capsule,
        target=course.plan.steps[-1].daily,
        current_daily=current_daily,
        hold_days=course.hold_days,
    )


def daily_of(ledger: Ledger, day: LedgerDay | None) -> Elemental | None:
    """The daily amount of the rung on which the course is on ``day``; None if ``day`` is None or has no rung."""
    return None if day is None or day.rung is None else ledger.course.plan.steps[day.rung - 1].daily


def strictest_answer(
    facts: Sequence[Situation],
    zone: Zone | None,
    day: date,
    tolerance: Tolerance,
    proposal: Proposal,
    rulebook: Rulebook,
) -> Answer:
    """The least permissive of the answers that ``assess`` gives to a proposal: one for each situation in ``facts``."""
    situations = (
        attrs.evolve(situation, zone=zone, tolerance=tolerance, as_of=day if situation.kidney_date else None)
        for situation in facts
    )
    answers = (_cached_answer(situation, proposal, rulebook) for situation in situations)
    return min(answers, key=lambda answer: answer.permission)


@lru_cache(maxsize=4096)
def _cached_answer(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Answer:
    return assess(situation, proposal, rulebook=rulebook).answer
