"""Stops a long run at once when a signal asks for it, after the unfinished files are removed."""

import os
import signal
import sys
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import Final, TypeVar

T = TypeVar("T")

_SIGNALS: Final = tuple(
    getattr(signal, name)
    for name in (
        "SIGINT",
        "SIGTERM",
        "SIGHUP",
        "SIGQUIT",
        "SIGBREAK",
        "SIGALRM",
        "SIGVTALRM",
        "SIGPROF",
        "SIGUSR1",
        "SIGUSR2",
        "SIGXCPU",
        "SIGIO",
    )
    if hasattr(signal, name)
)
"""The signals of this system that end a process, and that a program can catch."""
_USUAL_HANDLERS: Final = (signal.SIG_DFL, signal.default_int_handler)
_SIGNALLED: Final = 128
"""A process that a signal ends has this exit code and the number of the signal added, as in a shell."""


@contextmanager
def removed_on_signals(remove: Callable[[], None]) -> Generator[None]:
    """A context manager. A signal that would end the process first calls ``remove``, and says that the run stopped.

    An engine cannot be interrupted from inside Python, so the process ends at once. The exit code is 130 for Ctrl-C
    and 143 for SIGTERM. A signal that the process ignores or handles itself keeps its handler. At the end, every signal
    has its old handler again. Outside the main thread, which alone gets signals, nothing changes.
    """

    def stop(number: int, _: FrameType | None) -> None:
        try:
            remove()
            os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, b"\nStopped.\n")
        finally:
            os._exit(_SIGNALLED + number)

    in_main = current_thread() is main_thread()
    old = {number: signal.getsignal(number) for number in _SIGNALS} if in_main else {}
    caught = {number: handler for number, handler in old.items() if handler in _USUAL_HANDLERS}
    for number in caught:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in caught.items():
            signal.signal(number, handler)


def run_in_thread(work: Callable[[], T]) -> T:
    """What ``work`` returns. It runs in another thread, so that this one can handle signals while an engine works."""
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(work).result()
