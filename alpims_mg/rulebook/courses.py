"""Tables for a course day by day: events, moves, wishes, numbers and amounts, what it waits for, and remarks."""

from typing import Final, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Citation
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Wish, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.reactions import ACUTE_OVERDOSE as _ACUTE, ALLERGIC_EMERGENCY, TOO_MUCH_AT_ONCE
from alpims_mg.rulebook.sources import CKJ_2012, CONVENTION, FIRST_USE_OUTSIDE_RED
from alpims_mg.rules.strictness import Stricter
from alpims_mg.rules.tables import Rule, Table, when


class Move(Word):
    """The key of the table of moves: what a course asks the person to do on a day. The table ranks the moves."""

    URGENT_CARE = "urgent-care"
    STOP_AND_CONSULT = "stop-and-consult"
    RESTART = "restart"
    """Start again, after an earlier start."""
    START = "start"
    NOT_STARTED = "not-started"
    ENDED = "ended"
    """Take none any more, because a new start is needed and the product has no plan to start."""
    PAUSE = "pause"
    STEP_BACK = "step-back"
    """Go back to a lower rung. A rung is one amount on the ladder of a course."""
    NOT_PERMITTED = "not-permitted"
    """Take none today, because a fact or a clinician's agreement is missing. The course stays on its rung."""
    RESUME = "resume"
    """End a pause, and go on at the highest proven rung."""
    ADVANCE = "advance"
    """Go up to the next rung."""
    MAINTENANCE = "maintenance"
    """Stay on the last rung, now that it is proven."""
    STAY = "stay"


_ORDER: Final = Citation(
    source=CONVENTION,
    place="order of moves",
    claim=(
        "If a day asks for several things, what protects comes before what goes on, and what goes on before a raise."
    ),
)
_NEW_START: Final = Citation(
    source=CONVENTION,
    place="reading of a new start",
    claim="Every start, the first or a new one, is asked about on its own day.",
)
_PLAN_IS_NOT_PERMISSION: Final = Citation(
    source=CONVENTION,
    place="reading of a plan",
    claim="A plan is not permission. Each raise is asked about on its own day.",
)
_NEVER_DELAYED: Final = Citation(
    source=CONVENTION,
    place="reading of a hold",
    claim="What protects is never delayed, no matter how many days of a hold have passed.",
)
_STOP_IS_FINAL: Final = Citation(
    source=CONVENTION,
    place="reading of a stop",
    claim=(
        "After a stop, none is taken until a clinician has agreed to a new start and the agreement names the day of "
        "the stop. Three calm days must come first."
    ),
)
_NOTHING_ON_SKIN_AFTER_STOP: Final = Citation(
    source=CONVENTION,
    place="magnesium on the skin after a stop",
    claim="While a course is stopped, a review suggests nothing on the skin. A clinician decides what comes next.",
)
_NO_CHECK_IN: Final = Citation(
    source=CONVENTION,
    place="reading of a day without a check-in",
    claim="A day without a check-in counts as a day without an intake. It never counts as calm.",
)
_CALM: Final = Citation(
    source=CONVENTION,
    place="choice of calm days",
    claim="No source says how many calm days must come before a raise or after a pause. Three is our choice.",
)
_MISSED: Final = Citation(
    source=CONVENTION,
    place="choice of missed days",
    claim=(
        "No source says what missed days change. Our choice: up to three change nothing, up to "
        "fourteen cost one step, and more need a new start."
    ),
)

_KIDNEY_NOTICE: Final = Citation(
    source=CONVENTION,
    place="choice of notice of an old kidney result",
    claim="A month is time enough to have the kidney function measured again, so that no day is lost.",
)
_TOO_MUCH: Final = Citation(
    source=CONVENTION,
    place="reading of too much in a day",
    claim=(
        "The doses of a day and the other magnesium that is stated are added. Above what any plan may give for this "
        "age, the course stops."
    ),
)
_FAR_TOO_MUCH: Final = Citation(
    source=CONVENTION,
    place="choice of far too much in a day",
    claim=(
        "No source says how much at once is an emergency. Our choice: more than 1,000 mg in a day. Where the kidney "
        "function is not known to be normal, it is any amount above what a plan may give."
    ),
)
_ONE_AT_A_TIME: Final = Citation(
    source=CONVENTION,
    place="reading of several products",
    claim=(
        "Several products of one person are reviewed as one day. On a day at most one of them starts, resumes or goes "
        "up, so that a reaction can be traced to one change. What they give together counts for each of them."
    ),
)
_WISHES: Final = Citation(
    source=CONVENTION,
    place="reading of a wish",
    claim="A wish to take less is granted the same day. A wish never brings more.",
)

