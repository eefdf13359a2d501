"""Runs a command of the command line, prints what it returns, and turns its faults into texts and an exit code."""

import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from types import MappingProxyType
from typing import Any, Final

from cyclopts import CycloptsError
from rich.console import Console

from alpims_mg._internal.rendering import Page
from alpims_mg._internal.validation import an_instance, as_tuple, check_instances
from alpims_mg.adapters.cli import (
    answer_commands,
    completion_command,
    course_commands,
    health_records,
    map_commands,
    new_case_command,
    record_commands,
    schema_command,
    supply_commands,
)
from alpims_mg.adapters.cli.application import app, example, print_json, print_page
from alpims_mg.adapters.cli.options import ANSWERED, EXIT_CODE_OPTION
from alpims_mg.adapters.cli.usage_faults import usage_fault
from alpims_mg.errors import InvalidInputError, raise_if_any

COMMAND_MODULES: Final = (
    answer_commands,
    completion_command,
    course_commands,
    health_records,
    map_commands,
    new_case_command,
    record_commands,
    schema_command,
    supply_commands,
)
"""The modules with the commands. Importing them adds the commands to ``app``."""

ExtraCommand = tuple[str, str, str]
"""A command of another adapter: its import path, its help text, and the arguments of an example."""

NO_EXTRA_COMMANDS: Mapping[str, ExtraCommand] = MappingProxyType({})

_NOT_WRITTEN, _BAD_INPUT, _INTERRUPTED = 1, 2, 130


def run(
    arguments: Sequence[str],
    extra_commands: Mapping[str, ExtraCommand] = NO_EXTRA_COMMANDS,
    *,
    record_reader: str = "",
) -> int:
    """Run one command and return its exit code.

    The code is 0 for any answer, 1 if the answer could not be written, 2 for bad input, and 130 if the person pressed
    Ctrl-C. With the option ``--exit-code``, it is 10 for consult, 11 for needs-information and 12 for withhold.

    ``extra_commands`` maps the name of each command of another module to its import path, its help text and the
    arguments of an example. A command is imported only when it is called. It returns a ``Page``, or a value to print as
    JSON. ``record_reader`` is the import path of the module that reads health records, a ``RecordReader``. It is
    imported only for a command that reads one. Every fault of bad input is printed on standard error.
    """
    raise_if_any(
        (
            *check_instances("arguments", as_tuple(arguments), str),
            an_instance(
                "extra_commands", extra_commands, Mapping, example='{"cohort": ("module:app", "help", "FILE")}'
            ),
        )
    )
    raise_if_any(
        an_instance(f"extra_commands[{name}]", command, tuple, example='("module:app", "help", "FILE")')
        for name, command in extra_commands.items()
    )
    for name, (location, help_text, call) in extra_commands.items():
        if name not in app:
            app.command(location, name=name, help=help_text, help_epilogue=example(f"{name} {call}"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number
    reader = health_records.RECORD_READER.set(record_reader)
    try:
        code = _print_result(app(arguments, console=Console(), exit_on_error=False, print_error=False))
        sys.stdout.flush()
    except InvalidInputError as error:
        print(error, file=sys.stderr)
        return _BAD_INPUT
    except CycloptsError as error:
        print(usage_fault(error, app), file=sys.stderr)
        return _BAD_INPUT
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:  # the reader closed the pipe, so prevent a write at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _NOT_WRITTEN if EXIT_CODE_OPTION in arguments else ANSWERED  # 0 would say yes to a script that asked
    except OSError as error:
        print(f"the answer could not be written: {error.strerror}", file=sys.stderr)
        return _NOT_WRITTEN
    finally:
        health_records.RECORD_READER.reset(reader)
    return code


def _print_result(result: Any) -> int:
    """Print what a command returned, if it has not printed its answer itself, and return the exit code."""
    match result:
        case None:
            return ANSWERED
        case int():
            return result
        case Page():
            print_page(result)
        case _:
            print_json(result)
    return ANSWERED
