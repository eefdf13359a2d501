"""Conditions in a person's own words: how the texts are put in order, and which texts are refused."""

import re
from collections.abc import Iterable
from typing import Final

from alpims_mg._internal.validation import a_text, as_tuple, check_each, short_repr
from alpims_mg.errors import Fault
from alpims_mg.model.vocabulary import Condition

_CONDITIONS: Final = {condition.value: condition for condition in Condition}
_NO_CONDITION: Final = frozenset(
    {
        *("keine", "na", "n-a", "nan", "nil", "no", "no-conditions", "no-known-conditions", "none", "none-known"),
        *("not-known", "not-recorded", "not-stated", "nothing", "null", "unknown"),
    }
)
"""Texts that name no condition, as ``condition_key`` writes them. They state that there is none, or state nothing."""


MOST_CONDITION_TEXTS: Final = 200
"""The largest number of conditions in a person's own words."""


def as_condition_texts(values: Iterable[str]) -> tuple[str, ...]:
    """Convert texts to a sorted tuple with single spaces. Texts that differ only in case or hyphens count once.

    Invalid input is left for a check to refuse.

    >>> as_condition_texts(["sarcoidosis", "Gout", " gout "])
    ('Gout', 'sarcoidosis')
    """
    texts = as_tuple(values, most=MOST_CONDITION_TEXTS)
    if any(check_each("other_conditions", texts, a_condition_text, most=MOST_CONDITION_TEXTS)):
        return texts
    spaced = sorted((" ".join(text.split()) for text in texts), reverse=True)
    return tuple(sorted({condition_key(text): text for text in spaced}.values()))


def a_condition_text(path: str, value: object) -> Fault | None:
    """Check that a value names a condition in a person's own words, and none that a member of ``Condition`` names.

    >>> print(a_condition_text("other_conditions[0]", "MCAS").fix)
    state it in conditions: mcas
    """
    fault = a_text(path, value, example="sarcoidosis")
    if fault is not None:
        return fault
    key = condition_key(str(value))
    condition = condition_of(str(value))
    if condition is not None:
        expected, fix = "a condition that has no word of its own", f"state it in conditions: {condition}"
    elif ";" in str(value):
        expected, fix = "one condition", "write each condition as a text of its own"
    elif key in _NO_CONDITION or not any(map(str.isalpha, key)):
        expected = "the name of a condition"
        fix = "leave it out; an empty list of conditions states none, and no list states nothing"
    else:
        return None
    return Fault(path=path, expected=expected, actual=short_repr(value), fix=fix)


def condition_of(text: str) -> Condition | None:
    """The member of ``Condition`` that a text names, whatever its case, spaces and hyphens; None if it names none.

    >>> print(condition_of("Heart block"))
    heart-block
    """
    return _CONDITIONS.get(condition_key(text))


def condition_key(text: str) -> str:
    """The words of a text in lower case, joined by hyphens. It is equal for texts that name one condition.

    >>> condition_key("Gout, left FOOT")
    'gout-left-foot'
    """
    return "-".join(re.findall(r"[^\W_]+", text.casefold()))
