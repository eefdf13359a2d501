"""The columns that a register may have, how each may be laid out, and what is wrong with a schema."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Final, final

import attrs
import narwhals as nw

from alpims_mg._internal.validation import short_repr
from alpims_mg.adapters.frames.readings import Taken
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.vocabulary import Condition, Form, Intent, KidneyFunction, MedicineClass, Tolerance, Word, Zone


@final
class Layout(Enum):
    """How a column holds what it holds; the value is the words for it. Texts may be categories or enumerated too."""

    WORD = "one word as text"
    CODE = "the place of the word in its list, counted from 0, as a number"
    NUMBER = "a number"
    DAY = "a date, or its text as ISO 8601 writes it"
    TEXT = "words as one text, parted by semicolons; none, or an empty text, states that there are none"
    LIST = "a list of words"
    FLAGS = "one column of truth values for each word, named COLUMN.WORD"
    VOID = "nothing but nulls"


@final
@attrs.frozen(kw_only=True)
class Column:
    """One column of a register: its usual name, the path of the fact on the wire, and what may stand in it.

    ``words`` are the words that it may hold, in the order of their codes; empty where any may. ``unit`` is that of a
    number. A column that is not ``needed`` may be left out, which states nothing of anybody, as a null does.
    """

    name: str
    path: str
    layouts: tuple[Layout, ...]
    needed: bool = False
    words: tuple[str, ...] = ()
    unit: str = ""


def _words(kind: type[Word]) -> tuple[str, ...]:
    return tuple(map(str, kind))


_ONE = (Layout.WORD, Layout.CODE, Layout.VOID)
_NUMBER = (Layout.NUMBER, Layout.VOID)
_DAY = (Layout.DAY, Layout.VOID)
_MANY = (Layout.TEXT, Layout.LIST, Layout.VOID)
_MANY_OR_FLAGS = (*_MANY, Layout.FLAGS)
_MG = "mg of elemental magnesium"

SCHEMA: Final[tuple[Column, ...]] = (
    Column(name="zone", path="situation.zone", layouts=_ONE, needed=True, words=_words(Zone)),
    Column(name="age_years", path="situation.age_years", layouts=_NUMBER, needed=True, unit="whole years"),
    Column(name="kidney", path="situation.kidney", layouts=_ONE, words=_words(KidneyFunction)),
    Column(
        name="conditions",
        path="situation.conditions",
        layouts=_MANY_OR_FLAGS,
        needed=True,
        words=_words(Condition),
    ),
    Column(
        name="medicines",
        path="situation.medicines",
        layouts=_MANY_OR_FLAGS,
        needed=True,
        words=_words(MedicineClass),
    ),
    Column(name="current_daily_mg", path="proposal.current_daily_mg", layouts=_NUMBER, unit=f"{_MG} a day"),
    Column(name="tolerance", path="situation.tolerance", layouts=_ONE, words=_words(Tolerance)),
    Column(name="egfr", path="situation.egfr", layouts=_NUMBER, unit="ml/min/1.73 m2, up to 3 decimals"),
    Column(name="kidney_date", path="situation.kidney_date", layouts=_DAY),
    Column(name="as_of", path="situation.as_of", layouts=_DAY),
    Column(name="other_magnesium_mg", path="situation.other_magnesium_mg", layouts=_NUMBER, unit=f"{_MG} a day"),
    Column(name="avoids", path="situation.avoids", layouts=_MANY),
    Column(name="acknowledged", path="situation.acknowledged", layouts=_MANY),
    Column(name="target_mg", path="proposal.target_mg", layouts=_NUMBER, unit=f"{_MG} a day"),
    Column(name="hold_days", path="proposal.hold_days", layouts=_NUMBER, unit="whole days"),
    Column(name="intent", path="proposal.intent", layouts=_ONE, needed=True, words=_words(Intent)),
    Column(name="product", path="proposal.product", layouts=_ONE, needed=True, words=_words(Taken)),
    Column(name="form", path="proposal.product.form", layouts=_ONE, needed=True, words=_words(Form)),
    Column(name="elemental_mg", path="proposal.product.elemental_mg", layouts=_NUMBER, needed=True, unit=_MG),
    Column(name="divides_into", path="proposal.product.divides_into", layouts=_NUMBER, needed=True, unit="parts"),
    Column(name="ingredients", path="proposal.product.ingredients", layouts=_MANY),
)
"""What a register may hold, in the order in which missing facts are named. Words and lists of words as the wire writes
them; ``medicines`` takes the words of kinds and ATC codes. One of ``kidney`` and ``egfr`` must be there."""

BY_NAME: Final[dict[str, Column]] = {column.name: column for column in SCHEMA}
PATHS: Final[dict[str, str]] = {column.name: column.path for column in SCHEMA}


class Added(Word):
    """A column that is added; its value is its usual name."""

    DECISION = "decision"
    """Which of the four answers, as a word."""
    VERDICT = "verdict"
    """The strictest verdict among the findings; null where the proposal cannot be read."""
    BINDING = "binding_rules"
    """The ids of the rules that withhold, or that wait for a clinician, in order and parted by semicolons; empty for
    the others."""
    MISSING = "missing_facts"
    """The paths of what is needed and not stated, and of what cannot be read, parted by semicolons."""
    FIRST = "first_daily_mg"
    """Milligrams a day of the plan's first rung; null without a plan for capsules."""
    LAST = "last_daily_mg"
    """Milligrams a day of the plan's last rung."""
    RUNGS = "rungs"
    """How many rungs the plan has."""
    STATE = "state"
    """The code of the collapsed state, which ``decode`` turns into the answer of the case that stands for it."""


