"""Defines ``green_check``, the guide's reasons to start on a Green day as questions for people to ask themselves."""

from typing import final

import attrs

from alpims_mg._internal.field_types import check_field_types
from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import an_instance
from alpims_mg.errors import raise_if_any
from alpims_mg.model.provenance import Citation
from alpims_mg.rulebook.current import CURRENT, Rulebook


@final
@attrs.frozen(kw_only=True)
class GreenQuestion(Displayed):
    """One question that a person asks themselves before they call today Green.

    ``because`` says why the guide asks it. ``rule`` is the id of its row, and ``cites`` are its sources. ``str`` gives
    the question.
    """

    rule: str
    question: str
    because: str
    cites: tuple[Citation, ...]

    __repr__ = one_line_repr
    __attrs_post_init__ = check_field_types

    def __str__(self) -> str:
        return self.question


def green_check(*, rulebook: Rulebook = CURRENT) -> tuple[GreenQuestion, ...]:
    """The guide's five reasons to start on a Green day, as questions for a person to ask themselves.

    The questions take no answers, and nothing is computed from them. The person says which zone today is.

    Raises: ``InvalidInputError`` if ``rulebook`` is no ``Rulebook``.
    Source: guide, "Why start in Green" (rules ``zone.reason.``).

    >>> for question in green_check():
    ...     print(question)
    Is your nervous system calm today: not overstimulated, not on edge?
    Is your immune system quiet today: no flare, no hives, no flushing?
    Could you tell today if something new helps or harms, without other symptoms in the way?
    Is your gut settled today: no bloating, no cramps, no nausea?
    Do you have room to go slowly today, and to rest if your body reacts?
    """
    raise_if_any((an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),))
    return tuple(
        GreenQuestion(rule=rule.id, question=rule.then, because=rule.reason, cites=rule.cites)
        for _, rule in rulebook.green_reasons
    )
