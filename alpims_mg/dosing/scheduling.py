"""Schedule the intakes of one rung between waking, meals, sleep and medicines.

The search is exact, because times lie on a grid. It finds the best schedule. If there is none, it finds every smallest
set of constraints that cannot hold together.
"""

from collections.abc import Iterable

import attrs

from alpims_mg._internal.rendering import as_sentences
from alpims_mg._internal.validation import an_instance, as_tuple, check_instances
from alpims_mg.dosing.days import Day, DaySchedule, Unschedulable
from alpims_mg.dosing.guards import free_intervals, guards_of, medicine_doses, unplaced_medicines
from alpims_mg.dosing.search import ClockSearch
from alpims_mg.errors import raise_if_any
from alpims_mg.model.plans import Step
from alpims_mg.model.routines import Routine
from alpims_mg.model.situations import MOST_MEDICINES, Medicine
from alpims_mg.rulebook.clock import ClockFinding
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rules.findings import finding


def schedule_day(
    step: Step, routine: Routine, medicines: Iterable[Medicine] | None = None, *, rulebook: Rulebook = CURRENT
) -> Day:
    """Find a time for every intake of one rung, the same every day, or name the constraints that conflict.

    Every time lies on a grid, while the person is awake. An intake with food is at a meal. Two intakes are some hours
    apart, also overnight. Every separation interval of every medicine is observed, in each direction. Among the
    schedules that satisfy all of these rules, the best one

    1. keeps as many intakes as possible at their own time of day;
    2. is as near to the intakes' own times as possible: the fewest minutes from them, added up over all intakes;
    3. makes the shortest distance to another intake, or to the edge of a separation interval, as long as possible;
    4. places each intake in turn as early as possible after waking.

    The own time of an intake is the time of the meal that the plan gives, or the time of going to sleep. An intake at
    another meal still has the time of its own meal as its own time. An intake for a meal that the person does not eat
    has no own time.

    The order of the medicines never matters. ``not_checked`` names a medicine that needs separation but has no times,
    and medicines that are not stated at all (None). If a medicine rules out capsules for every kidney function, there
    is no schedule.

    Units: local times of day. Each medicine is taken every day at the times stated.
    Raises: ``InvalidInputError`` for an argument of another type.
    Source: guide, "Starting dose"; rules ``clock.`` and ``medicine.``.

    >>> from datetime import time
    >>> from alpims_mg import Capsule, Elemental, Form, Medicine, Routine, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4))
    >>> routine = Routine(wakes=time(6), sleeps=time(22), breakfast=time(8), lunch=time(12, 30), dinner=time(18, 30))
    >>> levothyroxine = Medicine(name="levothyroxine", taken_at=[time(7)])
    >>> for placed in schedule_day(plan.steps[-1], routine, [levothyroxine]).placed:
    ...     print(placed)
    12:30, lunch: 1 capsule (100 mg), with food, moved from breakfast
    18:30, dinner: 1 capsule (100 mg), with food
    """
    listed = None if medicines is None else as_tuple(medicines, most=MOST_MEDICINES)
    raise_if_any(
        (
            an_instance("step", step, Step, example="Step(...)"),
            an_instance("routine", routine, Routine, example="Routine(...)"),
            *(() if listed is None else check_instances("medicines", listed, Medicine, most=MOST_MEDICINES)),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    guards = guards_of(listed or (), rulebook)
    intakes = tuple(attrs.evolve(intake, clock=None) for intake in step.intakes)
    search = ClockSearch(routine=routine, intakes=intakes, guards=guards, rulebook=rulebook)
    not_checked, disclaimer = unplaced_medicines(listed, rulebook), rulebook.notices[Notice.DISCLAIMER].then
    best = search.best()
    if best is None:
        sets = search.smallest_sets()
        no_slot = finding(
            rulebook.clock_findings[ClockFinding.NO_SLOT], numbers=(("conflicts", as_sentences(map(str, sets[0]))),)
        )
        return Unschedulable(
            finding=no_slot, sets=sets, not_checked=not_checked, edition=rulebook.edition, disclaimer=disclaimer
        )
    placed, room = best
    return DaySchedule(
        routine=routine,
        placed=placed,
        doses=medicine_doses(listed or (), rulebook),
        free=tuple(free_intervals(routine, guards)),
        room_minutes=room,
        not_checked=not_checked,
        edition=rulebook.edition,
        disclaimer=disclaimer,
    )
