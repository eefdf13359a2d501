"""Strategies for text, times of day and quantities. The other strategies use them."""

from datetime import date, time
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from alpims_mg.model.quantities import Compound, Elemental, Portion

__all__ = [
    "compounds",
    "elementals",
    "portions",
    "strengths",
    "texts",
    "times_of_day",
]

FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2100, 12, 31)
MOST_NANOGRAMS: Final = 10**12 - 1
STRENGTH_STEP: Final = 1000
"""The smallest difference between two strengths, in nanograms."""

_LETTERS: Final = st.characters(categories=["L", "N", "P", "S"])
_PLACES: Final = ("first_mg", "target_mg")
_TEMPLATES: Final = ("{first_mg} mg a day", "too little[: {first_mg} mg]", "{target_mg} mg[, from {first_mg} mg] a day")


def texts(*, most: int = 40) -> SearchStrategy[str]:
    """A strategy for printable text that is not blank: one word or several."""
    words = st.text(_LETTERS, min_size=1, max_size=most // 3)
    return st.lists(words, min_size=1, max_size=3).map(" ".join)


def templates() -> SearchStrategy[str]:
    """A strategy for text with or without placeholders, such as ``{first_mg}``.

    Some texts have a part in square brackets. It is for a placeholder that may have no value.
    """
    return texts() | st.sampled_from(_TEMPLATES)


def template_values() -> SearchStrategy[dict[str, str]]:
    """A strategy for mappings from the placeholder names of a template to their texts. A mapping may be empty."""
    return st.dictionaries(st.sampled_from(_PLACES), texts(), max_size=2)


def times_of_day() -> SearchStrategy[time]:
    """A strategy for any time of day in whole minutes."""
    return st.builds(time, st.integers(0, 23), st.integers(0, 59))


def elementals(*, most_nanograms: int = MOST_NANOGRAMS) -> SearchStrategy[Elemental]:
    """A strategy for any mass of elemental magnesium, including zero."""
    return st.builds(Elemental, nanograms=st.integers(0, most_nanograms))


def compounds(*, least_nanograms: int = 0) -> SearchStrategy[Compound]:
    """A strategy for any mass of a magnesium salt, by default including zero."""
    return st.builds(Compound, nanograms=st.integers(least_nanograms, MOST_NANOGRAMS))


def strengths() -> SearchStrategy[Elemental]:
    """A strategy for any strength that a label can print: a whole number of 0.001 mg, often a whole number of mg."""
    whole_mg = st.integers(1, 600).map(Elemental.mg)
    any_step = st.integers(1, 10**9 - 1).map(lambda steps: Elemental(nanograms=steps * STRENGTH_STEP))
    return st.one_of(whole_mg, any_step)


def portions() -> SearchStrategy[Portion]:
    """A strategy for any portion from a quarter of a capsule to a thousand capsules."""
    return st.builds(Portion, quarters=st.integers(1, 4000))


def short_tuples(items: SearchStrategy[Any]) -> SearchStrategy[tuple[Any, ...]]:
    """A strategy for tuples of at most two items, drawn from the given strategy."""
    return st.lists(items, max_size=2).map(tuple)


STRATEGIES: Final[dict[type[Any], SearchStrategy[Any]]] = {
    Elemental: elementals(),
    Compound: compounds(),
    Portion: portions(),
}
