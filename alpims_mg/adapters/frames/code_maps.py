"""Maps the codes in the cells of a register to words: ``codes={"kidney": {1: "normal", 2: "moderate"}}``."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from decimal import Decimal
from math import isfinite
from numbers import Integral, Real
from types import MappingProxyType
from typing import Any, Final, cast

from alpims_mg._internal.validation import nearest, short_repr
from alpims_mg.adapters.frames.cells import NUMBER_IN_DIGITS, folded, shortest_digits, states_nothing
from alpims_mg.adapters.frames.number_texts import number_of_text, range_of_text
from alpims_mg.adapters.frames.readings import INVALID, SEPARATOR, read_day
from alpims_mg.adapters.frames.schema import BY_NAME, Column, Encoding, is_closed
from alpims_mg.errors import Fault
from alpims_mg.rulebook.registers import DAYS, MILLIGRAMS, MILLIGRAMS_A_DAY, ML_MIN_SCALED, NONE_WORD, PARTS, YEARS

RegisterCodes = Mapping[str, Mapping[Any, str]]
"""For columns by their usual names: what stands in a cell, and the text that it means."""
NO_CODES: Final[RegisterCodes] = MappingProxyType({})
CodeMap = Mapping[str, str]
"""The text that each code of one column means. The codes are as ``code_key`` writes them."""


def code_key(cell: object) -> str | None:
    """The code in a cell, so that 1, 1.0, "1", "1.0" and " 1 " are the same code; None for a null.

    >>> code_key(1.0), code_key(" 1.0 "), code_key("Normal ")
    ('1', '1', 'normal')
    """
    if cell is None:
        return None
    if isinstance(cell, datetime) and cell.time() == time.min:
        return str(cell.date())
    if isinstance(cell, int | Integral) and not isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, Decimal) and cell.is_finite():
        return shortest_digits(cell)
    if isinstance(cell, Real) and not isinstance(cell, Integral) and isfinite(cell):
        return shortest_digits(Decimal(repr(float(cell))))
    text = folded(str(cell))
    return shortest_digits(Decimal(text)) if NUMBER_IN_DIGITS.fullmatch(text) else text


def decoded(cell: object, codes: CodeMap, *, is_list: bool = False) -> object:
    """What a cell means: the text of its code, or the cell itself. In a list, each word may be a code.

    >>> decoded(2.0, {"2": "moderate"}), decoded("7; mcas", {"7": "pots"}, is_list=True)
    ('moderate', 'pots; mcas')
    """
    if not is_list:
        key = code_key(cell)
        return cell if key is None else codes.get(key, cell)
    if isinstance(cell, list | tuple):
        words = cast("list[object] | tuple[object, ...]", cell)
        return [text for word in words for text in _decoded_word(word, codes).split(SEPARATOR)]
    if cell is None:
        return None
    return SEPARATOR.join(_decoded_word(word, codes) for word in str(cell).split(SEPARATOR))


def _decoded_word(word: object, codes: CodeMap) -> str:
    key = code_key(word) or ""
    return codes.get(key, key if NUMBER_IN_DIGITS.fullmatch(key) or word is None else str(word))


def maps_of_codes(codes: RegisterCodes) -> Mapping[str, CodeMap]:
    """The ``CodeMap`` of each column in ``codes``, which has no ``code_faults``."""
    return {name: {code_key(code) or "": text for code, text in texts.items()} for name, texts in codes.items()}


def code_faults(codes: Any) -> Iterator[Fault]:
    """Yield a fault for each column in ``codes`` that is unknown, and for each text that its column does not know."""
    if not isinstance(codes, Mapping):
        fix = f"write codes as in {_EXAMPLE}"
        yield Fault(path="codes", expected="a mapping of columns to codes", actual=short_repr(codes), fix=fix)
        return
    for name, texts in cast("Mapping[object, object]", codes).items():
        path = f"codes[{short_repr(name)}]"
        column = BY_NAME.get(name) if isinstance(name, str) else None
        if column is None or not isinstance(texts, Mapping):
            near = nearest(name, BY_NAME) if isinstance(name, str) and column is None else None
            fix = f"did you mean {near!r}? " if near else ""
            yield Fault(
                path=path,
                expected="a usual name of a column, with the text that each of its codes means",
                actual=short_repr(name) if column is None else short_repr(texts),
                fix=f"{fix}write codes as in {_EXAMPLE}",
            )
            continue
        seen: dict[str, object] = {}
        for code, text in cast("Mapping[object, object]", texts).items():
            if seen.setdefault(code_key(code) or "", text) != text:
                fix = "give each code one meaning; 1, 1.0 and '1' are the same code"
                yield Fault(path=path, expected="codes that differ", actual=f"{short_repr(code)} again", fix=fix)
            if not isinstance(text, str) or not _is_known(text, column):
                yield _text_fault(f"{path}[{short_repr(code)}]", text, column)


_EXAMPLE: Final = '{"kidney": {1: "normal", 2: "moderate"}}'


def _is_known(text: str, column: Column) -> bool:
    """Whether a column can hold this text."""
    if states_nothing(text):
        return True
    if Encoding.TEXT in column.encodings:
        words = {folded(word) for word in text.split(SEPARATOR)}
        return not is_closed(column) or words <= {*column.words, NONE_WORD}
    if column.words:
        return folded(text) in column.words
    if Encoding.DATE in column.encodings:
        return read_day(text) is not INVALID
    unit = _NUMBER_UNITS.get(column.name, MILLIGRAMS_A_DAY)
    return bool(number_of_text(text, unit) is not None or range_of_text(text, unit))


_NUMBER_UNITS: Final = {
    "age_years": YEARS,
    "egfr": ML_MIN_SCALED,
    "hold_days": DAYS,
    "divides_into": PARTS,
    "elemental_mg": MILLIGRAMS,
}
"""The units of the columns of numbers. The others count milligrams a day."""


def _text_fault(path: str, text: object, column: Column) -> Fault:
    near = nearest(folded(str(text)), column.words)
    expected = f"one of the words {', '.join(column.words)}" if is_closed(column) else "a text that the column may hold"
    fix = (f"did you mean {near!r}? Otherwise " if near else "") + "write 'unknown' if the code states nothing"
    return Fault(path=path, expected=expected, actual=short_repr(text), fix=fix)
