"""Texts with named places, filled in when they are shown, so that a text can be translated before it is filled."""

import re
from collections.abc import Iterable, Mapping

Numbers = tuple[tuple[str, str], ...]
"""Values by the names of the places that they fill, as text: ``(("target_mg", "200"),)``."""

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_PLACE = re.compile(r"\{([a-z_]+)\}")


def as_numbers(values: Mapping[str, str] | Numbers) -> Numbers:
    """Convert a mapping to pairs. Anything else passes through, for validation to check."""
    return tuple(values.items()) if isinstance(values, Mapping) else values


def fill(template: str, numbers: Iterable[tuple[str, str]] = ()) -> str:
    """Put each value in its place. A part in square brackets is shown only if all of its places have a value.

    A place outside brackets that has no value stays as it is.

    >>> fill("this gives too little[: {first_mg} mg]", [("first_mg", "31.25")])
    'this gives too little: 31.25 mg'
    >>> fill("this gives too little[: {first_mg} mg]")
    'this gives too little'
    """
    if "{" not in template:
        return template
    values = dict(numbers)

    def optional(part: re.Match[str]) -> str:
        places = _PLACE.findall(part[1])
        if not places:
            return part[0]
        return part[1] if all(name in values for name in places) else ""

    kept = _OPTIONAL.sub(optional, template)
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), kept)
