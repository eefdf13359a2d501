"""Shows on a terminal that a long calculation is still going on."""

from collections.abc import Generator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import Final, TextIO

_FIRST_SECONDS: Final = 1.0
"""How long a calculation may take before anything is shown."""
_NEXT_SECONDS: Final = 0.5


@contextmanager
def seconds_shown(work: str, stream: TextIO) -> Generator[None]:
    """A context manager that shows the seconds that the ``work`` inside has taken, if ``stream`` is a terminal.

    The line is cleared at the end. Work of less than a second shows nothing.
    """
    if not stream.isatty():
        yield
        return
    started, finished = monotonic(), Event()
    lines: list[str] = []

    def show() -> None:
        wait = _FIRST_SECONDS
        while not finished.wait(wait):
            lines.append(f"{work}: {monotonic() - started:.0f} s. To stop, press Ctrl-C.")
            stream.write(f"\r{lines[-1]}")
            stream.flush()
            wait = _NEXT_SECONDS

    display = Thread(target=show, daemon=True)
    display.start()
    try:
        yield
    finally:
        finished.set()
        display.join()
        if lines:
            stream.write(f"\r{' ' * len(lines[-1])}\r")
            stream.flush()
