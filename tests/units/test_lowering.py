"""Taking less: bad input, the default amount, what is offered instead, and how an answer without a plan is shown."""

from datetime import date, time, timedelta
from typing import Any

import attrs
import pytest
from units.builders import capsule, proposal, situation, topical

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    CheckIn,
    Condition,
    Consult,
    DosageForm,
    DosePlan,
    Elemental,
    Infeasible,
    Intent,
    InvalidInputError,
    Medicine,
    Move,
    NeedsInformation,
    Offer,
    Proposal,
    Reaction,
    Review,
    Routine,
    Situation,
    Verdict,
    Withhold,
    Zone,
    assess,
    begin_course,
    explain,
    review_course,
    tighten,
    titration_schedule,
    what_would_change,
    why_not,
)
from alpims_mg.model.provenance import Citation, Source, SourceKind
from alpims_mg.model.quantities import in_mg
from alpims_mg.rules.tables import Rule, when
from alpims_mg.wire import make_converter, to_json

NOTHING = Elemental.mg(0)


def lower(current: int | str | None = None, to: int | str | None = None, **fields: Any) -> Proposal:
    """A proposal to take less of a capsule of 100 mg that divides into quarters."""
    return attrs.evolve(
        proposal(),
        intent=Intent.LOWER,
        current_daily=None if current is None else Elemental.mg(current),
        lower_to=None if to is None else Elemental.mg(to),
        **fields,
    )


def left(who: Situation, what: Proposal) -> str:
    """The daily amount that an offer to take less leaves, in milligrams."""
    answer = assess(who, what)
    assert isinstance(answer, Offer)
    return answer.plan.steps[-1].daily.format_mg() if isinstance(answer.plan, DosePlan) else "0"


class TestBadInput:
    def test_a_target_does_not_go_with_taking_less(self) -> None:
        with pytest.raises(InvalidInputError, match="target must be None"):
            lower(300, target=Elemental.mg(200))
        with pytest.raises(InvalidInputError, match="target must be None"):
            titration_schedule(
                capsule(), intent=Intent.LOWER, current_daily=Elemental.mg(300), target=Elemental.mg(200)
            )

    @pytest.mark.parametrize("intent", [Intent.START, Intent.MAINTAIN, Intent.INCREASE])
    def test_an_amount_to_go_down_to_goes_with_no_other_intent(self, intent: Intent) -> None:
        with pytest.raises(InvalidInputError, match="lower_to must be None"):
            attrs.evolve(lower(300, 100), intent=intent)
        with pytest.raises(InvalidInputError, match="lower_to must be None"):
            titration_schedule(capsule(), intent=intent, current_daily=Elemental.mg(300), lower_to=Elemental.mg(100))

    @pytest.mark.parametrize("to", [300, 301])
    def test_an_amount_to_go_down_to_is_below_the_present_one(self, to: int) -> None:
        with pytest.raises(InvalidInputError, match="less than the present 300 mg"):
            lower(300, to)

    def test_faults_of_all_amounts_come_together(self) -> None:
        with pytest.raises(InvalidInputError) as caught:
            lower(300, 400, target=Elemental.mg(200), hold_days=1.5)
        assert [fault.path for fault in caught.value.faults] == ["hold_days", "target", "lower_to"]

    def test_taking_none_fits_any_present_amount(self) -> None:
        assert left(situation(), lower(0, 0)) == left(situation(), lower(None, 0)) == "0"

    def test_json_names_the_fault_by_its_key(self) -> None:
        written = make_converter().unstructure(lower(300, 100))
        assert written["lower_to_mg"] == "100"
        with pytest.raises(InvalidInputError, match="lower_to_mg must be less than the present 90 mg"):
            make_converter().structure(written | {"current_daily_mg": "90"}, Proposal)
        assert "lower_to_mg" not in make_converter().unstructure(proposal())


