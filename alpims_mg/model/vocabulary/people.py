"""Words about a person, such as zone, intent, kidney function, conditions, aims and reactions."""

from alpims_mg.model.vocabulary.words import GrowingWord, Word


class Zone(Word):
    """The state of a person's body today, as the person reports it. The library never computes a zone from a score."""

    GREEN = "green"
    """Stable: nervous system, immune system and digestion are calm."""
    YELLOW = "yellow"
    """Early warning signs."""
    RED = "red"
    """The person is in a flare, shut down or highly reactive."""


class Intent(Word):
    """What the person wants to do with a product: start, keep the amount, take more, or take less."""

    START = "start"
    """Take the product for the first time, or again after a break that the rulebook counts as too long."""
    MAINTAIN = "maintain"
    """Keep the same daily amount."""
    INCREASE = "increase"
    """Go up one rung, to the next daily amount of the plan."""
    LOWER = "lower"
    """Go down to a smaller daily amount, or to none."""


class Tolerance(Word):
    """Whether the person has shown that they tolerate the present dose of the product."""

    PROVEN = "proven"
    """The person took the capsule for one full hold, or patch-tested the topical product, without a reaction."""
    UNPROVEN = "unproven"
    """Tolerance is not shown: any state other than ``PROVEN``."""


class Domain(Word):
    """One of the six domains that the letters of ALPIMS stand for."""

    ANXIETY = "anxiety"
    LAXITY = "laxity"
    """Muscle tone and joint stability."""
    PAIN = "pain"
    IMMUNE = "immune"
    """Mast cell activity and inflammation."""
    MOOD = "mood"
    SENSORY = "sensory"
    """Sensory regulation and hypersensitivity."""


class Aim(Word):
    """Something that a person hopes magnesium will help with. The guide lists these aims.

    The list is no evidence that magnesium helps.
    """

    SLEEP = "sleep"
    ANXIETY = "anxiety"
    MOOD = "mood"
    IMMUNE_SUPPORT = "immune-support"
    """Fewer or milder immune flares."""
    HEART_REGULATION = "heart-regulation"
    """A regular heartbeat."""
    FATIGUE = "fatigue"
    FIBROMYALGIA = "fibromyalgia"
    FOCUS = "focus"
    BRAIN_FOG = "brain-fog"
    MIGRAINE = "migraine"
    CONSTIPATION = "constipation"
    DEFICIENCY = "deficiency"
    """Low magnesium in the serum or in red blood cells."""
    LOCAL_PAIN = "local-pain"
    """Pain in one place."""
    MUSCLE_CRAMPS = "muscle-cramps"
    CALM = "calm"
    """Calm, from a product that need not be digested."""


class KidneyFunction(Word):
    """How well the kidneys work, in bands of the estimated glomerular filtration rate (eGFR).

    The rulebook sets the cut-points of the bands.
    """

    NORMAL = "normal"
    MODERATE = "moderate"
    """Moderately reduced kidney function."""
    SEVERE = "severe"
    """Severely reduced kidney function."""
    NOT_ASSESSED = "not-assessed"
    """The person states that nobody has measured their kidney function. None, in contrast, means not stated."""


class EgfrUnit(Word):
    """The unit of an eGFR. The library never converts one unit into the other."""

    ML_MIN = "ml/min"
    """Millilitres per minute, for the person's own body size."""
    ML_MIN_SCALED = "ml/min/1.73m2"
    """Millilitres per minute, scaled to a body surface area of 1.73 square metres."""


