"""The codes and words of each condition in a record: SNOMED CT, ICD-10 and ICD-10-CM, and phrases.

The longest listed prefix of an ICD code decides. If several rows list a code or a prefix, it counts as all of their
conditions. A code that no row lists is a condition without a word of its own, which always asks for a clinician. So a
condition that only calls for care lists a code only if the code means exactly this condition. A condition that asks
for more may list a code that covers more.
"""

from typing import Final, final

import attrs

from alpims_mg.model.provenance import Citation, Source, SourceKind
from alpims_mg.model.vocabulary import Condition
from alpims_mg.rulebook.sources import CONVENTION

SNOMED_CT: Final = Source(title="SNOMED CT, International Edition", kind=SourceKind.AUTHORITY)
ICD_10: Final = Source(
    title="ICD-10, World Health Organization, version of 2019",
    kind=SourceKind.AUTHORITY,
    url="https://icd.who.int/browse10/2019/en",
)
ICD_10_CM: Final = Source(
    title="ICD-10-CM tabular list, US National Center for Health Statistics", kind=SourceKind.AUTHORITY
)
CODE_CITES: Final = (
    Citation(source=SNOMED_CT, place="preferred terms", claim="The meaning of each SNOMED CT code."),
    Citation(source=ICD_10, place="tabular list", claim="The meaning of each ICD-10 code."),
    Citation(source=ICD_10_CM, place="tabular list", claim="The meaning of each ICD-10-CM code."),
    Citation(
        source=CONVENTION,
        place="reading of codes of conditions",
        claim="Which condition a code counts as. If a code covers more than that, the stricter reading counts.",
    ),
)
"""What the rows on codes cite: each code system for what its codes mean, and a convention for what they count as."""


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class ConditionCodes:
    """The codes and phrases of one condition. Each code stands with its meaning.

    ``icd`` are prefixes that ICD-10-CM has, and that mean the same in every edition of ICD-10 that has them. The
    prefixes of ``icd_elsewhere`` are only in other editions. ``phrases`` are words that name the condition, as
    ``plain`` writes them: lower case, no accents. A star stands for the rest of a word.
    """

    condition: Condition
    snomed: tuple[tuple[str, str], ...] = ()
    icd: tuple[tuple[str, str], ...] = ()
    icd_elsewhere: tuple[tuple[str, str], ...] = ()
    phrases: tuple[str, ...] = ()


