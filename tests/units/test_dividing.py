"""Dividing a product: what a plan needs, what the rules say about it, and what is suggested instead."""

from itertools import combinations

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
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.dosage_forms import Dividing, DividingKey, Pieces
from alpims_mg.rulebook.labels.words import DOSAGE_FORM_WORDS, DosageFormWords

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
    assert f"One intake is 1/2, and its kind is stated as {kind.noun}" in refusal.finding.text


def test_one_whole_one_that_is_maintained_is_never_divided() -> None:
    halves = capsule(150, 2, dosage_form=DosageForm.ENTERIC_COATED)
    (step,) = dose_plan(halves, intent=Intent.MAINTAIN, current_daily=Elemental.mg(150)).steps
    assert [str(intake.portion) for intake in step.intakes] == ["1"]


def test_nobody_rises_to_one_whole_one_that_should_be_divided() -> None:
    halves = capsule(150, 2, dosage_form=DosageForm.ENTERIC_COATED)
    refusal = titration_schedule(halves, intent=Intent.INCREASE, current_daily=Elemental.mg(75))
    assert isinstance(refusal, Infeasible)
    assert refusal.finding.rule == "dose.form.not-divided"


def test_later_rungs_of_a_tablet_are_of_whole_ones_where_they_can_be() -> None:
    tablet = capsule(100, 2, dosage_form=DosageForm.TABLET)
    *_, last = dose_plan(tablet, target=Elemental.mg(300)).steps
    assert [str(intake.portion) for intake in last.intakes] == ["1", "2"]


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
        ("60 tablets slow\nrelease", "modified-release"),
        ("Do not\ncrush. 60 tablets", "modified-release"),
        ("60 tablets, slow (extended) release", "modified-release"),
        ("Gluten: no\nslow release tablet", "modified-release"),
        ("not a slow\nrelease tablet", "tablet"),
        ("60 tablets without delayed release", "tablet"),
        ("Take at any time. Released by our laboratory. 60 tablets", "tablet"),
        ("Released by quality control. Quality control release: 2026. 60 tablets", "tablet"),
        ("Magnesium SR 100 tablets", "modified-release"),
        ("Magnesium XR", "modified-release"),
        ("ER 24h tablets", "modified-release"),
        ("Magnesium ER 250 mg, 60 tablets", "modified-release"),
        ("60 tablets. In an emergency go to the ER", "tablet"),
        ("Magnesium 100 mg, Cr 50 mcg in 1 tablet", "tablet"),
        ("Prendre la capsule avec un repas", "hard-capsule"),
        ("Long-acting tablets", "modified-release"),
        ("Delayed-action tablets", "modified-release"),
        ("8 hour release tablets", "modified-release"),
        ("24-hour tablets", "modified-release"),
        ("60 tablets. Releases its magnesium slowly", "modified-release"),
        ("60 tablets. Slowly releasing", "modified-release"),
        ("Fast release tablets", "tablet"),
        ("Immediate-release capsules", "hard-capsule"),
        ("Fast and slow release tablets", "modified-release"),
        ("Tabletten mit verzögerter Freisetzung", "modified-release"),
        ("Tabletten mit veränderter Wirkstofffreisetzung", "modified-release"),
        ("tabletki o przedłużonym uwalnianiu", "modified-release"),
        ("tabletki o zmodyfikowanym uwalnianiu", "modified-release"),
        ("comprimés à libération prolongée", "modified-release"),
        ("comprimidos de liberación sostenida", "modified-release"),
        ("compresse a rilascio prolungato", "modified-release"),
        ("tabletten met gereguleerde afgifte", "modified-release"),
        ("Acid-resistant capsules", "enteric-coated"),
        ("säureresistente Kapseln", "enteric-coated"),
        ("comprimidos gastrorresistentes", "enteric-coated"),
        ("miękkie kapsułki", "hard-capsule"),
        ("kapsułki miękkie", "softgel"),
        ("Swallow 1 tablet whole", "modified-release"),
        ("Take each capsule whole with water", "modified-release"),
        ("Taken with whole foods. 60 tablets", "tablet"),
        ("Take whole foods. 60 tablets", "tablet"),
        ("The seal must not be broken. 60 tablets", "tablet"),
        ("The tablets must not be broken", "modified-release"),
        ("60 tablets. Scored for easy splitting", "scored-tablet"),
        ("1 tablet (scored)", "scored-tablet"),
        ("The tablets are scored", "scored-tablet"),
        ("un-scored tablets", "tablet"),
        ("Tablet without a score line", "tablet"),
        ("Our tablet: scored 9 of 10 by its users", "tablet"),
        ("Scored tablets, extended release", "modified-release"),
        ("Scored tablets or capsules", None),
        ("nicht teilbare Tabletten", "modified-release"),
        ("1 level scoop", "powder"),
        ("1 packet of 2 tablets", "tablet"),
        ("magnesium glycinate powder", None),
        ("", None),
    ],
)
def test_the_words_of_a_label_show_its_dosage_form(text: str, kind: str | None) -> None:
    found = dosage_form_in(text)
    assert (found and str(found)) == kind


def strictness(kind: DosageForm | None, pieces: Pieces) -> int:
    dividing = Dividing.NOT_STATED
    if kind is not None:
        dividing = CURRENT.dosage_forms[DividingKey(dosage_form=kind, pieces=pieces)].then
    return CURRENT.dividing_findings[dividing].then.severity


@pytest.mark.parametrize("pieces", Pieces)
@pytest.mark.parametrize(
    ("one", "other"),
    tuple(combinations(DOSAGE_FORM_WORDS, 2)),
    ids=lambda row: f"{row.dosage_form}-{DOSAGE_FORM_WORDS.index(row)}",
)
def test_of_two_kinds_on_a_label_the_stricter_counts(
    one: DosageFormWords, other: DosageFormWords, pieces: Pieces
) -> None:
    both = dosage_form_in(f"{one.words[0]}; {other.words[0]}".replace("*", ""))
    kinds = {one.dosage_form, other.dosage_form} - {one.instead_of, other.instead_of}  # a scored tablet is a tablet
    assert strictness(both, pieces) >= max(strictness(kind, pieces) for kind in kinds)


def test_a_record_shows_its_kind_in_its_name_its_state_its_servings_and_its_directions() -> None:
    assert dosage_form_in(kind_of_product({"fullName": "Magnesium, timed release"})) is DosageForm.MODIFIED_RELEASE
    assert dosage_form_in(kind_of_product({"physicalState": {"langualCodeDescription": "Powder"}})) is DosageForm.POWDER
    assert dosage_form_in(kind_of_product({"servingSizes": [{"unit": "Tablet(s)"}]})) is DosageForm.TABLET
    crushing = {"servingSizes": [{"unit": "Tablet(s)"}], "statements": [{"notes": "Do not crush."}]}
    assert dosage_form_in(kind_of_product(crushing)) is DosageForm.MODIFIED_RELEASE


def test_what_is_no_text_in_a_record_is_skipped() -> None:
    assert kind_of_product({"fullName": 5, "physicalState": [5, {"a": 5}], "statements": None}) == ""
