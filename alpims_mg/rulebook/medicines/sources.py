"""The documents that the rows on medicines cite, and what each of them claims, in our own words."""

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
    claim="No other medicine is taken within two to four hours of oral magnesium.",
)
UK_TWO_TO_THREE: Final = Citation(
    source=UK_SMPC_12118,
    place="interactions",
    claim="Two to three hours are kept, in general, between magnesium and another medicine.",
)
UK_THREE_TO_FOUR: Final = Citation(
    source=UK_SMPC_2678,
    place="interactions",
    claim=(
        "Iron, bisphosphonates, aminoquinolines, penicillamine, quinidine, eltrombopag, nitroxoline and "
        "nitrofurantoin each keep three to four hours from magnesium, on either side."
    ),
)
UK_FLUORIDE_TETRACYCLINE: Final = Citation(
    source=UK_SMPC_2678,
    place="interactions",
    claim="Fluoride and tetracyclines keep at least two to three hours from magnesium.",
)
UK_ANTACID: Final = Citation(
    source=UK_SMPC_25343,
    place="interactions",
    claim=(
        "This medicine is among those of which less is absorbed beside an antacid that holds magnesium; about "
        "two to three hours keep them apart."
    ),
)
FRENCH_ANY_MEDICINE: Final = Citation(
    source=ANSM_2020,
    place="antacids and oral medicines",
    claim=(
        "More than two hours lie, where possible, between a magnesium salt used as an antacid and any oral medicine."
    ),
)
LONGEST_NAMED: Final = Citation(
    source=CONVENTION,
    place="reading of medicine gaps",
    claim=(
        "Where sources differ, each direction takes the longest gap that one of them names, rounded up to whole hours."
    ),
)
TWO_HOURS_BOTH_WAYS: Final = Citation(
    source=CONVENTION,
    place="reading of medicine gaps",
    claim=("A gap that a source gives for one direction, or gives as about two hours, is kept as two hours in both."),
)
STRICTEST_MEMBER: Final = Citation(
    source=CONVENTION,
    place="reading of vaguely named medicines",
    claim=("A medicine that is only vaguely named takes the strictest answer of its kind, each direction by itself."),
)
TOPICAL_ASKS: Final = Citation(
    source=CONVENTION,
    place="reading of topical magnesium",
    claim="Where a row withholds capsules, topical magnesium asks for a clinician.",
)
ORAL_UNTIL_KNOWN: Final = Citation(
    source=CONVENTION,
    place="reading of how a medicine is given",
    claim="A medicine whose way in is not stated is treated as one that is swallowed.",
)
TOPICAL_NO_GAP: Final = Citation(
    source=CONVENTION, place="reading of topical magnesium", claim="Gaps between intakes are kept for capsules only."
)

