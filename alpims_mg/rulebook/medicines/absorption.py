"""What follows from other medicines that meet magnesium in the gut."""

from typing import Final

from alpims_mg.model.findings import Verdict
from alpims_mg.model.vocabulary import Effect, MedicineClass, Route, Severity
from alpims_mg.rulebook import clauses as guide
from alpims_mg.rulebook.medicines import sources as says
from alpims_mg.rulebook.medicines.interactions import FOUR_FOUR, THREE_THREE, TWO_FOUR, TWO_TWO, Interaction
from alpims_mg.rules.tables import Rule, when

ABSORPTION: Final[tuple[Rule[Interaction], ...]] = (
    # --- Kept apart by the general rules
    Rule(
        id="medicine.quinidine",
        when=when(medicine=MedicineClass.QUINIDINE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.LESS_ABSORBED,), severity=Severity.NOT_GRADED
        ),
        because="magnesium holds quinidine back in the gut, so less of it is absorbed",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_THREE_TO_FOUR),
    ),
    Rule(
        id="medicine.nitroxoline",
        when=when(medicine=MedicineClass.NITROXOLINE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.LESS_ABSORBED,), severity=Severity.NOT_GRADED
        ),
        because="magnesium binds nitroxoline, so less of it is absorbed",
        cites=(guide.CONSULT_ANTIBIOTICS, says.UK_THREE_TO_FOUR),
    ),
    Rule(
        id="medicine.fluoride",
        when=when(medicine=MedicineClass.FLUORIDE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.LESS_ABSORBED,), severity=Severity.NOT_GRADED
        ),
        because="magnesium binds fluoride, so less of it is absorbed",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            says.UK_FLUORIDE_TETRACYCLINE,
            says.UK_ANY_MEDICINE,
            says.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.azole-antifungal",
        when=when(medicine=MedicineClass.AZOLE_ANTIFUNGAL),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.LESS_ABSORBED,),
            severity=Severity.NOT_GRADED,
        ),
        because="an antacid can lessen what is absorbed of an azole antifungal",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_ANTACID, says.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.ulipristal",
        when=when(medicine=MedicineClass.ULIPRISTAL),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.LESS_ABSORBED,), severity=Severity.NOT_GRADED
        ),
        because="less ulipristal may be absorbed beside magnesium, and it may fail",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_ULIPRISTAL, says.UK_ANY_MEDICINE, says.LONGEST_NAMED),
    ),
    # --- Bone, thyroid, nerves
    Rule(
        id="medicine.bisphosphonate",
        when=when(medicine=MedicineClass.BISPHOSPHONATE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because=(
            "magnesium binds bisphosphonates and the treatment may fail, so the tablet goes first, fasting; "
            "labels ask for at least half an hour to an hour"
        ),
        cites=(
            guide.CONSULT_BISPHOSPHONATES,
            says.UK_THREE_TO_FOUR,
            says.FDB_ORAL_BISPHOSPHONATES,
            says.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.intravenous-bisphosphonate",
        when=when(medicine=MedicineClass.INTRAVENOUS_BISPHOSPHONATE),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because="an infused bisphosphonate never meets magnesium in the gut, yet the guide names its kind",
        cites=(guide.CONSULT_BISPHOSPHONATES, says.NO_GUT_CONTACT),
    ),
    Rule(
        id="medicine.levothyroxine",
        when=when(medicine=MedicineClass.LEVOTHYROXINE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.ADSORPTION,), severity=Severity.MODERATE
        ),
        because="magnesium takes up levothyroxine in the gut, so the thyroid test needs watching",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.CHELATE_LEVOTHYROXINE, says.CITRATE_LEVOTHYROXINE),
    ),
    Rule(
        id="medicine.gabapentin",
        when=when(medicine=MedicineClass.GABAPENTIN),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_TWO, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because="less gabapentin is absorbed beside magnesium, up to 43 % less with the oxide",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.LESS_GABAPENTIN, says.TWO_HOURS_BOTH_WAYS),
    ),
    Rule(
        id="medicine.pregabalin",
        when=when(medicine=MedicineClass.PREGABALIN),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=FOUR_FOUR,
            effects=(Effect.NONE_DOCUMENTED,),
            severity=Severity.NOT_GRADED,
        ),
        because="no effect of magnesium on pregabalin is known to us, so the general gap is kept",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.NOTHING_ON_PREGABALIN, says.UK_ANY_MEDICINE, says.LONGEST_NAMED),
    ),
    # --- Blood, heart, joints, allergy
    Rule(
        id="medicine.eltrombopag",
        when=when(medicine=MedicineClass.ELTROMBOPAG),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds eltrombopag, so less of it is absorbed",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_ELTROMBOPAG, says.UK_THREE_TO_FOUR),
    ),
    Rule(
        id="medicine.mycophenolate",
        when=when(medicine=MedicineClass.MYCOPHENOLATE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_TWO, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because="less mycophenolate is absorbed beside magnesium, and a transplant may depend on it",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.APART_FROM_MYCOPHENOLATE, says.UK_ANTACID),
    ),
    Rule(
        id="medicine.rosuvastatin",
        when=when(medicine=MedicineClass.ROSUVASTATIN),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_TWO, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because="an antacid of magnesium halves what is absorbed of rosuvastatin",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            says.LABEL_ROSUVASTATIN,
            says.UK_ANTACID,
            says.TWO_HOURS_BOTH_WAYS,
        ),
    ),
    Rule(
        id="medicine.penicillamine",
        when=when(medicine=MedicineClass.PENICILLAMINE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.CHELATION,), severity=Severity.MAJOR
        ),
        because="magnesium binds penicillamine, so less of it is absorbed",
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            says.UK_THREE_TO_FOUR,
            says.FDB_TWO_HOURS_PENICILLAMINE,
            says.LONGEST_NAMED,
        ),
    ),
    Rule(
        id="medicine.iron",
        when=when(medicine=MedicineClass.IRON),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=FOUR_FOUR,
            effects=(Effect.GASTRIC_PH, Effect.CHELATION),
            severity=Severity.MODERATE,
        ),
        because="magnesium salts bind iron and take away the acid it needs, so less of it is absorbed",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_IRON, says.UK_THREE_TO_FOUR, says.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.aminoquinoline",
        when=when(medicine=MedicineClass.AMINOQUINOLINE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.ADSORPTION,), severity=Severity.MODERATE
        ),
        because="magnesium takes up chloroquine and its kin in the gut, so less is absorbed",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.ANTACID_HYDROXYCHLOROQUINE, says.UK_THREE_TO_FOUR),
    ),
    Rule(
        id="medicine.digoxin",
        when=when(medicine=MedicineClass.DIGOXIN),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=TWO_TWO,
            effects=(Effect.ADSORPTION, Effect.LOW_MAGNESIUM_TOXICITY),
            severity=Severity.MODERATE,
        ),
        because="a little digoxin is held back in the gut, and low magnesium makes it more toxic",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_DIGOXIN, says.TWO_HOURS_BOTH_WAYS),
    ),
    Rule(
        id="medicine.sotalol",
        when=when(medicine=MedicineClass.SOTALOL),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=TWO_TWO,
            effects=(Effect.LESS_ABSORBED, Effect.HEART_RHYTHM, Effect.LOWER_BLOOD_PRESSURE),
            severity=Severity.MODERATE,
        ),
        because=(
            "less sotalol is absorbed beside magnesium, the heart rhythm depends on both, and the blood pressure may "
            "fall further"
        ),
        cites=(
            guide.CONSULT_BLOOD_PRESSURE_MEDICINES,
            says.LESS_SOTALOL,
            says.LOWER_PRESSURE,
            says.TWO_HOURS_BOTH_WAYS,
        ),
    ),
    Rule(
        id="medicine.beta-blocker",
        when=when(medicine=MedicineClass.BETA_BLOCKER),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.LESS_ABSORBED, Effect.HEART_RHYTHM, Effect.LOWER_BLOOD_PRESSURE),
            severity=Severity.MODERATE,
        ),
        because="a beta blocker that is not named may be sotalol or another of which less is absorbed beside magnesium",
        cites=(
            guide.CONSULT_BLOOD_PRESSURE_MEDICINES,
            says.STRICTEST_MEMBER,
            says.LESS_SOTALOL,
            says.FRENCH_ANTACIDS,
            says.LOWER_PRESSURE,
            says.LONGEST_NAMED,
        ),
        not_covered="whether this beta blocker is sotalol",
    ),
    Rule(
        id="medicine.fexofenadine",
        when=when(medicine=MedicineClass.FEXOFENADINE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_TWO, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because="less fexofenadine is absorbed beside an antacid of magnesium",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_ANTACID, says.TWO_HOURS_BOTH_WAYS),
    ),
    # --- Other absorption
    Rule(
        id="medicine.levodopa",
        when=when(medicine=MedicineClass.LEVODOPA),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_TWO, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because=("magnesium oxide takes a third of levodopa and most of its carbidopa, so the oxide is better avoided"),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.LESS_LEVODOPA, says.TWO_HOURS_BOTH_WAYS),
    ),
    Rule(
        id="medicine.phenytoin",
        when=when(medicine=MedicineClass.PHENYTOIN),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=THREE_THREE, effects=(Effect.LESS_ABSORBED,), severity=Severity.MODERATE
        ),
        because="less phenytoin is absorbed beside magnesium, and seizures may return",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_ANTACID, says.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.erlotinib",
        when=when(medicine=MedicineClass.ERLOTINIB),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=TWO_FOUR, effects=(Effect.GASTRIC_PH,), severity=Severity.MODERATE
        ),
        because="erlotinib needs acid, which magnesium salts take away",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_ERLOTINIB),
    ),
    Rule(
        id="medicine.nilotinib",
        when=when(medicine=MedicineClass.NILOTINIB, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.GASTRIC_PH,), severity=Severity.MAJOR),
        because="nilotinib needs acid, which magnesium salts take away",
        cites=(says.UK_AVOID_KINASE, says.MEDSCAPE_AVOID_KINASE),
    ),
    Rule(
        id="medicine.nilotinib.topical",
        when=when(medicine=MedicineClass.NILOTINIB, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=(
            "no capsule meets this medicine in the gut, yet magnesium beside a prescription asks for a clinician first"
        ),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.TOPICAL_ASKS),
    ),
    Rule(
        id="medicine.pazopanib",
        when=when(medicine=MedicineClass.PAZOPANIB, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.GASTRIC_PH,), severity=Severity.MAJOR),
        because="pazopanib needs acid, which magnesium salts take away",
        cites=(says.UK_AVOID_KINASE, says.MEDSCAPE_AVOID_KINASE),
    ),
    Rule(
        id="medicine.pazopanib.topical",
        when=when(medicine=MedicineClass.PAZOPANIB, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=(
            "no capsule meets this medicine in the gut, yet magnesium beside a prescription asks for a clinician first"
        ),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.TOPICAL_ASKS),
    ),
    Rule(
        id="medicine.ace-inhibitor",
        when=when(medicine=MedicineClass.ACE_INHIBITOR),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.LESS_ABSORBED, Effect.LOWER_BLOOD_PRESSURE),
            severity=Severity.MINOR,
        ),
        because="less of an ACE inhibitor is absorbed beside magnesium, and both can lower the blood pressure",
        cites=(guide.CONSULT_BLOOD_PRESSURE_MEDICINES, says.UK_ANTACID, says.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.antacid-sensitive",
        when=when(medicine=MedicineClass.ANTACID_SENSITIVE),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=THREE_THREE,
            effects=(Effect.LESS_ABSORBED,),
            severity=Severity.NOT_GRADED,
        ),
        because="an antacid of magnesium leaves less of this medicine to be absorbed",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.FRENCH_ANTACIDS, says.LONGEST_NAMED),
    ),
    Rule(
        id="medicine.deferiprone",
        when=when(medicine=MedicineClass.DEFERIPRONE),
        then=Interaction(
            verdict=Verdict.CONSULT, separation=FOUR_FOUR, effects=(Effect.CHELATION,), severity=Severity.MODERATE
        ),
        because="minerals such as magnesium can bind deferiprone, so less of it is absorbed",
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.LABEL_DEFERIPRONE),
    ),
    Rule(
        id="medicine.polystyrene-sulfonate",
        when=when(medicine=MedicineClass.POLYSTYRENE_SULFONATE, route=Route.CAPSULE),
        then=Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.ALKALINE_BLOOD,), severity=Severity.MAJOR),
        because="magnesium salts beside sodium polystyrene sulfonate can make the blood alkaline",
        cites=(says.UK_AVOID_RESIN, says.UK_RESIN_4841),
    ),
    Rule(
        id="medicine.polystyrene-sulfonate.topical",
        when=when(medicine=MedicineClass.POLYSTYRENE_SULFONATE, route=Route.TOPICAL),
        then=Interaction(verdict=Verdict.CONSULT, effects=(Effect.NONE_DOCUMENTED,), severity=Severity.NOT_GRADED),
        because=(
            "no capsule meets this medicine in the gut, yet magnesium beside a prescription asks for a clinician first"
        ),
        cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.TOPICAL_ASKS),
    ),
    Rule(
        id="medicine.active-vitamin-d",
        when=when(medicine=MedicineClass.ACTIVE_VITAMIN_D),
        then=Interaction(
            verdict=Verdict.CONSULT,
            separation=FOUR_FOUR,
            effects=(Effect.MAGNESIUM_RETENTION,),
            severity=Severity.MODERATE,
        ),
        because=(
            "active vitamin D can keep magnesium back where the kidney is weak; the general gap is kept beside that"
        ),
        cites=(
            guide.CONSULT_WITH_PRESCRIPTIONS,
            says.MORE_MAGNESIUM_IN_KIDNEY_DISEASE,
            says.UK_ANY_MEDICINE,
            says.LONGEST_NAMED,
        ),
    ),
)
