"""Says in our own words what is wrong with a command line: what was expected, what came, and how to fix it."""

from typing import Literal, get_args, get_origin

from cyclopts import (
    App,
    Argument,
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    Token,
    UnknownCommandError,
    UnknownOptionError,
)
from cyclopts.exceptions import RepeatArgumentError, UnusedCliTokensError

from alpims_mg.adapters.cli.options import word_fault
from alpims_mg.errors import Fault


def usage_fault(error: CycloptsError, app: App) -> Fault:
    """The fault of a command line that ``app`` cannot read."""
    command = "".join(error.command_chain or ())
    reading = f"see {' '.join((app.name[0], *(error.command_chain or ())))} --help"
    match error:
        case UnknownCommandError(unused_tokens=[word, *_]):
            return _unknown_word(word, app, command)
        case UnknownOptionError(token=token):
            return _unknown_word(token.keyword or token.value, app, command)
        case CoercionError(token=Token() as token, argument=Argument() as argument):
            if get_origin(error.target_type) is Literal:
                return word_fault(token.keyword or argument.name, token.value, get_args(error.target_type))
            if token.keyword is None:  # an option that would be taken for a file
                return _unknown_word(token.value, app, command)
            expected = str(error.msg) if error.msg else "given without a value"
            return Fault(path=token.keyword, expected=expected, actual=repr(token.value), fix=reading)
        case MissingArgumentError(argument=Argument() as argument):
            return Fault(path=error.keyword or argument.name, expected="given", actual="nothing", fix=reading)
        case RepeatArgumentError(token=token):
            actual, fix = "more than once", "keep one of them"
            return Fault(path=str(token.keyword), expected="given once", actual=actual, fix=fix)
        case UnusedCliTokensError(unused_tokens=[*more]):
            actual = f"{', '.join(map(repr, more))} too"
            return Fault(path=command, expected="given no more than its help names", actual=actual, fix=reading)
        case _:
            return Fault(path=command, expected="called as its help says", actual=str(error), fix=reading)


def _unknown_word(word: str, app: App, command: str) -> Fault:
    """The fault of a word that is no command, or no option of the ``command``."""
    if not word.startswith("-"):
        return word_fault("COMMAND", word, (name for name in app if not name.startswith("-")))
    own = app[command].assemble_argument_collection() if command else ()
    names = [name for argument in own for name in argument.names if name.startswith("--")]
    return word_fault("OPTION", word.partition("=")[0], (*names, "--help", *(() if command else ("--version",))))
