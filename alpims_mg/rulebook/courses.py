"""The plan, lived day by day: what can happen to a course, what follows, and the days that are counted."""

from typing import Final, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import CKJ_2012, CONVENTION
from alpims_mg.rules.tables import Rule, Table, when


class Move(Word):
    """What a day asks for."""

    URGENT_CARE = "urgent-care"
    STOP_AND_CONSULT = "stop-and-consult"
    RESTART = "restart"
    START = "start"
    NOT_STARTED = "not-started"
    PAUSE = "pause"
    STEP_BACK = "step-back"
    RESUME = "resume"
    ADVANCE = "advance"
    MAINTENANCE = "maintenance"
    STAY = "stay"


_ORDER: Final = Citation(
    source=CONVENTION,
    place="order of moves",
    claim="Where a day asks for several things, what protects goes before what goes on, and that before what rises.",
)
_NEW_START: Final = Citation(
    source=CONVENTION, place="reading of a new start", claim="A start, first or anew, is a question on its own day."
)
_NOT_A_PLAN: Final = Citation(
    source=CONVENTION, place="reading of a plan", claim="A plan is not permission: each rise is asked on its day."
)
_SAME_DAY: Final = Citation(
    source=CONVENTION,
    place="reading of a hold",
    claim="What protects is never delayed, however long a rung has lasted.",
)
_STOP_IS_FINAL: Final = Citation(
    source=CONVENTION,
    place="reading of a stop",
    claim="After a stop nothing is taken until a start that was talked over since; what was agreed before is used up.",
)
_SILENCE: Final = Citation(
    source=CONVENTION,
    place="reading of silence",
    claim="A day that nobody tells of counts as not taken, never as calm.",
)
_CALM: Final = Citation(
    source=CONVENTION,
    place="choice of calm days",
    claim="No source counts the calm days before a rise or after a pause: three is ours.",
)
_MISSED: Final = Citation(
    source=CONVENTION,
    place="choice of missed days",
    claim="No source counts missed days: up to three change nothing, up to fourteen cost one rung, more ask anew.",
)

MOVES: Final[Table[Move, int]] = Table(
    name="course",
    title="What a day can ask for; of several, the lowest number goes first",
    key=Move,
    rules=(
        Rule(
            id="course.move.urgent-care",
            when=when(Move.URGENT_CARE),
            then=1,
            because="stop, and get urgent care",
            cites=(_ORDER,),
        ),
        Rule(
            id="course.move.stop-and-consult",
            when=when(Move.STOP_AND_CONSULT),
            then=2,
            because="stop, and talk to a clinician",
            cites=(_ORDER, guide.WATCH_MCAS_REACTIONS),
        ),
        Rule(
            id="course.move.not-started",
            when=when(Move.NOT_STARTED),
            then=3,
            because="nothing is taken before a start",
            cites=(_ORDER, _NEW_START),
        ),
        Rule(
            id="course.move.restart",
            when=when(Move.RESTART),
            then=4,
            because="start anew, on the first rung",
            cites=(_ORDER, _NEW_START),
        ),
        Rule(
            id="course.move.start",
            when=when(Move.START),
            then=4,
            because="start on the first rung",
            cites=(_ORDER, _NEW_START),
        ),
        Rule(
            id="course.move.pause",
            when=when(Move.PAUSE),
            then=5,
            because="take none, and wait for calm days",
            cites=(_ORDER, _SAME_DAY),
        ),
        Rule(
            id="course.move.step-back",
            when=when(Move.STEP_BACK),
            then=6,
            because="take less, from today",
            cites=(_ORDER, _SAME_DAY),
        ),
        Rule(
            id="course.move.resume",
            when=when(Move.RESUME),
            then=7,
            because="take it again, on the highest rung that is proven",
            cites=(_ORDER,),
        ),
        Rule(
            id="course.move.advance",
            when=when(Move.ADVANCE),
            then=8,
            because="rise to the next rung",
            cites=(_ORDER, guide.TITRATE_SLOWLY),
        ),
        Rule(
            id="course.move.maintenance",
            when=when(Move.MAINTENANCE),
            then=9,
            because="keep to the last rung",
            cites=(_ORDER,),
        ),
        Rule(
            id="course.move.stay",
            when=when(Move.STAY),
            then=10,
            because="stay on this rung",
            cites=(_ORDER,),
        ),
    ),
)


