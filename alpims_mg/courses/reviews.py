"""The plan, lived day by day: a course begins, check-ins come in, and a review says what today asks for.

A review goes through every day from the first, whatever the order in which check-ins came: the same check-ins give the
same course. A plan is not permission: each start and each rise is asked again on its day, with that day's facts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import cast

from alpims_mg._internal.digests import text
from alpims_mg._internal.validation import a_day, an_instance, as_tuple, check_instances
from alpims_mg.assessment.eligibility import zone_eligibility
from alpims_mg.assessment.evaluation import assess, case_faults
from alpims_mg.courses.diary import CheckIn, Course, Diary
from alpims_mg.courses.facts import Questions, questions, start_proposal
from alpims_mg.courses.ledgers import Ledger, LedgerDay
from alpims_mg.courses.progress import Phase
from alpims_mg.courses.replaying import DayRecord, ledger_days, replay_days
from alpims_mg.courses.review_types import Review
from alpims_mg.courses.waiting import question_of, requirements, rung_dates
from alpims_mg.dosing.titration import scheduled, titration_schedule
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.decisions import Alternative, Infeasible
from alpims_mg.model.findings import Finding
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, Intent, Route, Tolerance, Vehicle, Zone
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.courses import CheckInRemark, CourseEvent
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.reactions import Response
from alpims_mg.rules.findings import finding


def begin_course(
    plan: DosePlan, *, starts: date, situation: Situation | None = None, rulebook: Rulebook = CURRENT
) -> Course:
    """A course of a plan to start, from its first day on.

    ``situation`` are the facts of the first day, with what was acknowledged; they hold until a check-in gives them
    anew. Without them nothing starts. Its zone and its tolerance are not asked for: each day has its own.

    Raises: ``InvalidInputError`` when the plan is none that these rules make to start, when it names no capsule, or
    when the facts name a rule that does not exist.

    >>> from alpims_mg import Capsule, Elemental, Form, review_course, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4))
    >>> course = begin_course(plan, starts=date(2026, 3, 1))
    >>> review_course(course, [], today=date(2026, 3, 1)).move.value
    'not-started'
    """
    raise_if_any((an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),))
    course = Course(plan=plan, starts=starts, situation=situation, edition=rulebook.edition)
    raise_if_any(course_faults(course, rulebook))
    return course


def course_of(diary: Diary, *, rulebook: Rulebook = CURRENT) -> Course | Infeasible:
    """The course that a diary is of, or what leaves no schedule for its capsule.

    Raises: ``InvalidInputError`` when what it began with is no start of a capsule, and as ``begin_course`` does.
    """
    asked = diary.proposal
    faults: list[Fault] = []
    if asked.intent is not Intent.START:
        actual, fix = str(asked.intent), "write start: a rise is asked by the course itself"
        faults.append(Fault(path="proposal.intent", expected="start", actual=actual, fix=fix))
    if not isinstance(asked.product, Capsule):
        actual, fix = str(asked.product), "ask assess about topical magnesium, which has no rungs"
        faults.append(Fault(path="proposal.product", expected="a capsule", actual=actual, fix=fix))
    raise_if_any(faults)
    plan = titration_schedule(
        cast("Capsule", asked.product), target=asked.target, hold_days=asked.hold_days, rulebook=rulebook
    )
    if isinstance(plan, Infeasible):
        return plan
    return begin_course(plan, starts=diary.starts, situation=diary.situation, rulebook=rulebook)


def review_course(course: Course, check_ins: Iterable[CheckIn], today: date, *, rulebook: Rulebook = CURRENT) -> Review:
    """What today asks for, why, and what is still awaited.

    Check-ins may come late, in any order and more than once; of those that contradict each other the riskier counts,
    and both are told. A day without one counts as not taken, and never as calm.

    Raises: ``InvalidInputError`` for a check-in before the first day or after today, for today before the first day,
    and for a rulebook of another edition than the course goes by.
    Source: rules ``course.``, ``reaction.`` and those that ``assess`` goes by.
    """
    listed = as_tuple(check_ins)
    raise_if_any(
        (
            an_instance("course", course, Course, example="Course(...)"),
            *check_instances("check_ins", listed, CheckIn),
            a_day("today", today),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    raise_if_any((*course_faults(course, rulebook), *_diary_faults(course, listed, today, rulebook)))
    in_order, asks = _in_order(listed), questions(course)
    lived = replay_days(course, asks, in_order, today, rulebook)
    last, entries = lived[-1], tuple(ledger_days(course, lived, rulebook))
    proposal, tolerance = question_of(last, asks)
    answers = (assess(one, proposal, rulebook=rulebook) for one in last.facts.situations(tolerance))
    rung = last.rung
    return Review(
        move=rulebook.course_events[last.event].then.move,
        as_of=today,
        rung=None if rung is None else rung + 1,
        step=None if rung is None else course.plan.steps[rung],
        permitted=entries[-1].permitted,
        findings=tuple(dict.fromkeys(_reasons(last, entries[-1], lived, asks, rulebook))),
        waiting_for=tuple(dict.fromkeys(requirements(last, course, asks, rulebook))),
        decision=min(answers, key=lambda one: one.answer.permission),
        alternatives=_topical(last, rulebook),
        dates=tuple(rung_dates(course, asks, lived, rulebook)),
        ledger=Ledger(course=course, check_ins=in_order, as_of=today, days=entries),
        edition=rulebook.edition,
        disclaimer=rulebook.notices[Notice.DISCLAIMER].then,
    )


def replay_course(ledger: Ledger, *, rulebook: Rulebook = CURRENT) -> Review:
    """The review that a ledger comes from, made anew from its inputs.

    Raises: ``InvalidInputError`` naming the first day that does not follow from the inputs by these rules.
    """
    raise_if_any((an_instance("ledger", ledger, Ledger, example="Ledger(...)"),))
    again = review_course(ledger.course, ledger.check_ins, ledger.as_of, rulebook=rulebook)
    for i, (told, follows) in enumerate(zip(ledger.days, again.ledger.days, strict=True)):
        if told != follows:
            expected, fix = f"what follows from the check-ins, {follows.move}", "make the ledger with review"
            raise InvalidInputError(
                Fault(path=f"days[{i}]", expected=expected, actual=f"{told.day}, {told.move}", fix=fix)
            )
    return again


# --- What came in


def course_faults(course: Course, rulebook: Rulebook) -> Iterator[Fault | None]:
    """What is wrong with a course by a rulebook: another edition, a plan that it does not make, strange facts."""
    if course.edition != rulebook.edition:
        expected, fix = f"the edition of the rulebook, {rulebook.edition}", "give the rulebook that it was begun with"
        yield Fault(path="course.edition", expected=expected, actual=repr(course.edition), fix=fix)
    start = start_proposal(course)
    made, _ = scheduled(course.capsule, Intent.START, start.target, None, course.hold_days, rulebook)
    if not isinstance(made, DosePlan) or made.steps != course.plan.steps:
        expected, fix = "a plan to start, as these rules make it for its capsule", "take the plan from assess"
        yield Fault(path="plan.steps", expected=expected, actual=course.plan.summary(), fix=fix)
    elif course.situation is not None:
        yield from case_faults(course.situation, start, rulebook)


def _diary_faults(
    course: Course, check_ins: tuple[CheckIn, ...], today: date, rulebook: Rulebook
) -> Iterator[Fault | None]:
    if today < course.starts:
        expected = f"no earlier than the first day, {course.starts}"
        yield Fault(path="today", expected=expected, actual=str(today), fix="review the course once it has begun")
    if today.toordinal() > date.max.toordinal() - _ROOM_DAYS:
        expected, fix = "a day that leaves room for the dates of the rungs", "name an earlier day"
        yield Fault(path="today", expected=expected, actual=str(today), fix=fix)
    for i, one in enumerate(check_ins):
        if not course.starts <= one.day <= today:
            expected, fix = f"from the first day, {course.starts}, to today, {today}", "put the day right"
            yield Fault(path=f"check_ins[{i}].day", expected=expected, actual=str(one.day), fix=fix)
        if one.situation is not None:
            for fault in case_faults(one.situation, start_proposal(course), rulebook):
                yield fault.under(f"check_ins[{i}]")


_ROOM_DAYS = 100 * 366
"""More than any dates of rungs reach ahead, so that none lies beyond the last date there is."""


def _in_order(check_ins: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    """Each check-in once, by day, then by what it tells: the order in which they came says nothing."""
    once = set(check_ins)
    times = Counter(one.day for one in once)
    return tuple(sorted(once, key=lambda one: (one.day, text(one) if times[one.day] > 1 else "")))


def _reasons(
    last: DayRecord, entry: LedgerDay, lived: list[DayRecord], asks: Questions, rulebook: Rulebook
) -> Iterator[Finding]:
    """What to do and why, what stands against it, what was felt, and what is said of the check-ins."""
    happened = rulebook.course_events[last.event]
    verdict = happened.then.verdict
    ended_on = next((one.day for one in reversed(lived) if one.report.stops), None)
    stopped = last.position.phase is Phase.STOPPED and not last.report.stops
    yield finding(rulebook.moves[happened.then.move], verdict=verdict)
    yield finding(happened, verdict=verdict, numbers=(("stopped_on", str(ended_on)),) if stopped else ())
    if last.event in (CourseEvent.WITHHELD, CourseEvent.WITHHELD_ON_EVERY_RUNG):
        was = last.before
        for view in last.facts.views(asks.keep[was.rung], was.tolerance, rulebook):
            yield from view.withheld
    proposal, tolerance = question_of(last, asks)
    for view in last.facts.views(proposal, tolerance, rulebook):
        yield from view.withheld
    if last.told.zone is not None and last.rung is not None:
        yield zone_eligibility(
            zone=last.told.zone, route=Route.CAPSULE, intent=proposal.intent, tolerance=tolerance, rulebook=rulebook
        )
        if last.answer is not Answer.OFFER:
            yield finding(rulebook.check_in_remarks[CheckInRemark.NOTHING_OFFERED])
    if last.report.response not in (None, Response.GO_ON):
        for one in sorted(last.told.reactions or (), key=str):
            yield finding(rulebook.reactions[one], verdict=verdict, numbers=(("reaction", str(one).replace("-", " ")),))
    if last.told.contradictions:
        numbers = (("contradictions", "; ".join(last.told.contradictions)),)
        yield finding(rulebook.check_in_remarks[CheckInRemark.CONTRADICTED], numbers=numbers)
    if entry.taken is not None and entry.taken > entry.permitted:
        amounts = (("taken_mg", entry.taken.format_mg()), ("permitted_mg", entry.permitted.format_mg()))
        remark = CheckInRemark.MORE_TAKEN if entry.permitted.nanograms else CheckInRemark.TAKEN_UNASKED
        yield finding(rulebook.check_in_remarks[remark], numbers=amounts)


def _topical(last: DayRecord, rulebook: Rulebook) -> tuple[Alternative, ...]:
    """On a Red day topical magnesium, where it is not withheld."""
    asked = (Proposal(intent=Intent.START, product=Topical(vehicle=vehicle)) for vehicle in Vehicle)
    fit = (
        Alternative(proposal=one, reason=finding(rulebook.check_in_remarks[CheckInRemark.TOPICAL_IN_RED]))
        for one in asked
        if not any(view.withheld for view in last.facts.views(one, Tolerance.UNPROVEN, rulebook))
    )
    return tuple(islice(fit, 1)) if last.told.zone is Zone.RED else ()
