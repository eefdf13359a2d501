"""Markup: one page as text, Markdown and HTML; everything shown is escaped."""

import re
from html import unescape
from html.parser import HTMLParser

import attrs
import pytest

from alpims_mg import Form, Verdict, Zone
from alpims_mg._internal.rendering import Grid, Listing, Page, Renderable, describe, escaped

NASTY = (
    "<script>alert(1)</script>",
    "a | b",
    "*bold* _slant_ `code` ~~gone~~",
    "[text](javascript:x) ![i](y)",
    "Q&amp;A & co",
    "back\\slash",
    "# a heading",
    "- an item",
    "+ an item",
    "> a quotation",
    "1. first",
    "1) first",
    "---",
    "===",
    "a \"quoted\" 'word'",
)
OURS = {"section", "p", "strong", "ul", "li", "table", "caption", "thead", "tr", "th", "tbody", "td"}
GRID = Grid(caption="Plan", header=("rung", "mg"), rows=(("1", "50"), ("second", "100")))


def test_a_page_in_plain_text_is_its_title_and_its_blocks_with_blank_lines_between() -> None:
    page = Page(title="Title", blocks=("words", Listing(title="List", items=("one", "two"))))
    assert page.text() == "Title\n\nwords\n\nList:\n  - one\n  - two"


def test_a_table_in_plain_text_has_aligned_columns_without_spaces_at_the_end() -> None:
    assert Page(title="T", blocks=(GRID,)).text().splitlines()[2:] == [
        "Plan:",
        "  rung    mg",
        "  ------  ---",
        "  1       50",
        "  second  100",
    ]


def test_a_table_in_markdown_is_as_github_writes_them() -> None:
    assert Page(title="T", blocks=(GRID,)).markdown().splitlines() == [
        "**T**",
        "",
        "Plan:",
        "",
        "| rung | mg |",
        "| --- | --- |",
        "| 1 | 50 |",
        "| second | 100 |",
    ]


def test_a_table_in_html_has_a_caption_and_scopes() -> None:
    html = Page(title="T", blocks=(GRID,)).html()
    assert "<caption>Plan</caption>" in html
    assert html.count('<th scope="col">') == 2
    assert html.count('<th scope="row">') == 2
    assert '<tr><th scope="row">second</th><td>100</td></tr>' in html


def test_a_list_shows_its_items_in_each_form() -> None:
    page = Page(title="T", blocks=(Listing(title="List", items=("one", "two")), "words"))
    assert page.markdown() == "**T**\n\nList:\n\n- one\n- two\n\nwords"
    assert page.html() == (
        "<section><p><strong>T</strong></p><p>List:</p><ul><li>one</li><li>two</li></ul><p>words</p></section>"
    )


class _Tags(HTMLParser):
    """The tags and the text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("words", NASTY)
def test_html_shows_any_words_as_they_are_wherever_they_stand(words: str) -> None:
    grid = Grid(caption=words, header=(words, words), rows=((words, words),))
    parsed = _Tags(Page(title=words, blocks=(words, Listing(title=words, items=(words,)), grid)).html())
    assert set(parsed.tags) <= OURS
    assert parsed.words.count(words) == 9


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.parametrize("place", ["{}", "- {}"])
def test_markdown_shows_any_words_as_they_are_at_the_head_of_a_line(place: str, words: str) -> None:
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
    read = reader.render(place.format(escaped(words)))
    tags = set(re.findall(r"<(\w+)", read))
    assert tags <= {"p", "ul", "li"}
    assert unescape(re.sub(r"<[^>]*>", "", read)).strip() == words


@pytest.mark.parametrize("words", NASTY)
def test_markdown_shows_any_words_as_they_are_in_a_table(words: str) -> None:
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
    grid = Grid(caption="c", header=("a", "b"), rows=(("x", words),))
    read = reader.render(Page(title="t", blocks=(grid,)).markdown())
    (cell,) = re.findall(r"<td>(.*?)</td>", read)[1:]
    assert unescape(re.sub(r"<[^>]*>", "", cell)) == words
    assert read.count("<td>") == 2


def test_white_space_of_any_kind_is_one_space_in_markdown() -> None:
    assert escaped("a\n\n| b\t c") == "a \\| b c"


@attrs.frozen
class Pair:
    first_day: int
    other: Zone | None = None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("text", "text"),
        (7, "7"),
        (True, "yes"),
        (False, "no"),
        ((), "none"),
        ((Form.CITRATE, Form.OXIDE), "citrate, oxide"),
        (Verdict.CAUTION, "caution"),
        (Pair(3), "first day: 3"),
        (Pair(3, Zone.RED), "first day: 3; other: red"),
        ((Pair(1), Pair(2)), "first day: 1, first day: 2"),
    ],
)
def test_any_frozen_value_is_said_in_words(value: object, words: str) -> None:
    assert describe(value) == words


def test_a_value_that_shows_itself_must_say_how() -> None:
    with pytest.raises(NotImplementedError):
        str(Renderable())