class CourseEvent(Word):
    """What can happen to a course on a day."""

    URGENT_REACTION = "urgent-reaction"
    MCAS_REACTION = "mcas-reaction"
    STOPPED = "stopped"
    STOPPED_FOR_URGENT_CARE = "stopped-for-urgent-care"
    START_NOT_OFFERED = "start-not-offered"
    LAPSED = "lapsed"
    START_OFFERED = "start-offered"
    START_OFFERED_AGAIN = "start-offered-again"
    GUT_REACTION_ON_FIRST_RUNG = "gut-reaction-on-first-rung"
    GUT_REACTION = "gut-reaction"
    WITHHELD_ON_EVERY_RUNG = "withheld-on-every-rung"
    WITHHELD = "withheld"
    PAUSED = "paused"
    MISSED = "missed"
    MISSED_ON_FIRST_RUNG = "missed-on-first-rung"
    CALM_AGAIN = "calm-again"
    RISE_OFFERED = "rise-offered"
    RISE_NOT_OFFERED = "rise-not-offered"
    LAST_RUNG_HELD = "last-rung-held"
    HOLDING = "holding"
    ZONE_NOT_STATED = "zone-not-stated"


@final
@attrs.frozen(kw_only=True)
class Consequence:
    """What follows from what happens: the move, and how it is told as a verdict."""

    move: Move
    verdict: Verdict


