"""Pages of text, lists and tables, rendered as plain text, Markdown or HTML. Markdown and HTML are escaped."""

import re
from datetime import time
from typing import Any, NamedTuple, cast, final

import attrs

from alpims_mg._internal.clock import clock_text

_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
_BLOCK = r"^(\d*)([#+=.)-])"
_CAPITAL = r"(?<=[a-z])(?=[A-Z])"
_MARKDOWN = r"([\\`*_\[\]<>|~&])"


@final
class Listing(NamedTuple):
    """A block that shows a list: ``title`` as its heading, then one line for each item."""

    title: str
    items: tuple[str, ...]


@final
class Grid(NamedTuple):
    """A block that shows a table with a caption. The first cell of each row is the heading of that row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = str | Listing | Grid


@final
class Page(NamedTuple):
    """A page to show to a person: a title, then blocks in reading order."""

    title: str
    blocks: tuple[Block, ...] = ()

    def text(self) -> str:
        """The page as plain text, with tables in aligned columns."""
        return "\n\n".join((self.title, *map(_text, self.blocks)))

    def markdown(self) -> str:
        """The page as Markdown, with tables in pipe syntax."""
        return "\n\n".join((f"**{escaped(self.title)}**", *map(_markdown, self.blocks)))

    def html(self) -> str:
        """The page as HTML. Each table has a caption. Each heading cell has a scope, which screen readers use."""
        return (
            f"<section><p><strong>{_html_escaped(self.title)}</strong></p>{''.join(map(_html, self.blocks))}</section>"
        )


class Renderable:
    """The base of values that terminals and notebooks show as a page. A subclass defines ``page``."""

    __slots__ = ()

    def page(self) -> Page:
        """The page that shows this value to a person."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.page().text()

    def _repr_markdown_(self) -> str:
        return self.page().markdown()

    def _repr_html_(self) -> str:
        return self.page().html()


def escaped(text: str) -> str:
    r"""The text on one line, with a backslash before each sign that Markdown would not show as it is.

    >>> print(escaped("a <b> | *c*"))
    a \<b\> \| \*c\*
    """
    return re.sub(_BLOCK, r"\1\\\2", re.sub(_MARKDOWN, r"\\\1", " ".join(text.split())))


def _html_escaped(text: str) -> str:
    return text.translate(_HTML)


def describe(value: object) -> str:
    """The text that shows a value to a person: a class by its name, an object by its fields, a tuple by its items."""
    if isinstance(value, type):
        return re.sub(_CAPITAL, " ", value.__name__).lower()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return clock_text(value)
    if names := _field_names(type(value)):
        fields = ((name.replace("_", " "), getattr(value, name)) for name in names)
        return "; ".join(f"{name}: {describe(held)}" for name, held in fields if held is not None)
    if isinstance(value, tuple):
        return ", ".join(map(describe, cast("tuple[object, ...]", value))) or "none"
    return str(value)


def _field_names(kind: type[Any]) -> tuple[str, ...]:
    """The names of the fields to show: those of a ``NamedTuple``, or of an attrs class without its own ``__str__``."""
    if attrs.has(kind):
        return tuple(field.name for field in attrs.fields(kind)) if kind.__str__ is object.__str__ else ()
    names: tuple[str, ...] = getattr(kind, "_fields", ())
    return names


def _text(block: Block) -> str:
    match block:
        case str():
            return block
        case Listing(title=title, items=items):
            return "\n".join((f"{title}:", *(f"  - {item}" for item in items)))
        case _:
            header, rows = block.header, block.rows
            widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
            rule = tuple("-" * width for width in widths)
            lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in (header, rule, *rows))
            return "\n".join((f"{block.caption}:", *(f"  {line}" for line in lines)))


def _markdown(block: Block) -> str:
    match block:
        case str():
            return escaped(block)
        case Listing(title=title, items=items):
            return "\n".join((f"{escaped(title)}:", "", *(f"- {escaped(item)}" for item in items)))
        case _:
            cells = (tuple(map(escaped, row)) for row in block.rows)
            lines = (block.header, ("---",) * len(block.header), *cells)
            return "\n".join((f"{escaped(block.caption)}:", "", *(f"| {' | '.join(line)} |" for line in lines)))


def _html(block: Block) -> str:
    match block:
        case str():
            return f"<p>{_html_escaped(block)}</p>"
        case Listing(title=title, items=items):
            points = "".join(f"<li>{_html_escaped(item)}</li>" for item in items)
            return f"<p>{_html_escaped(title)}:</p><ul>{points}</ul>"
        case _:
            heads = "".join(f'<th scope="col">{_html_escaped(word)}</th>' for word in block.header)
            return (
                f"<table><caption>{_html_escaped(block.caption)}</caption><thead><tr>{heads}</tr></thead>"
                f"<tbody>{''.join(map(_html_row, block.rows))}</tbody></table>"
            )


def _html_row(row: tuple[str, ...]) -> str:
    cells = "".join(f"<td>{_html_escaped(cell)}</td>" for cell in row[1:])
    return f'<tr><th scope="row">{_html_escaped(row[0])}</th>{cells}</tr>'
