"""A plain simulator of a course, written from the readings on courses alone: a second statement of those rules.

It shares no code with ``alpims_mg.courses``. Each paragraph of the readings is one function. A day is a day number, an
amount is a whole number in any one unit. What ``assess`` would answer comes from an ``Asking``, so that a course can be
driven by the real ``assess`` or by a table.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

import attrs
from courses.reports import Report

OFFER, ASK, WITHHOLD = "offer", "ask", "withhold"
ANSWERS = (OFFER, ASK, WITHHOLD)
NOT_STARTED, TAKING, PAUSED, STOPPED, ENDED = "not-started", "taking", "paused", "stopped", "ended"
FOR_LESS = {"lower", "pause", "stop"}
GUT = {"loose-stools", "bloating", "nausea", "cramping", "vomiting"}
MAST_CELL = {"itching", "flushing", "hives"}
URGENT = {"swelling", "weakness", "confusion", "drowsiness", "fainting", "slow-pulse", "breathing-trouble"}
URGENT_SIGNS = URGENT | {"repeated-vomiting"}
CALM_DAYS, GAP, LAPSE, KIDNEY_NOTICE = 3, 4, 14, 30


class Asking(Protocol):
    """What the answers of a day depend on. ``facts`` is opaque here; None are the facts that the course began with."""

    def start(self, day: int, zone: str | None, facts: Any) -> str: ...
    def maintain(self, day: int, zone: str | None, facts: Any, amount: int, *, proven: bool) -> str: ...
    def resume(self, day: int, zone: str | None, facts: Any, amount: int) -> str: ...
    def increase(self, day: int, zone: str | None, facts: Any, amount: int) -> str: ...
    def limits(self, day: int, facts: Any) -> tuple[int, int]:
        """The amounts of a day above which a course stops, and above which it needs urgent care."""
        ...

    def other(self, facts: Any) -> int: ...
    def after_stop(self, facts: Any, day: int) -> bool:
        """Whether the facts acknowledge a start after the stop of a day."""
        ...

    def kidney_ends(self, facts: Any) -> int | None:
        """The first day on which the kidney result counts as not assessed."""
        ...


@attrs.frozen
class State:
    """What a course remembers from one evening to the next."""

    ladder: tuple[int, ...]
    holds: tuple[int, ...]
    status: str = NOT_STARTED
    rung: int = 0  # in a pause: the rung of the pause
    proven: frozenset[int] = frozenset()
    held: int = 0
    without: int = 0  # days without intake in a row
    gap_counted: bool = False
    less: int = 0  # days in a row on less than the rung
    least_of_less: int | None = None
    calm: int = 0  # calm days in a row
    disturbed: bool = False  # anything but calm was reported in this course
    begins_with: int = 0
    holding: bool = False
    pausing: bool = False
    urgent: bool = False
    stopped_on: int = 0
    again: bool = False  # the next start is a new start
    startable: bool = True  # the product has a START ladder
    facts: tuple[Any, ...] = (None,)
    changed_on: int = 0
    started_on: int | None = None
    silent: int = 0

    @property
    def amount(self) -> int:
        return self.ladder[self.rung]


@attrs.frozen
class Outcome:
    """What the course says of one day."""

    day: int
    move: str
    status: str
    rung: int | None
    permitted: int
    remarks: frozenset[str]
    held: int
    proven: frozenset[int]
    begins_with: int
    asks_about_silence: bool = False
    kidney_ends: int | None = None


# --- The answer of a day
def worst(answers: Iterable[str]) -> str:
    return max(answers, key=ANSWERS.index)


def answer(report: Report, facts: tuple[Any, ...], ask: Callable[[Any], str]) -> str:
    """The worst answer for all facts that the diary may mean. Without a sure zone it is never an Offer."""
    return worst([*map(ask, facts), OFFER if report.sure else ASK])


def facts_of(state: State, report: Report) -> tuple[Any, ...]:
    """The facts that a day may have: new ones, and the older ones where the new ones may have been taken back."""
    older = () if report.facts and report.facts_sure else state.facts
    return (*older, *(facts for facts in report.facts if facts not in older))


# --- Reactions, and what a day with too much is
def alarm(report: Report) -> str | None:
    """``urgent-care``, ``stop``, ``gut`` or nothing, for the reactions of a day."""
    signs = report.reactions
    if signs & URGENT_SIGNS or {"flushing", "nausea"} <= signs:
        return "urgent-care"
    if signs & MAST_CELL:
        return "stop"
    return "gut" if signs & GUT else None


def end_proofs(state: State, report: Report) -> State:
    """A reaction ends the proof of each rung that gives at least the smaller of what was taken and the day's rung."""
    if not report.reactions:
        return state
    amount = days_rung(state)
    least = min(amount, report.least_taken or amount)
    return attrs.evolve(state, proven=frozenset(one for one in state.proven if one < least), held=0)


