"""Words about a person: zone, intent, conditions, aims, reactions."""

from alpims_mg.model.vocabulary.words import Word


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


class TimeOfDay(Word):
    """When an intake is taken."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    BEDTIME = "bedtime"
