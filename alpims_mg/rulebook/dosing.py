"""Tables for the arithmetic of doses: amounts, counts, limits, first portions, findings, and advice for capsules.

All amounts are elemental magnesium.
"""

from typing import Final, NamedTuple, final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.quantities import Elemental, Portion
from alpims_mg.model.vocabulary import Intent, TimeOfDay, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import CONVENTION, EFSA_2006, UK_SMPC_11577
from alpims_mg.rules.strictness import Stricter
from alpims_mg.rules.tables import Rule, Table, every, when


class Amount(Word):
    """The key of the table of dose amounts: what an amount is for, such as the most that a plan starts with."""

    START_LEAST = "start-least"
    START_MOST = "start-most"
    RISE_USUAL = "rise-usual"
    RISE_MOST = "rise-most"
    LAST_LEAST = "last-least"
    LAST_MOST = "last-most"
    ONCE_MOST = "once-most"
    INTAKE_MOST = "intake-most"
    SUGGESTED_STRENGTH = "suggested-strength"


_STEPS: Final = Citation(
    source=CONVENTION,
    place="choice of steps",
    claim="No trial shows how large a raise should be. We use the amounts of the start band: 50 mg, and "
    "never more than 100 mg.",
)
_INTAKES: Final = Citation(
    source=CONVENTION,
    place="choice of intakes",
    claim="Above 100 mg a day, there are at least two intakes a day, none of them above 200 mg.",
)

_EXACT: Final = Citation(
    source=CONVENTION,
    place="exactness",
    claim="An amount that no whole number of pieces gives is never rounded up.",
)

AMOUNTS: Final[Table[Amount, Elemental]] = Table(
    name="dose",
    title="Amounts of elemental magnesium",
    key=Amount,
    rules=(
        Rule(
            id="dose.amount.start-least",
            when=when(Amount.START_LEAST),
            then=Elemental.mg(50),
            stricter=Stricter.LOWER,
            because="the first step gives at least this much a day, if the product allows it",
            cites=(guide.START_BAND,),
        ),
        Rule(
            id="dose.amount.start-most",
            when=when(Amount.START_MOST),
            then=Elemental.mg(100),
            stricter=Stricter.LOWER,
            not_past=Amount.START_LEAST,
            because="the first step never gives more than this a day",
            cites=(guide.START_BAND,),
        ),
        Rule(
            id="dose.amount.rise-usual",
            when=when(Amount.RISE_USUAL),
            then=Elemental.mg(50),
            stricter=Stricter.LOWER,
            because="a raise adds at most this much, unless one piece already adds more",
            cites=(guide.TITRATE_SLOWLY, _STEPS),
        ),
        Rule(
            id="dose.amount.rise-most",
            when=when(Amount.RISE_MOST),
            then=Elemental.mg(100),
            stricter=Stricter.LOWER,
            not_past=Amount.RISE_USUAL,
            because="a raise never adds more than this",
            cites=(guide.TITRATE_SLOWLY, _STEPS),
        ),
        Rule(
            id="dose.amount.last-least",
            when=when(Amount.LAST_LEAST),
            then=Elemental.mg(200),
            because="the last step gives at least this much a day",
            cites=(guide.TARGET_BAND,),
        ),
        Rule(
            id="dose.amount.last-most",
            when=when(Amount.LAST_MOST),
            then=Elemental.mg(400),
            stricter=Stricter.LOWER,
            not_past=Amount.LAST_LEAST,
            because="no step gives more than this a day",
            cites=(guide.TARGET_BAND,),
        ),
        Rule(
            id="dose.amount.once-most",
            when=when(Amount.ONCE_MOST),
            then=Elemental.mg(100),
            stricter=Stricter.LOWER,
            because="up to this much a day may be taken at once",
            cites=(guide.DIVIDED_DOSES, _INTAKES),
        ),
        Rule(
            id="dose.amount.intake-most",
            when=when(Amount.INTAKE_MOST),
            then=Elemental.mg(200),
            stricter=Stricter.LOWER,
            because="no single intake is more than this",
            cites=(
                _INTAKES,
                Citation(
                    source=EFSA_2006,
                    place="opinion",
                    claim="Take less than 250 mg at one time.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="dose.amount.suggested-strength",
            when=when(Amount.SUGGESTED_STRENGTH),
            then=Elemental.mg(100),
            because="a hard capsule of this strength, opened and divided into quarters, fits steps of "
            "{dose_amounts.rise_usual_mg} mg",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="choice of products",
                    claim="If another product is named, it is a hard capsule of 100 mg, divided into quarters.",
                ),
            ),
        ),
    ),
)