COURSE_EVENTS: Final[Table[CourseEvent, Consequence]] = Table(
    name="course",
    title="What can happen to a course on a day, and what follows",
    key=CourseEvent,
    rules=(
        Rule(
            id="course.urgent-reaction",
            when=when(CourseEvent.URGENT_REACTION),
            then=Consequence(move=Move.URGENT_CARE, verdict=Verdict.WITHHOLD),
            because="what is reported may be a sign of too much magnesium in the blood",
            cites=(
                Citation(
                    source=CKJ_2012,
                    place="table 7",
                    claim="Weakness, a slow pulse and failing breath come with high magnesium in the blood.",
                ),
                _SAME_DAY,
            ),
        ),
        Rule(
            id="course.mcas-reaction",
            when=when(CourseEvent.MCAS_REACTION),
            then=Consequence(move=Move.STOP_AND_CONSULT, verdict=Verdict.WITHHOLD),
            because="what is reported may be a mast cell reaction",
            cites=(guide.WATCH_MCAS_REACTIONS, _SAME_DAY),
        ),
        Rule(
            id="course.stopped",
            when=when(CourseEvent.STOPPED),
            then=Consequence(move=Move.STOP_AND_CONSULT, verdict=Verdict.WITHHOLD),
            because="this course was stopped[ on {stopped_on}]. "
            "No new start has been agreed with a clinician since then",
            cites=(_STOP_IS_FINAL,),
        ),
        Rule(
            id="course.stopped-for-urgent-care",
            when=when(CourseEvent.STOPPED_FOR_URGENT_CARE),
            then=Consequence(move=Move.URGENT_CARE, verdict=Verdict.WITHHOLD),
            because="this course was stopped for urgent care[ on {stopped_on}]. "
            "No new start has been agreed with a clinician since then",
            cites=(_STOP_IS_FINAL,),
        ),
        Rule(
            id="course.start-not-offered",
            when=when(CourseEvent.START_NOT_OFFERED),
            then=Consequence(move=Move.NOT_STARTED, verdict=Verdict.WITHHOLD),
            because="a start is not offered today",
            cites=(_NEW_START, guide.CAPSULES_BEST_STARTED_IN_GREEN),
        ),
        Rule(
            id="course.lapsed",
            when=when(CourseEvent.LAPSED),
            then=Consequence(move=Move.NOT_STARTED, verdict=Verdict.WITHHOLD),
            because="so many days without it ask for a new start, which is not offered today",
            cites=(_MISSED, _NEW_START),
        ),
        Rule(
            id="course.start-offered",
            when=when(CourseEvent.START_OFFERED),
            then=Consequence(move=Move.START, verdict=Verdict.PERMIT),
            because="a start is offered today",
            cites=(_NEW_START, guide.CAPSULES_BEST_STARTED_IN_GREEN),
        ),
        Rule(
            id="course.start-offered-again",
            when=when(CourseEvent.START_OFFERED_AGAIN),
            then=Consequence(move=Move.RESTART, verdict=Verdict.PERMIT),
            because="a start anew is offered today",
            cites=(_NEW_START, guide.CAPSULES_BEST_STARTED_IN_GREEN),
        ),
        Rule(
            id="course.gut-reaction-on-first-rung",
            when=when(CourseEvent.GUT_REACTION_ON_FIRST_RUNG),
            then=Consequence(move=Move.PAUSE, verdict=Verdict.WITHHOLD),
            because="the gut did not tolerate the first rung",
            cites=(guide.CAPSULE_GUT_TOLERANCE, guide.AS_TOLERATED, _SAME_DAY),
        ),
        Rule(
            id="course.gut-reaction",
            when=when(CourseEvent.GUT_REACTION),
            then=Consequence(move=Move.STEP_BACK, verdict=Verdict.CAUTION),
            because="the gut did not tolerate this rung",
            cites=(guide.CAPSULE_GUT_TOLERANCE, guide.AS_TOLERATED, _SAME_DAY),
        ),
        Rule(
            id="course.withheld-on-every-rung",
            when=when(CourseEvent.WITHHELD_ON_EVERY_RUNG),
            then=Consequence(move=Move.PAUSE, verdict=Verdict.WITHHOLD),
            because="today this rung is withheld, and so is every lower one that is proven",
            cites=(guide.YELLOW_MAINTAIN_IF_TOLERATED, guide.RED_SKIP_UNLESS_TOLERATED, _SAME_DAY),
        ),
        Rule(
            id="course.withheld",
            when=when(CourseEvent.WITHHELD),
            then=Consequence(move=Move.STEP_BACK, verdict=Verdict.CAUTION),
            because="today this rung is withheld, and a lower one that is proven is not",
            cites=(guide.YELLOW_MAINTAIN_IF_TOLERATED, guide.RED_SKIP_UNLESS_TOLERATED, _SAME_DAY),
        ),
        Rule(
            id="course.paused",
            when=when(CourseEvent.PAUSED),
            then=Consequence(move=Move.PAUSE, verdict=Verdict.WITHHOLD),
            because="a pause lasts until enough days in a row were Green and free of reactions",
            cites=(guide.CAPSULES_BEST_STARTED_IN_GREEN, _CALM),
        ),
        Rule(
            id="course.missed",
            when=when(CourseEvent.MISSED),
            then=Consequence(move=Move.STEP_BACK, verdict=Verdict.CAUTION),
            because="it was missed for more days in a row than a rung lasts through",
            cites=(_MISSED, _SILENCE),
        ),
        Rule(
            id="course.missed-on-first-rung",
            when=when(CourseEvent.MISSED_ON_FIRST_RUNG),
            then=Consequence(move=Move.STAY, verdict=Verdict.CAUTION),
            because="it was missed for so many days in a row that the first rung is counted anew",
            cites=(_MISSED, _SILENCE),
        ),
        Rule(
            id="course.calm-again",
            when=when(CourseEvent.CALM_AGAIN),
            then=Consequence(move=Move.RESUME, verdict=Verdict.PERMIT),
            because="enough days in a row since the pause were Green and free of reactions",
            cites=(guide.CAPSULES_BEST_STARTED_IN_GREEN, _CALM),
        ),
        Rule(
            id="course.rise-offered",
            when=when(CourseEvent.RISE_OFFERED),
            then=Consequence(move=Move.ADVANCE, verdict=Verdict.PERMIT),
            because="the rung is proven, the days are calm, and a rise is offered today",
            cites=(guide.AS_TOLERATED, guide.TITRATE_SLOWLY, _NOT_A_PLAN),
        ),
        Rule(
            id="course.rise-not-offered",
            when=when(CourseEvent.RISE_NOT_OFFERED),
            then=Consequence(move=Move.STAY, verdict=Verdict.CAUTION),
            because="the rung is proven and the days are calm, but a rise is not offered today",
            cites=(_NOT_A_PLAN, guide.CONSULT_BEFORE_ADJUSTING),
        ),
        Rule(
            id="course.last-rung-held",
            when=when(CourseEvent.LAST_RUNG_HELD),
            then=Consequence(move=Move.MAINTENANCE, verdict=Verdict.PERMIT),
            because="the last rung was held in full",
            cites=(
                guide.TARGET_BAND,
                Citation(
                    source=CONVENTION,
                    place="reading of maintenance",
                    claim="A course rises no more once its last rung is proven.",
                ),
            ),
        ),
        Rule(
            id="course.holding",
            when=when(CourseEvent.HOLDING),
            then=Consequence(move=Move.STAY, verdict=Verdict.PERMIT),
            because="a rung is held until it is proven and the days are calm",
            cites=(guide.TITRATE_SLOWLY, _CALM),
        ),
        Rule(
            id="course.zone-not-stated",
            when=when(CourseEvent.ZONE_NOT_STATED),
            then=Consequence(move=Move.STAY, verdict=Verdict.WITHHOLD),
            because="today's zone is not told, and nothing is permitted on what is not known",
            cites=(_SILENCE,),
        ),
    ),
)


