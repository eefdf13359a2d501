"""Reads the medicines of a record, from its orders, statements, dispenses, administrations and products.

Each order and each statement gives one ``Statement`` or one ``Skipped``. Orders of the same medicine, such as refills,
give equal medicines. A Medication that one of them uses has no line of its own; another Medication is ``Skipped``. A
dispense is named, but does not count: it does not show that the person takes the medicine. Infusions of magnesium are
read in ``infusions``, and how the magnesium of an order counts in ``magnesium_orders``.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple, final

import attrs

from alpims_mg._internal.caching import remembered_if
from alpims_mg.adapters.fhir.absences import is_no_information, none_known, none_stated
from alpims_mg.adapters.fhir.bundles import Record
from alpims_mg.adapters.fhir.dosages import Dosage, dosages_of
from alpims_mg.adapters.fhir.infusions import read_administration
from alpims_mg.adapters.fhir.magnesium_orders import DailyMagnesium, gives_magnesium, magnesium_of, total_magnesium
from alpims_mg.adapters.fhir.medicine_products import Product, product_of, route_of
from alpims_mg.adapters.fhir.order_standing import REQUESTS, STATEMENTS, OrderStanding, standing_of
from alpims_mg.adapters.fhir.statements import Found, MagnesiumStatement, OpenList, Skipped, Statement
from alpims_mg.adapters.fhir.supplies import lasts, opens_medicines
from alpims_mg.adapters.fhir.translations import Translate
from alpims_mg.model.situations import MOST_MEDICINES, Medicine
from alpims_mg.model.vocabulary import MedicineRoute
from alpims_mg.rulebook.record_lists import NONE_IS_UNSURE, NOTHING_KNOWN
from alpims_mg.rulebook.record_medicines import (
    DISPENSED,
    NO_NAME,
    NOT_ORDERED,
    ROUTES,
    TOO_MANY,
    UNNAMED_MEDICINE,
    RecordRoute,
)

MEDICINES: Final = "medicines"
OTHER_MAGNESIUM: Final = "other_magnesium"
_LONGEST_KEPT: Final = 300


@final
class _Order(NamedTuple):
    """An order or statement that counts. ``magnesium`` is None if it gives no magnesium."""

    reference: str
    product: Product
    medicine: Medicine
    standing: OrderStanding
    magnesium: DailyMagnesium | None


def read_medicines(record: Record, translate: Translate | None = None) -> Iterator[Found]:
    """What the medicines of a record state, in an order that does not depend on their order in the record.

    An order whose product is masked or absent is ``Skipped``, and leaves the list of medicines open.

    >>> from datetime import date
    >>> from alpims_mg.adapters.fhir.bundles import open_record
    >>> order = {"resourceType": "MedicationRequest", "id": "1", "status": "active", "intent": "order"}
    >>> order |= {"authoredOn": "2026-02-01", "medicationCodeableConcept": {"text": "Digoxin 0.125 mg"}}
    >>> next(read_medicines(open_record(order, today=date(2026, 3, 1)))).value
    Medicine(name='Digoxin 0.125 mg')
    """
    used: set[str] = set()
    explained: set[str] = set()
    orders: list[_Order] = []
    for entry in record.of(*REQUESTS, *STATEMENTS):
        product = product_of(entry, record, translate)
        used.update(product.used)
        dosages = dosages_of(entry.body)
        standing = standing_of(entry, dosages, record.today)
        if standing.tells:
            explained |= {entry.reference, product.words.casefold()}
        if (none := none_known(product.codes)) is not None:
            unsure = None if standing.is_sure else NONE_IS_UNSURE
            against = standing.why_not or unsure
            yield none_stated(entry, none, product.words, against, standing.day, record.today)
        elif is_no_information(product.codes):
            yield Skipped(entry.reference, product.words, NOTHING_KNOWN)
            yield OpenList(MEDICINES, entry.reference)
        elif standing.why_not:
            yield Skipped(entry.reference, product.words, standing.why_not)
            if not standing.tells and lasts(entry.body, standing.day, record.today):
                yield OpenList(MEDICINES, entry.reference)
        elif product.medicine is None:
            yield Skipped(entry.reference, product.words or UNNAMED_MEDICINE, NO_NAME)
            yield OpenList(MEDICINES, entry.reference)
        else:
            orders.append(_order(entry.reference, dosages, product, product.medicine, standing))
    yield from _counted(orders)
    for entry in record.of("MedicationDispense"):
        product = product_of(entry, record, translate)
        used.update(product.used)
        yield Skipped(entry.reference, product.words or UNNAMED_MEDICINE, DISPENSED)
        if opens_medicines(entry, product.words, record, explained):
            yield OpenList(MEDICINES, entry.reference)
    for entry in record.of("MedicationAdministration"):
        product = product_of(entry, record, translate)
        used.update(product.used)
        found = read_administration(entry, product, record.today)
        yield found
        if isinstance(found, Skipped) and opens_medicines(entry, product.words, record, explained):
            yield OpenList(MEDICINES, entry.reference)
    for entry in record.of("Medication"):
        if entry.reference not in used:
            yield Skipped(entry.reference, product_of(entry, record, translate).words or UNNAMED_MEDICINE, NOT_ORDERED)


def _order(
    reference: str, dosages: tuple[Dosage, ...], product: Product, medicine: Medicine, standing: OrderStanding
) -> _Order:
    medicine, holds_magnesium = _given(medicine, route_of(dosages, product))
    magnesium = magnesium_of(dosages, product, medicine) if holds_magnesium else None
    return _Order(reference, product, medicine, standing, magnesium)


def _is_short(medicine: Medicine, _: RecordRoute | None) -> bool:
    return len(str(medicine)) <= _LONGEST_KEPT


@remembered_if(_is_short, entries=1024)
def _given(medicine: Medicine, way: RecordRoute | None) -> tuple[Medicine, bool]:
    """A medicine with its route, unless that is stated already, and whether it gives magnesium."""
    if medicine.route is MedicineRoute.UNKNOWN and way is not None:
        medicine = attrs.evolve(medicine, route=ROUTES[way])
    return medicine, gives_magnesium(medicine)


def _counted(orders: list[_Order]) -> Iterator[Found]:
    """What the orders that count state. Magnesium alone counts as other magnesium if its total is known.

    Each of these orders then states the total. Of two orders for the same product and amount, such as refills, one
    counts. Without a total, each known amount is that of a medicine.
    """
    alone = frozenset[str]()
    if all(order.magnesium is None or order.magnesium.leaves_total_known for order in orders):
        alone = frozenset(order.reference for order in orders if order.magnesium and order.magnesium.counts_alone)
    total = total_magnesium((order.product.words, order.magnesium) for order in orders if order.magnesium)
    listed: dict[tuple[object, ...], Medicine] = {}
    for order in orders:
        if order.reference not in alone:
            key = _key(order)
            listed[key] = min(order.medicine, listed.get(key, order.medicine), key=str)
    kept = frozenset(sorted(listed, key=str)[:MOST_MEDICINES])
    for order in orders:
        reference, words, day = order.reference, order.product.words, order.standing.day
        magnesium = order.magnesium
        doubts = (*order.standing.doubts, *order.product.doubts, *(magnesium.doubts if magnesium else ()))
        if magnesium is not None:
            parts = (magnesium.capsule, magnesium.daily, magnesium.missing)
            yield MagnesiumStatement(reference, words, *parts, day=day, doubts=doubts)
        if order.product.is_cut:
            yield OpenList(MEDICINES, reference)
        if reference in alone:
            yield Statement(OTHER_MAGNESIUM, total, words, reference, day, doubts)
        elif (key := _key(order)) in kept:
            yield Statement(MEDICINES, _with_amount(listed[key], magnesium), words, reference, day, doubts)
        else:
            yield Skipped(reference, words, TOO_MANY)
            yield OpenList(MEDICINES, reference)


def _with_amount(medicine: Medicine, magnesium: DailyMagnesium | None) -> Medicine:
    """The medicine with its daily magnesium, if the amount is known."""
    daily = None if magnesium is None else magnesium.daily
    return medicine if daily is None else attrs.evolve(medicine, magnesium=daily)


def _key(order: _Order) -> tuple[object, ...]:
    """Equal for orders of the same medicine, whatever the case of its name."""
    medicine, magnesium = order.medicine, order.magnesium
    parts = (medicine.atc or "", medicine.rxnorm or "", medicine.route, medicine.taken_at, medicine.magnesium)
    return ((medicine.name or "").casefold(), *parts, magnesium and magnesium.daily)