class Count(Word):
    """The key of the table of dose counts: what is counted, such as the days that a step lasts."""

    HOLD_USUAL = "hold-usual"
    HOLD_SET_LEAST = "hold-set-least"
    """The shortest hold that a proposal may ask for. A clinic's longer ``HOLD_LEAST`` does not change it."""
    HOLD_LEAST = "hold-least"
    """The shortest hold that a plan uses. A shorter one is lengthened to this. A clinic can raise this number."""
    HOLD_MOST = "hold-most"
    CAPSULES_MOST = "capsules-most"


_HOLDS: Final = Citation(
    source=CONVENTION,
    place="choice of holds",
    claim="We found no trial of titration steps. A step lasts 7 days, or any number of days from 3 to 28 that is set.",
)

COUNTS: Final[Table[Count, int]] = Table(
    name="dose",
    title="Days and capsules",
    key=Count,
    rules=(
        Rule(
            id="dose.count.hold-usual",
            when=when(Count.HOLD_USUAL),
            then=7,
            because="days that a step usually lasts. A longer least hold counts instead",
            cites=(guide.TITRATE_SLOWLY, _HOLDS),
        ),
        Rule(
            id="dose.count.hold-set-least",
            when=when(Count.HOLD_SET_LEAST),
            then=3,
            because="fewest days that a step can be set to last",
            cites=(_HOLDS,),
        ),
        Rule(
            id="dose.count.hold-least",
            when=when(Count.HOLD_LEAST),
            then=3,
            stricter=Stricter.HIGHER,
            not_past=Count.HOLD_MOST,
            because="fewest days that a step lasts. If it is set to last fewer days, it lasts this many",
            cites=(guide.TITRATE_SLOWLY, _HOLDS),
        ),
        Rule(
            id="dose.count.hold-most",
            when=when(Count.HOLD_MOST),
            then=28,
            because="most days that a step can be set to last",
            cites=(_HOLDS,),
        ),
        Rule(
            id="dose.count.capsules-most",
            when=when(Count.CAPSULES_MOST),
            then=12,
            stricter=Stricter.LOWER,
            because="most whole capsules a day",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="choice of products",
                    claim="People do not keep to more than twelve capsules a day: the product is too weak.",
                ),
            ),
        ),
    ),
)


_LESS: Final = Citation(
    source=CONVENTION,
    place="reading of lowering",
    claim="To take less, or none, is refused to nobody, and may be done at once. We found no source that asks for slow "
    "steps down.",
)


class PlanLimit(Word):
    """The key of the table of plan limits: where the plan ends: at the target, the present or a lower amount."""

    TARGET = "target"
    PRESENT = "present"
    LOWER = "lower"


PLAN_LIMITS: Final[Table[PlanLimit, str]] = Table(
    name="dose",
    title="Limits of a plan that differ from person to person",
    key=PlanLimit,
    rules=(
        Rule(
            id="dose.end.target",
            when=when(PlanLimit.TARGET),
            then="the target",
            because="the plan ends at the target, or as close below it as whole pieces allow",
            cites=(guide.TARGET_BAND, _EXACT),
        ),
        Rule(
            id="dose.end.present",
            when=when(PlanLimit.PRESENT),
            then="the current amount",
            because="to go on unchanged is to keep the current daily amount",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of maintaining",
                    claim="To maintain is to keep the same daily amount.",
                ),
            ),
        ),
        Rule(
            id="dose.end.lower",
            when=when(PlanLimit.LOWER),
            then="the lower amount",
            because="the plan keeps the lower amount that you name, or as close below it as whole pieces allow. If "
            "you name none, it goes down one step",
            cites=(_LESS, _EXACT),
        ),
    ),
)


