"""The laws of the four answers, for every case that can be built."""

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given, strategies as st
from units.builders import proposal, situation

from alpims_mg import (
    CURRENT,
    Capsule,
    Case,
    Condition,
    DosageForm,
    DosePlan,
    Egfr,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Medicine,
    Proposal,
    Situation,
    Tolerance,
    Verdict,
    Zone,
    acknowledge,
    assess,
    tighten,
    titration_schedule,
)
from alpims_mg.model.findings import worst
from alpims_mg.model.provenance import Citation, Source, SourceKind
from alpims_mg.rulebook.labels.additives import SPELLINGS
from alpims_mg.rules.tables import Rule, when
from alpims_mg.testing import laws, strategies
from alpims_mg.wire import read_case

WORDS = [word.rstrip("*") for spelling in SPELLINGS for word in spelling.words]
STATED = strategies.situations(
    zones=st.sampled_from(Zone),
    ages=st.integers(0, 130),
    kidneys=st.sampled_from(KidneyFunction),
    conditions=st.frozensets(st.sampled_from(Condition)),
    taken=st.lists(strategies.medicines(), max_size=2, unique_by=str).map(tuple),
    others=st.integers(0, 200).map(Elemental.mg),
)
BY_CAPSULE = strategies.proposals(of=strategies.capsules())
NOT_LESS = strategies.proposals(
    intents=st.sampled_from((Intent.START, Intent.MAINTAIN, Intent.INCREASE)), of=strategies.capsules()
)
"""Proposals that some facts can withhold. To take less is withheld from nobody."""
PLANNED = st.builds(
    Situation,
    zone=st.just(Zone.GREEN),
    tolerance=st.just(Tolerance.PROVEN),
    age_years=st.integers(4, 90),
    kidney=st.sampled_from((KidneyFunction.NORMAL, KidneyFunction.MODERATE)),
    conditions=st.just(()),
    medicines=st.just(()) | st.just((Medicine(name="milk of magnesia", magnesium=Elemental.mg(30)),)),
    other_magnesium=st.just(0).map(Elemental.mg) | st.integers(0, 200).map(Elemental.mg),
)
BY_COMMON_CAPSULE = strategies.proposals(
    of=strategies.capsules(elemental=st.integers(40, 400).map(Elemental.mg), ingredients=st.just(()))
)


class TestUnknownIsNeverPermission:
    @given(situation=strategies.situations(), proposal=strategies.proposals())
    def test_no_offer_and_no_draft_while_a_needed_fact_is_not_stated(
        self, situation: Situation, proposal: Proposal
    ) -> None:
        laws.unknown_is_never_permission(situation, proposal)

    @given(situation=strategies.situations(), stated=STATED, proposal=BY_CAPSULE)
    def test_stating_more_facts_never_lifts_a_withhold(
        self, situation: Situation, stated: Situation, proposal: Proposal
    ) -> None:
        laws.stating_more_never_lifts_a_withhold(situation, stated, proposal)

    @given(situation=STATED, proposal=NOT_LESS)
    def test_kidney_function_not_assessed_is_at_least_consult(self, situation: Situation, proposal: Proposal) -> None:
        unknown = attrs.evolve(situation, kidney=KidneyFunction.NOT_ASSESSED, kidney_date=None, acknowledged=())
        assert (
            worst(finding.verdict for finding in assess(unknown, proposal).findings).severity
            >= Verdict.CONSULT.severity
        )

    @given(situation=STATED, proposal=NOT_LESS, name=st.text("qxz", min_size=9, max_size=20))
    def test_an_unrecognised_medicine_is_consult(self, situation: Situation, proposal: Proposal, name: str) -> None:
        unknown = attrs.evolve(situation, medicines=(Medicine(name=name),))
        rules = {finding.rule: finding for finding in assess(unknown, proposal).findings}
        assert rules["medicine.unrecognised"].verdict is Verdict.CONSULT
        assert rules["medicine.unrecognised"].about == name

    @given(situation=STATED, proposal=NOT_LESS, days=st.integers(366, 5000))
    def test_a_kidney_result_that_is_more_than_a_year_old_never_counts_as_normal(
        self, situation: Situation, proposal: Proposal, days: int
    ) -> None:
        today = date(2030, 6, 1)
        old = attrs.evolve(
            situation, as_of=today, kidney_date=date.fromordinal(today.toordinal() - days), kidney=KidneyFunction.NORMAL
        )
        assert "kidney.stale" in {finding.rule for finding in assess(old, proposal).findings}

    @given(situation=STATED, proposal=BY_CAPSULE)
    def test_to_start_with_an_unread_label_is_consult(self, situation: Situation, proposal: Proposal) -> None:
        assert isinstance(proposal.product, Capsule)
        product = attrs.evolve(proposal.product, ingredients=None)
        unread = attrs.evolve(proposal, intent=Intent.START, lower_to=None, product=product)
        verdicts = [found.verdict for found in assess(situation, unread).findings if "not-read" in found.rule]
        assert verdicts == [Verdict.CONSULT]


