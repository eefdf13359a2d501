"""Laws of tightening: a stricter rulebook never permits more, in answers, plans and courses."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    Capsule,
    Case,
    CheckIn,
    DosageForm,
    Elemental,
    Form,
    Intent,
    InvalidInputError,
    KidneyFunction,
    Proposal,
    Reaction,
    Situation,
    Topical,
    Vehicle,
    Zone,
    assess,
    tighten,
)
from alpims_mg.courses.progress import Adherence
from alpims_mg.rulebook.dosing import Amount
from alpims_mg.rules import Rule, rules_by_id
from alpims_mg.testing import laws, strategies

COMMON = strategies.capsules(elemental=st.integers(20, 400).map(Elemental.mg), ingredients=st.just(()))
PROPOSALS = strategies.proposals(of=COMMON | strategies.capsules())
ACKNOWLEDGED = tuple(Acknowledgement(rule=f"consult.{name}", reason="discussed") for name in ("start", "adjust"))
CEILINGS = tuple(Acknowledgement(rule="ceiling.public", about=f"{total} mg", reason="discussed") for total in (350,))
PEOPLE = st.builds(
    Situation,
    age_years=st.sampled_from((34, 34, 16)),
    kidney=st.sampled_from((*(KidneyFunction.NORMAL,) * 5, None)),
    conditions=st.just(()),
    medicines=st.just(()),
    other_magnesium=st.sampled_from((0, 0, 0, 50, 200)).map(Elemental.mg),
    acknowledged=st.sampled_from((ACKNOWLEDGED, ACKNOWLEDGED + CEILINGS)),
)
STARTS = st.builds(
    Proposal,
    intent=st.just(Intent.START),
    product=st.builds(
        Capsule,
        form=st.sampled_from(Form),
        elemental=st.sampled_from([Elemental.mg(amount) for amount in (30, 50, "62.5", 100, 120, 200)]),
        divides_into=st.sampled_from((2, 4, 4)),
        dosage_form=st.just(DosageForm.HARD_CAPSULE),
        ingredients=st.just(("hypromellose",)),
    ),
    target=st.none() | st.integers(200, 400).map(Elemental.mg),
    hold_days=st.integers(3, 7),
)
FELT = ((),) * 30 + (None, {Reaction.NAUSEA}, {Reaction.NAUSEA}, {Reaction.ITCHING}, {Reaction.CONFUSION})
TAKEN = (Adherence.IN_FULL,) * 10 + (Adherence.NOTHING, Adherence.OTHER_AMOUNT)
ZONES = (Zone.GREEN,) * 16 + (Zone.YELLOW, Zone.RED, None)
DEFAULT = settings.default or settings()
FEWER = settings(max_examples=max(20, DEFAULT.max_examples // 3))


@st.composite
def reports(draw: st.DrawFn) -> Sequence[tuple[CheckIn, Adherence]]:
    """The check-ins of days in a row, mostly Green, with how much of the day's amount is taken."""
    few_facts = st.integers(0, 20).flatmap(lambda number: st.none() if number else PEOPLE)
    days = [date(2026, 3, 1) + timedelta(days=number) for number in range(draw(st.integers(1, 40)))]
    return [
        (
            CheckIn(
                day=day,
                zone=draw(st.sampled_from(ZONES)),
                reactions=draw(st.sampled_from(FELT)),
                situation=draw(few_facts),
            ),
            draw(st.sampled_from(TAKEN)),
        )
        for day in days
    ]


@FEWER
@given(rows=strategies.tightenings(), cases=st.lists(strategies.cases(), max_size=4))
def test_a_stricter_rulebook_never_permits_more(rows: tuple[Rule[Any], ...], cases: list[Case]) -> None:
    laws.tightened_never_permits_more(CURRENT, tighten(CURRENT, rows), cases)


@given(rows=strategies.number_tightenings(), proposals=st.lists(PROPOSALS, min_size=1, max_size=5))
def test_a_stricter_rulebook_never_gives_more_on_any_day_of_a_plan(
    rows: tuple[Rule[Any], ...], proposals: list[Proposal]
) -> None:
    ours = tighten(CURRENT, rows)
    for proposal in proposals:
        laws.a_tightened_plan_never_gives_more(CURRENT, ours, proposal)


@given(rows=strategies.number_tightenings(), capsule=COMMON, hold_days=st.integers(3, 28))
def test_a_plan_of_a_stricter_rulebook_keeps_every_law_of_plans(
    rows: tuple[Rule[Any], ...], capsule: Capsule, hold_days: int
) -> None:
    ours = tighten(CURRENT, rows)
    laws.start_plan_stays_within_the_bands(capsule, None, hold_days, ours)
    laws.rounding_never_adds(capsule, Elemental.mg(200), ours)


