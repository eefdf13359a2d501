"""Shows the help of a command as plain text in two columns, without boxes and colours."""

from collections.abc import Iterable
from io import StringIO
from itertools import chain
from typing import Any, Final, final

from cyclopts.help import HelpEntry, HelpPanel
from rich.console import Console, ConsoleOptions

from alpims_mg._internal.rendering.lines import columns_of, padded, wrapped

_TITLES: Final = {"Parameters": "Options"}
"""Our words for the headings of the parts of a help page."""

_WIDE: Final = 10_000
"""A width in which no text is wrapped, in columns."""

_BESIDE_FROM: Final = 60
"""With fewer columns than this, each explanation stands below its name."""


@final
class HelpPages:
    """The formatter of all help pages, in the form that cyclopts asks for."""

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """Print one part of a page: its heading, then each name with its explanation. An empty part prints nothing."""
        entries = [(_names(entry), _explanation(entry)) for entry in panel.entries]
        if entries:
            title = str(panel.title)
            _print(console, ("", _TITLES.get(title, title), *_lines(entries, console.width)))

    def render_usage(self, console: Console, options: ConsoleOptions, usage: Any) -> None:
        """Print how to call the command."""
        _print(console, (*wrapped(f"Usage: {_plain(usage)}", console.width), ""))

    def render_description(self, console: Console, options: ConsoleOptions, description: Any) -> None:
        """Print what the command does."""
        first, *others = (wrapped(words, console.width) for words in _plain(description).split("\n\n"))
        _print(console, (*first, *chain.from_iterable(("", *lines) for lines in others)))


def _print(console: Console, lines: Iterable[str]) -> None:
    console.out("\n".join(lines), highlight=False)


def _names(entry: HelpEntry) -> str:
    """The name of a command, an argument or an option, with its short form."""
    position = getattr(entry, "positional_label", None)  # in older versions of cyclopts, one of the options
    return ", ".join((*((position,) if position else ()), *entry.all_options))


def _explanation(entry: HelpEntry) -> str:
    required = ("Required.",) if entry.required and _names(entry).startswith("-") else ()
    default = () if entry.default in {None, str(False)} else (f"Without it: {entry.default}.",)
    return " ".join((_plain(entry.description), *required, *default))


def _plain(text: Any) -> str:
    """The words of a text of cyclopts or rich."""
    whole = Console(file=StringIO(), width=_WIDE, color_system=None, highlight=False)
    with whole.capture() as captured:
        whole.print("" if text is None else text)
    return "\n".join(line.rstrip() for line in captured.get().strip().splitlines())


def _lines(entries: list[tuple[str, str]], width: int) -> Iterable[str]:
    """Yield the lines of names and explanations: side by side, or one below the other where it is narrow."""
    label = max(columns_of(names) for names, _ in entries)
    for names, text in entries:
        if width < _BESIDE_FROM:
            yield from (*wrapped(names, width, first="  "), *wrapped(text, width, first="      "))
        else:
            first = f"  {padded(names, label)}  "
            yield from wrapped(text, width, first=first, rest=" " * len(first))
