"""A map of a course says of each day what the library says of diaries that are lived day by day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any, Final

import pytest
from units.builders import START_ACKNOWLEDGED, capsule, dose_plan, situation

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    CheckIn,
    Condition,
    Course,
    CourseMap,
    Elemental,
    Intent,
    Reaction,
    Tolerance,
    Zone,
    begin_course,
    map_course,
)
from alpims_mg.courses.day_kinds import DayKind, day_effect
from alpims_mg.courses.facts import Questions, questions
from alpims_mg.courses.merging import SILENT, reports_by_day
from alpims_mg.courses.progress import Adherence
from alpims_mg.courses.replaying import DayRecord, Evening, first_evening, live_day
from alpims_mg.rulebook.reactions import Response

STARTS = date(2026, 3, 1)
ADJUST = Acknowledgement(rule="consult.adjust", reason="discussed in clinic")
REACTIONS: Final[dict[Response | None, list[Reaction] | None]] = {
    None: None,
    Response.GO_ON: [],
    Response.STEP_BACK: [Reaction.BLOATING],
    Response.STOP_AND_CONSULT: [Reaction.ITCHING],
    Response.URGENT_CARE: [Reaction.CONFUSION],
    Response.ALLERGIC_EMERGENCY: [Reaction.SWELLING],
}
"""A report of reactions for each response that the rules ask for."""
FULL, NOTHING = Adherence.IN_FULL, Adherence.NOTHING
EVERY_KIND = [
    DayKind(zone=zone, response=response, taken=taken)
    for zone, response, taken in product([*Zone, None], REACTIONS, (FULL, NOTHING))
]
SEVEN_KINDS = [
    DayKind(zone=Zone.GREEN, response=Response.GO_ON, taken=FULL),
    DayKind(zone=Zone.GREEN, response=Response.GO_ON, taken=NOTHING),
    DayKind(zone=Zone.GREEN, response=Response.STEP_BACK, taken=FULL),
    DayKind(zone=Zone.YELLOW, response=Response.GO_ON, taken=FULL),
    DayKind(zone=Zone.RED, response=Response.GO_ON, taken=NOTHING),
    DayKind(zone=None, response=None, taken=NOTHING),
    DayKind(zone=Zone.GREEN, response=Response.URGENT_CARE, taken=NOTHING),
]
"""Kinds of day that lead to every move that a map covers. The one without a zone is a day without a check-in."""


def course(*, hold: int | tuple[int, ...] = 3, joins: int | None = None, **changed: Any) -> Course:
    stated = {"acknowledged": [START_ACKNOWLEDGED, ADJUST], **changed}
    present = None if joins is None else Elemental.mg(joins)
    intent = Intent.START if joins is None else Intent.MAINTAIN
    plan = dose_plan(capsule(100), intent=intent, current_daily=present, hold_days=hold)
    return begin_course(plan, starts=STARTS, situation=situation(**stated))


def lived(before: Evening, day: date, kind: DayKind, asked: Questions) -> DayRecord:
    """One day of a kind. If it is one in full, the person takes what the library permits before any intake."""
    if kind == SEVEN_KINDS[5]:
        return live_day(before, day, SILENT, asked, CURRENT)

    def told(taken: Elemental) -> DayRecord:
        check_in = CheckIn(day=day, zone=kind.zone, reactions=REACTIONS[kind.response], taken=taken)
        return live_day(before, day, reports_by_day([check_in], CURRENT)[day], asked, CURRENT)

    nothing = told(Elemental.mg(0))
    return nothing if kind.taken is NOTHING else told(nothing.permitted)


def differences(of: Course, days: int, kinds: Iterable[DayKind]) -> Iterator[tuple[Any, ...]]:
    """Each day on which a map and a diary of some of these kinds differ.

    Two diaries that end a day in the same state, at the same place of the map, go on as one: the library says the same
    of every later day of both.
    """
    found, asked = map_course(of, days=days), questions(of)
    kinds = list(kinds)
    ends = {(first_evening(of), 0)}
    for number in range(days):
        day, next_ends = STARTS + timedelta(days=number), set[tuple[Evening, int]]()
        for (before, index), kind in product(ends, kinds):
            record, edge = lived(before, day, kind, asked), edge_of(found, index, kind)
            taken = record.report.most
            if (record.event, record.rung, taken) != edge[:3]:
                yield day, before, kind, record, edge
            next_ends.add((record.evening, edge.target))
        ends = next_ends


def edge_of(found: CourseMap, index: int, kind: DayKind) -> Any:
    return found._edges[index][day_effect(kind, found._zones)]


COURSES: Final[dict[str, dict[str, Any]]] = {
    "everything is offered": {},
    "a rise is not acknowledged": {"acknowledged": [START_ACKNOWLEDGED]},
    "a start is withheld": {"conditions": [Condition.HEART_BLOCK]},
    "nothing is acknowledged": {"acknowledged": []},
    "each rung has its own hold": {"hold": (5, 3, 4, 3)},
    "150 mg is taken already": {"joins": 150},
    "150 mg is tolerated already": {"joins": 150, "tolerance": Tolerance.PROVEN},
    "150 mg is tolerated, and no start is offered": {
        "joins": 150, "tolerance": Tolerance.PROVEN, "conditions": [Condition.GUT_FLARE],
    },
}  # fmt: skip


@pytest.mark.parametrize("changed", COURSES.values(), ids=COURSES)
def test_a_map_says_what_diaries_of_three_days_say(changed: dict[str, Any]) -> None:
    assert list(differences(course(**changed), 3, EVERY_KIND)) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("changed", COURSES.values(), ids=COURSES)
def test_a_map_says_what_diaries_of_eight_days_say(changed: dict[str, Any]) -> None:
    assert list(differences(course(**changed), 8, EVERY_KIND)) == []


@pytest.mark.exhaustive
def test_a_map_says_what_diaries_of_three_weeks_say() -> None:
    """Three weeks are enough to miss a fortnight and to begin again."""
    assert list(differences(course(), 21, SEVEN_KINDS)) == []
