"""Screening: what the rows say, fact by fact."""

from datetime import date, time
from typing import Any

import attrs
import pytest
from units.builders import capsule, proposal, situation, topical

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    Additive,
    Condition,
    Consult,
    DosePlan,
    Egfr,
    EgfrUnit,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    LimitOutcome,
    Medicine,
    Offer,
    Situation,
    Verdict,
    Zone,
    assess,
    explain,
    titration_schedule,
)
from alpims_mg._internal.rendering import sentence
from alpims_mg._internal.templates import fill
from alpims_mg.assessment.screening import age_band, salt, screen, screened_additives
from alpims_mg.assessment.upper_levels import ceilings, limits_with_ceilings
from alpims_mg.dosing.rungs import Schedule
from alpims_mg.dosing.titration import schedule_for
from alpims_mg.model.findings import Finding
from alpims_mg.model.vocabulary import MedicineRoute, Severity
from alpims_mg.rulebook.ages import AgeBand
from alpims_mg.rulebook.ceilings import SetBy
from alpims_mg.rulebook.forms import Salt

LEVOTHYROXINE = Medicine(name="levothyroxine")


def found(who: Situation, what: Any = None) -> dict[str, Finding]:
    return {one.rule: one for one, _ in screen(who, what or proposal(), CURRENT)}


def left_open(who: Situation, what: Any = None) -> set[tuple[str, str]]:
    return {(left.path, left.text) for _, left in screen(who, what or proposal(), CURRENT) if left}


def over(who: Situation, target: int | None = None, form: Form = Form.GLYCINATE) -> dict[str, Finding]:
    plan = titration_schedule(capsule(form=form), target=Elemental.mg(target) if target else None)
    assert isinstance(plan, DosePlan)
    product, highest = capsule(form=form), max(step.daily.nanograms for step in plan.steps)
    notes = (*ceilings(who, product, highest, CURRENT), *screen(who, proposal(product), CURRENT))
    return {one.rule: one for one, _ in notes if one.rule.startswith("ceiling.")}


class TestUnstated:
    def test_a_fact_that_is_not_stated_says_nothing(self) -> None:
        assert set(found(Situation())) == {"consult.start", "form.glycinate"}
        assert set(found(Situation(), topical())) == {"consult.topical"}

    def test_an_empty_list_says_nothing_either(self) -> None:
        rules = found(situation())
        assert not any(rule.startswith(("condition.", "medicine.")) for rule in rules)


class TestKidney:
    @pytest.mark.parametrize(
        ("taken", "today", "rule"),
        [
            (date(2025, 3, 1), date(2025, 3, 1), "kidney.normal"),
            (date(2025, 3, 1), date(2026, 2, 28), "kidney.normal"),
            (date(2025, 3, 1), date(2026, 3, 1), "kidney.normal"),
            (date(2025, 3, 1), date(2026, 3, 2), "kidney.stale"),
            (date(2025, 3, 31), date(2026, 4, 1), "kidney.stale"),
            (date(2024, 2, 29), date(2025, 2, 28), "kidney.normal"),
            (date(2024, 2, 29), date(2025, 3, 1), "kidney.stale"),
            (date(1990, 1, 1), date(2025, 3, 1), "kidney.stale"),
        ],
    )
    def test_a_result_lasts_twelve_months_to_the_day(self, taken: date, today: date, rule: str) -> None:
        rules = found(situation(kidney_date=taken, as_of=today))
        assert [name for name in rules if name.startswith("kidney.")] == [rule]

    def test_a_result_without_a_date_is_taken_and_listed_as_of_unknown_age(self) -> None:
        assert found(situation())["kidney.normal.undated"].verdict is Verdict.PERMIT
        assert any(path == "situation.kidney" for path, _ in left_open(situation()))
        dated = situation(kidney_date=date(2026, 1, 1), as_of=date(2026, 1, 2))
        assert not any(path == "situation.kidney" for path, _ in left_open(dated))

    @pytest.mark.parametrize("kidney", [KidneyFunction.MODERATE, KidneyFunction.SEVERE])
    def test_an_old_result_is_never_better_than_a_new_one(self, kidney: KidneyFunction) -> None:
        old = situation(kidney=kidney, kidney_date=date(2020, 1, 1), as_of=date(2026, 1, 1))
        fresh, stale = found(situation(kidney=kidney))[f"kidney.{kidney}"], found(old)[f"kidney.{kidney}.stale"]
        assert stale.verdict is fresh.verdict

    @pytest.mark.parametrize("name", ["spironolactone", "a diuretic"])
    def test_beside_a_diuretic_an_old_result_counts_as_none(self, name: str) -> None:
        taking = {"medicines": [Medicine(name=name)]}
        old = situation(kidney_date=date(2020, 1, 1), as_of=date(2026, 1, 1), **taking)
        verdicts = [one.verdict for rule, one in found(old).items() if rule.startswith("medicine.")]
        assert verdicts == [Verdict.WITHHOLD]
        fresh = situation(kidney_date=date(2026, 1, 1), as_of=date(2026, 1, 1), **taking)
        verdicts = [one.verdict for rule, one in found(fresh).items() if rule.startswith("medicine.")]
        assert verdicts == [Verdict.CONSULT]


