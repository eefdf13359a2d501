"""Intakes on the clock: one rung of a plan, placed exactly between waking, meals, sleep and medicines.

The quarters of an hour are the bits of an integer, so a set of times is one number and the search is exact: it finds
the best day wherever there is one, and where there is none it names the smallest sets of what cannot hold together.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import final

import attrs

from alpims_mg._internal.clock import DAY, HOUR, clock_text, minute_of, minutes_from, time_at
from alpims_mg._internal.validation import all_of, an_instance, as_tuple
from alpims_mg.dosing.days import Day, DaySchedule, FreeSpan, MedicineDose, NoSlot, Obstacle, PlacedIntake
from alpims_mg.errors import refuse
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Hours, Verdict, strictest
from alpims_mg.model.plans import Intake, Step
from alpims_mg.model.routines import Routine
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import KidneyFunction, Route, TimeOfDay
from alpims_mg.rulebook.clock import ClockConstraint, ClockMatter, ClockNumber
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.medicines.tables import MedicineKey, Window, WindowKey
from alpims_mg.rules.findings import finding, noted


def clock_schedule(
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
    >>> for one in clock_schedule(plan.steps[-1], day, [taken]).placed:
    ...     print(one)
    13:00, for breakfast: 1 capsule (100 mg), with food, moved
    18:30, for dinner: 1 capsule (100 mg), with food
    """
    listed = None if medicines is None else as_tuple(medicines)
    refuse(
        (
            an_instance("step", step, Step, example="Step(...)"),
            an_instance("routine", routine, Routine, example="Routine(...)"),
            *(() if listed is None else all_of("medicines", listed, Medicine)),
        )
    )
    guards = _guards(listed or (), rulebook)
    day = _Clock(routine=routine, intakes=step.intakes, guards=guards, rulebook=rulebook)
    not_checked, disclaimer = _unknown(listed, rulebook), rulebook.notices[Notice.DISCLAIMER].then
    found = day.best()
    if found is None:
        sets = day.smallest_sets()
        said = finding(rulebook.clock_matters[ClockMatter.NO_SLOT], numbers=" against ".join(map(str, sets[0])))
        return NoSlot(finding=said, sets=sets, not_checked=not_checked, edition=rulebook.edition, disclaimer=disclaimer)
    placed, room = found
    return DaySchedule(
        routine=routine,
        placed=placed,
        doses=_doses(listed or (), rulebook),
        free=tuple(_free(routine, guards)),
        room_minutes=room,
        not_checked=not_checked,
        edition=rulebook.edition,
        disclaimer=disclaimer,
    )


# --- What medicines keep free


@final
@attrs.frozen(kw_only=True, repr=False)
class _Guard:
    """The windows of one medicine, by name; ``never`` where it is withheld at every hour."""

    name: str
    windows: tuple[tuple[int, Hours], ...]
    never: bool

    @property
    def words(self) -> str:
        spans = ", and ".join(hours.around(time_at(minute)) for minute, hours in self.windows)
        return "not beside it at any time of day" if self.never else spans


@lru_cache(maxsize=4096)
def _kept(medicine: Medicine, rulebook: Rulebook) -> tuple[Hours | None, bool]:
    """The longest hours of each direction over all kinds that a medicine is and any kidney function, and whether it is
    withheld with capsules whatever that function.
    """
    rows = [
        [rulebook.medicines[MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=one)].then for one in KidneyFunction]
        for kind in medicine_classes(medicine)
    ]
    never = any(all(row.verdict is Verdict.WITHHOLD for row in kind) for kind in rows)
    if rulebook.windows[WindowKey(route=Route.CAPSULE, given=medicine.route)].then is not Window.KEPT:
        return None, never
    hours = strictest(*(row.hours for kind in rows for row in kind if row.hours))
    return None if hours == strictest() else hours, never


def _guards(medicines: tuple[Medicine, ...], rulebook: Rulebook) -> tuple[_Guard, ...]:
    """The medicines that keep a time of day free, by name; the same name twice is one medicine."""
    windows: dict[str, set[tuple[int, Hours]]] = {}
    nevers: set[str] = set()
    for one in medicines:
        hours, never = _kept(one, rulebook)
        if never:
            nevers.add(str(one))
        if hours:
            windows.setdefault(str(one), set()).update((minute_of(at), hours) for at in one.taken_at)
    names = sorted(nevers | {name for name, some in windows.items() if some})
    return tuple(
        _Guard(name=name, windows=tuple(sorted(windows.get(name, ()), key=_by_time)), never=name in nevers)
        for name in names
    )


