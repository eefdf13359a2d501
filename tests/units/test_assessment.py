"""Assessment: every finding gathered, then exactly one of four answers (readings.md 2)."""

from itertools import product
from typing import Any

import attrs
import pytest
from units.builders import START_ACKNOWLEDGED, a_finding, capsule, faults_of, paths_of, proposal, situation, topical

from alpims_mg import (
    CURRENT,
    EDITION,
    Acknowledgement,
    Additive,
    Answer,
    Capsule,
    Condition,
    Consult,
    DosePlan,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Medicine,
    NeedsInformation,
    Offer,
    Situation,
    Tolerance,
    Topical,
    TopicalPlan,
    Verdict,
    Withhold,
    Zone,
    assess,
    tighten,
    titration_schedule,
)
from alpims_mg.assessment.alternatives import as_alternative
from alpims_mg.assessment.evaluation import evaluate
from alpims_mg.rules.findings import finding
from alpims_mg.rules.tables import Rule, when
from alpims_mg.wire.faults import wire_name

START = proposal()
GO_ON = proposal(intent=Intent.MAINTAIN, current_daily=Elemental.mg(100))
RISE = proposal(intent=Intent.INCREASE, current_daily=Elemental.mg(100))
PROVEN = {"tolerance": Tolerance.PROVEN}
TAKING = {"medicines": [Medicine(name="levothyroxine")]}
NEEDED = ("zone", "age_years", "kidney", "conditions", "medicines", "other_magnesium")


def ack(rule: str, about: str | None = None) -> Acknowledgement:
    return Acknowledgement(rule=rule, reason="discussed", about=about)


def rules(answer: Any) -> set[str]:
    return {one.rule for one in answer.findings}


def withheld(who: Situation, what: Any = START) -> Withhold:
    answer = assess(who, what)
    assert isinstance(answer, Withhold), str(answer)
    return answer


