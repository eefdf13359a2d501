"""Decorates methods so that each keeps its results, up to a limit, in the object that it belongs to."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, Protocol, TypeVar, TypeVarTuple, Unpack


class HasMemo(Protocol):
    """An object with a ``memo``: a dictionary from a method and its arguments to the result."""

    memo: dict[Any, Any]


S = TypeVar("S", bound=HasMemo)
A = TypeVarTuple("A")
R = TypeVar("R")


def memoized(method: Callable[[S, Unpack[A]], R]) -> Callable[[S, Unpack[A]], R]:
    """Decorate a method of an object with a ``memo``: a second call with the same arguments returns the kept result."""

    @wraps(method)
    def wrapper(self: S, *args: *A) -> R:
        memo: dict[Any, R] = self.memo
        key = (method, *args)
        try:
            return memo[key]
        except KeyError:
            result = method(self, *args)
        if len(memo) > _MEMO_LIMIT:
            memo.clear()
        memo[key] = result
        return result

    return wrapper


_MEMO_LIMIT: Final = 2**18
