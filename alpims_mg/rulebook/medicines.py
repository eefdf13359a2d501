"""What follows from each kind of medicine: a verdict, and the hours to keep between it and magnesium."""

from typing import Final, final

import attrs

from alpims_mg._kit.tables import Rule, Table, every, when
from alpims_mg.findings import Hours, Verdict
from alpims_mg.rulebook import clauses as guide, medicine_sources as says
from alpims_mg.vocabulary import KidneyFunction, MedicineClass, MedicineRoute, Route, Word


@final
@attrs.frozen(kw_only=True, repr=False)
class MedicineKey:
    """A kind of medicine, how the magnesium is taken, and the kidney function."""

    medicine: MedicineClass
    route: Route
    kidney: KidneyFunction


@final
@attrs.frozen(kw_only=True)
class Interaction:
    """What follows from a medicine: a verdict, and the two directed gaps to keep, where absorption can meet."""

    verdict: Verdict
    hours: Hours | None = None


# The first number is from the medicine to magnesium, the second from magnesium to the medicine.
TWO_TWO: Final = Hours(medicine_to_magnesium=2, magnesium_to_medicine=2)
TWO_FOUR: Final = Hours(medicine_to_magnesium=2, magnesium_to_medicine=4)
TWO_SIX: Final = Hours(medicine_to_magnesium=2, magnesium_to_medicine=6)
THREE_THREE: Final = Hours(medicine_to_magnesium=3, magnesium_to_medicine=3)
FOUR_TWO: Final = Hours(medicine_to_magnesium=4, magnesium_to_medicine=2)
FOUR_FOUR: Final = Hours(medicine_to_magnesium=4, magnesium_to_medicine=4)
FOUR_SIX: Final = Hours(medicine_to_magnesium=4, magnesium_to_medicine=6)
FOUR_EIGHT: Final = Hours(medicine_to_magnesium=4, magnesium_to_medicine=8)
SIX_SIX: Final = Hours(medicine_to_magnesium=6, magnesium_to_medicine=6)
SIX_EIGHT: Final = Hours(medicine_to_magnesium=6, magnesium_to_medicine=8)

CONSULT: Final = Interaction(verdict=Verdict.CONSULT)
WITHHOLD: Final = Interaction(verdict=Verdict.WITHHOLD)
WEAK_OR_UNMEASURED: Final = every(KidneyFunction, but={KidneyFunction.NORMAL})

