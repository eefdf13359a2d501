"""The documents that rows on medicines cite, and what each of them claims, in our own words."""

from typing import Final

from alpims_mg.model.provenance import Certainty, Citation, Source, SourceKind
from alpims_mg.rulebook.sources import CONVENTION, IOM_1997, UK_SMPC_4841, WAKAI_2019

UK_SMPC_2678: Final = Source(
    title="UK product information emc 2678",
    kind=SourceKind.AUTHORITY,
    url="https://medicines.org.uk/emc/product/2678/smpc",
)
UK_SMPC_12118: Final = Source(
    title="UK product information emc 12118",
    kind=SourceKind.AUTHORITY,
    url="https://www.medicines.org.uk/emc/product/12118/smpc",
)
UK_SMPC_25343: Final = Source(
    title="UK antacid product information emc 25343",
    kind=SourceKind.AUTHORITY,
    url="https://medicines.org.uk/emc/medicine/25343",
)
UK_SMPC_3130: Final = Source(
    title="UK iron product information emc 3130",
    kind=SourceKind.AUTHORITY,
    url="https://medicines.org.uk/emc/product/3130",
)
ANSM_2020: Final = Source(title="ANSM interaction thesaurus 2020", kind=SourceKind.AUTHORITY)
ODS: Final = Source(
    title="NIH Office of Dietary Supplements, magnesium",
    kind=SourceKind.AUTHORITY,
    url="https://ntro.it.com/what-to-avoid-with-magnesium-supplements-a-comprehensive-guide",
)
MEDPILL_QUINOLONES: Final = Source(
    title="medpill.info, antacids and quinolones",
    kind=SourceKind.AUTHORITY,
    url="https://medpill.info/antacids-and-quinolones-10256.htm",
)
CIPROFLOXACIN_LABEL: Final = Source(title="Ciprofloxacin US label", kind=SourceKind.AUTHORITY)
PUBMED_2598571: Final = Source(title="PubMed 2598571", kind=SourceKind.AUTHORITY)
KHEALTH_LEVOFLOXACIN: Final = Source(
    title="Levofloxacin US label, as quoted by K Health",
    kind=SourceKind.AUTHORITY,
    url="https://www.khealth.com/drugs/levaquin-levofloxacin/",
)
HOSPITAL_4989011: Final = Source(
    title="Hospital list of separations, docslib 4989011",
    kind=SourceKind.AUTHORITY,
    url="https://docslib.org/doc/4989011/",
)
MOXIFLOXACIN_LABEL: Final = Source(
    title="Moxifloxacin US label",
    kind=SourceKind.AUTHORITY,
    url="https://fda.report/DailyMed/78039242-3472-0b54-e053-2a91aa0a2651",
)
DELAFLOXACIN_LABEL: Final = Source(title="Delafloxacin US label", kind=SourceKind.AUTHORITY)
FAMILIPRIX_DELAFLOXACIN: Final = Source(
    title="Familiprix, Baxdela",
    kind=SourceKind.AUTHORITY,
    url="https://www.familiprix.com/en/medications/baxdela-450mg-tablet-02554429",
)
FDB_QUINOLONES: Final = Source(title="First Databank 2202, oral quinolones and cations", kind=SourceKind.AUTHORITY)
FDB_BISPHOSPHONATES: Final = Source(title="First Databank 1660, bisphosphonates and cations", kind=SourceKind.AUTHORITY)
FDB_PENICILLAMINE: Final = Source(title="First Databank 255, penicillamine and cations", kind=SourceKind.AUTHORITY)
FDB_ELVITEGRAVIR: Final = Source(title="First Databank, elvitegravir and cations", kind=SourceKind.AUTHORITY)
FDB_RILPIVIRINE: Final = Source(
    title="First Databank, rilpivirine and antacids",
    kind=SourceKind.AUTHORITY,
    url="https://znjke.com/can-you-take-pepcid-with-gas-x/",
)
CEFDINIR_LABEL: Final = Source(title="Cefdinir US label", kind=SourceKind.AUTHORITY)
DRUGS_COM_AMINOGLYCOSIDES: Final = Source(title="Drugs.com, magnesium and aminoglycosides", kind=SourceKind.AUTHORITY)
DRUGS_COM_CHELATE: Final = Source(
    title="Drugs.com, magnesium amino acid chelate with Synthroid",
    kind=SourceKind.AUTHORITY,
    url="https://www.drugs.com/drug-interactions/magnesium-amino-acids-chelate-with-synthroid-1507-0-1463-869.html",
)
DRUGS_COM_CITRATE: Final = Source(
    title="Drugs.com, magnesium citrate with Synthroid",
    kind=SourceKind.AUTHORITY,
    url="https://www.drugs.com/drug-interactions/magnesium-citrate-with-synthroid-1511-0-1463-869.html",
)
GOODRX_GABAPENTIN: Final = Source(
    title="GoodRx, magnesium and gabapentin",
    kind=SourceKind.AUTHORITY,
    url="https://www.goodrx.com/gabapentin/magnesium-and-gabapentin",
)
HIV_INSITE: Final = Source(
    title="HIV InSite, raltegravir",
    kind=SourceKind.AUTHORITY,
    url="http://hivinsite.ucsf.edu/insite?page=hmq-1503-05",
)
LIVERPOOL_HIV: Final = Source(
    title="Liverpool HIV drug interactions 70927",
    kind=SourceKind.AUTHORITY,
    url="https://hiv-druginteractions.org/interactions/70927",
)
GUIDE_VIH: Final = Source(
    title="Guide therapeutique VIH 11385",
    kind=SourceKind.AUTHORITY,
    url="https://interactions.guidetherapeutiquevih.com/en/interaction-details?id=11385",
)
DOVATO_SMPC: Final = Source(title="Dovato EMA product information", kind=SourceKind.AUTHORITY)
JULUCA_LABEL: Final = Source(title="Juluca US label", kind=SourceKind.AUTHORITY)
BIKTARVY_HCP: Final = Source(title="biktarvyhcp.com, Biktarvy", kind=SourceKind.AUTHORITY)
BIKTARVY_LEAFLET: Final = Source(title="Biktarvy EU leaflet", kind=SourceKind.AUTHORITY)
GENVOYA_SMPC: Final = Source(title="Genvoya EU product information", kind=SourceKind.AUTHORITY)
DRUGS_COM_CABOTEGRAVIR: Final = Source(
    title="Drugs.com, cabotegravir",
    kind=SourceKind.AUTHORITY,
    url="https://www.drugs.com/food-interactions/cabotegravir.html?professional=1",
)
EDURANT_LABEL: Final = Source(title="Edurant label", kind=SourceKind.AUTHORITY)
MEDSCAPE_ANTACID: Final = Source(
    title="Medscape, antacid of aluminium and magnesium",
    kind=SourceKind.AUTHORITY,
    url="https://reference.medscape.com/drug/riopan-comagaldrox-aluminum-hydroxide-magnesium-hydroxide-341992",
)
DRUGS_COM_MYCOPHENOLATE: Final = Source(title="Drugs.com, magnesium and mycophenolate", kind=SourceKind.AUTHORITY)
ROSUVASTATIN_LABEL: Final = Source(title="Rosuvastatin label", kind=SourceKind.AUTHORITY)
DRUGS_COM_RULOX: Final = Source(
    title="Drugs.com, hydroxychloroquine with an antacid",
    kind=SourceKind.AUTHORITY,
    url=(
        "https://www.drugs.com/drug-interactions/hydroxychloroquine-with-rulox-1-1298-0-144-14412.html?professional=1"
    ),
)
PUBMED_9088581: Final = Source(title="PubMed 9088581", kind=SourceKind.AUTHORITY)
KYUSHU_LEVODOPA: Final = Source(
    title="Kyushu University, magnesium oxide and levodopa/carbidopa",
    kind=SourceKind.AUTHORITY,
    url=(
        "https://kyushu-u.elsevierpure.com/en/publications/effects-of-magnesium"
        "-oxide-on-pharmacokinetics-of-l-dopacarbidopa"
    ),
)
DEFERIPRONE_LABEL: Final = Source(title="Deferiprone label", kind=SourceKind.AUTHORITY)
ACTIVE_VITAMIN_D_LABELS: Final = Source(title="Calcitriol and alfacalcidol labels", kind=SourceKind.AUTHORITY)
DAVIES_FRASER_1993: Final = Source(title="Davies and Fraser 1993, PMC1364546", kind=SourceKind.AUTHORITY)
NATMED: Final = Source(title="NatMed, magnesium", kind=SourceKind.AUTHORITY)
ROSANOFF_2021: Final = Source(title="Rosanoff 2021, PMC7827637", kind=SourceKind.AUTHORITY)
FDA_PPI_2011: Final = Source(title="FDA drug safety communication 2011-03-02", kind=SourceKind.AUTHORITY)