class TestFourAnswers:
    def test_a_person_alone_gets_a_draft_to_take_to_a_clinician(self) -> None:
        answer = assess(situation(), START)
        assert isinstance(answer, Consult)
        assert [one.rule for one in answer.asks()] == ["consult.start"]
        ladder = titration_schedule(START.product)  # type: ignore[arg-type]
        assert isinstance(answer.draft, DosePlan)
        assert isinstance(ladder, DosePlan)
        assert (answer.draft.steps, answer.draft.advice) == (ladder.steps, ladder.advice)
        assert set(answer.draft.limits) > set(ladder.limits)

    def test_what_was_talked_over_is_offered_and_kept_on_the_answer(self) -> None:
        answer = assess(situation(acknowledged=[START_ACKNOWLEDGED]), START)
        assert isinstance(answer, Offer)
        assert answer.acknowledged == (START_ACKNOWLEDGED,)
        assert isinstance(answer.plan, DosePlan)
        assert "consult.start" in rules(answer)

    def test_to_go_on_with_a_tolerated_dose_needs_nobody(self) -> None:
        assert isinstance(assess(situation(**PROVEN), GO_ON), Offer)

    def test_to_rise_asks_for_a_clinician_and_a_tolerated_dose(self) -> None:
        assert isinstance(assess(situation(**PROVEN), RISE), Consult)
        answer = assess(situation(**PROVEN, acknowledged=[ack("consult.adjust")]), RISE)
        assert isinstance(answer, Offer)
        assert isinstance(answer.plan, DosePlan)
        assert [step.daily > Elemental.mg(100) for step in answer.plan.steps] == [True]
        withheld(situation(acknowledged=[ack("consult.adjust")]), RISE)

    @pytest.mark.parametrize("name", NEEDED)
    def test_a_fact_that_a_capsule_needs_and_that_is_not_stated_is_asked_for(self, name: str) -> None:
        answer = assess(situation(**{name: None}, acknowledged=[START_ACKNOWLEDGED]), START)
        assert isinstance(answer, NeedsInformation)
        assert answer.missing == (f"situation.{wire_name(name)}",)

    def test_all_facts_that_are_missing_are_asked_for_together(self) -> None:
        answer = assess(Situation(tolerance=Tolerance.PROVEN), proposal(intent=Intent.MAINTAIN))
        assert isinstance(answer, NeedsInformation)
        needed = {f"situation.{wire_name(name)}" for name in NEEDED}
        assert set(answer.missing) == {*needed, "proposal.current_daily_mg"}

    @pytest.mark.parametrize("intent", [Intent.MAINTAIN, Intent.INCREASE])
    def test_to_go_on_or_to_rise_the_present_amount_is_asked_for(self, intent: Intent) -> None:
        answer = assess(situation(**PROVEN), proposal(intent=intent))
        assert isinstance(answer, NeedsInformation)
        assert answer.missing == ("proposal.current_daily_mg",)

    @pytest.mark.parametrize(
        ("changed", "rule"),
        [
            ({"zone": Zone.YELLOW}, "zone.yellow.capsule.start"),
            ({"kidney": KidneyFunction.SEVERE}, "kidney.severe"),
            ({"age_years": 3}, "age.under-four"),
            ({"conditions": [Condition.HEART_BLOCK]}, "condition.heart-block"),
            ({"medicines": [Medicine(name="raltegravir")]}, "medicine.raltegravir"),
            ({"other_magnesium": Elemental.mg(300)}, "ceiling.guide"),
        ],
    )
    def test_one_finding_that_withholds_is_enough(self, changed: dict[str, Any], rule: str) -> None:
        answer = withheld(situation(**changed))
        assert rule in rules(answer)
        assert answer.verdict is Verdict.WITHHOLD

    def test_every_finding_is_gathered_after_the_first_that_withholds(self) -> None:
        answer = withheld(
            situation(zone=Zone.RED, kidney=KidneyFunction.SEVERE, conditions=[Condition.MCAS], age_years=16),
            proposal(capsule(500, ingredients=["stevia"])),
        )
        assert {
            "zone.red.capsule.change",
            "kidney.severe",
            "condition.mcas",
            "age.child",
            "additive.stevia.start",
            "dose.start.too-strong",
            "consult.start",
        } <= rules(answer)

    @pytest.mark.parametrize("what", [START, topical()])
    @pytest.mark.parametrize("who", [situation(), Situation(), situation(zone=Zone.RED)])
    def test_every_answer_holds_the_edition_and_the_disclaimer(self, who: Situation, what: Any) -> None:
        answer = assess(who, what)
        assert answer.edition == EDITION
        assert "not a diagnosis" in answer.disclaimer


class TestTopical:
    def test_only_the_zone_is_needed_and_the_rest_is_listed_as_not_checked(self) -> None:
        asked = assess(Situation(), topical())
        assert isinstance(asked, NeedsInformation)
        assert asked.missing == ("situation.zone",)
        answer = assess(Situation(zone=Zone.GREEN), topical())
        assert isinstance(answer, Offer)
        assert {left.path for left in answer.not_checked} >= {f"situation.{name}" for name in NEEDED[1:5]}

    def test_red_asks_for_a_clinician_first(self) -> None:
        assert isinstance(assess(Situation(zone=Zone.RED), topical()), Consult)
        agreed = Situation(zone=Zone.RED, acknowledged=[ack("zone.red.topical.start")])
        assert isinstance(assess(agreed, topical()), Offer)

    @pytest.mark.parametrize(("tolerance", "tested"), [(Tolerance.PROVEN, False), (Tolerance.UNPROVEN, True)])
    def test_a_patch_test_comes_first_until_it_is_tolerated(self, tolerance: Tolerance, tested: bool) -> None:
        answer = assess(Situation(zone=Zone.GREEN, tolerance=tolerance), topical())
        assert isinstance(answer, Offer)
        assert isinstance(answer.plan, TopicalPlan)
        assert answer.plan.patch_test is tested
        assert answer.plan.advice

    @pytest.mark.parametrize("zone", Zone)
    @pytest.mark.parametrize("condition", Condition)
    def test_topical_magnesium_is_never_withheld(self, zone: Zone, condition: Condition) -> None:
        who = situation(zone=zone, conditions=[condition], kidney=KidneyFunction.SEVERE, age_years=1)
        assert isinstance(assess(who, topical()), Consult)


