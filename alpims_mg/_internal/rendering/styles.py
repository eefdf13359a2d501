"""The colours and the style sheet of pages in HTML.

A page paints its own background and text. It takes light or dark from its host (JupyterLab, then VS Code) and, if the
host says nothing, from the system. Each selector begins with ``.mg.mg.mg``, so that it wins over the style of a host.
"""

from typing import Final, NamedTuple, final

from alpims_mg._internal.rendering.blocks import Tone


@final
class Colours(NamedTuple):
    """A colour for text and one for what is behind the text, in light and in dark."""

    light_text: str
    light_fill: str
    dark_text: str
    dark_fill: str


PALETTE: Final = {
    "page": Colours("#1f2328", "#ffffff", "#e6e8ea", "#16191d"),
    "quiet": Colours("#57606a", "#ffffff", "#a3abb3", "#16191d"),
    "band": Colours("#57606a", "#eef2f5", "#a3abb3", "#232a31"),
    "offer": Colours("#004f7c", "#e3f0f9", "#a9d6f5", "#12344c"),
    "consult": Colours("#5b2a86", "#f1e8f8", "#dcc2f2", "#3a2152"),
    "need": Colours("#454d55", "#eceff1", "#c9d0d6", "#2d333a"),
    "no": Colours("#ffffff", "#30363c", "#16191d", "#dfe3e6"),
    "cell": Colours("#1f2328", "#eef2f5", "#e6e8ea", "#232a31"),
    "green": Colours("#14532d", "#d9f0df", "#b5e6c3", "#143d24"),
    "yellow": Colours("#5a4300", "#fdefb2", "#f6dc86", "#443600"),
    "red": Colours("#8c1616", "#fbdcd8", "#ffc2bb", "#561818"),
}
"""The colours of each part of a page, by the name of its class. ``cell`` is a withheld answer in a table."""

LINES: Final = ("#c4cad0", "#454c54")
"""The colour of hairlines, in light and in dark. They are decoration only."""

CLASSES: Final = {
    Tone.OFFER: "offer",
    Tone.CONSULT: "consult",
    Tone.NEEDS_INFORMATION: "need",
    Tone.WITHHOLD: "no",
    Tone.CAUTION: "need",
    Tone.COURSE: "need",
    Tone.GREEN: "green",
    Tone.YELLOW: "yellow",
    Tone.RED: "red",
}
"""The class of each tone."""


def _variables(*, dark: bool) -> str:
    """The declarations of all colours, in light or in dark."""
    pairs = {name: colours[2:] if dark else colours[:2] for name, colours in PALETTE.items()}
    named = (f"--mg-{name}-text:{text};--mg-{name}-fill:{fill};" for name, (text, fill) in pairs.items())
    return f"{''.join(named)}--mg-line:{LINES[dark]};color-scheme:{'dark' if dark else 'light'}"


_LIGHT: Final = _variables(dark=False)
_DARK: Final = _variables(dark=True)
_TINTS: Final = "\n".join(
    f".mg.mg.mg .{name}{{color:var(--mg-{name}-text);background:var(--mg-{name}-fill)}}"
    for name in PALETTE
    if name not in {"page", "quiet", "band", "cell"}
)

_PLAIN: Final = "table:not(.marked,.calendar)"
"""A table that is neither a map of answers nor a calendar."""
_ANSWERS: Final = ".offer,.consult,.need,.no"
_TONED: Final = f"{_ANSWERS},.green,.yellow,.red"

_FOLDED: Final = """
.mg.mg.mg .%(name)s thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%%)}
.mg.mg.mg .%(name)s tr{display:block;border-bottom:1px solid var(--mg-line);padding:4px 0}
.mg.mg.mg .%(name)s th,.mg.mg.mg .%(name)s td{display:block;border:0;padding:0;text-align:left;white-space:normal}
.mg.mg.mg .%(name)s td:empty{display:none}
.mg.mg.mg .%(name)s [data-h]::before{content:attr(data-h) ": ";font-weight:400;color:var(--mg-quiet-text)}
.mg.mg.mg .%(name)s [data-h=""]::before{content:none}
"""

