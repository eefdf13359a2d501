"""Tables about the two routes: their comparison, reasons for each, best practice, and advice for topical use."""

from typing import Final, NamedTuple, final

from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Route, Word, Zone
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.reactions import ALLERGIC_EMERGENCY, Urgency
from alpims_mg.rulebook.sources import CONVENTION, FIRST_USE_OUTSIDE_RED, GROEBER_2017, STINGS_ON_BROKEN_SKIN
from alpims_mg.rules.tables import Rule, Table, when

_UNSUPPORTED: Final = Citation(
    source=GROEBER_2017, place="conclusion", claim="The use of magnesium through the skin is not supported by science."
)


class Feature(Word):
    """A feature by which the guide compares the routes. A part of ``FeatureKey``; the key of ``FEATURE_CONCERNS``."""

    ABSORPTION = "absorption"
    LOCAL_RELIEF = "local-relief"
    MCAS_RISK = "mcas-risk"
    GUT_TOLERANCE = "gut-tolerance"
    SPEED = "speed"
    IN_RED = "in-red"
    MOOD_AND_SLEEP = "mood-and-sleep"
    DOSING_PRECISION = "dosing-precision"
    IN_CRISIS = "in-crisis"
    COST = "cost"


class Rating(Word):
    """The answer of a row in the table of features: how the guide rates a route on a feature."""

    GOOD = "good"
    SOME = "some"
    POOR = "poor"


@final
class FeatureKey(NamedTuple):
    """The key of the table of features: a feature and a route."""

    feature: Feature
    route: Route