@FEWER
@given(rows=strategies.number_tightenings(), proposal=STARTS, person=PEOPLE, days=reports())
def test_a_course_of_a_stricter_rulebook_never_permits_more(
    rows: tuple[Rule[Any], ...], proposal: Proposal, person: Situation, days: Sequence[tuple[CheckIn, Adherence]]
) -> None:
    laws.a_tightened_course_never_permits_more(CURRENT, tighten(CURRENT, rows), proposal, person, days)


def stricter(rule: str, then: Any) -> Rule[Any]:
    return attrs.evolve(rules_by_id(CURRENT)[rule], id=f"{rule}.ours", then=then)


USUAL_RISE: Elemental = rules_by_id(CURRENT)["dose.amount.rise-usual"].then
SLOWER = tighten(CURRENT, [stricter("dose.amount.rise-usual", Elemental(nanograms=USUAL_RISE.nanograms // 2))])
GENTLER = tighten(CURRENT, [stricter("dose.amount.start-most", Elemental.mg(60))])
LONGER = tighten(CURRENT, [stricter("course.number.calm-before-rise", 10)])
SOONER = tighten(CURRENT, [stricter("course.number.missed-back-most", 4)])
HALVES = Proposal(
    intent=Intent.START,
    product=Capsule(
        form=Form.MALATE,
        elemental=Elemental.mg(200),
        divides_into=2,
        dosage_form=DosageForm.HARD_CAPSULE,
        ingredients=(),
    ),
)
QUARTERS = attrs.evolve(
    HALVES,
    product=Capsule(
        form=Form.MALATE,
        elemental=Elemental.mg(40),
        divides_into=4,
        dosage_form=DosageForm.HARD_CAPSULE,
        ingredients=(),
    ),
)
ADULT = Situation(
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    conditions=(),
    medicines=(),
    other_magnesium=Elemental.mg(0),
    acknowledged=ACKNOWLEDGED,
)


def green(days: int) -> list[tuple[CheckIn, Adherence]]:
    first = date(2026, 3, 1)
    return [
        (CheckIn(day=first + timedelta(days=number), zone=Zone.GREEN, reactions=()), Adherence.IN_FULL)
        for number in range(days)
    ]


def test_a_plan_that_only_one_rulebook_gives_or_that_gives_more_breaks_the_law() -> None:
    with pytest.raises(laws.LawBrokenError, match="only the stricter rulebook gives a plan"):
        laws.a_tightened_plan_never_gives_more(GENTLER, CURRENT, HALVES)
    with pytest.raises(laws.LawBrokenError, match="gives more on a day"):
        laws.a_tightened_plan_never_gives_more(SLOWER, CURRENT, QUARTERS)
    laws.a_tightened_plan_never_gives_more(CURRENT, SLOWER, attrs.evolve(HALVES, product=Topical(vehicle=Vehicle.OIL)))


def test_a_course_that_only_one_rulebook_gives_or_that_permits_more_breaks_the_law() -> None:
    with pytest.raises(laws.LawBrokenError, match="only the stricter rulebook gives a course"):
        laws.a_tightened_course_never_permits_more(GENTLER, CURRENT, HALVES, ADULT, green(1))
    with pytest.raises(laws.LawBrokenError, match="more than the milder plan gives"):
        laws.a_tightened_course_never_permits_more(SLOWER, CURRENT, QUARTERS, ADULT, green(8))
    with pytest.raises(laws.LawBrokenError, match="reaches an amount first"):
        laws.a_tightened_course_never_permits_more(LONGER, CURRENT, QUARTERS, ADULT, green(8))


def test_a_new_start_after_fewer_days_can_end_a_pause() -> None:
    zones = [Zone.GREEN, *(Zone.YELLOW,) * 6, Zone.GREEN]
    days = [
        (attrs.evolve(check_in, zone=zone), taken)
        for (check_in, taken), zone in zip(green(len(zones)), zones, strict=True)
    ]
    laws.a_tightened_course_never_permits_more(CURRENT, SOONER, QUARTERS, ADULT, days)


def test_a_stricter_cell_that_is_milder_breaks_the_law() -> None:
    with pytest.raises(laws.LawBrokenError, match="a cell of the stricter rulebook permits more"):
        laws.tightened_never_permits_more(SLOWER, CURRENT, [])


def test_a_target_that_a_stricter_rulebook_refuses_is_left_out() -> None:
    most = CURRENT.dose_amounts[Amount.LAST_MOST].then
    lower = tighten(CURRENT, [stricter("dose.amount.last-most", Elemental(nanograms=most.nanograms * 3 // 4))])
    highest = Case(situation=ADULT, proposal=attrs.evolve(QUARTERS, target=most))
    laws.tightened_never_permits_more(CURRENT, lower, [highest])
    with pytest.raises(InvalidInputError, match="target"):
        assess(highest.situation, highest.proposal, rulebook=lower)
