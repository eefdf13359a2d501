"""What the benchmarks share: the outcome of one goal."""

from typing import NamedTuple


class Goal(NamedTuple):
    """One goal: its number, what it compares, the most that is allowed, and what was measured.

    ``measured`` is None if a program to compare with is not installed.
    """

    number: int
    what: str
    most: float
    measured: float | None

    @property
    def outcome(self) -> str:
        """``met``, ``missed`` or ``not measured``."""
        if self.measured is None:
            return "not measured"
        return "met" if self.measured <= self.most else "missed"

    def __str__(self) -> str:
        """One row of the Markdown table whose header is ``HEADER``."""
        measured = "" if self.measured is None else f"{self.measured:.2f}"
        return f"| {self.number} | {self.what} | {self.most:g} | {measured} | {self.outcome} |"


HEADER = "| goal | what is compared | at most | measured | outcome |\n| --- | --- | --- | --- | --- |"
