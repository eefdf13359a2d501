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
    ladder, holds = to.ladder, to.holds
    if state.amount < ladder[-1] and state.amount not in ladder:  # the present amount stays a rung
        ladder = tuple(sorted((*ladder, state.amount)))
        holds = tuple(max(holds) if amount == state.amount else holds[to.ladder.index(amount)] for amount in ladder)
    rung = max(i for i, amount in enumerate(ladder) if amount <= state.amount)
    same = ladder[rung] == state.amount
    begins = min(state.begins_with, ladder[rung])
    held = min(state.held, state.holds[state.rung])  # of a shorter hold before, no more than that counts on
    moved = attrs.evolve(state, ladder=ladder, holds=holds, rung=rung, begins_with=begins, held=held)
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


class Beside(Asking, Protocol):
    """An ``Asking`` that counts another amount of magnesium too, and knows the facts that its course begins with."""

    def beside(self, amount: int) -> Asking: ...
    def first_facts(self) -> Any: ...


Diaries = Sequence[tuple[Course, Sequence[Entry]]]


def simulate_two(courses: Diaries, today: int) -> list[tuple[Outcome, ...]]:
    """Two products reviewed as one day. Courses are in order of their beginning, then of their digest.

    A course that has not begun yet is lived as one that is not started, so that it hears of reactions and stops.
    """
    both = [course for course, _ in courses]
    states = [waiting(course) for course in both]
    diaries = [reports(entries) for _, entries in courses]
    days = []
    for day in range(min(course.starts for course in both), today + 1):
        both, states = mornings(both, states, day)
        mine = shared([diary.get(day, Report()) for diary in diaries], both, day)
        outcomes = together(states, both, mine, day)
        states = [state for state, _ in outcomes]
        days.append(tuple(outcome for _, outcome in outcomes))
    return days


def mornings(courses: Sequence[Course], states: Sequence[State], day: int) -> tuple[list[Course], list[State]]:
    """The courses as a day begins: some begin, and some change their product or target."""
    both, after = list(courses), list(states)
    for i, course in enumerate(courses):
        if course.starts == day:
            after[i] = begun(states[i], course)
        for to in course.then:
            if to.on == day:
                both[i], after[i] = attrs.evolve(course, ask=to.ask), change(states[i], to)
    return both, after


def waiting(course: Course) -> State:
    """A course before its first day."""
    return State(ladder=course.ladder, holds=course.holds, startable=course.startable, changed_on=course.starts)


def begun(state: State, course: Course) -> State:
    """A course on its first day. A stop before it stands, and what was not calm still asks for calm days."""
    return state if state.status == STOPPED else attrs.evolve(course.first(), disturbed=state.disturbed)


def shared(mine: Sequence[Report], courses: Sequence[Course], day: int) -> list[Report]:
    """Reactions and new facts count for both, and so does the worst zone, for each course that has a check-in.

    The facts that a course begins with are new on its first day.
    """
    signs = frozenset[str]().union(*(report.reactions for report in mine))
    zone = max((report.zone for report in mine if report.zone), key=ZONES.index, default=None)
    facts: list[Any] = []
    for report, course in zip(mine, courses, strict=True):
        ask: Any = course.ask
        first = ask.first_facts() if course.starts == day else None
        facts += report.facts or ([] if first is None else [first])
    return [
        attrs.evolve(
            report,
            silent=report.silent and not signs,
            reactions=signs,
            zone=report.zone and zone,
            facts=tuple(dict.fromkeys(facts)),
            facts_sure=all(one.facts_sure or not one.facts for one in mine),
        )
        for report in mine
    ]


def together(
    states: Sequence[State], courses: Sequence[Course], mine: Sequence[Report], day: int
) -> list[tuple[State, Outcome]]:
    """Steps down first, then at most one rise: of the course whose last change is oldest."""
    taken, everybody = sum(report.most for report in mine), range(len(states))

    def run(i: int, others: int, *, rises: bool = False) -> tuple[State, Outcome]:
        ask: Any = courses[i].ask
        return live(states[i], day, mine[i], ask.beside(others), rises=rises, elsewhere=taken - mine[i].most)

    def given(lives: Sequence[tuple[State, Outcome]], i: int, *, at_most: bool = False) -> int:
        """What the other courses give: what they are permitted; where nothing is reported, what they began with."""
        return sum(
            max(outcome.begins_with, outcome.permitted) if at_most or mine[j].silent else outcome.permitted
            for j, (_, outcome) in enumerate(lives)
            if j != i
        )

    calm = [run(i, 0) for i in everybody]
    for i in sorted(everybody, key=lambda i: (courses[i].starts, i), reverse=True):  # the later course gives way first
        calm[i] = run(i, given(calm, i))
    for i in sorted(everybody, key=lambda i: (states[i].changed_on, courses[i].starts, i)):
        others = (states[j].started_on for j in everybody if j != i)
        if day < courses[i].starts or any(day - start <= AFTER_ANOTHERS_START for start in others if start is not None):
            continue
        risen = list(calm)
        risen[i] = run(i, given(calm, i, at_most=True), rises=True)
        if risen[i][1].move not in RISES:
            continue
        for j in everybody:
            risen[j] = risen[j] if j == i else run(j, given(risen, j))
        if all(after.permitted >= before.permitted for (_, after), (_, before) in zip(risen, calm, strict=True)):
            return risen
    return calm
