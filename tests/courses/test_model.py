"""The simulator says what the golden diaries say, and keeps the laws of courses by itself."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from courses.asking import course_of
from courses.diaries import ACKNOWLEDGED, diaries, two_diaries
from courses.golden import SUBJECTS, modelled
from courses.laws import OTHERS, SEVEN, SIMULATED, SMALL, events, first_break, kinds
from courses.lives import RISES, lived, preview, simulate, simulate_two
from courses.model import Outcome
from courses.reading import course_in, day_of, entry_of, outcomes
from courses.reports import Entry, Report, final_entries, reports
from hypothesis import assume, given, strategies as st
from units.builders import capsule, situation

from alpims_mg import Acknowledgement, Intent, Proposal, titration_schedule
from alpims_mg.model.plans import DosePlan

GOLDEN = [
    case
    for path in sorted((Path(__file__).parent.parent / "golden" / "diaries").glob("*.json"))
    if (case := json.loads(path.read_text(encoding="utf-8")))["subject"] in SUBJECTS
]
LAWS = ("more", "gut", "wish", "unasked", "silence")
DiaryJson = dict[str, Any]


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["id"])
def test_the_simulator_says_what_a_golden_diary_says(case: DiaryJson) -> None:
    assert modelled(case) == case["expected"], case["reading"]


def test_a_correction_names_an_entry_of_the_diary_and_never_itself() -> None:
    for ids in ([("a", None), ("a", None)], [("b", "a")], [("a", "b"), ("b", "a")]):
        with pytest.raises(ValueError, match=r"id|cycle"):
            final_entries([Entry(day=1, id=name, replaces=replaced) for name, replaced in ids])


# --- Laws of one diary
@given(diaries())
def test_nothing_is_permitted_without_a_check_in_in_a_zone(asked: DiaryJson) -> None:
    for outcome in outcomes(asked):
        here = [entry for entry in asked["check_ins"] if entry["day"] == str(date.fromordinal(outcome.day))]
        assert outcome.permitted == 0 or any("zone" in entry for entry in here)


@given(diaries())
def test_no_day_rises_by_more_than_one_rung(asked: DiaryJson) -> None:
    course = course_in(asked)
    at = {0: 0, **{amount: rung for rung, amount in enumerate(course.ladder, 1)}}
    highest = at[course.ladder[-1]] if course.joins else 0
    for outcome in outcomes(asked):
        assert at[outcome.permitted] <= highest + 1
        highest = max(highest, at[outcome.permitted])


@given(diaries())
def test_after_a_stop_nothing_is_permitted_without_its_acknowledgement(asked: DiaryJson) -> None:
    stopped: int | None = None
    agreed = [
        (entry["day"], one["about"])
        for entry in asked["check_ins"]
        for one in entry.get("situation", {}).get("acknowledged", ())
        if one["rule"] == "course.after-stop"
    ]
    for outcome in outcomes(asked):
        if outcome.move in {"stop-and-consult", "urgent-care"}:
            stopped = stopped or outcome.day
        elif stopped is not None and outcome.permitted:
            assert any(day <= str(date.fromordinal(outcome.day)) for day, _ in agreed)


@given(diaries(), st.randoms(use_true_random=False))
def test_order_never_matters(asked: DiaryJson, order: Any) -> None:
    shuffled = list(asked["check_ins"])
    order.shuffle(shuffled)
    assert outcomes({**asked, "check_ins": shuffled}) == outcomes(asked)


@given(diaries())
def test_a_corrected_diary_says_what_its_final_entries_say(asked: DiaryJson) -> None:
    entries = [entry_of(entry) for entry in asked["check_ins"]]
    groups = final_entries(entries)
    single = [group[0] for group in groups if len(group) == 1 and not group[0].withdraw]
    others = [entry for entry in entries if not any(len(group) == 1 and _in(entry, group, entries) for group in groups)]
    final = [attrs.evolve(entry, id=None, replaces=None) for entry in single]
    course, today = course_in(asked), day_of(asked["as_of"])
    assert simulate(course, [*final, *others], today) == simulate(course, entries, today)


def _in(entry: Entry, group: list[Entry], entries: list[Entry]) -> bool:
    """Whether an entry belongs to a chain of corrections that ends in one entry."""
    named = {one.id: one for one in entries if one.id}
    link: Entry | None = group[0]
    while link is not None:
        if link is entry:
            return True
        link = named[link.replaces] if link.replaces else None
    return False


@given(diaries(), st.sampled_from(["green", "yellow", "red"]))
def test_a_preview_is_what_the_next_day_says(asked: DiaryJson, zone: str) -> None:
    course, today = course_in(asked), day_of(asked["as_of"])
    entries = [entry_of(entry) for entry in asked["check_ins"]]
    ahead = preview(course, entries, today)
    diary = reports(entries)
    now = diary.get(today, Report())
    if now.silent:
        now = Report(sure=True, silent=False, zone="green")
    if now.amounts == {None}:
        permitted = list(lived(course, {**diary, today: now}, today))[-1].permitted
        now = attrs.evolve(now, amounts=frozenset([permitted]))
    tomorrow = Report(sure=True, silent=False, zone=zone)
    (*_, last) = lived(course, {**diary, today: now, today + 1: tomorrow}, today + 1)
    assert last.permitted == ahead[zone]


@given(st.sampled_from([(100, 4), (120, 4), (200, 4), (100, 2), (62, 4)]), st.integers(3, 9))
def test_a_diary_that_is_all_green_and_taken_is_the_static_plan(strength: tuple[int, int], hold: int) -> None:
    product = capsule(*strength)
    plan = titration_schedule(product, hold_days=hold)
    assert isinstance(plan, DosePlan)
    agreed = [Acknowledgement(rule=one["rule"], reason=one["reason"]) for one in ACKNOWLEDGED]
    proposal = Proposal(intent=Intent.START, product=product, hold_days=hold)
    below_band = situation(acknowledged=agreed)
    course = course_of(below_band, proposal, date(2026, 3, 1))
    last = plan.steps[-1].first_day
    taken = [plan.on(day + 1).daily.nanograms for day in range(last)]
    nothing = frozenset[str]()
    entries = [
        Entry(day=course.starts + day, zone="green", reactions=nothing, total=amount)
        for day, amount in enumerate(taken)
    ]
    assert [outcome.permitted for outcome in simulate(course, entries, course.starts + last - 1)] == taken


# --- Laws of two products
def _both(asked: DiaryJson, *, backwards: bool = False) -> list[tuple[Outcome, ...]]:
    both = [(course_in(one), [entry_of(entry) for entry in one["check_ins"]]) for one in asked["courses"]]
    return simulate_two(both[::-1] if backwards else both, day_of(asked["as_of"]))


@given(two_diaries())
def test_of_two_products_one_rises_on_a_day_and_their_sum_keeps_to_the_limit(asked: DiaryJson) -> None:
    for day in _both(asked):
        assert sum(outcome.move in RISES for outcome in day) <= 1
        assert sum(outcome.permitted for outcome in day) <= 400 * 10**6


@given(two_diaries())
def test_the_order_in_which_two_courses_are_given_never_matters(asked: DiaryJson) -> None:
    assume(len({one["starts"] for one in asked["courses"]}) == len(asked["courses"]))  # else the digest decides
    assert [day[::-1] for day in _both(asked, backwards=True)] == _both(asked)


# --- Laws of two diaries
@pytest.mark.parametrize("law", LAWS)
@given(data=st.data())
def test_one_event_never_leads_to_more(law: str, data: st.DataObject) -> None:
    letters = data.draw(st.lists(st.sampled_from(SEVEN + OTHERS), min_size=5, max_size=40))
    day = data.draw(st.integers(1, len(letters)))
    states, diary = [SIMULATED.first()], dict[int, Report]()
    for number, letter in enumerate(letters, 1):
        diary[number] = kinds(SIMULATED, states[-1])[letter]
        states.append(SIMULATED.live(states[-1], diary[number])[0])
    for without, with_event in events(law, SIMULATED, states[day - 1]):
        assert first_break(law, SMALL, {**diary, day: without}, (day, with_event), len(letters)) is None
