"""The public functions for frames: assess all rows, explain one row, or compare two rulebooks."""

from collections.abc import Mapping, Sequence
from functools import partial
from operator import index
from types import MappingProxyType
from typing import Any, Final, SupportsIndex, TypeVar, cast

import narwhals as nw
import polars as pl

from alpims_mg._internal.validation import a_member, a_text, an_instance, as_tuple, check_each, short_repr
from alpims_mg.adapters.frames.code_maps import NO_CODES, RegisterCodes, code_faults
from alpims_mg.adapters.frames.column_plans import ColumnPlan, plan_columns
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
from alpims_mg.adapters.frames.input_columns import date_or_time
from alpims_mg.adapters.frames.readings import NoValue, read_flags
from alpims_mg.adapters.frames.register_words import with_words
from alpims_mg.adapters.frames.rows import decide, read_row
from alpims_mg.adapters.frames.schema import Added
from alpims_mg.adapters.frames.unread_cells import words_in_row
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
    add: Sequence[Added | str] = ALL_ADDED,
    codes: RegisterCodes = NO_CODES,
    prefix: str = "",
) -> F:
    """The frame with columns added that hold the answer for each row, by the same rules as ``assess``.

    ``frame`` is a frame of polars (eager or lazy), pandas, pyarrow, DuckDB, PySpark or Dask. The result is a frame of
    the same library, with all rows and columns in the same order. The input is not changed. ``columns`` maps usual
    names, those of ``SCHEMA`` and ``Added``, to the names in this frame. Leave out names that differ only by case.
    ``add`` lists the columns to add. ``codes`` says what codes mean: with ``{"kidney": {1: "normal", 2: "severe"}}``, a
    1 in the column ``kidney`` is read as "normal". ``prefix`` stands before the usual names of the added columns, if
    ``columns`` gives no other name.

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
    check_arguments(rulebook, columns, codes)
    raise_if_any((an_instance("prefix", prefix, str, example='"mg_"'),))
    members = _as_added(add)
    plain_codes = {name: dict(texts) for name, texts in codes.items()}
    options = FrameOptions(rulebook=rulebook, columns=dict(columns), add=members, prefix=prefix, codes=plain_codes)
    return cast("F", add_answers(frame, options))


def _as_added(add: Sequence[Added | str]) -> tuple[Added, ...]:
    """The columns to add, as members of ``Added``. Each may also be given by its word."""
    words = {str(added): added for added in Added}
    members: Any = as_tuple(add)
    if isinstance(members, tuple):
        given = cast("tuple[object, ...]", members)
        members = tuple(words.get(added, added) if isinstance(added, str) else added for added in given)
    raise_if_any(check_each("add", members, lambda path, added: a_member(path, added, Added)))
    return cast("tuple[Added, ...]", members)


def check_arguments(rulebook: object, columns: object, codes: object, name: str = "rulebook") -> None:
    """Refuse a rulebook, columns or codes that are wrong in themselves, and a process in which polars cannot work.

    Raises: ``InvalidInputError`` with all faults.
    """
    note_use()
    raise_if_any(
        (
            an_instance(name, rulebook, Rulebook, example="CURRENT"),
            an_instance("columns", columns, Mapping, example='{"zone": "todays_zone"}'),
            *code_faults(codes),
        )
    )


def explain_row(
    frame: Any,
    row: SupportsIndex,
    rulebook: Rulebook = CURRENT,
    columns: Mapping[str, str] = USUAL_NAMES,
    *,
    codes: RegisterCodes = NO_CODES,
) -> Decision:
    """The full answer for one row: all reasons, the plan and the sources. ``row`` is its position, counted from 0.

    What stands in a cell and cannot be read is among ``not_checked``, with what is expected there.

    Raises: ``InvalidInputError`` for the same faults as ``assess_frame``, and if the frame has no such row.
    """
    check_arguments(rulebook, columns, codes)
    wrapped = as_narwhals(frame.compute() if is_dask(frame) else frame)
    plan_for = partial(plan_columns, columns=columns, add=(), cells_of=partial(cells_of, wrapped), codes=codes)
    plan = None if isinstance(wrapped, nw.DataFrame) else plan_for(column_types(wrapped))
    position = -1 if isinstance(row, bool | type) or not hasattr(row, "__index__") else index(row)
    selected = _select_row(wrapped, position, columns) if position >= 0 else pl.DataFrame()
    if not selected.height:
        fix = "count rows from 0"
        raise InvalidInputError(Fault(path="row", expected="a row of the frame", actual=short_repr(row), fix=fix))
    plan = plan or plan_for(column_types(nw.from_native(selected)))
    decision = decide(read_row(_cells_by_usual_name(selected, plan), rulebook), rulebook)
    words = words_in_row(plan, column_types(nw.from_native(selected)), selected, rulebook)
    return with_words(decision, words, rulebook) if words else decision


def _select_row(wrapped: Any, row: int, columns: Mapping[str, str]) -> pl.DataFrame:
    if isinstance(wrapped, nw.LazyFrame):
        wrapped = wrapped.head(row + 1).collect()
    return to_polars(wrapped[row : row + 1], columns)


def _cells_by_usual_name(selected: pl.DataFrame, plan: ColumnPlan) -> dict[str, object]:
    times = {
        name: date_or_time(selected.select(name), dtype)
        for name, dtype in column_types(nw.from_native(selected)).items()
        if isinstance(dtype, nw.Date | nw.Datetime)
    }
    row = selected.drop(times).row(0, named=True) | times if len(times) < selected.width else times
    cells: dict[str, object] = {}
    for name in plan.encodings:
        if name in plan.flag_names:
            flags = plan.flag_names[name].items()
            words = read_flags((word, plan.decode(name, row[flag])) for word, flag in flags)
            cells[name] = None if isinstance(words, NoValue) else words
        else:
            cells[name] = plan.decode(name, row[plan.names[name]])
    return cells


def compare_frames(
    frame: Any,
    before: Rulebook,
    after: Rulebook,
    columns: Mapping[str, str] = USUAL_NAMES,
    *,
    by: Sequence[str] = (),
    codes: RegisterCodes = NO_CODES,
) -> Any:
    """A table that counts how many rows get which answer by the rulebook ``before`` and which by ``after``.

    The table is a frame of the same library. Its columns are those in ``by``, then ``decision_before``,
    ``rules_before``, ``decision_after``, ``rules_after`` and ``rows``. It has one row for each combination of values in
    the columns before ``rows``, in no particular order. ``rows`` is the number of rows of ``frame`` with that
    combination.

    Raises: ``InvalidInputError`` for the same faults as ``assess_frame``, and if ``by`` names an unknown column.
    """
    check_arguments(before, columns, codes, "before")
    check_arguments(after, columns, codes, "after")
    raise_if_any(check_each("by", as_tuple(by), lambda path, name: a_text(path, name, example="clinic")))
    names = list(frame.columns) if is_dask(frame) else as_narwhals(frame).collect_schema().names()
    unknown = [name for name in by if name not in names]
    raise_if_any(
        Fault(path="by", expected="columns of the frame", actual=short_repr(name), fix="use names of its columns")
        for name in unknown
    )
    compared = (Added.DECISION, Added.BINDING)
    with_before = assess_frame(frame, before, {**columns, **_NAMES_BEFORE}, add=compared, codes=codes)
    with_both = assess_frame(with_before, after, {**columns, **_NAMES_AFTER}, add=compared, codes=codes)
    keys = [*by, *_NAMES_BEFORE.values(), *_NAMES_AFTER.values()]
    if is_dask(frame):
        return with_both.assign(**{_ROWS: 1}).groupby(keys, dropna=False, observed=True)[_ROWS].sum().reset_index()
    return nw.from_native(with_both).group_by(keys).agg(nw.len().alias(_ROWS)).to_native()
