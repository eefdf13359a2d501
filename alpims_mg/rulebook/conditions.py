"""The tables of conditions: a verdict for each health condition, on each route, and for conditions without a row."""

from typing import Final, NamedTuple, final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.vocabulary import Condition, Intent, Route
from alpims_mg.rulebook import clauses as guide, condition_sources as documents
from alpims_mg.rulebook.forms import Salt
from alpims_mg.rulebook.sources import (
    BFR_2017,
    CITRAMAG_SMPC,
    CONVENTION,
    EU_2024_2694,
    GERMAN_SMPC,
    HIGH_MAGNESIUM_2023,
    IOM_1997,
    MAGNASPARTATE_SMPC,
    MAGNESIUM_SULFATE_SMPC,
    SPS_SWALLOWING,
    UK_SMPC_4841,
)
from alpims_mg.rules.tables import Rule, Table, every, when


@final
class ConditionKey(NamedTuple):
    """The key of the table of conditions: a condition, the route, the ``Salt`` of the product, and the intent."""

    condition: Condition
    route: Route
    salt: Salt
    intent: Intent


_TOPICAL: Final = Citation(
    source=CONVENTION,
    place="reading of topical use",
    claim="If a capsule is ruled out, topical magnesium needs a clinician: how much the skin absorbs is "
    "not established.",
)
_WEIGHED: Final = Citation(
    source=CONVENTION,
    place="reading of pregnancy and lactation",
    claim="Magnesium medicines are used if the benefit outweighs the risk. A clinician judges that.",
)
_LEVEL_IN_PREGNANCY: Final = Citation(
    source=IOM_1997,
    place="upper levels",
    claim="The upper level of 350 mg a day is also set for pregnancy and lactation.",
    certainty=Certainty.QUOTED,
)
_TOPICAL_BECAUSE: Final = "ask a clinician before you use magnesium on the skin. A capsule would be ruled out"
_LOW_AND_SLOW: Final = (guide.SENSITIVE_CONDITIONS, guide.START_LOW_GO_SLOW, guide.START_LOW_GO_SLOW_CAUTION)
_MORE: Final = {Intent.START, Intent.INCREASE}
_NO_MORE: Final = every(Intent, but=_MORE)
"""To go on with the same amount or with less."""
_ASK_FIRST: Final = Citation(
    source=CONVENTION,
    place="reading of conditions beyond the guide",
    claim="Where a document speaks of larger doses, of other ways of giving or only of risk, we ask for a clinician.",
)
_FROM_A_CLEANSER: Final = Citation(
    source=CONVENTION,
    place="reading of conditions beyond the guide",
    claim="The document is about a bowel cleanser with far more magnesium. We carry it over to supplements.",
)
_NOT_KNOWN: Final = Citation(
    source=CONVENTION,
    place="reading of topical use",
    claim="If a capsule needs a clinician, so does use on the skin, since it is not known how much passes through. A "
    "text about the skin does not speak of the gut.",
)
_SWALLOWING: Final = Citation(
    source=CONVENTION,
    place="reading of trouble with swallowing",
    claim="It can come from a weak signal from nerve to muscle, which rules out magnesium. So we ask on the skin too.",
)
_GUT_SENTENCE: Final = "The guide says that a capsule can bring bloating or loose stools to a gut that is easily upset"
_GUT_POINT: Final = "magnesium on the skin does not go through the gut"

