"""Runs a command of the command line, and turns its faults into texts and an exit code."""

import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from types import MappingProxyType
from typing import Final

from cyclopts import CycloptsError

from alpims_mg._internal.validation import an_instance, as_tuple, check_instances
from alpims_mg.adapters.cli import answer_commands, course_commands, map_commands, record_commands, supply_commands
from alpims_mg.adapters.cli.application import app
from alpims_mg.errors import InvalidInputError, raise_if_any

COMMAND_MODULES: Final = (answer_commands, course_commands, map_commands, record_commands, supply_commands)
"""The modules with the commands. Importing them adds the commands to ``app``."""

NO_EXTRA_COMMANDS: Mapping[str, tuple[str, str]] = MappingProxyType({})

_ANSWERED, _NOT_WRITTEN, _BAD_INPUT = 0, 1, 2


def run(arguments: Sequence[str], extra_commands: Mapping[str, tuple[str, str]] = NO_EXTRA_COMMANDS) -> int:
    """Run one command and return its exit code.

    The code is 0 for any answer, 1 if the answer could not be written, and 2 for bad input.

    ``extra_commands`` maps the name of each command of another module to its import path and its help text. A command
    is imported only when it is called. Every fault of bad input is printed on standard error.
    """
    raise_if_any(
        (
            *check_instances("arguments", as_tuple(arguments), str),
            an_instance("extra_commands", extra_commands, Mapping, example='{"cohort": ("module:app", "help")}'),
        )
    )
    raise_if_any(
        an_instance(f"extra_commands[{name}]", command, tuple, example='("module:app", "help")')
        for name, command in extra_commands.items()
    )
    for name, (location, help_text) in extra_commands.items():
        if name not in app:
            app.command(location, name=name, help=help_text)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number
    try:
        app(arguments, exit_on_error=False, print_error=False)
        sys.stdout.flush()
    except InvalidInputError as error:
        print(error, file=sys.stderr)
        return _BAD_INPUT
    except CycloptsError as error:
        print(error, file=sys.stderr)
        return _BAD_INPUT
    except BrokenPipeError:  # the reader closed the pipe, so prevent a write at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"the answer could not be written: {error.strerror}", file=sys.stderr)
        return _NOT_WRITTEN
    return _ANSWERED
