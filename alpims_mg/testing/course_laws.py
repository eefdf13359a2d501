"""The laws of a course lived day by day: each raises ``LawBrokenError`` for a case that breaks it.

What is proven, held, calm or missed is counted anew here, from the check-ins and the books, so that the course is held
against what anyone can count.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Any, final

import attrs

from alpims_mg.assessment.evaluation import assess
from alpims_mg.courses.diary import CheckIn, Course
from alpims_mg.courses.ledgers import Ledger, LedgerDay
from alpims_mg.courses.progress import strictest_response
from alpims_mg.courses.reviews import replay_course, review_course
from alpims_mg.errors import InvalidInputError
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import Answer, Intent, Reaction, Route, Tolerance, Zone
from alpims_mg.rulebook.consults import ConsultKey
from alpims_mg.rulebook.courses import CourseNumber, Move
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.reactions import Response
from alpims_mg.testing.laws import LawBrokenError
from alpims_mg.wire import make_converter, to_json

__all__ = [
    "a_calm_course_is_the_plan",
    "a_changed_ledger_is_refused",
    "a_rise_comes_after_calm_days",
    "a_rise_needs_a_full_hold_since_the_last_change",
    "a_rise_needs_a_proven_rung",
    "a_stop_is_final_until_a_start_is_talked_over",
    "ledger_balances",
    "ledger_keeps_every_law",
    "nothing_above_the_plan_is_permitted",
    "nothing_is_permitted_without_an_offer",
    "one_more_risk_never_permits_more",
    "order_and_number_of_check_ins_move_nothing",
    "replay_is_identity",
    "replay_refuses_a_ledger_that_does_not_follow",
    "safety_is_never_delayed",
    "silence_is_never_better_than_honesty",
    "unknown_days_never_count",
]

_STARTS = frozenset({Move.START, Move.RESTART})
_GOES_UP = _STARTS | {Move.RESUME, Move.ADVANCE}
_STOPS = frozenset({Move.URGENT_CARE, Move.STOP_AND_CONSULT})
_LOSES = _STOPS | {Move.PAUSE, Move.STEP_BACK}
_STOPPED_BY = {Response.URGENT_CARE: Move.URGENT_CARE, Response.STOP_AND_CONSULT: Move.STOP_AND_CONSULT}


# --- Two courses side by side


def a_calm_course_is_the_plan(course: Course, days: int, rulebook: Rulebook = CURRENT) -> None:
    """Where every question of the course is offered, days that are all Green, free of reactions and taken as planned
    are the static plan: the same amount and the same rung on each, with nothing but holds between the rises, and
    maintenance once the last rung was held.
    """
    starts = [course.starts + timedelta(days=number) for number in range(days)]
    facts = course.situation or Situation()
    steps = course.plan.steps
    asked = [
        (_proposal(course, Intent.START, None), Tolerance.UNPROVEN),
        *((_proposal(course, Intent.INCREASE, step.daily), Tolerance.PROVEN) for step in steps[:-1]),
        *((_proposal(course, Intent.MAINTAIN, step.daily), one) for step in steps for one in Tolerance),
    ]
    for day in (starts[0], starts[-1]):
        for proposal, tolerance in asked:
            if _answer((facts,), Zone.GREEN, day, tolerance, proposal, rulebook) is not Answer.OFFER:
                return
    told = [CheckIn(day=day, zone=Zone.GREEN, reactions=(), taken=course.planned(day)) for day in starts]
    ledger = review_course(course, told, starts[-1], rulebook=rulebook).ledger
    for number, one in enumerate(ledger.days, 1):
        rung = steps.index(course.plan.on(number))
        held = rung == len(steps) - 1 and number >= steps[-1].first_day + course.hold_days
        goes_on = Move.MAINTENANCE if held else Move.STAY
        begins = number == steps[rung].first_day
        move = (Move.ADVANCE if rung else Move.START) if begins else goes_on
        same = (one.permitted, one.planned, one.rung, one.move) == (one.taken, one.taken, rung + 1, move)
        _hold(same, "a calm course is not the plan", course, one)


def silence_is_never_better_than_honesty(
    course: Course, check_ins: Sequence[CheckIn], day: date, today: date, rulebook: Rulebook = CURRENT
) -> None:
    """A day of which nothing is told permits nothing and brings no start, rise or resumption, whatever else could have
    been told of it; on the next three days it brings no rise, on the next two no resumption.

    Beside an honest Green day without a reaction, taken in full or not at all, it permits no more and stands on no
    higher rung: on that day, and on every later day until the honest course itself steps back, pauses, stops, starts
    anew or waits for a start. From there on the two have different pasts: a rung that was never risen to cannot be
    lost again, and what was not begun need not be paused.
    """
    others = tuple(one for one in check_ins if one.day != day)
    silent = review_course(course, others, today, rulebook=rulebook).ledger
    at = (day - course.starts).days
    case = (course, others, day)
    _hold(silent.days[at].permitted == Elemental.mg(0), "silence permits something", *case)
    _hold(silent.days[at].move not in _GOES_UP, "silence brings a start or a rise", *case)
    number = {name: rule.then for name, rule in rulebook.course_numbers}
    for kind, days in (
        (Move.ADVANCE, number[CourseNumber.CALM_BEFORE_RISE] + 1),
        (Move.RESUME, number[CourseNumber.CALM_TO_RESUME]),
    ):
        soon = [one.move for one in silent.days[at : at + days]]
        _hold(kind not in soon, "silence is no calm day", kind, *case)
    calm = CheckIn(day=day, zone=Zone.GREEN, reactions=(), taken=Elemental.mg(0))
    rung = review_course(course, (*others, calm), today, rulebook=rulebook).ledger.days[at].rung
    full = Elemental.mg(0) if rung is None else course.plan.steps[rung - 1].daily
    for taken in {Elemental.mg(0), full}:
        told = (*others, attrs.evolve(calm, taken=taken))
        honest = review_course(course, told, today, rulebook=rulebook).ledger
        _never_more(honest, silent, at, "silence is better than honesty", taken, *case)


def one_more_risk_never_permits_more(
    course: Course, check_ins: Sequence[CheckIn], risk: CheckIn, today: date, rulebook: Rulebook = CURRENT
) -> None:
    """One more report of a day that is riskier than what was told of it permits no more and leads to no higher rung: on
    that day, and on every later day until the course without it itself steps back, pauses, stops, starts anew or waits
    for a start. It is not asked of a report that states facts after a stop, which is what a restart waits for.

    From there on the two have different pasts: who paused a day sooner is through with the pause a day sooner.
    """
    before = review_course(course, check_ins, today, rulebook=rulebook).ledger
    after = review_course(course, (*check_ins, risk), today, rulebook=rulebook).ledger
    at = (risk.day - course.starts).days
    if risk.situation is not None and before.days[at].move in _STOPS:
        return
    _never_more(before, after, at, "one more risk permits more", course, check_ins, risk)


def order_and_number_of_check_ins_move_nothing(
    course: Course,
    check_ins: Sequence[CheckIn],
    shuffled: Sequence[CheckIn],
    today: date,
    rulebook: Rulebook = CURRENT,
) -> None:
    """The same check-ins in another order, and any of them twice, give the same review, byte for byte."""
    told = to_json(review_course(course, check_ins, today, rulebook=rulebook))
    again = to_json(review_course(course, (*shuffled, *check_ins[:2]), today, rulebook=rulebook))
    _hold(told == again, "the order or the number of check-ins mattered", course, check_ins, shuffled)


# --- One course, day after day


def ledger_keeps_every_law(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """All laws that are asked of one ledger and its days."""
    ledger_balances(ledger)
    nothing_above_the_plan_is_permitted(ledger)
    for law in (
        nothing_is_permitted_without_an_offer,
        a_rise_comes_after_calm_days,
        a_rise_needs_a_full_hold_since_the_last_change,
        a_rise_needs_a_proven_rung,
        unknown_days_never_count,
        safety_is_never_delayed,
        a_stop_is_final_until_a_start_is_talked_over,
        replay_is_identity,
    ):
        law(ledger, rulebook)


def ledger_balances(ledger: Ledger) -> None:
    """Every day from the first to today stands in the books once; quarters of a capsule times its strength are what is
    permitted, on each day and in total; the totals are the sums of the days; a day gives its rung or nothing.
    """
    strength, steps = ledger.course.capsule.elemental.nanograms, ledger.course.plan.steps
    whole = (ledger.as_of - ledger.course.starts).days + 1
    starts = ledger.course.starts
    _hold(
        [one.day for one in ledger.days] == [starts + timedelta(days=i) for i in range(whole)],
        "a day is not in the books",
        ledger,
    )
    quarters = permitted = taken = 0
    for one in ledger.days:
        gives = Elemental.mg(0) if one.rung is None else steps[one.rung - 1].daily
        quarters += one.quarters
        permitted += one.permitted.nanograms
        taken += one.taken.nanograms if one.taken else 0
        totals = (one.quarters_total, one.permitted_total.nanograms, one.taken_total.nanograms)
        kept = (
            one.permitted in (Elemental.mg(0), gives)
            and one.quarters * strength == 4 * one.permitted.nanograms
            and totals == (quarters, permitted, taken)
            and one.quarters_total * strength == 4 * one.permitted_total.nanograms
        )
        _hold(kept, "the books do not balance", ledger.course, one)


def nothing_above_the_plan_is_permitted(ledger: Ledger) -> None:
    """No day permits more than its rung gives, nor than the static plan gives on that day."""
    for one in ledger.days:
        _hold(one.permitted <= one.planned, "more than the plan is permitted", ledger.course, one)
        most = Elemental.mg(0) if one.rung is None else ledger.course.plan.steps[one.rung - 1].daily
        _hold(one.permitted <= most, "more than the rung is permitted", ledger.course, one)


def nothing_is_permitted_without_an_offer(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """What a day permits, and every start, is offered by ``assess`` to that day's question with that day's facts, each
    set of them where they contradict: a start, a rise from the rung of the day before, or the same amount.
    """
    for one in _seen(ledger, rulebook):
        day, before = one.day, one.before
        if not day.permitted.nanograms and day.move not in _GOES_UP:
            continue
        if day.move in _STARTS:
            intent, current, tolerance = Intent.START, None, Tolerance.UNPROVEN
        elif day.move is Move.ADVANCE:
            _hold(before is not None and before.rung is not None, "a rise from nowhere", ledger.course, day)
            intent, current, tolerance = Intent.INCREASE, _amount(ledger, before), Tolerance.PROVEN
        else:
            intent, current, tolerance = Intent.MAINTAIN, _amount(ledger, day), one.tolerance
        proposal = _proposal(ledger.course, intent, current)
        answer = _answer(one.facts, one.zone, day.day, tolerance, proposal, rulebook)
        _hold(answer is Answer.OFFER, f"permitted without an offer, {answer}", ledger.course, day, one.facts)


def a_rise_comes_after_calm_days(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """A rise comes only on a Green day without a reaction after three such days in a row, so after Red, Yellow, a
    reaction or silence never before three Green days in between; a resumption only on the third such day in a row.
    """
    number = {name: rule.then for name, rule in rulebook.course_numbers}
    rise, resume = number[CourseNumber.CALM_BEFORE_RISE], number[CourseNumber.CALM_TO_RESUME]
    for one in _seen(ledger, rulebook):
        expected = {Move.ADVANCE: rise + 1, Move.RESUME: resume}.get(one.day.move, 0)
        _hold(one.calm_row >= expected, "a rise or a resumption without calm days", ledger.course, one.day)
        if one.day.move is Move.RESUME:
            paused = [day.move for day in ledger.days[one.number - resume : one.number]]
            _hold(set(paused) == {Move.PAUSE}, "resumed sooner than calm days since the pause", ledger.course, one.day)


def a_rise_needs_a_full_hold_since_the_last_change(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """A rise goes up one rung, and a full hold lies between it and the last start, resumption, rise or step back; where
    more days were missed in a row than a rung lasts through, it lies between it and the last of them.
    """
    hold = ledger.course.hold_days
    for one in _seen(ledger, rulebook):
        if one.day.move is Move.ADVANCE:
            _hold(one.since_change >= hold, "a rise before a full hold", ledger.course, one.day)
            _hold(one.since_gap >= hold, "a rise too soon after a gap", ledger.course, one.day)
        if one.before and one.before.rung and one.day.rung and one.day.rung > one.before.rung:
            once = one.day.move is Move.ADVANCE and one.day.rung == one.before.rung + 1
            _hold(once, "more than one rung at once", ledger.course, one.day)


def a_rise_needs_a_proven_rung(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """A rise comes only from a rung that was taken in full, without a reaction and with its zone told, on as many days
    as a hold lasts, with no change of rung and no reaction between them; a resumption only to such a rung.
    """
    for one in _seen(ledger, rulebook):
        rung = one.day.rung or 0
        expected = {Move.ADVANCE: rung - 1, Move.RESUME: rung}.get(one.day.move, 0)
        _hold(one.proven >= expected, "a rung that is not proven", ledger.course, one.day)
        is_last = rung == len(ledger.course.plan.steps)
        held = one.proven >= rung and is_last
        _hold(one.day.move is not Move.MAINTENANCE or held, "maintenance before a hold", ledger.course, one.day)


def unknown_days_never_count(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """A day whose zone is not told permits nothing and is no start, rise or resumption; nor is one whose reactions are
    not told a rise or a resumption. That neither is a held or a calm day is counted by the laws of a rise.
    """
    for one in _seen(ledger, rulebook):
        if one.zone is None:
            nothing = not one.day.permitted.nanograms and one.day.move not in _GOES_UP
            _hold(nothing, "permitted in a zone that is not told", ledger.course, one.day)
        if one.day.reactions is None:
            _hold(one.day.move not in {Move.ADVANCE, Move.RESUME}, "rose on silence", ledger.course, one.day)


def safety_is_never_delayed(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """On its own day an urgent or mast cell reaction stops the course; a gut reaction costs a rung, the first pauses
    it, and nothing starts or rises; a rung that is withheld is left for a lower one or for none; and days missed in a
    row cost a rung on the day after the last that is forgiven, or ask for a start anew.
    """
    number = {name: rule.then for name, rule in rulebook.course_numbers}
    for one in _seen(ledger, rulebook):
        day, was = one.day, (one.before.rung if one.before else None) or 0
        rung, case = day.rung or 0, (ledger.course, one.before, day)
        if one.response in _STOPPED_BY:
            # A stop for urgent care stays one, whatever milder reaction follows.
            urgent = one.before is not None and one.before.move is Move.URGENT_CARE is day.move
            _hold((day.move is _STOPPED_BY[one.response] or urgent) and not rung, "a stop is delayed", *case)
            _hold(not day.permitted.nanograms, "permitted on a day of a stop", *case)
            continue
        if one.response is Response.STEP_BACK:
            _hold(rung <= max(was - 1, 0), "a gut reaction costs nothing", *case)
        if day.move is Move.RESTART:
            continue
        if was:
            proposal = _proposal(ledger.course, Intent.MAINTAIN, _amount(ledger, one.before))
            tolerance = Tolerance.PROVEN if one.proven >= was else Tolerance.UNPROVEN
            if _answer(one.facts, one.zone, day.day, tolerance, proposal, rulebook) is Answer.WITHHOLD:
                _hold(rung < was, "a rung that is withheld is kept", *case)
                _hold(rung <= one.proven, "back on a rung that is not proven", *case)
        if was > 1 and one.missed == number[CourseNumber.MISSED_KEEP_MOST] + 1:
            _hold(rung < was, "missed days cost nothing", *case)
        if one.without > number[CourseNumber.MISSED_BACK_MOST]:
            _hold(not rung, "a gap asks for no start anew", *case)


def a_stop_is_final_until_a_start_is_talked_over(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """After a stop nothing is taken until a restart, which needs a clinician's word to a start that was told on a day
    after the last reaction that stops; what was said before or on that day, in the same words, does not count.
    """
    start = rulebook.consults[ConsultKey(route=Route.CAPSULE, intent=Intent.START)].id
    stopped, renewed = False, False
    known = _words_to(start, ledger.course.situation)
    for one in _seen(ledger, rulebook):
        said = frozenset[Acknowledgement]().union(*(_words_to(start, told.situation) for told in one.told))
        if one.response in _STOPPED_BY:
            stopped, renewed = True, False
        elif stopped:
            renewed = renewed or bool(said - known)
            if one.day.move not in _STOPS:
                anew = one.day.move is Move.RESTART or one.response is Response.STEP_BACK
                _hold(anew and renewed, "a stop is left without a start that was talked over", ledger.course, one.day)
                stopped = False
        known |= said


def _words_to(start: str, situation: Situation | None) -> frozenset[Acknowledgement]:
    return frozenset(one for one in (situation.acknowledged if situation else ()) if one.rule == start)


# --- The books themselves


def replay_is_identity(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """The review made anew from the inputs of a ledger has the same ledger, byte for byte, with the same hash."""
    again = replay_course(ledger, rulebook=rulebook).ledger
    same = again == ledger and again.digest == ledger.digest
    _hold(same, "replay gives another course", ledger.course, ledger.check_ins)


def replay_refuses_a_ledger_that_does_not_follow(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """A ledger that balances, but is not what follows from its check-ins, is refused."""
    try:
        replay_course(ledger, rulebook=rulebook)
    except InvalidInputError:
        return
    raise LawBrokenError(f"a ledger that was changed is replayed: {ledger.course} {ledger.days}")


def a_changed_ledger_is_refused(ledger: Ledger, at: int) -> None:
    """A day, amount or total that is changed by itself is refused when the ledger is built; whatever is changed on the
    wire, the hash among it, is refused when it is read.
    """
    one = ledger.days[at]
    changed: tuple[dict[str, Any], ...] = (
        {"day": one.day + timedelta(days=1)},
        {"quarters": one.quarters + 1},
        {"quarters_total": one.quarters_total + 1},
        {"planned": Elemental(nanograms=one.planned.nanograms + 1)},
        {"permitted": Elemental(nanograms=one.permitted.nanograms + 1)},
        {"permitted_total": Elemental(nanograms=one.permitted_total.nanograms + 1)},
        {"taken": Elemental(nanograms=(one.taken.nanograms if one.taken else 0) + 1)},
        {"taken_total": Elemental(nanograms=one.taken_total.nanograms + 1)},
        {"rung": len(ledger.course.plan.steps) + 1},
    )
    for change in changed:
        days = (*ledger.days[:at], attrs.evolve(one, **change), *ledger.days[at + 1 :])
        _refused(partial(attrs.evolve, ledger, days=days), "a changed day is built", change)
    fewer = ledger.days[:at] + ledger.days[at + 1 :]
    _refused(partial(attrs.evolve, ledger, days=fewer), "a day is left out", at)
    converter = make_converter()
    other = Zone.RED if one.zone is not Zone.RED else Zone.GREEN
    said: list[dict[str, Any]] = [
        *changed,
        {"zone": other},
        {"reactions": frozenset({Reaction.CONFUSION}) ^ (one.reactions or frozenset())},
        {"move": Move.STAY if one.move is not Move.STAY else Move.ADVANCE},
        {"rule": f"{one.rule}."},
        {"contradictions": (*one.contradictions, "zone: green against red")},
    ]
    for change in said:
        written = converter.unstructure(ledger)
        written["days"][at] = converter.unstructure(attrs.evolve(one, **change))
        _refused(partial(converter.structure, written, Ledger), "a changed day is read", change)
    for key, value in (("digest", "0" * 64), ("as_of", str(ledger.as_of + timedelta(days=1)))):
        written = converter.unstructure(ledger) | {key: value}
        _refused(partial(converter.structure, written, Ledger), "a changed ledger is read", key)


# --- A course, counted out


@final
@attrs.frozen(kw_only=True)
class _Seen:
    """A day in the books, with what was counted up to it.

    ``proven`` are the rungs that are proven once the day's reactions are told, ``calm_row`` the calm days in a row with
    this one, ``missed`` and ``without`` the days in a row before it on which it should have been taken, or was not
    taken at all; ``since_change`` the days since the last change before it, ``since_gap`` those since the last missed
    day that cost something.
    """

    number: int
    day: LedgerDay
    before: LedgerDay | None
    told: tuple[CheckIn, ...]
    facts: tuple[Situation, ...]
    zone: Zone | None
    response: Response | None
    calm_row: int
    proven: int
    missed: int
    without: int
    since_change: int
    since_gap: int

    @property
    def tolerance(self) -> Tolerance:
        """Of the day's rung."""
        return Tolerance.PROVEN if self.day.rung and self.proven >= self.day.rung else Tolerance.UNPROVEN


