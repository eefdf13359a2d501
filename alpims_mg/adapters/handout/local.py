"""Dates and amounts as a language writes them, by Babel."""

from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple, final

from babel import Locale
from babel.dates import format_date
from babel.units import format_unit

from alpims_mg._internal.messages import Language, as_it_is
from alpims_mg.model.quantities import Elemental


@final
class LocalFormat(NamedTuple):
    """How one language writes dates and amounts: its locale, and the patterns of dates without a year."""

    locale: Locale
    day: str
    weekday: str
    weekday_in_short: str

    def short_date(self, day: date) -> str:
        """The day and the month, such as "16 March"."""
        return self._date(day, self.day)

    def weekday_date(self, day: date) -> str:
        """The weekday, day and month, such as "Sunday 1 March"."""
        return self._date(day, self.weekday)

    def diary_date(self, day: date) -> str:
        """The weekday, day and month in short, such as "Sun 1 Mar"."""
        return self._date(day, self.weekday_in_short)

    def _date(self, day: date, pattern: str) -> str:
        return as_it_is(format_date(day, pattern, locale=self.locale))

    def amount(self, elemental: Elemental) -> str:
        """The milligrams with their unit, such as "62.5 mg"."""
        milligrams = Decimal(elemental.format_mg())
        return as_it_is(format_unit(milligrams, "mass-milligram", "short", locale=self.locale))


LOCAL_FORMATS: Final[dict[Language, LocalFormat]] = {
    "en": LocalFormat(Locale("en", "GB"), "d MMMM", "EEEE d MMMM", "EEE d MMM"),
    "de": LocalFormat(Locale("de"), "d. MMMM", "EEEE, d. MMMM", "EEE d. MMM"),
    "es": LocalFormat(Locale("es"), "d 'de' MMMM", "EEEE d 'de' MMMM", "EEE d MMM"),
}
"""How each language writes dates and amounts."""
