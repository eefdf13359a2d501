"""Laws of each day of a course, and of the ledger that records these days."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

import attrs

from alpims_mg.courses.facts import DayFacts, response_to_amount
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.replays import replay_course
from alpims_mg.errors import InvalidInputError
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, Intent, Reaction, Tolerance, Wish, Zone
from alpims_mg.rulebook.courses import CheckInRemark, CourseNumber, Move
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
    "a_wish_for_less_is_granted_the_same_day",
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
        a_wish_for_less_is_granted_the_same_day,
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
        day = count.day
        if not day.permitted.nanograms and day.move not in RISES:
            continue
        if day.move in STARTS:
            intent, current, tolerance = Intent.START, None, Tolerance.UNPROVEN
        elif day.move is Move.ADVANCE:
            verify(bool(count.rung_before), "a rise without a rung on the day before", ledger.course, day)
            intent, current, tolerance = Intent.INCREASE, _amount(ledger, count.rung_before), Tolerance.PROVEN
        else:
            intent, current, tolerance = Intent.MAINTAIN, daily_of(ledger, day), count.tolerance
        proposal = course_proposal(ledger.course, intent, current)
        answer = strictest_answer(count.facts, count.report.zone, day.day, tolerance, proposal, rulebook)
        offered = answer is Answer.OFFER
        verify(offered, f"an amount is permitted without an offer ({answer})", ledger.course, day, count.facts)


def _amount(ledger: Ledger, rung: int) -> Elemental:
    """The daily amount of a rung, counted from 1."""
    return ledger.course.plan.steps[rung - 1].daily


def a_rise_comes_after_calm_days(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that each rise is on a calm day, right after three calm days in a row.

    A day is calm if its check-in is Green, without a reaction and without a wish for less, and if no more was taken
    than permitted. A resumption must be on the third calm day in a row after the day of the pause. A start must be on
    the third calm day in a row once anything that is not calm was reported.
    """
    course_numbers = {name: rule.then for name, rule in rulebook.course_numbers}
    to_rise = course_numbers[CourseNumber.CALM_BEFORE_RISE] + 1
    to_resume = course_numbers[CourseNumber.CALM_TO_RESUME]
    for count in count_days(ledger, rulebook):
        to_start = to_resume if count.disturbed else 0
        needed = {Move.ADVANCE: to_rise, Move.RESUME: to_resume} | dict.fromkeys(STARTS, to_start)
        calm = count.calm_row >= needed.get(count.day.move, 0)
        verify(calm, "a start, rise or resumption without calm days", ledger.course, count.day)
        if count.day.move is Move.RESUME:
            moves = {entry.move for entry in ledger.days[count.number - to_resume : count.number]}
            waited = count.number >= to_resume and moves <= {Move.PAUSE, Move.RESUME}
            verify(waited, "a resumption too soon after the pause", ledger.course, count.day)


