"""Patterns. The pattern of a rule selects the keys of a table that the rule answers."""

from collections.abc import Iterator, Set as AbstractSet
from enum import Enum, EnumType
from itertools import product
from typing import Any, TypeVar, cast

from alpims_mg._internal.rendering import describe
from alpims_mg._internal.validation import an_instance, as_set
from alpims_mg.errors import Fault, RulebookError, raise_if_any
from alpims_mg.model.vocabulary import GrowingWord

K = TypeVar("K")

Pattern = tuple[tuple[str, frozenset[Enum]], ...]
"""Selects keys of a table. A tuple of pairs: the name of a column, and the enum members that a key may have there.

A column without a pair may hold any member.
"""


def when(only: Enum | AbstractSet[Enum] | None = None, /, **columns: Enum | AbstractSet[Enum]) -> Pattern:
    """Make the pattern of a rule, which selects the keys of a table that the rule answers.

    Give an enum member or a set of members for each column of the table. A column that is left out may hold any member.
    If the key of the table is one enum, give the members without a column name.

    Raises: ``InvalidInputError`` for a column that is neither a member nor a set of members.

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
    members = {name: as_set((cell,) if isinstance(cell, Enum | str) else cell) for name, cell in cells.items()}
    raise_if_any(an_instance(name or "only", cell, frozenset, example="{Zone.RED}") for name, cell in members.items())
    return tuple(members.items())


def every(kind: type[Enum], *, but: AbstractSet[Enum] = frozenset()) -> frozenset[Enum]:
    """The set of all members of an enum except those in ``but``.

    A member that is added to the enum later is in the set too. That is unsafe for a ``GrowingWord``, an enum that
    gets new members, such as conditions. Name its members one by one.

    Raises: ``RulebookError`` for a ``GrowingWord``, and ``InvalidInputError`` for arguments of another type.

    >>> from alpims_mg import Zone
    >>> every(Zone, but={Zone.RED}) == {Zone.GREEN, Zone.YELLOW}
    True
    """
    raise_if_any(
        (
            an_instance("kind", kind, EnumType, example="every(Zone)"),
            an_instance("but", but, AbstractSet, example="{Zone.RED}"),
        )
    )
    if issubclass(kind, GrowingWord):
        fix = "name the members, so that a new one does not fall into this row unnoticed"
        path, actual = f"every({kind.__name__})", f"{kind.__name__}, which grows"
        raise RulebookError(str(Fault(path=path, expected="over words that never grow", actual=actual, fix=fix)))
    return frozenset(kind) - but


def columns_of(key: type[Any]) -> dict[str, tuple[Enum, ...]]:
    """The columns of a table with keys of class ``key``: a mapping from each column's name to a tuple of enum members.

    Each field of the key class is a column. An enum as key class has one column, named ``""``.

    Raises: ``RulebookError`` for each field of the key class that is no enum, and for a class without fields.
    """
    kinds: dict[str, Any] = {"": key} if isinstance(key, EnumType) else getattr(key, "__annotations__", {})
    if not kinds:
        raise RulebookError(f"{key.__name__} must be an enum, or have fields that are enums, to be the key of a table")
    if others := [name for name, kind in kinds.items() if not isinstance(kind, EnumType)]:
        raise RulebookError(*(f"{key.__name__}.{name} must be an enum to be a column of a table" for name in others))
    return {name: tuple(kind) for name, kind in kinds.items()}


def keys_of(key: type[K], pattern: Pattern) -> Iterator[K]:
    """Yield each key of class ``key`` that the pattern selects, in the order of the members of its columns.

    The pattern may name only columns (fields) of this class and members of their enums.
    """
    columns, named = columns_of(key), dict(pattern)
    chosen = (
        [member for member in members if member in named[name]] if name in named else members
        for name, members in columns.items()
    )
    for cells in product(*chosen):
        yield cast("K", cells[0]) if "" in columns else key(**dict(zip(columns, cells, strict=True)))


def pattern_words(pattern: Pattern, columns: dict[str, tuple[Enum, ...]]) -> tuple[str, ...]:
    """Describe a pattern: a text for each column with the members that the pattern allows in it, or ``any`` for all."""
    named = {name: tuple(member for member in columns[name] if member in members) for name, members in pattern}
    return tuple("any" if named.get(name, kind) == kind else describe(named[name]) for name, kind in columns.items())


def pattern_faults(pattern: Pattern, columns: dict[str, tuple[Enum, ...]]) -> Iterator[str]:
    """Yield a text for each error in a pattern, such as a column that is not in ``columns`` (a name to its members)."""
    for column, members in pattern:
        if column not in columns:
            yield f"names the unknown column {column}"
        elif not members or members.difference(columns[column]):
            unknown = ", ".join(sorted(map(str, members.difference(columns[column])))) or "nothing"
            yield f"must name values of the column {column}; got {unknown}"


def unnamed_columns(pattern: Pattern, columns: dict[str, tuple[Enum, ...]]) -> Iterator[type[Enum]]:
    """Yield the enum of each column that the pattern leaves out although it must name the members of that column.

    It must do so for a ``GrowingWord``, an enum that gets new members.
    """
    named = dict(pattern)
    for name, (first, *_) in columns.items():
        if name not in named and isinstance(first, GrowingWord):
            yield type(first)
