"""Laws that compare a course with its plan, or with another course that differs in one report or one risk."""

from collections.abc import Sequence
from datetime import date, timedelta

import attrs

from alpims_mg.courses.check_ins import CheckIn
from alpims_mg.courses.diary import Course
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.reviews import review_course
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, Intent, Tolerance, Zone
from alpims_mg.rulebook.courses import CourseNumber, Move
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.testing.laws.day_counts import (
    LOSSES,
    NOTHING,
    RISES,
    STOPS,
    course_proposal,
    entries_of_other_days,
    strictest_answer,
)
from alpims_mg.testing.laws.failures import verify
from alpims_mg.wire import to_json

__all__ = [
    "a_calm_course_follows_the_plan",
    "one_more_risk_never_permits_more",
    "order_of_check_ins_never_matters",
    "silence_never_permits_more_than_a_calm_report",
]


def a_calm_course_follows_the_plan(course: Course, days: int, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a calm course is equal to its static plan.

    A course is calm if every proposal is offered, and if each day is Green, free of reactions and taken as planned. It
    must have the plan's amount and rung on each day, a full hold between two rises, and maintenance after the hold of
    the last rung.
    """
    dates = [course.starts + timedelta(days=number) for number in range(days)]
    facts = course.situation or Situation()
    steps = course.plan.steps
    questions = [
        (course_proposal(course, Intent.START, None), Tolerance.UNPROVEN),
        *((course_proposal(course, Intent.INCREASE, step.daily), Tolerance.PROVEN) for step in steps[:-1]),
        *(
            (course_proposal(course, Intent.MAINTAIN, step.daily), tolerance)
            for step in steps
            for tolerance in Tolerance
        ),
    ]
    for day in (dates[0], dates[-1]):
        for proposal, tolerance in questions:
            answer = strictest_answer((facts,), Zone.GREEN, day, tolerance, proposal, rulebook)
            if answer is not Answer.OFFER:
                return
    check_ins = [CheckIn(day=day, zone=Zone.GREEN, reactions=(), taken=course.planned(day)) for day in dates]
    ledger = review_course(course, check_ins, dates[-1], rulebook=rulebook).ledger
    for number, entry in enumerate(ledger.days, 1):
        rung = steps.index(course.plan.on(number))
        held = rung == len(steps) - 1 and number >= steps[-1].first_day + course.holds[-1]
        first = number == steps[rung].first_day
        move = (Move.ADVANCE if rung else Move.START) if first else (Move.MAINTENANCE if held else Move.STAY)
        same = (entry.permitted, entry.planned, entry.rung, entry.move) == (entry.taken, entry.taken, rung + 1, move)
        verify(same, "a calm course is not the plan", course, entry)


def silence_never_permits_more_than_a_calm_report(
    course: Course, check_ins: Sequence[CheckIn], day: date, today: date, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that a day without a check-in permits nothing, and has no start, rise or resumption.

    There must also be no rise on the next three days and no resumption on the next two.

    The law then compares this silent course with a second course that has a check-in for that day: Green, without
    reactions, and with the amount taken in full or not at all. The silent course must never permit more or be on a
    higher rung than the second course. The comparison ends on the first day on which the second course steps back,
    pauses, stops, restarts or waits for a start, because after that the two courses have different pasts.
    """
    others = tuple(entries_of_other_days(check_ins, day))
    silent = review_course(course, others, today, rulebook=rulebook).ledger
    number = (day - course.starts).days
    case = (course, others, day)
    verify(silent.days[number].permitted == NOTHING, "a day without a check-in permits an amount", *case)
    verify(silent.days[number].move not in RISES, "a day without a check-in starts or rises", *case)
    course_numbers = {name: rule.then for name, rule in rulebook.course_numbers}
    for move, days in (
        (Move.ADVANCE, course_numbers[CourseNumber.CALM_BEFORE_RISE] + 1),
        (Move.RESUME, course_numbers[CourseNumber.CALM_TO_RESUME]),
    ):
        next_moves = [entry.move for entry in silent.days[number : number + days]]
        verify(move not in next_moves, "a day without a check-in counts as calm", move, *case)
    calm = CheckIn(day=day, zone=Zone.GREEN, reactions=(), taken=NOTHING)
    rung = review_course(course, (*others, calm), today, rulebook=rulebook).ledger.days[number].rung
    in_full = NOTHING if rung is None else course.plan.steps[rung - 1].daily
    for taken in {NOTHING, in_full}:
        reports = (*others, attrs.evolve(calm, taken=taken))
        reported = review_course(course, reports, today, rulebook=rulebook).ledger
        _verify_permits_no_more(reported, silent, number, "silence permits more than a calm report", taken, *case)


def one_more_risk_never_permits_more(
    course: Course, check_ins: Sequence[CheckIn], risk: CheckIn, today: date, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that a second, riskier check-in of a day permits no more and leads to no higher rung.

    The law compares the course with and without the second check-in. The comparison ends when the course without it
    steps back, pauses, stops, restarts or waits for a start, because after that the two courses have different pasts.

    After a stop, a second check-in that states facts is not tested, because a restart waits for such a check-in.
    """
    before = review_course(course, check_ins, today, rulebook=rulebook).ledger
    after = review_course(course, (*check_ins, risk), today, rulebook=rulebook).ledger
    number = (risk.day - course.starts).days
    if risk.situation is not None and before.days[number].move in STOPS:
        return
    _verify_permits_no_more(before, after, number, "one more risk permits more", course, check_ins, risk)


def order_of_check_ins_never_matters(
    course: Course,
    check_ins: Sequence[CheckIn],
    shuffled: Sequence[CheckIn],
    today: date,
    rulebook: Rulebook = CURRENT,
) -> None:
    """Verify that the order of check-ins does not change the JSON of a review.

    A check-in with an ``id`` may also arrive twice. Without an ``id``, a second one is another report.
    """
    repeated = [check_in for check_in in check_ins if check_in.id is not None]
    before = to_json(review_course(course, check_ins, today, rulebook=rulebook))
    after = to_json(review_course(course, (*shuffled, *repeated), today, rulebook=rulebook))
    verify(before == after, "the order of check-ins changed the review", course, check_ins, shuffled)


def _verify_permits_no_more(milder: Ledger, riskier: Ledger, number: int, failure: str, *case: object) -> None:
    """Raise ``LawBrokenError`` if the riskier course permits more than the milder one or is on a higher rung.

    The comparison begins on day ``number``, counted from 0. It ends when the milder course loses a rung, pauses, stops,
    restarts or waits for a start. ``failure`` and ``case`` make the message.
    """
    started = any(entry.move is not Move.NOT_STARTED for entry in milder.days[:number])
    days = zip(milder.days[number:], riskier.days[number:], strict=True)
    for i, (entry, other) in enumerate(days):
        starts_again = started and entry.move in {Move.NOT_STARTED, Move.RESTART}
        if i and starts_again:
            return
        verify(other.permitted <= entry.permitted, failure, other, entry, *case)
        verify((other.rung or 0) <= (entry.rung or 0), f"{failure}: a higher rung", other, entry, *case)
        if starts_again or entry.move in LOSSES:
            return
        started = entry.move is not Move.NOT_STARTED
