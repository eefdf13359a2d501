"""Phrases and names that the project has given up are not written again.

The test reads the strings, docstrings and comments of the Python files, the text of the other files, and every
identifier.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

TOP = Path(__file__).parents[1]
FOLDERS = ("alpims_mg", "tests", "examples", ".github")
SUFFIXES = {".json", ".md", ".py", ".txt", ".yaml", ".yml"}

PHRASES: Final = {
    "not told": "not stated",
    "is told": "is stated, or reported",
    "told of": "stated, or reported",
    "stands against it": "rules it out",
    "stand against it": "rule it out",
    "talked over": "talk to ... about",
    "anew": "again",
    "what is otherwise": "differences",
    "parted by": "separated by",
    "keeps magnesium back": "makes the body retain magnesium",
    "keep magnesium back": "make the body retain magnesium",
    "takes up levothyroxine": "binds levothyroxine",
    "taken for long": "in long-term use",
    "what it comes to": "total",
}
"""What is not written, with what to write instead."""

NAMES: Final = {
    "Asked": "Permissions, RegisterQuery",
    "Awaited": "Requirement",
    "BoundOutcome": "LimitOutcome",
    "FreeSpan": "FreeInterval",
    "Grouped": "Mapped",
    "Hours": "DoseSeparation",
    "Instead": "AlternativeKind",
    "KidneyTold": "KidneyFacts",
    "Lasting": "Persistence",
    "Lever": "Remedy",
    "Lived": "DayRecord",
    "NoSlot": "Unschedulable",
    "Noted": "FindingAndGap",
    "Obstacle": "SchedulingConflict",
    "Says": "FactEffect",
    "Shown": "Renderable",
    "Standing": "SourceKind",
    "Sureness": "Certainty",
    "Voice": "FactFindings",
    "ANYHOW": "WITHHELD_AT_MILDEST",
    "LACKS": "MISSING_BITS",
    "STRANGE": "UNREADABLE_CELL, NoValue.INVALID",
    "alike_form": "canonical_form",
    "answered_batches": "assess_batches",
    "apart_in_duckdb": "check_case_insensitive_names",
    "clock_schedule": "schedule_day",
    "gets_round": "addresses",
    "in_json": "to_json",
    "leaves_open": "not_covered",
    "mg_text": "format_mg",
    "tightened": "tighten",
    "unanswered": "unacknowledged",
    "way_of": "outcome_of",
    "_Laid": "ResizableLookup",
    "_Layout": "KeyLayout",
    "_Met": "SeenKeys",
    "_Told": "a name for what it holds",
    "_told": "a name for what it returns",
    "_asked": "a name for what it returns",
    "_lived": "replay_days",
}
"""Old names that could not mean anything else, with the new ones."""

EXEMPT: Final = (
    "tests/test_plain_english.py",  # it has to name what it looks for
    "tests/rulebook/renamed_ids.json",  # it records the old ids
    ".github/CHANGELOG.md",  # it records the old names
)

PHRASE = re.compile(rf"\b(?:{'|'.join(map(re.escape, PHRASES))})\b", re.IGNORECASE)
FENCE = re.compile(r"```(?:python|pycon|py)\n(.*?)```", re.DOTALL)


def texts_of(source: str) -> Iterator[str]:
    """The strings, docstrings and comments of a Python file; comments on lines in a row are one text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
    comments: list[str] = []
    last = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            if token.start[0] != last + 1:
                yield " ".join(comments)
                comments = []
            comments.append(token.string.lstrip("#: "))
            last = token.start[0]
    yield " ".join(comments)


def names_of(source: str) -> Iterator[str]:
    """Every identifier of a Python file, and the words of its strings that are written like code."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NAME:
            yield token.string
        elif token.type in (tokenize.STRING, tokenize.COMMENT):
            for quoted in re.findall(r"`+([^`\n]+)`+", token.string):
                yield from re.findall(r"\w+", quoted)


def broken_phrases(name: str, text: str) -> list[str]:
    """The phrases of a file that the project has given up. Line ends count as spaces."""
    texts = texts_of(text) if name.endswith(".py") else (text,)
    found = (PHRASE.findall(" ".join(part.split())) for part in texts)
    return [f"{name}: write {PHRASES[phrase.lower()]!r}, not {phrase!r}" for part in found for phrase in part]


def broken_names(name: str, text: str) -> list[str]:
    """The identifiers of a file that the project has given up; in a text, those within backticks or code."""
    if name.endswith(".py"):
        names = set(names_of(text))
    else:
        code = [*FENCE.findall(text), *re.findall(r"`([^`\n]+)`", text)]
        names = {word for part in code for word in re.findall(r"\w+", part)}
    return [f"{name}: write {NAMES[word]!r}, not {word!r}" for word in sorted(names & set(NAMES))]


def files() -> Iterator[Path]:
    yield TOP / "README.md"
    for folder in FOLDERS:
        yield from (path for path in sorted((TOP / folder).rglob("*")) if path.suffix in SUFFIXES)


NAMED = {path.relative_to(TOP).as_posix(): path.read_text(encoding="utf-8") for path in files()}
FILES = [name for name in NAMED if name not in EXEMPT]


def test_every_folder_is_read() -> None:
    assert {name.partition("/")[0] for name in NAMED} >= {"README.md", "alpims_mg", "tests", "examples"}


def test_no_phrase_is_written_that_was_given_up() -> None:
    assert [fault for name in FILES for fault in broken_phrases(name, NAMED[name])] == []


def test_no_name_is_written_that_was_given_up() -> None:
    assert [fault for name in FILES for fault in broken_names(name, NAMED[name])] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", '"""A day whose zone is\nnot told."""'),
        ("a.py", "x = 'begins anew'"),
        ("a.py", "x = f'{day} is talked over with {who}'"),
        ("a.py", "x = ('what is '\n     'otherwise')"),
        ("a.py", "x = 1  # parted by semicolons"),
        ("a.py", "# What was told\n# of the day."),
        ("a.md", "It keeps magnesium\nback."),
        ("a.yml", "name: Taken for long"),
    ],
)
def test_a_phrase_that_was_given_up_is_found(name: str, text: str) -> None:
    assert len(broken_phrases(name, text)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", "from alpims_mg import NoSlot"),
        ("a.py", "class Sureness: ..."),
        ("a.py", "def f(in_json): ..."),
        ("a.py", "rows.gets_round(x)"),
        ("a.py", "f(leaves_open=1)"),
        ("a.py", '"""See ``clock_schedule``."""'),
        ("a.py", "x = 1  # not `Standing`"),
        ("a.md", "Call `tightened(rows)`."),
        ("a.md", "```python\nfrom alpims_mg import Hours\n```"),
    ],
)
def test_a_name_that_was_given_up_is_found(name: str, text: str) -> None:
    assert len(broken_names(name, text)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", '"""The zone is not stated. Hours later it is, again."""'),
        ("a.py", "not_told = tightened_never_permits_more  # a longer name"),
        ("a.md", "Hours between a medicine and magnesium. Standing orders."),
    ],
)
def test_plain_english_is_not_found(name: str, text: str) -> None:
    assert broken_phrases(name, text) + broken_names(name, text) == []
