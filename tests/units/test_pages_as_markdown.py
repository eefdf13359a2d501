"""Pages as Markdown: any words are shown as they are, and none can break a list, a table or the page."""

import re
from html import unescape

import pytest
from hypothesis import given
from units.page_samples import (
    ANSWERS,
    FORTNIGHT,
    HOSTILE,
    PAGES,
    REASONS,
    STEPS,
    blocks,
    grids,
    pages,
    words,
)

from alpims_mg._internal.rendering import Block, Details, Draft, Grid, Headline, Listing, Page, Staircase, Tone, escaped
from alpims_mg._internal.rendering.lines import cleaned

markdown_it = pytest.importorskip("markdown_it")
OURS = {"p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "strong"}


def read(markdown: str) -> str:
    """The HTML that a reader of Markdown with tables makes."""
    return str(markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def said(html: str) -> str:
    """The words of some HTML."""
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


def tags(html: str) -> set[str]:
    return set(re.findall(r"<(\w+)", html))


# --- Any words
@given(page=pages)
def test_no_words_make_markup_of_their_own(page: Page) -> None:
    assert tags(read(page.markdown(details=True))) <= OURS


@given(text=words)
def test_words_in_a_paragraph_are_shown_as_they_are(text: str) -> None:
    assert said(read(escaped(text))) == cleaned(text).strip()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["{}", "- {}", "1. {}", "**{}**"])
def test_words_are_shown_as_they_are_at_the_head_of_a_line(place: str, text: str) -> None:
    html = read(place.format(escaped(text)))
    assert tags(html) <= {"p", "ul", "ol", "li", "strong"}
    assert said(html) == cleaned(text)


@given(grid=grids())
def test_no_words_break_a_table(grid: Grid) -> None:
    html = read(Page("t", (grid,)).markdown())
    assert html.count("<table>") == 1
    assert html.count("<th") - html.count("<thead") == len(grid.header)
    assert html.count("<td") == len(grid.header) * len(grid.rows)


@pytest.mark.parametrize("text", HOSTILE)
def test_words_in_a_table_are_shown_as_they_are(text: str) -> None:
    grid = Grid(caption="c", header=("a", "b"), rows=(("x", text),))
    (cell,) = re.findall(r"<td>(.*?)</td>", read(Page(title="t", blocks=(grid,)).markdown()))[1:]
    assert said(cell) == cleaned(text)


def test_no_words_begin_a_formula() -> None:
    assert escaped("\\(x\\) $y$") == "&#92;(x&#92;) \\$y\\$"


def test_white_space_of_any_kind_is_one_space() -> None:
    assert escaped("a\n\n| b\t c") == "a \\| b c"


# --- Blocks
def parts(*shown: Block, details: bool = False) -> list[str]:
    """The parts of the blocks, below the title."""
    return Page("T", shown).markdown(details=details).split("\n\n")[1:]


def test_a_page_is_its_title_and_its_blocks() -> None:
    page = Page(title="T", blocks=(Listing(title="List", items=("one", "two")), "words"))
    assert page.markdown() == "**T**\n\n**List**\n\n- one\n- two\n\nwords"


def test_a_headline_is_the_answer_and_then_the_next_action() -> None:
    assert PAGES["withhold"].markdown().split("\n\n")[:2] == [
        "**Not today**",
        "**Do not start in the Red zone.** Ask again on a Green day.",
    ]
    assert parts(Headline(Tone.COURSE, "Stay")) == ["**Stay**"]
    assert parts(Headline(Tone.COURSE, "Stay", then="Rest.")) == ["**Stay**", "Rest."]


def test_a_table_is_as_github_writes_them_with_numbers_on_the_right() -> None:
    caption, table = parts(STEPS)
    assert caption == "**Your steps, in magnesium a day**"
    assert table.splitlines()[:3] == [
        "| step | from day | a day | how |",
        "| ---: | ---: | ---: | --- |",
        "| 1 | 1 | 50 mg | 1/2 capsule at dinner |",
    ]


def test_a_staircase_is_its_table() -> None:
    assert parts(Staircase("S", (), STEPS)) == parts(STEPS)


def test_an_answer_in_a_cell_is_its_words() -> None:
    assert parts(ANSWERS)[1].splitlines()[2] == "| normal | You can start | Not today |"


def test_a_calendar_is_a_table_of_weeks() -> None:
    lines = parts(FORTNIGHT)[1].splitlines()
    assert lines[0] == "| Week of | Mon | Tue | Wed | Thu | Fri | Sat | Sun |"
    assert lines[2] == "| 23 February |  |  |  |  |  |  | Green, 50 mg |"
    assert lines[4].startswith("| 9 March | Yellow, 50 mg, back to step 1 | Red, 50 mg | Red, 0 mg | Red, not stated |")


def test_urgent_signs_are_strong() -> None:
    assert parts(*PAGES["offer"].blocks)[5].splitlines() == [
        "- Loose stools or cramps: Go back to the last amount that was fine.",
        "- **A slow pulse, or trouble breathing**: Stop. Get urgent care.",
    ]


def test_questions_are_numbered() -> None:
    assert parts(*PAGES["needs information"].blocks)[1] == "1. Which medicines do you take? Name each.\n2. Age?"


def test_a_section_is_its_title_and_its_sentences() -> None:
    assert parts(*PAGES["offer"].blocks)[2:4] == ["**Hours to keep**", "Levothyroxine: keep 4 h away."]


def test_a_draft_says_so_before_and_after_it() -> None:
    assert parts(Draft("Not yet.", "A draft.", ("words",))) == ["**Not yet.**", "words", "**A draft.**"]


def test_details_are_shown_on_request_only() -> None:
    assert parts(REASONS, Details("D", ("inner",))) == []
    assert parts(Details("D", ("inner",)), details=True) == ["**D**", "inner"]


def test_empty_words_leave_no_marks() -> None:
    assert Page("", (Listing("", ()),)).markdown().strip() == ""


@given(block=blocks)
def test_a_block_is_shown_alike_in_every_page(block: Block) -> None:
    assert Page("T", (block,)).markdown(details=True) in Page("T", (block, "end")).markdown(details=True)
