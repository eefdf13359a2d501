"""Every clause of the guide once: an id, its place and its claim in our own words."""

from typing import Final

from alpims_mg.model.provenance import Citation
from alpims_mg.rulebook.sources import GUIDE

# --- Opening
OPENING_WHAT_MAGNESIUM_DOES: Final = Citation(
    source=GUIDE,
    place="Opening, line 1",
    claim="The body needs magnesium, said to settle nerves and mood, help muscles and sleep, and lower inflammation.",
)
OPENING_CAPSULES_SYSTEMIC: Final = Citation(
    source=GUIDE,
    place="Opening, line 1",
    claim="Capsules are the usual choice where the whole body of someone with an ALPIMS condition is to be supported.",
)

# --- Disclaimer
NOT_MEDICAL_ADVICE: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 3",
    claim="The guide teaches and supports; it does not replace what a clinician advises.",
)
MAY_INTERACT: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 4",
    claim="A magnesium supplement can act on a medicine, worsen an existing illness or bring side effects.",
)
SENSITIVE_CONDITIONS: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 4",
    claim="More care is due with neurodivergence, chronic pain, ME/CFS, EDS, POTS or MCAS, which make harm likelier.",
)
CONSULT_BEFORE_START: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 6",
    claim="Ask a clinician before taking a first capsule.",
)
CONSULT_BEFORE_ADJUSTING: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 7",
    claim="Ask a clinician before changing the amount taken.",
)
CONSULT_WITH_PRESCRIPTIONS: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 8",
    claim="Ask a clinician before combining magnesium with any prescribed medicine; those named are only examples.",
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
    claim="Someone whose kidneys are not well asks a clinician before using magnesium.",
)
CONSULT_LOW_BLOOD_PRESSURE: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 9",
    claim="Someone with low blood pressure asks a clinician before using magnesium.",
)
CONSULT_CARDIAC: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 9",
    claim="Someone with a heart condition asks a clinician before using magnesium.",
)
CONSULT_INTRODUCING_IN_FLARE: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 10",
    claim="Ask a clinician before bringing magnesium in during a flare or in the Red Zone.",
)
START_LOW_GO_SLOW: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 11",
    claim="A body prone to ALPIMS does best with a small first dose and slow rises.",
)
TOLERANCE_VARIES: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 11",
    claim="People differ in what they tolerate: one person's success is no guide to another's.",
)
WORK_WITH_PRACTITIONER: Final = Citation(
    source=GUIDE,
    place="Disclaimer, line 12",
    claim="A practitioner who knows the subject should check that a supplement is safe, useful and suits this person.",
)

# --- Core benefits
DOMAIN_ANXIETY: Final = Citation(
    source=GUIDE,
    place="Core benefits, line 16",
    claim="Anxiety: said to quieten an overactive nervous system and ease overstimulation.",
)
DOMAIN_LAXITY: Final = Citation(
    source=GUIDE,
    place="Core benefits, line 17",
    claim="Laxity: said to help muscle tone, steady the joints and lessen twitching.",
)
DOMAIN_PAIN: Final = Citation(
    source=GUIDE,
    place="Core benefits, line 18",
    claim="Pain: said to ease spasms and cramps, and the pain of fibromyalgia.",
)
DOMAIN_IMMUNE: Final = Citation(
    source=GUIDE,
    place="Core benefits, line 19",
    claim="Immune: said to dampen the activity of mast cells and bring down markers of inflammation.",
)
DOMAIN_MOOD: Final = Citation(
    source=GUIDE,
    place="Core benefits, line 20",
    claim="Mood: said to help serotonin work and to even out swings of mood.",
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
    claim="The Green Zone is the best time to begin a capsule.",
)
GREEN_REASON_CALM_NERVES: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 25",
    claim="With the nerves calm, an overreaction is less likely, and so is mistaking a normal effect for harm.",
)
GREEN_REASON_STABLE_IMMUNE: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 26",
    claim="With the immune system steady, fillers or changed absorption are less apt to set off a histamine response.",
)
GREEN_REASON_CLEAR_TRACKING: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 27",
    claim="Without a flare in the way, both benefit and side effects are easier to see.",
)
GREEN_REASON_SETTLED_DIGESTION: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 28",
    claim="A settled gut absorbs better and is less apt to answer with nausea, cramps or bloating.",
)
GREEN_REASON_PACING: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 29",
    claim="There is room to change the dose slowly and to rest should a reaction come.",
)
GREEN_BEST_CHANCE: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 30",
    claim="Someone who begins in Green is likeliest to be helped without setting off a flare.",
)
RESTED_BODY_RESPONDS_BEST: Final = Citation(
    source=GUIDE,
    place="Why start in Green, line 30",
    claim="Magnesium does most for a body that is ready to rest and recover.",
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
    claim="Glycinate calms and does not act as a laxative.",
)
TAURATE_BEST_FOR: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 35",
    claim="Taurate suits mood and a steady heart.",
)
TAURATE_NOTES: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 35",
    claim="Taurate is held to be safe for heart and vessels, and it helps calm.",
)
MALATE_BEST_FOR: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 36",
    claim="Malate suits fibromyalgia and fatigue.",
)
MALATE_NOTES: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 36",
    claim="Malate gives energy, so it belongs in the morning.",
)
THREONATE_BEST_FOR: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 37",
    claim="Threonate suits brain fog and poor focus.",
)
THREONATE_NOTES: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 37",
    claim="Threonate is said to pass the blood-brain barrier.",
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
    claim="Oxide has its low price for it; little of it is absorbed.",
)
OXIDE_NOTES: Final = Citation(
    source=GUIDE,
    place="Forms and uses, line 39",
    claim="Oxide acts chiefly as a laxative and is seldom the right form in ALPIMS.",
)

