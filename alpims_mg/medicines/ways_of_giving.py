"""Tells from a medicine's name that it is not swallowed, where its route is not stated."""

import re
from functools import cache

from alpims_mg._internal.caching import remembered
from alpims_mg._internal.words import any_of, plain
from alpims_mg.medicines.companions import joins, other_words, without_number_signs
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import MedicineRoute
from alpims_mg.rulebook.medicines.wording import NOT_SWALLOWED, SWALLOWED

_DIGITS = re.compile(r"\d+")
_SIGNS = ",;+&"
"""Signs that separate two medicines. A slash joins the parts of one product."""


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
    name = without_number_signs(name)
    text = plain(name)
    rest, found = _pattern(NOT_SWALLOWED).subn("", text)
    if not found or _pattern(SWALLOWED).search(rest):
        return MedicineRoute.UNKNOWN
    parts = map(plain, joins(_SIGNS).split(name))
    named = (part for part in parts if other_words(_DIGITS.sub(" ", part)))
    not_swallowed = all(_pattern(NOT_SWALLOWED).search(part) for part in named)
    return MedicineRoute.OTHER if not_swallowed else MedicineRoute.UNKNOWN


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(words, broken=True)})\b")
