"""The JSON of the library: strict on the way in, exact on the way out. The core knows nothing of it.

``make_converter`` builds a converter; ``register_hooks`` teaches a host's own. ``read_case`` reads the bytes of one
question, and ``in_json`` writes an answer.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, cast, final, get_args, get_origin

import attrs
from cattrs import Converter

from alpims_mg._internal.validation import shown
from alpims_mg.courses.comparison import Difference, DifferenceRow
from alpims_mg.courses.diaries import Awaited, CheckIn, Course, Diary, Ledger, LedgerDay, Review, RungDate
from alpims_mg.dosing.days import Day, DaySchedule, FreeSpan, MedicineDose, NoSlot, Obstacle, PlacedIntake
from alpims_mg.dosing.supplies import RungSupply, Supply
from alpims_mg.errors import Fault, InvalidInputError, refuse
from alpims_mg.explanation.changes import Change, Way, Ways
from alpims_mg.explanation.explanations import WhyNot
from alpims_mg.explanation.options import FormOption, FormOptions, RouteOption, RouteOptions
from alpims_mg.labels.label import Label, Serving
from alpims_mg.labels.readings import NamedSalt
from alpims_mg.model.decisions import (
    Alternative,
    Consult,
    Decision,
    Infeasible,
    NeedsInformation,
    NotChecked,
    Offer,
    Withhold,
)
from alpims_mg.model.findings import Finding, Hours
from alpims_mg.model.plans import Bound, DosePlan, Intake, Plan, Step, TopicalPlan
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.proposals import Case, Proposal
from alpims_mg.model.provenance import Citation, Source, Standing, Sureness
from alpims_mg.model.quantities import Compound, Elemental, Mass, Portion
from alpims_mg.model.routines import DayCase, Routine
from alpims_mg.model.situations import Acknowledgement, Egfr, Medicine, Situation
from alpims_mg.model.vocabulary import Word

__all__ = [
    "in_json",
    "make_converter",
    "read_case",
    "read_day_case",
    "read_diary",
    "read_record",
    "register_hooks",
    "wire_faults",
]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")

Read = Callable[[Any], Any]
Write = Callable[[Any], Any]

_RENAMED = {
    "elemental": "elemental_mg",
    "compound": "compound_mg",
    "elemental_least": "elemental_least_mg",
    "elemental_most": "elemental_most_mg",
    "target": "target_mg",
    "current_daily": "current_daily_mg",
    "other_magnesium": "other_magnesium_mg",
    "magnesium": "magnesium_mg",
    "daily": "daily_mg",
    "planned": "planned_mg",
    "permitted": "permitted_mg",
    "permitted_total": "permitted_total_mg",
    "taken": "taken_mg",
    "taken_total": "taken_total_mg",
    "level": "level_mg",
    "amount": "amount_mg",
    "margin": "margin_mg",
    "nearest_below": "nearest_below_mg",
    "nearest_above": "nearest_above_mg",
}
"""Fields that hold a mass say so on the wire; everything else is called what it is called in Python."""

_FIRST = frozenset({"edition", "plan", "draft"})
"""Fields that an answer is read by, written before its findings."""

_UNSAID = frozenset({"about", "capsule", "compound", "contradictions", "hours", "severity", "supposed", "url"})
"""Fields that are left out where they hold their default."""

_UNIONS: dict[Any, tuple[str, dict[str, type]]] = {
    Product: ("kind", {"capsule": Capsule, "topical": Topical}),
    Plan: ("kind", {"dose-plan": DosePlan, "topical-plan": TopicalPlan}),
    Day: ("kind", {"day-schedule": DaySchedule, "no-slot": NoSlot}),
    Decision: (
        "decision",
        {kind.answer.value: kind for kind in (Offer, Consult, Withhold, NeedsInformation)},
    ),
}
"""Each union with the key that tells its members apart, and the word for each member."""

_TAGS: dict[type, tuple[str, str]] = {
    member: (tag, word) for tag, members in _UNIONS.values() for word, member in members.items()
}


@final
@attrs.frozen(kw_only=True)
class _FlatCitation:
    """A citation as the wire writes it: with its source's own fields beside the place."""

    standing: Standing
    source: str
    place: str
    claim: str
    sureness: Sureness
    url: str | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            Fault(
                path=name, wanted="text that is not blank", got=shown(text), todo="say where it stands and what it says"
            )
            for name, text in (("source", self.source), ("place", self.place), ("claim", self.claim))
            if not str(text).strip()
        )


