"""What would change an answer: exact over the finite space, each way replayable, no medicine ever left out."""

from itertools import combinations

import pytest
from hypothesis import given, settings, strategies as st
from units.given import capsule, proposal, situation

from alpims_mg import (
    CURRENT,
    Case,
    Condition,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Medicine,
    Proposal,
    Situation,
    Tolerance,
    Zone,
    assess,
    what_would_change,
    why_not,
)
from alpims_mg.explanation import edits, search
from alpims_mg.model.vocabulary import Answer
from alpims_mg.rulebook.changes import Changeable
from alpims_mg.testing import laws, strategies

FEW = settings(max_examples=40)
NEARLY_STATED = strategies.situations(
    ages=st.sampled_from((None, 10, 34)),
    conditions=st.none() | st.frozensets(st.sampled_from(Condition), max_size=2),
    taken=st.lists(strategies.medicines(), max_size=2, unique_by=str).map(tuple),
)


def by_trying_all(case: Case, most: int) -> set[frozenset[tuple[Changeable, str]]]:
    """The smallest sets of at most so many changes, found by laying every choice of options on the case."""
    space = tuple(edits.possible_changes(case, CURRENT))
    before = search._apply(case, (), CURRENT).view.answer.permission
    tried: dict[frozenset[tuple[Changeable, str]], int] = {}
    for size in range(most + 1):
        for options in combinations(space, size):
            if len({one.thing for one in options}) < size:
                continue
            laid = search._apply(case, options, CURRENT)
            named = frozenset((one.change.what, one.change.to) for one in options)
            tried[named] = laid.view.answer.permission
            if laid.view.answer is Answer.CONSULT and size < most:
                tried[named | {(Changeable.CLINICIAN, "")}] = Answer.OFFER.permission
    return {
        named
        for named, permission in tried.items()
        if permission > before and not any(part < named and tried[part] >= permission for part in tried)
    }


def found(situation: Situation, proposal: Proposal, most: int) -> set[frozenset[tuple[Changeable, str]]]:
    counterfactuals = what_would_change(situation, proposal).counterfactuals
    named = (
        frozenset((one.what, "" if one.what is Changeable.CLINICIAN else one.to) for one in counterfactual.changes)
        for counterfactual in counterfactuals
        if len(counterfactual.changes) <= most
    )
    return set(named)


@FEW
@given(situation=NEARLY_STATED, proposal=strategies.proposals())
def test_every_smallest_way_of_two_changes_is_found_and_no_other(situation: Situation, proposal: Proposal) -> None:
    assert found(situation, proposal, 2) == by_trying_all(Case(situation=situation, proposal=proposal), 2)


@pytest.mark.parametrize(
    ("who", "what"),
    [
        (situation(zone=Zone.RED, conditions=[Condition.DEHYDRATION, Condition.CARDIAC]), proposal()),
        (
            situation(kidney=KidneyFunction.NOT_ASSESSED, medicines=[Medicine(name="water pill")], zone=Zone.YELLOW),
            proposal(capsule(500)),
        ),
        (
            situation(conditions=[Condition.PREGNANCY, Condition.NAUSEA]),
            proposal(capsule(form=Form.THREONATE, ingredients=["citric acid"])),
        ),
        (
            situation(zone=Zone.YELLOW, tolerance=Tolerance.UNPROVEN, age_years=9),
            proposal(intent=Intent.INCREASE, current_daily=Elemental.mg(100)),
        ),
        (Situation(zone=Zone.GREEN, kidney=KidneyFunction.NORMAL, age_years=40), proposal()),
    ],
    ids=["red", "diuretic", "threonate", "increase", "lists missing"],
)
def test_every_smallest_way_of_three_changes_is_found_and_no_other(who: Situation, what: Proposal) -> None:
    assert found(who, what, 3) == by_trying_all(Case(situation=who, proposal=what), 3)


@FEW
@given(situation=NEARLY_STATED, proposal=strategies.proposals())
def test_each_way_replayed_gives_the_answer_that_it_promises(situation: Situation, proposal: Proposal) -> None:
    laws.counterfactuals_lead_where_they_promise(situation, proposal)


@FEW
@given(situation=NEARLY_STATED, proposal=strategies.proposals())
def test_no_way_leaves_a_medicine_out_or_forgets_a_condition(situation: Situation, proposal: Proposal) -> None:
    laws.counterfactuals_keep_every_medicine(situation, proposal)


@given(situation=strategies.situations(), proposal=strategies.proposals())
def test_what_blocks_is_all_that_blocks(situation: Situation, proposal: Proposal) -> None:
    decision = assess(situation, proposal)
    reasons = why_not(decision)
    blocking = {one for held in reasons.sets for one in held}
    strictest = {one for one in decision.findings if one.verdict is decision.verdict}
    assert bool(blocking or reasons.missing) is (decision.answer is not Answer.OFFER)
    assert blocking <= strictest
    if decision.answer is Answer.WITHHOLD:
        assert {one for one in strictest if not one.supposed} <= blocking
