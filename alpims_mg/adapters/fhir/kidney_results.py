"""Reads the kidney function of a record: its newest eGFR, and why each other result of the kidneys is not the fact."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final, NamedTuple, final

from alpims_mg._internal.caching import remembered_if
from alpims_mg._internal.words import plain
from alpims_mg.adapters.fhir.bundles import Entry, Record
from alpims_mg.adapters.fhir.codes import of_words, system_of
from alpims_mg.adapters.fhir.laboratory import Measured, Moment, Result, measured, newest, result_of
from alpims_mg.adapters.fhir.statements import Found, Skipped, Statement
from alpims_mg.adapters.fhir.values import Coding, codings, concept_words, items, mapping, stated
from alpims_mg.assessment.kidney import egfr_band, egfr_unit
from alpims_mg.errors import InvalidInputError
from alpims_mg.model.situations import Egfr
from alpims_mg.model.vocabulary import EgfrUnit, KidneyFunction
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.records import (
    CREATININE_LOINC,
    CREATININE_PHRASES,
    EGFR_LOINC,
    EGFR_PHRASES,
    EGFR_SNOMED,
    LOWEST_EGFR,
    NOT_CREATININE_PHRASES,
    NOT_EGFR_PHRASES,
    CodeSystem,
)

_EGFR_UNITS: Final[dict[tuple[CodeSystem | None, str], EgfrUnit | None]] = {
    **{(CodeSystem.LOINC, code): unit for code, _, unit in EGFR_LOINC},
    **{(CodeSystem.SNOMED_CT, code): None for code, _ in EGFR_SNOMED},
}
_CREATININE: Final[frozenset[tuple[CodeSystem | None, str]]] = frozenset(
    (CodeSystem.LOINC, code) for code, _ in CREATININE_LOINC
)
_MOST_KEPT: Final = 4
_LONGEST_KEPT: Final = 300
"""The most codings, and the longest words, whose meaning is remembered."""
_NO_VALUE: Final = "It has no value that can be read."
_SAME_TIME: Final = "Another result of the same time is as low or lower."


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
    results: list[_Read | _Unread] = []
    for entry in record.of("Observation"):
        if is_egfr(entry):
            result = result_of(entry, record.today)
            if result.fault:
                yield _skipped(result, result.fault)
            else:
                results.append(_value(result))
        elif is_creatinine(entry):
            yield _skipped(result_of(entry, record.today), "Creatinine alone is no eGFR.")
    read = [one for one in results if isinstance(one, _Read)]
    unread = [one for one in results if isinstance(one, _Unread)]
    chosen = _chosen(read)
    if chosen is not None:
        yield _stated("egfr", chosen.egfr, chosen.result, *chosen.doubts)
        yield from (_skipped(one.result, _why_not(one, chosen)) for one in read if one is not chosen)
    unsure = _unsure(unread, chosen)
    for one in unread:
        if one is unsure:
            yield _stated("kidney", KidneyFunction.NOT_ASSESSED, one.result, _NO_VALUE)
        else:
            yield _skipped(one.result, _NO_VALUE)


def is_egfr(entry: Entry) -> bool:
    """Whether an Observation, or a component of it, is an eGFR.

    >>> is_egfr(Entry("Observation/1", "Observation", {"code": {"text": "eGFR (CKD-EPI)"}}))
    True
    >>> is_egfr(Entry("Observation/1", "Observation", {"code": {"text": "EGFR gene mutation"}}))
    False
    """
    return any(_names_egfr(part) for part in (entry.body, *_components(entry.body)))


def is_creatinine(entry: Entry) -> bool:
    """Whether an Observation is creatinine in the blood, or its clearance.

    >>> is_creatinine(Entry("Observation/1", "Observation", {"code": {"text": "Creatinine, Blood"}}))
    True
    """
    return _name(entry.body).is_creatinine


@final
class _Name(NamedTuple):
    """What the code and the words of a result name."""

    is_egfr: bool
    is_creatinine: bool


def _names_egfr(part: Mapping[str, Any]) -> bool:
    return _name(part).is_egfr


def _name(part: Mapping[str, Any]) -> _Name:
    concept = stated(part, "code")
    return _name_of(codings(concept), concept_words(concept))


def _is_short(found: tuple[Coding, ...], words: str) -> bool:
    return len(found) <= _MOST_KEPT and len(words) <= _LONGEST_KEPT


@remembered_if(_is_short, entries=1024)
def _name_of(found: tuple[Coding, ...], words: str) -> _Name:
    codes = [(system_of(coding.system), coding.code) for coding in found]
    text = plain(" | ".join((words, *(coding.display for coding in found))))
    is_creatinine = any(code in _CREATININE for code in codes)
    is_egfr = any(code in _EGFR_UNITS for code in codes)
    return _Name(
        is_egfr=is_egfr or (not is_creatinine and _says(text, EGFR_PHRASES, NOT_EGFR_PHRASES)),
        is_creatinine=is_creatinine or _says(text, CREATININE_PHRASES, NOT_CREATININE_PHRASES),
    )


def _says(text: str, phrases: tuple[str, ...], but_none_of: tuple[str, ...]) -> bool:
    return bool(_phrases(phrases).search(text)) and not _phrases(but_none_of).search(text)


def _codes(concept: object) -> Iterator[tuple[CodeSystem | None, str]]:
    return ((system_of(coding.system), coding.code) for coding in codings(concept))


def _components(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return map(mapping, items(body.get("component")))


@cache
def _phrases(listed: tuple[str, ...]) -> re.Pattern[str]:
    return of_words(listed, broken=True)


# --- The value of one result
def _value(result: Result) -> _Read | _Unread:
    """The lowest eGFR of a result and its components."""
    body = result.entry.body
    parts = [part for part in (body, *_components(body)) if _names_egfr(part)]
    measures = [(part, measure) for part in parts if (measure := measured(part)) is not None]
    read = [found for part, measure in measures if (found := _egfr(part, measure)) is not None]
    if not read:
        return _Unread(result, is_stated=bool(measures))
    egfr, doubts = min(read, key=_lowest)
    several = ("It has several values, and the lowest is read.",) if len(read) > 1 else ()
    in_part = ("A part of it could not be read.",) if len(read) < len(measures) else ()
    return _Read(result, egfr, (*doubts, *several, *in_part))


def _lowest(found: tuple[Egfr, tuple[str, ...]]) -> tuple[object, ...]:
    egfr, doubts = found
    return egfr.value, egfr.unit, doubts


def _egfr(part: Mapping[str, Any], measure: Measured | str) -> tuple[Egfr, tuple[str, ...]] | None:
    """The lowest eGFR that a measure allows. None if its unit is not known, or if it is no possible eGFR."""
    if isinstance(measure, str):
        return None
    unit = next(filter(None, map(egfr_unit, measure.units)), None)
    by_code = None if measure.units else _unit_of_code(part)
    used = unit or by_code
    if used is None:
        return None
    try:
        egfr = Egfr(value=Decimal(LOWEST_EGFR) if measure.low is None else measure.low, unit=used)
    except InvalidInputError:
        return None
    worse = () if measure.is_exact else (f"It allows several numbers. The worst of them, {egfr.value_text}, is read.",)
    assumed = () if by_code is None else ("It has no unit. The unit that its code means is read.",)
    return egfr, (*worse, *assumed)


def _unit_of_code(part: Mapping[str, Any]) -> EgfrUnit | None:
    return next(filter(None, map(_EGFR_UNITS.get, _codes(stated(part, "code")))), None)


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
        return "It has no date, and a result with a date counts."
    if ours is not None and theirs is None:
        return "A worse result without a date counts."
    return _SAME_TIME if _may_be_newer(one, chosen) else "A newer result counts."


def _moment(one: _Read | _Unread) -> Moment | None:
    return one.result.moment


def _reference(one: _Read | _Unread) -> str:
    return one.result.entry.reference


def _order(one: _Read) -> tuple[Decimal, str]:
    return one.egfr.value, _reference(one)


def _stated(field: str, value: object, result: Result, *doubts: str) -> Statement:
    return Statement(field, value, result.words, result.entry.reference, result.day, (*result.doubts, *doubts))


def _skipped(result: Result, why: str) -> Skipped:
    return Skipped(result.entry.reference, result.words, why)
