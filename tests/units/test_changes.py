"""What would change an answer: the changes that are found, and how they read for a patient and for a clinician."""

from datetime import date

import pytest
from units.builders import START_ACKNOWLEDGED, a_finding, capsule, paths_of, proposal, situation, topical

from alpims_mg import (
    CURRENT,
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
    Withhold,
    Zone,
    assess,
    what_would_change,
)
from alpims_mg.rulebook.changes import Changeable, Means


def summaries(person: Situation, proposed: Proposal) -> list[str]:
    """Each counterfactual as one line: its changes and the answer that they lead to."""
    return [
        f"{', '.join(f'{change.what}={change.to}' for change in found.changes)} -> {found.decision.answer}"
        for found in what_would_change(person, proposed).counterfactuals
    ]


def test_on_a_red_day_one_can_wait_or_use_the_skin() -> None:
    counterfactuals = summaries(situation(zone=Zone.RED), proposal())
    assert counterfactuals[:2] == ["route=oil -> consult", "zone=green -> consult"]
    assert "route=oil, zone=green -> offer" in counterfactuals


def test_a_lasting_condition_leaves_only_the_skin() -> None:
    counterfactuals = summaries(situation(conditions=[Condition.HEART_BLOCK]), proposal())
    assert counterfactuals == ["route=oil -> consult", "route=oil, clinician=condition.heart-block.topical -> offer"]


def test_in_a_gut_flare_one_can_wait_or_stay_at_the_present_amount() -> None:
    person = situation(conditions=[Condition.GUT_FLARE], tolerance=Tolerance.PROVEN)
    raised = proposal(intent=Intent.INCREASE, current_daily=Elemental.mg(100))
    counterfactuals = summaries(person, raised)
    assert {"intent=maintain -> offer", "condition=gut-flare -> consult"} <= set(counterfactuals)
    withheld = assess(person, raised)
    assert isinstance(withheld, Withhold)
    assert Intent.MAINTAIN in [one.proposal.intent for one in withheld.alternatives]


def test_a_condition_in_its_own_words_is_never_left_out_and_a_clinician_has_to_agree_to_it_by_name() -> None:
    counterfactuals = summaries(situation(other_conditions=["gout"]), proposal(topical().product))
    assert counterfactuals == ["clinician=condition.other [gout] -> offer"]


@pytest.mark.parametrize(
    ("condition", "passes"),
    [
        *((condition, True) for condition in (Condition.BOWEL_OBSTRUCTION, Condition.DEHYDRATION)),
        *((condition, False) for condition in (Condition.ADRENAL_INSUFFICIENCY, Condition.BRADYCARDIA)),
    ],
)
def test_only_a_condition_that_can_pass_or_be_treated_is_waited_for(condition: Condition, passes: bool) -> None:
    person = situation(conditions=[condition], acknowledged=[START_ACKNOWLEDGED])
    assert (f"condition={condition} -> offer" in summaries(person, proposal())) is passes


def test_leaving_out_a_medicine_is_never_suggested() -> None:
    counterfactuals = summaries(situation(medicines=[Medicine(name="raltegravir")]), proposal())
    assert counterfactuals == [
        "route=oil -> consult",
        "route=oil, clinician=medicine.raltegravir.topical [raltegravir] -> offer",
    ]


def test_an_old_kidney_result_can_be_measured_again() -> None:
    old = situation(
        kidney=KidneyFunction.NORMAL,
        kidney_date=date(2024, 1, 1),
        as_of=date(2026, 1, 1),
        medicines=[Medicine(name="spironolactone")],
    )
    assert "kidney=normal -> consult" in summaries(old, proposal())
    (counterfactual, _) = (
        found for found in what_would_change(old, proposal()).counterfactuals if found.changes[0].to == "normal"
    )
    assert counterfactual.case.situation.kidney_date == date(2026, 1, 1)


