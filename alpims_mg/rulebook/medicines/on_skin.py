"""Rows on medicines beside magnesium on the skin, which does not meet them in the gut.

Where the row of a capsule withholds, the row on the skin stands beside it, under the same id with ``.topical``.
"""

from typing import Final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.vocabulary import Effect, KidneyFunction, MedicineClass, Route, Severity
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.medicines import sources
from alpims_mg.rulebook.medicines.interactions import Interaction
from alpims_mg.rules.tables import Rule, when

_NOT_KNOWN: Final = "how much magnesium passes the skin is not known, so ask a clinician first"


ON_SKIN: Final[tuple[Rule[Interaction], ...]] = (
    *(
        Rule(
            id=f"medicine.{kind}.topical",
            when=when(medicine=kind, route=Route.TOPICAL),
            then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
            because=(
                "magnesium on the skin does not meet this medicine in the gut. But the guide says to talk to a "
                "clinician before you use magnesium with a prescription medicine"
            ),
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
            MedicineClass.DOLUTEGRAVIR,
            MedicineClass.DOLUTEGRAVIR_RILPIVIRINE,
            MedicineClass.BICTEGRAVIR,
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
            MedicineClass.DIGOXIN,
            MedicineClass.FEXOFENADINE,
            MedicineClass.LEVODOPA,
            MedicineClass.PHENYTOIN,
            MedicineClass.ERLOTINIB,
            MedicineClass.DEFERIPRONE,
            MedicineClass.ANTACID_SENSITIVE,
            MedicineClass.SSRI,
            MedicineClass.OTHER_PRESCRIPTION,
        )
    ),
    Rule(
        id="medicine.antibiotic.topical",
        when=when(medicine=MedicineClass.ANTIBIOTIC, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MUSCLE_BLOCK,), severity=Severity.NOT_GRADED),
        because=(
            "this antibiotic is not named. Magnesium on the skin does not meet it in the gut. But a few "
            f"antibiotics weaken muscles, as magnesium does, and {_NOT_KNOWN}"
        ),
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            guide.TOPICAL_GUT_TOLERANCE,
            sources.STRICTEST_MEMBER,
            sources.UK_AMINOGLYCOSIDES,
        ),
        not_covered="which antibiotic this is",
    ),
    *(
        Rule(
            id=f"medicine.{kind}.topical",
            when=when(medicine=kind, route=Route.TOPICAL),
            then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MUSCLE_BLOCK,), severity=Severity.NOT_GRADED),
            because=f"this medicine and magnesium can both weaken muscles. In this case {_NOT_KNOWN}",
            cites=(
                guide.CONSULT_WITH_PRESCRIPTIONS,
                sources.UK_AMINOGLYCOSIDES,
                sources.UK_MUSCLE_BLOCK,
            ),
        )
        for kind in (
            MedicineClass.AMINOGLYCOSIDE,
            MedicineClass.NEUROMUSCULAR_BLOCKER,
            MedicineClass.MUSCLE_RELAXANT,
        )
    ),
    *(
        Rule(
            id=f"medicine.{kind}.topical",
            when=when(medicine=kind, route=Route.TOPICAL),
            then=Interaction(
                verdict=Verdict.CONSULT, effects=(Effect.LOWER_BLOOD_PRESSURE,), severity=Severity.NOT_GRADED
            ),
            because=f"magnesium can lower your blood pressure a little further. On the skin, {_NOT_KNOWN}",
            cites=(
                guide.CONSULT_BLOOD_PRESSURE_MEDICINES,
                sources.LOWER_PRESSURE,
            ),
        )
        for kind in (
            MedicineClass.BLOOD_PRESSURE,
            MedicineClass.ACE_INHIBITOR,
            MedicineClass.SOTALOL,
        )
    ),
    Rule(
        id="medicine.beta-blocker.topical",
        when=when(medicine=MedicineClass.BETA_BLOCKER, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.LOWER_BLOOD_PRESSURE,), severity=Severity.NOT_GRADED),
        because=f"magnesium can lower your blood pressure a little further. On the skin, {_NOT_KNOWN}",
        cites=(guide.CONSULT_BLOOD_PRESSURE_MEDICINES, sources.LOWER_PRESSURE),
        not_covered="whether this beta blocker is sotalol",
    ),
    Rule(
        id="medicine.blood-pressure-unnamed.topical",
        when=when(medicine=MedicineClass.BLOOD_PRESSURE_UNNAMED, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.LOWER_BLOOD_PRESSURE,), severity=Severity.NOT_GRADED),
        because=(
            "this blood-pressure medicine is not named. Magnesium can lower your blood pressure a little further. "
            f"On the skin, {_NOT_KNOWN}"
        ),
        cites=(
            guide.CONSULT_BLOOD_PRESSURE_MEDICINES,
            sources.LOWER_PRESSURE,
            sources.STRICTEST_MEMBER,
        ),
        not_covered="whether this blood-pressure medicine also contains a water pill (diuretic)",
    ),
    Rule(
        id="medicine.potassium-sparing-diuretic.topical",
        when=when(medicine=MedicineClass.POTASSIUM_SPARING_DIURETIC, route=Route.TOPICAL, kidney=KidneyFunction.NORMAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED),
        because=f"this water pill makes the body keep magnesium. On the skin, {_NOT_KNOWN}",
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
            "this water pill (diuretic) is not named. It may be one that makes the body keep magnesium. On the "
            f"skin, {_NOT_KNOWN}"
        ),
        cites=(
            guide.CONSULT_DIURETICS,
            sources.STRICTEST_MEMBER,
            sources.ODS_SPARING,
        ),
        not_covered="whether this water pill makes the body keep magnesium",
    ),
    *(
        Rule(
            id=f"medicine.{kind}.topical",
            when=when(medicine=kind, route=Route.TOPICAL),
            then=Interaction(
                verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_RETENTION,), severity=Severity.NOT_GRADED
            ),
            because=f"with this medicine, the kidneys may get rid of less magnesium. On the skin, {_NOT_KNOWN}",
            cites=(
                guide.CONSULT_WITH_PRESCRIPTIONS,
                sources.LITHIUM_RETENTION,
                sources.MORE_MAGNESIUM_IN_KIDNEY_DISEASE,
            ),
        )
        for kind in (
            MedicineClass.ACTIVE_VITAMIN_D,
            MedicineClass.LITHIUM,
        )
    ),
    *(
        Rule(
            id=f"medicine.{kind}.topical",
            when=when(medicine=kind, route=Route.TOPICAL),
            then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.MAGNESIUM_LOSS,), severity=Severity.NOT_GRADED),
            because=(
                "this medicine can lower the magnesium in your body. Do not count on the skin to make up for that. Ask "
                "a clinician whether your level needs watching"
            ),
            cites=(
                guide.CONSULT_WITH_PRESCRIPTIONS,
                sources.UK_LOSS_12118,
                sources.UK_LOSS_2678,
                sources.LOW_MAGNESIUM_ON_PPI,
            ),
        )
        for kind in (
            MedicineClass.LOOP_OR_THIAZIDE_DIURETIC,
            MedicineClass.PROTON_PUMP_INHIBITOR,
            MedicineClass.MAGNESIUM_WASTING_MEDICINE,
        )
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