_CLASSES: tuple[type, ...] = (
    *_TAGS,
    _FlatCitation,
    Hours,
    Finding,
    NotChecked,
    Infeasible,
    Acknowledgement,
    Medicine,
    Egfr,
    Situation,
    Intake,
    Step,
    Bound,
    Proposal,
    Case,
    Alternative,
    WhyNot,
    Change,
    Way,
    Ways,
    FormOption,
    RouteOption,
    FormOptions,
    RouteOptions,
    NamedSalt,
    Serving,
    Label,
    Routine,
    DayCase,
    PlacedIntake,
    MedicineDose,
    FreeSpan,
    Obstacle,
    CheckIn,
    Diary,
    Course,
    LedgerDay,
    Ledger,
    Awaited,
    RungDate,
    Review,
    RungSupply,
    Supply,
    DifferenceRow,
    Difference,
)


def make_converter() -> Converter:
    """A new converter for every type of the library that crosses the wire.

    >>> make_converter().unstructure(Elemental.mg("62.5"))
    '62.5'
    """
    converter = Converter()
    register_hooks(converter)
    return converter


def register_hooks(converter: Converter) -> None:
    """Teach a converter the types of this library. Nothing else that it converts is touched.

    Structuring raises ``InvalidInputError`` with every fault of what came, each with its path.
    """
    converter.register_structure_hook_func(_is_word, lambda value, kind: _word(kind)(value))
    converter.register_unstructure_hook_func(_is_word, lambda word: word.value)
    for mass in (Elemental, Compound):
        converter.register_structure_hook(mass, lambda value, kind: _mass(kind)(value))
        converter.register_unstructure_hook(mass, lambda amount: amount.mg_text)
    converter.register_structure_hook(Portion, lambda value, _: _portion(value))
    converter.register_unstructure_hook(Portion, str)
    for kind in _CLASSES:
        converter.register_structure_hook(kind, _class_hook(kind, converter))
        converter.register_unstructure_hook(kind, _class_writer(kind, converter))
    converter.register_structure_hook(Citation, lambda value, _: _cited(converter.structure(value, _FlatCitation)))
    converter.register_unstructure_hook(Citation, lambda cite: converter.unstructure(_flat(cite)))
    for union, (tag, members) in _UNIONS.items():
        converter.register_structure_hook(union, _union_hook(tag, members, converter))
        converter.register_unstructure_hook(union, converter.unstructure)


def read_case(data: bytes | str) -> Case:
    """The question that a JSON text asks.

    Raises: ``InvalidInputError`` with every fault of the text: broken UTF-8 or JSON, unknown or doubled keys, missing
    ones, and values that are not what the wire wants.
    """
    return _converter().structure(_loaded(data), Case)


def read_day_case(data: bytes | str) -> DayCase:
    """The question that a JSON text asks for one day: a case, and beside it the ``routine`` of the day.

    Raises: ``InvalidInputError`` as for ``read_case``.
    """
    return _converter().structure(_loaded(data), DayCase)


def read_diary(data: bytes | str) -> Diary:
    """The question that a JSON text asks for one day of a course: the case that it began with, and its check-ins.

    Raises: ``InvalidInputError`` as for ``read_case``.
    """
    return _converter().structure(_loaded(data), Diary)


def read_record(data: bytes | str) -> Mapping[str, Any]:
    """The object that a JSON text holds, as it stands, for those who read it further.

    Raises: ``InvalidInputError`` for broken UTF-8 or JSON, a key that stands twice, and anything that is no object.
    """
    record = _loaded(data)
    if not isinstance(record, dict):
        raise _refused(record, "an object", "write its keys in curly brackets")
    if isinstance(record, _Repeated):
        refuse(
            Fault(path=_key(key), wanted="given once", got="more than once", todo="keep one of them")
            for key in record.repeated
        )
    return cast("dict[str, Any]", record)


def in_json(value: Any) -> str:
    """A value of the library as JSON text, exact and in a fixed order."""
    return json.dumps(_converter().unstructure(value), indent=2, ensure_ascii=False)


