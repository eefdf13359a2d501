"""The laws of courses as properties of any kind of course: of two lives that differ in one day, which may permit more.

``Simulated`` is a course of the simulator. ``test_laws`` has one of the library.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

import attrs
from courses.asking import TableAsking
from courses.lives import Course, lived
from courses.model import Outcome, State, day_begins, live
from courses.reports import Report

TABLE = TableAsking()
SMALL = Course(starts=1, ladder=(50, 100, 150, 200), holds=(3, 3, 3, 3), ask=TABLE)
"""A course with short holds, so that rises, gaps and resumes fit into few days."""
GUT = frozenset(["bloating"])


class Life(Hashable, Protocol):
    """One kind of course. A state is all that its later days depend on, so that equal states have the same future."""

    def first(self) -> Hashable:
        """The state before the first day."""
        ...

    def begins(self, state: Any) -> tuple[int, int]:
        """The amount that a day begins with, and that of the rung, both in mg."""
        ...

    def live(self, state: Any, report: Report) -> tuple[Hashable, int]:
        """The state after a day, and the amount in mg that the day permits."""
        ...


class Simulated:
    """The small course, as the simulator lives it."""

    def first(self) -> State:
        return SMALL.first()

    @cache  # noqa: B019 (one simulator lives as long as the tests)
    def begins(self, state: State) -> tuple[int, int]:
        begun = day_begins(state, 1)
        return begun.begins_with, begun.amount

    @cache  # noqa: B019 (as above)
    def live(self, state: State, report: Report) -> tuple[State, int]:
        """The days of a change and the days above the most that a rule counts decide nothing, so they are left out."""
        after, outcome = live(state, 1, report, TABLE)
        calm, without, less = min(after.calm, 4), min(after.without, 15), min(after.less, 15)
        after = attrs.evolve(after, changed_on=0, started_on=None, silent=0, calm=calm, without=without, less=less)
        return after, outcome.permitted


SIMULATED = Simulated()


def green(amount: int | None = None, **more: Any) -> Report:
    """A check-in in Green without a reaction."""
    return attrs.evolve(Report(sure=True, silent=False, zone="green", amounts=frozenset([amount])), **more)


@cache
def kinds(life: Life, state: Any) -> dict[str, Report]:
    """Kinds of day, with amounts that fit the state of a course."""
    begins, rung = life.begins(state)
    permitted = life.live(state, green())[1]
    return {
        "full": green(permitted),
        "nothing": green(0),
        "silent": Report(),
        "yellow": green(begins, zone="yellow"),
        "gut": green(begins, reactions=GUT),
        "more": green(max(permitted, begins, rung) + 25),
        "lower": green(begins, wish="lower"),
        "pause": green(0, wish="pause"),
        "go-on": green(permitted, wish="go-on"),
        "unasked": green(rung),
        "half": green(25),
        "no zone": green(begins, zone=None, sure=False),
        "fact missing": green(begins, facts=("open",)),
        "facts stated": green(permitted, facts=("ok",)),
        "withheld": green(0, facts=("withheld",)),
    }


SEVEN = ("full", "nothing", "silent", "yellow", "gut", "more", "lower")
FACTS = ("full", "nothing", "no zone", "fact missing", "facts stated", "withheld", "gut")
OTHERS = ("full", "nothing", "silent", "pause", "go-on", "unasked", "half")


def permits_nothing(life: Life, state: Any, report: Report) -> bool:
    """Whether a day begins with nothing and its check-in permits nothing."""
    return life.begins(state)[0] == 0 and life.live(state, attrs.evolve(report, amounts=frozenset([0])))[1] == 0


def events(law: str, life: Life, state: Any) -> Iterator[tuple[Report, Report]]:
    """Pairs of one day without and with the event that a law is about."""
    kind = kinds(life, state)
    match law:
        case "more":
            yield kind["full"], kind["more"]
            yield kind["full"], green(450)
            yield kind["full"], green(2000)
        case "gut":
            for report in (kind["full"], kind["nothing"], kind["unasked"], kind["half"]):
                yield report, attrs.evolve(report, reactions=GUT)
        case "wish":
            for report in (kind["full"], kind["nothing"], kind["unasked"]):
                for wish in ("hold", "lower", "pause", "stop"):
                    yield report, attrs.evolve(report, wish=wish)
        case "silence":
            yield kind["nothing"], kind["silent"]
        case _:
            for zone in ("green", "yellow", None):
                report = green(0, zone=zone, sure=zone is not None)
                if permits_nothing(life, state, report):
                    for amount in (25, kind["unasked"].most):
                        yield report, attrs.evolve(report, amounts=frozenset([amount]))


DAY_BY_DAY = {"unasked"}
"""Laws that hold on each later day. The others hold against the highest amount so far, until Yellow or a reaction."""


def breaks(law: str, without: int, best: int, with_event: int, report: Report) -> bool:
    """Whether a day with the event permits more than the law allows."""
    if law not in DAY_BY_DAY and ends(report):
        return False
    return with_event > (without if law in DAY_BY_DAY else best)


def ends(report: Report) -> bool:
    """Whether a day ends what a law says of the days after an event."""
    return report.zone in {"yellow", "red"} or bool(report.reactions)


def first_break(
    law: str, course: Course, diary: Mapping[int, Report], changed: tuple[int, Report], today: int
) -> tuple[Outcome, Outcome] | None:
    """The first day on which the diary with a changed day permits more than a law allows."""
    day, report = changed
    best = 0
    pairs = zip(lived(course, diary, today), lived(course, {**diary, day: report}, today), strict=True)
    for without, with_event in pairs:
        best = max(best, without.permitted)
        now = diary.get(without.day, Report())
        if without.day > day and law not in DAY_BY_DAY and ends(now):
            return None
        if without.day >= day and breaks(law, without.permitted, best, with_event.permitted, Report()):
            return without, with_event
    return None


def search(law: str, days: int, letters: Sequence[str], life: Life = SIMULATED) -> list[str]:
    """All breaks of a law in diaries of so many days, with the event on any of them.

    Two diaries in the same state go on as one. So do two pairs of diaries, without and with an event.
    """
    found: list[str] = []
    alone: dict[tuple[Any, int], str] = {(life.first(), 0): "start"}
    pairs: dict[tuple[Any, Any, int], str] = {}
    for _ in range(days):
        next_pairs = dict[tuple[Any, Any, int], str]()
        for without, with_event, best, plain, event, trail in _pairs_of_days(law, letters, life, alone, pairs):
            one, permitted = life.live(without, plain)
            other, with_it = life.live(with_event, event)
            highest, shown = max(best, permitted), event if plain == event else Report()
            if breaks(law, permitted, highest, with_it, shown):
                found.append(f"{trail}: {with_it} instead of {permitted}")
            elif one != other and (law in DAY_BY_DAY or not ends(shown)):
                next_pairs.setdefault((one, other, highest), trail)
        pairs = next_pairs
        alone = {
            (after, max(best, permitted)): f"{trail}, {letter}"
            for (state, best), trail in alone.items()
            for letter in letters
            for after, permitted in [life.live(state, kinds(life, state)[letter])]
        }
    return found


def _pairs_of_days(
    law: str,
    letters: Sequence[str],
    life: Life,
    alone: Mapping[tuple[Any, int], str],
    pairs: Mapping[tuple[Any, Any, int], str],
) -> Iterator[tuple[Any, Any, int, Report, Report, str]]:
    """Each next day of two lives: the same after an event, or the day of the event without and with it.

    Yield the two states, the highest amount so far, the two reports and the days so far.
    """
    for (without, with_event, best), trail in pairs.items():
        for report, letter in {
            kinds(life, one)[letter]: letter for one in (with_event, without) for letter in letters
        }.items():
            yield without, with_event, best, report, report, f"{trail}, {letter}"
    for (state, best), trail in alone.items():
        for plain, event in events(law, life, state):
            yield state, state, best, plain, event, f"{trail}, event"
