"""Course maps: positions, shortest ways and exact odds, checked against a count of every sequence of check-ins."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest
from units.builders import START_ACKNOWLEDGED, capsule, dose_plan, faults_of, paths_of, situation

from alpims_mg import (
    Acknowledgement,
    CheckIn,
    Course,
    CourseMap,
    CourseOdds,
    Elemental,
    Medicine,
    Move,
    Reaction,
    Zone,
    ZoneChance,
    begin_course,
    map_course,
    review_course,
)
from alpims_mg.courses.day_kinds import DayKind
from alpims_mg.courses.odds import format_percent
from alpims_mg.courses.positions import FIRST
from alpims_mg.courses.progress import Adherence
from alpims_mg.rulebook.reactions import Response

STARTS = date(2026, 3, 1)
ADJUST = Acknowledgement(rule="consult.adjust", reason="discussed in clinic")
GREEN, YELLOW, RED = (
    ZoneChance(zone=zone, chance=Fraction(*part))
    for zone, part in ((Zone.GREEN, (8, 10)), (Zone.YELLOW, (15, 100)), (Zone.RED, (5, 100)))
)


def course(strength: int = 120, hold: int = 3, target: int | None = None, **changed: Any) -> Course:
    plan = dose_plan(capsule(strength), hold_days=hold, target=Elemental.mg(target) if target else None)
    stated = {"acknowledged": [START_ACKNOWLEDGED, ADJUST], **changed}
    return begin_course(plan, starts=STARTS, situation=situation(**stated))


def check_in(kind: DayKind, number: int, taken: Elemental | None) -> CheckIn | None:
    """A check-in for one kind of day; None for a day without one."""
    if kind.zone is None:
        return None
    reactions_for = {
        Response.GO_ON: [], Response.STEP_BACK: [Reaction.BLOATING], Response.STOP_AND_CONSULT: [Reaction.ITCHING],
        Response.URGENT_CARE: [Reaction.CONFUSION],
    }  # fmt: skip
    reactions = None if kind.response is None else reactions_for[kind.response]
    return CheckIn(day=STARTS + timedelta(days=number - 1), zone=kind.zone, reactions=reactions, taken=taken)


def check_ins_of(of: Course, before: Sequence[CheckIn], kind: DayKind, number: int) -> list[CheckIn]:
    """The check-ins of a course up to a day of one kind, from those of the days before it."""
    nothing = check_in(kind, number, Elemental(nanograms=0))
    if nothing is None or kind.taken is not Adherence.IN_FULL:
        return [*before, *filter(None, [nothing])]
    step = review_course(of, [*before, nothing], nothing.day).step
    return [*before, attrs.evolve(nothing, taken=step.daily if step else Elemental(nanograms=0))]


def entries_of(of: Course, check_ins: Sequence[CheckIn], days: int) -> list[Any]:
    """The ledger entries of a course through a number of days."""
    return list(review_course(of, check_ins, STARTS + timedelta(days=days - 1)).ledger.days)


def odds_by_enumeration(
    of: Course, chances: Sequence[ZoneChance], days: int
) -> tuple[list[Any], dict[Elemental, Fraction]]:
    """The odds, from every sequence of days one by one."""
    kinds = [kind for zone_chance in chances for kind in zone_chance.kinds()]
    by_day: list[dict[str, Fraction]] = [defaultdict(Fraction) for _ in range(days)]
    milligrams: dict[Elemental, Fraction] = defaultdict(Fraction)
    sequences: list[tuple[list[CheckIn], Fraction]] = [([], Fraction(1))]
    for number in range(1, days + 1):
        sequences = [
            (check_ins_of(of, before, kind, number), chance * share)
            for before, chance in sequences
            for kind, share in kinds
        ]
    for check_ins, chance in sequences:
        entries = entries_of(of, check_ins, days)
        for places, entry in zip(by_day, entries, strict=True):
            places[f"rung {entry.rung}" if entry.rung else str(entry.move)] += chance
        milligrams[entries[-1].taken_total] += chance
    return by_day, milligrams


PLACES = {"pause": "paused", "not-started": "not-started", "stop-and-consult": "stopped", "urgent-care": "stopped"}


@pytest.mark.parametrize(
    ("chances", "days"),
    [
        ([ZoneChance(zone=Zone.GREEN, chance=Fraction(2, 3)), ZoneChance(zone=Zone.RED, chance=Fraction(1, 3))], 8),
        (
            [
                ZoneChance(zone=Zone.GREEN, chance=Fraction(3, 4), gut=Fraction(1, 5), mcas=Fraction(1, 7)),
                ZoneChance(zone=None, chance=Fraction(1, 4)),
            ],
            4,
        ),
        ([ZoneChance(zone=Zone.GREEN, chance=1, missed=Fraction(1, 4))], 8),
    ],
)
def test_the_odds_equal_an_enumeration_of_all_sequences(chances: list[ZoneChance], days: int) -> None:
    of = course()
    odds = map_course(of, days=days).odds(chances)
    by_day, milligrams = odds_by_enumeration(of, chances, days)
    for day_odds, enumerated in zip(odds.by_day, by_day, strict=True):
        places: dict[str, Fraction] = defaultdict(Fraction)
        for place, chance in enumerated.items():
            places[str(PLACES.get(place, place))] += chance
        assert dict(day_odds) == places
    assert dict(odds.milligrams) == milligrams


def test_every_distribution_adds_up_to_exactly_one() -> None:
    odds = map_course(course(hold=7), days=60).odds(
        [
            ZoneChance(zone=Zone.GREEN, chance=Fraction(7, 10), gut=Fraction(1, 50), missed=Fraction(1, 20)),
            ZoneChance(zone=Zone.YELLOW, chance=Fraction(1, 5), urgent=Fraction(1, 1000)),
            ZoneChance(zone=None, chance=Fraction(1, 10)),
        ]
    )
    assert {sum(chance for _, chance in day) for day in odds.by_day} == {1}
    assert sum(chance for _, chance in odds.milligrams) == 1
    assert 0 < sum(chance for _, chance in odds.to_last_rung) < 1
    mean = sum(amount.nanograms * chance for amount, chance in odds.milligrams) / 10**6
    assert odds.mean_milligrams == mean


def test_all_green_days_are_the_static_plan() -> None:
    of = course(hold=7)
    odds = map_course(of, days=42).odds([ZoneChance(zone=Zone.GREEN, chance=1)])
    assert odds.to_last_rung == ((36, Fraction(1)),)
    assert [day[0][0] for day in odds.by_day] == [f"rung {1 + number // 7}" for number in range(42)]
    assert odds.milligrams == ((Elemental.mg(7 * (60 + 90 + 120 + 150 + 180 + 210)), Fraction(1)),)


def test_each_shortest_sequence_of_days_leads_to_its_move() -> None:
    of = course()
    found = map_course(of, days=40)
    assert {Move.MAINTENANCE, Move.PAUSE, Move.STOP_AND_CONSULT, Move.URGENT_CARE} <= {
        move for move, _ in found.shortest
    }
    for move, kinds in found.shortest:
        check_ins: list[CheckIn] = []
        for number, kind in enumerate(kinds, 1):
            check_ins = check_ins_of(of, check_ins, kind, number)
        assert entries_of(of, check_ins, len(kinds))[-1].move is move
    assert (
        dict(found.shortest)[Move.MAINTENANCE]
        == (DayKind(zone=Zone.GREEN, response=Response.GO_ON, taken=Adherence.IN_FULL),) * 19
    )


def test_equal_positions_are_merged_and_the_first_one_is_before_the_first_day() -> None:
    found = map_course(course(hold=7), days=84)
    assert len(set(found.positions)) == len(found.positions) < 4_000
    assert (found.positions[0], found.reached[0]) == (FIRST, 0)
    assert sum(int(count) for _, count, _ in found.table()) == len(found.positions)


def test_only_what_the_facts_offer_can_be_reached() -> None:
    not_acknowledged = map_course(course(acknowledged=[]), days=30)
    assert {place for place, _, _ in not_acknowledged.table()} == {"not-started", "stopped"}
    no_rise = map_course(course(acknowledged=[START_ACKNOWLEDGED]), days=30)
    assert {place for place, _, _ in no_rise.table()} == {"not-started", "paused", "rung 1", "stopped"}
    avoided = map_course(course(medicines=[Medicine(name="raltegravir")]), days=10)
    assert {place for place, _, _ in avoided.table()} == {"not-started", "stopped"}
    unknown = map_course(begin_course(dose_plan(capsule(120)), starts=STARTS), days=10)
    assert {place for place, _, _ in unknown.table()} == {"not-started", "stopped"}


def test_a_map_and_its_odds_show_themselves() -> None:
    found = map_course(course(), days=20)
    words = found.page().text(None)
    assert words.startswith("Where this course can lead in 20 days\n")
    assert "  maintenance        19  19 x green, no reaction, taken in full\n" in words
    assert f"The map has {len(found.positions)} positions and " in found.page().text(details=True)
    assert "Left out of a map and its odds\n  - wishes, such as to hold or to go lower" in words
    odds = found.odds([GREEN, YELLOW, RED]).page().text(None)
    assert odds.startswith("Odds over 20 days: ")
    assert "% of courses reach the last step" in odds.splitlines()[0]
    assert "Where the course is, by day, in %\n  day  not started  paused  step 1" in odds
    assert "half of all courses take" in odds
    assert "Left out of a map and its odds" in odds
    assert "zone not stated, reactions not stated, not taken" in str(
        DayKind(zone=None, response=None, taken=Adherence.NOTHING)
    )


@pytest.mark.parametrize(
    ("chances", "actual"),
    [
        ([GREEN], "4/5"),
        ([GREEN, GREEN], "green 2 times"),
        ([], "0"),
        ([GREEN, YELLOW, RED, ZoneChance(zone=None, chance=1)], "2"),
    ],
)
def test_chances_that_do_not_add_up_to_one_are_refused(chances: list[ZoneChance], actual: str) -> None:
    (fault,) = faults_of(map_course(course(), days=1).odds, chances)
    assert (fault.path, fault.actual) == ("chances", actual)


def test_values_that_are_no_chances_are_refused() -> None:
    assert paths_of(map_course(course(), days=1).odds, [0.5]) == ["chances[0]"]
    assert paths_of(ZoneChance, zone="green", chance=0.5, gut=2, mcas=True, urgent=-1, missed="a") == [
        "zone", "chance", "gut", "mcas", "urgent", "missed",
    ]  # fmt: skip
    half = Fraction(1, 2)
    assert paths_of(ZoneChance, zone=Zone.GREEN, chance=1, gut=half, mcas=half, urgent=half) == ["gut"]
    assert paths_of(DayKind, zone="a", response="b", taken=None) == ["zone", "response", "taken"]


@pytest.mark.parametrize(
    ("changed", "path"), [({"days": 0}, "days"), ({"days": 367}, "days"), ({"course": None}, "course")]
)
def test_bad_input_is_named(changed: dict[str, Any], path: str) -> None:
    assert path in paths_of(map_course, **{"course": course(), **changed})


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (Fraction(0), "0 %"), (Fraction(1), "100 %"), (Fraction(1, 8), "12.5 %"), (Fraction(1, 10**9), "under 0.1 %"),
        (1 - Fraction(1, 10**9), "over 99.9 %"), (Fraction(2, 3), "66.7 %"),
    ],
)  # fmt: skip
def test_a_chance_is_shown_in_percent(chance: Fraction, words: str) -> None:
    assert format_percent(chance) == words


def test_a_map_and_its_odds_have_their_public_types() -> None:
    found = map_course(course(), days=1)
    assert isinstance(found, CourseMap)
    assert isinstance(found.odds([ZoneChance(zone=None, chance=1)]), CourseOdds)