# --- Rules for any medicine
UK_ANY_MEDICINE: Final = Citation(
    source=UK_SMPC_4841,
    place="interactions",
    claim="Take no other medicine within two to four hours of magnesium by mouth.",
)
UK_TWO_TO_THREE: Final = Citation(
    source=UK_SMPC_12118,
    place="interactions",
    claim="In general, leave two to three hours between magnesium and another medicine.",
)
UK_THREE_TO_FOUR: Final = Citation(
    source=UK_SMPC_2678,
    place="interactions",
    claim=(
        "Leave three to four hours, before and after, between magnesium and each of these: iron, "
        "bisphosphonates, aminoquinolines, penicillamine, quinidine, eltrombopag, nitroxoline "
        "and nitrofurantoin."
    ),
)
UK_FLUORIDE_TETRACYCLINE: Final = Citation(
    source=UK_SMPC_2678,
    place="interactions",
    claim="Leave at least two to three hours between magnesium and fluoride or tetracyclines.",
)
UK_ANTACID: Final = Citation(
    source=UK_SMPC_25343,
    place="interactions",
    claim=(
        "This medicine is among those that are absorbed less with an antacid that contains "
        "magnesium. Keep them about two to three hours apart."
    ),
)
FRENCH_ANY_MEDICINE: Final = Citation(
    source=ANSM_2020,
    place="antacids and oral medicines",
    claim=(
        "Where possible, leave more than two hours between a magnesium salt used as an antacid and any oral medicine."
    ),
)
LONGEST_NAMED: Final = Citation(
    source=CONVENTION,
    place="reading of separation intervals",
    claim=(
        "If sources differ, we keep the longest interval that one of them names, for each "
        "direction by itself, rounded up to whole hours."
    ),
)
TWO_HOURS_BOTH_WAYS: Final = Citation(
    source=CONVENTION,
    place="reading of separation intervals",
    claim=(
        "If a source gives an interval for one direction only, or says about two hours, we keep "
        "two hours in both directions."
    ),
)
STRICTEST_MEMBER: Final = Citation(
    source=CONVENTION,
    place="reading of vaguely named medicines",
    claim=(
        "A medicine that is only vaguely named gets the strictest answer of its kind, for each direction by itself."
    ),
)
TOPICAL_ASKS: Final = Citation(
    source=CONVENTION,
    place="reading of topical magnesium",
    claim="Where a row withholds capsules, topical magnesium needs a clinician's agreement.",
)
ORAL_UNTIL_KNOWN: Final = Citation(
    source=CONVENTION,
    place="reading of how a medicine is given",
    claim="If it is not stated how a medicine is given, it counts as swallowed.",
)
TOPICAL_NO_GAP: Final = Citation(
    source=CONVENTION, place="reading of topical magnesium", claim="Separation intervals apply to capsules only."
)

