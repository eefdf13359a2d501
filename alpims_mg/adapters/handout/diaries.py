"""Diaries to fill in on paper."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from alpims_mg._internal.messages import say
from alpims_mg.adapters.handout.local import LocalFormat
from alpims_mg.adapters.handout.sheets import DiaryTable
from alpims_mg.courses.review_types import Review
from alpims_mg.model.plans import DosePlan, Plan
from alpims_mg.rulebook.courses import Move

_USUAL_DAYS: Final = 7
_MOST_DAYS: Final = 28
"""How many days a diary has if the plan does not say, and how many at most, so that it fits on a page."""


def diary_of_plan(plan: Plan | None, local: LocalFormat, starts: date | None) -> tuple[DiaryTable, ...]:
    """The diary for the first step of a plan, or for a week on the skin. Without a plan, there is none."""
    if plan is None:
        return ()
    if not isinstance(plan, DosePlan):
        used = say("view.handout", "Used (yes or no)")
        return (_diary(say("view.handout", "My diary"), used, _days(_USUAL_DAYS, local, starts)),)
    first = plan.steps[0]
    caption = say("view.handout", "My diary for step {step}", step=1)
    return (_diary(caption, _taken(), _days(first.days or first.hold, local, starts)),)


def diary_of_review(review: Review, local: LocalFormat) -> tuple[DiaryTable, ...]:
    """The diary for the days of a course from today on, or from tomorrow on if today has a check-in."""
    if review.move is Move.ENDED:
        return ()
    begins = review.as_of + timedelta(days=review.after_green is None)
    if review.step is None:
        return (_diary(say("view.handout", "My diary"), _taken(), _days(_USUAL_DAYS, local, begins)),)
    caption = say("view.handout", "My diary for step {step}", step=review.rung)
    return (_diary(caption, _taken(), _days(review.step.days or review.step.hold, local, begins)),)


def _taken() -> str:
    return say("view.handout", "Taken (mg)")


def _days(days: int | None, local: LocalFormat, starts: date | None) -> tuple[str, ...]:
    """The names of the days: dates, or numbers without a first day."""
    count = min(days or _USUAL_DAYS, _MOST_DAYS)
    if starts is None:
        return tuple(say("view.handout", "Day {day}", day=day) for day in range(1, count + 1))
    return tuple(map(local.diary_date, _dates(starts, count)))


def _dates(starts: date, count: int) -> Iterator[date]:
    """Yield so many days, or fewer before the last date there is."""
    last = min(starts.toordinal() + count - 1, date.max.toordinal())
    return map(date.fromordinal, range(starts.toordinal(), last + 1))


def _diary(caption: str, taken: str, days: tuple[str, ...]) -> DiaryTable:
    return DiaryTable(
        caption=caption,
        day=say("view.handout", "Day"),
        zone=say("view.handout", "My zone"),
        mark=say("view.handout", "mark one"),
        columns=(taken, say("view.handout", "How I felt")),
        zones=(say("view.handout", "Green"), say("view.handout", "Yellow"), say("view.handout", "Red")),
        days=days,
    )
