"""``DoseNumbers``, the numbers with which a rulebook limits doses, as plain integers."""

from functools import lru_cache
from typing import NamedTuple, final

from alpims_mg.rulebook.current import Rulebook


@final
class DoseNumbers(NamedTuple):
    """The rulebook's numbers for doses as plain integers: nanograms, days and capsules."""

    start_least: int
    start_most: int
    rise_usual: int
    rise_most: int
    last_least: int
    last_most: int
    once_most: int
    intake_most: int
    suggested_strength: int
    hold_usual: int
    hold_set_least: int
    hold_least: int
    hold_most: int
    capsules_most: int


@lru_cache(maxsize=16)
def dose_numbers(rulebook: Rulebook) -> DoseNumbers:
    """The ``DoseNumbers`` of a rulebook."""
    amounts = {key.name.lower(): rule.then.nanograms for key, rule in rulebook.dose_amounts}
    return DoseNumbers(**amounts, **{key.name.lower(): rule.then for key, rule in rulebook.dose_counts})
