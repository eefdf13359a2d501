"""Caches that keep no long texts, so that hostile input cannot fill the memory."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Final, TypeVar, cast

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])

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


def remembered_if(is_small: Callable[..., bool], *, entries: int) -> Callable[[F], F]:
    """Decorate a function with a cache of its last results. Arguments that are not small are neither kept nor hashed.

    >>> twice = remembered_if(lambda text: len(text) < 5, entries=8)(lambda text: text * 2)
    >>> twice("tea"), twice("a longer text")
    ('teatea', 'a longer texta longer text')
    """

    def decorate(function: F) -> F:
        cached = lru_cache(maxsize=entries)(function)

        @wraps(function)
        def wrapper(*arguments: Any) -> Any:
            return cached(*arguments) if is_small(*arguments) else function(*arguments)

        return cast("F", wrapper)

    return decorate
