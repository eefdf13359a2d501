"""Move the intakes of a schedule to times at which no medicine rules out magnesium."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import attrs

from alpims_mg._internal.caching import remembered_if
from alpims_mg._internal.clock import minute_of
from alpims_mg._internal.rendering import as_sentences
from alpims_mg.dosing.guards import Guard, blocked_intervals, guards_of
from alpims_mg.dosing.rungs import Schedule
from alpims_mg.dosing.search import ClockSearch
from alpims_mg.model.findings import Finding
from alpims_mg.model.intakes import Intake
from alpims_mg.model.routines import Routine
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import TimeOfDay
from alpims_mg.rulebook.clock import ClockFinding
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rules.findings import finding

if TYPE_CHECKING:
    from alpims_mg.model.plans import Step


def placed(
    schedule: Schedule, routine: Routine | None, medicines: tuple[Medicine, ...], rulebook: Rulebook
) -> tuple[Schedule, tuple[Finding, ...]]:
    """A pair: the schedule with its intakes outside the separation intervals of medicines, and findings.

    With a routine, each intake gets a time on the clock. Without one, an intake whose usual meal is within an interval
    moves to the next meal that is not. A finding says which intakes could not be placed; they stay where they are.
    """
    timed = tuple(medicine for medicine in medicines if medicine.taken_at)
    if routine is None and not timed:
        return schedule, ()
    return _placed(schedule, routine, timed, rulebook)


def _are_few(schedule: Schedule, routine: Routine | None, medicines: tuple[Medicine, ...], rulebook: Rulebook) -> bool:
    """Whether the medicines are few enough, with names and times short enough, to be kept in a cache."""
    del schedule, routine, rulebook
    return sum(len(str(medicine)) + len(medicine.taken_at) for medicine in medicines) <= _MOST_KEPT


_MOST_KEPT: Final = 4000


@remembered_if(_are_few, entries=256)
def _placed(
    schedule: Schedule, routine: Routine | None, medicines: tuple[Medicine, ...], rulebook: Rulebook
) -> tuple[Schedule, tuple[Finding, ...]]:
    guards = guards_of(medicines, rulebook)
    if any(guard.never for guard in guards):
        return schedule, ()  # a medicine that rules out capsules at every time has a finding of its own
    if routine is None:
        return _at_usual_meals(schedule, guards, rulebook)
    return _on_the_clock(schedule, routine, guards, rulebook)


def _on_the_clock(
    schedule: Schedule, routine: Routine, guards: tuple[Guard, ...], rulebook: Rulebook
) -> tuple[Schedule, tuple[Finding, ...]]:
    steps: list[Step] = []
    findings: dict[str, Finding] = {}
    for step in schedule.steps:
        search = ClockSearch(routine=routine, intakes=step.intakes, guards=guards, rulebook=rulebook)
        if best := search.best():
            intakes = (
                attrs.evolve(found.intake, at=found.at or found.intake.at, clock=found.clock) for found in best[0]
            )
            steps.append(attrs.evolve(step, intakes=tuple(intakes)))
        else:
            rule = rulebook.clock_findings[ClockFinding.NO_SLOT]
            conflicts = as_sentences(map(str, search.smallest_sets()[0]))
            findings.setdefault(rule.id, finding(rule, numbers=(("conflicts", conflicts),)))
            steps.append(step)
    return attrs.evolve(schedule, steps=tuple(steps)), tuple(findings.values())


def _at_usual_meals(
    schedule: Schedule, guards: tuple[Guard, ...], rulebook: Rulebook
) -> tuple[Schedule, tuple[Finding, ...]]:
    free = frozenset(meal for meal in TimeOfDay if not _is_blocked(meal, guards, rulebook))
    steps = tuple(
        attrs.evolve(step, intakes=_moved(step.intakes, free)) if _blocked(step.intakes, free) else step
        for step in schedule.steps
    )
    left = {intake.at for step in steps for intake in _blocked(step.intakes, free)}
    rule = rulebook.clock_findings[ClockFinding.MEAL_IN_WINDOW]
    meals = ", ".join(str(meal) for meal in TimeOfDay if meal in left)
    return attrs.evolve(schedule, steps=steps), (finding(rule, numbers=(("meals", meals),)),) if left else ()


def _is_blocked(meal: TimeOfDay, guards: tuple[Guard, ...], rulebook: Rulebook) -> bool:
    """Whether a medicine rules out magnesium at some time within the usual hours of a meal."""
    hours = rulebook.usual_meals[meal].then
    begins, ends = minute_of(hours.begins), minute_of(hours.ends)
    return any(first <= ends and begins <= last for first, last in blocked_intervals(guards))


def _blocked(intakes: Iterable[Intake], free: frozenset[TimeOfDay]) -> tuple[Intake, ...]:
    return tuple(intake for intake in intakes if intake.at not in free)


def _moved(intakes: tuple[Intake, ...], free: frozenset[TimeOfDay]) -> tuple[Intake, ...]:
    """The intakes in the order of the day, those at a meal that is not free moved to the next free meal.

    The meals later in the day come first, then the earlier ones. An intake with food moves to a meal only. No two
    intakes share a time of day. An intake for which nothing is left stays where it is.
    """
    day = tuple(TimeOfDay)
    taken = {intake.at for intake in intakes}
    moved: list[Intake] = []
    for intake in intakes:
        at = intake.at
        if at not in free:
            here = day.index(at)
            following = (*day[here + 1 :], *day[:here])
            choices = (meal for meal in following if meal in free - taken)
            at = next((meal for meal in choices if not intake.with_food or meal is not TimeOfDay.BEDTIME), at)
            taken.add(at)
        moved.append(attrs.evolve(intake, at=at))
    return tuple(sorted(moved, key=lambda intake: day.index(intake.at)))