class CourseNumber(Word):
    """A number of days that a course counts."""

    CALM_BEFORE_RISE = "calm-before-rise"
    CALM_TO_RESUME = "calm-to-resume"
    MISSED_KEEP_MOST = "missed-keep-most"
    MISSED_BACK_MOST = "missed-back-most"


COURSE_NUMBERS: Final[Table[CourseNumber, int]] = Table(
    name="course",
    title="Days that a course counts",
    key=CourseNumber,
    rules=(
        Rule(
            id="course.number.calm-before-rise",
            when=when(CourseNumber.CALM_BEFORE_RISE),
            then=3,
            because="days before a rise that are Green and free of reactions, as the day itself is",
            cites=(guide.GREEN_REASON_CLEAR_TRACKING, _CALM),
        ),
        Rule(
            id="course.number.calm-to-resume",
            when=when(CourseNumber.CALM_TO_RESUME),
            then=3,
            because="days in a row after a pause that are Green and free of reactions; it ends on the last of them",
            cites=(guide.GREEN_REASON_CLEAR_TRACKING, _CALM),
        ),
        Rule(
            id="course.number.missed-keep-most",
            when=when(CourseNumber.MISSED_KEEP_MOST),
            then=3,
            because="missed days in a row after which the same rung goes on",
            cites=(_MISSED,),
        ),
        Rule(
            id="course.number.missed-back-most",
            when=when(CourseNumber.MISSED_BACK_MOST),
            then=14,
            because="days in a row without it, paused ones counted in, after which the course still goes on",
            cites=(_MISSED,),
        ),
    ),
)


class WaitingFor(Word):
    """What a course can wait for."""

    ZONE = "zone"
    HELD_DAYS = "held-days"
    DAYS_SINCE_CHANGE = "days-since-change"
    CALM_DAYS = "calm-days"
    CALM_DAYS_TO_RESUME = "calm-days-to-resume"
    ACKNOWLEDGEMENT = "acknowledgement"
    FACT = "fact"
    RULED_OUT = "ruled-out"
    ACKNOWLEDGED_START = "acknowledged-start"


_WAITS: Final = Citation(
    source=CONVENTION,
    place="reading of what is awaited",
    claim="What a course waits for is told, each thing by itself.",
)

