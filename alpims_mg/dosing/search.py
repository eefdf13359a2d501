"""Search for the best time of each intake that satisfies every constraint.

The day is a ring of slots of equal length, numbered from waking. A set of slots is an integer with one bit for each
slot. The lowest bit is the first slot awake.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import time
from functools import lru_cache
from itertools import combinations
from typing import Final, final

from alpims_mg._internal.clock import DAY, HOUR, clock_text, minute_of, minutes_from, time_at
from alpims_mg.dosing.days import PlacedIntake, SchedulingConflict
from alpims_mg.dosing.guards import Guard, blocked_minutes
from alpims_mg.model.plans import Intake
from alpims_mg.model.routines import Routine
from alpims_mg.model.vocabulary import TimeOfDay
from alpims_mg.rulebook.clock import ClockConstraint, ClockNumber
from alpims_mg.rulebook.current import Rulebook

_Choice = tuple[int, int]
"""The slots that one intake can have, as a pair of sets: slots at the time of day that the plan gives, and others."""


def _slots(slots: int) -> Iterator[int]:
    """Yield the number of each slot in a set, in ascending order."""
    while slots:
        lowest = slots & -slots
        yield lowest.bit_length() - 1
        slots ^= lowest


def _is_feasible(choices: Sequence[_Choice], spacing: int, moves: int, ring: int) -> bool:
    """Whether every intake can have one of its slots, at least ``spacing`` slots from every other intake.

    ``choices`` has a pair of sets for each intake: slots at the plan's time of day, and others. At most ``moves``
    intakes may have one of the others. ``ring`` is the number of slots in a day.
    """
    if not all(own or other for own, other in choices):
        return False
    if spacing == 0 or len(choices) < 2:
        return sum(not own for own, _ in choices) <= moves
    if len(choices) * spacing > ring:
        return False
    slots = 0
    for own, other in choices:
        slots |= own | other
    if slots.bit_length() - (slots & -slots).bit_length() <= ring - spacing:
        return _is_feasible_in_a_row(choices, spacing, moves)
    # The last intake of a day must be far enough from the first of the next day: try every slot as the first.
    reach = (1 << (ring - spacing + 1)) - 1
    return any(
        _is_feasible_in_a_row(
            [(own & reach << first, other & reach << first) for own, other in choices], spacing, moves
        )
        for first in _slots(slots)
    )


def _is_feasible_in_a_row(choices: Sequence[_Choice], spacing: int, moves: int) -> bool:
    """Whether every intake can have one of its slots within one day, at least ``spacing`` slots from the others.

    The last intake of a day may be nearer to the first of the next day. The arguments are those of ``_is_feasible``.
    """
    # This is dynamic programming. The state is the set of intakes already placed and the number of them that are moved.
    # The value is the earliest slot for the next intake, over all orders of the intakes already placed.
    never = DAY * len(choices)
    next_slot = [[never] * (moves + 1) for _ in range(1 << len(choices))]
    next_slot[0][0] = 0
    for placed, row in enumerate(next_slot):
        for moved, from_slot in enumerate(row):
            if from_slot == never:
                continue
            for i, (own, other) in enumerate(choices):
                if placed >> i & 1:
                    continue
                with_intake = next_slot[placed | 1 << i]
                for moved_then, slots in ((moved, own), (moved + 1, other)):
                    if moved_then <= moves and (left := slots >> from_slot):
                        free_from = from_slot + (left & -left).bit_length() - 1 + spacing
                        with_intake[moved_then] = min(with_intake[moved_then], free_from)
    return min(next_slot[-1]) < never


@lru_cache(maxsize=16)
def _clock_numbers(rulebook: Rulebook) -> dict[ClockNumber, int]:
    return {number: rule.then for number, rule in rulebook.clock_numbers}


@final
class ClockSearch:
    """The search for the times of one day's intakes, given the routine and the times that medicines rule out.

    ``best`` returns the best schedule. ``smallest_sets`` returns the conflicts if there is none. ``grid`` is the length
    of a slot, in minutes. ``ring`` is the number of slots in a day. ``spacing`` is the least number of slots between
    two intakes. ``first`` is the minute of the first slot, which begins at or after waking, on the grid.
    """

    def __init__(
        self, *, routine: Routine, intakes: tuple[Intake, ...], guards: tuple[Guard, ...], rulebook: Rulebook
    ) -> None:
        self.routine: Final = routine
        self.intakes: Final = intakes
        self.guards: Final = guards
        self.rulebook: Final = rulebook
        self.numbers: Final = _clock_numbers(rulebook)
        self.grid: Final = self.numbers[ClockNumber.GRID_MINUTES]
        self.ring: Final = DAY // self.grid
        self.spacing: Final = -(-self.numbers[ClockNumber.APART_HOURS] * HOUR // self.grid)
        self.first: Final = -(-minute_of(routine.wakes) // self.grid) * self.grid

    def minute(self, slot: int) -> int:
        """The minute at which a slot begins, counted from the midnight before waking and on past the next midnight."""
        return self.first + slot * self.grid

    def run(self, start: int, length: int) -> int:
        """The set of ``length`` slots in a row from slot ``start``. After the last slot of the day comes the first."""
        if length >= self.ring:
            return (1 << self.ring) - 1
        slots = ((1 << max(length, 0)) - 1) << start % self.ring
        return (slots | slots >> self.ring) & ((1 << self.ring) - 1)

    def span(self, first: int, last: int) -> int:
        """The set of slots that begin from minute ``first`` to minute ``last``, both included."""
        start = -(-(first - self.first) // self.grid)
        return self.run(start, (last - self.first) // self.grid - start + 1)

    @property
    def awake(self) -> int:
        """The set of slots that begin while the person is awake."""
        wakes = minute_of(self.routine.wakes)
        return self.span(wakes, wakes + minutes_from(self.routine.wakes, self.routine.sleeps))

    def slots_at(self, time_of_day: TimeOfDay) -> int:
        """The set of slots that belong to a time of day. Empty if that is a meal that the routine does not have."""
        minute = self.minute_of_routine(time_of_day)
        if minute is None:
            return 0
        if time_of_day is TimeOfDay.BEDTIME:
            return self.span(minute - self.numbers[ClockNumber.BEDTIME_MINUTES], minute)
        return self.span(minute, minute + self.numbers[ClockNumber.MEAL_MINUTES])

    def minute_of_routine(self, time_of_day: TimeOfDay) -> int | None:
        """The minute of the day at which this meal or, for ``BEDTIME``, sleep begins. None without such a meal."""
        bedtime = time_of_day is TimeOfDay.BEDTIME
        clock = self.routine.sleeps if bedtime else dict(self.routine.meals).get(str(time_of_day))
        return None if clock is None else minute_of(clock)

    def time_of_day(self, clock: time, planned: TimeOfDay) -> TimeOfDay:
        """The time of day to which a time on the clock belongs: ``planned`` if it fits or if none fits."""
        slot = (minute_of(clock) - self.first) % DAY // self.grid
        return next((at for at in (planned, *TimeOfDay) if self.slots_at(at) >> slot & 1), planned)

    @property
    def meals(self) -> int:
        """The set of slots that belong to any meal of the routine."""
        slots = 0
        for name, _ in self.routine.meals:
            slots |= self.slots_at(TimeOfDay(name))
        return slots

    def blocked(self, guard: Guard) -> int:
        """The set of slots that one medicine rules out."""
        slots = self.run(0, self.ring) if guard.never else 0
        for minute, separation in guard.windows:
            slots |= self.span(*blocked_minutes(minute, separation))
        return slots

    def best(self) -> tuple[tuple[PlacedIntake, ...], int | None] | None:
        """Find the best schedule. Return a pair, or None if no schedule is possible.

        The items are: the placed intakes in order of time, and the room: the shortest distance in minutes from an
        intake to another or to the edge of a separation interval. The room is None if there is neither.
        """
        blocked = 0
        for guard in self.guards:
            blocked |= self.blocked(guard)
        allowed, meals = self.awake & ~blocked, self.meals
        choices: list[_Choice] = []
        for intake in self.intakes:
            slots = allowed & meals if intake.with_food else allowed
            own = slots & self.slots_at(intake.at)
            choices.append((own, slots ^ own))
        count = len(choices)
        moves = next((n for n in range(count + 1) if _is_feasible(choices, self.spacing, n, self.ring)), None)
        if moves is None:
            return None
        distances = self._distances(choices)
        between_intakes = (spacing * self.grid for spacing in range(self.spacing, self.ring // count + 1))
        rooms = sorted({*distances.values(), *between_intakes})

        def too_far(room: int) -> bool:
            return not _is_feasible(_at_least(room, choices, distances), self._spacing_for(room), moves, self.ring)

        room = rooms[bisect_left(rooms, x=True, key=too_far) - 1]
        far_choices = _at_least(room, choices, distances)
        slots_chosen = self._choose_slots(self.intakes, far_choices, self._spacing_for(room), moves)
        placed = tuple(
            PlacedIntake(clock=time_at(self.minute(slot)), intake=intake, moved=not own >> slot & 1)
            for slot, intake, (own, _) in sorted(
                zip(slots_chosen, self.intakes, choices, strict=True), key=lambda choice: choice[0]
            )
        )
        return placed, room if room < DAY else None

    def _distances(self, choices: Sequence[_Choice]) -> dict[int, int]:
        """A mapping from each slot in ``choices`` to its distance in minutes from the nearest separation interval.

        A separation interval is the time around a dose of a medicine. Without any, each distance is a whole day.
        """
        windows = [window for guard in self.guards for window in guard.windows]
        slots = 0
        for own, other in choices:
            slots |= own | other
        distances: dict[int, int] = {}
        for slot in _slots(slots):
            minute, nearest = self.minute(slot), DAY
            for dose, separation in windows:
                after = (minute - dose) % DAY - separation.medicine_to_magnesium * HOUR
                before = (dose - minute) % DAY - separation.magnesium_to_medicine * HOUR
                nearest = min(nearest, after, before)
            distances[slot] = nearest
        return distances

    def _spacing_for(self, room: int) -> int:
        """The number of slots that two intakes must be apart, so that they are also ``room`` minutes apart."""
        return max(self.spacing, -(-room // self.grid))

    def _choose_slots(
        self, intakes: Sequence[Intake], choices: Sequence[_Choice], spacing: int, moves: int
    ) -> tuple[int, ...]:
        """Choose a slot for each intake in turn. Return the slots in the order of the intakes.

        Each intake gets the slot nearest to its own time that still leaves a slot for every later intake. ``moves`` is
        how many intakes may have a slot outside the plan's time of day.
        """
        if not choices:
            return ()
        (own, other), *rest = choices
        preferred = sorted(_slots(own | other), key=self._preference(intakes[0]))
        options = ((slot, moves - (not own >> slot & 1), self._without(rest, slot, spacing)) for slot in preferred)
        slot, moves_left, rest_left = next(
            option for option in options if option[1] >= 0 and _is_feasible(option[2], spacing, option[1], self.ring)
        )
        return slot, *self._choose_slots(intakes[1:], rest_left, spacing, moves_left)

    def _without(self, choices: Sequence[_Choice], slot: int, spacing: int) -> list[_Choice]:
        """A copy of ``choices`` (two sets for each intake) without slots fewer than ``spacing`` away from ``slot``."""
        free = ~self.run(slot - spacing + 1, 2 * spacing - 1)
        return [(own & free, other & free) for own, other in choices]

    def _preference(self, intake: Intake) -> Callable[[int], tuple[int, int]]:
        """A sort key for slots: a function from a slot to a pair. The lowest pair is the slot that the intake prefers.

        The pair has the minutes from the time that the plan gives, then the slot. Without such a time, it starts with
        0.
        """
        own = self.minute_of_routine(intake.at)
        if own is None:
            return lambda slot: (0, slot)

        def key(slot: int) -> tuple[int, int]:
            after = (self.minute(slot) - own) % DAY
            return min(after, DAY - after), slot

        return key

    # --- Conflicts

    def smallest_sets(self) -> tuple[tuple[SchedulingConflict, ...], ...]:
        """Find why no schedule is possible: every smallest set of constraints that cannot hold together.

        All sets returned have the same number of constraints, which is the least possible.
        """
        all_slots, meals = self.run(0, self.ring), self.meals
        blocked_by = {ClockConstraint.WAKING: all_slots & ~self.awake}
        kinds = (kind for kind in ClockConstraint if kind is not ClockConstraint.MEDICINE)
        conflicts = [(self._conflict(kind), blocked_by.get(kind, 0)) for kind in kinds]
        for guard in self.guards:
            conflict = SchedulingConflict(constraint=ClockConstraint.MEDICINE, because=guard.words, about=guard.name)
            conflicts.append((conflict, self.blocked(guard)))

        def is_infeasible(subset: tuple[tuple[SchedulingConflict, int], ...]) -> bool:
            constraints = {conflict.constraint for conflict, _ in subset}
            slots = all_slots
            for _, blocked in subset:
                slots &= ~blocked
            with_food = slots & meals if ClockConstraint.FOOD in constraints else slots
            spacing = self.spacing if ClockConstraint.APART in constraints else 0
            choices = [(with_food if intake.with_food else slots, 0) for intake in self.intakes]
            return not _is_feasible(choices, spacing, 0, self.ring)

        subsets_by_size = (combinations(conflicts, size) for size in range(1, len(conflicts) + 1))
        infeasible_by_size = (tuple(filter(is_infeasible, subsets)) for subsets in subsets_by_size)
        smallest = next(sets for sets in infeasible_by_size if sets)
        return tuple(tuple(conflict for conflict, _ in subset) for subset in smallest)

    def _conflict(self, kind: ClockConstraint) -> SchedulingConflict:
        """A ``SchedulingConflict`` that states one constraint in words. ``kind`` must not be ``MEDICINE``."""
        words = self.rulebook.clock_constraints[kind].then
        day = self.routine
        match kind:
            case ClockConstraint.WAKING:
                details = f"from {clock_text(day.wakes)} to {clock_text(day.sleeps)}"
            case ClockConstraint.FOOD:
                meals = ", ".join(f"{name} at {clock_text(clock)}" for name, clock in day.meals) or "no meal is stated"
                details = f"{meals}, within {self.numbers[ClockNumber.MEAL_MINUTES]} minutes"
            case _:
                details = f"{len(self.intakes)} intakes, at least {self.numbers[ClockNumber.APART_HOURS]} h apart"
        return SchedulingConflict(constraint=kind, because=f"{words}: {details}")


def _at_least(room: int, choices: Sequence[_Choice], distances: dict[int, int]) -> list[_Choice]:
    """A copy of ``choices`` with only the slots at least ``room`` minutes from every separation interval.

    ``choices`` has two sets of slots for each intake. ``distances`` maps each slot to its distance in minutes.
    """
    far = sum(1 << slot for slot, distance in distances.items() if distance >= room)
    return [(own & far, other & far) for own, other in choices]
