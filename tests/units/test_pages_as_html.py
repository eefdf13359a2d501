"""Pages as HTML: any words are shown as they are, and the page says everything without its style and pictures."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from units.page_samples import (
    ANSWERS,
    FORTNIGHT,
    HOSTILE,
    PAGES,
    REASONS,
    STEPS,
    WATCH_FOR,
    pages,
    words,
)

from alpims_mg import assess
from alpims_mg._internal.rendering import (
    Block,
    Calendar,
    CalendarDay,
    Details,
    Draft,
    Grid,
    Headline,
    Listing,
    Marked,
    Page,
    Section,
    Staircase,
    Tone,
    Watch,
    WatchFor,
)
from alpims_mg._internal.rendering.lines import cleaned
from alpims_mg._internal.rendering.styles import STYLE
from alpims_mg.wire import read_case

TAGS = {
    *("div", "style", "p", "strong", "b", "br", "wbr", "span", "ul", "ol", "li", "details", "summary"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("svg", "title", "desc", "path", "circle", "rect", "text"),
}
ATTRIBUTES = {
    *("class", "role", "aria-label", "aria-hidden", "scope", "data-h", "open", "lang"),
    *("viewbox", "d", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "cx", "cy", "r"),
    *("x", "y", "width", "height", "text-anchor", "font-weight"),
}
VOID = {"br", "wbr"}
CASES = sorted((Path(__file__).resolve().parents[2] / "examples" / "cases").glob("*.json"))


class Parsed(HTMLParser):
    """The tags, attributes and words of some HTML. ``faults`` lists tags that are not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.words = ""
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] != "style":
            self.words += data


def stripped(html: str) -> str:
    """The HTML as an untrusted notebook shows it: without style and pictures."""
    return re.sub(r"<(style|svg)\b.*?</\1>", "", html, flags=re.DOTALL)


