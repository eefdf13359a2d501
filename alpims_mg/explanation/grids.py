"""``decision_grid``, which answers a case for every combination of two facts, and the grid that it returns."""

from typing import Final, cast, final

import attrs

from alpims_mg._internal.rendering import Cell, Displayed, Grid, Marked, Page, Renderable, Tone
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_member, a_text, an_instance, check_instances, short_repr
from alpims_mg.assessment.assessing import assess
from alpims_mg.assessment.evaluation import with_fitting_holds
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.explanation.grid_facts import TITLES, FactValue, GridFact, fact_values
from alpims_mg.model.decisions import Consult, Decision, NeedsInformation, Offer, Withhold
from alpims_mg.model.proposals import Case, Proposal
from alpims_mg.model.situations import Situation
from alpims_mg.rulebook.current import CURRENT, Rulebook


@final
@attrs.frozen(kw_only=True)
class GridCell(Displayed):
    """The answer for one combination of two facts.

    ``row`` and ``column`` are the words of the two values, such as ``green`` and ``not-stated``. ``row_name`` and
    ``column_name`` are the names of these values for people.
    """

    row: str
    column: str
    row_name: str
    column_name: str
    decision: Decision

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        kinds = Offer | Consult | Withhold | NeedsInformation
        raise_if_any(
            (
                *(
                    a_text(name, getattr(self, name), example="green")
                    for name in ("row", "column", "row_name", "column_name")
                ),
                an_instance("decision", self.decision, kinds, example="assess(situation, proposal)"),
            )
        )

    def __str__(self) -> str:
        return f"{self.row_name}, {self.column_name}: {self.decision.words.cell}"


@final
@attrs.frozen(kw_only=True)
class DecisionGrid(Renderable):
    """The answers to one case for every combination of two facts, row by row. All other facts are those of the case.

    ``rows`` is the fact of the rows, and ``columns`` that of the columns.
    """

    rows: GridFact
    columns: GridFact
    cells: tuple[GridCell, ...]

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("rows", self.rows, GridFact),
                a_member("columns", self.columns, GridFact),
                *check_instances("cells", self.cells, GridCell),
            )
        )

    def at(self, row: object, column: object) -> Decision:
        """The answer for two values, such as ``Zone.GREEN`` and ``KidneyFunction.NORMAL``, or their words in JSON.

        Raises: ``InvalidInputError`` if the grid has no such combination.
        """
        for cell in self.cells:
            if (cell.row, cell.column) == (str(row), str(column)):
                return cell.decision
        rows, columns = (", ".join(dict.fromkeys(words)) for words in zip(*map(_words, self.cells), strict=True))
        expected = f"a value of {self.rows} ({rows}) and a value of {self.columns} ({columns})"
        actual = f"{short_repr(str(row))} and {short_repr(str(column))}"
        raise InvalidInputError(
            Fault(path="row, column", expected=expected, actual=actual, fix="choose one of each, in this order")
        )

    def page(self) -> Page:
        """A page with a table of the answers: a mark and a word in each cell. The shorter fact is in the columns.

        If both facts have many values, the table has a row for each combination.
        """
        by_words = {_words(cell): cell for cell in self.cells}
        rows = {cell.row: _head(self.rows, cell.row, cell.row_name) for cell in self.cells}
        columns = {cell.column: _head(self.columns, cell.column, cell.column_name) for cell in self.cells}
        titles = TITLES[self.rows], TITLES[self.columns]
        if len(columns) > len(rows):
            by_words = {(column, row): cell for (row, column), cell in by_words.items()}
            rows, columns, titles = columns, rows, titles[::-1]
        header, shown = (
            (titles[0], *columns.values()),
            tuple((name, *(_answer(by_words[row, column]) for column in columns)) for row, name in rows.items()),
        )
        if len(columns) > _MOST_COLUMNS:
            header, shown = (
                (*titles, "Answer"),
                tuple((rows[row], columns[column], _answer(cell)) for (row, column), cell in by_words.items()),
            )
        title = f"Answers by {in_sentence(titles[0])} and {in_sentence(titles[1])}"
        return Page(title, (Grid("All other facts are those of the case", header, shown),))


