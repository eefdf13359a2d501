"""Says how to mend what is not understood in a column of a register: what is expected there, and what to write."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from alpims_mg._internal.validation import nearest
from alpims_mg.adapters.frames.cells import folded
from alpims_mg.adapters.frames.number_readings import default_hold_days
from alpims_mg.adapters.frames.readings import NoValue, or_invalid
from alpims_mg.adapters.frames.schema import Column, Encoding
from alpims_mg.dosing.titration import range_faults
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.medicines.recognition import MedicineClasses, recognised
from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Medicine, Situation
from alpims_mg.model.vocabulary import Form, MedicineClass
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.registers import NONE_WORD

_FEW_WORDS: Final = 10
_EXAMPLES: Final = 3
_DATE: Final = "2026-12-31"
_OR_EMPTY: Final = "or leave the cell empty if it is not known"
_OR_ATC_CODE: Final = ", or give the ATC code"
_LONGEST_NAME: Final = 100
_COUNTS_AS: Final = {
    "conditions": "As it is, it counts as a condition in its own words, which asks for a clinician",
    "medicines": "As it is, it counts as a medicine that is not recognised, which asks for a clinician",
}
_OTHER_SEPARATORS: Final = re.compile(r"[,|/\n]")
_THOUSANDS: Final = re.compile(r"(?P<marked>[+-]?\d{1,3}((,\d{3})+|(\.\d{3})+))\D*")
_RANGE: Final = re.compile(r"\s*[<>\u2264\u2265].*|.*\d\s*(-|\u2013|to|\+).*")
_OTHER_UNIT: Final = re.compile(r"[+-]?\d[\d.,]*\s*([^\W\d_].*|%.*)")


def expected_in(column: Column, rulebook: Rulebook) -> str:
    """What a cell of a column may hold, in words.

    >>> from alpims_mg import CURRENT
    >>> from alpims_mg.adapters.frames import SCHEMA
    >>> print(expected_in(SCHEMA[0], CURRENT))
    green, yellow or red
    """
    if column.name in _EXPECTED:
        return _EXPECTED[column.name]
    for fault in _range_faults(column.name, rulebook):
        return fault.expected
    if Encoding.DATE in column.encodings:
        return f"a date, such as {_DATE} or 31.12.2026"
    words = column.words
    if not words:
        return f"a number ({column.unit})"
    if len(words) > _FEW_WORDS:
        return f"words separated by semicolons, such as {', '.join(words[:_EXAMPLES])}"
    *others, last = words
    return f"{', '.join(others)} or {last}"


_EXPECTED: Final = {
    "medicines": "names, ATC codes or classes of medicines, separated by semicolons, or none",
    "acknowledged": "ids of rules that ask for a clinician, such as consult.start, separated by semicolons",
    "ingredients": "the ingredients on the label, separated by semicolons",
    "other_conditions": "names of conditions, separated by semicolons",
    "egfr": "a number (ml/min/1.73 m2) or a range, such as 60-89",
}


def _range_faults(name: str, rulebook: Rulebook) -> Iterator[Fault]:
    """Yield the fault of a number that is out of range in a column. Its ``expected`` names the range."""
    impossible = Elemental(nanograms=0)
    capsule = partial(Capsule, form=next(iter(Form)))
    makers: Mapping[str, Callable[[], object]] = {
        "age_years": lambda: Situation(age_years=-1),
        "elemental_mg": lambda: capsule(elemental=impossible, divides_into=1),
        "divides_into": lambda: capsule(elemental=Elemental.mg(1), divides_into=0),
        "hold_days": lambda: raise_if_any(range_faults(None, 0, rulebook)),
        "target_mg": lambda: raise_if_any(range_faults(impossible, default_hold_days(), rulebook)),
    }
    if name in makers:
        try:
            makers[name]()
        except InvalidInputError as error:
            yield from error.faults


def fix_for(column: Column, word: str) -> str:
    """How to mend a word that is not understood in a column. ``word`` is what stands there.

    >>> from alpims_mg.adapters.frames import SCHEMA
    >>> print(fix_for(SCHEMA[0], "grene"))
    did you mean green? If so, write codes={"zone": {"grene": "green"}}
    """
    if Encoding.TEXT in column.encodings:
        return _list_fix(column, word)
    if Encoding.WORD in column.encodings:
        return _word_fix(column, word)
    return _date_fix(word) if Encoding.DATE in column.encodings else _number_fix(column, word)


def _list_fix(column: Column, word: str) -> str:
    if folded(word) == NONE_WORD:
        return f"leave {word} out, because other words stand beside it"
    parts = [part.strip() for part in _OTHER_SEPARATORS.split(word)]
    known = {*column.words, *(part.casefold() for part in parts if _names_a_medicine(column, part))}
    if len(parts) > 1 and all(part.casefold() in known for part in parts):
        return f"separate the words by semicolons: {'; '.join(parts)}"
    counts = f". {_COUNTS_AS[column.name]}" if column.name in _COUNTS_AS else ""
    if column.name == "medicines":
        recognition = _recognition(word)
        near = next(iter(recognition.likely), None) if recognition else None
    else:
        near = nearest(folded(word), column.words)
    if near:
        return f"did you mean {near}? If so, {_mapping(column, word, near)}{counts}"
    return f"check the spelling{_OR_ATC_CODE if column.name == 'medicines' else ''}{counts}"


def _names_a_medicine(column: Column, word: str) -> bool:
    recognition = _recognition(word) if column.name == "medicines" else None
    return recognition is not None and MedicineClass.UNRECOGNISED not in recognition.classes


def _recognition(word: str) -> MedicineClasses | None:
    """What a word is recognised as, if it can be the name of a medicine. Words such as "----" cannot."""
    medicine = or_invalid(lambda: Medicine(name=word[:_LONGEST_NAME]))
    return None if isinstance(medicine, NoValue) else recognised(medicine)


def _mapping(column: Column, word: str, meaning: str) -> str:
    code = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'write codes={{"{column.name}": {{"{code}": "{meaning}"}}}}'


def _word_fix(column: Column, word: str) -> str:
    near = nearest(folded(word), column.words)
    if near:
        return f"did you mean {near}? If so, {_mapping(column, word, near)}"
    return f"write one of these words, or say which it means: {_mapping(column, word, 'WORD')}"


def _date_fix(word: str) -> str:
    if "/" in word:
        return f"write the year first, as {_DATE}, because dates with slashes are read in two ways"
    if ":" in word:
        return f"write the day alone, as {_DATE}, without a time or a time zone"
    return f"write it as {_DATE}, {_OR_EMPTY}"


def _number_fix(column: Column, word: str) -> str:
    if match := _THOUSANDS.fullmatch(word):
        marks = match["marked"]
        mark = "comma" if "," in marks else "dot"
        whole = re.sub("[,.]", "", marks)
        meant = (whole, f"{marks.replace(',', '.')}0") if len(marks) == len(whole) + 1 else (whole,)
        return f"write {' or '.join(meant)}, because the {mark} may separate thousands or decimals"
    if _OTHER_UNIT.fullmatch(word) and not _RANGE.fullmatch(word):
        return f"convert it: write the number alone, in {column.unit.partition(',')[0]}"
    if _RANGE.fullmatch(word):
        return _RANGE_FIXES.get(column.name, f"write one number, {_OR_EMPTY}")
    if any(map(str.isdecimal, word)):
        return f"the number is not possible here: correct it, {_OR_EMPTY}"
    return f"write a number, {_OR_EMPTY}"


_RANGE_FIXES: Final = {
    "age_years": "write one age, or a range within one band of ages",
    "egfr": "write the lower end first, as in 60-89",
}