class TestAcknowledgement:
    def test_a_medicine_is_covered_by_an_acknowledgement_about_itself(self) -> None:
        given = [START_ACKNOWLEDGED, ack("medicine.levothyroxine", "levothyroxine")]
        assert isinstance(assess(situation(**TAKING, acknowledged=given), START), Offer)

    @pytest.mark.parametrize("about", [None, "iron", "Levothyroxine"])
    def test_a_medicine_is_not_covered_by_an_acknowledgement_about_another(self, about: str | None) -> None:
        given = [START_ACKNOWLEDGED, ack("medicine.levothyroxine", about)]
        answer = assess(situation(**TAKING, acknowledged=given), START)
        assert isinstance(answer, Consult)
        assert [one.rule for one in answer.asks()] == ["medicine.levothyroxine"]

    def test_a_medicine_that_comes_later_is_not_covered(self) -> None:
        later = [Medicine(name="levothyroxine"), Medicine(name="levothyroxine 2")]
        given = [START_ACKNOWLEDGED, ack("medicine.levothyroxine", "levothyroxine")]
        answer = assess(situation(medicines=later, acknowledged=given), START)
        assert isinstance(answer, Consult)
        assert [one.about for one in answer.asks()] == ["levothyroxine 2"]

    def test_an_acknowledgement_of_what_is_not_asked_today_does_no_harm(self) -> None:
        given = [START_ACKNOWLEDGED, ack("kidney.moderate")]
        assert isinstance(assess(situation(acknowledged=given), START), Offer)

    def test_the_order_of_acknowledgements_never_matters(self) -> None:
        given = [START_ACKNOWLEDGED, ack("kidney.moderate")]
        assert assess(situation(acknowledged=given), START) == assess(situation(acknowledged=given[::-1]), START)

    @pytest.mark.parametrize(
        "rule", ["kidney.severe", "zone.green.capsule.start", "form.oxide", "domain.anxiety", "no.such.rule", "consult"]
    )
    def test_a_rule_that_never_asks_for_a_clinician_cannot_be_acknowledged(self, rule: str) -> None:
        (fault,) = faults_of(assess, situation(acknowledged=[START_ACKNOWLEDGED, ack(rule)]), START)
        assert fault.path == "situation.acknowledged[1].rule"
        assert fault.actual == repr(rule)
        assert "take the id from a finding whose verdict is consult" in fault.fix

    def test_no_acknowledgement_moves_what_withholds(self) -> None:
        every = map(ack, {rule.id for _, rule in CURRENT.conditions if rule.then is Verdict.CONSULT})
        withheld(situation(zone=Zone.YELLOW, acknowledged=[START_ACKNOWLEDGED, *every]))


class TestBadData:
    def test_faults_against_the_rulebook_come_together_each_with_its_path(self) -> None:
        asked = attrs.evolve(START, target=Elemental.mg(500), hold_days=2)
        assert paths_of(
            assess, situation(acknowledged=[ack("no.such"), START_ACKNOWLEDGED, ack("kidney.severe")]), asked
        ) == [
            "proposal.target",
            "proposal.hold_days",
            "situation.acknowledged[0].rule",
            "situation.acknowledged[2].rule",
        ]

    def test_a_public_level_asks_only_as_a_part_of_the_one_question(self) -> None:
        asked = situation(acknowledged=[ack("ceiling.efsa"), ack("ceiling.public", "300 mg")])
        assert paths_of(assess, asked, START) == ["situation.acknowledged[0].rule"]

    def test_what_is_no_situation_and_no_proposal_is_refused(self) -> None:
        assert paths_of(assess, {}, None) == ["situation", "proposal"]

    @pytest.mark.parametrize("other", [999_999, 999_800])
    def test_any_amount_of_other_magnesium_gets_an_answer(self, other: int) -> None:
        antacid = Medicine(name="antacid", magnesium=Elemental.mg(999_999))
        for medicines in ([], [antacid]):
            answer = withheld(situation(other_magnesium=Elemental.mg(other), medicines=medicines))
            assert "ceiling.guide" in rules(answer)

    @pytest.mark.parametrize("code", ["atc", "rxnorm"])
    def test_any_code_of_a_medicine_gets_an_answer(self, code: str) -> None:
        taking = situation(medicines=[Medicine(**{code: "9" * 200})])  # type: ignore[arg-type]
        assert isinstance(assess(taking, START), Consult)


