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


def shortest_digits(number: Decimal) -> str:
    """A number in digits, without an exponent and without zeros after the decimals."""
    digits = format(number or abs(number), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


NUMBER_IN_DIGITS: Final = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{0,1000})?([eE][+-]?[0-9]{1,2})?")
"""A text that is a number, so it may be a code."""


def check_codes(column: str, words: Collection[str], cells: Iterable[object]) -> None:
    """Refuse numbers in a column of ``words``. They are codes, and nothing says which word each of them means.

    Without ``words``, nothing is refused.

    Raises: ``InvalidInputError`` with one fault that names the column and the codes.
    """
    if words and (codes := codes_in(cells)):
        raise InvalidInputError(code_fault(column, words, codes, column))


def codes_in(cells: Iterable[object]) -> list[str]:
    """The different numbers in these cells as texts, in order. A text may hold a number too, such as ``2.0``."""
    texts = {str(cell).strip() for cell in cells if isinstance(cell, str | int | float | Decimal)}
    return sorted(filter(NUMBER_IN_DIGITS.fullmatch, texts), key=lambda text: (len(text), text))


def code_fault(path: str, words: Iterable[str], codes: Sequence[str], usual_name: str) -> Fault:
    """The fault of a column of words that holds these codes. Its hint says how to map them, but guesses no word."""
    shown = ", ".join(codes[:_CODES_SHOWN]) + (", ..." if len(codes) > _CODES_SHOWN else "")
    some = codes[:_CODES_SHOWN] or ("CODE",)
    meanings = ", ".join(f'{code}: "WORD"' for code in some)
    option = ",".join(f"{code}:WORD" for code in some)
    fix = f'say what each code means: codes={{"{usual_name}": {{{meanings}}}}}'
    fix += f" (in the command: --codes {usual_name}={option})"
    if usual_name == "kidney":
        fix += "; if the numbers are eGFR values, give them in the column egfr"
    expected = f"one of the words {', '.join(words)}, as codes need a mapping"
    return Fault(path=path, expected=expected, actual=f"the codes {shown}" if codes else "numbers", fix=fix)


_CODES_SHOWN: Final = 10
