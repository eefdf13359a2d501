"""Questions to a person about one field of a case: ``QuestionWords`` of a row, and ``FactQuestion`` of an answer."""

from typing import Final, final

import attrs

from alpims_mg._internal.field_types import check_field_types
from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.templates import fill
from alpims_mg._internal.validation import a_text
from alpims_mg.errors import raise_if_any
from alpims_mg.model.vocabulary import Intent, Route, Word

NONE_WORD: Final = "none"
"""The word that states an empty list, for each question whose reply is a list."""


class ReplyKind(Word):
    """What kind of reply a question takes."""

    WORD = "word"
    """One word of a list."""
    WORDS = "words"
    """Any number of words of a list, or ``none``."""
    TEXTS = "texts"
    """Any number of names in the person's own words, or ``none``."""
    WHOLE_NUMBER = "whole-number"
    MILLIGRAMS = "milligrams"
    """An exact number of milligrams."""


@final
@attrs.frozen(kw_only=True)
class Choice(Displayed):
    """One word that a question accepts. ``meaning`` explains it, and is empty where the word explains itself.

    ``value`` is the word in the JSON of a case. It differs from ``word`` only if people say it in another way.
    """

    word: str
    value: str
    meaning: str = ""

    __repr__ = one_line_repr
    __attrs_post_init__ = check_field_types

    def __str__(self) -> str:
        return f"{self.word} ({self.meaning})" if self.meaning else self.word


@final
@attrs.frozen(kw_only=True)
class QuestionWords(Displayed):
    """A question about one field of a case, and what may be replied.

    ``how`` says how to reply. ``{choices}`` in it stands for the words that are accepted. ``more`` explains the
    question to a person who asks for help. ``choices`` holds the words that are accepted, and is empty for a number or
    a name. ``may_skip`` is true if a case can be written without the fact. ``routes`` and ``intents`` say in which
    cases the question makes sense.

    >>> from alpims_mg import CURRENT
    >>> from alpims_mg.rulebook.questions import CaseField
    >>> words = CURRENT.questions[CaseField.ZONE].then
    >>> words.question, words.how_to_reply
    ('Which zone are you in today?', 'Say green, yellow or red.')
    """

    question: str
    how: str
    more: str
    reply: ReplyKind
    choices: tuple[Choice, ...] = ()
    may_skip: bool
    routes: tuple[Route, ...] = tuple(Route)
    intents: tuple[Intent, ...] = tuple(Intent)

    __repr__ = one_line_repr
    __attrs_post_init__ = check_field_types

    @property
    def how_to_reply(self) -> str:
        """How to reply, with the words that are accepted."""
        *words, last = (choice.word for choice in self.choices) if self.choices else ("",)
        return fill(self.how, (("choices", f"{', '.join(words)} or {last}" if words else last),))


@final
@attrs.frozen(kw_only=True)
class FactQuestion(Displayed):
    """A question about a fact that an answer needs.

    ``path`` is the path of the fact in the JSON of a case. ``how`` says how to reply.

    Raises: ``InvalidInputError`` with every fault.

    >>> print(FactQuestion(path="situation.age_years", question="How old are you?", how="Give whole years."))
    How old are you? Give whole years.
    """

    path: str
    question: str
    how: str

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("path", self.path, example="situation.age_years"),
                a_text("question", self.question, example="How old are you?"),
                a_text("how", self.how, example="Give your age in whole years."),
            )
        )

    def __str__(self) -> str:
        return f"{self.question} {self.how}"
