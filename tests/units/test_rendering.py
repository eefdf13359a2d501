"""Values that show themselves as pages, in terminals and in notebooks, and values in words."""

from datetime import date, time

import attrs
import pytest

from alpims_mg import Capsule, DosePlan, Form, Verdict, Zone, titration_schedule
from alpims_mg._internal.rendering import Listing, Page, Renderable, describe, long_date, short_date
from alpims_mg._internal.rendering.blocks import CalendarDay
from alpims_mg._internal.rendering.dates import first_of
from alpims_mg.model.quantities import Elemental


@attrs.frozen
class Sample(Renderable):
    """A value with a page of its own."""

    words: str = "a | b"

    def page(self) -> Page:
        return Page(title=self.words, blocks=(Listing("List", ("one",)),))


def test_a_value_is_shown_as_its_page_80_columns_wide() -> None:
    assert str(Sample("m " * 60)).splitlines()[0] == " ".join("m" * 40)


def test_jupyter_gets_text_markdown_and_html() -> None:
    page = Sample().page()
    assert Sample()._repr_mimebundle_() == {
        "text/plain": page.text(),
        "text/markdown": page.markdown(),
        "text/html": page.html(),
    }
    assert (Sample()._repr_markdown_(), Sample()._repr_html_()) == (page.markdown(), page.html())


@pytest.mark.parametrize(
    ("include", "exclude", "given"),
    [
        (["text/html"], None, {"text/html"}),
        (None, ["text/html"], {"text/plain", "text/markdown"}),
        ({"text/html", "text/plain"}, {"text/plain"}, {"text/html"}),
        ([], None, set()),
    ],
)
def test_jupyter_gets_only_what_it_asks_for(
    include: list[str] | None, exclude: list[str] | None, given: set[str]
) -> None:
    assert set(Sample()._repr_mimebundle_(include, exclude)) == given


def test_the_representation_of_a_plan_stays_on_one_line() -> None:
    capsule = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2)
    plan = titration_schedule(capsule)
    assert "\n" not in repr(plan)
    assert plan._repr_mimebundle_()["text/plain"] == str(plan) != repr(plan)


def test_a_value_that_shows_itself_must_say_how() -> None:
    with pytest.raises(NotImplementedError):
        str(Renderable())


@attrs.frozen
class Pair:
    first_day: int
    other: Zone | None = None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("text", "text"),
        (7, "7"),
        (True, "yes"),
        (False, "no"),
        ((), "none"),
        ((Form.CITRATE, Form.OXIDE), "citrate, oxide"),
        (Verdict.CAUTION, "caution"),
        (Capsule, "capsule"),
        (DosePlan, "dose plan"),
        (time(7, 5), "07:05"),
        (Pair(3), "first day: 3"),
        (Pair(3, Zone.RED), "first day: 3; other: red"),
        ((Pair(1), Pair(2)), "first day: 1, first day: 2"),
    ],
)
def test_any_frozen_value_is_said_in_words(value: object, words: str) -> None:
    assert describe(value) == words


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2026, 3, 12), "12 March", "Thursday 12 March 2026"),
        (date(2027, 12, 5), "5 December", "Sunday 5 December 2027"),
    ],
)
def test_dates_are_said_in_words(day: date, short: str, long: str) -> None:
    assert (short_date(day), long_date(day)) == (short, long)


def test_a_week_begins_on_monday() -> None:
    assert first_of((None, None, CalendarDay(date(2026, 3, 4)))) == date(2026, 3, 2)
    assert first_of((None,) * 6 + (CalendarDay(date(1, 1, 7)),)) == date(1, 1, 1)
    assert first_of((CalendarDay(date.min), None)) == date.min
