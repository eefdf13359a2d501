"""The public functions for frames: assess all rows, explain one row, or compare two rulebooks."""

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast

import narwhals as nw
import polars as pl

from alpims_mg._internal.validation import a_member, a_text, an_instance, as_tuple, check_each, short_repr
from alpims_mg.adapters.frames.engines import (
    FrameOptions,
    add_answers,
    as_narwhals,
    cells_of,
    column_types,
    is_dask,
    to_polars,
)
from alpims_mg.adapters.frames.forking import note_use
from alpims_mg.adapters.frames.readings import NoValue, date_of, read_flags
from alpims_mg.adapters.frames.rows import decide, read_row
from alpims_mg.adapters.frames.schema import Added, ColumnPlan, plan_columns
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


def assess_frame(
    frame: F,
    rulebook: Rulebook = CURRENT,
    columns: Mapping[str, str] = USUAL_NAMES,
    *,
    add: Sequence[Added] = ALL_ADDED,
    prefix: str = "",
) -> F:
    """The frame with columns added that hold the answer for each row, by the same rules as ``assess``.

    ``frame`` is a frame of polars (eager or lazy), pandas, pyarrow, DuckDB, PySpark or Dask. The result is a frame of
    the same library, with all rows and columns in the same order. The input is not changed. ``columns`` maps usual
    names, those of ``SCHEMA`` and ``Added``, to the names in this frame. Leave out names that do not differ. ``add``
    lists the columns to add. ``prefix`` stands before the usual names of these, if ``columns`` gives no other name.

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
    check_arguments(rulebook, columns)
    raise_if_any((an_instance("prefix", prefix, str, example='"mg_"'),))
    raise_if_any(check_each("add", as_tuple(add), lambda path, added: a_member(path, added, Added)))
    options = FrameOptions(rulebook=rulebook, columns=dict(columns), add=tuple(add), prefix=prefix)
    return cast("F", add_answers(frame, options))


def check_arguments(rulebook: object, columns: object, name: str = "rulebook") -> None:
    """Refuse a rulebook or a mapping of columns of a wrong type, and a process in which polars cannot work.

    Raises: ``InvalidInputError`` with all faults.
    """
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
    check_arguments(rulebook, columns)
    wrapped = as_narwhals(frame.compute() if is_dask(frame) else frame)
    sample = partial(cells_of, wrapped)
    plan = plan_columns(column_types(wrapped), columns, (), sample) if not isinstance(wrapped, nw.DataFrame) else None
    is_index = type(row) is int and row >= 0
    selected = _select_row(wrapped, row, columns) if is_index else pl.DataFrame()
    if not selected.height:
        fix = "count rows from 0"
        raise InvalidInputError(Fault(path="row", expected="a row of the frame", actual=short_repr(row), fix=fix))
    plan = plan or plan_columns(column_types(nw.from_native(selected)), columns, (), sample)
    return decide(read_row(_cells_by_usual_name(selected, plan), rulebook), rulebook)


def _select_row(wrapped: Any, row: int, columns: Mapping[str, str]) -> pl.DataFrame:
    if isinstance(wrapped, nw.LazyFrame):
        wrapped = wrapped.head(row + 1).collect()
    return to_polars(wrapped[row : row + 1], columns)


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
    check_arguments(before, columns, "before")
    check_arguments(after, columns, "after")
    raise_if_any(check_each("by", as_tuple(by), lambda path, name: a_text(path, name, example="clinic")))
    names = list(frame.columns) if is_dask(frame) else as_narwhals(frame).collect_schema().names()
    unknown = [name for name in by if name not in names]
    raise_if_any(
        Fault(path="by", expected="columns of the frame", actual=short_repr(name), fix="use names of its columns")
        for name in unknown
    )
    compared = (Added.DECISION, Added.BINDING)
    with_before = assess_frame(frame, before, {**columns, **_NAMES_BEFORE}, add=compared)
    with_both = assess_frame(with_before, after, {**columns, **_NAMES_AFTER}, add=compared)
    keys = [*by, *_NAMES_BEFORE.values(), *_NAMES_AFTER.values()]
    if is_dask(frame):
        return with_both.assign(**{_ROWS: 1}).groupby(keys, dropna=False, observed=True)[_ROWS].sum().reset_index()
    return nw.from_native(with_both).group_by(keys).agg(nw.len().alias(_ROWS)).to_native()