MOVES: Final[Table[Move, int]] = Table(
    name="course",
    title="What a day can ask for. If several apply, the lowest number comes first",
    key=Move,
    rules=(
        Rule(
            id="course.move.urgent-care",
            when=when(Move.URGENT_CARE),
            then=1,
            because="stop taking it, and get medical help right away",
            cites=(_ORDER,),
        ),
        Rule(
            id="course.move.stop-and-consult",
            when=when(Move.STOP_AND_CONSULT),
            then=2,
            because="stop taking it, and talk to a clinician",
            cites=(_ORDER, guide.WATCH_MCAS_REACTIONS),
        ),
        Rule(
            id="course.move.not-started",
            when=when(Move.NOT_STARTED),
            then=3,
            because="take none until a start is offered",
            cites=(_ORDER, _NEW_START),
        ),
        Rule(
            id="course.move.ended",
            when=when(Move.ENDED),
            then=3,
            because="take none. This course has ended",
            cites=(_ORDER, _NEW_START),
        ),
        Rule(
            id="course.move.restart",
            when=when(Move.RESTART),
            then=4,
            because="start again, with the first amount of the plan",
            cites=(_ORDER, _NEW_START),
        ),
        Rule(
            id="course.move.start",
            when=when(Move.START),
            then=4,
            because="start with the first amount of the plan",
            cites=(_ORDER, _NEW_START),
        ),
        Rule(
            id="course.move.pause",
            when=when(Move.PAUSE),
            then=5,
            because="take none, and wait for calm days",
            cites=(_ORDER, _NEVER_DELAYED),
        ),
        Rule(
            id="course.move.step-back",
            when=when(Move.STEP_BACK),
            then=6,
            because="take less from today on",
            cites=(_ORDER, _NEVER_DELAYED),
        ),
        Rule(
            id="course.move.not-permitted",
            when=when(Move.NOT_PERMITTED),
            then=7,
            because="take none today. The amount stays as it is until we can say yes again",
            cites=(_ORDER, _PLAN_IS_NOT_PERMISSION),
        ),
        Rule(
            id="course.move.resume",
            when=when(Move.RESUME),
            then=8,
            because="take it again, at the amount shown for today. It is never more than before the pause, and it "
            "may be less",
            cites=(_ORDER,),
        ),
        Rule(
            id="course.move.advance",
            when=when(Move.ADVANCE),
            then=9,
            because="go up to the next amount of the plan",
            cites=(_ORDER, guide.TITRATE_SLOWLY),
        ),
        Rule(
            id="course.move.maintenance",
            when=when(Move.MAINTENANCE),
            then=10,
            because="stay at the last amount of the plan",
            cites=(_ORDER,),
        ),
        Rule(
            id="course.move.stay",
            when=when(Move.STAY),
            then=11,
            because="stay at this amount",
            cites=(_ORDER,),
        ),
    ),
)


class CourseEvent(Word):
    """The key of the table of course events: something that can happen to a course on a day."""

    ALLERGIC_EMERGENCY = "allergic-emergency"
    FAR_TOO_MUCH = "far-too-much"
    """So much magnesium was taken in a day that it is a case for the emergency service."""
    URGENT_REACTION = "urgent-reaction"
    MCAS_REACTION = "mcas-reaction"
    TOO_MUCH = "too-much"
    """More magnesium was taken in a day than any plan may give."""
    WISHED_STOP = "wished-stop"
    STOPPED = "stopped"
    STOPPED_FOR_URGENT_CARE = "stopped-for-urgent-care"
    START_NOT_OFFERED = "start-not-offered"
    REACTION_BEFORE_START = "reaction-before-start"
    START_NOT_CALM = "start-not-calm"
    """A start is offered, but too few days in a row were calm since one that was not."""
    LAPSED = "lapsed"
    """Too many days passed without an intake. A new start is needed but is not offered."""
    ENDED = "ended"
    """A new start is needed, but the product has no plan to start."""
    START_OFFERED = "start-offered"
    START_OFFERED_AGAIN = "start-offered-again"
    GUT_REACTION_ON_FIRST_RUNG = "gut-reaction-on-first-rung"
    GUT_REACTION = "gut-reaction"
    WISHED_PAUSE = "wished-pause"
    WISHED_LOWER = "wished-lower"
    WITHHELD_ON_EVERY_RUNG = "withheld-on-every-rung"
    WITHHELD = "withheld"
    """The answer withholds this rung, but not a lower one."""
    PAUSED = "paused"
    MISSED = "missed"
    MISSED_ON_FIRST_RUNG = "missed-on-first-rung"
    LESS_TAKEN = "less-taken"
    """For too many days in a row, the person took less than the amount of the rung."""
    LESS_TAKEN_ON_FIRST_RUNG = "less-taken-on-first-rung"
    CALM_AGAIN = "calm-again"
    """The person has had enough calm days since a pause. Calm is Green and without reactions."""
    RISE_OFFERED = "rise-offered"
    RISE_NOT_OFFERED = "rise-not-offered"
    START_ONE_AT_A_TIME = "start-one-at-a-time"
    """A start is offered, but another product of the person keeps it from being made today."""
    RESUME_ONE_AT_A_TIME = "resume-one-at-a-time"
    RISE_ONE_AT_A_TIME = "rise-one-at-a-time"
    LAST_RUNG_HELD = "last-rung-held"
    HOLDING = "holding"
    """The rung is not proven yet, or there were too few calm days for a raise."""
    ZONE_NOT_STATED = "zone-not-stated"
    NOT_PERMITTED = "not-permitted"
    """A fact is missing, or a clinician has not agreed. The course stays on its rung, and nothing is permitted."""