MEDICINES: Final[Table[MedicineKey, Interaction]] = Table(
    name="medicine",
    title="Medicines",
    key=MedicineKey,
    rules=(
        # --- Kept apart by the general rules
        Rule(
            id="medicine.quinidine",
            when=when(medicine=MedicineClass.QUINIDINE),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_FOUR),
            because="magnesium holds quinidine back in the gut, so less of it is absorbed",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_THREE_TO_FOUR),
        ),
        Rule(
            id="medicine.nitroxoline",
            when=when(medicine=MedicineClass.NITROXOLINE),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_FOUR),
            because="magnesium binds nitroxoline, so less of it is absorbed",
            cites=(guide.CONSULT_ANTIBIOTICS, says.UK_THREE_TO_FOUR),
        ),
        Rule(
            id="medicine.fluoride",
            when=when(medicine=MedicineClass.FLUORIDE),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_FOUR),
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
            then=Interaction(verdict=Verdict.CONSULT, hours=THREE_THREE),
            because="an antacid can lessen what is absorbed of an azole antifungal",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_ANTACID, says.LONGEST_NAMED),
        ),
        Rule(
            id="medicine.ulipristal",
            when=when(medicine=MedicineClass.ULIPRISTAL),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_FOUR),
            because="less ulipristal may be absorbed beside magnesium, and it may fail",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_ULIPRISTAL, says.UK_ANY_MEDICINE, says.LONGEST_NAMED),
        ),
        # --- Antibiotics
        Rule(
            id="medicine.antibiotic",
            when=when(medicine=MedicineClass.ANTIBIOTIC),
            then=Interaction(verdict=Verdict.CONSULT, hours=SIX_EIGHT),
            because=(
                "an antibiotic that is not named may be one that magnesium binds, so the longest gaps of any are kept"
            ),
            cites=(
                guide.CONSULT_ANTIBIOTICS,
                says.STRICTEST_MEMBER,
                says.LABEL_MOXIFLOXACIN,
                says.PHARMACY_DELAFLOXACIN,
            ),
            leaves_open="which antibiotic this is",
        ),
        Rule(
            id="medicine.tetracycline",
            when=when(medicine=MedicineClass.TETRACYCLINE),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_SIX),
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
            then=Interaction(verdict=Verdict.CONSULT, hours=SIX_EIGHT),
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
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_SIX),
            because="magnesium binds ciprofloxacin: soon after an antacid only 15 to 70 % of it is absorbed",
            cites=(guide.CONSULT_ANTIBIOTICS, says.LABEL_CIPROFLOXACIN, says.CIPROFLOXACIN_AUC),
        ),
        Rule(
            id="medicine.levofloxacin",
            when=when(medicine=MedicineClass.LEVOFLOXACIN),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_FOUR),
            because="magnesium binds levofloxacin, so less of it is absorbed",
            cites=(guide.CONSULT_ANTIBIOTICS, says.LABEL_LEVOFLOXACIN, says.HOSPITAL_LEVOFLOXACIN, says.LONGEST_NAMED),
        ),
        Rule(
            id="medicine.moxifloxacin",
            when=when(medicine=MedicineClass.MOXIFLOXACIN),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_EIGHT),
            because="magnesium binds moxifloxacin, so less of it is absorbed",
            cites=(guide.CONSULT_ANTIBIOTICS, says.LABEL_MOXIFLOXACIN),
        ),
        Rule(
            id="medicine.delafloxacin",
            when=when(medicine=MedicineClass.DELAFLOXACIN),
            then=Interaction(verdict=Verdict.CONSULT, hours=SIX_SIX),
            because="magnesium binds delafloxacin, and the sources disagree on which side the longer gap lies",
            cites=(guide.CONSULT_ANTIBIOTICS, says.LABEL_DELAFLOXACIN, says.PHARMACY_DELAFLOXACIN, says.LONGEST_NAMED),
        ),
        Rule(
            id="medicine.ofloxacin",
            when=when(medicine=MedicineClass.OFLOXACIN),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="magnesium binds ofloxacin, so less of it is absorbed",
            cites=(guide.CONSULT_ANTIBIOTICS, says.FDB_OFLOXACIN_NORFLOXACIN),
        ),
        Rule(
            id="medicine.norfloxacin",
            when=when(medicine=MedicineClass.NORFLOXACIN),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="magnesium binds norfloxacin, so less of it is absorbed",
            cites=(guide.CONSULT_ANTIBIOTICS, says.FDB_OFLOXACIN_NORFLOXACIN),
        ),
        Rule(
            id="medicine.nitrofurantoin",
            when=when(medicine=MedicineClass.NITROFURANTOIN),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_FOUR),
            because="a magnesium salt takes up nitrofurantoin in the gut, so less of it is absorbed",
            cites=(guide.CONSULT_ANTIBIOTICS, says.UK_THREE_TO_FOUR),
        ),
        Rule(
            id="medicine.aminoglycoside",
            when=when(medicine=MedicineClass.AMINOGLYCOSIDE),
            then=CONSULT,
            because="aminoglycosides and magnesium both weaken muscles, and no gap between them mends that",
            cites=(guide.CONSULT_ANTIBIOTICS, says.UK_AMINOGLYCOSIDES, says.MUSCLE_AMINOGLYCOSIDES),
        ),
        Rule(
            id="medicine.cephalosporin",
            when=when(medicine=MedicineClass.CEPHALOSPORIN),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because=(
                "less of some cephalosporins, such as cefaclor, cefpodoxime and cefdinir, is absorbed beside magnesium"
            ),
            cites=(guide.CONSULT_ANTIBIOTICS, says.UK_ANTACID, says.LABEL_CEFDINIR, says.TWO_HOURS_BOTH_WAYS),
        ),
        Rule(
            id="medicine.azithromycin",
            when=when(medicine=MedicineClass.AZITHROMYCIN),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="beside magnesium the peak of azithromycin is lower",
            cites=(guide.CONSULT_ANTIBIOTICS, says.UK_ANTACID, says.TWO_HOURS_BOTH_WAYS),
        ),
        Rule(
            id="medicine.isoniazid",
            when=when(medicine=MedicineClass.ISONIAZID),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="less isoniazid is absorbed beside magnesium",
            cites=(guide.CONSULT_ANTIBIOTICS, says.UK_ANTACID, says.TWO_HOURS_BOTH_WAYS),
        ),
        Rule(
            id="medicine.rifampicin",
            when=when(medicine=MedicineClass.RIFAMPICIN),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="less rifampicin is absorbed beside magnesium",
            cites=(guide.CONSULT_ANTIBIOTICS, says.UK_ANTACID, says.TWO_HOURS_BOTH_WAYS),
        ),
        Rule(
            id="medicine.methenamine",
            when=when(medicine=MedicineClass.METHENAMINE),
            then=CONSULT,
            because="methenamine works in acid urine, which magnesium salts can make alkaline at any hour",
            cites=(guide.CONSULT_ANTIBIOTICS, says.UK_METHENAMINE),
        ),
        Rule(
            id="medicine.beta-lactam",
            when=when(medicine=MedicineClass.BETA_LACTAM),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="nothing is known of magnesium and penicillins or their kin, which keep the common gap",
            cites=(guide.CONSULT_ANTIBIOTICS, says.UK_NO_ENTRY, says.FRENCH_ANY_MEDICINE, says.TWO_HOURS_BOTH_WAYS),
        ),
        Rule(
            id="medicine.trimethoprim",
            when=when(medicine=MedicineClass.TRIMETHOPRIM),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="nothing is known of magnesium and trimethoprim or sulfonamides, which keep the common gap",
            cites=(guide.CONSULT_ANTIBIOTICS, says.UK_NO_ENTRY, says.FRENCH_ANY_MEDICINE, says.TWO_HOURS_BOTH_WAYS),
        ),
        Rule(
            id="medicine.metronidazole",
            when=when(medicine=MedicineClass.METRONIDAZOLE),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="nothing is known of magnesium and metronidazole, which keeps the common gap",
            cites=(guide.CONSULT_ANTIBIOTICS, says.UK_NO_ENTRY, says.FRENCH_ANY_MEDICINE, says.TWO_HOURS_BOTH_WAYS),
        ),
        # --- Bone, thyroid, nerves
        Rule(
            id="medicine.bisphosphonate",
            when=when(medicine=MedicineClass.BISPHOSPHONATE),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_FOUR),
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
            then=CONSULT,
            because="an infused bisphosphonate never meets magnesium in the gut, yet the guide names its kind",
            cites=(guide.CONSULT_BISPHOSPHONATES, says.NO_GUT_CONTACT),
        ),
        Rule(
            id="medicine.levothyroxine",
            when=when(medicine=MedicineClass.LEVOTHYROXINE),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_FOUR),
            because="magnesium takes up levothyroxine in the gut, so the thyroid test needs watching",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.CHELATE_LEVOTHYROXINE, says.CITRATE_LEVOTHYROXINE),
        ),
        Rule(
            id="medicine.gabapentin",
            when=when(medicine=MedicineClass.GABAPENTIN),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="less gabapentin is absorbed beside magnesium, up to 43 % less with the oxide",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.LESS_GABAPENTIN, says.TWO_HOURS_BOTH_WAYS),
        ),
        Rule(
            id="medicine.pregabalin",
            when=when(medicine=MedicineClass.PREGABALIN),
            then=CONSULT,
            because="no effect of magnesium on pregabalin is known to us; it is talked over like any prescription",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.NOTHING_ON_PREGABALIN),
        ),
        # --- Viruses, and groups that hold a medicine to be avoided
        Rule(
            id="medicine.group-with-avoid",
            when=when(medicine=MedicineClass.GROUP_WITH_AVOID, route=Route.CAPSULE),
            then=WITHHOLD,
            because=(
                "some medicines of this group must not meet magnesium capsules at all, and which one is meant is "
                "not known"
            ),
            cites=(
                says.STRICTEST_MEMBER,
                says.RALTEGRAVIR_LIVERPOOL,
                says.ANTACID_BALOXAVIR,
                says.UK_AVOID_KINASE,
                says.UK_RESIN_4841,
            ),
            leaves_open="which medicine of this group is meant: some of them rule capsules out",
        ),
        Rule(
            id="medicine.group-with-avoid.topical",
            when=when(medicine=MedicineClass.GROUP_WITH_AVOID, route=Route.TOPICAL),
            then=CONSULT,
            because=(
                "no capsule meets this medicine in the gut, yet magnesium beside a prescription asks for a "
                "clinician first"
            ),
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.TOPICAL_ASKS),
            leaves_open="which medicine of this group is meant: some of them rule capsules out",
        ),
        Rule(
            id="medicine.raltegravir",
            when=when(medicine=MedicineClass.RALTEGRAVIR, route=Route.CAPSULE),
            then=WITHHOLD,
            because="magnesium binds raltegravir, and no gap between the two mends it",
            cites=(says.RALTEGRAVIR_INSITE, says.RALTEGRAVIR_LIVERPOOL, says.RALTEGRAVIR_VIH),
        ),
        Rule(
            id="medicine.raltegravir.topical",
            when=when(medicine=MedicineClass.RALTEGRAVIR, route=Route.TOPICAL),
            then=CONSULT,
            because=(
                "no capsule meets this medicine in the gut, yet magnesium beside a prescription asks for a "
                "clinician first"
            ),
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.TOPICAL_ASKS),
        ),
        Rule(
            id="medicine.dolutegravir",
            when=when(medicine=MedicineClass.DOLUTEGRAVIR),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_SIX),
            because="magnesium binds dolutegravir, of which about a quarter is left",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.EU_DOLUTEGRAVIR),
        ),
        Rule(
            id="medicine.dolutegravir-rilpivirine",
            when=when(medicine=MedicineClass.DOLUTEGRAVIR_RILPIVIRINE),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_SIX),
            because="magnesium binds dolutegravir and takes away the acid that rilpivirine needs",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.LABEL_JULUCA),
        ),
        Rule(
            id="medicine.bictegravir",
            when=when(medicine=MedicineClass.BICTEGRAVIR),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_SIX),
            because="magnesium binds bictegravir, so less of it is absorbed",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.US_BICTEGRAVIR, says.EU_BICTEGRAVIR, says.LONGEST_NAMED),
        ),
        Rule(
            id="medicine.elvitegravir",
            when=when(medicine=MedicineClass.ELVITEGRAVIR),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_FOUR),
            because="magnesium binds elvitegravir, so less of it is absorbed",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.US_ELVITEGRAVIR, says.EU_ELVITEGRAVIR, says.LONGEST_NAMED),
        ),
        Rule(
            id="medicine.cabotegravir",
            when=when(medicine=MedicineClass.CABOTEGRAVIR),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_TWO),
            because="magnesium binds cabotegravir tablets; here the longer gap comes after the medicine",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.ORAL_CABOTEGRAVIR),
        ),
        Rule(
            id="medicine.rilpivirine",
            when=when(medicine=MedicineClass.RILPIVIRINE),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_TWO),
            because=(
                "rilpivirine needs acid, which magnesium salts take away; here the longer gap comes after the medicine"
            ),
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.ORAL_RILPIVIRINE, says.LABEL_RILPIVIRINE),
        ),
        Rule(
            id="medicine.atazanavir",
            when=when(medicine=MedicineClass.ATAZANAVIR),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="atazanavir needs acid, which magnesium salts take away",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.ANTACID_ATAZANAVIR, says.TWO_HOURS_BOTH_WAYS),
        ),
        Rule(
            id="medicine.baloxavir",
            when=when(medicine=MedicineClass.BALOXAVIR, route=Route.CAPSULE),
            then=WITHHOLD,
            because="magnesium binds baloxavir, which is a single dose and must not fail",
            cites=(says.ANTACID_BALOXAVIR,),
        ),
        Rule(
            id="medicine.baloxavir.topical",
            when=when(medicine=MedicineClass.BALOXAVIR, route=Route.TOPICAL),
            then=CONSULT,
            because=(
                "no capsule meets this medicine in the gut, yet magnesium beside a prescription asks for a "
                "clinician first"
            ),
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.TOPICAL_ASKS),
        ),
        # --- Blood, heart, joints, allergy
        Rule(
            id="medicine.eltrombopag",
            when=when(medicine=MedicineClass.ELTROMBOPAG),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_FOUR),
            because="magnesium binds eltrombopag, so less of it is absorbed",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_ELTROMBOPAG, says.UK_THREE_TO_FOUR),
        ),
        Rule(
            id="medicine.mycophenolate",
            when=when(medicine=MedicineClass.MYCOPHENOLATE),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="less mycophenolate is absorbed beside magnesium, and a transplant may depend on it",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.APART_FROM_MYCOPHENOLATE, says.UK_ANTACID),
        ),
        Rule(
            id="medicine.rosuvastatin",
            when=when(medicine=MedicineClass.ROSUVASTATIN),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
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
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_FOUR),
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
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_FOUR),
            because="magnesium salts bind iron and take away the acid it needs, so less of it is absorbed",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_IRON, says.UK_THREE_TO_FOUR, says.LONGEST_NAMED),
        ),
        Rule(
            id="medicine.aminoquinoline",
            when=when(medicine=MedicineClass.AMINOQUINOLINE),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_FOUR),
            because="magnesium takes up chloroquine and its kin in the gut, so less is absorbed",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.ANTACID_HYDROXYCHLOROQUINE, says.UK_THREE_TO_FOUR),
        ),
        Rule(
            id="medicine.digoxin",
            when=when(medicine=MedicineClass.DIGOXIN),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="a little digoxin is held back in the gut, and low magnesium makes it more toxic",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_DIGOXIN, says.TWO_HOURS_BOTH_WAYS),
        ),
        Rule(
            id="medicine.sotalol",
            when=when(medicine=MedicineClass.SOTALOL),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="less sotalol is absorbed beside magnesium, and the heart rhythm depends on both",
            cites=(guide.CONSULT_BLOOD_PRESSURE_MEDICINES, says.LESS_SOTALOL, says.TWO_HOURS_BOTH_WAYS),
        ),
        Rule(
            id="medicine.beta-blocker",
            when=when(medicine=MedicineClass.BETA_BLOCKER),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="a beta blocker that is not named may be sotalol, of which less is absorbed beside magnesium",
            cites=(guide.CONSULT_BLOOD_PRESSURE_MEDICINES, says.STRICTEST_MEMBER, says.LESS_SOTALOL),
            leaves_open="whether this beta blocker is sotalol",
        ),
        Rule(
            id="medicine.fexofenadine",
            when=when(medicine=MedicineClass.FEXOFENADINE),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because="less fexofenadine is absorbed beside an antacid of magnesium",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_ANTACID, says.TWO_HOURS_BOTH_WAYS),
        ),
        # --- Other absorption
        Rule(
            id="medicine.levodopa",
            when=when(medicine=MedicineClass.LEVODOPA),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_TWO),
            because=(
                "magnesium oxide takes a third of levodopa and most of its carbidopa, so the oxide is better avoided"
            ),
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.LESS_LEVODOPA, says.TWO_HOURS_BOTH_WAYS),
        ),
        Rule(
            id="medicine.phenytoin",
            when=when(medicine=MedicineClass.PHENYTOIN),
            then=Interaction(verdict=Verdict.CONSULT, hours=THREE_THREE),
            because="less phenytoin is absorbed beside magnesium, and seizures may return",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_ANTACID, says.LONGEST_NAMED),
        ),
        Rule(
            id="medicine.erlotinib",
            when=when(medicine=MedicineClass.ERLOTINIB),
            then=Interaction(verdict=Verdict.CONSULT, hours=TWO_FOUR),
            because="erlotinib needs acid, which magnesium salts take away",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_ERLOTINIB),
        ),
        Rule(
            id="medicine.nilotinib",
            when=when(medicine=MedicineClass.NILOTINIB, route=Route.CAPSULE),
            then=WITHHOLD,
            because="nilotinib needs acid, which magnesium salts take away",
            cites=(says.UK_AVOID_KINASE, says.MEDSCAPE_AVOID_KINASE),
        ),
        Rule(
            id="medicine.nilotinib.topical",
            when=when(medicine=MedicineClass.NILOTINIB, route=Route.TOPICAL),
            then=CONSULT,
            because=(
                "no capsule meets this medicine in the gut, yet magnesium beside a prescription asks for a "
                "clinician first"
            ),
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.TOPICAL_ASKS),
        ),
        Rule(
            id="medicine.pazopanib",
            when=when(medicine=MedicineClass.PAZOPANIB, route=Route.CAPSULE),
            then=WITHHOLD,
            because="pazopanib needs acid, which magnesium salts take away",
            cites=(says.UK_AVOID_KINASE, says.MEDSCAPE_AVOID_KINASE),
        ),
        Rule(
            id="medicine.pazopanib.topical",
            when=when(medicine=MedicineClass.PAZOPANIB, route=Route.TOPICAL),
            then=CONSULT,
            because=(
                "no capsule meets this medicine in the gut, yet magnesium beside a prescription asks for a "
                "clinician first"
            ),
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.TOPICAL_ASKS),
        ),
        Rule(
            id="medicine.ace-inhibitor",
            when=when(medicine=MedicineClass.ACE_INHIBITOR),
            then=Interaction(verdict=Verdict.CONSULT, hours=THREE_THREE),
            because="less of an ACE inhibitor is absorbed beside magnesium, and both can lower the blood pressure",
            cites=(guide.CONSULT_BLOOD_PRESSURE_MEDICINES, says.UK_ANTACID, says.LONGEST_NAMED),
        ),
        Rule(
            id="medicine.deferiprone",
            when=when(medicine=MedicineClass.DEFERIPRONE),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_FOUR),
            because="minerals such as magnesium can bind deferiprone, so less of it is absorbed",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.LABEL_DEFERIPRONE),
        ),
        Rule(
            id="medicine.polystyrene-sulfonate",
            when=when(medicine=MedicineClass.POLYSTYRENE_SULFONATE, route=Route.CAPSULE),
            then=WITHHOLD,
            because="magnesium salts beside sodium polystyrene sulfonate can make the blood alkaline",
            cites=(says.UK_AVOID_RESIN, says.UK_RESIN_4841),
        ),
        Rule(
            id="medicine.polystyrene-sulfonate.topical",
            when=when(medicine=MedicineClass.POLYSTYRENE_SULFONATE, route=Route.TOPICAL),
            then=CONSULT,
            because=(
                "no capsule meets this medicine in the gut, yet magnesium beside a prescription asks for a "
                "clinician first"
            ),
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.TOPICAL_ASKS),
        ),
        Rule(
            id="medicine.active-vitamin-d",
            when=when(medicine=MedicineClass.ACTIVE_VITAMIN_D),
            then=CONSULT,
            because="active vitamin D can keep magnesium back where the kidney is weak",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.MORE_MAGNESIUM_IN_KIDNEY_DISEASE),
        ),
        # --- Effects that no gap can mend
        Rule(
            id="medicine.diuretic-unnamed",
            when=when(medicine=MedicineClass.DIURETIC_UNNAMED, kidney=KidneyFunction.NORMAL),
            then=CONSULT,
            because="a diuretic that is not named may be one that keeps magnesium back",
            cites=(guide.CONSULT_DIURETICS, says.STRICTEST_MEMBER, says.NATMED_SPARING, says.ODS_SPARING),
            leaves_open="whether this diuretic keeps magnesium back",
        ),
        Rule(
            id="medicine.diuretic-unnamed.kidney",
            when=when(medicine=MedicineClass.DIURETIC_UNNAMED, route=Route.CAPSULE, kidney=WEAK_OR_UNMEASURED),
            then=WITHHOLD,
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
            leaves_open="whether this diuretic keeps magnesium back",
        ),
        Rule(
            id="medicine.diuretic-unnamed.kidney.topical",
            when=when(medicine=MedicineClass.DIURETIC_UNNAMED, route=Route.TOPICAL, kidney=WEAK_OR_UNMEASURED),
            then=CONSULT,
            because=(
                "how much passes the skin is not established, and with this diuretic a weak or unmeasured kidney "
                "may not clear it"
            ),
            cites=(guide.CONSULT_DIURETICS, says.NATMED_SPARING, says.WEAK_KIDNEY, says.TOPICAL_ASKS),
            leaves_open="whether this diuretic keeps magnesium back",
        ),
        Rule(
            id="medicine.loop-or-thiazide-diuretic",
            when=when(medicine=MedicineClass.LOOP_OR_THIAZIDE_DIURETIC),
            then=CONSULT,
            because=(
                "loop and thiazide diuretics make the body lose magnesium, so the need may rise and levels are watched"
            ),
            cites=(guide.CONSULT_DIURETICS, says.UK_LOSS_12118, says.UK_LOSS_2678, says.LOSS_CONTESTED),
        ),
        Rule(
            id="medicine.potassium-sparing-diuretic",
            when=when(medicine=MedicineClass.POTASSIUM_SPARING_DIURETIC, kidney=KidneyFunction.NORMAL),
            then=CONSULT,
            because="a potassium-sparing diuretic keeps magnesium back too",
            cites=(guide.CONSULT_DIURETICS, says.NATMED_SPARING, says.ODS_SPARING),
        ),
        Rule(
            id="medicine.potassium-sparing-diuretic.kidney",
            when=when(
                medicine=MedicineClass.POTASSIUM_SPARING_DIURETIC, route=Route.CAPSULE, kidney=WEAK_OR_UNMEASURED
            ),
            then=WITHHOLD,
            because=(
                "a potassium-sparing diuretic keeps magnesium back, and a weak or unmeasured kidney may not clear it"
            ),
            cites=(guide.CONSULT_DIURETICS, says.NATMED_SPARING, says.ODS_SPARING, says.WEAK_KIDNEY),
        ),
        Rule(
            id="medicine.potassium-sparing-diuretic.kidney.topical",
            when=when(
                medicine=MedicineClass.POTASSIUM_SPARING_DIURETIC, route=Route.TOPICAL, kidney=WEAK_OR_UNMEASURED
            ),
            then=CONSULT,
            because=(
                "how much passes the skin is not established, and with this diuretic a weak or unmeasured kidney "
                "may not clear it"
            ),
            cites=(guide.CONSULT_DIURETICS, says.NATMED_SPARING, says.WEAK_KIDNEY, says.TOPICAL_ASKS),
        ),
        Rule(
            id="medicine.blood-pressure-unnamed",
            when=when(medicine=MedicineClass.BLOOD_PRESSURE_UNNAMED),
            then=Interaction(verdict=Verdict.CONSULT, hours=THREE_THREE),
            because=(
                "magnesium can lower the blood pressure further, and what is not named may also be absorbed less "
                "beside it"
            ),
            cites=(guide.CONSULT_BLOOD_PRESSURE_MEDICINES, says.LOWER_PRESSURE, says.STRICTEST_MEMBER, says.UK_ANTACID),
            leaves_open="whether this blood-pressure medicine holds a diuretic",
        ),
        Rule(
            id="medicine.blood-pressure",
            when=when(medicine=MedicineClass.BLOOD_PRESSURE),
            then=CONSULT,
            because="magnesium can lower the blood pressure a little further",
            cites=(guide.CONSULT_BLOOD_PRESSURE_MEDICINES, says.LOWER_PRESSURE),
        ),
        Rule(
            id="medicine.ssri",
            when=when(medicine=MedicineClass.SSRI),
            then=CONSULT,
            because="the guide asks for a clinician; no interaction of magnesium with an SSRI is well documented",
            cites=(guide.CONSULT_SSRIS, says.UK_NO_ENTRY),
        ),
        Rule(
            id="medicine.proton-pump-inhibitor",
            when=when(medicine=MedicineClass.PROTON_PUMP_INHIBITOR),
            then=CONSULT,
            because="long use of a proton-pump inhibitor can lower magnesium, which a clinician should know",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.LOW_MAGNESIUM_ON_PPI),
        ),
        Rule(
            id="medicine.neuromuscular-blocker",
            when=when(medicine=MedicineClass.NEUROMUSCULAR_BLOCKER),
            then=CONSULT,
            because="magnesium deepens neuromuscular block, which the anaesthetist should know before surgery",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_MUSCLE_BLOCK, says.FRENCH_MUSCLE_BLOCK),
        ),
        Rule(
            id="medicine.muscle-relaxant",
            when=when(medicine=MedicineClass.MUSCLE_RELAXANT),
            then=CONSULT,
            because="a muscle relaxant and magnesium may together cause more drowsiness or lower blood pressure",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.WEAK_MUSCLE_RELAXANTS),
        ),
        Rule(
            id="medicine.magnesium-medicine",
            when=when(medicine=MedicineClass.MAGNESIUM_MEDICINE),
            then=CONSULT,
            because="this gives, or under this name can give, magnesium of its own, which counts towards the total",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.MEDICINES_COUNT),
        ),
        Rule(
            id="medicine.magnesium-wasting-medicine",
            when=when(medicine=MedicineClass.MAGNESIUM_WASTING_MEDICINE),
            then=CONSULT,
            because="this makes the body lose magnesium, and whoever prescribes it watches the level",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.UK_LOSS_12118, says.UK_LOSS_2678),
        ),
        Rule(
            id="medicine.lithium",
            when=when(medicine=MedicineClass.LITHIUM),
            then=CONSULT,
            because="reports of magnesium and lithium acting on each other are weak, and lithium has a narrow margin",
            cites=(guide.CONSULT_WITH_PRESCRIPTIONS, says.WEAK_LITHIUM),
        ),
        # --- Everything else
        Rule(
            id="medicine.other-prescription",
            when=when(medicine=MedicineClass.OTHER_PRESCRIPTION),
            then=Interaction(verdict=Verdict.CONSULT, hours=FOUR_FOUR),
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
            then=Interaction(verdict=Verdict.CONSULT, hours=SIX_EIGHT),
            because="it is not known what this is, so the longest gaps of any medicine are kept",
            cites=(
                guide.CONSULT_WITH_PRESCRIPTIONS,
                says.STRICTEST_MEMBER,
                says.LABEL_MOXIFLOXACIN,
                says.PHARMACY_DELAFLOXACIN,
            ),
            leaves_open="what this medicine is: neither its name nor its code is known here",
        ),
    ),
)


