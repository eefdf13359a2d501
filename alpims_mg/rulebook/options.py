"""Tables of the reasons that each aim, condition and zone gives for a route, and of how options are ranked.

No row states that a person tolerates oral supplements. Nobody knows this before a product is started.
"""

from typing import Final, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Citation
from alpims_mg.model.vocabulary import Aim, Condition, Word, Zone
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.routes import Feature, Rating, RouteReason
from alpims_mg.rulebook.sources import CONVENTION
from alpims_mg.rules.tables import Rule, Table, when

_NOT_LISTED: Final = Citation(
    source=CONVENTION,
    place="reading of when each route is better",
    claim="What the guide's two lists do not name points to neither route.",
)
_IMMUNE_FLARES: Final = Citation(
    source=CONVENTION,
    place="reading of when each route is better",
    claim="Where the guide names immune flares, it means immune support.",
)
_HEARTBEAT: Final = Citation(
    source=CONVENTION,
    place="reading of when each route is better",
    claim="Where the guide names an irregular heartbeat, it means help for the heart's rhythm.",
)

AIM_REASONS: Final[Table[Aim, tuple[RouteReason, ...]]] = Table(
    name="route",
    title="Reasons for a route, by aim",
    key=Aim,
    rules=(
        Rule(
            id="route.aim.full-body",
            when=when({Aim.SLEEP, Aim.ANXIETY, Aim.MOOD}),
            then=(RouteReason.FULL_BODY,),
            because="the guide lists it as a need of the whole body",
            cites=(guide.CAPSULE_WHEN_FULL_BODY,),
        ),
        Rule(
            id="route.aim.immune-support",
            when=when(Aim.IMMUNE_SUPPORT),
            then=(RouteReason.FULL_BODY,),
            because="the guide lists immune flares as a need of the whole body. In a flare the zone decides: no "
            "capsule is started on a Yellow or Red day",
            cites=(guide.CAPSULE_WHEN_FULL_BODY, guide.YELLOW_NO_NEW_ORAL, guide.NO_TRIAL_IN_RED, _IMMUNE_FLARES),
        ),
        Rule(
            id="route.aim.deficiency",
            when=when(Aim.DEFICIENCY),
            then=(RouteReason.DEFICIENCY,),
            because="the guide uses capsules to make up for a lack of magnesium",
            cites=(guide.CAPSULE_WHEN_DEFICIENT,),
        ),
        Rule(
            id="route.aim.neurological",
            when=when({Aim.BRAIN_FOG, Aim.MIGRAINE}),
            then=(RouteReason.NEUROLOGICAL,),
            because="the guide lists it as a reason to act on the nerves or the whole system",
            cites=(guide.CAPSULE_WHEN_NEUROLOGICAL,),
        ),
        Rule(
            id="route.aim.heart-regulation",
            when=when(Aim.HEART_REGULATION),
            then=(RouteReason.NEUROLOGICAL,),
            because=(
                "the guide lists an uneven heartbeat as a reason to act on the whole system. Even so, "
                "care for the heart comes first"
            ),
            cites=(guide.IRREGULAR_HEARTBEAT_REASON, guide.CONSULT_CARDIAC, _HEARTBEAT),
        ),
        Rule(
            id="route.aim.local-relief",
            when=when({Aim.LOCAL_PAIN, Aim.MUSCLE_CRAMPS}),
            then=(RouteReason.LOCAL_RELIEF,),
            because="you want relief in one place",
            cites=(guide.TOPICAL_WHEN_LOCAL_RELIEF, guide.TOPICAL_LOCAL_RELIEF),
        ),
        Rule(
            id="route.aim.calm-only",
            when=when(Aim.CALM),
            then=(RouteReason.CALM_ONLY,),
            because="you want only calm",
            cites=(guide.TOPICAL_WHEN_CALM_ONLY,),
        ),
        Rule(
            id="route.aim.silent",
            when=when({Aim.FATIGUE, Aim.FIBROMYALGIA, Aim.FOCUS, Aim.CONSTIPATION}),
            then=(),
            because=(
                "the guide's two lists of reasons for a route do not name this aim. But its table of forms "
                "names a form for it"
            ),
            cites=(guide.MALATE_BEST_FOR, guide.THREONATE_BEST_FOR, guide.CITRATE_BEST_FOR, _NOT_LISTED),
        ),
    ),
)

