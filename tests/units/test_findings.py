"""Findings: one row applied; several combine by the strictest."""

from itertools import permutations
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from
from units.given import CITE, a_finding, faults_of, paths_of

from alpims_mg import CURRENT, Finding, Intent, Route, Tolerance, Verdict, Zone
from alpims_mg.findings import Hours, finding, in_order, worst
from alpims_mg.rulebook.zones import ZoneKey

VERDICTS = lists(sampled_from(Verdict))


def test_verdicts_go_from_permit_to_withhold() -> None:
    assert [verdict.severity for verdict in Verdict] == [0, 1, 2, 3]
    assert Verdict.PERMIT.severity < Verdict.CAUTION.severity < Verdict.CONSULT.severity < Verdict.WITHHOLD.severity


@given(VERDICTS, VERDICTS)
def test_the_worst_of_two_lots_is_the_worst_of_their_worsts(one: list[Verdict], other: list[Verdict]) -> None:
    assert worst(one + other) is worst([worst(one), worst(other)]) is worst(other + one)


@given(VERDICTS)
def test_the_worst_is_as_severe_as_the_severest(verdicts: list[Verdict]) -> None:
    assert worst(verdicts).severity == max((one.severity for one in verdicts), default=0)
    assert worst(iter(verdicts * 2)) is worst(verdicts)


def test_the_worst_of_none_permits() -> None:
    assert worst(()) is Verdict.PERMIT


@pytest.mark.parametrize("hours", [-1, 25, 2.0, "2", True, None])
def test_a_gap_is_a_whole_number_of_hours_within_a_day(hours: Any) -> None:
    assert paths_of(Hours, medicine_to_magnesium=hours, magnesium_to_medicine=hours) == [
        "medicine_to_magnesium",
        "magnesium_to_medicine",
    ]


def test_two_directed_gaps_are_told_each_in_its_direction() -> None:
    assert str(Hours(medicine_to_magnesium=2, magnesium_to_medicine=6)) == (
        "magnesium at least 2 h after the medicine, the medicine at least 6 h after magnesium"
    )


def test_all_faults_of_a_finding_come_together() -> None:
    assert paths_of(Finding, rule="", verdict="permit", because=None, cites=("x",), about="", hours=4, supposed=0) == [
        "rule",
        "verdict",
        "because",
        "cites[0]",
        "about",
        "hours",
        "supposed",
    ]


def test_a_list_of_citations_is_not_refused_for_being_no_list() -> None:
    faults = faults_of(Finding, rule="a", verdict=Verdict.PERMIT, because="b", cites=[CITE])
    assert not any(fault.wanted == "a list" for fault in faults)


def test_a_headline_holds_the_verdict_the_medicine_the_gaps_and_the_rule() -> None:
    gaps = Hours(medicine_to_magnesium=4, magnesium_to_medicine=4)
    full = a_finding("medicine.iron", Verdict.CONSULT, "it binds", about="iron", hours=gaps, supposed=True)
    assert full.headline() == (
        "consult [iron]: it binds; magnesium at least 4 h after the medicine, the medicine at least 4 h after "
        "magnesium (supposing the mildest of what is not stated) (medicine.iron)"
    )
    assert a_finding("zone.x", Verdict.PERMIT, "calm").headline() == "permit: calm (zone.x)"


def test_a_finding_shows_who_says_so() -> None:
    shown = a_finding()
    assert str(shown) == "caution: so (a.rule)\n\nSays who:\n  - a book, page 1 (guide): so it is"
    assert "<li>a book, page 1 (guide): so it is</li>" in shown._repr_html_()
    assert shown._repr_markdown_().startswith("**caution: so (a.rule)**")


def test_a_finding_escapes_what_people_wrote() -> None:
    shown = a_finding(about="<script>alert(1)</script> | *x*")
    assert "<script>" not in shown._repr_html_()
    assert "&lt;script&gt;" in shown._repr_html_()
    assert "\\<script\\>alert(1)\\</script\\> \\| \\*x\\*" in shown._repr_markdown_()


def test_the_finding_of_a_rule_says_what_the_row_says() -> None:
    rule = CURRENT.zones[ZoneKey(zone=Zone.RED, route=Route.CAPSULE, intent=Intent.START, tolerance=Tolerance.UNPROVEN)]
    found = finding(rule)
    assert (found.rule, found.verdict, found.because, found.cites) == (rule.id, rule.then, rule.because, rule.cites)
    assert (found.about, found.hours, found.supposed) == (None, None, False)
    assert finding(rule, numbers="125 mg").because == f"{rule.because}: 125 mg"
    assert finding(rule, verdict=Verdict.CAUTION, about="iron").verdict is Verdict.CAUTION


def test_findings_are_ordered_by_severity_then_rule_then_what_they_are_about_whatever_order_they_come_in() -> None:
    one = a_finding("b.rule", Verdict.WITHHOLD)
    two = a_finding("a.rule", Verdict.CONSULT, about="iron")
    three = a_finding("a.rule", Verdict.CONSULT, about="zinc")
    four = a_finding("a.rule", Verdict.PERMIT)
    for mixed in permutations((one, two, three, four, attrs.evolve(two))):
        assert in_order(mixed) == (one, two, three, four)
