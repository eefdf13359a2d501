"""What a person replies to one question of a case, as the value of that field in JSON."""

import re
from collections.abc import Sequence
from typing import Final

from alpims_mg._internal.validation import nearest, short_repr
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.case_questions import NONE_WORD, Choice, QuestionWords, ReplyKind
from alpims_mg.rulebook.questions import CaseField

Value = str | int | list[str] | list[dict[str, str]]
"""The value of a field of a case in JSON."""

REPLY: Final = "the reply"
"""What names a reply in a fault."""

_NUMBER: Final = re.compile(r"\d{1,9}", re.ASCII)
_MILLIGRAMS: Final = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(?:\s*mg)?", re.ASCII | re.IGNORECASE)


def reply_value(field: CaseField, asked: QuestionWords, reply: str) -> Value:
    """The value that a reply gives to a field. Words may be written in capitals, and several are separated by commas.

    Raises: ``InvalidInputError`` for a reply that the question does not take.
    """
    text = " ".join(reply.split())
    match asked.reply:
        case ReplyKind.WORD:
            (word,) = _known_words((text,), asked.choices)
            return int(word) if field is CaseField.DIVISION else word
        case ReplyKind.WORDS:
            return list(_known_words(_items(text), asked.choices, " Leave other conditions out here"))
        case ReplyKind.TEXTS if field is CaseField.MEDICINES:
            return [{"name": name} for name in _items(text)]
        case ReplyKind.TEXTS:
            return list(_items(text))
        case ReplyKind.WHOLE_NUMBER:
            if _NUMBER.fullmatch(text):
                return int(text)
            raise _unreadable("a whole number", text, "write only digits")
        case _:  # milligrams
            if found := _MILLIGRAMS.fullmatch(text):
                return found[1]
            raise _unreadable("milligrams", text, "write for example 100 or 62.5")


def _items(text: str) -> tuple[str, ...]:
    """The items of a list. Empty for the word that says there are none."""
    if text.lower() == NONE_WORD:
        return ()
    return tuple(dict.fromkeys(item.strip() for item in text.split(",") if item.strip()))


def _known_words(given: Sequence[str], choices: tuple[Choice, ...], others: str = "") -> tuple[str, ...]:
    """The JSON words for the words that a person gave. ``others`` says what to do with words that are not known.

    Raises: ``InvalidInputError`` with a fault for each word that is not among the choices.
    """
    values = {choice.word: choice.value for choice in choices} | {choice.value: choice.value for choice in choices}
    words = {word: word.lower().replace(" ", "-") for word in given}
    raise_if_any(
        _unknown_word(word, known, [choice.word for choice in choices], others)
        for word, known in words.items()
        if known not in values
    )
    return tuple(dict.fromkeys(values[known] for known in words.values()))


def _unknown_word(word: str, known: str, words: list[str], others: str) -> Fault:
    near = nearest(known, words)
    fix = f"did you mean {near}?{others}" if near else f"write ? to see the words{others and f'.{others}'}"
    return Fault(path=REPLY, expected="a word that we know", actual=short_repr(word), fix=fix)


def _unreadable(expected: str, text: str, fix: str) -> InvalidInputError:
    return InvalidInputError(Fault(path=REPLY, expected=expected, actual=short_repr(text), fix=fix))
