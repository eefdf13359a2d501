"""Laws of each day of a course, and of the ledger that records these days."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, Final

import attrs

from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.replays import replay_course
from alpims_mg.errors import InvalidInputError
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import Answer, Intent, Reaction, Route, Tolerance, Zone
from alpims_mg.rulebook.consults import ConsultKey
from alpims_mg.rulebook.courses import CourseNumber, Move
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.reactions import Response
from alpims_mg.testing.laws.day_counts import (
    NOTHING,
    RISES,
    STARTS,
    STOP_OF_RESPONSE,
    STOPS,
    DayCount,
    count_days,
    course_proposal,
    daily_of,
    strictest_answer,
)
from alpims_mg.testing.laws.failures import law_broken, verify
from alpims_mg.wire import make_converter

__all__ = [
    "a_changed_ledger_is_refused",
    "a_rise_comes_after_calm_days",
    "a_rise_needs_a_full_hold_since_the_last_change",
    "a_rise_needs_a_proven_rung",
    "a_stop_is_final_until_a_new_start_is_acknowledged",
    "ledger_balances",
    "ledger_keeps_every_law",
    "nothing_above_the_plan_is_permitted",
    "nothing_is_permitted_without_an_offer",
    "replay_is_identity",
    "replay_refuses_days_that_do_not_follow",
    "safety_is_never_delayed",
    "unknown_days_never_count",
]

_CONVERTER: Final = make_converter()


def ledger_keeps_every_law(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that the ledger and its days keep every law that needs only the ledger and the rulebook."""
    ledger_balances(ledger)
    nothing_above_the_plan_is_permitted(ledger)
    for law in (
        nothing_is_permitted_without_an_offer,
        a_rise_comes_after_calm_days,
        a_rise_needs_a_full_hold_since_the_last_change,
        a_rise_needs_a_proven_rung,
        unknown_days_never_count,
        safety_is_never_delayed,
        a_stop_is_final_until_a_new_start_is_acknowledged,
        replay_is_identity,
    ):
        law(ledger, rulebook)


def ledger_balances(ledger: Ledger) -> None:
    """Verify that a ledger has each day from the first to today exactly once, and that its amounts add up.

    Each day and each running total counts quarters of a capsule. These quarters must contain exactly the permitted
    amount. The totals must be the sums of the days. A day must permit the amount of its rung or nothing.
    """
    strength, steps = ledger.course.capsule.elemental.nanograms, ledger.course.plan.steps
    starts = ledger.course.starts
    dates = [starts + timedelta(days=number) for number in range((ledger.as_of - starts).days + 1)]
    verify([entry.day for entry in ledger.days] == dates, "a day is missing from the ledger", ledger)
    quarters = permitted = taken = 0
    for entry in ledger.days:
        daily = NOTHING if entry.rung is None else steps[entry.rung - 1].daily
        quarters += entry.quarters
        permitted += entry.permitted.nanograms
        taken += entry.taken.nanograms if entry.taken else 0
        totals = (entry.quarters_total, entry.permitted_total.nanograms, entry.taken_total.nanograms)
        balances = (
            entry.permitted in (NOTHING, daily)
            and entry.quarters * strength == 4 * entry.permitted.nanograms
            and totals == (quarters, permitted, taken)
            and entry.quarters_total * strength == 4 * entry.permitted_total.nanograms
        )
        verify(balances, "the ledger does not balance", ledger.course, entry)


def nothing_above_the_plan_is_permitted(ledger: Ledger) -> None:
    """Verify that no day permits more than its rung, or more than the static plan on that day."""
    for entry in ledger.days:
        within_plan = entry.permitted <= entry.planned
        verify(within_plan, "a day permits more than the plan", ledger.course, entry)
        within_rung = entry.permitted <= (daily_of(ledger, entry) or NOTHING)
        verify(within_rung, "a day permits more than its rung", ledger.course, entry)