class Division(Word):
    """The key of the table of start portions: the number of pieces that one capsule or tablet divides into."""

    QUARTERS = 4
    HALVES = 2
    WHOLE = 1


START_PORTIONS: Final[Table[Division, tuple[Portion, ...]]] = Table(
    name="dose",
    title="Pieces that the first dose is chosen from",
    key=Division,
    rules=(
        Rule(
            id="dose.portion.quarters",
            when=when(Division.QUARTERS),
            then=(Portion.QUARTER, Portion.HALF),
            because="the guide starts with a quarter or a half of a capsule",
            cites=(guide.START_PORTIONS,),
        ),
        Rule(
            id="dose.portion.halves",
            when=when(Division.HALVES),
            then=(Portion.HALF,),
            because="a product that divides into halves starts with a half",
            cites=(guide.START_PORTIONS,),
        ),
        Rule(
            id="dose.portion.whole",
            when=when(Division.WHOLE),
            then=(Portion.WHOLE,),
            because="a product that cannot be divided starts with a whole piece, if a clinician agrees",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of the first dose",
                    claim="If no quarter or half is possible, a whole one within the start band may do.",
                ),
            ),
        ),
    ),
)


class DoseFinding(Word):
    """The key of the table of dose findings: a problem or remark about the amounts of a plan."""

    START_BELOW_BAND = "start-below-band"
    START_UNDIVIDED = "start-undivided"
    START_TOO_STRONG = "start-too-strong"
    RISE_LARGE = "rise-large"
    RISE_TOO_LARGE = "rise-too-large"
    LAST_BETWEEN_PORTIONS = "last-between-portions"
    CAPSULES_TOO_MANY = "capsules-too-many"
    PRESENT_UNEVEN = "present-uneven"
    PRESENT_TOO_MUCH = "present-too-much"
    AT_LAST_RUNG = "at-last-rung"
    UNDIVIDED_INTAKE = "undivided-intake"
    UNDIVIDED_INTAKE_FULL = "undivided-intake-full"
    INTAKE_TOO_LARGE = "intake-too-large"
    INTAKES_TOO_MANY = "intakes-too-many"
    HOLD_POLICY = "hold-policy"


