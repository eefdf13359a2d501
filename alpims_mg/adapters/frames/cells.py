"""What the text or the number in one cell states, before it is read as a fact."""

import re
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from math import isfinite
from typing import Final

from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.rulebook.registers import NOTHING_STATED


def folded(text: str) -> str:
    """The text in lower case, without the spaces around it."""
    return text.strip().casefold()


def states_nothing(text: str) -> bool:
    """Whether a text leaves a fact open, as a null does: it is blank, or a word such as "unknown".

    >>> states_nothing(" NA "), states_nothing("none")
    (True, False)
    """
    return folded(text) in NOTHING_STATED


def whole_number(cell: object) -> int | None:
    """The number in a cell as an int, whatever the type of the column; None if it is not a whole number."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        return None
    return int(cell) if isfinite(cell) and cell == int(cell) else None


def exact_decimal(cell: object, places: int | None = None) -> Decimal | None:
    """The number in a cell as an exact decimal. A float is read as the decimal digits that Python prints for it.

    None if the cell has no number, a number outside -10**9 to 10**9, or more than ``places`` decimal places.
    """
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal) or not isfinite(cell):
        return None
    number = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
    if abs(number) >= 10**9:
        return None
    if places is None:
        return number
    numerator, denominator = number.as_integer_ratio()  # exact; decimal arithmetic would round
    return None if numerator * 10**places % denominator else number


def decimal_of_text(text: str) -> Decimal | None:
    """The number that a text holds in digits, exactly; None if it holds anything else.

    >>> decimal_of_text(" 29.99999999999999999999 "), decimal_of_text("> 60")
    (Decimal('29.99999999999999999999'), None)
    """
    return Decimal(text.strip()) if _DIGITS.fullmatch(text.strip()) else None


_DIGITS: Final = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{0,1000})?([eE][+-]?[0-9]{1,2})?")


def check_codes(column: str, words: Collection[str], cells: Iterable[object]) -> None:
    """Refuse numbers in a column of ``words``. They are codes, and nothing says which word each of them means.

    Without ``words``, nothing is refused.

    Raises: ``InvalidInputError`` with one fault that names the column and the codes.
    """
    if words and (codes := codes_in(cells)):
        raise InvalidInputError(code_fault(column, words, codes))


def codes_in(cells: Iterable[object]) -> list[str]:
    """The different numbers in these cells as texts, in order. A text may hold a number too, such as ``2.0``."""
    texts = {str(cell).strip() for cell in cells if isinstance(cell, str | int | float | Decimal)}
    return sorted(filter(_DIGITS.fullmatch, texts), key=lambda text: (len(text), text))


def code_fault(column: str, words: Iterable[str], codes: Sequence[str]) -> Fault:
    """The fault of a column of words that holds these codes. Its hint says how to map them, but guesses no word."""
    shown = ", ".join(codes[:_CODES_SHOWN]) + (", ..." if len(codes) > _CODES_SHOWN else "")
    example = ", ".join(f"{code}: WORD" for code in codes[:_CODES_SHOWN] or ("CODE",))
    fix = f"replace each code by its word first: map {{{example}}}, as polars does with replace and pandas with map"
    if column == "kidney":
        fix += "; if the numbers are eGFR values, give them in the column egfr"
    expected = f"one of the words {', '.join(words)}, as codes need a mapping"
    return Fault(path=column, expected=expected, actual=f"the codes {shown}" if codes else "numbers", fix=fix)


_CODES_SHOWN: Final = 10
