"""The map of a course: every position that any sequence of check-ins can lead to, and the exact odds of each.

Two courses in one position have one future, so the map merges them: what would be a tree without end is a graph of some
thousand positions. Odds are counted in whole numbers over one denominator; nothing is sampled and nothing rounded.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from itertools import groupby
from math import lcm
from typing import NamedTuple, final

import attrs

from alpims_mg._internal.rendering import Grid, Listing, Page, Renderable
from alpims_mg._internal.validation import a_member, as_tuple, check_instances, short_repr
from alpims_mg.courses.diary import Course
from alpims_mg.courses.progress import Adherence, Phase, Position
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Zone
from alpims_mg.rulebook.courses import CourseEvent, Move
from alpims_mg.rulebook.reactions import Response

MOST_DAYS = 366


@final
@attrs.frozen(kw_only=True)
class DayKind:
    """One kind of day: its zone, what its reactions ask for, and what was taken. None means *not told*."""

    zone: Zone | None
    response: Response | None
    taken: Adherence

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("zone", self.zone, Zone, optional=True),
                a_member("response", self.response, Response, optional=True),
                a_member("taken", self.taken, Adherence),
            )
        )

    def __str__(self) -> str:
        zone = "zone not told" if self.zone is None else str(self.zone)
        return f"{zone}, {_RESPONSES[self.response]}, {_TAKEN[self.taken]}"


_RESPONSES = {
    None: "reactions not told",
    Response.GO_ON: "no reaction",
    Response.STEP_BACK: "a reaction of the gut",
    Response.STOP_AND_CONSULT: "itching or flushing",
    Response.URGENT_CARE: "a sign that calls for urgent care",
}


_TAKEN = {
    Adherence.IN_FULL: "taken in full",
    Adherence.OTHERWISE: "another amount taken",
    Adherence.NOTHING: "not taken",
}


@final
@attrs.frozen(kw_only=True)
class ZoneChance:
    """The chance of a zone on any day, and what happens on a day in it: a reaction of the gut, an MCAS-type one, a sign
    that calls for urgent care (else no reaction), and whether it is missed (else taken in full).

    ``zone`` None is a day that nobody tells of. Chances are exact: fractions or whole numbers, never floats.

    Raises: ``InvalidInputError`` when a chance is not from 0 to 1, or the reactions come to more than 1.
    """

    zone: Zone | None
    chance: Fraction | int
    gut: Fraction | int = 0
    mcas: Fraction | int = 0
    urgent: Fraction | int = 0
    missed: Fraction | int = 0

    def __attrs_post_init__(self) -> None:
        names = ("chance", "gut", "mcas", "urgent", "missed")
        raise_if_any(
            (
                a_member("zone", self.zone, Zone, optional=True),
                *(_chance(name, getattr(self, name)) for name in names),
            )
        )
        if self.gut + self.mcas + self.urgent > 1:
            expected, actual = "reactions that come to no more than 1", f"{self.gut} + {self.mcas} + {self.urgent}"
            raise InvalidInputError(Fault(path="gut", expected=expected, actual=actual, fix="make one of them smaller"))

    def kinds(self) -> Iterator[tuple[DayKind, Fraction]]:
        """The kinds of day in this zone, each with its chance."""
        felt = (
            (Response.STEP_BACK, self.gut),
            (Response.STOP_AND_CONSULT, self.mcas),
            (Response.URGENT_CARE, self.urgent),
            (Response.GO_ON, 1 - self.gut - self.mcas - self.urgent),
        )
        told = felt if self.zone else ((None, 1),)
        missed = self.missed if self.zone else 1
        for response, chance in told:
            for taken, part in ((Adherence.IN_FULL, 1 - missed), (Adherence.NOTHING, missed)):
                if odds := Fraction(self.chance) * chance * part:
                    yield DayKind(zone=self.zone, response=response, taken=taken), odds


def _chance(path: str, value: object) -> Fault | None:
    if isinstance(value, Fraction | int) and not isinstance(value, bool) and 0 <= value <= 1:
        return None
    expected, fix = "an exact chance from 0 to 1", "write for example Fraction(1, 10); never a float"
    return Fault(path=path, expected=expected, actual=short_repr(value), fix=fix)


Edge = tuple[CourseEvent, int | None, int]
"""What happens, the day's rung (None where none is taken), and the position that the day ends in."""