def _seen(ledger: Ledger, rulebook: Rulebook) -> Iterator[_Seen]:
    """Every day of a ledger, counted from its check-ins and its rungs alone."""
    course, kept_most = ledger.course, rulebook.course_numbers[CourseNumber.MISSED_KEEP_MOST].then
    facts: tuple[Situation, ...] = (course.situation or Situation(),)
    calm_row = proven = held = missed = without = changed = 0
    gap = -course.hold_days
    for number, day in enumerate(ledger.days):
        before = ledger.days[number - 1] if number else None
        told = tuple(one for one in ledger.check_ins if one.day == day.day)
        facts = tuple(one.situation for one in told if one.situation) or facts
        zone, felt = _zone(told), [one.reactions for one in told if one.reactions is not None]
        answer = strictest_response(frozenset[Reaction]().union(*felt), rulebook) if felt else None
        calm_row = calm_row + 1 if zone is Zone.GREEN and answer is Response.GO_ON else 0
        was, rung = (before.rung if before else None) or 0, day.rung or 0
        if answer is Response.STEP_BACK and was:
            proven = min(proven, was - 1)
        if day.move in _STARTS or day.move in _STOPS or day.move is Move.NOT_STARTED:
            proven = 0
        since_change = number - changed
        if rung != was or day.move in _STARTS:
            changed, held = number, 0
        if rung and missed == kept_most + 1:
            held = 0
        if day.move in _STARTS:
            missed = without = 0
        yield _Seen(
            number=number, day=day, before=before, told=told, facts=facts, zone=zone, response=answer,
            calm_row=calm_row, proven=proven, missed=missed, without=without, since_change=since_change,
            since_gap=number - gap,
        )  # fmt: skip
        amounts = {one.taken for one in told if one.taken is not None}
        nothing, offered = not amounts or Elemental.mg(0) in amounts, day.permitted > Elemental.mg(0)
        missed = missed + 1 if rung and (nothing or not offered) else 0
        running = day.move not in _STOPS and day.move is not Move.NOT_STARTED
        without = without + 1 if nothing and running else 0
        if missed > kept_most:
            gap = number
        if rung and offered and answer is Response.GO_ON and amounts == {course.plan.steps[rung - 1].daily}:
            held += 1
            proven = max(proven, rung) if held >= course.hold_days else proven


