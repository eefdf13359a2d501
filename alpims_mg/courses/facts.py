"""What the rules judge on one day of a course: the proposals of the course, and the facts and reports of that day."""

from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple, final

import attrs

from alpims_mg._internal.caching import remembered_if
from alpims_mg.assessment.evaluation import Evaluation, evaluate
from alpims_mg.assessment.kidney import egfr_band, recency
from alpims_mg.assessment.upper_levels import other_nanograms, room_for_taken
from alpims_mg.courses.diary import Course
from alpims_mg.model.agreements import unacknowledged
from alpims_mg.model.findings import Finding
from alpims_mg.model.products import Capsule
from alpims_mg.model.proposals import HoldDays, Proposal
from alpims_mg.model.quantities import MOST_NANOGRAMS, Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Answer, Intent, KidneyFunction, Tolerance, Zone
from alpims_mg.rulebook.courses import CheckInRemark, CourseAmount
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.kidney import Recency
from alpims_mg.rulebook.reactions import Response
from alpims_mg.rules.findings import finding


def start_proposal(course: Course) -> Proposal:
    """The proposal to start the capsule of a course, with the last amount of a plan to start as the target."""
    last = None if course.is_joined else course.plan.steps[-1].daily
    holds = _one_if_equal(course.plan.holds)
    return Proposal(intent=Intent.START, product=course.capsule, target=last, hold_days=holds)


def _one_if_equal(holds: tuple[int, ...]) -> HoldDays:
    """One number of days if all rungs have the same, so that equal proposals share one cache entry."""
    return holds[0] if len(set(holds)) == 1 else holds


@final
class Questions(NamedTuple):
    """The proposals that the rules judge during a course.

    ``start`` is the proposal to start. ``keep[0]`` proposes to stay on the first rung. ``rise[0]`` proposes to rise
    from the first rung. ``course`` is the course that they are for.
    """

    course: Course
    start: Proposal
    keep: tuple[Proposal, ...]
    rise: tuple[Proposal, ...]


def questions(course: Course) -> Questions:
    """The ``Questions`` of a course, which are all proposals that the rules judge while it lasts.

    There is one proposal to start, and two for each rung: to stay on it, and to rise from it.
    """
    start = start_proposal(course)

    def for_each_rung(intent: Intent) -> tuple[Proposal, ...]:
        question = attrs.evolve(start, intent=intent, hold_days=start.longest_hold)  # its plan has one rung
        return tuple(attrs.evolve(question, current_daily=step.daily) for step in course.rungs)

    return Questions(
        course=course, start=start, keep=for_each_rung(Intent.MAINTAIN), rise=for_each_rung(Intent.INCREASE)
    )


# --- The facts of a day


@final
class DayFacts(NamedTuple):
    """The facts about a person that apply on one day of a course, and the zone of that day.

    ``stated`` holds the facts of the latest day that states any. It has several items if the check-ins of that day
    state different facts. ``zone`` is None if no zone is stated. ``others`` holds the daily nanograms of the person's
    other products, which the rules add to the other magnesium that is stated. ``zone_is_sure`` is false if a correction
    takes away the entry that states the zone.
    """

    stated: tuple[Situation, ...]
    zone: Zone | None
    day: date
    others: int = 0
    zone_is_sure: bool = True

    def situations(self, tolerance: Tolerance) -> tuple[Situation, ...]:
        """A copy of each item of ``stated`` with this day's zone, date and other products, and with this tolerance."""
        return tuple(_situation_on(situation, self.zone, tolerance, self.day, self.others) for situation in self.stated)

    def evaluations(self, proposal: Proposal, tolerance: Tolerance, rulebook: Rulebook) -> tuple[Evaluation, ...]:
        """The results of all rules for a proposal on that day: one ``Evaluation`` for each item of ``stated``."""
        days = (_canonical_day(situation.kidney_date, self.day, rulebook) for situation in self.stated)
        situations = (
            _situation_on(situation, self.zone, tolerance, day, self.others)
            for situation, day in zip(self.stated, days, strict=True)
        )
        return tuple(_cached_evaluation(situation, proposal, rulebook) for situation in situations)

    def answer(self, proposal: Proposal, tolerance: Tolerance, rulebook: Rulebook) -> Answer:
        """The rules' answer to a proposal that day. If items of ``stated`` differ, the least permissive answer.

        If the zone is not sure, it may not be stated at all, so the answer is never an offer.
        """
        answers = [evaluation.answer for evaluation in self.evaluations(proposal, tolerance, rulebook)]
        if not self.zone_is_sure:
            answers.append(Answer.NEEDS_INFORMATION)
        return min(answers, key=lambda answer: answer.permission)

    def answer_to_resume(self, questions: Questions, rung: int, rulebook: Rulebook) -> Answer:
        """The rules' answer to resuming on ``rung`` after a pause.

        It is the answer to staying on the rung, and as strict as the rows of a start on the zone, conditions and
        additives.
        """
        rows, answers = rows_of_a_start(rulebook), [self.answer(questions.keep[rung], Tolerance.PROVEN, rulebook)]
        for evaluation in self.evaluations(questions.start, Tolerance.UNPROVEN, rulebook):
            if any(found.rule in rows for found in evaluation.withheld):
                answers.append(Answer.WITHHOLD)
            elif any(found.rule in rows for found in evaluation.asks):
                answers.append(Answer.CONSULT)
        return min(answers, key=lambda answer: answer.permission)


