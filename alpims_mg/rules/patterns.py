"""Patterns. The pattern of a rule selects the keys of a table that the rule answers."""

from collections.abc import Iterator, Set as AbstractSet
from enum import Enum

from alpims_mg.errors import Fault, RulebookError
from alpims_mg.model.vocabulary import GrowingWord

Pattern = tuple[tuple[str, frozenset[Enum]], ...]
"""A tuple of pairs: a column's name, and the members that it may hold. A column without a pair may hold any member."""


def when(only: Enum | AbstractSet[Enum] | None = None, /, **columns: Enum | AbstractSet[Enum]) -> Pattern:
    """The pattern that selects the keys a rule answers. Give a member or a set of members for each column.

    A column that is left out may hold any member. If the key is one enum, give the members without a column name.

    >>> from alpims_mg import Form, Intent, Zone
    >>> when(zone=Zone.RED, intent={Intent.START}) == (
    ...     ("zone", frozenset({Zone.RED})),
    ...     ("intent", frozenset({Intent.START})),
    ... )
    True
    >>> when(Form.OXIDE) == (("", frozenset({Form.OXIDE})),)
    True
    """
    cells = columns if only is None else {"": only, **columns}
    return tuple((name, frozenset((cell,) if isinstance(cell, Enum | str) else cell)) for name, cell in cells.items())


def every(kind: type[Enum], *, but: AbstractSet[Enum] = frozenset()) -> frozenset[Enum]:
    """The set of all members of an enum except those in ``but``.

    A pattern with ``every`` also covers members that are added later. A ``GrowingWord`` gains members, so name its
    members instead.

    Raises: ``RulebookError`` for a ``GrowingWord``.

    >>> from alpims_mg import Zone
    >>> every(Zone, but={Zone.RED}) == {Zone.GREEN, Zone.YELLOW}
    True
    """
    if issubclass(kind, GrowingWord):
        fix = "name the members, so that a new one does not fall into this row unnoticed"
        path, actual = f"every({kind.__name__})", f"{kind.__name__}, which grows"
        raise RulebookError(str(Fault(path=path, expected="over words that never grow", actual=actual, fix=fix)))
    return frozenset(kind) - but


def pattern_faults(pattern: Pattern, columns: dict[str, tuple[Enum, ...]]) -> Iterator[str]:
    """Yield the text of each error in a pattern, such as a column that the table does not have."""
    for column, members in pattern:
        if column not in columns:
            yield f"names the unknown column {column}"
        elif not members or members.difference(columns[column]):
            unknown = ", ".join(sorted(map(str, members.difference(columns[column])))) or "nothing"
            yield f"must name values of the column {column}; got {unknown}"


def unnamed_columns(pattern: Pattern, columns: dict[str, tuple[Enum, ...]]) -> Iterator[type[Enum]]:
    """Each ``GrowingWord`` that is the type of a column which the pattern leaves out."""
    named = dict(pattern)
    for name, (first, *_) in columns.items():
        if name not in named and isinstance(first, GrowingWord):
            yield type(first)
