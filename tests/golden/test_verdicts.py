"""What each fact decides, in the words of the readings, asked through the public functions.

Where a reading says "every" or "any other", the test goes through all members, so a new one needs no line here.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest
from golden.kernel import course_and_check_ins
from snapshots.answers import clock_question
from snapshots.test_snapshots import inputs
from units.builders import capsule, dose_plan, proposal, situation, topical

from alpims_mg import (
    CURRENT,
    Additive,
    Aim,
    CheckIn,
    Compound,
    Condition,
    Consult,
    Course,
    Domain,
    DosageForm,
    DosePlan,
    Egfr,
    EgfrUnit,
    Elemental,
    FactList,
    Form,
    Intent,
    KidneyFunction,
    Medicine,
    MedicineClass,
    MedicineRoute,
    Move,
    NeedsInformation,
    Offer,
    Proposal,
    Reaction,
    Review,
    Route,
    Situation,
    TimeOfDay,
    Tolerance,
    Topical,
    Unschedulable,
    Vehicle,
    Verdict,
    Withhold,
    Zone,
    assess,
    review_course,
    review_courses,
    route_options,
    schedule_day,
    zone_eligibility,
)
from alpims_mg.courses.diary import Diary
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.labels.ingredients import additives_in
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.model.findings import Finding
from alpims_mg.rulebook.ages import ADULTS, AgeBand
from alpims_mg.rulebook.ceilings import NoLevel
from alpims_mg.rulebook.labels.additives import SPELLINGS
from alpims_mg.rulebook.medicines.names import RECOGNITIONS
from alpims_mg.rulebook.routes import Rating
from alpims_mg.wire import read_diary

PERMIT, CAUTION, CONSULT, WITHHOLD = Verdict.PERMIT, Verdict.CAUTION, Verdict.CONSULT, Verdict.WITHHOLD
GOLDEN_DIARIES = sorted((Path(__file__).parent / "diaries").glob("*.json"))
TODAY = date(2026, 3, 1)
A_YEAR_AND_A_DAY_AGO = date(2025, 2, 28)
ROUTES = {Route.CAPSULE: proposal(), Route.TOPICAL: topical()}
GOING_ON = {intent: Elemental.mg(100) for intent in (Intent.MAINTAIN, Intent.INCREASE, Intent.LOWER)}


def findings(who: Situation, what: Proposal | None = None, family: str = "") -> list[Finding]:
    return [one for one in assess(who, what or proposal()).findings if one.rule.startswith(family)]


def verdicts(who: Situation, what: Proposal | None = None, family: str = "") -> set[Verdict]:
    return {one.verdict for one in findings(who, what, family)}


def not_checked(who: Situation, what: Proposal | None = None) -> set[str]:
    """The paths of the gaps of an answer, without the one that every answer names."""
    paths = [gap.path for gap in assess(who, what or proposal()).not_checked]
    paths.remove("situation.other_conditions")
    return set(paths)


def reasons_for_a_route(*, aims: Sequence[Aim] = (), domains: Sequence[Domain] = (), **stated: Any) -> set[str]:
    """The rules that speak for topical magnesium or for capsules on a Yellow day, when the zone speaks for neither."""
    options = route_options(aims=aims, domains=domains, situation=situation(zone=Zone.YELLOW, **stated))
    return {one.rule for option in options for one in option.reasons_for}


def lists_that_name(reasons: set[str]) -> set[str]:
    """Of the guide's reasons for a route, those among these rules."""
    return {reason.removeprefix("route.when.") for reason in reasons if reason.startswith("route.when.")}


