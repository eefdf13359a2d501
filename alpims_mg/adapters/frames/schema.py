"""The columns that a register may have, their encodings, and the check of the columns of a frame against both."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Final, final

import attrs
import narwhals as nw

from alpims_mg._internal.field_types import check_field_types
from alpims_mg._internal.validation import short_repr
from alpims_mg.adapters.frames.cells import code_fault, codes_in
from alpims_mg.adapters.frames.readings import ProductKind
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.vocabulary import (
    Answer,
    Condition,
    DosageForm,
    FactList,
    Form,
    Intent,
    KidneyFunction,
    MedicineClass,
    Tolerance,
    Word,
    Zone,
)


@final
class Encoding(Enum):
    """How a column of a frame holds its facts, such as words or numbers. The value of each member says how in English.

    A column of text may also be of a categorical or enumerated type.
    """

    WORD = "one word as text"
    NUMBER = "a number"
    NUMBER_TEXT = "a number as text"
    DATE = "a date, or a date as ISO 8601 text"
    TEXT = "words in one text, separated by semicolons (only the word 'none' states that there are none)"
    LIST = "a list of words"
    FLAGS = "one Boolean column for each word, named COLUMN.WORD"
    NULL = "only nulls"


@final
@attrs.frozen(kw_only=True)
class Column:
    """One column that a register may have. ``name`` is its usual name, and ``path`` is the path of its fact in JSON.

    ``encodings`` are those that the column may use. ``words`` are the words that it may hold; empty if any word may
    occur. ``unit`` is the unit of a number. A column that is not ``needed`` may be left
    out, which means the same as a null in every row.
    """

    name: str
    path: str
    encodings: tuple[Encoding, ...]
    needed: bool = False
    words: tuple[str, ...] = ()
    unit: str = ""

    __attrs_post_init__ = check_field_types


def _words_of(word_type: type[Word]) -> tuple[str, ...]:
    return tuple(map(str, word_type))


_WORD = (Encoding.WORD, Encoding.NULL)
_NUMBER = (Encoding.NUMBER, Encoding.NULL)
_DATE = (Encoding.DATE, Encoding.NULL)
_WORDS = (Encoding.TEXT, Encoding.LIST, Encoding.NULL)
_WORDS_OR_FLAGS = (*_WORDS, Encoding.FLAGS)
_MG = "mg of elemental magnesium"

SCHEMA: Final[tuple[Column, ...]] = (
    Column(name="zone", path="situation.zone", encodings=_WORD, needed=True, words=_words_of(Zone)),
    Column(name="age_years", path="situation.age_years", encodings=_NUMBER, needed=True, unit="whole years"),
    Column(name="kidney", path="situation.kidney", encodings=_WORD, words=_words_of(KidneyFunction)),
    Column(
        name="conditions",
        path="situation.conditions",
        encodings=_WORDS_OR_FLAGS,
        needed=True,
        words=_words_of(Condition),
    ),
    Column(
        name="medicines",
        path="situation.medicines",
        encodings=_WORDS_OR_FLAGS,
        needed=True,
        words=_words_of(MedicineClass),
    ),
    Column(name="current_daily_mg", path="proposal.current_daily_mg", encodings=_NUMBER, unit=f"{_MG} a day"),
    Column(name="tolerance", path="situation.tolerance", encodings=_WORD, words=_words_of(Tolerance)),
    Column(
        name="egfr",
        path="situation.egfr",
        encodings=(*_NUMBER, Encoding.NUMBER_TEXT),
        unit="ml/min/1.73 m2, with any number of decimals",
    ),
    Column(name="kidney_date", path="situation.kidney_date", encodings=_DATE),
    Column(name="as_of", path="situation.as_of", encodings=_DATE),
    Column(name="other_magnesium_mg", path="situation.other_magnesium_mg", encodings=_NUMBER, unit=f"{_MG} a day"),
    Column(name="other_conditions", path="situation.other_conditions", encodings=_WORDS),
    Column(name="partial", path="situation.partial", encodings=_WORDS, words=_words_of(FactList)),
    Column(name="avoids", path="situation.avoids", encodings=_WORDS),
    Column(name="acknowledged", path="situation.acknowledged", encodings=_WORDS),
    Column(name="target_mg", path="proposal.target_mg", encodings=_NUMBER, unit=f"{_MG} a day"),
    Column(name="lower_to_mg", path="proposal.lower_to_mg", encodings=_NUMBER, unit=f"{_MG} a day"),
    Column(name="hold_days", path="proposal.hold_days", encodings=_NUMBER, unit="whole days"),
    Column(name="intent", path="proposal.intent", encodings=_WORD, needed=True, words=_words_of(Intent)),
    Column(name="product", path="proposal.product", encodings=_WORD, needed=True, words=_words_of(ProductKind)),
    Column(name="form", path="proposal.product.form", encodings=_WORD, needed=True, words=_words_of(Form)),
    Column(name="elemental_mg", path="proposal.product.elemental_mg", encodings=_NUMBER, needed=True, unit=_MG),
    Column(name="divides_into", path="proposal.product.divides_into", encodings=_NUMBER, needed=True, unit="parts"),
    Column(
        name="dosage_form",
        path="proposal.product.dosage_form",
        encodings=_WORD,
        words=_words_of(DosageForm),
    ),
    Column(name="ingredients", path="proposal.product.ingredients", encodings=_WORDS),
)
"""The columns that a register may have. Missing facts are listed in this order. Words are spelled as in JSON.
``conditions`` may also hold other words: each counts as a condition in its own words, as in ``other_conditions``.
``medicines`` holds words of medicine classes, ATC codes and names, also names that nothing recognises.
``partial`` names the lists of which only a part is stated. Without that column, and where it is null, each stated list
is whole. At least one of ``kidney`` and ``egfr`` must be present."""

BY_NAME: Final[dict[str, Column]] = {column.name: column for column in SCHEMA}
PATHS: Final[dict[str, str]] = {column.name: column.path for column in SCHEMA}


class Added(Word):
    """A column that ``assess_frame`` can add. The value of each member is the usual name of that column."""

    DECISION = "decision"
    """The answer: one of the words in ``DECISIONS``, as an ordered enumeration where the library has one."""
    VERDICT = "verdict"
    """The strictest verdict of all findings; null if the proposal cannot be read."""
    BINDING = "binding_rules"
    """The ids of the rules that withhold, or of those that still ask for a clinician, sorted and separated by
    semicolons. Empty if the answer is offer or needs-information."""
    MISSING = "missing_facts"
    """The paths of facts that are needed and not stated, and of cells that cannot be read, separated by semicolons.
    Empty unless the answer is needs-information."""
    FIRST = "first_daily_mg"
    """Milligrams a day on the first rung of the plan; null if the answer has no plan for a capsule."""
    LAST = "last_daily_mg"
    """Milligrams a day on the last rung of the plan; null if the answer has no plan for a capsule."""
    RUNGS = "rungs"
    """The number of rungs in the plan; null if the answer has no plan for a capsule."""
    HOURS = "hours_to_keep"
    """The hours to keep between each medicine and magnesium, sorted and separated by semicolons. Empty if none."""


DECISIONS: Final = tuple(map(str, (Answer.OFFER, Answer.CONSULT, Answer.NEEDS_INFORMATION, Answer.WITHHOLD)))
"""The words of the column ``decision``, in their order: the answer that lets a person do most is the first."""


@final
@attrs.frozen(kw_only=True)
class ColumnPlan:
    """What the columns of one frame are called and how they hold their values.

    ``names``, ``encodings`` and ``flag_names`` have the usual names of columns as keys. ``names`` gives the name in the
    frame. ``flag_names`` is for a list held in Boolean columns: it maps each word to the name of its Boolean column.
    ``output_names`` maps each column to add to its name in the result.
    """

    names: Mapping[str, str]
    encodings: Mapping[str, Encoding]
    flag_names: Mapping[str, Mapping[str, str]]
    output_names: Mapping[Added, str]


CellsOf = Callable[[str], Sequence[object] | None]
"""Returns some cells of a column, for a fault to name; None if the column holds only nulls."""


def plan_columns(
    schema: Mapping[str, Any],
    columns: Mapping[str, Any],
    add: Sequence[Added],
    cells_of: CellsOf,
    prefix: str = "",
) -> ColumnPlan:
    """A ``ColumnPlan`` (names and encodings of columns) for a frame. ``schema`` maps column names to narwhals types.

    ``columns`` maps usual names to names in the frame, where they differ. ``add`` lists the columns to add.
    ``prefix`` stands before their usual names. ``cells_of`` is asked only about a column of a wrong type. If that holds
    only nulls, it states nothing.

    Raises: ``InvalidInputError`` with a fault for each column that is missing, misnamed or of a wrong type.
    """
    plan, faults = plan_with_faults(schema, columns, add, cells_of, prefix)
    raise_if_any(faults)
    return plan


def plan_with_faults(
    schema: Mapping[str, Any],
    columns: Mapping[str, Any],
    add: Sequence[Added],
    cells_of: CellsOf,
    prefix: str = "",
) -> tuple[ColumnPlan, list[Fault]]:
    """A pair: the ``ColumnPlan`` of a frame, and the faults of its columns. The arguments are as in ``plan_columns``.

    In the plan, a column with a fault states nothing.

    Raises: ``InvalidInputError`` with the faults of the mapping ``columns`` itself.
    """
    usual_names = {*BY_NAME, *map(str, Added)}
    faults = [
        Fault(
            path=f"columns[{short_repr(name)}]",
            expected="a name from the schema, mapped to the column's name in the frame",
            actual=short_repr(name_in_frame),
            fix="take the names from frames.SCHEMA and frames.Added",
        )
        for name, name_in_frame in columns.items()
        if name not in usual_names or not isinstance(name_in_frame, str)
    ]
    if faults:
        raise InvalidInputError(*faults)
    names: dict[str, str] = {}
    encodings: dict[str, Encoding] = {}
    flag_names: dict[str, dict[str, str]] = {}
    for column in SCHEMA:
        name = columns.get(column.name, column.name)
        flags = {word: f"{name}.{word}" for word in column.words} if Encoding.FLAGS in column.encodings else {}
        if name in schema:
            names[column.name] = name
            encoding = _encoding_in(column, schema[name])
            cells = cells_of(name) if encoding is None else None
            encodings[column.name] = encoding or Encoding.NULL
            if cells is not None:
                faults.append(_type_fault(name, column, schema[name], cells))
        elif any(flag in schema for flag in flags.values()):
            flag_names[column.name], encodings[column.name] = flags, Encoding.FLAGS
            faults += _flag_faults(flags, schema)
            faults += _unknown_flag_faults(name, flags, schema)
        elif column.needed or column.name in columns:
            faults.append(_missing_column_fault(name, column))
    if not {"kidney", "egfr"} & encodings.keys() and not faults:
        faults.append(_missing_column_fault(columns.get("kidney", "kidney"), BY_NAME["kidney"]))
    output_names = names_of_added(add, columns, prefix)
    for name in output_names.values():
        if name in schema or list(output_names.values()).count(name) > 1:
            fix = f'write for example prefix="mg_", or columns={{"{name}": "mg_{name}"}}'
            faults.append(
                Fault(path=name, expected="a name that no other column has", actual=short_repr(name), fix=fix)
            )
    plan = ColumnPlan(names=names, encodings=encodings, flag_names=flag_names, output_names=output_names)
    return plan, faults


def names_of_added(add: Iterable[Added], columns: Mapping[str, Any], prefix: str) -> dict[Added, Any]:
    """A mapping from each column to add to its name: that in ``columns``, else its usual name after ``prefix``."""
    return {added: columns.get(str(added), f"{prefix}{added}") for added in add}


def _encoding_in(column: Column, dtype: Any) -> Encoding | None:
    """How ``column`` holds its values if its narwhals type is ``dtype``; None if it may not have that type."""
    found = _encoding_of(dtype)
    texts = (Encoding.WORD, Encoding.TEXT, Encoding.DATE, Encoding.NUMBER_TEXT)
    text = next((encoding for encoding in texts if encoding in column.encodings), None)
    encoding = text if found is Encoding.TEXT else found
    return encoding if encoding in column.encodings else None


def _encoding_of(dtype: Any) -> Encoding | None:
    if dtype.is_numeric():
        return Encoding.NUMBER
    if isinstance(dtype, nw.String | nw.Categorical | nw.Enum):
        return Encoding.TEXT
    if isinstance(dtype, nw.List) and isinstance(dtype.inner, nw.String):
        return Encoding.LIST
    if isinstance(dtype, nw.Date):
        return Encoding.DATE
    return Encoding.NULL if isinstance(dtype, nw.Unknown) else None


def _flag_faults(flags: Mapping[str, str], schema: Mapping[str, Any]) -> Iterator[Fault]:
    for name in flags.values():
        if not isinstance(schema.get(name), nw.Boolean):
            actual = "no such column" if name not in schema else str(schema[name])
            fix = "give every word a Boolean column; a null means that the whole list is not stated"
            yield Fault(path=name, expected="a Boolean column", actual=actual, fix=fix)


def _unknown_flag_faults(name: str, flags: Mapping[str, str], schema: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each Boolean column that is named like a word of this list, but whose word is not known.

    Such a column must not be left out silently: it may state a risk.
    """
    for extra, dtype in schema.items():
        if extra.startswith(f"{name}.") and extra not in flags.values() and isinstance(dtype, nw.Boolean):
            expected, fix = "a column with a word of this list", "correct the word, or give the list as text"
            yield Fault(path=extra, expected=expected, actual="an unknown word", fix=fix)


def _missing_column_fault(name: str, column: Column) -> Fault:
    expected = f"a column that holds {_encodings_text(column)}"
    fix = "add it, or give the name of the column that holds it in columns; a column of nulls states nothing"
    return Fault(path=name, expected=expected, actual="no such column", fix=fix)


def _type_fault(name: str, column: Column, dtype: Any, cells: Sequence[object]) -> Fault:
    if Encoding.WORD in column.encodings and dtype.is_numeric():
        return code_fault(name, column.words, codes_in(cells))
    fix = "convert the column, then check its values"
    return Fault(path=name, expected=_encodings_text(column), actual=str(dtype), fix=fix)


def _encodings_text(column: Column) -> str:
    texts = [encoding.value for encoding in column.encodings if encoding is not Encoding.NULL]
    unit = f" ({column.unit})" if column.unit else ""
    return f"{', or '.join(texts)}{unit}"