def _by_time(window: tuple[int, Hours]) -> tuple[int, str]:
    return window[0], str(window[1])


def _doses(medicines: tuple[Medicine, ...], rulebook: Rulebook) -> tuple[MedicineDose, ...]:
    doses = {
        MedicineDose(clock=at, medicine=str(one), hours=_kept(one, rulebook)[0])
        for one in medicines
        for at in one.taken_at
    }
    return tuple(sorted(doses, key=lambda dose: (dose.clock, dose.medicine, str(dose.hours))))


def _unknown(medicines: tuple[Medicine, ...] | None, rulebook: Rulebook) -> tuple[NotChecked, ...]:
    """What hours could not be kept from."""
    if medicines is None:
        noticed = {noted(rulebook.clock_matters[ClockMatter.MEDICINES_NOT_STATED], "medicines")[1]}
    else:
        rule = rulebook.clock_matters[ClockMatter.TIMES_NOT_STATED]
        untimed = (one for one in medicines if not one.taken_at and _kept(one, rulebook)[0])
        noticed = {noted(rule, "medicines.taken_at", about=str(one))[1] for one in untimed}
    return tuple(sorted((one for one in noticed if one), key=str))


def _shut(minute: int, hours: Hours) -> tuple[int, int]:
    """The first and the last minute that a dose keeps free; the dose's own minute always is."""
    return (
        min(minute, minute - hours.magnesium_to_medicine * HOUR + 1),
        max(minute, minute + hours.medicine_to_magnesium * HOUR - 1),
    )


def _free(routine: Routine, guards: tuple[_Guard, ...]) -> Iterator[FreeSpan]:
    """The spans awake outside every window, in minutes from waking."""
    wakes, awake = minute_of(routine.wakes), minutes_from(routine.wakes, routine.sleeps)
    shut = sorted(
        (first - wakes + shift, last - wakes + shift)
        for guard in guards
        for minute, hours in guard.windows
        for first, last in (_shut(minute, hours),)
        for shift in (-DAY, 0, DAY)
    )
    begins = 0
    for first, last in (*shut, (awake + 1, awake + 1)):
        if begins <= min(first - 1, awake):
            yield FreeSpan(begins=time_at(wakes + begins), ends=time_at(wakes + min(first - 1, awake)))
        begins = max(begins, last + 1)


# --- The search. A set of times is the bits of an integer, the first bit the first time awake; the day is a ring.

_Choice = tuple[int, int]
"""The times that an intake can have: those of its own time of day, and all others."""


def _bits(times: int) -> Iterator[int]:
    while times:
        lowest = times & -times
        yield lowest.bit_length() - 1
        times ^= lowest


def _fits(choices: Sequence[_Choice], gap: int, moves: int, ring: int) -> bool:
    """Whether every intake can have a time, ``gap`` steps of the ring apart, at most ``moves`` not at their own."""
    if not all(own or other for own, other in choices):
        return False
    if gap == 0 or len(choices) < 2:
        return sum(not own for own, _ in choices) <= moves
    if len(choices) * gap > ring:
        return False
    times = 0
    for own, other in choices:
        times |= own | other
    if times.bit_length() - (times & -times).bit_length() <= ring - gap:
        return _fits_in_a_row(choices, gap, moves)
    # The last of one day must be as far from the first of the next: that first one is tried at every time.
    reach = (1 << (ring - gap + 1)) - 1
    return any(
        _fits_in_a_row([(own & reach << first, other & reach << first) for own, other in choices], gap, moves)
        for first in _bits(times)
    )


def _fits_in_a_row(choices: Sequence[_Choice], gap: int, moves: int) -> bool:
    """The same where the day's ends are far enough apart: for each set of intakes, and for each number of them moved,
    the earliest time at which the next one can follow, whatever their order.
    """
    never = DAY * len(choices)
    follows = [[never] * (moves + 1) for _ in range(1 << len(choices))]
    follows[0][0] = 0
    for taken, row in enumerate(follows):
        for moved, from_here in enumerate(row):
            for i, choice in enumerate(choices):
                if taken >> i & 1:
                    continue
                after = follows[taken | 1 << i]
                for more, times in zip((moved, moved + 1), choice, strict=True):
                    if more <= moves and (left := times >> from_here):
                        next_free = from_here + (left & -left).bit_length() - 1 + gap
                        after[more] = min(after[more], next_free)
    return min(follows[-1]) < never