class TestCeilings:
    """A level that stops every full plan is named first, and no total above it is suggested."""

    def test_a_childs_level_comes_before_what_another_product_would_mend(self) -> None:
        child = situation(age_years=6)
        for what in (proposal(capsule(ingredients=["stevia"])), proposal(capsule(500)), proposal(capsule(120))):
            answer = withheld(child, what)
            assert answer.findings[0].rule == "ceiling.public"
            assert not any(isinstance(one.proposal.product, Capsule) for one in answer.alternatives)

    def test_without_a_schedule_it_names_the_smallest_full_plan_and_no_nearest_total(self) -> None:
        answer = withheld(situation(age_years=6), proposal(capsule(120), target=Elemental.mg(200)))
        assert answer.infeasible is not None
        assert (answer.infeasible.nearest_below, answer.infeasible.nearest_above) == (None, None)
        assert answer.infeasible.finding == answer.findings[0]
        assert "Even the smallest full plan with this product gives 210 mg in all" in answer.findings[0].text
        (between,) = (one for one in answer.findings if one.rule == "dose.last.between-portions")
        assert "nearest" not in between.text

    def test_under_four_the_age_itself_comes_first(self) -> None:
        rules_ = [one.rule for one in withheld(situation(age_years=3)).findings]
        assert rules_[0] == "age.under-four"
        assert rules_[1].startswith("ceiling.")

    def test_where_a_smaller_plan_is_possible_the_order_stays(self) -> None:
        answer = withheld(situation(age_years=12), proposal(capsule(ingredients=["stevia"]), target=Elemental.mg(300)))
        assert [one.rule for one in answer.findings[:2]] == ["additive.stevia.start", "ceiling.public"]
        assert "The nearest target that fits is 250 mg a day" in answer.findings[1].text

    def test_other_magnesium_that_leaves_no_room_stops_every_plan_of_an_adult_too(self) -> None:
        answer = withheld(situation(other_magnesium=Elemental.mg(201)), proposal(capsule(500)))
        assert answer.findings[0].rule == "ceiling.guide"
        assert "nearest target" not in answer.findings[0].text

    @pytest.mark.parametrize(("present", "named"), [(220, "The nearest target that fits is 240 mg a day"), (240, None)])
    def test_a_rise_past_the_guide_names_only_a_target_above_the_present_amount(
        self, present: int, named: str | None
    ) -> None:
        rising = proposal(capsule(80), Intent.INCREASE, target=Elemental.mg(400), current_daily=Elemental.mg(present))
        text = withheld(situation(**PROVEN, other_magnesium=Elemental.mg(150)), rising).findings[0].text
        assert text.rpartition(". ")[2] == (
            named or "The highest day of this plan gives 430 mg in all, 150 mg of it from elsewhere"
        )

    def test_to_maintain_no_target_is_named(self) -> None:
        going_on = proposal(intent=Intent.MAINTAIN, current_daily=Elemental.mg(300))
        answer = withheld(situation(**PROVEN, other_magnesium=Elemental.mg(150)), going_on)
        assert "nearest target" not in answer.findings[0].text