class TestAmounts:
    @pytest.mark.parametrize(
        ("strength", "parts", "current", "remains"),
        [
            (100, 4, 150, "100"),
            (100, 4, 75, "25"),
            (120, 4, 60, "30"),
            (200, 4, 50, "0"),
            (150, 1, 300, "150"),
            (100, 4, 401, "400"),
            (120, 4, 1000, "390"),
            (16, 1, 400, "192"),
            (100, 4, 24, "0"),
            (100, 4, "399.999", "375"),
            (400, 1, 800, "0"),
        ],
    )
    def test_one_step_down(self, strength: int, parts: int, current: int | str, remains: str) -> None:
        product = capsule(strength, divides_into=parts)
        assert left(situation(), lower(current, product=product)) == remains

    def test_a_named_amount_above_the_most_is_cut_to_the_most(self) -> None:
        assert left(situation(), lower(1000, 600)) == "400"

    def test_a_schedule_without_an_amount_says_to_stop(self) -> None:
        stops = titration_schedule(capsule(), intent=Intent.LOWER, lower_to=NOTHING)
        assert isinstance(stops, Infeasible)
        assert stops.finding.rule == "dose.lower.stop"
        with pytest.raises(InvalidInputError, match="current_daily"):
            titration_schedule(capsule(), intent=Intent.LOWER)

    def test_a_plan_keeps_its_amount_and_names_what_ends_it(self) -> None:
        plan = titration_schedule(capsule(), intent=Intent.LOWER, current_daily=Elemental.mg(300))
        assert isinstance(plan, DosePlan)
        assert [(step.daily.format_mg(), step.days) for step in plan.steps] == [("250", None)]
        assert plan.limits[0].rule == "dose.end.lower"

    def test_an_undivided_intake_is_a_caution_as_where_it_is_kept(self) -> None:
        answer = assess(situation(), lower(450, product=capsule(150, divides_into=1), to=150))
        assert "dose.undivided-intake" in {found.rule for found in answer.findings}


