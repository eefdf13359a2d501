"""``Rule``, one row of a decision table. Its texts quote the numbers of its own answer and of other rows."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, Generic, TypeVar, final

import attrs

from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.templates import Numbers
from alpims_mg._internal.validation import a_member, an_instance, check_each
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.provenance import Citation
from alpims_mg.model.quantities import Elemental
from alpims_mg.rules.patterns import Pattern
from alpims_mg.rules.strictness import Stricter

A = TypeVar("A")

_QUOTE: Final = re.compile(r"\{([a-z_]+\.[a-z_]+)\}")


@final
@named_arguments
@attrs.frozen(kw_only=True, eq=False)
class Rule(Displayed, Generic[A]):
    """One row of a decision table: an answer, its reason and its sources.

    ``id`` is permanent. ``when`` selects the keys that the rule answers. ``then`` is the answer. ``because`` is the
    reason. ``cites`` holds at least one source. ``not_covered`` describes in words what the rule cannot check.

    ``because`` and ``not_covered`` can quote numbers, so that a number stands in one row only. ``{answer.level_mg}`` is
    the field ``level`` of the rule's own answer. ``{dose_amounts.rise_usual_mg}`` is the answer of the table
    ``dose_amounts`` to the key ``RISE_USUAL``. A name ends in ``_mg`` if the number is an amount of magnesium.
    ``reason`` and ``gap`` are the same two texts with the numbers filled in. A rulebook sets ``numbers``: the names and
    values of the numbers that the rule quotes from the rulebook's tables.

    If the answer is a number, ``stricter`` is the direction in which a clinic may change it. None if it may not.
    ``not_past`` is the key of a rule of the same table. The number must never pass the number of that rule.
    """

    id: str
    when: Pattern
    then: A
    because: str
    cites: tuple[Citation, ...]
    not_covered: str | None = None
    stricter: Stricter | None = None
    not_past: Enum | None = None
    numbers: Numbers = ()
    reason: str = attrs.field(init=False)
    gap: str | None = attrs.field(init=False)

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                an_instance("id", self.id, str, example="'condition.own'"),
                an_instance("when", self.when, tuple, example="when(condition=Condition.POTS)"),
                an_instance("because", self.because, str, example="'our clinic asks first'"),
                an_instance("cites", self.cites, tuple, example="(Citation(...),)"),
                an_instance("not_covered", self.not_covered, str, example="'other conditions'", optional=True),
                a_member("stricter", self.stricter, Stricter, optional=True),
                an_instance("not_past", self.not_past, Enum, example="DoseAmount.RISE_MOST", optional=True),
                *check_each("numbers", self.numbers, _pair),
            )
        )
        object.__setattr__(self, "reason", self._filled(self.because))
        object.__setattr__(self, "gap", self.not_covered and self._filled(self.not_covered))

    def quotes(self) -> frozenset[str]:
        """The set of names of the numbers that the texts quote, such as ``dose_amounts.rise_usual_mg``."""
        return _quotes(self.because) | _quotes(self.not_covered or "")

    def unfilled(self) -> frozenset[str]:
        """The names of the quoted numbers for which neither the answer nor ``numbers`` has a value, as a set."""
        return _quotes(self.reason) | _quotes(self.gap or "")

    def _filled(self, text: str) -> str:
        if not _quotes(text):
            return text
        values = dict(self.numbers) | dict(_numbers_in_answer(self.then))
        return _QUOTE.sub(lambda place: values.get(place[1], place[0]), text)


def _pair(path: str, value: object) -> Fault | None:
    match value:
        case (str(), str()):
            return None
        case _:
            return an_instance(path, None, tuple, example="('target_mg', '200')")


def _quotes(text: str) -> frozenset[str]:
    return frozenset(_QUOTE.findall(text)) if "{" in text else frozenset()


def number(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield one pair for a number: its name in a template, and its text. Yield nothing if ``value`` is no number.

    >>> list(number("dose_counts.hold_usual", 7))
    [('dose_counts.hold_usual', '7')]
    >>> list(number("answer.level", Elemental.mg("62.5")))
    [('answer.level_mg', '62.5')]
    """
    if isinstance(value, Elemental):
        yield f"{name}_mg", value.format_mg()
    elif type(value) is int:
        yield name, str(value)


def _numbers_in_answer(answer: object) -> Iterator[tuple[str, str]]:
    kind = type(answer)
    for field in attrs.fields(kind) if attrs.has(kind) else ():
        yield from number(f"answer.{field.name}", getattr(answer, field.name))