@lru_cache(maxsize=16)
def _numbers(rulebook: Rulebook) -> dict[ClockNumber, int]:
    return {number: rule.then for number, rule in rulebook.clock_numbers}


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Clock:
    """One day and what is to be placed in it."""

    routine: Routine
    intakes: tuple[Intake, ...]
    guards: tuple[_Guard, ...]
    rulebook: Rulebook

    @property
    def grid(self) -> int:
        return _numbers(self.rulebook)[ClockNumber.GRID_MINUTES]

    @property
    def ring(self) -> int:
        return DAY // self.grid

    @property
    def gap(self) -> int:
        """The least slots between two intakes."""
        return -(-_numbers(self.rulebook)[ClockNumber.APART_HOURS] * HOUR // self.grid)

    def minute(self, slot: int) -> int:
        """The minute of the day of a slot of the ring; the first is the first on the grid that is not before waking."""
        return (-(-minute_of(self.routine.wakes) // self.grid) + slot) * self.grid

    def run(self, start: int, length: int) -> int:
        """So many slots in a row, round the ring."""
        if length >= self.ring:
            return (1 << self.ring) - 1
        slots = ((1 << max(length, 0)) - 1) << start % self.ring
        return (slots | slots >> self.ring) & ((1 << self.ring) - 1)

    def span(self, first: int, last: int) -> int:
        """The slots from one minute to another, both counted in."""
        start = -(-(first - self.minute(0)) // self.grid)
        return self.run(start, (last - self.minute(0)) // self.grid - start + 1)

    @property
    def awake(self) -> int:
        wakes = minute_of(self.routine.wakes)
        return self.span(wakes, wakes + minutes_from(self.routine.wakes, self.routine.sleeps))

    def of(self, at: TimeOfDay) -> int:
        """The slots of a time of day; none where that meal is not eaten."""
        own = self.centre(at)
        if own is None:
            return 0
        if at is TimeOfDay.BEDTIME:
            return self.span(own - _numbers(self.rulebook)[ClockNumber.BEDTIME_MINUTES], own)
        return self.span(own, own + _numbers(self.rulebook)[ClockNumber.MEAL_MINUTES])

    def centre(self, at: TimeOfDay) -> int | None:
        """The minute of the day that a time of day is named for: a meal's own, or that of going to sleep."""
        named = self.routine.sleeps if at is TimeOfDay.BEDTIME else dict(self.routine.meals).get(str(at))
        return None if named is None else minute_of(named)

    @property
    def meals(self) -> int:
        slots = 0
        for name, _ in self.routine.meals:
            slots |= self.of(TimeOfDay(name))
        return slots

    def shut(self, guard: _Guard) -> int:
        """The slots that a medicine keeps free."""
        slots = self.run(0, self.ring) if guard.never else 0
        for minute, hours in guard.windows:
            slots |= self.span(*_shut(minute, hours))
        return slots

    def best(self) -> tuple[tuple[PlacedIntake, ...], int | None] | None:
        """The placement that comes first, with its least distance; None where there is none."""
        shut = 0
        for guard in self.guards:
            shut |= self.shut(guard)
        allowed, meals = self.awake & ~shut, self.meals
        choices: list[_Choice] = []
        for one in self.intakes:
            times = allowed & meals if one.with_food else allowed
            own = times & self.of(one.at)
            choices.append((own, times ^ own))
        count = len(choices)
        moves = next((n for n in range(count + 1) if _fits(choices, self.gap, n, self.ring)), None)
        if moves is None:
            return None
        distances = self._distances(choices)
        rooms = {*distances.values(), *(slot * self.grid for slot in range(self.gap, self.ring // count + 1))}
        ordered = sorted(rooms)

        def too_far(room: int) -> bool:
            return not _fits(self._at(choices, distances, room), self._gap(room), moves, self.ring)

        room = ordered[bisect_left(ordered, x=True, key=too_far) - 1]
        slots = self._picked(self.intakes, self._at(choices, distances, room), self._gap(room), moves)
        placed = tuple(
            PlacedIntake(clock=time_at(self.minute(slot)), intake=intake, moved=not own >> slot & 1)
            for slot, intake, (own, _) in sorted(zip(slots, self.intakes, choices, strict=True), key=lambda one: one[0])
        )
        return placed, room if room < DAY else None

    def _distances(self, choices: Sequence[_Choice]) -> dict[int, int]:
        """From each slot that an intake can have, the minutes to the nearest edge of a window; a day if none is."""
        windows = [window for guard in self.guards for window in guard.windows]
        slots = 0
        for own, other in choices:
            slots |= own | other
        distances: dict[int, int] = {}
        for slot in _bits(slots):
            at, nearest = self.minute(slot), DAY
            for minute, hours in windows:
                after = (at - minute) % DAY - hours.medicine_to_magnesium * HOUR
                before = (minute - at) % DAY - hours.magnesium_to_medicine * HOUR
                nearest = min(nearest, after, before)
            distances[slot] = nearest
        return distances

    def _gap(self, room: int) -> int:
        return max(self.gap, -(-room // self.grid))

    def _at(self, choices: Sequence[_Choice], distances: dict[int, int], room: int) -> list[_Choice]:
        """The choices that lie at least so far from every window."""
        far = sum(1 << slot for slot, distance in distances.items() if distance >= room)
        return [(own & far, other & far) for own, other in choices]

    def _picked(self, intakes: Sequence[Intake], choices: Sequence[_Choice], gap: int, moves: int) -> tuple[int, ...]:
        """Each intake in turn at the first time in its order that leaves a time for all that come after it."""
        if not choices:
            return ()
        (own, other), *rest = choices
        order = sorted(_bits(own | other), key=self._order(intakes[0]))
        tried = ((slot, moves - (not own >> slot & 1), self._clear(rest, slot, gap)) for slot in order)
        slot, left, cleared = next(one for one in tried if one[1] >= 0 and _fits(one[2], gap, one[1], self.ring))
        return slot, *self._picked(intakes[1:], cleared, gap, left)

    def _clear(self, choices: Sequence[_Choice], slot: int, gap: int) -> list[_Choice]:
        clear = ~self.run(slot - gap + 1, 2 * gap - 1)
        return [(own & clear, other & clear) for own, other in choices]

    def _order(self, intake: Intake) -> Callable[[int], tuple[int, int]]:
        """As near its own time as can be, then as early."""
        centre = self.centre(intake.at)
        if centre is None:
            return lambda slot: (0, slot)
        return lambda slot: (min((self.minute(slot) - centre) % DAY, (centre - self.minute(slot)) % DAY), slot)

    # --- What cannot hold together

    def smallest_sets(self) -> tuple[tuple[Obstacle, ...], ...]:
        """All sets of constraints that leave no time and are of the fewest constraints that do."""
        everything, meals = self.run(0, self.ring), self.meals
        shut_by = {ClockConstraint.WAKING: everything & ~self.awake}
        own = (kind for kind in ClockConstraint if kind is not ClockConstraint.MEDICINE)
        obstacles = [(self._obstacle(kind), shut_by.get(kind, 0)) for kind in own]
        for guard in self.guards:
            of = Obstacle(constraint=ClockConstraint.MEDICINE, because=guard.words, about=guard.name)
            obstacles.append((of, self.shut(guard)))

        def leaves_none(held: tuple[tuple[Obstacle, int], ...]) -> bool:
            kinds = {obstacle.constraint for obstacle, _ in held}
            times = everything
            for _, shut in held:
                times &= ~shut
            fed = times & meals if ClockConstraint.FOOD in kinds else times
            gap = self.gap if ClockConstraint.APART in kinds else 0
            return not _fits([(fed if one.with_food else times, 0) for one in self.intakes], gap, 0, self.ring)

        of_size = (combinations(obstacles, size) for size in range(1, len(obstacles) + 1))
        sets = (tuple(held for held in some if leaves_none(held)) for some in of_size)
        smallest = next(found for found in sets if found)
        return tuple(tuple(obstacle for obstacle, _ in held) for held in smallest)

    def _obstacle(self, kind: ClockConstraint) -> Obstacle:
        words = self.rulebook.clock_constraints[kind].then
        numbers = _numbers(self.rulebook)
        day = self.routine
        match kind:
            case ClockConstraint.WAKING:
                told = f"from {clock_text(day.wakes)} to {clock_text(day.sleeps)}"
            case ClockConstraint.FOOD:
                eaten = ", ".join(f"{name} at {clock_text(at)}" for name, at in day.meals) or "no meal is stated"
                told = f"{eaten}, within {numbers[ClockNumber.MEAL_MINUTES]} minutes"
            case _:
                told = f"{len(self.intakes)} intakes, at least {numbers[ClockNumber.APART_HOURS]} h between two"
        return Obstacle(constraint=kind, because=f"{words}: {told}")
