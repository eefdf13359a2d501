"""Dates in English words, in any locale, and the weeks and days of a calendar."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from alpims_mg._internal.rendering.blocks import CalendarDay

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE: Final = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(\d{2})\b")


def short_date(day: date) -> str:
    """The day and the month.

    >>> short_date(date(2026, 3, 16))
    '16 March'
    """
    return f"{day.day} {MONTHS[day.month - 1]}"


def weekday_date(day: date) -> str:
    """The weekday, day and month.

    >>> weekday_date(date(2026, 3, 16))
    'Monday 16 March'
    """
    return f"{WEEKDAYS[day.weekday()]} {short_date(day)}"


def long_date(day: date) -> str:
    """The weekday, day, month and year.

    >>> long_date(date(2026, 3, 12))
    'Thursday 12 March 2026'
    """
    return f"{weekday_date(day)} {day.year}"


def spell_dates(text: str) -> str:
    """The text with each date in figures written as a day, a month and a year.

    >>> spell_dates("stopped on 2026-03-09")
    'stopped on 9 March 2026'
    """
    return _DATE.sub(lambda found: f"{int(found[3])} {MONTHS[int(found[2]) - 1]} {int(found[1])}", text)


def weeks(days: Iterable[CalendarDay]) -> list[tuple[CalendarDay | None, ...]]:
    """The days in rows of seven, from Monday to Sunday. None stands for a day before the first, or after the last."""
    by_monday: dict[int, list[CalendarDay | None]] = {}
    for shown in days:
        place = shown.day.weekday()
        by_monday.setdefault(shown.day.toordinal() - place, [None] * 7)[place] = shown
    return [tuple(by_monday[monday]) for monday in sorted(by_monday)]


def first_of(week: tuple[CalendarDay | None, ...]) -> date:
    """The Monday of a week. The first possible date is a Monday, so that each week has one."""
    place, shown = next((place, shown) for place, shown in enumerate(week) if shown is not None)
    return shown.day - timedelta(days=place)


def day_words(shown: CalendarDay) -> Iterator[str]:
    """Yield what a calendar says about a day: the zone, the amount taken, and the change of step."""
    if shown.zone is not None:
        yield shown.zone.name.capitalize()
    if shown.amount:
        yield "not stated" if shown.amount == "?" else f"{shown.amount} mg"
    if shown.up:
        yield f"up to {shown.up}"
    if shown.back:
        yield f"back to {shown.back}"
