"""Reads CSV files as clinics have them: checks each, and copies what engines would not read alike to clean CSV."""

import bz2
import csv
import gzip
import lzma
import re
import shutil
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple, final

from alpims_mg.adapters.frames.csv_bytes import is_plain
from alpims_mg.adapters.frames.file_faults import disk_is_full
from alpims_mg.adapters.frames.register_files import columns_fault, shown_name
from alpims_mg.adapters.frames.text_encodings import UTF_8, encoding_fault, guess_encoding
from alpims_mg.errors import Fault

SEPARATOR_OPTION: Final = "--separator"
COMMA: Final = ","
_SEPARATORS: Final = MappingProxyType({",": "','", ";": "';'", "\t": "tab", "|": "'|'"})
"""The usual separators of cells, and how each is written on a command line."""
_OPENERS: Final = MappingProxyType({".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open})
_DAMAGED: Final = (EOFError, gzip.BadGzipFile, zlib.error, lzma.LZMAError, OSError)
_SEPARATOR_LINE: Final = re.compile(r"sep=.\s*", re.IGNORECASE)
_HEAD: Final = 2**16
"""How many bytes of a file are looked at for its header."""
_FAULTS_SHOWN: Final = 3
"""How many lines of one file are named."""


@final
class CsvLayout(NamedTuple):
    """How the cells of CSV files are separated, and how their text is encoded."""

    separator: str = COMMA
    encoding: str = UTF_8


@final
class CleanFiles(NamedTuple):
    """CSV files that every engine reads alike: UTF-8, with a header of these ``names`` and cells by ``separator``."""

    files: tuple[Path, ...]
    names: tuple[str, ...]
    separator: str


def separator_of(text: str, faults: list[Fault]) -> str:
    """The separator that a person named. What cannot separate cells is added to ``faults``."""
    separator = {"tab": "\t", "\\t": "\t"}.get(text, text)
    if len(separator) == 1 and separator.isascii() and not separator.isalnum() and separator not in '"\r\n\0':
        return separator
    expected, fix = "one character between cells", "write for example ';', '|' or tab"
    faults.append(Fault(path=SEPARATOR_OPTION, expected=expected, actual=repr(text), fix=fix))
    return COMMA


def clean_files(
    files: Sequence[Path], root: Path, layout: CsvLayout, copies: Callable[[], Path], faults: list[Fault]
) -> CleanFiles:
    """The files as every engine reads them alike. Those that are not so are copied to the folder that ``copies`` gives.

    ``root`` is the register, from which the name of each file in a fault starts. What is wrong is added to ``faults``.
    """
    clean: list[Path] = []
    first_name = ""
    first: dict[str, str] = {}
    for number, file in enumerate(files):
        name = shown_name(file, root)
        unpacked = _unpack(file, name, partial(_numbered, copies, number), faults)
        header = None if unpacked is None else _checked_header(unpacked, name, layout, faults)
        if unpacked is None or header is None:
            continue
        columns = dict.fromkeys(header, "text")
        first, first_name = (first, first_name) if first else (columns, name)
        different = columns_fault(name, columns, first_name, first, ordered=True)
        faults += () if different is None else (different,)
        with unpacked.open("rb") as stream:
            plain = layout.encoding == UTF_8 and is_plain(stream, layout.separator)
        clean.append(unpacked if plain else _copy_rows(unpacked, name, layout, copies() / f"{number}.csv", faults))
    return CleanFiles(tuple(clean), tuple(first), layout.separator)


def _numbered(copies: Callable[[], Path], number: int) -> Path:
    return copies() / f"{number}.unpacked"


def _unpack(file: Path, name: str, copy: Callable[[], Path], faults: list[Fault]) -> Path | None:
    """The file itself, or its unpacked copy if it is packed. None if it cannot be unpacked, which is a fault."""
    opener: Any = _OPENERS.get(file.suffix.lower())
    if opener is None:
        return file
    with copy().open("wb") as unpacked:
        try:
            with opener(file) as packed:
                shutil.copyfileobj(packed, unpacked)
        except _DAMAGED as error:
            if disk_is_full(error):
                raise
            expected, fix = f"a complete {file.suffix.lower()} file", "pack it again"
            faults.append(Fault(path=name, expected=expected, actual=str(error), fix=fix))
            return None
    return Path(unpacked.name)


def _checked_header(file: Path, name: str, layout: CsvLayout, faults: list[Fault]) -> tuple[str, ...] | None:
    """The names of the columns. None if the file has faults, of which encoding and separator are named together."""
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
        stream.seek(0)
        not_text = encoding_fault(name, stream, layout.encoding)
    encoding = guess_encoding(head) if not_text else layout.encoding
    text = head.decode(encoding or UTF_8, errors="replace").lstrip("\ufeff")
    header = _header(text, layout.separator)
    wrong = (_separator_fault(name, text, layout) if encoding else None) or _names_fault(name, header)
    found = [fault for fault in (not_text, wrong) if fault]
    faults += found
    return None if found else header


def _header(text: str, separator: str) -> tuple[str, ...]:
    """The cells of the first line that is not blank and does not name a separator; empty if there is none."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator)
    stated = (tuple(row) for row in rows if any(cell.strip() for cell in row))
    return next((row for row in stated if not _names_separator(row, separator)), ())


def _names_separator(row: Sequence[str], separator: str) -> bool:
    """Whether a row is the line ``sep=;`` that Excel reads before the header."""
    return bool(_SEPARATOR_LINE.fullmatch(separator.join(row).removeprefix("\ufeff")))


def _separator_fault(name: str, text: str, layout: CsvLayout) -> Fault | None:
    """The fault of a header that has more cells with another of the usual separators; otherwise None."""
    cells = {separator: len(_header(text, separator)) for separator in _SEPARATORS}
    likely = max(cells, key=lambda separator: cells[separator])
    if cells[likely] <= len(_header(text, layout.separator)):
        return None
    shown = _SEPARATORS.get(layout.separator, repr(layout.separator))
    fix = f"leave {SEPARATOR_OPTION} out" if likely == COMMA else f"add {SEPARATOR_OPTION} {_SEPARATORS[likely]}"
    expected, actual = f"a file with {shown} between its cells", f"{_SEPARATORS[likely]} in its header"
    return Fault(path=name, expected=expected, actual=actual, fix=fix)


def _names_fault(name: str, header: tuple[str, ...]) -> Fault | None:
    """The fault of a header that is missing or repeats a name; otherwise None.

    An engine would rename the second column with that name. Its cells would then be ignored.
    """
    if not header:
        fix = "export the register again"
        return Fault(path=name, expected="a file with a line of column names", actual="no line", fix=fix)
    repeated = ", ".join(column or "column without a name" for column, count in Counter(header).items() if count > 1)
    if not repeated:
        return None
    expected, fix = "a file that names each column once", "rename all but one of them"
    return Fault(path=name, expected=expected, actual=f"more than one {repeated}", fix=fix)


def _copy_rows(file: Path, name: str, layout: CsvLayout, copy: Path, faults: list[Fault]) -> Path:
    """Write a clean copy of a file: UTF-8, a line end after each row, and no line without any cell stated.

    A row with more or fewer cells than the header, or a quote that never ends, is added to ``faults`` with its line.
    """
    encoding = "utf-8-sig" if layout.encoding == UTF_8 else layout.encoding
    wrong: list[Fault] = []
    with file.open(encoding=encoding, newline="") as lines, copy.open("w", encoding=UTF_8, newline="") as written:
        writer = csv.writer(written, delimiter=layout.separator, lineterminator="\r\n")  # so both are quoted in cells
        rows = _rows(csv.reader(lines, delimiter=layout.separator, strict=True), name, wrong)
        header = next(row for _, row in rows if not _names_separator(row, layout.separator))
        header[0] = header[0].removeprefix("\ufeff")
        writer.writerow(header)
        for line, row in rows:
            if len(row) == len(header):
                writer.writerow(row)
            else:
                wrong.append(_ragged_fault(f"{name} line {line}", len(row), len(header)))
    faults += wrong[:_FAULTS_SHOWN]
    return copy


def _rows(reader: Any, name: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the first line of each row that is not blank, and its cells."""
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        expected, fix = "a row whose quotes stand around whole cells", "write a quote inside a cell twice"
        faults.append(Fault(path=f"{name} line {line}", expected=expected, actual=str(error), fix=fix))


def _ragged_fault(path: str, cells: int, expected: int) -> Fault:
    fix = "correct the line, or put quotes around a cell that holds the separator"
    return Fault(path=path, expected=f"a row of {expected} cells, as the header has", actual=f"{cells}", fix=fix)