@final
@attrs.frozen(kw_only=True)
class Consequence:
    """The answer of a row in the table of course events: the move that follows, and the verdict to report with it."""

    move: Move
    verdict: Verdict


_ONE_CHANGE_AT_A_TIME: Final = (
    "Change one product at a time, and leave some days after a new one. Never go above what they may give together"
)


COURSE_EVENTS: Final[Table[CourseEvent, Consequence]] = Table(
    name="course",
    title="What can happen to a course on a day, and what follows",
    key=CourseEvent,
    rules=(
        Rule(
            id="course.allergic-emergency",
            when=when(CourseEvent.ALLERGIC_EMERGENCY),
            then=Consequence(move=Move.URGENT_CARE, verdict=Verdict.WITHHOLD),
            because=(
                "what you report can be a severe allergic reaction. Use your adrenaline pen if you have one, and call "
                "the emergency number"
            ),
            cites=(*ALLERGIC_EMERGENCY, _NEVER_DELAYED),
        ),
        Rule(
            id="course.far-too-much",
            when=when(CourseEvent.FAR_TOO_MUCH),
            then=Consequence(move=Move.URGENT_CARE, verdict=Verdict.WITHHOLD),
            because=TOO_MUCH_AT_ONCE,
            cites=(_FAR_TOO_MUCH, _ACUTE, _NEVER_DELAYED),
        ),
        Rule(
            id="course.urgent-reaction",
            when=when(CourseEvent.URGENT_REACTION),
            then=Consequence(move=Move.URGENT_CARE, verdict=Verdict.WITHHOLD),
            because="what you report can be a sign of too much magnesium in the blood",
            cites=(
                Citation(
                    source=CKJ_2012,
                    place="table 7",
                    claim="High magnesium in the blood comes with weakness, a slow pulse and failing breathing.",
                ),
                _NEVER_DELAYED,
            ),
        ),
        Rule(
            id="course.mcas-reaction",
            when=when(CourseEvent.MCAS_REACTION),
            then=Consequence(move=Move.STOP_AND_CONSULT, verdict=Verdict.WITHHOLD),
            because="what you report can be a mast cell reaction",
            cites=(guide.WATCH_MCAS_REACTIONS, _NEVER_DELAYED),
        ),
        Rule(
            id="course.too-much",
            when=when(CourseEvent.TOO_MUCH),
            then=Consequence(move=Move.STOP_AND_CONSULT, verdict=Verdict.WITHHOLD),
            because="in one day you took more magnesium than any plan may give",
            cites=(guide.TARGET_BAND, _TOO_MUCH, _NEVER_DELAYED),
        ),
        Rule(
            id="course.wished.stop",
            when=when(CourseEvent.WISHED_STOP),
            then=Consequence(move=Move.STOP_AND_CONSULT, verdict=Verdict.WITHHOLD),
            because="you want to stop",
            cites=(_WISHES, _NEVER_DELAYED),
        ),
        Rule(
            id="course.stopped",
            when=when(CourseEvent.STOPPED),
            then=Consequence(move=Move.STOP_AND_CONSULT, verdict=Verdict.WITHHOLD),
            because="this course was stopped[ on {stopped_on}]. A new start needs a clinician's agreement since then, "
            "and enough calm days in a row",
            cites=(_STOP_IS_FINAL,),
        ),
        Rule(
            id="course.stopped-for-urgent-care",
            when=when(CourseEvent.STOPPED_FOR_URGENT_CARE),
            then=Consequence(move=Move.URGENT_CARE, verdict=Verdict.WITHHOLD),
            because="this course was stopped for urgent care[ on {stopped_on}]. A new start needs a clinician's "
            "agreement since then, and enough calm days in a row",
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
            id="course.reaction-before-start",
            when=when(CourseEvent.REACTION_BEFORE_START),
            then=Consequence(move=Move.NOT_STARTED, verdict=Verdict.WITHHOLD),
            because="you report a reaction, and you take none yet. A start waits for calm days",
            cites=(_NEW_START, guide.GREEN_REASON_SETTLED_DIGESTION, _CALM),
        ),
        Rule(
            id="course.start-not-calm",
            when=when(CourseEvent.START_NOT_CALM),
            then=Consequence(move=Move.NOT_STARTED, verdict=Verdict.WITHHOLD),
            because="after a day that was not calm, a start waits for enough calm days in a row",
            cites=(_NEW_START, guide.CAPSULES_BEST_STARTED_IN_GREEN, _CALM),
        ),
        Rule(
            id="course.lapsed",
            when=when(CourseEvent.LAPSED),
            then=Consequence(move=Move.NOT_STARTED, verdict=Verdict.WITHHOLD),
            because="after so many days without it you need a new start. A new start is not offered today",
            cites=(_MISSED, _NEW_START),
        ),
        Rule(
            id="course.ended",
            when=when(CourseEvent.ENDED),
            then=Consequence(move=Move.ENDED, verdict=Verdict.WITHHOLD),
            because="after so many days without it you need a new start. This product cannot give amounts that are "
            "small enough to start with. Ask a clinician or a pharmacist about another product",
            cites=(_MISSED, _NEW_START, guide.START_LOW_GO_SLOW_CAUTION),
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
            because="a new start is offered today",
            cites=(_NEW_START, guide.CAPSULES_BEST_STARTED_IN_GREEN),
        ),
        Rule(
            id="course.gut-reaction-on-first-rung",
            when=when(CourseEvent.GUT_REACTION_ON_FIRST_RUNG),
            then=Consequence(move=Move.PAUSE, verdict=Verdict.WITHHOLD),
            because="your gut did not tolerate the lowest amount",
            cites=(guide.CAPSULE_GUT_TOLERANCE, guide.AS_TOLERATED, _NEVER_DELAYED),
        ),
        Rule(
            id="course.gut-reaction",
            when=when(CourseEvent.GUT_REACTION),
            then=Consequence(move=Move.STEP_BACK, verdict=Verdict.CAUTION),
            because="your gut did not tolerate this amount",
            cites=(guide.CAPSULE_GUT_TOLERANCE, guide.AS_TOLERATED, _NEVER_DELAYED),
        ),
        Rule(
            id="course.wished.pause",
            when=when(CourseEvent.WISHED_PAUSE),
            then=Consequence(move=Move.PAUSE, verdict=Verdict.WITHHOLD),
            because=(
                "you want a pause, or less than the lowest amount. The pause lasts until you say that you want to go on"
            ),
            cites=(_WISHES, _NEVER_DELAYED),
        ),
        Rule(
            id="course.wished.lower",
            when=when(CourseEvent.WISHED_LOWER),
            then=Consequence(move=Move.STEP_BACK, verdict=Verdict.PERMIT),
            because="you want to take less",
            cites=(_WISHES, _NEVER_DELAYED),
        ),
        Rule(
            id="course.withheld-on-every-rung",
            when=when(CourseEvent.WITHHELD_ON_EVERY_RUNG),
            then=Consequence(move=Move.PAUSE, verdict=Verdict.WITHHOLD),
            because="today this amount is not allowed, and no lower amount is allowed either",
            cites=(guide.YELLOW_MAINTAIN_IF_TOLERATED, guide.RED_SKIP_UNLESS_TOLERATED, _NEVER_DELAYED),
        ),
        Rule(
            id="course.withheld",
            when=when(CourseEvent.WITHHELD),
            then=Consequence(move=Move.STEP_BACK, verdict=Verdict.CAUTION),
            because="today this amount is not allowed. But a lower amount is not ruled out",
            cites=(guide.YELLOW_MAINTAIN_IF_TOLERATED, guide.RED_SKIP_UNLESS_TOLERATED, _NEVER_DELAYED),
        ),
        Rule(
            id="course.paused",
            when=when(CourseEvent.PAUSED),
            then=Consequence(move=Move.PAUSE, verdict=Verdict.WITHHOLD),
            because=(
                "the pause lasts until enough days in a row are Green and free of reactions. If you asked for it, say "
                "first that you want to go on"
            ),
            cites=(guide.CAPSULES_BEST_STARTED_IN_GREEN, _CALM),
        ),
        Rule(
            id="course.missed",
            when=when(CourseEvent.MISSED),
            then=Consequence(move=Move.STEP_BACK, verdict=Verdict.CAUTION),
            because="too many days in a row passed without an intake to stay at this amount",
            cites=(_MISSED, _NO_CHECK_IN),
        ),
        Rule(
            id="course.missed-on-first-rung",
            when=when(CourseEvent.MISSED_ON_FIRST_RUNG),
            then=Consequence(move=Move.STAY, verdict=Verdict.CAUTION),
            because="too many days in a row passed without an intake. So we count the days at the lowest amount from "
            "zero again",
            cites=(_MISSED, _NO_CHECK_IN),
        ),
        Rule(
            id="course.less-taken",
            when=when(CourseEvent.LESS_TAKEN),
            then=Consequence(move=Move.STEP_BACK, verdict=Verdict.CAUTION),
            because="you took less than this amount for too many days in a row. So the course goes back to what you "
            "took",
            cites=(_MISSED,),
        ),
        Rule(
            id="course.less-taken-on-first-rung",
            when=when(CourseEvent.LESS_TAKEN_ON_FIRST_RUNG),
            then=Consequence(move=Move.STAY, verdict=Verdict.CAUTION),
            because=(
                "you took less than the lowest amount for too many days in a row. So we count the days at the lowest "
                "amount from zero again"
            ),
            cites=(_MISSED,),
        ),
        Rule(
            id="course.calm-again",
            when=when(CourseEvent.CALM_AGAIN),
            then=Consequence(move=Move.RESUME, verdict=Verdict.PERMIT),
            because="since the pause, enough days in a row were Green and free of reactions",
            cites=(guide.CAPSULES_BEST_STARTED_IN_GREEN, _CALM),
        ),
        Rule(
            id="course.rise-offered",
            when=when(CourseEvent.RISE_OFFERED),
            then=Consequence(move=Move.ADVANCE, verdict=Verdict.PERMIT),
            because="you tolerate this amount, your days are calm, and a raise is offered today",
            cites=(guide.AS_TOLERATED, guide.TITRATE_SLOWLY, _PLAN_IS_NOT_PERMISSION),
        ),
        Rule(
            id="course.rise-not-offered",
            when=when(CourseEvent.RISE_NOT_OFFERED),
            then=Consequence(move=Move.STAY, verdict=Verdict.CAUTION),
            because="you tolerate this amount and your days are calm, but a raise is not offered today",
            cites=(_PLAN_IS_NOT_PERMISSION, guide.CONSULT_BEFORE_ADJUSTING),
        ),
        Rule(
            id="course.one-at-a-time.start",
            when=when(CourseEvent.START_ONE_AT_A_TIME),
            then=Consequence(move=Move.NOT_STARTED, verdict=Verdict.WITHHOLD),
            because="you take more than one product, and today another one comes first. " + _ONE_CHANGE_AT_A_TIME,
            cites=(_ONE_AT_A_TIME, guide.TITRATE_SLOWLY),
        ),
        Rule(
            id="course.one-at-a-time.resume",
            when=when(CourseEvent.RESUME_ONE_AT_A_TIME),
            then=Consequence(move=Move.PAUSE, verdict=Verdict.WITHHOLD),
            because=(
                "your days are calm, but you take more than one product, and today another one comes first. "
                + _ONE_CHANGE_AT_A_TIME
            ),
            cites=(_ONE_AT_A_TIME, guide.TITRATE_SLOWLY),
        ),
        Rule(
            id="course.one-at-a-time.rise",
            when=when(CourseEvent.RISE_ONE_AT_A_TIME),
            then=Consequence(move=Move.STAY, verdict=Verdict.PERMIT),
            because=(
                "you tolerate this amount and your days are calm. But you take more than one product, and today "
                "another one comes first. " + _ONE_CHANGE_AT_A_TIME
            ),
            cites=(_ONE_AT_A_TIME, guide.TITRATE_SLOWLY),
        ),
        Rule(
            id="course.last-rung-held",
            when=when(CourseEvent.LAST_RUNG_HELD),
            then=Consequence(move=Move.MAINTENANCE, verdict=Verdict.PERMIT),
            because="you have taken the last amount of the plan for a full hold",
            cites=(
                guide.TARGET_BAND,
                Citation(
                    source=CONVENTION,
                    place="reading of maintenance",
                    claim="Once the last amount of the plan is proven, the course goes no higher.",
                ),
            ),
        ),
        Rule(
            id="course.holding",
            when=when(CourseEvent.HOLDING),
            then=Consequence(move=Move.STAY, verdict=Verdict.PERMIT),
            because=(
                "no raise today. A raise needs a full hold at this amount without trouble, calm days, and no wish to "
                "hold"
            ),
            cites=(guide.TITRATE_SLOWLY, _CALM),
        ),
        Rule(
            id="course.zone-not-stated",
            when=when(CourseEvent.ZONE_NOT_STATED),
            then=Consequence(move=Move.NOT_PERMITTED, verdict=Verdict.WITHHOLD),
            because="today's zone is missing. We cannot say yes until we know it",
            cites=(_NO_CHECK_IN,),
        ),
        Rule(
            id="course.not-permitted",
            when=when(CourseEvent.NOT_PERMITTED),
            then=Consequence(move=Move.NOT_PERMITTED, verdict=Verdict.WITHHOLD),
            because="a fact or a clinician's agreement is missing. We cannot say yes until we have it",
            cites=(_PLAN_IS_NOT_PERMISSION,),
        ),
    ),
)


