"""Whom which reason for a route concerns, and what options are ranked by.

No row draws on the reason that oral supplements are well tolerated: nothing that a person states says so of a product
that is not begun yet.
"""

from typing import Final, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Aim, Condition, Word, Zone
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.routes import Feature, Rating, RouteReason
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.tables import Rule, Table, every, when

_SILENT: Final = Citation(
    source=CONVENTION,
    place="reading of when which route is better",
    claim="Where neither list of the guide names it, it points to neither route.",
)
_SUPPORT: Final = Citation(
    source=CONVENTION,
    place="reading of when which route is better",
    claim="Immune support is what the guide means by immune flares.",
)
_HEART: Final = Citation(
    source=CONVENTION,
    place="reading of when which route is better",
    claim="Help for the rhythm of the heart is what the guide means by an irregular heartbeat.",
)

AIM_REASONS: Final[Table[Aim, tuple[RouteReason, ...]]] = Table(
    name="route",
    title="Which reason for a route an aim is",
    key=Aim,
    rules=(
        Rule(
            id="route.aim.full-body",
            when=when({Aim.SLEEP, Aim.ANXIETY, Aim.MOOD}),
            then=(RouteReason.FULL_BODY,),
            because="the guide counts it among the needs of the whole body",
            cites=(guide.CAPSULE_WHEN_FULL_BODY,),
        ),
        Rule(
            id="route.aim.immune-support",
            when=when(Aim.IMMUNE_SUPPORT),
            then=(RouteReason.FULL_BODY,),
            because="immune flares are counted among the needs of the whole body",
            cites=(guide.CAPSULE_WHEN_FULL_BODY, _SUPPORT),
        ),
        Rule(
            id="route.aim.deficiency",
            when=when(Aim.DEFICIENCY),
            then=(RouteReason.DEFICIENCY,),
            because="a lack is made up for by what reaches the blood",
            cites=(guide.CAPSULE_WHEN_DEFICIENT,),
        ),
        Rule(
            id="route.aim.neurological",
            when=when({Aim.BRAIN_FOG, Aim.MIGRAINE}),
            then=(RouteReason.NEUROLOGICAL,),
            because="the guide counts it among the effects on nerves or the whole system",
            cites=(guide.CAPSULE_WHEN_NEUROLOGICAL,),
        ),
        Rule(
            id="route.aim.heart-regulation",
            when=when(Aim.HEART_REGULATION),
            then=(RouteReason.NEUROLOGICAL,),
            because="an irregular heartbeat is counted among the effects on the whole system; care for the heart comes "
            "first all the same",
            cites=(guide.IRREGULAR_HEARTBEAT_REASON, guide.CONSULT_CARDIAC, _HEART),
        ),
        Rule(
            id="route.aim.local-relief",
            when=when({Aim.LOCAL_PAIN, Aim.MUSCLE_CRAMPS}),
            then=(RouteReason.LOCAL_RELIEF,),
            because="one place is to be relieved",
            cites=(guide.TOPICAL_WHEN_LOCAL_RELIEF, guide.TOPICAL_LOCAL_RELIEF),
        ),
        Rule(
            id="route.aim.calm-only",
            when=when(Aim.CALM),
            then=(RouteReason.CALM_ONLY,),
            because="calm alone is wanted",
            cites=(guide.TOPICAL_WHEN_CALM_ONLY,),
        ),
        Rule(
            id="route.aim.silent",
            when=when({Aim.FATIGUE, Aim.FIBROMYALGIA, Aim.FOCUS, Aim.CONSTIPATION}),
            then=(),
            because="neither list of the guide names it; its table of forms names one for it",
            cites=(guide.MALATE_BEST_FOR, guide.THREONATE_BEST_FOR, guide.CITRATE_BEST_FOR, _SILENT),
        ),
    ),
)

_GUT: Final = {Condition.IBS, Condition.GUT_FLARE, Condition.NAUSEA}