class TestZones:
    """Section 3: zone, route, intent and tolerance."""

    @pytest.mark.parametrize("tolerance", Tolerance)
    @pytest.mark.parametrize("zone", Zone)
    def test_a_capsule(self, zone: Zone, tolerance: Tolerance) -> None:
        said = {
            intent: zone_eligibility(zone=zone, route=Route.CAPSULE, intent=intent, tolerance=tolerance).verdict
            for intent in Intent
        }
        assert said.pop(Intent.LOWER) is PERMIT
        proven = tolerance is Tolerance.PROVEN
        green = {Intent.START: PERMIT, Intent.MAINTAIN: PERMIT, Intent.INCREASE: PERMIT if proven else WITHHOLD}
        tolerated = (CAUTION if zone is Zone.RED else PERMIT) if proven else WITHHOLD
        elsewhere = {Intent.START: WITHHOLD, Intent.MAINTAIN: tolerated, Intent.INCREASE: WITHHOLD}
        assert said == (green if zone is Zone.GREEN else elsewhere)

    def test_topical_asks_for_a_clinician_to_start_in_red_and_for_a_patch_test_while_unproven(self) -> None:
        for zone, intent, tolerance in product(Zone, Intent, Tolerance):
            said = zone_eligibility(zone=zone, route=Route.TOPICAL, intent=intent, tolerance=tolerance).verdict
            patch_test = PERMIT if tolerance is Tolerance.PROVEN or intent is Intent.LOWER else CAUTION
            assert said is (CONSULT if (zone, intent) == (Zone.RED, Intent.START) else patch_test)

    def test_a_clinician_is_asked_to_start_or_raise_a_capsule_and_for_nothing_else(self) -> None:
        for (route, what), intent in product(ROUTES.items(), Intent):
            asked = attrs.evolve(
                what, intent=intent, current_daily=GOING_ON.get(intent) if route is Route.CAPSULE else None
            )
            of_capsules = {Intent.START: CONSULT, Intent.INCREASE: CONSULT, Intent.LOWER: CAUTION}
            expected = of_capsules.get(intent, PERMIT) if route is Route.CAPSULE else PERMIT
            assert verdicts(situation(), asked, "consult.") == {expected}


class TestNeededFacts:
    """Section 2: the skin needs the zone alone, a capsule every fact."""

    @pytest.mark.parametrize("fact", ["zone", "age_years", "kidney", "conditions", "medicines", "other_magnesium"])
    def test_an_answer_asks_for_a_needed_fact(self, fact: str) -> None:
        for route, what in ROUTES.items():
            asks = isinstance(assess(situation(**{fact: None}), what), NeedsInformation)
            assert asks == (route is Route.CAPSULE or fact == "zone")

    @pytest.mark.parametrize("intent", Intent)
    @pytest.mark.parametrize("one", FactList)
    def test_a_list_in_part_is_not_stated_as_a_whole(self, one: FactList, intent: Intent) -> None:
        """Section 1: what the list holds counts, and a decision that needs the rest is no Offer and no Consult."""
        stopped: dict[FactList, Any] = {
            FactList.CONDITIONS: {"conditions": [Condition.DIALYSIS]},
            FactList.MEDICINES: {"medicines": [Medicine(name="nilotinib")]},
        }
        for route, what in ROUTES.items():
            asked = attrs.evolve(what, intent=intent, current_daily=what.current_daily or Elemental.mg(100))
            needed = route is Route.CAPSULE and intent is not Intent.LOWER
            person = {"tolerance": Tolerance.PROVEN, "partial": [one]}
            assert isinstance(assess(situation(**person), asked), NeedsInformation) == needed
            assert isinstance(assess(situation(**person | stopped[one]), asked), Withhold) == needed


