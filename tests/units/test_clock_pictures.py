"""The picture of a day on the clock: it shows each time once, and its description has the same facts in words."""

import re
from datetime import time
from html import unescape

import pytest
from hypothesis import given, strategies as st
from units.builders import IN_HALVES, dose_plan

from alpims_mg import Medicine, Routine, schedule_day
from alpims_mg._internal.rendering import ClockMark, DayClock, Page
from alpims_mg._internal.rendering.clock_pictures import day_clock_svg
from alpims_mg.dosing.day_pictures import day_clock
from alpims_mg.dosing.days import DaySchedule

ROUTINE = Routine(wakes=time(6, 30), sleeps=time(22, 30), breakfast=time(8), lunch=time(13), dinner=time(19))


def texts(svg: str) -> list[str]:
    return [unescape(words) for words in re.findall(r"<text[^>]*>(.*?)</text>", svg)]


def clock(*marks: ClockMark, closed: tuple[tuple[int, int], ...] = ()) -> DayClock:
    return DayClock("Your day", marks, closed, ("It is so.",))


def test_a_day_shows_its_medicines_its_intakes_and_the_hours_without_magnesium() -> None:
    medicines = [
        Medicine(name="levothyroxine", taken_at=[time(7)]),
        Medicine(name="sertraline", taken_at=[time(22)]),
    ]
    day = schedule_day(dose_plan(IN_HALVES).steps[0], ROUTINE, medicines)
    assert isinstance(day, DaySchedule)
    shown = day_clock(day, "Your day on step 1")
    assert shown.marks == (
        ClockMark(420, "levothyroxine"),
        ClockMark(1320, "sertraline"),
        ClockMark(1140, "magnesium", magnesium=True),
    )
    assert shown.closed == ((180, 660),)
    assert shown.paragraphs == (
        "Levothyroxine: you take it at 07:00, so take no magnesium from 03:00 to 11:00.",
        "Sertraline: taken at 22:00.",
        "19:00: magnesium, 1/2 capsule (50 mg), with food, at dinner.",
    )
    assert set(texts(day_clock_svg(shown))) == {
        "07:00 levothyroxine",
        "22:00 sertraline",
        "19:00 magnesium",
        "03:00 to 11:00",
        "no magnesium",
    }


def test_an_intake_at_no_meal_has_its_time_only() -> None:
    routine = Routine(wakes=time(6, 30), sleeps=time(22, 30), breakfast=time(8), lunch=time(13))
    day = schedule_day(dose_plan(IN_HALVES).steps[0], routine, [])
    assert isinstance(day, DaySchedule)
    assert day.placed
    assert all(
        words.startswith(f"{placed.clock:%H:%M}: magnesium")
        for words, placed in zip(day_clock(day).paragraphs, day.placed, strict=True)
    )


def test_the_picture_has_a_title_and_a_description_and_no_ids() -> None:
    svg = day_clock_svg(clock(ClockMark(420, "a <b>")))
    assert 'role="img"><title>Your day</title><desc>It is so.</desc>' in svg
    assert "a &lt;b&gt;" in svg
    assert " id=" not in svg


@pytest.mark.parametrize(
    ("closed", "shown"),
    [
        (((180, 660),), ["03:00 to 11:00"]),
        (((-120, 120),), ["00:00 to 02:00", "22:00 to 24:00"]),
        (((1380, 1500),), ["00:00 to 01:00", "23:00 to 24:00"]),
        (((180, 660), (600, 720)), ["03:00 to 12:00"]),
        (((-1000, 3000),), ["00:00 to 24:00"]),
        (((60, 120), (130, 190)), ["01:00 to 02:00"]),
    ],
)
def test_hours_without_magnesium_are_shown_once_also_over_midnight(
    closed: tuple[tuple[int, int], ...], shown: list[str]
) -> None:
    assert [words for words in texts(day_clock_svg(clock(closed=closed))) if words != "no magnesium"] == shown


def test_labels_that_would_cover_one_another_stand_in_rows_and_some_are_left_out() -> None:
    svg = day_clock_svg(clock(*(ClockMark(420, f"medicine {place}") for place in range(6))))
    assert len(texts(svg)) == 4
    assert svg.count('class="stairs"') == 6
    assert texts(day_clock_svg(clock(ClockMark(420, "m" * 60)))) == []


@given(
    marks=st.lists(
        st.builds(ClockMark, st.integers(0, 1439), st.text("abc ", min_size=1, max_size=25), st.booleans()), max_size=8
    ),
    closed=st.lists(st.tuples(st.integers(-1440, 1439), st.integers(1, 1440)), max_size=4),
)
def test_nothing_is_drawn_outside_the_frame(marks: list[ClockMark], closed: list[tuple[int, int]]) -> None:
    svg = day_clock_svg(clock(*marks, closed=tuple((first, first + length) for first, length in closed)))
    size = re.search(r'viewBox="0 0 300 (\d+)"', svg)
    assert size is not None
    for x, y in re.findall(r'x="(-?\d+)" y="(-?\d+)"', svg):
        assert 0 <= int(x) <= 300
        assert 0 <= int(y) <= int(size[1])
    for x, y, right, end in re.findall(r'd="M(-?\d+) (-?\d+)L(-?\d+) (-?\d+)"', svg):
        assert 4 <= int(x) <= int(right) <= 296
        assert 0 <= int(end) <= int(y) <= int(size[1])


def test_every_medium_without_pictures_shows_the_words() -> None:
    page = Page("Day", (clock(),))
    assert "Your day\n  It is so." in page.text()
    assert "**Your day**\n\nIt is so." in page.markdown()
    assert "<desc>It is so.</desc>" in page.html()
