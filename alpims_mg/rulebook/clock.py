"""Tables for the clock times of intakes: numbers, reasons that rule out a time, and findings if no time is left."""

from datetime import time
from typing import Final, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import TimeOfDay, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.medicines import sources
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.strictness import Stricter
from alpims_mg.rules.tables import Rule, Table, when


class ClockNumber(Word):
    """The key of the table of clock numbers: a whole number of minutes or hours that decides the times of intakes."""

    GRID_MINUTES = "grid-minutes"
    """The minutes from one possible time of an intake to the next."""
    APART_HOURS = "apart-hours"
    """The fewest hours between two intakes."""
    MEAL_MINUTES = "meal-minutes"
    """The minutes that a meal lasts."""
    BEDTIME_MINUTES = "bedtime-minutes"


_CHOICE: Final = "choice of clock times"

CLOCK_NUMBERS: Final[Table[ClockNumber, int]] = Table(
    name="clock",
    title="Numbers that decide the times of intakes",
    key=ClockNumber,
    rules=(
        Rule(
            id="clock.grid-minutes",
            when=when(ClockNumber.GRID_MINUTES),
            then=15,
            because="minutes between the possible times of an intake",
            cites=(
                Citation(
                    source=CONVENTION,
                    place=_CHOICE,
                    claim="Nobody keeps to the exact minute, so intakes are placed on quarter hours.",
                ),
            ),
        ),
        Rule(
            id="clock.apart-hours",
            when=when(ClockNumber.APART_HOURS),
            then=3,
            stricter=Stricter.HIGHER,
            because="the fewest hours between two intakes, overnight too",
            cites=(
                guide.DIVIDED_DOSES,
                Citation(
                    source=CONVENTION,
                    place=_CHOICE,
                    claim=(
                        "No source says how many hours to leave between two intakes. From one meal to the next "
                        "is our choice."
                    ),
                ),
            ),
        ),
        Rule(
            id="clock.meal-minutes",
            when=when(ClockNumber.MEAL_MINUTES),
            then=30,
            stricter=Stricter.LOWER,
            because="an intake at most this many minutes after the start of a meal counts as taken with it",
            cites=(
                guide.WITH_FOOD,
                Citation(source=CONVENTION, place=_CHOICE, claim="A meal is assumed to last half an hour."),
            ),
        ),
        Rule(
            id="clock.bedtime-minutes",
            when=when(ClockNumber.BEDTIME_MINUTES),
            then=60,
            because="minutes before you go to sleep that count as bedtime",
            cites=(Citation(source=CONVENTION, place=_CHOICE, claim="Bedtime is read as the last hour awake."),),
        ),
    ),
)


@final
@attrs.frozen(kw_only=True)
class UsualHours:
    """The answer of a row in the table of usual meals: the hours in which most people have the meal.

    ``begins`` and ``ends`` are local times of day, both included.
    """

    begins: time
    ends: time


_USUAL_HOURS: Final = Citation(
    source=CONVENTION,
    place="usual meals",
    claim="Without a routine, a meal may be at any time within its usual hours.",
)

USUAL_MEALS: Final[Table[TimeOfDay, UsualHours]] = Table(
    name="clock",
    title="Usual hours of meals, for people whose routine is not stated",
    key=TimeOfDay,
    rules=(
        Rule(
            id="clock.usual.breakfast",
            when=when(TimeOfDay.BREAKFAST),
            then=UsualHours(begins=time(6), ends=time(10)),
            because="breakfast is usually in these hours",
            cites=(_USUAL_HOURS,),
        ),
        Rule(
            id="clock.usual.lunch",
            when=when(TimeOfDay.LUNCH),
            then=UsualHours(begins=time(11), ends=time(14)),
            because="lunch is usually in these hours",
            cites=(_USUAL_HOURS,),
        ),
        Rule(
            id="clock.usual.dinner",
            when=when(TimeOfDay.DINNER),
            then=UsualHours(begins=time(17), ends=time(21)),
            because="dinner is usually in these hours",
            cites=(_USUAL_HOURS,),
        ),
        Rule(
            id="clock.usual.bedtime",
            when=when(TimeOfDay.BEDTIME),
            then=UsualHours(begins=time(21), ends=time(23, 59)),
            because="bedtime is usually in these hours",
            cites=(_USUAL_HOURS,),
        ),
    ),
)


