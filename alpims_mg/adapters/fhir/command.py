"""What the commands ``record`` and ``assess --fhir`` show of a health record: as a page, and as values for JSON.

``__main__`` hands this module to the command line, which reads the files and prints.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from alpims_mg._internal.rendering import Page, spell_dates
from alpims_mg.adapters.fhir.assembling import read
from alpims_mg.adapters.fhir.combining import combine
from alpims_mg.adapters.fhir.reading_pages import below_answer_page
from alpims_mg.adapters.fhir.record_parts import MagnesiumOrder
from alpims_mg.adapters.fhir.results import Reading
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.proposals import Case
from alpims_mg.model.vocabulary import FactList
from alpims_mg.rulebook.record_medicines import MISSING_SWALLOWED


def read_page(bundle: bytes, *, today: date, complete: Collection[FactList]) -> tuple[Page, dict[str, Any]]:
    """A pair: the page of a record, and the same for JSON. See ``reading_values`` for its keys.

    Raises: ``InvalidInputError`` if this is not the record of one person.
    """
    reading = read(bundle, today=today, complete=list(map(str, complete)))
    return _dated(reading.page(), today), reading_values(reading)


def read_record_case(
    bundle: bytes, rest: Case, *, today: date, complete: Collection[FactList], order: str | None
) -> tuple[Case, Page, dict[str, Any]]:
    """The case of a person: what a record states, joined with what the ``rest`` states. See ``combine``.

    ``order`` is the reference of the magnesium order that the case proposes. The others are the page below the answer,
    and the reading for JSON.

    Raises: ``InvalidInputError`` for faults of the record, if both contradict one another, or if the person has died.
    """
    reading = read(bundle, today=today, complete=list(map(str, complete)))
    if order is not None:
        reading = reading.with_proposal(order)
    if reading.situation is None:
        expected, fix = "the record of a living person", "check whose record this is"
        raise InvalidInputError(Fault(path="record", expected=expected, actual="that of a person who died", fix=fix))
    orders = [order for order in reading.magnesium_orders if MISSING_SWALLOWED not in order.missing]
    situation = combine(reading.situation, rest.situation, today=today, complete=complete, orders=orders)
    page = below_answer_page(reading.facts, reading.not_read, reading.magnesium_orders)
    return Case(situation=situation, proposal=rest.proposal), _dated(page, today), reading_values(reading)


def _dated(page: Page, today: date) -> Page:
    return page._replace(blocks=(f"Read as of {spell_dates(str(today))}.", *page.blocks))


def reading_values(reading: Reading) -> dict[str, Any]:
    """A reading for JSON, with these keys.

    - ``situation``: as in the JSON of a case, or null for a person who has died;
    - ``facts``: objects with ``path``, ``words``, ``reference``, ``date`` and ``doubts``;
    - ``not_read``: objects with ``reference``, ``words`` and ``why``;
    - ``magnesium_orders``: objects with ``reference``, ``words``, ``product``, ``daily_mg`` and ``missing``;
    - ``proposed``: the order that the case proposes, or null;
    - ``dead``, and ``died``, the day of death or null.

    >>> reading_values(Reading(situation=None, dead=True, died=date(2022, 7, 22)))["died"]
    '2022-07-22'
    """
    return {
        "situation": reading.situation,
        "facts": [
            {
                "path": fact.path,
                "words": fact.words,
                "reference": fact.reference,
                "date": _day(fact.date),
                "doubts": fact.doubts,
            }
            for fact in reading.facts
        ],
        "not_read": [
            {"reference": entry.reference, "words": entry.words, "why": entry.why} for entry in reading.not_read
        ],
        "magnesium_orders": list(map(_order_values, reading.magnesium_orders)),
        "proposed": None if reading.proposed is None else _order_values(reading.proposed),
        "dead": reading.dead,
        "died": _day(reading.died),
    }


def _order_values(order: MagnesiumOrder) -> dict[str, Any]:
    return {
        "reference": order.reference,
        "words": order.words,
        "product": order.product,
        "daily_mg": order.daily,
        "missing": order.missing,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
