"""The weeks and days of a calendar, and their short names in each language."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from alpims_mg._internal.catalogues import in_language
from alpims_mg._internal.dates import MONTHS, WEEKDAYS, short_date
from alpims_mg._internal.messages import Language, say, word
from alpims_mg._internal.rendering.blocks import CalendarDay


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


def day_words(shown: CalendarDay, language: Language) -> Iterator[str]:
    """Yield what a calendar says about a day: the zone, the amount taken, and the change of step."""
    if shown.zone is not None:
        yield in_language(word("zone-name", shown.zone.name.capitalize()), language)
    if shown.amount == "?":
        yield in_language(say("view.calendar", "not stated"), language)
    elif shown.amount:
        yield in_language(say("view.calendar", "{amount} mg", amount=shown.amount), language)
    if shown.up:
        yield in_language(say("view.calendar", "up to {step}", step=shown.up), language)
    if shown.back:
        yield in_language(say("view.calendar", "back to {step}", step=shown.back), language)


def zone_letter(shown: CalendarDay, language: Language) -> str:
    """The first letter of the zone of a day. Empty if it has none."""
    return "" if shown.zone is None else in_language(word("zone-letter", shown.zone.name[0]), language)


def weekday_names(language: Language) -> list[str]:
    """The short names of the days of the week, from Monday."""
    return [in_language(word("weekday-short", name[:3]), language) for name in WEEKDAYS]


def month_name(day: date, language: Language) -> str:
    """The short name of the month of a day."""
    return in_language(word("month-short", MONTHS[day.month - 1][:3]), language)


def week_name(monday: date, language: Language) -> str:
    """The day and month with which a week begins."""
    return in_language(short_date(monday), language)
