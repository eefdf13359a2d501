"""Move a course through one day: from its position and the day's report to its position at the end of the day."""

from typing import Final

from alpims_mg.courses.positions import CourseNumbers, DayInputs, Permissions, Phase, Position, Transition
from alpims_mg.courses.responses import STOPPING
from alpims_mg.model.vocabulary import Answer, Wish, Word
from alpims_mg.rulebook.courses import CourseEvent
from alpims_mg.rulebook.reactions import Response

# --- The morning: what days that are past change


def begin_day(position: Position, numbers: CourseNumbers) -> tuple[Position, CourseEvent | None]:
    """What too many days without an intake, or on less than the rung, change before a day's report.

    Return a pair: the position that the day begins with, and the event, or None if nothing changes.
    """
    if position.phase in (Phase.TAKING, Phase.PAUSED) and position.days_off > numbers.missed_back_most:
        lapsed = Position(Phase.NOT_STARTED, calm_days=position.calm_days, wishes=position.wishes)
        return lapsed._replace(has_started=True, disturbed=position.disturbed), CourseEvent.LAPSED
    if position.phase is not Phase.TAKING:
        return position, None
    began, event = position, None
    if began.least is not None and began.days_below > numbers.missed_back_most:
        fitting = [rung for rung, amount in enumerate(numbers.amounts) if amount <= began.least]
        event = CourseEvent.LESS_TAKEN if began.rung else CourseEvent.LESS_TAKEN_ON_FIRST_RUNG
        proven = began.proven if fitting else began.proven - {0}
        began = on_rung(began, max(fitting, default=0))._replace(proven=proven)
    if began.days_off > numbers.missed_keep_most and not began.gap_cost:
        began = began._replace(gap_cost=True)
        if began.rung:
            return on_rung(began, began.rung - 1), CourseEvent.MISSED
        event = event or CourseEvent.MISSED_ON_FIRST_RUNG
        began = on_rung(began._replace(proven=began.proven - {0}), 0)
    return began, event


# --- The day


def transition(
    began: Position,
    inputs: DayInputs,
    permissions: Permissions,
    numbers: CourseNumbers,
    morning: CourseEvent | None = None,
) -> Transition:
    """Decide what happens to a course on a day, before any intake.

    ``began`` and ``morning`` are the results of ``begin_day``. If several events apply, the one with the smallest rank
    in ``numbers.priority`` names the day.
    """
    standing = _standing(began, inputs.wish, numbers)
    began = began._replace(disturbed=began.disturbed or inputs.is_disturbed, wishes=standing)
    if inputs.stops_course:
        return _stop(began, inputs, numbers)
    match began.phase:
        case Phase.STOPPED:
            return _when_stopped(began, inputs, permissions, numbers)
        case Phase.NOT_STARTED:
            return _when_not_started(began, inputs, permissions, numbers, morning)
        case Phase.PAUSED:
            return _when_paused(began, inputs, permissions, numbers)
        case _:
            return _when_taking(began, inputs, permissions, numbers, morning)


def _standing(position: Position, wish: Wish | None, numbers: CourseNumbers) -> frozenset[Wish]:
    """The wishes that stand after a day with this wish. A wish to hold or to pause stands until the one to go on.

    A wish to go lower is a wish to pause if there is no lower rung, also before a start.
    """
    if wish is Wish.GO_ON:
        return frozenset()
    if wish is Wish.LOWER and not _has_lower_rung(position, numbers):
        wish = Wish.PAUSE
    return position.wishes | {wish} if wish in (Wish.HOLD, Wish.PAUSE) else position.wishes


def _has_lower_rung(position: Position, numbers: CourseNumbers) -> bool:
    """True if there is a rung below the one that the course is on, or that it would resume on after a pause."""
    match position.phase:
        case Phase.TAKING:
            return position.rung > 0
        case Phase.PAUSED:
            return bool(resumed_rung(position, numbers))
        case _:
            return False


