"""Where a row of the rulebook comes from, and how far it can be trusted."""

from collections.abc import Iterable
from enum import Enum
from typing import final

import attrs

from alpims_mg.errors import RulebookError


class SourceKind(Enum):
    """Whose word a row is. The three are never mixed in one citation."""

    GUIDE = "guide"
    """The guide that this library implements says so."""
    AUTHORITY = "authority"
    """A regulator, a product label or a paper says so."""
    CONVENTION = "convention"
    """Nobody says so: it is our own choice, and the text shown to people admits it."""


class Certainty(Enum):
    """How we know what the source says."""

    READ = "read"
    """Read in the source's own text, or computed."""
    QUOTED = "quoted"
    """Read in a page that quotes the source."""
    RECALLED = "recalled"
    """Remembered, not read: never a reason to permit anything."""


@final
@attrs.frozen(kw_only=True)
class Source:
    """A document that rows are taken from. ``url`` is None where there is none to give.

    Raises: ``RulebookError`` when it has no title or no standing.
    """

    title: str
    kind: SourceKind
    url: str | None = None

    def __attrs_post_init__(self) -> None:
        if not (str(self.title).strip() and isinstance(self.kind, SourceKind)):  # pyright: ignore[reportUnnecessaryIsInstance] -- a clinic's own row may say anything
            raise RulebookError(f"a source must have a title and a Standing; got {self.title!r} and {self.kind!r}")


@final
@attrs.frozen(kw_only=True, cache_hash=True)
class Citation:
    """One place in one source, with what it claims in our own words.

    Raises: ``RulebookError`` when the place or the claim is blank.
    """

    source: Source
    place: str
    claim: str
    certainty: Certainty = Certainty.READ

    def __attrs_post_init__(self) -> None:
        if not (str(self.place).strip() and str(self.claim).strip()):
            raise RulebookError(f"a citation of {self.source.title!r} must say where it stands and what it claims")

    @property
    def kind(self) -> SourceKind:
        """Whose word this is."""
        return self.source.kind

    def __str__(self) -> str:
        recalled = ", recalled, not read" if self.certainty is Certainty.RECALLED else ""
        return f"{self.source.title}, {self.place} ({self.kind.value}{recalled})"


def places(cites: Iterable[Citation]) -> str:
    """Where the sources say it, each place once, in one line."""
    return "; ".join(dict.fromkeys(map(str, cites)))
