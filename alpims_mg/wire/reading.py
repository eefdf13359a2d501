"""Builds functions that read JSON values as types of the library. These functions are the readers.

A reader returns the value, or raises ``InvalidInputError`` with all faults. The path of a fault starts
at the value that the reader gets. The reader of the enclosing value adds its own key in front.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any, cast, get_args, get_origin

import attrs

from alpims_mg._internal.field_types import list_type
from alpims_mg._internal.templates import Numbers
from alpims_mg._internal.validation import short_repr
from alpims_mg.courses.diary import MOST_COURSES_BEFORE
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.proposals import HoldDays
from alpims_mg.model.provenance import Citation, Source
from alpims_mg.model.quantities import Mass, Portion
from alpims_mg.model.vocabulary import Condition, TimeOfDay, Word
from alpims_mg.wire.classes import DERIVED, TAGS, FlatCitation, unwrap_optional
from alpims_mg.wire.faults import (
    present_name,
    repeated_key_faults,
    unknown_key_fault,
    unknown_word_error,
    wire_faults,
    wire_name,
    wrong_type_error,
)
from alpims_mg.wire.limits import LONGEST_BEFORE_CLEANING

Read = Callable[[Any], Any]
Structure = Callable[[Any, Any], Any]
"""A function like ``converter.structure``: its arguments are a JSON value and a type to read the value as."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_FIX = 60
"""The largest number of characters of a value that a fix shows."""

_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")


def class_reader(kind: type, structure: Structure) -> Callable[[Any, Any], Any]:
    """A function that reads a JSON object as an instance of the class ``kind``."""
    fields = {wire_name(field.name): field for field in attrs.fields(kind)}
    readers = {name: _field_reader(field.type, structure) for name, field in fields.items()}
    for name, most in LONGEST_BEFORE_CLEANING.get(kind, {}).items():
        readers[name] = _short_text_reader(readers[name], most)
    tag, word = TAGS.get(kind, (None, None))
    derived = DERIVED.get(kind, ())
    known = (*((tag,) if tag else ()), *fields, *derived)
    nesting = [name for name, field in fields.items() if unwrap_optional(field.type) is kind]

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise wrong_type_error(value, "an object", f"write its keys: {', '.join(known)}")
        given = cast("Mapping[str, Any]", value)
        raise_if_any(_nesting_fault(name, given) for name in nesting)
        unknown = [key for key in given if key not in known]
        faults = [*(unknown_key_fault(key, known) for key in unknown), *repeated_key_faults(given)]
        if tag and given.get(tag) != word:
            faults.append(
                Fault(path=tag, expected=repr(word), actual=short_repr(given.get(tag)), fix=f"write {word!r}")
            )
        values: dict[str, Any] = {}
        faulty = {_first_name(fault.path) for fault in faults} | {present_name(key, known) for key in unknown}
        for name, field in fields.items():
            if name in given:
                try:
                    values[field.name] = readers[name](given[name])
                except InvalidInputError as error:
                    faults += (fault.under(name) for fault in error.faults)
                    faulty.add(name)
                    values[field.name] = given[name]
            elif field.init and field.default is attrs.NOTHING:
                if name not in faulty:
                    faults.append(Fault(path=name, expected="given", actual="nothing", fix=f"add {name}"))
                    faulty.add(name)
                values[field.name] = None
        values |= {name: given[name] for name in derived if name in given}
        return _build(kind, values, faults, faulty)

    return read


def _nesting_fault(name: str, given: Mapping[str, Any]) -> Fault | None:
    """A fault if an object holds too many others, one inside the other, each under the key ``name``."""
    inner: Any = given
    for _ in range(_MOST_NESTED + 1):
        inner = cast("Mapping[str, Any]", inner).get(name)
        if not isinstance(inner, Mapping):
            return None
    expected = f"at most {_MOST_NESTED} objects, one inside the other"
    return Fault(path=name, expected=expected, actual="more of them", fix="begin a new one")


_MOST_NESTED = MOST_COURSES_BEFORE
"""Only courses hold others of their class: those that they follow."""


