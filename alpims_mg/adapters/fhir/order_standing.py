"""Tells whether an order or statement of a record means that the person takes the medicine today, and what is in doubt.

Whatever the record leaves open counts as taken, with a doubt in words. Only what the record states to be over, not
begun, or not meant to be taken does not count.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple, final

from alpims_mg.adapters.fhir.bundles import Entry
from alpims_mg.adapters.fhir.dosages import Dosage, is_zero
from alpims_mg.adapters.fhir.values import (
    code_of,
    codings,
    concept_words,
    day_by,
    days_of,
    items,
    last_day,
    mapping,
    stated,
    text_of,
    whole_years,
)
from alpims_mg.rulebook.labels.words import NUMBER_WORDS
from alpims_mg.rulebook.record_medicines import (
    ADHERENCES,
    AGE_DOUBT,
    BEGINS_DOUBT,
    COMPLETED,
    COMPLETED_EARLY,
    COMPLETED_ENTRY,
    COMPLETED_ENTRY_PROFILES,
    DURATION_DOUBT,
    ENDED,
    INTENTS,
    NO_DATE_DOUBT,
    NO_DOSE_DOUBT,
    NO_INTENT,
    NO_STATUS,
    NOT_BEGUN,
    NOT_TAKEN_MARKS,
    NOT_TO_BE_GIVEN,
    OLD_AFTER_YEARS,
    OTHER_STATUS,
    REASON,
    REPORTED_INTENTS,
    STATUSES,
    VALIDITY_DOUBT,
    Taking,
    TakingRow,
)

REQUESTS: Final = ("MedicationRequest", "MedicationOrder")
STATEMENTS: Final = ("MedicationStatement", "MedicationUsage")
_DATES: Final = ("authoredOn", "dateWritten", "dateAsserted", "effectiveDateTime")
_MOST_REASON: Final = 160
"""The most characters of a reason that is repeated."""


@final
class OrderStanding(NamedTuple):
    """Whether a medicine counts as taken. ``why_not`` is empty if it does. ``day`` is the newest date of the order.

    ``is_sure`` is true if its status and its intent leave no doubt. ``tells`` is false if it is only completed: a
    pharmacy may have completed it by handing the medicine out.
    """

    why_not: str
    doubts: tuple[str, ...]
    day: date | None
    is_sure: bool
    tells: bool


def standing_of(entry: Entry, dosages: tuple[Dosage, ...], today: date) -> OrderStanding:
    """Whether the medicine of an order or statement counts as taken on a day, and the doubts.

    >>> body = {"status": "active", "intent": "order", "authoredOn": "2020-01-04"}
    >>> standing_of(Entry("MedicationRequest/1", "MedicationRequest", body), (), date(2026, 3, 1)).doubts
    ('This order is six years old.',)
    """
    body = entry.body
    end = _end(body, dosages, today)
    rows = tuple(_rows(entry, is_open=end is not None and end >= today))
    dates = tuple(_dates(body, today))
    known = [day for day in dates if day <= today]
    day = max(known, default=None)
    begins = max(dates, default=None)
    refused = next((row.words for row in rows if row.taking is Taking.NOT_TAKEN), "")
    if stated(body, "doNotPerform") is True:
        why = NOT_TO_BE_GIVEN
    elif refused:
        why = refused + _reason(body)
    elif end is not None and end < today:
        why = ENDED.format(day=end)
    elif begins is not None and begins > today:
        why = NOT_BEGUN
    else:
        why = ""
    doubts = (
        *(row.words for row in rows if row.taking is Taking.DOUBTFUL),
        *_age_doubts(known, today),
        *_other_doubts(body, dosages, day, today),
    )
    is_sure = all(row.taking is Taking.TAKEN for row in rows)
    return OrderStanding(why, () if why else doubts, day, is_sure, STATUSES["completed"] not in rows)


def age_in_words(years: int) -> str:
    """A number of years in words.

    >>> age_in_words(1), age_in_words(6), age_in_words(40)
    ('one year', 'six years', '40 years')
    """
    number = NUMBER_WORDS[years - 1] if years <= len(NUMBER_WORDS) else str(years)
    return f"{number} year{'' if years == 1 else 's'}"


def _rows(entry: Entry, *, is_open: bool) -> Iterator[TakingRow]:
    """The rows of what an order says about itself. ``is_open`` says that its stated end is not over."""
    body = entry.body
    status = code_of(stated(body, "status"))
    if status == COMPLETED and is_open:
        yield COMPLETED_EARLY
    elif status == COMPLETED and entry.type in STATEMENTS and _is_plan_entry(body):
        yield COMPLETED_ENTRY
    else:
        yield STATUSES.get(status, OTHER_STATUS) if status else NO_STATUS
    if entry.type in REQUESTS:
        intent = code_of(stated(body, "intent"))
        is_reported = stated(body, "reported") is True or stated(body, "reportedBoolean") is True
        if entry.type == "MedicationRequest" and not (
            intent in REPORTED_INTENTS and (is_reported or mapping(body.get("reportedReference")))
        ):
            yield INTENTS.get(intent, NO_INTENT)
        return
    if any(stated(body, name) == value for name, value in NOT_TAKEN_MARKS):
        yield STATUSES["not-taken"]
    for coding in codings(mapping(stated(body, "adherence")).get("code")):
        if coding.code in ADHERENCES:
            yield ADHERENCES[coding.code]


def _is_plan_entry(body: Mapping[str, Any]) -> bool:
    """Whether a statement follows a profile by which a completed entry is one that is written to its end."""
    profiles = items(mapping(body.get("meta")).get("profile"))
    return any(text_of(profile).startswith(COMPLETED_ENTRY_PROFILES) for profile in profiles)


def _reason(body: Mapping[str, Any]) -> str:
    """The reason that the record gives for the status. Empty if it gives none."""
    value = stated(body, "statusReason")
    words = next((words for reason in items(value) if (words := concept_words(reason))), "")
    return REASON.format(reason=words[:_MOST_REASON]) if words else ""


def _dates(body: Mapping[str, Any], today: date) -> Iterator[date]:
    """The dates on which the order was written or the medicine was begun."""
    starts = (mapping(stated(body, "effectivePeriod")).get("start"),)
    for value in (*(stated(body, name) for name in _DATES), *starts):
        day = day_by(value, today)
        if day is not None:
            yield day


def _end(body: Mapping[str, Any], dosages: tuple[Dosage, ...], today: date) -> date | None:
    """The last day on which the medicine is taken. None if an end is not stated, or not for each of its doses."""
    period = mapping(stated(body, "effectivePeriod"))
    whole = last_day(stated(period, "end"), today) or last_day(stated(body, "dateEnded"), today)
    bounds = [last_day(stated(dosage.bounds, "end"), today) for dosage in dosages]
    ends = [] if whole is None else [whole]
    if bounds and all(bounds):
        ends.append(max(filter(None, bounds)))
    return min(ends, default=None)


def _age_doubts(known: list[date], today: date) -> Iterator[str]:
    if not known:
        yield NO_DATE_DOUBT
        return
    years = whole_years(max(known), today)
    if years >= OLD_AFTER_YEARS:
        yield AGE_DOUBT.format(age=age_in_words(years))


def _other_doubts(body: Mapping[str, Any], dosages: tuple[Dosage, ...], day: date | None, today: date) -> Iterator[str]:
    starts = [days_of(stated(dosage.bounds, "start")) for dosage in dosages]
    begun = [days for days in starts if days is None or days.first <= today]
    if starts and not begun:
        yield BEGINS_DOUBT.format(day=min(days.first for days in starts if days is not None))
    lasting = [dosage.days for dosage in dosages]
    if day is not None and lasting and None not in lasting:
        last = day + timedelta(days=max(days for days in lasting if days is not None))
        if last < today:
            yield DURATION_DOUBT.format(day=last)
    valid = days_of(stated(mapping(mapping(stated(body, "dispenseRequest")).get("validityPeriod")), "end"))
    if valid is not None and valid.last < today:
        yield VALIDITY_DOUBT.format(day=valid.last)
    if dosages and all(map(is_zero, dosages)):
        yield NO_DOSE_DOUBT