def _zone(told: Sequence[CheckIn]) -> Zone | None:
    """The worst zone that was told of a day."""
    zones = {one.zone for one in told} | {one.situation.zone for one in told if one.situation}
    return next((zone for zone in reversed(tuple(Zone)) if zone in zones), None)


def _never_more(more: Ledger, less: Ledger, at: int, law: str, *case: object) -> None:
    """From one day on one course permits no more than another, until that one loses something or waits for a start."""
    begun = any(one.move is not Move.NOT_STARTED for one in more.days[:at])
    for i, (one, other) in enumerate(zip(more.days[at:], less.days[at:], strict=True)):
        lapsed = begun and one.move in {Move.NOT_STARTED, Move.RESTART}
        if i and lapsed:
            return
        _hold(other.permitted <= one.permitted, law, other, one, *case)
        _hold((other.rung or 0) <= (one.rung or 0), f"{law}: a higher rung", other, one, *case)
        if lapsed or one.move in _LOSES:
            return
        begun = one.move is not Move.NOT_STARTED


def _proposal(course: Course, intent: Intent, current: Elemental | None) -> Proposal:
    last = course.plan.steps[-1].daily
    return Proposal(
        intent=intent, product=course.capsule, target=last, current_daily=current, hold_days=course.hold_days
    )


def _amount(ledger: Ledger, day: LedgerDay | None) -> Elemental | None:
    """What the rung of a day gives."""
    return None if day is None or day.rung is None else ledger.course.plan.steps[day.rung - 1].daily


def _answer(
    facts: Sequence[Situation],
    zone: Zone | None,
    day: date,
    tolerance: Tolerance,
    proposal: Proposal,
    rulebook: Rulebook,
) -> Answer:
    """The least permissive answer to a question on a day."""
    asked = (attrs.evolve(one, zone=zone, tolerance=tolerance, as_of=day if one.kidney_date else None) for one in facts)
    return min((_assessed(one, proposal, rulebook) for one in asked), key=lambda one: one.permission)


@lru_cache(maxsize=4096)
def _assessed(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Answer:
    return assess(situation, proposal, rulebook=rulebook).answer


def _refused(make: Callable[[], object], law: str, *case: object) -> None:
    try:
        make()
    except InvalidInputError:
        return
    raise LawBrokenError(f"{law}: {'; '.join(map(repr, case))}")


def _hold(true: object, law: str, *case: object) -> None:
    if not true:
        raise LawBrokenError(f"{law}: {'; '.join(map(repr, case))}")
