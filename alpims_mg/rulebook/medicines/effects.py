"""What follows from medicines whose effects no gap can mend, and from all without a row of their own."""

from typing import Final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.vocabulary import Effect, KidneyFunction, MedicineClass, Route, Severity
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.medicines import sources as says
from alpims_mg.rulebook.medicines.interactions import FOUR_FOUR, SIX_EIGHT, THREE_THREE, WEAK_OR_UNMEASURED, Interaction
from alpims_mg.rules.tables import Rule, when

EFFECTS: Final[tuple[Rule[Interaction], ...]] = (
    # --- Effects that no gap can mend
    Rule(
        id="medicine.diuretic-unnamed",
        when=when(medicine=MedicineClass.DIURETIC_UNNAMED, kidney=KidneyFunction.NORMAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because="a diuretic that is not named may be one that keeps magnesium back",
        cites=(guide.CONSULT_DIURETICS, says.STRICTEST_MEMBER, says.NATMED_SPARING, says.ODS_SPARING),
        not_covered="whether this diuretic keeps magnesium back",
    ),
    Rule(
        id="medicine.diuretic-unnamed.kidney",
        when=when(medicine=MedicineClass.DIURETIC_UNNAMED, route=Route.CAPSULE, kidney=WEAK_OR_UNMEASURED),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because=(
            "a diuretic that is not named may keep magnesium back, and a weak or unmeasured kidney may not clear it"
        ),
        cites=(
            guide.CONSULT_DIURETICS,
            says.STRICTEST_MEMBER,
            says.NATMED_SPARING,
            says.ODS_SPARING,
            says.WEAK_KIDNEY,
        ),
        not_covered="whether this diuretic keeps magnesium back",
    ),
    Rule(
        id="medicine.diuretic-unnamed.kidney.topical",
        when=when(medicine=MedicineClass.DIURETIC_UNNAMED, route=Route.TOPICAL, kidney=WEAK_OR_UNMEASURED),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because=(
            "how much passes the skin is not established, and with this diuretic a weak or unmeasured kidney "
            "may not clear it"
        ),
        cites=(guide.CONSULT_DIURETICS, says.NATMED_SPARING, says.WEAK_KIDNEY, says.TOPICAL_ASKS),
        not_covered="whether this diuretic keeps magnesium back",
    ),
    Rule(
        id="medicine.loop-or-thiazide-diuretic",
        when=when(medicine=MedicineClass.LOOP_OR_THIAZIDE_DIURETIC),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_LOSS,), severity=Severity.NOT_GRADED),
        because=(
            "loop and thiazide diuretics make the body lose magnesium, so the need may rise and levels are watched"
        ),
        cites=(guide.CONSULT_DIURETICS, says.UK_LOSS_12118, says.UK_LOSS_2678, says.LOSS_CONTESTED),
    ),
    Rule(
        id="medicine.potassium-sparing-diuretic",
        when=when(medicine=MedicineClass.POTASSIUM_SPARING_DIURETIC, kidney=KidneyFunction.NORMAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because="a potassium-sparing diuretic keeps magnesium back too",
        cites=(guide.CONSULT_DIURETICS, says.NATMED_SPARING, says.ODS_SPARING),
    ),
    Rule(
        id="medicine.potassium-sparing-diuretic.kidney",
        when=when(medicine=MedicineClass.POTASSIUM_SPARING_DIURETIC, route=Route.CAPSULE, kidney=WEAK_OR_UNMEASURED),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because=("a potassium-sparing diuretic keeps magnesium back, and a weak or unmeasured kidney may not clear it"),
        cites=(guide.CONSULT_DIURETICS, says.NATMED_SPARING, says.ODS_SPARING, says.WEAK_KIDNEY),
    ),
    Rule(
        id="medicine.potassium-sparing-diuretic.kidney.topical",
        when=when(medicine=MedicineClass.POTASSIUM_SPARING_DIURETIC, route=Route.TOPICAL, kidney=WEAK_OR_UNMEASURED),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because=(
            "how much passes the skin is not established, and with this diuretic a weak or unmeasured kidney "
            "may not clear it"
        ),
        cites=(guide.CONSULT_DIURETICS, says.NATMED_SPARING, says.WEAK_KIDNEY, says.TOPICAL_ASKS),
    ),
    Rule(
        id="medicine.blood-pressure-unnamed",
        when=when(medicine=MedicineClass.BLOOD_PRESSURE_UNNAMED),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.LESS_ABSORBED, Effect.LOWER_BLOOD_PRESSURE),
            severity=Severity.MODERATE,
        ),
        because=(
            "magnesium can lower the blood pressure further, and what is not named may also be absorbed less beside it"
        ),
        cites=(guide.CONSULT_BLOOD_PRESSURE_MEDICINES, says.LOWER_PRESSURE, says.STRICTEST_MEMBER, says.UK_ANTACID),
        not_covered="whether this blood-pressure medicine holds a diuretic",
    ),
    Rule(
        id="medicine.blood-pressure",
        when=when(medicine=MedicineClass.BLOOD_PRESSURE),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.LOWER_BLOOD_PRESSURE,), severity=Severity.NOT_GRADED),
        because="magnesium can lower the blood pressure a little further",
        cites=(guide.CONSULT_BLOOD_PRESSURE_MEDICINES, says.LOWER_PRESSURE),
    ),
    Rule(
        id="medicine.ssri",
        when=when(medicine=MedicineClass.SSRI),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because="the guide asks for a clinician; no interaction of magnesium with an SSRI is well documented",
        cites=(guide.CONSULT_SSRIS, says.UK_NO_ENTRY),
    ),
    Rule(
        id="medicine.proton-pump-inhibitor",
        when=when(medicine=MedicineClass.PROTON_PUMP_INHIBITOR),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_LOSS,), severity=Severity.NOT_GRADED),
        because="long use of a proton-pump inhibitor can lower magnesium, which a clinician should know",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.LOW_MAGNESIUM_ON_PPI),
    ),
    Rule(
        id="medicine.neuromuscular-blocker",
        when=when(medicine=MedicineClass.NEUROMUSCULAR_BLOCKER),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MUSCLE_BLOCK,), severity=Severity.NOT_GRADED),
        because="magnesium deepens neuromuscular block, which the anaesthetist should know before surgery",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_MUSCLE_BLOCK, says.FRENCH_MUSCLE_BLOCK),
    ),
    Rule(
        id="medicine.muscle-relaxant",
        when=when(medicine=MedicineClass.MUSCLE_RELAXANT),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=FOUR_FOUR,
            effects=(Effect.DROWSINESS, Effect.LOWER_BLOOD_PRESSURE),
            severity=Severity.NOT_GRADED,
        ),
        because=(
            "a muscle relaxant and magnesium may together cause more drowsiness or lower blood pressure; the general "
            "gap is kept beside that"
        ),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.WEAK_MUSCLE_RELAXANTS, says.UK_ANY_MEDICINE, says.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.magnesium-medicine",
        when=when(medicine=MedicineClass.MAGNESIUM_MEDICINE),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.DOUBLE_COUNTING,), severity=Severity.NOT_GRADED),
        because="this gives, or under this name can give, magnesium of its own, which counts towards the total",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.MEDICINES_COUNT),
    ),
    Rule(
        id="medicine.magnesium-wasting-medicine",
        when=when(medicine=MedicineClass.MAGNESIUM_WASTING_MEDICINE),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_LOSS,), severity=Severity.NOT_GRADED),
        because="this makes the body lose magnesium, and whoever prescribes it watches the level",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_LOSS_12118, says.UK_LOSS_2678),
    ),
    Rule(
        id="medicine.lithium",
        when=when(medicine=MedicineClass.LITHIUM),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.UNKNOWN,), severity=Severity.NOT_GRADED
        ),
        because=(
            "reports of magnesium and lithium acting on each other are weak, and lithium has a narrow margin, so the "
            "general gap is kept"
        ),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.WEAK_LITHIUM, says.UK_ANY_MEDICINE, says.LONGEST_NAMED),
    ),
    # --- Everything else
    Rule(
        id="medicine.other-prescription",
        when=when(medicine=MedicineClass.OTHER_PRESCRIPTION),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.UNKNOWN,), severity=Severity.NOT_GRADED
        ),
        because=(
            "this medicine has no entry of its own, so the general gap applies at its outer edge; a "
            "pharmacist can say more"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            says.UK_ANY_MEDICINE,
            says.UK_TWO_TO_THREE,
            says.FRENCH_ANY_MEDICINE,
            says.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.unrecognised",
        when=when(medicine=MedicineClass.UNRECOGNISED),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=SIX_EIGHT, effects=(Effect.UNKNOWN,), severity=Severity.MAJOR
        ),
        because="it is not known what this is, so the longest gaps of any medicine are kept",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            says.STRICTEST_MEMBER,
            says.LABEL_MOXIFLOXACIN,
            says.PHARMACY_DELAFLOXACIN,
        ),
        not_covered="what this medicine is: neither its name nor its code is known here",
    ),
)
