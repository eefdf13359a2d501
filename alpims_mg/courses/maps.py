"""The type for the map of a course: every position that check-ins can lead to, and the calculation of exact odds.

A position is the state of a course at the end of a day. The map merges positions with the same future, so that a few
thousand remain. Odds are exact fractions: nothing is sampled or rounded.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import partial
from math import lcm
from typing import NamedTuple, final

import attrs

from alpims_mg._internal.field_types import check_field_types
from alpims_mg._internal.rendering import Details, Grid, Page, Renderable
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import as_tuple, check_instances
from alpims_mg.courses.day_kinds import DayEffect, DayKind, ZoneChance, day_effect, describe_days
from alpims_mg.courses.diary import Course
from alpims_mg.courses.odds import LEFT_OUT, CourseOdds, place_words
from alpims_mg.courses.positions import Phase, Position
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Zone
from alpims_mg.rulebook.courses import CourseEvent, Move

MOST_DAYS = 366


@final
class Edge(NamedTuple):
    """One day in a map, which leads from one position (state at the end of a day) to the next.

    ``rung`` is the rung of the day, counted from 0, or None if the course is on no rung. ``taken`` is the nanograms
    taken. ``target`` is the index in ``CourseMap.positions`` of the position at the end of the day.
    """

    event: CourseEvent
    rung: int | None
    taken: int
    target: int


_WeightedEdge = tuple[int, int | None, str, int, int]

"""One possible day in a map, with its weight: a whole number in proportion to the chance of such a day.

