"""The pictures and colours of pages: a picture has its facts in words, and every colour can be read."""

import re
from html import unescape

import pytest
from hypothesis import given
from units.page_samples import STAIRCASE, STAIRS, STEPS, staircases

from alpims_mg._internal.rendering import Band, Page, Stair, Staircase, Tone
from alpims_mg._internal.rendering.lines import cleaned
from alpims_mg._internal.rendering.pictures import SHAPES, staircase_svg, staircase_words
from alpims_mg._internal.rendering.styles import CLASSES, PALETTE, STYLE

NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")


# --- The staircase of a plan
def labels(svg: str) -> list[str]:
    return [unescape(label) for label in re.findall(r"<text[^>]*>(.*?)</text>", svg)]


def line_of(svg: str) -> list[tuple[int, int]]:
    """The corners of the steps: for each, where it ends and its height."""
    (path,) = re.findall(r'class="stairs" d="M4 \d+([^"]*)"', svg)
    return [(int(x), int(y)) for y, x in re.findall(r"V(\d+)H(\d+)", path)]


def test_each_step_is_as_long_as_the_others_and_as_high_as_its_amount() -> None:
    assert line_of(staircase_svg(STAIRCASE)) == [(77, 161), (150, 139), (223, 118), (296, 96)]


def test_the_picture_is_an_image_with_a_title_and_its_facts_in_words() -> None:
    svg = staircase_svg(STAIRCASE)
    assert svg.startswith(
        '<svg class="plot" viewBox="0 0 300 202" role="img"><title>Magnesium a day, step by step</title>'
    )
    assert f"</title><desc>{staircase_words(STAIRCASE)}</desc>" in svg
    assert staircase_words(STAIRCASE) == (
        "50 mg from day 1, 100 mg from day 8, 150 mg from day 15, 200 mg from day 22 on. Start: 50 to 100 mg. "
        "Target: 200 to 400 mg. Lowest daily limit: 250 mg."
    )
    assert staircase_words(Staircase("T", STAIRS[:1], STEPS)) == "50 mg from day 1 on."


def test_steps_days_bands_and_the_limit_have_labels() -> None:
    assert set(labels(staircase_svg(STAIRCASE))) == {
        *("50 mg", "100 mg", "150 mg", "200 mg", "day 1", "day 8", "day 15", "day 22"),
        *("start: 50 to 100 mg", "target: 200 to 400 mg", "lowest daily limit: 250 mg"),
    }


def test_a_plan_of_many_steps_has_labels_on_some_of_them() -> None:
    stairs = tuple(Stair(1 + 7 * place, 25 * place + 25, f"{25 * place + 25} mg") for place in range(14))
    shown = labels(staircase_svg(Staircase("T", stairs, STEPS)))
    assert {"25 mg", "350 mg", "day 1"} <= set(shown)
    assert len(shown) <= 12


def test_a_label_that_would_cover_another_one_moves_or_is_left_out() -> None:
    flat = Staircase("T", (Stair(1, 250, "250 mg"),), STEPS, limit=Band(250, 250, "lowest daily limit: 250 mg"))
    svg = staircase_svg(flat)
    assert '<text class="quiet" x="292"' in svg
    crowded = Staircase("T", (Stair(1, 250, "m" * 40),), STEPS, limit=Band(250, 250, "n" * 40))
    assert labels(staircase_svg(crowded)) == ["m" * 40, "n" * 40, "day 1"]
    wider = Staircase("T", (Stair(1, 250, "m" * 60),), STEPS)
    assert labels(staircase_svg(wider)) == ["day 1"]


@given(staircase=staircases())
def test_no_picture_draws_outside_its_frame(staircase: Staircase) -> None:
    svg = staircase_svg(staircase)
    for x, y in line_of(svg):
        assert 4 <= x <= 296
        assert 10 <= y <= 182
    for y, height in re.findall(r'<rect[^>]* y="(-?\d+)"[^>]* height="(-?\d+)"', svg):
        assert 10 <= int(y) <= int(y) + int(height) <= 182


@given(staircase=staircases())
def test_a_higher_amount_is_never_drawn_lower(staircase: Staircase) -> None:
    heights = [y for _, y in line_of(staircase_svg(staircase))]
    ranked = sorted(zip((stair.amount for stair in staircase.stairs), heights, strict=True))
    assert [y for _, y in ranked] == sorted(heights, reverse=True)


@given(staircase=staircases())
def test_the_words_of_a_picture_name_every_step(staircase: Staircase) -> None:
    said = staircase_words(staircase)
    assert all(f"{stair.label} from day {stair.day}" in said for stair in staircase.stairs)
    assert cleaned(said) in unescape(staircase_svg(staircase))


