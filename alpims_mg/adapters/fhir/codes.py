"""Finds the conditions that a code or a text of a record names, by the rows of the rulebook."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple, final

from alpims_mg._internal.caching import remembered
from alpims_mg._internal.words import any_of, plain
from alpims_mg.adapters.fhir.code_systems import system_of
from alpims_mg.adapters.fhir.values import Coding
from alpims_mg.model.condition_texts import condition_of
from alpims_mg.model.vocabulary import Condition
from alpims_mg.rulebook.condition_codes import (
    CONDITION_CODES,
    DENIES_ITS_CLAUSE,
    DENIES_WHAT_FOLLOWS,
    NO_DENIALS,
    NO_DISORDER_ICD,
    NO_DISORDER_SNOMED,
    OWN_WORDS_ICD,
    OWN_WORDS_SNOMED,
    PASSED_OVER,
)
from alpims_mg.rulebook.record_code_systems import CodeSystem

_SNOMED: Final = re.compile(r"([0-9]{6,18})(?:\s*\|[^|]*\|)?")
_ICD: Final = re.compile(r"([A-Z][0-9][0-9A-Z](?:\.?[0-9A-Z]{1,4})?)[-.*+!†]*")
_LONGEST_CODE: Final = 300

Conditions = frozenset[Condition]


@final
class WordsRead(NamedTuple):
    """What a text states: its conditions, and whether no other word of it can name another condition."""

    conditions: Conditions
    whole: bool


def conditions_of(coding: Coding) -> Conditions | None:
    """The conditions that a code names, empty if it names no disorder. None if the code is not known.

    >>> sorted(map(str, conditions_of(Coding("http://hl7.org/fhir/sid/icd-10-cm", "I13.10", "")) or ()))
    ['cardiac', 'kidney-disease']
    >>> conditions_of(Coding("http://snomed.info/sct", "160903007", "Full-time employment"))
    frozenset()
    """
    system = system_of(coding.system)
    if system is CodeSystem.SNOMED_CT:
        found = _SNOMED.fullmatch(coding.code[:_LONGEST_CODE])
        return _by_snomed().get(found[1]) if found else None
    if system is CodeSystem.ICD_10:
        found = _ICD.fullmatch(coding.code[:_LONGEST_CODE].upper())
        return _by_icd(found[1].replace(".", "")) if found else None
    return None


@remembered
def conditions_in_words(text: str) -> WordsRead:
    """The conditions that a text names. What it denies, or says of a relative, is not read, and so it is not whole.

    >>> conditions_in_words("Ehlers-Danlos syndrome (disorder)").whole
    True
    >>> conditions_in_words("No kidney disease")
    WordsRead(conditions=frozenset(), whole=False)
    """
    named = condition_of(text)
    if named is not None:
        return WordsRead(frozenset({named}), whole=True)
    clauses = _no_denials().sub("", plain(text)).split(" | ")
    stated = list(_stated(clauses))
    words = " | ".join(stated)
    conditions = frozenset(one for found in _phrases().finditer(words) for one in _by_phrase(found[0]))
    rest = _passed_over().sub("", _phrases().sub("", words)).strip(" |")
    return WordsRead(conditions, whole=bool(conditions) and stated == clauses and not rest)


def _stated(clauses: list[str]) -> Iterator[str]:
    """For each clause, its part that is not denied. Its own words or a clause beside it can deny it."""
    only_denies = [bool(_before().fullmatch(clause) or _within().fullmatch(clause)) for clause in clauses]
    for place, clause in enumerate(clauses):
        denial = _before().search(clause)
        if any(only_denies[max(place - 1, 0) : place + 2]) or _within().search(clause):
            yield ""
        else:
            yield clause if denial is None else clause[: denial.start()]


@cache
def _by_snomed() -> dict[str, Conditions | None]:
    listed = ((row.condition, row.snomed) for row in CONDITION_CODES)
    return _without(_gathered(listed, NO_DISORDER_SNOMED), OWN_WORDS_SNOMED)


def _by_icd(code: str) -> Conditions | None:
    """The conditions of the longest listed prefix of an ICD code without its dot. None if no prefix is listed."""
    prefixes = _icd_prefixes()
    return next((prefixes[code[:end]] for end in range(len(code), 0, -1) if code[:end] in prefixes), None)


@cache
def _icd_prefixes() -> dict[str, Conditions | None]:
    listed = ((row.condition, row.icd + row.icd_elsewhere) for row in CONDITION_CODES)
    by_prefix = _without(_gathered(listed, NO_DISORDER_ICD), OWN_WORDS_ICD)
    return {prefix.replace(".", ""): conditions for prefix, conditions in by_prefix.items()}


def _gathered(
    listed: Iterable[tuple[Condition, Iterable[tuple[str, str]]]], no_disorder: Iterable[tuple[str, str]]
) -> dict[str, Conditions]:
    """The conditions of each listed code. A code of several rows has all of their conditions."""
    found: dict[str, Conditions] = {code: frozenset() for code, _ in no_disorder}
    for condition, codes in listed:
        for code, _ in codes:
            found[code] = found.get(code, frozenset()) | {condition}
    return found


def _without(found: dict[str, Conditions], own_words: Iterable[tuple[str, str]]) -> dict[str, Conditions | None]:
    return {**found, **{code: None for code, _ in own_words}}


@cache
def _phrases() -> re.Pattern[str]:
    return of_words((phrase for row in CONDITION_CODES for phrase in row.phrases), broken=True)


@cache
def _single_phrases() -> dict[Condition, re.Pattern[str]]:
    return {row.condition: of_words(row.phrases, broken=True) for row in CONDITION_CODES if row.phrases}


@remembered
def _by_phrase(words: str) -> Conditions:
    return frozenset(condition for condition, pattern in _single_phrases().items() if pattern.fullmatch(words))


@cache
def _before() -> re.Pattern[str]:
    return of_words(DENIES_WHAT_FOLLOWS)


@cache
def _within() -> re.Pattern[str]:
    return of_words(DENIES_ITS_CLAUSE)


@cache
def _no_denials() -> re.Pattern[str]:
    return of_words(NO_DENIALS)


@cache
def _passed_over() -> re.Pattern[str]:
    return of_words(PASSED_OVER)


def of_words(phrases: Iterable[str], *, broken: bool = False) -> re.Pattern[str]:
    """A pattern for whole phrases in a text that ``plain`` has converted. ``broken`` is that of ``any_of``.

    >>> of_words(("egfr", "gfr")).search("serum egfr") is not None
    True
    """
    return re.compile(rf"\b(?:{any_of(phrases, broken=broken)})\b")
