"""Kidney results: units, bands and age of a result."""

import unicodedata
from datetime import date
from functools import lru_cache

from alpims_mg.model.situations import Egfr
from alpims_mg.model.vocabulary import EgfrUnit, KidneyFunction
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.kidney import KidneyNumber, Recency


def egfr_band(egfr: Egfr, rulebook: Rulebook) -> KidneyFunction:
    """The kidney function that an eGFR stands for, by the rulebook's cut-points. Nothing is rounded."""
    numbers = rulebook.kidney_numbers
    if egfr.value < numbers[KidneyNumber.SEVERE_BELOW_EGFR].then:
        return KidneyFunction.SEVERE
    if egfr.value < numbers[KidneyNumber.MODERATE_BELOW_EGFR].then:
        return KidneyFunction.MODERATE
    return KidneyFunction.NORMAL


def recency(taken: date | None, today: date | None, rulebook: Rulebook) -> Recency:
    """How old a kidney result of one day is on another, by the rulebook's number of months."""
    if taken is None or today is None:
        return Recency.UNDATED
    months = (today.year - taken.year) * 12 + today.month - taken.month
    lasts = rulebook.kidney_numbers[KidneyNumber.RESULT_LASTS_MONTHS].then
    return Recency.STALE if (months, today.day) > (lasts, taken.day) else Recency.CURRENT


@lru_cache(maxsize=64)
def egfr_unit(text: str) -> EgfrUnit | None:
    """The unit of an eGFR that a text names, whatever its case and its spaces; None where it names none.

    >>> egfr_unit("mL/min/{1.73_m2}"), egfr_unit("mg/dL")
    (<EgfrUnit.ML_MIN_SCALED: 'ml/min/1.73m2'>, None)
    """
    spelled = {_closed(spelling): unit for unit, rule in CURRENT.egfr_units for spelling in (str(unit), *rule.then)}
    return spelled.get(_closed(text))


def _closed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
