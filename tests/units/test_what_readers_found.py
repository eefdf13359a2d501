"""Cases that careful readers found: each was once answered too mildly, or refused in the wrong words."""

from pathlib import Path
from typing import Any, cast

import attrs
import pytest

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    Additive,
    Capsule,
    Citation,
    Condition,
    DosageForm,
    Elemental,
    Form,
    Intent,
    InvalidInputError,
    KidneyFunction,
    Medicine,
    MedicineRoute,
    NeedsInformation,
    Offer,
    Proposal,
    RulebookError,
    Situation,
    Source,
    SourceKind,
    Tolerance,
    Verdict,
    Withhold,
    Zone,
    assess,
    tighten,
)
from alpims_mg.labels.ingredients import additives_in, label_was_read, not_judged
from alpims_mg.rules import Rule, when
from alpims_mg.testing import laws
from alpims_mg.wire import read_case

PERSON = Situation(
    zone=Zone.GREEN,
    age_years=34,
    kidney=KidneyFunction.NORMAL,
    conditions=[],
    medicines=[],
    other_magnesium=Elemental.mg(0),
    acknowledged=[Acknowledgement(rule="consult.start", reason="discussed")],
)
CAPSULE = Capsule(
    form=Form.GLYCINATE,
    elemental=Elemental.mg(100),
    divides_into=4,
    dosage_form=DosageForm.HARD_CAPSULE,
    ingredients=[],
)
START = Proposal(intent=Intent.START, product=CAPSULE)


class TestLabels:
    @pytest.mark.parametrize("words", ["unknown", "Not stated", "see label", "???", "n/a", "Proprietary Blend"])
    def test_words_that_stand_for_an_unread_label_are_no_label(self, words: str) -> None:
        assert not label_was_read((words,))
        proposal = attrs.evolve(START, product=attrs.evolve(CAPSULE, ingredients=[words]))
        assert "additive.not-read" in {one.rule for one in assess(PERSON, proposal).findings}

    def test_an_ingredient_of_which_nothing_is_known_is_said_not_to_be_judged(self) -> None:
        assert not_judged(("hypromellose", "riboflavin", "Bierhefe")) == ("Bierhefe",)
        proposal = attrs.evolve(START, product=attrs.evolve(CAPSULE, ingredients=["Bierhefe"]))
        assert [str(one) for one in assess(PERSON, proposal).not_checked if "ingredients" in one.path] == [
            "Bierhefe: not a word that we know (proposal.product.ingredients)"
        ]

    @pytest.mark.parametrize(
        "words",
        [
            "no longer stevia-free",
            "no longer free from stevia",
            "Zero Stevia aftertaste",
            "stevia free trade",
            "not free from stevia",
            "hardly any stevia",
        ],
    )
    def test_a_denial_that_is_taken_back_denies_nothing(self, words: str) -> None:
        assert additives_in((words,)) == {Additive.STEVIA}

    @pytest.mark.parametrize(
        "words", ["no stevia", "stevia-free", "free from citrus, stevia-free", "no stevia or sugar"]
    )
    def test_a_plain_denial_denies(self, words: str) -> None:
        assert Additive.STEVIA not in additives_in((words,))

    def test_a_form_that_is_the_additive_itself_is_screened_too(self) -> None:
        person = attrs.evolve(PERSON, avoids=[Additive.CITRATE_SALT])
        proposal = attrs.evolve(START, product=attrs.evolve(CAPSULE, form=Form.CITRATE))
        answer = assess(person, proposal)
        assert isinstance(answer, Withhold)
        assert all(getattr(one.proposal.product, "form", None) is not Form.CITRATE for one in answer.alternatives)


NEITHER_IS_KNOWN = "what this medicine is: we know neither its name nor its code"


class TestMedicines:
    def test_each_unmeasured_antacid_is_acknowledged_by_name(self) -> None:
        both = attrs.evolve(PERSON, medicines=[Medicine(name="milk of magnesia"), Medicine(name="maalox")])
        abouts = {one.about for one in assess(both, START).findings if one.rule == "ceiling.other-not-stated.medicine"}
        assert abouts == {"milk of magnesia", "maalox"}

    def test_two_medicines_under_one_name_are_one_if_nothing_tells_them_apart(self) -> None:
        both = [Medicine(name="my pill", rxnorm="1"), Medicine(name="my pill", rxnorm="2")]
        answer = assess(attrs.evolve(PERSON, medicines=both), START)
        assert {one.about for one in answer.findings if one.rule == "medicine.unrecognised"} == {"my pill"}

    def test_the_part_of_a_name_that_is_not_known_is_listed(self) -> None:
        answer = assess(attrs.evolve(PERSON, medicines=[Medicine(name="moxifloxacn vitamin d")]), START)
        assert [str(one) for one in answer.not_checked if one.path.startswith("situation.medicines")] == [
            "moxifloxacn vitamin d: " + NEITHER_IS_KNOWN + " (situation.medicines[0])",
            "moxifloxacn vitamin d: a part of the name is not known here: moxifloxacn (situation.medicines[0])",
            (
                "moxifloxacn vitamin d: is this moxifloxacin? Check the spelling, and state the right name. Until "
                "then, it counts as unknown (situation.medicines[0])"
            ),
        ]

    def test_one_medicine_by_two_routes_is_answered_in_any_order(self) -> None:
        given = [Medicine(name="iron", route=MedicineRoute.ORAL), Medicine(name="iron", route=MedicineRoute.OTHER)]
        laws.order_never_matters(attrs.evolve(PERSON, medicines=given), START)


