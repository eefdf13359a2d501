"""The base class of every closed list of words."""

from enum import Enum


class Word(Enum):
    """A word from a closed list. ``str`` gives the word as it is written in JSON."""

    # Each member is a single object, so its identity is a valid hash. ``Enum.__hash__`` hashes the name at every call.
    __hash__ = object.__hash__

    def __str__(self) -> str:
        return str(self.value)
