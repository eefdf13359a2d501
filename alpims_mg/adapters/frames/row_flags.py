"""Flags that decide the answer of a row, as the bits of one number. Functions turn that number into the answer."""

from enum import IntFlag
from typing import Final, final

from alpims_mg.adapters.frames.schema import PATHS
from alpims_mg.model.findings import Verdict
from alpims_mg.model.vocabulary import Answer, Word


@final
class RowFlag(IntFlag):
    """A bit of the number that decides the outcome of a row.

    A verdict sets its own flag and the flags of the milder verdicts.
    """

    CAUTION = 1
    CONSULT = 2
    WITHHOLD = 4
    WITHHELD_AT_MILDEST = 8
    """A fact that is not stated would withhold at its mildest value, and so at any value."""
    MISSING = 16
    """A fact that is needed is not stated."""
    UNREADABLE_CELL = 32
    """A cell cannot be read."""
    NEEDS_CLINICIAN = 64
    """A rule asks for a clinician and was not acknowledged."""
    NO_PROPOSAL = 128
    """The proposal cannot be read, so there is nothing to assess."""


FLAG_COMBINATIONS: Final = 256
MISSING_BITS: Final = {name: FLAG_COMBINATIONS << position for position, name in enumerate(PATHS)}
"""The bit of each column, by the usual name of the column. It is set if the path of the column is a missing fact."""

_VERDICTS: Final = tuple(Verdict)
_VERDICT_FLAGS: Final = RowFlag.CAUTION | RowFlag.CONSULT | RowFlag.WITHHOLD


def severity_flags(severity: int) -> int:
    """The number whose bits are the flags of a verdict with this severity. 0 for the mildest verdict."""
    return (1 << severity) - 1


@final
class Outcome(Word):
    """The answer of a row with its reason: the key of ``ANSWERS``. Two members can have the same answer."""

    OFFERED = "offered"
    CONSULTED = "consulted"
    WITHHELD = "withheld"
    WITHHELD_AT_MILDEST = "withheld-at-mildest"
    """A needed fact is not stated, and some fact that is not stated would withhold at any value."""
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
    """The outcome of a row whose flags are the bits of this number."""
    if flags & RowFlag.NO_PROPOSAL:
        return Outcome.NO_PROPOSAL
    if stated_verdict(flags) is Verdict.WITHHOLD:
        return Outcome.WITHHELD
    if flags & (RowFlag.MISSING | RowFlag.UNREADABLE_CELL):
        at_mildest = flags & RowFlag.MISSING and flags & RowFlag.WITHHELD_AT_MILDEST
        return Outcome.WITHHELD_AT_MILDEST if at_mildest else Outcome.MISSING_FACTS
    return Outcome.CONSULTED if flags & RowFlag.NEEDS_CLINICIAN else Outcome.OFFERED


def stated_verdict(flags: int) -> Verdict:
    """The strictest verdict of the facts that are stated, from the flags of a row."""
    return _VERDICTS[(flags & _VERDICT_FLAGS).bit_count()]


def verdict_of(flags: int) -> str | None:
    """The word for the strictest verdict of a row, from its flags; None if the proposal cannot be read.

    Findings for the mildest values of facts that are not stated count too.
    """
    match outcome_of(flags):
        case Outcome.NO_PROPOSAL:
            return None
        case Outcome.WITHHELD_AT_MILDEST:
            return str(Verdict.WITHHOLD)
        case _:
            return str(stated_verdict(flags))
