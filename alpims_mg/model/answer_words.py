"""``AnswerWords``: how an answer is said to a person."""

from typing import final

import attrs

from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_text
from alpims_mg.errors import raise_if_any


@final
@attrs.frozen(kw_only=True)
class AnswerWords(Displayed):
    """The words of an answer.

    ``headline`` is the answer itself, without a full stop, such as "You can start". ``cell`` says the same in a table.
    ``action`` is the next action in one sentence, and ``then`` is what comes after it; each may be None. In a rule
    these two are templates with named placeholders. An answer has them filled in.

    Raises: ``InvalidInputError`` with every fault.

    >>> AnswerWords(headline="Ask a clinician first", cell="Ask first").headline
    'Ask a clinician first'
    """

    headline: str
    cell: str
    action: str | None = None
    then: str | None = None

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_text("headline", self.headline, example="You can start"),
                a_text("cell", self.cell, example="You can start"),
                a_text("action", self.action, example="Take {amount} {when}.", optional=True),
                a_text("then", self.then, example="Then ask again.", optional=True),
            )
        )
