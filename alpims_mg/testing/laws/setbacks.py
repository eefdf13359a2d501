"""Laws of what never leads to more: too much taken, a gut reaction, a wish, and an intake that was not permitted.

Each law compares a course with a second one whose diary differs in one day.
"""

from collections.abc import Sequence
from datetime import date

import attrs

from alpims_mg.courses.check_ins import CheckIn, final_entries
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.courses.diary import Course
from alpims_mg.courses.reviews import review_course
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Reaction, Wish, Zone
from alpims_mg.rulebook.courses import Move
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.testing.laws.day_counts import NOTHING, count_days, entries_of_other_days
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "a_correction_leaves_only_the_final_entries",
    "a_gut_reaction_never_leads_to_more",
    "a_wish_never_leads_to_more",
    "taking_without_permission_is_never_better",
    "too_much_taken_never_leads_to_more",
]


def too_much_taken_never_leads_to_more(
    course: Course,
    check_ins: Sequence[CheckIn],
    report: CheckIn,
    more: Elemental,
    today: date,
    rulebook: Rulebook = CURRENT,
) -> None:
    """Verify that a day on which ``more`` than permitted is taken never leads to more than an intake as permitted.

    ``report`` is the only check-in of its day, without an amount. On no later day may the course permit more than the
    highest amount that it has permitted up to that day after an intake as permitted. The comparison ends with the next
    Yellow, Red or reaction.
    """
    diary = (*entries_of_other_days(check_ins, report.day), report)
    ledger = review_course(course, diary, today, rulebook=rulebook).ledger
    today_counts = list(count_days(ledger, rulebook))[(report.day - course.starts).days]
    permitted = today_counts.day.permitted
    most = max(permitted, today_counts.began_with).nanograms + more.nanograms
    reports = (attrs.evolve(report, taken=permitted), attrs.evolve(report, taken=Elemental(nanograms=most)))
    _verify_never_more(course, check_ins, reports, today, rulebook, "too much taken leads to more", *reports)


def a_gut_reaction_never_leads_to_more(
    course: Course,
    check_ins: Sequence[CheckIn],
    report: CheckIn,
    reaction: Reaction,
    today: date,
    rulebook: Rulebook = CURRENT,
) -> None:
    """Verify that a gut reaction never leads to more, as ``too_much_taken_never_leads_to_more`` says.

    ``report`` is the only check-in of its day, and states no reaction.
    """
    event = attrs.evolve(report, reactions=[reaction])
    _verify_never_more(course, check_ins, (report, event), today, rulebook, "a gut reaction leads to more", report)


def a_wish_never_leads_to_more(
    course: Course,
    check_ins: Sequence[CheckIn],
    report: CheckIn,
    wish: Wish,
    today: date,
    rulebook: Rulebook = CURRENT,
) -> None:
    """Verify that a wish to hold, to take less, to pause or to stop never leads to more.

    ``report`` is the only check-in of its day, and states no wish. See ``too_much_taken_never_leads_to_more``.
    """
    event = attrs.evolve(report, wish=wish)
    _verify_never_more(course, check_ins, (report, event), today, rulebook, "a wish leads to more", report, wish)


def taking_without_permission_is_never_better(
    course: Course,
    check_ins: Sequence[CheckIn],
    report: CheckIn,
    amount: Elemental,
    today: date,
    rulebook: Rulebook = CURRENT,
) -> None:
    """Verify that an intake on a day that begins with nothing and permits nothing never leads to more on any day.

    ``report`` is the only check-in of its day, without an amount. If the day permits an amount, or began with one, the
    law says nothing.
    """
    without, event = attrs.evolve(report, taken=NOTHING), attrs.evolve(report, taken=amount)
    untaken, taken = (
        review_course(course, (*entries_of_other_days(check_ins, report.day), entry), today, rulebook=rulebook).ledger
        for entry in (without, event)
    )
    number = (report.day - course.starts).days
    day = list(count_days(untaken, rulebook))[number]
    if max(day.began_with, day.day.permitted) > NOTHING:
        return
    for entry, other in zip(untaken.days[number:], taken.days[number:], strict=True):
        never_more = other.permitted <= entry.permitted
        verify(never_more, "taking without permission is better than not taking", other, entry, course, report, amount)


def a_correction_leaves_only_the_final_entries(
    course: Course, check_ins: Sequence[CheckIn], today: date, rulebook: Rulebook = CURRENT
) -> None:
    """Verify that a review is the one of a diary that has only the final entries, but for the record in the ledger.

    If two corrections replace one entry, they contradict each other, and the law says nothing.
    """
    final = final_entries(check_ins)
    corrected = [first for first, _ in final if first is not None]
    if len(set(corrected)) < len(corrected):
        return
    only = [attrs.evolve(check_in, replaces=None) for _, check_in in final if not check_in.withdraw]
    review = review_course(course, check_ins, today, rulebook=rulebook)
    other = review_course(course, only, today, rulebook=rulebook)
    same = attrs.evolve(review, ledger=other.ledger) == other and review.ledger.days == other.ledger.days
    verify(same, "a corrected diary is not the diary of its final entries", course, check_ins)


def _verify_never_more(
    course: Course,
    check_ins: Sequence[CheckIn],
    reports: tuple[CheckIn, CheckIn],
    today: date,
    rulebook: Rulebook,
    failure: str,
    *case: object,
) -> None:
    """Compare two courses whose diaries differ in the check-in of one day: without an event, and with it.

    A day on which the course without the event permits nothing for a missing fact or an open acknowledgement is left
    out: a lower rung may need neither.
    """
    day = reports[0].day
    without, with_event = (
        review_course(course, (*entries_of_other_days(check_ins, day), report), today, rulebook=rulebook).ledger.days
        for report in reports
    )
    best = NOTHING
    for entry, other in zip(without, with_event, strict=True):
        best = max(best, entry.permitted)
        if entry.day > day and _ends(entry):
            return
        if entry.day >= day and entry.move is not Move.NOT_PERMITTED:
            verify(other.permitted <= best, failure, other, entry, course, *case)


def _ends(entry: LedgerDay) -> bool:
    """Whether a day ends the comparison: with Yellow, with Red or with a reaction."""
    return entry.zone in (Zone.YELLOW, Zone.RED) or bool(entry.reactions)
