"""Several courses of one person, reviewed together: what is refused, what is shown, and what each one counts."""

import json
import re
from datetime import date, timedelta
from typing import Any, cast

import attrs
import pytest
from units.builders import CITE, capsule, dose_plan, situation

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    CarriedOver,
    CheckIn,
    Condition,
    Course,
    DosePlan,
    Elemental,
    Form,
    Intent,
    InvalidInputError,
    JointReview,
    OtherCourse,
    Reaction,
    Review,
    Rulebook,
    Situation,
    Tolerance,
    Wish,
    Zone,
    begin_course,
    carry_over,
    compare,
    replay_course,
    review_course,
    review_courses,
    switch_product,
    tighten,
    titration_schedule,
)
from alpims_mg.model.findings import Verdict
from alpims_mg.rulebook.ages import ADULTS
from alpims_mg.rulebook.ceilings import Limit, SetBy
from alpims_mg.rulebook.courses import CourseNumber, Move
from alpims_mg.rulebook.forms import Salt
from alpims_mg.rules import Rule, when
from alpims_mg.wire import make_converter, to_json

FIRST = date(2026, 3, 1)
AGREED = (
    *(Acknowledgement(rule=f"consult.{name}", reason="discussed") for name in ("start", "adjust")),
    Acknowledgement(rule="ceiling.public", reason="discussed", about="400 mg"),
)
PERSON = situation(acknowledged=AGREED)
CONVERTER = make_converter()


def product(form: Form) -> Any:
    return attrs.evolve(capsule(100), form=form)


def course(form: Form = Form.GLYCINATE, *, starts: date = FIRST, facts: Situation | None = PERSON) -> Course:
    plan = titration_schedule(product(form), hold_days=3)
    return begin_course(cast("DosePlan", plan), starts=starts, situation=facts)


def day(number: int) -> date:
    return FIRST + timedelta(days=number - 1)


def green(number: int, mg: int | None = None, **more: Any) -> CheckIn:
    taken = None if mg is None else Elemental.mg(mg)
    return CheckIn(**{"day": day(number), "zone": Zone.GREEN, "reactions": [], "taken": taken, **more})


def rules_of(review: Review) -> list[str]:
    return [finding.rule for finding in review.findings]


def waits_of(review: Review) -> list[str]:
    return [requirement.rule for requirement in review.waiting_for]


def row(name: str, then: Any, *only: Any, **columns: Any) -> Rule[Any]:
    return Rule(id=name, when=when(*only, **columns), then=then, because="our clinic says so", cites=(CITE,))


def faults_of(courses: Any, today: Any = FIRST, **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInputError) as caught:
        review_courses(courses, today, **more)
    return [(fault.path, fault.expected) for fault in caught.value.faults]


# --- What is refused
def test_no_course_at_all_is_refused() -> None:
    assert faults_of([]) == [("courses", "a list with at least one course")]


@pytest.mark.parametrize("wrong", [None, "courses", 3, course(), {course(): []}])
def test_what_is_no_list_is_refused(wrong: Any) -> None:
    assert faults_of(wrong) == [("courses", "a list")]


@pytest.mark.parametrize("wrong", [None, course(), (course(),), [course(), []], (course(), [], [])])
def test_what_is_no_pair_is_refused(wrong: Any) -> None:
    assert faults_of([(course(), []), wrong]) == [("courses[1]", "a pair of a course and its check-ins")]


def test_the_same_product_twice_is_refused() -> None:
    twice: Any = [(course(Form.MALATE), []), (course(), []), (course(starts=day(2)), [])]
    assert faults_of(twice, day(3)) == [("courses[2].course", "another product than that of courses[1]")]


def test_the_same_form_in_another_strength_is_another_product() -> None:
    plan = titration_schedule(capsule(120))
    other = begin_course(cast("DosePlan", plan), starts=FIRST, situation=PERSON)
    assert len(review_courses([(course(), []), (other, [])], FIRST)) == 2


def test_every_fault_of_every_course_is_named_with_its_place() -> None:
    older = attrs.evolve(course(Form.MALATE), edition="2026-01-01")
    wrong: Any = [("no course", []), (older, []), (course(), [green(9)])]
    paths = [path for path, _ in faults_of(wrong, day(3))]
    assert paths == ["courses[0].course", "courses[1].course.edition", "courses[2].check_ins[0].day"]


