"""Words about an answer: the four answers, the effects and severity of interactions, and the readers of a text."""

from typing import Final

from alpims_mg.model.vocabulary.words import Word


class Answer(Word):
    """The four answers of ``assess``, from the least permissive to the most permissive."""

    WITHHOLD = "withhold"
    """Do not do this today."""
    NEEDS_INFORMATION = "needs-information"
    """A fact that the answer depends on is not stated."""
    CONSULT = "consult"
    """Ask a clinician first."""
    OFFER = "offer"
    """Yes, with a plan."""

    @property
    def permission(self) -> int:
        """The rank of the answer: 0 is ``WITHHOLD``, 3 is ``OFFER``."""
        return _PERMISSION[self]


_PERMISSION: Final = {answer: rank for rank, answer in enumerate(Answer)}


class Audience(Word):
    """The reader of a text. A text for a clinician also shows rule ids and sources."""

    PATIENT = "patient"
    CLINICIAN = "clinician"


class Effect(Word):
    """How a medicine and magnesium affect each other or the body. A row of the table of medicines lists such effects.

    The first four effects happen in the gut, where a separation interval can help.
    """

    CHELATION = "chelation"
    """Magnesium binds the medicine."""
    ADSORPTION = "adsorption"
    """The medicine sticks to the surface of a magnesium salt."""
    GASTRIC_PH = "gastric-ph"
    """A magnesium salt neutralises stomach acid that the medicine needs."""
    LESS_ABSORBED = "less-absorbed"
    """The body absorbs less of the medicine. The cited source does not say why."""
    MORE_ABSORBED = "more-absorbed"
    """The body absorbs more of the medicine, or absorbs it faster."""
    LOW_BLOOD_SUGAR = "low-blood-sugar"
    """With magnesium, the medicine can lower blood sugar too far."""
    DIARRHOEA = "diarrhoea"
    """The medicine and magnesium can both cause diarrhoea."""
    ALKALINE_URINE = "alkaline-urine"
    """A magnesium salt can make the urine alkaline, and the medicine needs acid urine."""
    ALKALINE_BLOOD = "alkaline-blood"
    """The medicine and magnesium together can make the blood alkaline."""
    MAGNESIUM_LOSS = "magnesium-loss"
    """The medicine makes the body lose magnesium or absorb less of it."""
    MAGNESIUM_RETENTION = "magnesium-retention"
    """The medicine makes the body retain magnesium."""
    LOW_MAGNESIUM_TOXICITY = "low-magnesium-toxicity"
    """The medicine is more toxic when magnesium is low."""
    HEART_RHYTHM = "heart-rhythm"
    """The medicine can disturb the heart rhythm."""
    LOWER_BLOOD_PRESSURE = "lower-blood-pressure"
    """The medicine and magnesium can both lower blood pressure."""
    MUSCLE_BLOCK = "muscle-block"
    """The medicine and magnesium both weaken the signal from nerve to muscle."""
    DROWSINESS = "drowsiness"
    """The medicine and magnesium can both make a person drowsy."""
    DOUBLE_COUNTING = "double-counting"
    """The medicine contains magnesium, which counts towards the daily total."""
    NONE_DOCUMENTED = "none-documented"
    """No interaction is documented."""
    UNKNOWN = "unknown"
    """The effect is not known."""


class Severity(Word):
    """How serious an interaction is according to the cited sources. The members are in order, the mildest first."""

    NOT_GRADED = "not-graded"
    """No cited source rates the interaction. It may still be serious."""
    MINOR = "minor"
    MODERATE = "moderate"
    MAJOR = "major"

    @property
    def grade(self) -> int:
        """The rank of the severity: 0 is ``NOT_GRADED``, 3 is ``MAJOR``."""
        return _GRADE[self]


_GRADE = {severity: grade for grade, severity in enumerate(Severity)}
