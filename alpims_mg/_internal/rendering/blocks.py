"""The blocks of a page. A block holds words and numbers, and no markup: each renderer shows it in its own medium."""

from datetime import date
from enum import Enum
from typing import NamedTuple, final

from alpims_mg._internal.messages import Language, say


class Tone(Enum):
    """What a colour and a mark mean: one of the four answers, a caution, a day of a course, or a zone.

    A tone is never shown alone. Words that say the same are always next to it.
    """

    OFFER = "offer"
    CONSULT = "consult"
    NEEDS_INFORMATION = "needs-information"
    WITHHOLD = "withhold"
    CAUTION = "caution"
    COURSE = "course"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@final
class Headline(NamedTuple):
    """The answer: a tone, its words without a full stop, then the next action and what follows from it.

    ``words`` is for example "You can start". ``action`` is one sentence, such as "Take half a capsule at dinner.".
    ``then`` is what comes after it, such as "Stay on that for 7 days.".
    """

    tone: Tone
    words: str
    action: str = ""
    then: str = ""


@final
class Listing(NamedTuple):
    """A list: ``title`` as its heading, then one line for each item."""

    title: str
    items: tuple[str, ...]


@final
class Section(NamedTuple):
    """Sentences under a heading."""

    title: str
    paragraphs: tuple[str, ...]


@final
class Watch(NamedTuple):
    """One line of ``WatchFor``: a sign, and what to do, which the sign may already say.

    ``urgent`` is true if the person must get help.
    """

    sign: str
    action: str = ""
    urgent: bool = False

    def words(self) -> str:
        """The sign and what to do, in one text."""
        return say("", "{sign}: {action}", sign=self.sign, action=self.action) if self.action else self.sign


@final
class WatchFor(NamedTuple):
    """The signs to watch for, the mildest first."""

    title: str
    signs: tuple[Watch, ...]


@final
class Question(NamedTuple):
    """One question to a person, and how to answer it."""

    question: str
    how: str = ""


@final
class QuestionList(NamedTuple):
    """Questions to a person, numbered from 1."""

    title: str
    questions: tuple[Question, ...]


@final
class Marked(NamedTuple):
    """A cell of a table: its words, and the tone of its mark and colour."""

    tone: Tone
    words: str


Cell = str | Marked
"""A cell of a table."""


@final
class Grid(NamedTuple):
    """A table with a caption. The first cell of each row is the heading of that row.

    ``numbers`` holds the places of the columns of numbers, counted from 0. These are aligned on the right, except a
    first column in HTML, where it names the row.
    """

    caption: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...] = ()


@final
class Stair(NamedTuple):
    """One step of a ``Staircase``: its first day, its amount, and the amount in words, such as "50 mg"."""

    day: int
    amount: int
    label: str


@final
class Band(NamedTuple):
    """A range of amounts behind a ``Staircase``, with both ends included. ``label`` says what it is."""

    low: int
    high: int
    label: str


@final
class Staircase(NamedTuple):
    """The steps of a plan: a picture where the medium has pictures, and ``table`` everywhere.

    There is at least one step. All amounts are in one unit, whichever it is. ``bands`` are ranges behind the steps.
    ``limit`` is the lowest limit; its ``low`` is the level.
    """

    title: str
    stairs: tuple[Stair, ...]
    table: Grid
    bands: tuple[Band, ...] = ()
    limit: Band | None = None
    language: Language = "en"


@final
class CalendarDay(NamedTuple):
    """One day of a ``Calendar``.

    ``zone`` is the tone of its zone, or None if it has none. ``amount`` is the milligrams taken; "?" means that nothing
    is stated, and an empty text that there is nothing to state. ``up`` names the step to which the day rose, and
    ``back`` the step to which it went back.
    """

    day: date
    zone: Tone | None = None
    amount: str = ""
    up: str = ""
    back: str = ""


@final
class Calendar(NamedTuple):
    """The days of a course, in weeks from Monday to Sunday. The days are in order, and none is missing."""

    caption: str
    days: tuple[CalendarDay, ...]
    language: Language = "en"


@final
class ClockMark(NamedTuple):
    """A moment of a ``DayClock``: its minute from midnight, its words, and whether magnesium is taken then."""

    minute: int
    words: str
    magnesium: bool = False


@final
class DayClock(NamedTuple):
    """One day on the clock, from midnight to midnight: a picture where the medium has pictures, and words elsewhere.

    ``closed`` holds the times without magnesium, as pairs of start and end in minutes from midnight. Both may lie on
    the day before or after. ``paragraphs`` say the same as the picture.
    """

    title: str
    marks: tuple[ClockMark, ...]
    closed: tuple[tuple[int, int], ...]
    paragraphs: tuple[str, ...]
    language: Language = "en"


@final
class Foot(NamedTuple):
    """Quiet words at the end of a page, such as the disclaimer."""

    words: str


@final
class Details(NamedTuple):
    """Blocks for a reader who asks for them. HTML folds them away. Text and Markdown leave them out unless asked."""

    summary: str
    blocks: "tuple[Block, ...]"


@final
class Draft(NamedTuple):
    """Blocks that are a draft. ``above`` and ``below`` say so before and after them."""

    above: str
    below: str
    blocks: "tuple[Block, ...]"


Block = (
    str
    | Headline
    | Listing
    | Section
    | WatchFor
    | QuestionList
    | Grid
    | Staircase
    | Calendar
    | DayClock
    | Foot
    | Details
    | Draft
)
"""A block of a page. A text is one paragraph."""
