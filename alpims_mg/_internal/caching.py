"""A cache for functions of one text. Long texts are not kept, so they cannot fill the memory."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Final, TypeVar

T = TypeVar("T")

_ENTRIES: Final = 4096
_LONGEST: Final = 300


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """Wrap a function in a cache of its results for the last 4096 texts. Texts of over 300 characters are not kept.

    >>> remembered(str.upper)("tea")
    'TEA'
    """
    cached = lru_cache(maxsize=_ENTRIES)(function)

    @wraps(function)
    def wrapper(text: str) -> T:
        return cached(text) if len(text) <= _LONGEST else function(text)

    return wrapper
