"""The flags that decide the answer of a row, as bits of one number, and functions that turn them into an answer."""

from enum import IntFlag
from typing import Final, final

from alpims_mg.adapters.frames.schema import PATHS
from alpims_mg.model.findings import Verdict
from alpims_mg.model.vocabulary import Answer, Word


@final
class RowFlag(IntFlag):
    """A statement that is true or false of a row. Together, as bits of one number, these flags decide the answer.

    The first three flags are verdicts. A verdict also sets those of milder verdicts: ``WITHHOLD`` sets all three.
    """

    CAUTION = 1
    CONSULT = 2
    WITHHOLD = 4
    WITHHELD_AT_MILDEST = 8
    """Some fact is not stated, and whatever its value, a rule would withhold: it would even at the mildest value."""
    MISSING = 16
    """A fact that the answer needs is not stated."""
    UNREADABLE_CELL = 32
    """Some cell of the row cannot be read."""
    NEEDS_CLINICIAN = 64
    """A rule asks for a clinician and was not acknowledged."""
    NO_PROPOSAL = 128
    """A fact without which there is no proposal is missing or cannot be read. So there is nothing to assess."""
    LOWERING = 256
    """The proposal is to take less, which no rule withholds. If one withholds the amount left, there is no plan."""


FLAG_COMBINATIONS: Final = 512
MISSING_BITS: Final = {name: FLAG_COMBINATIONS << position for position, name in enumerate(PATHS)}
"""Maps the usual name of each column to one bit, above those of ``RowFlag``: the fact of that column is missing."""

_VERDICTS: Final = tuple(Verdict)
_VERDICT_FLAGS: Final = RowFlag.CAUTION | RowFlag.CONSULT | RowFlag.WITHHOLD


def severity_flags(severity: int) -> int:
    """A number whose bits are the ``RowFlag`` members of a verdict with this severity (a rank; 0 is the mildest)."""
    return (1 << severity) - 1


@final
class Outcome(Word):
    """Why a row has the answer that it has. ``ANSWERS`` maps each member to that answer."""

    OFFERED = "offered"
    STOPPED = "stopped"
    """The offer is to take nothing, because a rule would withhold the lower amount."""
    CONSULTED = "consulted"
    WITHHELD = "withheld"
    WITHHELD_AT_MILDEST = "withheld-at-mildest"
    """Withheld although a needed fact is not stated: a rule would withhold whatever the value of some unstated fact."""
    MISSING_FACTS = "missing-facts"
    NO_PROPOSAL = "no-proposal"


ANSWERS: Final = {
    Outcome.OFFERED: Answer.OFFER,
    Outcome.STOPPED: Answer.OFFER,
    Outcome.CONSULTED: Answer.CONSULT,
    Outcome.WITHHELD: Answer.WITHHOLD,
    Outcome.WITHHELD_AT_MILDEST: Answer.WITHHOLD,
    Outcome.MISSING_FACTS: Answer.NEEDS_INFORMATION,
    Outcome.NO_PROPOSAL: Answer.NEEDS_INFORMATION,
}


def outcome_of(flags: int) -> Outcome:
    """The ``Outcome`` of a row: the reason for the answer. The bits of ``flags`` are its ``RowFlag`` members."""
    if flags & RowFlag.NO_PROPOSAL:
        return Outcome.NO_PROPOSAL
    if flags & RowFlag.LOWERING:
        if flags & (RowFlag.MISSING | RowFlag.UNREADABLE_CELL):
            return Outcome.MISSING_FACTS
        return Outcome.STOPPED if flags & RowFlag.WITHHOLD else Outcome.OFFERED
    if stated_verdict(flags) is Verdict.WITHHOLD:
        return Outcome.WITHHELD
    if flags & (RowFlag.MISSING | RowFlag.UNREADABLE_CELL):
        at_mildest = flags & RowFlag.MISSING and flags & RowFlag.WITHHELD_AT_MILDEST
        return Outcome.WITHHELD_AT_MILDEST if at_mildest else Outcome.MISSING_FACTS
    return Outcome.CONSULTED if flags & RowFlag.NEEDS_CLINICIAN else Outcome.OFFERED


def stated_verdict(flags: int) -> Verdict:
    """The strictest verdict on the facts that a row states. The bits of ``flags`` are its ``RowFlag`` members.

    If the proposal is to take less, stricter verdicts than a caution count as a caution.
    """
    shown = RowFlag.CAUTION if flags & RowFlag.LOWERING else _VERDICT_FLAGS
    return _VERDICTS[(flags & shown).bit_count()]


def verdict_of(flags: int) -> str | None:
    """The word for the strictest verdict of a row. None if the row has no complete proposal.

    The bits of ``flags`` are the ``RowFlag`` members of the row. The outcome ``WITHHELD_AT_MILDEST`` gives withhold.
    """
    match outcome_of(flags):
        case Outcome.NO_PROPOSAL:
            return None
        case Outcome.WITHHELD_AT_MILDEST:
            return str(Verdict.WITHHOLD)
        case _:
            return str(stated_verdict(flags))
