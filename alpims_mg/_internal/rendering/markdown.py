"""Pages as Markdown, for chats, notebooks and repositories. No text can break a line, a table or the page."""

import re
from collections.abc import Iterable, Iterator

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
    Marked,
    QuestionList,
    Section,
    Staircase,
    WatchFor,
)
from alpims_mg._internal.rendering.dates import day_words, first_of, week_name, weekday_names, weeks
from alpims_mg._internal.rendering.lines import cleaned

_BLOCK = re.compile(r"^(\d*)([#+=.)-])")
_SIGNS = re.compile(r"([`*_\[\]<>|~&$])")


def markdown_of(title: str, headline: Headline | None, blocks: Iterable[Block], *, details: bool) -> str:
    """A page as Markdown. ``details`` says whether blocks of details are shown."""
    top = [_bold(title)] if headline is None else _headline(headline)
    return "\n\n".join((*top, *_blocks(blocks, details=details)))


def escaped(text: str) -> str:
    r"""The text on one line, with a backslash before each sign that Markdown would not show as it is.

    A backslash itself becomes an entity, because some readers of Markdown take two backslashes for a formula.

    >>> print(escaped("a <b> | *c*"))
    a \<b\> \| \*c\*
    """
    marked = _BLOCK.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", cleaned(text).replace("\\", "\0")))
    return marked.replace("\0", "&#92;")


def _bold(text: str) -> str:
    return f"**{inner}**" if (inner := escaped(text)) else ""


def _headline(headline: Headline) -> list[str]:
    action = " ".join(part for part in (_bold(headline.action), escaped(headline.then)) if part)
    return [part for part in (_bold(headline.words), action) if part]


def _blocks(blocks: Iterable[Block], *, details: bool) -> Iterator[str]:
    for block in blocks:
        match block:
            case str():
                yield escaped(block)
            case Headline():
                yield from _headline(block)
            case Listing(title=title, items=items):
                yield _bold(title)
                yield "\n".join(f"- {escaped(item)}" for item in items)
            case Section(title=title, paragraphs=paragraphs) | DayClock(title=title, paragraphs=paragraphs):
                yield _bold(title)
                yield from map(escaped, paragraphs)
            case WatchFor(title=title, signs=signs):
                yield _bold(title)
                yield "\n".join(
                    f"- {_bold(watch.sign)}: {escaped(watch.action)}" if watch.urgent else f"- {escaped(watch.words())}"
                    for watch in signs
                )
            case QuestionList(title=title, questions=questions):
                yield _bold(title)
                yield "\n".join(
                    f"{place}. {escaped(f'{asked.question} {asked.how}')}" for place, asked in enumerate(questions, 1)
                )
            case Grid():
                yield from _grid(block)
            case Staircase(table=table):
                yield from _grid(table)
            case Calendar():
                yield from _grid(_calendar(block))
            case Foot(words=words):
                yield escaped(words)
            case Details(summary=summary, blocks=inner):
                if details:
                    yield _bold(summary)
                    yield from _blocks(inner, details=details)
            case _:  # a draft
                yield _bold(block.above)
                yield from _blocks(block.blocks, details=details)
                yield _bold(block.below)


def _grid(grid: Grid) -> Iterator[str]:
    rule = ("---:" if place in grid.numbers else "---" for place in range(len(grid.header)))
    rows = (tuple(map(_cell, row)) for row in (grid.header, *grid.rows))
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    yield _bold(grid.caption)
    yield "\n".join((head, f"| {' | '.join(rule)} |", *body))


def _cell(cell: Cell) -> str:
    return escaped(cell.words if isinstance(cell, Marked) else cell)


def _calendar(calendar: Calendar) -> Grid:
    language = calendar.language
    rows = tuple(
        (week_name(first_of(week), language), *(_day(shown, language) for shown in week))
        for week in weeks(calendar.days)
    )
    begins = in_language(say("view.calendar", "Week of"), language)
    return Grid(calendar.caption, (begins, *weekday_names(language)), rows)


def _day(shown: CalendarDay | None, language: Language) -> str:
    return "" if shown is None else ", ".join(day_words(shown, language))
