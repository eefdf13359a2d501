"""Laws of what a review says of its day: whose fault nothing is, and which reaction it names first."""

from alpims_mg.courses.responses import strictest_response
from alpims_mg.courses.review_types import Review
from alpims_mg.rulebook.courses import CheckInRemark
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.reactions import Response
from alpims_mg.testing.laws.day_counts import NOTHING, count_days
from alpims_mg.testing.laws.failures import verify

__all__ = [
    "nobody_is_blamed_for_what_the_day_began_with",
    "the_gravest_reaction_is_named_first",
]


def nobody_is_blamed_for_what_the_day_began_with(review: Review, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a review names an intake as too much exactly if it is above what the day began with and permits.

    What a day begins with is computed from the days before it in the ledger. It is what the last of them permitted.
    A day without a report keeps what stood before, unless the course went to a lower rung.
    """
    *_, last = count_days(review.ledger, rulebook)
    remarks = rulebook.check_in_remarks
    blaming = {remarks[remark].id for remark in (CheckInRemark.MORE_TAKEN, CheckInRemark.TAKEN_WITHOUT_PERMISSION)}
    blamed = not blaming.isdisjoint(found.rule for found in review.findings)
    today = review.ledger.days[-1]
    taken, began_with = today.taken or NOTHING, last.began_with
    too_much = taken > max(began_with, today.permitted)
    case = (review.ledger.course, today, began_with)
    verify(too_much or not blamed, "someone is blamed for what the day began with", *case)
    verify(blamed or not too_much, "more was taken than was permitted, and nothing says so", *case)
    said = any(found.rule == remarks[CheckInRemark.NO_MORE_TODAY].id for found in review.findings)
    verify(said == (today.permitted < taken <= began_with), "a review must say when to take no more", *case)


def the_gravest_reaction_is_named_first(review: Review, rulebook: Rulebook = CURRENT) -> None:
    """Verify that a review of a day with reactions first names a row that asks for the strictest response.

    So where an allergy and too much magnesium may both be the cause, the allergy comes first.
    """
    responses = {rule.id: rule.then for rule in rulebook.reactions.rules}
    responses |= {rule.id: rule.then.response for rule in rulebook.together.rules}
    named = [responses[found.rule] for found in review.findings if found.rule in responses]
    today = review.ledger.days[-1]
    strictest = strictest_response(today.reactions, rulebook) or Response.GO_ON
    right = named[0] is strictest if named else strictest is Response.GO_ON
    verify(right, "a milder reaction is named first", today, named)