def nothing_is_permitted_without_an_offer(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that ``assess`` offers every start and every permitted amount, with the facts of that day.

    The offer answers a START, an INCREASE from the rung of the day before, or a MAINTAIN. If stated facts contradict
    each other, ``assess`` must offer the proposal with each of them.
    """
    for count in count_days(ledger, rulebook):
        day, before = count.day, count.before
        if not day.permitted.nanograms and day.move not in RISES:
            continue
        if day.move in STARTS:
            intent, current, tolerance = Intent.START, None, Tolerance.UNPROVEN
        elif day.move is Move.ADVANCE:
            has_rung = before is not None and before.rung is not None
            verify(has_rung, "a rise without a rung on the day before", ledger.course, day)
            intent, current, tolerance = Intent.INCREASE, daily_of(ledger, before), Tolerance.PROVEN
        else:
            intent, current, tolerance = Intent.MAINTAIN, daily_of(ledger, day), count.tolerance
        proposal = course_proposal(ledger.course, intent, current)
        answer = strictest_answer(count.facts, count.zone, day.day, tolerance, proposal, rulebook)
        offered = answer is Answer.OFFER
        verify(offered, f"an amount is permitted without an offer ({answer})", ledger.course, day, count.facts)


def a_rise_comes_after_calm_days(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that each rise is on a Green day without a reaction, right after three such days in a row.

    A day in Red or Yellow, with a reaction or without a check-in, starts the count again. A resumption must be on the
    third Green day in a row without a reaction.
    """
    course_numbers = {name: rule.then for name, rule in rulebook.course_numbers}
    to_rise = course_numbers[CourseNumber.CALM_BEFORE_RISE] + 1
    to_resume = course_numbers[CourseNumber.CALM_TO_RESUME]
    for count in count_days(ledger, rulebook):
        needed = {Move.ADVANCE: to_rise, Move.RESUME: to_resume}.get(count.day.move, 0)
        verify(count.calm_row >= needed, "a rise or resumption without calm days", ledger.course, count.day)
        if count.day.move is Move.RESUME:
            moves = {entry.move for entry in ledger.days[count.number - to_resume : count.number]}
            verify(moves == {Move.PAUSE}, "a resumption too soon after the pause", ledger.course, count.day)


def a_rise_needs_a_full_hold_since_the_last_change(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that each rise goes up one rung and comes after a full hold.

    The hold counts from the last start, resumption, rise or step back. After too many missed days in a row, it counts
    from the last of these days.
    """
    hold = ledger.course.hold_days
    for count in count_days(ledger, rulebook):
        day, before = count.day, count.before
        if day.move is Move.ADVANCE:
            verify(count.since_change >= hold, "a rise before a full hold", ledger.course, day)
            verify(count.since_gap >= hold, "a rise too soon after missed days", ledger.course, day)
        if before and before.rung and day.rung and day.rung > before.rung:
            one_rung = day.move is Move.ADVANCE and day.rung == before.rung + 1
            verify(one_rung, "a rise of more than one rung", ledger.course, day)


def a_rise_needs_a_proven_rung(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that each rise and each resumption comes from a proven rung.

    A rung is proven after as many good days as a hold lasts. On a good day the amount is taken in full, the zone is
    stated and there is no reaction. Between the good days there must be no reaction and no change of rung.

    Also verify that maintenance comes after the last rung is proven.
    """
    for count in count_days(ledger, rulebook):
        rung = count.day.rung or 0
        needed = {Move.ADVANCE: rung - 1, Move.RESUME: rung}.get(count.day.move, 0)
        verify(count.proven >= needed, "a rise or resumption without a proven rung", ledger.course, count.day)
        held_last = rung == len(ledger.course.plan.steps) and count.proven >= rung
        allowed = count.day.move is not Move.MAINTENANCE or held_last
        verify(allowed, "maintenance before the last hold", ledger.course, count.day)


def unknown_days_never_count(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a day without a stated zone permits nothing and has no start, rise or resumption.

    Also verify that a day without stated reactions has no rise or resumption.
    """
    for count in count_days(ledger, rulebook):
        day = count.day
        if count.zone is None:
            nothing = not day.permitted.nanograms and day.move not in RISES
            verify(nothing, "a day without a stated zone permits an amount", ledger.course, day)
        if day.reactions is None:
            stays = day.move not in {Move.ADVANCE, Move.RESUME}
            verify(stays, "a day without stated reactions rises", ledger.course, day)


def safety_is_never_delayed(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a course stops, pauses or goes down as soon as a reaction, a refusal or missed days ask for that.

    An urgent or mast cell reaction must stop the course the same day. A gut reaction must cost a rung the same day. A
    gut reaction on the first rung must pause the course, and nothing may start or rise. If a rung is withheld, the
    course must go to a lower rung or to none. Too many missed days in a row must cost a rung the next day, or require a
    new start.
    """
    course_numbers = {name: rule.then for name, rule in rulebook.course_numbers}
    for count in count_days(ledger, rulebook):
        day, rung_before = count.day, (count.before.rung if count.before else None) or 0
        rung, case = day.rung or 0, (ledger.course, count.before, day)
        if count.response in STOP_OF_RESPONSE:
            # Urgent care stays urgent care, even after a milder reaction.
            still_urgent = count.before is not None and count.before.move is Move.URGENT_CARE is day.move
            stops = (day.move is STOP_OF_RESPONSE[count.response] or still_urgent) and not rung
            verify(stops, "a stop is delayed", *case)
            verify(not day.permitted.nanograms, "a day of a stop permits an amount", *case)
            continue
        if count.response is Response.STEP_BACK:
            verify(rung <= max(rung_before - 1, 0), "a gut reaction costs no rung", *case)
        if day.move is Move.RESTART:
            continue
        if rung_before and _is_withheld(ledger, count, rung_before, rulebook):
            verify(rung < rung_before, "a withheld rung is not left", *case)
            verify(rung <= count.proven, "the course steps back to a rung that is not proven", *case)
        if rung_before > 1 and count.missed == course_numbers[CourseNumber.MISSED_KEEP_MOST] + 1:
            verify(rung < rung_before, "missed days cost no rung", *case)
        if count.without > course_numbers[CourseNumber.MISSED_BACK_MOST]:
            verify(not rung, "a long gap does not require a new start", *case)


def _is_withheld(ledger: Ledger, count: DayCount, rung: int, rulebook: Rulebook) -> bool:
    """Whether ``assess``, with the facts of this day, withholds staying on ``rung``, the rung of the day before."""
    proposal = course_proposal(ledger.course, Intent.MAINTAIN, daily_of(ledger, count.before))
    tolerance = Tolerance.PROVEN if count.proven >= rung else Tolerance.UNPROVEN
    answer = strictest_answer(count.facts, count.zone, count.day.day, tolerance, proposal, rulebook)
    return answer is Answer.WITHHOLD


def a_stop_is_final_until_a_new_start_is_acknowledged(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that nothing is permitted between a stop and a restart.

    A restart needs an acknowledgement of the start. This acknowledgement must be first reported after the day of the
    last stopping reaction. An acknowledgement from before that day does not count.
    """
    start = rulebook.consults[ConsultKey(route=Route.CAPSULE, intent=Intent.START)].id
    stopped, renewed = False, False
    known = _acknowledgements(start, ledger.course.situation)
    for count in count_days(ledger, rulebook):
        reported = frozenset[Acknowledgement]().union(
            *(_acknowledgements(start, check_in.situation) for check_in in count.check_ins)
        )
        if count.response in STOP_OF_RESPONSE:
            stopped, renewed = True, False
        elif stopped:
            renewed = renewed or bool(reported - known)
            if count.day.move not in STOPS:
                restarts = count.day.move is Move.RESTART or count.response is Response.STEP_BACK
                verify(restarts and renewed, "a stop ends without a newly acknowledged start", ledger.course, count.day)
                stopped = False
        known |= reported


def _acknowledgements(rule: str, situation: Situation | None) -> frozenset[Acknowledgement]:
    """The acknowledgements of one rule in a situation. Empty if ``situation`` is None."""
    return frozenset(entry for entry in (situation.acknowledged if situation else ()) if entry.rule == rule)


def replay_is_identity(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that reviewing the check-ins of a ledger again gives the same ledger with the same digest."""
    again = replay_course(ledger, rulebook=rulebook).ledger
    same = again == ledger and again.digest == ledger.digest
    verify(same, "replaying gives another ledger", ledger.course, ledger.check_ins)


def replay_refuses_days_that_do_not_follow(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that ``replay_course`` refuses this ledger.

    Pass a ledger whose totals balance but whose days do not follow from its check-ins.
    """
    replay = partial(replay_course, ledger, rulebook=rulebook)
    _verify_refused(replay, "a ledger is replayed that does not follow from its check-ins", ledger.course, ledger.days)


def a_changed_ledger_is_refused(ledger: Ledger, at: int) -> None:
    """Verify that a ledger in which one field of the day at index ``at`` is changed cannot be built.

    Also verify that a ledger with any change in its JSON, including the digest, cannot be read.
    """
    entry = ledger.days[at]
    changes: list[dict[str, Any]] = [
        {"day": entry.day + timedelta(days=1)},
        {"quarters": entry.quarters + 1},
        {"quarters_total": entry.quarters_total + 1},
        {"planned": _one_more(entry.planned)},
        {"permitted": _one_more(entry.permitted)},
        {"permitted_total": _one_more(entry.permitted_total)},
        {"taken": _one_more(entry.taken or NOTHING)},
        {"taken_total": _one_more(entry.taken_total)},
        {"rung": len(ledger.course.plan.steps) + 1},
    ]
    for change in changes:
        days = (*ledger.days[:at], attrs.evolve(entry, **change), *ledger.days[at + 1 :])
        _verify_refused(partial(attrs.evolve, ledger, days=days), "a ledger with a changed day is built", change)
    fewer = ledger.days[:at] + ledger.days[at + 1 :]
    _verify_refused(partial(attrs.evolve, ledger, days=fewer), "a ledger with a missing day is built", at)
    changes += [
        {"zone": Zone.RED if entry.zone is not Zone.RED else Zone.GREEN},
        {"reactions": frozenset({Reaction.CONFUSION}) ^ (entry.reactions or frozenset())},
        {"move": Move.STAY if entry.move is not Move.STAY else Move.ADVANCE},
        {"rule": f"{entry.rule}."},
        {"contradictions": (*entry.contradictions, "zone: green against red")},
    ]
    for change in changes:
        written = _CONVERTER.unstructure(ledger)
        written["days"][at] = _CONVERTER.unstructure(attrs.evolve(entry, **change))
        _verify_refused(partial(_CONVERTER.structure, written, Ledger), "a ledger with a changed day is read", change)
    for key, value in (("digest", "0" * 64), ("as_of", str(ledger.as_of + timedelta(days=1)))):
        written = _CONVERTER.unstructure(ledger) | {key: value}
        _verify_refused(partial(_CONVERTER.structure, written, Ledger), "a changed ledger is read", key)


def _one_more(amount: Elemental) -> Elemental:
    """An amount that is one nanogram larger."""
    return Elemental(nanograms=amount.nanograms + 1)


def _verify_refused(make: Callable[[], object], failure: str, *case: object) -> None:
    """Call ``make``. Raise ``LawBrokenError`` unless the call raises ``InvalidInputError``."""
    try:
        make()
    except InvalidInputError:
        return
    raise law_broken(failure, *case)
