"""Reads single FHIR values safely. A value of a wrong type counts as absent, so no reader has to check types."""

import calendar
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast, final

from alpims_mg._internal.caching import remembered_if

_LONGEST_TEXT: Final = 1000
_LONGEST_KEPT: Final = 300
_MOST_CODINGS: Final = 100
_MOST_DIGITS: Final = 40
_DAY: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T.*)?)?)?", re.DOTALL)
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
_WESTMOST: Final = timezone(timedelta(hours=-12))
_EASTMOST: Final = timezone(timedelta(hours=14))
_ABSENT: Final = ("data-absent-reason", "nullflavor", "2.16.840.1.113883.5.1008")
"""How the addresses of the extensions end, and of the code systems, which say that a value is not there."""


@final
class Coding(NamedTuple):
    """One code of a record: its code system, the code, and its display text. A part that is absent is empty.

    >>> Coding(system="http://snomed.info/sct", code="77386006", display="Pregnant").code
    '77386006'
    """

    system: str
    code: str
    display: str


@final
class Days(NamedTuple):
    """The first and the last day that a date of a record can mean. They differ if it has no day or month."""

    first: date
    last: date


@final
class Quantity(NamedTuple):
    """A number of a record with its comparator, unit and unit code. A text that is absent is empty."""

    value: Decimal
    comparator: str
    unit: str
    system: str
    code: str


_BESIDE_CODINGS: Final = frozenset(f"_{name}" for name in Coding._fields)


def mapping(value: object) -> Mapping[str, Any]:
    """The value if it is a JSON object, else an empty one.

    >>> mapping({"a": 1}), mapping("a") == {}
    ({'a': 1}, True)
    """
    return cast("dict[str, Any]", value) if isinstance(value, dict) else _NOTHING


def items(value: object) -> tuple[Any, ...] | list[Any]:
    """The items of a JSON list. An object that stands where a list should be is its only item.

    >>> items([1]), items({"a": 1}), items("a")
    ([1], ({'a': 1},), ())
    """
    if isinstance(value, list):
        return cast("tuple[Any, ...] | list[Any]", value)
    return (cast("Any", value),) if isinstance(value, dict) else ()


def text_of(value: object) -> str:
    r"""A text on one line, cut to 1,000 characters. Empty if the value is no text.

    >>> text_of(" Gout\n of the foot "), text_of(5)
    ('Gout of the foot', '')
    """
    if not isinstance(value, str):
        return ""
    text = value[:_LONGEST_TEXT]
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(text.split())


def code_of(value: object) -> str:
    """A code such as a status, in lower case. Empty if the value is no text.

    >>> code_of("Entered-In-Error ")
    'entered-in-error'
    """
    return text_of(value).lower()


def stated(body: Mapping[str, Any], name: str) -> Any:
    """The value of an element. None if it is absent, or marked as masked or unknown in the element ``_name``.

    >>> stated({"birthDate": "1900", "_birthDate": {"extension": [{"url": "x/data-absent-reason"}]}}, "birthDate")
    """
    value = body.get(name)
    if value is None or (beside := body.get(f"_{name}")) is None:
        return value
    return None if is_absent(beside) else value


def is_absent(value: object) -> bool:
    """Whether an element has an extension that says that its value is masked or unknown.

    >>> is_absent({"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason"}]})
    True
    """
    extensions = items(mapping(value).get("extension"))[:_MOST_CODINGS]
    return bool(extensions) and any(code_of(mapping(one).get("url")).endswith(_ABSENT) for one in extensions)


def codings(concept: object) -> tuple[Coding, ...]:
    """The codings of a CodeableConcept, in its order, without those that say that the value is not there.

    >>> codings({"coding": [{"code": "77386006", "display": "Pregnant"}]})
    (Coding(system='', code='77386006', display='Pregnant'),)
    """
    listed = items(mapping(concept).get("coding"))
    return tuple(filter(None, map(coding_of, listed[:_MOST_CODINGS])))


def coding_of(value: object) -> Coding | None:
    """A Coding. None if it has neither a code nor a display text, or says that the value is not there.

    >>> coding_of({"system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "masked"})
    """
    body = mapping(value)
    if body.keys().isdisjoint(_BESIDE_CODINGS):
        parts = (body.get("system"), body.get("code"), body.get("display"))
    else:
        parts = (stated(body, "system"), stated(body, "code"), stated(body, "display"))
    return _coding(*parts)


def _are_short(system: object, code: object, display: object) -> bool:
    return _is_short(system) and _is_short(code) and _is_short(display)


