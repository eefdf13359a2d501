"""Tables about zones. The main one gives a verdict for each of 48 combinations of zone, route, intent and tolerance."""

from typing import Final, NamedTuple, final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Intent, Route, Tolerance, Word, Zone
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import CONVENTION, FIRST_USE_OUTSIDE_RED
from alpims_mg.rules.tables import Rule, Table, when


@final
class ZoneKey(NamedTuple):
    """The key of the table of zones: today's zone, the route, the intent, and the tolerance of the present dose."""

    zone: Zone
    route: Route
    intent: Intent
    tolerance: Tolerance


ZONES: Final[Table[ZoneKey, Verdict]] = Table(
    name="zone",
    title="Zones: may a capsule or a skin product be used today?",
    key=ZoneKey,
    rules=(
        Rule(
            id="zone.green.capsule.start",
            when=when(zone=Zone.GREEN, route=Route.CAPSULE, intent=Intent.START),
            then=Verdict.PERMIT,
            because="the guide says to try new capsules on Green days",
            cites=(guide.CAPSULES_BEST_STARTED_IN_GREEN, guide.GREEN_CAPSULES_LOW_DOSE, guide.GREEN_WHY),
        ),
        Rule(
            id="zone.green.capsule.maintain",
            when=when(zone=Zone.GREEN, route=Route.CAPSULE, intent=Intent.MAINTAIN),
            then=Verdict.PERMIT,
            because="the guide says that capsules suit Green days, new or already in use",
            cites=(guide.GREEN_CAPSULES_LOW_DOSE, guide.CAPSULE_WHEN_GREEN_OR_YELLOW),
        ),
        Rule(
            id="zone.green.capsule.increase",
            when=when(zone=Zone.GREEN, route=Route.CAPSULE, intent=Intent.INCREASE, tolerance=Tolerance.PROVEN),
            then=Verdict.PERMIT,
            because="on a Green day, an amount that you tolerate may be raised",
            cites=(guide.AS_TOLERATED, guide.GREEN_REASON_PACING),
        ),
        Rule(
            id="zone.green.capsule.increase.unproven",
            when=when(zone=Zone.GREEN, route=Route.CAPSULE, intent=Intent.INCREASE, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="do not raise the amount yet. First stay on it for a full hold ({dose_counts.hold_usual} days "
            "unless set otherwise) without trouble",
            cites=(guide.AS_TOLERATED, guide.TITRATE_SLOWLY),
        ),
        Rule(
            id="zone.yellow.capsule.start",
            when=when(zone=Zone.YELLOW, route=Route.CAPSULE, intent=Intent.START),
            then=Verdict.WITHHOLD,
            because="on a Yellow day, do not start any new magnesium by mouth",
            cites=(
                guide.YELLOW_NO_NEW_ORAL,
                Citation(
                    source=CONVENTION,
                    place="reading of the two lists on Yellow",
                    claim="The guide's best-practice table wins over its list that names Yellow as a capsule zone.",
                ),
            ),
        ),
        Rule(
            id="zone.yellow.capsule.maintain",
            when=when(zone=Zone.YELLOW, route=Route.CAPSULE, intent=Intent.MAINTAIN, tolerance=Tolerance.PROVEN),
            then=Verdict.PERMIT,
            because="on a Yellow day, the guide says to stay on a capsule that you tolerate",
            cites=(guide.YELLOW_MAINTAIN_IF_TOLERATED, guide.CAPSULE_WHEN_GREEN_OR_YELLOW),
        ),
        Rule(
            id="zone.yellow.capsule.maintain.unproven",
            when=when(zone=Zone.YELLOW, route=Route.CAPSULE, intent=Intent.MAINTAIN, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="on a Yellow day, stay on a capsule only if you took this amount for a full hold without "
            "trouble. A hold is {dose_counts.hold_usual} days unless set otherwise",
            cites=(guide.YELLOW_MAINTAIN_IF_TOLERATED,),
        ),
        Rule(
            id="zone.yellow.capsule.increase",
            when=when(zone=Zone.YELLOW, route=Route.CAPSULE, intent=Intent.INCREASE),
            then=Verdict.WITHHOLD,
            because="on a Yellow day, do not raise the amount. A capsule that you tolerate may go on unchanged",
            cites=(guide.YELLOW_MAINTAIN_IF_TOLERATED,),
        ),
        Rule(
            id="zone.red.capsule.change",
            when=when(zone=Zone.RED, route=Route.CAPSULE, intent={Intent.START, Intent.INCREASE}),
            then=Verdict.WITHHOLD,
            because="on a Red day, do not try anything new by mouth, and do not raise what you take",
            cites=(guide.NO_TRIAL_IN_RED, guide.CAPSULE_IN_RED, guide.CAPSULE_IN_CRISIS),
        ),
        Rule(
            id="zone.red.capsule.maintain",
            when=when(zone=Zone.RED, route=Route.CAPSULE, intent=Intent.MAINTAIN, tolerance=Tolerance.PROVEN),
            then=Verdict.CAUTION,
            because="on a Red day, the guide says to skip capsules, except those you already tolerate. You "
            "already tolerate this one",
            cites=(guide.RED_SKIP_UNLESS_TOLERATED,),
        ),
        Rule(
            id="zone.red.capsule.maintain.unproven",
            when=when(zone=Zone.RED, route=Route.CAPSULE, intent=Intent.MAINTAIN, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="on a Red day, skip this capsule. The guide allows only a capsule that you already tolerate",
            cites=(guide.RED_SKIP_UNLESS_TOLERATED,),
        ),
        Rule(
            id="zone.red.topical.start",
            when=when(zone=Zone.RED, route=Route.TOPICAL, intent=Intent.START),
            then=Verdict.CONSULT,
            because="the guide says that magnesium on the skin is often tolerated in a flare, after a patch test. But "
            "to start any magnesium on a Red day, ask a clinician first",
            cites=(
                guide.TOPICAL_IN_CRISIS,
                guide.TOPICAL_IN_RED,
                guide.CONSULT_INTRODUCING_IN_FLARE,
                FIRST_USE_OUTSIDE_RED,
            ),
        ),
        Rule(
            id="zone.topical.start",
            when=when(
                zone={Zone.GREEN, Zone.YELLOW},
                route=Route.TOPICAL,
                intent=Intent.START,
                tolerance=Tolerance.PROVEN,
            ),
            then=Verdict.PERMIT,
            because="if it passed a patch test, magnesium on the skin is the guide's calming option in every zone",
            cites=(guide.GREEN_TOPICAL_AS_NEEDED, guide.YELLOW_TOPICAL_TO_CALM),
        ),
        Rule(
            id="zone.topical.start.unproven",
            when=when(
                zone={Zone.GREEN, Zone.YELLOW},
                route=Route.TOPICAL,
                intent=Intent.START,
                tolerance=Tolerance.UNPROVEN,
            ),
            then=Verdict.CAUTION,
            because="do a patch test first. Then you may try magnesium on the skin",
            cites=(guide.TOPICAL_IN_CRISIS, guide.YELLOW_TOPICAL_TO_CALM),
        ),
        Rule(
            id="zone.topical.continue",
            when=when(
                route=Route.TOPICAL,
                intent={Intent.MAINTAIN, Intent.INCREASE},
                tolerance=Tolerance.PROVEN,
            ),
            then=Verdict.PERMIT,
            because="if you tolerate it, magnesium on the skin is the guide's calming option in every zone",
            cites=(guide.RED_TOPICAL_ONLY, guide.YELLOW_TOPICAL_TO_CALM, guide.GREEN_TOPICAL_AS_NEEDED),
        ),
        Rule(
            id="zone.topical.continue.unproven",
            when=when(
                route=Route.TOPICAL,
                intent={Intent.MAINTAIN, Intent.INCREASE},
                tolerance=Tolerance.UNPROVEN,
            ),
            then=Verdict.CAUTION,
            because="do a patch test before you go on with magnesium on the skin",
            cites=(guide.TOPICAL_IN_CRISIS, guide.RED_TOPICAL_ONLY),
        ),
        Rule(
            id="zone.lower",
            when=when(intent=Intent.LOWER),
            then=Verdict.PERMIT,
            because="you may take less, or none, on a day in any zone",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of lowering",
                    claim="The guide limits what is started, kept up and raised. To take less is refused in no zone.",
                ),
            ),
        ),
    ),
)


class GreenReason(Word):
    """The key of the table of Green reasons: a reason to start capsules on Green days only.

    A row has the reason as a question. A person asks it of themselves: no rule takes the answers.
    """

    CALM_NERVES = "calm-nerves"
    STABLE_IMMUNE = "stable-immune"
    CLEAR_TRACKING = "clear-tracking"
    SETTLED_DIGESTION = "settled-digestion"
    PACING = "pacing"


GREEN_REASONS: Final[Table[GreenReason, str]] = Table(
    name="zone",
    title="Why capsules start on Green days, as questions to ask yourself",
    key=GreenReason,
    rules=(
        Rule(
            id="zone.reason.calm-nerves",
            when=when(GreenReason.CALM_NERVES),
            then="Is your nervous system calm today: not overstimulated, not on edge?",
            because="the guide says that a calm nervous system is less likely to overreact, or to misread normal "
            "effects",
            cites=(guide.GREEN_REASON_CALM_NERVES,),
        ),
        Rule(
            id="zone.reason.stable-immune",
            when=when(GreenReason.STABLE_IMMUNE),
            then="Is your immune system quiet today: no flare, no hives, no flushing?",
            because="the guide says that a stable immune system is less likely to react to fillers with histamine",
            cites=(guide.GREEN_REASON_STABLE_IMMUNE,),
        ),
        Rule(
            id="zone.reason.clear-tracking",
            when=when(GreenReason.CLEAR_TRACKING),
            then="Could you tell today if something new helps or harms, without other symptoms in the way?",
            because="the guide says that benefits and side effects are easier to notice outside a flare",
            cites=(guide.GREEN_REASON_CLEAR_TRACKING,),
        ),
        Rule(
            id="zone.reason.settled-digestion",
            when=when(GreenReason.SETTLED_DIGESTION),
            then="Is your gut settled today: no bloating, no cramps, no nausea?",
            because="the guide says that a settled gut absorbs more and reacts less",
            cites=(guide.GREEN_REASON_SETTLED_DIGESTION,),
        ),
        Rule(
            id="zone.reason.pacing",
            when=when(GreenReason.PACING),
            then="Do you have room to go slowly today, and to rest if your body reacts?",
            because="the guide says that there is room to go slowly, and to rest if your body reacts",
            cites=(guide.GREEN_REASON_PACING, guide.GREEN_BEST_CHANCE),
        ),
    ),
)


_SAME_FACTS: Final = Citation(
    source=CONVENTION,
    place="when to ask again",
    claim="The answer of a Green day is that of the same rules, with the same facts and another zone.",
)


class AskAgain(Word):
    """The key of the table of when to ask again: the answer that a Green day would bring, as a word of ``Answer``."""

    OFFER = "offer"
    CONSULT = "consult"
    NEEDS_INFORMATION = "needs-information"


ASK_AGAIN: Final[Table[AskAgain, Zone]] = Table(
    name="zone",
    title="When to ask again, by the answer that the day would bring",
    key=AskAgain,
    rules=(
        Rule(
            id="zone.ask-again.offer",
            when=when(AskAgain.OFFER),
            then=Zone.GREEN,
            because=(
                "on a Green day: if nothing else changes, the answer would be yes. Only today's zone rules this out"
            ),
            cites=(guide.CAPSULES_BEST_STARTED_IN_GREEN, guide.GREEN_BEST_CHANCE, _SAME_FACTS),
        ),
        Rule(
            id="zone.ask-again.consult",
            when=when(AskAgain.CONSULT),
            then=Zone.GREEN,
            because=(
                "on a Green day: the answer would be to ask a clinician first. You can already talk to one today. Only "
                "today's zone rules this out"
            ),
            cites=(guide.CAPSULES_BEST_STARTED_IN_GREEN, guide.GREEN_BEST_CHANCE, _SAME_FACTS),
        ),
        Rule(
            id="zone.ask-again.needs-information",
            when=when(AskAgain.NEEDS_INFORMATION),
            then=Zone.GREEN,
            because=(
                "on a Green day: we would need to know more[: {facts}]. Without it, there is no answer. Today's zone "
                "rules this out"
            ),
            cites=(guide.CAPSULES_BEST_STARTED_IN_GREEN, guide.GREEN_BEST_CHANCE, _SAME_FACTS),
        ),
    ),
)
