"""Reads the magnesium in the blood: a level above the usual range counts as the condition ``hypermagnesaemia``."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple, final

from alpims_mg.adapters.fhir.bundles import Record
from alpims_mg.adapters.fhir.laboratory import (
    Measured,
    Moment,
    Result,
    is_old,
    measured,
    newest,
    results_named,
    skipped,
    skipped_results,
)
from alpims_mg.adapters.fhir.result_names import ResultName, name_of_part, parts_of
from alpims_mg.adapters.fhir.statements import Found, StatedConditions, Statement
from alpims_mg.adapters.fhir.values import codings, items, mapping, quantity
from alpims_mg.model.vocabulary import Condition
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.records import (
    HIGH_BUT_OLD,
    NEWER_COUNTS,
    NO_SERUM,
    NO_VALUE,
    NORMAL_RANGE,
    NOT_HIGH,
    SERUM_UNITS,
)
from alpims_mg.rulebook.serum import SerumNumber

_ENDS: Final = dict(SERUM_UNITS)
_HIGH: Final = StatedConditions(frozenset({Condition.HYPERMAGNESAEMIA}))


@final
class _Level(NamedTuple):
    """A level of magnesium, and whether it is above the usual range. None if that cannot be told."""

    result: Result
    is_high: bool | None


def read_serum(record: Record) -> Iterator[Found]:
    """What the levels of magnesium in the blood state, and for each that states nothing, why.

    >>> from datetime import date
    >>> from alpims_mg.adapters.fhir.bundles import open_record
    >>> code = {"coding": [{"system": "http://loinc.org", "code": "2601-3"}]}
    >>> level = {"resourceType": "Observation", "id": "1", "status": "final", "code": code,
    ...          "effectiveDateTime": "2026-03-01", "valueQuantity": {"value": 1.3, "unit": "mmol/L"}}
    >>> [str(one) for one in next(read_serum(open_record(level, today=date(2026, 11, 22)))).value.conditions]
    ['hypermagnesaemia']
    """
    valid, faulty = results_named(record, ResultName.SERUM_MAGNESIUM)
    yield from faulty
    yield from skipped_results(record, ResultName.OTHER_MAGNESIUM, NO_SERUM)
    yield from _stated([_Level(result, _has_a_high_part(result.entry.body)) for result in valid])


def _stated(levels: list[_Level]) -> Iterator[Found]:
    """The newest levels that are high, and those without a date. All others state nothing."""
    read = [level for level in levels if level.is_high is not None]
    latest = {id(level) for level in newest(read, _moment)} | {id(level) for level in read if _moment(level) is None}
    for level in levels:
        result = level.result
        if level.is_high is None:
            yield skipped(result, NO_VALUE)
        elif id(level) not in latest:
            yield skipped(result, NEWER_COUNTS)
        elif not level.is_high:
            yield skipped(result, NOT_HIGH)
        elif is_old(result):
            yield skipped(result, HIGH_BUT_OLD)
        else:
            yield Statement("conditions", _HIGH, result.words, result.entry.reference, result.day, result.doubts)


def _moment(level: _Level) -> Moment | None:
    return level.result.moment


def _has_a_high_part(body: Mapping[str, Any]) -> bool | None:
    """Whether a result, or a component of it, is a level above the usual range. None if that cannot be told."""
    found = [_is_high(part) for part in parts_of(body) if name_of_part(part) is ResultName.SERUM_MAGNESIUM]
    return True if True in found else None if None in found else False


def _is_high(body: Mapping[str, Any]) -> bool | None:
    """Whether the highest number that a level allows is above the usual range and the range of the laboratory."""
    measure = measured(body)
    if not isinstance(measure, Measured):
        return None
    usual = next(filter(None, map(_ENDS.get, map(_key, measure.units))), None)
    if usual is None:
        return None
    ends = (Decimal(CURRENT.serum_numbers[usual].then), min(_laboratory_ends(body, usual), default=Decimal(0)))
    return measure.high is None or measure.high > max(ends)


def _laboratory_ends(body: Mapping[str, Any], usual: SerumNumber) -> Iterator[Decimal]:
    """The upper ends of the ranges that the laboratory calls normal, for all people, in the unit of this number."""
    for part in map(mapping, items(body.get("referenceRange"))):
        kinds = {coding.code for coding in codings(part.get("type"))}
        high = quantity(part.get("high"))
        if high is not None and kinds <= {NORMAL_RANGE} and "appliesTo" not in part:
            units = [_key(unit) for unit in (high.unit, high.code) if unit]
            if all(_ENDS.get(unit) is usual for unit in units):
                yield high.value


def _key(unit: str) -> str:
    return "".join(unit.casefold().split())
