"""Intakes on the clock: one rung of a plan, placed exactly between waking, meals, sleep and medicines.

The quarters of an hour are the bits of an integer, so a set of times is one number and the search is exact: it finds
the best day wherever there is one, and where there is none it names the smallest sets of what cannot hold together.
"""

from collections.abc import Iterable

from alpims_mg._internal.validation import an_instance, as_tuple, check_instances
from alpims_mg.dosing.days import Day, DaySchedule, Unschedulable
from alpims_mg.dosing.guards import free_intervals, guards_of, medicine_doses, unplaced_medicines
from alpims_mg.dosing.search import ClockSearch
from alpims_mg.errors import raise_if_any
from alpims_mg.model.plans import Step
from alpims_mg.model.routines import Routine
from alpims_mg.model.situations import Medicine
from alpims_mg.rulebook.clock import ClockFinding
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rules.findings import finding


def schedule_day(
    step: Step, routine: Routine, medicines: Iterable[Medicine] | None = None, *, rulebook: Rulebook = CURRENT
) -> Day:
    """The intakes of one rung on the clock, the same every day, or what leaves no time for them.

    Every placement keeps all of this: a time on the grid, awake; food where an intake wants it; the least hours
    between two intakes, over night too; every directed window of every dose. Of those placements, in this order:

    1. as many intakes as can be at their own time of day (an intake with food at its own meal, and at another one only
       where no way else is left);
    2. the least distance to another intake or to the edge of a window as large as it can be;
    3. each intake in turn as near its own time as it can be, then as early.

    The order of the medicines never matters. A medicine from which hours are kept and whose times are not stated is
    named as not checked, and so are medicines that are not stated at all (None). Beside a medicine that is withheld
    with capsules, whatever the kidney function, no time is left.

    Units: local times of day; a dose that is taken every day at that time.
    Raises: ``InvalidInputError`` for what is no step, routine or list of medicines.
    Source: guide, "Starting dose"; the rules ``clock.`` and ``medicine.``.

    >>> from datetime import time
    >>> from alpims_mg import Capsule, Elemental, Form, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4))
    >>> day = Routine(wakes=time(6), sleeps=time(22), breakfast=time(8), lunch=time(12, 30), dinner=time(18, 30))
    >>> taken = Medicine(name="levothyroxine", taken_at=[time(7)])
    >>> for one in schedule_day(plan.steps[-1], day, [taken]).placed:
    ...     print(one)
    13:00, for breakfast: 1 capsule (100 mg), with food, moved
    18:30, for dinner: 1 capsule (100 mg), with food
    """
    listed = None if medicines is None else as_tuple(medicines)
    raise_if_any(
        (
            an_instance("step", step, Step, example="Step(...)"),
            an_instance("routine", routine, Routine, example="Routine(...)"),
            *(() if listed is None else check_instances("medicines", listed, Medicine)),
        )
    )
    guards = guards_of(listed or (), rulebook)
    day = ClockSearch(routine=routine, intakes=step.intakes, guards=guards, rulebook=rulebook)
    not_checked, disclaimer = unplaced_medicines(listed, rulebook), rulebook.notices[Notice.DISCLAIMER].then
    found = day.best()
    if found is None:
        sets = day.smallest_sets()
        said = finding(
            rulebook.clock_findings[ClockFinding.NO_SLOT], numbers=(("conflicts", "; ".join(map(str, sets[0]))),)
        )
        return Unschedulable(
            finding=said, sets=sets, not_checked=not_checked, edition=rulebook.edition, disclaimer=disclaimer
        )
    placed, room = found
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