def bands(state: State, day: int, report: Report, ask: Asking, elsewhere: int) -> str | None:
    """``urgent-care`` or ``stop`` where all magnesium of the day is above the limits for the person."""
    if report.most + elsewhere == 0:
        return None
    worst_band = 0
    for facts in state.facts:
        total = report.most + elsewhere + ask.other(facts)
        worst_band = max(worst_band, sum(total > limit for limit in ask.limits(day, facts)))
    return (None, "stop", "urgent-care")[worst_band]


# --- Days without intake, and days on less
def day_begins(state: State, day: int) -> State:
    """What the days before do to a course as a day begins, before its check-in."""
    if state.status not in {TAKING, PAUSED}:
        return state
    if state.without > LAPSE:
        return lapse(state)
    if state.status == PAUSED:
        return state
    if state.less > LAPSE:
        low = state.least_of_less or 0
        state = back_to(state, max((i for i, rung in enumerate(state.ladder) if rung <= low), default=-1), day)
    if state.without >= GAP and not state.gap_counted:
        state = back_to(attrs.evolve(state, gap_counted=True), state.rung - 1, day)
    return state


def lapse(state: State) -> State:
    """After more than 14 days without intake: a new START, with nothing proven."""
    status = NOT_STARTED if state.startable else ENDED
    return fresh(attrs.evolve(state, status=status, again=True, begins_with=0))


def fresh(state: State) -> State:
    """A new START ends every proof and begins on the first rung."""
    return attrs.evolve(state, proven=frozenset(), held=0, rung=0, less=0, least_of_less=None, gap_counted=False)


def back_to(state: State, rung: int, day: int) -> State:
    """Step back as a day begins. Where no rung is low enough: the first one, whose proof ends."""
    if rung < 0:
        state = attrs.evolve(state, proven=state.proven - {state.ladder[0]})
        rung = 0
    changed = day if rung < state.rung else state.changed_on
    begins = min(state.begins_with, state.ladder[rung])
    return attrs.evolve(state, rung=rung, held=0, less=0, least_of_less=None, begins_with=begins, changed_on=changed)


# --- Pause and resume
def to_resume(state: State) -> int | None:
    """The rung at which a pause would end: None for a new START."""
    proven = [rung for rung in range(state.rung + 1) if state.ladder[rung] in state.proven]
    if not proven:
        return None
    rung = proven[-1] - (state.without >= GAP and not state.gap_counted)
    return rung if rung >= 0 else None


def days_rung(state: State) -> int:
    """The amount of the day's rung: in a pause of the rung that would be resumed, or of the first one."""
    return state.ladder[to_resume(state) or 0] if state.status == PAUSED else state.amount


# --- The moves of one day
@attrs.frozen
class Judged:
    """The move of a day, the state that it leads to, what is permitted, and whether the day is calm."""

    move: str
    state: State
    permitted: int = 0
    calm: bool = False


