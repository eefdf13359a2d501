"""Rows on medicines with effects that a separation in time does not prevent, and rows on all remaining medicines."""

from typing import Final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.vocabulary import Effect, KidneyFunction, MedicineClass, Route, Severity
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.medicines import sources
from alpims_mg.rulebook.medicines.interactions import (
    FOUR_FOUR,
    KEEP_TAKING,
    MAY_HOLD_A_DIURETIC,
    SIX_TEN,
    THREE_THREE,
    WEAK_OR_UNMEASURED,
    Interaction,
)
from alpims_mg.rules.tables import Rule, when

EFFECTS: Final[tuple[Rule[Interaction], ...]] = (
    # --- Effects that no separation can prevent
    Rule(
        id="medicine.diuretic-unnamed",
        when=when(medicine=MedicineClass.DIURETIC_UNNAMED, route=Route.CAPSULE, kidney=KidneyFunction.NORMAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because="this water pill (diuretic) is not named. It may be one that makes the body keep magnesium",
        cites=(guide.CONSULT_DIURETICS, sources.STRICTEST_MEMBER, sources.ODS_SPARING),
        not_covered="whether this water pill makes the body keep magnesium",
    ),
    Rule(
        id="medicine.diuretic-unnamed.kidney",
        when=when(medicine=MedicineClass.DIURETIC_UNNAMED, route=Route.CAPSULE, kidney=WEAK_OR_UNMEASURED),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because=(
            "this water pill (diuretic) is not named. It may make the body keep magnesium, which a weak or untested "
            f"kidney may not clear. {KEEP_TAKING}"
        ),
        cites=(
            guide.CONSULT_DIURETICS,
            sources.STRICTEST_MEMBER,
            sources.ODS_SPARING,
            sources.WEAK_KIDNEY,
        ),
        not_covered="whether this water pill makes the body keep magnesium",
    ),
    Rule(
        id="medicine.diuretic-unnamed.kidney.topical",
        when=when(medicine=MedicineClass.DIURETIC_UNNAMED, route=Route.TOPICAL, kidney=WEAK_OR_UNMEASURED),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because=(
            "how much magnesium passes the skin is not known. With this water pill, a weak or "
            "untested kidney may not clear it"
        ),
        cites=(guide.CONSULT_DIURETICS, sources.WEAK_KIDNEY, sources.TOPICAL_ASKS),
        not_covered="whether this water pill makes the body keep magnesium",
    ),
    Rule(
        id="medicine.loop-or-thiazide-diuretic",
        when=when(medicine=MedicineClass.LOOP_OR_THIAZIDE_DIURETIC, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_LOSS,), severity=Severity.NOT_GRADED),
        because=(
            "this kind of water pill (loop or thiazide) can make the body lose magnesium, though papers disagree how "
            "much. Do not raise your amount because of it. Ask whether your level should be checked"
        ),
        cites=(guide.CONSULT_DIURETICS, sources.UK_LOSS_12118, sources.UK_LOSS_2678, sources.LOSS_CONTESTED),
    ),
    Rule(
        id="medicine.potassium-sparing-diuretic",
        when=when(medicine=MedicineClass.POTASSIUM_SPARING_DIURETIC, route=Route.CAPSULE, kidney=KidneyFunction.NORMAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because="this kind of water pill (potassium-sparing) makes the body keep magnesium too",
        cites=(guide.CONSULT_DIURETICS, sources.ODS_SPARING),
    ),
    Rule(
        id="medicine.potassium-sparing-diuretic.kidney",
        when=when(medicine=MedicineClass.POTASSIUM_SPARING_DIURETIC, route=Route.CAPSULE, kidney=WEAK_OR_UNMEASURED),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because=(
            "this kind of water pill makes the body keep magnesium. A weak or untested kidney may not clear it. "
            f"{KEEP_TAKING}"
        ),
        cites=(guide.CONSULT_DIURETICS, sources.ODS_SPARING, sources.WEAK_KIDNEY),
    ),
    Rule(
        id="medicine.potassium-sparing-diuretic.kidney.topical",
        when=when(medicine=MedicineClass.POTASSIUM_SPARING_DIURETIC, route=Route.TOPICAL, kidney=WEAK_OR_UNMEASURED),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because=(
            "how much magnesium passes the skin is not known. With this water pill, a weak or "
            "untested kidney may not clear it"
        ),
        cites=(guide.CONSULT_DIURETICS, sources.WEAK_KIDNEY, sources.TOPICAL_ASKS),
    ),
    Rule(
        id="medicine.blood-pressure-unnamed",
        when=when(medicine=MedicineClass.BLOOD_PRESSURE_UNNAMED, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.LESS_ABSORBED, Effect.LOWER_BLOOD_PRESSURE),
            severity=Severity.MODERATE,
        ),
        because=(
            "magnesium can lower your blood pressure further. This medicine is not named, and it may be one that you "
            "absorb less of with a magnesium antacid"
        ),
        cites=(
            guide.CONSULT_BLOOD_PRESSURE_MEDICINES,
            sources.LOWER_PRESSURE,
            sources.STRICTEST_MEMBER,
            sources.UK_ANTACID,
        ),
        not_covered=MAY_HOLD_A_DIURETIC,
    ),
    Rule(
        id="medicine.blood-pressure",
        when=when(medicine=MedicineClass.BLOOD_PRESSURE, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.LOWER_BLOOD_PRESSURE,), severity=Severity.NOT_GRADED),
        because="magnesium can lower your blood pressure a little further",
        cites=(guide.CONSULT_BLOOD_PRESSURE_MEDICINES, sources.LOWER_PRESSURE),
    ),
    Rule(
        id="medicine.ssri",
        when=when(medicine=MedicineClass.SSRI, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because="the guide says to ask a clinician first. No interaction of magnesium with an SSRI is well documented",
        cites=(guide.CONSULT_SSRIS, sources.UK_NO_ENTRY),
    ),
    Rule(
        id="medicine.proton-pump-inhibitor",
        when=when(medicine=MedicineClass.PROTON_PUMP_INHIBITOR, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_LOSS,), severity=Severity.NOT_GRADED),
        because="tell a clinician. Long-term use of a proton-pump inhibitor (acid blocker) can lower your magnesium",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.LOW_MAGNESIUM_ON_PPI),
    ),
    Rule(
        id="medicine.neuromuscular-blocker",
        when=when(medicine=MedicineClass.NEUROMUSCULAR_BLOCKER, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MUSCLE_BLOCK,), severity=Severity.NOT_GRADED),
        because=(
            "tell the anaesthetist before surgery. Magnesium makes medicines that block the muscles act more strongly"
        ),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.UK_MUSCLE_BLOCK, sources.FRENCH_MUSCLE_BLOCK),
    ),
    Rule(
        id="medicine.muscle-relaxant",
        when=when(medicine=MedicineClass.MUSCLE_RELAXANT, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=FOUR_FOUR,
            effects=(Effect.DROWSINESS, Effect.LOWER_BLOOD_PRESSURE),
            severity=Severity.NOT_GRADED,
        ),
        because=(
            "a muscle relaxant and magnesium together may make you more drowsy or lower your blood "
            "pressure. We also keep the general gap"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.WEAK_MUSCLE_RELAXANTS,
            sources.UK_ANY_MEDICINE,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.magnesium-medicine",
        when=when(medicine=MedicineClass.MAGNESIUM_MEDICINE, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.DOUBLE_COUNTING,), severity=Severity.NOT_GRADED),
        because=(
            "this medicine contains magnesium, or some products with this name do. That magnesium counts "
            "towards the total"
        ),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.MEDICINES_COUNT),
    ),
    Rule(
        id="medicine.magnesium-wasting-medicine",
        when=when(medicine=MedicineClass.MAGNESIUM_WASTING_MEDICINE, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_LOSS,), severity=Severity.NOT_GRADED),
        because="this makes the body lose magnesium. Ask whether your level should be checked",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.UK_LOSS_12118, sources.UK_LOSS_2678),
    ),
    Rule(
        id="medicine.lithium",
        when=when(medicine=MedicineClass.LITHIUM, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=FOUR_FOUR,
            effects=(Effect.MAGNESIUM_RETENTION,),
            severity=Severity.NOT_GRADED,
        ),
        because=(
            "with lithium, the kidneys may get rid of less magnesium. The safe range of lithium is narrow, so we also "
            "keep the general gap"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.LITHIUM_RETENTION,
            sources.UK_ANY_MEDICINE,
            sources.LONGEST_NAMED,
        ),
    ),
    # --- Everything else
    Rule(
        id="medicine.other-prescription",
        when=when(medicine=MedicineClass.OTHER_PRESCRIPTION, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.UNKNOWN,), severity=Severity.NOT_GRADED
        ),
        because=(
            "we have no rule for just this medicine, so we keep the longest of the general gaps. A "
            "pharmacist can tell you more"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.UK_ANY_MEDICINE,
            sources.UK_TWO_TO_THREE,
            sources.FRENCH_ANY_MEDICINE,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.unrecognised",
        when=when(medicine=MedicineClass.UNRECOGNISED, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=SIX_TEN, effects=(Effect.UNKNOWN,), severity=Severity.MAJOR
        ),
        because="we do not know what this is, so we keep the longest gap of any medicine in each direction",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.STRICTEST_MEMBER,
            sources.LABEL_SOTORASIB,
            sources.LABEL_DELAFLOXACIN,
            sources.PHARMACY_DELAFLOXACIN,
        ),
        not_covered="what this medicine is: we know neither its name nor its code",
    ),
)
