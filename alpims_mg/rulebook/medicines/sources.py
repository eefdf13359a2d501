"""The documents that rows on medicines cite, and what each of them claims, in our own words."""

from typing import Final

from alpims_mg.model.provenance import Certainty, Citation, Source, SourceKind
from alpims_mg.rulebook.sources import CONVENTION, HIGH_MAGNESIUM_2023, IOM_1997, UK_SMPC_4841, WAKAI_2019

# --- Product information of other countries
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
DOVATO_SMPC: Final = Source(title="Dovato EMA product information", kind=SourceKind.AUTHORITY)
BIKTARVY_LEAFLET: Final = Source(title="Biktarvy EU leaflet", kind=SourceKind.AUTHORITY)
GENVOYA_SMPC: Final = Source(title="Genvoya EU product information", kind=SourceKind.AUTHORITY)

# --- US labels
CIPROFLOXACIN_LABEL: Final = Source(title="Ciprofloxacin US label", kind=SourceKind.AUTHORITY)
LEVOFLOXACIN_LABEL: Final = Source(title="Levofloxacin US label", kind=SourceKind.AUTHORITY)
MOXIFLOXACIN_LABEL: Final = Source(title="Moxifloxacin US label", kind=SourceKind.AUTHORITY)
DELAFLOXACIN_LABEL: Final = Source(title="Baxdela (delafloxacin) US label", kind=SourceKind.AUTHORITY)
FLOXIN_LABEL: Final = Source(title="Floxin (ofloxacin) US label", kind=SourceKind.AUTHORITY)
NOROXIN_LABEL: Final = Source(title="Noroxin (norfloxacin) US label", kind=SourceKind.AUTHORITY)
CEFDINIR_LABEL: Final = Source(title="Cefdinir US label", kind=SourceKind.AUTHORITY)
SYNTHROID_LABEL: Final = Source(title="Synthroid (levothyroxine) US label", kind=SourceKind.AUTHORITY)
NEURONTIN_LABEL: Final = Source(title="Neurontin (gabapentin) US label", kind=SourceKind.AUTHORITY)
ISENTRESS_LABEL: Final = Source(title="Isentress (raltegravir) US label", kind=SourceKind.AUTHORITY)
IRESSA_LABEL: Final = Source(title="Iressa (gefitinib) US label", kind=SourceKind.AUTHORITY)
LUMAKRAS_LABEL: Final = Source(title="Lumakras (sotorasib) US label", kind=SourceKind.AUTHORITY)
CYTOTEC_LABEL: Final = Source(title="Cytotec (misoprostol) US label", kind=SourceKind.AUTHORITY)
SYPRINE_LABEL: Final = Source(title="Syprine (trientine) US label", kind=SourceKind.AUTHORITY)
JULUCA_LABEL: Final = Source(title="Juluca US label", kind=SourceKind.AUTHORITY)
BIKTARVY_LABEL: Final = Source(title="Biktarvy US label", kind=SourceKind.AUTHORITY)
GENVOYA_LABEL: Final = Source(title="Genvoya US label", kind=SourceKind.AUTHORITY)
VOCABRIA_LABEL: Final = Source(
    title="Vocabria (cabotegravir) US label",
    kind=SourceKind.AUTHORITY,
    url="https://nctr-crs.fda.gov/fdalabel/services/spl/set-ids/66d450fb-cca4-476c-b0c7-c0730e3e4cf3/spl-doc",
)
EDURANT_LABEL: Final = Source(title="Edurant (rilpivirine) US label", kind=SourceKind.AUTHORITY)
REYATAZ_LABEL: Final = Source(title="Reyataz (atazanavir) US label", kind=SourceKind.AUTHORITY)
XOFLUZA_LABEL: Final = Source(title="Xofluza (baloxavir) US label", kind=SourceKind.AUTHORITY)
TASIGNA_LABEL: Final = Source(title="Tasigna (nilotinib) US label", kind=SourceKind.AUTHORITY)
VOTRIENT_LABEL: Final = Source(title="Votrient (pazopanib) US label", kind=SourceKind.AUTHORITY)
CELLCEPT_LABEL: Final = Source(title="CellCept (mycophenolate) US label", kind=SourceKind.AUTHORITY)
ROSUVASTATIN_LABEL: Final = Source(title="Rosuvastatin US label", kind=SourceKind.AUTHORITY)
PLAQUENIL_LABEL: Final = Source(title="Plaquenil (hydroxychloroquine) US label", kind=SourceKind.AUTHORITY)
DEFERIPRONE_LABEL: Final = Source(
    title="Deferiprone US label",
    kind=SourceKind.AUTHORITY,
    url="https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=97f7bfcb-8666-464c-87b6-9621ceca5ee2",
)
ROCALTROL_LABEL: Final = Source(title="Rocaltrol (calcitriol) US label", kind=SourceKind.AUTHORITY)

