"""Dividing a product: what a plan needs, what the rules say about it, and what is suggested instead."""

import pytest
from units.builders import START_ACKNOWLEDGED, capsule, dose_plan, faults_of, proposal, situation

from alpims_mg import (
    Answer,
    Capsule,
    DosageForm,
    Elemental,
    Form,
    Infeasible,
    Intent,
    Verdict,
    Withhold,
    assess,
    titration_schedule,
    what_would_change,
)
from alpims_mg.dosing.dividing import smallest_pieces
from alpims_mg.labels.dosage_forms import dosage_form_in, kind_of_product
from alpims_mg.rulebook.changes import Changeable

AGREED = situation(acknowledged=[START_ACKNOWLEDGED])
SWALLOWED_WHOLE = (DosageForm.SOFTGEL, DosageForm.MODIFIED_RELEASE, DosageForm.ENTERIC_COATED)


def test_a_dosage_form_that_is_no_member_is_a_fault() -> None:
    (fault,) = faults_of(Capsule, form=Form.MALATE, elemental=Elemental.mg(100), divides_into=4, dosage_form="softgel")
    assert fault.path == "dosage_form"
    assert fault.fix == "write DosageForm.SOFTGEL"


def test_the_smallest_piece_is_the_first_quarter_even_after_a_half() -> None:
    smallest = smallest_pieces(dose_plan(capsule(100, 4)).steps)
    assert smallest is not None
    assert str(smallest.portion) == "3/4"


def test_whole_intakes_have_no_smallest_piece() -> None:
    plan = dose_plan(capsule(100, 4), intent=Intent.MAINTAIN, current_daily=Elemental.mg(200))
    assert smallest_pieces(plan.steps) is None


@pytest.mark.parametrize("kind", SWALLOWED_WHOLE)
def test_a_schedule_that_would_divide_what_must_be_swallowed_whole_is_infeasible(kind: DosageForm) -> None:
    refusal = titration_schedule(capsule(100, 2, dosage_form=kind))
    assert isinstance(refusal, Infeasible)
    assert refusal.finding.rule == "dose.form.not-divided"
    assert f"one intake is 1/2, and its kind is stated as {kind.noun}" in refusal.finding.text


def test_a_plan_says_how_to_open_a_capsule_only_where_it_divides_one() -> None:
    def advice(product: Capsule) -> set[str]:
        return {found.rule for found in dose_plan(product).advice if found.rule.startswith(("dose.open", "dose.split"))}

    assert "dose.open.heaps" in advice(capsule(100, 4))
    assert advice(capsule(100, 1)) == set()
    assert advice(capsule(100, 2, dosage_form=DosageForm.SCORED_TABLET)) == {"dose.split.one-tablet"}
    assert advice(capsule(100, 2, dosage_form=DosageForm.POWDER)) == set()


def test_the_suggested_product_says_that_it_is_another_kind() -> None:
    answer = assess(AGREED, proposal(capsule(100, 4, dosage_form=DosageForm.SOFTGEL)))
    assert isinstance(answer, Withhold)
    texts = {one.reason.rule: one.reason.text for one in answer.alternatives}
    assert texts["route.instead.product"] == "a new start with another product: a hard capsule"


def test_whole_ones_and_another_kind_change_the_answer_of_a_softgel() -> None:
    found = what_would_change(AGREED, proposal(capsule(100, 4, dosage_form=DosageForm.SOFTGEL))).counterfactuals
    assert {Changeable.DIVISION, Changeable.STRENGTH} <= {change.what for one in found for change in one.changes}


def test_stating_the_kind_of_product_changes_the_answer() -> None:
    found = what_would_change(AGREED, proposal(capsule(100, 4, dosage_form=None))).counterfactuals
    kinds = {
        change.to
        for one in found
        for change in one.changes
        if change.what is Changeable.DOSAGE_FORM and len(one.changes) == 1
    }
    assert kinds == {"hard-capsule", "powder"}


def test_a_half_that_must_be_swallowed_whole_goes_down_to_nothing() -> None:
    half = proposal(
        capsule(100, 2, dosage_form=DosageForm.SOFTGEL), intent=Intent.LOWER, current_daily=Elemental.mg(100)
    )
    answer = assess(situation(), half)
    assert answer.answer is Answer.OFFER
    assert all(found.verdict is not Verdict.WITHHOLD for found in answer.findings)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sustained-release tablets", "modified-release"),
        ("Timed release", "modified-release"),
        ("Delayed-release capsules", "modified-release"),
        ("Retardtabletten", "modified-release"),
        ("Do not crush. 60 tablets", "modified-release"),
        ("Rapid release tablets", "tablet"),
        ("not a slow release tablet", "tablet"),
        ("no sugar, slow release tablet", "modified-release"),
        ("Enteric coated caplets", "enteric-coated"),
        ("magensaftresistente Kapseln", "enteric-coated"),
        ("Soft-gels", "softgel"),
        ("Softgel capsules", "softgel"),
        ("Scored tablets", "scored-tablet"),
        ("Unscored tablets", "tablet"),
        ("Chewable tablets. Do not swallow whole", "other"),
        ("1 gummy", "other"),
        ("Brausetabletten", "other"),
        ("60 caplets", "tablet"),
        ("2 veg caps", "hard-capsule"),
        ("Kapseln", "hard-capsule"),
        ("Take 1 sachet", "powder"),
        ("Do not eat the sachet. 60 capsules", "hard-capsule"),
        ("60 tablets. Seal under the cap", "tablet"),
        ("1 capsule or 2 tablets", None),
        ("magnesium glycinate powder", None),
        ("", None),
    ],
)
def test_the_words_of_a_label_show_its_dosage_form(text: str, kind: str | None) -> None:
    found = dosage_form_in(text)
    assert (found and str(found)) == kind


def test_a_record_shows_its_kind_in_its_name_its_state_its_servings_and_its_directions() -> None:
    assert dosage_form_in(kind_of_product({"fullName": "Magnesium, timed release"})) is DosageForm.MODIFIED_RELEASE
    assert dosage_form_in(kind_of_product({"physicalState": {"langualCodeDescription": "Powder"}})) is DosageForm.POWDER
    assert dosage_form_in(kind_of_product({"servingSizes": [{"unit": "Tablet(s)"}]})) is DosageForm.TABLET
    crushing = {"servingSizes": [{"unit": "Tablet(s)"}], "statements": [{"notes": "Do not crush."}]}
    assert dosage_form_in(kind_of_product(crushing)) is DosageForm.MODIFIED_RELEASE


def test_what_is_no_text_in_a_record_is_skipped() -> None:
    assert kind_of_product({"fullName": 5, "physicalState": [5, {"a": 5}], "statements": None}) == ""
