"""Finds the files of a register: one file, or those in a folder and its subfolders. Names all that it does not read."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, final

from alpims_mg._internal.validation import nearest
from alpims_mg.adapters.frames.file_faults import os_fault
from alpims_mg.errors import Fault

FILE: Final = "FILE"
FILE_TYPES: Final = (".parquet", ".csv")
_ENDINGS: Final = MappingProxyType(
    {".parquet": ".parquet", ".csv": ".csv", ".csv.gz": ".csv", ".csv.bz2": ".csv", ".csv.xz": ".csv"}
)
"""The ends of names that are read, in lower case, and the type of such a file."""
_PACKED: Final = (".zst", ".zip", ".7z", ".rar", ".tar", ".tgz", ".lz4", ".br", ".z", ".lzma", ".sz")
"""The ends of names of files that may hold a register, but that must be unpacked first."""
_PACKED_PARQUET: Final = (".parquet.gz", ".parquet.bz2", ".parquet.xz", ".tar.gz", ".tar.bz2", ".tar.xz")
_NO_REGISTERS: Final = (".", "~$")
"""The starts of names of hidden files, and of those that Excel keeps beside an open file."""
_EXPECTED: Final = "a Parquet or CSV file, or a folder with files of one of these types"


@final
class RegisterFiles(NamedTuple):
    """The files of a register in order, their type, ``.parquet`` or ``.csv``, and the names of what is not read."""

    files: tuple[Path, ...]
    file_type: str
    not_read: tuple[str, ...] = ()


def find_register(path: Path, faults: list[Fault]) -> RegisterFiles:
    """The files of the register at ``path``. What is wrong with them is added to ``faults``."""
    try:
        found = sorted(_files_below(path, faults)) if path.is_dir() else [path]
        types = {file: _file_type(file) for file in found}
        read = tuple(file for file, file_type in types.items() if file_type or file == path)
        for file in read:
            with file.open("rb"):
                pass
    except OSError as error:
        failed = Path(error.filename) if error.filename else path
        faults.append(_missing_fault(path) if not path.exists() else os_fault(FILE, error, failed))
        return RegisterFiles((), "")
    packed = [file for file in found if _is_packed(file)]
    faults += (_packed_fault(file) for file in packed)
    kinds = sorted({kind for kind in types.values() if kind})
    if len(kinds) != 1 and not packed:
        faults.append(_kinds_fault(path, found, kinds))
    not_read = tuple(shown_name(file, path) for file in found if file not in read)
    return RegisterFiles(read, kinds[0] if len(kinds) == 1 else "", not_read)


def _files_below(folder: Path, faults: list[Fault]) -> Iterator[Path]:
    """Yield every file in a folder and its subfolders. Links to folders are not followed, but yielded themselves."""
    for entry in os.scandir(folder):
        path = folder / entry.name
        if not entry.is_dir(follow_symlinks=False):
            yield path
            continue
        if "=" in entry.name:
            fix = "write it as a column to the files, or name this folder itself"
            expected = "a folder whose subfolders state no fact by their name"
            faults.append(Fault(path=FILE, expected=expected, actual=repr(str(path)), fix=fix))
        yield from _files_below(path, faults)


def _file_type(file: Path) -> str:
    """The type of a file by its name; empty if it is not read, as hidden files are not."""
    name = file.name.lower()
    read = not name.startswith(_NO_REGISTERS) and file.is_file()
    return next((kind for ending, kind in _ENDINGS.items() if read and name.endswith(ending)), "")


def _is_packed(file: Path) -> bool:
    name = file.name.lower()
    return file.is_file() and name.endswith((*_PACKED, *_PACKED_PARQUET))


def _missing_fault(path: Path) -> Fault:
    siblings = [file.name for file in path.parent.iterdir()] if path.parent.is_dir() else []
    near = nearest(path.name, siblings)
    fix = f"did you mean {near}?" if near else "check the spelling"
    return Fault(path=FILE, expected=_EXPECTED, actual=f"{str(path)!r}, which does not exist", fix=fix)


def _packed_fault(file: Path) -> Fault:
    expected, fix = f"{_EXPECTED}; of packed files, only .csv.gz, .csv.bz2 and .csv.xz are read", "unpack it first"
    return Fault(path=FILE, expected=expected, actual=repr(str(file)), fix=fix)


def _kinds_fault(path: Path, found: list[Path], kinds: list[str]) -> Fault:
    """The fault of a path with no file that is read, or with files of both types."""
    if kinds:
        return Fault(path=FILE, expected=_EXPECTED, actual=f"{str(path)!r} with both", fix="name one of the files")
    if path in found:
        return Fault(path=FILE, expected=_EXPECTED, actual=repr(str(path)), fix="save it as .csv or .parquet")
    return Fault(path=FILE, expected=_EXPECTED, actual=f"{str(path)!r} without any", fix="name another folder")


def columns_fault(
    name: str, columns: Mapping[str, object], first_name: str, first: Mapping[str, object], *, ordered: bool = False
) -> Fault | None:
    """The fault of a file whose columns or types differ from those of the ``first`` file; otherwise None.

    The mappings have types as values. An engine might convert such columns without notice.
    """
    names = (*first, *(column for column in columns if column not in first))
    different = [
        f"{column}: {columns.get(column, 'no such column')}"
        for column in names
        if columns.get(column) != first.get(column)
    ]
    if ordered and not different and list(columns) != list(first):
        different = ["another order of columns"]
    expected = f"a file with the columns and types of {first_name}"
    fix = "write the same columns in the same order to all files"
    return Fault(path=name, expected=expected, actual=", ".join(different), fix=fix) if different else None


def shown_name(file: Path, root: Path) -> str:
    """The name of a file in a message: below the folder ``root``, or alone if it is ``root`` itself."""
    return file.name if file == root else file.relative_to(root).as_posix()
