"""Templates: texts with named placeholders.

The placeholders are filled when the text is shown, so a translator can translate the template first.
"""

import re
from collections.abc import Iterable, Mapping

Numbers = tuple[tuple[str, str], ...]
"""A tuple of pairs of texts.

Each pair holds the name of a placeholder and its value, for example ``(("target_mg", "200"),)``.
"""

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_PLACE = re.compile(r"\{([a-z_]+)\}")


def as_numbers(values: Mapping[str, str] | Numbers) -> Numbers:
    """The pairs of a mapping, as a tuple. The mapping's keys are placeholders. Anything else is returned unchanged."""
    return tuple(values.items()) if isinstance(values, Mapping) else values


def fill(template: str, numbers: Iterable[tuple[str, str]] = ()) -> str:
    """The text of a template, with the values written into its placeholders.

    Text in square brackets is left out unless each placeholder inside the brackets has a value. A placeholder outside
    brackets stays as written if it has no value.

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