# --- Antibiotics
ODS_TETRACYCLINES: Final = Citation(
    source=ODS,
    place="interaction entry",
    claim="Take tetracyclines two hours before magnesium, or four to six hours after it.",
    certainty=Certainty.QUOTED,
)
BROAD_QUINOLONES: Final = Citation(
    source=MEDPILL_QUINOLONES,
    place="interaction entry",
    claim="As a broad rule, take quinolones two hours before an antacid, or four to six hours after it.",
    certainty=Certainty.QUOTED,
)
LABEL_CIPROFLOXACIN: Final = Citation(
    source=CIPROFLOXACIN_LABEL,
    place="interaction entry",
    claim="Take ciprofloxacin two hours before magnesium, or six hours after it.",
)
CIPROFLOXACIN_AUC: Final = Citation(
    source=PUBMED_2598571,
    place="abstract",
    claim="An antacid in the four hours before ciprofloxacin lowers its exposure to 15 to 70 %.",
)
LABEL_LEVOFLOXACIN: Final = Citation(
    source=KHEALTH_LEVOFLOXACIN,
    place="interaction entry",
    claim="Leave two hours before and after levofloxacin.",
    certainty=Certainty.QUOTED,
)
HOSPITAL_LEVOFLOXACIN: Final = Citation(
    source=HOSPITAL_4989011,
    place="interaction entry",
    claim="One hospital leaves two hours after levofloxacin and four hours before it.",
    certainty=Certainty.QUOTED,
)
LABEL_MOXIFLOXACIN: Final = Citation(
    source=MOXIFLOXACIN_LABEL,
    place="interaction entry",
    claim="Take moxifloxacin four hours before magnesium, or eight hours after it.",
)
LABEL_DELAFLOXACIN: Final = Citation(
    source=DELAFLOXACIN_LABEL,
    place="interaction entry",
    claim="Take delafloxacin two hours before magnesium, or six hours after it.",
    certainty=Certainty.RECALLED,
)
PHARMACY_DELAFLOXACIN: Final = Citation(
    source=FAMILIPRIX_DELAFLOXACIN,
    place="interaction entry",
    claim="The text is garbled and swaps the two intervals: six hours after delafloxacin, two hours before it.",
    certainty=Certainty.QUOTED,
)
FDB_OFLOXACIN_NORFLOXACIN: Final = Citation(
    source=FDB_QUINOLONES,
    place="interaction entry",
    claim="Leave two hours, before and after, between magnesium and ofloxacin or norfloxacin.",
    certainty=Certainty.QUOTED,
)
UK_AMINOGLYCOSIDES: Final = Citation(
    source=UK_SMPC_2678,
    place="interactions",
    claim=(
        "Aminoglycosides and magnesium both weaken the signal from nerve to muscle. The kidneys also lose magnesium."
    ),
)
MUSCLE_AMINOGLYCOSIDES: Final = Citation(
    source=DRUGS_COM_AMINOGLYCOSIDES,
    place="interaction entry",
    claim="Magnesium adds to the muscle-weakening effect of aminoglycosides.",
)
LABEL_CEFDINIR: Final = Citation(
    source=CEFDINIR_LABEL,
    place="interaction entry",
    claim="Take cefdinir two hours apart from iron and from antacids.",
    certainty=Certainty.RECALLED,
)
UK_METHENAMINE: Final = Citation(
    source=UK_SMPC_4841,
    place="interactions",
    claim="Magnesium salts can make urine alkaline, which works against methenamine.",
)
UK_NO_ENTRY: Final = Citation(
    source=UK_SMPC_4841,
    place="interactions",
    claim="The list of medicines that interact with magnesium does not name this one.",
)

