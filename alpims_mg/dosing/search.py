"""Search for a time for each intake that keeps every constraint."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import final

import attrs

from alpims_mg._internal.clock import DAY, HOUR, clock_text, minute_of, minutes_from, time_at
from alpims_mg.dosing.days import PlacedIntake, SchedulingConflict
from alpims_mg.dosing.guards import Guard, _closed_minutes
from alpims_mg.model.plans import Intake
from alpims_mg.model.routines import Routine
from alpims_mg.model.vocabulary import TimeOfDay
from alpims_mg.rulebook.clock import ClockConstraint, ClockNumber
from alpims_mg.rulebook.current import Rulebook

# --- The search. A set of times is the bits of an integer, the first bit the first time awake; the day is a ring.

_Choice = tuple[int, int]
"""The times that an intake can have: those of its own time of day, and all others."""


def _set_bits(times: int) -> Iterator[int]:
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
        for first in _set_bits(times)
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
def _clock_numbers(rulebook: Rulebook) -> dict[ClockNumber, int]:
    return {number: rule.then for number, rule in rulebook.clock_numbers}


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class ClockSearch:
    """One day and what is to be placed in it."""

    routine: Routine
    intakes: tuple[Intake, ...]
    guards: tuple[Guard, ...]
    rulebook: Rulebook

    @property
    def grid(self) -> int:
        """The step between two candidate times, in minutes."""
        return _clock_numbers(self.rulebook)[ClockNumber.GRID_MINUTES]

    @property
    def ring(self) -> int:
        """How many candidate times a day has."""
        return DAY // self.grid

    @property
    def gap(self) -> int:
        """The least slots between two intakes."""
        return -(-_clock_numbers(self.rulebook)[ClockNumber.APART_HOURS] * HOUR // self.grid)

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
        """The slots in which the person is awake, as a bit set."""
        wakes = minute_of(self.routine.wakes)
        return self.span(wakes, wakes + minutes_from(self.routine.wakes, self.routine.sleeps))

    def of(self, at: TimeOfDay) -> int:
        """The slots of a time of day; none where that meal is not eaten."""
        own = self.centre(at)
        if own is None:
            return 0
        if at is TimeOfDay.BEDTIME:
            return self.span(own - _clock_numbers(self.rulebook)[ClockNumber.BEDTIME_MINUTES], own)
        return self.span(own, own + _clock_numbers(self.rulebook)[ClockNumber.MEAL_MINUTES])

    def centre(self, at: TimeOfDay) -> int | None:
        """The minute of the day that a time of day is named for: a meal's own, or that of going to sleep."""
        named = self.routine.sleeps if at is TimeOfDay.BEDTIME else dict(self.routine.meals).get(str(at))
        return None if named is None else minute_of(named)

    @property
    def meals(self) -> int:
        """The slots at which a meal is eaten, as a bit set."""
        slots = 0
        for name, _ in self.routine.meals:
            slots |= self.of(TimeOfDay(name))
        return slots

    def shut(self, guard: Guard) -> int:
        """The slots that a medicine keeps free."""
        slots = self.run(0, self.ring) if guard.never else 0
        for minute, separation in guard.windows:
            slots |= self.span(*_closed_minutes(minute, separation))
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
        for slot in _set_bits(slots):
            at, nearest = self.minute(slot), DAY
            for minute, separation in windows:
                after = (at - minute) % DAY - separation.medicine_to_magnesium * HOUR
                before = (minute - at) % DAY - separation.magnesium_to_medicine * HOUR
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
        order = sorted(_set_bits(own | other), key=self._order(intakes[0]))
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

    def smallest_sets(self) -> tuple[tuple[SchedulingConflict, ...], ...]:
        """All sets of constraints that leave no time and are of the fewest constraints that do."""
        everything, meals = self.run(0, self.ring), self.meals
        shut_by = {ClockConstraint.WAKING: everything & ~self.awake}
        own = (kind for kind in ClockConstraint if kind is not ClockConstraint.MEDICINE)
        conflicts = [(self._obstacle(kind), shut_by.get(kind, 0)) for kind in own]
        for guard in self.guards:
            of = SchedulingConflict(constraint=ClockConstraint.MEDICINE, because=guard.words, about=guard.name)
            conflicts.append((of, self.shut(guard)))

        def leaves_none(held: tuple[tuple[SchedulingConflict, int], ...]) -> bool:
            kinds = {obstacle.constraint for obstacle, _ in held}
            times = everything
            for _, shut in held:
                times &= ~shut
            fed = times & meals if ClockConstraint.FOOD in kinds else times
            gap = self.gap if ClockConstraint.APART in kinds else 0
            return not _fits([(fed if one.with_food else times, 0) for one in self.intakes], gap, 0, self.ring)

        of_size = (combinations(conflicts, size) for size in range(1, len(conflicts) + 1))
        sets = (tuple(held for held in some if leaves_none(held)) for some in of_size)
        smallest = next(found for found in sets if found)
        return tuple(tuple(obstacle for obstacle, _ in held) for held in smallest)

    def _obstacle(self, kind: ClockConstraint) -> SchedulingConflict:
        words = self.rulebook.clock_constraints[kind].then
        numbers = _clock_numbers(self.rulebook)
        day = self.routine
        match kind:
            case ClockConstraint.WAKING:
                told = f"from {clock_text(day.wakes)} to {clock_text(day.sleeps)}"
            case ClockConstraint.FOOD:
                eaten = ", ".join(f"{name} at {clock_text(at)}" for name, at in day.meals) or "no meal is stated"
                told = f"{eaten}, within {numbers[ClockNumber.MEAL_MINUTES]} minutes"
            case _:
                told = f"{len(self.intakes)} intakes, at least {numbers[ClockNumber.APART_HOURS]} h between two"
        return SchedulingConflict(constraint=kind, because=f"{words}: {told}")
