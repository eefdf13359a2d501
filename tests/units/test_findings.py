"""Findings: one row applied; several combine by the strictest."""

from datetime import UTC, time
from itertools import permutations
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from
from units.builders import CITE, a_finding, faults_of, paths_of

from alpims_mg import CURRENT, Finding, Intent, Route, Severity, Tolerance, Verdict, Zone
from alpims_mg.model.findings import in_order, worst
from alpims_mg.model.separations import DoseSeparation, strictest
from alpims_mg.rulebook.zones import ZoneKey
from alpims_mg.rules.findings import finding

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


@pytest.mark.parametrize("separation", [-1, 25, 2.0, "2", True, None])
def test_a_gap_is_a_whole_number_of_hours_within_a_day(separation: Any) -> None:
    assert paths_of(DoseSeparation, medicine_to_magnesium=separation, magnesium_to_medicine=separation) == [
        "medicine_to_magnesium",
        "magnesium_to_medicine",
    ]


def test_two_directed_gaps_are_told_each_in_its_direction() -> None:
    assert str(DoseSeparation(medicine_to_magnesium=2, magnesium_to_medicine=6)) == (
        "magnesium at least 2 h after the medicine, the medicine at least 6 h after magnesium"
    )


def gaps(after: int, before: int) -> DoseSeparation:
    return DoseSeparation(medicine_to_magnesium=after, magnesium_to_medicine=before)


@pytest.mark.parametrize(
    ("after", "before", "magnesium_at", "allowed"),
    [
        # The medicine is taken at 08:00 every day.
        (2, 6, time(1, 59), True),
        (2, 6, time(2, 0), True),
        (2, 6, time(2, 1), False),
        (2, 6, time(8, 0), False),
        (2, 6, time(9, 59), False),
        (2, 6, time(10, 0), True),
        (2, 6, time(23, 59), True),
        (4, 2, time(6, 0), True),
        (4, 2, time(6, 1), False),
        (4, 2, time(11, 59), False),
        (4, 2, time(12, 0), True),
        # The dose of the next day counts too.
        (2, 10, time(22, 0), True),
        (2, 10, time(22, 1), False),
        (20, 0, time(3, 59), False),
        (20, 0, time(4, 0), True),
        (0, 0, time(8, 0), True),
        (0, 1, time(8, 0), False),
        (1, 0, time(8, 0), False),
        (12, 12, time(20, 0), True),
        (12, 12, time(20, 1), False),
        (12, 13, time(20, 0), False),
        (24, 24, time(8, 0), False),
    ],
)
def test_both_gaps_are_kept_from_every_daily_dose(after: int, before: int, magnesium_at: time, allowed: bool) -> None:
    assert gaps(after, before).allows(medicine_at=time(8), magnesium_at=magnesium_at) is allowed


@pytest.mark.parametrize(
    ("medicine_at", "magnesium_at", "allowed"),
    [
        (time(23, 0), time(1, 0), True),
        (time(23, 0), time(0, 59), False),
        (time(1, 0), time(19, 0), True),
        (time(1, 0), time(19, 1), False),
    ],
)
def test_gaps_reach_over_midnight(medicine_at: time, magnesium_at: time, allowed: bool) -> None:
    assert gaps(2, 6).allows(medicine_at=medicine_at, magnesium_at=magnesium_at) is allowed


@pytest.mark.parametrize("strange", [None, "08:00", 8, time(8, 0, 30), time(8, tzinfo=UTC)])
def test_what_is_no_time_on_a_clock_is_refused(strange: Any) -> None:
    assert paths_of(gaps(2, 6).allows, medicine_at=strange, magnesium_at=strange) == ["medicine_at", "magnesium_at"]


@pytest.mark.parametrize(
    ("after", "before", "at", "words"),
    [
        (4, 4, time(7), "you take it at 07:00, so take no magnesium from 03:00 to 11:00"),
        (2, 6, time(3, 30), "you take it at 03:30, so take no magnesium from 21:30 to 05:30"),
        (4, 2, time(22, 5), "you take it at 22:05, so take no magnesium from 20:05 to 02:05"),
        (12, 12, time(8), "you take it at 08:00, so take no magnesium at any time of day"),
        (12, 13, time(8), "you take it at 08:00, so take no magnesium at any time of day"),
    ],
)
def test_the_span_without_magnesium_is_told_by_the_clock(after: int, before: int, at: time, words: str) -> None:
    assert gaps(after, before).around(at) == words