class TestConditions:
    """Section 4: a condition that neither list names asks for a clinician."""

    WITHHELD = frozenset(
        {
            Condition.HEART_BLOCK,
            Condition.MYASTHENIA_GRAVIS,
            Condition.BOWEL_OBSTRUCTION,
            Condition.IBD_FLARE,
            Condition.INFECTION_STONES,
            Condition.DEHYDRATION,
            Condition.HYPERMAGNESAEMIA,
            Condition.DIALYSIS,
            Condition.NEUROMUSCULAR_JUNCTION_DISORDER,
        }
    )
    CAUTIONS = frozenset(
        {
            Condition.MCAS,
            Condition.POTS,
            Condition.EDS,
            Condition.ME_CFS,
            Condition.CHRONIC_PAIN,
            Condition.NEURODIVERGENCE,
            Condition.PLANNED_SURGERY,
        }
    )
    GUT = (Condition.IBS, Condition.GUT_FLARE, Condition.NAUSEA, Condition.ORAL_HYPERSENSITIVITY)
    STARTED: ClassVar[dict[Condition, Verdict]] = dict(zip(GUT, (CAUTION, WITHHOLD, CONSULT, CONSULT), strict=True))
    RAISED: ClassVar[dict[Condition, Verdict]] = dict(zip(GUT, (CAUTION, WITHHOLD, CONSULT, CAUTION), strict=True))

    @pytest.mark.parametrize("condition", Condition)
    def test_by_mouth_and_on_the_skin(self, condition: Condition) -> None:
        by_mouth, on_skin = CONSULT, CONSULT
        if condition in self.WITHHELD:
            by_mouth = WITHHOLD
        elif condition in self.CAUTIONS:
            by_mouth = on_skin = CAUTION
        elif condition in self.GUT:
            by_mouth, on_skin = CAUTION, PERMIT
        who = situation(conditions=[condition])
        started, raised = self.STARTED.get(condition, by_mouth), self.RAISED.get(condition, by_mouth)
        lowered = PERMIT if by_mouth is PERMIT else CAUTION
        said = {Intent.START: started, Intent.INCREASE: raised, Intent.LOWER: lowered}
        for intent in Intent:
            going_on = proposal(intent=intent, current_daily=GOING_ON.get(intent))
            assert verdicts(who, going_on, "condition.") == {said.get(intent, by_mouth)}
            assert verdicts(who, topical(intent), "condition.") == (set() if intent is Intent.LOWER else {on_skin})

    @pytest.mark.parametrize("condition", Condition)
    def test_a_troubled_gut_points_to_topical_and_no_other_condition_points_to_a_route(
        self, condition: Condition
    ) -> None:
        said = reasons_for_a_route(conditions=[condition])
        troubled = condition in self.GUT and condition is not Condition.ORAL_HYPERSENSITIVITY
        reason = "gut-issues" if troubled else str(condition)
        assert lists_that_name(said) == ({reason} if condition in self.GUT else set())
        assert ("route.topical.gut-tolerance" in said) == troubled
        assert ("route.topical.mcas-risk" in said) == (condition in (Condition.MCAS, Condition.GUT_FLARE))

    @pytest.mark.parametrize("condition", [Condition.PREGNANCY, Condition.LACTATION])
    def test_threonate_is_withheld_in_pregnancy_and_lactation(self, condition: Condition) -> None:
        who = situation(conditions=[condition])
        assert verdicts(who, proposal(capsule(form=Form.THREONATE)), "condition.") == {WITHHOLD}


class TestKidney:
    """Section 4: severe is withheld, moderate and not assessed ask for a clinician; an old result is never better."""

    @pytest.mark.parametrize("taken", [TODAY, A_YEAR_AND_A_DAY_AGO, None], ids=["current", "stale", "undated"])
    @pytest.mark.parametrize("function", KidneyFunction)
    def test_by_mouth_and_on_the_skin(self, function: KidneyFunction, taken: date | None) -> None:
        unknown = function is KidneyFunction.NOT_ASSESSED
        stale = taken == A_YEAR_AND_A_DAY_AGO and not unknown
        who = situation(kidney=function, as_of=TODAY, kidney_date=None if unknown else taken)
        by_mouth = {KidneyFunction.SEVERE: WITHHOLD, KidneyFunction.NORMAL: CONSULT if stale else PERMIT}
        assert verdicts(who, proposal(), "kidney.") == {by_mouth.get(function, CONSULT)}
        assert verdicts(who, topical(), "kidney.") == {PERMIT if by_mouth.get(function) is PERMIT else CONSULT}
        hopeful = function is KidneyFunction.NORMAL and taken is None
        for what in ROUTES.values():
            assert ("situation.kidney" in not_checked(who, what)) == (unknown or stale or hopeful)

    def test_an_old_result_says_so_under_a_rule_of_its_own(self) -> None:
        for function in (KidneyFunction.SEVERE, KidneyFunction.MODERATE, KidneyFunction.NORMAL):
            who = situation(kidney=function, as_of=TODAY, kidney_date=A_YEAR_AND_A_DAY_AGO)
            assert all("stale" in one.rule for what in ROUTES.values() for one in findings(who, what, "kidney."))

    @pytest.mark.parametrize(("egfr", "verdict"), [(90, PERMIT), (45, CAUTION)])
    def test_two_statements_that_disagree_are_a_caution(self, egfr: int, verdict: Verdict) -> None:
        number = Egfr(value=egfr, unit=EgfrUnit.ML_MIN_SCALED)
        said = findings(situation(egfr=number, as_of=TODAY, kidney_date=TODAY), family="kidney.both")
        assert [one.verdict for one in said] == [verdict]
        gaps = not_checked(situation(egfr=number, as_of=TODAY, kidney_date=TODAY))
        assert bool(gaps) == (verdict is CAUTION)