def test_a_new_kidney_result_is_not_measured_again() -> None:
    assert not [line for line in summaries(situation(kidney=KidneyFunction.SEVERE), proposal()) if "kidney=" in line]


def test_an_unnamed_diuretic_may_turn_out_to_be_of_any_kind() -> None:
    person = situation(kidney=KidneyFunction.MODERATE, medicines=[Medicine(name="water pill")])
    assert "medicine=water pill is loop diuretic -> consult" in summaries(person, proposal())


def test_a_medicine_never_turns_out_to_be_one_already_listed() -> None:
    taken = [Medicine(name="water pill"), Medicine(name="loop diuretic", atc="C03AA03")]
    person = situation(kidney=KidneyFunction.MODERATE, medicines=taken)
    assert not [line for line in summaries(person, proposal()) if "medicine=" in line]


@pytest.mark.parametrize(
    ("group", "member"),
    [("HIV meds", "HIV meds is elvitegravir"), ("chemo", "chemo is erlotinib"), ("potassium binder", None)],
)
def test_a_group_that_rules_out_capsules_may_turn_out_to_be_a_member_that_does_not(
    group: str, member: str | None
) -> None:
    counterfactuals = summaries(situation(medicines=[Medicine(name=group)]), proposal())
    assert [line for line in counterfactuals if "medicine=" in line and "->" in line][:1] == (
        [f"medicine={member} -> consult"] if member else []
    )


def test_a_measured_egfr_is_not_replaced() -> None:
    measured = situation(kidney=KidneyFunction.NOT_ASSESSED, egfr=Egfr(value=25, unit=EgfrUnit.ML_MIN))
    assert not [line for line in summaries(measured, proposal()) if "kidney=" in line]


def test_a_page_shows_at_most_12_lines_for_each_answer() -> None:
    counterfactuals = what_would_change(Situation(), proposal(intent=Intent.INCREASE))
    text = counterfactuals.page(Audience.PATIENT).text(None)
    assert len(counterfactuals.counterfactuals) > 100
    assert max(map(len, (block.split("\n") for block in text.split("\n\n")))) == 14
    assert "  - And " in text
    assert "if there are none" in text


def test_on_a_yellow_day_one_can_stay_instead_of_rising() -> None:
    person = situation(zone=Zone.YELLOW, tolerance=Tolerance.PROVEN)
    counterfactuals = summaries(person, proposal(intent=Intent.INCREASE, current_daily=Elemental.mg(100)))
    assert "intent=maintain -> offer" in counterfactuals


def test_another_product_starts_from_its_own_first_dose() -> None:
    continued = proposal(capsule(ingredients=["citric acid", "rice"]), Intent.MAINTAIN, current_daily=Elemental.mg(100))
    (counterfactual,) = (
        found
        for found in what_would_change(situation(tolerance=Tolerance.UNPROVEN), continued).counterfactuals
        if [change.what for change in found.changes] == [Changeable.ADDITIVES]
    )
    assert counterfactual.case.proposal.intent is Intent.START
    assert counterfactual.case.proposal.product == capsule(ingredients=["rice"])


def test_an_unread_label_can_be_read() -> None:
    person = situation(acknowledged=[START_ACKNOWLEDGED])
    assert "label=no additive to avoid -> offer" in summaries(person, proposal(capsule(ingredients=None)))


def test_only_targets_other_than_the_proposed_one_are_suggested() -> None:
    counterfactuals = summaries(situation(), proposal(capsule(120), target=Elemental.mg(200)))
    assert "target=210 mg -> consult" in counterfactuals
    in_red = summaries(situation(zone=Zone.RED), proposal(target=Elemental.mg(300)))
    assert not [line for line in in_red if "target=300 mg" in line]


def test_facts_that_are_not_stated_can_be_stated() -> None:
    missing = Situation(zone=Zone.GREEN, age_years=40)
    stated = "kidney=normal, conditions=none, medicines=none, other-amount=0 mg"
    assert f"{stated} -> consult" in summaries(missing, proposal())


