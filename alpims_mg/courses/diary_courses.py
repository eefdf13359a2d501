"""Make the course that a diary describes, with every change of its product and of its target."""

from collections.abc import Sequence
from datetime import date
from typing import cast

import attrs

from alpims_mg.courses.check_ins import CheckIn
from alpims_mg.courses.checking import diary_faults
from alpims_mg.courses.diary import Course, Diary
from alpims_mg.courses.reviews import begin_course
from alpims_mg.courses.switching import switch_product
from alpims_mg.dosing.titration import titration_schedule
from alpims_mg.errors import Fault, InvalidInputError, faults_under, raise_if_any
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products import Capsule
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.vocabulary import Intent
from alpims_mg.rulebook.current import CURRENT, Rulebook


def course_of(diary: Diary, *, rulebook: Rulebook = CURRENT) -> Course | Infeasible:
    """The course that a diary describes, or ``Infeasible`` with the reason why one of its capsules has no schedule.

    Raises: ``InvalidInputError`` if a proposal of the diary is not to start or to maintain a capsule, or for any fault
    that ``begin_course`` or ``switch_product`` finds.
    """
    plan = _plan_of(diary.proposal, "proposal", rulebook)
    if isinstance(plan, Infeasible):
        return plan
    course = begin_course(plan, starts=diary.starts, situation=diary.situation, rulebook=rulebook)
    if diary.changes:
        raise_if_any(diary_faults(course, diary.check_ins, diary.as_of, rulebook))
    for i, change in enumerate(diary.changes):
        plan = _plan_of(change.proposal, f"changes[{i}].proposal", rulebook)
        if isinstance(plan, Infeasible):
            return plan
        course = _changed(course, diary.check_ins, plan, change.on, f"changes[{i}]", rulebook)
    return course


def _changed(
    course: Course, check_ins: Sequence[CheckIn], plan: DosePlan, on: date, path: str, rulebook: Rulebook
) -> Course:
    """The course after a change. The faults of the change begin with ``path``, and name its proposal, not its plan."""
    try:
        return switch_product(course, _known_before(on, check_ins), plan, on=on, rulebook=rulebook)
    except InvalidInputError as error:
        faults = (attrs.evolve(fault, path=fault.path.replace("plan.steps", "proposal")) for fault in error.faults)
        raise InvalidInputError(*(fault.under(path) for fault in faults)) from None


def _known_before(on: date, check_ins: Sequence[CheckIn]) -> list[CheckIn]:
    """The check-ins of the days before ``on``, and those that they correct."""
    replaced_by_id = {check_in.id: check_in.replaces for check_in in check_ins}
    corrected: set[str] = set()
    for check_in in check_ins:
        name = check_in.replaces if check_in.day < on else None
        while name is not None and name not in corrected:
            corrected.add(name)
            name = replaced_by_id[name]
    return [check_in for check_in in check_ins if check_in.day < on or check_in.id in corrected]


def _plan_of(proposal: Proposal, path: str, rulebook: Rulebook) -> DosePlan | Infeasible:
    """The plan of a proposal. The path of its faults begins with ``path``."""
    faults: list[Fault] = []
    if proposal.intent not in (Intent.START, Intent.MAINTAIN):
        actual, fix = (
            str(proposal.intent),
            "give the proposal to start, or to maintain what is taken already; the course asks for each rise itself",
        )
        faults.append(Fault(path="intent", expected="start or maintain", actual=actual, fix=fix))
    elif proposal.intent is Intent.MAINTAIN and proposal.current_daily is None:
        expected, fix = "the daily amount that is taken already", "state it"
        faults.append(Fault(path="current_daily", expected=expected, actual="nothing", fix=fix))
    if not isinstance(proposal.product, Capsule):
        actual, fix = str(proposal.product), "use assess for topical magnesium; it has no rungs"
        faults.append(Fault(path="product", expected="a capsule", actual=actual, fix=fix))
    with faults_under(path):
        raise_if_any(faults)
        return titration_schedule(
            cast("Capsule", proposal.product),
            intent=proposal.intent,
            target=proposal.target,
            current_daily=proposal.current_daily,
            hold_days=proposal.hold_days,
            rulebook=rulebook,
        )