DOSE_FINDINGS: Final[Table[DoseFinding, Verdict]] = Table(
    name="dose",
    title="Findings of dose arithmetic",
    key=DoseFinding,
    rules=(
        Rule(
            id="dose.start.below-band",
            when=when(DoseFinding.START_BELOW_BAND),
            then=Verdict.CAUTION,
            because="the first portion is smaller than the start that the guide names[. It gives {first_mg} mg a "
            "day, where the guide starts at {least_mg} mg]",
            cites=(guide.START_BAND, guide.START_PORTIONS),
        ),
        Rule(
            id="dose.start.undivided",
            when=when(DoseFinding.START_UNDIVIDED),
            then=Verdict.CONSULT,
            because="the guide starts with a quarter or a half of a capsule. This product cannot be divided[: a "
            "whole capsule gives {portion_mg} mg]. Ask a clinician before you start with a whole one",
            cites=(guide.START_PORTIONS,),
        ),
        Rule(
            id="dose.start.too-strong",
            when=when(DoseFinding.START_TOO_STRONG),
            then=Verdict.WITHHOLD,
            because=(
                "even the smallest portion is too much for a start[: {portion} capsule gives {portion_mg} mg. A "
                "start is at most {most_mg} mg a day]"
            ),
            cites=(guide.START_BAND, guide.START_PORTIONS),
        ),
        Rule(
            id="dose.rise.large",
            when=when(DoseFinding.RISE_LARGE),
            then=Verdict.CAUTION,
            because="a raise is larger than usual, because one portion of this product gives more[. Each raise adds "
            "{portion_mg} mg, where {usual_mg} mg is usual]. A product with smaller portions goes more gently",
            cites=(guide.TITRATE_SLOWLY, _STEPS),
        ),
        Rule(
            id="dose.rise.too-large",
            when=when(DoseFinding.RISE_TOO_LARGE),
            then=Verdict.WITHHOLD,
            because=(
                "one more portion is too much for a rise[: {portion} capsule gives {portion_mg} mg. A rise is at "
                "most {most_mg} mg a day]"
            ),
            cites=(guide.TITRATE_SLOWLY, _STEPS),
        ),
        Rule(
            id="dose.last.between-portions",
            when=when(DoseFinding.LAST_BETWEEN_PORTIONS),
            then=Verdict.WITHHOLD,
            because=(
                "no whole number of portions gives the amount at which the plan should end[. That is at most "
                "{target_mg} mg a day][. That is from {least_mg} to {most_mg} mg a day][. The nearest daily totals "
                "are {below_mg} mg and {above_mg} mg]"
            ),
            cites=(guide.TARGET_BAND, _EXACT),
        ),
        Rule(
            id="dose.capsules.too-many",
            when=when(DoseFinding.CAPSULES_TOO_MANY),
            then=Verdict.WITHHOLD,
            because="the product is so weak that you would need too many capsules a day[. {daily_mg} mg a day from "
            "capsules of {strength_mg} mg is more than {most} whole capsules]",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="choice of products",
                    claim="People do not keep to more than twelve capsules a day.",
                ),
            ),
        ),
        Rule(
            id="dose.present.uneven",
            when=when(DoseFinding.PRESENT_UNEVEN),
            then=Verdict.WITHHOLD,
            because="the present amount is not a whole number of portions of this product[. It is now {present_mg} "
            "mg a day, and {portion} capsule gives {portion_mg} mg]",
            cites=(_EXACT,),
        ),
        Rule(
            id="dose.present.too-much",
            when=when(DoseFinding.PRESENT_TOO_MUCH),
            then=Verdict.WITHHOLD,
            because=(
                "you now take more than any step gives[: now {present_mg} mg a day]. Do not take more than "
                "{dose_amounts.last_most_mg} mg on any day, and tell your clinician"
            ),
            cites=(guide.TARGET_BAND,),
        ),
        Rule(
            id="dose.at-last-rung",
            when=when(DoseFinding.AT_LAST_RUNG),
            then=Verdict.WITHHOLD,
            because="the present amount is at the last step or above it, so it is not raised further[. It is "
            "now {present_mg} mg a day, and the last step is {last_mg} mg]",
            cites=(guide.TARGET_BAND,),
        ),
        Rule(
            id="dose.undivided-intake",
            when=when(DoseFinding.UNDIVIDED_INTAKE),
            then=Verdict.CAUTION,
            because=(
                "the day's amount should be divided. But it is one portion of this product, which cannot be "
                "divided[: {present_mg} mg at once]"
            ),
            cites=(guide.DIVIDED_DOSES, _INTAKES),
        ),
        Rule(
            id="dose.undivided-intake.full",
            when=when(DoseFinding.UNDIVIDED_INTAKE_FULL),
            then=Verdict.CONSULT,
            because="the guide divides this amount over the day. But one portion of this product cannot be divided[: "
            "{present_mg} mg at once]. Ask a clinician",
            cites=(guide.DIVIDED_DOSES, _INTAKES),
        ),
        Rule(
            id="dose.intake.too-large",
            when=when(DoseFinding.INTAKE_TOO_LARGE),
            then=Verdict.WITHHOLD,
            because="one portion of this product is more than you may take at once[: {portion} capsule gives "
            "{portion_mg} mg. One intake is at most {most_mg} mg]",
            cites=(guide.DIVIDED_DOSES, _INTAKES),
        ),
        Rule(
            id="dose.intakes.too-many",
            when=when(DoseFinding.INTAKES_TOO_MANY),
            then=Verdict.WITHHOLD,
            because="this daily amount needs more intakes than there are in a day[. {daily_mg} mg a day in intakes "
            "of at most {most_mg} mg is more than {intakes} intakes]",
            cites=(guide.DIVIDED_DOSES, _INTAKES),
        ),
        Rule(
            id="dose.hold.policy",
            when=when(DoseFinding.HOLD_POLICY),
            then=Verdict.CAUTION,
            because="steps last longer than was set[: {asked} days were set, and a step lasts at least {least} days]",
            cites=(guide.TITRATE_SLOWLY, _HOLDS),
        ),
    ),
)