class TestBounds:
    """Every source that sets a level for the age is among the bounds; one that sets none or is silent is not."""

    def levels(self, who: Situation, target: int | None = None, form: Form = Form.GLYCINATE) -> dict[str, str]:
        product = capsule(form=form)
        amount = Elemental.mg(target) if target else None
        size = (form, product.elemental, product.divides_into, product.dosage_form)
        plan, _ = schedule_for(*size, Intent.START, amount, None, 7, CURRENT)
        assert isinstance(plan, Schedule)
        against = limits_with_ceilings(who, product, plan, CURRENT)
        assert set(plan.limits) < set(against)
        return {
            one.rule.removeprefix("ceiling."): f"{one.outcome} {one.amount.format_mg()}/{one.level.format_mg()}"
            for one in against
            if one not in plan.limits
        }

    @pytest.mark.parametrize("form", [Form.GLYCINATE, Form.THREONATE])
    @pytest.mark.parametrize("years", [0, 3, 9, 17, 18, 34])
    def test_each_source_that_sets_a_level_for_the_age_is_a_bound_with_other_magnesium_counted_in(
        self, years: int, form: Form
    ) -> None:
        antacid = Medicine(name="milk of magnesia", magnesium=Elemental.mg(20))
        who = situation(age_years=years, other_magnesium=Elemental.mg(50), medicines=[antacid])
        expected = {
            str(key.set_by): rule.then.level
            for key, rule in CURRENT.ceilings
            if isinstance(rule.then.level, Elemental)
            and (key.age, key.salt) == (age_band(years, CURRENT), salt(capsule(form=form), CURRENT))
        }
        bounds = {rule.partition(".")[0]: said for rule, said in self.levels(who, 300, form).items()}
        assert bounds == {
            source: f"{'within' if level >= Elemental.mg(370) else 'exceeded'} 370/{level.format_mg()}"
            for source, level in expected.items()
        }

    def test_an_age_that_is_not_stated_leaves_what_holds_at_every_age(self) -> None:
        assert self.levels(situation(age_years=None)) == {"guide": "within 200/400"}

    def test_a_plan_of_an_answer_carries_them(self) -> None:
        answer = assess(situation(), proposal(target=Elemental.mg(300)))
        assert isinstance(answer, Consult)
        assert isinstance(answer.draft, DosePlan)
        assert any(one.outcome is LimitOutcome.EXCEEDED for one in answer.draft.limits)
        assert answer.draft.limits[0].rule == "dose.end.target"
        assert "Limits, in elemental magnesium" in explain(answer)