# Formatted by hand, with many words on a line.
# fmt: off
CONDITION_CODES: Final[tuple[ConditionCodes, ...]] = (
    # --- The kidneys
    ConditionCodes(
        condition=Condition.KIDNEY_DISEASE,
        snomed=(
            ("90708001", "Kidney disease"),
            ("709044004", "Chronic kidney disease"),
            ("431855005", "Chronic kidney disease stage 1"),
            ("431856006", "Chronic kidney disease stage 2"),
            ("433144002", "Chronic kidney disease stage 3"),
            ("700378005", "Chronic kidney disease stage 3A"),
            ("700379002", "Chronic kidney disease stage 3B"),
            ("431857002", "Chronic kidney disease stage 4"),
            ("433146000", "Chronic kidney disease stage 5"),
            ("46177005", "End-stage renal disease"),
            ("90688005", "Chronic renal failure"),
            ("42399005", "Renal failure"),
            ("14669001", "Acute renal failure"),
            ("127013003", "Disorder of kidney due to diabetes mellitus"),
            ("36171008", "Glomerulonephritis"),
            ("52254009", "Nephrotic syndrome"),
            ("236423003", "Renal impairment"),
            ("236407003", "Immunoglobulin A nephropathy"),
            ("82525005", "Congenital cystic kidney disease"),
            ("765330003", "Autosomal dominant polycystic kidney disease"),
            ("45816000", "Pyelonephritis"),
            ("36689008", "Acute pyelonephritis"),
            ("737295003", "Transplanted kidney present"),
            ("90781000119102", "Microalbuminuria due to type 2 diabetes mellitus"),
            ("157141000119108", "Proteinuria due to type 2 diabetes mellitus"),
            ("161665007", "History of renal transplant"),
            ("698306007", "Awaiting transplantation of kidney"),
            ("105502003", "Dependence on renal dialysis"),
        ),
        icd=(
            ("D63.1", "Anemia in chronic kidney disease"),
            ("E08.2", "Diabetes due to underlying condition with kidney complications"),
            ("E09.2", "Drug or chemical induced diabetes with kidney complications"),
            ("E10.2", "Type 1 diabetes with kidney complications"),
            ("E11.2", "Type 2 diabetes with kidney complications"),
            ("E13.2", "Other specified diabetes with kidney complications"),
            ("I12", "Hypertensive chronic kidney disease"),
            ("I13", "Hypertensive heart and chronic kidney disease"),
            ("I15.1", "Hypertension secondary to other renal disorders"),
            ("I75.81", "Atheroembolism of kidney"),
            ("K91.83", "Postprocedural hepatorenal syndrome"),
            ("M10.3", "Gout due to renal impairment"),
            ("M1A.3", "Chronic gout due to renal impairment"),
            ("M31.31", "Wegener's granulomatosis with renal involvement"),
            ("M32.14", "Glomerular disease in systemic lupus erythematosus"),
            ("M32.15", "Tubulo-interstitial nephropathy in systemic lupus erythematosus"),
            ("M35.04", "Sjogren syndrome with tubulo-interstitial nephropathy"),
            ("K76.7", "Hepatorenal syndrome"),
            ("N00", "Acute nephritic syndrome"),
            ("N01", "Rapidly progressive nephritic syndrome"),
            ("N02", "Recurrent and persistent hematuria with glomerular changes"),
            ("N03", "Chronic nephritic syndrome"),
            ("N04", "Nephrotic syndrome"),
            ("N05", "Unspecified nephritic syndrome"),
            ("N06", "Isolated proteinuria with glomerular changes"),
            ("N07", "Hereditary nephropathy"),
            ("N08", "Glomerular disorders in other diseases"),
            ("N10", "Acute pyelonephritis"),
            ("N11", "Chronic tubulo-interstitial nephritis"),
            ("N12", "Tubulo-interstitial nephritis"),
            ("N13", "Obstructive and reflux uropathy"),
            ("N14", "Drug- and heavy-metal-induced kidney conditions"),
            ("N15", "Other renal tubulo-interstitial diseases"),
            ("N16", "Renal tubulo-interstitial disorders in other diseases"),
            ("N17", "Acute kidney failure"),
            ("N18", "Chronic kidney disease"),
            ("N18.6", "End stage renal disease"),
            ("N19", "Unspecified kidney failure"),
            ("N25", "Disorders from impaired renal tubular function"),
            ("N25.81", "Secondary hyperparathyroidism of renal origin"),
            ("N26", "Unspecified contracted kidney"),
            ("N27", "Small kidney of unknown cause"),
            ("N28", "Other disorders of kidney and ureter"),
            ("N29", "Other disorders of kidney and ureter in other diseases"),
            ("N99.0", "Postprocedural kidney failure"),
            ("O03.32", "Renal failure following incomplete spontaneous abortion"),
            ("O03.82", "Renal failure following spontaneous abortion"),
            ("O04.82", "Renal failure following termination of pregnancy"),
            ("O07.32", "Renal failure following failed attempted termination of pregnancy"),
            ("O08.4", "Renal failure following ectopic and molar pregnancy"),
            ("O10.2", "Pre-existing hypertensive chronic kidney disease complicating pregnancy"),
            ("O10.3", "Pre-existing hypertensive heart and chronic kidney disease complicating pregnancy"),
            ("O90.4", "Postpartum acute kidney failure"),
            ("P96.0", "Congenital renal failure"),
            ("Q60", "Renal agenesis"),
            ("Q61", "Cystic kidney disease"),
            ("Q62", "Congenital obstructive defects of renal pelvis and ureter"),
            ("Q63", "Other congenital malformations of kidney"),
            ("R94.4", "Abnormal results of kidney function studies"),
            ("T86.1", "Complications of kidney transplant"),
            ("Z48.22", "Aftercare following kidney transplant"),
            ("Z52.4", "Kidney donor"),
            ("Z90.5", "Acquired absence of kidney"),
            ("Z94.0", "Kidney transplant status"),
        ),
        icd_elsewhere=(
            ("E12.2", "Malnutrition-related diabetes with renal complications"),
            ("E14.2", "Unspecified diabetes with renal complications"),
        ),
        phrases=(
            "ckd", "ckd stage", "kidney disease", "renal disease", "chronic kidney disease", "kidney failure",
            "renal failure", "kidney injury", "renal insufficiency", "renal impairment", "kidney impairment",
            "nephropathy", "nephritis", "glomerulonephritis", "nephrotic syndrome", "esrd", "eskd",
            "polycystic kidney*", "kidney transplant*", "renal transplant*",
            "niereninsuffizienz", "nierenerkrankung", "insuffisance renale",
            "insuficiencia renal", "insufficienza renale", "nierenversagen", "nierenkrankheit", "maladie renale",
            "enfermedad renal", "malattia renale", "nierinsufficientie",
        ),
    ),
    ConditionCodes(
        condition=Condition.DIALYSIS,
        snomed=(
            ("105502003", "Dependence on renal dialysis"),
            ("108241001", "Dialysis procedure"),
            ("265764009", "Renal dialysis"),
            ("302497006", "Hemodialysis"),
            ("71192002", "Peritoneal dialysis"),
        ),
        icd=(
            ("I95.3", "Hypotension of hemodialysis"),
            ("N18.6", "End stage renal disease, which includes kidney disease that needs dialysis"),
            ("R88.0", "Cloudy dialysis effluent"),
            ("T82.4", "Mechanical complication of vascular dialysis catheter"),
            ("T85.611", "Breakdown of intraperitoneal dialysis catheter"),
            ("T85.621", "Displacement of intraperitoneal dialysis catheter"),
            ("T85.631", "Leakage of intraperitoneal dialysis catheter"),
            ("T85.691", "Other mechanical complication of intraperitoneal dialysis catheter"),
            ("T85.71", "Infection from peritoneal dialysis catheter"),
            ("Y84.1", "Kidney dialysis as the cause of a reaction"),
            ("Z49", "Care involving renal dialysis"),
            ("Z91.15", "Noncompliance with renal dialysis"),
            ("Z91.A5", "Caregiver's noncompliance with renal dialysis"),
            ("Z99.2", "Dependence on renal dialysis"),
        ),
        phrases=("dialysis", "hemodialysis", "haemodialysis", "dialyse*", "hamodialyse", "dialisis", "dialisi"),
    ),
    # --- The heart and the blood pressure
    ConditionCodes(
        condition=Condition.CARDIAC,
        snomed=(
            ("56265001", "Heart disease"),
            ("53741008", "Coronary heart disease"),
            ("13213009", "Congenital heart disease"),
            ("368009", "Heart valve disorder"),
            ("394659003", "Acute coronary syndrome"),
            ("4557003", "Unstable angina"),
            ("233819005", "Stable angina"),
            ("48447003", "Chronic heart failure"),
            ("85232009", "Left heart failure"),
            ("417996009", "Systolic heart failure"),
            ("418304008", "Diastolic heart failure"),
            ("6374002", "Bundle branch block"),
            ("59118001", "Right bundle branch block"),
            ("63467002", "Left bundle branch block"),
            ("441509002", "Cardiac pacemaker in situ"),
            ("414545008", "Ischemic heart disease"),
            ("22298006", "Myocardial infarction"),
            ("57054005", "Acute myocardial infarction"),
            ("401303003", "Acute ST segment elevation myocardial infarction"),
            ("401314000", "Acute non-ST segment elevation myocardial infarction"),
            ("399211009", "History of myocardial infarction"),
            ("194828000", "Angina pectoris"),
            ("84114007", "Heart failure"),
            ("42343007", "Congestive heart failure"),
            ("88805009", "Chronic congestive heart failure"),
            ("85898001", "Cardiomyopathy"),
            ("60573004", "Aortic valve stenosis"),
            ("48724000", "Mitral valve regurgitation"),
            ("410429000", "Cardiac arrest"),
            ("399261000", "History of coronary artery bypass grafting"),
            ("60234000", "Aortic valve regurgitation"),
            ("274531002", "Abnormal findings on diagnostic imaging of heart"),
        ),
        icd=(
            ("I01", "Rheumatic fever with heart involvement"),
            ("I05", "Rheumatic mitral valve diseases"),
            ("I06", "Rheumatic aortic valve diseases"),
            ("I07", "Rheumatic tricuspid valve diseases"),
            ("I08", "Multiple valve diseases"),
            ("I09", "Other rheumatic heart diseases"),
            ("I11", "Hypertensive heart disease"),
            ("I13", "Hypertensive heart and chronic kidney disease"),
            ("I20", "Angina pectoris"),
            ("I21", "Acute myocardial infarction"),
            ("I22", "Subsequent myocardial infarction"),
            ("I23", "Complications following myocardial infarction"),
            ("I24", "Other acute ischemic heart diseases"),
            ("I25", "Chronic ischemic heart disease"),
            ("I27", "Other pulmonary heart diseases"),
            ("I30", "Acute pericarditis"),
            ("I31", "Other diseases of pericardium"),
            ("I32", "Pericarditis in other diseases"),
            ("I33", "Endocarditis"),
            ("I34", "Nonrheumatic mitral valve disorders"),
            ("I35", "Nonrheumatic aortic valve disorders"),
            ("I36", "Nonrheumatic tricuspid valve disorders"),
            ("I37", "Nonrheumatic pulmonary valve disorders"),
            ("I38", "Endocarditis, valve unspecified"),
            ("I39", "Endocarditis in other diseases"),
            ("I40", "Acute myocarditis"),
            ("I41", "Myocarditis in other diseases"),
            ("I42", "Cardiomyopathy"),
            ("I43", "Cardiomyopathy in other diseases"),
            ("I44.4", "Left anterior fascicular block"),
            ("I44.5", "Left posterior fascicular block"),
            ("I44.6", "Fascicular block"),
            ("I44.7", "Left bundle-branch block"),
            ("I45", "Other conduction disorders"),
            ("I46", "Cardiac arrest"),
            ("I50", "Heart failure"),
            ("I51", "Complications and ill-defined descriptions of heart disease"),
            ("I52", "Other heart disorders in other diseases"),
            ("I97.1", "Other postprocedural cardiac functional disturbances"),
            ("M05.3", "Rheumatoid heart disease with rheumatoid arthritis"),
            ("O10.1", "Pre-existing hypertensive heart disease complicating pregnancy"),
            ("O10.3", "Pre-existing hypertensive heart and chronic kidney disease complicating pregnancy"),
            ("Q20", "Congenital malformations of cardiac chambers"),
            ("Q21", "Congenital malformations of cardiac septa"),
            ("Q22", "Congenital malformations of pulmonary and tricuspid valves"),
            ("Q23", "Congenital malformations of aortic and mitral valves"),
            ("Q24", "Other congenital malformations of heart"),
            ("R57.0", "Cardiogenic shock"),
            ("R93.1", "Abnormal findings on diagnostic imaging of heart and coronary circulation"),
            ("Z45.0", "Adjustment and management of cardiac device"),
            ("Z48.21", "Aftercare following heart transplant"),
            ("Z94.1", "Heart transplant status"),
            ("Z94.3", "Heart and lungs transplant status"),
            ("Z95", "Presence of cardiac and vascular implants"),
        ),
        phrases=(
            "heart disease", "cardiac disease", "heart failure", "cardiac failure", "chf", "hfref", "hfpef", "chd",
            "coronary", "cardiomyopathy", "myocardial infarction", "heart attack", "angina", "cardiac arrest",
            "heart valve", "aortic stenosis", "aortic valve*", "mitral", "myocarditis", "pericarditis", "endocarditis",
            "bundle branch block", "heart transplant*", "pacemaker*", "heart defect", "herzinsuffizienz", "herzinfarkt",
            "insuffisance cardiaque", "insuficiencia cardiaca",
        ),
    ),
    ConditionCodes(
        condition=Condition.IRREGULAR_HEARTBEAT,
        snomed=(
            ("698247007", "Cardiac arrhythmia"),
            ("49436004", "Atrial fibrillation"),
            ("195080001", "Atrial fibrillation and flutter"),
            ("426749004", "Chronic atrial fibrillation"),
            ("282825002", "Paroxysmal atrial fibrillation"),
            ("5370000", "Atrial flutter"),
            ("6456007", "Supraventricular tachycardia"),
            ("25569003", "Ventricular tachycardia"),
            ("71908006", "Ventricular fibrillation"),
            ("440028005", "Permanent atrial fibrillation"),
            ("440059007", "Persistent atrial fibrillation"),
            ("9651007", "Long QT syndrome"),
        ),
        icd=(
            ("I47", "Paroxysmal tachycardia"),
            ("I48", "Atrial fibrillation and flutter"),
            ("I49", "Other cardiac arrhythmias"),
            ("I49.5", "Sick sinus syndrome"),
        ),
        phrases=(
            "arrhythmia", "dysrhythmia", "atrial fibrillation", "afib", "atrial flutter", "ventricular fibrillation",
            "ventricular tachycardia", "supraventricular tachycardia", "long qt", "irregular heartbeat",
            "extrasystole*", "premature beats", "premature ventricular contraction*", "ventricular ectopic*",
            "vorhofflimmern", "fibrillation auriculaire", "fibrilacion auricular",
        ),
    ),
    ConditionCodes(
        condition=Condition.HEART_BLOCK,
        snomed=(
            ("233917008", "Atrioventricular block"),
            ("195042002", "Second degree atrioventricular block"),
            ("54016002", "Mobitz type I incomplete atrioventricular block"),
            ("28189009", "Mobitz type II atrioventricular block"),
            ("27885002", "Complete atrioventricular block"),
        ),
        icd=(
            ("I44", "Atrioventricular block"),
            ("I45.3", "Trifascicular block"),
            ("I45.5", "Other specified heart block"),
            ("I45.9", "Conduction disorder, unspecified"),
            ("Q24.6", "Congenital heart block"),
        ),
        phrases=("heart block", "av block", "a v block", "atrioventricular block", "mobitz", "stokes adams",
                 "bloc auriculo ventriculaire", "bloc atrio ventriculaire", "bloqueo auriculoventricular",
                 "blocco atrioventricolare"),
    ),
    ConditionCodes(
        condition=Condition.FIRST_DEGREE_HEART_BLOCK,
        snomed=(("270492004", "First degree atrioventricular block"),),
        icd=(("I44.0", "Atrioventricular block, first degree"),),
        phrases=(
            "first degree heart block", "1st degree heart block", "first degree av block", "1st degree av block",
            "first degree atrioventricular block", "atrioventricular block first degree", "av block first degree",
            "heart block first degree", "av block 1st degree", "av block 1 grad*", "av block i grad*",
        ),
    ),
    ConditionCodes(
        condition=Condition.BRADYCARDIA,
        snomed=(
            ("48867003", "Bradycardia"),
            ("49710005", "Sinus bradycardia"),
            ("36083008", "Sick sinus syndrome"),
        ),
        icd=(
            ("I49.5", "Sick sinus syndrome"),
            ("P29.12", "Neonatal bradycardia"),
            ("R00.1", "Bradycardia, unspecified"),
        ),
        phrases=("bradycardia", "sick sinus syndrome", "sick sinus", "slow heartbeat", "bradykardie", "bradycardie"),
    ),
    ConditionCodes(
        condition=Condition.LOW_BLOOD_PRESSURE,
        snomed=(("45007003", "Low blood pressure"), ("28651003", "Orthostatic hypotension")),
        icd=(("I95", "Hypotension"), ("I95.3", "Hypotension of hemodialysis")),
        phrases=("low blood pressure", "hypotension", "hypotonie", "hipotension", "ipotensione"),
    ),
    ConditionCodes(
        condition=Condition.POTS,
        snomed=(("371073003", "Postural orthostatic tachycardia syndrome"),),
        icd=(("G90.A", "Postural orthostatic tachycardia syndrome"),),
        phrases=(
            "pots", "postural orthostatic tachycardia syndrome", "postural tachycardia syndrome",
            "postural orthostatic tachycardia",
        ),
    ),
    # --- Nerves, muscles, pain
    ConditionCodes(
        condition=Condition.MYASTHENIA_GRAVIS,
        snomed=(("91637004", "Myasthenia gravis"),),
        icd=(
            ("G70", "Myasthenia gravis and other myoneural disorders"),
            ("G70.0", "Myasthenia gravis"),
            ("P94.0", "Transient neonatal myasthenia gravis"),
        ),
        phrases=("myasthenia gravis", "myasthenia", "myasthenie", "miastenia"),
    ),
    ConditionCodes(
        condition=Condition.NEUROMUSCULAR_JUNCTION_DISORDER,
        snomed=(("56989000", "Eaton-Lambert syndrome"), ("398565003", "Botulism")),
        icd=(
            ("A05.1", "Botulism food poisoning"),
            ("A48.5", "Other specified botulism"),
            ("G70", "Myasthenia gravis and other myoneural disorders"),
            ("G70.1", "Toxic myoneural disorders"),
            ("G70.2", "Congenital and developmental myasthenia"),
            ("G70.8", "Other specified myoneural disorders"),
            ("G70.9", "Myoneural disorder, unspecified"),
            ("G73.1", "Lambert-Eaton syndrome in neoplastic disease"),
            ("G73.3", "Myasthenic syndromes in other diseases"),
        ),
        icd_elsewhere=(
            ("G73.0", "Myasthenic syndromes in endocrine diseases"),
            ("G73.2", "Other myasthenic syndromes in neoplastic disease"),
        ),
        phrases=(
            "lambert eaton", "eaton lambert", "myasthenic syndrome*", "botulism", "neuromuscular junction",
            "myoneural disorder*",
        ),
    ),
    ConditionCodes(
        condition=Condition.ME_CFS,
        snomed=(("52702003", "Chronic fatigue syndrome"),),
        icd=(("G93.3", "Postviral and related fatigue syndromes"), ("G93.32", "Myalgic encephalomyelitis")),
        phrases=("me cfs", "cfs me", "chronic fatigue syndrome", "myalgic encephalomyelitis"),
    ),
    ConditionCodes(
        condition=Condition.CHRONIC_PAIN,
        snomed=(
            ("82423001", "Chronic pain"),
            ("373621006", "Chronic pain syndrome"),
            ("203082005", "Fibromyalgia"),
            ("95417003", "Primary fibromyalgia syndrome"),
            ("278860009", "Chronic low back pain"),
            ("1121000119107", "Chronic neck pain"),
        ),
        icd=(("G89.2", "Chronic pain"), ("G89.4", "Chronic pain syndrome"), ("M79.7", "Fibromyalgia")),
        icd_elsewhere=(("R52.1", "Chronic intractable pain"), ("R52.2", "Other chronic pain")),
        phrases=(
            "chronic pain", "chronic pain syndrome", "fibromyalgia", "chronic low back pain", "chronic back pain",
            "chronic neck pain",
        ),
    ),
    ConditionCodes(
        condition=Condition.NEURODIVERGENCE,
        snomed=(
            ("406506008", "Attention deficit hyperactivity disorder"),
            ("192127007", "Child attention deficit disorder"),
            ("408856003", "Autistic disorder"),
        ),
        icd=(
            ("F84.0", "Autistic disorder"),
            ("F84.5", "Asperger's syndrome"),
            ("F84.8", "Other pervasive developmental disorders"),
            ("F84.9", "Pervasive developmental disorder, unspecified"),
            ("F90", "Attention-deficit hyperactivity disorders"),
        ),
        icd_elsewhere=(("F84.1", "Atypical autism"),),
        phrases=(
            "autism", "autistic disorder", "autism spectrum disorder", "autistic spectrum disorder", "asperger",
            "asperger s", "asperger s syndrome", "asperger syndrome", "adhd",
            "attention deficit hyperactivity disorder", "attention deficit disorder",
        ),
    ),
    ConditionCodes(
        condition=Condition.EDS,
        snomed=(
            ("398114001", "Ehlers-Danlos syndrome"),
            ("30652003", "Ehlers-Danlos syndrome, hypermobility type"),
        ),
        icd=(("Q79.6", "Ehlers-Danlos syndromes"),),
        phrases=(
            "ehlers danlos syndrome", "ehlers danlos syndromes", "ehlers danlos", "heds",
            "classical ehlers danlos syndrome", "hypermobile ehlers danlos syndrome",
            "ehlers danlos syndrome hypermobile", "ehlers danlos syndrome hypermobile type",
        ),
    ),
    # --- Mast cells
    ConditionCodes(
        condition=Condition.MCAS,
        icd=(("D89.4", "Mast cell activation syndrome and related disorders"),),
        phrases=("mcas", "mast cell activation syndrome", "mast cell activation disorder",
                 "mastzellaktivierungssyndrom"),
    ),
    # --- The gut
    ConditionCodes(
        condition=Condition.IBS,
        snomed=(("10743008", "Irritable bowel syndrome"),),
        icd=(("K58", "Irritable bowel syndrome"),),
        phrases=("ibs", "irritable bowel syndrome", "irritable bowel", "irritable colon"),
    ),
    ConditionCodes(
        condition=Condition.NAUSEA,
        snomed=(("422587007", "Nausea"),),
        icd=(("R11.0", "Nausea"),),
        phrases=("nausea",),
    ),
    ConditionCodes(
        condition=Condition.GUT_FLARE,
        phrases=("gut flare", "mast cell flare in the gut", "mcas gut flare"),
    ),
    ConditionCodes(
        condition=Condition.ORAL_HYPERSENSITIVITY,
        phrases=("oral hypersensitivity", "hypersensitivity to oral supplements"),
    ),
    ConditionCodes(
        condition=Condition.BOWEL_OBSTRUCTION,
        snomed=(("81060008", "Intestinal obstruction"), ("55525008", "Paralytic ileus")),
        icd=(
            ("E84.11", "Meconium ileus in cystic fibrosis"),
            ("K31.5", "Obstruction of duodenum"),
            ("K40.0", "Bilateral inguinal hernia, with obstruction"),
            ("K40.1", "Bilateral inguinal hernia, with gangrene"),
            ("K40.3", "Unilateral inguinal hernia, with obstruction"),
            ("K40.4", "Unilateral inguinal hernia, with gangrene"),
            ("K41.0", "Bilateral femoral hernia, with obstruction"),
            ("K41.1", "Bilateral femoral hernia, with gangrene"),
            ("K41.3", "Unilateral femoral hernia, with obstruction"),
            ("K41.4", "Unilateral femoral hernia, with gangrene"),
            ("K42.0", "Umbilical hernia with obstruction"),
            ("K42.1", "Umbilical hernia with gangrene"),
            ("K43.0", "Incisional hernia with obstruction"),
            ("K43.1", "Incisional hernia with gangrene"),
            ("K43.3", "Parastomal hernia with obstruction"),
            ("K43.4", "Parastomal hernia with gangrene"),
            ("K43.6", "Other ventral hernia with obstruction"),
            ("K43.7", "Other ventral hernia with gangrene"),
            ("K44.0", "Diaphragmatic hernia with obstruction"),
            ("K44.1", "Diaphragmatic hernia with gangrene"),
            ("K45.0", "Other abdominal hernia with obstruction"),
            ("K45.1", "Other abdominal hernia with gangrene"),
            ("K46.0", "Abdominal hernia with obstruction"),
            ("K46.1", "Abdominal hernia with gangrene"),
            ("K50.012", "Crohn's disease of small intestine with intestinal obstruction"),
            ("K50.112", "Crohn's disease of large intestine with intestinal obstruction"),
            ("K50.812", "Crohn's disease of both intestines with intestinal obstruction"),
            ("K50.912", "Crohn's disease with intestinal obstruction"),
            ("K51.012", "Ulcerative pancolitis with intestinal obstruction"),
            ("K51.212", "Ulcerative proctitis with intestinal obstruction"),
            ("K51.312", "Ulcerative rectosigmoiditis with intestinal obstruction"),
            ("K51.412", "Inflammatory polyps of colon with intestinal obstruction"),
            ("K51.512", "Left sided colitis with intestinal obstruction"),
            ("K51.812", "Other ulcerative colitis with intestinal obstruction"),
            ("K51.912", "Ulcerative colitis with intestinal obstruction"),
            ("K56", "Paralytic ileus and intestinal obstruction"),
            ("K59.31", "Toxic megacolon"),
            ("K59.81", "Ogilvie syndrome"),
            ("K91.3", "Postprocedural intestinal obstruction"),
            ("P76", "Other intestinal obstruction of newborn"),
        ),
        phrases=(
            "bowel obstruction", "intestinal obstruction", "obstruction of intestine", "obstruction of bowel", "ileus",
            "occlusion intestinale", "obstruccion intestinal", "darmverschluss", "occlusione intestinale", "volvulus",
            "intussusception", "fecal impaction", "faecal impaction", "toxic megacolon",
        ),
    ),
    ConditionCodes(
        condition=Condition.IBD_FLARE,
        phrases=(
            "flare of crohn s disease", "crohn s disease flare", "crohn s flare", "ulcerative colitis flare",
            "colitis flare", "ibd flare", "flare of ulcerative colitis", "exacerbation of crohn s disease",
            "exacerbation of ulcerative colitis", "crohn s disease exacerbation", "ulcerative colitis exacerbation",
            "active crohn s disease", "active ulcerative colitis", "acute ulcerative colitis",
            "severe ulcerative colitis", "crohn akuter schub", "colitis ulcerosa akuter schub",
        ),
    ),
    ConditionCodes(
        condition=Condition.SLOW_GUT,
        snomed=(("235675006", "Gastroparesis"), ("14760008", "Constipation")),
        icd=(
            ("K31.1", "Adult hypertrophic pyloric stenosis"),
            ("K31.84", "Gastroparesis"),
            ("K59.0", "Constipation"),
            ("K59.3", "Megacolon"),
        ),
        phrases=("gastroparesis", "delayed gastric emptying", "gastric retention", "constipation", "slow transit"),
    ),
    ConditionCodes(
        condition=Condition.CHRONIC_DIARRHOEA,
        snomed=(("236071009", "Chronic diarrhea"),),
        icd=(("K59.1", "Functional diarrhea"),),
        phrases=("chronic diarrhea", "chronic diarrhoea", "functional diarrhea", "functional diarrhoea"),
    ),
    ConditionCodes(
        condition=Condition.BOWEL_RESECTION_OR_BYPASS,
        snomed=(("26629001", "Short bowel syndrome"),),
        icd=(
            ("K90.82", "Short bowel syndrome"),
            ("K91.2", "Postsurgical malabsorption"),
            ("K95", "Complications of bariatric procedures"),
            ("Z90.3", "Acquired absence of stomach"),
            ("Z98.0", "Intestinal bypass and anastomosis status"),
            ("Z98.84", "Bariatric surgery status"),
        ),
        phrases=(
            "short bowel", "short gut", "bowel resection", "intestinal resection", "colectomy", "gastric bypass",
            "bariatric surgery", "intestinal bypass", "gastrectomy",
        ),
    ),
    ConditionCodes(
        condition=Condition.HIGH_OUTPUT_STOMA,
        icd=(("Z43.2", "Attention to ileostomy"), ("Z93.2", "Ileostomy status")),
        phrases=("ileostomy", "high output stoma", "jejunostomy"),
    ),
    ConditionCodes(
        condition=Condition.EATING_DISORDER,
        snomed=(("72366004", "Eating disorder"), ("56882008", "Anorexia nervosa"), ("78004001", "Bulimia nervosa")),
        icd=(("F50", "Eating disorders"),),
        phrases=(
            "eating disorder", "anorexia nervosa", "bulimia", "bulimia nervosa", "binge eating", "laxative misuse",
            "laxative abuse", "arfid",
        ),
    ),
    ConditionCodes(
        condition=Condition.SWALLOWING_DIFFICULTY,
        snomed=(("40739000", "Dysphagia"),),
        icd=(("R13", "Aphagia and dysphagia"),),
        phrases=("dysphagia", "difficulty swallowing", "swallowing difficulty", "difficulty in swallowing"),
    ),
    # --- Salts and water
    ConditionCodes(
        condition=Condition.DEHYDRATION,
        snomed=(("34095006", "Dehydration"),),
        icd=(("E86", "Volume depletion"),),
        phrases=("dehydration", "dehydrated", "volume depletion", "hypovolemia", "hypovolaemia", "exsikkose",
                 "dehydratation", "deshydratation", "deshidratacion", "disidratazione"),
    ),
    ConditionCodes(
        condition=Condition.HYPERMAGNESAEMIA,
        icd=(("E83.41", "Hypermagnesemia"),),
        phrases=("hypermagnesemia", "hypermagnesaemia", "hypermagnesiamie", "high serum magnesium"),
    ),
    ConditionCodes(
        condition=Condition.INFECTION_STONES,
        phrases=("struvite", "infection stone*", "staghorn", "magnesium ammonium phosphate"),
    ),
    ConditionCodes(
        condition=Condition.POTASSIUM_DISORDER,
        snomed=(("14140009", "Hyperkalemia"), ("43339004", "Hypokalemia")),
        icd=(("E87.5", "Hyperkalemia"), ("E87.6", "Hypokalemia"), ("P74.3", "Disturbances of potassium of newborn")),
        phrases=("hyperkalemia", "hyperkalaemia", "hypokalemia", "hypokalaemia", "hyperkaliamie", "hypokaliamie"),
    ),
    ConditionCodes(
        condition=Condition.CALCIUM_OR_PARATHYROID_DISORDER,
        snomed=(
            ("66999008", "Hyperparathyroidism"),
            ("36976004", "Hypoparathyroidism"),
            ("66931009", "Hypercalcemia"),
            ("5291005", "Hypocalcemia"),
        ),
        icd=(
            ("E20", "Hypoparathyroidism"),
            ("E21", "Hyperparathyroidism and other disorders of parathyroid gland"),
            ("E83.5", "Disorders of calcium metabolism"),
            ("E89.2", "Postprocedural hypoparathyroidism"),
            ("N25.81", "Secondary hyperparathyroidism of renal origin"),
        ),
        phrases=(
            "hypercalcemia", "hypercalcaemia", "hypocalcemia", "hypocalcaemia", "hyperparathyroidism",
            "hypoparathyroidism", "parathyroid",
        ),
    ),
    ConditionCodes(
        condition=Condition.ADRENAL_INSUFFICIENCY,
        snomed=(("363732003", "Addison's disease"), ("386584007", "Adrenal cortical hypofunction")),
        icd=(
            ("E27.1", "Primary adrenocortical insufficiency"),
            ("E27.2", "Addisonian crisis"),
            ("E27.3", "Drug-induced adrenocortical insufficiency"),
            ("E27.4", "Other and unspecified adrenocortical insufficiency"),
            ("E89.6", "Postprocedural adrenocortical hypofunction"),
        ),
        phrases=(
            "adrenal insufficiency", "adrenocortical insufficiency", "addison s disease", "addison", "addisonian",
            "adrenal crisis",
        ),
    ),
    # --- States
    ConditionCodes(
        condition=Condition.PREGNANCY,
        snomed=(
            ("77386006", "Pregnancy"),
            ("72892002", "Normal pregnancy"),
            ("47200007", "High risk pregnancy"),
            ("16356006", "Multiple pregnancy"),
            ("65147003", "Twin pregnancy"),
            ("34801009", "Ectopic pregnancy"),
            ("79586000", "Tubal pregnancy"),
            ("398254007", "Pre-eclampsia"),
            ("15938005", "Eclampsia"),
            ("11687002", "Gestational diabetes mellitus"),
        ),
        icd=(
            ("O", "Pregnancy, childbirth and the puerperium"),
            ("O07.32", "Renal failure following failed attempted termination of pregnancy"),
            ("O10.1", "Pre-existing hypertensive heart disease complicating pregnancy"),
            ("O10.2", "Pre-existing hypertensive chronic kidney disease complicating pregnancy"),
            ("O10.3", "Pre-existing hypertensive heart and chronic kidney disease complicating pregnancy"),
            ("O90.4", "Postpartum acute kidney failure"),
            ("O91", "Infections of breast associated with pregnancy, the puerperium and lactation"),
            ("O92", "Other disorders of breast and lactation"),
            ("Z32.01", "Pregnancy test, result positive"),
            ("Z33", "Pregnant state"),
            ("Z34", "Supervision of normal pregnancy"),
            ("Z36", "Antenatal screening of mother"),
            ("Z3A", "Weeks of gestation"),
            ("Z64.0", "Problems related to unwanted pregnancy"),
        ),
        icd_elsewhere=(("Z32.1", "Pregnancy confirmed"), ("Z35", "Supervision of high-risk pregnancy")),
        phrases=(
            "pregnant", "pregnancy", "gravid", "preeclampsia", "pre eclampsia", "eclampsia", "gestational diabetes*",
            "schwanger", "schwangerschaft", "enceinte", "grossesse", "embarazada", "embarazo", "gravidanza", "zwanger",
            "zwangerschap", "gravidez", "ciaza",
        ),
    ),
    ConditionCodes(
        condition=Condition.LACTATION,
        snomed=(("413712001", "Breastfeeding, of the mother"),),
        icd=(
            ("O91", "Infections of breast associated with pregnancy, the puerperium and lactation"),
            ("O92", "Other disorders of breast and lactation"),
            ("Z39.1", "Care and examination of lactating mother"),
        ),
        phrases=(
            "lactation", "lactating", "breastfeeding", "breast feeding", "breast feeds", "breastfeeds", "stillend",
            "stillzeit", "allaitement", "lactancia",
        ),
    ),
    ConditionCodes(
        condition=Condition.PLANNED_SURGERY,
        phrases=("planned surgery", "awaiting surgery", "preoperative state"),
    ),
    ConditionCodes(
        condition=Condition.RECENT_MAGNESIUM_INFUSION,
        phrases=("magnesium infusion", "intravenous magnesium", "iv magnesium", "magnesium sulfate infusion"),
    ),
)

