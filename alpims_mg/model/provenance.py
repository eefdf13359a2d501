"""Sources, and citations of places in sources. Each row of the rulebook has at least one citation."""

from collections.abc import Iterable
from enum import Enum
from typing import final

import attrs

from alpims_mg._internal.representation import one_line_repr
from alpims_mg.errors import RulebookError


class SourceKind(Enum):
    """The kind of a source: the guide, an authority, or this library's own choice."""

    GUIDE = "guide"
    """The guide that this library implements."""
    AUTHORITY = "authority"
    """A regulator, a product label or a paper. Its link is that of the document itself, never of a page about it."""
    CONVENTION = "convention"
    """This library's own choice. No source states it, and the text shown to people says so."""


class Certainty(Enum):
    """How the library knows what a cited source states."""

    READ = "read"
    """The library's authors read the text in the source itself, or computed the number."""
    QUOTED = "quoted"
    """The library's authors read the text in a page that quotes the source."""
    RECALLED = "recalled"
    """The library's authors remembered the text without reading it. Such a citation never permits anything."""


_HOW_KNOWN = {
    Certainty.READ: "",
    Certainty.QUOTED: ", read in a quotation",
    Certainty.RECALLED: ", recalled, not read",
}


@final
@attrs.frozen(kw_only=True)
class Source:
    """A document that rows of the rulebook cite. ``url`` is None if the document has no link.

    Raises: ``RulebookError`` if the title is blank or the kind is not a ``SourceKind``.

    >>> Source(title="Our clinic's policy", kind=SourceKind.CONVENTION)
    Source(title="Our clinic's policy", kind=SourceKind.CONVENTION)
    """

    title: str
    kind: SourceKind
    url: str | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        if not (str(self.title).strip() and isinstance(self.kind, SourceKind)):  # pyright: ignore[reportUnnecessaryIsInstance] -- a clinic's own row may hold anything
            raise RulebookError(f"a source must have a title and a SourceKind; got {self.title!r} and {self.kind!r}")


@final
@attrs.frozen(kw_only=True, cache_hash=True)
class Citation:
    """A reference to one place in one source. ``claim`` restates the text at that place in the library's own words.

    Raises: ``RulebookError`` if the place or the claim is blank.

    >>> policy = Source(title="Our clinic's policy", kind=SourceKind.CONVENTION)
    >>> print(Citation(source=policy, place="page 3", claim="No oxide."))
    Our clinic's policy, page 3 (convention)
    """

    source: Source
    place: str
    claim: str
    certainty: Certainty = Certainty.READ

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        if not (str(self.place).strip() and str(self.claim).strip()):
            raise RulebookError(f"a citation of {self.source.title!r} must have a place and a claim")

    @property
    def kind(self) -> SourceKind:
        """The ``SourceKind`` of ``source``: the guide, an authority or a convention."""
        return self.source.kind

    def __str__(self) -> str:
        return f"{self.source.title}, {self.place} ({self.kind.value}{_HOW_KNOWN[self.certainty]})"


def places(cites: Iterable[Citation]) -> str:
    """One line of text that names the source and place of each citation, without repetition."""
    return "; ".join(dict.fromkeys(map(str, cites)))