def test_a_day_before_one_of_the_courses_is_refused() -> None:
    later = course(Form.MALATE, starts=day(5))
    assert faults_of([(course(), []), (later, [])], day(4)) == [("today", "no earlier than the first day, 2026-03-05")]


@pytest.mark.parametrize(("wrong", "path"), [({"today": "2026-03-01"}, "today"), ({"rulebook": None}, "rulebook")])
def test_a_day_or_a_rulebook_of_a_wrong_type_is_refused(wrong: dict[str, Any], path: str) -> None:
    assert [found for found, _ in faults_of([(course(), [])], **wrong)] == [path]


def test_a_joint_review_holds_reviews_of_one_day() -> None:
    one, other = (review_course(course(), [], today) for today in (FIRST, day(2)))
    for reviews in ((), (one, other)):
        with pytest.raises(InvalidInputError, match="at least one review, all of the same day"):
            JointReview(reviews=reviews)


# --- What one course counts of the others
BOTH = [
    (course(), [*(green(number, 50) for number in (1, 2, 3)), *(green(number, 100) for number in (4, 5, 6, 7))]),
    (course(Form.MALATE, starts=day(5)), [green(5, 50), green(6, 50), green(7, 50)]),
]
"""On 7 March glycinate is at 100 mg and ready to rise. Malate began two days before."""


def test_a_course_that_waits_for_another_one_says_so() -> None:
    glycinate, malate = review_courses(BOTH, day(7))
    assert glycinate.move is Move.STAY
    assert "course.one-at-a-time.rise" in rules_of(glycinate)
    assert "course.waits.another-product" in waits_of(glycinate)
    assert "course.waits.another-product" not in waits_of(malate)


def test_a_start_and_a_resumption_wait_for_another_one_too() -> None:
    _, malate = review_courses([(course(), [green(2)]), (course(Form.MALATE, starts=day(2)), [green(2)])], day(2))
    assert "course.one-at-a-time.start" in rules_of(malate)
    paused = [green(8, 0, wish=Wish.PAUSE), green(9, 0, wish=Wish.GO_ON), green(10, 0), green(11)]
    both = [(one, [*entries, *paused]) for one, entries in BOTH]
    glycinate, malate = review_courses(both, day(11))
    assert glycinate.move is Move.RESUME
    assert "course.one-at-a-time.resume" in rules_of(malate)


def test_a_review_names_the_amount_of_the_others() -> None:
    reviews = review_courses(BOTH, day(7))
    named = [
        dict(found.numbers)["others_mg"]
        for review in reviews
        for found in review.findings
        if found.rule == "course.remark.other-products"
    ]
    assert named == ["50", "100"]
    assert "course.remark.other-products" not in rules_of(review_course(*BOTH[0], day(7)))


def test_an_amount_just_below_1_kg_can_be_counted_with_the_others() -> None:
    most = Elemental(nanograms=10**12 - 1)
    stated = green(8, situation=attrs.evolve(PERSON, other_magnesium=most))
    glycinate, malate = review_courses([(BOTH[0][0], [*BOTH[0][1], stated]), BOTH[1]], day(8))
    assert (glycinate.move, malate.move) == (Move.PAUSE, Move.PAUSE)


def test_other_magnesium_that_is_not_stated_stays_so() -> None:
    unstated = green(8, situation=attrs.evolve(PERSON, other_magnesium=None))
    glycinate, _ = review_courses([(BOTH[0][0], [*BOTH[0][1], unstated]), BOTH[1]], day(8))
    assert glycinate.move is Move.NOT_PERMITTED
    assert "course.waits.fact" in waits_of(glycinate)


def test_reports_of_two_courses_that_differ_are_contradictions() -> None:
    older = attrs.evolve(PERSON, age_years=70)
    both = [
        (BOTH[0][0], [*BOTH[0][1], green(8, situation=PERSON)]),
        (BOTH[1][0], [*BOTH[1][1], green(8, zone=Zone.YELLOW, situation=older)]),
    ]
    for review in review_courses(both, day(8)):
        assert review.ledger.days[-1].contradictions == ("zone: green or yellow", "facts: report 1 or report 2")
        assert review.ledger.days[-1].zone is Zone.YELLOW