class TestAges:
    """Section 4: under 4 withheld, 4 to 17 a clinician, 18 and over permitted. Section 11: from 65, oxide asks."""

    def test_by_mouth_and_on_the_skin(self) -> None:
        for years in range(131):
            who = situation(age_years=years)
            grown = PERMIT if years >= 18 else CONSULT
            assert verdicts(who, proposal(), "age.") == {WITHHOLD if years < 4 else grown}
            assert verdicts(who, topical(), "age.") == {grown}
            by_oxide = verdicts(who, proposal(capsule(form=Form.OXIDE)), "age.")
            assert by_oxide == ({CONSULT} if years >= 65 else verdicts(who, proposal(), "age."))


MEDICINES = {
    row.medicine: Medicine(name=name)
    for row in RECOGNITIONS
    for name in row.names
    if medicine_classes(Medicine(name=name)).classes == {row.medicine}
} | {MedicineClass.ANTACID_SENSITIVE: Medicine(name="atenolol"), MedicineClass.UNRECOGNISED: Medicine(name="qxzqxzqxz")}
"""A medicine of each kind, by a name that means this kind. Atenolol is a blood-pressure medicine too."""


class TestMedicines:
    """Section 4: every medicine asks for a clinician, and the avoid tier is withheld."""

    AVOIDED = frozenset(
        {
            MedicineClass.RALTEGRAVIR,
            MedicineClass.DOLUTEGRAVIR,
            MedicineClass.DOLUTEGRAVIR_RILPIVIRINE,
            MedicineClass.BICTEGRAVIR,
            MedicineClass.BALOXAVIR,
            MedicineClass.NILOTINIB,
            MedicineClass.PAZOPANIB,
            MedicineClass.POLYSTYRENE_SULFONATE,
            MedicineClass.GROUP_WITH_AVOID,
        }
    )
    KEEPS_MAGNESIUM = frozenset({MedicineClass.POTASSIUM_SPARING_DIURETIC, MedicineClass.DIURETIC_UNNAMED})
    NAMED_VAGUELY = frozenset(
        {
            MedicineClass.ANTIBIOTIC,
            MedicineClass.GROUP_WITH_AVOID,
            MedicineClass.BETA_BLOCKER,
            MedicineClass.DIURETIC_UNNAMED,
            MedicineClass.BLOOD_PRESSURE_UNNAMED,
            MedicineClass.UNRECOGNISED,
        }
    )

    @pytest.mark.parametrize("taken", [TODAY, None], ids=["current", "undated"])
    @pytest.mark.parametrize("kidney", KidneyFunction)
    def test_by_mouth_and_on_the_skin(self, kidney: KidneyFunction, taken: date | None) -> None:
        measured = None if kidney is KidneyFunction.NOT_ASSESSED else taken
        for kind in MedicineClass:
            who = situation(medicines=[MEDICINES[kind]], kidney=kidney, as_of=TODAY, kidney_date=measured)
            weak = kidney is not KidneyFunction.NORMAL
            stops = kind in self.AVOIDED or (kind in self.KEEPS_MAGNESIUM and weak)
            for what, verdict in ((proposal(), WITHHOLD if stops else CONSULT), (topical(), CONSULT)):
                (found,) = [one for one in findings(who, what) if f"{one.rule}.".startswith(f"medicine.{kind}.")]
                assert found.verdict is verdict, found.rule
                assert ("situation.medicines[0]" in not_checked(who, what)) == (kind in self.NAMED_VAGUELY), kind

    def test_hours_are_kept_where_both_may_pass_the_gut(self) -> None:
        for route, given in product(Route, MedicineRoute):
            who = situation(medicines=[Medicine(name="levothyroxine", route=given)])
            (found,) = findings(who, ROUTES[route], "medicine.")
            meets = route is Route.CAPSULE and given is not MedicineRoute.OTHER
            assert (found.separation is not None) == meets


INGREDIENTS = {
    additive: word
    for spelling in SPELLINGS
    for word in spelling.words
    for additive in Additive
    if additives_in((word,)) == {additive}
}
"""An ingredient that means each additive and no other."""