def test_an_offer_has_no_counterfactuals() -> None:
    offered = what_would_change(situation(acknowledged=[START_ACKNOWLEDGED]), proposal())
    assert isinstance(offered.decision, Offer)
    assert offered.counterfactuals == ()
    assert "The answer is already yes." in str(offered)


def test_only_a_clinician_reads_rule_ids_and_sources() -> None:
    counterfactuals = what_would_change(situation(zone=Zone.RED), proposal())
    pages = counterfactuals.page(Audience.PATIENT), counterfactuals.page(Audience.CLINICIAN)
    patient, clinician = (page.text(None, details=True) for page in pages)
    assert patient.startswith('What would change the answer "Not today"\n\nTo reach "Ask a clinician first"\n')
    assert "  - Ask again on a day in another zone: Green.\n" in patient
    assert "talk to a clinician, who has to agree" in patient
    assert "change.zone" not in patient
    assert "change.zone; ALPIMS guide" in clinician
    assert "consult.start" in clinician
    assert counterfactuals.decision.disclaimer in patient
    assert clinician.endswith(f"Edition {CURRENT.edition}.")
    assert clinician.startswith(patient)
    assert str(counterfactuals) == pages[1].text() == pages[0].text()


def test_counterfactuals_that_differ_only_in_values_share_a_line() -> None:
    counterfactuals = what_would_change(
        situation(conditions=[Condition.PREGNANCY]), proposal(capsule(form=Form.THREONATE))
    )
    words = counterfactuals.page(Audience.PATIENT).text()
    assert "Choose another form: glycinate or taurate or malate or citrate or oxide.\n" in words


def test_a_patient_reads_no_word_that_only_the_wire_has() -> None:
    unproven = proposal(intent=Intent.INCREASE, current_daily=Elemental.mg(50))
    pregnant = situation(conditions=[Condition.PREGNANCY])
    cases = (
        (situation(), unproven),
        (pregnant, proposal(capsule(form=Form.THREONATE))),
        (situation(), proposal(capsule(ingredients=["citric acid"]))),
        (situation(), proposal(capsule(500))),
    )
    for person, proposed in cases:
        words = what_would_change(person, proposed).page(Audience.PATIENT).text(None)
        for wire in ("proven", ": maintain", "hard-capsule", "citric-acid", "breast-feed: pregnancy"):
            assert wire not in words


def test_a_counterfactual_shows_its_changes_and_the_new_answer() -> None:
    counterfactual = what_would_change(situation(zone=Zone.RED), proposal()).counterfactuals[1]
    assert (
        counterfactual.page(Audience.PATIENT).text(None, details=True)
        == counterfactual.page().text(None)
        == 'Ask again on a day in another zone: Green: then the answer is "Ask a clinician first"'
    )
    assert "(change.zone; ALPIMS guide" in counterfactual.page().text(details=True)


@pytest.mark.parametrize("proposed", [topical(), topical(Intent.MAINTAIN)])
def test_on_the_skin_only_the_zone_and_the_patch_test_rule_it_out(proposed: Proposal) -> None:
    assert summaries(Situation(zone=Zone.RED), proposed)[:1] in ([], ["zone=green -> offer"])


def test_invalid_changes_and_counterfactuals_name_their_faulty_fields() -> None:
    assert paths_of(Change, what="zone", means="wait", how="", to="", reason="so") == [
        "what", "means", "how", "to", "reason",
    ]  # fmt: skip
    assert paths_of(Counterfactual, changes=[1], case=1, decision=1) == ["changes", "case", "decision"]
    assert paths_of(Counterfactuals, decision=assess(Situation(), topical()), counterfactuals=(1,)) == [
        "counterfactuals[0]"
    ]
    change = Change(what=Changeable.ZONE, means=Means.WAIT, how="wait", to="green", reason=a_finding())
    assert change.to == "green"
