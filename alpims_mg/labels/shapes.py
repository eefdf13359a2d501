"""Tells by the order of names and amounts on a label which amount is that of magnesium and which that of its salt.

Here, a line of a label is a string with one character for each token (word, number or sign), which tells its kind:
``A`` is an amount, ``M`` is "magnesium", ``S`` is the name of a salt. ``Token`` explains all characters.
"""

import re
from functools import cache
from typing import NamedTuple, final


@final
class Shape(NamedTuple):
    """An order of words and amounts that shows which amount is that of magnesium and which is that of the whole salt.

    ``order`` is a regular expression for a string with one character for each word or number, which tells its kind. Its
    group ``e`` is the amount of magnesium, and ``c`` that of the salt. ``example`` is a text of this shape.
    ``amount_first`` is true if the amount comes before the name. ``nutrient`` is true if the shape counts only in a
    table of nutrients, or next to a percentage of the daily value.
    """

    order: str
    example: str
    amount_first: bool = False
    nutrient: bool = False


_NAME, _AMOUNT = re.compile("[MSE]"), re.compile("[AX]")
_E, _C = "(?P<e>A)", "(?P<c>A)"
_ELEMENTAL = rf"(?:EM?{_E}|ME{_E}|{_E}EM?|{_E}ME)"


SHAPES: tuple[Shape, ...] = (
    Shape(order=rf"Y?E?ME?FS+{_E}P*", example="Magnesium (as magnesium citrate) 100 mg 24% DV"),
    Shape(order=rf"Y?E?ME?F{_C}S+{_E}P*", example="Magnesium (as 700 mg magnesium citrate) 100 mg"),
    Shape(order=rf"Y?ME?{_E}E?P*FS+", example="Magnesium 100 mg (as magnesium citrate)"),
    Shape(order=rf"Y?E?ME?{_E}E?P*F{_C}S+", example="Magnesium 100 mg (from 700 mg magnesium citrate)"),
    Shape(order=rf"Y?E?ME?{_E}E?P*FS+{_C}", example="Magnesium 100 mg (from magnesium citrate 700 mg)"),
    Shape(
        order=rf"Y?S+{_C}Y(?:{_ELEMENTAL}|M{_E}|{_E}M)P*",
        example="Magnesium citrate 700 mg providing 100 mg of magnesium",
    ),
    Shape(order=rf"Y?S+{_C}{_ELEMENTAL}P*", example="Magnesium citrate 700 mg (100 mg elemental)"),
    Shape(order=rf"Y?S+{_ELEMENTAL}P*", example="Magnesium citrate 100 mg elemental"),
    Shape(order=rf"(?:EM|ME){_E}P*(?:FS+)?", example="Elemental magnesium: 100 mg from magnesium citrate"),
    Shape(order=rf"Y?S+{_C}", example="Magnesium citrate 700 mg"),
    Shape(order=rf"M{_E}P*", example="Supplement facts: Magnesium 100 mg 24%", nutrient=True),
    Shape(
        order=rf"Y?{_C}S+Y?{_ELEMENTAL}P*",
        example="700 mg magnesium citrate (100 mg elemental magnesium)",
        amount_first=True,
    ),
    Shape(
        order=rf"Y?{_C}S+Y(?:{_E}M|M{_E})P*",
        example="700 mg magnesium citrate, of which magnesium 100 mg",
        amount_first=True,
    ),
    Shape(order=rf"Y?{_E}EMP*(?:FS+)?", example="100 mg elemental magnesium from magnesium citrate", amount_first=True),
    Shape(order=rf"Y?{_E}MP*FS+", example="100 mg magnesium (as magnesium citrate)", amount_first=True),
    Shape(order=rf"Y?{_E}ME(?:FS+)?", example="100 mg magnesium (elemental)", amount_first=True),
    Shape(order=rf"Y{_E}[ME]P*", example="providing 100 mg magnesium", amount_first=True),
    Shape(order=rf"Y(?:E?M{_E}|ME?{_E})P*", example="of which magnesium 100 mg", amount_first=True),
    Shape(order=rf"{_E}EP*", example="100 mg elemental", amount_first=True),
    Shape(order=rf"Y?{_C}S+", example="700 mg of magnesium citrate", amount_first=True),
    Shape(order=rf"Y?{_E}MP*", example="Supplement facts: 100 mg magnesium", amount_first=True, nutrient=True),
)
"""All shapes. If several fit, the first decides.

No shape fits a salt that has both an amount and a percentage of the daily value: the amount could be that of either.
"""


def amounts_in(kinds: str, *, nutrients: bool) -> tuple[int | None, int | None] | None:
    """The positions in ``kinds`` of two amounts: that of magnesium, then that of its salt.

    ``kinds`` has one character for each word or number of the line. ``Token`` explains them: ``A``, for example, is an
    amount. A position is None if that amount is not stated. The result is None if the order is not a known one.
    ``nutrients`` is true if the line is in a table of nutrients. A line with a percentage (``P``) counts as such.

    >>> amounts_in("SAYAEM", nutrients=False)
    (3, 1)
    """
    is_nutrient = nutrients or "P" in kinds
    for shape, pattern in _shape_patterns():
        hit = pattern.fullmatch(kinds) if is_nutrient or not shape.nutrient else None
        if hit and not (_NAME.search(hit["rest"]) and _AMOUNT.search(hit["rest"])):
            groups = hit.groupdict()
            indexes = {name: hit.start(name) for name, found in groups.items() if found and name != "rest"}
            elemental = next((index for name, index in indexes.items() if name[0] == "e"), None)
            return elemental, indexes.get("c")
    return None


@cache
def _shape_patterns() -> tuple[tuple[Shape, re.Pattern[str]], ...]:
    return tuple((shape, re.compile(_pattern_of(shape))) for shape in SHAPES)


def _pattern_of(shape: Shape) -> str:
    """The text of a regular expression for a whole line with this shape, and perhaps other names and amounts around it.

    The group that is the amount of magnesium is one of ``e0``, ``e1`` and so on. The group ``rest`` is what follows.
    """
    parts = shape.order.split(_E)
    order = parts[0] + "".join(f"(?P<e{i}>A){part}" for i, part in enumerate(parts[1:]))
    before = "(?:[AX]P*O+)*" if shape.amount_first else "(?:O+[AX]P*)*O*"
    return f"{before}(?:{order})(?P<rest>(?:O.*)?)"