def test_a_tolerance_of_one_course_contradicts_no_facts_of_another() -> None:
    proven = attrs.evolve(PERSON, tolerance=Tolerance.PROVEN)
    plan = titration_schedule(product(Form.GLYCINATE), intent=Intent.MAINTAIN, current_daily=Elemental.mg(100))
    joined = begin_course(cast("DosePlan", plan), starts=FIRST, situation=proven)
    both = review_courses([(joined, [green(1)]), (course(Form.MALATE), [green(1)])], FIRST)
    assert [review.ledger.days[-1].contradictions for review in both] == [(), ()]
    assert both[0].permitted == Elemental.mg(100)


def test_facts_of_two_check_ins_that_differ_in_the_zone_alone_contradict_in_the_zone_alone() -> None:
    older = attrs.evolve(PERSON, zone=Zone.GREEN)
    entries = [green(1, situation=older), green(1, situation=attrs.evolve(older, zone=Zone.YELLOW))]
    (review,) = review_courses([(course(), entries)], FIRST)
    assert review.ledger.days[-1].contradictions == ("zone: green or yellow",)


def test_a_course_without_facts_does_not_start_on_those_of_an_earlier_one() -> None:
    without = course(Form.MALATE, starts=day(8), facts=None)
    _, malate = review_courses([BOTH[0], (without, [green(8)])], day(8))
    assert malate.move is Move.NOT_STARTED
    assert "course.waits.fact" in waits_of(malate)


def test_a_day_without_a_check_in_says_what_green_would_permit_beside_the_others() -> None:
    glycinate, malate = review_courses(BOTH, day(9))
    assert [review.after_green for review in (glycinate, malate)] == [Elemental.mg(100), Elemental.mg(50)]
    reported = [(BOTH[0][0], [*BOTH[0][1], green(8, 100), green(9)]), BOTH[1]]
    assert review_courses(reported, day(9))[0].after_green is None


def test_without_any_check_in_the_headline_says_what_green_would_permit_in_all() -> None:
    silent, reported = review_courses(BOTH, day(9)), [(of, [*diary, green(9)]) for of, diary in BOTH]
    assert silent.headline() == (
        "Monday 9 March 2026: 2 products. Tell us about today first. On a Green day with no reactions, 150 mg in all."
    )
    assert [one.after_green for one in silent] == [one.permitted for one in review_courses(reported, day(9))]


def test_what_green_would_permit_lets_one_product_rise_and_not_two() -> None:
    courses: list[tuple[Course, list[CheckIn]]] = [(course(form), []) for form in (Form.GLYCINATE, Form.MALATE)]
    silent = review_courses(courses, day(1))
    assert sorted(one.after_green.nanograms > 0 for one in silent if one.after_green) == [False, True]


def reviewed_by(rulebook: Rulebook, *given: tuple[Form, int, int, list[CheckIn]], today: date) -> JointReview:
    """The review by a rulebook of courses: of each the form, the number of its first day, its hold, and check-ins."""
    courses = [
        (
            begin_course(
                dose_plan(product(form), hold_days=hold, rulebook=rulebook),
                starts=day(starts),
                situation=PERSON,
                rulebook=rulebook,
            ),
            check_ins,
        )
        for form, starts, hold, check_ins in given
    ]
    return review_courses(courses, today, rulebook=rulebook)


def test_another_product_waits_for_a_start_that_any_report_says_was_made() -> None:
    started = [green(1, 50), green(1, 0), green(2, 0, wish=Wish.PAUSE)]
    both = [(course(Form.MALATE), started), (course(), [green(number, 0) for number in range(1, 6)])]
    moves = [entry.move for entry in review_courses(both, day(5))[1].ledger.days]
    assert moves == [Move.NOT_STARTED] * 4 + [Move.START]


def test_a_clinic_may_ask_for_more_days_after_a_start() -> None:
    longer = row("course.hill-clinic", 5, CourseNumber.AFTER_ANOTHER_START)
    glycinate = [*BOTH[0][1], green(8, 100), green(9)]
    malate = [*BOTH[1][1], green(8, 100), green(9)]
    moves = [
        reviewed_by(rulebook, (Form.GLYCINATE, 1, 3, glycinate), (Form.MALATE, 5, 3, malate), today=day(9))[0].move
        for rulebook in (CURRENT, tighten(CURRENT, [longer]))
    ]
    assert moves == [Move.ADVANCE, Move.STAY]