# --- Cautions
START_LOW_GO_SLOW_CAUTION: Final = Citation(
    source=GUIDE,
    place="Cautions, line 41",
    claim="Every start is small, and every rise is slow.",
)
START_PORTIONS: Final = Citation(
    source=GUIDE,
    place="Cautions, line 41",
    claim="The first portion is a quarter to a half of a capsule.",
)
AVOID_CITRUS: Final = Citation(
    source=GUIDE,
    place="Cautions, line 42",
    claim="A product with citrus in it is to be avoided.",
)
AVOID_STEVIA: Final = Citation(
    source=GUIDE,
    place="Cautions, line 42",
    claim="A product with stevia in it is to be avoided.",
)
AVOID_FLAVOURING: Final = Citation(
    source=GUIDE,
    place="Cautions, line 42",
    claim="A product with added flavouring is to be avoided.",
)
WATCH_MCAS_REACTIONS: Final = Citation(
    source=GUIDE,
    place="Cautions, line 43",
    claim="Watch for itching, flushing or bloating: mast cells may be reacting.",
)
PAIR_WITH_HYDRATION: Final = Citation(
    source=GUIDE,
    place="Cautions, line 44",
    claim="Drink enough alongside magnesium, above all in the first days.",
)
PAIR_WITH_PACING: Final = Citation(
    source=GUIDE,
    place="Cautions, line 44",
    claim="Pace activity alongside magnesium, above all in the first days.",
)
NO_TRIAL_IN_RED: Final = Citation(
    source=GUIDE,
    place="Cautions, line 45",
    claim="Nothing is tried out in the Red Zone: in a flare, in shutdown or while very reactive.",
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
    claim="The amount is raised slowly from there.",
)
TARGET_BAND: Final = Citation(
    source=GUIDE,
    place="Starting dose, line 48",
    claim="The amount aimed for is 200 to 400 mg a day.",
)
DIVIDED_DOSES: Final = Citation(
    source=GUIDE,
    place="Starting dose, line 48",
    claim="At 200 mg a day and above, the amount is split over the day.",
)
AS_TOLERATED: Final = Citation(
    source=GUIDE,
    place="Starting dose, line 48",
    claim="A rise depends on the present amount being tolerated.",
)
WITH_FOOD: Final = Citation(
    source=GUIDE,
    place="Starting dose, line 49",
    claim="Magnesium is best taken at a meal.",
)
THREONATE_WITHOUT_FOOD: Final = Citation(
    source=GUIDE,
    place="Starting dose, line 49",
    claim="Threonate is the exception: it need not go with a meal.",
)
QUOTATION_TIMING: Final = Citation(
    source=GUIDE,
    place="Starting dose, line 50",
    claim="When help is given counts as much as which help; in Green the body is readier to accept it.",
)

