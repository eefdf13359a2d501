"""Tells from a medicine's name that it is not swallowed, where its route is not stated."""

import re
from functools import cache

from alpims_mg._internal.caching import remembered
from alpims_mg._internal.words import any_of, plain
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import MedicineRoute
from alpims_mg.rulebook.medicines.wording import BESIDE_A_NAME, JOINS, NOT_SWALLOWED, SWALLOWED

_IN_A_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")


def given_by(medicine: Medicine) -> MedicineRoute:
    """The stated route of a medicine. If none is stated: ``OTHER`` for a name such as "hydrocortisone cream".

    Of several medicines in one name, each must have such a word. A slash joins the parts of one product.

    >>> str(given_by(Medicine(name="Epinephrine 1 MG/ML Auto-Injector")))
    'other'
    >>> str(given_by(Medicine(name="hydrocortisone cream and levothyroxine")))
    'unknown'
    """
    if medicine.route is not MedicineRoute.UNKNOWN or medicine.name is None:
        return medicine.route
    return _given_by_name(medicine.name)


@remembered
def _given_by_name(name: str) -> MedicineRoute:
    name = _IN_A_NUMBER.sub("", name)
    text = plain(name)
    rest, found = _pattern(NOT_SWALLOWED).subn("", text)
    if not found or _pattern(SWALLOWED).search(rest):
        return MedicineRoute.UNKNOWN
    named = (part for part in map(plain, _joins().split(name)) if not _companions().fullmatch(part))
    not_swallowed = all(_pattern(NOT_SWALLOWED).search(part) for part in named)
    return MedicineRoute.OTHER if not_swallowed else MedicineRoute.UNKNOWN


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(words, broken=True)})\b")


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(rf"[,;+&]|\b(?:{any_of(JOINS)})\b", re.IGNORECASE)


@cache
def _companions() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:\d*(?:{any_of(BESIDE_A_NAME)})|\d+|\|) ?)*")