OWN_WORDS_SNOMED: Final[tuple[tuple[str, str], ...]] = (
    ("24526004", "Inflammatory bowel disease: whether it flares is not stated"),
    ("34000006", "Crohn's disease: whether it flares is not stated"),
    ("64766004", "Ulcerative colitis: whether it flares is not stated"),
    ("19169002", "Miscarriage in first trimester"),
)
OWN_WORDS_ICD: Final[tuple[tuple[str, str], ...]] = (
    ("D89.44", "Hereditary alpha tryptasemia: not mast cell activation syndrome by itself"),
    ("G93.31", "Postviral fatigue syndrome: not ME/CFS by itself"),
    ("G93.39", "Other post infection and related fatigue syndromes: not ME/CFS by itself"),
    ("K50", "Crohn's disease: whether it flares is not stated"),
    ("K51", "Ulcerative colitis: whether it flares is not stated"),
    ("O03", "Spontaneous abortion"),
    ("O04", "Complications following termination of pregnancy"),
    ("O08", "Complications following ectopic and molar pregnancy"),
    ("O94", "Sequelae of complication of pregnancy"),
)
"""Codes that stay a condition in the words of the record, although a shorter prefix or their name suggests more.

They are listed with the reason, for people who look for them. Such a condition always asks for a clinician.
"""