FRENCH_ANTACIDS: Final = Citation(
    source=ANSM_2020,
    place="substances that are absorbed less with antacids",
    claim=(
        "Atenolol, metoprolol, propranolol and lansoprazole are among the substances to take "
        "more than two hours apart, where possible, from antacids that act in the gut."
    ),
)

# --- Bone, thyroid, nerves
FDB_ORAL_BISPHOSPHONATES: Final = Citation(
    source=FDB_BISPHOSPHONATES,
    place="interaction entry",
    claim=(
        "Labels ask for half an hour after alendronate and risedronate, an hour after "
        "ibandronate, and two hours between magnesium and etidronate or tiludronate."
    ),
)
NO_GUT_CONTACT: Final = Citation(
    source=CONVENTION,
    place="reading of injected medicines",
    claim="A medicine that does not go through the gut never meets a capsule there, so no interval is kept.",
)
CHELATE_LEVOTHYROXINE: Final = Citation(
    source=DRUGS_COM_CHELATE,
    place="interaction entry",
    claim="Take levothyroxine and a magnesium chelate four hours apart. Watch thyroid tests.",
)
CITRATE_LEVOTHYROXINE: Final = Citation(
    source=DRUGS_COM_CITRATE,
    place="interaction entry",
    claim="Take levothyroxine and magnesium citrate four hours apart.",
)
LESS_GABAPENTIN: Final = Citation(
    source=GOODRX_GABAPENTIN,
    place="interaction entry",
    claim=(
        "An antacid lowers the exposure to gabapentin by a fifth, and magnesium oxide by 43 %. "
        "Take gabapentin two hours after magnesium."
    ),
    certainty=Certainty.QUOTED,
)
NOTHING_ON_PREGABALIN: Final = Citation(
    source=CONVENTION,
    place="pregabalin",
    claim="We know of no effect of magnesium on pregabalin.",
    certainty=Certainty.RECALLED,
)

