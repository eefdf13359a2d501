"""A day on the clock, counted in whole minutes. It goes round: after 23:59 comes 00:00."""

from datetime import time

HOUR, DAY = 60, 24 * 60
"""Minutes."""


def minute_of(at: time) -> int:
    """The minutes from midnight to a time of day."""
    return at.hour * HOUR + at.minute


def time_at(minute: int) -> time:
    """The time of day so many minutes after midnight, whatever the day.

    >>> time_at(-30)
    datetime.time(23, 30)
    """
    return time(*divmod(minute % DAY, HOUR))


def minutes_from(start: time, at: time) -> int:
    """The minutes from one time of day forward to the next time that the clock shows another.

    >>> minutes_from(time(23), time(1, 30))
    150
    """
    return (minute_of(at) - minute_of(start)) % DAY


def clock_text(at: time) -> str:
    """A time of day as a clock on the wall shows it: 07:30."""
    return f"{at.hour:02}:{at.minute:02}"
