"""``check_frame``, which reads all columns of a register and reports what is not understood, missing or not used."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any, Final, cast, final

import attrs
import narwhals as nw

from alpims_mg._internal.validation import nearest
from alpims_mg.adapters.frames.assessing import USUAL_NAMES, check_arguments
from alpims_mg.adapters.frames.cell_counts import count_cells, count_rows
from alpims_mg.adapters.frames.cells import folded
from alpims_mg.adapters.frames.code_maps import NO_CODES, RegisterCodes
from alpims_mg.adapters.frames.column_plans import ColumnPlan, is_flag_type, plan_with_faults
from alpims_mg.adapters.frames.column_readings import (
    CellReading,
    ColumnReading,
    ListCellReader,
    read_cell,
    read_column,
    read_flag_cell,
)
from alpims_mg.adapters.frames.data_reports import DataProblem, DataReport, UnstatedFact, UnusedColumn
from alpims_mg.adapters.frames.engines import as_narwhals, cells_of, column_types, is_dask, known_columns, to_polars
from alpims_mg.adapters.frames.fact_effects import PLAIN_CAPSULE
from alpims_mg.adapters.frames.hints import expected_in, fix_for
from alpims_mg.adapters.frames.schema import BY_NAME, SCHEMA, Encoding
from alpims_mg.assessment.evaluation import evaluate
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Intent
from alpims_mg.rulebook.current import CURRENT, Rulebook

_MOST_LISTED: Final = 20
"""The largest number of values of one column that a report lists."""
_FLAG: Final = "yes or no"
_KIDNEY_FACTS: Final = ("kidney", "egfr")
_WHOLE: Final = ("egfr", "age_years")
"""The columns of numbers in which fractions make no difference."""


def check_frame(
    frame: Any,
    columns: Mapping[str, str] = USUAL_NAMES,
    *,
    codes: RegisterCodes = NO_CODES,
    rulebook: Rulebook = CURRENT,
) -> DataReport:
    """What in a register is not understood, not stated or not used. Call it before ``assess_frame``.

    ``frame`` is a frame of polars (eager or lazy), pandas, pyarrow, DuckDB, PySpark or Dask. ``columns`` maps usual
    names to the names in this frame, and ``codes`` says what codes mean, both as in ``assess_frame``.

    The report shows the different cells that are not understood, and counts their rows. It names no person. It lists at
    most 20 values of each column. Each different cell is read once. Of a Dask frame, the columns that may hold facts
    are loaded into memory.

    What stands in the data raises nothing: missing columns and columns of a wrong type are problems of the report.

    Raises: ``InvalidInputError`` for an argument of a wrong type, and for unknown names in ``columns`` and ``codes``.

    >>> import polars as pl
    >>> report = check_frame(pl.DataFrame({"zone": ["green", "grene", None], "age_years": [34, 51, 28]}))
    >>> report.rows, report.can_be_assessed
    (3, False)
    >>> next(problem.fix for problem in report.problems if problem.value == "grene")
    'did you mean green? If so, write codes={"zone": {"grene": "green"}}'
    """
    check_arguments(rulebook, columns, codes)
    register = _opened(frame, columns)
    plan, faults = plan_with_faults(register.types, columns, (), partial(cells_of, register.facts), codes=codes)
    readings = dict(_readings(register, plan, rulebook))
    faults = [fault for fault in faults if fault.path not in readings]
    problems = [
        *(_problem_of(fault, register.rows) for fault in (*register.faults, *faults)),
        *_value_problems(plan, readings, register.rows, rulebook),
    ]
    return DataReport(
        rows=register.rows,
        problems=tuple(sorted(problems, key=lambda problem: -problem.rows)),
        missing=tuple(_unstated_facts(register, plan, readings, columns, rulebook)),
        unused=tuple(_unused_columns(register.names, plan, {fault.path for fault in faults})),
    )


@final
@attrs.frozen(kw_only=True)
class _Register:
    """An opened frame. ``facts`` is a lazy frame with those of its columns that may hold facts, ``types`` their types.

    ``names`` are the names of all columns, and ``rows`` counts the rows. ``faults`` has a fault for each column that
    polars cannot hold. Such a column is not among ``facts``, and its type is that of a column that states nothing.
    """

    facts: Any
    types: Mapping[str, Any]
    names: tuple[Any, ...]
    rows: int
    faults: tuple[Fault, ...] = ()


def _opened(frame: Any, columns: Mapping[str, str]) -> _Register:
    """Open a frame of any library."""
    names: tuple[Any, ...] | None = tuple(frame.columns) if is_dask(frame) else None
    wrapped: Any = as_narwhals(frame[known_columns(names, columns)].compute() if names else frame)
    names = names or tuple(wrapped.collect_schema().names())
    if isinstance(wrapped, nw.LazyFrame):
        given = cast("Any", wrapped)
        return _Register(facts=given, types=column_types(given), names=names, rows=count_rows(given))
    faults: tuple[Fault, ...] = ()
    try:
        facts = to_polars(wrapped, columns)
    except InvalidInputError as error:
        faults = error.faults
        facts = to_polars(wrapped.drop([fault.path for fault in faults]), columns)
    lazy = nw.from_native(facts.lazy())
    types = {name: nw.Object() for name in names} | column_types(lazy) | {fault.path: nw.Unknown() for fault in faults}
    return _Register(facts=lazy, types=types, names=names, rows=len(wrapped), faults=faults)


def _readings(register: _Register, plan: ColumnPlan, rulebook: Rulebook) -> Iterator[tuple[str, ColumnReading]]:
    """Yield each column of the frame in which cells may state something, by its name, with what they state."""
    for usual, name in plan.names.items():
        column, dtype = BY_NAME[usual], register.types[name]
        is_code = Encoding.WORD in column.encodings and dtype.is_numeric()
        if is_code or plan.encodings[usual] is not Encoding.NULL:
            read: Callable[[object], CellReading] = partial(read_cell, column=column, plan=plan, rulebook=rulebook)
            if Encoding.TEXT in column.encodings:
                read = ListCellReader(column, plan, rulebook)
            whole = usual in _WHOLE and isinstance(dtype, nw.Float32 | nw.Float64) and usual not in plan.codes
            yield name, read_column(count_cells(register.facts, name, whole=whole), register.rows, read)
    for name in chain.from_iterable(flags.values() for flags in plan.flag_names.values()):
        if name in register.types and is_flag_type(register.types[name]):
            yield name, read_column(count_cells(register.facts, name), register.rows, read_flag_cell)


def _problem_of(fault: Fault, rows: int) -> DataProblem:
    """The problem of a whole column."""
    expected = f"{fault.expected} (got {fault.actual})"
    return DataProblem(column=fault.path, rows=rows, expected=expected, fix=fault.fix, stops=True)


def _value_problems(
    plan: ColumnPlan, readings: Mapping[str, ColumnReading], rows: int, rulebook: Rulebook
) -> Iterator[DataProblem]:
    """Yield the problems with the values of all columns."""
    columns = {name: BY_NAME[usual] for usual, name in plan.names.items()}
    for name, reading in readings.items():
        column = columns.get(name)
        expected = expected_in(column, rulebook) if column else _FLAG
        fix = partial(fix_for, column) if column else _flag_fix
        yield from _problems(reading, rows, partial(DataProblem, column=name, expected=expected), fix)


def _flag_fix(value: str) -> str:
    del value
    return f"write {_FLAG}"


def _problems(
    reading: ColumnReading, rows: int, problem: Callable[..., DataProblem], fix_for: Callable[[str], str]
) -> Iterator[DataProblem]:
    """Yield the problems with the values of one column: those with the most rows, then one for all others."""
    values = sorted(reading.rows, key=lambda value: (-reading.rows[value], value))
    for value in values[:_MOST_LISTED]:
        fault = reading.faults.get(value)
        fix = fault.fix if fault else fix_for(value)
        yield problem(value=value, rows=reading.rows[value], fix=fix, stops=fault is not None)
    others = values[_MOST_LISTED:]
    more = sum(reading.rows[value] for value in others) + reading.not_read
    if more:
        unread = f", and {reading.not_read:,} rows with rare values were not read" if reading.not_read else ""
        fix = f"{len(others):,} more values are not understood{unread}: mend those above first, then check again"
        yield problem(rows=min(more, rows), fix=fix, stops=any(value in reading.faults for value in others))


def _unstated_facts(
    register: _Register,
    plan: ColumnPlan,
    readings: Mapping[str, ColumnReading],
    columns: Mapping[str, str],
    rulebook: Rulebook,
) -> Iterator[UnstatedFact]:
    """Yield in how many rows each column states nothing, the needed ones first."""
    needed = _needed_columns(plan, rulebook)
    unstated: dict[str, int] = {}
    for usual in BY_NAME:
        if plan.names.get(usual) in readings:
            unstated[usual] = readings[plan.names[usual]].unstated
        elif usual in plan.flag_names:
            flags = [flag for flag in plan.flag_names[usual].values() if flag in readings]
            not_stated = [_states_nothing_in(flag, readings[flag]) for flag in flags if readings[flag].unstated]
            any_flag = nw.any_horizontal(*not_stated, ignore_nulls=False) if not_stated else None
            unstated[usual] = 0 if any_flag is None else count_rows(register.facts, any_flag)
        elif usual in plan.names or usual in needed:
            unstated[usual] = register.rows
    names = {usual: plan.names.get(usual, columns.get(usual, usual)) for usual in unstated}
    if {*_KIDNEY_FACTS} <= needed:
        stated = [plan.names[usual] for usual in _KIDNEY_FACTS if plan.names[usual] in readings]
        masks = (_states_nothing_in(name, readings[name]) for name in stated)
        either = " or ".join(plan.names[usual] for usual in _KIDNEY_FACTS)
        neither = nw.all_horizontal(*masks, ignore_nulls=False) if stated else None
        in_neither = register.rows if neither is None else count_rows(register.facts, neither)
        yield UnstatedFact(column=either, rows=in_neither, needed=True)
        needed = needed - {*_KIDNEY_FACTS}
    for is_needed in (True, False):
        for usual, rows in unstated.items():
            if (usual in needed) is is_needed:
                yield UnstatedFact(column=names[usual], rows=rows, needed=is_needed)


def _needed_columns(plan: ColumnPlan, rulebook: Rulebook) -> set[str]:
    """The usual names of the columns whose facts a first capsule needs.

    Of ``kidney`` and ``egfr``, it has those that are in the frame, or ``kidney`` if neither is.
    """
    missing = evaluate(Situation(), Proposal(intent=Intent.START, product=PLAIN_CAPSULE), rulebook).missing
    needed = {column.name for column in SCHEMA if column.needed or column.path in map(str, missing)}
    present = {*_KIDNEY_FACTS} & {*plan.names}
    return needed - {*_KIDNEY_FACTS} | present if present and "kidney" in needed else needed


def _states_nothing_in(name: str, reading: ColumnReading) -> nw.Expr:
    """An expression that is true for the rows in which one column states nothing."""
    is_null = nw.col(name).is_null()
    return is_null | nw.col(name).cast(nw.String).is_in(sorted(reading.nothing)) if reading.nothing else is_null


def _unused_columns(names: Iterable[Any], plan: ColumnPlan, faulty: Container[str]) -> Iterator[UnusedColumn]:
    """Yield the columns of the frame that are not read."""
    used = {*plan.names.values(), *chain.from_iterable(flags.values() for flags in plan.flag_names.values())}
    free = [column.name for column in SCHEMA if column.name not in plan.encodings]
    for name in map(str, names):
        if name not in used and name not in faulty:
            yield UnusedColumn(column=name, near=nearest("_".join(folded(name).split()), free) or "")