class ClockConstraint(Word):
    """The key of the table of clock constraints: a reason that rules out a time of day for an intake.

    The reasons are shown in the order of the members.
    """

    WAKING = "waking"
    FOOD = "food"
    APART = "apart"
    MEDICINE = "medicine"


CLOCK_CONSTRAINTS: Final[Table[ClockConstraint, str]] = Table(
    name="clock",
    title="What rules out a time of day for an intake",
    key=ClockConstraint,
    rules=(
        Rule(
            id="clock.constraint.waking",
            when=when(ClockConstraint.WAKING),
            then="taken while awake",
            because="nobody has to wake up for magnesium",
            cites=(
                Citation(
                    source=CONVENTION, place=_CHOICE, claim="An intake is placed between waking up and going to sleep."
                ),
            ),
        ),
        Rule(
            id="clock.constraint.food",
            when=when(ClockConstraint.FOOD),
            then="taken at a meal",
            because=(
                "an intake that needs food goes with its own meal. It goes with another meal only if "
                "nothing else is possible"
            ),
            cites=(
                guide.WITH_FOOD,
                Citation(
                    source=CONVENTION,
                    place=_CHOICE,
                    claim="Food at another meal is held to be better than no food.",
                ),
            ),
        ),
        Rule(
            id="clock.constraint.apart",
            when=when(ClockConstraint.APART),
            then="spaced apart",
            because="the daily amount is divided so that no two intakes come close together",
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
            because="the separation interval of a medicine is kept in full, before and after each of its doses",
            cites=(
                sources.FRENCH_ANY_MEDICINE,
                Citation(
                    source=CONVENTION,
                    place=_CHOICE,
                    claim="The interval that a medicine needs is never shortened to make an intake fit.",
                ),
            ),
        ),
    ),
)


class ClockFinding(Word):
    """The key of the table of clock findings: a problem in placing the intakes of a day around medicines."""

    NO_SLOT = "no-slot"
    """At least one intake has no possible time of day left."""
    MEAL_IN_WINDOW = "meal-in-window"
    """A plan names a meal at which a medicine rules out magnesium, because no other meal is left."""
    TIMES_NOT_STATED = "times-not-stated"
    MEDICINES_NOT_STATED = "medicines-not-stated"


_NEVER_SHORTENED: Final = Citation(
    source=CONVENTION,
    place="separation on the clock",
    claim="If no time is left, nothing is placed, and a clinician is asked. No interval is shortened.",
)
_NAMED_IF_UNKNOWN: Final = Citation(
    source=CONVENTION,
    place="separation on the clock",
    claim="An interval can be kept only from what is known. What is not known is named.",
)

CLOCK_FINDINGS: Final[Table[ClockFinding, Verdict]] = Table(
    name="medicine",
    title="Problems in placing a day around medicines",
    key=ClockFinding,
    rules=(
        Rule(
            id="medicine.no-slot",
            when=when(ClockFinding.NO_SLOT),
            then=Verdict.CONSULT,
            because=(
                "no times of day work for every intake, so we place none. Ask a clinician or a pharmacist[. "
                "These rule each other out. {conflicts}]"
            ),
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, _NEVER_SHORTENED),
        ),
        Rule(
            id="medicine.meal-in-window",
            when=when(ClockFinding.MEAL_IN_WINDOW),
            then=Verdict.CAUTION,
            because="because of a medicine, you may not take magnesium at the usual hours of a meal in this plan[: "
            "{meals}]. No other meal is left. Keep the hours apart, or ask a pharmacist",
            cites=(_USUAL_HOURS, _NEVER_SHORTENED),
        ),
        Rule(
            id="medicine.times-not-stated",
            when=when(ClockFinding.TIMES_NOT_STATED),
            then=Verdict.CAUTION,
            because="magnesium must be kept hours apart from a medicine, but its times of day are missing",
            cites=(_NAMED_IF_UNKNOWN,),
            not_covered="the times of day at which it is taken, so nothing here was placed around it",
        ),
        Rule(
            id="medicine.none-stated",
            when=when(ClockFinding.MEDICINES_NOT_STATED),
            then=Verdict.CAUTION,
            because=(
                "the times are chosen around the medicines that were stated. Whether there are any medicines "
                "was not stated"
            ),
            cites=(_NAMED_IF_UNKNOWN,),
            not_covered="whether you take any medicine that magnesium must be kept apart from",
        ),
    ),
)
