"""Pages as plain text: no line is wider than asked, no word is lost, and tables fold instead of overflowing."""

import re
import unicodedata

import pytest
from hypothesis import given, strategies as st
from units.page_samples import ANSWERS, FORTNIGHT, HOSTILE, PAGES, REASONS, STEPS, pages, words

from alpims_mg._internal.rendering import (
    Block,
    Calendar,
    CalendarDay,
    Details,
    Grid,
    Headline,
    Listing,
    Marked,
    Page,
    Section,
    Tone,
)
from alpims_mg._internal.rendering.lines import columns_of, padded, wrapped

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def shown(*blocks: Block, width: int | None = 80, details: bool = False) -> list[str]:
    """The lines of the blocks, below the title."""
    return Page("T", blocks).text(width, details=details).splitlines()[2:]


# --- Any page
@given(page=pages, width=st.integers(-3, 120), details=st.booleans(), colour=st.booleans())
def test_no_line_is_wider_than_asked(page: Page, width: int, details: bool, colour: bool) -> None:
    lines = ESCAPE.sub("", page.text(width, details=details, colour=colour)).split("\n")
    assert [line for line in lines if columns_of(line) > max(width, 20)] == []


@given(page=pages, width=st.none() | st.integers(20, 120))
def test_nothing_in_a_page_controls_the_terminal(page: Page, width: int | None) -> None:
    text = page.text(width).replace("\n", "")
    assert {letter for letter in text if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}} == set()
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(page=pages, width=st.integers(20, 120))
def test_no_line_ends_in_a_space(page: Page, width: int) -> None:
    assert [line for line in page.text(width).split("\n") if line.endswith(" ")] == []


@given(text=words, width=st.integers(20, 120), first=st.sampled_from(["", "  - "]))
def test_wrapped_text_has_the_letters_of_the_text_in_order(text: str, width: int, first: str) -> None:
    (whole,) = wrapped(text, None)
    lines = wrapped(text, width, first=first, rest=" " * len(first))
    assert lines[0].startswith(first)
    assert "".join("".join(line[len(first) :] for line in lines).split(" ")) == "".join(whole.split(" "))


