"""A frame of any kind in, the same kind out: what is asked of a whole register, of one row, and of two rulebooks."""

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

from alpims_mg._internal.validation import an_instance, short_repr
from alpims_mg.adapters.frames.answers import Answers
from alpims_mg.adapters.frames.readings import Unread, day_of, flags_of
from alpims_mg.adapters.frames.rows import decided, read_row
from alpims_mg.adapters.frames.schema import SCHEMA, Added, Layout, Plan, planned
from alpims_mg.adapters.frames.states import factors_of, states_of
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.decisions import Decision
from alpims_mg.rulebook.current import CURRENT, Rulebook

F = TypeVar("F")

ALL: Final = tuple(Added)
AS_USUAL: Final[Mapping[str, str]] = MappingProxyType({})
_BEFORE: Final = {str(Added.DECISION): "decision_before", str(Added.BINDING): "rules_before"}
_AFTER: Final = {str(Added.DECISION): "decision_after", str(Added.BINDING): "rules_after"}
_ROWS: Final = "rows"
_TOLD: Final = "__alpims_mg"
_SPARK: Final = {Added.FIRST: "double", Added.LAST: "double", Added.RUNGS: "short", Added.STATE: "long"}
_NOT_IN_ARROW: Final = ("BIT", "TIME WITH TIME ZONE", "UHUGEINT", "BIGNUM", "VARIANT", "GEOMETRY")
"""Types of DuckDB that Arrow would lose something of."""
_NULL: Final = ("null", "void")
_AT_ONCE: Final = 2**20
"""The rows of a part that are answered at once, so that what is looked up is made for many."""


def assess_frame(
    frame: F,
    rulebook: Rulebook = CURRENT,
    columns: Mapping[str, str] = AS_USUAL,
    *,
    add: Sequence[Added] = ALL,
) -> F:
    """The frame with the answer of each row added: what ``assess`` says of it, by the same rules.

    Takes frames of polars (eager and lazy), pandas, pyarrow, DuckDB, PySpark and Dask, and the lazy frames of other
    engines that narwhals takes; what comes out is of the same kind, with all rows and columns in their order. The
    frame that came in is not changed. ``columns`` gives the name in the frame for each of our names that differs, of
    ``SCHEMA`` or of ``Added``; ``add`` are the columns to add.

    A lazy frame is left as lazy as it was, but for a relation of DuckDB: that is answered at once, and what comes out
    holds its rows in memory.

    A null states nothing. What stands in a cell and cannot be read (an unknown word, an amount that is not exact or
    out of range, NaN but in pandas, which writes null so) is never permission: the answer is needs-information with
    its path, unless something withholds anyway. Fields that a topical product has no use for are not looked at.

    Units: milligrams of elemental magnesium a day, as floats.
    Raises: ``InvalidInputError`` with everything that is wrong with the schema, before anything is run.

    >>> register = pl.DataFrame({
    ...     "zone": ["green", "red", None], "age_years": [34, 34, 34], "kidney": ["normal"] * 3,
    ...     "conditions": ["none", "mcas;pots", "none"], "medicines": ["none"] * 3, "intent": ["start"] * 3,
    ...     "product": ["capsule"] * 3, "form": ["glycinate"] * 3, "elemental_mg": [100, 120, 62.5],
    ...     "divides_into": [4, 4, 2], "ingredients": ["hypromellose"] * 3,
    ... }, strict=False)
    >>> for answer in assess_frame(register)["decision", "binding_rules", "missing_facts"].rows():
    ...     print(answer)
    ('consult', 'consult.start', '')
    ('withhold', 'zone.red.capsule.change', '')
    ('needs-information', '', 'situation.zone')
    """
    _checked(rulebook, columns)
    told: Any = frame
    if isinstance(told, pl.DataFrame | pl.LazyFrame):
        return cast("F", _added(told, rulebook, columns, add))
    return cast("F", _through_narwhals(told, rulebook, columns, add))


