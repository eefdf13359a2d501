"""Courses of people who take a product already, and changes of the product or the target."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from units.builders import START_ACKNOWLEDGED, capsule, faults_of, paths_of, situation

from alpims_mg import (
    Acknowledgement,
    Capsule,
    CheckIn,
    Course,
    DosageForm,
    DosePlan,
    DoseTaken,
    Elemental,
    Form,
    Infeasible,
    Intent,
    Move,
    Reaction,
    Tolerance,
    Topical,
    Vehicle,
    Wish,
    Zone,
    begin_course,
    map_course,
    replay_course,
    review_course,
    review_courses,
    switch_product,
    titration_schedule,
)
from alpims_mg.courses.diary import Diary, ProductChange
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.model.proposals import Proposal
from alpims_mg.wire import make_converter, to_json

STARTS = date(2026, 3, 1)
QUARTERS = capsule(100, parts=4)
MALATE = attrs.evolve(QUARTERS, form=Form.MALATE)
WHOLE = attrs.evolve(capsule(150, parts=1), dosage_form=DosageForm.TABLET)
FACTS = situation(acknowledged=[START_ACKNOWLEDGED, Acknowledgement(rule="consult.adjust", reason="discussed")])


def plan(product: Capsule = QUARTERS, **more: Any) -> DosePlan:
    found = titration_schedule(product, **{"hold_days": 3, **more})
    assert isinstance(found, DosePlan)
    return found


def at(amount: int, product: Capsule = QUARTERS) -> DosePlan:
    return plan(product, intent=Intent.MAINTAIN, current_daily=Elemental.mg(amount))


def joined(amount: int, product: Capsule = QUARTERS, **facts: Any) -> Course:
    facts = {"tolerance": Tolerance.PROVEN, **facts}
    return begin_course(at(amount, product), starts=STARTS, situation=attrs.evolve(FACTS, **facts))


def day(number: int) -> date:
    return STARTS + timedelta(days=number - 1)


def check_in(number: int, taken: int | None = None, **more: Any) -> CheckIn:
    amount = None if taken is None else Elemental.mg(taken)
    return CheckIn(**{"day": day(number), "zone": Zone.GREEN, "reactions": [], "taken": amount, **more})


def amounts(course: Course) -> list[str]:
    return [step.daily.format_mg() for step in course.rungs]


COURSE = begin_course(plan(), starts=STARTS, situation=FACTS)
RISEN = [check_in(1 + number, 50 * (1 + number // 3)) for number in range(12)]
"""Twelve days in full, up to 200 mg."""


class TestJoining:
    @pytest.mark.parametrize(
        ("amount", "rungs"),
        [
            (300, ["50", "100", "150", "200", "300"]),
            (150, ["50", "100", "150"]),
            (125, ["50", "100", "125"]),
            (50, ["50"]),
            (25, ["25"]),
        ],
    )
    def test_the_rungs_of_a_start_are_below_the_present_amount(self, amount: int, rungs: list[str]) -> None:
        assert amounts(joined(amount)) == rungs

    def test_a_product_without_a_start_has_the_present_amount_alone(self) -> None:
        assert amounts(joined(300, WHOLE)) == ["300"]

    def test_every_rung_takes_the_hold_of_the_plan(self) -> None:
        assert joined(150).holds == (3, 3, 3)

    def test_the_course_that_ends_says_so(self) -> None:
        review = review_course(joined(150, WHOLE), [check_in(1, 150), check_in(17)], day(17))
        assert (review.move, review.permitted.nanograms) == (Move.ENDED, 0)
        assert review.headline() == "Tuesday 17 March 2026, Green zone: this course has ended. Take none for now."
        assert review_course(joined(150, WHOLE), [check_in(1, 150)], day(17)).move is Move.ENDED

    @pytest.mark.parametrize(
        ("changed", "move"),
        [({"reactions": [Reaction.NAUSEA]}, Move.ENDED), ({"reactions": [Reaction.HIVES]}, Move.STOP_AND_CONSULT)],
    )
    def test_an_ended_course_still_hears_of_reactions(self, changed: dict[str, Any], move: Move) -> None:
        review = review_course(joined(150, WHOLE), [check_in(1, 150), check_in(17, **changed)], day(17))
        assert review.move is move

    def test_nobody_joins_at_an_amount_that_a_rise_would_give(self) -> None:
        rise = plan(intent=Intent.INCREASE, current_daily=Elemental.mg(100))
        assert rise.steps == at(150).steps
        assert paths_of(begin_course, rise, starts=STARTS, situation=FACTS) == ["plan.limits"]
        assert paths_of(switch_product, COURSE, RISEN, rise, on=day(13)) == ["plan.limits"]

    def test_a_plan_to_take_less_joins_at_the_lower_amount(self) -> None:
        less = plan(intent=Intent.LOWER, current_daily=Elemental.mg(150), lower_to=Elemental.mg(100))
        assert amounts(begin_course(less, starts=STARTS, situation=FACTS)) == ["50", "100"]

    def test_the_page_shows_all_rungs(self) -> None:
        assert "All steps of the course" in str(joined(150))
        assert "All steps of the course" not in str(COURSE)

    def test_a_map_begins_at_the_present_amount(self) -> None:
        places = {place: first for place, _, first in map_course(joined(150), days=4).table()}
        assert places["rung 3"] == "0"

    def test_a_diary_that_maintains_is_a_course_that_joins(self) -> None:
        proposal = Proposal(intent=Intent.MAINTAIN, product=QUARTERS, current_daily=Elemental.mg(150), hold_days=3)
        diary = Diary(situation=FACTS, proposal=proposal, starts=STARTS, as_of=STARTS)
        assert course_of(diary) == begin_course(at(150), starts=STARTS, situation=FACTS)
        untold = attrs.evolve(diary, proposal=attrs.evolve(proposal, current_daily=None))
        assert paths_of(course_of, untold) == ["proposal.current_daily"]

    @pytest.mark.parametrize(
        ("changed", "path"),
        [
            ({"other_rungs": ()}, "other_rungs"),
            ({"other_rungs": plan().steps[:1]}, "other_rungs"),
            ({"other_rungs": plan(MALATE).steps[:2]}, "other_rungs"),
        ],
    )
    def test_other_rungs_than_those_of_the_rulebook_are_named(self, changed: dict[str, Any], path: str) -> None:
        course = attrs.evolve(joined(150), **changed)
        assert paths_of(review_course, course, [], STARTS) == [path]

    @pytest.mark.parametrize("rungs", [plan().steps[:3], plan().steps])
    def test_rungs_that_are_not_below_the_last_are_named(self, rungs: Any) -> None:
        assert paths_of(Course, plan=at(150), starts=STARTS, edition="2026-11-30", other_rungs=rungs) == ["other_rungs"]


class TestSwitching:
    def test_another_product_is_a_new_start(self) -> None:
        switched = switch_product(COURSE, RISEN, plan(MALATE), on=day(13))
        review = review_course(switched, [*RISEN, check_in(13)], day(13))
        assert (review.move, review.permitted) == (Move.START, Elemental.mg(50))
        assert [entry.day for entry in review.ledger.days] == [day(13)]
        assert len(review.ledger.check_ins) == 13

    def test_late_check_ins_of_old_days_count(self) -> None:
        switched = switch_product(COURSE, RISEN, plan(MALATE), on=day(13))
        late = check_in(12, 200, reactions=[Reaction.HIVES])
        assert review_course(switched, [*RISEN, late, check_in(13)], day(13)).move is Move.STOP_AND_CONSULT

    def test_the_first_start_after_a_stop_is_a_start_of_the_new_product(self) -> None:
        opened = Acknowledgement(rule="course.after-stop", reason="discussed", about=str(day(1)))
        facts = attrs.evolve(FACTS, acknowledged=(*FACTS.acknowledged, opened))
        before = [check_in(1, 50, reactions=[Reaction.HIVES])]
        switched = switch_product(COURSE, before, plan(MALATE), on=day(2))
        calm = [check_in(2, 0, situation=facts), check_in(3, 0), check_in(4)]
        assert review_course(switched, [*before, *calm], day(4)).move is Move.START

    @pytest.mark.parametrize("wish", [Wish.PAUSE, Wish.HOLD])
    def test_a_standing_wish_is_waited_for(self, wish: Wish) -> None:
        before = [check_in(1, 50, wish=wish)]
        switched = switch_product(COURSE, before, plan(MALATE), on=day(2))
        review = review_course(switched, [*before, check_in(2)], day(2))
        assert "course.waits.go-on" in {requirement.rule for requirement in review.waiting_for}

    @pytest.mark.parametrize("target", [200, 300])
    def test_the_same_product_goes_on(self, target: int) -> None:
        switched = switch_product(COURSE, RISEN[:4], plan(target=Elemental.mg(target)), on=day(5))
        review = review_course(switched, [*RISEN[:4], check_in(5)], day(5))
        assert (review.move, review.permitted, review.rung) == (Move.STAY, Elemental.mg(100), 2)

    def test_the_plan_goes_on_from_what_was_planned(self) -> None:
        switched = switch_product(COURSE, RISEN, plan(target=Elemental.mg(300)), on=day(13))
        assert [switched.planned(day(number)).format_mg() for number in (13, 15, 16, 19)] == [
            "200",
            "200",
            "250",
            "300",
        ]
        assert switch_product(COURSE, RISEN, plan(MALATE), on=day(13)).planned(day(13)) == Elemental.mg(50)
        below = switch_product(joined(25), [], plan(), on=day(2))
        assert below.planned(day(2)) == Elemental.mg(50)

    def test_the_present_amount_stays_a_rung(self) -> None:
        course = begin_course(plan(target=Elemental.mg(225)), starts=STARTS, situation=FACTS)
        diary = [*RISEN, check_in(13, 225)]
        assert amounts(switch_product(course, diary, plan(target=Elemental.mg(300)), on=day(14))) == [
            *("50", "100", "150", "200", "225", "250", "300")
        ]
        assert amounts(switch_product(course, diary, plan(), on=day(14))) == ["50", "100", "150", "200"]

    def test_what_is_held_counts_on_but_a_shorter_hold_takes_one_more_day_to_prove_a_rung(self) -> None:
        course = begin_course(plan(hold_days=7), starts=STARTS, situation=FACTS)
        diary = [check_in(number, 50) for number in range(1, 6)]
        switched = switch_product(course, diary, plan(), on=day(6))
        review = review_course(switched, [*diary, check_in(6)], day(6))
        assert [(one.rule, one.left) for one in review.waiting_for if one.left] == [("course.waits.held-days", 1)]
        risen = review_course(switched, [*diary, check_in(6, 50), check_in(7)], day(7))
        assert risen.move is Move.ADVANCE

    def test_a_change_of_the_amount_in_a_pause_resumes_below_it(self) -> None:
        diary = [*RISEN[:8], check_in(9, 0, wish=Wish.PAUSE), check_in(10, 0, wish=Wish.GO_ON)]
        switched = switch_product(COURSE, diary, at(50), on=day(11))
        review = review_course(switched, [*diary, check_in(11, 0), check_in(12)], day(12))
        assert (review.move, review.permitted) == (Move.RESUME, Elemental.mg(50))

    def test_a_pause_with_no_rung_left_is_kept(self) -> None:
        diary = [check_in(1, 50), check_in(2, 0, wish=Wish.PAUSE), check_in(3, 0, wish=Wish.LOWER)]
        switched = switch_product(COURSE, diary, plan(target=Elemental.mg(300)), on=day(4))
        assert review_course(switched, [*diary, check_in(4)], day(4)).move is Move.PAUSE

    def test_a_switch_can_follow_a_switch(self) -> None:
        once = switch_product(COURSE, RISEN[:1], plan(MALATE), on=day(2))
        twice = switch_product(once, [RISEN[0], check_in(2, 50)], plan(), on=day(3))
        assert twice.diary_starts == STARTS
        review = review_course(twice, [RISEN[0], check_in(2, 50), check_in(3)], day(3))
        assert (review.move, review.permitted) == (Move.START, Elemental.mg(50))
        assert "It goes on from the course of Monday 2 March 2026." in str(twice)

    def test_its_ledger_is_replayed_and_survives_json(self) -> None:
        switched = switch_product(COURSE, RISEN, plan(MALATE), on=day(13))
        ledger = review_course(switched, [*RISEN, check_in(13, 50)], day(14)).ledger
        assert replay_course(ledger).ledger == ledger
        assert make_converter().structure(make_converter().unstructure(ledger), type(ledger)) == ledger
        assert '"follows"' in to_json(ledger)
        assert '"follows"' not in to_json(COURSE)
        other = attrs.evolve(ledger, course=attrs.evolve(switched, follows=attrs.evolve(COURSE, situation=None)))
        assert other.digest != ledger.digest

    def test_it_is_reviewed_alone_as_together_with_none(self) -> None:
        switched = switch_product(COURSE, RISEN, plan(MALATE), on=day(13))
        diary = [*RISEN, check_in(13, 50), check_in(14, 50)]
        (together,) = review_courses([(switched, diary)], today=day(15))
        assert together == review_course(switched, diary, day(15))

    def test_beside_another_product_a_start_of_the_old_one_still_keeps_it_from_starting(self) -> None:
        beside = begin_course(plan(attrs.evolve(QUARTERS, form=Form.TAURATE)), starts=day(2), situation=FACTS)
        switched = switch_product(COURSE, RISEN[:1], plan(MALATE), on=day(2))
        first, other = review_courses([(switched, [RISEN[0], check_in(2)]), (beside, [check_in(2)])], today=day(2))
        assert [first.move, other.move] == [Move.START, Move.NOT_STARTED]

    def test_beside_another_product_a_changed_target_is_its_last_change(self) -> None:
        taurate = attrs.evolve(QUARTERS, form=Form.TAURATE)
        beside = begin_course(
            at(50, taurate), starts=day(12), situation=attrs.evolve(FACTS, tolerance=Tolerance.PROVEN)
        )
        switched = switch_product(COURSE, RISEN, at(100), on=day(13))
        first, _ = review_courses([(switched, [*RISEN, check_in(13)]), (beside, [check_in(13)])], today=day(13))
        assert (first.move, first.permitted) == (Move.MAINTENANCE, Elemental.mg(100))


class TestFaults:
    @pytest.mark.parametrize(
        ("changed", "path"),
        [
            ({"course": None}, "course"),
            ({"check_ins": [5]}, "check_ins[0]"),
            ({"plan": None}, "plan"),
            ({"plan": DosePlan(steps=plan(MALATE).steps)}, "plan.capsule"),
            ({"plan": attrs.evolve(plan(MALATE), steps=plan().steps)}, "plan.steps"),
            ({"plan": at(50, MALATE)}, "plan.steps"),
            ({"plan": at(250)}, "plan.steps"),
            ({"on": "2026-03-13"}, "on"),
            ({"on": STARTS}, "on"),
            ({"on": STARTS + timedelta(days=3660)}, "on"),
            ({"rulebook": None}, "rulebook"),
            ({"check_ins": [*RISEN, check_in(13, 50)]}, "on"),
            ({"check_ins": [*RISEN, check_in(13, doses=[DoseTaken(elemental=Elemental.mg(50))])]}, "on"),
            ({"check_ins": [check_in(1, id="a", replaces="b")]}, "check_ins[0].replaces"),
            ({"course": attrs.evolve(COURSE, edition="2025-01-01")}, "course.edition"),
        ],
    )
    def test_each_argument_that_makes_no_switch_is_named(self, changed: dict[str, Any], path: str) -> None:
        given = {"course": COURSE, "check_ins": RISEN, "plan": plan(MALATE), "on": day(13), **changed}
        assert paths_of(switch_product, **given) == [path]

    def test_a_check_in_of_the_day_without_an_intake_is_no_fault(self) -> None:
        diary = [*RISEN, check_in(13), check_in(14, doses=[])]
        assert switch_product(COURSE, diary, plan(MALATE), on=day(13)).starts == day(13)

    def test_a_day_near_the_last_date_there_is_is_named(self) -> None:
        late = begin_course(plan(), starts=date(9990, 1, 1), situation=FACTS)
        assert paths_of(switch_product, late, [], plan(MALATE), on=date(9990, 2, 1)) == ["on"]

    def test_the_earliest_day_is_named(self) -> None:
        (fault,) = faults_of(switch_product, COURSE, RISEN, plan(MALATE), on=day(12))
        assert "2026-03-13" in fault.expected

    def test_a_course_that_follows_begins_later_and_has_no_facts_of_its_own(self) -> None:
        given = {"plan": plan(MALATE), "edition": COURSE.edition, "follows": COURSE}
        assert paths_of(Course, starts=STARTS, **given) == ["starts"]
        assert paths_of(Course, starts=day(2), situation=FACTS, **given) == ["situation"]
        assert paths_of(Course, starts=day(2), **{**given, "follows": 5}) == ["follows"]

    def test_the_faults_of_the_course_before_are_named_under_it(self) -> None:
        before = attrs.evolve(COURSE, edition="2025-01-01")
        course = Course(plan=plan(MALATE), starts=day(2), edition=COURSE.edition, follows=before)
        assert paths_of(review_course, course, [], day(2)) == ["follows.course.edition"]

    def test_a_course_made_by_hand_raises_nobody_at_once(self) -> None:
        course = Course(plan=plan(), starts=day(2), edition=COURSE.edition, follows=joined(25))
        assert paths_of(review_course, course, [], day(2)) == ["other_rungs"]

    def test_a_diary_of_more_than_a_kilogram_is_refused(self) -> None:
        much = [check_in(number, 999_999) for number in (1, 2)]
        assert paths_of(review_course, COURSE, much, day(2)) == ["check_ins"]

    def test_a_course_that_follows_has_no_map(self) -> None:
        switched = switch_product(COURSE, [], plan(MALATE), on=day(2))
        assert paths_of(map_course, switched) == ["course.follows"]

    def test_a_diary_lasts_at_most_ten_years_in_all(self) -> None:
        switched = switch_product(COURSE, [], plan(MALATE), on=day(2))
        assert paths_of(review_course, switched, [], STARTS + timedelta(days=3660)) == ["starts"]
        assert review_course(switched, [], STARTS + timedelta(days=200)).move is Move.NOT_STARTED
        assert paths_of(review_course, switched, [check_in(0)], day(2)) == ["check_ins[0].day"]


class TestCoursesInARow:
    """A chain of courses that is too long to be nested is refused with a fault, never with a ``RecursionError``."""

    def chain(self, length: int) -> Course:
        """A course that follows ``length`` others, each of the other product."""
        plans = (plan(QUARTERS), plan(MALATE))
        course = begin_course(plans[0], starts=STARTS, situation=FACTS)
        for number in range(1, length + 1):
            course = attrs.evolve(
                course, plan=plans[number % 2], starts=STARTS + timedelta(days=number), situation=None, follows=course
            )
        return course

    def test_a_hundred_are_reviewed_written_and_read(self) -> None:
        course = self.chain(100)
        review = review_course(course, [], course.starts)
        assert make_converter().structure(json.loads(to_json(review.ledger.course)), Course) == course

    def test_one_more_is_refused(self) -> None:
        course = self.chain(100)
        on = course.starts + timedelta(days=1)
        assert paths_of(switch_product, course, [], plan(MALATE), on=on) == ["course"]
        assert paths_of(attrs.evolve, course, starts=on, follows=course) == ["follows"]

    @pytest.mark.parametrize("length", [101, 900, 20_000])
    def test_more_of_them_in_json_are_refused(self, length: int) -> None:
        written = make_converter().unstructure(self.chain(1))
        for _ in range(length - 1):
            written = {**written, "follows": written}
        assert paths_of(make_converter().structure, written, Course) == ["follows"]


def start_of(product: Capsule | Topical = MALATE, **more: Any) -> Proposal:
    return Proposal(**{"intent": Intent.START, "product": product, "hold_days": 3, **more})


def changing(*changes: ProductChange, check_ins: Sequence[CheckIn] = (), last: int = 20) -> Diary:
    """A diary that begins with glycinate and has these changes."""
    return Diary(
        situation=FACTS,
        proposal=start_of(QUARTERS),
        starts=STARTS,
        as_of=day(last),
        check_ins=check_ins,
        changes=changes,
    )


class TestADiaryWithChanges:
    def test_is_the_course_that_switch_product_gives(self) -> None:
        days = [CheckIn(day=day(number), zone=Zone.GREEN, reactions=[], taken=Elemental.mg(50)) for number in (1, 2)]
        changes = (ProductChange(on=day(3), proposal=start_of()), ProductChange(on=day(9), proposal=start_of(QUARTERS)))
        course = begin_course(plan(), starts=STARTS, situation=FACTS)
        once = switch_product(course, days, plan(MALATE), on=day(3))
        later = CheckIn(day=day(5), zone=Zone.GREEN, reactions=[], taken=Elemental.mg(25))
        twice = switch_product(once, [*days, later], plan(), on=day(9))
        assert course_of(changing(*changes, check_ins=[*days, later])) == twice

    def test_knows_an_earlier_day_by_the_entries_that_are_corrected(self) -> None:
        moved = [
            CheckIn(day=day(9), id="a", taken=Elemental.mg(50)),
            CheckIn(day=day(8), id="b", replaces="a", taken=Elemental.mg(25)),
            CheckIn(day=day(2), id="c", replaces="b", taken=Elemental.mg(50)),
        ]
        change = ProductChange(on=day(3), proposal=start_of())
        found = course_of(changing(change, check_ins=moved))
        assert isinstance(found, Course)
        assert (found.capsule, found.starts) == (MALATE, day(3))

    def test_has_no_schedule_if_another_product_has_none(self) -> None:
        strong = start_of(attrs.evolve(capsule(500, parts=1), form=Form.OXIDE))
        assert isinstance(course_of(changing(ProductChange(on=day(3), proposal=strong))), Infeasible)

    @pytest.mark.parametrize(
        ("changes", "path"),
        [
            (
                [ProductChange(on=day(3), proposal=start_of(Topical(vehicle=Vehicle.OIL)))],
                "changes[0].proposal.product",
            ),
            ([ProductChange(on=day(3), proposal=start_of(intent=Intent.INCREASE))], "changes[0].proposal.intent"),
            (
                [ProductChange(on=day(3), proposal=start_of(intent=Intent.MAINTAIN, current_daily=Elemental.mg(100)))],
                "changes[0].proposal",
            ),
        ],
    )
    def test_names_a_proposal_that_it_cannot_change_to(self, changes: list[ProductChange], path: str) -> None:
        assert paths_of(course_of, changing(*changes)) == [path]

    def test_names_a_check_in_by_its_place_in_the_diary(self) -> None:
        early = [CheckIn(day=day(5)), CheckIn(day=date(2026, 2, 1))]
        change = ProductChange(on=day(3), proposal=start_of())
        assert paths_of(course_of, changing(change, check_ins=early)) == ["check_ins[1].day"]

    @pytest.mark.parametrize("days", [(1,), (21,), (5, 5), (9, 5)])
    def test_names_changes_that_are_not_in_the_order_of_their_days(self, days: tuple[int, ...]) -> None:
        changes = [ProductChange(on=day(number), proposal=start_of()) for number in days]
        assert paths_of(changing, *changes) == [f"changes[{len(days) - 1}].on"]
