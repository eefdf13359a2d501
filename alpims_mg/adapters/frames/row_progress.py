"""Shows on a terminal how far a run is."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import Final, TextIO

_SECONDS: Final = 0.5


@contextmanager
def progress(rows: int, stream: TextIO) -> Generator[Callable[[int], None]]:
    """A context manager that shows the rows done, the rows a second and the seconds left, if ``stream`` is a terminal.

    It gives a function, to be called with the number of rows just finished.
    """
    done, started, finished = [0], monotonic(), Event()

    def status() -> str:
        rate = done[0] / max(monotonic() - started, _SECONDS)
        left = f", {(rows - done[0]) / rate:.0f} s left" if rate else ""
        return f"\r{done[0]:,} of {rows:,} rows, {rate:,.0f} a second{left}      "

    def show() -> None:
        while not finished.wait(_SECONDS):
            stream.write(status())
            stream.flush()

    def add_rows(count: int) -> None:
        done[0] += count

    display = Thread(target=show, daemon=True) if stream.isatty() else None
    if display:
        display.start()
    try:
        yield add_rows
    finally:
        finished.set()
        if display:
            display.join()
            stream.write(f"{status()}\n")
