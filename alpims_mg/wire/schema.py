"""Describes the JSON of the library as one JSON Schema, generated from the classes that the converter reads."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from inspect import getdoc
from typing import Any, Final, cast, get_args, get_origin

import attrs

from alpims_mg._internal.field_types import list_type
from alpims_mg._internal.templates import Numbers
from alpims_mg._internal.validation import MOST_ITEMS
from alpims_mg.courses.carrying import CarriedOver
from alpims_mg.courses.comparison import Difference
from alpims_mg.courses.diary import Course, Diary
from alpims_mg.courses.joint_reviews import JointDiary, JointReview
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.looking_ahead import Preview
from alpims_mg.courses.review_types import Review
from alpims_mg.dosing.days import Day
from alpims_mg.dosing.supplies import Supply
from alpims_mg.explanation.counterfactuals import Counterfactuals
from alpims_mg.explanation.explanations import WhyNot
from alpims_mg.explanation.options import FormOptions, RouteOptions
from alpims_mg.labels.label import Label
from alpims_mg.model.decisions import Decision
from alpims_mg.model.plans import Plan
from alpims_mg.model.products import Product
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.proposals import Case, DayCase, HoldDays
from alpims_mg.model.provenance import Citation
from alpims_mg.model.quantities import Compound, Elemental, Portion
from alpims_mg.model.vocabulary import TimeOfDay
from alpims_mg.wire.classes import CLASSES, DERIVED, TAGS, UNIONS, FlatCitation, unwrap_optional
from alpims_mg.wire.faults import wire_name
from alpims_mg.wire.limits import MASS, MASSES, TEXTS, Keywords, limits_of

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DESCRIPTION: Final = (
    "The JSON that alpims_mg reads and writes. A value is one of the kinds in `anyOf`. To check one kind, refer to its "
    "definition, such as `#/$defs/Case`. A reader refuses more than this schema can: what holds between several "
    "fields, a whole number that is written with a decimal point, a key that stands twice, a computed value that is "
    "another one, and a text that names no medicine or condition."
)
_DOCUMENTS: Final[tuple[Any, ...]] = (
    *(Case, DayCase, Diary, JointDiary, Decision, Plan, Day, Infeasible, WhyNot, Counterfactuals, FormOptions),
    *(RouteOptions, Label, Supply, Course, CarriedOver, Ledger, Review, JointReview, Preview, Difference),
)
"""What stands in a file by itself: the questions that commands read, and the answers that they print."""

_DATE: Final = (
    "^([0-9]{4}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
    "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$"
)
"""The text of a day that exists. Only a leap year has a 29 February."""
_PORTION: Final = "^([1-9][0-9]{0,2}( (1/4|1/2|3/4))?|1000|1/4|1/2|3/4)$"
_EGFR: Final = r"^([0-2]?[0-9]{1,2}(\.[0-9]{1,1200})?|300(\.0{1,1200})?)$"
_DAYS: Final[Keywords] = {"type": "integer", "minimum": 1 - 10**9, "maximum": 10**9 - 1}


def _text(description: str, pattern: str, no: str = r"\n") -> Keywords:
    """Text that matches ``pattern``, but not ``no``. In some languages, ``$`` matches before a line break, too."""
    return {"description": description, "type": "string", "pattern": pattern, "not": {"pattern": no}}


def _reference(name: str) -> Keywords:
    return {"$ref": f"#/$defs/{name}"}


_NAMED: Final[Mapping[Any, tuple[str, Keywords]]] = {
    Elemental: ("Elemental", _text("Elemental magnesium in milligrams, as exact decimal text.", MASS)),
    Compound: ("Compound", _text("A mass of a whole magnesium salt in milligrams, as exact decimal text.", MASS)),
    Portion: ("Portion", _text("An amount of capsules in quarters, such as '1 1/2'.", _PORTION)),
    Decimal: ("EgfrValue", _text("An eGFR from 0 to 300, as exact decimal text.", _EGFR)),
    date: ("CalendarDate", _text("A date, such as '2026-03-01'.", _DATE, r"\n|^0000")),
    time: ("LocalTime", _text("A local time of day, such as '07:30'.", "^([01][0-9]|2[0-3]):[0-5][0-9]$")),
    time | TimeOfDay: (
        "TimeOrMeal",
        {
            "description": "A local time of day, or a word for a time of day.",
            "anyOf": [_reference("LocalTime"), _reference("TimeOfDay")],
        },
    ),
    HoldDays: (
        "HoldDays",
        {
            "description": "The days that each rung lasts: one number for all rungs, or one for each.",
            "anyOf": [_DAYS, {"type": "array", "items": _DAYS, "minItems": 1, "maxItems": MOST_ITEMS}],
        },
    ),
    Numbers: (
        "Numbers",
        {
            "description": "The values of the placeholders in a template.",
            "type": "object",
            "additionalProperties": {"type": "string"},
        },
    ),
}
"""The name and the definition of each type that is neither a class of fields nor a list of words."""

_UNIONS: Final[Mapping[Any, str]] = {Product: "Product", Plan: "Plan", Day: "Day", Decision: "Decision"}
_PLAIN: Final[Mapping[Any, str]] = {str: "string", int: "integer", bool: "boolean"}


def json_schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) of the JSON of this package: cases, diaries, answers, plans, reviews, ledgers.

    The reading of a health record, which the command ``record --json`` prints, is not among them.

    The schema accepts each text that a reader of this package accepts, and refuses each value of another form: an
    unknown key, an unknown word, a mass that is not exact decimal text, a list that is too long. A reader refuses more,
    because a schema cannot compare two fields, for example the dates of a kidney result and of today.

    Each kind of value has a definition under ``$defs``, by the name of its class or union:

    >>> schema = json_schema()
    >>> case = {"$ref": "#/$defs/Case", "$defs": schema["$defs"]}
    >>> schema["$defs"]["Zone"]["enum"]
    ['green', 'yellow', 'red']
    """
    fields = [field.type for kind in CLASSES for field in attrs.fields(kind)]
    definitions = {
        **TEXTS,
        **MASSES,
        **dict(_NAMED.values()),
        **{word.__name__: _word_schema(word) for field in fields for word in _words_in(field)},
        **{
            _UNIONS[union]: {"oneOf": [_schema(kind) for kind in kinds.values()]}
            for union, (_, kinds) in UNIONS.items()
        },
        **{_name(kind): _class_schema(kind) for kind in CLASSES},
    }
    schema = {
        "$schema": _DIALECT,
        "title": "alpims_mg",
        "description": _DESCRIPTION,
        "anyOf": [_schema(kind) for kind in _DOCUMENTS],
        "$defs": dict(sorted(definitions.items())),
    }
    # A copy, so that a caller may change any part of it.
    return cast("dict[str, Any]", json.loads(json.dumps(schema)))


