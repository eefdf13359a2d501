"""What is read from a single line of a label: ``Line``, and the sources of magnesium that the line names."""

from typing import NamedTuple, final

import attrs

from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_member, a_text, check_instances
from alpims_mg.errors import raise_if_any
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.vocabulary import Form, MagnesiumSalt
from alpims_mg.rulebook.labels.additives import NOT_A_LABEL
from alpims_mg.rulebook.labels.words import SaltName

NOT_STATED = NOT_A_LABEL[1]
UNKNOWN_SERVING = "serving not stated"
NO_MAGNESIUM = "label.magnesium"
"""The path of the entry which says that a label names no magnesium."""

_MOST_CHARACTERS = 160


@final
@attrs.frozen(kw_only=True)
class NamedSalt(Displayed):
    """A source of magnesium as a label names it, with its form and the salts that the name can mean.

    ``form`` is None if the source is none of the known forms. ``salts`` is empty if the name does not show which salt
    it is, and so how much of the mass is magnesium.
    """

    words: str
    form: Form | None
    salts: tuple[MagnesiumSalt, ...] = ()

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("words", self.words, example="magnesium citrate"),
                a_member("form", self.form, Form, optional=True),
                *check_instances("salts", self.salts, MagnesiumSalt),
            )
        )

    def __str__(self) -> str:
        return f"{self.words} ({self.form or f'none of the {len(Form)} forms'})"


@final
class Line(NamedTuple):
    """What was read from one line of a label, or from a part of it.

    ``words`` describes the serving, and ``capsules`` is the number of capsules in it. ``elemental`` (magnesium) and
    ``compound`` (salt) are the amounts in it, in nanograms. ``named`` holds the sources of magnesium. ``not_read`` is
    an entry for what was not clear. ``serves`` is true if the line states a serving, even without an amount.
    ``contradicts`` is true if the amounts of the line contradict each other.
    """

    words: str = UNKNOWN_SERVING
    capsules: int | None = None
    elemental: int | None = None
    compound: int | None = None
    named: tuple[NamedSalt, ...] = ()
    not_read: NotChecked | None = None
    serves: bool = False
    contradicts: bool = False


def named_salt(words: str, name: SaltName) -> NamedSalt:
    """The source of magnesium that these words of a label name. ``name`` is its row of the word list."""
    return NamedSalt(words=shortened(words).lower(), form=name.form, salts=name.salts)


def shortened(words: str) -> str:
    """The words as one line of at most 160 printable characters. A question mark if there are none."""
    printable = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(printable.split()).strip(" :=-/")[:_MOST_CHARACTERS] or "?"
