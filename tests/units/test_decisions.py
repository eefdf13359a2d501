"""Decisions: four answers, each with every reason."""

from datetime import date
from typing import Any, cast

import attrs
import pytest
from units.builders import a_finding, faults_of, paths_of

from alpims_mg import (
    Acknowledgement,
    Answer,
    Consult,
    DosePlan,
    DoseSeparation,
    Elemental,
    Infeasible,
    Intake,
    Intent,
    InvalidInputError,
    NeedsInformation,
    Offer,
    Portion,
    Proposal,
    Step,
    TimeOfDay,
    ToAcknowledge,
    Topical,
    TopicalPlan,
    Vehicle,
    Verdict,
    Withhold,
    acknowledge,
)
from alpims_mg.model.agreements import unacknowledged
from alpims_mg.model.decisions import Alternative, NotChecked

PERMIT = a_finding("zone.x", Verdict.PERMIT, "calm today")
ASKS = a_finding("consult.x", Verdict.CONSULT, "a clinician first")
IRON = a_finding("medicine.iron", Verdict.CONSULT, "it binds", about="iron")
NO = a_finding("kidney.x", Verdict.WITHHOLD, "cannot be cleared")
NASTY = a_finding("medicine.y", Verdict.CONSULT, "it <b>binds</b> | so", about="<script>alert(1)</script>")
PLAN = DosePlan(
    steps=(
        Step(
            first_day=1,
            days=None,
            intakes=(Intake(at=TimeOfDay.DINNER, portion=Portion.HALF, elemental=Elemental.mg(50), with_food=True),),
        ),
    ),
    advice=(a_finding("dose.habit.x", Verdict.CAUTION, "drink enough"),),
)
SKIN = TopicalPlan(vehicle=Vehicle.OIL, patch_test=True)
ALTERNATIVE = Alternative(
    proposal=Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL)),
    reason=a_finding("route.x", Verdict.CAUTION, "after a patch test"),
    answer=Answer.CONSULT,
    advice=a_finding("route.z", Verdict.CAUTION, "ask first"),
)
UNEVEN = Infeasible(
    finding=a_finding("dose.x", Verdict.WITHHOLD, "between portions"),
    nearest_below=Elemental.mg(180),
    nearest_above=Elemental.mg(210),
)
TOLD = cast("Any", {"findings": (PERMIT,), "edition": "2026-01-01", "disclaimer": "For learning only."})
ANSWERS = (
    Offer(**TOLD, plan=PLAN),
    Consult(**TOLD | {"findings": (ASKS,)}, draft=SKIN),
    Withhold(**TOLD | {"findings": (NO,)}, alternatives=(ALTERNATIVE,), infeasible=UNEVEN),
    NeedsInformation(**TOLD, missing=("situation.zone",)),
)


def ack(rule: str, about: str | None = None) -> Acknowledgement:
    return Acknowledgement(rule=rule, reason="discussed", about=about)


def test_a_consult_finding_is_answered_by_an_acknowledgement_of_its_rule() -> None:
    assert unacknowledged((PERMIT, ASKS, NO), ()) == (ASKS,)
    assert unacknowledged((PERMIT, ASKS, NO), (ack("consult.x"),)) == ()


@pytest.mark.parametrize("about", [None, "zinc", "Iron", "iron x"])
def test_an_acknowledgement_of_another_medicine_or_of_none_does_not_cover_this_one(about: str | None) -> None:
    assert unacknowledged((IRON,), (ack("medicine.iron", about),)) == (IRON,)


def test_an_acknowledgement_covers_the_medicine_that_it_is_about_and_no_later_one() -> None:
    zinc = attrs.evolve(IRON, about="zinc")
    assert unacknowledged((IRON, zinc), (ack("medicine.iron", "iron"),)) == (zinc,)


def test_an_acknowledgement_about_a_medicine_does_not_cover_a_finding_about_none() -> None:
    assert unacknowledged((ASKS,), (ack("consult.x", "iron"),)) == (ASKS,)


