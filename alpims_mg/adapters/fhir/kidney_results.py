"""Reads the kidney function of a record: its newest eGFR, and why each other result of the kidneys is not the fact."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, final

from alpims_mg.adapters.fhir.bundles import Record
from alpims_mg.adapters.fhir.laboratory import (
    Measured,
    Moment,
    Result,
    measured,
    newest,
    results_named,
    skipped,
    skipped_results,
)
from alpims_mg.adapters.fhir.result_names import ResultName, name_of_part, parts_of, unit_of_code
from alpims_mg.adapters.fhir.statements import Found, Statement
from alpims_mg.assessment.kidney import egfr_band, egfr_unit
from alpims_mg.errors import InvalidInputError
from alpims_mg.model.situations import Egfr
from alpims_mg.model.vocabulary import KidneyFunction
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.records import (
    AS_LOW_COUNTS,
    CREATININE_ONLY,
    DATED_COUNTS,
    IN_PART_DOUBT,
    LOWEST_EGFR,
    NEWER_COUNTS,
    NO_VALUE,
    SEVERAL_DOUBT,
    UNIT_DOUBT,
    WORSE_UNDATED_COUNTS,
    WORST_DOUBT,
)


@final
class _Read(NamedTuple):
    """A result with its eGFR, and doubts about both."""

    result: Result
    egfr: Egfr
    doubts: tuple[str, ...]


@final
class _Unread(NamedTuple):
    """A result without an eGFR that could be read. ``is_stated`` says whether it has a value at all."""

    result: Result
    is_stated: bool


def read_kidney(record: Record) -> Iterator[Found]:
    """What the results of the kidneys state: the newest eGFR, and for each other result, why it is not the fact.

    If no eGFR has a value, the kidney function is stated as not assessed. The same holds in addition, if a newer
    result has a value that cannot be read.

    >>> from datetime import date
    >>> from alpims_mg.adapters.fhir.bundles import open_record
    >>> code = {"coding": [{"system": "http://loinc.org", "code": "98979-8"}], "text": "eGFR"}
    >>> result = {"resourceType": "Observation", "id": "1", "status": "final", "code": code,
    ...           "effectiveDateTime": "2026-03-01", "valueQuantity": {"value": 84, "unit": "mL/min/1.73m2"}}
    >>> found = next(read_kidney(open_record(result, today=date(2026, 11, 22))))
    >>> str(found.value), found.day
    ('84 ml/min/1.73m2', datetime.date(2026, 3, 1))
    """
    valid, faulty = results_named(record, ResultName.EGFR)
    yield from faulty
    yield from skipped_results(record, ResultName.CREATININE, CREATININE_ONLY)
    results = list(map(_value, valid))
    read = [one for one in results if isinstance(one, _Read)]
    unread = [one for one in results if isinstance(one, _Unread)]
    chosen = _chosen(read)
    if chosen is not None:
        yield _stated("egfr", chosen.egfr, chosen.result, *chosen.doubts)
        yield from (skipped(one.result, _why_not(one, chosen)) for one in read if one is not chosen)
    unsure = _unsure(unread, chosen)
    for one in unread:
        if one is unsure:
            yield _stated("kidney", KidneyFunction.NOT_ASSESSED, one.result, NO_VALUE)
        else:
            yield skipped(one.result, NO_VALUE)


# --- The value of one result
def _value(result: Result) -> _Read | _Unread:
    """The lowest eGFR of a result and its components."""
    body = result.entry.body
    parts = [part for part in parts_of(body) if name_of_part(part) is ResultName.EGFR]
    measures = [(part, measure) for part in parts if (measure := measured(part)) is not None]
    read = [found for part, measure in measures if (found := _egfr(part, measure)) is not None]
    if not read:
        return _Unread(result, is_stated=bool(measures))
    egfr, doubts = min(read, key=_lowest)
    several = (SEVERAL_DOUBT,) if len(read) > 1 else ()
    in_part = (IN_PART_DOUBT,) if len(read) < len(measures) else ()
    return _Read(result, egfr, (*doubts, *several, *in_part))


def _lowest(found: tuple[Egfr, tuple[str, ...]]) -> tuple[object, ...]:
    egfr, doubts = found
    return egfr.value, egfr.unit, doubts


def _egfr(part: Mapping[str, Any], measure: Measured | str) -> tuple[Egfr, tuple[str, ...]] | None:
    """The lowest eGFR that a measure allows. None if its unit is not known, or if it is no possible eGFR."""
    if isinstance(measure, str):
        return None
    unit = next(filter(None, map(egfr_unit, measure.units)), None)
    by_code = None if measure.units else unit_of_code(part)
    used = unit or by_code
    if used is None:
        return None
    try:
        egfr = Egfr(value=Decimal(LOWEST_EGFR) if measure.low is None else measure.low, unit=used)
    except InvalidInputError:
        return None
    worse = () if measure.is_exact else (WORST_DOUBT.format(number=egfr.value_text),)
    assumed = () if by_code is None else (UNIT_DOUBT,)
    return egfr, (*worse, *assumed)


# --- Which result counts
def _chosen(read: list[_Read]) -> _Read | None:
    """The lowest of the newest results, or one without a date that is in a worse band. None if there is none."""
    dated = min(newest(read, _moment), key=_order, default=None)
    undated = min((one for one in read if _moment(one) is None), key=_order, default=None)
    if dated is None or undated is None:
        return dated or undated
    is_worse = undated.egfr.value < dated.egfr.value and egfr_band(undated.egfr, CURRENT) is not egfr_band(
        dated.egfr, CURRENT
    )
    return undated if is_worse else dated


def _unsure(unread: list[_Unread], chosen: _Read | None) -> _Unread | None:
    """The result because of which the kidney function counts as not assessed: the newest of those without a value.

    If an eGFR was read, only a result that has a value and may be newer makes it unsure.
    """
    if chosen is not None:
        unread = [one for one in unread if one.is_stated and _may_be_newer(one, chosen)]
    return min(newest(unread, _moment) or unread, key=_reference, default=None)


def _may_be_newer(one: _Read | _Unread, other: _Read) -> bool:
    ours, theirs = _moment(one), _moment(other)
    return ours is None or theirs is None or ours.last >= theirs.first


def _why_not(one: _Read, chosen: _Read) -> str:
    ours, theirs = _moment(one), _moment(chosen)
    if ours is None and theirs is not None:
        return DATED_COUNTS
    if ours is not None and theirs is None:
        return WORSE_UNDATED_COUNTS
    return AS_LOW_COUNTS if _may_be_newer(one, chosen) else NEWER_COUNTS


def _moment(one: _Read | _Unread) -> Moment | None:
    return one.result.moment


def _reference(one: _Read | _Unread) -> str:
    return one.result.entry.reference


def _order(one: _Read) -> tuple[Decimal, str]:
    return one.egfr.value, _reference(one)


def _stated(field: str, value: object, result: Result, *doubts: str) -> Statement:
    return Statement(field, value, result.words, result.entry.reference, result.day, (*result.doubts, *doubts))