def _signed(situation: Situation, proposal: Proposal) -> Situation:
    """The same person, with all acknowledged that a consult asks for."""
    signed = acknowledge(assess(situation, proposal), reason="discussed in clinic")
    return attrs.evolve(situation, acknowledged=(*situation.acknowledged, *signed))


class TestAcknowledgements:
    @given(
        situation=STATED | PLANNED,
        proposal=BY_COMMON_CAPSULE | strategies.proposals(),
        first=strategies.condition_texts(),
        second=strategies.condition_texts(),
    )
    def test_none_covers_a_second_condition(
        self, situation: Situation, proposal: Proposal, first: str, second: str
    ) -> None:
        laws.no_acknowledgement_covers_a_second_condition(situation, proposal, first, second)

    @given(situation=STATED | PLANNED, proposal=BY_COMMON_CAPSULE | BY_CAPSULE)
    def test_a_signed_list_opens_what_it_names_and_nothing_else(self, situation: Situation, proposal: Proposal) -> None:
        laws.a_signed_list_opens_what_it_names(situation, proposal)

    @given(situation=PLANNED, proposal=BY_COMMON_CAPSULE, agreed=st.integers(200, 500))
    def test_an_agreed_total_covers_only_totals_up_to_it(
        self, situation: Situation, proposal: Proposal, agreed: int
    ) -> None:
        laws.an_agreed_total_covers_only_totals_up_to_it(situation, proposal, agreed)

    @pytest.mark.parametrize("agreed", [250, 299, 300, 301, 400])
    def test_an_agreed_total_covers_only_totals_up_to_it_for_a_plan_of_300_mg(self, agreed: int) -> None:
        laws.an_agreed_total_covers_only_totals_up_to_it(situation(), proposal(target=Elemental.mg(300)), agreed)

    @given(
        situation=PLANNED,
        proposal=BY_COMMON_CAPSULE,
        other=st.integers(0, 400).map(Elemental.mg),
        kidney=st.sampled_from(KidneyFunction),
        ingredient=st.sampled_from(["stevia", "hypromellose"]),
    )
    def test_an_offer_never_rests_on_a_value_that_would_withhold(
        self, situation: Situation, proposal: Proposal, other: Elemental, kidney: KidneyFunction, ingredient: str
    ) -> None:
        assert isinstance(proposal.product, Capsule)
        antacid = Medicine(name="milk of magnesia")
        unread = attrs.evolve(proposal, product=attrs.evolve(proposal.product, ingredients=None))
        listed = attrs.evolve(proposal, product=attrs.evolve(proposal.product, ingredients=[ingredient]))
        gaps: list[tuple[dict[str, Any], dict[str, Any], Proposal, Proposal]] = [
            ({"other_magnesium": None}, {"other_magnesium": other}, proposal, proposal),
            (
                {"medicines": [antacid]},
                {"medicines": [attrs.evolve(antacid, magnesium=other)]},
                proposal,
                proposal,
            ),
            ({"kidney": KidneyFunction.NOT_ASSESSED}, {"kidney": kidney}, proposal, proposal),
            ({}, {}, unread, listed),
        ]
        for without, with_value, asked, known_asked in gaps:
            unknown = _signed(attrs.evolve(situation, **without), asked)
            known = attrs.evolve(unknown, **with_value)
            laws.an_offer_never_rests_on_a_value_that_would_withhold(unknown, asked, known, known_asked)