class TestEgfr:
    """The number is read by the cut-points 30 and 60 as it stands; 12 months and the date count as for words."""

    @pytest.mark.parametrize("unit", list(EgfrUnit))
    @pytest.mark.parametrize(
        ("value", "rule", "verdict"),
        [
            ("0", "kidney.severe", Verdict.WITHHOLD),
            ("24.3", "kidney.severe", Verdict.WITHHOLD),
            ("29.9", "kidney.severe", Verdict.WITHHOLD),
            ("29.999", "kidney.severe", Verdict.WITHHOLD),
            ("30", "kidney.moderate", Verdict.CONSULT),
            ("40.9", "kidney.moderate", Verdict.CONSULT),
            ("59.99", "kidney.moderate", Verdict.CONSULT),
            ("60", "kidney.normal", Verdict.PERMIT),
            ("159", "kidney.normal", Verdict.PERMIT),
        ],
    )
    def test_it_falls_into_its_band_without_rounding(
        self, value: str, rule: str, verdict: Verdict, unit: EgfrUnit
    ) -> None:
        who = situation(
            kidney=None, egfr=Egfr(value=value, unit=unit), kidney_date=date(2026, 1, 1), as_of=date(2026, 3, 1)
        )
        (one,) = (one for name, one in found(who).items() if name.startswith("kidney."))
        assert (one.rule, one.verdict) == (rule, verdict)

    def test_a_finding_shows_the_number_with_its_unit(self) -> None:
        scaled = situation(kidney=None, egfr=Egfr(value="24.3", unit=EgfrUnit.ML_MIN_SCALED))
        assert found(scaled)["kidney.severe"].text.endswith(". The eGFR is 24.3 mL/min/1.73 m2")
        bare = situation(kidney=None, egfr=Egfr(value="24.30", unit=EgfrUnit.ML_MIN))
        assert found(bare)["kidney.severe"].text.endswith(". The eGFR is 24.30 mL/min")

    def test_an_old_number_counts_as_not_assessed_and_one_without_a_date_says_so(self) -> None:
        high = Egfr(value=107, unit=EgfrUnit.ML_MIN)
        old = situation(kidney=None, egfr=high, kidney_date=date(2025, 1, 1), as_of=date(2026, 1, 2))
        assert found(old)["kidney.stale"].verdict is Verdict.CONSULT
        undated = situation(kidney=None, egfr=high)
        assert found(undated)["kidney.normal.undated"].verdict is Verdict.PERMIT
        assert any(path == "situation.egfr" for path, _ in left_open(undated))

    def test_agreement_on_a_fresh_result_does_not_cover_an_old_one(self) -> None:
        agreed = [Acknowledgement(rule=rule, reason="seen") for rule in ("consult.start", "kidney.moderate")]
        fresh = situation(
            kidney=KidneyFunction.MODERATE,
            kidney_date=date(2025, 1, 1),
            as_of=date(2026, 1, 1),
            acknowledged=agreed,
        )
        assert isinstance(assess(fresh, proposal()), Offer)
        answer = assess(attrs.evolve(fresh, as_of=date(2026, 1, 2)), proposal())
        assert isinstance(answer, Consult)
        assert [one.rule for one in answer.asks()] == ["kidney.moderate.stale"]

    @pytest.mark.parametrize(
        ("words", "value", "rules"),
        [
            ("normal", "93.9", {"kidney.normal.undated", "kidney.both.agree"}),
            ("normal", "24.3", {"kidney.normal.undated", "kidney.severe", "kidney.both.disagree"}),
            ("severe", "93.9", {"kidney.normal.undated", "kidney.severe", "kidney.both.disagree"}),
            ("not-assessed", "93.9", {"kidney.normal.undated", "kidney.not-assessed", "kidney.both.disagree"}),
            ("moderate", "59.99", {"kidney.moderate", "kidney.both.agree"}),
        ],
    )
    def test_of_two_statements_both_are_looked_up_and_a_disagreement_is_told(
        self, words: str, value: str, rules: set[str]
    ) -> None:
        who = situation(kidney=KidneyFunction(words), egfr=Egfr(value=value, unit=EgfrUnit.ML_MIN))
        assert {rule for rule in found(who) if rule.startswith("kidney.")} == rules
        told = {because for path, because in left_open(who) if path == "situation.egfr"}
        disagree = "which of the two is right: the kidney function in words, or the eGFR"
        assert (disagree in told) == ("kidney.both.disagree" in rules)

    @pytest.mark.parametrize(
        ("words", "value", "withheld"),
        [(None, "59.9", True), (None, "60", False), ("normal", "59.9", True), ("moderate", "60", True)],
    )
    def test_beside_a_potassium_sparing_diuretic_the_lower_of_two_statements_withholds(
        self, words: str | None, value: str, withheld: bool
    ) -> None:
        who = situation(
            kidney=words and KidneyFunction(words),
            egfr=Egfr(value=value, unit=EgfrUnit.ML_MIN_SCALED),
            medicines=[Medicine(name="spironolactone")],
        )
        verdicts = {one.verdict for rule, one in found(who).items() if rule.startswith("medicine.")}
        assert (Verdict.WITHHOLD in verdicts) is withheld


