"""Supply: capsules opened, taken, thrown away and kept, and how long a bottle lasts."""

import json
from datetime import date
from fractions import Fraction
from math import ceil

import attrs
import pytest
from hypothesis import given, strategies as st
from units.builders import START_ACKNOWLEDGED, capsule, dose_plan, faults_of, paths_of, situation

from alpims_mg import (
    CURRENT,
    CheckIn,
    DosePlan,
    Elemental,
    Form,
    Intent,
    Reaction,
    Supply,
    Zone,
    begin_course,
    estimate_supply,
    review_course,
    review_courses,
    switch_product,
    tighten,
    titration_schedule,
)
from alpims_mg.dosing.supplies import RungSupply
from alpims_mg.rules import rules_by_id
from alpims_mg.wire import make_converter, to_json

PLAN = dose_plan(capsule(120))
STARTS = date(2026, 3, 1)


def test_a_bottle_of_60_for_a_capsule_of_120_mg() -> None:
    supply = estimate_supply(PLAN, bottle=60, starts=STARTS)
    assert [rung.opened for rung in supply.rungs] == [7, 7, 7, 14, 14, 14]
    assert (supply.needed, supply.days, supply.left_quarters, supply.days_left) == (63, 42, 63, 40)
    assert supply.refill == date(2026, 4, 10)


def test_one_open_ended_rung_is_counted_for_the_longer_hold_of_a_clinic() -> None:
    least = rules_by_id(CURRENT)["dose.count.hold-least"]
    ours = tighten(CURRENT, [attrs.evolve(least, id="dose.ours", then=14)])
    plan = dose_plan(capsule(100), intent=Intent.MAINTAIN, current_daily=Elemental.mg(200))
    assert estimate_supply(plan, bottle=14, rulebook=ours).days == 14


def test_without_a_stock_the_total_comes_first_and_is_said_once() -> None:
    words = str(estimate_supply(PLAN, bottle=0, starts=STARTS))
    assert words.startswith(
        "63 capsules for 42 days, 15 3/4 of them not taken. You need the first one by\nSunday 1 March"
    )
    assert words.count("63 capsules") == 1
    assert "0 capsules lasts" not in words


def test_what_is_kept_overnight_is_taken_the_next_day() -> None:
    supply = estimate_supply(PLAN, bottle=60, kept_overnight=True)
    assert (supply.needed, supply.left_quarters, supply.kept_quarters, supply.days_left) == (48, 3, 3, 49)
    assert [rung.thrown_quarters for rung in supply.rungs] == [0] * 6
    assert supply.refill is None


@given(
    strength=st.sampled_from((60, 75, 100, 120, 200)),
    bottle=st.integers(0, 120),
    first_day=st.integers(1, 60),
    kept=st.booleans(),
)
def test_the_estimate_equals_a_count_day_by_day(strength: int, bottle: int, first_day: int, kept: bool) -> None:
    plan = titration_schedule(capsule(strength))
    assert isinstance(plan, DosePlan)
    supply = estimate_supply(plan, bottle=bottle, first_day=first_day, kept_overnight=kept)
    ends = max(plan.steps[-1].first_day, first_day) + 7
    days = [Fraction(plan.on(day).daily.nanograms, strength * 10**6) for day in range(first_day, ends)]
    assert supply.needed == (ceil(sum(days)) if kept else sum(map(ceil, days)))
    covered = 0
    while True:
        days = [Fraction(plan.on(first_day + i).daily.nanograms, strength * 10**6) for i in range(covered + 1)]
        if (ceil(sum(days)) if kept else sum(map(ceil, days))) > bottle:
            break
        covered += 1
    assert supply.days_left == covered


def test_one_open_ended_rung_is_counted_for_the_usual_hold() -> None:
    plan = dose_plan(capsule(100), intent=Intent.MAINTAIN, current_daily=Elemental.mg(200))
    supply = estimate_supply(plan, bottle=14)
    assert (supply.needed, supply.days, supply.days_left) == (14, 7, 7)


def test_a_supply_shows_the_bottle_the_rungs_and_what_is_not_taken() -> None:
    words = estimate_supply(PLAN, bottle=60, starts=STARTS).page().text(None)
    assert words.startswith(
        "A bottle of 60 capsules lasts 40 days from day 1 on. You need the next one by Friday 10 April"
    )
    assert "thrown away at night" in words
    assert "63 capsules for 42 days, 15 3/4 of them not taken." in words
    assert "kept overnight" in str(estimate_supply(PLAN, bottle=60, kept_overnight=True))


def test_a_portion_is_kept_overnight_only_on_request() -> None:
    assert estimate_supply(PLAN, bottle=60) == estimate_supply(PLAN, bottle=60, kept_overnight=False)


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"plan": None}, "plan"),
        ({"bottle": -1}, "bottle"),
        ({"bottle": 10**9}, "bottle"),
        ({"rest_quarters": -1}, "rest_quarters"),
        ({"rest_quarters": "25"}, "rest_quarters"),
        ({"first_day": 0}, "first_day"),
        ({"starts": "2026-03-01"}, "starts"),
        ({"kept_overnight": 1}, "kept_overnight"),
        ({"rulebook": None}, "rulebook"),
    ],
)
def test_bad_input_is_named(changed: dict[str, object], path: str) -> None:
    assert paths_of(estimate_supply, **{"plan": PLAN, "bottle": 30, **changed}) == [path]


