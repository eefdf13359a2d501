"""The work of a review grows in proportion to its days, whatever the diary holds."""

import sys
from collections.abc import Callable
from datetime import date, time, timedelta
from time import process_time
from typing import Any, Final

import pytest
from units.builders import START_ACKNOWLEDGED, capsule, dose_plan, situation

from alpims_mg import (
    Acknowledgement,
    CheckIn,
    DoseTaken,
    Elemental,
    Wish,
    Zone,
    begin_course,
    review_course,
)

STARTS = date(2026, 3, 1)
ADJUST = Acknowledgement(rule="consult.adjust", reason="discussed in clinic")
FACTS = situation(acknowledged=[START_ACKNOWLEDGED, ADJUST])
COURSE = begin_course(dose_plan(capsule(100)), starts=STARTS, situation=FACTS)
HALF = Elemental.mg(25)


def check_in(number: int, **reported: Any) -> CheckIn:
    stated = {"zone": Zone.GREEN, "reactions": [], "taken": Elemental.mg(50), **reported}
    return CheckIn(day=STARTS + timedelta(days=number), **stated)


def doses(number: int) -> list[CheckIn]:
    timed = [DoseTaken(elemental=HALF, at=time(8))]
    return [
        check_in(number, taken=None, doses=[*timed, DoseTaken(elemental=HALF)]),
        check_in(number, taken=None, doses=timed),
    ]


DIARIES: Final[dict[str, Callable[[int], list[CheckIn]]]] = {
    "a check-in a day": lambda number: [check_in(number, zone=Zone.YELLOW if number % 5 == 4 else Zone.GREEN)],
    "a check-in a week": lambda number: [check_in(number)] * (number % 7 == 0),
    "doses": doses,
    "wishes": lambda number: [check_in(number, wish=[*Wish][number % len(Wish)])],
    "contradictions": lambda number: [check_in(number), check_in(number, zone=Zone.YELLOW, taken=HALF)],
    "a correction a day": lambda number: [
        check_in(number, id=f"{number}"), check_in(number, id=f"{number}, corrected", replaces=f"{number}"),
    ],
    "a chain of corrections": lambda number: [
        check_in(number, id=f"{number}", replaces=f"{number - 1}" if number else None)
    ],
    "corrections of one entry": lambda number: [check_in(number, id=f"{number}", replaces="0" if number else None)],
    "facts": lambda number: [check_in(number, situation=situation(age_years=20 + number % 40))],
}  # fmt: skip


def calls(diary: Callable[[int], list[CheckIn]], days: int) -> int:
    """The function calls that a review makes. Unlike a time, the number is the same on every machine."""
    counted = 0

    def count(*_: object) -> None:
        nonlocal counted
        counted += 1

    check_ins = [entry for number in range(days) for entry in diary(number)]
    sys.setprofile(count)
    try:
        review_course(COURSE, check_ins, STARTS + timedelta(days=days - 1))
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("diary", DIARIES.values(), ids=DIARIES)
def test_ten_times_the_days_take_no_more_than_about_ten_times_the_work(diary: Callable[[int], list[CheckIn]]) -> None:
    calls(diary, 40)  # what is computed once, such as the answers of the rules, is left out
    assert calls(diary, 400) < 11 * calls(diary, 40)


def test_a_review_of_ten_years_takes_seconds() -> None:
    """Measured 1.5 seconds, and ten times as much is allowed for a slow machine."""
    days = 3660
    check_ins = [entry for number in range(days) for entry in DIARIES["a check-in a day"](number)]
    begun = process_time()
    review = review_course(COURSE, check_ins, STARTS + timedelta(days=days - 1))
    assert process_time() - begun < 15
    assert len(review.ledger.days) == days
