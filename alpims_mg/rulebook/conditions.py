"""The table of conditions: a verdict for each health condition, on each route and for each kind of salt."""

from typing import Final, NamedTuple, final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.vocabulary import Condition, Route
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.forms import Salt
from alpims_mg.rulebook.sources import (
    CITRAMAG_SMPC,
    CONVENTION,
    EU_2024_2694,
    GERMAN_SMPC,
    IOM_1997,
    MAGNASPARTATE_SMPC,
    MAGNESIUM_SULFATE_SMPC,
    UK_SMPC_4841,
)
from alpims_mg.rules.tables import Rule, Table, every, when


@final
class ConditionKey(NamedTuple):
    """The key of the table of conditions: a condition, the route, and the ``Salt`` of the product."""

    condition: Condition
    route: Route
    salt: Salt


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
_TOPICAL_BECAUSE: Final = "ask a clinician before you use magnesium on the skin, since a capsule would be ruled out"
_LOW_AND_SLOW: Final = (guide.SENSITIVE_CONDITIONS, guide.START_LOW_GO_SLOW, guide.START_LOW_GO_SLOW_CAUTION)
_GUT: Final = "a gut that is easily upset may react to a capsule with bloating or loose stools"
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
                "the guide names an uneven heartbeat as a reason for capsules, but also as a reason to take "
                "care. We follow the stricter advice"
            ),
            cites=(guide.CONSULT_CARDIAC, guide.IRREGULAR_HEARTBEAT_REASON),
        ),
        Rule(
            id="condition.mcas",
            when=when(condition=Condition.MCAS),
            then=Verdict.CAUTION,
            because="MCAS: start low, go slow, and watch for itching, flushing (red, hot skin) and bloating",
            cites=(*_LOW_AND_SLOW, guide.WATCH_MCAS_REACTIONS),
        ),
        Rule(
            id="condition.pots",
            when=when(condition=Condition.POTS),
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
            when=when(condition=Condition.EDS),
            then=Verdict.CAUTION,
            because="EDS: start low and go slow",
            cites=_LOW_AND_SLOW,
        ),
        Rule(
            id="condition.me-cfs",
            when=when(condition=Condition.ME_CFS),
            then=Verdict.CAUTION,
            because="ME/CFS: start low and go slow",
            cites=_LOW_AND_SLOW,
        ),
        Rule(
            id="condition.chronic-pain",
            when=when(condition=Condition.CHRONIC_PAIN),
            then=Verdict.CAUTION,
            because="chronic pain: start low and go slow",
            cites=_LOW_AND_SLOW,
        ),
        Rule(
            id="condition.neurodivergence",
            when=when(condition=Condition.NEURODIVERGENCE),
            then=Verdict.CAUTION,
            because="neurodivergence: start low and go slow",
            cites=_LOW_AND_SLOW,
        ),
        Rule(
            id="condition.ibs",
            when=when(condition=Condition.IBS, route=Route.CAPSULE),
            then=Verdict.CAUTION,
            because=f"irritable bowel (IBS): {_GUT}",
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
            when=when(condition=Condition.GUT_FLARE, route=Route.CAPSULE),
            then=Verdict.CAUTION,
            because=f"a mast cell flare in the gut: {_GUT}",
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
            when=when(condition=Condition.NAUSEA, route=Route.CAPSULE),
            then=Verdict.CAUTION,
            because=f"nausea: {_GUT}",
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
            when=when(condition=Condition.ORAL_HYPERSENSITIVITY, route=Route.CAPSULE),
            then=Verdict.CAUTION,
            because="supplements by mouth have caused reactions before",
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
            because="when signals in the heart are disturbed (heart block), magnesium by mouth is ruled out",
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
            because="when the bowel is blocked, the gut takes up more magnesium, and harm is more likely",
            cites=(
                Citation(
                    source=CITRAMAG_SMPC,
                    place="4.3, contraindications",
                    claim="Obstruction or retention in the gut rules out this bowel cleanser.",
                    certainty=Certainty.QUOTED,
                ),
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
            because="in a flare of bowel disease (Crohn's, colitis) the gut takes up more magnesium, and harm is "
            "more likely",
            cites=(
                Citation(
                    source=CITRAMAG_SMPC,
                    place="4.3, contraindications",
                    claim="Active inflammatory bowel disease rules out this bowel cleanser.",
                    certainty=Certainty.QUOTED,
                ),
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
            because="there is already too much magnesium in your blood",
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
            because=f"pregnancy or breast-feeding: {_TOPICAL_BECAUSE}",
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
    ),
)
