"""Says what the code and the words of a result name: an eGFR, creatinine or magnesium."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Final

from alpims_mg._internal.caching import remembered_if
from alpims_mg._internal.words import plain
from alpims_mg.adapters.fhir.bundles import Entry
from alpims_mg.adapters.fhir.code_systems import system_of
from alpims_mg.adapters.fhir.codes import of_words
from alpims_mg.adapters.fhir.values import Coding, codings, concept_words, items, mapping, stated
from alpims_mg.model.vocabulary import EgfrUnit
from alpims_mg.rulebook.record_code_systems import CodeSystem
from alpims_mg.rulebook.records import (
    CREATININE_LOINC,
    CREATININE_PHRASES,
    EGFR_LOINC,
    EGFR_PHRASES,
    EGFR_SNOMED,
    MAGNESIUM_PHRASES,
    NOT_CREATININE_PHRASES,
    NOT_EGFR_PHRASES,
    NOT_SERUM_PHRASES,
    OTHER_MAGNESIUM_LOINC,
    SERUM_MAGNESIUM_LOINC,
)

_MOST_KEPT: Final = 5
_LONGEST_KEPT: Final = 200
"""The most codings, and the longest words, that the cache of names keeps."""


class ResultName(StrEnum):
    """What a result measures."""

    EGFR = "egfr"
    CREATININE = "creatinine"
    SERUM_MAGNESIUM = "serum-magnesium"
    OTHER_MAGNESIUM = "other-magnesium"


_Code = tuple[CodeSystem | None, str]

_UNITS: Final[dict[_Code, EgfrUnit | None]] = {(CodeSystem.LOINC, code): unit for code, _, unit in EGFR_LOINC}
_NAMES: Final[dict[_Code, ResultName]] = {
    **{(CodeSystem.SNOMED_CT, code): ResultName.EGFR for code, _ in EGFR_SNOMED},
    **dict.fromkeys(_UNITS, ResultName.EGFR),
    **{(CodeSystem.LOINC, code): ResultName.CREATININE for code, _ in CREATININE_LOINC},
    **{(CodeSystem.LOINC, code): ResultName.SERUM_MAGNESIUM for code, _ in SERUM_MAGNESIUM_LOINC},
    **{(CodeSystem.LOINC, code): ResultName.OTHER_MAGNESIUM for code, _ in OTHER_MAGNESIUM_LOINC},
}
_PHRASES: Final = (
    (ResultName.EGFR, EGFR_PHRASES, NOT_EGFR_PHRASES),
    (ResultName.CREATININE, CREATININE_PHRASES, NOT_CREATININE_PHRASES),
    (ResultName.SERUM_MAGNESIUM, MAGNESIUM_PHRASES, NOT_SERUM_PHRASES),
)


def result_name(entry: Entry) -> ResultName | None:
    """What an Observation measures, itself or in one of its components. None if it is another result.

    If it measures several, the result is the one that stands first in ``ResultName``.

    >>> print(result_name(Entry("Observation/1", "Observation", {"code": {"text": "eGFR (CKD-EPI)"}})))
    egfr
    >>> print(result_name(Entry("Observation/1", "Observation", {"code": {"text": "EGFR gene mutation"}})))
    None
    """
    if "component" not in entry.body:
        return name_of_part(entry.body)
    names = set(map(name_of_part, parts_of(entry.body)))
    return next((name for name in ResultName if name in names), None)


def parts_of(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """An Observation, and its components.

    >>> len(list(parts_of({"component": [{}, {}]})))
    3
    """
    yield body
    yield from map(mapping, items(body.get("component")))


def name_of_part(part: Mapping[str, Any]) -> ResultName | None:
    """What an Observation without its components, or a component, measures.

    >>> print(name_of_part({"code": {"text": "Creatinine, Blood"}}))
    creatinine
    """
    concept = stated(part, "code")
    return _name_of(codings(concept), concept_words(concept))


def unit_of_code(part: Mapping[str, Any]) -> EgfrUnit | None:
    """The unit that an eGFR has by its code. None if its code does not tell.

    >>> print(unit_of_code({"code": {"coding": [{"system": "http://loinc.org", "code": "98979-8"}]}}))
    ml/min/1.73m2
    """
    return next(filter(None, map(_UNITS.get, _codes(codings(stated(part, "code"))))), None)


def _is_short(found: tuple[Coding, ...], words: str) -> bool:
    return len(found) <= _MOST_KEPT and len(words) <= _LONGEST_KEPT


@remembered_if(_is_short, entries=1024)
def _name_of(found: tuple[Coding, ...], words: str) -> ResultName | None:
    """What codes mean, or else what words say. Of several, the one that stands first in ``ResultName``."""
    listed = {_NAMES[code] for code in _codes(found) if code in _NAMES}
    if not listed:
        text = plain(" | ".join((words, *(coding.display for coding in found))))
        listed = {
            name
            for name, phrases, but_none_of in _PHRASES
            if _pattern(phrases).search(text) and not _pattern(but_none_of).search(text)
        }
    return next((name for name in ResultName if name in listed), None)


def _codes(found: tuple[Coding, ...]) -> Iterator[_Code]:
    return ((system_of(coding.system), coding.code) for coding in found)


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return of_words(phrases, broken=True)
