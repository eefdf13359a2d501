"""The file that a run writes: checked before any work, unfinished under a name of its own, and published whole."""

import errno
import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex
from typing import Final, final

from alpims_mg.adapters.frames.file_faults import os_fault
from alpims_mg.adapters.frames.register_files import FILE_TYPES
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any

OPTION: Final = "--out"
_NAME_SHOWN: Final = 40
"""How much of the name of the output stands in the name of its part, so that the latter is not too long."""
_NO_LINKS: Final = (errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EXDEV, errno.EMLINK)
"""How a file system says that it has no hard links."""


def output_type(target: Path) -> str:
    """The type of a file by the end of its name in lower case, such as ``.csv``."""
    return target.suffix.lower()


def output_fault(target: Path, register: Path, files: Iterable[Path], *, force: bool) -> Fault | None:
    """The fault of a file that must not be written, or None. ``files`` are those that are read from ``register``."""
    if output_type(target) not in FILE_TYPES or not target.parent.is_dir():
        return _fault(
            target, "a file name that ends in .parquet or .csv, in an existing folder", "", "use another name"
        )
    if register.is_dir() and target.parent.resolve().is_relative_to(register.resolve()):
        expected, fix = "outside the folder that is read", "name a file in another folder"
        return _fault(target, expected, ", which the next run would read", fix)
    return _existing_fault(target, files, force=force)


def _existing_fault(target: Path, files: Iterable[Path], *, force: bool) -> Fault | None:
    """The fault of a name that is taken by something that must not be replaced, or None."""
    try:
        found = target.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        return os_fault(OPTION, error, target)
    if stat.S_ISLNK(found.st_mode):
        return _fault(target, "a new file", ", which is a symbolic link", "name the file itself")
    if not stat.S_ISREG(found.st_mode):
        return _fault(target, "a new file", ", which is no regular file", "use another name")
    if any(os.path.samestat(found, file.stat()) for file in files):
        return _fault(target, "another file than those that are read", ", which is one of them", "use another name")
    if not force:
        return _fault(target, "a new file", ", which exists", "use another name, or add --force to replace it")
    if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
        return _fault(target, "a new file or your own", ", which belongs to another user", "use another name")
    return None


def _fault(target: Path, expected: str, is_what: str, fix: str) -> Fault:
    return Fault(path=OPTION, expected=expected, actual=f"{str(target)!r}{is_what}", fix=fix)


@final
class OutputPart:
    """The unfinished output of one run, beside its target, and a folder for copies that live as long as the run.

    Both have random names, and only the user of this process can open them.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        name = f".{target.name[:_NAME_SHOWN]}.{token_hex(8)}"
        self.path = target.with_name(f"{name}.part")
        self._copies = target.with_name(f"{name}.copies")

    def create(self) -> None:
        """Create the empty file. Raises: ``InvalidInputError`` if the folder does not allow that."""
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise InvalidInputError(os_fault(OPTION, error, self._target)) from None

    def folder(self) -> Path:
        """The folder for copies, which is created when it is first needed."""
        self._copies.mkdir(mode=0o700, exist_ok=True)
        return self._copies

    def remove(self) -> None:
        """Remove what there is of both."""
        self.path.unlink(missing_ok=True)
        shutil.rmtree(self._copies, ignore_errors=True)

    def publish(self, *, force: bool) -> None:
        """Give the complete file its name and the usual permissions. Only with ``force`` is another file replaced.

        Raises: ``InvalidInputError`` if meanwhile the name was taken, or is taken by what must not be replaced.
        """
        umask = os.umask(0o077)
        os.umask(umask)
        self.path.chmod(0o666 & ~umask)
        if force:
            raise_if_any((_existing_fault(self._target, (), force=True),))
        else:
            self._claim()
        self.path.replace(self._target)

    def _claim(self) -> None:
        """Give the file its name too. Where a file system has no links, an empty file holds the name."""
        try:
            try:
                os.link(self.path, self._target)
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                os.close(os.open(self._target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            fix = "use another name, or add --force to replace it"
            raise InvalidInputError(_fault(self._target, "a new file", ", which now exists", fix)) from None
