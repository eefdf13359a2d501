"""Pictures as SVG files of their own.

Each file brings its fonts and colours, in light and in dark, and paints its own background. `PLOT` finds the picture of
a plan in a page of HTML.
"""

import re

from alpims_mg._internal.rendering import Tone
from alpims_mg._internal.rendering.pictures import SHAPES, html_escaped
from alpims_mg._internal.rendering.styles import CLASSES, PALETTE

PLOT = re.compile(r'<svg class="plot" viewBox="([\d ]+)".*?</svg>', re.DOTALL)


FONTS = """
text{font:14px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
.plot text,.tiny{font-size:12px}
.plot text[font-weight]{font-weight:700}
.small{font-size:13px}
.big{font-size:19px}
.strong{font-weight:700}
"""


def style() -> str:
    """The fonts, and all colours in light and in dark."""
    return (
        f"<style>{FONTS}{_colours(dark=False)}\n@media (prefers-color-scheme:dark){{{_colours(dark=True)}}}\n</style>"
    )


def _colours(*, dark: bool) -> str:
    pairs = {name: colours[2:] if dark else colours[:2] for name, colours in PALETTE.items()}
    fills = (
        f"\n.{name}{{fill:{fill}}}.{name}-text{{fill:{text};color:{text}}}"
        for name, (text, fill) in pairs.items()
        if name not in {"quiet", "band"}
    )
    page, quiet = pairs["page"][0], pairs["quiet"][0]
    on_band, band = pairs["band"]
    return (
        f"{''.join(fills)}\ntext,.plot text{{fill:{page}}}.plot .quiet{{fill:{on_band}}}.plot .band{{fill:{band}}}"
        f"\n.stairs{{stroke:{page}}}.axis,.edge{{stroke:{quiet}}}.edge{{stroke-opacity:.4}}"
    )


def label(x: int, y: int, words: str, name: str = "") -> str:
    return f'<text x="{x}" y="{y}" class="{name}">{html_escaped(words)}</text>'


def mark_of(tone: Tone, x: int, y: int, size: int) -> str:
    """The mark of an answer in its colour."""
    shape = SHAPES[tone].replace("<svg ", f'<svg x="{x}" y="{y}" width="{size}" height="{size}" ', 1)
    name = "cell" if tone is Tone.WITHHOLD else CLASSES[tone]
    return f'<g class="{name}-text">{shape}</g>'


def plot_picture(html: str) -> str | None:
    """The first picture in a page of HTML as a file of its own; None if there is none."""
    found = PLOT.search(html)
    if found is None:
        return None
    _, _, width, height = map(int, found[1].split())
    plot = found[0].replace("<svg ", f'<svg x="12" y="8" width="{width}" height="{height}" ', 1)
    return picture_file(width + 24, height + 16, style() + plot)


def picture_file(width: int, height: int, inside: str) -> str:
    frame = f'<rect class="page edge" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="6"/>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    return f"{head}{inside.replace('</style>', '</style>' + frame, 1)}</svg>\n"
