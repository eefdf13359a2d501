"""Rows on medicines against infections."""

from typing import Final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.vocabulary import Effect, MedicineClass, Route, Severity
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.medicines import sources
from alpims_mg.rulebook.medicines.interactions import (
    FOUR_EIGHT,
    FOUR_FOUR,
    FOUR_TWO,
    KEEP_TAKING,
    NOT_IN_THE_GUT,
    SIX_EIGHT,
    SIX_SIX,
    THREE_THREE,
    TWO_SIX,
    Interaction,
)
from alpims_mg.rules.tables import Rule, when

INFECTIONS: Final[tuple[Rule[Interaction], ...]] = (
    # --- Antibiotics
    Rule(
        id="medicine.antibiotic",
        when=when(medicine=MedicineClass.ANTIBIOTIC, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=SIX_EIGHT, effects=(Effect.UNKNOWN,), severity=Severity.MAJOR
        ),
        because=(
            "this antibiotic is not named. It may be one that magnesium binds, so we keep the "
            "longest gaps of any antibiotic"
        ),
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            sources.STRICTEST_MEMBER,
            sources.LABEL_MOXIFLOXACIN,
            sources.PHARMACY_DELAFLOXACIN,
        ),
        not_covered="which antibiotic this is",
    ),
    Rule(
        id="medicine.tetracycline",
        when=when(medicine=MedicineClass.TETRACYCLINE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_SIX, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds tetracyclines, so you absorb less of them, and the infection may not be cured",
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            sources.UK_FLUORIDE_TETRACYCLINE,
            sources.ODS_TETRACYCLINES,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.quinolone",
        when=when(medicine=MedicineClass.QUINOLONE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=SIX_EIGHT, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because=(
            "magnesium binds quinolones. We have no rule for just this one, so we keep the longest "
            "gaps of any quinolone"
        ),
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            sources.STRICTEST_MEMBER,
            sources.BROAD_QUINOLONES,
            sources.LABEL_MOXIFLOXACIN,
            sources.PHARMACY_DELAFLOXACIN,
        ),
    ),
    Rule(
        id="medicine.ciprofloxacin",
        when=when(medicine=MedicineClass.CIPROFLOXACIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_SIX, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds ciprofloxacin. Soon after an antacid, you absorb only 15 to 70 % of the usual amount",
        cites=(guide.CONSULT_ANTIBIOTICS, sources.LABEL_CIPROFLOXACIN, sources.CIPROFLOXACIN_AUC),
    ),
    Rule(
        id="medicine.levofloxacin",
        when=when(medicine=MedicineClass.LEVOFLOXACIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_SIX, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds levofloxacin, so you absorb less of it",
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            sources.LABEL_LEVOFLOXACIN,
            sources.HOSPITAL_LEVOFLOXACIN,
            sources.HANDBOOK_QUINOLONES,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.moxifloxacin",
        when=when(medicine=MedicineClass.MOXIFLOXACIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_EIGHT, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds moxifloxacin, so you absorb less of it",
        cites=(guide.CONSULT_ANTIBIOTICS, sources.LABEL_MOXIFLOXACIN),
    ),
    Rule(
        id="medicine.delafloxacin",
        when=when(medicine=MedicineClass.DELAFLOXACIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=SIX_SIX, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because=(
            "magnesium binds delafloxacin, so you absorb less of it. Sources disagree on which side of it the gap of "
            "six hours is. So we keep six hours before and after it"
        ),
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            sources.LABEL_DELAFLOXACIN,
            sources.PHARMACY_DELAFLOXACIN,
            sources.STRICTER_SOURCE,
        ),
    ),
    Rule(
        id="medicine.ofloxacin",
        when=when(medicine=MedicineClass.OFLOXACIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_SIX, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds ofloxacin, so you absorb less of it",
        cites=(guide.CONSULT_ANTIBIOTICS, sources.LABEL_OFLOXACIN, sources.HANDBOOK_QUINOLONES, sources.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.norfloxacin",
        when=when(medicine=MedicineClass.NORFLOXACIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_SIX, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds norfloxacin, so you absorb less of it",
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            sources.LABEL_NORFLOXACIN,
            sources.HANDBOOK_QUINOLONES,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.nitrofurantoin",
        when=when(medicine=MedicineClass.NITROFURANTOIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.ADSORPTION,), severity=Severity.MODERATE
        ),
        because="a magnesium salt binds nitrofurantoin in the gut, so you absorb less of it",
        cites=(guide.CONSULT_ANTIBIOTICS, sources.UK_THREE_TO_FOUR),
    ),
    Rule(
        id="medicine.aminoglycoside",
        when=when(medicine=MedicineClass.AMINOGLYCOSIDE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, effects=(Effect.MUSCLE_BLOCK, Effect.MAGNESIUM_LOSS), severity=Severity.MODERATE
        ),
        because=(
            "aminoglycosides and magnesium both weaken muscles, and this antibiotic also makes the kidneys lose "
            "magnesium. Taking them at different times does not prevent that"
        ),
        cites=(guide.CONSULT_ANTIBIOTICS, sources.UK_AMINOGLYCOSIDES, sources.UK_AMINOGLYCOSIDE_LOSS),
    ),
    Rule(
        id="medicine.cephalosporin",
        when=when(medicine=MedicineClass.CEPHALOSPORIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.GASTRIC_PH, Effect.CHELATION),
            severity=Severity.MODERATE,
        ),
        because=(
            "with a magnesium antacid, you absorb less of some cephalosporins, such as cefaclor, "
            "cefpodoxime and cefdinir"
        ),
        cites=(guide.CONSULT_ANTIBIOTICS, sources.UK_ANTACID, sources.LABEL_CEFDINIR, sources.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.azithromycin",
        when=when(medicine=MedicineClass.AZITHROMYCIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=THREE_THREE, effects=(Effect.LESS_ABSORBED,), severity=Severity.MINOR
        ),
        because="with a magnesium antacid, the peak level of azithromycin is lower",
        cites=(guide.CONSULT_ANTIBIOTICS, sources.UK_ANTACID, sources.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.isoniazid",
        when=when(medicine=MedicineClass.ISONIAZID, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=THREE_THREE, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because="with a magnesium antacid, you absorb less isoniazid",
        cites=(guide.CONSULT_ANTIBIOTICS, sources.UK_ANTACID, sources.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.rifampicin",
        when=when(medicine=MedicineClass.RIFAMPICIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=THREE_THREE, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because="with a magnesium antacid, you absorb less rifampicin",
        cites=(guide.CONSULT_ANTIBIOTICS, sources.UK_ANTACID, sources.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.methenamine",
        when=when(medicine=MedicineClass.METHENAMINE, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.ALKALINE_URINE,), severity=Severity.MINOR),
        because=(
            "methenamine works only in acid urine. Magnesium salts can make urine alkaline, no "
            "matter when you take them"
        ),
        cites=(guide.CONSULT_ANTIBIOTICS, sources.UK_METHENAMINE),
    ),
    Rule(
        id="medicine.beta-lactam",
        when=when(medicine=MedicineClass.BETA_LACTAM, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.NONE_DOCUMENTED,),
            severity=Severity.NOT_GRADED,
        ),
        because=(
            "we know of no effect of magnesium on penicillins or related antibiotics. We keep the gap for any "
            "medicine that one authority names"
        ),
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            sources.UK_NO_ENTRY,
            sources.FRENCH_ANY_MEDICINE,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.trimethoprim",
        when=when(medicine=MedicineClass.TRIMETHOPRIM, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.NONE_DOCUMENTED,),
            severity=Severity.NOT_GRADED,
        ),
        because=(
            "we know of no effect of magnesium on trimethoprim or sulfonamides. We keep the gap for any medicine "
            "that one authority names"
        ),
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            sources.UK_NO_ENTRY,
            sources.FRENCH_ANY_MEDICINE,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.metronidazole",
        when=when(medicine=MedicineClass.METRONIDAZOLE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.NONE_DOCUMENTED,),
            severity=Severity.NOT_GRADED,
        ),
        because=(
            "we know of no effect of magnesium on metronidazole. We keep the gap for any medicine that one authority "
            "names"
        ),
        cites=(
            guide.CONSULT_ANTIBIOTICS,
            sources.UK_NO_ENTRY,
            sources.FRENCH_ANY_MEDICINE,
            sources.LONGEST_NAMED,
        ),
    ),
    # --- Viruses, and groups that hold a medicine to be avoided
    Rule(
        id="medicine.group-with-avoid",
        when=when(medicine=MedicineClass.GROUP_WITH_AVOID, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.UNKNOWN,), severity=Severity.MAJOR),
        because=(
            "some medicines of this group must not be taken with magnesium capsules at all. We do not know which one "
            f"this is. {KEEP_TAKING}"
        ),
        cites=(
            sources.STRICTEST_MEMBER,
            sources.LABEL_RALTEGRAVIR,
            sources.ANTACID_BALOXAVIR,
            sources.UK_AVOID_KINASE,
            sources.UK_RESIN_4841,
        ),
        not_covered="which medicine of this group this is: some of them rule out capsules",
    ),
    Rule(
        id="medicine.group-with-avoid.topical",
        when=when(medicine=MedicineClass.GROUP_WITH_AVOID, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=NOT_IN_THE_GUT,
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, guide.TOPICAL_GUT_TOLERANCE, sources.TOPICAL_ASKS),
        not_covered="which medicine of this group this is: some of them rule out capsules",
    ),
    Rule(
        id="medicine.raltegravir",
        when=when(medicine=MedicineClass.RALTEGRAVIR, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.CHELATION,), severity=Severity.MAJOR),
        because=f"magnesium binds raltegravir, and taking them at different times does not prevent that. {KEEP_TAKING}",
        cites=(sources.LABEL_RALTEGRAVIR, sources.SUPPLEMENTS_RALTEGRAVIR),
    ),
    Rule(
        id="medicine.raltegravir.topical",
        when=when(medicine=MedicineClass.RALTEGRAVIR, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=NOT_IN_THE_GUT,
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, guide.TOPICAL_GUT_TOLERANCE, sources.TOPICAL_ASKS),
    ),
    Rule(
        id="medicine.dolutegravir",
        when=when(medicine=MedicineClass.DOLUTEGRAVIR, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.CHELATION,), severity=Severity.MAJOR),
        because=(
            "magnesium binds dolutegravir. Authorities disagree. The French one advises against taking the two "
            "together. The EU text allows an antacid two hours after the tablet, or six hours before it. The stricter "
            f"advice counts. {KEEP_TAKING}"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.FRENCH_INTEGRASE,
            sources.EU_DOLUTEGRAVIR,
            sources.STRICTER_SOURCE,
        ),
    ),
    Rule(
        id="medicine.dolutegravir.topical",
        when=when(medicine=MedicineClass.DOLUTEGRAVIR, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=NOT_IN_THE_GUT,
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, guide.TOPICAL_GUT_TOLERANCE, sources.TOPICAL_ASKS),
    ),
    Rule(
        id="medicine.dolutegravir-rilpivirine",
        when=when(medicine=MedicineClass.DOLUTEGRAVIR_RILPIVIRINE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.WITHHOLD, effects=(Effect.CHELATION, Effect.GASTRIC_PH), severity=Severity.MAJOR
        ),
        because=(
            "magnesium binds dolutegravir. Some magnesium salts (oxide, hydroxide, carbonate) also take away the "
            "stomach acid that rilpivirine needs. Authorities disagree. The French one advises against taking "
            "dolutegravir with an antacid. The US label allows an antacid four hours after the tablet, or six hours "
            f"before it. The stricter advice counts. {KEEP_TAKING}"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.FRENCH_INTEGRASE,
            sources.LABEL_JULUCA,
            sources.ACID_SALTS,
            sources.STRICTER_SOURCE,
        ),
    ),
    Rule(
        id="medicine.dolutegravir-rilpivirine.topical",
        when=when(medicine=MedicineClass.DOLUTEGRAVIR_RILPIVIRINE, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=NOT_IN_THE_GUT,
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, guide.TOPICAL_GUT_TOLERANCE, sources.TOPICAL_ASKS),
    ),
    Rule(
        id="medicine.bictegravir",
        when=when(medicine=MedicineClass.BICTEGRAVIR, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.CHELATION,), severity=Severity.MAJOR),
        because=(
            "magnesium binds bictegravir. Authorities disagree. The French one advises against taking the two "
            "together. The US label allows an antacid two hours after the tablet, or six hours before it. The EU "
            f"leaflet allows it with food. The stricter advice counts. {KEEP_TAKING}"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.FRENCH_INTEGRASE,
            sources.US_BICTEGRAVIR,
            sources.EU_BICTEGRAVIR,
            sources.STRICTER_SOURCE,
        ),
    ),
    Rule(
        id="medicine.bictegravir.topical",
        when=when(medicine=MedicineClass.BICTEGRAVIR, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=NOT_IN_THE_GUT,
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, guide.TOPICAL_GUT_TOLERANCE, sources.TOPICAL_ASKS),
    ),
    Rule(
        id="medicine.elvitegravir",
        when=when(medicine=MedicineClass.ELVITEGRAVIR, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds elvitegravir, so you absorb less of it",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.US_ELVITEGRAVIR,
            sources.EU_ELVITEGRAVIR,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.cabotegravir",
        when=when(medicine=MedicineClass.CABOTEGRAVIR, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because=(
            "magnesium binds cabotegravir tablets. Sources disagree on which side of the tablet the gap of four "
            "hours is. So we keep four hours before and after it"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.ORAL_CABOTEGRAVIR,
            sources.REVIEW_CABOTEGRAVIR,
            sources.STRICTER_SOURCE,
        ),
    ),
    Rule(
        id="medicine.rilpivirine",
        when=when(medicine=MedicineClass.RILPIVIRINE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_TWO, effects=(Effect.GASTRIC_PH,), severity=Severity.MAJOR
        ),
        because=(
            "rilpivirine needs stomach acid, which some magnesium salts (oxide, hydroxide, carbonate) take away. Here "
            "the longer gap comes after the medicine"
        ),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.LABEL_RILPIVIRINE, sources.ACID_SALTS),
    ),
    Rule(
        id="medicine.atazanavir",
        when=when(medicine=MedicineClass.ATAZANAVIR, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=THREE_THREE, effects=(Effect.GASTRIC_PH,), severity=Severity.MAJOR
        ),
        because="atazanavir needs stomach acid, which some magnesium salts (oxide, hydroxide, carbonate) take away",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.ANTACID_ATAZANAVIR,
            sources.UK_ANTACID,
            sources.ACID_SALTS,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.baloxavir",
        when=when(medicine=MedicineClass.BALOXAVIR, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.CHELATION,), severity=Severity.MAJOR),
        because=f"magnesium binds baloxavir, which is taken as a single dose and must not fail. {KEEP_TAKING}",
        cites=(sources.ANTACID_BALOXAVIR,),
    ),
    Rule(
        id="medicine.baloxavir.topical",
        when=when(medicine=MedicineClass.BALOXAVIR, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=NOT_IN_THE_GUT,
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, guide.TOPICAL_GUT_TOLERANCE, sources.TOPICAL_ASKS),
    ),
)