_WeightedEdge = tuple[bool, int | None, str, int, int]
"""Whether it is taken in full, the day's rung, its place in words, the position that the day ends in, and how often."""


@final
class DayEffect(NamedTuple):
    """All of a kind of day that a course can tell: kinds that are alike in it lead to the same position."""

    zone: int
    response: Response | None
    taken: Adherence

    @property
    def nothing(self) -> bool:
        """Whether nothing was taken."""
        return self.taken is Adherence.NOTHING


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class CourseMap(Renderable):
    """All positions that a course can reach in ``days`` days, merged, and what leads from one to another.

    The facts are those of the first day throughout, and nothing is talked over after a stop: a stop is an end here.
    ``positions[0]`` is where every course begins, and ``reached`` is the first day that can end in a position.
    ``shortest`` are the shortest sequences of days that lead to each move.
    """

    course: Course
    days: int
    positions: tuple[Position, ...]
    reached: tuple[int, ...]
    shortest: tuple[tuple[Move, tuple[DayKind, ...]], ...]
    _edges: tuple[dict[DayEffect, Edge], ...] = attrs.field(alias="edges")  # by position, but for those of the last day
    _zones: dict[Zone | None, int] = attrs.field(alias="zones")

    def odds(self, chances: Iterable[ZoneChance]) -> "CourseOdds":
        """The exact distribution of the rung by day, of the days to the last rung, and of the milligrams taken.

        The more can happen, and the finer its chances, the longer it takes: a moment for zones alone, seconds for all.

        Raises: ``InvalidInputError`` when a zone stands twice, or the chances do not come to exactly 1.
        """
        weights, whole = self._weights(as_tuple(chances))
        by_day, first = self._rungs(weights, whole)
        return CourseOdds(
            days=self.days,
            by_day=tuple(by_day),
            to_last_rung=tuple(first),
            milligrams=self._milligrams(weights, whole),
        )

    def table(self) -> tuple[tuple[str, ...], ...]:
        """For each place a course can be at: how many positions it holds, and the first day that can end there."""
        places: dict[str, list[int]] = defaultdict(list)
        for position, day in zip(self.positions, self.reached, strict=True):
            places[place_name(position.phase, position.rung)].append(day)
        return tuple((place, str(len(days)), str(min(days))) for place, days in sorted(places.items()))

    def page(self) -> Page:
        """How large the map is, the shortest ways to each move, and the places it holds."""
        edges = sum(len({(event, rung, to) for event, rung, to in one.values()}) for one in self._edges)
        ways = tuple(f"{move}, day {len(kinds)}: {run_in_words(kinds)}" for move, kinds in self.shortest)
        grid = Grid(caption="Where a course can be", header=("place", "positions", "first day"), rows=self.table())
        title = f"Map of {self.days} days: {len(self.positions)} positions, {edges} ways between them"
        return Page(title=title, blocks=(Listing(title="Shortest ways", items=ways), grid))

    def _weights(self, chances: tuple[ZoneChance, ...]) -> tuple[dict[DayEffect, int], int]:
        """The chance of each effect that a day can have, as whole parts of one number."""
        raise_if_any(check_instances("chances", chances, ZoneChance))
        zones = Counter(one.zone for one in chances)
        raise_if_any(
            Fault(path="chances", expected="each zone once", actual=f"{zone} {times} times", fix="put them together")
            for zone, times in zones.items()
            if times > 1
        )
        kinds = [kind for one in chances for kind in one.kinds()]
        if (total := sum(chance for _, chance in kinds)) != 1:
            expected, fix = "chances that come to exactly 1", "give each zone its part, and None the untold days"
            raise InvalidInputError(Fault(path="chances", expected=expected, actual=str(total), fix=fix))
        whole = lcm(*(chance.denominator for _, chance in kinds))
        weights: dict[DayEffect, int] = defaultdict(int)
        for kind, chance in kinds:
            weights[day_effect(kind, self._zones)] += int(chance * whole)
        return weights, whole

    def _rungs(
        self, weights: dict[DayEffect, int], whole: int
    ) -> tuple[list[tuple[tuple[str, Fraction], ...]], list[tuple[int, Fraction]]]:
        """Where the course is on each day, and on which day it is on the last rung for the first time."""
        last = len(self.course.plan.steps) - 1
        ways = partial(self._ways, weights, cache=dict[int, list[_WeightedEdge]]())
        before, since = {0: 1}, dict[int, int]()  # those that have not been on the last rung yet, and those that have
        by_day: list[tuple[tuple[str, Fraction], ...]] = []
        first: list[tuple[int, Fraction]] = []
        for day in range(1, self.days + 1):
            places: dict[str, int] = defaultdict(int)
            still, after = dict[int, int](), dict[int, int]()
            came = 0
            for at, count in before.items():
                for _, rung, place, to, weight in ways(at):
                    places[place] += count * weight
                    if rung == last:
                        came += count * weight
                        after[to] = after.get(to, 0) + count * weight
                    else:
                        still[to] = still.get(to, 0) + count * weight
            for at, count in since.items():
                for _, _, place, to, weight in ways(at):
                    places[place] += count * weight
                    after[to] = after.get(to, 0) + count * weight
            before, since = still, after
            by_day.append(tuple((place, Fraction(count, whole**day)) for place, count in sorted(places.items())))
            if came:
                first.append((day, Fraction(came, whole**day)))
        return by_day, first

    def _milligrams(self, weights: dict[DayEffect, int], whole: int) -> tuple[tuple[Elemental, Fraction], ...]:
        """What is taken in all, with the chance of each amount.

        It is counted from the last day backwards, since most positions are alike while few days are left: positions
        from which the same can still be taken, in the same ways, are one. For each of these one number holds all
        amounts: its digit ``k``, wide enough for any count, counts the ways in which ``k`` units can still be taken.
        """
        capsule, width = self.course.capsule, (whole**self.days).bit_length()
        unit = capsule.unit.of(capsule.elemental).nanograms
        shifts = [width * (step.daily.nanograms // unit) for step in self.course.plan.steps]
        cache: dict[int, list[_WeightedEdge]] = {}
        first = self._first_days(weights, cache)
        kinds, amounts = dict.fromkeys(first, 0), [1]
        for left in range(1, self.days + 1):
            met: dict[tuple[tuple[int, int, int], ...], int] = {}
            before, kinds, counted = kinds, dict[int, int](), list[int]()
            for at, day in first.items():
                if day > self.days - left:
                    continue
                ahead: dict[tuple[int, int], int] = defaultdict(int)
                for full, rung, _, to, weight in self._ways(weights, at, cache=cache):
                    ahead[before[to], shifts[rung] if full and rung is not None else 0] += weight
                alike = tuple((kind, shift, weight) for (kind, shift), weight in sorted(ahead.items()))
                if alike not in met:
                    met[alike] = len(met)
                    counted.append(sum(amounts[kind] * weight << shift for kind, shift, weight in alike))
                kinds[at] = met[alike]
            amounts = counted
        return tuple(_amount_odds(amounts[kinds[0]], width, unit, whole**self.days))

    def _first_days(self, weights: dict[DayEffect, int], cache: dict[int, list[_WeightedEdge]]) -> dict[int, int]:
        """The positions that these chances can lead to, each with the first day that can end there."""
        first = {0: 0}
        waiting = [0]
        for at in waiting:
            if first[at] < self.days:
                for *_, to, _ in self._ways(weights, at, cache=cache):
                    if to not in first:
                        first[to] = first[at] + 1
                        waiting.append(to)
        return first

    def _ways(
        self, weights: dict[DayEffect, int], at: int, *, cache: dict[int, list[_WeightedEdge]]
    ) -> list[_WeightedEdge]:
        """All that these chances can do from one position, alike ways together."""
        if at not in cache:
            merged: dict[tuple[bool, int | None, str, int], int] = defaultdict(int)
            for effect, weight in weights.items():
                _, rung, to = self._edges[at][effect]
                position = self.positions[to]
                place = place_name(position.phase if rung is None else Phase.TAKING, rung or 0)
                merged[not effect.nothing, rung, place, to] += weight
            cache[at] = [(*way, weight) for way, weight in merged.items()]
        return cache[at]


@final
@attrs.frozen(kw_only=True)
class CourseOdds(Renderable):
    """Exact odds of a course. ``by_day[0]`` is the first day: each place with its chance, which come to exactly 1.

    ``to_last_rung`` are the days on which the last rung is reached for the first time, each with its chance; what is
    wanting to 1 has not reached it yet. ``milligrams`` is all that is taken by the last day, each amount with its
    chance.
    """

    days: int
    by_day: tuple[tuple[tuple[str, Fraction], ...], ...]
    to_last_rung: tuple[tuple[int, Fraction], ...]
    milligrams: tuple[tuple[Elemental, Fraction], ...]

    @property
    def mean_milligrams(self) -> Fraction:
        """The mean of all that is taken, exactly, in mg of elemental magnesium."""
        return sum((Fraction(amount.nanograms, 10**6) * chance for amount, chance in self.milligrams), Fraction(0))

    def page(self) -> Page:
        """Week by week where a course is, then the days to the last rung and what is taken; shown to a tenth of 1 %."""
        weeks = [*range(7, self.days, 7), self.days]
        places = sorted({place for day in weeks for place, _ in self.by_day[day - 1]})
        told = [(day, dict(self.by_day[day - 1])) for day in weeks]
        rows = tuple((str(day), *(in_percent(at.get(place, Fraction(0))) for place in places)) for day, at in told)
        grid = Grid(caption="Where the course is, by day", header=("day", *places), rows=rows)
        reached = sum((chance for _, chance in self.to_last_rung), Fraction(0))
        days = tuple(
            f"by day {day}: {in_percent(sum((chance for on, chance in self.to_last_rung if on <= day), Fraction(0)))}"
            for day in weeks
        )
        title = f"Odds over {self.days} days: the last rung is reached with {in_percent(reached)}"
        last = Listing(title="On the last rung for the first time", items=days)
        return Page(title=title, blocks=(grid, last, f"Taken in all: {_middle_and_spread(self.milligrams)}."))


def in_percent(chance: Fraction) -> str:
    """A chance to a tenth of one per cent; what is possible is never shown as nothing, nor what is not certain as all.

    >>> in_percent(Fraction(1, 3)), in_percent(Fraction(1, 9999)), in_percent(Fraction(1))
    ('33.3 %', 'under 0.1 %', '100 %')
    """
    tenths = round(chance * 1000)
    if chance in (0, 1):
        return f"{chance * 100} %"
    if tenths in (0, 1000):
        return "under 0.1 %" if tenths == 0 else "over 99.9 %"
    return f"{tenths // 10}.{tenths % 10} %"


def day_effect(kind: DayKind, zones: Mapping[Zone | None, int]) -> DayEffect:
    """What of a kind of day a course can tell."""
    if kind.response in (Response.STOP_AND_CONSULT, Response.URGENT_CARE):
        return DayEffect(0, kind.response, Adherence.NOTHING)
    calm = kind.response is Response.GO_ON
    taken = Adherence.OTHERWISE if kind.taken is Adherence.IN_FULL and not calm else kind.taken
    return DayEffect(zones[kind.zone], kind.response, taken)


def place_name(phase: Phase, rung: int) -> str:
    """Where a course is on a day, in words: its rung, or its phase while nothing is taken."""
    return f"rung {rung + 1}" if phase is Phase.TAKING else str(phase)


def run_in_words(kinds: tuple[DayKind, ...]) -> str:
    """A sequence of days in words, alike days in a row told once."""
    runs = ((kind, len(list(some))) for kind, some in groupby(kinds))
    return "; then ".join(f"{number} x {kind}" if number > 1 else str(kind) for kind, number in runs)


def _amount_odds(counted: int, width: int, unit: int, ways: int) -> Iterator[tuple[Elemental, Fraction]]:
    """The digits of a number, each the count of one amount, as chances."""
    mask, units = (1 << width) - 1, 0
    while counted:
        if count := counted & mask:
            yield Elemental(units * unit), Fraction(count, ways)
        counted, units = counted >> width, units + 1


def _middle_and_spread(milligrams: tuple[tuple[Elemental, Fraction], ...]) -> str:
    """The middle of a distribution, and what lies between its outer twentieths."""
    marks = [Fraction(1, 20), Fraction(1, 2), Fraction(19, 20)]
    found: list[str] = []
    reached = Fraction(0)
    for amount, chance in milligrams:
        reached += chance
        found += [amount.format_mg()] * sum(mark <= reached for mark in marks[len(found) :])
    low, middle, high = found
    return f"half of all courses take {middle} mg or less, and nine in ten from {low} to {high} mg"