class CourseNumber(Word):
    """The key of the table of course numbers: a number of days that decides the next move of a course."""

    CALM_BEFORE_RISE = "calm-before-rise"
    CALM_TO_RESUME = "calm-to-resume"
    MISSED_KEEP_MOST = "missed-keep-most"
    """The most missed days in a row after which the amount stays the same."""
    MISSED_BACK_MOST = "missed-back-most"
    """The most days in a row without an intake after which no new start is needed. Paused days count too."""
    CALM_MOST = "calm-most"
    """The most calm days that a clinic may ask for."""
    AFTER_ANOTHER_START = "after-another-start"
    """The days after a start of one product on which no other product of the person starts, resumes or rises."""
    LASTS_MOST = "lasts-most"
    """The most days that a course may last."""
    KIDNEY_NOTICE = "kidney-notice"
    """The days of notice before a kidney result is too old."""


COURSE_NUMBERS: Final[Table[CourseNumber, int]] = Table(
    name="course",
    title="How many days a course counts",
    key=CourseNumber,
    rules=(
        Rule(
            id="course.number.calm-before-rise",
            when=when(CourseNumber.CALM_BEFORE_RISE),
            then=3,
            stricter=Stricter.HIGHER,
            not_past=CourseNumber.CALM_MOST,
            because=("this many days before a raise must be Green and free of reactions. So must the day of the raise"),
            cites=(guide.GREEN_REASON_CLEAR_TRACKING, _CALM),
        ),
        Rule(
            id="course.number.calm-to-resume",
            when=when(CourseNumber.CALM_TO_RESUME),
            then=3,
            stricter=Stricter.HIGHER,
            not_past=CourseNumber.CALM_MOST,
            because=(
                "after a pause, this many days in a row must be Green and free of reactions. The pause ends "
                "on the last of them"
            ),
            cites=(guide.GREEN_REASON_CLEAR_TRACKING, _CALM),
        ),
        Rule(
            id="course.number.missed-keep-most",
            when=when(CourseNumber.MISSED_KEEP_MOST),
            then=3,
            stricter=Stricter.LOWER,
            because="after up to this many missed days in a row, you stay at the same amount",
            cites=(_MISSED,),
        ),
        Rule(
            id="course.number.missed-back-most",
            when=when(CourseNumber.MISSED_BACK_MOST),
            then=14,
            stricter=Stricter.LOWER,
            not_past=CourseNumber.MISSED_KEEP_MOST,
            because=("after up to this many days in a row without it, the course still goes on. Paused days count too"),
            cites=(_MISSED,),
        ),
        Rule(
            id="course.number.calm-most",
            when=when(CourseNumber.CALM_MOST),
            then=28,
            because="a clinic may ask for more calm days, up to this many",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="choice of calm days",
                    claim="Four weeks is the longest wait for calm days that we allow a clinic to ask for.",
                ),
            ),
        ),
        Rule(
            id="course.number.after-another-start",
            when=when(CourseNumber.AFTER_ANOTHER_START),
            then=3,
            stricter=Stricter.HIGHER,
            not_past=CourseNumber.CALM_MOST,
            because="on this many days after the start of a product, no other product starts, resumes or goes up",
            cites=(_ONE_AT_A_TIME,),
        ),
        Rule(
            id="course.number.lasts-most",
            when=when(CourseNumber.LASTS_MOST),
            then=3660,
            because="a course lasts at most this many days. A longer one most likely has a wrong year",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="choice of the longest course",
                    claim="Ten years is the longest course that we review.",
                ),
            ),
        ),
        Rule(
            id="course.number.kidney-notice",
            when=when(CourseNumber.KIDNEY_NOTICE),
            then=30,
            because="from this many days before a kidney result is too old, each review says from which day on",
            cites=(_KIDNEY_NOTICE,),
        ),
    ),
)