TOTAL_OF_300 = attrs.evolve(ASKS, rule="ceiling.x", about="300 mg", numbers={"total_mg": "300"})


@pytest.mark.parametrize(
    ("about", "covered"),
    [
        ("300 mg", True), ("300", True), ("300.5 mg", True), ("1000 mg", True), (f"{'9' * 200} mg", True),
        ("299.999999 mg", False), ("0 mg", False), (None, False), ("lots", False), ("300 g", False), ("-400 mg", False),
    ],
)  # fmt: skip
def test_an_acknowledged_total_covers_every_total_up_to_it(about: str | None, covered: bool) -> None:
    assert unacknowledged((TOTAL_OF_300,), (ack("ceiling.x", about),)) == (() if covered else (TOTAL_OF_300,))
    assert unacknowledged((TOTAL_OF_300,), (ack("ceiling.y", "400 mg"), ack("ceiling.x", about))) == (
        () if covered else (TOTAL_OF_300,)
    )


def test_only_a_finding_with_a_total_is_covered_by_a_larger_one() -> None:
    named = attrs.evolve(TOTAL_OF_300, numbers=())
    no_number = attrs.evolve(TOTAL_OF_300, numbers={"total_mg": "a lot"})
    for finding in (named, no_number):
        assert unacknowledged((finding,), (ack("ceiling.x", "400 mg"),)) == (finding,)
        assert unacknowledged((finding,), (ack("ceiling.x", "300 mg"),)) == ()


def test_a_consult_lists_once_what_is_still_to_be_acknowledged() -> None:
    zinc = attrs.evolve(IRON, about="zinc")
    told = TOLD | {"findings": (PERMIT, ASKS, IRON, zinc, zinc), "acknowledged": (ack("medicine.iron", "iron"),)}
    asked = Consult(**told, draft=SKIN).to_acknowledge
    assert asked == (ToAcknowledge(rule="consult.x"), ToAcknowledge(rule="medicine.iron", about="zinc"))
    assert [str(one) for one in asked] == ["consult.x", "medicine.iron [zinc]"]


def test_acknowledging_signs_what_is_listed_and_nothing_else() -> None:
    day = date(2026, 3, 1)
    consult = Consult(**TOLD | {"findings": (ASKS, IRON)}, draft=SKIN)
    signed = acknowledge(consult, reason="discussed in clinic", on=day)
    assert [(one.rule, one.about, one.reason, one.on) for one in signed] == [
        ("consult.x", None, "discussed in clinic", day),
        ("medicine.iron", "iron", "discussed in clinic", day),
    ]
    assert str(signed[1]) == "medicine.iron [iron]: discussed in clinic, 2026-03-01"
    for answer in ANSWERS:
        assert bool(acknowledge(answer, reason="discussed in clinic")) is isinstance(answer, Consult)


def test_acknowledging_refuses_what_is_no_answer_no_reason_and_no_day() -> None:
    assert paths_of(acknowledge, None, reason="", on="today") == ["decision", "reason", "on"]
    assert paths_of(Acknowledgement, rule="consult.x", reason="so", on="2026-03-01") == ["on"]
    assert paths_of(ToAcknowledge, rule="", about="") == ["rule", "about"]


HOURS = [
    DoseSeparation(medicine_to_magnesium=2, magnesium_to_medicine=6),
    DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=2),
]


def test_the_hours_to_keep_from_a_medicine_of_several_kinds_are_one_rule_and_stand_on_the_page_once() -> None:
    kinds = tuple(attrs.evolve(IRON, rule=f"medicine.{i}", separation=separation) for i, separation in enumerate(HOURS))
    apart = attrs.evolve(NO, rule="medicine.z", about="a", separation=HOURS[0])
    answer = Offer(**TOLD | {"findings": (*kinds, IRON, apart, PERMIT)}, plan=PLAN)
    longest = DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=6)
    assert list(answer.separation_by_medicine().items()) == [("a", HOURS[0]), ("iron", longest)]
    assert answer.page().text(None).count(f"Hours to keep\n  - a: {HOURS[0]}\n  - iron: {longest}\n\n") == 1