# --- Viruses
RALTEGRAVIR_INSITE: Final = Citation(
    source=HIV_INSITE,
    place="interaction entry",
    claim="Raltegravir and magnesium antacids are not advised together, even hours apart.",
)
RALTEGRAVIR_LIVERPOOL: Final = Citation(
    source=LIVERPOOL_HIV,
    place="interaction entry",
    claim="Magnesium lowers raltegravir, and taking the two at different times does not help.",
)
RALTEGRAVIR_VIH: Final = Citation(
    source=GUIDE_VIH,
    place="interaction entry",
    claim="Magnesium lowers raltegravir so far that one person should not take both.",
)
EU_DOLUTEGRAVIR: Final = Citation(
    source=DOVATO_SMPC,
    place="interactions",
    claim=(
        "A magnesium antacid lowers the exposure to dolutegravir by 74 %. Take the antacid two "
        "hours after the tablet, or six hours before it."
    ),
)
LABEL_JULUCA: Final = Citation(
    source=JULUCA_LABEL,
    place="interaction entry",
    claim="Take dolutegravir with rilpivirine four hours before an antacid, or six hours after it.",
    certainty=Certainty.QUOTED,
)
US_BICTEGRAVIR: Final = Citation(
    source=BIKTARVY_HCP,
    place="interaction entry",
    claim="Take bictegravir two hours before a magnesium antacid, or six hours after it.",
)
EU_BICTEGRAVIR: Final = Citation(
    source=BIKTARVY_LEAFLET,
    place="interaction entry",
    claim="Take bictegravir at least two hours before such an antacid, or with food.",
)
US_ELVITEGRAVIR: Final = Citation(
    source=FDB_ELVITEGRAVIR,
    place="interaction entry",
    claim="Leave two hours before and after elvitegravir.",
    certainty=Certainty.QUOTED,
)
EU_ELVITEGRAVIR: Final = Citation(
    source=GENVOYA_SMPC,
    place="interactions",
    claim="Leave four hours before and after elvitegravir.",
    certainty=Certainty.RECALLED,
)
ORAL_CABOTEGRAVIR: Final = Citation(
    source=DRUGS_COM_CABOTEGRAVIR,
    place="interaction entry",
    claim="Take a product with magnesium two hours before oral cabotegravir, or four hours after it.",
)
ORAL_RILPIVIRINE: Final = Citation(
    source=FDB_RILPIVIRINE,
    place="interaction entry",
    claim="Take an antacid two hours before rilpivirine, or four hours after it.",
    certainty=Certainty.QUOTED,
)
LABEL_RILPIVIRINE: Final = Citation(
    source=EDURANT_LABEL,
    place="interaction entry",
    claim="Take an antacid two hours before rilpivirine, or four hours after it.",
    certainty=Certainty.RECALLED,
)
ANTACID_ATAZANAVIR: Final = Citation(
    source=MEDSCAPE_ANTACID,
    place="interaction entry",
    claim="Take atazanavir two hours before an antacid, or one hour after it.",
)
ANTACID_BALOXAVIR: Final = Citation(
    source=MEDSCAPE_ANTACID,
    place="interaction entry",
    claim="Do not take baloxavir with an antacid that contains magnesium.",
)

