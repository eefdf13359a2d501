"""Tables about topical products: hot baths, ingredients that are not stated, and additives on the skin."""

from typing import Final, NamedTuple, final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.vocabulary import Additive, Condition, Vehicle, Word
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.labels.additives import EXCIPIENT_REACTIVITY, INGREDIENTS_NOT_READ
from alpims_mg.rulebook.sources import (
    CONVENTION,
    GARD_MASTOCYTOSIS,
    LEEDS_HYPOTENSION,
    NHS_HEAT_IN_PREGNANCY,
    NHS_POTS,
)
from alpims_mg.rules.tables import Rule, Table, when


@final
class HeatKey(NamedTuple):
    """The key of the table of baths: a condition, and the kind of topical product."""

    condition: Condition
    vehicle: Vehicle


_HARMED_BY_HEAT: Final = frozenset(
    {
        *(Condition.POTS, Condition.LOW_BLOOD_PRESSURE, Condition.PREGNANCY, Condition.MCAS),
        *(Condition.MYASTHENIA_GRAVIS, Condition.NEUROMUSCULAR_JUNCTION_DISORDER),
    }
)
_HEAT_NOT_NAMED: Final = frozenset(
    {
        *(Condition.KIDNEY_DISEASE, Condition.CARDIAC, Condition.IRREGULAR_HEARTBEAT, Condition.EDS),
        *(Condition.ME_CFS, Condition.CHRONIC_PAIN, Condition.NEURODIVERGENCE, Condition.IBS, Condition.GUT_FLARE),
        *(Condition.NAUSEA, Condition.ORAL_HYPERSENSITIVITY, Condition.HEART_BLOCK, Condition.BRADYCARDIA),
        *(Condition.BOWEL_OBSTRUCTION, Condition.IBD_FLARE, Condition.INFECTION_STONES),
        *(Condition.DEHYDRATION, Condition.HYPERMAGNESAEMIA, Condition.LACTATION, Condition.PLANNED_SURGERY),
        *(Condition.FIRST_DEGREE_HEART_BLOCK, Condition.DIALYSIS),
        *(Condition.SLOW_GUT, Condition.ADRENAL_INSUFFICIENCY, Condition.CALCIUM_OR_PARATHYROID_DISORDER),
        *(Condition.POTASSIUM_DISORDER, Condition.BOWEL_RESECTION_OR_BYPASS, Condition.HIGH_OUTPUT_STOMA),
        *(Condition.CHRONIC_DIARRHOEA, Condition.EATING_DISORDER, Condition.SWALLOWING_DIFFICULTY),
        Condition.RECENT_MAGNESIUM_INFUSION,
    }
)

BATHS: Final[Table[HeatKey, Verdict]] = Table(
    name="route",
    title="Hot baths",
    key=HeatKey,
    rules=(
        Rule(
            id="route.bath.heat",
            when=when(condition=_HARMED_BY_HEAT, vehicle=Vehicle.BATH),
            then=Verdict.CAUTION,
            because="a hot bath can make you faint, set off symptoms or make your muscles weaker[ (here: "
            "{conditions})]. "
            "Keep the water lukewarm, and get up slowly",
            cites=(
                Citation(
                    source=NHS_HEAT_IN_PREGNANCY,
                    place="whole page",
                    claim="Heat can make you faint in pregnancy, and may harm the child, above all in the first 12 "
                    "weeks.",
                ),
                Citation(
                    source=LEEDS_HYPOTENSION,
                    place="how to manage symptoms",
                    claim="With low blood pressure, avoid very hot baths and showers.",
                ),
                Citation(
                    source=NHS_POTS,
                    place="causes",
                    claim="A hot place can make the symptoms of POTS worse.",
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=GARD_MASTOCYTOSIS,
                    place="answer",
                    claim="Heat is one of many triggers in mastocytosis, an illness related to MCAS.",
                ),
                Citation(
                    source=CONVENTION,
                    place="reading of hot baths",
                    claim="What is said of heat in POTS and in mastocytosis is read as holding for a hot bath, and for "
                    "MCAS. Where nerve and muscle are weak, we say the same, to be on the safe side.",
                ),
            ),
        ),
        Rule(
            id="route.bath.heat.not-named",
            when=when(condition=_HEAT_NOT_NAMED, vehicle=Vehicle.BATH),
            then=Verdict.PERMIT,
            because="the caution about heat does not name this condition",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of hot baths",
                    claim="The caution names POTS, low blood pressure, pregnancy, MCAS, and weak nerve and muscle.",
                ),
            ),
        ),
        Rule(
            id="route.no-bath",
            when=when(condition=_HARMED_BY_HEAT | _HEAT_NOT_NAMED, vehicle={Vehicle.OIL, Vehicle.CREAM}),
            then=Verdict.PERMIT,
            because="an oil or a cream does not heat the body",
            cites=(
                Citation(
                    source=CONVENTION,
                    place="reading of hot baths",
                    claim="Of the topical products, only a bath is hot.",
                ),
            ),
        ),
    ),
)

