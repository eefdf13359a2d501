"""The plan, lived day by day: a course begins, check-ins come in, and a review says what today asks for.

A review goes through every day from the first, whatever the order in which check-ins came: the same check-ins give the
same course. A plan is not permission: each start and each rise is asked again on its day, with that day's facts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache, partial
from itertools import islice
from typing import cast, final

import attrs

from alpims_mg._internal.digests import text
from alpims_mg._internal.validation import a_day, all_of, an_instance, as_tuple
from alpims_mg.assessment.eligibility import zone_eligibility
from alpims_mg.assessment.evaluation import View, assess, case_faults, viewed
from alpims_mg.assessment.kidney import recency
from alpims_mg.courses.diaries import Awaited, CheckIn, Course, Diary, Ledger, LedgerDay, Review, RungDate
from alpims_mg.courses.progress import (
    FIRST,
    Asked,
    Counts,
    Phase,
    Position,
    Report,
    Taken,
    counts,
    ended,
    permission,
    response,
    turned,
)
from alpims_mg.dosing.titration import scheduled, titration_schedule
from alpims_mg.errors import Fault, InvalidInputError, refuse
from alpims_mg.model.decisions import Alternative, Infeasible
from alpims_mg.model.findings import Finding
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import Answer, Intent, Reaction, Route, Tolerance, Vehicle, Zone
from alpims_mg.rulebook.consults import ConsultKey, Notice
from alpims_mg.rulebook.courses import CourseEvent, Remark, Waiting
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Count
from alpims_mg.rulebook.kidney import Recency
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

    >>> from alpims_mg import Capsule, Form, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4))
    >>> course = begin_course(plan, starts=date(2026, 3, 1))
    >>> review(course, [], today=date(2026, 3, 1)).move.value
    'not-started'
    """
    refuse((an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),))
    course = Course(plan=plan, starts=starts, situation=situation, edition=rulebook.edition)
    refuse(course_faults(course, rulebook))
    return course


def course_of(diary: Diary, *, rulebook: Rulebook = CURRENT) -> Course | Infeasible:
    """The course that a diary is of, or what leaves no schedule for its capsule.

    Raises: ``InvalidInputError`` when what it began with is no start of a capsule, and as ``begin_course`` does.
    """
    asked = diary.proposal
    faults: list[Fault] = []
    if asked.intent is not Intent.START:
        got, todo = str(asked.intent), "write start: a rise is asked by the course itself"
        faults.append(Fault(path="proposal.intent", wanted="start", got=got, todo=todo))
    if not isinstance(asked.product, Capsule):
        got, todo = str(asked.product), "ask assess about topical magnesium, which has no rungs"
        faults.append(Fault(path="proposal.product", wanted="a capsule", got=got, todo=todo))
    refuse(faults)
    plan = titration_schedule(
        cast("Capsule", asked.product), target=asked.target, hold_days=asked.hold_days, rulebook=rulebook
    )
    if isinstance(plan, Infeasible):
        return plan
    return begin_course(plan, starts=diary.starts, situation=diary.situation, rulebook=rulebook)