class TestMildest:
    def test_what_every_value_would_withhold_is_withheld_and_marked_as_supposed(self) -> None:
        answer = withheld(Situation(), RISE)
        (zone,) = (one for one in answer.findings if one.rule.startswith("zone."))
        assert zone.supposed
        assert zone.verdict is Verdict.WITHHOLD
        assert {left.path for left in answer.not_checked} >= {f"situation.{wire_name(name)}" for name in NEEDED}

    def test_what_the_stated_facts_withhold_is_not_marked_as_supposed(self) -> None:
        answer = withheld(Situation(kidney=KidneyFunction.SEVERE))
        assert not any(one.supposed for one in answer.findings)

    @pytest.mark.parametrize("intent", [Intent.MAINTAIN, Intent.INCREASE])
    def test_where_no_present_amount_could_be_had_it_is_not_asked_for(self, intent: Intent) -> None:
        answer = withheld(situation(**PROVEN), proposal(capsule(500, 1), intent))
        assert any(one.supposed and one.rule.startswith("dose.") for one in answer.findings)

    def test_where_some_present_amount_could_be_had_it_is_asked_for(self) -> None:
        answer = assess(situation(**PROVEN), proposal(capsule(200, 1), Intent.MAINTAIN))
        assert isinstance(answer, NeedsInformation)

    def test_more_other_magnesium_than_any_adult_may_have_is_withheld_whatever_the_age(self) -> None:
        answer = withheld(situation(age_years=None, other_magnesium=Elemental.mg(300)))
        (passed,) = (one for one in answer.findings if one.rule == "ceiling.guide")
        assert not passed.supposed

    @pytest.mark.parametrize("name", NEEDED)
    def test_what_only_some_value_would_withhold_is_asked_for(self, name: str) -> None:
        assert isinstance(assess(situation(**{name: None}), START), NeedsInformation)


FACTS: tuple[dict[str, Any], ...] = (
    {},
    {"kidney": KidneyFunction.SEVERE},
    {"age_years": 2},
    {"age_years": 8},
    {"conditions": [Condition.PREGNANCY]},
    {"conditions": [Condition.IBD_FLARE]},
    {"medicines": [Medicine(name="baloxavir")]},
    {"other_magnesium": Elemental.mg(180)},
    {"avoids": [Additive.FILLER]},
    {"kidney": None, "medicines": None},
)
PROPOSALS = (
    START,
    RISE,
    proposal(capsule(500)),
    proposal(capsule(120), target=Elemental.mg(200)),
    proposal(capsule(form=Form.THREONATE, ingredients=["orange oil", "talc"]), target=Elemental.mg(300)),
    proposal(capsule(ingredients=["stevia"]), Intent.INCREASE, current_daily=Elemental.mg(150)),
    proposal(capsule(10), Intent.MAINTAIN, current_daily=Elemental.mg(150)),
    proposal(capsule(150, 1), Intent.INCREASE),
)
CASES = [
    (situation(**{"zone": zone, "tolerance": tolerance} | facts), what)
    for zone, tolerance, facts, what in product((*Zone, None), Tolerance, FACTS, PROPOSALS)
]


