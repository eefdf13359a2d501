"""Functions that read a kidney result: its unit, its band, and whether it is still current."""

import unicodedata
from datetime import date

from alpims_mg._internal.caching import remembered
from alpims_mg.model.situations import Egfr
from alpims_mg.model.vocabulary import EgfrUnit, KidneyFunction
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.kidney import KidneyNumber, Recency


def egfr_band(egfr: Egfr, rulebook: Rulebook) -> KidneyFunction:
    """The kidney function whose band in the rulebook contains this eGFR. The eGFR is not rounded."""
    numbers = rulebook.kidney_numbers
    if egfr.value < numbers[KidneyNumber.SEVERE_BELOW_EGFR].then:
        return KidneyFunction.SEVERE
    if egfr.value < numbers[KidneyNumber.MODERATE_BELOW_EGFR].then:
        return KidneyFunction.MODERATE
    return KidneyFunction.NORMAL


def recency(taken: date | None, today: date | None, rulebook: Rulebook) -> Recency:
    """Whether a kidney result taken on ``taken`` is current or stale today, by the months that the rulebook sets.

    ``UNDATED`` if either date is None.
    """
    if taken is None or today is None:
        return Recency.UNDATED
    months = (today.year - taken.year) * 12 + today.month - taken.month
    valid_months = rulebook.kidney_numbers[KidneyNumber.RESULT_LASTS_MONTHS].then
    return Recency.STALE if (months, today.day) > (valid_months, taken.day) else Recency.CURRENT


@remembered
def egfr_unit(text: str) -> EgfrUnit | None:
    """The unit of an eGFR that a text names, in any case and spacing; None if the text names no unit.

    >>> egfr_unit("mL/min/{1.73_m2}"), egfr_unit("mg/dL")
    (<EgfrUnit.ML_MIN_SCALED: 'ml/min/1.73m2'>, None)
    """
    units = {_without_spaces(word): unit for unit, rule in CURRENT.egfr_units for word in (str(unit), *rule.then)}
    return units.get(_without_spaces(text))


def _without_spaces(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