def _added(frame: Any, rulebook: Rulebook, columns: Mapping[str, str], add: Sequence[Added]) -> Any:
    """A frame of polars with its answers."""
    schema = _schema(nw.from_native(frame))
    plan = planned(schema, columns, add)
    if not add:
        return frame
    answers = Answers(plan, schema, factors_of(rulebook))
    if isinstance(frame, pl.DataFrame):
        return frame.hstack(answers.of(frame))
    told = pl.map_batches(answers.cells, answers, answers.dtype, is_elementwise=True).alias(_TOLD)
    return frame.with_columns(told).select(*schema, *(pl.col(_TOLD).struct.field(name) for name in plan.added.values()))


def _through_narwhals(frame: Any, rulebook: Rulebook, columns: Mapping[str, str], add: Sequence[Added]) -> Any:
    if _is_dask(frame):
        one = partial(assess_frame, rulebook=rulebook, columns=dict(columns), add=tuple(add))
        return frame.map_partitions(one, meta=one(frame._meta))
    seen = _seen(frame)
    if isinstance(seen, nw.DataFrame):
        return _attached(seen, rulebook, columns, add)
    if seen.implementation.is_pyspark():
        return _in_spark(frame, _schema(seen), rulebook, columns, add)
    if seen.implementation.is_duckdb():
        return _in_duckdb(frame, rulebook, columns, add)
    raise InvalidInputError(_no_frame(frame))


def _in_duckdb(frame: Any, rulebook: Rulebook, columns: Mapping[str, str], add: Sequence[Added]) -> Any:
    """A relation of DuckDB, answered by way of Arrow and given its types again, which Arrow does not have all of."""
    apart_in_duckdb((*frame.columns, *(str(columns.get(str(one), one)) for one in add)))
    there = _from_arrow(frame, frame.limit(0).to_arrow_table()).types
    lost = {name: kind for name, kind, seen in zip(frame.columns, frame.types, there, strict=True) if kind != seen}
    texts = {name: "varchar" for name, kind in lost.items() if any(one in str(kind) for one in _NOT_IN_ARROW)}
    register = frame.query(_TOLD, f"select {_cast(texts)} from {_TOLD}").to_arrow_table()
    return _from_arrow(frame, _attached(nw.from_native(register), rulebook, columns, add), _cast(lost))


def apart_in_duckdb(names: Iterable[str]) -> None:
    """Refuses names that DuckDB does not tell apart, and would rename some of.

    Raises: ``InvalidInputError``.
    """
    told = Counter(name.casefold() for name in names)
    raise_if_any(
        Fault(
            path=name, expected="names that differ by more than their case", actual=f"{times} of them", fix="rename one"
        )
        for name, times in told.items()
        if times > 1
    )


def _from_arrow(frame: Any, _alpims_mg_table: Any, select: str = "*") -> Any:
    """A relation on the connection of another; its SQL finds the table by the name that it has here."""
    return frame.query(_TOLD, f"select {select} from _alpims_mg_table")


def _cast(kinds: Mapping[str, Any]) -> str:
    """All columns in SQL, some of them as other types."""
    quoted = {'"' + name.replace('"', '""') + '"': kind for name, kind in kinds.items()}
    casts = ", ".join(f"cast({name} as {kind}) as {name}" for name, kind in quoted.items())
    return f"* replace ({casts})" if casts else "*"


def _in_spark(
    frame: Any, schema: Mapping[str, Any], rulebook: Rulebook, columns: Mapping[str, str], add: Sequence[Added]
) -> Any:
    """A frame of Spark, answered where its parts are: this library, polars and pyarrow must be on every worker."""
    plan = planned(schema, columns, add)
    told = deepcopy(frame.schema)
    for one, name in plan.added.items():
        told = told.add(name, _SPARK.get(one, "string"))
    answer = partial(assess_frame, rulebook=rulebook, columns=dict(columns), add=tuple(add))
    return frame.mapInArrow(partial(answered_batches, answer=answer), told)


