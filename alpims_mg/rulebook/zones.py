"""May this be done in this zone? Thirty-six cells: zone, route, intent and tolerance."""

from typing import Final, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Intent, Route, Tolerance, Word, Zone
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.sources import ALPIMS_TOPICAL, CONVENTION
from alpims_mg.rules.tables import Rule, Table, when


@final
@attrs.frozen(kw_only=True, repr=False)
class ZoneKey:
    """Where the body is today, how the magnesium is taken, what is asked, and whether the dose is tolerated."""

    zone: Zone
    route: Route
    intent: Intent
    tolerance: Tolerance


ZONES: Final[Table[ZoneKey, Verdict]] = Table(
    name="zone",
    title="Zone, route, intent and tolerance",
    key=ZoneKey,
    rules=(
        Rule(
            id="zone.green.capsule.start",
            when=when(zone=Zone.GREEN, route=Route.CAPSULE, intent=Intent.START),
            then=Verdict.PERMIT,
            because="oral forms are trialled in Green",
            cites=(guide.CAPSULES_BEST_STARTED_IN_GREEN, guide.GREEN_CAPSULES_LOW_DOSE, guide.GREEN_WHY),
        ),
        Rule(
            id="zone.green.capsule.maintain",
            when=when(zone=Zone.GREEN, route=Route.CAPSULE, intent=Intent.MAINTAIN),
            then=Verdict.PERMIT,
            because="Green is the zone for capsules, new or not",
            cites=(guide.GREEN_CAPSULES_LOW_DOSE, guide.CAPSULE_WHEN_GREEN_OR_YELLOW),
        ),
        Rule(
            id="zone.green.capsule.increase",
            when=when(zone=Zone.GREEN, route=Route.CAPSULE, intent=Intent.INCREASE, tolerance=Tolerance.PROVEN),
            then=Verdict.PERMIT,
            because="a dose that is tolerated may be raised in Green",
            cites=(guide.AS_TOLERATED, guide.GREEN_REASON_PACING),
        ),
        Rule(
            id="zone.green.capsule.increase.unproven",
            when=when(zone=Zone.GREEN, route=Route.CAPSULE, intent=Intent.INCREASE, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="a dose is raised only once the present one has proven tolerated",
            cites=(guide.AS_TOLERATED, guide.TITRATE_SLOWLY),
        ),
        Rule(
            id="zone.yellow.capsule.start",
            when=when(zone=Zone.YELLOW, route=Route.CAPSULE, intent=Intent.START),
            then=Verdict.WITHHOLD,
            because="no new oral form begins in Yellow",
            cites=(
                guide.YELLOW_NO_NEW_ORAL,
                Citation(
                    source=CONVENTION,
                    place="reading of the two lists on Yellow",
                    claim="The table of best practice wins over the list that names Yellow among capsule zones.",
                ),
            ),
        ),
        Rule(
            id="zone.yellow.capsule.maintain",
            when=when(zone=Zone.YELLOW, route=Route.CAPSULE, intent=Intent.MAINTAIN, tolerance=Tolerance.PROVEN),
            then=Verdict.PERMIT,
            because="a capsule that is tolerated is maintained in Yellow",
            cites=(guide.YELLOW_MAINTAIN_IF_TOLERATED, guide.CAPSULE_WHEN_GREEN_OR_YELLOW),
        ),
        Rule(
            id="zone.yellow.capsule.maintain.unproven",
            when=when(zone=Zone.YELLOW, route=Route.CAPSULE, intent=Intent.MAINTAIN, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="in Yellow a capsule is maintained only once it has proven tolerated",
            cites=(guide.YELLOW_MAINTAIN_IF_TOLERATED,),
        ),
        Rule(
            id="zone.yellow.capsule.increase",
            when=when(zone=Zone.YELLOW, route=Route.CAPSULE, intent=Intent.INCREASE),
            then=Verdict.WITHHOLD,
            because="in Yellow a capsule is maintained, not raised",
            cites=(guide.YELLOW_MAINTAIN_IF_TOLERATED,),
        ),
        Rule(
            id="zone.red.capsule.change",
            when=when(zone=Zone.RED, route=Route.CAPSULE, intent={Intent.START, Intent.INCREASE}),
            then=Verdict.WITHHOLD,
            because="nothing oral is trialled in Red",
            cites=(guide.NO_TRIAL_IN_RED, guide.CAPSULE_IN_RED, guide.CAPSULE_IN_CRISIS),
        ),
        Rule(
            id="zone.red.capsule.maintain",
            when=when(zone=Zone.RED, route=Route.CAPSULE, intent=Intent.MAINTAIN, tolerance=Tolerance.PROVEN),
            then=Verdict.CAUTION,
            because="capsules are skipped in Red unless already tolerated, as this one is",
            cites=(guide.RED_SKIP_UNLESS_TOLERATED,),
        ),
        Rule(
            id="zone.red.capsule.maintain.unproven",
            when=when(zone=Zone.RED, route=Route.CAPSULE, intent=Intent.MAINTAIN, tolerance=Tolerance.UNPROVEN),
            then=Verdict.WITHHOLD,
            because="capsules are skipped in Red unless already tolerated",
            cites=(guide.RED_SKIP_UNLESS_TOLERATED,),
        ),
        Rule(
            id="zone.red.topical.start",
            when=when(zone=Zone.RED, route=Route.TOPICAL, intent=Intent.START),
            then=Verdict.CONSULT,
            because="topical magnesium is often tolerated in a flare after a patch test, but introducing any magnesium "
            "in Red asks for a clinician first",
            cites=(
                guide.TOPICAL_IN_CRISIS,
                guide.TOPICAL_IN_RED,
                guide.CONSULT_INTRODUCING_IN_FLARE,
                Citation(
                    source=ALPIMS_TOPICAL,
                    place="first-time use",
                    claim="A first trial waits for Green or a stable Yellow.",
                ),
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
            because="topical magnesium that passed its patch test is the calming option in every zone",
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
            because="topical magnesium may be tried after a patch test",
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
            because="topical magnesium that is tolerated is the calming option in every zone",
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
            because="topical magnesium goes on after a patch test",
            cites=(guide.TOPICAL_IN_CRISIS, guide.RED_TOPICAL_ONLY),
        ),
    ),
)


class GreenReason(Word):
    """Why capsules begin in Green."""

    CALM_NERVES = "calm-nerves"
    STABLE_IMMUNE = "stable-immune"
    CLEAR_TRACKING = "clear-tracking"
    SETTLED_DIGESTION = "settled-digestion"
    PACING = "pacing"


GREEN_REASONS: Final[Table[GreenReason, Zone]] = Table(
    name="zone",
    title="Why capsules begin in Green",
    key=GreenReason,
    rules=(
        Rule(
            id="zone.reason.calm-nerves",
            when=when(GreenReason.CALM_NERVES),
            then=Zone.GREEN,
            because="a calm nervous system is less likely to overreact or to mistake what it feels",
            cites=(guide.GREEN_REASON_CALM_NERVES,),
        ),
        Rule(
            id="zone.reason.stable-immune",
            when=when(GreenReason.STABLE_IMMUNE),
            then=Zone.GREEN,
            because="a stable immune system is less likely to answer fillers with histamine",
            cites=(guide.GREEN_REASON_STABLE_IMMUNE,),
        ),
        Rule(
            id="zone.reason.clear-tracking",
            when=when(GreenReason.CLEAR_TRACKING),
            then=Zone.GREEN,
            because="without a flare, benefits and side effects can be told apart",
            cites=(guide.GREEN_REASON_CLEAR_TRACKING,),
        ),
        Rule(
            id="zone.reason.settled-digestion",
            when=when(GreenReason.SETTLED_DIGESTION),
            then=Zone.GREEN,
            because="a settled gut absorbs more and reacts less",
            cites=(guide.GREEN_REASON_SETTLED_DIGESTION,),
        ),
        Rule(
            id="zone.reason.pacing",
            when=when(GreenReason.PACING),
            then=Zone.GREEN,
            because="there is room to go slowly and to rest if the body reacts",
            cites=(guide.GREEN_REASON_PACING, guide.GREEN_BEST_CHANCE),
        ),
    ),
)


class AskAgain(Word):
    """When the same question may have another answer."""

    IN_GREEN = "in-green"


ASK_AGAIN: Final[Table[AskAgain, Zone]] = Table(
    name="zone",
    title="When to ask again",
    key=AskAgain,
    rules=(
        Rule(
            id="zone.ask-again",
            when=when(AskAgain.IN_GREEN),
            then=Zone.GREEN,
            because="of what is stated, only the zone stands against it: ask again on a Green day",
            cites=(guide.CAPSULES_BEST_STARTED_IN_GREEN, guide.GREEN_BEST_CHANCE),
        ),
    ),
)
