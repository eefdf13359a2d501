"""Dates as messages."""

import re
from datetime import date
from typing import Final

from alpims_mg._internal.messages import Message, changed, say, word

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE: Final = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(\d{2})\b")


def short_date(day: date) -> Message:
    """The day and the month.

    >>> short_date(date(2026, 3, 16))
    '16 March'
    """
    return say("view.date", "{day} {month}", day=day.day, month=_month(day))


def weekday_date(day: date) -> Message:
    """The weekday, day and month.

    >>> weekday_date(date(2026, 3, 16))
    'Monday 16 March'
    """
    return say("view.date", "{weekday} {day} {month}", weekday=_weekday(day), day=day.day, month=_month(day))


def full_date(day: date) -> Message:
    """The day, month and year.

    >>> full_date(date(2026, 3, 9))
    '9 March 2026'
    """
    return say("view.date", "{day} {month} {year}", day=day.day, month=_month(day), year=day.year)


def long_date(day: date) -> Message:
    """The weekday, day, month and year.

    >>> long_date(date(2026, 3, 12))
    'Thursday 12 March 2026'
    """
    return say(
        "view.date",
        "{weekday} {day} {month} {year}",
        weekday=_weekday(day),
        day=day.day,
        month=_month(day),
        year=day.year,
    )


def spell_dates(text: str) -> str:
    """The text with each date in figures written as a day, a month and a year.

    >>> spell_dates("stopped on 2026-03-09")
    'stopped on 9 March 2026'
    """
    return changed(text, _spelled)


def _spelled(text: str) -> str:
    return _DATE.sub(lambda found: f"{int(found[3])} {MONTHS[int(found[2]) - 1]} {int(found[1])}", text)


def _month(day: date) -> Message:
    return word("month", MONTHS[day.month - 1])


def _weekday(day: date) -> Message:
    return word("weekday", WEEKDAYS[day.weekday()])