@given(text=st.lists(st.text("abc", min_size=1, max_size=9), min_size=1).map(" ".join), width=st.integers(20, 60))
def test_wrapped_text_is_broken_between_words_only_and_as_late_as_possible(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert " ".join(lines) == text
    nexts = (line.split(" ")[0] for line in lines[1:])
    assert all(len(line) + 1 + len(word) > width for line, word in zip(lines, nexts, strict=False))


@given(page=pages)
def test_a_wide_line_holds_what_no_limit_shows(page: Page) -> None:
    assert page.text(10**6) == page.text(None)


# --- Words and lines
def test_a_number_and_its_unit_stay_on_one_line() -> None:
    assert wrapped("take it with food 50 mg", 20) == ["take it with food", "50 mg"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_word_that_is_too_wide_is_broken(text: str) -> None:
    assert max(map(columns_of, wrapped(text, 20, first="    "))) <= 20


def test_a_wide_letter_takes_two_columns_and_an_accent_none() -> None:
    assert wrapped("亜" * 15, 20) == ["亜" * 10, "亜" * 5]
    assert padded("e\u0301", 3) == "e\u0301  "
    assert padded("亜", 3, right=True) == " 亜"


def test_the_column_with_the_longest_texts_gets_the_most_room() -> None:
    reason = " ".join(["on a Red day, do not try anything new"] * 3)
    rows = (("red", Marked(Tone.WITHHOLD, "withhold"), "start, increase", reason),)
    lines = Page("T", (Grid("Rules", ("zone", "answer", "to do what", "because"), rows),)).text().splitlines()
    assert lines[4] == f"  ----  ------------  {'-' * 15}  {'-' * 41}"
    assert lines[5].startswith("  red   [x] withhold  start, increase  on a Red day")
    assert max(map(len, lines)) <= 80


# --- Blocks
def test_a_page_is_its_title_and_its_blocks_with_blank_lines_between() -> None:
    page = Page(title="Title", blocks=("words", Listing(title="List", items=("one", "two"))))
    assert page.text() == "Title\n\nwords\n\nList\n  - one\n  - two"


def test_a_headline_has_its_mark_its_words_and_the_next_action() -> None:
    assert PAGES["withhold"].text(40).splitlines()[:5] == [
        "[x] Not today.",
        "    Do not start in the Red zone.",
        "    Ask again on a Green day.",
        "",
        "What you can do instead",
    ]


def test_each_answer_has_a_mark_of_its_own() -> None:
    marks = {PAGES[name].text()[:4] for name in PAGES if PAGES[name].headline}
    assert marks == {"[+] ", "[!] ", "[?] ", "[x] ", "[=] "}


def test_a_headline_can_stand_among_the_blocks() -> None:
    assert shown(Headline(Tone.OFFER, "Yes", then="Go.")) == ["[+] Yes.", "    Go."]


def test_an_item_that_takes_several_lines_is_indented() -> None:
    assert shown(Listing("L", ("take half a capsule", "rest")), width=20) == [
        "L",
        "  - take half a",
        "    capsule",
        "  - rest",
    ]


def test_a_section_has_its_sentences_below_its_title() -> None:
    assert shown(Section("Hours to keep", ("One.", "Two."))) == ["Hours to keep", "  One.", "  Two."]


def test_what_to_do_stands_below_each_sign() -> None:
    assert PAGES["offer"].text().split("\n\n")[3].splitlines() == [
        "Watch for",
        "  Loose stools or cramps",
        "      Go back to the last amount that was fine.",
        "  A slow pulse, or trouble breathing",
        "      Stop. Get urgent care.",
    ]


def test_questions_are_numbered() -> None:
    assert PAGES["needs information"].text().split("\n\n")[1].splitlines() == [
        "Please tell us",
        "  1. Which medicines do you take?",
        "     Name each.",
        "  2. Age?",
    ]


def test_a_draft_says_so_before_and_after_it() -> None:
    parts = PAGES["consult"].text().split("\n\n")
    assert parts[1] == "DRAFT. Do not start yet."
    assert parts[3] == "DRAFT. A clinician decides."


def test_details_are_shown_on_request_only() -> None:
    assert shown(REASONS) == []
    assert shown(REASONS, details=True) == [
        "Reasons and sources",
        "",
        "Reasons",
        "  answer         because",
        "  [~] take care  EDS: start low and go slow.",
    ]
    assert shown(Details("D", ("inner", REASONS)), details=True)[:3] == ["D", "", "inner"]


# --- Tables
def test_text_stands_left_and_numbers_right() -> None:
    assert shown(STEPS) == [
        "Your steps, in magnesium a day",
        "  step  from day   a day  how",
        "     1         1   50 mg  1/2 capsule at dinner",
        "     2         8  100 mg  1 capsule at dinner",
        "     3        15  150 mg  3/4 capsule at 13:00, 3/4 at dinner",
        "     4        22  200 mg  1 capsule at 13:00, 1 at dinner",
    ]


def test_marks_stand_before_answers_but_not_before_zones() -> None:
    assert shown(ANSWERS)[1:3] == [
        "  kidney function  Green                     Red",
        "  normal           [+] You can start         [x] Not today",
    ]


WIDE = Grid(
    caption="Rules",
    header=("zone", "to do what", "mg", "because"),
    rows=(
        ("green", "start", "100", "Capsules are first tried in Green, and nowhere else than in Green at all."),
        ("red", "start or raise", "", "Nothing oral is tried in Red."),
    ),
    numbers=(2,),
)


def test_a_table_that_is_too_wide_wraps_its_widest_column() -> None:
    assert shown(WIDE, width=70) == [
        "Rules",
        "  zone   to do what       mg  because",
        "  -----  --------------  ---  ----------------------------------------",
        "  green  start           100  Capsules are first tried in Green, and",
        "                              nowhere else than in Green at all.",
        "  red    start or raise       Nothing oral is tried in Red.",
    ]


def test_the_last_column_gets_what_is_left_over() -> None:
    words = " ".join(["word"] * 12)
    rule = shown(Grid("Even", ("first", "second"), ((words, words),)), width=79)[2]
    assert rule == f"  {'-' * 37}  {'-' * 38}"


def test_a_table_that_is_too_wide_is_one_block_a_row_below_70_columns() -> None:
    assert shown(WIDE, width=69) == [
        "Rules",
        "  zone green",
        "    to do what  start",
        "    mg          100",
        "    because     Capsules are first tried in Green, and nowhere else",
        "                than in Green at all.",
        "",
        "  zone red",
        "    to do what  start or raise",
        "    because     Nothing oral is tried in Red.",
    ]


def test_a_table_that_fits_is_a_table_in_any_width() -> None:
    assert shown(STEPS, width=62) == shown(STEPS)
    assert shown(STEPS, width=58) != shown(STEPS)


def test_a_table_with_too_many_columns_is_one_block_a_row() -> None:
    names = tuple(f"column-{place}" for place in range(9))
    assert shown(Grid("Many", names, (names,)))[1:3] == ["  column-0 column-0", "    column-1  column-1"]


def test_a_column_with_a_long_name_has_its_cells_below_it() -> None:
    grid = Grid("G", ("a", "milligrams a day", "b"), (("x", "50", "a longer text"),))
    assert shown(grid, width=30) == ["G", "  a x", "    milligrams a day", "      50", "    b           a longer text"]


# --- Calendars
def test_a_calendar_has_a_line_for_each_week() -> None:
    assert shown(FORTNIGHT) == [
        "Your days: zone and magnesium taken",
        "             Mon     Tue     Wed     Thu     Fri     Sat     Sun",
        "  23 Feb                                                  G  50",
        "   2 Mar  G  50   G  50   G  50   G  50   G  50   G  50   G 100^",
        "   9 Mar  Y  50v  R  50   R   0   R   ?",
        "  G green, Y yellow, R red; ^ up a step; v back a step; ? not stated",
    ]


def test_a_narrow_calendar_has_a_line_for_each_day_that_has_something_to_show() -> None:
    lines = shown(FORTNIGHT, width=50)
    assert lines[1] == "  Sun 1 Mar  Green, 50 mg"
    assert lines[8:10] == ["  Sun 8 Mar  Green, 100 mg, up to step 2", "  Mon 9 Mar  Yellow, 50 mg, back to step 1"]
    assert lines[12:] == ["  Thu 12 Mar  Red, not stated"]


def test_a_calendar_explains_only_the_signs_that_it_uses() -> None:
    days = FORTNIGHT.days
    assert shown(Calendar("C", days[:1]))[-1] == "  G green, Y yellow, R red"
    assert shown(Calendar("C", days[-1:]))[-1] == "   9 Mar"
    assert shown(Calendar("C", (CalendarDay(days[0].day, amount="50"),)))[-1].split() == ["23", "Feb", "50"]
    assert shown(Calendar("C", ())) == ["C", "          Mon  Tue  Wed  Thu  Fri  Sat  Sun"]


# --- Colour
def test_colour_is_on_the_headline_only() -> None:
    plain, coloured = PAGES["offer"].text(), PAGES["offer"].text(colour=True)
    first, rest = coloured.split("\n", 1)
    assert first == "\x1b[1;34m[+] You can start.\x1b[0m"
    assert rest == plain.split("\n", 1)[1]


@pytest.mark.parametrize(
    ("name", "code"),
    [("offer", "1;34"), ("consult", "1;35"), ("needs information", "1"), ("withhold", "1;7"), ("course", "1")],
)
def test_each_answer_has_its_colour(name: str, code: str) -> None:
    assert PAGES[name].text(colour=True).startswith(f"\x1b[{code}m[")


def test_a_title_is_bold_where_there_is_colour() -> None:
    assert PAGES["grid"].text(colour=True).startswith("\x1b[1mAnswers\x1b[0m\n\n")