def _build(kind: type, values: dict[str, Any], faults: list[Fault], faulty: set[str | None]) -> Any:
    """An instance of ``kind`` with these values. A computed field may be among them, but must equal the computed value.

    Raises: ``InvalidInputError`` with ``faults`` and the faults that ``kind`` finds. A fault that ``kind`` finds in a
    field of ``faulty`` is left out, because ``faults`` has one for that field already.
    """
    names = (*(field.name for field in attrs.fields(kind) if not field.init), *DERIVED.get(kind, ()))
    computed = {name: values.pop(name) for name in names if name in values}
    instance = None
    try:
        instance = kind(**values)
    except InvalidInputError as error:
        faults += (fault for fault in wire_faults(error.faults) if _first_name(fault.path) not in faulty)
    if not faults:
        faults += (
            Fault(
                path=wire_name(name),
                expected=f"{getattr(instance, name)}, computed from the other fields",
                actual=short_repr(value),
                fix="check it and the fields that it is computed from",
            )
            for name, value in computed.items()
            if value != getattr(instance, name)
        )
    if faults:
        raise InvalidInputError(*faults)
    return instance


def _first_name(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


def union_reader(tag: str, members: dict[str, type[Any]], structure: Structure) -> Callable[[Any, Any], Any]:
    """A function that reads a JSON object as a member of a union. The word under the key ``tag`` chooses the class."""

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise wrong_type_error(value, "an object", f"write its keys, with {tag} among them")
        word = cast("Mapping[str, Any]", value).get(tag)
        if not isinstance(word, str) or word not in members:
            expected, fix = f"one of {', '.join(members)}", "write one of these words"
            raise InvalidInputError(Fault(path=tag, expected=expected, actual=short_repr(word), fix=fix))
        return structure(cast("object", value), members[word])

    return read


def _field_reader(kind: Any, structure: Structure) -> Read:
    """A function that reads the JSON value of a field. ``kind`` is the type of the field."""
    if kind in SIMPLE_READERS:
        return SIMPLE_READERS[kind]
    if (inner := unwrap_optional(kind)) is not None:
        read = _field_reader(inner, structure)
        return lambda value: None if value is None else read(value)
    if kind == Numbers:
        return _read_numbers
    kind = list_type(kind)
    origin: Any = get_origin(kind)
    if origin in (tuple, frozenset):
        return _list_reader(_field_reader(get_args(kind)[0], structure), origin)
    return lambda value: structure(value, kind)


def _list_reader(read_item: Read, collection: Callable[[list[Any]], Any]) -> Read:
    """A function that reads a JSON list as a tuple or a frozenset. For a frozenset, a repeated item is a fault."""

    def read(value: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise wrong_type_error(value, "a list", _list_fix(value, read_item))
        faults: list[Fault] = []
        items: list[Any] = []
        seen: set[Any] = set()
        for i, written in enumerate(cast("list[Any]", value)):
            try:
                item = read_item(written)
            except InvalidInputError as error:
                faults += (fault.under(f"[{i}]") for fault in error.faults)
                continue
            items.append(item)
            if collection is frozenset:
                if item in seen:
                    actual = short_repr(written)
                    faults.append(Fault(path=f"[{i}]", expected="given once", actual=actual, fix="keep one of them"))
                seen.add(item)
        if faults:
            raise InvalidInputError(*faults)
        return collection(items)

    return read


def _list_fix(value: Any, read_item: Read) -> str:
    """The text of the fix for a value that should be a list. It keeps the value, if that is a valid item."""
    if value is None:
        return "write [] if there are none"
    try:
        read_item(value)
    except InvalidInputError:
        return "put the items in square brackets"
    text = json.dumps(value, ensure_ascii=False)
    return f"write [{text}]" if len(text) <= _LONGEST_FIX and text.isprintable() else "put it in square brackets"


def _exact_type_reader(kind: type, expected: str, fix: str) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise wrong_type_error(value, expected, fix)
        return value

    return read


def _short_text_reader(read: Read, most: int) -> Read:
    """A function that reads as ``read`` does, but refuses text of more than ``most`` characters."""

    def read_short(value: Any) -> Any:
        if isinstance(value, str) and len(value) > most:
            raise wrong_type_error(value, f"printable text of 1 to {most} characters", "shorten it")
        return read(value)

    return read_short


def _read_numbers(value: Any) -> Numbers:
    """Read a JSON object as pairs of a placeholder's name and its text. Neither is checked here."""
    if not isinstance(value, Mapping):
        raise wrong_type_error(value, "an object of names and text", 'write for example {"target_mg": "200"}')
    raise_if_any(repeated_key_faults(cast("Mapping[str, str]", value)))
    return tuple(cast("Mapping[str, str]", value).items())


def _read_date(value: Any) -> date:
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise wrong_type_error(value, "a date as text", "write for example '2026-03-01'")


def _read_time(value: Any) -> time:
    try:
        if isinstance(value, str) and _TIME.fullmatch(value):
            return time.fromisoformat(value)
    except ValueError:
        pass
    raise wrong_type_error(value, "a local time as text", "write for example '07:30'")


def _read_time_or_meal(value: Any) -> time | TimeOfDay:
    """Read a clock time, or the word for a meal."""
    words = {word.value: word for word in TimeOfDay}
    if isinstance(value, str) and _TIME.fullmatch(value):
        return _read_time(value)
    if not isinstance(value, str) or value not in words:
        expected = f"a local time as text, or one of {', '.join(words)}"
        raise wrong_type_error(value, expected, "write for example '07:30'")
    return words[value]


def _read_hold_days(value: Any) -> HoldDays:
    """Read a whole number, or a list of whole numbers as a tuple."""
    read = SIMPLE_READERS[int]
    return cast("HoldDays", _list_reader(read, tuple)(value) if isinstance(value, list) else read(value))


SIMPLE_READERS: dict[Any, Read] = {
    str: _exact_type_reader(str, "text", "put it in quotes"),
    int: _exact_type_reader(int, "a whole number", "write it without quotes and without a decimal point"),
    bool: _exact_type_reader(bool, "true or false", "write it without quotes"),
    Decimal: _exact_type_reader(str, "a number as decimal text", "put it in quotes, for example '24.3'"),
    date: _read_date,
    time: _read_time,
    time | TimeOfDay: _read_time_or_meal,
    HoldDays: _read_hold_days,
}


_OTHER_KEYS: dict[type[Word], str] = {Condition: "other_conditions"}
"""For a vocabulary that cannot name everything, the key of the field that holds the rest in a person's own words."""


@cache
def word_reader(kind: type[Word]) -> Read:
    """A function that reads a word as the member of the enum ``kind`` with that value."""
    words = {word.value: word for word in kind}

    def read(value: Any) -> Any:
        if not isinstance(value, str) or value not in words:
            raise unknown_word_error(value, words, other_key=_OTHER_KEYS.get(kind))
        return words[value]

    return read


@cache
def mass_reader(kind: type[Mass]) -> Read:
    """A function that reads decimal text as a mass in milligrams, of the class ``kind``."""

    def read(value: Any) -> Any:
        if not isinstance(value, str):
            raise wrong_type_error(value, "milligrams as decimal text", "put the number in quotes, for example '62.5'")
        try:
            return kind.mg(value)
        except InvalidInputError as error:
            fix = "write the number of milligrams without a unit, in quotes, for example '62.5'"
            raise InvalidInputError(*(attrs.evolve(fault, path="", fix=fix) for fault in error.faults)) from None

    return read


def read_portion(value: Any) -> Portion:
    """Read a text such as ``1 1/2`` as a portion of a capsule."""
    if not isinstance(value, str):
        raise wrong_type_error(value, "a portion as text", "write for example '1 1/2'")
    return cast("Portion", _read_without_path(Portion.parse, value))


def _read_without_path(read: Read, value: str) -> Any:
    """The result of ``read``. Its faults lose their path, which names an argument of ``read``, not a JSON key."""
    try:
        return read(value)
    except InvalidInputError as error:
        raise InvalidInputError(*(attrs.evolve(fault, path="") for fault in error.faults)) from None


def nest_citation(flat: FlatCitation) -> Citation:
    """The ``Citation`` that ``flat``, its JSON form, stands for. The source becomes an object of its own."""
    source = Source(title=flat.source, kind=flat.kind, url=flat.url)
    return Citation(source=source, place=flat.place, claim=flat.claim, certainty=flat.certainty)