CONDITIONS: Final[Table[ConditionKey, Verdict]] = Table(
    name="condition",
    title="Conditions",
    key=ConditionKey,
    rules=(
        # --- the guide's own
        Rule(
            id="condition.kidney-disease",
            when=when(condition=Condition.KIDNEY_DISEASE),
            then=Verdict.CONSULT,
            because="kidney disease: ask a clinician first, since the kidneys clear magnesium",
            cites=(guide.CONSULT_KIDNEY,),
        ),
        Rule(
            id="condition.low-blood-pressure",
            when=when(condition=Condition.LOW_BLOOD_PRESSURE),
            then=Verdict.CONSULT,
            because="low blood pressure: ask a clinician first",
            cites=(guide.CONSULT_LOW_BLOOD_PRESSURE,),
        ),
        Rule(
            id="condition.cardiac",
            when=when(condition=Condition.CARDIAC),
            then=Verdict.CONSULT,
            because="heart condition: ask a clinician first",
            cites=(
                guide.CONSULT_CARDIAC,
                Citation(
                    source=CONVENTION,
                    place="after a hospital's page on magnesium (Memorial Sloan Kettering)",
                    claim="People with a disorder of the heart, the kidneys or the gut are told to avoid supplements.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="condition.irregular-heartbeat",
            when=when(condition=Condition.IRREGULAR_HEARTBEAT),
            then=Verdict.CONSULT,
            because=(
                "an uneven heartbeat: ask a clinician first. The guide names it both as a reason for capsules and as a "
                "reason for care, and the stricter counts"
            ),
            cites=(guide.CONSULT_CARDIAC, guide.IRREGULAR_HEARTBEAT_REASON),
        ),
        Rule(
            id="condition.mcas",
            when=when(condition=Condition.MCAS, intent=_MORE),
            then=Verdict.CAUTION,
            because="MCAS: start low, go slow, and watch for itching, flushing (red, hot skin) and, from a capsule, "
            "bloating",
            cites=(*_LOW_AND_SLOW, guide.WATCH_MCAS_REACTIONS),
        ),
        Rule(
            id="condition.mcas.going-on",
            when=when(condition=Condition.MCAS, intent=_NO_MORE),
            then=Verdict.CAUTION,
            because="MCAS: watch for itching, flushing (red, hot skin) and, from a capsule, bloating",
            cites=(guide.SENSITIVE_CONDITIONS, guide.WATCH_MCAS_REACTIONS),
        ),
        Rule(
            id="condition.pots",
            when=when(condition=Condition.POTS, intent=_MORE),
            then=Verdict.CAUTION,
            because="POTS: start low and go slow",
            cites=(
                *_LOW_AND_SLOW,
                Citation(
                    source=CONVENTION,
                    place="reading of low blood pressure and POTS",
                    claim="Magnesium lowers blood pressure a little. We found no good trial in POTS, so nothing is "
                    "promised there.",
                ),
            ),
        ),
        Rule(
            id="condition.eds",
            when=when(condition=Condition.EDS, intent=_MORE),
            then=Verdict.CAUTION,
            because="EDS: start low and go slow",
            cites=_LOW_AND_SLOW,
        ),
        Rule(
            id="condition.me-cfs",
            when=when(condition=Condition.ME_CFS, intent=_MORE),
            then=Verdict.CAUTION,
            because="ME/CFS: start low and go slow",
            cites=_LOW_AND_SLOW,
        ),
        Rule(
            id="condition.chronic-pain",
            when=when(condition=Condition.CHRONIC_PAIN, intent=_MORE),
            then=Verdict.CAUTION,
            because="chronic pain: start low and go slow",
            cites=_LOW_AND_SLOW,
        ),
        Rule(
            id="condition.neurodivergence",
            when=when(condition=Condition.NEURODIVERGENCE, intent=_MORE),
            then=Verdict.CAUTION,
            because="neurodivergence: start low and go slow",
            cites=_LOW_AND_SLOW,
        ),
        *(
            Rule(
                id=f"condition.{condition}.going-on",
                when=when(condition=condition, intent=_NO_MORE),
                then=Verdict.CAUTION,
                because=f"{name}: the guide says that unwanted effects are more likely here. Watch for them, and "
                "take less if you notice any",
                cites=(guide.SENSITIVE_CONDITIONS,),
            )
            for condition, name in (
                (Condition.POTS, "POTS"),
                (Condition.EDS, "EDS"),
                (Condition.ME_CFS, "ME/CFS"),
                (Condition.CHRONIC_PAIN, "chronic pain"),
                (Condition.NEURODIVERGENCE, "neurodivergence"),
            )
        ),
        Rule(
            id="condition.ibs",
            when=when(condition=Condition.IBS, route=Route.CAPSULE),
            then=Verdict.CAUTION,
            because=f"irritable bowel (IBS). {_GUT_SENTENCE}",
            cites=(guide.TOPICAL_WHEN_GUT_ISSUES, guide.CAPSULE_GUT_TOLERANCE),
        ),
        Rule(
            id="condition.ibs.topical",
            when=when(condition=Condition.IBS, route=Route.TOPICAL),
            then=Verdict.PERMIT,
            because=f"irritable bowel (IBS): {_GUT_POINT}",
            cites=(guide.TOPICAL_WHEN_GUT_ISSUES, guide.TOPICAL_GUT_TOLERANCE),
        ),
        Rule(
            id="condition.gut-flare",
            when=when(condition=Condition.GUT_FLARE, route=Route.CAPSULE, intent=_MORE),
            then=Verdict.WITHHOLD,
            because="do not start or raise a capsule during a mast cell flare in the gut. Wait until the gut is calm",
            cites=(guide.GREEN_REASON_SETTLED_DIGESTION, guide.NO_TRIAL_IN_RED, guide.TOPICAL_WHEN_GUT_ISSUES),
        ),
        Rule(
            id="condition.gut-flare.maintain",
            when=when(condition=Condition.GUT_FLARE, route=Route.CAPSULE, intent=_NO_MORE),
            then=Verdict.CAUTION,
            because=f"a mast cell flare in the gut. {_GUT_SENTENCE}. Take less or stop if the flare gets worse",
            cites=(guide.TOPICAL_WHEN_GUT_ISSUES, guide.CAPSULE_GUT_TOLERANCE),
        ),
        Rule(
            id="condition.gut-flare.topical",
            when=when(condition=Condition.GUT_FLARE, route=Route.TOPICAL),
            then=Verdict.PERMIT,
            because=f"a mast cell flare in the gut: {_GUT_POINT}",
            cites=(guide.TOPICAL_WHEN_GUT_ISSUES, guide.TOPICAL_GUT_TOLERANCE),
        ),
        Rule(
            id="condition.nausea",
            when=when(condition=Condition.NAUSEA, route=Route.CAPSULE, intent=_MORE),
            then=Verdict.CONSULT,
            because="nausea: ask a clinician before you start or raise a capsule, or wait until your stomach is calm",
            cites=(guide.GREEN_REASON_SETTLED_DIGESTION, guide.TOPICAL_WHEN_GUT_ISSUES),
        ),
        Rule(
            id="condition.nausea.maintain",
            when=when(condition=Condition.NAUSEA, route=Route.CAPSULE, intent=_NO_MORE),
            then=Verdict.CAUTION,
            because=f"nausea. {_GUT_SENTENCE}. Take less or stop if the nausea gets worse",
            cites=(guide.TOPICAL_WHEN_GUT_ISSUES, guide.CAPSULE_GUT_TOLERANCE),
        ),
        Rule(
            id="condition.nausea.topical",
            when=when(condition=Condition.NAUSEA, route=Route.TOPICAL),
            then=Verdict.PERMIT,
            because=f"nausea: {_GUT_POINT}",
            cites=(guide.TOPICAL_WHEN_GUT_ISSUES, guide.TOPICAL_GUT_TOLERANCE),
        ),
        Rule(
            id="condition.oral-hypersensitivity",
            when=when(condition=Condition.ORAL_HYPERSENSITIVITY, route=Route.CAPSULE, intent=Intent.START),
            then=Verdict.CONSULT,
            because="you have reacted to supplements by mouth before: ask a clinician before you start a capsule",
            cites=(guide.CAPSULE_WHEN_ORAL_TOLERATED, guide.TOPICAL_WHEN_ORAL_HYPERSENSITIVE),
        ),
        Rule(
            id="condition.oral-hypersensitivity.after-start",
            when=when(
                condition=Condition.ORAL_HYPERSENSITIVITY,
                route=Route.CAPSULE,
                intent=every(Intent, but={Intent.START}),
            ),
            then=Verdict.CAUTION,
            because="you have reacted to supplements by mouth before: watch closely for a reaction to this one",
            cites=(guide.TOPICAL_WHEN_ORAL_HYPERSENSITIVE, guide.CAPSULE_WHEN_ORAL_TOLERATED),
        ),
        Rule(
            id="condition.oral-hypersensitivity.topical",
            when=when(condition=Condition.ORAL_HYPERSENSITIVITY, route=Route.TOPICAL),
            then=Verdict.PERMIT,
            because="the guide suggests magnesium on the skin for people who react to supplements by mouth",
            cites=(guide.TOPICAL_WHEN_ORAL_HYPERSENSITIVE, guide.TOPICAL_MCAS_RISK),
        ),
        # --- beyond the guide
        Rule(
            id="condition.heart-block",
            when=when(condition=Condition.HEART_BLOCK, route=Route.CAPSULE),
            then=Verdict.WITHHOLD,
            because="heart block of a higher degree, or of a degree that you do not know, rules out magnesium by mouth",
            cites=(
                Citation(
                    source=GERMAN_SMPC,
                    place="4.3, contraindications",
                    claim="Higher-degree heart block rules out magnesium by mouth.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="condition.heart-block.topical",
            when=when(condition=Condition.HEART_BLOCK, route=Route.TOPICAL),
            then=Verdict.CONSULT,
            because=f"heart block: {_TOPICAL_BECAUSE}",
            cites=(_TOPICAL,),
        ),
        Rule(
            id="condition.bradycardia",
            when=when(condition=Condition.BRADYCARDIA),
            then=Verdict.CONSULT,
            because="slow heartbeat: ask a clinician first. If its cause is heart block (disturbed signals in the "
            "heart), magnesium by mouth is ruled out",
            cites=(
                Citation(
                    source=MAGNASPARTATE_SMPC,
                    place="4.3, contraindications",
                    claim="Disturbed conduction with a slow heartbeat rules out magnesium by mouth.",
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=CONVENTION,
                    place="reading of a slow heartbeat",
                    claim="A slow heartbeat alone, as in trained people, is no disturbed conduction. A clinician tells "
                    "them apart. Heart block is a condition of its own here and rules capsules out.",
                ),
            ),
        ),
        Rule(
            id="condition.myasthenia-gravis",
            when=when(condition=Condition.MYASTHENIA_GRAVIS, route=Route.CAPSULE),
            then=Verdict.WITHHOLD,
            because="myasthenia gravis rules out magnesium by mouth",
            cites=(
                Citation(
                    source=GERMAN_SMPC,
                    place="4.3, contraindications",
                    claim="Myasthenia gravis rules out magnesium by mouth.",
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=MAGNESIUM_SULFATE_SMPC,
                    place="4.4, precautions",
                    claim="Magnesium into a vein calls for care in myasthenia gravis.",
                ),
            ),
        ),
        Rule(
            id="condition.myasthenia-gravis.topical",
            when=when(condition=Condition.MYASTHENIA_GRAVIS, route=Route.TOPICAL),
            then=Verdict.CONSULT,
            because=f"myasthenia gravis: {_TOPICAL_BECAUSE}",
            cites=(_TOPICAL,),
        ),
        Rule(
            id="condition.bowel-obstruction",
            when=when(condition=Condition.BOWEL_OBSTRUCTION, route=Route.CAPSULE),
            then=Verdict.WITHHOLD,
            because="do not take magnesium by mouth while the bowel is blocked. A blocked bowel needs medical help "
            "right away",
            cites=(
                Citation(
                    source=CITRAMAG_SMPC,
                    place="4.3, contraindications",
                    claim="Obstruction or retention in the gut rules out this bowel cleanser.",
                    certainty=Certainty.QUOTED,
                ),
                _FROM_A_CLEANSER,
            ),
        ),
        Rule(
            id="condition.bowel-obstruction.topical",
            when=when(condition=Condition.BOWEL_OBSTRUCTION, route=Route.TOPICAL),
            then=Verdict.CONSULT,
            because=f"bowel obstruction: {_TOPICAL_BECAUSE}",
            cites=(_TOPICAL,),
        ),
        Rule(
            id="condition.ibd-flare",
            when=when(condition=Condition.IBD_FLARE, route=Route.CAPSULE),
            then=Verdict.WITHHOLD,
            because="do not take magnesium by mouth in a flare of bowel disease (Crohn's, colitis). More of it may "
            "reach the blood",
            cites=(
                Citation(
                    source=CITRAMAG_SMPC,
                    place="4.3, contraindications",
                    claim="Active inflammatory bowel disease rules out this bowel cleanser.",
                    certainty=Certainty.QUOTED,
                ),
                _FROM_A_CLEANSER,
            ),
        ),
        Rule(
            id="condition.ibd-flare.topical",
            when=when(condition=Condition.IBD_FLARE, route=Route.TOPICAL),
            then=Verdict.CONSULT,
            because=f"a flare of bowel disease (Crohn's, colitis): {_TOPICAL_BECAUSE}",
            cites=(_TOPICAL,),
        ),
        Rule(
            id="condition.infection-stones",
            when=when(condition=Condition.INFECTION_STONES, route=Route.CAPSULE),
            then=Verdict.WITHHOLD,
            because="infection stones (magnesium ammonium phosphate) rule out magnesium by mouth",
            cites=(
                Citation(
                    source=GERMAN_SMPC,
                    place="4.3, contraindications",
                    claim="Stones made of magnesium, calcium and ammonium phosphate rule it out.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="condition.infection-stones.topical",
            when=when(condition=Condition.INFECTION_STONES, route=Route.TOPICAL),
            then=Verdict.CONSULT,
            because=f"infection stones: {_TOPICAL_BECAUSE}",
            cites=(_TOPICAL,),
        ),
        Rule(
            id="condition.dehydration",
            when=when(condition=Condition.DEHYDRATION, route=Route.CAPSULE),
            then=Verdict.WITHHOLD,
            because="do not take magnesium by mouth while you are dehydrated",
            cites=(
                Citation(
                    source=GERMAN_SMPC,
                    place="4.3, contraindications",
                    claim="Dehydration rules it out.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="condition.dehydration.topical",
            when=when(condition=Condition.DEHYDRATION, route=Route.TOPICAL),
            then=Verdict.CONSULT,
            because=f"dehydration: {_TOPICAL_BECAUSE}",
            cites=(_TOPICAL,),
        ),
        Rule(
            id="condition.hypermagnesaemia",
            when=when(condition=Condition.HYPERMAGNESAEMIA, route=Route.CAPSULE),
            then=Verdict.WITHHOLD,
            because="take no magnesium by mouth: your blood already holds too much. Tell your clinician today",
            cites=(
                Citation(
                    source=IOM_1997,
                    place="serum magnesium",
                    claim="The usual range is 0.75 to 0.95 mmol/L.",
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=CONVENTION,
                    place="reading of too much magnesium",
                    claim="Above the usual range, no more is given.",
                ),
            ),
        ),
        Rule(
            id="condition.hypermagnesaemia.topical",
            when=when(condition=Condition.HYPERMAGNESAEMIA, route=Route.TOPICAL),
            then=Verdict.CONSULT,
            because=f"too much magnesium in the blood: {_TOPICAL_BECAUSE}",
            cites=(_TOPICAL,),
        ),
        Rule(
            id="condition.pregnancy",
            when=when(condition=Condition.PREGNANCY, salt=every(Salt, but={Salt.THREONATE})),
            then=Verdict.CONSULT,
            because="in pregnancy, ask a clinician to weigh the benefit against the risk",
            cites=(_WEIGHED, _LEVEL_IN_PREGNANCY),
        ),
        Rule(
            id="condition.lactation",
            when=when(condition=Condition.LACTATION, salt=every(Salt, but={Salt.THREONATE})),
            then=Verdict.CONSULT,
            because="while you breast-feed, ask a clinician to weigh the benefit against the risk",
            cites=(_WEIGHED, _LEVEL_IN_PREGNANCY),
        ),
        Rule(
            id="condition.threonate-excluded",
            when=when(condition={Condition.PREGNANCY, Condition.LACTATION}, salt=Salt.THREONATE, route=Route.CAPSULE),
            then=Verdict.WITHHOLD,
            because="do not take threonate in pregnancy or while you breast-feed",
            cites=(
                Citation(
                    source=EU_2024_2694,
                    place="conditions of use",
                    claim="For adults only, except women who are pregnant or breast-feeding.",
                    certainty=Certainty.QUOTED,
                ),
            ),
        ),
        Rule(
            id="condition.threonate-excluded.topical",
            when=when(condition={Condition.PREGNANCY, Condition.LACTATION}, salt=Salt.THREONATE, route=Route.TOPICAL),
            then=Verdict.CONSULT,
            because="pregnancy or breast-feeding: ask a clinician before you use magnesium on the skin. A "
            "capsule of threonate would be ruled out",
            cites=(_TOPICAL,),
        ),
        Rule(
            id="condition.planned-surgery",
            when=when(condition=Condition.PLANNED_SURGERY),
            then=Verdict.CAUTION,
            because="before surgery, tell the anaesthetist that you take magnesium",
            cites=(
                Citation(
                    source=UK_SMPC_4841,
                    place="interactions",
                    claim="Magnesium makes neuromuscular blockers act more strongly.",
                ),
            ),
        ),
        Rule(
            id="condition.dialysis",
            when=when(condition=Condition.DIALYSIS, route=Route.CAPSULE),
            then=Verdict.WITHHOLD,
            because="dialysis rules out magnesium by mouth. The kidneys clear magnesium, and without them it builds up",
            cites=(
                Citation(
                    source=MAGNASPARTATE_SMPC,
                    place="contraindications (4.3)",
                    claim="Severely weak kidneys, with a filtration rate below 30, rule it out.",
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=documents.VAN_LAECKE_2023,
                    place="abstract",
                    claim=(
                        "Nearly all grave cases of too much magnesium are people with severe kidney failure who "
                        "took supplements, laxatives or antacids."
                    ),
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=documents.MILK_OF_MAGNESIA_LABEL,
                    place="ask a doctor before use",
                    claim="With kidney disease, ask a doctor first.",
                ),
                Citation(
                    source=CONVENTION,
                    place="reading of dialysis",
                    claim="Dialysis means that the kidneys do less than a filtration rate of 30.",
                ),
            ),
        ),
        Rule(
            id="condition.dialysis.topical",
            when=when(condition=Condition.DIALYSIS, route=Route.TOPICAL),
            then=Verdict.CONSULT,
            because=f"dialysis: {_TOPICAL_BECAUSE}",
            cites=(_TOPICAL,),
        ),
        Rule(
            id="condition.neuromuscular-junction-disorder",
            when=when(condition=Condition.NEUROMUSCULAR_JUNCTION_DISORDER, route=Route.CAPSULE),
            then=Verdict.WITHHOLD,
            because=(
                "a disease that weakens the signal from nerve to muscle rules out magnesium by mouth. Magnesium "
                "weakens that signal more"
            ),
            cites=(
                Citation(
                    source=documents.MAGNESIUM_SULFATE_LABEL,
                    place="overdosage (10)",
                    claim=(
                        "People with a disease of nerve and muscle can be poisoned at lower levels of magnesium in"
                        " the blood."
                    ),
                ),
                Citation(
                    source=GERMAN_SMPC,
                    place="contraindications",
                    claim="Myasthenia gravis rules out magnesium by mouth.",
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=CONVENTION,
                    place="reading of diseases of nerve and muscle",
                    claim="Other diseases of the same signal are read like myasthenia gravis.",
                ),
            ),
        ),
        Rule(
            id="condition.neuromuscular-junction-disorder.topical",
            when=when(condition=Condition.NEUROMUSCULAR_JUNCTION_DISORDER, route=Route.TOPICAL),
            then=Verdict.CONSULT,
            because=f"a weak signal from nerve to muscle: {_TOPICAL_BECAUSE}",
            cites=(_TOPICAL,),
        ),
        Rule(
            id="condition.first-degree-heart-block",
            when=when(condition=Condition.FIRST_DEGREE_HEART_BLOCK),
            then=Verdict.CONSULT,
            because=(
                "heart block of the first degree: ask a clinician first, since magnesium can slow the signals in "
                "the heart"
            ),
            cites=(
                Citation(
                    source=GERMAN_SMPC,
                    place="contraindications",
                    claim="Heart block of a higher degree rules it out. The first degree is not named.",
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=MAGNASPARTATE_SMPC,
                    place="contraindications (4.3)",
                    claim="Disturbed signals in the heart with a slow heartbeat rule it out.",
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=MAGNESIUM_SULFATE_SMPC,
                    place="contraindications (4.3)",
                    claim="Magnesium into a vein is generally avoided in heart block. No degree is named.",
                ),
                _ASK_FIRST,
            ),
        ),
        Rule(
            id="condition.slow-gut",
            when=when(condition=Condition.SLOW_GUT, route=Route.CAPSULE),
            then=Verdict.CONSULT,
            because=(
                "a gut or stomach that moves slowly: ask a clinician first, since more magnesium can get into the blood"
            ),
            cites=(
                Citation(
                    source=HIGH_MAGNESIUM_2023,
                    place="table 6",
                    claim="When the gut moves slowly, more magnesium is taken up.",
                ),
                Citation(
                    source=CITRAMAG_SMPC,
                    place="contraindications",
                    claim="A much larger dose is ruled out when the stomach does not empty.",
                    certainty=Certainty.QUOTED,
                ),
                _ASK_FIRST,
            ),
        ),
        Rule(
            id="condition.adrenal-insufficiency",
            when=when(condition=Condition.ADRENAL_INSUFFICIENCY),
            then=Verdict.CONSULT,
            because="adrenal insufficiency: ask a clinician first, since the kidneys may clear less magnesium",
            cites=(
                Citation(
                    source=HIGH_MAGNESIUM_2023,
                    place="table 6",
                    claim="In adrenal insufficiency the kidneys clear less magnesium.",
                ),
                _ASK_FIRST,
            ),
        ),
        Rule(
            id="condition.calcium-or-parathyroid-disorder",
            when=when(condition=Condition.CALCIUM_OR_PARATHYROID_DISORDER),
            then=Verdict.CONSULT,
            because=(
                "a disorder of calcium or of the parathyroid glands: ask a clinician first, since calcium and "
                "magnesium affect each other"
            ),
            cites=(
                Citation(
                    source=HIGH_MAGNESIUM_2023,
                    place="table 6",
                    claim="An overactive parathyroid gland and high calcium go with too much magnesium.",
                ),
                Citation(
                    source=MAGNASPARTATE_SMPC,
                    place="warnings (4.4)",
                    claim="When magnesium is low, low calcium is looked for and corrected.",
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=MAGNESIUM_SULFATE_SMPC,
                    place="warnings (4.4)",
                    claim="Under treatment with magnesium into a vein, calcium in the blood is checked.",
                ),
                _ASK_FIRST,
            ),
        ),
        Rule(
            id="condition.potassium-disorder",
            when=when(condition=Condition.POTASSIUM_DISORDER),
            then=Verdict.CONSULT,
            because="too much or too little potassium: ask a clinician first. Magnesium is often out of balance too",
            cites=(
                Citation(
                    source=GERMAN_SMPC,
                    place="contraindications",
                    claim="With high potassium, it is checked first whether magnesium is ruled out.",
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=MAGNASPARTATE_SMPC,
                    place="warnings (4.4)",
                    claim="When magnesium is low, low potassium is looked for and corrected.",
                    certainty=Certainty.QUOTED,
                ),
                _ASK_FIRST,
            ),
        ),
        Rule(
            id="condition.bowel-resection-or-bypass",
            when=when(condition=Condition.BOWEL_RESECTION_OR_BYPASS, route=Route.CAPSULE),
            then=Verdict.CONSULT,
            because=(
                "a shortened or bypassed bowel: ask a clinician first. It may take up less magnesium, and "
                "slow-release products do not suit it"
            ),
            cites=(
                Citation(
                    source=documents.SPS_BARIATRIC,
                    place="answer",
                    claim=(
                        "After surgery for weight, slow-release and some coated products are best avoided, and "
                        "uptake may change."
                    ),
                ),
                Citation(
                    source=CONVENTION,
                    place="reading of bowel surgery",
                    claim=(
                        "A UK monograph of magnesium glycerophosphate asks for care after removal of small bowel. "
                        "We saw no more of it."
                    ),
                ),
            ),
        ),
        Rule(
            id="condition.high-output-stoma",
            when=when(condition=Condition.HIGH_OUTPUT_STOMA, route=Route.CAPSULE),
            then=Verdict.CONSULT,
            because=(
                "a high-output stoma: ask your stoma team first. It can lose magnesium, and capsules may not be "
                "the way to replace that"
            ),
            cites=(
                Citation(
                    source=documents.NIGHTINGALE_2022,
                    place="abstract",
                    claim="A high-output stoma loses water, salt and often magnesium. A team treats that.",
                ),
                _ASK_FIRST,
            ),
        ),
        Rule(
            id="condition.chronic-diarrhoea",
            when=when(condition=Condition.CHRONIC_DIARRHOEA, route=Route.CAPSULE),
            then=Verdict.CONSULT,
            because=(
                "diarrhoea that lasts: ask a clinician first. It upsets the minerals in the blood, and magnesium "
                "by mouth can make it worse"
            ),
            cites=(
                Citation(
                    source=MAGNASPARTATE_SMPC,
                    place="warnings (4.4)",
                    claim="If diarrhoea comes, it is paused, and started again with less.",
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=BFR_2017,
                    place="text",
                    claim="More magnesium from supplements can cause diarrhoea.",
                ),
                _ASK_FIRST,
            ),
        ),
        Rule(
            id="condition.eating-disorder",
            when=when(condition=Condition.EATING_DISORDER, route=Route.CAPSULE),
            then=Verdict.CONSULT,
            because=(
                "an eating disorder: ask the clinician who treats you first. Minerals in the blood may be out of "
                "balance, and magnesium can work as a laxative"
            ),
            cites=(
                Citation(
                    source=documents.NICE_NG69,
                    place="recommendations",
                    claim="Look for misuse of laxatives and for disturbed salts in the blood.",
                    certainty=Certainty.QUOTED,
                ),
                Citation(
                    source=CONVENTION,
                    place="reading of eating disorders",
                    claim="Magnesium can work as a laxative, so it can feed or hide a misuse of laxatives.",
                ),
            ),
        ),
        Rule(
            id="condition.swallowing-difficulty",
            when=when(condition=Condition.SWALLOWING_DIFFICULTY, route=Route.CAPSULE),
            then=Verdict.CONSULT,
            because=(
                "trouble with swallowing: ask a clinician first. Tablets and capsules can get stuck, and the cause"
                " may matter for magnesium"
            ),
            cites=(
                Citation(
                    source=SPS_SWALLOWING,
                    place="whole page",
                    claim="People who cannot swallow tablets or capsules safely need an assessment and another form.",
                ),
                _SWALLOWING,
            ),
        ),
        *(
            Rule(
                id=f"condition.{condition}.topical",
                when=when(condition=condition, route=Route.TOPICAL),
                then=Verdict.CONSULT,
                because=f"{name}: how much magnesium passes the skin is not known. Ask a clinician first",
                cites=cites,
            )
            for condition, name, cites in (
                (Condition.SLOW_GUT, "a gut or stomach that moves slowly", (_NOT_KNOWN,)),
                (Condition.BOWEL_RESECTION_OR_BYPASS, "a shortened or bypassed bowel", (_NOT_KNOWN,)),
                (Condition.HIGH_OUTPUT_STOMA, "a high-output stoma", (_NOT_KNOWN,)),
                (Condition.CHRONIC_DIARRHOEA, "diarrhoea that lasts", (_NOT_KNOWN,)),
                (Condition.EATING_DISORDER, "an eating disorder", (_NOT_KNOWN,)),
                (Condition.SWALLOWING_DIFFICULTY, "trouble with swallowing", (_NOT_KNOWN, _SWALLOWING)),
            )
        ),
        Rule(
            id="condition.recent-magnesium-infusion",
            when=when(condition=Condition.RECENT_MAGNESIUM_INFUSION),
            then=Verdict.CONSULT,
            because=(
                "you were given magnesium into a vein or muscle. Add no more, by mouth or on the skin, until a "
                "clinician says so"
            ),
            cites=(
                Citation(
                    source=documents.MAGNESIUM_SULFATE_LABEL,
                    place="warnings (5.2)",
                    claim="During an infusion, the level in the blood and the signs of too much are watched.",
                ),
                Citation(
                    source=CONVENTION,
                    place="reading of a recent infusion",
                    claim="Until a clinician says so, nothing is added to an infusion.",
                ),
            ),
        ),
    ),
)

OTHER_CONDITIONS: Final[Table[Route, Verdict]] = Table(
    name="condition",
    title="Conditions in their own words, which have no row",
    key=Route,
    rules=(
        Rule(
            id="condition.other",
            when=when(every(Route)),
            then=Verdict.CONSULT,
            because="we have no rule for this condition. Ask a clinician first whether magnesium is right for you",
            cites=(
                guide.MAY_INTERACT,
                guide.WORK_WITH_PRACTITIONER,
                Citation(
                    source=CONVENTION,
                    place="reading of conditions without a row",
                    claim="A condition that we do not know may rule magnesium out. It never counts as none.",
                ),
            ),
        ),
    ),
)
