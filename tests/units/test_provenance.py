"""Provenance: each citation says where it stands and what it claims."""

import pytest

from alpims_mg.errors import RulebookError
from alpims_mg.model.provenance import Certainty, Citation, Source, SourceKind

LABEL = Source(title="a label", kind=SourceKind.AUTHORITY)


@pytest.mark.parametrize(("place", "claim"), [("", "so"), ("  ", "so"), ("page 1", ""), ("page 1", "\n")])
def test_a_citation_without_a_place_or_a_claim_is_no_citation(place: str, claim: str) -> None:
    with pytest.raises(RulebookError, match="'a label' must say where it stands and what it claims"):
        Citation(source=LABEL, place=place, claim=claim)


@pytest.mark.parametrize("kind", SourceKind)
def test_a_citation_has_the_standing_of_its_source_and_prints_it(kind: SourceKind) -> None:
    cite = Citation(source=Source(title="a book", kind=kind), place="page 1", claim="so")
    assert cite.kind is kind
    assert str(cite) == f"a book, page 1 ({kind.value})"


@pytest.mark.parametrize("certainty", Certainty)
def test_what_is_only_recalled_says_so(certainty: Certainty) -> None:
    cite = Citation(source=LABEL, place="page 1", claim="so", certainty=certainty)
    assert ("recalled, not read" in str(cite)) == (certainty is Certainty.RECALLED)


def test_a_source_is_read_unless_it_is_said_otherwise() -> None:
    assert Citation(source=LABEL, place="p", claim="c").certainty is Certainty.READ