class TestAnswers:
    def test_the_ceiling_that_leaves_nothing_names_an_amount_that_fits(self) -> None:
        who = situation(other_magnesium=Elemental.mg(100))
        assert left(who, lower(500, 350)) == "0"
        (found,) = [found for found in assess(who, lower(500, 350)).findings if found.rule == "ceiling.guide"]
        assert (found.verdict, dict(found.numbers)["fits_mg"]) == (Verdict.CAUTION, in_mg(300 * 10**6))
        assert left(who, lower(500, 300)) == "300"

    def test_a_stated_fact_that_withholds_leaves_nothing_and_says_so(self) -> None:
        who = situation(conditions=[Condition.HEART_BLOCK])
        answer = assess(who, lower(300))
        assert isinstance(answer, Offer)
        assert "Stop and tell your clinician" in str(answer)
        assert "condition.heart-block" in {found.rule for found in answer.findings}
        assert answer.verdict is Verdict.CAUTION

    def test_the_page_of_an_offer_without_a_plan_says_what_to_do(self) -> None:
        said = assess(Situation(), lower(to=0)).page().text(None).splitlines()
        assert said[:2] == ["[+] You can stop.", "    Take none of this product from today."]

    @pytest.mark.parametrize(
        ("who", "what", "title"),
        [
            (Situation(), lower(100, 0), "You can stop"),
            (situation(), lower(600, product=capsule(300, divides_into=1)), "You can stop"),
            (situation(conditions=[Condition.HEART_BLOCK]), lower(200), "You can stop"),
            (
                situation(),
                attrs.evolve(topical(), intent=Intent.LOWER),
                "You can take less",
            ),
            (situation(), lower(200), "You can take less"),
        ],
    )
    def test_an_offer_of_none_says_stop_and_any_other_says_less(
        self, who: Situation, what: Proposal, title: str
    ) -> None:
        assert explain(assess(who, what)).splitlines()[0] == f"[+] {title}."

    def test_a_plan_that_is_not_given_has_no_findings_about_its_amounts(self) -> None:
        who = situation(conditions=[Condition.HEART_BLOCK])
        product = capsule(100, divides_into=4, dosage_form=DosageForm.HARD_CAPSULE)
        given, not_given = assess(situation(), lower(200, product=product)), assess(who, lower(200, product=product))
        assert "dose.form.open-not-cut" in {found.rule for found in given.findings}
        families = {found.rule.partition(".")[0] for found in not_given.findings}
        assert "condition" in families
        assert "dose" not in families

    @pytest.mark.parametrize("form", [DosageForm.SOFTGEL, DosageForm.HARD_CAPSULE])
    def test_the_text_says_that_a_piece_is_too_large(self, form: DosageForm) -> None:
        parts = 4 if form is DosageForm.SOFTGEL else 1
        answer = assess(situation(), lower(600, product=capsule(300, divides_into=parts, dosage_form=form)))
        assert isinstance(answer, Offer)
        assert answer.plan is None
        (advice,) = answer.advice
        assert advice.rule == "dose.lower.no-piece"
        assert dict(advice.numbers) == {"most_mg": "200", "portion_mg": "300"}

    @pytest.mark.parametrize(
        ("current", "to", "rule"),
        [(50, None, "stop"), (25, None, "no-piece"), (200, 20, "no-piece"), (24, None, "no-piece"), (0, None, "stop")],
    )
    def test_what_leaves_nothing_is_named(self, current: int, to: int | None, rule: str) -> None:
        answer = assess(situation(), lower(current, to, product=capsule(100, divides_into=4)))
        assert isinstance(answer, Offer)
        assert [found.rule for found in answer.advice] == [f"dose.lower.{rule}"]

    def test_a_step_down_that_fits_names_no_asked_amount(self) -> None:
        answer = assess(situation(other_magnesium=Elemental.mg("110.5")), lower(500))
        assert isinstance(answer, Offer)
        assert isinstance(answer.plan, DosePlan)
        end = next(limit for limit in answer.plan.limits if limit.rule == "dose.end.lower")
        assert end.level == end.amount == answer.plan.steps[-1].daily

    def test_it_survives_json(self) -> None:
        for what in (lower(to=0), lower(300), lower(), attrs.evolve(topical(), intent=Intent.LOWER)):
            answer = assess(situation(), what)
            converter = make_converter()
            assert converter.structure(converter.unstructure(answer), type(answer)) == answer
            assert to_json(answer)

    def test_on_the_skin_no_fact_matters(self) -> None:
        who = situation(zone=Zone.RED, conditions=list(Condition), medicines=[Medicine(name="nilotinib")])
        answer = assess(who, attrs.evolve(topical(), intent=Intent.LOWER))
        assert isinstance(answer, Offer)
        assert answer.plan is None
        assert [found.rule for found in answer.advice] == ["dose.lower.less-on-skin"]
        assert {found.verdict for found in answer.findings} == {Verdict.PERMIT}

    def test_a_plan_keeps_away_from_the_windows_of_medicines(self) -> None:

        routine = Routine(wakes=time(6), sleeps=time(22), breakfast=time(8), lunch=time(12), dinner=time(18))
        who = situation(medicines=[Medicine(name="levothyroxine", taken_at=[time(17)])], routine=routine)
        answer = assess(who, lower(150))
        assert isinstance(answer, Offer)
        assert isinstance(answer.plan, DosePlan)
        kept = assess(who, attrs.evolve(proposal(), intent=Intent.MAINTAIN, current_daily=Elemental.mg(100)))
        assert isinstance(kept, Consult)
        assert isinstance(kept.draft, DosePlan)
        assert answer.plan.steps == kept.draft.steps

    def test_a_clinics_rulebook_cannot_withhold_it(self) -> None:
        source = Source(title="Hill Clinic, handbook", kind=SourceKind.CONVENTION)
        cites = (Citation(source=source, place="page 3", claim="No capsule in Red."),)
        strict = tighten(
            CURRENT,
            [
                Rule(
                    id="zone.hill-clinic",
                    when=when(zone=Zone.RED, intent={Intent.MAINTAIN, Intent.LOWER}),
                    then=Verdict.WITHHOLD,
                    because="our clinic gives no capsule in Red",
                    cites=cites,
                )
            ],
        )
        answer = assess(situation(zone=Zone.RED), lower(300), rulebook=strict)
        assert isinstance(answer, Offer)
        assert isinstance(answer.plan, DosePlan)


