"""Reads the medicines that a cell lists: words of classes, ATC codes and names, as ``assess`` recognises them."""

import re
from functools import cache
from typing import Final

from alpims_mg.adapters.frames.cells import folded
from alpims_mg.adapters.frames.readings import INVALID, NoValue, or_invalid, read_all, read_words
from alpims_mg.medicines.recognition import recognised
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import MedicineClass
from alpims_mg.rulebook.medicines.names import RECOGNITIONS


def read_medicines(cell: object) -> tuple[Medicine, ...] | NoValue:
    """A tuple of the medicines that a cell lists, each once. ``INVALID`` if a word is blank or cannot be printed."""
    return read_all(read_words(cell), read_medicine, lambda medicines: tuple(dict.fromkeys(medicines)))


def read_medicine(word: object) -> Medicine | NoValue:
    """The medicine that a word names: the word of a class, an ATC code, or any name, which need not be recognised.

    For the word of a class, the result is the medicine with that name. If the class is not recognised by its own
    word, it is a medicine of that class which is in as few other classes as possible. ``INVALID`` if ``Medicine``
    refuses the word as a name.
    """
    text = str(word)
    if folded(text) in _CLASS_BY_WORD:
        return _medicine_of_class(_CLASS_BY_WORD[folded(text)])
    code = _ATC_PREFIX.sub("", text)
    medicine = or_invalid(lambda: Medicine(atc=code)) if code.isalnum() else INVALID
    if isinstance(medicine, Medicine) and MedicineClass.UNRECOGNISED not in recognised(medicine).classes:
        return medicine
    return or_invalid(lambda: Medicine(name=text))


_CLASS_BY_WORD: Final = {str(medicine_class): medicine_class for medicine_class in MedicineClass}
_ATC_PREFIX: Final = re.compile(r"^ATC[ :]+", re.IGNORECASE)


@cache
def _medicine_of_class(medicine_class: MedicineClass) -> Medicine:
    named = Medicine(name=str(medicine_class))
    classes = recognised(named).classes
    is_recognised = medicine_class in classes and MedicineClass.UNRECOGNISED not in classes - {medicine_class}
    return named if is_recognised else _plainest_medicine(medicine_class)


def _plainest_medicine(medicine_class: MedicineClass) -> Medicine:
    """The medicine in this class that is in the fewest other classes; of several, the first listed."""
    rows = tuple(row for row in RECOGNITIONS if row.medicine is medicine_class)
    word = str(medicine_class)
    candidates = (
        Medicine(name=word),
        *(Medicine(name=word, atc=code) for row in rows for code in row.atc),
        *(Medicine(name=word, rxnorm=code) for row in rows for code in row.rxnorm),
        *(Medicine(name=name) for row in rows for name in (*row.names, *row.alone)),
    )
    members = (medicine for medicine in candidates if medicine_class in recognised(medicine).classes)
    return min(members, key=lambda medicine: len(recognised(medicine).classes))
