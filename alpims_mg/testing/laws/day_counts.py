"""Counts for each day of a ledger, such as calm days in a row. The laws of courses need them.

The counts come from the reports, rungs and amounts of the ledger alone, so that the laws can check the library's own
counts.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, final

import attrs

from alpims_mg.assessment.assessing import assess
from alpims_mg.courses.check_ins import CheckIn, final_entries
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.courses.diary import Course
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.merging import SILENT, DayReport, reports_by_day
from alpims_mg.courses.responses import strictest_response
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import MOST_NANOGRAMS, Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, Intent, Tolerance, Wish, Zone
from alpims_mg.rulebook.courses import CourseEvent, CourseNumber, Move
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.reactions import Response

NOTHING: Final = Elemental.mg(0)
STARTS: Final = frozenset({Move.START, Move.RESTART})
RISES: Final = STARTS | {Move.RESUME, Move.ADVANCE}
STOPS: Final = frozenset({Move.URGENT_CARE, Move.STOP_AND_CONSULT})
WISHES_FOR_LESS: Final = frozenset({Wish.LOWER, Wish.PAUSE, Wish.STOP})
LOSSES: Final = STOPS | {Move.PAUSE, Move.STEP_BACK}
STOP_OF_RESPONSE: Final = {
    Response.URGENT_CARE: Move.URGENT_CARE,
    Response.STOP_AND_CONSULT: Move.STOP_AND_CONSULT,
    Response.ALLERGIC_EMERGENCY: Move.URGENT_CARE,
}


@final
@attrs.frozen(kw_only=True)
class DayCount:
    """One day of a ledger, with what the laws count up to it: calm days, held days and days without an intake."""

    number: int
    """The number of days from the start of the course to this day: 0 for the first day."""
    day: LedgerDay
    rung_before: int
    """The rung on which the day before ended, counted from 1; 0 if on none. A start without an intake is none."""
    report: DayReport
    """What the check-ins of the day report, after all corrections."""
    facts: tuple[Situation, ...]
    """The facts stated last, up to this day. Several situations if several check-ins of one day state facts."""
    response: Response | None
    """What the rules ask for after the reactions of the day; None if no check-in states reactions."""
    began_with: Elemental
    """The daily amount in force before the day's check-ins; 0 mg after a day that permitted none."""
    disturbed: bool
    """True if this day or an earlier one reports anything that is not calm."""
    calm_row: int
    """The number of calm days in a row up to this day, included; 0 if it is not calm.

    Of an offer only this is counted: a day on a rung is calm only if it permits an amount.
    """
    standing: frozenset[Wish]
    """The wishes to hold and to pause that stand, the one of this day included."""
    proven: frozenset[int]
    """The proven rungs, counted from 1, after any loss by the day's reactions."""
    held: int
    """The number of held days of ``rung_before``, since the last start, resumption, rise or step back."""
    without: int
    """The number of days in a row before this one without an intake while permitted."""
    gap_costs: bool
    """True if so many days without an intake cost a rung as this day begins."""

    @property
    def tolerance(self) -> Tolerance:
        """``PROVEN`` if the day has a rung that is proven; else ``UNPROVEN``."""
        return Tolerance.PROVEN if self.day.rung in self.proven else Tolerance.UNPROVEN

    @property
    def more_taken(self) -> bool:
        """True if more was taken than the day began with and than it permits."""
        return self.report.most > max(self.began_with, self.day.permitted).nanograms

    @property
    def has_intake(self) -> bool:
        """True if every report of the day agrees that something was taken, and the day permits an amount."""
        return bool(self.day.permitted.nanograms and self.report.least)


def count_days(ledger: Ledger, rulebook: Rulebook) -> Iterator[DayCount]:
    """Yield one ``DayCount`` for each day of a ledger, in order."""
    reports = reports_by_day(ledger.check_ins, rulebook)
    tally = _Tally(ledger, rulebook)
    for number, day in enumerate(ledger.days):
        yield tally.count(number, day, reports.get(day.day, SILENT))


