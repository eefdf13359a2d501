"""Finds the columns of a frame by their names, whatever the case, and the most similar name for a missing one."""

from collections.abc import Iterable
from typing import final

from alpims_mg._internal.validation import nearest
from alpims_mg.adapters.frames.cells import folded


@final
class ColumnNames:
    """The names of the columns of a frame. Names that are no texts are left out."""

    def __init__(self, names: Iterable[object]) -> None:
        self._names = {name: folded(name) for name in names if isinstance(name, str)}
        self._by_folded: dict[str, list[str]] = {}
        for name, folded_name in self._names.items():
            self._by_folded.setdefault(folded_name, []).append(name)

    def find(self, name: str) -> tuple[str, ...]:
        """The column of exactly this name. Without one, all columns whose names differ only by case and spaces around.

        >>> ColumnNames(["egfr", "EGFR", "Zone "]).find("egfr"), ColumnNames(["Zone "]).find("zone")
        (('egfr',), ('Zone ',))
        """
        return (name,) if name in self._names else tuple(self._by_folded.get(folded(name), ()))

    def flags(self, name: str) -> tuple[str, ...]:
        """The columns for single words of the list ``name``, named COLUMN.WORD, also those with an unknown word."""
        start = f"{folded(name)}."
        return tuple(column for column, folded_name in self._names.items() if folded_name.startswith(start))

    def near(self, name: str, taken: Iterable[str] = ()) -> str | None:
        """The column that is most likely meant by ``name``; None if no name is similar. It is none of ``taken``.

        >>> ColumnNames(["Kidney function", "clinic"]).near("kidney")
        'Kidney function'
        """
        words = {column: _words(column) for column in self._names if column not in set(taken)}
        wanted = _words(name)
        joined = {"_".join(column_words): column for column, column_words in words.items()}
        close = nearest("_".join(wanted), joined)
        if close is not None:
            return joined[close]
        sharing = (column for column, own in words.items() if wanted[0] in own)
        return next(sharing, None)


def _words(name: str) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in name.casefold()).split() or [""]
