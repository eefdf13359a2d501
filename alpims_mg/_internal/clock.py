"""Clock arithmetic in whole minutes. After 23:59 the clock starts again at 00:00."""

from datetime import time

HOUR, DAY = 60, 24 * 60
"""The length of an hour and of a day, in minutes."""


def minute_of(at: time) -> int:
    """The number of minutes from midnight to a time of day."""
    return at.hour * HOUR + at.minute


def time_at(minute: int) -> time:
    """The time of day that is ``minute`` minutes after midnight. ``minute`` may be negative or longer than a day.

    >>> time_at(-30)
    datetime.time(23, 30)
    """
    return time(*divmod(minute % DAY, HOUR))


def minutes_from(start: time, at: time) -> int:
    """The number of minutes from ``start`` forward to the next time that the clock shows ``at``.

    >>> minutes_from(time(23), time(1, 30))
    150
    """
    return (minute_of(at) - minute_of(start)) % DAY


def clock_text(at: time) -> str:
    """A time of day as text, in hours and minutes: 07:30."""
    return f"{at.hour:02}:{at.minute:02}"