class _Tally:
    """What is counted from one day of a ledger to the next."""

    def __init__(self, ledger: Ledger, rulebook: Rulebook) -> None:
        self.amounts = [step.daily for step in ledger.course.plan.steps]
        self.holds, self.rulebook = ledger.course.holds, rulebook
        numbers = {number: rule.then for number, rule in rulebook.course_numbers}
        self.keep_most, self.back_most = numbers[CourseNumber.MISSED_KEEP_MOST], numbers[CourseNumber.MISSED_BACK_MOST]
        self.facts: tuple[Situation, ...] = (ledger.course.situation or Situation(),)
        self.proven: frozenset[int] = frozenset()
        self.standing: frozenset[Wish] = frozenset()
        self.rung = self.calm_row = self.held = self.without = self.less = 0
        self.in_force, self.least = NOTHING, MOST_NANOGRAMS
        self.disturbed = self.gap_counted = False

    def count(self, number: int, day: LedgerDay, report: DayReport) -> DayCount:
        """Count one more day. Return what is counted up to it."""
        rung_before, gap_costs = self.rung, self._begin()
        self.facts = report.situations or self.facts
        response = strictest_response(report.reactions, self.rulebook)
        if response not in (None, Response.GO_ON):
            self._end_proofs(report)
        if day.move in STARTS or day.move in STOPS or day.move is Move.NOT_STARTED:
            self.proven = frozenset()
        self.standing = _standing(self.standing, report.wish)
        count = DayCount(
            number=number,
            day=day,
            rung_before=rung_before,
            report=report,
            facts=self.facts,
            response=response,
            began_with=self.in_force,
            disturbed=self.disturbed,
            calm_row=self.calm_row + 1,
            standing=self.standing,
            proven=self.proven,
            held=self.held,
            without=self.without,
            gap_costs=gap_costs,
        )
        self.disturbed = self.disturbed or _is_disturbed(count)
        self.calm_row = count.calm_row if _is_calm(count) else 0
        self._end(count)
        return attrs.evolve(count, calm_row=self.calm_row, disturbed=self.disturbed)

    def _begin(self) -> bool:
        """Step back for too many days on less, or without an intake. Return whether the latter cost a rung."""
        if self.rung and self.less > self.back_most and self.least < MOST_NANOGRAMS:
            fitting = [rung for rung, amount in enumerate(self.amounts, 1) if amount.nanograms <= self.least]
            self._step_back_to(max(fitting, default=0))
        gap_costs = bool(self.rung) and self.without > self.keep_most and not self.gap_counted
        if gap_costs:
            self.gap_counted = True
            self._step_back_to(self.rung - 1)
        return gap_costs

    def _step_back_to(self, rung: int) -> None:
        """Go to a rung. 0 is below the first one: the course stays there, and its proof ends."""
        if not rung:
            self.proven -= frozenset((1,))
        self.rung = max(rung, 1)
        self.in_force = min(self.in_force, self.amounts[self.rung - 1])
        self.held, self.less, self.least = 0, 0, MOST_NANOGRAMS

    def _end_proofs(self, report: DayReport) -> None:
        """End the proof of each rung that gives at least what was taken, or at least the day's rung.

        In a pause, the day's rung is at most the highest proven one.
        """
        self.held = 0
        rung = self.rung or max(self.proven, default=0)
        if rung:
            least = min(report.least_intake or MOST_NANOGRAMS, self.amounts[rung - 1].nanograms)
            self.proven = frozenset(one for one in self.proven if self.amounts[one - 1].nanograms < least)

    def _end(self, count: DayCount) -> None:
        day, report, took = count.day, count.report, count.has_intake
        made = took or day.move not in STARTS | {Move.RESUME}
        rung = day.rung if day.rung and made else 0
        if rung != self.rung or day.move in STARTS:
            self.held, self.less, self.least = 0, 0, MOST_NANOGRAMS
        self.rung = rung
        self.without = 0 if took else self.without + 1
        self.gap_counted = self.gap_counted and not took
        if not report.is_silent:
            self.in_force = day.permitted if made else NOTHING
        elif not rung:
            self.in_force = NOTHING
        intake = report.least_intake or MOST_NANOGRAMS
        if rung and (not took or intake < self.amounts[rung - 1].nanograms):
            self.less, self.least = self.less + 1, min(self.least, intake)
        else:
            self.less, self.least = 0, MOST_NANOGRAMS
        allowed = max(count.began_with, day.permitted).nanograms
        if rung and report.most > (allowed or self.amounts[rung - 1].nanograms):
            self.held = 0  # what is taken without permission, up to the rung, leaves held days as they are
        elif took and report.amounts == frozenset((day.permitted,)) and _may_be_held(count, self.rulebook):
            self.held += 1
            if self.held >= self.holds[rung - 1]:
                self.proven |= frozenset((rung,))