def _is_short(part: object) -> bool:
    return part is None or (isinstance(part, str) and len(part) <= _LONGEST_KEPT)


@remembered_if(_are_short, entries=4096)
def _coding(*parts: object) -> Coding | None:
    coding = Coding(*map(text_of, parts))
    return coding if (coding.code or coding.display) and not coding.system.lower().endswith(_ABSENT) else None


def concept_words(concept: object) -> str:
    """The words of a CodeableConcept: its text, else the first display text, else the first code. Empty if none.

    >>> concept_words({"coding": [{"code": "77386006"}, {"display": "Pregnant"}]})
    'Pregnant'
    """
    text = text_of(stated(mapping(concept), "text"))
    if text:
        return text
    found = codings(concept)
    return next((coding.display for coding in found if coding.display), "") or next(
        (coding.code for coding in found), ""
    )


def days_of(value: object) -> Days | None:
    """The days that a date or dateTime can mean. None if it is no valid date.

    >>> days_of("2024-02")
    Days(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29))
    """
    found = _DAY.fullmatch(value) if isinstance(value, str) and len(value) <= _MOST_DIGITS else None
    if found is None:
        return None
    year = int(found[1])
    month, day = (None if part is None else int(part) for part in found.groups()[1:])
    try:
        last_month = 12 if month is None else month
        last_day = calendar.monthrange(year, last_month)[1] if day is None else day
        first = date(year, 1 if month is None else month, 1 if day is None else day)
        return Days(first=first, last=date(year, last_month, last_day))
    except ValueError:
        return None


def partial_date(value: object) -> date | None:
    """The day of a date or dateTime, without its time: the first one, if no day or month is given. None if invalid.

    >>> partial_date("2024-02-03T10:00:00Z"), partial_date("2024"), partial_date("soon")
    (datetime.date(2024, 2, 3), datetime.date(2024, 1, 1), None)
    """
    days = days_of(value)
    return None if days is None else days.first


def day_by(value: object, today: date) -> date | None:
    """The day of ``partial_date``. If it is after today, but is today in another time zone, then today.

    >>> day_by("2026-03-02T02:00:00Z", date(2026, 3, 1)), day_by("2026-03-02", date(2026, 3, 1))
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 2))
    """
    day = partial_date(value)
    if day is None or day <= today:
        return day
    return today if _day_in(value, _WESTMOST, day) <= today else day


def last_day(value: object, today: date) -> date | None:
    """The last day that a date or dateTime can mean. If it is before today, but is today in another time zone, today.

    >>> last_day("2026-02-28T16:00:00Z", date(2026, 3, 1)), last_day("2026-02", date(2026, 3, 1))
    (datetime.date(2026, 3, 1), datetime.date(2026, 2, 28))
    """
    days = days_of(value)
    if days is None or days.last >= today:
        return None if days is None else days.last
    return today if _day_in(value, _EASTMOST, days.last) >= today else days.last


def _day_in(value: object, zone: timezone, day: date) -> date:
    """The day of a dateTime in a time zone, or else the day that is given."""
    try:
        moment = datetime.fromisoformat(text_of(value))
        return day if moment.tzinfo is None else moment.astimezone(zone).date()
    except (OverflowError, ValueError):
        return day


def whole_years(first: date, last: date) -> int:
    """The whole years from one day to a later one.

    >>> whole_years(date(2020, 3, 2), date(2026, 3, 1))
    5
    """
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def number_of(value: object) -> Decimal | None:
    """An exact number. None if the value is no number, not finite, or of over 40 digits.

    >>> number_of(0.1), number_of("50"), number_of(True)
    (Decimal('0.1'), None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    if isinstance(value, int):
        return Decimal(value) if abs(value) < 10**_MOST_DIGITS else None
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    exponent = number.as_tuple().exponent
    is_short = isinstance(exponent, int) and exponent >= -_MOST_DIGITS and number.adjusted() <= _MOST_DIGITS
    return number if is_short else None


def quantity(value: object) -> Quantity | None:
    """A Quantity. None if it has no number.

    >>> quantity({"value": 60, "comparator": ">", "unit": "mL/min"})
    Quantity(value=Decimal('60'), comparator='>', unit='mL/min', system='', code='')
    """
    body = mapping(value)
    number = number_of(stated(body, "value"))
    if number is None:
        return None
    comparator, unit, system, code = (text_of(stated(body, name)) for name in ("comparator", "unit", "system", "code"))
    return Quantity(value=number, comparator=comparator, unit=unit, system=system, code=code)
