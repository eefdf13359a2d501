"""Reads pregnancy and breastfeeding from observations: statuses, expected days of birth, and wishes."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, Final, NamedTuple, final

from alpims_mg.adapters.fhir.bundles import Entry, Record
from alpims_mg.adapters.fhir.code_systems import system_of
from alpims_mg.adapters.fhir.codes import conditions_in_words, conditions_of
from alpims_mg.adapters.fhir.conditions import age_doubts
from alpims_mg.adapters.fhir.statements import Found, OpenList, Skipped, StatedConditions, Statement, sentences
from alpims_mg.adapters.fhir.values import (
    Coding,
    code_of,
    codings,
    concept_words,
    day_by,
    days_of,
    mapping,
    stated,
    text_of,
)
from alpims_mg.model.vocabulary import Condition
from alpims_mg.rulebook.record_conditions import (
    DENIED_LATER,
    DUE_DATE_OVER,
    DUE_DATE_OVER_AFTER_DAYS,
    INTENT_ONLY,
    MODIFIED_DOUBT,
    NO_ANSWER,
    NO_DATE_DOUBT,
    NOT_BEGUN,
    NOT_SO,
    OTHER_ANSWER,
    RESULT_STATUS_DOUBT,
    UNKNOWN_ANSWER,
)
from alpims_mg.rulebook.records import (
    DUE_DATE_LOINC,
    GESTATION_LOINC,
    LACTATION_LOINC,
    NO_ANSWERS,
    PREGNANCY_INTENT_LOINC,
    PREGNANCY_LOINC,
    RESULTS_FINAL,
    RESULTS_NOT_VALID,
    UNKNOWN_ANSWERS,
    YES_ANSWERS,
)


class _Kind(Enum):
    """What an observation may be about."""

    PREGNANCY = "pregnancy"
    LACTATION = "lactation"
    DUE_DATE = "due-date"
    GESTATION = "gestation"
    WISH = "wish"


_KINDS: Final = {
    **{code: _Kind.PREGNANCY for code, _ in PREGNANCY_LOINC},
    **{code: _Kind.LACTATION for code, _ in LACTATION_LOINC},
    **{code: _Kind.DUE_DATE for code, _ in DUE_DATE_LOINC},
    **{code: _Kind.GESTATION for code, _ in GESTATION_LOINC},
    **{code: _Kind.WISH for code, _ in PREGNANCY_INTENT_LOINC},
}
_YES: Final = frozenset(text.lower() for answer in YES_ANSWERS for text in answer)
_NO: Final = frozenset(text.lower() for answer in NO_ANSWERS for text in answer)
_UNKNOWN: Final = frozenset(text.lower() for answer in UNKNOWN_ANSWERS for text in answer)
_NOT_VALID: Final = dict(RESULTS_NOT_VALID)
_DATES: Final = ("effectiveDateTime", "effectiveInstant", "issued")


@final
class _PregnancyResult(NamedTuple):
    """What one observation says of one condition. ``against`` says why it does not count, None if it does."""

    reference: str
    condition: Condition
    words: str
    day: date | None
    against: str | None
    doubts: tuple[str, ...]


def read_pregnancies(record: Record) -> Iterator[Found]:
    """Yield what each observation of a record states about pregnancy and breastfeeding.

    The newest answer decides. An answer that is too old to hold today does not count.

    >>> from alpims_mg.adapters.fhir.bundles import open_record
    >>> code = {"coding": [{"system": "http://loinc.org", "code": "82810-3"}]}
    >>> body = {"resourceType": "Observation", "id": "1", "status": "final", "code": code, "valueBoolean": True}
    >>> record = open_record({**body, "effectiveDateTime": "2026-02-01"}, today=date(2026, 3, 1))
    >>> sorted(next(read_pregnancies(record)).value.conditions)
    [<Condition.PREGNANCY: 'pregnancy'>]
    """
    answers: list[_PregnancyResult] = []
    for entry in record.of("Observation"):
        kinds = _kinds(entry)
        if _Kind.WISH in kinds:
            yield Skipped(entry.reference, _words(entry.body), INTENT_ONLY)
        elif _Kind.DUE_DATE in kinds:
            answers.append(_due_date(entry, record.today))
        elif _Kind.GESTATION in kinds:
            answers.append(_gestation(entry, record.today))
        elif kinds:
            condition = Condition.PREGNANCY if _Kind.PREGNANCY in kinds else Condition.LACTATION
            answers.append(_status(entry, condition, record.today))
    denied: dict[Condition, date] = {}
    for answer in answers:
        if answer.against == NOT_SO and answer.day is not None:
            denied[answer.condition] = max(answer.day, denied.get(answer.condition, answer.day))
    for answer in answers:
        yield from _found(answer, denied.get(answer.condition))


def is_about_pregnancy(entry: Entry) -> bool:
    """Whether an Observation is about pregnancy or breastfeeding.

    >>> is_about_pregnancy(Entry("Observation/1", "Observation", {"code": {"coding": [{"code": "82810-3"}]}}))
    True
    """
    return bool(_kinds(entry))


def _kinds(entry: Entry) -> "set[_Kind | None]":
    """What an observation is about, by its codes. Words decide if it has no code of a public code system."""
    code = entry.body.get("code")
    found = codings(code)
    kinds = {_kind(coding) for coding in found} - {None}
    if kinds or any(system_of(coding.system) for coding in found):
        return kinds
    return {_kind_of(conditions_in_words(concept_words(code)).conditions)} - {None}


@lru_cache(maxsize=1024)
def _kind(coding: Coding) -> "_Kind | None":
    """What an observation with this code is about. None if about something else."""
    if coding.code in _KINDS:
        return _KINDS[coding.code]
    return _kind_of(conditions_of(coding) or frozenset())


def _kind_of(conditions: frozenset[Condition]) -> "_Kind | None":
    if Condition.PREGNANCY in conditions:
        return _Kind.PREGNANCY
    return _Kind.LACTATION if Condition.LACTATION in conditions else None


def _words(body: Mapping[str, Any]) -> str:
    """The words of an observation: what was asked, and what was answered."""
    answer = concept_words(stated(body, "valueCodeableConcept")) or text_of(stated(body, "valueString"))
    answer = answer or text_of(stated(body, "valueDateTime")) or text_of(stated(body, "valueDate"))
    if isinstance(said := stated(body, "valueBoolean"), bool):
        answer = "yes" if said else "no"
    return ": ".join(filter(None, (concept_words(body.get("code")), answer)))


def _day(body: Mapping[str, Any], today: date) -> date | None:
    period = mapping(stated(body, "effectivePeriod"))
    values = (*(stated(body, name) for name in _DATES[:2]), stated(period, "end"), stated(period, "start"))
    days = (day_by(value, today) for value in (*values, stated(body, _DATES[2])))
    return next(filter(None, days), None)


def _general(entry: Entry, day: date | None, today: date) -> tuple[str | None, tuple[str, ...]]:
    """Why an observation does not count, whatever it says, and what speaks against it."""
    status = code_of(stated(entry.body, "status"))
    against = _NOT_VALID.get(status) or (NOT_BEGUN if day is not None and day > today else None)
    return against, sentences(
        None if status in RESULTS_FINAL else RESULT_STATUS_DOUBT,
        None if day is not None else NO_DATE_DOUBT,
        MODIFIED_DOUBT if entry.body.get("modifierExtension") else None,
    )


def _due_date(entry: Entry, today: date) -> _PregnancyResult:
    day = _day(entry.body, today)
    against, doubts = _general(entry, day, today)
    due = days_of(stated(entry.body, "valueDateTime")) or days_of(stated(entry.body, "valueDate"))
    if due is None:
        against = against or NO_ANSWER
    elif (today - due.last).days > DUE_DATE_OVER_AFTER_DAYS:
        against = against or DUE_DATE_OVER
    return _PregnancyResult(entry.reference, Condition.PREGNANCY, _words(entry.body), day, against, doubts)


def _gestation(entry: Entry, today: date) -> _PregnancyResult:
    day = _day(entry.body, today)
    against, doubts = _general(entry, day, today)
    against = against or (None if _has_value(entry.body) else NO_ANSWER)
    against = against or next(age_doubts(frozenset({Condition.PREGNANCY}), day, today), None)
    return _PregnancyResult(entry.reference, Condition.PREGNANCY, _words(entry.body), day, against, doubts)


def _has_value(body: Mapping[str, Any]) -> bool:
    return any(name.startswith("value") for name in body)


def _status(entry: Entry, condition: Condition, today: date) -> _PregnancyResult:
    day = _day(entry.body, today)
    against, doubts = _general(entry, day, today)
    against = against or _says(entry.body, condition) or next(age_doubts(frozenset({condition}), day, today), None)
    return _PregnancyResult(entry.reference, condition, _words(entry.body), day, against, doubts)


def _says(body: Mapping[str, Any], condition: Condition) -> str | None:
    """What an observation answers: None for yes, else what it says against the condition."""
    flag = stated(body, "valueBoolean")
    if isinstance(flag, bool):
        return None if flag else NOT_SO
    found = codings(stated(body, "valueCodeableConcept"))
    texts = _texts(body)
    answers = {coding.code.lower() for coding in found} | {text.lower() for text in texts}
    if not answers.isdisjoint(_YES) or any(condition in (conditions_of(coding) or ()) for coding in found):
        return None
    if not answers.isdisjoint(_NO):
        return NOT_SO
    if not answers.isdisjoint(_UNKNOWN):
        return UNKNOWN_ANSWER
    if any(condition in conditions_in_words(text).conditions for text in texts):
        return None
    if _has_value(body):
        return OTHER_ANSWER
    is_named = any(condition in (conditions_of(coding) or ()) for coding in codings(body.get("code")))
    return None if is_named and "dataAbsentReason" not in body else NO_ANSWER


def _texts(body: Mapping[str, Any]) -> tuple[str, ...]:
    concept = stated(body, "valueCodeableConcept")
    displays = (coding.display for coding in codings(concept))
    texts = (text_of(stated(mapping(concept), "text")), text_of(stated(body, "valueString")), *displays)
    return tuple(filter(None, texts))


def _found(answer: _PregnancyResult, denied: date | None) -> Iterator[Found]:
    """What an answer states. ``denied`` is the day of the newest answer that the condition is not there."""
    is_denied = denied is not None and answer.day is not None and denied > answer.day
    against = answer.against or (DENIED_LATER if is_denied else None)
    if against is None:
        value = StatedConditions(frozenset({answer.condition}))
        yield Statement("conditions", value, answer.words, answer.reference, answer.day, answer.doubts)
        return
    yield Skipped(answer.reference, answer.words, against)
    if against == OTHER_ANSWER and not is_denied:
        yield OpenList("conditions", answer.reference)