class Window(Word):
    """Whether hours are kept between a medicine and magnesium."""

    KEPT = "kept"
    NONE = "none"


@final
@attrs.frozen(kw_only=True, repr=False)
class WindowKey:
    """How the magnesium is taken, and how the medicine is given."""

    route: Route
    given: MedicineRoute


WINDOWS: Final[Table[WindowKey, Window]] = Table(
    name="medicine",
    title="When hours are kept",
    key=WindowKey,
    rules=(
        Rule(
            id="medicine.window.kept",
            when=when(route=Route.CAPSULE, given={MedicineRoute.ORAL, MedicineRoute.UNKNOWN}),
            then=Window.KEPT,
            because="both can meet in the gut; a medicine is taken for an oral one until it is known how it is given",
            cites=(says.FRENCH_ANY_MEDICINE, says.ORAL_UNTIL_KNOWN),
        ),
        Rule(
            id="medicine.window.none",
            when=when(route=Route.CAPSULE, given=MedicineRoute.OTHER),
            then=Window.NONE,
            because="a medicine that does not pass the gut never meets a capsule there",
            cites=(says.NO_GUT_CONTACT,),
        ),
        Rule(
            id="medicine.window.none.topical",
            when=when(route=Route.TOPICAL),
            then=Window.NONE,
            because="topical magnesium does not pass the gut, where the two would meet",
            cites=(guide.TOPICAL_GUT_TOLERANCE, says.TOPICAL_NO_GAP),
        ),
    ),
)
