"""Notebooks as percent scripts: their cells, their form for Jupyter, and the page that shows their real output."""

import ast
import contextlib
import io
import json
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from approval import ROOT, read
from pictures import plot_picture

from alpims_mg._internal.rendering import Renderable

FOLDER = ROOT / "examples" / "notebooks"
SCRIPTS = sorted(FOLDER.glob("*.py"))
MARK = "# %%"


class Cell(NamedTuple):
    """One cell: prose in Markdown, or code."""

    kind: str
    source: str


class Picture(NamedTuple):
    """A picture as an SVG file, and the words that say what it shows.

    ``data`` is a digest of what a chart shows. Libraries place the letters of a chart differently from version to
    version, so two charts with equal data count as equal. It is empty for a picture that must be equal in every letter.
    """

    words: str
    svg: str
    data: str = ""


def cells_of(script: Path) -> list[Cell]:
    """The cells of a percent script. Each begins with a line ``# %%``; prose has ``[markdown]`` behind it."""
    cells: list[Cell] = []
    for part in re.split(rf"^{MARK}", script.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        kind, _, text = part.partition("\n")
        if kind.strip() == "[markdown]":
            prose = "\n".join(re.sub(r"^# ?", "", line) for line in text.splitlines())
            cells.append(Cell("markdown", prose.strip()))
        else:
            cells.append(Cell("code", text.strip()))
    return cells


def as_notebook(script: Path) -> dict[str, Any]:
    """The notebook that Jupyter opens, without output: a value for ``json.dump``."""
    cells: list[dict[str, Any]] = []
    for number, cell in enumerate(cells_of(script)):
        shared = {"id": f"cell-{number}", "metadata": {}, "source": cell.source}
        code = {"cell_type": "code", "execution_count": None, "outputs": [], **shared}
        cells.append(code if cell.kind == "code" else {"cell_type": "markdown", **shared})
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def write_notebook(script: Path, folder: Path) -> Path:
    """Write a percent script as ``.ipynb`` into a folder, and return the file."""
    file = folder / f"{script.stem}.ipynb"
    file.write_text(json.dumps(as_notebook(script), indent=1) + "\n", encoding="utf-8")
    return file


def run(script: Path) -> Iterator[tuple[Cell, str, object]]:
    """Run a percent script and yield each cell, what it prints, and the value of its last line, as Jupyter does."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in cells_of(script):
        printed, shown = io.StringIO(), None
        if cell.kind == "code":
            tree = ast.parse(cell.source)
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            with contextlib.redirect_stdout(printed):
                exec(compile(tree, script.name, "exec"), names)
                if isinstance(last, ast.Expr):
                    shown = eval(compile(ast.Expression(last.value), script.name, "eval"), names)
        yield cell, printed.getvalue(), shown


def page(script: Path) -> tuple[str, dict[str, Picture]]:
    """A notebook with its output, as Markdown, and its pictures by file name. Output is quoted; code is fenced."""
    parts = [f"<!-- Made from {script.name} by tests/test_notebooks.py. -->"]
    pictures: dict[str, Picture] = {}
    for cell, printed, shown in run(script):
        parts.append(cell.source if cell.kind == "markdown" else _fence("python", cell.source))
        if printed:
            parts.append(_fence("text", printed))
        picture = None if shown is None else _picture(shown)
        if picture is not None:
            name = f"{script.stem}-{len(pictures) + 1}.svg"
            pictures[name] = picture
            parts.append(f"![{picture.words}](pictures/{name})")
        if isinstance(shown, pl.DataFrame):
            parts.append(_quote(_table(shown)))
        elif isinstance(shown, Renderable):
            parts.append(_quote(shown.page().markdown()))
        elif shown is not None and picture is None:
            parts.append(_fence("text", repr(shown)))
    return "\n\n".join(parts) + "\n", pictures


def _picture(shown: object) -> Picture | None:
    """The picture that Jupyter shows for a value: an Altair chart, or the staircase on a page. None if it has none."""
    if isinstance(shown, Renderable):
        html = shown.page().html()
        drawn = plot_picture(html)
        words = re.search(r"<desc>(.*?)</desc>", html)
        return Picture(unescape(words[1]), drawn) if drawn and words else None
    altair = sys.modules.get("altair")
    if altair is None or not isinstance(shown, altair.TopLevelMixin):
        return None
    import vl_convert

    chart: Any = shown
    given = chart.to_dict(format="vega-lite")
    data = json.dumps([chart.description, list(given.get("datasets", {}).values())], sort_keys=True, default=str)
    return Picture(chart.description, vl_convert.vegalite_to_svg(given), sha256(data.encode()).hexdigest())


def fresh_pictures(pictures: dict[str, Picture]) -> dict[Path, str]:
    """What the file of each picture must hold. A chart of the same data keeps the file that it has."""
    files: dict[Path, str] = {}
    for name, picture in pictures.items():
        file = FOLDER / "pictures" / name
        mark = f"<!-- {picture.data} -->\n" if picture.data else ""
        old = read(file)
        files[file] = old if mark and old.endswith(mark) else f"{picture.svg.rstrip()}\n{mark}"
    return files


def _table(frame: pl.DataFrame) -> str:
    """A frame as a table in Markdown, with numbers on the right."""
    lines = ["---:" if dtype.is_numeric() else "---" for dtype in frame.dtypes]
    rows = [
        frame.columns,
        lines,
        *([f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in frame.rows()),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _fence(kind: str, text: str) -> str:
    return f"```{kind}\n{text.rstrip()}\n```"


def _quote(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.rstrip().splitlines())