class CourseAmount(Word):
    """The key of the table of course amounts: an amount of magnesium in one day that decides what a course does."""

    FAR_TOO_MUCH = "far-too-much"


COURSE_AMOUNTS: Final[Table[CourseAmount, Elemental]] = Table(
    name="course",
    title="How much magnesium in one day is an emergency",
    key=CourseAmount,
    rules=(
        Rule(
            id="course.amount.far-too-much",
            when=when(CourseAmount.FAR_TOO_MUCH),
            then=Elemental.mg(1000),
            stricter=Stricter.LOWER,
            because="more than this in one day, from all supplements, is an emergency",
            cites=(_FAR_TOO_MUCH,),
        ),
    ),
)


WISHES: Final[Table[Wish, int]] = Table(
    name="course",
    title="What a person may wish. If several are reported for a day, the lowest number counts",
    key=Wish,
    rules=(
        Rule(
            id="course.wish.stop",
            when=when(Wish.STOP),
            then=1,
            because="you want to stop for good",
            cites=(_WISHES,),
        ),
        Rule(
            id="course.wish.pause",
            when=when(Wish.PAUSE),
            then=2,
            because="you want to take none until you say that you want to go on",
            cites=(_WISHES,),
        ),
        Rule(
            id="course.wish.lower",
            when=when(Wish.LOWER),
            then=3,
            because="you want to take less from today on",
            cites=(_WISHES,),
        ),
        Rule(
            id="course.wish.hold",
            when=when(Wish.HOLD),
            then=4,
            because="you want no raise until you say that you want to go on",
            cites=(_WISHES,),
        ),
        Rule(
            id="course.wish.go-on",
            when=when(Wish.GO_ON),
            then=5,
            because="you no longer want to hold or to pause",
            cites=(_WISHES,),
        ),
    ),
)


