"""Pictures as inline SVG: the marks of the answers, and the staircase of a plan. They hold no ids."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, final

from alpims_mg._internal.catalogues import in_language
from alpims_mg._internal.messages import joined, say
from alpims_mg._internal.rendering.blocks import Staircase, Tone
from alpims_mg._internal.rendering.lines import cleaned

_MARKUP = re.compile(r"[&<>\"']")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def html_escaped(text: str) -> str:
    """The text on one line, as HTML shows it in an element or in an attribute."""
    return html_entities(cleaned(text))


def html_entities(text: str) -> str:
    """The text with entities for the signs that have a meaning in HTML."""
    return text.translate(_HTML) if _MARKUP.search(text) else text


def _shape(*parts: str) -> str:
    return f'<svg viewBox="0 0 24 24" aria-hidden="true">{"".join(parts)}</svg>'


_LINE: Final = 'fill="none" stroke="currentColor" stroke-width="2"'

SHAPES: Final = {
    Tone.OFFER: _shape(
        f'<circle cx="12" cy="12" r="10" {_LINE}/>',
        '<path d="M7 12.5l3.5 3.5L17 8.5" fill="none" stroke="currentColor" stroke-width="2.6"/>',
    ),
    Tone.CONSULT: _shape(
        f'<path d="M2 3h20v14H11l-5 5v-5H2z" stroke-linejoin="round" {_LINE}/>', f'<path d="M7 8h10M7 12h7" {_LINE}/>'
    ),
    Tone.NEEDS_INFORMATION: _shape(
        f'<circle cx="12" cy="12" r="10" stroke-dasharray="3.2 2" {_LINE}/>',
        f'<path d="M9 9.5a3 3 0 1 1 4.2 2.7c-.9.5-1.2 1-1.2 2M12 16.5v2" {_LINE}/>',
    ),
    Tone.WITHHOLD: _shape(
        f'<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z" {_LINE}/>',
        '<path d="M7 12h10" fill="none" stroke="currentColor" stroke-width="3"/>',
    ),
}
"""The mark of each answer. A mark has no words of its own, so the words of the answer are always next to it."""


WIDTH: Final = 300
LEFT, RIGHT = 4, 296
"""The width of every picture, and the ends of what it draws."""

_HEIGHT = 202
_TOP, _BASE = 10, 182
_LETTER = (13, 2)
"""The width of a letter as a fraction: 6.5 units."""


def label_width(words: str) -> int:
    """The width of a label, rounded up."""
    return -(-len(words) * _LETTER[0] // _LETTER[1])


_MOST_LABELS = 6


def staircase_svg(staircase: Staircase) -> str:
    """The picture of a plan: its steps, with the bands and the lowest limit behind them.

    Its description has the same facts in words. A label that would cover another one is left out.
    """
    top = _highest(staircase)

    def height(amount: int) -> int:
        return _BASE - amount * (_BASE - _TOP) // top

    count = len(staircase.stairs)
    ends = [LEFT + (RIGHT - LEFT) * place // count for place in range(count + 1)]
    heights = [height(stair.amount) for stair in staircase.stairs]
    labels = _Labels([])
    every = -(-count // _MOST_LABELS)
    for place in reversed(range(count)):  # the last amount is labelled first, because it is the aim
        if place in {0, count - 1} or not place % every:
            label = staircase.stairs[place].label
            y = heights[place] - 5
            labels.add(label, _Place(ends[place] + 4, y), _Place(ends[place + 1], y, "end"))
    quiet = _Labels(labels.taken)
    parts: list[str] = []
    for band in staircase.bands:
        low, high = height(band.low), height(band.high)
        parts.append(f'<rect class="band" x="{LEFT}" y="{high}" width="{RIGHT - LEFT}" height="{low - high}"/>')
        quiet.add(band.label, *_corners(high, low))
    if staircase.limit is not None:
        level = height(staircase.limit.low)
        parts.append(_path("axis", f"M{LEFT} {level}H{RIGHT}", ' stroke-dasharray="2 3"'))
        right = _Place(RIGHT - 4, level - 5, "end")
        quiet.add(staircase.limit.label, _Place(9, level - 5), right, _Place(9, level + 14))
    parts.append(_path("axis", f"M{LEFT} {_BASE}H{RIGHT}"))
    line = f"M{LEFT} {heights[0]}" + "".join(f"V{y}H{x}" for x, y in zip(ends[1:], heights, strict=True))
    parts.append(_path("stairs", line, ' stroke-width="3"'))
    for place in range(0, count, every):
        parts.append(_path("axis", f"M{ends[place]} {_BASE}v4"))
        day = say("view.staircase", "day {day}", day=staircase.stairs[place].day)
        quiet.add(in_language(day, staircase.language), _Place(ends[place], 198))
    shown = (*parts, *labels.svg("", ' font-weight="700"'), *quiet.svg("quiet", ""))
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {_HEIGHT}" role="img"><title>{html_escaped(staircase.title)}</title>'
        f"<desc>{html_escaped(staircase_words(staircase))}</desc>{''.join(shown)}</svg>"
    )


def staircase_words(staircase: Staircase) -> str:
    """The description of the picture of a plan: each step with its first day, then the bands and the limit."""
    parts = (
        say("view.staircase", "{amount} from day {day}", amount=stair.label, day=stair.day)
        for stair in staircase.stairs
    )
    behind = [band.label for band in staircase.bands]
    behind += [] if staircase.limit is None else [staircase.limit.label]
    steps = in_language(say("view.staircase", "{steps} on", steps=joined(", ", parts)), staircase.language)
    return ". ".join((steps, *(f"{label[:1].upper()}{label[1:]}" for label in behind), ""))[:-1]


def _highest(staircase: Staircase) -> int:
    """The amount at the top of the picture. Above the highest step, limit and band there is room for a label."""
    limit = 1 if staircase.limit is None else staircase.limit.low
    highest = max(1, limit, *(stair.amount for stair in staircase.stairs))
    return max(highest + highest // 8, *(band.high for band in staircase.bands), 0)


def _path(name: str, line: str, more: str = "") -> str:
    return f'<path class="{name}" d="{line}" fill="none" stroke="currentColor"{more}/>'


@final
class _Place(NamedTuple):
    """Where a label may be. ``anchor`` is the end of the text that stands at ``x``, and ``y`` is its base line."""

    x: int
    y: int
    anchor: str = "start"

    def box(self, words: str) -> tuple[int, int, int, int]:
        """The left, top, right and bottom of a label at this place."""
        wide = label_width(words)
        left = self.x - wide if self.anchor == "end" else self.x
        return left, self.y - 11, left + wide, self.y + 3


@final
class _Labels:
    """Labels that do not cover one another. ``taken`` holds the box of each label so far."""

    def __init__(self, taken: Iterable[tuple[int, int, int, int]]) -> None:
        self.taken = list(taken)
        self._labels: list[tuple[str, _Place]] = []

    def add(self, words: str, *places: _Place) -> None:
        """Add a label at the first of these places at which it covers nothing and is not cut off, if there is one."""
        for place in places:
            box = place.box(words)
            if box[0] >= 0 and box[2] <= WIDTH and not any(_overlap(box, other) for other in self.taken):
                self.taken.append(box)
                self._labels.append((words, place))
                return

    def svg(self, name: str, more: str) -> Iterator[str]:
        """Yield each label as SVG, with a class and more attributes."""
        named = f' class="{name}"' if name else ""
        for words, place in self._labels:
            anchor = f' text-anchor="{place.anchor}"' if place.anchor == "end" else ""
            yield f'<text{named} x="{place.x}" y="{place.y}"{anchor}{more}>{html_escaped(words)}</text>'


def _overlap(first: tuple[int, int, int, int], second: tuple[int, int, int, int]) -> bool:
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]


def _corners(high: int, low: int) -> tuple[_Place, ...]:
    """The corners of a band: above on the left and right, then below on the right and left."""
    right = RIGHT - 4
    return (
        _Place(9, high + 15),
        _Place(right, high + 15, "end"),
        _Place(right, low - 7, "end"),
        _Place(9, low - 7),
    )