FEATURES: Final[Table[FeatureKey, Rating]] = Table(
    name="route",
    title="How the guide compares capsules and topical magnesium",
    key=FeatureKey,
    rules=(
        Rule(
            id="route.capsule.absorption",
            when=when(feature=Feature.ABSORPTION, route=Route.CAPSULE),
            then=Rating.GOOD,
            because="the guide says capsules reach the whole body best",
            cites=(guide.CAPSULE_ABSORPTION,),
        ),
        Rule(
            id="route.topical.absorption",
            when=when(feature=Feature.ABSORPTION, route=Route.TOPICAL),
            then=Rating.SOME,
            because=(
                "the guide says topical magnesium acts on the whole body only mildly. How much passes "
                "the skin is not known"
            ),
            cites=(
                guide.TOPICAL_ABSORPTION,
                _UNSUPPORTED,
            ),
        ),
        Rule(
            id="route.capsule.local-relief",
            when=when(feature=Feature.LOCAL_RELIEF, route=Route.CAPSULE),
            then=Rating.SOME,
            because="the guide says capsules act on the whole body, not on one place",
            cites=(guide.CAPSULE_LOCAL_RELIEF,),
        ),
        Rule(
            id="route.topical.local-relief",
            when=when(feature=Feature.LOCAL_RELIEF, route=Route.TOPICAL),
            then=Rating.GOOD,
            because="the guide says topical magnesium suits one sore or cramping place well",
            cites=(guide.TOPICAL_LOCAL_RELIEF,),
        ),
        Rule(
            id="route.capsule.mcas-risk",
            when=when(feature=Feature.MCAS_RISK, route=Route.CAPSULE),
            then=Rating.POOR,
            because="the guide says the fillers, flavours and digestion of capsules can set off mast cells",
            cites=(guide.CAPSULE_MCAS_RISK,),
        ),
        Rule(
            id="route.topical.mcas-risk",
            when=when(feature=Feature.MCAS_RISK, route=Route.TOPICAL),
            then=Rating.GOOD,
            because="the guide says topical magnesium avoids the gut and additives, if it is pure",
            cites=(guide.TOPICAL_MCAS_RISK,),
        ),
        Rule(
            id="route.capsule.gut-tolerance",
            when=when(feature=Feature.GUT_TOLERANCE, route=Route.CAPSULE),
            then=Rating.POOR,
            because="the guide says capsules can cause bloating or loose stools",
            cites=(guide.CAPSULE_GUT_TOLERANCE,),
        ),
        Rule(
            id="route.topical.gut-tolerance",
            when=when(feature=Feature.GUT_TOLERANCE, route=Route.TOPICAL),
            then=Rating.GOOD,
            because="the guide says topical magnesium does not go through the gut",
            cites=(guide.TOPICAL_GUT_TOLERANCE,),
        ),
        Rule(
            id="route.capsule.speed",
            when=when(feature=Feature.SPEED, route=Route.CAPSULE),
            then=Rating.SOME,
            because="the guide says capsules take time to build up",
            cites=(guide.CAPSULE_SPEED,),
        ),
        Rule(
            id="route.topical.speed",
            when=when(feature=Feature.SPEED, route=Route.TOPICAL),
            then=Rating.GOOD,
            because="the guide says topical magnesium acts within half an hour. We found no support for this",
            cites=(
                guide.TOPICAL_SPEED,
                _UNSUPPORTED,
            ),
        ),
        Rule(
            id="route.capsule.in-red",
            when=when(feature=Feature.IN_RED, route=Route.CAPSULE),
            then=Rating.POOR,
            because="the guide says capsules may set off a reaction on a Red day",
            cites=(guide.CAPSULE_IN_RED,),
        ),
        Rule(
            id="route.topical.in-red",
            when=when(feature=Feature.IN_RED, route=Route.TOPICAL),
            then=Rating.GOOD,
            because="the guide says topical magnesium is often tolerated on a Red day",
            cites=(guide.TOPICAL_IN_RED,),
        ),
        Rule(
            id="route.capsule.mood-and-sleep",
            when=when(feature=Feature.MOOD_AND_SLEEP, route=Route.CAPSULE),
            then=Rating.GOOD,
            because="the guide says capsules support mood and sleep strongly",
            cites=(guide.CAPSULE_MOOD_AND_SLEEP,),
        ),
        Rule(
            id="route.topical.mood-and-sleep",
            when=when(feature=Feature.MOOD_AND_SLEEP, route=Route.TOPICAL),
            then=Rating.SOME,
            because="the guide says topical magnesium supports calm gently",
            cites=(guide.TOPICAL_MOOD_AND_SLEEP,),
        ),
        Rule(
            id="route.capsule.dosing-precision",
            when=when(feature=Feature.DOSING_PRECISION, route=Route.CAPSULE),
            then=Rating.GOOD,
            because="the guide says capsules can be measured in milligrams",
            cites=(guide.CAPSULE_DOSING_PRECISION,),
        ),
        Rule(
            id="route.topical.dosing-precision",
            when=when(feature=Feature.DOSING_PRECISION, route=Route.TOPICAL),
            then=Rating.SOME,
            because="the guide says a topical dose depends on skin and product. So we count no milligrams",
            cites=(guide.TOPICAL_DOSING_PRECISION,),
        ),
        Rule(
            id="route.capsule.in-crisis",
            when=when(feature=Feature.IN_CRISIS, route=Route.CAPSULE),
            then=Rating.POOR,
            because="the guide says not to start capsules in a flare or shutdown",
            cites=(guide.CAPSULE_IN_CRISIS,),
        ),
        Rule(
            id="route.topical.in-crisis",
            when=when(feature=Feature.IN_CRISIS, route=Route.TOPICAL),
            then=Rating.GOOD,
            because="the guide says topical magnesium is often tolerated in a flare, after a patch test",
            cites=(guide.TOPICAL_IN_CRISIS,),
        ),
        Rule(
            id="route.capsule.cost",
            when=when(feature=Feature.COST, route=Route.CAPSULE),
            then=Rating.GOOD,
            because="the guide says capsules often cost less over time",
            cites=(guide.CAPSULE_COST,),
        ),
        Rule(
            id="route.topical.cost",
            when=when(feature=Feature.COST, route=Route.TOPICAL),
            then=Rating.SOME,
            because="the guide says topical magnesium can cost more for each use",
            cites=(guide.TOPICAL_COST,),
        ),
    ),
)


class RouteReason(Word):
    """The key of the table of route reasons: a reason why one route may be better. The row gives the route."""

    FULL_BODY = "full-body"
    ORAL_TOLERATED = "oral-tolerated"
    GREEN_OR_YELLOW = "green-or-yellow"
    DEFICIENCY = "deficiency"
    NEUROLOGICAL = "neurological"
    RED = "red"
    GUT_ISSUES = "gut-issues"
    ORAL_HYPERSENSITIVITY = "oral-hypersensitivity"
    LOCAL_RELIEF = "local-relief"
    CALM_ONLY = "calm-only"


_NAMED_FOR: Final = "[ (here: {wishes})]"
"""The end of each text that gives a reason for a route: the wishes and conditions that the reason serves."""

_ZONE_DECIDES: Final = ". In a flare the zone decides: no capsule is started on a Yellow or Red day"
"""The stricter half of a text that names immune flares as a reason for capsules."""

