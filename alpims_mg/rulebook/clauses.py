"""Every clause of the guide as one citation: its place in the guide, and its claim in our own words."""

from typing import Final

from alpims_mg.model.provenance import Citation
from alpims_mg.rulebook.sources import GUIDE

# --- Opening
OPENING_WHAT_MAGNESIUM_DOES: Final = Citation(
    source=GUIDE,
    place="Opening, line 1",
    claim="The body needs magnesium. It is said to calm nerves, steady mood, help muscles and sleep, "
    "and lower inflammation.",
)
OPENING_CAPSULES_SYSTEMIC: Final = Citation(
    source=GUIDE,
    place="Opening, line 1",
    claim="Capsules are the usual choice to support the whole body of someone with an ALPIMS condition.",
)

# --- Disclaimer
NOT_MEDICAL_ADVICE: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 3",
    claim="The guide is for learning and support. It does not replace a clinician's advice.",
)
MAY_INTERACT: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 4",
    claim="A magnesium supplement can affect medicines, worsen an existing illness or cause side effects.",
)
SENSITIVE_CONDITIONS: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 4",
    claim="Harm is more likely with neurodivergence, chronic pain, ME/CFS, EDS, POTS or MCAS, so take more care.",
)
CONSULT_BEFORE_START: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 6",
    claim="Ask a clinician before you take your first capsule.",
)
CONSULT_BEFORE_ADJUSTING: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 7",
    claim="Ask a clinician before you change the amount.",
)
CONSULT_WITH_PRESCRIPTIONS: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 8",
    claim="Ask a clinician before you take magnesium with any prescribed medicine. Those named are only examples.",
)
CONSULT_BLOOD_PRESSURE_MEDICINES: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 8",
    claim="Medicines for blood pressure are among those to ask a clinician about.",
)
CONSULT_DIURETICS: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 8",
    claim="Diuretics are among the medicines to ask a clinician about.",
)
CONSULT_SSRIS: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 8",
    claim="SSRIs are among the medicines to ask a clinician about.",
)
CONSULT_BISPHOSPHONATES: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 8",
    claim="Bisphosphonates are among the medicines to ask a clinician about.",
)
CONSULT_ANTIBIOTICS: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 8",
    claim="Antibiotics are among the medicines to ask a clinician about.",
)
CONSULT_KIDNEY: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 9",
    claim="With kidney problems, ask a clinician before you use magnesium.",
)
CONSULT_LOW_BLOOD_PRESSURE: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 9",
    claim="With low blood pressure, ask a clinician before you use magnesium.",
)
CONSULT_CARDIAC: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 9",
    claim="With a heart condition, ask a clinician before you use magnesium.",
)
CONSULT_INTRODUCING_IN_FLARE: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 10",
    claim="Ask a clinician before you start magnesium in a flare or in the Red Zone.",
)
START_LOW_GO_SLOW: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 11",
    claim="People prone to ALPIMS are advised to start with a small dose and raise it slowly.",
)
TOLERANCE_VARIES: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 11",
    claim="People differ in what they tolerate. One person's experience is no guide to another's.",
)
WORK_WITH_PRACTITIONER: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 12",
    claim="A practitioner who knows the subject should check that a supplement is safe, useful and "
    "right for this person.",
)

# --- Core benefits
DOMAIN_ANXIETY: Final = Citation(
    source=GUIDE,
    place="Core benefits, line 16",
    claim="Anxiety: said to calm an overactive nervous system and ease overstimulation.",
)
DOMAIN_LAXITY: Final = Citation(
    source=GUIDE,
    place="Core benefits, line 17",
    claim="Laxity: said to help muscle tone, steady the joints and reduce twitching.",
)
DOMAIN_PAIN: Final = Citation(
    source=GUIDE,
    place="Core benefits, line 18",
    claim="Pain: said to ease spasms and cramps, and the pain of fibromyalgia.",
)
DOMAIN_IMMUNE: Final = Citation(
    source=GUIDE,
    place="Core benefits, line 19",
    claim="Immune: said to calm mast cells and lower markers of inflammation.",
)
DOMAIN_MOOD: Final = Citation(
    source=GUIDE,
    place="Core benefits, line 20",
    claim="Mood: said to help serotonin work and to even out mood swings.",
)
DOMAIN_SENSORY: Final = Citation(
    source=GUIDE,
    place="Core benefits, line 21",
    claim="Sensory: said to help regulate the senses, with less hypersensitivity and misophonia.",
)

