"""The shapes of a line of a label, and the amounts that each shape states."""

import re
from functools import cache
from typing import final

import attrs

from alpims_mg.labels.tokens import _AMOUNTS, _NAMES


@final
@attrs.frozen(kw_only=True)
class Shape:
    """An order of tokens that tells what an amount is: ``e`` the magnesium, ``c`` the whole compound.

    ``example`` is such a text; ``nutrient`` shapes are only read in a table of nutrients.
    """

    order: str
    example: str
    amount_first: bool = False
    nutrient: bool = False


_E, _C = "(?P<e>A)", "(?P<c>A)"


_SAID = rf"(?:EM?{_E}|ME{_E}|{_E}EM?|{_E}ME)"


SHAPES: tuple[Shape, ...] = (
    Shape(order=rf"Y?E?ME?FS+{_E}P*", example="Magnesium (as magnesium citrate) 100 mg 24% DV"),
    Shape(order=rf"Y?E?ME?F{_C}S+{_E}P*", example="Magnesium (as 700 mg magnesium citrate) 100 mg"),
    Shape(order=rf"Y?ME?{_E}E?P*FS+", example="Magnesium 100 mg (as magnesium citrate)"),
    Shape(order=rf"Y?E?ME?{_E}E?P*F{_C}S+", example="Magnesium 100 mg (from 700 mg magnesium citrate)"),
    Shape(order=rf"Y?E?ME?{_E}E?P*FS+{_C}", example="Magnesium 100 mg (from magnesium citrate 700 mg)"),
    Shape(
        order=rf"Y?S+{_C}Y(?:{_SAID}|M{_E}|{_E}M)P*", example="Magnesium citrate 700 mg providing 100 mg of magnesium"
    ),
    Shape(order=rf"Y?S+{_C}{_SAID}P*", example="Magnesium citrate 700 mg (100 mg elemental)"),
    Shape(order=rf"Y?S+{_SAID}P*", example="Magnesium citrate 100 mg elemental"),
    Shape(order=rf"(?:EM|ME){_E}P*(?:FS+)?", example="Elemental magnesium: 100 mg from magnesium citrate"),
    Shape(order=rf"Y?S+{_C}", example="Magnesium citrate 700 mg"),
    Shape(order=rf"M{_E}P*", example="Supplement facts: Magnesium 100 mg 24%", nutrient=True),
    Shape(
        order=rf"Y?{_C}S+Y?{_SAID}P*",
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
    Shape(order=rf"Y?{_E}ME", example="100 mg magnesium (elemental)", amount_first=True),
    Shape(order=rf"Y{_E}[ME]P*", example="providing 100 mg magnesium", amount_first=True),
    Shape(order=rf"Y(?:E?M{_E}|ME?{_E})P*", example="of which magnesium 100 mg", amount_first=True),
    Shape(order=rf"{_E}EP*", example="100 mg elemental", amount_first=True),
    Shape(order=rf"Y?{_C}S+", example="700 mg of magnesium citrate", amount_first=True),
    Shape(order=rf"Y?{_E}MP*", example="Supplement facts: 100 mg magnesium", amount_first=True, nutrient=True),
)
"""The first that fits is taken. A salt with an amount and a daily value is not among them: it says two things."""


def amounts_in(kinds: str, *, nutrients: bool) -> tuple[int | None, int | None] | None:
    """Where in a piece the amount of magnesium stands, and that of the compound; None where its order tells nothing.

    ``kinds`` are the kinds of its tokens. ``P`` alone, a share of a daily value, marks a nutrient too.

    >>> amounts_in("SAYAEM", nutrients=False)
    (3, 1)
    """
    table = nutrients or "P" in kinds
    for shape, pattern in _shapes():
        hit = pattern.fullmatch(kinds) if table or not shape.nutrient else None
        if hit and not (_NAMES.search(hit["rest"]) and _AMOUNTS.search(hit["rest"])):
            groups = hit.groupdict()
            spans = {name: hit.start(name) for name, found in groups.items() if found and name != "rest"}
            e = next((at for name, at in spans.items() if name[0] == "e"), None)
            return e, spans.get("c")
    return None


@cache
def _shapes() -> tuple[tuple[Shape, re.Pattern[str]], ...]:
    """Each shape with what may stand around it: other names with their own amounts, before and after it."""
    return tuple((shape, re.compile(_around(shape))) for shape in SHAPES)


def _around(shape: Shape) -> str:
    parts = shape.order.split(_E)
    order = parts[0] + "".join(f"(?P<e{i}>A){part}" for i, part in enumerate(parts[1:]))
    before = "(?:[AX]P*O+)*" if shape.amount_first else "(?:O+[AX]P*)*O*"
    return f"{before}(?:{order})(?P<rest>(?:O.*)?)"
