"""Tells which supplies of a medicine, dispensed or given, leave the list of medicines open.

A supply does not show that the person takes the medicine. A recent one that no order explains may be taken all the
same, so the list of medicines is not whole.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any, Final

from alpims_mg.adapters.fhir.bundles import Entry, Record
from alpims_mg.adapters.fhir.values import code_of, days_of, items, mapping, number_of, quantity, stated
from alpims_mg.rulebook.record_medicines import (
    DAYS_OF_UNITS,
    GIVEN_DAYS,
    NOT_SUPPLIED_STATUSES,
    SUPPLY_DAYS,
)

_HANDED_OUT: Final = ("whenHandedOver", "whenPrepared", "recorded")
GIVEN_TIMES: Final = ("effectiveDateTime", "occurenceDateTime", "occurrenceDateTime")
GIVEN_PERIODS: Final = ("effectivePeriod", "occurencePeriod", "occurrencePeriod")
"""The elements with the time of an administration. R5 spells them with one r."""

_ORDERS: Final = ("authorizingPrescription", "request", "prescription")


def opens_medicines(entry: Entry, words: str, record: Record, explained: Collection[str]) -> bool:
    """Whether a dispense or an administration may be of a medicine that no order of the record tells of.

    ``explained`` has the references and the names, without case, of the orders that tell whether their medicine is
    taken.

    >>> from alpims_mg.adapters.fhir.bundles import open_record
    >>> record = open_record({"resourceType": "MedicationDispense", "status": "completed"}, today=date(2026, 3, 1))
    >>> entry = record.of("MedicationDispense")[0]
    >>> opens_medicines(entry, "Digoxin", record, ()), opens_medicines(entry, "Digoxin", record, {"digoxin"})
    (True, False)
    """
    if code_of(stated(entry.body, "status")) in NOT_SUPPLIED_STATUSES or (words and words.casefold() in explained):
        return False
    orders = (record.resolve(one, entry) for name in _ORDERS for one in items(entry.body.get(name)))
    if any(order is not None and order.reference in explained for order in orders):
        return False
    last = _last_day(entry)
    lasts = SUPPLY_DAYS if entry.type == "MedicationDispense" else GIVEN_DAYS
    return last is None or last >= record.today - timedelta(days=lasts)


def lasts(order: Mapping[str, Any], day: date | None, today: date) -> bool:
    """Whether the supply that an order of a day asks for, with its repeats, lasts until today or longer.

    >>> order = {"dispenseRequest": {"expectedSupplyDuration": {"value": 90, "unit": "days"}}}
    >>> lasts(order, date(2026, 1, 1), date(2026, 3, 1)), lasts(order, date(2025, 1, 1), date(2026, 3, 1))
    (True, False)
    """
    request = mapping(stated(order, "dispenseRequest"))
    duration = quantity(stated(request, "expectedSupplyDuration"))
    if day is None or duration is None:
        return False
    words = (duration.code.casefold(), duration.unit.casefold())
    each = next((DAYS_OF_UNITS[word] for word in words if word in DAYS_OF_UNITS), None)
    repeats = number_of(stated(request, "numberOfRepeatsAllowed")) or 0
    return each is not None and duration.value * each * (1 + repeats) >= (today - day).days


def _last_day(entry: Entry) -> date | None:
    """The last day on which it was supplied. None if the record does not say so, or if it may go on."""
    periods = [mapping(stated(entry.body, name)) for name in GIVEN_PERIODS]
    if any(period and days_of(stated(period, "end")) is None for period in periods):
        return None
    values = [stated(entry.body, name) for name in (*_HANDED_OUT, *GIVEN_TIMES)]
    known = map(days_of, (*values, *(stated(period, "end") for period in periods)))
    return max((days.last for days in known if days is not None), default=None)
