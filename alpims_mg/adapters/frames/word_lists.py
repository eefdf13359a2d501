"""Reads cells that hold lists of words, one word at a time. Words that cannot matter for an answer are left out."""

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, final

from alpims_mg.adapters.frames.encoding import DictionaryColumn
from alpims_mg.adapters.frames.lookups import Combined
from alpims_mg.adapters.frames.readings import INVALID, PARTLY, NoValue


@final
class Context:
    """The facts of a row on which the contribution of a word (such as a medicine) to the answer depends.

    ``effect`` takes the value of the word and then ``facts``, and returns that contribution. A context equals only
    itself.
    """

    def __init__(self, effect: Callable[..., Any], *facts: Any) -> None:
        self.effect = effect
        self.facts = facts


@final
class ListItem:
    """The ``value`` of one word of a list, such as a medicine. It remembers what it contributes in each ``Context``."""

    def __init__(self, value: Any) -> None:
        self.value = value
        self._effects: dict[Context, Any] = {}

    def effect_in(self, context: Context) -> Any:
        """What this word contributes to the answer of a row with these facts: the kept result of ``context.effect``."""
        effect = self._effects.get(context)
        if effect is None:
            effect = self._effects[context] = context.effect(self.value, *context.facts)
        return effect


ListItems = frozenset[ListItem]


@final
class PartlyRead(NamedTuple):
    """The ``items`` of a list in which some words can be read, and some cannot."""

    items: ListItems


def items_of(value: ListItems | PartlyRead | NoValue) -> ListItems | NoValue:
    """The items of a list, also of one that can be read only in part."""
    return value.items if isinstance(value, PartlyRead) else value


def list_status(value: ListItems | PartlyRead | NoValue) -> NoValue | None:
    """Why a list has no value, or ``PARTLY`` if it can be read only in part. None if all of it can be read."""
    if isinstance(value, PartlyRead):
        return PARTLY
    return value if isinstance(value, NoValue) else None


def context_column(effect: Callable[..., Any], *facts: DictionaryColumn[Any]) -> DictionaryColumn[Context | NoValue]:
    """A column with one ``Context`` (``effect`` and facts) for each row; a ``NoValue`` if some fact has no value."""

    def context(*values: Any) -> Context | NoValue:
        return next((value for value in values if isinstance(value, NoValue)), None) or Context(effect, *values)

    return Combined(context, *facts)


@final
class ListReader:
    """Reads the cells of a column of lists, such as medicines. Each distinct word is read once.

    ``read`` gives the words of a cell, and ``read_word`` gives the value of a word. ``matter_of`` turns a value into a
    key: values with the same key contribute the same to every answer, so they become one ``ListItem``. A value with the
    key None contributes nothing, so it is left out.
    """

    def __init__(
        self,
        read: Callable[[object], tuple[str, ...] | NoValue],
        read_word: Callable[[str], Any],
        matter_of: Callable[[Any], Hashable],
        *,
        keeps_parts: bool = False,
    ) -> None:
        self._read = read
        self._read_word = read_word
        self._matter_of = matter_of
        self._keeps_parts = keeps_parts
        self._items_by_word: dict[str, ListItems | NoValue] = {}
        self._items_by_matter: dict[Hashable, ListItems] = {None: frozenset()}

    def __call__(self, cell: object) -> ListItems | PartlyRead | NoValue:
        """The set of ``ListItem`` objects (word values) in a cell; a ``NoValue`` if the cell or a word has none.

        If ``keeps_parts`` is true, it is a ``PartlyRead`` if some words have a value and some do not.
        """
        words = self._read(cell)
        if isinstance(words, NoValue):
            return words
        items: ListItems = frozenset()
        values = 0
        for word in words:
            found = self._items_by_word.get(word)
            if found is None:
                found = self._items_by_word[word] = self._read_items(word)
            if not isinstance(found, NoValue):
                items |= found
                values += 1
        if values == len(words):
            return items
        return PartlyRead(items) if values and self._keeps_parts else INVALID

    def _read_items(self, word: str) -> ListItems | NoValue:
        value = self._read_word(word)
        if isinstance(value, NoValue):
            return value
        return self._items_by_matter.setdefault(self._matter_of(value), frozenset({ListItem(value)}))
