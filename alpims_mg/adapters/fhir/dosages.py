"""Reads the doses of an order: how much is taken at a time, and how often a day."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import ceil
from typing import Any, Final, NamedTuple, final

from alpims_mg.adapters.fhir.code_systems import system_of
from alpims_mg.adapters.fhir.values import (
    Quantity,
    code_of,
    codings,
    items,
    mapping,
    number_of,
    quantity,
    stated,
    text_of,
)
from alpims_mg.rulebook.record_code_systems import CodeSystem
from alpims_mg.rulebook.record_medicines import HOURS_OF_A_DAY, LONGEST_DAYS, TIMES_A_DAY

_MOST_TIMES: Final = 100
_MOST_DAYS: Final = 10_000
_ELEMENTS: Final = ("dosageInstruction", "dosage")


@final
class Dosage(NamedTuple):
    """One dosage of an order, as FHIR states it. Its parts are read when they are asked for."""

    body: Mapping[str, Any]

    @property
    def sequence(self) -> Decimal | None:
        """Its place among dosages that follow one another."""
        return number_of(stated(self.body, "sequence"))

    @property
    def bounds(self) -> Mapping[str, Any]:
        """The period of the dosage. Empty if none is stated."""
        return mapping(stated(_repeat(self.body), "boundsPeriod"))

    @property
    def days(self) -> int | None:
        """For how many days it is taken at most. None if that is not stated."""
        duration = quantity(stated(_repeat(self.body), "boundsDuration"))
        longest = None if duration is None else LONGEST_DAYS.get(duration.code or duration.unit)
        if duration is None or longest is None:
            return None
        days = ceil(duration.value) * longest
        return days if 0 < days <= _MOST_DAYS else None

    @property
    def dose(self) -> Quantity | None:
        """The amount at a time. None if it is not stated, or if it is a range."""
        return _dose(self.body)

    @property
    def times(self) -> int | None:
        """How often a day. None if that is not certain."""
        return _times(mapping(stated(self.body, "timing")))

    @property
    def is_as_needed(self) -> bool:
        """Whether it is taken only as needed."""
        return _is_as_needed(self.body)


def dosages_of(body: Mapping[str, Any]) -> tuple[Dosage, ...]:
    """The dosages of an order, a statement or an administration.

    >>> timing = {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}
    >>> doses = [{"doseQuantity": {"value": 1, "unit": "tablet"}}]
    >>> dosage = dosages_of({"dosageInstruction": [{"timing": timing, "doseAndRate": doses}]})[0]
    >>> str(dosage.dose.value if dosage.dose else None), dosage.times
    ('1', 2)
    """
    found = (value for name in _ELEMENTS for value in items(stated(body, name)))
    return tuple(Dosage(mapping(value)) for value in found)


def is_zero(dosage: Dosage) -> bool:
    """Whether a dosage says to take nothing.

    >>> is_zero(dosages_of({"dosage": [{"doseAndRate": [{"doseQuantity": {"value": 0}}]}]})[0])
    True
    """
    return all(amount.value == 0 for amount in _amounts(dosage.body)) and dosage.dose is not None


def _repeat(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping(stated(mapping(stated(body, "timing")), "repeat"))


def _is_as_needed(body: Mapping[str, Any]) -> bool:
    named = ("asNeeded", "asNeededBoolean")
    return any(stated(body, name) is True for name in named) or any(
        stated(body, name) for name in ("asNeededFor", "asNeededCodeableConcept")
    )


def _dose(body: Mapping[str, Any]) -> Quantity | None:
    """The amount at a time. None if it is a range, or if two different amounts are stated."""
    if any("doseRange" in mapping(rate) for rate in (*items(stated(body, "doseAndRate")), body)):
        return None
    found = set(_amounts(body))
    return found.pop() if len(found) == 1 else None


def _amounts(body: Mapping[str, Any]) -> Iterator[Quantity]:
    """The amounts at a time that a dosage states, also where R3 or an administration states them."""
    for rate in items(stated(body, "doseAndRate")):
        if (amount := quantity(stated(mapping(rate), "doseQuantity"))) is not None:
            yield amount
    for name in ("doseQuantity", "dose"):
        if name in body and (amount := quantity(stated(body, name))) is not None:
            yield amount


def _times(timing: Mapping[str, Any]) -> int | None:
    """How often a day. None if the record does not say so in whole numbers."""
    counted = tuple(filter(None, (_by_repeat(mapping(stated(timing, "repeat"))), _by_code(timing))))
    return counted[0] if len(set(counted)) == 1 else None


def _by_repeat(repeat: Mapping[str, Any]) -> int | None:
    if any(name in repeat for name in ("frequencyMax", "periodMax", "dayOfWeek")):
        return None
    listed = max(len(items(stated(repeat, name))) for name in ("timeOfDay", "when"))
    frequency = number_of(stated(repeat, "frequency"))
    period = number_of(stated(repeat, "period"))
    unit = code_of(stated(repeat, "periodUnit"))
    if frequency is None and period is None and listed:
        return listed
    frequency = Decimal(1) if frequency is None else frequency
    if frequency != int(frequency) or not 0 < frequency <= _MOST_TIMES or (listed and listed != frequency):
        return None
    if unit == "d" and period == 1:
        return int(frequency)
    if unit == "h" and period is not None and 0 < period <= HOURS_OF_A_DAY and HOURS_OF_A_DAY % period == 0:
        return int(frequency * HOURS_OF_A_DAY // period)
    return None


def _by_code(timing: Mapping[str, Any]) -> int | None:
    found = codings(stated(timing, "code"))
    known = {coding.code.upper() for coding in found if system_of(coding.system) is CodeSystem.V3_TIMES}
    known.add(text_of(stated(mapping(stated(timing, "code")), "text")).upper())
    times = {TIMES_A_DAY[code] for code in known if code in TIMES_A_DAY}
    return times.pop() if len(times) == 1 else None
