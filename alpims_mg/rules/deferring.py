"""``deferred_faults``, with which the tables of a rulebook report their faults together."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from alpims_mg.errors import RulebookError

_DEFERRED: Final = ContextVar("_DEFERRED", default=False)


@contextmanager
def deferred_faults() -> Generator[None]:
    """In this block, a table with faults is built and holds them. A rulebook then raises the faults of all tables."""
    token = _DEFERRED.set(True)
    try:
        yield
    finally:
        _DEFERRED.reset(token)


def raise_unless_deferred(faults: tuple[str, ...]) -> None:
    """Raise one ``RulebookError`` with these faults. Do nothing in a block of ``deferred_faults``, or without faults.

    >>> with deferred_faults():
    ...     raise_unless_deferred(("table t: no row covers red",))
    """
    if faults and not _DEFERRED.get():
        raise RulebookError(*faults)