class WaitingFor(Word):
    """The key of the table of requirements: something that must come before a course can go on."""

    ZONE = "zone"
    REACTIONS = "reactions"
    HELD_DAYS = "held-days"
    DAYS_SINCE_CHANGE = "days-since-change"
    CALM_DAYS = "calm-days"
    CALM_DAYS_TO_RESUME = "calm-days-to-resume"
    ACKNOWLEDGEMENT = "acknowledgement"
    FACT = "fact"
    RULED_OUT = "ruled-out"
    """A finding withholds what the course would propose today. The course waits until that finding is gone."""
    ACKNOWLEDGED_START = "acknowledged-start"
    """A clinician's agreement to a new start, after a stop."""
    ANOTHER_PRODUCT = "another-product"
    """A day on which no other product of the person comes first."""
    GO_ON = "go-on"
    """A wish to go on, after a wish to hold or to pause."""


_EACH_NAMED: Final = Citation(
    source=CONVENTION,
    place="what a course waits for",
    claim="Each thing that a course waits for is named by itself.",
)

REQUIREMENTS: Final[Table[WaitingFor, str]] = Table(
    name="course",
    title="What a course can wait for",
    key=WaitingFor,
    rules=(
        Rule(
            id="course.waits.zone",
            when=when(WaitingFor.ZONE),
            then="a check-in for today that states your zone",
            because="we cannot say yes until we know today's zone",
            cites=(_EACH_NAMED, _NO_CHECK_IN),
        ),
        Rule(
            id="course.waits.reactions",
            when=when(WaitingFor.REACTIONS),
            then="your reactions of today, or that there were none. Until then today is not a calm day",
            because="reactions that are not stated are not the same as none",
            cites=(_EACH_NAMED, _CALM),
        ),
        Rule(
            id="course.waits.held-days",
            when=when(WaitingFor.HELD_DAYS),
            then="taken in full at this amount",
            because="one full hold at an amount shows that you tolerate it",
            cites=(_EACH_NAMED, guide.AS_TOLERATED),
        ),
        Rule(
            id="course.waits.days-since-change",
            when=when(WaitingFor.DAYS_SINCE_CHANGE),
            then="after today, taken in full at this amount",
            because="before a raise, take this amount for one full hold after a change, a reaction or too much taken",
            cites=(_EACH_NAMED, guide.TITRATE_SLOWLY),
        ),
        Rule(
            id="course.waits.calm-days",
            when=when(WaitingFor.CALM_DAYS),
            then="in a row, Green and free of reactions",
            because="a raise comes on a calm day that follows calm days",
            cites=(_EACH_NAMED, _CALM),
        ),
        Rule(
            id="course.waits.calm-days-to-resume",
            when=when(WaitingFor.CALM_DAYS_TO_RESUME),
            then="in a row, Green and free of reactions",
            because="a pause ends on a calm day that follows calm days",
            cites=(_EACH_NAMED, _CALM),
        ),
        Rule(
            id="course.waits.acknowledgement",
            when=when(WaitingFor.ACKNOWLEDGEMENT),
            then="a clinician's agreement",
            because="where the rules ask for a clinician, talk to one first",
            cites=(_EACH_NAMED, guide.CONSULT_BEFORE_ADJUSTING),
        ),
        Rule(
            id="course.waits.fact",
            when=when(WaitingFor.FACT),
            then="a missing fact",
            because="we cannot say yes while a fact is missing",
            cites=(_EACH_NAMED, _NO_CHECK_IN),
        ),
        Rule(
            id="course.waits.ruled-out",
            when=when(WaitingFor.RULED_OUT),
            then="this must go away first",
            because="what rules it out must go away. A clinician's yes does not change it",
            cites=(_EACH_NAMED, _PLAN_IS_NOT_PERMISSION),
        ),
        Rule(
            id="course.waits.go-on",
            when=when(WaitingFor.GO_ON),
            then="a check-in that says that you want to go on. You asked to hold, to pause or to take less",
            because="a wish to hold or to pause stands until you want to go on",
            cites=(_EACH_NAMED, _WISHES),
        ),
        Rule(
            id="course.waits.another-product",
            when=when(WaitingFor.ANOTHER_PRODUCT),
            then="a day on which your other product does not come first",
            because="one product changes at a time",
            cites=(_EACH_NAMED, _ONE_AT_A_TIME),
        ),
        Rule(
            id="course.waits.acknowledged-start",
            when=when(WaitingFor.ACKNOWLEDGED_START),
            then="a clinician's yes to a new start. Their note must name the day of the stop",
            because="a stop is final until a clinician has agreed to a new start",
            cites=(_EACH_NAMED, _STOP_IS_FINAL),
        ),
    ),
)