class Lowering(Word):
    """The key of the table of lowering: what to do if a proposal to take less leaves no amount to plan."""

    STOP = "stop"
    NO_PIECE = "no-piece"
    """Even the smallest piece of the product is too large for a lower amount."""
    STOP_AND_TELL = "stop-and-tell"
    """A stated fact rules out even the lower amount."""
    LESS_ON_SKIN = "less-on-skin"


LOWERINGS: Final[Table[Lowering, Verdict]] = Table(
    name="dose",
    title="What to do if taking less leaves no amount to plan",
    key=Lowering,
    rules=(
        Rule(
            id="dose.lower.stop",
            when=when(Lowering.STOP),
            then=Verdict.CAUTION,
            because="you can stop today. You may do so on any day, and at once: take none of this product from today. "
            "If a clinician asked you to take it, tell them that you stopped",
            cites=(_LESS,),
        ),
        Rule(
            id="dose.lower.no-piece",
            when=when(Lowering.NO_PIECE),
            then=Verdict.CAUTION,
            because="you can stop today. Take none of this product from today. No whole piece of it is small enough "
            "for a lower amount[: one piece has {portion_mg} mg. At most {most_mg} mg is taken at once]. If "
            "a clinician asked you to take it, tell them that you stopped",
            cites=(_INTAKES, _EXACT, _LESS),
        ),
        Rule(
            id="dose.lower.stop-and-tell",
            when=when(Lowering.STOP_AND_TELL),
            then=Verdict.CAUTION,
            because="stop and tell your clinician. What you stated rules out the lower amount too. So the only plan "
            "is to take none of this product from today",
            cites=(guide.WORK_WITH_PRACTITIONER, _LESS),
        ),
        Rule(
            id="dose.lower.less-on-skin",
            when=when(Lowering.LESS_ON_SKIN),
            then=Verdict.CAUTION,
            because="use it less often, on less skin, or not at all. You may do so on any day",
            cites=(_LESS,),
        ),
    ),
)


_LEFTOVERS: Final = Citation(
    source=CONVENTION,
    place="choice of intakes",
    claim="Pieces left over go one by one to the form's own time, then to dinner, breakfast and lunch.",
)

LEFTOVER_ORDER: Final[Table[TimeOfDay, int]] = Table(
    name="dose",
    title="Which meal gets a piece that is left over, after the form's own time",
    key=TimeOfDay,
    rules=(
        Rule(
            id="dose.turn.dinner",
            when=when(TimeOfDay.DINNER),
            then=1,
            because="dinner comes first",
            cites=(_LEFTOVERS,),
        ),
        Rule(
            id="dose.turn.breakfast",
            when=when(TimeOfDay.BREAKFAST),
            then=2,
            because="breakfast comes second",
            cites=(_LEFTOVERS,),
        ),
        Rule(
            id="dose.turn.lunch", when=when(TimeOfDay.LUNCH), then=3, because="lunch comes third", cites=(_LEFTOVERS,)
        ),
        Rule(
            id="dose.turn.bedtime",
            when=when(TimeOfDay.BEDTIME),
            then=4,
            because="bedtime comes last",
            cites=(_LEFTOVERS,),
        ),
    ),
)


class Habit(Word):
    """The key of the table of habits: one piece of advice that goes with every capsule plan."""

    LOW_AND_SLOW = "low-and-slow"
    HYDRATION = "hydration"
    PACING = "pacing"
    FOOD = "food"
    MISSED = "missed"
    ASK_AGAIN = "ask-again"
    PRACTITIONER = "practitioner"
    LONG_TERM = "long-term"


@final
class HabitKey(NamedTuple):
    """The key of the table of habits: one piece of advice, and the intent of the plan. A row that permits is unsaid."""

    habit: Habit
    intent: Intent


_FLUIDS_LIMITED: Final = Citation(
    source=CONVENTION,
    place="reading of hydration",
    claim="Some people with a heart or kidney condition must drink less. What their clinician says comes first.",
)
_OF_A_START: Final = Citation(
    source=CONVENTION,
    place="reading of general advice",
    claim="Advice that speaks of starting or raising is given with plans that start or raise only.",
)
_MOVING_UP: Final = frozenset({Intent.START, Intent.INCREASE})
_NOT_MOVING_UP: Final = every(Intent, but=_MOVING_UP)

