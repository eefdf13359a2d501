"""What the laws of a course found, each kept as the smallest diary that showed it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from units.builders import IN_HALVES, situation

from alpims_mg import (
    Acknowledgement,
    CheckIn,
    Course,
    DosePlan,
    Elemental,
    Ledger,
    Reaction,
    Situation,
    Zone,
    begin_course,
    review_course,
)
from alpims_mg.dosing.titration import titration_schedule
from alpims_mg.model.situations import Egfr
from alpims_mg.model.vocabulary import EgfrUnit
from alpims_mg.rulebook.courses import Move
from alpims_mg.wire import make_converter, to_json

FIRST = date(2026, 3, 1)
ACKNOWLEDGED = [Acknowledgement(rule=f"consult.{what}", reason="discussed") for what in ("start", "adjust")]
FACTS = situation(acknowledged=ACKNOWLEDGED)


def agreed_after(number: int) -> Situation:
    """The facts with an agreement to a new start after the stop of a day."""
    about = str(FIRST + timedelta(days=number - 1))
    agreed = Acknowledgement(rule="course.after-stop", about=about, reason="discussed again")
    return situation(acknowledged=[*ACKNOWLEDGED, agreed])


def a_course(**facts: Any) -> Course:
    plan = titration_schedule(IN_HALVES, hold_days=3)
    assert isinstance(plan, DosePlan)
    return begin_course(plan, starts=FIRST, situation=situation(acknowledged=ACKNOWLEDGED, **facts))


def told(number: int, zone: Zone | None = Zone.GREEN, *felt: Reaction, mg: int | None = None, **more: Any) -> CheckIn:
    """The check-in of a day, counted from 1."""
    taken = None if mg is None else Elemental.mg(mg)
    return CheckIn(day=FIRST + timedelta(days=number - 1), zone=zone, reactions=felt, taken=taken, **more)


def moves(*check_ins: CheckIn, days: int) -> list[tuple[str, str]]:
    ledger = review_course(a_course(), check_ins, FIRST + timedelta(days=days - 1)).ledger
    return [(str(one.move), one.permitted.format_mg()) for one in ledger.days]


def test_after_a_stop_nothing_starts_on_a_day_on_which_the_gut_reacts() -> None:
    stop, upset = told(1, Zone.GREEN, Reaction.ITCHING), told(4, Zone.GREEN, Reaction.BLOATING)
    lived = moves(stop, told(2, situation=agreed_after(1)), told(3), upset, days=4)
    assert lived[-1] == (str(Move.STOP_AND_CONSULT), "0")


def test_facts_told_before_another_stop_are_not_talked_over_after_it() -> None:
    stop, again = told(1, Zone.GREEN, Reaction.ITCHING), told(3, Zone.GREEN, Reaction.ITCHING)
    calm = [told(5), told(6)]
    lived = moves(stop, told(2, Zone.YELLOW, situation=agreed_after(1)), again, told(4), *calm, days=6)
    assert lived[-1] == (str(Move.STOP_AND_CONSULT), "0")
    lived = moves(stop, again, told(4, situation=agreed_after(3)), *calm, days=6)
    assert lived[-1] == (str(Move.RESTART), "50")


def test_no_rung_is_risen_to_while_so_many_days_are_missed_that_one_is_lost() -> None:
    taken = [told(day, mg=50 if day <= 3 else 100) for day in range(1, 7)]
    gap = [told(day, mg=0) for day in range(7, 18)]
    lived = moves(*taken, *gap, days=17)
    assert lived[10:] == [(str(Move.STEP_BACK), "100"), *[(str(Move.STAY), "100")] * 6]
    again = [told(day, mg=100) for day in range(18, 22)]
    assert moves(*taken, *gap, *again, days=21)[-2:] == [(str(Move.STAY), "100"), (str(Move.ADVANCE), "150")]


def test_the_hold_after_a_gap_is_awaited_from_the_day_on_which_it_is_taken_again() -> None:
    taken = [told(day, mg=50 if day <= 3 else 100) for day in range(1, 7)]
    gap = [told(day, mg=0) for day in range(7, 11)]
    waiting_for = review_course(a_course(), [*taken, *gap, told(11)], FIRST + timedelta(days=10)).waiting_for
    assert {one.rule: one.left for one in waiting_for} == {"course.waits.days-since-change": 2}


def test_a_day_whose_zone_is_not_told_proves_nothing() -> None:
    check_ins = [told(1, mg=50), told(2, None, mg=50)]
    waiting_for = review_course(a_course(), check_ins, FIRST + timedelta(days=1)).waiting_for
    assert {one.rule: one.left for one in waiting_for}["course.waits.held-days"] == 2


def test_two_ways_to_write_one_number_never_depend_on_which_came_first() -> None:
    course = a_course()
    rates = [Egfr(value=value, unit=EgfrUnit.ML_MIN_SCALED) for value in ("25.0", "25.00")]
    told_twice = [
        told(1, situation=situation(kidney=None, egfr=rate, acknowledged=ACKNOWLEDGED), mg=0) for rate in rates
    ]
    one, other = (to_json(review_course(course, both, FIRST)) for both in (told_twice, told_twice[::-1]))
    assert one == other
    for rate, alone in zip(rates, told_twice, strict=True):
        assert f"{rate.value_text} " in to_json(review_course(course, [alone], FIRST).waiting_for)


def test_a_number_written_with_an_exponent_keeps_its_hash_on_the_wire() -> None:
    rate = Egfr(value=Decimal("9E+1"), unit=EgfrUnit.ML_MIN_SCALED)
    ledger = review_course(a_course(egfr=rate), [], FIRST).ledger
    assert make_converter().structure(make_converter().unstructure(ledger), Ledger) == ledger


def test_whoever_takes_too_much_reads_it_whatever_else_stopped_the_course() -> None:
    urgent, too_much = told(1, Zone.GREEN, Reaction.SLOW_PULSE, mg=0), told(3, mg=450)
    review = review_course(a_course(), [urgent, told(2, mg=0), too_much], FIRST + timedelta(days=2))
    assert review.move is Move.URGENT_CARE
    assert "course.too-much" in {finding.rule for finding in review.findings}
    both = told(1, Zone.GREEN, Reaction.ITCHING, Reaction.FAINTING, mg=2000)
    found = [finding.rule for finding in review_course(a_course(), [both], FIRST).findings]
    assert found.count("course.far-too-much") == 1