def answered_batches(batches: Iterable[Any], answer: Callable[[Any], Any]) -> Iterator[Any]:
    """Batches of Arrow with the answers to them as tables, many rows at once: what a worker of Spark does."""
    table = import_module("pyarrow").Table
    waiting: list[Any] = []
    for batch in chain(batches, (None,)):
        if batch is not None:
            waiting.append(batch)
        if waiting and (batch is None or sum(map(len, waiting)) >= _AT_ONCE):
            yield from answer(table.from_batches(waiting)).to_batches()
            waiting.clear()


def _attached(seen: Any, rulebook: Rulebook, columns: Mapping[str, str], add: Sequence[Added]) -> Any:
    """An eager frame of another library: polars answers, and the answers are put beside what was there."""
    names = [str(name) for name in seen.columns]
    read = _in_polars(seen, columns)
    schema = _schema(nw.from_native(read))
    plan = planned({name: schema.get(name, nw.Object()) for name in names}, columns, add)
    native: Any = seen.to_native()
    if not add:
        return native
    answers = Answers(plan, schema, factors_of(rulebook)).of(read)
    if seen.implementation.is_pyarrow():
        table = cast("Any", answers).to_arrow()
        for name in answers.columns:
            text = answers[name].dtype == pl.String
            native = native.append_column(name, table[name].cast("string") if text else table[name])
        return native
    arrow = any("pyarrow" in str(dtype) for dtype in native.dtypes)
    whole = [pl.col(name).cast(pl.Float64) for one, name in plan.added.items() if one is Added.RUNGS]
    pandas: Any = answers.with_columns(whole).to_pandas(use_pyarrow_extension_array=arrow)
    return native.assign(**{name: pandas[name].array for name in answers.columns})


def _is_dask(frame: Any) -> bool:
    """Dask needs no more than its own parts: each is a frame of pandas."""
    return type(frame).__module__.partition(".")[0] == "dask"


def _schema(seen: Any) -> dict[str, Any]:
    """The types of a frame; one that narwhals does not know is an object, unless it is that of nothing but nulls."""
    native, kinds = seen.to_native(), dict(seen.collect_schema())
    own: dict[str, Any]
    if seen.implementation.is_duckdb():
        own = dict(zip(native.columns, native.types, strict=True))
    elif seen.implementation.is_pyspark():
        own = {field.name: field.dataType.typeName() for field in native.schema}
    else:
        own = dict(getattr(native, "collect_schema", dict)())
    nulls = {name for name, kind in own.items() if str(kind).strip('"').lower() in _NULL}
    return {name: nw.Object() if kind == nw.Unknown and name not in nulls else kind for name, kind in kinds.items()}


def _seen(frame: Any) -> Any:
    try:
        return nw.from_native(frame)
    except TypeError:
        raise InvalidInputError(_no_frame(frame)) from None
    except nw.exceptions.DuplicateError as error:
        fault = Fault(path="frame", expected="columns of different names", actual=str(error), fix="rename one of each")
        raise InvalidInputError(fault) from None


def _no_frame(frame: Any) -> Fault:
    fix = "give a frame of polars, pandas, pyarrow, DuckDB, PySpark or Dask"
    return Fault(path="frame", expected="a frame of a known kind", actual=type(frame).__name__, fix=fix)


def _in_polars(seen: Any, columns: Mapping[str, str]) -> pl.DataFrame:
    """The columns of a frame that mean something here."""
    faults: list[Fault] = []
    read: list[pl.Series] = []
    for name in _ours(seen.columns, columns):
        try:
            read.append(seen.select(name).to_polars().to_series())
        except (
            TypeError,
            ValueError,
            OverflowError,
            NotImplementedError,
            pl.exceptions.PolarsError,
            pl.exceptions.PanicException,
        ):
            fix = "convert the column, and look at it"
            faults.append(Fault(path=name, expected="a column of one type", actual="values of several", fix=fix))
    if faults:
        raise InvalidInputError(*faults)
    return pl.DataFrame(read)


def _ours(names: Iterable[Any], columns: Mapping[str, str]) -> list[str]:
    stems = {columns.get(one.name, one.name): Layout.FLAGS in one.layouts for one in SCHEMA}
    flags = tuple(f"{stem}." for stem, screened_additives in stems.items() if screened_additives)
    return [name for name in names if isinstance(name, str) and (name in stems or name.startswith(flags))]