ROUTE_REASONS: Final[Table[RouteReason, Route]] = Table(
    name="route",
    title="When each route may be better",
    key=RouteReason,
    rules=(
        Rule(
            id="route.when.full-body",
            when=when(RouteReason.FULL_BODY),
            then=Route.CAPSULE,
            because="the guide prefers capsules to support the whole body: anxiety, sleeplessness, immune flares, mood"
            + _NAMED_FOR
            + _ZONE_DECIDES,
            cites=(guide.CAPSULE_WHEN_FULL_BODY, guide.YELLOW_NO_NEW_ORAL, guide.NO_TRIAL_IN_RED),
        ),
        Rule(
            id="route.when.oral-tolerated",
            when=when(RouteReason.ORAL_TOLERATED),
            then=Route.CAPSULE,
            because="the guide prefers capsules if you tolerate supplements by mouth well" + _NAMED_FOR,
            cites=(guide.CAPSULE_WHEN_ORAL_TOLERATED,),
        ),
        Rule(
            id="route.when.green-or-yellow",
            when=when(RouteReason.GREEN_OR_YELLOW),
            then=Route.CAPSULE,
            because="the guide prefers capsules on a Green day, or on a Yellow one if you already tolerate them"
            + _NAMED_FOR,
            cites=(guide.CAPSULE_WHEN_GREEN_OR_YELLOW,),
        ),
        Rule(
            id="route.when.deficiency",
            when=when(RouteReason.DEFICIENCY),
            then=Route.CAPSULE,
            because="the guide prefers capsules to make up for a measured lack of magnesium" + _NAMED_FOR,
            cites=(guide.CAPSULE_WHEN_DEFICIENT,),
        ),
        Rule(
            id="route.when.neurological",
            when=when(RouteReason.NEUROLOGICAL),
            then=Route.CAPSULE,
            because="the guide prefers capsules for effects on nerves or the whole system: brain fog, migraine"
            + _NAMED_FOR,
            cites=(guide.CAPSULE_WHEN_NEUROLOGICAL,),
        ),
        Rule(
            id="route.when.red",
            when=when(RouteReason.RED),
            then=Route.TOPICAL,
            because="the guide prefers the skin on a Red day, in a flare or a shutdown" + _NAMED_FOR,
            cites=(guide.TOPICAL_WHEN_RED,),
        ),
        Rule(
            id="route.when.gut-issues",
            when=when(RouteReason.GUT_ISSUES),
            then=Route.TOPICAL,
            because="the guide prefers the skin if the gut is troubled: irritable bowel, a mast cell flare, nausea"
            + _NAMED_FOR,
            cites=(guide.TOPICAL_WHEN_GUT_ISSUES,),
        ),
        Rule(
            id="route.when.oral-hypersensitivity",
            when=when(RouteReason.ORAL_HYPERSENSITIVITY),
            then=Route.TOPICAL,
            because="the guide prefers the skin if supplements by mouth cause reactions" + _NAMED_FOR,
            cites=(guide.TOPICAL_WHEN_ORAL_HYPERSENSITIVE,),
        ),
        Rule(
            id="route.when.local-relief",
            when=when(RouteReason.LOCAL_RELIEF),
            then=Route.TOPICAL,
            because="the guide prefers the skin if one place hurts or one muscle cramps" + _NAMED_FOR,
            cites=(guide.TOPICAL_WHEN_LOCAL_RELIEF,),
        ),
        Rule(
            id="route.when.calm-only",
            when=when(RouteReason.CALM_ONLY),
            then=Route.TOPICAL,
            because="the guide prefers the skin for calm without digestion and without stimulation" + _NAMED_FOR,
            cites=(guide.TOPICAL_WHEN_CALM_ONLY,),
        ),
    ),
)


@final
class PracticeKey(NamedTuple):
    """The key of the table of best practice: a zone and a route."""

    zone: Zone
    route: Route