_GUT: Final = {Condition.IBS, Condition.GUT_FLARE, Condition.NAUSEA}
_SILENT: Final = frozenset(
    {
        Condition.KIDNEY_DISEASE,
        Condition.LOW_BLOOD_PRESSURE,
        Condition.CARDIAC,
        Condition.IRREGULAR_HEARTBEAT,
        Condition.MCAS,
        Condition.POTS,
        Condition.EDS,
        Condition.ME_CFS,
        Condition.CHRONIC_PAIN,
        Condition.NEURODIVERGENCE,
        Condition.HEART_BLOCK,
        Condition.BRADYCARDIA,
        Condition.MYASTHENIA_GRAVIS,
        Condition.BOWEL_OBSTRUCTION,
        Condition.IBD_FLARE,
        Condition.INFECTION_STONES,
        Condition.DEHYDRATION,
        Condition.HYPERMAGNESAEMIA,
        Condition.PREGNANCY,
        Condition.LACTATION,
        Condition.PLANNED_SURGERY,
        Condition.NEUROMUSCULAR_JUNCTION_DISORDER,
        Condition.FIRST_DEGREE_HEART_BLOCK,
        Condition.DIALYSIS,
        Condition.SLOW_GUT,
        Condition.ADRENAL_INSUFFICIENCY,
        Condition.CALCIUM_OR_PARATHYROID_DISORDER,
        Condition.POTASSIUM_DISORDER,
        Condition.BOWEL_RESECTION_OR_BYPASS,
        Condition.HIGH_OUTPUT_STOMA,
        Condition.CHRONIC_DIARRHOEA,
        Condition.EATING_DISORDER,
        Condition.SWALLOWING_DIFFICULTY,
        Condition.RECENT_MAGNESIUM_INFUSION,
    }
)

CONDITION_REASONS: Final[Table[Condition, tuple[RouteReason, ...]]] = Table(
    name="route",
    title="Reasons for a route, by condition",
    key=Condition,
    rules=(
        Rule(
            id="route.condition.gut-issues",
            when=when(_GUT),
            then=(RouteReason.GUT_ISSUES,),
            because="you have trouble with your gut",
            cites=(guide.TOPICAL_WHEN_GUT_ISSUES,),
        ),
        Rule(
            id="route.condition.oral-hypersensitivity",
            when=when(Condition.ORAL_HYPERSENSITIVITY),
            then=(RouteReason.ORAL_HYPERSENSITIVITY,),
            because="you react to supplements by mouth",
            cites=(guide.TOPICAL_WHEN_ORAL_HYPERSENSITIVE,),
        ),
        Rule(
            id="route.condition.silent",
            when=when(_SILENT),
            then=(),
            because=("the guide's two lists do not name this condition as a reason to choose one route over the other"),
            cites=(_NOT_LISTED,),
        ),
    ),
)

