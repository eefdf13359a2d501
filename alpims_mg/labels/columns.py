"""Finds the tables in the text of a label, and matches each cell of a row with the heading of its column.

Bars, semicolons, tabs, and runs of two or more spaces separate cells. A row whose cells cannot be matched is not read.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, final

from alpims_mg._internal.words import plain
from alpims_mg.labels.patterns import (
    amount_pattern,
    directions_pattern,
    folded,
    heading_pattern,
    percentage_pattern,
    size_heading_pattern,
)
from alpims_mg.labels.tokens import Token, counts_in, label_text, label_tokens, mentions_references
from alpims_mg.rulebook.labels.words import HEADING_WORDS

_SPACES = re.compile(r" {2,}")
_RULE = re.compile(r"[-=:+_ ]*")
"""Matches a cell of the line between a heading and the rows: "---"."""

_AMOUNT = re.compile(r"amounts? (?=per |in |each )", re.IGNORECASE)
"""Matches the first word of "Amount per serving", which counts as one neutral word elsewhere."""

_MOST_HEADING_LINES = 3
_MOST_UNITS = 12
_FOOTNOTES = " *\u2020\u2021:"


@final
class TableColumn(NamedTuple):
    """A column of a table. ``basis`` says how much of the product its amounts are for; None if the heading does not.

    ``is_share`` is true for a column of percentages of the daily value.
    """

    basis: Token | None = None
    is_share: bool = False


@final
class Segment(NamedTuple):
    """A part of a label: plain ``text``, or a heading of ``columns``, or a row of ``cells`` with its ``columns``."""

    text: str = ""
    columns: tuple[TableColumn, ...] = ()
    cells: tuple[str, ...] = ()


@final
class Match(NamedTuple):
    """A row that was matched with its columns: its ``name``, and pairs of what an amount is for and its cell."""

    name: str
    placed: tuple[tuple[Token, str], ...]


def segments_of(text: str) -> Iterator[Segment]:
    r"""Yields the parts of a text that ``spaced_text`` returned, in their order.

    >>> text = "per capsule | per 2 capsules\nMagnesium | 100 mg | 200 mg"
    >>> [segment.cells for segment in segments_of(text) if segment.cells]
    [('Magnesium', '100 mg', '200 mg')]
    """
    lines = text.split("\n")
    rows = tuple(map(_cells_of, lines))
    has_amount = tuple(bool(amount_pattern().search(line)) for line in lines)
    row_follows = _followed_by_rows(rows, has_amount)
    named = tuple(bool(heading_pattern().search(folded(line))) for line in lines)
    names_unit = tuple(any(named[i : i + _MOST_HEADING_LINES]) for i in range(len(lines)))
    columns: tuple[TableColumn, ...] = ()
    plain_lines: list[str] = []
    i = 0
    while i < len(lines):
        heading, used = _heading_at(rows, has_amount, i) if row_follows[i] and names_unit[i] else ((), 1)
        cells = rows[i]
        i += used
        if heading and row_follows[i - 1]:
            columns = heading
            yield Segment(text="\n".join(plain_lines))
            yield Segment(columns=columns)
            plain_lines = []
        elif columns and len(cells) > 1 and has_amount[i - used]:
            while i < len(lines) and lines[i].lstrip().startswith("(") and len(rows[i]) == 1:
                cells = (f"{cells[0]} {lines[i].strip()}", *cells[1:])
                i += 1
            yield Segment(text="\n".join(plain_lines))
            yield Segment(columns=columns, cells=cells)
            plain_lines = []
        else:
            plain_lines += (_plain_line(lines[place], rows[place]) for place in range(i - used, i))
    yield Segment(text="\n".join(plain_lines))


def _cells_of(line: str) -> tuple[str, ...]:
    """The cells of a line. A line without cells is one cell."""
    if "|" in line:
        bars = line.strip()
        cells = (bars[1:-1] if len(bars) > 1 and bars[0] == bars[-1] == "|" else bars).split("|")
    elif "\t" in line:
        cells = line.split("\t")
    elif ";" in line:
        cells = line.strip().removesuffix(";").split(";")
    else:
        cells = _SPACES.split(line.strip())
    return tuple(cell.strip() for cell in cells)


def _plain_line(line: str, cells: tuple[str, ...]) -> str:
    """A line outside any table. A serving size in two cells is joined: "Serving size | 2 capsules"."""
    return " ".join(cells) if len(cells) > 1 and size_heading_pattern().fullmatch(folded(cells[0])) else line


def _followed_by_rows(rows: tuple[tuple[str, ...], ...], has_amount: tuple[bool, ...]) -> list[bool]:
    """For each line, whether the next line with an amount is a row of cells."""
    follows = [False] * len(rows)
    for i in range(len(rows) - 2, -1, -1):
        follows[i] = len(rows[i + 1]) > 1 if has_amount[i + 1] else follows[i + 1]
    return follows


def _heading_at(
    rows: tuple[tuple[str, ...], ...], has_amount: tuple[bool, ...], start: int
) -> tuple[tuple[TableColumn, ...], int]:
    """A pair: the columns of the heading that begins at a line, and its number of lines. No columns if none begins."""
    columns: tuple[TableColumn, ...] = ()
    joined, used = rows[start], 0
    for i in range(start, min(start + _MOST_HEADING_LINES, len(rows))):
        more = rows[i]
        if i > start:
            if len(more) != len(joined) or has_amount[i]:
                break
            joined = tuple(f"{above} {below}".strip() for above, below in zip(joined, more, strict=True))
        found = columns_of(joined)
        begins_anew = i > start and _bases_of(columns_of(more)) >= max(1, _bases_of(found))
        goes_on = not more[0] or all(cell.startswith("(") for cell in more if cell)
        if begins_anew or (columns and not goes_on):
            break
        if found:
            columns, used = found, i - start + 1
    while columns and start + used < len(rows) and all(map(_RULE.fullmatch, rows[start + used])):
        used += 1
    return columns, max(1, used)


def _bases_of(columns: tuple[TableColumn, ...]) -> int:
    return sum(column.basis is not None for column in columns)


def columns_of(cells: tuple[str, ...]) -> tuple[TableColumn, ...]:
    """The columns that a line of cells heads. Empty if the line is no heading.

    A line of one cell is a heading here only without "per": "1 capsule".

    >>> [column.is_share for column in columns_of(("Nutrient", "per 2 capsules", "%NRV*"))]
    [False, False, True]
    >>> columns_of(("Magnesium", "100 mg")), columns_of(("Contents", "60 capsules"))
    ((), ())
    """
    columns: list[TableColumn] = []
    named = 0
    if directions_pattern().match(plain(cells[0])):
        return ()
    for cell in cells:
        words = _AMOUNT.sub("", label_text(cell).strip(_FOOTNOTES))
        tokens = label_tokens(words)
        kinds = {token.kind for token in tokens}
        bases = tuple(dict.fromkeys(token for token in tokens if token.kind == "B"))
        if "Z" in kinds or "P" in kinds or (not bases and kinds & set("AX")):
            return ()
        if ("%" in words or mentions_references(words)) and not bases:
            columns.append(TableColumn(is_share=True))
            continue
        named += bool(bases)
        bases = bases or _bare_basis(label_tokens(f"per {words}"))
        columns.append(TableColumn(basis=_only(bases, words)))
    number = _bases_of(tuple(columns))
    if len(cells) == 1:
        return tuple(columns) if number and not named else ()
    heads = named or number > 1 or any(column.is_share for column in columns) or _only_heads(cells[0])
    return tuple(columns) if number and heads else ()


def _only_heads(cell: str) -> bool:
    """Whether a cell is empty or holds only words of a heading, such as "Nutrient"."""
    return all(token.kind == "N" or token.words.casefold() in HEADING_WORDS for token in label_tokens(label_text(cell)))


def _bare_basis(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The basis in a heading without "per", such as "2 capsules (daily dose)". Empty if the heading has other words.

    "60 capsules" are a pack, "capsules" may be half a heading, and "capsule size" is no basis.
    """
    first, rest = tokens[0], tokens[1:]
    counts = counts_in(first.words)
    few = max(counts) <= _MOST_UNITS if counts else not first.words.endswith("s")
    alone = all(token.kind in "BN(),AY" or token.words.casefold() in HEADING_WORDS for token in rest)
    return (first,) if first.kind == "B" and few and alone else ()


