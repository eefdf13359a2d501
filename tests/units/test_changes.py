"""What would change an answer, in words for a patient and for a clinician."""

from datetime import date

import pytest
from units.given import TALKED_OVER, a_finding, capsule, paths_of, proposal, situation, topical

from alpims_mg import (
    Audience,
    Change,
    Condition,
    Counterfactual,
    Counterfactuals,
    Egfr,
    EgfrUnit,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Medicine,
    Offer,
    Proposal,
    Situation,
    Tolerance,
    Zone,
    assess,
    what_would_change,
)
from alpims_mg.rulebook.changes import Changeable, Means


def named(who: Situation, what: Proposal) -> list[str]:
    """Each way as its changes in short words, with the answer that it leads to."""
    counterfactuals = what_would_change(who, what).counterfactuals
    return [
        f"{', '.join(f'{one.what}={one.to}' for one in counterfactual.changes)} -> {counterfactual.decision.answer}"
        for counterfactual in counterfactuals
    ]


def test_in_red_a_person_waits_or_uses_the_skin() -> None:
    counterfactuals = named(situation(zone=Zone.RED), proposal())
    assert counterfactuals[:2] == ["route=oil -> consult", "zone=green -> consult"]
    assert "route=oil, zone=green -> offer" in counterfactuals


def test_a_lasting_condition_leaves_the_skin_only() -> None:
    counterfactuals = named(situation(conditions=[Condition.HEART_BLOCK]), proposal())
    assert counterfactuals == ["route=oil -> consult", "route=oil, clinician=condition.heart-block.topical -> offer"]


def test_a_medicine_that_rules_capsules_out_is_never_asked_to_be_left_out() -> None:
    counterfactuals = named(situation(medicines=[Medicine(name="raltegravir")]), proposal())
    assert counterfactuals == [
        "route=oil -> consult",
        "route=oil, clinician=medicine.raltegravir.topical [raltegravir] -> offer",
    ]


def test_a_kidney_result_that_is_too_old_is_measured_anew() -> None:
    old = situation(
        kidney=KidneyFunction.NORMAL,
        kidney_date=date(2024, 1, 1),
        as_of=date(2026, 1, 1),
        medicines=[Medicine(name="spironolactone")],
    )
    assert "kidney=normal -> consult" in named(old, proposal())
    (counterfactual, _) = (
        one for one in what_would_change(old, proposal()).counterfactuals if one.changes[0].to == "normal"
    )
    assert counterfactual.case.situation.kidney_date == date(2026, 1, 1)


def test_a_kidney_result_of_today_is_not_asked_for_again() -> None:
    assert not [one for one in named(situation(kidney=KidneyFunction.SEVERE), proposal()) if "kidney=" in one]


def test_a_diuretic_without_a_name_may_turn_out_to_be_another() -> None:
    who = situation(kidney=KidneyFunction.MODERATE, medicines=[Medicine(name="water pill")])
    assert "medicine=water pill is loop diuretic -> consult" in named(who, proposal())


def test_a_name_that_is_taken_already_is_not_given_to_another_medicine() -> None:
    taken = [Medicine(name="water pill"), Medicine(name="loop diuretic", atc="C03AA03")]
    who = situation(kidney=KidneyFunction.MODERATE, medicines=taken)
    assert not [one for one in named(who, proposal()) if "medicine=" in one]


@pytest.mark.parametrize(
    ("group", "found"),
    [("HIV meds", "HIV meds is dolutegravir"), ("chemo", "chemo is erlotinib"), ("potassium binder", None)],
)
def test_a_group_that_rules_capsules_out_may_turn_out_to_be_a_member_of_its_own_that_does_not(
    group: str, found: str | None
) -> None:
    counterfactuals = named(situation(medicines=[Medicine(name=group)]), proposal())
    assert [one for one in counterfactuals if "medicine=" in one and "->" in one][:1] == (
        [f"medicine={found} -> consult"] if found else []
    )


def test_a_measured_egfr_is_not_measured_away() -> None:
    measured = situation(kidney=KidneyFunction.NOT_ASSESSED, egfr=Egfr(value=25, unit=EgfrUnit.ML_MIN))
    assert not [one for one in named(measured, proposal()) if "kidney=" in one]


def test_many_ways_are_told_in_a_few_lines() -> None:
    counterfactuals = what_would_change(Situation(), proposal(intent=Intent.INCREASE))
    told = counterfactuals.page(Audience.PATIENT).text()
    assert len(counterfactuals.counterfactuals) > 100
    assert max(map(len, (block.split("\n") for block in told.split("\n\n")))) == 14
    assert "  - and " in told
    assert "if there are none" in told