def _stop(position: Position, inputs: DayInputs, numbers: CourseNumbers) -> Transition:
    """Stop the course. The gravest of the reasons that apply names the day."""
    events = [_STOPS[inputs.response]] if inputs.response in _STOPS else []
    if (too_much := amount_event(inputs)) is not None:
        events.append(too_much)
    if inputs.wish is Wish.STOP:
        events.append(CourseEvent.WISHED_STOP)
    event = min(events, key=numbers.priority.__getitem__)
    urgent = numbers.priority[event] == numbers.priority[CourseEvent.URGENT_REACTION]
    if position.phase is Phase.STOPPED and position.urgent and not urgent:
        event, urgent = CourseEvent.STOPPED_FOR_URGENT_CARE, True
    stopped = Position(Phase.STOPPED, has_started=True, wishes=position.wishes, urgent=urgent)
    return Transition(event, stopped._replace(disturbed=True))


def amount_event(inputs: DayInputs) -> CourseEvent | None:
    """The event of a day on which so much was taken that the course stops. None on any other day."""
    if inputs.amount_response not in STOPPING:
        return None
    return CourseEvent.FAR_TOO_MUCH if inputs.amount_response is Response.URGENT_CARE else CourseEvent.TOO_MUCH


_STOPS: Final = {
    Response.ALLERGIC_EMERGENCY: CourseEvent.ALLERGIC_EMERGENCY,
    Response.URGENT_CARE: CourseEvent.URGENT_REACTION,
    Response.STOP_AND_CONSULT: CourseEvent.MCAS_REACTION,
}


def count_calm(position: Position, inputs: DayInputs, answer: Answer, numbers: CourseNumbers) -> Position:
    """Count the calm days in a row, today included. A day is calm only if its ``answer`` is an offer.

    While a wish to pause stands, no day is calm, because it is a wish for less. The count stops at the most that a rule
    asks for.
    """
    most = max(numbers.calm_before_rise + 1, numbers.calm_to_resume)
    calm = inputs.is_calm and answer is Answer.OFFER and Wish.PAUSE not in position.wishes
    return position._replace(calm_days=min(position.calm_days + 1, most) if calm else 0)


def _start(position: Position, event: CourseEvent) -> Transition:
    """Start on the first rung, with no rung proven. Until the first intake, ``position`` stays as it is."""
    started = Position(Phase.TAKING, calm_days=position.calm_days, has_started=True, wishes=position.wishes)
    return Transition(event, started._replace(disturbed=position.disturbed), Answer.OFFER, unmade=position)


def _start_event(position: Position) -> CourseEvent:
    return CourseEvent.START_OFFERED_AGAIN if position.has_started else CourseEvent.START_OFFERED


def _is_ready(position: Position, numbers: CourseNumbers) -> bool:
    """True if enough days in a row, today included, were calm to start or to resume."""
    return position.calm_days >= numbers.calm_to_resume


def _when_stopped(
    position: Position, inputs: DayInputs, permissions: Permissions, numbers: CourseNumbers
) -> Transition:
    position = count_calm(position, inputs, permissions.start(), numbers)
    if inputs.may_rise and _is_ready(position, numbers):
        return _start(position, _start_event(position))
    return Transition(CourseEvent.STOPPED_FOR_URGENT_CARE if position.urgent else CourseEvent.STOPPED, position)


def _when_not_started(
    position: Position,
    inputs: DayInputs,
    permissions: Permissions,
    numbers: CourseNumbers,
    morning: CourseEvent | None,
) -> Transition:
    answer = permissions.start()
    position = count_calm(position, inputs, answer, numbers)
    is_ready = answer is Answer.OFFER and (not position.disturbed or _is_ready(position, numbers))
    if is_ready and inputs.may_rise:
        return _start(position, _start_event(position))
    if is_ready:
        return Transition(CourseEvent.START_ONE_AT_A_TIME, position)
    if not numbers.can_start:
        return Transition(CourseEvent.ENDED, position)
    if inputs.has_gut_reaction:
        return Transition(CourseEvent.REACTION_BEFORE_START, position)
    if answer is Answer.OFFER:
        return Transition(CourseEvent.START_NOT_CALM, position)
    lapsed = morning is not None or position.has_started
    return Transition(CourseEvent.LAPSED if lapsed else CourseEvent.START_NOT_OFFERED, position)


def resumed_rung(position: Position, numbers: CourseNumbers) -> int | None:
    """The rung on which a paused course would resume, counted from 0. None if it needs a new start.

    It is the highest proven rung not above the rung of the pause, and the rung below it after too many days without an
    intake, if these have not cost a rung before the pause.
    """
    highest = max((rung for rung in position.proven if rung <= position.rung), default=-1)
    costs = position.days_off > numbers.missed_keep_most and not position.gap_cost
    rung = highest - 1 if costs else highest
    return rung if rung >= 0 else None