Five items: the nanograms taken that day, the day's rung (from 0) or None, the name of that rung or of the phase,
the index of the position at the end of the day, and the weight.
"""


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class CourseMap(Renderable):
    """Every position (state at the end of a day) that a course can reach within ``days`` days, and the ways there.

    The facts of the first day apply on every day. A stop is final, because no day of a map acknowledges a start after
    it. Positions with the same future are merged.

    ``positions[0]`` is the position before the first day. ``reached[i]`` is the number of the first day that can end in
    ``positions[i]``. ``shortest`` holds pairs: a move, such as a start or a pause, and a shortest sequence of days that
    ends with that move.
    """

    course: Course
    days: int
    positions: tuple[Position, ...]
    reached: tuple[int, ...]
    shortest: tuple[tuple[Move, tuple[DayKind, ...]], ...]
    # One item for each position reached before the last day.
    _edges: tuple[dict[DayEffect, Edge], ...] = attrs.field(alias="edges")
    _zones: dict[Zone | None, int] = attrs.field(alias="zones")

    __repr__ = one_line_repr
    __attrs_post_init__ = check_field_types

    def odds(self, chances: Iterable[ZoneChance]) -> "CourseOdds":
        """The exact odds of the course if every day has these ``chances``, independently of the other days.

        With chances of zones alone, the calculation takes a moment. With reactions and missed days, it takes seconds.

        Raises: ``InvalidInputError`` if a zone is given twice, or if the chances do not add up to exactly 1.
        """
        weights, whole = self._weights(as_tuple(chances))
        by_day, first = self._place_odds(weights, whole)
        return CourseOdds(
            days=self.days,
            by_day=tuple(by_day),
            to_last_rung=tuple(first),
            milligrams=self._total_odds(weights, whole),
        )

    def table(self) -> tuple[tuple[str, ...], ...]:
        """One row for each rung or phase: its name, its number of positions, and the first day that can end there."""
        places: dict[str, list[int]] = defaultdict(list)
        for position, day in zip(self.positions, self.reached, strict=True):
            places[place_name(position.phase, position.rung)].append(day)
        return tuple((place, str(len(days)), str(min(days))) for place, days in sorted(places.items()))

    def page(self) -> Page:
        """A page with a shortest way to each move, the rows of ``table``, what is left out, and its size."""
        transitions = sum(len(set(edges.values())) for edges in self._edges)
        ways = tuple((_plain(str(move)), str(len(kinds)), describe_days(kinds)) for move, kinds in self.shortest)
        places = tuple((place_words(place), positions, day) for place, positions, day in self.table())
        size = f"The map has {len(self.positions)} positions and {transitions} transitions."
        blocks = (
            Grid("The shortest way to each move", ("move", "day", "the days up to it"), ways, (1,)),
            Grid("Where the course can be", ("place", "positions", "first day"), places, (1, 2)),
            LEFT_OUT,
            Details("Size of the map", (size,)),
        )
        return Page(f"Where this course can lead in {self.days} days", blocks)

    def _weights(self, chances: tuple[ZoneChance, ...]) -> tuple[dict[DayEffect, int], int]:
        """Turn chances into whole numbers. A pair: a table from each ``DayEffect`` to its weight, and the sum of all.

        An effect is all of a day's report that matters. Its weight divided by the sum is the chance of such a day.
        """
        raise_if_any(check_instances("chances", chances, ZoneChance))
        zones = Counter(chance.zone for chance in chances)
        raise_if_any(
            Fault(
                path="chances",
                expected="a list with each zone once",
                actual=f"{zone} {times} times",
                fix="combine them",
            )
            for zone, times in zones.items()
            if times > 1
        )
        kinds = [kind for zone_chance in chances for kind in zone_chance.kinds()]
        if (total := sum(chance for _, chance in kinds)) != 1:
            expected = "a list of chances that add up to exactly 1"
            fix = "give the chance of each zone, and of zone=None for days without a check-in"
            raise InvalidInputError(Fault(path="chances", expected=expected, actual=str(total), fix=fix))
        whole = lcm(*(chance.denominator for _, chance in kinds))
        weights: dict[DayEffect, int] = defaultdict(int)
        for kind, chance in kinds:
            weights[day_effect(kind, self._zones)] += int(chance * whole)
        return weights, whole

    def _place_odds(
        self, weights: dict[DayEffect, int], whole: int
    ) -> tuple[list[tuple[tuple[str, Fraction], ...]], list[tuple[int, Fraction]]]:
        """A pair of lists, for ``CourseOdds.by_day`` and for ``CourseOdds.to_last_rung``.

        The first has one item for each day: a tuple of pairs of the name of a rung or phase and its chance. The second
        has pairs of a day number and the chance that the course first reaches the last rung on that day. ``weights``
        and ``whole`` are the two results of ``_weights``.
        """
        last = len(self.course.rungs) - 1
        edges_from = partial(self._weighted_edges, weights, cache=dict[int, list[_WeightedEdge]]())
        before, since = {0: 1}, dict[int, int]()  # counts by position, before and since reaching the last rung
        by_day: list[tuple[tuple[str, Fraction], ...]] = []
        first: list[tuple[int, Fraction]] = []
        for day in range(1, self.days + 1):
            places: dict[str, int] = defaultdict(int)
            still_before, now_since = dict[int, int](), dict[int, int]()
            arrived = 0
            for index, count in before.items():
                for _, rung, place, target, weight in edges_from(index):
                    places[place] += count * weight
                    if rung == last:
                        arrived += count * weight
                        now_since[target] = now_since.get(target, 0) + count * weight
                    else:
                        still_before[target] = still_before.get(target, 0) + count * weight
            for index, count in since.items():
                for _, _, place, target, weight in edges_from(index):
                    places[place] += count * weight
                    now_since[target] = now_since.get(target, 0) + count * weight
            before, since = still_before, now_since
            by_day.append(tuple((place, Fraction(count, whole**day)) for place, count in sorted(places.items())))
            if arrived:
                first.append((day, Fraction(arrived, whole**day)))
        return by_day, first

    def _total_odds(self, weights: dict[DayEffect, int], whole: int) -> tuple[tuple[Elemental, Fraction], ...]:
        """A tuple with a pair for each possible total taken over all days of the map: the amount, and its chance."""
        # The loop runs from the last day backwards, because most positions are alike when few days are left. Positions
        # from which the same totals can follow, with the same weights, form one class. One integer for each class holds
        # the counts of all totals, in fields of ``width`` bits. From the lowest bits up, field ``k`` counts the
        # sequences of days that take ``k`` units of the capsule, each sequence with its weight. The fields have room
        # for the counts of ``room`` days. Twice the room is made whenever the days fill it.
        capsule, room, width = self.course.capsule, 1, _field_bits(whole)
        unit = capsule.unit.of(capsule.elemental).nanograms
        cache: dict[int, list[_WeightedEdge]] = {}
        first = self._first_days(weights, cache)
        classes, totals = dict.fromkeys(first, 0), [1]
        for left in range(1, self.days + 1):
            if left > room:
                room, narrow = min(2 * room, self.days), width
                width = _field_bits(whole**room)
                totals = [_widen_fields(counts, narrow, width) for counts in totals]
            class_of: dict[tuple[tuple[int, int, int], ...], int] = {}
            next_classes, classes, next_totals = classes, dict[int, int](), list[int]()
            for index, day in first.items():
                if day > self.days - left:
                    continue
                ahead: dict[tuple[int, int], int] = defaultdict(int)
                for taken, *_, target, weight in self._weighted_edges(weights, index, cache=cache):
                    ahead[next_classes[target], taken // unit] += weight
                signature = tuple((number, units, weight) for (number, units), weight in sorted(ahead.items()))
                if signature not in class_of:
                    class_of[signature] = len(class_of)
                    next_totals.append(
                        sum(totals[number] * weight << units * width for number, units, weight in signature)
                    )
                classes[index] = class_of[signature]
            totals = next_totals
        return tuple(_amount_odds(totals[classes[0]], width, unit, whole**self.days))

    def _first_days(self, weights: dict[DayEffect, int], cache: dict[int, list[_WeightedEdge]]) -> dict[int, int]:
        """A table from the index of each reachable position to the number of the first day that can end in it.

        A position is reachable if a sequence of days leads to it whose effects are all keys of ``weights``.
        """
        first = {0: 0}
        queue = [0]
        for index in queue:
            if first[index] < self.days:
                for *_, target, _ in self._weighted_edges(weights, index, cache=cache):
                    if target not in first:
                        first[target] = first[index] + 1
                        queue.append(target)
        return first

    def _weighted_edges(
        self, weights: dict[DayEffect, int], index: int, *, cache: dict[int, list[_WeightedEdge]]
    ) -> list[_WeightedEdge]:
        """The possible next days of a course in the position at ``index``: one ``_WeightedEdge`` for each outcome.

        The weights of effects with the same outcome are added. ``cache`` keeps the result for each index.
        """
        if index not in cache:
            merged: dict[tuple[int, int | None, str, int], int] = defaultdict(int)
            for effect, weight in weights.items():
                _, rung, taken, target = self._edges[index][effect]
                place = place_name(self.positions[target].phase if rung is None else Phase.TAKING, rung or 0)
                merged[taken, rung, place, target] += weight
            cache[index] = [(*edge, weight) for edge, weight in merged.items()]
        return cache[index]


def place_name(phase: Phase, rung: int) -> str:
    """Where a course is, in a word or two: its phase, or its rung, such as "rung 1" if ``rung`` is 0."""
    return f"rung {rung + 1}" if phase is Phase.TAKING else str(phase)


def _plain(word: str) -> str:
    """A word of a vocabulary without its hyphens."""
    return word.replace("-", " ")


def _field_bits(most: int) -> int:
    """The bits of a field that holds numbers up to ``most``, in whole bytes."""
    return (most.bit_length() + 7) // 8 * 8


def _widen_fields(counts: int, narrow: int, width: int) -> int:
    """Move the counts in fields of ``narrow`` bits to fields of ``width`` bits."""
    size, fields = narrow // 8, -(-counts.bit_length() // narrow)
    packed = counts.to_bytes(fields * size, "little")
    wide = (packed[i : i + size].ljust(width // 8, b"\0") for i in range(0, len(packed), size))
    return int.from_bytes(b"".join(wide), "little")


def _amount_odds(counts: int, width: int, unit: int, whole: int) -> Iterator[tuple[Elemental, Fraction]]:
    """Unpack the odds of the total taken: yield pairs of a total and its chance, smallest total first.

    ``counts`` is one integer made of fields of ``width`` bits. The lowest field is the weight of the total 0, the next
    that of one unit of ``unit`` nanograms, and so on. A weight divided by ``whole`` is the chance of its total.
    """
    mask, units = (1 << width) - 1, 0
    while counts:
        if count := counts & mask:
            yield Elemental(nanograms=units * unit), Fraction(count, whole)
        counts, units = counts >> width, units + 1