_WHOLE_DAY: Final = Citation(
    source=CONVENTION,
    place="reading of one day",
    claim=(
        "A day is judged as a whole, and no hour decides. What was taken up to the amount that the day began with is "
        "nobody's fault, even if the day's answer then permits less. Such a day still proves nothing."
    ),
)


class CheckInRemark(Word):
    """The key of the table of check-in remarks: what to point out about a day, such as an intake without permission."""

    CONTRADICTED = "contradicted"
    COUNTED_ONCE = "counted-once"
    """Two check-ins report the same total, or the same dose at the same clock time."""
    MORE_TAKEN = "more-taken"
    """The person took more than the day began with and more than the day's answer permits."""
    TAKEN_WITHOUT_PERMISSION = "taken-without-permission"
    """The person took something on a day that began with nothing and permits nothing."""
    NO_MORE_TODAY = "no-more-today"
    """The person took no more than the day began with. Then the day's answer permitted less."""
    NOTHING_OFFERED = "nothing-offered"
    OTHER_PRODUCTS = "other-products"
    """The amount of the person's other products that counts for this one."""
    AFTER_STOP = "after-stop"
    """A start after a stop."""
    SILENT_DAYS = "silent-days"
    """The days just before today have no check-in."""
    KIDNEY_RESULT_AGES = "kidney-result-ages"
    """The kidney result is soon too old."""
    TOPICAL_IN_RED = "topical-in-red"