# --- Capsules against topical
TOPICAL_KINDS: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 52",
    claim="Topical magnesium is an oil, a cream or a bath.",
)
CAPSULE_ABSORPTION: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 54",
    claim="Capsules are the better choice for reaching the whole body.",
)
TOPICAL_ABSORPTION: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 54",
    claim="Topical magnesium reaches the whole body only a little.",
)
CAPSULE_LOCAL_RELIEF: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 55",
    claim="Capsules act everywhere and cannot be aimed at one place.",
)
TOPICAL_LOCAL_RELIEF: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 55",
    claim="Topical magnesium is very good for cramp or muscle pain in one place.",
)
CAPSULE_MCAS_RISK: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 56",
    claim="Capsules carry the higher MCAS risk: they are digested and may hold fillers or flavourings.",
)
TOPICAL_MCAS_RISK: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 56",
    claim="A pure topical carries the lower MCAS risk, for it spares the gut and leaves out chemical triggers.",
)
CAPSULE_GUT_TOLERANCE: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 57",
    claim="Capsules give some people loose stools or bloating.",
)
TOPICAL_GUT_TOLERANCE: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 57",
    claim="Topical magnesium does not pass through the gut.",
)
CAPSULE_SPEED: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 58",
    claim="Capsules act slowly, as levels must first build up.",
)
TOPICAL_SPEED: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 58",
    claim="Topical magnesium is said to go through the skin in 15 to 30 minutes.",
)
CAPSULE_IN_RED: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 59",
    claim="Capsules fit the Red Zone badly, since they may set off a reaction.",
)
TOPICAL_IN_RED: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 59",
    claim="Topical magnesium is often safe in the Red Zone: it soothes and stirs nothing up inside.",
)
CAPSULE_MOOD_AND_SLEEP: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 60",
    claim="Capsules help mood and sleep strongly, said to be by way of cortisol, GABA and serotonin.",
)
TOPICAL_MOOD_AND_SLEEP: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 60",
    claim="Topical magnesium helps mood and sleep gently, by calming muscles and nerves.",
)
CAPSULE_DOSING_PRECISION: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 61",
    claim="A capsule's milligrams are easily known.",
)
TOPICAL_DOSING_PRECISION: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 61",
    claim="A topical dose is hard to know, since skin and products differ.",
)
CAPSULE_IN_CRISIS: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 62",
    claim="Capsules are not begun in shutdown or while in a flare.",
)
TOPICAL_IN_CRISIS: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 62",
    claim="Topical magnesium is often tolerated in a flare, once a patch test has gone well.",
)
CAPSULE_COST: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 63",
    claim="Over time, capsules tend to cost less.",
)
TOPICAL_COST: Final = Citation(
    source=GUIDE,
    place="Capsules against topical, line 63",
    claim="Dose for dose, a topical product may cost more.",
)

# --- When capsules
CAPSULE_WHEN_FULL_BODY: Final = Citation(
    source=GUIDE,
    place="When capsules, line 65",
    claim="Capsules fit a need of the whole body, such as mood, insomnia, anxiety or an immune flare.",
)
CAPSULE_WHEN_ORAL_TOLERATED: Final = Citation(
    source=GUIDE,
    place="When capsules, line 66",
    claim="Capsules fit someone who takes supplements by mouth without trouble.",
)
CAPSULE_WHEN_GREEN_OR_YELLOW: Final = Citation(
    source=GUIDE,
    place="When capsules, line 67",
    claim="Capsules fit the Green Zone and the Yellow Zone.",
)
CAPSULE_WHEN_DEFICIENT: Final = Citation(
    source=GUIDE,
    place="When capsules, line 68",
    claim="Capsules fit a proven lack: magnesium low in serum or in red blood cells.",
)
CAPSULE_WHEN_NEUROLOGICAL: Final = Citation(
    source=GUIDE,
    place="When capsules, line 69",
    claim="Capsules fit a wish to act on the nerves or the whole system, such as migraine or brain fog.",
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
    claim="Topical magnesium fits the Red Zone, a flare or shutdown.",
)
TOPICAL_WHEN_GUT_ISSUES: Final = Citation(
    source=GUIDE,
    place="When topical, line 72",
    claim="Topical magnesium fits a troubled gut, such as nausea, IBS or a gut flare of MCAS.",
)
TOPICAL_WHEN_ORAL_HYPERSENSITIVE: Final = Citation(
    source=GUIDE,
    place="When topical, line 73",
    claim="Topical magnesium fits someone who reacts strongly to supplements by mouth.",
)
TOPICAL_WHEN_LOCAL_RELIEF: Final = Citation(
    source=GUIDE,
    place="When topical, line 74",
    claim="Topical magnesium fits a wish to relieve one painful or tense place.",
)
TOPICAL_WHEN_CALM_ONLY: Final = Citation(
    source=GUIDE,
    place="When topical, line 75",
    claim="Topical magnesium fits a wish for calm alone, with nothing to digest and nothing that stimulates.",
)

