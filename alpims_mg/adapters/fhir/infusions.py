"""Reads what was given to a person: recent magnesium into a vein or muscle is a condition, all else is only named.

An infusion is not magnesium of the gut. It counts as the condition ``recent-magnesium-infusion``, in no total.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from alpims_mg.adapters.fhir.bundles import Entry
from alpims_mg.adapters.fhir.dosages import dosages_of
from alpims_mg.adapters.fhir.magnesium_orders import gives_magnesium
from alpims_mg.adapters.fhir.medicine_products import Product, route_of
from alpims_mg.adapters.fhir.statements import Skipped, StatedConditions, Statement
from alpims_mg.adapters.fhir.supplies import GIVEN_PERIODS, GIVEN_TIMES
from alpims_mg.adapters.fhir.values import Days, code_of, day_by, days_of, mapping, stated
from alpims_mg.medicines.ways_of_giving import given_by
from alpims_mg.model.vocabulary import Condition, MedicineRoute
from alpims_mg.rulebook.record_medicines import (
    GIVEN,
    INFUSION_DAYS,
    INFUSION_NO_DATE_DOUBT,
    INFUSION_ROUTE_DOUBT,
    NOT_GIVEN,
    NOT_GIVEN_STATUSES,
    RUNNING_STATUS,
    UNNAMED_MEDICINE,
    RecordRoute,
)


def read_administration(entry: Entry, product: Product, today: date) -> Statement | Skipped:
    """What an administration states: a recent infusion of magnesium, or nothing.

    >>> from alpims_mg.adapters.fhir.bundles import open_record
    >>> from alpims_mg.adapters.fhir.medicine_products import product_of
    >>> body = {"resourceType": "MedicationAdministration", "status": "completed", "dosage": {"route": {"text": "IV"}}}
    >>> body |= {"medicationCodeableConcept": {"text": "Magnesium sulfate"}, "effectiveDateTime": "2026-02-20"}
    >>> record = open_record(body, today=date(2026, 3, 1))
    >>> entry = record.of("MedicationAdministration")[0]
    >>> sorted(map(str, read_administration(entry, product_of(entry, record, None), record.today).value.conditions))
    ['recent-magnesium-infusion']
    """
    words = product.words or UNNAMED_MEDICINE
    if code_of(stated(entry.body, "status")) in NOT_GIVEN_STATUSES:
        return Skipped(entry.reference, words, NOT_GIVEN)
    given = tuple(_given(entry, today))
    way = _way(entry, product)
    is_recent = not given or any(
        days.first <= today and days.last >= today - timedelta(days=INFUSION_DAYS) for days in given
    )
    if product.medicine is None or not gives_magnesium(product.medicine) or not is_recent or not _may_be_infusion(way):
        return Skipped(entry.reference, words, GIVEN)
    doubts = (
        *(() if given else (INFUSION_NO_DATE_DOUBT,)),
        *(() if way is RecordRoute.VEIN_OR_MUSCLE else (INFUSION_ROUTE_DOUBT,)),
        *product.doubts,
    )
    value = StatedConditions(frozenset({Condition.RECENT_MAGNESIUM_INFUSION}))
    day = max((days.first for days in given if days.first <= today), default=None)
    return Statement("conditions", value, words, entry.reference, day, doubts)


def _way(entry: Entry, product: Product) -> RecordRoute | None:
    """How it was given. None if neither the record nor the words of the product say so."""
    way = route_of(dosages_of(entry.body), product)
    if way is None and product.medicine is not None:
        by_name = given_by(product.medicine)
        return RecordRoute.VEIN_OR_MUSCLE if by_name is MedicineRoute.OTHER else None
    return way


def _may_be_infusion(way: RecordRoute | None) -> bool:
    return way in (RecordRoute.VEIN_OR_MUSCLE, RecordRoute.UNCLEAR, None)


def _days(value: object, today: date) -> Days | None:
    """The days that a date can mean. If it is today in another time zone, then from today on."""
    days, first = days_of(value), day_by(value, today)
    return None if days is None or first is None else Days(first=first, last=days.last)


def _given(entry: Entry, today: date) -> Iterator[Days]:
    """The days on which it was given, as far as the record states them."""
    for name in GIVEN_TIMES:
        if (days := _days(stated(entry.body, name), today)) is not None:
            yield days
    is_running = code_of(stated(entry.body, "status")) == RUNNING_STATUS
    for name in GIVEN_PERIODS:
        period = mapping(stated(entry.body, name))
        start, end = _days(stated(period, "start"), today), _days(stated(period, "end"), today)
        if end is not None:
            yield Days(first=end.first if start is None else start.first, last=end.last)
        elif start is not None:
            yield Days(first=start.first, last=date.max if is_running else start.last)
