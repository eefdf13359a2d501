"""Caches: short texts are remembered, long ones are not, and an early stop gives the same answer as a full look."""

import attrs
from hypothesis import given

from alpims_mg import CURRENT, Case, Withhold, assess
from alpims_mg._internal.caching import remembered
from alpims_mg.assessment.evaluation import evaluate, is_withheld
from alpims_mg.testing import strategies as st


def calls_for(text: str) -> int:
    """How often a remembered function runs if it is called three times with this text."""
    calls: list[str] = []
    function = remembered(calls.append)
    for _ in range(3):
        function(text)
    return len(calls)


def test_a_short_text_is_remembered_and_a_long_one_is_not() -> None:
    assert calls_for("x" * 300) == 1
    assert calls_for("x" * 301) == 3


@given(st.cases())
def test_stopping_early_withholds_exactly_what_a_full_evaluation_withholds(case: Case) -> None:
    situation, proposal = case.situation, case.proposal
    withheld = bool(evaluate(situation, proposal, CURRENT).withheld)
    assert is_withheld(situation, proposal, situation.zone, CURRENT) is withheld


@given(st.cases())
def test_the_advice_names_exactly_the_zones_that_would_not_be_withheld(case: Case) -> None:
    answer = assess(case.situation, case.proposal)
    if isinstance(answer, Withhold):
        open_zones = {
            rule.id
            for key, rule in CURRENT.ask_again
            if evaluate(attrs.evolve(case.situation, zone=rule.then), case.proposal, CURRENT).answer.value == key.value
        }
        assert {found.rule for found in answer.advice} == open_zones
