"""The closed words of the library. Each value is the word on the wire: add, never rename."""

from enum import Enum


class Word(Enum):
    """A word from a closed list; it prints as the wire writes it."""

    # Members are single objects, so identity is a hash; the one of Enum is computed from the name at each call.
    __hash__ = object.__hash__

    def __str__(self) -> str:
        return str(self.value)


class Zone(Word):
    """How the body is today, as the person says. Never computed from a score."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Intent(Word):
    """What is asked for."""

    START = "start"
    """The first time with this product by this route, or again after more than 14 days without it."""
    MAINTAIN = "maintain"
    """The same daily amount."""
    INCREASE = "increase"
    """The next rung."""


class Tolerance(Word):
    """Whether the present dose has shown itself tolerated."""

    PROVEN = "proven"
    """Taken for one full hold without a reaction; for topical magnesium, patch-tested without one."""
    UNPROVEN = "unproven"


class Route(Word):
    """How the magnesium reaches the body."""

    CAPSULE = "capsule"
    TOPICAL = "topical"


class Vehicle(Word):
    """What topical magnesium comes in."""

    OIL = "oil"
    CREAM = "cream"
    BATH = "bath"


class Form(Word):
    """The magnesium compound in a capsule."""

    GLYCINATE = "glycinate"
    TAURATE = "taurate"
    MALATE = "malate"
    THREONATE = "threonate"
    CITRATE = "citrate"
    OXIDE = "oxide"


class MagnesiumSalt(Word):
    """A compound that labels name as magnesium; hydrates are their own, since water takes up a part of the mass."""

    BISGLYCINATE = "bisglycinate"
    BISGLYCINATE_DIHYDRATE = "bisglycinate-dihydrate"
    LYSINATE_GLYCINATE = "lysinate-glycinate"
    TAURATE = "taurate"
    TAURATE_DIHYDRATE = "taurate-dihydrate"
    MALATE = "malate"
    """One magnesium to one malic acid, without water."""
    MALATE_MONOHYDRATE = "malate-monohydrate"
    MALATE_DIHYDRATE = "malate-dihydrate"
    MALATE_TRIHYDRATE = "malate-trihydrate"
    BIS_HYDROGEN_MALATE = "bis-hydrogen-malate"
    """One magnesium to two malic acids."""
    DIMAGNESIUM_MALATE = "dimagnesium-malate"
    """Two magnesium to one malic acid, as its formula has it."""
    DIMAGNESIUM_MALATE_AS_SOLD = "dimagnesium-malate-as-sold"
    """What is sold under that name, whose formula nobody states."""
    THREONATE = "threonate"
    THREONATE_MONOHYDRATE = "threonate-monohydrate"
    THREONATE_AS_SOLD = "threonate-as-sold"
    """What the European specification lets be sold."""
    TRIMAGNESIUM_DICITRATE = "trimagnesium-dicitrate"
    TRIMAGNESIUM_DICITRATE_NONAHYDRATE = "trimagnesium-dicitrate-nonahydrate"
    TRIMAGNESIUM_DICITRATE_TETRADECAHYDRATE = "trimagnesium-dicitrate-tetradecahydrate"
    HYDROGEN_CITRATE = "hydrogen-citrate"
    """One magnesium to one citric acid, also called dibasic."""
    OXIDE = "oxide"
    HYDROXIDE = "hydroxide"
    CARBONATE = "carbonate"
    CHLORIDE_HEXAHYDRATE = "chloride-hexahydrate"
    SULFATE_HEPTAHYDRATE = "sulfate-heptahydrate"
    LACTATE_DIHYDRATE = "lactate-dihydrate"
    GLUCONATE = "gluconate"
    GLUCONATE_DIHYDRATE = "gluconate-dihydrate"
    ASPARTATE_DIHYDRATE = "aspartate-dihydrate"
    OROTATE_DIHYDRATE = "orotate-dihydrate"
    GLYCEROPHOSPHATE = "glycerophosphate"
    STEARATE = "stearate"
    """A filler, never a dose."""


class Domain(Word):
    """One of the six letters of ALPIMS."""

    ANXIETY = "anxiety"
    LAXITY = "laxity"
    PAIN = "pain"
    IMMUNE = "immune"
    MOOD = "mood"
    SENSORY = "sensory"


class Aim(Word):
    """What a person hopes for from magnesium."""

    SLEEP = "sleep"
    ANXIETY = "anxiety"
    MOOD = "mood"
    IMMUNE_SUPPORT = "immune-support"
    HEART_REGULATION = "heart-regulation"
    FATIGUE = "fatigue"
    FIBROMYALGIA = "fibromyalgia"
    FOCUS = "focus"
    BRAIN_FOG = "brain-fog"
    MIGRAINE = "migraine"
    CONSTIPATION = "constipation"
    DEFICIENCY = "deficiency"
    LOCAL_PAIN = "local-pain"
    MUSCLE_CRAMPS = "muscle-cramps"
    CALM = "calm"


class KidneyFunction(Word):
    """Kidney function, banded from the estimated glomerular filtration rate (eGFR)."""

    NORMAL = "normal"
    MODERATE = "moderate"
    SEVERE = "severe"
    NOT_ASSESSED = "not-assessed"
    """A statement that nobody has measured it, which is not the same as saying nothing."""


class EgfrUnit(Word):
    """What an eGFR is counted in; which of the two it was is kept, never converted."""

    ML_MIN = "ml/min"
    """Of this body, as it is."""
    ML_MIN_SCALED = "ml/min/1.73m2"
    """Scaled to a body surface of 1.73 square metres, as laboratories report it."""


class Condition(Word):
    """A condition that the rulebook has rows for."""

    KIDNEY_DISEASE = "kidney-disease"
    LOW_BLOOD_PRESSURE = "low-blood-pressure"
    CARDIAC = "cardiac"
    IRREGULAR_HEARTBEAT = "irregular-heartbeat"
    MCAS = "mcas"
    POTS = "pots"
    EDS = "eds"
    ME_CFS = "me-cfs"
    CHRONIC_PAIN = "chronic-pain"
    NEURODIVERGENCE = "neurodivergence"
    IBS = "ibs"
    GUT_FLARE = "gut-flare"
    NAUSEA = "nausea"
    ORAL_HYPERSENSITIVITY = "oral-hypersensitivity"
    HEART_BLOCK = "heart-block"
    BRADYCARDIA = "bradycardia"
    MYASTHENIA_GRAVIS = "myasthenia-gravis"
    BOWEL_OBSTRUCTION = "bowel-obstruction"
    IBD_FLARE = "ibd-flare"
    INFECTION_STONES = "infection-stones"
    DEHYDRATION = "dehydration"
    HYPERMAGNESAEMIA = "hypermagnesaemia"
    PREGNANCY = "pregnancy"
    LACTATION = "lactation"
    PLANNED_SURGERY = "planned-surgery"


class Additive(Word):
    """A kind of ingredient beside the magnesium. The first four are always screened for."""

    CITRUS = "citrus"
    CITRIC_ACID = "citric-acid"
    STEVIA = "stevia"
    FLAVOURING = "flavouring"
    CITRATE_SALT = "citrate-salt"
    DYE = "dye"
    PRESERVATIVE = "preservative"
    SWEETENER = "sweetener"
    FILLER = "filler"


class Reaction(Word):
    """What the body may answer to a dose."""

    NONE = "none"
    LOOSE_STOOLS = "loose-stools"
    BLOATING = "bloating"
    NAUSEA = "nausea"
    CRAMPING = "cramping"
    ITCHING = "itching"
    FLUSHING = "flushing"
    WEAKNESS = "weakness"
    CONFUSION = "confusion"
    FAINTING = "fainting"
    SLOW_PULSE = "slow-pulse"
    BREATHING_TROUBLE = "breathing-trouble"


class Answer(Word):
    """The four answers to a question, from the least permissive to the most."""

    WITHHOLD = "withhold"
    NEEDS_INFORMATION = "needs-information"
    CONSULT = "consult"
    OFFER = "offer"

    @property
    def permission(self) -> int:
        """Its place in the order: 0 withholds, 3 offers."""
        return tuple(Answer).index(self)


class TimeOfDay(Word):
    """When an intake is taken."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    BEDTIME = "bedtime"


