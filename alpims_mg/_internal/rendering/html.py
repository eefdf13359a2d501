"""Pages as HTML, for notebooks and hand-outs: one element with its own style, and nothing to fetch.

Words, order, captions and scopes carry the meaning, because some hosts strip the style and the pictures.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from alpims_mg._internal.messages import Language
from alpims_mg._internal.rendering.blocks import (
    Block,
    Calendar,
    CalendarDay,
    Cell,
    DayClock,
    Details,
    Foot,
    Grid,
    Headline,
    Listing,
    Marked,
    QuestionList,
    Section,
    Staircase,
    WatchFor,
)
from alpims_mg._internal.rendering.clock_pictures import day_clock_svg
from alpims_mg._internal.rendering.dates import day_words, month_name, weekday_names, weeks
from alpims_mg._internal.rendering.lines import bound
from alpims_mg._internal.rendering.pictures import SHAPES, html_entities, html_escaped, staircase_svg
from alpims_mg._internal.rendering.styles import CLASSES, STYLE

_LONGEST_WORD: Final = 20
"""The number of letters of a word that fits on a phone."""
_LONG: Final = re.compile(rf"[^ ]{{{_LONGEST_WORD + 1}}}")
_SIGN: Final = re.compile(r"(?<=[./_-])(?!$)")
_PORTION: Final = re.compile(r"(?:(?<=\d) |(?<![\d/]))(1/2|[13]/4)(?![\d/])")
_PORTIONS: Final = {"1/4": "¼", "1/2": "½", "3/4": "¾"}
_LABELLED: Final = 2
"""The number of columns of a table that gives each thing one label. It is no map of answers."""
_FOLDS_LATE_FROM, _FOLDS_FROM, _FOLDS_EARLY_FROM = 2, 4, 7
"""From how many columns on a table folds: in a notebook on a phone, on a phone, and in a narrow notebook."""
_MAP_FOLDS_FROM = 5
"""From how many columns on a map of answers folds to blocks on a phone."""


def html_of(
    title: str, headline: Headline | None, blocks: Iterable[Block], *, details: bool, language: Language
) -> str:
    """A page as HTML. ``details`` says whether blocks of details are open. Another language than English is named."""
    top = _titled(title) if headline is None else _headline(headline)
    body = "".join(_blocks(blocks, details=details))
    broad = " broad" if 'class="folds-early"' in body else ""
    named = "" if language == "en" else f' lang="{language}"'
    start = f'<div class="mg{broad}"{named} role="group" aria-label="{html_escaped(title)}">'
    return f"{start}<style>{STYLE}</style>{top}{body}</div>"


def html_parts_of(headline: Headline | None, blocks: Iterable[Block]) -> tuple[str, str]:
    """The headline and the blocks of a page as HTML, without the element around them and its style."""
    return "" if headline is None else _headline(headline), "".join(_blocks(blocks, details=False))


def html_words(text: str) -> str:
    """The text for an element of a page that another module writes, escaped and set as on every page."""
    return _shown(text)


def _shown(text: str) -> str:
    """The text, escaped, as a book would set it: ½ for 1/2, and no line break between a number and its unit.

    A word that may be wider than a phone may break.
    """
    whole = _PORTION.sub(lambda portion: _PORTIONS[portion[1]], bound(text))
    return " ".join(map(_word, whole.split(" "))) if _LONG.search(whole) else html_entities(whole)


def _word(word: str) -> str:
    """A word. A long one may break after each sign, such as a dot, and each long part anywhere."""
    if len(word) <= _LONGEST_WORD:
        return html_entities(word)
    return "<wbr>".join(
        f'<span class="long">{html_entities(part)}</span>' if len(part) > _LONGEST_WORD else html_entities(part)
        for part in _SIGN.split(word)
    )


def _titled(title: str) -> str:
    return f'<p class="title"><strong>{_shown(title)}</strong></p>' if title else ""


def _headline(headline: Headline) -> str:
    name, shape = CLASSES[headline.tone], SHAPES.get(headline.tone, "")
    action = f"<strong>{_shown(headline.action)}</strong>" if headline.action else ""
    words = " ".join(part for part in (action, _shown(headline.then)) if part)
    answer = f'<p class="answer {name}">{shape}<strong>{_shown(headline.words)}</strong></p>'
    return f'{answer}<p class="action">{words}</p>' if words else answer


def _blocks(blocks: Iterable[Block], *, details: bool) -> Iterator[str]:
    for block in blocks:
        match block:
            case str():
                yield f"<p>{_shown(block)}</p>"
            case Headline():
                yield _headline(block)
            case Listing(title=title, items=items):
                yield f"{_titled(title)}{_listed('ul', map(_shown, items))}"
            case Section(title=title, paragraphs=paragraphs):
                yield f"{_titled(title)}{''.join(f'<p>{_shown(paragraph)}</p>' for paragraph in paragraphs)}"
            case WatchFor():
                yield _watch_for(block)
            case QuestionList(title=title, questions=questions):
                asks = (f"<strong>{_shown(asked.question)}</strong> {_shown(asked.how)}" for asked in questions)
                yield f"{_titled(title)}{_listed('ol', asks)}"
            case Grid():
                yield _grid(block)
            case Staircase(table=table):
                yield f"{staircase_svg(block)}{_grid(table)}"
            case Calendar():
                yield _calendar(block)
            case DayClock(title=title):
                yield f"{_titled(title)}{day_clock_svg(block)}"
            case Foot(words=words):
                yield f'<p class="foot">{_shown(words)}</p>'
            case Details(summary=summary, blocks=inner):
                opened = " open" if details else ""
                shown = "".join(_blocks(inner, details=details))
                yield f"<details{opened}><summary>{_shown(summary)}</summary>{shown}</details>"
            case _:  # a draft
                bars = (
                    f'<p class="draft"><strong>{_shown(words)}</strong></p>' for words in (block.above, block.below)
                )
                yield "".join(_blocks(block.blocks, details=details)).join(bars)


def _listed(tag: str, items: Iterable[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _watch_for(block: WatchFor) -> str:
    """Signs as a list, then each urgent sign in a box of its own."""
    mild = (_shown(watch.words()) for watch in block.signs if not watch.urgent)
    urgent = (
        f'<p class="stop"><strong>{_shown(watch.sign)}:</strong> {_shown(watch.action)}</p>'
        for watch in block.signs
        if watch.urgent
    )
    listed = _listed("ul", mild) if any(not watch.urgent for watch in block.signs) else ""
    return f"{_titled(block.title)}{listed}{''.join(urgent)}"


def _grid(grid: Grid) -> str:
    count = len(grid.header)
    if _is_map(grid):
        name = ' class="marked folds"' if count >= _MAP_FOLDS_FROM else ' class="marked"'
    elif count >= _FOLDS_FROM:
        half = count // 2 if len(grid.numbers) == count else 0  # a column of numbers takes half the room of words
        name = ' class="folds-early"' if count - half >= _FOLDS_EARLY_FROM else ' class="folds"'
    else:
        name = ' class="folds-late"' if count >= _FOLDS_LATE_FROM else ""
    heads = "".join(
        f'<th scope="col"{_classed(cell, number=place > 0 and place in grid.numbers)}>{_cell(cell)}</th>'
        for place, cell in enumerate(grid.header)
    )
    folds = count >= _MAP_FOLDS_FROM or not _is_map(grid)
    names = [_words(cell) for cell in grid.header] if folds else []
    rows = (_row(row, names, grid.numbers) for row in grid.rows)
    return (
        f"<table{name}><caption>{_shown(grid.caption)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _is_map(grid: Grid) -> bool:
    """Whether the table is a map of answers: its columns have tones, or more than half of several columns have one.

    A small map never folds, because its columns are read across.
    """
    cells = [cell for row in grid.rows for cell in row[1:]]
    marked = sum(isinstance(cell, Marked) for cell in cells)
    toned = any(isinstance(cell, Marked) for cell in grid.header)
    return toned or (len(grid.header) > _LABELLED and len(cells) < 2 * marked)


def _row(row: tuple[Cell, ...], names: list[str], numbers: tuple[int, ...]) -> str:
    cells = "".join(
        f"<td{_classed(cell, number=place in numbers)}{_named(names, place)}>{_cell(cell)}</td>"
        for place, cell in enumerate(row[1:], 1)
    )
    head = f'<th scope="row"{_classed(row[0], number=False)}{_named(names, 0)}>'
    return f"<tr>{head}{_cell(row[0])}</th>{cells}</tr>"


def _named(names: list[str], place: int) -> str:
    """The name of a cell's column as an attribute. A folded table shows it before the cell."""
    return f' data-h="{html_escaped(names[place])}"' if len(names) >= _FOLDS_LATE_FROM else ""