class TestAge:
    @pytest.mark.parametrize(
        ("years", "band"),
        [
            (0, "0"), (1, "1-2"), (2, "1-2"), (3, "3"), (4, "4-8"), (8, "4-8"), (9, "9"), (10, "10"), (11, "11-17"),
            (17, "11-17"), (18, "18"), (19, "19-64"), (64, "19-64"), (65, "65+"), (130, "65+"),
        ],
    )  # fmt: skip
    def test_every_age_falls_into_the_band_that_names_it(self, years: int, band: str) -> None:
        assert age_band(years, CURRENT) is AgeBand(band)


class TestMedicines:
    def test_a_finding_names_its_medicine_and_the_gaps_in_each_direction(self) -> None:
        one = found(situation(medicines=[Medicine(name="Cipro 500")]))["medicine.ciprofloxacin"]
        assert one.about == "Cipro 500"
        assert one.separation is not None
        assert (one.separation.medicine_to_magnesium, one.separation.magnesium_to_medicine) == (2, 6)

    def test_where_rilpivirine_is_taken_the_longer_gap_comes_after_it(self) -> None:
        one = found(situation(medicines=[Medicine(name="rilpivirine")]))["medicine.rilpivirine"]
        assert one.separation is not None
        assert (one.separation.medicine_to_magnesium, one.separation.magnesium_to_medicine) == (4, 2)

    def test_the_span_without_magnesium_around_each_time_is_told_in_any_order(self) -> None:
        times = [time(19), time(7), time(7)]
        one = found(situation(medicines=[Medicine(name="levothyroxine", taken_at=times)]))["medicine.levothyroxine"]
        assert one.text.endswith(
            "; you take it at 07:00, so take no magnesium from 03:00 to 11:00; "
            "you take it at 19:00, so take no magnesium from 15:00 to 23:00; severity: moderate"
        )

    @pytest.mark.parametrize(
        "medicine",
        [
            Medicine(name="sertraline", taken_at=[time(7)]),
            Medicine(name="levothyroxine", taken_at=[time(7)], route=MedicineRoute.OTHER),
            Medicine(name="levothyroxine"),
        ],
    )
    def test_without_a_gap_or_a_time_no_span_is_told(self, medicine: Medicine) -> None:
        assert not any("no magnesium" in one.text for one in found(situation(medicines=[medicine])).values())

    def test_a_finding_tells_how_grave_the_interaction_is(self) -> None:
        rules = found(situation(medicines=[Medicine(name="Cipro 500"), Medicine(name="sertraline")]))
        assert rules["medicine.ciprofloxacin"].severity is Severity.MAJOR
        assert rules["medicine.ssri"].severity is Severity.NOT_GRADED
        assert {one.severity for rule, one in rules.items() if not rule.startswith("medicine.")} == {None}

    def test_topical_magnesium_keeps_no_gaps(self) -> None:
        assert (
            found(situation(medicines=[LEVOTHYROXINE]), topical())["medicine.levothyroxine.topical"].separation is None
        )

    def test_where_the_two_do_not_meet_a_finding_says_so(self) -> None:
        doxycycline = Medicine(name="doxycycline")
        by_mouth = found(situation(medicines=[doxycycline]))["medicine.tetracycline"]
        on_the_skin = found(situation(medicines=[doxycycline]), topical())["medicine.tetracycline.topical"]
        assert by_mouth.because not in on_the_skin.text
        reasons = {rule.id: rule.because for rule in CURRENT.windows.rules}
        infused = attrs.evolve(doxycycline, route=MedicineRoute.OTHER)
        not_swallowed = found(situation(medicines=[infused]))["medicine.tetracycline"]
        assert f"; {reasons['medicine.window.none']}; severity: " in not_swallowed.text
        furosemide = found(situation(medicines=[Medicine(name="furosemide")]), topical())
        assert "gut" not in furosemide["medicine.loop-or-thiazide-diuretic.topical"].because

    def test_an_unknown_medicine_says_so_and_keeps_the_longest_gaps(self) -> None:
        unknown = situation(medicines=[LEVOTHYROXINE, Medicine(name="zzz")])
        one = found(unknown)["medicine.unrecognised"]
        assert one.separation is not None
        assert (one.separation.medicine_to_magnesium, one.separation.magnesium_to_medicine) == (6, 10)
        ((path, words),) = (left for left in left_open(unknown) if left[0].startswith("situation.medicines"))
        assert path == "situation.medicines[1]"
        assert words.startswith("zzz: ")

    def test_a_combination_gives_a_finding_for_each_kind_that_it_holds(self) -> None:
        rules = found(situation(medicines=[Medicine(atc="M05BB06")]))
        assert {"medicine.bisphosphonate", "medicine.active-vitamin-d"} <= set(rules)

    @pytest.mark.parametrize("name", ["x" * 200, "a b" * 60])
    def test_a_medicine_of_any_length_can_be_spoken_of(self, name: str) -> None:
        assert found(situation(medicines=[Medicine(name=name)]))["medicine.unrecognised"].about == name

    @pytest.mark.parametrize("code", ["atc", "rxnorm"])
    def test_a_code_of_any_length_can_be_spoken_of(self, code: str) -> None:
        taking = situation(medicines=[Medicine(**{code: "9" * 200})])  # type: ignore[arg-type]
        assert found(taking)["medicine.unrecognised"].verdict is Verdict.CONSULT