# --- Marks
def test_each_answer_has_a_shape_of_its_own_without_words() -> None:
    answers = {Tone.OFFER, Tone.CONSULT, Tone.NEEDS_INFORMATION, Tone.WITHHOLD}
    assert set(SHAPES) == answers
    assert len(set(SHAPES.values())) == 4
    assert all('aria-hidden="true"' in shape and "<text" not in shape for shape in SHAPES.values())


# --- Colours
def luminance(colour: str) -> float:
    """The relative luminance of a colour, as the Web Content Accessibility Guidelines define it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#57606a", "#ffffff") == pytest.approx(6.4, abs=0.05)


@pytest.mark.parametrize("name", PALETTE)
def test_every_colour_of_text_can_be_read_on_what_is_behind_it(name: str) -> None:
    colours = PALETTE[name]
    assert contrast(colours.light_text, colours.light_fill) >= 4.5
    assert contrast(colours.dark_text, colours.dark_fill) >= 4.5


@pytest.mark.parametrize(
    ("text", "fill"),
    [("page", "band"), ("quiet", "cell"), ("offer", "page"), ("quiet", "page"), ("band", "page")],
)
def test_colours_that_meet_elsewhere_can_be_read_too(text: str, fill: str) -> None:
    assert contrast(PALETTE[text].light_text, PALETTE[fill].light_fill) >= 4.5
    assert contrast(PALETTE[text].dark_text, PALETTE[fill].dark_fill) >= 4.5


def test_no_two_meanings_have_one_colour() -> None:
    meanings = [PALETTE[name] for name in ("offer", "consult", "need", "no", "green", "yellow", "red")]
    assert len({colours.light_fill for colours in meanings}) == len({colours.dark_fill for colours in meanings}) == 7
    assert set(CLASSES) == set(Tone)


# --- The style sheet
def test_the_style_takes_light_or_dark_from_the_host_before_the_system() -> None:
    system = STYLE.index("@media (prefers-color-scheme:dark)")
    hosts = [STYLE.index(host) for host in ('[data-jp-theme-light="true"]', '[data-jp-theme-light="false"]')]
    assert STYLE.startswith(".mg{--mg-page-text:#1f2328")
    assert all(place > system for place in hosts)
    assert ".vscode-dark .mg{--mg-page-text:#e6e8ea" in STYLE


def selectors() -> list[str]:
    """Each selector of the style sheet."""
    rules = re.sub(r"@(?:media|container)[^{]*\{", "", STYLE)
    return [
        one.strip()
        for rule in re.findall(r"([^{}]+)\{", rules)
        for one in re.split(r",(?![^()]*\))", rule)
        if one.strip()
    ]


def test_every_selector_wins_over_the_style_of_a_host() -> None:
    assert len(selectors()) > 50
    themes = {
        one for one in selectors() if one.endswith((" .mg", "vscode-light .mg")) or one in {".mg", "vscode-dark .mg"}
    }
    assert [one for one in selectors() if one not in themes and not one.startswith(".mg.mg.mg")] == []


def test_an_answer_in_the_first_column_looks_like_one_in_another_column() -> None:
    inner = [one for one in selectors() if re.search(r" td(?: svg|\.no|:where\S*)$", one) and " .marked" not in one]
    assert len(inner) == 4
    assert {one.replace(" td", " th") for one in inner} <= set(selectors())


def test_the_text_of_a_broad_page_is_no_wider_than_that_of_others() -> None:
    assert {f".mg.mg.mg.broad {tag}" for tag in ("p:not(.answer)", "ul", "ol")} <= set(selectors())
    assert ".mg.mg.mg.broad:not(:has(>.folds-early,[open] .folds-early)){max-width:42rem}" in STYLE


def test_every_class_that_a_page_uses_has_a_style() -> None:
    html = Page("T", (STAIRCASE,)).html()
    used = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
    assert used == {"mg", "title", "plot", "band", "axis", "stairs", "quiet", "folds", "number"}
    assert [name for name in used if f".{name}" not in STYLE] == []


def test_braces_and_variables_of_the_style_sheet_match() -> None:
    assert STYLE.count("{") == STYLE.count("}")
    assert set(re.findall(r"var\((--mg-[a-z-]+)\)", STYLE)) <= set(re.findall(r"(--mg-[a-z-]+):", STYLE))
    assert "%" not in STYLE.replace("50%", "").replace("100%", "").replace("36%", "")
