"""Adds answers to the frames of each library: polars, pandas, pyarrow, DuckDB, PySpark and Dask."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from functools import partial
from importlib import import_module
from itertools import chain
from typing import Any, Final, cast, final

import attrs
import narwhals as nw
import polars as pl

from alpims_mg.adapters.frames.answers import FrameAssessor
from alpims_mg.adapters.frames.column_names import ColumnNames
from alpims_mg.adapters.frames.column_plans import ColumnPlan, names_of_added, plan_columns
from alpims_mg.adapters.frames.fact_effects import fact_evaluator
from alpims_mg.adapters.frames.forking import note_use
from alpims_mg.adapters.frames.schema import DECISIONS, SCHEMA, Added, Encoding
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.rulebook.current import Rulebook

_OWN_NAME: Final = "__alpims_mg"
_SPARK_TYPES: Final = {Added.FIRST: "double", Added.LAST: "double", Added.RUNGS: "short"}
_NOT_IN_ARROW: Final = ("BIT", "TIME WITH TIME ZONE", "UHUGEINT", "BIGNUM", "VARIANT", "GEOMETRY")
"""Names of the DuckDB types whose values Arrow cannot hold exactly. Their columns pass through Arrow as text."""
_NULL_TYPES: Final = ("null", "void")
_CELLS_SHOWN: Final = 1000
_ROWS_PER_TABLE: Final = 2**20
"""Arrow record batches are joined until they have at least this many rows. Then they are assessed together."""


@final
@attrs.frozen(kw_only=True)
class FrameOptions:
    """How to assess a frame: the arguments of ``assess_frame``, already checked. It can be sent to other processes."""

    rulebook: Rulebook
    columns: dict[str, str]
    add: tuple[Added, ...]
    prefix: str = ""
    codes: dict[str, dict[object, str]] = attrs.field(factory=dict[str, dict[object, str]])

    def names_of_added(self) -> dict[Added, str]:
        """The name of each column to add."""
        return names_of_added(self.add, self.columns, self.prefix)

    def plan(self, types: Mapping[str, Any], wrapped: Any) -> ColumnPlan:
        """The ``ColumnPlan`` of a frame whose columns have these narwhals types. ``wrapped`` holds cells to name.

        Raises: ``InvalidInputError`` with all faults of the schema.
        """
        return plan_columns(types, self.columns, self.add, partial(cells_of, wrapped), self.prefix, self.codes)


def add_answers(frame: Any, options: FrameOptions) -> Any:
    """The frame with the columns that hold the answers, as ``assess_frame`` returns it."""
    note_use()
    if isinstance(frame, pl.DataFrame | pl.LazyFrame):
        return _assess_polars(frame, options)
    return _assess_other(frame, options)


def _assess_polars(frame: Any, options: FrameOptions) -> Any:
    wrapped = nw.from_native(frame)
    schema = column_types(wrapped)
    plan = options.plan(schema, wrapped)
    if not options.add:
        return frame
    assessor = FrameAssessor(plan, schema, fact_evaluator(options.rulebook))
    if isinstance(frame, pl.DataFrame):
        return frame.hstack(assessor.assess(frame))
    answers = pl.map_batches(assessor.inputs, assessor, assessor.dtype, is_elementwise=True).alias(_OWN_NAME)
    fields = (pl.col(_OWN_NAME).struct.field(name) for name in plan.output_names.values())
    return frame.with_columns(answers).select(*schema, *fields)


def _assess_other(frame: Any, options: FrameOptions) -> Any:
    if is_dask(frame):
        assess_partition = partial(add_answers, options=options)
        return frame.map_partitions(assess_partition, meta=assess_partition(frame._meta))
    wrapped = as_narwhals(frame)
    if isinstance(wrapped, nw.DataFrame):
        return _with_answers(wrapped, options)
    if wrapped.implementation.is_pyspark():
        return _assess_spark(wrapped, options)
    if wrapped.implementation.is_duckdb():
        return _assess_duckdb(frame, options)
    raise InvalidInputError(_unknown_frame(frame))


def _assess_duckdb(frame: Any, options: FrameOptions) -> Any:
    """A DuckDB relation with the columns of ``frame`` and the columns in ``add``, which hold the answers.

    The rows are converted to Arrow and back. Each column whose type this changes is cast to the type it had before.
    """
    options.plan(column_types(as_narwhals(frame)), as_narwhals(frame))
    check_case_insensitive_names((*frame.columns, *map(str, options.names_of_added().values())))
    arrow_types = _from_arrow(frame, frame.limit(0).to_arrow_table()).types
    types = zip(frame.columns, frame.types, arrow_types, strict=True)
    changed = {name: dtype for name, dtype, arrow_type in types if dtype != arrow_type}
    texts = {
        name: "varchar"
        for name, dtype in changed.items()
        if any(type_name in str(dtype) for type_name in _NOT_IN_ARROW)
    }
    register = frame.query(_OWN_NAME, f"select {_select_list(texts)} from {_OWN_NAME}").to_arrow_table()
    answers = _with_answers(nw.from_native(register), options)
    enumeration = {
        name: f"enum{DECISIONS}" for added, name in options.names_of_added().items() if added is Added.DECISION
    }
    return _from_arrow(frame, answers, _select_list({**changed, **enumeration}))


def check_case_insensitive_names(names: Iterable[str]) -> None:
    """Refuse names that differ only in case. DuckDB ignores case, and would rename one of the columns.

    Raises: ``InvalidInputError`` with one fault for each name that several columns share.
    """
    counts = Counter(name.casefold() for name in names)
    expected = "a name that differs from all other names by more than case"
    fix = 'rename all but one; before added names, prefix="mg_" puts "mg_", for example'
    raise_if_any(
        Fault(path=name, expected=expected, actual=f"{count} columns with this name", fix=fix)
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


def _assess_spark(wrapped: Any, options: FrameOptions) -> Any:
    """A lazy Spark frame with the columns of the frame that ``wrapped`` holds, and those in ``add``.

    Each worker needs this library, polars and pyarrow.
    """
    frame = wrapped.to_native()
    plan = options.plan(column_types(wrapped), wrapped)
    result_schema = deepcopy(frame.schema)
    for added, name in plan.output_names.items():
        result_schema = result_schema.add(name, _SPARK_TYPES.get(added, "string"))
    assess_table = partial(with_texts, options=options)
    return frame.mapInArrow(partial(assess_batches, assess_table=assess_table), result_schema)


def with_texts(table: Any, options: FrameOptions) -> Any:
    """``table`` with the columns that hold the answers, for Spark, which has no enumerations."""
    answers = add_answers(table, options)
    types = answers.schema
    for position, name in enumerate(answers.column_names):
        if name not in table.column_names and str(types.types[position]).startswith("dictionary"):
            types = types.set(position, types.field(position).with_type(import_module("pyarrow").string()))
    return answers.cast(types)


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


def _with_answers(wrapped: Any, options: FrameOptions) -> Any:
    """The pandas or pyarrow frame that ``wrapped`` holds, with the columns in ``add``, which hold the answers."""
    names = [str(name) for name in wrapped.columns]
    facts = to_polars(wrapped, options.columns)
    schema = column_types(nw.from_native(facts))
    types = {name: schema.get(name, nw.Object()) for name in names}
    plan = options.plan(types, nw.from_native(facts))
    native: Any = wrapped.to_native()
    if not options.add:
        return native
    answers = FrameAssessor(plan, schema, fact_evaluator(options.rulebook)).assess(facts)
    if wrapped.implementation.is_pyarrow():
        for name in answers.columns:
            native = native.append_column(name, _in_arrow(answers[name]))
        return native
    uses_arrow = any("pyarrow" in str(dtype) for dtype in native.dtypes)
    rungs = [pl.col(name).cast(pl.Float64) for added, name in plan.output_names.items() if added is Added.RUNGS]
    pandas: Any = answers.with_columns(*rungs, pl.selectors.enum().to_physical()).to_pandas(
        use_pyarrow_extension_array=uses_arrow
    )
    if decision := plan.output_names.get(Added.DECISION):
        categories = {"categories": DECISIONS, "ordered": True}
        pandas[decision] = import_module("pandas").Categorical.from_codes(pandas[decision], **categories)
    return native.assign(**{name: pandas[name].array for name in answers.columns})


def _in_arrow(answers: pl.Series) -> Any:
    """An added column as an array of pyarrow. An enumeration is a dictionary in its order."""
    arrow = import_module("pyarrow")
    if isinstance(answers.dtype, pl.Enum):
        words = arrow.array(DECISIONS, "string")
        return arrow.DictionaryArray.from_arrays(answers.to_physical().cast(pl.Int8).to_arrow(), words, ordered=True)
    cells = cast("Any", answers).to_arrow()
    return cells.cast("string") if answers.dtype == pl.String else cells


def is_dask(frame: Any) -> bool:
    """Whether this is a Dask frame. Each partition of a Dask frame is a pandas frame."""
    return type(frame).__module__.partition(".")[0] == "dask"


def column_types(wrapped: Any) -> dict[str, Any]:
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


def cells_of(wrapped: Any, name: str) -> list[object] | None:
    """Some cells of one column of a frame, for a message; None if it has only nulls."""
    stated = wrapped.select(name).drop_nulls().head(_CELLS_SHOWN)
    cells = (stated.collect() if isinstance(stated, nw.LazyFrame) else stated)[name]
    return list(cells.to_list()) if len(cells) else None


def as_narwhals(frame: Any) -> Any:
    """A narwhals frame that holds ``frame``.

    Raises: ``InvalidInputError`` if this is no frame of a library that is known here, or if two columns share a name.
    """
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


def to_polars(wrapped: Any, columns: Mapping[str, str]) -> pl.DataFrame:
    """A polars frame with only those columns of ``wrapped`` that ``SCHEMA`` lists. ``columns`` gives names that differ.

    Raises: ``InvalidInputError`` with one fault for each of these columns that polars cannot hold.
    """
    faults: list[Fault] = []
    read: list[pl.Series] = []
    for name in known_columns(wrapped.columns, columns):
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


def known_columns(names: Iterable[Any], columns: Mapping[str, str]) -> list[str]:
    """Those of ``names`` that ``SCHEMA`` lists, whatever their case. ``columns`` gives names that differ by more."""
    frame_names = ColumnNames(names)
    wanted = [(columns.get(column.name, column.name), column) for column in SCHEMA]
    known = {name for wanted_name, _ in wanted for name in frame_names.find(wanted_name)}
    with_flags = (name for name, column in wanted if Encoding.FLAGS in column.encodings)
    known |= {flag for name in with_flags for flag in frame_names.flags(name)}
    return [name for name in names if isinstance(name, str) and name in known]
