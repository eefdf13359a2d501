"""Finds the codes of a record which state that there is nothing in a list, or that nothing is known about it."""

from collections.abc import Collection
from datetime import date
from typing import Final

from alpims_mg.adapters.fhir.bundles import Entry
from alpims_mg.adapters.fhir.code_systems import system_of
from alpims_mg.adapters.fhir.statements import Found, Skipped, WholeList
from alpims_mg.adapters.fhir.values import Coding
from alpims_mg.model.vocabulary import FactList
from alpims_mg.rulebook.record_lists import NO_DATE_DOUBT, NO_INFORMATION, NONE_IS_OLD, NONE_KNOWN, OLD_AFTER_DAYS

_NONE: Final = {code: of for code, of, _ in NONE_KNOWN}
_NO_INFORMATION: Final = frozenset(code for code, _ in NO_INFORMATION)


def none_known(found: Collection[Coding]) -> FactList | None:
    """The list that one of the codes states to be empty. None if no code does, or if another names something.

    >>> none_known([Coding("http://snomed.info/sct", "787481004", "No known medications")])
    <FactList.MEDICINES: 'medicines'>
    """
    of = next((_NONE[coding.code] for coding in found if coding.code in _NONE), None)
    return None if of is None or any(map(_names_something, found)) else of


def is_no_information(found: Collection[Coding]) -> bool:
    """Whether one of the codes says that nothing is known, and no other one says something.

    >>> is_no_information([Coding(system="", code="no-problem-info", display="")])
    True
    """
    return any(coding.code in _NO_INFORMATION for coding in found) and not any(map(_names_something, found))


def _names_something(coding: Coding) -> bool:
    """Whether a code of a known system says something else than that there is nothing, or nothing known."""
    is_nothing = coding.code in _NONE or coding.code in _NO_INFORMATION
    system = system_of(coding.system)
    return bool(coding.code) and not is_nothing and system is not None


def none_stated(entry: Entry, of: FactList, words: str, against: str | None, day: date | None, today: date) -> Found:
    """What a resource states which says that there is nothing in a list. ``against`` says why it does not count.

    >>> entry = Entry("Condition/1", "Condition", {})
    >>> found = none_stated(entry, FactList.CONDITIONS, "none", None, date(2026, 2, 1), date(2026, 3, 1))
    >>> found.field, found.doubts
    ('conditions', ())
    """
    if against is None and day is not None and (today - day).days > OLD_AFTER_DAYS:
        against = NONE_IS_OLD
    if against is not None:
        return Skipped(entry.reference, words, against)
    return WholeList(of.value, words, entry.reference, day, (NO_DATE_DOUBT,) if day is None else ())