def _classed(cell: Cell, *, number: bool) -> str:
    if isinstance(cell, Marked):
        return f' class="{CLASSES[cell.tone]}"'
    return ' class="number"' if number else ""


def _words(cell: Cell) -> str:
    return cell.words if isinstance(cell, Marked) else cell


def _cell(cell: Cell) -> str:
    shape = SHAPES.get(cell.tone, "") if isinstance(cell, Marked) else ""
    return f"{shape}{_shown(_words(cell))}"


def _calendar(calendar: Calendar) -> str:
    language = calendar.language
    heads = "".join(f'<th scope="col">{html_escaped(name)}</th>' for name in weekday_names(language))
    rows = (f"<tr>{''.join(_day(shown, language) for shown in week)}</tr>" for week in weeks(calendar.days))
    return (
        f'<table class="calendar"><caption>{_shown(calendar.caption)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _day(shown: CalendarDay | None, language: Language) -> str:
    if shown is None:
        return "<td></td>"
    name = "" if shown.zone is None else f' class="{CLASSES[shown.zone]}"'
    month = f" {html_escaped(month_name(shown.day, language))}" if shown.day.day == 1 else ""
    # A cell is narrow on a phone, so a number and its unit may stand on two lines.
    words = (_shown(words).replace("\u00a0", " ") for words in day_words(shown, language))
    return f"<td{name}><b>{shown.day.day}{month}</b>{'<br>'.join(words)}</td>"