def a_rise_needs_a_full_hold_since_the_last_change(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that each rise goes up one rung and comes after a full hold.

    The hold counts held days since the last start, resumption, rise or step back. A day is held if the rung is taken in
    full while permitted. A reaction, too much taken and too many days without an intake set the count to zero.
    """
    for count in count_days(ledger, rulebook):
        day, before = count.day, count.rung_before
        if day.move is Move.ADVANCE:
            held = bool(before) and count.held >= ledger.course.holds[before - 1]
            verify(held, "a rise before a full hold", ledger.course, day)
        if before and (day.rung or 0) > before:
            one_rung = day.move is Move.ADVANCE and day.rung == before + 1
            verify(one_rung, "a rise of more than one rung", ledger.course, day)


def a_rise_needs_a_proven_rung(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that each rise and each resumption comes from a proven rung.

    A rung is proven by one full hold of held days. A reaction ends the proof of each rung that gives at least what was
    taken, or at least the day's rung. Also verify that maintenance comes after the last rung is proven.
    """
    for count in count_days(ledger, rulebook):
        rung = count.day.rung or 0
        needed = {Move.ADVANCE: rung - 1, Move.RESUME: rung}.get(count.day.move)
        proven = needed is None or needed in count.proven
        verify(proven, "a rise or resumption without a proven rung", ledger.course, count.day)
        held_last = rung == len(ledger.course.plan.steps) and rung in count.proven
        allowed = count.day.move is not Move.MAINTENANCE or held_last
        verify(allowed, "maintenance before the last hold", ledger.course, count.day)


def unknown_days_never_count(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a day without a stated zone permits nothing and has no start, rise or resumption.

    Also verify that a day without stated reactions has no rise or resumption.
    """
    for count in count_days(ledger, rulebook):
        day = count.day
        if count.report.zone is None:
            nothing = not day.permitted.nanograms and day.move not in RISES
            verify(nothing, "a day without a stated zone permits an amount", ledger.course, day)
        if day.reactions is None:
            stays = day.move not in {Move.ADVANCE, Move.RESUME}
            verify(stays, "a day without stated reactions rises", ledger.course, day)


def safety_is_never_delayed(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a course stops, pauses or goes down as soon as a reaction, a refusal or missed days ask for that.

    An urgent or mast cell reaction, and far too much taken, must stop the course the same day. A gut reaction must cost
    a rung the same day. A gut reaction on the first rung must pause the course, and nothing may start or rise. If a
    rung is withheld, the course must go to a lower rung or to none. Too many days without an intake must cost a rung
    the next day, or require a new start.
    """
    most = rulebook.course_numbers[CourseNumber.MISSED_BACK_MOST].then
    for count in count_days(ledger, rulebook):
        day, rung_before = count.day, count.rung_before
        rung, case = day.rung or 0, (ledger.course, count.report, day)
        stops = {STOP_OF_RESPONSE[one] for one in _responses(ledger, count, rulebook) if one in STOP_OF_RESPONSE}
        if stops:
            # Urgent care stays urgent care, even after a milder reaction.
            delayed = Move.URGENT_CARE in stops and day.move is not Move.URGENT_CARE
            verify(day.move in STOPS and not rung and not delayed, "a stop is delayed", *case)
            continue
        if count.response is Response.STEP_BACK:
            verify(rung <= max(rung_before - 1, 0), "a gut reaction costs no rung", *case)
        if count.more_taken:
            verify(day.move not in RISES, "a rise on a day on which more was taken", *case)
        if count.without > most:
            verify(not rung or day.move in STARTS, "a long gap does not require a new start", *case)
        elif rung_before:
            _verify_leaves_a_rung(ledger, count, rulebook)


def _responses(ledger: Ledger, count: DayCount, rulebook: Rulebook) -> set[Response | None]:
    """What the reactions of a day and the total that was taken ask for."""
    facts = DayFacts(stated=count.facts, zone=count.report.zone, day=count.day.day)
    return {count.response, response_to_amount(facts, ledger.course.capsule, count.report.most, rulebook)}


def _verify_leaves_a_rung(ledger: Ledger, count: DayCount, rulebook: Rulebook) -> None:
    """Verify that a rung is left on the day on which it is withheld, or costs too many days without an intake."""
    rung, before, case = count.day.rung or 0, count.rung_before, (ledger.course, count.report, count.day)
    proposal = course_proposal(ledger.course, Intent.MAINTAIN, _amount(ledger, before))
    tolerance = Tolerance.PROVEN if before in count.proven else Tolerance.UNPROVEN
    answer = strictest_answer(count.facts, count.report.zone, count.day.day, tolerance, proposal, rulebook)
    if answer is Answer.WITHHOLD:
        verify(rung < before, "a withheld rung is not left", *case)
    if count.gap_costs and before > 1:
        verify(rung < before, "missed days cost no rung", *case)


def a_wish_for_less_is_granted_the_same_day(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a wish to take less, to pause or to stop is granted the same day, and that no wish brings a rise.

    A wish to pause and a wish to hold stand until the wish to go on.
    """
    for count in count_days(ledger, rulebook):
        day, case = count.day, (ledger.course, count.report, count.day)
        if count.report.wish is Wish.LOWER:
            verify((day.rung or 0) <= max(count.rung_before - 1, 0), "a wish for less costs no rung", *case)
        if Wish.PAUSE in count.standing:
            verify(day.rung is None, "a wish to pause is not granted", *case)
        if count.report.wish is Wish.STOP:
            verify(day.move in STOPS, "a wish to stop is not granted", *case)
        if Wish.HOLD in count.standing:
            verify(day.move is not Move.ADVANCE, "a rise while a wish to hold stands", *case)


def a_stop_is_final_until_a_new_start_is_acknowledged(ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a stop ends only with a restart that a clinician has agreed to since.

    All facts of the day of the restart must hold an acknowledgement of ``course.after-stop`` that names the day of the
    last stop. An acknowledgement of another day does not count.
    """
    rule = rulebook.check_in_remarks[CheckInRemark.AFTER_STOP].id
    stopped_on: date | None = None
    for count in count_days(ledger, rulebook):
        stops = {Response.STOP_AND_CONSULT, *STOP_OF_RESPONSE} & _responses(ledger, count, rulebook)
        if stops or count.report.wish is Wish.STOP:
            stopped_on = count.day.day
        elif stopped_on is not None and count.day.move not in STOPS:
            agreed = all(_acknowledges(situation, rule, str(stopped_on)) for situation in count.facts)
            restarts = count.day.move is Move.RESTART and agreed
            verify(restarts, "a stop ends without a newly acknowledged start", ledger.course, count.day)
            stopped_on = None if count.has_intake else stopped_on


def _acknowledges(situation: Situation, rule: str, about: str) -> bool:
    """Whether a situation holds an acknowledgement of a rule about exactly this."""
    return any((entry.rule, entry.about) == (rule, about) for entry in situation.acknowledged)


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
