"""Computes the columns that ``assess_frame`` adds, from the flags and the findings of each row.

Each of these columns is dictionary-encoded, as ``encoding`` describes.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final, final

import attrs
import numpy as np
import polars as pl

from alpims_mg.adapters.frames.encoding import Array, Batch, Codes, DictionaryColumn, map_distinct
from alpims_mg.adapters.frames.fact_columns import FactColumns, KidneyReading
from alpims_mg.adapters.frames.fact_effects import TOPICAL, DoseResult, FactEvaluator
from alpims_mg.adapters.frames.fact_findings import FactFindings, RegisterQuery, RowFlagsColumn, status_of
from alpims_mg.adapters.frames.lookups import CombinationCache, Combined, IntegerLookup, Mapped
from alpims_mg.adapters.frames.readings import ABSENT, SEPARATOR, NoValue
from alpims_mg.adapters.frames.row_flags import (
    ANSWERS,
    FLAG_COMBINATIONS,
    MISSING_BITS,
    Outcome,
    RowFlag,
    outcome_of,
    stated_verdict,
    verdict_of,
)
from alpims_mg.adapters.frames.schema import PATHS, Added, ColumnPlan
from alpims_mg.adapters.frames.states import NO_PROPOSAL, SIZES, UNSTATED, Digit, state_code
from alpims_mg.model.findings import Verdict
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Intent, Tolerance, Word, Zone


@final
class OutcomeFlags(DictionaryColumn[int]):
    """A column of numbers. The bits of a number are the ``RowFlag`` members that a row sets.

    The bits in ``MISSING_BITS`` are left out.
    """

    def __init__(self, flags: RowFlagsColumn) -> None:
        super().__init__(*range(FLAG_COMBINATIONS))
        self._flags = flags

    def encode(self, batch: Batch) -> Codes:
        """The number of each row of the batch: an array, or one number for all rows. A number is its own code."""
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
        """An array: for each row of the batch, the code of its text."""
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
    Outcome.NO_PROPOSAL: sum(MISSING_BITS[name] for name in _PROPOSAL),
}


def _paths(bits: int) -> str:
    return SEPARATOR.join(PATHS[name] for name, bit in MISSING_BITS.items() if bits & bit)


@final
class StateColumn(DictionaryColumn[Any]):
    """A column of state codes. Each digit of a code is looked up separately, then the digits become one number."""

    def __init__(self, query: RegisterQuery, flags: DictionaryColumn[int], outcome: DictionaryColumn[Outcome]) -> None:
        super().__init__()
        facts, findings = query.facts, query.findings
        digit_functions: dict[Digit, tuple[Callable[..., int], *tuple[DictionaryColumn[Any], ...]]] = {
            Digit.INVALID: (_has_invalid_cell, flags),
            Digit.ACKNOWLEDGED: (_is_acknowledged, flags),
            Digit.ROUTE: (_is_topical, query.form_or_topical),
            Digit.INTENT: (partial(_position, Intent), facts.intent),
            Digit.TOLERANCE: (partial(_position, Tolerance), query.tolerance),
            Digit.ZONE: (partial(_position, Zone), facts.zone),
            Digit.AGE: (_severity_or_unstated, findings["age"], Mapped(status_of, facts.age)),
            Digit.KIDNEY: (_severity_or_unstated, findings["kidney"], Mapped(_kidney_status, facts.kidneys)),
            Digit.CONDITIONS: (_severity_or_unstated, findings["conditions"], Mapped(status_of, facts.conditions)),
            Digit.MEDICINES: (_severity_or_unstated, findings["medicines"], Mapped(status_of, facts.medicines)),
            Digit.LABEL: (_strictest, findings["label"]),
            Digit.AMOUNT: (_strictest, findings["dose"], findings["ceilings"], findings["unmeasured_magnesium"]),
            Digit.PRESENT_AMOUNT: (_present_amount_digit, facts.dose, findings["ceilings"]),
        }
        self._digits = {
            digit: IntegerLookup(Combined(function, *inputs), int)
            for digit, (function, *inputs) in digit_functions.items()
        }
        self._no_proposal = IntegerLookup(outcome, lambda outcome: outcome is Outcome.NO_PROPOSAL)

    def encode(self, batch: Batch) -> Codes:
        """An array: the state code of each row of the batch."""
        code: Any = 0
        for digit, size in SIZES.items():
            code = code * size + self._digits[digit].look_up(batch)
        return np.where(self._no_proposal.look_up(batch), state_code(NO_PROPOSAL), code)


def _has_invalid_cell(flags: int) -> int:
    return int(flags & RowFlag.UNREADABLE_CELL > 0)


def _is_acknowledged(flags: int) -> int:
    """1 if some rule asks for a clinician and the row is offered, as all such rules were acknowledged; otherwise 0."""
    return int(outcome_of(flags) is Outcome.OFFERED and stated_verdict(flags) is Verdict.CONSULT)


def _is_topical(form_or_topical: Any) -> int:
    return int(form_or_topical is TOPICAL)


def _present_amount_digit(dose: DoseResult | NoValue, ceilings: FactFindings) -> int:
    if isinstance(dose, DoseResult) and dose.open_proposal:
        return 1 + ceilings.effect.withheld_at_mildest
    return 0


def _position(word_type: type[Word], value: Any) -> int:
    """The position of a word in its list, counted from 0; the length of the list if there is no value."""
    return len(word_type) if isinstance(value, NoValue) else tuple(word_type).index(value)


def _severity_or_unstated(findings: FactFindings, status: NoValue | None) -> int:
    return UNSTATED if status else findings.effect.severity


def _strictest(*findings: FactFindings) -> int:
    return max(fact_findings.effect.severity for fact_findings in findings)


def _kidney_status(kidneys: KidneyReading) -> NoValue | None:
    return ABSENT if kidneys.facts.function is None and kidneys.facts.band is None else None


@final
class OutputColumn:
    """One column that ``assess_frame`` can add. ``cell`` turns a value of ``column`` into a cell of the frame.

    If ``cell`` is None, the codes of ``column`` are themselves the cells.
    """

    def __init__(self, column: DictionaryColumn[Any], dtype: Any, cell: Callable[[Any], Any] | None = None) -> None:
        self.column = column
        self.dtype = dtype
        self.code_dtype: Any = np.uint32 if cell else np.int64
        self._cell = cell
        self._cells = pl.Series([], dtype=dtype)

    def series(self, codes: Array) -> pl.Series:
        """A polars series with one cell for each of these codes."""
        if self._cell is None:
            return pl.Series(codes, dtype=self.dtype)
        cells = self._cells
        if new := self.column.values[len(cells) :]:
            new_cells = pl.Series([self._cell(value) for value in new], dtype=self.dtype)
            self._cells = cells = pl.concat([cells, new_cells], rechunk=True)
        return cells[pl.Series(codes)]


def output_columns(query: RegisterQuery) -> Mapping[Added, OutputColumn]:
    """All columns that ``assess_frame`` can add. Each is keyed by its member of ``Added``."""
    flags = OutcomeFlags(query.flags)
    outcome = Mapped(outcome_of, flags)
    dose = Combined(_planned_dose, outcome, query.facts.dose)
    binding: DictionaryColumn[frozenset[str]] = DictionaryColumn(frozenset())
    for findings in query.findings.values():
        binding = Combined(_union, binding, Combined(FactFindings.binding_rules, findings, outcome))
    return {
        Added.DECISION: OutputColumn(Mapped(lambda flags: str(ANSWERS[outcome_of(flags)]), flags), pl.String, _same),
        Added.VERDICT: OutputColumn(Mapped(verdict_of, flags), pl.String, _same),
        Added.BINDING: OutputColumn(binding, pl.String, lambda rules: SEPARATOR.join(sorted(rules))),
        Added.MISSING: OutputColumn(MissingPaths(query.flags, outcome), pl.String, _same),
        Added.FIRST: OutputColumn(dose, pl.Float64, lambda dose: dose and _daily_mg(dose.first_daily)),
        Added.LAST: OutputColumn(dose, pl.Float64, lambda dose: dose and _daily_mg(dose.last_daily)),
        Added.RUNGS: OutputColumn(dose, pl.Int16, lambda dose: dose and dose.rungs),
        Added.STATE: OutputColumn(StateColumn(query, flags, outcome), pl.Int64),
    }


def _union(rules: frozenset[str], more: frozenset[str]) -> frozenset[str]:
    return rules | more


def _same(value: Any) -> Any:
    return value


def _planned_dose(outcome: Outcome, dose: DoseResult | NoValue) -> DoseResult | None:
    """``dose`` if the answer is offer or consult and the dose is valid, otherwise None."""
    return dose if outcome in (Outcome.OFFERED, Outcome.CONSULTED) and isinstance(dose, DoseResult) else None


def _daily_mg(amount: Elemental | None) -> float | None:
    return amount and amount.nanograms / 10**6


@final
@attrs.frozen
class _Dictionaries:
    """The columns and the cache of a ``FrameAssessor``. They store each new value that occurs in the rows.

    ``facts`` are the columns that are read. ``outputs`` are the columns to add, by their names in the result.
    """

    facts: FactColumns
    outputs: Mapping[str, OutputColumn]
    cache: CombinationCache


@final
class FrameAssessor:
    """Computes the added columns by one rulebook, for frames with the same names and types of columns.

    polars can call this object as the function of ``map_batches``.
    """

    def __init__(self, plan: ColumnPlan, schema: Mapping[str, Any], evaluator: FactEvaluator) -> None:
        self._new_dictionaries = partial(_empty_dictionaries, plan, schema, evaluator)
        self._dictionaries = self._new_dictionaries()
        expressions = self._dictionaries.facts.expressions or {"rows": pl.first().is_null()}
        self.inputs = [expression.alias(name) for name, expression in expressions.items()]
        """The polars expressions that select the cells to assess, each named after its column."""
        self.dtype = pl.Struct({name: output.dtype for name, output in self._dictionaries.outputs.items()})

    def __call__(self, columns: Sequence[pl.Series]) -> pl.Series:
        """A polars series with one struct for each row. The fields of the struct are the added columns.

        polars calls this method on its own threads.
        """
        return self._assess(columns).to_struct()

    def assess(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A frame that has only the added columns, for all rows of ``frame``. It uses as many threads as polars has.

        Never call this method on a thread of polars. If every such thread waited here, none could do the work.
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

        It computes one batch of rows at a time, so that a batch fits in the processor's cache.
        """
        if any(column.entry_count > _MAX_ENTRIES for column in self._dictionaries.facts.inputs):
            self._dictionaries = self._new_dictionaries()
        dictionaries, rows = self._dictionaries, len(columns[0])
        codes = {name: np.empty(rows, output.code_dtype) for name, output in dictionaries.outputs.items()}
        for first in range(0, rows, _ROWS_PER_BATCH):
            slices = [column.slice(first, _ROWS_PER_BATCH) for column in columns]
            batch = Batch(dict(zip(dictionaries.facts.expressions, slices, strict=False)), len(slices[0]))
            for name, batch_codes in zip(codes, dictionaries.cache.look_up(batch), strict=True):
                codes[name][first : first + batch.rows] = batch_codes
        return pl.DataFrame({name: output.series(codes[name]) for name, output in dictionaries.outputs.items()})


def _empty_dictionaries(plan: ColumnPlan, schema: Mapping[str, Any], evaluator: FactEvaluator) -> _Dictionaries:
    facts = FactColumns(plan, schema, evaluator)
    columns = output_columns(RegisterQuery(facts, evaluator))
    outputs = {name: columns[added] for added, name in plan.output_names.items()}
    return _Dictionaries(facts, outputs, CombinationCache(facts.inputs, [output.column for output in outputs.values()]))


_MAX_ENTRIES: Final = 2**18
"""If an input column keeps more entries than this, all dictionaries are emptied. This limits the memory used."""
_MIN_ROWS_PER_PART: Final = 2**18
_ROWS_PER_BATCH: Final = 2**18