def test_without_hours_no_hours_are_shown() -> None:
    for answer in ANSWERS:
        assert answer.separation_by_medicine() == {}
        assert "Hours to keep" not in str(answer)


@pytest.mark.parametrize("findings", [(PERMIT, ASKS, NO), (ASKS, PERMIT), (PERMIT,), ()])
def test_the_verdict_of_an_answer_is_the_strictest_of_its_findings(findings: Any) -> None:
    severities = [one.verdict.severity for one in findings]
    assert Offer(**TOLD | {"findings": findings}, plan=PLAN).verdict.severity == max(severities, default=0)


def test_a_consult_names_what_still_waits_for_a_clinician() -> None:
    half = Consult(**TOLD | {"findings": (ASKS, IRON)}, draft=PLAN, acknowledged=(ack("consult.x"),))
    assert half.asks() == (IRON,)
    listed = str(half).partition("Ask about")[2].partition("\n\n")[0]
    assert "medicine.iron" in listed
    assert "consult.x" not in listed


@pytest.mark.parametrize(
    ("answer", "title"), [*zip(ANSWERS, ("OFFER", "CONSULT", "WITHHOLD", "NEEDS INFORMATION"), strict=True)]
)
def test_an_answer_begins_with_what_it_is_and_ends_with_edition_and_disclaimer(answer: Any, title: str) -> None:
    assert str(answer).startswith(f"{title}: ")
    assert str(answer).endswith("Edition 2026-01-01. For learning only.")
    assert title in answer._repr_html_()
    assert title in answer._repr_markdown_()


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_shows_every_finding_and_who_says_so(answer: Any) -> None:
    for one in answer.findings:
        assert one.headline() in str(answer)
        assert str(one.cites[0]) in str(answer)


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_shows_what_was_acknowledged_and_what_was_not_checked(answer: Any) -> None:
    left = NotChecked(path="situation.kidney", because="how old the result is")
    fuller = attrs.evolve(answer, acknowledged=(ack("consult.y", "iron"),), not_checked=(left,))
    assert "consult.y [iron]: discussed" in str(fuller)
    assert "how old the result is (situation.kidney)" in str(fuller)
    assert "Acknowledged" not in str(answer)
    assert "Not checked" not in str(answer)


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_escapes_what_people_wrote(answer: Any) -> None:
    nasty = attrs.evolve(answer, findings=(NASTY,), disclaimer="<i>|</i>")
    assert "<script>" not in nasty._repr_html_()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in nasty._repr_html_()
    assert "<i>" not in nasty._repr_html_()
    assert "it \\<b\\>binds\\</b\\> \\| so" in nasty._repr_markdown_()


@pytest.mark.parametrize(
    "answer", [Offer(**TOLD, plan=PLAN), Consult(**TOLD | {"findings": (ASKS,)}, draft=PLAN)], ids=["offer", "consult"]
)
def test_a_plan_in_an_answer_is_a_table_with_caption_scopes_and_dates_when_the_first_day_is_named(
    answer: Offer | Consult,
) -> None:
    assert "<caption>Plan, in elemental magnesium</caption>" in answer._repr_html_()
    assert '<th scope="row" data-h="rung">1</th>' in answer._repr_html_()
    assert "| 1 | 1 | open | 50 |" in answer._repr_markdown_()
    assert "2026-03-01" in answer.page(date(2026, 3, 1)).text()
    assert "2026-03-01" not in str(answer)


def test_advice_that_is_a_finding_too_is_not_told_twice() -> None:
    (advice,) = PLAN.advice
    offer = Offer(**TOLD | {"findings": (advice,)}, plan=PLAN)
    assert str(offer).count("drink enough") == 1
    assert str(Offer(**TOLD, plan=PLAN)).count("drink enough") == 1


