"""Texts for people that remember how they were made, so that another language can say them again.

A ``Message`` is an English text. It also holds a recipe: a template, the values that fill it, and what was done to the
filled text. ``catalogues`` makes the same text in another language from the recipe.
"""

from collections.abc import Callable, Iterable
from typing import Final, Literal, NamedTuple, final, get_args

from alpims_mg._internal.templates import fill

Language = Literal["en", "de", "es"]
"""A language that pages speak: English, German or Spanish."""
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

Change = Callable[[str], str]
"""What is done to a filled text in any language, such as to begin it with a capital letter."""


@final
class Phrase(NamedTuple):
    """A recipe: a template, its values, and what is done to the filled text.

    ``context`` says where the template comes from: the id of a rule, or ``view.`` and the name of a view, or ``word.``
    and the name of a vocabulary. It is empty if the template needs no translation. A phrase with a number has a
    template for one and, as ``plural``, a template for more. ``number`` says which applies.
    """

    context: str
    template: str
    values: tuple[tuple[str, object], ...] = ()
    plural: str = ""
    number: int = 1
    changes: tuple[Change, ...] = ()

    def filled(self) -> str:
        """The text in English."""
        template = self.plural if self.plural and self.number != 1 else self.template
        return changed_by(self.changes, fill(template, ((name, str(value)) for name, value in self.values)))


@final
class Filled(NamedTuple):
    """A recipe for a text whose template is filled already, such as the words of an answer.

    Its template is found again among those of the rules whose ids begin with one of ``contexts``. ``values`` holds
    messages that may stand in it.
    """

    contexts: tuple[str, ...]
    text: str
    values: tuple[tuple[str, object], ...] = ()
    changes: tuple[Change, ...] = ()

    def filled(self) -> str:
        """The text in English."""
        return changed_by(self.changes, self.text)


@final
class Joined(NamedTuple):
    """A recipe: several texts with a separator between them."""

    separator: str
    parts: tuple[str, ...]
    changes: tuple[Change, ...] = ()

    def filled(self) -> str:
        """The text in English."""
        return changed_by(self.changes, self.separator.join(self.parts))


Recipe = Phrase | Filled | Joined


@final
class Message(str):
    """An English text that holds its recipe. Everywhere else it is a text like any other."""

    __slots__ = ("recipe",)
    recipe: Recipe

    def __new__(cls, recipe: Recipe) -> "Message":
        """Make the text of a recipe."""
        message = super().__new__(cls, recipe.filled())
        message.recipe = recipe
        return message

    def __getnewargs__(self) -> tuple[Recipe]:  # type: ignore[override]  # what pickle gives to ``__new__``
        return (self.recipe,)


def say(context: str, template: str, /, **values: object) -> Message:
    """The message that a template gives with these values. A value may be a message too.

    >>> say("view.plan", "step {place}", place=2)
    'step 2'
    """
    return Message(Phrase(context, template, tuple(values.items())))


def say_number(context: str, singular: str, plural: str, number: int, /, **values: object) -> Message:
    """The message for a number of things: ``singular`` for 1, ``plural`` otherwise. Both may hold ``{number}``.

    >>> say_number("view.plan", "{number} day", "{number} days", 2)
    '2 days'
    """
    held = (("number", number), *values.items())
    return Message(Phrase(context, singular, held, plural=plural, number=number))


def word(vocabulary: str, text: object) -> Message:
    """A word of a vocabulary as a message. Its name in English is the word itself.

    >>> word("weekday", "Monday")
    'Monday'
    """
    return Message(Phrase(f"word.{vocabulary}", str(text)))


def spaced_word(vocabulary: str, text: object) -> Message:
    """A word of a vocabulary, with a space for each hyphen of its English name.

    >>> spaced_word("Wish", "step-back")
    'step back'
    """
    return Message(Phrase(f"word.{vocabulary}", str(text), changes=(_with_spaces,)))


def _with_spaces(text: str) -> str:
    return text.replace("-", " ")


ANY_RULE: Final = "*"
"""Stands for the id of a rule where it is not known."""


def rule_text(rule: str, template: str, values: Iterable[tuple[str, str]] = ()) -> Message:
    """The text of a rule, filled with values. With ``ANY_RULE``, every rule's texts are searched."""
    return Message(Phrase(rule, template, tuple(values)))


def filled_text(contexts: tuple[str, ...], text: str, /, **values: object) -> Message:
    """A text of a rule that is filled already, such as the words of an answer.

    ``contexts`` is how the ids of the rules begin that may have it. ``values`` are messages that it may hold.
    """
    return Message(Filled(contexts, text, tuple(values.items())))


def as_it_is(text: object) -> Message:
    """A text that every language says alike, such as the name of a medicine. Numbers and dates are still adapted."""
    return Message(Phrase("", "{text}", (("text", text),)))


def joined(separator: str, parts: Iterable[str]) -> Message:
    """Several texts as one, with a separator between them.

    >>> joined(" ", ("One.", "Two."))
    'One. Two.'
    """
    return Message(Joined(separator, tuple(parts)))


def listed(parts: Iterable[str]) -> str:
    """Several texts as a list in a sentence. There is at least one.

    >>> listed(("a", "b", "c"))
    'a, b and c'
    """
    *others, last = parts
    return say("view.list", "{others} and {last}", others=joined(", ", others), last=last) if others else last


def each_and(parts: Iterable[str]) -> Message:
    """Several texts with "and" before each but the first. There is at least one.

    >>> each_and(("a", "b", "c"))
    'a and b and c'
    """
    first, *others = parts
    chain = as_it_is(first)
    for other in others:
        chain = say("view.list", "{others} and {last}", others=chain, last=other)
    return chain


def changed(text: str, change: Change) -> str:
    """The text after a change. A message stays a message, and the change is made in each language."""
    if not isinstance(text, Message):
        return change(text)
    return Message(text.recipe._replace(changes=(*text.recipe.changes, change)))


def changed_by(changes: Iterable[Change], text: str) -> str:
    """The text after several changes."""
    for change in changes:
        text = change(text)
    return text
