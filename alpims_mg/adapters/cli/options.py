"""What the commands have in common: their arguments and options in one order, and how the texts of options are read.

The order of the options of every command is: its own, then ``--from``, ``--details``, ``--json`` and ``--exit-code``.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final, TypeVar

from cyclopts import Parameter, Token

from alpims_mg._internal.messages import Language
from alpims_mg._internal.validation import nearest, short_repr
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.decisions import Decision
from alpims_mg.model.vocabulary import Answer, Word

STANDARD_STREAM: Final = Path("-")
"""The name of a file that stands for standard input, or for standard output."""


def _file_name(_: type, tokens: Sequence[Token]) -> Path:
    """The name of a file. Raises: ``ValueError`` for an option that does not exist, which would be taken for a file."""
    name = tokens[-1].value
    if name.startswith("-") and name != str(STANDARD_STREAM):
        message = "not an option here"
        raise ValueError(message)
    return Path(name)


def _whole_number(_: type, tokens: Sequence[Token]) -> int:
    """The whole number that the text of an option says. Cyclopts alone would round 2.5.

    Raises: ``ValueError`` for any other text.
    """
    text = tokens[-1].value
    if not re.fullmatch(r"[+-]?\d{1,18}", text, re.ASCII):
        message = "a whole number"
        raise ValueError(message)
    return int(text)


def file_argument(holds: str) -> Parameter:
    """An argument that names a file. ``holds`` says what is in the file, such as "the case"."""
    help_text = f"The JSON file with {holds}, or - for standard input."
    return Parameter(allow_leading_hyphen=True, converter=_file_name, help=help_text)


def any_file_argument(help_text: str) -> Parameter:
    """An argument that names a file of a kind that ``help_text`` describes in full."""
    return Parameter(allow_leading_hyphen=True, converter=_file_name, help=help_text)


def file_option(name: str, help_text: str) -> Parameter:
    """An option that names a file of a kind that ``help_text`` describes in full."""
    return Parameter(name=name, allow_leading_hyphen=True, converter=_file_name, help=help_text)


def flag(name: str, help_text: str) -> Parameter:
    """An option without a value."""
    return Parameter(name=name, help=help_text)


WholeNumber = Annotated[int, Parameter(converter=_whole_number)]
"""The type of an option that takes a whole number."""

CaseFile = Annotated[Path, file_argument("the case")]
FirstDay = Annotated[
    str | None, Parameter(name="--from", help="The date of the first day, such as 2026-03-01. The plan then has dates.")
]
InLanguage = Annotated[Language, Parameter(name="--lang", help="The language of the page: en, de or es.")]
WithDetails = Annotated[bool, flag("--details", "Print all reasons, sources and rule ids too.")]
AsJson = Annotated[bool, flag("--json", "Print JSON instead of text.")]
EXIT_CODE_OPTION: Final = "--exit-code"
WithExitCode = Annotated[
    bool,
    flag(EXIT_CODE_OPTION, "End with 0 for an offer, 10 for consult, 11 for needs-information and 12 for withhold."),
]

W = TypeVar("W", bound=Word)


def parse_words(option: str, given: tuple[str, ...], kind: type[W]) -> tuple[W, ...]:
    """Convert the texts given for a command-line option to members of the enum ``kind``.

    Raises: ``InvalidInputError`` with a fault for each text that names no member.
    """
    words = {str(word): word for word in kind}
    raise_if_any(word_fault(option, text, words) for text in given if text not in words)
    return tuple(words[text] for text in given)


def word_fault(path: str, text: str, words: Iterable[str]) -> Fault:
    """The fault of a text that is none of these words. It suggests the word that is spelled most like it."""
    known = tuple(words)
    near = nearest(text, known)
    fix = f"did you mean {near}?" if near else "write one of these words"
    return Fault(path=path, expected=f"one of {', '.join(known)}", actual=short_repr(text), fix=fix)


def parse_date(text: str | None, option: str = "--from") -> date | None:
    """The date that an option gives, or None without the option."""
    if text is None:
        return None
    with suppress(ValueError):
        if str(day := date.fromisoformat(text)) == text:
            return day
    raise InvalidInputError(
        Fault(path=option, expected="a date", actual=repr(text), fix="write for example 2026-03-01")
    )


ANSWERED: Final = 0
"""The exit code of a command that has printed its answer."""

EXIT_CODES: Final = MappingProxyType(
    {Answer.OFFER: ANSWERED, Answer.CONSULT: 10, Answer.NEEDS_INFORMATION: 11, Answer.WITHHOLD: 12}
)
"""The exit code of each answer, for a script that asks for it with ``--exit-code``."""


def exit_code(*decisions: Decision, asked: bool) -> int:
    """The exit code of a command that has given these answers. If it was ``asked`` for, the strictest answer counts."""
    return max(EXIT_CODES[decision.answer] for decision in decisions) if asked else ANSWERED