class TestOneMoreRiskNeverPermitsMore:
    @given(
        situation=STATED | strategies.situations(), proposal=strategies.proposals(), extra=st.sampled_from(Condition)
    )
    def test_adding_a_condition(self, situation: Situation, proposal: Proposal, extra: Condition) -> None:
        laws.adding_a_condition_never_permits_more(situation, proposal, extra)

    @given(situation=strategies.situations(), proposal=strategies.proposals(), extra=strategies.condition_texts())
    def test_adding_a_condition_in_its_own_words(self, situation: Situation, proposal: Proposal, extra: str) -> None:
        laws.adding_a_condition_in_own_words_never_permits_more(situation, proposal, extra)

    @given(
        situation=STATED | PLANNED,
        proposal=BY_COMMON_CAPSULE | strategies.proposals(),
        text=strategies.condition_texts(),
        condition=st.sampled_from(Condition),
    )
    def test_a_condition_in_its_own_words_is_as_strict_as_any_that_asks(
        self, situation: Situation, proposal: Proposal, text: str, condition: Condition
    ) -> None:
        laws.another_condition_is_as_strict_as_any_that_asks(situation, proposal, text, condition)

    @given(situation=STATED | strategies.situations(), proposal=strategies.proposals(), extra=strategies.medicines())
    def test_adding_a_medicine(self, situation: Situation, proposal: Proposal, extra: Medicine) -> None:
        laws.adding_a_medicine_never_permits_more(situation, proposal, extra)

    @given(situation=STATED, proposal=BY_CAPSULE, extra=st.sampled_from(WORDS) | strategies.texts())
    def test_adding_an_ingredient(self, situation: Situation, proposal: Proposal, extra: str) -> None:
        laws.adding_an_ingredient_never_permits_more(situation, proposal, extra)

    @given(situation=STATED | strategies.situations(), proposal=strategies.proposals(), egfr=strategies.egfrs())
    def test_adding_an_egfr(self, situation: Situation, proposal: Proposal, egfr: Egfr) -> None:
        laws.adding_an_egfr_never_permits_more(situation, proposal, egfr)

    @given(
        situation=STATED, proposal=BY_CAPSULE, egfr=strategies.egfrs(), lower=strategies.egfrs(), words=st.booleans()
    )
    def test_a_lower_egfr(self, situation: Situation, proposal: Proposal, egfr: Egfr, lower: Egfr, words: bool) -> None:
        before = situation if words else attrs.evolve(situation, kidney=None, egfr=egfr)
        laws.a_lower_egfr_never_permits_more(before, proposal, egfr, lower)


class TestOrderNeverMatters:
    @given(situation=strategies.situations(), proposal=strategies.proposals())
    def test_of_facts(self, situation: Situation, proposal: Proposal) -> None:
        laws.order_never_matters(situation, proposal)

    @given(st.permutations(list(Verdict)), st.lists(st.sampled_from(Verdict)))
    def test_of_verdicts(self, shuffled: list[Verdict], verdicts: list[Verdict]) -> None:
        assert worst(shuffled) is Verdict.WITHHOLD
        assert worst(verdicts) is worst(verdicts[::-1]) is worst(verdicts * 2)
        assert worst([worst(verdicts[:2]), worst(verdicts[2:])]) is worst(verdicts)


class TestAnswers:
    @given(situation=strategies.situations(), proposal=strategies.proposals())
    def test_the_worst_finding_decides(self, situation: Situation, proposal: Proposal) -> None:
        laws.answer_follows_the_worst_finding(situation, proposal)

    @given(situation=strategies.situations(), proposal=strategies.proposals())
    def test_an_acknowledgement_never_lifts_a_withhold(self, situation: Situation, proposal: Proposal) -> None:
        laws.acknowledgement_never_lifts_a_withhold(situation, proposal)

    @given(situation=strategies.situations(), proposal=BY_CAPSULE)
    def test_an_alternative_is_never_withheld(self, situation: Situation, proposal: Proposal) -> None:
        laws.alternatives_are_never_withheld(situation, proposal)

    @given(situation=strategies.situations(), proposal=strategies.proposals())
    def test_an_explanation_names_every_finding(self, situation: Situation, proposal: Proposal) -> None:
        laws.explanation_names_every_finding(situation, proposal)

    @given(situation=strategies.situations(zones=st.sampled_from((Zone.YELLOW, Zone.RED))), proposal=BY_CAPSULE)
    def test_no_capsule_is_started_or_increased_outside_green(self, situation: Situation, proposal: Proposal) -> None:
        laws.no_capsule_starts_or_rises_outside_green(situation, proposal)

    @example(
        situation=Situation(
            zone=Zone.GREEN, age_years=4, kidney=KidneyFunction.NORMAL, conditions=[], medicines=[],
            other_magnesium=Elemental.mg(0),
        ),
        proposal=Proposal(
            intent=Intent.LOWER, current_daily=Elemental.mg(121),
            product=Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(40), divides_into=1, ingredients=[]),
        ),
    )  # fmt: skip
    @given(situation=PLANNED, proposal=BY_COMMON_CAPSULE)
    def test_the_limits_of_a_plan_say_which_is_binding_and_which_are_exceeded(
        self, situation: Situation, proposal: Proposal
    ) -> None:
        laws.limit_checks_match_the_plan(situation, proposal)