SHEET_COLOURS: Final = f"""
.mg{{{_LIGHT}}}
@media screen and (prefers-color-scheme:dark){{.mg{{{_DARK}}}}}
{_TINTS}
""".strip()
"""The colours alone, for a sheet of paper. Paper is always light."""

STYLE: Final = f"""
.mg{{{_LIGHT}}}
@media (prefers-color-scheme:dark){{.mg{{{_DARK}}}}}
[data-jp-theme-light="true"] .mg,.vscode-light .mg{{{_LIGHT}}}
[data-jp-theme-light="false"] .mg,.vscode-dark .mg{{{_DARK}}}
.mg.mg.mg{{container-type:inline-size;background:var(--mg-page-fill);color:var(--mg-page-text);\
font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;text-align:left;max-width:42rem;\
padding:12px;border:1px solid var(--mg-line);border-radius:4px;overflow-wrap:break-word}}
.mg.mg.mg.broad{{max-width:72rem}}
.mg.mg.mg.broad:not(:has(>.folds-early,[open] .folds-early)){{max-width:42rem}}
.mg.mg.mg.broad p:not(.answer),.mg.mg.mg.broad ul,.mg.mg.mg.broad ol,\
.mg.mg.mg.broad {_PLAIN}:not(.folds-early){{max-width:40.5rem}}
.mg.mg.mg,.mg.mg.mg *{{box-sizing:border-box}}
.mg.mg.mg p{{margin:0 0 8px;line-height:1.45}}
.mg.mg.mg ul,.mg.mg.mg ol{{margin:0 0 8px;padding-left:1.5em}}
.mg.mg.mg li{{margin:0 0 4px}}
.mg.mg.mg .long{{overflow-wrap:anywhere;white-space:normal}}
.mg.mg.mg .title{{font-weight:600;margin:16px 0 4px}}
.mg.mg.mg>style+.title{{margin-top:0}}
.mg.mg.mg .answer{{display:flex;gap:10px;align-items:center;font-size:20px;line-height:1.25;font-weight:700;\
padding:10px 12px;margin:-12px -12px 12px;border-radius:3px 3px 0 0}}
.mg.mg.mg>:not(style)~.answer{{margin-top:16px;border-radius:0}}
.mg.mg.mg .answer svg{{flex:none;width:26px;height:26px}}
.mg.mg.mg .answer strong{{min-width:0}}
.mg.mg.mg .action{{font-size:16px}}
{_TINTS}
.mg.mg.mg table{{border-collapse:collapse;width:100%;margin:0 0 12px;font-size:14px;table-layout:auto;color:inherit}}
.mg.mg.mg caption{{caption-side:top;text-align:left;font-weight:600;padding:4px 0;color:inherit;font-size:14px}}
.mg.mg.mg th,.mg.mg.mg td{{text-align:left;vertical-align:top;padding:4px 8px 4px 0;border:0;\
border-bottom:1px solid var(--mg-line);font-size:inherit;line-height:1.4;white-space:normal}}
.mg.mg.mg tr,.mg.mg.mg tbody tr,.mg.mg.mg th:not([class]),.mg.mg.mg td:not([class]),\
.mg.mg.mg .number{{background:none}}
.mg.mg.mg thead th{{font-weight:600;vertical-align:bottom}}
.mg.mg.mg thead th:not([class]),.mg.mg.mg thead .number{{color:var(--mg-quiet-text)}}
.mg.mg.mg tbody th{{font-weight:600}}
.mg.mg.mg .number{{text-align:right;font-variant-numeric:tabular-nums;padding-right:16px}}
.mg.mg.mg td.number{{white-space:nowrap}}
.mg.mg.mg .marked{{table-layout:fixed;overflow-wrap:normal}}
.mg.mg.mg .marked th,.mg.mg.mg .marked td{{padding:6px}}
.mg.mg.mg .marked td[class]{{border:1px solid var(--mg-page-fill);font-weight:600;font-size:13px}}
.mg.mg.mg .marked td.no{{font-weight:400}}
.mg.mg.mg .marked td.number{{border:0;border-bottom:1px solid var(--mg-line);font-weight:400;font-size:inherit}}
.mg.mg.mg th.no,.mg.mg.mg td.no{{background:var(--mg-cell-fill);color:var(--mg-cell-text);font-weight:400}}
.mg.mg.mg th svg,.mg.mg.mg td svg{{width:18px;height:18px;vertical-align:-4px;margin-right:4px}}
.mg.mg.mg .marked td svg{{display:block;margin:0 0 2px}}
.mg.mg.mg :where({_PLAIN}) th:where({_TONED}),.mg.mg.mg :where({_PLAIN}) td:where({_TONED}){{padding-left:6px}}
.mg.mg.mg :where({_PLAIN} :is({_TONED}))+td{{padding-left:8px}}
.mg.mg.mg :where({_PLAIN}) th:where({_ANSWERS}),.mg.mg.mg :where({_PLAIN}) td:where({_ANSWERS}){{min-width:7.5em}}
.mg.mg.mg :where({_PLAIN}) tbody th:where({_ANSWERS}){{white-space:nowrap}}
.mg.mg.mg .calendar{{table-layout:fixed;max-width:30rem}}
.mg.mg.mg .calendar th,.mg.mg.mg .calendar td{{padding:3px 2px;font-size:11px;line-height:1.35;\
border:1px solid var(--mg-page-fill);overflow-wrap:normal}}
.mg.mg.mg .calendar td b{{display:block;font-size:13px}}
.mg.mg.mg .calendar td:not([class]){{background:var(--mg-cell-fill);color:var(--mg-cell-text)}}
.mg.mg.mg .stop,.mg.mg.mg .draft{{border-left:4px solid var(--mg-page-text);padding:2px 0 2px 10px;margin:0 0 8px}}
.mg.mg.mg .stop strong{{display:block}}
.mg.mg.mg .foot{{color:var(--mg-quiet-text);font-size:13px;margin:12px 0 0;border-top:1px solid var(--mg-line);\
padding-top:8px}}
.mg.mg.mg summary{{cursor:pointer;font-weight:600;padding:6px 0;min-height:32px}}
.mg.mg.mg summary:focus-visible{{outline:3px solid var(--mg-offer-text);outline-offset:2px}}
.mg.mg.mg .plot{{display:block;width:100%;max-width:380px;height:auto;margin:0 0 8px}}
.mg.mg.mg .plot text{{font-size:12px;fill:var(--mg-page-text);font-family:inherit}}
.mg.mg.mg .plot .stairs{{stroke:var(--mg-page-text)}}
.mg.mg.mg .plot .band{{fill:var(--mg-band-fill)}}
.mg.mg.mg .plot .axis{{stroke:var(--mg-quiet-text)}}
.mg.mg.mg .plot .quiet{{fill:var(--mg-band-text)}}
.mg.mg.mg .plot .dose{{fill:var(--mg-page-text)}}
@container (max-width:480px){{{_FOLDED % {"name": "folds"}}
.mg.mg.mg .marked th,.mg.mg.mg .marked td{{padding:4px;font-size:12px}}
.mg.mg.mg .marked th:first-child{{width:36%}}
.mg.mg.mg .marked.folds th:first-child{{width:auto}}
.mg.mg.mg .marked.folds td svg{{display:inline;margin:0 4px}}
.mg.mg.mg .number{{padding-right:8px}}}}
@container (max-width:860px){{{_FOLDED % {"name": "folds-early"}}}}
@container (max-width:280px){{{_FOLDED % {"name": "folds-late"}}}}
@media (forced-colors:active){{.mg.mg.mg .answer,.mg.mg.mg .marked td{{border:1px solid CanvasText}}
.mg.mg.mg .plot text,.mg.mg.mg .plot .quiet{{fill:CanvasText}}
.mg.mg.mg .plot .stairs,.mg.mg.mg .plot .axis{{stroke:CanvasText}}
.mg.mg.mg .plot .dose{{fill:CanvasText}}
.mg.mg.mg .plot .band{{fill:none;stroke:CanvasText}}}}
@media print{{.mg.mg.mg{{max-width:none;border:0;padding:0}}.mg.mg.mg .answer{{margin:0 0 12px}}}}
""".strip()
"""The style sheet. A page in HTML brings it along."""