def _when_paused(position: Position, inputs: DayInputs, permissions: Permissions, numbers: CourseNumbers) -> Transition:
    if inputs.has_gut_reaction or inputs.wish is Wish.LOWER:
        resumed = resumed_rung(position._replace(gap_cost=True), numbers)
        goes_lower = inputs.wish is Wish.LOWER and _has_lower_rung(position, numbers)
        if inputs.has_gut_reaction and resumed is not None:
            position = end_proofs(position, resumed, inputs, numbers)
        if goes_lower and resumed is not None:
            position = position._replace(rung=resumed - 1)
    resumed = resumed_rung(position, numbers)
    answer = permissions.start() if resumed is None else permissions.resume(resumed)
    position = count_calm(position, inputs, answer, numbers)
    if not _is_ready(position, numbers):
        return Transition(CourseEvent.PAUSED, position)
    if not inputs.may_rise:
        return Transition(CourseEvent.RESUME_ONE_AT_A_TIME, position)
    if resumed is None:
        return _start(position, CourseEvent.START_OFFERED_AGAIN)
    return Transition(CourseEvent.CALM_AGAIN, on_rung(position, resumed), Answer.OFFER, unmade=position)


def end_proofs(position: Position, rung: int, inputs: DayInputs, numbers: CourseNumbers) -> Position:
    """The position after a reaction on ``rung``: proofs end from the smaller of its amount and what was taken."""
    amount = numbers.amounts[rung]
    least = amount if inputs.least_intake is None else min(amount, inputs.least_intake)
    return position._replace(proven=frozenset(kept for kept in position.proven if numbers.amounts[kept] < least))


def on_rung(position: Position, rung: int) -> Position:
    """A copy of the position on the rung ``rung``, counted from 0, with no held day on it."""
    return position._replace(phase=Phase.TAKING, rung=rung, held=0, days_below=0, least=None)


def into_pause(position: Position) -> Position:
    """The state of a course that pauses today. Proven rungs stay proven, and calm days count from tomorrow."""
    return position._replace(phase=Phase.PAUSED, held=0, calm_days=0, days_below=0, least=None)


def _when_taking(
    position: Position,
    inputs: DayInputs,
    permissions: Permissions,
    numbers: CourseNumbers,
    morning: CourseEvent | None,
) -> Transition:
    """A day on a rung: first what the report takes away, then what the rules say of the rung that is left."""
    events = [morning] if morning else []
    if inputs.has_gut_reaction:
        position = end_proofs(position, position.rung, inputs, numbers)._replace(held=0)
        events.append(CourseEvent.GUT_REACTION if position.rung else CourseEvent.GUT_REACTION_ON_FIRST_RUNG)
    wishes_pause = Wish.PAUSE in position.wishes
    if wishes_pause:
        events.append(CourseEvent.WISHED_PAUSE)
    elif inputs.wish is Wish.LOWER:
        events.append(CourseEvent.WISHED_LOWER)
    pauses = wishes_pause or (inputs.has_gut_reaction and not position.rung)
    if position.rung and (inputs.has_gut_reaction or inputs.wish is Wish.LOWER):
        position = on_rung(position, position.rung - 1)
    if not pauses and permissions.keep(position.rung, position.tolerance) is Answer.WITHHOLD:
        allowed = _highest_kept_below(position, permissions)
        pauses = allowed is None
        events.append(CourseEvent.WITHHELD_ON_EVERY_RUNG if allowed is None else CourseEvent.WITHHELD)
        position = position if allowed is None else on_rung(position, allowed)
    if pauses:
        return Transition(_first_of(events, numbers), into_pause(position))
    answer = permissions.keep(position.rung, position.tolerance)
    position = count_calm(position, inputs, answer, numbers)
    event, position = _stay_or_rise(position, inputs, answer, permissions, numbers)
    return Transition(_first_of([*events, event], numbers), position, answer)


def _highest_kept_below(position: Position, permissions: Permissions) -> int | None:
    """The highest rung below the present one on which the rules do not withhold to stay. None if there is none."""
    below = (position._replace(rung=rung) for rung in range(position.rung - 1, -1, -1))
    kept = (lower.rung for lower in below if permissions.keep(lower.rung, lower.tolerance) is not Answer.WITHHOLD)
    return next(kept, None)