HABITS: Final[Table[HabitKey, Verdict]] = Table(
    name="dose",
    title="Advice with every capsule plan",
    key=HabitKey,
    rules=(
        Rule(
            id="dose.habit.low-and-slow",
            when=when(habit=Habit.LOW_AND_SLOW, intent=_MOVING_UP),
            then=Verdict.CAUTION,
            because="go no faster than the plan. The guide advises sensitive bodies to start low and go slow",
            cites=(guide.START_LOW_GO_SLOW, guide.START_LOW_GO_SLOW_CAUTION),
        ),
        Rule(
            id="dose.habit.hydration",
            when=when(habit=Habit.HYDRATION, intent=_MOVING_UP),
            then=Verdict.CAUTION,
            because="drink enough, above all in the first days, unless a clinician limits your fluids",
            cites=(guide.PAIR_WITH_HYDRATION, _FLUIDS_LIMITED),
        ),
        Rule(
            id="dose.habit.pacing",
            when=when(habit=Habit.PACING, intent=_MOVING_UP),
            then=Verdict.CAUTION,
            because="pace yourself and leave room to rest, above all in the first days",
            cites=(guide.PAIR_WITH_PACING, guide.GREEN_REASON_PACING),
        ),
        Rule(
            id="dose.habit.hydration.going-on",
            when=when(habit=Habit.HYDRATION, intent=_NOT_MOVING_UP),
            then=Verdict.CAUTION,
            because="drink enough, unless a clinician limits your fluids",
            cites=(guide.PAIR_WITH_HYDRATION, _FLUIDS_LIMITED),
        ),
        Rule(
            id="dose.habit.pacing.going-on",
            when=when(habit=Habit.PACING, intent=_NOT_MOVING_UP),
            then=Verdict.CAUTION,
            because="pace yourself and leave room to rest",
            cites=(guide.PAIR_WITH_PACING,),
        ),
        Rule(
            id="dose.habit.of-a-start",
            when=when(habit={Habit.LOW_AND_SLOW, Habit.ASK_AGAIN}, intent=_NOT_MOVING_UP),
            then=Verdict.PERMIT,
            because="this advice is for a plan that starts or rises, and this plan does neither",
            cites=(_OF_A_START,),
        ),
        Rule(
            id="dose.habit.food",
            when=when(habit=Habit.FOOD),
            then=Verdict.CAUTION,
            because="the guide says to take it with food. Only threonate may be taken without",
            cites=(guide.WITH_FOOD, guide.THREONATE_WITHOUT_FOOD),
        ),
        Rule(
            id="dose.habit.missed",
            when=when(habit=Habit.MISSED),
            then=Verdict.CAUTION,
            because="missed one? Leave it out. Never take two to catch up",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of a missed intake",
                    claim="A missed intake is left out. A double one is more at a time than the plan allows.",
                ),
            ),
        ),
        Rule(
            id="dose.habit.ask-again",
            when=when(habit=Habit.ASK_AGAIN, intent=_MOVING_UP),
            then=Verdict.CAUTION,
            because="this plan is not a yes. On the day of each raise, ask again and say how you are on that day",
            cites=(
                guide.AS_TOLERATED,
                guide.CONSULT_BEFORE_ADJUSTING,
                Citation(
                    source=CONVENTION, place="reading of a plan", claim="Each raise is a new question on its own day."
                ),
            ),
        ),
        Rule(
            id="dose.habit.practitioner",
            when=when(habit=Habit.PRACTITIONER),
            then=Verdict.CAUTION,
            because="keep a clinician who knows you informed. This is for learning. It is not a diagnosis and not "
            "advice",
            cites=(guide.WORK_WITH_PRACTITIONER, guide.NOT_MEDICAL_ADVICE),
        ),
        Rule(
            id="dose.habit.long-term",
            when=when(habit=Habit.LONG_TERM),
            then=Verdict.CAUTION,
            because="in long-term use, ask whether the magnesium in your blood should be checked every 3 to 6 months",
            cites=(
                Citation(
                    source=UK_SMPC_11577,
                    place="monitoring",
                    claim="In patients under treatment, serum magnesium is measured every 3 to 6 months.",
                ),
            ),
        ),
    ),
)
