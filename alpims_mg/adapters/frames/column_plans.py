"""``plan_columns`` finds the columns of a register in a frame, and checks their names and types."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, final

import attrs
import narwhals as nw

from alpims_mg._internal.validation import short_repr
from alpims_mg.adapters.frames.cells import code_fault, codes_in
from alpims_mg.adapters.frames.code_maps import NO_CODES, CodeMap, RegisterCodes, decoded, maps_of_codes
from alpims_mg.adapters.frames.column_names import ColumnNames
from alpims_mg.adapters.frames.readings import read_flag
from alpims_mg.adapters.frames.schema import BY_NAME, SCHEMA, Added, Column, Encoding
from alpims_mg.errors import Fault, raise_if_any


@final
@attrs.frozen(kw_only=True)
class ColumnPlan:
    """What the columns of one frame are called and how they hold their values.

    ``names``, ``encodings``, ``flag_names`` and ``codes`` have the usual names of columns as keys. ``names`` gives the
    name in the frame. ``flag_names`` is for a list held in columns of flags: it maps each word to the name of its
    column. ``codes`` gives the texts that the codes of a column mean. ``output_names`` maps each column to add to its
    name in the result.
    """

    names: Mapping[str, str]
    encodings: Mapping[str, Encoding]
    flag_names: Mapping[str, Mapping[str, str]]
    output_names: Mapping[Added, str]
    codes: Mapping[str, CodeMap] = attrs.field(factory=dict[str, CodeMap])

    def decode(self, name: str, cell: object) -> object:
        """What a cell of the column ``name`` means: the text of its code, or the cell itself."""
        if name not in self.codes:
            return cell
        is_list = self.encodings[name] in (Encoding.TEXT, Encoding.LIST)
        return decoded(cell, self.codes[name], is_list=is_list)


CellsOf = Callable[[str], Sequence[object] | None]
"""Returns some cells of a column, for a fault to name; None if the column holds only nulls."""


def plan_columns(
    schema: Mapping[str, Any],
    columns: Mapping[str, Any],
    add: Sequence[Added],
    cells_of: CellsOf,
    prefix: str = "",
    codes: RegisterCodes = NO_CODES,
) -> ColumnPlan:
    """A ``ColumnPlan`` (names and encodings of columns) for a frame. ``schema`` maps column names to narwhals types.

    ``columns`` maps usual names to names in the frame, where they differ by more than case and spaces around. ``add``
    lists the columns to add, and ``prefix`` stands before their usual names. ``cells_of`` is asked only about a column
    of a wrong type. If that holds only nulls, it states nothing. ``codes`` has the texts that codes mean, without
    ``code_faults``.

    Raises: ``InvalidInputError`` with a fault for each column that is missing, misnamed or of a wrong type.
    """
    plan, faults = plan_with_faults(schema, columns, add, cells_of, prefix, codes)
    raise_if_any(faults)
    return plan


def plan_with_faults(
    schema: Mapping[str, Any],
    columns: Mapping[str, Any],
    add: Sequence[Added],
    cells_of: CellsOf,
    prefix: str = "",
    codes: RegisterCodes = NO_CODES,
) -> tuple[ColumnPlan, list[Fault]]:
    """A pair: the ``ColumnPlan`` of a frame, and the faults of its columns. The arguments are as in ``plan_columns``.

    In the plan, a column of a wrong type states nothing.

    Raises: ``InvalidInputError`` with the faults of the mapping ``columns`` itself.
    """
    raise_if_any(_mapping_faults(columns))
    faults: list[Fault] = []
    frame_names = ColumnNames(schema)
    found = {column.name: frame_names.find(columns.get(column.name, column.name)) for column in SCHEMA}
    taken = {name for names in found.values() for name in names}
    names: dict[str, str] = {}
    encodings: dict[str, Encoding] = {}
    flag_names: dict[str, dict[str, str]] = {}
    for column in SCHEMA:
        name = columns.get(column.name, column.name)
        if found[column.name]:
            name, *others = found[column.name]
            names[column.name] = name
            encoding = _encoding_in(column, schema[name], has_codes=column.name in codes)
            cells = cells_of(name) if encoding is None else None
            encodings[column.name] = encoding or Encoding.NULL
            if others:
                faults.append(_same_name_fault(column.name, found[column.name]))
            if cells is not None:
                faults.append(_type_fault(name, column, schema[name], cells))
        elif Encoding.FLAGS in column.encodings and (flags := frame_names.flags(name)):
            encodings[column.name] = Encoding.FLAGS
            flag_names[column.name] = _flag_names(column, name, frame_names)
            faults += _flag_faults(column, name, frame_names, schema, cells_of)
            known = {flag for word in column.words for flag in frame_names.find(f"{name}.{word}")}
            unknown = [flag for flag in flags if flag not in known]
            faults += (_unknown_flag_fault(flag) for flag in unknown if _holds_flags(schema[flag], cells_of(flag)))
        elif column.needed or column.name in columns:
            faults.append(_missing_column_fault(name, column, frame_names.near(name, taken)))
    if not {"kidney", "egfr"} & encodings.keys() and not faults:
        name = columns.get("kidney", "kidney")
        faults.append(_missing_column_fault(name, BY_NAME["kidney"], frame_names.near(name, taken)))
    output_names = names_of_added(add, columns, prefix)
    for name in output_names.values():
        if name in schema or list(output_names.values()).count(name) > 1:
            fix = f'write for example prefix="mg_", or columns={{"{name}": "mg_{name}"}}'
            faults.append(
                Fault(path=name, expected="a name that no other column has", actual=short_repr(name), fix=fix)
            )
    plan = ColumnPlan(
        names=names, encodings=encodings, flag_names=flag_names, output_names=output_names, codes=maps_of_codes(codes)
    )
    return plan, faults


def names_of_added(add: Iterable[Added], columns: Mapping[str, Any], prefix: str) -> dict[Added, Any]:
    """A mapping from each column to add to its name: that in ``columns``, else its usual name after ``prefix``."""
    return {added: columns.get(str(added), f"{prefix}{added}") for added in add}


def _mapping_faults(columns: Mapping[str, Any]) -> Iterator[Fault]:
    usual_names = {*BY_NAME, *map(str, Added)}
    for name, name_in_frame in columns.items():
        if name not in usual_names or not isinstance(name_in_frame, str):
            yield Fault(
                path=f"columns[{short_repr(name)}]",
                expected="a name from the schema, mapped to the column's name in the frame",
                actual=short_repr(name_in_frame),
                fix="take the names from frames.SCHEMA and frames.Added",
            )


def _encoding_in(column: Column, dtype: Any, *, has_codes: bool) -> Encoding | None:
    """How ``column`` holds its values if its narwhals type is ``dtype``; None if it may not have that type.

    A column that ``has_codes`` may hold numbers or Booleans in place of words.
    """
    found = _encoding_of(dtype)
    if has_codes and found not in column.encodings:
        found = _encoding_of_codes(dtype)
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
    if isinstance(dtype, nw.Date | nw.Datetime):
        return Encoding.DATE
    return Encoding.NULL if isinstance(dtype, nw.Unknown) else None


def _encoding_of_codes(dtype: Any) -> Encoding | None:
    if dtype.is_numeric() or isinstance(dtype, nw.Boolean):
        return Encoding.TEXT
    has_numbers = isinstance(dtype, nw.List) and isinstance(dtype.inner, nw.dtypes.DType) and dtype.inner.is_numeric()
    return Encoding.LIST if has_numbers else _encoding_of(dtype)


def _flag_names(column: Column, name: str, frame_names: ColumnNames) -> dict[str, str]:
    """A mapping from each word of a list to the name of its column of flags."""
    return {word: next(iter(frame_names.find(f"{name}.{word}")), f"{name}.{word}") for word in column.words}


def _flag_faults(
    column: Column, name: str, frame_names: ColumnNames, schema: Mapping[str, Any], cells_of: CellsOf
) -> Iterator[Fault]:
    for word in column.words:
        flag = f"{name}.{word}"
        found = frame_names.find(flag)
        fix = "give every word a column of Booleans, or of yes and no; a null means that the whole list is not stated"
        expected = "a Boolean column, or one of yes and no"
        if len(found) > 1:
            yield _same_name_fault(flag, found)
            continue
        own = next(iter(found), None)
        if own is None:
            yield Fault(path=flag, expected=expected, actual="no such column", fix=fix)
        elif not is_flag_type(schema[own]) and cells_of(own) is not None:
            yield Fault(path=flag, expected=expected, actual=str(schema[own]), fix=fix)


def is_flag_type(dtype: Any) -> bool:
    """Whether a column of this narwhals type may hold flags: Booleans, or texts or numbers for yes and no."""
    return isinstance(dtype, nw.Boolean) or _encoding_of(dtype) in (Encoding.TEXT, Encoding.NUMBER)


def _holds_flags(dtype: Any, cells: Sequence[object] | None) -> bool:
    return isinstance(dtype, nw.Boolean) or (
        is_flag_type(dtype) and any(isinstance(read_flag(cell), bool) for cell in cells or ())
    )


def _unknown_flag_fault(name: str) -> Fault:
    """The fault of a column of flags that is named like a word of a list, but whose word is not known.

    Such a column must not be left out silently: it may state a risk.
    """
    expected, fix = "a column with a word of this list", "correct the word, or give the list as text"
    return Fault(path=name, expected=expected, actual="an unknown word", fix=fix)


def _same_name_fault(name: str, found: Sequence[str]) -> Fault:
    expected, actual = "one column of this name, whatever its case", ", ".join(map(repr, found))
    return Fault(path=name, expected=expected, actual=actual, fix="rename all but one, or choose one in columns")


def _missing_column_fault(name: str, column: Column, near: str | None) -> Fault:
    expected = f"a column that holds {_encodings_text(column)}"
    actual = f"no such column; the frame has {short_repr(near)}" if near else "no such column"
    mapped = f"columns={{{column.name!r}: {near!r}}}" if near else "columns"
    fix = f"add it, or give the name of the column that holds it in {mapped}; a column of nulls states nothing"
    return Fault(path=name, expected=expected, actual=actual, fix=fix)


def _type_fault(name: str, column: Column, dtype: Any, cells: Sequence[object]) -> Fault:
    if Encoding.WORD in column.encodings and dtype.is_numeric():
        return code_fault(name, column.words, codes_in(cells), column.name)
    fix = "convert the column, then check its values"
    if column.words and dtype.is_numeric():
        fix = f'say what each code means: codes={{"{column.name}": {{CODE: "WORD"}}}}'
    return Fault(path=name, expected=_encodings_text(column), actual=str(dtype), fix=fix)


def _encodings_text(column: Column) -> str:
    texts = [encoding.value for encoding in column.encodings if encoding is not Encoding.NULL]
    unit = f" ({column.unit})" if column.unit else ""
    return f"{', or '.join(texts)}{unit}"