class TestInstead:
    def test_nobody_who_takes_nothing_is_told_to_take_less(self) -> None:
        answer = assess(
            situation(conditions=[Condition.HEART_BLOCK]),
            attrs.evolve(proposal(), intent=Intent.MAINTAIN, current_daily=NOTHING),
        )
        assert isinstance(answer, Withhold)
        assert Intent.LOWER not in [one.proposal.intent for one in answer.alternatives]

    def test_the_alternative_says_what_it_is(self) -> None:
        answer = assess(situation(conditions=[Condition.HEART_BLOCK]), attrs.evolve(proposal(), intent=Intent.INCREASE))
        assert isinstance(answer, Withhold)
        (less,) = [one for one in answer.alternatives if one.proposal.intent is Intent.LOWER]
        assert less.proposal.lower_to == NOTHING
        assert "to take less, or none" in str(less)
        assert "down to 0 mg elemental a day" in str(less)


class TestWhatWouldChange:
    def test_to_state_the_present_amount_is_enough(self) -> None:
        answer = assess(Situation(), lower(to=100))
        assert isinstance(answer, NeedsInformation)
        assert why_not(answer).missing[0].path == "proposal.current_daily_mg"
        found = what_would_change(Situation(), lower(to=100)).counterfactuals
        assert {change.to for one in found for change in one.changes} >= {"125 mg"}
        assert "100 mg" not in {change.to for one in found for change in one.changes}
        assert {type(one.decision) for one in found} == {Offer}

    def test_an_offer_needs_no_change(self) -> None:
        assert what_would_change(situation(), lower(300)).counterfactuals == ()
        assert why_not(assess(situation(), lower(300))).sets == ()


class TestCourses:
    """What is left after a step back or a pause is judged every day as an amount to keep."""

    FIRST = date(2026, 3, 1)
    PERSON = situation(
        acknowledged=[Acknowledgement(rule=rule, reason="agreed") for rule in ("consult.start", "consult.adjust")]
    )

    def review_after_a_gut_reaction(self, zone: Zone, *conditions: Condition) -> Review:
        plan = titration_schedule(capsule(divides_into=2))
        assert isinstance(plan, DosePlan)
        course = begin_course(plan, starts=self.FIRST, situation=self.PERSON)
        diary: list[CheckIn] = []
        for day in range(10):
            today = self.FIRST + timedelta(days=day)
            asked = CheckIn(day=today, zone=Zone.GREEN, reactions=[])
            permitted = review_course(course, [*diary, asked], today).permitted
            diary.append(attrs.evolve(asked, taken=permitted))
        last = self.FIRST + timedelta(days=10)
        facts = attrs.evolve(self.PERSON, conditions=conditions)
        felt = CheckIn(day=last, zone=zone, reactions=[Reaction.LOOSE_STOOLS], situation=facts)
        return review_course(course, [*diary, felt], last)

    def test_an_amount_that_could_be_kept_is_permitted(self) -> None:
        review = self.review_after_a_gut_reaction(Zone.YELLOW)
        assert (review.move, review.permitted.format_mg()) == (Move.STEP_BACK, "50")
        assert isinstance(review.decision, Offer)

    def test_an_amount_that_needs_a_clinician_first_is_not_permitted(self) -> None:
        review = self.review_after_a_gut_reaction(Zone.GREEN, Condition.CARDIAC)
        assert (review.move, review.permitted.format_mg()) == (Move.STEP_BACK, "0")
        assert isinstance(review.decision, Consult)

    def test_an_amount_that_is_withheld_is_not_permitted(self) -> None:
        review = self.review_after_a_gut_reaction(Zone.GREEN, Condition.HEART_BLOCK)
        assert review.permitted.format_mg() == "0"
        assert isinstance(review.decision, Withhold)
