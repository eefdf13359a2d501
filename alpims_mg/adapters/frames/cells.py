"""What the text or the number in one cell states, before it is read as a fact."""

from decimal import Decimal
from math import isfinite

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


def exact_decimal(cell: object, places: int) -> Decimal | None:
    """The number in a cell as an exact decimal. A float is read as the decimal digits that Python prints for it.

    None if the cell has no number, a number outside -10**9 to 10**9, or more than ``places`` decimal places.
    """
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal) or not isfinite(cell):
        return None
    number = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
    if abs(number) >= 10**9:
        return None
    numerator, denominator = number.as_integer_ratio()  # exact; decimal arithmetic would round
    return None if numerator * 10**places % denominator else number
