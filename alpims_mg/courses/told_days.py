"""The past of a course that another edition judged: its days keep the answers of that edition.

The rules of this edition count such a day, for example as a held day, by that answer and by what was reported. A
day whose report has changed since is judged by this edition, and so is every later day.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

import attrs

from alpims_mg.assessment.evaluation import asking_rules
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.courses.merging import SILENT, DayReport
from alpims_mg.courses.positions import CourseNumbers, DayInputs, Phase, Position, Transition
from alpims_mg.courses.progress import count_calm, end_proofs, into_pause, on_rung
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer
from alpims_mg.rulebook.courses import CourseEvent, Move
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.reactions import Response


def unchanged_days(told: tuple[LedgerDay, ...], reports: Mapping[date, DayReport]) -> Iterator[LedgerDay]:
    """Yield the told days up to the first one whose report is not the same any more."""
    for entry in told:
        report = reports.get(entry.day, SILENT)
        same = (report.zone, report.reactions, report.wish, report.taken, report.doses)
        if same != (entry.zone, entry.reactions, entry.wish, entry.taken, entry.doses):
            return
        yield entry


def without_unknown_agreements(situation: Situation, rulebook: Rulebook) -> Situation:
    """A copy of the facts without acknowledgements of rules that never ask for a clinician in this edition."""
    asking = asking_rules(rulebook)
    return attrs.evolve(situation, acknowledged=[one for one in situation.acknowledged if one.rule in asking])


def told_outcome(
    outcome: Transition,
    before: Position,
    inputs: DayInputs,
    told: LedgerDay,
    numbers: CourseNumbers,
    rulebook: Rulebook,
) -> Transition:
    """The answer of another edition for a day, in place of the ``outcome`` that the rules of this edition give.

    ``before`` is the position of the evening before. If both say the same, the result is ``outcome``. If they differ,
    the told rung and permission stand, and whatever the ledger does not show is read on the safer side.
    """
    rung = None if told.rung is None else told.rung - 1
    by_these_rules = (rulebook.course_events[outcome.event].then.move, outcome.rung, outcome.permitted(numbers))
    if by_these_rules == (told.move, rung, told.permitted.nanograms):
        return outcome
    events = {rule.id: event for event, rule in rulebook.course_events}
    event = events.get(told.rule, outcome.event)
    before = before._replace(disturbed=outcome.position.disturbed, wishes=outcome.position.wishes)
    if inputs.response not in (None, Response.GO_ON) and before.phase is Phase.TAKING:
        before = end_proofs(before, before.rung, inputs, numbers)._replace(held=0)
    answer = Answer.OFFER if told.permitted.nanograms else Answer.CONSULT
    position = _off_rungs(before, told.move) if rung is None else _on_told_rung(before, rung, told.move, event)
    unmade = before if told.move in _MADE_BY_AN_INTAKE else None
    return Transition(event, count_calm(position, inputs, answer, numbers), answer, unmade)


_MADE_BY_AN_INTAKE: Final = frozenset({Move.START, Move.RESTART, Move.RESUME})
"""The moves that an intake makes. Without one, the course stays as it was."""


def _on_told_rung(before: Position, rung: int, move: Move, event: CourseEvent) -> Position:
    """The position on a told rung, counted from 0. A gap that cost a rung by another edition costs no other one."""
    if move in (Move.START, Move.RESTART):
        return Position(Phase.TAKING, wishes=before.wishes, disturbed=before.disturbed, has_started=True)
    if event in (CourseEvent.MISSED, CourseEvent.MISSED_ON_FIRST_RUNG):
        before = before._replace(gap_cost=True)
    stays = before.phase is Phase.TAKING and before.rung == rung
    return (before if stays else on_rung(before, rung))._replace(has_started=True)


def _off_rungs(before: Position, move: Move) -> Position:
    """The position after a day whose answer was a stop, a pause, or that the course is not started."""
    phase = _PHASES.get(move, Phase.NOT_STARTED)
    if phase is before.phase or (phase is Phase.PAUSED and before.phase is not Phase.TAKING):
        return before
    if phase is Phase.PAUSED:
        return into_pause(before)
    left = Position(phase, wishes=before.wishes, disturbed=before.disturbed, has_started=True)
    return left._replace(urgent=move is Move.URGENT_CARE)


_PHASES: Final = {
    Move.URGENT_CARE: Phase.STOPPED,
    Move.STOP_AND_CONSULT: Phase.STOPPED,
    Move.PAUSE: Phase.PAUSED,
}