def test_a_ledger_has_its_own_dates_and_days() -> None:
    ledger = review_course(begin_course(PLAN, starts=STARTS), [], date(2026, 3, 3)).ledger
    assert paths_of(estimate_supply, ledger, bottle=30, starts=STARTS, first_day=5) == ["first_day", "starts"]
    assert paths_of(estimate_supply, ledger, bottle=30, first_day=4) == []


def test_a_stock_that_was_used_up_is_refused_with_the_day() -> None:
    person = situation(acknowledged=[START_ACKNOWLEDGED])
    taken = [
        CheckIn(day=date(2026, 3, day), zone=Zone.GREEN, reactions=[], taken=Elemental.mg(60)) for day in (1, 2, 3)
    ]
    ledger = review_course(begin_course(PLAN, starts=STARTS, situation=person), taken, date(2026, 3, 3)).ledger
    (fault,) = faults_of(estimate_supply, ledger, bottle=2, first_day=1)
    assert (fault.path, fault.expected) == ("bottle", "at least what was taken up to 2026-03-03")
    assert estimate_supply(ledger, bottle=3, first_day=1).days_left == 0
    assert estimate_supply(ledger, bottle=2, first_day=2).used_quarters == 8


def test_a_ledger_of_another_edition_is_refused() -> None:
    ledger = review_course(begin_course(PLAN, starts=STARTS), [], date(2026, 3, 3)).ledger
    old = attrs.evolve(ledger, course=attrs.evolve(ledger.course, edition="2026-06-01"))
    assert paths_of(estimate_supply, old, bottle=30) == ["course.edition"]


def test_one_of_two_products_has_a_supply_of_its_own() -> None:
    """Malate waits: at most one product starts on a day, and the other none in the three days after it."""
    person = situation(acknowledged=[START_ACKNOWLEDGED])
    plans = [PLAN, dose_plan(capsule(100, form=Form.MALATE))]
    courses = [begin_course(plan, starts=STARTS, situation=person) for plan in plans]
    taken = [CheckIn(day=STARTS, zone=Zone.GREEN, reactions=[], taken=Elemental.mg(mg)) for mg in (60, 0)]
    joint = review_courses(list(zip(courses, [[one] for one in taken], strict=True)), STARTS)
    used = [estimate_supply(review.ledger, bottle=10, first_day=1).used_quarters for review in joint]
    assert used == [4, 0]


def test_after_a_change_of_the_product_only_the_new_one_is_counted() -> None:
    person = situation(acknowledged=[START_ACKNOWLEDGED])
    taken = [CheckIn(day=date(2026, 3, 1), zone=Zone.GREEN, reactions=[], taken=Elemental.mg(60))]
    malate = dose_plan(capsule(100, form=Form.MALATE))
    course = switch_product(begin_course(PLAN, starts=STARTS, situation=person), taken, malate, on=date(2026, 3, 2))
    taken.append(CheckIn(day=date(2026, 3, 2), zone=Zone.GREEN, reactions=[], taken=Elemental.mg(50)))
    supply = estimate_supply(review_course(course, taken, date(2026, 3, 2)).ledger, bottle=10, first_day=1)
    assert (supply.first_day, supply.used_quarters) == (2, 4)


def test_a_rest_is_shown_as_a_number_of_capsules() -> None:
    words = str(estimate_supply(PLAN, rest_quarters=25, first_day=60))
    assert words.startswith("6 1/4 capsules last 3 days from day 60")
    assert "0 capsules for 0 days" not in words


def test_capsules_that_nobody_may_take_are_not_used_up() -> None:
    stopped = CheckIn(day=STARTS, zone=Zone.GREEN, reactions=[Reaction.FAINTING], taken=Elemental.mg(60))
    person = situation(acknowledged=[START_ACKNOWLEDGED])
    ledger = review_course(begin_course(PLAN, starts=STARTS, situation=person), [stopped], STARTS).ledger
    supply = estimate_supply(ledger, bottle=30, first_day=1)
    assert str(supply).splitlines() == [
        "Nothing is to be taken now, so the capsules are not used up.",
        "",
        "Taken or thrown away before: 1 of 30 capsules.",
    ]
    assert make_converter().structure(json.loads(to_json(supply)), Supply) == supply


def test_a_start_whose_refill_has_no_date_is_refused() -> None:
    (fault,) = faults_of(estimate_supply, PLAN, bottle=60, starts=date(9999, 12, 30))
    assert fault.path == "starts"


def test_a_supply_whose_quarters_do_not_add_up_is_not_built() -> None:
    supply = estimate_supply(PLAN, bottle=60)
    assert paths_of(attrs.evolve, supply, needed=62) == ["needed"]
    thrown = attrs.evolve(supply.rungs[0], thrown_quarters=0)
    assert paths_of(attrs.evolve, supply, rungs=(thrown, *supply.rungs[1:])) == ["needed"]
    assert paths_of(RungSupply, rung=1, days=-1, opened=1, taken_quarters=1, thrown_quarters=3) == ["days"]
    assert paths_of(attrs.evolve, supply, used_quarters=241) == ["used_quarters"]
    assert paths_of(Supply, **{**attrs.asdict(supply, recurse=False), "days_left": "many"}) == ["days_left"]


def test_a_supply_survives_json() -> None:
    for supply in (
        estimate_supply(PLAN, bottle=60, starts=STARTS),
        estimate_supply(PLAN, bottle=0, kept_overnight=True),
        estimate_supply(PLAN, rest_quarters=25),
    ):
        assert make_converter().structure(json.loads(to_json(supply)), Supply) == supply