def judge(state: State, day: int, report: Report, ask: Asking, *, excess: str | None, rises: bool) -> Judged:
    """The move of a day with a check-in. ``excess`` says whether too much was taken: ``more``, ``stop``, urgent."""
    sign = alarm(report)
    state = end_proofs(wished(state, report), report)
    if "urgent-care" in {sign, excess}:
        return stopped(state, day, urgent=True)
    if "stop" in {sign, excess, report.wish}:
        return stopped(state, day, urgent=state.status == STOPPED and state.urgent)
    quiet = report.zone == "green" and not report.reactions and report.wish not in FOR_LESS
    quiet = quiet and report.well and not state.pausing and excess is None
    match state.status:
        case "taking":
            return while_taking(state, day, report, ask, quiet=quiet, rises=rises)
        case "paused":
            return while_paused(state, day, report, ask, quiet=quiet, rises=rises)
        case "not-started":
            disturbed = state.disturbed or is_disturbing(report, excess)
            return to_start(state, day, report, ask, rises=rises, quiet=quiet, waits=disturbed)
        case "stopped":
            return to_start(state, day, report, ask, rises=rises, quiet=quiet, waits=True)
        case _:
            return Judged("ended", state)


def is_disturbing(report: Report, excess: str | None) -> bool:
    """Whether a check-in reports anything but calm. A Green day that only lacks an Offer does not."""
    return report.zone in {"yellow", "red"} or bool(report.reactions) or report.wish in FOR_LESS or excess is not None


def wished(state: State, report: Report) -> State:
    """Hold and pause stand until ``go-on``. A wish for less than the first rung is a pause, also before a start."""
    match report.wish:
        case "lower" if not has_lower_rung(state):
            return attrs.evolve(state, pausing=True)
        case "hold":
            return attrs.evolve(state, holding=True)
        case "pause":
            return attrs.evolve(state, pausing=True)
        case "go-on":
            return attrs.evolve(state, holding=False, pausing=False)
        case _:
            return state


def has_lower_rung(state: State) -> bool:
    """Whether there is a rung below the one that is taken or would be resumed."""
    return bool(state.rung if state.status == TAKING else state.status == PAUSED and to_resume(state))


def stopped(state: State, day: int, *, urgent: bool) -> Judged:
    """Stop and urgent care are final. A later sign moves the day of the stop."""
    state = fresh(attrs.evolve(state, status=STOPPED, urgent=urgent, stopped_on=day, again=True))
    return Judged("urgent-care" if urgent else "stop-and-consult", state)


def to_start(state: State, day: int, report: Report, ask: Asking, *, rises: bool, quiet: bool, waits: bool) -> Judged:
    """Begin, or begin again after a lapse or a stop: at once, or on the third calm day in a row."""
    found = answer(report, state.facts, lambda facts: _start(state, day, report, facts, ask))
    calm = quiet and found == OFFER
    if rises and found == OFFER and (not waits or (calm and state.calm + 1 >= CALM_DAYS)):
        began = fresh(attrs.evolve(state, status=TAKING, changed_on=day, started_on=day))
        return Judged("restart" if state.again else "start", began, began.amount, calm)
    rest = {STOPPED: "urgent-care" if state.urgent else "stop-and-consult"}.get(state.status, NOT_STARTED)
    return Judged(rest, state, 0, calm)


def _start(state: State, day: int, report: Report, facts: Any, ask: Asking) -> str:
    opened = not state.stopped_on or ask.after_stop(facts, state.stopped_on)  # asked of every start after the stop
    return worst([ask.start(day, report.zone, facts), OFFER if opened else ASK])