# --- Why start in Green
CAPSULES_BEST_STARTED_IN_GREEN: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 22",
    claim="The Green Zone is the best time to start a capsule.",
)
GREEN_REASON_CALM_NERVES: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 25",
    claim="When the nerves are calm, people are less likely to overreact, or to mistake a normal effect for harm.",
)
GREEN_REASON_STABLE_IMMUNE: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 26",
    claim="When the immune system is steady, fillers or changed absorption are less likely to set off a "
    "histamine reaction.",
)
GREEN_REASON_CLEAR_TRACKING: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 27",
    claim="Outside a flare, benefits and side effects are easier to notice.",
)
GREEN_REASON_SETTLED_DIGESTION: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 28",
    claim="A settled gut absorbs better and is less likely to react with nausea, cramps or bloating.",
)
GREEN_REASON_PACING: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 29",
    claim="There is room to change the dose slowly, and to rest if a reaction comes.",
)
GREEN_BEST_CHANCE: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 30",
    claim="Someone who starts in Green is most likely to be helped without a flare.",
)
RESTED_BODY_RESPONDS_BEST: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 30",
    claim="Magnesium helps most when the body is ready to rest and recover.",
)

# --- Forms and uses
GLYCINATE_BEST_FOR: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 34",
    claim="Glycinate suits anxiety, low mood and poor sleep.",
)
GLYCINATE_NOTES: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 34",
    claim="Glycinate is calming and does not act as a laxative.",
)
TAURATE_BEST_FOR: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 35",
    claim="Taurate suits mood and heart regulation.",
)
TAURATE_NOTES: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 35",
    claim="Taurate is said to be safe for the heart and blood vessels, and to help calm.",
)
MALATE_BEST_FOR: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 36",
    claim="Malate suits fibromyalgia and fatigue.",
)
MALATE_NOTES: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 36",
    claim="Malate gives energy, so it is taken in the morning.",
)
THREONATE_BEST_FOR: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 37",
    claim="Threonate suits brain fog and poor focus.",
)
THREONATE_NOTES: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 37",
    claim="Threonate is said to reach the brain through the blood-brain barrier.",
)
CITRATE_BEST_FOR: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 38",
    claim="Citrate suits constipation.",
)
CITRATE_NOTES: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 38",
    claim="Citrate can upset the gut.",
)
OXIDE_BEST_FOR: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 39",
    claim="Oxide is cheap, but little of it is absorbed.",
)
OXIDE_NOTES: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 39",
    claim="Oxide acts mostly as a laxative and is often not the right form in ALPIMS.",
)

# --- Cautions
START_LOW_GO_SLOW_CAUTION: Final = Citation(
    source=GUIDE,
    place="Cautions, line 41",
    claim="Always start with a small amount, and raise it slowly.",
)
START_PORTIONS: Final = Citation(
    source=GUIDE,
    place="Cautions, line 41",
    claim="The first dose is a quarter to a half of a capsule.",
)
AVOID_CITRUS: Final = Citation(
    source=GUIDE,
    place="Cautions, line 42",
    claim="Avoid products with citrus.",
)
AVOID_STEVIA: Final = Citation(
    source=GUIDE,
    place="Cautions, line 42",
    claim="Avoid products with stevia.",
)
AVOID_FLAVOURING: Final = Citation(
    source=GUIDE,
    place="Cautions, line 42",
    claim="Avoid products with added flavouring.",
)
WATCH_MCAS_REACTIONS: Final = Citation(
    source=GUIDE,
    place="Cautions, line 43",
    claim="Watch for itching, flushing or bloating, which can be a mast cell reaction.",
)
PAIR_WITH_HYDRATION: Final = Citation(
    source=GUIDE,
    place="Cautions, line 44",
    claim="Drink enough with magnesium, above all in the first days.",
)
PAIR_WITH_PACING: Final = Citation(
    source=GUIDE,
    place="Cautions, line 44",
    claim="Pace your activity with magnesium, above all in the first days.",
)
NO_TRIAL_IN_RED: Final = Citation(
    source=GUIDE,
    place="Cautions, line 45",
    claim="Try nothing new in the Red Zone: in a flare, in shutdown or while very reactive.",
)

# --- Starting dose
START_BAND: Final = Citation(
    source=GUIDE,
    place="Starting dose, line 47",
    claim="The first daily amount is 50 to 100 mg of elemental magnesium.",
)
TITRATE_SLOWLY: Final = Citation(
    source=GUIDE,
    place="Starting dose, line 47",
    claim="From there, the amount is raised slowly.",
)
TARGET_BAND: Final = Citation(
    source=GUIDE,
    place="Starting dose, line 48",
    claim="The target is 200 to 400 mg a day.",
)
DIVIDED_DOSES: Final = Citation(
    source=GUIDE,
    place="Starting dose, line 48",
    claim="From 200 mg a day on, the amount is divided over the day.",
)
AS_TOLERATED: Final = Citation(
    source=GUIDE,
    place="Starting dose, line 48",
    claim="The amount is raised only if the present one is tolerated.",
)
WITH_FOOD: Final = Citation(
    source=GUIDE,
    place="Starting dose, line 49",
    claim="Magnesium is best taken with a meal.",
)
THREONATE_WITHOUT_FOOD: Final = Citation(
    source=GUIDE,
    place="Starting dose, line 49",
    claim="Threonate is the exception: it need not be taken with a meal.",
)
QUOTATION_TIMING: Final = Citation(
    source=GUIDE,
    place="Starting dose, line 50",
    claim="When you treat counts as much as how. In Green, the body is more ready to accept help.",
)

