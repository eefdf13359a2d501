"""Hand-outs as others see them: a checker of HTML, a browser on small and large screens, paper, and a reader of PDF."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from adapters.jupyter_lab import CHROMIUM, QUIET, too_wide, violations
from adapters.sheets import decision_of, longest, review_of_example

from alpims_mg._internal.messages import LANGUAGES, Language
from alpims_mg.adapters.handout import Contacts, Handout, make_handout

pytestmark = pytest.mark.peers

VNU = Path(__file__).parents[2] / ".ci" / "npm" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
OTHER_LANGUAGE = "This document appears to be written in"
"""What the checker guesses from the words, which names of medicines and untranslated texts mislead."""
STARTS = date(2026, 3, 1)
HOSTILE = longest(names=("<b>bold</b>", "x" * 1000, "לבותירוקסין", "levothyroxine"))
LONG_CONTACTS = Contacts(clinician="0123 456 789 " * 12, emergency="1" * 200)
PAPERS = {"A4": 182, "Letter": 188}
"""The width in millimetres between the margins of each size of paper."""
MOST_PATIENT_PAGES = 2


@lru_cache(maxsize=3)
def handouts(language: Language) -> dict[str, Handout]:
    """A hand-out of each answer, of a course, and the longest ones."""
    return {
        "offer": make_handout(decision_of("first-day"), starts=STARTS, language=language),
        "draft": make_handout(decision_of("start-without-asking"), language=language),
        "questions": make_handout(decision_of("start-with-little-known"), language=language),
        "refusal": make_handout(decision_of("start-on-a-red-day"), language=language),
        "skin": make_handout(decision_of("topical-on-a-red-day"), language=language),
        "course": make_handout(review_of_example(), language=language),
        "longest": make_handout(longest(), language=language),
        "hostile": make_handout(HOSTILE, language=language, contacts=LONG_CONTACTS),
    }


each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield launched
        launched.close()


def faults(folder: Path, **pages: str) -> list[str]:
    """What the Nu HTML checker finds wrong in pages."""
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    command = ["java", "-jar", str(VNU), *map(str, sorted(folder.glob("*.html")))]
    checked = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return [line for line in checked.stderr.splitlines() if OTHER_LANGUAGE not in line]


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page of a PDF."""
    from pypdf import PdfReader

    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def on_paper(browser: Any, html: str, paper: str) -> list[str]:
    """The text of each page that Chromium prints."""
    page = browser.new_page()
    page.set_content(html)
    pdf = page.pdf(format=paper, print_background=True)
    page.close()
    return pages_of(pdf)


def patient_pages(pages: list[str]) -> int:
    return next(number for number, text in enumerate(pages) if "For the clinician." in text)


# --- HTML
@each_language
def test_the_checker_of_html_finds_no_fault(language: Language, tmp_path: Path) -> None:
    assert faults(tmp_path, **{name: made.html() for name, made in handouts(language).items()}) == []


def test_the_checker_of_html_finds_the_faults_of_a_spoilt_copy(tmp_path: Path) -> None:
    html = handouts("en")["offer"].html()
    spoilt = html.replace("<main>", "<main><img src=x>").replace("</h1>", "</h2>", 1)
    found = "\n".join(faults(tmp_path, spoilt=spoilt))
    assert "alt" in found
    assert "h2" in found


@each_language
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (800, "dark"), (1200, "light")])
def test_a_page_reflows_and_axe_finds_no_violation(browser: Any, language: Language, scheme: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for name, made in handouts(language).items():
        page.set_content(made.html())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert too_wide(page, ".sheet") == [], name
        assert violations(page, "html") == [], name
    page.close()


def test_axe_finds_the_faults_of_a_spoilt_copy(browser: Any) -> None:
    html = handouts("en")["offer"].html()
    spoilt = html.replace("--mg-page-text:#1f2328", "--mg-page-text:#dddddd").replace('lang="en"', "", 1)
    page = browser.new_page()
    page.set_content(spoilt)
    found = {text.partition(":")[0] for text in violations(page, "html")}
    assert {"color-contrast", "html-has-lang"} <= found
    page.close()


# --- Paper
@each_language
@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_is_wider_than_the_paper(browser: Any, language: Language, paper: str) -> None:
    width = PAPERS[paper] * 96 * 10 // 254
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.emulate_media(media="print")
    for name, made in handouts(language).items():
        page.set_content(made.html())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert too_wide(page, ".sheet") == [], name
    page.close()


@each_language
@pytest.mark.parametrize("paper", PAPERS)
def test_a_patient_gets_at_most_two_pages_and_more_only_for_a_long_case(
    browser: Any, language: Language, paper: str
) -> None:
    counts = {name: patient_pages(on_paper(browser, made.html(), paper)) for name, made in handouts(language).items()}
    long = {"longest", "hostile"}
    assert {name: count for name, count in counts.items() if count > MOST_PATIENT_PAGES and name not in long} == {}


@each_language
def test_each_page_of_a_draft_says_so(browser: Any, language: Language) -> None:
    mark = re.compile(r"DRAFT|ENTWURF|BORRADOR")
    for pages in (on_paper(browser, handouts(language)["longest"].html(), "A4"), pages_of(pdf_of("draft", language))):
        assert len(pages) > 2
        assert all(map(mark.search, pages))


# --- PDF
@lru_cache(maxsize=16)
def pdf_of(name: str, language: Language) -> bytes:
    return handouts(language)[name].pdf()


@pytest.mark.parametrize(
    ("name", "language"), [("offer", "en"), ("draft", "de"), ("course", "es"), ("questions", "de"), ("hostile", "en")]
)
def test_a_pdf_is_tagged_titled_and_has_its_language(name: str, language: Language) -> None:
    from pypdf import PdfReader

    reader: Any = PdfReader(io.BytesIO(pdf_of(name, language)))
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    title = re.search(r"<title>(.*?)</title>", handouts(language)[name].html(), re.DOTALL)
    assert title is not None
    assert unescape(title[1]).replace("\u00a0", " ") == reader.metadata.title.replace("\u00a0", " ")
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in metadata


@pytest.mark.parametrize(("paper", "size"), [(None, (595, 842)), ("A4", (595, 842)), ("letter", (612, 792))])
def test_a_pdf_has_the_size_of_its_paper(paper: Any, size: tuple[int, int]) -> None:
    from pypdf import PdfReader

    made = make_handout(decision_of("start-with-little-known"), paper=paper)
    boxes = {tuple(map(round, page.mediabox[2:])) for page in PdfReader(io.BytesIO(made.pdf())).pages}
    assert boxes == {size}
