"""Courses: faults, check-ins, what a course waits for, what happens day by day, dates, ledger, review and diary."""

import json
import re
from datetime import date, timedelta
from typing import Any, ClassVar

import attrs
import pytest
from units.builders import IN_HALVES, START_ACKNOWLEDGED, a_finding, capsule, dose_plan, faults_of, paths_of, situation

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    CheckIn,
    Condition,
    Consult,
    Course,
    DosePlan,
    Elemental,
    Form,
    InvalidInputError,
    KidneyFunction,
    Ledger,
    Medicine,
    Move,
    NeedsInformation,
    Offer,
    Reaction,
    Review,
    Situation,
    Tolerance,
    Verdict,
    Withhold,
    Zone,
    begin_course,
    replay_course,
    review_course,
    tighten,
)
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.courses.diary import Diary
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.responses import STRICTNESS, strictest_response
from alpims_mg.courses.review_types import Requirement, RungDate
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.vocabulary import Intent
from alpims_mg.rules import Rule, when
from alpims_mg.wire import make_converter, read_diary, to_json

STARTS = date(2026, 3, 1)
ADJUST = Acknowledgement(rule="consult.adjust", reason="discussed in clinic")
PLAN = dose_plan(IN_HALVES)
FACTS = situation(acknowledged=[START_ACKNOWLEDGED, ADJUST])
FULL = object()


def day(number: int) -> date:
    return STARTS + timedelta(days=number - 1)


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def course(**changed: Any) -> Course:
    return begin_course(PLAN, starts=STARTS, situation=attrs.evolve(FACTS, **changed))


def check_in(number: int, zone: Zone | None = Zone.GREEN, taken: int | None = 50, **more: Any) -> CheckIn:
    amount = None if taken is None else Elemental.mg(taken)
    return CheckIn(**{"day": day(number), "zone": zone, "reactions": [], "taken": amount, **more})


def a_week(**more: Any) -> list[CheckIn]:
    return [check_in(number, **more) for number in range(1, 8)]


def moves(check_ins: list[CheckIn], number: int, of: Course | None = None) -> list[str]:
    return [str(entry.move) for entry in review_course(of or course(), check_ins, day(number)).ledger.days]


class TestBegin:
    @pytest.mark.parametrize(
        ("changed", "path"),
        [
            ({"plan": None}, "plan"),
            ({"plan": DosePlan(steps=PLAN.steps)}, "plan.capsule"),
            ({"plan": attrs.evolve(PLAN, capsule=attrs.evolve(IN_HALVES, form=Form.MALATE))}, "plan.steps"),
            ({"plan": attrs.evolve(PLAN, capsule=capsule(100, parts=1))}, "plan.steps"),
            ({"starts": "2026-03-01"}, "starts"),
            ({"situation": 5}, "situation"),
            ({"rulebook": None}, "rulebook"),
        ],
    )
    def test_each_argument_that_makes_no_course_is_named(self, changed: dict[str, Any], path: str) -> None:
        assert paths_of(begin_course, **{"plan": PLAN, "starts": STARTS, "situation": FACTS, **changed}) == [path]

    def test_portions_of_another_capsule_are_named(self) -> None:
        other = attrs.evolve(PLAN, capsule=capsule(120))
        paths = paths_of(begin_course, other, starts=STARTS)
        assert paths == [f"plan.steps[{i}].intakes" for i in range(4)]

    def test_facts_must_fit_the_rulebook(self) -> None:
        unknown_rule = attrs.evolve(FACTS, acknowledged=[Acknowledgement(rule="no.rule", reason="r")])
        assert paths_of(begin_course, PLAN, starts=STARTS, situation=unknown_rule) == ["situation.acknowledged[0].rule"]

    def test_a_kidney_result_is_dated_no_later_than_the_first_day(self) -> None:
        later = attrs.evolve(FACTS, kidney_date=date(2026, 3, 2), as_of=date(2026, 3, 2))
        assert paths_of(begin_course, PLAN, starts=STARTS, situation=later) == ["situation.kidney_date"]

    def test_a_course_shows_its_plan_with_dates(self) -> None:
        words = str(course())
        assert words.startswith("Course from Sunday 1 March 2026\n")
        assert "22 March or" in words

    def test_nothing_starts_while_facts_are_not_stated(self) -> None:
        bare = begin_course(PLAN, starts=STARTS)
        found = review_course(bare, [check_in(1)], STARTS)
        assert (found.move, found.permitted) == (Move.NOT_STARTED, Elemental(nanograms=0))
        assert isinstance(found.decision, NeedsInformation)
        assert "course.waits.fact" in {requirement.rule for requirement in found.waiting_for}
        stated = review_course(bare, [check_in(1, situation=FACTS)], STARTS)
        assert stated.move is Move.START