# --- Capsules versus topical
TOPICAL_KINDS: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 52",
    claim="Topical magnesium is an oil, a cream or a bath.",
)
CAPSULE_ABSORPTION: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 54",
    claim="Capsules are the better choice to reach the whole body.",
)
TOPICAL_ABSORPTION: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 54",
    claim="Topical magnesium reaches the whole body only a little.",
)
CAPSULE_LOCAL_RELIEF: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 55",
    claim="Capsules act on the whole body and cannot be aimed at one place.",
)
TOPICAL_LOCAL_RELIEF: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 55",
    claim="Topical magnesium is very good for cramps or muscle pain in one place.",
)
CAPSULE_MCAS_RISK: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 56",
    claim="Capsules carry the higher MCAS risk: they are digested, and they may contain fillers or flavourings.",
)
TOPICAL_MCAS_RISK: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 56",
    claim="Pure topical magnesium carries the lower MCAS risk: it spares the gut and avoids chemical triggers.",
)
CAPSULE_GUT_TOLERANCE: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 57",
    claim="Capsules give some people loose stools or bloating.",
)
TOPICAL_GUT_TOLERANCE: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 57",
    claim="Topical magnesium does not go through the gut.",
)
CAPSULE_SPEED: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 58",
    claim="Capsules act slowly, because levels must build up first.",
)
TOPICAL_SPEED: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 58",
    claim="Topical magnesium is said to pass through the skin in 15 to 30 minutes.",
)
CAPSULE_IN_RED: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 59",
    claim="Capsules are a poor fit for the Red Zone, because they may set off a reaction.",
)
TOPICAL_IN_RED: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 59",
    claim="Topical magnesium is said to be often safe in the Red Zone: it soothes without stirring up the body inside.",
)
CAPSULE_MOOD_AND_SLEEP: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 60",
    claim="Capsules are said to help mood and sleep strongly, through cortisol, GABA and serotonin.",
)
TOPICAL_MOOD_AND_SLEEP: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 60",
    claim="Topical magnesium is said to help mood and sleep gently, by calming muscles and nerves.",
)
CAPSULE_DOSING_PRECISION: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 61",
    claim="The milligrams in a capsule are easy to know.",
)
TOPICAL_DOSING_PRECISION: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 61",
    claim="A topical dose is hard to know, because skin and products differ.",
)
CAPSULE_IN_CRISIS: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 62",
    claim="Do not start capsules in shutdown or in a flare.",
)
TOPICAL_IN_CRISIS: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 62",
    claim="Topical magnesium is often tolerated in a flare, if a patch test has gone well.",
)
CAPSULE_COST: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 63",
    claim="Over time, capsules often cost less.",
)
TOPICAL_COST: Final = Citation(
    source=GUIDE,
    place="Capsules versus topical, line 63",
    claim="Dose for dose, a topical product may cost more.",
)

# --- When capsules
CAPSULE_WHEN_FULL_BODY: Final = Citation(
    source=GUIDE,
    place="When capsules, line 65",
    claim="Capsules suit a need of the whole body, such as mood, insomnia, anxiety or an immune flare.",
)
CAPSULE_WHEN_ORAL_TOLERATED: Final = Citation(
    source=GUIDE,
    place="When capsules, line 66",
    claim="Capsules suit someone who takes supplements by mouth without trouble.",
)
CAPSULE_WHEN_GREEN_OR_YELLOW: Final = Citation(
    source=GUIDE,
    place="When capsules, line 67",
    claim="Capsules suit the Green Zone and the Yellow Zone.",
)
CAPSULE_WHEN_DEFICIENT: Final = Citation(
    source=GUIDE,
    place="When capsules, line 68",
    claim="Capsules suit a proven deficiency: low magnesium in serum or in red blood cells.",
)
CAPSULE_WHEN_NEUROLOGICAL: Final = Citation(
    source=GUIDE,
    place="When capsules, line 69",
    claim="Capsules suit a wish for effects on the nerves or the whole body, as in migraine or brain fog.",
)
IRREGULAR_HEARTBEAT_REASON: Final = Citation(
    source=GUIDE,
    place="When capsules, line 69",
    claim="An irregular heartbeat is named as an example of a reason for capsules.",
)