def while_paused(state: State, day: int, report: Report, ask: Asking, *, quiet: bool, rises: bool) -> Judged:
    """Resume on the third calm day in a row after the day of the pause."""
    rung = to_resume(state)
    before_gap = to_resume(attrs.evolve(state, gap_counted=True))  # the rung that the gap costs comes off on resuming
    if report.wish == "lower" and rung and before_gap and not report.reactions:
        state = attrs.evolve(state, rung=before_gap - 1)
        rung = to_resume(state)
    if rung is None:
        found = answer(report, state.facts, lambda facts: _start(state, day, report, facts, ask))
        found = found if state.startable else ASK
    else:
        found = answer(report, state.facts, lambda facts: ask.resume(day, report.zone, facts, state.ladder[rung]))
    calm = quiet and found == OFFER
    if not (calm and rises and state.calm + 1 >= CALM_DAYS):
        return Judged("pause", state, 0, calm)
    if rung is None:
        began = fresh(attrs.evolve(state, status=TAKING, changed_on=day, started_on=day))
        return Judged("restart", began, began.amount, calm)
    resumed = attrs.evolve(state, status=TAKING, rung=rung, held=0, less=0, least_of_less=None, changed_on=day)
    return Judged("resume", resumed, resumed.amount, calm)


def while_taking(state: State, day: int, report: Report, ask: Asking, *, quiet: bool, rises: bool) -> Judged:
    """Steps back for a reaction or a wish, then MAINTAIN at what is left, then a rise."""
    costs = alarm(report) == "gut" or report.wish == "lower"
    left = state.rung - costs
    if left < 0 or report.wish == "pause":
        return Judged("pause", paused(state, max(left, 0), day))

    def keep(rung: int) -> str:
        amount = state.ladder[rung]
        proven = amount in state.proven
        return answer(report, state.facts, lambda facts: ask.maintain(day, report.zone, facts, amount, proven=proven))

    kept = next((rung for rung in range(left, -1, -1) if keep(rung) != WITHHOLD), None)
    if kept is None:
        return Judged("pause", paused(state, left, day))
    found = keep(kept)
    if kept < state.rung:
        back = attrs.evolve(state, rung=kept, held=0, less=0, least_of_less=None, changed_on=day)
        return Judged("step-back", back, back.amount if found == OFFER else 0)
    if found != OFFER:
        return Judged("not-permitted", state)
    if quiet and rises and may_advance(state, day, report, ask):
        up = attrs.evolve(state, rung=kept + 1, held=0, less=0, least_of_less=None, changed_on=day)
        return Judged("advance", up, up.amount, quiet)
    return Judged("stay", state, state.amount, quiet)


def paused(state: State, rung: int, day: int) -> State:
    return attrs.evolve(state, status=PAUSED, rung=rung, held=0, less=0, least_of_less=None, changed_on=day)


def may_advance(state: State, day: int, report: Report, ask: Asking) -> bool:
    """Whether a calm day whose rung stays brings the next rung."""
    if state.rung + 1 == len(state.ladder) or state.amount not in state.proven or state.holding:
        return False
    if state.calm < CALM_DAYS or state.held < state.holds[state.rung]:
        return False
    facts = state.facts
    return answer(report, facts, lambda one: ask.increase(day, report.zone, one, state.amount)) == OFFER


# --- One day
def live(
    state: State, day: int, report: Report, ask: Asking, *, rises: bool = True, elsewhere: int = 0
) -> tuple[State, Outcome]:
    """One day of a course: as it begins, what was reported, what follows, and what the evening keeps."""
    evening_before = state
    state = day_begins(state, day)
    state = attrs.evolve(state, facts=facts_of(state, report))
    if report.silent and bands(state, day, report, ask, elsewhere) is None:
        return _silent(evening_before, state, day, ask)
    begins, rung = state.begins_with, days_rung(state)
    judged = judge(state, day, report, ask, excess=None, rises=rises)
    unasked = judged.permitted == 0 and begins == 0 and report.most > 0
    more = report.most > (rung if unasked else max(begins, judged.permitted))
    band = bands(state, day, report, ask, elsewhere)
    excess = band or ("more" if more else "unasked" if unasked else None)
    if excess is not None:
        judged = judge(state, day, report, ask, excess=excess, rises=rises)
    remarks = set(report.remarks)
    remarks |= {"course.taken-without-permission"} if unasked else set()
    remarks |= {"course.more-taken"} if more else set()
    remarks |= {"course.far-too-much" if band == "urgent-care" else "course.too-much"} if band else set()
    remarks |= {f"course.wished.{report.wish}"} if report.wish else set()
    if judged.permitted == 0 and 0 < report.most <= begins:
        remarks.add("no-more-today")
    disturbed = state.disturbed or is_disturbing(report, excess)
    calm = state.calm + 1 if judged.calm else 0
    after = adherence(state, judged, report, more=more)
    after = attrs.evolve(after, calm=calm, disturbed=disturbed, silent=0)
    return after, _outcome(evening_before, after, judged, day, ask, begins, remarks)