@final
@attrs.frozen(kw_only=True)
class Plan:
    """Where each fact stands in one frame: by our name, theirs and the layout; flags have a name for each word."""

    stands: Mapping[str, str]
    layouts: Mapping[str, Layout]
    flags: Mapping[str, Mapping[str, str]]
    added: Mapping[Added, str]


def planned(schema: Mapping[str, Any], columns: Mapping[str, Any], add: Sequence[Added]) -> Plan:
    """Where each fact stands in a frame of this schema (names to narwhals' types).

    Raises: ``InvalidInputError`` with everything that is wrong with it.
    """
    ours = {*BY_NAME, *map(str, Added)}
    faults = [
        Fault(
            path=f"columns[{short_repr(name)}]",
            expected="the name of a column of the schema, with the name that it has in the frame",
            actual=short_repr(theirs),
            fix="take the names from frames.SCHEMA and frames.Added",
        )
        for name, theirs in columns.items()
        if name not in ours or not isinstance(theirs, str)
    ]
    if faults:
        raise InvalidInputError(*faults)
    stands: dict[str, str] = {}
    layouts: dict[str, Layout] = {}
    flags: dict[str, dict[str, str]] = {}
    for column in SCHEMA:
        name = columns.get(column.name, column.name)
        screened_additives = {word: f"{name}.{word}" for word in column.words} if Layout.FLAGS in column.layouts else {}
        if name in schema:
            stands[column.name] = name
            layout = _layout(column, schema[name])
            if layout is None:
                faults.append(_mistyped(name, column, schema[name]))
            else:
                layouts[column.name] = layout
        elif any(flag in schema for flag in screened_additives.values()):
            flags[column.name], layouts[column.name] = screened_additives, Layout.FLAGS
            faults += _flag_faults(screened_additives, schema)
        elif column.needed or column.name in columns:
            faults.append(_lacking(name, column))
    if not {"kidney", "egfr"} & layouts.keys() and not faults:
        faults.append(_lacking(columns.get("kidney", "kidney"), BY_NAME["kidney"]))
    added = {one: columns.get(str(one), str(one)) for one in add}
    for name in added.values():
        if name in schema or list(added.values()).count(name) > 1:
            fix = "give the added column another name in columns"
            faults.append(
                Fault(path=name, expected="a name that no other column has", actual=short_repr(name), fix=fix)
            )
    if faults:
        raise InvalidInputError(*faults)
    return Plan(stands=stands, layouts=layouts, flags=flags, added=added)


def _layout(column: Column, dtype: Any) -> Layout | None:
    """The layout that a type of the frame stands for, where the column may have it."""
    found = _layout_of(dtype)
    text = {Layout.WORD: Layout.WORD, Layout.TEXT: Layout.TEXT, Layout.DAY: Layout.DAY}
    fitting = {
        Layout.TEXT: next((one for one in text if one in column.layouts), None),
        Layout.NUMBER: Layout.CODE if Layout.CODE in column.layouts else Layout.NUMBER,
    }
    layout = fitting.get(found, found) if found else None
    return layout if layout in column.layouts else None


def _layout_of(dtype: Any) -> Layout | None:
    if dtype.is_numeric():
        return Layout.NUMBER
    if isinstance(dtype, nw.String | nw.Categorical | nw.Enum):
        return Layout.TEXT
    if isinstance(dtype, nw.List) and isinstance(dtype.inner, nw.String):
        return Layout.LIST
    if isinstance(dtype, nw.Date):
        return Layout.DAY
    return Layout.VOID if isinstance(dtype, nw.Unknown) else None


def _flag_faults(screened_additives: Mapping[str, str], schema: Mapping[str, Any]) -> Iterator[Fault]:
    for name in screened_additives.values():
        if not isinstance(schema.get(name), nw.Boolean):
            actual = "no such column" if name not in schema else str(schema[name])
            fix = "give every word a column, so that none is left unsaid"
            yield Fault(path=name, expected="a column of truth values", actual=actual, fix=fix)


def _lacking(name: str, column: Column) -> Fault:
    expected = f"a column that holds {_layout_words(column)}"
    fix = "add it, or name the column that holds it in columns; nulls state nothing"
    return Fault(path=name, expected=expected, actual="no such column", fix=fix)


def _mistyped(name: str, column: Column, dtype: Any) -> Fault:
    return Fault(path=name, expected=_layout_words(column), actual=str(dtype), fix="convert the column, and look at it")


def _layout_words(column: Column) -> str:
    said = [layout.value for layout in column.layouts if layout is not Layout.VOID]
    unit = f" ({column.unit})" if column.unit else ""
    return f"{', or '.join(said)}{unit}"
