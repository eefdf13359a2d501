"""The faults of files that the system does not open, read or write, in plain words."""

import errno
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Final

from alpims_mg.errors import Fault, InvalidInputError

_WORDS: Final = MappingProxyType(
    {
        errno.ENOENT: ("which does not exist", "check the spelling"),
        errno.EACCES: ("permission denied", "ask its owner for permission, or use another folder"),
        errno.EPERM: ("permission denied", "ask its owner for permission, or use another folder"),
        errno.EROFS: ("a disk that cannot be written", "use another folder"),
        errno.ENOSPC: ("no space left on the disk", "make room, or use another folder"),
        errno.EDQUOT: ("no space left for this user", "make room, or use another folder"),
    }
)


_LITTLE_SPACE: Final = 2**16
"""A disk with fewer free bytes than this is full."""


def os_fault(path: str, error: OSError, file: Path) -> Fault:
    """The fault of a file that cannot be opened, read or written. ``path`` names the argument that names the file."""
    usual = (error.strerror or str(error), "check the file and its folder")
    reason, fix = _WORDS.get(error.errno or 0, usual)
    expected = "a file that can be written" if path.startswith("--") else "a file that can be read"
    return Fault(path=path, expected=expected, actual=f"{str(file)!r} ({reason})", fix=fix)


def disk_is_full(error: BaseException) -> bool:
    """Whether an engine could not write because the disk is full. Engines say so in texts of their own."""
    return os.strerror(errno.ENOSPC).lower() in str(error).lower()


@contextmanager
def engine_errors(kind: type[Exception], folder: Path) -> Generator[None]:
    """A context manager that turns errors of an engine into an ``OSError`` or a fault that says what is wrong.

    ``folder`` is where the engine writes. Not every error of a full disk says so.
    """
    try:
        yield
    except (OSError, kind) as error:
        if disk_is_full(error) or shutil.disk_usage(folder).free < _LITTLE_SPACE:
            reason = "no space left on the disk; make room, or write to another folder"
            raise OSError(errno.ENOSPC, reason) from error
        expected, fix = "complete and readable, and --out writable", "check the files and --out"
        actual = " ".join(str(error).split())
        raise InvalidInputError(Fault(path="FILE", expected=expected, actual=actual, fix=fix)) from error
