"""The application that holds the commands, and what they share: reading files, naming faults and printing pages."""

import sys
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from os import environ
from pathlib import Path
from typing import Any, Final

import attrs
from cyclopts import App, Parameter
from rich.console import Console

from alpims_mg import __version__
from alpims_mg._internal.messages import Language, say
from alpims_mg._internal.rendering import Block, Details, Foot, Headline, Page, Renderable, Section, sentence
from alpims_mg._internal.rendering.pages import WIDTH
from alpims_mg.adapters.cli.help_pages import HelpPages
from alpims_mg.adapters.cli.options import STANDARD_STREAM
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.answer_blocks import draft_block
from alpims_mg.rulebook.current import EDITION
from alpims_mg.wire import read_record, to_json, wire_faults

PROGRAM: Final = "alpims-mg"

app = App(
    name=PROGRAM,
    help="May this person start, keep or raise magnesium today, and if not, what would change that?",
    help_epilogue=f"""Begin with: {PROGRAM} new-case case.json
Help with a command: {PROGRAM} assess --help

Exit codes: 0 answered, 1 not written, 2 bad input, 130 stopped by Ctrl-C.""",
    help_formatter=HelpPages(),
    help_format="plaintext",
    version=f"{PROGRAM} {__version__}, rules of {EDITION}",
    version_flags=["--version"],
    default_parameter=Parameter(negative=()),
    result_action="return_value",
    suppress_keyboard_interrupt=False,
)


def example(arguments: str) -> str:
    """The line at the end of a command's help that shows how to call it."""
    return f"Example: {PROGRAM} {arguments}"


@contextmanager
def faults_named_as_in_json() -> Generator[None]:
    """A context manager. In an ``InvalidInputError`` raised inside, fields get the names of their keys in the JSON."""
    try:
        yield
    except InvalidInputError as error:
        raise InvalidInputError(*wire_faults(error.faults)) from None


@contextmanager
def faults_named_as_options(options: Mapping[str, str]) -> Generator[None]:
    """A context manager. In an ``InvalidInputError`` raised inside, arguments get the names of their ``options``."""
    try:
        yield
    except InvalidInputError as error:
        faults = (attrs.evolve(fault, path=options.get(fault.path, fault.path)) for fault in error.faults)
        raise InvalidInputError(*faults) from None


def decode(contents: bytes) -> str:
    """The text of a UTF-8 file, without its byte order mark."""
    try:
        return contents.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        actual = f"a byte that is not UTF-8, at position {error.start}"
        raise InvalidInputError(
            Fault(path="FILE", expected="UTF-8 text", actual=actual, fix="save the file as UTF-8")
        ) from None


def read_file(file: Path, name: str = "FILE") -> bytes:
    """The bytes of a file, or of standard input for ``-``. ``name`` names the file in a fault."""
    try:
        return sys.stdin.buffer.read() if file == STANDARD_STREAM else file.read_bytes()
    except (AttributeError, OSError, ValueError) as error:  # no standard input, no such file, or an invalid name
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InvalidInputError(
            Fault(
                path=name,
                expected="a file that can be read",
                actual=f"{str(file)!r} ({why})",
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


def answer_alone(page: Page, *blocks: Block) -> Page:
    """The answer of a page without its next action, above other blocks."""
    headline = None if page.headline is None else Headline(page.headline.tone, page.headline.words)
    return Page(page.title, blocks, headline)


def below_answer(shown: Page, page: Page, *between: Block, draft: bool) -> tuple[Page, ...]:
    """The pages to print for an answer and for what follows from its plan: the answer alone, then ``page``.

    ``shown`` is the page that begins with the answer, and ``between`` stands below that. If the plan is only a
    ``draft``, the page says so above and below.
    """
    if not draft:
        return answer_alone(shown, *between), page
    closing = tuple(block for block in page.blocks if isinstance(block, Foot | Details))
    drafted = tuple(block for block in page.blocks if block not in closing)
    return (answer_alone(shown, *between, draft_block((sentence(page.title), *drafted)), *closing),)


def print_answer(answer: Renderable, *, json: bool, details: bool = False, language: Language = "en") -> None:
    """Print an answer: as JSON, or as its page."""
    if json:
        print_json(answer)
    else:
        print_page(answer.page(), details=details, language=language)


def print_json(answer: Any) -> None:
    """Print a value as JSON."""
    print(to_json(answer))


def width_of(console: Console) -> int:
    """The number of columns to print: what ``COLUMNS`` says, or that of a terminal. Elsewhere, it is 80."""
    # Outside a terminal, the console takes the width of one that may stand around the pipe.
    return console.width if console.is_terminal or "COLUMNS" in environ else WIDTH


def print_page(*pages: Page, details: bool = False, hint: str | None = None, language: Language = "en") -> None:
    """Print pages, with an empty line between them: in colour on a terminal, and plain elsewhere.

    The lines are as wide as the environment says in ``COLUMNS``. Otherwise, they are as wide as the terminal, or have
    80 columns elsewhere. Nobody gets colours if the environment has ``NO_COLOR``. With ``details``, reasons and sources
    are printed too. Without, a last line says how to get them. ``hint`` stands before that line. A block that
    several pages share, such as the disclaimer, is printed with the last of them only. What sections of several pages
    say is printed with the first. The pages are printed in ``language``, and the hint in English.
    """
    console = Console()
    width = width_of(console)
    shown = tuple(page.in_language(language) for page in pages)
    colour = console.is_terminal and not console.no_color and console.color_system is not None
    texts = [page.text(width, details=details, colour=colour) for page in _without_repeats(shown)]
    if hint:
        texts.append(Page(hint).text(width))
    folded = {block.summary for page in pages for block in page.blocks if isinstance(block, Details)}
    if folded and not details:
        title = folded.pop() if len(folded) == 1 else _SEVERAL
        texts.append(Page(say("view.command", "{title}: add --details", title=title)).in_language(language).text(width))
    print("\n\n".join(texts))


def _without_repeats(pages: tuple[Page, ...]) -> Iterator[Page]:
    """Yield the pages without the blocks that a later page has too, and without what an earlier section says."""
    said: set[str] = set()
    for place, page in enumerate(pages, 1):
        later = {block for following in pages[place:] for block in following.blocks}
        own = tuple(block for block in page.blocks if block not in later)
        blocks = (_without_said(block, said) if isinstance(block, Section) else block for block in own)
        yield page._replace(blocks=tuple(block for block in blocks if block is not None))
        said.update(text for block in own if isinstance(block, Section) for text in block.paragraphs)


def _without_said(section: Section, said: set[str]) -> Section | None:
    """The section without paragraphs that were ``said``. None if none is left."""
    paragraphs = tuple(text for text in section.paragraphs if text not in said)
    return Section(section.title, paragraphs) if paragraphs else None


_SEVERAL: Final = say("view.answer", "All reasons and sources")
"""What stands for several blocks of details."""
