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
"""Codes of rows: an array with one code for each row, or one code that holds for all rows."""

LOCK: Final = RLock()


def take(elements: Array, indexes: Array) -> Array:
    """An array of the elements at these indexes. The caller ensures that every index is in range.

    ``mode="clip"`` skips numpy's own check of the range, so that other threads can run meanwhile.
    """
    return elements.take(indexes, mode="clip")


def present(indexes: Array, size: int) -> Array:
    """An array of the distinct indexes, in ascending order. Every index must be at least 0 and less than ``size``."""
    mask = np.zeros(size, np.bool_)
    mask[indexes] = True
    return np.flatnonzero(mask)


class Batch:
    """Some rows of a frame. ``columns`` maps names of input columns to cells. Codes are kept once computed."""

    def __init__(self, columns: Mapping[str, pl.Series], rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._codes: dict[int, Codes] = {}

    @classmethod
    def from_codes(cls, codes: Mapping["DictionaryColumn[Any]", Codes], rows: int) -> "Batch":
        """A batch of ``rows`` rows. It has no cells, only these codes for some columns."""
        batch = cls({}, rows)
        batch._codes.update((id(column), column_codes) for column, column_codes in codes.items())
        return batch

    def codes(self, column: "DictionaryColumn[Any]") -> Codes:
        """For each row of this batch, the code of its value in ``column``. Computed at the first call, then kept."""
        if id(column) not in self._codes:
            self._codes[id(column)] = column.encode(self)
        return self._codes[id(column)]


class DictionaryColumn(Generic[V]):
    """A column that gives each row the code of its value. The code is the index of that value in ``values``."""

    def __init__(self, *values: V) -> None:
        self.values = list(values)
        self._codes = {value: code for code, value in enumerate(values)}

    def code_of(self, value: V) -> int:
        """The code of a value. A value that is not yet in the dictionary is added to it."""
        with LOCK:
            if value not in self._codes:
                self.values.append(value)
                self._codes[value] = len(self._codes)
            return self._codes[value]

    def encode(self, batch: Batch) -> Codes:
        """For each row of the batch, the code of its value: an array, or one number for all rows.

        In this base class, every row has the first value of the dictionary.
        """
        del batch
        return 0


def map_distinct(keys: Array, code: Callable[[Any], int]) -> NDArray[np.int32]:
    """An array with the result of ``code`` for each key. ``code`` is called only once for each distinct key."""
    distinct, indexes = np.unique(keys, return_inverse=True)
    return np.array([code(key) for key in distinct.tolist()], np.int32).take(indexes)
