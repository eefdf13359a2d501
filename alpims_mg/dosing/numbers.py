"""``DoseNumbers``, which holds a rulebook's limits for doses as plain integers."""

from functools import lru_cache
from typing import NamedTuple, final

from alpims_mg.rulebook.current import Rulebook


@final
class DoseNumbers(NamedTuple):
    """A rulebook's limits for doses, as plain integers.

    Fields from ``start_least`` to ``suggested_strength`` are nanograms of elemental magnesium. Those with ``hold`` are
    days on a rung. ``capsules_most`` is the most capsules a day.
    """

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
    """Collect a rulebook's limits for doses from its tables of amounts and counts into one ``DoseNumbers``."""
    amounts = {key.name.lower(): rule.then.nanograms for key, rule in rulebook.dose_amounts}
    return DoseNumbers(**amounts, **{key.name.lower(): rule.then for key, rule in rulebook.dose_counts})
