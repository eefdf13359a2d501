"""Words of an answer: the four answers, effects and severity of an interaction, and who reads it."""

from alpims_mg.model.vocabulary.words import Word


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


class Audience(Word):
    """Whom words are for: a clinician also reads rule ids and sources."""

    PATIENT = "patient"
    CLINICIAN = "clinician"


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
