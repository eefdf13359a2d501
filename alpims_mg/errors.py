"""The exceptions that the library raises, and ``Fault``, which describes one error in the input."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import final

import attrs

_MOST_SHOWN = 50
"""The largest number of faults in the text of an error. The ``faults`` of the error hold every fault."""


class AlpimsMgError(Exception):
    """The base of every error that this library raises."""


@final
@attrs.frozen(kw_only=True)
class Fault:
    """A description of one error in the input: where it is, and how to correct it.

    ``path`` names the invalid field, such as ``situation.zone``. ``expected`` describes a valid value. ``actual`` shows
    the value in the input. ``fix`` describes the correction, which never changes the meaning of the input.

    >>> print(Fault(path="zone", expected="one of green, yellow, red", actual="'blue'", fix="write one of these words"))
    zone must be one of green, yellow, red; got 'blue'; write one of these words
    """

    path: str
    expected: str
    actual: str
    fix: str

    def __str__(self) -> str:
        return f"{self.path or 'the input'} must be {self.expected}; got {self.actual}; {self.fix}"

    def under(self, path: str) -> "Fault":
        """A copy of this fault whose path starts with ``path``, the path of the object that holds the invalid field."""
        if not self.path:
            return attrs.evolve(self, path=path)
        return attrs.evolve(self, path=path + self.path if self.path.startswith("[") else f"{path}.{self.path}")


class InvalidInputError(AlpimsMgError, ValueError):
    """The error for invalid input. ``faults`` holds one ``Fault`` for each thing that is wrong with the input."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return _listed(self.faults)


@final
class InvalidCallError(InvalidInputError, TypeError):
    """The error for unnamed, unknown or missing arguments of a class. It is a ``TypeError`` too, as usual in Python."""


@final
class InvalidQuantityError(InvalidInputError):
    """The error for a value that is not an exact mass or an exact portion."""


class RulebookError(AlpimsMgError):
    """The error for rules that do not form a rulebook. ``faults`` holds one text for each thing that is wrong."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return _listed(self.faults)


@final
class InvalidSourceError(InvalidInputError, RulebookError):  # type: ignore[misc]  # its faults are those of the input
    """The error for a source or a citation with an invalid field. It is a ``RulebookError`` too."""


def _listed(faults: tuple[Fault | str, ...]) -> str:
    """One line for each fault. Beyond the largest number that is shown, a last line counts the rest."""
    more = len(faults) - _MOST_SHOWN
    return "\n".join((*map(str, faults[:_MOST_SHOWN]), *((f"and {more} more",) if more > 0 else ())))


@contextmanager
def faults_under(path: str) -> Generator[None]:
    """A context manager. In an ``InvalidInputError`` raised inside, the path of each fault starts with ``path``."""
    try:
        yield
    except InvalidInputError as error:
        raise InvalidInputError(*(fault.under(path) for fault in error.faults)) from None


def raise_if_any(faults: Iterable[Fault | None]) -> None:
    """Raise one error that holds all the given faults. Skip each None. Do nothing if no fault remains.

    Raises: ``InvalidInputError``.
    """
    if present := tuple(filter(None, faults)):
        raise InvalidInputError(*present)
