"""The words of a day of a course: each amount and each move is said in the words that the rows hold."""

import re
from itertools import product

import attrs
import pytest
from units.test_courses import a_week, check_in, course, day

from alpims_mg import CURRENT, Elemental, Move, review_course, review_courses
from alpims_mg._internal.rendering import Headline, Tone
from alpims_mg._internal.templates import fill
from alpims_mg.courses.day_words import amount_today, words_of_day
from alpims_mg.rulebook.move_words import DayAmount

MG = Elemental.mg
TODAY = review_course(course(), [check_in(1)], day(1)).ledger.days[-1]
NO_STEP = {Move.URGENT_CARE, Move.STOP_AND_CONSULT, Move.NOT_STARTED, Move.ENDED, Move.PAUSE}


@pytest.mark.parametrize(
    ("permitted", "taken", "after_green", "amount"),
    [
        (0, None, 50, DayAmount.AFTER_CHECK_IN),
        (0, None, 0, DayAmount.NOTHING),
        (0, 0, None, DayAmount.NOTHING),
        (0, 25, None, DayAmount.TOO_MUCH),
        (50, None, None, DayAmount.SOME),
        (50, 0, None, DayAmount.SOME),
        (50, 25, None, DayAmount.PARTLY_TAKEN),
        (50, 50, None, DayAmount.TAKEN),
        (50, 75, None, DayAmount.TOO_MUCH),
    ],
)
def test_what_a_day_allows_and_what_was_taken_decide_the_words(
    permitted: int, taken: int | None, after_green: int | None, amount: DayAmount
) -> None:
    entry = attrs.evolve(TODAY, permitted=MG(permitted), taken=None if taken is None else MG(taken))
    assert amount_today(entry, None if after_green is None else MG(after_green)) is amount


def test_every_move_is_named_on_every_day_with_a_check_in() -> None:
    for move, amount in product(Move, DayAmount):
        words = words_of_day(move, amount, {"step": "2"}, CURRENT)
        named = words.headline == fill(CURRENT.move_words[move].then.headline, [("step", "2")])
        assert named is (amount is not DayAmount.AFTER_CHECK_IN)
        assert "{move}" not in f"{words.headline}{words.cell}"


def test_a_move_on_a_step_names_it() -> None:
    without = {move for move, rule in CURRENT.move_words if "{step}" not in rule.then.headline}
    assert without == NO_STEP


def test_only_words_for_a_day_that_allows_some_name_an_amount_to_take() -> None:
    naming = {amount for amount, rule in CURRENT.amount_words if "{doses}" in f"{rule.then.action} {rule.then.then}"}
    assert naming == {DayAmount.AFTER_CHECK_IN, DayAmount.SOME}


def test_whoever_took_too_much_of_one_product_reads_that_above_all_amounts() -> None:
    joint = review_courses([(course(), [*a_week(), check_in(8, taken=150)])], day(8))
    page = joint.page()
    assert page.headline == Headline(Tone.COURSE, "Sunday 8 March 2026, Green zone: 1 product", "Take no more today.")
    assert re.search(r"^  Glycinate, 100 mg +Take no more today  +\d+ mg$", page.text(120), re.MULTILINE)
