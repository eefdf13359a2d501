"""Pages of text, lists and tables, rendered as plain text, Markdown or HTML. Markdown and HTML are escaped."""

import re
from typing import cast, final

import attrs

_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
_BLOCK = re.compile(r"^(\d*)([#+=.)-])")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&])")


@final
@attrs.frozen(kw_only=True, repr=False)
class Listing:
    """A block that shows a list: ``title`` as its heading, then one line for each item."""

    title: str
    items: tuple[str, ...]


@final
@attrs.frozen(kw_only=True, repr=False)
class Grid:
    """A block that shows a table with a caption. The first cell of each row is the heading of that row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = str | Listing | Grid


@final
@attrs.frozen(kw_only=True, repr=False)
class Page:
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
    r"""The text on one line. A backslash before each special sign makes Markdown show that sign unchanged.

    >>> print(escaped("a <b> | *c*"))
    a \<b\> \| \*c\*
    """
    return _BLOCK.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", " ".join(text.split())))


def _html_escaped(text: str) -> str:
    return text.translate(_HTML)


def describe(value: object) -> str:
    """The text that shows a value to a person: a class by its name, an object by its fields, a tuple by its items."""
    if isinstance(value, type):
        return _CAPITAL.sub(" ", value.__name__).lower()
    if isinstance(value, tuple):
        return ", ".join(map(describe, cast("tuple[object, ...]", value))) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    kind = type(value)
    if attrs.has(kind) and kind.__str__ is object.__str__:
        fields = ((field.name.replace("_", " "), getattr(value, field.name)) for field in attrs.fields(kind))
        return "; ".join(f"{name}: {describe(held)}" for name, held in fields if held is not None)
    return str(value)


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