def test_nothing_rises_where_another_product_would_then_be_permitted_less() -> None:
    most = Limit(level=Elemental.mg(240), verdict=Verdict.WITHHOLD)
    lower = row("ceiling.hill-clinic", most, set_by=SetBy.GUIDE, age=ADULTS, salt=Salt.THREONATE)
    threonate = [green(number, 50) for number in range(1, 14)]
    amounts = (50,) * 3 + (100,) * 3 + (150,) * 3
    glycinate = [green(number, amount) for number, amount in enumerate(amounts, 5)]
    moves = [
        [
            (review.move, review.permitted.format_mg())
            for review in reviewed_by(
                rulebook,
                (Form.THREONATE, 1, 28, [*threonate, green(14)]),
                (Form.GLYCINATE, 5, 3, [*glycinate, green(14)]),
                today=day(14),
            )
        ]
        for rulebook in (CURRENT, tighten(CURRENT, [lower]))
    ]
    assert moves == [[(Move.STAY, "50"), (Move.ADVANCE, "200")], [(Move.STAY, "50"), (Move.STAY, "150")]]


def test_a_course_that_begins_after_the_stop_of_another_asks_about_that_stop() -> None:
    stopped = [green(1, 50), green(2, 50, reactions=[Reaction.ITCHING])]
    opened = Acknowledgement(rule="course.after-stop", reason="discussed", about="2026-03-02")
    for person, move in ((PERSON, Move.STOP_AND_CONSULT), (attrs.evolve(PERSON, acknowledged=[*AGREED, opened]), None)):
        malate = course(Form.MALATE, starts=day(5), facts=person)
        reviews = review_courses([(course(), stopped), (malate, [green(number) for number in (5, 6, 7)])], day(7))
        assert reviews[1].move is (move or Move.RESTART)
        assert reviews[0].move is Move.STOP_AND_CONSULT


# --- Courses that go on from others
def test_a_course_that_was_carried_over_is_reviewed_as_alone() -> None:
    older = attrs.evolve(CURRENT, edition="2026-01-01")
    entries = [*(green(number, 50) for number in (1, 2, 3)), green(4, 100)]
    begun = begin_course(dose_plan(product(Form.GLYCINATE), hold_days=3), starts=FIRST, situation=PERSON)
    begun = attrs.evolve(begun, edition=older.edition)
    carried = carry_over(review_course(begun, entries, day(4), rulebook=older).ledger)
    assert isinstance(carried, CarriedOver)
    given = (carried.course, [*entries, green(5, 100), green(6)])
    assert review_courses([given], day(6)).reviews == (review_course(*given, day(6)),)


def test_a_course_may_begin_before_another_one_is_carried_over() -> None:
    older = attrs.evolve(CURRENT, edition="2026-01-01")
    entries = [*(green(number, 50) for number in (1, 2, 3)), *(green(number, 100) for number in range(4, 9))]
    begun = begin_course(dose_plan(product(Form.GLYCINATE), hold_days=3), starts=FIRST, situation=PERSON)
    begun = attrs.evolve(begun, edition=older.edition)
    carried = carry_over(review_course(begun, entries, day(8), rulebook=older).ledger)
    assert isinstance(carried, CarriedOver)
    malate = (BOTH[1][0], [*BOTH[1][1], green(8, 50), green(9)])
    reviews = review_courses([(carried.course, [*entries, green(9)]), malate], day(9))
    assert [len(review.ledger.days) for review in reviews] == [1, 5]
    assert [review.ledger.days[-1].day for review in reviews] == [day(9), day(9)]
    assert reviews[1].ledger.days[0].move is Move.START


def test_a_lower_target_is_the_last_change_of_a_course() -> None:
    glycinate, malate = BOTH
    lower = dose_plan(product(Form.GLYCINATE), intent=Intent.MAINTAIN, current_daily=Elemental.mg(50), hold_days=3)
    entries = [*glycinate[1], green(8, 100), green(9, 50), green(10, 50), green(11, 50), green(12)]
    changed = switch_product(glycinate[0], entries[:8], lower, on=day(9))
    other = [*malate[1], *(green(number, 100) for number in (8, 9, 10)), green(11, 150), green(12)]
    reviews = review_courses([(changed, entries), (malate[0], other)], day(12))
    assert [(review.move, review.permitted.format_mg()) for review in reviews] == [
        (Move.MAINTENANCE, "50"),
        (Move.STAY, "150"),
    ]