# --- Public bodies and papers
ODS: Final = Source(
    title="NIH Office of Dietary Supplements, magnesium: fact sheet for health professionals",
    kind=SourceKind.AUTHORITY,
)
FDA_PPI_2011: Final = Source(
    title="FDA drug safety communication 2011-03-02",
    kind=SourceKind.AUTHORITY,
    url=(
        "https://www.fda.gov/drugs/drug-safety-and-availability/fda-drug-safety-communication-low-magnesium-levels"
        "-can-be-associated-long-term-use-proton-pump"
    ),
)
PUBMED_2598571: Final = Source(title="PubMed 2598571", kind=SourceKind.AUTHORITY)
PUBMED_9088581: Final = Source(title="PubMed 9088581", kind=SourceKind.AUTHORITY)
KYUSHU_LEVODOPA: Final = Source(
    title="Kyushu University, magnesium oxide and levodopa/carbidopa",
    kind=SourceKind.AUTHORITY,
    url=(
        "https://kyushu-u.elsevierpure.com/en/publications/effects-of-magnesium"
        "-oxide-on-pharmacokinetics-of-l-dopacarbidopa"
    ),
)
DAVIES_FRASER_1993: Final = Source(title="Davies and Fraser 1993, PMC1364546", kind=SourceKind.AUTHORITY)
ROSANOFF_2021: Final = Source(title="Rosanoff 2021, PMC7827637", kind=SourceKind.AUTHORITY)


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
STRICTER_SOURCE: Final = Citation(
    source=CONVENTION,
    place="reading of sources that disagree",
    claim="If sources disagree, we name both, and the stricter one counts, for each direction by itself.",
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
    place="interactions with medicines",
    claim="Take tetracyclines two hours before magnesium, or four to six hours after it.",
    certainty=Certainty.QUOTED,
)
BROAD_QUINOLONES: Final = Citation(
    source=CONVENTION,
    place="after a page on antacids and quinolones (medpill.info)",
    claim="As a broad rule, take quinolones two hours before an antacid, or four to six hours after it.",
    certainty=Certainty.QUOTED,
)
LABEL_CIPROFLOXACIN: Final = Citation(
    source=CIPROFLOXACIN_LABEL,
    place="7, drug interactions",
    claim="Take ciprofloxacin two hours before magnesium, or six hours after it.",
    certainty=Certainty.QUOTED,
)
CIPROFLOXACIN_AUC: Final = Citation(
    source=PUBMED_2598571,
    place="abstract",
    claim="An antacid in the four hours before ciprofloxacin lowers its exposure to 15 to 70 %.",
)
LABEL_LEVOFLOXACIN: Final = Citation(
    source=LEVOFLOXACIN_LABEL,
    place="7, drug interactions",
    claim="Leave two hours before and after levofloxacin. The text that we read names antacids, calcium, iron and "
    "zinc, but not magnesium supplements.",
    certainty=Certainty.QUOTED,
)
HOSPITAL_LEVOFLOXACIN: Final = Citation(
    source=CONVENTION,
    place="after a hospital's list of separations",
    claim="One hospital leaves two hours after levofloxacin and four hours before it.",
    certainty=Certainty.QUOTED,
)
LABEL_MOXIFLOXACIN: Final = Citation(
    source=MOXIFLOXACIN_LABEL,
    place="7, drug interactions",
    claim="Take moxifloxacin four hours before magnesium, or eight hours after it.",
    certainty=Certainty.QUOTED,
)
LABEL_DELAFLOXACIN: Final = Citation(
    source=DELAFLOXACIN_LABEL,
    place="7, drug interactions",
    claim="Take delafloxacin two hours before magnesium, or six hours after it.",
    certainty=Certainty.QUOTED,
)
PHARMACY_DELAFLOXACIN: Final = Citation(
    source=CONVENTION,
    place="after a pharmacy's text on Baxdela (Familiprix)",
    claim="Take delafloxacin six hours before magnesium, or two hours after it.",
    certainty=Certainty.QUOTED,
)
HANDBOOK_QUINOLONES: Final = Citation(
    source=CONVENTION,
    place="after a handbook of interactions (Hansten and Horn)",
    claim="Take levofloxacin, ofloxacin or norfloxacin two hours before magnesium, or six hours after it.",
    certainty=Certainty.QUOTED,
)
LABEL_OFLOXACIN: Final = Citation(
    source=FLOXIN_LABEL,
    place="7, drug interactions",
    claim="Leave two hours, before and after, between magnesium and ofloxacin.",
    certainty=Certainty.QUOTED,
)
LABEL_NORFLOXACIN: Final = Citation(
    source=NOROXIN_LABEL,
    place="7, drug interactions",
    claim="Leave two hours, before and after, between magnesium and norfloxacin.",
    certainty=Certainty.QUOTED,
)
UK_AMINOGLYCOSIDES: Final = Citation(
    source=UK_SMPC_2678,
    place="interactions",
    claim="Aminoglycosides and magnesium both weaken the signal from nerve to muscle.",
)
UK_AMINOGLYCOSIDE_LOSS: Final = Citation(
    source=UK_SMPC_2678, place="interactions", claim="Aminoglycosides also make the kidneys lose magnesium."
)
LABEL_CEFDINIR: Final = Citation(
    source=CEFDINIR_LABEL,
    place="7, drug interactions",
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
LABELS_ORAL_BISPHOSPHONATES: Final = Citation(
    source=CONVENTION,
    place="after a database that repeats US labels (First Databank 1660)",
    claim=(
        "Labels ask for half an hour after alendronate and risedronate, an hour after "
        "ibandronate, and two hours between magnesium and etidronate or tiludronate."
    ),
    certainty=Certainty.QUOTED,
)
NO_GUT_CONTACT: Final = Citation(
    source=CONVENTION,
    place="reading of injected medicines",
    claim="A medicine that does not go through the gut never meets a capsule there, so no interval is kept.",
)
LABEL_LEVOTHYROXINE: Final = Citation(
    source=SYNTHROID_LABEL,
    place="7, drug interactions",
    claim="Take levothyroxine four hours apart from antacids.",
    certainty=Certainty.QUOTED,
)
SUPPLEMENTS_LEVOTHYROXINE: Final = Citation(
    source=CONVENTION,
    place="after Drugs.com on Synthroid with magnesium",
    claim="The four hours also hold for magnesium supplements, and thyroid tests are watched.",
    certainty=Certainty.QUOTED,
)
LABEL_GABAPENTIN: Final = Citation(
    source=NEURONTIN_LABEL,
    place="7, drug interactions",
    claim="An antacid lowers the exposure to gabapentin by a fifth. Take gabapentin two hours after it.",
    certainty=Certainty.QUOTED,
)
OXIDE_GABAPENTIN: Final = Citation(
    source=CONVENTION,
    place="after GoodRx on magnesium and gabapentin",
    claim="A paper that we did not find is said to report 43 % less gabapentin with magnesium oxide.",
    certainty=Certainty.QUOTED,
)
NOTHING_ON_PREGABALIN: Final = Citation(
    source=CONVENTION,
    place="pregabalin",
    claim="We know of no effect of magnesium on pregabalin.",
    certainty=Certainty.RECALLED,
)

# --- Viruses
LABEL_RALTEGRAVIR: Final = Citation(
    source=ISENTRESS_LABEL,
    place="7, drug interactions",
    claim="Raltegravir and magnesium antacids are not advised together, even hours apart.",
    certainty=Certainty.QUOTED,
)
SUPPLEMENTS_RALTEGRAVIR: Final = Citation(
    source=CONVENTION,
    place="after three guides on HIV medicines (Liverpool, HIV InSite, Guide VIH)",
    claim="Magnesium lowers raltegravir, and taking the two at different times does not help.",
    certainty=Certainty.QUOTED,
)
EU_DOLUTEGRAVIR: Final = Citation(
    source=DOVATO_SMPC,
    place="interactions",
    claim=(
        "A magnesium antacid lowers the exposure to dolutegravir by 74 %. Take the antacid two "
        "hours after the tablet, or six hours before it."
    ),
)
FRENCH_INTEGRASE: Final = Citation(
    source=ANSM_2020,
    place="antacids and oral medicines",
    claim="Antacids in the gut are not advised with raltegravir, bictegravir or dolutegravir.",
)
LABEL_JULUCA: Final = Citation(
    source=JULUCA_LABEL,
    place="7, drug interactions",
    claim="Take dolutegravir with rilpivirine four hours before an antacid, or six hours after it.",
    certainty=Certainty.QUOTED,
)
US_BICTEGRAVIR: Final = Citation(
    source=BIKTARVY_LABEL,
    place="7, drug interactions",
    claim="Take bictegravir two hours before a magnesium antacid, or six hours after it.",
    certainty=Certainty.QUOTED,
)
EU_BICTEGRAVIR: Final = Citation(
    source=BIKTARVY_LEAFLET,
    place="interactions",
    claim="Take bictegravir at least two hours before such an antacid, or with food.",
)
US_ELVITEGRAVIR: Final = Citation(
    source=GENVOYA_LABEL,
    place="7, drug interactions",
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
    source=VOCABRIA_LABEL,
    place="7, drug interactions",
    claim="Take a product with magnesium two hours before oral cabotegravir, or four hours after it.",
    certainty=Certainty.QUOTED,
)
REVIEW_CABOTEGRAVIR: Final = Citation(
    source=CONVENTION,
    place="after a review of interactions (Authorea 733588)",
    claim="Take oral cabotegravir two hours before a product with magnesium, or four hours after it.",
    certainty=Certainty.QUOTED,
)
LABEL_RILPIVIRINE: Final = Citation(
    source=EDURANT_LABEL,
    place="7, drug interactions",
    claim="Take an antacid two hours before rilpivirine, or four hours after it.",
    certainty=Certainty.QUOTED,
)
ANTACID_ATAZANAVIR: Final = Citation(
    source=REYATAZ_LABEL,
    place="7, drug interactions",
    claim="Take atazanavir two hours before an antacid, or one hour after it.",
    certainty=Certainty.QUOTED,
)
ANTACID_BALOXAVIR: Final = Citation(
    source=XOFLUZA_LABEL,
    place="7, drug interactions",
    claim="Do not take baloxavir with an antacid that contains magnesium.",
    certainty=Certainty.QUOTED,
)

# --- Blood, heart, joints
UK_ELTROMBOPAG: Final = Citation(
    source=UK_SMPC_4841, place="interactions", claim="Take eltrombopag at least four hours apart from magnesium."
)
APART_FROM_MYCOPHENOLATE: Final = Citation(
    source=CELLCEPT_LABEL,
    place="7, drug interactions",
    claim="Do not take mycophenolate and an antacid with magnesium at the same time.",
    certainty=Certainty.QUOTED,
)
LABEL_ROSUVASTATIN: Final = Citation(
    source=ROSUVASTATIN_LABEL,
    place="7, drug interactions",
    claim="An antacid halves the exposure to rosuvastatin. Take the antacid two hours after it.",
    certainty=Certainty.QUOTED,
)
UK_IRON: Final = Citation(
    source=UK_SMPC_3130, place="interactions", claim="Take iron and magnesium two hours or more apart."
)
ANTACID_HYDROXYCHLOROQUINE: Final = Citation(
    source=PLAQUENIL_LABEL,
    place="7, drug interactions",
    claim="Take hydroxychloroquine four hours apart from an antacid.",
    certainty=Certainty.QUOTED,
)
UK_DIGOXIN: Final = Citation(
    source=UK_SMPC_2678,
    place="interactions",
    claim="Magnesium holds back a little digoxin in the gut, and low magnesium makes digoxin more toxic.",
)
UK_DIGOXIN_TOXICITY: Final = Citation(
    source=UK_SMPC_2678, place="interactions", claim="Low magnesium makes digoxin more toxic."
)
LESS_SOTALOL: Final = Citation(
    source=PUBMED_9088581,
    place="abstract",
    claim="An antacid lowers the exposure to sotalol. Keep them two hours apart.",
)
SOTALOL_RHYTHM: Final = Citation(
    source=CONVENTION,
    place="sotalol",
    claim="We recall that sotalol can disturb the heart rhythm, and that magnesium affects it too.",
    certainty=Certainty.RECALLED,
)

# --- Other absorption
ACID_SALTS: Final = Citation(
    source=CONVENTION,
    place="reading of texts on antacids",
    claim=(
        "We recall that magnesium oxide, hydroxide and carbonate take away stomach acid. We keep the "
        "rule for every form."
    ),
    certainty=Certainty.RECALLED,
)
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
MORE_LEVODOPA: Final = Citation(
    source=CONVENTION,
    place="after Drugs.com on levodopa with antacids",
    claim="An antacid or a product with magnesium may raise how much levodopa is absorbed.",
    certainty=Certainty.QUOTED,
)
LABEL_GEFITINIB: Final = Citation(
    source=IRESSA_LABEL,
    place="7, drug interactions",
    claim="Take gefitinib six hours before an antacid, or six hours after it.",
    certainty=Certainty.QUOTED,
)
DATABASE_GEFITINIB: Final = Citation(
    source=CONVENTION,
    place="after a database that repeats US labels (First Databank, gefitinib)",
    claim="Leave six hours, before and after, between an antacid and gefitinib.",
    certainty=Certainty.QUOTED,
)
LABEL_SOTORASIB: Final = Citation(
    source=LUMAKRAS_LABEL,
    place="7, drug interactions",
    claim=(
        "Avoid antacids with sotorasib. If one is needed, take sotorasib four hours before the antacid, or ten hours "
        "after it."
    ),
    certainty=Certainty.QUOTED,
)
LABEL_TRIENTINE: Final = Citation(
    source=SYPRINE_LABEL,
    place="precautions",
    claim="Keep mineral supplements apart from trientine, because they can block its absorption.",
    certainty=Certainty.QUOTED,
)
LIST_PATIROMER: Final = Citation(
    source=CONVENTION,
    place="after Drugs.com on magnesium antacids with patiromer",
    claim="A magnesium antacid can make patiromer work less, and can make the blood alkaline.",
    certainty=Certainty.QUOTED,
)
LABEL_MISOPROSTOL: Final = Citation(
    source=CYTOTEC_LABEL,
    place="precautions",
    claim="Avoid antacids that contain magnesium with misoprostol, because they add to the diarrhoea.",
    certainty=Certainty.QUOTED,
)
LISTS_SULFONYLUREAS: Final = Citation(
    source=CONVENTION,
    place="after public lists of interactions",
    claim=(
        "Some magnesium salts raise how much glipizide or glibenclamide is absorbed, or how fast, and blood sugar may "
        "fall too low."
    ),
    certainty=Certainty.QUOTED,
)
UK_ULIPRISTAL: Final = Citation(
    source=UK_SMPC_4841, place="interactions", claim="Less ulipristal may be absorbed with magnesium."
)
UK_AVOID_KINASE: Final = Citation(
    source=UK_SMPC_25343, place="interactions", claim="Do not take this kinase inhibitor with antacid salts."
)
LABEL_NILOTINIB: Final = Citation(
    source=TASIGNA_LABEL,
    place="7, drug interactions",
    claim="Do not take nilotinib together with an antacid.",
    certainty=Certainty.QUOTED,
)
LABEL_PAZOPANIB: Final = Citation(
    source=VOTRIENT_LABEL,
    place="7, drug interactions",
    claim="Do not take pazopanib together with an antacid.",
    certainty=Certainty.QUOTED,
)
AVOIDED_AT_ANY_HOUR: Final = Citation(
    source=CONVENTION,
    place="reading of medicines to avoid",
    claim="If a medicine for cancer is not to be taken together with an antacid, capsules are ruled out at any hour. "
    "Whoever prescribes it may allow hours apart.",
)
LABEL_DEFERIPRONE: Final = Citation(
    source=DEFERIPRONE_LABEL,
    place="7, drug interactions",
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
    source=ROCALTROL_LABEL,
    place="7, drug interactions",
    claim="With vitamin D, antacids that contain magnesium can raise magnesium in people with weak kidneys.",
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
ODS_SPARING: Final = Citation(
    source=ODS,
    place="interactions with medicines",
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
LITHIUM_RETENTION: Final = Citation(
    source=HIGH_MAGNESIUM_2023,
    place="table 6",
    claim="Lithium is named among the causes of too much magnesium: the kidneys may get rid of less.",
)
MEDICINES_COUNT: Final = Citation(
    source=IOM_1997,
    place="upper level of magnesium",
    claim="The upper level counts magnesium from medicines together with magnesium from supplements.",
    certainty=Certainty.QUOTED,
)