CONDITION_REASONS: Final[Table[Condition, tuple[RouteReason, ...]]] = Table(
    name="route",
    title="Which reason for a route a condition is",
    key=Condition,
    rules=(
        Rule(
            id="route.condition.gut-issues",
            when=when(_GUT),
            then=(RouteReason.GUT_ISSUES,),
            because="the gut is troubled",
            cites=(guide.TOPICAL_WHEN_GUT_ISSUES,),
        ),
        Rule(
            id="route.condition.oral-hypersensitivity",
            when=when(Condition.ORAL_HYPERSENSITIVITY),
            then=(RouteReason.ORAL_HYPERSENSITIVITY,),
            because="oral supplements cause reactions",
            cites=(guide.TOPICAL_WHEN_ORAL_HYPERSENSITIVE,),
        ),
        Rule(
            id="route.condition.silent",
            when=when(every(Condition, but={*_GUT, Condition.ORAL_HYPERSENSITIVITY})),
            then=(),
            because="neither list of the guide gives it as a reason that decides between the routes",
            cites=(_SILENT,),
        ),
    ),
)

ZONE_REASONS: Final[Table[Zone, tuple[RouteReason, ...]]] = Table(
    name="route",
    title="Which reason for a route a zone is, where something is to be begun",
    key=Zone,
    rules=(
        Rule(
            id="route.zone.green",
            when=when(Zone.GREEN),
            then=(RouteReason.GREEN_OR_YELLOW,),
            because="an oral form may be tried in Green",
            cites=(guide.CAPSULE_WHEN_GREEN_OR_YELLOW, guide.GREEN_WHY),
        ),
        Rule(
            id="route.zone.yellow",
            when=when(Zone.YELLOW),
            then=(),
            because="it speaks for capsules only where one is taken already",
            cites=(
                guide.CAPSULE_WHEN_GREEN_OR_YELLOW,
                guide.YELLOW_NO_NEW_ORAL,
                Citation(
                    source=CONVENTION,
                    place="reading of Yellow",
                    claim="The table of best practice wins over the list that names Yellow.",
                ),
            ),
        ),
        Rule(
            id="route.zone.red",
            when=when(Zone.RED),
            then=(RouteReason.RED,),
            because="it is a Red day",
            cites=(guide.TOPICAL_WHEN_RED,),
        ),
    ),
)


@final
@attrs.frozen(kw_only=True)
class Concern:
    """Whom a line of the comparison concerns: everybody, else whoever names one of these."""

    everybody: bool = False
    aims: tuple[Aim, ...] = ()
    conditions: tuple[Condition, ...] = ()
    zones: tuple[Zone, ...] = ()


_CONCERNS: Final = Citation(
    source=CONVENTION,
    place="choice of what to compare by",
    claim="A line of the comparison is shown to those whose aims, conditions or zone it speaks of.",
)

FEATURE_CONCERNS: Final[Table[Feature, Concern]] = Table(
    name="route",
    title="Whom a line of the comparison concerns",
    key=Feature,
    rules=(
        Rule(
            id="route.concern.everybody",
            when=when({Feature.ABSORPTION, Feature.SPEED, Feature.DOSING_PRECISION, Feature.COST}),
            then=Concern(everybody=True),
            because="it matters whatever is hoped for",
            cites=(_CONCERNS,),
        ),
        Rule(
            id="route.concern.local-relief",
            when=when(Feature.LOCAL_RELIEF),
            then=Concern(aims=(Aim.LOCAL_PAIN, Aim.MUSCLE_CRAMPS)),
            because="it speaks of sore or cramping muscles",
            cites=(guide.TOPICAL_LOCAL_RELIEF, _CONCERNS),
        ),
        Rule(
            id="route.concern.mcas-risk",
            when=when(Feature.MCAS_RISK),
            then=Concern(conditions=(Condition.MCAS, Condition.GUT_FLARE)),
            because="it speaks of mast cells",
            cites=(guide.CAPSULE_MCAS_RISK, _CONCERNS),
        ),
        Rule(
            id="route.concern.gut-tolerance",
            when=when(Feature.GUT_TOLERANCE),
            then=Concern(conditions=(Condition.IBS, Condition.GUT_FLARE, Condition.NAUSEA)),
            because="it speaks of the gut",
            cites=(guide.CAPSULE_GUT_TOLERANCE, _CONCERNS),
        ),
        Rule(
            id="route.concern.red",
            when=when({Feature.IN_RED, Feature.IN_CRISIS}),
            then=Concern(zones=(Zone.RED,)),
            because="it speaks of Red days, flares and shutdowns",
            cites=(guide.CAPSULE_IN_RED, guide.CAPSULE_IN_CRISIS, _CONCERNS),
        ),
        Rule(
            id="route.concern.mood-and-sleep",
            when=when(Feature.MOOD_AND_SLEEP),
            then=Concern(aims=(Aim.MOOD, Aim.SLEEP)),
            because="it speaks of mood and sleep",
            cites=(guide.CAPSULE_MOOD_AND_SLEEP, _CONCERNS),
        ),
    ),
)

