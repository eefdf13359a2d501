"""Pages for people. A page is a sequence of neutral blocks, and each renderer shows the same blocks in one medium.

Any package above ``_internal`` may import it. The most important names are ``Page``, ``Renderable`` (the base of each
type that shows itself as a page), the blocks, such as ``Headline`` and ``Grid``, and ``Tone`` (what a colour means).
"""

from alpims_mg._internal.rendering.blocks import (
    Band,
    Block,
    Calendar,
    CalendarDay,
    Cell,
    ClockMark,
    DayClock,
    Details,
    Draft,
    Foot,
    Grid,
    Headline,
    Listing,
    Marked,
    Question,
    QuestionList,
    Section,
    Stair,
    Staircase,
    Tone,
    Watch,
    WatchFor,
)
from alpims_mg._internal.rendering.dates import long_date, short_date, spell_dates, weekday_date
from alpims_mg._internal.rendering.describing import as_sentences, describe, sentence
from alpims_mg._internal.rendering.markdown import escaped
from alpims_mg._internal.rendering.pages import Displayed, Page, Renderable, joined_page

__all__ = [
    "Band",
    "Block",
    "Calendar",
    "CalendarDay",
    "Cell",
    "ClockMark",
    "DayClock",
    "Details",
    "Displayed",
    "Draft",
    "Foot",
    "Grid",
    "Headline",
    "Listing",
    "Marked",
    "Page",
    "Question",
    "QuestionList",
    "Renderable",
    "Section",
    "Stair",
    "Staircase",
    "Tone",
    "Watch",
    "WatchFor",
    "as_sentences",
    "describe",
    "escaped",
    "joined_page",
    "long_date",
    "sentence",
    "short_date",
    "spell_dates",
    "weekday_date",
]