class TestConditions:
    @pytest.mark.parametrize("condition", Condition)
    def test_each_condition_gives_one_finding_of_its_own_table(self, condition: Condition) -> None:
        rules = [rule for rule in found(situation(conditions=[condition])) if rule.startswith("condition.")]
        assert len(rules) == 1


class TestLabel:
    def test_a_label_that_was_not_read_is_listed_as_not_checked(self) -> None:
        unread = proposal(capsule(ingredients=None))
        assert found(situation(), unread)["additive.not-read"].verdict is Verdict.CONSULT
        assert any(path == "proposal.product.ingredients" for path, _ in left_open(situation(), unread))
        assert not any(rule.startswith("additive.") for rule in found(situation()))

    def test_what_the_guide_avoids_is_always_screened_for_and_the_rest_when_asked(self) -> None:
        label = capsule(ingredients=["citric acid", "stevia", "FD&C Red 40", "magnesium stearate"])
        always = {Additive.CITRIC_ACID, Additive.STEVIA}
        assert screened_additives(label, frozenset(), CURRENT) == always
        assert screened_additives(label, frozenset({Additive.DYE, Additive.PRESERVATIVE}), CURRENT) == always | {
            Additive.DYE
        }
        assert screened_additives(capsule(ingredients=None), frozenset(Additive), CURRENT) == frozenset()

    def test_the_label_the_form_and_the_levels_are_asked_of_capsules_only(self) -> None:
        rules = found(situation(avoids=list(Additive)), topical())
        assert not any(rule.startswith(("additive.", "form.", "ceiling.")) for rule in rules)
        assert salt(topical().product, CURRENT) is Salt.ORDINARY
        assert salt(capsule(form=Form.THREONATE), CURRENT) is Salt.THREONATE


