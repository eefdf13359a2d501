"""Every public type shows itself in a notebook, and in a plain interpreter as one line."""

import json
import re
from datetime import date, time
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from units.builders import capsule, proposal, situation

import alpims_mg
from alpims_mg import (
    CURRENT,
    Case,
    Condition,
    Finding,
    Findings,
    Routine,
    Rulebook,
    Severity,
    Situation,
    Verdict,
    Withhold,
    Zone,
    assess,
)
from alpims_mg._internal.rendering import Displayed, Renderable
from alpims_mg._internal.rendering.records import described
from alpims_mg._internal.representation import LONGEST_REPR
from alpims_mg.model.proposals import DayCase
from alpims_mg.wire import to_json

MADE_BY_FUNCTIONS = {
    *("CourseMap", "CourseOdds", "DayKind", "DecisionGrid", "Difference", "DifferenceRow", "GridCell"),
    *("RungSupply", "Supply", "TightenOptions", "ZoneChance"),
}
"""Types without a strategy: a function makes them, and the tests of that function look at their pages."""

CLASSES = {
    name: kind
    for name in alpims_mg.__all__
    if isinstance(kind := getattr(alpims_mg, name), type) and not issubclass(kind, Exception)
}


def values_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    if kind is Rulebook:
        return st.just(CURRENT)
    if kind is Findings:
        return st.lists(st.from_type(Finding), max_size=3).map(lambda found: Findings(tuple(found)))
    return st.sampled_from(list(kind)) if issubclass(kind, Enum) else st.from_type(kind)


@pytest.mark.parametrize("name", CLASSES)
def test_every_public_type_has_a_page(name: str) -> None:
    assert issubclass(CLASSES[name], Displayed)


@pytest.mark.parametrize("name", sorted(CLASSES.keys() - MADE_BY_FUNCTIONS))
@settings(max_examples=2)
@given(data=st.data())
def test_a_notebook_gets_three_media_and_an_interpreter_one_line(name: str, data: st.DataObject) -> None:
    value = data.draw(values_of(CLASSES[name]))
    shown = value._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/markdown", "text/html"}
    assert all(len(line) <= 80 or not line.isascii() for line in shown["text/plain"].splitlines())
    assert shown["text/html"].startswith('<div class="mg')
    assert not re.search(r"\bid=|https?://[^ <]*\.(?:js|css)", shown["text/html"])
    assert value._repr_html_() == shown["text/html"]
    assert value._repr_markdown_() == shown["text/markdown"]
    assert len(repr(value)) <= LONGEST_REPR
    assert "\n" not in repr(value)


def test_a_page_of_facts_says_what_is_not_stated_and_sorts_its_words() -> None:
    stated = Situation(zone=Zone.GREEN, conditions=[Condition.MCAS, Condition.EDS], kidney_date=None)
    lines = [re.split(r" {2,}", line.strip()) for line in stated.page().text().splitlines()]
    assert ["zone", "green"] in lines
    assert ["age years", "not stated"] in lines
    assert ["conditions", "eds, mcas"] in lines
    assert ["acknowledged", "none"] in lines
    assert not isinstance(stated, Renderable)


def test_what_other_types_do_not_state_is_left_out() -> None:
    assert "compound" not in capsule().page().text()
    assert "divides into  4" in capsule().page().text()


def test_a_value_is_shown_in_words() -> None:
    assert described(date(2026, 3, 12)) == "Thursday 12 March 2026"
    assert described(("a, b", "c")) == "a, b; c"
    assert described(frozenset()) == "none"
    assert described(True) == "yes"


def test_a_case_shows_the_proposal_and_the_facts() -> None:
    case = Case(situation=situation(), proposal=proposal())
    assert case.page().text().startswith("Case\n\nstart glycinate")
    assert "\n\nSituation\n\n" in case.page().text()
    routine = Routine(wakes=time(7), sleeps=time(22))
    day = DayCase(situation=situation(), proposal=proposal(), routine=routine)
    assert day.page().text().endswith("22:00")


def test_findings_are_equal_to_the_tuple_and_show_themselves_as_a_table() -> None:
    answer = assess(situation(zone=Zone.RED), proposal())
    assert isinstance(answer, Withhold)
    assert type(answer.findings) is Findings
    assert answer.findings == tuple(answer.findings)
    assert hash(answer.findings) == hash(tuple(answer.findings))
    assert isinstance(answer.findings[0], Finding)
    text = answer.findings.page().text()
    assert "[x] rules it out" in text
    assert "zone.red" not in text
    assert "zone.red" in answer.findings.page().text(details=True)
    assert len(repr(answer.findings)) <= LONGEST_REPR
    assert repr(answer.findings).startswith("Findings((Finding(")
    assert Findings().page().text() == "No findings"
    assert Findings(answer.findings[:1]).page().title == "1 finding"


def test_findings_mean_the_same_in_json_as_a_list() -> None:
    answer = assess(situation(), proposal())
    written = json.loads(to_json(answer))
    assert [one["rule"] for one in written["findings"]] == [found.rule for found in answer.findings]


def test_each_verdict_has_a_mark() -> None:
    found = assess(situation(), proposal()).findings[0]
    marks = {verdict: Findings((_with(found, verdict),)).page().text().split("\n")[-1][:5] for verdict in Verdict}
    assert all(verdict.meaning in Findings((_with(found, verdict),)).page().text() for verdict in Verdict)
    assert marks[Verdict.CONSULT] == "  [!]"
    assert len(set(marks.values())) == len(Verdict)


def _with(found: Finding, verdict: Verdict) -> Finding:
    return Finding(rule=found.rule, verdict=verdict, because="so", cites=found.cites, severity=Severity.MINOR)


def test_a_list_that_is_no_tuple_is_refused_as_before() -> None:
    with pytest.raises(alpims_mg.InvalidInputError):
        Withhold(words=1, findings=[], edition="x", disclaimer="")  # type: ignore[arg-type]


def test_a_rulebook_lists_its_tables() -> None:
    text = CURRENT.page().text()
    assert text.startswith(f"Rulebook, edition {CURRENT.edition}\n\nTables\n")
    assert re.search(r"^  zones +\S", text, re.MULTILINE)
