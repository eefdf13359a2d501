"""Laws of several courses of one person that are reviewed together."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from alpims_mg.assessment.upper_levels import room
from alpims_mg.courses.check_ins import CheckIn, final_entries
from alpims_mg.courses.diary import Course
from alpims_mg.courses.joint_reviews import JointReview, review_courses
from alpims_mg.courses.replays import replay_course
from alpims_mg.courses.responses import strictest_response
from alpims_mg.courses.reviews import review_course
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Reaction, Zone
from alpims_mg.rulebook.courses import CourseNumber
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.reactions import Response
from alpims_mg.testing.laws.day_counts import NOTHING, RISES, STARTS, STOP_OF_RESPONSE, STOPS
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "a_reaction_counts_for_every_product",
    "all_products_together_keep_to_the_limit",
    "every_ledger_of_several_products_is_replayed",
    "one_product_is_reviewed_together_as_alone",
    "one_product_rises_at_a_time",
    "order_of_products_never_matters",
    "silence_on_one_product_never_permits_more_in_all",
]

Given = Sequence[tuple[Course, Sequence[CheckIn]]]
"""The courses of a person, each with its check-ins, as ``review_courses`` takes them."""


def one_product_is_reviewed_together_as_alone(
    course: Course, check_ins: Sequence[CheckIn], today: date, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that ``review_courses`` says of one course what ``review_course`` says of it."""
    alone = review_course(course, check_ins, today, rulebook=rulebook)
    (together,) = review_courses([(course, check_ins)], today, rulebook=rulebook)
    verify(together == alone, "one course is reviewed in two ways", course, check_ins, today)


def order_of_products_never_matters(courses: Given, today: date, rulebook: Rulebook = CURRENT) -> None:
    """Verify that each course has the same review, in whatever order the courses and their check-ins are given."""
    forwards = review_courses(courses, today, rulebook=rulebook)
    turned = [(course, check_ins[::-1]) for course, check_ins in reversed(courses)]
    backwards = review_courses(turned, today, rulebook=rulebook)
    verify(forwards.reviews == backwards.reviews[::-1], "the order of the courses changed a review", courses, today)


def one_product_rises_at_a_time(review: JointReview, rulebook: Rulebook = CURRENT) -> None:
    """Verify that on each day at most one course starts, resumes or rises.

    None does so in the days after another one's start, if that start was taken by all reports.
    """
    wait = timedelta(days=rulebook.course_numbers[CourseNumber.AFTER_ANOTHER_START].then)
    rises = [(i, entry) for i, one in enumerate(review) for entry in one.ledger.days if entry.move in RISES]
    days = [entry.day for _, entry in rises]
    verify(len(days) == len(set(days)), "two courses rise on one day", rises)
    for i, start in rises:
        if start.move in STARTS and _was_taken(review[i].ledger.check_ins, start.day):
            near = [entry for j, entry in rises if j != i and start.day < entry.day <= start.day + wait]
            verify(not near, "a course rises too soon after another one's start", start, near)


def _was_taken(check_ins: Iterable[CheckIn], day: date) -> bool:
    """True if all final check-ins of a day that state an amount state that some was taken, and one does."""
    amounts = [
        check_in.taken or sum((dose.elemental for dose in check_in.doses or ()), start=NOTHING)
        for _, check_in in final_entries(check_ins)
        if check_in.day == day and (check_in.taken is not None or check_in.doses is not None)
    ]
    return bool(amounts) and min(amounts) > NOTHING


def all_products_together_keep_to_the_limit(review: JointReview, rulebook: Rulebook = CURRENT) -> None:
    """Verify that what a day permits of all products, with the other magnesium stated, is below what any plan may give.

    Only the last day is verified, because only its facts are the same as those of the review's decisions.
    """
    total = review.permitted.nanograms
    for one in review:
        for situation in _latest_facts(review):
            fits = not total or total <= room(situation, one.ledger.course.capsule, rulebook)
            verify(fits, "all products together are above the limit", total, situation)


def _latest_facts(review: JointReview) -> list[Situation]:
    """The facts of the latest day that states any, in a check-in of any course or because a course begins."""
    stated: dict[date, list[Situation]] = {}
    for one in review:
        course = one.ledger.course
        facts = [(entry.day, entry.situation) for _, entry in final_entries(one.ledger.check_ins) if entry.situation]
        if all(day != course.starts for day, _ in facts) and course.situation is not None:
            facts.append((course.starts, course.situation))
        for day, situation in facts:
            stated.setdefault(day, []).append(situation)
    return stated[max(stated)] if stated else []


def a_reaction_counts_for_every_product(review: JointReview, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a reaction stops every course if it stops one, and that no course rises on the day of a reaction."""
    felt: dict[date, frozenset[Reaction]] = {}
    for one in review:
        for _, check_in in final_entries(one.ledger.check_ins):
            felt[check_in.day] = felt.get(check_in.day, frozenset()) | (check_in.reactions or frozenset())
    for one in review:
        for entry in one.ledger.days:
            response = strictest_response(felt.get(entry.day), rulebook) or Response.GO_ON
            stops = response not in STOP_OF_RESPONSE or entry.move in STOPS
            verify(stops, "a reaction that stops a course leaves another one as it is", entry)
            rises = response is not Response.GO_ON and entry.move in RISES
            verify(not rises, "a course rises on the day of a reaction", entry)


def silence_on_one_product_never_permits_more_in_all(
    courses: Given, number: int, today: date, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that today permits no more in all without a check-in for one course than in Green without an intake.

    It may permit more only if a course rises today in either case. Then another one takes its turn, and its step may be
    larger. ``number`` is the place of a course in ``courses`` that has no check-in for today yet.
    """
    course, check_ins = courses[number]
    nothing = CheckIn(day=today, zone=Zone.GREEN, reactions=(), taken=NOTHING)
    told = [*courses[:number], (course, [*check_ins, nothing]), *courses[number + 1 :]]
    silent = review_courses(courses, today, rulebook=rulebook)
    reported = review_courses(told, today, rulebook=rulebook)
    both_rise = all(any(one.move in RISES for one in review) for review in (silent, reported))
    permits_more = silent.permitted > reported.permitted and not both_rise
    verify(not permits_more, "silence permits more in all", courses, number, today)


def every_ledger_of_several_products_is_replayed(review: JointReview, rulebook: Rulebook = CURRENT) -> None:
    """Verify that replaying the ledger of each course gives its review again."""
    for one in review:
        verify(replay_course(one.ledger, rulebook=rulebook) == one, "a replay gives another review", one.ledger.course)
