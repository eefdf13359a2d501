"""The laws of courses as properties of any simulator: of two lives that differ in one day, which may permit more."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
from courses.asking import TableAsking
from courses.lives import Course, lived
from courses.model import Outcome, State, day_begins, live
from courses.reports import Report

TABLE = TableAsking()
SMALL = Course(starts=1, ladder=(50, 100, 150, 200), holds=(3, 3, 3, 3), ask=TABLE)
"""A course with short holds, so that rises, gaps and resumes fit into few days."""
GUT = frozenset(["bloating"])


def green(amount: int | None = None, **more: Any) -> Report:
    """A check-in in Green without a reaction."""
    return attrs.evolve(Report(sure=True, silent=False, zone="green", amounts=frozenset([amount])), **more)


def kinds(state: State, day: int) -> dict[str, Report]:
    """Kinds of day, with amounts that fit the state of a course."""
    begun = day_begins(state, day)
    begins, rung = begun.begins_with, begun.amount
    permitted = live(state, day, green(), TABLE)[1].permitted
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


def permits_nothing(state: State, day: int, report: Report) -> bool:
    """Whether a day begins with nothing and its check-in permits nothing."""
    untold = attrs.evolve(report, amounts=frozenset([0]))
    return day_begins(state, day).begins_with == 0 and live(state, day, untold, TABLE)[1].permitted == 0


def events(law: str, state: State, day: int) -> Iterator[tuple[Report, Report]]:
    """Pairs of one day without and with the event that a law is about."""
    kind = kinds(state, day)
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
                if permits_nothing(state, day, report):
                    for amount in (25, kind["unasked"].most):
                        yield report, attrs.evolve(report, amounts=frozenset([amount]))


DAY_BY_DAY = {"unasked"}
"""Laws that hold on each later day. The others hold against the highest amount so far, until Yellow or a reaction."""


def breaks(law: str, without: Outcome, best: int, with_event: Outcome, report: Report) -> bool:
    """Whether a day with the event permits more than the law allows."""
    if law not in DAY_BY_DAY and ends(report):
        return False
    return with_event.permitted > (without.permitted if law in DAY_BY_DAY else best)


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
        if without.day >= day and breaks(law, without, best, with_event, Report()):
            return without, with_event
    return None


def states_after(days: int, letters: Sequence[str]) -> Iterator[tuple[int, State, int, str]]:
    """Each state that a small course can be in, with the next day, the highest amount so far and a way to it."""
    frontier = {(SMALL.first(), 0): "start"}
    for day in range(1, days + 1):
        yield from ((day, state, best, trail) for (state, best), trail in frontier.items())
        frontier = {
            (after, max(best, outcome.permitted)): f"{trail}, {letter}"
            for (state, best), trail in frontier.items()
            for letter in letters
            for after, outcome in [live(state, day, kinds(state, day)[letter], TABLE)]
        }


def search(law: str, days: int, letters: Sequence[str]) -> list[str]:
    """All breaks of a law in diaries of so many days, with the event on any of them."""
    found: list[str] = []
    seen: set[tuple[State, State, int, int]] = set()

    def walk(without: State, with_event: State, day: int, best: int, trail: str) -> None:
        if day > days or without == with_event or (without, with_event, best, day) in seen:
            return
        seen.add((without, with_event, best, day))
        choices = {kinds(state, day)[one]: one for state in (with_event, without) for one in letters}
        for report, letter in choices.items():
            one, without_it = live(without, day, report, TABLE)
            other, with_it = live(with_event, day, report, TABLE)
            highest = max(best, without_it.permitted)
            path = f"{trail}, {letter}"
            if breaks(law, without_it, highest, with_it, report):
                found.append(f"{path}: {with_it.permitted} instead of {without_it.permitted}")
            elif law in DAY_BY_DAY or not ends(report):
                walk(one, other, day + 1, highest, path)

    for day, state, best, trail in states_after(days, letters):
        for plain, event in events(law, state, day):
            one, without_it = live(state, day, plain, TABLE)
            other, with_it = live(state, day, event, TABLE)
            highest = max(best, without_it.permitted)
            if breaks(law, without_it, highest, with_it, Report()):
                found.append(f"{trail}, at once: {with_it.permitted} instead of {without_it.permitted}")
            walk(one, other, day + 1, highest, f"{trail}, event")
    return found