NO_DISORDER_SNOMED: Final[tuple[tuple[str, str], ...]] = (
    ("160903007", "Full-time employment"),
    ("160904001", "Part-time employment"),
    ("741062008", "Not in labor force"),
    ("73438004", "Unemployed"),
    ("224295006", "Only received primary school education"),
    ("224299000", "Received higher education"),
    ("473461003", "Educated to high school level"),
    ("5251000175109", "Received certificate of high school equivalency"),
    ("314529007", "Medication review due"),
    ("423315002", "Limited social contact"),
    ("422650009", "Social isolation"),
    ("73595000", "Stress"),
    ("105531004", "Housing unsatisfactory"),
    ("32911000", "Homeless"),
    ("446654005", "Refugee"),
    ("713458007", "Lack of access to transportation"),
    ("266934004", "Transport problem"),
    ("266948004", "Has a criminal record"),
    ("424393004", "Reports of violence in the environment"),
    ("706893006", "Victim of intimate partner abuse"),
)
NO_DISORDER_ICD: Final[tuple[tuple[str, str], ...]] = (
    ("Z00.0", "General adult medical examination"),
    ("Z02", "Administrative examination"),
    ("Z23", "Immunization"),
    ("Z32.02", "Pregnancy test, result negative"),
    ("Z55", "Problems related to education and literacy"),
    ("Z56", "Problems related to employment and unemployment"),
    ("Z59.0", "Homelessness"),
    ("Z59.1", "Inadequate housing"),
    ("Z60", "Problems related to social environment"),
    ("Z63", "Other problems related to primary support group"),
    ("Z65", "Problems related to other psychosocial circumstances"),
    ("Z76.0", "Issue of repeat prescription"),
    ("Z80", "Family history of malignant neoplasm"),
    ("Z81", "Family history of mental and behavioral disorders"),
    ("Z82", "Family history of disabilities and chronic diseases leading to disablement"),
    ("Z83", "Family history of other specific disorders"),
    ("Z84", "Family history of other conditions"),
)
"""Codes that a record may hold as conditions and that name no disorder. They do not count as conditions."""

