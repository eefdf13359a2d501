"""Whole courses: joining, another product, another target, two products at once, and looking ahead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import attrs
from courses.model import NOT_STARTED, STOPPED, TAKING, Asking, Outcome, State, fresh, live
from courses.reports import ZONES, Entry, Report, reports

AFTER_ANOTHERS_START = 3
RISES = {"start", "restart", "resume", "advance"}


@attrs.frozen
class Course:
    """A course from its first day: the rungs, the hold of each, and what ``assess`` is asked about its product."""

    starts: int
    ladder: tuple[int, ...]
    holds: tuple[int, ...]
    ask: Asking
    joins: bool = False
    proven: bool = False
    startable: bool = True
    then: "tuple[Change, ...]" = ()

    def first(self) -> State:
        """The state before the first day. A person who joins has been taking the last rung of the ladder."""
        state = State(ladder=self.ladder, holds=self.holds, startable=self.startable, changed_on=self.starts)
        if not self.joins:
            return state
        proven = frozenset(self.ladder[-1:] if self.proven else ())
        rung = len(self.ladder) - 1
        return attrs.evolve(state, status=TAKING, rung=rung, proven=proven, begins_with=self.ladder[rung])


@attrs.frozen
class Change:
    """From a day on another product (``new``) or, for the same product, another ladder."""

    on: int
    ladder: tuple[int, ...]
    holds: tuple[int, ...]
    ask: Asking
    new: bool = True


def change(state: State, to: Change) -> State:
    """Another product is a new START. Of another target a lower one counts at once, a higher one as a normal rise."""
    if to.new:
        status = state.status if state.status == STOPPED else NOT_STARTED
        return attrs.evolve(
            fresh(state), ladder=to.ladder, holds=to.holds, status=status, begins_with=0, again=False, startable=True
        )
    rung = max((i for i, amount in enumerate(to.ladder) if amount <= state.amount), default=0)
    same = to.ladder[rung] == state.amount
    begins = min(state.begins_with, to.ladder[rung])
    moved = attrs.evolve(state, ladder=to.ladder, holds=to.holds, rung=rung, begins_with=begins)
    return moved if same else attrs.evolve(moved, held=0, less=0, least_of_less=None, changed_on=to.on)


def simulate(course: Course, entries: Iterable[Entry], today: int) -> list[Outcome]:
    """What a course says of each day up to today."""
    return list(lived(course, reports(entries), today))


def lived(course: Course, diary: Mapping[int, Report], today: int) -> Iterator[Outcome]:
    state, ask = course.first(), course.ask
    changes = {one.on: one for one in course.then}
    for day in range(course.starts, today + 1):
        if day in changes:
            ask = changes[day].ask
            state = change(state, changes[day])
        state, outcome = live(state, day, diary.get(day, Report()), ask)
        yield outcome


def preview(course: Course, entries: Sequence[Entry], today: int) -> dict[str, int]:
    """What tomorrow would permit for each zone, if today goes as permitted."""
    diary = reports(entries)
    now = diary.get(today, Report())
    if now.silent:
        now = Report(sure=True, silent=False, zone="green", facts=now.facts)
    permitted = list(lived(course, {**diary, today: now}, today))[-1].permitted
    if now.amounts == {None}:
        now = attrs.evolve(now, amounts=frozenset([permitted]))
    ahead = {zone: Report(sure=True, silent=False, zone=zone) for zone in ZONES}
    return {
        zone: list(lived(course, {**diary, today: now, today + 1: report}, today + 1))[-1].permitted
        for zone, report in ahead.items()
    }


class Beside(Protocol):
    """An ``Asking`` that counts another amount of magnesium too."""

    def beside(self, amount: int) -> Asking: ...


def simulate_two(courses: Sequence[tuple[Course, Sequence[Entry]]], today: int) -> list[tuple[Outcome, ...]]:
    """Two products reviewed as one day. Courses are in order of their beginning, then of their digest."""
    states = [course.first() for course, _ in courses]
    diaries = [reports(entries) for _, entries in courses]
    days = []
    for day in range(min(course.starts for course, _ in courses), today + 1):
        mine = shared([diary.get(day, Report()) for diary in diaries])
        outcomes = together(states, [course for course, _ in courses], mine, day)
        states = [state for state, _ in outcomes]
        days.append(tuple(outcome for _, outcome in outcomes))
    return days


def shared(mine: Sequence[Report]) -> list[Report]:
    """Reactions and new facts count for both, and so does the worst zone, for each course that has a check-in."""
    signs = frozenset[str]().union(*(report.reactions for report in mine))
    zone = max((report.zone for report in mine if report.zone), key=ZONES.index, default=None)
    facts = tuple(dict.fromkeys(one for report in mine for one in report.facts))
    return [
        attrs.evolve(
            report,
            silent=report.silent and not signs,
            reactions=signs,
            zone=report.zone and zone,
            facts=facts,
        )
        for report in mine
    ]


def together(
    states: Sequence[State], courses: Sequence[Course], mine: Sequence[Report], day: int
) -> list[tuple[State, Outcome]]:
    """Steps down first, then at most one rise: of the course whose last change is oldest."""
    order = sorted(range(len(states)), key=lambda i: (states[i].changed_on, courses[i].starts, i))
    taken = sum(report.most for report in mine)

    def run(i: int, others: int, *, rises: bool) -> tuple[State, Outcome]:
        ask: Any = courses[i].ask
        elsewhere = taken - mine[i].most
        return live(states[i], day, mine[i], ask.beside(others), rises=rises, elsewhere=elsewhere)

    lived_now = [run(i, 0, rises=False) for i in range(len(states))]
    for i in sorted(order, key=lambda i: (courses[i].starts, i), reverse=True):  # the later course gives way first
        others = sum(lived_now[j][1].permitted for j in range(len(states)) if j != i)
        lived_now[i] = run(i, others, rises=False)
    for i in order:
        others = sum(lived_now[j][1].permitted for j in range(len(states)) if j != i)
        starts = [state.started_on for j, state in enumerate(states) if j != i and state.started_on is not None]
        near = any(day - start <= AFTER_ANOTHERS_START for start in starts)
        tried = run(i, others, rises=not near)
        if tried[1].move in RISES:
            lived_now[i] = tried
            break
    return lived_now