def _only(bases: tuple[Token, ...], words: str) -> Token | None:
    """The basis that the words of a heading name. None if they name several, or other numbers of capsules too."""
    if len(bases) != 1:
        return None
    others = counts_in(words.replace(bases[0].words, " ")) - {bases[0].capsules}
    return None if others else bases[0]


def match_of(columns: tuple[TableColumn, ...], cells: tuple[str, ...]) -> Match | None:
    """The cells of a row, each with its column. None if the cells do not fit the columns.

    >>> columns = columns_of(("per capsule", "per 2 capsules"))
    >>> match_of(columns, ("Magnesium", "100 mg", "200 mg")).name
    'Magnesium'
    >>> match_of(columns, ("Magnesium", "100 mg")) is None
    True
    """
    heads_name = _heads_names(columns[0])
    heads = columns[1:] if heads_name else columns
    if len(cells) == len(heads) + 1:
        return _in_place(heads, cells[0], cells[1:])
    return (_in_place(heads, "", cells) if len(cells) == len(heads) else None) or _by_kind(heads, cells)


def _heads_names(column: TableColumn) -> bool:
    return column.basis is None and not column.is_share


def _in_place(heads: tuple[TableColumn, ...], name: str, cells: tuple[str, ...]) -> Match | None:
    """A row whose cells stand below the headings one by one. None if a cell does not fit its heading."""
    several = _bases_of(heads) > 1
    names = [name]
    placed: list[tuple[Token, str]] = []
    for head, cell in zip(heads, cells, strict=True):
        amount = bool(amount_pattern().search(cell))
        if amount and not head.basis:
            return None
        if not amount and head.basis and _has_words(cell):
            return None
        if amount and head.basis:
            placed.append((head.basis, cell))
        elif _heads_names(head):
            names.append(cell)
    if several and (amount_pattern().search(name) or (not name and _has_words(cells[0]))):
        return None
    return Match(name=" ".join(filter(None, names)), placed=tuple(placed))


def _by_kind(heads: tuple[TableColumn, ...], cells: tuple[str, ...]) -> Match | None:
    """A row with other cells than headings, matched by the order of its amounts. None if their numbers differ."""
    bases = tuple(head.basis for head in heads if head.basis)
    amounts = tuple(cell for cell in cells if amount_pattern().search(cell))
    shares = sum(bool(percentage_pattern().search(cell)) for cell in cells if cell not in amounts)
    known = all(head.basis or head.is_share for head in heads)
    if not known or len(amounts) != len(bases) or shares > len(heads) - len(bases):
        return None
    if len(bases) > 1 and any(map(_has_words, amounts)):
        return None
    names = (cell for cell in cells if _has_words(cell) and cell not in amounts)
    return Match(name=" ".join(names), placed=tuple(zip(bases, amounts, strict=True)))


def _has_words(cell: str) -> bool:
    """Whether a cell holds more than amounts, percentages and signs."""
    return any(map(str.isalnum, percentage_pattern().sub("", amount_pattern().sub("", cell))))
