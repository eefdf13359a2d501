"""Rows on medicines that can meet magnesium in the gut, except medicines against infections."""

from typing import Final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.vocabulary import Effect, MedicineClass, Route, Severity
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.medicines import sources
from alpims_mg.rulebook.medicines.interactions import (
    FOUR_FOUR,
    FOUR_TEN,
    KEEP_TAKING,
    NOT_IN_THE_GUT,
    SIX_SIX,
    THREE_THREE,
    TWO_FOUR,
    TWO_TWO,
    Interaction,
)
from alpims_mg.rules.tables import Rule, when

ABSORPTION: Final[tuple[Rule[Interaction], ...]] = (
    # --- Kept apart by the general rules
    Rule(
        id="medicine.quinidine",
        when=when(medicine=MedicineClass.QUINIDINE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.LESS_ABSORBED,), severity=Severity.NOT_GRADED
        ),
        because="magnesium holds back quinidine in the gut, so you absorb less of it",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.UK_THREE_TO_FOUR),
    ),
    Rule(
        id="medicine.nitroxoline",
        when=when(medicine=MedicineClass.NITROXOLINE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.LESS_ABSORBED,), severity=Severity.NOT_GRADED
        ),
        because="magnesium binds nitroxoline, so you absorb less of it",
        cites=(guide.CONSULT_ANTIBIOTICS, sources.UK_THREE_TO_FOUR),
    ),
    Rule(
        id="medicine.fluoride",
        when=when(medicine=MedicineClass.FLUORIDE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.LESS_ABSORBED,), severity=Severity.NOT_GRADED
        ),
        because="magnesium binds fluoride, so you absorb less of it",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.UK_FLUORIDE_TETRACYCLINE,
            sources.UK_ANY_MEDICINE,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.azole-antifungal",
        when=when(medicine=MedicineClass.AZOLE_ANTIFUNGAL, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.LESS_ABSORBED,),
            severity=Severity.NOT_GRADED,
        ),
        because="with a magnesium antacid, you may absorb less of an azole antifungal",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.UK_ANTACID, sources.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.ulipristal",
        when=when(medicine=MedicineClass.ULIPRISTAL, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.LESS_ABSORBED,), severity=Severity.NOT_GRADED
        ),
        because="with magnesium, you may absorb less ulipristal, and it may not work",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.UK_ULIPRISTAL, sources.UK_ANY_MEDICINE, sources.LONGEST_NAMED),
    ),
    # --- Bone, thyroid, nerves
    Rule(
        id="medicine.bisphosphonate",
        when=when(medicine=MedicineClass.BISPHOSPHONATE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because=(
            "take the bisphosphonate tablet first, on an empty stomach. Magnesium binds it, and the "
            "treatment may fail. Keep the full gap shown here. US labels ask for at least half an hour to an hour, "
            "UK texts for longer"
        ),
        cites=(
            guide.CONSULT_BISPHOSPHONATES,
            sources.UK_THREE_TO_FOUR,
            sources.LABELS_ORAL_BISPHOSPHONATES,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.intravenous-bisphosphonate",
        when=when(medicine=MedicineClass.INTRAVENOUS_BISPHOSPHONATE, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=(
            "a bisphosphonate given by infusion never meets magnesium in the gut. But the guide "
            "names this kind of medicine, so ask a clinician first"
        ),
        cites=(guide.CONSULT_BISPHOSPHONATES, sources.NO_GUT_CONTACT),
    ),
    Rule(
        id="medicine.levothyroxine",
        when=when(medicine=MedicineClass.LEVOTHYROXINE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.ADSORPTION,), severity=Severity.MODERATE
        ),
        because="magnesium binds levothyroxine in the gut. Ask whether your thyroid tests need watching",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.LABEL_LEVOTHYROXINE, sources.SUPPLEMENTS_LEVOTHYROXINE),
    ),
    Rule(
        id="medicine.gabapentin",
        when=when(medicine=MedicineClass.GABAPENTIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=THREE_THREE, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because="with an antacid, you absorb a fifth less gabapentin. With magnesium oxide it may be more",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.LABEL_GABAPENTIN,
            sources.OXIDE_GABAPENTIN,
            sources.UK_ANTACID,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.pregabalin",
        when=when(medicine=MedicineClass.PREGABALIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=FOUR_FOUR,
            effects=(Effect.NONE_DOCUMENTED,),
            severity=Severity.NOT_GRADED,
        ),
        because="we know of no effect of magnesium on pregabalin, so we keep the general gap",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.NOTHING_ON_PREGABALIN,
            sources.UK_ANY_MEDICINE,
            sources.LONGEST_NAMED,
        ),
    ),
    # --- Blood, heart, joints, allergy
    Rule(
        id="medicine.eltrombopag",
        when=when(medicine=MedicineClass.ELTROMBOPAG, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds eltrombopag, so you absorb less of it",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.UK_ELTROMBOPAG, sources.UK_THREE_TO_FOUR),
    ),
    Rule(
        id="medicine.mycophenolate",
        when=when(medicine=MedicineClass.MYCOPHENOLATE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=THREE_THREE, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because="with a magnesium antacid, you absorb less mycophenolate, and a transplant may depend on it",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.APART_FROM_MYCOPHENOLATE,
            sources.UK_ANTACID,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.rosuvastatin",
        when=when(medicine=MedicineClass.ROSUVASTATIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=THREE_THREE, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because="with a magnesium antacid, you absorb only half as much rosuvastatin",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.LABEL_ROSUVASTATIN,
            sources.UK_ANTACID,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.penicillamine",
        when=when(medicine=MedicineClass.PENICILLAMINE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds penicillamine and trientine, so you absorb less of this medicine",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.UK_THREE_TO_FOUR,
            sources.LABEL_TRIENTINE,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.iron",
        when=when(medicine=MedicineClass.IRON, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=FOUR_FOUR,
            effects=(Effect.GASTRIC_PH, Effect.CHELATION),
            severity=Severity.MODERATE,
        ),
        because=(
            "magnesium binds iron, so you absorb less of it. Some magnesium salts (oxide, hydroxide, carbonate) also "
            "take away the stomach acid that iron needs"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.UK_IRON,
            sources.UK_THREE_TO_FOUR,
            sources.ACID_SALTS,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.aminoquinoline",
        when=when(medicine=MedicineClass.AMINOQUINOLINE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.ADSORPTION,), severity=Severity.MODERATE
        ),
        because="magnesium binds chloroquine and related medicines in the gut, so you absorb less of them",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.ANTACID_HYDROXYCHLOROQUINE, sources.UK_THREE_TO_FOUR),
    ),
    Rule(
        id="medicine.digoxin",
        when=when(medicine=MedicineClass.DIGOXIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.ADSORPTION, Effect.LOW_MAGNESIUM_TOXICITY),
            severity=Severity.MODERATE,
        ),
        because=(
            "magnesium holds back a little digoxin in the gut, and low magnesium in the body makes digoxin more toxic"
        ),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.UK_DIGOXIN, sources.UK_ANTACID, sources.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.sotalol",
        when=when(medicine=MedicineClass.SOTALOL, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=TWO_TWO,
            effects=(Effect.LESS_ABSORBED, Effect.HEART_RHYTHM, Effect.LOWER_BLOOD_PRESSURE),
            severity=Severity.MODERATE,
        ),
        because=(
            "with an antacid, you absorb less sotalol. Sotalol and magnesium both affect your heart rhythm, and your "
            "blood pressure may fall further"
        ),
        cites=(
            guide.CONSULT_BLOOD_PRESSURE_MEDICINES,
            sources.LESS_SOTALOL,
            sources.SOTALOL_RHYTHM,
            sources.LOWER_PRESSURE,
            sources.TWO_HOURS_BOTH_WAYS,
        ),
    ),
    Rule(
        id="medicine.beta-blocker",
        when=when(medicine=MedicineClass.BETA_BLOCKER, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.LESS_ABSORBED, Effect.HEART_RHYTHM, Effect.LOWER_BLOOD_PRESSURE),
            severity=Severity.MODERATE,
        ),
        because=(
            "this beta blocker is not named. It may be sotalol, which affects your heart rhythm. It may also "
            "be one that you absorb less of with a magnesium antacid. Your blood pressure may fall further"
        ),
        cites=(
            guide.CONSULT_BLOOD_PRESSURE_MEDICINES,
            sources.STRICTEST_MEMBER,
            sources.LESS_SOTALOL,
            sources.SOTALOL_RHYTHM,
            sources.FRENCH_ANTACIDS,
            sources.LOWER_PRESSURE,
            sources.LONGEST_NAMED,
        ),
        not_covered="whether this beta blocker is sotalol",
    ),
    Rule(
        id="medicine.fexofenadine",
        when=when(medicine=MedicineClass.FEXOFENADINE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=THREE_THREE, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because="with a magnesium antacid, you absorb less fexofenadine",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.UK_ANTACID, sources.LONGEST_NAMED),
    ),
    # --- Other absorption
    Rule(
        id="medicine.levodopa",
        when=when(medicine=MedicineClass.LEVODOPA, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.LESS_ABSORBED, Effect.MORE_ABSORBED),
            severity=Severity.MODERATE,
        ),
        because=(
            "sources disagree. A paper found that with magnesium oxide you absorb a third less levodopa and lose "
            "most of the carbidopa. So it is better to avoid oxide. Lists of interactions say that with an antacid "
            "you may "
            "absorb more. We keep the longer gap"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.LESS_LEVODOPA,
            sources.MORE_LEVODOPA,
            sources.FRENCH_ANY_MEDICINE,
            sources.STRICTER_SOURCE,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.phenytoin",
        when=when(medicine=MedicineClass.PHENYTOIN, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=THREE_THREE, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because="with a magnesium antacid, you absorb less phenytoin, and seizures may return",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.UK_ANTACID, sources.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.erlotinib",
        when=when(medicine=MedicineClass.ERLOTINIB, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=TWO_FOUR,
            effects=(Effect.GASTRIC_PH, Effect.MAGNESIUM_LOSS),
            severity=Severity.MODERATE,
        ),
        because=(
            "erlotinib needs stomach acid, which some magnesium salts (oxide, hydroxide, carbonate) take away. "
            "Erlotinib can also make the body lose magnesium"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.UK_ERLOTINIB,
            sources.ACID_SALTS,
            sources.UK_LOSS_12118,
            sources.UK_LOSS_2678,
        ),
    ),
    Rule(
        id="medicine.gefitinib",
        when=when(medicine=MedicineClass.GEFITINIB, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=SIX_SIX, effects=(Effect.GASTRIC_PH,), severity=Severity.MODERATE
        ),
        because="gefitinib needs stomach acid, which some magnesium salts (oxide, hydroxide, carbonate) take away",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.LABEL_GEFITINIB,
            sources.DATABASE_GEFITINIB,
            sources.ACID_SALTS,
        ),
    ),
    Rule(
        id="medicine.sotorasib",
        when=when(medicine=MedicineClass.SOTORASIB, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_TEN, effects=(Effect.GASTRIC_PH,), severity=Severity.MAJOR
        ),
        because=(
            "sotorasib needs stomach acid, which some magnesium salts (oxide, hydroxide, carbonate) take away. Here "
            "the longer gap comes before the medicine"
        ),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.LABEL_SOTORASIB, sources.ACID_SALTS),
    ),
    Rule(
        id="medicine.nilotinib",
        when=when(medicine=MedicineClass.NILOTINIB, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.GASTRIC_PH,), severity=Severity.MAJOR),
        because=(
            "nilotinib needs stomach acid, which some magnesium salts (oxide, hydroxide, carbonate) take "
            f"away. {KEEP_TAKING}"
        ),
        cites=(sources.UK_AVOID_KINASE, sources.LABEL_NILOTINIB, sources.ACID_SALTS, sources.AVOIDED_AT_ANY_HOUR),
    ),
    Rule(
        id="medicine.nilotinib.topical",
        when=when(medicine=MedicineClass.NILOTINIB, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=NOT_IN_THE_GUT,
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, guide.TOPICAL_GUT_TOLERANCE, sources.TOPICAL_ASKS),
    ),
    Rule(
        id="medicine.pazopanib",
        when=when(medicine=MedicineClass.PAZOPANIB, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.GASTRIC_PH,), severity=Severity.MAJOR),
        because=(
            "pazopanib needs stomach acid, which some magnesium salts (oxide, hydroxide, carbonate) take "
            f"away. {KEEP_TAKING}"
        ),
        cites=(sources.UK_AVOID_KINASE, sources.LABEL_PAZOPANIB, sources.ACID_SALTS, sources.AVOIDED_AT_ANY_HOUR),
    ),
    Rule(
        id="medicine.pazopanib.topical",
        when=when(medicine=MedicineClass.PAZOPANIB, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=NOT_IN_THE_GUT,
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, guide.TOPICAL_GUT_TOLERANCE, sources.TOPICAL_ASKS),
    ),
    Rule(
        id="medicine.ace-inhibitor",
        when=when(medicine=MedicineClass.ACE_INHIBITOR, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.LESS_ABSORBED, Effect.LOWER_BLOOD_PRESSURE),
            severity=Severity.MINOR,
        ),
        because=(
            "with a magnesium antacid, you absorb less of some ACE inhibitors (captopril, enalapril, fosinopril). "
            "Magnesium can also lower your blood pressure a little further"
        ),
        cites=(
            guide.CONSULT_BLOOD_PRESSURE_MEDICINES,
            sources.UK_ANTACID,
            sources.LOWER_PRESSURE,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.antacid-sensitive",
        when=when(medicine=MedicineClass.ANTACID_SENSITIVE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.LESS_ABSORBED,),
            severity=Severity.NOT_GRADED,
        ),
        because="with a magnesium antacid, you absorb less of this medicine",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.FRENCH_ANTACIDS, sources.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.deferiprone",
        when=when(medicine=MedicineClass.DEFERIPRONE, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.CHELATION,), severity=Severity.MODERATE
        ),
        because="minerals such as magnesium can bind deferiprone, so you absorb less of it",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, sources.LABEL_DEFERIPRONE),
    ),
    Rule(
        id="medicine.polystyrene-sulfonate",
        when=when(medicine=MedicineClass.POLYSTYRENE_SULFONATE, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.ALKALINE_BLOOD,), severity=Severity.MAJOR),
        because=(
            "magnesium salts with a resin that lowers potassium (polystyrene sulfonate or patiromer) can make your "
            f"blood too alkaline. The resin may work less. {KEEP_TAKING}"
        ),
        cites=(sources.UK_AVOID_RESIN, sources.UK_RESIN_4841, sources.LIST_PATIROMER),
    ),
    Rule(
        id="medicine.polystyrene-sulfonate.topical",
        when=when(medicine=MedicineClass.POLYSTYRENE_SULFONATE, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=NOT_IN_THE_GUT,
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, guide.TOPICAL_GUT_TOLERANCE, sources.TOPICAL_ASKS),
    ),
    Rule(
        id="medicine.active-vitamin-d",
        when=when(medicine=MedicineClass.ACTIVE_VITAMIN_D, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=FOUR_FOUR,
            effects=(Effect.MAGNESIUM_RETENTION,),
            severity=Severity.MODERATE,
        ),
        because=(
            "vitamin D, above all an active form, can make the body keep magnesium if the kidneys are weak. We also "
            "keep the general gap"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.MORE_MAGNESIUM_IN_KIDNEY_DISEASE,
            sources.UK_ANY_MEDICINE,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.misoprostol",
        when=when(medicine=MedicineClass.MISOPROSTOL, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.DIARRHOEA,), severity=Severity.MODERATE
        ),
        because=(
            "misoprostol and magnesium can both cause diarrhoea, at whatever hours you take them. We also keep the "
            "general gap"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.LABEL_MISOPROSTOL,
            sources.UK_ANY_MEDICINE,
            sources.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.sulfonylurea",
        when=when(medicine=MedicineClass.SULFONYLUREA, route=Route.CAPSULE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=FOUR_FOUR,
            effects=(Effect.MORE_ABSORBED, Effect.LOW_BLOOD_SUGAR),
            severity=Severity.MODERATE,
        ),
        because=(
            "with some magnesium salts, you may absorb more of this diabetes medicine, or absorb it faster. Your blood "
            "sugar may fall too low, so ask whether to check it more often. We also keep the general gap"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            sources.LISTS_SULFONYLUREAS,
            sources.UK_ANY_MEDICINE,
            sources.LONGEST_NAMED,
        ),
    ),
)