class Audience(Word):
    """Whom words are for: a clinician also reads rule ids and sources."""

    PATIENT = "patient"
    CLINICIAN = "clinician"


class MedicineRoute(Word):
    """How a medicine is given: only one that passes the gut can meet a capsule there."""

    ORAL = "oral"
    OTHER = "other"
    UNKNOWN = "unknown"


class MedicineClass(Word):
    """A kind of medicine that magnesium is kept apart from, or asked about; each has rows of its own."""

    QUINIDINE = "quinidine"
    NITROXOLINE = "nitroxoline"
    FLUORIDE = "fluoride"
    AZOLE_ANTIFUNGAL = "azole-antifungal"
    ULIPRISTAL = "ulipristal"
    ANTIBIOTIC = "antibiotic"
    """An antibiotic that is not named, or a group that may hold one."""
    TETRACYCLINE = "tetracycline"
    QUINOLONE = "quinolone"
    """A quinolone that is not named, or has no gaps of its own."""
    CIPROFLOXACIN = "ciprofloxacin"
    LEVOFLOXACIN = "levofloxacin"
    MOXIFLOXACIN = "moxifloxacin"
    DELAFLOXACIN = "delafloxacin"
    OFLOXACIN = "ofloxacin"
    NORFLOXACIN = "norfloxacin"
    NITROFURANTOIN = "nitrofurantoin"
    AMINOGLYCOSIDE = "aminoglycoside"
    CEPHALOSPORIN = "cephalosporin"
    AZITHROMYCIN = "azithromycin"
    ISONIAZID = "isoniazid"
    RIFAMPICIN = "rifampicin"
    METHENAMINE = "methenamine"
    BETA_LACTAM = "beta-lactam"
    """Penicillins and other beta-lactams that are no cephalosporins."""
    TRIMETHOPRIM = "trimethoprim"
    METRONIDAZOLE = "metronidazole"
    BISPHOSPHONATE = "bisphosphonate"
    INTRAVENOUS_BISPHOSPHONATE = "intravenous-bisphosphonate"
    LEVOTHYROXINE = "levothyroxine"
    GABAPENTIN = "gabapentin"
    PREGABALIN = "pregabalin"
    GROUP_WITH_AVOID = "group-with-avoid"
    """A group named without the medicine, some of whose members rule capsules out."""
    RALTEGRAVIR = "raltegravir"
    DOLUTEGRAVIR = "dolutegravir"
    DOLUTEGRAVIR_RILPIVIRINE = "dolutegravir-rilpivirine"
    BICTEGRAVIR = "bictegravir"
    ELVITEGRAVIR = "elvitegravir"
    CABOTEGRAVIR = "cabotegravir"
    RILPIVIRINE = "rilpivirine"
    ATAZANAVIR = "atazanavir"
    BALOXAVIR = "baloxavir"
    ELTROMBOPAG = "eltrombopag"
    MYCOPHENOLATE = "mycophenolate"
    ROSUVASTATIN = "rosuvastatin"
    PENICILLAMINE = "penicillamine"
    IRON = "iron"
    AMINOQUINOLINE = "aminoquinoline"
    """Chloroquine, hydroxychloroquine and their kin."""
    DIGOXIN = "digoxin"
    SOTALOL = "sotalol"
    BETA_BLOCKER = "beta-blocker"
    """A beta blocker that is not named: it may be sotalol."""
    FEXOFENADINE = "fexofenadine"
    LEVODOPA = "levodopa"
    PHENYTOIN = "phenytoin"
    ERLOTINIB = "erlotinib"
    NILOTINIB = "nilotinib"
    PAZOPANIB = "pazopanib"
    ACE_INHIBITOR = "ace-inhibitor"
    DEFERIPRONE = "deferiprone"
    POLYSTYRENE_SULFONATE = "polystyrene-sulfonate"
    ACTIVE_VITAMIN_D = "active-vitamin-d"
    """Calcitriol and alfacalcidol."""
    DIURETIC_UNNAMED = "diuretic-unnamed"
    """A diuretic that is not named: it may spare potassium, and magnesium with it."""
    LOOP_OR_THIAZIDE_DIURETIC = "loop-or-thiazide-diuretic"
    POTASSIUM_SPARING_DIURETIC = "potassium-sparing-diuretic"
    BLOOD_PRESSURE_UNNAMED = "blood-pressure-unnamed"
    """A blood-pressure medicine that is not named: it may hold a diuretic."""
    BLOOD_PRESSURE = "blood-pressure"
    SSRI = "ssri"
    PROTON_PUMP_INHIBITOR = "proton-pump-inhibitor"
    ANTACID_SENSITIVE = "antacid-sensitive"
    """Less of it is absorbed beside an antacid, while its own kind keeps no hours."""
    NEUROMUSCULAR_BLOCKER = "neuromuscular-blocker"
    MUSCLE_RELAXANT = "muscle-relaxant"
    MAGNESIUM_MEDICINE = "magnesium-medicine"
    """A medicine that gives magnesium of its own, such as an antacid or a laxative."""
    MAGNESIUM_WASTING_MEDICINE = "magnesium-wasting-medicine"
    """Cisplatin, ciclosporin and others that make the body lose magnesium."""
    LITHIUM = "lithium"
    OTHER_PRESCRIPTION = "other-prescription"
    """Recognised, without a row of its own."""
    UNRECOGNISED = "unrecognised"
    """Neither its name nor its code is known here."""