def wire_faults(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The same faults with the names that the wire uses for their fields."""
    return tuple(attrs.evolve(fault, path=".".join(map(_renamed, fault.path.split(".")))) for fault in faults)


@cache
def _converter() -> Converter:
    return make_converter()


def _is_word(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Word | Standing | Sureness)


def _renamed(name: str) -> str:
    bare, bracket, rest = name.partition("[")
    return f"{_RENAMED.get(bare, bare)}{bracket}{rest}"


def _refused(value: object, wanted: str, todo: str) -> InvalidInputError:
    return InvalidInputError(Fault(path="", wanted=wanted, got=shown(value), todo=todo))


def _optional(kind: Any) -> Any:
    """What a type may be beside None, or None where it may not be None."""
    inner = tuple(one for one in get_args(kind) if one is not NoneType)
    return inner[0] if isinstance(kind, UnionType) and NoneType in get_args(kind) else None


# --- Reading. A reader returns the value or raises all faults in it, with paths that begin at the value.


def _class_hook(kind: type, converter: Converter) -> Callable[[Any, Any], Any]:
    fields = {_renamed(field.name): field for field in attrs.fields(kind)}
    readers = {name: _reader(field.type, converter) for name, field in fields.items()}
    tag, word = _TAGS.get(kind, (None, None))
    known = (tag, *fields) if tag else tuple(fields)
    words = ", ".join(known)

    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _refused(value, "an object", f"write its keys: {words}")
        given = cast("Mapping[str, Any]", value)
        faults = [
            Fault(path=_key(key), wanted="a known key", got="an unknown one", todo=f"use only {words}")
            for key in given
            if key not in known
        ]
        faults += (
            Fault(path=_key(key), wanted="given once", got="more than once", todo="keep one of them")
            for key in (value.repeated if isinstance(value, _Repeated) else ())
        )
        if tag and given.get(tag) != word:
            got = shown(given.get(tag))
            faults.append(Fault(path=tag, wanted=repr(word), got=got, todo=f"write {word!r}"))
        made: dict[str, Any] = {}
        for name, field in fields.items():
            if name in given:
                try:
                    made[field.name] = readers[name](given[name])
                except InvalidInputError as error:
                    faults += (fault.under(name) for fault in error.faults)
                    made[field.name] = given[name]
            elif field.init and field.default is attrs.NOTHING:
                faults.append(Fault(path=name, wanted="given", got="nothing", todo=f"add {name}"))
                made[field.name] = None
        return _built(kind, made, faults)

    return structure


def _built(kind: type, made: dict[str, Any], faults: list[Fault]) -> Any:
    """The object, or all faults: those found so far, and those that it finds itself in the fields without one."""
    faulty = {fault.path.partition(".")[0].partition("[")[0] for fault in faults}
    sums = {field.name: made.pop(field.name) for field in attrs.fields(kind) if not field.init and field.name in made}
    built = None
    try:
        built = kind(**made)
    except InvalidInputError as error:
        own = wire_faults(error.faults)
        faults += (fault for fault in own if fault.path.partition(".")[0].partition("[")[0] not in faulty)
    if not faults:
        faults += (
            Fault(
                path=_renamed(name),
                wanted=f"what the rest comes to, {getattr(built, name)}",
                got=shown(value),
                todo="count again",
            )
            for name, value in sums.items()
            if value != getattr(built, name)
        )
    if faults:
        raise InvalidInputError(*faults)
    return built


def _union_hook(tag: str, members: dict[str, type[Any]], converter: Converter) -> Callable[[Any, Any], Any]:
    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _refused(value, "an object", f"write its keys, {tag} among them")
        word = cast("Mapping[str, Any]", value).get(tag)
        if not isinstance(word, str) or word not in members:
            wanted = f"one of {', '.join(members)}"
            raise InvalidInputError(Fault(path=tag, wanted=wanted, got=shown(word), todo="write one of these words"))
        return converter.structure(cast("object", value), members[word])

    return structure


def _reader(kind: Any, converter: Converter) -> Read:
    """The reader of one type of field."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if (inner := _optional(kind)) is not None:
        read = _reader(inner, converter)
        return lambda value: None if value is None else read(value)
    origin: Any = get_origin(kind)
    if origin in (tuple, frozenset):
        return _list(_reader(get_args(kind)[0], converter), origin)
    return lambda value: converter.structure(value, kind)


def _list(read: Read, collection: Callable[[list[Any]], Any]) -> Read:
    def structure(value: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise _refused(value, "a list", "write for example []")
        items = cast("list[Any]", value)
        faults: list[Fault] = []
        made: list[Any] = []
        met: set[Any] = set()
        for i, item in enumerate(items):
            try:
                made.append(read(item))
            except InvalidInputError as error:
                faults += (fault.under(f"[{i}]") for fault in error.faults)
            else:
                if collection is frozenset and made[-1] in met:
                    faults.append(Fault(path=f"[{i}]", wanted="given once", got=shown(item), todo="keep one of them"))
                if collection is frozenset:
                    met.add(made[-1])
        if faults:
            raise InvalidInputError(*faults)
        return collection(made)

    return structure


def _exactly(kind: type, wanted: str, todo: str) -> Read:
    def structure(value: Any) -> Any:
        if type(value) is not kind:
            raise _refused(value, wanted, todo)
        return value

    return structure


def _date(value: Any) -> date:
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise _refused(value, "a date as text", "write for example '2026-03-01'")


def _time(value: Any) -> time:
    try:
        if isinstance(value, str) and _TIME.fullmatch(value):
            return time.fromisoformat(value)
    except ValueError:
        pass
    raise _refused(value, "a local time as text", "write for example '07:30'")


_SIMPLE: dict[Any, Read] = {
    str: _exactly(str, "text", "put it in quotes"),
    int: _exactly(int, "a whole number", "write it without quotes and without a point"),
    bool: _exactly(bool, "true or false", "write it without quotes"),
    Decimal: _exactly(str, "a number as decimal text", "put it in quotes, for example '24.3'"),
    date: _date,
    time: _time,
}


@cache
def _word(kind: type[Word]) -> Read:
    words = {word.value: word for word in kind}

    def structure(value: Any) -> Any:
        if not isinstance(value, str) or value not in words:
            raise _refused(value, f"one of {', '.join(words)}", "write one of these words")
        return words[value]

    return structure


@cache
def _mass(kind: type[Mass]) -> Read:
    def structure(value: Any) -> Any:
        if not isinstance(value, str):
            raise _refused(value, "milligrams as decimal text", "put the number in quotes, for example '62.5'")
        return _at_root(kind.mg, value)

    return structure


def _portion(value: Any) -> Portion:
    if not isinstance(value, str):
        raise _refused(value, "a portion as text", "write for example '1 1/2'")
    return cast("Portion", _at_root(Portion.parse, value))


def _at_root(read: Read, value: str) -> Any:
    try:
        return read(value)
    except InvalidInputError as error:
        raise InvalidInputError(*(attrs.evolve(fault, path="") for fault in error.faults)) from None


def _cited(flat: _FlatCitation) -> Citation:
    source = Source(title=flat.source, standing=flat.standing, url=flat.url)
    return Citation(source=source, place=flat.place, claim=flat.claim, sureness=flat.sureness)


# --- Writing.


def _class_writer(kind: type, converter: Converter) -> Write:
    ordered = sorted(attrs.fields(kind), key=lambda field: field.name not in _FIRST)
    fields = [(field, _renamed(field.name), _writer(field.type, converter)) for field in ordered]
    tag = {_TAGS[kind][0]: _TAGS[kind][1]} if kind in _TAGS else {}

    def unstructure(value: Any) -> dict[str, Any]:
        said = {
            name: write(getattr(value, field.name))
            for field, name, write in fields
            if field.name not in _UNSAID or getattr(value, field.name) != field.default
        }
        return tag | said

    return unstructure


def _writer(kind: Any, converter: Converter) -> Write:
    """The writer of one type of field."""
    if (inner := _optional(kind)) is not None:
        write = _writer(inner, converter)
        return lambda value: None if value is None else write(value)
    if kind is Decimal:
        return lambda number: format(number, "f")
    if kind is date:
        return lambda day: day.isoformat()
    if kind is time:
        return lambda at: at.isoformat(timespec="minutes")
    origin: Any = get_origin(kind)
    if origin in (tuple, frozenset):
        write = _writer(get_args(kind)[0], converter)
        if origin is frozenset:
            return lambda values: sorted(map(write, values))
        return lambda values: list(map(write, values))
    return lambda value: value if kind in _SIMPLE else converter.unstructure(value)


def _flat(cite: Citation) -> _FlatCitation:
    source = cite.source
    return _FlatCitation(
        standing=source.standing,
        source=source.title,
        place=cite.place,
        claim=cite.claim,
        sureness=cite.sureness,
        url=source.url,
    )


# --- JSON text.


class _Repeated(dict[str, Any]):
    """An object of JSON text some of whose keys stand in it more than once."""

    repeated: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    repeated = tuple(sorted(name for name, times in Counter(name for name, _ in pairs).items() if times > 1))
    if not repeated:
        return dict(pairs)
    loaded = _Repeated(pairs)
    loaded.repeated = repeated
    return loaded


def _integer(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= 40 else Decimal(digits)


def _loaded(data: bytes | str) -> Any:
    if not isinstance(data, bytes | str):  # pyright: ignore[reportUnnecessaryIsInstance] -- callers may not check types
        raise _refused(data, "JSON text or its bytes", "read the file first")
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
        return json.loads(text, object_pairs_hook=_object, parse_int=_integer)
    except UnicodeDecodeError as error:
        got = f"a byte that is not, at place {error.start}"
        raise InvalidInputError(Fault(path="", wanted="UTF-8 text", got=got, todo="save the file as UTF-8")) from None
    except json.JSONDecodeError as error:
        got = f"{error.msg} in line {error.lineno}, column {error.colno}" if error.doc.strip() else "nothing"
        raise InvalidInputError(Fault(path="", wanted="JSON text", got=got, todo="check commas and quotes")) from None
    except RecursionError:
        wanted, got = "a case of a few levels", "far more levels of brackets"
        raise InvalidInputError(Fault(path="", wanted=wanted, got=got, todo="take the brackets out")) from None


def _key(name: Any) -> str:
    return name if isinstance(name, str) and name.isprintable() and len(name) <= 40 else shown(name)
