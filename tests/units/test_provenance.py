"""Provenance: each citation names a source, a place in it and what it claims."""

from typing import Any

import pytest

from alpims_mg.errors import RulebookError
from alpims_mg.model.provenance import Certainty, Citation, Source, SourceKind

LABEL = Source(title="a label", kind=SourceKind.AUTHORITY)


@pytest.mark.parametrize(("place", "claim"), [("", "so"), ("  ", "so"), ("page 1", ""), ("page 1", "\n")])
def test_a_citation_needs_a_place_and_a_claim(place: str, claim: str) -> None:
    with pytest.raises(RulebookError, match="'a label' must have a place and a claim"):
        Citation(source=LABEL, place=place, claim=claim)


@pytest.mark.parametrize(("title", "kind"), [("", SourceKind.GUIDE), (" ", SourceKind.GUIDE), ("a book", "guide")])
def test_a_source_needs_a_title_and_a_source_kind(title: str, kind: Any) -> None:
    with pytest.raises(RulebookError, match="a source must have a title and a SourceKind"):
        Source(title=title, kind=kind)


@pytest.mark.parametrize("kind", SourceKind)
def test_a_citation_has_the_kind_of_its_source_and_shows_it(kind: SourceKind) -> None:
    cite = Citation(source=Source(title="a book", kind=kind), place="page 1", claim="so")
    assert cite.kind is kind
    assert str(cite) == f"a book, page 1 ({kind.value})"


@pytest.mark.parametrize("certainty", Certainty)
def test_a_recalled_citation_says_so(certainty: Certainty) -> None:
    cite = Citation(source=LABEL, place="page 1", claim="so", certainty=certainty)
    assert ("recalled, not read" in str(cite)) == (certainty is Certainty.RECALLED)


def test_the_certainty_of_a_citation_is_read_unless_stated() -> None:
    assert Citation(source=LABEL, place="p", claim="c").certainty is Certainty.READ
