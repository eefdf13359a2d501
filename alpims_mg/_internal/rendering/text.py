"""Pages as plain text: wrapped to a width, with tables in aligned columns."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain
from math import isqrt
from typing import Final

from alpims_mg._internal.catalogues import in_language
from alpims_mg._internal.messages import Language, say
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
    QuestionList,
    Section,
    Staircase,
    Tone,
    WatchFor,
)
from alpims_mg._internal.rendering.dates import day_words, first_of, month_name, weekday_names, weeks, zone_letter
from alpims_mg._internal.rendering.lines import NARROWEST, cleaned, columns_of, padded, wrapped

FOLDED_BELOW: Final = 70
"""Tables that do not fit are folded to one block for each row if there are fewer columns than this."""

_FINE: Final = 16
"""How finely the room of a table is shared: in parts of one column."""
_LONGEST_WORD = 24
"""The width that a column of a table keeps for its longest word, at most. Longer words are broken."""

_MARKS: Final = {
    Tone.OFFER: "[+]",
    Tone.CONSULT: "[!]",
    Tone.NEEDS_INFORMATION: "[?]",
    Tone.WITHHOLD: "[x]",
    Tone.CAUTION: "[~]",
    Tone.COURSE: "[=]",
}
"""The mark before the words of each tone. A zone has none: its name is enough."""

_COLOURS: Final = {Tone.OFFER: "1;34", Tone.CONSULT: "1;35", Tone.WITHHOLD: "1;7"}
"""The codes of a terminal for the colour of a headline. Other headlines are bold."""


def text_of(
    title: str, headline: Headline | None, blocks: Iterable[Block], *, width: int | None, details: bool, colour: bool
) -> str:
    """A page as plain text. See ``Page.text`` for the options."""
    limit = None if width is None else max(width, NARROWEST)
    if headline is None:
        top = _coloured(wrapped(title, limit), "1" if colour else "")
    else:
        top = _headline(headline, limit, colour=colour)
    shown = chain((top,), _blocks(blocks, limit, details=details))
    return "\n\n".join("\n".join(line.rstrip() for line in lines) for lines in shown)


def _marked(tone: Tone) -> str:
    return f"{_MARKS[tone]} " if tone in _MARKS else ""


def _coloured(lines: list[str], code: str) -> list[str]:
    return [f"\x1b[{code}m{line}\x1b[0m" for line in lines] if code else lines


def _headline(headline: Headline, width: int | None, *, colour: bool) -> list[str]:
    code = _COLOURS.get(headline.tone, "1") if colour else ""
    lines = _coloured(wrapped(f"{headline.words}.", width, first=_marked(headline.tone), rest="    "), code)
    for words in (headline.action, headline.then):
        lines += wrapped(words, width, first="    ") if words else ()
    return lines


def _blocks(blocks: Iterable[Block], width: int | None, *, details: bool) -> Iterator[list[str]]:
    """Yield the lines of each block."""
    for block in blocks:
        match block:
            case str() | Foot():
                yield wrapped(block if isinstance(block, str) else block.words, width)
            case Headline():
                yield _headline(block, width, colour=False)
            case Listing(title=title, items=items):
                lines = (wrapped(item, width, first="  - ", rest="    ") for item in items)
                yield [*wrapped(title, width), *chain.from_iterable(lines)]
            case Section(title=title, paragraphs=paragraphs) | DayClock(title=title, paragraphs=paragraphs):
                lines = (wrapped(paragraph, width, first="  ") for paragraph in paragraphs)
                yield [*wrapped(title, width), *chain.from_iterable(lines)]
            case WatchFor() | QuestionList():
                yield _pairs(block, width)
            case Grid():
                yield _grid(block, width)
            case Staircase(table=table):
                yield _grid(table, width)
            case Calendar():
                yield _calendar(block, width)
            case Details(summary=summary, blocks=inner):
                if details:
                    yield wrapped(summary, width)
                    yield from _blocks(inner, width, details=details)
            case _:  # a draft
                yield wrapped(block.above, width)
                yield from _blocks(block.blocks, width, details=details)
                yield wrapped(block.below, width)


def _pairs(block: WatchFor | QuestionList, width: int | None) -> list[str]:
    """The lines of signs and what to do, or of questions and how to answer them. The second is indented."""
    lines = wrapped(block.title, width)
    if isinstance(block, WatchFor):
        pairs = [("  ", watch.sign, watch.action) for watch in block.signs]
    else:
        pairs = [(f"  {place}. ", asked.question, asked.how) for place, asked in enumerate(block.questions, 1)]
    for first, words, more in pairs:
        rest = " " * len(first)
        lines += wrapped(words, width, first=first, rest=rest)
        lines += wrapped(more, width, first=rest if first.strip() else "      ") if more else ()
    return lines


def _words(cell: Cell) -> str:
    """The words of a cell. No line break parts a mark from the first word after it."""
    if isinstance(cell, str):
        return cleaned(cell)
    return f"{_marked(cell.tone).rstrip()}\u00a0{cleaned(cell.words)}" if cell.tone in _MARKS else cleaned(cell.words)


def _grid(grid: Grid, width: int | None) -> list[str]:
    rows = [tuple(map(_words, row)) for row in (grid.header, *grid.rows)]
    caption = wrapped(grid.caption, width)
    columns = list(zip(*rows, strict=True))
    natural = [_widest(column) for column in columns]
    if width is None or 2 + sum(natural) + 2 * (len(natural) - 1) <= width:
        return [*caption, *chain.from_iterable(_row(row, natural, grid.numbers) for row in rows)]
    least = [
        max(min(_longest_word(column), _LONGEST_WORD), _widest(column[1:]) if place in grid.numbers else 0)
        for place, column in enumerate(columns)
    ]
    room = width - 2 - 2 * (len(natural) - 1)
    if width < FOLDED_BELOW or sum(least) > room:
        return [*caption, *_folded(rows[0], rows[1:], width)]
    texts = [sum(map(columns_of, column)) for column in columns]
    widths = _shared(texts, natural, least, room)
    rule = "  ".join("-" * wide for wide in widths)
    head, *body = (_row(row, widths, grid.numbers) for row in rows)
    return [*caption, *head, f"  {rule}", *chain.from_iterable(body)]


def _widest(cells: Iterable[str]) -> int:
    return max(map(columns_of, cells), default=0)


def _longest_word(column: Iterable[str]) -> int:
    return max(columns_of(word) for cell in column for word in cell.split(" "))


def _shared(texts: list[int], natural: list[int], least: list[int], room: int) -> list[int]:
    """A width for each column, which together take at most ``room``.

    A column gets room by the square root of ``texts``, the length of all its texts, so that the table has few lines.
    It is never narrower than ``least`` and never wider than ``natural``.
    """

    def scaled(scale: int) -> list[int]:
        return [
            min(wide, max(word, isqrt(length * scale) // _FINE))
            for length, wide, word in zip(texts, natural, least, strict=True)
        ]

    scale = bisect_right(range((room * _FINE) ** 2), room, key=lambda scale: sum(scaled(scale))) - 1
    widths = scaled(max(scale, 0))
    left = room - sum(widths)
    for place in reversed(range(len(widths))):  # what is left over goes to the last columns that can use it
        more = min(left, natural[place] - widths[place])
        widths[place] += more
        left -= more
    return widths


def _row(row: tuple[str, ...], widths: list[int], numbers: tuple[int, ...]) -> list[str]:
    """The lines of one row of a table."""
    cells = [wrapped(cell, wide if columns_of(cell) > wide else None) for cell, wide in zip(row, widths, strict=True)]
    lines: list[str] = []
    for height in range(max(map(len, cells))):
        parts = (
            padded(cell[height] if height < len(cell) else "", wide, right=place in numbers)
            for place, (cell, wide) in enumerate(zip(cells, widths, strict=True))
        )
        lines.append(f"  {'  '.join(parts)}")
    return lines


def _folded(header: tuple[str, ...], rows: Iterable[tuple[str, ...]], width: int) -> list[str]:
    """The lines of a table with one block for each row: its heading, then a line for each cell that is not empty."""
    label = min(max(map(columns_of, header)), width // 3)
    lines: list[str] = []
    for row in rows:
        lines += ["", *wrapped(f"{header[0]} {row[0]}", width, first="  ", rest="    ")]
        for name, cell in zip(header[1:], row[1:], strict=True):
            if not cell:
                continue
            if columns_of(name) > label:
                lines += [*wrapped(name, width, first="    "), *wrapped(cell, width, first="      ")]
            else:
                first = f"    {padded(name, label)}  "
                lines += wrapped(cell, width, first=first, rest=" " * columns_of(first))
    return lines[1:]


def _calendar(calendar: Calendar, width: int | None) -> list[str]:
    """The lines of a calendar: a line for each week, or for each day where a week is too wide."""
    language, names = calendar.language, weekday_names(calendar.language)
    cells = [tuple(_day(shown, language) for shown in week) for week in weeks(calendar.days)]
    wide = max(5, 2 + max((columns_of(cell) for week in cells for cell in week), default=0))
    lines = wrapped(calendar.caption, width)
    if width is not None and 8 + 7 * wide > width:
        for shown in calendar.days:
            if words := ", ".join(day_words(shown, language)):
                day = f"{names[shown.day.weekday()]} {shown.day.day} {month_name(shown.day, language)}"
                lines += wrapped(words, width, first=f"  {day}  ", rest="      ")
        return lines
    lines.append(f"        {''.join(padded(name, wide, right=True) for name in names)}")
    for week, row in zip(weeks(calendar.days), cells, strict=True):
        monday = first_of(week)
        days = "".join(padded(cell, wide, right=True) for cell in row)
        lines.append(f"  {monday.day:2} {month_name(monday, language)}{days}")
    legend = "; ".join(in_language(sign, language) for sign in _legend(calendar.days))
    return [*lines, *(wrapped(legend, width, first="  ") if legend else ())]


def _day(shown: CalendarDay | None, language: Language) -> str:
    """A day as one short cell: the first letter of its zone, the milligrams taken, and a sign for a change of step."""
    if shown is None:
        return ""
    zone = zone_letter(shown, language)
    sign = "^" if shown.up else "v" if shown.back else " "
    amount = cleaned(shown.amount)
    return f"{zone:1} {padded(amount, 3, right=True)}{sign}" if zone or amount else ""


def _legend(days: tuple[CalendarDay, ...]) -> Iterator[str]:
    """Yield what each sign of a calendar means, if it is used."""
    if any(shown.zone for shown in days):
        yield say("view.calendar", "G green, Y yellow, R red")
    if any(shown.up for shown in days):
        yield say("view.calendar", "^ up a step")
    if any(shown.back for shown in days):
        yield say("view.calendar", "v back a step")
    if any(shown.amount == "?" for shown in days):
        yield say("view.calendar", "? not stated")
