"""Builds functions that write the library's types as JSON values.

``reading`` reads the written JSON back as an equal value.
"""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any, get_args, get_origin

import attrs

from alpims_mg._internal.field_types import list_type
from alpims_mg._internal.templates import Numbers
from alpims_mg.model.proposals import HoldDays
from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import TimeOfDay
from alpims_mg.wire.classes import DERIVED, OMITTED_AT_DEFAULT, TAGS, WRITTEN_FIRST, FlatCitation, unwrap_optional
from alpims_mg.wire.faults import wire_name
from alpims_mg.wire.reading import SIMPLE_READERS

Write = Callable[[Any], Any]


def class_writer(kind: type, unstructure: Write) -> Write:
    """A function that writes an instance of the class ``kind`` as a JSON object."""
    ordered = sorted(attrs.fields(kind), key=lambda field: field.name not in WRITTEN_FIRST)
    fields = [(field, wire_name(field.name), _field_writer(field.type, unstructure)) for field in ordered]
    derived = DERIVED.get(kind, ())
    tag = {TAGS[kind][0]: TAGS[kind][1]} if kind in TAGS else {}

    def write(value: Any) -> dict[str, Any]:
        values = {
            name: write_field(getattr(value, field.name))
            for field, name, write_field in fields
            if field.name not in OMITTED_AT_DEFAULT or getattr(value, field.name) != field.default
        }
        return tag | values | {name: getattr(value, name) for name in derived}

    return write


def _field_writer(kind: Any, unstructure: Write) -> Write:
    """A function that writes a value of a field as JSON. ``kind`` is the type of the field."""
    if (inner := unwrap_optional(kind)) is not None:
        write = _field_writer(inner, unstructure)
        return lambda value: None if value is None else write(value)
    if kind is str:
        return str  # a text that remembers how it was made becomes a plain one
    if kind is Decimal:
        return lambda number: format(number, "f")
    if kind is date:
        return lambda day: day.isoformat()
    if kind is time:
        return lambda at: at.isoformat(timespec="minutes")
    if kind == time | TimeOfDay:
        return lambda at: at.isoformat(timespec="minutes") if isinstance(at, time) else at.value
    if kind == HoldDays:
        return lambda days: days if isinstance(days, int) else list(days)
    if kind == Numbers:
        return dict
    kind = list_type(kind)
    origin: Any = get_origin(kind)
    if origin in (tuple, frozenset):
        write = _field_writer(get_args(kind)[0], unstructure)
        if origin is frozenset:
            return lambda values: sorted(map(write, values))
        return lambda values: list(map(write, values))
    return lambda value: value if kind in SIMPLE_READERS else unstructure(value)


def flatten_citation(cite: Citation) -> FlatCitation:
    """The JSON form of a citation: one object that holds both the fields of its source and its own fields."""
    source = cite.source
    return FlatCitation(
        kind=source.kind,
        source=source.title,
        place=cite.place,
        claim=cite.claim,
        certainty=cite.certainty,
        url=source.url,
    )
