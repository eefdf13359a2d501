"""Laws that compare a rulebook with a stricter one: answers, plans and courses never permit more."""

from collections.abc import Sequence

import attrs

from alpims_mg.courses.check_ins import CheckIn
from alpims_mg.courses.facts import questions
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.progress import Adherence
from alpims_mg.courses.replaying import replay_days
from alpims_mg.courses.reviews import begin_course, review_course
from alpims_mg.errors import InvalidInputError
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products import Capsule
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Intent
from alpims_mg.rulebook.courses import CourseNumber
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.dosing import Amount
from alpims_mg.testing.laws.day_counts import LOSSES, NOTHING
from alpims_mg.testing.laws.failures import law_broken, verify
from alpims_mg.testing.laws.plans import schedule_of_proposal

__all__ = ["a_tightened_course_never_permits_more", "a_tightened_plan_never_gives_more"]


def a_tightened_plan_never_gives_more(before: Rulebook, after: Rulebook, proposal: Proposal) -> None:
    """Verify that a stricter rulebook plans a capsule only if the milder one does, and never gives more on any day.

    ``before`` is the milder rulebook, ``after`` the stricter one. No intake exceeds the stricter rulebook's limit. A
    plan to take less is left out: a clinic's smaller steps are smaller on the way down too, and permit nothing new.
    """
    slower = _plan_of(proposal, after)
    if slower is None or proposal.intent is Intent.LOWER:
        return
    faster = _plan_of(proposal, before)
    if faster is None:
        raise law_broken("only the stricter rulebook gives a plan", proposal, slower)
    for day in {step.first_day for plan in (slower, faster) for step in plan.steps}:
        more = slower.on(day).daily > faster.on(day).daily
        verify(not more, "the stricter rulebook gives more on a day", day, proposal, slower, faster)
    most = after.dose_amounts[Amount.INTAKE_MOST].then
    small = all(intake.elemental <= most for step in slower.steps for intake in step.intakes)
    verify(small, "an intake is larger than the stricter rulebook allows", proposal, slower)


def _plan_of(proposal: Proposal, rulebook: Rulebook) -> DosePlan | None:
    """The plan that a rulebook gives for a capsule; None if it refuses the proposal or has no plan."""
    if not isinstance(proposal.product, Capsule):
        return None
    try:
        plan = schedule_of_proposal(proposal, proposal.product, rulebook)
    except InvalidInputError:
        return None
    return plan if isinstance(plan, DosePlan) else None


def a_tightened_course_never_permits_more(
    before: Rulebook,
    after: Rulebook,
    proposal: Proposal,
    situation: Situation,
    reports: Sequence[tuple[CheckIn, Adherence]],
) -> None:
    """Verify that a course under a stricter rulebook permits no more than the same course under the milder one.

    ``before`` is the milder rulebook, ``after`` the stricter one. ``reports`` has one pair for each day, in order: the
    check-in, and how much of the day's amount is taken. On every day, the stricter course permits at most what the
    milder plan gives on that day. It also permits no more than the milder course, until the milder course loses a
    rung, stops or gets no offer. After that the two courses have different pasts. Even then, the stricter course never
    reaches an amount before the milder course does. This last check is left out if the two rulebooks ask for a new
    start after different numbers of missed days, because a new start can end a pause.
    """
    slower = _ledger_of(proposal, situation, reports, after)
    if slower is None:
        return
    faster = _ledger_of(proposal, situation, reports, before)
    if faster is None:
        raise law_broken("only the stricter rulebook gives a course", proposal, situation)
    lapses = {rulebook.course_numbers[CourseNumber.MISSED_BACK_MOST].then for rulebook in (before, after)}
    reached, same_past = NOTHING, True
    for entry, other in zip(faster.days, slower.days, strict=True):
        case = (other, entry, proposal, situation, reports)
        verify(other.permitted <= entry.planned, "the stricter course permits more than the milder plan gives", *case)
        reached = max(reached, entry.permitted)
        first = len(lapses) == 1 and other.permitted > reached
        verify(not first, "the stricter course reaches an amount first", *case)
        same_past = same_past and entry.move not in LOSSES and (entry.permitted > NOTHING or reached == NOTHING)
        more = same_past and other.permitted > entry.permitted
        verify(not more, "the stricter course permits more on a day", *case)


def _ledger_of(
    proposal: Proposal, situation: Situation, reports: Sequence[tuple[CheckIn, Adherence]], rulebook: Rulebook
) -> Ledger | None:
    """The ledger of a course with one report for each day; None if the rulebook gives no plan of several rungs.

    Each report is a pair: a check-in without an amount, and how much of the day's amount is taken.
    """
    plan = _plan_of(proposal, rulebook)
    if plan is None or len(plan.steps) == 1:
        return None
    course = begin_course(plan, starts=reports[0][0].day, situation=situation, rulebook=rulebook)
    lived: list[CheckIn] = []
    for check_in, taken in reports:
        record = replay_days(course, questions(course), (*lived, check_in), check_in.day, rulebook)[-1]
        due = 0 if record.rung is None else course.plan.steps[record.rung].daily.nanograms
        amounts = {Adherence.IN_FULL: due, Adherence.OTHER_AMOUNT: due // 2, Adherence.NOTHING: 0}
        lived.append(attrs.evolve(check_in, taken=Elemental(nanograms=amounts[taken])))
    return review_course(course, lived, lived[-1].day, rulebook=rulebook).ledger
