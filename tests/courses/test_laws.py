"""The laws of courses, for the library and the simulator, over every diary of some days made of seven kinds of day."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, Final

import attrs
import pytest
from courses.laws import FACTS, OTHERS, SEVEN, SIMULATED, Life, kinds, search
from courses.model import State
from courses.reports import Report
from units.builders import START_ACKNOWLEDGED, capsule, dose_plan, situation

from alpims_mg import CURRENT, Acknowledgement, Condition, Elemental, Reaction, Situation, Wish, Zone, begin_course
from alpims_mg.courses.facts import questions
from alpims_mg.courses.merging import DayReport
from alpims_mg.courses.positions import Phase, course_numbers
from alpims_mg.courses.progress import begin_day
from alpims_mg.courses.replaying import Evening, first_evening, live_day

LAWS = ("more", "gut", "wish", "unasked", "silence")
LETTERS = {"seven": SEVEN, "wishes and amounts": OTHERS, "facts": FACTS}
DAY = date(2026, 3, 1)
ADJUST = Acknowledgement(rule="consult.adjust", reason="discussed in clinic")
OK = situation(acknowledged=[START_ACKNOWLEDGED, ADJUST])
SITUATIONS: Final[dict[str, Situation]] = {
    "ok": OK,
    "open": attrs.evolve(OK, age_years=None),
    "withheld": attrs.evolve(OK, conditions=[Condition.HEART_BLOCK]),
}
MG = 10**6


class Library:
    """A course of the library with the rungs and holds of the small course of the simulator."""

    def __init__(self) -> None:
        self.asked = questions(begin_course(dose_plan(capsule(100), hold_days=3), starts=DAY, situation=OK))
        self.numbers = course_numbers(self.asked.course, CURRENT)

    def first(self) -> Evening:
        return first_evening(self.asked.course)

    def begins(self, state: Evening) -> tuple[int, int]:
        began, _ = begin_day(state.position, self.numbers)
        rung = self.numbers.amounts[max(began.rung, 0)]
        return (min(state.in_force, rung) if began.phase is Phase.TAKING else 0) // MG, rung // MG

    @cache  # noqa: B019 (one library lives as long as the tests)
    def live(self, state: Evening, report: Report) -> tuple[Evening, int]:
        """Every day has the same date, because no fact of these diaries depends on it."""
        record = live_day(state, DAY, self.report(report), self.asked, CURRENT)
        return record.evening, record.permitted.nanograms // MG

    def report(self, report: Report) -> DayReport:
        return DayReport(
            is_silent=report.silent,
            zone=Zone(report.zone) if report.zone else None,
            reactions=None if report.silent else frozenset(map(Reaction, report.reactions)),
            amounts=frozenset(Elemental.mg(amount) for amount in report.amounts if amount is not None),
            wish=Wish(report.wish) if report.wish else None,
            situations=tuple(SITUATIONS[facts] for facts in report.facts),
        )


LIVES: Final[dict[str, Life]] = {"library": Library(), "simulator": SIMULATED}


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
@pytest.mark.parametrize("law", LAWS)
def test_no_diary_of_six_days_breaks_a_law(law: str, life: Life) -> None:
    assert search(law, 6, SEVEN, life) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("law", LAWS)
def test_no_diary_of_eight_days_breaks_a_law(law: str, letters: tuple[str, ...], life: Life) -> None:
    assert search(law, 8, letters, life) == []


def disagreements(days: int, letters: Iterable[str]) -> Iterator[str]:
    """Each diary after which the library and the simulator permit different amounts.

    Diaries that lead to the same state of both go on as one.
    """
    library, letters = LIVES["library"], tuple(letters)
    ends = {(library.first(), SIMULATED.first()): "start"}
    for _ in range(days):
        next_ends = dict[tuple[Any, State], str]()
        for (mine, other), trail in ends.items():
            for letter in letters:
                report = kinds(SIMULATED, other)[letter]
                (after, permitted), (other_after, expected) = library.live(mine, report), SIMULATED.live(other, report)
                next_ends.setdefault((after, other_after), f"{trail}, {letter}")
                if permitted != expected:
                    yield f"{trail}, {letter}: {permitted} instead of {expected}"
        ends = next_ends


def test_the_library_permits_what_the_simulator_permits_in_every_diary_of_four_days() -> None:
    assert list(disagreements(4, kinds(SIMULATED, SIMULATED.first()))) == []


@pytest.mark.exhaustive
def test_the_library_permits_what_the_simulator_permits_in_every_diary_of_seven_days() -> None:
    assert list(disagreements(7, kinds(SIMULATED, SIMULATED.first()))) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS)
def test_the_library_permits_what_the_simulator_permits_in_every_diary_of_twelve_days(letters: tuple[str, ...]) -> None:
    assert list(disagreements(12, letters)) == []