def adherence(state: State, judged: Judged, report: Report, *, more: bool) -> State:
    """What the amount that was taken does: it makes a start, ends a gap, is a held day, proves a rung."""
    took = judged.permitted > 0 and report.least > 0
    after = judged.state
    if judged.move in {"start", "restart", "resume"} and not took:
        after = wished(state, report)  # made by its first intake; until then the state stays as it was
        if report.most:  # if any report says that it was made, another product waits for it
            after = attrs.evolve(after, started_on=judged.state.started_on)
        judged = attrs.evolve(judged, permitted=0)
    begins = judged.permitted if after.status == TAKING else 0
    full = took and report.amounts == {judged.permitted} and judged.permitted == after.amount
    held_day = full and report.well and not report.reactions and judged.move != "step-back"
    held = (0 if more or report.reactions else after.held) + held_day
    proven = after.proven
    if after.status == TAKING and held_day and held >= after.holds[after.rung]:
        proven |= {after.amount}
    without = 0 if took else after.without + 1
    short = after.status == TAKING and not full and not more
    lows = [low for low in (after.least_of_less, report.least_taken) if low]
    return attrs.evolve(
        after,
        begins_with=begins,
        held=held,
        proven=proven,
        without=without,
        gap_counted=after.gap_counted and not took,
        less=after.less + 1 if short else 0,
        least_of_less=min(lows, default=None) if short else None,
    )


def _silent(before: State, state: State, day: int, ask: Asking) -> tuple[State, Outcome]:
    rest = {PAUSED: "pause", STOPPED: "urgent-care" if state.urgent else "stop-and-consult"}
    judged = Judged(rest.get(state.status, state.status), state)
    if state.status == TAKING:  # facts and amounts of another product can rule out a rung on a silent day too
        judged = while_taking(state, day, Report(), ask, quiet=False, rises=False)
    less = judged.state.less + (judged.state.status == TAKING)
    begins = min(state.begins_with, judged.state.amount) if judged.state.status == TAKING else 0
    after = attrs.evolve(judged.state, calm=0, without=state.without + 1, less=less, silent=state.silent + 1)
    after = attrs.evolve(after, begins_with=begins)
    return after, _outcome(before, after, judged, day, ask, state.begins_with, set())


def _outcome(
    before: State, after: State, judged: Judged, day: int, ask: Asking, begins: int, remarks: set[str]
) -> Outcome:
    move = judged.move
    gap_step = before.status == TAKING and after.status == TAKING and after.rung < before.rung
    if move in {"stay", "not-permitted"} and gap_step:
        move = "step-back"
    top = after.status == TAKING and after.rung + 1 == len(after.ladder)
    if move == "stay" and judged.permitted and top and after.amount in before.proven & judged.state.proven:
        move = "maintenance"
    ends = [end for end in map(ask.kidney_ends, after.facts) if end is not None and day < end <= day + KIDNEY_NOTICE]
    return Outcome(
        day=day,
        move=move,
        status=after.status,
        rung=judged.state.rung + 1 if judged.permitted or judged.state.status == TAKING else None,
        permitted=judged.permitted,
        remarks=frozenset(remarks),
        held=after.held,
        proven=after.proven,
        begins_with=begins,
        asks_about_silence=bool(before.silent) and not after.silent,
        kidney_ends=min(ends, default=None),
    )
