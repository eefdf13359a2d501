"""Computes the columns that ``assess_frame`` adds, from the flags and the rule findings of each row.

Each of these columns gives every row a small number (a code) that stands for its cell, as ``encoding`` describes.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final, final

import attrs
import numpy as np
import polars as pl

from alpims_mg.adapters.frames.column_plans import ColumnPlan
from alpims_mg.adapters.frames.effects import DoseResult
from alpims_mg.adapters.frames.encoding import Array, Batch, Codes, DictionaryColumn, map_distinct
from alpims_mg.adapters.frames.fact_columns import FactColumns
from alpims_mg.adapters.frames.fact_effects import FactEvaluator
from alpims_mg.adapters.frames.fact_findings import RegisterQuery, RowFlagsColumn
from alpims_mg.adapters.frames.lookups import CombinationCache, Combined, IntegerLookup, Mapped
from alpims_mg.adapters.frames.medicine_hours import hours_column
from alpims_mg.adapters.frames.readings import SEPARATOR, NoValue
from alpims_mg.adapters.frames.row_flags import (
    ANSWERS,
    FLAG_COMBINATIONS,
    MISSING_BITS,
    Outcome,
    outcome_of,
    verdict_of,
)
from alpims_mg.adapters.frames.schema import DECISIONS, PATHS, Added
from alpims_mg.adapters.frames.unread_cells import UnreadCells
from alpims_mg.errors import InvalidInputError
from alpims_mg.model.quantities import Elemental


@final
class OutcomeFlags(DictionaryColumn[int]):
    """A column with one whole number for each row. The bits of the number are the ``RowFlag`` members true of the row.

    The bits that say which facts are missing (``MISSING_BITS``) are left out.
    """

    def __init__(self, flags: RowFlagsColumn) -> None:
        super().__init__(*range(FLAG_COMBINATIONS))
        self._flags = flags

    def encode(self, batch: Batch) -> Codes:
        """An array with the flag number of each row of the batch; one number if all rows have the same flags.

        The flag number also serves as the dictionary code of the row.
        """
        flags = batch.codes(self._flags) & (FLAG_COMBINATIONS - 1)
        return flags.astype(np.int32) if isinstance(flags, np.ndarray) else flags


@final
class MissingPaths(DictionaryColumn[str]):
    """A column of text: the paths of the missing facts of a row, separated by semicolons.

    The text is empty unless the outcome of the row is ``MISSING_FACTS`` or ``NO_PROPOSAL``.
    """

    def __init__(self, flags: RowFlagsColumn, outcome: DictionaryColumn[Outcome]) -> None:
        super().__init__("")
        self._flags = flags
        self._named_bits = IntegerLookup(outcome, lambda outcome: _NAMED_BITS.get(outcome, 0))

    def encode(self, batch: Batch) -> Codes:
        """An array with one code for each row of the batch: the index of the text of the row in ``values``."""
        bits = np.asarray(batch.codes(self._flags) & self._named_bits.look_up(batch))
        codes = np.zeros(batch.rows, np.int32)
        missing = np.broadcast_to(bits != 0, codes.shape)
        if missing.any():
            missing_bits = np.broadcast_to(bits, codes.shape)[missing]
            codes[missing] = map_distinct(missing_bits, lambda row_bits: self.code_of(_paths(row_bits)))
        return codes


_PROPOSAL: Final = ("intent", "product", "form", "elemental_mg", "divides_into")
_NAMED_BITS: Final = {
    Outcome.MISSING_FACTS: sum(bit for name, bit in MISSING_BITS.items() if name not in _PROPOSAL),
    Outcome.NO_PROPOSAL: sum(MISSING_BITS.values()),
}


def _paths(bits: int) -> str:
    return SEPARATOR.join(PATHS[name] for name, bit in MISSING_BITS.items() if bits & bit)


@final
class TextsOrNumbers:
    """A column of texts or numbers that ``assess_frame`` adds. It is made from ``column``, which holds a value per row.

    ``cell`` converts a value of ``column`` to a cell of the frame. Without ``cell``, the value itself is the cell.
    """

    def __init__(self, column: DictionaryColumn[Any], dtype: Any, cell: Callable[[Any], Any] | None = None) -> None:
        self.dtype = dtype
        self._column = column
        self._cell = cell
        self._cells = pl.Series([], dtype=dtype)

    def series(self, batch: Batch) -> pl.Series:
        """A polars series with one cell for each row of the batch."""
        return self.cells(self.codes(batch))

    def codes(self, batch: Batch) -> Array:
        """An array with one number for each row of the batch. ``cells`` turns the number into the cell of the row."""
        return np.broadcast_to(np.asarray(batch.codes(self._column), np.uint32), batch.rows)

    def cells(self, codes: Array) -> pl.Series:
        """A polars series with one cell for each element of ``codes``, an array that the method ``codes`` returned."""
        cells = self._cells
        if new := self._column.values[len(cells) :]:
            new_cells = pl.Series([self._cell(value) for value in new] if self._cell else new, dtype=self.dtype)
            self._cells = cells = pl.concat([cells, new_cells], rechunk=True)
        return cells[pl.Series(codes)]


@final
class BindingRules:
    """A column of text to add: the sorted ids of the rules that cause the answer of a row, separated by semicolons.

    The text is empty if no rule does.
    """

    dtype = pl.String()

    def __init__(self, query: RegisterQuery, outcome: DictionaryColumn[Outcome]) -> None:
        names = sorted({family for findings in query.findings for family in findings.bits.families})
        families = [_ids_of(family, query, outcome) for family in names]
        self._families = [TextsOrNumbers(family, self.dtype) for family in families]
        self._distinct = Combined(_joined, *families)
        self._texts = TextsOrNumbers(self._distinct, self.dtype)

    def series(self, batch: Batch) -> pl.Series:
        """A polars series with one text for each row of the batch: the ids, separated by semicolons."""
        if len(self._distinct.values) < _MAX_DISTINCT_TEXTS:
            return self._texts.series(batch)
        columns = {str(number): family.series(batch) for number, family in enumerate(self._families)}
        text = pl.concat_str(pl.all(), separator=SEPARATOR, ignore_nulls=True)
        return pl.DataFrame(columns).select(text).to_series()

    def codes(self, batch: Batch) -> Array:
        """An array with one number for each row of the batch. ``cells`` turns the number into the cell of the row."""
        return self._texts.codes(batch)

    def cells(self, codes: Array) -> pl.Series:
        """A polars series with one cell for each element of ``codes``, an array that the method ``codes`` returned."""
        return self._texts.cells(codes)


_MAX_DISTINCT_TEXTS: Final = 2**15


def _joined(*texts: str | None) -> str:
    return SEPARATOR.join(text for text in texts if text is not None)


def _ids_of(family: str, query: RegisterQuery, outcome: DictionaryColumn[Outcome]) -> DictionaryColumn[str | None]:
    """A column that holds, for each row, a text of rule ids separated by semicolons; None if there are none.

    They are the rules that cause the answer of the row and whose ids begin with the word ``family``.
    """
    findings = [findings for findings in query.findings if family in findings.bits.families]

    def ids(outcome: Outcome, *numbers: int) -> str | None:
        pairs = zip(findings, numbers, strict=True)
        rules = {rule for found, number in pairs for rule in found.bits.binding_rules(number, outcome, family)}
        return SEPARATOR.join(sorted(rules)) or None

    return Combined(ids, outcome, *(found.column for found in findings))


OutputColumn = TextsOrNumbers | BindingRules


def output_columns(query: RegisterQuery) -> Mapping[Added, OutputColumn]:
    """A mapping from each added column that depends on the facts alone to the object that computes its cells."""
    flags = OutcomeFlags(query.flags)
    outcome = Mapped(outcome_of, flags)
    dose = Combined(_planned_dose, outcome, query.facts.dose)
    return {
        Added.DECISION: TextsOrNumbers(
            Mapped(lambda flags: str(ANSWERS[outcome_of(flags)]), flags), pl.Enum(DECISIONS)
        ),
        Added.VERDICT: TextsOrNumbers(Mapped(verdict_of, flags), pl.String()),
        Added.BINDING: BindingRules(query, outcome),
        Added.MISSING: TextsOrNumbers(MissingPaths(query.flags, outcome), pl.String()),
        Added.FIRST: TextsOrNumbers(dose, pl.Float64(), lambda dose: dose and _daily_mg(dose.first_daily)),
        Added.LAST: TextsOrNumbers(dose, pl.Float64(), lambda dose: dose and _daily_mg(dose.last_daily)),
        Added.RUNGS: TextsOrNumbers(dose, pl.Int16(), lambda dose: dose and dose.rungs),
        Added.HOURS: TextsOrNumbers(hours_column(query, flags), pl.String()),
    }


def _planned_dose(outcome: Outcome, dose: DoseResult | NoValue) -> DoseResult | None:
    """``dose`` (the amounts of a plan) if the answer offers or asks for a clinician; None for any other answer."""
    return dose if outcome in (Outcome.OFFERED, Outcome.CONSULTED) and isinstance(dose, DoseResult) else None


def _daily_mg(amount: Elemental | None) -> float | None:
    return amount and amount.nanograms / 10**6


@final
@attrs.frozen
class _Dictionaries:
    """All that a ``FrameAssessor`` remembers of the rows so far. It grows with each new value that occurs in a row.

    ``facts`` are the columns that are read. ``outputs`` maps names of added columns to the objects that compute them.
    ``cache`` keeps the answers for combinations of cells that occurred before. ``unread`` computes the added column
    that depends on more than these combinations, if it is to be added.
    """

    facts: FactColumns
    outputs: Mapping[str, OutputColumn]
    cache: CombinationCache
    unread: UnreadCells | None


@final
class FrameAssessor:
    """Computes the columns that hold the answers, by one rulebook.

    All frames given to it must have the same column names and types.

    polars can call this object as the function of ``map_batches``.
    """

    def __init__(self, plan: ColumnPlan, schema: Mapping[str, Any], evaluator: FactEvaluator) -> None:
        self._new_dictionaries = partial(_empty_dictionaries, plan, schema, evaluator)
        self._dictionaries = self._new_dictionaries()
        facts, unread = self._dictionaries.facts, self._dictionaries.unread
        expressions = {**facts.expressions, **(unread.expressions if unread else {})}
        self._names = list(expressions)
        self.inputs = [expression.alias(name) for name, expression in expressions.items()] or [pl.first().is_null()]
        """A list of polars expressions. Each selects the cells of one column that the assessment reads."""
        outputs: dict[str, Any] = {**self._dictionaries.outputs}
        outputs |= {plan.output_names[Added.NOT_UNDERSTOOD]: unread} if unread else {}
        self._unread_name = plan.output_names.get(Added.NOT_UNDERSTOOD)
        self.dtype = pl.Struct({name: outputs[name].dtype for name in plan.output_names.values()})

    def __call__(self, columns: Sequence[pl.Series]) -> pl.Series:
        """A polars series with one struct for each row. Each added column is a field of the struct.

        polars calls this method on its own threads.

        Raises: ``InvalidInputError`` for codes in a column of words.
        """
        try:
            return self._assess(columns).to_struct()
        except InvalidInputError as error:
            raise _for_polars(error) from None

    def assess(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A frame that has only the added columns, for all rows of ``frame``. It uses as many threads as polars has.

        Never call this method on a thread of polars. It waits for those threads, so it might never end.
        """
        columns, rows, threads = frame.select(self.inputs).get_columns(), frame.height, pl.thread_pool_size()
        size = max(_MIN_ROWS_PER_PART, -(-rows // threads))
        parts = [[column[first : first + size] for column in columns] for first in range(0, max(rows, 1), size)]
        if len(parts) == 1:
            return self._assess(parts[0])
        with ThreadPoolExecutor(threads) as pool:
            return pl.concat(pool.map(self._assess, parts), rechunk=False)

    def _assess(self, columns: Sequence[pl.Series]) -> pl.DataFrame:
        """A frame that has only the added columns, for all rows in ``columns``.

        ``columns`` has the cells that each expression in ``inputs`` selects, in the same order.
        """
        if any(column.entry_count > _MAX_ENTRIES for column in self._dictionaries.facts.inputs):
            self._dictionaries = self._new_dictionaries()
        dictionaries = self._dictionaries
        frames = [pl.DataFrame(schema=self.dtype.to_schema())]
        for first in range(0, len(columns[0]), _ROWS_PER_BATCH):
            slices = [column.slice(first, _ROWS_PER_BATCH) for column in columns]
            batch = Batch(dict(zip(self._names, slices, strict=False)), len(slices[0]))
            added = dict(zip(dictionaries.outputs, dictionaries.cache.look_up(batch), strict=True))
            if dictionaries.unread and self._unread_name:
                added[self._unread_name] = dictionaries.unread.series(batch)
            frames.append(pl.DataFrame({field.name: added[field.name] for field in self.dtype.fields}))
        return pl.concat(frames, rechunk=False)


def _for_polars(error: InvalidInputError) -> InvalidInputError:
    """The same error, of a type of its own: polars makes a new error of that type from a text, and loses the faults."""

    class SameError(InvalidInputError):
        def __init__(self, *_texts: str) -> None:
            super().__init__(*error.faults)

    SameError.__name__ = SameError.__qualname__ = InvalidInputError.__name__
    return SameError()


def _empty_dictionaries(plan: ColumnPlan, schema: Mapping[str, Any], evaluator: FactEvaluator) -> _Dictionaries:
    facts = FactColumns(plan, schema, evaluator)
    columns = output_columns(RegisterQuery(facts, evaluator))
    outputs = {name: columns[added] for added, name in plan.output_names.items() if added in columns}
    cache = CombinationCache(facts.inputs, tuple(outputs.values()))
    is_added = Added.NOT_UNDERSTOOD in plan.output_names
    unread = UnreadCells(plan, schema, facts, evaluator.rulebook) if is_added else None
    return _Dictionaries(facts, outputs, cache, unread)


_MAX_ENTRIES: Final = 2**18
"""The limit of distinct cells to remember for one column. If a column has more, all remembered cells are dropped."""
_MIN_ROWS_PER_PART: Final = 2**18
_ROWS_PER_BATCH: Final = 2**18
