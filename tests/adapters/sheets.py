"""The text of a hand-out's sheets, read from its HTML, and its longest cases."""

from datetime import time
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from units.builders import capsule, proposal, situation

from alpims_mg import Condition, Decision, Medicine, assess, review_course
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.review_types import Review
from alpims_mg.wire import read_case, read_diary

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CASES = sorted((EXAMPLES / "cases").glob("*.json"))


class SheetText(NamedTuple):
    """One sheet: its classes, its text, and the classes of its tables."""

    classes: set[str]
    text: str
    tables: list[set[str]]

    @property
    def has_steps(self) -> bool:
        return any("steps" in names for names in self.tables) or "elemental magnesium a day" in self.text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[SheetText] = []
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append("" if tag in {"span", "wbr"} else "\n")
        names = set((dict(attrs).get("class") or "").split())
        if tag == "article":
            self.sheets.append(SheetText(names, "", []))
            self.parts = []
        elif tag == "table":
            self.sheets[-1].tables.append(names)

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.sheets[-1] = self.sheets[-1]._replace(text=" ".join("".join(self.parts).split()))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def sheets_of(html: str) -> tuple[SheetText, SheetText]:
    """The patient's sheet and the clinician's."""
    reader = _Reader()
    reader.feed(html)
    patient, clinician = reader.sheets
    return patient, clinician


def decision_of(name: str) -> Decision:
    """The answer to an example."""
    case = read_case((EXAMPLES / "cases" / f"{name}.json").read_bytes())
    return assess(case.situation, case.proposal)


def review_of_example() -> Review:
    """The review of the example of a course."""
    diary = read_diary((EXAMPLES / "diaries" / "a-week-that-turns-red.json").read_bytes())
    course = course_of(diary)
    return review_course(course, diary.check_ins, diary.as_of)  # type: ignore[arg-type]  # this capsule has a plan


def longest(*, names: tuple[str, ...] = ("levothyroxine", "alendronic acid", "doxycycline", "gabapentin")) -> Decision:
    """A draft with several conditions, medicines with times, and many steps."""
    medicines = [Medicine(name=name, taken_at=[time(7)]) for name in names]
    person = situation(
        conditions=[Condition.EDS, Condition.MCAS, Condition.POTS, Condition.ME_CFS], medicines=medicines
    )
    return assess(person, proposal(capsule(60, 4)))
