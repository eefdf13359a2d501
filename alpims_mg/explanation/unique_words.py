"""Words and values without repetition, in their order."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from alpims_mg._internal.validation import a_member, check_each
from alpims_mg.errors import Fault
from alpims_mg.model.vocabulary import Word

_T = TypeVar("_T")
_W = TypeVar("_W", bound=Word)


def word_faults(path: str, values: object, kind: type[Word]) -> Iterator[Fault | None]:
    """Yields, for each value, a fault if the value is not a member of the enum ``kind``."""
    return check_each(path, values, lambda at, value: a_member(at, value, kind))


def in_word_order(words: Iterable[_W], kind: type[_W]) -> tuple[_W, ...]:
    """The words without repetition, in the order of the enum ``kind``."""
    given = frozenset(words)
    return tuple(word for word in kind if word in given)


def unique(values: Iterable[_T]) -> tuple[_T, ...]:
    """The values without repetition, in the order of their first occurrence."""
    return tuple(dict.fromkeys(values))
