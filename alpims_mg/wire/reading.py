"""Readers: from JSON values to the types of the library, with every fault and its path."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any, cast, get_args, get_origin

import attrs

from alpims_mg._internal.templates import Numbers
from alpims_mg._internal.validation import short_repr
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.provenance import Citation, Source
from alpims_mg.model.quantities import Mass, Portion
from alpims_mg.model.vocabulary import Word
from alpims_mg.wire.classes import DERIVED, TAGS, FlatCitation, optional_of
from alpims_mg.wire.faults import key_text, refused, wire_faults, wire_name
from alpims_mg.wire.text import RepeatedKeys

Read = Callable[[Any], Any]
Structure = Callable[[Any, Any], Any]
"""What reads a value as a type: ``converter.structure``."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")


# --- Reading. A reader returns the value or raises all faults in it, with paths that begin at the value.


def class_reader(kind: type, structure: Structure) -> Callable[[Any, Any], Any]:
    """A reader of JSON objects as one class. It raises all faults together."""
    fields = {wire_name(field.name): field for field in attrs.fields(kind)}
    readers = {name: _reader(field.type, structure) for name, field in fields.items()}
    tag, word = TAGS.get(kind, (None, None))
    derived = DERIVED.get(kind, ())
    known = (*((tag,) if tag else ()), *fields, *derived)
    words = ", ".join(known)

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise refused(value, "an object", f"write its keys: {words}")
        given = cast("Mapping[str, Any]", value)
        faults = [
            Fault(path=key_text(key), expected="a known key", actual="an unknown one", fix=f"use only {words}")
            for key in given
            if key not in known
        ]
        faults += (
            Fault(path=key_text(key), expected="given once", actual="more than once", fix="keep one of them")
            for key in (value.repeated if isinstance(value, RepeatedKeys) else ())
        )
        if tag and given.get(tag) != word:
            actual = short_repr(given.get(tag))
            faults.append(Fault(path=tag, expected=repr(word), actual=actual, fix=f"write {word!r}"))
        made: dict[str, Any] = {}
        for name, field in fields.items():
            if name in given:
                try:
                    made[field.name] = readers[name](given[name])
                except InvalidInputError as error:
                    faults += (fault.under(name) for fault in error.faults)
                    made[field.name] = given[name]
            elif field.init and field.default is attrs.NOTHING:
                faults.append(Fault(path=name, expected="given", actual="nothing", fix=f"add {name}"))
                made[field.name] = None
        made |= {name: given[name] for name in derived if name in given}
        return _built(kind, made, faults)

    return read


def _built(kind: type, made: dict[str, Any], faults: list[Fault]) -> Any:
    """The object, or all faults: those found so far, and those that it finds itself in the fields without one."""
    faulty = {fault.path.partition(".")[0].partition("[")[0] for fault in faults}
    computed = (*(field.name for field in attrs.fields(kind) if not field.init), *DERIVED.get(kind, ()))
    sums = {name: made.pop(name) for name in computed if name in made}
    built = None
    try:
        built = kind(**made)
    except InvalidInputError as error:
        own = wire_faults(error.faults)
        faults += (fault for fault in own if fault.path.partition(".")[0].partition("[")[0] not in faulty)
    if not faults:
        faults += (
            Fault(
                path=wire_name(name),
                expected=f"what the rest comes to, {getattr(built, name)}",
                actual=short_repr(value),
                fix="count again",
            )
            for name, value in sums.items()
            if value != getattr(built, name)
        )
    if faults:
        raise InvalidInputError(*faults)
    return built


def union_reader(tag: str, members: dict[str, type[Any]], structure: Structure) -> Callable[[Any, Any], Any]:
    """A reader that picks the class by its tag."""

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise refused(value, "an object", f"write its keys, {tag} among them")
        word = cast("Mapping[str, Any]", value).get(tag)
        if not isinstance(word, str) or word not in members:
            expected = f"one of {', '.join(members)}"
            raise InvalidInputError(
                Fault(path=tag, expected=expected, actual=short_repr(word), fix="write one of these words")
            )
        return structure(cast("object", value), members[word])

    return read


