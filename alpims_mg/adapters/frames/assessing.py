"""The public functions for frames: assess all rows, explain one row, or compare two rulebooks."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import partial
from importlib import import_module
from itertools import chain
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast

import narwhals as nw
import polars as pl

from alpims_mg._internal.validation import a_member, a_text, an_instance, as_tuple, check_each, short_repr
from alpims_mg.adapters.frames.answers import FrameAssessor
from alpims_mg.adapters.frames.fact_effects import fact_evaluator
from alpims_mg.adapters.frames.forking import note_use
from alpims_mg.adapters.frames.readings import NoValue, date_of, read_flags
from alpims_mg.adapters.frames.rows import decide, read_row
from alpims_mg.adapters.frames.schema import SCHEMA, Added, ColumnPlan, Encoding, plan_columns
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.decisions import Decision
from alpims_mg.rulebook.current import CURRENT, Rulebook

F = TypeVar("F")

ALL_ADDED: Final = tuple(Added)
USUAL_NAMES: Final[Mapping[str, str]] = MappingProxyType({})
"""An empty mapping, the default of ``columns``: every column has the name that the schema gives it."""
_NAMES_BEFORE: Final = {str(Added.DECISION): "decision_before", str(Added.BINDING): "rules_before"}
_NAMES_AFTER: Final = {str(Added.DECISION): "decision_after", str(Added.BINDING): "rules_after"}
_ROWS: Final = "rows"
_OWN_NAME: Final = "__alpims_mg"
_SPARK_TYPES: Final = {Added.FIRST: "double", Added.LAST: "double", Added.RUNGS: "short"}
_NOT_IN_ARROW: Final = ("BIT", "TIME WITH TIME ZONE", "UHUGEINT", "BIGNUM", "VARIANT", "GEOMETRY")
"""Names of the DuckDB types whose values Arrow cannot hold exactly. Their columns pass through Arrow as text."""
_NULL_TYPES: Final = ("null", "void")
_CELLS_SHOWN: Final = 1000
_ROWS_PER_TABLE: Final = 2**20
"""Arrow record batches are joined until they have at least this many rows. Then they are assessed together."""


def assess_frame(
    frame: F,
    rulebook: Rulebook = CURRENT,
    columns: Mapping[str, str] = USUAL_NAMES,
    *,
    add: Sequence[Added] = ALL_ADDED,
) -> F:
    """The frame with columns added that hold the answer for each row, by the same rules as ``assess``.

    ``frame`` is a frame of polars (eager or lazy), pandas, pyarrow, DuckDB, PySpark or Dask. The result is a frame of
    the same library, with all rows and columns in the same order. The input is not changed. ``columns`` maps usual
    names, those of ``SCHEMA`` and ``Added``, to the names in this frame. Leave out names that do not differ. ``add``
    lists the columns to add.

    A process that was forked after its parent had used polars cannot use frames: it would wait for ever, so it gets an
    ``AlpimsMgError``. Start worker processes by "spawn" or "forkserver".

    A lazy frame stays lazy. The exception is a DuckDB relation: it is computed at once, and the result is in memory.

    A null means that the fact is not stated. So does a text such as "", "NA", "-" or "unknown": only the word "none" or
    an empty list states that there are none. Case and the spaces around a word do not matter.

    A cell that cannot be read is never permission: the answer is needs-information and names the path of that cell,
    unless a rule withholds. But to take less needs no fact except the present amount, so there, any other fact that
    cannot be read counts as not stated. Unknown words, NaN, and amounts that are inexact or out of range cannot be
    read. They hide no other word of their list. An unknown word in ``conditions`` counts as a condition in its own
    words, and one in ``medicines`` as a medicine that is not recognised. Both ask for a clinician. In pandas, NaN is a
    null. In rows with a topical product, ``form``, ``elemental_mg``, ``divides_into`` and ``dosage_form`` are ignored.

    The added amounts are floats, in milligrams of elemental magnesium a day.

    Raises: ``InvalidInputError`` with all faults of the schema, before any row is computed. A number in a column of
    words is one of them: nothing says which word a code means. A text that is a number raises it when it is read.

    >>> register = pl.DataFrame({
    ...     "zone": ["green", "red", None], "age_years": [34, 34, 34], "kidney": ["normal"] * 3,
    ...     "conditions": ["none", "mcas;pots", "none"], "medicines": ["none"] * 3, "other_magnesium_mg": [0] * 3,
    ...     "intent": ["start"] * 3, "product": ["capsule"] * 3, "form": ["glycinate"] * 3,
    ...     "elemental_mg": [100, 120, 62.5], "divides_into": [4, 4, 2], "ingredients": ["hypromellose"] * 3,
    ...     "dosage_form": ["hard-capsule"] * 3,
    ... }, strict=False)
    >>> for answer in assess_frame(register)["decision", "binding_rules", "missing_facts"].rows():
    ...     print(answer)
    ('consult', 'consult.start', '')
    ('withhold', 'zone.red.capsule.change', '')
    ('needs-information', '', 'situation.zone')
    """
    _check_arguments(rulebook, columns)
    raise_if_any(check_each("add", as_tuple(add), lambda path, added: a_member(path, added, Added)))
    given: Any = frame
    if isinstance(given, pl.DataFrame | pl.LazyFrame):
        return cast("F", _assess_polars(given, rulebook, columns, add))
    return cast("F", _assess_other(given, rulebook, columns, add))


def _assess_polars(frame: Any, rulebook: Rulebook, columns: Mapping[str, str], add: Sequence[Added]) -> Any:
    wrapped = nw.from_native(frame)
    schema = _column_types(wrapped)
    plan = plan_columns(schema, columns, add, partial(_cells_of, wrapped))
    if not add:
        return frame
    assessor = FrameAssessor(plan, schema, fact_evaluator(rulebook))
    if isinstance(frame, pl.DataFrame):
        return frame.hstack(assessor.assess(frame))
    answers = pl.map_batches(assessor.inputs, assessor, assessor.dtype, is_elementwise=True).alias(_OWN_NAME)
    fields = (pl.col(_OWN_NAME).struct.field(name) for name in plan.output_names.values())
    return frame.with_columns(answers).select(*schema, *fields)


def _assess_other(frame: Any, rulebook: Rulebook, columns: Mapping[str, str], add: Sequence[Added]) -> Any:
    if _is_dask(frame):
        assess_partition = partial(assess_frame, rulebook=rulebook, columns=dict(columns), add=tuple(add))
        return frame.map_partitions(assess_partition, meta=assess_partition(frame._meta))
    wrapped = _as_narwhals(frame)
    if isinstance(wrapped, nw.DataFrame):
        return _with_answers(wrapped, rulebook, columns, add)
    if wrapped.implementation.is_pyspark():
        return _assess_spark(wrapped, rulebook, columns, add)
    if wrapped.implementation.is_duckdb():
        return _assess_duckdb(frame, rulebook, columns, add)
    raise InvalidInputError(_unknown_frame(frame))


def _assess_duckdb(frame: Any, rulebook: Rulebook, columns: Mapping[str, str], add: Sequence[Added]) -> Any:
    """A DuckDB relation with the columns of ``frame`` and the columns in ``add``, which hold the answers.

    The rows are converted to Arrow and back. Each column whose type this changes is cast to the type it had before.
    """
    check_case_insensitive_names((*frame.columns, *(str(columns.get(str(added), added)) for added in add)))
    arrow_types = _from_arrow(frame, frame.limit(0).to_arrow_table()).types
    types = zip(frame.columns, frame.types, arrow_types, strict=True)
    changed = {name: dtype for name, dtype, arrow_type in types if dtype != arrow_type}
    texts = {
        name: "varchar"
        for name, dtype in changed.items()
        if any(type_name in str(dtype) for type_name in _NOT_IN_ARROW)
    }
    register = frame.query(_OWN_NAME, f"select {_select_list(texts)} from {_OWN_NAME}").to_arrow_table()
    answers = _with_answers(nw.from_native(register), rulebook, columns, add)
    return _from_arrow(frame, answers, _select_list(changed))


def check_case_insensitive_names(names: Iterable[str]) -> None:
    """Refuse names that differ only in case. DuckDB ignores case, and would rename one of the columns.

    Raises: ``InvalidInputError`` with one fault for each name that several columns share.
    """
    counts = Counter(name.casefold() for name in names)
    expected = "a name that differs from all other names by more than case"
    raise_if_any(
        Fault(path=name, expected=expected, actual=f"{count} columns with this name", fix="rename all but one")
        for name, count in counts.items()
        if count > 1
    )


def _from_arrow(frame: Any, _alpims_mg_table: Any, select: str = "*") -> Any:
    """A new DuckDB relation with the rows of an Arrow table, on the connection of ``frame``.

    ``select`` is the SQL text between SELECT and FROM. DuckDB finds the table by the name of the parameter: keep it.
    """
    return frame.query(_OWN_NAME, f"select {select} from _alpims_mg_table")


def _select_list(types: Mapping[str, Any]) -> str:
    """The SQL text that selects all columns. ``types`` maps names of columns to the SQL types to cast them to."""
    quoted = {'"' + name.replace('"', '""') + '"': dtype for name, dtype in types.items()}
    casts = ", ".join(f"cast({name} as {dtype}) as {name}" for name, dtype in quoted.items())
    return f"* replace ({casts})" if casts else "*"


def _assess_spark(wrapped: Any, rulebook: Rulebook, columns: Mapping[str, str], add: Sequence[Added]) -> Any:
    """A lazy Spark frame with the columns of the frame that ``wrapped`` holds, and those in ``add``.

    Each worker needs this library, polars and pyarrow.
    """
    frame = wrapped.to_native()
    plan = plan_columns(_column_types(wrapped), columns, add, partial(_cells_of, wrapped))
    result_schema = deepcopy(frame.schema)
    for added, name in plan.output_names.items():
        result_schema = result_schema.add(name, _SPARK_TYPES.get(added, "string"))
    assess_table = partial(assess_frame, rulebook=rulebook, columns=dict(columns), add=tuple(add))
    return frame.mapInArrow(partial(assess_batches, assess_table=assess_table), result_schema)


def assess_batches(batches: Iterable[Any], assess_table: Callable[[Any], Any]) -> Iterator[Any]:
    """Yield Arrow record batches with all rows of ``batches`` and the columns that hold their answers.

    ``assess_table`` takes an Arrow table and returns it with these columns. Small batches are first joined.
    """
    table = import_module("pyarrow").Table
    waiting: list[Any] = []
    for batch in chain(batches, (None,)):
        if batch is not None:
            waiting.append(batch)
        if waiting and (batch is None or sum(map(len, waiting)) >= _ROWS_PER_TABLE):
            yield from assess_table(table.from_batches(waiting)).to_batches()
            waiting.clear()


def _with_answers(wrapped: Any, rulebook: Rulebook, columns: Mapping[str, str], add: Sequence[Added]) -> Any:
    """The pandas or pyarrow frame that ``wrapped`` holds, with the columns in ``add``, which hold the answers."""
    names = [str(name) for name in wrapped.columns]
    facts = _to_polars(wrapped, columns)
    schema = _column_types(nw.from_native(facts))
    types = {name: schema.get(name, nw.Object()) for name in names}
    plan = plan_columns(types, columns, add, partial(_cells_of, nw.from_native(facts)))
    native: Any = wrapped.to_native()
    if not add:
        return native
    answers = FrameAssessor(plan, schema, fact_evaluator(rulebook)).assess(facts)
    if wrapped.implementation.is_pyarrow():
        table = cast("Any", answers).to_arrow()
        for name in answers.columns:
            is_text = answers[name].dtype == pl.String
            native = native.append_column(name, table[name].cast("string") if is_text else table[name])
        return native
    uses_arrow = any("pyarrow" in str(dtype) for dtype in native.dtypes)
    rungs = [pl.col(name).cast(pl.Float64) for added, name in plan.output_names.items() if added is Added.RUNGS]
    pandas: Any = answers.with_columns(rungs).to_pandas(use_pyarrow_extension_array=uses_arrow)
    return native.assign(**{name: pandas[name].array for name in answers.columns})


def _is_dask(frame: Any) -> bool:
    """Whether this is a Dask frame. Each partition of a Dask frame is a pandas frame."""
    return type(frame).__module__.partition(".")[0] == "dask"


def _column_types(wrapped: Any) -> dict[str, Any]:
    """A mapping from the name of each column to its narwhals type.

    A type that narwhals does not know becomes ``Object``; but ``Unknown`` if the column can hold only nulls.
    """
    native, types = wrapped.to_native(), dict(wrapped.collect_schema())
    native_types: dict[str, Any]
    if wrapped.implementation.is_duckdb():
        native_types = dict(zip(native.columns, native.types, strict=True))
    elif wrapped.implementation.is_pyspark():
        native_types = {field.name: field.dataType.typeName() for field in native.schema}
    else:
        native_types = dict(getattr(native, "collect_schema", dict)())
    nulls = {name for name, dtype in native_types.items() if str(dtype).strip('"').lower() in _NULL_TYPES}
    return {name: nw.Object() if dtype == nw.Unknown and name not in nulls else dtype for name, dtype in types.items()}


def _cells_of(wrapped: Any, name: str) -> list[object] | None:
    """Some cells of one column of a frame, for a message; None if the frame is in memory and the column all null."""
    column = wrapped.select(name)
    if isinstance(column, nw.LazyFrame):
        return list(column.head(_CELLS_SHOWN).collect()[name].to_list())
    stated = column[name].drop_nulls()
    return list(stated.head(_CELLS_SHOWN).to_list()) if len(stated) else None


def _as_narwhals(frame: Any) -> Any:
    try:
        return nw.from_native(frame)
    except TypeError:
        raise InvalidInputError(_unknown_frame(frame)) from None
    except nw.exceptions.DuplicateError as error:
        expected, fix = "a frame in which each column has its own name", "rename columns that share a name"
        raise InvalidInputError(Fault(path="frame", expected=expected, actual=str(error), fix=fix)) from None


def _unknown_frame(frame: Any) -> Fault:
    expected = "a frame of polars, pandas, pyarrow, DuckDB, PySpark or Dask"
    return Fault(path="frame", expected=expected, actual=type(frame).__name__, fix="convert it to one of these")


def _to_polars(wrapped: Any, columns: Mapping[str, str]) -> pl.DataFrame:
    """A polars frame with only those columns of ``wrapped`` that ``SCHEMA`` lists. ``columns`` gives names that differ.

    Raises: ``InvalidInputError`` with one fault for each of these columns that polars cannot hold.
    """
    faults: list[Fault] = []
    read: list[pl.Series] = []
    for name in _known_columns(wrapped.columns, columns):
        try:
            read.append(wrapped.select(name).to_polars().to_series())
        except (
            TypeError,
            ValueError,
            OverflowError,
            NotImplementedError,
            pl.exceptions.PolarsError,
            pl.exceptions.PanicException,
        ):
            fix = "convert the column, then check its values"
            faults.append(Fault(path=name, expected="a column of one type", actual="values of several types", fix=fix))
    if faults:
        raise InvalidInputError(*faults)
    return pl.DataFrame(read)


def _known_columns(names: Iterable[Any], columns: Mapping[str, str]) -> list[str]:
    has_flags = {columns.get(column.name, column.name): Encoding.FLAGS in column.encodings for column in SCHEMA}
    prefixes = tuple(f"{name}." for name, flags in has_flags.items() if flags)
    return [name for name in names if isinstance(name, str) and (name in has_flags or name.startswith(prefixes))]


def _check_arguments(rulebook: object, columns: object, name: str = "rulebook") -> None:
    note_use()
    raise_if_any(
        (
            an_instance(name, rulebook, Rulebook, example="CURRENT"),
            an_instance("columns", columns, Mapping, example='{"zone": "todays_zone"}'),
        )
    )


def explain_row(
    frame: Any, row: int, rulebook: Rulebook = CURRENT, columns: Mapping[str, str] = USUAL_NAMES
) -> Decision:
    """The full answer for one row: all reasons, the plan and the sources. ``row`` is its position, counted from 0.

    Raises: ``InvalidInputError`` for the same faults as ``assess_frame``, and if the frame has no such row.
    """
    _check_arguments(rulebook, columns)
    wrapped = _as_narwhals(frame.compute() if _is_dask(frame) else frame)
    sample = partial(_cells_of, wrapped)
    plan = plan_columns(_column_types(wrapped), columns, (), sample) if not isinstance(wrapped, nw.DataFrame) else None
    is_index = type(row) is int and row >= 0
    selected = _select_row(wrapped, row, columns) if is_index else pl.DataFrame()
    if not selected.height:
        fix = "count rows from 0"
        raise InvalidInputError(Fault(path="row", expected="a row of the frame", actual=short_repr(row), fix=fix))
    plan = plan or plan_columns(_column_types(nw.from_native(selected)), columns, (), sample)
    return decide(read_row(_cells_by_usual_name(selected, plan), rulebook), rulebook)


def _select_row(wrapped: Any, row: int, columns: Mapping[str, str]) -> pl.DataFrame:
    if isinstance(wrapped, nw.LazyFrame):
        wrapped = wrapped.head(row + 1).collect()
    return _to_polars(wrapped[row : row + 1], columns)


def _cells_by_usual_name(selected: pl.DataFrame, plan: ColumnPlan) -> dict[str, object]:
    row = selected.with_columns(pl.col(pl.Date).to_physical()).row(0, named=True)  # dates may exceed Python's calendar
    row |= {name: date_of(row[name]) for name, dtype in selected.schema.items() if dtype == pl.Date}
    cells: dict[str, object] = {}
    for name in plan.encodings:
        if name in plan.flag_names:
            words = read_flags((word, row[flag]) for word, flag in plan.flag_names[name].items())
            cells[name] = None if isinstance(words, NoValue) else words
        else:
            cells[name] = row[plan.names[name]]
    return cells


def compare_frames(
    frame: Any,
    before: Rulebook,
    after: Rulebook,
    columns: Mapping[str, str] = USUAL_NAMES,
    *,
    by: Sequence[str] = (),
) -> Any:
    """A table that counts how many rows get which answer by the rulebook ``before`` and which by ``after``.

    The table is a frame of the same library. Its columns are those in ``by``, then ``decision_before``,
    ``rules_before``, ``decision_after``, ``rules_after`` and ``rows``. It has one row for each combination of values in
    the columns before ``rows``, in no particular order. ``rows`` is the number of rows of ``frame`` with that
    combination.

    Raises: ``InvalidInputError`` for the same faults as ``assess_frame``, and if ``by`` names an unknown column.
    """
    _check_arguments(before, columns, "before")
    _check_arguments(after, columns, "after")
    raise_if_any(check_each("by", as_tuple(by), lambda path, name: a_text(path, name, example="clinic")))
    names = list(frame.columns) if _is_dask(frame) else _as_narwhals(frame).collect_schema().names()
    unknown = [name for name in by if name not in names]
    raise_if_any(
        Fault(path="by", expected="columns of the frame", actual=short_repr(name), fix="use names of its columns")
        for name in unknown
    )
    compared = (Added.DECISION, Added.BINDING)
    with_before = assess_frame(frame, before, {**columns, **_NAMES_BEFORE}, add=compared)
    with_both = assess_frame(with_before, after, {**columns, **_NAMES_AFTER}, add=compared)
    keys = [*by, *_NAMES_BEFORE.values(), *_NAMES_AFTER.values()]
    if _is_dask(frame):
        return with_both.assign(**{_ROWS: 1}).groupby(keys, dropna=False)[_ROWS].sum().reset_index()
    return nw.from_native(with_both).group_by(keys).agg(nw.len().alias(_ROWS)).to_native()
