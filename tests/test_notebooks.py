"""Every notebook runs, tells a story, and its page shows the output of today."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from approval import ROOT, approve
from notebooks import FOLDER, SCRIPTS, Cell, as_notebook, cells_of, fresh_pictures, page, write_notebook
from pictures import plot_picture
from readme_picture import readme_picture

by_name = pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)


@by_name
def test_a_notebook_runs_and_its_page_shows_what_it_prints(script: Path) -> None:
    text, pictures = page(script)
    approve({script.with_suffix(".md"): text, **fresh_pictures(pictures)})


def test_there_is_no_page_and_no_picture_without_its_notebook() -> None:
    names = {script.stem for script in SCRIPTS}
    assert len(names) >= 6
    assert {file.stem for file in FOLDER.glob("*.md")} == names
    assert {file.stem.rpartition("-")[0] for file in (FOLDER / "pictures").iterdir()} <= names


@by_name
def test_a_notebook_begins_with_its_story_and_explains_each_step(script: Path) -> None:
    cells = cells_of(script)
    assert cells[0].kind == "markdown"
    assert cells[0].source.startswith("# ")
    assert cells[-1].kind == "markdown"
    unexplained = [cell.source for before, cell in pairwise(cells) if (before.kind, cell.kind) == ("code", "code")]
    assert unexplained == []


@by_name
def test_the_file_for_jupyter_has_the_same_cells_in_the_same_order(script: Path, tmp_path: Path) -> None:
    notebook = json.loads(write_notebook(script, tmp_path).read_text(encoding="utf-8"))
    assert notebook == as_notebook(script)
    assert [Cell(cell["cell_type"], cell["source"]) for cell in notebook["cells"]] == cells_of(script)
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    assert all(("outputs" in cell) == (cell["cell_type"] == "code") for cell in notebook["cells"])


def test_the_picture_of_the_readme_shows_the_answers_of_today() -> None:
    approve({ROOT / "examples" / "pictures" / "answers.svg": readme_picture()})


def test_a_page_without_a_picture_gives_no_file() -> None:
    assert plot_picture("<p>You can start</p>") is None