def test_the_strictest_of_several_gaps_is_the_longest_of_each_direction() -> None:
    assert strictest() == gaps(0, 0)
    for mixed in permutations((gaps(2, 6), gaps(4, 2), gaps(3, 3), gaps(2, 6))):
        assert strictest(*mixed) == gaps(4, 6)


def test_all_faults_of_a_finding_come_together() -> None:
    wrong: dict[str, Any] = {"about": "", "separation": 4, "severity": "major", "supposed": 0}
    assert paths_of(Finding, rule="", verdict="permit", because=None, cites=("x",), **wrong) == [
        "rule",
        "verdict",
        "because",
        "cites[0]",
        "about",
        "separation",
        "severity",
        "supposed",
    ]


def test_a_list_of_citations_is_not_refused_for_being_no_list() -> None:
    faults = faults_of(Finding, rule="a", verdict=Verdict.PERMIT, because="b", cites=[CITE])
    assert not any(fault.expected == "a list" for fault in faults)


def test_a_headline_holds_the_verdict_the_medicine_the_gaps_and_the_rule() -> None:
    more = {"separation": gaps(4, 4), "severity": Severity.MODERATE, "supposed": True}
    full = a_finding("medicine.iron", Verdict.CONSULT, "it binds", about="iron", **more)
    assert full.headline() == (
        "consult [iron]: it binds; magnesium at least 4 h after the medicine, the medicine at least 4 h after "
        "magnesium; severity: moderate (true even for the mildest value of what is not stated) (medicine.iron)"
    )
    assert a_finding("zone.x", Verdict.PERMIT, "calm").headline() == "permit: calm (zone.x)"


def test_a_finding_shows_who_says_so() -> None:
    short_repr = a_finding()
    assert str(short_repr) == "caution: so (a.rule)\n\nSources\n  - a book, page 1 (guide): so it is"
    assert "<li>a book, page 1 (guide): so it is</li>" in short_repr._repr_html_()
    assert short_repr._repr_markdown_().startswith("**caution: so (a.rule)**")


def test_a_finding_escapes_what_people_wrote() -> None:
    short_repr = a_finding(about="<script>alert(1)</script> | *x*")
    assert "<script>" not in short_repr._repr_html_()
    assert "&lt;script&gt;" in short_repr._repr_html_()
    assert "\\<script\\>alert(1)\\</script\\> \\| \\*x\\*" in short_repr._repr_markdown_()


def test_the_finding_of_a_rule_says_what_the_row_says() -> None:
    rule = CURRENT.zones[ZoneKey(zone=Zone.RED, route=Route.CAPSULE, intent=Intent.START, tolerance=Tolerance.UNPROVEN)]
    found = finding(rule)
    assert (found.rule, found.verdict, found.because, found.cites) == (rule.id, rule.then, rule.because, rule.cites)
    assert (found.about, found.separation, found.severity, found.supposed) == (None, None, None, False)


def test_a_text_is_filled_when_it_is_shown_and_the_template_and_its_numbers_stay_apart() -> None:
    rule = attrs.evolve(CURRENT.zones.rules[0], because="too much[: {portion_mg} mg]")
    found = finding(rule, numbers=(("portion_mg", "125"),))
    assert (found.because, found.numbers, found.text) == (rule.because, (("portion_mg", "125"),), "too much: 125 mg")
    assert finding(rule).text == "too much"


def test_findings_are_ordered_by_severity_then_rule_then_what_they_are_about_whatever_order_they_come_in() -> None:
    one = a_finding("b.rule", Verdict.WITHHOLD)
    two = a_finding("a.rule", Verdict.CONSULT, about="iron")
    three = a_finding("a.rule", Verdict.CONSULT, about="zinc")
    four = a_finding("a.rule", Verdict.PERMIT)
    for mixed in permutations((one, two, three, four, attrs.evolve(two))):
        assert in_order(mixed) == (one, two, three, four)