def _standing(wishes: frozenset[Wish], wish: Wish | None) -> frozenset[Wish]:
    """The wishes that stand after a day with this wish: to hold and to pause, until the wish to go on."""
    if wish is Wish.GO_ON:
        return frozenset()
    return wishes | {wish} if wish in (Wish.HOLD, Wish.PAUSE) else wishes


def _is_disturbed(count: DayCount) -> bool:
    """Whether a day reports anything that is not calm. What is not stated disturbs nothing."""
    upset = count.report.zone in (Zone.YELLOW, Zone.RED) or count.response not in (None, Response.GO_ON)
    return upset or count.more_taken or count.report.wish in WISHES_FOR_LESS


def _is_calm(count: DayCount) -> bool:
    """Whether a day may count as calm: Green, no reaction, no wish for less, not more taken, and no refusal."""
    stated = count.report.zone is Zone.GREEN and count.response is Response.GO_ON
    calm = stated and not _is_disturbed(count) and Wish.PAUSE not in count.standing
    return calm and (count.day.rung is None or count.day.permitted > NOTHING)


def _may_be_held(count: DayCount, rulebook: Rulebook) -> bool:
    """Whether a full intake on this day is a held day: no reaction, and no step back by the day's check-ins."""
    withheld = rulebook.course_events[CourseEvent.WITHHELD].id
    return count.response is Response.GO_ON and count.report.wish is not Wish.LOWER and count.day.rule != withheld


def entries_of_other_days(check_ins: Iterable[CheckIn], day: date) -> Iterator[CheckIn]:
    """The final entries of all other days, each as an entry of its own."""
    for _, check_in in final_entries(check_ins):
        if check_in.day != day and not check_in.withdraw:
            yield attrs.evolve(check_in, id=None, replaces=None)


def course_proposal(course: Course, intent: Intent, current_daily: Elemental | None) -> Proposal:
    """A proposal with the capsule, target and longest hold of a course, for this intent and current daily amount."""
    return Proposal(
        intent=intent,
        product=course.capsule,
        target=course.plan.steps[-1].daily,
        current_daily=current_daily,
        hold_days=max(course.holds),
    )


def daily_of(ledger: Ledger, day: LedgerDay | None) -> Elemental | None:
    """The daily amount of the rung on which the course is on ``day``; None if ``day`` is None or has no rung."""
    return None if day is None or day.rung is None else ledger.course.plan.steps[day.rung - 1].daily


def strictest_answer(
    facts: Sequence[Situation],
    zone: Zone | None,
    day: date,
    tolerance: Tolerance,
    proposal: Proposal,
    rulebook: Rulebook,
) -> Answer:
    """The least permissive of the answers that ``assess`` gives to a proposal: one for each situation in ``facts``."""
    situations = (
        attrs.evolve(situation, zone=zone, tolerance=tolerance, as_of=day if situation.kidney_date else None)
        for situation in facts
    )
    answers = (_cached_answer(situation, proposal, rulebook) for situation in situations)
    return min(answers, key=lambda answer: answer.permission)


@lru_cache(maxsize=4096)
def _cached_answer(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Answer:
    return assess(situation, proposal, rulebook=rulebook).answer
