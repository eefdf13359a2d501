"""Provenance: each citation says where it stands and what it claims."""

import pytest

from alpims_mg.errors import RulebookError
from alpims_mg.model.provenance import Citation, Source, Standing, Sureness

LABEL = Source(title="a label", standing=Standing.AUTHORITY)


@pytest.mark.parametrize(("place", "claim"), [("", "so"), ("  ", "so"), ("page 1", ""), ("page 1", "\n")])
def test_a_citation_without_a_place_or_a_claim_is_no_citation(place: str, claim: str) -> None:
    with pytest.raises(RulebookError, match="'a label' must say where it stands and what it claims"):
        Citation(source=LABEL, place=place, claim=claim)


@pytest.mark.parametrize("standing", Standing)
def test_a_citation_has_the_standing_of_its_source_and_prints_it(standing: Standing) -> None:
    cite = Citation(source=Source(title="a book", standing=standing), place="page 1", claim="so")
    assert cite.standing is standing
    assert str(cite) == f"a book, page 1 ({standing.value})"


@pytest.mark.parametrize("sureness", Sureness)
def test_what_is_only_recalled_says_so(sureness: Sureness) -> None:
    cite = Citation(source=LABEL, place="page 1", claim="so", sureness=sureness)
    assert ("recalled, not read" in str(cite)) == (sureness is Sureness.RECALLED)


def test_a_source_is_read_unless_it_is_said_otherwise() -> None:
    assert Citation(source=LABEL, place="p", claim="c").sureness is Sureness.READ
