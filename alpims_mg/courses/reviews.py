"""Begin a course, and review one of its days from the check-ins.

A review replays every day from the first, so the same check-ins give the same course, in whatever order they arrive. A
plan is not permission. The rules judge each start and each rise on its own day, with that day's facts.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

import attrs

from alpims_mg._internal.validation import an_instance
from alpims_mg.assessment.alternatives import as_alternative
from alpims_mg.assessment.assessing import assess
from alpims_mg.assessment.eligibility import zone_eligibility
from alpims_mg.courses.check_ins import CheckIn
from alpims_mg.courses.checking import checked_diary, course_faults, rungs_below
from alpims_mg.courses.day_words import amount_today, day_values, words_of_day
from alpims_mg.courses.diary import Course, OtherCourse
from alpims_mg.courses.facts import Questions, after_stop, questions, stop_is_open
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.merging import report_of
from alpims_mg.courses.positions import Phase, course_numbers
from alpims_mg.courses.progress import amount_event
from alpims_mg.courses.remarks import amount_remarks, kidney_remark, report_remarks, silence_remark
from alpims_mg.courses.replaying import DayRecord, ledger_days, live_last_day_again, replay_days
from alpims_mg.courses.responses import STRICTNESS, joint_reactions
from alpims_mg.courses.review_types import Review
from alpims_mg.courses.waiting import question_of, requirements, rung_dates
from alpims_mg.errors import raise_if_any
from alpims_mg.model.decisions import Alternative
from alpims_mg.model.findings import Finding, Verdict
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products import Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Intent, Reaction, Route, Tolerance, Vehicle, Zone
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.courses import CheckInRemark, CourseEvent
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.reactions import Response
from alpims_mg.rules.findings import finding


def begin_course(
    plan: DosePlan, *, starts: date, situation: Situation | None = None, rulebook: Rulebook = CURRENT
) -> Course:
    """Begin a course: put a dose plan on the calendar, with ``starts`` as the date of its first day.

    The plan is one that starts a capsule, or one that maintains it, for a person who takes it already. Such a person
    joins at the present amount. It is proven only if the tolerance of ``situation`` says so. Below it are the rungs of
    a start, for a step back and for a new start.
    ``situation`` holds the facts of the first day and what a clinician has acknowledged. The facts apply until a
    check-in replaces them. Without facts, nothing is permitted. The zone of ``situation`` is ignored, and so is its
    tolerance in a plan to start, because each day has its own.

    Raises: ``InvalidInputError`` if the rungs differ from those that the rulebook gives to start or to maintain the
    capsule, if the plan is one to rise, or if the facts do not fit the rulebook.

    >>> from datetime import date
    >>> from alpims_mg import Capsule, Elemental, Form, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2))
    >>> course = begin_course(plan, starts=date(2026, 3, 1))
    >>> course.planned(date(2026, 3, 8)).format_mg()
    '100'

    A person who takes 150 mg a day already:

    >>> from alpims_mg import Intent
    >>> present = titration_schedule(plan.capsule, intent=Intent.MAINTAIN, current_daily=Elemental.mg(150))
    >>> [rung.daily.format_mg() for rung in begin_course(present, starts=date(2026, 3, 1)).rungs]
    ['50', '100', '150']
    """
    raise_if_any((an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),))
    course = Course(plan=plan, starts=starts, situation=situation, edition=rulebook.edition)
    course = attrs.evolve(course, other_rungs=rungs_below(course, rulebook))
    raise_if_any(course_faults(course, rulebook))
    return course


def review_course(course: Course, check_ins: Iterable[CheckIn], today: date, *, rulebook: Rulebook = CURRENT) -> Review:
    """Review a course today: what to do, why, and what the course still waits for.

    Check-ins may be late and in any order. If two contradict each other, the riskier report counts and the review names
    the contradiction. A day without a check-in counts as not taken, and never as calm.

    Raises: ``InvalidInputError`` for a check-in before the first day or after ``today``, for ``today`` before the first
    day, and for a rulebook of another edition than the course.
    Source: rules ``course.`` and ``reaction.``, and the rules that ``assess`` applies.

    >>> from datetime import date
    >>> from alpims_mg import (
    ...     Acknowledgement, Capsule, CheckIn, DosageForm, Elemental, Form, KidneyFunction, Situation, Zone,
    ...     titration_schedule,
    ... )
    >>> capsule = Capsule(
    ...     form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2, dosage_form=DosageForm.HARD_CAPSULE,
    ...     ingredients=["rice flour"],
    ... )
    >>> person = Situation(
    ...     age_years=34, kidney=KidneyFunction.NORMAL, conditions=[], medicines=[], other_magnesium=Elemental.mg(0),
    ...     acknowledged=[Acknowledgement(rule="consult.start", reason="discussed in clinic")],
    ... )
    >>> course = begin_course(titration_schedule(capsule), starts=date(2026, 3, 1), situation=person)
    >>> green = CheckIn(day=date(2026, 3, 1), zone=Zone.GREEN, reactions=[])
    >>> print(review_course(course, [green], today=date(2026, 3, 1)).headline())
    Sunday 1 March 2026, Green zone: start on step 1. You may take 50 mg.

    Without a check-in nothing is permitted the next day, and the review says what is needed:

    >>> next_day = review_course(course, [green], today=date(2026, 3, 2))
    >>> next_day.permitted.format_mg(), next_day.waiting_for[0].rule
    ('0', 'course.waits.zone')
    """
    sorted_check_ins, proposals = checked_diary(course, check_ins, today, rulebook), questions(course)
    records = replay_days(course, proposals, sorted_check_ins, today, rulebook)
    return review_of(proposals, sorted_check_ins, records, rulebook, in_green=_in_green(records, proposals, rulebook))


def review_of(
    proposals: Questions,
    check_ins: tuple[CheckIn, ...],
    records: Sequence[DayRecord],
    rulebook: Rulebook,
    *,
    in_green: DayRecord | None,
    others: tuple[OtherCourse, ...] = (),
) -> Review:
    """The review of the last of the replayed days of a course.

    ``in_green`` is the record of that day after a check-in in Green. It is None if the day has a check-in. ``others``
    are the courses that were reviewed together with it.
    """
    course, last, entries = proposals.course, records[-1], tuple(ledger_days(proposals.course, records, rulebook))
    proposal, tolerance = question_of(last, proposals, rulebook)
    decisions = (assess(situation, proposal, rulebook=rulebook) for situation in last.facts.situations(tolerance))
    rung, move = last.rung, rulebook.course_events[last.event].then.move
    after_green = None if in_green is None else in_green.permitted
    today = entries[-1]
    values = day_values(today, after_green, course)
    return Review(
        move=move,
        words=words_of_day(move, amount_today(today, after_green), values, rulebook),
        as_of=last.day,
        rung=None if rung is None else rung + 1,
        step=None if rung is None else course.rungs[rung],
        permitted=today.permitted,
        after_green=after_green,
        findings=tuple(dict.fromkeys((*_reasons(last, course, proposals, rulebook), *silence_remark(last, rulebook)))),
        waiting_for=tuple(dict.fromkeys(requirements(last, course, proposals, rulebook))),
        decision=min(decisions, key=lambda decision: decision.answer.permission),
        alternatives=_topical_alternatives(last, rulebook),
        dates=tuple(rung_dates(course, proposals, records, in_green or last, rulebook)),
        ledger=Ledger(course=course, check_ins=check_ins, as_of=last.day, days=entries, others=others),
        edition=rulebook.edition,
        disclaimer=rulebook.notices[Notice.DISCLAIMER].then,
    )


def _in_green(records: Sequence[DayRecord], proposals: Questions, rulebook: Rulebook) -> DayRecord | None:
    """The record of today after a check-in in Green without a reaction. None if today has a check-in."""
    if not records[-1].report.is_silent:
        return None
    return live_last_day_again(records, report_of(Zone.GREEN), proposals, rulebook)


def _reasons(last: DayRecord, course: Course, proposals: Questions, rulebook: Rulebook) -> Iterator[Finding]:
    """Yield the findings of a review, in this order.

    First what the course does today (the move) and why (the event), then the findings that withhold today's proposal,
    the zone, the reactions, and remarks on the reports, such as that more was taken than permitted. ``last`` is the
    record of today.
    """
    event = rulebook.course_events[last.event]
    verdict = event.then.verdict
    stopped_before = last.position.phase is Phase.STOPPED and not last.inputs.stops_course
    yield finding(rulebook.moves[event.then.move], verdict=verdict)
    numbers = (("stopped_on", str(last.stopped_on)),) if stopped_before else ()
    yield finding(event, verdict=verdict, numbers=numbers)
    too_much = amount_event(last.inputs)
    if too_much is not None and too_much is not last.event:  # another reason to stop names the day
        yield finding(rulebook.course_events[too_much], verdict=verdict)
    if last.event in (CourseEvent.WITHHELD, CourseEvent.WITHHELD_ON_EVERY_RUNG):
        stay = proposals.keep[last.began.rung]
        for evaluation in last.facts.evaluations(stay, last.began.tolerance, rulebook):
            yield from evaluation.withheld
    proposal, tolerance = question_of(last, proposals, rulebook)
    for evaluation in last.facts.evaluations(proposal, tolerance, rulebook):
        yield from evaluation.withheld
    if last.report.zone is not None and last.rung is not None:
        yield zone_eligibility(
            zone=last.report.zone, route=Route.CAPSULE, intent=proposal.intent, tolerance=tolerance, rulebook=rulebook
        )
        if not last.permitted.nanograms:
            yield finding(rulebook.check_in_remarks[CheckInRemark.NOTHING_OFFERED])
    if last.inputs.response not in (None, Response.GO_ON):
        yield from _reaction_findings(last.report.reactions or frozenset(), verdict, rulebook)
    stopped_on = last.stopped_on if last.position.phase is Phase.STOPPED else None
    if stopped_on and not stop_is_open(last.facts, stopped_on, rulebook):
        yield after_stop(stopped_on, rulebook)
    yield from report_remarks(last, rulebook)
    yield from amount_remarks(last, course_numbers(course, rulebook), rulebook)
    yield from kidney_remark(last, rulebook)


def _reaction_findings(reactions: frozenset[Reaction], verdict: Verdict, rulebook: Rulebook) -> Iterator[Finding]:
    """Yield the findings on the reactions of a day: those that mean more together, then each alone, gravest first."""
    for rule in joint_reactions(reactions, rulebook):
        yield finding(rule, verdict=verdict)
    by_name = sorted(reactions, key=str)
    for reaction in sorted(by_name, key=lambda one: STRICTNESS[rulebook.reactions[one].then], reverse=True):
        numbers = (("reaction", str(reaction).replace("-", " ")),)
        yield finding(rulebook.reactions[reaction], verdict=verdict, numbers=numbers)


def _topical_alternatives(last: DayRecord, rulebook: Rulebook) -> tuple[Alternative, ...]:
    """On a Red day, a tuple of one alternative: the first topical proposal that is not withheld.

    Empty on other days, and while the course is stopped: then a clinician decides what comes next.
    """
    reason = finding(rulebook.check_in_remarks[CheckInRemark.TOPICAL_IN_RED])
    proposals = (Proposal(intent=Intent.START, product=Topical(vehicle=vehicle)) for vehicle in Vehicle)
    alternatives = (
        alternative
        for proposal in proposals
        for alternative in as_alternative(
            proposal, last.facts.evaluations(proposal, Tolerance.UNPROVEN, rulebook), reason, rulebook
        )
    )
    stopped = last.position.phase is Phase.STOPPED
    return tuple(islice(alternatives, 1)) if last.report.zone is Zone.RED and not stopped else ()
