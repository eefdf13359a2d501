"""Reads numbers that are written as text: with a unit, a decimal comma, or as a range such as "60-89"."""

import re
from decimal import Decimal
from typing import Final, NamedTuple, final

from alpims_mg.rulebook.registers import (
    AT_LEAST_SIGNS,
    AT_MOST_SIGNS,
    MILLIGRAMS,
    MILLIGRAMS_A_DAY,
    ML_MIN_SCALED,
    RANGE_SIGNS,
    UNIT_WORDS,
)


@final
class NumberRange(NamedTuple):
    """Numbers from ``lowest`` to ``highest``. An end that is None is open.

    ``above`` and ``below`` are true if that end itself is not in the range.
    """

    lowest: Decimal | None
    highest: Decimal | None
    above: bool = False
    below: bool = False


def number_of_text(text: str, unit: str) -> Decimal | None:
    """The number in a text, exactly. ``unit``, a key of ``UNIT_WORDS``, may stand after it. None if it holds no number.

    A comma is a decimal comma. But three digits after it may be thousands, so such a text is not read. No fraction is
    meant by thousands after 0, and no eGFR has thousands. A dot is a decimal point. But 1.500 mg may be 1500 mg where
    people write a decimal comma, so an amount of one digit, a dot and three digits is not read either.

    >>> number_of_text("62,5 mg", "mg"), number_of_text("1,500", "mg"), number_of_text("1 g", "mg")
    (Decimal('62.5'), None, None)
    >>> number_of_text("62.500 mg", "mg"), number_of_text("1.500", "mg")
    (Decimal('62.500'), None)
    """
    match = _NUMBER.fullmatch(text.strip())
    return _number(match["number"], unit) if match and _is_unit(match["unit"], unit) else None


def range_of_text(text: str, unit: str) -> NumberRange | None:
    """The range that a text holds, such as "<15", "90+" or "60-89"; None if it holds none.

    >>> range_of_text("60 - 89", "years")
    NumberRange(lowest=Decimal('60'), highest=Decimal('89'), above=False, below=False)
    """
    match = next(filter(None, (pattern.fullmatch(text.strip().casefold()) for pattern in _RANGES)), None)
    if not match or not _is_unit(match["unit"], unit):
        return None
    numbers = [_number(group, unit) for group in (match["low"], match["high"]) if group]
    if None in numbers:
        return None
    if not match["high"]:
        return NumberRange(numbers[0], None, above=match["sign"] == _ABOVE)
    if not match["low"]:
        return NumberRange(None, numbers[0], below=match["sign"] == _BELOW)
    ordered = sorted(numbers, key=lambda number: number or 0) == numbers
    return NumberRange(numbers[0], numbers[1]) if ordered else None


def _number(digits: str, unit: str) -> Decimal | None:
    whole, comma, decimals = digits.partition(",")
    may_be_thousands = comma and len(decimals) == _DIGITS_OF_THOUSANDS and whole.strip("+-0")
    if (may_be_thousands and unit != ML_MIN_SCALED) or (unit in _AMOUNTS and _DOTTED_THOUSANDS.fullmatch(digits)):
        return None
    return Decimal(digits.replace(",", "."))


def _is_unit(text: str | None, unit: str) -> bool:
    return not text or "".join(text.casefold().split()) in _UNITS[unit]


_ABOVE: Final = ">"
_BELOW: Final = "<"
_DIGITS_OF_THOUSANDS: Final = 3
_DOTTED_THOUSANDS: Final = re.compile(r"[+-]?0*[1-9]\.[0-9]{3}")
_AMOUNTS: Final = (MILLIGRAMS, MILLIGRAMS_A_DAY)
_UNITS: Final = {unit: {"".join(word.split()) for word in words} for unit, words in UNIT_WORDS.items()}
_DIGITS: Final = r"(?:[0-9]{1,20}(?:\.[0-9]{0,1000}|,[0-9]{1,1000})?|[.,][0-9]{1,1000})"
_UNIT: Final = r"\s*(?P<unit>[^0-9\s][^\n]*)?"
_NUMBER: Final = re.compile(rf"(?P<number>[+-]?{_DIGITS}(?:[eE][+-]?[0-9]{{1,2}})?){_UNIT}")


def _any_of(signs: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, signs))


_RANGES: Final = tuple(
    map(
        re.compile,
        (
            rf"(?P<sign>{_any_of(AT_LEAST_SIGNS)})\s*(?P<low>{_DIGITS})(?P<high>){_UNIT}",
            rf"(?P<sign>{_any_of(AT_MOST_SIGNS)})(?P<low>)\s*(?P<high>{_DIGITS}){_UNIT}",
            rf"(?P<low>{_DIGITS})\s*(?P<sign>\+)(?P<high>){_UNIT}",
            rf"(?P<low>{_DIGITS})\s*(?P<sign>{_any_of(RANGE_SIGNS)})\s*(?P<high>{_DIGITS}){_UNIT}",
        ),
    )
)
