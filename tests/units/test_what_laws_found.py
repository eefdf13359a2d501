"""What the laws of a course found, each kept as the smallest diary that showed it."""

from datetime import date, timedelta
from typing import Any

from alpims_mg import Acknowledgement, CheckIn, Course, DosePlan, Elemental, Reaction, Zone, begin_course, review
from alpims_mg.rulebook.courses import Move
from alpims_mg.titration import titration_schedule
from units.given import capsule, situation

FIRST = date(2026, 3, 1)
ACKNOWLEDGED = [Acknowledgement(rule=f"consult.{what}", reason="talked over") for what in ("start", "adjust")]
FACTS = situation(acknowledged=ACKNOWLEDGED)


def a_course(**facts: Any) -> Course:
    plan = titration_schedule(capsule(), hold_days=3)
    assert isinstance(plan, DosePlan)
    return begin_course(plan, starts=FIRST, situation=situation(acknowledged=ACKNOWLEDGED, **facts))


def told(number: int, zone: Zone | None = Zone.GREEN, *felt: Reaction, mg: int | None = None, **more: Any) -> CheckIn:
    """The check-in of a day, counted from 1."""
    taken = None if mg is None else Elemental.mg(mg)
    return CheckIn(day=FIRST + timedelta(days=number - 1), zone=zone, reactions=felt, taken=taken, **more)


def moves(*check_ins: CheckIn, days: int) -> list[tuple[str, str]]:
    ledger = review(a_course(), check_ins, FIRST + timedelta(days=days - 1)).ledger
    return [(str(one.move), one.permitted.mg_text) for one in ledger.days]


def test_after_a_stop_nothing_starts_on_a_day_on_which_the_gut_reacts() -> None:
    lived = moves(
        told(1, Zone.GREEN, Reaction.ITCHING), told(2, Zone.GREEN, Reaction.BLOATING, situation=FACTS), days=2
    )
    assert lived[-1] == (str(Move.PAUSE), "0")


def test_facts_told_before_another_stop_are_not_talked_over_after_it() -> None:
    stop, again = told(1, Zone.GREEN, Reaction.ITCHING), told(3, Zone.GREEN, Reaction.ITCHING)
    lived = moves(stop, told(2, Zone.YELLOW, situation=FACTS), again, told(4), days=4)
    assert lived[-1] == (str(Move.STOP_AND_CONSULT), "0")
    lived = moves(stop, again, told(4, situation=FACTS), days=4)
    assert lived[-1] == (str(Move.RESTART), "50")
