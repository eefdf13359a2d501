"""``TableSet``, the base of rulebooks, and functions that list its tables and find its rules by id."""

from collections.abc import Iterator, Mapping
from enum import Enum, EnumType
from functools import lru_cache
from typing import Any, ClassVar, Self, SupportsIndex

import attrs

from alpims_mg._internal.field_types import type_faults
from alpims_mg._internal.rendering import Displayed, Grid, Page, describe
from alpims_mg.errors import RulebookError, raise_if_any
from alpims_mg.model.quantities import Elemental
from alpims_mg.rules.rows import Rule, number
from alpims_mg.rules.tables import Table

AnyTable = Table[Any, Any]
AnyRule = Rule[Any]
WordLists = Mapping[str, tuple[type[Enum], frozenset[Enum | None]]]
"""A mapping from the name of a word list to a pair: an enum, and the set of members that have an entry in the list."""


@attrs.frozen(kw_only=True, eq=False)
class TableSet(Displayed):
    """The base class of rulebooks: an edition, and one field for each table.

    ``word_lists`` describes lists that are not tables, such as the spellings of additives. Each list must have an entry
    for every member of its enum. ``constants`` holds the rulebooks that are constants of the module of their class, by
    name. Building a rulebook fills in the numbers that its rules quote.

    Raises: ``RulebookError`` with the faults of all tables and word lists. Each fault begins with the name
    of the field or list.
    """

    word_lists: ClassVar[WordLists] = {}
    constants: ClassVar[dict[str, "TableSet"]] = {}

    edition: str

    def __attrs_post_init__(self) -> None:
        raise_if_any(type_faults(self))
        numbers = dict(_numbers(self))
        faults = [f"{name}: {fault}" for name, table in tables(self) for fault in table.faults]
        for name, (kind, named) in self.word_lists.items():
            faults += (f"{name}: no entry names {describe(kind)} {word}" for word in kind if word not in named)
        for name, table in tables(self):
            filled = {rule: _filled(rule, quotes, numbers) for rule in table.rules if (quotes := rule.quotes())}
            if any(rule is not new for rule, new in filled.items()):
                object.__setattr__(self, name, table.with_rules(filled))
            for rule in filled.values():
                faults += (f"{name}: {rule.id} quotes {place}, which is no number" for place in rule.unfilled())
        if faults:
            raise RulebookError(*faults)

    def page(self) -> Page:
        """A page that lists the tables, each with the number of its rules."""
        rows = tuple((name, table.title, str(len(table.rules))) for name, table in tables(self))
        grid = Grid("Tables", ("table", "what it holds", "rules"), rows, numbers=(2,))
        return Page(f"Rulebook, edition {self.edition}", (grid,))

    def __copy__(self) -> Self:
        """The rulebook itself, because it never changes."""
        return self

    def __deepcopy__(self, memo: object) -> Self:
        """The rulebook itself, because it never changes."""
        return self

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        """What pickle stores: the name of a rulebook that is a constant of its module, such as ``CURRENT``.

        So ``CURRENT`` is itself again in another process. The rows of any other rulebook are stored in full.
        """
        name = next((name for name, constant in self.constants.items() if constant is self), None)
        return name or super().__reduce_ex__(protocol)


def _numbers(rulebook: TableSet) -> Iterator[tuple[str, str]]:
    """Yield a pair, name and text, for each number that rules can quote: those in tables whose key is one enum."""
    for name, table in tables(rulebook):
        holds_numbers = any(isinstance(rule.then, int | Elemental) for rule in table.rules)
        for key, rule in table if holds_numbers and isinstance(table.key, EnumType) else ():
            yield from number(f"{name}.{key.name.lower()}", rule.then)


def _filled(rule: AnyRule, quotes: frozenset[str], numbers: dict[str, str]) -> AnyRule:
    """A copy of the rule that holds the known values of the names in ``quotes``; ``rule`` itself if it does already."""
    present = tuple((place, numbers[place]) for place in sorted(quotes) if place in numbers)
    return rule if present == rule.numbers else attrs.evolve(rule, numbers=present)


def tables(rulebook: TableSet) -> Iterator[tuple[str, AnyTable]]:
    """Yield one pair for each table of a rulebook: the name of the field that holds the table, and the table."""
    for field in attrs.fields(type(rulebook)):
        if isinstance(table := getattr(rulebook, field.name), Table):
            yield field.name, table


@lru_cache(maxsize=16)
def rules_by_id(rulebook: TableSet) -> dict[str, AnyRule]:
    """A mapping from rule ids to rules, with every rule of every table of a rulebook.

    >>> from alpims_mg import CURRENT
    >>> rules_by_id(CURRENT)["kidney.severe"].then
    <Verdict.WITHHOLD: 'withhold'>
    """
    return {rule.id: rule for _, table in tables(rulebook) for rule in table.rules}
