"""Any value in words, and a text as a sentence."""

import re
from collections.abc import Iterable
from datetime import time
from typing import Any, cast

import attrs

from alpims_mg._internal.clock import clock_text

_CAPITAL = r"(?<=[a-z])(?=[A-Z])"


def describe(value: object) -> str:
    """The text that shows a value to a person: a class by its name, an object by its fields, a tuple by its items."""
    if isinstance(value, type):
        return re.sub(_CAPITAL, " ", value.__name__).lower()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return clock_text(value)
    if names := _field_names(type(value)):
        fields = ((name.replace("_", " "), getattr(value, name)) for name in names)
        return "; ".join(f"{name}: {describe(held)}" for name, held in fields if held is not None)
    if isinstance(value, tuple):
        return ", ".join(map(describe, cast("tuple[object, ...]", value))) or "none"
    return str(value)


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop.

    >>> sentence("take it with food")
    'Take it with food.'
    """
    ends = text.endswith((".", "?", "!"))
    return f"{text[:1].upper()}{text[1:]}{'' if ends else '.'}"


def as_sentences(texts: Iterable[str]) -> str:
    """Texts as sentences in a row, without the last full stop, so that they can end a template.

    >>> as_sentences(["no oxide", "no citrus"])
    'No oxide. No citrus'
    """
    return " ".join(map(sentence, texts)).removesuffix(".")


def _field_names(kind: type[Any]) -> tuple[str, ...]:
    """The names of the fields to show: those of a ``NamedTuple``, or of an attrs class without its own ``__str__``."""
    if attrs.has(kind):
        return tuple(field.name for field in attrs.fields(kind)) if kind.__str__ is object.__str__ else ()
    names: tuple[str, ...] = getattr(kind, "_fields", ())
    return names