def _words_in(kind: Any) -> Iterator[type[Enum]]:
    """Yield the enums in an annotation."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        yield kind
    for part in get_args(kind):
        yield from _words_in(part)


def _word_schema(word: type[Enum]) -> Keywords:
    return {"description": _described(word), "enum": [member.value for member in word]}


def _class_schema(kind: type) -> Keywords:
    """The object that a class is written as. It has the keys that ``class_reader`` knows, and requires the same."""
    fields = attrs.fields(kind)
    tag, word = TAGS.get(kind, ("", ""))
    tags: dict[str, Keywords] = {tag: {"type": "string", "const": word}} if tag else {}
    given = {wire_name(field.name): _field_schema(kind, field) for field in fields}
    derived: dict[str, Keywords] = {name: {"type": "string"} for name in DERIVED.get(kind, ())}
    needed = [wire_name(field.name) for field in fields if field.init and field.default is attrs.NOTHING]
    required = [*tags, *needed]
    return {
        "description": _described(kind),
        "type": "object",
        "properties": {**tags, **given, **derived},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _field_schema(kind: type, field: "attrs.Attribute[Any]") -> Keywords:
    """The value of a field, with the limits that its class sets. It may be null if the annotation allows None."""
    inner = unwrap_optional(field.type)
    own = _schema(field.type if inner is None else inner)
    limits = limits_of(kind, field.name, is_list="items" in own and "uniqueItems" not in own)
    value = limits if "$ref" in limits or "enum" in limits else {**own, **limits}
    return value if inner is None else {"anyOf": [value, {"type": "null"}]}


def _schema(kind: Any) -> Keywords:
    """A value of a type: what a list holds, or a reference to the definition of anything else."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if kind in _NAMED or kind in _UNIONS:
        return _reference(_name(kind))
    listed = list_type(kind)
    origin: Any = get_origin(listed)
    if origin in (tuple, frozenset):
        unique = {"uniqueItems": True} if origin is frozenset else {}
        return {"type": "array", "items": _schema(get_args(listed)[0]), **unique}
    return _reference(_name(kind))


def _name(kind: Any) -> str:
    """The name of the definition of a type. A citation has the one of its JSON form."""
    if kind in _NAMED:
        return _NAMED[kind][0]
    return _UNIONS.get(kind) or (Citation if kind is FlatCitation else kind).__name__


def _described(kind: type) -> str:
    """The first paragraph of the docstring of a class, on one line."""
    return " ".join((getdoc(kind) or "").partition("\n\n")[0].replace("``", "`").split())
