"""The clauses of the guide: each is cited by a row or set aside with a reason, and none copies the guide's words."""

import ast
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import alpims_mg
from alpims_mg import CURRENT, SourceKind
from alpims_mg._internal.rendering import describe
from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.rulebook import clauses
from alpims_mg.rules.index import tables

PACKAGE = Path(alpims_mg.__file__).parent
GUIDE = Path(__file__).resolve().parents[2].parent / "shared" / "guide.txt"
needs_guide = pytest.mark.skipif(not GUIDE.exists(), reason="the guide is not part of the project")

CLAUSES = {name: value for name, value in vars(clauses).items() if isinstance(value, Citation)}
CITED = {cite for _, table in tables(CURRENT) for rule in table.rules for cite in rule.cites}
SECTIONS = {
    "Opening": (1, 1),
    "Disclaimer": (2, 12),
    "Core benefits": (13, 21),
    "Why start in Green": (22, 30),
    "Forms and uses": (31, 39),
    "Cautions": (40, 45),
    "Starting dose": (46, 50),
    "Capsules versus topical": (51, 63),
    "When capsules": (64, 69),
    "When topical": (70, 75),
    "Best practice": (76, 83),
}
LONGEST_SHARED = 5


def line_of(clause: Citation) -> int:
    return int(clause.place.rpartition(" ")[2])


# --- Answered or set aside
def test_a_clause_is_cited_by_a_row_or_set_aside_with_a_reason_never_both() -> None:
    set_aside = clauses.NOT_MODELLED
    assert [name for name, clause in CLAUSES.items() if (clause in CITED) == (clause in set_aside)] == []


def test_a_clause_that_no_row_cites_has_a_reason() -> None:
    for clause, reason in clauses.NOT_MODELLED.items():
        assert clause in CLAUSES.values()
        assert re.fullmatch(r"not modelled, because \S.*[^.]", reason), reason


# --- How clauses are written
def test_no_two_clauses_share_a_name() -> None:
    tree = ast.parse(Path(clauses.__file__).read_text(encoding="utf-8"))
    targets = [node.target for node in tree.body if isinstance(node, ast.AnnAssign)]
    names = Counter(target.id for target in targets if isinstance(target, ast.Name))
    assert [name for name, times in names.items() if times > 1] == []
    assert set(names) == {*CLAUSES, "HEADINGS", "NOT_MODELLED"}


def test_no_clause_has_two_names() -> None:
    claims = Counter((clause.place, clause.claim) for clause in CLAUSES.values())
    assert [claim for claim, times in claims.items() if times > 1] == []


def test_a_clause_cites_the_guide_as_read_in_its_own_text() -> None:
    for name, clause in CLAUSES.items():
        assert re.fullmatch(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+", name)
        assert (clause.kind, clause.certainty) == (SourceKind.GUIDE, Certainty.READ), name
        assert clause.claim.endswith("."), name


def test_a_place_names_a_section_and_a_line_in_it() -> None:
    for name, clause in CLAUSES.items():
        section, comma, line = clause.place.partition(", line ")
        first, last = SECTIONS[section]
        assert comma, name
        assert str(int(line)) == line, name
        assert first <= int(line) <= last, name


def test_no_clause_cites_a_heading() -> None:
    assert clauses.HEADINGS & {line_of(clause) for clause in CLAUSES.values()} == set()


# --- Compared with the guide itself
def guide_lines() -> list[str]:
    return GUIDE.read_text(encoding="utf-8").splitlines()


@needs_guide
def test_every_line_of_the_guide_has_a_clause_or_is_a_heading() -> None:
    written = {number for number, line in enumerate(guide_lines(), 1) if line.strip()}
    assert written == clauses.HEADINGS | {line_of(clause) for clause in CLAUSES.values()}


def plain(text: str) -> list[str]:
    """The words of a text in lower case, without accents, punctuation or emoji."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", bare.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", ""))


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of words that is one word too long to be shared with the guide."""
    words = plain(text)
    return {tuple(words[i : i + LONGEST_SHARED + 1]) for i in range(len(words) - LONGEST_SHARED)}


def texts() -> Iterator[tuple[str, str]]:
    """Every text of rows and clauses that people can read, with its location."""
    for name, clause in CLAUSES.items():
        yield name, clause.claim
    for clause, reason in clauses.NOT_MODELLED.items():
        yield clause.place, reason
    for field, table in tables(CURRENT):
        yield field, table.title
        for rule in table.rules:
            yield rule.id, rule.because
            yield rule.id, describe(rule.then)
            yield rule.id, rule.not_covered or ""
            yield from ((rule.id, cite.claim) for cite in rule.cites)


def written() -> Iterator[tuple[str, str]]:
    """Every string in the source of the package, docstrings included."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node.value


@needs_guide
def test_no_row_and_no_clause_copies_six_words_of_the_guide() -> None:
    guide = runs("\n".join(guide_lines()))
    assert [(where, text) for where, text in texts() if runs(text) & guide] == []


@needs_guide
def test_no_text_of_the_package_copies_six_words_of_the_guide() -> None:
    guide = runs("\n".join(guide_lines()))
    assert [(where, text) for where, text in written() if runs(text) & guide] == []


@needs_guide
def test_a_copied_line_is_found() -> None:
    guide = runs("\n".join(guide_lines()))
    longest = max(guide_lines(), key=len)
    assert runs(f"In its words: {longest.upper()}") & guide
