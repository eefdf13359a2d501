"""The picture of a day on the clock as inline SVG: times without magnesium, medicines and intakes. It holds no ids."""

from collections.abc import Iterator
from typing import Final

from alpims_mg._internal.catalogues import in_language
from alpims_mg._internal.clock import DAY, clock_text, time_at
from alpims_mg._internal.messages import Language, say
from alpims_mg._internal.rendering.blocks import ClockMark, DayClock
from alpims_mg._internal.rendering.pictures import LEFT, RIGHT, WIDTH, html_escaped, label_width

_BAND, _ROW, _STRIPE = 16, 14, 8
"""The heights of the band and of a row of labels, and the distance between two stripes."""
_MOST_ROWS: Final = 4


def day_clock_svg(clock: DayClock) -> str:
    """The picture of a day, with its paragraphs as the description.

    Each mark has a label above the band. A label that has no room in the rows is left out.
    """
    labels, rows = _labels(clock.marks)
    top = 8 + rows * _ROW
    closed = _merged(clock.closed)
    parts = [f'<rect class="band" x="{LEFT}" y="{top}" width="{RIGHT - LEFT}" height="{_BAND}"/>']
    for first, last in closed:
        parts += _closed(_at(first), _at(last), top)
    for mark in clock.marks:
        x = _at(mark.minute % DAY)
        if mark.magnesium:
            parts.append(f'<circle class="dose" cx="{x}" cy="{top + _BAND // 2}" r="7"/>')
        else:
            parts.append(
                f'<path class="stairs" d="M{x} {top - 2}v{_BAND + 4}" stroke="currentColor" stroke-width="2"/>'
            )
    parts += (_text("", x, (row + 1) * _ROW, words) for x, row, words in labels)
    parts += _ends(closed, top, clock.language)
    bottom = top + _BAND + 2 * _ROW + 4
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {bottom}" role="img"><title>{html_escaped(clock.title)}</title>'
        f"<desc>{html_escaped(' '.join(clock.paragraphs))}</desc>{''.join(parts)}</svg>"
    )


def _at(minute: int) -> int:
    """The place of a minute of the day from left to right."""
    return LEFT + minute * (RIGHT - LEFT) // DAY


def _labels(marks: tuple[ClockMark, ...]) -> tuple[list[tuple[int, int, str]], int]:
    """The middle, the row and the words of each label, and the number of rows. Row 0 is at the top.

    A label stands in the lowest row in which it covers no other one.
    """
    placed: list[tuple[int, int, str]] = []
    for mark in sorted(marks, key=lambda mark: not mark.magnesium):
        words = f"{clock_text(time_at(mark.minute))} {mark.words}"
        half = label_width(words) // 2
        middle = max(half, min(_at(mark.minute % DAY), WIDTH - half))
        free = (
            row
            for row in range(_MOST_ROWS)
            if all(row != other or abs(x - middle) > half + label_width(near) // 2 + 4 for x, other, near in placed)
        )
        if (row := next(free, None)) is not None and half * 2 <= WIDTH:
            placed.append((middle, row, words))
    rows = 1 + max((row for _, row, _ in placed), default=-1)
    return [(x, rows - 1 - row, words) for x, row, words in placed], rows


def _merged(closed: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """The times of one day that these intervals cover, each once and in order. One over midnight gives two."""
    cut = (
        (max(first + shift, 0), min(last + shift, DAY))
        for first, last in closed
        for shift in (-DAY, 0, DAY)
        if first + shift < DAY and last + shift > 0
    )
    merged: list[tuple[int, int]] = []
    for first, last in sorted(cut):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _closed(left: int, right: int, top: int) -> Iterator[str]:
    """Yield stripes over a part of the band. A pattern would need an id, which two pictures would share."""
    for x in range(left - _BAND + _STRIPE // 2, right, _STRIPE):
        first, last = max(x, left), min(x + _BAND, right)
        line = f"M{first} {top + _BAND - (first - x)}L{last} {top + _BAND - (last - x)}"
        yield f'<path class="axis" d="{line}" fill="none" stroke="currentColor" stroke-width="2"/>'


def _ends(closed: list[tuple[int, int]], top: int, language: Language) -> Iterator[str]:
    """Yield the times at the ends of each closed part, and what it means. Labels without room are left out."""
    right, none = 0, in_language(say("view.clock", "no magnesium"), language)
    for first, last in closed:
        ends = (clock_text(time_at(first)), "24:00" if last == DAY else clock_text(time_at(last)))
        words = in_language(say("view.clock", "{start} to {end}", start=ends[0], end=ends[1]), language)
        half = max(label_width(words), label_width(none)) // 2
        middle = max(half, min((_at(first) + _at(last)) // 2, WIDTH - half))
        if middle - half >= right:
            right = middle + half + 4
            yield _text("quiet", middle, top + _BAND + _ROW, words)
            yield _text("quiet", middle, top + _BAND + 2 * _ROW, none)


def _text(name: str, x: int, y: int, words: str) -> str:
    named = f' class="{name}"' if name else ""
    return f'<text{named} x="{x}" y="{y}" text-anchor="middle">{html_escaped(words)}</text>'
