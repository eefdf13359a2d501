"""What would change an answer: the search is exact, results can be replayed, and no medicine is left out."""

from itertools import combinations

import pytest
from hypothesis import given, settings, strategies as st
from units.builders import capsule, proposal, situation

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
CHILD = situation(age_years=12, tolerance=Tolerance.PROVEN, other_magnesium=Elemental.mg(50))
"""A child whose upper levels a capsule soon exceeds."""
WITH_STEVIA = capsule(ingredients=["stevia"])


def by_trying_all(case: Case, most: int) -> set[frozenset[tuple[Changeable, str]]]:
    """The smallest sets of at most ``most`` changes, found by applying every combination to the case."""
    space = tuple(edits.possible_changes(case, CURRENT))
    before = search._apply(case, (), CURRENT).permission
    tried: dict[frozenset[tuple[Changeable, str]], int] = {}
    for size in range(most + 1):
        for changes in combinations(space, size):
            if len({possible.thing for possible in changes}) < size:
                continue
            changed = search._apply(case, changes, CURRENT)
            pairs = frozenset((possible.change.what, possible.change.to) for possible in changes)
            tried[pairs] = changed.permission
            if changed.evaluation.answer is Answer.CONSULT and size < most:
                tried[pairs | {(Changeable.CLINICIAN, "")}] = Answer.OFFER.permission
    return {
        pairs
        for pairs, permission in tried.items()
        if permission > before and not any(part < pairs and tried[part] >= permission for part in tried)
    }


def found(situation: Situation, proposal: Proposal, most: int) -> set[frozenset[tuple[Changeable, str]]]:
    """The sets of at most ``most`` changes that the library finds."""
    return {
        frozenset(
            (change.what, "" if change.what is Changeable.CLINICIAN else change.to) for change in counterfactual.changes
        )
        for counterfactual in what_would_change(situation, proposal).counterfactuals
        if len(counterfactual.changes) <= most
    }


@FEW
@given(situation=NEARLY_STATED, proposal=strategies.proposals())
def test_exactly_the_smallest_sets_of_at_most_two_changes_are_found(situation: Situation, proposal: Proposal) -> None:
    assert found(situation, proposal, 2) == by_trying_all(Case(situation=situation, proposal=proposal), 2)


@pytest.mark.parametrize(
    ("person", "proposed"),
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
def test_exactly_the_smallest_sets_of_at_most_three_changes_are_found(person: Situation, proposed: Proposal) -> None:
    assert found(person, proposed, 3) == by_trying_all(Case(situation=person, proposal=proposed), 3)


@pytest.mark.parametrize(
    ("person", "proposed"),
    [
        (CHILD, proposal(target=Elemental.mg(300))),
        (CHILD, proposal(intent=Intent.INCREASE, current_daily=Elemental.mg(200), target=Elemental.mg(300))),
        (situation(tolerance=Tolerance.PROVEN), proposal(intent=Intent.INCREASE)),
        (
            situation(tolerance=Tolerance.PROVEN),
            proposal(capsule(120), Intent.INCREASE, current_daily=Elemental.mg(210)),
        ),
        (
            situation(tolerance=Tolerance.PROVEN),
            proposal(WITH_STEVIA, Intent.INCREASE, current_daily=Elemental.mg(200)),
        ),
        (
            situation(tolerance=Tolerance.UNPROVEN),
            proposal(WITH_STEVIA, Intent.MAINTAIN, current_daily=Elemental.mg(100)),
        ),
        (situation(zone=None), proposal()),
        (situation(age_years=None), proposal()),
        (situation(kidney=None), proposal()),
        (situation(other_magnesium=None), proposal()),
    ],
    ids=[
        *("target too high", "rise too high", "present amount missing", "last rung", "last rung with stevia"),
        *("stevia", "zone missing", "age missing", "kidney missing", "other magnesium missing"),
    ],
)
def test_every_single_change_that_permits_more_is_found(person: Situation, proposed: Proposal) -> None:
    expected = by_trying_all(Case(situation=person, proposal=proposed), 1)
    assert expected
    assert found(person, proposed, 1) == expected


@FEW
@given(situation=NEARLY_STATED, proposal=strategies.proposals())
def test_each_counterfactual_leads_to_the_answer_that_it_promises(situation: Situation, proposal: Proposal) -> None:
    laws.counterfactuals_give_the_answer_they_promise(situation, proposal)


@FEW
@given(situation=NEARLY_STATED, proposal=strategies.proposals())
def test_no_counterfactual_leaves_out_a_medicine_or_a_lasting_condition(
    situation: Situation, proposal: Proposal
) -> None:
    laws.counterfactuals_keep_every_medicine(situation, proposal)


@given(situation=strategies.situations(), proposal=strategies.proposals())
def test_why_not_names_all_blocking_findings_and_no_others(situation: Situation, proposal: Proposal) -> None:
    decision = assess(situation, proposal)
    reasons = why_not(decision)
    blocking = {finding for findings in reasons.sets for finding in findings}
    strictest = {finding for finding in decision.findings if finding.verdict is decision.verdict}
    assert bool(blocking or reasons.missing) is (decision.answer is not Answer.OFFER)
    assert blocking <= strictest
    if decision.answer is Answer.WITHHOLD:
        assert {finding for finding in strictest if not finding.supposed} <= blocking
