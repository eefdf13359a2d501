"""Lists JSON keys that differ from field names, and renamed keys and words. Builds faults with the JSON keys."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import attrs

from alpims_mg._internal.validation import an_instance, nearest, short_repr, word_of
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.wire.text import RepeatedKeys

WIRE_NAMES = {
    "elemental": "elemental_mg",
    "compound": "compound_mg",
    "elemental_least": "elemental_least_mg",
    "elemental_most": "elemental_most_mg",
    "target": "target_mg",
    "today": "as_of",
    "current_daily": "current_daily_mg",
    "lower_to": "lower_to_mg",
    "other_magnesium": "other_magnesium_mg",
    "magnesium": "magnesium_mg",
    "daily": "daily_mg",
    "planned": "planned_mg",
    "permitted": "permitted_mg",
    "after_green": "after_green_mg",
    "permitted_total": "permitted_total_mg",
    "taken": "taken_mg",
    "taken_total": "taken_total_mg",
    "level": "level_mg",
    "least": "least_mg",
    "most": "most_mg",
    "amount": "amount_mg",
    "margin": "margin_mg",
    "nearest_below": "nearest_below_mg",
    "nearest_above": "nearest_above_mg",
    "separation": "separation_hours",
}
"""A mapping from a field's Python name to its JSON key, if the key adds a unit. Other keys equal the Python name."""

RENAMED_KEYS = {
    "awaited": "waiting_for",
    "bounds": "limits",
    "hours": "separation_hours",
    "standing": "kind",
    "sureness": "certainty",
    "ways": "counterfactuals",
}
"""A mapping from old JSON keys, of version 0.1.0, to the present keys. No key of a case was renamed."""

RENAMED_WORDS = {"bit": "binding", "kept": "within", "passed": "exceeded"}
"""A mapping from old words in JSON, of version 0.1.0, to the present words. All are outcomes of a limit check."""


def wire_faults(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Copies of the faults in which each path uses the JSON keys of the fields.

    Raises: ``InvalidInputError`` for a value that is no ``Fault``.

    >>> fault = Fault(path="proposal.target", expected="an amount", actual="5", fix="write an amount")
    >>> [fault.path for fault in wire_faults([fault])]
    ['proposal.target_mg']
    """
    raise_if_any((an_instance("faults", faults, Iterable, example="error.faults"),))
    given = tuple(faults)
    raise_if_any(an_instance(f"faults[{i}]", fault, Fault, example="Fault(...)") for i, fault in enumerate(given))
    return tuple(attrs.evolve(fault, path=".".join(map(wire_name, fault.path.split(".")))) for fault in given)


def wire_name(name: str) -> str:
    """The JSON key of the field with this Python name. An index in brackets at the end is kept."""
    bare, bracket, index = name.partition("[")
    return f"{WIRE_NAMES.get(bare, bare)}{bracket}{index}"


def wrong_type_error(value: object, expected: str, fix: str) -> InvalidInputError:
    """An error with one fault, for a value of another type or form than ``expected``."""
    return InvalidInputError(Fault(path="", expected=expected, actual=short_repr(value), fix=fix))


def unknown_key_fault(key: Any, known: Collection[str]) -> Fault:
    """The fault for a key that is not known. For a renamed key, the fault gives the new name."""
    new_name = present_name(key, known)
    if new_name is None:
        near = nearest(key, known) if isinstance(key, str) else None
        only = f"use only {', '.join(known)}"
        actual, fix = "an unknown one", f"{only}; did you mean {near}?" if near else only
    else:
        actual, fix = "one of version 0.1.0", f"{key} was renamed: write {new_name}"
    return Fault(path=key_text(key), expected="a known key", actual=actual, fix=fix)


def present_name(key: Any, known: Collection[str]) -> str | None:
    """The present name of a key of version 0.1.0. None if the key was not renamed, or its new name is not ``known``."""
    new_name = RENAMED_KEYS.get(key) if isinstance(key, str) else None
    return new_name if new_name in known else None


def unknown_word_error(value: object, words: Collection[str], *, other_key: str | None = None) -> InvalidInputError:
    """An error for a value that is none of these words. For a renamed word, the error gives the new word.

    ``other_key`` is the key under which a text that is none of these words may be written.
    """
    new_word = RENAMED_WORDS.get(value) if isinstance(value, str) else None
    if new_word in words:
        fix = f"{value} was renamed: write {new_word}"
    else:
        fix = _word_fix(word_of(value), words) if isinstance(value, str) else "write one of these words"
    fix = f"{fix}, or write the text under {other_key}" if other_key and isinstance(value, str) else fix
    return wrong_type_error(value, f"one of {', '.join(words)}", fix)


def _word_fix(word: str, words: Collection[str]) -> str:
    if word in words:
        return f"write {word!r}"
    near = nearest(word, words)
    return f"did you mean {near}? Otherwise write one of these words" if near else "write one of these words"


def repeated_key_faults(loaded: object) -> Iterator[Fault]:
    """Yield one fault for each key that a JSON object has more than once."""
    for key in loaded.repeated if isinstance(loaded, RepeatedKeys) else ():
        yield Fault(path=key_text(key), expected="given once", actual="more than once", fix="keep one of them")


def key_text(key: Any) -> str:
    """The text that identifies a key in the path of a fault: printable, and at most 42 characters long."""
    return key if isinstance(key, str) and key.isprintable() and len(key) <= 40 else short_repr(key)
