"""Finds the words in a cell of a register that cannot be read, as they stand there."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, cast

from alpims_mg.adapters.frames import number_readings, readings
from alpims_mg.adapters.frames.cells import folded, states_nothing
from alpims_mg.adapters.frames.medicine_words import read_medicine
from alpims_mg.adapters.frames.readings import INVALID, SEPARATOR, NoValue
from alpims_mg.medicines.recognition import recognised
from alpims_mg.model.vocabulary import Condition, MedicineClass
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.registers import NONE_WORD

Reader = Callable[[object, Rulebook], object]


def _itself(cell: object) -> object:
    return cell


def words_not_understood(
    name: str, cell: object, rulebook: Rulebook, decode: Callable[[object], object] = _itself
) -> tuple[str, ...]:
    """The words of a cell that cannot be read, as they stand there. Empty if all of the cell is understood.

    ``name`` is the usual name of the column. An unknown word in ``conditions`` and a name in ``medicines`` that is not
    recognised are among them, although they count. A word that states nothing is never among them. A word is shown
    without the spaces around it, cut after 100 characters, and with its unprintable characters escaped. ``decode``
    gives the text that a code means.

    >>> from alpims_mg import CURRENT
    >>> words_not_understood("zone", " purple ", CURRENT)
    ('purple',)
    >>> words_not_understood("medicines", "iron; blue pills; NA", CURRENT)
    ('blue pills',)
    """
    if name in _CELL_READERS:
        return (shown(cell),) if _CELL_READERS[name](decode(cell), rulebook) is INVALID else ()
    words = readings.read_words(decode(cell))
    if isinstance(words, NoValue) or not words:
        return (shown(cell),) if words is INVALID else ()
    listed = cast("list[object]", cell) if isinstance(cell, list | tuple) else str(cell).split(SEPARATOR)
    return tuple(shown(word) for word in listed if not _is_understood(name, word, decode(word), rulebook))


def _is_understood(name: str, word: object, meaning: object, rulebook: Rulebook) -> bool:
    """Whether a word of a list can be read. ``meaning`` is the text that it means if it is a code, or the word."""
    parts = [meaning] if meaning == word else str(meaning).split(SEPARATOR)
    texts = [part.strip() for part in parts if isinstance(part, str) and not states_nothing(part)]
    return not any(folded(text) == NONE_WORD or _WORD_READERS[name](text, rulebook) is INVALID for text in texts)


def shown(cell: object) -> str:
    r"""What stands in a cell, as a text of one line: without the spaces around it, and cut after 100 characters.

    >>> print(shown(" blue\tpills "), shown(3.5))
    blue\tpills 3.5
    """
    elements = cast("list[object] | tuple[object, ...]", cell) if isinstance(cell, list | tuple) else (cell,)
    text = SEPARATOR.join(str("" if element is None else element) for element in elements).strip()
    text = text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}..."
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


_MOST_CHARACTERS: Final = 100


def _known_condition(word: object) -> object:
    """The condition that a word names; ``INVALID`` for any other word, which counts as a condition in its own words."""
    condition = readings.read_condition(word)
    return condition if isinstance(condition, Condition) else INVALID


def _known_medicine(word: object) -> object:
    """The medicine that a word names; ``INVALID`` if it counts as unrecognised, but for the word of that class."""
    return _known_name(str(word))


@lru_cache(maxsize=4096)
def _known_name(name: str) -> object:
    medicine = read_medicine(name)
    unknown = isinstance(medicine, NoValue) or MedicineClass.UNRECOGNISED in recognised(medicine).classes
    return INVALID if unknown and folded(name) != str(MedicineClass.UNRECOGNISED) else medicine


def _without_rulebook(read: Callable[[object], object]) -> Reader:
    return lambda cell, _: read(cell)


CELL_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "zone": readings.read_zone,
    "kidney": readings.read_kidney,
    "current_daily_mg": number_readings.read_amount,
    "tolerance": readings.read_tolerance,
    "egfr": number_readings.read_egfr,
    "kidney_date": readings.read_day,
    "as_of": readings.read_day,
    "other_magnesium_mg": number_readings.read_amount,
    "lower_to_mg": number_readings.read_amount,
    "intent": readings.read_intent,
    "product": readings.read_product_kind,
    "form": readings.read_form,
    "elemental_mg": number_readings.read_strength,
    "divides_into": number_readings.read_parts,
    "dosage_form": readings.read_dosage_form,
}
"""How to read a cell that holds a single value, by the usual name of its column, if that needs no rulebook."""
_CELL_READERS: Final[Mapping[str, Reader]] = {
    **{name: _without_rulebook(read) for name, read in CELL_READERS.items()},
    "age_years": number_readings.read_age,
    "target_mg": number_readings.read_target,
    "hold_days": number_readings.read_hold,
}
"""How to read a cell that holds a single value, by the usual name of its column."""
_WORD_READERS: Final[Mapping[str, Reader]] = {
    **{
        name: _without_rulebook(read)
        for name, read in {
            "conditions": _known_condition,
            "medicines": _known_medicine,
            "other_conditions": readings.read_other_condition,
            "partial": readings.read_fact_list,
            "avoids": readings.read_additive,
            "ingredients": readings.read_ingredient,
        }.items()
    },
    "acknowledged": lambda word, rulebook: readings.read_acknowledgement(str(word), rulebook),
}
"""How to read a word of a cell that holds a list, by the usual name of its column."""