# --- Antibiotics
ODS_TETRACYCLINES: Final = Citation(
    source=ODS,
    place="interaction entry",
    claim="Tetracyclines go two hours before magnesium, or four to six hours after it.",
    certainty=Certainty.QUOTED,
)
BROAD_QUINOLONES: Final = Citation(
    source=MEDPILL_QUINOLONES,
    place="interaction entry",
    claim="As a broad rule, quinolones go two hours before an antacid, or four to six hours after it.",
    certainty=Certainty.QUOTED,
)
LABEL_CIPROFLOXACIN: Final = Citation(
    source=CIPROFLOXACIN_LABEL,
    place="interaction entry",
    claim="Ciprofloxacin goes two hours before magnesium, or six hours after it.",
)
CIPROFLOXACIN_AUC: Final = Citation(
    source=PUBMED_2598571,
    place="abstract",
    claim="An antacid in the four hours before ciprofloxacin leaves 15 to 70 % of its exposure.",
)
LABEL_LEVOFLOXACIN: Final = Citation(
    source=KHEALTH_LEVOFLOXACIN,
    place="interaction entry",
    claim="Two hours are kept on either side of levofloxacin.",
    certainty=Certainty.QUOTED,
)
HOSPITAL_LEVOFLOXACIN: Final = Citation(
    source=HOSPITAL_4989011,
    place="interaction entry",
    claim="One hospital keeps two hours after levofloxacin and four hours before it.",
    certainty=Certainty.QUOTED,
)
LABEL_MOXIFLOXACIN: Final = Citation(
    source=MOXIFLOXACIN_LABEL,
    place="interaction entry",
    claim="Moxifloxacin goes four hours before magnesium, or eight hours after it.",
)
LABEL_DELAFLOXACIN: Final = Citation(
    source=DELAFLOXACIN_LABEL,
    place="interaction entry",
    claim="Delafloxacin goes two hours before magnesium, or six hours after it.",
    certainty=Certainty.RECALLED,
)
PHARMACY_DELAFLOXACIN: Final = Citation(
    source=FAMILIPRIX_DELAFLOXACIN,
    place="interaction entry",
    claim="The text is garbled and turns the two gaps round: six hours after delafloxacin, two before it.",
    certainty=Certainty.QUOTED,
)
FDB_OFLOXACIN_NORFLOXACIN: Final = Citation(
    source=FDB_QUINOLONES,
    place="interaction entry",
    claim="Ofloxacin and norfloxacin keep two hours from magnesium on either side.",
    certainty=Certainty.QUOTED,
)
UK_AMINOGLYCOSIDES: Final = Citation(
    source=UK_SMPC_2678,
    place="interactions",
    claim=(
        "Aminoglycosides and magnesium both weaken the signal from nerve to muscle, and the kidney loses magnesium."
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
    claim="Cefdinir keeps two hours from iron and from antacids.",
    certainty=Certainty.RECALLED,
)
UK_METHENAMINE: Final = Citation(
    source=UK_SMPC_4841,
    place="interactions",
    claim="Magnesium salts can make urine alkaline, against the action of methenamine.",
)
UK_NO_ENTRY: Final = Citation(
    source=UK_SMPC_4841, place="interactions", claim="The list of medicines that meet magnesium does not name this one."
)

FRENCH_ANTACIDS: Final = Citation(
    source=ANSM_2020,
    place="substances of which antacids leave less",
    claim=(
        "Atenolol, metoprolol, propranolol and lansoprazole are among the substances that keep more than two hours, "
        "where possible, from antacids of the gut."
    ),
)

# --- Bone, thyroid, nerves
FDB_ORAL_BISPHOSPHONATES: Final = Citation(
    source=FDB_BISPHOSPHONATES,
    place="interaction entry",
    claim=(
        "Labels ask for half an hour after alendronate and risedronate, an hour after ibandronate, two hours "
        "from etidronate and tiludronate."
    ),
)
NO_GUT_CONTACT: Final = Citation(
    source=CONVENTION,
    place="reading of injected medicines",
    claim="What is given past the gut never meets a capsule there, so no gap is kept.",
)
CHELATE_LEVOTHYROXINE: Final = Citation(
    source=DRUGS_COM_CHELATE,
    place="interaction entry",
    claim="Levothyroxine keeps four hours from a magnesium chelate; thyroid tests are watched.",
)
CITRATE_LEVOTHYROXINE: Final = Citation(
    source=DRUGS_COM_CITRATE, place="interaction entry", claim="Levothyroxine keeps four hours from magnesium citrate."
)
LESS_GABAPENTIN: Final = Citation(
    source=GOODRX_GABAPENTIN,
    place="interaction entry",
    claim=(
        "An antacid takes a fifth of gabapentin's exposure and magnesium oxide 43 %; gabapentin waits two "
        "hours after magnesium."
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
    claim="Raltegravir and antacids of magnesium are not advised together, even hours apart.",
)
RALTEGRAVIR_LIVERPOOL: Final = Citation(
    source=LIVERPOOL_HIV,
    place="interaction entry",
    claim="Magnesium lowers raltegravir, and staggering the two is no remedy.",
)
RALTEGRAVIR_VIH: Final = Citation(
    source=GUIDE_VIH,
    place="interaction entry",
    claim="Magnesium lowers raltegravir too far for the two to be taken by one person.",
)
EU_DOLUTEGRAVIR: Final = Citation(
    source=DOVATO_SMPC,
    place="interactions",
    claim=(
        "An antacid of magnesium takes 74 % of dolutegravir's exposure; it comes two hours after the tablet "
        "or six hours before it."
    ),
)
LABEL_JULUCA: Final = Citation(
    source=JULUCA_LABEL,
    place="interaction entry",
    claim="Dolutegravir with rilpivirine goes four hours before an antacid, or six hours after it.",
    certainty=Certainty.QUOTED,
)
US_BICTEGRAVIR: Final = Citation(
    source=BIKTARVY_HCP,
    place="interaction entry",
    claim="Bictegravir goes two hours before an antacid of magnesium, or six hours after it.",
)
EU_BICTEGRAVIR: Final = Citation(
    source=BIKTARVY_LEAFLET,
    place="interaction entry",
    claim="Bictegravir is taken at least two hours before such an antacid, or with food.",
)
US_ELVITEGRAVIR: Final = Citation(
    source=FDB_ELVITEGRAVIR,
    place="interaction entry",
    claim="Two hours are kept on either side of elvitegravir.",
    certainty=Certainty.QUOTED,
)
EU_ELVITEGRAVIR: Final = Citation(
    source=GENVOYA_SMPC,
    place="interactions",
    claim="Four hours are kept on either side of elvitegravir.",
    certainty=Certainty.RECALLED,
)
ORAL_CABOTEGRAVIR: Final = Citation(
    source=DRUGS_COM_CABOTEGRAVIR,
    place="interaction entry",
    claim="A product with magnesium comes two hours before oral cabotegravir, or four hours after it.",
)
ORAL_RILPIVIRINE: Final = Citation(
    source=FDB_RILPIVIRINE,
    place="interaction entry",
    claim="An antacid comes two hours before rilpivirine, or four hours after it.",
    certainty=Certainty.QUOTED,
)
LABEL_RILPIVIRINE: Final = Citation(
    source=EDURANT_LABEL,
    place="interaction entry",
    claim="An antacid comes two hours before rilpivirine, or four hours after it.",
    certainty=Certainty.RECALLED,
)
ANTACID_ATAZANAVIR: Final = Citation(
    source=MEDSCAPE_ANTACID,
    place="interaction entry",
    claim="Atazanavir goes two hours before an antacid, or one hour after it.",
)
ANTACID_BALOXAVIR: Final = Citation(
    source=MEDSCAPE_ANTACID,
    place="interaction entry",
    claim="Baloxavir is not taken with an antacid that holds magnesium.",
)

# --- Blood, heart, joints
UK_ELTROMBOPAG: Final = Citation(
    source=UK_SMPC_4841, place="interactions", claim="Eltrombopag keeps at least four hours from magnesium."
)
APART_FROM_MYCOPHENOLATE: Final = Citation(
    source=DRUGS_COM_MYCOPHENOLATE,
    place="interaction entry",
    claim="Mycophenolate and magnesium are not taken at the same time; two hours or more keep them apart.",
)
LABEL_ROSUVASTATIN: Final = Citation(
    source=ROSUVASTATIN_LABEL,
    place="interaction entry",
    claim="An antacid halves the exposure of rosuvastatin, and waits two hours after it.",
)
FDB_TWO_HOURS_PENICILLAMINE: Final = Citation(
    source=FDB_PENICILLAMINE, place="interaction entry", claim="Penicillamine keeps two hours or more from magnesium."
)
UK_IRON: Final = Citation(
    source=UK_SMPC_3130, place="interactions", claim="Iron and magnesium keep two hours or more apart."
)
ANTACID_HYDROXYCHLOROQUINE: Final = Citation(
    source=DRUGS_COM_RULOX,
    place="interaction entry",
    claim=(
        "Hydroxychloroquine keeps four hours from an antacid of magnesium; the exposure of chloroquine falls by 18 %."
    ),
)
UK_DIGOXIN: Final = Citation(
    source=UK_SMPC_2678,
    place="interactions",
    claim="A little digoxin is held back in the gut, and low magnesium makes digoxin more toxic.",
)
LESS_SOTALOL: Final = Citation(
    source=PUBMED_9088581,
    place="abstract",
    claim="An antacid lowers the exposure of sotalol; two hours keep them apart.",
)

# --- Other absorption
LESS_LEVODOPA: Final = Citation(
    source=KYUSHU_LEVODOPA,
    place="abstract",
    claim="Magnesium oxide takes 35 % of levodopa's exposure and 81 % of carbidopa's.",
)
UK_ERLOTINIB: Final = Citation(
    source=UK_SMPC_4841,
    place="interactions",
    claim="Magnesium comes four hours before erlotinib, or two hours after it.",
)
UK_ULIPRISTAL: Final = Citation(
    source=UK_SMPC_4841, place="interactions", claim="Less ulipristal may be absorbed beside magnesium."
)
UK_AVOID_KINASE: Final = Citation(
    source=UK_SMPC_25343, place="interactions", claim="This kinase inhibitor is not taken beside antacid salts."
)
MEDSCAPE_AVOID_KINASE: Final = Citation(
    source=MEDSCAPE_ANTACID, place="interaction entry", claim="This kinase inhibitor is not taken beside antacid salts."
)
LABEL_DEFERIPRONE: Final = Citation(
    source=DEFERIPRONE_LABEL,
    place="interaction entry",
    claim="Deferiprone keeps four hours from antacids and minerals with several charges.",
    certainty=Certainty.RECALLED,
)
UK_AVOID_RESIN: Final = Citation(
    source=UK_SMPC_25343,
    place="interactions",
    claim="An antacid of magnesium beside sodium polystyrene sulfonate can make the blood alkaline.",
)
UK_RESIN_4841: Final = Citation(
    source=UK_SMPC_4841, place="interactions", claim="Magnesium is not taken with sodium polystyrene sulfonate."
)
MORE_MAGNESIUM_IN_KIDNEY_DISEASE: Final = Citation(
    source=ACTIVE_VITAMIN_D_LABELS,
    place="interaction entry",
    claim="Active vitamin D raises magnesium where the kidney is weak.",
    certainty=Certainty.RECALLED,
)

# --- Effects that no gap can mend
UK_LOSS_12118: Final = Citation(
    source=UK_SMPC_12118,
    place="interactions",
    claim=(
        "Some diuretics, and some medicines for cancer, transplants and infections, make the kidney lose magnesium."
    ),
)
UK_LOSS_2678: Final = Citation(
    source=UK_SMPC_2678,
    place="interactions",
    claim=("Some diuretics, and some medicines for cancer, transplants and infections, raise the loss of magnesium."),
)
LOSS_CONTESTED: Final = Citation(
    source=DAVIES_FRASER_1993, place="article", claim="Whether common diuretic doses lower magnesium is contested."
)
NATMED_SPARING: Final = Citation(
    source=NATMED,
    place="interaction entry",
    claim="Potassium-sparing diuretics keep magnesium back, so it can rise too high.",
    certainty=Certainty.QUOTED,
)
ODS_SPARING: Final = Citation(
    source=ODS,
    place="interaction entry",
    claim="Potassium-sparing diuretics lower how much magnesium leaves the body.",
    certainty=Certainty.QUOTED,
)
WEAK_KIDNEY: Final = Citation(
    source=WAKAI_2019,
    place="results",
    claim="The odds of too much magnesium rise threefold at an eGFR of 55.4 or less.",
)
LOWER_PRESSURE: Final = Citation(
    source=ROSANOFF_2021,
    place="results",
    claim=("From 240 mg a day magnesium lowers treated but uncontrolled blood pressure, and not controlled pressure."),
)
LOW_MAGNESIUM_ON_PPI: Final = Citation(
    source=FDA_PPI_2011,
    place="communication",
    claim=(
        "Long use, mostly beyond a year, can lower magnesium; in a quarter of cases magnesium alone did not mend it."
    ),
)
UK_MUSCLE_BLOCK: Final = Citation(
    source=UK_SMPC_4841, place="interactions", claim="Magnesium deepens the effect of neuromuscular blockers."
)
FRENCH_MUSCLE_BLOCK: Final = Citation(
    source=ANSM_2020,
    place="magnesium and curare-like medicines",
    claim="Magnesium given by infusion deepens the block.",
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
    claim="We recall weak reports of lithium and magnesium acting on each other.",
    certainty=Certainty.RECALLED,
)
MEDICINES_COUNT: Final = Citation(
    source=IOM_1997,
    place="upper level of magnesium",
    claim="The upper level counts magnesium from medicines together with that from supplements.",
    certainty=Certainty.QUOTED,
)
