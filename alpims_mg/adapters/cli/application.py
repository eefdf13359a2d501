"""The application that holds the commands, and what they share: reading files, naming faults and printing pages."""

import re
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

from cyclopts import App, Parameter, Token
from rich.console import Console

from alpims_mg._internal.rendering import Block, Headline, Page, Renderable
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.vocabulary import Word
from alpims_mg.wire import read_record, to_json, wire_faults

W = TypeVar("W", bound=Word)

app = App(
    name="python -m alpims_mg",
    help="May this person start, keep or raise magnesium today, and if not, what would change that?",
    version_flags=[],
    result_action="return_value",
)


def _whole_number(_: type, tokens: Sequence[Token]) -> int:
    """The whole number that the text of an option says. Cyclopts alone would round 2.5.

    Raises: ``ValueError`` for any other text.
    """
    text = tokens[-1].value
    if not re.fullmatch(r"[+-]?\d{1,18}", text, re.ASCII):
        message = f"expected a whole number; got {text!r}"
        raise ValueError(message)
    return int(text)


WholeNumber = Annotated[int, Parameter(converter=_whole_number)]
"""The type of an option that takes a whole number."""


@contextmanager
def faults_named_as_in_json() -> Generator[None]:
    """A context manager. In an ``InvalidInputError`` raised inside, fields get the names of their keys in the JSON."""
    try:
        yield
    except InvalidInputError as error:
        raise InvalidInputError(*wire_faults(error.faults)) from None


def parse_words(option: str, given: tuple[str, ...], kind: type[W]) -> tuple[W, ...]:
    """Convert the texts given for a command-line option to members of the enum ``kind``.

    Raises: ``InvalidInputError`` with a fault for each text that names no member.
    """
    words = {str(word): word for word in kind}
    unknown = [text for text in given if text not in words]
    expected, fix = f"one of {', '.join(words)}", "write one of these words"
    raise_if_any(Fault(path=option, expected=expected, actual=repr(text), fix=fix) for text in unknown)
    return tuple(words[text] for text in given)


def decode(contents: bytes) -> str:
    """The text of a UTF-8 file, without its byte order mark."""
    try:
        return contents.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        actual = f"a byte that is not UTF-8, at position {error.start}"
        raise InvalidInputError(
            Fault(path="FILE", expected="UTF-8 text", actual=actual, fix="save the file as UTF-8")
        ) from None


def read_file(file: str, name: str = "FILE") -> bytes:
    """The bytes of a file, or of standard input for ``-``. ``name`` names the file in a fault."""
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (AttributeError, OSError, ValueError) as error:  # no standard input, no such file, or an invalid name
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InvalidInputError(
            Fault(
                path=name,
                expected="a file that can be read",
                actual=f"{file!r} ({why})",
                fix="name a JSON file, or -",
            )
        ) from None


def check_one_course(contents: bytes) -> None:
    """Check that a file holds no diary of several courses.

    Raises: ``InvalidInputError`` if it does.
    """
    if "courses" in read_record(contents):
        fix = "give one of the diaries by itself"
        raise InvalidInputError(
            Fault(path="courses", expected="a diary of one course", actual="several diaries", fix=fix)
        )


def parse_date(text: str | None) -> date | None:
    """The date that the option ``--from`` gives, or None without the option."""
    if text is None:
        return None
    with suppress(ValueError):
        if str(day := date.fromisoformat(text)) == text:
            return day
    raise InvalidInputError(
        Fault(path="--from", expected="a date", actual=repr(text), fix="write for example 2026-03-01")
    )


def print_answer(answer: Renderable, *, json: bool) -> None:
    """Print an answer: as JSON, or as its page."""
    if json:
        print(to_json(answer))
    else:
        print_page(answer.page())


def answer_alone(page: Page, *blocks: Block) -> Page:
    """The answer of a page without its next action, above other blocks."""
    headline = None if page.headline is None else Headline(page.headline.tone, page.headline.words)
    return Page(page.title, blocks, headline)


def print_page(page: Page, *, details: bool = False) -> None:
    """Print a page: as wide as the terminal and with colours on a terminal, 80 columns wide and plain elsewhere.

    Nobody gets colours if the environment has ``NO_COLOR``. With ``details``, reasons and sources are printed too.
    """
    console = Console()
    if console.is_terminal:
        colour = not console.no_color and console.color_system is not None
        print(page.text(console.width, details=details, colour=colour))
    else:
        print(page.text(details=details))
