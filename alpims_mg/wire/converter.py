"""The JSON of the library: strict on the way in, exact on the way out. The core knows nothing of it.

``make_converter`` builds a converter; ``register_hooks`` teaches a host's own. ``read_case`` reads the bytes of one
question, and ``to_json`` writes an answer.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from cattrs import Converter

from alpims_mg.courses.diary import Diary
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.proposals import Case
from alpims_mg.model.provenance import Certainty, Citation, SourceKind
from alpims_mg.model.quantities import Compound, Elemental, Portion
from alpims_mg.model.routines import DayCase
from alpims_mg.model.vocabulary import Word
from alpims_mg.wire.classes import CLASSES, UNIONS, FlatCitation
from alpims_mg.wire.faults import key_text, refused, wire_faults
from alpims_mg.wire.reading import class_reader, mass_reader, nest_citation, read_portion, union_reader, word_reader
from alpims_mg.wire.text import RepeatedKeys, load_json
from alpims_mg.wire.writing import class_writer, flatten_citation

__all__ = [
    "make_converter",
    "read_case",
    "read_day_case",
    "read_diary",
    "read_record",
    "register_hooks",
    "to_json",
    "wire_faults",
]


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")


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
    converter.register_structure_hook_func(_is_word, lambda value, kind: word_reader(kind)(value))
    converter.register_unstructure_hook_func(_is_word, lambda word: word.value)
    for mass in (Elemental, Compound):
        converter.register_structure_hook(mass, lambda value, kind: mass_reader(kind)(value))
        converter.register_unstructure_hook(mass, lambda amount: amount.format_mg())
    converter.register_structure_hook(Portion, lambda value, _: read_portion(value))
    converter.register_unstructure_hook(Portion, str)
    for kind in CLASSES:
        converter.register_structure_hook(kind, class_reader(kind, converter.structure))
        converter.register_unstructure_hook(kind, class_writer(kind, converter.unstructure))
    converter.register_structure_hook(
        Citation, lambda value, _: nest_citation(converter.structure(value, FlatCitation))
    )
    converter.register_unstructure_hook(Citation, lambda cite: converter.unstructure(flatten_citation(cite)))
    for union, (tag, members) in UNIONS.items():
        converter.register_structure_hook(union, union_reader(tag, members, converter.structure))
        converter.register_unstructure_hook(union, converter.unstructure)


def read_case(data: bytes | str) -> Case:
    """The question that a JSON text asks.

    Raises: ``InvalidInputError`` with every fault of the text: broken UTF-8 or JSON, unknown or doubled keys, missing
    ones, and values that are not what the wire wants.
    """
    return _converter().structure(load_json(data), Case)


def read_day_case(data: bytes | str) -> DayCase:
    """The question that a JSON text asks for one day: a case, and beside it the ``routine`` of the day.

    Raises: ``InvalidInputError`` as for ``read_case``.
    """
    return _converter().structure(load_json(data), DayCase)


def read_diary(data: bytes | str) -> Diary:
    """The question that a JSON text asks for one day of a course: the case that it began with, and its check-ins.

    Raises: ``InvalidInputError`` as for ``read_case``.
    """
    return _converter().structure(load_json(data), Diary)


def read_record(data: bytes | str) -> Mapping[str, Any]:
    """The object that a JSON text holds, as it stands, for those who read it further.

    Raises: ``InvalidInputError`` for broken UTF-8 or JSON, a key that stands twice, and anything that is no object.
    """
    record = load_json(data)
    if not isinstance(record, dict):
        raise refused(record, "an object", "write its keys in curly brackets")
    if isinstance(record, RepeatedKeys):
        raise_if_any(
            Fault(path=key_text(key), expected="given once", actual="more than once", fix="keep one of them")
            for key in record.repeated
        )
    return cast("dict[str, Any]", record)


def to_json(value: Any) -> str:
    """A value of the library as JSON text, exact and in a fixed order."""
    return json.dumps(_converter().unstructure(value), indent=2, ensure_ascii=False)


@cache
def _converter() -> Converter:
    return make_converter()


def _is_word(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Word | SourceKind | Certainty)