ZONE_REASONS: Final[Table[Zone, tuple[RouteReason, ...]]] = Table(
    name="route",
    title="Reasons for a route when something new is to be started, by zone",
    key=Zone,
    rules=(
        Rule(
            id="route.zone.green",
            when=when(Zone.GREEN),
            then=(RouteReason.GREEN_OR_YELLOW,),
            because="the guide says a form by mouth may be tried on a Green day",
            cites=(guide.CAPSULE_WHEN_GREEN_OR_YELLOW, guide.GREEN_WHY),
        ),
        Rule(
            id="route.zone.yellow",
            when=when(Zone.YELLOW),
            then=(),
            because="a Yellow day is a reason for capsules only if you already take one",
            cites=(
                guide.CAPSULE_WHEN_GREEN_OR_YELLOW,
                guide.YELLOW_NO_NEW_ORAL,
                Citation(
                    source=CONVENTION,
                    place="reading of Yellow",
                    claim="The guide's table of best practice wins over its list that names Yellow.",
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
    """The answer of a row in the table of concerns: who sees one feature in the comparison of routes.

    Everybody sees it, or only people who state one of these aims, conditions or zones.
    """

    everybody: bool = False
    aims: tuple[Aim, ...] = ()
    conditions: tuple[Condition, ...] = ()
    zones: tuple[Zone, ...] = ()


_CONCERNS: Final = Citation(
    source=CONVENTION,
    place="choice of comparison lines",
    claim="A line of the comparison is shown to people whose aims, conditions or zone it is about.",
)

FEATURE_CONCERNS: Final[Table[Feature, Concern]] = Table(
    name="route",
    title="Who a line of the comparison concerns",
    key=Feature,
    rules=(
        Rule(
            id="route.concern.everybody",
            when=when({Feature.ABSORPTION, Feature.SPEED, Feature.DOSING_PRECISION, Feature.COST}),
            then=Concern(everybody=True),
            because="this line matters for every aim",
            cites=(_CONCERNS,),
        ),
        Rule(
            id="route.concern.local-relief",
            when=when(Feature.LOCAL_RELIEF),
            then=Concern(aims=(Aim.LOCAL_PAIN, Aim.MUSCLE_CRAMPS)),
            because="this line is about sore or cramping muscles",
            cites=(guide.TOPICAL_LOCAL_RELIEF, _CONCERNS),
        ),
        Rule(
            id="route.concern.mcas-risk",
            when=when(Feature.MCAS_RISK),
            then=Concern(conditions=(Condition.MCAS, Condition.GUT_FLARE)),
            because="this line is about mast cells",
            cites=(guide.CAPSULE_MCAS_RISK, _CONCERNS),
        ),
        Rule(
            id="route.concern.gut-tolerance",
            when=when(Feature.GUT_TOLERANCE),
            then=Concern(conditions=(Condition.IBS, Condition.GUT_FLARE, Condition.NAUSEA)),
            because="this line is about the gut",
            cites=(guide.CAPSULE_GUT_TOLERANCE, _CONCERNS),
        ),
        Rule(
            id="route.concern.red",
            when=when({Feature.IN_RED, Feature.IN_CRISIS}),
            then=Concern(zones=(Zone.RED,)),
            because="this line is about Red days, flares and shutdowns",
            cites=(guide.CAPSULE_IN_RED, guide.CAPSULE_IN_CRISIS, _CONCERNS),
        ),
        Rule(
            id="route.concern.mood-and-sleep",
            when=when(Feature.MOOD_AND_SLEEP),
            then=Concern(aims=(Aim.MOOD, Aim.SLEEP)),
            because="this line is about mood and sleep",
            cites=(guide.CAPSULE_MOOD_AND_SLEEP, _CONCERNS),
        ),
    ),
)

_HOW_RATINGS_COUNT: Final = Citation(
    source=CONVENTION,
    place="reading of the comparison",
    claim="What the guide rates as good counts for a route. Any lower rating counts against it.",
)

RATINGS: Final[Table[Rating, Verdict]] = Table(
    name="route",
    title="What a rating in the comparison counts for",
    key=Rating,
    rules=(
        Rule(
            id="route.mark.good",
            when=when(Rating.GOOD),
            then=Verdict.PERMIT,
            because="this route is the better one here",
            cites=(_HOW_RATINGS_COUNT,),
        ),
        Rule(
            id="route.mark.lesser",
            when=when({Rating.SOME, Rating.POOR}),
            then=Verdict.CAUTION,
            because="the other route is better here",
            cites=(_HOW_RATINGS_COUNT,),
        ),
    ),
)


class Criterion(Word):
    """The key of the table of ranking: a criterion that ranks options. An option is a form or a route to start with."""

    BLOCKED = "blocked"
    """An option that may not be started today ranks below every option that may."""
    SERVED = "served"
    """An option ranks higher if it serves more of the person's wishes and conditions."""
    ANSWER = "answer"
    """An option with a more permissive answer today ranks higher."""
    AGAINST = "against"
    """An option with fewer reasons against it ranks higher."""


_RANKING: Final = Citation(
    source=CONVENTION,
    place="choice of ranking",
    claim="Criteria apply one after another, without weights. A later one counts only if all earlier ones are equal.",
)

RANKING: Final[Table[Criterion, int]] = Table(
    name="route",
    title="How forms and routes are ranked, the first criterion first",
    key=Criterion,
    rules=(
        Rule(
            id="route.rank.blocked",
            when=when(Criterion.BLOCKED),
            then=1,
            because="an option that is blocked today never ranks above one that is not",
            cites=(_RANKING,),
        ),
        Rule(
            id="route.rank.served",
            when=when(Criterion.SERVED),
            then=2,
            because="an option that suits you comes before one that is only easier to allow",
            cites=(_RANKING,),
        ),
        Rule(
            id="route.rank.answer",
            when=when(Criterion.ANSWER),
            then=3,
            because="of options that suit you equally well, the one that asks for less comes first",
            cites=(_RANKING,),
        ),
        Rule(
            id="route.rank.against",
            when=when(Criterion.AGAINST),
            then=4,
            because="if all else is equal, the option with less against it comes first",
            cites=(_RANKING,),
        ),
    ),
)


class FormClaim(Word):
    """The key of the table of form claims: a kind of claim that the guide makes. A row words it as a template."""

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
            because="we always say that a claim of the guide is a claim",
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