class TestCeilings:
    def test_no_level_is_passed_by_a_plan_of_200_mg_and_nothing_beside_it(self) -> None:
        assert set(over(situation())) == {"ceiling.other-stated"}

    @pytest.mark.parametrize("years", [4, 9, 10, 17, 18, 34, 70])
    @pytest.mark.parametrize("target", [200, 250, 275, 300, 375, 400])
    def test_all_public_levels_that_are_passed_are_one_finding_that_names_each_and_its_sources(
        self, target: int, years: int
    ) -> None:
        passed = {
            rule
            for key, rule in CURRENT.ceilings
            if (key.age, key.salt) == (age_band(years, CURRENT), Salt.ORDINARY) and key.set_by is not SetBy.GUIDE
            if isinstance(rule.then.level, Elemental) and rule.then.level < Elemental.mg(target)
        }
        one = over(situation(age_years=years), target).get("ceiling.public")
        assert (one is not None) == bool(passed)
        if one is not None:
            assert one.verdict is (Verdict.CONSULT if years >= 18 else Verdict.WITHHOLD)
            assert one.about == f"{target} mg"
            said, each = f"{dict(one.numbers)['levels']}.", [sentence(fill(rule.reason)) for rule in passed]
            assert all(said.count(level) == 1 for level in each)
            assert len(said) == len(" ".join(each))
            assert set(one.cites) >= {cite for rule in passed for cite in rule.cites}

    def test_a_level_that_is_just_reached_is_not_passed(self) -> None:
        assert "ceiling.public" not in over(situation(), 250)
        assert "350 mg" not in over(situation(), 350)["ceiling.public"].text.partition("The highest")[0]
        assert "ceiling.public" in over(situation(other_magnesium=Elemental(nanograms=1)), 250)

    def test_other_magnesium_counts_and_the_guides_400_mg_is_absolute(self) -> None:
        passed = over(situation(other_magnesium=Elemental.mg(150)), 300)["ceiling.guide"]
        assert passed.verdict is Verdict.WITHHOLD
        assert "The highest day of this plan gives 450 mg in all, 150 mg of it from elsewhere" in passed.text
        assert "ceiling.guide" not in over(situation(other_magnesium=Elemental.mg(100)), 300)

    def test_the_magnesium_of_a_medicine_counts_too(self) -> None:
        antacid = Medicine(name="antacid", magnesium=Elemental.mg(120))
        both = over(situation(medicines=[antacid], other_magnesium=Elemental.mg(100)), 200)
        assert "gives 420 mg in all, 220 mg of it from elsewhere" in both["ceiling.guide"].text

    def test_other_magnesium_that_is_not_stated_has_no_finding_since_it_is_asked_for(self) -> None:
        assert over(situation(other_magnesium=None)) == {}

    def test_threonate_has_a_level_of_its_own(self) -> None:
        over_300 = over(situation(), 300, Form.THREONATE)
        assert "250 mg a day of magnesium from threonate" in over_300["ceiling.public"].text
        young = over(situation(age_years=17), 200, Form.THREONATE)
        assert young["ceiling.eu-novel-food.minor"].verdict is Verdict.WITHHOLD

    def test_without_an_age_no_level_speaks(self) -> None:
        assert set(over(situation(age_years=None), 400)) == {"ceiling.other-stated"}


def test_the_zone_is_asked_with_route_intent_and_tolerance() -> None:
    assert found(situation(zone=Zone.RED))["zone.red.capsule.change"].verdict is Verdict.WITHHOLD
    assert found(situation(zone=Zone.RED), topical())["zone.red.topical.start"].verdict is Verdict.CONSULT
