"""Signals of a row, as bits of one number, and how an answer comes about by them."""

from enum import IntFlag
from typing import Final, final

from alpims_mg.adapters.frames.schema import PATHS
from alpims_mg.model.findings import Verdict
from alpims_mg.model.vocabulary import Answer, Word


@final
class Signal(IntFlag):
    """What decides how an answer comes about. Of the first three one is set for each severity that is reached."""

    CAUTION = 1
    CONSULT = 2
    WITHHOLD = 4
    ANYHOW = 8
    """Something that is not stated would withhold whatever it is."""
    NEEDS = 16
    """Something that is needed is not stated."""
    STRANGE = 32
    """Something stands there that cannot be read."""
    WAITS = 64
    """A rule asks for a clinician, and was not acknowledged."""
    UNREADABLE = 128
    """There is no proposal to answer."""


SIGNALS: Final = 256
LACKS: Final = {name: SIGNALS << place for place, name in enumerate(PATHS)}
"""Above the signals one bit for each column that is named where it is lacking."""

_VERDICTS: Final = tuple(Verdict)
_SEVERITIES: Final = Signal.CAUTION | Signal.CONSULT | Signal.WITHHOLD


def severity_signals(severity: int) -> int:
    """The signals of a severity: one for each that it reaches."""
    return (1 << severity) - 1


@final
class Way(Word):
    """How an answer came about."""

    OFFERED = "offered"
    CONSULTED = "consulted"
    WITHHELD = "withheld"
    SUPPOSED = "supposed"
    """Something needed is not stated, and something would withhold whatever it is."""
    LACKING = "lacking"
    UNREADABLE = "unreadable"


ANSWERS: Final = {
    Way.OFFERED: Answer.OFFER,
    Way.CONSULTED: Answer.CONSULT,
    Way.WITHHELD: Answer.WITHHOLD,
    Way.SUPPOSED: Answer.WITHHOLD,
    Way.LACKING: Answer.NEEDS_INFORMATION,
    Way.UNREADABLE: Answer.NEEDS_INFORMATION,
}


def way_of(signals: int) -> Way:
    """How an answer comes about by these signals."""
    if signals & Signal.UNREADABLE:
        return Way.UNREADABLE
    if worst_of(signals) is Verdict.WITHHOLD:
        return Way.WITHHELD
    if signals & (Signal.NEEDS | Signal.STRANGE):
        return Way.SUPPOSED if signals & Signal.NEEDS and signals & Signal.ANYHOW else Way.LACKING
    return Way.CONSULTED if signals & Signal.WAITS else Way.OFFERED


def worst_of(signals: int) -> Verdict:
    """The strictest verdict among what is stated."""
    return _VERDICTS[(signals & _SEVERITIES).bit_count()]


def verdict_of(signals: int) -> str | None:
    """The strictest verdict among the findings, which the supposed ones are part of."""
    match way_of(signals):
        case Way.UNREADABLE:
            return None
        case Way.SUPPOSED:
            return str(Verdict.WITHHOLD)
        case _:
            return str(worst_of(signals))
