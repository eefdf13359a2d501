"""What the benchmarks share: the outcome of one goal, and decision tables of another program."""

import json
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple


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


def zen_decision(table: Mapping[str, Any]) -> Any:
    """One decision table in GoRules' zen-engine. Its method ``evaluate`` answers one row."""
    zen: Any = import_module("zen")  # another program, without types
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
