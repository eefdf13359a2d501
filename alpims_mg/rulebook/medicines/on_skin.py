"""Rows on medicines for people who use magnesium on the skin. There, the two do not meet in the gut.

Each row has the id of the row for a capsule, with ``.topical`` at the end.
"""

from typing import Final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.vocabulary import Effect, KidneyFunction, MedicineClass, Route, Severity
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.medicines import sources
from alpims_mg.rulebook.medicines.interactions import MAY_HOLD_A_DIURETIC, NOT_IN_THE_GUT, Interaction
from alpims_mg.rules.tables import Rule, when

_NOT_KNOWN: Final = "How much magnesium passes the skin is not known, so ask a clinician first"


ON_SKIN: Final[tuple[Rule[Interaction], ...]] = (
    *(
        Rule(
            id=f"medicine.{kind}.topical",
            when=when(medicine=kind, route=Route.TOPICAL),
            then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
            because=NOT_IN_THE_GUT,
            cites=(
                guide.CONSULT_WITH_PRESCRIPTIONS,
                guide.TOPICAL_GUT_TOLERANCE,
            ),
        )
        for kind in (
            MedicineClass.NITROXOLINE,
            MedicineClass.TETRACYCLINE,
            MedicineClass.QUINOLONE,
            MedicineClass.CIPROFLOXACIN,
            MedicineClass.LEVOFLOXACIN,
            MedicineClass.MOXIFLOXACIN,
            MedicineClass.DELAFLOXACIN,
            MedicineClass.OFLOXACIN,
            MedicineClass.NORFLOXACIN,
            MedicineClass.NITROFURANTOIN,
            MedicineClass.CEPHALOSPORIN,
            MedicineClass.AZITHROMYCIN,
            MedicineClass.ISONIAZID,
            MedicineClass.RIFAMPICIN,
            MedicineClass.METHENAMINE,
            MedicineClass.BETA_LACTAM,
            MedicineClass.TRIMETHOPRIM,
            MedicineClass.METRONIDAZOLE,
            MedicineClass.QUINIDINE,
            MedicineClass.FLUORIDE,
            MedicineClass.AZOLE_ANTIFUNGAL,
            MedicineClass.ULIPRISTAL,
            MedicineClass.BISPHOSPHONATE,
            MedicineClass.INTRAVENOUS_BISPHOSPHONATE,
            MedicineClass.LEVOTHYROXINE,
            MedicineClass.GABAPENTIN,
            MedicineClass.PREGABALIN,
            MedicineClass.ELVITEGRAVIR,
            MedicineClass.CABOTEGRAVIR,
            MedicineClass.RILPIVIRINE,
            MedicineClass.ATAZANAVIR,
            MedicineClass.ELTROMBOPAG,
            MedicineClass.MYCOPHENOLATE,
            MedicineClass.ROSUVASTATIN,
            MedicineClass.PENICILLAMINE,
            MedicineClass.IRON,
            MedicineClass.AMINOQUINOLINE,
            MedicineClass.FEXOFENADINE,
            MedicineClass.LEVODOPA,
            MedicineClass.PHENYTOIN,
            MedicineClass.GEFITINIB,
            MedicineClass.SOTORASIB,
            MedicineClass.DEFERIPRONE,
            MedicineClass.ANTACID_SENSITIVE,
            MedicineClass.SSRI,
            MedicineClass.SULFONYLUREA,
            MedicineClass.OTHER_PRESCRIPTION,
        )
    ),
    Rule(
        id="medicine.antibiotic.topical",
        when=when(medicine=MedicineClass.ANTIBIOTIC, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MUSCLE_BLOCK,), severity=Severity.NOT_GRADED),
        because=(
            "this antibiotic is not named. Magnesium on the skin does not meet it in the gut. But a few "
            f"antibiotics weaken muscles, as magnesium does. {_NOT_KNOWN}"
        ),
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            guide.TOPICAL_GUT_TOLERANCE,
            sources.STRICTEST_MEMBER,
            sources.UK_AMINOGLYCOSIDES,
        ),
        not_covered="which antibiotic this is",
    ),
    Rule(
        id="medicine.aminoglycoside.topical",
        when=when(medicine=MedicineClass.AMINOGLYCOSIDE, route=Route.TOPICAL),
        then=Interaction(
            verdict=Verdict.CONSULT, effects=(Effect.MUSCLE_BLOCK, Effect.MAGNESIUM_LOSS), severity=Severity.NOT_GRADED
        ),
        because=(
            "aminoglycosides and magnesium both weaken muscles, and this antibiotic also makes the kidneys lose "
            f"magnesium. {_NOT_KNOWN}"
        ),
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            sources.UK_AMINOGLYCOSIDES,
            sources.UK_AMINOGLYCOSIDE_LOSS,
        ),
    ),
    Rule(
        id="medicine.neuromuscular-blocker.topical",
        when=when(medicine=MedicineClass.NEUROMUSCULAR_BLOCKER, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MUSCLE_BLOCK,), severity=Severity.NOT_GRADED),
        because=(
            "tell the anaesthetist before surgery. Magnesium makes medicines that block the muscles act more strongly. "
            f"{_NOT_KNOWN}"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.UK_MUSCLE_BLOCK,
            sources.FRENCH_MUSCLE_BLOCK,
        ),
    ),
    Rule(
        id="medicine.muscle-relaxant.topical",
        when=when(medicine=MedicineClass.MUSCLE_RELAXANT, route=Route.TOPICAL),
        then=Interaction(
            verdict=Verdict.CONSULT,
            effects=(Effect.DROWSINESS, Effect.LOWER_BLOOD_PRESSURE),
            severity=Severity.NOT_GRADED,
        ),
        because=(
            "a muscle relaxant and magnesium together may make you more drowsy or lower your blood pressure. "
            f"{_NOT_KNOWN}"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.WEAK_MUSCLE_RELAXANTS,
        ),
    ),
    *(
        Rule(
            id=f"medicine.{kind}.topical",
            when=when(medicine=kind, route=Route.TOPICAL),
            then=Interaction(
                verdict=Verdict.CONSULT, effects=(Effect.LOWER_BLOOD_PRESSURE,), severity=Severity.NOT_GRADED
            ),
            because=f"magnesium can lower your blood pressure a little further. {_NOT_KNOWN}",
            cites=(
                guide.CONSULT_BLOOD_PRESSURE_MEDICINES,
                sources.LOWER_PRESSURE,
            ),
        )
        for kind in (
            MedicineClass.BLOOD_PRESSURE,
            MedicineClass.ACE_INHIBITOR,
        )
    ),
    Rule(
        id="medicine.digoxin.topical",
        when=when(medicine=MedicineClass.DIGOXIN, route=Route.TOPICAL),
        then=Interaction(
            verdict=Verdict.CONSULT, effects=(Effect.LOW_MAGNESIUM_TOXICITY,), severity=Severity.NOT_GRADED
        ),
        because=(
            "low magnesium in the body makes digoxin more toxic. Do not count on the skin to correct that. "
            f"{_NOT_KNOWN}"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.UK_DIGOXIN_TOXICITY,
        ),
    ),
    Rule(
        id="medicine.sotalol.topical",
        when=when(medicine=MedicineClass.SOTALOL, route=Route.TOPICAL),
        then=Interaction(
            verdict=Verdict.CONSULT,
            effects=(Effect.HEART_RHYTHM, Effect.LOWER_BLOOD_PRESSURE),
            severity=Severity.NOT_GRADED,
        ),
        because=(
            "sotalol and magnesium both affect your heart rhythm, and your blood pressure may fall a little further. "
            f"{_NOT_KNOWN}"
        ),
        cites=(
            guide.CONSULT_BLOOD_PRESSURE_MEDICINES,
            sources.SOTALOL_RHYTHM,
            sources.LOWER_PRESSURE,
        ),
    ),
    Rule(
        id="medicine.beta-blocker.topical",
        when=when(medicine=MedicineClass.BETA_BLOCKER, route=Route.TOPICAL),
        then=Interaction(
            verdict=Verdict.CONSULT,
            effects=(Effect.HEART_RHYTHM, Effect.LOWER_BLOOD_PRESSURE),
            severity=Severity.NOT_GRADED,
        ),
        because=(
            "this beta blocker is not named. It may be sotalol, which affects your heart rhythm as magnesium does. "
            f"Your blood pressure may fall a little further. {_NOT_KNOWN}"
        ),
        cites=(
            guide.CONSULT_BLOOD_PRESSURE_MEDICINES,
            sources.STRICTEST_MEMBER,
            sources.SOTALOL_RHYTHM,
            sources.LOWER_PRESSURE,
        ),
        not_covered="whether this beta blocker is sotalol",
    ),
    Rule(
        id="medicine.blood-pressure-unnamed.topical",
        when=when(medicine=MedicineClass.BLOOD_PRESSURE_UNNAMED, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.LOWER_BLOOD_PRESSURE,), severity=Severity.NOT_GRADED),
        because=(
            "this blood-pressure medicine is not named. Magnesium can lower your blood pressure a little further. "
            f"{_NOT_KNOWN}"
        ),
        cites=(
            guide.CONSULT_BLOOD_PRESSURE_MEDICINES,
            sources.LOWER_PRESSURE,
            sources.STRICTEST_MEMBER,
        ),
        not_covered=MAY_HOLD_A_DIURETIC,
    ),
    Rule(
        id="medicine.potassium-sparing-diuretic.topical",
        when=when(medicine=MedicineClass.POTASSIUM_SPARING_DIURETIC, route=Route.TOPICAL, kidney=KidneyFunction.NORMAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because=f"this water pill makes the body keep magnesium. {_NOT_KNOWN}",
        cites=(
            guide.CONSULT_DIURETICS,
            sources.ODS_SPARING,
        ),
    ),
    Rule(
        id="medicine.diuretic-unnamed.topical",
        when=when(medicine=MedicineClass.DIURETIC_UNNAMED, route=Route.TOPICAL, kidney=KidneyFunction.NORMAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because=(
            f"this water pill (diuretic) is not named. It may be one that makes the body keep magnesium. {_NOT_KNOWN}"
        ),
        cites=(
            guide.CONSULT_DIURETICS,
            sources.STRICTEST_MEMBER,
            sources.ODS_SPARING,
        ),
        not_covered="whether this water pill makes the body keep magnesium",
    ),
    Rule(
        id="medicine.active-vitamin-d.topical",
        when=when(medicine=MedicineClass.ACTIVE_VITAMIN_D, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because=(
            "vitamin D, above all an active form, can make the body keep magnesium if the kidneys are weak. "
            f"{_NOT_KNOWN}"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.MORE_MAGNESIUM_IN_KIDNEY_DISEASE,
        ),
    ),
    Rule(
        id="medicine.lithium.topical",
        when=when(medicine=MedicineClass.LITHIUM, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because=f"with lithium, the kidneys may get rid of less magnesium. {_NOT_KNOWN}",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.LITHIUM_RETENTION,
        ),
    ),
    Rule(
        id="medicine.loop-or-thiazide-diuretic.topical",
        when=when(medicine=MedicineClass.LOOP_OR_THIAZIDE_DIURETIC, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_LOSS,), severity=Severity.NOT_GRADED),
        because=(
            "this kind of water pill (loop or thiazide) can make the body lose magnesium. "
            "Do not count on the skin to make up for that. Ask a clinician whether your level needs watching"
        ),
        cites=(
            guide.CONSULT_DIURETICS,
            sources.UK_LOSS_12118,
            sources.UK_LOSS_2678,
            sources.LOSS_CONTESTED,
        ),
    ),
    Rule(
        id="medicine.proton-pump-inhibitor.topical",
        when=when(medicine=MedicineClass.PROTON_PUMP_INHIBITOR, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_LOSS,), severity=Severity.NOT_GRADED),
        because=(
            "long-term use of a proton-pump inhibitor (acid blocker) can lower your magnesium. "
            "Do not count on the skin to make up for that. Ask a clinician whether your level needs watching"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.LOW_MAGNESIUM_ON_PPI,
        ),
    ),
    *(
        Rule(
            id=f"medicine.{kind}.topical",
            when=when(medicine=kind, route=Route.TOPICAL),
            then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_LOSS,), severity=Severity.NOT_GRADED),
            because=(
                "this medicine can make the body lose magnesium. "
                "Do not count on the skin to make up for that. Ask a clinician whether your level needs watching"
            ),
            cites=(
                guide.CONSULT_WITH_PRESCRIPTIONS,
                sources.UK_LOSS_12118,
                sources.UK_LOSS_2678,
            ),
        )
        for kind in (MedicineClass.MAGNESIUM_WASTING_MEDICINE, MedicineClass.ERLOTINIB)
    ),
    Rule(
        id="medicine.misoprostol.topical",
        when=when(medicine=MedicineClass.MISOPROSTOL, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.DIARRHOEA,), severity=Severity.NOT_GRADED),
        because=f"misoprostol and magnesium can both cause diarrhoea. {_NOT_KNOWN}",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.LABEL_MISOPROSTOL,
        ),
    ),
    Rule(
        id="medicine.magnesium-medicine.topical",
        when=when(medicine=MedicineClass.MAGNESIUM_MEDICINE, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.DOUBLE_COUNTING,), severity=Severity.NOT_GRADED),
        because=(
            "this medicine contains magnesium, or some products with this name do. Magnesium on the skin counts "
            "as 0 mg, but ask a clinician before you use both"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.MEDICINES_COUNT,
        ),
    ),
    Rule(
        id="medicine.unrecognised.topical",
        when=when(medicine=MedicineClass.UNRECOGNISED, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.UNKNOWN,), severity=Severity.NOT_GRADED),
        because=(
            "we do not know what this is. Magnesium on the skin does not meet it in the gut, but ask a clinician or "
            "a pharmacist first"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.STRICTEST_MEMBER,
        ),
        not_covered="what this medicine is: we know neither its name nor its code",
    ),
)
