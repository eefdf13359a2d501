"""Finds the codes of a record which state that there is nothing in a list, or that nothing is known about it."""

from collections.abc import Iterable
from typing import Final

from alpims_mg.adapters.fhir.values import Coding
from alpims_mg.model.vocabulary import FactList
from alpims_mg.rulebook.record_lists import NO_INFORMATION, NONE_KNOWN

_NONE: Final = {code: of for code, of, _ in NONE_KNOWN}
_NO_INFORMATION: Final = frozenset(code for code, _ in NO_INFORMATION)


def none_known(found: Iterable[Coding]) -> FactList | None:
    """The list of which one of the codes says that there is nothing in it. None if no code says so.

    >>> none_known([Coding("http://snomed.info/sct", "787481004", "No known medications")])
    <FactList.MEDICINES: 'medicines'>
    """
    return next((_NONE[coding.code] for coding in found if coding.code in _NONE), None)


def is_no_information(found: Iterable[Coding]) -> bool:
    """Whether one of the codes says that nothing is known.

    >>> is_no_information([Coding(system="", code="no-problem-info", display="")])
    True
    """
    return any(coding.code in _NO_INFORMATION for coding in found)