class TestIngredients:
    """Section 4: an additive that is screened for, and a label that was not read."""

    ALWAYS = frozenset({Additive.CITRUS, Additive.CITRIC_ACID, Additive.STEVIA, Additive.FLAVOURING})

    @pytest.mark.parametrize("additive", Additive)
    def test_an_additive_is_withheld_to_start_and_a_caution_once_tolerated(self, additive: Additive) -> None:
        product_ = capsule(ingredients=[INGREDIENTS[additive]])
        for intent, tolerance in product(Intent, Tolerance):
            asked = proposal(product_, intent, current_daily=GOING_ON.get(intent))
            tolerated = intent is not Intent.START and tolerance is Tolerance.PROVEN
            said = {CAUTION if tolerated or intent is Intent.LOWER else WITHHOLD}
            assert verdicts(situation(tolerance=tolerance, avoids=[additive]), asked, "additive.") == said
            always = said if additive in self.ALWAYS else set()
            assert verdicts(situation(tolerance=tolerance), asked, "additive.") == always

    def test_an_unread_label_asks_for_a_clinician_until_the_product_is_tolerated(self) -> None:
        for intent, tolerance in product(Intent, Tolerance):
            asked = proposal(capsule(ingredients=None), intent, current_daily=GOING_ON.get(intent))
            tolerated = intent is not Intent.START and tolerance is Tolerance.PROVEN
            who = situation(tolerance=tolerance)
            goes_on = tolerated or intent is Intent.LOWER
            assert verdicts(who, asked, "additive.not-read") == {CAUTION if goes_on else CONSULT}
            assert "proposal.product.ingredients" in not_checked(who, asked)

    @pytest.mark.parametrize(("elemental", "verdict"), [(120, PERMIT), (143, PERMIT), (145, CONSULT), (50, CAUTION)])
    def test_an_amount_that_the_compound_cannot_hold_is_not_taken_as_it_stands(
        self, elemental: int, verdict: Verdict
    ) -> None:
        product_ = capsule(elemental, compound=Compound.mg(1000))
        said = findings(
            situation(), proposal(product_, Intent.MAINTAIN, current_daily=Elemental.mg(elemental)), "form."
        )
        assert verdict in {one.verdict for one in said if one.rule.startswith("form.share")}
        going_on = proposal(product_, Intent.MAINTAIN, current_daily=Elemental.mg(elemental))
        gaps = not_checked(situation(), going_on)
        assert ("proposal.product.compound_mg" in gaps) == (verdict is not PERMIT)


def test_citrate_and_oxide_carry_a_caution_and_no_other_form() -> None:
    for form in Form:
        said = verdicts(situation(), proposal(capsule(form=form)), f"form.{form}")
        assert said == {CAUTION if form in (Form.CITRATE, Form.OXIDE) else PERMIT}


def test_malate_and_threonate_are_taken_at_breakfast_and_every_other_form_at_dinner() -> None:
    for form in Form:
        first = dose_plan(capsule(form=form)).steps[0]
        in_the_morning = form in (Form.MALATE, Form.THREONATE)
        assert [intake.at for intake in first.intakes] == [
            TimeOfDay.BREAKFAST if in_the_morning else TimeOfDay.DINNER
        ], form


class TestOnTheSkin:
    """Section 11: a hot bath, a label that was not read, and additives on the skin."""

    HARMED_BY_HEAT = frozenset(
        {
            *(Condition.POTS, Condition.LOW_BLOOD_PRESSURE, Condition.PREGNANCY, Condition.MCAS),
            *(Condition.MYASTHENIA_GRAVIS, Condition.NEUROMUSCULAR_JUNCTION_DISORDER),
        }
    )

    @pytest.mark.parametrize("vehicle", Vehicle)
    def test_a_hot_bath_and_with_mast_cells_an_unread_label_are_cautions(self, vehicle: Vehicle) -> None:
        unread = proposal(Topical(vehicle=vehicle))
        for condition in Condition:
            heat = vehicle is Vehicle.BATH and condition in self.HARMED_BY_HEAT
            said = {"route.bath.heat"} if heat else set()
            said |= {"route.topical.if-pure"} if condition is Condition.MCAS else set()
            found = findings(situation(conditions=[condition]), unread, "route.")
            assert {one.rule for one in found} == said, condition
            assert {one.verdict for one in found} <= {CAUTION}

    def test_an_additive_of_the_guide_a_fragrance_and_one_that_is_avoided_are_cautions(self) -> None:
        for additive, avoided in product(Additive, (True, False)):
            cream = proposal(Topical(vehicle=Vehicle.CREAM, ingredients=(INGREDIENTS[additive],)))
            who = situation(avoids=[additive] if avoided else [])
            named = additive in TestIngredients.ALWAYS | {Additive.FRAGRANCE}
            assert bool(findings(who, cream, "route.topical.additive")) == (named or avoided), additive