# --- Best practice
BOTH_ROUTES_BY_ZONE: Final = Citation(
    source=GUIDE,
    place="Best practice, line 77",
    claim="The zone decides how capsules and topical magnesium are used together.",
)
GREEN_CAPSULES_LOW_DOSE: Final = Citation(
    source=GUIDE,
    place="Best practice, line 80",
    claim="In Green: capsules at a low dose.",
)
GREEN_TOPICAL_AS_NEEDED: Final = Citation(
    source=GUIDE,
    place="Best practice, line 80",
    claim="In Green: topical magnesium besides, when it is needed.",
)
GREEN_WHY: Final = Citation(
    source=GUIDE,
    place="Best practice, line 80",
    claim="In Green: the whole body and a single place can both be calmed, and an oral form may safely be tried.",
)
YELLOW_MAINTAIN_IF_TOLERATED: Final = Citation(
    source=GUIDE,
    place="Best practice, line 81",
    claim="In Yellow: a capsule that is tolerated is kept up.",
)
YELLOW_TOPICAL_TO_CALM: Final = Citation(
    source=GUIDE,
    place="Best practice, line 81",
    claim="In Yellow: topical magnesium is there to calm and to help the body regulate.",
)
YELLOW_NO_NEW_ORAL: Final = Citation(
    source=GUIDE,
    place="Best practice, line 81",
    claim="In Yellow: no oral form is begun that was not taken before.",
)
RED_SKIP_UNLESS_TOLERATED: Final = Citation(
    source=GUIDE,
    place="Best practice, line 82",
    claim="In Red: capsules are left out, except one that was tolerated before.",
)
RED_TOPICAL_ONLY: Final = Citation(
    source=GUIDE,
    place="Best practice, line 82",
    claim="In Red: topical magnesium is the only form to use.",
)
RED_WHY: Final = Citation(
    source=GUIDE,
    place="Best practice, line 82",
    claim="In Red: calm through the skin rouses neither digestion nor the immune system.",
)
QUOTATION_RHYTHM: Final = Citation(
    source=GUIDE,
    place="Best practice, line 83",
    claim="The routes complete each other: capsules to strengthen, topical magnesium to calm.",
)

# --- Lines without a clause
HEADINGS: Final[frozenset[int]] = frozenset({2, 5, 13, 14, 15, 23, 24, 31, 32, 33, 40, 46, 51, 53, 64, 70, 76, 78, 79})
"""Lines that claim nothing by themselves: headings, column headers, rulers, and the words that open a list."""

# --- Clauses without a row
NOT_MODELLED: Final[dict[Citation, str]] = {
    OPENING_WHAT_MAGNESIUM_DOES: "not modelled, because it speaks at large; the domain rows carry each benefit",
    OPENING_CAPSULES_SYSTEMIC: "not modelled, because it tells what is usual; the route rows carry when capsules fit",
    TOLERANCE_VARIES: "not modelled, because it says that people differ, not what anyone should do",
    RESTED_BODY_RESPONDS_BEST: "not modelled, because nobody is asked how rested they are; the zone stands for it",
    QUOTATION_TIMING: "not modelled, because a closing thought adds nothing to the zone rows",
    TOPICAL_KINDS: "not modelled, because no row depends on which topical product is used",
    QUOTATION_RHYTHM: "not modelled, because a closing thought adds nothing to the route rows",
}
"""Clauses that no row of the rulebook can carry, each with the reason."""
