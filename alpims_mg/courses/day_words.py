"""How a day of a course is said to a person: which words apply, and the values that fill them."""

import attrs

from alpims_mg._internal.templates import fill
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.model.answer_blocks import doses
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.plans import Step
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


def words_of_day(move: Move, amount: DayAmount, rulebook: Rulebook) -> AnswerWords:
    """The words of a day: the move, and the next action."""
    of_move, words = rulebook.move_words[move].then, rulebook.amount_words[amount].then
    headline, cell = fill(words.headline, (("move", of_move.headline),)), fill(words.cell, (("move", of_move.cell),))
    return attrs.evolve(words, headline=headline, cell=cell)


def day_values(entry: LedgerDay, amount: Elemental, rungs: tuple[Step, ...]) -> dict[str, str]:
    """The values for the words of a day. ``amount`` is what it permits, or would permit after a check-in in Green."""
    step = next((step for step in rungs if step.daily == amount), None)
    return {
        "amount": amount.format_mg(),
        **({} if entry.rung is None else {"step": str(entry.rung)}),
        **({} if entry.taken is None else {"taken": entry.taken.format_mg()}),
        **({} if step is None else {"doses": doses(step.intakes)}),
    }
