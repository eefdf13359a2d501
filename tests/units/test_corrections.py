"""Corrections of check-ins: each names an entry of the diary, and a chain of them ends."""

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from units.builders import capsule, dose_plan, faults_of, situation

from alpims_mg import Acknowledgement, CheckIn, Condition, DoseTaken, Elemental, Move, Zone, begin_course, review_course

DAY = date(2026, 3, 1)
FACTS = situation(acknowledged=[Acknowledgement(rule="consult.start", reason="discussed")])
COURSE = begin_course(dose_plan(capsule(100)), starts=DAY, situation=FACTS)


def entry(name: str, replaces: str | None = None, zone: Zone = Zone.GREEN) -> CheckIn:
    return CheckIn(day=DAY, id=name, replaces=replaces, zone=zone, reactions=[])


@pytest.mark.parametrize(
    ("check_ins", "faults"),
    [
        ([entry("a"), entry("b", "a"), entry("c", "b"), entry("d", "a")], []),
        ([entry("b", "a"), entry("a")], []),
        ([entry("a", "x")], ["check_ins[0].replaces must be the id of an entry; got 'x'"]),
        ([entry("a", "b"), entry("b", "x")], ["check_ins[1].replaces must be the id of an entry; got 'x'"]),
        ([entry("a", "a")], ["check_ins[0].replaces must be a chain that ends; got 'a'"]),
        (
            [entry("a", "b"), entry("b", "a"), entry("c", "b"), entry("d")],
            [f"check_ins[{i}].replaces must be a chain that ends; got {name!r}" for i, name in enumerate("bab")],
        ),
        (
            [entry("a"), entry("a", zone=Zone.YELLOW)],
            [f"check_ins[{i}].id must be an id given once; got 'a'" for i in range(2)],
        ),
    ],
)
def test_each_fault_of_a_correction_is_named(check_ins: list[CheckIn], faults: list[str]) -> None:
    found = [str(fault) for fault in faults_of(review_course, COURSE, check_ins, DAY)] if faults else []
    assert [text.rpartition(";")[0] for text in found] == faults
    if not faults:
        assert review_course(COURSE, check_ins, DAY).as_of == DAY


def heavy(grams: int, **more: Any) -> CheckIn:
    return CheckIn(day=DAY, doses=[DoseTaken(elemental=Elemental.mg(1000 * grams))], **more)


def test_doses_of_two_equal_check_ins_count_twice_towards_the_most_that_a_diary_holds() -> None:
    faults = [fault.path for fault in faults_of(review_course, COURSE, [heavy(600), heavy(600)], DAY)]
    assert faults == ["check_ins"]


def test_a_correction_undoes_an_amount_that_no_diary_holds() -> None:
    right = CheckIn(day=DAY, id="c", replaces="b", doses=[DoseTaken(elemental=Elemental.mg(50))])
    review = review_course(COURSE, [heavy(600, id="a"), heavy(600, id="b", replaces="a"), right], DAY)
    assert review.ledger.days[0].taken == Elemental.mg(50)


@pytest.mark.parametrize("other", [{"withdraw": True}, {"day": DAY}, {"zone": Zone.GREEN, "reactions": []}])
def test_an_amount_that_one_of_two_corrections_takes_away_is_not_taken(other: dict[str, Any]) -> None:
    day = DAY + timedelta(days=1)
    stated = CheckIn(day=day, zone=Zone.GREEN, reactions=[])
    wrong, right = (
        CheckIn(day=day, id=name, replaces=before, zone=Zone.GREEN, reactions=[], taken=Elemental.mg(50))
        for name, before in (("a", None), ("b", "a"))
    )
    review = review_course(
        COURSE, [stated, wrong, right, CheckIn(**{"day": day, "id": "c", "replaces": "a", **other})], day
    )
    tomorrow = day + timedelta(days=1)
    after = review_course(
        review.ledger.course, [*review.ledger.check_ins, CheckIn(day=tomorrow, zone=Zone.GREEN)], tomorrow
    )
    assert review.permitted == Elemental.mg(50)
    assert after.move is Move.START
    assert any(text.startswith("corrections: ") for text in review.ledger.days[-1].contradictions)


def test_facts_that_one_of_two_corrections_takes_away_do_not_end_the_facts_before_them() -> None:
    course = begin_course(
        dose_plan(capsule(100)), starts=DAY, situation=attrs.evolve(FACTS, conditions=[Condition.HEART_BLOCK])
    )
    entries = [
        CheckIn(day=DAY, zone=Zone.GREEN, reactions=[]),
        CheckIn(day=DAY, id="a", situation=FACTS),
        CheckIn(day=DAY, id="b", replaces="a", situation=FACTS),
        CheckIn(day=DAY, id="c", replaces="a", withdraw=True),
    ]
    assert review_course(course, entries[:2], DAY).move is Move.START
    assert review_course(course, entries, DAY).move is Move.NOT_STARTED


def test_a_zone_that_one_of_two_corrections_takes_away_permits_nothing() -> None:
    entries = [entry("a"), entry("b", "a"), CheckIn(day=DAY, id="c", replaces="a", withdraw=True)]
    review = review_course(COURSE, entries, DAY)
    assert review.permitted == Elemental.mg(0)
    assert "course.waits.zone" in [one.rule for one in review.waiting_for]


def test_a_withdrawal_says_nothing_else() -> None:
    (fault,) = faults_of(CheckIn, day=DAY, replaces="a", withdraw=True, zone=Zone.GREEN)
    assert str(fault).startswith("withdraw must be an entry with nothing else in it; got a report")


def test_what_was_taken_is_a_total_or_doses() -> None:
    (fault,) = faults_of(CheckIn, day=DAY, taken=Elemental.mg(50), doses=[DoseTaken(elemental=Elemental.mg(50))])
    assert str(fault).startswith("taken must be a total or doses, not both; got both")
