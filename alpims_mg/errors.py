"""What can go wrong: bad data coming in, or a rulebook that does not hold together."""

from collections.abc import Iterable
from typing import final

import attrs


class AlpimsMgError(Exception):
    """Everything that this library raises is one of these."""


@final
@attrs.frozen(kw_only=True)
class Fault:
    """One thing wrong with what came in.

    ``path`` is where it stands (``situation.zone``), ``expected`` what would have been right,
    ``actual`` what came, ``fix`` what to do about it.

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
        """The same fault, seen from the object that holds it at ``path``."""
        if not self.path:
            return attrs.evolve(self, path=path)
        return attrs.evolve(self, path=path + self.path if self.path.startswith("[") else f"{path}.{self.path}")


class InvalidInputError(AlpimsMgError, ValueError):
    """Data that cannot be read as what it claims to be; ``faults`` lists all that is wrong with it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


@final
class InvalidQuantityError(InvalidInputError):
    """A mass or a portion that is no exact amount."""


@final
class RulebookError(AlpimsMgError):
    """Rows that do not add up to a rulebook; ``faults`` lists all that is wrong with them."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(self.faults)


def raise_if_any(faults: Iterable[Fault | None]) -> None:
    """Say nothing when there is no fault, else raise all of them together.

    Raises: ``InvalidInputError``.
    """
    if found := tuple(fault for fault in faults if fault is not None):
        raise InvalidInputError(*found)
