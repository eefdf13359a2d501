"""The sheets of a hand-out, and the parts that only paper has. The template shows them, and holds no words."""

from typing import NamedTuple, final

from alpims_mg._internal.rendering import Foot, Grid, Headline, Listing, QuestionList, Section, WatchFor


@final
class StepLine(NamedTuple):
    """One step: its number, its first day in words, its daily amount, and its intakes."""

    number: str
    begins: str
    amount: str
    intakes: tuple[str, ...]


@final
class StepTable(NamedTuple):
    """The steps of a plan or draft. ``header`` names the columns."""

    caption: str
    header: tuple[str, str, str]
    lines: tuple[StepLine, ...]


@final
class CallList(NamedTuple):
    """Whom to call: pairs of a name and a number. An empty number is a line to fill in."""

    title: str
    calls: tuple[tuple[str, str], ...]


@final
class ReplyTable(NamedTuple):
    """What the clinician said, to fill in."""

    title: str
    caption: str
    header: tuple[str, str]
    replies: tuple[str, ...]


@final
class DiaryTable(NamedTuple):
    """Days to fill in. ``zones`` are the words to mark in the column of zones, below ``mark``."""

    caption: str
    day: str
    zone: str
    mark: str
    columns: tuple[str, ...]
    zones: tuple[str, ...]
    days: tuple[str, ...]


@final
class AskedFor(NamedTuple):
    """Questions that wait for an answer: each has a line to fill in, which is named ``answer``."""

    questions: QuestionList
    answer: str


@final
class Habits(NamedTuple):
    """Advice in short sentences, set in two columns where there is room."""

    title: str
    items: tuple[str, ...]


@final
class Ruled(NamedTuple):
    """A sentence, and the id of the rule that it comes from."""

    words: str
    rule: str


@final
class RuleTable(NamedTuple):
    """A table for a clinician. ``numbers`` holds the places of the columns of numbers, counted from 0."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | Ruled, ...], ...]
    numbers: tuple[int, ...] = ()


Part = (
    str
    | AskedFor
    | CallList
    | DiaryTable
    | Foot
    | Grid
    | Habits
    | Listing
    | ReplyTable
    | RuleTable
    | Section
    | StepTable
    | WatchFor
)
"""A part of a sheet. A text is one paragraph."""


@final
class Sheet(NamedTuple):
    """One sheet, which may take several pages of paper.

    ``title`` names it, and ``headline`` is what it says first. ``intro`` is a small line at the top, and
    ``blanks`` are names of lines to fill in after it. ``draft`` holds the marks above and below a draft.
    """

    title: str
    intro: str
    headline: Headline
    parts: tuple[Part, ...]
    blanks: tuple[str, ...] = ()
    draft: tuple[str, str] | None = None
