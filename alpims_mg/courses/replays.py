"""Check a ledger: replay its course from the check-ins, alone or together with the person's other courses."""

from alpims_mg._internal.validation import an_instance
from alpims_mg.courses.joint_reviews import review_courses
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.review_types import Review
from alpims_mg.courses.reviews import review_course
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.rulebook.current import CURRENT, Rulebook


def replay_course(ledger: Ledger, *, rulebook: Rulebook = CURRENT) -> Review:
    """Check a ledger: review its course again from its inputs, compare every day, and return the new review.

    The person's other courses in the ledger are reviewed together with it.

    Raises: ``InvalidInputError`` naming the first day that does not follow from the inputs by this rulebook.

    >>> from datetime import date
    >>> from alpims_mg import Capsule, Elemental, Form, begin_course, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4))
    >>> today = review_course(begin_course(plan, starts=date(2026, 3, 1)), [], today=date(2026, 3, 2))
    >>> replay_course(today.ledger) == today
    True
    """
    raise_if_any((an_instance("ledger", ledger, Ledger, example="Ledger(...)"),))
    if ledger.others:
        others = ((other.course, other.check_ins) for other in ledger.others)
        courses = ((ledger.course, ledger.check_ins), *others)
        review = review_courses(courses, ledger.as_of, rulebook=rulebook)[0]
    else:
        review = review_course(ledger.course, ledger.check_ins, ledger.as_of, rulebook=rulebook)
    for i, (entry, replayed) in enumerate(zip(ledger.days, review.ledger.days, strict=True)):
        if entry != replayed:
            expected = f"what follows from the check-ins: {replayed.day}, {replayed.move}"
            actual, fix = f"{entry.day}, {entry.move}", "take the ledger from review_course and change nothing in it"
            raise InvalidInputError(Fault(path=f"days[{i}]", expected=expected, actual=actual, fix=fix))
    return review
