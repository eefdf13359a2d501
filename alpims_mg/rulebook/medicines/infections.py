"""What follows from medicines against infections."""

from typing import Final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.vocabulary import Effect, MedicineClass, Route, Severity
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.medicines import sources as says
from alpims_mg.rulebook.medicines.interactions import (
    FOUR_EIGHT,
    FOUR_FOUR,
    FOUR_SIX,
    FOUR_TWO,
    SIX_EIGHT,
    SIX_SIX,
    TWO_FOUR,
    TWO_SIX,
    TWO_TWO,
    Interaction,
)
from alpims_mg.rules.tables import Rule, when

INFECTIONS: Final[tuple[Rule[Interaction], ...]] = (
    # --- Antibiotics
    Rule(
        id="medicine.antibiotic",
        when=when(medicine=MedicineClass.ANTIBIOTIC),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=SIX_EIGHT, effects=(Effect.UNKNOWN,), severity=Severity.MAJOR
        ),
        because=(
            "an antibiotic that is not named may be one that magnesium binds, so the longest gaps of any are kept"
        ),
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            says.STRICTEST_MEMBER,
            says.LABEL_MOXIFLOXACIN,
            says.PHARMACY_DELAFLOXACIN,
        ),
        not_covered="which antibiotic this is",
    ),
    Rule(
        id="medicine.tetracycline",
        when=when(medicine=MedicineClass.TETRACYCLINE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_SIX, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds tetracyclines, so less is absorbed and the infection may not be cured",
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            says.UK_FLUORIDE_TETRACYCLINE,
            says.ODS_TETRACYCLINES,
            says.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.quinolone",
        when=when(medicine=MedicineClass.QUINOLONE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=SIX_EIGHT, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds quinolones, and one without gaps of its own keeps the longest gaps of its kin",
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            says.STRICTEST_MEMBER,
            says.BROAD_QUINOLONES,
            says.LABEL_MOXIFLOXACIN,
            says.PHARMACY_DELAFLOXACIN,
        ),
    ),
    Rule(
        id="medicine.ciprofloxacin",
        when=when(medicine=MedicineClass.CIPROFLOXACIN),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_SIX, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds ciprofloxacin: soon after an antacid only 15 to 70 % of it is absorbed",
        cites=(guide.CONSULT_ANTIBIOTICS, says.LABEL_CIPROFLOXACIN, says.CIPROFLOXACIN_AUC),
    ),
    Rule(
        id="medicine.levofloxacin",
        when=when(medicine=MedicineClass.LEVOFLOXACIN),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_FOUR, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds levofloxacin, so less of it is absorbed",
        cites=(guide.CONSULT_ANTIBIOTICS, says.LABEL_LEVOFLOXACIN, says.HOSPITAL_LEVOFLOXACIN, says.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.moxifloxacin",
        when=when(medicine=MedicineClass.MOXIFLOXACIN),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_EIGHT, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds moxifloxacin, so less of it is absorbed",
        cites=(guide.CONSULT_ANTIBIOTICS, says.LABEL_MOXIFLOXACIN),
    ),
    Rule(
        id="medicine.delafloxacin",
        when=when(medicine=MedicineClass.DELAFLOXACIN),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=SIX_SIX, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds delafloxacin, and the sources disagree on which side the longer gap lies",
        cites=(guide.CONSULT_ANTIBIOTICS, says.LABEL_DELAFLOXACIN, says.PHARMACY_DELAFLOXACIN, says.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.ofloxacin",
        when=when(medicine=MedicineClass.OFLOXACIN),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_TWO, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds ofloxacin, so less of it is absorbed",
        cites=(guide.CONSULT_ANTIBIOTICS, says.FDB_OFLOXACIN_NORFLOXACIN),
    ),
    Rule(
        id="medicine.norfloxacin",
        when=when(medicine=MedicineClass.NORFLOXACIN),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_TWO, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds norfloxacin, so less of it is absorbed",
        cites=(guide.CONSULT_ANTIBIOTICS, says.FDB_OFLOXACIN_NORFLOXACIN),
    ),
    Rule(
        id="medicine.nitrofurantoin",
        when=when(medicine=MedicineClass.NITROFURANTOIN),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.ADSORPTION,), severity=Severity.MODERATE
        ),
        because="a magnesium salt takes up nitrofurantoin in the gut, so less of it is absorbed",
        cites=(guide.CONSULT_ANTIBIOTICS, says.UK_THREE_TO_FOUR),
    ),
    Rule(
        id="medicine.aminoglycoside",
        when=when(medicine=MedicineClass.AMINOGLYCOSIDE),
        then=Interaction(
            verdict=Verdict.CONSULT, effects=(Effect.MUSCLE_BLOCK, Effect.MAGNESIUM_LOSS), severity=Severity.MODERATE
        ),
        because="aminoglycosides and magnesium both weaken muscles, and no gap between them mends that",
        cites=(guide.CONSULT_ANTIBIOTICS, says.UK_AMINOGLYCOSIDES, says.MUSCLE_AMINOGLYCOSIDES),
    ),
    Rule(
        id="medicine.cephalosporin",
        when=when(medicine=MedicineClass.CEPHALOSPORIN),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=TWO_TWO,
            effects=(Effect.GASTRIC_PH, Effect.CHELATION),
            severity=Severity.MODERATE,
        ),
        because=(
            "less of some cephalosporins, such as cefaclor, cefpodoxime and cefdinir, is absorbed beside magnesium"
        ),
        cites=(guide.CONSULT_ANTIBIOTICS, says.UK_ANTACID, says.LABEL_CEFDINIR, says.TWO_HOURS_BOTH_WAYS),
    ),
    Rule(
        id="medicine.azithromycin",
        when=when(medicine=MedicineClass.AZITHROMYCIN),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_TWO, effects=(Effect.LESS_ABSORBED,), severity=Severity.MINOR
        ),
        because="beside magnesium the peak of azithromycin is lower",
        cites=(guide.CONSULT_ANTIBIOTICS, says.UK_ANTACID, says.TWO_HOURS_BOTH_WAYS),
    ),
    Rule(
        id="medicine.isoniazid",
        when=when(medicine=MedicineClass.ISONIAZID),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_TWO, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because="less isoniazid is absorbed beside magnesium",
        cites=(guide.CONSULT_ANTIBIOTICS, says.UK_ANTACID, says.TWO_HOURS_BOTH_WAYS),
    ),
    Rule(
        id="medicine.rifampicin",
        when=when(medicine=MedicineClass.RIFAMPICIN),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_TWO, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because="less rifampicin is absorbed beside magnesium",
        cites=(guide.CONSULT_ANTIBIOTICS, says.UK_ANTACID, says.TWO_HOURS_BOTH_WAYS),
    ),
    Rule(
        id="medicine.methenamine",
        when=when(medicine=MedicineClass.METHENAMINE),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.ALKALINE_URINE,), severity=Severity.MINOR),
        because="methenamine works in acid urine, which magnesium salts can make alkaline at any hour",
        cites=(guide.CONSULT_ANTIBIOTICS, says.UK_METHENAMINE),
    ),
    Rule(
        id="medicine.beta-lactam",
        when=when(medicine=MedicineClass.BETA_LACTAM),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_TWO, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED
        ),
        because="nothing is known of magnesium and penicillins or their kin, which keep the common gap",
        cites=(guide.CONSULT_ANTIBIOTICS, says.UK_NO_ENTRY, says.FRENCH_ANY_MEDICINE, says.TWO_HOURS_BOTH_WAYS),
    ),
    Rule(
        id="medicine.trimethoprim",
        when=when(medicine=MedicineClass.TRIMETHOPRIM),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_TWO, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED
        ),
        because="nothing is known of magnesium and trimethoprim or sulfonamides, which keep the common gap",
        cites=(guide.CONSULT_ANTIBIOTICS, says.UK_NO_ENTRY, says.FRENCH_ANY_MEDICINE, says.TWO_HOURS_BOTH_WAYS),
    ),
    Rule(
        id="medicine.metronidazole",
        when=when(medicine=MedicineClass.METRONIDAZOLE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_TWO, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED
        ),
        because="nothing is known of magnesium and metronidazole, which keeps the common gap",
        cites=(guide.CONSULT_ANTIBIOTICS, says.UK_NO_ENTRY, says.FRENCH_ANY_MEDICINE, says.TWO_HOURS_BOTH_WAYS),
    ),
    # --- Viruses, and groups that hold a medicine to be avoided
    Rule(
        id="medicine.group-with-avoid",
        when=when(medicine=MedicineClass.GROUP_WITH_AVOID, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.UNKNOWN,), severity=Severity.MAJOR),
        because=(
            "some medicines of this group must not meet magnesium capsules at all, and which one is meant is not known"
        ),
        cites=(
            says.STRICTEST_MEMBER,
            says.RALTEGRAVIR_LIVERPOOL,
            says.ANTACID_BALOXAVIR,
            says.UK_AVOID_KINASE,
            says.UK_RESIN_4841,
        ),
        not_covered="which medicine of this group is meant: some of them rule capsules out",
    ),
    Rule(
        id="medicine.group-with-avoid.topical",
        when=when(medicine=MedicineClass.GROUP_WITH_AVOID, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=(
            "no capsule meets this medicine in the gut, yet magnesium beside a prescription asks for a clinician first"
        ),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.TOPICAL_ASKS),
        not_covered="which medicine of this group is meant: some of them rule capsules out",
    ),
    Rule(
        id="medicine.raltegravir",
        when=when(medicine=MedicineClass.RALTEGRAVIR, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.CHELATION,), severity=Severity.MAJOR),
        because="magnesium binds raltegravir, and no gap between the two mends it",
        cites=(says.RALTEGRAVIR_INSITE, says.RALTEGRAVIR_LIVERPOOL, says.RALTEGRAVIR_VIH),
    ),
    Rule(
        id="medicine.raltegravir.topical",
        when=when(medicine=MedicineClass.RALTEGRAVIR, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=(
            "no capsule meets this medicine in the gut, yet magnesium beside a prescription asks for a clinician first"
        ),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.TOPICAL_ASKS),
    ),
    Rule(
        id="medicine.dolutegravir",
        when=when(medicine=MedicineClass.DOLUTEGRAVIR),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_SIX, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds dolutegravir, of which about a quarter is left",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.EU_DOLUTEGRAVIR),
    ),
    Rule(
        id="medicine.dolutegravir-rilpivirine",
        when=when(medicine=MedicineClass.DOLUTEGRAVIR_RILPIVIRINE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=FOUR_SIX,
            effects=(Effect.CHELATION, Effect.GASTRIC_PH),
            severity=Severity.MAJOR,
        ),
        because="magnesium binds dolutegravir and takes away the acid that rilpivirine needs",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.LABEL_JULUCA),
    ),
    Rule(
        id="medicine.bictegravir",
        when=when(medicine=MedicineClass.BICTEGRAVIR),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_SIX, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds bictegravir, so less of it is absorbed",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.US_BICTEGRAVIR, says.EU_BICTEGRAVIR, says.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.elvitegravir",
        when=when(medicine=MedicineClass.ELVITEGRAVIR),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds elvitegravir, so less of it is absorbed",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.US_ELVITEGRAVIR, says.EU_ELVITEGRAVIR, says.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.cabotegravir",
        when=when(medicine=MedicineClass.CABOTEGRAVIR),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_TWO, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds cabotegravir tablets; here the longer gap comes after the medicine",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.ORAL_CABOTEGRAVIR),
    ),
    Rule(
        id="medicine.rilpivirine",
        when=when(medicine=MedicineClass.RILPIVIRINE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_TWO, effects=(Effect.GASTRIC_PH,), severity=Severity.MAJOR
        ),
        because=(
            "rilpivirine needs acid, which magnesium salts take away; here the longer gap comes after the medicine"
        ),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.ORAL_RILPIVIRINE, says.LABEL_RILPIVIRINE),
    ),
    Rule(
        id="medicine.atazanavir",
        when=when(medicine=MedicineClass.ATAZANAVIR),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_TWO, effects=(Effect.GASTRIC_PH,), severity=Severity.MAJOR
        ),
        because="atazanavir needs acid, which magnesium salts take away",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.ANTACID_ATAZANAVIR, says.TWO_HOURS_BOTH_WAYS),
    ),
    Rule(
        id="medicine.baloxavir",
        when=when(medicine=MedicineClass.BALOXAVIR, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.CHELATION,), severity=Severity.MAJOR),
        because="magnesium binds baloxavir, which is a single dose and must not fail",
        cites=(says.ANTACID_BALOXAVIR,),
    ),
    Rule(
        id="medicine.baloxavir.topical",
        when=when(medicine=MedicineClass.BALOXAVIR, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=(
            "no capsule meets this medicine in the gut, yet magnesium beside a prescription asks for a clinician first"
        ),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.TOPICAL_ASKS),
    ),
)
