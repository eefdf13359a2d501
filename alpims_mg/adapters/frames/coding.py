"""Codes: the code of a value is its place among the values that were met so far.

Rows go through in batches, and several batches may go through at once: what is learned is learned under one lock and
published whole, so that no reader sees half of it.
"""

from collections.abc import Callable, Hashable, Mapping
from threading import RLock
from typing import Any, Final, Generic, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

V = TypeVar("V", bound=Hashable)
Array = NDArray[Any]
Codes = Array | int
"""One code for each row, or one for all of them."""

LEARNING: Final = RLock()


def gathered(cells: Array, codes: Array) -> Array:
    """The cell at each code, none of which lies beyond them; said so to numpy, which then lets other threads run."""
    return cells.take(codes, mode="clip")


def occurring(places: Array, size: int) -> Array:
    """Which places of a table of this size there are among some, in order."""
    are = np.zeros(size, np.bool_)
    are[places] = True
    return np.flatnonzero(are)


class Batch:
    """Some rows of a frame, and the codes that were worked out for them."""

    def __init__(self, columns: Mapping[str, pl.Series], rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._codes: dict[int, Codes] = {}

    @classmethod
    def told(cls, codes: Mapping["Coded[Any]", Codes], rows: int) -> "Batch":
        """Rows of which some codes are told."""
        batch = cls({}, rows)
        batch._codes.update((id(node), one) for node, one in codes.items())
        return batch

    def codes(self, node: "Coded[Any]") -> Codes:
        """The codes of these rows, worked out once."""
        if id(node) not in self._codes:
            self._codes[id(node)] = node.of(self)
        return self._codes[id(node)]


class Coded(Generic[V]):
    """Values in the order in which they were first met: the code of one is its place."""

    def __init__(self, *values: V) -> None:
        self.values = list(values)
        self._places = {value: place for place, value in enumerate(values)}

    def code(self, value: V) -> int:
        """The code of a value, which is a new one where it is first met."""
        with LEARNING:
            if value not in self._places:
                self.values.append(value)
                self._places[value] = len(self._places)
            return self._places[value]

    def of(self, batch: Batch) -> Codes:
        """The codes of some rows: here of one value that stands for all."""
        del batch
        return 0


def each(keys: Array, code: Callable[[Any], int]) -> NDArray[np.int32]:
    """The code of each of these keys, asked once for each that is another."""
    distinct, places = np.unique(keys, return_inverse=True)
    return np.array([code(key) for key in distinct.tolist()], np.int32).take(places)
