"""Sources, and citations of places in sources. Each row of the rulebook has at least one citation."""

from collections.abc import Iterable
from enum import Enum
from typing import final

import attrs

from alpims_mg._internal.field_types import type_faults
from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import short_repr
from alpims_mg.errors import Fault, InvalidSourceError


class SourceKind(Displayed, Enum):
    """The kind of a source: the guide, an authority, or this library's own choice."""

    GUIDE = "guide"
    """The guide that this library implements."""
    AUTHORITY = "authority"
    """A regulator, a product label or a paper. Its link is that of the document itself, never of a page about it."""
    CONVENTION = "convention"
    """This library's own choice. No source states it, and the text shown to people says so."""


class Certainty(Displayed, Enum):
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


def _raise_source_error(instance: object, need: str, **texts: object) -> None:
    """Raise ``InvalidSourceError`` with a fault for each field of another type, and for each text that is blank.

    ``need`` says what the source or citation must have.
    """
    faults = [attrs.evolve(fault, fix=f"{fault.fix}, since {need}") for fault in type_faults(instance) if fault]
    for path, text in texts.items():
        if isinstance(text, str) and not text.strip():
            expected = "text that is not blank"
            faults.append(Fault(path=path, expected=expected, actual=short_repr(text), fix=f"give it, since {need}"))
    if faults:
        raise InvalidSourceError(*faults)


@final
@named_arguments
@attrs.frozen(kw_only=True)
class Source(Displayed):
    """A document that rows of the rulebook cite. ``url`` is None if the document has no link.

    Raises: ``InvalidSourceError``, an ``InvalidInputError``, if the title is blank or a field has another type.

    >>> Source(title="Our clinic's policy", kind=SourceKind.CONVENTION)
    Source(title="Our clinic's policy", kind=SourceKind.CONVENTION)
    """

    title: str
    kind: SourceKind
    url: str | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        _raise_source_error(self, "a source must have a title and a SourceKind", title=self.title)


@final
@named_arguments
@attrs.frozen(kw_only=True, cache_hash=True)
class Citation(Displayed):
    """A reference to one place in one source. ``claim`` restates the text at that place in the library's own words.

    Raises: ``InvalidSourceError``, an ``InvalidInputError``, if the place or the claim is blank or a field has another
    type.

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
        title = short_repr(getattr(self.source, "title", self.source))
        need = f"a citation of {title} must have a place and a claim"
        _raise_source_error(self, need, place=self.place, claim=self.claim)

    @property
    def kind(self) -> SourceKind:
        """The ``SourceKind`` of ``source``: the guide, an authority or a convention."""
        return self.source.kind

    def __str__(self) -> str:
        return f"{self.source.title}, {self.place} ({self.kind.value}{_HOW_KNOWN[self.certainty]})"


def places(cites: Iterable[Citation]) -> str:
    """One line of text that names the source and place of each citation, without repetition."""
    return "; ".join(dict.fromkeys(map(str, cites)))