class TestCheckIns:
    def test_none_and_a_reaction_contradict_each_other(self) -> None:
        assert paths_of(CheckIn, day=STARTS, reactions=[Reaction.NONE, Reaction.ITCHING]) == ["reactions"]
        assert CheckIn(day=STARTS, reactions=[Reaction.NONE]).reactions == frozenset({Reaction.NONE})

    def test_all_faults_are_reported_together(self) -> None:
        assert paths_of(CheckIn, day="today", zone="blue", reactions=["itching"], taken=50, situation=1) == [
            "day", "zone", "reactions", "taken", "situation",
        ]  # fmt: skip

    def test_a_check_in_before_the_first_day_or_after_today_is_refused(self) -> None:
        early, late = CheckIn(day=day(0), zone=Zone.GREEN), check_in(5)
        assert paths_of(review_course, course(), [early, late], day(4)) == ["check_ins[0].day", "check_ins[1].day"]
        assert paths_of(review_course, course(), [], day(0)) == ["today"]

    def test_a_day_too_late_for_the_dates_of_the_rungs_is_refused(self) -> None:
        last = begin_course(PLAN, starts=date(9999, 12, 1), situation=FACTS)
        assert paths_of(review_course, last, [], date(9999, 12, 2)) == ["today"]

    def test_facts_of_a_check_in_must_fit_the_rulebook(self) -> None:
        never_asks = attrs.evolve(FACTS, acknowledged=[Acknowledgement(rule="zone.red.capsule.change", reason="r")])
        paths = paths_of(review_course, course(), [check_in(1, situation=never_asks)], STARTS)
        assert paths == ["check_ins[0].situation.acknowledged[0].rule"]

    def test_a_kidney_result_dated_after_its_check_in_is_refused(self) -> None:
        later = attrs.evolve(FACTS, kidney_date=day(3), as_of=day(3))
        assert paths_of(check_in, 2, situation=later) == ["situation.kidney_date"]

    @pytest.mark.parametrize(
        ("arguments", "path"),
        [
            ((None, [], STARTS), "course"),
            ((course(), ["green"], STARTS), "check_ins[0]"),
            ((course(), [], "today"), "today"),
        ],
    )
    def test_bad_input_is_named(self, arguments: tuple[Any, ...], path: str) -> None:
        assert path in paths_of(review_course, *arguments)

    def test_a_rulebook_of_another_edition_is_refused(self) -> None:
        row = Rule(
            id="consult.local", when=when(route=capsule(100).route, intent=Intent.MAINTAIN),
            then=Verdict.CONSULT, because="ask us", cites=CURRENT.consults.rules[0].cites,
        )  # fmt: skip
        stricter = tighten(CURRENT, [row])
        assert paths_of(review_course, course(), [], STARTS, rulebook=stricter) == ["course.edition"]
        ours = begin_course(PLAN, starts=STARTS, situation=FACTS, rulebook=stricter)
        kept = review_course(ours, [check_in(1), check_in(2)], day(2), rulebook=stricter)
        assert (kept.move, kept.permitted) == (
            Move.NOT_PERMITTED,
            Elemental(nanograms=0),
        )  # under this policy a clinician must agree to stay too
        assert isinstance(kept.decision, Consult)


class TestContradictions:
    def test_the_riskier_report_counts_and_both_are_named(self) -> None:
        both = [check_in(1), check_in(1, zone=Zone.RED, taken=0, reactions=[Reaction.BLOATING])]
        found = review_course(course(), both, STARTS)
        assert found.move is Move.NOT_STARTED
        assert found.ledger.days[0].contradictions == (
            "zone: green or red",
            "reactions: bloating or none",
            "taken: 0 mg or 50 mg (report each dose by itself, so that they add up)",
        )  # fmt: skip
        assert "course.remark.contradicted" in {reason.rule for reason in found.findings}
        assert "Contradictions (the riskier report counts)" in found.page().text(details=True)
        assert "the riskier one counts. Zone: green or red" in " ".join(str(found).split())

    def test_of_two_amounts_the_ledger_keeps_the_larger_and_the_course_the_riskier(self) -> None:
        week = [*a_week(), check_in(3, taken=0)]
        found = review_course(course(), [*week, check_in(8)], day(8))
        assert found.move is Move.STAY  # the third day is not a held day
        assert found.ledger.days[2].taken == Elemental.mg(50)

    def test_two_contradictory_sets_of_facts_must_both_permit(self) -> None:
        pregnant = attrs.evolve(FACTS, conditions=[Condition.PREGNANCY])
        found = review_course(course(), [check_in(1, situation=FACTS), check_in(1, situation=pregnant)], STARTS)
        assert found.move is Move.NOT_STARTED
        assert isinstance(found.decision, Consult)
        assert "facts: report 1 or report 2" in found.ledger.days[0].contradictions

    def test_in_a_gut_flare_the_rung_is_kept_with_care_and_nothing_is_raised(self) -> None:
        flare = attrs.evolve(FACTS, conditions=[Condition.GUT_FLARE])
        week = [*a_week(), check_in(5, situation=flare)]
        found = review_course(course(), [one for one in week if one.day <= day(5)], day(5))
        assert (found.move, found.permitted) == (Move.STAY, Elemental.mg(50))
        assert {one.rule: one.verdict for one in found.decision.findings}["condition.gut-flare.maintain"] is (
            Verdict.CAUTION
        )
        assert moves([*week, check_in(8)], 8)[-1] == "stay"
        assert moves([*week, check_in(7, situation=FACTS), check_in(8)], 8)[-1] == "advance"

    def test_the_zone_of_new_facts_counts_as_one_more_report(self) -> None:
        found = review_course(course(), [check_in(1, situation=attrs.evolve(FACTS, zone=Zone.RED))], STARTS)
        assert found.ledger.days[0].zone is Zone.RED

    def test_the_tolerance_of_new_facts_is_ignored(self) -> None:
        proven = attrs.evolve(FACTS, tolerance=Tolerance.PROVEN)
        assert moves([check_in(1, situation=proven), check_in(2, zone=Zone.YELLOW)], 2) == ["start", "pause"]