# --- What is shown and kept
def test_a_page_shows_all_products_and_then_each() -> None:
    review = review_courses(BOTH, day(7))
    text = review.page().text(None)
    headline = "Saturday 7 March 2026, Green zone: 2 products. Today allows 150 mg in all."
    assert review.headline() == headline
    assert text.startswith(f"[=] {headline.replace('. ', f'.{chr(10)}    ')}\n")
    assert review_courses(BOTH[:1], day(7)).headline().startswith("Saturday 7 March 2026, Green zone: 1 product. ")
    for name in ("Glycinate, 100 mg", "Malate, 100 mg"):
        assert re.search(rf"\n\n\[=\] {name}: stay on step \d\.\n    You have taken all of today's \d+ mg\.\n", text)
    assert text.count("Not checked\n") == 1
    assert text.count(review[0].disclaimer) == 1
    details = review.page().text(None, details=True)
    assert "Reviewed together with\n  - " in details
    assert details.count(": Day by day, with reasons\n") == 2
    assert "the last 2 days of 7" in review.page(2).text()
    assert (review.as_of, review.permitted) == (day(7), Elemental.mg(150))
    assert (list(review), len(review), review[0]) == (list(review.reviews), 2, review.reviews[0])


def test_urgent_care_is_said_before_the_number_of_products() -> None:
    swelling = green(7, 0, reactions=[Reaction.SWELLING])
    (first, entries), second = BOTH
    review = review_courses(((first, [*entries[:-1], swelling]), second), day(7))
    headline = "Saturday 7 March 2026, Green zone: stop taking it, and get medical help right away."
    assert review.headline().startswith(headline)
    assert review.page().text(None).startswith(f"[=] {headline}\n    Take no")


def test_two_products_of_one_form_and_strength_are_named_in_full() -> None:
    first, second = capsule(100), attrs.evolve(capsule(100), ingredients=["rice flour", "gelatin"])
    none: list[CheckIn] = []
    pair = [(begin_course(dose_plan(one), starts=FIRST, situation=PERSON), none) for one in (first, second)]
    assert "Glycinate, 100 mg: no check-in yet." in review_courses(pair[:1], FIRST).page().text()
    text = review_courses(pair, FIRST).page().text(None)
    assert "Glycinate, 100 mg" not in text
    assert text.count(f"[=] {first}: ") + text.count(f"[=] {second}: ") >= 2


def test_a_ledger_keeps_the_other_courses_and_is_replayed_with_them() -> None:
    review = review_courses(BOTH, day(7))
    for one, other in zip(review, reversed(review.reviews), strict=True):
        assert one.ledger.others == (OtherCourse(course=other.ledger.course, check_ins=other.ledger.check_ins),)
        assert replay_course(one.ledger) == one
    alone = attrs.evolve(review[0].ledger, others=())
    assert alone.digest != review[0].ledger.digest
    with pytest.raises(InvalidInputError):
        replay_course(alone)


def test_a_comparison_names_the_other_courses() -> None:
    together, alone = review_courses(BOTH, day(7))[0].ledger, review_courses(BOTH[:1], day(7))[0].ledger
    assert any(row.what == "other courses" for row in compare(together, alone).rows)


def test_a_joint_review_is_written_and_read_again() -> None:
    review = review_courses(BOTH, day(7))
    assert CONVERTER.structure(json.loads(to_json(review)), JointReview) == review


def test_facts_that_rule_out_a_product_stop_all_of_them() -> None:
    blocked = green(8, 0, situation=attrs.evolve(PERSON, conditions=[Condition.HEART_BLOCK]))
    reviews = review_courses([BOTH[0], (BOTH[1][0], [*BOTH[1][1], blocked])], day(8))
    assert [review.move for review in reviews] == [Move.PAUSE, Move.PAUSE]
    assert all("condition.heart-block" in rules_of(review) for review in reviews)
