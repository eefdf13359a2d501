"""Laws of looking ahead: what a preview or a headline promises is what the review then says."""

from datetime import timedelta

from alpims_mg.courses.check_ins import CheckIn
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.looking_ahead import Preview
from alpims_mg.courses.review_types import Review
from alpims_mg.courses.reviews import review_course
from alpims_mg.model.vocabulary import Zone
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "a_headline_says_what_green_would_permit",
    "a_preview_is_what_the_next_day_says",
    "a_review_and_a_preview_have_the_same_dates",
]


def a_preview_is_what_the_next_day_says(ahead: Preview, ledger: Ledger, rulebook: Rulebook = CURRENT) -> None:
    """Verify that after the check-ins that a preview assumes, the next day's review says what the preview said.

    ``ledger`` is the one of the review of the preview's day.
    """
    tomorrow = ahead.as_of + timedelta(days=1)
    assumed = () if ahead.assumed is None else (ahead.assumed,)
    verify(tuple(outlook.zone for outlook in ahead.tomorrow) == tuple(Zone), "an outlook for each zone", ahead)
    for outlook in ahead.tomorrow:
        check_in = CheckIn(day=tomorrow, zone=outlook.zone, reactions=())
        check_ins = (*ledger.check_ins, *assumed, check_in)
        review = review_course(ledger.course, check_ins, tomorrow, rulebook=rulebook)
        said = (review.move, review.ledger.days[-1].rule, review.rung, review.permitted)
        promised = (outlook.move, outlook.rule, outlook.rung, outlook.permitted)
        verify(said == promised, "the next day says something else than the preview", ledger.course, outlook, said)


def a_headline_says_what_green_would_permit(review: Review, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a review says what a check-in in Green would permit exactly if its day has no check-in.

    ``review.after_green`` is what the review says after such a check-in.
    """
    ledger = review.ledger
    today = ledger.days[-1]
    is_silent = today.zone is None and today.reactions is None and today.taken is None
    reported = any(check_in.day == today.day for check_in in ledger.check_ins)
    verify(is_silent or review.after_green is None, "today has a check-in", today)
    verify(reported or review.after_green is not None, "today has no check-in, and nothing says so", today)
    if review.after_green is not None:
        green = CheckIn(day=today.day, zone=Zone.GREEN, reactions=())
        said = review_course(ledger.course, (*ledger.check_ins, green), today.day, rulebook=rulebook).permitted
        verify(said == review.after_green, "a check-in in Green permits another amount", ledger.course, today, said)
        amount = f"On a Green day with no reactions, take {said.format_mg()} mg"
        named = amount in review.headline()
        verify(named == bool(said.nanograms), "the headline must name what Green would permit", review.headline())


def a_review_and_a_preview_have_the_same_dates(review: Review, ahead: Preview) -> None:
    """Verify that a review and the preview of its day name the same earliest date for each rung.

    Only the review names a rung that the course would come to today, after a check-in in Green.
    """
    dates = {rung.rung: rung.earliest for rung in review.dates if rung.earliest}
    later = {number: earliest for number, earliest in dates.items() if earliest > review.as_of}
    promised = {rung.rung: rung.earliest for rung in ahead.dates}
    verify(promised == later, "a review and a preview name different dates", review.ledger.course, dates, promised)
    verify(later == dates or review.after_green is not None, "a date ahead is today", review.ledger.course, dates)