_MARKS: Final = Citation(
    source=CONVENTION,
    place="reading of the comparison",
    claim="What the guide marks as good speaks for a route; any lesser mark speaks against it.",
)

RATINGS: Final[Table[Rating, Verdict]] = Table(
    name="route",
    title="What a mark of the comparison speaks for",
    key=Rating,
    rules=(
        Rule(
            id="route.mark.good",
            when=when(Rating.GOOD),
            then=Verdict.PERMIT,
            because="the better of the two routes has it",
            cites=(_MARKS,),
        ),
        Rule(
            id="route.mark.lesser",
            when=when({Rating.SOME, Rating.POOR}),
            then=Verdict.CAUTION,
            because="the other route does better",
            cites=(_MARKS,),
        ),
    ),
)


class Criterion(Word):
    """Something that options are ranked by."""

    BLOCKED = "blocked"
    """What may not be begun today comes after all that may."""
    SERVED = "served"
    """The more of what is asked for, and of what a condition calls for, the better."""
    ANSWER = "answer"
    """The more permissive today's answer, the better."""
    AGAINST = "against"
    """The fewer reasons against, the better."""


_RANKING: Final = Citation(
    source=CONVENTION,
    place="choice of how options are ranked",
    claim="One criterion after another, and no weights: a later one counts only where the earlier ones are equal.",
)

RANKING: Final[Table[Criterion, int]] = Table(
    name="route",
    title="What forms and routes are ranked by, the first first",
    key=Criterion,
    rules=(
        Rule(
            id="route.rank.blocked",
            when=when(Criterion.BLOCKED),
            then=1,
            because="what is blocked today never comes before what is not",
            cites=(_RANKING,),
        ),
        Rule(
            id="route.rank.served",
            when=when(Criterion.SERVED),
            then=2,
            because="what suits the person comes before what is merely easier to be allowed",
            cites=(_RANKING,),
        ),
        Rule(
            id="route.rank.answer",
            when=when(Criterion.ANSWER),
            then=3,
            because="of what suits alike, the one that asks for less comes first",
            cites=(_RANKING,),
        ),
        Rule(
            id="route.rank.against",
            when=when(Criterion.AGAINST),
            then=4,
            because="of what is alike in all else, the one with less against it comes first",
            cites=(_RANKING,),
        ),
    ),
)


class FormClaim(Word):
    """How the guide's claim about a form is worded."""

    BEST_FOR = "best-for"


FORM_CLAIMS: Final[Table[FormClaim, str]] = Table(
    name="form",
    title="How the guide's claim about a form is worded",
    key=FormClaim,
    rules=(
        Rule(
            id="form.claim.best-for",
            when=when(FormClaim.BEST_FOR),
            then="{wish}: the guide says that {form} is best for {aims}. This is the guide's claim, not evidence",
            because="a claim of the guide is always worded as one",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="choice of wording",
                    claim="What the guide claims and what is shown by evidence are never mixed.",
                ),
            ),
        ),
    ),
)