def test_a_withhold_says_what_stands_against_it_what_can_be_had_and_what_may_be_done_instead() -> None:
    words = str(ANSWERS[2])
    assert "What rules it out\n  - withhold: cannot be cleared (kidney.x)" in words
    assert "nearest below: 180 mg elemental a day" in words
    assert "start topical magnesium, oil: after a patch test; ask first (route.x)" in words
    later = Withhold(**TOLD, advice=(a_finding("zone.again", because="ask again in Green"),))
    assert "ask again in Green (zone.again)" in str(later)
    assert "nothing that these rules know of" in str(Withhold(**TOLD))
    assert "nothing that these rules know of" not in words


def test_an_answer_that_needs_information_names_each_fact() -> None:
    assert "Please state\n  - situation.zone" in str(ANSWERS[3])


@pytest.mark.parametrize("answer", [ANSWERS[2], ANSWERS[3]])
def test_an_answer_without_a_plan_has_no_dates(answer: Any) -> None:
    assert answer.page(date(2026, 3, 1)).text() == str(answer)


def test_what_cannot_be_had_names_the_totals_that_can() -> None:
    assert str(UNEVEN) == (
        "No schedule: withhold: between portions (dose.x)\n\nDaily totals that this product gives\n"
        "  - nearest below: 180 mg elemental a day\n  - nearest above: 210 mg elemental a day"
    )
    assert "Daily totals" not in str(Infeasible(finding=NO))
    assert "nearest below" not in str(Infeasible(finding=NO, nearest_above=Elemental.mg(250)))
    assert "<li>nearest above: 210\u00a0mg elemental a day</li>" in UNEVEN._repr_html_()


@pytest.mark.parametrize(
    ("kind", "fields", "paths"),
    [
        (Infeasible, {"finding": None, "nearest_below": 180, "nearest_above": 210.0}, None),
        (NotChecked, {"path": "", "because": None}, None),
        (
            Alternative,
            {"proposal": None, "reason": "because", "answer": "offer", "advice": None, "missing": ("",)},
            ["proposal", "reason", "answer", "advice", "missing[0]"],
        ),
        (
            Offer,
            {"findings": (1,), "acknowledged": (1,), "not_checked": (1,), "edition": "", "disclaimer": 5, "plan": PLAN},
            ["findings[0]", "acknowledged[0]", "not_checked[0]", "edition", "disclaimer"],
        ),
        (Offer, TOLD | {"plan": {}, "advice": (1,)}, ["plan", "advice[0]"]),
        (Consult, TOLD | {"draft": "draft"}, ["draft"]),
        (
            Withhold,
            TOLD | {"alternatives": (1,), "advice": (1,), "infeasible": NO},
            ["alternatives[0]", "advice[0]", "infeasible"],
        ),
        (NeedsInformation, TOLD | {"missing": ("", 5)}, ["missing[0]", "missing[1]"]),
    ],
)
def test_all_faults_of_an_answer_come_together(kind: Any, fields: dict[str, Any], paths: list[str] | None) -> None:
    assert paths_of(kind, **fields) == (list(fields) if paths is None else paths)


def test_lists_in_an_answer_are_not_refused_for_being_no_lists() -> None:
    faults = (
        *faults_of(Offer, **TOLD | {"findings": [PERMIT]}, plan=PLAN),
        *faults_of(NeedsInformation, **TOLD, missing=["situation.zone"]),
    )
    assert not any(fault.expected == "a list" for fault in faults)


def test_an_alternative_says_what_and_why() -> None:
    assert str(ALTERNATIVE) == "start topical magnesium, oil: after a patch test; ask first (route.x)"


def test_what_is_ruled_out_is_no_alternative() -> None:
    with pytest.raises(InvalidInputError, match="an answer other than withhold"):
        attrs.evolve(ALTERNATIVE, answer=Answer.WITHHOLD)


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_never_changes_and_equals_its_like(answer: Any) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        answer.edition = "later"
    assert attrs.evolve(answer) == answer
    assert attrs.evolve(answer, edition="later") != answer
    assert hash(attrs.evolve(answer)) == hash(answer)
