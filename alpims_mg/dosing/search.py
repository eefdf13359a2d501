"""Search for the best time of each intake that satisfies every constraint.

The day is a ring of slots of equal length, numbered from waking. A set of slots is an integer with one bit for each
slot. The lowest bit is the first slot awake.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, combinations
from typing import Final, final

from alpims_mg._internal.clock import DAY, HOUR, clock_text, minute_of, minutes_from, time_at
from alpims_mg.dosing.days import PlacedIntake, SchedulingConflict
from alpims_mg.dosing.guards import Guard, blocked_minutes
from alpims_mg.model.intakes import Intake
from alpims_mg.model.routines import Routine
from alpims_mg.model.vocabulary import TimeOfDay
from alpims_mg.rulebook.clock import ClockConstraint, ClockNumber
from alpims_mg.rulebook.current import Rulebook

_Choice = tuple[tuple[int, int], ...]
"""The slots that one intake can have: pairs of a cost and the set of slots with this cost, cheapest first.

The cost is how much worse a slot is than the best possible one of this intake.
"""

_NEVER: Final = 1 << 60
"""The cost of a slot that an intake cannot have: more than all other costs can add up to."""


def _slots(slots: int) -> Iterator[int]:
    """Yield the number of each slot in a set, in ascending order."""
    while slots:
        lowest = slots & -slots
        yield lowest.bit_length() - 1
        slots ^= lowest


def _is_feasible(choices: Sequence[int], spacing: int, ring: int) -> bool:
    """Whether every intake can have a slot, at least ``spacing`` slots from every other intake.

    ``choices`` has the set of possible slots of each intake. ``ring`` is the number of slots in a day.
    """
    if not all(choices):
        return False
    if spacing == 0 or len(choices) < 2:
        return True
    if len(choices) * spacing > ring:
        return False
    return any(
        _is_feasible_in_a_row([slots & reach for slots in choices], spacing)
        for reach in _reaches(choices, spacing, ring)
    )


def _reaches(choices: Sequence[int], spacing: int, ring: int) -> Iterator[int]:
    """Yield sets of slots. Within one of them, the last intake of a day is far enough from the first of the next day.

    All intakes of a day are within at least one of the sets. The arguments are those of ``_is_feasible``.
    """
    slots = 0
    for some in choices:
        slots |= some
    if slots.bit_length() - (slots & -slots).bit_length() <= ring - spacing:
        yield slots
        return
    reach = (1 << (ring - spacing + 1)) - 1
    yield from (slots & reach << first for first in _slots(slots))


def _is_feasible_in_a_row(choices: Sequence[int], spacing: int) -> bool:
    """Whether every intake can have a slot within one day, at least ``spacing`` slots from the others.

    The last intake of a day may be nearer to the first of the next day. The arguments are those of ``_is_feasible``.
    """
    # This is dynamic programming. The state is the set of intakes already placed. The value is the earliest slot for
    # the next intake, over all orders of the intakes already placed.
    never = DAY * len(choices)
    next_slot = [0, *[never] * ((1 << len(choices)) - 1)]
    for placed, from_slot in enumerate(next_slot):
        if from_slot == never:
            continue
        for i, slots in enumerate(choices):
            if not placed >> i & 1 and (left := slots >> from_slot):
                free_from = from_slot + (left & -left).bit_length() - 1 + spacing
                next_slot[placed | 1 << i] = min(next_slot[placed | 1 << i], free_from)
    return next_slot[-1] < never


def _costs(choices: Sequence[_Choice], spacing: int, ring: int, most: int = _NEVER - 1) -> Iterator[int]:
    """Yield total costs of a slot for each intake, at least ``spacing`` slots from every other intake.

    ``ring`` is the number of slots in a day. Each cost is lower than the one before, and at most ``most``. The last one
    is the least possible. There is none if no such slots exist.
    """
    if not all(choices) or (cheapest := sum(choice[0][0] for choice in choices)) > most:
        return
    if _is_feasible([choice[0][1] for choice in choices], spacing, ring):
        yield cheapest
        return
    choices = [_up_to(choice[0][0] + most - cheapest, choice) for choice in choices]
    slots_of = [sum(slots for _, slots in choice) for choice in choices]
    if not _is_feasible(slots_of, spacing, ring):
        return
    reaches = [*_reaches(slots_of, spacing, ring)]
    for reach in reaches:
        within = _only(reach, choices)
        costs = [_least_cost_in_a_row(within, spacing)] if len(reaches) == 1 else _costs(within, spacing, ring, most)
        for cost in costs:
            if cost <= most:
                yield cost
                most = cost - 1


def _least_cost_in_a_row(choices: Sequence[_Choice], spacing: int) -> int:
    """The least total cost of slots within one day, at least ``spacing`` slots from each other.

    The last intake of a day may be nearer to the first of the next day. The arguments are those of ``_costs``. The
    cost is ``_NEVER`` or more if no such slots exist.
    """
    costs = [{slot: cost for cost, slots in choice for slot in _slots(slots)} for choice in choices]
    at = sorted({slot for cost in costs for slot in cost})
    rows = [[cost.get(slot, _NEVER) for slot in at] for cost in costs]
    following = [bisect_left(at, slot + spacing) for slot in at]
    # This is dynamic programming. The state is the set of intakes already placed, and the first slot for the others.
    # The value is the least cost of the others.
    everyone = (1 << len(choices)) - 1
    least: dict[int, list[int]] = {everyone: [0] * (len(at) + 1)}
    for placed in range(everyone - 1, -1, -1):
        with_next = [
            [cost + least[placed | 1 << i][after] for cost, after in zip(row, following, strict=True)]
            for i, row in enumerate(rows)
            if not placed >> i & 1
        ]
        from_slot = accumulate(map(min, reversed([*zip(*with_next, strict=True)])), min, initial=_NEVER)
        least[placed] = [*from_slot][::-1]
    return least[0][0]


def _only(slots: int, choices: Iterable[_Choice]) -> list[_Choice]:
    """A copy of ``choices`` with only these slots. Costs stay as they are."""
    return [tuple((cost, some & slots) for cost, some in choice if some & slots) for choice in choices]


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

    def _time_of_day(self, slot: int, planned: TimeOfDay) -> TimeOfDay | None:
        """The time of day to which a slot belongs: ``planned`` if it is one of them. None if it belongs to none."""
        return next((at for at in (planned, *TimeOfDay) if self.slots_at(at) >> slot & 1), None)

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
        choices = [self._choice(intake, allowed & meals if intake.with_food else allowed) for intake in self.intakes]
        least = min(_costs(choices, self.spacing, self.ring), default=None)
        if least is None:
            return None
        choices = [_up_to(least, choice) for choice in choices]
        distances = self._distances(choices)
        between_intakes = (spacing * self.grid for spacing in range(self.spacing, self.ring // len(choices) + 1))
        rooms = sorted({*distances.values(), *between_intakes})

        def too_far(room: int) -> bool:
            return not self._is_affordable(_at_least(room, choices, distances), self._spacing_for(room), least)

        room = rooms[bisect_left(rooms, x=True, key=too_far) - 1]
        slots = self._earliest(_at_least(room, choices, distances), self._spacing_for(room), least)
        placed = tuple(
            PlacedIntake(clock=time_at(self.minute(slot)), intake=intake, at=self._time_of_day(slot, intake.at))
            for slot, intake in sorted(zip(slots, self.intakes, strict=True), key=lambda pair: pair[0])
        )
        return placed, room if room < DAY else None

    def _choice(self, intake: Intake, slots: int) -> _Choice:
        """These slots with their costs for an intake: how many minutes farther from its own time than the best.

        A slot outside its own time of day costs more than the minutes of all intakes can add up to. Without an own
        time, every slot costs nothing.
        """
        at, own = self.slots_at(intake.at), self.minute_of_routine(intake.at)
        if own is None:
            return ((0, slots),) if slots else ()
        by_cost: dict[int, int] = {}
        for slot in _slots(slots):
            after = (self.minute(slot) - own) % DAY
            cost = min(after, DAY - after) + (0 if at >> slot & 1 else DAY * len(self.intakes))
            by_cost[cost] = by_cost.get(cost, 0) | 1 << slot
        least = min(by_cost, default=0)
        return tuple((cost - least, by_cost[cost]) for cost in sorted(by_cost))

    def _distances(self, choices: Sequence[_Choice]) -> dict[int, int]:
        """A mapping from each slot in ``choices`` to its distance in minutes from the nearest separation interval.

        A separation interval is the time around a dose of a medicine. Without any, each distance is a whole day.
        """
        windows = [window for guard in self.guards for window in guard.windows]
        slots = 0
        for _, some in chain.from_iterable(choices):
            slots |= some
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

    def _earliest(self, choices: Sequence[_Choice], spacing: int, least: int) -> tuple[int, ...]:
        """Choose a slot for each intake in turn. Return the slots in the order of the intakes.

        Each intake gets the earliest slot that still leaves a slot for every later intake, at a total cost of
        ``least``.
        """
        if not choices:
            return ()
        choice, *rest = choices
        options = sorted((slot, cost) for cost, slots in _up_to(least, choice) for slot in _slots(slots))
        left = ((slot, least - cost, self._without(rest, slot, spacing)) for slot, cost in options)
        slot, least_left, rest_left = next(
            option for option in left if self._is_affordable(option[2], spacing, option[1])
        )
        return slot, *self._earliest(rest_left, spacing, least_left)

    def _is_affordable(self, choices: Sequence[_Choice], spacing: int, most: int) -> bool:
        """Whether every intake can have a slot, ``spacing`` slots apart, at a total cost of at most ``most``."""
        return next(_costs(choices, spacing, self.ring, most), None) is not None

    def _without(self, choices: Sequence[_Choice], slot: int, spacing: int) -> list[_Choice]:
        """A copy of ``choices`` without the slots fewer than ``spacing`` away from ``slot``."""
        return _only(~self.run(slot - spacing + 1, 2 * spacing - 1), choices)

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
            choices = [with_food if intake.with_food else slots for intake in self.intakes]
            return not _is_feasible(choices, spacing, self.ring)

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


def _at_least(room: int, choices: Iterable[_Choice], distances: dict[int, int]) -> list[_Choice]:
    """A copy of ``choices`` with only the slots at least ``room`` minutes from every separation interval.

    ``distances`` maps each slot to its distance in minutes.
    """
    return _only(sum(1 << slot for slot, distance in distances.items() if distance >= room), choices)


def _up_to(most: int, choice: _Choice) -> _Choice:
    """The part of a choice that costs at most this much."""
    return tuple((cost, slots) for cost, slots in choice if cost <= most)
