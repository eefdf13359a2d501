"""The hours around medicines in which no magnesium is taken."""

from collections.abc import Iterator
from functools import lru_cache
from typing import final

import attrs

from alpims_mg._internal.clock import DAY, HOUR, minute_of, minutes_from, time_at
from alpims_mg.dosing.days import FreeInterval, MedicineDose
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import DoseSeparation, Verdict, strictest
from alpims_mg.model.routines import Routine
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import KidneyFunction, Route
from alpims_mg.rulebook.clock import ClockFinding
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.medicines.tables import MedicineKey, Window, WindowKey
from alpims_mg.rules.findings import with_gap

# --- What medicines keep free


@final
@attrs.frozen(kw_only=True, repr=False)
class Guard:
    """The windows of one medicine, by name; ``never`` where it is withheld at every hour."""

    name: str
    windows: tuple[tuple[int, DoseSeparation], ...]
    never: bool

    @property
    def words(self) -> str:
        """When no magnesium may be taken because of this medicine, in words."""
        spans = ", and ".join(separation.around(time_at(minute)) for minute, separation in self.windows)
        return "not beside it at any time of day" if self.never else spans


@lru_cache(maxsize=4096)
def _separation(medicine: Medicine, rulebook: Rulebook) -> tuple[DoseSeparation | None, bool]:
    """The longest hours of each direction over all kinds that a medicine is and any kidney function, and whether it is
    withheld with capsules whatever that function.
    """
    rows = [
        [rulebook.medicines[MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=one)].then for one in KidneyFunction]
        for kind in medicine_classes(medicine)
    ]
    never = any(all(row.verdict is Verdict.WITHHOLD for row in kind) for kind in rows)
    if rulebook.windows[WindowKey(route=Route.CAPSULE, given=medicine.route)].then is not Window.APPLIES:
        return None, never
    separation = strictest(*(row.separation for kind in rows for row in kind if row.separation))
    return None if separation == strictest() else separation, never


def guards_of(medicines: tuple[Medicine, ...], rulebook: Rulebook) -> tuple[Guard, ...]:
    """The medicines that keep a time of day free, by name; the same name twice is one medicine."""
    windows: dict[str, set[tuple[int, DoseSeparation]]] = {}
    nevers: set[str] = set()
    for one in medicines:
        separation, never = _separation(one, rulebook)
        if never:
            nevers.add(str(one))
        if separation:
            windows.setdefault(str(one), set()).update((minute_of(at), separation) for at in one.taken_at)
    names = sorted(nevers | {name for name, some in windows.items() if some})
    return tuple(
        Guard(name=name, windows=tuple(sorted(windows.get(name, ()), key=_by_time)), never=name in nevers)
        for name in names
    )


def _by_time(window: tuple[int, DoseSeparation]) -> tuple[int, str]:
    return window[0], str(window[1])


def medicine_doses(medicines: tuple[Medicine, ...], rulebook: Rulebook) -> tuple[MedicineDose, ...]:
    """Every dose of a medicine whose time is stated, with its separation interval."""
    doses = {
        MedicineDose(clock=at, medicine=str(one), separation=_separation(one, rulebook)[0])
        for one in medicines
        for at in one.taken_at
    }
    return tuple(sorted(doses, key=lambda dose: (dose.clock, dose.medicine, str(dose.separation))))


def unplaced_medicines(medicines: tuple[Medicine, ...] | None, rulebook: Rulebook) -> tuple[NotChecked, ...]:
    """What hours could not be kept from."""
    if medicines is None:
        noticed = {with_gap(rulebook.clock_findings[ClockFinding.MEDICINES_NOT_STATED], "medicines")[1]}
    else:
        rule = rulebook.clock_findings[ClockFinding.TIMES_NOT_STATED]
        untimed = (one for one in medicines if not one.taken_at and _separation(one, rulebook)[0])
        noticed = {with_gap(rule, "medicines.taken_at", about=str(one))[1] for one in untimed}
    return tuple(sorted((one for one in noticed if one), key=str))


def _closed_minutes(minute: int, separation: DoseSeparation) -> tuple[int, int]:
    """The first and the last minute that a dose keeps free; the dose's own minute always is."""
    return (
        min(minute, minute - separation.magnesium_to_medicine * HOUR + 1),
        max(minute, minute + separation.medicine_to_magnesium * HOUR - 1),
    )


def free_intervals(routine: Routine, guards: tuple[Guard, ...]) -> Iterator[FreeInterval]:
    """The spans awake outside every window, in minutes from waking."""
    wakes, awake = minute_of(routine.wakes), minutes_from(routine.wakes, routine.sleeps)
    shut = sorted(
        (first - wakes + shift, last - wakes + shift)
        for guard in guards
        for minute, separation in guard.windows
        for first, last in (_closed_minutes(minute, separation),)
        for shift in (-DAY, 0, DAY)
    )
    begins = 0
    for first, last in (*shut, (awake + 1, awake + 1)):
        if begins <= min(first - 1, awake):
            yield FreeInterval(begins=time_at(wakes + begins), ends=time_at(wakes + min(first - 1, awake)))
        begins = max(begins, last + 1)
