"""A day on the clock: what places an intake, and what is said where no place is left."""

from typing import Final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.medicines import sources as says
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.tables import Rule, Table, when


class ClockNumber(Word):
    """A number that places intakes on the clock."""

    GRID_MINUTES = "grid-minutes"
    APART_HOURS = "apart-hours"
    MEAL_MINUTES = "meal-minutes"
    BEDTIME_MINUTES = "bedtime-minutes"


_CHOICE: Final = "choice of clock times"

CLOCK_NUMBERS: Final[Table[ClockNumber, int]] = Table(
    name="clock",
    title="Numbers that place intakes on the clock",
    key=ClockNumber,
    rules=(
        Rule(
            id="clock.grid-minutes",
            when=when(ClockNumber.GRID_MINUTES),
            then=15,
            because="minutes between the times that an intake can be put at: the quarters of an hour",
            cites=(
                Citation(
                    source=CONVENTION,
                    place=_CHOICE,
                    claim="Nobody keeps to single minutes, so intakes are put at quarters of an hour.",
                ),
            ),
        ),
        Rule(
            id="clock.apart-hours",
            when=when(ClockNumber.APART_HOURS),
            then=3,
            because="hours between two intakes at the least, over night too",
            cites=(
                guide.DIVIDED_DOSES,
                Citation(
                    source=CONVENTION,
                    place=_CHOICE,
                    claim="No source gives the hours between two intakes: from one meal to the next is ours.",
                ),
            ),
        ),
        Rule(
            id="clock.meal-minutes",
            when=when(ClockNumber.MEAL_MINUTES),
            then=30,
            because="minutes from the time of a meal within which an intake still goes with it",
            cites=(
                guide.WITH_FOOD,
                Citation(source=CONVENTION, place=_CHOICE, claim="A meal is taken to last half an hour."),
            ),
        ),
        Rule(
            id="clock.bedtime-minutes",
            when=when(ClockNumber.BEDTIME_MINUTES),
            then=60,
            because="minutes before sleeping that count as bedtime",
            cites=(Citation(source=CONVENTION, place=_CHOICE, claim="Bedtime is taken to be the last hour awake."),),
        ),
    ),
)


class ClockConstraint(Word):
    """What keeps an intake from a time of day, in the order in which it is told."""

    WAKING = "waking"
    FOOD = "food"
    APART = "apart"
    MEDICINE = "medicine"


CLOCK_CONSTRAINTS: Final[Table[ClockConstraint, str]] = Table(
    name="clock",
    title="What keeps an intake from a time of day",
    key=ClockConstraint,
    rules=(
        Rule(
            id="clock.constraint.waking",
            when=when(ClockConstraint.WAKING),
            then="taken while awake",
            because="nobody is woken for magnesium",
            cites=(
                Citation(source=CONVENTION, place=_CHOICE, claim="An intake comes between waking and going to sleep."),
            ),
        ),
        Rule(
            id="clock.constraint.food",
            when=when(ClockConstraint.FOOD),
            then="taken at a meal",
            because="an intake that wants food goes with its own meal, and with another only if no way else is left",
            cites=(
                guide.WITH_FOOD,
                Citation(
                    source=CONVENTION,
                    place=_CHOICE,
                    claim="Food at the wrong meal is held to be better than no food.",
                ),
            ),
        ),
        Rule(
            id="clock.constraint.apart",
            when=when(ClockConstraint.APART),
            then="taken apart from one another",
            because="a day is divided so that no two intakes come close together",
            cites=(
                guide.DIVIDED_DOSES,
                Citation(
                    source=CONVENTION, place=_CHOICE, claim="Two intakes at the same time would be one larger intake."
                ),
            ),
        ),
        Rule(
            id="clock.constraint.medicine",
            when=when(ClockConstraint.MEDICINE),
            then="kept apart from a medicine",
            because="the hours of a medicine are kept whole, in each direction, from each of its doses",
            cites=(
                says.FRENCH_ANY_MEDICINE,
                Citation(
                    source=CONVENTION,
                    place=_CHOICE,
                    claim="The hours that a medicine asks for are never made fewer so that an intake fits.",
                ),
            ),
        ),
    ),
)


class ClockFinding(Word):
    """Something that placing a day can meet."""

    NO_SLOT = "no-slot"
    TIMES_NOT_STATED = "times-not-stated"
    MEDICINES_NOT_STATED = "medicines-not-stated"


_WHOLE: Final = Citation(
    source=CONVENTION,
    place="windows on the clock",
    claim="Where no time is left, nothing is placed and a clinician is asked: no window is made smaller.",
)
_UNKNOWN: Final = Citation(
    source=CONVENTION,
    place="windows on the clock",
    claim="Hours can be kept only from what is known; what is not known is named.",
)

CLOCK_FINDINGS: Final[Table[ClockFinding, Verdict]] = Table(
    name="medicine",
    title="What placing a day around medicines can meet",
    key=ClockFinding,
    rules=(
        Rule(
            id="medicine.no-slot",
            when=when(ClockFinding.NO_SLOT),
            then=Verdict.CONSULT,
            because="no time of day is left for every intake, so none is placed. Ask a clinician or a pharmacist"
            "[. These rule each other out: {conflicts}]",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, _WHOLE),
        ),
        Rule(
            id="medicine.times-not-stated",
            when=when(ClockFinding.TIMES_NOT_STATED),
            then=Verdict.CAUTION,
            because="hours are to be kept from a medicine whose times of day are not stated",
            cites=(_UNKNOWN,),
            not_covered="at what times of day it is taken, so nothing here was placed around it",
        ),
        Rule(
            id="medicine.none-stated",
            when=when(ClockFinding.MEDICINES_NOT_STATED),
            then=Verdict.CAUTION,
            because="a day is placed around the medicines that are stated, and whether there are any was not",
            cites=(_UNKNOWN,),
            not_covered="whether any medicine is taken, from which hours would have to be kept",
        ),
    ),
)
