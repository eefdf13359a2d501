"""Finds what the codes of a record say about a medicine: its ATC and RxNorm codes, and how it is given."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from alpims_mg._internal.caching import remembered
from alpims_mg._internal.words import any_of, plain
from alpims_mg.adapters.fhir.code_systems import system_of
from alpims_mg.adapters.fhir.values import Coding, codings, concept_words
from alpims_mg.medicines.ways_of_giving import given_by
from alpims_mg.model.medicine_texts import a_medicine_name, clean_atc, clean_rxnorm
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import MedicineRoute
from alpims_mg.rulebook.medicines.names import RECOGNITIONS
from alpims_mg.rulebook.medicines.wording import SWALLOWED
from alpims_mg.rulebook.record_code_systems import CodeSystem
from alpims_mg.rulebook.record_medicines import (
    DOSE_FORM_CODES,
    ROUTE_CODES,
    ROUTE_WORDS,
    RecordRoute,
)

_ATC: Final = re.compile(r"[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?")


def atc_codes(found: Iterable[Coding]) -> tuple[str, ...]:
    """The ATC codes among these codes, in order, the most exact ones first.

    >>> atc_codes([Coding("http://www.whocc.no/atc", "c03 aa03", ""), Coding("local", "C09AA05", "")])
    ('C03AA03',)
    """
    codes = {str(clean_atc(coding.code)) for coding in found if system_of(coding.system) is CodeSystem.ATC}
    return tuple(sorted(filter(_ATC.fullmatch, codes), key=lambda code: (-len(code), code)))


def rxnorm_codes(found: Iterable[Coding]) -> tuple[str, ...]:
    """The RxNorm codes among these codes that name an ingredient which the library knows, in order.

    The code of a product, such as "digoxin 0.125 MG Oral Tablet", is left out: its words say what it is.

    >>> rxnorm_codes([Coding("urn:oid:2.16.840.1.113883.6.88", code, "") for code in ("10582", "197604")])
    ('10582',)
    """
    is_rxnorm = (coding.code for coding in found if system_of(coding.system) is CodeSystem.RXNORM)
    return tuple(sorted(_known_rxnorm().intersection(map(clean_rxnorm, is_rxnorm))))


@cache
def _known_rxnorm() -> frozenset[str]:
    return frozenset(code for row in RECOGNITIONS for code in row.rxnorm)


def route_in(concept: object) -> RecordRoute | None:
    """How a medicine is given, from the concept of its route. None if the concept says nothing.

    A code that no row lists is read by its words.

    >>> print(route_in({"coding": [{"system": "http://snomed.info/sct", "code": "54485002"}]}))
    outside-the-gut
    >>> print(route_in({"text": "IV"}), route_in({"text": "PO"}), route_in({}))
    vein-or-muscle swallowed None
    """
    return _way(concept, _route_codes())


def dose_form_in(concept: object) -> RecordRoute | None:
    """How a medicine is given, from the concept of its dose form. None if the form leaves that open.

    >>> print(dose_form_in({"text": "Eye drops, solution"}), dose_form_in({"text": "Solution"}))
    outside-the-gut None
    """
    way = _way(concept, _dose_form_codes())
    return None if way is RecordRoute.UNCLEAR else way


def _way(concept: object, rows: dict[tuple[CodeSystem, str], RecordRoute]) -> RecordRoute | None:
    found = codings(concept)
    keys = ((system_of(coding.system), coding.code.upper()) for coding in found)
    ways = {rows[system, code] for system, code in keys if system is not None and (system, code) in rows}
    if len(ways) == 1:
        return ways.pop()
    words = concept_words(concept)
    if not words:
        return None
    return RecordRoute.UNCLEAR if ways else _way_in_words(words)


@remembered
def _way_in_words(words: str) -> RecordRoute:
    """How a medicine with these words as its route or dose form is given. ``UNCLEAR`` if no word is known."""
    text = plain(words)
    for way, pattern in _route_words():
        if pattern.search(text) and not (way is not RecordRoute.SWALLOWED and _swallowed().search(text)):
            return way
    if a_medicine_name("name", words) is None and given_by(Medicine(name=words)) is MedicineRoute.OTHER:
        return RecordRoute.OUTSIDE_THE_GUT
    return RecordRoute.SWALLOWED if _swallowed().search(text) else RecordRoute.UNCLEAR


@cache
def _route_codes() -> dict[tuple[CodeSystem, str], RecordRoute]:
    return {(system, code): way for system, way, codes in ROUTE_CODES for code in codes}


@cache
def _dose_form_codes() -> dict[tuple[CodeSystem, str], RecordRoute]:
    return {(system, code): way for system, way, codes in DOSE_FORM_CODES for code in codes}


@cache
def _route_words() -> tuple[tuple[RecordRoute, re.Pattern[str]], ...]:
    return tuple((way, re.compile(rf"\b(?:{any_of(words)})\b")) for way, words in ROUTE_WORDS)


@cache
def _swallowed() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(SWALLOWED)})\b")
