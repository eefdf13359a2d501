"""``DataReport``: what in a register is not understood, not stated or not used, as a value and as a page."""

from collections.abc import Iterator
from typing import Any, Final, final

import attrs

from alpims_mg._internal.field_types import check_field_types, type_faults
from alpims_mg._internal.rendering import Block, Grid, Listing, Page, Renderable, sentence
from alpims_mg._internal.validation import a_whole_number
from alpims_mg.adapters.frames.schema import Added
from alpims_mg.errors import raise_if_any

_MOST_ROWS: Final = 10**15
_UNUSED_SHOWN: Final = 20
_OTHER_VALUES: Final = "(other values)"


def _check_fields(report: Any) -> None:
    """Check the types of all fields, and that ``rows`` is a possible number of rows."""
    rows = a_whole_number("rows", report.rows, least=0, most=_MOST_ROWS, of="rows")
    raise_if_any((*(fault for fault in type_faults(report) if fault and fault.path != "rows"), rows))


@final
@attrs.frozen(kw_only=True)
class DataProblem:
    """Something in one column of a register that is not understood.

    ``column`` is the name of the column in the frame. ``value`` is what stands in the cells, or one word of a list, cut
    to 100 characters. It is None if the problem concerns the whole column, or several values that are not listed.
    ``rows`` counts the rows that have the problem. ``expected`` describes what can be read there, and ``fix`` says how
    to mend the problem. ``stops`` is true if ``assess_frame`` refuses the whole frame because of it.
    """

    column: str
    value: str | None = None
    rows: int
    expected: str
    fix: str
    stops: bool = False

    __attrs_post_init__ = _check_fields


@final
@attrs.frozen(kw_only=True)
class UnstatedFact:
    """A column, and the number of ``rows`` in which it states nothing.

    ``column`` is its name in the frame. ``needed`` is true if no row with a first capsule can be answered without it.
    Of ``kidney`` and ``egfr``, a row needs either, so the two are counted together if the frame has both.
    """

    column: str
    rows: int
    needed: bool

    __attrs_post_init__ = _check_fields


@final
@attrs.frozen(kw_only=True)
class UnusedColumn:
    """A column of the frame that is not read. ``near`` is the column of ``SCHEMA`` with nearly that name, or empty."""

    column: str
    near: str = ""

    __attrs_post_init__ = check_field_types


@final
@attrs.frozen(kw_only=True)
class DataReport(Renderable):
    """What ``check_frame`` found in a register. It counts rows and names no person.

    ``rows`` is the number of rows of the frame. ``problems`` holds what is not understood, with the most rows first.
    ``missing`` says in how many rows each column states nothing: the needed facts first, then the other columns of the
    frame. ``unused`` holds the columns of the frame that are not read.
    """

    rows: int
    problems: tuple[DataProblem, ...] = ()
    missing: tuple[UnstatedFact, ...] = ()
    unused: tuple[UnusedColumn, ...] = ()

    __attrs_post_init__ = _check_fields

    @property
    def can_be_assessed(self) -> bool:
        """Whether ``assess_frame`` accepts the frame, with the same ``columns`` and ``codes``."""
        return not any(problem.stops for problem in self.problems)

    def page(self) -> Page:
        """A page that says whether the frame can be assessed and what to do next, then shows all that was found."""
        return Page(self._title(), (self._next_step(), *self._blocks()))

    def as_mapping(self) -> dict[str, Any]:
        """The report as a mapping of plain values, for JSON."""
        return {"can_be_assessed": self.can_be_assessed, **attrs.asdict(self)}

    def _title(self) -> str:
        if not self.can_be_assessed:
            return "This register cannot be assessed yet"
        if not self.rows:
            return "This register has no rows"
        if self.problems:
            return f"This register can be assessed ({self.rows:,} rows), but not all of it is understood"
        return f"This register can be assessed: all of it is understood ({self.rows:,} rows)"

    def _next_step(self) -> str:
        """What to do next, in one sentence: mend what stops the assessment, then what concerns the most rows."""
        problem = next((problem for problem in self.problems if problem.stops), next(iter(self.problems), None))
        gaps = [fact for fact in self.missing if fact.needed and fact.rows]
        gap = max(gaps, key=lambda fact: fact.rows, default=None)
        if problem and (problem.stops or gap is None or problem.rows >= gap.rows):
            value = "" if problem.value is None else f' "{problem.value}"'
            return f"Next, mend {problem.column}{value}: {sentence(problem.fix)}"
        if gap:
            return (
                f"Next, complete {gap.column}: {gap.rows:,} of {self.rows:,} rows state nothing there. Without it, "
                "the answer for a first capsule is needs-information, unless a rule withholds."
            )
        return "Next, call assess_frame."

    def _blocks(self) -> Iterator[Block]:
        whole = [problem for problem in self.problems if problem.stops and problem.value is None]
        if whole:
            cells = tuple((problem.column, problem.expected, sentence(problem.fix)) for problem in whole)
            yield Grid("Columns that stop the assessment", ("column", "expected", "how to mend it"), cells)
        by_column: dict[tuple[str, str], list[DataProblem]] = {}
        for problem in self.problems:
            if problem not in whole:
                by_column.setdefault((problem.column, problem.expected), []).append(problem)
        for (column, expected), problems in by_column.items():
            stops = " (this stops the assessment)" if any(problem.stops for problem in problems) else ""
            rows = tuple(
                (_OTHER_VALUES if problem.value is None else problem.value, f"{problem.rows:,}", sentence(problem.fix))
                for problem in sorted(problems, key=lambda problem: problem.value is None)
            )
            caption = f"Not understood in {column}{stops}. Expected: {expected}"
            yield Grid(caption, ("value", "rows", "how to mend it"), rows, (1,))
        unstated = tuple(
            (fact.column, f"{fact.rows:,}", "yes" if fact.needed else "") for fact in self.missing if fact.rows
        )
        if unstated:
            yield Grid("Rows in which nothing is stated", ("column", "rows", "needed"), unstated, (1,))
        if self.unused:
            shown = tuple(map(_unused_words, self.unused[:_UNUSED_SHOWN]))
            more = len(self.unused) - len(shown)
            yield Listing("Columns that are not used", (*shown, *((f"and {more:,} more",) if more else ())))


def _unused_words(unused: UnusedColumn) -> str:
    if unused.column in map(str, Added):
        return f'{unused.column} (assess_frame adds a column of this name: give for example prefix="mg_")'
    if not unused.near:
        return unused.column
    return f'{unused.column} (is it {unused.near}? Then give columns={{"{unused.near}": "{unused.column}"}})'