def _first_of(events: list[CourseEvent], numbers: CourseNumbers) -> CourseEvent:
    return min(events, key=numbers.priority.__getitem__)


def _stay_or_rise(
    position: Position, inputs: DayInputs, answer: Answer, permissions: Permissions, numbers: CourseNumbers
) -> tuple[CourseEvent, Position]:
    rung = position.rung
    proven = rung in position.proven
    if inputs.zone is None:
        return CourseEvent.ZONE_NOT_STATED, position
    if answer is not Answer.OFFER:
        return CourseEvent.NOT_PERMITTED, position
    if proven and rung == numbers.last:
        return CourseEvent.LAST_RUNG_HELD, position
    held = proven and position.held >= numbers.holds[rung] and Wish.HOLD not in position.wishes
    if held and position.calm_days > numbers.calm_before_rise:
        if permissions.rise(rung) is not Answer.OFFER:
            return CourseEvent.RISE_NOT_OFFERED, position
        if not inputs.may_rise:
            return CourseEvent.RISE_ONE_AT_A_TIME, position
        return CourseEvent.RISE_OFFERED, on_rung(position, rung + 1)
    return CourseEvent.HOLDING, position


# --- The evening


class Adherence(Word):
    """How the amount taken on a day compares with the amount that the day permits."""

    IN_FULL = "in-full"
    OTHER_AMOUNT = "other-amount"
    """Something was taken, but not exactly the amount that is permitted."""
    NOTHING = "nothing"
    """Nothing was taken, or no amount is stated, or nothing is permitted."""


def adherence(permitted: int, amounts: frozenset[int]) -> Adherence:
    """How the ``amounts`` that the reports of a day give compare with what is ``permitted``, all in nanograms.

    If the reports differ, the day counts as not taken if one of them says so, and otherwise as another amount.
    """
    if not permitted or not amounts or 0 in amounts:
        return Adherence.NOTHING
    return Adherence.IN_FULL if amounts == frozenset((permitted,)) else Adherence.OTHER_AMOUNT


def end_of_day(day: Transition, inputs: DayInputs, taken: Adherence, numbers: CourseNumbers) -> Position:
    """Count a day into the state of a course: return the position at its end.

    ``day`` is what happened to the course. ``taken`` is ``NOTHING`` on a day that permits nothing, whatever was taken.
    """
    nothing = taken is Adherence.NOTHING
    position = day.unmade if day.unmade is not None and nothing else day.position
    if position.phase not in (Phase.TAKING, Phase.PAUSED):
        return position
    if nothing:
        days_off, gap_cost = min(position.days_off + 1, numbers.missed_back_most + 1), position.gap_cost
    else:
        days_off, gap_cost = 0, False
    position = position._replace(days_off=days_off, gap_cost=gap_cost)
    if position.phase is Phase.PAUSED:
        return position
    position = _count_below(position, inputs, taken, numbers)
    if inputs.more_taken and not inputs.unasked:
        return position._replace(held=0)
    if taken is not Adherence.IN_FULL or not _may_be_held(day, inputs):
        return position
    held = min(position.held + 1, numbers.holds[position.rung])
    proves = held == numbers.holds[position.rung]
    return position._replace(held=held, proven=position.proven | {position.rung} if proves else position.proven)


def _may_be_held(day: Transition, inputs: DayInputs) -> bool:
    """True if a full intake makes this a held day: no reaction, and no step back that the check-in brings."""
    stepped_back = inputs.wish is Wish.LOWER or day.event is CourseEvent.WITHHELD
    return inputs.response is Response.GO_ON and not stepped_back


def _count_below(position: Position, inputs: DayInputs, taken: Adherence, numbers: CourseNumbers) -> Position:
    """Count the days in a row on less than the rung. Nothing is less too, and so is what was not permitted.

    The count stops one above the most that changes nothing.
    """
    least = inputs.least_intake
    is_less = taken is Adherence.NOTHING or (least is not None and least < numbers.amounts[position.rung])
    if not is_less:
        return position._replace(days_below=0, least=None)
    amounts = [amount for amount in (position.least, least) if amount is not None]
    days_below = min(position.days_below + 1, numbers.missed_back_most + 1)
    return position._replace(days_below=days_below, least=min(amounts, default=None))