UNREAD_TOPICALS: Final[Table[Condition, Verdict]] = Table(
    name="route",
    title="Topical products whose ingredients are not stated",
    key=Condition,
    rules=(
        Rule(
            id="route.topical.if-pure",
            when=when(Condition.MCAS),
            then=Verdict.CAUTION,
            because="MCAS: the guide says that topical magnesium is the milder choice only if it is pure. We have not "
            "seen what this product contains, so read its label first",
            cites=(guide.TOPICAL_MCAS_RISK, EXCIPIENT_REACTIVITY),
            not_covered=INGREDIENTS_NOT_READ,
        ),
        Rule(
            id="route.topical.unread",
            when=when((_HARMED_BY_HEAT | _HEAT_NOT_NAMED) - {Condition.MCAS}),
            then=Verdict.PERMIT,
            because="the guide asks for a pure topical product because of mast cells only",
            cites=(
                guide.TOPICAL_MCAS_RISK,
                Citation(
                    source=CONVENTION,
                    place="reading of topical ingredients",
                    claim="Without MCAS, ingredients that are not stated give no caution.",
                ),
            ),
        ),
    ),
)


class Avoided(Word):
    """A part of ``SkinAdditiveKey``: whether the person avoids the additive."""

    AVOIDED = "avoided"
    NOT_AVOIDED = "not-avoided"


@final
class SkinAdditiveKey(NamedTuple):
    """The key of the table of additives on the skin: an additive, and whether the person avoids it."""

    additive: Additive
    avoided: Avoided


_ON_SKIN: Final = Citation(
    source=CONVENTION,
    place="reading of topical ingredients",
    claim="On the skin, what the guide avoids in capsules and fragrance are a caution. Nothing is withheld for them.",
)
_NAMED_ON_SKIN: Final = frozenset(
    {Additive.CITRUS, Additive.CITRIC_ACID, Additive.STEVIA, Additive.FLAVOURING, Additive.FRAGRANCE}
)
_OTHERS_ON_SKIN: Final = frozenset(
    {Additive.CITRATE_SALT, Additive.DYE, Additive.PRESERVATIVE, Additive.SWEETENER, Additive.FILLER}
)

SKIN_ADDITIVES: Final[Table[SkinAdditiveKey, Verdict]] = Table(
    name="route",
    title="Additives in topical products",
    key=SkinAdditiveKey,
    rules=(
        Rule(
            id="route.topical.additive",
            when=when(additive=_NAMED_ON_SKIN),
            then=Verdict.CAUTION,
            because="the label lists something that sensitive skin may react to[: {additives}]. Try a small patch "
            "first, or choose a product without it",
            cites=(
                guide.AVOID_CITRUS,
                guide.AVOID_STEVIA,
                guide.AVOID_FLAVOURING,
                guide.TOPICAL_MCAS_RISK,
                EXCIPIENT_REACTIVITY,
                _ON_SKIN,
            ),
        ),
        Rule(
            id="route.topical.additive.avoided",
            when=when(additive=_OTHERS_ON_SKIN, avoided=Avoided.AVOIDED),
            then=Verdict.CAUTION,
            because="the label lists something that you avoid[: {additives}]. Choose a product without it",
            cites=(_ON_SKIN,),
        ),
        Rule(
            id="route.topical.additive.not-avoided",
            when=when(additive=_OTHERS_ON_SKIN, avoided=Avoided.NOT_AVOIDED),
            then=Verdict.PERMIT,
            because="the guide does not say to avoid this, and neither do you",
            cites=(_ON_SKIN,),
        ),
    ),
)