def _reader(kind: Any, structure: Structure) -> Read:
    """The reader of one type of field."""
    if kind in SIMPLE_READERS:
        return SIMPLE_READERS[kind]
    if (inner := optional_of(kind)) is not None:
        read = _reader(inner, structure)
        return lambda value: None if value is None else read(value)
    if kind == Numbers:
        return _read_numbers
    origin: Any = get_origin(kind)
    if origin in (tuple, frozenset):
        return _list_reader(_reader(get_args(kind)[0], structure), origin)
    return lambda value: structure(value, kind)


def _list_reader(read_item: Read, collection: Callable[[list[Any]], Any]) -> Read:
    def read(value: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise refused(value, "a list", "write for example []")
        items = cast("list[Any]", value)
        faults: list[Fault] = []
        made: list[Any] = []
        met: set[Any] = set()
        for i, item in enumerate(items):
            try:
                made.append(read_item(item))
            except InvalidInputError as error:
                faults += (fault.under(f"[{i}]") for fault in error.faults)
            else:
                if collection is frozenset and made[-1] in met:
                    faults.append(
                        Fault(path=f"[{i}]", expected="given once", actual=short_repr(item), fix="keep one of them")
                    )
                if collection is frozenset:
                    met.add(made[-1])
        if faults:
            raise InvalidInputError(*faults)
        return collection(made)

    return read


def _exact_type(kind: type, expected: str, fix: str) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise refused(value, expected, fix)
        return value

    return read


def _read_numbers(value: Any) -> Numbers:
    if not isinstance(value, Mapping):
        raise refused(value, "an object of names and text", 'write for example {"target_mg": "200"}')
    return tuple(cast("Mapping[str, str]", value).items())


def _read_date(value: Any) -> date:
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise refused(value, "a date as text", "write for example '2026-03-01'")


def _read_time(value: Any) -> time:
    try:
        if isinstance(value, str) and _TIME.fullmatch(value):
            return time.fromisoformat(value)
    except ValueError:
        pass
    raise refused(value, "a local time as text", "write for example '07:30'")


SIMPLE_READERS: dict[Any, Read] = {
    str: _exact_type(str, "text", "put it in quotes"),
    int: _exact_type(int, "a whole number", "write it without quotes and without a point"),
    bool: _exact_type(bool, "true or false", "write it without quotes"),
    Decimal: _exact_type(str, "a number as decimal text", "put it in quotes, for example '24.3'"),
    date: _read_date,
    time: _read_time,
}


@cache
def word_reader(kind: type[Word]) -> Read:
    """A reader of the words of one enum."""
    words = {word.value: word for word in kind}

    def read(value: Any) -> Any:
        if not isinstance(value, str) or value not in words:
            raise refused(value, f"one of {', '.join(words)}", "write one of these words")
        return words[value]

    return read


@cache
def mass_reader(kind: type[Mass]) -> Read:
    """A reader of milligrams written as decimal text."""

    def read(value: Any) -> Any:
        if not isinstance(value, str):
            raise refused(value, "milligrams as decimal text", "put the number in quotes, for example '62.5'")
        return _at_root(kind.mg, value)

    return read


def read_portion(value: Any) -> Portion:
    """A portion from its text."""
    if not isinstance(value, str):
        raise refused(value, "a portion as text", "write for example '1 1/2'")
    return cast("Portion", _at_root(Portion.parse, value))


def _at_root(read: Read, value: str) -> Any:
    try:
        return read(value)
    except InvalidInputError as error:
        raise InvalidInputError(*(attrs.evolve(fault, path="") for fault in error.faults)) from None


def nest_citation(flat: FlatCitation) -> Citation:
    """The citation that a flat citation stands for."""
    source = Source(title=flat.source, kind=flat.kind, url=flat.url)
    return Citation(source=source, place=flat.place, claim=flat.claim, certainty=flat.certainty)