_MOST_COLUMNS: Final = 6
"""The most values that fit side by side in a table."""


def _head(fact: GridFact, word: str, name: str) -> Cell:
    """The heading of a row or a column. A zone has its colour."""
    return Marked(Tone(word), name) if fact is GridFact.ZONE else name


def _answer(cell: GridCell) -> Marked:
    return Marked(Tone(cell.decision.answer.value), cell.decision.words.cell)


def in_sentence(title: str) -> str:
    """A title as a part of a sentence: "kidney function" for "Kidney function"."""
    return f"{title[:1].lower()}{title[1:]}"


def decision_grid(
    situation: Situation,
    proposal: Proposal,
    *,
    rows: GridFact | str = GridFact.ZONE,
    columns: GridFact | str = GridFact.KIDNEY,
    rulebook: Rulebook = CURRENT,
) -> DecisionGrid:
    """Answer a case for every combination of two facts. Each cell holds the full answer of ``assess``.

    ``rows`` and ``columns`` name the two facts, as members of ``GridFact`` or as their words. What the case states of
    these two facts is replaced. But a condition or a medicine is added to those that are stated. An intent leaves out
    the amounts that do not fit it. If a plan has another number of rungs, each takes the longest hold.

    Raises: ``InvalidInputError`` where ``assess`` does, if the two facts are the same or unknown, or if one of them
    does not fit the case: a form or dosage form needs a capsule, a vehicle needs a product for the skin, and one more
    condition or medicine needs a stated list.

    >>> from alpims_mg import Capsule, DosageForm, Elemental, Form, Intent
    >>> capsule = Capsule(
    ...     form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=4, dosage_form=DosageForm.HARD_CAPSULE,
    ...     ingredients=["rice flour"],
    ... )
    >>> person = Situation(age_years=34, conditions=[], medicines=[], other_magnesium=Elemental.mg(0))
    >>> grid = decision_grid(person, Proposal(intent=Intent.START, product=capsule), rows="kidney", columns="zone")
    >>> for cell in grid.cells[:3]:
    ...     print(cell)
    Normal, Green: Ask first
    Normal, Yellow: Not today
    Normal, Red: Not today
    """
    raise_if_any(
        (
            an_instance("situation", situation, Situation, example="Situation(...)"),
            an_instance("proposal", proposal, Proposal, example="Proposal(...)"),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    facts = _fact(rows), _fact(columns)
    raise_if_any((a_member("rows", facts[0], GridFact), a_member("columns", facts[1], GridFact)))
    of_rows, of_columns = cast("tuple[GridFact, GridFact]", facts)
    if of_rows is of_columns:
        fix = "choose for example rows='zone' and columns='kidney'"
        expected = f"another fact than rows, which is {of_rows}"
        raise InvalidInputError(Fault(path="columns", expected=expected, actual=str(of_columns), fix=fix))
    case = Case(situation=situation, proposal=proposal)
    row_values, column_values = (fact_values(fact, case, rulebook) for fact in (of_rows, of_columns))
    cells = tuple(_cell(case, row, column, rulebook) for row in row_values for column in column_values)
    return DecisionGrid(rows=of_rows, columns=of_columns, cells=cells)


def _fact(value: object) -> object:
    """The fact that a word names. Any other value as it is, for a check to refuse."""
    words = {str(fact): fact for fact in GridFact}
    return words.get(value, value) if isinstance(value, str) else value


def _cell(case: Case, row: FactValue, column: FactValue, rulebook: Rulebook) -> GridCell:
    edited = column.edit(row.edit(case))
    decision = assess(edited.situation, with_fitting_holds(edited.proposal, rulebook), rulebook=rulebook)
    return GridCell(row=row.word, column=column.word, row_name=row.name, column_name=column.name, decision=decision)


def _words(cell: GridCell) -> tuple[str, str]:
    return cell.row, cell.column