@pytest.mark.parametrize("intent", [Intent.MAINTAIN, Intent.LOWER])
def test_who_does_not_rise_is_told_to_drink_and_to_pace_and_nothing_about_a_start(intent: Intent) -> None:
    answer = assess(situation(tolerance=Tolerance.PROVEN), proposal(intent=intent, current_daily=Elemental.mg(200)))
    assert isinstance(answer, Offer)
    assert isinstance(answer.plan, DosePlan)
    habits = {one.rule.split(".")[2] for one in answer.plan.advice if one.rule.startswith("dose.habit.")}
    assert habits > {"hydration", "pacing"}
    assert habits.isdisjoint({"low-and-slow", "ask-again"})


@pytest.mark.parametrize("kind", [DosageForm.SCORED_TABLET, DosageForm.TABLET])
def test_a_tablet_is_split_one_at_a_time(kind: DosageForm) -> None:
    assert "dose.split.one-tablet" in {one.rule for one in dose_plan(capsule(100, 2, dosage_form=kind)).advice}


class TestAlternatives:
    """Section 2: what may be done instead of a capsule that is withheld."""

    CHILD = situation(age_years=12, tolerance=Tolerance.PROVEN, other_magnesium=Elemental.mg(50))

    @pytest.mark.parametrize(
        ("who", "asked", "instead"),
        [
            (CHILD, proposal(target=Elemental.mg(300)), "target"),
            (
                CHILD,
                proposal(intent=Intent.INCREASE, current_daily=Elemental.mg(200), target=Elemental.mg(300)),
                "stay",
            ),
            (situation(), proposal(capsule(250, 1), Intent.MAINTAIN, current_daily=Elemental.mg(250)), "product"),
            (CHILD, proposal(intent=Intent.MAINTAIN, current_daily=Elemental.mg(300)), "lower"),
        ],
        ids=["lower target", "present amount", "smaller capsules", "less"],
    )
    def test_an_amount_that_is_too_high_has_one_that_fits_beside_the_skin(
        self, who: Situation, asked: Proposal, instead: str
    ) -> None:
        answer = assess(who, asked)
        assert isinstance(answer, Withhold)
        assert {one.reason.rule for one in answer.alternatives} >= {f"route.instead.{instead}", "route.instead.topical"}


class TestCeilings:
    """Section 5.6: the levels of public sources, and what else gives magnesium."""

    def test_the_guides_level_is_absolute_and_a_public_one_asks_an_adult_and_stops_a_child(self) -> None:
        for rule in CURRENT.ceilings.rules:
            level, ages = rule.then.level, dict(rule.when).get("age", frozenset(AgeBand))
            if level in (NoLevel.SILENT, NoLevel.NOT_MODELLED):
                assert rule.then.verdict is PERMIT
            else:
                asks = ages <= ADULTS
                assert rule.then.verdict is (CONSULT if asks else WITHHOLD), rule.id

    def test_what_other_things_give_is_a_needed_fact_and_a_medicine_without_an_amount_a_clinicians_question(
        self,
    ) -> None:
        antacid = [Medicine(name="Maalox")]
        for years in (34, 12):
            assert verdicts(situation(age_years=years), family="ceiling.other") == {PERMIT}
            who = situation(age_years=years, other_magnesium=None)
            answer = assess(who, proposal())
            assert isinstance(answer, NeedsInformation)
            assert answer.missing == ("situation.other_magnesium_mg",)
            assert "situation.other_magnesium_mg" in not_checked(who)
            unmeasured = situation(age_years=years, medicines=antacid)
            assert verdicts(unmeasured, family="ceiling.other-not-stated.medicine") == {CONSULT}
            assert not_checked(unmeasured) > not_checked(situation(age_years=years))

    def test_a_level_by_body_weight_is_listed_as_not_checked(self) -> None:
        assert "situation.age_years" in not_checked(situation(age_years=12))
        assert "situation.age_years" not in not_checked(situation(age_years=34))