class TestWaitingFor:
    def rules(self, check_ins: list[CheckIn], number: int, of: Course | None = None) -> list[tuple[str, int | None]]:
        found = review_course(of or course(), check_ins, day(number)).waiting_for
        return [(requirement.rule, requirement.left) for requirement in found]

    def test_a_day_without_a_check_in_waits_for_its_zone(self) -> None:
        assert self.rules([], 1) == [("course.waits.zone", None)]
        assert self.rules([check_in(1)], 2) == [
            ("course.waits.zone", None), ("course.waits.held-days", 6), ("course.waits.calm-days", 2),
        ]  # fmt: skip

    def test_reactions_that_are_not_stated_are_waited_for(self) -> None:
        untold = check_in(8, taken=None, reactions=None)
        assert self.rules([*a_week(), untold], 8)[0] == ("course.waits.reactions", None)
        assert "course.waits.reactions" not in dict(self.rules([*a_week(), check_in(8)], 8))
        assert "course.waits.reactions" not in dict(self.rules(a_week(), 8))

    def test_two_more_calm_days(self) -> None:
        week = [*a_week(), check_in(8, zone=Zone.YELLOW), check_in(9)]
        assert self.rules(week, 9) == [("course.waits.calm-days", 2)]
        words = [str(requirement) for requirement in review_course(course(), week, day(9)).waiting_for]
        assert words == ["2 more days in a row, Green and free of reactions (course.waits.calm-days)"]

    def test_today_may_still_be_taken_in_full(self) -> None:
        assert ("course.waits.held-days", 1) in self.rules([*a_week()[:6], check_in(7, taken=None)], 7)
        assert ("course.waits.held-days", 1) in self.rules([*a_week()[:6], check_in(7, taken=0)], 7)
        assert self.rules(a_week(), 7) == []

    def test_a_rise_that_is_not_acknowledged_names_what_to_acknowledge(self) -> None:
        alone = course(acknowledged=[START_ACKNOWLEDGED])
        found = review_course(alone, [*a_week(), check_in(8)], day(8))
        assert (found.move, found.rung) == (Move.STAY, 1)
        assert [reason.rule for reason in found.findings[:2]] == ["course.move.stay", "course.rise-not-offered"]
        (requirement,) = found.waiting_for
        assert requirement.rule == "course.waits.acknowledgement"
        assert requirement.because.endswith("Talk to a clinician before you change your dose")
        assert (requirement.about, str(requirement).endswith(" (course.waits.acknowledgement, consult.adjust)")) == (
            "consult.adjust",
            True,
        )

    def test_after_a_step_back_it_waits_for_days_since_the_change(self) -> None:
        week = [*a_week(), check_in(8, taken=100), check_in(9, zone=Zone.YELLOW)]
        assert self.rules(week, 9) == [("course.waits.days-since-change", 7), ("course.waits.calm-days", 3)]

    def test_a_pause_waits_for_calm_days_and_names_what_rules_it_out(self) -> None:
        paused = [check_in(1), check_in(2, zone=Zone.RED)]
        rules = self.rules(paused, 2)
        assert rules[0] == ("course.waits.calm-days-to-resume", 3)
        assert ("course.waits.ruled-out", None) in rules
        assert self.rules([*paused, check_in(3, taken=0), check_in(4, taken=0)], 4) == [
            ("course.waits.calm-days-to-resume", 1)
        ]

    def test_a_stop_waits_for_a_newly_acknowledged_start(self) -> None:
        stopped = [check_in(1), check_in(2, reactions=[Reaction.ITCHING])]
        assert self.rules(stopped, 5) == [("course.waits.acknowledged-start", None)]

    def test_the_last_rung_waits_only_for_its_proof(self) -> None:
        week = [check_in(number, taken=PLAN.on(number).daily.nanograms // 10**6) for number in range(1, 29)]
        assert self.rules(week[:22], 22) == [("course.waits.held-days", 6)]
        found = review_course(course(), [*week, check_in(29, taken=200)], day(29))
        assert (found.move, found.waiting_for) == (Move.MAINTENANCE, ())


class TestDays:
    def test_a_pause_without_a_proven_rung_ends_in_a_restart_after_three_calm_days(self) -> None:
        week = [*a_week(), check_in(8, taken=100), check_in(9, reactions=[Reaction.NAUSEA])]
        upset = check_in(10, reactions=[Reaction.NAUSEA])
        back = moves([*week, upset, *(check_in(number, taken=0) for number in (11, 12, 13))], 13)
        assert back[8:] == ["step-back", "pause", "pause", "pause", "restart"]

    def test_a_pause_resumes_on_the_highest_proven_rung(self) -> None:
        avoids = attrs.evolve(FACTS, medicines=[Medicine(name="raltegravir")])
        week = [
            *a_week(),
            check_in(8, taken=100, situation=avoids),
            check_in(9, taken=0, situation=FACTS),
            check_in(10, taken=0),
            check_in(11),
        ]
        found = review_course(course(), week, day(11))
        assert (found.move, found.rung) == (Move.RESUME, 1)
        assert moves([*week[:-1], check_in(11, zone=None), check_in(12)], 12)[8:] == [
            "pause",
            "pause",
            "pause",
            "pause",
        ]

    def test_a_stop_ends_with_a_start_that_was_acknowledged_after_it(self) -> None:
        stopped = [check_in(1), check_in(2, reactions=[Reaction.ITCHING])]

        def after(*check_ins: CheckIn) -> list[str]:
            return moves([*stopped, *check_ins], check_ins[-1].day.day)[2:]

        def calm(number: int, stopped_on: str | None = None) -> CheckIn:
            agreed = Acknowledgement(rule="course.after-stop", about=stopped_on, reason="seen on 3 March, start again")
            facts = attrs.evolve(FACTS, acknowledged=[*FACTS.acknowledged, agreed]) if stopped_on else None
            return check_in(number, taken=0, situation=facts)

        right, wrong = "2026-03-02", "2026-03-01"
        assert after(calm(3, right), calm(4), calm(5)) == ["stop-and-consult"] * 2 + ["restart"]
        # A day counts as calm only if a start would be offered that day.
        assert after(calm(3), calm(4), calm(5), calm(6, right)) == ["stop-and-consult"] * 4
        # An acknowledgement that names another day, or only the start, does not count.
        assert after(calm(3, wrong), calm(4), calm(5)) == ["stop-and-consult"] * 3
        assert after(attrs.evolve(calm(3), situation=FACTS), calm(4), calm(5)) == ["stop-and-consult"] * 3
        # A later stop makes a new question.
        swollen = check_in(4, taken=0, reactions=[Reaction.ITCHING])
        assert after(calm(3, right), swollen, calm(5), calm(6), calm(7)) == ["stop-and-consult"] * 5
        # A reaction breaks the row of calm days.
        upset = attrs.evolve(calm(4), reactions=[Reaction.NAUSEA])
        assert after(calm(3, right), upset, calm(5), calm(6), calm(7)) == ["stop-and-consult"] * 4 + ["restart"]

    def test_an_urgent_stop_stays_urgent(self) -> None:
        stopped = [
            check_in(1),
            check_in(2, reactions=[Reaction.FAINTING]),
            check_in(3),
            check_in(4, reactions=[Reaction.ITCHING]),
        ]
        assert moves(stopped, 5)[1:] == ["urgent-care"] * 4

    def test_a_medicine_that_is_withheld_pauses_the_course_the_same_day(self) -> None:
        avoids = attrs.evolve(FACTS, medicines=[Medicine(name="raltegravir")])
        found = review_course(course(), [*a_week(), check_in(8, taken=100, situation=avoids)], day(8))
        assert found.move is Move.PAUSE
        assert {"course.withheld-on-every-rung", "medicine.raltegravir"} <= {reason.rule for reason in found.findings}
        assert isinstance(found.decision, Withhold)

    def test_a_kidney_result_that_grows_too_old_asks_for_a_clinician_from_that_day(self) -> None:
        dated = {"kidney_date": date(2025, 3, 5), "as_of": date(2025, 3, 5), "kidney": KidneyFunction.NORMAL}
        found = review_course(course(**dated), a_week(), day(7))
        assert [entry.permitted.format_mg() for entry in found.ledger.days] == ["50"] * 5 + ["0"] * 2
        assert isinstance(found.decision, Consult)

    def test_taking_what_is_not_offered_leads_no_further_than_not_taking_it(self) -> None:
        treated = attrs.evolve(FACTS, medicines=[Medicine(name="ciprofloxacin")])

        def after(taken: int) -> Review:
            through = [check_in(number, taken=taken, situation=treated) for number in range(10, 15)]
            week = [*a_week(), check_in(8, taken=100), check_in(9, taken=100), *through]
            return review_course(course(), [*week, check_in(15, situation=FACTS, taken=None)], day(15))

        abstained, taken = after(0), after(100)
        assert (abstained.rung, abstained.waiting_for) == (taken.rung, taken.waiting_for)
        assert taken.rung == 1
        assert [entry.permitted.format_mg() for entry in taken.ledger.days[9:14]] == ["0"] * 5
        assert "course.remark.nothing-offered" in {
            reason.rule
            for reason in review_course(course(), [*a_week(), check_in(8, situation=treated)], day(8)).findings
        }

    def test_of_several_events_of_a_day_the_one_that_protects_most_wins(self) -> None:
        upset: dict[str, Any] = {"reactions": [Reaction.NAUSEA]}
        twice = [*a_week(), check_in(8, taken=100)]
        blocked: dict[str, Any] = {"situation": attrs.evolve(FACTS, conditions=[Condition.HEART_BLOCK])}
        assert moves([*twice, check_in(9, **upset)], 9)[-1] == "step-back"
        assert moves([*twice, check_in(9, **upset, **blocked)], 9)[-1] == "pause"
        assert moves([*twice, check_in(9, reactions=[Reaction.ITCHING], **blocked)], 9)[-1] == "stop-and-consult"
        itching_and_faint: dict[str, Any] = {"reactions": [Reaction.ITCHING, Reaction.FAINTING]}
        assert moves([*twice, check_in(9, **itching_and_faint, **blocked)], 9)[-1] == "urgent-care"

    def test_a_gut_reaction_at_the_last_rung_goes_back_before_maintenance(self) -> None:
        month = [check_in(number, taken=PLAN.on(number).daily.nanograms // 10**6) for number in range(1, 29)]
        assert moves([*month, check_in(29, taken=200)], 29)[-1] == "maintenance"
        assert moves([*month, check_in(29, taken=200, reactions=[Reaction.NAUSEA])], 29)[-1] == "step-back"

    def test_a_day_that_is_missed_too_long_goes_back_before_it_stays(self) -> None:
        gap = [check_in(number, taken=0) for number in range(9, 14)]
        assert moves([*a_week(), check_in(8, taken=100), *gap], 13)[-1] == "step-back"

    def test_a_step_back_says_what_the_higher_rung_was_withheld_for(self) -> None:
        back = review_course(course(), [*a_week(), check_in(8, taken=100), check_in(9, zone=Zone.YELLOW)], day(9))
        assert (back.move, back.rung) == (Move.STEP_BACK, 1)
        assert "zone.yellow.capsule.maintain.unproven" in {reason.rule for reason in back.findings}
        paused = review_course(course(), [check_in(1), check_in(2, zone=Zone.RED)], day(2))
        assert paused.move is Move.PAUSE
        assert "zone.red.capsule.maintain.unproven" in {reason.rule for reason in paused.findings}

    def test_a_red_day_offers_topical_magnesium(self) -> None:
        found = review_course(course(), [*a_week(), check_in(8, zone=Zone.RED)], day(8))
        assert (found.move, found.rung, found.permitted) == (Move.STAY, 1, Elemental.mg(50))
        assert [str(alternative.proposal) for alternative in found.alternatives] == ["start topical magnesium, oil"]
        assert "\n\nOn a Red day\n  The guide says" in str(found)
        assert str(found).count("clinician first") + str(found).count("clinician about it first") == 1

    def test_a_stopped_course_suggests_nothing_on_the_skin(self) -> None:
        swelling = check_in(8, zone=Zone.RED, reactions=[Reaction.SWELLING])
        found = review_course(course(), [*a_week(), swelling], day(8))
        assert (found.move, found.alternatives) == (Move.URGENT_CARE, ())
        assert "On a Red day\n" not in str(found)

    def test_each_reaction_is_named_with_its_rule(self) -> None:
        found = review_course(
            course(), [check_in(1), check_in(2, reactions=[Reaction.FLUSHING, Reaction.NAUSEA])], day(2)
        )
        assert found.move is Move.URGENT_CARE
        assert [reason.rule for reason in found.findings[2:5]] == [
            "reaction.together.flushing-with-nausea", "reaction.mcas", "reaction.gut",
        ]  # fmt: skip

    def test_more_taken_than_permitted_is_named(self) -> None:
        more = review_course(course(), [check_in(1, taken=100)], STARTS)
        (found,) = [reason for reason in more.findings if reason.rule.startswith(("course.more", "course.taken"))]
        assert found.rule == "course.more-taken"
        assert dict(found.numbers) == {"taken_mg": "100", "permitted_mg": "50"}
        unasked = review_course(course(), [check_in(1, zone=Zone.RED)], STARTS)
        assert "course.taken-without-permission" in {reason.rule for reason in unasked.findings}

    def test_the_separation_from_medicines_is_shown(self) -> None:
        thyroid = {
            "medicines": [Medicine(name="levothyroxine")],
            "acknowledged": [
                *FACTS.acknowledged,
                Acknowledgement(rule="medicine.levothyroxine", about="levothyroxine", reason="discussed"),
            ],
        }
        found = review_course(course(**thyroid), [check_in(1)], STARTS)
        assert isinstance(found.decision, Offer)
        assert "\n\nHours to keep\n  Levothyroxine: keep magnesium 4 hours away from it.\n" in str(found)


class TestReactions:
    WORDS: ClassVar = {
        Reaction.LOOSE_STOOLS: "loose stools", Reaction.BLOATING: "bloated", Reaction.NAUSEA: "feeling sick",
        Reaction.CRAMPING: "cramps", Reaction.VOMITING: "vomiting", Reaction.REPEATED_VOMITING: "repeated vomiting",
        Reaction.ITCHING: "itching", Reaction.FLUSHING: "flushing", Reaction.HIVES: "hives",
        Reaction.SWELLING: "swelling", Reaction.WEAKNESS: "weakness", Reaction.DROWSINESS: "sleepy",
        Reaction.CONFUSION: "confusion", Reaction.FAINTING: "fainting", Reaction.SLOW_PULSE: "slow pulse",
        Reaction.BREATHING_TROUBLE: "trouble breathing",
    }  # fmt: skip

    def test_the_advice_of_a_plan_names_every_sign_that_can_be_reported(self) -> None:
        advice = " ".join(rule.because for rule in CURRENT.signs.rules)
        assert {*self.WORDS, Reaction.NONE} == set(Reaction)
        assert [words for words in self.WORDS.values() if words not in advice] == []

    @pytest.mark.parametrize("felt", Reaction)
    def test_one_more_reaction_is_never_answered_more_mildly(self, felt: Reaction) -> None:
        for other in Reaction:
            alone = [strictest_response([one], CURRENT) for one in (felt, other)]
            both = strictest_response([felt, other], CURRENT)
            assert both is not None
            assert all(one is not None and STRICTNESS[both] >= STRICTNESS[one] for one in alone)

    def test_vomiting_counts_as_nausea_beside_flushing(self) -> None:
        found = review_course(course(), [check_in(1, reactions=[Reaction.FLUSHING, Reaction.VOMITING])], STARTS)
        assert (found.move, found.findings[2].rule) == (Move.URGENT_CARE, "reaction.together.flushing-with-nausea")

    def test_an_emergency_says_what_to_do_in_its_second_line_and_stays_urgent(self) -> None:
        felt = {Reaction.HIVES, Reaction.BREATHING_TROUBLE}
        found = review_course(course(), [check_in(1), check_in(2, reactions=felt)], day(2))
        assert (found.findings[1].rule, found.findings[2].rule) == (
            "course.allergic-emergency",
            "reaction.allergic-emergency",
        )
        assert "adrenaline pen" in found.findings[1].text
        assert moves([check_in(1), check_in(2, reactions=felt), check_in(3)], 3)[1:] == ["urgent-care"] * 2

    def test_the_same_day_blames_nobody(self) -> None:
        def remarks(check_ins: list[CheckIn], number: int) -> list[str]:
            findings = review_course(course(), check_ins, day(number)).findings
            amounts = ("course.more-taken", "course.taken-without-permission", "course.remark.no-more-today")
            return [found.text for found in findings if found.rule in amounts]

        upset: dict[str, Any] = {"reactions": [Reaction.NAUSEA]}
        twice = [*a_week(), check_in(8, taken=100)]
        (more,) = remarks([*twice, check_in(9, taken=150, **upset)], 9)
        assert "150 mg instead of 100 mg" in more
        (enough,) = remarks([*twice, check_in(9, taken=100, **upset)], 9)
        assert "not your fault" in enough
        assert remarks([*twice, check_in(9, taken=50, **upset)], 9) == []
        # Four silent days cost a rung, so the day after them begins with less.
        assert remarks([*twice, check_in(14, taken=50, zone=Zone.RED)], 14) == []
        (above,) = remarks([*twice, check_in(14, taken=100, zone=Zone.RED)], 14)
        assert "100 mg instead of 50 mg" in above


class TestDates:
    def of(self, check_ins: list[CheckIn], number: int, of: Course | None = None) -> list[tuple[Any, ...]]:
        return [
            (dates.reached, dates.earliest, dates.suggested, dates.overdue)
            for dates in review_course(of or course(), check_ins, day(number)).dates
        ]

    def test_a_calm_course_has_one_hold_between_its_rungs(self) -> None:
        assert self.of([check_in(1)], 1) == [
            (day(1), None, None, None),
            (None, day(8), day(8), day(30)),
            (None, day(15), day(15), day(58)),
            (None, day(22), day(22), day(86)),
        ]

    def test_a_short_hold_suggests_a_week(self) -> None:
        plan = dose_plan(IN_HALVES, hold_days=3)
        short = begin_course(plan, starts=STARTS, situation=FACTS)
        assert self.of([check_in(1)], 1, short)[1:3] == [
            (None, day(4), day(8), day(30)),
            (None, day(7), day(15), day(58)),
        ]

    def test_a_course_that_waits_for_a_start_has_only_earliest_days(self) -> None:
        assert self.of([check_in(1, zone=Zone.RED)], 1)[:2] == [
            (None, day(4), None, None), (None, day(11), None, None),
        ]  # fmt: skip

    def test_there_are_no_dates_ahead_if_a_green_day_would_be_withheld_too(self) -> None:
        child = course(age_years=3)
        assert self.of([check_in(1)], 1, child) == [(None, None, None, None)] * 4
        avoids = attrs.evolve(FACTS, medicines=[Medicine(name="raltegravir")])
        assert self.of([*a_week(), check_in(8, situation=avoids)], 8)[1:] == [(None, None, None, None)] * 3

    def test_a_rung_has_no_date_if_the_rise_to_it_is_withheld(self) -> None:
        # The ladder of a start with this product ends at 200 mg. A person who joined at 300 mg and went back to 150 mg
        # may come to 200 mg again, but no rule offers the rise from there to 300 mg.
        plan = dose_plan(capsule(200), intent=Intent.MAINTAIN, current_daily=Elemental.mg(300), hold_days=3)
        joined = begin_course(plan, starts=STARTS, situation=FACTS)
        missed = [check_in(number, taken=0) for number in range(1, 5)]
        upset = check_in(6, taken=150, reactions=[Reaction.BLOATING])
        dates = self.of([*missed, check_in(5, taken=200), upset], 6, joined)
        assert [(reached, earliest) for reached, earliest, *_ in dates[2:]] == [
            (day(6), None), (None, day(10)), (None, None),
        ]  # fmt: skip

    def test_a_stop_has_no_dates(self) -> None:
        assert self.of([check_in(1, reactions=[Reaction.FAINTING])], 1) == [(None, None, None, None)] * 4

    def test_every_rung_that_was_reached_has_its_day(self) -> None:
        week = [check_in(number, taken=PLAN.on(number).daily.nanograms // 10**6) for number in range(1, 29)]
        assert [reached for reached, *_ in self.of(week, 28)] == [day(1), day(8), day(15), day(22)]

    def test_after_a_step_back_the_higher_rung_is_ahead_again(self) -> None:
        week = [*a_week(), check_in(8, taken=100), check_in(9, zone=Zone.YELLOW, taken=50)]
        assert self.of(week, 9)[:2] == [(day(9), None, None, None), (None, day(17), day(17), day(38))]


class TestLedger:
    LEDGER = review_course(course(), [*a_week(), check_in(8, taken=100)], day(8)).ledger

    def test_replay_gives_the_same_ledger_byte_for_byte(self) -> None:
        assert to_json(replay_course(self.LEDGER).ledger) == to_json(self.LEDGER)

    def test_a_changed_day_that_still_balances_does_not_replay(self) -> None:
        last = self.LEDGER.days[-1]
        lenient = attrs.evolve(last, move=Move.STAY)
        tampered = attrs.evolve(self.LEDGER, days=(*self.LEDGER.days[:-1], lenient))
        (fault,) = faults_of(replay_course, tampered)
        assert fault.path == "days[7]"
        assert paths_of(replay_course, None) == ["ledger"]

    @pytest.mark.parametrize(
        "changed",
        [
            {"permitted": Elemental.mg(50)},
            {"quarters": 2},
            {"quarters_total": 1},
            {"permitted_total": Elemental.mg(1)},
            {"taken_total": Elemental.mg(1)},
            {"planned": Elemental.mg(1)},
            {"rung": 9},
            {"day": date(2026, 4, 1)},
        ],
    )
    def test_a_day_that_does_not_balance_is_not_built(self, changed: dict[str, Any]) -> None:
        days = (*self.LEDGER.days[:-1], attrs.evolve(self.LEDGER.days[-1], **changed))
        assert paths_of(attrs.evolve, self.LEDGER, days=days) == ["days[7]"]

    def test_a_missing_day_is_not_built(self) -> None:
        assert paths_of(attrs.evolve, self.LEDGER, days=self.LEDGER.days[:-1]) == ["days"]

    def test_the_hash_is_of_inputs_edition_and_days(self) -> None:
        other = attrs.evolve(self.LEDGER, course=attrs.evolve(self.LEDGER.course, edition="2027-01-01"))
        assert other.digest != self.LEDGER.digest
        written = make_converter().unstructure(self.LEDGER)
        assert written["digest"] == self.LEDGER.digest
        with pytest.raises(InvalidInputError, match="digest"):
            make_converter().structure({**written, "digest": other.digest}, Ledger)

    def test_values_that_are_no_amounts_are_named(self) -> None:
        entry = self.LEDGER.days[0]
        assert paths_of(attrs.evolve, entry, permitted=50) == ["permitted"]
        assert paths_of(attrs.evolve, entry, move="stay", quarters=-1) == ["move", "quarters"]

    def test_a_ledger_shows_every_day_and_its_hash(self) -> None:
        words = str(self.LEDGER)
        assert words.startswith("8 days of a course, from Sunday 1 March 2026 to Sunday 8 March 2026\n")
        assert "You took 450 mg in all, of 450 mg allowed." in words
        assert "course." not in words
        details = self.LEDGER.page().text(details=True)
        assert self.LEDGER.digest in details
        assert "  - 2026-03-02 to 2026-03-07: course.holding\n  - 2026-03-08: course.rise-offered\n" in details
        assert re.findall(r"^  2026-03-0(\d)  green  \w+ +\d", details, re.MULTILINE) == [*"12345678"]
        one = review_course(course(), [check_in(1)], STARTS).ledger
        assert str(one).startswith("1 day of a course, from ")


class TestReview:
    FOUND = review_course(course(), [check_in(1)], STARTS)

    def test_a_review_shows_todays_answer_first(self) -> None:
        assert str(self.FOUND).startswith(
            "[=] Sunday 1 March 2026, Green zone: start on step 1.\n    You have taken all of today's 50 mg.\n"
            "    Take no more today.\n\nWhy\n  A start is offered today.\n"
        )
        waiting = str(review_course(course(), [], STARTS))
        assert unwrapped(waiting).startswith(
            "[=] Sunday 1 March 2026: no check-in yet. Tell us today's zone and your reactions. On a Green day with no "
            "reactions, take half a capsule (50 mg of magnesium) at dinner, with food. Why "
        )
        assert "The earliest day is today." in waiting

    def test_without_a_check_in_the_intakes_are_those_that_green_would_permit(self) -> None:
        week = [check_in(number, taken=50) for number in range(1, 8)]
        found = review_course(course(), week, day(8))
        shown = found.page().headline
        assert shown is not None
        assert shown.then == (
            "On a Green day with no reactions, take 1 capsule (100 mg of magnesium) at dinner, with food."
        )
        assert found.headline().endswith("On a Green day with no reactions, take 100 mg.")

    def test_a_check_in_without_a_zone_permits_none_yet(self) -> None:
        found = review_course(course(), [check_in(1), check_in(2, zone=None, taken=None)], day(2))
        assert found.headline() == "Monday 2 March 2026: wait on step 1. Take none for now."
        assert "Which zone are you in today?" in str(found)
        assert "What you took today" not in str(found)

    @pytest.mark.parametrize(
        ("taken", "said"),
        [
            (None, ["You may take half a capsule (50 mg of magnesium) at dinner, with food."]),
            (0, ["You may take half a capsule (50 mg of magnesium) at dinner, with food."]),
            (25, ["You have taken 25 mg.", "The whole amount of today is 50 mg."]),
            (50, ["You have taken all of today's 50 mg.", "Take no more today."]),
            (75, ["Take no more today."]),
        ],
    )
    def test_the_next_action_counts_what_was_taken(self, taken: int | None, said: list[str]) -> None:
        shown = review_course(course(), [check_in(1), check_in(2, taken=taken)], day(2)).page().headline
        assert shown is not None
        assert [shown.action, *filter(None, [shown.then])] == said

    def test_whoever_took_too_much_reads_no_amount_to_take(self) -> None:
        for too_much in (check_in(1, taken=75), check_in(1, taken=50, zone=Zone.RED)):
            words = str(review_course(course(), [too_much], STARTS))
            assert words.index("Take no more today.") < words.index("\n\nWhy\n")
            assert "capsule (" not in words

    def test_what_stands_above_the_details_names_no_rule_and_no_date_in_figures(self) -> None:
        yellow = [*a_week(), check_in(8, taken=100), check_in(9, zone=Zone.YELLOW, taken=None)]
        for found in (review_course(course(), yellow[:number], day(number)) for number in (8, 9, 10)):
            words = str(found)
            assert not re.search(r"\b(course|zone|consult)\.[a-z]|2026-", words)
            assert re.search(r"\b(course|zone|consult)\.[a-z]", found.page().text(details=True))

    def test_the_last_step_waits_for_nothing_and_has_no_later_date(self) -> None:
        days = [check_in(number, taken=50 * min(4, (number + 6) // 7)) for number in range(1, 30)]
        found = review_course(course(), days, day(29))
        words = str(found)
        assert words.startswith("[=] Sunday 29 March 2026, Green zone: stay on step 4, the last one.\n")
        assert "Before the next step" not in words
        assert "What is still needed" not in words
        assert "\n\nSteps\n" in words
        assert "\n\nSteps\n" not in str(attrs.evolve(found, dates=()))
        stopped = review_course(course(), [check_in(1), check_in(2, reactions=[Reaction.HIVES])], day(2))
        assert [one.rung for one in stopped.dates] == [1, 2, 3, 4]
        assert "\n\nSteps\n" not in str(stopped)  # no step has a date

    def test_a_date_is_said_in_words_and_once(self) -> None:
        words = unwrapped(str(review_course(course(), [check_in(1), check_in(2, reactions=[Reaction.HIVES])], day(3))))
        assert " Talk to a clinician before a new start. This course was stopped on 2 March 2026. " in words
        assert "A clinician's yes to a new start. Their note must name the day of the stop: 2 March 2026." in words

    def test_missing_facts_are_asked_for_and_named_once(self) -> None:
        bare = begin_course(PLAN, starts=STARTS, situation=attrs.evolve(FACTS, age_years=None))
        words = str(review_course(bare, [check_in(1, taken=None)], STARTS))
        assert "\n\nPlease tell us\n  1. How old are you?\n" in words
        assert "missing fact" not in words
        assert "Age: not stated" not in words
        silent = str(review_course(course(), [], STARTS))
        assert "\n\nPlease tell us\n  1. Which zone are you in today?\n" in silent
        assert "states your zone" not in silent

    def test_what_was_taken_is_a_gap_while_the_day_permits_some(self) -> None:
        said = "  What you took today: not stated.\n"
        assert said in str(review_course(course(), [check_in(1, taken=None)], STARTS))
        assert said not in str(review_course(course(), [check_in(1, taken=0)], STARTS))
        assert said not in str(review_course(course(), [check_in(1, zone=Zone.RED, taken=None)], STARTS))

    def test_the_steps_have_dates_that_name_another_year(self) -> None:
        late = begin_course(PLAN, starts=date(2026, 12, 20), situation=FACTS)
        words = str(review_course(late, [], date(2026, 12, 20)))
        assert "     2  100 mg           27 December" in words
        assert " 3 January 2027" in words

    def test_a_course_that_waits_for_a_clinician_has_no_steps_with_dates(self) -> None:
        asks = begin_course(PLAN, starts=date(2026, 3, 1), situation=attrs.evolve(FACTS, acknowledged=()))
        green = CheckIn(day=date(2026, 3, 1), zone=Zone.GREEN, reactions=[])
        words = str(review_course(asks, [green], date(2026, 3, 1)))
        assert "\nSteps\n" not in words

    def test_the_calendar_shows_each_change_of_the_step(self) -> None:
        days = [*a_week(), check_in(8, taken=100), check_in(9, zone=Zone.YELLOW), check_in(10, zone=None, taken=None)]
        words = str(review_course(course(), days, day(10)))
        assert words[words.index("Your days") : words.index("\n\nSteps")].splitlines() == [
            "Your days: zone and mg taken",
            "             Mon     Tue     Wed     Thu     Fri     Sat     Sun",
            "  23 Feb                                                  G  50",
            "   2 Mar  G  50   G  50   G  50   G  50   G  50   G  50   G 100^",
            "   9 Mar  Y  50v      ?",
            "  G green, Y yellow, R red; ^ up a step; v back a step; ? not stated",
        ]

    def test_a_gut_reaction_before_the_start_does_not_speak_of_an_amount(self) -> None:
        words = str(review_course(course(), [check_in(1, reactions=[Reaction.NAUSEA])], STARTS))
        assert "Your gut is unsettled: nausea" in words
        assert "this much" not in words

    def test_after_too_much_it_waits_for_days_taken_in_full_and_not_for_a_change_of_long_ago(self) -> None:
        days = [*a_week(), *(check_in(number, taken=100) for number in range(8, 15)), check_in(15, taken=175)]
        first, *_ = review_course(course(), days, day(15)).waiting_for
        assert str(first).startswith("7 more days after today, taken in full at this amount")

    def test_a_review_survives_json(self) -> None:
        converter = make_converter()
        assert converter.structure(json.loads(to_json(self.FOUND)), Review) == self.FOUND

    def test_every_fault_of_a_part_is_named(self) -> None:
        paths = paths_of(attrs.evolve, self.FOUND, move="up", words="", permitted=50, findings=("so",), decision=None)
        assert paths == ["move", "words", "permitted", "findings[0]", "decision"]
        assert paths_of(Requirement, rule="", because=1, left=0, about="") == ["rule", "because", "left", "about"]
        assert paths_of(RungDate, rung=0, daily=50, earliest="x") == ["rung", "daily", "earliest"]
        assert paths_of(attrs.evolve, self.FOUND.ledger.days[0], taken_total=None) == ["taken_total"]
        assert isinstance(self.FOUND.ledger.days[0], LedgerDay)
        assert a_finding() == a_finding()


class TestDiary:
    TEXT: ClassVar[dict[str, Any]] = {
        "situation": {"age_years": 34, "kidney": "normal", "conditions": [], "medicines": []},
        "proposal": {
            "intent": "start",
            "product": {
                "kind": "capsule",
                "form": "glycinate",
                "elemental_mg": "100",
                "divides_into": 4,
                "dosage_form": "hard-capsule",
            },
        },
        "starts": "2026-03-01",
        "as_of": "2026-03-02",
        "check_ins": [{"day": "2026-03-01", "zone": "green", "reactions": ["none"], "taken_mg": "50"}],
    }

    def test_a_diary_is_read_and_begins_a_course(self) -> None:
        diary = read_diary(json.dumps(self.TEXT))
        assert isinstance(course_of(diary), Course)
        assert make_converter().structure(json.loads(to_json(diary)), Diary) == diary

    def test_faults_have_the_key_names_of_the_json(self) -> None:
        bad = {**self.TEXT, "check_ins": [{"day": "1.3.", "zone": "blue", "taken_mg": 50, "felt": []}], "as_of": None}
        assert paths_of(read_diary, json.dumps(bad)) == [
            "as_of", "check_ins[0].felt", "check_ins[0].day", "check_ins[0].zone", "check_ins[0].taken_mg",
        ]  # fmt: skip

    @pytest.mark.parametrize("at", ["supper", "25:00", 8, ["08:00"]])
    def test_a_dose_is_at_a_clock_time_or_a_meal(self, at: Any) -> None:
        wrong = {"day": "2026-03-01", "doses": [{"elemental_mg": "50", "at": at}]}
        assert paths_of(read_diary, json.dumps({**self.TEXT, "check_ins": [wrong]})) == ["check_ins[0].doses[0].at"]

    def test_a_hold_for_each_rung_needs_one_number_for_each(self) -> None:
        held = {**self.TEXT, "proposal": {**self.TEXT["proposal"], "hold_days": [3, 7]}}
        assert paths_of(course_of, read_diary(json.dumps(held))) == ["proposal.hold_days"]

    def test_only_a_proposal_to_start_a_capsule_begins_a_course(self) -> None:
        diary = read_diary(json.dumps(self.TEXT))
        rise = attrs.evolve(diary, proposal=attrs.evolve(diary.proposal, intent=Intent.INCREASE))
        assert paths_of(course_of, rise) == ["proposal.intent"]
        from alpims_mg import Topical, Vehicle

        oil = attrs.evolve(diary, proposal=Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL)))
        assert paths_of(course_of, oil) == ["proposal.product"]

    def test_a_capsule_without_a_schedule_begins_none(self) -> None:
        diary = read_diary(json.dumps(self.TEXT))
        strong = attrs.evolve(diary, proposal=attrs.evolve(diary.proposal, product=capsule(500)))
        assert isinstance(course_of(strong), Infeasible)

    def test_every_fault_of_a_diary_is_named(self) -> None:
        assert isinstance(Situation(), Situation)
        assert paths_of(Diary, situation=1, proposal=2, starts=3, as_of=4, check_ins=[5]) == [
            "situation", "proposal", "starts", "as_of", "check_ins[0]",
        ]  # fmt: skip
