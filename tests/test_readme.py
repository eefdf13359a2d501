"""The README is true: its code runs and passes both type checkers, and its two commands are the ones that work."""

import contextlib
import io
import json
import re
import shlex
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest
from approval import approve
from notebooks import SCRIPTS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EXAMPLE = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
EXAMPLES = EXAMPLE.findall(README)
PAGES = [ROOT / "README.md", *sorted((ROOT / ".github").glob("*.md")), ROOT / "examples" / "rulebook" / "README.md"]


def section(heading: str) -> str:
    """The text under a heading, to the next one."""
    return README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def command(heading: str) -> str:
    """The one shell command under a heading."""
    blocks: list[tuple[str, str]] = BLOCK.findall(section(heading))
    ((kind, text),) = blocks
    assert kind == "bash"
    return text.strip()


def anchors(page: Path) -> set[str]:
    """The fragments that the headings of a page answer to."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_is_short() -> None:
    assert len(README.encode()) <= 12_000


def test_the_warning_comes_before_any_heading_of_a_section() -> None:
    assert "not medical advice" in README.split("\n## ", 1)[0]


def test_every_block_is_an_example_its_output_or_one_of_the_two_commands() -> None:
    kinds = [kind for kind, _ in BLOCK.findall(README)]
    assert sorted(kinds) == sorted(["bash"] * 2 + ["python", "text"] * len(EXAMPLES))


def test_the_examples_print_what_the_readme_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {"__name__": "readme"}
    fresh = README
    for code, shown in EXAMPLES:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, "README.md", "exec"), names)
        assert bool(printed.getvalue()) == bool(shown), code
        fresh = fresh.replace(f"{code}```\n\n```text\n{shown}", f"{code}```\n\n```text\n{printed.getvalue()}")
    approve({ROOT / "README.md": fresh})


def test_the_first_example_has_at_most_fifteen_lines_and_matches_all_four_answers() -> None:
    code = EXAMPLES[0][0]
    assert len(code.splitlines()) <= 15
    assert re.findall(r"case (\w+)\(", code) == ["Offer", "Consult", "NeedsInformation", "Withhold"]


COMMANDS = {
    "mypy": ("--no-error-summary",),  # strict, as pyproject.toml says; it reads the library once and keeps that
    "pyright": ("--pythonpath", sys.executable),
}


@pytest.mark.parametrize("checker", COMMANDS)
def test_the_examples_pass_a_strict_type_checker(checker: str, tmp_path: Path) -> None:
    if find_spec(checker) is None:
        pytest.skip(f"{checker} is not installed: pip install '.[dev]'")
    file = tmp_path / "readme.py"
    code = "\n".join(code for code, _ in EXAMPLES)
    file.write_text(f"# pyright: strict\n{code}", encoding="utf-8")
    process = subprocess.run(
        [sys.executable, "-m", checker, *COMMANDS[checker], str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stdout + process.stderr


def test_the_table_of_extras_lists_the_declared_extras() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = re.findall(r"^\| `([\w-]+)` \|", section("Install"), re.MULTILINE)
    assert sorted(listed) == sorted(project["optional-dependencies"])


def test_the_index_lists_every_example_with_its_question() -> None:
    listed = dict(re.findall(r"^\| \[[^]]+\]\((examples/\w+\.py)\) \| (.*) \|$", section("Examples"), re.MULTILINE))
    scripts = (ROOT / "examples").glob("*.py")
    questions = {script: script.read_text(encoding="utf-8").splitlines()[0].strip('"') for script in scripts}
    assert listed == {script.relative_to(ROOT).as_posix(): question for script, question in questions.items()}


def test_the_readme_begins_with_a_picture_and_links_every_notebook() -> None:
    pages = {f"examples/notebooks/{script.stem}.md" for script in SCRIPTS}
    assert pages <= set(LINK.findall(README))
    assert LINK.findall(README)[0] == "examples/pictures/answers.svg"


def test_the_changelog_lists_every_renamed_rule_id() -> None:
    renamed = json.loads((ROOT / "tests" / "rulebook" / "renamed_ids.json").read_text(encoding="utf-8"))
    changelog = (ROOT / ".github" / "CHANGELOG.md").read_text(encoding="utf-8")
    table = changelog.split("\nRule ids", 1)[1].split("\n\n", 2)[1]
    assert dict(re.findall(r"^\| `([\w.-]+)` \| `([\w.-]+)` \|$", table, re.MULTILINE)) == renamed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if link.startswith("https://"):
            continue
        name, _, fragment = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.is_file(), link
        assert not fragment or fragment in anchors(target), link


def test_run_it_prints_a_plan_with_dates() -> None:
    venv, install, answer = (part.strip() for part in command("Run it").split("&&"))
    assert venv == "python3.11 -m venv .venv"
    assert install.startswith(".venv/bin/pip install")
    python, *arguments = shlex.split(answer)
    assert python == ".venv/bin/python"
    process = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    assert process.stdout.startswith("[+] You can start.")
    assert "22 March or later" in process.stdout
    assert process.stderr == ""


def test_test_it_installs_and_runs_the_whole_suite() -> None:
    venv, install, test = (part.strip() for part in command("Test it").split("&&"))
    assert venv == "python3.11 -m venv .venv"
    assert '".[dev]"' in install
    assert shlex.split(test)[:3] == [".venv/bin/python", "-m", "pytest"]
    assert not [word for word in shlex.split(test) if word.startswith(("-k", "-m", "--ignore", "tests"))][1:]