# --- Blood, heart, joints
UK_ELTROMBOPAG: Final = Citation(
    source=UK_SMPC_4841, place="interactions", claim="Take eltrombopag at least four hours apart from magnesium."
)
APART_FROM_MYCOPHENOLATE: Final = Citation(
    source=DRUGS_COM_MYCOPHENOLATE,
    place="interaction entry",
    claim="Do not take mycophenolate and magnesium at the same time. Keep them two hours or more apart.",
)
LABEL_ROSUVASTATIN: Final = Citation(
    source=ROSUVASTATIN_LABEL,
    place="interaction entry",
    claim="An antacid halves the exposure to rosuvastatin. Take the antacid two hours after it.",
)
FDB_TWO_HOURS_PENICILLAMINE: Final = Citation(
    source=FDB_PENICILLAMINE,
    place="interaction entry",
    claim="Take penicillamine two hours or more apart from magnesium.",
)
UK_IRON: Final = Citation(
    source=UK_SMPC_3130, place="interactions", claim="Take iron and magnesium two hours or more apart."
)
ANTACID_HYDROXYCHLOROQUINE: Final = Citation(
    source=DRUGS_COM_RULOX,
    place="interaction entry",
    claim=(
        "Take hydroxychloroquine four hours apart from a magnesium antacid. The exposure to chloroquine falls by 18 %."
    ),
)
UK_DIGOXIN: Final = Citation(
    source=UK_SMPC_2678,
    place="interactions",
    claim="Magnesium holds back a little digoxin in the gut, and low magnesium makes digoxin more toxic.",
)
LESS_SOTALOL: Final = Citation(
    source=PUBMED_9088581,
    place="abstract",
    claim="An antacid lowers the exposure to sotalol. Keep them two hours apart.",
)

# --- Other absorption
LESS_LEVODOPA: Final = Citation(
    source=KYUSHU_LEVODOPA,
    place="abstract",
    claim="Magnesium oxide lowers the exposure to levodopa by 35 % and to carbidopa by 81 %.",
)
UK_ERLOTINIB: Final = Citation(
    source=UK_SMPC_4841,
    place="interactions",
    claim="Take magnesium four hours before erlotinib, or two hours after it.",
)
UK_ULIPRISTAL: Final = Citation(
    source=UK_SMPC_4841, place="interactions", claim="Less ulipristal may be absorbed with magnesium."
)
UK_AVOID_KINASE: Final = Citation(
    source=UK_SMPC_25343, place="interactions", claim="Do not take this kinase inhibitor with antacid salts."
)
MEDSCAPE_AVOID_KINASE: Final = Citation(
    source=MEDSCAPE_ANTACID, place="interaction entry", claim="Do not take this kinase inhibitor with antacid salts."
)
LABEL_DEFERIPRONE: Final = Citation(
    source=DEFERIPRONE_LABEL,
    place="interaction entry",
    claim="Take deferiprone four hours apart from antacids and minerals with several charges (polyvalent cations).",
    certainty=Certainty.RECALLED,
)
UK_AVOID_RESIN: Final = Citation(
    source=UK_SMPC_25343,
    place="interactions",
    claim="A magnesium antacid with sodium polystyrene sulfonate can make the blood alkaline.",
)
UK_RESIN_4841: Final = Citation(
    source=UK_SMPC_4841, place="interactions", claim="Do not take magnesium with sodium polystyrene sulfonate."
)
MORE_MAGNESIUM_IN_KIDNEY_DISEASE: Final = Citation(
    source=ACTIVE_VITAMIN_D_LABELS,
    place="interaction entry",
    claim="Active vitamin D raises magnesium in people with weak kidneys.",
    certainty=Certainty.RECALLED,
)