class TestFacts:
    def test_a_present_amount_that_has_no_part_is_said_to_have_none(self) -> None:
        answer = assess(PERSON, attrs.evolve(START, current_daily=Elemental.mg(400)))
        assert [one.text for one in answer.not_checked if "current" in one.path] == [
            "the current daily amount: stated, but this answer does not depend on it"
        ]

    def test_missing_facts_are_asked_for_in_words(self) -> None:
        answer = assess(attrs.evolve(PERSON, kidney=None), START)
        assert isinstance(answer, NeedsInformation)
        assert "Please tell us\n  1. How well do your kidneys work?\n" in str(answer)

    def test_the_guides_own_level_speaks_whatever_the_age(self) -> None:
        answer = assess(attrs.evolve(PERSON, age_years=None, other_magnesium=Elemental.mg(390)), START)
        assert "ceiling.guide" in {one.rule for one in answer.findings}

    def test_a_supposed_finding_states_no_amount_that_nobody_stated(self) -> None:
        whole = attrs.evolve(CAPSULE, elemental=Elemental.mg(450), divides_into=1, dosage_form=DosageForm.HARD_CAPSULE)
        answer = assess(PERSON, Proposal(intent=Intent.MAINTAIN, product=whole))
        (supposed,) = (one for one in answer.findings if one.supposed)
        assert (supposed.rule, supposed.numbers) == ("dose.present.uneven", ())
        assert "mg" not in supposed.text

    def test_nothing_new_is_offered_in_place_of_the_last_rung(self) -> None:
        proven = attrs.evolve(PERSON, tolerance=Tolerance.PROVEN)
        answer = assess(proven, Proposal(intent=Intent.INCREASE, product=CAPSULE, current_daily=Elemental.mg(200)))
        assert isinstance(answer, Withhold)
        assert all(one.reason.rule != "route.instead.product" for one in answer.alternatives)


class TestRows:
    def test_a_list_of_members_is_a_set_of_them(self) -> None:
        assert when(zone=cast("Any", [Zone.RED, Zone.GREEN])) == when(zone={Zone.RED, Zone.GREEN})

    @pytest.mark.parametrize("row", [5, None, "zone.own"])
    def test_what_is_no_row_is_refused(self, row: Any) -> None:
        with pytest.raises(RulebookError, match="a row must be of type Rule"):
            tighten(CURRENT, [row])

    def test_a_row_that_cites_no_citation_is_refused(self) -> None:
        row = Rule(
            id="condition.own",
            when=when(condition=Condition.POTS),
            then=Verdict.CONSULT,
            because="ours",
            cites=cast("Any", ("policy",)),
        )
        with pytest.raises(RulebookError, match="has no citation"):
            tighten(CURRENT, [row])

    @pytest.mark.parametrize(("title", "kind"), [("", SourceKind.CONVENTION), ("Policy", "ours")])
    def test_a_source_has_a_title_and_a_standing(self, title: str, kind: Any) -> None:
        with pytest.raises(RulebookError, match="a source must have"):
            Source(title=title, kind=kind)

    def test_a_citation_says_where_and_what(self) -> None:
        with pytest.raises(RulebookError, match="a citation of"):
            Citation(source=Source(title="Policy", kind=SourceKind.CONVENTION), place=" ", claim="x")


class TestInput:
    def test_a_field_by_its_python_name_is_told_apart_from_its_wire_name(self) -> None:
        product = '{"kind": "topical", "vehicle": "oil"}'
        text = f'{{"situation": {{}}, "proposal": {{"intent": "start", "product": {product}, "target": "300"}}}}'
        with pytest.raises(InvalidInputError, match=r"^proposal\.target must be a known key"):
            read_case(text)

    @pytest.mark.parametrize("data", [None, bytearray(b"{}"), 5])
    def test_what_is_no_text_is_refused(self, data: Any) -> None:
        with pytest.raises(InvalidInputError, match="JSON text or its bytes"):
            read_case(data)

    def test_another_rulebook_must_be_one(self) -> None:
        with pytest.raises(InvalidInputError, match="rulebook must be of type Rulebook"):
            assess(PERSON, START, rulebook=cast("Any", None))


def test_the_first_day_example_is_an_offer_still() -> None:
    path = Path(__file__).resolve().parents[2] / "examples" / "cases" / "first-day.json"
    case = read_case(path.read_bytes())
    assert isinstance(assess(case.situation, case.proposal), Offer)
