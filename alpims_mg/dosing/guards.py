"""Find the times of day that medicines rule out for magnesium, and the times that remain free."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, final

from alpims_mg._internal.clock import DAY, HOUR, minute_of, minutes_from, time_at
from alpims_mg._internal.rendering import sentence
from alpims_mg.dosing.days import FreeInterval, MedicineDose
from alpims_mg.medicines.labelling import told_apart
from alpims_mg.medicines.recognition import recognised
from alpims_mg.medicines.ways_of_giving import given_by
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Verdict
from alpims_mg.model.routines import Routine
from alpims_mg.model.separations import DoseSeparation, strictest
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import KidneyFunction, MedicineClass, MedicineRoute, Route
from alpims_mg.rulebook.clock import ClockFinding
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.medicines.tables import MedicineKey, Window, WindowKey
from alpims_mg.rules.findings import with_gap


@final
class Guard(NamedTuple):
    """The times of day at which one medicine, called ``name``, rules out magnesium.

    ``windows`` holds a pair for each dose of the medicine: the minute of the day at which it is taken, and the
    separation interval around it. ``never`` is true if magnesium is withheld at every time of day.
    """

    name: str
    windows: tuple[tuple[int, DoseSeparation], ...]
    never: bool

    @property
    def words(self) -> str:
        """The times at which the medicine rules out magnesium, in words."""
        if self.never:
            return "no magnesium at any time of day"
        first, *others = (separation.around(time_at(minute)) for minute, separation in self.windows)
        return ". ".join((first, *(sentence(other)[:-1] for other in others)))


def _separation(medicine: Medicine, rulebook: Rulebook) -> tuple[DoseSeparation | None, bool]:
    return _separation_of_classes(recognised(medicine).classes, given_by(medicine), rulebook)


@lru_cache(maxsize=1024)
def _separation_of_classes(
    classes: frozenset[MedicineClass], given: MedicineRoute, rulebook: Rulebook
) -> tuple[DoseSeparation | None, bool]:
    """A pair: the separation interval of a medicine, and whether the rules withhold capsules with this medicine.

    The interval is the longest in each direction, over all classes of the medicine and all kidney functions. It is None
    if no separation applies. The second item is true if one class withholds capsules for every kidney function.
    """
    rows = [
        [
            rulebook.medicines[MedicineKey(medicine=medicine_class, route=Route.CAPSULE, kidney=kidney)].then
            for kidney in KidneyFunction
        ]
        for medicine_class in classes
    ]
    never = any(all(row.verdict is Verdict.WITHHOLD for row in class_rows) for class_rows in rows)
    if rulebook.windows[WindowKey(route=Route.CAPSULE, given=given)].then is not Window.APPLIES:
        return None, never
    separation = strictest(*(row.separation for class_rows in rows for row in class_rows if row.separation))
    return None if separation == strictest() else separation, never


def guards_of(medicines: tuple[Medicine, ...], rulebook: Rulebook) -> tuple[Guard, ...]:
    """A tuple with a ``Guard`` (ruled-out times of day) for each medicine that rules out any, sorted by name.

    Entries of one medicine share one guard.
    """
    windows: dict[str, set[tuple[int, DoseSeparation]]] = {}
    withheld: set[str] = set()
    for name, medicine in told_apart(medicines):
        separation, never = _separation(medicine, rulebook)
        if never:
            withheld.add(name)
        if separation:
            doses = ((minute_of(clock), separation) for clock in medicine.taken_at)
            windows.setdefault(name, set()).update(doses)
    names = sorted(withheld | {name for name, doses in windows.items() if doses})
    return tuple(
        Guard(name=name, windows=tuple(sorted(windows.get(name, ()), key=_by_time)), never=name in withheld)
        for name in names
    )


def _by_time(window: tuple[int, DoseSeparation]) -> tuple[int, str]:
    return window[0], str(window[1])


def medicine_doses(medicines: tuple[Medicine, ...], rulebook: Rulebook) -> tuple[MedicineDose, ...]:
    """A ``MedicineDose`` for every dose of these medicines whose time is stated, sorted by time."""
    doses = {
        MedicineDose(clock=clock, medicine=name, separation=_separation(medicine, rulebook)[0])
        for name, medicine in told_apart(medicines)
        for clock in medicine.taken_at
    }
    return tuple(sorted(doses, key=lambda dose: (dose.clock, dose.medicine, str(dose.separation))))


def unplaced_medicines(medicines: tuple[Medicine, ...] | None, rulebook: Rulebook) -> tuple[NotChecked, ...]:
    """A tuple with a ``NotChecked`` for each medicine that needs separation from magnesium but has no times stated.

    If ``medicines`` is None (not stated), the tuple has one item that says so.
    """
    if medicines is None:
        gaps = {with_gap(rulebook.clock_findings[ClockFinding.MEDICINES_NOT_STATED], "medicines")[1]}
    else:
        rule = rulebook.clock_findings[ClockFinding.TIMES_NOT_STATED]
        named = told_apart(medicines)
        untimed = (name for name, medicine in named if not medicine.taken_at and _separation(medicine, rulebook)[0])
        gaps = {with_gap(rule, "medicines.taken_at", about=name)[1] for name in untimed}
    return tuple(sorted((gap for gap in gaps if gap), key=str))


def blocked_minutes(minute: int, separation: DoseSeparation) -> tuple[int, int]:
    """A pair: the first and the last minute that a dose at ``minute`` rules out, both included.

    The interval always contains ``minute``. Minutes count from midnight. They are negative on the day before, and go on
    counting on the day after.
    """
    return (
        min(minute, minute - separation.magnesium_to_medicine * HOUR + 1),
        max(minute, minute + separation.medicine_to_magnesium * HOUR - 1),
    )


def blocked_intervals(guards: tuple[Guard, ...]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last minute of each separation interval: on the day before, the day and the day after."""
    for guard in guards:
        for minute, separation in guard.windows:
            first, last = blocked_minutes(minute, separation)
            yield from ((first + shift, last + shift) for shift in (-DAY, 0, DAY))


def free_intervals(routine: Routine, guards: tuple[Guard, ...]) -> Iterator[FreeInterval]:
    """Yield, from waking on, each interval of time awake that lies outside every separation interval."""
    wakes, awake = minute_of(routine.wakes), minutes_from(routine.wakes, routine.sleeps)
    blocked = sorted((first - wakes, last - wakes) for first, last in blocked_intervals(guards))
    begins = 0
    for first, last in (*blocked, (awake + 1, awake + 1)):
        if begins <= min(first - 1, awake):
            yield FreeInterval(begins=time_at(wakes + begins), ends=time_at(wakes + min(first - 1, awake)))
        begins = max(begins, last + 1)
