"""Groups amounts by the range or the multiple of a unit in which they lie, for many rows at once."""

from collections.abc import Iterable

import numpy as np

from alpims_mg.adapters.frames.encoding import Array
from alpims_mg.model.quantities import Elemental


def cut_points(amounts: Iterable[object]) -> Array:
    """An array with the nanograms of each different ``Elemental`` in ``amounts``, ascending. It omits other values."""
    return np.unique([amount.nanograms for amount in amounts if isinstance(amount, Elemental)])


def place_among(cuts: Array, nanograms: Array) -> Array:
    """An array with one whole number for each amount. Amounts between the same two of ``cuts`` get the same number.

    The number is ``2 * i + 1`` at ``cuts[i]``, ``2 * i`` between ``cuts[i - 1]`` and that, -1 for a negative amount.
    """
    places = np.searchsorted(cuts, nanograms, "left") + np.searchsorted(cuts, nanograms, "right")
    return np.where(nanograms < 0, -1, places)


def whole_units(nanograms: Array, unit: Array) -> Array:
    """An array with each amount, rounded down to a multiple of ``unit`` in the same row; -1 for a negative amount."""
    return np.where(nanograms < 0, -1, nanograms // unit * unit)


def whole_units_or_place(cuts: Array, nanograms: Array, unit: Array, lowers: Array) -> Array:
    """An array with each amount, unchanged if it is a multiple of ``unit`` and at most the last of ``cuts``.

    Any other amount becomes a negative number, the same for all amounts between the same two of ``cuts``. Where
    ``lowers`` is 1, an amount between units that is at most the last of ``cuts`` becomes the next lower multiple and 1.
    """
    small = nanograms <= cuts[-1]
    own = (nanograms % unit == 0) & small
    rounded = np.where(
        lowers & small & (nanograms >= 0), nanograms // unit * unit + 1, -2 - place_among(cuts, nanograms)
    )
    return np.where(own, nanograms, rounded)
