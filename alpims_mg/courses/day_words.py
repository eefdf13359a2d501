"""How a day of a course is said to a person: which words apply, and the values that fill them."""

from collections.abc import Mapping

from alpims_mg._internal.templates import fill
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.courses.diary import Course
from alpims_mg.model.answer_blocks import doses
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.quantities import Elemental
from alpims_mg.rulebook.courses import Move
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.move_words import DayAmount


def amount_today(entry: LedgerDay, after_green: Elemental | None) -> DayAmount:
    """What a day allows, and what was taken of it.

    ``after_green`` is what a check-in in Green would permit, or None if the day has a check-in.
    """
    if after_green is not None and after_green.nanograms:
        return DayAmount.AFTER_CHECK_IN
    taken, permitted = Elemental(nanograms=0) if entry.taken is None else entry.taken, entry.permitted
    if taken > permitted:
        return DayAmount.TOO_MUCH
    if not permitted.nanograms:
        return DayAmount.NOTHING
    if taken == permitted:
        return DayAmount.TAKEN
    return DayAmount.PARTLY_TAKEN if taken.nanograms else DayAmount.SOME


def words_of_day(move: Move, amount: DayAmount, values: Mapping[str, str], rulebook: Rulebook) -> AnswerWords:
    """The words of a day: the move, and the next action. ``values`` fills the places of their templates."""
    of_move, words = rulebook.move_words[move].then, rulebook.amount_words[amount].then
    headline, cell = fill(words.headline, (("move", of_move.headline),)), fill(words.cell, (("move", of_move.cell),))
    action, then = (None if text is None else fill(text, values.items()) for text in (words.action, words.then))
    return AnswerWords(headline=fill(headline, values.items()), cell=cell, action=action, then=then)


def day_values(entry: LedgerDay, after_green: Elemental | None, course: Course) -> dict[str, str]:
    """The values for the words of a day: the step, what was taken, and what the day permits.

    If only a check-in in Green is missing, ``after_green`` is what the day would permit after it.
    """
    amount = entry.permitted if after_green is None or not after_green.nanograms else after_green
    step = next((step for step in course.rungs if step.daily == amount), None)
    return {
        "amount": amount.format_mg(),
        **({} if entry.rung is None else {"step": str(entry.rung)}),
        **({} if entry.taken is None else {"taken": entry.taken.format_mg()}),
        **({} if step is None else {"doses": doses(step.intakes, course.plan.noun)}),
    }