class Condition(GrowingWord):
    """A medical condition or a state of a person, such as pregnancy. The table of conditions has rows for each."""

    KIDNEY_DISEASE = "kidney-disease"
    LOW_BLOOD_PRESSURE = "low-blood-pressure"
    CARDIAC = "cardiac"
    """Any heart condition."""
    IRREGULAR_HEARTBEAT = "irregular-heartbeat"
    MCAS = "mcas"
    """Mast cell activation syndrome."""
    POTS = "pots"
    """Postural orthostatic tachycardia syndrome."""
    EDS = "eds"
    """Ehlers-Danlos syndrome."""
    ME_CFS = "me-cfs"
    """Myalgic encephalomyelitis, also called chronic fatigue syndrome."""
    CHRONIC_PAIN = "chronic-pain"
    NEURODIVERGENCE = "neurodivergence"
    """For example autism or ADHD."""
    IBS = "ibs"
    """Irritable bowel syndrome."""
    GUT_FLARE = "gut-flare"
    """A flare of gut symptoms in MCAS."""
    NAUSEA = "nausea"
    ORAL_HYPERSENSITIVITY = "oral-hypersensitivity"
    """Oral supplements have caused reactions before."""
    HEART_BLOCK = "heart-block"
    """Heart block (AV block) of a higher degree: the second, the third, or one that is not known."""
    FIRST_DEGREE_HEART_BLOCK = "first-degree-heart-block"
    """Heart block (AV block) that was measured and is of the first degree only."""
    BRADYCARDIA = "bradycardia"
    """A slow heartbeat."""
    MYASTHENIA_GRAVIS = "myasthenia-gravis"
    """A disease that weakens the signal from nerve to muscle."""
    NEUROMUSCULAR_JUNCTION_DISORDER = "neuromuscular-junction-disorder"
    """Another disease that weakens this signal, such as Lambert-Eaton, a congenital form or botulism."""
    BOWEL_OBSTRUCTION = "bowel-obstruction"
    """A blocked bowel, including ileus."""
    IBD_FLARE = "ibd-flare"
    """A flare of inflammatory bowel disease."""
    INFECTION_STONES = "infection-stones"
    """Urinary stones of magnesium ammonium phosphate."""
    DEHYDRATION = "dehydration"
    HYPERMAGNESAEMIA = "hypermagnesaemia"
    """More magnesium in the blood than the usual range."""
    PREGNANCY = "pregnancy"
    LACTATION = "lactation"
    """Breast-feeding."""
    PLANNED_SURGERY = "planned-surgery"
    DIALYSIS = "dialysis"
    """Any kind of dialysis."""
    SLOW_GUT = "slow-gut"
    """A gut that moves slowly, such as gastroparesis or a stomach that does not empty."""
    ADRENAL_INSUFFICIENCY = "adrenal-insufficiency"
    """Too little hormone from the adrenal glands, such as in Addison's disease."""
    CALCIUM_OR_PARATHYROID_DISORDER = "calcium-or-parathyroid-disorder"
    """Too much or too little calcium in the blood, or a disorder of the parathyroid glands."""
    POTASSIUM_DISORDER = "potassium-disorder"
    """Too much or too little potassium in the blood."""
    BOWEL_RESECTION_OR_BYPASS = "bowel-resection-or-bypass"
    """A part of the bowel was removed or is bypassed, such as after a gastric bypass."""
    HIGH_OUTPUT_STOMA = "high-output-stoma"
    """A stoma of the bowel that loses a lot of fluid."""
    CHRONIC_DIARRHOEA = "chronic-diarrhoea"
    """Diarrhoea that has lasted for weeks or keeps coming back."""
    EATING_DISORDER = "eating-disorder"
    """An eating disorder, or misuse of laxatives."""
    SWALLOWING_DIFFICULTY = "swallowing-difficulty"
    """Trouble with swallowing food, drinks, tablets or capsules."""
    RECENT_MAGNESIUM_INFUSION = "recent-magnesium-infusion"
    """Magnesium was given into a vein or muscle, and no clinician has said yet that supplements may go on."""


class FactList(Word):
    """A list of a situation of which a person may state only a part. The value of a member is the name of the list."""

    CONDITIONS = "conditions"
    MEDICINES = "medicines"


class Reaction(GrowingWord):
    """Something that a person may notice after a dose.

    A reaction counts only if it is new or clearly worse than usual for this person. The weakness that someone knows
    from POTS or ME/CFS is no reaction. Weakness that is new or clearly worse is one.
    """

    NONE = "none"
    LOOSE_STOOLS = "loose-stools"
    BLOATING = "bloating"
    NAUSEA = "nausea"
    CRAMPING = "cramping"
    """Cramps in the gut."""
    VOMITING = "vomiting"
    REPEATED_VOMITING = "repeated-vomiting"
    """Vomiting again and again."""
    ITCHING = "itching"
    FLUSHING = "flushing"
    """The skin turns red and hot."""
    HIVES = "hives"
    """A raised, itchy rash."""
    SWELLING = "swelling"
    """Swelling of the face, lips, tongue or throat."""
    WEAKNESS = "weakness"
    """Marked weakness that is new or clearly worse than usual."""
    DROWSINESS = "drowsiness"
    """Being unusually sleepy."""
    CONFUSION = "confusion"
    FAINTING = "fainting"
    SLOW_PULSE = "slow-pulse"
    BREATHING_TROUBLE = "breathing-trouble"


class Wish(Word):
    """What a person wants of a course on a day. A wish for less is granted. A wish never brings more."""

    HOLD = "hold"
    """Stay at this amount, until ``GO_ON``."""
    LOWER = "lower"
    PAUSE = "pause"
    """Take none, until ``GO_ON``."""
    STOP = "stop"
    GO_ON = "go-on"
    """End a wish to hold or to pause."""


class TimeOfDay(Word):
    """A time of day at which a plan places an intake."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    BEDTIME = "bedtime"
