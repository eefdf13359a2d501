"""Reads what all laboratory results of a record share: whether they count, when they were taken, and their values."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeVar, final

from alpims_mg.adapters.fhir.bundles import Entry, Record
from alpims_mg.adapters.fhir.result_names import ResultName, result_name
from alpims_mg.adapters.fhir.statements import Skipped
from alpims_mg.adapters.fhir.values import (
    Quantity,
    code_of,
    concept_words,
    day_by,
    days_of,
    items,
    mapping,
    number_of,
    quantity,
    stated,
    text_of,
)
from alpims_mg.assessment.kidney import recency
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.kidney import KidneyNumber, Recency
from alpims_mg.rulebook.records import (
    DATED_AFTER_TODAY,
    ISSUED_DOUBT,
    NO_RESULT_NAME,
    PRELIMINARY,
    PRELIMINARY_DOUBT,
    RESULT_OLD_DOUBT,
    RESULTS_FINAL,
    RESULTS_NOT_VALID,
    STATUS_DOUBT,
    UNDATED_DOUBT,
)

T = TypeVar("T")

_NOT_VALID: Final = dict(RESULTS_NOT_VALID)
_OLD: Final = RESULT_OLD_DOUBT.format(months=CURRENT.kidney_numbers[KidneyNumber.RESULT_LASTS_MONTHS].then)
_SIGNS: Final = {"": "", "<": "<", "<=": "<", "\u2264": "<", "=": "", ">": ">", ">=": ">", "\u2265": ">"}
_TEXT: Final = re.compile(
    r"([<>]=?|[=\u2264\u2265])?\s*([0-9]{1,6}(?:[.,][0-9]{1,12})?)"
    r"(?:\s*(?:-|\u2013|to)\s*([0-9]{1,6}(?:[.,][0-9]{1,12})?))?(?:\s*(\D.*))?"
)


@final
class Moment(NamedTuple):
    """The first and the last instant at which a result can have been taken, as far as the record says."""

    first: datetime
    last: datetime


@final
class Measured(NamedTuple):
    """The lowest and the highest number that a result allows, None where it has no end, and the texts of its unit."""

    low: Decimal | None
    high: Decimal | None
    units: tuple[str, ...]

    @property
    def is_exact(self) -> bool:
        """Whether the result allows one number only."""
        return self.low == self.high


@final
class Result(NamedTuple):
    """One result of the record.

    ``fault`` says why it does not count, and is empty if it does. ``day`` and ``moment`` are None if it has no date.
    """

    entry: Entry
    words: str
    fault: str
    day: date | None
    moment: Moment | None
    doubts: tuple[str, ...]


def result_of(entry: Entry, today: date) -> Result:
    """What an Observation says of itself, without its values.

    >>> body = {"status": "final", "effectiveDateTime": "2026-03-01", "code": {"text": "eGFR"}, "valueString": "> 60"}
    >>> result_of(Entry("Observation/1", "Observation", body), date(2026, 11, 22)).words
    'eGFR: > 60'
    """
    status = code_of(stated(entry.body, "status"))
    value, was_issued = _when(entry.body)
    days = days_of(value)
    day = day_by(value, today)
    fault = _NOT_VALID.get(status, "")
    if not fault and day is not None and day > today:
        fault = DATED_AFTER_TODAY
    doubts = (
        *(() if status in RESULTS_FINAL else (_status_doubt(status),)),
        *((UNDATED_DOUBT,) if day is None else ()),
        *((ISSUED_DOUBT,) if was_issued else ()),
        *((_OLD,) if recency(day, today, CURRENT) is Recency.STALE else ()),
    )
    return Result(entry, _words(entry.body), fault, day, None if days is None else _moment(value, *days), doubts)


def results_named(record: Record, name: ResultName) -> tuple[list[Result], list[Skipped]]:
    """The results of this name: those that may count, and those that cannot, whatever they say."""
    results = [result_of(entry, record.today) for entry in record.of("Observation") if result_name(entry) is name]
    faulty = [skipped(result, result.fault) for result in results if result.fault]
    return [result for result in results if not result.fault], faulty


def skipped_results(record: Record, name: ResultName, why: str) -> Iterator[Skipped]:
    """All results of this name, none of which counts, for this reason."""
    for entry in record.of("Observation"):
        if result_name(entry) is name:
            yield skipped(result_of(entry, record.today), why)


def skipped(result: Result, why: str) -> Skipped:
    """A result that does not count, and why."""
    return Skipped(result.entry.reference, result.words, why)


def is_old(result: Result) -> bool:
    """Whether a result is too old to show how things are today."""
    return _OLD in result.doubts


def newest(results: Iterable[T], moment: Callable[[T], Moment | None]) -> list[T]:
    """The results with a date, without those that were certainly taken before another one."""
    dated = [(result, when) for result in results if (when := moment(result)) is not None]
    latest = max((when.first for _, when in dated), default=None)
    return [result for result, when in dated if latest is not None and when.last >= latest]


def measured(body: Mapping[str, Any]) -> Measured | str | None:
    """The numbers that a result or a component allows. Its text if these cannot be told, and None if it has no value.

    >>> measured({"valueQuantity": {"value": 60, "comparator": ">", "unit": "mL/min"}})
    Measured(low=Decimal('60'), high=None, units=('mL/min',))
    >>> measured({"valueString": "normal"}), measured({"valueString": "nil", "dataAbsentReason": {}})
    ('normal', None)
    """
    if body.get("dataAbsentReason") is not None:
        return None
    found = quantity(stated(body, "valueQuantity"))
    if found is not None:
        return _of_quantity(found)
    number = number_of(stated(body, "valueInteger"))
    if number is not None:
        return Measured(number, number, ())
    ends = mapping(stated(body, "valueRange"))
    low, high = quantity(ends.get("low")), quantity(ends.get("high"))
    if low is not None or high is not None:
        units = tuple(unit for end in (low, high) if end is not None for unit in (end.unit, end.code) if unit)
        return Measured(None if low is None else low.value, None if high is None else high.value, units)
    text = text_of(stated(body, "valueString")) or concept_words(stated(body, "valueCodeableConcept"))
    return _of_text(text) if text else None


def value_words(body: Mapping[str, Any]) -> str:
    """The value of a result or a component in the words of the record. Empty if it has none that can be shown.

    >>> value_words({"valueQuantity": {"value": 60, "comparator": ">", "unit": "mL/min"}})
    '> 60 mL/min'
    """
    found = quantity(stated(body, "valueQuantity"))
    if found is not None:
        return " ".join(filter(None, (found.comparator, str(found.value), found.unit or found.code)))
    number = number_of(stated(body, "valueInteger"))
    text = text_of(stated(body, "valueString")) or concept_words(stated(body, "valueCodeableConcept"))
    return text if number is None else str(number)


def _of_quantity(found: Quantity) -> Measured | str:
    return _between(found.comparator, found.value, tuple(filter(None, (found.unit, found.code)))) or "a comparator"


def _between(sign: str, number: Decimal, units: tuple[str, ...]) -> Measured | None:
    """The numbers that a comparator and a number allow. None if the comparator is not known."""
    known = _SIGNS.get(sign)
    if known is None:
        return None
    return Measured(None if known == "<" else number, None if known == ">" else number, units)


def _of_text(text: str) -> Measured | str:
    found = _TEXT.fullmatch(text)
    if found is None:
        return text
    sign, first, second, unit = found.groups()
    number = Decimal(first.replace(",", "."))
    units = (unit,) if unit else ()
    if second is None:
        return _between(sign or "", number, units) or text
    return text if sign else Measured(number, Decimal(second.replace(",", ".")), units)


def _when(body: Mapping[str, Any]) -> tuple[object, bool]:
    """The date or dateTime at which a result was taken, else issued, and whether it is the latter."""
    taken = next((value for value in _taken(body) if days_of(value) is not None), None)
    issued = stated(body, "issued")
    if taken is None and days_of(issued) is not None:
        return issued, True
    return taken, False


def _taken(body: Mapping[str, Any]) -> Iterator[object]:
    yield stated(body, "effectiveDateTime")
    yield stated(body, "effectiveInstant")
    period = mapping(stated(body, "effectivePeriod"))
    yield stated(period, "end")
    yield stated(period, "start")
    yield from sorted(map(text_of, items(mapping(stated(body, "effectiveTiming")).get("event"))), reverse=True)


def _moment(value: object, first: date, last: date) -> Moment:
    try:
        instant = datetime.fromisoformat(text_of(value))
    except ValueError:
        instant = None
    if instant is not None and instant.tzinfo is not None:
        return Moment(instant, instant)
    return Moment(datetime.combine(first, time.min, UTC), datetime.combine(last, time.max, UTC))


def _status_doubt(status: str) -> str:
    return PRELIMINARY_DOUBT if status == PRELIMINARY else STATUS_DOUBT


def _words(body: Mapping[str, Any]) -> str:
    """The name of a result and its values, in the words of the record."""
    parts = (body, *map(mapping, items(body.get("component"))))
    name = concept_words(stated(body, "code")) or NO_RESULT_NAME
    values = "; ".join(filter(None, map(value_words, parts)))
    return text_of(f"{name}: {values}") if values else name