class TestTightening:
    @given(cases=st.lists(strategies.cases(), max_size=5))
    def test_a_stricter_rulebook_never_permits_more(self, cases: list[Case]) -> None:
        clinic = Source(title="our clinic", kind=SourceKind.CONVENTION)
        rows: list[Rule[Any]] = [
            Rule(
                id="form.our-clinic-no-oxide",
                when=when(Form.OXIDE),
                then=attrs.evolve(CURRENT.forms[Form.OXIDE].then, verdict=Verdict.WITHHOLD),
                because="our clinic gives no oxide",
                cites=(Citation(source=clinic, place="policy 3", claim="No oxide."),),
            ),
            Rule(
                id="zone.our-clinic-no-maintaining-in-red",
                when=when(zone=Zone.RED, intent=Intent.MAINTAIN),
                then=Verdict.WITHHOLD,
                because="our clinic pauses everything in Red",
                cites=(Citation(source=clinic, place="policy 4", claim="Pause in Red."),),
            ),
        ]
        laws.tightened_never_permits_more(CURRENT, tighten(CURRENT, rows), cases)


def test_a_broken_law_shows_its_case() -> None:
    plan = titration_schedule(
        Capsule(form=Form.MALATE, elemental=Elemental.mg(100), divides_into=4, dosage_form=DosageForm.HARD_CAPSULE)
    )
    assert isinstance(plan, DosePlan)
    undivided = Capsule(
        form=Form.OXIDE, elemental=Elemental.mg(70), divides_into=1, dosage_form=DosageForm.HARD_CAPSULE
    )
    with pytest.raises(laws.LawBrokenError, match=r"not a whole portion: Capsule\(form=Form\.OXIDE"):
        laws.plan_is_made_of_whole_portions(undivided, plan)


CASES = sorted((Path(__file__).resolve().parents[2] / "examples" / "cases").glob("*.json"))
OF_ONE_CASE = (
    laws.unknown_is_never_permission,
    laws.order_never_matters,
    laws.no_capsule_starts_or_rises_outside_green,
    laws.answer_follows_the_worst_finding,
    laws.acknowledgement_never_lifts_a_withhold,
    laws.alternatives_are_never_withheld,
    laws.limit_checks_match_the_plan,
    laws.explanation_names_every_finding,
)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_law_of_one_case_holds_for_the_example_cases(path: Path) -> None:
    case = read_case(path.read_bytes())
    for law in OF_ONE_CASE:
        law(case.situation, case.proposal)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_one_more_risk_never_permits_more_in_the_example_cases(path: Path) -> None:
    case = read_case(path.read_bytes())
    laws.adding_a_condition_never_permits_more(case.situation, case.proposal, Condition.HEART_BLOCK)
    laws.adding_a_condition_in_own_words_never_permits_more(case.situation, case.proposal, "gout")
    laws.another_condition_is_as_strict_as_any_that_asks(case.situation, case.proposal, "gout", Condition.CARDIAC)
    laws.no_acknowledgement_covers_a_second_condition(case.situation, case.proposal, "gout", "sarcoidosis")
    laws.adding_a_medicine_never_permits_more(case.situation, case.proposal, Medicine(name="qxzqxzqxz"))
    laws.adding_an_ingredient_never_permits_more(case.situation, case.proposal, "stevia")
