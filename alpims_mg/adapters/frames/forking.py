"""Refuses to use polars in a process that was forked after its parent had used polars.

Such a process has the locks of polars but none of its threads, so it would hang. A process that ``spawn`` or
``forkserver`` starts has threads of its own.
"""

import os
import re
from pathlib import Path
from typing import ClassVar, Final

from alpims_mg.errors import AlpimsMgError

THREADS: Final = Path("/proc/self/task")
_POLARS_THREAD: Final = re.compile(r"polars-\d+\s*")
MESSAGE: Final = (
    "alpims_mg.adapters.frames cannot work in this process: it was forked after polars had begun to work in its "
    "parent, and would wait for ever. Start worker processes with multiprocessing.get_context('spawn') or 'forkserver'."
)


class Process:
    """What is known of polars in this process. ``used``: frames were assessed here. ``broken``: it must not be used."""

    used: ClassVar = False
    broken: ClassVar = False


def note_use() -> None:
    """Say that this process is about to use polars.

    Raises: ``AlpimsMgError`` if the process was forked after its parent had used polars.
    """
    if Process.broken:
        raise AlpimsMgError(MESSAGE)
    Process.used = True


def before_fork() -> None:
    """Look whether polars has worked in this process, which is about to be forked."""
    Process.used = Process.used or _has_polars_threads()


def after_fork_in_child() -> None:
    """Mark this new process as broken if polars had worked in its parent."""
    Process.broken = Process.broken or Process.used


def _has_polars_threads() -> bool:
    """Whether threads of polars run in this process. False where the system does not list threads, as Linux does."""
    try:
        return any(_POLARS_THREAD.fullmatch((task / "comm").read_text()) for task in THREADS.iterdir())
    except OSError:
        return False


# Windows does not fork, and has no such function. There, ``dict`` takes the arguments and does nothing with them.
getattr(os, "register_at_fork", dict)(before=before_fork, after_in_child=after_fork_in_child)
