"""``tighten_options``, which lists every rule of a rulebook that a clinic can make stricter."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final, final

import attrs

from alpims_mg._internal.field_types import check_field_types
from alpims_mg._internal.rendering import Displayed, Grid, Marked, Page, Renderable, describe
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import an_instance
from alpims_mg.errors import raise_if_any
from alpims_mg.model.findings import Verdict
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rules.index import AnyTable, tables
from alpims_mg.rules.patterns import pattern_words
from alpims_mg.rules.strictness import marked_directions
from alpims_mg.rules.tightening import can_be_stricter


@final
@attrs.frozen(kw_only=True)
class TightenOption(Displayed):
    """One rule that a clinic can replace by a stricter one. Every field holds text to show.

    ``table`` is the name of the rule's table in ``Rulebook``. ``where`` holds a pair for each column of that table: the
    name of the column, and the values in it that the rule applies to. ``value`` is the rule's present answer.
    ``stricter`` is the direction in which a new answer is stricter, such as "lower". ``limit`` says which number a new
    answer must not pass. It is empty if there is no such limit. ``rule`` is the id of the rule.
    """

    table: str
    where: tuple[tuple[str, str], ...]
    value: str
    stricter: str
    limit: str
    rule: str

    __repr__ = one_line_repr
    __attrs_post_init__ = check_field_types

    def __str__(self) -> str:
        where = ", ".join(f"{column} {values}" for column, values in self.where)
        limit = f", {self.limit}" if self.limit else ""
        return f"{self.table}, {where}: {self.value}; {self.stricter} is stricter{limit} ({self.rule})"


@final
@attrs.frozen(kw_only=True)
class TightenOptions(Renderable):
    """Every rule that a clinic can make stricter, in the order of the rulebook, and the edition of that rulebook."""

    options: tuple[TightenOption, ...]
    edition: str

    __repr__ = one_line_repr
    __attrs_post_init__ = check_field_types

    def page(self) -> Page:
        """A page with one grid for each table. Each row of a grid shows a rule that can be made stricter."""
        by_table = groupby(self.options, key=lambda option: option.table)
        grids = tuple(_grid(table, tuple(options)) for table, options in by_table)
        return Page(title=f"What a clinic can make stricter, edition {self.edition}", blocks=grids)


def tighten_options(rulebook: Rulebook = CURRENT) -> TightenOptions:
    """List every rule that ``tighten`` can replace by a stricter one.

    Each option has the rule's table, the values that the rule applies to, its present answer, the direction that is
    stricter, and the limit.

    Raises: ``InvalidInputError`` if ``rulebook`` is no rulebook.

    >>> for option in tighten_options().options:
    ...     if option.rule in ("dose.amount.intake-most", "dose.count.hold-least"):
    ...         print(option)
    dose_amounts, amount intake-most: 200 mg elemental; lower is stricter (dose.amount.intake-most)
    dose_counts, count hold-least: 3; higher is stricter, not above 28 (dose.count.hold-least)
    """
    raise_if_any((an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),))
    options = (option for field, table in tables(rulebook) for option in _options_of(field, table))
    return TightenOptions(options=tuple(options), edition=rulebook.edition)


def _options_of(field: str, table: AnyTable) -> Iterator[TightenOption]:
    names = tuple(name.replace("_", " ") or describe(table.key) for name in table.columns)
    for rule in table.rules:
        if can_be_stricter(rule) and rule.then is not Verdict.WITHHOLD:
            yield TightenOption(
                table=field,
                where=tuple(zip(names, pattern_words(rule.when, table.columns), strict=True)),
                value=describe(rule.then),
                stricter=rule.stricter.value if rule.stricter else marked_directions(rule.then),
                limit=rule.stricter.not_past(table[rule.not_past].then) if rule.stricter and rule.not_past else "",
                rule=rule.id,
            )


def _grid(table: str, options: tuple[TightenOption, ...]) -> Grid:
    """The options of one table. Verdicts have their marks. Without any limit, there is no column for limits."""
    columns = tuple(name for name, _ in options[0].where)
    limited = any(option.limit for option in options)
    rows = tuple(
        (
            *(values for _, values in option.where),
            Marked(tone, option.value) if (tone := _TONES.get(option.value)) else option.value,
            option.stricter,
            *((option.limit or "none",) if limited else ()),
            option.rule,
        )
        for option in options
    )
    header = (*columns, "now", "stricter", *(("limit",) if limited else ()), "rule")
    return Grid(caption=f"Table {table}", header=header, rows=rows)


_TONES: Final = {str(verdict): verdict.tone for verdict in Verdict}
