"""Dictionary encoding: each distinct value of a column has a small integer code, its index in the dictionary.

Rows are processed in batches, and several threads may process batches at the same time. A thread adds new values under
one lock and publishes each update whole, so no other thread sees half of an update.
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
"""The codes of the values in some rows: an array with one code for each row, or one number that holds for all rows."""

LOCK: Final = RLock()


def take(elements: Array, indexes: Array) -> Array:
    """An array with the element at each of these indexes. Every index must be in range: this is not checked."""
    return elements.take(indexes, mode="clip")  # without numpy's own check, so that other threads can run meanwhile


def present(indexes: Array, size: int) -> Array:
    """An array with each different element of ``indexes`` once, ascending. All must be from 0 to ``size`` - 1."""
    mask = np.zeros(size, np.bool_)
    mask[indexes] = True
    return np.flatnonzero(mask)


class Batch:
    """Some consecutive rows of a frame. ``columns`` maps names of columns to cells. ``rows`` counts the rows."""

    def __init__(self, columns: Mapping[str, pl.Series], rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._codes: dict[int, Codes] = {}

    @classmethod
    def from_codes(cls, codes: Mapping["DictionaryColumn[Any]", Codes], rows: int) -> "Batch":
        """A batch of ``rows`` rows that has no cells. ``codes`` has the codes of the rows for some columns."""
        batch = cls({}, rows)
        batch._codes.update((id(column), column_codes) for column, column_codes in codes.items())
        return batch

    def codes(self, column: "DictionaryColumn[Any]") -> Codes:
        """An array with the code of each row in ``column``; one number if it holds for all rows."""
        if id(column) not in self._codes:
            self._codes[id(column)] = column.encode(self)
        return self._codes[id(column)]


class DictionaryColumn(Generic[V]):
    """A column that gives each row a code instead of its value. The code is the index of the value in ``values``."""

    def __init__(self, *values: V) -> None:
        self.values = list(values)
        self._codes = {value: code for code, value in enumerate(values)}

    def code_of(self, value: V) -> int:
        """The code of a value: its index in ``values``. A new value is first appended to ``values``."""
        with LOCK:
            if value not in self._codes:
                self.values.append(value)
                self._codes[value] = len(self._codes)
            return self._codes[value]

    def encode(self, batch: Batch) -> Codes:
        """An array with one code (index in ``values``) for each row of the batch; one number if all codes are equal.

        In this base class, every row has the first of ``values``, so the result is 0.
        """
        del batch
        return 0


def map_distinct(keys: Array, code: Callable[[Any], int]) -> NDArray[np.int32]:
    """An array with the result of ``code`` for each element of ``keys``. Equal elements cause only one call."""
    distinct, indexes = np.unique(keys, return_inverse=True)
    return np.array([code(key) for key in distinct.tolist()], np.int32).take(indexes)