def _checked(rulebook: object, columns: object) -> None:
    raise_if_any(
        (
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
            an_instance("columns", columns, Mapping, example='{"zone": "todays_zone"}'),
        )
    )


def explain_row(frame: Any, row: int, rulebook: Rulebook = CURRENT, columns: Mapping[str, str] = AS_USUAL) -> Decision:
    """The whole answer of one row, counted from 0, with all its reasons, plan and sources.

    Raises: ``InvalidInputError`` as ``assess_frame`` does, and where there is no such row.
    """
    _checked(rulebook, columns)
    seen = _seen(frame.compute() if _is_dask(frame) else frame)
    plan = planned(_schema(seen), columns, ()) if not isinstance(seen, nw.DataFrame) else None
    whole = type(row) is int and row >= 0
    one = _row_of(seen, row, columns) if whole else pl.DataFrame()
    if not one.height:
        fix = "count rows from 0"
        raise InvalidInputError(Fault(path="row", expected="a row of the frame", actual=short_repr(row), fix=fix))
    plan = plan or planned(_schema(nw.from_native(one)), columns, ())
    return decided(read_row(_by_our_names(one, plan), rulebook), rulebook)


def _row_of(seen: Any, row: int, columns: Mapping[str, str]) -> pl.DataFrame:
    if isinstance(seen, nw.LazyFrame):
        seen = seen.head(row + 1).collect()
    return _in_polars(seen[row : row + 1], columns)


def _by_our_names(one: pl.DataFrame, plan: Plan) -> dict[str, object]:
    row = one.with_columns(pl.col(pl.Date).to_physical()).row(0, named=True)  # days may lie beyond Python's calendar
    row |= {name: day_of(row[name]) for name, dtype in one.schema.items() if dtype == pl.Date}
    told: dict[str, object] = {}
    for name in plan.layouts:
        if name in plan.flags:
            said = flags_of((word, row[flag]) for word, flag in plan.flags[name].items())
            told[name] = None if isinstance(said, Unread) else said
        else:
            told[name] = row[plan.stands[name]]
    return told


def decode(state: int, rulebook: Rulebook = CURRENT) -> Decision:
    """The answer of the plainest case that is in a state.

    Its answer and its strictest verdict are those of every row in that state. The conditions, medicines, label and
    amounts that it names stand for all that speak as strictly; what a row holds itself, ``explain_row`` tells.

    Raises: ``InvalidInputError`` for a code that no row can have.
    """
    raise_if_any((an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),))
    return decided(read_row(states_of(rulebook).row(state), rulebook), rulebook)


def compare_frames(
    frame: Any,
    before: Rulebook,
    after: Rulebook,
    columns: Mapping[str, str] = AS_USUAL,
    *,
    by: Sequence[str] = (),
) -> Any:
    """How many rows move from which answer to which when one rulebook takes the place of another.

    One row for each answer and binding rules before and after, and each value of the columns ``by``, with their number
    in ``rows``: of the same kind as the frame, in no promised order.

    Raises: ``InvalidInputError`` as ``assess_frame`` does, and for a column in ``by`` that is not there.
    """
    _checked(before, columns)
    names = list(frame.columns) if _is_dask(frame) else _seen(frame).collect_schema().names()
    strange = [name for name in by if name not in names]
    raise_if_any(
        Fault(path="by", expected="columns of the frame", actual=short_repr(name), fix="name columns that are there")
        for name in strange
    )
    both = (Added.DECISION, Added.BINDING)
    first = assess_frame(frame, before, {**columns, **_BEFORE}, add=both)
    second = assess_frame(first, after, {**columns, **_AFTER}, add=both)
    keys = [*by, *_BEFORE.values(), *_AFTER.values()]
    if _is_dask(frame):
        return second.assign(**{_ROWS: 1}).groupby(keys, dropna=False)[_ROWS].sum().reset_index()
    return nw.from_native(second).group_by(keys).agg(nw.len().alias(_ROWS)).to_native()
