"""Lists of words, each read one word at a time. Words that cannot matter for an answer are left out."""

from collections.abc import Callable, Hashable
from typing import Any, final

from alpims_mg.adapters.frames.encoding import DictionaryColumn
from alpims_mg.adapters.frames.lookups import Combined
from alpims_mg.adapters.frames.readings import NoValue


@final
class Context:
    """The facts of a row that decide what a word contributes to the answer of that row.

    ``effect`` computes this contribution, from the value of the word and the ``facts``. A context equals only itself,
    so that it can be looked up fast.
    """

    def __init__(self, effect: Callable[..., Any], *facts: Any) -> None:
        self.effect = effect
        self.facts = facts


@final
class ListItem:
    """One word of a list, with its ``value``. It keeps what it contributes to the answer in each ``Context``."""

    def __init__(self, value: Any) -> None:
        self.value = value
        self._effects: dict[Context, Any] = {}

    def effect_in(self, context: Context) -> Any:
        """What this word contributes to the answer of a row with this context: the result of ``context.effect``."""
        effect = self._effects.get(context)
        if effect is None:
            effect = self._effects[context] = context.effect(self.value, *context.facts)
        return effect


ListItems = frozenset[ListItem]


def context_column(effect: Callable[..., Any], *facts: DictionaryColumn[Any]) -> DictionaryColumn[Context | NoValue]:
    """A column with the ``Context`` of each row; a ``NoValue`` in rows where one of the facts has no value."""

    def context(*values: Any) -> Context | NoValue:
        return next((value for value in values if isinstance(value, NoValue)), None) or Context(effect, *values)

    return Combined(context, *facts)


@final
class ListReader:
    """Reads the cells of a column of lists. Each distinct word is read once.

    ``read`` gives the words of a cell, and ``read_word`` gives the value of a word. ``matter_of`` turns a value into a
    key. Values with the same key contribute the same to every answer, so they become one item. A value with the key
    None contributes nothing, so it is left out.
    """

    def __init__(
        self,
        read: Callable[[object], tuple[str, ...] | NoValue],
        read_word: Callable[[str], Any],
        matter_of: Callable[[Any], Hashable],
    ) -> None:
        self._read = read
        self._read_word = read_word
        self._matter_of = matter_of
        self._items_by_word: dict[str, ListItems | NoValue] = {}
        self._items_by_matter: dict[Hashable, ListItems] = {None: frozenset()}

    def __call__(self, cell: object) -> ListItems | NoValue:
        """The set of items in a list. If the cell or a word of it has no value, a ``NoValue`` that says why."""
        words = self._read(cell)
        if isinstance(words, NoValue):
            return words
        items: ListItems = frozenset()
        for word in words:
            found = self._items_by_word.get(word)
            if found is None:
                found = self._items_by_word[word] = self._read_items(word)
            if isinstance(found, NoValue):
                return found
            items |= found
        return items

    def _read_items(self, word: str) -> ListItems | NoValue:
        value = self._read_word(word)
        if isinstance(value, NoValue):
            return value
        return self._items_by_matter.setdefault(self._matter_of(value), frozenset({ListItem(value)}))
