"""Looks at the bytes of a CSV file: whether every engine reads them alike as they stand."""

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import numpy as np

_BLOCK: Final = 2**22
"""How many bytes are looked at together."""
_LONGEST: Final = 2**26
"""The most bytes of one record. A longer one has a quote without its second."""
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_LF, _CR, _QUOTE = 10, 13, 34


def is_plain(stream: BinaryIO, separator: str) -> bool:
    """Whether every record of a CSV file is one that all engines read alike.

    The lines end in LF, or CR and LF, and no line is blank or has only empty cells. All have the same number of cells.
    Quotes stand only around whole cells. The file has no byte order mark. Whether it is UTF-8 is not looked at.
    """
    cells: int | None = None
    for block in _records(stream):
        if cells is None:
            if block.startswith(_BYTE_ORDER_MARK):
                return False
            cells = _cells_in_first(block, separator)
        if not _block_is_plain(block, ord(separator), cells):
            return False
    return cells is not None


def _records(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes in blocks of whole records, each with a line end. The last one gets one if it has none."""
    rest = b""
    while chunk := stream.read(_BLOCK):
        rest += chunk
        if end := _end_of_records(rest):
            yield rest[:end]
            rest = rest[end:]
        elif len(rest) > _LONGEST:
            break
    if rest:
        yield rest + b"\n"


def _end_of_records(text: bytes) -> int:
    """Where the last whole record ends in a text that starts with a record; 0 if none does."""
    if b'"' not in text:
        return text.rfind(b"\n") + 1
    data: Any = np.frombuffer(text, np.uint8)
    ends = np.flatnonzero((data == _LF) & ~np.logical_xor.accumulate(data == _QUOTE))
    return int(ends[-1]) + 1 if len(ends) else 0


def _cells_in_first(block: bytes, separator: str) -> int:
    """How many cells the first record has. A name that holds a line end makes this wrong, and the file not plain."""
    line = block[: block.index(b"\n")]
    outside = b"".join(line.split(b'"')[::2])
    return outside.count(separator.encode()) + 1


def _block_is_plain(block: bytes, separator: int, cells: int) -> bool:
    data: Any = np.frombuffer(block, np.uint8)
    line_end, divider = data == _LF, data == separator
    if b"\r" in block and not line_end[np.flatnonzero(data == _CR) + 1].all():
        return False
    if b'"' in block:
        quote = data == _QUOTE
        inside = np.logical_xor.accumulate(quote)
        if inside[-1] or not _quotes_are_around_cells(data, np.flatnonzero(quote), separator):
            return False
        line_end, divider = line_end & ~inside, divider & ~inside
    ends, dividers = np.flatnonzero(line_end), np.flatnonzero(divider)
    starts = np.concatenate(([0], ends[:-1] + 1))
    if cells < 2 or len(dividers) != len(ends) * (cells - 1):  # a register has several columns
        return False
    by_line = dividers.reshape(len(ends), cells - 1)
    if (by_line[:, 0] < starts).any() or (by_line[:, -1] > ends).any():
        return False
    empty = b' "\r' + bytes((separator,))
    begins_empty = np.flatnonzero(np.isin(data[starts], np.frombuffer(empty, np.uint8)))
    return all(block[starts[line] : ends[line]].strip(empty) for line in begins_empty)


def _quotes_are_around_cells(data: Any, quotes: Any, separator: int) -> bool:
    """Whether each first quote stands at the start of a cell, and each second one at its end or beside another."""
    before = np.concatenate(([_LF], data))[quotes[::2]]
    after = data[quotes[1::2] + 1]
    beside = (_LF, _QUOTE, separator)
    return bool(np.isin(before, beside).all() and np.isin(after, (*beside, _CR)).all())
