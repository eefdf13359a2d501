"""Flags that decide the answer of a row, as bits of one number. Functions turn that number into the answer."""

from enum import IntFlag
from typing import Final, final

from alpims_mg.adapters.frames.schema import PATHS
from alpims_mg.model.findings import Verdict
from alpims_mg.model.vocabulary import Answer, Word


@final
class RowFlag(IntFlag):
    """One flag of a row: a bit of the number that decides its outcome.

    The first three flags are verdicts. A verdict also sets the flags of all milder verdicts.
    """

    CAUTION = 1
    CONSULT = 2
    WITHHOLD = 4
    WITHHELD_AT_MILDEST = 8
    """A fact is not stated. A rule would withhold even at the mildest value of that fact, so at every value."""
    MISSING = 16
    """A fact that the answer needs is not stated."""
    UNREADABLE_CELL = 32
    """Some cell of the row cannot be read."""
    NEEDS_CLINICIAN = 64
    """A rule asks for a clinician and was not acknowledged."""
    NO_PROPOSAL = 128
    """The proposal lacks a fact that it requires, or that fact cannot be read. So there is nothing to assess."""


FLAG_COMBINATIONS: Final = 256
MISSING_BITS: Final = {name: FLAG_COMBINATIONS << position for position, name in enumerate(PATHS)}
"""A mapping from the usual name of each column to its bit. Rows that lack the fact of that column set the bit."""

_VERDICTS: Final = tuple(Verdict)
_VERDICT_FLAGS: Final = RowFlag.CAUTION | RowFlag.CONSULT | RowFlag.WITHHOLD


def severity_flags(severity: int) -> int:
    """The flags of a verdict with this severity, as bits of one number; 0 for the mildest verdict."""
    return (1 << severity) - 1


@final
class Outcome(Word):
    """The outcome of a row: its answer, and why the row has this answer. ``ANSWERS`` maps each member to its answer."""

    OFFERED = "offered"
    CONSULTED = "consulted"
    WITHHELD = "withheld"
    WITHHELD_AT_MILDEST = "withheld-at-mildest"
    """A needed fact is not stated, and a rule would withhold at every value of some fact that is not stated."""
    MISSING_FACTS = "missing-facts"
    NO_PROPOSAL = "no-proposal"


ANSWERS: Final = {
    Outcome.OFFERED: Answer.OFFER,
    Outcome.CONSULTED: Answer.CONSULT,
    Outcome.WITHHELD: Answer.WITHHOLD,
    Outcome.WITHHELD_AT_MILDEST: Answer.WITHHOLD,
    Outcome.MISSING_FACTS: Answer.NEEDS_INFORMATION,
    Outcome.NO_PROPOSAL: Answer.NEEDS_INFORMATION,
}


def outcome_of(flags: int) -> Outcome:
    """The outcome of a row. ``flags`` is the number that has the flags of the row as bits."""
    if flags & RowFlag.NO_PROPOSAL:
        return Outcome.NO_PROPOSAL
    if stated_verdict(flags) is Verdict.WITHHOLD:
        return Outcome.WITHHELD
    if flags & (RowFlag.MISSING | RowFlag.UNREADABLE_CELL):
        at_mildest = flags & RowFlag.MISSING and flags & RowFlag.WITHHELD_AT_MILDEST
        return Outcome.WITHHELD_AT_MILDEST if at_mildest else Outcome.MISSING_FACTS
    return Outcome.CONSULTED if flags & RowFlag.NEEDS_CLINICIAN else Outcome.OFFERED


def stated_verdict(flags: int) -> Verdict:
    """The strictest verdict on the facts that a row states. ``flags`` has the flags of the row as bits."""
    return _VERDICTS[(flags & _VERDICT_FLAGS).bit_count()]


def verdict_of(flags: int) -> str | None:
    """The word for the strictest verdict of a row; None without a proposal. ``flags`` has the flags of the row as bits.

    The verdict is withhold if the outcome is ``WITHHELD_AT_MILDEST``.
    """
    match outcome_of(flags):
        case Outcome.NO_PROPOSAL:
            return None
        case Outcome.WITHHELD_AT_MILDEST:
            return str(Verdict.WITHHOLD)
        case _:
            return str(stated_verdict(flags))
