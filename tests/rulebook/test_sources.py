"""The documents that rows cite: who published each, where its link leads, and what may stand without one."""

from collections import defaultdict
from urllib.parse import urlsplit

from alpims_mg import CURRENT, SourceKind
from alpims_mg.model.provenance import Certainty, Citation, Source
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.index import tables

CITES: set[Citation] = {cite for _, table in tables(CURRENT) for rule in table.rules for cite in rule.cites}
SOURCES: set[Source] = {cite.source for cite in CITES}

# The hosts on which an authority, a licence holder or a journal publishes its own documents.
OF_PUBLIC_BODIES = {
    *("fda.gov", "dailymed.nlm.nih.gov", "nhs.uk", "gov.uk", "nice.org.uk", "bfr.bund.de", "eur-lex.europa.eu"),
    *("ema.europa.eu", "efsa.europa.eu", "vkm.no", "fao.org", "who.int", "mhlw.go.jp", "pmda.go.jp"),
    *("eatforhealth.gov.au", "ansm.sante.fr", "nap.edu", "usp.org"),
}
OF_LICENCE_HOLDERS = {"medicines.org.uk", "pfizermedicalinformation.com", "pfizermedicalinformation.gr"}
OF_PAPERS = {
    *("doi.org", "pmc.ncbi.nlm.nih.gov", "pubmed.ncbi.nlm.nih.gov", "fg.bmj.com", "jstage.jst.go.jp"),
    "kyushu-u.elsevierpure.com",  # the university's own record of a paper
}
OF_AUTHORITIES = OF_PUBLIC_BODIES | OF_LICENCE_HOLDERS | OF_PAPERS
OF_THE_GUIDE = {"alpims.com"}


def is_on(url: str, hosts: set[str]) -> bool:
    """True if the host of the link is one of these hosts or a part of one."""
    host = urlsplit(url).hostname or ""
    return any(host == own or host.endswith(f".{own}") for own in hosts)


def links(kind: SourceKind) -> set[str]:
    return {source.url for source in SOURCES if source.kind is kind and source.url is not None}


def test_the_link_of_an_authority_leads_to_a_host_of_that_authority() -> None:
    assert [url for url in sorted(links(SourceKind.AUTHORITY)) if not is_on(url, OF_AUTHORITIES)] == []


def test_a_host_that_only_contains_the_name_of_an_authority_is_found() -> None:
    assert not is_on("https://fda.gov.example.com/label", OF_AUTHORITIES)
    assert not is_on("https://notfda.gov/label", OF_AUTHORITIES)
    assert is_on("https://api.fda.gov/drug/label.json", OF_AUTHORITIES)


def test_the_guide_is_no_authority_and_its_links_are_its_own() -> None:
    assert [url for url in links(SourceKind.GUIDE) if not is_on(url, OF_THE_GUIDE)] == []
    assert [url for url in links(SourceKind.AUTHORITY) if is_on(url, OF_THE_GUIDE)] == []


def test_a_convention_has_no_link_and_says_which_page_it_was_read_in() -> None:
    assert links(SourceKind.CONVENTION) == set()
    quoted = {cite for cite in CITES if cite.source is CONVENTION and cite.certainty is Certainty.QUOTED}
    assert [cite.place for cite in quoted if not cite.place.startswith("after ")] == []


def test_no_title_names_a_page_that_only_repeats_a_document() -> None:
    repeats = ("drugs.com", "medscape", "goodrx", "webmd", "first databank", "k health", "medpill", "docslib", "natmed")
    authorities = [source.title.casefold() for source in SOURCES if source.kind is SourceKind.AUTHORITY]
    assert [title for title in authorities if any(page in title for page in repeats)] == []


def test_a_document_has_one_title_and_one_link() -> None:
    by_title: dict[str, set[Source]] = defaultdict(set)
    by_link: dict[str, set[Source]] = defaultdict(set)
    for source in SOURCES:
        by_title[source.title].add(source)
        if source.url:
            by_link[source.url].add(source)
    assert [one for one in (*by_title.values(), *by_link.values()) if len(one) > 1] == []


def test_a_claim_of_one_place_is_known_in_one_way() -> None:
    known: dict[tuple[str, str, str], set[Certainty]] = defaultdict(set)
    for cite in CITES:
        known[cite.source.title, cite.place, cite.claim].add(cite.certainty)
    assert [place for place, ways in known.items() if len(ways) > 1] == []