PRACTICES: Final[Table[PracticeKey, str]] = Table(
    name="route",
    title="Best practice in each zone",
    key=PracticeKey,
    rules=(
        Rule(
            id="route.practice.green.capsule",
            when=when(zone=Zone.GREEN, route=Route.CAPSULE),
            then="begin low",
            because="the guide says that now is the safest time to try an oral form[: {practice}]",
            cites=(
                guide.GREEN_CAPSULES_LOW_DOSE,
                guide.GREEN_WHY,
            ),
        ),
        Rule(
            id="route.practice.green.topical",
            when=when(zone=Zone.GREEN, route=Route.TOPICAL),
            then="use as needed",
            because="the guide says that it adds calm where it is put[: {practice}]",
            cites=(
                guide.GREEN_TOPICAL_AS_NEEDED,
                guide.GREEN_WHY,
                guide.BOTH_ROUTES_BY_ZONE,
            ),
        ),
        Rule(
            id="route.practice.yellow.capsule",
            when=when(zone=Zone.YELLOW, route=Route.CAPSULE),
            then="go on if tolerated, begin none",
            because="the guide says that new oral forms wait[: {practice}]",
            cites=(
                guide.YELLOW_MAINTAIN_IF_TOLERATED,
                guide.YELLOW_NO_NEW_ORAL,
            ),
        ),
        Rule(
            id="route.practice.yellow.topical",
            when=when(zone=Zone.YELLOW, route=Route.TOPICAL),
            then="use to calm",
            because="the guide says that it helps the body to settle[: {practice}]",
            cites=(
                guide.YELLOW_TOPICAL_TO_CALM,
                guide.YELLOW_NO_NEW_ORAL,
            ),
        ),
        Rule(
            id="route.practice.red.capsule",
            when=when(zone=Zone.RED, route=Route.CAPSULE),
            then="skip unless already tolerated",
            because="the guide leaves gut and immune system in peace[: {practice}]",
            cites=(
                guide.RED_SKIP_UNLESS_TOLERATED,
                guide.RED_WHY,
            ),
        ),
        Rule(
            id="route.practice.red.topical",
            when=when(zone=Zone.RED, route=Route.TOPICAL),
            then="use this alone, if you already use it and tolerate it. If you have never used it, ask a clinician "
            "first, "
            "or wait for a Green day",
            because="the guide says that it calms through the skin[: {practice}]",
            cites=(
                guide.RED_TOPICAL_ONLY,
                guide.RED_WHY,
                guide.CONSULT_INTRODUCING_IN_FLARE,
                FIRST_USE_OUTSIDE_RED,
            ),
        ),
    ),
)


class TopicalHabit(Word):
    """The key of the table of topical habits: one piece of advice for topical use."""

    PATCH_TEST = "patch-test"
    BROKEN_SKIN = "broken-skin"
    NO_CREDIT = "no-credit"
    WATCH = "watch"
    ALLERGIC_EMERGENCY = "allergic-emergency"


TOPICAL_HABITS: Final[Table[TopicalHabit, Urgency]] = Table(
    name="route",
    title="Advice for topical use",
    key=TopicalHabit,
    rules=(
        Rule(
            id="route.topical-habit.patch-test",
            when=when(TopicalHabit.PATCH_TEST),
            then=Urgency.NONE,
            because="try it on a small patch of skin first, if you do not know yet that you tolerate it",
            cites=(guide.TOPICAL_IN_CRISIS,),
        ),
        Rule(
            id="route.topical-habit.broken-skin",
            when=when(TopicalHabit.BROKEN_SKIN),
            then=Urgency.NONE,
            because="keep it off broken skin. The guide says that it stings there",
            cites=(STINGS_ON_BROKEN_SKIN,),
        ),
        Rule(
            id="route.topical-habit.no-credit",
            when=when(TopicalHabit.NO_CREDIT),
            then=Urgency.NONE,
            because="count it as 0 mg. How much passes the skin is not known",
            cites=(guide.TOPICAL_ABSORPTION, _UNSUPPORTED),
        ),
        Rule(
            id="route.topical-habit.watch",
            when=when(TopicalHabit.WATCH),
            then=Urgency.MILD,
            because=(
                "itching, hives (a raised, itchy rash) or flushing (red, hot skin): wash it off, stop, and "
                "ask a clinician"
            ),
            cites=(
                guide.WATCH_MCAS_REACTIONS,
                Citation(
                    source=CONVENTION,
                    place="reading of reactions to topical use",
                    claim="The signs to watch for that the guide names for capsules also apply to use on the skin.",
                ),
            ),
        ),
        Rule(
            id="route.topical-habit.allergic-emergency",
            when=when(TopicalHabit.ALLERGIC_EMERGENCY),
            then=Urgency.URGENT,
            because=(
                "swelling of the face, lips, tongue or throat, or itching, hives or flushing with trouble breathing, "
                "fainting or repeated vomiting: this can be a severe allergic reaction. Use your adrenaline pen if "
                "you have one, and call the emergency number"
            ),
            cites=ALLERGIC_EMERGENCY,
        ),
    ),
)