class Effect(Word):
    """What happens between a medicine and magnesium. The first four are of the gut, where hours can keep them apart."""

    CHELATION = "chelation"
    """Magnesium binds the medicine."""
    ADSORPTION = "adsorption"
    """A magnesium salt holds the medicine on its surface."""
    GASTRIC_PH = "gastric-ph"
    """A magnesium salt takes away acid that the medicine needs."""
    LESS_ABSORBED = "less-absorbed"
    """Less of the medicine is absorbed; how is not said."""
    ALKALINE_URINE = "alkaline-urine"
    ALKALINE_BLOOD = "alkaline-blood"
    MAGNESIUM_LOSS = "magnesium-loss"
    """The medicine makes the body lose magnesium, or take up less of it."""
    MAGNESIUM_RETENTION = "magnesium-retention"
    """The medicine makes the body keep magnesium back."""
    LOW_MAGNESIUM_TOXICITY = "low-magnesium-toxicity"
    """The medicine is more toxic where magnesium is low."""
    HEART_RHYTHM = "heart-rhythm"
    LOWER_BLOOD_PRESSURE = "lower-blood-pressure"
    MUSCLE_BLOCK = "muscle-block"
    """Both weaken the signal from nerve to muscle."""
    DROWSINESS = "drowsiness"
    DOUBLE_COUNTING = "double-counting"
    """The medicine gives magnesium of its own."""
    NONE_DOCUMENTED = "none-documented"
    UNKNOWN = "unknown"


class Severity(Word):
    """How grave sources hold an interaction to be, from the mildest word to the strictest."""

    NOT_GRADED = "not-graded"
    """No source that is cited grades it, which does not make it mild."""
    MINOR = "minor"
    MODERATE = "moderate"
    MAJOR = "major"

    @property
    def grade(self) -> int:
        """Its place in the order: 0 is not graded, 3 is major."""
        return _GRADE[self]


_GRADE = {severity: place for place, severity in enumerate(Severity)}