def review(course: Course, check_ins: Iterable[CheckIn], today: date, *, rulebook: Rulebook = CURRENT) -> Review:
    """What today asks for, why, and what is still awaited.

    Check-ins may come late, in any order and more than once; of those that contradict each other the riskier counts,
    and both are told. A day without one counts as not taken, and never as calm.

    Raises: ``InvalidInputError`` for a check-in before the first day or after today, for today before the first day,
    and for a rulebook of another edition than the course goes by.
    Source: rules ``course.``, ``reaction.`` and those that ``assess`` goes by.
    """
    listed = as_tuple(check_ins)
    refuse(
        (
            an_instance("course", course, Course, example="Course(...)"),
            *all_of("check_ins", listed, CheckIn),
            a_day("today", today),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    refuse((*course_faults(course, rulebook), *_diary_faults(course, listed, today, rulebook)))
    in_order, asks = _in_order(listed), questions(course)
    lived = _lived(course, asks, in_order, today, rulebook)
    last, entries = lived[-1], tuple(_entries(course, lived, rulebook))
    proposal, tolerance = _question(last, asks)
    answers = (assess(one, proposal, rulebook=rulebook) for one in last.facts.situations(tolerance))
    rung = last.rung
    return Review(
        move=rulebook.course_events[last.event].then.move,
        as_of=today,
        rung=None if rung is None else rung + 1,
        step=None if rung is None else course.plan.steps[rung],
        permitted=entries[-1].permitted,
        findings=tuple(dict.fromkeys(_reasons(last, entries[-1], lived, asks, rulebook))),
        awaited=tuple(dict.fromkeys(_awaited(last, course, asks, rulebook))),
        decision=min(answers, key=lambda one: one.answer.permission),
        alternatives=_topical(last, rulebook),
        dates=tuple(_dates(course, asks, lived, rulebook)),
        ledger=Ledger(course=course, check_ins=in_order, as_of=today, days=entries),
        edition=rulebook.edition,
        disclaimer=rulebook.notices[Notice.DISCLAIMER].then,
    )


def replay(ledger: Ledger, *, rulebook: Rulebook = CURRENT) -> Review:
    """The review that a ledger comes from, made anew from its inputs.

    Raises: ``InvalidInputError`` naming the first day that does not follow from the inputs by these rules.
    """
    refuse((an_instance("ledger", ledger, Ledger, example="Ledger(...)"),))
    again = review(ledger.course, ledger.check_ins, ledger.as_of, rulebook=rulebook)
    for i, (told, follows) in enumerate(zip(ledger.days, again.ledger.days, strict=True)):
        if told != follows:
            wanted, todo = f"what follows from the check-ins, {follows.move}", "make the ledger with review"
            raise InvalidInputError(Fault(path=f"days[{i}]", wanted=wanted, got=f"{told.day}, {told.move}", todo=todo))
    return again


# --- What came in


def course_faults(course: Course, rulebook: Rulebook) -> Iterator[Fault | None]:
    """What is wrong with a course by a rulebook: another edition, a plan that it does not make, strange facts."""
    if course.edition != rulebook.edition:
        wanted, todo = f"the edition of the rulebook, {rulebook.edition}", "give the rulebook that it was begun with"
        yield Fault(path="course.edition", wanted=wanted, got=repr(course.edition), todo=todo)
    start = _start(course)
    made, _ = scheduled(course.capsule, Intent.START, start.target, None, course.hold_days, rulebook)
    if not isinstance(made, DosePlan) or made.steps != course.plan.steps:
        wanted, todo = "a plan to start, as these rules make it for its capsule", "take the plan from assess"
        yield Fault(path="plan.steps", wanted=wanted, got=course.plan.summary(), todo=todo)
    elif course.situation is not None:
        yield from case_faults(course.situation, start, rulebook)


def _diary_faults(
    course: Course, check_ins: tuple[CheckIn, ...], today: date, rulebook: Rulebook
) -> Iterator[Fault | None]:
    if today < course.starts:
        wanted = f"no earlier than the first day, {course.starts}"
        yield Fault(path="today", wanted=wanted, got=str(today), todo="review the course once it has begun")
    if today.toordinal() > date.max.toordinal() - _ROOM_DAYS:
        wanted, todo = "a day that leaves room for the dates of the rungs", "name an earlier day"
        yield Fault(path="today", wanted=wanted, got=str(today), todo=todo)
    for i, one in enumerate(check_ins):
        if not course.starts <= one.day <= today:
            wanted, todo = f"from the first day, {course.starts}, to today, {today}", "put the day right"
            yield Fault(path=f"check_ins[{i}].day", wanted=wanted, got=str(one.day), todo=todo)
        if one.situation is not None:
            for fault in case_faults(one.situation, _start(course), rulebook):
                yield fault.under(f"check_ins[{i}]")


_ROOM_DAYS = 100 * 366
"""More than any dates of rungs reach ahead, so that none lies beyond the last date there is."""


def _in_order(check_ins: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    """Each check-in once, by day, then by what it tells: the order in which they came says nothing."""
    once = set(check_ins)
    times = Counter(one.day for one in once)
    return tuple(sorted(once, key=lambda one: (one.day, text(one) if times[one.day] > 1 else "")))


def _start(course: Course) -> Proposal:
    """The question of a start."""
    last = course.plan.steps[-1].daily
    return Proposal(intent=Intent.START, product=course.capsule, target=last, hold_days=course.hold_days)


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Questions:
    """What a course asks: a start, and for each rung the same amount and the next one."""

    start: Proposal
    keep: tuple[Proposal, ...]
    rise: tuple[Proposal, ...]


def questions(course: Course) -> Questions:
    """What a course asks of the rules."""
    start = _start(course)

    def of_each(intent: Intent) -> tuple[Proposal, ...]:
        return tuple(attrs.evolve(start, intent=intent, current_daily=step.daily) for step in course.plan.steps)

    return Questions(start=start, keep=of_each(Intent.MAINTAIN), rise=of_each(Intent.INCREASE))


# --- The facts of a day


@final
@attrs.frozen(kw_only=True)
class Facts:
    """All that is known on a day: the facts as they were told last (two where they contradict), and the day's zone."""

    told: tuple[Situation, ...]
    zone: Zone | None
    day: date

    def situations(self, tolerance: Tolerance) -> tuple[Situation, ...]:
        """The situations of that day, at a rung that is proven or not."""
        return tuple(_as_of(one, self.zone, tolerance, self.day) for one in self.told)

    def views(self, proposal: Proposal, tolerance: Tolerance, rulebook: Rulebook) -> tuple[View, ...]:
        """What the rules say to a question on that day."""
        days = (_one_for_all(one.kidney_date, self.day, rulebook) for one in self.told)
        asked = (_as_of(one, self.zone, tolerance, day) for one, day in zip(self.told, days, strict=True))
        return tuple(_viewed(one, proposal, rulebook) for one in asked)

    def answer(self, proposal: Proposal, tolerance: Tolerance, rulebook: Rulebook) -> Answer:
        """The least permissive answer to a question on that day."""
        answers = (view.answer for view in self.views(proposal, tolerance, rulebook))
        return min(answers, key=lambda one: one.permission)


def _one_for_all(result: date | None, day: date, rulebook: Rulebook) -> date:
    """A day that is like this one to every rule, the same for many: only a kidney result ages by itself."""
    if result is None or recency(result, day, rulebook) is Recency.CURRENT:
        return result or date.min
    return date.max


@lru_cache(maxsize=4096)
def _as_of(situation: Situation, zone: Zone | None, tolerance: Tolerance, day: date) -> Situation:
    """The facts as they are on a day."""
    return attrs.evolve(situation, zone=zone, tolerance=tolerance, as_of=day if situation.kidney_date else None)


@lru_cache(maxsize=4096)
def _viewed(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> View:
    return viewed(situation, proposal, rulebook)


@final
@attrs.frozen(kw_only=True)
class _Told:
    """What the check-ins of one day come to: of those that contradict each other, the riskier."""

    zone: Zone | None = None
    reactions: frozenset[Reaction] | None = None
    taken: frozenset[Elemental] = frozenset()
    situations: tuple[Situation, ...] = ()
    contradictions: tuple[str, ...] = ()


_RISK = {zone: risk for risk, zone in enumerate(Zone)}


def _told(check_ins: list[CheckIn]) -> _Told:
    zones = {one.zone for one in check_ins if one.zone}
    zones |= {one.situation.zone for one in check_ins if one.situation and one.situation.zone}
    reactions = {one.reactions - {Reaction.NONE} for one in check_ins if one.reactions is not None}
    taken = frozenset(one.taken for one in check_ins if one.taken is not None)
    situations = tuple(dict.fromkeys(one.situation for one in check_ins if one.situation))
    felt = (", ".join(sorted(map(str, one))) or "none" for one in reactions)
    said = (
        ("zone", [str(one) for one in zones]),
        ("reactions", list(felt)),
        ("taken", [f"{one.mg_text} mg" for one in taken]),
        ("facts", [f"report {i}" for i, _ in enumerate(situations, 1)]),
    )
    return _Told(
        zone=max(zones, key=_RISK.__getitem__, default=None),
        reactions=frozenset[Reaction]().union(*reactions) if reactions else None,
        taken=taken,
        situations=situations,
        contradictions=tuple(f"{what}: {' against '.join(sorted(words))}" for what, words in said if len(words) > 1),
    )


# --- Day after day


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Lived:
    """One day that was lived: what was told, what happened, where the course stood, and where it stood at the end."""

    day: date
    told: _Told
    facts: Facts
    report: Report
    event: CourseEvent
    before: Position
    position: Position
    end: Position
    answer: Answer

    @property
    def rung(self) -> int | None:
        return self.position.rung if self.position.phase is Phase.TAKING else None

    @property
    def changed(self) -> bool:
        """Whether the course went to another rung, or onto one."""
        return self.rung is not None and (self.before.phase, self.before.rung) != (Phase.TAKING, self.rung)


def _lived(
    course: Course, questions: Questions, check_ins: tuple[CheckIn, ...], today: date, rulebook: Rulebook
) -> list[_Lived]:
    by = counts(course.hold_days, len(course.plan.steps), rulebook)
    by_day: dict[date, list[CheckIn]] = {}
    for one in check_ins:
        by_day.setdefault(one.day, []).append(one)
    position, renewed = FIRST, False
    situations: tuple[Situation, ...] = (course.situation or Situation(),)
    agreed = set(_agreed(situations, rulebook))
    lived: list[_Lived] = []
    for number in range((today - course.starts).days + 1):
        day = course.starts + timedelta(days=number)
        told = _told(by_day.get(day, []))
        situations = told.situations or situations
        anew = set(_agreed(told.situations, rulebook)) - agreed
        agreed |= anew
        facts = Facts(told=situations, zone=told.zone, day=day)
        report = Report(zone=told.zone, response=response(told.reactions, rulebook))
        # What was agreed before, or on the day of, a reaction that stops was agreed without knowing of it.
        renewed = position.phase is Phase.STOPPED and not report.stops and (renewed or bool(anew))
        asked = asked_on(facts, questions, rulebook, renewed=renewed)
        event, at = turned(position, report, asked, by)
        answer = permission(at, event, asked)
        end = ended(at, report, _taken(told, at, course), by, offered=answer is Answer.OFFER)
        lived.append(
            _Lived(
                day=day, told=told, facts=facts, report=report, event=event, before=position, position=at, end=end,
                answer=answer,
            )
        )  # fmt: skip
        position = end
    return lived


def _agreed(situations: Iterable[Situation], rulebook: Rulebook) -> Iterator[Acknowledgement]:
    """The clinician's words to a start among the facts."""
    start = rulebook.consults[ConsultKey(route=Route.CAPSULE, intent=Intent.START)].id
    return (given for one in situations for given in one.acknowledged if given.rule == start)


def asked_on(facts: Facts, questions: Questions, rulebook: Rulebook, *, renewed: bool = False) -> Asked:
    """What is answered on one day, each question only once it is needed."""

    def answer(proposal: Proposal, tolerance: Tolerance) -> Answer:
        return facts.answer(proposal, tolerance, rulebook)

    return Asked(
        start=lambda: answer(questions.start, Tolerance.UNPROVEN),
        keep=lambda rung, tolerance: answer(questions.keep[rung], tolerance),
        rise=lambda rung: answer(questions.rise[rung], Tolerance.PROVEN),
        renewed=renewed,
    )


def _taken(told: _Told, at: Position, course: Course) -> Taken:
    """Of contradictory amounts the riskier counts: nothing where one says so, and in full only where all do."""
    amounts = {one.nanograms for one in told.taken}
    if not amounts or 0 in amounts:
        return Taken.NOTHING
    full = at.phase is Phase.TAKING and amounts == {course.plan.steps[at.rung].daily.nanograms}
    return Taken.IN_FULL if full else Taken.OTHERWISE


def _entries(course: Course, lived: Iterable[_Lived], rulebook: Rulebook) -> Iterator[LedgerDay]:
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


# --- What is said of today


def _question(last: _Lived, asks: Questions) -> tuple[Proposal, Tolerance]:
    """What today asks of the rules."""
    at = last.position
    match last.event:
        case CourseEvent.RISE_OFFERED:
            return asks.rise[last.before.rung], Tolerance.PROVEN
        case CourseEvent.RISE_NOT_OFFERED:
            return asks.rise[at.rung], Tolerance.PROVEN
        case CourseEvent.START_OFFERED | CourseEvent.START_OFFERED_ANEW:
            return asks.start, Tolerance.UNPROVEN
        case _ if at.phase is Phase.TAKING:
            return asks.keep[at.rung], at.tolerance
        case _ if at.phase is Phase.PAUSED and at.proven:
            return asks.keep[at.proven - 1], Tolerance.PROVEN
        case _:
            return asks.start, Tolerance.UNPROVEN


def _reasons(
    last: _Lived, entry: LedgerDay, lived: list[_Lived], asks: Questions, rulebook: Rulebook
) -> Iterator[Finding]:
    """What to do and why, what stands against it, what was felt, and what is said of the check-ins."""
    happened = rulebook.course_events[last.event]
    verdict = happened.then.verdict
    ended_on = next((one.day for one in reversed(lived) if one.report.stops), None)
    since = f"on {ended_on}" if last.position.phase is Phase.STOPPED and not last.report.stops else None
    yield finding(rulebook.moves[happened.then.move], verdict=verdict)
    yield finding(happened, verdict=verdict, numbers=since)
    if last.event in (CourseEvent.WITHHELD, CourseEvent.WITHHELD_ON_EVERY_RUNG):
        was = last.before
        for view in last.facts.views(asks.keep[was.rung], was.tolerance, rulebook):
            yield from view.withheld
    proposal, tolerance = _question(last, asks)
    for view in last.facts.views(proposal, tolerance, rulebook):
        yield from view.withheld
    if last.told.zone is not None and last.rung is not None:
        yield zone_eligibility(
            zone=last.told.zone, route=Route.CAPSULE, intent=proposal.intent, tolerance=tolerance, rulebook=rulebook
        )
        if last.answer is not Answer.OFFER:
            yield finding(rulebook.remarks[Remark.NOTHING_OFFERED])
    if last.report.response not in (None, Response.GO_ON):
        for one in sorted(last.told.reactions or (), key=str):
            yield finding(rulebook.reactions[one], verdict=verdict, numbers=str(one))
    if last.told.contradictions:
        yield finding(rulebook.remarks[Remark.CONTRADICTED], numbers="; ".join(last.told.contradictions))
    if entry.taken is not None and entry.taken > entry.permitted:
        remark = Remark.MORE_TAKEN if entry.permitted.nanograms else Remark.TAKEN_UNASKED
        yield finding(rulebook.remarks[remark], numbers=f"{entry.taken} against {entry.permitted}")


def _awaited(last: _Lived, course: Course, asks: Questions, rulebook: Rulebook) -> Iterator[Awaited]:
    """What has to come before the course goes on."""
    at, by = last.position, counts(course.hold_days, len(course.plan.steps), rulebook)
    awaits = partial(_awaits, rulebook)
    facts = attrs.evolve(last.facts, zone=last.facts.zone or Zone.GREEN)
    if at.phase is Phase.STOPPED:
        yield awaits(Waiting.START_TALKED_OVER)
        return
    if last.told.zone is None:
        yield awaits(Waiting.ZONE)
    proposal, tolerance = _question(last, asks)
    if at.phase is Phase.TAKING:
        told = last.end if last.told.taken else at  # today may still be taken in full
        if at.proven <= at.rung and told.proven <= at.rung:
            yield awaits(Waiting.HELD_DAYS, left=by.hold - told.counted)
        last_rung = at.rung == by.rungs - 1
        since = last.end if last.told.taken else ended(at, last.report, Taken.IN_FULL, by)
        if at.proven > at.rung and not last_rung and since.counted < by.hold:
            yield awaits(Waiting.DAYS_SINCE_CHANGE, left=by.hold - since.counted)
        if not last_rung and at.calm < by.calm_before_rise:
            yield awaits(Waiting.CALM_DAYS, left=by.calm_before_rise - at.calm)
        yield from _blocked(facts, proposal, tolerance, rulebook)
        if not last_rung:
            green = attrs.evolve(facts, zone=Zone.GREEN)
            yield from _blocked(green, asks.rise[at.rung], Tolerance.PROVEN, rulebook)
        return
    if at.phase is Phase.PAUSED and at.calm < by.calm_to_resume:
        yield awaits(Waiting.CALM_DAYS_TO_RESUME, left=by.calm_to_resume - at.calm)
    yield from _blocked(facts, proposal, tolerance, rulebook)


def _blocked(facts: Facts, proposal: Proposal, tolerance: Tolerance, rulebook: Rulebook) -> Iterator[Awaited]:
    """What keeps a question from being answered with an offer."""
    for view in facts.views(proposal, tolerance, rulebook):
        for one in view.withheld:
            yield _awaits(rulebook, Waiting.NOTHING_AGAINST, words=one.headline())
        for fact in view.missing:
            yield _awaits(rulebook, Waiting.FACT, words=f"{rulebook.fact_words[fact].then} ({fact})")
        for one in view.asks:
            yield _awaits(rulebook, Waiting.ACKNOWLEDGEMENT, words=one.headline())


def _awaits(rulebook: Rulebook, what: Waiting, *, left: int | None = None, words: str = "") -> Awaited:
    rule = rulebook.waitings[what]
    return Awaited(rule=rule.id, because=f"{rule.then}: {words}" if words else rule.then, left=left)


def _topical(last: _Lived, rulebook: Rulebook) -> tuple[Alternative, ...]:
    """On a Red day topical magnesium, where it is not withheld."""
    asked = (Proposal(intent=Intent.START, product=Topical(vehicle=vehicle)) for vehicle in Vehicle)
    fit = (
        Alternative(proposal=one, reason=finding(rulebook.remarks[Remark.TOPICAL_IN_RED]))
        for one in asked
        if not any(view.withheld for view in last.facts.views(one, Tolerance.UNPROVEN, rulebook))
    )
    return tuple(islice(fit, 1)) if last.told.zone is Zone.RED else ()


# --- Dates


def _dates(course: Course, asks: Questions, lived: list[_Lived], rulebook: Rulebook) -> Iterator[RungDate]:
    """When each rung was reached last; for those above, the days that can still come.

    Where a Green day would not do, since something else withholds, no day is told. A course that waits for a start has
    no day from which it is overdue.
    """
    reached = {one.rung: one.day for one in lived if one.changed}
    last = lived[-1]
    by = counts(course.hold_days, len(course.plan.steps), rulebook)
    earliest = {} if _withheld_in_green(last, asks, by, rulebook) else dict(_earliest(last, by))
    usual = max(by.hold, rulebook.dose_counts[Count.HOLD_USUAL].then)
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


def _withheld_in_green(last: _Lived, asks: Questions, by: Counts, rulebook: Rulebook) -> bool:
    """Whether what a course waits for is withheld on a Green day too."""
    at = last.position
    asked, tolerance = _question(last, asks)
    if at.phase is Phase.TAKING and at.rung < by.rungs - 1:
        asked, tolerance = asks.rise[at.rung], Tolerance.PROVEN
    views = attrs.evolve(last.facts, zone=Zone.GREEN).views(asked, tolerance, rulebook)
    return any(view.withheld for view in views)


def _earliest(last: _Lived, by: Counts) -> Iterator[tuple[int, date]]:
    """The first day on which the rules allow each higher rung, were every day from now on as it should be."""
    calm = Report(zone=Zone.GREEN, response=Response.GO_ON)
    offered = Asked(
        start=lambda: Answer.OFFER, keep=lambda _rung, _tolerance: Answer.OFFER, rise=lambda _: Answer.OFFER
    )
    at = last.end if last.told.taken else ended(last.position, last.report, Taken.IN_FULL, by)
    day, highest = last.day, -1 if last.rung is None else last.rung
    while at.phase is not Phase.STOPPED and highest < by.rungs - 1:
        day += timedelta(days=1)
        _, at = turned(at, calm, offered, by)
        if at.phase is Phase.TAKING and at.rung > highest:
            highest = at.rung
            yield highest, day
        at = ended(at, calm, Taken.IN_FULL, by)
