"""Asks a clinic's own function what a code means."""

from collections.abc import Callable
from typing import TypeVar

from alpims_mg.adapters.fhir.values import Coding
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import Condition

Translate = Callable[[Coding], Medicine | Condition | None]

Meaning = TypeVar("Meaning", Medicine, Condition)


def translated(translate: Translate | None, coding: Coding, kind: type[Meaning]) -> Meaning | None:
    """What a code means by the function ``translate``. None if there is no such function, or it does not know the code.

    Raises: ``InvalidInputError`` if its result is of another class than ``kind``. Its own errors pass through.

    >>> coding = Coding(system="urn:oid:1.2.3", code="X17", display="House code")
    >>> translated(lambda coding: Condition.EDS if coding.code == "X17" else None, coding, Condition)
    <Condition.EDS: 'eds'>
    """
    result: object = None if translate is None else translate(coding)
    if result is None or isinstance(result, kind):
        return result
    expected, actual = f"a {kind.__name__} or None for this code", f"a value of type {type(result).__name__}"
    raise InvalidInputError(Fault(path="translate", expected=expected, actual=actual, fix="correct the function"))