CHECK_IN_REMARKS: Final[Table[CheckInRemark, Verdict]] = Table(
    name="course",
    title="Remarks on a day's check-ins",
    key=CheckInRemark,
    rules=(
        Rule(
            id="course.remark.contradicted",
            when=when(CheckInRemark.CONTRADICTED),
            then=Verdict.CAUTION,
            because="check-ins of one day contradict each other, and the riskier one counts[. {contradictions}]",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of contradictions",
                    claim=(
                        "Nobody can tell which of two reports is right. So the riskier one counts, and both are shown."
                    ),
                ),
            ),
        ),
        Rule(
            id="course.remark.counted-once",
            when=when(CheckInRemark.COUNTED_ONCE),
            then=Verdict.CAUTION,
            because=(
                "two check-ins report the same amount, and we count it once[: {amounts}]. If they were two intakes, "
                "correct the entry and report each dose"
            ),
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of a repeated amount",
                    claim=(
                        "Two equal totals of a day count as one entry, and so do two doses with the same clock time "
                        "and amount in two check-ins. All other doses are added."
                    ),
                ),
            ),
        ),
        Rule(
            id="course.remark.other-products",
            when=when(CheckInRemark.OTHER_PRODUCTS),
            then=Verdict.PERMIT,
            because="your other products count as other magnesium here[: {others_mg} mg today]",
            cites=(_ONE_AT_A_TIME,),
        ),
        Rule(
            id="course.after-stop",
            when=when(CheckInRemark.AFTER_STOP),
            then=Verdict.CONSULT,
            because="talk to a clinician before a new start. This course was stopped[ on {stopped_on}]",
            cites=(_STOP_IS_FINAL,),
        ),
        Rule(
            id="course.more-taken",
            when=when(CheckInRemark.MORE_TAKEN),
            then=Verdict.CAUTION,
            because=(
                "you took more than was allowed[: {taken_mg} mg instead of {permitted_mg} mg]. If an earlier "
                "check-in of today allowed it, that is not your fault. Take no more today, do not make up for it "
                "tomorrow, and watch for a reaction"
            ),
            cites=(guide.START_LOW_GO_SLOW_CAUTION, _PLAN_IS_NOT_PERMISSION, _WHOLE_DAY),
        ),
        Rule(
            id="course.taken-without-permission",
            when=when(CheckInRemark.TAKEN_WITHOUT_PERMISSION),
            then=Verdict.CAUTION,
            because=(
                "today allows none, and you took some[: {taken_mg} mg]. If an earlier check-in of today allowed it, "
                "that is not your fault. Take no more today"
            ),
            cites=(_PLAN_IS_NOT_PERMISSION, guide.START_LOW_GO_SLOW_CAUTION, _WHOLE_DAY),
        ),
        Rule(
            id="course.remark.no-more-today",
            when=when(CheckInRemark.NO_MORE_TODAY),
            then=Verdict.CAUTION,
            because=(
                "you took no more than was allowed when the day began[: {taken_mg} mg]. That is not your fault. "
                "Take no more today"
            ),
            cites=(_WHOLE_DAY, _NEVER_DELAYED),
        ),
        Rule(
            id="course.remark.nothing-offered",
            when=when(CheckInRemark.NOTHING_OFFERED),
            then=Verdict.WITHHOLD,
            because="today the rules do not offer it. Take none until what this course waits for has come",
            cites=(
                _PLAN_IS_NOT_PERMISSION,
                Citation(
                    source=CONVENTION,
                    place="reading of a day that offers nothing",
                    claim="Such a day proves nothing and counts as a day without an intake, no matter what was taken.",
                ),
            ),
        ),
        Rule(
            id="course.remark.silent-days",
            when=when(CheckInRemark.SILENT_DAYS),
            then=Verdict.CAUTION,
            because=(
                "did you have a reaction or a dose on days without a check-in[ ({days})]? If so, add a check-in for "
                "that day"
            ),
            cites=(
                _NO_CHECK_IN,
                Citation(
                    source=CONVENTION,
                    place="reading of days without a check-in",
                    claim="Nobody can tell what happened on a day without a check-in. So the next check-in asks once.",
                ),
            ),
        ),
        Rule(
            id="course.remark.kidney-result-ages",
            when=when(CheckInRemark.KIDNEY_RESULT_AGES),
            then=Verdict.CAUTION,
            because=(
                "your kidney result will soon be too old[. From {day} on it counts as not assessed]. Have your kidney "
                "function measured again before then"
            ),
            cites=(_KIDNEY_NOTICE,),
        ),
        Rule(
            id="course.remark.topical-in-red",
            when=when(CheckInRemark.TOPICAL_IN_RED),
            then=Verdict.CAUTION,
            because="the guide says that on a Red day magnesium on the skin may calm you. That holds if you already "
            "use it and tolerate it. If you have never used it, ask a clinician first, or wait for a Green day",
            cites=(
                guide.RED_TOPICAL_ONLY,
                guide.TOPICAL_IN_RED,
                guide.CONSULT_INTRODUCING_IN_FLARE,
                FIRST_USE_OUTSIDE_RED,
                _NOTHING_ON_SKIN_AFTER_STOP,
            ),
        ),
    ),
)