class TestInstead:
    def test_what_is_withheld_itself_is_no_alternative(self) -> None:
        red = situation(zone=Zone.RED)
        evaluated = evaluate(red, proposal(), CURRENT)
        reason = CURRENT.alternatives.rules[0]
        assert list(as_alternative(proposal(), (evaluated,), finding(reason, verdict=Verdict.CAUTION), CURRENT)) == []

    def test_no_alternative_is_withheld_itself(self) -> None:
        named = 0
        for who, what in CASES:
            answer = assess(who, what)
            for one in answer.alternatives if isinstance(answer, Withhold) else ():
                named += 1
                assert not isinstance(assess(who, one.proposal), Withhold), f"{who} {one}"
        assert named > 100

    def test_every_alternative_is_another_proposal_with_a_cited_reason(self) -> None:
        for who, what in CASES:
            answer = assess(who, what)
            for one in answer.alternatives if isinstance(answer, Withhold) else ():
                assert one.proposal != what
                assert one.reason.rule.startswith("route.instead.")
                assert one.reason.cites

    def test_in_red_topical_magnesium_is_named(self) -> None:
        (one,) = withheld(situation(zone=Zone.RED)).alternatives
        assert isinstance(one.proposal.product, Topical)
        assert one.proposal.intent is Intent.START

    def test_a_rise_in_yellow_may_stay_as_it_is(self) -> None:
        answer = withheld(situation(zone=Zone.YELLOW, **PROVEN), attrs.evolve(RISE, target=Elemental.mg(300)))
        staying = [one.proposal for one in answer.alternatives if one.proposal.intent is Intent.MAINTAIN]
        assert staying == [attrs.evolve(RISE, intent=Intent.MAINTAIN)]

    def test_a_label_with_stevia_leads_to_the_same_product_without_it(self) -> None:
        named = proposal(capsule(ingredients=["stevia", "rice flour"]))
        products = [one.proposal.product for one in withheld(situation(), named).alternatives]
        assert capsule(ingredients=["rice flour"]) in products

    def test_a_capsule_that_is_too_strong_leads_to_one_that_divides_well(self) -> None:
        answer = withheld(situation(), proposal(capsule(500)))
        assert answer.infeasible is not None
        assert answer.infeasible.finding.rule == "dose.start.too-strong"
        named = [one.proposal.product for one in answer.alternatives if isinstance(one.proposal.product, Capsule)]
        assert named == [capsule()]

    def test_a_target_between_two_portions_leads_to_the_nearest_that_can_be_had(self) -> None:
        answer = withheld(situation(), proposal(capsule(120), target=Elemental.mg(200)))
        targets = [one.proposal.target for one in answer.alternatives if one.proposal.target]
        assert Elemental.mg(210) in targets

    def test_threonate_in_pregnancy_leads_to_another_form(self) -> None:
        answer = withheld(situation(conditions=[Condition.PREGNANCY]), proposal(capsule(form=Form.THREONATE)))
        forms = [one.proposal.product.form for one in answer.alternatives if isinstance(one.proposal.product, Capsule)]
        assert forms
        assert Form.THREONATE not in forms

    def test_what_another_product_cannot_get_round_names_none(self) -> None:
        answer = withheld(situation(kidney=KidneyFunction.SEVERE))
        assert all(isinstance(one.proposal.product, Topical) for one in answer.alternatives)

    def test_ask_again_in_green_names_the_answer_of_a_green_day_and_is_said_only_if_it_is_not_a_no(self) -> None:
        said = set()
        agreed = situation(zone=Zone.YELLOW, acknowledged=[START_ACKNOWLEDGED])
        for who, what in (*CASES, (agreed, START)):
            answer = assess(who, what)
            if isinstance(answer, Withhold):
                later = assess(attrs.evolve(who, zone=Zone.GREEN), what).answer
                expected = [] if later is Answer.WITHHOLD else [f"zone.ask-again.{later}"]
                assert [one.rule for one in answer.advice] == expected, f"{who} {what}"
                said.add(later)
        assert said == set(Answer)

    def test_ask_again_names_what_is_missing(self) -> None:
        answer = withheld(situation(zone=Zone.YELLOW, age_years=None))
        (advice,) = answer.advice
        assert advice.text.count("age") == 1
        day, _, then = advice.text.partition(": ")
        assert " ".join(str(answer).split()).count(f"{day[1:]} W{then[1:]}") == 1


def test_the_rows_of_another_rulebook_are_asked() -> None:
    cite = a_finding().cites
    own = Rule(
        id="condition.own",
        when=when(condition=Condition.MCAS),
        then=Verdict.WITHHOLD,
        because="not in our clinic",
        cites=cite,
    )
    mcas = situation(conditions=[Condition.MCAS])
    answer = assess(mcas, START, rulebook=tighten(CURRENT, [own]))
    assert isinstance(answer, Withhold)
    assert "condition.own" in rules(answer)
    assert "condition.mcas" in rules(assess(mcas, START))


def test_findings_stand_in_one_order_whatever_order_the_facts_come_in() -> None:
    pills = [Medicine(name="iron"), Medicine(name="levothyroxine"), Medicine(name="zzz")]
    pain = [Condition.MCAS, Condition.POTS, Condition.CARDIAC]
    one = assess(situation(medicines=pills, conditions=pain), START)
    other = assess(situation(medicines=pills[::-1], conditions=pain[::-1]), START)
    assert one.findings == other.findings
    assert [finding.verdict.severity for finding in one.findings] == sorted(
        (finding.verdict.severity for finding in one.findings), reverse=True
    )