REQUIREMENTS: Final[Table[WaitingFor, str]] = Table(
    name="course",
    title="What a course can wait for",
    key=WaitingFor,
    rules=(
        Rule(
            id="course.waits.zone",
            when=when(WaitingFor.ZONE),
            then="today's check-in, with the zone",
            because="nothing is permitted while the zone of the day is not told",
            cites=(_WAITS, _SILENCE),
        ),
        Rule(
            id="course.waits.held-days",
            when=when(WaitingFor.HELD_DAYS),
            then="taken in full on this rung",
            because="a rung is proven by one full hold",
            cites=(_WAITS, guide.AS_TOLERATED),
        ),
        Rule(
            id="course.waits.days-since-change",
            when=when(WaitingFor.DAYS_SINCE_CHANGE),
            then="since the last change",
            because="a full hold lies between a change and a rise",
            cites=(_WAITS, guide.TITRATE_SLOWLY),
        ),
        Rule(
            id="course.waits.calm-days",
            when=when(WaitingFor.CALM_DAYS),
            then="in a row, Green and free of reactions",
            because="a rise comes on a calm day after calm days",
            cites=(_WAITS, _CALM),
        ),
        Rule(
            id="course.waits.calm-days-to-resume",
            when=when(WaitingFor.CALM_DAYS_TO_RESUME),
            then="in a row, Green and free of reactions",
            because="a pause ends on a calm day after calm days",
            cites=(_WAITS, _CALM),
        ),
        Rule(
            id="course.waits.acknowledgement",
            when=when(WaitingFor.ACKNOWLEDGEMENT),
            then="a clinician's acknowledgement",
            because="what asks for a clinician is talked over first",
            cites=(_WAITS, guide.CONSULT_BEFORE_ADJUSTING),
        ),
        Rule(
            id="course.waits.fact",
            when=when(WaitingFor.FACT),
            then="a fact that is not stated",
            because="nothing is permitted on what is not known",
            cites=(_WAITS, _SILENCE),
        ),
        Rule(
            id="course.waits.ruled-out",
            when=when(WaitingFor.RULED_OUT),
            then="that this no longer stands against it",
            because="what withholds cannot be talked over",
            cites=(_WAITS, _NOT_A_PLAN),
        ),
        Rule(
            id="course.waits.acknowledged-start",
            when=when(WaitingFor.ACKNOWLEDGED_START),
            then="a start that was talked over since the stop, acknowledged on a later day in words of its own",
            because="a stop is final until then",
            cites=(_WAITS, _STOP_IS_FINAL),
        ),
    ),
)


class CheckInRemark(Word):
    """What is said of a day's check-ins, beside what follows from them."""

    CONTRADICTED = "contradicted"
    MORE_TAKEN = "more-taken"
    TAKEN_UNASKED = "taken-unasked"
    NOTHING_OFFERED = "nothing-offered"
    TOPICAL_IN_RED = "topical-in-red"


CHECK_IN_REMARKS: Final[Table[CheckInRemark, Verdict]] = Table(
    name="course",
    title="What is said of a day's check-ins",
    key=CheckInRemark,
    rules=(
        Rule(
            id="course.remark.contradicted",
            when=when(CheckInRemark.CONTRADICTED),
            then=Verdict.CAUTION,
            because="check-ins of one day contradict each other, and the riskier one counts[: {contradictions}]",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of contradictions",
                    claim="Of two reports nobody can tell which is right, so the riskier counts and both are shown.",
                ),
            ),
        ),
        Rule(
            id="course.remark.more-taken",
            when=when(CheckInRemark.MORE_TAKEN),
            then=Verdict.CAUTION,
            because="you took more than this rung gives[: {taken_mg} mg, and the rung gives {permitted_mg} mg]",
            cites=(guide.START_LOW_GO_SLOW_CAUTION, _NOT_A_PLAN),
        ),
        Rule(
            id="course.remark.taken-unasked",
            when=when(CheckInRemark.TAKEN_UNASKED),
            then=Verdict.CAUTION,
            because="you took magnesium on a day on which none was permitted[: {taken_mg} mg]",
            cites=(_NOT_A_PLAN, guide.START_LOW_GO_SLOW_CAUTION),
        ),
        Rule(
            id="course.remark.nothing-offered",
            when=when(CheckInRemark.NOTHING_OFFERED),
            then=Verdict.WITHHOLD,
            because="today the rules do not offer it: none is taken until what is awaited has come",
            cites=(
                _NOT_A_PLAN,
                Citation(
                    source=CONVENTION,
                    place="reading of a day that offers nothing",
                    claim="Such a day proves nothing and counts as missed, whatever was taken on it.",
                ),
            ),
        ),
        Rule(
            id="course.remark.topical-in-red",
            when=when(CheckInRemark.TOPICAL_IN_RED),
            then=Verdict.CAUTION,
            because="in Red topical magnesium may calm without the gut",
            cites=(guide.RED_TOPICAL_ONLY, guide.TOPICAL_IN_RED),
        ),
    ),
)
