"""Any value in words, and a text as a sentence."""

import re
from collections.abc import Iterable
from datetime import time
from typing import Any, cast

import attrs

from alpims_mg._internal.clock import clock_text
from alpims_mg._internal.messages import changed

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
    return changed(text, _sentence)


def _sentence(text: str) -> str:
    ends = text.endswith((".", "?", "!"))
    return f"{capitalised(text)}{'' if ends else '.'}"


def capitalised(text: str) -> str:
    """The text with a capital letter. What stands before the first letter, such as "¿", stays.

    >>> capitalised("take it"), capitalised("¿cuál?")
    ('Take it', '¿Cuál?')
    """
    start = 1 if text.startswith("¿") else 0
    return f"{text[:start]}{text[start : start + 1].upper()}{text[start + 1 :]}"


def heading(text: str) -> str:
    """The text with a capital letter and without a full stop, as the title of a part of a page.

    >>> heading("on a Green day")
    'On a Green day'
    """
    return changed(text, _heading)


def _heading(text: str) -> str:
    return _sentence(text)[:-1]


def before_colon(text: str) -> str:
    """What stands before the first colon of a text, such as a sign before what to do.

    >>> before_colon("hives: stop"), before_colon("stop")
    ('hives', 'stop')
    """
    return changed(text, _before_colon)


def _before_colon(text: str) -> str:
    return text.partition(": ")[0]


def after_colon(text: str) -> str:
    """What stands after the first colon of a text. Empty if there is none.

    >>> after_colon("hives: stop"), after_colon("stop")
    ('stop', '')
    """
    return changed(text, _after_colon)


def first_sentence(text: str) -> str:
    """What stands before the first full stop within a text.

    >>> first_sentence("stop today. Ask again")
    'stop today'
    """
    return changed(text, _first_sentence)


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0]


def _after_colon(text: str) -> str:
    return text.partition(": ")[2]


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