DENIES_WHAT_FOLLOWS: Final[tuple[str, ...]] = (
    "no", "non", "nil", "without", "denies", "denied", "negative for", "absence of", "free of", "rule out", "exclude",
    "family history", "fh", "fhx", "mother", "father", "sister", "brother", "sibling*", "parent", "screening for",
    "risk of", "at risk", "fear of", "prevention of", "trying", "planning", "plans", "wants", "desire*", "intend*",
    "intention", "kein*", "ohne", "ausschluss", "pas de", "pas d", "sans", "sin", "senza", "geen",
)
"""Words by which a clause does not state a condition that it names after them."""

DENIES_ITS_CLAUSE: Final[tuple[str, ...]] = (
    "not", "never", "negative", "absent", "excluded", "ruled out", "unlikely", "resolved", "test", "contraception",
    "screening", "screen", "termination of pregnancy", "pregnancy loss", "past pregnancy", "previous pregnancy",
    "history of pregnancy", "nicht", "ausgeschlossen", "pas", "no hay", "niet",
)
"""Words by which a clause does not state any condition that it names."""

NO_DENIALS: Final[tuple[str, ...]] = ("not otherwise specified", "not elsewhere classified", "not specified")
"""Phrases that deny nothing, although they have a word that denies."""

PASSED_OVER: Final[tuple[str, ...]] = (
    "a", "an", "and", "the", "of", "with", "in", "to", "by", "disorder", "finding", "situation", "syndrome", "disease",
    "nos", "unspecified", "chronic", "known", "diagnosed", "diagnosis", "confirmed", "type",
    "stage", "grade", "class", "acute", "congestive", "mild", "moderate", "severe", "primary", "secondary",
    "due", "patient", "has",
    "currently", "current", "stable", "active", "g1", "g2", "g3", "g3a", "g3b", "g4", "g5", "3a", "3b", "i", "ii",
    "iii", "iv", "v", "1", "2", "3", "4", "5",
)
"""Words that add no other condition to a text. A text with any other word also counts in its own words."""