@lru_cache(maxsize=64)
def rows_of_a_start(rulebook: Rulebook) -> frozenset[str]:
    """The ids of the rows that judge a resumption as a start: those on the zone, conditions and additives."""
    tables = (rulebook.zones, rulebook.conditions, rulebook.other_conditions, rulebook.additives)
    return frozenset(rule.id for table in tables for rule in table.rules)


def _canonical_day(kidney_date: date | None, day: date, rulebook: Rulebook) -> date:
    """A date to use instead of ``day``, so that many days share one cache entry. The rules answer the same for both.

    The rules ask only whether the kidney result is current on a day. So all days on which it is current get one date,
    and all other days get another. Without a dated result, every day gets the same date.
    """
    if kidney_date is None or recency(kidney_date, day, rulebook) is Recency.CURRENT:
        return kidney_date or date.min
    return date.max


def _is_small(situation: Situation, *others: object) -> bool:
    """Whether the texts of a situation, and of a proposal beside it, are short enough to be kept in a cache."""
    labels = (other.product.ingredients or () for other in others if isinstance(other, Proposal))
    names = (str(medicine) for medicine in situation.medicines or ())
    agreed = (str(acknowledgement) for acknowledgement in situation.acknowledged)
    return sum(map(len, chain(situation.other_conditions, names, agreed, *labels))) <= _LONGEST_KEPT


_LONGEST_KEPT: Final = 8000


@remembered_if(_is_small, entries=4096)
def _situation_on(situation: Situation, zone: Zone | None, tolerance: Tolerance, day: date, others: int) -> Situation:
    """A copy of a situation with this zone, tolerance and date, and ``others`` added to its other magnesium.

    Without a kidney result, the date is left out. Other magnesium that is not stated stays so. A sum of 1 kg is just
    below it, as no mass is larger.
    """
    other = situation.other_magnesium
    total = None if other is None else Elemental(nanograms=min(other.nanograms + others, MOST_NANOGRAMS - 1))
    return attrs.evolve(
        situation,
        zone=zone,
        tolerance=tolerance,
        as_of=day if situation.kidney_date else None,
        other_magnesium=total,
    )


@remembered_if(_is_small, entries=4096)
def _cached_evaluation(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Evaluation:
    return evaluate(situation, proposal, rulebook)


def response_to_amount(facts: DayFacts, capsule: Capsule, taken: int, rulebook: Rulebook) -> Response:
    """What the total of a day asks for: to go on, to stop, or urgent care.

    ``taken`` counts the nanograms of this product and of the person's other products under review. The other magnesium
    that the facts state is added. The limit is what any plan may give for the age. Above it, the course stops. Urgent
    care is for a total above the rulebook's emergency amount, or above the limit if the kidney function is not known to
    be normal.
    """
    emergency = rulebook.course_amounts[CourseAmount.FAR_TOO_MUCH].then.nanograms
    responses = [Response.GO_ON]
    for situation in facts.stated:
        above = taken > room_for_taken(situation, capsule, rulebook)
        urgent = taken + other_nanograms(situation) > emergency or not _has_normal_kidneys(
            situation, facts.day, rulebook
        )
        if taken and above:
            responses.append(Response.URGENT_CARE if urgent else Response.STOP_AND_CONSULT)
    return max(responses, key=list(Response).index)


def _has_normal_kidneys(situation: Situation, day: date, rulebook: Rulebook) -> bool:
    """True if all that is stated of the kidneys is normal, something is stated, and no result is too old."""
    functions = {situation.kidney, egfr_band(situation.egfr, rulebook) if situation.egfr else None} - {None}
    return functions == {KidneyFunction.NORMAL} and recency(situation.kidney_date, day, rulebook) is not Recency.STALE


def stop_is_open(facts: DayFacts, stopped_on: date, rulebook: Rulebook) -> bool:
    """True if all facts of a day hold a clinician's agreement to a start after the stop on ``stopped_on``."""
    question = after_stop(stopped_on, rulebook)
    return not any(unacknowledged((question,), situation.acknowledged) for situation in facts.stated)


def after_stop(stopped_on: date, rulebook: Rulebook) -> Finding:
    """The question that a start after a stop asks. An acknowledgement answers it only if it names the day."""
    rule, day = rulebook.check_in_remarks[CheckInRemark.AFTER_STOP], str(stopped_on)
    return finding(rule, about=day, numbers=(("stopped_on", day),))
