"""The base classes of every closed list of words."""

from enum import Enum

from alpims_mg._internal.rendering import Displayed


class Word(Displayed, Enum):
    """The base of the enums whose members are words. ``str`` of a member gives the word as written in JSON."""

    # Each member is a single object, so its identity is a valid hash. ``Enum.__hash__`` hashes the name at every call.
    __hash__ = object.__hash__

    def __str__(self) -> str:
        return str(self.value)


class GrowingWord(Word):
    """The base of vocabularies that gain members over time.

    A rule must name each member that it applies to. So no old rule applies to a new member by accident.
    """
