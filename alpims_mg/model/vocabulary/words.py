"""The base of every closed list of words."""

from enum import Enum


class Word(Enum):
    """A word from a closed list; it prints as the wire writes it."""

    # Members are single objects, so identity is a hash; the one of Enum is computed from the name at each call.
    __hash__ = object.__hash__

    def __str__(self) -> str:
        return str(self.value)
