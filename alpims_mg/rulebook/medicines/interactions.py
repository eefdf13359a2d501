"""``Interaction``, the answer of a row in the table of medicines, and values that several rows share."""

from typing import Final, final

import attrs

from alpims_mg.model.findings import Verdict
from alpims_mg.model.separations import DoseSeparation
from alpims_mg.model.vocabulary import Effect, KidneyFunction, Severity
from alpims_mg.rules.strictness import Stricter, free, stricter
from alpims_mg.rules.tables import every


@final
@attrs.frozen(kw_only=True)
class Interaction:
    """The answer of a row in the table of medicines: a verdict, the effects, their severity, and the separation.

    ``separation`` is the time between the medicine and magnesium. It is None if no separation helps or is needed.
    """

    verdict: Verdict = attrs.field(metadata=stricter(Stricter.HIGHER))
    separation: DoseSeparation | None = attrs.field(
        default=None, metadata=stricter(Stricter.HIGHER, unless=Verdict.WITHHOLD)
    )
    effects: tuple[Effect, ...] = attrs.field(metadata=free())
    severity: Severity = attrs.field(metadata=stricter(Stricter.HIGHER))


# The first number is the hours from the medicine to magnesium, the second those from magnesium to the medicine.
TWO_TWO: Final = DoseSeparation(medicine_to_magnesium=2, magnesium_to_medicine=2)
TWO_FOUR: Final = DoseSeparation(medicine_to_magnesium=2, magnesium_to_medicine=4)
TWO_SIX: Final = DoseSeparation(medicine_to_magnesium=2, magnesium_to_medicine=6)
THREE_THREE: Final = DoseSeparation(medicine_to_magnesium=3, magnesium_to_medicine=3)
FOUR_TEN: Final = DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=10)
FOUR_TWO: Final = DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=2)
FOUR_FOUR: Final = DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=4)
FOUR_SIX: Final = DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=6)
FOUR_EIGHT: Final = DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=8)
SIX_SIX: Final = DoseSeparation(medicine_to_magnesium=6, magnesium_to_medicine=6)
SIX_EIGHT: Final = DoseSeparation(medicine_to_magnesium=6, magnesium_to_medicine=8)
SIX_TEN: Final = DoseSeparation(medicine_to_magnesium=6, magnesium_to_medicine=10)

KEEP_TAKING: Final = "Take no magnesium capsules while you take this medicine. Do not stop or skip your medicine"
"""How the text ends where a medicine rules out capsules: nobody is to leave out the medicine for magnesium."""

NOT_IN_THE_GUT: Final = (
    "magnesium on the skin does not meet this medicine in the gut. But the guide says to talk to a "
    "clinician before you use magnesium with other medicines"
)
"""The text on the skin where the capsule's row speaks of the gut alone."""

MAY_HOLD_A_DIURETIC: Final = (
    "whether this blood-pressure medicine also holds a water pill (diuretic). Some water pills make the body keep "
    "magnesium, so ask a pharmacist"
)
"""What is not checked where a blood-pressure medicine is not named."""

WEAK_OR_UNMEASURED: Final = every(KidneyFunction, but={KidneyFunction.NORMAL})
