"""``deferred_faults``, with which the tables of a rulebook report their faults together."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from alpims_mg.errors import RulebookError

_DEFERRED: Final = ContextVar("_DEFERRED", default=False)


@contextmanager
def deferred_faults() -> Generator[None]:
    """A context manager. Inside its block, building a table with faults raises nothing: the table keeps its faults.

    A rulebook that is built from such tables raises the faults of all of them together.
    """
    token = _DEFERRED.set(True)
    try:
        yield
    finally:
        _DEFERRED.reset(token)


def raise_unless_deferred(faults: tuple[str, ...]) -> None:
    """Raise one ``RulebookError`` with all ``faults``, if there are any. Inside ``deferred_faults``, raise nothing.

    >>> with deferred_faults():
    ...     raise_unless_deferred(("table t: no row covers red",))
    """
    if faults and not _DEFERRED.get():
        raise RulebookError(*faults)