def said(html: str) -> str:
    """The words of some HTML, with a space for each tag."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def shown(*blocks: Block, details: bool = False) -> str:
    """The HTML of the blocks alone."""
    html = Page("", blocks).html(details=details)
    return html.partition("</style>")[2].removesuffix("</div>")


# --- Any words
@given(page=pages)
def test_no_words_make_markup_of_their_own(page: Page) -> None:
    parsed = Parsed(page.html())
    assert parsed.faults == []
    assert set(parsed.tags) <= TAGS
    assert parsed.attributes <= ATTRIBUTES
    assert parsed.tags["div"] == parsed.tags["style"] == 1


def test_a_page_has_no_ids_no_links_and_nothing_to_fetch() -> None:
    assert ATTRIBUTES.isdisjoint({"id", "href", "src", "srcset", "style", "action", "onclick"})
    assert TAGS.isdisjoint({"a", "script", "link", "img", "image", "use", "iframe", "object", "form"})
    assert [name for name in ("url(", "@import", "@font-face", "http", "expression") if name in STYLE] == []


@given(text=words)
def test_any_words_are_shown_as_they_are(text: str) -> None:
    assert as_typed(Parsed(shown(text)).words) == as_typed(cleaned(text))


def as_typed(text: str) -> str:
    """The text without what setting changes: portions and no-break spaces."""
    for letter, portion in (("¼", "1/4"), ("½", "1/2"), ("¾", "3/4"), ("\u00a0", " "), (" ", "")):
        text = text.replace(letter, portion)
    return text


@pytest.mark.parametrize("text", HOSTILE)
def test_any_words_are_shown_as_they_are_wherever_they_stand(text: str) -> None:
    grid = Grid(caption=text, header=(text, text), rows=((text, text),))
    page = Page(text, (text, Listing(text, (text,)), grid, Section(text, (text,)), Details(text, (text,))))
    assert Parsed(page.html()).words.count(cleaned(text)) == 13


# --- What each block becomes
def test_a_page_is_a_named_group_with_its_style() -> None:
    html = Page(title="T & U").html()
    assert html.startswith('<div class="mg" role="group" aria-label="T &amp; U"><style>')
    assert html.endswith('<p class="title"><strong>T &amp; U</strong></p></div>')


def test_a_list_has_its_title_and_its_items() -> None:
    html = shown(Listing(title="List", items=("one", "two")), "words")
    assert html == '<p class="title"><strong>List</strong></p><ul><li>one</li><li>two</li></ul><p>words</p>'


def test_a_headline_has_its_mark_its_words_and_the_next_action() -> None:
    html = PAGES["withhold"].html()
    assert '<p class="answer no"><svg' in html
    assert "</svg><strong>Not today</strong></p>" in html
    assert '<p class="action"><strong>Do not start in the Red zone.</strong> Ask again on a Green day.</p>' in html
    assert shown(Headline(Tone.COURSE, "Stay")) == '<p class="answer need"><strong>Stay</strong></p>'
    assert shown(Headline(Tone.COURSE, "Stay", then="Go.")).endswith('</p><p class="action">Go.</p>')


def test_a_table_has_a_caption_scopes_and_numbers_on_the_right() -> None:
    html = shown(Grid("Plan", ("rung", "mg"), (("1", "50"),), numbers=(1,)))
    assert html == (
        '<table class="folds-late"><caption>Plan</caption><thead><tr><th scope="col">rung</th>'
        '<th scope="col" class="number">mg</th></tr></thead>'
        '<tbody><tr><th scope="row" data-h="rung">1</th><td class="number" data-h="mg">50</td></tr></tbody></table>'
    )


def test_a_table_of_one_column_never_folds() -> None:
    assert shown(Grid("Names", ("name",), (("a",),))).startswith("<table><caption>")


def test_a_table_that_may_fold_repeats_the_name_of_its_column_in_each_cell() -> None:
    html = shown(STEPS)
    assert '<table class="folds">' in html
    assert '<th scope="col">step</th><th scope="col" class="number">from day</th>' in html
    assert '<th scope="row" data-h="step">1</th><td class="number" data-h="from day">1</td>' in html


def test_a_table_with_many_columns_folds_early_and_makes_the_page_broad() -> None:
    names = tuple("abcdefg")
    html = Page("T", (Grid("Many", names, (names,)),)).html()
    assert '<table class="folds-early">' in html
    assert html.startswith('<div class="mg broad"')
    assert '<div class="mg"' in Page("T", ('class="folds-early"',)).html()
    numbers = Grid("Numbers", names, (names,), tuple(range(7)))
    assert '<table class="folds">' in Page("T", (numbers,)).html()
    assert '<table class="folds-early">' in Page("T", (numbers._replace(numbers=(1, 2, 3, 4, 5, 6)),)).html()


def test_answers_and_zones_in_a_table_have_their_words_beside_their_colour() -> None:
    html = shown(ANSWERS)
    assert '<th scope="col" class="green">Green</th>' in html
    assert re.search(r'<td class="offer"><svg .*?</svg>You can start</td>', html)
    assert html.startswith('<table class="marked">')


def test_a_map_of_answers_folds_only_if_it_has_many_columns() -> None:
    yes = Marked(Tone.OFFER, "You can start")
    four, five = (Grid("Ages", tuple("abcde"[:count]), (("1", *[yes] * (count - 1)),)) for count in (4, 5))
    assert shown(four).startswith('<table class="marked">')
    assert shown(five).startswith('<table class="marked folds">')
    assert '<td class="offer" data-h="b">' in shown(five)


def test_a_table_with_an_answer_in_each_row_folds_like_any_other() -> None:
    names = ("zone", "route", "answer", "because")
    html = shown(Grid("Rules", names, (("green", "capsule", Marked(Tone.OFFER, "permit"), "It is tried first."),)))
    assert html.startswith('<table class="folds">')
    assert re.search(r'<td class="offer" data-h="answer"><svg .*?</svg>permit</td>', html)
    one_answer = Grid("Two", ("what", "counts as"), (("stevia", Marked(Tone.WITHHOLD, "avoided")),))
    assert shown(one_answer).startswith('<table class="folds-late"><caption>')
    assert shown(Grid("Empty", names, ())).startswith('<table class="folds">')


def test_urgent_signs_have_a_box_of_their_own() -> None:
    html = shown(WATCH_FOR)
    assert "<ul><li>Loose stools or cramps: Go back to the last amount that was fine.</li></ul>" in html
    assert '<p class="stop"><strong>A slow pulse, or trouble breathing:</strong> Stop. Get urgent care.</p>' in html
    assert "<ul>" not in shown(WatchFor("Watch for", WATCH_FOR.signs[1:]))


def test_a_sign_that_says_what_to_do_stands_alone() -> None:
    assert "<li>Watch for what is new.</li>" in shown(WatchFor("W", (Watch("Watch for what is new."),)))


def test_questions_are_a_numbered_list() -> None:
    html = shown(*PAGES["needs information"].blocks)
    assert html.endswith(
        "<ol><li><strong>Which medicines do you take?</strong> Name each.</li><li><strong>Age?</strong> </li></ol>"
    )


def test_a_section_is_its_title_and_its_sentences() -> None:
    assert shown(Section("S", ("One.", "Two."))) == ('<p class="title"><strong>S</strong></p><p>One.</p><p>Two.</p>')


def test_a_draft_says_so_before_and_after_it() -> None:
    assert shown(Draft("Not yet.", "A draft.", ("words",))) == (
        '<p class="draft"><strong>Not yet.</strong></p><p>words</p><p class="draft"><strong>A draft.</strong></p>'
    )


def test_details_are_closed_unless_asked_for() -> None:
    assert shown(REASONS).startswith("<details><summary>Reasons and sources</summary><table")
    assert shown(REASONS, details=True).startswith("<details open><summary>")


def test_a_calendar_is_a_table_of_weeks_with_the_zone_in_words() -> None:
    html = shown(FORTNIGHT)
    assert html.count('<th scope="col">') == 7
    assert html.count("<tr>") == 4
    assert '<td class="green"><b>1 Mar</b>Green<br>50 mg</td></tr>' in html
    assert '<td class="yellow"><b>9</b>Yellow<br>50 mg<br>back to step 1</td>' in html
    assert '<td class="red"><b>12</b>Red<br>not stated</td><td><b>13</b></td><td></td>' in html
    assert "<td><b>8</b>" in shown(Calendar("C", (CalendarDay(FORTNIGHT.days[7].day),)))


def test_quiet_words_stand_at_the_foot() -> None:
    assert shown(PAGES["offer"].blocks[-1]) == '<p class="foot">For learning. Not a diagnosis.</p>'


# --- How words are set
@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("1/2 capsule", "½ capsule"),
        ("1/4, 3/4", "¼, ¾"),
        ("1 1/2 capsules", "1½ capsules"),
        ("62.5 mg", "62.5\u00a0mg"),
        ("4 h", "4\u00a0h"),
        ("1/24 or 11/2 or 1/2/3", "1/24 or 11/2 or 1/2/3"),
        ("4 hours, 50 mgs", "4 hours, 50 mgs"),
    ],
)
def test_portions_and_units_are_set_as_in_a_book(written: str, set_: str) -> None:
    assert shown(written) == f"<p>{set_}</p>"


def test_a_word_that_may_be_wider_than_a_phone_may_break() -> None:
    assert shown("zone.red.capsule.increase") == "<p>zone.<wbr>red.<wbr>capsule.<wbr>increase</p>"
    assert shown(f"a.{'m' * 21}") == f'<p>a.<wbr><span class="long">{"m" * 21}</span></p>'
    assert shown(f"see {'m' * 20} {'n' * 21}") == f'<p>see {"m" * 20} <span class="long">{"n" * 21}</span></p>'


# --- Without style and pictures
def texts_of(value: object) -> Iterator[str]:
    """Yield every text in a page. A picture repeats the texts of its table."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Staircase):
        yield from texts_of(value.table)
    elif isinstance(value, Calendar):
        yield from texts_of((value.caption, value.days))
    elif isinstance(value, Draft):
        yield from texts_of((value.above, value.blocks, value.below))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_everything_in_its_order_without_its_style_and_pictures(name: str) -> None:
    page = PAGES[name]
    bare = said(stripped(page.html()))
    headline = () if page.headline is None else page.headline
    place = 0
    for text in (*texts_of(headline), *texts_of(page.blocks)):
        wanted = said(shown(text)).replace("?", "not stated") if name == "course" else said(shown(text))
        place = bare.find(wanted, place)
        assert place >= 0, wanted


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_answer_says_everything_in_its_order_without_its_style_and_pictures(path: Path) -> None:
    case = read_case(path.read_bytes())
    page = assess(case.situation, case.proposal).page()
    assert page.headline is not None
    bare = said(stripped(page.html())).replace(": ", " ")
    place = 0
    for text in (*texts_of(page.headline), *texts_of(page.blocks)):
        wanted = said(shown(text)).replace(": ", " ").removesuffix(":")
        place = bare.find(wanted, place)
        assert place >= 0, wanted


@pytest.mark.parametrize("name", PAGES)
def test_every_colour_has_its_words(name: str) -> None:
    html = stripped(PAGES[name].html())
    coloured = re.findall(
        r'<(\w+)[^>]* class="(?:answer )?(?:offer|consult|need|no|green|yellow|red)"[^>]*>(.*?)</\1>', html
    )
    assert coloured or name == "none"
    assert all(said(inner) for _, inner in coloured)
