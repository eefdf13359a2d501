"""Counts the answers of a register while they are written."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, final

import polars as pl

from alpims_mg.adapters.frames.readings import SEPARATOR
from alpims_mg.adapters.frames.schema import Added

_ANSWER, _RULES, _FACTS, _ROWS = "answer", "rules", "facts", "rows"
_COUNTED: Final = MappingProxyType({_ANSWER: Added.DECISION, _RULES: Added.BINDING, _FACTS: Added.MISSING})
"""The columns of the counts, and the added columns whose texts they hold."""


@final
class Tally:
    """How many rows have which answer, rules and missing facts. ``names`` are the names of these columns.

    Several threads may add batches at the same time.
    """

    def __init__(self, names: Mapping[Added, str]) -> None:
        self._columns = [
            pl.col(names[added]).cast(pl.String).fill_null("").alias(column) for column, added in _COUNTED.items()
        ]
        self._counts = [pl.DataFrame(schema={**dict.fromkeys(_COUNTED, pl.String), _ROWS: pl.UInt64})]

    def add(self, batch: Any) -> None:
        """Count the rows of a batch, a polars frame or an Arrow table with answers."""
        counts = pl.DataFrame(batch).lazy().group_by(self._columns).agg(pl.len().cast(pl.UInt64).alias(_ROWS))
        self._counts.append(counts.collect())

    def by_answer(self) -> dict[str, int]:
        """The number of rows with each answer that occurs."""
        return dict(self._sums(_ANSWER).iter_rows())

    def by_rule(self) -> list[tuple[str, str, int]]:
        """Each rule and answer with the number of rows to which the rule gave that answer. The highest is first."""
        return list(self._sums(_RULES, _ANSWER).iter_rows())

    def by_missing_fact(self) -> list[tuple[str, int]]:
        """The path of each fact with the number of rows in which it is missing. The highest is first."""
        return list(self._sums(_FACTS).iter_rows())

    def _sums(self, *keys: str) -> pl.DataFrame:
        """The rows by the first key, whose texts are lists of words, and the other ones. The highest count is first."""
        words = pl.col(keys[0]).str.split(SEPARATOR)
        each = pl.concat(self._counts).select(*keys[1:], _ROWS, words).explode(keys[0]).filter(pl.col(keys[0]) != "")
        sums = each.group_by(keys).agg(pl.col(_ROWS).sum())
        return sums.sort(_ROWS, *keys, descending=[True, *(False for _ in keys)]).select(*keys, _ROWS)