def test_advice_is_a_caution_and_never_stops_a_plan() -> None:
    given = (assess(situation(), what) for what in ROUTES.values())
    plans = [answer.draft if isinstance(answer, Consult) else answer.plan for answer in given]  # type: ignore[union-attr]
    advice = {one.rule: one.verdict for plan in plans if plan for one in plan.advice}
    named = {rule.id for table in (CURRENT.signs, CURRENT.topical_habits) for rule in table.rules}
    named |= {rule.id for key, rule in CURRENT.habits if key.intent is Intent.START}
    assert named <= advice.keys()
    assert {advice[rule] for rule in named} == {CAUTION}


def test_a_good_mark_speaks_for_a_route_and_any_other_against_it() -> None:
    marks = {rule.id: rule.then for rule in CURRENT.features.rules}
    for option in route_options(aims=list(Aim), situation=situation(zone=Zone.RED, conditions=[Condition.MCAS])):
        assert all(marks.get(one.rule, Rating.GOOD) is Rating.GOOD for one in option.reasons_for)
        assert all(marks.get(one.rule) is not Rating.GOOD for one in option.against)
        assert any(one.rule in marks for one in (*option.reasons_for, *option.against))


@pytest.mark.parametrize(
    ("wishes", "reasons"),
    [
        ({"aims": [Aim.ANXIETY]}, {"full-body"}),
        ({"aims": [Aim.BRAIN_FOG]}, {"neurological"}),
        ({"aims": [Aim.LOCAL_PAIN]}, {"local-relief"}),
        ({"aims": [Aim.CONSTIPATION]}, set()),
        ({"domains": [Domain.ANXIETY]}, {"full-body", "calm-only"}),
        ({"domains": [Domain.PAIN]}, {"local-relief"}),
    ],
)
def test_a_wish_is_a_reason_for_the_route_whose_list_names_it(wishes: dict[str, Any], reasons: set[str]) -> None:
    assert lists_that_name(reasons_for_a_route(**wishes)) == reasons


class TestClock:
    """Section 10: what cannot be placed."""

    def test_no_free_time_asks_for_a_clinician_and_what_is_not_stated_is_a_caution(self) -> None:
        said: dict[str, Verdict] = {}
        for asked in inputs("clock"):
            day = schedule_day(*clock_question(asked))
            if isinstance(day, Unschedulable):
                said[day.finding.rule] = day.finding.verdict
        assert said == {"medicine.no-slot": CONSULT}
        assert {rule.then for rule in CURRENT.clock_findings.rules if rule.id != "medicine.no-slot"} == {CAUTION}
        silent = [rule for rule in CURRENT.clock_findings.rules if rule.not_covered]
        texts = {gap.text for asked in inputs("clock") for gap in schedule_day(*clock_question(asked)).not_checked}
        assert len(silent) == 2
        assert all(any(str(rule.not_covered) in text for text in texts) for rule in silent)


def diaries() -> Iterator[tuple[Course, Diary]]:
    """The courses and diaries of the snapshots."""
    for asked in inputs("diaries"):
        diary = read_diary(json.dumps(asked))
        course = course_of(diary)
        assert isinstance(course, Course)
        yield course, diary


Given = Sequence[tuple[Course, Sequence[CheckIn]]]


def given_diaries() -> Iterator[tuple[Given, date]]:
    """The courses, their check-ins and the last day of each snapshot of a diary and of each hand-worked one."""
    worked = [json.loads(file.read_text(encoding="utf-8"))["input"] for file in GOLDEN_DIARIES]
    for asked in (*inputs("diaries"), *worked):
        yield (
            [course_and_check_ins(one)[:2] for one in asked.get("courses", [asked])],
            date.fromisoformat(asked["as_of"]),
        )


def reviewed_on(day: date, given: Given) -> Sequence[Review]:
    """The reviews of courses on one of their days, with the check-ins until then."""
    until = [
        (course, [one for one in check_ins if one.day <= day]) for course, check_ins in given if course.starts <= day
    ]
    return review_courses(until, today=day).reviews


