"""Reads each different cell of a column of a register once, and counts the rows that each concerns."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from itertools import chain
from typing import Any, Final, NamedTuple, cast, final

import attrs

from alpims_mg.adapters.frames.cells import folded, states_nothing
from alpims_mg.adapters.frames.column_plans import ColumnPlan
from alpims_mg.adapters.frames.not_understood import shown, words_not_understood
from alpims_mg.adapters.frames.readings import ABSENT, INVALID, SEPARATOR, read_flag, read_words
from alpims_mg.adapters.frames.schema import Column, Encoding
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.products import MOST_INGREDIENTS
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.registers import NONE_WORD

_MOST_VALUES: Final = 10_000
"""After this number of different values of one column that are not understood, the rarer ones are not read."""

_WORDS_KEPT: Final = 2**12
"""The largest number of words of one column whose readings are kept."""


@final
class CellReading(NamedTuple):
    """What one cell states: nothing, or something of which the words in ``not_understood`` cannot be read.

    ``fault`` is not None if the cell stops the assessment of the whole frame.
    """

    states_nothing: bool = False
    not_understood: tuple[str, ...] = ()
    fault: Fault | None = None


NOTHING: Final = CellReading(states_nothing=True)


def read_cell(cell: object, *, column: Column, plan: ColumnPlan, rulebook: Rulebook) -> CellReading:
    """Read a cell of a column. A number in a column of words stops the assessment, unless a code map has it."""
    return _read_meaning(plan.decode(column.name, cell), column, rulebook)


def _read_meaning(meaning: object, column: Column, rulebook: Rulebook) -> CellReading:
    if meaning is None or (isinstance(meaning, str) and states_nothing(meaning)):
        return NOTHING
    if Encoding.TEXT in column.encodings and read_words(meaning) is ABSENT:
        return NOTHING
    try:
        return CellReading(not_understood=words_not_understood(column.name, meaning, rulebook))
    except InvalidInputError as error:
        return CellReading(not_understood=(shown(meaning),), fault=error.faults[0])


@final
class ListCellReader:
    """Reads the cells of a column of lists, as ``read_cell`` does. It reads each different word once."""

    def __init__(self, column: Column, plan: ColumnPlan, rulebook: Rulebook) -> None:
        self._decode = partial(plan.decode, column.name)
        self._read = partial(_read_meaning, column=column, rulebook=rulebook)
        self._read_word = lru_cache(maxsize=_WORDS_KEPT)(self._reading_of_word)

    def __call__(self, cell: object) -> CellReading:
        """What a cell states."""
        meaning: Any = self._decode(cell)
        words: Any = meaning.split(SEPARATOR) if isinstance(meaning, str) else meaning
        if not isinstance(words, list) or len(cast("list[object]", words)) > MOST_INGREDIENTS:
            return self._read(meaning)
        readings = set(map(self._read_word, cast("list[object]", words)))
        if len(readings) == 1:
            (reading,) = readings
            return reading or self._read(meaning)
        if None in readings or not readings:
            return self._read(meaning)
        return CellReading(not_understood=tuple(chain.from_iterable(one.not_understood for one in readings if one)))

    def _reading_of_word(self, word: object) -> CellReading | None:
        """What a word states; None if that depends on the words beside it."""
        return None if isinstance(word, str) and folded(word) == NONE_WORD else self._read([word])


def read_flag_cell(cell: object) -> CellReading:
    """Read a cell of a column that says whether one word of a list holds."""
    flag = read_flag(cell)
    return NOTHING if flag is ABSENT else CellReading(not_understood=(shown(cell),) if flag is INVALID else ())


@final
@attrs.frozen(kw_only=True)
class ColumnReading:
    """What the cells of one column state.

    ``unstated`` counts the rows that state nothing, and ``nothing`` holds the cells in which they do so, as texts.
    ``rows`` maps each value that is not understood to its number of rows, and ``faults`` maps those of them that stop
    the assessment to their faults. ``not_read`` counts the rows with rare cells that were not read.
    """

    unstated: int
    nothing: frozenset[str]
    rows: Mapping[str, int]
    faults: Mapping[str, Fault]
    not_read: int


def read_column(
    counts: Iterable[tuple[object, int]], all_rows: int, read: Callable[[object], CellReading]
) -> ColumnReading:
    """Read each different cell of a column. ``counts`` has pairs of a cell and its number of rows."""
    unstated = not_read = rows_seen = 0
    nothing: set[str] = set()
    rows: dict[str, int] = {}
    faults: dict[str, Fault] = {}
    for cell, count in counts:
        rows_seen += count
        if len(rows) >= _MOST_VALUES:
            not_read += count
            continue
        reading = read(cell)
        if reading.states_nothing:
            unstated += count
            if cell is not None:
                nothing.add(str(cell))
        for value in dict.fromkeys(reading.not_understood):
            rows[value] = rows.get(value, 0) + count
            if reading.fault:
                faults[value] = reading.fault
    return ColumnReading(
        unstated=unstated,
        nothing=frozenset(nothing),
        rows=rows,
        faults=faults,
        not_read=not_read + all_rows - rows_seen,
    )