# --- Effects that no separation can prevent
UK_LOSS_12118: Final = Citation(
    source=UK_SMPC_12118,
    place="interactions",
    claim=(
        "Some diuretics, and some medicines for cancer, transplants and infections, make the kidneys lose magnesium."
    ),
)
UK_LOSS_2678: Final = Citation(
    source=UK_SMPC_2678,
    place="interactions",
    claim=(
        "Some diuretics, and some medicines for cancer, transplants and infections, increase the loss of magnesium."
    ),
)
LOSS_CONTESTED: Final = Citation(
    source=DAVIES_FRASER_1993,
    place="article",
    claim="It is disputed whether common doses of diuretics lower magnesium.",
)
NATMED_SPARING: Final = Citation(
    source=NATMED,
    place="interaction entry",
    claim="Potassium-sparing diuretics make the body retain magnesium, so it can rise too high.",
    certainty=Certainty.QUOTED,
)
ODS_SPARING: Final = Citation(
    source=ODS,
    place="interaction entry",
    claim="Potassium-sparing diuretics reduce how much magnesium leaves the body.",
    certainty=Certainty.QUOTED,
)
WEAK_KIDNEY: Final = Citation(
    source=WAKAI_2019,
    place="results",
    claim="At an eGFR of 55.4 or less, the odds of too much magnesium are three times as high.",
)
LOWER_PRESSURE: Final = Citation(
    source=ROSANOFF_2021,
    place="results",
    claim=(
        "From 240 mg a day, magnesium lowers blood pressure that is treated but not controlled. "
        "It does not lower controlled blood pressure."
    ),
)
LOW_MAGNESIUM_ON_PPI: Final = Citation(
    source=FDA_PPI_2011,
    place="communication",
    claim=(
        "Long-term use, mostly for more than a year, can lower magnesium. In a quarter of cases, "
        "magnesium alone did not correct it."
    ),
)
UK_MUSCLE_BLOCK: Final = Citation(
    source=UK_SMPC_4841, place="interactions", claim="Magnesium increases the effect of neuromuscular blockers."
)
FRENCH_MUSCLE_BLOCK: Final = Citation(
    source=ANSM_2020,
    place="magnesium and curare-like medicines",
    claim="Magnesium given by infusion increases the block.",
)
WEAK_MUSCLE_RELAXANTS: Final = Citation(
    source=CONVENTION,
    place="muscle relaxants",
    claim="We recall weak reports of more drowsiness and lower blood pressure with magnesium.",
    certainty=Certainty.RECALLED,
)
WEAK_LITHIUM: Final = Citation(
    source=CONVENTION,
    place="lithium",
    claim="We recall weak reports that lithium and magnesium act on each other.",
    certainty=Certainty.RECALLED,
)
MEDICINES_COUNT: Final = Citation(
    source=IOM_1997,
    place="upper level of magnesium",
    claim="The upper level counts magnesium from medicines together with magnesium from supplements.",
    certainty=Certainty.QUOTED,
)