def test_a_rise_in_yellow_may_be_a_stay() -> None:
    who = situation(zone=Zone.YELLOW, tolerance=Tolerance.PROVEN)
    counterfactuals = named(who, proposal(intent=Intent.INCREASE, current_daily=Elemental.mg(100)))
    assert "intent=maintain -> offer" in counterfactuals


def test_another_product_is_begun_anew() -> None:
    what = proposal(capsule(ingredients=["citric acid", "rice"]), Intent.MAINTAIN, current_daily=Elemental.mg(100))
    (counterfactual,) = (
        one
        for one in what_would_change(situation(tolerance=Tolerance.UNPROVEN), what).counterfactuals
        if [change.what for change in one.changes] == [Changeable.ADDITIVES]
    )
    assert counterfactual.case.proposal.intent is Intent.START
    assert counterfactual.case.proposal.product == capsule(ingredients=["rice"])


def test_an_unread_label_is_read() -> None:
    who = situation(acknowledged=[TALKED_OVER])
    assert "label=no additive to avoid -> offer" in named(who, proposal(capsule(ingredients=None)))


def test_another_target_than_the_one_that_was_asked_for_is_aimed_at() -> None:
    counterfactuals = named(situation(), proposal(capsule(120), target=Elemental.mg(200)))
    assert "target=210 mg -> consult" in counterfactuals
    asked = named(situation(zone=Zone.RED), proposal(target=Elemental.mg(300)))
    assert not [one for one in asked if "target=300 mg" in one]


def test_what_is_not_stated_is_stated() -> None:
    missing = Situation(zone=Zone.GREEN, age_years=40)
    assert "kidney=normal, conditions=none, medicines=none -> consult" in named(missing, proposal())


def test_an_offer_has_no_ways() -> None:
    offered = what_would_change(situation(acknowledged=[TALKED_OVER]), proposal())
    assert isinstance(offered.decision, Offer)
    assert offered.counterfactuals == ()
    assert "This is an offer already." in str(offered)


def test_a_patient_reads_no_rule_ids_and_a_clinician_reads_them_with_their_sources() -> None:
    counterfactuals = what_would_change(situation(zone=Zone.RED), proposal())
    patient, clinician = counterfactuals.page(Audience.PATIENT).text(), counterfactuals.page(Audience.CLINICIAN).text()
    assert "ask again on a day in another zone: green" in patient
    assert "talk it over with a clinician, who has to agree" in patient
    assert "change.zone" not in patient
    assert "change.zone; ALPIMS guide" in clinician
    assert "consult.start" in clinician
    assert counterfactuals.decision.disclaimer in patient
    assert str(counterfactuals) == clinician


def test_ways_that_differ_only_in_values_share_a_line() -> None:
    counterfactuals = what_would_change(
        situation(conditions=[Condition.PREGNANCY]), proposal(capsule(form=Form.THREONATE))
    )
    words = counterfactuals.page(Audience.PATIENT).text()
    assert "choose another form: glycinate or taurate or malate or citrate or oxide\n" in words


def test_a_way_shows_its_changes_and_where_they_lead() -> None:
    counterfactual = what_would_change(situation(zone=Zone.RED), proposal()).counterfactuals[1]
    assert (
        counterfactual.page(Audience.PATIENT).text()
        == "ask again on a day in another zone: green: then the answer is consult"
    )
    assert "change.zone" in str(counterfactual)


@pytest.mark.parametrize("what", [topical(), topical(Intent.MAINTAIN)])
def test_on_the_skin_only_zone_and_patch_test_stand_in_the_way(what: Proposal) -> None:
    assert named(Situation(zone=Zone.RED), what)[:1] in ([], ["zone=green -> offer"])


def test_a_change_a_way_and_ways_say_what_is_wrong_with_them() -> None:
    assert paths_of(Change, what="zone", means="wait", how="", to="", reason="so") == [
        "what", "means", "how", "to", "reason",
    ]  # fmt: skip
    assert paths_of(Counterfactual, changes=[1], case=1, decision=1) == ["changes", "case", "decision"]
    assert paths_of(Counterfactuals, decision=assess(Situation(), topical()), counterfactuals=(1,)) == ["ways[0]"]
    made = Change(what=Changeable.ZONE, means=Means.WAIT, how="wait", to="green", reason=a_finding())
    assert made.to == "green"