# --- When topical
TOPICAL_WHEN_RED: Final = Citation(
    source=GUIDE,
    place="When topical, line 71",
    claim="Topical magnesium suits the Red Zone, a flare or shutdown.",
)
TOPICAL_WHEN_GUT_ISSUES: Final = Citation(
    source=GUIDE,
    place="When topical, line 72",
    claim="Topical magnesium suits gut trouble, such as nausea, IBS or a gut flare of MCAS.",
)
TOPICAL_WHEN_ORAL_HYPERSENSITIVE: Final = Citation(
    source=GUIDE,
    place="When topical, line 73",
    claim="Topical magnesium suits someone who reacts strongly to supplements by mouth.",
)
TOPICAL_WHEN_LOCAL_RELIEF: Final = Citation(
    source=GUIDE,
    place="When topical, line 74",
    claim="Topical magnesium suits a wish to relieve one painful or tense place.",
)
TOPICAL_WHEN_CALM_ONLY: Final = Citation(
    source=GUIDE,
    place="When topical, line 75",
    claim="Topical magnesium suits a wish for calm alone, with nothing to digest and nothing that stimulates.",
)

# --- Best practice
BOTH_ROUTES_BY_ZONE: Final = Citation(
    source=GUIDE,
    place="Best practice, line 77",
    claim="The zone decides how to use capsules and topical magnesium together.",
)
GREEN_CAPSULES_LOW_DOSE: Final = Citation(
    source=GUIDE,
    place="Best practice, line 80",
    claim="In Green: capsules at a low dose.",
)
GREEN_TOPICAL_AS_NEEDED: Final = Citation(
    source=GUIDE,
    place="Best practice, line 80",
    claim="In Green: topical magnesium too, when it is needed.",
)
GREEN_WHY: Final = Citation(
    source=GUIDE,
    place="Best practice, line 80",
    claim="In Green: both the whole body and a single place can be calmed, and an oral form is said to be safe to try.",
)
YELLOW_MAINTAIN_IF_TOLERATED: Final = Citation(
    source=GUIDE,
    place="Best practice, line 81",
    claim="In Yellow: keep taking a capsule that you tolerate.",
)
YELLOW_TOPICAL_TO_CALM: Final = Citation(
    source=GUIDE,
    place="Best practice, line 81",
    claim="In Yellow: use topical magnesium to calm and to help the body regulate.",
)
YELLOW_NO_NEW_ORAL: Final = Citation(
    source=GUIDE,
    place="Best practice, line 81",
    claim="In Yellow: do not start an oral form that you did not take before.",
)
RED_SKIP_UNLESS_TOLERATED: Final = Citation(
    source=GUIDE,
    place="Best practice, line 82",
    claim="In Red: skip capsules, except one that you tolerated before.",
)
RED_TOPICAL_ONLY: Final = Citation(
    source=GUIDE,
    place="Best practice, line 82",
    claim="In Red: topical magnesium is the only form to use.",
)
RED_WHY: Final = Citation(
    source=GUIDE,
    place="Best practice, line 82",
    claim="In Red: calming through the skin does not stir up digestion or the immune system.",
)
QUOTATION_RHYTHM: Final = Citation(
    source=GUIDE,
    place="Best practice, line 83",
    claim="The two routes complete each other: capsules to strengthen, topical magnesium to calm.",
)

# --- Lines without a clause
HEADINGS: Final[frozenset[int]] = frozenset({2, 5, 13, 14, 15, 23, 24, 31, 32, 33, 40, 46, 51, 53, 64, 70, 76, 78, 79})
"""Numbers of the guide's lines that claim nothing: headings, column headers, rulers, and lines before a list."""

# --- Clauses without a row
NOT_MODELLED: Final[dict[Citation, str]] = {
    OPENING_WHAT_MAGNESIUM_DOES: "not modelled, because it is too general; the domain rows hold each benefit",
    OPENING_CAPSULES_SYSTEMIC: "not modelled, because it says what is usual; the route rows say when capsules suit",
    TOLERANCE_VARIES: "not modelled, because it says that people differ, not what anyone should do",
    RESTED_BODY_RESPONDS_BEST: "not modelled, because nobody is asked how rested they are; the zone covers it",
    QUOTATION_TIMING: "not modelled, because this closing thought adds nothing to the zone rows",
    TOPICAL_KINDS: "not modelled, because no row depends on which topical product is used",
    QUOTATION_RHYTHM: "not modelled, because this closing thought adds nothing to the route rows",
}
"""The clauses that no row of the rulebook cites, each with the reason why."""