class TestCourses:
    """Section 6: what a day of a course asks for."""

    WITHHELD = frozenset(
        {Move.URGENT_CARE, Move.STOP_AND_CONSULT, Move.NOT_STARTED, Move.PAUSE, Move.NOT_PERMITTED, Move.ENDED}
    )
    PERMITTED = frozenset({Move.START, Move.RESTART, Move.RESUME, Move.ADVANCE, Move.MAINTENANCE})
    LIKED = frozenset({"course.holding", "course.wished.lower", "course.one-at-a-time.rise"})
    """Events that are no reason to be careful: the course stays, or a wish for less is granted."""

    def _expected(self, move: Move, event: str) -> Verdict:
        if move in self.WITHHELD:
            return WITHHOLD
        return PERMIT if move in self.PERMITTED or event in self.LIKED else CAUTION

    def test_what_stops_is_withheld_what_goes_back_is_a_caution_and_what_goes_on_is_permitted(self) -> None:
        seen: set[str] = set()
        for given, as_of in given_diaries():
            days = [day for review in reviewed_on(as_of, given) for day in review.ledger.days]
            for day in {day.rule: day.day for day in days if day.rule not in seen}.values():
                for review in reviewed_on(day, given):
                    move, event = review.findings[:2]
                    assert event.rule == review.ledger.days[-1].rule
                    assert move.verdict is event.verdict is self._expected(review.move, event.rule), event.rule
                    seen.add(event.rule)
        assert seen == {rule.id for rule in CURRENT.course_events.rules}

    def test_a_remark_on_a_check_in_is_a_caution_unless_it_asks_refuses_or_informs(self) -> None:
        remarks = {rule.id for rule in CURRENT.check_in_remarks.rules}
        seen: dict[str, Verdict] = {}
        for given, as_of in given_diaries():
            for review in reviewed_on(as_of, given):
                said = (*review.findings, *(one.reason for one in review.alternatives))
                seen |= {one.rule: one.verdict for one in said if one.rule in remarks}
        course, _ = next(iter(diaries()))
        taken_in_red = CheckIn(day=course.starts, zone=Zone.RED, taken=Elemental.mg(50))
        review = review_course(course, [taken_in_red], course.starts)
        seen |= {one.rule: one.verdict for one in review.findings if one.rule in remarks}
        others = {"course.remark.nothing-offered": WITHHOLD, "course.after-stop": CONSULT}
        others |= {"course.remark.other-products": PERMIT}
        assert seen == dict.fromkeys(remarks, CAUTION) | others

    def test_what_protects_comes_before_what_goes_on(self) -> None:
        rank = {move: rule.then for move, rule in CURRENT.moves}
        protecting = (Move.URGENT_CARE, Move.STOP_AND_CONSULT, Move.NOT_STARTED, Move.PAUSE, Move.STEP_BACK)
        assert sorted(protecting, key=lambda move: rank[move]) == list(protecting)
        assert max(rank[move] for move in protecting) < min(
            rank[move] for move in (Move.RESUME, Move.ADVANCE, Move.MAINTENANCE, Move.STAY)
        )
        assert max(rank[move] for move in Move if move is not Move.STAY) < rank[Move.STAY]

    GUT = frozenset({Reaction.LOOSE_STOOLS, Reaction.BLOATING, Reaction.NAUSEA, Reaction.CRAMPING, Reaction.VOMITING})
    MCAS = frozenset({Reaction.ITCHING, Reaction.FLUSHING, Reaction.HIVES})

    @pytest.mark.parametrize("reaction", Reaction)
    def test_a_gut_reaction_pauses_the_first_rung_a_mast_cell_reaction_stops_and_any_other_is_urgent(
        self, reaction: Reaction
    ) -> None:
        course, diary = next(diaries())
        first, second, *_ = diary.check_ins
        review = review_course(course, [first, attrs.evolve(second, reactions=[reaction])], second.day)
        if reaction is Reaction.NONE:
            assert review.move is Move.STAY
        elif reaction in self.GUT:
            assert review.move is Move.PAUSE
        else:
            assert review.move is (Move.STOP_AND_CONSULT if reaction in self.MCAS else Move.URGENT_CARE)

    def test_of_two_joint_signs_the_allergic_one_comes_first(self) -> None:
        course, diary = next(diaries())
        first, second, *_ = diary.check_ins
        reactions = [Reaction.FLUSHING, Reaction.REPEATED_VOMITING]
        review = review_course(course, [first, attrs.evolve(second, reactions=reactions)], second.day)
        joint = {rule.id for rule in CURRENT.together.rules}
        said = [one.rule for one in review.findings if one.rule in joint]
        assert said == ["reaction.allergic-emergency", "reaction.together.flushing-with-nausea"]
